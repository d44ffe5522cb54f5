/* sn-recipient-header.h: the captions above the list of recipients.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_HEADER (sn_recipient_header_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientHeader, sn_recipient_header, SN, RECIPIENT_HEADER, GtkWidget)

/**
 * SnRecipientHeader:
 *
 * Captions of the columns, placed as the rows place their cells. For the eye alone: each row says what its cells are, so for a
 * screen reader the captions are not there.
 */
GtkWidget *sn_recipient_header_new       (void);
/* @list: a GtkScrollable in its scrolled window, borrowed: whose width counts; a scrollbar beside it makes it narrower than the header */
void       sn_recipient_header_set_list  (SnRecipientHeader *self,
                                          GtkWidget         *list);

G_END_DECLS
