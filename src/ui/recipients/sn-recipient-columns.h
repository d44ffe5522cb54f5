/* sn-recipient-columns.h: what the list of recipients needs to know of the fields it shows as columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient.h"
#include "sn-recipient-order.h"

G_BEGIN_DECLS

#define SN_RECIPIENT_CELL_PADDING 9  /* pixels at either side of a cell's text */
#define SN_RECIPIENT_ROW_END 28      /* left free behind the last cell: there the scrollbar and, above it, the choice of columns are */
#define SN_RECIPIENT_ROW_PADDING 4   /* above and below a text */

/* Whether an office that has not chosen yet sees it. */
gboolean         sn_recipient_column_is_default (SnRecipientField  column);
/* Its share of room that is left. */
int              sn_recipient_column_get_grows  (SnRecipientField  column);
/* In which order a click on its caption puts the list; %FALSE when there is none. Names have two: this is the first. */
gboolean         sn_recipient_column_get_sort   (SnRecipientField  column,
                                                 SnRecipientSort  *sort);
/* By whose texts that order goes. */
SnRecipientField sn_recipient_column_of_sort    (SnRecipientSort   sort);
/* What is shown of @recipient; "" also where that was not read. Valid as long as @recipient. */
const char      *sn_recipient_column_get_text   (SnRecipientField  column,
                                                 SnRecipient      *recipient);

/* The width of a digit and the height of a line in @widget's font. */
void             sn_recipient_columns_get_unit  (GtkWidget        *widget,
                                                 int              *digit_width,
                                                 int              *line_height);

G_END_DECLS
