/* sn-import-dialog.h: a list of people, judged before anything is written.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-import-choices.h"
#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_DIALOG (sn_import_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnImportDialog, sn_import_dialog, SN, IMPORT_DIALOG, AdwWindow)

/**
 * sn_import_dialog_present:
 * @target: copied
 * @path: the file. Whoever made it for this (pasted cells) may remove it once the window is gone
 * @shown_name: (nullable): what the list is called where it has no name of its own: "Pasted cells"; %NULL: the file's name
 *
 * Reads the list and shows what an import would do; nothing is written before the officer says so. Closes by itself once that was done.
 *
 * Returns: (transfer none): the window
 */
SnImportDialog *sn_import_dialog_present (GtkWindow            *parent,
                                          SnSession            *session,
                                          const SnImportTarget *target,
                                          const char           *path,
                                          const char           *shown_name);

G_END_DECLS
