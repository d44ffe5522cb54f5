/* sn-connection.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-connection.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define BUSY_TIMEOUT_MS 5000
#define PROGRESS_STEPS 1000    /* of SQLite's machine between two looks at the cancellable: well under a millisecond */
#define WRITER_CACHE_KIB 65536
#define BULK_CACHE_KIB 8192     /* rows that come in the order of their ids fill page after page and do not come back to them */
#define READER_CACHE_KIB 4096   /* there are several, and behind them is the cache of the system */
#define CACHED_STATEMENTS 256  /* every static SQL text of the program fits; a bound all the same */

struct _SnConnection
{
  sqlite3      *handle;
  GThread      *owner;
  GHashTable   *cache;       /* char *sql (of the statement) → SnStatement */
  GCancellable *cancellable; /* (nullable) (owned) */
  gint64        campaign_id; /* 0: the newest */
  gint64        officer_id;  /* 0: the first */
};

struct _SnStatement
{
  SnConnection *connection;
  sqlite3_stmt *handle;
  gboolean      is_kept;     /* in the cache */
  gboolean      is_taken;    /* somebody has it */
};

#define assert_owner(connection) g_assert ((connection)->owner == g_thread_self ())

/* What SQLite says, in the words a caller can act on. The first match of the primary code counts. */
static const struct
{
  int         result;
  SnError     code;
  const char *message;
} error_table[] = {
  { SQLITE_BUSY, SN_ERROR_BUSY, N_ ("Another program is using this workspace. Close it there, then try again.") },
  { SQLITE_LOCKED, SN_ERROR_BUSY, N_ ("Another program is using this workspace. Close it there, then try again.") },
  { SQLITE_FULL, SN_ERROR_DISK_FULL, N_ ("The disk is full: nothing was changed. Free some space, then try again.") },
  { SQLITE_CORRUPT, SN_ERROR_CORRUPT, N_ ("The workspace file is damaged. Restore the newest backup; keep the damaged file.") },
  { SQLITE_NOTADB, SN_ERROR_CORRUPT, N_ ("This file is not a Songnuan workspace.") },
  { SQLITE_CANTOPEN, SN_ERROR_NOT_FOUND, N_ ("The workspace file cannot be opened. Check that it exists and that you may read and write it.") },
  { SQLITE_READONLY, SN_ERROR_FAILED, N_ ("The workspace file is read-only. Copy it to a folder you may write to.") },
  { SQLITE_IOERR, SN_ERROR_FAILED, N_ ("Reading or writing the workspace file failed. Check the disk; nothing was changed.") },
  { SQLITE_AUTH, SN_ERROR_FAILED, N_ ("The workspace file may not be changed.") },
};

void
sn_connection_set_error (SnConnection *connection, int result, GError **error)
{
  int primary = result & 0xff;

  if (primary == SQLITE_INTERRUPT)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_CANCELLED, _ ("Cancelled; nothing was changed."));
      return;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (error_table); i++)
    {
      if (error_table[i].result != primary)
        continue;
      g_set_error_literal (error, SN_ERROR, error_table[i].code, _ (error_table[i].message));
      return;
    }
  /* A trigger's RAISE text and a constraint's name hold names of the schema, never data. */
  g_set_error (error, SN_ERROR, primary == SQLITE_CONSTRAINT ? SN_ERROR_REFUSED : SN_ERROR_FAILED,
               primary == SQLITE_CONSTRAINT ? _ ("The workspace refused this, and nothing was changed: %s.") : _ ("The workspace failed, and nothing was changed: %s."),
               connection != NULL ? sqlite3_errmsg (connection->handle) : sqlite3_errstr (result));
}

static int
look_for_cancellation (gpointer data)
{
  SnConnection *connection = data;

  return g_cancellable_is_cancelled (connection->cancellable);
}

void
sn_connection_set_cancellable (SnConnection *connection, GCancellable *cancellable)
{
  assert_owner (connection);
  g_set_object (&connection->cancellable, cancellable);
  sqlite3_progress_handler (connection->handle, cancellable != NULL ? PROGRESS_STEPS : 0,
                            cancellable != NULL ? look_for_cancellation : NULL, connection);
}

void
sn_connection_set_campaign (SnConnection *connection, gint64 campaign_id)
{
  assert_owner (connection);
  connection->campaign_id = campaign_id;
}

gint64
sn_connection_get_campaign (SnConnection *connection)
{
  assert_owner (connection);
  return connection->campaign_id;
}

void
sn_connection_set_officer (SnConnection *connection, gint64 officer_id)
{
  assert_owner (connection);
  connection->officer_id = officer_id;
}

gint64
sn_connection_get_officer (SnConnection *connection)
{
  assert_owner (connection);
  return connection->officer_id;
}

void
sn_connection_set_cache (SnConnection *connection, SnConnectionCache cache)
{
  static const char *const pragmas[] = {
    [SN_CONNECTION_CACHE_WRITER] = "PRAGMA cache_size = -" G_STRINGIFY (WRITER_CACHE_KIB),
    [SN_CONNECTION_CACHE_BULK] = "PRAGMA cache_size = -" G_STRINGIFY (BULK_CACHE_KIB),
  };

  assert_owner (connection);
  sn_connection_run_script (connection, pragmas[cache], NULL);
}

static gboolean
make_private_file (const char *path, GError **error)
{
  int fd = g_open (path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0600);

  if (fd < 0)
    {
      int saved_errno = errno;
      if (saved_errno == EEXIST)
        g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                     _ ("“%s” exists already. Choose another name, or open it."), path);
      else
        g_set_error (error, G_IO_ERROR, g_io_error_from_errno (saved_errno), _ ("“%s” cannot be made: %s."), path,
                     g_strerror (saved_errno));
      return FALSE;
    }
  close (fd);
  return TRUE;
}

static gboolean
set_up (SnConnection *connection, SnConnectionMode mode, GError **error)
{
  static const char *const pragmas[] = {
    "PRAGMA foreign_keys = ON",
    "PRAGMA trusted_schema = OFF",
    "PRAGMA temp_store = MEMORY",
  };

  sqlite3_busy_timeout (connection->handle, BUSY_TIMEOUT_MS);
  sqlite3_extended_result_codes (connection->handle, 1);
  sqlite3_db_config (connection->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (pragmas); i++)
    if (!sn_connection_run_script (connection, pragmas[i], error))
      return FALSE;
  if (mode == SN_CONNECTION_READ)
    return sn_connection_run_script (connection, "PRAGMA query_only = ON; PRAGMA cache_size = -" G_STRINGIFY (READER_CACHE_KIB), error);
  /* FULL: what was confirmed survives a power loss. The checkpoint is the writer thread's, between two changes. */
  return sn_connection_run_script (connection,
                                   "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA wal_autocheckpoint = 0;"
                                   "PRAGMA cache_size = -" G_STRINGIFY (WRITER_CACHE_KIB),
                                   error);
}

/* The texts are long and are looked up for every row: their lengths and ends tell nearly all of them apart. */
static guint
hash_sql (gconstpointer text)
{
  gsize length = strlen (text);
  const char *end = (const char *) text + length - MIN (length, 16);

  return g_str_hash (end) * 31 + (guint) length;
}

static void
destroy_statement (gpointer data)
{
  SnStatement *statement = data;

  sqlite3_finalize (statement->handle);
  g_free (statement);
}

/* Statistics that nobody reads would take a lock at every allocation. Refused, without harm, where something else in the
 * process uses SQLite already. */
static void
do_without_statistics (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, 0);
  g_once_init_leave (&done, 1);
}

/* Set once, before any other thread runs. */
static GThread *forbidden_thread;

void
sn_connection_forbid_thread (GThread *thread)
{
  forbidden_thread = thread;
}

SnConnection *
sn_connection_open (const char *path, SnConnectionMode mode, GError **error)
{
  g_autoptr (SnConnection) connection = NULL;
  int result;

  g_assert (g_thread_self () != forbidden_thread);
  g_return_val_if_fail (path != NULL, NULL);

  if (mode == SN_CONNECTION_CREATE && !make_private_file (path, error))
    return NULL;
  if (mode != SN_CONNECTION_CREATE && !g_file_test (path, G_FILE_TEST_IS_REGULAR))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no workspace “%s”. Make one with “new”, or name another file."),
                   path);
      return NULL;
    }

  do_without_statistics ();
  connection = g_new0 (SnConnection, 1);
  connection->owner = g_thread_self ();
  connection->cache = g_hash_table_new_full (hash_sql, g_str_equal, NULL, destroy_statement);
  result = sqlite3_open_v2 (path, &connection->handle, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL);
  if (result != SQLITE_OK)
    {
      sn_connection_set_error (connection, result, error);
      return NULL;
    }
  if (!set_up (connection, mode, error))
    return NULL;
  return g_steal_pointer (&connection);
}

void
sn_connection_close (SnConnection *connection)
{
  if (connection == NULL)
    return;
  assert_owner (connection);
  g_hash_table_unref (connection->cache);
  sqlite3_close_v2 (connection->handle);
  g_clear_object (&connection->cancellable);
  g_free (connection);
}

sqlite3 *
sn_connection_get_handle (SnConnection *connection)
{
  assert_owner (connection);
  return connection->handle;
}

gboolean
sn_connection_run_script (SnConnection *connection, const char *sql, GError **error)
{
  int result;

  assert_owner (connection);
  result = sqlite3_exec (connection->handle, sql, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    return TRUE;
  sn_connection_set_error (connection, result, error);
  return FALSE;
}

static void
bind_values (sqlite3_stmt *statement, const SnValue *values)
{
  int n_values = 0;

  for (; values[n_values].type != SN_VALUE_END; n_values++)
    {
      const SnValue *value = &values[n_values];
      int parameter = n_values + 1;

      switch (value->type)
        {
        case SN_VALUE_INTEGER:
          sqlite3_bind_int64 (statement, parameter, value->integer);
          break;
        case SN_VALUE_TEXT:
          /* Borrowed: the caller's text lives until the statement is done, as the header says. */
          sqlite3_bind_text (statement, parameter, value->pointer, -1, SQLITE_STATIC);
          break;
        case SN_VALUE_BLOB:
          sqlite3_bind_blob64 (statement, parameter, value->pointer, (sqlite3_uint64) value->integer, SQLITE_STATIC);
          break;
        case SN_VALUE_NULL:
        case SN_VALUE_END:
        default:
          sqlite3_bind_null (statement, parameter);
          break;
        }
    }
  /* A parameter too few is a slip of ours that SQLite would read as NULL. */
  g_assert (n_values == sqlite3_bind_parameter_count (statement));
}

static SnStatement *
prepare_statement (SnConnection *connection, const char *sql, GError **error)
{
  sqlite3_stmt *handle = NULL;
  SnStatement *statement;
  int result = sqlite3_prepare_v3 (connection->handle, sql, -1, SQLITE_PREPARE_PERSISTENT, &handle, NULL);

  if (result != SQLITE_OK)
    {
      sn_connection_set_error (connection, result, error);
      return NULL;
    }
  statement = g_new0 (SnStatement, 1);
  statement->connection = connection;
  statement->handle = handle;
  return statement;
}

SnStatement *
sn_connection_query_values (SnConnection *connection, const char *sql, const SnValue *values, GError **error)
{
  SnStatement *kept, *statement;

  assert_owner (connection);
  kept = g_hash_table_lookup (connection->cache, sql);
  statement = kept != NULL && !kept->is_taken ? kept : prepare_statement (connection, sql, error);
  if (statement == NULL)
    return NULL;
  if (kept == NULL && g_hash_table_size (connection->cache) < CACHED_STATEMENTS)
    {
      statement->is_kept = TRUE;
      g_hash_table_insert (connection->cache, (gpointer) sqlite3_sql (statement->handle), statement);
    }
  statement->is_taken = TRUE;
  bind_values (statement->handle, values);
  return statement;
}

void
sn_statement_free (SnStatement *statement)
{
  if (statement == NULL)
    return;
  if (!statement->is_kept)
    {
      destroy_statement (statement);
      return;
    }
  sqlite3_reset (statement->handle);
  sqlite3_clear_bindings (statement->handle);
  statement->is_taken = FALSE;
}

GPtrArray *
sn_statement_list (SnStatement *take_statement, SnRowFunc read, GDestroyNotify free_row, GError **error)
{
  g_autoptr (SnStatement) statement = take_statement;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    g_ptr_array_add (rows, read (statement));
  if (step_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

GArray *
sn_statement_list_ids (SnStatement *take_statement, GError **error)
{
  g_autoptr (SnStatement) statement = take_statement;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      gint64 id = sn_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (step_error == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

void
sn_statement_rebind_values (SnStatement *statement, const SnValue *values)
{
  sqlite3_reset (statement->handle);
  bind_values (statement->handle, values);
}

gboolean
sn_statement_step (SnStatement *statement, GError **error)
{
  int result = sqlite3_step (statement->handle);

  if (result == SQLITE_ROW)
    return TRUE;
  if (result != SQLITE_DONE)
    sn_connection_set_error (statement->connection, result, error);
  return FALSE;
}

gboolean
sn_statement_run (SnStatement *statement, GError **error)
{
  int result;

  do
    result = sqlite3_step (statement->handle);
  while (result == SQLITE_ROW);
  if (result != SQLITE_DONE)
    {
      sn_connection_set_error (statement->connection, result, error);
      sqlite3_reset (statement->handle);
      return FALSE;
    }
  sqlite3_reset (statement->handle);
  return TRUE;
}

gboolean
sn_connection_run_values (SnConnection *connection, const char *sql, const SnValue *values, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query_values (connection, sql, values, error);

  return statement != NULL && sn_statement_run (statement, error);
}

gboolean
sn_connection_get_int64_values (SnConnection *connection, gint64 *value, const char *sql, const SnValue *values, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query_values (connection, sql, values, error);
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return FALSE;
  if (sn_statement_step (statement, &step_error))
    {
      if (!sn_statement_is_null (statement, 0))
        *value = sn_statement_get_int64 (statement, 0);
      return TRUE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

gint64
sn_statement_get_int64 (SnStatement *statement, int column)
{
  return sqlite3_column_int64 (statement->handle, column);
}

gboolean
sn_statement_is_null (SnStatement *statement, int column)
{
  return sqlite3_column_type (statement->handle, column) == SQLITE_NULL;
}

const char *
sn_statement_get_text (SnStatement *statement, int column)
{
  const char *text = (const char *) sqlite3_column_text (statement->handle, column);

  return text != NULL ? text : "";
}

char *
sn_statement_dup_text (SnStatement *statement, int column)
{
  return g_strdup ((const char *) sqlite3_column_text (statement->handle, column));
}

gconstpointer
sn_statement_get_blob (SnStatement *statement, int column, gsize *length_bytes)
{
  gconstpointer bytes = sqlite3_column_blob (statement->handle, column);

  *length_bytes = (gsize) sqlite3_column_bytes (statement->handle, column);
  return bytes;
}
