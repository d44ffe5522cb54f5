/* sn-category-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-category-reach.h"

#include "sn-campaign.h"

void
sn_category_reach_free (SnCategoryReach *reach)
{
  if (reach == NULL)
    return;
  g_free (reach->code);
  g_free (reach->name);
  g_free (reach);
}

/* What is counted here is listed by the filter in sn-recipient-filter.c; a test holds the two together. Each way goes through an index. */
#define HAS_LINE(condition) \
  "EXISTS (SELECT 1 FROM entitlement e CROSS JOIN program g ON g.id = e.program_id WHERE " condition \
  "         AND g.campaign_id = c.id AND e.state <> 'withdrawn')"
#define HELD(holding) holding ".from_date <= c.as_of AND (" holding ".to_date IS NULL OR " holding ".to_date >= c.as_of)"
/* Who holds a category twice over, by periods that overlap, is one. */
static const char reach_sql[] =
  "SELECT k.id, k.code, k.name, count (p.id), sum (p.id IS NOT NULL AND (" HAS_LINE ("e.person_id = p.id")
  "       OR " HAS_LINE ("e.household_id = p.household_id") "))"
  "  FROM campaign c CROSS JOIN category k"
  "  LEFT JOIN person_category h ON h.category_id = k.id AND " HELD ("h") " AND NOT EXISTS (SELECT 1 FROM person_category x"
  "         WHERE x.person_id = h.person_id AND x.category_id = h.category_id AND x.id < h.id AND " HELD ("x") ")"
  "  LEFT JOIN person p ON p.id = h.person_id AND p.died_on IS NULL AND (p.moved_on IS NULL OR p.moved_on > c.delivery_due)"
  " WHERE c.id = ?1 AND k.id IN (SELECT w.category_id FROM program o JOIN benefit_rate r ON r.program_id = o.id"
  "                               JOIN rate_category w ON w.rate_id = r.id WHERE o.campaign_id = ?1)"
  " GROUP BY k.position, k.id ORDER BY k.position, k.id";

static const char unreached_sql[] =
  "SELECT count (DISTINCT p.id)"
  "  FROM campaign c CROSS JOIN (SELECT DISTINCT w.category_id AS id FROM program o JOIN benefit_rate r ON r.program_id = o.id"
  "                               JOIN rate_category w ON w.rate_id = r.id WHERE o.campaign_id = ?1) k"
  "  CROSS JOIN person_category h ON h.category_id = k.id AND " HELD ("h")
  "  CROSS JOIN person p ON p.id = h.person_id AND p.died_on IS NULL AND (p.moved_on IS NULL OR p.moved_on > c.delivery_due)"
  " WHERE c.id = ?1 AND NOT " HAS_LINE ("e.person_id = p.id") " AND NOT " HAS_LINE ("e.household_id = p.household_id");

gint64
sn_category_reach_count_unreached (SnConnection *connection, GError **error)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  gint64 count = 0;

  if (campaign == NULL || !sn_connection_get_int64 (connection, &count, error, unreached_sql, SN_INT (campaign->id)))
    return -1;
  return count;
}

GPtrArray *
sn_category_reach_list (SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_category_reach_free);
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) step_error = NULL;

  if (campaign == NULL)
    return NULL;
  statement = sn_connection_query (connection, error, reach_sql, SN_INT (campaign->id));
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnCategoryReach *reach = g_new0 (SnCategoryReach, 1);

      reach->id = sn_statement_get_int64 (statement, 0);
      reach->code = sn_statement_dup_text (statement, 1);
      reach->name = sn_statement_dup_text (statement, 2);
      reach->persons = sn_statement_get_int64 (statement, 3);
      reach->reached = sn_statement_get_int64 (statement, 4);
      reach->unreached = reach->persons - reach->reached;
      g_ptr_array_add (list, reach);
    }
  if (step_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}
