/* sn-name.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-name.h"

#include "sn-han-tables.h"

#include <string.h>
#include <unicode/ucol.h>
#include <unicode/ustring.h>

#define MIDDLE_DOT 0xb7
#define LONGEST_NAME 64   /* characters that are read; longer ones are still stored whole */
#define MOST_SPELLINGS 16
#define MOST_INITIALS 8

/* ── Characters ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static const SnHanRareEntry *
find_rare (gunichar character)
{
  guint low = 0, high = sn_han_n_rare_entries;

  while (low < high)
    {
      guint middle = (low + high) / 2;

      if (sn_han_rare_entries[middle].character == character)
        return &sn_han_rare_entries[middle];
      if (sn_han_rare_entries[middle].character < character)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* "" for a character without a reading */
static const char *
get_readings (gunichar character)
{
  const SnHanRareEntry *rare;

  if (character >= SN_HAN_FIRST && character <= SN_HAN_LAST)
    return sn_han_reading_sets[sn_han_entries[character - SN_HAN_FIRST].reading_set];
  rare = character > SN_HAN_LAST ? find_rare (character) : NULL;
  return rare != NULL ? sn_han_reading_sets[rare->reading_set] : "";
}

static guint
get_strokes (gunichar character)
{
  const SnHanRareEntry *rare;

  if (character >= SN_HAN_FIRST && character <= SN_HAN_LAST)
    return sn_han_entries[character - SN_HAN_FIRST].strokes;
  rare = character > SN_HAN_LAST ? find_rare (character) : NULL;
  return rare != NULL ? rare->strokes : 0;
}

static int
compare_surname (const char *name, gsize length_bytes, const SnSurnameEntry *entry)
{
  int order = strncmp (name, entry->surname, length_bytes);

  return order != 0 ? order : entry->surname[length_bytes] == '\0' ? 0 : -1;
}

static const SnSurnameEntry *
find_surname_of_length (const char *name, gsize length_bytes)
{
  guint low = 0, high = sn_n_surname_entries;

  while (low < high)
    {
      guint middle = (low + high) / 2;
      int order = compare_surname (name, length_bytes, &sn_surname_entries[middle]);

      if (order == 0)
        return &sn_surname_entries[middle];
      if (order > 0)
        low = middle + 1;
      else
        high = middle;
    }
  return NULL;
}

/* The longest surname that @name begins with; a compound one only where something follows it. */
static const SnSurnameEntry *
find_surname (const char *name, gsize *length_bytes)
{
  const char *second = *name != '\0' ? g_utf8_next_char (name) : name;
  const char *third = *second != '\0' ? g_utf8_next_char (second) : second;
  const SnSurnameEntry *entry = NULL;

  if (*third != '\0')
    entry = find_surname_of_length (name, *length_bytes = (gsize) (third - name));
  if (entry == NULL && second > name)
    entry = find_surname_of_length (name, *length_bytes = (gsize) (second - name));
  return entry;
}

/* ── A name cut into what is read together ──────────────────────────────────────────────────────────────────────── */

/* A syllable: a Han character with its readings, or a run of other letters that stands for itself. */
typedef struct
{
  const char *readings;       /* (nullable): blanks between, the usual one first */
  const char *more_readings;  /* (nullable): the character's general readings, behind those of the surname */
  char        letters[24];    /* where there are no readings; lower case */
} Syllable;

typedef struct
{
  Syllable syllables[LONGEST_NAME];
  guint    n_syllables;
  char     surname_readings[2][32]; /* one a character, alternatives with blanks */
} Reading;

/* "qin/tan" → { "qin tan" }; "yu chi" → { "yu", "chi" } */
static void
split_surname_readings (const char *readings, guint n_characters, Reading *reading)
{
  g_auto (GStrv) alternatives = g_strsplit (readings, "/", -1);

  for (guint i = 0; i < n_characters; i++)
    reading->surname_readings[i][0] = '\0';
  for (char **alternative = alternatives; *alternative != NULL; alternative++)
    {
      g_auto (GStrv) syllables = g_strsplit (*alternative, " ", -1);

      for (guint i = 0; i < n_characters && syllables[i] != NULL; i++)
        {
          if (reading->surname_readings[i][0] != '\0')
            g_strlcat (reading->surname_readings[i], " ", sizeof reading->surname_readings[i]);
          g_strlcat (reading->surname_readings[i], syllables[i], sizeof reading->surname_readings[i]);
        }
    }
}

static const char *
add_letters (const char *p, Reading *reading)
{
  Syllable *syllable = &reading->syllables[reading->n_syllables];
  gsize length = 0;

  while (*p != '\0')
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));
      char bytes[6];
      int n_bytes = g_unichar_to_utf8 (c, bytes);

      if (!g_unichar_isalnum (c) || *get_readings (c) != '\0' || length + (gsize) n_bytes >= sizeof syllable->letters)
        break;
      memcpy (syllable->letters + length, bytes, (gsize) n_bytes);
      length += (gsize) n_bytes;
      p = g_utf8_next_char (p);
      if (c >= SN_HAN_FIRST)
        break; /* a Han character that nobody has a reading for stands alone */
    }
  if (length == 0)
    return g_utf8_next_char (p); /* a dot or a blank parts syllables and is not read */
  syllable->letters[length] = '\0';
  reading->n_syllables++;
  return p;
}

static void
read_name (const char *name, Reading *reading)
{
  gsize surname_bytes = 0;
  const SnSurnameEntry *surname = find_surname (name, &surname_bytes);
  const char *p = name;
  guint position = 0;

  reading->n_syllables = 0;
  if (surname != NULL)
    split_surname_readings (surname->readings, (guint) g_utf8_strlen (surname->surname, -1), reading);
  while (*p != '\0' && reading->n_syllables < LONGEST_NAME)
    {
      Syllable *syllable = &reading->syllables[reading->n_syllables];
      const char *readings = get_readings (g_utf8_get_char (p));

      memset (syllable, 0, sizeof *syllable);
      if (*readings == '\0' && (surname == NULL || (gsize) (p - name) >= surname_bytes))
        {
          p = add_letters (p, reading);
          continue;
        }
      syllable->readings = readings;
      if (surname != NULL && (gsize) (p - name) < surname_bytes)
        {
          syllable->readings = reading->surname_readings[position++];
          syllable->more_readings = readings;
        }
      reading->n_syllables++;
      p = g_utf8_next_char (p);
    }
}

static gsize
get_first_length (const char *readings)
{
  return strcspn (readings, " ");
}

static void
append_first (GString *text, const Syllable *syllable)
{
  if (syllable->readings != NULL)
    g_string_append_len (text, syllable->readings, (gssize) get_first_length (syllable->readings));
  else
    g_string_append (text, syllable->letters);
}

char *
sn_name_pinyin (const char *name)
{
  GString *text = g_string_new (NULL);
  Reading reading;

  read_name (name, &reading);
  for (guint i = 0; i < reading.n_syllables; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      append_first (text, &reading.syllables[i]);
    }
  return g_string_free (text, FALSE);
}

/* ── Every reading ──────────────────────────────────────────────────────────────────────────────────────────────── */

#define MOST_READINGS 6

typedef struct
{
  struct { const char *start; gsize length; } readings[MOST_READINGS];
  guint n_readings;
} Choices;

static void
add_choices (Choices *choices, const char *readings)
{
  const char *p = readings;

  while (p != NULL && *p != '\0' && choices->n_readings < MOST_READINGS)
    {
      gsize length = get_first_length (p);
      gboolean known = FALSE;

      for (guint i = 0; i < choices->n_readings; i++)
        known = known || (choices->readings[i].length == length && strncmp (choices->readings[i].start, p, length) == 0);
      if (!known)
        {
          choices->readings[choices->n_readings].start = p;
          choices->readings[choices->n_readings++].length = length;
        }
      p += length;
      p += *p == ' ';
    }
}

static void
collect_choices (const Reading *reading, Choices *choices)
{
  for (guint i = 0; i < reading->n_syllables; i++)
    {
      const Syllable *syllable = &reading->syllables[i];

      choices[i].n_readings = 0;
      if (syllable->readings == NULL)
        {
          choices[i].readings[0].start = syllable->letters;
          choices[i].readings[0].length = strlen (syllable->letters);
          choices[i].n_readings = 1;
          continue;
        }
      add_choices (&choices[i], syllable->readings);
      add_choices (&choices[i], syllable->more_readings);
    }
}

/* The next combination: the first syllables, where readings are the surname's, turn fastest. FALSE after the last. */
static gboolean
advance (guint *chosen, const Choices *choices, guint n)
{
  for (guint i = 0; i < n; i++)
    {
      if (++chosen[i] < choices[i].n_readings)
        return TRUE;
      chosen[i] = 0;
    }
  return FALSE;
}

static void
call_with_variants (const char *spelling, SnNameReadingFunc func, gpointer data)
{
  static const char *const variants[] = { "u", "yu" };

  func (spelling, data);
  if (strchr (spelling, 'v') == NULL)
    return;
  /* lü is typed lv, lu or lyu. */
  for (gsize i = 0; i < G_N_ELEMENTS (variants); i++)
    {
      g_auto (GStrv) parts = g_strsplit (spelling, "v", -1);
      g_autofree char *variant = g_strjoinv (variants[i], parts);

      func (variant, data);
    }
}

void
sn_name_each_reading (const char *name, SnNameReadingFunc func, gpointer data)
{
  Reading reading;
  Choices choices[LONGEST_NAME];
  guint chosen[LONGEST_NAME] = { 0 };
  guint n_spellings = 0;

  read_name (name, &reading);
  collect_choices (&reading, choices);
  if (reading.n_syllables == 0)
    return;
  do
    {
      g_autoptr (GString) spelling = g_string_new (NULL);

      for (guint i = 0; i < reading.n_syllables; i++)
        g_string_append_len (spelling, choices[i].readings[chosen[i]].start, (gssize) choices[i].readings[chosen[i]].length);
      call_with_variants (spelling->str, func, data);
    }
  while (++n_spellings < MOST_SPELLINGS && advance (chosen, choices, reading.n_syllables));
}

char *
sn_name_initials (const char *name)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  Reading reading;
  Choices choices[LONGEST_NAME];
  guint chosen[LONGEST_NAME] = { 0 };
  guint n_tried = 0;

  read_name (name, &reading);
  collect_choices (&reading, choices);
  do
    {
      g_autoptr (GString) initials = g_string_new (NULL);

      for (guint i = 0; i < reading.n_syllables; i++)
        g_string_append_unichar (initials, g_utf8_get_char (choices[i].readings[chosen[i]].start));
      if (!g_ptr_array_find_with_equal_func (found, initials->str, g_str_equal, NULL))
        g_ptr_array_add (found, g_strdup (initials->str));
    }
  while (++n_tried < 64 && found->len < MOST_INITIALS && advance (chosen, choices, reading.n_syllables));
  g_ptr_array_add (found, NULL);
  return g_strjoinv (" ", (char **) found->pdata);
}

/* ── Normal form ────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_dot (gunichar c)
{
  static const gunichar dots[] = { MIDDLE_DOT, 0x2022, 0x30fb, 0x2027, 0x2219, 0x25cf, 0xff0e, 0x2e, 0xff65, 0x318d, 0x22c5 };

  for (gsize i = 0; i < G_N_ELEMENTS (dots); i++)
    if (dots[i] == c)
      return TRUE;
  return FALSE;
}

static gboolean
is_dropped (gunichar c)
{
  return c == 0x200b || c == 0x200c || c == 0x200d || c == 0xfeff || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
         c == 0x200e || c == 0x200f || g_unichar_iscntrl (c);
}

char *
sn_name_normalise (const char *text, gboolean *repaired)
{
  g_autofree char *composed = g_utf8_normalize (text, -1, G_NORMALIZE_NFC);
  GString *name = g_string_new (NULL);
  gboolean blank_waits = FALSE, changed = FALSE, changed_inside = FALSE;
  gunichar previous = 0;

  for (const char *p = composed != NULL ? composed : ""; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0x3000 || c == 0xa0)
        {
          blank_waits = name->len > 0;
          continue;
        }
      if (is_dropped (c))
        {
          changed = TRUE;
          continue;
        }
      if (blank_waits)
        {
          /* Latin names keep the blank between words; 张　三 does not. */
          if (g_unichar_isalpha (previous) && g_unichar_isalpha (c) && previous < 0x250 && c < 0x250)
            g_string_append_c (name, ' ');
          else
            changed_inside = TRUE;
        }
      blank_waits = FALSE;
      if (is_dot (c) && name->len > 0)
        {
          changed_inside = changed_inside || c != MIDDLE_DOT;
          c = MIDDLE_DOT;
        }
      g_string_append_unichar (name, c);
      previous = c;
    }
  if (repaired != NULL)
    *repaired = changed || changed_inside;
  return g_string_free (name, FALSE);
}

/* ── Order ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Opened once and only read afterwards, which ICU allows from any thread. */
static UCollator *
get_collator (const char *locale, gsize *once)
{
  if (g_once_init_enter (once))
    {
      UErrorCode status = U_ZERO_ERROR;
      UCollator *collator = ucol_open (locale, &status);

      if (U_FAILURE (status))
        g_error ("ICU has no collation %s", locale);
      g_once_init_leave (once, (gsize) collator);
    }
  return (UCollator *) *once;
}

static void
append_collation_key (GByteArray *key, UCollator *collator, const char *name)
{
  UChar text[LONGEST_NAME * 2];
  guint8 bytes[512];
  UErrorCode status = U_ZERO_ERROR;
  int32_t length = 0, n_bytes;

  u_strFromUTF8WithSub (text, G_N_ELEMENTS (text), &length, name, -1, 0xfffd, NULL, &status);
  if (U_FAILURE (status))
    length = (int32_t) G_N_ELEMENTS (text); /* a longer name than anybody has: its first part orders it */
  n_bytes = ucol_getSortKey (collator, text, length, bytes, sizeof bytes);
  g_byte_array_append (key, bytes, (guint) MIN (n_bytes, (int32_t) sizeof bytes));
}

GBytes *
sn_name_pinyin_key (const char *name)
{
  static gsize once = 0;
  GByteArray *key = g_byte_array_sized_new (64);
  g_autoptr (GString) text = g_string_sized_new (32);
  Reading reading;

  read_name (name, &reading);
  for (guint i = 0; i < reading.n_syllables; i++)
    {
      append_first (text, &reading.syllables[i]);
      g_string_append_c (text, 0x02); /* below any letter: zhan before zhang */
    }
  g_string_append_c (text, 0x01); /* below that: 王 before 王伟 */
  g_byte_array_append (key, (const guint8 *) text->str, (guint) text->len);
  append_collation_key (key, get_collator ("zh@collation=pinyin", &once), name);
  return g_byte_array_free_to_bytes (key);
}

/* Strokes of each character in turn, the first also by its order of strokes; ICU decides what is left. A name that ends
 * has no strokes there: 王伟 stands before 王伟明. */
GBytes *
sn_name_stroke_key (const char *name)
{
  static gsize once = 0;
  GByteArray *key = g_byte_array_sized_new (48);
  const char *second = *name != '\0' ? g_utf8_next_char (name) : name;
  const SnSurnameEntry *entry = second > name ? find_surname_of_length (name, (gsize) (second - name)) : NULL;
  const guint8 unknown_order = '9', end = 0;

  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      guint strokes = get_strokes (g_utf8_get_char (p));
      guint8 byte = strokes > 0 ? (guint8) MIN (strokes, 250u) : 251;

      if (g_utf8_get_char (p) == MIDDLE_DOT)
        continue;
      g_byte_array_append (key, &byte, 1);
      if (p > name)
        continue;
      if (entry != NULL && *entry->stroke_order != '\0')
        g_byte_array_append (key, (const guint8 *) entry->stroke_order, (guint) strlen (entry->stroke_order));
      else
        g_byte_array_append (key, &unknown_order, 1);
      /* Different characters with the same order must not mix: the character itself parts them. */
      g_byte_array_append (key, (const guint8 *) name, (guint) (second - name));
    }
  g_byte_array_append (key, &end, 1);
  append_collation_key (key, get_collator ("zh@collation=stroke", &once), name);
  return g_byte_array_free_to_bytes (key);
}
