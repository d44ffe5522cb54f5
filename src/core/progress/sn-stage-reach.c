/* sn-stage-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-stage-reach.h"

#include "sn-campaign.h"

/* As the figure keeper counts them: a household's benefit reaches the household, whoever is named for it. */
#define REACHED(where) \
  "count (DISTINCT iif ((" where ") AND e.household_id IS NULL, e.person_id, NULL)), count (DISTINCT iif (" where ", e.household_id, NULL))"

/* A payment that was tried again, or void, counts nowhere: so there is at most one for a line. */
static const char reach_sql[] =
  "SELECT " REACHED ("e.state = 'approved'") ", "
  REACHED ("m.state = 'issued' OR m.state = 'paid' OR m.state = 'failed' OR m.state = 'returned'") ", "
  REACHED ("m.state = 'paid'") ", " REACHED ("m.state = 'failed' OR m.state = 'returned'")
  " FROM program p CROSS JOIN entitlement e ON e.program_id = p.id"
  " LEFT JOIN payment m ON m.entitlement_id = e.id AND m.retried = 0 AND m.state <> 'void'"
  " WHERE p.campaign_id = ?1";

gboolean
sn_stage_reach_read (SnConnection *connection, gint64 campaign_id, SnStageReach *reach, GError **error)
{
  SnReach *const stages[] = { &reach->approved, &reach->issued, &reach->paid, &reach->failed };
  g_autoptr (SnStatement) statement = NULL;

  if (campaign_id == 0)
    {
      g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);

      if (campaign == NULL)
        return FALSE;
      campaign_id = campaign->id;
    }
  statement = sn_connection_query (connection, error, reach_sql, SN_INT (campaign_id));
  if (statement == NULL || !sn_statement_step (statement, error))
    return FALSE;
  for (int i = 0; i < (int) G_N_ELEMENTS (stages); i++)
    {
      stages[i]->persons = sn_statement_get_int64 (statement, 2 * i);
      stages[i]->households = sn_statement_get_int64 (statement, 2 * i + 1);
    }
  return TRUE;
}
