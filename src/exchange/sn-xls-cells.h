/* sn-xls-cells.h: the cells of an old Excel workbook's sheet, gathered before they are told, as hidden rows, merged cells and the order of
 * rows are only known at the sheet's end.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-xls-sheet.h"

G_BEGIN_DECLS

#define SN_XLS_MOST_ROWS 65536
#define SN_XLS_MOST_CELLS (SN_XLS_MOST_ROWS * 256u)

typedef enum
{
  SN_XLS_NUMBER,
  SN_XLS_SHARED,  /* index: of the workbook's texts */
  SN_XLS_TEXT,    /* index: where it begins in the sheet's texts */
  SN_XLS_BOOLEAN,
  SN_XLS_ERROR,
  SN_XLS_FORMULA, /* its result is not there */
} SnXlsKind;

typedef struct
{
  guint16 row0;
  guint16 column0;
  guint16 style;
  guint8  kind;
  union
  {
    double  number;
    guint32 index;
  };
} SnXlsCell;

G_STATIC_ASSERT (sizeof (SnXlsCell) == 16);

typedef struct
{
  GArray   *cells;     /* SnXlsCell */
  gboolean  unordered;
  GString  *texts;     /* each with its NUL */
  guint8    hidden[SN_XLS_MOST_ROWS / 8];
} SnXlsCells;

/* Gives the rows to @sink. */
gboolean sn_xls_cells_tell (SnXlsCells        *cells,
                            const SnXlsBook   *book,
                            const SnSheetSink *sink,
                            GCancellable      *cancellable,
                            GError           **error);
/* FALSE, with the sentence for a sheet that no program can have meant so. */
gboolean sn_xls_fail_damaged (GError         **error);

G_END_DECLS
