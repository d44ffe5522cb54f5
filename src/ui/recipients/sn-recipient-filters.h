/* sn-recipient-filters.h: the choices of town, category and department, and of who gets nothing, above the list of recipients.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient-filter.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_FILTERS (sn_recipient_filters_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientFilters, sn_recipient_filters, SN, RECIPIENT_FILTERS, GtkBox)

/* What is chosen of each kind: row ids, 0 for all. */
typedef struct
{
  gint64 ids[SN_RECIPIENT_N_FILTERS];
} SnRecipientChosen;

/**
 * SnRecipientFilters:
 *
 * One drop-down for each kind of filter. It only knows what is chosen; who belongs to it is read by the page.
 *
 * Signal "changed": something else was chosen, by the user or by sn_recipient_filters_choose().
 */

/* @choices: SnRecipientChoice, referenced. What was chosen stays chosen where it is still there. */
void              sn_recipient_filters_set_choices (SnRecipientFilters    *self,
                                                    SnRecipientFilterKind  kind,
                                                    GPtrArray             *choices);
gboolean          sn_recipient_filters_are_ready   (SnRecipientFilters    *self);
/* @code: (nullable): %NULL for all. %FALSE when there is no such choice. */
gboolean          sn_recipient_filters_choose      (SnRecipientFilters    *self,
                                                    SnRecipientFilterKind  kind,
                                                    const char            *code);
void              sn_recipient_filters_clear       (SnRecipientFilters    *self);
SnRecipientChosen sn_recipient_filters_get_chosen  (SnRecipientFilters    *self);

G_END_DECLS
