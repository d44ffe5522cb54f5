/* sn-tab-stop.h: a list that is one stop of the Tab key, however many rows it has.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Tab goes past the list instead of to its next row; the arrows go through the rows. Its rows may hold nothing to stop at. */
void sn_tab_stop_make (GtkWidget *list);

G_END_DECLS
