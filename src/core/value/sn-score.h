/* sn-score.h: what another office counted: 综合困难评分, 自负医疗费用. In hundredths: 86.50 is 8650.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer full): "80", "86.50", "35,000" */
char     *sn_score_format (gint64      score);
/* FALSE: no number with two decimals at most. Negative scores are read. */
gboolean  sn_score_parse  (const char *text,
                           gint64     *score);

G_END_DECLS
