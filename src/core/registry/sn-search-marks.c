/* sn-search-marks.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-search-marks.h"

#include "sn-name.h"
#include "sn-search-columns.h"

#include <string.h>

#define FEWEST_VISIBLE 3 /* a shorter visible end of a number behind the mask is chance */

struct _SnSearchMarks
{
  SnSearchTerms *terms;
};

SnSearchMarks *
sn_search_marks_new (const char *text)
{
  SnSearchTerms *terms = sn_search_terms_parse (text);
  SnSearchMarks *marks;

  if (sn_search_terms_is_empty (terms))
    {
      sn_search_terms_free (terms);
      return NULL;
    }
  marks = g_new (SnSearchMarks, 1);
  marks->terms = terms;
  return marks;
}

void
sn_search_marks_free (SnSearchMarks *marks)
{
  if (marks == NULL)
    return;
  sn_search_terms_free (marks->terms);
  g_free (marks);
}

/* The bits of @n characters from @first on. */
static guint64
make_bits (glong first, glong n)
{
  guint64 bits = 0;

  for (glong i = first; i < first + n && i < SN_SEARCH_MARKS_MOST; i++)
    bits |= G_GUINT64_CONSTANT (1) << i;
  return bits;
}

static guint64
mark_text (const char *lower, const char *wanted)
{
  const char *found = strstr (lower, wanted);

  return found != NULL ? make_bits (g_utf8_pointer_to_offset (lower, found), g_utf8_strlen (wanted, -1)) : 0;
}

/* ── Readings ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* One character after the other, each by any of its readings, or by its initial. */
typedef struct
{
  GPtrArray *readings[SN_SEARCH_MARKS_MOST]; /* char* */
  guint      n_characters;
} Spelled;

static void
add_reading (const char *spelling, gpointer data)
{
  g_ptr_array_add (data, g_strdup (spelling));
}

static void
read_characters (Spelled *spelled, const char *name)
{
  spelled->n_characters = 0;
  for (const char *p = name; *p != '\0' && spelled->n_characters < SN_SEARCH_MARKS_MOST; p = g_utf8_next_char (p))
    {
      g_autofree char *character = g_strndup (p, (gsize) (g_utf8_next_char (p) - p));
      GPtrArray *readings = g_ptr_array_new_with_free_func (g_free);

      sn_name_each_reading (character, add_reading, readings);
      spelled->readings[spelled->n_characters++] = readings;
    }
}

static void
clear_spelled (Spelled *spelled)
{
  for (guint i = 0; i < spelled->n_characters; i++)
    g_ptr_array_unref (spelled->readings[i]);
}

static gboolean
has_initial (const Spelled *spelled, guint character, char letter)
{
  for (guint i = 0; i < spelled->readings[character]->len; i++)
    if (((const char *) g_ptr_array_index (spelled->readings[character], i))[0] == letter)
      return TRUE;
  return FALSE;
}

static guint
count_initials (const Spelled *spelled, const char *letters)
{
  guint n = 0;

  while (letters[n] != '\0' && n < spelled->n_characters && has_initial (spelled, n, letters[n]))
    n++;
  return letters[n] == '\0' ? n : 0;
}

/* How many characters from @character on spell @letters; 0 when they do not. */
static guint
count_spelled (const Spelled *spelled, guint character, const char *letters)
{
  if (character == spelled->n_characters)
    return 0;
  for (guint i = 0; i < spelled->readings[character]->len; i++)
    {
      const char *reading = g_ptr_array_index (spelled->readings[character], i);
      guint n_rest;

      if (g_str_has_prefix (reading, letters))
        return 1;
      if (!g_str_has_prefix (letters, reading) || *reading == '\0')
        continue;
      n_rest = count_spelled (spelled, character + 1, letters + strlen (reading));
      if (n_rest > 0)
        return n_rest + 1;
    }
  return 0;
}

static guint64
mark_letters (const Spelled *spelled, const char *lower, const char *letters)
{
  guint n = count_spelled (spelled, 0, letters);

  if (n == 0)
    n = count_initials (spelled, letters);
  return n > 0 ? make_bits (0, n) : mark_text (lower, letters);
}

guint64
sn_search_marks_in_name (SnSearchMarks *marks, const char *name)
{
  g_autofree char *lower = g_ascii_strdown (name, -1);
  Spelled spelled;
  guint64 bits = 0;

  read_characters (&spelled, name);
  for (guint i = 0; i < sn_search_terms_get_length (marks->terms); i++)
    {
      const char *text = sn_search_terms_get_text (marks->terms, i);

      if (sn_search_terms_get_kind (marks->terms, i) == SN_SEARCH_TERM_NAME)
        bits |= mark_text (lower, text);
      else if (sn_search_terms_get_kind (marks->terms, i) == SN_SEARCH_TERM_LETTERS)
        bits |= mark_letters (&spelled, lower, text);
    }
  clear_spelled (&spelled);
  return bits;
}

/* ── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The beginning of @wanted stands at the visible beginning of @shown, or its end at the visible end; what is between lies behind
 * the mask. */
static guint64
mark_ends (const char *shown, const char *wanted)
{
  gsize length = strlen (shown), n = strlen (wanted), n_first = strcspn (shown, "*");
  const char *last = strrchr (shown, '*');
  gsize n_last = last != NULL ? strlen (last + 1) : 0;

  if (n > length || last == NULL)
    return 0;
  if (n > n_first && n_first >= FEWEST_VISIBLE && strncmp (shown, wanted, n_first) == 0)
    return make_bits (0, (glong) n);
  if (n > n_last && n_last >= FEWEST_VISIBLE && strcmp (last + 1, wanted + n - n_last) == 0)
    return make_bits ((glong) (length - n), (glong) n);
  return 0;
}

guint64
sn_search_marks_in_number (SnSearchMarks *marks, const char *shown)
{
  guint64 bits = 0;

  for (guint i = 0; i < sn_search_terms_get_length (marks->terms); i++)
    {
      const char *text = sn_search_terms_get_text (marks->terms, i);
      gsize n = strlen (text), length = strlen (shown);
      SnSearchTermKind kind = sn_search_terms_get_kind (marks->terms, i);

      if (kind != SN_SEARCH_TERM_NUMBER && kind != SN_SEARCH_TERM_MIXED)
        continue;
      if (n < SN_SEARCH_ANYWHERE_DIGITS)
        bits |= g_str_has_prefix (shown, text)                  ? make_bits (0, (glong) n)
                : g_str_has_suffix (shown, text) && n <= length ? make_bits ((glong) (length - n), (glong) n)
                                                                : 0;
      else
        bits |= strstr (shown, text) != NULL ? mark_text (shown, text) : mark_ends (shown, text);
    }
  return bits;
}
