/* sn-window-escape.h: the Escape key closes a window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* For a window without a class of its own; one that has one binds the key there. */
void sn_window_escape_add (GtkWindow *window);

G_END_DECLS
