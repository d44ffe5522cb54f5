/* whole-dump.h: all that a workspace holds beside its journal, as one text: to see that taking back leaves it as it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-journal.h"
#include "sn-safety.h"

#include <sqlite3.h>

static inline void
dump_row (GString *dump, const char *table, sqlite3_stmt *row)
{
  g_string_append (dump, table);
  for (int i = 0; i < sqlite3_column_count (row); i++)
    {
      int type = sqlite3_column_type (row, i);
      const unsigned char *bytes = type == SQLITE_BLOB ? sqlite3_column_blob (row, i) : sqlite3_column_text (row, i);

      g_string_append_printf (dump, "|%s=%d:", sqlite3_column_name (row, i), type);
      for (int j = 0; j < sqlite3_column_bytes (row, i); j++)
        g_string_append_printf (dump, type == SQLITE_BLOB ? "%02x" : "%c", bytes[j]);
    }
  g_string_append_c (dump, '\n');
}

/* (transfer full): every row of every table, in the order of the keys */
static inline gpointer
dump_all (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GString *dump = g_string_new (NULL);
  g_autoptr (SnStatement) tables = sn_connection_query (
    connection, error, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT IN ('change', 'change_part') ORDER BY name");

  g_assert_nonnull (tables);
  while (sn_statement_step (tables, error))
    {
      const char *table = sn_statement_get_text (tables, 0);
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM \"%s\" ORDER BY 1, 2, 3", table);
      sqlite3_stmt *rows = NULL;

      /* A table of two columns has no third to go by. */
      if (sqlite3_prepare_v2 (sn_connection_get_handle (connection), sql, -1, &rows, NULL) != SQLITE_OK)
        {
          sql[strlen (sql) - strlen (", 3")] = '\0';
          g_assert_cmpint (sqlite3_prepare_v2 (sn_connection_get_handle (connection), sql, -1, &rows, NULL), ==, SQLITE_OK);
        }
      while (sqlite3_step (rows) == SQLITE_ROW)
        dump_row (dump, table, rows);
      sqlite3_finalize (rows);
    }
  return g_string_free (dump, FALSE);
}

static inline char *
dump_workspace (SnWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  char *dump = sn_workspace_read (workspace, dump_all, NULL, NULL, &error);

  g_assert_no_error (error);
  return dump;
}

static inline void
assert_same_dump (const char *dump, const char *expected)
{
  g_auto (GStrv) lines = g_strsplit (dump, "\n", -1);
  g_auto (GStrv) expected_lines = g_strsplit (expected, "\n", -1);

  for (guint i = 0; lines[i] != NULL && expected_lines[i] != NULL; i++)
    g_assert_cmpstr (lines[i], ==, expected_lines[i]);
  g_assert_cmpuint (g_strv_length (lines), ==, g_strv_length (expected_lines));
}

static inline void
assert_verified (SnWorkspace *workspace)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnVerification) verification = sn_workspace_read (workspace, sn_verify, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (verification->integrity, ==, "ok");
  g_assert_cmpstr (verification->hash_chain, ==, "ok");
  g_assert_cmpstr (verification->summaries, ==, "ok");
  g_assert_cmpstr (verification->foreign_keys, ==, "ok");
}

static inline gboolean
undo_change (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

/* Does it, proves the file sound, takes it back, and proves that nothing is left of it. (The journal alone remembers.) */
static inline gint64
do_and_take_back (SnWorkspace *workspace, SnWriteFunc func, gpointer data)
{
  g_autofree char *before = dump_workspace (workspace);
  g_autofree char *between = NULL;
  g_autofree char *after = NULL;
  g_autoptr (GError) error = NULL;
  gint64 change_id = sn_workspace_write (workspace, func, data, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (change_id, >, 0);
  between = dump_workspace (workspace);
  g_assert_cmpstr (between, !=, before);
  assert_verified (workspace);
  sn_workspace_write (workspace, undo_change, &change_id, NULL, &error);
  g_assert_no_error (error);
  after = dump_workspace (workspace);
  assert_same_dump (after, before);
  assert_verified (workspace);
  return change_id;
}
