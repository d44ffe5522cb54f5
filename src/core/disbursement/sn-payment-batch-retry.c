/* sn-payment-batch-retry.c: what came back is sent once more, to where the registry says now.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-payment-batch-private.h"

#include "sn-officer-duties.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>

#define FLUSH_ROWS 20000

/* One try that came back, with the entitlement under it and the person as the registry has him. */
#define CAME_BACK                                                                                                          \
  " FROM payment m JOIN payment_batch b ON b.id = m.batch_id JOIN entitlement e ON e.id = m.entitlement_id"                  \
  " JOIN person p ON p.id = e.person_id"
#define HOLDER(row, name) "iif (" row ".account_holder = '', " row "." name ", " row ".account_holder)"
/* Why a line has to wait: nobody is left to pay, nowhere to pay to, nothing to pay, or the data are those that failed. */
#define WAITS                                                                                                              \
  "(m.failure_code = 'MD07' OR e.amount_fen = 0 OR (b.channel = 'bank' AND (p.account_number = ''"                           \
  " OR (?2 = 0 AND m.failure_code IN ('AC01', 'AC04', 'AM05', 'BE01')"                                                     \
  "     AND (p.name, p.bank_name, p.account_number, " HOLDER ("p", "name") ")"                                             \
  "       = (m.payee_name, m.bank_name, m.account_number, " HOLDER ("m", "payee_name") ")))))"

static const char candidates_sql[] =
  "SELECT m.id, " WAITS CAME_BACK
  " WHERE m.batch_id = ?1 AND m.state IN ('failed', 'returned') AND m.retried = 0 AND e.state = 'approved' ORDER BY m.line";

static const char outlook_sql[] =
  "SELECT m.id, m.retried, e.state = 'approved', " WAITS CAME_BACK
  " WHERE m.batch_id = ?1 AND m.state IN ('failed', 'returned')";

/* The purchase stays the same, and who goes; the day of a visit has to be set anew. */
static const char batch_sql[] =
  "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at, visitors, procurement_id)"
  " SELECT ?1, b.program_id, (SELECT max (number) + 1 FROM payment_batch WHERE program_id = b.program_id), b.channel, ?3, ?4,"
  " b.visitors, b.procurement_id FROM payment_batch b WHERE b.id = ?2";

static const char payment_sql[] =
  "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document, bank_name, account_number,"
  " account_holder, retry_of) SELECT ?1, ?2, ?3, e.id, e.amount_fen, p.name, p.document_number, p.bank_name, p.account_number,"
  " p.account_holder, m.id" CAME_BACK " WHERE m.id = ?4";

/* The ids of the payments to be tried again, by line; those that wait are counted. */
static GArray *
list_candidates (SnConnection *connection, gint64 batch_id, gboolean include_unchanged, guint *left_behind, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) statement =
      sn_connection_query (connection, error, candidates_sql, SN_INT (batch_id), SN_INT (include_unchanged ? 1 : 0));

  *left_behind = 0;
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &local_error))
    {
      gint64 id = sn_statement_get_int64 (statement, 0);

      if (sn_statement_get_int64 (statement, 1) != 0)
        (*left_behind)++;
      else
        g_array_append_val (ids, id);
    }
  if (local_error == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

static gboolean
refuse (gint64 batch_id, guint left_behind, GError **error)
{
  if (left_behind == 0)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 _ ("Batch %" PRId64 " has no failed line that could be tried again."), batch_id);
  else
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 g_dngettext (GETTEXT_PACKAGE,
                              "%u failed line waits: correct its account, bank or name in the registry first, or hold or withdraw"
                              " it.",
                              "%u failed lines wait: correct their account, bank or name in the registry first, or hold or withdraw"
                              " them.", left_behind),
                 left_behind);
  return FALSE;
}

/* The new payment first: only what another payment names counts as tried again. */
static gboolean
insert_payments (SnTransaction *transaction, gint64 new_batch_id, GArray *ids, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnStatement) insert = sn_connection_query (connection, error, payment_sql, SN_NULL, SN_NULL, SN_NULL, SN_NULL);
  g_autoptr (SnStatement) mark = NULL;

  if (insert == NULL)
    return FALSE;
  mark = sn_connection_query (connection, error, "UPDATE payment SET retried = 1 WHERE id = ?1", SN_NULL);
  if (mark == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      sn_statement_rebind (insert, SN_INT (sn_transaction_next_id (transaction, "payment")), SN_INT (new_batch_id), SN_INT (i + 1),
                           SN_INT (id));
      sn_statement_rebind (mark, SN_INT (id));
      if (!sn_statement_run (insert, error) || !sn_statement_run (mark, error) ||
          (i % FLUSH_ROWS == FLUSH_ROWS - 1 && !sn_transaction_flush_journal (transaction, error)))
        return FALSE;
    }
  return TRUE;
}

static gboolean
describe (SnTransaction *transaction, const SnPaymentBatch *failed, gint64 new_batch_id, GError **error)
{
  g_autoptr (SnPaymentBatch) batch = sn_payment_batch_lookup (sn_transaction_get_connection (transaction), new_batch_id, error);
  g_autofree char *failed_number = g_strdup_printf ("%d", failed->number);
  g_autofree char *count = NULL;

  if (batch == NULL)
    return FALSE;
  count = g_strdup_printf ("%" G_GINT64_FORMAT, batch->payments);
  sn_payment_batch_describe (transaction, "batch-retry", batch, failed_number, count, NULL);
  return TRUE;
}

gboolean
sn_payment_batch_retry (SnTransaction *transaction, gint64 batch_id, gboolean include_unchanged, gint64 *new_batch_id,
                        guint *left_behind, GError **error)
{
  static const char *const states[] = { "issued", "reconciled", "closed", NULL };
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPaymentBatch) batch = sn_payment_batch_expect (
      connection, batch_id, states,
      _ ("Batch %" PRId64 " is %s; lines are tried again once it has left and some failed."), error);
  g_autoptr (GArray) ids = NULL;

  if (batch == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  ids = list_candidates (connection, batch_id, include_unchanged, left_behind, error);
  if (ids == NULL)
    return FALSE;
  if (ids->len == 0)
    return refuse (batch_id, *left_behind, error);
  *new_batch_id = sn_transaction_next_id (transaction, "payment_batch");
  return sn_connection_run (connection, error, batch_sql, SN_INT (*new_batch_id), SN_INT (batch_id),
                            SN_INT (sn_transaction_get_officer (transaction)),
                            SN_TEXT (sn_transaction_get_instant (transaction))) &&
         insert_payments (transaction, *new_batch_id, ids, error) &&
         sn_payment_batch_fix_totals (connection, *new_batch_id, error) && describe (transaction, batch, *new_batch_id, error);
}

static SnRetryOutlook
read_outlook (SnStatement *statement)
{
  if (sn_statement_get_int64 (statement, 1) != 0)
    return SN_RETRY_DONE;
  if (sn_statement_get_int64 (statement, 2) == 0)
    return SN_RETRY_NONE;
  return sn_statement_get_int64 (statement, 3) != 0 ? SN_RETRY_WAITS : SN_RETRY_READY;
}

GHashTable *
sn_payment_batch_read_outlook (SnConnection *connection, gint64 batch_id, GError **error)
{
  g_autoptr (GHashTable) outlooks = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, outlook_sql, SN_INT (batch_id), SN_INT (0));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &local_error))
    {
      gint64 id = sn_statement_get_int64 (statement, 0);

      g_hash_table_insert (outlooks, g_memdup2 (&id, sizeof id), GINT_TO_POINTER (read_outlook (statement)));
    }
  if (local_error == NULL)
    return g_steal_pointer (&outlooks);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
