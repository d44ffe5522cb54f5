/* sn-recipient-household.h: the household in the pane: its members, and what each is due.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-person-record.h"
#include "sn-person-story.h"

G_BEGIN_DECLS

/**
 * sn_recipient_household_fill:
 * @story: (nullable): until it is read the sums are missing
 *
 * Replaces the rows of @list by the members. A row but the person's own is activatable: sn_recipient_household_get_person_id().
 */
void   sn_recipient_household_fill          (GtkListBox           *list,
                                             const SnPersonRecord *record,
                                             const SnPersonStory  *story);
gint64 sn_recipient_household_get_person_id (GtkListBoxRow        *row);
/* (transfer full): "2 people · 3101180001" */
char  *sn_recipient_household_describe      (const SnPersonRecord *record);
/* (transfer full): kind, certificate, payee, in so far as they are out of the ordinary; "" */
char  *sn_recipient_household_describe_more (const SnPersonRecord *record);

/* A row for a dialog: name, relation and number, and what the member is due this winter. @story: (nullable) */
GtkWidget *sn_recipient_household_make_action_row (const SnPersonRecord *record,
                                                   const SnPerson       *member,
                                                   const SnPersonStory  *story);

G_END_DECLS
