/* sn-recipient-layout.h: which columns of the list of recipients are shown, in which order, how wide and where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-columns.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_LAYOUT (sn_recipient_layout_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientLayout, sn_recipient_layout, SN, RECIPIENT_LAYOUT, GObject)

/**
 * SnRecipientLayout:
 *
 * Shared by the rows, the captions above them and the choice of columns. The first column stays where it is and is never left out
 * ("frozen"); the others scroll below it where they do not fit. Where there is room left it goes to the columns that grow and that
 * nobody gave a width.
 *
 * What the user chooses is kept in the settings: keys and widths, nothing else.
 *
 * Widths and places are pixels from the start of the row, which is its right end where one reads from right to left.
 *
 * Signal "changed": columns, widths or places; what is drawn by them is old.
 *
 * Thread: main.
 */
typedef struct
{
  SnRecipientField column;
  int               x;     /* of the cell, before any scrolling */
  int               width; /* of the cell, with SN_RECIPIENT_CELL_PADDING at either side of the text */
} SnRecipientCell;

SnRecipientLayout     *sn_recipient_layout_new            (void);
/* Cells in the order they are shown; valid until "changed". */
const SnRecipientCell *sn_recipient_layout_get_cells      (SnRecipientLayout *self,
                                                           guint             *n_cells);
/* Another number after each change: who keeps what it made of the cells compares. */
guint                  sn_recipient_layout_get_stamp      (SnRecipientLayout *self);
/* How wide the rows are and a digit in their font is, which may be said while widgets are placed: "changed" comes when that is
 * over. Cheap where both are as before. */
void                   sn_recipient_layout_place          (SnRecipientLayout *self,
                                                           int                width,
                                                           int                digit_width);
int                    sn_recipient_layout_get_width      (SnRecipientLayout *self); /* of the rows */
/* How far the columns behind the first are scrolled. */
GtkAdjustment         *sn_recipient_layout_get_adjustment (SnRecipientLayout *self); /* (transfer none) */
/* Where the cell is drawn: @x after scrolling, and %FALSE where nothing of it is to be seen. */
gboolean               sn_recipient_layout_find_x         (SnRecipientLayout *self,
                                                           guint              cell,
                                                           int               *x);
/* Scrolls so that the whole cell is seen. */
void                   sn_recipient_layout_scroll_to      (SnRecipientLayout *self,
                                                           guint              cell);

/* The place of a column; -1 while it is not shown. */
int                    sn_recipient_layout_find           (SnRecipientLayout *self,
                                                           SnRecipientField  column);
/* Shows a column as the last one, or no longer. The first one stays. */
void                   sn_recipient_layout_show           (SnRecipientLayout *self,
                                                           SnRecipientField  column,
                                                           gboolean           shown);
/* Moves a column to a place behind the first; places beyond the end are the end. */
void                   sn_recipient_layout_move           (SnRecipientLayout *self,
                                                           SnRecipientField  column,
                                                           int                place);
/* @width: of the cell; 0: its natural one. No less than the caption's first letters take. Not kept before …_keep(): a hand that
 * drags an edge sets many. */
void                   sn_recipient_layout_set_width      (SnRecipientLayout *self,
                                                           SnRecipientField  column,
                                                           int                width);
void                   sn_recipient_layout_keep           (SnRecipientLayout *self);
/* The columns that a new office starts with. */
void                   sn_recipient_layout_reset          (SnRecipientLayout *self);
/* (transfer floating): "a(si)", keys and chosen widths; and back. Unknown keys are passed over, nothing at all is the default. */
GVariant              *sn_recipient_layout_save           (SnRecipientLayout *self);
void                   sn_recipient_layout_load           (SnRecipientLayout *self,
                                                           GVariant          *columns);

G_END_DECLS
