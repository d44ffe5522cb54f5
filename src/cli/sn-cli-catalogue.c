/* sn-cli-catalogue.c: what this year's notice says otherwise: a campaign's days, programs, rates, and whose money it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-attachment-file.h"
#include "sn-benefit-rate.h"
#include "sn-catalogue-edit.h"
#include "sn-funding-line.h"
#include "sn-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* One set of names for all commands of this file: what is not given stays as it is. */
static char *program_code = NULL;
static char *department_code = NULL;
static char *rate_label = NULL;
static char *title = NULL, *notice = NULL, *issued_on = NULL, *as_of = NULL, *age_on = NULL, *delivery = NULL, *report = NULL;
static char *clause = NULL, *description = NULL, *quota = NULL;
static char *new_label = NULL, *eligible = NULL, *unit = NULL, *form = NULL, *amount = NULL, *min_age = NULL, *place = NULL;
static char **categories = NULL;
static char *source = NULL, *ceiling = NULL, *holder = NULL, *note = NULL;

#define TEXT(name, variable, word) { name, 0, 0, G_OPTION_ARG_STRING, &variable, NULL, word }
static const GOptionEntry campaign_edit_options[] = {
  TEXT ("title", title, "T"), TEXT ("notice", notice, "NUMBER"), TEXT ("issued", issued_on, "DATE"), TEXT ("as-of", as_of, "DATE"),
  TEXT ("age-on", age_on, "DATE"), TEXT ("delivery", delivery, "DATE"), TEXT ("report", report, "DATE"), G_OPTION_ENTRY_NULL,
};
static const GOptionEntry program_options[] = {
  TEXT ("program", program_code, "CODE"), TEXT ("department", department_code, "CODE"), TEXT ("title", title, "T"),
  TEXT ("clause", clause, "C"), TEXT ("description", description, "TEXT"), TEXT ("quota", quota, "N|none"), G_OPTION_ENTRY_NULL,
};
static const GOptionEntry rate_options[] = {
  TEXT ("program", program_code, "CODE"), TEXT ("rate", rate_label, "LABEL"), TEXT ("label", new_label, "LABEL"),
  TEXT ("eligible", eligible, "TEXT"), TEXT ("unit", unit, "person|household"), TEXT ("form", form, "cash|goods|visit"),
  TEXT ("amount", amount, "YUAN[-YUAN]|none"), TEXT ("min-age", min_age, "YEARS|none"), TEXT ("as-of", as_of, "DATE"),
  TEXT ("place", place, "N"), { "category", 0, 0, G_OPTION_ARG_STRING_ARRAY, &categories, NULL, "CODE" }, G_OPTION_ENTRY_NULL,
};
static const GOptionEntry funding_options[] = {
  TEXT ("program", program_code, "CODE"), TEXT ("source", source, "S"), TEXT ("ceiling", ceiling, "YUAN|none"),
  TEXT ("holder", holder, "NAME"), TEXT ("note", note, "TEXT"), G_OPTION_ENTRY_NULL,
};

/* "none" is 0; -1 where nothing is said */
static gboolean
parse_count (const char *text, int most, int *count, GError **error)
{
  gint64 value;

  *count = text == NULL ? -1 : 0;
  if (text == NULL || strcmp (text, "none") == 0)
    return TRUE;
  if (!g_ascii_string_to_signed (text, 10, 1, most, &value, NULL))
    {
      sn_cli_usage_error (error, _ ("“%s” is no number from 1 to %d."), text, most);
      return FALSE;
    }
  *count = (int) value;
  return TRUE;
}

/* ── campaign edit ──────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
edit_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_campaign_edit (transaction, data, error);
}

static gpointer
read_campaign (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_campaign_get_current (connection, error);
}

static SnCliStatus
run_campaign_edit (SnCli *cli, char **words, GError **error)
{
  SnCampaignEdit edit = { title, notice, issued_on, as_of, age_on, delivery, report };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnCampaign) campaign = NULL;

  if (!sn_cli_write (cli, edit_campaign, &edit, error))
    return SN_CLI_REFUSED;
  campaign = sn_cli_read (cli, read_campaign, NULL, error);
  if (campaign == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", campaign->id);
  sn_json_add_string (builder, "title", campaign->title);
  sn_json_add_string (builder, "notice_number", campaign->notice_number);
  sn_json_add_string (builder, "issued_on", campaign->issued_on != NULL ? campaign->issued_on : "");
  sn_json_add_string (builder, "as_of", campaign->as_of);
  sn_json_add_string (builder, "age_on", campaign->age_on);
  sn_json_add_string (builder, "delivery_due", campaign->delivery_due);
  sn_json_add_string (builder, "report_due", campaign->report_due);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

/* ── program ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_program (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_program_lookup (connection, data, error);
}

static SnCliStatus
print_program (SnCli *cli, const char *code, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnProgram) program = sn_cli_read (cli, read_program, (gpointer) code, error);

  if (program == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "code", program->code);
  sn_json_add_string (builder, "title", program->title);
  sn_json_add_string (builder, "clause", program->clause);
  sn_json_add_string (builder, "description", program->description);
  sn_json_add_int (builder, "quota", program->quota);
  sn_json_add_int (builder, "rates", program->rates->len);
  sn_json_add_int (builder, "sources", program->funding->len);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

typedef struct
{
  SnProgramEdit  edit;
  char          *code; /* out, of a new one */
} ProgramOrder;

static gboolean
add_program (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  ProgramOrder *order = data;

  return sn_program_add (transaction, department_code, &order->edit, &order->code, error);
}

static gboolean
edit_program (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_program_edit (transaction, program_code, &((ProgramOrder *) data)->edit, error);
}

static gboolean
remove_program (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_program_remove (transaction, program_code, error);
}

static SnCliStatus
run_program_add (SnCli *cli, char **words, GError **error)
{
  ProgramOrder order = { { title, clause, description, 0 }, NULL };
  g_autofree char *code = NULL;

  if (department_code == NULL || title == NULL)
    return sn_cli_usage_error (error, _ ("Usage: songnuan-cli %s %s"), "program add", "--department CODE --title T");
  if (!parse_count (quota, 1000000, &order.edit.quota, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, add_program, &order, error))
    return SN_CLI_REFUSED;
  code = order.code;
  return print_program (cli, code, error);
}

static SnCliStatus
run_program_edit (SnCli *cli, char **words, GError **error)
{
  ProgramOrder order = { { title, clause, description, -1 }, NULL };

  if (!sn_cli_check_program (program_code, error) || !parse_count (quota, 1000000, &order.edit.quota, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, edit_program, &order, error))
    return SN_CLI_REFUSED;
  return print_program (cli, program_code, error);
}

static SnCliStatus
run_program_remove (SnCli *cli, char **words, GError **error)
{
  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  return sn_cli_write (cli, remove_program, NULL, error) ? SN_CLI_DONE : SN_CLI_REFUSED;
}

/* ── rates ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
parse_rate (SnRateEdit *edit, GError **error)
{
  *edit = (SnRateEdit){ new_label, eligible, unit, form, SN_RATE_AMOUNT_AS_IT_IS, SN_RATE_AMOUNT_AS_IT_IS, -1, -1, as_of };
  if (!parse_count (min_age, 120, &edit->min_age, error))
    return FALSE;
  if (amount != NULL && strcmp (amount, "none") == 0)
    edit->min_fen = edit->max_fen = 0;
  else if (amount != NULL)
    return sn_rate_parse_range (amount, &edit->min_fen, &edit->max_fen, error);
  return TRUE;
}

static gboolean
add_rate (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  sn_transaction_describe_whole (transaction, "rate-add", program_code, new_label, NULL);
  return sn_benefit_rate_add (transaction, program_code, data, error) &&
         (categories == NULL || sn_benefit_rate_set_categories (transaction, program_code, new_label, (const char *const *) categories, error));
}

static gboolean
edit_rate (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  int number;

  sn_transaction_describe_whole (transaction, "rate-edit", program_code, new_label != NULL ? new_label : rate_label, NULL);
  if (!parse_count (place, 1000, &number, error) || !sn_benefit_rate_edit (transaction, program_code, rate_label, data, error))
    return FALSE;
  if (new_label != NULL)
    rate_label = new_label;
  return (number < 0 || sn_benefit_rate_move (transaction, program_code, rate_label, number, error)) &&
         (categories == NULL || sn_benefit_rate_set_categories (transaction, program_code, rate_label, (const char *const *) categories, error));
}

static gboolean
remove_rate (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_benefit_rate_remove (transaction, program_code, rate_label, error);
}

static SnCliStatus
run_rates_add (SnCli *cli, char **words, GError **error)
{
  SnRateEdit edit;

  if (program_code == NULL || new_label == NULL)
    return sn_cli_usage_error (error, _ ("Usage: songnuan-cli %s %s"), "rates add", "--program CODE --label LABEL");
  if (!parse_rate (&edit, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, add_rate, &edit, error))
    return SN_CLI_REFUSED;
  return print_program (cli, program_code, error);
}

static SnCliStatus
run_rates_change (SnCli *cli, GError **error, gboolean removes)
{
  SnRateEdit edit;

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (rate_label == NULL)
    return sn_cli_usage_error (error, _ ("Say which rate: --rate LABEL. “rates” lists them."));
  if (!parse_rate (&edit, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, removes ? remove_rate : edit_rate, &edit, error))
    return SN_CLI_REFUSED;
  return print_program (cli, program_code, error);
}

static SnCliStatus
run_rates_edit (SnCli *cli, char **words, GError **error)
{
  return run_rates_change (cli, error, FALSE);
}

static SnCliStatus
run_rates_remove (SnCli *cli, char **words, GError **error)
{
  return run_rates_change (cli, error, TRUE);
}

/* ── funding ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray *programs; /* SnProgram */
  GArray    *uses;     /* SnFundingUse of each */
} Ledger;

static void
free_ledger (gpointer data)
{
  Ledger *ledger = data;

  g_ptr_array_unref (ledger->programs);
  g_array_unref (ledger->uses);
  g_free (ledger);
}

static gpointer
read_ledger (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) programs = sn_program_list (connection, 0, error);
  g_autoptr (GArray) uses = g_array_new (FALSE, TRUE, sizeof (SnFundingUse));
  Ledger *ledger;

  for (guint i = 0; programs != NULL && i < programs->len; i++)
    {
      SnFundingUse use;

      if (!sn_funding_read_use (connection, g_ptr_array_index (programs, i), &use, error))
        return NULL;
      g_array_append_val (uses, use);
    }
  if (programs == NULL)
    return NULL;
  ledger = g_new0 (Ledger, 1);
  ledger->programs = g_steal_pointer (&programs);
  ledger->uses = g_steal_pointer (&uses);
  return ledger;
}

static void
add_line (JsonBuilder *builder, const SnProgram *program, const SnFundingLine *line, const SnFundingUse *use)
{
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "program", program->code);
  sn_json_add_string (builder, "source", line->source_name);
  sn_json_add_string (builder, "source_code", line->source_code);
  sn_json_add_string (builder, "budget_holder", line->budget_holder);
  sn_json_add_string (builder, "note", line->note);
  sn_json_add_int_or_null (builder, "ceiling_fen", line->ceiling_fen >= 0, line->ceiling_fen);
  /* Of the program: what several sources bear together has no shares. */
  sn_json_add_int (builder, "planned_fen", use->planned_fen);
  sn_json_add_int (builder, "approved_fen", use->approved_fen);
  json_builder_end_object (builder);
}

static SnCliStatus
run_funding (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "program", "source", "budget_holder", "ceiling_fen", "planned_fen", "approved_fen", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  Ledger *ledger = sn_cli_read (cli, read_ledger, NULL, error);

  if (ledger == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < ledger->programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (ledger->programs, i);

      for (guint j = 0; (program_code == NULL || strcmp (program_code, program->code) == 0) && j < program->funding->len; j++)
        add_line (builder, program, g_ptr_array_index (program->funding, j), &g_array_index (ledger->uses, SnFundingUse, i));
    }
  json_builder_end_array (builder);
  free_ledger (ledger);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

static gboolean
set_funding (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_funding_line_set (transaction, program_code, data, 1, error);
}

static gboolean
add_funding (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_funding_line_add (transaction, program_code, source, error);
}

static gboolean
remove_funding (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_funding_line_remove (transaction, program_code, source, error);
}

static gboolean
parse_ceiling (gint64 *ceiling_fen, GError **error)
{
  *ceiling_fen = ceiling == NULL ? SN_FUNDING_AS_IT_IS : SN_FUNDING_NO_CEILING;
  if (ceiling == NULL || strcmp (ceiling, "none") == 0)
    return TRUE;
  if (sn_money_parse (ceiling, FALSE, ceiling_fen, NULL, error) && *ceiling_fen >= 0)
    return TRUE;
  g_clear_error (error);
  sn_cli_usage_error (error, _ ("“%s” is no ceiling. Write yuan, or “none”."), ceiling);
  return FALSE;
}

static SnCliStatus
run_funding_change (SnCli *cli, SnWriteFunc change, GError **error)
{
  SnFundingTerms terms = { source, SN_FUNDING_AS_IT_IS, holder, note };

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (source == NULL)
    return sn_cli_usage_error (error, _ ("Say which source of funds: --source S. “funding” lists them."));
  if (!parse_ceiling (&terms.ceiling_fen, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, change, &terms, error))
    return SN_CLI_REFUSED;
  return run_funding (cli, NULL, error);
}

static SnCliStatus
run_funding_set (SnCli *cli, char **words, GError **error)
{
  return run_funding_change (cli, set_funding, error);
}

static SnCliStatus
run_funding_add (SnCli *cli, char **words, GError **error)
{
  return run_funding_change (cli, add_funding, error);
}

static SnCliStatus
run_funding_remove (SnCli *cli, char **words, GError **error)
{
  return run_funding_change (cli, remove_funding, error);
}

/* ── attachments ────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_attachments (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_attachment_list (connection, program_code, error);
}

static SnCliStatus
run_attachments (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "attachment", "program", "name", "state", "officer", "added_at", "note", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) attachments = sn_cli_read (cli, read_attachments, NULL, error);

  if (attachments == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < attachments->len; i++)
    {
      const SnAttachment *attachment = g_ptr_array_index (attachments, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "attachment", attachment->id);
      sn_json_add_string (builder, "program", attachment->program);
      sn_json_add_string (builder, "name", attachment->name);
      sn_json_add_string (builder, "path", attachment->path);
      sn_json_add_string (builder, "sha256", attachment->sha256);
      sn_json_add_int (builder, "size_bytes", attachment->size_bytes);
      sn_json_add_string (builder, "state", sn_attachment_state_to_string (sn_attachment_look (attachment, NULL)));
      sn_json_add_string (builder, "note", attachment->note);
      sn_json_add_string (builder, "officer", attachment->officer);
      sn_json_add_string (builder, "added_at", attachment->added_at);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

typedef struct
{
  char   *path;
  char   *sha256;
  gint64  size_bytes;
} Paper;

static gboolean
add_attachment (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Paper *paper = data;

  return sn_attachment_add (transaction, program_code, paper->path, paper->sha256, paper->size_bytes, note, error);
}

static SnCliStatus
run_attachments_add (SnCli *cli, char **words, GError **error)
{
  Paper paper = { NULL, NULL, 0 };
  gboolean done;

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  done = sn_attachment_measure (words[0], &paper.path, &paper.sha256, &paper.size_bytes, NULL, error) &&
         sn_cli_write (cli, add_attachment, &paper, error);
  g_free (paper.path);
  g_free (paper.sha256);
  return done ? run_attachments (cli, NULL, error) : SN_CLI_REFUSED;
}

static gboolean
remove_attachment (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_attachment_remove (transaction, *(const gint64 *) data, error);
}

static SnCliStatus
run_attachments_remove (SnCli *cli, char **words, GError **error)
{
  gint64 id;

  if (!sn_cli_parse_id (words[0], &id, error))
    return SN_CLI_USAGE;
  return sn_cli_write (cli, remove_attachment, &id, error) ? SN_CLI_DONE : SN_CLI_REFUSED;
}

/* The longer name first: the first that fits is taken. */
const SnCliCommand sn_cli_catalogue_commands[] = {
  { "attachments add", "FILE --program CODE", N_ ("a scan or an approval that belongs to a program"), funding_options, 1, 1,
    run_attachments_add },
  { "attachments remove", "ATTACHMENT", N_ ("no longer know of it; the file stays"), NULL, 1, 1, run_attachments_remove },
  { "attachments", "", N_ ("the papers of programs, and whether they are still the same"), funding_options, 0, 0, run_attachments },
  { "campaign edit", "", N_ ("the campaign's title, notice and days"), campaign_edit_options, 0, 0, run_campaign_edit },
  { "program add", "--department CODE --title T", N_ ("a program that is new this year"), program_options, 0, 0, run_program_add },
  { "program edit", "--program CODE", N_ ("a program's title, clause, places"), program_options, 0, 0, run_program_edit },
  { "program remove", "--program CODE", N_ ("a program on which nothing stands"), program_options, 0, 0, run_program_remove },
  { "rates add", "--program CODE --label LABEL", N_ ("another rate of a program"), rate_options, 0, 0, run_rates_add },
  { "rates edit", "--program CODE --rate LABEL", N_ ("a rate's terms, its place, who qualifies"), rate_options, 0, 0, run_rates_edit },
  { "rates remove", "--program CODE --rate LABEL", N_ ("a rate under which nothing stands"), rate_options, 0, 0, run_rates_remove },
  { "funding set", "--program CODE --source S", N_ ("the ceiling of a source, who holds its budget"), funding_options, 0, 0, run_funding_set },
  { "funding add", "--program CODE --source S", N_ ("let another source bear a program as well"), funding_options, 0, 0, run_funding_add },
  { "funding remove", "--program CODE --source S", N_ ("let a source no longer bear a program"), funding_options, 0, 0, run_funding_remove },
  { "funding", "", N_ ("which source bears what: ceiling, planned, approved"), funding_options, 0, 0, run_funding },
  { NULL },
};
