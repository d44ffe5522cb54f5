/* sn-eligibility.c: whether a person fits a rate, and what keeps him from it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-eligibility-private.h"

#include "sn-fitting-sql.h"
#include "sn-rate-due.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char *code;
  const char *name;
} misfits_known[SN_N_MISFITS] = {
  [SN_MISFIT_NONE] = { "", "" },
  [SN_MISFIT_FORBIDDEN] = { "forbidden", N_ ("forbidden beside another program") },
  [SN_MISFIT_HOUSEHOLD_LISTED] = { "household_listed", N_ ("household is listed already") },
  [SN_MISFIT_CONDITION] = { "condition", N_ ("a condition of the rate is not met") },
  [SN_MISFIT_AGE] = { "age", N_ ("age not reached") },
  [SN_MISFIT_HOUSEHOLD_CATEGORY] = { "household_category", N_ ("household lacks a category") },
  [SN_MISFIT_CATEGORY] = { "category", N_ ("category not held on the day") },
  [SN_MISFIT_LISTED] = { "listed", N_ ("listed already") },
  [SN_MISFIT_MOVED] = { "moved", N_ ("moved out of the district") },
  [SN_MISFIT_DIED] = { "died", N_ ("died") },
  [SN_MISFIT_UNKNOWN] = { "unknown", N_ ("not in the registry any more") },
};

const char *
sn_misfit_to_string (SnMisfit misfit)
{
  g_return_val_if_fail (misfit < SN_N_MISFITS, "");
  return misfits_known[misfit].code;
}

const char *
sn_misfit_get_name (SnMisfit misfit)
{
  g_return_val_if_fail (misfit < SN_N_MISFITS, "");
  return misfit == SN_MISFIT_NONE ? "" : _ (misfits_known[misfit].name);
}

SnMisfit
sn_misfit_set_get_furthest (SnMisfitSet set)
{
  SnMisfit misfit = SN_N_MISFITS - 1;

  while (misfit > SN_MISFIT_NONE && (set & SN_MISFIT_SET (misfit)) == 0)
    misfit--;
  return misfit;
}

/* ── The judge ──────────────────────────────────────────────────────────────────────────────────────────────────── */

enum { RATE_ID, FORBIDDEN, HOUSEHOLD_LISTED, CONDITIONS, AGE, WAY, LISTED, STAYS, ALIVE, HOUSEHOLD_ID, TOWN_ID, IS_HEAD };

/* WAY: 2: a category of the rate is held, and with it all that the way asks for; 1: a category is held; 0: none. It is looked for among
 * the person's categories, for most people have none. */
static const char judge_sql[] =
  "SELECT r.id, " SN_FITTING_FORBIDDEN ("p", "?2", "r.id", "r.unit") ", " SN_FITTING_HOUSEHOLD_LISTED ("p", "?2", "r.unit") ","
  "       " SN_FITTING_CONDITIONS ("p", "r.id", "?4") ", " SN_FITTING_AGE ("p", "coalesce (r.min_age, 0)", "?4") ","
  "       coalesce ((SELECT max (1 + " SN_FITTING_ALSO ("p.id", "w.also_id", "coalesce (r.as_of, ?3)") ")"
  "                    FROM person_category pk CROSS JOIN rate_category w ON w.rate_id = r.id AND w.category_id = pk.category_id"
  "                   WHERE pk.person_id = p.id AND " SN_FITTING_HELD ("pk", "coalesce (r.as_of, ?3)") "), 0),"
  "       " SN_FITTING_LISTED ("p", "?2") ", " SN_FITTING_STAYS ("p", "?5") ", " SN_FITTING_ALIVE ("p") ","
  "       p.household_id, coalesce (p.town_id, 0), h.head_id IS p.id"
  "  FROM person p CROSS JOIN household h ON h.id = p.household_id CROSS JOIN benefit_rate r ON r.program_id = ?2"
  " WHERE p.id = ?1 ORDER BY r.position, r.id";

gboolean
sn_eligibility_judge_init (SnEligibilityJudge *judge, SnConnection *connection, const char *program_code, GError **error)
{
  *judge = (SnEligibilityJudge){ .connection = connection };
  judge->program = sn_program_lookup (connection, program_code, error);
  if (judge->program == NULL)
    return FALSE;
  judge->campaign = sn_campaign_get_current (connection, error);
  if (judge->campaign == NULL)
    return FALSE;
  judge->statement = sn_connection_query (connection, error, judge_sql, SN_NULL, SN_INT (judge->program->id), SN_TEXT (judge->campaign->as_of),
                                          SN_TEXT (judge->campaign->age_on), SN_TEXT (judge->campaign->delivery_due));
  return judge->statement != NULL;
}

void
sn_eligibility_judge_clear (SnEligibilityJudge *judge)
{
  g_clear_pointer (&judge->statement, sn_statement_free);
  g_clear_pointer (&judge->campaign, sn_campaign_free);
  g_clear_pointer (&judge->program, sn_program_free);
}

static SnMisfitSet
read_misfits (SnStatement *row)
{
  static const SnMisfit by_way[] = { SN_MISFIT_CATEGORY, SN_MISFIT_HOUSEHOLD_CATEGORY, SN_MISFIT_NONE };
  const struct { int column; gboolean is_wanted; SnMisfit misfit; } questions[] = {
    { FORBIDDEN, FALSE, SN_MISFIT_FORBIDDEN }, { HOUSEHOLD_LISTED, FALSE, SN_MISFIT_HOUSEHOLD_LISTED },
    { CONDITIONS, TRUE, SN_MISFIT_CONDITION }, { AGE, TRUE, SN_MISFIT_AGE },
    { LISTED, FALSE, SN_MISFIT_LISTED },       { STAYS, TRUE, SN_MISFIT_MOVED },
    { ALIVE, TRUE, SN_MISFIT_DIED },
  };
  SnMisfit way = by_way[sn_statement_get_int64 (row, WAY)];
  SnMisfitSet set = way != SN_MISFIT_NONE ? SN_MISFIT_SET (way) : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (questions); i++)
    if ((sn_statement_get_int64 (row, questions[i].column) != 0) != questions[i].is_wanted)
      set |= SN_MISFIT_SET (questions[i].misfit);
  /* The person's own line is said already. */
  return (set & SN_MISFIT_SET (SN_MISFIT_LISTED)) != 0 ? set & ~SN_MISFIT_SET (SN_MISFIT_HOUSEHOLD_LISTED) : set;
}

gboolean
sn_eligibility_judge_person (SnEligibilityJudge *judge, gint64 person_id, SnJudgedPerson *person, SnMisfitSet *misfits, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  guint n = 0;

  *person = (SnJudgedPerson){ .person_id = person_id };
  sn_statement_rebind (judge->statement, SN_INT (person_id), SN_INT (judge->program->id), SN_TEXT (judge->campaign->as_of),
                       SN_TEXT (judge->campaign->age_on), SN_TEXT (judge->campaign->delivery_due));
  while (n < judge->program->rates->len && sn_statement_step (judge->statement, &step_error))
    {
      person->household_id = sn_statement_get_int64 (judge->statement, HOUSEHOLD_ID);
      person->town_id = sn_statement_get_int64 (judge->statement, TOWN_ID);
      person->is_head = sn_statement_get_int64 (judge->statement, IS_HEAD) != 0;
      g_assert (sn_statement_get_int64 (judge->statement, RATE_ID) == ((SnBenefitRate *) g_ptr_array_index (judge->program->rates, n))->id);
      misfits[n++] = read_misfits (judge->statement);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  for (; n < judge->program->rates->len; n++)
    misfits[n] = SN_MISFIT_SET (SN_MISFIT_UNKNOWN);
  return TRUE;
}

/* ── In words, for one person ───────────────────────────────────────────────────────────────────────────────────── */

static void
free_reason (gpointer data)
{
  g_free (((SnMisfitReason *) data)->sentence);
  g_free (data);
}

void
sn_rate_fit_free (SnRateFit *fit)
{
  if (fit == NULL)
    return;
  g_free (fit->rate_label);
  g_free (fit->ground);
  g_free (fit->due);
  g_clear_pointer (&fit->reasons, g_ptr_array_unref);
  g_free (fit);
}

char *
sn_eligibility_join_ground (GPtrArray *names, int min_age)
{
  g_autoptr (GString) joined = g_string_new (NULL);

  for (guint i = 0; i < names->len; i++)
    g_string_append_printf (joined, "%s%s", i > 0 ? "、" : "", (const char *) g_ptr_array_index (names, i));
  /* Translators: categories of a person, and an age that is reached */
  return min_age > 0 ? g_strdup_printf (_ ("%s; aged %d or more"), joined->str, min_age) : g_strdup (joined->str);
}

/* The categories of all ways in which the person fits, those of the person and of the household. */
static const char ways_sql[] =
  "SELECT c.name, a.name FROM rate_category w CROSS JOIN person_category pk ON pk.person_id = ?1 AND pk.category_id = w.category_id"
  "  JOIN category c ON c.id = w.category_id LEFT JOIN category a ON a.id = w.also_id"
  " WHERE w.rate_id = ?2 AND " SN_FITTING_HELD ("pk", "?3") " AND " SN_FITTING_ALSO ("?1", "w.also_id", "?3")
  " ORDER BY c.position, a.position";

static char *
say_ground (SnEligibilityJudge *judge, gint64 person_id, const SnBenefitRate *rate, GError **error)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) ways =
    sn_connection_query (judge->connection, error, ways_sql, SN_INT (person_id), SN_INT (rate->id), SN_TEXT (rate->as_of));

  if (ways == NULL)
    return NULL;
  while (sn_statement_step (ways, &step_error))
    for (int column = 0; column < 2; column++)
      {
        const char *name = sn_statement_get_text (ways, column);

        if (*name != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
          g_ptr_array_add (names, g_strdup (name));
      }
  if (step_error == NULL)
    return sn_eligibility_join_ground (names, rate->min_age);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gboolean
say_reasons (SnEligibilityJudge *judge, const SnJudgedPerson *person, const SnBenefitRate *rate, SnMisfitSet set, SnRateFit *fit, GError **error)
{
  for (SnMisfit misfit = SN_N_MISFITS - 1; misfit > SN_MISFIT_NONE; misfit--)
    {
      SnMisfitReason reason = { misfit, NULL };

      if ((set & SN_MISFIT_SET (misfit)) == 0)
        continue;
      reason.sentence = sn_eligibility_say_misfit (judge, person, rate, misfit, error);
      if (reason.sentence == NULL)
        return FALSE;
      g_ptr_array_add (fit->reasons, g_memdup2 (&reason, sizeof reason));
    }
  fit->ground = set == 0 ? say_ground (judge, person->person_id, rate, error) : g_strdup ("");
  return fit->ground != NULL;
}

static SnRateFit *
explain_rate (SnEligibilityJudge *judge, const SnJudgedPerson *person, const SnBenefitRate *rate, SnMisfitSet set, GError **error)
{
  g_autoptr (SnRateFit) fit = g_new0 (SnRateFit, 1);
  SnRateDue due;

  if (!sn_rate_due_read (judge->connection, rate, person->person_id, &due, error))
    return NULL;
  fit->rate_id = rate->id;
  fit->rate_label = g_strdup (rate->label);
  fit->per_household = rate->per_household;
  fit->discretionary = due.least_fen == 0;
  fit->min_fen = due.least_fen;
  fit->max_fen = due.most_fen;
  fit->due = sn_rate_due_say (&due);
  fit->reasons = g_ptr_array_new_with_free_func (free_reason);
  return say_reasons (judge, person, rate, set, fit, error) ? g_steal_pointer (&fit) : NULL;
}

GPtrArray *
sn_eligibility_explain (SnConnection *connection, const char *program_code, gint64 person_id, GError **error)
{
  g_autoptr (GPtrArray) fits = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_rate_fit_free);
  g_auto (SnEligibilityJudge) judge = { NULL };
  g_autofree SnMisfitSet *misfits = NULL;
  SnJudgedPerson person;

  if (!sn_eligibility_judge_init (&judge, connection, program_code, error))
    return NULL;
  misfits = g_new0 (SnMisfitSet, judge.program->rates->len + 1);
  if (!sn_eligibility_judge_person (&judge, person_id, &person, misfits, error))
    return NULL;
  for (guint i = 0; i < judge.program->rates->len; i++)
    {
      SnRateFit *fit;

      if ((misfits[i] & SN_MISFIT_SET (SN_MISFIT_UNKNOWN)) != 0)
        {
          g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("This person is not in the registry; the entry may have been taken back. Search again."));
          return NULL;
        }
      fit = explain_rate (&judge, &person, g_ptr_array_index (judge.program->rates, i), misfits[i], error);
      if (fit == NULL)
        return NULL;
      g_ptr_array_add (fits, fit);
    }
  return g_steal_pointer (&fits);
}
