/* sn-cli-campaign.c: campaigns, and what is in one: programs, rates and what is looked at twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"
#include "sn-cli-rate-amount.h"

#include "sn-benefit-rate.h"
#include "sn-campaign.h"
#include "sn-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *from_campaign = NULL;
static char *campaign_title = NULL;
static char *spring_festival = NULL;
static char *second_approval = NULL;
static char *amount_change = NULL;
static char *program_code = NULL;
static char *rate_label = NULL;

static const GOptionEntry campaign_new_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_campaign, NULL, "ID" },
  { "title", 0, 0, G_OPTION_ARG_STRING, &campaign_title, NULL, "T" },
  { "spring-festival", 0, 0, G_OPTION_ARG_STRING, &spring_festival, NULL, "DATE" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry campaign_set_options[] = {
  { "second-approval", 0, 0, G_OPTION_ARG_STRING, &second_approval, NULL, "YUAN|none" },
  { "amount-change", 0, 0, G_OPTION_ARG_STRING, &amount_change, NULL, "PERCENT" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry rates_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  G_OPTION_ENTRY_NULL,
};

/* ── campaign ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_campaigns (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_campaign_list (connection, error);
}

static SnCliStatus
run_campaign_list (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "id", "title", "delivery_due", "report_due", "second_approval_fen", "amount_change_percent", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) campaigns = sn_cli_read (cli, read_campaigns, NULL, error);

  if (campaigns == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < campaigns->len; i++)
    {
      const SnCampaign *campaign = g_ptr_array_index (campaigns, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "id", campaign->id);
      sn_json_add_string (builder, "title", campaign->title);
      sn_json_add_string (builder, "notice_number", campaign->notice_number);
      sn_json_add_string (builder, "issued_on", campaign->issued_on);
      sn_json_add_string (builder, "spring_festival", campaign->spring_festival);
      sn_json_add_string (builder, "as_of", campaign->as_of);
      sn_json_add_string (builder, "age_on", campaign->age_on);
      sn_json_add_string (builder, "delivery_due", campaign->delivery_due);
      sn_json_add_string (builder, "report_due", campaign->report_due);
      sn_json_add_int_or_null (builder, "second_approval_fen", campaign->second_approval_fen != 0, campaign->second_approval_fen);
      sn_json_add_int (builder, "amount_change_percent", campaign->amount_change_percent);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 new_id = 0;

  return sn_campaign_copy (transaction, *(gint64 *) data, campaign_title, spring_festival, &new_id, error);
}

static SnCliStatus
run_campaign_new (SnCli *cli, char **words, GError **error)
{
  gint64 from_id;

  if (from_campaign == NULL || campaign_title == NULL || spring_festival == NULL)
    return sn_cli_usage_error (error, _ ("Usage: songnuan-cli %s %s"), "campaign new", "--from ID --title T --spring-festival DATE");
  if (!sn_cli_parse_id (from_campaign, &from_id, error) || !sn_cli_check_date (spring_festival, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, copy_campaign, &from_id, error))
    return SN_CLI_REFUSED;
  return run_campaign_list (cli, words, error);
}

typedef struct
{
  gint64 second_approval_fen;
  int    amount_change_percent;
} Checks;

static gboolean
set_checks (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Checks *checks = data;

  return sn_campaign_set_checks (transaction, checks->second_approval_fen, checks->amount_change_percent, error);
}

static gboolean
parse_checks (Checks *checks, GError **error)
{
  gint64 percent;

  if (second_approval != NULL && strcmp (second_approval, "none") == 0)
    checks->second_approval_fen = 0;
  else if (second_approval != NULL && (!sn_money_parse (second_approval, FALSE, &checks->second_approval_fen, NULL, error) ||
                                       checks->second_approval_fen <= 0))
    {
      g_clear_error (error);
      sn_cli_usage_error (error, _ ("“%s” is no amount from which two must approve. Write yuan above zero, or “none”."), second_approval);
      return FALSE;
    }
  if (amount_change == NULL)
    return TRUE;
  if (!g_ascii_string_to_signed (amount_change, 10, 1, 1000, &percent, NULL))
    {
      sn_cli_usage_error (error, _ ("“%s” is no percentage from 1 to 1000."), amount_change);
      return FALSE;
    }
  checks->amount_change_percent = (int) percent;
  return TRUE;
}

static SnCliStatus
run_campaign_set (SnCli *cli, char **words, GError **error)
{
  Checks checks = { -1, 0 };

  if (second_approval == NULL && amount_change == NULL)
    return sn_cli_usage_error (error, _ ("Usage: songnuan-cli %s %s"), "campaign set", "[--second-approval YUAN|none] [--amount-change PERCENT]");
  if (!parse_checks (&checks, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, set_checks, &checks, error))
    return SN_CLI_REFUSED;
  return run_campaign_list (cli, words, error);
}

/* ── programs ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_rate (JsonBuilder *builder, const SnBenefitRate *rate)
{
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "label", rate->label);
  sn_json_add_string (builder, "eligible", rate->eligible);
  sn_json_add_string (builder, "unit", rate->per_household ? "household" : "person");
  sn_json_add_string (builder, "form", rate->form);
  sn_json_add_int_or_null (builder, "min_fen", !rate->discretionary, rate->min_fen);
  sn_json_add_int_or_null (builder, "max_fen", !rate->discretionary, rate->max_fen);
  sn_json_add_boolean (builder, "discretionary", rate->discretionary);
  sn_json_add_boolean (builder, "approximate", rate->approximate);
  sn_json_add_int_or_null (builder, "min_age", rate->min_age != 0, rate->min_age);
  sn_json_add_string (builder, "as_of", rate->as_of);
  sn_json_add_boolean (builder, "confirmed", rate->confirmed);
  sn_cli_add_rate_basis (builder, rate->basis);
  json_builder_end_object (builder);
}

static void
add_program (JsonBuilder *builder, const SnProgram *program)
{
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "department", program->department);
  sn_json_add_string (builder, "department_code", program->department_code);
  sn_json_add_string (builder, "code", program->code);
  sn_json_add_string (builder, "title", program->title);
  sn_json_add_string (builder, "clause", program->clause);
  sn_json_add_string (builder, "description", program->description);
  json_builder_set_member_name (builder, "rates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < program->rates->len; i++)
    add_rate (builder, g_ptr_array_index (program->rates, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "funding");
  json_builder_begin_array (builder);
  for (guint i = 0; i < program->funding->len; i++)
    {
      const SnFundingLine *line = g_ptr_array_index (program->funding, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "source", line->source_name);
      sn_json_add_string (builder, "source_code", line->source_code);
      sn_json_add_string (builder, "kind", line->source_kind);
      sn_json_add_string (builder, "budget_holder", line->budget_holder);
      sn_json_add_string (builder, "note", line->note);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static gpointer
read_programs (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_program_list (connection, 0, error);
}

static SnCliStatus
run_programs (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "code", "department", "title", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) programs = sn_cli_read (cli, read_programs, NULL, error);

  if (programs == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < programs->len; i++)
    add_program (builder, g_ptr_array_index (programs, i));
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

/* ── rates ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_rates (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_rate_review_list (connection, program_code, error);
}

static void
add_review (JsonBuilder *builder, const SnRateReview *review)
{
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "label", review->label);
  sn_json_add_string (builder, "unit", review->per_household ? "household" : "person");
  sn_json_add_string (builder, "form", review->form);
  sn_json_add_int_or_null (builder, "min_fen", !review->discretionary, review->min_fen);
  sn_json_add_int_or_null (builder, "max_fen", !review->discretionary, review->max_fen);
  sn_json_add_int_or_null (builder, "last_min_fen", review->has_last, review->last_min_fen);
  sn_json_add_int_or_null (builder, "last_max_fen", review->has_last, review->last_max_fen);
  sn_json_add_boolean (builder, "confirmed", review->confirmed);
  json_builder_end_object (builder);
}

static SnCliStatus
run_rates (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "label", "unit", "form", "last_min_fen", "last_max_fen", "min_fen", "max_fen", "confirmed", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) reviews = NULL;

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  reviews = sn_cli_read (cli, read_rates, NULL, error);
  if (reviews == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < reviews->len; i++)
    add_review (builder, g_ptr_array_index (reviews, i));
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

static gboolean
confirm_rates (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_benefit_rate_confirm (transaction, program_code, rate_label, error);
}

static SnCliStatus
run_rates_confirm (SnCli *cli, char **words, GError **error)
{
  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, confirm_rates, NULL, error))
    return SN_CLI_REFUSED;
  return run_rates (cli, words, error);
}

typedef struct
{
  gint64 min_fen;
  gint64 max_fen;
} Range;

static gboolean
set_rate (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Range *range = data;

  return sn_benefit_rate_set_amount (transaction, program_code, rate_label, range->min_fen, range->max_fen, error);
}

static SnCliStatus
run_rates_set (SnCli *cli, char **words, GError **error)
{
  Range range = { 0, 0 };

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (rate_label == NULL)
    return sn_cli_usage_error (error, _ ("Say which rate: --rate LABEL. “rates” lists them."));
  if (!sn_rate_parse_range (words[0], &range.min_fen, &range.max_fen, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, set_rate, &range, error))
    return SN_CLI_REFUSED;
  return run_rates (cli, words, error);
}

/* The longer name first: the first that fits is taken. */
const SnCliCommand sn_cli_campaign_commands[] = {
  { "campaign list", "", N_ ("the campaigns"), NULL, 0, 0, run_campaign_list },
  { "campaign new", "", N_ ("prepare a campaign from last year's"), campaign_new_options, 0, 0, run_campaign_new },
  { "campaign set", "", N_ ("from which amount two approve, which change is pointed out"), campaign_set_options, 0, 0, run_campaign_set },
  { "programs", "", N_ ("the catalogue: departments, programs, rates, who pays"), NULL, 0, 0, run_programs },
  { "rates confirm", "--program CODE", N_ ("say that last year's rates hold this year"), rates_options, 0, 0, run_rates_confirm },
  { "rates set", "--program CODE --rate LABEL AMOUNT[-AMOUNT]", N_ ("this year's amount of a rate, in yuan"), rates_options, 1, 1,
    run_rates_set },
  { "rates", "--program CODE", N_ ("a program's rates beside last year's"), rates_options, 0, 0, run_rates },
  { NULL },
};
