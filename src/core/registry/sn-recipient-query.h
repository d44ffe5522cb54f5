/* sn-recipient-query.h: which recipients are asked for, and in which order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-order.h"
#include "sn-search-image.h"

G_BEGIN_DECLS

typedef struct
{
  char            *text; /* as for sn_search_image_query(); "" for everyone */
  SnRecipientSort  sort;
} SnRecipientQuery;

SnRecipientQuery *sn_recipient_query_new   (const char             *text,
                                            SnRecipientSort         sort);
SnRecipientQuery *sn_recipient_query_copy  (const SnRecipientQuery *query);
void              sn_recipient_query_free  (SnRecipientQuery       *query);
gboolean          sn_recipient_query_equal (const SnRecipientQuery *a,
                                            const SnRecipientQuery *b);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRecipientQuery, sn_recipient_query_free)

/**
 * sn_recipient_query_run:
 * @image: (nullable): without one, a query with text loads one for this call (CLI)
 * @order: (nullable): of the query's sort; without one, or with another sort's, it is read where it is needed
 *
 * With @image, and @order unless the sort is pinyin, nothing is read from @connection, which may then be %NULL, and a window
 * may call it on its main thread. By pinyin the image answers, so that a list is as new as the image; in another sort everyone
 * is who was there when @order was read, and whom a search finds since then stands at the end.
 *
 * Returns: (transfer full) (element-type gint64): all the ids in order, not to be changed; their number is the total
 */
GArray           *sn_recipient_query_run   (const SnRecipientQuery *query,
                                            SnConnection           *connection,
                                            SnSearchImage          *image,
                                            SnRecipientOrder       *order,
                                            GCancellable           *cancellable,
                                            GError                **error);

G_END_DECLS
