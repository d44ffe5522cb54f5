/* sn-rate-amounts-row.h: the amount of a rate in a form, and what it follows from: tiers of a score, members of a household, towns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-campaign.h"

G_BEGIN_DECLS

#define SN_TYPE_RATE_AMOUNTS_ROW (sn_rate_amounts_row_get_type ())
G_DECLARE_FINAL_TYPE (SnRateAmountsRow, sn_rate_amounts_row, SN, RATE_AMOUNTS_ROW, AdwPreferencesGroup)

/* Signal "changed": something else is written, or chosen. */

/* @rate: (nullable): a new one; @towns: of sn_rate_amount_list_towns(), all that can set an amount */
void     sn_rate_amounts_row_show (SnRateAmountsRow     *self,
                                   const SnBenefitRate  *rate,
                                   const SnRateBasis    *towns);
/* What is written. @basis: (out) (transfer full): never %NULL. %SN_ERROR_INVALID_INPUT of what cannot be read; whether it suits the rate is
 * sn_rate_amount_check()'s business. */
gboolean sn_rate_amounts_row_read (SnRateAmountsRow     *self,
                                   gint64               *min_fen,
                                   gint64               *max_fen,
                                   SnRateBasis         **basis,
                                   GError              **error);

G_END_DECLS
