/* sn-money.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-money.h"

#include "sn-error.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LARGEST_FEN G_GINT64_CONSTANT (999999999999999) /* 万亿 yuan less a fen: beyond any budget */
#define NOISE_DIGITS 5 /* equal digits behind the fen that tell binary noise from a third decimal */

/* ── Reading digits ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* A decimal number as its digits and where the point stands among them. */
typedef struct
{
  gboolean negative;
  char     digits[64];
  int      n_digits;
  int      point; /* digits before the point */
} Decimal;

static gboolean
read_exponent (const char **p, int *exponent)
{
  gboolean negative;
  int value = 0, n = 0;

  *exponent = 0;
  if (**p != 'e' && **p != 'E')
    return TRUE;
  (*p)++;
  negative = **p == '-';
  if (**p == '-' || **p == '+')
    (*p)++;
  for (; g_ascii_isdigit (**p) && n < 4; (*p)++, n++)
    value = value * 10 + (**p - '0');
  *exponent = negative ? -value : value;
  return n > 0;
}

static gboolean
read_decimal (const char **p, Decimal *decimal)
{
  gboolean past_point = FALSE;
  int exponent;

  memset (decimal, 0, sizeof *decimal);
  if (**p == '-' || **p == '+')
    decimal->negative = *(*p)++ == '-';
  for (;; (*p)++)
    {
      if (**p == '.' && !past_point)
        {
          past_point = TRUE;
          continue;
        }
      if (!g_ascii_isdigit (**p))
        break;
      if (decimal->n_digits >= (int) sizeof decimal->digits)
        return FALSE;
      decimal->digits[decimal->n_digits++] = **p;
      decimal->point += !past_point;
    }
  if (decimal->n_digits == 0 || !read_exponent (p, &exponent))
    return FALSE;
  decimal->point += exponent;
  return TRUE;
}

static int
digit_at (const Decimal *decimal, int index)
{
  return index >= 0 && index < decimal->n_digits ? decimal->digits[index] - '0' : 0;
}

typedef enum { EXACT, NOISY, TOO_FINE } Fineness;

/* Looks at what stands behind the second decimal: nothing, noise of a binary number, or a true third decimal. */
static Fineness
judge_tail (const Decimal *decimal, gboolean is_number, gboolean *round_up)
{
  int first = decimal->point + 2, n_tail = decimal->n_digits - first, tail_digit;

  *round_up = FALSE;
  for (; n_tail > 0 && digit_at (decimal, first + n_tail - 1) == 0; n_tail--)
    ;
  if (n_tail <= 0)
    return EXACT;
  tail_digit = digit_at (decimal, first);
  if (!is_number || n_tail < NOISE_DIGITS || (tail_digit != 0 && tail_digit != 9))
    return TOO_FINE;
  for (int i = 0; i < NOISE_DIGITS; i++)
    if (digit_at (decimal, first + i) != tail_digit)
      return TOO_FINE;
  *round_up = tail_digit == 9;
  return NOISY;
}

static gboolean
decimal_to_fen (const Decimal *decimal, gboolean round_up, gint64 *amount_fen)
{
  gint64 fen = 0;

  if (decimal->point > 15)
    return FALSE;
  for (int i = MIN (0, decimal->point); i < decimal->point + 2; i++)
    {
      fen = fen * 10 + digit_at (decimal, i);
      if (fen > LARGEST_FEN)
        return FALSE;
    }
  fen += round_up;
  *amount_fen = decimal->negative ? -fen : fen;
  return TRUE;
}

/* ── Reading 大写 ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static const struct
{
  const char *character;
  int         digit;
} capital_digits[] = {
  { "零", 0 }, { "〇", 0 }, { "壹", 1 }, { "一", 1 }, { "贰", 2 }, { "二", 2 }, { "两", 2 }, { "叁", 3 }, { "三", 3 }, { "肆", 4 },
  { "四", 4 }, { "伍", 5 }, { "五", 5 }, { "陆", 6 }, { "六", 6 }, { "柒", 7 }, { "七", 7 }, { "捌", 8 }, { "八", 8 }, { "玖", 9 },
  { "九", 9 }, { "貳", 2 }, { "參", 3 }, { "陸", 6 },
};

static const struct
{
  const char *character;
  gint64      factor;
  gboolean    closes_group; /* 万, 亿: multiplies all that stands before it */
} capital_units[] = {
  { "拾", 10, FALSE }, { "十", 10, FALSE }, { "佰", 100, FALSE }, { "百", 100, FALSE }, { "仟", 1000, FALSE }, { "千", 1000, FALSE },
  { "万", 10000, TRUE }, { "萬", 10000, TRUE }, { "亿", 100000000, TRUE }, { "億", 100000000, TRUE },
};

static gboolean
take (const char **p, const char *word)
{
  if (!g_str_has_prefix (*p, word))
    return FALSE;
  *p += strlen (word);
  return TRUE;
}

static int
take_capital_digit (const char **p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (capital_digits); i++)
    if (take (p, capital_digits[i].character))
      return capital_digits[i].digit;
  return -1;
}

/* 壹仟贰佰 … up to 元; @yuan gets it. */
static gboolean
read_capital_yuan (const char **p, gint64 *yuan, gboolean *found)
{
  gint64 total = 0, group = 0, digit = -1;

  *found = FALSE;
  for (;;)
    {
      int next = take_capital_digit (p);
      gsize unit = 0;

      if (next >= 0)
        {
          if (digit > 0)
            return FALSE; /* two digits without a unit between */
          digit = next;
          *found = TRUE;
          continue;
        }
      while (unit < G_N_ELEMENTS (capital_units) && !take (p, capital_units[unit].character))
        unit++;
      if (unit == G_N_ELEMENTS (capital_units))
        break;
      *found = TRUE;
      if (capital_units[unit].closes_group)
        {
          total = (total + group + MAX (digit, 0)) * capital_units[unit].factor;
          group = 0;
        }
      else
        {
          group += (digit <= 0 ? 1 : digit) * capital_units[unit].factor; /* 拾伍 is 15 */
        }
      digit = -1;
      if (total > LARGEST_FEN / 100)
        return FALSE;
    }
  *yuan = total + group + MAX (digit, 0);
  return TRUE;
}

static gboolean
parse_capitals (const char *text, gint64 *amount_fen)
{
  const char *p = text;
  gint64 yuan = 0, jiao = 0, fen = 0;
  gboolean found, has_yuan;
  int digit;

  take (&p, "人民币");
  if (!read_capital_yuan (&p, &yuan, &found))
    return FALSE;
  has_yuan = take (&p, "元") || take (&p, "圆") || take (&p, "圓");
  if (!has_yuan && found && (take (&p, "角") || take (&p, "分")))
    {
      p = text; /* less than a yuan: the digit belongs to 角 or 分 */
      take (&p, "人民币");
      yuan = 0;
    }
  take (&p, "零");
  for (int i = 0; i < 2; i++)
    {
      const char *start = p;

      digit = take_capital_digit (&p);
      if (digit >= 0 && take (&p, "角"))
        jiao = digit;
      else if (digit >= 0 && take (&p, "分"))
        fen = digit;
      else
        p = start;
      take (&p, "零");
    }
  if (!take (&p, "整"))
    take (&p, "正");
  *amount_fen = yuan * 100 + jiao * 10 + fen;
  return found && *p == '\0';
}

/* ── Reading a cell ─────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
drop_separators (const char *text)
{
  GString *plain = g_string_new (NULL);

  for (const char *p = text; *p != '\0';)
    {
      if (*p == ',' || *p == '\'' || take (&p, "，"))
        {
          if (*p == ',' || *p == '\'')
            p++;
          continue;
        }
      g_string_append_c (plain, *p++);
    }
  return g_string_free (plain, FALSE);
}

static gboolean
take_any (const char **p, const char *const *words)
{
  for (; *words != NULL; words++)
    if (take (p, *words))
      return TRUE;
  return FALSE;
}

static gboolean
set_not_an_amount (const char *text, GError **error)
{
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is not an amount. Write it as 1200.00."), text);
  return FALSE;
}

gboolean
sn_money_parse (const char *text, gboolean is_number, gint64 *amount_fen, SnMoneyNote *note, GError **error)
{
  static const char *const signs[] = { "￥", "¥", "RMB", "CNY", "人民币", NULL };
  static const char *const units[] = { "元整", "元正", "元", "圆", "块", NULL };
  static const char *const pers[] = { "/人", "/户", "每人", "每户", NULL };
  g_autofree char *squeezed = sn_text_squeeze (text);
  g_autofree char *plain = drop_separators (squeezed);
  const char *p = plain;
  SnMoneyNote found = SN_MONEY_AS_WRITTEN;
  gboolean round_up, in_wan;
  Decimal decimal;
  Fineness fineness;

  if (note != NULL)
    *note = SN_MONEY_AS_WRITTEN;
  if (parse_capitals (plain, amount_fen))
    {
      if (note != NULL)
        *note = SN_MONEY_CAPITALS | SN_MONEY_REPAIRED;
      return TRUE;
    }
  take_any (&p, signs);
  if (!read_decimal (&p, &decimal))
    return set_not_an_amount (text, error);
  in_wan = take (&p, "万");
  if (in_wan)
    decimal.point += 4;
  take_any (&p, units);
  take_any (&p, pers);
  if (*p != '\0')
    return set_not_an_amount (text, error);
  fineness = judge_tail (&decimal, is_number, &round_up);
  if (fineness == TOO_FINE)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” has more than two decimals. Round it to the fen."), text);
      return FALSE;
    }
  if (!decimal_to_fen (&decimal, round_up, amount_fen))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is too large for an amount."), text);
      return FALSE;
    }
  if (fineness == NOISY)
    found |= SN_MONEY_ROUNDED;
  if (strcmp (plain, text) != 0 || p != plain + strspn (plain, "-+0123456789.eE"))
    found |= SN_MONEY_REPAIRED;
  if (note != NULL)
    *note = found;
  return TRUE;
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

char *
sn_money_format_plain (gint64 amount_fen)
{
  guint64 fen = (guint64) ABS (amount_fen);

  return g_strdup_printf ("%s%" G_GUINT64_FORMAT ".%02u", amount_fen < 0 ? "-" : "", fen / 100, (guint) (fen % 100));
}

char *
sn_money_format (gint64 amount_fen)
{
  g_autofree char *plain = sn_money_format_plain (ABS (amount_fen));
  gsize whole = strlen (plain) - 3;
  GString *text = g_string_new (amount_fen < 0 ? "-" : NULL);

  for (gsize i = 0; i < whole; i++)
    {
      if (i > 0 && (whole - i) % 3 == 0)
        g_string_append_c (text, ',');
      g_string_append_c (text, plain[i]);
    }
  g_string_append (text, plain + whole);
  return g_string_free (text, FALSE);
}

char *
sn_money_format_wan (gint64 amount_fen)
{
  /* A hundredth of 万元 is 100 yuan: half of that rounds up. */
  gint64 hundredths = (ABS (amount_fen) + 5000) / 10000;

  return sn_money_format (amount_fen < 0 ? -hundredths : hundredths);
}

static void
append_capital_group (GString *text, guint group, gboolean needs_zero)
{
  static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
  static const char *const places[] = { "仟", "佰", "拾", "" };
  static const guint divisors[] = { 1000, 100, 10, 1 };
  gboolean zero_waits = needs_zero;

  for (int i = 0; i < 4; i++)
    {
      guint digit = group / divisors[i] % 10;

      if (digit == 0)
        {
          zero_waits = zero_waits || (text->len > 0 && group % divisors[i] != 0 && group >= divisors[i]);
          continue;
        }
      if (zero_waits)
        g_string_append (text, "零");
      zero_waits = FALSE;
      g_string_append_printf (text, "%s%s", digits[digit], places[i]);
    }
}

static void
append_capital_yuan (GString *text, guint64 yuan)
{
  static const char *const units[] = { "", "万", "亿", "万亿" };
  guint groups[4] = { (guint) (yuan % 10000), (guint) (yuan / 10000 % 10000), (guint) (yuan / 100000000 % 10000),
                      (guint) (yuan / 1000000000000 % 10000) };
  gboolean zero_waits = FALSE;

  for (int i = 3; i >= 0; i--)
    {
      if (groups[i] == 0)
        {
          zero_waits = text->len > 0;
          continue;
        }
      append_capital_group (text, groups[i], text->len > 0 && (zero_waits || groups[i] < 1000));
      zero_waits = FALSE;
      g_string_append (text, i == 3 ? (groups[2] == 0 ? "万亿" : "万") : units[i]);
    }
}

char *
sn_money_format_capitals (gint64 amount_fen)
{
  static const char *const digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };
  GString *text = g_string_new (NULL);
  guint64 fen = (guint64) amount_fen;
  guint jiao_digit = (guint) (fen / 10 % 10), fen_digit = (guint) (fen % 10);

  g_return_val_if_fail (amount_fen >= 0 && amount_fen <= LARGEST_FEN, NULL);

  if (fen == 0)
    return g_strdup ("零元整");
  append_capital_yuan (text, fen / 100);
  if (text->len > 0)
    g_string_append (text, "元");
  if (jiao_digit == 0 && fen_digit == 0)
    return g_string_append (text, "整"), g_string_free (text, FALSE);
  /* 元 then 零 where the last place of yuan is 0 and jiao is not, or jiao is 0 and fen is not. */
  if (text->len > 0 && (jiao_digit == 0 || fen / 100 % 10 == 0))
    g_string_append (text, "零");
  if (jiao_digit != 0)
    g_string_append_printf (text, "%s角", digits[jiao_digit]);
  if (fen_digit != 0)
    g_string_append_printf (text, "%s分", digits[fen_digit]);
  return g_string_free (text, FALSE);
}
