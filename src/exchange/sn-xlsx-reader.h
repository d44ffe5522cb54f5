/* sn-xlsx-reader.h: one sheet of an Office Open XML workbook; see sn-sheet-reader.h for the contract.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"
#include "sn-zip-package.h"

G_BEGIN_DECLS

gboolean sn_xlsx_read (SnZipPackage    *package,
                       const char      *sheet,
                       SnSheetRowFunc   func,
                       gpointer         data,
                       SnSheetInfo     *info,
                       GCancellable    *cancellable,
                       GError         **error);

G_END_DECLS
