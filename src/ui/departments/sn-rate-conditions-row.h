/* sn-rate-conditions-row.h: what a rate asks for beyond category and least age: a line to write in for each kind of condition.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SN_TYPE_RATE_CONDITIONS_ROW (sn_rate_conditions_row_get_type ())
G_DECLARE_FINAL_TYPE (SnRateConditionsRow, sn_rate_conditions_row, SN, RATE_CONDITIONS_ROW, AdwExpanderRow)

/* Signal "changed": something else is written in a line. */

/* @conditions: SnRateCondition of one rate */
void   sn_rate_conditions_row_show      (SnRateConditionsRow  *self,
                                         GPtrArray            *conditions);
/* (transfer full): "kind=value" of each line that says something, as sn_rate_condition_parse() reads the value */
char **sn_rate_conditions_row_dup_asked (SnRateConditionsRow  *self);
/* (transfer full): the kinds whose line is empty */
char **sn_rate_conditions_row_dup_empty (SnRateConditionsRow  *self);
/* (transfer full) (nullable): why the first line that cannot be read cannot. Whether a town is one is judged when it is kept. */
char  *sn_rate_conditions_row_dup_fault (SnRateConditionsRow  *self);

G_END_DECLS
