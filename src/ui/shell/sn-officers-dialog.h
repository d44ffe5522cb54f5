/* sn-officers-dialog.h: who works here, what each is named for, and who may see numbers in full.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_OFFICERS_DIALOG (sn_officers_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnOfficersDialog, sn_officers_dialog, SN, OFFICERS_DIALOG, AdwWindow)

/* What is switched or ticked is written at once; what is refused goes back. */
void sn_officers_dialog_present (GtkWindow *parent,
                                 SnSession *session);

G_END_DECLS
