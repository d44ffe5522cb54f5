/* sn-recipient-filter-choice.h: what the list of recipients can be asked for, one more condition.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-recipient-condition.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_FILTER_CHOICE (sn_recipient_filter_choice_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientFilterChoice, sn_recipient_filter_choice, SN, RECIPIENT_FILTER_CHOICE, GtkPopover)

/**
 * SnRecipientFilterChoice:
 *
 * First the kind, then which: from a list with a search, as a number or as a range. It begins with the kinds whenever it opens.
 *
 * Signal "added" (SnRecipientCondition, valid during the call)
 */
GtkWidget *sn_recipient_filter_choice_new         (void);
/* @choices: (element-type SnRecipientChoice) (transfer none) */
void       sn_recipient_filter_choice_set_choices (SnRecipientFilterChoice *self,
                                                   SnRecipientFilterKind    kind,
                                                   GPtrArray               *choices);

G_END_DECLS
