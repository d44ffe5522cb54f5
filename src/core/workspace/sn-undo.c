/* sn-undo.c: taking a change back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-journal.h"
#include "sn-journal-private.h"
#include "sn-officer.h"
#include "sn-undo-duties.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The row on which taking back stumbled. */
typedef struct
{
  sqlite3    *handle;
  char       *table;
  gint64      row_id;   /* first column of its primary key */
  gboolean    stumbled;
  gboolean    is_naming; /* who names whom, and who may not: sn_openness_refuse() says it */
  const char *refusal;  /* (nullable): the sentence for a rule that holds whatever came later */
  guint64     steps;    /* what the tables that are touched ask for: sn_undo_note_table() */
} Obstacle;

#define NAMING_REFUSAL "officers are named by the first, and he by one who approves"

/* Texts of triggers that refuse an undo for what it is, not for what stands on it. */
static const struct
{
  const char *raised;
  const char *refusal;
} rules[] = {
  { "who prepared may not bring an approval back",
    N_ ("This would bring back an approval that somebody else took away, for lines or a batch that you prepared. Have them approved anew.") },
  { "an amount this large needs a second approver",
    N_ ("This would bring back an approval by one officer, and for this amount two must approve by now. Have the lines approved anew.") },
  { "who takes this back has not been named for it",
    N_ ("You have not been named for the step that this would take back or bring back. Ask somebody who has, or have yourself named.") },
};

static const char *
find_refusal (const char *raised)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].raised, raised) == 0)
      return rules[i].refusal;
  return NULL;
}

/* Every table that the change has rows of is applied; and what it asks for is remembered. */
static int
note_table (gpointer data, const char *table)
{
  sn_undo_note_table (table, &((Obstacle *) data)->steps);
  return 1;
}

static int
handle_conflict (gpointer data, int conflict, sqlite3_changeset_iter *iterator)
{
  Obstacle *obstacle = data;
  const char *table = NULL;
  unsigned char *is_key;
  int n_columns, operation, indirect;

  obstacle->stumbled = TRUE;
  /* Rows that refer to what would vanish: let it be applied, look for them, and roll back. */
  if (conflict == SQLITE_CHANGESET_FOREIGN_KEY)
    return SQLITE_CHANGESET_OMIT;
  if (conflict == SQLITE_CHANGESET_CONSTRAINT)
    {
      obstacle->refusal = find_refusal (sqlite3_errmsg (obstacle->handle));
      obstacle->is_naming = strcmp (sqlite3_errmsg (obstacle->handle), NAMING_REFUSAL) == 0;
    }
  if (sqlite3changeset_op (iterator, &table, &n_columns, &operation, &indirect) == SQLITE_OK &&
      sqlite3changeset_pk (iterator, &is_key, NULL) == SQLITE_OK)
    {
      g_free (obstacle->table);
      obstacle->table = g_strdup (table);
      obstacle->row_id = sn_journal_read_key (iterator, operation, is_key, n_columns);
    }
  return SQLITE_CHANGESET_ABORT;
}

/* Without a savepoint: the transaction is rolled back as a whole when this fails, and SQLite keeps the pages of a savepoint in
 * a list that it walks from the start at every row, so that a large part would take the square of its rows. */
static gboolean
apply_inverse (SnConnection *connection, GBytes *changeset, Obstacle *obstacle, GError **error)
{
  gsize length_bytes;
  gconstpointer bytes = g_bytes_get_data (changeset, &length_bytes);
  int result = sqlite3changeset_apply_v2 (sn_connection_get_handle (connection), (int) length_bytes, (gpointer) bytes, note_table,
                                          handle_conflict, obstacle, NULL, NULL,
                                          SQLITE_CHANGESETAPPLY_INVERT | SQLITE_CHANGESETAPPLY_NOSAVEPOINT);

  if (result == SQLITE_OK)
    return !obstacle->stumbled;
  if (!obstacle->stumbled)
    sn_connection_set_error (connection, result, error);
  return FALSE;
}

static void
find_referring_row (SnConnection *connection, Obstacle *obstacle)
{
  g_autoptr (SnStatement) statement = NULL;

  if (obstacle->table != NULL)
    return;
  statement = sn_connection_query (connection, NULL, "SELECT \"table\", rowid FROM pragma_foreign_key_check LIMIT 1");
  if (statement != NULL && sn_statement_step (statement, NULL))
    {
      obstacle->table = sn_statement_dup_text (statement, 0);
      obstacle->row_id = sn_statement_get_int64 (statement, 1);
    }
}

static gboolean
part_touches (GBytes *changeset, const Obstacle *obstacle)
{
  sqlite3_changeset_iter *iterator;
  gsize length_bytes;
  gconstpointer bytes = g_bytes_get_data (changeset, &length_bytes);
  gboolean touches = FALSE;

  if (sqlite3changeset_start (&iterator, (int) length_bytes, (gpointer) bytes) != SQLITE_OK)
    return FALSE;
  while (!touches && sqlite3changeset_next (iterator) == SQLITE_ROW)
    {
      const char *table;
      unsigned char *is_key;
      int n_columns, operation, indirect;

      sqlite3changeset_op (iterator, &table, &n_columns, &operation, &indirect);
      if (strcmp (table, obstacle->table) != 0)
        continue;
      sqlite3changeset_pk (iterator, &is_key, NULL);
      touches = sn_journal_read_key (iterator, operation, is_key, n_columns) == obstacle->row_id;
    }
  sqlite3changeset_finalize (iterator);
  return touches;
}

/* The latest change after @change_id that touched the obstacle's row; else the latest of all. */
static gint64
find_later_change (SnConnection *connection, gint64 change_id, const Obstacle *obstacle)
{
  gint64 latest = 0;
  g_autoptr (SnStatement) parts = sn_connection_query (
      connection, NULL, "SELECT change_id, changeset FROM change_part WHERE change_id > ?1 ORDER BY change_id DESC",
      SN_INT (change_id));

  while (parts != NULL && sn_statement_step (parts, NULL))
    {
      gsize length_bytes;
      gconstpointer bytes = sn_statement_get_blob (parts, 1, &length_bytes);
      g_autoptr (GBytes) changeset = sn_journal_decompress (bytes, length_bytes, NULL);

      if (latest == 0)
        latest = sn_statement_get_int64 (parts, 0);
      if (changeset != NULL && obstacle->table != NULL && part_touches (changeset, obstacle))
        return sn_statement_get_int64 (parts, 0);
    }
  return latest;
}

static void
set_refusal (SnConnection *connection, gint64 change_id, Obstacle *obstacle, GError **error)
{
  g_autoptr (SnStatement) statement = NULL;
  g_autofree char *summary = NULL;
  gint64 later;

  if (obstacle->refusal != NULL)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED, _ (obstacle->refusal));
      return;
    }
  find_referring_row (connection, obstacle);
  later = find_later_change (connection, change_id, obstacle);
  statement = sn_connection_query (connection, NULL, "SELECT action, arguments FROM change WHERE id = ?1", SN_INT (later));
  if (statement == NULL || !sn_statement_step (statement, NULL))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                   _ ("Change %" PRId64 " cannot be taken back: the rows it wrote are no longer as it left them."), change_id);
      return;
    }
  summary = sn_change_summary (sn_statement_get_text (statement, 0), sn_statement_get_text (statement, 1));
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("Change %" PRId64 " cannot be taken back: change %" PRId64
                  " (%s) came later and stands on it. Take that back first."),
               change_id, later, summary);
}

/* Last part first. Each becomes a part of the undo as well: of a large change no more than one lies in memory. */
static gboolean
apply_all_parts (SnTransaction *transaction, gint64 change_id, GCancellable *cancellable, Obstacle *obstacle, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (GArray) positions = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) list = sn_connection_query (
      connection, error, "SELECT position FROM change_part WHERE change_id = ?1 ORDER BY position DESC", SN_INT (change_id));

  if (list == NULL)
    return FALSE;
  while (sn_statement_step (list, &local_error))
    {
      gint64 position = sn_statement_get_int64 (list, 0);
      g_array_append_val (positions, position);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  for (guint i = 0; i < positions->len; i++)
    {
      g_autoptr (GBytes) changeset = NULL;
      g_autoptr (SnStatement) part = sn_connection_query (
          connection, error, "SELECT changeset FROM change_part WHERE change_id = ?1 AND position = ?2", SN_INT (change_id),
          SN_INT (g_array_index (positions, gint64, i)));
      gconstpointer bytes;
      gsize length_bytes;

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (part == NULL || !sn_statement_step (part, error))
        return FALSE;
      bytes = sn_statement_get_blob (part, 0, &length_bytes);
      changeset = sn_journal_decompress (bytes, length_bytes, error);
      g_clear_pointer (&part, sn_statement_free);
      if (changeset == NULL || !apply_inverse (connection, changeset, obstacle, error) ||
          !sn_transaction_flush_journal (transaction, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_undoable (SnTransaction *transaction, gint64 change_id, GError **error)
{
  g_autoptr (SnChange) change = sn_journal_lookup (sn_transaction_get_connection (transaction), change_id, error);

  if (change == NULL)
    return FALSE;
  if (change->undone_by != 0)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("Change %" PRId64 " was taken back already, by change %" PRId64 "."), change_id,
                 change->undone_by);
  else if (change->rows == 0)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("Change %" PRId64 " changed no data: there is nothing to take back."), change_id);
  else
    return TRUE;
  return FALSE;
}

static gboolean
describe_undo (SnTransaction *transaction, gint64 change_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autofree char *id_text = g_strdup_printf ("%" G_GINT64_FORMAT, change_id);
  g_autoptr (GPtrArray) arguments = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (
      connection, error,
      "SELECT c.action, j.value FROM change c LEFT JOIN json_each (c.arguments) j WHERE c.id = ?1 ORDER BY j.key",
      SN_INT (change_id));

  if (statement == NULL)
    return FALSE;
  g_ptr_array_add (arguments, g_steal_pointer (&id_text));
  while (sn_statement_step (statement, &local_error))
    {
      if (arguments->len == 1)
        g_ptr_array_add (arguments, sn_statement_dup_text (statement, 0));
      if (!sn_statement_is_null (statement, 1))
        g_ptr_array_add (arguments, sn_statement_dup_text (statement, 1));
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  sn_transaction_describe_undo (transaction, change_id, g_steal_pointer (&arguments));
  return TRUE;
}

/* By how much more is approved than a program's money and places allow: an approval is refused beyond them, and taking back a hold, or the
 * raising of a ceiling, must not get there by another way. */
typedef struct
{
  gint64 amount_fen;
  gint64 lines;
} Excess;

static const char excess_sql[] =
  "WITH bound AS (SELECT g.id, g.quota, (SELECT iif (count(*) > 0 AND count(*) = count(f.ceiling_fen), sum (f.ceiling_fen), NULL)"
  "                                        FROM funding_line f WHERE f.program_id = g.id) AS ceiling_fen FROM program g),"
  " used AS (SELECT b.quota, b.ceiling_fen, (SELECT count(*) FROM entitlement WHERE program_id = b.id AND state = 'approved') AS lines,"
  "                 (SELECT coalesce (sum (amount_fen), 0) FROM entitlement WHERE program_id = b.id AND state = 'approved') AS amount_fen"
  "            FROM bound b WHERE b.quota IS NOT NULL OR b.ceiling_fen IS NOT NULL)"
  " SELECT coalesce (sum (max (0, amount_fen - ceiling_fen)), 0), coalesce (sum (max (0, lines - quota)), 0) FROM used";

static gboolean
measure_excess (SnConnection *connection, Excess *excess, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, excess_sql);

  if (statement == NULL)
    return FALSE;
  if (sn_statement_step (statement, &step_error))
    {
      *excess = (Excess){ sn_statement_get_int64 (statement, 0), sn_statement_get_int64 (statement, 1) };
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
check_excess (SnConnection *connection, const Excess *before, GError **error)
{
  Excess after;

  if (!measure_excess (connection, &after, error))
    return FALSE;
  if (after.amount_fen <= before->amount_fen && after.lines <= before->lines)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                       _ ("Taking this back would leave more approved than a program has money or places for. Hold lines of it first, or have"
                          " the ceiling or the number of places raised."));
  return FALSE;
}

gboolean
sn_journal_undo (SnTransaction *transaction, gint64 change_id, GCancellable *cancellable, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  Obstacle obstacle = { .handle = sn_connection_get_handle (connection) };
  g_autoptr (SnOpenness) openness = NULL;
  Excess excess;
  gboolean done;

  if (!check_undoable (transaction, change_id, error) || (openness = sn_openness_new (transaction, error)) == NULL ||
      !measure_excess (connection, &excess, error))
    return FALSE;
  /* A changeset drops its own savepoint only with foreign keys deferred; the check at COMMIT stays. */
  if (!sn_connection_run (connection, error,
                          "UPDATE writer SET undoing = 1, acting_id = ?2,"
                          " officer_id = (SELECT ?2 FROM change WHERE id = ?1 AND officer_id <> ?2)",
                          SN_INT (change_id), SN_INT (sn_transaction_get_officer (transaction))))
    return FALSE;
  done = apply_all_parts (transaction, change_id, cancellable, &obstacle, error);
  if (!done && obstacle.is_naming)
    sn_openness_refuse (openness, transaction, error);
  else if (!done && obstacle.stumbled && (error == NULL || *error == NULL))
    set_refusal (connection, change_id, &obstacle, error);
  g_free (obstacle.table);
  return done && sn_openness_check (openness, transaction, error) && sn_undo_check_duties (transaction, obstacle.steps, error) &&
         check_excess (connection, &excess, error) &&
         sn_connection_run (connection, error, "UPDATE writer SET undoing = 0, officer_id = NULL, acting_id = NULL") &&
         describe_undo (transaction, change_id, error);
}
