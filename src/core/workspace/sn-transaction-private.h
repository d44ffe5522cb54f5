/* sn-transaction-private.h: how the workspace begins and ends transactions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-figure-keeper.h"
#include "sn-transaction.h"

G_BEGIN_DECLS

/* Who made the workspace: who acts where nobody is named. Ids of an office rise in the order in which officers became known, whatever the
 * clock said at the time; those of another office, whose file was merged, lie elsewhere. */
#define SN_FIRST_OFFICER_SQL "(SELECT id FROM first_officer)"

/* BEGIN IMMEDIATE and start recording. @officer_id 0: the first officer. */
SnTransaction *sn_transaction_begin    (SnConnection    *connection,
                                        SnFigureKeeper  *keeper,
                                        gint64           officer_id,
                                        GError         **error);
/* Figures, journal, indexes, COMMIT; frees. @change_id: 0 where nothing was changed or described. On failure all is rolled back. */
gboolean       sn_transaction_commit   (SnTransaction   *take_transaction,
                                        gint64          *change_id,
                                        GError         **error);
/* ROLLBACK; frees. */
void           sn_transaction_rollback (SnTransaction   *take_transaction);

G_END_DECLS
