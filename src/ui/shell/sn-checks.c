/* sn-checks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-checks.h"

#include "sn-category-reach.h"

static SnChecks *
make_checks (GPtrArray *take_findings, gboolean is_whole, GPtrArray *take_categories, GDateTime *take_made_at)
{
  SnChecks *checks = g_atomic_rc_box_new (SnChecks);

  *checks = (SnChecks){ take_findings, is_whole, take_categories, take_made_at };
  return checks;
}

SnChecks *
sn_checks_ref (SnChecks *checks)
{
  return g_atomic_rc_box_acquire (checks);
}

static void
clear_checks (gpointer data)
{
  SnChecks *checks = data;

  g_ptr_array_unref (checks->findings);
  g_clear_pointer (&checks->categories, g_ptr_array_unref);
  g_date_time_unref (checks->made_at);
}

void
sn_checks_unref (SnChecks *checks)
{
  g_atomic_rc_box_release_full (checks, clear_checks);
}

static SnChecks *
take_findings (SnConnection *connection, GPtrArray *take_findings, gboolean is_whole, GError **error)
{
  g_autoptr (GPtrArray) findings = take_findings;

  if (findings == NULL)
    return NULL;
  sn_finding_sort_for_work (findings);
  if (!sn_finding_word (connection, findings, 0, SN_CHECKS_FIRST_PAGE, error))
    return NULL;
  return make_checks (g_steal_pointer (&findings), is_whole, NULL, g_date_time_new_now_local ());
}

/* (nullable) */
static SnChecks *
make_without_campaign (SnConnection *connection)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, NULL);

  return campaign == NULL ? make_checks (g_ptr_array_new (), TRUE, g_ptr_array_new (), g_date_time_new_now_local ()) : NULL;
}

SnChecks *
sn_checks_look (SnConnection *connection, SnFindingMemory *memory, GError **error)
{
  SnChecks *checks = make_without_campaign (connection);

  return checks != NULL ? checks : take_findings (connection, sn_finding_memory_look (memory, connection, NULL, error), TRUE, error);
}

SnChecks *
sn_checks_look_first (SnConnection *connection, SnFindingMemory *memory, GError **error)
{
  SnChecks *checks = make_without_campaign (connection);
  GPtrArray *findings;
  gboolean is_whole = FALSE;

  if (checks != NULL)
    return checks;
  findings = sn_finding_memory_look_first (memory, connection, &is_whole, error);
  return take_findings (connection, findings, is_whole, error);
}

static gpointer
copy_finding (gconstpointer finding, gpointer data)
{
  return sn_finding_copy (finding);
}

SnChecks *
sn_checks_complete (SnChecks *checks, SnConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) findings = NULL;
  GPtrArray *categories;

  g_return_val_if_fail (checks->is_whole, NULL);

  if (checks->categories != NULL)
    return sn_checks_ref (checks);
  findings = g_ptr_array_copy (checks->findings, copy_finding, NULL);
  g_ptr_array_set_free_func (findings, (GDestroyNotify) sn_finding_free);
  if (!sn_finding_word (connection, findings, 0, findings->len, error) || g_cancellable_set_error_if_cancelled (cancellable, error))
    return NULL;
  categories = sn_category_reach_list (connection, error);
  return categories != NULL ? make_checks (g_steal_pointer (&findings), TRUE, categories, g_date_time_ref (checks->made_at)) : NULL;
}
