/* sn-workbook-private.h: what the parts of a workbook share: cells, looks, proof.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-private-file.h"
#include "sn-workbook.h"

#include <locale.h>
#include <xlsxwriter.h>

G_BEGIN_DECLS

/* What a sheet must hold when it is read back. */
typedef struct
{
  char   *name;
  guint   filled_rows;
  gint64  money_fen;     /* of every number in the columns of money, sums too */
  guint64 money_columns; /* one bit a column */
} SnWorkbookControl;

struct _SnWorkbook
{
  SnPrivateFile          *file;
  char                   *scratch;        /* (nullable): folder for libxlsxwriter's sheets */
  GCancellable           *cancellable;
  GError                 *error;          /* the first failure */
  SnWorkbookProofFunc     proof;          /* (nullable): besides our own */
  gpointer                proof_data;
  lxw_workbook           *workbook;       /* (nullable): closed */
  lxw_format             *formats[SN_WORKBOOK_N_STYLES];
  lxw_worksheet          *worksheet;
  GPtrArray              *controls;       /* SnWorkbookControl of every sheet */
  SnWorkbookControl      *control;        /* of the current one */
  const SnWorkbookColumn *columns;
  guint                   n_columns;
  SnWorkbookOrientation   orientation;
  char                   *base_name;      /* of the sheet, without (2) */
  guint                   part;           /* 1, 2, … */
  char                   *heading[4];     /* title, left, centre, right; for the next part */
  gint64                  row;            /* from 0; -1 before the first */
  gboolean                row_filled;
  guint                   row_lines;      /* of text in its highest cell */
  double                  row_points;     /* at least so high; 0: as high as the text needs */
  GPtrArray              *noisy;          /* pairs of char*: numbers of this row as libxlsxwriter prints them, and as they are */
  guint                   sheet_rows;
  locale_t                own_locale;
  locale_t                previous_locale;
};

/* A sheet of the file format has that many rows. */
#define SN_WORKBOOK_SHEET_ROWS 1048576

/* Failures are kept, the first one stays. */
void     sn_workbook_take_error     (SnWorkbook *self,
                                     GError     *error);
void     sn_workbook_fail_errno     (SnWorkbook *self,
                                     int         number);
void     sn_workbook_fail_library   (SnWorkbook *self,
                                     lxw_error   result,
                                     int         number);
void     sn_workbook_check_result   (SnWorkbook *self,
                                     lxw_error   result);
/* libxlsxwriter does not look whether its temporary files could be written; a full disk would only show as a damaged sheet. */
void     sn_workbook_check_scratch  (SnWorkbook *self);

/* Programs do not all make rows higher when they open a file, so the height is reckoned here. */
#define SN_WORKBOOK_ROW_POINTS  20.0
#define SN_WORKBOOK_LINE_POINTS 14.5
/* How many lines @text takes in a column of @width characters. */
guint    sn_workbook_count_lines    (const char *text,
                                     double      width);

gboolean sn_workbook_is_writable    (SnWorkbook *self);
/* What is left to do for the current row and sheet. */
void     sn_workbook_close_row      (SnWorkbook *self);
void     sn_workbook_close_sheet    (SnWorkbook *self);

void     sn_workbook_control_free (SnWorkbookControl *control);

/* The formats of all styles, in their order. */
void     sn_workbook_make_styles  (lxw_workbook  *workbook,
                                   lxw_format   **formats);
/* Page, margins, page numbers. */
void     sn_workbook_set_page     (lxw_worksheet         *worksheet,
                                   SnWorkbookOrientation  orientation);

/* @display: the target's name for sentences. @controls: SnWorkbookControl. */
gboolean sn_workbook_prove        (const char    *path,
                                   const char    *display,
                                   GPtrArray     *controls,
                                   GCancellable  *cancellable,
                                   GError       **error);

G_END_DECLS
