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
  g_free (household->kind);
  g_free (household->certificate_kind);
  g_free (household->certificate_number);
  g_free (household);
}

static void
set_not_found (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND,
                       _ ("This household is not in the registry; its entry may have been taken back. Search again."));
}

SnHousehold *
sn_household_lookup (SnConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error,
                                                           "SELECT id, register_number, head_id, town_id, village_id, address, kind,"
                                                           " certificate_kind, certificate_number, payee_id, merged_into"
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
        set_not_found (error);
      return NULL;
    }
  household = g_new0 (SnHousehold, 1);
  household->id = sn_statement_get_int64 (statement, 0);
  household->register_number = g_strdup (sn_statement_get_text (statement, 1));
  household->head_id = sn_statement_get_int64 (statement, 2);
  household->town_id = sn_statement_get_int64 (statement, 3);
  household->village_id = sn_statement_get_int64 (statement, 4);
  household->address = g_strdup (sn_statement_get_text (statement, 5));
  household->kind = g_strdup (sn_statement_get_text (statement, 6));
  household->certificate_kind = g_strdup (sn_statement_get_text (statement, 7));
  household->certificate_number = g_strdup (sn_statement_get_text (statement, 8));
  household->payee_id = sn_statement_get_int64 (statement, 9);
  household->merged_into = sn_statement_get_int64 (statement, 10);
  return household;
}

GPtrArray *
sn_household_list_members (SnConnection *connection, gint64 household_id, GError **error)
{
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT " SN_PERSON_COLUMNS " FROM person WHERE household_id = ?1"
                         " ORDER BY id IS NOT (SELECT head_id FROM household WHERE household.id = ?1),"
                         " birth_date IS NULL, birth_date, id",
                         SN_INT (household_id));

  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) sn_person_read_row, (GDestroyNotify) sn_person_free, error);
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
                            "INSERT INTO household (id, register_number, head_id, town_id, village_id, address, kind, certificate_kind,"
                            " certificate_number, payee_id) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
                            SN_INT (*household_id), SN_TEXT (is_registered ? draft->register_number : NULL),
                            SN_INT_OR_NULL (draft->head_id), SN_INT_OR_NULL (draft->town_id),
                            SN_INT_OR_NULL (draft->village_id), SN_TEXT (draft->address != NULL ? draft->address : ""),
                            SN_TEXT (draft->kind != NULL ? draft->kind : "family"),
                            SN_TEXT (draft->certificate_kind != NULL ? draft->certificate_kind : ""),
                            SN_TEXT (draft->certificate_number != NULL ? draft->certificate_number : ""),
                            SN_INT_OR_NULL (draft->payee_id));
}

gboolean
sn_household_resolve (SnConnection *connection, gint64 household_id, gint64 *standing_id, GError **error)
{
  gint64 found = 0;

  /* One step: who merges a household brings what was merged into it along. */
  if (!sn_connection_get_int64 (connection, &found, error, "SELECT coalesce (merged_into, id) FROM household WHERE id = ?1",
                                SN_INT (household_id)))
    return FALSE;
  *standing_id = found;
  if (found == 0)
    set_not_found (error);
  return found != 0;
}

gboolean
sn_household_find_payee (SnConnection *connection, gint64 household_id, gint64 fallback_id, gint64 *payee_id, GError **error)
{
  *payee_id = fallback_id;
  return sn_connection_get_int64 (connection, payee_id, error, "SELECT " SN_HOUSEHOLD_PAYEE ("h") " FROM household h WHERE h.id = ?1",
                                  SN_INT (household_id));
}
