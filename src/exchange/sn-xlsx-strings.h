/* sn-xlsx-strings.h: the shared strings of a workbook, in one piece of memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-zip-package.h"

G_BEGIN_DECLS

typedef struct _SnXlsxStrings SnXlsxStrings;

/* @part (nullable): a workbook may have none */
SnXlsxStrings *sn_xlsx_strings_read (SnZipPackage  *package,
                                     const char    *part,
                                     GCancellable  *cancellable,
                                     GError       **error);
/* The same by hand, for workbooks whose texts are not a part of XML. */
SnXlsxStrings *sn_xlsx_strings_new  (void);
/* Errors: %SN_ERROR_INVALID_INPUT: too long a text, or too much of it */
gboolean       sn_xlsx_strings_add  (SnXlsxStrings *strings,
                                     const char    *text,
                                     GError       **error);
void           sn_xlsx_strings_free (SnXlsxStrings *strings);
/* %NULL when @index lies beyond the last one */
const char    *sn_xlsx_strings_get  (SnXlsxStrings *strings,
                                     guint          index);
/* Replaces _x000D_ by what it stands for, in @text from @start on; Excel writes control characters so. */
void           sn_xlsx_decode_escapes (GString     *text,
                                       gsize        start);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnXlsxStrings, sn_xlsx_strings_free)

G_END_DECLS
