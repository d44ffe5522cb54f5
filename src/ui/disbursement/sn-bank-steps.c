/* sn-bank-steps.c: files that go out and come back: the bank's file, its answer, the sheet to sign.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-disbursement-page-private.h"

#include "sn-answer-dialog.h"
#include "sn-bank-answer.h"
#include "sn-bank-file.h"
#include "sn-file-dialog.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-roster-workbook.h"

#include <glib/gi18n.h>
#include <string.h>

/* What a file is about, kept from the question for its name to the end. The page has one question at a time, as its dialogs are
 * modal; it hangs on the page until the dialog is answered. */
#define ASKED_BATCH "sn-asked-batch"

static void
remember_batch (SnDisbursementPage *self)
{
  g_object_set_data_full (G_OBJECT (self), ASKED_BATCH, g_memdup2 (&self->batch->id, sizeof self->batch->id), g_free);
}

static gint64
recall_batch (SnDisbursementPage *self)
{
  const gint64 *batch_id = g_object_get_data (G_OBJECT (self), ASKED_BATCH);

  return batch_id != NULL ? *batch_id : 0;
}

/* ── The bank's file ────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64           batch_id;
  char            *path;
  SnBankFileResult result;
  SnPaymentBatch  *batch;
  GPtrArray       *payments;
} Writing;

static void
free_writing (gpointer data)
{
  Writing *writing = data;

  g_free (writing->path);
  sn_bank_file_result_clear (&writing->result);
  g_clear_pointer (&writing->batch, sn_payment_batch_free);
  g_clear_pointer (&writing->payments, g_ptr_array_unref);
  g_free (writing);
}

static gpointer
read_for_file (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Writing *writing = data;

  writing->batch = sn_payment_batch_lookup (connection, writing->batch_id, error);
  /* Asked before the file is written: what may not leave is not left lying about. */
  if (writing->batch == NULL || !sn_officer_check_duty_ahead (connection, SN_STEP_PREPARES, error))
    return NULL;
  writing->payments = sn_payment_batch_payments (connection, writing->batch_id, error);
  return writing->payments;
}

static gboolean
issue_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Writing *writing = data;

  return sn_payment_batch_issue (transaction, writing->batch_id, writing->result.sha256, error);
}

/* The file is written and read back first; only then the batch counts as issued. */
static gboolean
run_write_file (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Writing *writing = data;

  return sn_job_read (job, read_for_file, writing, error) != NULL &&
         sn_bank_file_write (writing->batch, writing->payments, "generic", writing->path, &writing->result,
                             sn_job_get_cancellable (job), error) &&
         sn_job_write (job, issue_batch, writing, error);
}

static void
add_fact (AdwPreferencesGroup *group, const char *title, const char *value)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (value);

  gtk_label_set_selectable (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_wrap_mode (GTK_LABEL (label), PANGO_WRAP_CHAR);
  gtk_label_set_width_chars (GTK_LABEL (label), 12);
  gtk_label_set_max_width_chars (GTK_LABEL (label), 33);
  gtk_label_set_xalign (GTK_LABEL (label), 1);
  gtk_widget_set_focusable (label, FALSE);
  gtk_widget_add_css_class (label, "numeric");
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

static void
show_file_result (SnDisbursementPage *self, const SnBankFileResult *result)
{
  GtkWidget *dialog = adw_message_dialog_new (sn_disbursement_page_get_window (self), _ ("The Bank's File Is Written"),
                                              _ ("It was read back and says the same. Tell the bank count and sum by another way, so that it can compare them."));
  GtkWidget *group = adw_preferences_group_new ();
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, result->control_count);
  g_autofree char *sum = sn_money_format (result->control_sum_fen);
  g_autofree char *name = g_path_get_basename (result->path);

  add_fact (ADW_PREFERENCES_GROUP (group), _ ("File"), name);
  add_fact (ADW_PREFERENCES_GROUP (group), _ ("Payments"), count);
  add_fact (ADW_PREFERENCES_GROUP (group), _ ("Sum in yuan"), sum);
  add_fact (ADW_PREFERENCES_GROUP (group), _ ("SHA-256"), result->sha256);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
finish_write_file (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  if (error == NULL)
    show_file_result (SN_DISBURSEMENT_PAGE (owner), &((Writing *) data)->result);
}

static void
handle_file_chosen (const char *path, gpointer owner)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (owner);
  Writing *writing = g_new0 (Writing, 1);

  writing->batch_id = recall_batch (self);
  writing->path = g_strdup (path);
  sn_page_run (SN_PAGE (self), _ ("Writing the bank's file…"), run_write_file, writing, free_writing, finish_write_file);
}

static void
handle_template_chosen (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  SnDisbursementPage *self = data;
  gboolean csv = g_strcmp0 (response, "csv") == 0;
  g_autofree char *name = NULL;

  if (self->batch == NULL || (!csv && g_strcmp0 (response, "xlsx") != 0))
    return;
  remember_batch (self);
  /* TRANSLATORS: name of a file for the bank: program, number of the batch, ending */
  name = g_strdup_printf (_ ("bank-%s-%d.%s"), self->batch->program, self->batch->number, csv ? "csv" : "xlsx");
  sn_file_dialog_save (sn_disbursement_page_get_window (self), _ ("Write the Bank's File"), name, csv ? SN_FILE_CSV : SN_FILE_WORKBOOK,
                       handle_file_chosen, G_OBJECT (self));
}

void
sn_bank_steps_write_file (SnDisbursementPage *self)
{
  gboolean again = strcmp (self->batch->state, "issued") == 0;
  GtkWidget *dialog = adw_message_dialog_new (sn_disbursement_page_get_window (self), _ ("Which File Does the Bank Take?"),
                                              again ? _ ("The batch has left already: this writes another copy. The bank must not get both.")
                                                    : _ ("With the file the batch is issued; after that its payments cannot be changed."));

  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "csv", _ ("C_SV (GB18030)…"), "xlsx",
                                    _ ("_Excel Workbook…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "xlsx", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "xlsx");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_object (dialog, "response", G_CALLBACK (handle_template_chosen), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
handle_write_file (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_bank_steps_write_file (SN_DISBURSEMENT_PAGE (widget));
}

/* ── The bank's answer ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64          batch_id;
  char           *path;
  char           *file_name;
  char           *sha256;
  GPtrArray      *rows;
  GPtrArray      *faults;
  SnAnswerResult  result;
  SnPaymentBatch *batch;   /* after it */
} Answering;

static void
free_answering (gpointer data)
{
  Answering *answering = data;

  g_free (answering->path);
  g_free (answering->file_name);
  g_free (answering->sha256);
  g_clear_pointer (&answering->rows, g_ptr_array_unref);
  g_clear_pointer (&answering->faults, g_ptr_array_unref);
  g_clear_pointer (&answering->batch, sn_payment_batch_free);
  g_free (answering);
}

static gboolean
apply_answer (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Answering *answering = data;

  return sn_payment_batch_answer (transaction, answering->batch_id, answering->file_name, answering->sha256, answering->rows,
                                  answering->faults, &answering->result, error);
}

static gpointer
read_after (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Answering *answering = data;

  answering->batch = sn_payment_batch_lookup (connection, answering->batch_id, error);
  return answering->batch;
}

static gboolean
run_read_answer (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Answering *answering = data;

  return sn_bank_answer_read (answering->path, &answering->rows, &answering->faults, &answering->sha256,
                              sn_job_get_cancellable (job), error) &&
         sn_job_write (job, apply_answer, answering, error) && sn_job_read (job, read_after, answering, error) != NULL;
}

static void
finish_read_answer (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Answering *answering = data;

  if (error == NULL)
    sn_answer_dialog_present (sn_disbursement_page_get_window (SN_DISBURSEMENT_PAGE (owner)), answering->file_name,
                              &answering->result, answering->batch, answering->faults);
}

static void
handle_answer_chosen (const char *path, gpointer owner)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (owner);
  Answering *answering = g_new0 (Answering, 1);

  answering->batch_id = recall_batch (self);
  answering->path = g_strdup (path);
  answering->file_name = g_path_get_basename (path);
  sn_page_run (SN_PAGE (self), _ ("Reading the bank's answer…"), run_read_answer, answering, free_answering, finish_read_answer);
}

static void
handle_read_answer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);

  remember_batch (self);
  sn_file_dialog_open (sn_disbursement_page_get_window (self), _ ("Read the Bank's Answer"), SN_FILE_SHEET, handle_answer_chosen,
                       G_OBJECT (self));
}

/* ── The sheet to sign ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char           *program;
  char           *path;
  SnExportResult  result;
} SheetWriting;

static void
free_sheet_writing (gpointer data)
{
  SheetWriting *writing = data;

  g_free (writing->program);
  g_free (writing->path);
  sn_export_result_clear (&writing->result);
  g_free (writing);
}

static gpointer
write_sheet (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SheetWriting *writing = data;

  return sn_roster_workbook_write (connection, SN_ROSTER_WORKBOOK_SIGNSHEET, writing->program, 0, FALSE, writing->path,
                                   &writing->result, cancellable, error)
           ? writing
           : NULL;
}

static gboolean
run_write_sheet (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, write_sheet, data, error) != NULL;
}

static void
finish_write_sheet (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SheetWriting *writing = data;
  g_autofree char *name = NULL, *sentence = NULL;

  if (error != NULL)
    return;
  name = g_path_get_basename (writing->result.path);
  sentence = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Wrote “%s” with %d line to sign", "Wrote “%s” with %d lines to sign",
                                        (gulong) writing->result.rows),
                              name, (int) writing->result.rows);
  sn_session_say (sn_page_get_session (SN_PAGE (owner)), sentence);
}

static void
handle_sheet_chosen (const char *path, gpointer owner)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (owner);
  SheetWriting *writing;

  if (self->batch == NULL)
    return;
  writing = g_new0 (SheetWriting, 1);
  writing->program = g_strdup (self->batch->program);
  writing->path = g_strdup (path);
  sn_page_run (SN_PAGE (self), _ ("Writing the sheet to sign…"), run_write_sheet, writing, free_sheet_writing, finish_write_sheet);
}

void
sn_bank_steps_write_sign_sheet (SnDisbursementPage *self)
{
  /* TRANSLATORS: name of a file with lines to sign, for a program */
  g_autofree char *name = g_strdup_printf (_ ("sign-sheet-%s.xlsx"), self->batch->program);

  sn_file_dialog_save (sn_disbursement_page_get_window (self), _ ("Write the Sheet to Sign"), name, SN_FILE_WORKBOOK,
                       handle_sheet_chosen, G_OBJECT (self));
}

static void
handle_sign_sheet (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_bank_steps_write_sign_sheet (SN_DISBURSEMENT_PAGE (widget));
}

void
sn_bank_steps_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.write-file", NULL, handle_write_file);
  gtk_widget_class_install_action (widget_class, "page.read-answer", NULL, handle_read_answer);
  gtk_widget_class_install_action (widget_class, "page.sign-sheet", NULL, handle_sign_sheet);
}
