/* sn-sheet-preview.h: the top of a sheet as it is, and what each column is taken for: for a page on which an officer sets that right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-field.h"
#include "sn-roster-import.h"

G_BEGIN_DECLS

/* So many filled rows are shown. */
#define SN_SHEET_PREVIEW_ROWS 40

/* Who said what a column is. */
typedef enum
{
  SN_COLUMN_UNKNOWN,    /* nobody: it is not read */
  SN_COLUMN_RECOGNISED, /* its heading */
  SN_COLUMN_REMEMBERED, /* an officer, for an earlier sheet with these headings */
  SN_COLUMN_CHOSEN,     /* the options of this reading */
} SnColumnOrigin;

/* "unknown", "recognised", "remembered", "chosen" */
const char *sn_column_origin_to_string (SnColumnOrigin origin);

typedef struct
{
  char           *heading; /* as the sheet has it, the rows of the heading joined by a blank */
  SnRosterField   field;
  SnColumnOrigin  origin;
  gboolean        is_unread; /* it has a heading and values, and nobody said what it is; those that Songnuan added itself are left out */
  char           *sample;  /* of the first row below with anything in this column; numbers of people masked */
} SnSheetColumn;

typedef struct
{
  char      *sheet;              /* that is shown; "" for csv */
  GPtrArray *sheet_names;        /* char*: visible ones */
  GPtrArray *hidden_sheet_names; /* char* */
  GPtrArray *lines;              /* SnSheetLine: show their cells by sn_sheet_preview_show_cell() */
  GArray    *hidden_rows;        /* guint, rising: those of @lines that are hidden or filtered away */
  guint      n_columns;
  char      *problem;            /* (nullable): a sentence why it cannot be read like this */
  guint      first_heading_row;  /* 0: none was found; then nothing below but @columns is set */
  guint      last_heading_row;
  char      *title;
  char      *reporting_unit;
  gboolean   in_wan;
  char      *layout;             /* what the mapping will be remembered under */
  gboolean   is_remembered;
  GPtrArray *columns;            /* SnSheetColumn, @n_columns of them */
} SnSheetPreview;

/**
 * sn_sheet_preview_read:
 * @options: sheet, map, mapping, heading_row, people_only and layouts are looked at
 * @preview: (out caller-allocates): cleared with sn_sheet_preview_clear()
 *
 * Reads no further than it shows. A sheet without a heading is no error: the officer says which row it is (@heading_row) and what the
 * columns hold, and reads again. With neither sheet nor heading named, the first sheet with a heading is shown.
 *
 * Errors: those of sn_sheet_read(), and for a @map that names what does not exist.
 */
gboolean sn_sheet_preview_read         (const char                   *path,
                                        const SnRosterImportOptions  *options,
                                        SnSheetPreview               *preview,
                                        GCancellable                 *cancellable,
                                        GError                      **error);
/* (transfer full) (nullable): the columns that are not read, with their headings: H “补助”, I “民族”. %NULL: there are none */
char    *sn_sheet_preview_name_unread  (const SnSheetPreview         *preview);
/* (transfer full): the fields of @columns as SnRosterImportOptions.mapping takes them; set them by hand before. Columns that nobody said
 * anything of and that are not read stay "". */
char    *sn_sheet_preview_make_mapping (const SnSheetPreview         *preview);
/* (transfer full): the text of a cell, fit for a screen: ID numbers, accounts and telephone numbers masked, whatever column they are in */
char    *sn_sheet_preview_show_cell    (const SnSheetPreview         *preview,
                                        guint                         line,
                                        guint                         column);
void     sn_sheet_preview_clear        (SnSheetPreview               *preview);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnSheetPreview, sn_sheet_preview_clear)

G_END_DECLS
