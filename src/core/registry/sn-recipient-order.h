/* sn-recipient-order.h: everyone's id in an order of display.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

typedef enum
{
  SN_RECIPIENT_SORT_PINYIN,
  SN_RECIPIENT_SORT_STROKE,
  SN_RECIPIENT_SORT_ID,     /* document number */
} SnRecipientSort;

/* "pinyin", "stroke", "id" and back; %FALSE when @text is none of them */
const char *sn_recipient_sort_to_string   (SnRecipientSort  sort);
gboolean    sn_recipient_sort_from_string (const char      *text,
                                           SnRecipientSort *sort);

/**
 * SnRecipientOrder:
 *
 * The ids of the whole registry in one order, read from the covering index, and the place of each id in it. Equal names stand
 * in the order of their ids, equal numbers in that of their documents' types. Immutable and counted: any thread may use it.
 * 8 MB a million; another 8 once it arranged results.
 */
typedef struct _SnRecipientOrder SnRecipientOrder;

SnRecipientOrder *sn_recipient_order_load  (SnConnection      *connection,
                                            SnRecipientSort    sort,
                                            GError           **error);
SnRecipientOrder *sn_recipient_order_ref   (SnRecipientOrder  *order);
void              sn_recipient_order_unref (SnRecipientOrder  *order);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRecipientOrder, sn_recipient_order_unref)

SnRecipientSort   sn_recipient_order_get_sort (SnRecipientOrder *order);
/* (transfer none) (element-type gint64): never to be changed */
GArray           *sn_recipient_order_get_ids  (SnRecipientOrder *order);
/**
 * sn_recipient_order_arrange:
 * @ids: (element-type gint64): a search result, each id once
 *
 * Returns: (transfer full) (element-type gint64): the same ids in this order; those that came after the order was read stand
 *   at the end as they came
 */
GArray           *sn_recipient_order_arrange  (SnRecipientOrder *order,
                                               GArray           *ids);

G_END_DECLS
