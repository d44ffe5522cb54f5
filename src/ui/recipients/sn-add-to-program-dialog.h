/* sn-add-to-program-dialog.h: chosen people onto a program's roster: what would come of it, then that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_ADD_TO_PROGRAM_DIALOG (sn_add_to_program_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnAddToProgramDialog, sn_add_to_program_dialog, SN, ADD_TO_PROGRAM_DIALOG, AdwWindow)

/* @person_ids: (element-type gint64): referenced, not to be changed */
void sn_add_to_program_dialog_present (GtkWindow *parent,
                                       SnSession *session,
                                       GArray    *person_ids);

G_END_DECLS
