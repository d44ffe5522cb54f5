/* sn-recipient-field.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-field.h"

#include <glib/gi18n-lib.h>

static const struct
{
  const char          *key;
  const char          *title;
  SnRecipientFieldKind kind;
  guint                width;
} fields[] = {
  [SN_RECIPIENT_FIELD_NAME] = { "name", NC_ ("person", "Name"), SN_RECIPIENT_FIELD_IS_TEXT, 10 },
  [SN_RECIPIENT_FIELD_FORMER_NAMES] = { "former_names", NC_ ("person", "Former names"), SN_RECIPIENT_FIELD_IS_TEXT, 12 },
  [SN_RECIPIENT_FIELD_DOCUMENT] = { "id_number", NC_ ("person", "ID number"), SN_RECIPIENT_FIELD_IS_NUMBER, 20 },
  [SN_RECIPIENT_FIELD_SEX] = { "sex", NC_ ("person", "Sex"), SN_RECIPIENT_FIELD_IS_TEXT, 6 },
  [SN_RECIPIENT_FIELD_AGE] = { "age", NC_ ("person", "Age"), SN_RECIPIENT_FIELD_IS_COUNT, 4 },
  [SN_RECIPIENT_FIELD_BIRTH_DATE] = { "birth_date", NC_ ("person", "Born"), SN_RECIPIENT_FIELD_IS_DATE, 11 },
  [SN_RECIPIENT_FIELD_ETHNIC_GROUP] = { "ethnic_group", NC_ ("person", "Ethnic group"), SN_RECIPIENT_FIELD_IS_TEXT, 8 },
  [SN_RECIPIENT_FIELD_TOWN] = { "town", NC_ ("person", "Town"), SN_RECIPIENT_FIELD_IS_TEXT, 11 },
  [SN_RECIPIENT_FIELD_VILLAGE] = { "village", NC_ ("person", "Village"), SN_RECIPIENT_FIELD_IS_TEXT, 14 },
  [SN_RECIPIENT_FIELD_ADDRESS] = { "address", NC_ ("person", "Address"), SN_RECIPIENT_FIELD_IS_TEXT, 30 },
  [SN_RECIPIENT_FIELD_REGISTERED_ADDRESS] = { "registered_address", NC_ ("person", "Registered address"), SN_RECIPIENT_FIELD_IS_TEXT, 30 },
  [SN_RECIPIENT_FIELD_CATEGORIES] = { "categories", NC_ ("person", "Categories"), SN_RECIPIENT_FIELD_IS_TEXT, 20 },
  [SN_RECIPIENT_FIELD_PHONE] = { "phone", NC_ ("person", "Phone"), SN_RECIPIENT_FIELD_IS_NUMBER, 13 },
  [SN_RECIPIENT_FIELD_BANK] = { "bank", NC_ ("person", "Bank"), SN_RECIPIENT_FIELD_IS_TEXT, 18 },
  [SN_RECIPIENT_FIELD_ACCOUNT] = { "account", NC_ ("person", "Account"), SN_RECIPIENT_FIELD_IS_NUMBER, 21 },
  [SN_RECIPIENT_FIELD_ACCOUNT_HOLDER] = { "account_holder", NC_ ("person", "Account holder"), SN_RECIPIENT_FIELD_IS_TEXT, 10 },
  [SN_RECIPIENT_FIELD_HOUSEHOLD_HEAD] = { "household_head", NC_ ("person", "Head of household"), SN_RECIPIENT_FIELD_IS_TEXT, 10 },
  [SN_RECIPIENT_FIELD_RELATION] = { "relation", NC_ ("person", "Relation to the head"), SN_RECIPIENT_FIELD_IS_TEXT, 8 },
  [SN_RECIPIENT_FIELD_HOUSEHOLD_SIZE] = { "household_size", NC_ ("person", "Household members"), SN_RECIPIENT_FIELD_IS_COUNT, 6 },
  [SN_RECIPIENT_FIELD_DISABILITY] = { "disability", NC_ ("person", "Disability"), SN_RECIPIENT_FIELD_IS_TEXT, 10 },
  /* Translators: a column: which departments give a person something in this campaign */
  [SN_RECIPIENT_FIELD_DEPARTMENTS] = { "departments", NC_ ("person", "Departments that give"), SN_RECIPIENT_FIELD_IS_TEXT, 24 },
  /* Translators: a column: on how many lines of rosters a person stands in this campaign */
  [SN_RECIPIENT_FIELD_LINES] = { "lines", NC_ ("person", "Lines"), SN_RECIPIENT_FIELD_IS_COUNT, 5 },
  /* Translators: a column: what a person is due in the current campaign, all departments together */
  [SN_RECIPIENT_FIELD_TOTAL] = { "total", NC_ ("person", "This winter"), SN_RECIPIENT_FIELD_IS_MONEY, 11 },
  [SN_RECIPIENT_FIELD_LAST_TOTAL] = { "last_total", NC_ ("person", "Last winter"), SN_RECIPIENT_FIELD_IS_MONEY, 11 },
  /* Translators: a column: "died 2025-01-03", "moved away 2024-11-30" */
  [SN_RECIPIENT_FIELD_WHEREABOUTS] = { "whereabouts", NC_ ("person", "Died or moved"), SN_RECIPIENT_FIELD_IS_TEXT, 18 },
  [SN_RECIPIENT_FIELD_NOTE] = { "note", NC_ ("person", "Note"), SN_RECIPIENT_FIELD_IS_TEXT, 20 },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == SN_RECIPIENT_N_FIELDS);
G_STATIC_ASSERT (SN_RECIPIENT_N_FIELDS < 64);

const char *
sn_recipient_field_get_key (SnRecipientField field)
{
  g_return_val_if_fail (field < SN_RECIPIENT_N_FIELDS, NULL);

  return fields[field].key;
}

gboolean
sn_recipient_field_from_key (const char *key, SnRecipientField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_strcmp0 (key, fields[i].key) != 0)
        continue;
      *field = (SnRecipientField) i;
      return TRUE;
    }
  return FALSE;
}

const char *
sn_recipient_field_get_title (SnRecipientField field)
{
  g_return_val_if_fail (field < SN_RECIPIENT_N_FIELDS, NULL);

  return g_dpgettext2 (GETTEXT_PACKAGE, "person", fields[field].title);
}

SnRecipientFieldKind
sn_recipient_field_get_kind (SnRecipientField field)
{
  g_return_val_if_fail (field < SN_RECIPIENT_N_FIELDS, SN_RECIPIENT_FIELD_IS_TEXT);

  return fields[field].kind;
}

gboolean
sn_recipient_field_is_numeric (SnRecipientField field)
{
  SnRecipientFieldKind kind = sn_recipient_field_get_kind (field);

  return kind == SN_RECIPIENT_FIELD_IS_COUNT || kind == SN_RECIPIENT_FIELD_IS_MONEY;
}

guint
sn_recipient_field_get_width (SnRecipientField field)
{
  g_return_val_if_fail (field < SN_RECIPIENT_N_FIELDS, 0);

  return fields[field].width;
}
