/* sn-payment-batch-steps.c: a batch from draft to closed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-payment-batch-private.h"

#include "sn-date.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-roster.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

static const struct
{
  const char *state;
  const char *words;
} state_words[] = {
  { "draft", N_ ("a draft") },         { "approved", N_ ("approved") }, { "issued", N_ ("issued") },
  { "reconciled", N_ ("reconciled") }, { "closed", N_ ("closed") },     { "void", N_ ("void") },
};

static const char *
find_state_words (const char *state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (state_words); i++)
    if (strcmp (state_words[i].state, state) == 0)
      return _ (state_words[i].words);
  return state;
}

SnPaymentBatch *
sn_payment_batch_expect (SnConnection *connection, gint64 batch_id, const char *const *states, const char *sentence, GError **error)
{
  g_autoptr (SnPaymentBatch) batch = sn_payment_batch_lookup (connection, batch_id, error);

  if (batch == NULL)
    return NULL;
  if (g_strv_contains (states, batch->state))
    return g_steal_pointer (&batch);
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, sentence, batch_id, find_state_words (batch->state));
  return NULL;
}

void
sn_payment_batch_describe (SnTransaction *transaction, const char *action, const SnPaymentBatch *batch, const char *third,
                           const char *fourth, const char *fifth)
{
  g_autofree char *number = g_strdup_printf ("%d", batch->number);

  sn_transaction_describe (transaction, action, batch->program, number, third, third != NULL ? fourth : NULL,
                           fourth != NULL ? fifth : NULL, NULL);
}

char *
sn_payment_batch_trim_words (const char *text)
{
  g_autofree char *words = text != NULL ? sn_text_trim (text) : NULL;

  return words != NULL && *words != '\0' ? g_steal_pointer (&words) : NULL;
}

gboolean
sn_payment_batch_next_number (SnConnection *connection, gint64 program_id, gint64 *number, GError **error)
{
  return sn_connection_get_int64 (connection, number, error,
                                  "SELECT coalesce (max (number), 0) + 1 FROM payment_batch WHERE program_id = ?1", SN_INT (program_id));
}

gboolean
sn_payment_batch_fix_totals (SnConnection *connection, gint64 batch_id, GError **error)
{
  return sn_connection_run (connection, error,
                            "UPDATE payment_batch SET (control_count, control_sum_fen) ="
                            " (SELECT count(*), coalesce (sum (amount_fen), 0) FROM payment WHERE batch_id = ?1) WHERE id = ?1",
                            SN_INT (batch_id));
}

gboolean
sn_payment_batch_settle (SnConnection *connection, gint64 batch_id, GError **error)
{
  return sn_connection_run (connection, error,
                            "UPDATE payment_batch SET settled_in = (SELECT coalesce (max (id), 0) + 1 FROM change) WHERE id = ?1",
                            SN_INT (batch_id)) &&
         sn_connection_run (connection, error,
                            "UPDATE payment_batch SET state = 'reconciled' WHERE id = ?1 AND state = 'issued'"
                            " AND NOT EXISTS (SELECT 1 FROM payment WHERE batch_id = ?1 AND state IN ('pending', 'issued'))",
                            SN_INT (batch_id));
}

/* ── create ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The notice, 三（一）: money goes through a bank, visits are the exception, goods are bought first. */
static const struct
{
  const char *form;
  const char *channel;
} channels[] = {
  { "cash", "bank" }, { "visit", "visit" }, { "goods", "goods" },
};

static const char *
find_channel_for_form (const char *form)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    if (strcmp (channels[i].form, form) == 0)
      return channels[i].channel;
  return NULL;
}

static const char *
find_form_for_channel (const char *channel)
{
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    if (strcmp (channels[i].channel, channel) == 0)
      return channels[i].form;
  return NULL;
}

/* Approved, of the form, not yet tried. ?1 program, ?2 form, ?3 town or 0. */
#define UNPAID                                                                                                            \
  " FROM entitlement e JOIN benefit_rate r ON r.id = e.rate_id JOIN person p ON p.id = e.person_id"                         \
  " WHERE e.program_id = ?1 AND e.state = 'approved' AND r.form = ?2 AND (?3 = 0 OR e.town_id = ?3)"                        \
  " AND NOT EXISTS (SELECT 1 FROM payment m WHERE m.entitlement_id = e.id AND m.state <> 'void')"
/* The account that was submitted stays what it was; where none was, one that was found out since serves, or the line could never
 * be paid. */
#define HAS_ACCOUNT "length (coalesce (e.account_number, '')) > 0"
#define PAYABLE " AND e.amount_fen > 0 AND (?2 <> 'cash' OR " HAS_ACCOUNT " OR length (coalesce (p.account_number, '')) > 0)"

static void
refuse_nothing_payable (const SnProgram *program, gboolean nothing_waits, GError **error)
{
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               nothing_waits ? _ ("Nothing in %s waits to be paid: its roster is not approved yet, or all of it is in batches.")
                             : _ ("None of the approved lines of %s can be paid: they have no account, or no amount. Complete them first."),
               program->code);
}

/* The channel where none is named: the form with the most unpaid approved lines. */
static gboolean
choose_form (SnConnection *connection, const SnProgram *program, gint64 town_id, const char **form, GError **error)
{
  gint64 most = 0;

  *form = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      gint64 count = 0;

      if (!sn_connection_get_int64 (connection, &count, error, "SELECT count(*)" UNPAID, SN_INT (program->id),
                                    SN_TEXT (channels[i].form), SN_INT (town_id)))
        return FALSE;
      if (count <= most)
        continue;
      most = count;
      *form = channels[i].form;
    }
  if (*form != NULL)
    return TRUE;
  refuse_nothing_payable (program, TRUE, error);
  return FALSE;
}

const char *
sn_payment_batch_channel_name (const char *channel)
{
  static const char *const names[][2] = { { "bank", N_ ("bank") }, { "visit", N_ ("visit") }, { "goods", N_ ("goods") } };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i][0], channel) == 0)
      return _ (names[i][1]);
  return channel;
}

static gboolean
read_offer (SnConnection *connection, const SnProgram *program, gsize channel, gint64 town_id, SnPaymentBatchOffer *offer, GError **error)
{
  const char *form = channels[channel].form;

  *offer = (SnPaymentBatchOffer){ .channel = channels[channel].channel };
  if (!sn_connection_get_int64 (connection, &offer->payments, error, "SELECT count(*)" UNPAID PAYABLE, SN_INT (program->id),
                                SN_TEXT (form), SN_INT (town_id)) ||
      !sn_connection_get_int64 (connection, &offer->amount_fen, error, "SELECT sum (e.amount_fen)" UNPAID PAYABLE, SN_INT (program->id),
                                SN_TEXT (form), SN_INT (town_id)) ||
      !sn_connection_get_int64 (connection, &offer->left_out, error, "SELECT count(*)" UNPAID, SN_INT (program->id), SN_TEXT (form),
                                SN_INT (town_id)))
    return FALSE;
  offer->left_out -= offer->payments;
  return TRUE;
}

static int
compare_offers (gconstpointer a, gconstpointer b)
{
  const SnPaymentBatchOffer *left = a, *right = b;

  return (right->payments > left->payments) - (right->payments < left->payments);
}

GArray *
sn_payment_batch_list_offers (SnConnection *connection, const char *program_code, gint64 town_id, GError **error)
{
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autoptr (GArray) offers = g_array_new (FALSE, FALSE, sizeof (SnPaymentBatchOffer));
  gint64 left_out = 0;

  if (program == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      SnPaymentBatchOffer offer;

      if (!read_offer (connection, program, i, town_id, &offer, error))
        return NULL;
      left_out += offer.left_out;
      if (offer.payments > 0)
        g_array_append_val (offers, offer);
    }
  if (offers->len == 0)
    {
      refuse_nothing_payable (program, left_out == 0, error);
      return NULL;
    }
  g_array_sort (offers, compare_offers);
  return g_steal_pointer (&offers);
}

static gboolean
program_has_form (const SnProgram *program, const char *form)
{
  for (guint i = 0; i < program->rates->len; i++)
    if (strcmp (((const SnBenefitRate *) g_ptr_array_index (program->rates, i))->form, form) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
check_channel (const SnProgram *program, const char *channel, GError **error)
{
  const char *form = find_form_for_channel (channel);

  if (form == NULL)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no channel. There are “bank”, “visit” and “goods”."), channel);
      return FALSE;
    }
  if (program_has_form (program, form))
    return TRUE;
  if (program_has_form (program, "cash"))
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 _ ("%s pays money, and money goes through a bank (notice, section 3): use the channel “bank”."), program->code);
  else
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("%s has no benefit for the channel “%s”: use “%s”."), program->code, channel,
                 find_channel_for_form (((const SnBenefitRate *) g_ptr_array_index (program->rates, 0))->form));
  return FALSE;
}

static gboolean
insert_payments (SnTransaction *transaction, gint64 batch_id, const SnProgram *program, const char *form, gint64 town_id,
                 gint64 *n_payments, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnStatement) insert = NULL;
  g_autoptr (GArray) ids = sn_statement_list_ids (
    sn_connection_query (connection, error,
                         "SELECT e.id" UNPAID PAYABLE " ORDER BY coalesce (e.town_id, 0), coalesce (p.village_id, 0), p.pinyin_key, e.id",
                         SN_INT (program->id), SN_TEXT (form), SN_INT (town_id)), error);

  if (ids == NULL)
    return FALSE;
  insert = sn_connection_query (connection, error,
                                "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document,"
                                " bank_name, account_number, account_holder) SELECT ?1, ?2, ?3, e.id, e.amount_fen, e.payee_name,"
                                " e.payee_document,"
                                " coalesce (CASE WHEN " HAS_ACCOUNT " THEN e.bank_name ELSE p.bank_name END, ''),"
                                " coalesce (CASE WHEN " HAS_ACCOUNT " THEN e.account_number ELSE p.account_number END, ''),"
                                " coalesce (CASE WHEN " HAS_ACCOUNT " THEN e.account_holder ELSE p.account_holder END, '')"
                                " FROM entitlement e JOIN person p ON p.id = e.person_id WHERE e.id = ?4",
                                SN_NULL, SN_NULL, SN_NULL, SN_NULL);
  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      sn_statement_rebind (insert, SN_INT (sn_transaction_next_id (transaction, "payment")), SN_INT (batch_id), SN_INT (i + 1),
                           SN_INT (g_array_index (ids, gint64, i)));
      if (!sn_statement_run (insert, error) || (i % 20000 == 19999 && !sn_transaction_flush_journal (transaction, error)))
        return FALSE;
    }
  *n_payments = ids->len;
  return TRUE;
}

static gboolean
insert_batch (SnTransaction *transaction, const SnProgram *program, const char *channel, gint64 *batch_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 number = 0;

  *batch_id = sn_transaction_next_id (transaction, "payment_batch");
  return sn_payment_batch_next_number (connection, program->id, &number, error) &&
         sn_connection_run (connection, error,
                            "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                            SN_INT (*batch_id), SN_INT (program->id), SN_INT (number), SN_TEXT (channel),
                            SN_INT (sn_transaction_get_officer (transaction)), SN_TEXT (sn_transaction_get_instant (transaction)));
}

/* What was found since the approval: two entries turned out to be one person, a rule for two programs became stricter. Asked at each step
 * up to the one with which the money leaves. */
static gboolean
check_findings (SnConnection *connection, const char *program_code, gint64 batch_id, GError **error)
{
  g_autoptr (GPtrArray) findings = sn_finding_look (connection, program_code, error);
  int n_open = 0;

  if (findings == NULL)
    return FALSE;
  for (guint i = 0; i < findings->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (findings, i);
      gint64 touches = 0;

      if (strcmp (finding->level, "error") != 0 || *finding->decision != '\0')
        continue;
      for (guint j = 0; j < finding->entitlements->len && touches == 0; j++)
        if (!sn_connection_get_int64 (connection, &touches, error,
                                      "SELECT count(*) FROM payment WHERE batch_id = ?1 AND entitlement_id = ?2", SN_INT (batch_id),
                                      SN_INT (g_array_index (finding->entitlements, gint64, j))))
          return FALSE;
      n_open += touches > 0;
    }
  if (n_open == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE, "%d finding in %s came up since the approval and must be decided before money leaves: allow it with"
                            " a reason, or hold or withdraw its lines.",
                            "%d findings in %s came up since the approval and must be decided before money leaves: allow them with a reason,"
                            " or hold or withdraw their lines.", (gulong) n_open),
               n_open, program_code);
  return FALSE;
}

static gboolean write_details (SnTransaction *transaction, gint64 batch_id, const char *channel, const SnPaymentBatchDetails *details,
                               GError **error);

gboolean
sn_payment_batch_create (SnTransaction *transaction, const char *program_code, const char *channel, gint64 town_id,
                         const SnPaymentBatchDetails *details, gint64 *batch_id, guint *left_out, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autoptr (SnPaymentBatch) batch = NULL;
  g_autofree char *count_text = NULL, *amount_text = NULL;
  const char *form = NULL;
  gint64 n_unpaid = 0, n_payments = 0;

  if (program == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      (channel != NULL && !check_channel (program, channel, error)))
    return FALSE;
  if (channel == NULL && !choose_form (connection, program, town_id, &form, error))
    return FALSE;
  form = channel != NULL ? find_form_for_channel (channel) : form;
  channel = find_channel_for_form (form);
  if (!sn_connection_get_int64 (connection, &n_unpaid, error, "SELECT count(*)" UNPAID, SN_INT (program->id), SN_TEXT (form),
                                SN_INT (town_id)) ||
      !insert_batch (transaction, program, channel, batch_id, error) ||
      !insert_payments (transaction, *batch_id, program, form, town_id, &n_payments, error))
    return FALSE;
  if (n_payments == 0)
    {
      refuse_nothing_payable (program, n_unpaid == 0, error);
      return FALSE;
    }
  *left_out = (guint) (n_unpaid - n_payments);
  if (!check_findings (connection, program->code, *batch_id, error) ||
      !write_details (transaction, *batch_id, channel, details, error) || !sn_payment_batch_fix_totals (connection, *batch_id, error))
    return FALSE;
  batch = sn_payment_batch_lookup (connection, *batch_id, error);
  if (batch == NULL)
    return FALSE;
  count_text = g_strdup_printf ("%" PRId64, n_payments);
  amount_text = sn_money_format (batch->amount_fen);
  sn_payment_batch_describe (transaction, "batch-create", batch, channel, count_text, amount_text);
  return TRUE;
}

/* ── details ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
find_or_make_procurement (SnTransaction *transaction, const char *reference, gint64 *procurement_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);

  *procurement_id = 0;
  if (!sn_connection_get_int64 (connection, procurement_id, error, "SELECT id FROM procurement WHERE reference = ?1", SN_TEXT (reference)))
    return FALSE;
  if (*procurement_id != 0)
    return TRUE;
  *procurement_id = sn_transaction_next_id (transaction, "procurement");
  return sn_connection_run (connection, error, "INSERT INTO procurement (id, reference) VALUES (?1, ?2)", SN_INT (*procurement_id),
                            SN_TEXT (reference));
}

static gboolean
write_details (SnTransaction *transaction, gint64 batch_id, const char *channel, const SnPaymentBatchDetails *details, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autofree char *visitors = details != NULL ? sn_payment_batch_trim_words (details->visitors) : NULL;
  g_autofree char *visit_date = details != NULL ? sn_payment_batch_trim_words (details->visit_date) : NULL;
  g_autofree char *procurement = details != NULL ? sn_payment_batch_trim_words (details->procurement) : NULL;
  gint64 procurement_id;
  GDate date;

  if (visit_date != NULL && !sn_date_from_iso (visit_date, &date))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is not a day. Write it as 2025-01-28."), visit_date);
      return FALSE;
    }
  if (strcmp (channel, "visit") == 0 && (visitors != NULL || visit_date != NULL))
    return sn_connection_run (connection, error,
                              "UPDATE payment_batch SET visitors = coalesce (?2, visitors), visit_date = coalesce (?3, visit_date)"
                              " WHERE id = ?1",
                              SN_INT (batch_id), SN_TEXT (visitors), SN_TEXT (visit_date));
  if (strcmp (channel, "goods") != 0 || procurement == NULL)
    return TRUE;
  return find_or_make_procurement (transaction, procurement, &procurement_id, error) &&
         sn_connection_run (connection, error, "UPDATE payment_batch SET procurement_id = ?2 WHERE id = ?1", SN_INT (batch_id),
                            SN_INT (procurement_id));
}

gboolean
sn_payment_batch_set_details (SnTransaction *transaction, gint64 batch_id, const SnPaymentBatchDetails *details, GError **error)
{
  static const char *const states[] = { "draft", "approved", NULL };
  g_autoptr (SnPaymentBatch) batch = sn_payment_batch_expect (
      sn_transaction_get_connection (transaction), batch_id, states,
      _ ("Batch %" PRId64 " is %s; only one that has not left yet can be changed."), error);

  if (batch == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      !write_details (transaction, batch_id, batch->channel, details, error))
    return FALSE;
  sn_payment_batch_describe (transaction, "batch-details", batch, NULL, NULL, NULL);
  return TRUE;
}

/* ── approve, issue, void, close ────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_totals (SnConnection *connection, gint64 batch_id, GError **error)
{
  gint64 differs = 0;

  if (!sn_connection_get_int64 (connection, &differs, error,
                                "SELECT 1 FROM payment_batch b WHERE b.id = ?1 AND (b.control_count, b.control_sum_fen) <>"
                                " (SELECT count(*), coalesce (sum (amount_fen), 0) FROM payment WHERE batch_id = ?1)",
                                SN_INT (batch_id)))
    return FALSE;
  if (differs == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_CORRUPT,
               _ ("Count or sum of batch %" PRId64 " is not what it was made with. Run a verification."), batch_id);
  return FALSE;
}

static gboolean
check_details (const SnPaymentBatch *batch, GError **error)
{
  if (strcmp (batch->channel, "visit") == 0 && (*batch->visitors == '\0' || *batch->visit_date == '\0'))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                   _ ("Batch %" PRId64 " is for a visit: say who goes and when (visitors and visit date) before it is approved."),
                   batch->id);
      return FALSE;
    }
  if (strcmp (batch->channel, "goods") == 0 && *batch->procurement == '\0')
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                   _ ("Batch %" PRId64 " hands out goods: give the reference of their government procurement before it is approved."),
                   batch->id);
      return FALSE;
    }
  return TRUE;
}

gboolean
sn_payment_batch_approve (SnTransaction *transaction, gint64 batch_id, GError **error)
{
  static const char *const states[] = { "draft", NULL };
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 officer_id = sn_transaction_get_officer (transaction), preparer_id = 0;
  g_autoptr (SnPaymentBatch) batch = sn_payment_batch_expect (
      connection, batch_id, states, _ ("Batch %" PRId64 " is %s; only a draft can be approved."), error);

  if (batch == NULL || !sn_officer_check_duty (transaction, SN_STEP_APPROVES_LAST, error) ||
      !check_details (batch, error) || !check_totals (connection, batch_id, error) ||
      !check_findings (connection, batch->program, batch_id, error) ||
      !sn_connection_get_int64 (connection, &preparer_id, error, "SELECT prepared_by FROM payment_batch WHERE id = ?1", SN_INT (batch_id)))
    return FALSE;
  if (preparer_id == officer_id)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("You prepared batch %" PRId64 "; somebody else must approve it."), batch_id);
      return FALSE;
    }
  if (!sn_connection_run (connection, error,
                          "UPDATE payment_batch SET state = 'approved', approved_by = ?2, approved_at = ?3 WHERE id = ?1", SN_INT (batch_id),
                          SN_INT (officer_id), SN_TEXT (sn_transaction_get_instant (transaction))))
    return FALSE;
  sn_payment_batch_describe (transaction, "batch-approve", batch, NULL, NULL, NULL);
  return TRUE;
}

gboolean
sn_payment_batch_issue (SnTransaction *transaction, gint64 batch_id, const char *file_sha256, GError **error)
{
  static const char *const states[] = { "approved", "issued", NULL };
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPaymentBatch) batch = sn_payment_batch_expect (
      connection, batch_id, states, _ ("Batch %" PRId64 " is %s; it must be approved before it leaves."), error);
  gboolean again;

  if (batch == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) || !check_totals (connection, batch_id, error))
    return FALSE;
  again = strcmp (batch->state, "issued") == 0;
  if (again && (file_sha256 == NULL || strcmp (batch->channel, "bank") != 0))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("Batch %" PRId64 " has left already."), batch_id);
      return FALSE;
    }
  if (!again && !check_findings (connection, batch->program, batch_id, error))
    return FALSE;
  /* The batch first: its lines leave only with it. */
  if (!again && (!sn_connection_run (connection, error,
                                     "UPDATE payment_batch SET state = 'issued', issued_by = ?2, issued_at = ?3 WHERE id = ?1",
                                     SN_INT (batch_id), SN_INT (sn_transaction_get_officer (transaction)),
                                     SN_TEXT (sn_transaction_get_instant (transaction))) ||
                 !sn_connection_run (connection, error, "UPDATE payment SET state = 'issued' WHERE batch_id = ?1", SN_INT (batch_id))))
    return FALSE;
  if (file_sha256 != NULL && !sn_connection_run (connection, error, "UPDATE payment_batch SET file_sha256 = ?2 WHERE id = ?1",
                                                 SN_INT (batch_id), SN_TEXT (file_sha256)))
    return FALSE;
  sn_payment_batch_describe (transaction, "batch-issue", batch, NULL, NULL, NULL);
  return TRUE;
}

gboolean
sn_payment_batch_void (SnTransaction *transaction, gint64 batch_id, const char *reason, GError **error)
{
  static const char *const states[] = { "draft", "approved", NULL };
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPaymentBatch) batch = sn_payment_batch_expect (
      connection, batch_id, states, _ ("Batch %" PRId64 " is %s; only one that has not left yet can be voided."), error);
  g_autofree char *words = NULL;

  if (batch == NULL || !sn_officer_check_duty (transaction, SN_STEP_DECIDES, error))
    return FALSE;
  words = sn_payment_batch_trim_words (reason);
  if (words == NULL)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Say why the batch is given up."));
      return FALSE;
    }
  /* The batch first, for its lines are given up only with it; then they, for what was to be tried again counts as failed again once
   * nothing that lives names it. */
  if (!sn_connection_run (connection, error, "UPDATE payment_batch SET state = 'void', void_reason = ?2 WHERE id = ?1",
                          SN_INT (batch_id), SN_TEXT (words)) ||
      !sn_connection_run (connection, error, "UPDATE payment SET state = 'void' WHERE batch_id = ?1", SN_INT (batch_id)) ||
      !sn_connection_run (connection, error,
                          "UPDATE payment SET retried = 0 WHERE id IN (SELECT retry_of FROM payment WHERE batch_id = ?1)",
                          SN_INT (batch_id)))
    return FALSE;
  sn_payment_batch_describe (transaction, "batch-void", batch, NULL, NULL, NULL);
  return TRUE;
}

gboolean
sn_payment_batch_close (SnTransaction *transaction, gint64 batch_id, GError **error)
{
  static const char *const states[] = { "reconciled", NULL };
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 n_open = 0;
  g_autoptr (SnPaymentBatch) batch = sn_payment_batch_expect (
      connection, batch_id, states, _ ("Batch %" PRId64 " is %s; it is closed once all its lines are answered."), error);

  if (batch == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) || !sn_connection_get_int64 (connection, &n_open, error,
                                                 "SELECT count(*) FROM payment m JOIN entitlement e ON e.id = m.entitlement_id"
                                                 " WHERE m.batch_id = ?1 AND m.state IN ('failed', 'returned') AND m.retried = 0"
                                                 " AND e.state NOT IN ('held', 'withdrawn')",
                                                 SN_INT (batch_id)))
    return FALSE;
  if (n_open > 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                   g_dngettext (GETTEXT_PACKAGE, "%" PRId64 " failed line of the batch is still open: try it again, hold or withdraw it.",
                                "%" PRId64 " failed lines of the batch are still open: try them again, hold or withdraw them.",
                                (gulong) n_open),
                   n_open);
      return FALSE;
    }
  if (!sn_connection_run (connection, error, "UPDATE payment_batch SET state = 'closed' WHERE id = ?1", SN_INT (batch_id)))
    return FALSE;
  sn_payment_batch_describe (transaction, "batch-close", batch, NULL, NULL, NULL);
  return TRUE;
}
