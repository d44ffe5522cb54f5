/* sn-cli-batch.c: batches of payments, the bank's file and its answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-bank-answer.h"
#include "sn-bank-file.h"
#include "sn-cli-faults.h"
#include "sn-date.h"
#include "sn-officer-duties.h"
#include "sn-payment-batch.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *program_code = NULL;
static char *channel = NULL;
static char *town = NULL;
static char *visitors = NULL;
static char *visit_date = NULL;
static char *procurement = NULL;
static char *format = NULL;
static char *reason = NULL;
static char *signed_on = NULL;
static char *collector = NULL;
static char *relation = NULL;
static char **line_texts = NULL;
static gboolean include_unchanged = FALSE;

#define DETAIL_OPTIONS                                                                         \
  { "visitors", 0, 0, G_OPTION_ARG_STRING, &visitors, NULL, "NAMES" },                         \
  { "visit-date", 0, 0, G_OPTION_ARG_STRING, &visit_date, NULL, "DATE" },                      \
  { "procurement", 0, 0, G_OPTION_ARG_STRING, &procurement, NULL, "REFERENCE" }

static const GOptionEntry create_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "channel", 0, 0, G_OPTION_ARG_STRING, &channel, NULL, "bank|visit|goods" },
  { "town", 0, 0, G_OPTION_ARG_STRING, &town, NULL, "T" },
  DETAIL_OPTIONS,
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry details_options[] = { DETAIL_OPTIONS, G_OPTION_ENTRY_NULL };
static const GOptionEntry export_options[] = {
  { "format", 0, 0, G_OPTION_ARG_STRING, &format, NULL, "xlsx|csv" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry retry_options[] = {
  { "include-unchanged", 0, 0, G_OPTION_ARG_NONE, &include_unchanged, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry reason_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, "R" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry sign_options[] = {
  { "line", 0, 0, G_OPTION_ARG_STRING_ARRAY, &line_texts, NULL, "N" },
  { "date", 0, 0, G_OPTION_ARG_STRING, &signed_on, NULL, "DATE" },
  { "collector", 0, 0, G_OPTION_ARG_STRING, &collector, NULL, "NAME" },
  { "relation", 0, 0, G_OPTION_ARG_STRING, &relation, NULL, "R" },
  G_OPTION_ENTRY_NULL,
};

static const char *const batch_columns[] = {
  "batch", "program", "number", "channel", "state", "payments", "amount_fen", "paid", "failed", NULL,
};

/* What a command wants to say besides the batch itself. */
typedef struct
{
  guint unmatched, unanswered, repeated, left_out;
} Outcome;

static void
add_batch (JsonBuilder *builder, const SnPaymentBatch *batch, const Outcome *outcome)
{
  sn_json_add_int (builder, "batch", batch->id);
  sn_json_add_string (builder, "program", batch->program);
  sn_json_add_string (builder, "title", batch->program_title);
  sn_json_add_int (builder, "number", batch->number);
  sn_json_add_string (builder, "channel", batch->channel);
  sn_json_add_string (builder, "state", batch->state);
  sn_json_add_int (builder, "payments", batch->payments);
  sn_json_add_int (builder, "amount_fen", batch->amount_fen);
  sn_json_add_int (builder, "pending", batch->pending);
  sn_json_add_int (builder, "issued", batch->issued);
  sn_json_add_int (builder, "paid", batch->paid);
  sn_json_add_int (builder, "failed", batch->failed);
  sn_json_add_int (builder, "returned", batch->returned);
  sn_json_add_int (builder, "paid_fen", batch->paid_fen);
  sn_json_add_int (builder, "failed_fen", batch->failed_fen);
  sn_json_add_int (builder, "unmatched", outcome != NULL ? outcome->unmatched : 0);
  sn_json_add_int (builder, "unanswered", outcome != NULL ? outcome->unanswered : batch->issued);
  sn_json_add_int (builder, "repeated", outcome != NULL ? outcome->repeated : 0);
  sn_json_add_int (builder, "left_out", outcome != NULL ? outcome->left_out : 0);
  sn_json_add_string (builder, "visitors", batch->visitors);
  sn_json_add_string (builder, "visit_date", batch->visit_date);
  sn_json_add_string (builder, "procurement", batch->procurement);
  sn_json_add_string (builder, "sha256", batch->file_sha256);
}

static gpointer
look_up_batch (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_lookup (connection, *(gint64 *) data, error);
}

static gpointer
list_payments (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_payments (connection, *(gint64 *) data, error);
}

static SnCliStatus
print_batch (SnCli *cli, gint64 batch_id, const Outcome *outcome, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnPaymentBatch) batch = sn_cli_read (cli, look_up_batch, &batch_id, error);

  if (batch == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  add_batch (builder, batch, outcome);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

/* A write that works on one batch: what it gets and what it gives. */
typedef struct
{
  gint64                 batch_id;
  gint64                 town_id;
  gint64                 new_batch_id;
  guint                  count;
  const char            *sha256;
  const char            *file_name;
  GPtrArray             *rows;
  GPtrArray             *faults;
  GArray                *lines;
  SnAnswerResult         answer;
} BatchJob;

static SnPaymentBatchDetails
get_details (void)
{
  return (SnPaymentBatchDetails){ visitors, visit_date, procurement };
}

static gboolean
create_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  BatchJob *job = data;
  SnPaymentBatchDetails details = get_details ();

  return sn_payment_batch_create (transaction, program_code, channel, job->town_id, &details, &job->new_batch_id, &job->count, error);
}

static SnCliStatus
run_create (SnCli *cli, char **words, GError **error)
{
  static const char *const channels[] = { "bank", "visit", "goods", NULL };
  BatchJob job = { 0 };

  if (program_code == NULL)
    return sn_cli_usage_error (error, _ ("Say for which program: --program CODE."));
  if (channel != NULL && !g_strv_contains (channels, channel))
    return sn_cli_usage_error (error, _ ("“%s” is no channel. There are “bank”, “visit” and “goods”."), channel);
  if (!sn_cli_check_date (visit_date, error))
    return SN_CLI_USAGE;
  if (!sn_cli_find_town (cli, town, &job.town_id, error) || !sn_cli_write (cli, create_batch, &job, error))
    return SN_CLI_REFUSED;
  if (job.count > 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "%u line without an account or an amount stays out of the batch.\n",
                          "%u lines without an account or an amount stay out of the batch.\n", job.count),
                job.count);
  return print_batch (cli, job.new_batch_id, &(Outcome){ .left_out = job.count }, error);
}

static gboolean
set_details (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  BatchJob *job = data;
  SnPaymentBatchDetails details = get_details ();

  return sn_payment_batch_set_details (transaction, job->batch_id, &details, error);
}

static gboolean
approve_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_approve (transaction, ((BatchJob *) data)->batch_id, error);
}

static gboolean
issue_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  BatchJob *job = data;

  return sn_payment_batch_issue (transaction, job->batch_id, job->sha256, error);
}

static gboolean
void_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_void (transaction, ((BatchJob *) data)->batch_id, reason != NULL ? reason : "", error);
}

static gboolean
close_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_close (transaction, ((BatchJob *) data)->batch_id, error);
}

static SnCliStatus
run_step (SnCli *cli, const char *word, SnWriteFunc step, GError **error)
{
  BatchJob job = { 0 };

  if (!sn_cli_parse_id (word, &job.batch_id, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, step, &job, error))
    return SN_CLI_REFUSED;
  return print_batch (cli, job.batch_id, NULL, error);
}

static SnCliStatus
run_details (SnCli *cli, char **words, GError **error)
{
  return sn_cli_check_date (visit_date, error) ? run_step (cli, words[0], set_details, error) : SN_CLI_USAGE;
}

static SnCliStatus
run_approve (SnCli *cli, char **words, GError **error)
{
  return run_step (cli, words[0], approve_batch, error);
}

static SnCliStatus
run_issue (SnCli *cli, char **words, GError **error)
{
  return run_step (cli, words[0], issue_batch, error);
}

static SnCliStatus
run_void (SnCli *cli, char **words, GError **error)
{
  if (reason == NULL)
    return sn_cli_usage_error (error, _ ("Say why with --reason."));
  return run_step (cli, words[0], void_batch, error);
}

static SnCliStatus
run_close (SnCli *cli, char **words, GError **error)
{
  return run_step (cli, words[0], close_batch, error);
}

/* Asked before the file is written: what may not leave is not left lying about. */
static gpointer
list_payments_to_send (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_officer_check_duty_ahead (connection, SN_STEP_PREPARES, error) ? list_payments (connection, data, cancellable, error) : NULL;
}

static SnCliStatus
run_export (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnPaymentBatch) batch = NULL;
  g_autoptr (SnPaymentBatch) after = NULL;
  g_autoptr (GPtrArray) payments = NULL;
  g_auto (SnBankFileResult) file = { 0 };
  BatchJob job = { 0 };

  if (!sn_cli_parse_id (words[0], &job.batch_id, error))
    return SN_CLI_USAGE;
  batch = sn_cli_read (cli, look_up_batch, &job.batch_id, error);
  payments = batch != NULL ? sn_cli_read (cli, list_payments_to_send, &job.batch_id, error) : NULL;
  /* The file is written and read back first; only then the batch counts as issued. */
  if (payments == NULL || !sn_bank_file_write (batch, payments, format != NULL ? format : "generic", words[1], &file, NULL, error))
    return SN_CLI_REFUSED;
  job.sha256 = file.sha256;
  if (!sn_cli_write (cli, issue_batch, &job, error))
    return SN_CLI_REFUSED;
  after = sn_cli_read (cli, look_up_batch, &job.batch_id, error);
  if (after == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  add_batch (builder, after, NULL);
  sn_json_add_string (builder, "file", file.path);
  sn_json_add_int (builder, "control_count", file.control_count);
  sn_json_add_int (builder, "control_sum_fen", file.control_sum_fen);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

static gboolean
apply_answer (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  BatchJob *job = data;

  return sn_payment_batch_answer (transaction, job->batch_id, job->file_name, job->sha256, job->rows, job->faults, &job->answer, error);
}

static SnCliStatus
run_answer (SnCli *cli, char **words, GError **error)
{
  static const char *const fault_columns[] = { "row", "level", "code", "value", "message", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnPaymentBatch) batch = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *file_name = g_path_get_basename (words[1]);
  BatchJob job = { .file_name = file_name };
  Outcome outcome;

  if (!sn_cli_parse_id (words[0], &job.batch_id, error))
    return SN_CLI_USAGE;
  if (!sn_bank_answer_read (words[1], &rows, &faults, &sha256, NULL, error))
    return SN_CLI_REFUSED;
  job.rows = rows;
  job.faults = faults;
  job.sha256 = sha256;
  if (!sn_cli_write (cli, apply_answer, &job, error))
    return SN_CLI_REFUSED;
  batch = sn_cli_read (cli, look_up_batch, &job.batch_id, error);
  if (batch == NULL)
    return SN_CLI_REFUSED;
  outcome = (Outcome){ job.answer.unmatched, job.answer.unanswered, job.answer.repeated, 0 };
  json_builder_begin_object (builder);
  add_batch (builder, batch, &outcome);
  sn_cli_add_faults (builder, faults);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), fault_columns);
  return sn_cli_has_errors (faults) ? SN_CLI_REFUSED : SN_CLI_DONE;
}

static gboolean
retry_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  BatchJob *job = data;

  return sn_payment_batch_retry (transaction, job->batch_id, include_unchanged, &job->new_batch_id, &job->count, error);
}

static SnCliStatus
run_retry (SnCli *cli, char **words, GError **error)
{
  BatchJob job = { 0 };

  if (!sn_cli_parse_id (words[0], &job.batch_id, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, retry_batch, &job, error))
    return SN_CLI_REFUSED;
  if (job.count > 0)
    g_printerr (g_dngettext (GETTEXT_PACKAGE, "%u failed line waits for a correction of its account or name.\n",
                          "%u failed lines wait for a correction of their account or name.\n", job.count),
                job.count);
  return print_batch (cli, job.new_batch_id, &(Outcome){ .left_out = job.count }, error);
}

static gboolean
sign_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  BatchJob *job = data;

  return sn_payment_batch_sign (transaction, job->batch_id, job->lines, signed_on, collector, relation, &job->count, error);
}

static SnCliStatus
run_sign (SnCli *cli, char **words, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (int));
  BatchJob job = { .lines = lines };
  char today_text[11];
  GDate today;

  if (!sn_cli_parse_id (words[0], &job.batch_id, error) || !sn_cli_check_date (signed_on, error))
    return SN_CLI_USAGE;
  for (char **text = line_texts; text != NULL && *text != NULL; text++)
    {
      gint64 number;
      int line;

      if (!sn_cli_parse_id (*text, &number, error))
        return SN_CLI_USAGE;
      line = (int) number;
      g_array_append_val (lines, line);
    }
  sn_clock_today (&today);
  if (signed_on == NULL)
    signed_on = g_strdup (sn_date_to_iso (&today, today_text));
  if (!sn_cli_write (cli, sign_batch, &job, error))
    return SN_CLI_REFUSED;
  return print_batch (cli, job.batch_id, NULL, error);
}

static gpointer
list_batches (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_list (connection, error);
}

static SnCliStatus
run_list (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) batches = sn_cli_read (cli, list_batches, NULL, error);

  if (batches == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < batches->len; i++)
    {
      json_builder_begin_object (builder);
      add_batch (builder, g_ptr_array_index (batches, i), NULL);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), batch_columns);
  return SN_CLI_DONE;
}

static void
add_payment (JsonBuilder *builder, const SnPayment *payment)
{
  g_autofree char *document = sn_document_number_mask (payment->payee_document);
  g_autofree char *account = sn_account_number_mask (payment->account_number);

  json_builder_begin_object (builder);
  sn_json_add_int (builder, "line", payment->line);
  sn_json_add_int (builder, "payment", payment->id);
  sn_json_add_int (builder, "entitlement", payment->entitlement_id);
  sn_json_add_int (builder, "person", payment->person_id);
  sn_json_add_string (builder, "name", payment->payee_name);
  sn_json_add_string (builder, "id_number_masked", document);
  sn_json_add_string (builder, "account_masked", account);
  sn_json_add_string (builder, "town", payment->town);
  sn_json_add_int (builder, "amount_fen", payment->amount_fen);
  sn_json_add_string (builder, "state", payment->state);
  sn_json_add_string (builder, "failure_code", payment->failure_code);
  sn_json_add_string (builder, "failure_reason", payment->failure_reason);
  sn_json_add_int (builder, "retry_of", payment->retry_of);
  json_builder_end_object (builder);
}

static SnCliStatus
run_show (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "line", "name", "id_number_masked", "amount_fen", "state", "failure_reason", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnPaymentBatch) batch = NULL;
  g_autoptr (GPtrArray) payments = NULL;
  gint64 batch_id;

  if (!sn_cli_parse_id (words[0], &batch_id, error))
    return SN_CLI_USAGE;
  batch = sn_cli_read (cli, look_up_batch, &batch_id, error);
  payments = batch != NULL ? sn_cli_read (cli, list_payments, &batch_id, error) : NULL;
  if (payments == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  add_batch (builder, batch, NULL);
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < payments->len; i++)
    add_payment (builder, g_ptr_array_index (payments, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_batch_commands[] = {
  { "batch create", "--program CODE", N_ ("a draft of all that is approved and unpaid"), create_options, 0, 0, run_create },
  { "batch details", "B", N_ ("who visits and when; which procurement"), details_options, 1, 1, run_details },
  { "batch approve", "B", N_ ("by another officer than its preparer"), NULL, 1, 1, run_approve },
  { "batch export", "B OUT", N_ ("write the bank's file; the batch is issued"), export_options, 2, 2, run_export },
  { "batch issue", "B", N_ ("a visit sets out, goods are handed out"), NULL, 1, 1, run_issue },
  { "batch answer", "B FILE", N_ ("read the bank's answer"), NULL, 2, 2, run_answer },
  { "batch retry", "B", N_ ("a new batch of the failed lines that were corrected"), retry_options, 1, 1, run_retry },
  { "batch sign", "B", N_ ("handed over and signed for"), sign_options, 1, 1, run_sign },
  { "batch void", "B", N_ ("give a batch up before it leaves"), reason_options, 1, 1, run_void },
  { "batch close", "B", N_ ("nothing of it is open any more"), NULL, 1, 1, run_close },
  { "batch list", "", N_ ("all batches"), NULL, 0, 0, run_list },
  { "batch show", "B", N_ ("a batch and its lines"), NULL, 1, 1, run_show },
  { NULL },
};
