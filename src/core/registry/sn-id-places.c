/* sn-id-places.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-id-places.h"

#include <string.h>

#define LEAST_BITS 4

SnIdPlaces *
sn_id_places_new (const gint64 *ids, guint n_ids)
{
  SnIdPlaces *places = g_new (SnIdPlaces, 1);
  guint n_bits = LEAST_BITS;

  /* At most two thirds full: a look-up meets its slot or the next. */
  while ((G_GUINT64_CONSTANT (1) << n_bits) < (guint64) n_ids + n_ids / 2)
    n_bits++;
  places->ids = ids;
  places->shift = 64 - n_bits;
  places->mask = (1u << n_bits) - 1;
  places->slots = g_new (guint32, (gsize) places->mask + 1);
  memset (places->slots, 0xff, ((gsize) places->mask + 1) * sizeof *places->slots);
  for (guint32 place = 0; place < n_ids; place++)
    {
      guint slot = sn_id_places_get_slot (places, ids[place]);

      while (places->slots[slot] != SN_NO_PLACE)
        slot = (slot + 1) & places->mask;
      places->slots[slot] = place;
    }
  return places;
}

void
sn_id_places_free (SnIdPlaces *places)
{
  if (places == NULL)
    return;
  g_free (places->slots);
  g_free (places);
}

#define AHEAD 16 /* look-ups: about as many as memory answers at a time */

guint32 *
sn_id_places_find_all (const SnIdPlaces *places, const gint64 *ids, guint n_ids)
{
  guint32 *found = g_new (guint32, n_ids);

  /* First the slots, then the ids of the places that stand there, then the answers. */
  for (guint i = 0; i < n_ids + 2 * AHEAD; i++)
    {
      if (i < n_ids)
        __builtin_prefetch (&places->slots[sn_id_places_get_slot (places, ids[i])]);
      if (i >= AHEAD && i - AHEAD < n_ids)
        {
          guint32 place = places->slots[sn_id_places_get_slot (places, ids[i - AHEAD])];

          if (place != SN_NO_PLACE)
            __builtin_prefetch (&places->ids[place]);
        }
      if (i >= 2 * AHEAD)
        found[i - 2 * AHEAD] = sn_id_places_find (places, ids[i - 2 * AHEAD]);
    }
  return found;
}
