/* sn-program.c: programs with their rates and who pays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-campaign.h"

#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
free_rate (gpointer data)
{
  SnBenefitRate *rate = data;

  g_free (rate->label);
  g_free (rate->eligible);
  g_free (rate->form);
  g_free (rate->as_of);
  sn_rate_basis_free (rate->basis);
  g_free (rate);
}

static void
free_funding_line (gpointer data)
{
  SnFundingLine *line = data;

  g_free (line->source_code);
  g_free (line->source_name);
  g_free (line->source_kind);
  g_free (line->budget_holder);
  g_free (line->note);
  g_free (line);
}

void
sn_program_free (SnProgram *program)
{
  if (program == NULL)
    return;
  g_free (program->department_code);
  g_free (program->department);
  g_free (program->code);
  g_free (program->title);
  g_free (program->clause);
  g_free (program->description);
  g_ptr_array_unref (program->rates);
  g_ptr_array_unref (program->funding);
  g_free (program);
}

/* In all of them, column 0 is the program's id, and the order is that of the programs. ?1: the campaign. */
static const char programs_sql[] =
  "SELECT p.id, p.campaign_id, p.department_id, d.code, d.name, p.code, p.title, p.clause, p.description,"
  " coalesce (p.quota, 0)"
  " FROM program p JOIN department d ON d.id = p.department_id WHERE p.campaign_id = ?1"
  " ORDER BY p.department_id, p.number, p.id";
static const char rates_sql[] =
  "SELECT r.program_id, r.id, r.position, r.label, r.eligible, r.unit = 'household', r.form, r.discretionary,"
  "       r.approximate, r.min_fen, r.max_fen, r.min_age, coalesce (r.as_of, c.as_of), r.confirmed,"
  "       r.score_source, coalesce (r.member_fen, 0), r.members_covered"
  " FROM benefit_rate r JOIN program p ON p.id = r.program_id JOIN campaign c ON c.id = p.campaign_id"
  " WHERE p.campaign_id = ?1 ORDER BY r.program_id, r.position, r.id";
static const char tiers_sql[] =
  "SELECT r.program_id, r.id, v.from_score, v.amount_fen, ''"
  " FROM program p JOIN benefit_rate r ON r.program_id = p.id JOIN rate_tier v ON v.rate_id = r.id"
  " WHERE p.campaign_id = ?1 ORDER BY r.program_id, r.id, v.from_score";
static const char towns_sql[] =
  "SELECT r.program_id, r.id, v.town_id, v.amount_fen, t.name"
  " FROM program p JOIN benefit_rate r ON r.program_id = p.id JOIN rate_town v ON v.rate_id = r.id JOIN division t ON t.id = v.town_id"
  " WHERE p.campaign_id = ?1 ORDER BY r.program_id, r.id, t.position, t.id";
static const char funding_sql[] =
  "SELECT f.program_id, s.code, s.name, s.kind, f.budget_holder, f.note, coalesce (f.ceiling_fen, -1)"
  " FROM funding_line f JOIN funding_source s ON s.id = f.source_id JOIN program p ON p.id = f.program_id"
  " WHERE p.campaign_id = ?1 ORDER BY f.program_id, f.position, f.id";

/* The program that the current row belongs to; NULL cannot be, as all rows are of one read transaction. */
static SnProgram *
find_owner (GPtrArray *programs, SnStatement *statement)
{
  gint64 id = sn_statement_get_int64 (statement, 0);

  for (guint i = 0; i < programs->len; i++)
    {
      SnProgram *program = g_ptr_array_index (programs, i);

      if (program->id == id)
        return program;
    }
  return NULL;
}

static void
add_program (GPtrArray *programs, SnStatement *statement)
{
  SnProgram *program = g_new0 (SnProgram, 1);

  program->id = sn_statement_get_int64 (statement, 0);
  program->campaign_id = sn_statement_get_int64 (statement, 1);
  program->department_id = sn_statement_get_int64 (statement, 2);
  program->department_code = sn_statement_dup_text (statement, 3);
  program->department = sn_statement_dup_text (statement, 4);
  program->code = sn_statement_dup_text (statement, 5);
  program->title = sn_statement_dup_text (statement, 6);
  program->clause = sn_statement_dup_text (statement, 7);
  program->description = sn_statement_dup_text (statement, 8);
  program->quota = (int) sn_statement_get_int64 (statement, 9);
  program->rates = g_ptr_array_new_with_free_func (free_rate);
  program->funding = g_ptr_array_new_with_free_func (free_funding_line);
  g_ptr_array_add (programs, program);
}

/* (transfer full) (nullable): what stands with the rate itself */
static SnRateBasis *
read_basis (SnStatement *statement)
{
  const char *source = sn_statement_get_text (statement, 14);
  gint64 member_fen = sn_statement_get_int64 (statement, 15);
  SnRateBasis *basis;

  if (*source == '\0' && member_fen == 0)
    return NULL;
  basis = sn_rate_basis_new (*source != '\0' ? SN_RATE_BASIS_SCORE : SN_RATE_BASIS_MEMBERS, source);
  basis->member_fen = member_fen;
  basis->members_covered = (int) sn_statement_get_int64 (statement, 16);
  return basis;
}

static void
add_step (GPtrArray *programs, SnStatement *statement)
{
  SnProgram *program = find_owner (programs, statement);
  gint64 rate_id = sn_statement_get_int64 (statement, 1);

  g_return_if_fail (program != NULL);
  for (guint i = 0; i < program->rates->len; i++)
    {
      SnBenefitRate *rate = g_ptr_array_index (program->rates, i);

      if (rate->id != rate_id)
        continue;
      if (rate->basis == NULL)
        rate->basis = sn_rate_basis_new (SN_RATE_BASIS_TOWN, NULL);
      sn_rate_basis_add_step (rate->basis, sn_statement_get_int64 (statement, 2), sn_statement_get_int64 (statement, 3),
                              sn_statement_get_text (statement, 4));
    }
}

static void
add_rate (GPtrArray *programs, SnStatement *statement)
{
  SnProgram *program = find_owner (programs, statement);
  SnBenefitRate *rate;

  g_return_if_fail (program != NULL);

  rate = g_new0 (SnBenefitRate, 1);
  rate->id = sn_statement_get_int64 (statement, 1);
  rate->position = (int) sn_statement_get_int64 (statement, 2);
  rate->label = sn_statement_dup_text (statement, 3);
  rate->eligible = sn_statement_dup_text (statement, 4);
  rate->per_household = sn_statement_get_int64 (statement, 5) != 0;
  rate->form = sn_statement_dup_text (statement, 6);
  rate->discretionary = sn_statement_get_int64 (statement, 7) != 0;
  rate->approximate = sn_statement_get_int64 (statement, 8) != 0;
  rate->min_fen = sn_statement_get_int64 (statement, 9);
  rate->max_fen = sn_statement_get_int64 (statement, 10);
  rate->min_age = (int) sn_statement_get_int64 (statement, 11);
  rate->as_of = sn_statement_dup_text (statement, 12);
  rate->confirmed = sn_statement_get_int64 (statement, 13) != 0;
  rate->basis = read_basis (statement);
  program->n_unconfirmed += rate->confirmed ? 0 : 1;
  g_ptr_array_add (program->rates, rate);
}

static void
add_funding_line (GPtrArray *programs, SnStatement *statement)
{
  SnProgram *program = find_owner (programs, statement);
  SnFundingLine *line;

  g_return_if_fail (program != NULL);

  line = g_new0 (SnFundingLine, 1);
  line->source_code = sn_statement_dup_text (statement, 1);
  line->source_name = sn_statement_dup_text (statement, 2);
  line->source_kind = sn_statement_dup_text (statement, 3);
  line->budget_holder = sn_statement_dup_text (statement, 4);
  line->note = sn_statement_dup_text (statement, 5);
  line->ceiling_fen = sn_statement_get_int64 (statement, 6);
  g_ptr_array_add (program->funding, line);
}

static const struct
{
  const char *sql;
  void      (*add) (GPtrArray *programs, SnStatement *statement);
} parts[] = {
  { programs_sql, add_program },
  { rates_sql, add_rate },
  { tiers_sql, add_step },
  { towns_sql, add_step },
  { funding_sql, add_funding_line },
};

GPtrArray *
sn_program_list (SnConnection *connection, gint64 campaign_id, GError **error)
{
  g_autoptr (GPtrArray) programs = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_program_free);

  if (campaign_id == 0)
    {
      g_autoptr (SnCampaign) current = sn_campaign_get_current (connection, error);

      if (current == NULL)
        return NULL;
      campaign_id = current->id;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_autoptr (GError) step_error = NULL;
      g_autoptr (SnStatement) statement = sn_connection_query (connection, error, parts[i].sql, SN_INT (campaign_id));

      if (statement == NULL)
        return NULL;
      while (sn_statement_step (statement, &step_error))
        parts[i].add (programs, statement);
      if (step_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&step_error));
          return NULL;
        }
    }
  return g_steal_pointer (&programs);
}

SnProgram *
sn_program_lookup (SnConnection *connection, const char *code, GError **error)
{
  g_autoptr (GPtrArray) programs = sn_program_list (connection, 0, error);
  g_autoptr (GString) codes = g_string_new (NULL);
  g_autofree char *wanted = sn_text_squeeze (code);

  if (programs == NULL)
    return NULL;
  for (guint i = 0; i < programs->len; i++)
    {
      SnProgram *program = g_ptr_array_index (programs, i);

      if (strcmp (program->code, wanted) == 0)
        return g_ptr_array_steal_index (programs, i);
      g_string_append_printf (codes, "%s%s", i > 0 ? _ (", ") : "", program->code);
    }
  g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND,
               _ ("There is no program “%s” in this campaign. Its programs are: %s."), code, codes->str);
  return NULL;
}

SnBenefitRate *
sn_program_find_rate (SnProgram *program, const char *label, GError **error)
{
  g_autofree char *wanted = sn_text_squeeze (label);
  g_autoptr (GString) labels = g_string_new (NULL);

  for (guint i = 0; i < program->rates->len; i++)
    {
      SnBenefitRate *rate = g_ptr_array_index (program->rates, i);
      g_autofree char *key = sn_text_squeeze (rate->label);

      if (strcmp (key, wanted) == 0)
        return rate;
      g_string_append_printf (labels, "%s“%s”", i > 0 ? _ (", ") : "", rate->label);
    }
  g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("Program %s has no rate “%s”. Its rates are: %s."),
               program->code, label, labels->str);
  return NULL;
}
