/* sn-add-person-dialog.h: one line of a roster, typed in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_ADD_PERSON_DIALOG (sn_add_person_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnAddPersonDialog, sn_add_person_dialog, SN, ADD_PERSON_DIALOG, AdwWindow)

/* @town_id: proposed; 0: the one of the registry */
void sn_add_person_dialog_present (GtkWindow       *parent,
                                   SnSession       *session,
                                   const SnProgram *program,
                                   gint64           town_id);

G_END_DECLS
