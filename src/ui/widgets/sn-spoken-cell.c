/* sn-spoken-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-spoken-cell.h"

#include <glib/gi18n.h>

struct _SnSpokenCell
{
  GtkWidget parent_instance;
};

G_DEFINE_FINAL_TYPE (SnSpokenCell, sn_spoken_cell, GTK_TYPE_WIDGET)

void
sn_spoken_cell_set (SnSpokenCell *self, const char *caption, const char *text)
{
  /* TRANSLATORS: a screen reader's words for a cell of a table: its column, and what is in it */
  g_autofree char *words = *text != '\0' ? g_strdup_printf (_ ("%s: %s"), caption, text)
                                         /* TRANSLATORS: the same of a cell with nothing in it */
                                         : g_strdup_printf (_ ("%s: empty"), caption);

  gtk_accessible_update_property (GTK_ACCESSIBLE (self), GTK_ACCESSIBLE_PROPERTY_LABEL, words, -1);
}

static void
sn_spoken_cell_class_init (SnSpokenCellClass *class)
{
  gtk_widget_class_set_css_name (GTK_WIDGET_CLASS (class), "cell");
  gtk_widget_class_set_accessible_role (GTK_WIDGET_CLASS (class), GTK_ACCESSIBLE_ROLE_CELL);
}

static void
sn_spoken_cell_init (SnSpokenCell *self)
{
  gtk_widget_set_focusable (GTK_WIDGET (self), TRUE);
  /* A click means the row. */
  gtk_widget_set_can_target (GTK_WIDGET (self), FALSE);
}

GtkWidget *
sn_spoken_cell_new (void)
{
  return g_object_new (SN_TYPE_SPOKEN_CELL, NULL);
}
