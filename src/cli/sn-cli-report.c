/* sn-cli-report.c: figures, and workbooks out.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-cli-export.h"
#include "sn-cli-faults.h"
#include "sn-progress.h"
#include "sn-roster-template.h"
#include "sn-roster-workbook.h"
#include "sn-summary-workbook.h"

#include <glib/gi18n-lib.h>

static char *grouping_name = NULL;
static char *department_code = NULL;
static char *program_code = NULL;
static char *town = NULL;
static gboolean full_ids = FALSE;

static const GOptionEntry progress_options[] = {
  { "by", 0, 0, G_OPTION_ARG_STRING, &grouping_name, NULL, "department|program|town|funding|rate" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry summary_options[] = {
  { "department", 0, 0, G_OPTION_ARG_STRING, &department_code, NULL, "CODE" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry program_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry list_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "town", 0, 0, G_OPTION_ARG_STRING, &town, NULL, "T" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry roster_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "town", 0, 0, G_OPTION_ARG_STRING, &town, NULL, "T" },
  { "full-ids", 0, 0, G_OPTION_ARG_NONE, &full_ids, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

/* ── progress ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_progress (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_progress_read (connection, 0, *(SnProgressGrouping *) data, error);
}

static SnCliStatus
run_progress (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = {
    "key", "label", "persons", "households", "entitlements", "planned_fen", "approved_fen", "issued_fen", "paid_fen", "failed_fen", NULL,
  };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) rows = NULL;
  SnProgressGrouping grouping = SN_PROGRESS_BY_DEPARTMENT;

  if (grouping_name != NULL && !sn_progress_grouping_from_string (grouping_name, &grouping))
    return sn_cli_usage_error (error, _ ("Figures are grouped by “department”, “program”, “town”, “funding” or “rate”, not by “%s”."),
                               grouping_name);
  rows = sn_cli_read (cli, read_progress, &grouping, error);
  if (rows == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const SnProgressRow *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "key", row->key);
      sn_json_add_string (builder, "label", row->label);
      sn_json_add_int (builder, "persons", row->persons);
      sn_json_add_int (builder, "households", row->households);
      sn_json_add_int (builder, "entitlements", row->entitlements);
      sn_json_add_int (builder, "planned_fen", row->planned_fen);
      sn_json_add_int (builder, "approved_fen", row->approved_fen);
      sn_json_add_int (builder, "issued_fen", row->issued_fen);
      sn_json_add_int (builder, "paid_fen", row->paid_fen);
      sn_json_add_int (builder, "failed_fen", row->failed_fen);
      sn_json_add_int (builder, "held_fen", row->held_fen);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

/* ── export ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

SnCliStatus
sn_cli_print_export (SnCli *cli, const SnExportResult *result)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sn_json_add_string (builder, "file", result->path);
  sn_json_add_int (builder, "rows", result->rows);
  sn_json_add_int (builder, "amount_fen", result->amount_fen);
  sn_json_add_string (builder, "sha256", result->sha256);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

typedef struct
{
  SnRosterWorkbookKind  kind;
  gint64                town_id;
  const char           *path;
  SnExportResult        result;
} Export;

static gpointer
write_summary (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  return sn_summary_workbook_write (connection, department_code, export->path, &export->result, cancellable, error) ? data : NULL;
}

static SnCliStatus
run_summary (SnCli *cli, char **words, GError **error)
{
  Export export = { .path = words[0] };
  SnCliStatus status;

  if (sn_cli_read (cli, write_summary, &export, error) == NULL)
    return SN_CLI_REFUSED;
  status = sn_cli_print_export (cli, &export.result);
  sn_export_result_clear (&export.result);
  return status;
}

static gpointer
write_list (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  return sn_roster_workbook_write (connection, export->kind, program_code, export->town_id, full_ids, export->path,
                                   &export->result, cancellable, error) ? data : NULL;
}

static gboolean
note_full_export (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_workbook_note_full (transaction, program_code, error);
}

static SnCliStatus
run_list (SnCli *cli, Export *export, GError **error)
{
  SnCliStatus status;

  if (program_code == NULL)
    return sn_cli_usage_error (error, _ ("Say for which program: --program CODE."));
  if (!sn_cli_find_town (cli, town, &export->town_id, error))
    return SN_CLI_REFUSED;
  if (full_ids && !sn_cli_write (cli, note_full_export, NULL, error))
    return SN_CLI_REFUSED;
  if (sn_cli_read (cli, write_list, export, error) == NULL)
    return SN_CLI_REFUSED;
  status = sn_cli_print_export (cli, &export->result);
  sn_export_result_clear (&export->result);
  return status;
}

static SnCliStatus
run_roster (SnCli *cli, char **words, GError **error)
{
  return run_list (cli, &(Export){ .kind = SN_ROSTER_WORKBOOK_ROSTER, .path = words[0] }, error);
}

static SnCliStatus
run_signsheet (SnCli *cli, char **words, GError **error)
{
  return run_list (cli, &(Export){ .kind = SN_ROSTER_WORKBOOK_SIGNSHEET, .path = words[0] }, error);
}

static SnCliStatus
run_publication (SnCli *cli, char **words, GError **error)
{
  return run_list (cli, &(Export){ .kind = SN_ROSTER_WORKBOOK_PUBLICATION, .path = words[0] }, error);
}

static gpointer
write_template (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  return sn_roster_template_write (connection, program_code, export->path, &export->result.sha256, error) ? data : NULL;
}

static SnCliStatus
run_template (SnCli *cli, char **words, GError **error)
{
  Export export = { .path = words[0] };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (sn_cli_read (cli, write_template, &export, error) == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "file", export.path);
  sn_json_add_string (builder, "program", program_code);
  sn_json_add_string (builder, "sha256", export.result.sha256);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  sn_export_result_clear (&export.result);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_report_commands[] = {
  { "progress", "", N_ ("where the campaign stands"), progress_options, 0, 0, run_progress },
  { "export summary", "OUT.xlsx", N_ ("a department's summary, or the district's"), summary_options, 1, 1, run_summary },
  { "export roster", "--program CODE OUT.xlsx", N_ ("a program's roster; numbers masked unless --full-ids"), roster_options, 1, 1, run_roster },
  { "export signsheet", "--program CODE OUT.xlsx", N_ ("a sheet to sign for what was received"), list_options, 1, 1, run_signsheet },
  { "export template", "--program CODE OUT.xlsx", N_ ("an empty roster with choices, for a town to fill in"), program_options, 1, 1, run_template },
  { "export publication", "--program CODE OUT.xlsx", N_ ("the list for the board, without protected data"), list_options, 1, 1, run_publication },
  { NULL },
};
