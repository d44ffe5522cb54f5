/* sn-pair-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-pair-cell.h"

#include <glib/gi18n.h>

void
sn_pair_cell_add (SnPairCell *cell, const SnPairRule *rule)
{
  if (rule->first_rate == NULL && rule->second_rate == NULL)
    {
      cell->whole = rule->policy;
      return;
    }
  cell->strictest = MAX (cell->strictest, rule->policy);
  cell->for_rates = TRUE;
}

SnPairPolicy
sn_pair_cell_get_policy (const SnPairCell *cell)
{
  return MAX (cell->whole, cell->strictest);
}

gboolean
sn_pair_cell_is_of_rates (const SnPairCell *cell)
{
  return cell->strictest > cell->whole;
}

const char *
sn_pair_cell_describe (const SnPairCell *cell)
{
  /* TRANSLATORS: what two programs mean for each other, as in “03.6 × 13.1: a warning” */
  static const char *const whole[] = { NC_ ("pair", "allowed"), NC_ ("pair", "a warning"), NC_ ("pair", "forbidden") };
  static const char *const of_rates[] = {
    NC_ ("pair", "allowed"), NC_ ("pair", "a warning for some rates"), NC_ ("pair", "forbidden for some rates"),
  };
  static const char *const but_rates[] = {
    NC_ ("pair", "allowed, with rules for some rates"), NC_ ("pair", "a warning, with rules for some rates"),
    NC_ ("pair", "forbidden, with rules for some rates"),
  };
  SnPairPolicy policy = sn_pair_cell_get_policy (cell);

  if (sn_pair_cell_is_of_rates (cell))
    return g_dpgettext2 (NULL, "pair", of_rates[policy]);
  return g_dpgettext2 (NULL, "pair", cell->for_rates ? but_rates[policy] : whole[policy]);
}
