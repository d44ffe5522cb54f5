/* sn-attachment-file.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-attachment-file.h"

#include "sn-error.h"
#include "sn-file-digest.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const char *
sn_attachment_state_to_string (SnAttachmentState state)
{
  static const char *const words[] = {
    [SN_ATTACHMENT_SAME] = "same", [SN_ATTACHMENT_CHANGED] = "changed", [SN_ATTACHMENT_MISSING] = "missing",
  };

  return words[state];
}

SnAttachmentState
sn_attachment_look (const SnAttachment *attachment, GCancellable *cancellable)
{
  g_autofree char *sha256 = sn_file_digest (attachment->path, NULL, NULL, cancellable, NULL);

  if (sha256 == NULL)
    return SN_ATTACHMENT_MISSING;
  return strcmp (sha256, attachment->sha256) == 0 ? SN_ATTACHMENT_SAME : SN_ATTACHMENT_CHANGED;
}

gboolean
sn_attachment_measure (const char *file, char **path, char **sha256, gint64 *size_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) place = g_file_new_for_path (file);
  g_autoptr (GFileInfo) info = g_file_query_info (place, G_FILE_ATTRIBUTE_STANDARD_SIZE "," G_FILE_ATTRIBUTE_STANDARD_TYPE,
                                                  G_FILE_QUERY_INFO_NONE, cancellable, error);

  if (info == NULL)
    return FALSE;
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no file that could be attached. Choose a scan or a document."), file);
      return FALSE;
    }
  *sha256 = sn_file_digest (file, NULL, NULL, cancellable, error);
  if (*sha256 == NULL)
    return FALSE;
  *path = g_file_get_path (place);
  *size_bytes = g_file_info_get_size (info);
  return TRUE;
}
