/* sn-batch-steps.c: from draft to closed: approving, handing out, signing, trying again, giving up.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-disbursement-page-private.h"

#include "sn-date.h"
#include "sn-form-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── Jobs ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* One step of one batch, with what it needs. */
typedef struct
{
  gint64               batch_id;
  SnWriteFunc          write;
  char                *texts[3];     /* reason; visitors and day; procurement; day, collector and relation */
  GArray              *lines;        /* (nullable): gint; all */
  gboolean             include_unchanged;
  gint64               new_batch_id; /* out */
  guint                count;        /* out */
} Step;

static void
free_step (gpointer data)
{
  Step *step = data;

  for (gsize i = 0; i < G_N_ELEMENTS (step->texts); i++)
    g_free (step->texts[i]);
  g_clear_pointer (&step->lines, g_array_unref);
  g_free (step);
}

static Step *
make_step (SnDisbursementPage *self, SnWriteFunc write)
{
  Step *step = g_new0 (Step, 1);

  step->batch_id = self->batch->id;
  step->write = write;
  return step;
}

static gboolean
approve_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_approve (transaction, ((Step *) data)->batch_id, error);
}

static gboolean
hand_out (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_issue (transaction, ((Step *) data)->batch_id, NULL, error);
}

static gboolean
close_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_close (transaction, ((Step *) data)->batch_id, error);
}

static gboolean
void_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_void (transaction, ((Step *) data)->batch_id, ((Step *) data)->texts[0], error);
}

static gboolean
set_visit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;
  SnPaymentBatchDetails details = { .visitors = step->texts[0], .visit_date = step->texts[1] };

  return sn_payment_batch_set_details (transaction, step->batch_id, &details, error);
}

static gboolean
set_procurement (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;
  SnPaymentBatchDetails details = { .procurement = step->texts[0] };

  return sn_payment_batch_set_details (transaction, step->batch_id, &details, error);
}

static gboolean
sign_lines (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;

  return sn_payment_batch_sign (transaction, step->batch_id, step->lines, step->texts[0], step->texts[1], step->texts[2],
                                &step->count, error);
}

static gboolean
retry_lines (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Step *step = data;

  return sn_payment_batch_retry (transaction, step->batch_id, step->include_unchanged, &step->new_batch_id, &step->count, error);
}

static gboolean
run_step (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, ((Step *) data)->write, data, error);
}

/* A step that made a batch goes there. */
static void
finish_step (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  if (error == NULL && ((Step *) data)->new_batch_id != 0)
    sn_disbursement_page_choose (SN_DISBURSEMENT_PAGE (owner), ((Step *) data)->new_batch_id);
}

static void
take_step (SnDisbursementPage *self, const char *sentence, Step *take_step)
{
  sn_page_run (SN_PAGE (self), sentence, run_step, take_step, free_step, finish_step);
}

/* ── Actions ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_approve (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);

  take_step (self, _ ("Approving the batch…"), make_step (self, approve_batch));
}

static void
handle_hand_out (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);

  take_step (self, _ ("Noting that the batch has left…"), make_step (self, hand_out));
}

static void
handle_close (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);

  take_step (self, _ ("Closing the batch…"), make_step (self, close_batch));
}

static void
take_form (const char *const *values, gpointer owner, gpointer data)
{
  Step *asked = data;
  Step *step = g_new0 (Step, 1);

  step->batch_id = asked->batch_id;
  step->write = asked->write;
  step->lines = asked->lines != NULL ? g_array_ref (asked->lines) : NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (step->texts) && asked->texts[i] != NULL; i++)
    step->texts[i] = g_strdup (values[i]);
  take_step (SN_DISBURSEMENT_PAGE (owner), _ ("Changing the batch…"), step);
}

/* Asks for the texts of a step, then takes it. */
static void
ask_step (SnDisbursementPage *self, SnForm form, Step *take_step)
{
  for (guint i = 0; i < form.n_fields; i++)
    take_step->texts[i] = g_strdup ("");
  sn_form_dialog_present (sn_disbursement_page_get_window (self), &form, take_form, G_OBJECT (self), take_step, free_step);
}

static void
handle_void (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);
  const SnFormField fields[] = { { _ ("Reason"), NULL, TRUE } };

  ask_step (self,
            (SnForm){ _ ("Give This Batch Up?"), _ ("Its payments do not leave, and their roster lines can go into another batch."),
                      _ ("_Void the Batch"), TRUE, fields, G_N_ELEMENTS (fields) },
            make_step (self, void_batch));
}

static void
handle_details (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);
  const SnFormField visit[] = {
    { _ ("Visitors"), self->batch->visitors, TRUE },
    { _ ("Day, as 2025-01-28"), self->batch->visit_date, TRUE },
  };
  const SnFormField goods[] = { { _ ("Reference"), self->batch->procurement, TRUE } };

  if (strcmp (self->batch->channel, "visit") == 0)
    ask_step (self,
              (SnForm){ _ ("Who Visits, and When?"), _ ("A visit is approved once this is known."), _ ("_Keep"), FALSE, visit,
                        G_N_ELEMENTS (visit) },
              make_step (self, set_visit));
  else
    ask_step (self,
              (SnForm){ _ ("Which Procurement?"), _ ("Goods are handed out once their government procurement is known."),
                        _ ("_Keep"), FALSE, goods, G_N_ELEMENTS (goods) },
              make_step (self, set_procurement));
}

/* The chosen lines that are on their way; %NULL where none is chosen, which stands for all. @n_lines: how many that is. */
static GArray *
collect_lines (SnDisbursementPage *self, guint *n_lines)
{
  g_autoptr (GPtrArray) selected = sn_disbursement_page_get_selected (self);
  GArray *lines;

  *n_lines = (guint) self->batch->issued;
  if (selected->len == 0)
    return NULL;
  lines = g_array_new (FALSE, FALSE, sizeof (int));
  for (guint i = 0; i < selected->len; i++)
    {
      const SnPayment *payment = ((SnPaymentRow *) g_ptr_array_index (selected, i))->payment;

      if (strcmp (payment->state, "issued") == 0)
        g_array_append_val (lines, payment->line);
    }
  *n_lines = lines->len;
  return lines;
}

static void
handle_sign (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);
  Step *step = make_step (self, sign_lines);
  char today_text[11];
  GDate today;
  g_autofree char *body = NULL;
  guint n_lines;

  step->lines = collect_lines (self, &n_lines);
  if (n_lines == 0)
    {
      free_step (step);
      sn_session_say (sn_page_get_session (SN_PAGE (self)), _ ("The chosen lines were signed for before. Choose others, or none for all."));
      return;
    }
  sn_clock_today (&today);
  body = g_strdup_printf (step->lines != NULL
                            ? g_dngettext (GETTEXT_PACKAGE,
                                           "This notes a signature for %u chosen line.",
                                           "This notes a signature for %u chosen lines.", n_lines)
                            : g_dngettext (GETTEXT_PACKAGE, "This notes a signature for the %u line that is still open.",
                                        "This notes a signature for all %u lines that are still open.", n_lines),
                          n_lines);
  {
    const SnFormField fields[] = {
      { _ ("Signed on, as 2025-01-28"), sn_date_to_iso (&today, today_text), TRUE },
      { _ ("Collected by; empty: the recipients themselves"), NULL, FALSE },
      { _ ("Relation to the recipient, such as 子女 or 村干部"), NULL, FALSE },
    };

    ask_step (self, (SnForm){ _ ("Signed For"), body, _ ("_Note the Signatures"), FALSE, fields, G_N_ELEMENTS (fields) }, step);
  }
}

/* ── Trying again ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
count_outlooks (SnDisbursementPage *self, guint *n_ready, guint *n_waiting)
{
  GPtrArray *rows = sn_row_list_get_rows (self->payments);

  *n_ready = *n_waiting = 0;
  for (guint i = 0; rows != NULL && i < rows->len; i++)
    {
      const SnPaymentRow *row = g_ptr_array_index (rows, i);

      *n_ready += row->outlook == SN_RETRY_READY;
      *n_waiting += row->outlook == SN_RETRY_WAITS;
    }
}

typedef struct
{
  SnDisbursementPage *page;
  GtkCheckButton     *unchanged;
  gint64              batch_id;
} RetryQuestion;

static void
handle_retry_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  RetryQuestion *question = data;
  Step *step;

  if (g_strcmp0 (response, "retry") != 0)
    return;
  step = g_new0 (Step, 1);
  step->batch_id = question->batch_id;
  step->write = retry_lines;
  step->include_unchanged = gtk_check_button_get_active (question->unchanged);
  take_step (question->page, _ ("Making a batch of the failed lines…"), step);
}

static void
free_retry_question (gpointer data, GClosure *closure)
{
  g_object_unref (((RetryQuestion *) data)->page);
  g_free (data);
}

static void
handle_retry (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDisbursementPage *self = SN_DISBURSEMENT_PAGE (widget);
  RetryQuestion *question = g_new0 (RetryQuestion, 1);
  g_autofree char *ready = NULL, *waiting = NULL, *body = NULL;
  GtkWidget *dialog;
  guint n_ready, n_waiting;

  count_outlooks (self, &n_ready, &n_waiting);
  ready = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                        "%u failed line can be tried again.",
                                        "%u failed lines can be tried again.", n_ready), n_ready);
  waiting = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u waits for a correction of account, bank or name.",
                                       "%u wait for a correction of account, bank or name.", n_waiting), n_waiting);
  body = n_waiting > 0 ? g_strdup_printf ("%s\n%s", ready, waiting) : g_strdup (ready);
  dialog = adw_message_dialog_new (sn_disbursement_page_get_window (self), _ ("Try Again?"), body);
  question->page = g_object_ref (self);
  question->batch_id = self->batch->id;
  question->unchanged = GTK_CHECK_BUTTON (gtk_check_button_new_with_mnemonic (_ ("Also lines that were _not corrected")));
  gtk_widget_set_visible (GTK_WIDGET (question->unchanged), n_waiting > 0);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), GTK_WIDGET (question->unchanged));
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "retry", _ ("_Make a New Batch"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "retry", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "retry");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (handle_retry_response), question, free_retry_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

/* ── Which of them are there ────────────────────────────────────────────────────────────────────────────────────── */

/* In the order of their buttons; the first that is possible is what usually comes next. */
static const struct
{
  const char        *action;
  SnPaymentBatchStep step;
  const char        *channel; /* (nullable): any */
  const char        *label;
  SnBatchDuty        duty;
} buttons[] = {
  { "page.approve", SN_BATCH_APPROVE, NULL, N_ ("_Approve"), SN_BATCH_APPROVES },
  { "page.retry", SN_BATCH_RETRY, NULL, N_ ("_Try Again…"), SN_BATCH_PREPARES },
  { "page.close", SN_BATCH_CLOSE, NULL, N_ ("C_lose"), SN_BATCH_PREPARES },
  { "page.sign", SN_BATCH_SIGN, NULL, N_ ("_Signed…"), SN_BATCH_PREPARES },
  { "page.hand-out", SN_BATCH_HAND_OUT, "visit", N_ ("Mark _Visited"), SN_BATCH_PREPARES },
  { "page.hand-out", SN_BATCH_HAND_OUT, "goods", N_ ("Mark _Handed Out"), SN_BATCH_PREPARES },
  { "page.read-answer", SN_BATCH_ANSWER, NULL, N_ ("_Read Answer…"), SN_BATCH_PREPARES },
  { "page.write-file", SN_BATCH_WRITE_FILE, NULL, N_ ("_Write Bank File…"), SN_BATCH_PREPARES },
  { "page.details", SN_BATCH_SET_DETAILS, "visit", N_ ("Who Visi_ts…"), SN_BATCH_PREPARES },
  { "page.details", SN_BATCH_SET_DETAILS, "goods", N_ ("_Procurement…"), SN_BATCH_PREPARES },
  { "page.void", SN_BATCH_VOID, NULL, N_ ("V_oid…"), SN_BATCH_DECIDES },
};

static gboolean
is_possible (SnDisbursementPage *self, gsize i)
{
  guint n_ready, n_waiting;

  if (self->batch == NULL || !sn_payment_batch_allows (self->batch, buttons[i].step) ||
      (buttons[i].channel != NULL && strcmp (buttons[i].channel, self->batch->channel) != 0))
    return FALSE;
  if (buttons[i].step != SN_BATCH_RETRY)
    return TRUE;
  count_outlooks (self, &n_ready, &n_waiting);
  return n_ready + n_waiting > 0;
}

static void
show_button (GtkWidget *button, gboolean possible, gboolean next)
{
  gtk_widget_set_visible (button, possible);
  if (next)
    gtk_widget_add_css_class (button, "suggested-action");
  else
    gtk_widget_remove_css_class (button, "suggested-action");
}

static void
add_button (GtkBox *box, const char *action, const char *label)
{
  GtkWidget *button = gtk_button_new_with_mnemonic (label);

  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), action);
  gtk_box_append (box, button);
}

static void
build_buttons (SnDisbursementPage *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    add_button (self->step_buttons, buttons[i].action, _ (buttons[i].label));
  add_button (self->step_buttons, "page.sign-sheet", _ ("Si_gn Sheet…"));
  add_button (self->step_buttons, "page.correct", _ ("Correct P_erson…"));
}

/* Several buttons may stand for one action, each for its channel. */
static gboolean
is_action_possible (SnDisbursementPage *self, const char *action)
{
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    if (strcmp (buttons[i].action, action) == 0 && is_possible (self, i) && self->refusals[buttons[i].duty] == NULL)
      return TRUE;
  return FALSE;
}

/* The step that was taken is not possible any more, and its button goes: the keyboard goes to the next one, or to the batches. */
static void
keep_focus (SnDisbursementPage *self, GtkWidget *focus)
{
  GtkWidget *button;

  if (gtk_widget_get_visible (focus) && gtk_widget_is_sensitive (focus))
    return;
  for (button = gtk_widget_get_first_child (GTK_WIDGET (self->step_buttons)); button != NULL; button = gtk_widget_get_next_sibling (button))
    if (gtk_widget_get_visible (button) && gtk_widget_grab_focus (button))
      return;
  gtk_widget_child_focus (GTK_WIDGET (self->batches_view), GTK_DIR_TAB_FORWARD);
}

void
sn_batch_steps_update (SnDisbursementPage *self)
{
  GtkRoot *root = gtk_widget_get_root (GTK_WIDGET (self));
  GtkWidget *focus = root != NULL ? gtk_root_get_focus (root) : NULL;
  g_autoptr (GPtrArray) selected = sn_disbursement_page_get_selected (self);
  gboolean handed = self->batch != NULL && strcmp (self->batch->channel, "bank") != 0 && strcmp (self->batch->state, "void") != 0;
  gboolean next_is_known = FALSE;
  GtkWidget *button;

  if (gtk_widget_get_first_child (GTK_WIDGET (self->step_buttons)) == NULL)
    build_buttons (self);
  button = gtk_widget_get_first_child (GTK_WIDGET (self->step_buttons));
  for (gsize i = 0; i < G_N_ELEMENTS (buttons); i++)
    {
      gboolean possible = is_possible (self, i);
      const char *refusal = self->refusals[buttons[i].duty];

      /* Whose turn it is shows also to who may not: his button says who may. */
      show_button (button, possible, possible && !next_is_known && refusal == NULL);
      gtk_widget_set_tooltip_text (button, refusal);
      gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_DESCRIPTION, refusal != NULL ? refusal : "", -1);
      gtk_widget_action_set_enabled (GTK_WIDGET (self), buttons[i].action, is_action_possible (self, buttons[i].action));
      next_is_known = next_is_known || possible;
      button = gtk_widget_get_next_sibling (button);
    }
  /* The two that are no steps: the sheet and the person. */
  show_button (button, handed, FALSE);
  show_button (gtk_widget_get_next_sibling (button), self->batch != NULL, FALSE);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.sign-sheet", handed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.correct", selected->len == 1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.show-person", selected->len == 1);
  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->step_buttons)))
    keep_focus (self, focus);
}

void
sn_batch_steps_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.approve", NULL, handle_approve);
  gtk_widget_class_install_action (widget_class, "page.hand-out", NULL, handle_hand_out);
  gtk_widget_class_install_action (widget_class, "page.close", NULL, handle_close);
  gtk_widget_class_install_action (widget_class, "page.void", NULL, handle_void);
  gtk_widget_class_install_action (widget_class, "page.details", NULL, handle_details);
  gtk_widget_class_install_action (widget_class, "page.sign", NULL, handle_sign);
  gtk_widget_class_install_action (widget_class, "page.retry", NULL, handle_retry);
}
