/* sn-duplicates-dialog.h: entries that look like one person, the surest first, and an officer's word on each pair.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

void sn_duplicates_dialog_present (SnPage *page);

G_END_DECLS
