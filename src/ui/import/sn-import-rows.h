/* sn-import-rows.h: the rows of a roster as they were read, what becomes of each, and the faulty cells to be repaired in place: a page of
 * the import window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-roster-import.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_ROWS (sn_import_rows_get_type ())
G_DECLARE_FINAL_TYPE (SnImportRows, sn_import_rows, SN, IMPORT_ROWS, GtkWidget)

/**
 * SnImportRows::cell-edited:
 * @sheet: an index into the import's sheets
 * @row: as the sheet counts, from 1
 * @column: from 0
 * @text: as typed
 *
 * Whoever listens calls sn_roster_import_set_cell() as soon as no job works with the import, and then one of the two below.
 */

/**
 * sn_import_rows_show:
 * @import: (nullable): borrowed until the next call; %NULL: nothing is shown any more. Its cells are read on the main thread while they come
 *   into view; a job may read the import beside that, but nobody may change it
 * @faults: SnFault: those of the file and of the judge
 * @verdicts: (nullable): SnRosterVerdict of each row; %NULL: not judged yet
 *
 * Keeps the place, the selection and the filter where the rows are those of before.
 */
void sn_import_rows_show   (SnImportRows         *self,
                            const SnRosterImport *import,
                            GPtrArray            *faults,
                            GArray               *verdicts);
/* The faults have other sentences; all else stays. */
void sn_import_rows_reword (SnImportRows         *self);
/* After sn_roster_import_set_cell(): @touched are indices of rows that look otherwise now; @faults as above */
void sn_import_rows_update (SnImportRows         *self,
                            GArray               *touched,
                            GPtrArray            *faults);
/* A cell that is being typed is taken as it stands, as after Enter: before somebody does something with the rows */
void sn_import_rows_end_edit (SnImportRows        *self);
/* Shows this row, chooses it, and its first faulty cell */
void sn_import_rows_reveal (SnImportRows         *self,
                            guint                 index);

G_END_DECLS
