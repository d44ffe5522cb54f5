/* sn-window-layout.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-window-layout.h"

/* The second time those come to their turn that asked for it during the first; all others have their place. */
static void
allocate (GtkWidget *window, int width, int height, int baseline)
{
  GtkWidgetClass *parent_class = g_type_class_peek_parent (GTK_WIDGET_GET_CLASS (window));

  parent_class->size_allocate (window, width, height, baseline);
  gtk_widget_measure (window, GTK_ORIENTATION_HORIZONTAL, -1, NULL, NULL, NULL, NULL);
  gtk_widget_measure (window, GTK_ORIENTATION_VERTICAL, width, NULL, NULL, NULL, NULL);
  parent_class->size_allocate (window, width, height, baseline);
}

void
sn_window_layout_install (GtkWidgetClass *window_class)
{
  window_class->size_allocate = allocate;
}
