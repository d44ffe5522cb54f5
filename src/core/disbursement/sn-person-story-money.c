/* sn-person-story-money.c: what a person's benefits went through once they were approved: batches, the bank's answers, signatures; and
 * what was decided on findings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-story-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ?1: the line */
static const char payments_sql[] =
  "SELECT m.amount_fen, m.state, m.retry_of IS NOT NULL, coalesce (m.settled_on, ''), m.failure_reason, b.id, b.number, b.channel,"
  "       b.prepared_at, p.name, coalesce (b.issued_at, ''), coalesce (i.name, ''), b.void_reason,"
  "       coalesce (r.signed_by, ''), coalesce (r.relation, ''), coalesce (r.signed_on, '')"
  "  FROM payment m JOIN payment_batch b ON b.id = m.batch_id JOIN officer p ON p.id = b.prepared_by"
  "  LEFT JOIN officer i ON i.id = b.issued_by LEFT JOIN receipt r ON r.payment_id = m.id WHERE m.entitlement_id = ?1 ORDER BY m.id";

typedef struct
{
  gint64      amount_fen;
  gint64      batch_id, batch_number;
  gboolean    is_retry;
  /* Valid until the next step of the statement: */
  const char *state, *settled_on, *failure_reason, *channel, *prepared_at, *prepared_by, *issued_at, *issued_by, *void_reason, *signed_by,
    *relation, *signed_on;
} Payment;

static void
read_payment (SnStatement *statement, Payment *payment)
{
  *payment = (Payment){
    .amount_fen = sn_statement_get_int64 (statement, 0),
    .state = sn_statement_get_text (statement, 1),
    .is_retry = sn_statement_get_int64 (statement, 2) != 0,
    .settled_on = sn_statement_get_text (statement, 3),
    .failure_reason = sn_statement_get_text (statement, 4),
    .batch_id = sn_statement_get_int64 (statement, 5),
    .batch_number = sn_statement_get_int64 (statement, 6),
    .channel = sn_statement_get_text (statement, 7),
    .prepared_at = sn_statement_get_text (statement, 8),
    .prepared_by = sn_statement_get_text (statement, 9),
    .issued_at = sn_statement_get_text (statement, 10),
    .issued_by = sn_statement_get_text (statement, 11),
    .void_reason = sn_statement_get_text (statement, 12),
    .signed_by = sn_statement_get_text (statement, 13),
    .relation = sn_statement_get_text (statement, 14),
    .signed_on = sn_statement_get_text (statement, 15),
  };
}

static SnStoryEvent *
tell_payment (SnStoryTeller *teller, const SnStoryLine *line, const Payment *payment, SnStoryKind kind, const char *at, const char *officer,
              char *take_words)
{
  SnStoryEvent *event = sn_story_tell (teller, kind, line, at);

  event->amount_fen = payment->amount_fen;
  event->batch_id = payment->batch_id;
  sn_story_set (&event->officer, officer);
  g_free (event->words);
  event->words = take_words;
  return event;
}

/* (transfer full): "batch 3", or that it was voided and why */
static char *
describe_batch (const Payment *payment)
{
  g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, payment->batch_number);

  if (strcmp (payment->state, "void") == 0)
    /* TRANSLATORS: the number of a payment batch, and why it was voided */
    return g_strdup_printf (_ ("batch %s, which was voided: %s"), number, payment->void_reason);
  /* Translators: the number of a payment batch within its program */
  return g_strdup_printf (_ ("batch %s"), number);
}

static char *
describe_hand (const Payment *payment)
{
  if (strcmp (payment->channel, "visit") == 0)
    return g_strdup (_ ("on a visit"));
  return g_strdup (strcmp (payment->channel, "goods") == 0 ? _ ("in goods") : "");
}

static void
tell_outcome (SnStoryTeller *teller, const SnStoryLine *line, const Payment *payment)
{
  if (strcmp (payment->state, "paid") == 0)
    tell_payment (teller, line, payment, SN_STORY_PAID, payment->settled_on, "", describe_hand (payment));
  else if (strcmp (payment->state, "failed") == 0)
    tell_payment (teller, line, payment, SN_STORY_FAILED, payment->settled_on, "", g_strdup (payment->failure_reason));
  else if (strcmp (payment->state, "returned") == 0)
    tell_payment (teller, line, payment, SN_STORY_CAME_BACK, payment->settled_on, "", g_strdup (payment->failure_reason));
  if (*payment->signed_by == '\0')
    return;
  tell_payment (teller, line, payment, SN_STORY_SIGNED, payment->signed_on, "",
                *payment->relation != '\0' ? g_strdup_printf ("%s, %s", payment->signed_by, payment->relation) : g_strdup (payment->signed_by));
}

static void
tell_one_payment (SnStoryTeller *teller, const SnStoryLine *line, const Payment *payment)
{
  gboolean left = strcmp (payment->state, "pending") != 0 && strcmp (payment->state, "void") != 0;

  tell_payment (teller, line, payment, payment->is_retry ? SN_STORY_TRIED_AGAIN : SN_STORY_BATCHED, payment->prepared_at,
                payment->prepared_by, describe_batch (payment));
  if (left && *payment->issued_at != '\0')
    tell_payment (teller, line, payment, SN_STORY_ISSUED, payment->issued_at, payment->issued_by, describe_batch (payment));
  tell_outcome (teller, line, payment);
}

static gboolean
tell_payments (SnStoryTeller *teller, const SnStoryLine *line, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (teller->connection, error, payments_sql, SN_INT (line->id));

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    {
      Payment payment;

      read_payment (statement, &payment);
      tell_one_payment (teller, line, &payment);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* ── Decisions ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* A decision names its lines in a list, and its first program: the list is looked for as text before it is read. */
static const char decisions_sql[] =
  "SELECT d.decision, d.reason, d.finding_id, o.name, d.made_at FROM decision d JOIN officer o ON o.id = d.officer_id"
  " WHERE instr (d.entitlements, ?1) > 0 AND EXISTS (SELECT 1 FROM json_each (d.entitlements) WHERE value = CAST (?1 AS INTEGER))";

static gboolean
tell_decisions (SnStoryTeller *teller, const SnStoryLine *line, GHashTable *told, GError **error)
{
  static const struct { const char *decision, *words; } decisions[] = {
    { "allow", N_ ("allowed") }, { "hold", N_ ("held") }, { "withdraw", N_ ("withdrawn") },
  };
  g_autofree char *id = g_strdup_printf ("%" G_GINT64_FORMAT, line->id);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (teller->connection, error, decisions_sql, SN_TEXT (id));

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    {
      gint64 finding_id = sn_statement_get_int64 (statement, 2);
      const char *decision = sn_statement_get_text (statement, 0);
      SnStoryEvent *event;

      /* One decision on two lines of the same person is one event. */
      if (!g_hash_table_add (told, g_memdup2 (&finding_id, sizeof finding_id)))
        continue;
      event = sn_story_tell (teller, SN_STORY_DECIDED, line, sn_statement_get_text (statement, 4));
      for (gsize i = 0; i < G_N_ELEMENTS (decisions); i++)
        if (strcmp (decisions[i].decision, decision) == 0)
          {
            g_free (event->words);
            event->words = g_strdup_printf ("%s · %s", _ (decisions[i].words), sn_statement_get_text (statement, 1));
          }
      event->amount_fen = 0;
      event->finding_id = finding_id;
      sn_story_set (&event->officer, sn_statement_get_text (statement, 3));
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

gboolean
sn_story_tell_money (SnStoryTeller *teller, GError **error)
{
  g_autoptr (GHashTable) told = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < teller->lines->len; i++)
    if (!tell_payments (teller, g_ptr_array_index (teller->lines, i), error) ||
        !tell_decisions (teller, g_ptr_array_index (teller->lines, i), told, error))
      return FALSE;
  return TRUE;
}
