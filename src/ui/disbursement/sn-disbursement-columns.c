/* sn-disbursement-columns.c: what the tables of batches and of payments show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-disbursement-page-private.h"

#include "sn-figure-text.h"
#include "sn-money.h"
#include "sn-resident-id.h"
#include "sn-words.h"

#include <glib/gi18n.h>
#include <string.h>

void
sn_payment_row_free (gpointer data)
{
  SnPaymentRow *row = data;

  sn_payment_free (row->payment);
  g_free (row);
}

char *
sn_batch_dup_name (const SnPaymentBatch *batch)
{
  /* TRANSLATORS: code of a program, number of a batch within it */
  return g_strdup_printf (_ ("%s, batch %d"), batch->program, batch->number);
}

/* ── Batches ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* A count that is nothing is left out, so that the others are seen. */
static char *
dup_count (gint64 count)
{
  return count != 0 ? sn_figure_text_count (count) : g_strdup ("");
}

static char *
get_number (gpointer row)
{
  return g_strdup_printf ("%s–%d", ((SnPaymentBatch *) row)->program, ((SnPaymentBatch *) row)->number);
}

static char *
get_department (gpointer row)
{
  return g_strdup (((SnPaymentBatch *) row)->department);
}

static char *
get_program (gpointer row)
{
  return g_strdup (((SnPaymentBatch *) row)->program_title);
}

static char *
get_channel (gpointer row)
{
  return g_strdup (sn_words_for_channel (((SnPaymentBatch *) row)->channel));
}

static char *
get_state (gpointer row)
{
  return g_strdup (sn_words_for_state (((SnPaymentBatch *) row)->state));
}

static char *
get_payments (gpointer row)
{
  return sn_figure_text_count (((SnPaymentBatch *) row)->payments);
}

static char *
get_amount (gpointer row)
{
  return sn_money_format (((SnPaymentBatch *) row)->amount_fen);
}

static char *
get_paid (gpointer row)
{
  return dup_count (((SnPaymentBatch *) row)->paid);
}

static char *
get_failed (gpointer row)
{
  const SnPaymentBatch *batch = row;

  return dup_count (batch->failed + batch->returned);
}

static char *
get_date (gpointer row)
{
  const SnPaymentBatch *batch = row;

  return sn_words_for_day (*batch->issued_at != '\0' ? batch->issued_at : batch->prepared_at);
}

static const char *
style_batch_state (gpointer row)
{
  return sn_words_style_for_state (((SnPaymentBatch *) row)->state);
}

static const char *
style_failed (gpointer row)
{
  return "error";
}

const SnColumn sn_batch_columns[] = {
  { N_ ("Batch"), get_number, 7, 0, FALSE, 0, NULL },
  { N_ ("Department"), get_department, 12, 1, FALSE, 3, NULL },
  { N_ ("Program"), get_program, 14, 4, FALSE, 0, NULL },
  { N_ ("Channel"), get_channel, 10, 0, FALSE, 2, NULL },
  { N_ ("State"), get_state, 9, 0, FALSE, 0, style_batch_state },
  { N_ ("Payments"), get_payments, 7, 0, TRUE, 4, NULL },
  { N_ ("Amount"), get_amount, 14, 0, TRUE, 0, NULL },
  { N_ ("Paid"), get_paid, 6, 0, TRUE, 0, NULL },
  { N_ ("Failed"), get_failed, 5, 0, TRUE, 0, style_failed },
  /* TRANSLATORS: when the batch left; before that, when it was made */
  { N_ ("Date"), get_date, 10, 0, FALSE, 1, NULL },
};
const guint sn_batch_n_columns = G_N_ELEMENTS (sn_batch_columns);

/* ── Payments ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
get_line (gpointer row)
{
  return g_strdup_printf ("%d", ((SnPaymentRow *) row)->payment->line);
}

static char *
get_name (gpointer row)
{
  return g_strdup (((SnPaymentRow *) row)->payment->payee_name);
}

static char *
get_town (gpointer row)
{
  return g_strdup (((SnPaymentRow *) row)->payment->town);
}

static char *
get_account (gpointer row)
{
  const char *account = ((SnPaymentRow *) row)->payment->account_number;

  return *account != '\0' ? sn_account_number_mask (account) : g_strdup ("");
}

static char *
get_payment_amount (gpointer row)
{
  return sn_money_format (((SnPaymentRow *) row)->payment->amount_fen);
}

static char *
get_payment_state (gpointer row)
{
  return g_strdup (sn_words_for_state (((SnPaymentRow *) row)->payment->state));
}

static char *
get_reason (gpointer row)
{
  return g_strdup (((SnPaymentRow *) row)->payment->failure_reason);
}

static char *
get_outlook (gpointer row)
{
  static const char *const outlooks[] = {
    [SN_RETRY_NONE] = "",
    [SN_RETRY_READY] = N_ ("Can be tried again"),
    [SN_RETRY_WAITS] = N_ ("Needs a correction"),
    [SN_RETRY_DONE] = N_ ("Tried again"),
  };
  const SnPaymentRow *line = row;

  /* A death is never tried again. */
  if (line->outlook == SN_RETRY_WAITS && strcmp (line->payment->failure_code, "MD07") == 0)
    return g_strdup (_ ("Hold or withdraw it"));
  if (*outlooks[line->outlook] != '\0')
    return g_strdup (_ (outlooks[line->outlook]));
  /* A line that came back and is not approved any more was held or withdrawn: nothing has to be done about it. */
  return g_strdup (*line->payment->failure_reason != '\0' ? _ ("Held or withdrawn") : "");
}

static char *
get_receipt (gpointer row)
{
  const SnPayment *payment = ((SnPaymentRow *) row)->payment;

  if (*payment->signed_on == '\0')
    return g_strdup (payment->settled_on);
  if (*payment->relation == '\0')
    /* TRANSLATORS: day of the recipient's own signature */
    return g_strdup_printf (_ ("%s signed"), payment->signed_on);
  /* TRANSLATORS: day of the signature, who signed for the recipient, how they are related */
  return g_strdup_printf (_ ("%s, %s (%s)"), payment->signed_on, payment->signed_by, payment->relation);
}

static const char *
style_payment_state (gpointer row)
{
  return sn_words_style_for_state (((SnPaymentRow *) row)->payment->state);
}

const SnColumn sn_payment_columns[] = {
  { N_ ("Line"), get_line, 4, 0, TRUE, 0, NULL },
  { N_ ("Full name"), get_name, 8, 0, FALSE, 0, NULL },
  { N_ ("Town"), get_town, 11, 0, FALSE, 1, NULL },
  { N_ ("Account"), get_account, 18, 0, FALSE, 3, NULL },
  { N_ ("Amount"), get_payment_amount, 10, 0, TRUE, 0, NULL },
  { N_ ("State"), get_payment_state, 7, 0, FALSE, 0, style_payment_state },
  { N_ ("Why It Failed"), get_reason, 9, 3, FALSE, 0, NULL },
  { N_ ("What Next"), get_outlook, 10, 2, FALSE, 0, NULL },
  /* TRANSLATORS: when it was paid, or who signed for it and when */
  { N_ ("Settled"), get_receipt, 16, 2, FALSE, 2, NULL },
};
const guint sn_payment_n_columns = G_N_ELEMENTS (sn_payment_columns);
