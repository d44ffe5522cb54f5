/* sn-recipient-list.h: a million recipients as a GListModel.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-item.h"
#include "sn-workspace.h"

G_BEGIN_DECLS

#define SN_RECIPIENT_LIST_PAGE_ROWS 256
#define SN_RECIPIENT_LIST_PAGES 64

#define SN_TYPE_RECIPIENT_LIST (sn_recipient_list_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientList, sn_recipient_list, SN, RECIPIENT_LIST, GObject)

/**
 * SnRecipientList:
 *
 * A GListModel of SnRecipientItem over an array of ids. An item is given at once; the page of 256 rows around it is read by a
 * reader thread and shown when it comes, if the item still lives when the main loop turns. The last 64 pages are kept, and
 * beyond them every page of which an item lives. Items are held weakly: who shows them keeps them.
 *
 * A new array of ids does not replace the items: an item is a place. Only the difference of the lengths is announced, at the
 * end of the list, and living items change what they show. (Announcing everything as replaced costs GTK 0.6–1.3 s a million.)
 * What was on its way for the old array is cancelled, and dropped if it comes all the same.
 *
 * Costs nothing per row but the id. Never put a GtkSortListModel or GtkFilterListModel over it.
 *
 * Before the workspace is closed the list must be without ids or gone: it would read on.
 *
 * Thread: main.
 */
SnRecipientList *sn_recipient_list_new         (SnWorkspace     *workspace);
/* (transfer none) (element-type gint64): shared, never changed; %NULL: nobody */
void             sn_recipient_list_set_ids     (SnRecipientList *self,
                                                GArray          *ids);
GArray          *sn_recipient_list_get_ids     (SnRecipientList *self); /* (transfer none) (nullable) */
gint64           sn_recipient_list_get_id      (SnRecipientList *self,
                                                guint            position); /* 0 beyond the end */
/* Which texts rows are read with, SN_RECIPIENT_FIELDS_USUAL at first. With more fields than before, what is shown is read anew. */
void             sn_recipient_list_set_fields  (SnRecipientList *self,
                                                SnRecipientFields fields);
/* After a change of the workspace that left the ids as they are: reads anew what is shown. Items keep showing the old row
 * until the new one is there. */
void             sn_recipient_list_refresh     (SnRecipientList *self);

/* For tests: how many pages are kept, how many items live, how many pages are on their way. */
guint            sn_recipient_list_get_n_pages   (SnRecipientList *self);
guint            sn_recipient_list_get_n_living  (SnRecipientList *self);
guint            sn_recipient_list_get_n_awaited (SnRecipientList *self);

G_END_DECLS
