/* sn-safety.h: proving that a workspace is sound, copying it, and bringing a copy back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-workspace.h"

G_BEGIN_DECLS

/* Each is "ok" or a sentence that says what is wrong. */
typedef struct
{
  char *integrity;    /* SQLite's own check of the file */
  char *hash_chain;   /* the journal is as it was written */
  char *summaries;    /* the figures equal a full recount */
  char *foreign_keys; /* no row refers to nothing */
} SnVerification;

void            sn_verification_free  (SnVerification *verification);
gboolean        sn_verification_is_ok (const SnVerification *verification);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnVerification, sn_verification_free)

/* A SnReadFunc: (transfer full): SnVerification */
gpointer        sn_verify             (SnConnection   *connection,
                                       gpointer        data,
                                       GCancellable   *cancellable,
                                       GError        **error);

/**
 * sn_backup_write:
 * @path: the copy; must not exist; made with mode 0600
 *
 * Copies the workspace as it stands at one moment, writes it to the disk, opens the copy and checks it before it takes its name.
 */
gboolean        sn_backup_write       (SnWorkspace    *workspace,
                                       const char     *path,
                                       GCancellable   *cancellable,
                                       GError        **error);
/**
 * sn_path_is_lent:
 *
 * Whether the desktop lends this file to a program in a sandbox. Beside such a file nothing else can stand, not SQLite's log either: no
 * workspace can be worked on there. One is taken in by sn_backup_restore() and handed out by sn_backup_write().
 */
gboolean        sn_path_is_lent       (const char     *path);

/**
 * sn_backup_restore:
 * @backup_path: a workspace file that passes sn_verify()
 * @path: the workspace to be put back; nobody may have it open. What stands there is kept beside it as
 *   "NAME.before-restore-yyyymmddThhmmss"
 * @kept_path: (out) (optional) (transfer full): where the replaced file is; %NULL when there was none
 */
gboolean        sn_backup_restore     (const char     *backup_path,
                                       const char     *path,
                                       char          **kept_path,
                                       GError        **error);

G_END_DECLS
