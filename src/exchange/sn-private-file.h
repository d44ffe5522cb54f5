/* sn-private-file.h: a file for the officer alone, which takes its name only when it is whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/**
 * SnPrivateFile:
 *
 * A file under way: it lies with mode 0600 under a name of its own beside the target, and is gone when it is freed without
 * having been placed. The target stays as it was until sn_private_file_place().
 */
typedef struct _SnPrivateFile SnPrivateFile;

/**
 * sn_private_file_new:
 * @path: the target
 *
 * Errors: those of sn_private_file_error(): the folder does not exist or may not be written to, the target is a folder
 */
SnPrivateFile *sn_private_file_new           (const char           *path,
                                              GError              **error);
/* Takes away whatever is not placed. */
void           sn_private_file_free          (SnPrivateFile        *self);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPrivateFile, sn_private_file_free)

/* The target; its name for sentences; where the bytes lie meanwhile, for those who write or read them by name. */
const char    *sn_private_file_get_path      (const SnPrivateFile  *self);
const char    *sn_private_file_get_display   (const SnPrivateFile  *self);
const char    *sn_private_file_get_temporary (const SnPrivateFile  *self);

/* Adds to the end. Errors: those of sn_private_file_error() */
gboolean       sn_private_file_write         (SnPrivateFile        *self,
                                              const char           *bytes,
                                              gsize                 length_bytes,
                                              GError              **error);
/**
 * sn_private_file_place:
 * @sha256: (out) (optional) (transfer full): of the whole file, 64 hexadecimal digits
 *
 * Puts the file safely on the disk and then in the target's place. After that, and after a failure, it can only be freed.
 *
 * Errors: those of sn_private_file_error(); %G_IO_ERROR_CANCELLED
 */
gboolean       sn_private_file_place         (SnPrivateFile        *self,
                                              char                **sha256,
                                              GCancellable         *cancellable,
                                              GError              **error);
/* (transfer full): what an errno means for this file: %SN_ERROR_DISK_FULL, %G_IO_ERROR_PERMISSION_DENIED with the remedy,
 * or another %G_IO_ERROR */
GError        *sn_private_file_error         (const SnPrivateFile  *self,
                                              int                   number);

G_END_DECLS
