/* sn-line-change.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-line-change.h"

#include "sn-entitlement-private.h"
#include "sn-fitting-sql.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-rate-choice.h"
#include "sn-rate-due.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* Both forms of a counted sentence, for xgettext: --keyword=COUNTED:1,2 */
#define COUNTED(singular, plural) singular, plural

typedef enum
{
  VERDICT_CAN,
  VERDICT_SAME,
  VERDICT_SUBMITTED,
  VERDICT_APPROVED,
  VERDICT_HELD,
  VERDICT_WITHDRAWN,
  VERDICT_OTHER_UNIT,
  VERDICT_NO_AMOUNT,
  N_VERDICTS,
} Verdict;

static const struct
{
  const char *singular;
  const char *plural;
} obstacle_words[N_VERDICTS] = {
  [VERDICT_SUBMITTED] = { COUNTED ("%u line is submitted. Return the roster first.", "%u lines are submitted. Return the roster first.") },
  [VERDICT_APPROVED] = { COUNTED ("%u line is approved. Hold and release it first; it is then approved anew.",
                                  "%u lines are approved. Hold and release them first; they are then approved anew.") },
  [VERDICT_HELD] = { COUNTED ("%u line is held. Release it first.", "%u lines are held. Release them first.") },
  [VERDICT_WITHDRAWN] = { COUNTED ("%u line was withdrawn for good.", "%u lines were withdrawn for good.") },
  [VERDICT_OTHER_UNIT] = { COUNTED ("%u line counts persons where the rate counts households, or the other way round. Withdraw it and list it anew.",
                                    "%u lines count persons where the rate counts households, or the other way round. Withdraw them and list them anew.") },
  [VERDICT_NO_AMOUNT] = { COUNTED ("%u line has an amount that the new rate does not foresee, and the rate has none of its own. Say how much it is.",
                                   "%u lines have amounts that the new rate does not foresee, and the rate has none of its own. Say how much it is.") },
};

/* A line before and after. */
typedef struct
{
  gint64  id;
  gint64  rate_id;
  gint64  before_fen;
  gint64  after_fen;
  Verdict verdict;
  gboolean is_outside;   /* @after_fen is not what the rate gives, or what is due under it */
  gboolean does_not_fit; /* whoever it names holds no category of the new rate */
} Line;

typedef struct
{
  SnProgram     *program;
  SnBenefitRate *new_rate; /* (nullable): the program's */
  char          *as_of;    /* the campaign's */
  GArray        *lines;    /* Line */
} Judgement;

static void
clear_judgement (Judgement *judgement)
{
  g_clear_pointer (&judgement->program, sn_program_free);
  g_clear_pointer (&judgement->lines, g_array_unref);
  g_clear_pointer (&judgement->as_of, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judgement, clear_judgement)

static void
free_obstacle (gpointer data)
{
  g_free (((SnLineObstacle *) data)->sentence);
  g_free (data);
}

void
sn_line_outlook_free (SnLineOutlook *outlook)
{
  if (outlook == NULL)
    return;
  g_clear_pointer (&outlook->obstacles, g_ptr_array_unref);
  g_free (outlook);
}

/* ── Judging ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_question (const SnLineChange *change, GError **error)
{
  if (change->ids == NULL || change->ids->len == 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("No line is chosen."));
  else if (change->rate_label == NULL && !change->has_amount)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Say which rate or amount the lines shall have."));
  else if (change->has_amount && change->amount_fen <= 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The amount must be above zero."));
  else
    return TRUE;
  return FALSE;
}

static SnBenefitRate *
find_rate_by_id (SnProgram *program, gint64 rate_id)
{
  for (guint i = 0; i < program->rates->len; i++)
    {
      SnBenefitRate *rate = g_ptr_array_index (program->rates, i);

      if (rate->id == rate_id)
        return rate;
    }
  return NULL;
}

static Verdict
judge_state (const char *state)
{
  static const struct
  {
    const char *state;
    Verdict     verdict;
  } verdicts[] = {
    { "listed", VERDICT_CAN }, { "submitted", VERDICT_SUBMITTED }, { "approved", VERDICT_APPROVED }, { "held", VERDICT_HELD },
    { "withdrawn", VERDICT_WITHDRAWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (verdicts); i++)
    if (strcmp (verdicts[i].state, state) == 0)
      return verdicts[i].verdict;
  g_return_val_if_reached (VERDICT_WITHDRAWN);
}

gboolean
sn_line_change_is_possible (const char *state)
{
  return judge_state (state) == VERDICT_CAN;
}

/* The officer's amount; else the new rate's own, or what is due under it; else the line keeps its own where the new rate takes it. */
static gboolean
find_amount (const SnLineChange *change, const SnBenefitRate *rate, const SnRateDue *due, Line *line)
{
  line->after_fen = line->before_fen;
  if (change->has_amount)
    line->after_fen = change->amount_fen;
  else if (due->state == SN_RATE_DUE_SET || (due->state == SN_RATE_DUE_OPEN && sn_benefit_rate_is_fixed (rate)))
    line->after_fen = due->least_fen;
  /* Nobody can say what is due: a line of the rate keeps what it has, another does not come under it without a word. */
  else if (due->state != SN_RATE_DUE_OPEN)
    return rate->id == line->rate_id;
  else
    return sn_benefit_rate_takes_amount (rate, TRUE, line->before_fen);
  return TRUE;
}

/* Whether whoever the line names holds what another rate asks for. As in findings, what a rate asks beyond a category is looked at there. */
static gboolean
read_fitting (SnConnection *connection, const Judgement *judgement, Line *line, GError **error)
{
  gint64 fits = 0;

  if (!sn_connection_get_int64 (connection, &fits, error,
                                "SELECT NOT EXISTS (SELECT 1 FROM rate_category WHERE rate_id = r.id)"
                                "  OR " SN_FITTING_WAY ("e.person_id", "r.id", "coalesce (r.as_of, ?3)")
                                "  FROM entitlement e, benefit_rate r WHERE e.id = ?1 AND r.id = ?2",
                                SN_INT (line->id), SN_INT (judgement->new_rate->id), SN_TEXT (judgement->as_of)))
    return FALSE;
  line->does_not_fit = fits == 0;
  return TRUE;
}

static gboolean
judge_line (SnConnection *connection, const Judgement *judgement, const SnLineChange *change, const char *state, const char *unit, Line *line,
            GError **error)
{
  const SnBenefitRate *rate = judgement->new_rate != NULL ? judgement->new_rate : find_rate_by_id (judgement->program, line->rate_id);
  SnRateDue due;

  line->verdict = judge_state (state);
  g_return_val_if_fail (rate != NULL, FALSE);
  if (line->verdict != VERDICT_CAN)
    return TRUE;
  if (!sn_rate_due_read_under (connection, rate, line->id, &due, error))
    return FALSE;
  if (rate->per_household != (strcmp (unit, "household") == 0))
    line->verdict = VERDICT_OTHER_UNIT;
  else if (!find_amount (change, rate, &due, line))
    line->verdict = VERDICT_NO_AMOUNT;
  else if (line->after_fen == line->before_fen && rate->id == line->rate_id)
    line->verdict = VERDICT_SAME;
  line->is_outside = !sn_rate_due_takes_amount (&due, rate, line->after_fen);
  return line->verdict != VERDICT_CAN || rate->id == line->rate_id || read_fitting (connection, judgement, line, error);
}

static gboolean
judge_lines (SnConnection *connection, const SnLineChange *change, Judgement *judgement, GError **error)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, "SELECT state, unit, rate_id, amount_fen FROM entitlement WHERE id = ?1 AND program_id = ?2",
                         SN_NULL, SN_NULL);

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < change->ids->len; i++)
    {
      gint64 *id = &g_array_index (change->ids, gint64, i);
      g_autoptr (GError) step_error = NULL;
      Line line = { .id = *id };

      if (!g_hash_table_add (seen, id))
        continue;
      sn_statement_rebind (statement, SN_INT (*id), SN_INT (judgement->program->id));
      if (!sn_statement_step (statement, &step_error))
        {
          if (step_error == NULL)
            step_error = g_error_new (SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no line of %s with the number %" PRId64 "."),
                                      judgement->program->code, *id);
          g_propagate_error (error, g_steal_pointer (&step_error));
          return FALSE;
        }
      line.rate_id = sn_statement_get_int64 (statement, 2);
      line.before_fen = sn_statement_get_int64 (statement, 3);
      if (!judge_line (connection, judgement, change, sn_statement_get_text (statement, 0), sn_statement_get_text (statement, 1), &line, error))
        return FALSE;
      g_array_append_val (judgement->lines, line);
    }
  return TRUE;
}

static gboolean
judge (SnConnection *connection, const SnLineChange *change, Judgement *judgement, GError **error)
{
  if (!check_question (change, error))
    return FALSE;
  judgement->program = sn_program_lookup (connection, change->program_code, error);
  if (judgement->program == NULL)
    return FALSE;
  if (change->rate_label != NULL)
    {
      g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);

      judgement->new_rate = campaign != NULL ? sn_program_find_rate (judgement->program, change->rate_label, error) : NULL;
      if (judgement->new_rate == NULL)
        return FALSE;
      judgement->as_of = g_strdup (campaign->as_of);
    }
  judgement->lines = g_array_new (FALSE, FALSE, sizeof (Line));
  return judge_lines (connection, change, judgement, error);
}

/* ── In words ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static int
compare_obstacles (gconstpointer a, gconstpointer b)
{
  const SnLineObstacle *first = *(SnLineObstacle *const *) a, *second = *(SnLineObstacle *const *) b;

  return (first->lines < second->lines) - (first->lines > second->lines);
}

static void
add_obstacle (GPtrArray *obstacles, Verdict verdict, guint lines)
{
  SnLineObstacle *obstacle;

  if (lines == 0 || obstacle_words[verdict].singular == NULL)
    return;
  obstacle = g_new (SnLineObstacle, 1);
  obstacle->lines = lines;
  obstacle->sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, obstacle_words[verdict].singular, obstacle_words[verdict].plural, lines),
                                        lines);
  g_ptr_array_add (obstacles, obstacle);
}

static SnLineOutlook *
sum_up (const Judgement *judgement)
{
  SnLineOutlook *outlook = g_new0 (SnLineOutlook, 1);
  guint counts[N_VERDICTS] = { 0 };

  outlook->obstacles = g_ptr_array_new_with_free_func (free_obstacle);
  for (guint i = 0; i < judgement->lines->len; i++)
    {
      const Line *line = &g_array_index (judgement->lines, Line, i);

      counts[line->verdict]++;
      if (line->verdict != VERDICT_CAN)
        continue;
      outlook->before_fen += line->before_fen;
      outlook->after_fen += line->after_fen;
      outlook->n_outside += line->is_outside ? 1 : 0;
      outlook->n_misfits += line->does_not_fit ? 1 : 0;
    }
  outlook->n_can = counts[VERDICT_CAN];
  outlook->n_same = counts[VERDICT_SAME];
  outlook->n_cannot = judgement->lines->len - outlook->n_can - outlook->n_same;
  for (Verdict verdict = 0; verdict < N_VERDICTS; verdict++)
    add_obstacle (outlook->obstacles, verdict, counts[verdict]);
  g_ptr_array_sort (outlook->obstacles, compare_obstacles);
  return outlook;
}

SnLineOutlook *
sn_line_change_judge (SnConnection *connection, const SnLineChange *change, GError **error)
{
  g_auto (Judgement) judgement = { NULL };

  return judge (connection, change, &judgement, error) ? sum_up (&judgement) : NULL;
}

/* ── Doing it ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_lines (SnTransaction *transaction, const Judgement *judgement, const char *reason, GError **error)
{
  g_autoptr (SnStatement) update =
    sn_connection_query (sn_transaction_get_connection (transaction), error,
                         "UPDATE entitlement SET rate_id = ?2, amount_fen = ?3,"
                         "  changed_by = " SN_ENTITLEMENT_SIGN ("?4") ", without_fitting = iif (?5, without_fitting, ?6),"
                         "  note = iif (?6 AND NOT ?5, iif (note = '', ?7, note || '；' || ?7), note)"
                         " WHERE id = ?1",
                         SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL);

  if (update == NULL)
    return FALSE;
  for (guint i = 0; i < judgement->lines->len; i++)
    {
      const Line *line = &g_array_index (judgement->lines, Line, i);

      if (line->verdict != VERDICT_CAN)
        continue;
      sn_statement_rebind (update, SN_INT (line->id), SN_INT (judgement->new_rate != NULL ? judgement->new_rate->id : line->rate_id),
                           SN_INT (line->after_fen), SN_INT (sn_transaction_get_officer (transaction)), SN_INT (judgement->new_rate == NULL || judgement->new_rate->id == line->rate_id),
                           SN_INT (line->does_not_fit), SN_TEXT (reason));
      if (!sn_statement_run (update, error))
        return FALSE;
    }
  return TRUE;
}

static void
describe (SnTransaction *transaction, const Judgement *judgement, const SnLineOutlook *outlook, const char *reason)
{
  g_autofree char *count = g_strdup_printf ("%u", outlook->n_can);
  g_autofree char *before = sn_money_format (outlook->before_fen);
  g_autofree char *after = sn_money_format (outlook->after_fen);

  sn_transaction_describe (transaction, "entitlements-change", judgement->program->code, count, before, after, reason, NULL);
}

gboolean
sn_line_change_apply (SnTransaction *transaction, const SnLineChange *change, const char *reason, SnLineOutlook **outlook, GError **error)
{
  g_auto (Judgement) judgement = { NULL };
  g_autoptr (SnLineOutlook) sums = NULL;
  g_autofree char *text = reason != NULL ? sn_text_trim (reason) : NULL;

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) || !sn_reason_is_given (reason, error) ||
      !judge (sn_transaction_get_connection (transaction), change, &judgement, error))
    return FALSE;
  sums = sum_up (&judgement);
  if (sums->n_can == 0 && sums->obstacles->len > 0)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED, ((const SnLineObstacle *) g_ptr_array_index (sums->obstacles, 0))->sentence);
      return FALSE;
    }
  if (sums->n_can > 0)
    {
      if (!write_lines (transaction, &judgement, text, error))
        return FALSE;
      describe (transaction, &judgement, sums, text);
    }
  if (outlook != NULL)
    *outlook = g_steal_pointer (&sums);
  return TRUE;
}
