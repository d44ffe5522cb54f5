/* sn-connection.h: one SQLite connection and the statements it runs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>
#include <sqlite3.h>

#include "sn-error.h"

G_BEGIN_DECLS

/**
 * SnConnection:
 *
 * A connection to a workspace file. It belongs to the thread that opened it, and every call checks that. Domain
 * functions take a connection (to read) or an SnTransaction (to write) and run to completion on that thread; getting
 * off the main thread is the business of SnWorkspace alone.
 *
 * SQL is static text with numbered parameters (?1, ?2, …). Statements are prepared once and kept.
 */
typedef struct _SnConnection SnConnection;
typedef struct _SnStatement  SnStatement;

typedef enum
{
  SN_VALUE_END,
  SN_VALUE_NULL,
  SN_VALUE_INTEGER,
  SN_VALUE_TEXT,
  SN_VALUE_BLOB,
} SnValueType;

/* One bound parameter. Text and bytes are borrowed until the statement is bound anew or freed. */
typedef struct
{
  SnValueType   type;
  gint64        integer; /* the value, or the length of a blob in bytes */
  gconstpointer pointer;
} SnValue;

#define SN_INT(value)          ((SnValue){ SN_VALUE_INTEGER, (value), NULL })
#define SN_INT_OR_NULL(value)  (sn_value_integer_or_null (value))               /* 0 becomes NULL */
#define SN_TEXT(value)         (sn_value_text (value))                          /* NULL becomes NULL */
#define SN_BLOB(data, length)  ((SnValue){ SN_VALUE_BLOB, (gint64) (length), (data) })
#define SN_NULL                ((SnValue){ SN_VALUE_NULL, 0, NULL })

static inline SnValue
sn_value_text (const char *text)
{
  return (SnValue){ text != NULL ? SN_VALUE_TEXT : SN_VALUE_NULL, 0, text };
}

static inline SnValue
sn_value_integer_or_null (gint64 integer)
{
  return (SnValue){ integer != 0 ? SN_VALUE_INTEGER : SN_VALUE_NULL, integer, NULL };
}

/**
 * sn_connection_query:
 * @connection: a connection
 * @error: where to put a failure
 * @sql: static text; it is also the key of the statement cache
 * @...: one SnValue for each numbered parameter
 *
 * Prepares (or takes from the cache) and binds.
 *
 * Returns: (transfer full): a statement ready to step, or %NULL; g_autoptr gives it back to the cache
 *
 * Thread: the connection's.
 */
#define sn_connection_query(connection, error, sql, ...) \
  sn_connection_query_values ((connection), (sql), (SnValue[]){ __VA_ARGS__ __VA_OPT__ (,) { SN_VALUE_END, 0, NULL } }, (error))

/* Runs a statement that gives no rows. Returns %FALSE with @error set when it failed. */
#define sn_connection_run(connection, error, sql, ...) \
  sn_connection_run_values ((connection), (sql), (SnValue[]){ __VA_ARGS__ __VA_OPT__ (,) { SN_VALUE_END, 0, NULL } }, (error))

/* Reads one integer; @value stays as it is where there is no row or the value is NULL. %FALSE only on failure. */
#define sn_connection_get_int64(connection, value, error, sql, ...) \
  sn_connection_get_int64_values ((connection), (value), (sql), (SnValue[]){ __VA_ARGS__ __VA_OPT__ (,) { SN_VALUE_END, 0, NULL } }, (error))

SnStatement *sn_connection_query_values     (SnConnection  *connection,
                                             const char    *sql,
                                             const SnValue *values,
                                             GError       **error) G_GNUC_WARN_UNUSED_RESULT;
gboolean     sn_connection_run_values       (SnConnection  *connection,
                                             const char    *sql,
                                             const SnValue *values,
                                             GError       **error);
gboolean     sn_connection_get_int64_values (SnConnection  *connection,
                                             gint64        *value,
                                             const char    *sql,
                                             const SnValue *values,
                                             GError       **error);

/* Binds anew and rewinds: for a statement that runs many times in a loop. */
#define sn_statement_rebind(statement, ...) \
  sn_statement_rebind_values ((statement), (SnValue[]){ __VA_ARGS__ __VA_OPT__ (,) { SN_VALUE_END, 0, NULL } })
void         sn_statement_rebind_values     (SnStatement   *statement,
                                             const SnValue *values);

/**
 * sn_statement_step:
 *
 * Returns: %TRUE when a row is there; %FALSE at the end, or with @error set when the step failed
 */
gboolean     sn_statement_step              (SnStatement   *statement,
                                             GError       **error);
/* Steps a statement that gives no rows, to its end; rewinds it. */
gboolean     sn_statement_run               (SnStatement   *statement,
                                             GError       **error);

/* Columns of the current row, from 0. NULL reads as 0 or ""; text is valid until the next step. */
gint64       sn_statement_get_int64         (SnStatement   *statement,
                                             int            column);
gboolean     sn_statement_is_null           (SnStatement   *statement,
                                             int            column);
const char  *sn_statement_get_text          (SnStatement   *statement,
                                             int            column);
/* (transfer full) (nullable): a copy, %NULL for NULL */
char        *sn_statement_dup_text          (SnStatement   *statement,
                                             int            column);
gconstpointer sn_statement_get_blob         (SnStatement   *statement,
                                             int            column,
                                             gsize         *length_bytes);
void         sn_statement_free              (SnStatement   *statement);
/* (transfer full): what is made of the row that is there */
typedef gpointer (*SnRowFunc)               (SnStatement   *statement);
/**
 * sn_statement_list:
 * @take_statement: (nullable): as sn_connection_query() gave it: where it is %NULL, @error is set already
 *
 * Reads a short list to its end.
 *
 * Returns: (transfer full): what @read made of each row, freed by @free_row; %NULL with @error set
 */
GPtrArray   *sn_statement_list              (SnStatement   *take_statement,
                                             SnRowFunc      read,
                                             GDestroyNotify free_row,
                                             GError       **error);
/* (transfer full) (element-type gint64): the same of the first column alone */
GArray      *sn_statement_list_ids          (SnStatement   *take_statement,
                                             GError       **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnStatement, sn_statement_free)

typedef enum
{
  SN_CONNECTION_READ,
  SN_CONNECTION_WRITE,  /* the file must exist */
  SN_CONNECTION_CREATE, /* the file must not exist; made with mode 0600 */
} SnConnectionMode;

/* How many pages a writing connection keeps in memory. */
typedef enum
{
  SN_CONNECTION_CACHE_WRITER, /* from the opening on: rows are found wherever they are */
  SN_CONNECTION_CACHE_BULK,   /* for rows that are added at the end of their tables, and no indexes to speak of */
} SnConnectionCache;

/**
 * sn_connection_open:
 * @path: the workspace file
 * @mode: reading connections are opened query-only
 * @error: %SN_ERROR_NOT_FOUND, %SN_ERROR_CORRUPT (not an SQLite file), %SN_ERROR_BUSY, %SN_ERROR_FAILED
 *
 * Opens and sets foreign keys on, WAL, synchronous FULL, trusted_schema off, a busy timeout of 5 s. Looks at neither
 * application_id nor version: that is sn_migrations_prepare().
 */
SnConnection *sn_connection_open            (const char       *path,
                                             SnConnectionMode  mode,
                                             GError          **error);
/* (nullable): a thread that may never enter SQLite: the one that paints the window. As a connection belongs to the thread that
 * opened it, it is enough that this one opens none; trying to is an error of the program, and ends it. */
void          sn_connection_forbid_thread   (GThread          *thread);
void          sn_connection_close           (SnConnection     *connection);

/* While @cancellable is set, statements stop within about 1,000 steps of SQLite's machine once it is cancelled and fail
 * with %G_IO_ERROR_CANCELLED. %NULL ends that. */
void          sn_connection_set_cancellable (SnConnection     *connection,
                                             GCancellable     *cancellable);

void          sn_connection_set_cache       (SnConnection     *connection,
                                             SnConnectionCache cache);

/* Which campaign the work on this connection is about: functions that say "the current campaign" mean it. 0: the newest, as after
 * opening. sn_workspace_set_campaign() sets it for all connections of a workspace. */
void          sn_connection_set_campaign    (SnConnection     *connection,
                                             gint64            campaign_id);
gint64        sn_connection_get_campaign    (SnConnection     *connection);
/* Who is at work, for a reader that says beforehand what would be refused. 0: the first officer. sn_workspace_set_officer() sets it for all
 * connections of a workspace; who writes is the transaction's. */
void          sn_connection_set_officer     (SnConnection     *connection,
                                             gint64            officer_id);
gint64        sn_connection_get_officer     (SnConnection     *connection);

/* For the few rooms that need SQLite itself (journal, backup, search image). */
sqlite3      *sn_connection_get_handle      (SnConnection     *connection);

/* Runs a script of several statements: migrations, index definitions. */
gboolean      sn_connection_run_script      (SnConnection     *connection,
                                             const char       *sql,
                                             GError          **error);
/* Turns the connection's last SQLite result into an SnError with a sentence. */
void          sn_connection_set_error       (SnConnection     *connection,
                                             int               result,
                                             GError          **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnConnection, sn_connection_close)

G_END_DECLS
