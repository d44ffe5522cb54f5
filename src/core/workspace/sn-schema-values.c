/* sn-schema-values.c: values of the journal as an officer reads them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-schema-words.h"

#include "sn-disability.h"
#include "sn-money.h"

#include <string.h>

/* Columns that name a row of another table. */
static const struct
{
  const char *column;
  const char *table;
} references[] = {
  { "acting_id", "officer" },
  { "also_id", "category" },
  { "approved_by", "officer" },
  { "batch_id", "payment_batch" },
  { "campaign_id", "campaign" },
  { "category_id", "category" },
  { "copied_from", "campaign" },
  { "department_id", "department" },
  { "entitlement_id", "entitlement" },
  { "first_approved_by", "officer" },
  { "first_id", "person" },
  { "first_program_id", "program" },
  { "first_rate_id", "benefit_rate" },
  { "guardian_id", "person" },
  { "head_id", "person" },
  { "household_id", "household" },
  { "issued_by", "officer" },
  { "listed_by", "officer" },
  { "merged_into", "household" },
  { "officer_id", "officer" },
  { "parent_id", "division" },
  { "payee_id", "person" },
  { "payment_id", "payment" },
  { "person_id", "person" },
  { "prepared_by", "officer" },
  { "procurement_id", "procurement" },
  { "program_id", "program" },
  { "rate_id", "benefit_rate" },
  { "retry_of", "payment" },
  { "second_id", "person" },
  { "second_program_id", "program" },
  { "second_rate_id", "benefit_rate" },
  { "source_file_id", "source_file" },
  { "source_id", "funding_source" },
  { "submitted_by", "officer" },
  { "town_id", "division" },
  { "village_id", "division" },
};

static const char *
find_table (const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (references); i++)
    if (strcmp (references[i].column, column) == 0)
      return references[i].table;
  return NULL;
}

gboolean
sn_schema_column_is_protected (const char *column)
{
  static const char *const columns[] = {
    "account_number", "disability_certificate", "document_number", "guardian_phone", "payee_document", "phone", "query", NULL,
  };

  return g_strv_contains (columns, column);
}

char *
sn_schema_value_text (SnConnection *connection, const char *column, const char *value)
{
  const char *table = find_table (column);
  char *word = NULL;
  gint64 fen;

  if (value == NULL)
    return g_strdup ("");
  if (table != NULL)
    word = sn_schema_row_word (connection, table, value);
  else if (strcmp (column, "disability_kind") == 0)
    word = g_strdup (sn_disability_kind_word (sn_disability_kind_parse (value)));
  else if (strcmp (column, "disability_level") == 0)
    word = g_strdup (sn_disability_level_word (sn_disability_level_parse (value)));
  else if (g_str_has_suffix (column, "_fen") && g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &fen, NULL))
    word = sn_money_format (fen);
  return word != NULL ? word : g_strdup (sn_schema_value_word (column, value));
}
