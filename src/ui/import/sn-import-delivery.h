/* sn-import-delivery.h: what a second delivery for the same program and towns says otherwise than the first: a page of the import window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-roster-admission.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_DELIVERY (sn_import_delivery_get_type ())
G_DECLARE_FINAL_TYPE (SnImportDelivery, sn_import_delivery, SN, IMPORT_DELIVERY, GtkWidget)

/* ::changed: the officer said something else of the lines that are gone */

/* @delivery: copied as far as it is shown */
void        sn_import_delivery_show       (SnImportDelivery *self,
                                           const SnDelivery *delivery);
/* (nullable): why lines that are gone are held; %NULL: they stay as they are. "" while the officer has not said why: no import yet */
const char *sn_import_delivery_get_reason (SnImportDelivery *self);

G_END_DECLS
