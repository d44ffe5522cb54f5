/* sn-recipient-header.h: the captions above the list of recipients.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient-layout.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_HEADER (sn_recipient_header_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientHeader, sn_recipient_header, SN, RECIPIENT_HEADER, GtkWidget)

/**
 * SnRecipientHeader:
 *
 * Captions of the columns, placed as the rows place their cells, and a button at their end for the choice of columns. Together they
 * are one stop of the Tab key; the arrows go through them. A click sorts, again the other way round; with Shift it adds a second key; an edge that is dragged makes a
 * column wider, a double click on it as wide as its texts; a caption that is dragged moves the column. By keys: Alt with the arrows
 * moves it, Shift and Alt with them makes it wider, Menu shows all that can be done with it.
 *
 * Signals:
 *   "sort" (SnRecipientSort, gboolean descending)   somebody wants the list in that order
 *   "fit" (SnRecipientField)                       a column shall be as wide as its texts
 *   "left"                                          the keyboard wants to go on into the list
 */
GtkWidget *sn_recipient_header_new        (void);
/* Before anything else. */
void       sn_recipient_header_set_layout (SnRecipientHeader *self,
                                           SnRecipientLayout *layout);
void       sn_recipient_header_set_sorted (SnRecipientHeader *self,
                                           SnRecipientSort    sort,
                                           gboolean           descending);
/* What the caption would like to have, without padding. */
int        sn_recipient_header_get_title_width (SnRecipientHeader *self,
                                                SnRecipientField   column);
/* Opens the choice of columns. */
void       sn_recipient_header_choose     (SnRecipientHeader *self);

G_END_DECLS
