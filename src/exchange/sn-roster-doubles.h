/* sn-roster-doubles.h: people and accounts that stand in a roster more than once, on whatever sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-import.h"

G_BEGIN_DECLS

/* Of several rows with one document the first that can be taken stays, the others are rejected ("id_duplicate"); an account of several
 * people is pointed out ("account_shared"). May be called again after rows changed: what it found before is taken away first. The faults
 * are not sorted. */
void sn_roster_doubles_settle (SnRosterImport *import);

G_END_DECLS
