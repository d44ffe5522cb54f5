/* sn-pair-cell.h: what all rules about two programs say together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-pair-rule.h"

G_BEGIN_DECLS

/* Zeroed: no rule. */
typedef struct
{
  SnPairPolicy whole;     /* of the rule about the programs; allowed where there is none */
  SnPairPolicy strictest; /* of the rules about rates */
  gboolean     for_rates; /* there are rules about rates */
} SnPairCell;

void         sn_pair_cell_add         (SnPairCell       *cell,
                                       const SnPairRule *rule);
/* The strictest that is said; and whether only some rates are meant by it. */
SnPairPolicy sn_pair_cell_get_policy  (const SnPairCell *cell);
gboolean     sn_pair_cell_is_of_rates (const SnPairCell *cell);
/* “a warning for some rates”, as it stands behind the names of the programs */
const char  *sn_pair_cell_describe    (const SnPairCell *cell);

G_END_DECLS
