/* sn-file-digest.c: the SHA-256 by which a file is known again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-file-digest.h"

#define BLOCK_BYTES (256 * 1024)

char *
sn_file_digest (const char *path, SnFileDigestFunc progress, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GFileInputStream) stream = g_file_read (file, cancellable, error);
  g_autoptr (GFileInfo) info = NULL;
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autofree guchar *block = g_malloc (BLOCK_BYTES);
  goffset size, done = 0;
  gssize n_read;

  if (stream == NULL)
    return NULL;
  info = g_file_input_stream_query_info (stream, G_FILE_ATTRIBUTE_STANDARD_SIZE, cancellable, error);
  if (info == NULL)
    return NULL;
  size = MAX (1, g_file_info_get_size (info));
  while ((n_read = g_input_stream_read (G_INPUT_STREAM (stream), block, BLOCK_BYTES, cancellable, error)) > 0)
    {
      g_checksum_update (checksum, block, n_read);
      done += n_read;
      if (progress != NULL)
        progress ((double) done / (double) size, data);
    }
  return n_read == 0 ? g_strdup (g_checksum_get_string (checksum)) : NULL;
}
