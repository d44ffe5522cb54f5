/* sn-cli-input.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-input.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
sn_cli_input_open (const char *word, SnCliInput *input, GError **error)
{
  g_autoptr (GFile) file = NULL;
  g_autoptr (GFileInputStream) stream = NULL;

  *input = (SnCliInput){ .path = word };
  if (strcmp (word, "-") != 0)
    return TRUE;
  file = g_file_new_for_path ("/dev/stdin");
  stream = g_file_read (file, NULL, error);
  input->memory = stream != NULL ? sn_memory_file_read (G_INPUT_STREAM (stream), NULL, error) : NULL;
  if (input->memory == NULL)
    return FALSE;
  input->path = sn_memory_file_get_path (input->memory);
  input->shown_name = _ ("standard input");
  return TRUE;
}

void
sn_cli_input_clear (SnCliInput *input)
{
  g_clear_pointer (&input->memory, sn_memory_file_unref);
  input->path = NULL;
}
