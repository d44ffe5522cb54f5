/* sn-sheet-reader.h: the cells of a spreadsheet, row by row, whatever program wrote it: .xlsx, .xlsm, .ods, .xls, .et, web pages and
 * XML under their names, .csv and tab text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  SN_CELL_EMPTY,
  SN_CELL_TEXT,
  SN_CELL_NUMBER,   /* text: as written in the file, never through a double */
  SN_CELL_DATE,     /* text: yyyy-mm-dd[Thh:mm:ss] or [-]hh:mm:ss, made from a number with a date format; lexical: the number */
  SN_CELL_BOOLEAN,  /* TRUE / FALSE */
  SN_CELL_ERROR,    /* #N/A … */
  SN_CELL_FORMULA,  /* a formula without a kept result: empty text */
} SnCellType;

typedef struct
{
  SnCellType  type;
  const char *text;    /* never NULL; valid during the callback */
  const char *lexical; /* of numbers and dates: the digits in the file; else the same as text */
  gboolean    is_struck; /* the cell's font has a line through it, where the format has fonts */
} SnCell;

/**
 * SnSheetRowFunc:
 * @row: from 1, as the sheet counts; empty rows are not reported
 * @cells: from column A to the last used one
 * @hidden: the row is hidden or filtered away
 *
 * Returns: %FALSE to stop (not an error)
 */
typedef gboolean (*SnSheetRowFunc) (guint         row,
                                    const SnCell *cells,
                                    guint         n_cells,
                                    gboolean      hidden,
                                    gpointer      data);

typedef struct
{
  char      *sheet;              /* (transfer full): the sheet's name, "" for csv */
  GPtrArray *sheet_names;        /* visible sheets, char*; complete, also when the callback stopped */
  GPtrArray *hidden_sheet_names; /* those that an officer does not see, in the workbook's order, char*; as complete */
  guint      last_row;
  GArray    *merges;      /* SnCellRange, from 1, known after the last row */
} SnSheetInfo;

typedef struct
{
  guint first_row, first_column, last_row, last_column;
} SnCellRange;

/**
 * sn_sheet_read:
 * @path: the file; what it is is told by its content, not by its suffix; but text is not read under the name of a package (.xlsx, .ods)
 * @sheet: (nullable): a sheet's name, for a file that has sheets; %NULL: the first visible one. A hidden one is read only when named
 * @info: (out) (nullable): sn_sheet_info_clear() it; left cleared on failure
 *
 * Streams one sheet. Memory: shared strings and one row; of an .xls its cells, sixteen bytes each; of a web page or a text file its
 * text. Rows come in rising order; a fault further on is told when it is
 * reached, so on failure forget what @func has been given.
 *
 * Errors: %SN_ERROR_INVALID_INPUT with a sentence that names what is wrong (empty file, .xlsb, older than Excel 5, password,
 * damaged, DOCTYPE, no sheets, no table, owner file of a spreadsheet program, quotation mark never closed) and what to do; %G_IO_ERROR for files
 * that cannot be opened; %G_IO_ERROR_CANCELLED. Any thread that may wait.
 */
gboolean sn_sheet_read       (const char      *path,
                              const char      *sheet,
                              SnSheetRowFunc   func,
                              gpointer         data,
                              SnSheetInfo     *info,
                              GCancellable    *cancellable,
                              GError         **error);
void     sn_sheet_info_clear (SnSheetInfo     *info);
/* @buffer of at least 4 bytes: "A" for 0, "AB" for 27; returns it */
char    *sn_column_name      (guint            column0,
                              char            *buffer);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnSheetInfo, sn_sheet_info_clear)

G_END_DECLS
