/* sn-sheet-line.h: a row of a sheet, kept after its callback.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"

G_BEGIN_DECLS

typedef struct
{
  guint   row;
  guint   n_cells;
  SnCell *cells; /* with strings of its own */
} SnSheetLine;

SnSheetLine *sn_sheet_line_new  (guint         row,
                                 const SnCell *cells,
                                 guint         n_cells);
/* (transfer full): a copy with another cell at @column, counted from 0 */
SnSheetLine *sn_sheet_line_replace (const SnSheetLine *line,
                                    guint              column,
                                    const SnCell      *cell);
void         sn_sheet_line_free (SnSheetLine  *line);

/* "" to the right of the last cell */
const char  *sn_sheet_line_get_text  (const SnSheetLine *line,
                                      guint              column);
gboolean     sn_sheet_line_is_blank  (const SnSheetLine *line,
                                      guint              column);
/* The nearest filled cell at or left of @column: the heading of a group lies in the first of its merged cells. */
const char  *sn_sheet_line_get_group (const SnSheetLine *line,
                                      guint              column);
/* (transfer full): a heading of several rows: what stands in that column of the SnSheetLines from @first_row to @last_row, joined by a
 * blank, what merely repeats left out */
char        *sn_sheet_lines_join_column (GPtrArray      *lines,
                                         guint           first_row,
                                         guint           last_row,
                                         guint           column);

G_END_DECLS
