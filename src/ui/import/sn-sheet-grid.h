/* sn-sheet-grid.h: the top of a sheet as a spreadsheet shows it, and over each column a drop-down with what it is taken for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-sheet-preview.h"

G_BEGIN_DECLS

#define SN_TYPE_SHEET_GRID (sn_sheet_grid_get_type ())
G_DECLARE_FINAL_TYPE (SnSheetGrid, sn_sheet_grid, SN, SHEET_GRID, GtkWidget)

/**
 * SnSheetGrid::field-chosen:
 * @column: from 0
 * @field: a #SnRosterField
 */
/**
 * SnSheetGrid::heading-chosen:
 * @row: as the sheet counts: the last one of the heading; 0: it shall be found
 */

/* A GtkScrollable: heads and rows' numbers stay in sight. @preview is copied. Keeps its place where the sheet is as large as before. */
void  sn_sheet_grid_show          (SnSheetGrid          *self,
                                   const SnSheetPreview *preview,
                                   gboolean              people_only);
/* What a column is taken for; @doubtful: another one claims the same. Says nothing by a signal. */
void  sn_sheet_grid_set_column    (SnSheetGrid          *self,
                                   guint                 column,
                                   SnRosterField         field,
                                   SnColumnOrigin        origin,
                                   gboolean              doubtful);
guint sn_sheet_grid_get_n_columns (SnSheetGrid          *self);

/* The keyboard goes to the column in doubt, or the first one, wherever it was; FALSE: there is no column. gtk_widget_grab_focus() leaves
 * it with the column or row that has it. */
gboolean sn_sheet_grid_focus_doubtful (SnSheetGrid *self);

G_END_DECLS
