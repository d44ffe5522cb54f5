/* sn-cli-sheet.c: what a file that somebody sent holds, before it is read into anything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-cli-input.h"
#include "sn-sheet-reader.h"

#include <glib/gi18n-lib.h>

static gboolean
stop_at_once (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  return FALSE;
}

static void
add_sheets (JsonBuilder *builder, const GPtrArray *names, gboolean hidden)
{
  for (guint i = 0; i < names->len; i++)
    {
      json_builder_begin_object (builder);
      sn_json_add_string (builder, "sheet", g_ptr_array_index (names, i));
      sn_json_add_boolean (builder, "hidden", hidden);
      json_builder_end_object (builder);
    }
}

static SnCliStatus
run_sheets (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_auto (SnSheetInfo) info = { NULL };
  g_auto (SnCliInput) input = { NULL };

  if (!sn_cli_input_open (words[0], &input, error) || !sn_sheet_read (input.path, NULL, stop_at_once, NULL, &info, NULL, error))
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  add_sheets (builder, info.sheet_names, FALSE);
  add_sheets (builder, info.hidden_sheet_names, TRUE);
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_sheet_commands[] = {
  { "sheets", "FILE", N_ ("the sheets of a workbook, hidden ones last"), NULL, 1, 1, run_sheets },
  { NULL },
};
