/* sn-search-pack.c: text and numbers as the columns of the search image hold them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-search-columns.h"

#include <string.h>

#define NAME_UNITS 4
#define FIRST_LETTERS 12
#define REST_LETTERS 6
#define LETTER_BITS 5
#define INITIALS 4
#define DOCUMENT_DIGITS 18
#define HEAD_DIGITS 2
#define PHONE_DIGITS 16
#define ACCOUNT_DIGITS 16
#define ACCOUNT_HEAD_DIGITS 4
#define NO_DIGIT 15

gboolean
sn_search_pack_name (const char *name, guint64 *units)
{
  int n_units = 0;

  *units = 0;
  for (const char *p = name; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar character = g_utf8_get_char (p);

      /* Beyond the first plane a character takes two units; too rare for the columns. */
      if (character > 0xffff || n_units == NAME_UNITS)
        return FALSE;
      *units |= (guint64) character << (16 * n_units++);
    }
  return n_units > 0;
}

gboolean
sn_search_pack_spelling (const char *spelling, guint64 *first, guint32 *rest)
{
  int n_letters = 0;

  *first = 0;
  *rest = 0;
  for (const char *p = spelling; *p != '\0'; p++, n_letters++)
    {
      guint letter = (guint) (*p - 'a' + 1);

      if (*p < 'a' || *p > 'z' || n_letters == FIRST_LETTERS + REST_LETTERS)
        return FALSE;
      if (n_letters < FIRST_LETTERS)
        *first |= (guint64) letter << (LETTER_BITS * (FIRST_LETTERS - 1 - n_letters));
      else
        *rest |= (guint32) letter << (LETTER_BITS * (FIRST_LETTERS + REST_LETTERS - 1 - n_letters));
    }
  return n_letters > 0;
}

gboolean
sn_search_pack_initials (const char *initials, guint32 *packed)
{
  int n_letters = 0;

  *packed = 0;
  for (const char *p = initials; *p != '\0'; p++, n_letters++)
    {
      if (*p < 'a' || *p > 'z' || n_letters == INITIALS)
        return FALSE;
      *packed |= (guint32) *p << (8 * (INITIALS - 1 - n_letters));
    }
  return n_letters > 0;
}

gboolean
sn_search_pack_document (const char *number, guint8 *head, guint64 *tail)
{
  guint64 digits[2] = { 0, 0 }; /* head, tail */

  for (int i = 0; i < DOCUMENT_DIGITS; i++)
    {
      gboolean is_check_x = number[i] == 'X' && i == DOCUMENT_DIGITS - 1;
      guint64 *part = &digits[i < HEAD_DIGITS ? 0 : 1];

      if (!g_ascii_isdigit (number[i]) && !is_check_x)
        return FALSE;
      *part = *part << 4 | (guint64) (is_check_x ? 10 : number[i] - '0');
    }
  *head = (guint8) digits[0];
  *tail = digits[1];
  return number[DOCUMENT_DIGITS] == '\0';
}

gboolean
sn_search_pack_phone (const char *digits, guint64 *packed)
{
  gsize n_digits = strlen (digits);

  *packed = 0;
  if (n_digits > PHONE_DIGITS)
    return FALSE;
  for (gsize i = 0; i < PHONE_DIGITS; i++)
    *packed = *packed << 4 | (guint64) (i < n_digits ? digits[i] - '0' : NO_DIGIT);
  return TRUE;
}

/* @digits: nothing but digits */
gboolean
sn_search_pack_account (const char *digits, guint16 *head, guint64 *tail, int *n_head_digits)
{
  int n_digits = (int) strlen (digits), n_head = MAX (n_digits - ACCOUNT_DIGITS, 0);

  *n_head_digits = n_head;
  *head = G_MAXUINT16;
  *tail = G_MAXUINT64;
  if (n_head > ACCOUNT_HEAD_DIGITS)
    return FALSE;
  for (int i = 0; i < n_digits; i++)
    {
      guint digit = (guint) (digits[i] - '0');

      if (i < n_head)
        *head = (guint16) (*head << 4 | digit);
      else
        *tail = *tail << 4 | digit;
    }
  return TRUE;
}
