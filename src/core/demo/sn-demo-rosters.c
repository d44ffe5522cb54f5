/* sn-demo-rosters.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-demo-rosters.h"

#include "sn-campaign.h"
#include "sn-demo-doubts.h"
#include "sn-demo-people.h"
#include "sn-payment-batch.h"
#include "sn-person.h"
#include "sn-roster.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define ROWS_A_PART 20000
#define PREPARER "沈晓芸"
#define REVIEWER "陆建平"
#define APPROVER "顾志明"

/* How far each program has come. */
typedef enum
{
  LISTED,     /* with doubts still to settle */
  SUBMITTED,
  APPROVED,
  DRAFT,      /* a batch prepared */
  READY,      /* the batch approved */
  ISSUED,     /* the bank has the file */
  ANSWERED,   /* with failed lines */
  RETRIED,    /* the failed lines in a second batch */
  CLOSED,
} Stage;

static const struct
{
  const char *program;
  Stage       stage;
} plan[] = {
  { "01.1", CLOSED },   { "03.1", ANSWERED }, { "03.2", RETRIED }, { "03.3", ISSUED },   { "03.5", ISSUED },
  { "03.6", READY },    { "03.7", APPROVED }, { "04.1", ANSWERED }, { "05.1", SUBMITTED }, { "06.1", CLOSED },
  { "07.1", DRAFT },    { "08.1", CLOSED },   { "09.1", SUBMITTED }, { "09.2", ISSUED },  { "10.1", READY },
  { "10.2", ANSWERED }, { "10.3", APPROVED }, { "10.4", CLOSED },  { "10.5", SUBMITTED }, { "11.1", LISTED },
  { "12.1", APPROVED }, { "13.1", DRAFT },    { "13.2", ISSUED },  { "14.1", LISTED },
  /* Last, for it is for those whom nobody else lists. */
  { "03.4", LISTED },
};

typedef struct
{
  guint64     seed;
  const char *program_code;
  gint64      batch_id;
  Stage       stage;
  gint64      listed;
  guint       failed;
  GHashTable *households;   /* gint64*: listed once in the program, under whichever rate; (nullable) outside the listing */
} Job;

/* ── Listing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Who holds a category of the rate, with the category that must be held as well by somebody of the household; each person
 * once in a program. Every ninth of them stays out: somebody who should be helped and is not. */
#define CANDIDATES                                                                                                     \
  "SELECT p.id, p.household_id, p.town_id FROM person p WHERE p.id IN (SELECT c.person_id FROM rate_category rc"        \
  " JOIN person_category c ON c.category_id = rc.category_id JOIN person q ON q.id = c.person_id WHERE rc.rate_id = ?1"   \
  " AND (rc.also_id = 0 OR EXISTS (SELECT 1 FROM person m CROSS JOIN person_category mc ON mc.person_id = m.id"         \
  " AND mc.category_id = rc.also_id WHERE m.household_id = q.household_id)))"                                           \
  " AND NOT EXISTS (SELECT 1 FROM entitlement e WHERE e.program_id = ?2 AND e.person_id = p.id)"                        \
  " AND p.id % 9 <> 4 ORDER BY p.town_id, p.id"

static gint64
draw_amount (const SnBenefitRate *rate, SnDice *dice)
{
  gint64 steps;

  if (rate->discretionary)
    return 50000 + sn_dice_below (dice, 16) * 10000;
  steps = (rate->max_fen - rate->min_fen) / 10000;
  return rate->min_fen + (steps > 0 ? sn_dice_below (dice, (guint) steps + 1) * 10000 : 0);
}

typedef struct
{
  gint64 person_id;
  gint64 household_id;
  gint64 town_id;
} Candidate;

/* Whom a rate with an age ?1 takes too early: those who reach it within ten months after ?2. At most ?4, outside program ?3. */
#define TOO_YOUNG \
  "SELECT p.id, p.household_id, p.town_id FROM person p" \
  " WHERE p.birth_date > date (?2, '-' || ?1 || ' years') AND p.birth_date < date (?2, '-' || ?1 || ' years', '+300 days')" \
  " AND NOT EXISTS (SELECT 1 FROM entitlement e WHERE e.program_id = ?3 AND e.person_id = p.id) ORDER BY p.id LIMIT ?4"

static GArray *
read_candidates (SnStatement *take_statement, GError **error)
{
  g_autoptr (GArray) candidates = g_array_new (FALSE, FALSE, sizeof (Candidate));
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) statement = take_statement;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &local_error))
    {
      Candidate candidate = { sn_statement_get_int64 (statement, 0), sn_statement_get_int64 (statement, 1),
                              sn_statement_get_int64 (statement, 2) };

      g_array_append_val (candidates, candidate);
    }
  if (local_error == NULL)
    return g_steal_pointer (&candidates);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* Whom no policy covers may have 临时补助: a household that stands on no roster. One in forty was overlooked. */
static gboolean
is_covered (SnConnection *connection, const Candidate *candidate, SnDice *dice, gboolean *covered, GError **error)
{
  gint64 stands = 0;

  if (!sn_connection_get_int64 (connection, &stands, error,
                                "SELECT EXISTS (SELECT 1 FROM entitlement WHERE household_id = ?1)"
                                " OR EXISTS (SELECT 1 FROM person m CROSS JOIN entitlement e ON e.person_id = m.id WHERE m.household_id = ?1)",
                                SN_INT (candidate->household_id)))
    return FALSE;
  *covered = stands != 0 && sn_dice_below (dice, 40) != 0;
  return TRUE;
}

static gboolean
insert_line (SnTransaction *transaction, SnStatement *insert, const SnProgram *program, const SnBenefitRate *rate,
             const Candidate *candidate, gint64 town_id, gint64 amount_fen, Job *job, GError **error)
{
  sn_statement_rebind (insert, SN_INT (sn_transaction_next_id (transaction, "entitlement")), SN_INT (program->id),
                       SN_INT (rate->id), SN_TEXT (rate->per_household ? "household" : "person"), SN_INT (candidate->person_id),
                       rate->per_household ? SN_INT (candidate->household_id) : SN_NULL, SN_INT_OR_NULL (town_id),
                       SN_INT (amount_fen), SN_INT (sn_transaction_get_officer (transaction)));
  if (!sn_statement_run (insert, error))
    return FALSE;
  return ++job->listed % ROWS_A_PART != 0 || sn_transaction_flush_journal (transaction, error);
}

/* One in three hundred of those who have the age, and one in the smallest district. */
static gboolean
list_too_young (SnTransaction *transaction, SnStatement *insert, const SnProgram *program, const SnBenefitRate *rate, guint n_listed,
                Job *job, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  g_autoptr (GArray) early = NULL;

  if (campaign == NULL)
    return FALSE;
  early = read_candidates (sn_connection_query (connection, error, TOO_YOUNG, SN_INT (rate->min_age), SN_TEXT (campaign->age_on),
                                                SN_INT (program->id), SN_INT (n_listed / 300 + 1)), error);
  if (early == NULL)
    return FALSE;
  for (guint i = 0; i < early->len; i++)
    {
      const Candidate *candidate = &g_array_index (early, Candidate, i);

      if (!insert_line (transaction, insert, program, rate, candidate, candidate->town_id, rate->min_fen, job, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
list_rate (SnTransaction *transaction, const SnProgram *program, const SnBenefitRate *rate, Job *job, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (GArray) candidates = read_candidates (
    sn_connection_query (connection, error, CANDIDATES, SN_INT (rate->id), SN_INT (program->id)), error);
  g_autoptr (SnStatement) insert = NULL;

  if (candidates == NULL)
    return FALSE;
  insert = sn_connection_query (connection, error,
                                "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, town_id, amount_fen,"
                                " listed_by) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                                SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL);
  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < candidates->len; i++)
    {
      const Candidate *candidate = &g_array_index (candidates, Candidate, i);
      SnDice dice = sn_dice_for (job->seed, 900 + (guint64) rate->id, (guint64) candidate->person_id);
      gint64 amount_fen = draw_amount (rate, &dice);
      gboolean doubtful = job->stage == LISTED && i % 60 == 10;
      gboolean covered = FALSE;

      if (rate->discretionary && !is_covered (connection, candidate, &dice, &covered, error))
        return FALSE;
      if (covered)
        continue;
      if (rate->per_household &&
          !g_hash_table_add (job->households, g_memdup2 (&candidate->household_id, sizeof candidate->household_id)))
        continue;
      /* Where a roster is still open, two towns have listed the same person, and an amount is off. */
      if (job->stage == LISTED && i % 60 == 30)
        amount_fen += 12300;
      if (!insert_line (transaction, insert, program, rate, candidate, candidate->town_id, amount_fen, job, error))
        return FALSE;
      if (doubtful && !insert_line (transaction, insert, program, rate, candidate,
                                    g_array_index (candidates, Candidate, (i + 7) % candidates->len).town_id, amount_fen, job, error))
        return FALSE;
    }
  return rate->min_age == 0 || candidates->len == 0 ||
         list_too_young (transaction, insert, program, rate, candidates->len, job, error);
}

static gboolean
list_program (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (SnProgram) program = sn_program_lookup (sn_transaction_get_connection (transaction), job->program_code, error);
  g_autoptr (GHashTable) households = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autofree char *count_text = NULL;

  if (program == NULL)
    return FALSE;
  job->households = households;
  for (guint i = 0; i < program->rates->len; i++)
    if (!list_rate (transaction, program, g_ptr_array_index (program->rates, i), job, error))
      return FALSE;
  job->households = NULL;
  count_text = g_strdup_printf ("%" G_GINT64_FORMAT, job->listed);
  if (job->listed > 0)
    sn_transaction_describe (transaction, "demo-roster", job->program_code, count_text, NULL);
  return TRUE;
}

/* ── The steps, as officers take them ───────────────────────────────────────────────────────────────────────────── */

static gboolean
submit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  SnRosterStep step;

  return sn_roster_submit (transaction, ((Job *) data)->program_code, 0, &step, error);
}

static gboolean
approve (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  SnRosterStep step;

  return sn_roster_approve (transaction, ((Job *) data)->program_code, 0, &step, error);
}

static gboolean
create_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  const SnPaymentBatchDetails details = { "区领导走访组", "2025-01-16", "青采示〔2025〕018号" };
  guint left_out;

  return sn_payment_batch_create (transaction, job->program_code, NULL, 0, &details, &job->batch_id, &left_out, error);
}

static gboolean
approve_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_approve (transaction, ((Job *) data)->batch_id, error);
}

static gboolean
issue_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_issue (transaction, ((Job *) data)->batch_id, NULL, error);
}

static gboolean
is_bank_batch (SnConnection *connection, gint64 batch_id)
{
  gint64 is_bank = 0;

  return sn_connection_get_int64 (connection, &is_bank, NULL, "SELECT channel = 'bank' FROM payment_batch WHERE id = ?1",
                                  SN_INT (batch_id)) && is_bank != 0;
}

#define DAY_SETTLED "2025-01-20"

/* The bank pays; one line in forty comes back, for reasons of all kinds, unless the program is to be closed. */
static gboolean
answer_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const reasons[] = { "户名不符", "账户已销户", "账户冻结", "账号不存在" };
  Job *job = data;
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (GPtrArray) payments = NULL;
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_answer_row_free);
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *file_name = g_strdup_printf ("%s.xlsx", job->program_code);
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, file_name, -1);
  const char *day = sn_transaction_get_today (transaction);
  SnAnswerResult result;
  guint signed_lines;

  /* Nothing is signed for before its day has come. */
  if (strcmp (day, DAY_SETTLED) > 0)
    day = DAY_SETTLED;
  if (!is_bank_batch (connection, job->batch_id))
    return sn_payment_batch_sign (transaction, job->batch_id, lines, day, NULL, NULL, &signed_lines, error);
  payments = sn_payment_batch_payments (connection, job->batch_id, error);
  if (payments == NULL)
    return FALSE;
  for (guint i = 0; i < payments->len; i++)
    {
      const SnPayment *payment = g_ptr_array_index (payments, i);
      SnAnswerRow *row = g_new0 (SnAnswerRow, 1);

      row->row = i + 2;
      row->line = payment->line;
      row->account_number = g_strdup (payment->account_number);
      row->name = g_strdup (payment->account_holder);
      row->has_amount = TRUE;
      row->amount_fen = payment->amount_fen;
      row->paid = job->stage == CLOSED || i % 40 != 11;
      row->reason = g_strdup (row->paid ? "" : reasons[(i / 40) % G_N_ELEMENTS (reasons)]);
      row->settled_on = g_strdup (day);
      g_ptr_array_add (rows, row);
    }
  if (!sn_payment_batch_answer (transaction, job->batch_id, file_name, sha256, rows, faults, &result, error))
    return FALSE;
  job->failed = result.failed;
  return TRUE;
}

static gboolean
draw_new_account (SnTransaction *transaction, Job *job, gint64 person_id, GError **error)
{
  g_autoptr (SnPerson) person = sn_person_lookup (sn_transaction_get_connection (transaction), person_id, error);
  SnDice dice = sn_dice_for (job->seed, 1900, (guint64) person_id);

  if (person == NULL)
    return FALSE;
  g_free (person->account_number);
  person->account_number = sn_demo_draw_account (&dice);
  return sn_person_update (transaction, person, error);
}

/* Somebody asked around: whose payment came back has told another account. */
static gboolean
correct_payees (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;
  g_autoptr (GPtrArray) payments = sn_payment_batch_payments (sn_transaction_get_connection (transaction), job->batch_id, error);
  g_autofree char *count_text = g_strdup_printf ("%u", job->failed);

  if (payments == NULL)
    return FALSE;
  for (guint i = 0; i < payments->len; i++)
    {
      const SnPayment *payment = g_ptr_array_index (payments, i);

      if (strcmp (payment->state, "failed") == 0 && !draw_new_account (transaction, job, payment->person_id, error))
        return FALSE;
    }
  sn_transaction_describe (transaction, "demo-correct", job->program_code, count_text, NULL);
  return TRUE;
}

static gboolean
retry_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 new_batch_id;
  guint left_behind;

  return sn_payment_batch_retry (transaction, ((Job *) data)->batch_id, FALSE, &new_batch_id, &left_behind, error);
}

static gboolean
close_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_close (transaction, ((Job *) data)->batch_id, error);
}

/* In the order of the stages: what is done to reach each, and by whom. */
static const struct
{
  Stage       stage;
  const char *officer;
  SnWriteFunc step;
} steps[] = {
  { LISTED, PREPARER, list_program },   { SUBMITTED, REVIEWER, submit },      { APPROVED, APPROVER, approve },
  { DRAFT, PREPARER, create_batch },    { READY, APPROVER, approve_batch },   { ISSUED, REVIEWER, issue_batch },
  { ANSWERED, REVIEWER, answer_batch }, { RETRIED, PREPARER, correct_payees }, { RETRIED, PREPARER, retry_batch },
  { CLOSED, APPROVER, close_batch },
};

static gboolean
bring_program_along (SnWorkspace *workspace, Job *job, GCancellable *cancellable, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps) && steps[i].stage <= job->stage; i++)
    {
      if (steps[i].stage == RETRIED && (job->stage == CLOSED || job->failed == 0))
        continue;
      if (!sn_workspace_set_officer (workspace, steps[i].officer, error) ||
          sn_workspace_write (workspace, steps[i].step, job, cancellable, error) == 0)
        return FALSE;
      /* Too small a district may have nobody for a program: it stays as the catalogue made it. */
      if (job->listed == 0)
        return TRUE;
    }
  return TRUE;
}

gboolean
sn_demo_fill_rosters (SnWorkspace *workspace, guint64 seed, void (*progress) (double fraction, const char *sentence, gpointer data),
                      gpointer progress_data, GCancellable *cancellable, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (plan); i++)
    {
      Job job = { seed, plan[i].program, 0, plan[i].stage };

      if (progress != NULL)
        progress ((double) i / G_N_ELEMENTS (plan), _ ("Filling the rosters…"), progress_data);
      if (!bring_program_along (workspace, &job, cancellable, error))
        {
          g_prefix_error (error, "%s: ", plan[i].program);
          return FALSE;
        }
    }
  return sn_workspace_set_officer (workspace, REVIEWER, error) &&
         sn_workspace_write (workspace, sn_demo_add_doubts, NULL, cancellable, error) != 0 &&
         sn_workspace_set_officer (workspace, NULL, error);
}
