/* sn-rates-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rates-dialog.h"

#include "sn-benefit-rate.h"

#include <glib/gi18n.h>

struct _SnRatesDialog
{
  AdwWindow            parent_instance;

  /* Template */
  AdwWindowTitle      *title;
  AdwPreferencesGroup *rates;
  GtkLabel            *fault;
  GtkWidget           *confirm_button;

  /* Owned */
  SnPage              *page;         /* borrowed weakly: the dialog is modal to its window */
  char                *program_code;
  GPtrArray           *reviews;      /* SnRateReview (nullable): until they are read */
  GPtrArray           *entries;      /* GtkEditable, borrowed; one for each review, %NULL where no amount is set */
};

G_DEFINE_FINAL_TYPE (SnRatesDialog, sn_rates_dialog, ADW_TYPE_WINDOW)

typedef struct
{
  char      *program_code;
  GPtrArray *reviews; /* SnRateReview: what was read */
  GArray    *amounts; /* SnRateAmount: what the officer made of it; the labels are the reviews' */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->program_code);
  g_clear_pointer (&work->reviews, g_ptr_array_unref);
  g_clear_pointer (&work->amounts, g_array_unref);
  g_free (work);
}

/* ── What was typed ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* The amounts into @amounts; (transfer full) (nullable): why the first that is wrong cannot be read */
static char *
read_amounts (SnRatesDialog *self, GArray *amounts)
{
  char *fault = NULL;

  for (guint i = 0; i < self->entries->len; i++)
    {
      GtkEditable *entry = g_ptr_array_index (self->entries, i);
      SnRateAmount amount = { ((const SnRateReview *) g_ptr_array_index (self->reviews, i))->label, 0, 0 };
      g_autoptr (GError) error = NULL;

      if (entry == NULL)
        continue;
      if (sn_rate_parse_range (gtk_editable_get_text (entry), &amount.min_fen, &amount.max_fen, &error))
        {
          g_array_append_val (amounts, amount);
          gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
          continue;
        }
      gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
      if (fault == NULL)
        fault = g_strdup (error->message);
    }
  return fault;
}

static void
handle_changed (SnRatesDialog *self)
{
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (SnRateAmount));
  g_autofree char *fault = read_amounts (self, amounts);

  gtk_label_set_label (self->fault, fault != NULL ? fault : "");
  gtk_widget_set_sensitive (self->confirm_button, fault == NULL);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_last_year (const SnRateReview *review)
{
  g_autofree char *range = review->has_last ? sn_rate_format_range (review->last_min_fen, review->last_max_fen) : NULL;
  /* TRANSLATORS: an amount of money, beside this year's: 去年 1,000.00 */
  g_autofree char *words = range != NULL ? g_strdup_printf (_ ("last year %s"), range) : g_strdup (_ ("new"));
  GtkWidget *label = gtk_label_new (words);

  gtk_widget_add_css_class (label, "dim-label");
  gtk_widget_add_css_class (label, "numeric");
  gtk_widget_set_valign (label, GTK_ALIGN_CENTER);
  return label;
}

/* A label as a row's title is markup. */
static void
set_title (GtkWidget *row, const SnRateReview *review)
{
  g_autofree char *words = g_strdup_printf (review->per_household ? _ ("%s, a household") : _ ("%s, a person"), review->label);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), words);
}

static void
add_row (SnRatesDialog *self, const SnRateReview *review)
{
  GtkWidget *row = review->discretionary ? adw_action_row_new () : adw_entry_row_new ();

  set_title (row, review);
  adw_preferences_group_add (self->rates, row);
  if (review->discretionary)
    {
      adw_action_row_add_suffix (ADW_ACTION_ROW (row), gtk_label_new (_ ("amount by need")));
      g_ptr_array_add (self->entries, NULL);
      return;
    }
  adw_entry_row_add_suffix (ADW_ENTRY_ROW (row), make_last_year (review));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (row), TRUE);
  gtk_widget_add_css_class (row, "numeric");
  g_ptr_array_add (self->entries, row);
}

/* All rows first: what is typed is judged over all of them. */
static void
show_rates (SnRatesDialog *self)
{
  for (guint i = 0; i < self->reviews->len; i++)
    add_row (self, g_ptr_array_index (self->reviews, i));
  for (guint i = 0; i < self->reviews->len; i++)
    {
      const SnRateReview *review = g_ptr_array_index (self->reviews, i);
      GtkEditable *entry = g_ptr_array_index (self->entries, i);
      g_autofree char *range = sn_rate_format_range (review->min_fen, review->max_fen);

      if (entry != NULL)
        gtk_editable_set_text (entry, range);
    }
  for (guint i = 0; i < self->entries->len; i++)
    if (g_ptr_array_index (self->entries, i) != NULL)
      g_signal_connect_swapped (g_ptr_array_index (self->entries, i), "changed", G_CALLBACK (handle_changed), self);
  handle_changed (self);
}

static void
take_focus (SnRatesDialog *self)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_ptr_array_index (self->entries, i) != NULL)
      {
        gtk_widget_grab_focus (g_ptr_array_index (self->entries, i));
        return;
      }
  gtk_widget_grab_focus (self->confirm_button);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_reviews (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_rate_review_list (connection, ((const Work *) data)->program_code, error);
}

static gboolean
run_read (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Work *work = data;

  work->reviews = sn_job_read (job, read_reviews, work, error);
  return work->reviews != NULL;
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRatesDialog *self = SN_RATES_DIALOG (owner);

  if (error != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  self->reviews = g_steal_pointer (&((Work *) data)->reviews);
  show_rates (self);
  gtk_window_present (GTK_WINDOW (self));
  take_focus (self);
}

/* ── Confirming ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
confirm (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return sn_benefit_rate_confirm_with (transaction, work->program_code, (const SnRateAmount *) (gpointer) work->amounts->data,
                                       work->amounts->len, error);
}

static gboolean
run_confirm (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, confirm, data, error);
}

/* Where it was refused, what was typed is still there to be set right. */
static void
finish_confirm (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRatesDialog *self = SN_RATES_DIALOG (owner);

  if (error == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (self->confirm_button, TRUE);
}

static void
handle_confirm (SnRatesDialog *self)
{
  g_autoptr (GArray) amounts = g_array_new (FALSE, FALSE, sizeof (SnRateAmount));
  g_autofree char *fault = self->reviews != NULL ? read_amounts (self, amounts) : NULL;
  g_autoptr (SnJob) job = NULL;
  Work *work;

  if (self->reviews == NULL || fault != NULL || self->page == NULL)
    return;
  work = g_new0 (Work, 1);
  work->program_code = g_strdup (self->program_code);
  work->reviews = g_ptr_array_ref (self->reviews);
  work->amounts = g_steal_pointer (&amounts);
  gtk_widget_set_sensitive (self->confirm_button, FALSE);
  job = sn_session_run (sn_page_get_session (self->page), _ ("Noting the rates…"), run_confirm, work, free_work, finish_confirm,
                        G_OBJECT (self));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_rates_dialog_present (SnPage *page, const char *program_code, const char *title)
{
  SnRatesDialog *self = g_object_new (SN_TYPE_RATES_DIALOG, "transient-for", gtk_widget_get_root (GTK_WIDGET (page)), NULL);
  Work *work = g_new0 (Work, 1);
  g_autofree char *subtitle = g_strdup_printf ("%s %s", program_code, title);
  g_autoptr (SnJob) job = NULL;

  g_set_weak_pointer (&self->page, page);
  self->program_code = g_strdup (program_code);
  adw_window_title_set_subtitle (self->title, subtitle);
  /* It comes up with its rows: a window that is shown does not grow with what comes later. */
  work->program_code = g_strdup (program_code);
  job = sn_session_run (sn_page_get_session (page), NULL, run_read, work, free_work, finish_read, G_OBJECT (self));
}

static void
sn_rates_dialog_dispose (GObject *object)
{
  SnRatesDialog *self = SN_RATES_DIALOG (object);

  g_clear_pointer (&self->entries, g_ptr_array_unref);
  g_clear_pointer (&self->reviews, g_ptr_array_unref);
  g_clear_weak_pointer (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_RATES_DIALOG);
  G_OBJECT_CLASS (sn_rates_dialog_parent_class)->dispose (object);
}

static void
sn_rates_dialog_finalize (GObject *object)
{
  g_free (SN_RATES_DIALOG (object)->program_code);
  G_OBJECT_CLASS (sn_rates_dialog_parent_class)->finalize (object);
}

static void
sn_rates_dialog_class_init (SnRatesDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_rates_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_rates_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-rates-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnRatesDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnRatesDialog, rates);
  gtk_widget_class_bind_template_child (widget_class, SnRatesDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, SnRatesDialog, confirm_button);
  gtk_widget_class_bind_template_callback (widget_class, handle_confirm);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_rates_dialog_init (SnRatesDialog *self)
{
  self->entries = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
