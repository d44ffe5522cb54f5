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
  g_clear_pointer (&finding->programs, g_ptr_array_unref);
  g_clear_pointer (&finding->entitlements, g_array_unref);
  g_clear_pointer (&finding->persons, g_ptr_array_unref);
  g_free (finding->message);
  g_free (finding->decision);
  g_free (finding->reason);
  g_free (finding->fact);
  g_free (finding);
}

SnFinding *
sn_finding_copy (const SnFinding *finding)
{
  SnFinding *copy = g_new (SnFinding, 1);

  *copy = (SnFinding){
    .id = finding->id,
    .rule = g_strdup (finding->rule),
    .level = g_strdup (finding->level),
    .program = g_strdup (finding->program),
    .programs = g_ptr_array_copy (finding->programs, (GCopyFunc) (void (*) (void)) g_strdup, NULL),
    .entitlements = g_array_copy (finding->entitlements),
    .persons = g_ptr_array_copy (finding->persons, (GCopyFunc) (void (*) (void)) g_strdup, NULL),
    .message = g_strdup (finding->message),
    .decision = g_strdup (finding->decision),
    .reason = g_strdup (finding->reason),
    .look = finding->look,
    .fact = g_strdup (finding->fact),
  };
  g_ptr_array_set_free_func (copy->programs, g_free);
  g_ptr_array_set_free_func (copy->persons, g_free);
  return copy;
}

gboolean
sn_finding_is_worded (const SnFinding *finding)
{
  return *finding->message != '\0';
}

char *
sn_finding_build_lines_json (const SnFinding *finding)
{
  GString *json = g_string_new ("[");

  for (guint i = 0; i < finding->entitlements->len; i++)
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, i > 0 ? "," : "", g_array_index (finding->entitlements, gint64, i));
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

const char *const *
sn_finding_rule_list (void)
{
  static const char *const rules[] = {
    "person_twice", "household_twice", "programs_meet", "person_died", "person_moved", "identity_mismatch", "outside_town",
    "same_account", "holder_differs", "child_without_guardian", "account_changed", "amount_changed", "amount_outside_rate", "age_not_met",
    "condition_not_met", "category_not_held", NULL,
  };

  return rules;
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
free_line (gpointer data)
{
  SnPlannedLine *line = data;

  g_free (line->program);
  g_free (line->program_title);
  g_free (line->person);
  g_free (line->payee);
  g_free (line->document_number);
  g_free (line->sex);
  g_free (line->died_on);
  g_free (line->moved_on);
  g_free (line->town);
  g_free (line->home_town);
  g_free (line->account_number);
  g_free (line->account_holder);
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
    .program_title = sn_statement_dup_text (statement, 1),
    .program_id = sn_statement_get_int64 (statement, 2),
    .id = sn_statement_get_int64 (statement, 3),
    .rate_id = sn_statement_get_int64 (statement, 4),
    .per_household = sn_statement_get_int64 (statement, 5) != 0,
    .person = describe_person (sn_statement_get_text (statement, 6), sn_statement_get_text (statement, 7),
                               sn_statement_get_text (statement, 8)),
    .payee = sn_statement_dup_text (statement, 6),
    .document_number = sn_statement_dup_text (statement, 7),
    .town = sn_statement_dup_text (statement, 8),
    .rate_label = sn_statement_dup_text (statement, 9),
    .amount_fen = sn_statement_get_int64 (statement, 10),
    .min_fen = sn_statement_get_int64 (statement, 11),
    .max_fen = sn_statement_get_int64 (statement, 12),
    .approximate = sn_statement_get_int64 (statement, 13) != 0,
    .birth_date = sn_statement_dup_text (statement, 14),
    .min_age = (int) sn_statement_get_int64 (statement, 15),
    .age_on = sn_statement_dup_text (statement, 16),
    .sex = sn_statement_dup_text (statement, 17),
    .died_on = sn_statement_dup_text (statement, 18),
    .moved_on = sn_statement_dup_text (statement, 19),
    .town_id = sn_statement_get_int64 (statement, 20),
    .home_town_id = sn_statement_get_int64 (statement, 21),
    .home_town = sn_statement_dup_text (statement, 22),
    .account_number = sn_statement_dup_text (statement, 23),
    .account_holder = sn_statement_dup_text (statement, 24),
    .has_left = sn_statement_get_int64 (statement, 25) != 0,
  };
  return line;
}

/* The lines whose numbers are in ?1, whatever became of them, first listed first. */
static const char named_sql[] = SN_PLANNED_LINES ("SELECT DISTINCT value AS id FROM json_each (?1)");

static GPtrArray *
read_lines (SnConnection *connection, const char *ids_json, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, named_sql, SN_TEXT (ids_json));
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
compute_finding_id (const SnFinding *finding, const SnFindingRule *rule, GPtrArray *lines, const char *fact)
{
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 bits = 0;

  g_string_append_printf (text, "%s|%s|%s", rule->id, rule->level, finding->program);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "|%" G_GINT64_FORMAT, ((const SnPlannedLine *) g_ptr_array_index (lines, i))->id);
  if (rule->add_ground != NULL)
    rule->add_ground (text, lines, fact);
  g_checksum_update (checksum, (const guchar *) text->str, (gssize) text->len);
  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < 8; i++)
    bits = bits << 8 | digest[i];
  return (gint64) (bits >> 11);
}

/* ── Worded ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
word (SnFinding *finding, GPtrArray *lines)
{
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (finding->persons, g_strdup (((const SnPlannedLine *) g_ptr_array_index (lines, i))->person));
  finding->id = compute_finding_id (finding, finding->look, lines, finding->fact);
  g_free (finding->message);
  finding->message = finding->look->say (lines, finding->fact);
}

/* (transfer full): all lines of the findings from @first to before @end that have to be worded */
static GPtrArray *
read_lines_of (SnConnection *connection, GPtrArray *findings, guint first, guint end, GError **error)
{
  g_autoptr (GString) json = g_string_new ("[");

  for (guint i = first; i < end; i++)
    {
      const SnFinding *finding = g_ptr_array_index (findings, i);

      for (guint j = 0; !sn_finding_is_worded (finding) && j < finding->entitlements->len; j++)
        g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", g_array_index (finding->entitlements, gint64, j));
    }
  g_string_append_c (json, ']');
  return read_lines (connection, json->str, error);
}

static void
word_by_lines (SnFinding *finding, GHashTable *by_id)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new ();

  for (guint i = 0; i < finding->entitlements->len; i++)
    {
      SnPlannedLine *line = g_hash_table_lookup (by_id, &g_array_index (finding->entitlements, gint64, i));

      if (line == NULL)
        return;
      g_ptr_array_add (lines, line);
    }
  word (finding, lines);
}

gboolean
sn_finding_word (SnConnection *connection, GPtrArray *findings, guint first, guint n_findings, GError **error)
{
  guint end = first + MIN (n_findings, findings->len - MIN (first, findings->len));
  g_autoptr (GPtrArray) lines = read_lines_of (connection, findings, first, end, error);
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);

  if (lines == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    g_hash_table_insert (by_id, &((SnPlannedLine *) g_ptr_array_index (lines, i))->id, g_ptr_array_index (lines, i));
  for (guint i = first; i < end; i++)
    if (!sn_finding_is_worded (g_ptr_array_index (findings, i)))
      word_by_lines (g_ptr_array_index (findings, i), by_id);
  return TRUE;
}

static int
compare_programs (gconstpointer a, gconstpointer b)
{
  const SnPlannedLine *first = *(SnPlannedLine *const *) a;
  const SnPlannedLine *second = *(SnPlannedLine *const *) b;

  return (first->program_id > second->program_id) - (first->program_id < second->program_id);
}

/* (transfer full): the codes of all programs that the lines are of, in the order of programs, each once */
static GPtrArray *
list_programs (GPtrArray *lines)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) sorted = g_ptr_array_new ();
  gint64 last_id = 0;

  g_ptr_array_extend (sorted, lines, NULL, NULL);
  g_ptr_array_sort (sorted, compare_programs);
  for (guint i = 0; i < sorted->len; i++)
    {
      const SnPlannedLine *line = g_ptr_array_index (sorted, i);

      if (line->program_id != last_id)
        g_ptr_array_add (codes, g_strdup (line->program));
      last_id = line->program_id;
    }
  return codes;
}

SnFinding *
sn_finding_make (const SnFindingRule *rule, GPtrArray *take_programs, guint n_lines, const char *fact)
{
  SnFinding *finding = g_new (SnFinding, 1);

  *finding = (SnFinding){
    .rule = g_strdup (rule->id),
    .level = g_strdup (rule->level),
    .program = g_strdup (g_ptr_array_index (take_programs, 0)),
    .programs = take_programs,
    .entitlements = g_array_sized_new (FALSE, FALSE, sizeof (gint64), n_lines),
    .persons = g_ptr_array_new_full (n_lines, g_free),
    .message = g_strdup (""),
    .decision = g_strdup (""),
    .reason = g_strdup (""),
    .look = rule,
    .fact = g_strdup (fact),
  };
  return finding;
}

char *
sn_finding_say_gone (void)
{
  return g_strdup (_("What was decided on is no longer so."));
}

/* ── Decided before ─────────────────────────────────────────────────────────────────────────────────────────────── */

static const SnFindingRule *const rule_tables[] = {
  sn_finding_program_rules, sn_finding_pair_rules, sn_finding_person_rules, sn_finding_last_year_rules,
};

static const SnFindingRule *
find_rule (const char *id)
{
  for (gsize table = 0; table < G_N_ELEMENTS (rule_tables); table++)
    for (const SnFindingRule *rule = rule_tables[table]; rule->id != NULL; rule++)
      if (strcmp (rule->id, id) == 0)
        return rule;
  return NULL;
}

SnFinding *
sn_finding_rebuild (SnConnection *connection, gint64 finding_id, const char *rule_id, const char *entitlements_json,
                    GError **error)
{
  g_autoptr (GPtrArray) lines = read_lines (connection, entitlements_json, error);
  const SnFindingRule *rule = find_rule (rule_id);
  g_autofree char *fact = NULL;
  SnFinding *finding;

  if (lines == NULL || lines->len == 0 || rule == NULL)
    return NULL;
  if (rule->recall != NULL && !rule->recall (connection, lines, &rule, &fact, error))
    return NULL;
  finding = sn_finding_make (rule, list_programs (lines), lines->len, fact);
  for (guint i = 0; i < lines->len; i++)
    g_array_append_val (finding->entitlements, ((SnPlannedLine *) g_ptr_array_index (lines, i))->id);
  word (finding, lines);
  finding->id = finding_id;
  return finding;
}
