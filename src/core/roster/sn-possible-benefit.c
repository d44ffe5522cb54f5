/* sn-possible-benefit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-possible-benefit.h"

#include "sn-eligibility-private.h"
#include "sn-fitting-sql.h"
#include "sn-listing-private.h"
#include "sn-money.h"
#include "sn-person.h"
#include "sn-rate-due.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Each way in which the person fits a rate, the rates of a program in the order in which they are tried. The few dozen rates are walked
 * through, and the person's categories looked up for each: the cross joins keep SQLite from beginning with everybody who holds one. */
static const char possible_sql[] =
  "SELECT g.code, g.title, d.name, r.id, r.label, r.unit = 'household', r.discretionary, r.min_fen, r.max_fen, r.min_age, c.name, a.name"
  "  FROM person p CROSS JOIN program g ON g.campaign_id = ?2 CROSS JOIN benefit_rate r ON r.program_id = g.id"
  "  CROSS JOIN rate_category w ON w.rate_id = r.id"
  "  CROSS JOIN person_category pk ON pk.person_id = p.id AND pk.category_id = w.category_id"
  "  JOIN department d ON d.id = g.department_id JOIN category c ON c.id = w.category_id LEFT JOIN category a ON a.id = w.also_id"
  " WHERE p.id = ?1 AND " SN_FITTING_HERE ("p", "?5")
  "   AND " SN_FITTING_AGE ("p", "coalesce (r.min_age, 0)", "?4")
  "   AND " SN_FITTING_CONDITIONS ("p", "r.id", "?4")
  "   AND " SN_FITTING_HELD ("pk", "coalesce (r.as_of, ?3)")
  "   AND " SN_FITTING_ALSO ("p.id", "w.also_id", "coalesce (r.as_of, ?3)")
  "   AND NOT " SN_FITTING_LISTED ("p", "g.id") " AND NOT " SN_FITTING_HOUSEHOLD_LISTED ("p", "g.id", "r.unit")
  "   AND NOT " SN_FITTING_FORBIDDEN ("p", "g.id", "r.id", "r.unit")
  " ORDER BY g.department_id, g.number, g.id, r.position, r.id, c.position, a.position";

void
sn_possible_benefit_free (SnPossibleBenefit *possible)
{
  if (possible == NULL)
    return;
  g_free (possible->program);
  g_free (possible->program_title);
  g_free (possible->department);
  g_free (possible->rate_label);
  g_free (possible->ground);
  g_free (possible);
}

/* ── Listing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray         *found;   /* SnPossibleBenefit */
  SnPossibleBenefit *current; /* (nullable): the last of them, of which more ways may come */
  GPtrArray         *names;   /* char*: the categories of its ways, each once */
  int                min_age;
} Reading;

static void
clear_reading (Reading *reading)
{
  g_clear_pointer (&reading->found, g_ptr_array_unref);
  g_clear_pointer (&reading->names, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reading, clear_reading)

static void
note_name (Reading *reading, const char *name)
{
  if (*name != '\0' && !g_ptr_array_find_with_equal_func (reading->names, name, g_str_equal, NULL))
    g_ptr_array_add (reading->names, g_strdup (name));
}

static void
finish_current (Reading *reading)
{
  if (reading->current == NULL)
    return;
  reading->current->ground = sn_eligibility_join_ground (reading->names, reading->min_age);
  reading->current = NULL;
  g_ptr_array_set_size (reading->names, 0);
}

static void
start_program (Reading *reading, SnStatement *statement)
{
  SnPossibleBenefit *possible = g_new0 (SnPossibleBenefit, 1);

  possible->program = sn_statement_dup_text (statement, 0);
  possible->program_title = sn_statement_dup_text (statement, 1);
  possible->department = sn_statement_dup_text (statement, 2);
  possible->rate_id = sn_statement_get_int64 (statement, 3);
  possible->rate_label = sn_statement_dup_text (statement, 4);
  possible->per_household = sn_statement_get_int64 (statement, 5) != 0;
  possible->discretionary = sn_statement_get_int64 (statement, 6) != 0;
  possible->min_fen = sn_statement_get_int64 (statement, 7);
  possible->max_fen = sn_statement_get_int64 (statement, 8);
  reading->min_age = (int) sn_statement_get_int64 (statement, 9);
  reading->current = possible;
  g_ptr_array_add (reading->found, possible);
}

/* The first rate that fits wins: ways into a later one of the same program say nothing more. */
static void
take_way (Reading *reading, SnStatement *statement)
{
  gboolean is_same = reading->current != NULL && strcmp (reading->current->program, sn_statement_get_text (statement, 0)) == 0;

  if (is_same && reading->current->rate_id != sn_statement_get_int64 (statement, 3))
    return;
  if (!is_same)
    {
      finish_current (reading);
      start_program (reading, statement);
    }
  note_name (reading, sn_statement_get_text (statement, 10));
  note_name (reading, sn_statement_get_text (statement, 11));
}

/* Why it is this much stands with why the person gets it. */
static void
add_due (SnPossibleBenefit *possible, const SnRateDue *due)
{
  g_autofree char *ground = g_steal_pointer (&possible->ground), *why = sn_rate_due_say (due);

  /* Translators: why somebody gets something, and why it is so much */
  possible->ground = g_strdup_printf (_ ("%s; %s"), ground, why);
}

/* Where the amount follows from something: what is due to the person. */
static gboolean
tell_due (SnConnection *connection, gint64 person_id, GPtrArray *found, const SnProgram *program, GError **error)
{
  for (guint i = 0; i < found->len; i++)
    {
      SnPossibleBenefit *possible = g_ptr_array_index (found, i);
      const SnBenefitRate *rate = NULL;
      SnRateDue due;

      for (guint j = 0; j < program->rates->len && rate == NULL; j++)
        if (((const SnBenefitRate *) g_ptr_array_index (program->rates, j))->id == possible->rate_id)
          rate = g_ptr_array_index (program->rates, j);
      if (rate == NULL || rate->basis == NULL)
        continue;
      if (!sn_rate_due_read (connection, rate, person_id, &due, error))
        return FALSE;
      possible->min_fen = due.least_fen;
      possible->max_fen = due.most_fen;
      possible->discretionary = due.least_fen == 0;
      add_due (possible, &due);
    }
  return TRUE;
}

static GPtrArray *
tell_dues (SnConnection *connection, const SnCampaign *campaign, gint64 person_id, GPtrArray *take_found, GError **error)
{
  g_autoptr (GPtrArray) found = take_found;
  g_autoptr (GPtrArray) programs = sn_program_list (connection, campaign->id, error);

  for (guint i = 0; programs != NULL && i < programs->len; i++)
    if (!tell_due (connection, person_id, found, g_ptr_array_index (programs, i), error))
      return NULL;
  return programs != NULL ? g_steal_pointer (&found) : NULL;
}

static GPtrArray *
list_possible (SnConnection *connection, const SnCampaign *campaign, gint64 person_id, GError **error)
{
  g_auto (Reading) reading = { NULL };
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) ways = NULL;

  ways = sn_connection_query (connection, error, possible_sql, SN_INT (person_id), SN_INT (campaign->id), SN_TEXT (campaign->as_of),
                              SN_TEXT (campaign->age_on), SN_TEXT (campaign->delivery_due));
  if (ways == NULL)
    return NULL;
  reading.found = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_possible_benefit_free);
  reading.names = g_ptr_array_new_with_free_func (g_free);
  while (sn_statement_step (ways, &step_error))
    take_way (&reading, ways);
  finish_current (&reading);
  if (step_error == NULL)
    return tell_dues (connection, campaign, person_id, g_steal_pointer (&reading.found), error);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

GPtrArray *
sn_possible_benefit_list (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (SnPerson) person = sn_person_lookup (connection, person_id, error);
  g_autoptr (SnCampaign) campaign = NULL;
  g_autoptr (GError) local_error = NULL;

  if (person == NULL)
    return NULL;
  campaign = sn_campaign_get_current (connection, &local_error);
  if (campaign != NULL)
    return list_possible (connection, campaign, person_id, error);
  if (g_error_matches (local_error, SN_ERROR, SN_ERROR_NOT_FOUND))
    return g_ptr_array_new ();
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}

/* ── Adding ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Says in @error why there is no line for the person. */
static gboolean
refuse (SnConnection *connection, const SnListing *listing, const SnPerson *person, GError **error)
{
  const SnListingLine *line = &g_array_index (listing->lines, SnListingLine, 0);
  g_autoptr (GPtrArray) fits = sn_eligibility_explain (connection, listing->program->code, person->id, error);

  if (fits == NULL)
    return FALSE;
  for (guint i = 0; i < fits->len; i++)
    {
      const SnRateFit *fit = g_ptr_array_index (fits, i);
      const SnMisfitReason *reason = fit->reasons->len > 0 ? g_ptr_array_index (fit->reasons, 0) : NULL;

      if (line->verdict == SN_LISTING_NOT_DUE && fit->rate_id == line->rate_id)
        g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                     _("Nothing says how much is due to %s under “%s” of %s: %s. Bring in what is missing, or list the people one by one."),
                     person->name, fit->rate_label, listing->program->code, fit->due);
      else if (line->verdict == SN_LISTING_NO_AMOUNT && fit->rate_id == line->rate_id)
        g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                     _("“%s” of %s sets no amount: add the person on the department's page, with the amount."), fit->rate_label,
                     listing->program->code);
      else if (line->verdict == SN_LISTING_MISFIT && reason != NULL && reason->misfit == line->misfit)
        /* Translators: a person, a program's code, a whole sentence */
        g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _("%s was not listed in %s. %s"), person->name, listing->program->code,
                     reason->sentence);
      else
        continue;
      return FALSE;
    }
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _("%s fits no rate of %s."), person->name, listing->program->code);
  return FALSE;
}

gboolean
sn_possible_benefit_add (SnTransaction *transaction, gint64 person_id, const char *program_code, gint64 *amount_fen, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPerson) person = sn_person_lookup (connection, person_id, error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof person_id);
  g_autoptr (SnListing) listing = NULL;
  g_autofree char *amount = NULL;

  if (person == NULL)
    return FALSE;
  g_array_append_val (ids, person_id);
  listing = sn_listing_judge (connection, &(SnListingRequest){ .program_code = program_code, .person_ids = ids }, error);
  if (listing == NULL || (listing->n_can == 0 && !refuse (connection, listing, person, error)) ||
      !sn_listing_write (transaction, listing, NULL, error))
    return FALSE;
  if (amount_fen != NULL)
    *amount_fen = listing->amount_fen;
  amount = sn_money_format (listing->amount_fen);
  sn_transaction_describe (transaction, "roster-add", listing->program->code, amount, NULL);
  return TRUE;
}
