/* sn-table-cell.h: one line of text in a cell of a table.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SN_TYPE_TABLE_CELL (sn_table_cell_get_type ())
G_DECLARE_FINAL_TYPE (SnTableCell, sn_table_cell, SN, TABLE_CELL, GtkWidget)

/**
 * SnTableCell:
 *
 * A text that is cut where its room ends; a tooltip then shows it whole. CSS node "label"; a screen reader hears the text.
 *
 * GtkColumnView makes the cells of two hundred rows and asks each for its size whenever the table comes into view. A GtkInscription
 * answers by shaping a sample of the language, and makes a Pango context of its own when it is born: together half of the time in which a
 * page opens. Here all cells of a table have the line height of its font, which is asked once, and what Pango needs for a text is made
 * when it is first drawn. Takes no width: the columns have theirs (sn-table.h).
 */

/* @numeric: right-aligned, digits of one width */
GtkWidget     *sn_table_cell_new            (gboolean     numeric);
const char    *sn_table_cell_get_text       (SnTableCell *self);
/* @text: (nullable); @style: (nullable): the one CSS class of the cell */
void           sn_table_cell_set            (SnTableCell *self,
                                             const char  *text,
                                             const char  *style);
/* (transfer none): those that a cell draws this text with, for whoever measures it. */
PangoAttrList *sn_table_cell_get_attributes (const char  *text,
                                             gboolean     numeric);

G_END_DECLS
