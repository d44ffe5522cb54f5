/* sn-pending.c: bodies that are still to come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-query.h"

guint
sn_search_image_count_households (SnSearchImage *image, GArray *ids)
{
  return 0;
}

gboolean
sn_recipient_query_looks_further (const SnRecipientQuery *query)
{
  return FALSE;
}

GArray *
sn_recipient_query_run_further (const SnRecipientQuery *query, SnConnection *connection, SnSearchImage *image, SnRecipientOrder *order,
                                GCancellable *cancellable, GError **error)
{
  return sn_recipient_query_run (query, connection, image, order, cancellable, error);
}
