/* sn-name-order.c: bytes that put names in the order of a dictionary, or of the strokes as official lists have it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-name-private.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

/* Opened once and only read afterwards, which ICU allows from any thread. */
static UCollator *
get_collator (const char *locale, UCollationStrength strength, gsize *once)
{
  if (g_once_init_enter (once))
    {
      UErrorCode status = U_ZERO_ERROR;
      UCollator *collator = ucol_open (locale, &status);

      if (U_FAILURE (status))
        g_error ("ICU has no collation %s", locale);
      ucol_setStrength (collator, strength);
      g_once_init_leave (once, (gsize) collator);
    }
  return (UCollator *) *once;
}

static void
append_collation_key (GByteArray *key, UCollator *collator, const char *text, gssize length_bytes)
{
  UChar units[SN_NAME_LONGEST * 2];
  guint8 bytes[512];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0, n_bytes;

  u_strFromUTF8WithSub (units, G_N_ELEMENTS (units), &length, text, (int32_t) length_bytes, 0xfffd, NULL, &status);
  if (U_FAILURE (status))
    length = (int32_t) G_N_ELEMENTS (units); /* a longer name than anybody has: its first part orders it */
  n_bytes = ucol_getSortKey (collator, units, length, bytes, sizeof bytes);
  g_byte_array_append (key, bytes, (guint) MIN (n_bytes, (int32_t) sizeof bytes));
}

/* Dictionaries put lü behind lu and before luan: by its letters it is lu, and the byte behind tells. */
static void
append_syllable (GByteArray *key, GString *letters, const SnNameSyllable *syllable)
{
  char *umlaut;
  guint8 end = 0x02; /* below any letter: zhan before zhang */

  g_string_truncate (letters, 0);
  sn_name_append_first (letters, syllable);
  umlaut = syllable->readings != NULL ? strchr (letters->str, 'v') : NULL;
  if (umlaut != NULL)
    {
      *umlaut = 'u';
      end = 0x03;
    }
  g_byte_array_append (key, (const guint8 *) letters->str, (guint) letters->len);
  g_byte_array_append (key, &end, 1);
}

static GBytes *
make_pinyin_key (const char *name, const SnNameReading *reading)
{
  static gsize once = 0;
  GByteArray *key = g_byte_array_sized_new (64);
  g_autoptr (GString) letters = g_string_sized_new (24);
  const guint8 end = 0x01; /* below that: 王 before 王伟 */

  for (guint i = 0; i < reading->n_syllables; i++)
    append_syllable (key, letters, &reading->syllables[i]);
  g_byte_array_append (key, &end, 1);
  append_collation_key (key, get_collator ("zh@collation=pinyin", UCOL_TERTIARY, &once), name, -1);
  return g_byte_array_free_to_bytes (key);
}

GBytes *
sn_name_pinyin_key (const char *name)
{
  SnNameReading reading;

  sn_name_read (name, &reading);
  return make_pinyin_key (name, &reading);
}

char *
sn_name_pinyin_with_key (const char *name, GBytes **key)
{
  SnNameReading reading;

  sn_name_read (name, &reading);
  *key = make_pinyin_key (name, &reading);
  return sn_name_join_first (&reading);
}

/* ── Strokes ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The first byte of a character is its strokes and FEWEST; these are no characters. */
enum
{
  END,
  BLANK, /* between a surname and a given name of one character */
  FEWEST,
  UNKNOWN_STROKES = 250,
  UNKNOWN_ORDER = 255,
};

/* "" for a character that has none in the table */
static const char *
find_stroke_order (gunichar character)
{
  guint low = 0, high = sn_han_n_stroke_orders;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (sn_han_stroke_orders[middle].character == character)
        return sn_han_stroke_orders[middle].order;
      if (sn_han_stroke_orders[middle].character < character)
        low = middle + 1;
      else
        high = middle;
    }
  return "";
}

static void
append_byte (GByteArray *key, guint8 byte)
{
  g_byte_array_append (key, &byte, 1);
}

/* Two to a byte: 1 to 5, and 6 and more for the letters that tell apart characters of the same strokes. */
static void
append_order (GByteArray *key, const char *order)
{
  for (const char *p = order; *p != '\0'; p += p[1] != '\0' ? 2 : 1)
    {
      guint8 nibbles[2] = { 0, 0 };

      for (int i = 0; i < 2 && p[i] != '\0'; i++)
        nibbles[i] = (guint8) (g_ascii_isdigit (p[i]) ? p[i] - '0' : p[i] - 'a' + 6);
      append_byte (key, (guint8) (nibbles[0] << 4 | nibbles[1]));
    }
  if (*order == '\0')
    append_byte (key, UNKNOWN_ORDER);
}

static void
append_character (GByteArray *key, const char *p)
{
  static gsize once = 0;
  gunichar character = g_utf8_get_char (p);
  guint strokes = sn_name_get_strokes (character);

  append_byte (key, strokes > 0 ? (guint8) MIN (strokes + FEWEST, UNKNOWN_STROKES - 1u) : UNKNOWN_STROKES);
  append_order (key, find_stroke_order (character));
  /* The character itself, in ICU's order: names with it stay together whatever follows. Ends with a zero byte. */
  append_collation_key (key, get_collator ("zh@collation=stroke", UCOL_PRIMARY, &once), p, g_utf8_next_char (p) - p);
}

/* Official lists put 王勇 before 王小洪: a given name of one character is written as blank and character, and a blank has
 * no strokes. (transfer none) (nullable): where the blank stands */
static const char *
find_blank (const char *name)
{
  gsize surname_bytes = 0;
  const char *given;

  if (*name == '\0')
    return NULL;
  given = sn_name_find_surname (name, &surname_bytes) != NULL ? name + surname_bytes : g_utf8_next_char (name);
  return *given != '\0' && *g_utf8_next_char (given) == '\0' ? given : NULL;
}

GBytes *
sn_name_stroke_key (const char *name)
{
  GByteArray *key = g_byte_array_sized_new (48);
  const char *blank = find_blank (name);

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      if (g_utf8_get_char (p) == SN_NAME_MIDDLE_DOT)
        continue;
      if (p == blank)
        append_byte (key, BLANK);
      append_character (key, p);
    }
  append_byte (key, END);
  return g_byte_array_free_to_bytes (key);
}
