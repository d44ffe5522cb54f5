/* sn-possible-benefit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-possible-benefit.h"

#include "sn-entitlement-private.h"
#include "sn-fitting-sql.h"
#include "sn-money.h"
#include "sn-person.h"

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
  "   AND " SN_FITTING_HELD ("pk", "coalesce (r.as_of, ?3)")
  "   AND " SN_FITTING_ALSO ("p.id", "w.also_id", "coalesce (r.as_of, ?3)")
  "   AND NOT EXISTS (SELECT 1 FROM entitlement e WHERE e.person_id = p.id AND +e.program_id = g.id AND " SN_FITTING_TAKEN ("e") ")"
  "   AND NOT (r.unit = 'household' AND EXISTS (SELECT 1 FROM entitlement e"
  "     WHERE e.household_id = p.household_id AND +e.program_id = g.id AND " SN_FITTING_TAKEN ("e") "))"
  " ORDER BY g.department_id, g.number, g.id, r.position, r.id, c.position, a.position";

static const char listed_sql[] =
  "SELECT EXISTS (SELECT 1 FROM entitlement e WHERE e.person_id = ?1 AND +e.program_id = ?3 AND " SN_FITTING_TAKEN ("e") ")"
  "    OR EXISTS (SELECT 1 FROM entitlement e WHERE e.household_id = ?2 AND +e.program_id = ?3 AND " SN_FITTING_TAKEN ("e") ")";

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
  g_autofree char *names = NULL;

  if (reading->current == NULL)
    return;
  g_ptr_array_add (reading->names, NULL);
  names = g_strjoinv ("、", (char **) reading->names->pdata);
  /* Translators: categories of a person, and an age that is reached */
  reading->current->ground = reading->min_age > 0 ? g_strdup_printf (_ ("%s; aged %d or more"), names, reading->min_age)
                                                  : g_steal_pointer (&names);
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
    return g_steal_pointer (&reading.found);
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

/* (nullable): why the program is not possible is said in @error */
static const SnPossibleBenefit *
find_possible (GPtrArray *found, SnConnection *connection, const SnPerson *person, const SnProgram *program, GError **error)
{
  gint64 is_listed = 0;

  for (guint i = 0; i < found->len; i++)
    {
      const SnPossibleBenefit *possible = g_ptr_array_index (found, i);

      if (strcmp (possible->program, program->code) == 0)
        return possible;
    }
  if (!sn_connection_get_int64 (connection, &is_listed, error, listed_sql, SN_INT (person->id), SN_INT (person->household_id),
                                SN_INT (program->id)))
    return NULL;
  if (is_listed != 0)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _("%s or the household is on the roster of %s already."), person->name, program->code);
  else
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _("%s fits no rate of %s."), person->name, program->code);
  return NULL;
}

static gboolean
list_person (SnTransaction *transaction, const SnPerson *person, const SnProgram *program, const SnPossibleBenefit *possible, GError **error)
{
  const SnEntitlementLine line = {
    .program_id = program->id,
    .rate_id = possible->rate_id,
    .person_id = person->id,
    .household_id = possible->per_household ? person->household_id : 0,
    .town_id = person->town_id,
    .amount_fen = possible->min_fen,
  };
  g_autoptr (SnStatement) insert = sn_entitlement_prepare_insert (sn_transaction_get_connection (transaction), error);

  return insert != NULL && sn_entitlement_insert (transaction, insert, &line, error);
}

gboolean
sn_possible_benefit_add (SnTransaction *transaction, gint64 person_id, const char *program_code, gint64 *amount_fen, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autoptr (SnPerson) person = program != NULL ? sn_person_lookup (connection, person_id, error) : NULL;
  g_autoptr (GPtrArray) found = person != NULL ? sn_possible_benefit_list (connection, person_id, error) : NULL;
  const SnPossibleBenefit *possible = found != NULL ? find_possible (found, connection, person, program, error) : NULL;
  g_autofree char *amount = NULL;

  if (possible == NULL)
    return FALSE;
  if (possible->discretionary)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _("“%s” of %s sets no amount: add the person on the department's page, with the amount."),
                   possible->rate_label, program->code);
      return FALSE;
    }
  if (!list_person (transaction, person, program, possible, error))
    return FALSE;
  if (amount_fen != NULL)
    *amount_fen = possible->min_fen;
  amount = sn_money_format (possible->min_fen);
  sn_transaction_describe (transaction, "roster-add", program->code, amount, NULL);
  return TRUE;
}
