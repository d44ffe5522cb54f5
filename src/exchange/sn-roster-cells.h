/* sn-roster-cells.h: what one cell of a roster says, in its normal form, and what is wrong with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-admission.h"
#include "sn-roster-fault.h"
#include "sn-sheet-header.h"

G_BEGIN_DECLS

typedef struct
{
  const SnSheetHeader *header;
  const char          *sheet;      /* "" for csv */
  const GDate         *today;
  gboolean             month_only; /* the birth column is headed 出生年月: a date on the first may mean the month */
  GPtrArray           *faults;     /* SnFault */
} SnRosterCells;

/* The cell of @field, or an empty one where the sheet has no such column or the row is shorter. */
const SnCell *sn_roster_cells_get  (const SnRosterCells *cells_of,
                                    SnRosterField        field,
                                    const SnCell        *cells,
                                    guint                n_cells);
/* (transfer full): the text of a cell without blanks at its ends; numbers without exponent; "" for error values */
char         *sn_roster_cell_text  (const SnCell        *cell);

/**
 * sn_roster_cells_read:
 *
 * Fills everything that one row tells by itself: documents, name, sex, birth, phone, address, household, account, amount,
 * texts. Town, village and category need the registry, and merged cells are known last: those stay as they are.
 */
void          sn_roster_cells_read (const SnRosterCells *cells_of,
                                    const SnCell        *cells,
                                    guint                n_cells,
                                    SnRosterRow         *row);

/* Parts of it, each in a file of its own. @place names row and column. They return whether the row can be taken. */
gboolean      sn_roster_cell_read_document (const SnRosterCells *cells_of, const SnCell *cell, SnCellPlace *place,
                                            SnRosterRow *row);
void          sn_roster_cell_read_birth    (const SnRosterCells *cells_of, const SnCell *cell, SnCellPlace *place,
                                            SnRosterRow *row);
gboolean      sn_roster_cell_read_amount   (const SnRosterCells *cells_of, const SnCell *cell, SnCellPlace *place,
                                            SnRosterRow *row);
gboolean      sn_roster_cell_read_account  (const SnRosterCells *cells_of, const SnCell *cell, SnCellPlace *place,
                                            SnRosterRow *row);
void          sn_roster_cell_read_phone    (const SnRosterCells *cells_of, const SnCell *cell, SnCellPlace *place,
                                            SnRosterRow *row);
/* What is not read must not be lost without a word: tells of an error value, and of a formula without a result. @place: gets the column */
void          sn_roster_cells_tell_unreadable (const SnRosterCells *cells_of, SnRosterField field, const SnCell *cell,
                                               SnCellPlace *place);
/* Ethnic group and disability (sn-roster-traits.c): never a reason to leave a row out. The document was read before. */
void          sn_roster_cells_read_traits  (const SnRosterCells *cells_of, const SnCell *cells, guint n_cells, SnCellPlace *place,
                                            SnRosterRow *row);

/* (transfer full): a number of a spreadsheet without exponent and trailing zeros: 3.10118E+17 → 310118000000000000 */
char         *sn_roster_number_expand      (const char *lexical);
/* Whether a document or account was squeezed through a spreadsheet's 15 digits. Told by type, as one in eleven cut numbers
 * still has a right check digit. */
gboolean      sn_roster_cell_lost_digits   (const SnCell *cell);

G_END_DECLS
