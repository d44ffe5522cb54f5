/* sn-text.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-text.h"

#include <string.h>

#define IDEOGRAPHIC_SPACE 0x3000
#define FULL_WIDTH_FIRST 0xff01
#define FULL_WIDTH_LAST 0xff5e
#define FULL_WIDTH_OFFSET 0xfee0

static gboolean
is_invisible (gunichar c)
{
  return c == 0x200b || c == 0x200c || c == 0x200d || c == 0xfeff || (c >= 0x202a && c <= 0x202e) || (c >= 0x2060 && c <= 0x2069) ||
         c == 0x200e || c == 0x200f;
}

static gboolean
is_blank (gunichar c)
{
  return c == ' ' || (c >= '\t' && c <= '\r') || c == 0xa0 || c == IDEOGRAPHIC_SPACE || (c >= 0x2000 && c <= 0x200a) ||
         c == 0x2028 || c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x85;
}

/* How many characters of ASCII that stand for themselves begin there: whole numbers do. */
static gsize
measure_plain (const char *text)
{
  const char *end = text;

  while (*end > ' ' && *end <= '~')
    end++;
  return (gsize) (end - text);
}

static char *
rewrite (const char *text, gboolean keep_blanks)
{
  gsize length = strlen (text);
  GString *clean;
  gboolean blank_waits = FALSE;

  if (measure_plain (text) == length)
    return g_strndup (text, length);
  clean = g_string_sized_new (length);
  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_invisible (c))
        continue;
      if (is_blank (c))
        {
          blank_waits = clean->len > 0;
          continue;
        }
      if (blank_waits && keep_blanks)
        g_string_append_c (clean, ' ');
      blank_waits = FALSE;
      if (c >= FULL_WIDTH_FIRST && c <= FULL_WIDTH_LAST)
        g_string_append_c (clean, (char) (c - FULL_WIDTH_OFFSET));
      else
        g_string_append_unichar (clean, c);
    }
  return g_string_free (clean, FALSE);
}

char *
sn_text_clean (const char *text)
{
  return rewrite (text, TRUE);
}

char *
sn_text_squeeze (const char *text)
{
  return rewrite (text, FALSE);
}

char *
sn_text_trim (const char *text)
{
  const char *start = text, *end = text + strlen (text);

  while (*start != '\0' && (is_blank (g_utf8_get_char (start)) || is_invisible (g_utf8_get_char (start))))
    start = g_utf8_next_char (start);
  while (end > start)
    {
      const char *previous = g_utf8_prev_char (end);
      gunichar c = g_utf8_get_char (previous);

      if (!is_blank (c) && !is_invisible (c))
        break;
      end = previous;
    }
  return g_strndup (start, (gsize) (end - start));
}

int
sn_text_count_digits (const char *text)
{
  int digits = 0;

  for (const char *at = text; *at != '\0'; at = g_utf8_next_char (at))
    digits += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return digits;
}
