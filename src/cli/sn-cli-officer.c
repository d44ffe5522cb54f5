/* sn-cli-officer.c: who works here, and who may see numbers in full.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-name.h"
#include "sn-officer-rights.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── officers ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
list_officers (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_officer_list (connection, error);
}

static SnCliStatus
run_officers (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) officers = sn_cli_read (cli, list_officers, NULL, error);

  if (officers == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < officers->len; i++)
    {
      const SnOfficer *officer = g_ptr_array_index (officers, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "id", officer->id);
      sn_json_add_string (builder, "name", officer->name);
      sn_json_add_boolean (builder, "first", officer->is_first);
      sn_json_add_boolean (builder, "may_reveal", officer->may_reveal);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

typedef struct
{
  const char *name;
  gboolean    may_reveal;
} Right;

static gboolean
set_right (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Right *right = data;
  g_autoptr (GPtrArray) officers = sn_officer_list (sn_transaction_get_connection (transaction), error);
  g_autofree char *wanted = sn_name_normalise (right->name, NULL);

  if (officers == NULL)
    return FALSE;
  for (guint i = 0; i < officers->len; i++)
    {
      const SnOfficer *officer = g_ptr_array_index (officers, i);

      if (strcmp (officer->name, wanted) == 0)
        return sn_officer_set_may_reveal (transaction, officer->id, right->may_reveal, error);
    }
  g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no officer “%s” in this workspace. “officers” lists them."), right->name);
  return FALSE;
}

static SnCliStatus
run_officer_reveal (SnCli *cli, char **words, GError **error)
{
  Right right = { words[0], strcmp (words[1], "yes") == 0 };

  if (!right.may_reveal && strcmp (words[1], "no") != 0)
    return sn_cli_usage_error (error, _ ("An officer may see numbers in full or not: “yes” or “no”, not “%s”."), words[1]);
  if (!sn_cli_write (cli, set_right, &right, error))
    return SN_CLI_REFUSED;
  return run_officers (cli, NULL, error);
}

/* ── workspace reveal ───────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_limited (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_officer_get_reveal_limited (connection, data, error) ? data : NULL;
}

static gboolean
set_limited (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_officer_set_reveal_limited (transaction, *(gboolean *) data, error);
}

static SnCliStatus
run_workspace_reveal (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gboolean limited = words[0] != NULL && strcmp (words[0], "named") == 0;

  if (words[0] != NULL && !limited && strcmp (words[0], "all") != 0)
    return sn_cli_usage_error (error, _ ("Numbers in full are seen by “all” officers or by “named” ones, not by “%s”."), words[0]);
  if (words[0] != NULL && !sn_cli_write (cli, set_limited, &limited, error))
    return SN_CLI_REFUSED;
  if (sn_cli_read (cli, read_limited, &limited, error) == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "reveal", limited ? "named" : "all");
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_officer_commands[] = {
  { "officers reveal", "NAME yes|no", N_ ("who may see numbers in full where only named officers may"), NULL, 2, 2, run_officer_reveal },
  { "officers", "", N_ ("who works here, and who may see numbers in full"), NULL, 0, 0, run_officers },
  { "workspace reveal", "[all|named]", N_ ("whether all officers or only named ones may see numbers in full"), NULL, 0, 1,
    run_workspace_reveal },
  { NULL },
};
