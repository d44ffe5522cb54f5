/* sn-account.c: bank accounts and cards; declared in sn-resident-id.h beside the other numbers of a person.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-resident-id.h"

#include "sn-text.h"

#include <string.h>

#define SHORTEST 10
#define LONGEST 32

static gboolean
passes_luhn (const char *digits, gsize length)
{
  guint sum = 0;

  for (gsize i = 0; i < length; i++)
    {
      guint digit = (guint) (digits[length - 1 - i] - '0') * (i % 2 == 1 ? 2 : 1);

      sum += digit / 10 + digit % 10;
    }
  return sum % 10 == 0;
}

char *
sn_account_number_normalise (const char *text, gboolean *repaired, gboolean *luhn_ok)
{
  g_autofree char *squeezed = sn_text_squeeze (text != NULL ? text : "");
  g_autoptr (GString) number = g_string_new (NULL);
  const char *p = squeezed;

  if (g_str_has_prefix (p, "=\""))
    p++;
  for (; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (c >= '0' && c <= '9')
        {
          gsize length = strspn (p, "0123456789");

          g_string_append_len (number, p, (gssize) length);
          p += length - 1;
          continue;
        }
      if (c == '-' || c == '\'' || c == '"' || c == 0x2014 || c == 0x2013 || c == 0x2018 || c == 0x2019)
        continue;
      return NULL;
    }
  if (number->len < SHORTEST || number->len > LONGEST)
    return NULL;
  if (repaired != NULL)
    *repaired = strcmp (number->str, text) != 0;
  /* UnionPay cards have 16 to 19 digits and begin with 62; passbooks and older accounts follow no rule. */
  if (luhn_ok != NULL)
    *luhn_ok = number->len < 16 || number->len > 19 || !g_str_has_prefix (number->str, "62") || passes_luhn (number->str, number->len);
  return g_strdup (number->str);
}

char *
sn_account_number_mask (const char *number)
{
  gsize length = strlen (number);

  if (length < 9)
    return g_strnfill (length, '*');
  return g_strdup_printf ("%.4s **** **** %s", number, number + length - 4);
}
