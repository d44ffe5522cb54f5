/* sn-html-reader.h: the tables of a web page, as many systems export them under the name of .xls; see sn-sheet-reader.h for the
 * contract.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"

G_BEGIN_DECLS

/* All tables one below the other, also those within a cell of another; what stands outside of tables is left out. What is shown is text,
 * as in CSV, and so keeps all digits; but Excel, WPS, LibreOffice and online sheets note the number behind it. */
gboolean sn_html_read (const char      *path,
                       SnSheetRowFunc   func,
                       gpointer         data,
                       SnSheetInfo     *info,
                       GCancellable    *cancellable,
                       GError         **error);

G_END_DECLS
