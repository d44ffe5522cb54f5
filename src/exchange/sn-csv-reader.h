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
/* (transfer full): the same of what is known to be GB18030, GBK or GB2312 */
char    *sn_csv_decode_gb18030 (const guint8 *bytes,
                        gsize            length_bytes,
                        GError         **error);
/* (transfer full): characters that older forms of GB18030 put into the private area are moved to where they are since 2022;
 * no converter takes the old ones any more. */
char    *sn_csv_move_private (char      *take_text);

G_END_DECLS
