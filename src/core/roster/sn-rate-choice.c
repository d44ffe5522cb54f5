/* sn-rate-choice.c: which of a program's rates a line stands under.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-choice.h"

#include "sn-date.h"

/* One way to qualify: the person holds the first, and the household the second where it is set. */
typedef struct
{
  gint64 category_id;
  gint64 also_id;
} Way;

typedef struct
{
  SnBenefitRate *rate; /* the program's */
  GArray        *ways; /* Way */
  gint64         n_conditions;
} Option;

struct _SnRateChoice
{
  GArray   *options; /* Option, in the order in which they are tried */
  char     *age_on;
  gboolean  looks_at_household;
};

gboolean
sn_benefit_rate_is_fixed (const SnBenefitRate *rate)
{
  return !rate->discretionary && rate->min_fen == rate->max_fen;
}

gboolean
sn_benefit_rate_takes_amount (const SnBenefitRate *rate, gboolean has_amount, gint64 amount_fen)
{
  gint64 slack = rate->approximate ? SN_RATE_APPROXIMATE_PERCENT : 0;

  if (!has_amount)
    return sn_benefit_rate_is_fixed (rate) || rate->basis != NULL;
  if (rate->discretionary)
    return TRUE;
  /* Beyond any rate, and so large that the products below would not fit. */
  if (amount_fen > G_MAXINT64 / 200)
    return FALSE;
  return amount_fen * 100 >= rate->min_fen * (100 - slack) && amount_fen * 100 <= rate->max_fen * (100 + slack);
}

gboolean
sn_benefit_rate_age_is_met (const SnBenefitRate *rate, const char *birth_date, const char *age_on)
{
  GDate birth, day;

  if (rate->min_age == 0)
    return TRUE;
  if (birth_date == NULL || !sn_date_from_iso (birth_date, &birth) || !sn_date_from_iso (age_on, &day))
    return FALSE;
  return sn_date_age_years (&birth, &day) >= rate->min_age;
}

static void
clear_option (gpointer data)
{
  g_array_unref (((Option *) data)->ways);
}

static gboolean
load_ways (SnRateChoice *choice, SnConnection *connection, Option *option, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) ways =
    sn_connection_query (connection, error, "SELECT category_id, also_id FROM rate_category WHERE rate_id = ?1",
                         SN_INT (option->rate->id));

  if (ways == NULL)
    return FALSE;
  while (sn_statement_step (ways, &step_error))
    {
      Way way = { sn_statement_get_int64 (ways, 0), sn_statement_get_int64 (ways, 1) };

      g_array_append_val (option->ways, way);
      choice->looks_at_household |= way.also_id != 0;
    }
  if (step_error == NULL)
    return sn_connection_get_int64 (connection, &option->n_conditions, error, "SELECT count(*) FROM rate_condition WHERE rate_id = ?1",
                                    SN_INT (option->rate->id));
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

SnRateChoice *
sn_rate_choice_load (SnConnection *connection, SnProgram *program, SnCampaign *campaign, GError **error)
{
  g_autoptr (SnRateChoice) choice = g_new0 (SnRateChoice, 1);

  choice->age_on = g_strdup (campaign->age_on);
  choice->options = g_array_new (FALSE, TRUE, sizeof (Option));
  g_array_set_clear_func (choice->options, clear_option);
  for (guint i = 0; i < program->rates->len; i++)
    {
      Option option = { g_ptr_array_index (program->rates, i), g_array_new (FALSE, FALSE, sizeof (Way)) };

      gboolean is_loaded = load_ways (choice, connection, &option, error);

      g_array_append_val (choice->options, option);
      if (!is_loaded)
        return NULL;
    }
  return g_steal_pointer (&choice);
}

void
sn_rate_choice_free (SnRateChoice *choice)
{
  if (choice == NULL)
    return;
  g_clear_pointer (&choice->options, g_array_unref);
  g_free (choice->age_on);
  g_free (choice);
}

gboolean
sn_rate_choice_looks_at_household (SnRateChoice *choice)
{
  return choice->looks_at_household;
}

static gboolean
categories_hold (const Option *option, const SnRateQuestion *question)
{
  for (guint i = 0; i < option->ways->len; i++)
    {
      const Way *way = &g_array_index (option->ways, Way, i);

      if (question->holds (way->category_id, option->rate->as_of, FALSE, question->holds_data) &&
          (way->also_id == 0 || question->holds (way->also_id, option->rate->as_of, TRUE, question->holds_data)))
        return TRUE;
    }
  return FALSE;
}

static gboolean
conditions_hold (const Option *option, const SnRateQuestion *question)
{
  return option->n_conditions == 0 || (question->meets != NULL && question->meets (option->rate->id, question->holds_data));
}

SnRateAnswer
sn_rate_choice_choose (SnRateChoice *choice, const SnRateQuestion *question)
{
  enum { FITS_NOTHING, FITS_AMOUNT, FITS_AGE, FITS_CATEGORY, FITS_ALL, N_FITS };
  const Option *first[N_FITS] = { NULL, };
  guint count[N_FITS] = { 0, };
  int best = FITS_ALL;

  for (guint i = 0; i < choice->options->len; i++)
    {
      const Option *option = &g_array_index (choice->options, Option, i);
      gboolean age_met = sn_benefit_rate_age_is_met (option->rate, question->birth_date, choice->age_on) && conditions_hold (option, question);
      int fit = FITS_NOTHING;

      if (sn_benefit_rate_takes_amount (option->rate, question->has_amount, question->amount_fen))
        fit = categories_hold (option, question) ? (age_met ? FITS_ALL : FITS_CATEGORY) : (age_met ? FITS_AGE : FITS_AMOUNT);
      if (count[fit]++ == 0)
        first[fit] = option;
    }
  while (best > FITS_NOTHING && first[best] == NULL)
    best--;
  return (SnRateAnswer){
    .rate = first[best] != NULL ? first[best]->rate : NULL,
    /* Categories settle it, unless no amount says which of several is meant. */
    .assumed = count[best] > 1 && (best == FITS_AGE || best == FITS_AMOUNT || (best != FITS_NOTHING && !question->has_amount)),
    .outside = best == FITS_NOTHING,
  };
}
