/* sn-csv-reader.h: text files of rows; see sn-sheet-reader.h for the contract.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"

G_BEGIN_DECLS

/* UTF-8 or UTF-16 by their mark, strict UTF-8, else GB18030. Separator by what the first lines agree on: , ; tab or |. */
gboolean sn_csv_read   (const char      *path,
                        SnSheetRowFunc   func,
                        gpointer         data,
                        SnSheetInfo     *info,
                        GCancellable    *cancellable,
                        GError         **error);
/* (transfer full): UTF-8 */
char    *sn_csv_decode (const guint8    *bytes,
                        gsize            length_bytes,
                        GError         **error);

G_END_DECLS
