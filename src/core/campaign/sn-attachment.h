/* sn-attachment.h: scans and approvals that belong to a program. The file stays where it is; its hash says whether it is the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

typedef struct
{
  gint64  id;
  char   *program;    /* code */
  char   *name;       /* without its folder */
  char   *path;
  char   *sha256;     /* 64 hexadecimal digits, of the file when it was added */
  gint64  size_bytes;
  char   *note;
  char   *officer;    /* who added it */
  char   *added_at;   /* UTC */
} SnAttachment;

void       sn_attachment_free   (SnAttachment   *attachment);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnAttachment, sn_attachment_free)

/* (transfer full): SnAttachment, the newest first. @program_code: (nullable): of all programs of the campaign at work.
 * %SN_ERROR_NOT_FOUND. */
GPtrArray *sn_attachment_list   (SnConnection   *connection,
                                 const char     *program_code,
                                 GError        **error);
/**
 * sn_attachment_add:
 * @path: absolute
 * @sha256: of the file now
 * @note: (nullable): what it is
 *
 * One Change, "attachment-add". Errors: %SN_ERROR_NOT_FOUND: the program; %SN_ERROR_REFUSED: the same content is there already, under the
 * name it says. Thread: the writer's.
 */
gboolean   sn_attachment_add    (SnTransaction  *transaction,
                                 const char     *program_code,
                                 const char     *path,
                                 const char     *sha256,
                                 gint64          size_bytes,
                                 const char     *note,
                                 GError        **error);
/* One Change, "attachment-remove": what the program knows of it; the file itself stays. %SN_ERROR_NOT_FOUND. */
gboolean   sn_attachment_remove (SnTransaction  *transaction,
                                 gint64          attachment_id,
                                 GError        **error);

G_END_DECLS
