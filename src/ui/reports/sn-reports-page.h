/* sn-reports-page.h: workbooks for Excel and for paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_REPORTS_PAGE (sn_reports_page_get_type ())
G_DECLARE_FINAL_TYPE (SnReportsPage, sn_reports_page, SN, REPORTS_PAGE, SnPage)

G_END_DECLS
