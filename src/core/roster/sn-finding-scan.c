/* sn-finding-scan.c: one pass over the planned lines of a campaign, for the rules that compare them with each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

/* The person's household is known by the person's row alone, which is most of the cost: hence once, for all rules that need it. */
static const char scan_sql[] =
  "SELECT e.id, e.program_id, e.rate_id, e.person_id, coalesce (e.household_id, p.household_id), e.unit = 'household'"
  "  FROM program g CROSS JOIN entitlement e ON e.program_id = g.id CROSS JOIN person p ON p.id = e.person_id"
  " WHERE g.campaign_id = ?1 AND e.state" SN_PLANNED;

GArray *
sn_finding_scan (SnConnection *connection, gint64 campaign_id, GError **error)
{
  g_autoptr (GArray) scan = g_array_new (FALSE, FALSE, sizeof (SnScannedLine));
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, scan_sql, SN_INT (campaign_id));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnScannedLine line = {
        .id = sn_statement_get_int64 (statement, 0),
        .program_id = sn_statement_get_int64 (statement, 1),
        .rate_id = sn_statement_get_int64 (statement, 2),
        .person_id = sn_statement_get_int64 (statement, 3),
        .household_id = sn_statement_get_int64 (statement, 4),
        .per_household = sn_statement_get_int64 (statement, 5) != 0,
      };

      g_array_append_val (scan, line);
    }
  if (step_error == NULL)
    return g_steal_pointer (&scan);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}
