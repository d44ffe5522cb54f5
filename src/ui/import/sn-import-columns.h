/* sn-import-columns.h: the sheet as it is, its heading marked, and over each column what it is taken for: a page of the import window on
 * which an officer sets that right.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-campaign.h"
#include "sn-import-choices.h"
#include "sn-sheet-preview.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_COLUMNS (sn_import_columns_get_type ())
G_DECLARE_FINAL_TYPE (SnImportColumns, sn_import_columns, SN, IMPORT_COLUMNS, GtkWidget)

/* Asked to take the focus, it gives it to the drop-down of the column that is in doubt, or of the first one. */

/**
 * SnImportColumns::changed:
 *
 * The officer chose another sheet, heading, field, hidden rows or way to find the rate; not what sn_import_columns_show() set.
 */

/**
 * sn_import_columns_show:
 * @preview: copied as far as it is shown; cells come by sn_sheet_preview_show_cell(), masked
 * @choices: what it was read with
 * @program: (nullable): whose rates can be chosen; %NULL: a list without a program, the ways to find a rate are not shown
 */
void     sn_import_columns_show            (SnImportColumns       *self,
                                            const SnSheetPreview  *preview,
                                            const SnImportChoices *choices,
                                            const SnProgram       *program);
/* Puts what is chosen now into @choices, in the place of what is there. A mapping only where the officer changed a column. */
void     sn_import_columns_take            (SnImportColumns       *self,
                                            SnImportChoices       *choices);
/* Whether an officer has to look at the columns before the rows are worth a look: something is said above the sheet */
gboolean sn_import_columns_has_doubts      (SnImportColumns       *self);
/* What such a list is for, so that it is said when no column holds it: the score, the day of death; %SN_ROSTER_FIELD_NONE: nothing beside
 * people. Before sn_import_columns_show(). */
void     sn_import_columns_set_needed      (SnImportColumns       *self,
                                            SnRosterField          needed);
/* How many hidden rows the file has, once all of it was read; the preview knows of its top only. What is done with them is asked from then
 * on. */
void     sn_import_columns_set_hidden_rows (SnImportColumns       *self,
                                            guint                  n_rows);

G_END_DECLS
