/* sn-table-rows.c: what is done with the rows of a table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-table.h"

#include "sn-gradual-selection.h"

#include <glib/gi18n.h>

typedef struct
{
  const SnColumn *columns;
  guint           n_columns;
  GEqualFunc      same; /* (nullable) */
} Looks;

static gboolean
looks_same (gpointer one, gpointer other, gpointer data)
{
  const Looks *looks = data;

  if (looks->same != NULL && !looks->same (one, other))
    return FALSE;
  for (guint i = 0; i < looks->n_columns; i++)
    {
      g_autofree char *text = looks->columns[i].text (one);
      g_autofree char *other_text = looks->columns[i].text (other);

      if (g_strcmp0 (text, other_text) != 0)
        return FALSE;
    }
  return TRUE;
}

void
sn_table_update (SnRowList *list, GPtrArray *rows, const SnColumn *columns, guint n_columns, GEqualFunc same)
{
  Looks looks = { columns, n_columns, same };

  sn_row_list_update (list, rows, same, looks_same, &looks);
}

void
sn_table_scroll_to (GtkColumnView *view, guint position)
{
  GtkSelectionModel *model = gtk_column_view_get_model (view);

  if (position >= g_list_model_get_n_items (G_LIST_MODEL (model)))
    sn_gradual_selection_finish (SN_GRADUAL_SELECTION (model));
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
  guint n_items;
  g_autoptr (GString) text = g_string_new (NULL);

  sn_gradual_selection_finish (SN_GRADUAL_SELECTION (model));
  n_items = g_list_model_get_n_items (G_LIST_MODEL (model));
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
