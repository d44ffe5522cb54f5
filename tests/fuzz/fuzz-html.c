/* fuzz-html.c: web pages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz-file.h"

#include "sn-html-reader.h"

static gboolean
read_file (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable, GError **error)
{
  return sn_html_read (path, func, data, info, cancellable, error);
}

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  fuzz_file (bytes, n_bytes, read_file);
  return 0;
}
