/* sn-finding-compute.c: one scan, all rules over it, and findings of what they noticed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include <string.h>

/* ── Drafts ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

SnFindingDraft *
sn_finding_draft_new (const SnFindingRule *rule, char *take_fact)
{
  SnFindingDraft *draft = g_new (SnFindingDraft, 1);

  *draft = (SnFindingDraft){ rule, g_ptr_array_new (), take_fact };
  return draft;
}

void
sn_finding_draft_free (SnFindingDraft *draft)
{
  g_ptr_array_unref (draft->lines);
  g_free (draft->fact);
  g_free (draft);
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  const SnScannedLine *first = *(SnScannedLine *const *) a, *second = *(SnScannedLine *const *) b;

  return (first->id > second->id) - (first->id < second->id);
}

/* (transfer full): the numbers of those lines whose money is on its way or paid, of all that may be out of the matter by that; gint64 */
static GHashTable *
read_left (SnConnection *connection, GPtrArray *drafts, GError **error)
{
  g_autoptr (GHashTable) left = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) step_error = NULL;

  for (guint i = 0; i < drafts->len; i++)
    {
      const SnFindingDraft *draft = g_ptr_array_index (drafts, i);

      for (guint j = 0; draft->rule->only_before_payment && j < draft->lines->len; j++)
        g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "",
                                ((const SnScannedLine *) g_ptr_array_index (draft->lines, j))->id);
    }
  g_string_append_c (json, ']');
  statement = sn_connection_query (connection, error,
                                   "SELECT m.entitlement_id FROM json_each (?1) j CROSS JOIN payment m ON m.entitlement_id = j.value"
                                   " AND m.state IN ('issued', 'paid')",
                                   SN_TEXT (json->str));
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      gint64 id = sn_statement_get_int64 (statement, 0);

      g_hash_table_add (left, g_memdup2 (&id, sizeof id));
    }
  if (step_error == NULL)
    return g_steal_pointer (&left);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

/* Whether there is something to decide, and the program has to do with it. */
static gboolean
is_wanted (const SnFindingDraft *draft, GHashTable *left, gint64 program_id)
{
  gboolean touches = program_id == 0, has_left = TRUE;

  for (guint i = 0; i < draft->lines->len; i++)
    {
      const SnScannedLine *line = g_ptr_array_index (draft->lines, i);

      touches |= line->program_id == program_id;
      has_left = has_left && draft->rule->only_before_payment && g_hash_table_contains (left, &line->id);
    }
  return touches && !has_left;
}

/* (transfer full): the codes of the programs of the lines, in the order of programs, each once */
static GPtrArray *
name_programs (const SnFindingScan *scan, GPtrArray *lines)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (gint64 last_id = 0;;)
    {
      gint64 next_id = G_MAXINT64;

      for (guint i = 0; i < lines->len; i++)
        if (((const SnScannedLine *) g_ptr_array_index (lines, i))->program_id > last_id)
          next_id = MIN (next_id, ((const SnScannedLine *) g_ptr_array_index (lines, i))->program_id);
      if (next_id == G_MAXINT64)
        return codes;
      for (guint i = 0; i < scan->programs->len; i++)
        if (((const SnProgram *) g_ptr_array_index (scan->programs, i))->id == next_id)
          g_ptr_array_add (codes, g_strdup (((const SnProgram *) g_ptr_array_index (scan->programs, i))->code));
      last_id = next_id;
    }
}

static SnFinding *
take_draft (const SnFindingScan *scan, SnFindingDraft *draft)
{
  SnFinding *finding = sn_finding_make (draft->rule, name_programs (scan, draft->lines), draft->lines->len, draft->fact);

  g_ptr_array_sort (draft->lines, compare_ids);
  for (guint i = 0; i < draft->lines->len; i++)
    g_array_append_val (finding->entitlements, ((SnScannedLine *) g_ptr_array_index (draft->lines, i))->id);
  return finding;
}

/* ── All rules ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full): SnFindingDraft of all rules over what the scan has */
static GPtrArray *
look_by_rules (SnFindingScan *scan, SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_finding_draft_free);

  sn_finding_look_at_programs (scan, drafts);
  if (!sn_finding_look_at_pairs (connection, scan, drafts, error) || !sn_finding_look_at_persons (connection, scan, drafts, error) ||
      !sn_finding_look_at_last_year (connection, scan, drafts, error))
    return NULL;
  return g_steal_pointer (&drafts);
}

GPtrArray *
sn_finding_take_drafts (SnConnection *connection, const SnFindingScan *scan, GPtrArray *drafts, gint64 program_id, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_finding_free);
  g_autoptr (GHashTable) left = read_left (connection, drafts, error);

  if (left == NULL)
    return NULL;
  for (guint i = 0; i < drafts->len; i++)
    if (is_wanted (g_ptr_array_index (drafts, i), left, program_id))
      g_ptr_array_add (findings, take_draft (scan, g_ptr_array_index (drafts, i)));
  return g_steal_pointer (&findings);
}

static GPtrArray *
compute (SnFindingScan *scan, SnConnection *connection, gint64 campaign_id, gint64 program_id, GError **error)
{
  g_autoptr (GPtrArray) drafts = NULL;

  if (!sn_finding_scan_read (scan, connection, campaign_id, error))
    return NULL;
  drafts = look_by_rules (scan, connection, error);
  return drafts != NULL ? sn_finding_take_drafts (connection, scan, drafts, program_id, error) : NULL;
}

/* All rules look at the whole campaign, also for one program: what meets it stands in others. */
GPtrArray *
sn_finding_compute (SnConnection *connection, gint64 campaign_id, gint64 program_id, GError **error)
{
  g_auto (SnFindingScan) scan = { NULL };

  return compute (&scan, connection, campaign_id, program_id, error);
}

/* Two accounts of one key are taken for one, which makes a part larger and nothing wrong. */
static guint64
compute_account_key (const char *digits)
{
  guint64 key = 14695981039346656037u; /* FNV-1a */

  for (const char *p = digits; *p != '\0'; p++)
    key = (key ^ (guint8) *p) * 1099511628211u;
  return key;
}

GPtrArray *
sn_finding_compute_lines (SnConnection *connection, gint64 campaign_id, const char *lines_json, GArray *accounts, GError **error)
{
  g_auto (SnFindingScan) scan = { lines_json };
  GPtrArray *findings = compute (&scan, connection, campaign_id, 0, error);

  for (guint i = 0; findings != NULL && i < scan.lines->len; i++)
    {
      const SnScannedLine *line = &g_array_index (scan.lines, SnScannedLine, i);
      SnLineAccount account = { line->id, 0 };

      if (*line->account == '\0')
        continue;
      account.key = compute_account_key (line->account);
      g_array_append_val (accounts, account);
    }
  return findings;
}
