/* sn-dashboard-page.h: where the campaign stands, and what waits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_DASHBOARD_PAGE (sn_dashboard_page_get_type ())
G_DECLARE_FINAL_TYPE (SnDashboardPage, sn_dashboard_page, SN, DASHBOARD_PAGE, SnPage)

G_END_DECLS
