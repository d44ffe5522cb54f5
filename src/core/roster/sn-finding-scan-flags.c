/* sn-finding-scan-flags.c: what SQLite judges of the lines of a scan, with the conditions by which people are listed: the further conditions
 * of rates, the amounts that follow from something, the categories.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-fitting-sql.h"
#include "sn-rate-due.h"

/* Few rates have conditions, and those are judged where candidates are: by SQLite, over the lines of these rates alone. */
#define HAS_CONDITIONS "EXISTS (SELECT 1 FROM rate_condition WHERE rate_id = r.id)"
#define CONDITIONS(from) \
  "SELECT e.id FROM " from " CROSS JOIN person p ON p.id = e.person_id" \
  " WHERE g.campaign_id = ?1 AND e.state" SN_PLANNED " AND NOT " SN_FITTING_CONDITIONS ("p", "r.id", "?2")
static const char conditions_sql[] =
  CONDITIONS ("program g CROSS JOIN benefit_rate r ON r.program_id = g.id AND " HAS_CONDITIONS
              " CROSS JOIN entitlement e ON e.program_id = g.id AND e.rate_id = r.id");
static const char some_conditions_sql[] =
  CONDITIONS ("json_each (?3) j CROSS JOIN entitlement e ON e.id = j.value CROSS JOIN program g ON g.id = e.program_id"
              " CROSS JOIN benefit_rate r ON r.id = e.rate_id AND " HAS_CONDITIONS);

/* The lines of one rate whose amount follows from something, with what it follows from. */
#define FACTS(from) \
  "SELECT e.id, e.amount_fen, " SN_FITTING_FACT_OF_LINE ("?3", "?4") " FROM " from " CROSS JOIN person p ON p.id = e.person_id" \
  " WHERE e.program_id = ?1 AND e.rate_id = ?2 AND e.state" SN_PLANNED
static const char facts_sql[] = FACTS ("entitlement e");
static const char some_facts_sql[] = FACTS ("json_each (?5) j CROSS JOIN entitlement e ON e.id = j.value");

/* Rosters that come in say who they are for, and the registry learns it from them: only what an officer listed in spite of it is looked at. */
#define CATEGORIES(from) \
  "SELECT e.id FROM " from " CROSS JOIN benefit_rate r ON r.id = e.rate_id" \
  " WHERE g.campaign_id = ?1 AND e.state" SN_PLANNED " AND NOT " SN_FITTING_WAY ("e.person_id", "r.id", "coalesce (r.as_of, ?2)")
static const char categories_sql[] = CATEGORIES ("program g CROSS JOIN entitlement e ON e.program_id = g.id AND e.without_fitting = 1");
static const char some_categories_sql[] =
  CATEGORIES ("json_each (?3) j CROSS JOIN entitlement e ON e.id = j.value AND e.without_fitting = 1 CROSS JOIN program g ON g.id = e.program_id");

/* @sql: for all lines of the campaign; @some_sql: for those in ?3. @day: what ?2 stands for */
static gboolean
flag_lines (SnFindingScan *scan, SnConnection *connection, const char *sql, const char *some_sql, const char *day, SnScanFlags flag,
            GError **error)
{
  g_autoptr (GHashTable) flagged = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows =
    scan->only_json == NULL ? sn_connection_query (connection, error, sql, SN_INT (scan->campaign->id), SN_TEXT (day))
                            : sn_connection_query (connection, error, some_sql, SN_INT (scan->campaign->id), SN_TEXT (day),
                                                   SN_TEXT (scan->only_json));

  if (rows == NULL)
    return FALSE;
  while (sn_statement_step (rows, &step_error))
    {
      gint64 id = sn_statement_get_int64 (rows, 0);

      g_hash_table_add (flagged, g_memdup2 (&id, sizeof id));
    }
  for (guint i = 0; g_hash_table_size (flagged) > 0 && i < scan->lines->len; i++)
    {
      SnScannedLine *line = &g_array_index (scan->lines, SnScannedLine, i);

      if (g_hash_table_contains (flagged, &line->id))
        line->flags |= flag;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
look_at_dues (SnFindingScan *scan, SnConnection *connection, const SnProgram *program, const SnBenefitRate *rate, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows =
    scan->only_json == NULL ? sn_connection_query (connection, error, facts_sql, SN_INT (program->id), SN_INT (rate->id),
                                                   SN_RATE_KIND (rate->basis), SN_RATE_SOURCE (rate->basis))
                            : sn_connection_query (connection, error, some_facts_sql, SN_INT (program->id), SN_INT (rate->id),
                                                   SN_RATE_KIND (rate->basis), SN_RATE_SOURCE (rate->basis), SN_TEXT (scan->only_json));

  if (rows == NULL)
    return FALSE;
  while (sn_statement_step (rows, &step_error))
    {
      gint64 id = sn_statement_get_int64 (rows, 0);
      SnRateDue due = sn_rate_due_of_column (rate, rows, 2);

      if (!sn_rate_due_takes_amount (&due, rate, sn_statement_get_int64 (rows, 1)))
        g_hash_table_insert (scan->dues, g_memdup2 (&id, sizeof id), sn_rate_due_write (&due));
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* Few rates have a basis: where none has, nothing more is read. */
static gboolean
flag_dues (SnFindingScan *scan, SnConnection *connection, GError **error)
{
  scan->dues = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  for (guint i = 0; i < scan->programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (scan->programs, i);

      for (guint j = 0; j < program->rates->len; j++)
        {
          const SnBenefitRate *rate = g_ptr_array_index (program->rates, j);

          if (rate->basis != NULL && !look_at_dues (scan, connection, program, rate, error))
            return FALSE;
        }
    }
  for (guint i = 0; g_hash_table_size (scan->dues) > 0 && i < scan->lines->len; i++)
    {
      SnScannedLine *line = &g_array_index (scan->lines, SnScannedLine, i);

      if (g_hash_table_contains (scan->dues, &line->id))
        line->flags |= SN_SCAN_AMOUNT;
    }
  return TRUE;
}

gboolean
sn_finding_scan_flag (SnFindingScan *scan, SnConnection *connection, GError **error)
{
  return flag_dues (scan, connection, error) &&
         flag_lines (scan, connection, conditions_sql, some_conditions_sql, scan->campaign->age_on, SN_SCAN_CONDITION, error) &&
         flag_lines (scan, connection, categories_sql, some_categories_sql, scan->campaign->as_of, SN_SCAN_CATEGORY, error);
}
