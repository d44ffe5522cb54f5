/* sn-duplicate-scan.c
 *
 * The table is read once, and of each entry what can speak for a double is kept: some 100 bytes. Then there is one walk for each way in
 * which two may agree: an entry's key in that way is looked up among those of the entries before it. Keys are hashes of 64 bits over all
 * that has to be equal: of a million entries two that differ do not meet. A wrong digit is found by keys that each leave a part of the
 * number out, two that changed places by how often each digit occurs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-duplicate-scan.h"

#include "sn-resident-id.h"

#include <stdlib.h>
#include <string.h>

#define TICK_ENTRIES 8192
/* A key that more entries share is a placeholder, and speaks for nothing; more where what is equal is only a part of a number. */
#define MOST_EQUAL 20
#define MOST_PARTLY_EQUAL 200

/* What of a resident number tells people apart: all but the check digit, which follows. */
#define BODY_LENGTH (SN_RESIDENT_ID_LENGTH - 1)
#define BIRTH_AT 6
#define ORDER_AT 14

typedef struct
{
  gint64      id;
  const char *name;
  const char *number;    /* as it is stored */
  const char *core;      /* the body of a resident number, 15 digits made 17; else the number */
  guint64     name_hash;
  guint64     sound_hash; /* of the pinyin */
  guint64     birth_hash; /* 0: not known */
  guint64     phone_hash; /* 0: none; so the next */
  guint64     account_hash;
  char        sex;        /* m, f, u */
  gboolean    is_resident;
  guint32     owner;      /* the place of whose it is: its own, but for another document of somebody */
} Entry;

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
  GArray       *entries; /* Entry: people by id, then their other documents */
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

/* ── Keys ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* FNV-1a */
static guint64
hash_bytes (guint64 hash, const char *bytes, gsize length)
{
  for (gsize i = 0; i < length; i++)
    hash = (hash ^ (guint8) bytes[i]) * G_GUINT64_CONSTANT (0x100000001b3);
  return hash;
}

static guint64
hash_text (const char *text)
{
  return hash_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), text, strlen (text));
}

/* 0 for an empty text */
static guint64
hash_given (const char *text)
{
  return *text != '\0' ? hash_text (text) : 0;
}

/* 0 where one of them is */
static guint64
join_hashes (guint64 first, guint64 second)
{
  return first != 0 && second != 0 ? hash_bytes (first, (const char *) &second, sizeof second) : 0;
}

/* Several numbers may stand there: the first is the one that is given everywhere. */
static guint64
hash_phone (const char *phone)
{
  gsize length = strcspn (phone, ",;/ \xe3\xef"); /* 、 and ， begin with these two bytes */

  return length >= 7 ? hash_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), phone, length) : 0;
}

static guint64
key_by_number (const Entry *entry)
{
  return hash_text (entry->core);
}

static guint64
key_by_name_and_birth (const Entry *entry)
{
  return join_hashes (entry->name_hash, entry->birth_hash);
}

static guint64
key_by_phone (const Entry *entry)
{
  return join_hashes (entry->sound_hash, entry->phone_hash);
}

static guint64
key_by_account (const Entry *entry)
{
  return join_hashes (entry->sound_hash, entry->account_hash);
}

static guint64
hash_surname (const Entry *entry)
{
  return hash_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), entry->name, (gsize) (g_utf8_next_char (entry->name) - entry->name));
}

/* Without the region of a resident number, or the first half of another; so on. */
static guint64
key_without_beginning (const Entry *entry)
{
  gsize start = entry->is_resident ? BIRTH_AT : strlen (entry->core) / 2;

  return join_hashes (hash_surname (entry), hash_given (entry->core + start));
}

/* So many people share region and order that the name must sound alike. */
static guint64
key_without_middle (const Entry *entry)
{
  if (!entry->is_resident)
    return 0;
  return join_hashes (entry->sound_hash, hash_bytes (hash_bytes (1, entry->core, BIRTH_AT), entry->core + ORDER_AT, BODY_LENGTH - ORDER_AT));
}

static guint64
key_without_end (const Entry *entry)
{
  gsize length = entry->is_resident ? ORDER_AT : strlen (entry->core) / 2;

  return length > 0 ? join_hashes (hash_surname (entry), hash_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), entry->core, length)) : 0;
}

static guint64
key_by_occurrence (const Entry *entry)
{
  char counts[128] = { 0 };

  for (const char *p = entry->core; *p != '\0'; p++)
    counts[*p & 0x7f]++;
  return join_hashes (entry->sound_hash, hash_bytes (1, counts, sizeof counts));
}

/* ── Whether two really agree ───────────────────────────────────────────────────────────────────────────────────── */

/* One character differs, or two neighbours changed places; @at: the first that differs, the length where all are the same. */
static gboolean
differ_by_slip (const char *first, const char *second, gsize *at)
{
  gsize length = strlen (first);

  if (length != strlen (second))
    return FALSE;
  for (*at = 0; *at < length && first[*at] == second[*at];)
    (*at)++;
  if (*at == length || strcmp (first + *at + 1, second + *at + 1) == 0)
    return TRUE;
  return first[*at] == second[*at + 1] && first[*at + 1] == second[*at] && strcmp (first + *at + 2, second + *at + 2) == 0;
}

/* Names of three characters and more that differ in one */
static gboolean
differ_in_one_character (const char *first, const char *second)
{
  glong n_characters = g_utf8_strlen (first, -1), n_different = 0;

  if (n_characters < 3 || n_characters != g_utf8_strlen (second, -1))
    return FALSE;
  for (; *first != '\0'; first = g_utf8_next_char (first), second = g_utf8_next_char (second))
    n_different += g_utf8_get_char (first) != g_utf8_get_char (second) ? 1 : 0;
  return n_different <= 1;
}

/* The numbers of twins differ little, and so may their names: there only names that sound alike count. */
static gboolean
agree_by_slip (const Entry *first, const Entry *second)
{
  gsize at;

  if (first->is_resident != second->is_resident || strcmp (first->number, second->number) == 0 ||
      !differ_by_slip (first->core, second->core, &at))
    return FALSE;
  if (first->sound_hash == second->sound_hash)
    return at < strlen (first->core) || strlen (first->number) == strlen (second->number);
  return first->is_resident && at < ORDER_AT && differ_in_one_character (first->name, second->name);
}

/* The same body with another check digit is a slip; in two lengths it is one number. */
static gboolean
agree_by_number (const Entry *first, const Entry *second)
{
  return !first->is_resident || strlen (first->number) != strlen (second->number) || strcmp (first->number, second->number) == 0;
}

static gboolean
agree_by_birth (const Entry *first, const Entry *second)
{
  return first->sex == second->sex || first->sex == 'u' || second->sex == 'u';
}

static gboolean
agree_at_once (const Entry *first, const Entry *second)
{
  return TRUE;
}

/* ── Walking ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
note_pair (Scan *scan, guint32 first, guint32 second, guint ground)
{
  guint64 places = (guint64) MIN (first, second) << 32 | MAX (first, second);
  gsize number = GPOINTER_TO_SIZE (g_hash_table_lookup (scan->places, &places));

  if (number == 0)
    {
      SnDuplicate pair = { g_array_index (scan->entries, Entry, MIN (first, second)).id,
                           g_array_index (scan->entries, Entry, MAX (first, second)).id };

      /* Two numbers of residents say that they are two people; another document says nothing of it. */
      pair.score = g_array_index (scan->entries, Entry, first).is_resident && g_array_index (scan->entries, Entry, second).is_resident ? 0 : 10;
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

/* How two may agree. */
typedef struct
{
  guint    ground;
  guint    most;
  guint64  (*get_key) (const Entry *entry);
  gboolean (*agree)   (const Entry *first, const Entry *second);
} Way;

static void
compare_group (Scan *scan, const Table *table, guint32 last, const Way *way)
{
  const Keyed *keyed = (const Keyed *) scan->keyed->data;
  const Entry *entries = (const Entry *) scan->entries->data;

  for (guint32 i = last; i != 0; i = table->before[i - 1])
    for (guint32 j = table->before[i - 1]; j != 0; j = table->before[j - 1])
      {
        const Entry *first = &entries[keyed[j - 1].place], *second = &entries[keyed[i - 1].place];

        if (first->owner != second->owner && way->agree (first, second))
          note_pair (scan, first->owner, second->owner, way->ground);
      }
}

static gboolean
walk (Scan *scan, const Way *way, GError **error)
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
key_entries (Scan *scan, guint n_entries, guint64 (*get_key) (const Entry *))
{
  g_array_set_size (scan->keyed, n_entries);
  for (guint i = 0; i < n_entries; i++)
    g_array_index (scan->keyed, Keyed, i) = (Keyed){ get_key (&g_array_index (scan->entries, Entry, i)), i };
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_body (const char *number, gsize length)
{
  return strspn (number, "0123456789") >= length;
}

/* (transfer none): the body of a resident number, or the number itself */
static const char *
take_core (GStringChunk *texts, const char *number, gboolean *is_resident)
{
  char body[BODY_LENGTH + 1];

  *is_resident = TRUE;
  if (strlen (number) == SN_RESIDENT_ID_LENGTH && is_body (number, BODY_LENGTH))
    return g_string_chunk_insert_len (texts, number, BODY_LENGTH);
  if (strlen (number) == 15 && is_body (number, 15))
    {
      g_snprintf (body, sizeof body, "%.6s19%s", number, number + 6);
      return g_string_chunk_insert (texts, body);
    }
  *is_resident = FALSE;
  return g_string_chunk_insert (texts, number);
}

static void
read_entry (Scan *scan, SnStatement *row)
{
  Entry entry = { .id = sn_statement_get_int64 (row, 0), .owner = scan->entries->len };

  entry.name = g_string_chunk_insert (scan->texts, sn_statement_get_text (row, 1));
  entry.name_hash = hash_text (entry.name);
  entry.sound_hash = hash_text (sn_statement_get_text (row, 2));
  entry.number = g_string_chunk_insert (scan->texts, sn_statement_get_text (row, 3));
  entry.core = take_core (scan->texts, entry.number, &entry.is_resident);
  entry.birth_hash = hash_given (sn_statement_get_text (row, 4));
  entry.sex = *sn_statement_get_text (row, 5);
  entry.phone_hash = hash_phone (sn_statement_get_text (row, 6));
  entry.account_hash = hash_given (sn_statement_get_text (row, 7));
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
  gint64 first = ((const Entry *) a)->id, second = ((const Entry *) b)->id;

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
      Entry document = { .id = sn_statement_get_int64 (rows, 0) };

      const Entry *owner = bsearch (&document, scan->entries->data, scan->n_people, sizeof (Entry), compare_ids);

      if (owner == NULL)
        continue;
      document.owner = owner->owner;
      document.number = g_string_chunk_insert (scan->texts, sn_statement_get_text (rows, 1));
      document.core = take_core (scan->texts, document.number, &document.is_resident);
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
  static const Way ways[] = {
    { SN_DUPLICATE_NUMBER, MOST_EQUAL, key_by_number, agree_by_number },
    { SN_DUPLICATE_NUMBER_TYPO, MOST_PARTLY_EQUAL, key_without_beginning, agree_by_slip },
    { SN_DUPLICATE_NUMBER_TYPO, MOST_PARTLY_EQUAL, key_without_middle, agree_by_slip },
    { SN_DUPLICATE_NUMBER_TYPO, MOST_PARTLY_EQUAL, key_without_end, agree_by_slip },
    { SN_DUPLICATE_NUMBER_TYPO, MOST_PARTLY_EQUAL, key_by_occurrence, agree_by_slip },
    { SN_DUPLICATE_NAME_BIRTH, MOST_EQUAL, key_by_name_and_birth, agree_by_birth },
    { SN_DUPLICATE_ACCOUNT, MOST_EQUAL, key_by_account, agree_at_once },
    { SN_DUPLICATE_PHONE, MOST_EQUAL, key_by_phone, agree_at_once },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      /* Other documents are numbers, and nothing else. */
      key_entries (scan, ways[i].ground == SN_DUPLICATE_NUMBER ? scan->entries->len : scan->n_people, ways[i].get_key);
      if (!walk (scan, &ways[i], error))
        return FALSE;
    }
  return TRUE;
}

GArray *
sn_duplicate_scan (SnConnection *connection, GCancellable *cancellable, GError **error)
{
  g_auto (Scan) scan = { connection, cancellable };

  scan.texts = g_string_chunk_new (64 * 1024);
  scan.entries = g_array_new (FALSE, FALSE, sizeof (Entry));
  scan.keyed = g_array_new (FALSE, FALSE, sizeof (Keyed));
  scan.pairs = g_array_new (FALSE, FALSE, sizeof (SnDuplicate));
  scan.places = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  return read_entries (&scan, error) && read_other_documents (&scan, error) && walk_all (&scan, error) ? g_steal_pointer (&scan.pairs) : NULL;
}
