/* sn-journal-rows.c: looking into a change row by row, and looking for the changes of a few rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-journal.h"
#include "sn-journal-private.h"
#include "sn-journal-trace.h"

#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

gint64
sn_journal_read_key (sqlite3_changeset_iter *iterator, int operation, unsigned char *is_key, int n_columns)
{
  for (int i = 0; i < n_columns; i++)
    {
      sqlite3_value *value = NULL;

      if (!is_key[i])
        continue;
      if (operation == SQLITE_INSERT)
        sqlite3changeset_new (iterator, i, &value);
      else
        sqlite3changeset_old (iterator, i, &value);
      return value != NULL ? sqlite3_value_int64 (value) : 0;
    }
  return 0;
}

/* ── Looking into a change ──────────────────────────────────────────────────────────────────────────────────────── */

void
sn_changed_row_free (SnChangedRow *row)
{
  if (row == NULL)
    return;
  g_free (row->table);
  g_free (row->operation);
  g_free (row->row);
  g_ptr_array_unref (row->columns);
  g_ptr_array_unref (row->before);
  g_ptr_array_unref (row->after);
  g_free (row);
}

static char *
dup_value (sqlite3_value *value)
{
  if (value == NULL || sqlite3_value_type (value) == SQLITE_NULL)
    return NULL;
  if (sqlite3_value_type (value) == SQLITE_BLOB)
    return g_strdup_printf ("%d bytes", sqlite3_value_bytes (value));
  return g_strdup ((const char *) sqlite3_value_text (value));
}

static GPtrArray *
list_columns (SnConnection *connection, const char *table)
{
  GPtrArray *columns = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (SnStatement) statement = sn_connection_query (connection, NULL, "SELECT name FROM pragma_table_info (?1) ORDER BY cid",
                                                           SN_TEXT (table));

  while (statement != NULL && sn_statement_step (statement, NULL))
    g_ptr_array_add (columns, sn_statement_dup_text (statement, 0));
  return columns;
}

/* A part that cannot be read is never taken for an empty one. */
gboolean
sn_journal_check_read (int result, gint64 change_id, GError **error)
{
  if (result == SQLITE_OK)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_CORRUPT,
               _ ("What change %" PRId64 " did cannot be read from the journal. Check the file: songnuan-cli verify."), change_id);
  return FALSE;
}

static SnChangedRow *
read_changed_row (SnConnection *connection, sqlite3_changeset_iter *iterator)
{
  static const struct { int operation; const char *name; } operations[] = {
    { SQLITE_INSERT, "insert" }, { SQLITE_UPDATE, "update" }, { SQLITE_DELETE, "delete" },
  };
  SnChangedRow *row = g_new0 (SnChangedRow, 1);
  g_autoptr (GPtrArray) names = NULL;
  const char *table;
  unsigned char *is_key;
  int n_columns, operation, indirect;

  sqlite3changeset_op (iterator, &table, &n_columns, &operation, &indirect);
  sqlite3changeset_pk (iterator, &is_key, NULL);
  row->table = g_strdup (table);
  row->row = g_strdup_printf ("%" G_GINT64_FORMAT, sn_journal_read_key (iterator, operation, is_key, n_columns));
  for (gsize i = 0; i < G_N_ELEMENTS (operations); i++)
    if (operations[i].operation == operation)
      row->operation = g_strdup (operations[i].name);
  row->columns = g_ptr_array_new_with_free_func (g_free);
  row->before = g_ptr_array_new_with_free_func (g_free);
  row->after = g_ptr_array_new_with_free_func (g_free);
  names = list_columns (connection, table);
  for (int i = 0; i < n_columns && (guint) i < names->len; i++)
    {
      sqlite3_value *before = NULL, *after = NULL;

      if (operation != SQLITE_INSERT)
        sqlite3changeset_old (iterator, i, &before);
      if (operation != SQLITE_DELETE)
        sqlite3changeset_new (iterator, i, &after);
      /* An update records the columns that changed; the rest, and an unchanged key, say nothing. */
      if (operation == SQLITE_UPDATE && after == NULL)
        continue;
      g_ptr_array_add (row->columns, g_strdup (g_ptr_array_index (names, i)));
      g_ptr_array_add (row->before, dup_value (before));
      g_ptr_array_add (row->after, dup_value (after));
    }
  return row;
}

GPtrArray *
sn_journal_list_rows (SnConnection *connection, gint64 change_id, guint limit, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_changed_row_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) parts = sn_connection_query (
      connection, error, "SELECT changeset FROM change_part WHERE change_id = ?1 ORDER BY position", SN_INT (change_id));

  if (parts == NULL)
    return NULL;
  while (rows->len < limit && sn_statement_step (parts, &local_error))
    {
      gsize length_bytes;
      gconstpointer bytes = sn_statement_get_blob (parts, 0, &length_bytes);
      g_autoptr (GBytes) changeset = sn_journal_decompress (bytes, length_bytes, error);
      sqlite3_changeset_iter *iterator;

      if (changeset == NULL)
        return NULL;
      bytes = g_bytes_get_data (changeset, &length_bytes);
      if (!sn_journal_check_read (sqlite3changeset_start (&iterator, (int) length_bytes, (gpointer) bytes), change_id, error))
        return NULL;
      while (rows->len < limit && sqlite3changeset_next (iterator) == SQLITE_ROW)
        g_ptr_array_add (rows, read_changed_row (connection, iterator));
      if (!sn_journal_check_read (sqlite3changeset_finalize (iterator), change_id, error))
        return NULL;
    }
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* ── Looking for a few rows ─────────────────────────────────────────────────────────────────────────────────────── */

#define KEY_BYTES 9 /* a changeset writes an integer as its type, then eight bytes, the highest first */

typedef struct
{
  SnConnection *connection;
  GHashTable   *keys;     /* "table:id" */
  GByteArray   *patterns; /* KEY_BYTES each */
  GCancellable *cancellable;
  gint64        bytes_left;
  GPtrArray    *traced;
} Trace;

static char *
name_key (const char *table, gint64 id)
{
  return g_strdup_printf ("%s:%" G_GINT64_FORMAT, table, id);
}

static void
add_key (Trace *trace, const SnJournalKey *key)
{
  guint8 pattern[KEY_BYTES] = { SQLITE_INTEGER };
  guint64 big_endian = GUINT64_TO_BE ((guint64) key->id);

  memcpy (pattern + 1, &big_endian, sizeof big_endian);
  g_byte_array_append (trace->patterns, pattern, KEY_BYTES);
  g_hash_table_add (trace->keys, name_key (key->table, key->id));
}

/* Most parts hold none of the rows: their bytes say so long before SQLite has read a row of them. */
static gboolean
may_hold (Trace *trace, const guint8 *bytes, gsize length_bytes)
{
  for (guint i = 0; i < trace->patterns->len; i += KEY_BYTES)
    if (memmem (bytes, length_bytes, trace->patterns->data + i, KEY_BYTES) != NULL)
      return TRUE;
  return FALSE;
}

static gboolean
is_wanted (Trace *trace, sqlite3_changeset_iter *iterator)
{
  g_autofree char *key = NULL;
  const char *table;
  unsigned char *is_key;
  int n_columns, operation, indirect;

  sqlite3changeset_op (iterator, &table, &n_columns, &operation, &indirect);
  sqlite3changeset_pk (iterator, &is_key, NULL);
  key = name_key (table, sn_journal_read_key (iterator, operation, is_key, n_columns));
  return g_hash_table_contains (trace->keys, key);
}

static gboolean
trace_part (Trace *trace, gint64 change_id, GBytes *changeset, GError **error)
{
  sqlite3_changeset_iter *iterator;
  gsize length_bytes;
  gconstpointer bytes = g_bytes_get_data (changeset, &length_bytes);

  if (g_cancellable_set_error_if_cancelled (trace->cancellable, error))
    return FALSE;
  if (!may_hold (trace, bytes, length_bytes))
    return TRUE;
  if (!sn_journal_check_read (sqlite3changeset_start (&iterator, (int) length_bytes, (gpointer) bytes), change_id, error))
    return FALSE;
  while (sqlite3changeset_next (iterator) == SQLITE_ROW)
    {
      SnTracedRow *traced;

      if (!is_wanted (trace, iterator))
        continue;
      traced = g_new (SnTracedRow, 1);
      *traced = (SnTracedRow){ change_id, read_changed_row (trace->connection, iterator) };
      g_ptr_array_add (trace->traced, traced);
    }
  return sn_journal_check_read (sqlite3changeset_finalize (iterator), change_id, error);
}

/* @fits: (out): %FALSE when it would take more than what is left */
static gboolean
trace_change (Trace *trace, gint64 change_id, gboolean *fits, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) parts = NULL;
  gint64 length = 0;

  if (!sn_connection_get_int64 (trace->connection, &length, error,
                                "SELECT coalesce (sum (length (changeset)), 0) FROM change_part WHERE change_id = ?1", SN_INT (change_id)))
    return FALSE;
  *fits = length <= trace->bytes_left;
  if (!*fits)
    return TRUE;
  trace->bytes_left -= length;
  parts = sn_connection_query (trace->connection, error, "SELECT changeset FROM change_part WHERE change_id = ?1 ORDER BY position",
                               SN_INT (change_id));
  while (parts != NULL && sn_statement_step (parts, &local_error))
    {
      gsize length_bytes;
      gconstpointer bytes = sn_statement_get_blob (parts, 0, &length_bytes);
      g_autoptr (GBytes) changeset = sn_journal_decompress (bytes, length_bytes, error);

      if (changeset == NULL || !trace_part (trace, change_id, changeset, error))
        return FALSE;
    }
  if (local_error == NULL)
    return parts != NULL;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

void
sn_traced_row_free (SnTracedRow *traced)
{
  if (traced == NULL)
    return;
  sn_changed_row_free (traced->row);
  g_free (traced);
}

GPtrArray *
sn_journal_trace (SnConnection *connection, GArray *changes, GArray *keys, gint64 most_bytes, gboolean *is_complete,
                  GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GByteArray) patterns = g_byte_array_new ();
  g_autoptr (GPtrArray) traced = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_traced_row_free);
  Trace trace = { connection, names, patterns, cancellable, most_bytes, traced };

  *is_complete = TRUE;
  for (guint i = 0; i < keys->len; i++)
    add_key (&trace, &g_array_index (keys, SnJournalKey, i));
  for (guint i = 0; i < changes->len; i++)
    {
      gboolean fits = TRUE;

      if (!trace_change (&trace, g_array_index (changes, gint64, i), &fits, error))
        return NULL;
      *is_complete = *is_complete && fits;
    }
  return g_steal_pointer (&traced);
}
