/* test-bulk.c: many rows at once: their indexes, their duplicates, and the way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-journal.h"
#include "sn-person.h"
#include "sn-safety.h"
#include "sn-test.h"

#include <string.h>

#define PEOPLE 3000
#define ROWS_A_PART 1000

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

static gpointer
read_text (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query_values (connection, data, (SnValue[]){ { SN_VALUE_END, 0, NULL } }, error);

  if (statement == NULL)
    return NULL;
  return sn_statement_step (statement, error) ? sn_statement_dup_text (statement, 0) : g_strdup ("(none)");
}

static void
assert_sql (Fixture *fixture, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sn_workspace_read (fixture->workspace, read_text, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

#define PERSON_INDEXES "SELECT group_concat (name) FROM (SELECT name FROM sqlite_schema WHERE type = 'index'" \
                       " AND tbl_name = 'person' AND sql IS NOT NULL ORDER BY name)"
#define ALL_PERSON_INDEXES "person_document,person_guardian,person_household,person_pinyin,person_stroke"

static void
assert_inside (SnConnection *connection, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = read_text (connection, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

/* 王 is somebody of his own household each time. */
static gboolean
load_people (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  if (!sn_transaction_begin_bulk (transaction, "person", PEOPLE, error))
    return FALSE;
  /* Without this one SQLite would read all people for every household that comes in. */
  assert_inside (sn_transaction_get_connection (transaction), PERSON_INDEXES, "person_guardian,person_household");
  for (guint i = 0; i < PEOPLE; i++)
    {
      g_autofree char *number = g_strdup_printf ("B%06u", i);
      SnPerson draft = { .name = (char *) "王某", .document_type = (char *) "other", .document_number = number };

      if (!sn_person_insert (transaction, &draft, NULL, error) ||
          ((i + 1) % ROWS_A_PART == 0 && !sn_transaction_flush_journal (transaction, error)))
        return FALSE;
    }
  return TRUE;
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
  g_assert_cmpint (undo_id, >, 0);
  return undo_id;
}

static void
test_in_parts_and_back (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = sn_workspace_write (fixture->workspace, load_people, NULL, NULL, &error);
  gint64 undo_id;

  g_assert_no_error (error);
  assert_sql (fixture, PERSON_INDEXES, ALL_PERSON_INDEXES);
  assert_sql (fixture, "SELECT count(*) || ' ' || count (DISTINCT household_id) FROM person", "3000 3000");
  assert_sql (fixture, "SELECT count(*) || ' ' || sum (rows) FROM change_part WHERE change_id = (SELECT max (id) FROM change)",
              "3 6000");

  undo_id = take_back (fixture, change_id);
  assert_sql (fixture, "SELECT (SELECT count(*) FROM person) || ' ' || (SELECT count(*) FROM household)", "0 0");
  /* The way back lies in parts as well, so that it never fills the memory. */
  assert_sql (fixture, "SELECT count(*) || ' ' || sum (rows) FROM change_part WHERE change_id = (SELECT max (id) FROM change)",
              "3 6000");
  take_back (fixture, undo_id);
  assert_sql (fixture, "SELECT count(*) FROM person p JOIN household h ON h.head_id = p.id AND h.id = p.household_id", "3000");
  assert_sql (fixture, "SELECT count(*) FROM pragma_foreign_key_check", "0");
}

#define INSERT_PERSON(id, name) \
  "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, household_id)" \
  " VALUES (" #id ", '" name "', '', X'00', X'00', 'other', 'SAME-1', 1);"

static gboolean
load_twins (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_transaction_begin_bulk (transaction, "person", 10, error) &&
         sn_connection_run_script (sn_transaction_get_connection (transaction),
                                   "INSERT INTO household (id) VALUES (1);" INSERT_PERSON (1, "王甲") INSERT_PERSON (2, "王乙"), error);
}

static void
test_duplicates_are_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, load_twins, NULL, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_assert_cmpstr (error->message, ==,
                   "Two of the new rows have the same person.document_number, person.document_type; nothing was changed. Take one"
                   " of them out, then try again.");
  assert_sql (fixture, PERSON_INDEXES, ALL_PERSON_INDEXES);
  assert_sql (fixture, "SELECT (SELECT count(*) FROM person) || ' ' || (SELECT count(*) FROM household)", "0 0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/bulk/in-parts-and-back", Fixture, NULL, set_up, test_in_parts_and_back, tear_down);
  g_test_add ("/bulk/duplicates-are-refused", Fixture, NULL, set_up, test_duplicates_are_refused, tear_down);
  return g_test_run ();
}
