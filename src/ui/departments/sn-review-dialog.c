/* sn-review-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-review-dialog.h"

#include "sn-money.h"
#include "sn-roster-review.h"
#include "sn-roster.h"

#include <glib/gi18n.h>

struct _SnReviewDialog
{
  AdwWindow            parent_instance;

  /* Template */
  AdwWindowTitle      *title;
  GtkWidget           *approve_button;
  GtkLabel            *own_label;        /* that it is the officer's own */
  AdwPreferencesGroup *control_group;
  AdwPreferencesGroup *look_group;
  AdwPreferencesGroup *difference_group;

  /* Owned */
  SnPage              *page;         /* borrowed weakly: the dialog is modal to its window */
  char                *program_code;
  gint64               town_id;
  SnRosterControl      control;      /* what is shown */
};

G_DEFINE_FINAL_TYPE (SnReviewDialog, sn_review_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  char            *program_code;
  gint64           town_id;
  SnRosterControl  control;
  SnRosterReview  *review; /* out */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->program_code);
  g_clear_pointer (&work->review, sn_roster_review_free);
  g_free (work);
}

static Work *
make_work (SnReviewDialog *self)
{
  Work *work = g_new0 (Work, 1);

  work->program_code = g_strdup (self->program_code);
  work->town_id = self->town_id;
  work->control = self->control;
  return work;
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* @figure (nullable): at the end of the row, as a number; @style (nullable) is its class. */
static void
add_row (AdwPreferencesGroup *group, const char *title, const char *subtitle, const char *figure, const char *style)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *label = gtk_label_new (figure);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  if (subtitle != NULL && *subtitle != '\0')
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_widget_add_css_class (label, "numeric");
  if (style != NULL)
    gtk_widget_add_css_class (label, style);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), label);
  adw_preferences_group_add (group, row);
}

static void
add_money (AdwPreferencesGroup *group, const char *title, const char *subtitle, gint64 amount_fen, const char *style)
{
  g_autofree char *amount = sn_money_format (amount_fen);

  add_row (group, title, subtitle, amount, style);
}

static void
add_count (AdwPreferencesGroup *group, const char *title, const char *subtitle, gint64 count, const char *style)
{
  g_autofree char *figure = g_strdup_printf ("%'" G_GINT64_FORMAT, count);

  add_row (group, title, subtitle, figure, style);
}

static char *
describe_lines (gint64 lines)
{
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%'d line", "%'d lines", (gulong) lines), (int) lines);
}

/* The control count and sum, then what they are made of. */
static void
show_control (SnReviewDialog *self, const SnRosterReview *review)
{
  g_autofree char *lines = describe_lines (review->lines);
  g_autofree char *preparers = NULL;
  g_autofree char *words = NULL;

  g_ptr_array_add (review->preparers, NULL);
  preparers = g_strjoinv ("、", (char **) review->preparers->pdata);
  g_ptr_array_set_size (review->preparers, (int) review->preparers->len - 1);
  /* TRANSLATORS: names of officers */
  words = g_strdup_printf (_ ("prepared by %s"), preparers);
  add_money (self->control_group, lines, words, review->amount_fen, "heading");
  for (guint i = 0; review->rates->len > 1 && i < review->rates->len; i++)
    {
      const SnReviewRate *rate = g_ptr_array_index (review->rates, i);
      g_autofree char *of_rate = describe_lines (rate->lines);

      add_money (self->control_group, rate->label, of_rate, rate->amount_fen, NULL);
    }
  if (review->approved > 0)
    {
      g_autofree char *before = describe_lines (review->approved);

      add_money (self->control_group, _ ("Approved before"), before, review->approved_fen, NULL);
    }
}

static void
show_money (SnReviewDialog *self, const SnRosterReview *review)
{
  const gint64 left_fen = review->use.ceiling_fen - review->use.approved_fen - review->amount_fen;

  if (review->use.ceiling_fen < 0)
    return;
  add_money (self->look_group, left_fen < 0 ? _ ("Beyond the ceiling of the money") : _ ("Left below the ceiling after this"), NULL,
             ABS (left_fen), left_fen < 0 ? "error" : NULL);
}

static void
show_look (SnReviewDialog *self, const SnRosterReview *review)
{
  add_count (self->look_group, _ ("Findings without a decision"), _ ("warnings of this program; see the page of findings"),
             review->open_warnings, review->open_warnings > 0 ? "warning" : NULL);
  if (review->allowed > 0)
    add_count (self->look_group, _ ("Findings allowed with a reason"), NULL, review->allowed, NULL);
  if (review->need_two > 0)
    add_count (self->look_group, _ ("Lines that two must approve"), NULL, review->need_two, NULL);
  if (review->quota > 0)
    add_count (self->look_group, _ ("Places of the program"), NULL, review->quota, NULL);
  show_money (self, review);
}

static void
add_difference (SnReviewDialog *self, const SnReviewLine *line)
{
  static const char *const words[] = {
    [SN_REVIEW_NEW] = N_ ("new"), [SN_REVIEW_CHANGED] = N_ ("changed"), [SN_REVIEW_GONE] = N_ ("taken out"),
  };
  g_autofree char *before = sn_money_format (line->before_fen);
  g_autofree char *after = sn_money_format (line->after_fen);
  g_autofree char *figure = line->difference == SN_REVIEW_NEW    ? g_strdup (after)
                            : line->difference == SN_REVIEW_GONE ? g_strdup_printf ("−%s", before)
                                                                 : g_strdup_printf ("%s → %s", before, after);
  g_autofree char *subtitle = *line->reason != '\0' ? g_strdup_printf ("%s · %s", _ (words[line->difference]), line->reason)
                                                    : g_strdup (_ (words[line->difference]));

  add_row (self->difference_group, line->name, subtitle, figure, NULL);
}

static void
show_differences (SnReviewDialog *self, const SnRosterReview *review)
{
  g_autofree char *words = NULL, *reason = NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->difference_group), review->was_returned);
  if (!review->was_returned)
    return;
  words = g_strdup_printf (_ ("%d new, %d changed, %d taken out"), (int) review->n_new, (int) review->n_changed, (int) review->n_gone);
  reason = g_strdup_printf (_ ("Sent back because: %s"), review->return_reason);
  adw_preferences_group_set_description (self->difference_group, words);
  add_row (self->difference_group, reason, NULL, NULL, NULL);
  for (guint i = 0; i < review->differences->len; i++)
    add_difference (self, g_ptr_array_index (review->differences, i));
}

/* Core refuses it as well; whoever cannot say yes hears so before. */
static void
show_own (SnReviewDialog *self, const SnRosterReview *review)
{
  const char *officer = self->page != NULL ? sn_session_get_officer (sn_page_get_session (self->page)) : NULL;
  gboolean is_own = officer != NULL && g_ptr_array_find_with_equal_func (review->preparers, officer, g_str_equal, NULL);

  gtk_widget_set_visible (GTK_WIDGET (self->own_label), is_own);
  gtk_widget_set_sensitive (self->approve_button, !is_own);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_review (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  work->review = sn_roster_review_read (connection, work->program_code, work->town_id, error);
  return work->review;
}

static gboolean
run_read (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_review, data, error) != NULL;
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnReviewDialog *self = SN_REVIEW_DIALOG (owner);
  const SnRosterReview *review = ((Work *) data)->review;

  if (error != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  self->control = (SnRosterControl){ review->lines, review->amount_fen };
  show_own (self, review);
  show_control (self, review);
  show_look (self, review);
  show_differences (self, review);
  gtk_window_present (GTK_WINDOW (self));
  if (gtk_widget_get_sensitive (self->approve_button))
    gtk_widget_grab_focus (self->approve_button);
}

/* ── Deeds ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
approve (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return sn_roster_approve_as_seen (transaction, work->program_code, work->town_id, &work->control, NULL, error);
}

static gboolean
run_approve (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, approve, data, error);
}

/* Whatever comes of it, the page shows it; a refusal is said by the window. */
static void
handle_approve (SnReviewDialog *self)
{
  if (self->page != NULL)
    sn_page_run (self->page, _ ("Approving the roster…"), run_approve, make_work (self), free_work, NULL);
  gtk_window_close (GTK_WINDOW (self));
}

static void
handle_return (SnReviewDialog *self)
{
  SnPage *page = self->page;

  gtk_window_close (GTK_WINDOW (self));
  if (page != NULL)
    gtk_widget_activate_action (GTK_WIDGET (page), "page.return", NULL);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_review_dialog_present (SnPage *page, const char *program_code, gint64 town_id, const char *part)
{
  SnReviewDialog *self = g_object_new (SN_TYPE_REVIEW_DIALOG, "transient-for", gtk_widget_get_root (GTK_WIDGET (page)), NULL);
  g_autoptr (SnJob) job = NULL;

  g_set_weak_pointer (&self->page, page);
  self->program_code = g_strdup (program_code);
  self->town_id = town_id;
  adw_window_title_set_subtitle (self->title, part);
  /* It comes up with its rows: a window that is shown does not grow with what comes later. */
  job = sn_session_run (sn_page_get_session (page), _ ("Looking through the roster…"), run_read, make_work (self), free_work, finish_read,
                        G_OBJECT (self));
}

static void
sn_review_dialog_dispose (GObject *object)
{
  g_clear_weak_pointer (&SN_REVIEW_DIALOG (object)->page);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_REVIEW_DIALOG);
  G_OBJECT_CLASS (sn_review_dialog_parent_class)->dispose (object);
}

static void
sn_review_dialog_finalize (GObject *object)
{
  g_free (SN_REVIEW_DIALOG (object)->program_code);
  G_OBJECT_CLASS (sn_review_dialog_parent_class)->finalize (object);
}

static void
sn_review_dialog_class_init (SnReviewDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_review_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_review_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-review-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnReviewDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnReviewDialog, approve_button);
  gtk_widget_class_bind_template_child (widget_class, SnReviewDialog, own_label);
  gtk_widget_class_bind_template_child (widget_class, SnReviewDialog, control_group);
  gtk_widget_class_bind_template_child (widget_class, SnReviewDialog, look_group);
  gtk_widget_class_bind_template_child (widget_class, SnReviewDialog, difference_group);
  gtk_widget_class_bind_template_callback (widget_class, handle_approve);
  gtk_widget_class_bind_template_callback (widget_class, handle_return);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_review_dialog_init (SnReviewDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
}
