/* sn-sheet-grid-row.h: a row of a sheet on the screen, with its number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-sheet-picture.h"

G_BEGIN_DECLS

/* Where the columns of a grid are; its rows borrow it. */
typedef struct
{
  guint     n_columns;
  int      *starts;       /* of each column, from the first one on, pixels; one more for the end of the last */
  gboolean *unread;       /* of each column: not taken for anything */
  int       number_width; /* of the rows' numbers, which stay where they are */
  int       offset;       /* scrolled by so many pixels */
} SnSheetColumns;

#define SN_TYPE_SHEET_GRID_ROW (sn_sheet_grid_row_get_type ())
G_DECLARE_FINAL_TYPE (SnSheetGridRow, sn_sheet_grid_row, SN, SHEET_GRID_ROW, GtkWidget)

/* Draws its cells itself, those in sight only: a sheet may have 256 columns. @line and @columns are borrowed for its life. Texts run on
 * over empty cells to their right, as in a spreadsheet. To a screen reader it is one row with its texts. */
GtkWidget *sn_sheet_grid_row_new       (const SnPictureLine  *line,
                                        const SnSheetColumns *columns);
guint      sn_sheet_grid_row_get_row   (SnSheetGridRow       *self);
/* The columns became wider: its texts are cut anew. */
void       sn_sheet_grid_row_forget    (SnSheetGridRow       *self);

G_END_DECLS
