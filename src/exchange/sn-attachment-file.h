/* sn-attachment-file.h: the files behind attachments.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-attachment.h"

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  SN_ATTACHMENT_SAME,    /* there, and as it was */
  SN_ATTACHMENT_CHANGED, /* another content than when it was added */
  SN_ATTACHMENT_MISSING, /* not there, or not to be read */
} SnAttachmentState;

/* "same", "changed", "missing" */
const char        *sn_attachment_state_to_string (SnAttachmentState    state);
/* Reads the file through: any thread that may wait. A cancelled look counts as missing. */
SnAttachmentState  sn_attachment_look            (const SnAttachment  *attachment,
                                                  GCancellable        *cancellable);
/* What sn_attachment_add() has to be told. @path: (out) (transfer full): absolute. Errors: %SN_ERROR_INVALID_INPUT: no ordinary file;
 * %G_IO_ERROR. Any thread that may wait. */
gboolean           sn_attachment_measure         (const char          *file,
                                                  char               **path,
                                                  char               **sha256,
                                                  gint64              *size_bytes,
                                                  GCancellable        *cancellable,
                                                  GError             **error);

G_END_DECLS
