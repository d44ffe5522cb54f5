/* sn-recipient-order.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-order.h"

#include "sn-id-places.h"
#include "sn-row-bits.h"

#include <string.h>

struct _SnRecipientOrder
{
  SnRecipientSort  sort;
  GArray          *ids;    /* gint64; by TOTAL from the largest on */
  GArray          *groups; /* (nullable) guint32: where each run of those that the first key leaves equal begins in @ids, and the end */
  gsize            places; /* SnIdPlaces of the ids, made once by whoever first arranges */
};

/* "sql" reads one covering index from end to end: the row id is in it, so it ends in the id by itself. */
static const struct
{
  const char *name;
  gboolean    begins_descending;
  gboolean    follows_lines;
  const char *sql;                /* (nullable): sorted in memory */
} sorts[] = {
  [SN_RECIPIENT_SORT_PINYIN] = { "pinyin", FALSE, FALSE, "SELECT id FROM person ORDER BY pinyin_key, id" },
  [SN_RECIPIENT_SORT_STROKE] = { "stroke", FALSE, FALSE, "SELECT id FROM person ORDER BY stroke_key, id" },
  [SN_RECIPIENT_SORT_ID] = { "id", FALSE, FALSE, "SELECT id FROM person ORDER BY document_number, document_type, id" },
  [SN_RECIPIENT_SORT_TOWN] = { "town", FALSE, FALSE, NULL },
  [SN_RECIPIENT_SORT_TOTAL] = { "total", TRUE, TRUE, NULL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (sorts) == SN_RECIPIENT_N_SORTS);

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
sn_recipient_sort_groups (SnRecipientSort first)
{
  return first == SN_RECIPIENT_SORT_TOWN || first == SN_RECIPIENT_SORT_TOTAL;
}

SnRecipientSort
sn_recipient_sort_then (SnRecipientSort first, SnRecipientSort second)
{
  g_return_val_if_fail (first < G_N_ELEMENTS (sorts) && second < G_N_ELEMENTS (sorts), SN_RECIPIENT_SORT_PINYIN);

  /* Equal totals stand by pinyin anyway. */
  if (first == second || !sn_recipient_sort_groups (first) || (first == SN_RECIPIENT_SORT_TOTAL && second == SN_RECIPIENT_SORT_PINYIN))
    return first;
  return (SnRecipientSort) (first + G_N_ELEMENTS (sorts) * (second + 1));
}

SnRecipientSort
sn_recipient_sort_get_first (SnRecipientSort sort)
{
  return (SnRecipientSort) (sort % G_N_ELEMENTS (sorts));
}

gboolean
sn_recipient_sort_get_second (SnRecipientSort sort, SnRecipientSort *second)
{
  if (sort < G_N_ELEMENTS (sorts))
    return FALSE;
  *second = (SnRecipientSort) (sort / G_N_ELEMENTS (sorts) - 1);
  return TRUE;
}

SnRecipientSort
sn_recipient_sort_add (SnRecipientSort sort, SnRecipientSort key)
{
  SnRecipientSort first = sn_recipient_sort_get_first (sort), second;

  if (sn_recipient_sort_get_second (sort, &second) && second == key)
    return first;
  return sn_recipient_sort_groups (first) || !sn_recipient_sort_groups (key) ? sn_recipient_sort_then (first, key)
                                                                             : sn_recipient_sort_then (key, first);
}

const char *
sn_recipient_sort_to_string (SnRecipientSort sort)
{
  SnRecipientSort second;
  g_autofree char *name = NULL;

  g_return_val_if_fail (sort < SN_RECIPIENT_N_ORDERS, NULL);

  if (!sn_recipient_sort_get_second (sort, &second))
    return sorts[sort].name;
  name = g_strconcat (sorts[sn_recipient_sort_get_first (sort)].name, ",", sorts[second].name, NULL);
  return g_intern_string (name);
}

gboolean
sn_recipient_sort_from_string (const char *text, SnRecipientSort *sort)
{
  for (guint i = 0; i < SN_RECIPIENT_N_ORDERS; i++)
    {
      SnRecipientSort first = sn_recipient_sort_get_first ((SnRecipientSort) i), second;
      gboolean has_second = sn_recipient_sort_get_second ((SnRecipientSort) i, &second);

      if ((has_second && (first == second || !sn_recipient_sort_groups (first))) ||
          g_strcmp0 (text, sn_recipient_sort_to_string ((SnRecipientSort) i)) != 0)
        continue;
      /* "total,pinyin" is "total". */
      *sort = has_second ? sn_recipient_sort_then (first, second) : first;
      return TRUE;
    }
  return FALSE;
}

gboolean
sn_recipient_sort_begins_descending (SnRecipientSort sort)
{
  return sorts[sn_recipient_sort_get_first (sort)].begins_descending;
}

gboolean
sn_recipient_sort_follows_lines (SnRecipientSort sort)
{
  SnRecipientSort second = SN_RECIPIENT_SORT_PINYIN;

  sn_recipient_sort_get_second (sort, &second);
  return sorts[sn_recipient_sort_get_first (sort)].follows_lines || sorts[second].follows_lines;
}

/* ── Loading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full) (element-type gint64) */
static GArray *
read_ids (SnConnection *connection, SnRecipientSort sort, GError **error)
{
  return sn_statement_list_ids (sn_connection_query (connection, error, sorts[sort].sql), error);
}

/* Everyone in the order of pinyin or of a second key, with a number each that is to come before it: the first key above, and below it a second
 * one that is a number as well. Both are in it at once, so that a second key costs no second sorting. */
typedef struct
{
  GArray     *ids;    /* gint64 */
  SnIdPlaces *places; /* of @ids */
  gint64     *keys;   /* one for each of @ids */
} Keyed;

#define FIRST_KEY_BITS 32
#define get_first_key(key) ((key) >> FIRST_KEY_BITS)

static void
clear_keyed (Keyed *keyed)
{
  g_clear_pointer (&keyed->places, sn_id_places_free);
  g_clear_pointer (&keyed->ids, g_array_unref);
  g_clear_pointer (&keyed->keys, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Keyed, clear_keyed)

static gboolean
begin_keyed (Keyed *keyed, SnConnection *connection, SnRecipientSort base, GError **error)
{
  keyed->ids = read_ids (connection, base, error);
  if (keyed->ids == NULL)
    return FALSE;
  keyed->places = sn_id_places_new ((const gint64 *) keyed->ids->data, keyed->ids->len);
  keyed->keys = g_new0 (gint64, keyed->ids->len);
  return TRUE;
}

static int
compare_keys (gconstpointer a, gconstpointer b)
{
  gint64 first = *(const gint64 *) a, second = *(const gint64 *) b;

  return (first > second) - (first < second);
}

/* (transfer full) (element-type gint64): which keys there are, ascending: few, or a small part of the registry */
static GArray *
list_keys (const Keyed *keyed)
{
  g_autoptr (GHashTable) seen = g_hash_table_new (g_int64_hash, g_int64_equal);
  GArray *keys = g_array_new (FALSE, FALSE, sizeof (gint64));
  GHashTableIter iterator;
  gpointer key;

  for (guint i = 0; i < keyed->ids->len; i++)
    if (i == 0 || keyed->keys[i] != keyed->keys[i - 1])
      g_hash_table_add (seen, &keyed->keys[i]);
  g_hash_table_iter_init (&iterator, seen);
  while (g_hash_table_iter_next (&iterator, &key, NULL))
    g_array_append_vals (keys, key, 1);
  g_array_sort (keys, compare_keys);
  return keys;
}

/* Where the people of each first key begin, and the end. @starts: where those of each key do */
static GArray *
list_groups (const GArray *keys, const guint32 *starts)
{
  GArray *groups = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint i = 0; i <= keys->len; i++)
    if (i == 0 || i == keys->len ||
        get_first_key (g_array_index (keys, gint64, i)) != get_first_key (g_array_index (keys, gint64, i - 1)))
      g_array_append_val (groups, starts[i]);
  return groups;
}

/* By counting: how many stand before each key says where its people go. As everybody comes in the order below, equal keys stay so.
 * @groups: (out) (transfer full) (element-type guint32): see list_groups() */
static GArray *
sort_keyed (const Keyed *keyed, GArray **groups)
{
  g_autoptr (GArray) keys = list_keys (keyed);
  g_autoptr (SnIdPlaces) numbers = sn_id_places_new ((const gint64 *) keys->data, keys->len);
  g_autofree guint32 *next = g_new0 (guint32, keys->len + 1);
  GArray *sorted = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_set_size (sorted, keyed->ids->len);
  for (guint i = 0; i < keyed->ids->len; i++)
    next[sn_id_places_find (numbers, keyed->keys[i]) + 1]++;
  for (guint i = 0; i < keys->len; i++)
    next[i + 1] += next[i];
  *groups = list_groups (keys, next);
  for (guint i = 0; i < keyed->ids->len; i++)
    g_array_index (sorted, gint64, next[sn_id_places_find (numbers, keyed->keys[i])]++) = g_array_index (keyed->ids, gint64, i);
  return sorted;
}

/* Negative: the largest comes first. What sn_recipient_get_total_fen() adds up. */
static const char totals_sql[] =
  "SELECT e.person_id, -e.amount_fen FROM program g CROSS JOIN entitlement e ON e.program_id = g.id"
  " WHERE g.campaign_id = coalesce (nullif (?1, 0), (SELECT id FROM campaign ORDER BY spring_festival DESC, id DESC LIMIT 1))"
  "   AND (e.state = 'listed' OR e.state = 'submitted' OR e.state = 'approved')";

/* @factor: puts the total among the first or the second keys */
static gboolean
add_totals (Keyed *keyed, SnConnection *connection, gint64 factor, GError **error)
{
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, totals_sql, SN_INT (sn_connection_get_campaign (connection)));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    {
      guint32 place = sn_id_places_find (keyed->places, sn_statement_get_int64 (statement, 0));

      if (place != SN_NO_PLACE)
        keyed->keys[place] += factor * sn_statement_get_int64 (statement, 1);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* Towns and villages in the order of the notice; a division's place in it is its number. */
static GArray *
read_divisions (SnConnection *connection, GError **error)
{
  return sn_statement_list_ids (sn_connection_query (connection, error, "SELECT id FROM division ORDER BY position, id"), error);
}

/* A town's number, and a village's in it: who has no town comes last, who has no village first in the town. Reading the table through and
 * counting costs less than an index would cost every import. @village_factor: 0: villages do not count */
static gboolean
add_towns (Keyed *keyed, SnConnection *connection, gint64 town_factor, gint64 village_factor, GError **error)
{
  g_autoptr (GArray) divisions = read_divisions (connection, error);
  g_autoptr (SnIdPlaces) numbers = divisions != NULL ? sn_id_places_new ((const gint64 *) divisions->data, divisions->len) : NULL;
  g_autoptr (SnStatement) statement =
    numbers != NULL ? sn_connection_query (connection, error, "SELECT id, town_id, village_id FROM person") : NULL;
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    {
      guint32 place = sn_id_places_find (keyed->places, sn_statement_get_int64 (statement, 0));
      guint32 town = sn_id_places_find (numbers, sn_statement_get_int64 (statement, 1));
      guint32 village = sn_id_places_find (numbers, sn_statement_get_int64 (statement, 2));

      if (place != SN_NO_PLACE)
        keyed->keys[place] += town_factor * MIN (town, divisions->len) + village_factor * (village != SN_NO_PLACE ? village + 1 : 0);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

#define FIRST ((gint64) 1 << FIRST_KEY_BITS)
#define TOWN_IN_SECOND (1 << 16) /* villages are fewer */

/* Totals are negative: where they are the second key they must not reach into the first. */
static void
lift_keys (Keyed *keyed)
{
  for (guint i = 0; i < keyed->ids->len; i++)
    keyed->keys[i] += FIRST - 1;
}

static gboolean
add_keys (Keyed *keyed, SnConnection *connection, SnRecipientSort first, gboolean has_second, SnRecipientSort second, GError **error)
{
  if (first == SN_RECIPIENT_SORT_TOWN && !add_towns (keyed, connection, FIRST, has_second ? 0 : 1, error))
    return FALSE;
  if (first == SN_RECIPIENT_SORT_TOTAL && !add_totals (keyed, connection, FIRST, error))
    return FALSE;
  if (has_second && second == SN_RECIPIENT_SORT_TOWN)
    return add_towns (keyed, connection, TOWN_IN_SECOND, 1, error);
  if (has_second && second == SN_RECIPIENT_SORT_TOTAL)
    lift_keys (keyed);
  return !has_second || second != SN_RECIPIENT_SORT_TOTAL || add_totals (keyed, connection, 1, error);
}

static gboolean
load_keyed (SnRecipientOrder *order, SnConnection *connection, GError **error)
{
  g_auto (Keyed) keyed = { NULL };
  g_autoptr (GArray) groups = NULL;
  SnRecipientSort first = sn_recipient_sort_get_first (order->sort), second = SN_RECIPIENT_SORT_PINYIN;
  gboolean has_second = sn_recipient_sort_get_second (order->sort, &second);

  if (!begin_keyed (&keyed, connection, sorts[second].sql != NULL ? second : SN_RECIPIENT_SORT_PINYIN, error) ||
      !add_keys (&keyed, connection, first, has_second, second, error))
    return FALSE;
  order->ids = sort_keyed (&keyed, &groups);
  if (has_second || first == SN_RECIPIENT_SORT_TOTAL)
    order->groups = g_steal_pointer (&groups);
  return TRUE;
}

SnRecipientOrder *
sn_recipient_order_load (SnConnection *connection, SnRecipientSort sort, GError **error)
{
  g_autoptr (SnRecipientOrder) order = NULL;

  g_return_val_if_fail (sort < SN_RECIPIENT_N_ORDERS, NULL);

  order = g_atomic_rc_box_new0 (SnRecipientOrder);
  order->sort = sort;
  if (sort >= G_N_ELEMENTS (sorts) || sorts[sort].sql == NULL)
    return load_keyed (order, connection, error) ? g_steal_pointer (&order) : NULL;
  order->ids = read_ids (connection, sort, error);
  return order->ids != NULL ? g_steal_pointer (&order) : NULL;
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

SnRecipientOrder *
sn_recipient_order_ref (SnRecipientOrder *order)
{
  return g_atomic_rc_box_acquire (order);
}

static void
clear_order (gpointer data)
{
  SnRecipientOrder *order = data;

  g_clear_pointer (&order->ids, g_array_unref);
  g_clear_pointer (&order->groups, g_array_unref);
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

/* ── Arranging ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* By which way @ids stand: totals from the largest on. */
static gboolean
is_kept (SnRecipientOrder *order, gboolean descending)
{
  return !descending == !sn_recipient_sort_begins_descending (order->sort);
}

/* A bit for each place of the order where one of @ids stands. @strangers: those that stand nowhere are added */
static guint64 *
find_bits (SnRecipientOrder *order, GArray *ids, GArray *strangers)
{
  guint64 *bits = g_new0 (guint64, sn_row_bits_get_n_words (order->ids->len) + 1);
  g_autofree guint32 *places = sn_id_places_find_all (get_places (order), (const gint64 *) ids->data, ids->len);

  for (guint i = 0; i < ids->len; i++)
    if (places[i] != SN_NO_PLACE)
      sn_row_bits_set (bits, places[i]);
    else
      g_array_append_vals (strangers, &g_array_index (ids, gint64, i), 1);
  return bits;
}

static void
reverse (gint64 *ids, guint n_ids)
{
  for (guint i = 0; i < n_ids / 2; i++)
    {
      gint64 id = ids[i];

      ids[i] = ids[n_ids - 1 - i];
      ids[n_ids - 1 - i] = id;
    }
}

/* The groups from the last to the first, each as it is. */
static void
collect_groups (SnRecipientOrder *order, const guint64 *bits, gint64 *out)
{
  for (guint i = order->groups->len - 1; i > 0; i--)
    out = sn_row_bits_collect (bits, g_array_index (order->groups, guint32, i - 1), g_array_index (order->groups, guint32, i),
                               (const gint64 *) order->ids->data, out);
}

static void
copy_groups (SnRecipientOrder *order, gint64 *out)
{
  const gint64 *ids = (const gint64 *) order->ids->data;

  for (guint i = order->groups->len - 1; i > 0; i--)
    {
      guint32 from = g_array_index (order->groups, guint32, i - 1), to = g_array_index (order->groups, guint32, i);

      memcpy (out, ids + from, (to - from) * sizeof *out);
      out += to - from;
    }
}

static GArray *
arrange (SnRecipientOrder *order, GArray *ids, gboolean descending)
{
  g_autoptr (GArray) strangers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autofree guint64 *bits = find_bits (order, ids, strangers);
  GArray *arranged = g_array_sized_new (FALSE, FALSE, sizeof (gint64), ids->len);
  gint64 *out;

  g_array_set_size (arranged, ids->len - strangers->len);
  out = (gint64 *) arranged->data;
  if (order->groups != NULL && !is_kept (order, descending))
    collect_groups (order, bits, out);
  else
    sn_row_bits_collect (bits, 0, order->ids->len, (const gint64 *) order->ids->data, out);
  if (order->groups == NULL && !is_kept (order, descending))
    reverse (out, arranged->len);
  if (strangers->len > 0)
    g_array_append_vals (arranged, strangers->data, strangers->len);
  return arranged;
}

GArray *
sn_recipient_order_arrange (SnRecipientOrder *order, GArray *ids)
{
  return arrange (order, ids, FALSE);
}

GArray *
sn_recipient_order_arrange_descending (SnRecipientOrder *order, GArray *ids)
{
  return arrange (order, ids, TRUE);
}

GArray *
sn_recipient_order_dup_ids (SnRecipientOrder *order, gboolean descending)
{
  GArray *ids;

  if (is_kept (order, descending))
    return g_array_ref (order->ids);
  ids = g_array_copy (order->ids);
  if (order->groups == NULL)
    reverse ((gint64 *) ids->data, ids->len);
  else
    copy_groups (order, (gint64 *) ids->data);
  return ids;
}
