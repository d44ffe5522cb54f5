/* sn-undo-duties.h: what taking a change back asks for, by the tables that it touches.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

/* Adds what @table asks for to @steps, which begins as 0. */
void     sn_undo_note_table   (const char     *table,
                               guint64        *steps);
/* Errors: %SN_ERROR_REFUSED with the sentence of sn_officer_check_duty() */
gboolean sn_undo_check_duties (SnTransaction  *transaction,
                               guint64         steps,
                               GError        **error);

G_END_DECLS
