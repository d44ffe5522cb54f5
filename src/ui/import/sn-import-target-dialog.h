/* sn-import-target-dialog.h: where the people of a file go: into a program, or into a list without one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-import-choices.h"
#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_IMPORT_TARGET_DIALOG (sn_import_target_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnImportTargetDialog, sn_import_target_dialog, SN, IMPORT_TARGET_DIALOG, AdwWindow)

/* @target: what the officer chose, whole; valid during the call. Called after the dialog is gone; not after a cancellation, nor once
 * @owner is gone. */
typedef void (*SnImportTargetChosen) (const SnImportTarget *target,
                                      gpointer              owner,
                                      gpointer              data);

/**
 * sn_import_target_dialog_present:
 * @path: looked into for its title while the dialog is up; a file that cannot be read ends it with a sentence of the session
 * @shown_name: what the file is called
 * @last: (nullable): what was chosen before; proposed where the file says nothing
 * @data_free: frees @take_data in any case
 */
void sn_import_target_dialog_present (GtkWindow            *parent,
                                      SnSession            *session,
                                      const char           *path,
                                      const char           *shown_name,
                                      const SnImportTarget *last,
                                      SnImportTargetChosen  chosen,
                                      GObject              *owner,
                                      gpointer              take_data,
                                      GDestroyNotify        data_free);

G_END_DECLS
