/* sn-disbursement-page.h: batches, their payments, and what can be done with them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_DISBURSEMENT_PAGE (sn_disbursement_page_get_type ())
G_DECLARE_FINAL_TYPE (SnDisbursementPage, sn_disbursement_page, SN, DISBURSEMENT_PAGE, SnPage)

G_END_DECLS
