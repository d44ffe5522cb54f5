/* sn-name.c: how names are read; sn-name-normal.c sets them right, sn-name-order.c puts them in order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-name-private.h"

#include "sn-han-tables.h"

#include <string.h>

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

guint
sn_name_get_strokes (gunichar character)
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

const SnSurnameEntry *
sn_name_find_surname (const char *name, gsize *length_bytes)
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

static void
add_alternative (char (*readings)[32], guint n_characters, const char *alternative, gsize length)
{
  const char *p = alternative, *end = alternative + length;

  for (guint i = 0; i < n_characters && p < end; i++)
    {
      gsize syllable = strcspn (p, " /");
      gsize used = strlen (readings[i]);

      if (used > 0 && used + 1 < sizeof readings[i])
        readings[i][used++] = ' ';
      syllable = MIN (syllable, (gsize) (end - p));
      g_strlcpy (readings[i] + used, p, MIN (syllable + 1, sizeof readings[i] - used));
      p += syllable + (p + syllable < end ? 1 : 0);
    }
}

/* "qin/tan" → { "qin tan" }; "yu chi" → { "yu", "chi" } */
static void
split_surname_readings (const char *readings, guint n_characters, SnNameReading *reading)
{
  for (guint i = 0; i < n_characters; i++)
    reading->surname_readings[i][0] = '\0';
  for (const char *p = readings; *p != '\0';)
    {
      gsize length = strcspn (p, "/");

      add_alternative (reading->surname_readings, n_characters, p, length);
      p += length + (p[length] == '/' ? 1 : 0);
    }
}

/* Blanks, dots and hyphens part syllables and are not read; what nobody has a reading for stands for itself. */
static gboolean
is_read (gunichar c)
{
  return !g_unichar_isspace (c) && !g_unichar_ispunct (c) && !g_unichar_iscntrl (c);
}

static const char *
add_letters (const char *p, SnNameReading *reading)
{
  SnNameSyllable *syllable = &reading->syllables[reading->n_syllables];
  gsize length = 0;

  while (*p != '\0')
    {
      gunichar c = g_unichar_tolower (g_utf8_get_char (p));
      char bytes[6];
      int n_bytes = g_unichar_to_utf8 (c, bytes);

      if (!is_read (c) || *get_readings (c) != '\0' || length + (gsize) n_bytes >= sizeof syllable->letters)
        break;
      if (c >= SN_HAN_FIRST && length > 0)
        break;
      memcpy (syllable->letters + length, bytes, (gsize) n_bytes);
      length += (gsize) n_bytes;
      p = g_utf8_next_char (p);
      if (c >= SN_HAN_FIRST)
        break; /* a Han character without a reading stands alone */
    }
  if (length == 0)
    return g_utf8_next_char (p);
  syllable->letters[length] = '\0';
  reading->n_syllables++;
  return p;
}

void
sn_name_read (const char *name, SnNameReading *reading)
{
  gsize surname_bytes = 0;
  const SnSurnameEntry *surname = sn_name_find_surname (name, &surname_bytes);
  const char *p = name;
  guint position = 0;

  reading->n_syllables = 0;
  if (surname != NULL)
    split_surname_readings (surname->readings, (guint) g_utf8_strlen (surname->surname, -1), reading);
  while (*p != '\0' && reading->n_syllables < SN_NAME_LONGEST)
    {
      SnNameSyllable *syllable = &reading->syllables[reading->n_syllables];
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

void
sn_name_append_first (GString *text, const SnNameSyllable *syllable)
{
  if (syllable->readings != NULL)
    g_string_append_len (text, syllable->readings, (gssize) get_first_length (syllable->readings));
  else
    g_string_append (text, syllable->letters);
}

char *
sn_name_join_first (const SnNameReading *reading)
{
  GString *text = g_string_sized_new (32);

  for (guint i = 0; i < reading->n_syllables; i++)
    {
      if (i > 0)
        g_string_append_c (text, ' ');
      sn_name_append_first (text, &reading->syllables[i]);
    }
  return g_string_free (text, FALSE);
}

char *
sn_name_pinyin (const char *name)
{
  SnNameReading reading;

  sn_name_read (name, &reading);
  return sn_name_join_first (&reading);
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
collect_choices (const SnNameReading *reading, Choices *choices)
{
  for (guint i = 0; i < reading->n_syllables; i++)
    {
      const SnNameSyllable *syllable = &reading->syllables[i];

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

/* @u_umlaut stands where Han characters have ü; whether any has. */
static gboolean
append_spelling (GString *spelling, const SnNameReading *reading, const Choices *choices, const guint *chosen, const char *u_umlaut)
{
  gboolean found = FALSE;

  for (guint i = 0; i < reading->n_syllables; i++)
    {
      const char *start = choices[i].readings[chosen[i]].start;

      for (gsize j = 0; j < choices[i].readings[chosen[i]].length; j++)
        {
          gboolean is_umlaut = start[j] == 'v' && reading->syllables[i].readings != NULL;

          found = found || is_umlaut;
          if (is_umlaut)
            g_string_append (spelling, u_umlaut);
          else
            g_string_append_c (spelling, start[j]);
        }
    }
  return found;
}

void
sn_name_each_reading (const char *name, SnNameReadingFunc func, gpointer data)
{
  static const char *const u_umlauts[] = { "v", "u", "yu" }; /* lü is typed lv, lu or lyu */
  g_autoptr (GString) spelling = g_string_new (NULL);
  SnNameReading reading;
  Choices choices[SN_NAME_LONGEST];
  guint chosen[SN_NAME_LONGEST] = { 0 };
  guint n_spellings = 0;

  sn_name_read (name, &reading);
  collect_choices (&reading, choices);
  if (reading.n_syllables == 0)
    return;
  do
    for (gsize i = 0; i < G_N_ELEMENTS (u_umlauts); i++)
      {
        g_string_truncate (spelling, 0);
        if (!append_spelling (spelling, &reading, choices, chosen, u_umlauts[i]) && i > 0)
          break;
        func (spelling->str, data);
      }
  while (++n_spellings < MOST_SPELLINGS && advance (chosen, choices, reading.n_syllables));
}

char *
sn_name_initials (const char *name)
{
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (g_free);
  SnNameReading reading;
  Choices choices[SN_NAME_LONGEST];
  guint chosen[SN_NAME_LONGEST] = { 0 };
  guint n_tried = 0;

  sn_name_read (name, &reading);
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
