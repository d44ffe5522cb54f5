/* sn-accessible-label.h: what a control is called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* Newer versions of GTK call a drop-down by what it shows and a button by what is on it, in place of the label that it was given for
 * screen readers: “All towns”, and not what is chosen there; “List”, and not where. Lets the given label count again; a control without
 * one would have no name. After the button has its words. Main thread. */
void sn_accessible_label_keep (GtkWidget *widget);

G_END_DECLS
