/* sn-recipient-query-json.c: a question about recipients as text, by SQLite's JSON functions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-query.h"

#include <glib/gi18n-lib.h>

/* ── To JSON ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full) (nullable): the one text that the statement gives */
static char *
take_text (SnStatement *take_statement, GError **error)
{
  g_autoptr (SnStatement) statement = take_statement;

  return statement != NULL && sn_statement_step (statement, error) ? sn_statement_dup_text (statement, 0) : NULL;
}

/* @take_json: the array so far */
static char *
append_condition (char *take_json, const SnRecipientCondition *condition, SnConnection *connection, GError **error)
{
  g_autofree char *json = take_json;

  return take_text (sn_connection_query (connection, error,
                                         "SELECT json_insert (?1, '$[#]', json_object ('kind', ?2, 'code', ?3, 'least', ?4, 'most', ?5))",
                                         SN_TEXT (json), SN_TEXT (sn_recipient_filter_kind_to_string (condition->kind)),
                                         SN_TEXT (condition->code), SN_INT (condition->least), SN_INT (condition->most)),
                    error);
}

char *
sn_recipient_query_to_json (const SnRecipientQuery *query, SnConnection *connection, GError **error)
{
  g_autofree char *conditions = g_strdup ("[]");

  for (guint i = 0; i < query->conditions->len && conditions != NULL; i++)
    conditions = append_condition (g_steal_pointer (&conditions), g_ptr_array_index (query->conditions, i), connection, error);
  if (conditions == NULL)
    return NULL;
  return take_text (sn_connection_query (connection, error,
                                         "SELECT json_object ('text', ?1, 'sort', ?2, 'descending', json (iif (?3, 'true', 'false')),"
                                         "                    'conditions', json (?4))",
                                         SN_TEXT (query->text), SN_TEXT (sn_recipient_sort_to_string (query->sort)),
                                         SN_INT (query->descending ? 1 : 0), SN_TEXT (conditions)),
                    error);
}

/* ── From JSON ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("This is no question about recipients that this version understands. Ask anew and save the view again."));
  return FALSE;
}

static gboolean
check_json (const char *json, SnConnection *connection, GError **error)
{
  gint64 is_good = 0;

  if (!sn_connection_get_int64 (connection, &is_good, error,
                                "SELECT CASE WHEN json_valid (?1) THEN json_type (?1) = 'object' AND json_type (?1, '$.text') = 'text'"
                                " AND json_type (?1, '$.sort') = 'text' AND json_type (?1, '$.conditions') = 'array' ELSE 0 END",
                                SN_TEXT (json)))
    return FALSE;
  return is_good != 0 || refuse (error);
}

/* A kind that is not known would make a larger answer of the question: it is refused. */
static gboolean
add_condition (SnRecipientQuery *query, SnStatement *statement, GError **error)
{
  g_autoptr (SnRecipientCondition) condition = NULL;
  SnRecipientFilterKind kind;

  if (!sn_recipient_filter_kind_from_string (sn_statement_get_text (statement, 0), &kind))
    return refuse (error);
  condition = sn_recipient_condition_new (kind, sn_statement_get_text (statement, 1), (int) CLAMP (sn_statement_get_int64 (statement, 2), 0, SN_RECIPIENT_MOST_YUAN),
                                          (int) CLAMP (sn_statement_get_int64 (statement, 3), 0, SN_RECIPIENT_MOST_YUAN));
  sn_recipient_query_add (query, condition);
  return TRUE;
}

static gboolean
add_conditions (SnRecipientQuery *query, const char *json, SnConnection *connection, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT json_extract (value, '$.kind'), json_extract (value, '$.code'), json_extract (value, '$.least'),"
                         "       json_extract (value, '$.most')"
                         "  FROM (SELECT iif (type = 'object', value, '{}') AS value FROM json_each (?1, '$.conditions'))",
                         SN_TEXT (json));

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    if (!add_condition (query, statement, error))
      return FALSE;
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static SnRecipientQuery *
read_query (SnStatement *statement, GError **error)
{
  SnRecipientQuery *query;
  SnRecipientSort sort;

  if (!sn_recipient_sort_from_string (sn_statement_get_text (statement, 1), &sort))
    {
      refuse (error);
      return NULL;
    }
  query = sn_recipient_query_new (sn_statement_get_text (statement, 0), sort);
  if (!sn_statement_is_null (statement, 2))
    query->descending = sn_statement_get_int64 (statement, 2) != 0;
  return query;
}

SnRecipientQuery *
sn_recipient_query_from_json (const char *json, SnConnection *connection, GError **error)
{
  g_autoptr (SnRecipientQuery) query = NULL;
  g_autoptr (SnStatement) statement = NULL;

  if (!check_json (json, connection, error))
    return NULL;
  statement = sn_connection_query (connection, error,
                                   "SELECT json_extract (?1, '$.text'), json_extract (?1, '$.sort'), json_extract (?1, '$.descending')",
                                   SN_TEXT (json));
  if (statement == NULL || !sn_statement_step (statement, error))
    return NULL;
  query = read_query (statement, error);
  return query != NULL && add_conditions (query, json, connection, error) ? g_steal_pointer (&query) : NULL;
}
