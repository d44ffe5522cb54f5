/* fuzz-ods.c: the content of OpenDocument spreadsheets, as the flat form has it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz-file.h"

#include "sn-ods-reader.h"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  fuzz_file (bytes, n_bytes, sn_ods_read_flat);
  return 0;
}
