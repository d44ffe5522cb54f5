/* sn-search-scan.c: finding what was typed in the columns.
 *
 * Every scan is a loop without branches over columns of a fixed stride: it costs the same whoever matches. A match is a bit.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-search-columns.h"

#include "sn-identity-document.h"

#include <string.h>

#define WORD_DIGITS 16    /* half-bytes to a word */
#define HEAD_DIGITS 2     /* of a document number, before the word */
#define DOCUMENT_DIGITS 18
#define OLD_DOCUMENT_DIGITS 15
#define MOST_DIGITS 20    /* of an account: sixteen in the word and four before it */

/* ── Scanning ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* A function that scans is compiled for several generations of processors, and the program takes the newest that fits when it
 * starts: four rows at a time instead of one. */
#if defined (__x86_64__) && defined (__GLIBC__) && defined (__has_attribute)
#if __has_attribute (target_clones)
#define SCANS __attribute__ ((target_clones ("avx2", "sse4.2", "default")))
#endif
#endif
#ifndef SCANS
#define SCANS
#endif

#define ONE(bit) (G_GUINT64_CONSTANT (1) << (bit))
#define EIGHT(bit) \
  ONE (bit), ONE (bit + 1), ONE (bit + 2), ONE (bit + 3), ONE (bit + 4), ONE (bit + 5), ONE (bit + 6), ONE (bit + 7)

/* A table, because older processors cannot shift each of several numbers by an amount of its own. */
static const guint64 single_bits[SN_SEARCH_BLOCK] = { EIGHT (0),  EIGHT (8),  EIGHT (16), EIGHT (24),
                                                      EIGHT (32), EIGHT (40), EIGHT (48), EIGHT (56) };

/* Adds a bit for each row for which @condition, an expression of "row", is 1. */
#define SCAN(columns, bits, condition)                                                                                       \
  for (guint word_number = 0; word_number < (columns)->n_words; word_number++)                                               \
    {                                                                                                                        \
      guint64 word = 0;                                                                                                      \
                                                                                                                             \
      for (guint bit = 0; bit < SN_SEARCH_BLOCK; bit++)                                                                      \
        {                                                                                                                    \
          gsize row = (gsize) word_number * SN_SEARCH_BLOCK + bit;                                                           \
                                                                                                                             \
          word |= -(guint64) (condition) & single_bits[bit];                                                                 \
        }                                                                                                                    \
      (bits)[word_number] |= word;                                                                                           \
    }

static void
set_bit (guint64 *bits, guint32 row)
{
  bits[row / SN_SEARCH_BLOCK] |= G_GUINT64_CONSTANT (1) << (row % SN_SEARCH_BLOCK);
}

static void
match_lines (const SnSearchLines *lines, const char *before, const char *text, const char *behind, guint64 *bits)
{
  g_autofree char *needle = g_strconcat (before, text, behind, NULL);
  const guint32 *starts = (const guint32 *) lines->starts->data;
  const guint8 *begin = lines->text->data;
  const guint8 *end = begin + lines->text->len;
  gsize needle_length = strlen (needle);
  guint line = 0;

  for (const guint8 *found = begin; (found = memmem (found, (gsize) (end - found), needle, needle_length)) != NULL; found++)
    {
      guint32 offset = (guint32) (found - begin) + (guint32) strlen (before);

      while (line + 1 < lines->starts->len && starts[line + 1] <= offset)
        line++;
      set_bit (bits, g_array_index (lines->rows, guint32, line));
    }
}

#define LANES(unit) ((guint64) (unit) * G_GUINT64_CONSTANT (0x0001000100010001))

/* Whether one of the four 16-bit lanes is zero: the well-known borrow trick. Exact as a yes or no. */
static inline gboolean
has_zero_lane (guint64 lanes)
{
  return ((lanes - LANES (1)) & ~lanes & LANES (0x8000)) != 0;
}

/* Lane i of the result is zero where the wanted units begin at unit i. Units are never zero, so what a shift brings in from
 * beyond the name never matches. */
static inline guint64
compare_units (guint64 name, const guint64 *wanted, int n_units)
{
  guint64 difference = name ^ wanted[0];

  for (int i = 1; i < n_units; i++)
    difference |= (name >> (16 * i)) ^ wanted[i];
  return difference;
}

SCANS static void
match_name (const char *text, const SnSearchColumns *columns, guint64 *bits)
{
  const guint64 *names = columns->names;
  guint64 units, wanted[4];
  int n_units = 0;

  match_lines (&columns->name_lines, "", text, "", bits);
  if (!sn_search_pack_name (text, &units))
    return;
  for (; n_units < 4 && units >> (16 * n_units) != 0; n_units++)
    wanted[n_units] = LANES ((units >> (16 * n_units)) & 0xffff);
  switch (n_units)
    {
    case 1:
      SCAN (columns, bits, has_zero_lane (compare_units (names[row], wanted, 1)));
      break;
    case 2:
      SCAN (columns, bits, has_zero_lane (compare_units (names[row], wanted, 2)));
      break;
    case 3:
      SCAN (columns, bits, has_zero_lane (compare_units (names[row], wanted, 3)));
      break;
    default:
      SCAN (columns, bits, names[row] == units);
      break;
    }
}

/* The mask over the first @n of @fields fields of @width bits, the first highest. */
static guint64
mask_first (int n, int fields, int width)
{
  int n_taken = CLAMP (n, 0, fields);

  if (n_taken == 0)
    return 0;
  return (n_taken * width == 64 ? G_MAXUINT64 : (G_GUINT64_CONSTANT (1) << (n_taken * width)) - 1) << ((fields - n_taken) * width);
}

SCANS static void
match_letters (const char *text, const SnSearchColumns *columns, guint64 *bits)
{
  int n_letters = (int) strlen (text);
  guint64 spelling, spelling_mask = mask_first (n_letters, 12, 5);
  guint32 rest, rest_mask = (guint32) mask_first (n_letters - 12, 6, 5);
  guint32 initials, initials_mask = (guint32) mask_first (n_letters, 4, 8);
  const guint64 *spellings = columns->spellings;
  const guint32 *rests = columns->spelling_rests, *all_initials = columns->initials;

  match_lines (&columns->name_lines, "", text, "", bits);
  match_lines (&columns->spelling_lines, "\n", text, "", bits);
  match_lines (&columns->initials_lines, "\n", text, "", bits);
  if (!sn_search_pack_spelling (text, &spelling, &rest))
    return;
  if (!sn_search_pack_initials (text, &initials))
    initials = G_MAXUINT32; /* too long: nobody's */
  if (rest_mask == 0)
    SCAN (columns, bits,
          ((spellings[row] & spelling_mask) == spelling) | ((all_initials[row] & initials_mask) == initials))
  else
    SCAN (columns, bits,
          ((spellings[row] & spelling_mask) == spelling) & ((rests[row] & rest_mask) == rest))
  for (guint i = 0; i < columns->readings->len; i++)
    {
      const SnSearchReading *reading = &g_array_index (columns->readings, SnSearchReading, i);

      if (((reading->spelling & spelling_mask) == spelling && (reading->spelling_rest & rest_mask) == rest) ||
          (reading->initials & initials_mask) == initials)
        set_bit (bits, reading->row);
    }
}

/* ── Digits, as half-bytes ──────────────────────────────────────────────────────────────────────────────────────── */

#define DIGITS(digit) ((guint64) (digit) * G_GUINT64_CONSTANT (0x1111111111111111))

typedef struct
{
  int     n_digits;
  guint8  digits[MOST_DIGITS];
} Number;

/* Digits @from … of the number, the first highest, in a word; missing ones zero. */
static guint64
pack_digits (const Number *number, int from)
{
  guint64 packed = 0;

  for (int i = 0; i < WORD_DIGITS; i++)
    packed = packed << 4 | (from + i < number->n_digits ? number->digits[from + i] : 0u);
  return packed;
}

/* Of the rows found by their other sixteen digits, those whose first two are right. */
static void
keep_heads (const guint64 *found, guint8 head_mask, guint8 head, const SnSearchColumns *columns, guint64 *bits)
{
  for (guint i = 0; i < columns->n_words; i++)
    for (guint64 left = found[i]; left != 0; left &= left - 1)
      {
        guint bit = (guint) __builtin_ctzll (left);

        if ((columns->document_heads[(gsize) i * SN_SEARCH_BLOCK + bit] & head_mask) == head)
          bits[i] |= single_bits[bit];
      }
}

/* The rows in which the first digits behind the head are those of @number from @from on, and whose head is right. */
SCANS static void
match_beginning (const Number *number, int from, guint8 head_mask, guint8 head, const SnSearchColumns *columns, guint64 *bits)
{
  const guint64 *documents = columns->documents;
  guint64 mask = mask_first (number->n_digits - from, WORD_DIGITS, 4);
  guint64 wanted = pack_digits (number, from);
  g_autofree guint64 *found = g_new0 (guint64, columns->n_words);

  SCAN (columns, found, (documents[row] & mask) == wanted)
  keep_heads (found, head_mask, head, columns, bits);
}

SCANS static void
match_prefix (const Number *number, const SnSearchColumns *columns, guint64 *bits)
{
  const guint8 *heads = columns->document_heads;
  guint8 head_mask = number->n_digits == 1 ? 0xf0 : 0xff;
  guint8 head = (guint8) (number->digits[0] << 4 | (number->n_digits > 1 ? number->digits[1] : 0));

  if (number->n_digits > HEAD_DIGITS)
    match_beginning (number, HEAD_DIGITS, head_mask, head, columns, bits);
  else
    SCAN (columns, bits, (heads[row] & head_mask) == head)
}

SCANS static void
match_suffix (const Number *number, const SnSearchColumns *columns, guint64 *bits)
{
  int shift = 4 * (WORD_DIGITS - number->n_digits);
  guint64 mask = G_MAXUINT64 >> shift;
  guint64 tail = pack_digits (number, 0) >> shift;
  const guint64 *documents = columns->documents;

  SCAN (columns, bits, (documents[row] & mask) == tail)
}

static inline gboolean
has_zero_digit (guint64 digits)
{
  return ((digits - DIGITS (1)) & ~digits & DIGITS (8)) != 0;
}

static gboolean
stands_in_word (const Number *number, guint64 word)
{
  /* Places where it cannot begin are made unequal first: a shift brings in zeros there. */
  guint64 difference = (G_GUINT64_CONSTANT (1) << (4 * (number->n_digits - 1))) - 1;

  for (int i = 0; i < number->n_digits; i++)
    difference |= (word << (4 * i)) ^ DIGITS (number->digits[i]);
  return has_zero_digit (difference);
}

/* Anywhere in the sixteen digits of a word. Two digits at each end of what is looked for are compared in every row at once;
 * rows that pass are compared in full. */
SCANS static void
match_within (const Number *number, const guint64 *words, const SnSearchColumns *columns, guint64 *bits)
{
  int last = number->n_digits - 1;
  int shift_2 = 4 * (last - 1), shift_3 = 4 * last;
  guint64 digit_0 = DIGITS (number->digits[0]), digit_1 = DIGITS (number->digits[1]);
  guint64 digit_2 = DIGITS (number->digits[last - 1]), digit_3 = DIGITS (number->digits[last]);
  guint64 impossible = (G_GUINT64_CONSTANT (1) << shift_3) - 1;
  g_autofree guint64 *found = g_new0 (guint64, columns->n_words);

  SCAN (columns, found,
        has_zero_digit (impossible | (words[row] ^ digit_0) | ((words[row] << 4) ^ digit_1) |
                        ((words[row] << shift_2) ^ digit_2) | ((words[row] << shift_3) ^ digit_3)))
  for (guint i = 0; i < columns->n_words; i++)
    {
      guint64 kept = found[i] & ~bits[i];

      if (number->n_digits > 4)
        for (guint64 left = kept; left != 0; left &= left - 1)
          {
            guint bit = (guint) __builtin_ctzll (left);

            if (!stands_in_word (number, words[(gsize) i * SN_SEARCH_BLOCK + bit]))
              kept &= ~(G_GUINT64_CONSTANT (1) << bit);
          }
      bits[i] |= kept;
    }
}

/* The rows whose account has the first @n_before digits of @number as the last before its word, and the others as the first in it. */
SCANS static void
match_account_across (const Number *number, int n_before, const SnSearchColumns *columns, guint64 *bits)
{
  const guint64 *accounts = columns->accounts;
  guint64 mask = mask_first (number->n_digits - n_before, WORD_DIGITS, 4);
  guint64 wanted = pack_digits (number, n_before) & mask;
  guint16 head_mask = (guint16) ((1u << (4 * n_before)) - 1), head = 0;
  g_autofree guint64 *found = g_new0 (guint64, columns->n_words);

  for (int i = 0; i < n_before; i++)
    head = (guint16) (head << 4 | number->digits[i]);
  SCAN (columns, found, (accounts[row] & mask) == wanted)
  for (guint i = 0; i < columns->n_words; i++)
    for (guint64 left = found[i]; left != 0; left &= left - 1)
      {
        guint bit = (guint) __builtin_ctzll (left);

        if ((columns->account_heads[(gsize) i * SN_SEARCH_BLOCK + bit] & head_mask) == head)
          bits[i] |= single_bits[bit];
      }
}

static void
match_account (const Number *number, const SnSearchColumns *columns, guint64 *bits)
{
  int least_before = MAX (number->n_digits - WORD_DIGITS, 1), most_before = MIN (columns->n_head_digits, number->n_digits);

  if (number->n_digits <= WORD_DIGITS)
    match_within (number, columns->accounts, columns, bits);
  for (int n_before = least_before; n_before <= most_before; n_before++)
    match_account_across (number, n_before, columns, bits);
}

static void
match_document (const Number *number, const SnSearchColumns *columns, guint64 *bits)
{
  match_prefix (number, columns, bits);
  if (number->n_digits < SN_SEARCH_ANYWHERE_DIGITS)
    {
      match_suffix (number, columns, bits);
      return;
    }
  /* From the second digit on, the last of the head. */
  if (number->n_digits <= WORD_DIGITS + 1)
    match_beginning (number, 1, 0x0f, number->digits[0], columns, bits);
  if (number->n_digits <= WORD_DIGITS)
    match_within (number, columns->documents, columns, bits);
}

static void
read_digits (const char *text, Number *number)
{
  number->n_digits = (int) MIN (strlen (text), MOST_DIGITS + 1);
  for (int i = 0; i < MIN (number->n_digits, MOST_DIGITS); i++)
    number->digits[i] = text[i] == 'X' ? 10 : (guint8) (text[i] - '0');
}

/* The fifteen digits of a card before 1999 find who stands with eighteen. */
static void
match_old_document (const char *text, const SnSearchColumns *columns, guint64 *bits)
{
  g_autofree char *normal = sn_identity_document_normal_number ("resident", text);
  Number number;

  read_digits (normal, &number);
  if (number.n_digits == DOCUMENT_DIGITS)
    match_document (&number, columns, bits);
}

static void
match_number (const char *text, const SnSearchColumns *columns, guint64 *bits)
{
  gboolean has_x = strchr (text, 'X') != NULL;
  Number number;

  read_digits (text, &number);
  if (number.n_digits > MOST_DIGITS)
    return;
  if (number.n_digits == OLD_DOCUMENT_DIGITS)
    match_old_document (text, columns, bits);
  if (number.n_digits <= DOCUMENT_DIGITS)
    match_document (&number, columns, bits);
  if (has_x || number.n_digits < SN_SEARCH_ANYWHERE_DIGITS)
    return;
  if (number.n_digits <= WORD_DIGITS)
    match_within (&number, columns->phones, columns, bits);
  match_account (&number, columns, bits);
}

static void
match_document_lines (const char *text, const SnSearchColumns *columns, guint64 *bits)
{
  gboolean anywhere = strlen (text) >= SN_SEARCH_ANYWHERE_DIGITS;

  match_lines (&columns->document_lines, anywhere ? "" : "\n", text, "", bits);
  if (!anywhere)
    match_lines (&columns->document_lines, "", text, "\n", bits);
  else if (strchr (text, 'X') == NULL)
    {
      match_lines (&columns->phone_lines, "", text, "", bits);
      match_lines (&columns->birth_lines, "", text, "", bits);
    }
  if (anywhere)
    match_lines (&columns->account_lines, "", text, "", bits);
}

guint64 *
sn_search_terms_match (SnSearchTerms *terms, guint position, SnSearchColumns *columns)
{
  const char *text = sn_search_terms_get_text (terms, position);
  guint64 *bits = g_new0 (guint64, columns->n_words + 1); /* never NULL, also for nobody */

  switch (sn_search_terms_get_kind (terms, position))
    {
    case SN_SEARCH_TERM_NAME:
      match_name (text, columns, bits);
      break;
    case SN_SEARCH_TERM_LETTERS:
      match_letters (text, columns, bits);
      break;
    case SN_SEARCH_TERM_NUMBER:
      match_number (text, columns, bits);
      match_document_lines (text, columns, bits);
      break;
    case SN_SEARCH_TERM_MIXED:
    default:
      match_document_lines (text, columns, bits);
      break;
    }
  return bits;
}
