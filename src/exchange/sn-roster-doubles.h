/* sn-roster-doubles.h: people and accounts that stand in a roster more than once, on whatever sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-import.h"

G_BEGIN_DECLS

/* Of several rows with one document the first that can be taken stays, the others are rejected ("id_duplicate"); an account of several
 * people is pointed out ("account_shared"). What it found before is taken away first. The faults are not sorted. */
void sn_roster_doubles_settle (SnRosterImport *import);

/* Numbers of rows that were repaired, before and after. */
typedef struct
{
  GPtrArray *documents; /* char* */
  GPtrArray *accounts;  /* char* */
} SnRosterNumbers;

void sn_roster_numbers_init  (SnRosterNumbers   *numbers);
void sn_roster_numbers_note  (SnRosterNumbers   *numbers,
                              const SnRosterRow *row);
void sn_roster_numbers_clear (SnRosterNumbers   *numbers);
/**
 * sn_roster_doubles_settle_again:
 * @numbers: of all rows that changed; more are noted
 * @touched: guint are added: indices of the rows of which something else is said now
 *
 * What sn_roster_doubles_settle() does, for those numbers alone. The faults are not sorted.
 */
void sn_roster_doubles_settle_again (SnRosterImport  *import,
                                     SnRosterNumbers *numbers,
                                     GArray          *touched);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnRosterNumbers, sn_roster_numbers_clear)

G_END_DECLS
