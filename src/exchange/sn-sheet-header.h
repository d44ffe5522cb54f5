/* sn-sheet-header.h: which row of a sheet is the heading of a roster, and what each column holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-field.h"
#include "sn-sheet-layout.h"
#include "sn-sheet-line.h"
#include "sn-sheet-top.h"

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
  SnSheetUnit    unit;      /* of the amounts */
  GArray        *passed_over; /* guint: filled columns that could be an amount, a name, … as well, and are not read */
  char          *layout;    /* hash of the headings: what a mapping is remembered under */
  gboolean       is_remembered;  /* the fields are those that were remembered for this layout */
  char          *title;          /* of the sheet, "" when it has none */
  char          *reporting_unit; /* 填报单位, "" when it names none */
} SnSheetHeader;

/* What is known about a sheet before it is looked at. Nothing of it need be set. */
typedef struct
{
  GHashTable           *map;         /* heading → field key; goes before what the headings say */
  const char           *mapping;     /* the field of each column (sn-sheet-layout.h); goes before @map, where it says anything */
  const SnSheetLayouts *layouts;     /* what was remembered; not looked at with @map or @mapping */
  guint                 heading_row; /* the last row of the heading, from 1; 0: to be found */
  gboolean              people_only; /* what is paid is not looked at: no amount, no rate */
  gboolean              leaves_amount_open; /* where several columns may be the amount, none is, instead of an error */
} SnSheetHints;

/**
 * sn_sheet_header_find:
 * @lines: SnSheetLine: the first filled rows of the sheet
 * @header: (out caller-allocates): cleared with sn_sheet_header_clear()
 *
 * Where no column is 姓名 but one is 户主姓名, the head of the household is who is listed.
 *
 * Errors: %SN_ERROR_INVALID_INPUT with a sentence that names the columns that are needed.
 */
gboolean sn_sheet_header_find      (GPtrArray           *lines,
                                    const SnSheetHints  *hints,
                                    SnSheetHeader       *header,
                                    GError             **error);
/* (transfer full): the fields as a mapping that can be remembered */
char    *sn_sheet_header_make_mapping (const SnSheetHeader *header);
/* Whether both hold what tells one kind of table from another, in whatever columns: then their rows make one roster. */
gboolean sn_sheet_header_is_alike  (const SnSheetHeader *header,
                                    const SnSheetHeader *other);
/* Whether this row is the heading printed once more, on the next page. */
gboolean sn_sheet_header_is_repeat (const SnSheetHeader *header,
                                    const SnCell        *cells,
                                    guint                n_cells);
void     sn_sheet_header_clear     (SnSheetHeader  *header);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnSheetHeader, sn_sheet_header_clear)

G_END_DECLS
