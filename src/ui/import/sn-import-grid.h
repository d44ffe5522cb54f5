/* sn-import-grid.h: the rows of a roster as the sheet has them, cell by cell, to be repaired in place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-import-lines.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_GRID (sn_import_grid_get_type ())
G_DECLARE_FINAL_TYPE (SnImportGrid, sn_import_grid, SN, IMPORT_GRID, GtkWidget)

/**
 * SnImportGrid:
 *
 * A GtkScrollable with a cursor on one cell. It makes a widget for each row in view and no other, and these draw their cells by themselves:
 * GtkColumnView makes 200 rows of some fifteen cells however few are in view, which takes the main thread more than 100 ms for each filter
 * that is chosen, and GtkListView wants an object for each row and can neither scroll to a row nor sideways. All rows being as high as one
 * another, which are in view is a division, and a roster of 200,000 rows costs what one of forty does.
 *
 * Arrows, Home, End, Page Up and Down move the cursor, with Shift over several rows and copying by Ctrl+C, as they are
 * shown; F2, Enter, a double click or just typing opens the cell, Enter closes it and goes to the next faulty one, Escape leaves it.
 *
 * Signals:
 *   "moved"  the cursor is on another row or cell, or the row looks otherwise
 *   "edited" (guint index, guint column, char *text)  another text was typed into a cell of the sheet
 *   "refused" the officer wanted to edit a cell of a row whose cells were not kept
 */

/* Once, before anything else. @lines: borrowed, outlives the grid */
void     sn_import_grid_set_lines    (SnImportGrid  *self,
                                      SnImportLines *lines);
/* Other rows stand in the lines. @keeps_place: the cursor stays on its row, or goes to the next that is there, and at the same height */
void     sn_import_grid_rows_changed (SnImportGrid  *self,
                                      gboolean       keeps_place);
/* The same rows look otherwise. */
void     sn_import_grid_refresh      (SnImportGrid  *self);
/* %FALSE: there are no rows. @column: of the sheet, or %SN_IMPORT_WHOLE_ROW; then the verdict has the cursor */
gboolean sn_import_grid_get_cursor   (SnImportGrid  *self,
                                      guint         *index,
                                      int           *column);
/* Scrolls there; with @grab gives it the keyboard. */
void     sn_import_grid_set_cursor   (SnImportGrid  *self,
                                      guint          index,
                                      int            column,
                                      gboolean       grab);
/* The officer is typing into a cell. */
gboolean sn_import_grid_is_editing  (SnImportGrid  *self);
/* Takes what is typed in the cell, or leaves it as it was; nothing where none is edited */
void     sn_import_grid_end_edit    (SnImportGrid  *self,
                                     gboolean       commits);
/* To the next faulty cell, or the last one. %FALSE: there is none */
gboolean sn_import_grid_go_to_faulty (SnImportGrid  *self,
                                      gboolean       forwards);
/* (transfer full): what stands above a column of the sheet of that row, with its letter: "C 身份证号码" */
char    *sn_import_grid_dup_caption  (SnImportGrid  *self,
                                      guint          index,
                                      guint          column);

G_END_DECLS
