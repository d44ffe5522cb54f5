/* sn-schema-values.c: values of the journal as an officer reads them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-schema-words.h"

#include "sn-date.h"
#include "sn-disability.h"
#include "sn-money.h"
#include "sn-phone.h"
#include "sn-resident-id.h"
#include "sn-score.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define HIDDEN "••••••"

/* (transfer full) */
static char *
name_row (SnConnection *connection, const char *table, const char *id)
{
  char *word = strcmp (id, "0") != 0 ? sn_schema_row_word (connection, table, id) : g_strdup ("");

  /* TRANSLATORS: a row that has no name or is not there any more: what it is (a person, a household), its number */
  return word != NULL ? word : g_strdup_printf (_ ("%s No. %s"), sn_schema_table_word (table), id);
}

/* (transfer full): of a condition's choices: a code is a word of the household's kind or of the sex, a number a kind of disability, a longer
 * one a town. */
static char *
name_choice (SnConnection *connection, const char *choice)
{
  const char *word;

  if (strspn (choice, "0123456789") == strlen (choice) && *choice != '\0')
    return strlen (choice) == 1 ? g_strdup (sn_disability_kind_word (sn_disability_kind_parse (choice))) : name_row (connection, "division", choice);
  word = sn_schema_value_word ("kind", choice);
  return g_strdup (word);
}

static char *
name_element (SnConnection *connection, SnSchemaKind kind, const char *table, const char *column, const char *element)
{
  switch (kind)
    {
    case SN_SCHEMA_ROWS:
      return name_row (connection, sn_schema_column_refers_to (table, column), element);
    case SN_SCHEMA_CHOICES:
      return name_choice (connection, element);
    case SN_SCHEMA_COLUMNS:
      return g_strdup (sn_schema_column_word (element));
    default:
      return g_strdup (element);
    }
}

static void
append_element (GString *text, char *take_word)
{
  g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", take_word);
  g_free (take_word);
}

/* (transfer full): each element of a JSON array, or of names with commas between them */
static char *
name_elements (SnConnection *connection, SnSchemaKind kind, const char *table, const char *column, const char *value)
{
  g_autoptr (GString) text = g_string_new (NULL);

  if (kind == SN_SCHEMA_COLUMNS)
    {
      g_auto (GStrv) names = g_strsplit (value, ",", -1);

      for (char **name = names; *name != NULL; name++)
        append_element (text, name_element (connection, kind, table, column, *name));
    }
  else
    {
      g_autoptr (SnStatement) elements = sn_connection_query (connection, NULL, "SELECT CAST (value AS TEXT) FROM json_each (?1)", SN_TEXT (value));

      while (elements != NULL && sn_statement_step (elements, NULL))
        append_element (text, name_element (connection, kind, table, column, sn_statement_get_text (elements, 0)));
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* (transfer full) (nullable): %NULL where @value is no number */
static char *
format_number (const char *value, char *(*format) (gint64))
{
  gint64 number;

  return g_ascii_string_to_signed (value, 10, G_MININT64, G_MAXINT64, &number, NULL) ? format (number) : NULL;
}

static char *
say (SnConnection *connection, SnSchemaKind kind, const char *table, const char *column, const char *value)
{
  switch (kind)
    {
    case SN_SCHEMA_INSTANT:
      return sn_instant_to_local (value);
    case SN_SCHEMA_YES_NO:
      return g_strdup (strcmp (value, "0") != 0 ? _ ("yes") : _ ("no"));
    case SN_SCHEMA_MONEY:
      return format_number (value, sn_money_format);
    case SN_SCHEMA_HUNDREDTHS:
      return format_number (value, sn_score_format);
    case SN_SCHEMA_WORD:
      return g_strdup (sn_schema_value_word (column, value));
    case SN_SCHEMA_DISABILITY_KIND:
      return g_strdup (sn_disability_kind_word (sn_disability_kind_parse (value)));
    case SN_SCHEMA_DISABILITY_LEVEL:
      return g_strdup (sn_disability_level_word (sn_disability_level_parse (value)));
    case SN_SCHEMA_ROW:
      return name_row (connection, sn_schema_column_refers_to (table, column), value);
    case SN_SCHEMA_ROWS:
    case SN_SCHEMA_LIST:
    case SN_SCHEMA_CHOICES:
    case SN_SCHEMA_COLUMNS:
      return name_elements (connection, kind, table, column, value);
    case SN_SCHEMA_DOCUMENT:
      return sn_document_number_mask (value);
    case SN_SCHEMA_ACCOUNT:
      return sn_account_number_mask (value);
    case SN_SCHEMA_PHONE:
      return sn_phone_mask (value);
    case SN_SCHEMA_SEARCH:
      return g_strdup (HIDDEN);
    case SN_SCHEMA_TEXT:
    case SN_SCHEMA_NUMBER:
    case SN_SCHEMA_BOUND:
    case SN_SCHEMA_DAY:
    case SN_SCHEMA_OWN:
    case SN_SCHEMA_UNKNOWN:
    default:
      return NULL;
    }
}

char *
sn_schema_value_text (SnConnection *connection, SnSchemaKind kind, const char *table, const char *column, const char *value)
{
  char *text = NULL;

  if (value == NULL || *value == '\0')
    return g_strdup ("");
  text = say (connection, kind, table, column, value);
  return text != NULL ? text : g_strdup (value);
}
