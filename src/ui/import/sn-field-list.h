/* sn-field-list.h: the list of what a column of a sheet can hold, for all columns of the sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-roster-field.h"

G_BEGIN_DECLS

#define SN_TYPE_FIELD_LIST (sn_field_list_get_type ())
G_DECLARE_FINAL_TYPE (SnFieldList, sn_field_list, SN, FIELD_LIST, GtkPopover)

/**
 * SnFieldList::chosen:
 * @field: a #SnRosterField
 */

GtkWidget *sn_field_list_new   (void);
/* Without amount and rate, where nothing is paid by the sheet; with the fields of such lists alone, else without them. */
void       sn_field_list_limit (SnFieldList         *self,
                                gboolean             people_only);
/* Opens it with @current marked. @fields: what each of @n_columns columns is taken for: said beside the fields that are given away */
void       sn_field_list_open  (SnFieldList         *self,
                                const GdkRectangle  *place,
                                SnRosterField        current,
                                const SnRosterField *fields,
                                guint                n_columns);

G_END_DECLS
