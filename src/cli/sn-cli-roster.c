/* sn-cli-roster.c: rosters: their lines, handing them in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-cli-faults.h"
#include "sn-entitlement.h"
#include "sn-other-benefit.h"
#include "sn-resident-id.h"
#include "sn-roster.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

static char *program_code = NULL;
static char *town = NULL;
static char *reason = NULL;

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
  { "lines", "--program CODE", N_ ("the lines of a roster"), step_options, 0, 0, run_lines },
  { "line", "ENTITLEMENT hold|withdraw|release --reason R", N_ ("take one line out for now, for good, or back in"), reason_options, 2, 2,
    run_line },
  { "submit", "--program CODE", N_ ("hand a roster in"), step_options, 0, 0, run_submit },
  { "approve", "--program CODE", N_ ("by another officer than its preparers"), step_options, 0, 0, run_approve },
  { "return", "--program CODE --reason R", N_ ("send a roster back to be corrected"), step_options, 0, 0, run_return },
  { NULL },
};
