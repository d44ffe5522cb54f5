/* sn-roster-line.h: telling the rows of people in a sheet from titles, totals and signatures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-header.h"

G_BEGIN_DECLS

typedef enum
{
  SN_ROSTER_LINE_DATA,
  SN_ROSTER_LINE_SECTION, /* one cell across the table that may name the town of the rows below */
  SN_ROSTER_LINE_OTHER,   /* blank, heading once more, total, signature, note */
} SnRosterLineKind;

/* A row with a name or a number is data, however much else is missing: it must be refused by name, not passed over. */
SnRosterLineKind sn_roster_line_judge (const SnSheetHeader *header,
                                       const SnCell        *cells,
                                       guint                n_cells);
/* Whether a cell says that its row is a total, or a line to sign on. @text: squeezed */
gboolean         sn_roster_line_is_label (const char         *text);

G_END_DECLS
