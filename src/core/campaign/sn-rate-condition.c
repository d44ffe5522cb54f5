/* sn-rate-condition.c: what a rate asks for beyond a category and a least age.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-condition-private.h"

#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── Listing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_rate_condition_free (SnRateCondition *condition)
{
  if (condition == NULL)
    return;
  g_free (condition->rate_label);
  g_free (condition->kind);
  g_strfreev (condition->choices);
  g_free (condition->value);
  g_free (condition->sentence);
  g_free (condition);
}

/* The choices come as one text with a line break between them, which none of them holds. */
static const char list_sql[] =
  "SELECT q.id, r.id, r.label, q.kind, coalesce (q.least, 0), coalesce (q.most, 0),"
  "       iif (q.kind = 'score', q.source, coalesce ((SELECT group_concat (value, char (10)) FROM json_each (q.choices)), ''))"
  "  FROM benefit_rate r JOIN rate_condition q ON q.rate_id = r.id"
  " WHERE r.program_id = ?1 AND (?2 = 0 OR r.id = ?2) ORDER BY r.position, r.id, q.id";

static SnRateCondition *
read_condition (SnStatement *row, SnDivisions *divisions)
{
  SnRateCondition *condition = g_new0 (SnRateCondition, 1);

  condition->id = sn_statement_get_int64 (row, 0);
  condition->rate_id = sn_statement_get_int64 (row, 1);
  condition->rate_label = sn_statement_dup_text (row, 2);
  condition->kind = sn_statement_dup_text (row, 3);
  condition->least = (int) sn_statement_get_int64 (row, 4);
  condition->most = (int) sn_statement_get_int64 (row, 5);
  condition->choices = g_strsplit (sn_statement_get_text (row, 6), "\n", -1);
  condition->value = sn_rate_condition_write (condition, divisions);
  condition->sentence = sn_rate_condition_say (condition, divisions);
  return condition;
}

GPtrArray *
sn_rate_condition_list (SnConnection *connection, const char *program_code, const char *label, GError **error)
{
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  const SnBenefitRate *rate = program != NULL && label != NULL ? sn_program_find_rate (program, label, error) : NULL;
  g_autoptr (GPtrArray) conditions = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_rate_condition_free);
  g_autoptr (SnDivisions) divisions = NULL;
  g_autoptr (SnStatement) rows = NULL;
  g_autoptr (GError) step_error = NULL;

  if (program == NULL || (label != NULL && rate == NULL))
    return NULL;
  divisions = sn_divisions_load (connection, error);
  if (divisions == NULL)
    return NULL;
  rows = sn_connection_query (connection, error, list_sql, SN_INT (program->id), SN_INT (rate != NULL ? rate->id : 0));
  if (rows == NULL)
    return NULL;
  while (sn_statement_step (rows, &step_error))
    g_ptr_array_add (conditions, read_condition (rows, divisions));
  if (step_error == NULL)
    return g_steal_pointer (&conditions);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

/* ── Setting ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full) (nullable): a JSON array of what the file has, each once; numbers as numbers, so that they compare with the registry's */
static char *
build_choices (SnConnection *connection, const char *kind, const char *const *choices, GError **error)
{
  g_autoptr (SnDivisions) divisions = sn_divisions_load (connection, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) json = g_string_new ("[");
  gboolean is_number = strcmp (kind, "town") == 0 || strcmp (kind, "disability_kind") == 0;

  if (divisions == NULL)
    return NULL;
  for (gsize i = 0; choices != NULL && choices[i] != NULL; i++)
    {
      g_autofree char *clean = sn_text_clean (choices[i]);
      g_autofree char *choice = *clean != '\0' && strpbrk (clean, "\"\\") == NULL ? sn_rate_condition_find_choice (kind, clean, divisions) : NULL;

      if (choice == NULL)
        {
          g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is not known as: %s. Look how it is written in the registry."), clean,
                       sn_rate_condition_get_kind_name (kind));
          return NULL;
        }
      if (g_ptr_array_find_with_equal_func (found, choice, g_str_equal, NULL))
        continue;
      g_string_append_printf (json, is_number ? "%s%s" : "%s\"%s\"", found->len > 0 ? "," : "", choice);
      g_ptr_array_add (found, g_steal_pointer (&choice));
    }
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

static gboolean
is_score (const char *kind)
{
  return strcmp (kind, "score") == 0;
}

/* (transfer full): whose count a score is, as it is kept whatever blanks were typed; "" of other kinds, and where it is not said */
static char *
dup_source (const char *kind, const char *const *choices)
{
  return sn_text_clean (is_score (kind) && choices != NULL && choices[0] != NULL ? choices[0] : "");
}

static gboolean
check_score (int least, int most, const char *const *choices, GError **error)
{
  g_autofree char *low = sn_score_format (least), *high = sn_score_format (most), *source = dup_source ("score", choices);

  if (*source == '\0')
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Say whose scores these are."));
  else if (least <= 0 && most <= 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Score: say at least or at most how many."));
  else if (most > 0 && least > most)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Score: at least %s is more than at most %s. Write the smaller number first."), low,
                 high);
  else
    return TRUE;
  return FALSE;
}

static gboolean
check_bounds (const char *kind, int least, int most, GError **error)
{
  int greatest = sn_rate_condition_get_greatest (kind);
  gboolean is_age = strcmp (kind, "age") == 0;

  if (greatest == 0)
    return TRUE;
  if (is_age && least > 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The least age stands with the rate itself; here goes the greatest."));
  else if (least == 0 && most == 0)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s: say at least or at most how many."), sn_rate_condition_get_kind_name (kind));
  else if (least < 0 || most < 0 || least > greatest || most > greatest)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s: the number lies between 1 and %d."), sn_rate_condition_get_kind_name (kind),
                 greatest);
  else if (most > 0 && least > most)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s: at least %d is more than at most %d. Write the smaller number first."),
                 sn_rate_condition_get_kind_name (kind), least, most);
  else
    return TRUE;
  return FALSE;
}

/* (transfer full) (nullable): the rate's condition of the kind, or %NULL without @error */
static SnRateCondition *
find_condition (SnConnection *connection, const char *program_code, const char *label, const char *kind, GError **error)
{
  g_autoptr (GPtrArray) conditions = sn_rate_condition_list (connection, program_code, label, error);

  for (guint i = 0; conditions != NULL && i < conditions->len; i++)
    if (strcmp (((const SnRateCondition *) g_ptr_array_index (conditions, i))->kind, kind) == 0)
      {
        g_ptr_array_set_free_func (conditions, NULL);
        for (guint j = 0; j < conditions->len; j++)
          if (j != i)
            sn_rate_condition_free (g_ptr_array_index (conditions, j));
        return g_ptr_array_index (conditions, i);
      }
  return NULL;
}

static const char upsert_sql[] =
  "INSERT INTO rate_condition (id, rate_id, kind, least, most, choices, source) VALUES (?1, ?2, ?3, nullif (?4, 0), nullif (?5, 0), ?6, ?7)"
  " ON CONFLICT (rate_id, kind) DO UPDATE SET least = excluded.least, most = excluded.most, choices = excluded.choices, source = excluded.source"
  " WHERE (least, most, choices, source) IS NOT (excluded.least, excluded.most, excluded.choices, excluded.source)";

/* (transfer full) (nullable): the choices, "[]" where a number is bounded; all of a condition but its rate is looked at. */
static char *
check_condition (SnConnection *connection, const char *kind, int least, int most, const char *const *choices, GError **error)
{
  g_autofree char *json = NULL;

  if (!sn_rate_condition_check_kind (kind, error) ||
      !(is_score (kind) ? check_score (least, most, choices, error) : check_bounds (kind, least, most, error)))
    return NULL;
  if (sn_rate_condition_is_number (kind))
    return g_strdup ("[]");
  json = build_choices (connection, kind, choices, error);
  if (json == NULL || strcmp (json, "[]") != 0)
    return g_steal_pointer (&json);
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s: say which will do."), sn_rate_condition_get_kind_name (kind));
  return NULL;
}

char *
sn_rate_condition_to_json (SnConnection *connection, const char *kind, int least, int most, const char *const *choices, GError **error)
{
  g_autofree char *json = check_condition (connection, kind, least, most, choices, error);
  /* No quote can stand inside one of SQL's strings of JSON. */
  g_autofree char *source = g_strdelimit (dup_source (kind, choices), "\"\\\n", ' ');
  g_autoptr (GString) text = g_string_new (NULL);

  if (json == NULL)
    return NULL;
  g_string_append_printf (text, "{\"kind\":\"%s\"", kind);
  if (sn_rate_condition_is_number (kind) && least > 0)
    g_string_append_printf (text, ",\"least\":%d", least);
  if (sn_rate_condition_is_number (kind) && most > 0)
    g_string_append_printf (text, ",\"most\":%d", most);
  g_string_append_printf (text, ",\"choices\":%s,\"source\":\"%s\"}", json, source);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

gboolean
sn_rate_condition_set (SnTransaction *transaction, const char *program_code, const char *label, const char *kind, int least, int most,
                       const char *const *choices, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  const SnBenefitRate *rate = program != NULL ? sn_program_find_rate (program, label, error) : NULL;
  g_autofree char *json = rate != NULL ? check_condition (connection, kind, least, most, choices, error) : NULL;
  g_autoptr (SnRateCondition) before = NULL, after = NULL;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *source = dup_source (kind, choices);
  gboolean is_number = sn_rate_condition_is_number (kind);

  if (json == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  before = find_condition (connection, program->code, rate->label, kind, &local_error);
  if (local_error == NULL &&
      sn_connection_run (connection, &local_error, upsert_sql, SN_INT (sn_transaction_next_id (transaction, "rate_condition")), SN_INT (rate->id),
                         SN_TEXT (kind), SN_INT (is_number ? least : 0), SN_INT (is_number ? most : 0), SN_TEXT (json), SN_TEXT (source)))
    after = find_condition (connection, program->code, rate->label, kind, &local_error);
  if (after == NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (before == NULL || strcmp (before->sentence, after->sentence) != 0)
    sn_transaction_describe (transaction, "rate-condition-set", program->code, rate->label, after->sentence, NULL);
  return TRUE;
}

gboolean
sn_rate_condition_remove (SnTransaction *transaction, const char *program_code, const char *label, const char *kind, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnProgram) program = NULL;
  g_autoptr (SnRateCondition) condition = NULL;

  if (!sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  if (!sn_rate_condition_check_kind (kind, error))
    return FALSE;
  condition = find_condition (connection, program_code, label, kind, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (condition == NULL)
    return TRUE;
  if (!sn_connection_run (connection, error, "DELETE FROM rate_condition WHERE id = ?1", SN_INT (condition->id)))
    return FALSE;
  sn_transaction_describe (transaction, "rate-condition-remove", program_code, condition->rate_label, condition->sentence, NULL);
  return TRUE;
}
