/* sn-rights-dialog.h: who may see numbers in full.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

/* What is switched is written at once; what is refused is switched back. */
void sn_rights_dialog_present (GtkWindow *parent,
                               SnSession *session);

G_END_DECLS
