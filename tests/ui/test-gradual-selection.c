/* test-gradual-selection.c: a view hears of many rows in steps, and of all of them in the end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-gradual-selection.h"
#include "sn-test.h"

#include <adwaita.h>

#define STEP 20
#define MANY 5000
#define LONGEST_WAIT_S 60

typedef struct
{
  GtkStringList      *strings;
  GtkSelectionModel  *selection;
  GtkWidget          *window, *view;
  SnGradualSelection *gradual;
  guint               n_told;   /* as its signals have it */
  guint               largest;  /* number of rows that one signal added */
} Fixture;

/* What a view does with the signals: it must come to the same number as the model. */
static void
count_told (GListModel *model, guint position, guint removed, guint added, Fixture *fixture)
{
  g_assert_cmpuint (position + removed, <=, fixture->n_told);
  fixture->n_told += added - removed;
  fixture->largest = MAX (fixture->largest, added);
  g_assert_cmpuint (g_list_model_get_n_items (model), ==, fixture->n_told);
}

static void
splice (Fixture *fixture, guint position, guint removed, guint added, const char *prefix)
{
  g_autoptr (GPtrArray) texts = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < added; i++)
    g_ptr_array_add (texts, g_strdup_printf ("%s%u", prefix, i));
  g_ptr_array_add (texts, NULL);
  gtk_string_list_splice (fixture->strings, position, removed, (const char *const *) texts->pdata);
}

static void
set_up_row (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  gtk_list_item_set_child (item, gtk_label_new ("row"));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  GtkWidget *scrolled = gtk_scrolled_window_new ();
  GtkListItemFactory *factory = gtk_signal_list_item_factory_new ();

  g_signal_connect (factory, "setup", G_CALLBACK (set_up_row), NULL);
  fixture->strings = gtk_string_list_new (NULL);
  fixture->selection = GTK_SELECTION_MODEL (gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (fixture->strings))));
  fixture->view = gtk_list_view_new (NULL, factory);
  fixture->gradual = sn_gradual_selection_new (fixture->selection, fixture->view, STEP);
  g_signal_connect (fixture->gradual, "items-changed", G_CALLBACK (count_told), fixture);
  gtk_list_view_set_model (GTK_LIST_VIEW (fixture->view), GTK_SELECTION_MODEL (fixture->gradual));
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scrolled), fixture->view);
  fixture->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (fixture->window), scrolled);
  gtk_window_present (GTK_WINDOW (fixture->window));
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (fixture->window));
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_signal_handlers_disconnect_by_data (fixture->gradual, fixture);
  g_assert_finalize_object (fixture->gradual);
  g_assert_finalize_object (fixture->selection);
  g_assert_finalize_object (fixture->strings);
}

static guint
count_items (Fixture *fixture)
{
  return g_list_model_get_n_items (G_LIST_MODEL (fixture->gradual));
}

static gboolean
give_up (gpointer data)
{
  g_error ("nothing came of it within %d s", LONGEST_WAIT_S);
  return G_SOURCE_REMOVE;
}

static gboolean
all_told (Fixture *fixture, guint n_rows)
{
  return count_items (fixture) >= n_rows;
}

static gboolean
is_scrolled (Fixture *fixture, guint value)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (fixture->view));

  gtk_adjustment_set_value (adjustment, value);
  return gtk_adjustment_get_value (adjustment) >= value;
}

static void
wait_until (gboolean (*condition) (Fixture *fixture, guint number), Fixture *fixture, guint number)
{
  guint timer = g_timeout_add_seconds (LONGEST_WAIT_S, give_up, NULL);

  while (!condition (fixture, number))
    g_main_context_iteration (NULL, TRUE);
  g_source_remove (timer);
}

static void
assert_same_rows (Fixture *fixture)
{
  guint n_rows = g_list_model_get_n_items (G_LIST_MODEL (fixture->strings));

  g_assert_cmpuint (count_items (fixture), ==, n_rows);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (GtkStringObject) told = g_list_model_get_item (G_LIST_MODEL (fixture->gradual), i);

      g_assert_cmpstr (gtk_string_object_get_string (told), ==, gtk_string_list_get_string (fixture->strings, i));
    }
}

static void
test_in_steps (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, MANY, "a");
  g_assert_cmpuint (count_items (fixture), ==, STEP);
  wait_until (all_told, fixture, 200);
  g_assert_cmpuint (fixture->largest, ==, STEP);
  wait_until (all_told, fixture, MANY);
  assert_same_rows (fixture);
}

static void
test_all_is_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GtkBitset) selected = NULL;

  splice (fixture, 0, 0, MANY, "a");
  gtk_selection_model_select_all (GTK_SELECTION_MODEL (fixture->gradual));
  selected = gtk_selection_model_get_selection (fixture->selection);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, MANY);
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (fixture->gradual), STEP - 1));
}

/* What happens to known rows while others are still to be told. */
static void
test_changes_meanwhile (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, MANY, "a");
  splice (fixture, 5, 2, 50, "in the midst");
  g_assert_cmpuint (count_items (fixture), ==, STEP + 48);
  splice (fixture, 1000, 10, 30, "not known yet");
  g_assert_cmpuint (count_items (fixture), ==, STEP + 48);
  splice (fixture, 60, 100, 3, "over the edge");
  g_assert_cmpuint (count_items (fixture), ==, 63);
  wait_until (all_told, fixture, MANY + 48 + 20 - 97);
  assert_same_rows (fixture);
  splice (fixture, 0, g_list_model_get_n_items (G_LIST_MODEL (fixture->strings)), 0, "");
  assert_same_rows (fixture);
}

static void
test_finish (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, MANY, "a");
  sn_gradual_selection_finish (fixture->gradual);
  assert_same_rows (fixture);
  /* At the top a new result comes in steps again. */
  splice (fixture, 0, MANY, MANY, "b");
  g_assert_cmpuint (count_items (fixture), ==, STEP);
  wait_until (all_told, fixture, MANY);
  assert_same_rows (fixture);
}

/* Whoever has scrolled down keeps the place. */
static void
test_scrolled (Fixture *fixture, gconstpointer data)
{
  splice (fixture, 0, 0, MANY, "a");
  sn_gradual_selection_finish (fixture->gradual);
  wait_until (is_scrolled, fixture, 500);
  splice (fixture, 0, MANY, MANY, "b");
  assert_same_rows (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
#define ADD(name, func) g_test_add ("/gradual-selection/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("in-steps", test_in_steps);
  ADD ("all-is-all", test_all_is_all);
  ADD ("changes-meanwhile", test_changes_meanwhile);
  ADD ("finish", test_finish);
  ADD ("scrolled", test_scrolled);
  return g_test_run ();
}
