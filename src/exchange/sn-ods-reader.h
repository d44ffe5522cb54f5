/* sn-ods-reader.h: one sheet of an OpenDocument spreadsheet; see sn-sheet-reader.h for the contract.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"
#include "sn-zip-package.h"

G_BEGIN_DECLS

/* Whether the package is an OpenDocument, of whatever kind. */
gboolean sn_ods_is_package (SnZipPackage    *package);
/* .ods and .ots */
gboolean sn_ods_read       (SnZipPackage    *package,
                            const char      *sheet,
                            SnSheetRowFunc   func,
                            gpointer         data,
                            SnSheetInfo     *info,
                            GCancellable    *cancellable,
                            GError         **error);
/* .fods: the same as one file of XML */
gboolean sn_ods_read_flat  (const char      *path,
                            const char      *sheet,
                            SnSheetRowFunc   func,
                            gpointer         data,
                            SnSheetInfo     *info,
                            GCancellable    *cancellable,
                            GError         **error);

G_END_DECLS
