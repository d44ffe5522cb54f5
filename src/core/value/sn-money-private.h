/* sn-money-private.h: what the two halves of money share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-money.h"

G_BEGIN_DECLS

#define SN_MONEY_LARGEST_FEN G_GINT64_CONSTANT (999999999999999) /* ten 万亿 yuan less a fen: beyond any budget */

/* 壹仟贰佰元整 → 120000. @text without blanks. May give more than the largest amount, but never overflows. */
gboolean sn_money_parse_capitals (const char *text,
                                  gint64     *amount_fen);

/* Takes @word off the front of @p, or the first of @words (ended by %NULL) that stands there. */
gboolean sn_money_take           (const char **p,
                                  const char  *word);
gboolean sn_money_take_any       (const char       **p,
                                  const char *const *words);

G_END_DECLS
