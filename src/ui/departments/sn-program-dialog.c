/* sn-program-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-program-dialog.h"

#include "sn-attachment-list.h"
#include "sn-benefit-rate.h"
#include "sn-catalogue-edit.h"
#include "sn-funding-line.h"
#include "sn-money.h"
#include "sn-program-card.h"
#include "sn-rate-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SnProgramDialog
{
  AdwWindow            parent_instance;

  /* Template */
  AdwWindowTitle      *title;
  GtkWidget           *save_button;
  GtkLabel            *fault;
  GtkEditable         *title_entry;
  GtkEditable         *clause_entry;
  GtkEditable         *description_entry;
  GtkEditable         *quota_entry;
  AdwPreferencesGroup *funding_group;
  AdwPreferencesGroup *rates_group;
  SnAttachmentList    *attachments;

  /* Owned */
  SnPage              *page;     /* borrowed weakly: the dialog is modal to its window */
  char                *code;
  SnProgram           *program;  /* (nullable): until it is read */
  GPtrArray           *sources;  /* SnFundingSource: all there are */
  GPtrArray           *rows;     /* GtkWidget, borrowed: of both groups, to be taken out again */
  GPtrArray           *ceilings; /* GtkEditable, borrowed: one for each source of the program */
  GPtrArray           *holders;
  gboolean             filling;
};

G_DEFINE_FINAL_TYPE (SnProgramDialog, sn_program_dialog, ADW_TYPE_WINDOW)

static void read_program (SnProgramDialog *self, gboolean only_lists);

/* ── Work ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  DEED_SAVE,
  DEED_ADD_SOURCE,
  DEED_REMOVE_SOURCE,
  DEED_MOVE_RATE,
  DEED_REMOVE_RATE,
} Deed;

typedef struct
{
  Deed        deed;
  char       *code;
  char       *object;      /* of the deed: a source's name or a rate's label */
  int         place;       /* where a rate moves */
  gboolean    only_lists;  /* reading: what is being typed stays */
  char       *title;
  char       *clause;
  char       *description;
  int         quota;
  GArray     *terms;       /* SnFundingTerms; its texts are those of @texts */
  GPtrArray  *texts;
  SnProgram  *program;     /* out */
  GPtrArray  *sources;     /* out */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->code);
  g_free (work->object);
  g_free (work->title);
  g_free (work->clause);
  g_free (work->description);
  g_clear_pointer (&work->terms, g_array_unref);
  g_clear_pointer (&work->texts, g_ptr_array_unref);
  g_clear_pointer (&work->program, sn_program_free);
  g_clear_pointer (&work->sources, g_ptr_array_unref);
  g_free (work);
}

/* ── What was typed ─────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
parse_ceiling (GtkEditable *entry, const char *source, gint64 *ceiling_fen, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));

  *ceiling_fen = SN_FUNDING_NO_CEILING;
  if (*text == '\0' || (sn_money_parse (text, FALSE, ceiling_fen, NULL, NULL) && *ceiling_fen >= 0))
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The ceiling of %s cannot be read: “%s”. Write yuan, or leave it empty."), source,
               text);
  return FALSE;
}

static gboolean
parse_quota (GtkEditable *entry, int *quota, GError **error)
{
  g_autofree char *text = g_strstrip (g_strdup (gtk_editable_get_text (entry)));
  guint64 value = 0;

  if (*text != '\0' && !g_ascii_string_to_unsigned (text, 10, 1, 1000000, &value, NULL))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is no number of places. Write a number, or leave it empty."), text);
      return FALSE;
    }
  *quota = (int) value;
  return TRUE;
}

static void
mark (GtkEditable *entry, gboolean is_right)
{
  if (is_right)
    gtk_widget_remove_css_class (GTK_WIDGET (entry), "error");
  else
    gtk_widget_add_css_class (GTK_WIDGET (entry), "error");
}

/* (transfer full) (nullable): with @error set to the first fault, and every faulty entry marked */
static Work *
read_entries (SnProgramDialog *self, GError **error)
{
  g_autoptr (GError) fault = NULL;
  Work *work = g_new0 (Work, 1);
  gboolean is_right;

  work->code = g_strdup (self->code);
  work->title = g_strdup (gtk_editable_get_text (self->title_entry));
  work->clause = g_strdup (gtk_editable_get_text (self->clause_entry));
  work->description = g_strdup (gtk_editable_get_text (self->description_entry));
  work->terms = g_array_new (FALSE, FALSE, sizeof (SnFundingTerms));
  work->texts = g_ptr_array_new_with_free_func (g_free);
  is_right = parse_quota (self->quota_entry, &work->quota, &fault);
  mark (self->quota_entry, is_right);
  for (guint i = 0; i < self->ceilings->len; i++)
    {
      const SnFundingLine *line = g_ptr_array_index (self->program->funding, i);
      SnFundingTerms terms = { NULL, 0, NULL, NULL };

      is_right = parse_ceiling (g_ptr_array_index (self->ceilings, i), line->source_name, &terms.ceiling_fen, fault == NULL ? &fault : NULL);
      mark (g_ptr_array_index (self->ceilings, i), is_right);
      g_ptr_array_add (work->texts, g_strdup (line->source_code));
      terms.source = g_ptr_array_index (work->texts, work->texts->len - 1);
      g_ptr_array_add (work->texts, g_strdup (gtk_editable_get_text (g_ptr_array_index (self->holders, i))));
      terms.budget_holder = g_ptr_array_index (work->texts, work->texts->len - 1);
      g_array_append_val (work->terms, terms);
    }
  if (fault == NULL)
    return work;
  free_work (work);
  g_propagate_error (error, g_steal_pointer (&fault));
  return NULL;
}

static void
show_fault (SnProgramDialog *self, const char *sentence)
{
  gtk_label_set_label (self->fault, sentence);
  gtk_widget_set_visible (GTK_WIDGET (self->fault), *sentence != '\0');
}

static void
handle_changed (SnProgramDialog *self)
{
  g_autoptr (GError) error = NULL;
  Work *work;

  if (self->filling || self->program == NULL)
    return;
  work = read_entries (self, &error);
  show_fault (self, error != NULL ? error->message : "");
  gtk_widget_set_sensitive (self->save_button, work != NULL);
  g_clear_pointer (&work, free_work);
}

/* ── Deeds ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_deed (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  const SnProgramEdit edit = { work->title, work->clause, work->description, work->quota };

  sn_transaction_describe_whole (transaction, "program-edit", work->code, work->title, NULL);
  if (!sn_program_edit (transaction, work->code, &edit, error) ||
      !sn_funding_line_set (transaction, work->code, (const SnFundingTerms *) (gpointer) work->terms->data, work->terms->len, error))
    return FALSE;
  switch (work->deed)
    {
    case DEED_SAVE:
      return TRUE;
    case DEED_ADD_SOURCE:
      return sn_funding_line_add (transaction, work->code, work->object, error);
    case DEED_REMOVE_SOURCE:
      return sn_funding_line_remove (transaction, work->code, work->object, error);
    case DEED_MOVE_RATE:
      return sn_benefit_rate_move (transaction, work->code, work->object, work->place, error);
    case DEED_REMOVE_RATE:
      return sn_benefit_rate_remove (transaction, work->code, work->object, error);
    default:
      g_return_val_if_reached (FALSE);
    }
}

static gboolean
run_deed (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, write_deed, data, error);
}

/* Where it was refused, which the window says, what was typed is still there to be set right. */
static void
finish_deed (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnProgramDialog *self = SN_PROGRAM_DIALOG (owner);

  gtk_widget_set_sensitive (self->save_button, TRUE);
  if (error != NULL)
    return;
  if (((Work *) data)->deed == DEED_SAVE)
    gtk_window_close (GTK_WINDOW (self));
  else
    read_program (self, TRUE);
}

static void
do_deed (SnProgramDialog *self, Deed deed, const char *object, int place)
{
  Work *work = self->program != NULL && self->page != NULL ? read_entries (self, NULL) : NULL;
  g_autoptr (SnJob) job = NULL;

  if (work == NULL)
    return;
  work->deed = deed;
  work->object = g_strdup (object);
  work->place = place;
  gtk_widget_set_sensitive (self->save_button, FALSE);
  job = sn_session_run (sn_page_get_session (self->page), _ ("Saving the program…"), run_deed, work, free_work, finish_deed, G_OBJECT (self));
}

static void
handle_save (SnProgramDialog *self)
{
  do_deed (self, DEED_SAVE, NULL, 0);
}

/* ── Sources ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
make_icon_button (const char *icon, const char *tooltip)
{
  GtkWidget *button = gtk_button_new_from_icon_name (icon);

  gtk_widget_set_tooltip_text (button, tooltip);
  gtk_widget_set_valign (button, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (button, "flat");
  return button;
}

static void
handle_remove_source (GtkButton *button, SnProgramDialog *self)
{
  do_deed (self, DEED_REMOVE_SOURCE, g_object_get_data (G_OBJECT (button), "object"), 0);
}

static void
set_plain_title (GtkWidget *row, const char *title)
{
  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
}

static GtkEditable *
add_source_entry (SnProgramDialog *self, GtkWidget *expander, const char *title, const char *text)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  adw_expander_row_add_row (ADW_EXPANDER_ROW (expander), entry);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (handle_changed), self);
  return GTK_EDITABLE (entry);
}

static void
add_source (SnProgramDialog *self, const SnFundingLine *line)
{
  GtkWidget *row = adw_expander_row_new ();
  GtkWidget *remove = make_icon_button ("user-trash-symbolic", _ ("No Longer Bears This Program"));
  g_autofree char *ceiling = line->ceiling_fen >= 0 ? sn_money_format (line->ceiling_fen) : g_strdup ("");

  set_plain_title (row, line->source_name);
  adw_expander_row_set_expanded (ADW_EXPANDER_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (remove), "object", g_strdup (line->source_name), g_free);
  gtk_widget_set_sensitive (remove, self->program->funding->len > 1);
  g_signal_connect (remove, "clicked", G_CALLBACK (handle_remove_source), self);
  adw_expander_row_add_action (ADW_EXPANDER_ROW (row), remove);
  g_ptr_array_add (self->ceilings, add_source_entry (self, row, _ ("Ceiling in yuan"), ceiling));
  gtk_widget_add_css_class (g_ptr_array_index (self->ceilings, self->ceilings->len - 1), "numeric");
  g_ptr_array_add (self->holders, add_source_entry (self, row, _ ("Budget holder"), line->budget_holder));
  adw_preferences_group_add (self->funding_group, row);
  g_ptr_array_add (self->rows, row);
}

static void
handle_source_chosen (AdwComboRow *row, GParamSpec *pspec, SnProgramDialog *self)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (row);

  if (!self->filling && adw_combo_row_get_selected (row) > 0 && chosen != NULL)
    do_deed (self, DEED_ADD_SOURCE, gtk_string_object_get_string (chosen), 0);
}

static gboolean
bears (const SnProgram *program, const SnFundingSource *source)
{
  for (guint i = 0; i < program->funding->len; i++)
    if (strcmp (((const SnFundingLine *) g_ptr_array_index (program->funding, i))->source_code, source->code) == 0)
      return TRUE;
  return FALSE;
}

static void
add_source_choice (SnProgramDialog *self)
{
  GtkWidget *row = adw_combo_row_new ();
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Choose…"));
  for (guint i = 0; i < self->sources->len; i++)
    {
      const SnFundingSource *source = g_ptr_array_index (self->sources, i);

      if (!bears (self->program, source))
        gtk_string_list_append (names, source->name);
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Another source"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  g_signal_connect (row, "notify::selected", G_CALLBACK (handle_source_chosen), self);
  adw_preferences_group_add (self->funding_group, row);
  g_ptr_array_add (self->rows, row);
}

/* ── Rates ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_rate_saved (SnProgramDialog *self)
{
  read_program (self, TRUE);
}

static void
present_rate (SnProgramDialog *self, const char *label)
{
  if (self->page != NULL && self->program != NULL)
    sn_rate_dialog_present (GTK_WINDOW (self), sn_page_get_session (self->page), self->code, label, (SnRateSaved) handle_rate_saved,
                            G_OBJECT (self));
}

static void
handle_add_rate (SnProgramDialog *self)
{
  present_rate (self, NULL);
}

static void
handle_rate_activated (GtkWidget *row, SnProgramDialog *self)
{
  present_rate (self, g_object_get_data (G_OBJECT (row), "object"));
}

static void
handle_rate_up (GtkWidget *button, SnProgramDialog *self)
{
  do_deed (self, DEED_MOVE_RATE, g_object_get_data (G_OBJECT (button), "object"),
           GPOINTER_TO_INT (g_object_get_data (G_OBJECT (button), "place")) - 1);
}

static void
handle_rate_remove (GtkWidget *button, SnProgramDialog *self)
{
  do_deed (self, DEED_REMOVE_RATE, g_object_get_data (G_OBJECT (button), "object"), 0);
}

/* 1,200.00/户 · 满60周岁 · 低保家庭 */
static char *
describe_rate (const SnBenefitRate *rate)
{
  g_autofree char *amount = sn_benefit_rate_describe (rate);
  g_autoptr (GString) words = g_string_new (amount);

  if (rate->min_age > 0)
    {
      g_string_append (words, " · ");
      g_string_append_printf (words, _ ("from the age of %d"), rate->min_age);
    }
  if (*rate->eligible != '\0')
    g_string_append_printf (words, " · %s", rate->eligible);
  if (!rate->confirmed)
    g_string_append_printf (words, " · %s", _ ("waits for confirmation"));
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static GtkWidget *
add_rate_button (GtkWidget *row, const char *icon, const char *tooltip, const char *label, int place, GCallback clicked, SnProgramDialog *self)
{
  GtkWidget *button = make_icon_button (icon, tooltip);

  g_object_set_data_full (G_OBJECT (button), "object", g_strdup (label), g_free);
  g_object_set_data (G_OBJECT (button), "place", GINT_TO_POINTER (place));
  g_signal_connect (button, "clicked", clicked, self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), button);
  return button;
}

static void
add_rate (SnProgramDialog *self, const SnBenefitRate *rate, int place)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *words = describe_rate (rate);

  set_plain_title (row, rate->label);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_object_set_data_full (G_OBJECT (row), "object", g_strdup (rate->label), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (handle_rate_activated), self);
  gtk_widget_set_sensitive (add_rate_button (row, "go-up-symbolic", _ ("Try This Rate Earlier"), rate->label, place,
                                             G_CALLBACK (handle_rate_up), self), place > 1);
  add_rate_button (row, "user-trash-symbolic", _ ("Remove This Rate"), rate->label, place, G_CALLBACK (handle_rate_remove), self);
  adw_preferences_group_add (self->rates_group, row);
  g_ptr_array_add (self->rows, row);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
clear_rows (SnProgramDialog *self)
{
  for (guint i = 0; i < self->rows->len; i++)
    {
      GtkWidget *row = g_ptr_array_index (self->rows, i);
      GtkWidget *group = gtk_widget_get_ancestor (row, ADW_TYPE_PREFERENCES_GROUP);

      adw_preferences_group_remove (ADW_PREFERENCES_GROUP (group), row);
    }
  g_ptr_array_set_size (self->rows, 0);
  g_ptr_array_set_size (self->ceilings, 0);
  g_ptr_array_set_size (self->holders, 0);
}

static void
show_entries (SnProgramDialog *self)
{
  g_autofree char *quota = self->program->quota > 0 ? g_strdup_printf ("%d", self->program->quota) : g_strdup ("");
  g_autofree char *subtitle = g_strdup_printf ("%s %s", self->program->department, self->program->code);

  adw_window_title_set_subtitle (self->title, subtitle);
  gtk_editable_set_text (self->title_entry, self->program->title);
  gtk_editable_set_text (self->clause_entry, self->program->clause);
  gtk_editable_set_text (self->description_entry, self->program->description);
  gtk_editable_set_text (self->quota_entry, quota);
}

static void
show_program (SnProgramDialog *self, gboolean only_lists)
{
  self->filling = TRUE;
  if (!only_lists)
    show_entries (self);
  clear_rows (self);
  for (guint i = 0; i < self->program->funding->len; i++)
    add_source (self, g_ptr_array_index (self->program->funding, i));
  add_source_choice (self);
  for (guint i = 0; i < self->program->rates->len; i++)
    add_rate (self, g_ptr_array_index (self->program->rates, i), (int) i + 1);
  self->filling = FALSE;
}

static gpointer
read_all (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  work->program = sn_program_lookup (connection, work->code, error);
  work->sources = work->program != NULL ? sn_funding_source_list (connection, error) : NULL;
  return work->sources;
}

static gboolean
run_read (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_all, data, error) != NULL;
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnProgramDialog *self = SN_PROGRAM_DIALOG (owner);
  Work *work = data;

  if (error != NULL || self->page == NULL)
    {
      gtk_window_destroy (GTK_WINDOW (self));
      return;
    }
  g_clear_pointer (&self->program, sn_program_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  self->program = g_steal_pointer (&work->program);
  self->sources = g_steal_pointer (&work->sources);
  show_program (self, work->only_lists);
  gtk_widget_set_sensitive (self->save_button, work->only_lists);
  if (work->only_lists)
    return;
  sn_attachment_list_show (self->attachments, sn_page_get_session (self->page), self->code);
  gtk_window_present (GTK_WINDOW (self));
  gtk_widget_grab_focus (GTK_WIDGET (self->title_entry));
}

static void
read_program (SnProgramDialog *self, gboolean only_lists)
{
  Work *work;
  g_autoptr (SnJob) job = NULL;

  if (self->page == NULL)
    return;
  work = g_new0 (Work, 1);
  work->code = g_strdup (self->code);
  work->only_lists = only_lists;
  job = sn_session_run (sn_page_get_session (self->page), NULL, run_read, work, free_work, finish_read, G_OBJECT (self));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_program_dialog_present (SnPage *page, const char *program_code)
{
  SnProgramDialog *self = g_object_new (SN_TYPE_PROGRAM_DIALOG, "transient-for", gtk_widget_get_root (GTK_WIDGET (page)), NULL);

  g_set_weak_pointer (&self->page, page);
  self->code = g_strdup (program_code);
  /* It comes up with its rows: a window that is shown does not grow with what comes later. */
  read_program (self, FALSE);
}

static void
sn_program_dialog_dispose (GObject *object)
{
  SnProgramDialog *self = SN_PROGRAM_DIALOG (object);

  g_clear_pointer (&self->program, sn_program_free);
  g_clear_pointer (&self->sources, g_ptr_array_unref);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  g_clear_pointer (&self->ceilings, g_ptr_array_unref);
  g_clear_pointer (&self->holders, g_ptr_array_unref);
  g_clear_weak_pointer (&self->page);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_PROGRAM_DIALOG);
  G_OBJECT_CLASS (sn_program_dialog_parent_class)->dispose (object);
}

static void
sn_program_dialog_finalize (GObject *object)
{
  g_free (SN_PROGRAM_DIALOG (object)->code);
  G_OBJECT_CLASS (sn_program_dialog_parent_class)->finalize (object);
}

static void
sn_program_dialog_class_init (SnProgramDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_program_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_program_dialog_finalize;
  g_type_ensure (SN_TYPE_ATTACHMENT_LIST);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-program-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, fault);
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, title_entry);
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, clause_entry);
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, description_entry);
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, quota_entry);
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, funding_group);
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, rates_group);
  gtk_widget_class_bind_template_child (widget_class, SnProgramDialog, attachments);
  gtk_widget_class_bind_template_callback (widget_class, handle_save);
  gtk_widget_class_bind_template_callback (widget_class, handle_add_rate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_program_dialog_init (SnProgramDialog *self)
{
  self->rows = g_ptr_array_new ();
  self->ceilings = g_ptr_array_new ();
  self->holders = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  g_signal_connect_swapped (self->title_entry, "changed", G_CALLBACK (handle_changed), self);
  g_signal_connect_swapped (self->clause_entry, "changed", G_CALLBACK (handle_changed), self);
  g_signal_connect_swapped (self->description_entry, "changed", G_CALLBACK (handle_changed), self);
  g_signal_connect_swapped (self->quota_entry, "changed", G_CALLBACK (handle_changed), self);
}
