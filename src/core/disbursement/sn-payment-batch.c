/* sn-payment-batch.c: reading batches and their lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-payment-batch.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

void
sn_payment_batch_free (SnPaymentBatch *batch)
{
  if (batch == NULL)
    return;
  g_free (batch->program);
  g_free (batch->program_title);
  g_free (batch->channel);
  g_free (batch->state);
  g_free (batch->visitors);
  g_free (batch->visit_date);
  g_free (batch->procurement);
  g_free (batch->file_sha256);
  g_free (batch->department);
  g_free (batch->prepared_by);
  g_free (batch->prepared_at);
  g_free (batch->issued_at);
  g_free (batch->void_reason);
  g_free (batch);
}

void
sn_payment_free (SnPayment *payment)
{
  if (payment == NULL)
    return;
  g_free (payment->state);
  g_free (payment->payee_name);
  g_free (payment->payee_document);
  g_free (payment->bank_name);
  g_free (payment->account_number);
  g_free (payment->account_holder);
  g_free (payment->failure_code);
  g_free (payment->failure_reason);
  g_free (payment->town);
  g_free (payment->settled_on);
  g_free (payment->signed_by);
  g_free (payment->relation);
  g_free (payment->signed_on);
  g_free (payment);
}

#define COUNT(state) "count (m.id) FILTER (WHERE m.state = '" state "')"
#define SUM(condition) "coalesce (sum (m.amount_fen) FILTER (WHERE " condition "), 0)"

/* A void batch keeps its lines for the record; elsewhere void lines do not occur. */
#define BATCHES                                                                                                             \
  "SELECT b.id, p.code, p.title, b.number, b.channel, b.state, count (m.id), " SUM ("TRUE") ", " COUNT ("pending") ", "       \
  COUNT ("issued") ", " COUNT ("paid") ", " COUNT ("failed") ", " COUNT ("returned") ", " SUM ("m.state = 'paid'") ", "       \
  SUM ("m.state IN ('failed', 'returned')") ", b.visitors, b.visit_date, coalesce (q.reference, ''), b.file_sha256,"          \
  " d.name, o.name, b.prepared_at, b.issued_at, b.void_reason"                                                                \
  " FROM payment_batch b JOIN program p ON p.id = b.program_id JOIN department d ON d.id = p.department_id"                   \
  " JOIN officer o ON o.id = b.prepared_by LEFT JOIN procurement q ON q.id = b.procurement_id"                                \
  " LEFT JOIN payment m ON m.batch_id = b.id"

static SnPaymentBatch *
read_batch (SnStatement *statement)
{
  SnPaymentBatch *batch = g_new0 (SnPaymentBatch, 1);
  gint64 *const numbers[] = {
    &batch->payments, &batch->amount_fen, &batch->pending, &batch->issued, &batch->paid, &batch->failed, &batch->returned,
    &batch->paid_fen, &batch->failed_fen,
  };
  char **const texts[] = {
    &batch->visitors, &batch->visit_date, &batch->procurement, &batch->file_sha256, &batch->department, &batch->prepared_by,
    &batch->prepared_at, &batch->issued_at, &batch->void_reason,
  };

  batch->id = sn_statement_get_int64 (statement, 0);
  batch->program = sn_statement_dup_text (statement, 1);
  batch->program_title = sn_statement_dup_text (statement, 2);
  batch->number = (int) sn_statement_get_int64 (statement, 3);
  batch->channel = sn_statement_dup_text (statement, 4);
  batch->state = sn_statement_dup_text (statement, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    *numbers[i] = sn_statement_get_int64 (statement, (int) i + 6);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (sn_statement_get_text (statement, (int) i + 15));
  return batch;
}

GPtrArray *
sn_payment_batch_list (SnConnection *connection, GError **error)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  g_autoptr (SnStatement) statement = NULL;

  if (campaign == NULL)
    return NULL;
  statement = sn_connection_query (connection, error, BATCHES " WHERE p.campaign_id = ?1 GROUP BY b.id ORDER BY p.id, b.number",
                                   SN_INT (campaign->id));
  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_batch, (GDestroyNotify) sn_payment_batch_free, error);
}

SnPaymentBatch *
sn_payment_batch_lookup (SnConnection *connection, gint64 batch_id, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, BATCHES " WHERE b.id = ?1 GROUP BY b.id", SN_INT (batch_id));

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &local_error))
    return read_batch (statement);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else
    g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no batch %" PRId64 ". “batch list” shows them."), batch_id);
  return NULL;
}

/* The channels and states in which a step may be tried: the steps themselves refuse in all others. */
static const struct
{
  const char *channels;
  const char *states;
} allowed[] = {
  [SN_BATCH_SET_DETAILS] = { "visit goods", "draft approved" },
  [SN_BATCH_APPROVE] = { "bank visit goods", "draft" },
  [SN_BATCH_WRITE_FILE] = { "bank", "approved issued" },
  [SN_BATCH_HAND_OUT] = { "visit goods", "approved" },
  [SN_BATCH_ANSWER] = { "bank", "issued reconciled" },
  [SN_BATCH_RETRY] = { "bank visit goods", "issued reconciled closed" },
  [SN_BATCH_SIGN] = { "visit goods", "issued" },
  [SN_BATCH_VOID] = { "bank visit goods", "draft approved" },
  [SN_BATCH_CLOSE] = { "bank visit goods", "reconciled" },
};

gboolean
sn_payment_batch_allows (const SnPaymentBatch *batch, SnPaymentBatchStep step)
{
  g_return_val_if_fail ((gsize) step < G_N_ELEMENTS (allowed), FALSE);

  return strstr (allowed[step].channels, batch->channel) != NULL && strstr (allowed[step].states, batch->state) != NULL &&
         (step != SN_BATCH_RETRY || batch->failed + batch->returned > 0);
}

static SnPayment *
read_payment (SnStatement *statement)
{
  SnPayment *payment = g_new0 (SnPayment, 1);
  char **const texts[] = {
    &payment->state, &payment->payee_name, &payment->payee_document, &payment->bank_name, &payment->account_number,
    &payment->account_holder, &payment->failure_code, &payment->failure_reason, &payment->town,
    &payment->settled_on, &payment->signed_by, &payment->relation, &payment->signed_on,
  };

  payment->id = sn_statement_get_int64 (statement, 0);
  payment->line = (int) sn_statement_get_int64 (statement, 1);
  payment->entitlement_id = sn_statement_get_int64 (statement, 2);
  payment->person_id = sn_statement_get_int64 (statement, 3);
  payment->amount_fen = sn_statement_get_int64 (statement, 4);
  payment->retry_of = sn_statement_get_int64 (statement, 5);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (sn_statement_get_text (statement, (int) i + 6));
  return payment;
}

GPtrArray *
sn_payment_batch_payments (SnConnection *connection, gint64 batch_id, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (
      connection, error,
      "SELECT m.id, m.line, m.entitlement_id, e.person_id, m.amount_fen, coalesce (m.retry_of, 0), m.state, m.payee_name,"
      " m.payee_document, m.bank_name, m.account_number, CASE m.account_holder WHEN '' THEN m.payee_name ELSE m.account_holder END,"
      " m.failure_code, m.failure_reason, coalesce (t.name, ''), m.settled_on, c.signed_by, c.relation, c.signed_on"
      " FROM payment m JOIN entitlement e ON e.id = m.entitlement_id LEFT JOIN division t ON t.id = e.town_id"
      " LEFT JOIN receipt c ON c.payment_id = m.id"
      " WHERE m.batch_id = ?1 ORDER BY m.line",
      SN_INT (batch_id));

  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_payment, (GDestroyNotify) sn_payment_free, error);
}
