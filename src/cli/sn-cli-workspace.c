/* sn-cli-workspace.c: the file itself: new, demo, journal, safety.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-campaign.h"
#include "sn-date.h"
#include "sn-demo.h"
#include "sn-journal-words.h"
#include "sn-safety.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

static char *catalogue = NULL;
static gint64 recipients = 0;
static gint64 seed = 1;
static int limit = 0;

static const GOptionEntry new_options[] = {
  { "catalogue", 0, 0, G_OPTION_ARG_STRING, &catalogue, NULL, "NAME" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry demo_options[] = {
  { "recipients", 0, 0, G_OPTION_ARG_INT64, &recipients, NULL, "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT64, &seed, NULL, "S" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry limit_options[] = {
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, "N" },
  G_OPTION_ENTRY_NULL,
};

/* ── new, demo ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
install_catalogue (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_catalogue_install (transaction, data, error);
}

static gboolean
make_folder_of (const char *path, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);

  if (g_mkdir_with_parents (folder, 0700) == 0)
    return TRUE;
  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), _ ("The folder “%s” cannot be made: %s."), folder, g_strerror (errno));
  return FALSE;
}

static gboolean
create (SnCli *cli, const char *catalogue_name, guint office, GError **error)
{
  const char *officer = cli->officer != NULL ? cli->officer : _ ("First officer");

  if (!make_folder_of (cli->workspace_path, error))
    return FALSE;
  cli->workspace = sn_workspace_create (cli->workspace_path, office, officer, error);
  if (cli->workspace == NULL)
    return FALSE;
  if (sn_workspace_write (cli->workspace, install_catalogue, (gpointer) catalogue_name, NULL, error) != 0)
    return TRUE;
  /* A workspace without its catalogue is of no use, and would stand in the way of the next try. */
  sn_workspace_close (cli->workspace);
  g_clear_object (&cli->workspace);
  g_unlink (cli->workspace_path);
  return FALSE;
}

static gpointer
count_catalogue (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 *counts = data;
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);

  if (campaign == NULL ||
      !sn_connection_get_int64 (connection, &counts[0], error, "SELECT count(*) FROM department") ||
      !sn_connection_get_int64 (connection, &counts[1], error, "SELECT count(*) FROM program WHERE campaign_id = ?1",
                                SN_INT (campaign->id)))
    return NULL;
  return g_steal_pointer (&campaign->title);
}

static SnCliStatus
run_new (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *title = NULL;
  gint64 counts[2] = { 0 };

  if (!create (cli, catalogue != NULL ? catalogue : "qingpu-2025", 0, error))
    return SN_CLI_REFUSED;
  title = sn_cli_read (cli, count_catalogue, counts, error);
  if (title == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "workspace", cli->workspace_path);
  sn_json_add_string (builder, "campaign", title);
  sn_json_add_int (builder, "departments", counts[0]);
  sn_json_add_int (builder, "programs", counts[1]);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

static void
show_demo_progress (double fraction, const char *sentence, gpointer data)
{
  sn_cli_show_progress (fraction, (gpointer) sentence);
}

static SnCliStatus
run_demo (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  SnDemoResult result = { 0 };

  if (recipients < 1 || recipients > 2000000)
    return sn_cli_usage_error (error, _ ("Say how many people: --recipients N, from 1 to 2,000,000."));
  /* The office number is part of every id: fixed here, so that a seed makes the same file everywhere. */
  if (!g_file_test (cli->workspace_path, G_FILE_TEST_EXISTS) && !create (cli, "qingpu-2025", 1, error))
    return SN_CLI_REFUSED;
  if (sn_cli_open (cli, error) == NULL ||
      !sn_demo_fill (cli->workspace, recipients, (guint64) seed, show_demo_progress, NULL, &result, NULL, error))
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "persons", result.persons);
  sn_json_add_int (builder, "households", result.households);
  sn_json_add_int (builder, "entitlements", result.entitlements);
  sn_json_add_int (builder, "payments", result.payments);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

/* ── history, undo, verify ──────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_changes (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_list (connection, limit, error);
}

static void
add_change (JsonBuilder *builder, const SnChange *change)
{
  g_autofree char *made_at = sn_instant_to_local (change->made_at);

  sn_json_add_int (builder, "id", change->id);
  sn_json_add_string (builder, "made_at", change->made_at);
  sn_json_add_string (builder, "made_at_text", made_at);
  sn_json_add_string (builder, "officer", change->officer);
  sn_json_add_string (builder, "action", change->action);
  sn_json_add_string (builder, "summary", change->summary);
  sn_json_add_int (builder, "rows", change->rows);
  sn_json_add_int (builder, "undoes", change->undoes);
  sn_json_add_int (builder, "undone_by", change->undone_by);
}

/* One change, and what it did. */
typedef struct
{
  gint64       id;
  JsonBuilder *builder;
} Look;

static void
add_value (JsonBuilder *builder, const SnChangedRow *row, const char *name, const SnChangedValue *value)
{
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "table", row->table);
  sn_json_add_string (builder, "table_text", sn_schema_table_word (row->table));
  sn_json_add_int (builder, "row", g_ascii_strtoll (row->row, NULL, 10));
  sn_json_add_string (builder, "row_text", name);
  sn_json_add_string (builder, "operation", row->operation);
  sn_json_add_string (builder, "column", value->column);
  sn_json_add_string (builder, "column_text", value->word);
  sn_json_add_string_or_null (builder, "before", value->before);
  sn_json_add_string_or_null (builder, "after", value->after);
  sn_json_add_string (builder, "before_text", value->before_text);
  sn_json_add_string (builder, "after_text", value->after_text);
  json_builder_end_object (builder);
}

static gpointer
read_change (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Look *look = data;
  g_autoptr (SnChange) change = sn_journal_lookup (connection, look->id, error);
  g_autoptr (GPtrArray) rows = change != NULL ? sn_journal_list_rows (connection, look->id, limit > 0 ? (guint) limit : G_MAXUINT, error) : NULL;

  if (rows == NULL)
    return NULL;
  json_builder_begin_object (look->builder);
  add_change (look->builder, change);
  json_builder_set_member_name (look->builder, "values");
  json_builder_begin_array (look->builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const SnChangedRow *row = g_ptr_array_index (rows, i);
      g_autoptr (GPtrArray) values = sn_changed_row_list_values (connection, row);
      g_autofree char *name = sn_changed_row_name (connection, row);

      for (guint k = 0; k < values->len; k++)
        {
          const SnChangedValue *value = g_ptr_array_index (values, k);

          if (value->kind != SN_SCHEMA_OWN && (*value->before_text != '\0' || *value->after_text != '\0'))
            add_value (look->builder, row, name, value);
        }
    }
  json_builder_end_array (look->builder);
  json_builder_end_object (look->builder);
  return data;
}

static SnCliStatus
run_history_of (SnCli *cli, const char *word, GError **error)
{
  static const char *const columns[] = { "table_text", "row_text", "column_text", "before_text", "after_text", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  Look look = { 0, builder };

  if (!sn_cli_parse_id (word, &look.id, error))
    return SN_CLI_USAGE;
  if (sn_cli_read (cli, read_change, &look, error) == NULL)
    return SN_CLI_REFUSED;
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

static SnCliStatus
run_history (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "id", "made_at_text", "officer", "rows", "summary", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) changes = NULL;

  if (limit < 0)
    return sn_cli_usage_error (error, _ ("--limit is a number of changes, from 1 on."));
  if (words[0] != NULL)
    return run_history_of (cli, words[0], error);
  changes = sn_cli_read (cli, read_changes, NULL, error);
  if (changes == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < changes->len; i++)
    {
      json_builder_begin_object (builder);
      add_change (builder, g_ptr_array_index (changes, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

static gboolean
undo_change (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static SnCliStatus
run_undo (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  gint64 change_id, new_change_id;

  if (!sn_cli_parse_id (words[0], &change_id, error))
    return SN_CLI_USAGE;
  if (sn_cli_open (cli, error) == NULL)
    return SN_CLI_REFUSED;
  new_change_id = sn_workspace_write (cli->workspace, undo_change, &change_id, NULL, error);
  if (new_change_id == 0)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "change", new_change_id);
  sn_json_add_int (builder, "undone", change_id);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

static SnCliStatus
run_verify (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnVerification) verification = sn_cli_read (cli, sn_verify, NULL, error);

  if (verification == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "integrity", verification->integrity);
  sn_json_add_string (builder, "hash_chain", verification->hash_chain);
  sn_json_add_string (builder, "summaries", verification->summaries);
  sn_json_add_string (builder, "foreign_keys", verification->foreign_keys);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return sn_verification_is_ok (verification) ? SN_CLI_DONE : SN_CLI_REFUSED;
}

/* ── backup, restore ────────────────────────────────────────────────────────────────────────────────────────────── */

static SnCliStatus
run_backup (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (sn_cli_open (cli, error) == NULL || !sn_backup_write (cli->workspace, words[0], NULL, error))
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "file", words[0]);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

static SnCliStatus
run_restore (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *kept = NULL;

  if (!make_folder_of (cli->workspace_path, error) || !sn_backup_restore (words[0], cli->workspace_path, &kept, error))
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "workspace", cli->workspace_path);
  sn_json_add_string (builder, "kept", kept);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_workspace_commands[] = {
  { "new", "[--catalogue qingpu-2025]", N_ ("make a workspace"), new_options, 0, 0, run_new },
  { "demo", "--recipients N", N_ ("fill it with made-up people and rosters"), demo_options, 0, 0, run_demo },
  { "history", "[CHANGE]", N_ ("the journal, newest first; or what one change altered, before and after"), limit_options, 0, 1, run_history },
  { "undo", "CHANGE", N_ ("take a change back"), NULL, 1, 1, run_undo },
  { "verify", "", N_ ("prove that file, journal and figures are sound"), NULL, 0, 0, run_verify },
  { "backup", "OUT", N_ ("a checked copy"), NULL, 1, 1, run_backup },
  { "restore", "FILE", N_ ("put a copy back; what stood there is kept beside it"), NULL, 1, 1, run_restore },
  { NULL },
};
