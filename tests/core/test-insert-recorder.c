/* test-insert-recorder.c: rows that only come are recorded as SQLite's session would, and nothing else passes unseen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-journal.h"
#include "sn-journal-private.h"
#include "sn-person.h"
#include "sn-test.h"
#include "whole-dump.h"

#include <string.h>

#define PEOPLE 40
#define ROWS_A_PART 15
#define MOST_ROWS 1000

typedef struct
{
  char        *folder;
  SnWorkspace *workspace;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
  fixture->workspace = sn_test_new_workspace (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_object (&fixture->workspace);
  sn_test_remove_folder (fixture->folder);
}

static gboolean
insert_people (SnTransaction *transaction, GError **error)
{
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *number = g_strdup_printf ("E%08u", i * 7919);
      /* A text of more than 127 bytes: its length takes two bytes; and one of none. */
      g_autofree char *address = g_strnfill (i * 10, 'a');
      SnPerson draft = { .name = (char *) "王小明", .document_type = (char *) "passport", .document_number = number,
                         .address = address, .town_id = i % 2 == 0 ? 310118102 : 0 };

      if (!sn_person_insert (transaction, &draft, NULL, error) ||
          ((i + 1) % ROWS_A_PART == 0 && !sn_transaction_flush_journal (transaction, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
insert_with_session (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return insert_people (transaction, error);
}

static gboolean
insert_with_recorder (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_transaction_begin_inserts (transaction, error) && insert_people (transaction, error) &&
         sn_transaction_end_inserts (transaction, error);
}

static gint64
write_change (SnWorkspace *workspace, SnWriteFunc func, gpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = sn_workspace_write (workspace, func, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (change_id, >, 0);
  return change_id;
}

static int
compare_texts (gconstpointer a, gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static void
append_values (GString *text, GPtrArray *values)
{
  for (guint i = 0; i < values->len; i++)
    {
      const char *value = g_ptr_array_index (values, i);

      g_string_append_printf (text, "|%s", value != NULL ? value : "NULL");
    }
}

static gpointer
list_rows (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_list_rows (connection, *(gint64 *) data, MOST_ROWS, error);
}

/* All that the journal holds of a change, a line a row, whatever their order */
static char *
describe_change (SnWorkspace *workspace, gint64 change_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = sn_workspace_read (workspace, list_rows, &change_id, NULL, &error);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);

  g_assert_no_error (error);
  for (guint i = 0; i < rows->len; i++)
    {
      const SnChangedRow *row = g_ptr_array_index (rows, i);
      GString *line = g_string_new (NULL);

      g_string_append_printf (line, "%s %s %s", row->operation, row->table, row->row);
      append_values (line, row->columns);
      append_values (line, row->before);
      append_values (line, row->after);
      g_ptr_array_add (lines, g_string_free (line, FALSE));
    }
  g_assert_cmpuint (lines->len, ==, 2 * PEOPLE); /* with their households */
  g_ptr_array_sort (lines, compare_texts);
  g_ptr_array_add (lines, NULL);
  return g_strjoinv ("\n", (char **) lines->pdata);
}

static gpointer
count_parts (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 n_parts = 0;

  sn_connection_get_int64 (connection, &n_parts, error, "SELECT count(*) FROM change_part WHERE change_id = (SELECT max (id) FROM change)");
  return g_memdup2 (&n_parts, sizeof n_parts);
}

static void
test_same_as_session (Fixture *fixture, gconstpointer data)
{
  char *other_folder = sn_test_make_folder ();
  g_autoptr (SnWorkspace) other = sn_test_new_workspace (other_folder);
  g_autofree char *recorded = describe_change (fixture->workspace, write_change (fixture->workspace, insert_with_recorder, NULL));
  g_autofree char *expected = describe_change (other, write_change (other, insert_with_session, NULL));
  g_autofree gint64 *n_parts = sn_workspace_read (fixture->workspace, count_parts, NULL, NULL, NULL);

  g_assert_cmpstr (recorded, ==, expected);
  g_assert_nonnull (strstr (recorded, "王小明"));
  g_assert_cmpint (*n_parts, ==, (PEOPLE + ROWS_A_PART - 1) / ROWS_A_PART);
  sn_workspace_close (other);
  sn_test_remove_folder (other_folder);
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

/* A row of each table, of all kinds of values and keys: then there is one order only, and not a byte may differ. */
static const char rows_sql[] =
  "INSERT INTO household (id, address, town_id) VALUES (9007199254740991, '', NULL);"
  "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, household_id, note)"
  " VALUES (-5, '王', 'w', x'', zeroblob (20000), 'passport', 'E1', 9007199254740991, 'a' || char (0) || 'b');"
  "INSERT INTO rate_category (rate_id, category_id)"
  " SELECT r.id, c.id FROM benefit_rate r, category c"
  "  WHERE NOT EXISTS (SELECT 1 FROM rate_category w WHERE w.rate_id = r.id AND w.category_id = c.id) LIMIT 1;";

static gboolean
write_rows (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gboolean is_by_recorder = GPOINTER_TO_INT (data);

  return (!is_by_recorder || sn_transaction_begin_inserts (transaction, error)) &&
         sn_connection_run_script (sn_transaction_get_connection (transaction), rows_sql, error) &&
         sn_transaction_end_inserts (transaction, error);
}

static gpointer
read_changeset (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnStatement) part = sn_connection_query (connection, error, "SELECT changeset FROM change_part WHERE change_id = ?1",
                                                      SN_INT (*(gint64 *) data));
  gsize length_bytes;
  gconstpointer bytes;

  g_assert_true (part != NULL && sn_statement_step (part, error));
  bytes = sn_statement_get_blob (part, 0, &length_bytes);
  return sn_journal_decompress (bytes, length_bytes, error);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  GBytes *changesets[2];

  for (int i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;
      gint64 change_id = write_change (fixture->workspace, write_rows, GINT_TO_POINTER (i));

      changesets[i] = sn_workspace_read (fixture->workspace, read_changeset, &change_id, NULL, &error);
      g_assert_no_error (error);
      write_change (fixture->workspace, undo, &change_id);
    }
  g_assert_cmpuint (g_bytes_get_size (changesets[0]), >, 20000);
  g_assert_cmpmem (g_bytes_get_data (changesets[0], NULL), g_bytes_get_size (changesets[0]), g_bytes_get_data (changesets[1], NULL),
                   g_bytes_get_size (changesets[1]));
  g_bytes_unref (changesets[0]);
  g_bytes_unref (changesets[1]);
}

static gboolean
note_all (SnTransaction *transaction, GError **error)
{
  return sn_connection_run (sn_transaction_get_connection (transaction), error, "UPDATE person SET note = 'n' || id");
}

/* The rows that came are changed in the same Change, once the recorder has ended. */
static gboolean
insert_then_change (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return insert_with_recorder (transaction, data, cancellable, error) && note_all (transaction, error);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  g_autofree char *before = dump_workspace (fixture->workspace);
  g_autofree char *after = NULL, *again = NULL, *full = NULL;
  gint64 change_id = write_change (fixture->workspace, insert_then_change, NULL), undo_id;

  full = dump_workspace (fixture->workspace);
  g_assert_nonnull (strstr (full, "王小明"));
  undo_id = write_change (fixture->workspace, undo, &change_id);
  after = dump_workspace (fixture->workspace);
  g_assert_cmpstr (before, ==, after);
  write_change (fixture->workspace, undo, &undo_id);
  again = dump_workspace (fixture->workspace);
  g_assert_cmpstr (again, ==, full);
}

/* A change while rows are only to come would not be in the journal: it must not come into the file either. */
static gboolean
change_among_inserts (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_transaction_begin_inserts (transaction, error) && insert_people (transaction, error) && note_all (transaction, error);
}

static gboolean
remove_among_inserts (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_transaction_begin_inserts (transaction, error) &&
         sn_connection_run (sn_transaction_get_connection (transaction), error, "DELETE FROM sheet_layout") &&
         sn_connection_run (sn_transaction_get_connection (transaction), error, "DELETE FROM rate_category");
}

static void
test_refuses_other_writes (Fixture *fixture, gconstpointer data)
{
  static const SnWriteFunc funcs[] = { change_among_inserts, remove_among_inserts };
  g_autofree char *before = dump_workspace (fixture->workspace);

  for (gsize i = 0; i < G_N_ELEMENTS (funcs); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      g_assert_cmpint (sn_workspace_write (fixture->workspace, funcs[i], NULL, NULL, &error), ==, 0);
      g_assert_error (error, SN_ERROR, SN_ERROR_FAILED);
      after = dump_workspace (fixture->workspace);
      g_assert_cmpstr (before, ==, after);
    }
  /* The next change is recorded as ever. */
  g_free (describe_change (fixture->workspace, write_change (fixture->workspace, insert_with_session, NULL)));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/insert-recorder/same-as-session", Fixture, NULL, set_up, test_same_as_session, tear_down);
  g_test_add ("/insert-recorder/same-bytes", Fixture, NULL, set_up, test_same_bytes, tear_down);
  g_test_add ("/insert-recorder/undo", Fixture, NULL, set_up, test_undo, tear_down);
  g_test_add ("/insert-recorder/refuses-other-writes", Fixture, NULL, set_up, test_refuses_other_writes, tear_down);
  return g_test_run ();
}
