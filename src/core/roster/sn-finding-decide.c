/* sn-finding-decide.c: deciding on findings: what becomes of their lines, and the officer's word.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-entitlement.h"
#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The findings that stand now, by id; they live as long as @findings. */
static GHashTable *
index_findings (GPtrArray *findings)
{
  GHashTable *standing = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < findings->len; i++)
    {
      SnFinding *finding = g_ptr_array_index (findings, i);

      g_hash_table_insert (standing, &finding->id, finding);
    }
  return standing;
}

static gboolean
write_decision (SnTransaction *transaction, const SnFinding *finding, const char *decision, const char *reason, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autofree char *lines = sn_finding_build_lines_json (finding);
  gint64 program_id = 0;

  return sn_connection_get_int64 (connection, &program_id, error, "SELECT program_id FROM entitlement WHERE id = ?1",
                                  SN_INT (g_array_index (finding->entitlements, gint64, 0))) &&
         sn_connection_run (connection, error,
                            "INSERT INTO decision (id, finding_id, rule, program_id, decision, reason, entitlements, officer_id,"
                            " made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                            SN_INT (sn_transaction_next_id (transaction, "decision")), SN_INT (finding->id),
                            SN_TEXT (finding->rule), SN_INT (program_id), SN_TEXT (decision), SN_TEXT (reason), SN_TEXT (lines),
                            SN_INT (sn_transaction_get_officer (transaction)), SN_TEXT (sn_transaction_get_instant (transaction)));
}

/* What a decision does to the lines. */
static const struct
{
  const char *decision;
  const char *state;      /* the lines go there; NULL: they stay */
  gboolean    keeps_first;
} verdicts[] = {
  { "allow", NULL, FALSE },
  { "hold", "held", FALSE },
  { "withdraw", "withdrawn", TRUE },
};

/* Which line a verdict that keeps one leaves where it is. */
typedef struct
{
  gboolean wanted;
  gboolean by_program; /* where two programs meet, one of them stays, with all its lines */
  gint64   program_id; /* of the line that stays; 0: none yet */
} Keeping;

static gboolean
keeps_line (SnConnection *connection, Keeping *keeping, gint64 id, gboolean *keeps, GError **error)
{
  gint64 program_id = 0;

  *keeps = FALSE;
  if (!keeping->wanted)
    return TRUE;
  if (!sn_connection_get_int64 (connection, &program_id, error, "SELECT program_id FROM entitlement WHERE id = ?1", SN_INT (id)))
    return FALSE;
  *keeps = keeping->program_id == 0 || (keeping->by_program && keeping->program_id == program_id);
  if (keeping->program_id == 0)
    keeping->program_id = program_id;
  return TRUE;
}

/* @moved: lines that this Change moved before. The first line that is left of several stays where a verdict keeps one. */
static gboolean
move_lines (SnTransaction *transaction, const SnFinding *finding, gsize verdict, const char *reason, GHashTable *moved,
            GError **error)
{
  Keeping keeping = {
    .wanted = verdicts[verdict].keeps_first && finding->entitlements->len > 1,
    .by_program = strcmp (finding->rule, "programs_meet") == 0,
  };

  if (verdicts[verdict].state == NULL)
    return TRUE;
  for (guint i = 0; i < finding->entitlements->len; i++)
    {
      gint64 *id = &g_array_index (finding->entitlements, gint64, i);
      gboolean keeps;

      if (g_hash_table_contains (moved, id))
        continue;
      if (!keeps_line (sn_transaction_get_connection (transaction), &keeping, *id, &keeps, error))
        return FALSE;
      if (keeps)
        continue;
      if (!sn_entitlement_move (transaction, *id, verdicts[verdict].state, reason, error))
        return FALSE;
      g_hash_table_add (moved, id);
    }
  return TRUE;
}

static gboolean
find_verdict (const char *decision, gsize *verdict, GError **error)
{
  for (*verdict = 0; *verdict < G_N_ELEMENTS (verdicts); ++*verdict)
    if (strcmp (verdicts[*verdict].decision, decision) == 0)
      return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _("“%s” is no decision; decide allow, hold or withdraw."), decision);
  return FALSE;
}

static gboolean
decide_each (SnTransaction *transaction, GPtrArray *findings, GArray *finding_ids, gsize verdict, const char *reason, GError **error)
{
  g_autoptr (GHashTable) standing = index_findings (findings);
  g_autoptr (GHashTable) moved = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < finding_ids->len; i++)
    {
      gint64 *id = &g_array_index (finding_ids, gint64, i);
      const SnFinding *finding = g_hash_table_lookup (standing, id);

      if (finding == NULL)
        {
          g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND,
                       _("There is no open finding with the number %" PRId64 "; its lines may have changed. Check again."), *id);
          return FALSE;
        }
      if (!move_lines (transaction, finding, verdict, reason, moved, error) ||
          !write_decision (transaction, finding, verdicts[verdict].decision, reason, error))
        return FALSE;
      if (finding_ids->len == 1)
        sn_transaction_describe (transaction, "finding-decide", finding->program, verdicts[verdict].decision, NULL);
    }
  return TRUE;
}

gboolean
sn_finding_decide_all (SnTransaction *transaction, GArray *finding_ids, const char *decision, const char *reason, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnCampaign) campaign = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  g_autofree char *text = NULL, *count = NULL;
  gsize verdict;

  if (!sn_officer_check_duty (transaction, SN_STEP_DECIDES, error))
    return FALSE;
  if (!find_verdict (decision, &verdict, error) || !sn_reason_is_given (reason, error))
    return FALSE;
  campaign = sn_campaign_get_current (connection, error);
  findings = campaign != NULL ? sn_finding_compute (connection, campaign->id, 0, error) : NULL;
  if (findings == NULL || !sn_finding_word (connection, findings, 0, findings->len, error))
    return FALSE;
  text = sn_text_trim (reason);
  if (!decide_each (transaction, findings, finding_ids, verdict, text, error))
    return FALSE;
  count = g_strdup_printf ("%u", finding_ids->len);
  if (finding_ids->len > 1)
    sn_transaction_describe (transaction, "findings-decide", decision, count, NULL);
  return TRUE;
}

gboolean
sn_finding_decide (SnTransaction *transaction, gint64 finding_id, const char *decision, const char *reason, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, finding_id);
  return sn_finding_decide_all (transaction, ids, decision, reason, error);
}
