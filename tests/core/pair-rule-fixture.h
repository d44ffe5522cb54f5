/* pair-rule-fixture.h: a short way to set a rule between two programs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-pair-rule.h"

typedef struct
{
  const char  *first;
  const char  *second;
  const char  *first_rate;
  const char  *second_rate;
  SnPairPolicy policy;
  const char  *note;
} Setting;

static inline gboolean
set_rule (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Setting *setting = data;

  return sn_pair_rule_set (transaction, setting->first, setting->second, setting->first_rate, setting->second_rate, setting->policy,
                           setting->note, error);
}
