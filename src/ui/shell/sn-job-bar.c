/* sn-job-bar.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-job-bar.h"

#include <glib/gi18n.h>

#define PULSE_MS 120

struct _SnJobBar
{
  AdwBin          parent_instance;

  GtkRevealer    *revealer;
  GtkLabel       *sentence;
  GtkProgressBar *bar;
  GtkButton      *cancel;
  SnJob          *job;     /* (nullable) */
  guint           delay;   /* source ids; 0 when not waiting */
  guint           pulse;
};

G_DEFINE_FINAL_TYPE (SnJobBar, sn_job_bar, ADW_TYPE_BIN)

static void
show_progress (SnJobBar *self)
{
  double fraction = sn_job_get_fraction (self->job);

  gtk_label_set_label (self->sentence, sn_job_get_sentence (self->job));
  if (fraction >= 0)
    gtk_progress_bar_set_fraction (self->bar, fraction);
}

static gboolean
pulse (gpointer data)
{
  SnJobBar *self = data;

  if (self->job != NULL && sn_job_get_fraction (self->job) < 0)
    gtk_progress_bar_pulse (self->bar);
  return G_SOURCE_CONTINUE;
}

static gboolean
reveal (gpointer data)
{
  SnJobBar *self = data;

  self->delay = 0;
  gtk_progress_bar_set_fraction (self->bar, 0);
  show_progress (self);
  gtk_revealer_set_reveal_child (self->revealer, TRUE);
  self->pulse = g_timeout_add (PULSE_MS, pulse, self);
  return G_SOURCE_REMOVE;
}

static void
forget_job (SnJobBar *self)
{
  g_clear_handle_id (&self->delay, g_source_remove);
  g_clear_handle_id (&self->pulse, g_source_remove);
  if (self->job != NULL)
    g_signal_handlers_disconnect_by_data (self->job, self);
  g_clear_object (&self->job);
}

static void
handle_finished (SnJobBar *self)
{
  forget_job (self);
  gtk_revealer_set_reveal_child (self->revealer, FALSE);
}

void
sn_job_bar_watch (SnJobBar *self, SnJob *job)
{
  forget_job (self);
  self->job = g_object_ref (job);
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), TRUE);
  g_signal_connect_swapped (job, "progress", G_CALLBACK (show_progress), self);
  g_signal_connect_swapped (job, "finished", G_CALLBACK (handle_finished), self);
  if (gtk_revealer_get_reveal_child (self->revealer))
    reveal (self);
  else
    self->delay = g_timeout_add (SN_JOB_BAR_DELAY_MS, reveal, self);
}

static void
handle_cancel (SnJobBar *self)
{
  if (self->job == NULL)
    return;
  gtk_widget_set_sensitive (GTK_WIDGET (self->cancel), FALSE);
  sn_job_cancel (self->job);
}

static void
sn_job_bar_dispose (GObject *object)
{
  forget_job (SN_JOB_BAR (object));
  /* The revealer is a child of the template and of the bin: only one of them may take it away. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_JOB_BAR);
  G_OBJECT_CLASS (sn_job_bar_parent_class)->dispose (object);
}

static void
sn_job_bar_class_init (SnJobBarClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_job_bar_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-job-bar.ui");
  gtk_widget_class_bind_template_child (widget_class, SnJobBar, revealer);
  gtk_widget_class_bind_template_child (widget_class, SnJobBar, sentence);
  gtk_widget_class_bind_template_child (widget_class, SnJobBar, bar);
  gtk_widget_class_bind_template_child (widget_class, SnJobBar, cancel);
  gtk_widget_class_bind_template_callback (widget_class, handle_cancel);
}

static void
sn_job_bar_init (SnJobBar *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
