/* sn-cli-check.c: doubts: finding them, settling them, and what programs mean for each other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-cli-faults.h"
#include "sn-pair-rule.h"
#include "sn-roster-review.h"
#include "sn-roster.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

static char *program_code = NULL;
static char *town = NULL;
static char *reason = NULL;
static char *first_rate = NULL;
static char *second_rate = NULL;
static char *note = NULL;

static const GOptionEntry program_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry review_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "town", 0, 0, G_OPTION_ARG_STRING, &town, NULL, "T" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry reason_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, "R" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry rates_options[] = {
  { "first-rate", 0, 0, G_OPTION_ARG_STRING, &first_rate, NULL, "LABEL" },
  { "second-rate", 0, 0, G_OPTION_ARG_STRING, &second_rate, NULL, "LABEL" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry rule_options[] = {
  { "first-rate", 0, 0, G_OPTION_ARG_STRING, &first_rate, NULL, "LABEL" },
  { "second-rate", 0, 0, G_OPTION_ARG_STRING, &second_rate, NULL, "LABEL" },
  { "note", 0, 0, G_OPTION_ARG_STRING, &note, NULL, "TEXT" },
  G_OPTION_ENTRY_NULL,
};

/* ── check, findings, decide ────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
list_findings (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_finding_list (connection, program_code, error);
}

static void
add_finding (JsonBuilder *builder, const SnFinding *finding)
{
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", finding->id);
  sn_json_add_string (builder, "rule", finding->rule);
  sn_json_add_string (builder, "level", finding->level);
  sn_json_add_string (builder, "program", finding->program);
  json_builder_set_member_name (builder, "programs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < finding->programs->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (finding->programs, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "persons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < finding->persons->len; i++)
    json_builder_add_string_value (builder, g_ptr_array_index (finding->persons, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "entitlements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < finding->entitlements->len; i++)
    json_builder_add_int_value (builder, g_array_index (finding->entitlements, gint64, i));
  json_builder_end_array (builder);
  sn_json_add_string (builder, "message", finding->message);
  sn_json_add_string (builder, "decision", finding->decision);
  sn_json_add_string (builder, "reason", finding->reason);
  json_builder_end_object (builder);
}

static SnCliStatus
run_findings (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "id", "level", "rule", "programs", "persons", "message", "decision", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) findings = sn_cli_read (cli, list_findings, NULL, error);

  if (findings == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < findings->len; i++)
    add_finding (builder, g_ptr_array_index (findings, i));
  json_builder_end_array (builder);
  if (!cli->json && findings->len == 0)
    printf ("%s\n", _ ("No findings."));
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

typedef struct
{
  gint64      finding_id;
  const char *decision;
} DecideJob;

static gboolean
decide (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  DecideJob *job = data;

  return sn_finding_decide (transaction, job->finding_id, job->decision, reason, error);
}

/* (transfer full): the finding as it stands after the decision */
static gpointer
find_finding (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const DecideJob *job = data;
  g_autoptr (GPtrArray) findings = sn_finding_list (connection, NULL, error);

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    if (((const SnFinding *) g_ptr_array_index (findings, i))->id == job->finding_id)
      return g_ptr_array_steal_index (findings, i);
  if (findings != NULL)
    g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("The decision was noted, but finding %" PRId64 " is gone."), job->finding_id);
  return NULL;
}

static SnCliStatus
run_decide (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  static const char *const columns[] = { "id", "rule", "programs", "persons", "decision", "reason", NULL };
  g_autoptr (SnFinding) finding = NULL;
  DecideJob job = { 0, words[1] };

  if (!sn_cli_parse_id (words[0], &job.finding_id, error))
    return SN_CLI_USAGE;
  if (reason == NULL)
    return sn_cli_usage_error (error, _ ("Say why with --reason."));
  if (strcmp (words[1], "allow") != 0 && strcmp (words[1], "hold") != 0 && strcmp (words[1], "withdraw") != 0)
    return sn_cli_usage_error (error, _ ("A finding is decided with “allow”, “hold” or “withdraw”, not “%s”."), words[1]);
  if (!sn_cli_write (cli, decide, &job, error))
    return SN_CLI_REFUSED;
  finding = sn_cli_read (cli, find_finding, &job, error);
  if (finding == NULL)
    return SN_CLI_REFUSED;
  add_finding (builder, finding);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

/* ── rules ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
list_rules (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_pair_rule_list (connection, error);
}

static SnCliStatus
run_rules (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "first_program", "first_rate", "second_program", "second_rate", "policy", "note", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) rules = sn_cli_read (cli, list_rules, NULL, error);

  if (rules == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < rules->len; i++)
    {
      const SnPairRule *rule = g_ptr_array_index (rules, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "first_program", rule->first_program);
      sn_json_add_string (builder, "second_program", rule->second_program);
      sn_json_add_string_or_null (builder, "first_rate", rule->first_rate);
      sn_json_add_string_or_null (builder, "second_rate", rule->second_rate);
      sn_json_add_string (builder, "policy", sn_pair_policy_to_string (rule->policy));
      sn_json_add_string (builder, "note", rule->note);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

typedef struct
{
  char       **programs;
  SnPairPolicy policy;
} RuleJob;

static gboolean
set_rule (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const RuleJob *job = data;

  return sn_pair_rule_set (transaction, job->programs[0], job->programs[1], first_rate, second_rate, job->policy, note, error);
}

static SnCliStatus
run_rules_set (SnCli *cli, char **words, GError **error)
{
  RuleJob job = { words, SN_PAIR_ALLOW };

  if (!sn_pair_policy_from_string (words[2], &job.policy))
    return sn_cli_usage_error (error, _ ("Two programs are set to “allow”, “warn” or “forbid”, not to “%s”."), words[2]);
  if (!sn_cli_write (cli, set_rule, &job, error))
    return SN_CLI_REFUSED;
  return run_rules (cli, words, error);
}

static gboolean
remove_rule (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  char **programs = data;

  return sn_pair_rule_remove (transaction, programs[0], programs[1], first_rate, second_rate, error);
}

static SnCliStatus
run_rules_remove (SnCli *cli, char **words, GError **error)
{
  if (!sn_cli_write (cli, remove_rule, words, error))
    return SN_CLI_REFUSED;
  return run_rules (cli, words, error);
}

/* ── review ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_review (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_review_read (connection, program_code, *(const gint64 *) data, error);
}

static void
add_review_rates (JsonBuilder *builder, const SnRosterReview *review)
{
  json_builder_set_member_name (builder, "rates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < review->rates->len; i++)
    {
      const SnReviewRate *rate = g_ptr_array_index (review->rates, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "label", rate->label);
      sn_json_add_int (builder, "entitlements", rate->lines);
      sn_json_add_int (builder, "amount_fen", rate->amount_fen);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_review_differences (JsonBuilder *builder, const SnRosterReview *review)
{
  static const char *const words[] = { [SN_REVIEW_NEW] = "new", [SN_REVIEW_CHANGED] = "changed", [SN_REVIEW_GONE] = "gone" };

  json_builder_set_member_name (builder, "differences");
  json_builder_begin_array (builder);
  for (guint i = 0; i < review->differences->len; i++)
    {
      const SnReviewLine *line = g_ptr_array_index (review->differences, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "difference", words[line->difference]);
      sn_json_add_string (builder, "name", line->name);
      sn_json_add_int (builder, "before_fen", line->before_fen);
      sn_json_add_int (builder, "after_fen", line->after_fen);
      sn_json_add_string (builder, "reason", line->reason);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static SnCliStatus
run_review (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnRosterReview) review = NULL;
  gint64 town_id = 0;

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (!sn_cli_find_town (cli, town, &town_id, error))
    return SN_CLI_REFUSED;
  review = sn_cli_read (cli, read_review, &town_id, error);
  if (review == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "program", program_code);
  sn_json_add_int (builder, "entitlements", review->lines);
  sn_json_add_int (builder, "amount_fen", review->amount_fen);
  sn_json_add_int (builder, "persons", review->persons);
  sn_json_add_int (builder, "households", review->households);
  sn_json_add_int (builder, "need_two", review->need_two);
  sn_json_add_int (builder, "approved_before", review->approved);
  sn_json_add_int (builder, "approved_before_fen", review->approved_fen);
  sn_json_add_int (builder, "open_findings", review->open_warnings);
  sn_json_add_int (builder, "allowed_findings", review->allowed);
  sn_json_add_boolean (builder, "was_returned", review->was_returned);
  sn_json_add_string (builder, "return_reason", review->return_reason);
  sn_json_add_int (builder, "new", review->n_new);
  sn_json_add_int (builder, "changed", review->n_changed);
  sn_json_add_int (builder, "gone", review->n_gone);
  add_review_rates (builder, review);
  add_review_differences (builder, review);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

/* The longer name first: the first that fits is taken. */
const SnCliCommand sn_cli_check_commands[] = {
  { "check", "", N_ ("look for doubts"), program_options, 0, 0, run_findings },
  { "findings", "", N_ ("the doubts and what was decided"), program_options, 0, 0, run_findings },
  { "decide", "FINDING allow|hold|withdraw --reason R", N_ ("settle a doubt"), reason_options, 2, 2, run_decide },
  { "review", "--program CODE", N_ ("what an approver should know of a roster"), review_options, 0, 0, run_review },
  { "rules set", "FIRST SECOND allow|warn|forbid", N_ ("what two programs mean for each other"), rule_options, 3, 3, run_rules_set },
  { "rules remove", "FIRST SECOND", N_ ("take a rule away: what is said more generally holds again"), rates_options, 2, 2, run_rules_remove },
  { "rules", "", N_ ("where programs meet and it is pointed out"), NULL, 0, 0, run_rules },
  { NULL },
};
