/* bench-copy.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-copy.h"

#include <string.h>

/* So many rows are read, then inserted while the clock runs. */
#define BLOCK_ROWS 2000
/* Blocks that the session extension holds in memory. */
#define PART_BLOCKS 10

/* A value of a row that waits: a number, or a piece of the block's bytes. */
typedef struct
{
  int    type;
  int    length;
  gint64 number; /* or where the bytes begin */
} Value;

typedef struct
{
  sqlite3    *from;
  sqlite3    *to;
  GArray     *values; /* Value */
  GByteArray *bytes;
  BenchTime   spent;
  gboolean    recorded;
  guint       n_blocks;
  guint       n_parts;
  sqlite3_session *session; /* (nullable) */
} Copy;

static void
check (sqlite3 *handle, int result)
{
  if (result != SQLITE_OK && result != SQLITE_ROW && result != SQLITE_DONE)
    g_error ("SQLite: %s", sqlite3_errmsg (handle));
}

static void
run (sqlite3 *handle, const char *sql)
{
  check (handle, sqlite3_exec (handle, sql, NULL, NULL, NULL));
}

static int
run_found_sql (gpointer data, int n_columns, char **values, char **names)
{
  Copy *copy = data;

  run (copy->to, values[0]);
  return 0;
}

static void
run_all_found (Copy *copy, const char *query)
{
  check (copy->from, sqlite3_exec (copy->from, query, run_found_sql, copy, NULL));
}

static sqlite3_stmt *
prepare_insert (Copy *copy, const char *table, int n_columns)
{
  g_autoptr (GString) sql = g_string_new (NULL);
  sqlite3_stmt *insert = NULL;

  g_string_append_printf (sql, "INSERT INTO %s VALUES (?", table);
  for (int i = 1; i < n_columns; i++)
    g_string_append (sql, ", ?");
  g_string_append_c (sql, ')');
  check (copy->to, sqlite3_prepare_v3 (copy->to, sql->str, -1, SQLITE_PREPARE_PERSISTENT, &insert, NULL));
  return insert;
}

static void
keep_row (Copy *copy, sqlite3_stmt *select, int n_columns)
{
  for (int i = 0; i < n_columns; i++)
    {
      Value value = { sqlite3_column_type (select, i), 0, 0 };

      if (value.type == SQLITE_INTEGER)
        value.number = sqlite3_column_int64 (select, i);
      else if (value.type != SQLITE_NULL)
        {
          gconstpointer bytes = sqlite3_column_blob (select, i);

          value.length = sqlite3_column_bytes (select, i);
          value.number = copy->bytes->len;
          g_byte_array_append (copy->bytes, value.length > 0 ? bytes : (gconstpointer) "", (guint) value.length);
        }
      g_array_append_val (copy->values, value);
    }
}

static void
bind_value (Copy *copy, sqlite3_stmt *insert, int parameter, const Value *value)
{
  const char *bytes = (const char *) copy->bytes->data + value->number;

  if (value->type == SQLITE_INTEGER)
    sqlite3_bind_int64 (insert, parameter, value->number);
  else if (value->type == SQLITE_TEXT)
    sqlite3_bind_text (insert, parameter, bytes, value->length, SQLITE_STATIC);
  else if (value->type == SQLITE_BLOB)
    sqlite3_bind_blob (insert, parameter, bytes, value->length, SQLITE_STATIC);
  else
    sqlite3_bind_null (insert, parameter);
}

static void
start_recording (Copy *copy)
{
  check (copy->to, sqlite3session_create (copy->to, "main", &copy->session));
  check (copy->to, sqlite3session_attach (copy->session, NULL));
}

static void
store_part (Copy *copy)
{
  gpointer changeset = NULL;
  int length = 0;
  sqlite3_stmt *insert = NULL;

  check (copy->to, sqlite3session_changeset (copy->session, &length, &changeset));
  g_clear_pointer (&copy->session, sqlite3session_delete);
  check (copy->to, sqlite3_prepare_v2 (copy->to, "INSERT INTO change_part VALUES (1, ?1, 0, ?2)", -1, &insert, NULL));
  sqlite3_bind_int (insert, 1, (int) copy->n_parts++);
  sqlite3_bind_blob (insert, 2, changeset, length, SQLITE_STATIC);
  check (copy->to, sqlite3_step (insert));
  sqlite3_finalize (insert);
  sqlite3_free (changeset);
}

static void
insert_block (Copy *copy, sqlite3_stmt *insert, int n_columns)
{
  BenchTime start = bench_now ();

  for (guint i = 0; i < copy->values->len; i += (guint) n_columns)
    {
      for (int j = 0; j < n_columns; j++)
        bind_value (copy, insert, j + 1, &g_array_index (copy->values, Value, i + (guint) j));
      check (copy->to, sqlite3_step (insert));
      sqlite3_reset (insert);
    }
  if (copy->recorded && ++copy->n_blocks % PART_BLOCKS == 0)
    {
      store_part (copy);
      start_recording (copy);
    }
  copy->spent = bench_add (copy->spent, bench_since (start));
  g_array_set_size (copy->values, 0);
  g_byte_array_set_size (copy->bytes, 0);
}

static void
copy_rows (Copy *copy, const char *table)
{
  g_autofree char *query = g_strdup_printf ("SELECT * FROM %s ORDER BY rowid", table);
  sqlite3_stmt *select = NULL, *insert;
  int n_columns;

  check (copy->from, sqlite3_prepare_v2 (copy->from, query, -1, &select, NULL));
  n_columns = sqlite3_column_count (select);
  insert = prepare_insert (copy, table, n_columns);
  while (sqlite3_step (select) == SQLITE_ROW)
    {
      keep_row (copy, select, n_columns);
      if (copy->values->len == BLOCK_ROWS * (guint) n_columns)
        insert_block (copy, insert, n_columns);
    }
  insert_block (copy, insert, n_columns);
  sqlite3_finalize (select);
  sqlite3_finalize (insert);
}

static void
build_indexes (Copy *copy, const char *table)
{
  g_autofree char *query =
    g_strdup_printf ("SELECT sql FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL AND tbl_name = '%s'", table);
  BenchTime start = bench_now ();

  run_all_found (copy, query);
  copy->spent = bench_add (copy->spent, bench_since (start));
}

static void
commit (Copy *copy)
{
  BenchTime start = bench_now ();

  if (copy->recorded)
    store_part (copy);
  run (copy->to, "COMMIT");
  copy->spent = bench_add (copy->spent, bench_since (start));
}

BenchTime
bench_copy_tables (const char *from, const char *to, const char *const *tables, BenchCopy how)
{
  Copy copy = { .values = g_array_new (FALSE, FALSE, sizeof (Value)), .bytes = g_byte_array_new () };

  check (NULL, sqlite3_open_v2 (from, &copy.from, SQLITE_OPEN_READONLY, NULL));
  check (NULL, sqlite3_open (to, &copy.to));
  run (copy.to, "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0; PRAGMA cache_size = -65536;"
                "PRAGMA temp_store = MEMORY");
  run_all_found (&copy, "SELECT sql FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'");
  run (copy.to, "BEGIN IMMEDIATE");
  copy.recorded = (how & BENCH_COPY_RECORDED) != 0;
  if (copy.recorded)
    start_recording (&copy);
  for (guint i = 0; tables[i] != NULL; i++)
    copy_rows (&copy, tables[i]);
  for (guint i = 0; (how & BENCH_COPY_INDEXED) != 0 && tables[i] != NULL; i++)
    build_indexes (&copy, tables[i]);
  commit (&copy);
  sqlite3_close (copy.from);
  sqlite3_close (copy.to);
  g_array_unref (copy.values);
  g_byte_array_unref (copy.bytes);
  return copy.spent;
}
