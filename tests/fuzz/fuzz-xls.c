/* fuzz-xls.c: old workbooks, as bare records and in their container.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz-file.h"

#include "sn-xls-reader.h"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  fuzz_file (bytes, n_bytes, sn_xls_read);
  return 0;
}
