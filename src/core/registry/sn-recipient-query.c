/* sn-recipient-query.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-query.h"

#include "sn-text.h"

static void
free_condition (gpointer condition)
{
  sn_recipient_condition_free (condition);
}

SnRecipientQuery *
sn_recipient_query_new (const char *text, SnRecipientSort sort)
{
  SnRecipientQuery *query = g_new (SnRecipientQuery, 1);

  query->text = g_strdup (text != NULL ? text : "");
  query->sort = sort;
  query->descending = sn_recipient_sort_begins_descending (sort);
  query->conditions = g_ptr_array_new_with_free_func (free_condition);
  return query;
}

SnRecipientQuery *
sn_recipient_query_copy (const SnRecipientQuery *query)
{
  SnRecipientQuery *copy;

  if (query == NULL)
    return NULL;
  copy = sn_recipient_query_new (query->text, query->sort);
  copy->descending = query->descending;
  for (guint i = 0; i < query->conditions->len; i++)
    g_ptr_array_add (copy->conditions, sn_recipient_condition_copy (g_ptr_array_index (query->conditions, i)));
  return copy;
}

void
sn_recipient_query_free (SnRecipientQuery *query)
{
  if (query == NULL)
    return;
  g_free (query->text);
  g_ptr_array_unref (query->conditions);
  g_free (query);
}

void
sn_recipient_query_add (SnRecipientQuery *query, const SnRecipientCondition *condition)
{
  if (!g_ptr_array_find_with_equal_func (query->conditions, condition, sn_recipient_condition_equal, NULL))
    g_ptr_array_add (query->conditions, sn_recipient_condition_copy (condition));
}

/* In whichever order they were added. */
static gboolean
have_same_conditions (const SnRecipientQuery *a, const SnRecipientQuery *b)
{
  for (guint i = 0; i < a->conditions->len; i++)
    if (!g_ptr_array_find_with_equal_func (b->conditions, g_ptr_array_index (a->conditions, i), sn_recipient_condition_equal, NULL))
      return FALSE;
  return a->conditions->len == b->conditions->len;
}

gboolean
sn_recipient_query_equal (const SnRecipientQuery *a, const SnRecipientQuery *b)
{
  return a == b || (a != NULL && b != NULL && a->sort == b->sort && !a->descending == !b->descending && g_str_equal (a->text, b->text) &&
                    have_same_conditions (a, b));
}

static SnRecipientOrder *
get_order (const SnRecipientQuery *query, SnConnection *connection, SnRecipientOrder *order, GError **error)
{
  if (order != NULL && sn_recipient_order_get_sort (order) == query->sort)
    return sn_recipient_order_ref (order);
  g_return_val_if_fail (connection != NULL, NULL);
  return sn_recipient_order_load (connection, query->sort, error);
}

/* A result in the order of pinyin, as the query wants it. */
static GArray *
arrange (const SnRecipientQuery *query, SnConnection *connection, SnRecipientOrder *order, GArray *ids, GError **error)
{
  g_autoptr (SnRecipientOrder) usable = NULL;

  if (query->sort == SN_RECIPIENT_SORT_PINYIN && !query->descending)
    return g_array_ref (ids);
  if (query->sort == SN_RECIPIENT_SORT_PINYIN)
    {
      GArray *reversed = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);

      for (guint i = ids->len; i > 0; i--)
        g_array_append_vals (reversed, &g_array_index (ids, gint64, i - 1), 1);
      return reversed;
    }
  usable = get_order (query, connection, order, error);
  if (usable == NULL)
    return NULL;
  return (query->descending ? sn_recipient_order_arrange_descending : sn_recipient_order_arrange) (usable, ids);
}

static GArray *
list_everyone (const SnRecipientQuery *query, SnConnection *connection, SnSearchImage *image, SnRecipientOrder *order,
               GCancellable *cancellable, GError **error)
{
  g_autoptr (SnRecipientOrder) usable = NULL;
  g_autoptr (GArray) ids = NULL;

  /* The image stands in the order of pinyin and knows what came after an order was read. */
  if (image != NULL && query->sort == SN_RECIPIENT_SORT_PINYIN)
    {
      ids = sn_search_image_query (image, "", cancellable);
      return ids != NULL ? arrange (query, connection, order, ids, error) : NULL;
    }
  usable = get_order (query, connection, order, error);
  return usable != NULL ? sn_recipient_order_dup_ids (usable, query->descending) : NULL;
}

static GArray *
search (const SnRecipientQuery *query, SnConnection *connection, SnSearchImage *image, SnRecipientOrder *order,
        GCancellable *cancellable, GError **error)
{
  g_autoptr (SnSearchImage) usable = image != NULL ? sn_search_image_ref (image) : NULL;
  g_autoptr (GArray) ids = NULL;

  g_return_val_if_fail (image != NULL || connection != NULL, NULL);

  if (usable == NULL)
    usable = sn_search_image_load (connection, cancellable, error);
  ids = usable != NULL ? sn_search_image_query (usable, query->text, cancellable) : NULL;
  return ids != NULL ? arrange (query, connection, order, ids, error) : NULL;
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

gboolean
sn_recipient_query_looks_further (const SnRecipientQuery *query)
{
  return sn_search_image_looks_further (query->text);
}

GArray *
sn_recipient_query_run_further (const SnRecipientQuery *query, SnConnection *connection, SnSearchImage *image, SnRecipientOrder *order,
                                GCancellable *cancellable, GError **error)
{
  g_autoptr (SnSearchImage) usable = NULL;
  g_autoptr (GArray) ids = NULL;

  if (!sn_recipient_query_looks_further (query))
    return sn_recipient_query_run (query, connection, image, order, cancellable, error);
  usable = image != NULL ? sn_search_image_ref (image) : sn_search_image_load (connection, cancellable, error);
  ids = usable != NULL ? sn_search_image_query_further (usable, connection, query->text, cancellable, error) : NULL;
  return ids != NULL ? arrange (query, connection, order, ids, error) : NULL;
}

GArray *
sn_recipient_query_find (const SnRecipientQuery *query, SnConnection *connection, SnSearchImage *image, GCancellable *cancellable,
                         GError **error)
{
  g_autoptr (SnRecipientFilter) filter = NULL;
  g_autoptr (GArray) ids = NULL;

  if (!sn_recipient_conditions_load (connection, query->conditions, NULL, &filter, error))
    return NULL;
  ids = sn_recipient_query_run_further (query, connection, image, NULL, cancellable, error);
  if (ids == NULL || filter == NULL)
    return g_steal_pointer (&ids);
  return sn_recipient_filter_keep (filter, ids);
}
