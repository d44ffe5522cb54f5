/* test-roster-bulk.c: a roster so large that indexes go, the journal is stored in parts and households are made many at a time.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-date.h"
#include "sn-figure-keeper.h"
#include "sn-roster-admission.h"
#include "sn-test.h"
#include "whole-dump.h"

#include <string.h>

#define N_ROWS 6200
/* Every so many rows two stand in one household with a number. */
#define ROWS_A_FAMILY 10

typedef struct
{
  char         *folder;
  SnWorkspace  *workspace;
  SnAdmission   admission;
  GPtrArray    *rows;
  GPtrArray    *faults;
  GCancellable *cancellable;
  gint64        change_id;
} Fixture;

static void
add_row (Fixture *fixture, guint number)
{
  SnRosterRow *row = sn_roster_row_new ();

  row->row = number + 2;
  row->document_type = g_strdup ("passport");
  row->document_number = g_strdup_printf ("E%08u", (number * 7919) % 1000000);
  row->name = g_strdup_printf ("人%u", number);
  row->phone = g_strdup_printf ("139%08u", number);
  row->address = g_strdup_printf ("新街 %u 号", number);
  row->note = number % 100 == 0 ? g_strdup_printf ("备注 %u", number) : NULL;
  if (number % ROWS_A_FAMILY < 2)
    row->household_number = g_strdup_printf ("户 %u", number / ROWS_A_FAMILY);
  row->town_id = 310118102;
  row->has_amount = TRUE;
  row->amount_fen = 75000;
  g_ptr_array_add (fixture->rows, row);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
  fixture->workspace = sn_test_new_workspace (fixture->folder);
  fixture->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_roster_row_free);
  fixture->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  fixture->cancellable = g_cancellable_new ();
  for (guint i = 0; i < N_ROWS; i++)
    add_row (fixture, i);
  fixture->admission = (SnAdmission){ .program_code = "04.1", .sheet = "", .file_name = "名单.xlsx", .file_sha256 = "1",
                                      .rows = fixture->rows, .faults = fixture->faults };
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_ptr_array_unref (fixture->rows);
  g_ptr_array_unref (fixture->faults);
  g_object_unref (fixture->cancellable);
  sn_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  sn_test_remove_folder (fixture->folder);
  sn_clock_set_today (NULL);
}

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static void
run (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->change_id = sn_workspace_write (fixture->workspace, admit, &fixture->admission, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->admission.result.new_persons, ==, N_ROWS);
}

static gpointer
read_number (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 number = -1;

  sn_connection_get_int64_values (connection, &number, data, (SnValue[]){ { SN_VALUE_END, 0, NULL } }, error);
  return g_memdup2 (&number, sizeof number);
}

static gint64
ask (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autofree gint64 *number = sn_workspace_read (fixture->workspace, read_number, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  return *number;
}

static gpointer
verify_figures (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_figures_verify (connection, error);
}

static void
assert_figures (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *verdict = sn_workspace_read (fixture->workspace, verify_figures, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (verdict, ==, "ok");
}

/* Nobody without a household, no household without its head, and each text with the person whose row says it. */
static void
test_everybody_has_a_home (Fixture *fixture, gconstpointer data)
{
  run (fixture);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM person"), ==, N_ROWS);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household"), ==, N_ROWS - N_ROWS / ROWS_A_FAMILY);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household h WHERE register_number IS NULL AND NOT EXISTS"
                                 " (SELECT 1 FROM person p WHERE p.id = h.head_id AND p.household_id = h.id AND p.address = h.address"
                                 "   AND p.town_id = h.town_id)"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM household h WHERE register_number IS NOT NULL AND"
                                 " (SELECT count(*) FROM person p WHERE p.household_id = h.id) = 2 AND EXISTS"
                                 " (SELECT 1 FROM person p WHERE p.id = h.head_id AND p.household_id = h.id)"), ==, N_ROWS / ROWS_A_FAMILY);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM person WHERE '人' || CAST (substr (phone, 4) AS INTEGER) = name"
                                 " AND address = '新街 ' || substr (name, 2) || ' 号'"), ==, N_ROWS);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM entitlement e JOIN person p ON p.id = e.person_id"
                                 " WHERE e.source_row = CAST (substr (p.name, 2) AS INTEGER) + 2"), ==, N_ROWS);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM pragma_foreign_key_check"), ==, 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND name = 'person_pinyin'"), ==, 1);
  assert_figures (fixture);
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static void
test_undo_of_parts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dump_workspace (fixture->workspace);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  run (fixture);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM change_part WHERE change_id = (SELECT max (id) FROM change)"), >=, 3);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo, &fixture->change_id, NULL, &error), >, 0);
  g_assert_no_error (error);
  after = dump_workspace (fixture->workspace);
  g_assert_true (strcmp (before, after) == 0);
  assert_figures (fixture);
}

/* Everybody is on a roster already: counted once over all, and once in each of the two programs. */
static void
test_reach_of_two_programs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 second_id;

  run (fixture);
  fixture->admission.program_code = "03.1";
  fixture->admission.file_sha256 = "2";
  second_id = sn_workspace_write (fixture->workspace, admit, &fixture->admission, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (fixture->admission.result.matched_persons, ==, N_ROWS);
  g_assert_cmpint (ask (fixture, "SELECT persons + households FROM reach WHERE grouping = 'program' AND key = '03.1'"), >, 0);
  assert_figures (fixture);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo, &second_id, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (ask (fixture, "SELECT persons FROM reach WHERE grouping = 'all'"), ==, N_ROWS);
  assert_figures (fixture);
}

static void
cancel_late (double fraction, gpointer data)
{
  if (fraction > 0.6)
    g_cancellable_cancel (data);
}

static void
test_cancelled_midway (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dump_workspace (fixture->workspace);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  fixture->admission.progress = cancel_late;
  fixture->admission.progress_data = fixture->cancellable;
  g_assert_cmpint (sn_workspace_write (fixture->workspace, admit, &fixture->admission, fixture->cancellable, &error), ==, 0);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  after = dump_workspace (fixture->workspace);
  g_assert_true (strcmp (before, after) == 0);
  g_assert_cmpint (ask (fixture, "SELECT count(*) FROM change_part WHERE change_id NOT IN (SELECT id FROM change)"), ==, 0);
  /* The same rows, judged anew, come in as if nothing had been. */
  fixture->admission.progress = NULL;
  run (fixture);
  assert_figures (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/roster-bulk/everybody-has-a-home", Fixture, NULL, set_up, test_everybody_has_a_home, tear_down);
  g_test_add ("/roster-bulk/undo-of-parts", Fixture, NULL, set_up, test_undo_of_parts, tear_down);
  g_test_add ("/roster-bulk/reach-of-two-programs", Fixture, NULL, set_up, test_reach_of_two_programs, tear_down);
  g_test_add ("/roster-bulk/cancelled-midway", Fixture, NULL, set_up, test_cancelled_midway, tear_down);
  return g_test_run ();
}
