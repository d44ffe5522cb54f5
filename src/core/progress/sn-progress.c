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

/* ?1 is the campaign. Every group with how many people and households it reaches, in the catalogue's order. @groups gives key,
 * label, position. */
#define GROUPS(grouping, groups)                                                                                           \
  "SELECT g.key, g.label, coalesce (x.persons, 0), coalesce (x.households, 0) FROM (" groups ") g"                         \
  " LEFT JOIN reach x ON x.campaign_id = ?1 AND x.grouping = '" grouping "' AND x.key = CAST (g.key AS TEXT)"              \
  " ORDER BY g.position"

/* The campaign's figures with the key of their group; they are added up here, for SQLite would sort them first. The order of
 * the joins is the one that reads no other campaign's figures. */
#define FIGURES(group)                                                                                                     \
  "SELECT " group ", f.stage, f.lines, f.amount_fen FROM program p CROSS JOIN department d ON d.id = p.department_id"      \
  " CROSS JOIN benefit_rate r ON r.program_id = p.id CROSS JOIN figure f ON f.rate_id = r.id WHERE p.campaign_id = ?1"

/* The sources that bear a program together; the figure keeper counts people under the same key. */
#define FUNDING(column, separator) "(SELECT coalesce (group_concat (word, '" separator "'), '') FROM (SELECT " column      \
                                   " AS word FROM funding_line l JOIN funding_source s ON s.id = l.source_id"              \
                                   " WHERE l.program_id = p.id ORDER BY l.position))"
/* Put together once a program, not once a figure. */
#define FIGURES_BY_FUNDING                                                                                                 \
  "WITH bearing (program_id, key) AS MATERIALIZED (SELECT p.id, " FUNDING ("s.code", "+") " FROM program p"                \
  " WHERE p.campaign_id = ?1) SELECT b.key, f.stage, f.lines, f.amount_fen FROM bearing b"                                 \
  " CROSS JOIN benefit_rate r ON r.program_id = b.program_id CROSS JOIN figure f ON f.rate_id = r.id"

static const struct
{
  const char *name; /* on the command line; NULL: not to be asked for by name */
  const char *groups_sql;
  const char *figures_sql;
  const char *unnamed; /* the label of the group that has none of its own */
} groupings[] = {
  [SN_PROGRESS_BY_DEPARTMENT] = {
    "department",
    GROUPS ("department", "SELECT code AS key, name AS label, id AS position FROM department"), FIGURES ("d.code") },
  [SN_PROGRESS_BY_PROGRAM] = {
    "program",
    GROUPS ("program", "SELECT code AS key, title AS label, department_id * 100 + number AS position FROM program"
            " WHERE campaign_id = ?1"), FIGURES ("p.code") },
  [SN_PROGRESS_BY_TOWN] = {
    "town",
    GROUPS ("town", "SELECT id AS key, name AS label, position FROM division WHERE level = 'town'"
            " UNION ALL SELECT 0, '', 1000000 WHERE EXISTS (SELECT 1 FROM figure f JOIN benefit_rate r ON r.id = f.rate_id"
            " JOIN program p ON p.id = r.program_id WHERE f.town_id = 0 AND p.campaign_id = ?1)"),
    FIGURES ("f.town_id"), N_ ("No town given") },
  [SN_PROGRESS_BY_FUNDING] = {
    "funding",
    GROUPS ("funding", "SELECT " FUNDING ("s.code", "+") " AS key, " FUNDING ("s.name", "、") " AS label, min (p.id) AS position"
            " FROM program p WHERE p.campaign_id = ?1 GROUP BY 1"), FIGURES_BY_FUNDING,
    N_ ("No source named") },
  [SN_PROGRESS_BY_RATE] = {
    "rate",
    GROUPS ("rate", "SELECT r.id AS key, p.title || ' · ' || r.label AS label,"
            " (p.department_id * 100 + p.number) * 100 + r.position AS position FROM benefit_rate r"
            " JOIN program p ON p.id = r.program_id WHERE p.campaign_id = ?1"), FIGURES ("f.rate_id") },
  [SN_PROGRESS_ALL] = {
    NULL, GROUPS ("all", "SELECT '' AS key, (SELECT title FROM campaign WHERE id = ?1) AS label, 0 AS position"),
    FIGURES ("''") },
};

/* Which members of a row a stage's figures count in. */
#define COUNTS_IN(lines, amount_fen) G_STRUCT_OFFSET (SnProgressRow, lines), G_STRUCT_OFFSET (SnProgressRow, amount_fen)
static const struct
{
  const char *stage;
  gsize       lines_offset;
  gsize       amount_offset;
} contributions[] = {
  { "entitlement.listed", COUNTS_IN (entitlements, planned_fen) },
  { "entitlement.submitted", COUNTS_IN (entitlements, planned_fen) },
  { "entitlement.approved", COUNTS_IN (entitlements, planned_fen) },
  { "entitlement.approved", COUNTS_IN (approved, approved_fen) },
  { "entitlement.held", COUNTS_IN (held, held_fen) },
  { "payment.issued", COUNTS_IN (issued, issued_fen) },
  { "payment.paid", COUNTS_IN (issued, issued_fen) },
  { "payment.paid", COUNTS_IN (paid, paid_fen) },
  { "payment.failed", COUNTS_IN (issued, issued_fen) },
  { "payment.failed", COUNTS_IN (failed, failed_fen) },
  { "payment.returned", COUNTS_IN (issued, issued_fen) },
  { "payment.returned", COUNTS_IN (failed, failed_fen) },
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
read_group (SnStatement *statement, const char *unnamed)
{
  SnProgressRow *row = g_new0 (SnProgressRow, 1);
  const char *label = sn_statement_get_text (statement, 1);

  row->key = g_strdup (sn_statement_get_text (statement, 0));
  row->label = g_strdup (*label != '\0' || unnamed == NULL ? label : _ (unnamed));
  row->persons = sn_statement_get_int64 (statement, 2);
  row->households = sn_statement_get_int64 (statement, 3);
  return row;
}

static gboolean
read_groups (SnConnection *connection, gint64 campaign_id, SnProgressGrouping grouping, GPtrArray *rows, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, groupings[grouping].groups_sql, SN_INT (campaign_id));
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &local_error))
    g_ptr_array_add (rows, read_group (statement, groupings[grouping].unnamed));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
add_figure (SnProgressRow *row, const char *stage, gint64 lines, gint64 amount_fen)
{
  for (gsize i = 0; i < G_N_ELEMENTS (contributions); i++)
    {
      if (strcmp (contributions[i].stage, stage) != 0)
        continue;
      G_STRUCT_MEMBER (gint64, row, contributions[i].lines_offset) += lines;
      G_STRUCT_MEMBER (gint64, row, contributions[i].amount_offset) += amount_fen;
    }
}

static gboolean
add_figures (SnConnection *connection, gint64 campaign_id, SnProgressGrouping grouping, GPtrArray *rows, GError **error)
{
  g_autoptr (GHashTable) rows_by_key = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, groupings[grouping].figures_sql, SN_INT (campaign_id));
  g_autoptr (GError) local_error = NULL;

  if (statement == NULL)
    return FALSE;
  for (guint i = 0; i < rows->len; i++)
    g_hash_table_insert (rows_by_key, ((SnProgressRow *) g_ptr_array_index (rows, i))->key, g_ptr_array_index (rows, i));
  while (sn_statement_step (statement, &local_error))
    {
      SnProgressRow *row = g_hash_table_lookup (rows_by_key, sn_statement_get_text (statement, 0));

      if (row != NULL)
        add_figure (row, sn_statement_get_text (statement, 1), sn_statement_get_int64 (statement, 2),
                    sn_statement_get_int64 (statement, 3));
    }
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

GPtrArray *
sn_progress_read (SnConnection *connection, gint64 campaign_id, SnProgressGrouping grouping, GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_progress_row_free);

  g_return_val_if_fail (grouping < G_N_ELEMENTS (groupings), NULL);

  if (campaign_id == 0)
    {
      g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);

      if (campaign == NULL)
        return NULL;
      campaign_id = campaign->id;
    }
  if (!read_groups (connection, campaign_id, grouping, rows, error) ||
      !add_figures (connection, campaign_id, grouping, rows, error))
    return NULL;
  return g_steal_pointer (&rows);
}
