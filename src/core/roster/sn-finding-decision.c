/* sn-finding-decision.c: an officer's word on a finding, and the findings with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include <string.h>

typedef struct
{
  gint64   finding_id;
  char    *rule;
  char    *decision;
  char    *reason;
  char    *entitlements; /* JSON array */
  gboolean met;          /* the finding stands now */
} Decision;

static void
free_decision (gpointer data)
{
  Decision *decision = data;

  g_free (decision->rule);
  g_free (decision->decision);
  g_free (decision->reason);
  g_free (decision->entitlements);
  g_free (decision);
}

/* (transfer full): the last word on each finding, by finding id. With @program_id those that touch a line of it, whichever program
 * the finding was first about. */
static GHashTable *
load_decisions (SnConnection *connection, gint64 campaign_id, gint64 program_id, GError **error)
{
  g_autoptr (GHashTable) decisions = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_decision);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT finding_id, rule, decision, reason, entitlements FROM decision"
                         " WHERE program_id IN (SELECT id FROM program WHERE campaign_id = ?1)"
                         "   AND (?2 = 0 OR program_id = ?2 OR EXISTS (SELECT 1 FROM json_each (entitlements) j"
                         "        CROSS JOIN entitlement e ON e.id = j.value WHERE e.program_id = ?2))"
                         " ORDER BY made_at, id",
                         SN_INT (campaign_id), SN_INT (program_id));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      Decision *decision = g_new0 (Decision, 1);

      decision->finding_id = sn_statement_get_int64 (statement, 0);
      decision->rule = sn_statement_dup_text (statement, 1);
      decision->decision = sn_statement_dup_text (statement, 2);
      decision->reason = sn_statement_dup_text (statement, 3);
      decision->entitlements = sn_statement_dup_text (statement, 4);
      g_hash_table_replace (decisions, &decision->finding_id, decision);
    }
  if (step_error == NULL)
    return g_steal_pointer (&decisions);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static void
set_decision (SnFinding *finding, const Decision *decision)
{
  g_free (finding->decision);
  g_free (finding->reason);
  finding->decision = g_strdup (decision->decision);
  finding->reason = g_strdup (decision->reason);
}

/* What was decided on is known by its number, which comes with the words: of the findings that may be such, for there is a decision on just
 * these lines under the same rule. */
static gboolean
word_decided (SnConnection *connection, GPtrArray *findings, GHashTable *decisions, GError **error)
{
  g_autoptr (GHashTable) subjects = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GPtrArray) decided = g_ptr_array_new ();
  GHashTableIter iterator;
  gpointer value;

  if (g_hash_table_size (decisions) == 0)
    return TRUE;
  g_hash_table_iter_init (&iterator, decisions);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    g_hash_table_add (subjects, g_strconcat (((const Decision *) value)->rule, ((const Decision *) value)->entitlements, NULL));
  for (guint i = 0; i < findings->len; i++)
    {
      SnFinding *finding = g_ptr_array_index (findings, i);
      g_autofree char *lines = sn_finding_build_lines_json (finding);
      g_autofree char *subject = g_strconcat (finding->rule, lines, NULL);

      if (g_hash_table_contains (subjects, subject))
        g_ptr_array_add (decided, finding);
    }
  return sn_finding_word (connection, decided, 0, decided->len, error);
}

/* Only "allow" settles a finding that stands: after a hold or a withdrawal the lines are no longer planned, so when such a
 * finding stands again (a held line was released) it is open again. */
static void
apply_to_standing (GPtrArray *findings, GHashTable *decisions)
{
  for (guint i = 0; i < findings->len; i++)
    {
      SnFinding *finding = g_ptr_array_index (findings, i);
      Decision *decision = g_hash_table_lookup (decisions, &finding->id);

      if (decision == NULL)
        continue;
      decision->met = TRUE;
      if (strcmp (decision->decision, "allow") == 0)
        set_decision (finding, decision);
    }
}

gboolean
sn_finding_apply_to_standing (SnConnection *connection, gint64 campaign_id, GPtrArray *findings, GError **error)
{
  g_autoptr (GHashTable) decisions = load_decisions (connection, campaign_id, 0, error);

  if (decisions == NULL || !word_decided (connection, findings, decisions, error))
    return FALSE;
  apply_to_standing (findings, decisions);
  return TRUE;
}

gboolean
sn_finding_apply_decisions (SnConnection *connection, gint64 campaign_id, gint64 program_id, GPtrArray *findings, GError **error)
{
  g_autoptr (GHashTable) decisions = load_decisions (connection, campaign_id, program_id, error);
  GHashTableIter iterator;
  g_autoptr (GError) local_error = NULL;
  gpointer value;

  if (decisions == NULL || !word_decided (connection, findings, decisions, error))
    return FALSE;
  apply_to_standing (findings, decisions);
  g_hash_table_iter_init (&iterator, decisions);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    {
      const Decision *decision = value;
      SnFinding *finding;

      if (decision->met)
        continue;
      finding = sn_finding_rebuild (connection, decision->finding_id, decision->rule, decision->entitlements, &local_error);
      if (local_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&local_error));
          return FALSE;
        }
      if (finding == NULL)
        continue;
      set_decision (finding, decision);
      g_ptr_array_add (findings, finding);
    }
  return TRUE;
}

/* Whether a line of the program in the town is among those of the finding. */
static gboolean
touches_town (SnConnection *connection, const SnFinding *finding, gint64 program_id, gint64 town_id, gboolean *touches, GError **error)
{
  *touches = FALSE;
  for (guint i = 0; i < finding->entitlements->len && !*touches; i++)
    {
      gint64 found = 0;

      if (!sn_connection_get_int64 (connection, &found, error, "SELECT program_id = ?2 AND town_id = ?3 FROM entitlement WHERE id = ?1",
                                    SN_INT (g_array_index (finding->entitlements, gint64, i)), SN_INT (program_id), SN_INT (town_id)))
        return FALSE;
      *touches = found != 0;
    }
  return TRUE;
}

gint64
sn_finding_count_blocking (SnConnection *connection, SnProgram *program, gint64 town_id, GError **error)
{
  g_autoptr (GPtrArray) findings = sn_finding_compute (connection, program->campaign_id, program->id, error);
  g_autoptr (GHashTable) decisions = NULL;
  gint64 count = 0;

  if (findings == NULL)
    return -1;
  decisions = load_decisions (connection, program->campaign_id, program->id, error);
  if (decisions == NULL || !word_decided (connection, findings, decisions, error))
    return -1;
  apply_to_standing (findings, decisions);
  for (guint i = 0; i < findings->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (findings, i);
      gboolean touches = town_id == 0;

      if (strcmp (finding->level, "error") != 0 || *finding->decision != '\0')
        continue;
      if (!touches && !touches_town (connection, finding, program->id, town_id, &touches, error))
        return -1;
      count += touches ? 1 : 0;
    }
  return count;
}

static int
get_rank (const char *rule)
{
  const char *const *rules = sn_finding_rule_list ();
  int rank = 0;

  while (rules[rank] != NULL && strcmp (rules[rank], rule) != 0)
    rank++;
  return rank;
}

static int
compare_lines (GArray *first, GArray *second)
{
  for (guint i = 0; i < MIN (first->len, second->len); i++)
    if (g_array_index (first, gint64, i) != g_array_index (second, gint64, i))
      return g_array_index (first, gint64, i) < g_array_index (second, gint64, i) ? -1 : 1;
  return (first->len > second->len) - (first->len < second->len);
}

/* Worst first: undecided before decided, errors before warnings; then program, rule and the order of listing. */
static int
compare_findings (gconstpointer a, gconstpointer b)
{
  const SnFinding *first = *(SnFinding *const *) a;
  const SnFinding *second = *(SnFinding *const *) b;
  int order = (*first->decision != '\0') - (*second->decision != '\0');

  if (order == 0)
    order = strcmp (first->level, second->level); /* "error" < "warning" */
  if (order == 0)
    order = strcmp (first->program, second->program);
  if (order == 0)
    order = get_rank (first->rule) - get_rank (second->rule);
  if (order == 0)
    order = compare_lines (first->entitlements, second->entitlements);
  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

void
sn_finding_sort (GPtrArray *findings)
{
  g_ptr_array_sort (findings, compare_findings);
}

static int
compare_for_work (gconstpointer a, gconstpointer b)
{
  const SnFinding *first = *(SnFinding *const *) a;
  const SnFinding *second = *(SnFinding *const *) b;
  int order = (*first->decision != '\0') - (*second->decision != '\0');

  return order != 0 ? order : get_rank (first->rule) - get_rank (second->rule);
}

/* g_ptr_array_sort() leaves equal ones in their order. */
void
sn_finding_sort_for_work (GPtrArray *findings)
{
  g_ptr_array_sort (findings, compare_for_work);
}

static GPtrArray *
look_for_findings (SnConnection *connection, gint64 campaign_id, gint64 program_id, GError **error)
{
  g_autoptr (GPtrArray) findings = sn_finding_compute (connection, campaign_id, program_id, error);

  if (findings == NULL || !sn_finding_apply_decisions (connection, campaign_id, program_id, findings, error))
    return NULL;
  sn_finding_sort (findings);
  return g_steal_pointer (&findings);
}

GPtrArray *
sn_finding_look (SnConnection *connection, const char *program_code, GError **error)
{
  g_autoptr (SnProgram) program = NULL;
  g_autoptr (SnCampaign) campaign = NULL;

  if (program_code != NULL)
    {
      program = sn_program_lookup (connection, program_code, error);
      return program != NULL ? look_for_findings (connection, program->campaign_id, program->id, error) : NULL;
    }
  campaign = sn_campaign_get_current (connection, error);
  return campaign != NULL ? look_for_findings (connection, campaign->id, 0, error) : NULL;
}

GPtrArray *
sn_finding_list (SnConnection *connection, const char *program_code, GError **error)
{
  g_autoptr (GPtrArray) findings = sn_finding_look (connection, program_code, error);

  if (findings == NULL || !sn_finding_word (connection, findings, 0, findings->len, error))
    return NULL;
  return g_steal_pointer (&findings);
}
