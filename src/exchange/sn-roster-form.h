/* sn-roster-form.h: one line of a roster, typed in by hand.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-admission.h"
#include "sn-roster-field.h"

G_BEGIN_DECLS

/**
 * sn_roster_form_read:
 * @texts: SN_ROSTER_N_FIELDS of them, as typed; %NULL where the form does not ask, or nothing was typed that could be left out
 * @faults: SnFault are added, by the same judgement as for the cells of a file
 *
 * Town, village and category are chosen from lists and stay for the caller.
 *
 * Returns: (transfer full): the row; its @rejected says whether it can be taken
 */
SnRosterRow *sn_roster_form_read       (const char *const *texts,
                                        GPtrArray         *faults);
/* (nullable): what forbids to take what was typed in @field */
const char  *sn_roster_form_find_fault (GPtrArray         *faults,
                                        SnRosterField      field);

G_END_DECLS
