/* sn-window-layout.h: a window whose layout is whole, also when a tooltip goes with the page it stood over.
 *
 * GTK 4.8 marks what waits to be laid out, from the widget up to its window, and takes a mark away when the widget was laid out. A
 * scrolled view that finds meanwhile that it needs a bar, or needs one no longer, asks for another layout. Where only the window and a
 * page deep in it waited, and what stands between was passed through, the window's mark goes and theirs stay: whatever asks later stops
 * at them, and the window stays empty until its size changes. This is what happens when a tooltip goes while another page comes, by a
 * key or a screen reader: the tooltip is a child of the window, and makes it wait too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sn_window_layout_install:
 * @window_class: the class of a window, from which no other is derived
 *
 * To be called in class_init. From then on windows of this class ask their children once more when they were laid out; this
 * costs nothing where none of them asked for it meanwhile.
 */
void sn_window_layout_install (GtkWidgetClass *window_class);

G_END_DECLS
