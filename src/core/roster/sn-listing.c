/* sn-listing.c: chosen people onto a program's roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-listing-private.h"

#include "sn-eligibility-private.h"
#include "sn-entitlement-private.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-rate-choice.h"
#include "sn-rate-due.h"

#include <glib/gi18n-lib.h>

#define FLUSH_ROWS 20000
/* Below this an index is kept up row by row. */
#define BULK_ROWS 5000

/* No reason is good enough for a second line, or for a line to the dead. */
#define NOT_TO_BE_OVERRIDDEN \
  (SN_MISFIT_SET (SN_MISFIT_LISTED) | SN_MISFIT_SET (SN_MISFIT_HOUSEHOLD_LISTED) | SN_MISFIT_SET (SN_MISFIT_DIED) \
   | SN_MISFIT_SET (SN_MISFIT_UNKNOWN))

void
sn_listing_free (SnListing *listing)
{
  if (listing == NULL)
    return;
  g_clear_pointer (&listing->program, sn_program_free);
  g_clear_pointer (&listing->lines, g_array_unref);
  g_clear_pointer (&listing->obstacles, g_ptr_array_unref);
  g_free (listing);
}

/* ── Judging ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const SnListingRequest *request;
  SnEligibilityJudge      judge;
  guint                   n_rates;
  const SnBenefitRate    *only;       /* (nullable): the rate that the officer named */
  GArray                 *persons;    /* SnJudgedPerson, as the listing's lines */
  GArray                 *misfits;    /* SnMisfitSet, n_rates for each person */
  GHashTable             *households; /* gint64 → the number of the line that stands for it, from 1 */
  SnListing              *listing;
  GError                 *error;      /* of a query while rates are tried */
} Work;

static void
clear_work (Work *work)
{
  sn_eligibility_judge_clear (&work->judge);
  g_clear_pointer (&work->persons, g_array_unref);
  g_clear_pointer (&work->misfits, g_array_unref);
  g_clear_pointer (&work->households, g_hash_table_unref);
  g_clear_pointer (&work->listing, sn_listing_free);
  g_clear_error (&work->error);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

static gboolean
check_request (Work *work, GError **error)
{
  const SnListingRequest *request = work->request;

  if (request->has_amount && request->amount_fen <= 0)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The amount must be above zero."));
      return FALSE;
    }
  if (request->reason != NULL && !sn_reason_is_given (request->reason, error))
    return FALSE;
  if (request->reason != NULL && request->rate_label == NULL)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                           _ ("Name the rate under which people who do not fit shall be listed."));
      return FALSE;
    }
  if (request->rate_label == NULL)
    return TRUE;
  work->only = sn_program_find_rate (work->judge.program, request->rate_label, error);
  return work->only != NULL;
}

/* What the file says of each of them. */
static gboolean
judge_persons (Work *work, GError **error)
{
  g_autofree SnMisfitSet *misfits = g_new0 (SnMisfitSet, work->n_rates + 1);
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < work->request->person_ids->len; i++)
    {
      gint64 *person_id = &g_array_index (work->request->person_ids, gint64, i);
      SnJudgedPerson person;

      if (!g_hash_table_add (seen, person_id))
        continue;
      if (!sn_eligibility_judge_person (&work->judge, *person_id, &person, misfits, error))
        return FALSE;
      g_array_append_val (work->persons, person);
      g_array_append_vals (work->misfits, misfits, work->n_rates);
    }
  return TRUE;
}

static SnMisfitSet
get_misfits (const Work *work, guint person, guint rate)
{
  return g_array_index (work->misfits, SnMisfitSet, person * work->n_rates + rate);
}

static gboolean
is_settled (const SnListingLine *line)
{
  return line->verdict == SN_LISTING_FITS || line->verdict == SN_LISTING_ANYWAY || line->verdict == SN_LISTING_NO_AMOUNT ||
         line->verdict == SN_LISTING_NOT_DUE;
}

/* Whether who comes displaces who stands for the household under the same rate: who fits goes before who is listed for a reason only, and of
 * two alike the head, whom the office knows the household by. */
static gboolean
goes_before (const SnJudgedPerson *person, gboolean fits, const SnListingLine *other)
{
  const gboolean other_fits = other->verdict != SN_LISTING_ANYWAY;

  return fits != other_fits ? fits : person->is_head;
}

/* FALSE: another of the chosen stands for the household. Who is displaced goes on to the next rate. */
static gboolean
take_household (Work *work, guint index, const SnBenefitRate *rate, gboolean fits)
{
  const SnJudgedPerson *person = &g_array_index (work->persons, SnJudgedPerson, index);
  guint standing = GPOINTER_TO_UINT (g_hash_table_lookup (work->households, &person->household_id));
  SnListingLine *other = standing > 0 ? &g_array_index (work->listing->lines, SnListingLine, standing - 1) : NULL;

  if (other != NULL && (other->rate_id != rate->id || !goes_before (person, fits, other)))
    return FALSE;
  if (other != NULL)
    *other = (SnListingLine){ .person_id = other->person_id, .verdict = SN_LISTING_COVERED };
  g_hash_table_insert (work->households, (gpointer) &person->household_id, GUINT_TO_POINTER (index + 1));
  return TRUE;
}

/* FALSE: nobody can say how much, or nothing */
static gboolean
find_amount (Work *work, guint index, const SnBenefitRate *rate, gint64 *amount_fen)
{
  SnRateDue due;

  *amount_fen = work->request->amount_fen;
  if (work->request->has_amount)
    return TRUE;
  if (!sn_rate_due_read (work->judge.connection, rate, g_array_index (work->persons, SnJudgedPerson, index).person_id, &due, &work->error))
    return FALSE;
  *amount_fen = due.least_fen;
  return due.state == SN_RATE_DUE_OPEN || due.state == SN_RATE_DUE_SET;
}

/* @amount_fen: (out): of a line */
static SnListingVerdict
settle (Work *work, guint index, const SnBenefitRate *rate, SnMisfitSet misfits, gint64 *amount_fen)
{
  const SnListingRequest *request = work->request;

  if (misfits != 0 && (request->reason == NULL || (misfits & NOT_TO_BE_OVERRIDDEN) != 0))
    return SN_LISTING_MISFIT;
  if (!find_amount (work, index, rate, amount_fen))
    return SN_LISTING_NOT_DUE;
  if (*amount_fen == 0)
    return SN_LISTING_NO_AMOUNT;
  if (request->has_amount && !sn_benefit_rate_takes_amount (rate, TRUE, request->amount_fen))
    return SN_LISTING_OTHER_AMOUNT;
  if (rate->per_household && !take_household (work, index, rate, misfits == 0))
    return SN_LISTING_COVERED;
  return misfits == 0 ? SN_LISTING_FITS : SN_LISTING_ANYWAY;
}

static void
try_rate (Work *work, guint index, guint rate_index)
{
  const SnBenefitRate *rate = g_ptr_array_index (work->judge.program->rates, rate_index);
  const SnJudgedPerson *person = &g_array_index (work->persons, SnJudgedPerson, index);
  SnListingLine *line = &g_array_index (work->listing->lines, SnListingLine, index);
  SnMisfitSet misfits = get_misfits (work, index, rate_index);
  gint64 amount_fen = 0;
  SnListingVerdict verdict = settle (work, index, rate, misfits, &amount_fen);

  /* Whose household stands already wants no amount of his own. */
  if (verdict == SN_LISTING_MISFIT ||
      (line->verdict == SN_LISTING_COVERED && (verdict == SN_LISTING_NO_AMOUNT || verdict == SN_LISTING_NOT_DUE || verdict == SN_LISTING_OTHER_AMOUNT)))
    return;
  line->verdict = verdict;
  line->rate_id = verdict != SN_LISTING_COVERED ? rate->id : 0;
  if (verdict != SN_LISTING_FITS && verdict != SN_LISTING_ANYWAY)
    return;
  line->misfit = sn_misfit_set_get_furthest (misfits);
  line->household_id = rate->per_household ? person->household_id : 0;
  line->town_id = person->town_id;
  line->amount_fen = amount_fen;
}

/* Rate by rate, as the candidates are found: so a household stands under the first rate that any of them fits. */
static gboolean
assign_rates (Work *work, GError **error)
{
  for (guint rate = 0; rate < work->n_rates; rate++)
    {
      if (work->only != NULL && work->only != g_ptr_array_index (work->judge.program->rates, rate))
        continue;
      for (guint i = 0; i < work->persons->len && work->error == NULL; i++)
        if (!is_settled (&g_array_index (work->listing->lines, SnListingLine, i)))
          try_rate (work, i, rate);
    }
  if (work->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&work->error));
  return FALSE;
}

/* Of all rates the one that is nearest, and of that what is furthest away. */
static SnMisfit
find_nearest (const Work *work, guint person)
{
  SnMisfit nearest = SN_N_MISFITS - 1;

  for (guint rate = 0; rate < work->n_rates; rate++)
    if (work->only == NULL || work->only == g_ptr_array_index (work->judge.program->rates, rate))
      nearest = MIN (nearest, sn_misfit_set_get_furthest (get_misfits (work, person, rate)));
  return nearest;
}

/* ── Summing up ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
count_obstacle (GPtrArray *obstacles, const SnListingLine *line)
{
  SnListingObstacle *obstacle;

  for (guint i = 0; i < obstacles->len; i++)
    {
      obstacle = g_ptr_array_index (obstacles, i);
      if (obstacle->verdict != line->verdict || obstacle->misfit != line->misfit)
        continue;
      obstacle->people++;
      return;
    }
  obstacle = g_new0 (SnListingObstacle, 1);
  obstacle->verdict = line->verdict;
  obstacle->misfit = line->misfit;
  obstacle->people = 1;
  g_ptr_array_add (obstacles, obstacle);
}

static void
sum_up (Work *work)
{
  SnListing *listing = work->listing;

  for (guint i = 0; i < listing->lines->len; i++)
    {
      SnListingLine *line = &g_array_index (listing->lines, SnListingLine, i);

      if (line->verdict == SN_LISTING_FITS || line->verdict == SN_LISTING_ANYWAY)
        {
          listing->n_can++;
          listing->n_anyway += line->verdict == SN_LISTING_ANYWAY ? 1 : 0;
          listing->amount_fen += line->amount_fen;
        }
      else if (line->verdict == SN_LISTING_COVERED)
        listing->n_covered++;
      else
        {
          if (line->verdict == SN_LISTING_MISFIT)
            line->misfit = find_nearest (work, i);
          listing->n_cannot++;
          count_obstacle (listing->obstacles, line);
        }
    }
  sn_listing_say_obstacles (listing->obstacles);
}

static void
prepare_lines (Work *work)
{
  for (guint i = 0; i < work->persons->len; i++)
    {
      const SnListingLine line = { .person_id = g_array_index (work->persons, SnJudgedPerson, i).person_id, .verdict = SN_LISTING_MISFIT };

      g_array_append_val (work->listing->lines, line);
    }
}

SnListing *
sn_listing_judge (SnConnection *connection, const SnListingRequest *request, GError **error)
{
  g_auto (Work) work = { .request = request };

  if (!sn_eligibility_judge_init (&work.judge, connection, request->program_code, error) || !check_request (&work, error))
    return NULL;
  work.n_rates = work.judge.program->rates->len;
  work.persons = g_array_new (FALSE, FALSE, sizeof (SnJudgedPerson));
  work.misfits = g_array_new (FALSE, FALSE, sizeof (SnMisfitSet));
  work.households = g_hash_table_new (g_int64_hash, g_int64_equal);
  work.listing = g_new0 (SnListing, 1);
  work.listing->lines = g_array_new (FALSE, FALSE, sizeof (SnListingLine));
  work.listing->obstacles = g_ptr_array_new_with_free_func (sn_listing_free_obstacle);
  if (!judge_persons (&work, error))
    return NULL;
  prepare_lines (&work);
  if (!assign_rates (&work, error))
    return NULL;
  sum_up (&work);
  work.listing->program = g_steal_pointer (&work.judge.program);
  return g_steal_pointer (&work.listing);
}

/* ── Listing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_line (SnTransaction *transaction, SnStatement *insert, const SnListing *listing, const SnListingLine *line, const char *note, GError **error)
{
  const SnEntitlementLine written = {
    .program_id = listing->program->id,
    .rate_id = line->rate_id,
    .person_id = line->person_id,
    .household_id = line->household_id,
    .town_id = line->town_id,
    .amount_fen = line->amount_fen,
    .note = line->verdict == SN_LISTING_ANYWAY ? note : NULL,
    .without_fitting = line->verdict == SN_LISTING_ANYWAY,
  };

  return sn_entitlement_insert_found (transaction, insert, &written, error);
}

gboolean
sn_listing_write (SnTransaction *transaction, const SnListing *listing, const char *note, GError **error)
{
  g_autoptr (SnStatement) insert = NULL;
  guint n_written = 0;

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (listing->n_can >= BULK_ROWS && (!sn_transaction_begin_bulk (transaction, "entitlement", listing->n_can, error) ||
                                      !sn_transaction_begin_inserts (transaction, error)))
    return FALSE;
  insert = sn_entitlement_prepare_insert (sn_transaction_get_connection (transaction), error);
  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < listing->lines->len; i++)
    {
      const SnListingLine *line = &g_array_index (listing->lines, SnListingLine, i);

      if (line->verdict != SN_LISTING_FITS && line->verdict != SN_LISTING_ANYWAY)
        continue;
      if (!write_line (transaction, insert, listing, line, note, error))
        return FALSE;
      if (++n_written % FLUSH_ROWS == 0 && !sn_transaction_flush_journal (transaction, error))
        return FALSE;
    }
  return sn_transaction_end_inserts (transaction, error);
}

static void
describe (SnTransaction *transaction, const SnListing *listing)
{
  g_autofree char *count = g_strdup_printf ("%u", listing->n_can);
  g_autofree char *n_anyway = g_strdup_printf ("%u", listing->n_anyway);
  g_autofree char *amount = sn_money_format (listing->amount_fen);

  if (listing->n_anyway > 0)
    sn_transaction_describe (transaction, "roster-add-anyway", listing->program->code, count, amount, n_anyway, NULL);
  else
    sn_transaction_describe (transaction, "roster-add-many", listing->program->code, count, amount, NULL);
}

gboolean
sn_listing_add (SnTransaction *transaction, const SnListingRequest *request, SnListing **listing, GError **error)
{
  g_autoptr (SnListing) judged = sn_listing_judge (sn_transaction_get_connection (transaction), request, error);

  if (judged == NULL)
    return FALSE;
  if (judged->n_can > 0)
    {
      if (!sn_listing_write (transaction, judged, request->reason, error))
        return FALSE;
      describe (transaction, judged);
    }
  if (listing != NULL)
    *listing = g_steal_pointer (&judged);
  return TRUE;
}
