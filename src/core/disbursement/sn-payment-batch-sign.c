/* sn-payment-batch-sign.c: handed over and signed for: visits and goods.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-payment-batch-private.h"

#include "sn-date.h"
#include "sn-officer-duties.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

gboolean
sn_payment_batch_write_receipt (SnTransaction *transaction, gint64 payment_id, const char *collector, const char *relation,
                                const char *signed_on, GError **error)
{
  return sn_connection_run (sn_transaction_get_connection (transaction), error,
                            "INSERT INTO receipt (id, payment_id, signed_by, relation, signed_on)"
                            " SELECT ?1, id, coalesce (?3, payee_name), coalesce (?4, ''), ?5 FROM payment WHERE id = ?2",
                            SN_INT (sn_transaction_next_id (transaction, "receipt")), SN_INT (payment_id), SN_TEXT (collector),
                            SN_TEXT (relation), SN_TEXT (signed_on));
}

/* What one call of sn_payment_batch_sign() writes. */
typedef struct
{
  SnTransaction  *transaction;
  SnConnection   *connection;
  SnPaymentBatch *batch;
  const char     *signed_on;
  char           *collector; /* (nullable): the payee */
  char           *relation;  /* (nullable) */
  guint           n_signed;
} Signing;

static void
clear_signing (Signing *signing)
{
  g_clear_pointer (&signing->batch, sn_payment_batch_free);
  g_clear_pointer (&signing->collector, g_free);
  g_clear_pointer (&signing->relation, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Signing, clear_signing)

static gboolean
check_day (const char *signed_on, const char *today, GError **error)
{
  GDate date;

  if (signed_on == NULL || !sn_date_from_iso (signed_on, &date))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is not a day. Write it as 2025-01-28."),
                   signed_on != NULL ? signed_on : "");
      return FALSE;
    }
  /* Both are ISO: their text is in the order of their days. */
  if (strcmp (signed_on, today) <= 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
               _ ("%s has not come yet. Give the day on which it was signed, today (%s) at the latest."), signed_on, today);
  return FALSE;
}

static gboolean
check_collector (const Signing *signing, GError **error)
{
  if ((signing->collector == NULL) == (signing->relation == NULL))
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       signing->collector != NULL ? _ ("Say how who collected stands to the recipient, such as 子女 or 村干部.")
                                                  : _ ("Say who collected, or leave the relation out."));
  return FALSE;
}

static gboolean
check_channel (const SnPaymentBatch *batch, GError **error)
{
  if (strcmp (batch->channel, "bank") != 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("Batch %" PRId64 " goes through the bank: read the bank's answer instead of signatures."), batch->id);
  return FALSE;
}

static int
compare_lines (gconstpointer a, gconstpointer b)
{
  const int *left = a, *right = b;

  return (*left > *right) - (*left < *right);
}

static gboolean
sign_payment (Signing *signing, gint64 payment_id, GError **error)
{
  signing->n_signed++;
  return sn_connection_run (signing->connection, error, "UPDATE payment SET state = 'paid', settled_on = ?2 WHERE id = ?1",
                            SN_INT (payment_id), SN_TEXT (signing->signed_on)) &&
         sn_payment_batch_write_receipt (signing->transaction, payment_id, signing->collector, signing->relation,
                                         signing->signed_on, error);
}

static gboolean
refuse_line (const Signing *signing, int line, const char *state, GError **error)
{
  if (state == NULL)
    g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("Batch %" PRId64 " has no line %d. Nothing was noted."),
                 signing->batch->id, line);
  else if (strcmp (state, "paid") == 0)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 _ ("Line %d of batch %" PRId64 " was signed for before. Nothing was noted; leave it out."), line,
                 signing->batch->id);
  else
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 _ ("Line %d of batch %" PRId64 " was not handed over; try it again in another batch. Nothing was noted."), line,
                 signing->batch->id);
  return FALSE;
}

static int
compare_to_payment (gconstpointer number, gconstpointer payment)
{
  int line = *(const int *) number, other = (*(const SnPayment *const *) payment)->line;

  return (line > other) - (line < other);
}

/* @payments come by line. */
static gboolean
sign_line (Signing *signing, GPtrArray *payments, int number, GError **error)
{
  const SnPayment *const *found = bsearch (&number, payments->pdata, payments->len, sizeof (gpointer), compare_to_payment);

  if (found == NULL || strcmp ((*found)->state, "issued") != 0)
    return refuse_line (signing, number, found != NULL ? (*found)->state : NULL, error);
  return sign_payment (signing, (*found)->id, error);
}

static gboolean
sign_all (Signing *signing, GPtrArray *payments, GError **error)
{
  for (guint i = 0; i < payments->len; i++)
    {
      const SnPayment *payment = g_ptr_array_index (payments, i);

      if (strcmp (payment->state, "issued") == 0 && !sign_payment (signing, payment->id, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
sign_lines (Signing *signing, GPtrArray *payments, GArray *lines, GError **error)
{
  g_autoptr (GArray) sorted = NULL;

  if (lines == NULL || lines->len == 0)
    return sign_all (signing, payments, error);
  sorted = g_array_copy (lines);
  g_array_sort (sorted, compare_lines);
  for (guint i = 0; i < sorted->len; i++)
    {
      int line = g_array_index (sorted, int, i);

      /* A number given twice is one signature. */
      if ((i == 0 || line != g_array_index (sorted, int, i - 1)) && !sign_line (signing, payments, line, error))
        return FALSE;
    }
  return TRUE;
}

gboolean
sn_payment_batch_sign (SnTransaction *transaction, gint64 batch_id, GArray *lines, const char *signed_on, const char *collector,
                       const char *relation, guint *signed_lines, GError **error)
{
  static const char *const states[] = { "issued", NULL };
  g_auto (Signing) signing = {
    .transaction = transaction,
    .connection = sn_transaction_get_connection (transaction),
    .signed_on = signed_on,
    .collector = sn_payment_batch_trim_words (collector),
    .relation = sn_payment_batch_trim_words (relation),
  };
  g_autoptr (GPtrArray) payments = NULL;
  g_autofree char *count = NULL;

  signing.batch = sn_payment_batch_expect (
      signing.connection, batch_id, states,
      _ ("Batch %" PRId64 " is %s; signatures are noted once it has left, until every line has one."), error);
  if (signing.batch == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      !check_channel (signing.batch, error) ||
      !check_day (signed_on, sn_transaction_get_today (transaction), error) || !check_collector (&signing, error))
    return FALSE;
  payments = sn_payment_batch_payments (signing.connection, batch_id, error);
  if (payments == NULL || !sign_lines (&signing, payments, lines, error) ||
      !sn_payment_batch_settle (signing.connection, batch_id, error))
    return FALSE;
  *signed_lines = signing.n_signed;
  count = g_strdup_printf ("%u", signing.n_signed);
  sn_payment_batch_describe (transaction, "batch-sign", signing.batch, count, NULL, NULL);
  return TRUE;
}
