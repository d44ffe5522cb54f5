/* sn-history-page.h: the journal: who changed what and when, before and after, and the way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_HISTORY_PAGE (sn_history_page_get_type ())
G_DECLARE_FINAL_TYPE (SnHistoryPage, sn_history_page, SN, HISTORY_PAGE, SnPage)

G_END_DECLS
