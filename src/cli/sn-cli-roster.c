/* sn-cli-roster.c: rosters: reading them in, handing them in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-cli-faults.h"
#include "sn-csv-writer.h"
#include "sn-entitlement.h"
#include "sn-fault-report.h"
#include "sn-other-benefit.h"
#include "sn-resident-id.h"
#include "sn-roster-import.h"
#include "sn-roster.h"
#include "sn-sheet-reader.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static char *program_code = NULL;
static char *sheet_name = NULL;
static char *rate_label = NULL;
static char *report_path = NULL;
static char *town = NULL;
static char *reason = NULL;
static char **mappings = NULL;
static gboolean dry_run = FALSE;

static const GOptionEntry sheet_options[] = {
  { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet_name, NULL, "S" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry import_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "sheet", 0, 0, G_OPTION_ARG_STRING, &sheet_name, NULL, "S" },
  { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &mappings, NULL, "HEADER=FIELD" },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, NULL, NULL },
  { "report", 0, 0, G_OPTION_ARG_FILENAME, &report_path, NULL, "OUT.xlsx" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry step_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "town", 0, 0, G_OPTION_ARG_STRING, &town, NULL, "T" },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, "R" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry reason_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, "R" },
  G_OPTION_ENTRY_NULL,
};

/* ── sheet ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static SnCliStatus
run_sheet (SnCli *cli, char **words, GError **error)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  if (!sn_sheet_print_csv (words[0], sheet_name, csv, NULL, error))
    return SN_CLI_REFUSED;
  fwrite (csv->str, 1, csv->len, stdout);
  return SN_CLI_DONE;
}

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

  if (!sn_sheet_read (words[0], NULL, stop_at_once, NULL, &info, NULL, error))
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  add_sheets (builder, info.sheet_names, FALSE);
  add_sheets (builder, info.hidden_sheet_names, TRUE);
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

/* ── import ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static gboolean
parse_mappings (GHashTable **map, GError **error)
{
  if (mappings == NULL)
    return TRUE;
  *map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (char **mapping = mappings; *mapping != NULL; mapping++)
    {
      const char *equals = strrchr (*mapping, '=');

      if (equals == NULL || equals == *mapping || equals[1] == '\0')
        {
          sn_cli_usage_error (error, _ ("“%s” is not HEADER=FIELD."), *mapping);
          return FALSE;
        }
      g_hash_table_insert (*map, g_strndup (*mapping, (gsize) (equals - *mapping)), g_strdup (equals + 1));
    }
  return TRUE;
}

typedef struct
{
  SnDivisions  *divisions;
  SnCategories *categories;
} Lookups;

static gpointer
load_lookups (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Lookups *lookups = data;
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);

  if (program == NULL)
    return NULL;
  lookups->divisions = sn_divisions_load (connection, error);
  if (lookups->divisions == NULL)
    return NULL;
  lookups->categories = sn_categories_load (connection, error);
  return lookups->categories;
}

static void
print_admission (SnCli *cli, const SnAdmissionResult *result, GPtrArray *faults)
{
  static const char *const columns[] = { "row", "column", "level", "code", "value", "message", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sn_json_add_int (builder, "rows", result->rows);
  sn_json_add_int (builder, "accepted", result->accepted);
  sn_json_add_int (builder, "new_persons", result->new_persons);
  sn_json_add_int (builder, "matched_persons", result->matched_persons);
  sn_json_add_int (builder, "warned", result->warned);
  sn_json_add_int (builder, "rejected", result->rejected);
  sn_json_add_int (builder, "skipped", result->skipped);
  sn_json_add_int (builder, "amount_fen", result->amount_fen);
  sn_json_add_boolean (builder, "dry_run", dry_run);
  sn_cli_add_faults (builder, faults);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
}

static SnCliStatus
import_file (SnCli *cli, const char *path, const Lookups *lookups, GHashTable *map, GError **error)
{
  SnRosterImportOptions options = {
    .sheet = sheet_name, .map = map, .divisions = lookups->divisions, .categories = lookups->categories,
    .progress = sn_cli_show_progress, .progress_data = (gpointer) _ ("Reading the file…"),
  };
  g_auto (SnRosterImport) import = { 0 };
  SnAdmission admission = { 0 };

  if (!sn_roster_import_read (path, &options, &import, NULL, error))
    return SN_CLI_REFUSED;
  admission = (SnAdmission){
    .program_code = program_code, .rate_label = rate_label, .sheet = import.sheet, .file_name = import.file_name,
    .file_sha256 = import.file_sha256, .rows = import.rows, .faults = import.faults,
    .progress = sn_cli_show_progress, .progress_data = (gpointer) _ ("Listing…"),
  };
  if (dry_run ? !sn_roster_preview (cli->workspace, &admission, NULL, error) : !sn_cli_write (cli, admit, &admission, error))
    return SN_CLI_REFUSED;
  if (report_path != NULL && !sn_fault_report_write (report_path, import.file_name, import.faults, error))
    return SN_CLI_REFUSED;
  print_admission (cli, &admission.result, import.faults);
  return admission.result.rejected > 0 ? SN_CLI_REFUSED : SN_CLI_DONE;
}

static SnCliStatus
run_import (SnCli *cli, char **words, GError **error)
{
  g_autoptr (GHashTable) map = NULL;
  Lookups lookups = { NULL };
  SnCliStatus status = SN_CLI_REFUSED;

  if (!sn_cli_check_program (program_code, error) || !parse_mappings (&map, error))
    return SN_CLI_USAGE;
  if (sn_cli_read (cli, load_lookups, &lookups, error) != NULL)
    status = import_file (cli, words[0], &lookups, map, error);
  g_clear_pointer (&lookups.divisions, sn_divisions_free);
  g_clear_pointer (&lookups.categories, sn_categories_free);
  return status;
}

static gboolean
check_reason (GError **error)
{
  if (reason != NULL)
    return TRUE;
  sn_cli_usage_error (error, _ ("Say why with --reason."));
  return FALSE;
}

/* ── lines, line ────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64      town_id;
  GPtrArray  *lines;
  GHashTable *others;
} LineReading;

static gpointer
list_lines (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  LineReading *reading = data;

  reading->others = sn_other_benefit_list (connection, program_code, error);
  reading->lines = reading->others != NULL ? sn_entitlement_list (connection, program_code, reading->town_id, NULL, error) : NULL;
  return reading->lines != NULL ? reading : NULL;
}

static void
add_line (JsonBuilder *builder, const SnEntitlement *line, const SnOtherBenefit *other)
{
  g_autofree char *masked = sn_document_number_mask (line->document_number);

  json_builder_begin_object (builder);
  sn_json_add_int (builder, "entitlement", line->id);
  sn_json_add_int (builder, "recipient", line->person_id);
  sn_json_add_string (builder, "name", line->name);
  sn_json_add_string (builder, "id_number_masked", masked);
  sn_json_add_string (builder, "town", line->town);
  sn_json_add_string (builder, "rate", line->rate_label);
  sn_json_add_int (builder, "amount_fen", line->amount_fen);
  sn_json_add_string (builder, "state", line->state);
  sn_json_add_boolean (builder, "approved_once", line->approved_once);
  sn_json_add_string (builder, "payment_state", line->payment_state);
  sn_json_add_string (builder, "reason", line->reason);
  sn_json_add_int (builder, "other_lines", other != NULL ? other->lines : 0);
  sn_json_add_int (builder, "other_amount_fen", other != NULL ? other->amount_fen : 0);
  json_builder_end_object (builder);
}

static SnCliStatus
run_lines (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "entitlement", "name", "id_number_masked", "town", "rate", "amount_fen", "state", "payment_state",
                                         "other_lines", "other_amount_fen", "reason", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GHashTable) others = NULL;
  LineReading reading = { 0 };
  gboolean was_read;

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (!sn_cli_find_town (cli, town, &reading.town_id, error))
    return SN_CLI_REFUSED;
  was_read = sn_cli_read (cli, list_lines, &reading, error) != NULL;
  lines = reading.lines;
  others = reading.others;
  if (!was_read)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < lines->len; i++)
    {
      const SnEntitlement *line = g_ptr_array_index (lines, i);

      add_line (builder, line, g_hash_table_lookup (others, &line->id));
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

/* What may be done with one line, and core's function for it. */
static const struct
{
  const char *word;
  gboolean  (*move) (SnTransaction *transaction, gint64 entitlement_id, const char *why, GError **error);
  const char *state;
} moves[] = {
  { "hold", sn_entitlement_hold, "held" },
  { "withdraw", sn_entitlement_withdraw, "withdrawn" },
  { "release", sn_entitlement_release, "listed" },
};

typedef struct
{
  gint64 entitlement_id;
  gsize  move;
} LineJob;

static gboolean
move_line (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  LineJob *job = data;

  return moves[job->move].move (transaction, job->entitlement_id, reason, error);
}

static SnCliStatus
run_line (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  LineJob job = { 0, 0 };

  if (!sn_cli_parse_id (words[0], &job.entitlement_id, error) || !check_reason (error))
    return SN_CLI_USAGE;
  while (job.move < G_N_ELEMENTS (moves) && strcmp (moves[job.move].word, words[1]) != 0)
    job.move++;
  if (job.move == G_N_ELEMENTS (moves))
    return sn_cli_usage_error (error, _ ("With a line one can “hold”, “withdraw” or “release”, not “%s”."), words[1]);
  if (!sn_cli_write (cli, move_line, &job, error))
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "entitlement", job.entitlement_id);
  sn_json_add_string (builder, "state", moves[job.move].state);
  sn_json_add_string (builder, "reason", reason);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

/* ── submit, approve, return ────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  enum { SUBMIT, APPROVE, RETURN } kind;
  gint64       town_id;
  SnRosterStep step;
} StepJob;

static gboolean
take_step (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  StepJob *job = data;

  switch (job->kind)
    {
    case SUBMIT:
      return sn_roster_submit (transaction, program_code, job->town_id, &job->step, error);
    case APPROVE:
      return sn_roster_approve (transaction, program_code, job->town_id, &job->step, error);
    case RETURN:
    default:
      return sn_roster_return (transaction, program_code, job->town_id, reason != NULL ? reason : "", &job->step, error);
    }
}

static SnCliStatus
run_step (SnCli *cli, StepJob *job, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (!sn_cli_find_town (cli, town, &job->town_id, error) || !sn_cli_write (cli, take_step, job, error))
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "entitlements", job->step.entitlements);
  sn_json_add_int (builder, "amount_fen", job->step.amount_fen);
  sn_json_add_string (builder, "state", job->step.state);
  if (job->kind == APPROVE)
    sn_json_add_int (builder, "waiting_for_second", job->step.waiting);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

static SnCliStatus
run_submit (SnCli *cli, char **words, GError **error)
{
  return run_step (cli, &(StepJob){ .kind = SUBMIT }, error);
}

static SnCliStatus
run_approve (SnCli *cli, char **words, GError **error)
{
  return run_step (cli, &(StepJob){ .kind = APPROVE }, error);
}

static SnCliStatus
run_return (SnCli *cli, char **words, GError **error)
{
  if (!check_reason (error))
    return SN_CLI_USAGE;
  return run_step (cli, &(StepJob){ .kind = RETURN }, error);
}

const SnCliCommand sn_cli_roster_commands[] = {
  { "sheet", "FILE", N_ ("print a sheet as CSV, as the reader sees it"), sheet_options, 1, 1, run_sheet },
  { "sheets", "FILE", N_ ("the sheets of a workbook, hidden ones last"), NULL, 1, 1, run_sheets },
  { "import", "FILE --program CODE", N_ ("read a roster into a program"), import_options, 1, 1, run_import },
  { "lines", "--program CODE", N_ ("the lines of a roster"), step_options, 0, 0, run_lines },
  { "line", "ENTITLEMENT hold|withdraw|release --reason R", N_ ("take one line out for now, for good, or back in"), reason_options, 2, 2,
    run_line },
  { "submit", "--program CODE", N_ ("hand a roster in"), step_options, 0, 0, run_submit },
  { "approve", "--program CODE", N_ ("by another officer than its preparers"), step_options, 0, 0, run_approve },
  { "return", "--program CODE --reason R", N_ ("send a roster back to be corrected"), step_options, 0, 0, run_return },
  { NULL },
};
