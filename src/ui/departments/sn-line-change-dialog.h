/* sn-line-change-dialog.h: another rate or amount for chosen lines of a roster, with what would come of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-session.h"

#include "sn-campaign.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define SN_TYPE_LINE_CHANGE_DIALOG (sn_line_change_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnLineChangeDialog, sn_line_change_dialog, SN, LINE_CHANGE_DIALOG, AdwWindow)

/* @ids: gint64, entitlements of @program; kept */
void sn_line_change_dialog_present (GtkWindow       *parent,
                                    SnSession       *session,
                                    const SnProgram *program,
                                    GArray          *ids);

G_END_DECLS
