/* sn-funding-ledger.h: who bears what: planned, approved, paid and left of each source.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_FUNDING_LEDGER (sn_funding_ledger_get_type ())
G_DECLARE_FINAL_TYPE (SnFundingLedger, sn_funding_ledger, SN, FUNDING_LEDGER, AdwBin)

/* Reads it anew, with a job of @page. */
void sn_funding_ledger_refresh (SnFundingLedger *self,
                                SnPage          *page);

G_END_DECLS
