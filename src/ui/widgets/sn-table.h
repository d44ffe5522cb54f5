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

typedef struct
{
  const char *title;    /* N_() */
  SnCellText  text;
  int         width_chars;
  gboolean    expand;   /* takes the room that is left */
  gboolean    numeric;  /* right-aligned, digits of one width */
} SnColumn;

/**
 * sn_table_set_columns:
 * @columns: static
 *
 * Adds the columns: resizable, their cells GtkInscriptions, which need no measuring when their text changes, each with its text
 * as its name for a screen reader.
 */
void sn_table_set_columns  (GtkColumnView  *view,
                            const SnColumn *columns,
                            guint           n_columns);
/* sn_row_list_set(), announcing only the rows that look different, or are not the @same (nullable): for a refresh that keeps its
 * place and selection. */
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
