/* sn-cli-faults.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-faults.h"

#include "sn-campaign.h"

#include <glib/gi18n-lib.h>

void
sn_cli_add_faults (JsonBuilder *builder, GPtrArray *faults)
{
  json_builder_set_member_name (builder, "faults");
  json_builder_begin_array (builder);
  for (guint i = 0; i < faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (faults, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "sheet", fault->sheet);
      sn_json_add_int (builder, "row", fault->row);
      sn_json_add_string (builder, "column", fault->column);
      sn_json_add_string (builder, "code", fault->code);
      sn_json_add_string (builder, "level", sn_fault_level_to_string (fault->level));
      sn_json_add_string (builder, "value", fault->value);
      sn_json_add_string (builder, "message", fault->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

gboolean
sn_cli_has_errors (GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    if (((const SnFault *) g_ptr_array_index (faults, i))->level == SN_FAULT_ERROR)
      return TRUE;
  return FALSE;
}

typedef struct
{
  const char *text;
  gint64      town_id;
} TownSearch;

static gpointer
find_town (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  TownSearch *search = data;
  g_autoptr (SnDivisions) divisions = sn_divisions_load (connection, error);

  if (divisions == NULL)
    return NULL;
  search->town_id = sn_divisions_find_town (divisions, search->text);
  if (search->town_id == 0)
    g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no town “%s”. Write its name, or its nine-digit code."), search->text);
  return NULL;
}

gboolean
sn_cli_find_town (SnCli *cli, const char *text, gint64 *town_id, GError **error)
{
  TownSearch search = { text, 0 };

  *town_id = 0;
  if (text == NULL)
    return TRUE;
  sn_cli_read (cli, find_town, &search, error);
  *town_id = search.town_id;
  return search.town_id != 0;
}
