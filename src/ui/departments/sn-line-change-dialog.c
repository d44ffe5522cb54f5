/* sn-line-change-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-line-change-dialog.h"

#include "sn-benefit-rate.h"
#include "sn-figure-text.h"
#include "sn-line-change.h"
#include "sn-money.h"

#include <glib/gi18n.h>

struct _SnLineChangeDialog
{
  AdwWindow       parent_instance;

  /* Template */
  AdwWindowTitle *title;
  AdwComboRow    *rate;       /* the first choice: as it is */
  GtkEditable    *amount;
  GtkEditable    *reason;
  AdwActionRow   *outcome;
  GtkWidget      *reading;
  GtkListBox     *obstacles;
  GtkWidget      *change_button;

  /* Owned */
  SnSession      *session;
  char           *program_code;
  GPtrArray      *rate_labels; /* char* */
  GArray         *ids;
  SnJob          *judging;     /* (nullable) */
  guint           n_can;       /* by the last dry run */
};

G_DEFINE_FINAL_TYPE (SnLineChangeDialog, sn_line_change_dialog, ADW_TYPE_WINDOW)

/* ── What is asked for ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GArray        *ids;
  char          *program_code;
  char          *rate_label; /* (nullable) */
  gboolean       has_amount;
  gint64         amount_fen;
  char          *reason;
  SnLineOutlook *outlook;    /* (nullable): the answer */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_array_unref (work->ids);
  g_free (work->program_code);
  g_free (work->rate_label);
  g_free (work->reason);
  g_clear_pointer (&work->outlook, sn_line_outlook_free);
  g_free (work);
}

static char *
dup_stripped (GtkEditable *editable)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (editable)));
}

/* %FALSE while what stands there is no amount. */
static gboolean
read_amount (SnLineChangeDialog *self, Work *work)
{
  g_autofree char *text = dup_stripped (self->amount);
  gboolean is_good;

  work->has_amount = *text != '\0';
  is_good = !work->has_amount || (sn_money_parse (text, FALSE, &work->amount_fen, NULL, NULL) && work->amount_fen > 0);
  (is_good ? gtk_widget_remove_css_class : gtk_widget_add_css_class) (GTK_WIDGET (self->amount), "error");
  return is_good;
}

/* (nullable): nothing is asked yet, or no amount stands where one should */
static Work *
make_work (SnLineChangeDialog *self)
{
  Work *work = g_new0 (Work, 1);
  guint selected = adw_combo_row_get_selected (self->rate);

  work->ids = g_array_ref (self->ids);
  work->program_code = g_strdup (self->program_code);
  if (selected > 0 && selected <= self->rate_labels->len)
    work->rate_label = g_strdup (g_ptr_array_index (self->rate_labels, selected - 1));
  work->reason = dup_stripped (self->reason);
  if (read_amount (self, work) && (work->has_amount || work->rate_label != NULL))
    return work;
  free_work (work);
  return NULL;
}

static SnLineChange
describe_change (const Work *work)
{
  return (SnLineChange){ .program_code = work->program_code,
                         .ids = work->ids,
                         .rate_label = work->rate_label,
                         .has_amount = work->has_amount,
                         .amount_fen = work->amount_fen };
}

/* ── The dry run ────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_outlook (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  SnLineChange change = describe_change (work);

  work->outlook = sn_line_change_judge (connection, &change, error);
  return work->outlook != NULL ? data : NULL;
}

static gboolean
run_judge (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_outlook, data, error) != NULL;
}

static void
clear_obstacles (SnLineChangeDialog *self)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->obstacles, 0)) != NULL)
    gtk_list_box_remove (self->obstacles, GTK_WIDGET (row));
  gtk_widget_set_visible (GTK_WIDGET (self->obstacles), FALSE);
}

static void
add_obstacle (SnLineChangeDialog *self, const char *sentence)
{
  GtkWidget *row = adw_action_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), sentence);
  adw_action_row_set_title_lines (ADW_ACTION_ROW (row), 3);
  gtk_list_box_append (self->obstacles, row);
  gtk_widget_set_visible (GTK_WIDGET (self->obstacles), TRUE);
}

/* A reason is asked for by the button, as soon as there is something to do. */
static void
update_button (SnLineChangeDialog *self)
{
  g_autofree char *reason = dup_stripped (self->reason);

  gtk_widget_set_sensitive (self->change_button, self->n_can > 0 && *reason != '\0');
}

static void
show_outcome (SnLineChangeDialog *self, const char *title, const char *subtitle)
{
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (self->outcome), title);
  adw_action_row_set_subtitle (self->outcome, subtitle);
}

static void
show_outlook (SnLineChangeDialog *self, const SnLineOutlook *outlook)
{
  g_autofree char *number = sn_figure_text_count (outlook->n_can);
  g_autofree char *before = sn_money_format (outlook->before_fen), *after = sn_money_format (outlook->after_fen);
  g_autofree char *can = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s line will be changed", "%s lines will be changed", outlook->n_can), number);
  /* TRANSLATORS: two sums in yuan, before and after */
  g_autofree char *sums = outlook->n_can > 0 ? g_strdup_printf (_ ("%s → %s yuan"), before, after) : g_strdup ("");

  show_outcome (self, can, sums);
  clear_obstacles (self);
  if (outlook->n_outside > 0)
    {
      g_autofree char *outside = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "The rate does not foresee the amount of %u line: it will be a finding.",
                     "The rate does not foresee the amounts of %u lines: they will be findings.", outlook->n_outside), outlook->n_outside);

      add_obstacle (self, outside);
    }
  if (outlook->n_misfits > 0)
    {
      g_autofree char *misfits = g_strdup_printf (
        g_dngettext (GETTEXT_PACKAGE, "%u person holds no category of the new rate: it will be a finding.",
                     "%u people hold no category of the new rate: they will be findings.", outlook->n_misfits), outlook->n_misfits);

      add_obstacle (self, misfits);
    }
  if (outlook->n_same > 0)
    {
      g_autofree char *same = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u line is so already.", "%u lines are so already.",
                                                            outlook->n_same), outlook->n_same);

      add_obstacle (self, same);
    }
  for (guint i = 0; i < outlook->obstacles->len; i++)
    add_obstacle (self, ((const SnLineObstacle *) g_ptr_array_index (outlook->obstacles, i))->sentence);
  self->n_can = outlook->n_can;
  update_button (self);
}

static void
finish_judge (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnLineChangeDialog *self = SN_LINE_CHANGE_DIALOG (owner);

  if (job != self->judging)
    return;
  gtk_widget_set_visible (self->reading, FALSE);
  if (error == NULL)
    show_outlook (self, ((const Work *) data)->outlook);
}

static void
stop_judging (SnLineChangeDialog *self)
{
  if (self->judging != NULL)
    sn_job_cancel (self->judging);
  g_clear_object (&self->judging);
  gtk_widget_set_visible (self->reading, FALSE);
}

static void
judge (SnLineChangeDialog *self)
{
  Work *work = make_work (self);

  stop_judging (self);
  self->n_can = 0;
  update_button (self);
  if (work == NULL)
    {
      clear_obstacles (self);
      show_outcome (self, _ ("Choose another rate, or write another amount"), "");
      return;
    }
  gtk_widget_set_visible (self->reading, TRUE);
  self->judging = sn_session_run (self->session, NULL, run_judge, work, free_work, finish_judge, G_OBJECT (self));
}

/* ── Doing it ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_lines (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;
  SnLineChange change = describe_change (work);

  return sn_line_change_apply (transaction, &change, work->reason, NULL, error);
}

static gboolean
run_change (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, write_lines, data, error);
}

/* The window says what was done, with the way back. */
static void
handle_change (SnLineChangeDialog *self)
{
  Work *work = make_work (self);

  if (work == NULL)
    return;
  g_object_unref (sn_session_run (self->session, _ ("Changing the lines…"), run_change, work, free_work, NULL, NULL));
  gtk_window_close (GTK_WINDOW (self));
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_line_change_dialog_dispose (GObject *object)
{
  SnLineChangeDialog *self = SN_LINE_CHANGE_DIALOG (object);

  if (self->judging != NULL)
    sn_job_cancel (self->judging);
  g_clear_object (&self->judging);
  G_OBJECT_CLASS (sn_line_change_dialog_parent_class)->dispose (object);
}

static void
sn_line_change_dialog_finalize (GObject *object)
{
  SnLineChangeDialog *self = SN_LINE_CHANGE_DIALOG (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->ids, g_array_unref);
  g_free (self->program_code);
  g_ptr_array_unref (self->rate_labels);
  G_OBJECT_CLASS (sn_line_change_dialog_parent_class)->finalize (object);
}

static void
sn_line_change_dialog_class_init (SnLineChangeDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_line_change_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_line_change_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-line-change-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnLineChangeDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnLineChangeDialog, rate);
  gtk_widget_class_bind_template_child (widget_class, SnLineChangeDialog, amount);
  gtk_widget_class_bind_template_child (widget_class, SnLineChangeDialog, reason);
  gtk_widget_class_bind_template_child (widget_class, SnLineChangeDialog, outcome);
  gtk_widget_class_bind_template_child (widget_class, SnLineChangeDialog, reading);
  gtk_widget_class_bind_template_child (widget_class, SnLineChangeDialog, obstacles);
  gtk_widget_class_bind_template_child (widget_class, SnLineChangeDialog, change_button);
  gtk_widget_class_bind_template_callback (widget_class, judge);
  gtk_widget_class_bind_template_callback (widget_class, update_button);
  gtk_widget_class_bind_template_callback (widget_class, handle_change);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_line_change_dialog_init (SnLineChangeDialog *self)
{
  self->rate_labels = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
}

static void
fill_rates (SnLineChangeDialog *self, const SnProgram *program)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("As it is"));
  for (guint i = 0; i < program->rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (program->rates, i);
      g_autofree char *amount = rate->discretionary ? NULL : sn_rate_format_range (rate->min_fen, rate->max_fen);
      /* TRANSLATORS: a rate and its amount in yuan */
      g_autofree char *name = amount != NULL ? g_strdup_printf (_ ("%s (%s)"), rate->label, amount) : g_strdup (rate->label);

      g_ptr_array_add (self->rate_labels, g_strdup (rate->label));
      gtk_string_list_append (names, name);
    }
  adw_combo_row_set_model (self->rate, G_LIST_MODEL (names));
  gtk_widget_set_visible (GTK_WIDGET (self->rate), program->rates->len > 1);
}

void
sn_line_change_dialog_present (GtkWindow *parent, SnSession *session, const SnProgram *program, GArray *ids)
{
  SnLineChangeDialog *self = g_object_new (SN_TYPE_LINE_CHANGE_DIALOG, "transient-for", parent, NULL);
  g_autofree char *number = sn_figure_text_count (ids->len);
  g_autofree char *title = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Change %s Line", "Change %s Lines", ids->len), number);
  g_autofree char *place = g_strdup_printf ("%s %s", program->code, program->title);

  self->session = g_object_ref (session);
  self->ids = g_array_ref (ids);
  self->program_code = g_strdup (program->code);
  adw_window_title_set_title (self->title, title);
  adw_window_title_set_subtitle (self->title, place);
  gtk_window_set_title (GTK_WINDOW (self), title);
  fill_rates (self, program);
  judge (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (program->rates->len > 1 ? GTK_WIDGET (self->rate) : GTK_WIDGET (self->amount));
}
