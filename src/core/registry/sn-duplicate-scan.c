/* sn-duplicate-scan.c
 *
 * The table is read once, and of each entry what can speak for a double is kept: some 100 bytes. Then there is one walk for each way in
 * which two may agree: an entry's key in that way is looked up among those of the entries before it. Keys are hashes of 64 bits over all
 * that has to be equal: of a million entries two that differ do not meet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-duplicate-scan.h"

#include "sn-duplicate-keys.h"

#include <stdlib.h>
#include <string.h>

#define TICK_ENTRIES 8192

typedef struct
{
  guint64 key;   /* 0: does not take part */
  guint32 place; /* in entries */
} Keyed;

typedef struct
{
  SnConnection *connection;
  GCancellable *cancellable;
  GStringChunk *texts;
  GArray       *entries; /* SnDuplicateEntry: people by id, then their other documents */
  guint         n_people;
  GArray       *keyed;   /* Keyed, of the walk at hand */
  GArray       *pairs;   /* SnDuplicate */
  GHashTable   *places;  /* guint64*, two places → index in pairs, from 1 */
} Scan;

static void
clear_scan (Scan *scan)
{
  g_clear_pointer (&scan->places, g_hash_table_unref);
  g_clear_pointer (&scan->pairs, g_array_unref);
  g_clear_pointer (&scan->keyed, g_array_unref);
  g_clear_pointer (&scan->entries, g_array_unref);
  g_clear_pointer (&scan->texts, g_string_chunk_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Scan, clear_scan)

/* ── Walking ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
note_pair (Scan *scan, guint32 first, guint32 second, guint ground)
{
  const SnDuplicateEntry *entries = (const SnDuplicateEntry *) scan->entries->data;
  guint64 places = (guint64) MIN (first, second) << 32 | MAX (first, second);
  gsize number = GPOINTER_TO_SIZE (g_hash_table_lookup (scan->places, &places));

  if (number == 0)
    {
      SnDuplicate pair = { entries[MIN (first, second)].id, entries[MAX (first, second)].id };

      /* Two numbers of residents say that they are two people; another document says nothing of it. */
      pair.score = entries[first].is_resident && entries[second].is_resident ? 0 : 10;
      g_array_append_val (scan->pairs, pair);
      number = scan->pairs->len;
      g_hash_table_insert (scan->places, g_memdup2 (&places, sizeof places), GSIZE_TO_POINTER (number));
    }
  g_array_index (scan->pairs, SnDuplicate, number - 1).grounds |= ground;
}

/* A table of the last of each key, and from each a way back to the one before. Twice as many slots as entries. */
typedef struct
{
  guint32 *slots;  /* in keyed, from 1; 0: free */
  guint32 *before;
  guint32 *sizes;  /* how many of its key there are up to here */
  guint32  n_slots;
} Table;

static void
clear_table (Table *table)
{
  g_clear_pointer (&table->slots, g_free);
  g_clear_pointer (&table->before, g_free);
  g_clear_pointer (&table->sizes, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Table, clear_table)

static void
start_table (Table *table, guint n_keyed)
{
  table->n_slots = 16;
  while (table->n_slots < n_keyed * 2)
    table->n_slots *= 2;
  table->slots = g_new0 (guint32, table->n_slots);
  table->before = g_new (guint32, MAX (n_keyed, 1));
  table->sizes = g_new (guint32, MAX (n_keyed, 1));
}

static void
put_in (Table *table, const Keyed *keyed, guint index)
{
  guint32 slot = (guint32) (keyed[index].key ^ keyed[index].key >> 32) & (table->n_slots - 1);

  while (table->slots[slot] != 0 && keyed[table->slots[slot] - 1].key != keyed[index].key)
    slot = (slot + 1) & (table->n_slots - 1);
  table->before[index] = table->slots[slot];
  table->sizes[index] = table->slots[slot] != 0 ? table->sizes[table->slots[slot] - 1] + 1 : 1;
  table->slots[slot] = index + 1;
}

static void
compare_group (Scan *scan, const Table *table, guint32 last, const SnDuplicateWay *way)
{
  const Keyed *keyed = (const Keyed *) scan->keyed->data;
  const SnDuplicateEntry *entries = (const SnDuplicateEntry *) scan->entries->data;

  for (guint32 i = last; i != 0; i = table->before[i - 1])
    for (guint32 j = table->before[i - 1]; j != 0; j = table->before[j - 1])
      {
        const SnDuplicateEntry *first = &entries[keyed[j - 1].place], *second = &entries[keyed[i - 1].place];

        if (first->owner != second->owner && way->agree (first, second))
          note_pair (scan, first->owner, second->owner, way->ground);
      }
}

static gboolean
walk (Scan *scan, const SnDuplicateWay *way, GError **error)
{
  const Keyed *keyed = (const Keyed *) scan->keyed->data;
  g_auto (Table) table = { NULL };

  start_table (&table, scan->keyed->len);
  for (guint i = 0; i < scan->keyed->len; i++)
    if (keyed[i].key != 0)
      put_in (&table, keyed, i);
  for (guint32 slot = 0; slot < table.n_slots; slot++)
    {
      guint32 last = table.slots[slot];

      if (slot % TICK_ENTRIES == 0 && g_cancellable_set_error_if_cancelled (scan->cancellable, error))
        return FALSE;
      if (last != 0 && table.sizes[last - 1] > 1 && table.sizes[last - 1] <= way->most)
        compare_group (scan, &table, last, way);
    }
  return TRUE;
}

static void
key_entries (Scan *scan, guint n_entries, guint64 (*get_key) (const SnDuplicateEntry *))
{
  g_array_set_size (scan->keyed, n_entries);
  for (guint i = 0; i < n_entries; i++)
    g_array_index (scan->keyed, Keyed, i) = (Keyed){ get_key (&g_array_index (scan->entries, SnDuplicateEntry, i)), i };
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
read_entry (Scan *scan, SnStatement *row)
{
  SnDuplicateEntry entry = { .id = sn_statement_get_int64 (row, 0), .owner = scan->entries->len };

  entry.name = g_string_chunk_insert (scan->texts, sn_statement_get_text (row, 1));
  entry.name_hash = sn_duplicate_hash (entry.name);
  entry.sound_hash = sn_duplicate_hash (sn_statement_get_text (row, 2));
  entry.number = g_string_chunk_insert (scan->texts, sn_statement_get_text (row, 3));
  entry.core = sn_duplicate_take_core (scan->texts, entry.number, &entry.is_resident);
  entry.birth_hash = sn_duplicate_hash (sn_statement_get_text (row, 4));
  entry.sex = *sn_statement_get_text (row, 5);
  entry.phone_hash = sn_duplicate_hash_phone (sn_statement_get_text (row, 6));
  entry.account_hash = sn_duplicate_hash (sn_statement_get_text (row, 7));
  g_array_append_val (scan->entries, entry);
}

static gboolean
read_entries (Scan *scan, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows =
    sn_connection_query (scan->connection, error,
                         "SELECT id, name, name_pinyin, document_number, birth_date, sex, phone, account_number FROM person ORDER BY id");

  if (rows == NULL)
    return FALSE;
  while (sn_statement_step (rows, &step_error))
    {
      read_entry (scan, rows);
      if (scan->entries->len % TICK_ENTRIES == 0 && g_cancellable_set_error_if_cancelled (scan->cancellable, error))
        return FALSE;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static int
compare_ids (gconstpointer a, gconstpointer b)
{
  gint64 first = ((const SnDuplicateEntry *) a)->id, second = ((const SnDuplicateEntry *) b)->id;

  return (first > second) - (first < second);
}

/* Another document of somebody counts like his own. */
static gboolean
read_other_documents (Scan *scan, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows = sn_connection_query (scan->connection, error, "SELECT person_id, document_number FROM other_document");

  scan->n_people = scan->entries->len;
  if (rows == NULL)
    return FALSE;
  while (sn_statement_step (rows, &step_error))
    {
      SnDuplicateEntry document = { .id = sn_statement_get_int64 (rows, 0) };

      const SnDuplicateEntry *owner = bsearch (&document, scan->entries->data, scan->n_people, sizeof (SnDuplicateEntry), compare_ids);

      if (owner == NULL)
        continue;
      document.owner = owner->owner;
      document.number = g_string_chunk_insert (scan->texts, sn_statement_get_text (rows, 1));
      document.core = sn_duplicate_take_core (scan->texts, document.number, &document.is_resident);
      g_array_append_val (scan->entries, document);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
walk_all (Scan *scan, GError **error)
{
  for (guint i = 0; i < sn_duplicate_n_ways; i++)
    {
      /* Other documents are numbers, and nothing else. */
      key_entries (scan, sn_duplicate_ways[i].ground == SN_DUPLICATE_NUMBER ? scan->entries->len : scan->n_people, sn_duplicate_ways[i].get_key);
      if (!walk (scan, &sn_duplicate_ways[i], error))
        return FALSE;
    }
  return TRUE;
}

GArray *
sn_duplicate_scan (SnConnection *connection, GCancellable *cancellable, GError **error)
{
  g_auto (Scan) scan = { connection, cancellable };

  scan.texts = g_string_chunk_new (64 * 1024);
  scan.entries = g_array_new (FALSE, FALSE, sizeof (SnDuplicateEntry));
  scan.keyed = g_array_new (FALSE, FALSE, sizeof (Keyed));
  scan.pairs = g_array_new (FALSE, FALSE, sizeof (SnDuplicate));
  scan.places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return read_entries (&scan, error) && read_other_documents (&scan, error) && walk_all (&scan, error) ? g_steal_pointer (&scan.pairs) : NULL;
}
