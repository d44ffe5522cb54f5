/* sn-journal-touched.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-journal-touched.h"

#include "sn-journal-private.h"

struct _SnTouchedRow
{
  SnConnection           *connection;
  sqlite3_changeset_iter *iterator;
  const char             *table; /* borrowed from the iterator */
  int                     n_columns;
  int                     operation;
  unsigned char          *is_key;
};

const char *
sn_touched_row_get_table (const SnTouchedRow *row)
{
  return row->table;
}

gint64
sn_touched_row_get_id (const SnTouchedRow *row)
{
  return sn_journal_read_key (row->iterator, row->operation, row->is_key, row->n_columns);
}

static void
add_number (GArray *numbers, sqlite3_value *value)
{
  gint64 number;

  if (value == NULL || sqlite3_value_type (value) != SQLITE_INTEGER)
    return;
  number = sqlite3_value_int64 (value);
  g_array_append_val (numbers, number);
}

void
sn_touched_row_list_numbers (const SnTouchedRow *row, const char *column, GArray *numbers)
{
  gint64 place = -1;
  sqlite3_value *before = NULL, *after = NULL;

  if (!sn_connection_get_int64 (row->connection, &place, NULL, "SELECT cid FROM pragma_table_info (?1) WHERE name = ?2",
                                SN_TEXT (row->table), SN_TEXT (column)))
    g_error ("%s has no column %s", row->table, column);
  if (place >= row->n_columns)
    return; /* the change is older than the column */
  if (row->operation != SQLITE_INSERT)
    sqlite3changeset_old (row->iterator, (int) place, &before);
  if (row->operation != SQLITE_DELETE)
    sqlite3changeset_new (row->iterator, (int) place, &after);
  add_number (numbers, before);
  add_number (numbers, after);
}

/* @goes_on: (out): whether the caller wants more */
static gboolean
read_part (SnConnection *connection, gint64 change_id, GBytes *changeset, SnTouchedFunc func, gpointer data, gboolean *goes_on, GError **error)
{
  sqlite3_changeset_iter *iterator;
  gsize length_bytes;
  gconstpointer bytes = g_bytes_get_data (changeset, &length_bytes);

  if (!sn_journal_check_read (sqlite3changeset_start (&iterator, (int) length_bytes, (gpointer) bytes), change_id, error))
    return FALSE;
  while (*goes_on && sqlite3changeset_next (iterator) == SQLITE_ROW)
    {
      SnTouchedRow row = { .connection = connection, .iterator = iterator };
      int indirect;

      sqlite3changeset_op (iterator, &row.table, &row.n_columns, &row.operation, &indirect);
      sqlite3changeset_pk (iterator, &row.is_key, NULL);
      *goes_on = func (&row, data);
    }
  return sn_journal_check_read (sqlite3changeset_finalize (iterator), change_id, error);
}

gboolean
sn_journal_read_touched (SnConnection *connection, gint64 after_id, gint64 most_rows, SnTouchedFunc func, gpointer data, gboolean *is_complete,
                         GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) parts = NULL;
  gint64 n_rows = 0;

  *is_complete = FALSE;
  if (!sn_connection_get_int64 (connection, &n_rows, error, "SELECT coalesce (sum (rows), 0) FROM change_part WHERE change_id > ?1",
                                SN_INT (after_id)))
    return FALSE;
  if (n_rows > most_rows)
    return TRUE;
  *is_complete = TRUE;
  parts = sn_connection_query (connection, error,
                               "SELECT change_id, changeset FROM change_part WHERE change_id > ?1 ORDER BY change_id, position",
                               SN_INT (after_id));
  while (parts != NULL && *is_complete && sn_statement_step (parts, &step_error))
    {
      gsize length_bytes;
      gconstpointer bytes = sn_statement_get_blob (parts, 1, &length_bytes);
      g_autoptr (GBytes) changeset = sn_journal_decompress (bytes, length_bytes, error);

      if (changeset == NULL || !read_part (connection, sn_statement_get_int64 (parts, 0), changeset, func, data, is_complete, error))
        return FALSE;
    }
  if (step_error == NULL)
    return parts != NULL;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

gboolean
sn_journal_get_last_id (SnConnection *connection, gint64 *change_id, GError **error)
{
  return sn_connection_get_int64 (connection, change_id, error, "SELECT coalesce (max (id), 0) FROM change");
}
