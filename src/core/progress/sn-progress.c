/* sn-progress.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-progress.h"

#include "sn-campaign.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sn_progress_row_free (SnProgressRow *row)
{
  if (row == NULL)
    return;
  g_free (row->key);
  g_free (row->label);
  g_free (row);
}

/* ?1 is the campaign. Each figure with the group it counts for. */
#define FIGURES(group)                                                                                                     \
  "SELECT " group " AS key, f.stage, f.lines, f.amount_fen FROM figure f JOIN benefit_rate r ON r.id = f.rate_id"          \
  " JOIN program p ON p.id = r.program_id JOIN department d ON d.id = p.department_id WHERE p.campaign_id = ?1"

#define PLANNED "('entitlement.listed', 'entitlement.submitted', 'entitlement.approved')"
#define LEFT_THE_HOUSE "('payment.issued', 'payment.paid', 'payment.failed', 'payment.returned')"
#define CAME_BACK "('payment.failed', 'payment.returned')"
#define LINES(stages) "coalesce (sum (f.lines) FILTER (WHERE f.stage IN " stages "), 0)"
#define MONEY(stages) "coalesce (sum (f.amount_fen) FILTER (WHERE f.stage IN " stages "), 0)"

/* One row a group, in the catalogue's order, with its figures or zeros. @groups gives key, label, position. */
#define PROGRESS(grouping, groups, group)                                                                                  \
  "WITH groups AS (" groups "), figures AS (" FIGURES (group) ")"                                                          \
  " SELECT g.key, g.label, coalesce (max (x.persons), 0), coalesce (max (x.households), 0), "                              \
  LINES (PLANNED) ", " MONEY (PLANNED) ", " LINES ("('entitlement.approved')") ", " MONEY ("('entitlement.approved')") ", " \
  LINES (LEFT_THE_HOUSE) ", " MONEY (LEFT_THE_HOUSE) ", " LINES ("('payment.paid')") ", " MONEY ("('payment.paid')") ", "   \
  LINES (CAME_BACK) ", " MONEY (CAME_BACK) ", " LINES ("('entitlement.held')") ", " MONEY ("('entitlement.held')")          \
  " FROM groups g LEFT JOIN figures f ON f.key = g.key"                                                                    \
  " LEFT JOIN reach x ON x.campaign_id = ?1 AND x.grouping = '" grouping "' AND x.key = CAST (g.key AS TEXT)"              \
  " GROUP BY g.key ORDER BY g.position"

/* The sources that bear a program together; the figure keeper counts people under the same key. */
#define FUNDING(column, separator) "(SELECT coalesce (group_concat (word, '" separator "'), '') FROM (SELECT " column      \
                                   " AS word FROM funding_line l JOIN funding_source s ON s.id = l.source_id"              \
                                   " WHERE l.program_id = p.id ORDER BY l.position))"

static const struct
{
  const char *name;    /* on the command line; NULL: not to be asked for by name */
  const char *sql;
  const char *unnamed; /* the label of the group that has none of its own */
} groupings[] = {
  [SN_PROGRESS_BY_DEPARTMENT] = {
    "department",
    PROGRESS ("department", "SELECT code AS key, name AS label, id AS position FROM department", "d.code") },
  [SN_PROGRESS_BY_PROGRAM] = {
    "program",
    PROGRESS ("program", "SELECT code AS key, title AS label, department_id * 100 + number AS position FROM program"
              " WHERE campaign_id = ?1", "p.code") },
  [SN_PROGRESS_BY_TOWN] = {
    "town",
    PROGRESS ("town", "SELECT id AS key, name AS label, position FROM division WHERE level = 'town'"
              " UNION ALL SELECT 0, '', 1000000 WHERE 0 IN (SELECT key FROM figures)", "f.town_id"),
    N_ ("No town given") },
  [SN_PROGRESS_BY_FUNDING] = {
    "funding",
    PROGRESS ("funding", "SELECT " FUNDING ("s.code", "+") " AS key, " FUNDING ("s.name", "、") " AS label, min (p.id) AS position"
              " FROM program p WHERE p.campaign_id = ?1 GROUP BY 1", FUNDING ("s.code", "+")),
    N_ ("No source named") },
  [SN_PROGRESS_BY_RATE] = {
    "rate",
    PROGRESS ("rate", "SELECT r.id AS key, p.title || ' · ' || r.label AS label,"
              " (p.department_id * 100 + p.number) * 100 + r.position AS position FROM benefit_rate r"
              " JOIN program p ON p.id = r.program_id WHERE p.campaign_id = ?1", "f.rate_id") },
  [SN_PROGRESS_ALL] = {
    NULL, PROGRESS ("all", "SELECT '' AS key, (SELECT title FROM campaign WHERE id = ?1) AS label, 0 AS position", "''") },
};

gboolean
sn_progress_grouping_from_string (const char *text, SnProgressGrouping *grouping)
{
  for (gsize i = 0; i < G_N_ELEMENTS (groupings); i++)
    {
      if (groupings[i].name == NULL || strcmp (groupings[i].name, text) != 0)
        continue;
      *grouping = (SnProgressGrouping) i;
      return TRUE;
    }
  return FALSE;
}

static SnProgressRow *
read_row (SnStatement *statement, const char *unnamed)
{
  SnProgressRow *row = g_new0 (SnProgressRow, 1);
  gint64 *const numbers[] = {
    &row->persons, &row->households, &row->entitlements, &row->planned_fen, &row->approved, &row->approved_fen, &row->issued,
    &row->issued_fen, &row->paid, &row->paid_fen, &row->failed, &row->failed_fen, &row->held, &row->held_fen,
  };

  row->key = g_strdup (sn_statement_get_text (statement, 0));
  row->label = g_strdup (sn_statement_get_text (statement, 1));
  if (*row->label == '\0' && unnamed != NULL)
    {
      g_free (row->label);
      row->label = g_strdup (_ (unnamed));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    *numbers[i] = sn_statement_get_int64 (statement, (int) i + 2);
  return row;
}

GPtrArray *
sn_progress_read (SnConnection *connection, gint64 campaign_id, SnProgressGrouping grouping, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_progress_row_free);
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;

  g_return_val_if_fail (grouping < G_N_ELEMENTS (groupings), NULL);

  if (campaign_id == 0)
    {
      g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);

      if (campaign == NULL)
        return NULL;
      campaign_id = campaign->id;
    }
  statement = sn_connection_query (connection, error, groupings[grouping].sql, SN_INT (campaign_id));
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &local_error))
    g_ptr_array_add (rows, read_row (statement, groupings[grouping].unnamed));
  if (local_error == NULL)
    return g_steal_pointer (&rows);
  g_propagate_error (error, g_steal_pointer (&local_error));
  return NULL;
}
