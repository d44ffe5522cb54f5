/* sn-roster-fault.h: the kinds of faults that a roster's cells can have, how bad each is, and what to do about it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-fault.h"

G_BEGIN_DECLS

/* Where a fault is noted. */
typedef struct
{
  const char *sheet;  /* "" for csv */
  guint       row;    /* from 1 */
  int         column; /* from 0; -1: the row as a whole */
} SnCellPlace;

/**
 * sn_roster_fault_add:
 * @faults: SnFault, appended to
 * @code: one of the table in sn-roster-fault.c
 * @value: what the cell holds, already masked where it must be
 * @...: what the sentence of @code takes
 *
 * Returns: the level of that code
 */
SnFaultLevel sn_roster_fault_add        (GPtrArray         *faults,
                                         const SnCellPlace *place,
                                         const char        *code,
                                         const char        *value,
                                         ...);
/* The same for faults of other files, whose kinds stand elsewhere. @message: translated */
void         sn_cell_fault_add          (GPtrArray         *faults,
                                         const SnCellPlace *place,
                                         const char        *code,
                                         SnFaultLevel       level,
                                         const char        *value,
                                         const char        *message);
/* By sheet, row, column, then code. @sheets: (nullable): the names in their order; %NULL: there is one */
void         sn_roster_fault_sort       (GPtrArray         *faults,
                                         const char *const *sheets);
/* (transfer full): cells with an id or an account, fit to be shown */
char        *sn_roster_mask_document    (const char        *text);
char        *sn_roster_mask_account     (const char        *text);

G_END_DECLS
