/* sn-xls-sheet.h: the cells of one sheet of an old Excel workbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-biff-text.h"
#include "sn-sheet-row.h"
#include "sn-xlsx-formats.h"
#include "sn-xlsx-strings.h"

G_BEGIN_DECLS

/* What is known of the workbook. */
typedef struct
{
  SnBiffText     text;
  SnXlsxStrings *strings;
  SnXlsxFormats *formats;
  gboolean       date1904;
  gboolean       zeros_unsure; /* LibreOffice wrote it, with zeros for what it had not calculated */
} SnXlsBook;

/* @stream: standing at the record that begins the sheet */
gboolean sn_xls_sheet_read (SnXlsBook         *book,
                            SnBiffStream      *stream,
                            const SnSheetSink *sink,
                            GCancellable      *cancellable,
                            GError           **error);
/* FALSE with the sentence that says so, of a record that begins a password's workings. */
gboolean sn_xls_refuse_password (GError      **error);

G_END_DECLS
