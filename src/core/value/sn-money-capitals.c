/* sn-money-capitals.c: amounts in words, 支付结算办法 annex 1.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-money-private.h"

#include <string.h>

#define WAN G_GINT64_CONSTANT (10000)
#define YI G_GINT64_CONSTANT (100000000)

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const struct
{
  const char *character;
  int         digit;
} digits[] = {
  { "零", 0 }, { "〇", 0 }, { "壹", 1 }, { "一", 1 }, { "贰", 2 }, { "二", 2 }, { "两", 2 }, { "叁", 3 }, { "三", 3 }, { "肆", 4 },
  { "四", 4 }, { "伍", 5 }, { "五", 5 }, { "陆", 6 }, { "六", 6 }, { "柒", 7 }, { "七", 7 }, { "捌", 8 }, { "八", 8 }, { "玖", 9 },
  { "九", 9 }, { "貳", 2 }, { "參", 3 }, { "陸", 6 },
};

static const struct
{
  const char *character;
  gint64      factor;
} units[] = {
  { "拾", 10 }, { "十", 10 }, { "佰", 100 }, { "百", 100 }, { "仟", 1000 }, { "千", 1000 }, { "万", WAN }, { "萬", WAN }, { "亿", YI },
  { "億", YI },
};

/* -1: no digit stands there */
static int
take_digit (const char **p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (digits); i++)
    if (sn_money_take (p, digits[i].character))
      return digits[i].digit;
  return -1;
}

/* 0: no unit stands there */
static gint64
take_unit (const char **p)
{
  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    if (sn_money_take (p, units[i].character))
      return units[i].factor;
  return 0;
}

/* How far whole yuan have been read. */
typedef struct
{
  gint64   yi;      /* all that stood before 亿; -1: no 亿 yet */
  gint64   wan;     /* before 万, since 亿; -1: no 万 yet */
  gint64   group;   /* since then */
  gint64   place;   /* the unit written last: 10 to 万; the largest number at the start */
  int      digit;   /* waits for its unit; -1: none */
  gboolean zero;    /* 零 since that unit */
} Whole;

static gboolean
add_digit (Whole *whole, int digit)
{
  if (whole->digit > 0)
    return FALSE; /* two digits without a unit between */
  whole->zero = whole->zero || digit == 0;
  whole->digit = digit;
  return TRUE;
}

/* 拾, 佰, 仟 */
static gboolean
add_place (Whole *whole, gint64 factor)
{
  gboolean follows = whole->place == G_MAXINT64 || whole->place == factor * 10;
  int digit = whole->digit;

  if (factor >= whole->place)
    return FALSE;
  /* 零拾 on a printed form is a zero; in 一千零十 the 零 stands for the hundreds passed over, and 十 is a ten. 拾伍 is 15. */
  if (digit < 0 || (digit == 0 && !follows))
    {
      if (factor != 10)
        return FALSE;
      digit = 1;
    }
  whole->group += digit * factor;
  whole->place = factor;
  whole->digit = -1;
  whole->zero = FALSE;
  return TRUE;
}

/* 一百二 is 120 when it is spoken and 102 where somebody left out the 零: no certain place for the last digit. */
static gboolean
is_last_digit_certain (const Whole *whole)
{
  return whole->digit <= 0 || whole->zero || whole->place == 10 || whole->place == G_MAXINT64;
}

/* 万, 亿: they multiply what stands before them. */
static gboolean
close_group (Whole *whole, gint64 factor)
{
  gint64 before = whole->group + MAX (whole->digit, 0);
  gboolean nothing_before = whole->digit < 0 && whole->place >= WAN;

  if (!is_last_digit_certain (whole) && whole->place != WAN)
    return FALSE;
  if (factor == WAN)
    {
      if (whole->wan >= 0 || nothing_before)
        return FALSE;
      whole->wan = before;
    }
  else
    {
      if (whole->yi >= 0 || (nothing_before && whole->wan <= 0))
        return FALSE;
      whole->yi = MAX (whole->wan, 0) * WAN + before;
      whole->wan = -1;
    }
  whole->group = 0;
  whole->place = WAN;
  whole->digit = -1;
  whole->zero = FALSE;
  return TRUE;
}

/* 壹仟贰佰 … up to 元 */
static gboolean
read_yuan (const char **p, gint64 *yuan)
{
  const char *start = *p;
  Whole whole = { .yi = -1, .wan = -1, .place = G_MAXINT64, .digit = -1 };

  for (;;)
    {
      int digit = take_digit (p);
      gint64 factor = digit < 0 ? take_unit (p) : 0;

      if (digit < 0 && factor == 0)
        break;
      if (!(digit >= 0 ? add_digit (&whole, digit) : factor < WAN ? add_place (&whole, factor) : close_group (&whole, factor)))
        return FALSE;
    }
  *yuan = MAX (whole.yi, 0) * YI + MAX (whole.wan, 0) * WAN + whole.group + MAX (whole.digit, 0);
  return *p > start && is_last_digit_certain (&whole);
}

/* 伍角, 零伍角, 零角: 0 to 9; -1, and @p where it was, when no such thing stands there */
static int
take_part (const char **p, const char *unit)
{
  const char *start = *p;
  int digit = take_digit (p);

  if (digit >= 0 && sn_money_take (p, unit))
    return digit;
  if (digit == 0 && (digit = take_digit (p)) >= 0 && sn_money_take (p, unit))
    return digit;
  *p = start;
  return -1;
}

gboolean
sn_money_parse_capitals (const char *text, gint64 *amount_fen)
{
  static const char *const yuan_words[] = { "元", "圆", "圓", NULL };
  static const char *const ends[] = { "整", "正", NULL };
  const char *p = text, *start;
  gint64 yuan = 0;
  int jiao, fen;

  sn_money_take (&p, "人民币");
  start = p;
  if (!read_yuan (&p, &yuan) || !(sn_money_take_any (&p, yuan_words) || *p == '\0' || g_str_has_prefix (p, "整")))
    {
      p = start; /* less than a yuan: the digit belongs to 角 or 分 */
      yuan = 0;
    }
  jiao = take_part (&p, "角");
  fen = take_part (&p, "分");
  if (p == start)
    return FALSE;
  sn_money_take_any (&p, ends);
  *amount_fen = yuan * 100 + MAX (jiao, 0) * 10 + MAX (fen, 0);
  return *p == '\0';
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char *const written_digits[] = { "零", "壹", "贰", "叁", "肆", "伍", "陆", "柒", "捌", "玖" };

static void
append_capital_group (GString *text, guint group, gboolean needs_zero)
{
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
      g_string_append_printf (text, "%s%s", written_digits[digit], places[i]);
    }
}

static void
append_capital_yuan (GString *text, guint64 yuan)
{
  guint groups[4] = { (guint) (yuan % 10000), (guint) (yuan / 10000 % 10000), (guint) (yuan / 100000000 % 10000),
                      (guint) (yuan / 1000000000000 % 10000) };
  const char *const group_units[] = { "", "万", "亿", groups[2] == 0 ? "万亿" : "万" };
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
      g_string_append (text, group_units[i]);
    }
}

char *
sn_money_format_capitals (gint64 amount_fen)
{
  g_autoptr (GString) text = NULL;
  guint64 yuan;
  guint jiao, fen;

  g_return_val_if_fail (amount_fen >= 0 && amount_fen <= SN_MONEY_LARGEST_FEN, NULL);

  yuan = (guint64) amount_fen / 100;
  jiao = (guint) (amount_fen / 10 % 10);
  fen = (guint) (amount_fen % 10);
  text = g_string_new (NULL);
  append_capital_yuan (text, yuan);
  if (text->len > 0 || amount_fen == 0)
    g_string_append (text, text->len > 0 ? "元" : "零元");
  if (jiao == 0 && fen == 0)
    g_string_append (text, "整");
  /* 元 then 零 where the last place of yuan is 0 and jiao is not, or jiao is 0 and fen is not. */
  else if (text->len > 0 && (jiao == 0 || yuan % 10 == 0))
    g_string_append (text, "零");
  if (jiao != 0)
    g_string_append_printf (text, "%s角", written_digits[jiao]);
  if (fen != 0)
    g_string_append_printf (text, "%s分", written_digits[fen]);
  return g_string_free (g_steal_pointer (&text), FALSE);
}
