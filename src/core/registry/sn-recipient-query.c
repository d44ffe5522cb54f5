/* sn-recipient-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-query.h"

#include "sn-text.h"

SnRecipientQuery *
sn_recipient_query_new (const char *text, SnRecipientSort sort)
{
  SnRecipientQuery *query = g_new (SnRecipientQuery, 1);

  query->text = g_strdup (text != NULL ? text : "");
  query->sort = sort;
  return query;
}

SnRecipientQuery *
sn_recipient_query_copy (const SnRecipientQuery *query)
{
  return query != NULL ? sn_recipient_query_new (query->text, query->sort) : NULL;
}

void
sn_recipient_query_free (SnRecipientQuery *query)
{
  if (query == NULL)
    return;
  g_free (query->text);
  g_free (query);
}

gboolean
sn_recipient_query_equal (const SnRecipientQuery *a, const SnRecipientQuery *b)
{
  return a == b || (a != NULL && b != NULL && a->sort == b->sort && g_str_equal (a->text, b->text));
}

static SnRecipientOrder *
get_order (const SnRecipientQuery *query, SnConnection *connection, SnRecipientOrder *order, GError **error)
{
  if (order != NULL && sn_recipient_order_get_sort (order) == query->sort)
    return sn_recipient_order_ref (order);
  g_return_val_if_fail (connection != NULL, NULL);
  return sn_recipient_order_load (connection, query->sort, error);
}

static GArray *
list_everyone (const SnRecipientQuery *query, SnConnection *connection, SnSearchImage *image, SnRecipientOrder *order,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (SnRecipientOrder) usable = NULL;

  /* The image stands in the order of pinyin and knows what came after an order was read. */
  if (image != NULL && query->sort == SN_RECIPIENT_SORT_PINYIN)
    return sn_search_image_query (image, "", cancellable);
  usable = get_order (query, connection, order, error);
  return usable != NULL ? g_array_ref (sn_recipient_order_get_ids (usable)) : NULL;
}

static GArray *
search (const SnRecipientQuery *query, SnConnection *connection, SnSearchImage *image, SnRecipientOrder *order,
        GCancellable *cancellable, GError **error)
{
  g_autoptr (SnSearchImage) usable = image != NULL ? sn_search_image_ref (image) : NULL;
  g_autoptr (SnRecipientOrder) usable_order = NULL;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (image != NULL || connection != NULL, NULL);

  if (usable == NULL)
    usable = sn_search_image_load (connection, cancellable, error);
  ids = usable != NULL ? sn_search_image_query (usable, query->text, cancellable) : NULL;
  if (ids == NULL || query->sort == SN_RECIPIENT_SORT_PINYIN)
    return g_steal_pointer (&ids);
  usable_order = get_order (query, connection, order, error);
  return usable_order != NULL ? sn_recipient_order_arrange (usable_order, ids) : NULL;
}

GArray *
sn_recipient_query_run (const SnRecipientQuery *query, SnConnection *connection, SnSearchImage *image, SnRecipientOrder *order,
                        GCancellable *cancellable, GError **error)
{
  g_autofree char *clean = sn_text_clean (query->text);
  g_autoptr (GError) local_error = NULL;
  GArray *ids = (*clean == '\0' ? list_everyone : search) (query, connection, image, order, cancellable, &local_error);

  /* A query of the image that was cancelled gives nothing and no error; here it is one. */
  if (ids == NULL && local_error == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, &local_error);
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  return ids;
}
