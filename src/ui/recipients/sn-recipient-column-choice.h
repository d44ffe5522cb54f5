/* sn-recipient-column-choice.h: which columns are shown, and in which order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-recipient-layout.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_COLUMN_CHOICE (sn_recipient_column_choice_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientColumnChoice, sn_recipient_column_choice, SN, RECIPIENT_COLUMN_CHOICE, GtkWidget)

/**
 * SnRecipientColumnChoice:
 *
 * A box to tick for each column, those that are shown first and in their order; beside it the ways up and down. By keys: the arrows go
 * through them, the space bar ticks, Alt with the arrows moves.
 */

/* (transfer full): a popover with it */
GtkWidget *sn_recipient_column_choice_new (SnRecipientLayout *layout);

G_END_DECLS
