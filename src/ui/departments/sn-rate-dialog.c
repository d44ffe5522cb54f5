/* sn-rate-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-dialog.h"

#include "sn-catalogue-edit.h"
#include "sn-rate-amount.h"
#include "sn-rate-amounts-row.h"
#include "sn-rate-condition.h"
#include "sn-rate-conditions-row.h"
#include "sn-rate-outlook.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SnRateDialog
{
  AdwWindow       parent_instance;

  /* Template */
  AdwWindowTitle *title;
  GtkWidget      *save_button;
  GtkLabel       *fault;
  GtkEditable    *label_entry;
  GtkEditable    *eligible_entry;
  AdwComboRow    *unit_row;
  AdwComboRow    *form_row;
  SnRateAmountsRow *amounts_row;
  GtkEditable    *age_entry;
  GtkEditable    *day_entry;
  AdwExpanderRow *categories_row;
  SnRateConditionsRow *conditions_row;
  GtkWidget      *outlook_group;
  SnRateOutlook  *outlook;

  /* Owned */
  SnSession      *session;
  char           *program_code;
  char           *label;       /* (nullable): a new rate */
  GPtrArray      *categories;  /* SnRateCategory (nullable): until they are read */
  GPtrArray      *checks;      /* GtkCheckButton, borrowed; one for each of them */
  char           *campaign_as_of; /* (nullable): until it is read */
  SnRateSaved     saved;
  GObject        *owner;       /* borrowed weakly */
};

G_DEFINE_FINAL_TYPE (SnRateDialog, sn_rate_dialog, ADW_TYPE_WINDOW)

/* In the order of the rows' models */
static const char *const units[] = { "person", "household" };
static const char *const forms[] = { "cash", "goods", "visit" };

typedef struct
{
  char       *program_code;
  char       *label;       /* (nullable) */
  SnRateEdit  edit;        /* its texts and its basis are those below */
  char       *new_label;
  char       *eligible;
  char       *as_of;
  SnRateBasis *basis;
  GPtrArray  *codes;       /* char* and a final %NULL (nullable): what the categories are to be; %NULL: as they are */
  char      **asked;       /* "kind=value" */
  char      **empty;       /* kinds of conditions that there shall not be */
  SnProgram  *program;     /* out */
  GPtrArray  *categories;  /* out */
  GPtrArray  *conditions;  /* out: SnRateCondition */
  SnRateBasis *towns;      /* out */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->program_code);
  g_free (work->label);
  g_free (work->new_label);
  g_free (work->eligible);
  g_free (work->as_of);
  sn_rate_basis_free (work->basis);
  sn_rate_basis_free (work->towns);
  g_clear_pointer (&work->codes, g_ptr_array_unref);
  g_strfreev (work->asked);
  g_strfreev (work->empty);
  g_clear_pointer (&work->program, sn_program_free);
  g_clear_pointer (&work->categories, g_ptr_array_unref);
  g_clear_pointer (&work->conditions, g_ptr_array_unref);
  g_free (work);
}

/* ── What was typed ─────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
dup_text (GtkEditable *entry)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (entry)));
}

static gboolean
read_age (SnRateDialog *self, int *min_age, GError **error)
{
  g_autofree char *text = dup_text (self->age_entry);
  guint64 value = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, 120, &value, NULL))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no age. Write years from 1 to 120, or leave it empty."), text);
      return FALSE;
    }
  *min_age = (int) value;
  return TRUE;
}

/* What the amount follows from has to suit the rate: that is said at once, and not only when it is kept. */
static gboolean
read_amount (SnRateDialog *self, Work *work, GError **error)
{
  SnRateEdit *edit = &work->edit;
  SnBenefitRate rate = { .label = work->new_label };

  if (!sn_rate_amounts_row_read (self->amounts_row, &edit->min_fen, &edit->max_fen, &work->basis, error))
    return FALSE;
  edit->basis = work->basis;
  rate.min_fen = edit->min_fen;
  rate.max_fen = edit->max_fen;
  rate.discretionary = edit->min_fen == 0 && edit->max_fen == 0;
  rate.per_household = strcmp (edit->unit, "household") == 0;
  return sn_rate_amount_check (&rate, work->basis, error);
}

static gboolean
check_conditions (SnRateDialog *self, GError **error)
{
  g_autofree char *fault = sn_rate_conditions_row_dup_fault (self->conditions_row);

  if (fault == NULL)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, fault);
  return FALSE;
}

static gboolean
categories_changed (SnRateDialog *self)
{
  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)) !=
        ((const SnRateCategory *) g_ptr_array_index (self->categories, i))->qualifies)
      return TRUE;
  return FALSE;
}

static GPtrArray *
read_codes (SnRateDialog *self)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < self->checks->len; i++)
    if (gtk_check_button_get_active (g_ptr_array_index (self->checks, i)))
      g_ptr_array_add (codes, g_strdup (((const SnRateCategory *) g_ptr_array_index (self->categories, i))->code));
  g_ptr_array_add (codes, NULL);
  return codes;
}

/* (transfer full) (nullable): with @error set to the first fault */
static Work *
read_entries (SnRateDialog *self, GError **error)
{
  Work *work = g_new0 (Work, 1);

  work->program_code = g_strdup (self->program_code);
  work->label = g_strdup (self->label);
  work->new_label = dup_text (self->label_entry);
  work->eligible = dup_text (self->eligible_entry);
  work->as_of = dup_text (self->day_entry);
  work->edit = (SnRateEdit){ work->new_label, work->eligible, units[adw_combo_row_get_selected (self->unit_row)],
                             forms[adw_combo_row_get_selected (self->form_row)], 0, 0, -1, 0, work->as_of };
  if (categories_changed (self))
    work->codes = read_codes (self);
  work->asked = sn_rate_conditions_row_dup_asked (self->conditions_row);
  work->empty = sn_rate_conditions_row_dup_empty (self->conditions_row);
  if (read_amount (self, work, error) && read_age (self, &work->edit.min_age, error) && check_conditions (self, error))
    return work;
  free_work (work);
  return NULL;
}

static void
show_fault (SnRateDialog *self, const char *sentence)
{
  gtk_label_set_label (self->fault, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), *sentence != '\0');
}

/* What the rate would mean as it is written: of one that is there, for a new one has nothing to be compared with. */
static void
look_ahead (SnRateDialog *self, const Work *work)
{
  if (self->label == NULL)
    return;
  if (work == NULL)
    {
      sn_rate_outlook_hush (self->outlook);
      return;
    }
  sn_rate_outlook_ask (self->outlook, self->session, self->program_code,
                       &(SnRateDraft){ self->label, work->edit.min_fen, work->edit.max_fen, work->edit.min_age,
                                       *work->as_of != '\0' ? work->as_of : self->campaign_as_of, work->edit.unit,
                                       work->codes != NULL ? (const char *const *) work->codes->pdata : NULL,
                                       (const char *const *) work->asked, (const char *const *) work->empty, work->basis });
}

static void
handle_changed (SnRateDialog *self)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *label = dup_text (self->label_entry);
  Work *work = self->categories != NULL ? read_entries (self, &error) : NULL;

  show_fault (self, error != NULL ? error->message : "");
  gtk_widget_set_sensitive (self->save_button, work != NULL && *label != '\0');
  look_ahead (self, work);
  g_clear_pointer (&work, free_work);
}

/* ── Saving ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_conditions (SnTransaction *transaction, const Work *work, const char *label, GError **error)
{
  for (gsize i = 0; work->empty[i] != NULL; i++)
    if (!sn_rate_condition_remove (transaction, work->program_code, label, work->empty[i], error))
      return FALSE;
  for (gsize i = 0; work->asked[i] != NULL; i++)
    {
      const char *value = strchr (work->asked[i], '=');
      g_autofree char *kind = g_strndup (work->asked[i], (gsize) (value - work->asked[i]));
      g_auto (GStrv) choices = NULL;
      int least, most;

      if (!sn_rate_condition_parse (kind, value + 1, &least, &most, &choices, error) ||
          !sn_rate_condition_set (transaction, work->program_code, label, kind, least, most, (const char *const *) choices, error))
        return FALSE;
    }
  return TRUE;
}

/* The rate itself first: the others go by its new name. */
static gboolean
write_rate (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  sn_transaction_describe_whole (transaction, work->label != NULL ? "rate-edit" : "rate-add", work->program_code, work->new_label, NULL);
  if (!(work->label != NULL ? sn_benefit_rate_edit (transaction, work->program_code, work->label, &work->edit, error)
                            : sn_benefit_rate_add (transaction, work->program_code, &work->edit, error)))
    return FALSE;
  if (work->codes != NULL && !sn_benefit_rate_set_categories (transaction, work->program_code, work->new_label,
                                                              (const char *const *) work->codes->pdata, error))
    return FALSE;
  return write_conditions (transaction, work, work->new_label, error);
}

static gboolean
run_write (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, write_rate, data, error);
}

/* Where it was refused, which the window says, what was typed is still there to be set right. */
static void
finish_write (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRateDialog *self = SN_RATE_DIALOG (owner);

  if (error != NULL)
    {
      gtk_widget_set_sensitive (self->save_button, TRUE);
      return;
    }
  if (self->owner != NULL)
    self->saved (self->owner);
  gtk_window_close (GTK_WINDOW (self));
}

static void
handle_save (SnRateDialog *self)
{
  Work *work = self->categories != NULL ? read_entries (self, NULL) : NULL;
  g_autoptr (SnJob) job = NULL;

  if (work == NULL)
    return;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  job = sn_session_run (self->session, _ ("Saving the rate…"), run_write, work, free_work, finish_write, G_OBJECT (self));
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
find_word (const char *const *words, guint n_words, const char *word)
{
  for (guint i = 0; i < n_words; i++)
    if (strcmp (words[i], word) == 0)
      return i;
  return 0;
}

static void
show_rate (SnRateDialog *self, const SnBenefitRate *rate, const char *campaign_as_of)
{
  g_autofree char *age = rate->min_age > 0 ? g_strdup_printf ("%d", rate->min_age) : g_strdup ("");

  gtk_editable_set_text (self->label_entry, rate->label);
  gtk_editable_set_text (self->eligible_entry, rate->eligible);
  adw_combo_row_set_selected (self->unit_row, rate->per_household ? 1 : 0);
  adw_combo_row_set_selected (self->form_row, find_word (forms, G_N_ELEMENTS (forms), rate->form));
  gtk_editable_set_text (self->age_entry, age);
  gtk_editable_set_text (self->day_entry, strcmp (rate->as_of, campaign_as_of) != 0 ? rate->as_of : "");
}

static void
add_category (SnRateDialog *self, const SnRateCategory *category)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *check = gtk_check_button_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), category->name);
  if (*category->also != '\0')
    {
      g_autofree char *also = g_strdup_printf (_ ("in a household of: %s"), category->also);

      adw_action_row_set_subtitle (ADW_ACTION_ROW (row), also);
    }
  gtk_check_button_set_active (GTK_CHECK_BUTTON (check), category->qualifies);
  g_signal_connect_swapped (check, "toggled", G_CALLBACK (handle_changed), self);
  adw_action_row_add_prefix (ADW_ACTION_ROW (row), check);
  adw_action_row_set_activatable_widget (ADW_ACTION_ROW (row), check);
  adw_expander_row_add_row (self->categories_row, row);
  g_ptr_array_add (self->checks, check);
}

/* Ways that ask for a second category are the catalogue's; a list of checks cannot say them, and must not lose them. */
static void
show_categories (SnRateDialog *self)
{
  g_autoptr (GString) names = g_string_new (NULL);
  gboolean editable = TRUE;

  for (guint i = 0; i < self->categories->len; i++)
    {
      const SnRateCategory *category = g_ptr_array_index (self->categories, i);

      if (category->qualifies)
        g_string_append_printf (names, "%s%s", names->len > 0 ? "、" : "", category->name);
      editable &= *category->also == '\0';
      add_category (self, category);
    }
  for (guint i = 0; i < self->checks->len; i++)
    gtk_widget_set_sensitive (g_ptr_array_index (self->checks, i), editable);
  adw_expander_row_set_subtitle (self->categories_row, names->len > 0 ? names->str : _ ("none: nobody is proposed"));
}

typedef struct
{
  Work *work;
  char *as_of;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  free_work (reading->work);
  g_free (reading->as_of);
  g_free (reading);
}

static gpointer
read_all (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;
  Work *work = reading->work;
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);

  if (campaign == NULL)
    return NULL;
  reading->as_of = g_strdup (campaign->as_of);
  work->program = sn_program_lookup (connection, work->program_code, error);
  work->categories = work->program != NULL ? sn_benefit_rate_list_categories (connection, work->program_code, work->label, error) : NULL;
  work->towns = work->categories != NULL ? sn_rate_amount_list_towns (connection, error) : NULL;
  if (work->towns == NULL)
    return NULL;
  if (work->label != NULL)
    work->conditions = sn_rate_condition_list (connection, work->program_code, work->label, error);
  return work->label == NULL || work->conditions != NULL ? work->categories : NULL;
}

static gboolean
run_read (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_all, data, error) != NULL;
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRateDialog *self = SN_RATE_DIALOG (owner);
  Reading *reading = data;
  const SnBenefitRate *rate;

  if (error != NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  rate = self->label != NULL ? sn_program_find_rate (reading->work->program, self->label, NULL) : NULL;
  sn_rate_amounts_row_show (self->amounts_row, rate, reading->work->towns);
  if (rate != NULL)
    show_rate (self, rate, reading->as_of);
  self->categories = g_steal_pointer (&reading->work->categories);
  show_categories (self);
  self->campaign_as_of = g_steal_pointer (&reading->as_of);
  if (reading->work->conditions != NULL)
    sn_rate_conditions_row_show (self->conditions_row, reading->work->conditions);
  gtk_widget_set_visible (self->outlook_group, self->label != NULL);
  adw_window_title_set_subtitle (self->title, self->program_code);
  handle_changed (self);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->label_entry));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_rate_dialog_present (GtkWindow *parent, SnSession *session, const char *program_code, const char *label, SnRateSaved saved, GObject *owner)
{
  SnRateDialog *self = g_object_new (SN_TYPE_RATE_DIALOG, "transient-for", parent, NULL);
  Reading *reading = g_new0 (Reading, 1);
  g_autoptr (SnJob) job = NULL;

  self->session = g_object_ref (session);
  self->program_code = g_strdup (program_code);
  self->label = g_strdup (label);
  self->saved = saved;
  g_set_weak_pointer (&self->owner, owner);
  reading->work = g_new0 (Work, 1);
  reading->work->program_code = g_strdup (program_code);
  reading->work->label = g_strdup (label);
  /* It comes up with its rows: a window that is shown does not grow with what comes later. */
  job = sn_session_run (session, NULL, run_read, reading, free_reading, finish_read, G_OBJECT (self));
}

static void
sn_rate_dialog_dispose (GObject *object)
{
  SnRateDialog *self = SN_RATE_DIALOG (object);

  g_clear_pointer (&self->checks, g_ptr_array_unref);
  g_clear_pointer (&self->categories, g_ptr_array_unref);
  g_clear_weak_pointer (&self->owner);
  g_clear_object (&self->session);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_RATE_DIALOG);
  G_OBJECT_CLASS (sn_rate_dialog_parent_class)->dispose (object);
}

static void
sn_rate_dialog_finalize (GObject *object)
{
  g_free (SN_RATE_DIALOG (object)->program_code);
  g_free (SN_RATE_DIALOG (object)->label);
  g_free (SN_RATE_DIALOG (object)->campaign_as_of);
  G_OBJECT_CLASS (sn_rate_dialog_parent_class)->finalize (object);
}

static void
sn_rate_dialog_class_init (SnRateDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (SN_TYPE_RATE_AMOUNTS_ROW);
  g_type_ensure (SN_TYPE_RATE_CONDITIONS_ROW);
  g_type_ensure (SN_TYPE_RATE_OUTLOOK);
  G_OBJECT_CLASS (class)->dispose = sn_rate_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_rate_dialog_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-rate-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, label_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, eligible_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, unit_row);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, form_row);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, amounts_row);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, age_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, day_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, categories_row);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, conditions_row);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, outlook_group);
  gtk_widget_class_bind_template_child (widget_class, SnRateDialog, outlook);
  gtk_widget_class_bind_template_callback (widget_class, handle_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_rate_dialog_init (SnRateDialog *self)
{
  GtkEditable **entries[] = { &self->label_entry, &self->eligible_entry, &self->age_entry, &self->day_entry };

  self->checks = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  for (gsize i = 0; i < G_N_ELEMENTS (entries); i++)
    g_signal_connect_swapped (*entries[i], "changed", G_CALLBACK (handle_changed), self);
  g_signal_connect_swapped (self->unit_row, "notify::selected", G_CALLBACK (handle_changed), self);
  g_signal_connect_swapped (self->form_row, "notify::selected", G_CALLBACK (handle_changed), self);
}
