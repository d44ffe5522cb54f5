/* sn-cli-line.c: another rate or amount for lines of a roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-line-change.h"
#include "sn-money.h"

#include <glib/gi18n-lib.h>

static char *program_code = NULL;
static char *rate_label = NULL;
static char *amount = NULL;
static char *reason = NULL;
static gboolean dry_run = FALSE;

static const GOptionEntry change_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  { "amount", 0, 0, G_OPTION_ARG_STRING, &amount, NULL, "YUAN" },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, "R" },
  { "dry-run", 0, 0, G_OPTION_ARG_NONE, &dry_run, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

typedef struct
{
  SnLineChange   change;
  SnLineOutlook *outlook; /* (nullable) */
} Job;

static void
clear_job (Job *job)
{
  g_clear_pointer (&job->change.ids, g_array_unref);
  g_clear_pointer (&job->outlook, sn_line_outlook_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Job, clear_job)

static gpointer
judge (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  job->outlook = sn_line_change_judge (connection, &job->change, error);
  return job->outlook;
}

static gboolean
apply (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return sn_line_change_apply (transaction, &job->change, reason, &job->outlook, error);
}

static gboolean
read_question (Job *job, char **words, GError **error)
{
  job->change = (SnLineChange){
    .program_code = program_code, .ids = g_array_new (FALSE, FALSE, sizeof (gint64)), .rate_label = rate_label, .has_amount = amount != NULL,
  };
  for (char **word = words; *word != NULL; word++)
    {
      gint64 id;

      if (!sn_cli_parse_id (*word, &id, error))
        return FALSE;
      g_array_append_val (job->change.ids, id);
    }
  if (!dry_run && reason == NULL)
    {
      sn_cli_usage_error (error, _ ("Say why with --reason."));
      return FALSE;
    }
  if (amount == NULL || sn_money_parse (amount, FALSE, &job->change.amount_fen, NULL, NULL))
    return TRUE;
  sn_cli_usage_error (error, _ ("“%s” is no amount in yuan."), amount);
  return FALSE;
}

static void
print_outlook (SnCli *cli, const SnLineOutlook *outlook)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sn_json_add_boolean (builder, "dry_run", dry_run);
  sn_json_add_int (builder, "changed", outlook->n_can);
  sn_json_add_int (builder, "outside_rate", outlook->n_outside);
  sn_json_add_int (builder, "not_fitting", outlook->n_misfits);
  sn_json_add_int (builder, "unchanged", outlook->n_same);
  sn_json_add_int (builder, "left", outlook->n_cannot);
  sn_json_add_int (builder, "before_fen", outlook->before_fen);
  sn_json_add_int (builder, "after_fen", outlook->after_fen);
  json_builder_set_member_name (builder, "obstacles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < outlook->obstacles->len; i++)
    {
      const SnLineObstacle *obstacle = g_ptr_array_index (outlook->obstacles, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "lines", obstacle->lines);
      sn_json_add_string (builder, "message", obstacle->sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
}

static SnCliStatus
run_change (SnCli *cli, char **words, GError **error)
{
  g_auto (Job) job = { { NULL } };

  if (!sn_cli_check_program (program_code, error) || !read_question (&job, words, error))
    return SN_CLI_USAGE;
  if (dry_run ? sn_cli_read (cli, judge, &job, error) == NULL : !sn_cli_write (cli, apply, &job, error))
    return SN_CLI_REFUSED;
  print_outlook (cli, job.outlook);
  return job.outlook->n_cannot > 0 ? SN_CLI_REFUSED : SN_CLI_DONE;
}

const SnCliCommand sn_cli_line_commands[] = {
  { "lines change", "ENTITLEMENT… --program CODE --reason R", N_ ("another rate or amount for listed lines"), change_options, 1, G_MAXINT,
    run_change },
  { NULL },
};
