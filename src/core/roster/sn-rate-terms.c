/* sn-rate-terms.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-terms.h"

#include "sn-date.h"
#include "sn-rate-amount.h"
#include "sn-rate-condition.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sn_rate_terms_clear (SnRateTerms *terms)
{
  g_free (terms->as_of);
  g_free (terms->ways);
  g_free (terms->conditions);
  sn_rate_basis_free (terms->basis);
}

/* (transfer full) (nullable): the text of a statement with one row */
static char *
read_text (SnStatement *statement, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  if (statement != NULL && sn_statement_step (statement, &step_error))
    return sn_statement_dup_text (statement, 0);
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static char *
read_ways (SnConnection *connection, const SnBenefitRate *rate, GError **error)
{
  g_autoptr (SnStatement) ways =
    sn_connection_query (connection, error, "SELECT json_group_array (json_array (category_id, also_id)) FROM rate_category WHERE rate_id = ?1",
                         SN_INT (rate->id));

  return read_text (ways, error);
}

static char *
build_ways (SnConnection *connection, const char *const *categories, GError **error)
{
  g_autoptr (GString) ways = g_string_new ("[");

  for (gsize i = 0; categories[i] != NULL; i++)
    {
      gint64 id = 0;

      if (!sn_connection_get_int64 (connection, &id, error, "SELECT id FROM category WHERE code = ?1", SN_TEXT (categories[i])))
        return NULL;
      if (id == 0)
        {
          g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no category with the code “%s”."), categories[i]);
          return NULL;
        }
      g_string_append_printf (ways, "%s[%" G_GINT64_FORMAT ",0]", i > 0 ? "," : "", id);
    }
  g_string_append_c (ways, ']');
  return g_string_free (g_steal_pointer (&ways), FALSE);
}

static gboolean
add_condition (SnConnection *connection, GPtrArray *kinds, GPtrArray *drafts, const char *text, GError **error)
{
  const char *value = strchr (text, '=');
  g_autofree char *kind = value != NULL ? g_strndup (text, (gsize) (value - text)) : NULL;
  g_auto (GStrv) choices = NULL;
  int least, most;
  char *json;

  if (kind == NULL)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no condition. Write KIND=VALUE: age=-59 or town=盈浦街道,夏阳街道."), text);
      return FALSE;
    }
  if (!sn_rate_condition_parse (kind, value + 1, &least, &most, &choices, error))
    return FALSE;
  json = sn_rate_condition_to_json (connection, kind, least, most, (const char *const *) choices, error);
  if (json == NULL)
    return FALSE;
  g_ptr_array_add (drafts, json);
  g_ptr_array_add (kinds, g_steal_pointer (&kind));
  return TRUE;
}

/* A kind may come from anywhere: only the known ones can stand in the file, and in this array. */
static char *
join_kinds (GPtrArray *kinds, const char *const *removed)
{
  g_autoptr (GString) json = g_string_new ("[\"\"");

  for (guint i = 0; i < kinds->len; i++)
    g_string_append_printf (json, ",\"%s\"", (const char *) g_ptr_array_index (kinds, i));
  for (gsize i = 0; removed != NULL && removed[i] != NULL; i++)
    if (g_strv_contains (sn_rate_condition_list_kinds (), removed[i]))
      g_string_append_printf (json, ",\"%s\"", removed[i]);
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* Those of the rate, but for the kinds that the draft replaces or drops, and behind them the draft's own. */
static char *
build_conditions (SnConnection *connection, const SnBenefitRate *rate, const SnRateDraft *draft, GError **error)
{
  g_autoptr (GPtrArray) kinds = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) drafts = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) json = NULL;
  g_autoptr (SnStatement) kept = NULL;
  g_autofree char *dropped = NULL, *text = NULL;

  for (gsize i = 0; draft != NULL && draft->conditions != NULL && draft->conditions[i] != NULL; i++)
    if (!add_condition (connection, kinds, drafts, draft->conditions[i], error))
      return NULL;
  dropped = join_kinds (kinds, draft != NULL ? draft->removed : NULL);
  kept = sn_connection_query (connection, error,
                              "SELECT json_group_array (json_object ('kind', kind, 'least', least, 'most', most, 'choices', json (choices), 'source', source))"
                              " FROM rate_condition WHERE rate_id = ?1 AND kind NOT IN (SELECT value FROM json_each (?2))",
                              SN_INT (rate->id), SN_TEXT (dropped));
  text = read_text (kept, error);
  if (text == NULL)
    return NULL;
  json = g_string_new (text);
  g_string_truncate (json, json->len - 1);
  for (guint i = 0; i < drafts->len; i++)
    g_string_append_printf (json, "%s%s", json->len > 1 ? "," : "", (const char *) g_ptr_array_index (drafts, i));
  g_string_append_c (json, ']');
  return g_string_free (g_steal_pointer (&json), FALSE);
}

/* Whether what the amount follows from suits the rate as the draft has it. */
static gboolean
check_basis (const SnBenefitRate *rate, const SnRateTerms *terms, GError **error)
{
  SnBenefitRate drafted = *rate;

  drafted.min_fen = terms->min_fen;
  drafted.max_fen = terms->max_fen;
  drafted.discretionary = terms->discretionary;
  drafted.per_household = terms->per_household;
  return sn_rate_amount_check (&drafted, terms->basis, error);
}

static gboolean
check_draft (const SnBenefitRate *rate, const SnRateDraft *draft, GError **error)
{
  GDate day;

  if (draft->min_fen != SN_RATE_AMOUNT_AS_IT_IS && (draft->min_fen < 0 || draft->max_fen < draft->min_fen ||
                                                    (draft->min_fen == 0 && draft->max_fen > 0)))
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The amount of “%s” must be above zero."), rate->label);
  else if (draft->min_age > 120)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("An age of %d years is not possible."), draft->min_age);
  else if (draft->as_of != NULL && !sn_date_from_iso (draft->as_of, &day))
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no day. Write year, month and day: 2025-01-28."), draft->as_of);
  else if (draft->unit != NULL && strcmp (draft->unit, "person") != 0 && strcmp (draft->unit, "household") != 0)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no unit; a rate is for a person or for a household."), draft->unit);
  else
    return TRUE;
  return FALSE;
}

gboolean
sn_rate_terms_read (SnConnection *connection, const SnBenefitRate *rate, const SnRateDraft *draft, SnRateTerms *terms, GError **error)
{
  const gboolean sets_amount = draft != NULL && draft->min_fen != SN_RATE_AMOUNT_AS_IT_IS;

  if (draft != NULL && !check_draft (rate, draft, error))
    return FALSE;
  *terms = (SnRateTerms){
    .min_fen = sets_amount ? draft->min_fen : rate->min_fen,
    .max_fen = sets_amount ? draft->max_fen : rate->max_fen,
    .discretionary = sets_amount ? draft->min_fen == 0 : rate->discretionary,
    .per_household = draft != NULL && draft->unit != NULL ? strcmp (draft->unit, "household") == 0 : rate->per_household,
    .min_age = draft != NULL && draft->min_age >= 0 ? draft->min_age : rate->min_age,
    .as_of = g_strdup (draft != NULL && draft->as_of != NULL ? draft->as_of : rate->as_of),
    .ways = draft != NULL && draft->categories != NULL ? build_ways (connection, draft->categories, error) : read_ways (connection, rate, error),
    .basis = sn_rate_basis_copy (draft != NULL && draft->basis != NULL ? draft->basis : rate->basis),
  };
  /* What stands in the file is judged as it is. */
  if (draft != NULL && !check_basis (rate, terms, error))
    return FALSE;
  terms->conditions = terms->ways != NULL ? build_conditions (connection, rate, draft, error) : NULL;
  return terms->conditions != NULL;
}
