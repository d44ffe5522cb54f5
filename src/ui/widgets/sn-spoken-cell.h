/* sn-spoken-cell.h: a cell that its row draws, for the keyboard and for a screen reader.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SN_TYPE_SPOKEN_CELL (sn_spoken_cell_get_type ())
G_DECLARE_FINAL_TYPE (SnSpokenCell, sn_spoken_cell, SN, SPOKEN_CELL, GtkWidget)

/**
 * SnSpokenCell:
 *
 * Draws nothing but the outline of the focus (CSS node "cell"). A row that draws its cells itself makes these only while the keyboard
 * is in it: a widget for each cell of each row would cost several times as much a frame.
 */
GtkWidget *sn_spoken_cell_new (void);
/* @caption, @text: what a screen reader says of it: "Phone: 138****5678" */
void       sn_spoken_cell_set (SnSpokenCell *self,
                               const char   *caption,
                               const char   *text);

G_END_DECLS
