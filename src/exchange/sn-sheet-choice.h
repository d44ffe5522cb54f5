/* sn-sheet-choice.h: which of a workbook's sheets is read; one rule for all formats.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-reader.h"

G_BEGIN_DECLS

/**
 * sn_sheet_choice_offer:
 * @wanted: (nullable): the name that was asked for; %NULL: the first visible sheet
 *
 * Lists the next sheet of a workbook in @info. Of two sheets of one name the first is meant.
 *
 * Returns: whether it is the one to read; @info then has its name
 */
gboolean sn_sheet_choice_offer  (SnSheetInfo *info,
                                 const char  *wanted,
                                 const char  *name,
                                 gboolean     hidden);
/* After the last sheet: %FALSE, with a sentence, when none was the one to read. */
gboolean sn_sheet_choice_finish (SnSheetInfo *info,
                                 const char  *wanted,
                                 GError     **error);

G_END_DECLS
