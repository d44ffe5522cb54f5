/* test-table.c: columns are as wide as their texts need, as far as there is room, and the longest text is the one that is cut.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-table.h"
#include "sn-table-cell.h"
#include "sn-test.h"

#include <adwaita.h>

#define WIDTH 700
#define LONGEST_WAIT_S 60

typedef struct
{
  SnRowList *rows;
  GtkWidget *window;
  GtkWidget *view;
} Fixture;

/* A row is the text of its second column; the third has the same as often as it needs to be too long. */
static char *
get_first (gpointer row)
{
  return g_strdup ("1");
}

static char *
get_text (gpointer row)
{
  return g_strdup (row);
}

static char *
get_remark (gpointer row)
{
  return g_strnfill (*(char *) row == '\0' ? 0 : 500, 'x');
}

enum { FIRST, TEXT, REMARK, N_COLUMNS };
static const SnColumn columns[N_COLUMNS] = {
  { "First", get_first, 4, 0, TRUE, 0, NULL },
  { "Text", get_text, 4, 1, FALSE, 0, NULL },
  { "Remark", get_remark, 8, 3, FALSE, 0, NULL },
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkSelectionModel) selection = NULL;
  GtkWidget *scrolled = gtk_scrolled_window_new ();

  fixture->rows = sn_row_list_new ();
  selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (fixture->rows))));
  fixture->view = gtk_column_view_new (NULL);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), fixture->view);
  sn_table_set_columns (GTK_COLUMN_VIEW (fixture->view), columns, N_COLUMNS);
  sn_table_set_model (GTK_COLUMN_VIEW (fixture->view), selection);
  fixture->window = gtk_window_new ();
  gtk_window_set_default_size (GTK_WINDOW (fixture->window), WIDTH, 300);
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_object_unref (fixture->rows);
}

static void
show (Fixture *fixture, const char *text)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (rows, g_strdup (text));
  sn_row_list_set (fixture->rows, rows);
}

static int
get_width (Fixture *fixture, guint column)
{
  g_autoptr (GtkColumnViewColumn) found =
    g_list_model_get_item (gtk_column_view_get_columns (GTK_COLUMN_VIEW (fixture->view)), column);

  return gtk_column_view_column_get_fixed_width (found);
}

static gboolean
give_up (gpointer data)
{
  g_error ("no columns were laid out within %d s", LONGEST_WAIT_S);
  return G_SOURCE_REMOVE;
}

static void
wait_for_columns (Fixture *fixture)
{
  guint timer = g_timeout_add_seconds (LONGEST_WAIT_S, give_up, NULL);

  while (get_width (fixture, TEXT) <= 0)
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static int
measure (Fixture *fixture, const char *text)
{
  g_autoptr (PangoLayout) layout = gtk_widget_create_pango_layout (fixture->view, text);
  int width;

  pango_layout_get_pixel_size (layout, &width, NULL);
  return width;
}

static void
test_room_for_texts (Fixture *fixture, gconstpointer data)
{
  const char *text = "a name that shall not be cut";

  show (fixture, "");
  wait_for_columns (fixture);
  g_assert_cmpint (get_width (fixture, TEXT), <, get_width (fixture, REMARK));
  show (fixture, text);
  g_assert_cmpint (get_width (fixture, TEXT), >=, measure (fixture, text));
  /* What is left, however short of what it needs; together they are as wide as the view. */
  g_assert_cmpint (get_width (fixture, REMARK), >, get_width (fixture, FIRST));
  g_assert_cmpint (get_width (fixture, FIRST) + get_width (fixture, TEXT) + get_width (fixture, REMARK), ==, gtk_widget_get_width (fixture->view));
}

/* Nothing moves while somebody types what to look for. */
static void
test_stays_wide (Fixture *fixture, gconstpointer data)
{
  int width;

  show (fixture, "a name that shall not be cut");
  wait_for_columns (fixture);
  width = get_width (fixture, TEXT);
  show (fixture, "short");
  g_assert_cmpint (get_width (fixture, TEXT), ==, width);
}

static void
count_change (GListModel *model, guint position, guint removed, guint added, guint *n_changes)
{
  (*n_changes)++;
}

/* The table's own cell of the text, or of none that stands there. */
static GtkWidget *
find_cell (GtkWidget *widget, const char *text)
{
  if (SN_IS_TABLE_CELL (widget) && strcmp (sn_table_cell_get_text (SN_TABLE_CELL (widget)), text) == 0)
    return widget;
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    {
      GtkWidget *found = find_cell (child, text);

      if (found != NULL)
        return found;
    }
  return NULL;
}

static gboolean
begin_the_same (gconstpointer one, gconstpointer other)
{
  return *(const char *) one == *(const char *) other;
}

static gboolean
are_equal (gpointer one, gpointer other, gpointer data)
{
  return strcmp (one, other) == 0;
}

static void
update (Fixture *fixture, const char *first, const char *second)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (g_free);

  g_ptr_array_add (rows, g_strdup (first));
  g_ptr_array_add (rows, g_strdup (second));
  sn_row_list_update (fixture->rows, rows, begin_the_same, are_equal, NULL);
}

/* The same lines, read again: their cells stay and show what is new; another line comes and goes as rows do. */
static void
test_same_lines (Fixture *fixture, gconstpointer data)
{
  guint n_changes = 0;
  g_autoptr (SnRow) row = NULL;
  GtkWidget *cell;

  update (fixture, "a before", "b before");
  wait_for_columns (fixture);
  row = g_list_model_get_item (G_LIST_MODEL (fixture->rows), 1);
  cell = find_cell (fixture->view, "b before");
  g_assert_nonnull (cell);
  g_signal_connect (fixture->rows, "items-changed", G_CALLBACK (count_change), &n_changes);
  update (fixture, "a before", "b after");
  g_assert_cmpuint (n_changes, ==, 0);
  g_assert_cmpstr (sn_row_get (row), ==, "b after");
  g_assert_cmpstr (sn_table_cell_get_text (SN_TABLE_CELL (cell)), ==, "b after");
  g_assert_nonnull (find_cell (fixture->view, "a before"));
  update (fixture, "a before", "c");
  g_assert_cmpuint (n_changes, ==, 1);
  /* Whoever still holds the row that went finds what it was. */
  g_assert_cmpstr (sn_row_get (row), ==, "b after");
  g_assert_nonnull (find_cell (fixture->view, "c"));
}

int
main (int argc, char **argv)
{
  gtk_test_init (&argc, &argv, NULL);
  adw_init ();
  g_test_add ("/table/room-for-texts", Fixture, NULL, set_up, test_room_for_texts, tear_down);
  g_test_add ("/table/stays-wide", Fixture, NULL, set_up, test_stays_wide, tear_down);
  g_test_add ("/table/same-lines", Fixture, NULL, set_up, test_same_lines, tear_down);
  return g_test_run ();
}
