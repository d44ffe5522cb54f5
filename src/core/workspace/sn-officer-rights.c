/* sn-officer-rights.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-officer-rights.h"

#include "sn-transaction-private.h"

#include <glib/gi18n-lib.h>

#define FIRST_OFFICER SN_FIRST_OFFICER_SQL

void
sn_officer_free (SnOfficer *officer)
{
  if (officer == NULL)
    return;
  g_free (officer->name);
  g_free (officer);
}

GPtrArray *
sn_officer_list (SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) officers = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_officer_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT id, name, id = " FIRST_OFFICER ", may_reveal OR id = " FIRST_OFFICER " FROM officer"
                         " ORDER BY id <> " FIRST_OFFICER ", name");

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnOfficer *officer = g_new0 (SnOfficer, 1);

      officer->id = sn_statement_get_int64 (statement, 0);
      officer->name = g_strdup (sn_statement_get_text (statement, 1));
      officer->is_first = sn_statement_get_int64 (statement, 2) != 0;
      officer->may_reveal = sn_statement_get_int64 (statement, 3) != 0;
      g_ptr_array_add (officers, officer);
    }
  if (step_error == NULL)
    return g_steal_pointer (&officers);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

gboolean
sn_officer_get_reveal_limited (SnConnection *connection, gboolean *limited, GError **error)
{
  gint64 value = 0;

  if (!sn_connection_get_int64 (connection, &value, error, "SELECT reveal_limited FROM workspace"))
    return FALSE;
  *limited = value != 0;
  return TRUE;
}

/* Whether an officer has the right; whether it is asked for is another question. */
static gboolean
get_right (SnConnection *connection, gint64 officer_id, gboolean *has_right, GError **error)
{
  gint64 value = 0;

  if (!sn_connection_get_int64 (connection, &value, error, "SELECT may_reveal OR id = " FIRST_OFFICER " FROM officer WHERE id = ?1",
                                SN_INT (officer_id)))
    return FALSE;
  *has_right = value != 0;
  return TRUE;
}

gboolean
sn_officer_may_reveal (SnConnection *connection, gint64 officer_id, gboolean *may, GError **error)
{
  gboolean limited = FALSE;

  *may = TRUE;
  if (!sn_officer_get_reveal_limited (connection, &limited, error))
    return FALSE;
  return !limited || officer_id == 0 || get_right (connection, officer_id, may, error);
}

gboolean
sn_officer_check_reveal (SnTransaction *transaction, GError **error)
{
  gboolean may = FALSE;

  if (!sn_officer_may_reveal (sn_transaction_get_connection (transaction), sn_transaction_get_officer (transaction), &may, error))
    return FALSE;
  if (!may)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                         _ ("In this workspace only named officers may see numbers in full, and you are not one of them."
                            " Ask one who is, or have yourself named."));
  return may;
}

gboolean
sn_officer_check_right (SnTransaction *transaction, GError **error)
{
  gboolean has_right = FALSE;

  if (!get_right (sn_transaction_get_connection (transaction), sn_transaction_get_officer (transaction), &has_right, error))
    return FALSE;
  if (!has_right)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                         _ ("Who may see numbers in full is set by officers who may themselves. Ask one of them."));
  return has_right;
}

gboolean
sn_officer_measure_openness (SnConnection *connection, gint64 *openness, GError **error)
{
  *openness = 0;
  /* That nobody is limited weighs more than all officers together. */
  return sn_connection_get_int64 (connection, openness, error,
                                  "SELECT (1 - reveal_limited) * 4294967296 + (SELECT count(*) FROM officer WHERE may_reveal) FROM workspace");
}

/* (transfer full) (nullable) */
static char *
dup_name (SnConnection *connection, gint64 officer_id, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, "SELECT name FROM officer WHERE id = ?1", SN_INT (officer_id));

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &step_error))
    return g_strdup (sn_statement_get_text (statement, 0));
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no such officer in this workspace. Look at the list of officers."));
  return NULL;
}

gboolean
sn_officer_set_may_reveal (SnTransaction *transaction, gint64 officer_id, gboolean may_reveal, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autofree char *name = dup_name (connection, officer_id, error);
  gint64 is_first = 0, stored = 0;

  if (name == NULL || !sn_officer_check_right (transaction, error) ||
      !sn_connection_get_int64 (connection, &is_first, error, "SELECT ?1 = " FIRST_OFFICER, SN_INT (officer_id)) ||
      !sn_connection_get_int64 (connection, &stored, error, "SELECT may_reveal FROM officer WHERE id = ?1", SN_INT (officer_id)))
    return FALSE;
  if (is_first != 0 && !may_reveal)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                           _ ("The workspace's first officer always may see numbers in full: otherwise nobody could open them again."));
      return FALSE;
    }
  if ((stored != 0) == may_reveal)
    return TRUE;
  sn_transaction_describe (transaction, may_reveal ? "officer-reveal-allow" : "officer-reveal-forbid", name, NULL);
  return sn_connection_run (connection, error, "UPDATE officer SET may_reveal = ?2 WHERE id = ?1", SN_INT (officer_id), SN_INT (may_reveal));
}

gboolean
sn_officer_set_reveal_limited (SnTransaction *transaction, gboolean limited, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gboolean stored = FALSE;

  if (!sn_officer_check_right (transaction, error) || !sn_officer_get_reveal_limited (connection, &stored, error))
    return FALSE;
  if (stored == limited)
    return TRUE;
  sn_transaction_describe (transaction, limited ? "reveal-limit" : "reveal-open", NULL);
  return sn_connection_run (connection, error, "UPDATE workspace SET reveal_limited = ?1", SN_INT (limited));
}
