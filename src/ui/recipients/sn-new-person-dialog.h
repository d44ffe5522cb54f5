/* sn-new-person-dialog.h: somebody who is not in the registry yet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

/* The page is asked for "recipients" "person:N" when the person was added, or is known and asked for. @household_id: where the person
 * lives; 0: a household of his own */
void sn_new_person_dialog_present (SnPage *page,
                                   gint64  household_id);

G_END_DECLS
