/* sn-stack-reader.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-stack-reader.h"

static void
tell (GtkStack *stack)
{
  GtkWidget *front = gtk_stack_get_visible_child (stack);

  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (stack)); child != NULL; child = gtk_widget_get_next_sibling (child))
    gtk_accessible_update_state (GTK_ACCESSIBLE (child), GTK_ACCESSIBLE_STATE_HIDDEN, child != front, -1);
}

void
sn_stack_reader_attach (GtkWidget *root)
{
  if (GTK_IS_STACK (root))
    {
      g_signal_connect (root, "notify::visible-child", G_CALLBACK (tell), NULL);
      tell (GTK_STACK (root));
    }
  for (GtkWidget *child = gtk_widget_get_first_child (root); child != NULL; child = gtk_widget_get_next_sibling (child))
    sn_stack_reader_attach (child);
}
