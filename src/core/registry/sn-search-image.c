/* sn-search-image.c
 *
 * The base: everyone as read by the load, in columns that images share. Over it, for those who changed since: a bit that
 * takes their row out of the base, and columns of their own, each of whose rows knows before which row of the base it stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-search-image.h"

#include "sn-row-bits.h"
#include "sn-search-columns.h"
#include "sn-search-load.h"

#include <string.h>

G_STATIC_ASSERT (SN_SEARCH_BLOCK == SN_ROW_BITS);

/* A changed row costs some twenty look-ups to find its place, a loaded one a fraction of one look-up. From one in about a
 * hundred on a load is cheaper, but a small registry is no reason to load for each edit. */
#define WORN_AT_LEAST 256
#define WORN_PART 128

/* Somebody who was added or changed since the load. Shared by images; never changed. */
typedef struct
{
  gint64  id;
  char   *texts[SN_SEARCH_N_TEXTS];
  GBytes *pinyin_key;
  gint64  household_id;
  guint   household; /* its number: the base's where somebody of it stands there */
  guint   base_row;  /* stands before this row of the base */
} Changed;

struct _SnSearchImage
{
  SnSearchColumns *base;
  guint64         *gone;    /* (nullable): a bit for each row of the base that does not count any more */
  guint            n_gone;
  guint            n_new_households; /* numbered behind those of the base */
  GPtrArray       *changed; /* Changed, in the order of names */
  SnSearchColumns *overlay; /* row i is changed[i] */
};

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

static SnSearchImage *
new_image (SnSearchColumns *take_base)
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

  return columns != NULL ? new_image (columns) : NULL;
}

static guint
get_worn_limit (SnSearchImage *image)
{
  return WORN_AT_LEAST + image->base->n_rows / WORN_PART;
}

gboolean
sn_search_image_is_worn (SnSearchImage *image)
{
  return MAX (image->n_gone, image->changed->len) > get_worn_limit (image);
}

/* ── Apply ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GHashTable *
make_set (const gint64 *ids, guint n_ids)
{
  GHashTable *set = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < n_ids; i++)
    g_hash_table_add (set, (gpointer) &ids[i]);
  return set;
}

/* Takes the rows of @named out of the base. */
static void
take_out (SnSearchImage *image, GHashTable *named)
{
  GHashTableIter iterator;
  gpointer key;

  g_hash_table_iter_init (&iterator, named);
  while (g_hash_table_iter_next (&iterator, &key, NULL))
    {
      guint32 row = sn_id_places_find (image->base->places, *(const gint64 *) key);

      if (row == SN_NO_PLACE || sn_row_bits_get (image->gone, row))
        continue;
      sn_row_bits_set (image->gone, row);
      image->n_gone++;
    }
}

static int
compare_places (GBytes *a_key, gint64 a_id, GBytes *b_key, gint64 b_id)
{
  int order = g_bytes_compare (a_key, b_key);

  return order != 0 ? order : (a_id > b_id) - (a_id < b_id);
}

static int
compare_changed (gconstpointer a, gconstpointer b)
{
  const Changed *first = *(const Changed *const *) a, *second = *(const Changed *const *) b;

  return compare_places (first->pinyin_key, first->id, second->pinyin_key, second->id);
}

/* Whether the person of that row of the base stands behind @changed. */
static gboolean
stands_behind (SnStatement *key_of, gint64 id, const Changed *changed, gboolean *behind, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (GBytes) key = NULL;
  gconstpointer bytes;
  gsize length;

  sn_statement_rebind (key_of, SN_INT (id));
  if (!sn_statement_step (key_of, &step_error) && step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  bytes = sn_statement_get_blob (key_of, 0, &length);
  key = g_bytes_new_static (bytes, length);
  *behind = compare_places (key, id, changed->pinyin_key, changed->id) > 0;
  return TRUE;
}

/* Bisects the rows of the base that still count. Theirs are the keys in the file, so the base need not keep any. Where rows
 * are gone, any place among them will do. */
static gboolean
find_base_row (SnSearchImage *image, SnStatement *key_of, Changed *changed, GError **error)
{
  guint low = 0, high = image->base->n_rows;

  while (low < high)
    {
      guint middle = low + (high - low) / 2, row = middle;
      gboolean behind = TRUE;

      while (row < high && sn_row_bits_get (image->gone, row))
        row++;
      if (row < high && !stands_behind (key_of, image->base->ids[row], changed, &behind, error))
        return FALSE;
      if (behind)
        high = middle;
      else
        low = row + 1;
    }
  changed->base_row = low;
  return TRUE;
}

enum
{
  COLUMN_ID,
  COLUMN_FIRST_TEXT,
  COLUMN_HOUSEHOLD = COLUMN_FIRST_TEXT + SN_SEARCH_N_TEXTS,
  COLUMN_KEY,
};

static Changed *
read_changed (SnStatement *statement)
{
  Changed *changed = g_atomic_rc_box_new0 (Changed);
  gsize length;
  gconstpointer key;

  changed->id = sn_statement_get_int64 (statement, COLUMN_ID);
  for (int i = 0; i < SN_SEARCH_N_TEXTS; i++)
    changed->texts[i] = g_strdup (sn_statement_get_text (statement, COLUMN_FIRST_TEXT + i));
  changed->household_id = sn_statement_get_int64 (statement, COLUMN_HOUSEHOLD);
  key = sn_statement_get_blob (statement, COLUMN_KEY, &length);
  changed->pinyin_key = g_bytes_new (key, length);
  return changed;
}

/* The number of somebody else's of that household who changed. */
static gboolean
find_changed_household (SnSearchImage *image, const Changed *changed, guint *household)
{
  for (guint i = 0; i < image->changed->len; i++)
    {
      const Changed *other = g_ptr_array_index (image->changed, i);

      if (other == changed || other->household_id != changed->household_id)
        continue;
      *household = other->household;
      return TRUE;
    }
  return FALSE;
}

/* The number of the household's members in the base, or of others who changed, or a new one. */
static gboolean
find_household (SnSearchImage *image, SnStatement *members_of, Changed *changed, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  if (find_changed_household (image, changed, &changed->household))
    return TRUE;
  sn_statement_rebind (members_of, SN_INT (changed->household_id));
  while (sn_statement_step (members_of, &step_error))
    {
      guint32 row = sn_id_places_find (image->base->places, sn_statement_get_int64 (members_of, 0));

      if (row == SN_NO_PLACE || sn_row_bits_get (image->gone, row))
        continue;
      changed->household = image->base->households[row];
      return TRUE;
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  changed->household = image->base->n_households + image->n_new_households++;
  return TRUE;
}

/* What is asked of each person who is named. */
typedef struct
{
  SnStatement *person;
  SnStatement *key_of;
  SnStatement *members_of;
} Asking;

static void
clear_asking (Asking *asking)
{
  g_clear_pointer (&asking->person, sn_statement_free);
  g_clear_pointer (&asking->key_of, sn_statement_free);
  g_clear_pointer (&asking->members_of, sn_statement_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Asking, clear_asking)

static gboolean
begin_asking (Asking *asking, SnConnection *connection, GError **error)
{
  asking->person = sn_connection_query (connection, error,
                                        "SELECT id, " SN_SEARCH_TEXT_COLUMNS ", household_id, pinyin_key FROM person WHERE id = ?1", SN_INT (0));
  if (asking->person == NULL)
    return FALSE;
  asking->key_of = sn_connection_query (connection, error, "SELECT pinyin_key FROM person WHERE id = ?1", SN_INT (0));
  if (asking->key_of == NULL)
    return FALSE;
  asking->members_of = sn_connection_query (connection, error, "SELECT id FROM person WHERE household_id = ?1", SN_INT (0));
  return asking->members_of != NULL;
}

static gboolean
read_one (SnSearchImage *image, Asking *asking, gint64 id, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  Changed *changed;

  sn_statement_rebind (asking->person, SN_INT (id));
  if (sn_statement_step (asking->person, &step_error))
    {
      changed = read_changed (asking->person);
      g_ptr_array_add (image->changed, changed);
      return find_base_row (image, asking->key_of, changed, error) && find_household (image, asking->members_of, changed, error);
    }
  if (step_error == NULL)
    return TRUE; /* gone */
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
read_named (SnSearchImage *image, GHashTable *named, SnConnection *connection, GError **error)
{
  g_auto (Asking) asking = { NULL };
  GHashTableIter iterator;
  gpointer id;

  if (!begin_asking (&asking, connection, error))
    return FALSE;
  g_hash_table_iter_init (&iterator, named);
  while (g_hash_table_iter_next (&iterator, &id, NULL))
    if (!read_one (image, &asking, *(const gint64 *) id, error))
      return FALSE;
  return TRUE;
}

static void
make_overlay (SnSearchImage *image)
{
  g_autoptr (SnReadingMemo) memo = sn_reading_memo_new ();

  g_ptr_array_sort (image->changed, compare_changed);
  image->overlay = sn_search_columns_new (image->changed->len);
  for (guint i = 0; i < image->changed->len; i++)
    {
      const Changed *changed = g_ptr_array_index (image->changed, i);
      SnSearchRow row = { .id = changed->id };

      for (int text = 0; text < SN_SEARCH_N_TEXTS; text++)
        row.texts[text] = changed->texts[text];
      sn_search_columns_put (image->overlay, i, &row, memo);
    }
}

/* The same base, without those who are named. */
static SnSearchImage *
copy_without (SnSearchImage *image, GHashTable *named)
{
  SnSearchImage *copy = new_image (sn_search_columns_ref (image->base));

  copy->gone = g_new0 (guint64, image->base->n_words);
  if (image->gone != NULL)
    memcpy (copy->gone, image->gone, image->base->n_words * sizeof *copy->gone);
  copy->n_gone = image->n_gone;
  copy->n_new_households = image->n_new_households;
  take_out (copy, named);
  for (guint i = 0; i < image->changed->len; i++)
    {
      Changed *changed = g_ptr_array_index (image->changed, i);

      if (!g_hash_table_contains (named, &changed->id))
        g_ptr_array_add (copy->changed, g_atomic_rc_box_acquire (changed));
    }
  return copy;
}

SnSearchImage *
sn_search_image_apply (SnSearchImage *image, SnConnection *connection, const gint64 *person_ids, guint n_person_ids, GError **error)
{
  g_autoptr (SnSearchImage) newer = NULL;
  g_autoptr (GHashTable) named = NULL;

  if (n_person_ids == 0)
    return sn_search_image_ref (image);
  if (n_person_ids > get_worn_limit (image))
    return sn_search_image_load (connection, NULL, error);
  named = make_set (person_ids, n_person_ids);
  newer = copy_without (image, named);
  if (!read_named (newer, named, connection, error))
    return NULL;
  make_overlay (newer);
  return g_steal_pointer (&newer);
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
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, addresses_sql, SN_TEXT (part));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      gint64 id = sn_statement_get_int64 (statement, 0);

      g_array_append_val (ids, id);
    }
  if (step_error == NULL)
    return g_steal_pointer (&ids);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
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

#define LOOK_AHEAD 16 /* rows: while people come in the order of the base, the next one mostly stands near */

/* The row of the base, looked for from @from on first. */
static guint32
find_row (const SnSearchColumns *base, gint64 id, guint32 from)
{
  guint32 end = MIN (from + LOOK_AHEAD, base->n_rows);

  for (guint32 row = from; row < end; row++)
    if (base->ids[row] == id)
      return row;
  return sn_id_places_find (base->places, id);
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
  g_autoptr (GHashTable) changed_people = map_changed (image);
  guint32 next = 0;

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);
      guint32 row = find_row (base, id, next);
      const Changed *changed;

      if (row != SN_NO_PLACE)
        next = row + 1;
      if (row != SN_NO_PLACE && (image->gone == NULL || !sn_row_bits_get (image->gone, row)))
        {
          sn_row_bits_set (met, base->households[row]);
          continue;
        }
      changed = g_hash_table_lookup (changed_people, &id);
      if (changed != NULL)
        sn_row_bits_set (met, changed->household);
    }
  return (guint) sn_row_bits_count (met, n_households);
}
