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
  char   *name;
  char   *name_pinyin;
  char   *document_number;
  char   *phone;
  GBytes *pinyin_key;
  guint   base_row; /* stands before this row of the base */
} Changed;

struct _SnSearchImage
{
  SnSearchColumns *base;
  guint64         *gone;    /* (nullable): a bit for each row of the base that does not count any more */
  guint            n_gone;
  GPtrArray       *changed; /* Changed, in the order of names */
  SnSearchColumns *overlay; /* row i is changed[i] */
};

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
clear_changed (gpointer data)
{
  Changed *changed = data;

  g_free (changed->name);
  g_free (changed->name_pinyin);
  g_free (changed->document_number);
  g_free (changed->phone);
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

/* Takes the rows of @named out of the base. The base has no index of ids: it is read through once, and a table of 4,096 bits
 * keeps nearly everybody away from the set. */
static void
take_out (SnSearchImage *image, GHashTable *named)
{
  guint64 filter[64] = { 0 };
  const SnSearchColumns *base = image->base;
  GHashTableIter iterator;
  gpointer key;

  g_hash_table_iter_init (&iterator, named);
  while (g_hash_table_iter_next (&iterator, &key, NULL))
    sn_row_bits_set (filter, (guint) (*(const gint64 *) key & 4095));
  for (guint row = 0; row < base->n_rows; row++)
    if (sn_row_bits_get (filter, (guint) (base->ids[row] & 4095)) && !sn_row_bits_get (image->gone, row) &&
        g_hash_table_contains (named, &base->ids[row]))
      {
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

static Changed *
read_changed (SnStatement *statement)
{
  Changed *changed = g_atomic_rc_box_new0 (Changed);
  gsize length;
  gconstpointer key;

  changed->id = sn_statement_get_int64 (statement, 0);
  changed->name = g_strdup (sn_statement_get_text (statement, 1));
  changed->name_pinyin = g_strdup (sn_statement_get_text (statement, 2));
  changed->document_number = g_strdup (sn_statement_get_text (statement, 3));
  changed->phone = g_strdup (sn_statement_get_text (statement, 4));
  key = sn_statement_get_blob (statement, 5, &length);
  changed->pinyin_key = g_bytes_new (key, length);
  return changed;
}

static gboolean
read_named (SnSearchImage *image, GHashTable *named, SnConnection *connection, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) person =
    sn_connection_query (connection, error,
                         "SELECT id, name, name_pinyin, document_number, phone, pinyin_key FROM person WHERE id = ?1", SN_INT (0));
  g_autoptr (SnStatement) key_of =
    person != NULL ? sn_connection_query (connection, error, "SELECT pinyin_key FROM person WHERE id = ?1", SN_INT (0)) : NULL;
  GHashTableIter iterator;
  gpointer id;

  if (key_of == NULL)
    return FALSE;
  g_hash_table_iter_init (&iterator, named);
  while (g_hash_table_iter_next (&iterator, &id, NULL))
    {
      sn_statement_rebind (person, SN_INT (*(const gint64 *) id));
      if (sn_statement_step (person, &step_error))
        {
          g_ptr_array_add (image->changed, read_changed (person));
          if (!find_base_row (image, key_of, g_ptr_array_index (image->changed, image->changed->len - 1), error))
            return FALSE;
        }
      if (step_error == NULL)
        continue;
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
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
      const SnSearchRow row = { changed->id, changed->name, changed->name_pinyin, changed->document_number, changed->phone };

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

/* (nullable): %NULL when cancelled */
static guint64 *
match (SnSearchTerms *terms, SnSearchColumns *columns, GCancellable *cancellable)
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
      g_autofree guint64 *more = NULL;

      if (g_cancellable_is_cancelled (cancellable))
        return NULL;
      more = sn_search_terms_match (terms, i, columns);
      if (bits == NULL)
        bits = g_steal_pointer (&more);
      else
        for (guint word = 0; word < columns->n_words; word++)
          bits[word] &= more[word];
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

GArray *
sn_search_image_query (SnSearchImage *image, const char *text, GCancellable *cancellable)
{
  g_autoptr (SnSearchTerms) terms = NULL;
  g_autofree guint64 *bits = NULL;
  g_autofree guint64 *overlay_bits = NULL;

  if (g_cancellable_is_cancelled (cancellable))
    return NULL;
  terms = sn_search_terms_parse (text);
  bits = match (terms, image->base, cancellable);
  overlay_bits = bits != NULL && image->overlay != NULL ? match (terms, image->overlay, cancellable) : NULL;
  /* A result that is late is no result: the caller waits for another. */
  if (bits == NULL || g_cancellable_is_cancelled (cancellable))
    return NULL;
  return image->overlay != NULL ? list_both (image, bits, overlay_bits) : list_base (image, bits);
}
