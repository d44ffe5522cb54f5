/* sn-error.h: the few kinds of failure a caller can do something different about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * SnError:
 * @SN_ERROR_FAILED: anything without a remedy of its own; the message says what happened
 * @SN_ERROR_NOT_FOUND: the named thing (campaign, program, batch, person) is not in the workspace
 * @SN_ERROR_INVALID_INPUT: what the user gave is not well formed; the message names place and remedy
 * @SN_ERROR_REFUSED: well formed, but a rule of the work forbids it (state, four eyes, missing reference)
 * @SN_ERROR_BUSY: another program holds the workspace; try again
 * @SN_ERROR_CORRUPT: the file is damaged or was changed behind the journal's back; restore a backup
 * @SN_ERROR_TOO_NEW: the file was written by a newer Songnuan
 * @SN_ERROR_DISK_FULL: no room left where the file lies
 *
 * Cancellation is %G_IO_ERROR_CANCELLED, files that cannot be opened keep their %G_IO_ERROR. An empty result is
 * never an error. Messages are translated sentences fit for the user and never hold personal data.
 */
typedef enum
{
  SN_ERROR_FAILED,
  SN_ERROR_NOT_FOUND,
  SN_ERROR_INVALID_INPUT,
  SN_ERROR_REFUSED,
  SN_ERROR_BUSY,
  SN_ERROR_CORRUPT,
  SN_ERROR_TOO_NEW,
  SN_ERROR_DISK_FULL,
} SnError;

#define SN_ERROR (sn_error_quark ())
GQuark sn_error_quark (void);

G_END_DECLS
