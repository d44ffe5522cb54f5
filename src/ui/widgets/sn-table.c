/* sn-table.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-table.h"

#include "sn-tab-stop.h"

#include <glib/gi18n.h>
#include <string.h>

#define PIXELS_A_CHARACTER 8
#define PADDING_PIXELS 18

static void
set_up_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const SnColumn *column)
{
  GtkWidget *cell = gtk_inscription_new (NULL);

  gtk_inscription_set_min_chars (GTK_INSCRIPTION (cell), 2);
  gtk_inscription_set_nat_lines (GTK_INSCRIPTION (cell), 1);
  gtk_inscription_set_text_overflow (GTK_INSCRIPTION (cell), GTK_INSCRIPTION_OVERFLOW_ELLIPSIZE_END);
  gtk_inscription_set_xalign (GTK_INSCRIPTION (cell), column->numeric ? 1 : 0);
  if (column->numeric)
    gtk_widget_add_css_class (cell, "numeric");
  gtk_list_item_set_child (item, cell);
}

static void
bind_cell (GtkSignalListItemFactory *factory, GtkListItem *item, const SnColumn *column)
{
  GtkWidget *cell = gtk_list_item_get_child (item);
  g_autofree char *text = column->text (sn_row_get (gtk_list_item_get_item (item)));

  gtk_inscription_set_text (GTK_INSCRIPTION (cell), text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (cell), GTK_ACCESSIBLE_PROPERTY_LABEL, text != NULL ? text : "", -1);
}

static GtkColumnViewColumn *
make_column (const SnColumn *column)
{
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();
  GtkColumnViewColumn *made;

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_cell), (gpointer) column);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_cell), (gpointer) column);
  made = gtk_column_view_column_new (_ (column->title), factory);
  gtk_column_view_column_set_resizable (made, TRUE);
  gtk_column_view_column_set_expand (made, column->expand);
  gtk_column_view_column_set_fixed_width (made, column->expand ? -1 : column->width_chars * PIXELS_A_CHARACTER + PADDING_PIXELS);
  return made;
}

void
sn_table_set_columns (GtkColumnView *view, const SnColumn *columns, guint n_columns)
{
  gtk_widget_add_css_class (GTK_WIDGET (view), "sn-table");
  sn_tab_stop_make (GTK_WIDGET (view));
  for (guint i = 0; i < n_columns; i++)
    {
      g_autoptr (GtkColumnViewColumn) column = make_column (&columns[i]);

      gtk_column_view_append_column (view, column);
    }
}

static gboolean
looks_same (gpointer one, gpointer other, const SnColumn *columns, guint n_columns, GEqualFunc same)
{
  if (same != NULL && !same (one, other))
    return FALSE;
  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *text = columns[i].text (one);
      g_autofree char *other_text = columns[i].text (other);

      if (g_strcmp0 (text, other_text) != 0)
        return FALSE;
    }
  return TRUE;
}

void
sn_table_update (SnRowList *list, GPtrArray *rows, const SnColumn *columns, guint n_columns, GEqualFunc same)
{
  GPtrArray *old = sn_row_list_get_rows (list);
  guint n_old = old != NULL ? old->len : 0, start = 0, end = 0;

  while (start < MIN (n_old, rows->len) && looks_same (old->pdata[start], rows->pdata[start], columns, n_columns, same))
    start++;
  while (end < MIN (n_old, rows->len) - start &&
         looks_same (old->pdata[n_old - 1 - end], rows->pdata[rows->len - 1 - end], columns, n_columns, same))
    end++;
  sn_row_list_replace (list, rows, start, n_old - start - end, rows->len - start - end);
}

void
sn_table_scroll_to (GtkColumnView *view, guint position)
{
  for (GtkWidget *child = gtk_widget_get_first_child (GTK_WIDGET (view)); child != NULL; child = gtk_widget_get_next_sibling (child))
    if (GTK_IS_LIST_VIEW (child))
      gtk_widget_activate_action (child, "list.scroll-to-item", "u", position);
}

static void
append_field (GString *text, const char *field, gboolean last)
{
  for (const char *p = field; *p != '\0'; p++)
    g_string_append_c (text, *p == '\t' || *p == '\n' || *p == '\r' ? ' ' : *p);
  g_string_append_c (text, last ? '\n' : '\t');
}

static void
append_row (GString *text, gpointer row, const SnColumn *columns, guint n_columns)
{
  for (guint i = 0; i < n_columns; i++)
    {
      g_autofree char *field = columns[i].text (row);

      append_field (text, field != NULL ? field : "", i + 1 == n_columns);
    }
}

void
sn_table_copy (GtkColumnView *view, const SnColumn *columns, guint n_columns)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (model);
  gboolean all = gtk_bitset_is_empty (selected);
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < n_columns; i++)
    append_field (text, _ (columns[i].title), i + 1 == n_columns);
  for (guint i = 0; i < n_items; i++)
    {
      g_autoptr (SnRow) row = NULL;

      if (!all && !gtk_bitset_contains (selected, i))
        continue;
      row = g_list_model_get_item (G_LIST_MODEL (model), i);
      append_row (text, sn_row_get (row), columns, n_columns);
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (GTK_WIDGET (view)), text->str);
}
