/* sn-rate-outlook.h: beside a rate that is being edited, what it would mean: who would be entitled then and now, and the money.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"
#include "sn-what-if.h"

G_BEGIN_DECLS

#define SN_TYPE_RATE_OUTLOOK (sn_rate_outlook_get_type ())
G_DECLARE_FINAL_TYPE (SnRateOutlook, sn_rate_outlook, SN, RATE_OUTLOOK, AdwBin)

/* Reads in the background once nothing new was asked for a moment, and shows it in sentences. @draft is copied. */
void sn_rate_outlook_ask  (SnRateOutlook      *self,
                           SnSession          *session,
                           const char         *program_code,
                           const SnRateDraft  *draft);
/* What is written is no rate: nothing can be said of it. */
void sn_rate_outlook_hush (SnRateOutlook      *self);

G_END_DECLS
