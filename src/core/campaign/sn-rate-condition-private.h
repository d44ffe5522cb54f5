/* sn-rate-condition-private.h: what keeping conditions and reading them share.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-rate-condition.h"

G_BEGIN_DECLS

/* %SN_ERROR_INVALID_INPUT, with the kinds there are */
gboolean sn_rate_condition_check_kind   (const char            *kind,
                                         GError               **error);
/* The greatest number of a kind that bounds one; 0 of a kind with choices */
int      sn_rate_condition_get_greatest (const char            *kind);
/* (transfer full) (nullable): what people write, as the file has it */
char    *sn_rate_condition_find_choice  (const char            *kind,
                                         const char            *text,
                                         SnDivisions           *divisions);
/* (transfer full): the value of SnRateCondition, from its other fields */
char    *sn_rate_condition_write        (const SnRateCondition *condition,
                                         SnDivisions           *divisions);
/* (transfer full): the sentence of SnRateCondition, from its other fields */
char    *sn_rate_condition_say          (const SnRateCondition *condition,
                                         SnDivisions           *divisions);

G_END_DECLS
