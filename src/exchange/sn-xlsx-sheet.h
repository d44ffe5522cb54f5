/* sn-xlsx-sheet.h: the cells of one worksheet part.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"
#include "sn-xlsx-formats.h"
#include "sn-xlsx-strings.h"

G_BEGIN_DECLS

gboolean sn_xlsx_sheet_read (SnZipPackage    *package,
                             const char      *part,
                             SnXlsxStrings   *strings,
                             SnXlsxFormats   *formats,
                             gboolean         date1904,
                             SnSheetRowFunc   func,
                             gpointer         data,
                             SnSheetInfo     *info,
                             GCancellable    *cancellable,
                             GError         **error);

G_END_DECLS
