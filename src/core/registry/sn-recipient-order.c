/* sn-recipient-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-order.h"

#include "sn-id-places.h"
#include "sn-row-bits.h"

struct _SnRecipientOrder
{
  SnRecipientSort  sort;
  GArray          *ids;    /* gint64 */
  gsize            places; /* SnIdPlaces of the ids, made once by whoever first arranges */
};

/* Each reads one covering index from end to end: the row id is in it, so it ends in the id by itself. */
static const struct
{
  const char *name;
  const char *sql;
} sorts[] = {
  [SN_RECIPIENT_SORT_PINYIN] = { "pinyin", "SELECT id FROM person ORDER BY pinyin_key, id" },
  [SN_RECIPIENT_SORT_STROKE] = { "stroke", "SELECT id FROM person ORDER BY stroke_key, id" },
  [SN_RECIPIENT_SORT_ID] = { "id", "SELECT id FROM person ORDER BY document_number, document_type, id" },
};

const char *
sn_recipient_sort_to_string (SnRecipientSort sort)
{
  g_return_val_if_fail (sort < G_N_ELEMENTS (sorts), NULL);

  return sorts[sort].name;
}

gboolean
sn_recipient_sort_from_string (const char *text, SnRecipientSort *sort)
{
  for (guint i = 0; i < G_N_ELEMENTS (sorts); i++)
    {
      if (g_strcmp0 (text, sorts[i].name) != 0)
        continue;
      *sort = (SnRecipientSort) i;
      return TRUE;
    }
  return FALSE;
}

SnRecipientOrder *
sn_recipient_order_load (SnConnection *connection, SnRecipientSort sort, GError **error)
{
  g_autoptr (SnRecipientOrder) order = NULL;
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) step_error = NULL;

  g_return_val_if_fail (sort < G_N_ELEMENTS (sorts), NULL);

  statement = sn_connection_query (connection, error, sorts[sort].sql);
  if (statement == NULL)
    return NULL;
  order = g_atomic_rc_box_new0 (SnRecipientOrder);
  order->sort = sort;
  order->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (sn_statement_step (statement, &step_error))
    {
      gint64 id = sn_statement_get_int64 (statement, 0);

      g_array_append_val (order->ids, id);
    }
  if (step_error == NULL)
    return g_steal_pointer (&order);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

SnRecipientOrder *
sn_recipient_order_ref (SnRecipientOrder *order)
{
  return g_atomic_rc_box_acquire (order);
}

static void
clear_order (gpointer data)
{
  SnRecipientOrder *order = data;

  g_array_unref (order->ids);
  sn_id_places_free ((SnIdPlaces *) order->places);
}

void
sn_recipient_order_unref (SnRecipientOrder *order)
{
  if (order != NULL)
    g_atomic_rc_box_release_full (order, clear_order);
}

SnRecipientSort
sn_recipient_order_get_sort (SnRecipientOrder *order)
{
  return order->sort;
}

GArray *
sn_recipient_order_get_ids (SnRecipientOrder *order)
{
  return order->ids;
}

static const SnIdPlaces *
get_places (SnRecipientOrder *order)
{
  if (g_once_init_enter (&order->places))
    g_once_init_leave (&order->places, (gsize) sn_id_places_new ((const gint64 *) order->ids->data, order->ids->len));
  return (const SnIdPlaces *) order->places;
}

GArray *
sn_recipient_order_arrange (SnRecipientOrder *order, GArray *ids)
{
  const SnIdPlaces *places = get_places (order);
  g_autofree guint64 *bits = g_new0 (guint64, sn_row_bits_get_n_words (order->ids->len));
  g_autoptr (GArray) strangers = g_array_new (FALSE, FALSE, sizeof (gint64));
  GArray *arranged;

  /* A bit at each place, then a sweep over the places: nothing is compared or sorted. */
  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      guint32 place = sn_id_places_find (places, id);

      if (place != SN_NO_PLACE)
        sn_row_bits_set (bits, place);
      else
        g_array_append_val (strangers, id);
    }
  arranged = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);
  g_array_set_size (arranged, ids->len - strangers->len);
  sn_row_bits_collect (bits, 0, order->ids->len, (const gint64 *) order->ids->data, (gint64 *) arranged->data);
  if (strangers->len > 0)
    g_array_append_vals (arranged, strangers->data, strangers->len);
  return arranged;
}
