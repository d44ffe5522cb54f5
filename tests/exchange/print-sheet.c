/* print-sheet.c: print-sheet FILE [SHEET] prints a sheet as the reader sees it, or says in one line why it is refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "sn-csv-writer.h"

int
main (int argc, char **argv)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  if (argc < 2 || argc > 3)
    {
      fprintf (stderr, "print-sheet FILE [SHEET]\n");
      return 2;
    }
  if (!sn_sheet_print_csv (argv[1], argc == 3 ? argv[2] : NULL, csv, NULL, &error))
    {
      fprintf (stderr, "%s\n", error->message);
      return 1;
    }
  return fwrite (csv->str, 1, csv->len, stdout) == csv->len ? 0 : 1;
}
