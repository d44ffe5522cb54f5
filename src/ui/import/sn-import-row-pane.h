/* sn-import-row-pane.h: one row of a roster in words: what is wrong with its cells, and what the registry says otherwise.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-import-lines.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_ROW_PANE (sn_import_row_pane_get_type ())
G_DECLARE_FINAL_TYPE (SnImportRowPane, sn_import_row_pane, SN, IMPORT_ROW_PANE, GtkBox)

/* ::chosen (int column): the officer pressed a fault; the column of its cell, or %SN_IMPORT_WHOLE_ROW */

/* @lines: (nullable): read now, and not kept; %NULL: no row */
void sn_import_row_pane_show (SnImportRowPane     *self,
                              const SnImportLines *lines,
                              guint                index);

G_END_DECLS
