/* sn-other-benefit.h: what else the household of a roster's line is to get, from whichever department.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

typedef struct
{
  guint  lines;      /* planned lines of other programs of the campaign, of the person or anybody of the household */
  gint64 amount_fen; /* their sum */
} SnOtherBenefit;

/* (transfer full): gint64 (entitlement) → SnOtherBenefit, for the lines of the program whose household is to get anything else. One
 * walk by indexes, about 10 µs a line. Errors: %SN_ERROR_NOT_FOUND for the program */
GHashTable *sn_other_benefit_list (SnConnection  *connection,
                                   const char    *program_code,
                                   GError       **error);

G_END_DECLS
