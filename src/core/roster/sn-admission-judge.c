/* sn-admission-judge.c: a verdict on each row of a roster: which rate, which amount, and whether it stands already.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include "sn-fitting-sql.h"
#include "sn-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

typedef struct
{
  AdmissionWork *work;
  GHashTable    *household_categories; /* HouseholdCategory: what this roster says of households */
  SnStatement   *household_holds;      /* what the registry says */
  SnStatement   *meets;                /* of the conditions of a rate; what the roster is about to say of the person it does not know */
  GError        *error;                /* of a query inside a callback */
} Judge;

typedef struct
{
  AdmissionHousehold *household;
  gint64              category_id;
} HouseholdCategory;

static void
clear_judge (Judge *judge)
{
  g_clear_pointer (&judge->household_categories, g_hash_table_unref);
  g_clear_pointer (&judge->household_holds, sn_statement_free);
  g_clear_pointer (&judge->meets, sn_statement_free);
  g_clear_error (&judge->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Judge, clear_judge)

/* ── The rate ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
hash_household_category (gconstpointer key)
{
  const HouseholdCategory *pair = key;

  return g_direct_hash (pair->household) * 31 + (guint) pair->category_id;
}

static gboolean
equal_household_category (gconstpointer a, gconstpointer b)
{
  const HouseholdCategory *first = a;
  const HouseholdCategory *second = b;

  return first->household == second->household && first->category_id == second->category_id;
}

/* A rate may ask for something that another member of the household brings (low income here, a disability there): the
 * roster's own rows count, wherever in the file they stand. */
static void
collect_household_categories (Judge *judge)
{
  for (guint i = 0; i < judge->work->rows->len; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (judge->work->admission->rows, i);
      const AdmissionPerson *person = g_array_index (judge->work->rows, AdmissionRow, i).person;
      HouseholdCategory pair;

      if (person == NULL || row->category_id == 0)
        continue;
      pair = (HouseholdCategory){ person->household, row->category_id };
      if (!g_hash_table_contains (judge->household_categories, &pair))
        g_hash_table_add (judge->household_categories, g_memdup2 (&pair, sizeof pair));
    }
}

static gboolean
household_holds (Judge *judge, AdmissionHousehold *household, gint64 category_id, const char *day)
{
  HouseholdCategory pair = { household, category_id };

  if (g_hash_table_contains (judge->household_categories, &pair))
    return TRUE;
  if (!household->exists || judge->error != NULL)
    return FALSE;
  sn_statement_rebind (judge->household_holds, SN_INT (household->id), SN_INT (category_id), SN_TEXT (day));
  return sn_statement_step (judge->household_holds, &judge->error);
}

typedef struct
{
  Judge             *judge;
  const SnRosterRow *row;
  AdmissionPerson   *person;
} Holder;

static gboolean
holds_category (gint64 category_id, const char *as_of, gboolean by_household, gpointer data)
{
  const Holder *holder = data;

  if (holder->row->category_id == category_id || sn_admission_holds (holder->judge->work, holder->person, category_id, as_of))
    return TRUE;
  return by_household && household_holds (holder->judge, holder->person->household, category_id, as_of);
}

/* Of somebody whom the registry does not know yet nothing is known that a condition could ask for. */
static gboolean
meets_conditions (gint64 rate_id, gpointer data)
{
  const Holder *holder = data;
  Judge *judge = holder->judge;

  if (!holder->person->exists || judge->error != NULL)
    return FALSE;
  sn_statement_rebind (judge->meets, SN_INT (holder->person->id), SN_INT (rate_id), SN_TEXT (judge->work->campaign->age_on));
  return sn_statement_step (judge->meets, &judge->error);
}

static const char *
get_birth_date (const AdmissionPerson *person, const SnRosterRow *row)
{
  const char *known = person->details != NULL ? person->details->birth_date : person->is_used ? person->row->birth_date : NULL;

  return is_given (known) ? known : row->birth_date;
}

/* The row's own words for the rate. Many offices write the amount there (1200元/户): that is no label, and the amount
 * column says it already. */
static SnBenefitRate *
find_written_rate (AdmissionWork *work, const SnRosterRow *row)
{
  g_autoptr (GError) unknown = NULL;
  SnBenefitRate *rate;

  if (!is_given (row->rate_text) || work->admission->rates_by_rule)
    return NULL;
  rate = sn_program_find_rate (work->program, row->rate_text, &unknown);
  if (rate == NULL && !g_unichar_isdigit (g_utf8_get_char (row->rate_text)))
    sn_admission_add_fault (work, row, "rate", SN_FAULT_WARNING, "rate_unknown", row->rate_text,
               g_strdup_printf (_("%s has no rate “%s”; one was chosen by category and amount. Check it."), work->program->code,
                                row->rate_text));
  return rate;
}

static char *
name_rate_amount (const SnBenefitRate *rate)
{
  g_autofree char *least = sn_money_format (rate->min_fen);
  g_autofree char *most = sn_money_format (rate->max_fen);

  return sn_benefit_rate_is_fixed (rate) ? g_steal_pointer (&least) : g_strdup_printf ("%s–%s", least, most);
}

/* @is_outside: (out): no rate takes the amount, and a warning says so */
static SnBenefitRate *
choose_rate (Judge *judge, const SnRosterRow *row, AdmissionPerson *person, gboolean *is_outside)
{
  AdmissionWork *work = judge->work;
  Holder holder = { judge, row, person };
  SnBenefitRate *rate = work->forced_rate != NULL ? work->forced_rate : find_written_rate (work, row);
  SnRateAnswer answer;

  *is_outside = FALSE;
  if (rate != NULL)
    return rate;
  answer = sn_rate_choice_choose (work->choice, &(SnRateQuestion){ get_birth_date (person, row), row->has_amount,
                                                                   row->amount_fen, holds_category, &holder, meets_conditions });
  if (answer.assumed)
    sn_admission_add_fault (work, row, "rate", SN_FAULT_WARNING, "rate_assumed", "",
               g_strdup_printf (_("Several rates of %s fit; “%s” was taken. Name the rate or the category in the file, or check it."),
                                work->program->code, answer.rate->label));
  *is_outside = answer.outside && row->has_amount;
  if (*is_outside)
    {
      g_autofree char *amount = sn_money_format (row->amount_fen);
      g_autofree char *due = name_rate_amount (answer.rate);

      sn_admission_add_fault (work, row, "amount", SN_FAULT_WARNING, "amount_outside_rate", amount,
                 g_strdup_printf (_("%s yuan fit no rate of %s; the row was taken under “%s” (%s yuan). Check the amount."), amount,
                                  work->program->code, answer.rate->label, due));
    }
  return answer.rate;
}

/* ── The verdict ────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Rows that were not cleaned by a reader, from a form for one line, may lack what every line needs. */
static gboolean
check_identity (AdmissionWork *work, const AdmissionRow *verdict, const SnRosterRow *row)
{
  if (row->rejected)
    return FALSE;
  if (verdict->person != NULL)
    return TRUE;
  if (!is_given (row->name))
    sn_admission_add_fault (work, row, "name", SN_FAULT_ERROR, "name_missing", "", g_strdup (_("The name is missing. Write it into the file.")));
  else
    sn_admission_add_fault (work, row, "document_number", SN_FAULT_ERROR, "id_missing", "", g_strdup (_("The document number is missing. Write it into the file.")));
  return FALSE;
}

/* Whether a later row may ask for this one's line: most rosters name everybody once. */
static gboolean
may_meet_again (const AdmissionRow *verdict)
{
  const AdmissionPerson *person = verdict->person;

  return person->exists || person->is_named_again ||
         (verdict->rate->per_household && (person->household->exists || person->household->n_joined > 1));
}

static void
judge_row (Judge *judge, AdmissionRow *verdict, const SnRosterRow *row)
{
  AdmissionWork *work = judge->work;
  gboolean is_outside, settled;

  verdict->verdict = ADMISSION_REJECTED;
  if (!check_identity (work, verdict, row))
    return;
  if (work->program == NULL)
    {
      sn_admission_accept_person (work, verdict->person, row);
      verdict->town_id = sn_admission_get_town (verdict->person);
      verdict->verdict = ADMISSION_LISTED;
      return;
    }
  verdict->rate = choose_rate (judge, row, verdict->person, &is_outside);
  if (judge->error != NULL || !sn_admission_settle_amount (work, verdict, row, is_outside, &settled, &judge->error) || !settled)
    return;
  sn_admission_accept_person (work, verdict->person, row);
  verdict->town_id = row->town_id != 0 ? row->town_id : sn_admission_get_town (verdict->person);
  sn_admission_settle_standing (work, verdict, row);
  if (verdict->verdict == ADMISSION_LISTED && may_meet_again (verdict))
    sn_admission_add_line (work,
                           (AdmissionLine){ .rate_id = verdict->rate->id,
                                            .person_id = verdict->person->id,
                                            .per_household = verdict->rate->per_household,
                                            .town_id = verdict->town_id,
                                            .amount_fen = verdict->amount_fen },
                           verdict->person, verdict->rate->per_household ? verdict->person->household : NULL);
}

gboolean
sn_admission_judge (AdmissionWork *work, GError **error)
{
  g_auto (Judge) judge = {
    .work = work,
    .household_categories = g_hash_table_new_full (hash_household_category, equal_household_category, g_free, NULL),
  };

  judge.household_holds =
    sn_connection_query (work->connection, error,
                         "SELECT 1 FROM person p CROSS JOIN person_category k ON k.person_id = p.id"
                         " WHERE p.household_id = ?1 AND k.category_id = ?2 AND k.from_date <= ?3"
                         "   AND (k.to_date IS NULL OR k.to_date >= ?3) LIMIT 1",
                         SN_NULL, SN_NULL, SN_NULL);
  judge.meets = sn_connection_query (work->connection, error, "SELECT 1 FROM person p WHERE p.id = ?1 AND " SN_FITTING_CONDITIONS ("p", "?2", "?3"),
                                     SN_NULL, SN_NULL, SN_NULL);
  if (judge.household_holds == NULL || judge.meets == NULL || !sn_admission_begin_dues (work, error))
    return FALSE;
  if (work->choice != NULL && sn_rate_choice_looks_at_household (work->choice))
    collect_household_categories (&judge);
  for (guint i = 0; i < work->rows->len; i++)
    {
      work->row = i;
      judge_row (&judge, &g_array_index (work->rows, AdmissionRow, i), g_ptr_array_index (work->admission->rows, i));
      if (judge.error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&judge.error));
          return FALSE;
        }
      if (!sn_admission_tick (work, i, work->rows->len, 0.15, 0.3, error))
        return FALSE;
    }
  return TRUE;
}
