/* sn-money.h: yuan as whole fen.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Amounts are gint64 fen. No function here, nor any other in core or exchange, holds money in floating point. */

/**
 * SnMoneyNote: what had to be set right to read an amount; a set of flags.
 */
typedef enum
{
  SN_MONEY_AS_WRITTEN  = 0,
  SN_MONEY_REPAIRED    = 1 << 0, /* blanks, thousands separators, currency signs, units in words, full-width digits */
  SN_MONEY_CAPITALS    = 1 << 1, /* 壹仟贰佰元整 */
  SN_MONEY_ROUNDED     = 1 << 2, /* binary noise of a spreadsheet (199.99999999999997), rounded to the fen */
} SnMoneyNote;

/**
 * sn_money_parse:
 * @text: what a cell or an entry holds: 1200, 1,200.00, ￥1200, 1200元, １２００, 壹仟贰佰元整
 * @is_number: whether the cell was a number; only then it may have an exponent, and only then binary noise is rounded: what
 *   stands beyond the tenth digit after the point or beyond the fifteenth digit of all
 * @amount_fen: (out): the amount; negative amounts are read as such, the caller judges
 * @note: (out) (optional): what was set right
 * @error: %SN_ERROR_INVALID_INPUT: not an amount; more than two decimals (a true third decimal is never rounded); too large
 *
 * What can be read in two ways is not an amount: two numbers in one cell, commas that part no thousands, 一百二.
 */
gboolean sn_money_parse (const char   *text,
                         gboolean      is_number,
                         gint64       *amount_fen,
                         SnMoneyNote  *note,
                         GError      **error);

/* (transfer full): "1,200.00" */
char    *sn_money_format          (gint64 amount_fen);
/* (transfer full): "1200.00", for files */
char    *sn_money_format_plain    (gint64 amount_fen);
/* (transfer full): 万元 with two decimals, half away from zero: "120.35" for 1,203,450.00 */
char    *sn_money_format_wan      (gint64 amount_fen);
/* (transfer full): 大写, 支付结算办法 annex 1: 壹仟贰佰元整. From 0 to 9,999,999,999,999.99 yuan, the largest that is read. */
char    *sn_money_format_capitals (gint64 amount_fen);

G_END_DECLS
