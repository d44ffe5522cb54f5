/* sn-figure-text.h: counts and money as people read them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): "12,345" */
char *sn_figure_text_count (gint64   count);
/* (transfer full): "1,203,450.00", or in 万元 "120.35" */
char *sn_figure_text_money (gint64   amount_fen,
                            gboolean in_wan);
/* (transfer full): "58.3 %", rounded down, so that 100.0 % means all of it; "–" of nothing */
char *sn_figure_text_share (gint64   part_fen,
                            gint64   whole_fen);
/* (transfer full): the same with its unit: "1,203,450.00 yuan" */
char *sn_figure_text_yuan  (gint64   amount_fen,
                            gboolean in_wan);

G_END_DECLS
