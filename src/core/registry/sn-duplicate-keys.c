/* sn-duplicate-keys.c
 *
 * A wrong digit is found by keys that each leave a part of the number out, two that changed places by how often each digit occurs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-duplicate-keys.h"

#include "sn-resident-id.h"

#include <string.h>

/* A key that more entries share is a placeholder, and speaks for nothing; more where what is equal is only a part of a number. */
#define MOST_EQUAL 20
#define MOST_PARTLY_EQUAL 200

/* What of a resident number tells people apart: all but the check digit, which follows. */
#define BODY_LENGTH (SN_RESIDENT_ID_LENGTH - 1)
#define BIRTH_AT 6
#define ORDER_AT 14

static gboolean
is_body (const char *number, gsize length)
{
  return strspn (number, "0123456789") >= length;
}

const char *
sn_duplicate_take_core (GStringChunk *texts, const char *number, gboolean *is_resident)
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

guint64
sn_duplicate_hash (const char *text)
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
guint64
sn_duplicate_hash_phone (const char *phone)
{
  gsize length = strcspn (phone, ",;/ \xe3\xef"); /* 、 and ， begin with these two bytes */

  return length >= 7 ? hash_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), phone, length) : 0;
}

static guint64
key_by_number (const SnDuplicateEntry *entry)
{
  return hash_text (entry->core);
}

static guint64
key_by_name_and_birth (const SnDuplicateEntry *entry)
{
  return join_hashes (entry->name_hash, entry->birth_hash);
}

static guint64
key_by_phone (const SnDuplicateEntry *entry)
{
  return join_hashes (entry->sound_hash, entry->phone_hash);
}

static guint64
key_by_account (const SnDuplicateEntry *entry)
{
  return join_hashes (entry->sound_hash, entry->account_hash);
}

static guint64
hash_surname (const SnDuplicateEntry *entry)
{
  return hash_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), entry->name, (gsize) (g_utf8_next_char (entry->name) - entry->name));
}

/* Without the region of a resident number, or the first half of another; so on. */
static guint64
key_without_beginning (const SnDuplicateEntry *entry)
{
  gsize start = entry->is_resident ? BIRTH_AT : strlen (entry->core) / 2;

  return join_hashes (hash_surname (entry), sn_duplicate_hash (entry->core + start));
}

/* So many people share region and order that the name must sound alike. */
static guint64
key_without_middle (const SnDuplicateEntry *entry)
{
  if (!entry->is_resident)
    return 0;
  return join_hashes (entry->sound_hash, hash_bytes (hash_bytes (1, entry->core, BIRTH_AT), entry->core + ORDER_AT, BODY_LENGTH - ORDER_AT));
}

static guint64
key_without_end (const SnDuplicateEntry *entry)
{
  gsize length = entry->is_resident ? ORDER_AT : strlen (entry->core) / 2;

  return length > 0 ? join_hashes (hash_surname (entry), hash_bytes (G_GUINT64_CONSTANT (0xcbf29ce484222325), entry->core, length)) : 0;
}

static guint64
key_by_occurrence (const SnDuplicateEntry *entry)
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
agree_by_slip (const SnDuplicateEntry *first, const SnDuplicateEntry *second)
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
agree_by_number (const SnDuplicateEntry *first, const SnDuplicateEntry *second)
{
  return !first->is_resident || strlen (first->number) != strlen (second->number) || strcmp (first->number, second->number) == 0;
}

static gboolean
agree_by_birth (const SnDuplicateEntry *first, const SnDuplicateEntry *second)
{
  return first->sex == second->sex || first->sex == 'u' || second->sex == 'u';
}

static gboolean
agree_at_once (const SnDuplicateEntry *first, const SnDuplicateEntry *second)
{
  return TRUE;
}

/* ── The ways ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

const SnDuplicateWay sn_duplicate_ways[] = {
  { SN_DUPLICATE_NUMBER, MOST_EQUAL, key_by_number, agree_by_number },
  { SN_DUPLICATE_NUMBER_TYPO, MOST_PARTLY_EQUAL, key_without_beginning, agree_by_slip },
  { SN_DUPLICATE_NUMBER_TYPO, MOST_PARTLY_EQUAL, key_without_middle, agree_by_slip },
  { SN_DUPLICATE_NUMBER_TYPO, MOST_PARTLY_EQUAL, key_without_end, agree_by_slip },
  { SN_DUPLICATE_NUMBER_TYPO, MOST_PARTLY_EQUAL, key_by_occurrence, agree_by_slip },
  { SN_DUPLICATE_NAME_BIRTH, MOST_EQUAL, key_by_name_and_birth, agree_by_birth },
  { SN_DUPLICATE_ACCOUNT, MOST_EQUAL, key_by_account, agree_at_once },
  { SN_DUPLICATE_PHONE, MOST_EQUAL, key_by_phone, agree_at_once },
};
const guint sn_duplicate_n_ways = G_N_ELEMENTS (sn_duplicate_ways);
