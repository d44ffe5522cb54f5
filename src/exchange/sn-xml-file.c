/* sn-xml-file.c: XML that is a file by itself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-xml-reader.h"

#include <string.h>

#define HEAD_BYTES 256

static gssize
read_stream (gpointer source, void *buffer, gsize length_bytes, GError **error)
{
  gsize n_read = 0;

  if (g_input_stream_read_all (source, buffer, length_bytes, &n_read, NULL, error))
    return (gssize) n_read;
  /* What the declared encoding cannot hold. */
  if (g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA) || g_error_matches (*error, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    {
      g_clear_error (error);
      sn_set_damaged (error);
    }
  return -1;
}

/* GB2312, GBK and GB18030, of which the last reads all; expat knows none of them. */
static gboolean
is_declared_chinese (const char *head)
{
  const char *end = strstr (head, "?>");
  const char *encoding = strstr (head, "encoding=");

  return encoding != NULL && end != NULL && encoding < end &&
         g_ascii_strncasecmp (encoding + strlen ("encoding='"), "gb", 2) == 0;
}

gboolean
sn_xml_read_file (const char *path, const SnXmlHandlers *handlers, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GInputStream) stream = G_INPUT_STREAM (g_file_read (file, cancellable, error));
  g_autoptr (GCharsetConverter) converter = NULL;
  char head[HEAD_BYTES + 1];
  gsize n_head = 0;

  if (stream == NULL || !g_input_stream_read_all (stream, head, HEAD_BYTES, &n_head, cancellable, error) ||
      !g_seekable_seek (G_SEEKABLE (stream), 0, G_SEEK_SET, cancellable, error))
    return FALSE;
  head[n_head] = '\0';
  if (is_declared_chinese (head))
    {
      GInputStream *converted;

      converter = g_charset_converter_new ("UTF-8", "GB18030", error);
      if (converter == NULL)
        return FALSE;
      converted = g_converter_input_stream_new (stream, G_CONVERTER (converter));
      g_set_object (&stream, converted);
      g_object_unref (converted);
    }
  return sn_xml_read (read_stream, stream, handlers, data, cancellable, error);
}
