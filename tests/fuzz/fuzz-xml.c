/* fuzz-xml.c: XML Spreadsheets.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "fuzz-file.h"

#include "sn-xml-spreadsheet.h"

int
LLVMFuzzerTestOneInput (const guint8 *bytes, gsize n_bytes)
{
  fuzz_file (bytes, n_bytes, sn_xml_spreadsheet_read);
  return 0;
}
