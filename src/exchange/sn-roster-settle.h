/* sn-roster-settle.h: what the rows of a sheet only tell together: merged cells, and the towns that sections name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-cells.h"

G_BEGIN_DECLS

/* Rows are added as they come; what depends on all of them (merged cells are known last) is done at the end. */
typedef struct _SnRosterSettler SnRosterSettler;

SnRosterSettler *sn_roster_settler_new         (const SnRosterCells *cells_of,
                                                GPtrArray           *rows,  /* SnRosterRow; its own will be the next, in the order they are added */
                                                GStringChunk        *texts, /* of the rows, which borrow theirs */
                                                SnDivisions         *divisions,
                                                SnCategories        *categories);
void             sn_roster_settler_free        (SnRosterSettler     *settler);
/* A title or a row across the table: the town it names is that of the rows below. */
void             sn_roster_settler_add_section (SnRosterSettler     *settler,
                                                const SnCell        *cells,
                                                guint                n_cells);
/* Of the next of its rows. */
void             sn_roster_settler_add_row     (SnRosterSettler     *settler,
                                                const SnCell        *cells,
                                                guint                n_cells);
/* @merges: (nullable): SnCellRange */
void             sn_roster_settler_finish      (SnRosterSettler     *settler,
                                                GArray              *merges);
/* After the end: row @index (in the order of adding) was read anew from @cells. */
void             sn_roster_settler_change_row  (SnRosterSettler     *settler,
                                                guint                index,
                                                const SnCell        *cells,
                                                guint                n_cells,
                                                GArray              *merges);

G_END_DECLS
