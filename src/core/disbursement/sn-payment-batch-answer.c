/* sn-payment-batch-answer.c: what the bank says became of the lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-payment-batch-private.h"

#include "sn-answer-match.h"
#include "sn-date.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-resident-id.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

#define FLUSH_ROWS 20000

void
sn_answer_row_free (SnAnswerRow *row)
{
  if (row == NULL)
    return;
  g_free (row->account_number);
  g_free (row->name);
  g_free (row->reason);
  g_free (row->settled_on);
  g_free (row);
}

/* One answer on its way into a batch. */
typedef struct
{
  SnTransaction    *transaction;
  SnConnection     *connection;
  SnPaymentBatch   *batch;
  GPtrArray        *payments; /* SnPayment */
  GPtrArray        *rows;     /* SnAnswerRow, borrowed */
  const SnPayment **matches;  /* for each row its line, or NULL */
  GPtrArray        *faults;   /* borrowed */
  SnAnswerResult   *result;
  gboolean          known;    /* this file was read before */
} Answer;

static void
clear_answer (Answer *answer)
{
  g_clear_pointer (&answer->batch, sn_payment_batch_free);
  g_clear_pointer (&answer->payments, g_ptr_array_unref);
  g_clear_pointer (&answer->matches, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Answer, clear_answer)

/* ── Faults ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full): what the row names its line by, fit to be shown */
static char *
describe_row (const SnAnswerRow *row)
{
  if (row->account_number != NULL && *row->account_number != '\0')
    {
      g_autofree char *squeezed = sn_text_squeeze (row->account_number);

      return sn_account_number_mask (squeezed);
    }
  return row->line > 0 ? g_strdup_printf ("%d", row->line) : g_strdup (row->name);
}

static void
add_fault (Answer *answer, const SnAnswerRow *row, const char *code, SnFaultLevel level, const char *value, char *take_message)
{
  g_autofree char *named = value == NULL ? describe_row (row) : NULL;

  g_ptr_array_add (answer->faults, sn_fault_new ("", row->row, "", code, level, value != NULL ? value : named, take_message));
}

static void
refuse_unmatched (Answer *answer, const SnAnswerRow *row, gboolean ambiguous)
{
  const char *message = ambiguous
                            ? _ ("Several lines of the batch fit this row. Ask the bank for its line number or its full account.")
                            : _ ("No line of the batch fits this row. Check that the file is the answer to this batch.");

  answer->result->unmatched++;
  add_fault (answer, row, "unmatched", SN_FAULT_ERROR, NULL, g_strdup (message));
}

static void
refuse_amount (Answer *answer, const SnAnswerRow *row, const SnPayment *payment)
{
  g_autofree char *asked = sn_money_format (payment->amount_fen);
  g_autofree char *answered = sn_money_format (row->amount_fen);

  answer->result->unmatched++;
  add_fault (answer, row, "amount_differs", SN_FAULT_ERROR, answered,
             g_strdup_printf (_ ("Line %d is over %s yuan, not over this amount. Nothing was noted for it; ask the bank."),
                              payment->line, asked));
}

static void
warn_of_name (Answer *answer, const SnAnswerRow *row, const SnPayment *payment)
{
  add_fault (answer, row, "name_differs", SN_FAULT_WARNING, row->name,
             g_strdup_printf (_ ("The account is that of line %d, the name is another. The row was taken; compare the name."),
                              payment->line));
}

static void
refuse_second_row (Answer *answer, const SnAnswerRow *row, const SnPayment *payment, gboolean disagree)
{
  const char *message = disagree ? _ ("The file says of line %d both that it was paid and that it failed. Nothing was noted for it;"
                                      " ask the bank.")
                                 : _ ("The file answers line %d in more than one row. Only the first was taken; ask the bank"
                                      " whether it paid twice.");

  answer->result->unmatched++;
  add_fault (answer, row, "row_twice", SN_FAULT_ERROR, NULL, g_strdup_printf (message, payment->line));
}

static void
refuse_contradiction (Answer *answer, const SnAnswerRow *row, const SnPayment *payment)
{
  const char *message = row->paid ? _ ("An earlier answer says that line %d failed; this row says that it was paid. Nothing was"
                                       " changed; ask the bank before it is tried again.")
                                  : _ ("An earlier answer says that line %d was paid; this row says that it failed. Nothing was"
                                       " changed; ask the bank.");

  add_fault (answer, row, "contradicts", SN_FAULT_ERROR, NULL, g_strdup_printf (message, payment->line));
}

/* ── Matching ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static const SnPayment *
match_row (Answer *answer, SnAnswerMatcher *matcher, const SnAnswerRow *row)
{
  const SnPayment *payment = NULL;

  switch (sn_answer_matcher_find (matcher, row, &payment))
    {
    case SN_ANSWER_MATCHES:
      return payment;
    case SN_ANSWER_NAME_DIFFERS:
      warn_of_name (answer, row, payment);
      return payment;
    case SN_ANSWER_AMOUNT_DIFFERS:
      refuse_amount (answer, row, payment);
      return NULL;
    case SN_ANSWER_AMBIGUOUS:
      refuse_unmatched (answer, row, TRUE);
      return NULL;
    case SN_ANSWER_FITS_NOTHING:
    default:
      refuse_unmatched (answer, row, FALSE);
      return NULL;
    }
}

/* Never two rows to one line. Where they say the same the first counts; where they do not, none. */
static void
match_rows (Answer *answer)
{
  g_autoptr (SnAnswerMatcher) matcher = sn_answer_matcher_new (answer->payments);
  g_autoptr (GHashTable) first_rows = g_hash_table_new (NULL, NULL); /* SnPayment → index of its first row */
  g_autoptr (GHashTable) disputed = g_hash_table_new (NULL, NULL);   /* SnPayment */

  for (guint i = 0; i < answer->rows->len; i++)
    {
      const SnAnswerRow *row = g_ptr_array_index (answer->rows, i);
      const SnPayment *payment = match_row (answer, matcher, row);
      gpointer first = NULL;
      gboolean disagree;

      if (payment == NULL)
        continue;
      if (!g_hash_table_lookup_extended (first_rows, payment, NULL, &first))
        {
          g_hash_table_insert (first_rows, (gpointer) payment, GUINT_TO_POINTER (i));
          answer->matches[i] = payment;
          continue;
        }
      disagree = ((const SnAnswerRow *) g_ptr_array_index (answer->rows, GPOINTER_TO_UINT (first)))->paid != row->paid;
      refuse_second_row (answer, row, payment, disagree);
      if (disagree)
        g_hash_table_add (disputed, (gpointer) payment);
    }
  for (guint i = 0; i < answer->rows->len; i++)
    {
      if (answer->matches[i] == NULL || !g_hash_table_contains (disputed, answer->matches[i]))
        continue;
      refuse_second_row (answer, g_ptr_array_index (answer->rows, i), answer->matches[i], TRUE);
      answer->matches[i] = NULL;
    }
}

/* ── Settling ───────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  CONTRADICTS,
  REPEATS,
  SETTLES,
} Effect;

/* What a row does to a line, by the state that earlier answers left it in. Everything else contradicts. */
static const struct
{
  const char *state;
  gboolean    paid;      /* what the row says */
  gboolean    came_back; /* only where its words say that the money returned */
  gboolean    known;     /* only where this very file was read before */
  Effect      effect;
  const char *new_state;
} effects[] = {
  { "issued", TRUE, FALSE, FALSE, SETTLES, "paid" },
  { "issued", FALSE, FALSE, FALSE, SETTLES, "failed" },
  { "paid", FALSE, TRUE, FALSE, SETTLES, "returned" },
  { "paid", TRUE, FALSE, FALSE, REPEATS, NULL },
  { "failed", FALSE, FALSE, FALSE, REPEATS, NULL },
  { "returned", FALSE, FALSE, FALSE, REPEATS, NULL },
  /* It was paid when this file was first read; another one said later that it came back. */
  { "returned", TRUE, FALSE, TRUE, REPEATS, NULL },
};

static gboolean
says_came_back (const char *reason)
{
  g_autofree char *small = g_ascii_strdown (reason != NULL ? reason : "", -1);

  return strstr (small, "退") != NULL || strstr (small, "return") != NULL;
}

static Effect
find_effect (const Answer *answer, const SnAnswerRow *row, const SnPayment *payment, const char **new_state)
{
  for (gsize i = 0; i < G_N_ELEMENTS (effects); i++)
    {
      if (strcmp (effects[i].state, payment->state) != 0 || effects[i].paid != !!row->paid ||
          (effects[i].came_back && !says_came_back (row->reason)) || (effects[i].known && !answer->known))
        continue;
      *new_state = effects[i].new_state;
      /* The same file again changes nothing. */
      return effects[i].effect == SETTLES && answer->known ? REPEATS : effects[i].effect;
    }
  return CONTRADICTS;
}

static gboolean
settle_line (Answer *answer, SnStatement *update, const SnAnswerRow *row, const SnPayment *payment, const char *state,
             GError **error)
{
  g_autofree char *reason = row->paid ? NULL : sn_payment_batch_trim_words (row->reason);
  GDate date;
  const char *settled_on = row->settled_on != NULL && sn_date_from_iso (row->settled_on, &date)
                               ? row->settled_on
                               : sn_transaction_get_today (answer->transaction);
  const char *words = reason != NULL ? reason : _ ("The bank gave no reason.");

  if (row->paid)
    answer->result->paid++;
  else
    answer->result->failed++;
  sn_statement_rebind (update, SN_INT (payment->id), SN_TEXT (state),
                       SN_TEXT (row->paid ? "" : sn_failure_code_for_reason (reason)), SN_TEXT (row->paid ? "" : words),
                       SN_TEXT (settled_on));
  if (!sn_statement_run (update, error))
    return FALSE;
  /* What was handed over is signed for, also where the signed sheet is read as a file. */
  return !row->paid || strcmp (answer->batch->channel, "bank") == 0 ||
         sn_payment_batch_write_receipt (answer->transaction, payment->id, NULL, NULL, settled_on, error);
}

static gboolean
settle_rows (Answer *answer, GError **error)
{
  g_autoptr (SnStatement) update = sn_connection_query (
      answer->connection, error,
      "UPDATE payment SET state = ?2, failure_code = ?3, failure_reason = ?4, settled_on = ?5 WHERE id = ?1", SN_NULL, SN_NULL,
      SN_NULL, SN_NULL, SN_NULL);

  if (update == NULL)
    return FALSE;
  for (guint i = 0; i < answer->rows->len; i++)
    {
      const SnAnswerRow *row = g_ptr_array_index (answer->rows, i);
      const char *state = NULL;

      if (answer->matches[i] == NULL)
        continue;
      switch (find_effect (answer, row, answer->matches[i], &state))
        {
        case SETTLES:
          if (!settle_line (answer, update, row, answer->matches[i], state, error) ||
              (i % FLUSH_ROWS == FLUSH_ROWS - 1 && !sn_transaction_flush_journal (answer->transaction, error)))
            return FALSE;
          break;
        case REPEATS:
          answer->result->repeated++;
          break;
        case CONTRADICTS:
        default:
          refuse_contradiction (answer, row, answer->matches[i]);
          break;
        }
    }
  return TRUE;
}

/* ── The answer as a whole ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
look_for_file (Answer *answer, const char *file_sha256, GError **error)
{
  gint64 known = 0;

  if (!sn_connection_get_int64 (answer->connection, &known, error, "SELECT 1 FROM source_file WHERE batch_id = ?1 AND sha256 = ?2",
                                SN_INT (answer->batch->id), SN_TEXT (file_sha256)))
    return FALSE;
  answer->known = known != 0;
  return TRUE;
}

static gboolean
note_file (Answer *answer, const char *file_name, const char *file_sha256, GError **error)
{
  return sn_connection_run (answer->connection, error,
                            "INSERT INTO source_file (id, kind, name, sha256, rows, imported_at, batch_id)"
                            " VALUES (?1, 'answer', ?2, ?3, ?4, ?5, ?6)",
                            SN_INT (sn_transaction_next_id (answer->transaction, "source_file")), SN_TEXT (file_name),
                            SN_TEXT (file_sha256), SN_INT (answer->rows->len),
                            SN_TEXT (sn_transaction_get_instant (answer->transaction)), SN_INT (answer->batch->id));
}

static gboolean
finish_answer (Answer *answer, const char *file_name, const char *file_sha256, GError **error)
{
  g_autofree char *paid = g_strdup_printf ("%u", answer->result->paid);
  g_autofree char *failed = g_strdup_printf ("%u", answer->result->failed);
  gint64 unanswered = 0;

  if (!sn_connection_get_int64 (answer->connection, &unanswered, error,
                                "SELECT count(*) FROM payment WHERE batch_id = ?1 AND state = 'issued'",
                                SN_INT (answer->batch->id)))
    return FALSE;
  answer->result->unanswered = (guint) unanswered;
  if (answer->result->paid + answer->result->failed == 0)
    return TRUE;
  if (!note_file (answer, file_name, file_sha256, error) ||
      !sn_payment_batch_settle (answer->connection, answer->batch->id, error))
    return FALSE;
  sn_transaction_describe (answer->transaction, "batch-answer", file_name, paid, failed, NULL);
  return TRUE;
}

gboolean
sn_payment_batch_answer (SnTransaction *transaction, gint64 batch_id, const char *file_name, const char *file_sha256,
                         GPtrArray *rows, GPtrArray *faults, SnAnswerResult *result, GError **error)
{
  static const char *const states[] = { "issued", "reconciled", NULL };
  g_auto (Answer) answer = {
    .transaction = transaction,
    .connection = sn_transaction_get_connection (transaction),
    .rows = rows,
    .faults = faults,
    .result = result,
  };

  *result = (SnAnswerResult){ 0 };
  answer.batch = sn_payment_batch_expect (
      answer.connection, batch_id, states,
      _ ("Batch %" PRId64 " is %s; only a batch that has left and is not closed takes an answer."), error);
  if (answer.batch == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      !look_for_file (&answer, file_sha256, error))
    return FALSE;
  answer.payments = sn_payment_batch_payments (answer.connection, batch_id, error);
  if (answer.payments == NULL)
    return FALSE;
  answer.matches = g_new0 (const SnPayment *, rows->len);
  match_rows (&answer);
  return settle_rows (&answer, error) && finish_answer (&answer, file_name, file_sha256, error);
}
