/* sn-recipient-columns.h: what the rows of the list of recipients show, and where.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient.h"

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
#define SN_RECIPIENT_ROW_PADDING 4   /* above and below it */

/* Where a cell's text stands; width 0: the column is left out. */
typedef struct
{
  int x;
  int width;
} SnRecipientCell;

const char *sn_recipient_column_get_title  (SnRecipientColumn  column); /* translated */
gboolean    sn_recipient_column_is_numeric (SnRecipientColumn  column);
/* (transfer full): what is shown of @recipient; never %NULL */
char       *sn_recipient_column_dup_text   (SnRecipientColumn  column,
                                            SnRecipient       *recipient);

/* The width of a digit and the height of a line in @widget's font. */
void        sn_recipient_columns_get_unit  (GtkWidget         *widget,
                                            int               *digit_width,
                                            int               *line_height);
/**
 * sn_recipient_columns_place:
 * @cells: (out): one for each column
 *
 * Leaves out the less needed columns while the others would not fit, and gives what is left over to those whose texts are long.
 * Rows and their header use it with the same width, so they agree.
 */
void        sn_recipient_columns_place     (int                width,
                                            int                digit_width,
                                            SnRecipientCell    cells[SN_RECIPIENT_N_COLUMNS]);

G_END_DECLS
