/* sn-pair-rule.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-pair-rule.h"

#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const char *const policies[] = { [SN_PAIR_ALLOW] = "allow", [SN_PAIR_WARN] = "warn", [SN_PAIR_FORBID] = "forbid" };

const char *
sn_pair_policy_to_string (SnPairPolicy policy)
{
  g_return_val_if_fail (policy < G_N_ELEMENTS (policies), NULL);

  return policies[policy];
}

gboolean
sn_pair_policy_from_string (const char *text, SnPairPolicy *policy)
{
  for (guint i = 0; i < G_N_ELEMENTS (policies); i++)
    {
      if (g_strcmp0 (text, policies[i]) != 0)
        continue;
      *policy = (SnPairPolicy) i;
      return TRUE;
    }
  return FALSE;
}

void
sn_pair_rule_free (SnPairRule *rule)
{
  if (rule == NULL)
    return;
  g_free (rule->first_program);
  g_free (rule->second_program);
  g_free (rule->first_rate);
  g_free (rule->second_rate);
  g_free (rule->note);
  g_free (rule);
}

static SnPairRule *
read_rule (SnStatement *statement)
{
  SnPairRule *rule = g_new0 (SnPairRule, 1);

  rule->id = sn_statement_get_int64 (statement, 0);
  rule->first_program = sn_statement_dup_text (statement, 1);
  rule->second_program = sn_statement_dup_text (statement, 2);
  rule->first_rate = sn_statement_dup_text (statement, 3);
  rule->second_rate = sn_statement_dup_text (statement, 4);
  /* The schema knows no other word. */
  sn_pair_policy_from_string (sn_statement_get_text (statement, 5), &rule->policy);
  rule->note = sn_statement_dup_text (statement, 6);
  return rule;
}

GPtrArray *
sn_pair_rule_list (SnConnection *connection, GError **error)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  g_autoptr (SnStatement) statement = NULL;

  if (campaign == NULL)
    return NULL;
  statement = sn_connection_query (connection, error,
                                   "SELECT r.id, a.code, b.code, x.label, y.label, r.policy, r.note"
                                   "  FROM program a JOIN pair_rule r ON r.first_program_id = a.id JOIN program b ON b.id = r.second_program_id"
                                   "  LEFT JOIN benefit_rate x ON x.id = r.first_rate_id LEFT JOIN benefit_rate y ON y.id = r.second_rate_id"
                                   " WHERE a.campaign_id = ?1"
                                   " ORDER BY a.department_id, a.number, a.id, b.department_id, b.number, b.id, x.position, y.position",
                                   SN_INT (campaign->id));
  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_rule, (GDestroyNotify) sn_pair_rule_free, error);
}

/* ── The one that holds ─────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
covers (const char *rule_rate, const char *rate)
{
  return rule_rate == NULL || g_strcmp0 (rule_rate, rate) == 0;
}

static gboolean
is_about (const SnPairRule *rule, const char *first_program, const char *second_program, const char *first_rate, const char *second_rate)
{
  return strcmp (rule->first_program, first_program) == 0 && strcmp (rule->second_program, second_program) == 0 &&
         covers (rule->first_rate, first_rate) && covers (rule->second_rate, second_rate);
}

/* Below 0 when @one comes before @other. */
static int
compare_weight (const SnPairRule *one, const SnPairRule *other)
{
  int one_rates = (one->first_rate != NULL) + (one->second_rate != NULL);
  int other_rates = (other->first_rate != NULL) + (other->second_rate != NULL);

  if (one_rates != other_rates)
    return other_rates - one_rates;
  if (one->policy != other->policy)
    return (int) other->policy - (int) one->policy;
  return one->id < other->id ? -1 : one->id > other->id;
}

const SnPairRule *
sn_pair_rule_find_holding (GPtrArray *rules, const char *first_program, const char *second_program, const char *first_rate,
                           const char *second_rate)
{
  const SnPairRule *holding = NULL;

  for (guint i = 0; i < rules->len; i++)
    {
      const SnPairRule *rule = g_ptr_array_index (rules, i);

      if (!is_about (rule, first_program, second_program, first_rate, second_rate) &&
          !is_about (rule, second_program, first_program, second_rate, first_rate))
        continue;
      if (holding == NULL || compare_weight (rule, holding) < 0)
        holding = rule;
    }
  return holding;
}

/* ── Setting one ────────────────────────────────────────────────────────────────────────────────────────────────── */

/* One program of a pair, and its rate. */
typedef struct
{
  SnProgram *program;
  gint64     rate_id; /* 0: any */
} Side;

static void
clear_side (Side *side)
{
  g_clear_pointer (&side->program, sn_program_free);
}

static gboolean
find_side (SnConnection *connection, const char *code, const char *label, Side *side, GError **error)
{
  const SnBenefitRate *rate;

  side->program = sn_program_lookup (connection, code, error);
  if (side->program == NULL || label == NULL)
    return side->program != NULL;
  rate = sn_program_find_rate (side->program, label, error);
  side->rate_id = rate != NULL ? rate->id : 0;
  return rate != NULL;
}

/* The row of the cell as it stands: its id (0: none) and, (transfer full), policy and note. */
typedef struct
{
  gint64  id;
  char   *policy;
  char   *note;
} Cell;

static void
clear_cell (Cell *cell)
{
  g_clear_pointer (&cell->policy, g_free);
  g_clear_pointer (&cell->note, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Cell, clear_cell)

static gboolean
find_cell (SnConnection *connection, const Side *first, const Side *second, Cell *cell, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT id, policy, note FROM pair_rule WHERE first_program_id = ?1 AND second_program_id = ?2"
                         " AND coalesce (first_rate_id, 0) = ?3 AND coalesce (second_rate_id, 0) = ?4",
                         SN_INT (first->program->id), SN_INT (second->program->id), SN_INT (first->rate_id),
                         SN_INT (second->rate_id));

  if (statement == NULL)
    return FALSE;
  if (sn_statement_step (statement, &step_error))
    {
      cell->id = sn_statement_get_int64 (statement, 0);
      cell->policy = sn_statement_dup_text (statement, 1);
      cell->note = sn_statement_dup_text (statement, 2);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
write_cell (SnTransaction *transaction, const Side *first, const Side *second, const Cell *cell, SnPairPolicy policy, const char *note,
            GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gboolean removes = policy == SN_PAIR_ALLOW && first->rate_id == 0 && second->rate_id == 0;
  const char *word = sn_pair_policy_to_string (policy);

  if (removes ? cell->id == 0 : cell->id != 0 && strcmp (cell->policy, word) == 0 && strcmp (cell->note, note) == 0)
    return TRUE;
  sn_transaction_describe (transaction, "pair-rule-set", first->program->code, second->program->code, word, NULL);
  if (removes)
    return sn_connection_run (connection, error, "DELETE FROM pair_rule WHERE id = ?1", SN_INT (cell->id));
  if (cell->id != 0)
    return sn_connection_run (connection, error, "UPDATE pair_rule SET policy = ?2, note = ?3 WHERE id = ?1", SN_INT (cell->id),
                              SN_TEXT (word), SN_TEXT (note));
  return sn_connection_run (connection, error,
                            "INSERT INTO pair_rule (id, first_program_id, second_program_id, first_rate_id, second_rate_id, policy, note)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)",
                            SN_INT (sn_transaction_next_id (transaction, "pair_rule")), SN_INT (first->program->id),
                            SN_INT (second->program->id), SN_INT_OR_NULL (first->rate_id), SN_INT_OR_NULL (second->rate_id),
                            SN_TEXT (word), SN_TEXT (note));
}

/* Both sides, the first in the order of programs in front, and what stands in their cell. */
static gboolean
find_pair (SnConnection *connection, const char *first_program, const char *second_program, const char *first_rate, const char *second_rate,
           Side sides[2], Cell *cell, GError **error)
{
  if (!find_side (connection, first_program, first_rate, &sides[0], error) ||
      !find_side (connection, second_program, second_rate, &sides[1], error))
    return FALSE;
  if (sides[0].program->id == sides[1].program->id)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                   _("A rule is about two programs, and %s is one. Who stands twice in one program is noticed without a rule."),
                   sides[0].program->code);
      return FALSE;
    }
  if (sides[0].program->id > sides[1].program->id)
    {
      Side swapped = sides[0];

      sides[0] = sides[1];
      sides[1] = swapped;
    }
  return find_cell (connection, &sides[0], &sides[1], cell, error);
}

static void
clear_sides (Side sides[2])
{
  clear_side (&sides[0]);
  clear_side (&sides[1]);
}

gboolean
sn_pair_rule_set (SnTransaction *transaction, const char *first_program, const char *second_program, const char *first_rate,
                  const char *second_rate, SnPairPolicy policy, const char *note, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  Side sides[2] = { { NULL }, { NULL } };
  g_auto (Cell) cell = { 0 };
  g_autofree char *clean_note = NULL;
  gboolean done = sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) &&
                  find_pair (connection, first_program, second_program, first_rate, second_rate, sides, &cell, error);

  if (done)
    {
      clean_note = note != NULL ? sn_text_trim (note) : g_strdup (cell.note != NULL ? cell.note : "");
      done = write_cell (transaction, &sides[0], &sides[1], &cell, policy, clean_note, error);
    }
  clear_sides (sides);
  return done;
}

static gboolean
remove_cell (SnTransaction *transaction, const Side sides[2], const Cell *cell, GError **error)
{
  if (cell->id == 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND,
                   _("There is no rule about just these of %s and %s. “rules” lists those there are."), sides[0].program->code,
                   sides[1].program->code);
      return FALSE;
    }
  sn_transaction_describe (transaction, "pair-rule-remove", sides[0].program->code, sides[1].program->code, cell->policy, NULL);
  return sn_connection_run (sn_transaction_get_connection (transaction), error, "DELETE FROM pair_rule WHERE id = ?1", SN_INT (cell->id));
}

gboolean
sn_pair_rule_remove (SnTransaction *transaction, const char *first_program, const char *second_program, const char *first_rate,
                     const char *second_rate, GError **error)
{
  Side sides[2] = { { NULL }, { NULL } };
  g_auto (Cell) cell = { 0 };
  gboolean done = sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) &&
                  find_pair (sn_transaction_get_connection (transaction), first_program, second_program, first_rate, second_rate, sides, &cell,
                             error) &&
                  remove_cell (transaction, sides, &cell, error);

  clear_sides (sides);
  return done;
}
