/* sn-file-digest.h: the SHA-256 by which a file is known again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef void (*SnFileDigestFunc) (double   fraction,
                                  gpointer data);

/**
 * sn_file_digest:
 * @progress: (nullable): called with the fraction that is read
 *
 * Returns: (transfer full) (nullable): 64 hexadecimal digits
 *
 * Errors: %G_IO_ERROR; %G_IO_ERROR_CANCELLED. Any thread that may wait.
 */
char *sn_file_digest (const char        *path,
                      SnFileDigestFunc   progress,
                      gpointer           data,
                      GCancellable      *cancellable,
                      GError           **error);

G_END_DECLS
