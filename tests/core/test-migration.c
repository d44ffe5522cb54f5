/* test-migration.c: a file of an older version keeps what it held, its journal, and the way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-journal.h"
#include "sn-safety.h"

static void
open_version_1 (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *frozen = sn_test_data_path ("workspaces/version-1.songnuan");
  g_autofree char *copy = NULL;
  g_autofree char *contents = NULL;
  gsize length_bytes;

  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
  copy = g_build_filename (fixture->folder, "old.songnuan", NULL);
  g_assert_true (g_file_get_contents (frozen, &contents, &length_bytes, NULL));
  g_assert_true (g_file_set_contents (copy, contents, (gssize) length_bytes, NULL));
  fixture->workspace = sn_workspace_open (copy, &error);
  g_assert_no_error (error);
}

static void
assert_verifies (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnVerification) verification = sn_workspace_read (fixture->workspace, sn_verify, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (sn_verification_is_ok (verification));
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static void
take_back (Fixture *fixture, gint64 change_id)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo, &change_id, NULL, &error), >, 0);
  g_assert_no_error (error);
}

/* The figures are those of the frozen file; "sqlite3 version-1.songnuan" tells them. */
static void
test_keeps_data (Fixture *fixture, gconstpointer data)
{
  assert_sql (fixture, "SELECT count(*) || ' ' || count(died_on) || ' ' || count(moved_on) FROM person", "60 0 0");
  assert_sql (fixture, "SELECT count(*) || ' ' || sum (state = 'approved') || ' ' || count(first_approved_by) FROM entitlement", "19 14 0");
  assert_sql (fixture, "SELECT amount_change_percent || ' ' || (second_approval_fen IS NULL) FROM campaign", "50 1");
  assert_sql (fixture, "SELECT count(*) || ' ' || sum (confirmed) FROM benefit_rate", "35 35");
  assert_sql (fixture, "SELECT max (id) FROM change", "52");
  assert_verifies (fixture);
}

/* What version 1 recorded knows no new column: an insert (14.1's lines), an update (an approval), rows of several tables (a batch). */
static void
test_takes_back (Fixture *fixture, gconstpointer data)
{
  take_back (fixture, 52);
  assert_sql (fixture, "SELECT count(*) FROM entitlement", "16");
  take_back (fixture, 51);
  assert_sql (fixture, "SELECT count(*) FROM payment_batch b JOIN program g ON g.id = b.program_id WHERE g.code = '13.1'", "0");
  take_back (fixture, 50);
  assert_sql (fixture, "SELECT group_concat (e.state) FROM entitlement e JOIN program g ON g.id = e.program_id WHERE g.code = '13.1'",
              "submitted");
  assert_verifies (fixture);
  /* An undo of an undo puts rows back that version 1 wrote; the new columns of the row stand at their default. */
  take_back (fixture, 53);
  assert_sql (fixture, "SELECT count(*) || ' ' || count(first_approved_by) FROM entitlement", "19 0");
  assert_verifies (fixture);
}

static gpointer
count_differences (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *attach = g_strdup_printf ("ATTACH '%s' AS new", (const char *) data);
  gint64 *differences = g_new0 (gint64, 1);

  g_assert_true (sn_connection_run_script (connection, attach, error));
  g_assert_true (sn_connection_get_int64 (connection, differences, error,
                                          "SELECT (SELECT count(*) FROM (SELECT * FROM main.pair_rule EXCEPT SELECT * FROM new.pair_rule))"
                                          " + (SELECT count(*) FROM (SELECT * FROM new.pair_rule EXCEPT SELECT * FROM main.pair_rule))"));
  return differences;
}

/* The rules for pairs are the catalogue's, ids included: the files of two offices are to be merged, whichever was made when. */
static void
test_gives_pair_rules (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnWorkspace) new = sn_test_new_workspace (fixture->folder);
  g_autofree gint64 *differences = NULL;

  assert_sql (fixture, "SELECT count(*) FROM pair_rule", "33");
  differences = sn_workspace_read (fixture->workspace, count_differences, (gpointer) sn_workspace_get_path (new), NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (*differences, ==, 0);
  sn_workspace_close (new);
}

/* Rows that were written before their table got a column: what is changed of them now can be taken back, and comes back as it was. */
static void
test_old_rows (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *change, *question, *before; } cases[] = {
    { "UPDATE person SET ethnic_group = '回族'", "SELECT count(*) || typeof (max (ethnic_group)) FROM person WHERE ethnic_group = ''", "60text" },
    { "UPDATE household SET kind = 'collective'", "SELECT typeof (max (kind)) || max (kind) FROM household", "textfamily" },
    { "UPDATE person_category SET source = 'x'", "SELECT typeof (max (source)) || max (source) FROM person_category", "text" },
    { "UPDATE campaign SET amount_change_percent = 60", "SELECT amount_change_percent FROM campaign", "50" },
    { "UPDATE entitlement SET without_fitting = 1", "SELECT sum (without_fitting) FROM entitlement", "0" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      assert_sql (fixture, cases[i].question, cases[i].before);
      take_back (fixture, try_sql (fixture, cases[i].change, &error));
      g_assert_no_error (error);
      assert_sql (fixture, cases[i].question, cases[i].before);
    }
  assert_verifies (fixture);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/migration/" name, Fixture, NULL, open_version_1, function, tear_down)
  ADD ("keeps-data", test_keeps_data);
  ADD ("takes-back", test_takes_back);
  ADD ("gives-pair-rules", test_gives_pair_rules);
  ADD ("old-rows", test_old_rows);
  return g_test_run ();
}
