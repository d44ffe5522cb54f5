/* sn-insert-recorder.c: rows that only come, written down as a changeset. The format stands at the head of SQLite's sqlite3session.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-insert-recorder.h"

#include "sn-journal.h"

#include <string.h>

#define TABLE_MARK 'T'
#define NUMBER_BYTES 8
#define LONGEST_VARINT 9
/* A part is stored at the latest then, see sn_transaction_flush_journal(): what a table once took it will take again. */
#define FIRST_BYTES 65536

typedef struct
{
  char       *name;
  gboolean    is_wanted;
  int         n_columns;
  GByteArray *rows;
  gint64      n_rows;
} Table;

struct _SnInsertRecorder
{
  SnConnection *connection; /* borrowed */
  GArray       *tables;     /* Table, in the order in which the first row of each came */
  gboolean      has_failed; /* a row changed or went */
};

static void
clear_table (gpointer data)
{
  Table *table = data;

  g_free (table->name);
  g_byte_array_unref (table->rows);
}

static Table *
find_table (SnInsertRecorder *recorder, const char *name)
{
  Table fresh;

  for (guint i = 0; i < recorder->tables->len; i++)
    {
      Table *table = &g_array_index (recorder->tables, Table, i);

      if (strcmp (table->name, name) == 0)
        return table;
    }
  fresh = (Table){ g_strdup (name), sn_journal_wants_table (name), 0, g_byte_array_sized_new (FIRST_BYTES), 0 };
  g_array_append_val (recorder->tables, fresh);
  return &g_array_index (recorder->tables, Table, recorder->tables->len - 1);
}

/* ── The format ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
append_byte (GByteArray *bytes, int value)
{
  guint8 byte = (guint8) value;

  g_byte_array_append (bytes, &byte, 1);
}

static void
append_number (GByteArray *bytes, guint64 number)
{
  guint64 big_endian = GUINT64_TO_BE (number);

  g_byte_array_append (bytes, (const guint8 *) &big_endian, NUMBER_BYTES);
}

/* Seven bits a byte, the highest first. Lengths and counts of columns never need the ninth byte, which would hold eight. */
static void
append_varint (GByteArray *bytes, guint value)
{
  guint8 buffer[LONGEST_VARINT];
  guint start = LONGEST_VARINT;

  buffer[--start] = value & 0x7f;
  for (value >>= 7; value > 0; value >>= 7)
    buffer[--start] = (guint8) (value & 0x7f) | 0x80;
  g_byte_array_append (bytes, buffer + start, LONGEST_VARINT - start);
}

static void
append_value (GByteArray *bytes, sqlite3_value *value)
{
  int type = value != NULL ? sqlite3_value_type (value) : SQLITE_NULL;

  append_byte (bytes, type);
  if (type == SQLITE_INTEGER)
    append_number (bytes, (guint64) sqlite3_value_int64 (value));
  else if (type == SQLITE_FLOAT)
    {
      double number = sqlite3_value_double (value);
      guint64 bits;

      memcpy (&bits, &number, sizeof bits);
      append_number (bytes, bits);
    }
  else if (type != SQLITE_NULL)
    {
      guint length = (guint) sqlite3_value_bytes (value);

      append_varint (bytes, length);
      /* Texts as well: as a text SQLite would copy it, for the sake of a zero at its end. */
      if (length > 0)
        g_byte_array_append (bytes, sqlite3_value_blob (value), length);
    }
}

static void
append_row (Table *table, sqlite3 *handle)
{
  append_byte (table->rows, SQLITE_INSERT);
  append_byte (table->rows, sqlite3_preupdate_depth (handle) > 0); /* a trigger did it */
  for (int i = 0; i < table->n_columns; i++)
    {
      sqlite3_value *value = NULL;

      sqlite3_preupdate_new (handle, i, &value);
      append_value (table->rows, value);
    }
  table->n_rows++;
}

/* Which columns are of the key, by what SQLite knows of the table. */
static gboolean
append_header (SnInsertRecorder *recorder, const Table *table, GByteArray *bytes, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) columns = sn_connection_query (recorder->connection, error, "SELECT pk FROM pragma_table_info (?1) ORDER BY cid",
                                                         SN_TEXT (table->name));
  int n_columns = 0;

  append_byte (bytes, TABLE_MARK);
  append_varint (bytes, (guint) table->n_columns);
  for (; columns != NULL && sn_statement_step (columns, &local_error); n_columns++)
    append_byte (bytes, (int) sn_statement_get_int64 (columns, 0));
  g_byte_array_append (bytes, (const guint8 *) table->name, (guint) strlen (table->name) + 1);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (columns != NULL && n_columns != table->n_columns)
    g_set_error (error, SN_ERROR, SN_ERROR_FAILED, "table %s has other columns now", table->name);
  return n_columns == table->n_columns;
}

/* ── The recorder ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
note_change (gpointer data, sqlite3 *handle, int operation, const char *database, const char *name, sqlite3_int64 old_id,
             sqlite3_int64 new_id)
{
  SnInsertRecorder *recorder = data;
  Table *table;

  if (strcmp (database, "main") != 0)
    return;
  table = find_table (recorder, name);
  if (!table->is_wanted)
    return;
  if (operation != SQLITE_INSERT)
    {
      recorder->has_failed = TRUE;
      return;
    }
  table->n_columns = sqlite3_preupdate_count (handle);
  append_row (table, handle);
}

SnInsertRecorder *
sn_insert_recorder_new (SnConnection *connection)
{
  SnInsertRecorder *recorder = g_new0 (SnInsertRecorder, 1);

  recorder->connection = connection;
  recorder->tables = g_array_new (FALSE, FALSE, sizeof (Table));
  g_array_set_clear_func (recorder->tables, clear_table);
  sqlite3_preupdate_hook (sn_connection_get_handle (connection), note_change, recorder);
  return recorder;
}

void
sn_insert_recorder_free (SnInsertRecorder *recorder)
{
  if (recorder == NULL)
    return;
  sqlite3_preupdate_hook (sn_connection_get_handle (recorder->connection), NULL, NULL);
  g_array_unref (recorder->tables);
  g_free (recorder);
}

GPtrArray *
sn_insert_recorder_list (SnInsertRecorder *recorder, gint64 *rows, GError **error)
{
  g_autoptr (GPtrArray) pieces = g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);

  *rows = 0;
  if (recorder->has_failed)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "a row changed where rows were only to come");
      return NULL;
    }
  for (guint i = 0; i < recorder->tables->len; i++)
    {
      const Table *table = &g_array_index (recorder->tables, Table, i);
      GByteArray *header;

      if (table->n_rows == 0)
        continue;
      header = g_byte_array_new ();
      g_ptr_array_add (pieces, header);
      if (!append_header (recorder, table, header, error))
        return NULL;
      g_ptr_array_add (pieces, g_byte_array_ref (table->rows));
      *rows += table->n_rows;
    }
  return g_steal_pointer (&pieces);
}

void
sn_insert_recorder_clear (SnInsertRecorder *recorder)
{
  for (guint i = 0; i < recorder->tables->len; i++)
    {
      Table *table = &g_array_index (recorder->tables, Table, i);

      table->n_rows = 0;
      g_byte_array_set_size (table->rows, 0);
    }
}
