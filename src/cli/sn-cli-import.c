/* sn-cli-import.c: sheets and rosters in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-import.h"

#include "sn-cli-faults.h"
#include "sn-column-doubt.h"
#include "sn-csv-writer.h"
#include "sn-returned-workbook.h"
#include "sn-roster-show.h"
#include "sn-sheet-preview.h"

#include <glib/gi18n-lib.h>
#include <stdio.h>
#include <string.h>

SnCliImportOptions sn_cli_import_options = { NULL };

static char *program_code = NULL;
static char *rate_label = NULL;
static char *hold_gone_reason = NULL;
static char *take_changed_reason = NULL;
static gboolean rates_by_rule = FALSE;
static gboolean again = FALSE;

static const GOptionEntry sheet_options[] = {
  { "sheet", 0, 0, G_OPTION_ARG_STRING, &sn_cli_import_options.sheet, NULL, "S" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry preview_options[] = {
  { "sheet", 0, 0, G_OPTION_ARG_STRING, &sn_cli_import_options.sheet, NULL, "S" },
  { "map", 0, 0, G_OPTION_ARG_STRING_ARRAY, &sn_cli_import_options.map, NULL, "HEADER=FIELD" },
  { "heading-row", 0, 0, G_OPTION_ARG_INT, &sn_cli_import_options.heading_row, NULL, "ROW" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry import_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  { "rates-by-rule", 0, 0, G_OPTION_ARG_NONE, &rates_by_rule, NULL, NULL },
  { "again", 0, 0, G_OPTION_ARG_NONE, &again, NULL, NULL },
  { "hold-gone", 0, 0, G_OPTION_ARG_STRING, &hold_gone_reason, NULL, "REASON" },
  { "take-changed", 0, 0, G_OPTION_ARG_STRING, &take_changed_reason, NULL, "REASON" },
  SN_CLI_IMPORT_ENTRIES,
  G_OPTION_ENTRY_NULL,
};

const char *const sn_cli_import_columns[] = { "sheet", "row", "column", "level", "code", "value", "message", NULL };

/* ── sheet ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static SnCliStatus
run_sheet (SnCli *cli, char **words, GError **error)
{
  g_autoptr (GString) csv = g_string_new (NULL);
  g_auto (SnCliInput) input = { NULL };

  if (!sn_cli_input_open (words[0], &input, error) ||
      !sn_sheet_print_csv (input.path, sn_cli_import_options.sheet, csv, NULL, error))
    return SN_CLI_REFUSED;
  fwrite (csv->str, 1, csv->len, stdout);
  return SN_CLI_DONE;
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
parse_map (GHashTable **map, GError **error)
{
  if (sn_cli_import_options.map == NULL)
    return TRUE;
  *map = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  for (char **mapping = sn_cli_import_options.map; *mapping != NULL; mapping++)
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

static gboolean
parse_hidden (SnHiddenCells *hidden, GError **error)
{
  static const char *const words[] = { [SN_HIDDEN_ROWS] = "rows", [SN_HIDDEN_NONE] = "none", [SN_HIDDEN_ALL] = "all" };

  *hidden = SN_HIDDEN_ROWS;
  if (sn_cli_import_options.hidden == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (strcmp (words[i], sn_cli_import_options.hidden) == 0)
      {
        *hidden = (SnHiddenCells) i;
        return TRUE;
      }
  sn_cli_usage_error (error, _ ("Of what is hidden “rows”, “all” or “none” are read, not “%s”."), sn_cli_import_options.hidden);
  return FALSE;
}

static gpointer
load_lookups (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnCliImport *import = data;

  import->divisions = sn_divisions_load (connection, error);
  if (import->divisions == NULL)
    return NULL;
  import->categories = sn_categories_load (connection, error);
  if (import->categories == NULL)
    return NULL;
  import->layouts = sn_sheet_layouts_load (connection, error);
  return import->layouts;
}

static void
show_rows (double fraction, gpointer data)
{
  SnCliImport *import = data;
  gboolean is_listing = import->admission.rows != NULL;
  guint rows = is_listing ? import->admission.rows_done : import->import.rows != NULL ? import->import.rows->len : 0;
  g_autofree char *sentence = sn_import_pace_describe (&import->pace, is_listing ? SN_IMPORT_PACE_LISTING : SN_IMPORT_PACE_READING, rows);

  sn_cli_show_progress (fraction, sentence);
}

gboolean
sn_cli_import_read (SnCli *cli, const char *path, gboolean people_only, SnCliImport *import, SnCliStatus *status, GError **error)
{
  SnRosterImportOptions options = {
    .sheet = sn_cli_import_options.sheet, .heading_row = (guint) MAX (sn_cli_import_options.heading_row, 0),
    .people_only = people_only, .progress = show_rows, .progress_data = import,
  };

  memset (import, 0, sizeof *import);
  *status = SN_CLI_USAGE;
  if (!parse_map (&import->map, error) || !parse_hidden (&options.hidden, error))
    return FALSE;
  *status = SN_CLI_REFUSED;
  if (sn_cli_read (cli, load_lookups, import, error) == NULL || !sn_cli_input_open (path, &import->input, error))
    return FALSE;
  options.shown_name = import->input.shown_name;
  options.map = import->map;
  options.layouts = import->layouts;
  options.divisions = import->divisions;
  options.categories = import->categories;
  if (!sn_roster_import_read (import->input.path, &options, &import->import, NULL, error))
    return FALSE;
  import->verdicts = sn_roster_verdicts_new ();
  import->admission = (SnAdmission){ .leave_out_rejected = TRUE, .verdicts = import->verdicts, .progress = show_rows, .progress_data = import };
  sn_roster_import_begin_admission (&import->import, &import->admission);
  return TRUE;
}

gboolean
sn_cli_import_write (SnCli *cli, SnAdmission *admission, SnWriteFunc func, gpointer data, GError **error)
{
  return sn_cli_write (cli, sn_roster_remember_columns, admission, error) && sn_cli_write (cli, func, data, error);
}

void
sn_cli_import_clear (SnCliImport *import)
{
  sn_roster_import_clear (&import->import);
  sn_cli_input_clear (&import->input);
  g_clear_pointer (&import->divisions, sn_divisions_free);
  g_clear_pointer (&import->categories, sn_categories_free);
  g_clear_pointer (&import->layouts, sn_sheet_layouts_free);
  g_clear_pointer (&import->map, g_hash_table_unref);
  g_clear_pointer (&import->verdicts, g_array_unref);
}

gboolean
sn_cli_import_report (SnCliImport *import, GError **error)
{
  return sn_cli_import_options.report == NULL ||
         sn_returned_workbook_write (sn_cli_import_options.report, &import->import, import->import.faults,
                                     import->verdicts->len > 0 ? import->verdicts : NULL, NULL, error);
}

/* ── Telling ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_differences (JsonBuilder *builder, GPtrArray *differences)
{
  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; differences != NULL && i < differences->len; i++)
    {
      const SnRosterDifference *difference = g_ptr_array_index (differences, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "field", difference->field);
      sn_json_add_string (builder, "registry", difference->registry);
      sn_json_add_string (builder, "roster", difference->roster);
      sn_json_add_boolean (builder, "taken", difference->is_taken);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_verdict (JsonBuilder *builder, const SnCliImport *import, guint index)
{
  const SnRosterVerdict *verdict = &g_array_index (import->verdicts, SnRosterVerdict, index);
  const SnRosterRow *row = g_ptr_array_index (import->import.rows, index);
  g_autofree char *masked = row->document_number != NULL ? sn_document_number_mask (row->document_number) : NULL;

  json_builder_begin_object (builder);
  sn_json_add_string (builder, "sheet", import->import.sheet_names[row->sheet]);
  sn_json_add_int (builder, "row", row->row);
  sn_json_add_boolean (builder, "hidden", sn_roster_import_is_hidden_row (&import->import, index));
  sn_json_add_string (builder, "verdict", sn_roster_verdict_to_string (verdict->kind));
  sn_json_add_string (builder, "name", row->name);
  sn_json_add_string (builder, "id_number_masked", masked);
  sn_json_add_string (builder, "town", sn_divisions_get_name (import->divisions, verdict->town_id));
  sn_json_add_boolean (builder, "known", verdict->is_known);
  sn_json_add_boolean (builder, "listed", verdict->is_listed);
  sn_json_add_boolean (builder, "changed", verdict->is_changed);
  sn_json_add_string (builder, "rate", verdict->rate_label);
  sn_json_add_int (builder, "amount_fen", verdict->amount_fen);
  add_differences (builder, verdict->differences);
  json_builder_end_object (builder);
}

static void
add_sheets (JsonBuilder *builder, const SnRosterImport *import)
{
  static const char *const states[] = { "read", "no_heading", "other_columns", "hidden", "not_chosen" };

  json_builder_set_member_name (builder, "sheets");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->sheets->len; i++)
    {
      const SnRosterSheet *sheet = g_ptr_array_index (import->sheets, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "sheet", sheet->name);
      sn_json_add_string (builder, "state", states[sheet->state]);
      sn_json_add_boolean (builder, "hidden", sheet->is_hidden);
      sn_json_add_string (builder, "title", sheet->title);
      sn_json_add_string (builder, "reporting_unit", sheet->reporting_unit);
      sn_json_add_boolean (builder, "in_wan", sheet->in_wan);
      sn_json_add_int (builder, "heading_row", sheet->last_heading_row);
      sn_json_add_string (builder, "mapping", sheet->mapping);
      sn_json_add_boolean (builder, "remembered", sheet->is_remembered);
      sn_json_add_int (builder, "rows", sheet->n_rows);
      sn_json_add_int (builder, "hidden_rows", sheet->n_hidden_rows);
      json_builder_set_member_name (builder, "left_out");
      json_builder_begin_object (builder);
      for (guint kind = SN_ROSTER_LINE_DATA + 1; kind < SN_ROSTER_N_LINE_KINDS; kind++)
        sn_json_add_int (builder, sn_roster_line_kind_to_string (kind), sheet->n_left_out[kind]);
      json_builder_end_object (builder);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
sn_cli_import_add_result (SnCli *cli, SnCliImport *import, JsonBuilder *builder)
{
  const SnAdmissionResult *result = &import->admission.result;

  sn_json_add_int (builder, "rows", result->rows);
  sn_json_add_int (builder, "accepted", result->accepted);
  sn_json_add_int (builder, "new_persons", result->new_persons);
  sn_json_add_int (builder, "matched_persons", result->matched_persons);
  sn_json_add_int (builder, "warned", result->warned);
  sn_json_add_int (builder, "rejected", result->rejected);
  sn_json_add_int (builder, "skipped", result->skipped);
  sn_json_add_boolean (builder, "dry_run", sn_cli_import_options.dry_run);
  if (cli->json)
    add_sheets (builder, &import->import);
  sn_cli_add_faults (builder, import->import.faults);
  if (!cli->json || !sn_cli_import_options.dry_run || import->verdicts->len == 0)
    return;
  json_builder_set_member_name (builder, "verdicts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < import->verdicts->len; i++)
    add_verdict (builder, import, i);
  json_builder_end_array (builder);
}

/* ── preview ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_names (JsonBuilder *builder, const char *key, GPtrArray *names)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; names != NULL && i < names->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (names, i));
  json_builder_end_array (builder);
}

static void
add_hidden_rows (JsonBuilder *builder, const SnSheetPreview *preview)
{
  json_builder_set_member_name (builder, "hidden_rows");
  json_builder_begin_array (builder);
  for (guint i = 0; i < preview->hidden_rows->len; i++)
    json_builder_add_int_value (builder, g_array_index (preview->hidden_rows, guint, i));
  json_builder_end_array (builder);
}

static void
add_doubts (JsonBuilder *builder, const SnSheetPreview *preview)
{
  g_autofree SnRosterField *fields = g_new0 (SnRosterField, preview->columns->len);
  g_autoptr (GPtrArray) doubts = NULL;

  for (guint i = 0; i < preview->columns->len; i++)
    fields[i] = ((const SnSheetColumn *) g_ptr_array_index (preview->columns, i))->field;
  doubts = sn_column_doubts_list (fields, preview->columns->len, NULL, NULL, SN_ROSTER_FIELD_NONE);
  json_builder_set_member_name (builder, "doubts");
  json_builder_begin_array (builder);
  for (guint i = 0; i < doubts->len; i++)
    {
      const SnColumnDoubt *doubt = g_ptr_array_index (doubts, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "field", sn_roster_field_to_key (doubt->field));
      sn_json_add_string (builder, "message", doubt->message);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_unread (JsonBuilder *builder, const SnSheetPreview *preview)
{
  json_builder_set_member_name (builder, "unread");
  json_builder_begin_array (builder);
  for (guint i = 0; i < preview->columns->len; i++)
    {
      const SnSheetColumn *column = g_ptr_array_index (preview->columns, i);
      char letter[4];

      if (!column->is_unread)
        continue;
      json_builder_begin_object (builder);
      sn_json_add_string (builder, "column", sn_column_name (i, letter));
      sn_json_add_string (builder, "heading", column->heading);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_preview (SnCli *cli, const SnSheetPreview *preview)
{
  static const char *const columns[] = { "column", "heading", "field", "origin", "sample", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *mapping = sn_sheet_preview_make_mapping (preview);

  json_builder_begin_object (builder);
  sn_json_add_string (builder, "sheet", preview->sheet);
  add_names (builder, "sheets", preview->sheet_names);
  add_names (builder, "hidden_sheets", preview->hidden_sheet_names);
  sn_json_add_string (builder, "title", preview->title);
  sn_json_add_string (builder, "reporting_unit", preview->reporting_unit);
  sn_json_add_boolean (builder, "in_wan", preview->in_wan);
  sn_json_add_int (builder, "first_heading_row", preview->first_heading_row);
  sn_json_add_int (builder, "last_heading_row", preview->last_heading_row);
  sn_json_add_string (builder, "problem", preview->problem);
  sn_json_add_boolean (builder, "remembered", preview->is_remembered);
  sn_json_add_string (builder, "mapping", mapping);
  add_hidden_rows (builder, preview);
  add_doubts (builder, preview);
  add_unread (builder, preview);
  json_builder_set_member_name (builder, "columns");
  json_builder_begin_array (builder);
  for (guint i = 0; i < preview->columns->len; i++)
    {
      const SnSheetColumn *column = g_ptr_array_index (preview->columns, i);
      char letter[4];

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "column", sn_column_name (i, letter));
      sn_json_add_string (builder, "heading", column->heading);
      sn_json_add_string (builder, "field", sn_roster_field_to_key (column->field));
      sn_json_add_string (builder, "origin", sn_column_origin_to_string (column->origin));
      sn_json_add_string (builder, "sample", column->sample);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
}

static SnCliStatus
run_preview (SnCli *cli, char **words, GError **error)
{
  g_auto (SnCliImport) import = { .map = NULL };
  g_auto (SnSheetPreview) preview = { NULL };
  SnRosterImportOptions options = { .sheet = sn_cli_import_options.sheet,
                                    .heading_row = (guint) MAX (sn_cli_import_options.heading_row, 0) };

  if (!parse_map (&import.map, error))
    return SN_CLI_USAGE;
  if (sn_cli_read (cli, load_lookups, &import, error) == NULL || !sn_cli_input_open (words[0], &import.input, error))
    return SN_CLI_REFUSED;
  options.map = import.map;
  options.layouts = import.layouts;
  if (!sn_sheet_preview_read (import.input.path, &options, &preview, NULL, error))
    return SN_CLI_REFUSED;
  print_preview (cli, &preview);
  return preview.problem == NULL ? SN_CLI_DONE : SN_CLI_REFUSED;
}

/* ── import ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static void
add_delivery_lines (JsonBuilder *builder, const SnCliImport *import, const char *key, GPtrArray *lines, gboolean changed)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (guint i = 0; lines != NULL && i < lines->len; i++)
    {
      const SnDeliveryLine *line = g_ptr_array_index (lines, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "entitlement", line->entitlement_id);
      sn_json_add_string (builder, "name", line->name);
      sn_json_add_string (builder, "id_number_masked", line->id_number_masked);
      sn_json_add_string (builder, "town", line->town);
      sn_json_add_string (builder, "rate", line->rate_label);
      sn_json_add_string (builder, "state", line->state);
      sn_json_add_int (builder, "before_fen", line->before_fen);
      if (changed)
        {
          const SnRosterRow *row = g_ptr_array_index (import->import.rows, line->row);

          sn_json_add_int (builder, "after_fen", line->after_fen);
          sn_json_add_string (builder, "sheet", import->import.sheet_names[row->sheet]);
          sn_json_add_int (builder, "row", row->row);
          sn_json_add_string (builder, "obstacle", line->obstacle);
        }
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_delivery (JsonBuilder *builder, const SnCliImport *import, const SnDelivery *delivery)
{
  if (!delivery->is_second)
    return;
  json_builder_set_member_name (builder, "delivery");
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "added", delivery->added);
  sn_json_add_int (builder, "same", delivery->same);
  add_delivery_lines (builder, import, "changed", delivery->changed, TRUE);
  add_delivery_lines (builder, import, "gone", delivery->gone, FALSE);
  json_builder_end_object (builder);
}

static void
print_import (SnCli *cli, SnCliImport *import, const SnDelivery *delivery)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sn_cli_import_add_result (cli, import, builder);
  sn_json_add_int (builder, "amount_fen", import->admission.result.amount_fen);
  sn_json_add_int (builder, "changed", import->admission.result.changed);
  sn_json_add_int (builder, "changed_before_fen", import->admission.result.changed_before_fen);
  sn_json_add_int (builder, "changed_after_fen", import->admission.result.changed_after_fen);
  add_delivery (builder, import, delivery);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), sn_cli_import_columns);
}

static gpointer
check_known_program (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);

  return program != NULL ? program_code : NULL;
}

static SnCliStatus
run_import (SnCli *cli, char **words, GError **error)
{
  g_auto (SnCliImport) import = { .map = NULL };
  g_auto (SnDelivery) delivery = { .is_second = FALSE };
  SnAdmission *admission = &import.admission;
  SnCliStatus status;

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (sn_cli_read (cli, check_known_program, NULL, error) == NULL)
    return SN_CLI_REFUSED;
  if (!sn_cli_import_read (cli, words[0], FALSE, &import, &status, error))
    return status;
  admission->program_code = program_code;
  admission->rate_label = rate_label;
  admission->rates_by_rule = rates_by_rule;
  admission->again = again;
  admission->hold_gone_reason = hold_gone_reason;
  admission->take_changed_reason = take_changed_reason;
  admission->delivery = &delivery;
  if (sn_cli_import_options.dry_run ? !sn_roster_preview (cli->workspace, admission, NULL, error)
                                    : !sn_cli_import_write (cli, admission, admit, admission, error))
    return SN_CLI_REFUSED;
  if (!sn_cli_import_report (&import, error))
    return SN_CLI_REFUSED;
  print_import (cli, &import, &delivery);
  return admission->result.rejected > 0 ? SN_CLI_REFUSED : SN_CLI_DONE;
}

const SnCliCommand sn_cli_import_commands[] = {
  { "sheet", "FILE", N_ ("print a sheet as CSV, as the reader sees it"), sheet_options, 1, 1, run_sheet },
  { "preview", "FILE", N_ ("what the columns of a sheet are taken for"), preview_options, 1, 1, run_preview },
  { "import", "FILE --program CODE", N_ ("read a roster into a program; “-” in place of FILE is standard input"), import_options, 1, 1, run_import },
  { NULL },
};
