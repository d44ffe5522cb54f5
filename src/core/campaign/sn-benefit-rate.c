/* sn-benefit-rate.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-benefit-rate.h"

#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-rate-amount.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── Beside last year's ─────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_rate_review_free (SnRateReview *review)
{
  if (review == NULL)
    return;
  g_free (review->label);
  g_free (review->form);
  g_free (review);
}

static const char review_sql[] =
  "SELECT r.label, r.unit = 'household', r.form, r.discretionary, r.min_fen, r.max_fen, l.min_fen IS NOT NULL, l.min_fen, l.max_fen,"
  "       r.confirmed"
  "  FROM benefit_rate r JOIN program g ON g.id = r.program_id JOIN campaign c ON c.id = g.campaign_id"
  "  LEFT JOIN program o ON o.campaign_id = c.copied_from AND o.code = g.code"
  "  LEFT JOIN benefit_rate l ON l.program_id = o.id AND l.label = r.label"
  " WHERE r.program_id = ?1 ORDER BY r.position, r.id";

static SnRateReview *
read_review (SnStatement *statement)
{
  SnRateReview *review = g_new0 (SnRateReview, 1);

  review->label = sn_statement_dup_text (statement, 0);
  review->per_household = sn_statement_get_int64 (statement, 1) != 0;
  review->form = sn_statement_dup_text (statement, 2);
  review->discretionary = sn_statement_get_int64 (statement, 3) != 0;
  review->min_fen = sn_statement_get_int64 (statement, 4);
  review->max_fen = sn_statement_get_int64 (statement, 5);
  review->has_last = sn_statement_get_int64 (statement, 6) != 0;
  review->last_min_fen = sn_statement_get_int64 (statement, 7);
  review->last_max_fen = sn_statement_get_int64 (statement, 8);
  review->confirmed = sn_statement_get_int64 (statement, 9) != 0;
  return review;
}

GPtrArray *
sn_rate_review_list (SnConnection *connection, const char *program_code, GError **error)
{
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autoptr (SnStatement) statement = NULL;

  if (program == NULL)
    return NULL;
  statement = sn_connection_query (connection, error, review_sql, SN_INT (program->id));
  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_review, (GDestroyNotify) sn_rate_review_free, error);
}

char *
sn_rate_format_range (gint64 min_fen, gint64 max_fen)
{
  g_autofree char *least = sn_money_format (min_fen);
  g_autofree char *most = sn_money_format (max_fen);

  return min_fen == max_fen ? g_steal_pointer (&least) : g_strdup_printf ("%s–%s", least, most);
}

gboolean
sn_rate_parse_range (const char *text, gint64 *min_fen, gint64 *max_fen, GError **error)
{
  g_autofree char *squeezed = sn_text_squeeze (text);

  /* A hyphen in front is a sign: a negative amount is read, and refused as such. */
  for (char *p = squeezed; *p != '\0'; p = g_utf8_next_char (p))
    if (p != squeezed && g_utf8_strchr ("-–—~", -1, g_utf8_get_char (p)) != NULL)
      {
        char *rest = g_utf8_next_char (p);
        g_autofree char *least = g_strndup (squeezed, (gsize) (p - squeezed));

        return sn_money_parse (least, FALSE, min_fen, NULL, error) && sn_money_parse (rest, FALSE, max_fen, NULL, error);
      }
  if (!sn_money_parse (squeezed, FALSE, min_fen, NULL, error))
    return FALSE;
  *max_fen = *min_fen;
  return TRUE;
}

/* ── An officer's word ──────────────────────────────────────────────────────────────────────────────────────────── */

static guint
count_unconfirmed (const SnProgram *program, const SnBenefitRate *only)
{
  return only != NULL ? !only->confirmed : program->n_unconfirmed;
}

/* @rate (nullable): all of the program */
static gboolean
write_word (SnConnection *connection, const SnProgram *program, const SnBenefitRate *rate, GError **error)
{
  return sn_connection_run (connection, error,
                            "UPDATE benefit_rate SET confirmed = 1 WHERE program_id = ?1 AND (?2 = 0 OR id = ?2) AND confirmed = 0",
                            SN_INT (program->id), SN_INT (rate != NULL ? rate->id : 0));
}

gboolean
sn_benefit_rate_confirm (SnTransaction *transaction, const char *program_code, const char *label, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  const SnBenefitRate *rate = NULL;

  if (program == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  if (label != NULL)
    {
      rate = sn_program_find_rate (program, label, error);
      if (rate == NULL)
        return FALSE;
    }
  if (count_unconfirmed (program, rate) == 0)
    return TRUE;
  if (!write_word (connection, program, rate, error))
    return FALSE;
  if (rate != NULL)
    sn_transaction_describe (transaction, "rate-confirm", program->code, rate->label, NULL);
  else
    sn_transaction_describe (transaction, "rates-confirm", program->code, NULL);
  return TRUE;
}

static gboolean
check_amount (const SnProgram *program, const SnBenefitRate *rate, gint64 min_fen, gint64 max_fen, GError **error)
{
  SnBenefitRate changed = *rate;

  changed.min_fen = min_fen;
  changed.max_fen = max_fen;
  if (rate->discretionary)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 _ ("The amount of “%s” in %s is decided case by case; there is none to set. Confirm the rate as it is."), rate->label,
                 program->code);
  else if (min_fen <= 0)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The amount of “%s” must be above zero."), rate->label);
  else if (max_fen < min_fen)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _ ("The largest amount of “%s” is below the smallest. Write the smaller one first."), rate->label);
  else
    return sn_rate_amount_check (&changed, rate->basis, error);
  return FALSE;
}

/* The schema holds it as well; here it gets a sentence. A paid line is an approved one. */
static gboolean
check_lines (SnConnection *connection, const SnProgram *program, const SnBenefitRate *rate, GError **error)
{
  gint64 n_lines = 0;

  if (!sn_connection_get_int64 (connection, &n_lines, error,
                                "SELECT count(*) FROM entitlement WHERE program_id = ?1 AND rate_id = ?2"
                                " AND state IN ('submitted', 'approved')",
                                SN_INT (program->id), SN_INT (rate->id)))
    return FALSE;
  if (n_lines == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE,
                            "%d line under “%s” in %s is submitted or approved; its rate keeps its amount. Return or hold the line first.",
                            "%d lines under “%s” in %s are submitted or approved; their rate keeps its amount. Return or hold the lines"
                            " first.", (gulong) n_lines),
               (int) n_lines, rate->label, program->code);
  return FALSE;
}

/* @is_new: (out): whether the amount is another than before */
static gboolean
write_amount (SnConnection *connection, const SnProgram *program, const SnBenefitRate *rate, gint64 min_fen, gint64 max_fen,
              gboolean *is_new, GError **error)
{
  *is_new = FALSE;
  if (!check_amount (program, rate, min_fen, max_fen, error))
    return FALSE;
  if (rate->min_fen == min_fen && rate->max_fen == max_fen)
    return TRUE;
  *is_new = TRUE;
  return check_lines (connection, program, rate, error) &&
         sn_connection_run (connection, error, "UPDATE benefit_rate SET min_fen = ?2, max_fen = ?3, confirmed = 1 WHERE id = ?1",
                            SN_INT (rate->id), SN_INT (min_fen), SN_INT (max_fen));
}

gboolean
sn_benefit_rate_set_amount (SnTransaction *transaction, const char *program_code, const char *label, gint64 min_fen, gint64 max_fen,
                            GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  const SnBenefitRate *rate = program != NULL ? sn_program_find_rate (program, label, error) : NULL;
  g_autofree char *range = NULL;
  gboolean is_new;

  if (rate == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) ||
      !write_amount (connection, program, rate, min_fen, max_fen, &is_new, error))
    return FALSE;
  if (!is_new)
    return sn_benefit_rate_confirm (transaction, program->code, rate->label, error);
  range = sn_rate_format_range (min_fen, max_fen);
  sn_transaction_describe (transaction, "rate-set", program->code, rate->label, range, NULL);
  return TRUE;
}

gboolean
sn_benefit_rate_confirm_with (SnTransaction *transaction, const char *program_code, const SnRateAmount *amounts, guint n_amounts,
                              GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autofree char *count = NULL;
  guint n_new = 0;

  if (program == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  for (guint i = 0; i < n_amounts; i++)
    {
      const SnBenefitRate *rate = sn_program_find_rate (program, amounts[i].label, error);
      gboolean is_new;

      if (rate == NULL || !write_amount (connection, program, rate, amounts[i].min_fen, amounts[i].max_fen, &is_new, error))
        return FALSE;
      n_new += is_new ? 1 : 0;
    }
  if (n_new == 0)
    return sn_benefit_rate_confirm (transaction, program->code, NULL, error);
  count = g_strdup_printf ("%u", n_new);
  sn_transaction_describe (transaction, "rates-set", program->code, count, NULL);
  return write_word (connection, program, NULL, error);
}
