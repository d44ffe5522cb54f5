/* sn-id-places.h: at which place of an array an id stands. For the registry alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define SN_NO_PLACE G_MAXUINT32

/**
 * SnIdPlaces:
 *
 * An open hash of the places alone, four bytes a slot: the ids stay in the array they came in. 8 MB a million, two looks at
 * memory for an id, while a GHashTable would take 30 MB and an allocation for each.
 */
typedef struct
{
  const gint64 *ids;   /* borrowed */
  guint32      *slots; /* the place, or SN_NO_PLACE */
  guint         shift;
  guint         mask;
} SnIdPlaces;

/* @ids: each once; they must outlive the places and stay as they are */
SnIdPlaces *sn_id_places_new  (const gint64 *ids,
                               guint         n_ids);
void        sn_id_places_free (SnIdPlaces   *places);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnIdPlaces, sn_id_places_free)

/**
 * sn_id_places_find_all:
 *
 * The place of each of @ids, SN_NO_PLACE for those that are not there. The memory that a look-up needs is asked for some look-ups ahead, so
 * that many of them cost a fraction of as many single ones.
 *
 * Returns: (transfer full) (array length=n_ids)
 */
guint32    *sn_id_places_find_all (const SnIdPlaces *places,
                                   const gint64     *ids,
                                   guint             n_ids);

static inline guint
sn_id_places_get_slot (const SnIdPlaces *places, gint64 id)
{
  return (guint) (((guint64) id * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15)) >> places->shift);
}

/* SN_NO_PLACE for an id that is not there */
static inline guint32
sn_id_places_find (const SnIdPlaces *places, gint64 id)
{
  for (guint slot = sn_id_places_get_slot (places, id);; slot = (slot + 1) & places->mask)
    {
      guint32 place = places->slots[slot];

      if (place == SN_NO_PLACE || places->ids[place] == id)
        return place;
    }
}

G_END_DECLS
