/* sn-recipient-pane.h: one person with everything, beside the list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-person-record.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_PANE (sn_recipient_pane_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientPane, sn_recipient_pane, SN, RECIPIENT_PANE, AdwBin)

/**
 * SnRecipientPane:
 *
 * Shows; it reads nothing. Numbers are masked until sn_recipient_pane_reveal(), and masked again for the next person. Its button
 * "Show" activates "page.reveal", the buttons "List" activate "page.list-in" with the code of a program.
 *
 * Signal "person-wanted" (gint64): a member of the household was activated.
 */
/* @record: (nullable): nobody. For the person that is shown already, what was scrolled to and revealed stays. */
void   sn_recipient_pane_show          (SnRecipientPane      *self,
                                        const SnPersonRecord *record);
gint64 sn_recipient_pane_get_person_id (SnRecipientPane      *self); /* 0: nobody */
/* Ignored when another person is shown by now. */
void   sn_recipient_pane_reveal        (SnRecipientPane      *self,
                                        gint64                person_id,
                                        const char           *document_number);

G_END_DECLS
