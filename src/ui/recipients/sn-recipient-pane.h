/* sn-recipient-pane.h: one person with everything, beside the list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-person-record.h"
#include "sn-person-story.h"

G_BEGIN_DECLS

#define SN_TYPE_RECIPIENT_PANE (sn_recipient_pane_get_type ())
G_DECLARE_FINAL_TYPE (SnRecipientPane, sn_recipient_pane, SN, RECIPIENT_PANE, AdwBin)

/**
 * SnRecipientPane:
 *
 * Shows; it reads nothing. Numbers are masked until sn_recipient_pane_reveal(), and masked again for the next person. What can be done is
 * done by actions of the page: "page.reveal" with a field as target, "page.list-in" with the code of a program, "page.category-end" and
 * "page.account-use" with the number of a row, …
 *
 * Signals: "person-wanted" (gint64): a member of the household was activated; "page-wanted" (page, target): where something is told in
 * full.
 */
/* @take_record: (nullable) (transfer full): nobody. For the person that is shown already, what was scrolled to, revealed and told stays. */
void   sn_recipient_pane_show          (SnRecipientPane      *self,
                                        SnPersonRecord       *take_record);
/* The rest, which takes longer to read. Ignored when another person is shown by now. */
void   sn_recipient_pane_show_story    (SnRecipientPane      *self,
                                        gint64                person_id,
                                        SnPersonStory        *take_story);
gint64 sn_recipient_pane_get_person_id (SnRecipientPane      *self); /* 0: nobody */
/* (nullable): who is shown, until the next call of _show() */
const SnPersonRecord *sn_recipient_pane_get_record (SnRecipientPane *self);
/* Ignored when another person is shown by now. @field: the target of "page.reveal" */
void   sn_recipient_pane_reveal        (SnRecipientPane      *self,
                                        gint64                person_id,
                                        const char           *field,
                                        const char           *text);
/* @barred: (nullable): why this officer may see no number in full: the buttons that show one say it and cannot be pressed. For the next
 * _show(). */
void   sn_recipient_pane_set_barred    (SnRecipientPane      *self,
                                        const char           *barred);
/* Puts @form in the place of what is shown, until %NULL or another person takes it away. */
void   sn_recipient_pane_set_form      (SnRecipientPane      *self,
                                        GtkWidget            *form);
gboolean sn_recipient_pane_has_form    (SnRecipientPane      *self);

G_END_DECLS
