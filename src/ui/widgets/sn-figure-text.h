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
/* (transfer full): the same with its unit: "1,203,450.00 yuan" */
char *sn_figure_text_yuan  (gint64   amount_fen,
                            gboolean in_wan);

G_END_DECLS
