/* sn-payment-batch-private.h: shared by the steps of a batch.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-payment-batch.h"

G_BEGIN_DECLS

/* (transfer full) (nullable): @text without blanks at its ends; %NULL where nothing else is there */
char           *sn_payment_batch_trim_words (const char *text);
/* What a step needs to know before it moves anything. Borrowed from nothing; free with sn_payment_batch_free(). Refuses with
 * @sentence where the batch is in none of @states (ended by NULL). */
SnPaymentBatch *sn_payment_batch_expect (SnConnection       *connection,
                                         gint64              batch_id,
                                         const char *const  *states,
                                         const char         *sentence,
                                         GError            **error);
/* Describes the Change by program code and number of the batch, and up to three more words. */
void            sn_payment_batch_describe (SnTransaction        *transaction,
                                           const char           *action,
                                           const SnPaymentBatch *batch,
                                           const char           *third,
                                           const char           *fourth,
                                           const char           *fifth);
/* Fixes count and sum of a draft's lines as its control totals. */
gboolean        sn_payment_batch_fix_totals (SnConnection *connection, gint64 batch_id, GError **error);
/* Call after lines were settled: issued → reconciled once no line is on its way any more. The batch notes in which change,
 * so that an earlier answer cannot be taken back under a later one: it would be reconciled with open lines. */
gboolean        sn_payment_batch_settle (SnConnection *connection, gint64 batch_id, GError **error);
/* The next number within a program. */
gboolean        sn_payment_batch_next_number (SnConnection *connection, gint64 program_id, gint64 *number, GError **error);
/* Who signed for a paid line; @collector (nullable): the payee. */
gboolean        sn_payment_batch_write_receipt (SnTransaction *transaction, gint64 payment_id, const char *collector,
                                                const char *relation, const char *signed_on, GError **error);

G_END_DECLS
