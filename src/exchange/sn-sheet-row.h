/* sn-sheet-row.h: the row that is being read, for the readers of all formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"

G_BEGIN_DECLS

#define SN_SHEET_MOST_COLUMNS 16384
#define SN_SHEET_MOST_ROWS 1048576
#define SN_SHEET_MOST_MERGES 200000
#define SN_SHEET_LONGEST_ROW_BYTES (64u << 20)
/* 32,767 characters, the longest ones of four bytes */
#define SN_SHEET_LONGEST_TEXT_BYTES (32767 * 4)

/* A finished cell: where its text lies in the row's memory, or in memory that outlives the row. */
typedef struct
{
  guint       column0;
  SnCellType  type;
  const char *shared; /* (nullable): then it is the text, and the lexical form */
  gsize       text;
  gsize       lexical;
  gboolean    is_struck;
} SnRowCell;

/* To be zeroed, then sn_sheet_row_init(). Cells may come in any order; of two in one column the last one counts. */
typedef struct
{
  GString *memory; /* the texts of the row's cells, each with its NUL */
  GArray  *cells;  /* SnRowCell */
  GArray  *output; /* SnCell; between rows all are empty */
} SnSheetRow;

/* Where rows go. */
typedef struct
{
  SnSheetRowFunc func;
  gpointer       data;
  SnSheetInfo   *info;
} SnSheetSink;

void     sn_sheet_row_init  (SnSheetRow        *row);
void     sn_sheet_row_clear (SnSheetRow        *row);
/* Forgets the cells. */
void     sn_sheet_row_begin (SnSheetRow        *row);
/* A cell with a copy of @text. @lexical: (nullable): the same */
void     sn_sheet_row_add   (SnSheetRow        *row,
                             guint              column0,
                             SnCellType         type,
                             const char        *text,
                             const char        *lexical);
/* The cell that was added last has a line through it. */
void     sn_sheet_row_strike (SnSheetRow       *row);
/* Gives the row to @sink, unless it has no cells; the cells remain, for a row that is repeated. Returns: what the function returned */
gboolean sn_sheet_row_emit  (SnSheetRow        *row,
                             guint              number,
                             gboolean           hidden,
                             const SnSheetSink *sink);
/* Notes merged cells, all from 1; what is too many is left out. */
void     sn_sheet_add_merge (SnSheetInfo       *info,
                             SnCellRange        merge);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnSheetRow, sn_sheet_row_clear)

G_END_DECLS
