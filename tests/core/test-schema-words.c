/* test-schema-words.c: whatever the journal can show has a word that people know.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-journal.h"
#include "sn-person.h"
#include "sn-schema-words.h"
#include "sn-test.h"

#include <string.h>

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

/* A field's own name may be its English word, but for the case of its first letter. */
static void
check_column (const char *column)
{
  const char *word = sn_schema_column_word (column);

  if (!g_ascii_isupper (*word))
    g_error ("The field %s has no word", column);
}

/* Whatever is called a phone, an account or a document's number is shown to nobody in passing. */
static void
check_protection (const char *column)
{
  gboolean is_number = strstr (column, "phone") != NULL || strcmp (column, "account_number") == 0 || strcmp (column, "document_number") == 0 ||
                       strcmp (column, "payee_document") == 0 || strcmp (column, "disability_certificate") == 0 || strcmp (column, "query") == 0;

  if (is_number != sn_schema_column_is_protected (column))
    g_error ("The field %s is %s", column, is_number ? "not protected" : "protected");
}

static gpointer
read_schema (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT t.name, c.name FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'");
  guint *n_columns = data;

  g_assert_no_error (*error);
  while (sn_statement_step (statement, error))
    {
      g_autofree char *table = sn_statement_dup_text (statement, 0);
      g_autofree char *column = sn_statement_dup_text (statement, 1);
      g_autofree char *word = NULL;

      if (!sn_journal_wants_table (table))
        continue;
      if (!g_ascii_isupper (*sn_schema_table_word (table)))
        g_error ("The table %s has no word", table);
      check_column (column);
      check_protection (column);
      /* Its statement fits the schema, or there is a warning, and that ends the test. */
      word = sn_schema_row_word (connection, table, "-1");
      g_assert_null (word);
      *n_columns += 1;
    }
  g_assert_no_error (*error);
  return data;
}

static void
test_whole_schema (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_columns = 0;

  g_assert_nonnull (sn_workspace_read (fixture->workspace, read_schema, &n_columns, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_columns, >, 100);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpstr (sn_schema_value_word ("rule", "person_twice"), ==, "person listed twice");
  g_assert_cmpstr (sn_schema_value_word ("note", "person_twice"), ==, "person_twice");
  g_assert_cmpstr (sn_schema_value_word ("state", "unheard of"), ==, "unheard of");
}

static gpointer
read_program (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_schema_row_word (connection, "program", "20250301");
}

static void
test_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *word = sn_workspace_read (fixture->workspace, read_program, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (word, ==, "03.1 一次性节日补助");
}

/* Each column that names a row of another table, shown with a row that is there. */
static gpointer
read_references (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (
    connection, error,
    "SELECT DISTINCT f.\"from\", f.\"table\" FROM sqlite_schema t JOIN pragma_foreign_key_list (t.name) f"
    " WHERE ?1 = 0 AND t.type = 'table' AND coalesce (f.\"to\", 'id') = 'id' AND f.\"from\" <> 'undoes'",
    SN_INT (0));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, error))
    {
      const char *column = sn_statement_get_text (statement, 0);
      g_autofree char *sql = g_strdup_printf ("SELECT coalesce (min (id), 0) FROM %s WHERE ?1 = 0", sn_statement_get_text (statement, 1));
      g_autofree char *id = NULL, *word = NULL, *shown = NULL;
      gint64 key;

      if (!sn_connection_get_int64 (connection, &key, error, sql, SN_INT (0)))
        return NULL;
      id = g_strdup_printf ("%" G_GINT64_FORMAT, key);
      word = sn_schema_row_word (connection, sn_statement_get_text (statement, 1), id);
      shown = sn_schema_value_text (connection, column, id);
      g_test_message ("%s: %s", column, shown);
      if (word != NULL)
        g_assert_cmpstr (shown, ==, word);
      *(guint *) data += word != NULL ? 1 : 0;
    }
  return *error == NULL ? data : NULL;
}

static gboolean
add_somebody (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const SnPerson draft = { .name = (char *) "单伟", .document_number = (char *) "310199196001011236" };

  return sn_person_insert (transaction, &draft, NULL, error);
}

static void
test_references (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_columns = 0;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, add_somebody, NULL, NULL, &error), >, 0);
  g_assert_nonnull (sn_workspace_read (fixture->workspace, read_references, &n_columns, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_columns, >=, 21);
}

static gpointer
show_amount (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_schema_value_text (connection, "amount_fen", data);
}

static void
test_amounts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *amount = sn_workspace_read (fixture->workspace, show_amount, (gpointer) "120000", NULL, NULL);
  g_autofree char *nothing = sn_workspace_read (fixture->workspace, show_amount, NULL, NULL, NULL);

  g_assert_cmpstr (amount, ==, "1,200.00");
  g_assert_cmpstr (nothing, ==, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/schema-words/whole-schema", Fixture, NULL, set_up, test_whole_schema, tear_down);
  g_test_add ("/schema-words/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/schema-words/references", Fixture, NULL, set_up, test_references, tear_down);
  g_test_add ("/schema-words/amounts", Fixture, NULL, set_up, test_amounts, tear_down);
  g_test_add ("/schema-words/row", Fixture, NULL, set_up, test_row, tear_down);
  return g_test_run ();
}
