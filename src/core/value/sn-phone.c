/* sn-phone.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-phone.h"

#include "sn-text.h"

#include <string.h>

#define DIGITS "0123456789"
#define MOBILE_DIGITS 11
#define SHORTEST_LINE 7
#define LONGEST_LINE 8
#define LONGEST_EXTENSION 6
#define LONGEST_ABROAD 15 /* E.164 */

/* Numbers one after the other, without the blanks within one ("021 5920 1234"): only a whole number of its own ends at a blank. */
static char **
split (const char *text)
{
  g_autofree char *clean = sn_text_clean (text);
  g_autoptr (GString) parted = g_string_new (clean);

  g_string_replace (parted, "、", ",", 0);
  g_string_replace (parted, "，", ",", 0);
  g_string_replace (parted, "；", ",", 0);
  g_strdelimit (parted->str, ";/", ',');
  return g_strsplit (parted->str, ",", -1);
}

/* Digits, a plus in front, and x before the extension: all other signs are layout. %FALSE with anything else. */
static gboolean
reduce (const char *typed, GString *plain)
{
  for (const char *p = typed; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c < 0x80 && g_ascii_isdigit ((char) c))
        g_string_append_c (plain, (char) c);
      else if (c == '+' && plain->len == 0)
        g_string_append_c (plain, '+');
      else if (c == 0x8f6c || c == 'x' || c == 'X' || c == '*' || c == '#') /* 转 */
        g_string_append_c (plain, 'x');
      else if (c != ' ' && c != '-' && c != '(' && c != ')' && c != '.' && c != 0x2014 && c != 0x2013 && c != 0x2010 && c != 0x2011)
        return FALSE;
    }
  return TRUE;
}

/* 021 and 02x: three digits; all others four. */
static gsize
get_area_length (const char *digits)
{
  return digits[1] == '1' || digits[1] == '2' ? 3 : 4;
}

static char *
normalise_line (const char *digits, const char *extension)
{
  gsize area = *digits == '0' ? get_area_length (digits) : 0;
  gsize length = strlen (digits);

  if (length < area + SHORTEST_LINE || length > area + LONGEST_LINE || digits[area] < '2')
    return NULL;
  return g_strdup_printf ("%.*s%s%s%s%s", (int) area, digits, area > 0 ? "-" : "", digits + area, *extension != '\0' ? "-" : "", extension);
}

/* 400 and 800, the emergency and service numbers of five digits (12345) */
static gboolean
is_service_number (const char *digits)
{
  gsize length = strlen (digits);

  return (length == 10 && (g_str_has_prefix (digits, "400") || g_str_has_prefix (digits, "800"))) ||
         (length == 5 && (*digits == '1' || *digits == '9'));
}

static char *
normalise_one (const char *typed)
{
  g_autoptr (GString) plain = g_string_new (NULL);
  char *extension;
  const char *digits;

  if (!reduce (typed, plain))
    return NULL;
  if (plain->str[0] == '+' && !g_str_has_prefix (plain->str, "+86"))
    return plain->len - 1 >= SHORTEST_LINE && plain->len - 1 <= LONGEST_ABROAD && strspn (plain->str + 1, DIGITS) == plain->len - 1
             ? g_strdup (plain->str)
             : NULL;
  extension = strchr (plain->str, 'x');
  if (extension != NULL)
    *extension++ = '\0';
  if (extension != NULL && (*extension == '\0' || strlen (extension) > LONGEST_EXTENSION || strspn (extension, DIGITS) != strlen (extension)))
    return NULL;
  digits = plain->str;
  if (g_str_has_prefix (digits, "+86"))
    digits += strlen ("+86");
  else if (g_str_has_prefix (digits, "0086"))
    digits += strlen ("0086");
  else if (g_str_has_prefix (digits, "86") && strlen (digits) == MOBILE_DIGITS + 2)
    digits += strlen ("86");
  if (strlen (digits) == MOBILE_DIGITS && digits[0] == '1' && digits[1] >= '3')
    return extension == NULL ? g_strdup (digits) : NULL;
  if (is_service_number (digits))
    return g_strdup (digits);
  return normalise_line (digits, extension != NULL ? extension : "");
}

/* "13912345678 59201234" are two, "139 1234 5678" is one: a blank parts where there is a whole number on either side. */
static gboolean
append_normal (GString *joined, const char *typed)
{
  g_autofree char *one = normalise_one (typed);
  const char *blank = one == NULL ? strchr (typed, ' ') : NULL;

  for (; blank != NULL; blank = strchr (blank + 1, ' '))
    {
      g_autofree char *first = g_strndup (typed, (gsize) (blank - typed));
      g_autofree char *normal = normalise_one (first);

      if (normal == NULL)
        continue;
      g_string_append_printf (joined, "%s%s", joined->len > 0 ? "、" : "", normal);
      return append_normal (joined, blank + 1);
    }
  if (one == NULL)
    return FALSE;
  g_string_append_printf (joined, "%s%s", joined->len > 0 ? "、" : "", one);
  return TRUE;
}

char *
sn_phone_normalise (const char *text)
{
  g_auto (GStrv) typed = split (text);
  g_autoptr (GString) joined = g_string_new (NULL);

  for (char **one = typed; *one != NULL; one++)
    if (*g_strstrip (*one) != '\0' && !append_normal (joined, *one))
      return NULL;
  return g_string_free (g_steal_pointer (&joined), FALSE);
}

/* The first three and last four digits of a mobile number, the last four of a shorter one; hardly anything of a fragment.
 * Signs between digits stay where they are. */
static void
mask_one (char *phone)
{
  gsize n_digits = 0, n_first, n_last, digit = 0;

  for (const char *p = phone; *p != '\0'; p++)
    n_digits += g_ascii_isdigit (*p) ? 1 : 0;
  n_first = n_digits >= 11 ? 3 : 0;
  n_last = n_digits >= 8 ? 4 : n_digits / 3;
  for (char *p = phone; *p != '\0'; p++)
    {
      if (!g_ascii_isdigit (*p))
        continue;
      if (digit >= n_first && digit < n_digits - n_last)
        *p = '*';
      digit++;
    }
}

char *
sn_phone_mask (const char *text)
{
  g_auto (GStrv) numbers = g_strsplit (text, "、", -1);

  for (char **number = numbers; *number != NULL; number++)
    mask_one (*number);
  return g_strjoinv ("、", numbers);
}
