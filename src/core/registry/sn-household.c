/* sn-household.c: reading and making households.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-household.h"
#include "sn-person-private.h"

#include <glib/gi18n-lib.h>

void
sn_household_free (SnHousehold *household)
{
  if (household == NULL)
    return;
  g_free (household->register_number);
  g_free (household->address);
  g_free (household);
}

SnHousehold *
sn_household_lookup (SnConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error,
                                                           "SELECT id, register_number, head_id, town_id, village_id, address"
                                                           " FROM household WHERE id = ?1",
                                                           SN_INT (household_id));
  g_autoptr (GError) step_error = NULL;
  SnHousehold *household;

  if (statement == NULL)
    return NULL;
  if (!sn_statement_step (statement, &step_error))
    {
      if (step_error != NULL)
        g_propagate_error (error, g_steal_pointer (&step_error));
      else
        g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("This household is not in the registry; its entry may have been taken back. Search again."));
      return NULL;
    }
  household = g_new0 (SnHousehold, 1);
  household->id = sn_statement_get_int64 (statement, 0);
  household->register_number = g_strdup (sn_statement_get_text (statement, 1));
  household->head_id = sn_statement_get_int64 (statement, 2);
  household->town_id = sn_statement_get_int64 (statement, 3);
  household->village_id = sn_statement_get_int64 (statement, 4);
  household->address = g_strdup (sn_statement_get_text (statement, 5));
  return household;
}

GPtrArray *
sn_household_list_members (SnConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (GPtrArray) members = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_person_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT " SN_PERSON_COLUMNS " FROM person WHERE household_id = ?1"
                         " ORDER BY id IS NOT (SELECT head_id FROM household WHERE household.id = ?1),"
                         " birth_date IS NULL, birth_date, id",
                         SN_INT (household_id));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    g_ptr_array_add (members, sn_person_read_row (statement));
  if (step_error == NULL)
    return g_steal_pointer (&members);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gboolean
is_free_register_number (SnConnection *connection, const char *register_number, GError **error)
{
  gint64 taken = 0;

  if (!sn_connection_get_int64 (connection, &taken, error, "SELECT 1 FROM household WHERE register_number = ?1",
                                SN_TEXT (register_number)))
    return FALSE;
  if (taken == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("Another household has the register number “%s”. Look it up and add the person there."),
               register_number);
  return FALSE;
}

gboolean
sn_household_insert (SnTransaction *transaction, const SnHousehold *draft, gint64 *household_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gboolean is_registered = draft->register_number != NULL && *draft->register_number != '\0';

  if (is_registered && !is_free_register_number (connection, draft->register_number, error))
    return FALSE;
  *household_id = sn_transaction_next_id (transaction, "household");
  return sn_connection_run (connection, error,
                            "INSERT INTO household (id, register_number, head_id, town_id, village_id, address)"
                            " VALUES (?1, ?2, ?3, ?4, ?5, ?6)",
                            SN_INT (*household_id), SN_TEXT (is_registered ? draft->register_number : NULL),
                            SN_INT_OR_NULL (draft->head_id), SN_INT_OR_NULL (draft->town_id),
                            SN_INT_OR_NULL (draft->village_id), SN_TEXT (draft->address != NULL ? draft->address : ""));
}
