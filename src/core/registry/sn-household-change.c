/* sn-household-change.c: households that come together, part, and change who stands for them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-household-change.h"

gboolean
sn_household_create (SnTransaction *transaction, GArray *person_ids, gint64 head_id, GArray *relations, const SnHouseholdEdit *edit,
                     gint64 *household_id, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

gboolean
sn_household_split (SnTransaction *transaction, gint64 household_id, GArray *person_ids, gint64 head_id, gint64 old_head_id, GArray *relations,
                    gint64 *new_id, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

gboolean
sn_household_merge (SnTransaction *transaction, gint64 keep_id, gint64 gone_id, GArray *relations, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

gboolean
sn_household_move (SnTransaction *transaction, gint64 person_id, gint64 household_id, const char *relation, gint64 old_head_id, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

gboolean
sn_household_change_head (SnTransaction *transaction, gint64 household_id, gint64 head_id, GArray *relations, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

gboolean
sn_household_set_payee (SnTransaction *transaction, gint64 household_id, gint64 payee_id, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}

gboolean
sn_household_edit (SnTransaction *transaction, gint64 household_id, const SnHouseholdEdit *edit, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return FALSE;
}
