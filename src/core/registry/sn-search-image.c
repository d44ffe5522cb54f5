/* sn-search-image.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-search-image-private.h"

#include "sn-row-bits.h"
#include "sn-search-load.h"

G_STATIC_ASSERT (SN_SEARCH_BLOCK == SN_ROW_BITS);

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
clear_changed (gpointer data)
{
  Changed *changed = data;

  for (int i = 0; i < SN_SEARCH_N_TEXTS; i++)
    g_free (changed->texts[i]);
  g_bytes_unref (changed->pinyin_key);
}

static void
release_changed (gpointer changed)
{
  g_atomic_rc_box_release_full (changed, clear_changed);
}

static void
clear_image (gpointer data)
{
  SnSearchImage *image = data;

  g_clear_pointer (&image->base, sn_search_columns_unref);
  g_clear_pointer (&image->overlay, sn_search_columns_unref);
  g_clear_pointer (&image->changed, g_ptr_array_unref);
  g_free (image->gone);
}

SnSearchImage *
sn_search_image_ref (SnSearchImage *image)
{
  return g_atomic_rc_box_acquire (image);
}

void
sn_search_image_unref (SnSearchImage *image)
{
  if (image != NULL)
    g_atomic_rc_box_release_full (image, clear_image);
}

SnSearchImage *
sn_search_image_new (SnSearchColumns *take_base)
{
  SnSearchImage *image = g_atomic_rc_box_new0 (SnSearchImage);

  image->base = take_base;
  image->changed = g_ptr_array_new_with_free_func (release_changed);
  return image;
}

guint
sn_search_image_get_n_people (SnSearchImage *image)
{
  return image->base->n_rows - image->n_gone + image->changed->len;
}

SnSearchImage *
sn_search_image_load (SnConnection *connection, GCancellable *cancellable, GError **error)
{
  SnSearchColumns *columns = sn_search_columns_load (connection, cancellable, error);

  return columns != NULL ? sn_search_image_new (columns) : NULL;
}

/* ── Query ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Adds those of @ids, which are in no order, who stand in @columns. */
static void
add_people (SnSearchColumns *columns, GArray *ids, guint64 *bits)
{
  g_autoptr (SnIdPlaces) own = columns->places == NULL ? sn_id_places_new (columns->ids, columns->n_rows) : NULL;
  const SnIdPlaces *places = own != NULL ? own : columns->places;

  for (guint i = 0; i < ids->len; i++)
    {
      guint32 row = sn_id_places_find (places, g_array_index (ids, gint64, i));

      if (row != SN_NO_PLACE)
        sn_row_bits_set (bits, row);
    }
}

/* @more: (nullable) (element-type GArray): for each part, who matches it besides; %NULL where nobody does
 * (nullable): %NULL when cancelled */
static guint64 *
match (SnSearchTerms *terms, SnSearchColumns *columns, GPtrArray *more, GCancellable *cancellable)
{
  g_autofree guint64 *bits = NULL;

  if (sn_search_terms_is_empty (terms))
    {
      bits = g_new0 (guint64, columns->n_words + 1);
      sn_row_bits_set_all (bits, columns->n_rows);
      return g_steal_pointer (&bits);
    }
  for (guint i = 0; i < sn_search_terms_get_length (terms); i++)
    {
      g_autofree guint64 *matched = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      matched = sn_search_terms_match (terms, i, columns);
      if (more != NULL && g_ptr_array_index (more, i) != NULL)
        add_people (columns, g_ptr_array_index (more, i), matched);
      if (bits == NULL)
        bits = g_steal_pointer (&matched);
      else
        for (guint word = 0; word < columns->n_words; word++)
          bits[word] &= matched[word];
    }
  return g_steal_pointer (&bits);
}

static GArray *
list_base (SnSearchImage *image, const guint64 *bits)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_set_size (ids, (guint) sn_row_bits_count (bits, image->base->n_rows));
  sn_row_bits_collect (bits, 0, image->base->n_rows, image->base->ids, (gint64 *) ids->data);
  return ids;
}

static GArray *
list_both (SnSearchImage *image, guint64 *bits, const guint64 *overlay_bits)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  guint from = 0;
  gint64 *out;

  for (guint word = 0; word < image->base->n_words; word++)
    bits[word] &= ~image->gone[word];
  g_array_set_size (ids, (guint) (sn_row_bits_count (bits, image->base->n_rows) +
                                  sn_row_bits_count (overlay_bits, image->overlay->n_rows)));
  out = (gint64 *) ids->data;
  for (guint i = 0; i < image->changed->len; i++)
    {
      const Changed *changed = g_ptr_array_index (image->changed, i);

      if (!sn_row_bits_get (overlay_bits, i))
        continue;
      out = sn_row_bits_collect (bits, from, changed->base_row, image->base->ids, out);
      from = MAX (from, changed->base_row);
      *out++ = changed->id;
    }
  sn_row_bits_collect (bits, from, image->base->n_rows, image->base->ids, out);
  return ids;
}

static GArray *
query (SnSearchImage *image, SnSearchTerms *terms, GPtrArray *more, GCancellable *cancellable)
{
  g_autofree guint64 *bits = match (terms, image->base, more, cancellable);
  g_autofree guint64 *overlay_bits = bits != NULL && image->overlay != NULL ? match (terms, image->overlay, more, cancellable) : NULL;

  /* A result that is late is no result: the caller waits for another. */
  if (bits == NULL || g_cancellable_is_cancelled (cancellable))
    return NULL;
  return image->overlay != NULL ? list_both (image, bits, overlay_bits) : list_base (image, bits);
}

GArray *
sn_search_image_query (SnSearchImage *image, const char *text, GCancellable *cancellable)
{
  g_autoptr (SnSearchTerms) terms = NULL;

  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  terms = sn_search_terms_parse (text);
  return query (image, terms, NULL, cancellable);
}

/* ── Addresses ──────────────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
sn_search_image_looks_further (const char *text)
{
  g_autoptr (SnSearchTerms) terms = sn_search_terms_parse (text);

  for (guint i = 0; i < sn_search_terms_get_length (terms); i++)
    if (sn_search_terms_looks_further (terms, i))
      return TRUE;
  return FALSE;
}

/* A village is also meant by its town's name in front of it. */
static const char addresses_sql[] =
  "WITH place (id) AS (SELECT id FROM division WHERE level = 'town' AND (instr (name, ?1) > 0 OR instr (short_name, ?1) > 0)"
  " UNION SELECT v.id FROM division v CROSS JOIN division t ON t.id = v.parent_id"
  "        WHERE v.level = 'village' AND (instr (t.name || v.name, ?1) > 0 OR instr (v.short_name, ?1) > 0))"
  "SELECT id FROM person WHERE instr (address, ?1) > 0 OR instr (registered_address, ?1) > 0"
  " OR town_id IN (SELECT id FROM place) OR village_id IN (SELECT id FROM place)";

/* (transfer full) (element-type gint64) */
static GArray *
scan_addresses (SnConnection *connection, const char *part, GError **error)
{
  return sn_statement_list_ids (sn_connection_query (connection, error, addresses_sql, SN_TEXT (part)), error);
}

static void
unref_ids (gpointer ids)
{
  if (ids != NULL)
    g_array_unref (ids);
}

GArray *
sn_search_image_query_further (SnSearchImage *image, SnConnection *connection, const char *text, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnSearchTerms) terms = sn_search_terms_parse (text);
  g_autoptr (GPtrArray) more = g_ptr_array_new_with_free_func (unref_ids);
  GArray *ids;

  for (guint i = 0; i < sn_search_terms_get_length (terms); i++)
    {
      gboolean further = sn_search_terms_looks_further (terms, i);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      g_ptr_array_add (more, further ? scan_addresses (connection, sn_search_terms_get_typed (terms, i), error) : NULL);
      if (further && g_ptr_array_index (more, i) == NULL)
        return NULL;
    }
  ids = query (image, terms, more, cancellable);
  if (ids == NULL)
    g_cancellable_set_error_if_cancelled (cancellable, error);
  return ids;
}

/* ── Households ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The row of the base of each of @ids. Mostly they come in its order, as a query gives them: then one pass over the ids finds them all.
 * (transfer full) */
static guint32 *
find_rows (const SnSearchColumns *base, GArray *ids)
{
  g_autofree guint32 *rows = g_new (guint32, ids->len);
  guint32 row = 0;
  guint i = 0;

  for (; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      while (row < base->n_rows && base->ids[row] != id)
        row++;
      if (row == base->n_rows)
        break;
      rows[i] = row;
    }
  return i == ids->len ? g_steal_pointer (&rows) : sn_id_places_find_all (base->places, (const gint64 *) ids->data, ids->len);
}

static GHashTable *
map_changed (SnSearchImage *image)
{
  GHashTable *map = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < image->changed->len; i++)
    {
      Changed *changed = g_ptr_array_index (image->changed, i);

      g_hash_table_insert (map, &changed->id, changed);
    }
  return map;
}

guint
sn_search_image_count_households (SnSearchImage *image, GArray *ids)
{
  const SnSearchColumns *base = image->base;
  gsize n_households = (gsize) base->n_households + image->n_new_households;
  g_autofree guint64 *met = g_new0 (guint64, sn_row_bits_get_n_words (n_households) + 1);
  g_autofree guint32 *rows = find_rows (base, ids);
  g_autoptr (GHashTable) changed_people = map_changed (image);

  for (guint i = 0; i < ids->len; i++)
    {
      guint32 row = rows[i];
      const Changed *changed;

      if (row != SN_NO_PLACE && (image->gone == NULL || !sn_row_bits_get (image->gone, row)))
        {
          sn_row_bits_set (met, base->households[row]);
          continue;
        }
      changed = g_hash_table_lookup (changed_people, &g_array_index (ids, gint64, i));
      if (changed != NULL)
        sn_row_bits_set (met, changed->household);
    }
  return (guint) sn_row_bits_count (met, n_households);
}
