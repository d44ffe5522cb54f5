/* sn-cli-candidate.c: who fits a program and is not listed, and what one person fits.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-candidate.h"
#include "sn-cli-listing.h"
#include "sn-possible-benefit.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>

static char *program_code = NULL;
static char **persons = NULL;
static char *persons_file = NULL;
static char *rate_label = NULL;
static char *amount = NULL;
static char *reason = NULL;
static gboolean is_adding = FALSE;
static gboolean is_dry_run = FALSE;

static const GOptionEntry candidates_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "person", 0, 0, G_OPTION_ARG_STRING_ARRAY, &persons, NULL, "ID" },
  { "persons", 0, 0, G_OPTION_ARG_FILENAME, &persons_file, NULL, "FILE" },
  { "add", 0, 0, G_OPTION_ARG_NONE, &is_adding, NULL, NULL },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &is_dry_run, NULL, NULL },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  { "amount", 0, 0, G_OPTION_ARG_STRING, &amount, NULL, "YUAN" },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, "R" },
  G_OPTION_ENTRY_NULL,
};

/* ── Of a program ───────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
list_candidates (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_candidate_list (connection, program_code, error);
}

static gboolean
add_candidates (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_candidate_add (transaction, program_code, data, NULL, error);
}

static void
print_candidates (SnCli *cli, GPtrArray *candidates, gint64 added)
{
  static const char *const columns[] = { "person", "name", "id_number_masked", "town", "rate", "amount_fen", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sn_json_add_int (builder, "total", candidates->len);
  sn_json_add_int (builder, "added", added);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < candidates->len; i++)
    {
      const SnCandidate *candidate = g_ptr_array_index (candidates, i);
      g_autofree char *masked = sn_document_number_mask (candidate->document_number);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "person", candidate->person_id);
      sn_json_add_string (builder, "name", candidate->name);
      sn_json_add_string (builder, "id_number_masked", masked);
      sn_json_add_string (builder, "town", candidate->town);
      sn_json_add_string (builder, "rate", candidate->rate_label);
      sn_json_add_int (builder, "amount_fen", candidate->amount_fen);
      sn_json_add_string (builder, "due", candidate->due);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
}

static SnCliStatus
run_program (SnCli *cli, GError **error)
{
  g_autoptr (GPtrArray) candidates = NULL;
  gint64 added = 0;

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  candidates = sn_cli_read (cli, list_candidates, NULL, error);
  if (candidates == NULL || (is_adding && candidates->len > 0 && !sn_cli_write (cli, add_candidates, &added, error)))
    return SN_CLI_REFUSED;
  print_candidates (cli, candidates, added);
  return SN_CLI_DONE;
}

/* ── Of a person ────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64 person_id;
  gint64 amount_fen; /* that was listed */
} PersonJob;

static gpointer
list_possible (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_possible_benefit_list (connection, ((PersonJob *) data)->person_id, error);
}

static gboolean
add_possible (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  PersonJob *job = data;

  return sn_possible_benefit_add (transaction, job->person_id, program_code, &job->amount_fen, error);
}

static SnCliStatus
run_add_person (SnCli *cli, PersonJob *job, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  if (!sn_cli_write (cli, add_possible, job, error))
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "person", job->person_id);
  sn_json_add_string (builder, "program", program_code);
  sn_json_add_int (builder, "amount_fen", job->amount_fen);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

static void
print_possible (SnCli *cli, GPtrArray *found)
{
  static const char *const columns[] = { "program", "title", "department", "rate", "min_fen", "max_fen", "ground", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_array (builder);
  for (guint i = 0; i < found->len; i++)
    {
      const SnPossibleBenefit *possible = g_ptr_array_index (found, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "program", possible->program);
      sn_json_add_string (builder, "title", possible->program_title);
      sn_json_add_string (builder, "department", possible->department);
      sn_json_add_string (builder, "rate", possible->rate_label);
      sn_json_add_int_or_null (builder, "min_fen", !possible->discretionary, possible->min_fen);
      sn_json_add_int_or_null (builder, "max_fen", !possible->discretionary, possible->max_fen);
      sn_json_add_boolean (builder, "discretionary", possible->discretionary);
      sn_json_add_string (builder, "ground", possible->ground);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
}

static SnCliStatus
run_possible (SnCli *cli, GError **error)
{
  g_autoptr (GPtrArray) found = NULL;
  PersonJob job = { 0, 0 };

  if (!sn_cli_parse_id (persons[0], &job.person_id, error))
    return SN_CLI_USAGE;
  found = sn_cli_read (cli, list_possible, &job, error);
  if (found == NULL)
    return SN_CLI_REFUSED;
  print_possible (cli, found);
  return SN_CLI_DONE;
}

static SnCliStatus
run_persons (SnCli *cli, GError **error)
{
  const SnCliChosen chosen = { program_code, persons, persons_file, rate_label, amount, reason, is_dry_run };
  gboolean is_one = persons != NULL && g_strv_length (persons) == 1 && persons_file == NULL;
  PersonJob job = { 0, 0 };

  if (is_one && !is_adding && !is_dry_run)
    return program_code == NULL ? run_possible (cli, error) : sn_cli_explain_person (cli, &chosen, error);
  if (!is_adding && !is_dry_run)
    return sn_cli_usage_error (error, _("Several people: say --dry-run to look, or --add to list them."));
  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (!is_one || is_dry_run || rate_label != NULL || amount != NULL || reason != NULL)
    return sn_cli_list_people (cli, &chosen, error);
  return sn_cli_parse_id (persons[0], &job.person_id, error) ? run_add_person (cli, &job, error) : SN_CLI_USAGE;
}

static SnCliStatus
run_candidates (SnCli *cli, char **words, GError **error)
{
  return persons != NULL || persons_file != NULL ? run_persons (cli, error) : run_program (cli, error);
}

const SnCliCommand sn_cli_candidate_commands[] = {
  { "candidates", "--program CODE|--person ID…", N_ ("who of the registry fits the rates and is not listed, and who does not, and why"), candidates_options, 0, 0,
    run_candidates },
  { NULL },
};
