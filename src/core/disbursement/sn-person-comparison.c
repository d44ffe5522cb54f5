/* ../disbursement/sn-person-comparison.c: two entries of the registry side by side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-comparison.h"

GPtrArray *
sn_person_comparison_read (SnConnection *connection, gint64 first_id, gint64 second_id, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not there yet");
  return NULL;
}

void
sn_compared_field_free (SnComparedField *field)
{
  g_free (field);
}
