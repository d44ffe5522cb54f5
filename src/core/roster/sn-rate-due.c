/* sn-rate-due.c: what is due to somebody under a rate, from what the registry knows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-due.h"

#include "sn-fitting-sql.h"
#include "sn-rate-choice.h"

SnRateDue
sn_rate_due_of_column (const SnBenefitRate *rate, SnStatement *row, int column)
{
  gint64 fact = sn_statement_get_int64 (row, column);

  return sn_rate_basis_tell_due (rate->basis, rate->min_fen, rate->max_fen, sn_statement_is_null (row, column) ? NULL : &fact);
}

/* @sql: of one row with the fact; ?1 is @id */
static gboolean
read_due (SnConnection *connection, const char *sql, const SnBenefitRate *rate, gint64 id, SnRateDue *due, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) row = NULL;

  *due = sn_rate_basis_tell_due (rate->basis, rate->min_fen, rate->max_fen, NULL);
  if (rate->basis == NULL)
    return TRUE;
  row = sn_connection_query (connection, error, sql, SN_INT (id), SN_RATE_KIND (rate->basis), SN_RATE_SOURCE (rate->basis));
  if (row == NULL)
    return FALSE;
  if (sn_statement_step (row, &step_error))
    *due = sn_rate_due_of_column (rate, row, 0);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

gboolean
sn_rate_due_read (SnConnection *connection, const SnBenefitRate *rate, gint64 person_id, SnRateDue *due, GError **error)
{
  return read_due (connection,
                   "SELECT " SN_FITTING_FACT ("?2", "?3", "p.id", "p.household_id", "p.town_id") " FROM person p WHERE p.id = ?1", rate, person_id,
                   due, error);
}

gboolean
sn_rate_due_read_under (SnConnection *connection, const SnBenefitRate *rate, gint64 entitlement_id, SnRateDue *due, GError **error)
{
  return read_due (connection,
                   "SELECT " SN_FITTING_FACT_OF_LINE ("?2", "?3") " FROM entitlement e JOIN person p ON p.id = e.person_id WHERE e.id = ?1", rate,
                   entitlement_id, due, error);
}

/* (nullable): the rate under which the line stands */
static const SnBenefitRate *
find_rate (GPtrArray *programs, gint64 rate_id)
{
  for (guint i = 0; i < programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (programs, i);

      for (guint j = 0; j < program->rates->len; j++)
        if (((const SnBenefitRate *) g_ptr_array_index (program->rates, j))->id == rate_id)
          return g_ptr_array_index (program->rates, j);
    }
  return NULL;
}

gboolean
sn_rate_due_read_of_line (SnConnection *connection, gint64 entitlement_id, char **text, GError **error)
{
  gint64 campaign_id = 0, rate_id = 0;
  const SnBenefitRate *rate = NULL;
  g_autoptr (GPtrArray) programs = NULL;
  SnRateDue due;

  *text = NULL;
  if (!sn_connection_get_int64 (connection, &campaign_id, error,
                                "SELECT g.campaign_id FROM entitlement e JOIN program g ON g.id = e.program_id WHERE e.id = ?1",
                                SN_INT (entitlement_id)) ||
      !sn_connection_get_int64 (connection, &rate_id, error, "SELECT rate_id FROM entitlement WHERE id = ?1", SN_INT (entitlement_id)))
    return FALSE;
  programs = campaign_id != 0 ? sn_program_list (connection, campaign_id, error) : g_ptr_array_new ();
  if (programs == NULL)
    return FALSE;
  rate = find_rate (programs, rate_id);
  if (rate == NULL || rate->basis == NULL)
    return TRUE;
  if (!sn_rate_due_read_under (connection, rate, entitlement_id, &due, error))
    return FALSE;
  *text = sn_rate_due_write (&due);
  return TRUE;
}

gboolean
sn_rate_due_takes_amount (const SnRateDue *due, const SnBenefitRate *rate, gint64 amount_fen)
{
  if (due->state == SN_RATE_DUE_OPEN)
    return sn_benefit_rate_takes_amount (rate, TRUE, amount_fen);
  return due->state == SN_RATE_DUE_SET && amount_fen == due->least_fen;
}
