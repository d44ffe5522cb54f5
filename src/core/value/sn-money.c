/* sn-money.c: amounts in digits; those in words are in sn-money-capitals.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-money.h"
#include "sn-money-private.h"

#include "sn-error.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FEN_DIGITS 2          /* behind the point */
#define WAN_DIGITS 4
#define EXACT_DECIMALS 10     /* behind them a spreadsheet's number of ordinary size holds noise … */
#define EXACT_DIGITS 15       /* … and a large one behind these: a double has no more in decimal */
#define LARGEST_EXPONENT 9999 /* no more digits of it are read */

/* ── Words ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
sn_money_take (const char **p, const char *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

gboolean
sn_money_take_any (const char **p, const char *const *words)
{
  for (; *words != NULL; words++)
    if (sn_money_take (p, *words))
      return TRUE;
  return FALSE;
}

/* ── Digits ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* A decimal number as its digits and where the point stands among them. */
typedef struct
{
  char digits[64];
  int  n_digits;
  int  point; /* digits before the point; an exponent may put it outside them */
} Decimal;

static gboolean
read_exponent (const char **p, int *exponent)
{
  gboolean negative;
  const char *start;
  int value = 0;

  *exponent = 0;
  if (**p != 'e' && **p != 'E')
    return TRUE;
  (*p)++;
  negative = **p == '-';
  if (**p == '-' || **p == '+')
    (*p)++;
  for (start = *p; g_ascii_isdigit (**p) && value <= LARGEST_EXPONENT / 10; (*p)++)
    value = value * 10 + (**p - '0');
  *exponent = negative ? -value : value;
  return *p > start;
}

/* Digits, at most one point, and commas that part whole yuan into threes: 1,20 or 12,00 are something else. */
static gboolean
read_digits (const char **p, Decimal *decimal)
{
  gboolean past_point = FALSE;
  int n_grouped = -1; /* digits since the last comma; -1: none yet */

  memset (decimal, 0, sizeof *decimal);
  for (;; (*p)++)
    {
      if (**p == '.' && !past_point && (n_grouped < 0 || n_grouped == 3))
        {
          past_point = TRUE;
          n_grouped = -1;
        }
      else if (**p == ',' && !past_point && (n_grouped < 0 ? decimal->n_digits >= 1 && decimal->n_digits <= 3 : n_grouped == 3))
        {
          n_grouped = 0;
        }
      else if (g_ascii_isdigit (**p) && decimal->n_digits < (int) sizeof decimal->digits)
        {
          decimal->digits[decimal->n_digits++] = **p;
          decimal->point += !past_point;
          n_grouped += n_grouped >= 0;
        }
      else
        {
          return decimal->n_digits > 0 && (n_grouped < 0 || n_grouped == 3);
        }
    }
}

static int
digit_at (const Decimal *decimal, int index)
{
  return index >= 0 && index < decimal->n_digits ? decimal->digits[index] - '0' : 0;
}

typedef enum { EXACT, NOISY, TOO_FINE } Fineness;

static gboolean
all_are (const Decimal *decimal, int start, int end, int digit)
{
  for (int i = start; i < end; i++)
    if (digit_at (decimal, i) != digit)
      return FALSE;
  return TRUE;
}

static int
count_leading_zeros (const Decimal *decimal)
{
  int n = 0;

  while (n < decimal->n_digits && decimal->digits[n] == '0')
    n++;
  return n;
}

/* Looks at what stands behind the second decimal: nothing, noise of a binary number, or a true third decimal. */
static Fineness
judge_tail (const Decimal *decimal, gboolean is_number, gboolean *round_up)
{
  int fen_end = decimal->point + FEN_DIGITS;
  int noise = MAX (fen_end, MIN (decimal->point + EXACT_DECIMALS, count_leading_zeros (decimal) + EXACT_DIGITS));
  gboolean upper_half = digit_at (decimal, noise) >= 5;

  *round_up = FALSE;
  if (all_are (decimal, fen_end, decimal->n_digits, 0))
    return EXACT;
  if (!is_number || noise >= decimal->n_digits || !all_are (decimal, fen_end, noise, upper_half ? 9 : 0))
    return TOO_FINE;
  *round_up = upper_half;
  return NOISY;
}

static gboolean
decimal_to_fen (const Decimal *decimal, gboolean negative, gboolean round_up, gint64 *amount_fen)
{
  gint64 fen = 0;

  for (int i = MIN (0, decimal->point); i < decimal->point + FEN_DIGITS; i++)
    {
      fen = fen * 10 + digit_at (decimal, i);
      if (fen > SN_MONEY_LARGEST_FEN)
        return FALSE;
    }
  fen += round_up;
  *amount_fen = negative ? -fen : fen;
  return fen <= SN_MONEY_LARGEST_FEN;
}

/* ── Reading a cell ─────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
set_invalid (GError **error, const char *format, const char *text)
{
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, format, text);
  return FALSE;
}

/* ￥ 1,200.00 元/人. Blanks part words, never digits: two amounts in one cell are no amount. */
static gboolean
read_amount (const char *text, gboolean is_number, Decimal *decimal, gboolean *negative)
{
  static const char *const marks[] = { "\'", " ", NULL };
  static const char *const pluses[] = { "+", "+ ", NULL };
  static const char *const currencies[] = { "￥", "¥", "RMB", "CNY", "人民币", NULL };
  static const char *const units[] = { "元整", "元正", "元", "圆整", "圆", "块", NULL };
  static const char *const rates[] = { "/人", "/户", "每人", "每户", NULL };
  const char *p = text;
  int exponent = 0;

  sn_money_take_any (&p, marks);
  *negative = sn_money_take (&p, "-");
  if (!*negative)
    sn_money_take_any (&p, pluses);
  sn_money_take_any (&p, currencies);
  sn_money_take (&p, " ");
  if (!*negative)
    *negative = sn_money_take (&p, "-");
  if (!read_digits (&p, decimal) || (is_number && !read_exponent (&p, &exponent)))
    return FALSE;
  decimal->point += exponent;
  sn_money_take (&p, " ");
  if (sn_money_take (&p, "万"))
    decimal->point += WAN_DIGITS;
  sn_money_take_any (&p, units);
  sn_money_take (&p, " ");
  sn_money_take_any (&p, rates);
  return *p == '\0';
}

gboolean
sn_money_parse (const char *text, gboolean is_number, gint64 *amount_fen, SnMoneyNote *note, GError **error)
{
  g_autofree char *clean = sn_text_clean (text);
  g_autofree char *squeezed = sn_text_squeeze (clean);
  SnMoneyNote found = SN_MONEY_AS_WRITTEN;
  gboolean negative = FALSE, round_up = FALSE;
  Fineness fineness = EXACT;
  gint64 fen;
  Decimal decimal;

  if (note != NULL)
    *note = SN_MONEY_AS_WRITTEN;
  if (!g_ascii_isdigit (*squeezed) && sn_money_parse_capitals (squeezed, &fen))
    {
      if (fen > SN_MONEY_LARGEST_FEN)
        return set_invalid (error, _ ("“%s” is too large for an amount."), text);
      found = SN_MONEY_CAPITALS | SN_MONEY_REPAIRED;
    }
  else
    {
      if (!read_amount (clean, is_number, &decimal, &negative))
        return set_invalid (error, _ ("“%s” is not an amount. Write it as 1200.00."), text);
      fineness = judge_tail (&decimal, is_number, &round_up);
      if (fineness == TOO_FINE)
        return set_invalid (error, _ ("“%s” has more than two decimals. Round it to the fen."), text);
      if (!decimal_to_fen (&decimal, negative, round_up, &fen))
        return set_invalid (error, _ ("“%s” is too large for an amount."), text);
      if (text[strspn (text, "+-0123456789.eE")] != '\0')
        found |= SN_MONEY_REPAIRED;
    }
  if (fineness == NOISY)
    found |= SN_MONEY_ROUNDED;
  *amount_fen = fen;
  if (note != NULL)
    *note = found;
  return TRUE;
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Without its sign: no gint64 holds that of the smallest one. */
static guint64
get_magnitude (gint64 amount_fen)
{
  return amount_fen < 0 ? -(guint64) amount_fen : (guint64) amount_fen;
}

char *
sn_money_format_plain (gint64 amount_fen)
{
  guint64 fen = get_magnitude (amount_fen);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", amount_fen < 0 ? "-" : "", fen / 100, (guint) (fen % 100));
}

char *
sn_money_format (gint64 amount_fen)
{
  g_autofree char *plain = sn_money_format_plain (amount_fen);
  gsize start = amount_fen < 0 ? 1 : 0, end = strlen (plain) - 3;
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < end; i++)
    {
      if (i > start && (end - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, plain[i]);
    }
  g_string_append (text, plain + end);
  return g_string_free (text, FALSE);
}

char *
sn_money_format_wan (gint64 amount_fen)
{
  /* A hundredth of 万元 is 100 yuan: half of that rounds up. */
  gint64 hundredths = (gint64) ((get_magnitude (amount_fen) + 5000) / 10000);

  return sn_money_format (amount_fen < 0 ? -hundredths : hundredths);
}
