/* sn-recipient-columns.h: what the rows of the list of recipients show, and where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient.h"
#include "sn-recipient-order.h"

G_BEGIN_DECLS

typedef enum
{
  SN_RECIPIENT_COLUMN_NAME,
  SN_RECIPIENT_COLUMN_DOCUMENT,
  SN_RECIPIENT_COLUMN_SEX,
  SN_RECIPIENT_COLUMN_AGE,
  SN_RECIPIENT_COLUMN_TOWN,
  SN_RECIPIENT_COLUMN_VILLAGE,
  SN_RECIPIENT_COLUMN_CATEGORIES,
  SN_RECIPIENT_COLUMN_PHONE,
  SN_RECIPIENT_COLUMN_TOTAL,
  SN_RECIPIENT_N_COLUMNS
} SnRecipientColumn;

#define SN_RECIPIENT_CELL_PADDING 9  /* pixels at either side of a cell's text */
#define SN_RECIPIENT_ROW_END 28      /* left free behind the last cell: there the scrollbar and, above it, the choice of columns are */
#define SN_RECIPIENT_ROW_PADDING 4   /* above and below it */

const char *sn_recipient_column_get_title  (SnRecipientColumn  column); /* translated */
/* "document", "town"; and back: %FALSE when @key is none */
const char *sn_recipient_column_get_key    (SnRecipientColumn  column);
gboolean    sn_recipient_column_from_key   (const char        *key,
                                            SnRecipientColumn *column);
gboolean    sn_recipient_column_is_numeric (SnRecipientColumn  column);
/* Whether an office that has not chosen yet sees it. */
gboolean    sn_recipient_column_is_default (SnRecipientColumn  column);
/* How many digits' width its texts mostly take, and its share of room that is left. */
int         sn_recipient_column_get_digits (SnRecipientColumn  column);
int         sn_recipient_column_get_grows  (SnRecipientColumn  column);
/* In which order a click on its caption puts the list; %FALSE when there is none. Names have two: this is the first. */
gboolean    sn_recipient_column_get_sort   (SnRecipientColumn  column,
                                            SnRecipientSort   *sort);
/* By whose texts that order goes. */
SnRecipientColumn sn_recipient_column_of_sort (SnRecipientSort sort);
/* (transfer full): what is shown of @recipient; never %NULL */
char       *sn_recipient_column_dup_text   (SnRecipientColumn  column,
                                            SnRecipient       *recipient);

/* The width of a digit and the height of a line in @widget's font. */
void        sn_recipient_columns_get_unit  (GtkWidget         *widget,
                                            int               *digit_width,
                                            int               *line_height);

G_END_DECLS
