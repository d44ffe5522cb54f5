/* sn-pair-rules-dialog.h: what a benefit of one program means for one of another: the matrix, and setting a cell of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_PAIR_RULES_DIALOG (sn_pair_rules_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnPairRulesDialog, sn_pair_rules_dialog, SN, PAIR_RULES_DIALOG, AdwWindow)

void sn_pair_rules_dialog_present (GtkWindow *parent,
                                   SnSession *session);

G_END_DECLS
