/* sn-progress-parts.h: how far money is, as the parts of a stacked bar and in words. The same colours on every page.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-progress.h"
#include "sn-stacked-bar.h"

G_BEGIN_DECLS

/* Each planned yuan is in one part: paid, on its way, failed, approved, planned. @in_wan: sums in 万元.
 * Returns: (transfer full): what the bar says, a line for each part; the bar has it as its tooltip and its name. */
char      *sn_progress_parts_show       (SnStackedBar        *bar,
                                         const SnProgressRow *progress,
                                         gboolean             in_wan);
/* One swatch and word after another; they wrap. */
void       sn_progress_parts_add_legend (GtkBox              *box);

G_END_DECLS
