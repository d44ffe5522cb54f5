/* sn-recipient-row.h: one row of the list of recipients, drawn by one widget.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient-item.h"
#include "sn-recipient-layout.h"
#include "sn-search-marks.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_ROW (sn_recipient_row_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientRow, sn_recipient_row, SN, RECIPIENT_ROW, GtkWidget)

/**
 * SnRecipientRow:
 *
 * Draws the cells of its layout itself: a widget for each cell would cost two to five times as much a frame, as a list keeps two
 * hundred rows alive. It redraws by itself when its item changes what it shows, without measuring anything.
 *
 * A screen reader hears the row's cells, in words and one after the other, as the name of the row. While the keyboard is in the row
 * each cell is there by itself as well.
 */
GtkWidget       *sn_recipient_row_new         (SnRecipientLayout *layout);
/* @item: (nullable) */
void             sn_recipient_row_set_item    (SnRecipientRow    *self,
                                               SnRecipientItem   *item);
SnRecipientItem *sn_recipient_row_get_item    (SnRecipientRow    *self); /* (transfer none) (nullable) */
/* @marks: (nullable): borrowed; must stay until other ones are set */
void             sn_recipient_row_set_marks   (SnRecipientRow    *self,
                                               SnSearchMarks     *marks);
/* Whether its cells can be gone through one by one. */
void             sn_recipient_row_set_spoken  (SnRecipientRow    *self,
                                               gboolean           spoken);
/* Gives the keyboard to a cell of a spoken row; a place beyond the end is the last one. Its own number: -1 for none. */
void             sn_recipient_row_focus_cell  (SnRecipientRow    *self,
                                               int                cell);
int              sn_recipient_row_find_cell   (SnRecipientRow    *self,
                                               GtkWidget         *focus);
/* The width that the text of that column would like to have; 0 when there is none. */
int              sn_recipient_row_get_text_width (SnRecipientRow    *self,
                                                  SnRecipientField  column);

G_END_DECLS
