/* sn-xls-reader.h: one sheet of an old Excel workbook, .xls or WPS's .et; see sn-sheet-reader.h for the contract.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"

G_BEGIN_DECLS

/* Excel 5 and 95 and from 97 on, in their container or, as some programs write them, as bare records. Of what an OLE container holds
 * else, the sentence says what it is. */
gboolean sn_xls_read (const char      *path,
                      const char      *sheet,
                      SnSheetRowFunc   func,
                      gpointer         data,
                      SnSheetInfo     *info,
                      GCancellable    *cancellable,
                      GError         **error);

G_END_DECLS
