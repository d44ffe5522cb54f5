/* sn-finding.c: findings are computed over the planned lines of rosters, never stored. The rules are in the files beside this one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sn_finding_free (SnFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->rule);
  g_free (finding->level);
  g_free (finding->program);
  g_clear_pointer (&finding->entitlements, g_array_unref);
  g_clear_pointer (&finding->persons, g_ptr_array_unref);
  g_free (finding->message);
  g_free (finding->decision);
  g_free (finding->reason);
  g_free (finding);
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
free_line (gpointer data)
{
  SnPlannedLine *line = data;

  g_free (line->program);
  g_free (line->person);
  g_free (line->rate_label);
  g_free (line->birth_date);
  g_free (line->age_on);
  g_free (line);
}

static char *
describe_person (const char *name, const char *document_number, const char *town)
{
  g_autofree char *masked = sn_document_number_mask (document_number);

  /* TRANSLATORS: name (document number), town */
  return *town != '\0' ? g_strdup_printf (_("%s (%s), %s"), name, masked, town) : g_strdup_printf (_("%s (%s)"), name, masked);
}

static SnPlannedLine *
read_line (SnStatement *statement)
{
  SnPlannedLine *line = g_new (SnPlannedLine, 1);

  *line = (SnPlannedLine){
    .program = sn_statement_dup_text (statement, 0),
    .program_id = sn_statement_get_int64 (statement, 1),
    .subject = sn_statement_get_int64 (statement, 2),
    .id = sn_statement_get_int64 (statement, 3),
    .rate_id = sn_statement_get_int64 (statement, 4),
    .per_household = sn_statement_get_int64 (statement, 5) != 0,
    .person = describe_person (sn_statement_get_text (statement, 6), sn_statement_get_text (statement, 7),
                               sn_statement_get_text (statement, 8)),
    .rate_label = sn_statement_dup_text (statement, 9),
    .amount_fen = sn_statement_get_int64 (statement, 10),
    .min_fen = sn_statement_get_int64 (statement, 11),
    .max_fen = sn_statement_get_int64 (statement, 12),
    .approximate = sn_statement_get_int64 (statement, 13) != 0,
    .birth_date = sn_statement_dup_text (statement, 14),
    .min_age = (int) sn_statement_get_int64 (statement, 15),
    .age_on = sn_statement_dup_text (statement, 16),
  };
  return line;
}

GPtrArray *
sn_planned_lines_read (SnStatement *take_statement, GError **error)
{
  g_autoptr (SnStatement) statement = take_statement;
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    g_ptr_array_add (lines, read_line (statement));
  if (step_error == NULL)
    return g_steal_pointer (&lines);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* 53 bits of SHA-256, so that it is the same in every office that has the same lines. Entitlement ids carry the office. */
static gint64
compute_finding_id (const SnFindingRule *rule, GPtrArray *lines)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 bits = 0;

  g_string_append_printf (text, "%s|%s|%s", rule->id, rule->level, first->program);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "|%" G_GINT64_FORMAT, ((const SnPlannedLine *) g_ptr_array_index (lines, i))->id);
  if (rule->add_ground != NULL)
    rule->add_ground (text, lines);
  g_checksum_update (checksum, (const guchar *) text->str, (gssize) text->len);
  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < 8; i++)
    bits = bits << 8 | digest[i];
  return (gint64) (bits >> 11);
}

void
sn_finding_add (GPtrArray *findings, const SnFindingRule *rule, GPtrArray *lines)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);
  SnFinding *finding = g_new0 (SnFinding, 1);

  finding->id = compute_finding_id (rule, lines);
  finding->rule = g_strdup (rule->id);
  finding->level = g_strdup (rule->level);
  finding->program = g_strdup (first->program);
  finding->entitlements = g_array_sized_new (FALSE, FALSE, sizeof (gint64), lines->len);
  finding->persons = g_ptr_array_new_full (lines->len, g_free);
  for (guint i = 0; i < lines->len; i++)
    {
      const SnPlannedLine *line = g_ptr_array_index (lines, i);

      g_array_append_val (finding->entitlements, line->id);
      g_ptr_array_add (finding->persons, g_strdup (line->person));
    }
  finding->message = rule->say (lines);
  finding->decision = g_strdup ("");
  finding->reason = g_strdup ("");
  g_ptr_array_add (findings, finding);
}

GPtrArray *
sn_finding_compute (SnConnection *connection, gint64 campaign_id, gint64 program_id, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_finding_free);

  if (!sn_finding_look_at_programs (connection, campaign_id, program_id, findings, error))
    return NULL;
  return g_steal_pointer (&findings);
}

/* ── Decided before ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* The lines of a decision, whatever became of them. */
static const char decided_sql[] = SN_PLANNED_LINES ("SELECT value AS id, 0 AS subject FROM json_each (?1)");

static const SnFindingRule *const rule_tables[] = { sn_finding_program_rules };

static const SnFindingRule *
find_rule (const char *id, GPtrArray *lines)
{
  for (gsize table = 0; table < G_N_ELEMENTS (rule_tables); table++)
    for (const SnFindingRule *rule = rule_tables[table]; rule->id != NULL; rule++)
      if (strcmp (rule->id, id) == 0)
        return rule->choose != NULL ? rule->choose (lines) : rule;
  return NULL;
}

SnFinding *
sn_finding_rebuild (SnConnection *connection, gint64 finding_id, const char *rule_id, const char *entitlements_json,
                    GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new ();
  g_autoptr (GPtrArray) lines =
    sn_planned_lines_read (sn_connection_query (connection, error, decided_sql, SN_TEXT (entitlements_json)), error);
  const SnFindingRule *rule;
  SnFinding *finding;

  if (lines == NULL)
    return NULL;
  rule = lines->len > 0 ? find_rule (rule_id, lines) : NULL;
  if (rule == NULL)
    return NULL;
  sn_finding_add (findings, rule, lines);
  finding = g_ptr_array_index (findings, 0);
  finding->id = finding_id;
  return finding;
}
