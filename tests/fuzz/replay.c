/* replay.c: gives the files of a folder to a fuzzing target, one after the other, where there is no libFuzzer: seeds, and what it once
 * found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <stdio.h>

#include "fuzz-file.h"

int
main (int argc, char **argv)
{
  g_autoptr (GDir) folder = argc == 2 ? g_dir_open (argv[1], 0, NULL) : NULL;
  const char *name;
  guint n = 0;

  if (folder == NULL)
    {
      fprintf (stderr, "replay FOLDER\n");
      return 2;
    }
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (argv[1], name, NULL);
      g_autofree char *bytes = NULL;
      gsize n_bytes = 0;

      printf ("# %s\n", name);
      fflush (stdout);
      if (!g_file_get_contents (path, &bytes, &n_bytes, NULL))
        return 2;
      LLVMFuzzerTestOneInput ((const guint8 *) bytes, n_bytes);
      printf ("ok %u %s\n", ++n, name);
    }
  printf ("1..%u\n", n);
  return n > 0 ? 0 : 1;
}
