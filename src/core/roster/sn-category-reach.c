/* sn-category-reach.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-category-reach.h"

#include "sn-campaign.h"
#include "sn-numbered.h"

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
/* Who holds a category twice over, by periods that overlap, is one. It is asked category by category, in the order of persons; whether they get
 * something is looked up in what all lines of the campaign say: asking for each of them would take twice as long. */
static const char categories_sql[] =
  "SELECT id, code, name FROM category WHERE id IN (SELECT w.category_id FROM program o JOIN benefit_rate r ON r.program_id = o.id"
  "                                                 JOIN rate_category w ON w.rate_id = r.id WHERE o.campaign_id = ?1)"
  " ORDER BY position, id";
static const char holders_sql[] =
  "SELECT p.id, p.household_id FROM campaign c CROSS JOIN person_category h ON h.category_id = ?2 AND " HELD ("h")
  "  AND NOT EXISTS (SELECT 1 FROM person_category x"
  "         WHERE x.person_id = h.person_id AND x.category_id = h.category_id AND x.id < h.id AND " HELD ("x") ")"
  "  CROSS JOIN person p ON p.id = h.person_id AND p.died_on IS NULL AND (p.moved_on IS NULL OR p.moved_on > c.delivery_due)"
  " WHERE c.id = ?1";
static const char lines_sql[] =
  "SELECT e.person_id, e.household_id FROM program g CROSS JOIN entitlement e ON e.program_id = g.id"
  " WHERE g.campaign_id = ?1 AND e.state <> 'withdrawn'";

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

/* Who has a line, sorted. */
typedef struct
{
  GArray *persons;    /* SnNumbered */
  GArray *households;
} Reached;

static void
clear_reached (Reached *reached)
{
  g_clear_pointer (&reached->persons, g_array_unref);
  g_clear_pointer (&reached->households, g_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reached, clear_reached)

static void
add_number (GArray *numbers, gint64 number)
{
  SnNumbered item = { (guint64) number, 0 };

  g_array_append_val (numbers, item);
}

static gboolean
has_number (GArray *numbers, gint64 number)
{
  return sn_numbered_find ((const SnNumbered *) numbers->data, numbers->len, (guint64) number);
}

static gboolean
read_reached (Reached *reached, SnConnection *connection, gint64 campaign_id, GError **error)
{
  g_autoptr (SnStatement) lines = sn_connection_query (connection, error, lines_sql, SN_INT (campaign_id));
  g_autoptr (GError) step_error = NULL;

  if (lines == NULL)
    return FALSE;
  reached->persons = g_array_new (FALSE, FALSE, sizeof (SnNumbered));
  reached->households = g_array_new (FALSE, FALSE, sizeof (SnNumbered));
  while (sn_statement_step (lines, &step_error))
    {
      add_number (reached->persons, sn_statement_get_int64 (lines, 0));
      if (!sn_statement_is_null (lines, 1))
        add_number (reached->households, sn_statement_get_int64 (lines, 1));
    }
  sn_numbered_sort ((SnNumbered *) reached->persons->data, reached->persons->len);
  sn_numbered_sort ((SnNumbered *) reached->households->data, reached->households->len);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
count_holders (SnConnection *connection, gint64 campaign_id, const Reached *reached, SnCategoryReach *reach, GError **error)
{
  g_autoptr (SnStatement) holders = sn_connection_query (connection, error, holders_sql, SN_INT (campaign_id), SN_INT (reach->id));
  g_autoptr (GError) step_error = NULL;

  if (holders == NULL)
    return FALSE;
  while (sn_statement_step (holders, &step_error))
    {
      reach->persons++;
      if (has_number (reached->persons, sn_statement_get_int64 (holders, 0)) ||
          has_number (reached->households, sn_statement_get_int64 (holders, 1)))
        reach->reached++;
    }
  reach->unreached = reach->persons - reach->reached;
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* (transfer full): SnCategoryReach of whom nobody was counted yet */
static GPtrArray *
list_categories (SnConnection *connection, gint64 campaign_id, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_category_reach_free);
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, categories_sql, SN_INT (campaign_id));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnCategoryReach *reach = g_new0 (SnCategoryReach, 1);

      reach->id = sn_statement_get_int64 (statement, 0);
      reach->code = sn_statement_dup_text (statement, 1);
      reach->name = sn_statement_dup_text (statement, 2);
      g_ptr_array_add (list, reach);
    }
  if (step_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

GPtrArray *
sn_category_reach_list (SnConnection *connection, GError **error)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  g_autoptr (GPtrArray) list = NULL;
  g_auto (Reached) reached = { NULL };

  if (campaign == NULL || !read_reached (&reached, connection, campaign->id, error))
    return NULL;
  list = list_categories (connection, campaign->id, error);
  for (guint i = 0; list != NULL && i < list->len; i++)
    if (!count_holders (connection, campaign->id, &reached, g_ptr_array_index (list, i), error))
      return NULL;
  return g_steal_pointer (&list);
}
