/* sn-person-record.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-record.h"

void
sn_person_record_free (SnPersonRecord *record)
{
  if (record == NULL)
    return;
  g_clear_pointer (&record->person, sn_person_free);
  g_clear_object (&record->recipient);
  g_clear_pointer (&record->household, sn_household_free);
  g_clear_pointer (&record->members, g_ptr_array_unref);
  g_clear_pointer (&record->guardian, sn_person_free);
  g_clear_pointer (&record->accounts, g_ptr_array_unref);
  g_clear_pointer (&record->documents, g_ptr_array_unref);
  g_clear_pointer (&record->categories, g_ptr_array_unref);
  g_clear_pointer (&record->benefits, g_ptr_array_unref);
  g_clear_pointer (&record->possible, g_ptr_array_unref);
  g_free (record);
}

static SnRecipient *
read_recipient (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (GPtrArray) recipients = sn_recipient_read (connection, &person_id, 1, error);

  return recipients != NULL ? g_object_ref (g_ptr_array_index (recipients, 0)) : NULL;
}

/* What hangs on the person's row alone. */
static gboolean
read_beside (SnPersonRecord *record, SnConnection *connection, GError **error)
{
  if (record->person->guardian_id != 0)
    {
      record->guardian = sn_person_lookup (connection, record->person->guardian_id, error);
      if (record->guardian == NULL)
        return FALSE;
    }
  record->accounts = sn_other_account_list (connection, record->person->id, error);
  if (record->accounts == NULL)
    return FALSE;
  record->documents = sn_other_document_list (connection, record->person->id, error);
  return record->documents != NULL;
}

SnPersonRecord *
sn_person_record_read (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (SnPersonRecord) record = g_new0 (SnPersonRecord, 1);

  record->person = sn_person_lookup (connection, person_id, error);
  if (record->person == NULL || !read_beside (record, connection, error))
    return NULL;
  record->recipient = read_recipient (connection, person_id, error);
  if (record->recipient == NULL)
    return NULL;
  record->household = sn_household_lookup (connection, record->person->household_id, error);
  if (record->household == NULL)
    return NULL;
  record->members = sn_household_list_members (connection, record->person->household_id, error);
  if (record->members == NULL)
    return NULL;
  record->categories = sn_person_list_categories (connection, person_id, NULL, error);
  if (record->categories == NULL)
    return NULL;
  record->benefits = sn_benefit_history_read (connection, person_id, error);
  if (record->benefits == NULL)
    return NULL;
  record->possible = sn_possible_benefit_list (connection, person_id, error);
  return record->possible != NULL ? g_steal_pointer (&record) : NULL;
}
