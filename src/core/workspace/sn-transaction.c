/* sn-transaction.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-transaction-private.h"

#include "sn-date.h"
#include "sn-insert-recorder.h"
#include "sn-journal-private.h"
#include "sn-journal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define OFFICE_SHIFT 40

struct _SnTransaction
{
  SnConnection    *connection; /* borrowed */
  SnFigureKeeper  *keeper;     /* borrowed */
  sqlite3_session *session;    /* one of these two records */
  SnInsertRecorder *inserts;
  gint64           officer_id;
  gint64           office;
  char            *instant;
  char             today[11];
  gint64           change_id;
  int              n_parts;
  char            *action;      /* (nullable) until described */
  gboolean         is_bulk;     /* begin_bulk() was asked for, and took the cache */
  gboolean         whole;       /* it is that of several steps, whose own descriptions are left out */
  GPtrArray       *arguments;   /* char* */
  gint64           undoes;
  GHashTable      *next_ids;    /* char *table → gint64* */
  GPtrArray       *dropped_indexes; /* char*: CREATE INDEX … to be run again */
};

static int
filter_table (gpointer data, const char *table)
{
  return sn_journal_wants_table (table);
}

static gboolean
start_session (SnTransaction *transaction, GError **error)
{
  int result = sqlite3session_create (sn_connection_get_handle (transaction->connection), "main", &transaction->session);

  if (result == SQLITE_OK)
    {
      sqlite3session_table_filter (transaction->session, filter_table, NULL);
      result = sqlite3session_attach (transaction->session, NULL);
    }
  if (result == SQLITE_OK)
    return TRUE;
  sn_connection_set_error (transaction->connection, result, error);
  return FALSE;
}

static void
free_transaction (SnTransaction *transaction)
{
  if (transaction->is_bulk)
    sn_connection_set_cache (transaction->connection, SN_CONNECTION_CACHE_WRITER);
  g_clear_pointer (&transaction->session, sqlite3session_delete);
  g_clear_pointer (&transaction->inserts, sn_insert_recorder_free);
  g_clear_pointer (&transaction->instant, g_free);
  g_clear_pointer (&transaction->action, g_free);
  g_clear_pointer (&transaction->arguments, g_ptr_array_unref);
  g_clear_pointer (&transaction->next_ids, g_hash_table_unref);
  g_clear_pointer (&transaction->dropped_indexes, g_ptr_array_unref);
  g_free (transaction);
}

static gboolean
read_frame (SnTransaction *transaction, GError **error)
{
  if (!sn_connection_get_int64 (transaction->connection, &transaction->office, error, "SELECT office FROM workspace"))
    return FALSE;
  if (!sn_connection_get_int64 (transaction->connection, &transaction->change_id, error,
                                "SELECT coalesce (max (id), 0) + 1 FROM change"))
    return FALSE;
  return transaction->officer_id != 0 ||
         sn_connection_get_int64 (transaction->connection, &transaction->officer_id, error,
                                  "SELECT " SN_FIRST_OFFICER_SQL);
}

SnTransaction *
sn_transaction_begin (SnConnection *connection, SnFigureKeeper *keeper, gint64 officer_id, GError **error)
{
  SnTransaction *transaction;
  GDate today;

  if (!sn_connection_run_script (connection, "BEGIN IMMEDIATE", error))
    return NULL;
  sn_clock_today (&today);
  transaction = g_new0 (SnTransaction, 1);
  transaction->connection = connection;
  transaction->keeper = keeper;
  transaction->officer_id = officer_id;
  transaction->instant = sn_clock_instant ();
  sn_date_to_iso (&today, transaction->today);
  transaction->next_ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  transaction->dropped_indexes = g_ptr_array_new_with_free_func (g_free);
  if (read_frame (transaction, error) && start_session (transaction, error))
    return transaction;
  sn_transaction_rollback (transaction);
  return NULL;
}

void
sn_transaction_rollback (SnTransaction *transaction)
{
  SnConnection *connection = transaction->connection;

  sn_figure_keeper_discard (transaction->keeper);
  free_transaction (transaction);
  /* A cancelled statement must not keep the rollback from running. */
  sn_connection_set_cancellable (connection, NULL);
  sn_connection_run_script (connection, "ROLLBACK", NULL);
}

static gboolean
flush_inserts (SnTransaction *transaction, GError **error)
{
  gint64 rows;

  if (!sn_journal_store_inserts (transaction->connection, transaction->inserts, transaction->change_id, transaction->n_parts, &rows, error))
    return FALSE;
  transaction->n_parts += rows > 0 ? 1 : 0;
  return TRUE;
}

gboolean
sn_transaction_flush_journal (SnTransaction *transaction, GError **error)
{
  gint64 rows;

  if (transaction->inserts != NULL)
    return flush_inserts (transaction, error);
  if (!sn_journal_store_part (transaction->connection, transaction->session, transaction->change_id, transaction->n_parts,
                              &rows, error))
    return FALSE;
  if (rows == 0)
    return TRUE;
  transaction->n_parts++;
  g_clear_pointer (&transaction->session, sqlite3session_delete);
  return start_session (transaction, error);
}

gboolean
sn_transaction_begin_inserts (SnTransaction *transaction, GError **error)
{
  g_return_val_if_fail (transaction->inserts == NULL, FALSE);

  if (!sn_transaction_flush_journal (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction->session, sqlite3session_delete);
  transaction->inserts = sn_insert_recorder_new (transaction->connection);
  return TRUE;
}

gboolean
sn_transaction_end_inserts (SnTransaction *transaction, GError **error)
{
  if (transaction->inserts == NULL)
    return TRUE;
  if (!flush_inserts (transaction, error))
    return FALSE;
  g_clear_pointer (&transaction->inserts, sn_insert_recorder_free);
  return start_session (transaction, error);
}

static void
append_json_string (GString *json, const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    {
      if (*p == '"' || *p == '\\')
        g_string_append_c (json, '\\');
      if ((guchar) *p < 0x20)
        g_string_append_printf (json, "\\u%04x", *p);
      else
        g_string_append_c (json, *p);
    }
  g_string_append_c (json, '"');
}

static char *
build_arguments_json (GPtrArray *arguments)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; arguments != NULL && i < arguments->len; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_json_string (json, g_ptr_array_index (arguments, i));
    }
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* SQLite says "UNIQUE constraint failed: person.document_number, …": names of the schema, never data. */
static void
set_duplicate_error (SnTransaction *transaction, GError **error)
{
  const char *message = sqlite3_errmsg (sn_connection_get_handle (transaction->connection));
  const char *columns = strstr (message, ": ");

  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("Two of the new rows have the same %s; nothing was changed. Take one of them out, then try again."),
               columns != NULL ? columns + strlen (": ") : message);
}

static gboolean
rebuild_indexes (SnTransaction *transaction, GError **error)
{
  for (guint i = 0; i < transaction->dropped_indexes->len; i++)
    {
      if (sn_connection_run_script (transaction->connection, g_ptr_array_index (transaction->dropped_indexes, i), NULL))
        continue;
      if (sqlite3_extended_errcode (sn_connection_get_handle (transaction->connection)) == SQLITE_CONSTRAINT_UNIQUE)
        set_duplicate_error (transaction, error);
      else
        sn_connection_set_error (transaction->connection,
                                 sqlite3_errcode (sn_connection_get_handle (transaction->connection)), error);
      return FALSE;
    }
  return TRUE;
}

static gboolean
finish (SnTransaction *transaction, gint64 *change_id, GError **error)
{
  g_autofree char *arguments_json = NULL;

  /* The figures need the indexes; the journal needs all the rows. */
  if (!rebuild_indexes (transaction, error) || !sn_figure_keeper_flush (transaction->keeper, error) ||
      !sn_transaction_flush_journal (transaction, error))
    return FALSE;
  *change_id = 0;
  if (transaction->n_parts > 0 || (transaction->action != NULL && !transaction->whole))
    {
      *change_id = transaction->change_id;
      arguments_json = build_arguments_json (transaction->arguments);
      if (!sn_journal_close_change (transaction->connection, transaction->change_id, transaction->officer_id,
                                    transaction->instant, transaction->action != NULL ? transaction->action : "change",
                                    arguments_json, transaction->undoes, error))
        return FALSE;
    }
  return sn_connection_run_script (transaction->connection, "COMMIT", error);
}

gboolean
sn_transaction_commit (SnTransaction *transaction, gint64 *change_id, GError **error)
{
  if (!finish (transaction, change_id, error))
    {
      sn_transaction_rollback (transaction);
      return FALSE;
    }
  free_transaction (transaction);
  return TRUE;
}

SnConnection *
sn_transaction_get_connection (SnTransaction *transaction)
{
  return transaction->connection;
}

gint64
sn_transaction_get_officer (SnTransaction *transaction)
{
  return transaction->officer_id;
}

const char *
sn_transaction_get_instant (SnTransaction *transaction)
{
  return transaction->instant;
}

const char *
sn_transaction_get_today (SnTransaction *transaction)
{
  return transaction->today;
}

static gint64
read_last_id (SnTransaction *transaction, const char *table)
{
  g_autofree char *sql = g_strdup_printf ("SELECT max (id) FROM %s WHERE id BETWEEN ?1 AND ?2", table);
  gint64 first = transaction->office << OFFICE_SHIFT;
  gint64 last = first;
  g_autoptr (GError) error = NULL;

  if (!sn_connection_get_int64 (transaction->connection, &last, &error, sql, SN_INT (first),
                                SN_INT (first + (G_GINT64_CONSTANT (1) << OFFICE_SHIFT) - 1)))
    g_error ("no ids for table %s: %s", table, error->message); /* the name is ours: a slip in the program */
  return last;
}

gint64
sn_transaction_next_id (SnTransaction *transaction, const char *table)
{
  gint64 *last = g_hash_table_lookup (transaction->next_ids, table);

  if (last == NULL)
    {
      last = g_new (gint64, 1);
      *last = read_last_id (transaction, table);
      g_hash_table_insert (transaction->next_ids, g_strdup (table), last);
    }
  return ++*last;
}

static void
take_description (SnTransaction *transaction, const char *action, va_list list)
{
  const char *argument;

  g_return_if_fail (transaction->action == NULL);

  transaction->action = g_strdup (action);
  transaction->arguments = g_ptr_array_new_with_free_func (g_free);
  while ((argument = va_arg (list, const char *)) != NULL)
    g_ptr_array_add (transaction->arguments, g_strdup (argument));
}

void
sn_transaction_describe (SnTransaction *transaction, const char *action, ...)
{
  va_list list;

  if (transaction->whole)
    return;
  va_start (list, action);
  take_description (transaction, action, list);
  va_end (list);
}

void
sn_transaction_describe_undo (SnTransaction *transaction, gint64 change_id, GPtrArray *take_arguments)
{
  g_autoptr (GPtrArray) arguments = take_arguments;

  transaction->undoes = change_id;
  if (transaction->whole)
    return;
  g_return_if_fail (transaction->action == NULL);

  transaction->action = g_strdup ("undo");
  transaction->arguments = g_steal_pointer (&arguments);
}

void
sn_transaction_describe_whole (SnTransaction *transaction, const char *action, ...)
{
  va_list list;

  va_start (list, action);
  take_description (transaction, action, list);
  va_end (list);
  transaction->whole = TRUE;
}

/* A household and its head refer to each other. While one of them is still to come, SQLite looks with each new row for rows
 * that were waiting for it, by every key that may wait: without these indexes it would read the whole table every time. */
#define INDEXES_OF_DEFERRED_KEYS \
  "'household_head', 'household_payee', 'other_document_person', 'person_guardian', 'person_household'"

gboolean
sn_transaction_begin_bulk (SnTransaction *transaction, const char *table, gint64 expected_rows, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autofree char *count_sql = g_strdup_printf ("SELECT count(*) FROM (SELECT 1 FROM %s LIMIT ?1)", table);
  g_autoptr (SnStatement) indexes = NULL;
  gint64 n_rows = 0;

  if (!sn_connection_get_int64 (transaction->connection, &n_rows, error, count_sql, SN_INT (expected_rows + 1)))
    return FALSE;
  if (n_rows > expected_rows)
    return TRUE;
  transaction->is_bulk = TRUE;
  sn_connection_set_cache (transaction->connection, SN_CONNECTION_CACHE_BULK);

  indexes = sn_connection_query (transaction->connection, error,
                                 "SELECT name, sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ?1 AND sql IS NOT NULL"
                                 " AND name NOT IN (" INDEXES_OF_DEFERRED_KEYS ")",
                                 SN_TEXT (table));
  if (indexes == NULL)
    return FALSE;
  while (sn_statement_step (indexes, &local_error))
    {
      g_ptr_array_add (names, sn_statement_dup_text (indexes, 0));
      g_ptr_array_add (transaction->dropped_indexes, sn_statement_dup_text (indexes, 1));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_clear_pointer (&indexes, sn_statement_free);
  for (guint i = 0; i < names->len; i++)
    {
      g_autofree char *sql = g_strdup_printf ("DROP INDEX %s", (const char *) g_ptr_array_index (names, i));

      if (!sn_connection_run_script (transaction->connection, sql, error))
        return FALSE;
    }
  return TRUE;
}
