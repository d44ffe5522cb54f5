/* sn-import-delivery.h: what a second delivery for the same program and towns says otherwise than the first, and who is on a category's
 * list no more: a page of the import window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-import-work.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_DELIVERY (sn_import_delivery_get_type ())
G_DECLARE_FINAL_TYPE (SnImportDelivery, sn_import_delivery, SN, IMPORT_DELIVERY, GtkWidget)

/* ::changed: the officer said something else of the lines that are gone or changed */

/* Whether there is anything to be shown: it is a second delivery, or somebody is on the list no more */
gboolean    sn_import_delivery_is_needed  (const SnImportJudgement *judgement);
/* @judgement: kept; what the officer said of lines that are gone or changed stays said */
void        sn_import_delivery_show       (SnImportDelivery        *self,
                                           SnImportJudgement       *judgement,
                                           const SnImportTarget    *target);
/* (nullable): why lines that are gone are held; %NULL: they stay as they are. "" while the officer has not said why: no import yet */
const char *sn_import_delivery_get_reason (SnImportDelivery        *self);
/* (nullable): why lines that stand get what this file says; %NULL: they stay as they are. "" while the officer has not said why */
const char *sn_import_delivery_get_change_reason (SnImportDelivery *self);
/* Whether who is on the category's list no more holds it no longer */
gboolean    sn_import_delivery_ends       (SnImportDelivery        *self);

G_END_DECLS
