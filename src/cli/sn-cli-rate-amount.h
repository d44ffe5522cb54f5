/* sn-cli-rate-amount.h: what the amount of a rate follows from, read from words and written as JSON.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <json-glib/json-glib.h>

#include "sn-rate-basis.h"

G_BEGIN_DECLS

/* The members "basis", "basis_words", "score_source", "tiers", "member_fen", "members_covered" and "towns" of the object that is begun.
 * @basis: (nullable) */
void     sn_cli_add_rate_basis (JsonBuilder        *builder,
                                const SnRateBasis  *basis);
/* @words: "80=2000", ended by %NULL. @source: (nullable): 残联综合困难评分. FALSE with sn_cli_usage_error() */
gboolean sn_cli_parse_tiers    (const char         *source,
                                char              **words,
                                SnRateBasis       **basis,
                                GError            **error);
/* @member: yuan; @covered: (nullable): 1. FALSE with sn_cli_usage_error() */
gboolean sn_cli_parse_members  (const char         *member,
                                const char         *covered,
                                SnRateBasis       **basis,
                                GError            **error);

G_END_DECLS
