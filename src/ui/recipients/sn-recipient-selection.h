/* sn-recipient-selection.h: which rows of the list of recipients are selected.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_SELECTION (sn_recipient_selection_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientSelection, sn_recipient_selection, SN, RECIPIENT_SELECTION, GObject)

/**
 * SnRecipientSelection:
 *
 * A GtkSelectionModel of any number of rows over a list of any length. Unlike GTK's own it knows places only and never asks for
 * an item: GtkMultiSelection fetches each one that is selected, so that Ctrl+A over a million rows would read them all.
 *
 * A place stays selected when somebody else stands there; who gives the list other rows has to say what is selected then.
 */
SnRecipientSelection *sn_recipient_selection_new       (GListModel           *model); /* (transfer none) */
/* Selects that place alone; GTK_INVALID_LIST_POSITION: none */
void                  sn_recipient_selection_set       (SnRecipientSelection *self,
                                                        guint                 position);
/* The only place that is selected; GTK_INVALID_LIST_POSITION when there are none or several */
guint                 sn_recipient_selection_get_only  (SnRecipientSelection *self);
/* (transfer none): never to be changed */
GtkBitset            *sn_recipient_selection_get_places (SnRecipientSelection *self);

G_END_DECLS
