/* sn-drop-down.h: what a drop-down is called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Newer versions of GTK call a drop-down by what it shows, in place of the label that its template gives it: a screen reader would say
 * “All towns” and not what is chosen there. Gives it back its label; without one it would have no name. Main thread. */
void sn_drop_down_keep_label (GtkDropDown *drop_down);

G_END_DECLS
