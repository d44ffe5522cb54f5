/* sn-table.h: columns of a GtkColumnView from a table of what they show.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-row-list.h"

G_BEGIN_DECLS

/* (transfer full): what the cell of that row shows; @row is an element of the array in the SnRowList */
typedef char *(*SnCellText) (gpointer row);
/* (nullable): a CSS class of the cell: "error", "dim-label", "sn-strong" */
typedef const char *(*SnCellStyle) (gpointer row);

typedef struct
{
  const char *title;       /* N_() */
  SnCellText  text;
  int         width_chars; /* at least, in digits of the font */
  int         grows;       /* its share of the room that is left */
  gboolean    numeric;     /* right-aligned, digits of one width */
  int         rank;        /* where there is no room, the lowest is left out first; 0 stays */
  SnCellStyle style;       /* (nullable) */
} SnColumn;

/**
 * sn_table_set_columns:
 * @columns: static
 *
 * Adds the columns: resizable, their cells each an SnTableCell. Together they are as wide as the view. What is left out of a narrow
 * one is still copied.
 */
void sn_table_set_columns  (GtkColumnView  *view,
                            const SnColumn *columns,
                            guint           n_columns);
/* After its columns: shows the rows of @selection (transfer none), which a view that was empty gets to know of in steps. */
void sn_table_set_model    (GtkColumnView     *view,
                            GtkSelectionModel *selection);
/* A column that has nothing to say in this table may be left out however much room there is. */
void sn_table_show_column  (GtkColumnView  *view,
                            guint           column,
                            gboolean        shown);
/* sn_row_list_update(): two elements look the same when their cells do and they are the @same (nullable). */
void sn_table_update       (SnRowList      *list,
                            GPtrArray      *rows,
                            const SnColumn *columns,
                            guint           n_columns,
                            GEqualFunc      same);
/* Brings a row into view. */
void sn_table_scroll_to    (GtkColumnView  *view,
                            guint           position);
/* For Ctrl+C: the selected rows (all, where nothing is selected) as tab-separated text, which a spreadsheet takes as a table. */
void sn_table_copy         (GtkColumnView  *view,
                            const SnColumn *columns,
                            guint           n_columns);

G_END_DECLS
