/* sn-xml-spreadsheet.h: one sheet of an XML Spreadsheet, as Excel 2002 and 2003 and many web systems write it, mostly under the name
 * .xls; see sn-sheet-reader.h for the contract.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"

G_BEGIN_DECLS

/* The file is read twice: that a sheet is hidden stands behind its cells. */
gboolean sn_xml_spreadsheet_read (const char      *path,
                                  const char      *sheet,
                                  SnSheetRowFunc   func,
                                  gpointer         data,
                                  SnSheetInfo     *info,
                                  GCancellable    *cancellable,
                                  GError         **error);

G_END_DECLS
