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

/* Who calculated the workbook last. Programs that cannot calculate write a zero as a formula's result and leave it to Excel. */
typedef enum
{
  SN_XLS_ENGINE_UNNAMED, /* Excel before 2000, or a program; a zero is one where another formula of the sheet has a result */
  SN_XLS_ENGINE_CLAIMED, /* as LibreOffice names its own; no zero is sure */
  SN_XLS_ENGINE_KNOWN,   /* Excel itself; a zero is one */
} SnXlsEngine;

/* What is known of the workbook. */
typedef struct
{
  SnBiffText     text;
  SnXlsxStrings *strings;
  SnXlsxFormats *formats;
  gboolean       date1904;
  SnXlsEngine    engine;
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
