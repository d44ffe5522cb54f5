/* sn-cli-lists.c: lists of people without a program: the registry, a category's holders, scores, deaths.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-import.h"

#include "sn-category-list.h"
#include "sn-date.h"
#include "sn-registry-list.h"

#include <glib/gi18n-lib.h>

static char *category_code = NULL;
static char *from_date = NULL;
static char *source = NULL;
static char *counted_on = NULL;
static gboolean end_missing = FALSE;

static const GOptionEntry registry_options[] = {
  SN_CLI_IMPORT_ENTRIES,
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry category_options[] = {
  { "category", 0, 0, G_OPTION_ARG_STRING, &category_code, NULL, "CODE" },
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_date, NULL, "YYYY-MM-DD" },
  { "source", 0, 0, G_OPTION_ARG_STRING, &source, NULL, "S" },
  { "end-missing", 0, 0, G_OPTION_ARG_NONE, &end_missing, NULL, NULL },
  SN_CLI_IMPORT_ENTRIES,
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry scores_options[] = {
  { "source", 0, 0, G_OPTION_ARG_STRING, &source, NULL, "S" },
  { "on", 0, 0, G_OPTION_ARG_STRING, &counted_on, NULL, "YYYY-MM-DD" },
  SN_CLI_IMPORT_ENTRIES,
  G_OPTION_ENTRY_NULL,
};

static const char *
get_today (char *buffer)
{
  GDate today = { 0 };

  sn_clock_today (&today);
  return sn_date_to_iso (&today, buffer);
}

static SnCliStatus
finish (SnCli *cli, SnCliImport *import, JsonBuilder *builder, GError **error)
{
  if (!sn_cli_import_report (import, error))
    return SN_CLI_REFUSED;
  sn_cli_print (cli, sn_json_finish (builder), sn_cli_import_columns);
  return import->admission.result.rejected > 0 ? SN_CLI_REFUSED : SN_CLI_DONE;
}

/* ── import-registry ────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static SnCliStatus
run_registry (SnCli *cli, char **words, GError **error)
{
  g_auto (SnCliImport) import = { .map = NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  SnCliStatus status;

  if (!sn_cli_import_read (cli, words[0], TRUE, &import, &status, error))
    return status;
  if (sn_cli_import_options.dry_run ? !sn_roster_preview (cli->workspace, &import.admission, NULL, error)
                                    : !sn_cli_import_write (cli, &import.admission, admit, &import.admission, error))
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_cli_import_add_result (cli, &import, builder);
  json_builder_end_object (builder);
  return finish (cli, &import, builder, error);
}

/* ── import-category ────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
import_category (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_category_list_import (transaction, data, cancellable, error);
}

static void
add_ended (JsonBuilder *builder, const SnCategoryList *list)
{
  json_builder_set_member_name (builder, list->end_missing ? "ended" : "missing");
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->ended->len; i++)
    {
      const SnCategoryEnd *end = g_ptr_array_index (list->ended, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "recipient", end->person_id);
      sn_json_add_string (builder, "name", end->name);
      sn_json_add_string (builder, "id_number_masked", end->id_number_masked);
      sn_json_add_string (builder, "town", end->town);
      sn_json_add_string (builder, "since", end->since);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

/* null: of all */
static void
add_towns (JsonBuilder *builder, const SnCategoryList *list)
{
  json_builder_set_member_name (builder, "towns");
  if (list->towns == NULL)
    {
      json_builder_add_null_value (builder);
      return;
    }
  json_builder_begin_array (builder);
  for (guint i = 0; i < list->towns->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (list->towns, i));
  json_builder_end_array (builder);
}

static SnCliStatus
import_category_file (SnCli *cli, const char *path, SnCategoryList *list, GError **error)
{
  g_auto (SnCliImport) import = { .map = NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  SnCliStatus status;

  if (!sn_cli_import_read (cli, path, TRUE, &import, &status, error))
    return status;
  list->admission = &import.admission;
  if (sn_cli_import_options.dry_run ? !sn_category_list_preview (cli->workspace, list, NULL, error)
                                    : !sn_cli_import_write (cli, &import.admission, import_category, list, error))
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_cli_import_add_result (cli, &import, builder);
  sn_json_add_int (builder, "begun", list->begun);
  sn_json_add_int (builder, "held", list->held);
  sn_json_add_int (builder, "not_named", list->ended->len);
  if (cli->json)
    {
      add_towns (builder, list);
      add_ended (builder, list);
    }
  json_builder_end_object (builder);
  return finish (cli, &import, builder, error);
}

static SnCliStatus
run_category (SnCli *cli, char **words, GError **error)
{
  char today[11];
  SnCategoryList list = { .category_code = category_code, .source = source, .end_missing = end_missing };
  SnCliStatus status;

  if (category_code == NULL)
    return sn_cli_usage_error (error, _ ("Say which category: --category CODE."));
  if (!sn_cli_check_date (from_date, error))
    return SN_CLI_USAGE;
  list.from_date = from_date != NULL ? from_date : get_today (today);
  status = import_category_file (cli, words[0], &list, error);
  sn_category_list_clear (&list);
  return status;
}

/* ── import-scores, import-deaths ───────────────────────────────────────────────────────────────────────────────── */

static gboolean
import_list (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_registry_list_import (transaction, data, cancellable, error);
}

static SnCliStatus
run_list (SnCli *cli, const char *path, SnRegistryList *list, GError **error)
{
  g_auto (SnCliImport) import = { .map = NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  SnCliStatus status;

  if (!sn_cli_import_read (cli, path, TRUE, &import, &status, error))
    return status;
  list->admission = &import.admission;
  if (sn_cli_import_options.dry_run ? !sn_registry_list_preview (cli->workspace, list, NULL, error)
                                    : !sn_cli_import_write (cli, &import.admission, import_list, list, error))
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_cli_import_add_result (cli, &import, builder);
  sn_json_add_int (builder, "changed", list->changed);
  sn_json_add_int (builder, "unknown", list->unknown);
  json_builder_end_object (builder);
  return finish (cli, &import, builder, error);
}

static SnCliStatus
run_scores (SnCli *cli, char **words, GError **error)
{
  char today[11];
  SnRegistryList list = { .kind = SN_REGISTRY_LIST_SCORES, .source = source != NULL ? source : "残联综合困难评分" };

  if (!sn_cli_check_date (counted_on, error))
    return SN_CLI_USAGE;
  list.counted_on = counted_on != NULL ? counted_on : get_today (today);
  return run_list (cli, words[0], &list, error);
}

static SnCliStatus
run_deaths (SnCli *cli, char **words, GError **error)
{
  return run_list (cli, words[0], &(SnRegistryList){ .kind = SN_REGISTRY_LIST_DEATHS }, error);
}

const SnCliCommand sn_cli_list_commands[] = {
  { "import-registry", "FILE", N_ ("people into the registry, without a program"), registry_options, 1, 1, run_registry },
  { "import-category", "FILE --category CODE", N_ ("who holds a category from a day on, and who does no more"), category_options, 1, 1,
    run_category },
  { "import-scores", "FILE", N_ ("another office's scores of people in the registry"), scores_options, 1, 1, run_scores },
  { "import-deaths", "FILE", N_ ("who died, and when"), registry_options, 1, 1, run_deaths },
  { NULL },
};
