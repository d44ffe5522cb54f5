/* sn-name-normal.c: one way to write a name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-name-private.h"

#include "sn-text.h"

#include <string.h>

static gboolean
is_interpunct (gunichar c)
{
  static const gunichar interpuncts[] = { SN_NAME_MIDDLE_DOT, 0x2022, 0x2027, 0x2219, 0x22c5, 0x25cf, 0x30fb, 0x318d, 0xff65 };

  for (gsize i = 0; i < G_N_ELEMENTS (interpuncts); i++)
    if (interpuncts[i] == c)
      return TRUE;
  return FALSE;
}

static gboolean
is_full_stop (gunichar c)
{
  return c == '.' || c == 0xff0e;
}

static gboolean
is_invisible (gunichar c)
{
  return c == 0x200b || c == 0x200c || c == 0x200d || c == 0x200e || c == 0x200f || c == 0xfeff || (c >= 0x202a && c <= 0x202e) ||
         (c >= 0x2060 && c <= 0x2069) || (g_unichar_iscntrl (c) && !g_unichar_isspace (c));
}

/* Words of Latin names have a blank between them; 张　三 is a trick of layout. */
static gboolean
parts_words (gunichar before, gunichar after)
{
  return before != SN_NAME_MIDDLE_DOT && after != SN_NAME_MIDDLE_DOT && g_unichar_get_script (before) != G_UNICODE_SCRIPT_HAN &&
         g_unichar_get_script (after) != G_UNICODE_SCRIPT_HAN;
}

static char *
rewrite (const char *composed)
{
  GString *name = g_string_sized_new (strlen (composed));
  gboolean blank_waits = FALSE;
  gunichar previous = 0;

  for (const char *p = composed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (g_unichar_isspace (c) || c == 0x85)
        blank_waits = name->len > 0;
      if (g_unichar_isspace (c) || c == 0x85 || is_invisible (c))
        continue;
      /* 买买提.阿不都 means a dot, John F. Kennedy a full stop. */
      if (is_interpunct (c) || (is_full_stop (c) && g_unichar_get_script (previous) != G_UNICODE_SCRIPT_LATIN))
        c = SN_NAME_MIDDLE_DOT;
      if (blank_waits && parts_words (previous, c))
        g_string_append_c (name, ' ');
      blank_waits = FALSE;
      g_string_append_unichar (name, c);
      previous = c;
    }
  return g_string_free (name, FALSE);
}

char *
sn_name_normalise (const char *text, gboolean *repaired)
{
  g_autofree char *trimmed = sn_text_trim (text);
  g_autofree char *composed = g_utf8_normalize (trimmed, -1, G_NORMALIZE_NFC);
  char *name = rewrite (composed != NULL ? composed : "");

  if (repaired != NULL)
    *repaired = strcmp (name, trimmed) != 0;
  return name;
}

/* ── Several names ──────────────────────────────────────────────────────────────────────────────────────────────── */

/* A Latin name keeps the blanks between its words, and one Han character is no name. */
static gboolean
is_whole_name (const char *word)
{
  return g_utf8_strlen (word, -1) > 1 && g_unichar_get_script (g_utf8_get_char (word)) == G_UNICODE_SCRIPT_HAN;
}

static void
append_name (GPtrArray *names, const char *typed)
{
  char *name = sn_name_normalise (typed, NULL);

  if (*name != '\0' && !g_ptr_array_find_with_equal_func (names, name, g_str_equal, NULL))
    g_ptr_array_add (names, name);
  else
    g_free (name);
}

static void
append_names_by_blanks (GPtrArray *names, const char *typed)
{
  g_autofree char *clean = sn_text_clean (typed);
  g_auto (GStrv) words = g_strsplit (clean, " ", -1);
  gboolean all_whole = TRUE;

  for (char **word = words; *word != NULL; word++)
    all_whole = all_whole && is_whole_name (*word);
  if (!all_whole)
    append_name (names, typed);
  else
    for (char **word = words; *word != NULL; word++)
      append_name (names, *word);
}

char *
sn_name_list_normalise (const char *text)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) parted = g_string_new (text);
  g_auto (GStrv) pieces = NULL;

  g_string_replace (parted, "、", ",", 0);
  g_string_replace (parted, "，", ",", 0);
  g_string_replace (parted, "；", ",", 0);
  g_string_replace (parted, "／", ",", 0);
  g_strdelimit (parted->str, ";/\n", ',');
  pieces = g_strsplit (parted->str, ",", -1);
  for (char **piece = pieces; *piece != NULL; piece++)
    append_names_by_blanks (names, *piece);
  g_ptr_array_add (names, NULL);
  return g_strjoinv ("、", (char **) names->pdata);
}
