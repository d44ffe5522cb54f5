/* sn-batch-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-batch-dialog.h"

#include "sn-date.h"
#include "sn-money.h"
#include "sn-payment-batch.h"

#include <glib/gi18n.h>
#include <inttypes.h>
#include <string.h>

struct _SnBatchDialog
{
  AdwWindow       parent_instance;

  /* Template */
  AdwWindowTitle *title;
  AdwComboRow    *channel;
  AdwActionRow   *payments;
  AdwActionRow   *left_out;
  GtkWidget      *details;
  GtkEditable    *visitors;
  GtkEditable    *visit_date;
  GtkEditable    *procurement;
  GtkWidget      *make_button;

  /* Owned */
  SnPage         *page;         /* borrowed weakly: the dialog is modal to its window */
  char           *program_code;
  gint64          town_id;
  GArray         *offers;       /* SnPaymentBatchOffer (nullable): until they are read */
};

G_DEFINE_FINAL_TYPE (SnBatchDialog, sn_batch_dialog, ADW_TYPE_WINDOW)

static const SnPaymentBatchOffer *
get_offer (SnBatchDialog *self)
{
  guint selected = adw_combo_row_get_selected (self->channel);

  return self->offers != NULL && selected < self->offers->len ? &g_array_index (self->offers, SnPaymentBatchOffer, selected) : NULL;
}

static void
check_date (SnBatchDialog *self)
{
  const char *text = gtk_editable_get_text (self->visit_date);
  GDate date = { 0 };
  gboolean good = *text == '\0' || sn_date_from_iso (text, &date);

  if (good)
    gtk_widget_remove_css_class (GTK_WIDGET (self->visit_date), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (self->visit_date), "error");
  gtk_widget_set_sensitive (self->make_button, good && get_offer (self) != NULL);
}

static void
handle_channel (SnBatchDialog *self)
{
  const SnPaymentBatchOffer *offer = get_offer (self);
  g_autofree char *amount = NULL, *payments = NULL, *left_out = NULL;
  gboolean is_visit, is_goods;

  if (offer == NULL)
    return;
  is_visit = strcmp (offer->channel, "visit") == 0;
  is_goods = strcmp (offer->channel, "goods") == 0;
  amount = sn_money_format (offer->amount_fen);
  payments = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d payment, %s yuan", "%d payments, %s yuan", (gulong) offer->payments),
                              (int) offer->payments, amount);
  left_out = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%d line without an account or an amount stays out",
                                        "%d lines without an account or an amount stay out", (gulong) offer->left_out),
                              (int) offer->left_out);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->payments), payments);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->left_out), left_out);
  gtk_widget_set_visible (GTK_WIDGET (self->left_out), offer->left_out > 0);
  gtk_widget_set_visible (GTK_WIDGET (self->visitors), is_visit);
  gtk_widget_set_visible (GTK_WIDGET (self->visit_date), is_visit);
  gtk_widget_set_visible (GTK_WIDGET (self->procurement), is_goods);
  gtk_widget_set_visible (self->details, is_visit || is_goods);
  check_date (self);
}

/* ── What can be made ───────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char   *program_code;
  gint64  town_id;
  char   *channel;
  char   *visitors;
  char   *visit_date;
  char   *procurement;
  /* Out */
  GArray *offers;
  gint64  batch_id;
  guint   left_out;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->program_code);
  g_free (work->channel);
  g_free (work->visitors);
  g_free (work->visit_date);
  g_free (work->procurement);
  g_clear_pointer (&work->offers, g_array_unref);
  g_free (work);
}

static Work *
make_work (SnBatchDialog *self)
{
  Work *work = g_new0 (Work, 1);

  work->program_code = g_strdup (self->program_code);
  work->town_id = self->town_id;
  return work;
}

static gpointer
read_offers (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return sn_payment_batch_list_offers (connection, work->program_code, work->town_id, error);
}

static gboolean
run_read_offers (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Work *work = data;

  work->offers = sn_job_read (job, read_offers, work, error);
  return work->offers != NULL;
}

static void
finish_read_offers (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnBatchDialog *self = SN_BATCH_DIALOG (owner);
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (error != NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  self->offers = g_steal_pointer (&((Work *) data)->offers);
  for (guint i = 0; i < self->offers->len; i++)
    gtk_string_list_append (names, sn_payment_batch_channel_name (g_array_index (self->offers, SnPaymentBatchOffer, i).channel));
  adw_combo_row_set_model (self->channel, G_LIST_MODEL (names));
  handle_channel (self);
  gtk_widget_grab_focus (gtk_widget_get_visible (self->details) ? GTK_WIDGET (self->channel) : self->make_button);
}

/* ── Making it ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
make_batch (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  const SnPaymentBatchDetails details = { work->visitors, work->visit_date, work->procurement };

  return sn_payment_batch_create (transaction, work->program_code, work->channel, work->town_id, &details, &work->batch_id, &work->left_out,
                                  error);
}

static gboolean
run_make_batch (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, make_batch, data, error);
}

/* Where to go when the answer comes. */
typedef struct
{
  GWeakRef page;
  gint64   batch_id;
} Offer;

static void
free_offer (gpointer data, GClosure *closure)
{
  g_weak_ref_clear (&((Offer *) data)->page);
  g_free (data);
}

static void
handle_answer (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Offer *offer = data;
  g_autoptr (SnPage) page = g_weak_ref_get (&offer->page);
  g_autofree char *target = g_strdup_printf ("batch:%" PRId64, offer->batch_id);

  if (page != NULL && strcmp (response, "go") == 0)
    sn_page_go (page, "disbursement", target);
}

static void
offer_disbursement (SnBatchDialog *self, const char *summary, gint64 batch_id)
{
  GtkWidget *dialog = adw_message_dialog_new (gtk_window_get_transient_for (GTK_WINDOW (self)), _ ("The Batch Was Made"), NULL);
  Offer *offer = g_new0 (Offer, 1);

  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), _ ("%s. Somebody else has to approve it before it can leave."), summary);
  g_weak_ref_init (&offer->page, self->page);
  offer->batch_id = batch_id;
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "stay", _ ("_Stay Here"), "go", _ ("Go to _Disbursement"), NULL);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "go");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "stay");
  g_signal_connect_data (dialog, "response", G_CALLBACK (handle_answer), offer, free_offer, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
finish_make_batch (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnBatchDialog *self = SN_BATCH_DIALOG (owner);

  gtk_widget_set_sensitive (self->make_button, TRUE);
  if (error != NULL)
    return;
  if (self->page != NULL)
    offer_disbursement (self, sn_job_get_summary (job), ((const Work *) data)->batch_id);
  gtk_window_close (GTK_WINDOW (self));
}

static void
handle_make (SnBatchDialog *self)
{
  const SnPaymentBatchOffer *offer = get_offer (self);
  Work *work;
  g_autoptr (SnJob) job = NULL;

  if (offer == NULL || self->page == NULL)
    return;
  work = make_work (self);
  work->channel = g_strdup (offer->channel);
  work->visitors = g_strdup (gtk_editable_get_text (self->visitors));
  work->visit_date = g_strdup (gtk_editable_get_text (self->visit_date));
  work->procurement = g_strdup (gtk_editable_get_text (self->procurement));
  gtk_widget_set_sensitive (self->make_button, FALSE);
  job = sn_session_run (sn_page_get_session (self->page), _ ("Making the batch…"), run_make_batch, work, free_work, finish_make_batch,
                        G_OBJECT (self));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_batch_dialog_present (SnPage *page, const char *program_code, gint64 town_id, const char *part)
{
  SnBatchDialog *self = g_object_new (SN_TYPE_BATCH_DIALOG, "transient-for", gtk_widget_get_root (GTK_WIDGET (page)), NULL);
  g_autoptr (SnJob) job = NULL;

  g_set_weak_pointer (&self->page, page);
  self->program_code = g_strdup (program_code);
  self->town_id = town_id;
  adw_window_title_set_subtitle (self->title, part);
  gtk_window_present (GTK_WINDOW (self));
  job = sn_session_run (sn_page_get_session (page), NULL, run_read_offers, make_work (self), free_work, finish_read_offers, G_OBJECT (self));
}

static void
sn_batch_dialog_dispose (GObject *object)
{
  SnBatchDialog *self = SN_BATCH_DIALOG (object);

  g_clear_pointer (&self->offers, g_array_unref);
  g_clear_weak_pointer (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_BATCH_DIALOG);
  G_OBJECT_CLASS (sn_batch_dialog_parent_class)->dispose (object);
}

static void
sn_batch_dialog_finalize (GObject *object)
{
  g_free (SN_BATCH_DIALOG (object)->program_code);
  G_OBJECT_CLASS (sn_batch_dialog_parent_class)->finalize (object);
}

static void
sn_batch_dialog_class_init (SnBatchDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_batch_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_batch_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-batch-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnBatchDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnBatchDialog, channel);
  gtk_widget_class_bind_template_child (widget_class, SnBatchDialog, payments);
  gtk_widget_class_bind_template_child (widget_class, SnBatchDialog, left_out);
  gtk_widget_class_bind_template_child (widget_class, SnBatchDialog, details);
  gtk_widget_class_bind_template_child (widget_class, SnBatchDialog, visitors);
  gtk_widget_class_bind_template_child (widget_class, SnBatchDialog, visit_date);
  gtk_widget_class_bind_template_child (widget_class, SnBatchDialog, procurement);
  gtk_widget_class_bind_template_child (widget_class, SnBatchDialog, make_button);
  gtk_widget_class_bind_template_callback (widget_class, handle_channel);
  gtk_widget_class_bind_template_callback (widget_class, check_date);
  gtk_widget_class_bind_template_callback (widget_class, handle_make);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_batch_dialog_init (SnBatchDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
