/* sn-sheet-header.h: which row of a sheet is the heading of a roster, and what each column holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-field.h"
#include "sn-sheet-line.h"

G_BEGIN_DECLS

/* The heading is looked for in that many filled rows from the top: title, unit, a paragraph of instructions, then it. */
#define SN_SHEET_HEADER_SEARCH_ROWS 30

typedef struct
{
  guint          first_row; /* in the sheet, from 1 */
  guint          last_row;
  guint          n_columns;
  SnRosterField *fields;    /* of each column */
  int            columns[SN_ROSTER_N_FIELDS]; /* of each field; -1: the sheet has none */
  GPtrArray     *headings;  /* GStrv for each row of the heading: the folded text of each column, "" where blank */
  GPtrArray     *above;     /* the same for the row or two over it: names of groups, which come back on each page too */
  gboolean       in_wan;    /* amounts are 万元 */
} SnSheetHeader;

/**
 * sn_sheet_header_find:
 * @lines: SnSheetLine: the first filled rows of the sheet
 * @map: (nullable): heading → field key; goes before what the headings say
 * @header: (out caller-allocates): cleared with sn_sheet_header_clear()
 *
 * Where no column is 姓名 but one is 户主姓名, the head of the household is who is listed.
 *
 * Errors: %SN_ERROR_INVALID_INPUT with a sentence that names the columns that are needed.
 */
gboolean sn_sheet_header_find      (GPtrArray      *lines,
                                    GHashTable     *map,
                                    SnSheetHeader  *header,
                                    GError        **error);
/* Whether this row is the heading printed once more, on the next page. */
gboolean sn_sheet_header_is_repeat (const SnSheetHeader *header,
                                    const SnCell        *cells,
                                    guint                n_cells);
void     sn_sheet_header_clear     (SnSheetHeader  *header);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnSheetHeader, sn_sheet_header_clear)

G_END_DECLS
