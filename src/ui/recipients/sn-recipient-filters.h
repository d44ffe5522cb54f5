/* sn-recipient-filters.h: the conditions of the list of recipients, each a chip that can be taken away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient-condition.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_FILTERS (sn_recipient_filters_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientFilters, sn_recipient_filters, SN, RECIPIENT_FILTERS, GtkWidget)

/**
 * SnRecipientFilters:
 *
 * A chip for each condition, as many in a line as there is room for, and a button that takes all away. Not visible without conditions.
 * It only shows them; who meets them is the page's to read.
 *
 * Signals:
 *   "removed" (index)   that condition is not wanted any more; -1: none is
 */

/* @conditions: (element-type SnRecipientCondition); @choices: (array length=SN_RECIPIENT_N_FILTER_KINDS): for their names; %NULL where
 * they are not read yet */
void sn_recipient_filters_show (SnRecipientFilters *self,
                                GPtrArray          *conditions,
                                GPtrArray *const   *choices);

G_END_DECLS
