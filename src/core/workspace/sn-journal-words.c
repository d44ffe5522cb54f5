/* sn-journal-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-journal-words.h"

#include <string.h>

void
sn_changed_value_free (SnChangedValue *value)
{
  if (value == NULL)
    return;
  g_free (value->before);
  g_free (value->after);
  g_free (value->before_text);
  g_free (value->after_text);
  g_free (value);
}

/* (nullable): what the change has of a column: as it was left, or as it was taken away */
static const char *
find_value (const SnChangedRow *row, const char *column)
{
  for (guint i = 0; i < row->columns->len; i++)
    if (strcmp (g_ptr_array_index (row->columns, i), column) == 0)
      return g_ptr_array_index (row->after, i) != NULL ? g_ptr_array_index (row->after, i) : g_ptr_array_index (row->before, i);
  return NULL;
}

/* A bound of a score is in hundredths, of anything else it is a number. What it is about never changes: it is in the change that made or
 * took away the condition, and else in the file. */
static SnSchemaKind
judge_bound (SnConnection *connection, const SnChangedRow *row)
{
  const char *about = find_value (row, "kind");
  gint64 is_score = about != NULL && strcmp (about, "score") == 0;

  if (about == NULL)
    sn_connection_get_int64 (connection, &is_score, NULL, "SELECT kind = 'score' FROM rate_condition WHERE id = ?1",
                             SN_INT (g_ascii_strtoll (row->row, NULL, 10)));
  return is_score ? SN_SCHEMA_HUNDREDTHS : SN_SCHEMA_NUMBER;
}

GPtrArray *
sn_changed_row_list_values (SnConnection *connection, const SnChangedRow *row)
{
  GPtrArray *values = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_changed_value_free);

  for (guint i = 0; i < row->columns->len; i++)
    {
      const char *column = g_ptr_array_index (row->columns, i);
      const char *before = g_ptr_array_index (row->before, i), *after = g_ptr_array_index (row->after, i);
      SnSchemaKind kind = sn_schema_column_kind (row->table, column);
      gboolean is_protected = sn_schema_column_is_protected (row->table, column);
      SnChangedValue *value = g_new0 (SnChangedValue, 1);

      value->column = column;
      value->word = sn_schema_column_word_in (row->table, column);
      value->kind = kind == SN_SCHEMA_BOUND ? judge_bound (connection, row) : kind;
      value->before_text = sn_schema_value_text (connection, value->kind, row->table, column, before);
      value->after_text = sn_schema_value_text (connection, value->kind, row->table, column, after);
      value->before = g_strdup (is_protected && before != NULL ? value->before_text : before);
      value->after = g_strdup (is_protected && after != NULL ? value->after_text : after);
      g_ptr_array_add (values, value);
    }
  return values;
}

char *
sn_changed_row_name (SnConnection *connection, const SnChangedRow *row)
{
  static const char *const names[] = { "title", "name", "label", "payee_name", "code", "reference" };
  char *word = sn_schema_row_word (connection, row->table, row->row);

  for (gsize i = 0; i < G_N_ELEMENTS (names) && word == NULL; i++)
    word = g_strdup (find_value (row, names[i]));
  return word;
}
