/* sn-review-dialog.h: what was handed in, before somebody says yes to it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-page.h"

G_BEGIN_DECLS

#define SN_TYPE_REVIEW_DIALOG (sn_review_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnReviewDialog, sn_review_dialog, SN, REVIEW_DIALOG, AdwWindow)

/**
 * sn_review_dialog_present:
 * @town_id: 0 for the whole roster
 * @part: what is reviewed, in words
 *
 * Its button approves exactly what it shows; sending back is "page.return" of @page.
 */
void sn_review_dialog_present (SnPage     *page,
                               const char *program_code,
                               gint64      town_id,
                               const char *part);

G_END_DECLS
