/* sn-officer-rights.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-officer-rights.h"

#include "sn-officer-duties.h"
#include "sn-transaction-private.h"

#include <glib/gi18n-lib.h>

#define FIRST_OFFICER SN_FIRST_OFFICER_SQL

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
                            " Have yourself named by who made the workspace."));
  return may;
}

gboolean
sn_officer_set_may_reveal (SnTransaction *transaction, gint64 officer_id, gboolean may_reveal, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnOfficer) officer = sn_officer_lookup (connection, officer_id, error);

  if (officer == NULL || !sn_officer_check_naming (transaction, 0, error))
    return FALSE;
  if (officer->is_first && !may_reveal)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                           _ ("The workspace's first officer always may see numbers in full: otherwise nobody could open them again."));
      return FALSE;
    }
  if (officer->may_reveal == may_reveal)
    return TRUE;
  sn_transaction_describe (transaction, may_reveal ? "officer-reveal-allow" : "officer-reveal-forbid", officer->name, NULL);
  return sn_officer_sign_naming (transaction, TRUE, error) &&
         sn_connection_run (connection, error, "UPDATE officer SET may_reveal = ?2 WHERE id = ?1", SN_INT (officer_id), SN_INT (may_reveal)) &&
         sn_officer_sign_naming (transaction, FALSE, error);
}

gboolean
sn_officer_set_reveal_limited (SnTransaction *transaction, gboolean limited, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gboolean stored = FALSE;

  if (!sn_officer_check_naming (transaction, 0, error) || !sn_officer_get_reveal_limited (connection, &stored, error))
    return FALSE;
  if (stored == limited)
    return TRUE;
  sn_transaction_describe (transaction, limited ? "reveal-limit" : "reveal-open", NULL);
  return sn_officer_sign_naming (transaction, TRUE, error) &&
         sn_connection_run (connection, error, "UPDATE workspace SET reveal_limited = ?1", SN_INT (limited)) &&
         sn_officer_sign_naming (transaction, FALSE, error);
}
