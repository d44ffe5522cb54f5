/* sn-finding-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-line.h"

void
sn_finding_line_free (SnFindingLine *line)
{
  if (line == NULL)
    return;
  g_free (line->name);
  g_free (line->document_number);
  g_free (line->town);
  g_free (line->department);
  g_free (line->program);
  g_free (line->program_title);
  g_free (line->rate_label);
  g_free (line->state);
  g_free (line->reason);
  g_free (line->payment_state);
  g_free (line);
}

/* Each way to a line goes through an index. A payment that was voided never left; of the others the last one counts. */
#define NAMED "json_each (?1) j CROSS JOIN entitlement f ON f.id = j.value"
static const char lines_sql[] =
  "SELECT e.id, e.person_id, x.link, e.unit = 'household', e.amount_fen, coalesce (e.payee_name, n.name), n.document_number,"
  "       coalesce (t.name, ''), d.name, p.code, p.title, r.label, e.state, e.reason, m.state"
  "  FROM (SELECT id, min (link) AS link FROM ("
  "          SELECT f.id, 0 AS link FROM " NAMED
  "          UNION ALL SELECT o.id, 1 FROM " NAMED " CROSS JOIN entitlement o ON o.person_id = f.person_id"
  "          UNION ALL SELECT o.id, 2 FROM " NAMED " CROSS JOIN entitlement o ON o.household_id = f.household_id"
  "          UNION ALL SELECT o.id, 2 FROM " NAMED " CROSS JOIN person a ON a.id = f.person_id"
  "                    CROSS JOIN person b ON b.household_id = a.household_id CROSS JOIN entitlement o ON o.person_id = b.id)"
  "         GROUP BY id) x"
  "  JOIN entitlement e ON e.id = x.id JOIN person n ON n.id = e.person_id JOIN benefit_rate r ON r.id = e.rate_id"
  "  JOIN program p ON p.id = e.program_id JOIN department d ON d.id = p.department_id LEFT JOIN division t ON t.id = e.town_id"
  "  LEFT JOIN payment m ON m.id = (SELECT max (id) FROM payment WHERE entitlement_id = e.id AND state <> 'void')"
  " WHERE p.campaign_id = (SELECT q.campaign_id FROM " NAMED " JOIN program q ON q.id = f.program_id LIMIT 1)"
  " ORDER BY x.link, d.id, p.number, e.id";

static SnFindingLine *
read_line (SnStatement *statement)
{
  SnFindingLine *line = g_new0 (SnFindingLine, 1);
  char **const texts[] = {
    &line->name, &line->document_number, &line->town, &line->department, &line->program, &line->program_title, &line->rate_label,
    &line->state, &line->reason, &line->payment_state,
  };

  line->entitlement_id = sn_statement_get_int64 (statement, 0);
  line->person_id = sn_statement_get_int64 (statement, 1);
  line->link = (SnFindingLineLink) sn_statement_get_int64 (statement, 2);
  line->per_household = sn_statement_get_int64 (statement, 3) != 0;
  line->amount_fen = sn_statement_get_int64 (statement, 4);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    *texts[i] = g_strdup (sn_statement_get_text (statement, (int) i + 5));
  return line;
}

static char *
build_json (GArray *ids)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < ids->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (ids, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

GPtrArray *
sn_finding_line_list (SnConnection *connection, GArray *entitlements, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_finding_line_free);
  g_autofree char *json = build_json (entitlements);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, lines_sql, SN_TEXT (json));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    g_ptr_array_add (lines, read_line (statement));
  if (step_error == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}
