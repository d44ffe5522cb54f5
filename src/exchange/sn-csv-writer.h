/* sn-csv-writer.h: rows of text out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Appends one field, quoted where it must be. */
void     sn_csv_append_field (GString       *csv,
                              const char    *field);
/* (transfer full): free text that a spreadsheet would take for a formula (it begins with = + - @) behind an apostrophe. */
char    *sn_csv_neutralise   (const char    *text);
/* Appends a whole sheet as the reader sees it: UTF-8, LF, comma; line n is row n. On failure @csv is left as it was. */
gboolean sn_sheet_print_csv  (const char    *path,
                              const char    *sheet,
                              GString       *csv,
                              GCancellable  *cancellable,
                              GError       **error);

G_END_DECLS
