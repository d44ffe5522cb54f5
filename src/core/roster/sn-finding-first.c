/* sn-finding-first.c: what stands first in the order of work: who stands twice, and where programs meet. That takes of each line only whose it is,
 * and of the registry only who lives where, which is an index: a fourth of a look at everything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-numbered.h"

enum { ID, PROGRAM, RATE, PERSON, HOUSEHOLD };
static const char lines_sql[] =
  "SELECT e.id, g.id, e.rate_id, e.person_id, e.household_id"
  "  FROM program g CROSS JOIN entitlement e ON e.program_id = g.id WHERE g.campaign_id = ?1 AND e.state" SN_PLANNED;
/* From an index alone, which is a tenth of the registry. */
static const char homes_sql[] = "SELECT id, household_id FROM person ORDER BY household_id";

static gboolean
read_lines (SnFindingScan *scan, SnConnection *connection, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, lines_sql, SN_INT (scan->campaign->id));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    {
      SnScannedLine line = {
        .id = sn_statement_get_int64 (statement, ID),
        .program_id = sn_statement_get_int64 (statement, PROGRAM),
        .rate = sn_finding_scan_find_rate (scan, sn_statement_get_int64 (statement, PROGRAM), sn_statement_get_int64 (statement, RATE)),
        .person_id = sn_statement_get_int64 (statement, PERSON),
        .household_id = sn_statement_get_int64 (statement, HOUSEHOLD),
        .account = "",
      };

      line.per_household = line.household_id != 0;
      g_array_append_val (scan->lines, line);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* ── Homes ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
set_home (SnScannedLine *line, gint64 home_id)
{
  line->home_id = home_id;
  if (!line->per_household)
    line->household_id = home_id;
}

/* (transfer full): SnNumbered: where each person of the registry lives, by person */
static GArray *
load_homes (SnConnection *connection, GError **error)
{
  g_autoptr (GArray) homes = g_array_new (FALSE, FALSE, sizeof (SnNumbered));
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, homes_sql);
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnNumbered home = { (guint64) sn_statement_get_int64 (statement, 0), (guint64) sn_statement_get_int64 (statement, 1) };

      g_array_append_val (homes, home);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return NULL;
    }
  sn_numbered_sort ((SnNumbered *) homes->data, homes->len);
  return g_steal_pointer (&homes);
}

static gboolean
read_homes (SnFindingScan *scan, SnConnection *connection, GError **error)
{
  g_autoptr (GArray) homes = load_homes (connection, error);
  guint place = 0;

  if (homes == NULL)
    return FALSE;
  for (guint i = 0; i < scan->lines->len; i++)
    {
      SnScannedLine *line = &g_array_index (scan->lines, SnScannedLine, i);

      while (place < homes->len && g_array_index (homes, SnNumbered, place).number < (guint64) line->person_id)
        place++;
      if (place < homes->len && g_array_index (homes, SnNumbered, place).number == (guint64) line->person_id)
        set_home (line, (gint64) g_array_index (homes, SnNumbered, place).value);
    }
  return TRUE;
}

/* ── Looking ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
read_scan (SnFindingScan *scan, SnConnection *connection, gint64 campaign_id, GError **error)
{
  if (!sn_finding_scan_begin (scan, connection, campaign_id, error) || !read_lines (scan, connection, error))
    return FALSE;
  sn_finding_scan_sort_by_person (scan);
  if (!read_homes (scan, connection, error))
    return FALSE;
  sn_finding_scan_sort_by_household (scan);
  return TRUE;
}

GPtrArray *
sn_finding_look_first (SnConnection *connection, GError **error)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_finding_draft_free);
  g_autoptr (GPtrArray) findings = NULL;
  g_auto (SnFindingScan) scan = { NULL };

  if (campaign == NULL || !read_scan (&scan, connection, campaign->id, error))
    return NULL;
  sn_finding_look_at_programs (&scan, drafts);
  if (!sn_finding_look_at_pairs (connection, &scan, drafts, error))
    return NULL;
  findings = sn_finding_take_drafts (connection, &scan, drafts, 0, error);
  if (findings == NULL || !sn_finding_apply_to_standing (connection, campaign->id, findings, error))
    return NULL;
  for (guint i = findings->len; i > 0; i--)
    if (*((const SnFinding *) g_ptr_array_index (findings, i - 1))->decision != '\0')
      g_ptr_array_remove_index_fast (findings, i - 1);
  sn_finding_sort (findings);
  return g_steal_pointer (&findings);
}
