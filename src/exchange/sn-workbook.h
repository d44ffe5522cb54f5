/* sn-workbook.h: an .xlsx file that is written row by row, proved by reading it back, and put in place in one step.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SnWorkbook:
 *
 * A workbook under way. Rows are written from top to bottom and leave the memory as soon as the next one begins. Until
 * sn_workbook_finish() everything lies in a file of mode 0600 beside the target, and is gone when the workbook is freed
 * without having been finished.
 *
 * The functions that write return nothing: the first failure is kept, later writes do nothing, and
 * sn_workbook_next_row() and sn_workbook_finish() report it. The words inside a workbook are the office's form and
 * always Chinese; only errors are translated.
 *
 * Thread: any one, from sn_workbook_new() to sn_workbook_free() (the thread's number format is set to the C locale's
 * meanwhile, since libxlsxwriter prints numbers with printf).
 */
typedef struct _SnWorkbook SnWorkbook;

typedef enum
{
  SN_WORKBOOK_TITLE,       /* 黑体 18, centred, no border */
  SN_WORKBOOK_LINE,        /* the line below the title and the signatures: no border, to the left */
  SN_WORKBOOK_LINE_CENTRE,
  SN_WORKBOOK_LINE_RIGHT,
  SN_WORKBOOK_HEADER,      /* bold, thin borders, wrapped */
  SN_WORKBOOK_TEXT,        /* "@", to the left, wrapped: names, ids, accounts, phones */
  SN_WORKBOOK_CENTRED,     /* "@", centred */
  SN_WORKBOOK_MONEY,       /* #,##0.00 */
  SN_WORKBOOK_COUNT,       /* #,##0 */
  SN_WORKBOOK_DATE,        /* yyyy-mm-dd */
  SN_WORKBOOK_TOTAL_TEXT,  /* the bold ones of total rows */
  SN_WORKBOOK_TOTAL_MONEY,
  SN_WORKBOOK_TOTAL_COUNT,
  SN_WORKBOOK_N_STYLES,
} SnWorkbookStyle;

typedef struct
{
  const char      *heading;
  double           width; /* in characters of the standard font; a Chinese character takes two */
  SnWorkbookStyle  style; /* of the cells below the heading */
} SnWorkbookColumn;

typedef enum
{
  SN_WORKBOOK_LANDSCAPE,
  SN_WORKBOOK_PORTRAIT,
} SnWorkbookOrientation;

/* What was written; rows and amount as the caller counts them. */
typedef struct
{
  char   *path;
  gint64  rows;
  gint64  amount_fen;
  char   *sha256; /* of the whole file, 64 hexadecimal digits */
} SnExportResult;

void        sn_export_result_clear         (SnExportResult         *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnExportResult, sn_export_result_clear)

/**
 * sn_workbook_new:
 * @path: the target; a file that is there stays untouched until sn_workbook_finish()
 *
 * Errors: %G_IO_ERROR with a sentence when the folder does not exist or may not be written to.
 */
SnWorkbook *sn_workbook_new                (const char             *path,
                                            GCancellable           *cancellable,
                                            GError                **error);
/* Takes away whatever is not finished. */
void        sn_workbook_free               (SnWorkbook             *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnWorkbook, sn_workbook_free)

/**
 * sn_workbook_add_sheet:
 * @name: up to 31 characters without []:*?/\
 * @columns: stays valid until the workbook is freed: a static table
 *
 * Starts a sheet: A4, one page wide, page numbers below. Earlier sheets may not be written to any more.
 */
void        sn_workbook_add_sheet          (SnWorkbook             *self,
                                            const char             *name,
                                            SnWorkbookOrientation   orientation,
                                            const SnWorkbookColumn *columns,
                                            guint                   n_columns);
/**
 * sn_workbook_write_heading:
 * @title: across the whole table
 * @left: (nullable): the line below it, e.g. 填报单位（盖章）：…
 * @centre: (nullable): 填报日期：…
 * @right: (nullable): 单位：元
 *
 * Writes title, line and the columns' headings, fixed on the screen and repeated on every page.
 */
void        sn_workbook_write_heading      (SnWorkbook             *self,
                                            const char             *title,
                                            const char             *left,
                                            const char             *centre,
                                            const char             *right);
/* 单位负责人 / 审核人 / 制表人 / 联系电话, after an empty row. */
void        sn_workbook_write_signature    (SnWorkbook             *self);

/* Goes on to the next row. %FALSE when cancelled or something failed before: stop and call sn_workbook_finish(), which
 * says what. */
gboolean    sn_workbook_next_row           (SnWorkbook             *self);
/* The current row, from 1 as formulas count; 0 before the first */
guint       sn_workbook_get_row            (SnWorkbook             *self);
const char *sn_workbook_get_sheet_name     (SnWorkbook             *self);
/* At least so high. Rows with more text than a line are higher by themselves. */
void        sn_workbook_set_row_height     (SnWorkbook             *self,
                                            double                  points);

/* Whether less than @rows rows are left on the sheet (a sheet has 1,048,576). */
gboolean    sn_workbook_is_full            (SnWorkbook             *self,
                                            guint                   rows);
/* Goes on with the same heading on a sheet "NAME (2)", "NAME (3)", … */
void        sn_workbook_continue_sheet     (SnWorkbook             *self);
/* For tests: sheets of that many rows. */
void        sn_workbook_set_sheet_rows     (SnWorkbook             *self,
                                            guint                   rows);

/* Cells of the current row, columns from 0. */
void        sn_workbook_write_text         (SnWorkbook             *self,
                                            guint                   column,
                                            SnWorkbookStyle         style,
                                            const char             *text);
/* The one place where fen become the number of a cell. */
void        sn_workbook_write_fen          (SnWorkbook             *self,
                                            guint                   column,
                                            SnWorkbookStyle         style,
                                            gint64                  amount_fen);
void        sn_workbook_write_count        (SnWorkbook             *self,
                                            guint                   column,
                                            SnWorkbookStyle         style,
                                            gint64                  count);
/* @iso: yyyy-mm-dd; anything else is written as text */
void        sn_workbook_write_date         (SnWorkbook             *self,
                                            guint                   column,
                                            SnWorkbookStyle         style,
                                            const char             *iso);
/**
 * sn_workbook_write_sum_formula:
 * @style: a money style: @value is fen; a count style: @value is a count
 * @operands: what stands inside SUM(…): "J5:J20" or "J21,J40" or "'汇总'!J4"
 * @value: the result as the caller has summed it, kept in the file for programs that do not calculate
 */
void        sn_workbook_write_sum_formula  (SnWorkbook             *self,
                                            guint                   column,
                                            SnWorkbookStyle         style,
                                            const char             *operands,
                                            gint64                  value);
/* One cell from @first_column to @last_column of the current row. */
void        sn_workbook_write_merged       (SnWorkbook             *self,
                                            guint                   first_column,
                                            guint                   last_column,
                                            SnWorkbookStyle         style,
                                            const char             *text);
/* Empty cells with the borders of @style */
void        sn_workbook_fill_row           (SnWorkbook             *self,
                                            guint                   first_column,
                                            guint                   last_column,
                                            SnWorkbookStyle         style);
/* (transfer full): "J5:J20"; one row: "J5" */
char       *sn_workbook_range              (guint                   column,
                                            guint                   first_row,
                                            guint                   last_row);

/* Looks at the finished file under the name it has meanwhile; %FALSE with an error: it is not kept. @display: the target's
 * name, for sentences */
typedef gboolean (*SnWorkbookProofFunc)    (const char             *path,
                                            const char             *display,
                                            gpointer                data,
                                            GCancellable           *cancellable,
                                            GError                **error);
/* One more proof, of what only the caller knows about the content. @data stays valid until sn_workbook_finish(). */
void        sn_workbook_set_proof          (SnWorkbook             *self,
                                            SnWorkbookProofFunc     func,
                                            gpointer                data);

/**
 * sn_workbook_finish:
 * @rows: for @result
 * @amount_fen: for @result
 * @result: (out caller-allocates) (optional): cleared with sn_export_result_clear()
 *
 * Closes the file, reads it back and compares rows and money with what was written, takes its SHA-256, puts it safely on
 * the disk and then in the target's place. After that, and after a failure, the workbook can only be freed.
 *
 * Errors: %SN_ERROR_DISK_FULL; %SN_ERROR_FAILED when an amount is too large for a spreadsheet, a text is longer than a cell
 * may be, or the file read back differs; %G_IO_ERROR_CANCELLED; %G_IO_ERROR. The target stays as it was then.
 */
gboolean    sn_workbook_finish             (SnWorkbook             *self,
                                            gint64                  rows,
                                            gint64                  amount_fen,
                                            SnExportResult         *result,
                                            GError                **error);

G_END_DECLS
