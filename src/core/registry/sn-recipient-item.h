/* sn-recipient-item.h: a place in the list of recipients, and who stands there at the moment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_ITEM (sn_recipient_item_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientItem, sn_recipient_item, SN, RECIPIENT_ITEM, GObject)

/**
 * SnRecipientItem:
 *
 * What SnRecipientList gives for a position. The position never changes; who stands there does: "id" and "recipient" are
 * notified, and a bound row redraws itself. "recipient" is %NULL while its page is on the way ("loading"), when the person is
 * gone, when the page cannot be read, and beyond the end of a list that became shorter (then "id" is 0). A row that is shown
 * while a newer one of the same person is on the way is not "loading".
 *
 * Thread: main.
 */
guint        sn_recipient_item_get_position  (SnRecipientItem *self);
gint64       sn_recipient_item_get_id        (SnRecipientItem *self);
SnRecipient *sn_recipient_item_get_recipient (SnRecipientItem *self); /* (transfer none) (nullable) */
gboolean     sn_recipient_item_get_loading   (SnRecipientItem *self);

/* For SnRecipientList alone: */
SnRecipientItem *sn_recipient_item_new  (guint            position);
/* Notifies what differs, once all of it is set. */
void             sn_recipient_item_show (SnRecipientItem *self,
                                         gint64           id,
                                         SnRecipient     *recipient,
                                         gboolean         loading);

G_END_DECLS
