/* test-schema-words.c: whatever the journal can show has a word that people know.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-journal-words.h"
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
check_protection (const char *table, const char *column)
{
  gboolean is_number = strstr (column, "phone") != NULL || strcmp (column, "account_number") == 0 || strcmp (column, "document_number") == 0 ||
                       strcmp (column, "payee_document") == 0 || strcmp (column, "disability_certificate") == 0 || strcmp (column, "query") == 0;

  if (is_number != sn_schema_column_is_protected (table, column))
    g_error ("The field %s is %s", column, is_number ? "not protected" : "protected");
}

static void
check_kind (const char *table, const char *column)
{
  SnSchemaKind kind = sn_schema_column_kind (table, column);
  gboolean names_rows = kind == SN_SCHEMA_ROW || kind == SN_SCHEMA_ROWS;

  if (kind == SN_SCHEMA_UNKNOWN || names_rows != (sn_schema_column_refers_to (table, column) != NULL))
    g_error ("It is not said what the field %s of %s holds", column, table);
  if (g_str_has_suffix (column, "_fen") != (kind == SN_SCHEMA_MONEY) || g_str_has_suffix (column, "_at") != (kind == SN_SCHEMA_INSTANT))
    g_error ("The field %s of %s holds something else", column, table);
  if ((g_str_has_suffix (column, "_on") || g_str_has_suffix (column, "_date") || g_str_has_suffix (column, "_due")) && kind != SN_SCHEMA_DAY)
    g_error ("The field %s of %s is a day", column, table);
}

/* What the schema lets stand in a field says what the field holds: 0 or 1, or certain words, each of which is known to people. */
static void
check_conditions (const char *table, const char *sql)
{
  g_autoptr (GRegex) yes_no = g_regex_new ("(\\w+) IN \\(0, 1\\)", 0, 0, NULL), one = g_regex_new ("(\\w+) = '([a-z_]+)'", 0, 0, NULL),
                     list = g_regex_new ("\\b(?!NOT\\b)(\\w+) IN \\(('[a-z_]+'[^)]*)\\)", 0, 0, NULL), word = g_regex_new ("'([a-z_]+)'", 0, 0, NULL);
  GRegex *const regexes[] = { yes_no, one, list };

  for (gsize i = 0; i < G_N_ELEMENTS (regexes); i++)
    {
      g_autoptr (GMatchInfo) match = NULL;

      g_regex_match (regexes[i], sql, 0, &match);
      for (; g_match_info_matches (match); g_match_info_next (match, NULL))
        {
          g_autofree char *column = g_match_info_fetch (match, 1), *all = g_match_info_fetch (match, 0);
          g_autoptr (GMatchInfo) each = NULL;

          if (sn_schema_column_kind (table, column) != (i == 0 ? SN_SCHEMA_YES_NO : SN_SCHEMA_WORD))
            g_error ("The field %s of %s holds what %s says", column, table, all);
          g_regex_match (word, all, 0, &each);
          for (; g_match_info_matches (each); g_match_info_next (each, NULL))
            {
              g_autofree char *value = g_match_info_fetch (each, 1);

              if (sn_schema_value_word (column, value) == value)
                g_error ("“%s” in the field %s of %s has no word", value, column, table);
            }
        }
    }
}

static gpointer
read_schema (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT t.name, c.name, t.sql FROM sqlite_schema t JOIN pragma_table_info(t.name) c WHERE t.type = 'table'");
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
      check_protection (table, column);
      check_kind (table, column);
      check_conditions (table, sn_statement_get_text (statement, 2));
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
  g_assert_cmpstr (sn_schema_value_word ("level", "town"), ==, "town");
  g_assert_cmpstr (sn_schema_value_word ("kind", "town"), ==, "town of the person");
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
    "SELECT DISTINCT f.\"from\", f.\"table\", t.name FROM sqlite_schema t JOIN pragma_foreign_key_list (t.name) f"
    " WHERE ?1 = 0 AND t.type = 'table' AND coalesce (f.\"to\", 'id') = 'id' AND t.name NOT IN ('change', 'writer')",
    SN_INT (0));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, error))
    {
      const char *column = sn_statement_get_text (statement, 0), *table = sn_statement_get_text (statement, 2);
      g_autofree char *sql = g_strdup_printf ("SELECT coalesce (min (id), 0) FROM %s WHERE ?1 = 0", sn_statement_get_text (statement, 1));
      g_autofree char *id = NULL, *word = NULL, *shown = NULL;
      gint64 key;

      if (sn_journal_wants_table (table))
        g_assert_cmpstr (sn_schema_column_refers_to (table, column), ==, sn_statement_get_text (statement, 1));
      if (!sn_connection_get_int64 (connection, &key, error, sql, SN_INT (0)))
        return NULL;
      id = g_strdup_printf ("%" G_GINT64_FORMAT, key);
      word = sn_schema_row_word (connection, sn_statement_get_text (statement, 1), id);
      shown = sn_schema_value_text (connection, SN_SCHEMA_ROW, table, column, id);
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

/* Each kind, as it is read. */
static gpointer
show_kinds (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  static const struct
  {
    const char *table, *column, *value, *text;
  } vectors[] = {
    { "payment", "amount_fen", "120000", "1,200.00" },
    { "payment", "amount_fen", NULL, "" },
    { "payment_batch", "issued_at", "2025-01-10T09:30:00Z", "2025-01-10 17:30" },
    { "campaign", "report_due", "2025-02-10", "2025-02-10" },
    { "benefit_rate", "confirmed", "0", "no" },
    { "officer", "may_reveal", "1", "yes" },
    { "person_score", "score", "8650", "86.50" },
    { "rate_tier", "from_score", "8000", "80" },
    { "payment_batch", "state", "reconciled", "reconciled" },
    { "person", "sex", "unknown", "unknown" },
    { "person", "disability_kind", "1", "视力残疾" },
    { "person", "disability_level", "2", "二级" },
    { "entitlement", "program_id", "20250301", "03.1 一次性节日补助" },
    { "entitlement", "program_id", "7", "Program No. 7" },
    { "rate_category", "also_id", "0", "" },
    { "entitlement", "town_id", "310118001", "夏阳街道" },
    { "category", "synonyms", "[\"低保\",\"低保户\"]", "低保, 低保户" },
    { "rate_condition", "choices", "[310118001,310118002]", "夏阳街道, 盈浦街道" },
    { "rate_condition", "choices", "[\"1\",\"7\"]", "视力残疾, 多重残疾" },
    { "rate_condition", "choices", "[\"female\"]", "female" },
    { "rate_condition", "choices", "[\"institution\",\"畲族\"]", "household of an institution, 畲族" },
    { "sheet_layout", "mapping", "name,document_number", "Name, Document number" },
    { "roster_step", "entitlements", "12", "12" },
    { "decision", "entitlements", "[7]", "Entitlement No. 7" },
    { "person", "document_number", "310199196001011236", "310199********1236" },
    { "person", "account_number", "6217000000000000004", "6217 **** **** 0004" },
    { "person", "phone", "13900000001", "139****0001" },
    { "recipient_view", "query", "{\"text\":\"139\"}", "••••••" },
    { "person", "note", "1", "1" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      SnSchemaKind kind = sn_schema_column_kind (vectors[i].table, vectors[i].column);
      g_autofree char *text = sn_schema_value_text (connection, kind, vectors[i].table, vectors[i].column, vectors[i].value);

      g_test_message ("%s.%s", vectors[i].table, vectors[i].column);
      g_assert_cmpstr (text, ==, vectors[i].text);
    }
  return data;
}

static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  g_assert_nonnull (sn_workspace_read (fixture->workspace, show_kinds, fixture, NULL, NULL));
}

/* ── A change ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_sql (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_connection_run_script (sn_transaction_get_connection (transaction), data, error);
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

/* (transfer full): "row|field: before (raw) → after (raw)", a line a field, sorted */
static gpointer
tell_change (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) rows = sn_journal_list_rows (connection, *(gint64 *) data, G_MAXUINT, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *name = sn_changed_row_name (connection, rows->pdata[i]);
      g_autoptr (GPtrArray) values = sn_changed_row_list_values (connection, rows->pdata[i]);

      for (guint k = 0; k < values->len; k++)
        {
          const SnChangedValue *value = g_ptr_array_index (values, k);

          if (value->kind != SN_SCHEMA_OWN)
            g_string_append_printf (text, "%s|%s: %s (%s) → %s (%s)\n", name, value->word, value->before_text, value->before, value->after_text,
                                    value->after);
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_told (Fixture *fixture, gint64 change_id, const char *line)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *told = sn_workspace_read (fixture->workspace, tell_change, &change_id, NULL, &error);

  g_assert_no_error (error);
  g_test_message ("%s", told);
  g_assert_nonnull (strstr (told, line));
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 made, edited, condition, undone;

  made = sn_workspace_write (fixture->workspace, add_somebody, NULL, NULL, &error);
  edited = sn_workspace_write (fixture->workspace, write_sql, (gpointer) "UPDATE person SET phone = '13900000001', died_on = '2025-01-02'", NULL, &error);
  g_assert_no_error (error);
  /* What is protected is not to be had raw either. */
  assert_told (fixture, edited, "单伟|Phone:  () → 139****0001 (139****0001)\n");
  assert_told (fixture, edited, "单伟|Died on:  ((null)) → 2025-01-02 (2025-01-02)\n");

  condition = sn_workspace_write (fixture->workspace, write_sql, (gpointer)
                                  "INSERT INTO rate_condition (id, rate_id, kind, least, source) SELECT 7, min (id), 'score', 8000, '残联' FROM benefit_rate;"
                                  "INSERT INTO rate_condition (id, rate_id, kind, most) SELECT 8, min (id), 'age', 60 FROM benefit_rate",
                                  NULL, &error);
  g_assert_no_error (error);
  assert_told (fixture, condition, "|At least:  ((null)) → 80 (8000)\n");
  assert_told (fixture, condition, "|At most:  ((null)) → 60 (60)\n");
  edited = sn_workspace_write (fixture->workspace, write_sql, (gpointer) "UPDATE rate_condition SET least = 9050 WHERE id = 7", NULL, &error);
  assert_told (fixture, edited, "|At least: 80 (8000) → 90.50 (9050)\n");

  /* Who is not there any more has the name that the change gave him. */
  edited = sn_workspace_write (fixture->workspace, write_sql, (gpointer) "UPDATE person SET phone = '', died_on = NULL", NULL, &error);
  g_assert_no_error (error);
  undone = sn_workspace_write (fixture->workspace, undo, &edited, NULL, &error);
  g_assert_no_error (error);
  assert_told (fixture, undone, "单伟|Phone:  () → 139****0001 (139****0001)\n");
  assert_told (fixture, made, "单伟|Name:  ((null)) → 单伟 (单伟)\n");
}

static void
test_vanished (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 made = sn_workspace_write (fixture->workspace, add_somebody, NULL, NULL, &error);
  gint64 undone = sn_workspace_write (fixture->workspace, undo, &made, NULL, &error);

  g_assert_no_error (error);
  assert_told (fixture, made, "单伟|Name:  ((null)) → 单伟 (单伟)\n");
  assert_told (fixture, undone, "单伟|Document number: 310199********1236 (310199********1236) →  ((null))\n");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/schema-words/whole-schema", Fixture, NULL, set_up, test_whole_schema, tear_down);
  g_test_add ("/schema-words/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/schema-words/references", Fixture, NULL, set_up, test_references, tear_down);
  g_test_add ("/schema-words/kinds", Fixture, NULL, set_up, test_kinds, tear_down);
  g_test_add ("/schema-words/change", Fixture, NULL, set_up, test_change, tear_down);
  g_test_add ("/schema-words/vanished", Fixture, NULL, set_up, test_vanished, tear_down);
  g_test_add ("/schema-words/row", Fixture, NULL, set_up, test_row, tear_down);
  return g_test_run ();
}
