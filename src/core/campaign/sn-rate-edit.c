/* sn-rate-edit.c: the rates of a program: who, what, how much.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-catalogue-edit-private.h"

#include "sn-date.h"
#include "sn-rate-amount.h"
#include "sn-error.h"
#include "sn-officer-duties.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── What was said ──────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_word (const char *word, const char *const *words, const char *sentence, GError **error)
{
  if (word == NULL || g_strv_contains (words, word))
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, sentence, word);
  return FALSE;
}

/* The fields by themselves; what they mean together is check_rate()'s business. */
static gboolean
check_edit (const SnRateEdit *edit, GError **error)
{
  static const char *const units[] = { "person", "household", NULL };
  static const char *const forms[] = { "cash", "goods", "visit", NULL };
  GDate day;

  if (!check_word (edit->unit, units, _ ("“%s” is no unit; a rate is for a person or for a household."), error) ||
      !check_word (edit->form, forms, _ ("“%s” is no form; a benefit is cash, goods or a visit."), error))
    return FALSE;
  if (edit->min_age > 120)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("An age of %d years is not possible."), edit->min_age);
      return FALSE;
    }
  if (edit->as_of == NULL || *edit->as_of == '\0' || sn_date_from_iso (edit->as_of, &day))
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no day. Write year, month and day: 2025-01-28."), edit->as_of);
  return FALSE;
}

static gboolean
check_rate (const SnBenefitRate *rate, const SnRateEdit *edit, GError **error)
{
  if (*rate->label == '\0')
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The rate needs a name, such as whom it is for."));
  else if (!rate->discretionary && rate->min_fen <= 0)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The amount of “%s” must be above zero."), rate->label);
  else if (rate->max_fen < rate->min_fen)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _ ("The largest amount of “%s” is below the smallest. Write the smaller one first."), rate->label);
  else
    return sn_rate_amount_check (rate, edit->basis != NULL ? edit->basis : rate->basis, error);
  return FALSE;
}

/* @rate takes what @edit says; whether it changes what lines that were handed in stand on, and whether it changes at all */
static void
take_edit (SnBenefitRate *rate, const SnRateEdit *edit, gboolean *unit_changes, gboolean *terms_change, gboolean *differs)
{
  const gboolean per_household = edit->unit != NULL ? strcmp (edit->unit, "household") == 0 : rate->per_household;
  const gboolean sets_amount = edit->min_fen != SN_RATE_AMOUNT_AS_IT_IS;
  const gboolean amount_changes = sets_amount && (edit->min_fen != rate->min_fen || edit->max_fen != rate->max_fen);

  *unit_changes = per_household != rate->per_household;
  *terms_change = sn_edit_take_text (&rate->form, edit->form) | *unit_changes | amount_changes;
  *differs = sn_edit_take_text (&rate->label, edit->label) | sn_edit_take_text (&rate->eligible, edit->eligible) |
             sn_edit_take_text (&rate->as_of, edit->as_of) | *terms_change | !rate->confirmed;
  *differs |= edit->min_age >= 0 && edit->min_age != rate->min_age;
  *differs |= edit->approximate >= 0 && edit->approximate != rate->approximate;
  *differs |= edit->basis != NULL && !sn_rate_basis_is_equal (edit->basis, rate->basis);
  rate->per_household = per_household;
  if (sets_amount)
    {
      rate->min_fen = edit->min_fen;
      rate->max_fen = edit->max_fen;
      rate->discretionary = edit->min_fen == 0 && edit->max_fen == 0;
    }
  if (edit->min_age >= 0)
    rate->min_age = edit->min_age;
  if (edit->approximate >= 0)
    rate->approximate = edit->approximate != 0;
  rate->confirmed = TRUE;
}

/* ── What stands on a rate ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_no_lines (SnConnection *connection, const SnProgram *program, const SnBenefitRate *rate, gboolean only_handed_in, GError **error)
{
  gint64 n_lines;

  if (!sn_connection_get_int64 (connection, &n_lines, error,
                                "SELECT count(*) FROM entitlement WHERE program_id = ?1 AND rate_id = ?2"
                                " AND (?3 = 0 OR state IN ('submitted', 'approved'))",
                                SN_INT (program->id), SN_INT (rate->id), SN_INT (only_handed_in)))
    return FALSE;
  if (n_lines == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               only_handed_in
                 ? g_dngettext (GETTEXT_PACKAGE,
                                "%d line under “%s” in %s is submitted or approved; its rate stays as it is. Return or hold the line first.",
                                "%d lines under “%s” in %s are submitted or approved; their rate stays as it is. Return or hold the lines"
                                " first.", (gulong) n_lines)
                 : g_dngettext (GETTEXT_PACKAGE, "%d line stands or stood under “%s” in %s, so that this cannot be changed any more.",
                                "%d lines stand or stood under “%s” in %s, so that this cannot be changed any more.", (gulong) n_lines),
               (int) n_lines, rate->label, program->code);
  return FALSE;
}

static gboolean
check_label_is_free (const SnProgram *program, const SnBenefitRate *rate, GError **error)
{
  for (guint i = 0; i < program->rates->len; i++)
    {
      const SnBenefitRate *other = g_ptr_array_index (program->rates, i);

      if (other != rate && strcmp (other->label, rate->label) == 0)
        {
          g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("%s has a rate “%s” already."), program->code, rate->label);
          return FALSE;
        }
    }
  return TRUE;
}

/* ── Steps ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char insert_sql[] =
  "INSERT INTO benefit_rate (id, program_id, position, label, eligible, unit, form, min_fen, max_fen, discretionary, approximate, min_age,"
  " as_of) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, nullif (?8, 0), nullif (?9, 0), ?10, ?11, nullif (?12, 0), nullif (?13, ''))";
static const char update_sql[] =
  "UPDATE benefit_rate SET label = ?4, eligible = ?5, unit = ?6, form = ?7, min_fen = nullif (?8, 0), max_fen = nullif (?9, 0),"
  " discretionary = ?10, approximate = ?11, min_age = nullif (?12, 0), as_of = nullif (?13, ''), confirmed = 1"
  " WHERE id = ?1 AND program_id = ?2 AND position = ?3";

static gboolean
write_rate (SnConnection *connection, const char *sql, const SnProgram *program, const SnBenefitRate *rate, GError **error)
{
  return sn_connection_run (connection, error, sql, SN_INT (rate->id), SN_INT (program->id), SN_INT (rate->position), SN_TEXT (rate->label),
                            SN_TEXT (rate->eligible), SN_TEXT (rate->per_household ? "household" : "person"), SN_TEXT (rate->form),
                            SN_INT (rate->min_fen), SN_INT (rate->max_fen), SN_INT (rate->discretionary), SN_INT (rate->approximate),
                            SN_INT (rate->min_age), SN_TEXT (rate->as_of));
}

static int
get_last_position (const SnProgram *program)
{
  return program->rates->len > 0
           ? ((const SnBenefitRate *) g_ptr_array_index (program->rates, program->rates->len - 1))->position : 0;
}

/* Behind the others, with nothing said yet. The program frees it. */
static SnBenefitRate *
append_rate (SnProgram *program)
{
  SnBenefitRate *rate = g_new0 (SnBenefitRate, 1);

  rate->position = get_last_position (program) + 1;
  rate->label = g_strdup ("");
  rate->eligible = g_strdup ("");
  rate->form = g_strdup ("cash");
  rate->as_of = g_strdup ("");
  rate->discretionary = TRUE;
  g_ptr_array_add (program->rates, rate);
  return rate;
}

gboolean
sn_benefit_rate_add (SnTransaction *transaction, const char *program_code, const SnRateEdit *edit, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  SnBenefitRate *rate;
  gboolean unit_changes, terms_change, differs;

  if (program == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) || !check_edit (edit, error))
    return FALSE;
  rate = append_rate (program);
  take_edit (rate, edit, &unit_changes, &terms_change, &differs);
  if (!check_rate (rate, edit, error) || !check_label_is_free (program, rate, error))
    return FALSE;
  rate->id = sn_transaction_next_id (transaction, "benefit_rate");
  sn_transaction_describe (transaction, "rate-add", program->code, rate->label, NULL);
  return write_rate (connection, insert_sql, program, rate, error) &&
         (edit->basis == NULL || sn_rate_amount_write (transaction, program, rate, edit->basis, NULL, error));
}

/* A rate that names no day of its own reads the campaign's: which of them it is, only the file says. */
static gboolean
read_own_day (SnConnection *connection, const SnBenefitRate *rate, char **as_of, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, "SELECT coalesce (as_of, '') FROM benefit_rate WHERE id = ?1", SN_INT (rate->id));

  if (statement == NULL)
    return FALSE;
  if (sn_statement_step (statement, &step_error))
    {
      *as_of = sn_statement_dup_text (statement, 0);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

gboolean
sn_benefit_rate_edit (SnTransaction *transaction, const char *program_code, const char *label, const SnRateEdit *edit, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  SnBenefitRate *rate = program != NULL ? sn_program_find_rate (program, label, error) : NULL;
  gboolean unit_changes, terms_change, differs;

  if (rate == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) || !check_edit (edit, error))
    return FALSE;
  g_clear_pointer (&rate->as_of, g_free);
  if (!read_own_day (connection, rate, &rate->as_of, error))
    return FALSE;
  take_edit (rate, edit, &unit_changes, &terms_change, &differs);
  if (!differs)
    return TRUE;
  if (!check_rate (rate, edit, error) || !check_label_is_free (program, rate, error) ||
      (terms_change && !check_no_lines (connection, program, rate, TRUE, error)) ||
      (unit_changes && !check_no_lines (connection, program, rate, FALSE, error)))
    return FALSE;
  sn_transaction_describe (transaction, "rate-edit", program->code, rate->label, NULL);
  return write_rate (connection, update_sql, program, rate, error) &&
         (edit->basis == NULL || sn_rate_amount_write (transaction, program, rate, edit->basis, NULL, error));
}

gboolean
sn_benefit_rate_remove (SnTransaction *transaction, const char *program_code, const char *label, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM pair_rule WHERE first_rate_id = ?1 OR second_rate_id = ?1",
    "DELETE FROM rate_category WHERE rate_id = ?1",
    "DELETE FROM rate_condition WHERE rate_id = ?1",
    "DELETE FROM rate_tier WHERE rate_id = ?1",
    "DELETE FROM rate_town WHERE rate_id = ?1",
    "DELETE FROM benefit_rate WHERE id = ?1",
  };
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  const SnBenefitRate *rate = program != NULL ? sn_program_find_rate (program, label, error) : NULL;

  if (rate == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) || !check_no_lines (connection, program, rate, FALSE, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!sn_connection_run (connection, error, statements[i], SN_INT (rate->id)))
      return FALSE;
  sn_transaction_describe (transaction, "rate-remove", program->code, rate->label, NULL);
  return TRUE;
}

gboolean
sn_benefit_rate_move (SnTransaction *transaction, const char *program_code, const char *label, int place, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  SnBenefitRate *rate = program != NULL ? sn_program_find_rate (program, label, error) : NULL;
  g_autoptr (GPtrArray) order = g_ptr_array_new ();
  g_autofree char *words = NULL;

  if (rate == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  if (place < 1 || place > (int) program->rates->len)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s has %d rates; “%s” cannot be number %d of them."), program->code,
                   (int) program->rates->len, rate->label, place);
      return FALSE;
    }
  for (guint i = 0; i < program->rates->len; i++)
    if (g_ptr_array_index (program->rates, i) != rate)
      g_ptr_array_add (order, g_ptr_array_index (program->rates, i));
  if (g_ptr_array_index (program->rates, place - 1) == rate)
    return TRUE;
  g_ptr_array_insert (order, place - 1, rate);
  for (guint i = 0; i < order->len; i++)
    if (!sn_connection_run (connection, error, "UPDATE benefit_rate SET position = ?2 WHERE id = ?1 AND position <> ?2",
                            SN_INT (((const SnBenefitRate *) g_ptr_array_index (order, i))->id), SN_INT (i + 1)))
      return FALSE;
  words = g_strdup_printf ("%d", place);
  sn_transaction_describe (transaction, "rate-move", program->code, rate->label, words, NULL);
  return TRUE;
}

/* ── Who qualifies ──────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_rate_category_free (SnRateCategory *category)
{
  g_free (category->code);
  g_free (category->name);
  g_free (category->also);
  g_free (category);
}

static const char categories_sql[] =
  "SELECT c.code, c.name, EXISTS (SELECT 1 FROM rate_category w WHERE w.rate_id = ?1 AND w.category_id = c.id),"
  "       coalesce ((SELECT group_concat (a.name, '、') FROM rate_category w JOIN category a ON a.id = w.also_id"
  "                   WHERE w.rate_id = ?1 AND w.category_id = c.id), '')"
  "  FROM category c ORDER BY c.position, c.id";

GPtrArray *
sn_benefit_rate_list_categories (SnConnection *connection, const char *program_code, const char *label, GError **error)
{
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_rate_category_free);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  const SnBenefitRate *rate = program != NULL && label != NULL ? sn_program_find_rate (program, label, error) : NULL;
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = NULL;

  if (program == NULL || (label != NULL && rate == NULL))
    return NULL;
  statement = sn_connection_query (connection, error, categories_sql, SN_INT (rate != NULL ? rate->id : 0));
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnRateCategory *category = g_new0 (SnRateCategory, 1);

      category->code = sn_statement_dup_text (statement, 0);
      category->name = sn_statement_dup_text (statement, 1);
      category->qualifies = sn_statement_get_int64 (statement, 2) != 0;
      category->also = sn_statement_dup_text (statement, 3);
      g_ptr_array_add (categories, category);
    }
  if (step_error == NULL)
    return g_steal_pointer (&categories);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gboolean
add_category (SnConnection *connection, const SnBenefitRate *rate, const char *code, GString *names, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, "SELECT id, name FROM category WHERE code = ?1", SN_TEXT (code));

  if (statement == NULL)
    return FALSE;
  if (!sn_statement_step (statement, &step_error))
    {
      if (step_error == NULL)
        step_error = g_error_new (SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no category with the code “%s”."), code);
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "", sn_statement_get_text (statement, 1));
  return sn_connection_run (connection, error, "INSERT OR IGNORE INTO rate_category (rate_id, category_id) VALUES (?1, ?2)",
                            SN_INT (rate->id), SN_INT (sn_statement_get_int64 (statement, 0)));
}

/* (transfer full): the ways as one text, to be compared */
static char *
read_ways (SnConnection *connection, const SnBenefitRate *rate, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT coalesce (group_concat (category_id || '+' || also_id), '')"
                         " FROM (SELECT category_id, also_id FROM rate_category WHERE rate_id = ?1 ORDER BY category_id, also_id)",
                         SN_INT (rate->id));

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &step_error))
    return sn_statement_dup_text (statement, 0);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

gboolean
sn_benefit_rate_set_categories (SnTransaction *transaction, const char *program_code, const char *label, const char *const *categories,
                                GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  const SnBenefitRate *rate = program != NULL ? sn_program_find_rate (program, label, error) : NULL;
  g_autofree char *before = rate != NULL ? read_ways (connection, rate, error) : NULL;
  g_autofree char *after = NULL;
  g_autoptr (GString) names = g_string_new (NULL);

  if (before == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) ||
      !sn_connection_run (connection, error, "DELETE FROM rate_category WHERE rate_id = ?1", SN_INT (rate->id)))
    return FALSE;
  for (gsize i = 0; categories[i] != NULL; i++)
    if (!add_category (connection, rate, categories[i], names, error))
      return FALSE;
  after = read_ways (connection, rate, error);
  if (after == NULL)
    return FALSE;
  if (strcmp (before, after) != 0)
    sn_transaction_describe (transaction, "rate-categories", program->code, rate->label, names->len > 0 ? names->str : "–", NULL);
  return TRUE;
}
