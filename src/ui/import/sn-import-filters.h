/* sn-import-filters.h: which rows of a roster are shown, and how many there are of each kind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-import-lines.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_FILTERS (sn_import_filters_get_type ())
G_DECLARE_FINAL_TYPE (SnImportFilters, sn_import_filters, SN, IMPORT_FILTERS, GtkWidget)

/* ::chosen (guint shown): the officer pressed the chip of that SnImportShown */

/* Shows the numbers of @lines, and what is chosen there. @is_judged: the registry was asked; else nobody is new or known */
void sn_import_filters_show (SnImportFilters     *self,
                             const SnImportLines *lines,
                             gboolean             is_judged);

G_END_DECLS
