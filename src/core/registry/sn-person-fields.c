/* sn-person-fields.c: the fields of a person that are typed: what they are called, and where they stand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-edit-private.h"

#include "sn-schema-words.h"

#include <string.h>

#define NO_STRING ((gsize) -1)

static const struct
{
  const char *key;
  gsize       offset; /* of the string in SnPerson; NO_STRING: a small number */
} fields[] = {
  [SN_PERSON_FIELD_NAME] = { "name", G_STRUCT_OFFSET (SnPerson, name) },
  [SN_PERSON_FIELD_FORMER_NAMES] = { "former_names", G_STRUCT_OFFSET (SnPerson, former_names) },
  [SN_PERSON_FIELD_SEX] = { "sex", G_STRUCT_OFFSET (SnPerson, sex) },
  [SN_PERSON_FIELD_BIRTH_DATE] = { "birth_date", G_STRUCT_OFFSET (SnPerson, birth_date) },
  [SN_PERSON_FIELD_ETHNIC_GROUP] = { "ethnic_group", G_STRUCT_OFFSET (SnPerson, ethnic_group) },
  [SN_PERSON_FIELD_PHONE] = { "phone", G_STRUCT_OFFSET (SnPerson, phone) },
  [SN_PERSON_FIELD_RELATION] = { "relation", G_STRUCT_OFFSET (SnPerson, relation) },
  [SN_PERSON_FIELD_ADDRESS] = { "address", G_STRUCT_OFFSET (SnPerson, address) },
  [SN_PERSON_FIELD_REGISTERED_ADDRESS] = { "registered_address", G_STRUCT_OFFSET (SnPerson, registered_address) },
  [SN_PERSON_FIELD_BANK_NAME] = { "bank_name", G_STRUCT_OFFSET (SnPerson, bank_name) },
  [SN_PERSON_FIELD_ACCOUNT_NUMBER] = { "account_number", G_STRUCT_OFFSET (SnPerson, account_number) },
  [SN_PERSON_FIELD_ACCOUNT_HOLDER] = { "account_holder", G_STRUCT_OFFSET (SnPerson, account_holder) },
  [SN_PERSON_FIELD_ACCOUNT_RELATION] = { "account_relation", G_STRUCT_OFFSET (SnPerson, account_relation) },
  [SN_PERSON_FIELD_DISABILITY_CERTIFICATE] = { "disability_certificate", G_STRUCT_OFFSET (SnPerson, disability_certificate) },
  [SN_PERSON_FIELD_DISABILITY_KIND] = { "disability_kind", NO_STRING },
  [SN_PERSON_FIELD_DISABILITY_LEVEL] = { "disability_level", NO_STRING },
  [SN_PERSON_FIELD_GUARDIAN_NAME] = { "guardian_name", G_STRUCT_OFFSET (SnPerson, guardian_name) },
  [SN_PERSON_FIELD_GUARDIAN_RELATION] = { "guardian_relation", G_STRUCT_OFFSET (SnPerson, guardian_relation) },
  [SN_PERSON_FIELD_GUARDIAN_PHONE] = { "guardian_phone", G_STRUCT_OFFSET (SnPerson, guardian_phone) },
  [SN_PERSON_FIELD_NOTE] = { "note", G_STRUCT_OFFSET (SnPerson, note) },
};
G_STATIC_ASSERT (G_N_ELEMENTS (fields) == SN_PERSON_N_FIELDS);

const char *
sn_person_field_key (SnPersonField field)
{
  g_return_val_if_fail ((guint) field < SN_PERSON_N_FIELDS, "");

  return fields[field].key;
}

const char *
sn_person_field_word (SnPersonField field)
{
  return sn_schema_column_word (sn_person_field_key (field));
}

gboolean
sn_person_field_from_key (const char *key, SnPersonField *field)
{
  for (guint i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      if (g_strcmp0 (fields[i].key, key) != 0)
        continue;
      *field = (SnPersonField) i;
      return TRUE;
    }
  return FALSE;
}

static gint64 *
get_small_number (const SnPerson *person, SnPersonField field)
{
  return (gint64 *) (field == SN_PERSON_FIELD_DISABILITY_KIND ? &person->disability_kind : &person->disability_level);
}

char *
sn_person_dup_field (const SnPerson *person, SnPersonField field)
{
  const char *text;
  gint64 number;

  g_return_val_if_fail ((guint) field < SN_PERSON_N_FIELDS, g_strdup (""));

  if (fields[field].offset != NO_STRING)
    {
      text = G_STRUCT_MEMBER (char *, person, fields[field].offset);
      return g_strdup (text != NULL ? text : "");
    }
  number = *get_small_number (person, field);
  return number != 0 ? g_strdup_printf ("%" G_GINT64_FORMAT, number) : g_strdup ("");
}

gboolean
sn_person_set_field (SnPerson *person, SnPersonField field, const char *normal)
{
  g_autofree char *stored = sn_person_dup_field (person, field);
  char **member;

  if (strcmp (stored, normal) == 0)
    return FALSE;
  if (fields[field].offset == NO_STRING)
    {
      *get_small_number (person, field) = g_ascii_strtoll (normal, NULL, 10);
      return TRUE;
    }
  member = &G_STRUCT_MEMBER (char *, person, fields[field].offset);
  g_free (*member);
  *member = g_strdup (normal);
  return TRUE;
}
