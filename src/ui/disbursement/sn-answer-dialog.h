/* sn-answer-dialog.h: what a bank's answer said, and what of it fits nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-payment-batch.h"

G_BEGIN_DECLS

#define SN_TYPE_ANSWER_DIALOG (sn_answer_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnAnswerDialog, sn_answer_dialog, SN, ANSWER_DIALOG, AdwWindow)

/* @batch: as it is after the answer; @faults: SnFault, referenced */
void sn_answer_dialog_present (GtkWindow            *parent,
                               const char           *file_name,
                               const SnAnswerResult *result,
                               const SnPaymentBatch *batch,
                               GPtrArray            *faults);

G_END_DECLS
