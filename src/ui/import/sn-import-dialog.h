/* sn-import-dialog.h: a roster file, judged before anything is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_DIALOG (sn_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnImportDialog, sn_import_dialog, SN, IMPORT_DIALOG, AdwWindow)

/* Reads @path and shows what an import into @program would do; closes by itself once it was done. */
void sn_import_dialog_present (GtkWindow       *parent,
                               SnSession       *session,
                               const SnProgram *program,
                               const char      *path);

G_END_DECLS
