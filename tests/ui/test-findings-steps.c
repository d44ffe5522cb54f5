/* test-findings-steps.c: the page of findings shows what stands first before the rest is known, and says so; after a change it shows all at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "../core/roster-fixture.h"

#include "sn-checks.h"
#include "sn-findings-page-private.h"
#include "sn-ui-resources.h"

#define LONGEST_WAIT_S 60
#define TOWN 310118102
#define JOBLESS "登记失业困难人员"

typedef struct
{
  Fixture         base;
  SnSession      *session;
  GtkWidget      *window;
  SnFindingsPage *page;
  GString        *steps; /* what was seen, a line each time that the page said how far it is */
} Shown;

static gboolean
give_up (gpointer data)
{
  g_error ("waited %d s for: %s", LONGEST_WAIT_S, (const char *) data);
  return G_SOURCE_REMOVE;
}

#define wait_for(condition) \
  G_STMT_START { \
    guint timer_ = g_timeout_add_seconds (LONGEST_WAIT_S, give_up, (gpointer) #condition); \
    while (!(condition)) \
      g_main_context_iteration (NULL, TRUE); \
    g_source_remove (timer_); \
  } G_STMT_END

/* ", Person twice 1, Person died …": what stands in some rows of the list of rules */
static void
append_counts (GString *text, GtkWidget *widget)
{
  static const char *const rules[] = { "All Rules", "Person twice", "Programs meet", "Person died", NULL };

  if (GTK_IS_LABEL (widget) && gtk_widget_get_next_sibling (widget) != NULL && g_strv_contains (rules, gtk_label_get_label (GTK_LABEL (widget))))
    g_string_append_printf (text, ", %s %s", gtk_label_get_label (GTK_LABEL (widget)),
                            gtk_label_get_label (GTK_LABEL (gtk_widget_get_next_sibling (widget))));
  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL; child = gtk_widget_get_next_sibling (child))
    append_counts (text, child);
}

static char *
describe (Shown *shown)
{
  GString *text = g_string_new (shown->page->is_partial ? "partial" : "whole");

  g_string_append_printf (text, " %u rows, filter %s", g_list_model_get_n_items (G_LIST_MODEL (shown->page->selection)),
                          gtk_widget_get_sensitive (GTK_WIDGET (shown->page->decision_filter)) ? "on" : "off");
  append_counts (text, GTK_WIDGET (shown->page->rule_list));
  return g_string_free (text, FALSE);
}

/* Rows and label are set one after the other: an idle later all stands there. */
static gboolean
note_step (gpointer data)
{
  Shown *shown = data;
  g_autofree char *step = describe (shown);

  if (!g_str_has_suffix (shown->steps->str, step))
    g_string_append_printf (shown->steps, "\n%s", step);
  return G_SOURCE_REMOVE;
}

static void
handle_label (Shown *shown)
{
  g_idle_add_full (G_PRIORITY_HIGH, note_step, shown, NULL);
}

/* Waits for the last of the steps, and that there were no others. */
static void
expect_steps (Shown *shown, const char *expected)
{
  wait_for (g_str_has_suffix (shown->steps->str, strrchr (expected, '\n')));
  g_assert_cmpstr (shown->steps->str, ==, expected);
  wait_for (sn_session_get_checks (shown->session) != NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_cmpstr (shown->steps->str, ==, expected);
  g_string_truncate (shown->steps, 0);
}

static void
set_up_shown (Shown *shown, gconstpointer data)
{
  set_up (&shown->base, data);
  for (int i = 1; i <= 3; i++)
    add_person (&shown->base, i, 10 + i, "1960-01-01", TOWN);
  shown->steps = g_string_new (NULL);
}

static void
show (Shown *shown)
{
  shown->session = sn_session_new (g_object_ref (shown->base.workspace), "经办甲");
  wait_for (sn_session_get_facts (shown->session) != NULL);
  shown->page = g_object_new (SN_TYPE_FINDINGS_PAGE, "session", shown->session, NULL);
  g_signal_connect_swapped (shown->page->checked_label, "notify::label", G_CALLBACK (handle_label), shown);
  g_signal_connect_swapped (shown->page->selection, "items-changed", G_CALLBACK (handle_label), shown);
  shown->window = gtk_window_new ();
  gtk_window_set_child (GTK_WINDOW (shown->window), GTK_WIDGET (shown->page));
  sn_page_prepare (SN_PAGE (shown->page));
  gtk_window_present (GTK_WINDOW (shown->window));
}

static void
tear_down_shown (Shown *shown, gconstpointer data)
{
  gtk_window_destroy (GTK_WINDOW (shown->window));
  g_clear_object (&shown->session);
  g_string_free (shown->steps, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  tear_down (&shown->base, data);
}

static void
test_steps (Shown *shown, gconstpointer data)
{
  for (int i = 1; i <= 4; i++)
    add_line (&shown->base, i, "04.1", JOBLESS, MIN (i, 3), TOWN, 75000);
  do_sql (&shown->base, "UPDATE person SET died_on = '2024-12-24' WHERE id = 1");
  show (shown);
  expect_steps (shown, "\npartial 1 rows, filter off, All Rules …, Person twice 1, Programs meet 0, Person died …"
                       "\nwhole 2 rows, filter on, All Rules 2, Person twice 1, Programs meet 0, Person died 1");
  /* After a change everything is there at once, and what is chosen stays so. */
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (shown->page->selection), 0));
  do_sql (&shown->base, "UPDATE person SET died_on = '2024-12-24' WHERE id = 2");
  expect_steps (shown, "\nwhole 3 rows, filter on, All Rules 3, Person twice 1, Programs meet 0, Person died 2");
  g_assert_true (gtk_selection_model_is_selected (GTK_SELECTION_MODEL (shown->page->selection), 0));
}

/* That nothing stands first does not say that nothing is doubtful: the page waits. */
static void
test_nothing_first (Shown *shown, gconstpointer data)
{
  add_line (&shown->base, 1, "04.1", JOBLESS, 1, TOWN, 75000);
  do_sql (&shown->base, "UPDATE person SET died_on = '2024-12-24' WHERE id = 1");
  show (shown);
  expect_steps (shown, "\nwhole 1 rows, filter on, All Rules 1, Person twice 0, Programs meet 0, Person died 1");
}

/* Further down than what is worded first. */
#define N_TWICE (SN_CHECKS_FIRST_PAGE + 10)
#define CHOSEN (SN_CHECKS_FIRST_PAGE + 5)

static gboolean
choose_far_down (gpointer data)
{
  Shown *shown = data;

  if (shown->page->is_partial)
    gtk_selection_model_select_item (GTK_SELECTION_MODEL (shown->page->selection), CHOSEN, TRUE);
  return G_SOURCE_REMOVE;
}

static void
handle_first (Shown *shown)
{
  g_idle_add_full (G_PRIORITY_HIGH, choose_far_down, shown, NULL);
}

/* Whoever goes down the list meanwhile stays where he is when the others come, and when their words do. */
static void
test_choice_stays (Shown *shown, gconstpointer data)
{
  GtkSelectionModel *selection;
  g_autoptr (GtkBitset) selected = NULL;

  for (int i = 4; i <= N_TWICE; i++)
    add_person (&shown->base, i, 10 + i, "1960-01-01", TOWN);
  for (int i = 0; i < 2 * N_TWICE; i++)
    add_line (&shown->base, i + 1, "04.1", JOBLESS, 1 + i % N_TWICE, TOWN, 75000);
  show (shown);
  selection = GTK_SELECTION_MODEL (shown->page->selection);
  g_signal_connect_swapped (shown->page->checked_label, "notify::label", G_CALLBACK (handle_first), shown);
  wait_for (gtk_selection_model_is_selected (selection, CHOSEN));
  wait_for (sn_session_get_checks (shown->session) != NULL);
  while (g_main_context_iteration (NULL, FALSE))
    ;
  g_assert_false (shown->page->is_partial);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (selection)), ==, N_TWICE);
  selected = gtk_selection_model_get_selection (selection);
  g_assert_cmpuint (gtk_bitset_get_size (selected), ==, 1);
  g_assert_cmpuint (gtk_bitset_get_minimum (selected), ==, CHOSEN);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  adw_init ();
  g_resources_register (sn_ui_get_resource ());
  g_test_add ("/findings-steps/steps", Shown, NULL, set_up_shown, test_steps, tear_down_shown);
  g_test_add ("/findings-steps/choice-stays", Shown, NULL, set_up_shown, test_choice_stays, tear_down_shown);
  g_test_add ("/findings-steps/nothing-first", Shown, NULL, set_up_shown, test_nothing_first, tear_down_shown);
  return g_test_run ();
}
