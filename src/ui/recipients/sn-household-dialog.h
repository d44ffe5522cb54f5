/* sn-household-dialog.h: a household, and all that changes about it: who belongs to it, who stands for it, what it is called.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

/* The household of that person, wherever the person goes while it is open. */
void sn_household_dialog_present (SnPage *page,
                                  gint64  person_id);

G_END_DECLS
