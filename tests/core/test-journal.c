/* test-journal.c: every change leaves its trace, can be taken back, and cannot be altered unseen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <locale.h>

#include "sn-journal.h"
#include "sn-safety.h"
#include "sn-test.h"

typedef struct
{
  char        *folder;
  SnWorkspace *workspace;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sn_test_make_folder ();
  fixture->workspace = sn_test_new_workspace (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->workspace);
  sn_test_remove_folder (fixture->folder);
}

/* Runs SQL as one described change. Returns its id. */
static gboolean
run_sql (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  sn_transaction_describe (transaction, "person-correct", NULL);
  return sn_connection_run_script (sn_transaction_get_connection (transaction), data, error);
}

static gint64
change (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = sn_workspace_write (fixture->workspace, run_sql, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (change_id, >, 0);
  return change_id;
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static gint64
take_back (Fixture *fixture, gint64 change_id)
{
  g_autoptr (GError) error = NULL;
  gint64 undo_id = sn_workspace_write (fixture->workspace, undo, &change_id, NULL, &error);

  g_assert_no_error (error);
  return undo_id;
}

static char *
refuse_to_take_back (Fixture *fixture, gint64 change_id)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo, &change_id, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  return g_strdup (error->message);
}

/* The whole content of the tables that count, as text. */
static gpointer
dump_tables (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GString *dump = g_string_new (NULL);
  g_autoptr (SnStatement) tables = sn_connection_query (
      connection, error,
      "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('change', 'change_part') ORDER BY name");

  g_assert_nonnull (tables);
  while (sn_statement_step (tables, error))
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", sn_statement_get_text (tables, 0));
      g_autoptr (SnStatement) rows = sn_connection_query (connection, error, sql);
      sqlite3_stmt *probe = NULL;
      int n_columns;

      g_assert_cmpint (sqlite3_prepare_v2 (sn_connection_get_handle (connection), sql, -1, &probe, NULL), ==, SQLITE_OK);
      n_columns = sqlite3_column_count (probe);
      sqlite3_finalize (probe);
      g_string_append_printf (dump, "# %s\n", sn_statement_get_text (tables, 0));
      while (sn_statement_step (rows, error))
        {
          for (int i = 0; i < n_columns; i++)
            g_string_append_printf (dump, "%s|", sn_statement_is_null (rows, i) ? "NULL" : sn_statement_get_text (rows, i));
          g_string_append_c (dump, '\n');
        }
    }
  return g_string_free (dump, FALSE);
}

static char *
dump (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *text = sn_workspace_read (fixture->workspace, dump_tables, NULL, NULL, &error);

  g_assert_no_error (error);
  return text;
}

static void
assert_sound (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnVerification) verification = sn_workspace_read (fixture->workspace, sn_verify, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (verification->integrity, ==, "ok");
  g_assert_cmpstr (verification->hash_chain, ==, "ok");
  g_assert_cmpstr (verification->summaries, ==, "ok");
  g_assert_cmpstr (verification->foreign_keys, ==, "ok");
}

#define PERSON(id, name, number)                                                                                           \
  "INSERT INTO household (id, head_id) VALUES (" #id " + 100, " #id ");"                                                   \
  "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, household_id)"        \
  " VALUES (" #id ", '" name "', 'x', x'00', x'00', 'resident', '" number "', " #id " + 100);"
/* A line of the first person-unit cash rate of the catalogue, by officer 1 of office 7. */
#define RATE "(SELECT id FROM benefit_rate WHERE unit = 'person' AND form = 'cash' ORDER BY id LIMIT 1)"
#define OFFICER "(SELECT min (id) FROM officer)"
#define LINE(id, person, amount)                                                                                           \
  "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, listed_by)"                              \
  " SELECT " #id ", program_id, id, 'person', " #person ", " #amount ", " OFFICER " FROM benefit_rate WHERE id = " RATE ";"

static void
test_undo_restores_everything (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dump (fixture);
  g_autofree char *between = NULL, *after = NULL, *again = NULL;
  gint64 change_id = change (fixture, PERSON (1001, "甲某", "A1") PERSON (1002, "乙某", "A2") LINE (11, 1001, 75000) LINE (12, 1002, 75000));
  gint64 undo_id;

  between = dump (fixture);
  g_assert_cmpstr (before, !=, between);
  assert_sound (fixture);
  undo_id = take_back (fixture, change_id);
  after = dump (fixture);
  g_assert_cmpstr (before, ==, after);
  assert_sound (fixture);
  /* And taking back the taking back. */
  take_back (fixture, undo_id);
  again = dump (fixture);
  g_assert_cmpstr (between, ==, again);
  assert_sound (fixture);
}

static void
test_undo_of_an_update (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = NULL, *after = NULL;
  gint64 change_id;

  change (fixture, PERSON (1001, "甲某", "A1"));
  before = dump (fixture);
  change_id = change (fixture, "UPDATE person SET phone = '100', account_number = '62' WHERE id = 1001");
  take_back (fixture, change_id);
  after = dump (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
test_undo_refused_under_later_work (Fixture *fixture, gconstpointer data)
{
  gint64 import = change (fixture, PERSON (1001, "甲某", "A1") LINE (11, 1001, 75000));
  gint64 later = change (fixture, "UPDATE person SET phone = '100' WHERE id = 1001");
  g_autofree char *later_text = g_strdup_printf ("change %" G_GINT64_FORMAT " (", later);
  g_autofree char *before = dump (fixture);
  g_autofree char *message = refuse_to_take_back (fixture, import);
  g_autofree char *after = dump (fixture);

  g_assert_nonnull (strstr (message, later_text));
  g_assert_cmpstr (before, ==, after);
  /* Once the later one is taken back, so can this be. */
  take_back (fixture, later);
  take_back (fixture, import);
  assert_sound (fixture);
}

static void
test_undo_refused_under_a_reference (Fixture *fixture, gconstpointer data)
{
  gint64 person = change (fixture, PERSON (1001, "甲某", "A1"));
  gint64 line = change (fixture, LINE (11, 1001, 75000));
  g_autofree char *line_text = g_strdup_printf ("change %" G_GINT64_FORMAT " (", line);
  g_autofree char *message = refuse_to_take_back (fixture, person);

  g_assert_nonnull (strstr (message, line_text));
  assert_sound (fixture);
}

static void
test_undo_twice_and_of_nothing (Fixture *fixture, gconstpointer data)
{
  gint64 change_id = change (fixture, PERSON (1001, "甲某", "A1"));
  gint64 look = change (fixture, "");
  g_autofree char *twice = NULL, *nothing = NULL;
  g_autoptr (GError) error = NULL;
  gint64 missing = 4711;

  take_back (fixture, change_id);
  twice = refuse_to_take_back (fixture, change_id);
  g_assert_nonnull (strstr (twice, "already"));
  nothing = refuse_to_take_back (fixture, look);
  g_assert_nonnull (strstr (nothing, "no data"));
  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo, &missing, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
}

/* All that a change said is said of its undo too, and of the undo of that. */
static gboolean
change_with_all_words (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  sn_transaction_describe (transaction, "roster-import-change-hold", "x", "03.1", "2", "2,400.00", "1", "800.00", "900.00", "new lists", "7", NULL);
  return sn_connection_run_script (sn_transaction_get_connection (transaction), data, error);
}

static gpointer
look_up_change (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_lookup (connection, *(gint64 *) data, error);
}

static void
test_undo_says_all_words (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = sn_workspace_write (fixture->workspace, change_with_all_words, (gpointer) PERSON (1001, "甲某", "A1"), NULL, &error);
  g_autoptr (SnChange) change = NULL, undone = NULL, redone = NULL;

  g_assert_no_error (error);
  change = sn_workspace_read (fixture->workspace, look_up_change, &change_id, NULL, &error);
  change_id = take_back (fixture, change_id);
  undone = sn_workspace_read (fixture->workspace, look_up_change, &change_id, NULL, &error);
  change_id = take_back (fixture, change_id);
  redone = sn_workspace_read (fixture->workspace, look_up_change, &change_id, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (change->summary, "from 800.00 to 900.00 yuan: new lists"));
  g_assert_true (g_str_has_suffix (undone->summary, change->summary));
  g_assert_true (g_str_has_suffix (redone->summary, undone->summary));
}

static gboolean
insert_in_parts (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);

  if (!sn_transaction_begin_bulk (transaction, "person", 10, error))
    return FALSE;
  for (int i = 0; i < 3000; i++)
    {
      g_autofree char *number = g_strdup_printf ("N%d", i);

      if (!sn_connection_run (connection, error, "INSERT INTO household (id, head_id) VALUES (?1, ?2)", SN_INT (50000 + i), SN_INT (10000 + i)) ||
          !sn_connection_run (connection, error,
                              "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number,"
                              " household_id) VALUES (?1, '丙', 'bing', x'01', x'02', 'other', ?2, ?3)",
                              SN_INT (10000 + i), SN_TEXT (number), SN_INT (50000 + i)))
        return FALSE;
      if (i % 1000 == 999 && !sn_transaction_flush_journal (transaction, error))
        return FALSE;
    }
  return TRUE;
}

static gpointer
count_parts (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *counts = data;

  return sn_connection_get_int64 (connection, &counts[0], error, "SELECT count(*) FROM change_part WHERE change_id = ?1", SN_INT (counts[2])) &&
             sn_connection_get_int64 (connection, &counts[1], error,
                                      "SELECT count(*) FROM sqlite_schema WHERE type = 'index' AND tbl_name = 'person' AND sql IS NOT NULL")
           ? data : NULL;
}

static void
test_bulk_is_one_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (fixture), *after = NULL;
  gint64 counts[3] = { 0 }, n_indexes;
  gint64 change_id;

  g_assert_nonnull (sn_workspace_read (fixture->workspace, count_parts, counts, NULL, &error));
  n_indexes = counts[1];
  g_assert_cmpint (n_indexes, >=, 4);
  change_id = sn_workspace_write (fixture->workspace, insert_in_parts, NULL, NULL, &error);
  g_assert_no_error (error);
  counts[2] = change_id;
  g_assert_nonnull (sn_workspace_read (fixture->workspace, count_parts, counts, NULL, &error));
  g_assert_cmpint (counts[0], ==, 3);
  g_assert_cmpint (counts[1], ==, n_indexes);
  assert_sound (fixture);
  take_back (fixture, change_id);
  after = dump (fixture);
  g_assert_cmpstr (before, ==, after);
}

/* Somebody edits the file behind the program's back: verify says so. */
static void
tamper (Fixture *fixture, const char *sql)
{
  sqlite3 *handle;

  g_assert_cmpint (sqlite3_open (sn_workspace_get_path (fixture->workspace), &handle), ==, SQLITE_OK);
  g_assert_cmpint (sqlite3_exec (handle, sql, NULL, NULL, NULL), ==, SQLITE_OK);
  sqlite3_close (handle);
}

static SnVerification *
verify (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  SnVerification *verification = sn_workspace_read (fixture->workspace, sn_verify, NULL, NULL, &error);

  g_assert_no_error (error);
  return verification;
}

static void
test_tampering_shows (Fixture *fixture, gconstpointer data)
{
  static const char *const attacks[] = {
    "UPDATE change SET action = 'undo' WHERE id = 2",
    "UPDATE change SET made_at = '2024-01-01T00:00:00Z' WHERE id = 2",
    "UPDATE change SET officer_id = officer_id + 1 WHERE id = 2",
    "UPDATE change_part SET changeset = x'00' WHERE change_id = 2",
    "DELETE FROM change_part WHERE change_id = 2",
    "PRAGMA foreign_keys = OFF; DELETE FROM change WHERE id = 2",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      Fixture fresh;

      set_up (&fresh, NULL);
      change (&fresh, PERSON (1001, "甲某", "A1"));
      change (&fresh, PERSON (1002, "乙某", "A2"));
      assert_sound (&fresh);
      tamper (&fresh, attacks[i]);
      {
        g_autoptr (SnVerification) verification = verify (&fresh);

        g_test_message ("%s", attacks[i]);
        g_assert_cmpstr (verification->hash_chain, !=, "ok");
        g_assert_false (sn_verification_is_ok (verification));
      }
      tear_down (&fresh, NULL);
    }
}

static void
test_wrong_figures_show (Fixture *fixture, gconstpointer data)
{
  static const char *const attacks[] = {
    "UPDATE figure SET amount_fen = amount_fen + 1",
    "UPDATE entitlement SET changed_by = json_array (listed_by), amount_fen = amount_fen + 1",
    "DELETE FROM figure",
    "UPDATE reach SET persons = persons + 1 WHERE grouping = 'town'",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (attacks); i++)
    {
      Fixture fresh;

      set_up (&fresh, NULL);
      change (&fresh, PERSON (1001, "甲某", "A1") LINE (11, 1001, 75000));
      assert_sound (&fresh);
      tamper (&fresh, attacks[i]);
      {
        g_autoptr (SnVerification) verification = verify (&fresh);

        g_test_message ("%s", attacks[i]);
        g_assert_cmpstr (verification->summaries, !=, "ok");
      }
      tear_down (&fresh, NULL);
    }
}

static gpointer
list_changes (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_list (connection, 0, error);
}

static gpointer
list_rows (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_list_rows (connection, *(gint64 *) data, 100, error);
}

static void
test_before_and_after (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) changes = NULL, rows = NULL;
  gint64 change_id;
  SnChangedRow *row;
  SnChange *newest;

  change (fixture, PERSON (1001, "甲某", "A1"));
  change_id = change (fixture, "UPDATE person SET phone = '100' WHERE id = 1001");
  changes = sn_workspace_read (fixture->workspace, list_changes, NULL, NULL, &error);
  newest = g_ptr_array_index (changes, 0);
  g_assert_cmpint (newest->id, ==, change_id);
  g_assert_cmpstr (newest->officer, ==, "经办甲");
  g_assert_cmpint (newest->rows, ==, 1);
  rows = sn_workspace_read (fixture->workspace, list_rows, &change_id, NULL, &error);
  g_assert_cmpuint (rows->len, ==, 1);
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpstr (row->table, ==, "person");
  g_assert_cmpstr (row->operation, ==, "update");
  g_assert_cmpstr (row->row, ==, "1001");
  g_assert_cmpuint (row->columns->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (row->columns, 0), ==, "phone");
  g_assert_cmpstr (g_ptr_array_index (row->before, 0), ==, "");
  g_assert_cmpstr (g_ptr_array_index (row->after, 0), ==, "100");
}

static void
test_summaries (Fixture *fixture, gconstpointer data)
{
  static const struct { const char *action, *arguments, *sentence; } vectors[] = {
    { "roster-import", "[\"a \\\"b\\\".xlsx\",\"03.1\",\"1\",\"1,200.00\"]", "Imported “a \"b\".xlsx” into 03.1: 1 line, 1,200.00 yuan" },
    { "roster-import", "[\"x\",\"03.1\",\"2\",\"2,400.00\"]", "Imported “x” into 03.1: 2 lines, 2,400.00 yuan" },
    { "undo", "[\"6\",\"batch-create\",\"03.5\",\"1\",\"goods\",\"2\",\"300.00\"]",
      "Took back change 6: Made batch 1 of 03.5 (goods): 2 payments, 300.00 yuan" },
    { "undo", "[\"5\",\"roster-import\",\"x\",\"03.1\",\"2\",\"2,400.00\"]", "Took back change 5: Imported “x” into 03.1: 2 lines, 2,400.00 yuan" },
    { "person-reveal", "[\"1\"]", "Looked at a number in full: document number" },
    { "person-reveal", "[\"1\",\"account\"]", "Looked at a number in full: account" },
    { "undo", "[\"5\",\"category-end\",\"1\",\"低保\"]", "Took back change 5: Ended a person's category “低保”" },
    { "person-correct", "[\"1\"]", "Corrected a person's data" },
    { "not-known", "[]", "not-known" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autofree char *sentence = sn_change_summary (vectors[i].action, vectors[i].arguments);

      g_assert_cmpstr (sentence, ==, vectors[i].sentence);
    }
}

int
main (int argc, char **argv)
{
  static const struct { const char *name; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/journal/undo-restores-everything", test_undo_restores_everything },
    { "/journal/undo-of-an-update", test_undo_of_an_update },
    { "/journal/undo-refused-under-later-work", test_undo_refused_under_later_work },
    { "/journal/undo-refused-under-a-reference", test_undo_refused_under_a_reference },
    { "/journal/undo-twice-and-of-nothing", test_undo_twice_and_of_nothing },
    { "/journal/undo-says-all-words", test_undo_says_all_words },
    { "/journal/bulk-is-one-change", test_bulk_is_one_change },
    { "/journal/tampering-shows", test_tampering_shows },
    { "/journal/wrong-figures-show", test_wrong_figures_show },
    { "/journal/before-and-after", test_before_and_after },
    { "/journal/summaries", test_summaries },
  };

  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  sn_test_set_clock ();
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
