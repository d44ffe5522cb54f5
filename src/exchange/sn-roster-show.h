/* sn-roster-show.h: the cells of a roster that was read, fit for a screen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-field.h"
#include "sn-roster-import.h"

G_BEGIN_DECLS

/* How far the heading of a sheet goes; 0 for one that was not read. @sheet, below too: an index into the import's sheets */
guint         sn_roster_import_get_n_columns (const SnRosterImport *import,
                                              guint                 sheet);
SnRosterField sn_roster_import_get_field     (const SnRosterImport *import,
                                              guint                 sheet,
                                              guint                 column);
/* (transfer full): as the sheet has it, the rows of the heading joined by a blank; "" for a column without one */
char         *sn_roster_import_dup_heading   (const SnRosterImport *import,
                                              guint                 sheet,
                                              guint                 column);
/* Whether the row is hidden or filtered away in the sheet, and was read all the same. @index: of the row */
gboolean      sn_roster_import_is_hidden_row (const SnRosterImport *import,
                                              guint                 index);
/**
 * sn_roster_import_show_cell:
 * @index: of the row
 *
 * Numbers of people are masked, in whatever column they stand. Of a row whose cells were not kept (sn_roster_import_get_line() is %NULL)
 * what was understood of it is shown; a column that was not read, or holds the name of a place, is "" then.
 *
 * Returns: (transfer full)
 */
char         *sn_roster_import_show_cell     (const SnRosterImport *import,
                                              guint                 index,
                                              guint                 column);
/* (transfer full): the text of a cell in a column of @field, masked where it has to be */
char         *sn_roster_mask_cell            (SnRosterField         field,
                                              const char           *text);

G_END_DECLS
