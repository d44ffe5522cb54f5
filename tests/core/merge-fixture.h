/* merge-fixture.h: merging entries and correcting numbers in one line, and what refers to a person. For the tests of both.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "attempt-fixture.h"
#include "household-fixture.h"

#include "sn-person-merge.h"

typedef struct
{
  gint64             keep_id;
  gint64             gone_id;
  const char *const *take;
} MergeOrder;

static inline gboolean
merge_persons (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const MergeOrder *order = data;

  return sn_person_merge (transaction, order->keep_id, order->gone_id, order->take, error);
}

/* Does it, takes it back and finds the file as it was; then does it for good. */
#define DO_MERGE(keep, gone, ...) \
  G_STMT_START \
    { \
      g_autoptr (GError) merge_error = NULL; \
      MergeOrder merge_order = { keep, gone, (const char *const[]){ __VA_ARGS__ __VA_OPT__ (,) NULL } }; \
      do_and_take_back (fixture->workspace, merge_persons, &merge_order); \
      sn_workspace_write (fixture->workspace, merge_persons, &merge_order, NULL, &merge_error); \
      g_assert_no_error (merge_error); \
      assert_verified (fixture->workspace); \
    } \
  G_STMT_END

static inline void
refuse_write (Fixture *fixture, SnWriteFunc func, gpointer data, int code, const char *words)
{
  g_autofree char *before = dump_workspace (fixture->workspace);
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, func, data, NULL, &error);
  g_assert_error (error, SN_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
  after = dump_workspace (fixture->workspace);
  assert_same_dump (after, before);
}

#define REFUSE_MERGE(code, words, keep, gone, ...) \
  refuse_write (fixture, merge_persons, &(MergeOrder){ keep, gone, (const char *const[]){ __VA_ARGS__ __VA_OPT__ (,) NULL } }, code, words)

/* (transfer full): how often each column of the schema that refers to a person names @data (gint64): "entitlement.person_id 2" … */
static inline gpointer
count_references (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GString *text = g_string_new (NULL);
  g_autoptr (SnStatement) columns = sn_connection_query (
    connection, error,
    "SELECT t.name, k.\"from\" FROM sqlite_schema t JOIN pragma_foreign_key_list (t.name) k WHERE t.type = 'table' AND k.\"table\" = 'person'"
    " ORDER BY 1, 2");

  g_assert_nonnull (columns);
  while (sn_statement_step (columns, error))
    {
      const char *table = sn_statement_get_text (columns, 0), *column = sn_statement_get_text (columns, 1);
      g_autofree char *sql = g_strdup_printf ("SELECT count(*) FROM \"%s\" WHERE \"%s\" = %" G_GINT64_FORMAT, table, column, *(gint64 *) data);
      sqlite3_stmt *count = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (sn_connection_get_handle (connection), sql, -1, &count, NULL), ==, SQLITE_OK);
      g_assert_cmpint (sqlite3_step (count), ==, SQLITE_ROW);
      g_string_append_printf (text, "%s.%s %d\n", table, column, sqlite3_column_int (count, 0));
      sqlite3_finalize (count);
    }
  return g_string_free (text, FALSE);
}

/* Everywhere, or nowhere */
static inline void
assert_referred (Fixture *fixture, gint64 person_id, gboolean everywhere)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sn_workspace_read (fixture->workspace, count_references, &person_id, NULL, &error);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  g_assert_no_error (error);
  for (char **line = lines; **line != '\0'; line++)
    if (g_str_has_suffix (*line, " 0") == everywhere)
      g_error ("person %" G_GINT64_FORMAT ": %s", person_id, *line);
}

/* 1 is referred to by every column of the schema that can: she heads and is paid for 11, where 2 lives too and is her ward, and names her on
 * lines of 03.1 (the household's) and 04.1 in several states, paid ones among them. 3 and -4 stand apart from her. */
static inline void
make_entangled (Fixture *fixture)
{
  add_person (fixture, 1, 11, "1950-01-01", TOWN);
  add_person (fixture, 2, 11, "2015-01-01", TOWN);
  add_person (fixture, 3, 13, "1955-01-01", TOWN);
  add_person (fixture, 4, 14, "1955-01-01", TOWN);
  add_person (fixture, 5, 15, "1950-01-01", TOWN);
  do_sql (fixture,
          "UPDATE household SET head_id = -4 WHERE id = 14; UPDATE person SET id = -4 WHERE id = 4;"
          "UPDATE household SET payee_id = 1, register_number = 'H11' WHERE id = 11; UPDATE person SET guardian_id = 1 WHERE id = 2;"
          "UPDATE person SET phone = '13800000001', former_names = '旧名', relation = '户主' WHERE id = 1;"
          "INSERT INTO other_account (id, person_id, account_number) VALUES (1, 1, '6217000000001'), (2, 1, '6217000000002'),"
          " (3, 5, '6217000000002');"
          "INSERT INTO other_document (id, person_id, document_type, document_number) VALUES (1, 1, 'other', '310118500101001');"
          "INSERT INTO person_score (id, person_id, source, score, counted_on) VALUES (1, 1, '残联', 8650, '2024-12-01'),"
          " (2, 5, '残联', 8000, '2024-01-01'), (3, 1, '民政', 100, '2024-01-01'), (4, 5, '民政', 200, '2024-01-01');"
          "INSERT INTO person_apart (id, first_id, second_id, reason, officer_id, made_at)"
          " SELECT v.column1, v.column2, v.column3, '', o.id, 'x' FROM (VALUES (1, 1, 3), (2, 3, 5), (3, -4, 1)) v"
          " JOIN officer o ON o.name = '经办甲';"
          "INSERT INTO person_category (id, person_id, category_id, from_date, to_date, source)"
          " SELECT v.column1, v.column2, c.id, v.column4, v.column5, v.column6 FROM (VALUES"
          "  (1, 1, 'subsistence-allowance', '2020-01-01', '2022-12-31', ''), (2, 5, 'subsistence-allowance', '2022-06-01', NULL, '名单'),"
          "  (3, 1, 'disabled', '2019-01-01', NULL, ''), (4, 5, 'disabled', '2024-01-01', '2024-06-30', ''),"
          "  (5, 1, 'serious-illness', '2019-01-01', '2019-12-31', ''), (6, 5, 'serious-illness', '2021-01-01', NULL, '')) v"
          " JOIN category c ON c.code = v.column3");
  add_line (fixture, 101, FAMILY, 1, TOWN, 120000);
  add_line (fixture, 102, JOBLESS, 1, TOWN, 75000);
  approve_family (fixture);
  DO (SUBMIT, "04.1");
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  act_as (fixture, "经办甲");
}
