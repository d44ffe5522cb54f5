/* sn-sheet-layout.h: what an officer made of the columns of a sheet, remembered for the next one with the same headings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

/**
 * SnSheetLayouts:
 *
 * All that is remembered, for a thread that reads a file. A layout is a hash of the folded headings, 64 hexadecimal digits; a mapping
 * is text: the field of each column from the left, by its key, joined by commas, "" where nobody said anything:
 * "seq,name,,id,ignore". The exchange layer makes and reads both (sn-sheet-header.h).
 */
typedef struct _SnSheetLayouts SnSheetLayouts;

SnSheetLayouts *sn_sheet_layouts_load    (SnConnection          *connection,
                                          GError               **error);
void            sn_sheet_layouts_free    (SnSheetLayouts        *layouts);
/* (nullable): the mapping of that layout */
const char     *sn_sheet_layouts_find    (const SnSheetLayouts  *layouts,
                                          const char            *layout);
gboolean        sn_sheet_layouts_is_empty (const SnSheetLayouts *layouts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnSheetLayouts, sn_sheet_layouts_free)

/* Keeps @mapping for @layout, instead of an earlier one; "" forgets it. Does not describe the Change, and leaves no trace of equal content.
 * @is_new: (nullable) (out): whether it was not so before */
gboolean        sn_sheet_layout_remember (SnTransaction         *transaction,
                                          const char            *layout,
                                          const char            *mapping,
                                          gboolean              *is_new,
                                          GError               **error);

G_END_DECLS
