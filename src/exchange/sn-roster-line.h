/* sn-roster-line.h: telling the rows of people in a sheet from titles, totals and signatures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-header.h"

G_BEGIN_DECLS

/* What a row of a sheet is. All but the first are left out, and counted. */
typedef enum
{
  SN_ROSTER_LINE_DATA,
  SN_ROSTER_LINE_TITLE,   /* above the heading: title, unit, instructions */
  SN_ROSTER_LINE_HEADING, /* the heading itself, and the numbers 1 2 3 … below it */
  SN_ROSTER_LINE_REPEAT,  /* the heading once more, on the next page */
  SN_ROSTER_LINE_SECTION, /* one cell across the table that may name the town of the rows below */
  SN_ROSTER_LINE_TOTAL,   /* 小计 合计 总计 */
  SN_ROSTER_LINE_FOOTER,  /* who made and checked it, notes */
  SN_ROSTER_LINE_BLANK,   /* between heading and last filled row */
  SN_ROSTER_LINE_HIDDEN,  /* hidden or filtered away, where those shall be left out */
  SN_ROSTER_N_LINE_KINDS,
} SnRosterLineKind;

/* "data", "title", … */
const char      *sn_roster_line_kind_to_string (SnRosterLineKind kind);
/* A row with a name or a number is data, however much else is missing: it must be refused by name, not passed over. */
SnRosterLineKind sn_roster_line_judge (const SnSheetHeader *header,
                                       const SnCell        *cells,
                                       guint                n_cells);
/* Whether a cell says that its row is a total, or a line to sign on. @text: squeezed */
gboolean         sn_roster_line_is_label (const char         *text);

G_END_DECLS
