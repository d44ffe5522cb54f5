/* sn-batch-dialog.h: puts what is approved and unpaid into a batch.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_BATCH_DIALOG (sn_batch_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnBatchDialog, sn_batch_dialog, SN, BATCH_DIALOG, AdwWindow)

/* @town_id: 0 for all; @part: what it is about, in words */
void sn_batch_dialog_present (SnPage     *page,
                              const char *program_code,
                              gint64      town_id,
                              const char *part);

G_END_DECLS
