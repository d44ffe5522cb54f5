/* sn-funding-line.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-funding-line.h"

#include "sn-error.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── What the money is used for ─────────────────────────────────────────────────────────────────────────────────── */

static gint64
add_ceilings (const SnProgram *program)
{
  gint64 ceiling_fen = 0;

  for (guint i = 0; i < program->funding->len; i++)
    {
      const SnFundingLine *line = g_ptr_array_index (program->funding, i);

      if (line->ceiling_fen < 0)
        return SN_FUNDING_NO_CEILING;
      ceiling_fen += line->ceiling_fen;
    }
  return program->funding->len > 0 ? ceiling_fen : SN_FUNDING_NO_CEILING;
}

gboolean
sn_funding_read_use (SnConnection *connection, const SnProgram *program, SnFundingUse *use, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) sums =
    sn_connection_query (connection, error,
                         "SELECT coalesce (sum (amount_fen) FILTER (WHERE state IN ('listed', 'submitted', 'approved')), 0),"
                         " coalesce (sum (amount_fen) FILTER (WHERE state = 'approved'), 0) FROM entitlement WHERE program_id = ?1",
                         SN_INT (program->id));

  if (sums == NULL)
    return FALSE;
  if (!sn_statement_step (sums, &step_error))
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  *use = (SnFundingUse){ add_ceilings (program), sn_statement_get_int64 (sums, 0), sn_statement_get_int64 (sums, 1) };
  return TRUE;
}

gboolean
sn_funding_check_approval (SnConnection *connection, const SnProgram *program, gint64 more_fen, GError **error)
{
  SnFundingUse use;
  g_autofree char *ceiling = NULL, *approved = NULL, *more = NULL, *over = NULL;

  if (add_ceilings (program) < 0)
    return TRUE;
  if (!sn_funding_read_use (connection, program, &use, error))
    return FALSE;
  if (use.approved_fen + more_fen <= use.ceiling_fen)
    return TRUE;
  ceiling = sn_money_format (use.ceiling_fen);
  approved = sn_money_format (use.approved_fen);
  more = sn_money_format (more_fen);
  over = sn_money_format (use.approved_fen + more_fen - use.ceiling_fen);
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("The money of %s does not reach: its ceiling is %s yuan, %s yuan are approved, and these lines take %s yuan, which is %s yuan"
                  " too much. Hold lines, approve town by town, or have the ceiling raised."),
               program->code, ceiling, approved, more, over);
  return FALSE;
}

/* ── Sources ────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_funding_source_free (SnFundingSource *source)
{
  g_free (source->code);
  g_free (source->name);
  g_free (source->kind);
  g_free (source);
}

GPtrArray *
sn_funding_source_list (SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) sources = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_funding_source_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, "SELECT code, name, kind FROM funding_source ORDER BY id");

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnFundingSource *source = g_new0 (SnFundingSource, 1);

      source->code = sn_statement_dup_text (statement, 0);
      source->name = sn_statement_dup_text (statement, 1);
      source->kind = sn_statement_dup_text (statement, 2);
      g_ptr_array_add (sources, source);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return NULL;
    }
  return g_steal_pointer (&sources);
}

/* Its place among the sources of the program; -1 with @error set */
static int
find_line (const SnProgram *program, const char *source, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < program->funding->len; i++)
    {
      const SnFundingLine *line = g_ptr_array_index (program->funding, i);

      if (strcmp (line->source_code, source) == 0 || strcmp (line->source_name, source) == 0)
        return (int) i;
      g_string_append_printf (names, "%s%s (%s)", i > 0 ? _ (", ") : "", line->source_name, line->source_code);
    }
  g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("“%s” does not bear %s. Its sources: %s."), source, program->code,
               names->len > 0 ? names->str : _ ("none"));
  return -1;
}

/* ── Terms ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_line (SnConnection *connection, const SnProgram *program, const SnFundingLine *line, GError **error)
{
  return sn_connection_run (connection, error,
                            "UPDATE funding_line SET ceiling_fen = nullif (?3, -1), budget_holder = ?4, note = ?5"
                            " WHERE program_id = ?1 AND source_id = (SELECT id FROM funding_source WHERE code = ?2)",
                            SN_INT (program->id), SN_TEXT (line->source_code), SN_INT (line->ceiling_fen), SN_TEXT (line->budget_holder),
                            SN_TEXT (line->note));
}

static gboolean
replace_text (char **field, const char *text)
{
  g_autofree char *clean = text != NULL ? sn_text_trim (text) : NULL;

  if (clean == NULL || strcmp (*field, clean) == 0)
    return FALSE;
  g_free (*field);
  *field = g_steal_pointer (&clean);
  return TRUE;
}

/* @program takes the terms; whether they differ from what it had */
static gboolean
take_terms (SnFundingLine *line, const SnFundingTerms *terms)
{
  gboolean differs = terms->ceiling_fen != SN_FUNDING_AS_IT_IS && terms->ceiling_fen != line->ceiling_fen;

  if (differs)
    line->ceiling_fen = terms->ceiling_fen;
  differs |= replace_text (&line->budget_holder, terms->budget_holder);
  differs |= replace_text (&line->note, terms->note);
  return differs;
}

static gboolean
check_ceiling (SnConnection *connection, const SnProgram *program, GError **error)
{
  SnFundingUse use;
  g_autofree char *ceiling = NULL, *approved = NULL;

  if (!sn_funding_read_use (connection, program, &use, error))
    return FALSE;
  if (use.ceiling_fen < 0 || use.approved_fen <= use.ceiling_fen)
    return TRUE;
  ceiling = sn_money_format (use.ceiling_fen);
  approved = sn_money_format (use.approved_fen);
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("%s yuan of %s are approved already, more than a ceiling of %s yuan. Set a ceiling that holds them, or hold lines first."),
               approved, program->code, ceiling);
  return FALSE;
}

static void
describe_terms (SnTransaction *transaction, const SnProgram *program)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < program->funding->len; i++)
    {
      const SnFundingLine *line = g_ptr_array_index (program->funding, i);
      g_autofree char *ceiling = line->ceiling_fen >= 0 ? sn_money_format (line->ceiling_fen) : g_strdup ("–");

      g_string_append_printf (words, "%s%s %s", i > 0 ? "、" : "", line->source_name, ceiling);
    }
  sn_transaction_describe (transaction, "funding-set", program->code, words->str, NULL);
}

gboolean
sn_funding_line_set (SnTransaction *transaction, const char *program_code, const SnFundingTerms *terms, guint n_terms, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  gboolean differs = FALSE;

  if (program == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  for (guint i = 0; i < n_terms; i++)
    {
      int place = find_line (program, terms[i].source, error);
      SnFundingLine *line = place >= 0 ? g_ptr_array_index (program->funding, (guint) place) : NULL;

      if (line == NULL)
        return FALSE;
      if (!take_terms (line, &terms[i]))
        continue;
      if (!write_line (connection, program, line, error))
        return FALSE;
      differs = TRUE;
    }
  if (!differs)
    return TRUE;
  describe_terms (transaction, program);
  return check_ceiling (connection, program, error);
}

/* ── Who bears a program ────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_no_lines (SnConnection *connection, const SnProgram *program, GError **error)
{
  gint64 n_lines;

  if (!sn_connection_get_int64 (connection, &n_lines, error, "SELECT count(*) FROM entitlement WHERE program_id = ?1", SN_INT (program->id)))
    return FALSE;
  if (n_lines == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE, "%s has %d line, and its figures are counted under the sources it has. Sources are settled before a"
                            " roster comes in.",
                            "%s has %d lines, and their figures are counted under the sources it has. Sources are settled before a roster"
                            " comes in.", (gulong) n_lines),
               program->code, (int) n_lines);
  return FALSE;
}

static gint64
find_source (SnConnection *connection, const char *source, char **name, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, "SELECT id, name FROM funding_source WHERE code = ?1 OR name = ?1", SN_TEXT (source));

  if (statement == NULL)
    return 0;
  if (sn_statement_step (statement, &step_error))
    {
      *name = sn_statement_dup_text (statement, 1);
      return sn_statement_get_int64 (statement, 0);
    }
  if (step_error == NULL)
    step_error = g_error_new (SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no source of funds called “%s”."), source);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return 0;
}

gboolean
sn_funding_line_add (SnTransaction *transaction, const char *program_code, const char *source, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autofree char *name = NULL;
  gint64 source_id = program != NULL ? find_source (connection, source, &name, error) : 0;

  if (source_id == 0 || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  if (find_line (program, name, NULL) >= 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("“%s” bears %s already."), name, program->code);
      return FALSE;
    }
  if (!check_no_lines (connection, program, error))
    return FALSE;
  sn_transaction_describe (transaction, "funding-add", program->code, name, NULL);
  return sn_connection_run (connection, error,
                            "INSERT INTO funding_line (id, program_id, source_id, position) VALUES (?1, ?2, ?3,"
                            " (SELECT coalesce (max (position), 0) + 1 FROM funding_line WHERE program_id = ?2))",
                            SN_INT (sn_transaction_next_id (transaction, "funding_line")), SN_INT (program->id), SN_INT (source_id));
}

gboolean
sn_funding_line_remove (SnTransaction *transaction, const char *program_code, const char *source, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  int place = program != NULL ? find_line (program, source, error) : -1;
  const SnFundingLine *line = place >= 0 ? g_ptr_array_index (program->funding, (guint) place) : NULL;

  if (line == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  if (program->funding->len == 1)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("“%s” is the only source of %s. Add another one first."), line->source_name,
                   program->code);
      return FALSE;
    }
  if (!check_no_lines (connection, program, error))
    return FALSE;
  sn_transaction_describe (transaction, "funding-remove", program->code, line->source_name, NULL);
  return sn_connection_run (connection, error,
                            "DELETE FROM funding_line WHERE program_id = ?1"
                            " AND source_id = (SELECT id FROM funding_source WHERE code = ?2)",
                            SN_INT (program->id), SN_TEXT (line->source_code));
}
