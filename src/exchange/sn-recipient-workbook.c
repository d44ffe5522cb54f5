/* sn-recipient-workbook.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-workbook.h"

gboolean
sn_recipient_workbook_write (SnConnection *connection, const SnRecipientTable *table, const char *path, SnExportResult *result,
                             GCancellable *cancellable, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "pending");
  return FALSE;
}
