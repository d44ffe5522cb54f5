/* sn-campaign-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-campaign-dialog.h"

#include "sn-catalogue-edit.h"
#include "sn-money.h"

#include <glib/gi18n.h>

/* The entries, in the order of the dialog. */
typedef enum
{
  FIELD_TITLE,
  FIELD_NOTICE,
  FIELD_ISSUED,
  FIELD_AS_OF,
  FIELD_AGE,
  FIELD_DELIVERY,
  FIELD_REPORT,
  FIELD_SECOND,
  FIELD_CHANGE,
  N_FIELDS
} Field;

static const char *const entry_names[N_FIELDS] = {
  "title_entry", "notice_entry", "issued_entry", "as_of_entry", "age_entry", "delivery_entry", "report_entry", "second_entry", "change_entry",
};

struct _SnCampaignDialog
{
  AdwWindow    parent_instance;

  /* Template */
  GtkWidget   *save_button;
  GtkLabel    *fault;
  GtkEditable *entries[N_FIELDS];

  /* Owned */
  SnSession   *session;
};

G_DEFINE_FINAL_TYPE (SnCampaignDialog, sn_campaign_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  char       *texts[N_FIELDS];
  gint64      second_approval_fen;
  int         amount_change_percent;
  SnCampaign *campaign; /* out */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  for (int i = 0; i < N_FIELDS; i++)
    g_free (work->texts[i]);
  g_clear_pointer (&work->campaign, sn_campaign_free);
  g_free (work);
}

/* ── What was typed ─────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
parse_checks (Work *work, GError **error)
{
  guint64 percent;

  work->second_approval_fen = 0;
  if (*work->texts[FIELD_SECOND] != '\0' &&
      (!sn_money_parse (work->texts[FIELD_SECOND], FALSE, &work->second_approval_fen, NULL, NULL) || work->second_approval_fen <= 0))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                   _ ("“%s” is no amount from which two must approve. Write yuan above zero, or leave it empty."), work->texts[FIELD_SECOND]);
      return FALSE;
    }
  if (!g_ascii_string_to_unsigned (work->texts[FIELD_CHANGE], 10, 1, 1000, &percent, NULL))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no percentage from 1 to 1000."), work->texts[FIELD_CHANGE]);
      return FALSE;
    }
  work->amount_change_percent = (int) percent;
  return TRUE;
}

/* (transfer full) (nullable) */
static Work *
read_entries (SnCampaignDialog *self, GError **error)
{
  Work *work = g_new0 (Work, 1);

  for (int i = 0; i < N_FIELDS; i++)
    work->texts[i] = g_strstrip (g_strdup (gtk_editable_get_text (self->entries[i])));
  if (parse_checks (work, error))
    return work;
  free_work (work);
  return NULL;
}

static void
show_fault (SnCampaignDialog *self, const char *sentence)
{
  gtk_label_set_label (self->fault, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), *sentence != '\0');
}

static void
handle_changed (SnCampaignDialog *self)
{
  g_autoptr (GError) error = NULL;
  Work *work = read_entries (self, &error);

  show_fault (self, error != NULL ? error->message : "");
  gtk_widget_set_sensitive (self->save_button, work != NULL);
  g_clear_pointer (&work, free_work);
}

/* ── Saving ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  const SnCampaignEdit edit = {
    work->texts[FIELD_TITLE], work->texts[FIELD_NOTICE], work->texts[FIELD_ISSUED], work->texts[FIELD_AS_OF], work->texts[FIELD_AGE],
    work->texts[FIELD_DELIVERY], work->texts[FIELD_REPORT],
  };

  sn_transaction_describe_whole (transaction, "campaign-edit", work->texts[FIELD_TITLE], NULL);
  return sn_campaign_set_checks (transaction, work->second_approval_fen, work->amount_change_percent, error) &&
         sn_campaign_edit (transaction, &edit, error);
}

static gboolean
run_write (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, write_campaign, data, error);
}

/* Where it was refused, which the window says, what was typed is still there to be set right. */
static void
finish_write (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnCampaignDialog *self = SN_CAMPAIGN_DIALOG (owner);

  if (error == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->save_button, TRUE);
}

static void
handle_save (SnCampaignDialog *self)
{
  Work *work = read_entries (self, NULL);
  g_autoptr (SnJob) job = NULL;

  if (work == NULL)
    return;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  job = sn_session_run (self->session, _ ("Saving the campaign…"), run_write, work, free_work, finish_write, G_OBJECT (self));
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_campaign (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  ((Work *) data)->campaign = sn_campaign_get_current (connection, error);
  return ((Work *) data)->campaign;
}

static gboolean
run_read (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_campaign, data, error) != NULL;
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnCampaignDialog *self = SN_CAMPAIGN_DIALOG (owner);
  const SnCampaign *campaign = ((Work *) data)->campaign;
  g_autofree char *second = NULL, *change = NULL;

  if (error != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  second = campaign->second_approval_fen > 0 ? sn_money_format (campaign->second_approval_fen) : g_strdup ("");
  change = g_strdup_printf ("%d", campaign->amount_change_percent);
  {
    const char *const texts[N_FIELDS] = {
      campaign->title, campaign->notice_number, campaign->issued_on != NULL ? campaign->issued_on : "", campaign->as_of, campaign->age_on,
      campaign->delivery_due, campaign->report_due, second, change,
    };

    for (int i = 0; i < N_FIELDS; i++)
      gtk_editable_set_text (self->entries[i], texts[i]);
  }
  for (int i = 0; i < N_FIELDS; i++)
    g_signal_connect_swapped (self->entries[i], "changed", G_CALLBACK (handle_changed), self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->entries[FIELD_TITLE]));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_campaign_dialog_present (GtkWindow *parent, SnSession *session)
{
  SnCampaignDialog *self = g_object_new (SN_TYPE_CAMPAIGN_DIALOG, "transient-for", parent, NULL);
  g_autoptr (SnJob) job = NULL;

  self->session = g_object_ref (session);
  job = sn_session_run (session, NULL, run_read, g_new0 (Work, 1), free_work, finish_read, G_OBJECT (self));
}

static void
sn_campaign_dialog_dispose (GObject *object)
{
  SnCampaignDialog *self = SN_CAMPAIGN_DIALOG (object);

  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_CAMPAIGN_DIALOG);
  G_OBJECT_CLASS (sn_campaign_dialog_parent_class)->dispose (object);
}

static void
sn_campaign_dialog_class_init (SnCampaignDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_campaign_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-campaign-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnCampaignDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, SnCampaignDialog, fault);
  for (gsize i = 0; i < N_FIELDS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, entry_names[i], FALSE,
                                               (gssize) (G_STRUCT_OFFSET (SnCampaignDialog, entries) + i * sizeof (GtkEditable *)));
  gtk_widget_class_bind_template_callback (widget_class, handle_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_campaign_dialog_init (SnCampaignDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
