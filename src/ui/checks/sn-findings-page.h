/* sn-findings-page.h: what the checks noticed, the rows side by side, and the officer's decision.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_FINDINGS_PAGE (sn_findings_page_get_type ())
G_DECLARE_FINAL_TYPE (SnFindingsPage, sn_findings_page, SN, FINDINGS_PAGE, SnPage)

G_END_DECLS
