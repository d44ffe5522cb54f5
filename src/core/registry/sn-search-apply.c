/* sn-search-apply.c: an image kept current with those who changed since its base was read.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-search-image-private.h"

#include "sn-row-bits.h"

#include <string.h>

/* A changed row costs some twenty look-ups to find its place, a loaded one a fraction of one look-up. From one in about a
 * hundred on a load is cheaper, but a small registry is no reason to load for each edit. */
#define WORN_AT_LEAST 256
#define WORN_PART 128

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
  SnSearchImage *copy = sn_search_image_new (sn_search_columns_ref (image->base));

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
