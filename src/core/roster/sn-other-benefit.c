/* sn-other-benefit.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-other-benefit.h"

#include "sn-campaign.h"

/* A line of a household names one of its members, so all that a household gets is found by its members. The cross joins keep
 * SQLite on its way from the line over the household; the unary plus keeps it from walking through whole programs. */
static const char others_sql[] =
  "SELECT e.id, count(*), sum (o.amount_fen)"
  "  FROM entitlement e CROSS JOIN person p ON p.id = e.person_id"
  "  CROSS JOIN person m ON m.household_id = p.household_id"
  "  CROSS JOIN entitlement o ON o.person_id = m.id AND +o.program_id <> ?1 AND o.state IN ('listed', 'submitted', 'approved')"
  " WHERE e.program_id = ?1 AND +o.program_id IN (SELECT id FROM program WHERE campaign_id = ?2)"
  " GROUP BY e.id";

GHashTable *
sn_other_benefit_list (SnConnection *connection, const char *program_code, GError **error)
{
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autoptr (GHashTable) others = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) step_error = NULL;

  if (program == NULL)
    return NULL;
  statement = sn_connection_query (connection, error, others_sql, SN_INT (program->id), SN_INT (program->campaign_id));
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      gint64 line = sn_statement_get_int64 (statement, 0);
      SnOtherBenefit other = { (guint) sn_statement_get_int64 (statement, 1), sn_statement_get_int64 (statement, 2) };

      g_hash_table_insert (others, g_memdup2 (&line, sizeof line), g_memdup2 (&other, sizeof other));
    }
  if (step_error == NULL)
    return g_steal_pointer (&others);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}
