/* sn-household-dialog-private.h: shared by the files of the dialog.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-household-dialog.h"

#include "sn-household-work.h"
#include "sn-person-record.h"
#include "sn-person-story.h"

G_BEGIN_DECLS

#define SN_HOUSEHOLD_DIALOG_KEY "sn-household-dialog" /* of the window: its Dialog */

/* It goes with its window. */
typedef struct
{
  GtkWindow      *window;
  SnPage         *page;
  gint64          person_id;
  AdwWindowTitle *title;
  GtkListBox     *members;
  GPtrArray      *checks;   /* GtkCheckButton, one for each member */
  GtkWidget      *split, *move, *head, *payee, *save;
  AdwComboRow    *kind;
  GtkEditable    *texts[SN_HOUSEHOLD_N_TEXTS]; /* but for the kind */
  SnPersonRecord *record;   /* (nullable): until it is read */
  SnPersonStory  *story;    /* (nullable) */
} SnHouseholdDialog;

/* What the buttons do with the members who are chosen. */
void sn_household_dialog_enable_buttons (SnHouseholdDialog *dialog);
void sn_household_dialog_split          (SnHouseholdDialog *dialog);
void sn_household_dialog_change_head    (SnHouseholdDialog *dialog);
void sn_household_dialog_set_payee      (SnHouseholdDialog *dialog);
void sn_household_dialog_move_out       (SnHouseholdDialog *dialog);
void sn_household_dialog_take_in        (SnHouseholdDialog *dialog);
void sn_household_dialog_add_member     (SnHouseholdDialog *dialog);

G_END_DECLS
