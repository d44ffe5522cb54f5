/* sn-rate-amount.c: setting what the amount of a rate follows from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-amount.h"

#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_MEMBERS 99

static SnRateBasisKind
get_kind (const SnRateBasis *basis)
{
  return basis != NULL ? basis->kind : SN_RATE_BASIS_NONE;
}

/* ── Whether it suits the rate ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_tier (const SnBenefitRate *rate, const SnRateBasis *basis, guint index, GError **error)
{
  const SnRateStep *tier = &g_array_index (basis->steps, SnRateStep, index);
  g_autofree char *score = sn_score_format (tier->key), *amount = sn_money_format (tier->amount_fen);
  g_autofree char *least = sn_money_format (rate->min_fen), *most = sn_money_format (rate->max_fen);

  if (index > 0 && g_array_index (basis->steps, SnRateStep, index - 1).key == tier->key)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Two tiers begin at %s. Leave one of them out."), score);
  else if (tier->amount_fen < rate->min_fen || tier->amount_fen > rate->max_fen)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _ ("The tier from %s on gives %s yuan, but “%s” gives %s to %s yuan. Change the tier or the amounts of the rate."), score, amount,
                 rate->label, least, most);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_score (const SnBenefitRate *rate, const SnRateBasis *basis, GError **error)
{
  g_autofree char *source = sn_text_squeeze (basis->source);

  if (*source == '\0')
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Say whose scores the tiers go by."));
  else if (basis->steps->len == 0)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” has no tier. Write at least one, with its lowest score and its amount."),
                 rate->label);
  else if (rate->discretionary)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _ ("The amount of “%s” is decided case by case. Write first from how much to how much the tiers go."), rate->label);
  else
    {
      for (guint i = 0; i < basis->steps->len; i++)
        if (!check_tier (rate, basis, i, error))
          return FALSE;
      return TRUE;
    }
  return FALSE;
}

static gboolean
check_members (const SnBenefitRate *rate, const SnRateBasis *basis, GError **error)
{
  if (!rate->per_household)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is for persons. Only what is for a household grows with its members."),
                 rate->label);
  else if (rate->discretionary || rate->max_fen <= rate->min_fen)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _ ("“%s” gives the same to every household. Write the amount from the least to the largest, such as 1200-2400."), rate->label);
  else if (basis->member_fen <= 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The amount for a further member must be above zero."));
  else if (basis->members_covered < 1 || basis->members_covered > MOST_MEMBERS)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The least amount covers from 1 to %d members."), MOST_MEMBERS);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_towns (const SnBenefitRate *rate, const SnRateBasis *basis, GError **error)
{
  if (!rate->discretionary)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _ ("“%s” sets its amount for all towns. Leave its amount empty, so that each town can set its own."), rate->label);
  else if (basis->steps->len == 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("No town has an amount. Write at least one."));
  else
    {
      for (guint i = 0; i < basis->steps->len; i++)
        if (g_array_index (basis->steps, SnRateStep, i).amount_fen <= 0)
          {
            g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The amount of a town must be above zero."));
            return FALSE;
          }
      return TRUE;
    }
  return FALSE;
}

gboolean
sn_rate_amount_check (const SnBenefitRate *rate, const SnRateBasis *basis, GError **error)
{
  switch (get_kind (basis))
    {
    case SN_RATE_BASIS_SCORE:
      return check_score (rate, basis, error);
    case SN_RATE_BASIS_MEMBERS:
      return check_members (rate, basis, error);
    case SN_RATE_BASIS_TOWN:
      return check_towns (rate, basis, error);
    case SN_RATE_BASIS_NONE:
    case SN_N_RATE_BASES:
    default:
      return TRUE;
    }
}

SnRateBasis *
sn_rate_amount_list_towns (SnConnection *connection, GError **error)
{
  g_autoptr (SnRateBasis) towns = sn_rate_basis_new (SN_RATE_BASIS_TOWN, NULL);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows = sn_connection_query (connection, error, "SELECT id, name FROM division WHERE level = 'town' ORDER BY position, id");

  if (rows == NULL)
    return NULL;
  while (sn_statement_step (rows, &step_error))
    sn_rate_basis_add_step (towns, sn_statement_get_int64 (rows, 0), 0, sn_statement_get_text (rows, 1));
  if (step_error == NULL)
    return g_steal_pointer (&towns);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

/* ── What stands on it ──────────────────────────────────────────────────────────────────────────────────────────── */

/* @town_id 0: all lines of the rate. The schema holds it as well; here it gets a sentence. */
static gboolean
check_lines (SnConnection *connection, const SnProgram *program, const SnBenefitRate *rate, gint64 town_id, GError **error)
{
  gint64 n_lines = 0;

  if (!sn_connection_get_int64 (connection, &n_lines, error,
                                "SELECT count(*) FROM entitlement WHERE program_id = ?1 AND rate_id = ?2"
                                " AND (?3 = 0 OR town_id = ?3) AND state IN ('submitted', 'approved')",
                                SN_INT (program->id), SN_INT (rate->id), SN_INT (town_id)))
    return FALSE;
  if (n_lines == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE,
                            "%d line under “%s” in %s is submitted or approved; what its amount follows from stays as it is. Return or hold the"
                            " line first.",
                            "%d lines under “%s” in %s are submitted or approved; what their amounts follow from stays as it is. Return or hold"
                            " the lines first.", (gulong) n_lines),
               (int) n_lines, rate->label, program->code);
  return FALSE;
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The table of steps of a kind, and its column for the key */
static const struct
{
  const char *table;
  const char *remove;
  const char *upsert;
} tables[SN_N_RATE_BASES] = {
  [SN_RATE_BASIS_SCORE] = { "rate_tier", "DELETE FROM rate_tier WHERE rate_id = ?1 AND from_score = ?2",
                            "INSERT INTO rate_tier (id, rate_id, from_score, amount_fen) VALUES (?1, ?2, ?3, ?4)"
                            " ON CONFLICT (rate_id, from_score) DO UPDATE SET amount_fen = excluded.amount_fen" },
  [SN_RATE_BASIS_TOWN] = { "rate_town", "DELETE FROM rate_town WHERE rate_id = ?1 AND town_id = ?2",
                           "INSERT INTO rate_town (id, rate_id, town_id, amount_fen) VALUES (?1, ?2, ?3, ?4)"
                           " ON CONFLICT (rate_id, town_id) DO UPDATE SET amount_fen = excluded.amount_fen" },
};

typedef struct
{
  SnTransaction       *transaction;
  SnConnection        *connection;
  const SnProgram     *program;
  const SnBenefitRate *rate;
  SnRateBasisKind      kind; /* of the steps */
} Writing;

static gboolean
write_step (const Writing *writing, const SnRateStep *step, gboolean is_kept, GError **error)
{
  if (writing->kind == SN_RATE_BASIS_TOWN && !check_lines (writing->connection, writing->program, writing->rate, step->key, error))
    return FALSE;
  if (!is_kept)
    return sn_connection_run (writing->connection, error, tables[writing->kind].remove, SN_INT (writing->rate->id), SN_INT (step->key));
  return sn_connection_run (writing->connection, error, tables[writing->kind].upsert,
                            SN_INT (sn_transaction_next_id (writing->transaction, tables[writing->kind].table)), SN_INT (writing->rate->id),
                            SN_INT (step->key), SN_INT (step->amount_fen));
}

/* Only what differs is touched: a town that has handed its lines in keeps its amount while another sets its own. */
static gboolean
write_steps (Writing *writing, SnRateBasisKind kind, const SnRateBasis *before, const SnRateBasis *after, GError **error)
{
  writing->kind = kind;
  for (guint i = 0; get_kind (before) == kind && i < before->steps->len; i++)
    {
      const SnRateStep *step = &g_array_index (before->steps, SnRateStep, i);

      if ((get_kind (after) != kind || sn_rate_basis_find_step (after, step->key) == NULL) && !write_step (writing, step, FALSE, error))
        return FALSE;
    }
  for (guint i = 0; get_kind (after) == kind && i < after->steps->len; i++)
    {
      const SnRateStep *step = &g_array_index (after->steps, SnRateStep, i);
      const SnRateStep *standing = get_kind (before) == kind ? sn_rate_basis_find_step (before, step->key) : NULL;

      if ((standing == NULL || standing->amount_fen != step->amount_fen) && !write_step (writing, step, TRUE, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
concerns_all (const SnRateBasis *basis)
{
  return get_kind (basis) == SN_RATE_BASIS_SCORE || get_kind (basis) == SN_RATE_BASIS_MEMBERS;
}

static gboolean
check_town (SnConnection *connection, gint64 town_id, GError **error)
{
  gint64 found = 0;

  if (!sn_connection_get_int64 (connection, &found, error, "SELECT id FROM division WHERE id = ?1 AND level = 'town'", SN_INT (town_id)))
    return FALSE;
  if (found == 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("One of the towns is not in this workspace. Choose from its list of towns."));
  return found != 0;
}

gboolean
sn_rate_amount_write (SnTransaction *transaction, const SnProgram *program, const SnBenefitRate *rate, const SnRateBasis *basis,
                      gboolean *changed, GError **error)
{
  Writing writing = { transaction, sn_transaction_get_connection (transaction), program, rate, SN_RATE_BASIS_NONE };
  const gboolean by_score = get_kind (basis) == SN_RATE_BASIS_SCORE, by_members = get_kind (basis) == SN_RATE_BASIS_MEMBERS;
  const gboolean differs = !sn_rate_basis_is_equal (rate->basis, basis);

  if (changed != NULL)
    *changed = differs;
  if (!differs)
    return TRUE;
  for (guint i = 0; get_kind (basis) == SN_RATE_BASIS_TOWN && i < basis->steps->len; i++)
    if (!check_town (writing.connection, g_array_index (basis->steps, SnRateStep, i).key, error))
      return FALSE;
  if ((concerns_all (rate->basis) || concerns_all (basis)) && !check_lines (writing.connection, program, rate, 0, error))
    return FALSE;
  return sn_connection_run (writing.connection, error,
                            "UPDATE benefit_rate SET score_source = ?2, member_fen = nullif (?3, 0), members_covered = ?4 WHERE id = ?1",
                            SN_INT (rate->id), SN_TEXT (by_score ? basis->source : ""), SN_INT (by_members ? basis->member_fen : 0),
                            SN_INT (by_members ? basis->members_covered : 1)) &&
         write_steps (&writing, SN_RATE_BASIS_SCORE, rate->basis, basis, error) &&
         write_steps (&writing, SN_RATE_BASIS_TOWN, rate->basis, basis, error);
}

gboolean
sn_rate_amount_set_basis (SnTransaction *transaction, const char *program_code, const char *label, const SnRateBasis *basis, GError **error)
{
  static const char *const summaries[SN_N_RATE_BASES] = { "rate-basis-remove", "rate-tiers", "rate-members", "rate-towns" };
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  const SnBenefitRate *rate = program != NULL ? sn_program_find_rate (program, label, error) : NULL;
  g_autofree char *words = NULL;
  gboolean changed;

  if (rate == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) || !sn_rate_amount_check (rate, basis, error))
    return FALSE;
  if (!sn_rate_amount_write (transaction, program, rate, basis, &changed, error))
    return FALSE;
  if (!changed)
    return TRUE;
  words = sn_rate_basis_say (basis);
  sn_transaction_describe (transaction, summaries[get_kind (basis)], program->code, rate->label, *words != '\0' ? words : NULL, NULL);
  return TRUE;
}

/* (transfer full): the towns' amounts with this one among them, or without it */
static SnRateBasis *
change_town (const SnRateBasis *basis, gint64 town_id, gint64 amount_fen, const char *name)
{
  SnRateBasis *changed = sn_rate_basis_new (SN_RATE_BASIS_TOWN, NULL);

  for (guint i = 0; get_kind (basis) == SN_RATE_BASIS_TOWN && i < basis->steps->len; i++)
    {
      const SnRateStep *step = &g_array_index (basis->steps, SnRateStep, i);

      if (step->key != town_id)
        sn_rate_basis_add_step (changed, step->key, step->amount_fen, step->name);
    }
  if (amount_fen > 0)
    sn_rate_basis_add_step (changed, town_id, amount_fen, name);
  if (changed->steps->len == 0)
    changed->kind = SN_RATE_BASIS_NONE;
  return changed;
}

gboolean
sn_rate_amount_set_town (SnTransaction *transaction, const char *program_code, const char *label, const char *town, gint64 amount_fen,
                         GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  const SnBenefitRate *rate = program != NULL ? sn_program_find_rate (program, label, error) : NULL;
  g_autoptr (SnDivisions) divisions = rate != NULL ? sn_divisions_load (connection, error) : NULL;
  g_autoptr (SnRateBasis) basis = NULL;
  g_autofree char *amount = NULL;
  gint64 town_id = divisions != NULL ? sn_divisions_find_town (divisions, town) : 0;
  gboolean changed;

  if (divisions == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  if (town_id == 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("There is no town “%s”. Write its name, or its nine-digit code."), town);
      return FALSE;
    }
  if (amount_fen < 0)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The amount of a town must be above zero."));
      return FALSE;
    }
  basis = change_town (rate->basis, town_id, amount_fen, sn_divisions_get_name (divisions, town_id));
  /* To take back what was never set is done already. */
  if (amount_fen == 0 && get_kind (rate->basis) != SN_RATE_BASIS_TOWN)
    return TRUE;
  if (!sn_rate_amount_check (rate, basis, error) || !sn_rate_amount_write (transaction, program, rate, basis, &changed, error))
    return FALSE;
  amount = sn_money_format (amount_fen);
  if (changed)
    sn_transaction_describe (transaction, amount_fen > 0 ? "rate-town" : "rate-town-remove", program->code, rate->label,
                             sn_divisions_get_name (divisions, town_id), amount_fen > 0 ? amount : NULL, NULL);
  return TRUE;
}
