/* sn-import-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-dialog.h"

#include "sn-fault-report.h"
#include "sn-file-dialog.h"
#include "sn-import-work.h"
#include "sn-job-bar.h"
#include "sn-money.h"
#include "sn-stack-reader.h"
#include "sn-table.h"
#include "sn-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

enum { FIGURE_YUAN = 2, FIGURE_WARNED = 5, FIGURE_REJECTED = 6, N_FIGURES = 8 };

struct _SnImportDialog
{
  AdwWindow        parent_instance;

  /* Template */
  AdwWindowTitle  *title;
  GtkStack        *stack;         /* "reading", "judged" */
  GtkBox          *choices;
  GtkWidget       *sheet_box;
  GtkDropDown     *sheet_choice;
  GtkWidget       *rate_box;
  GtkDropDown     *rate_choice;
  GtkBox          *figures;
  GtkStack        *faults_stack;  /* "some", "none" */
  GtkColumnView   *faults_view;
  GtkLabel        *fault_text;    /* of the selected one, in full */
  GtkWidget       *save_button;
  GtkButton       *import_button;
  SnJobBar        *job_bar;

  /* Owned */
  SnSession       *session;
  char            *program_code;
  char            *path;
  char            *sheet;         /* (nullable): chosen */
  char            *rate_label;    /* (nullable): chosen */
  SnImportContent *content;       /* (nullable): until it was read */
  GPtrArray       *faults;        /* (nullable) */
  SnRowList       *rows;
  SnJob           *job;           /* (nullable): the last one */
  GtkLabel        *figure_labels[N_FIGURES];
  gboolean         filling;
};

G_DEFINE_FINAL_TYPE (SnImportDialog, sn_import_dialog, ADW_TYPE_WINDOW)

/* ── Faults ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
get_level (gpointer row)
{
  static const char *const words[] = {
    [SN_FAULT_FIXED] = N_ ("set right"), [SN_FAULT_WARNING] = N_ ("warning"), [SN_FAULT_ERROR] = N_ ("error"),
  };

  return g_strdup (_ (words[((const SnFault *) row)->level]));
}

static char *
get_sheet (gpointer row)
{
  return g_strdup (((const SnFault *) row)->sheet);
}

static char *
get_row (gpointer row)
{
  const SnFault *fault = row;

  return fault->row > 0 ? g_strdup_printf ("%u", fault->row) : g_strdup ("");
}

static char *
get_column (gpointer row)
{
  return g_strdup (((const SnFault *) row)->column);
}

static char *
get_value (gpointer row)
{
  return g_strdup (((const SnFault *) row)->value);
}

static char *
get_message (gpointer row)
{
  return g_strdup (((const SnFault *) row)->message);
}

static const char *
style_level (gpointer row)
{
  static const char *const styles[] = { [SN_FAULT_FIXED] = "success", [SN_FAULT_WARNING] = "warning", [SN_FAULT_ERROR] = "error" };

  return styles[((const SnFault *) row)->level];
}

enum { COLUMN_SHEET = 1 };
static const SnColumn columns[] = {
  { N_ ("Level"), get_level, 8, 0, FALSE, 0, style_level },
  { N_ ("Sheet"), get_sheet, 8, 0, FALSE, 1, NULL },
  { N_ ("Row"), get_row, 5, 0, TRUE, 0, NULL },
  { N_ ("Column"), get_column, 6, 0, FALSE, 0, NULL },
  { N_ ("Value"), get_value, 12, 1, FALSE, 0, NULL },
  { N_ ("What is wrong, and what to do"), get_message, 24, 3, FALSE, 0, NULL },
};

/* ── Showing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_figures (SnImportDialog *self)
{
  static const char *const captions[N_FIGURES] = {
    N_ ("Rows"), N_ ("To be listed"), N_ ("Yuan"), N_ ("New people"), N_ ("Known people"), N_ ("With warnings"), N_ ("Stay out"),
    N_ ("Listed before"),
  };

  for (gsize i = 0; i < N_FIGURES; i++)
    {
      GtkWidget *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
      GtkWidget *figure = gtk_label_new ("");
      GtkWidget *caption = gtk_label_new (_ (captions[i]));

      gtk_label_set_xalign (GTK_LABEL (figure), 0);
      gtk_label_set_xalign (GTK_LABEL (caption), 0);
      gtk_widget_add_css_class (figure, "sn-figure");
      gtk_widget_add_css_class (figure, "numeric");
      gtk_widget_add_css_class (caption, "caption");
      gtk_widget_add_css_class (caption, "dim-label");
      gtk_box_append (GTK_BOX (box), figure);
      gtk_box_append (GTK_BOX (box), caption);
      gtk_box_append (self->figures, box);
      self->figure_labels[i] = GTK_LABEL (figure);
    }
}

static void
mark (GtkLabel *label, const char *style, gboolean marked)
{
  (marked ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (label), style);
}

static void
show_result (SnImportDialog *self, const SnAdmissionResult *result)
{
  const guint counts[N_FIGURES] = {
    result->rows, result->accepted - result->skipped, 0, result->new_persons, result->matched_persons, result->warned,
    result->rejected, result->skipped,
  };
  guint n_listed = result->accepted - result->skipped;
  g_autofree char *amount = sn_money_format (result->amount_fen);
  g_autofree char *label = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "_Import %u Row", "_Import %u Rows", n_listed), n_listed);

  for (gsize i = 0; i < N_FIGURES; i++)
    {
      g_autofree char *text = g_strdup_printf ("%'u", counts[i]);

      gtk_label_set_label (self->figure_labels[i], i == FIGURE_YUAN ? amount : text);
    }
  mark (self->figure_labels[FIGURE_WARNED], "warning", result->warned > 0);
  mark (self->figure_labels[FIGURE_REJECTED], "error", result->rejected > 0);
  gtk_button_set_label (self->import_button, label);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), n_listed > 0);
  gtk_stack_set_visible_child_name (self->stack, "judged");
}

static void
show_faults (SnImportDialog *self, GPtrArray *faults)
{
  gboolean has_sheets = FALSE;

  g_clear_pointer (&self->faults, g_ptr_array_unref);
  self->faults = g_ptr_array_ref (faults);
  /* A file of one table names none. */
  for (guint i = 0; i < faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (faults, i);

      has_sheets |= fault->sheet != NULL && *fault->sheet != '\0';
    }
  sn_table_show_column (self->faults_view, COLUMN_SHEET, has_sheets);
  sn_row_list_set (self->rows, faults);
  gtk_stack_set_visible_child_name (self->faults_stack, faults->len > 0 ? "some" : "none");
  gtk_widget_set_sensitive (self->save_button, faults->len > 0);
}

static void
show_fault (GtkSingleSelection *selection, GParamSpec *pspec, SnImportDialog *self)
{
  const SnFault *fault = self->rows != NULL ? sn_row_list_get (self->rows, gtk_single_selection_get_selected (selection)) : NULL;

  gtk_label_set_label (self->fault_text, fault != NULL ? fault->message : "");
}

static void
fill_sheets (SnImportDialog *self)
{
  GPtrArray *names = self->content->sheet_names;
  g_autoptr (GtkStringList) model = gtk_string_list_new (NULL);

  self->filling = TRUE;
  gtk_string_list_append (model, _ ("All with the same table"));
  for (guint i = 0; i < names->len; i++)
    gtk_string_list_append (model, g_ptr_array_index (names, i));
  gtk_drop_down_set_model (self->sheet_choice, G_LIST_MODEL (model));
  for (guint i = 0; i < names->len; i++)
    if (g_strcmp0 (g_ptr_array_index (names, i), self->sheet) == 0)
      gtk_drop_down_set_selected (self->sheet_choice, i + 1);
  gtk_widget_set_visible (self->sheet_box, names->len > 1);
  self->filling = FALSE;
}

/* ── Work ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
run_work (SnImportDialog *self, SnImportAim aim, const char *sentence, SnJobDone done)
{
  SnImportWork *work = sn_import_work_new (aim, self->path, self->program_code, self->content);

  work->sheet = g_strdup (self->sheet);
  work->rate_label = g_strdup (self->rate_label);
  if (self->job != NULL)
    sn_job_cancel (self->job);
  g_clear_object (&self->job);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), FALSE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->choices), aim == SN_IMPORT_PREVIEW);
  self->job = sn_session_run (self->session, sentence, sn_import_work_run, work, sn_import_work_free, done, G_OBJECT (self));
  sn_job_bar_watch (self->job_bar, self->job);
}

static void
finish_preview (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (owner);
  SnImportWork *work = data;

  if (job != self->job)
    return;
  if (error != NULL)
    {
      /* Why it cannot be read is shown by the window. */
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  if (self->content == NULL)
    {
      self->content = g_steal_pointer (&work->content);
      fill_sheets (self);
    }
  show_faults (self, work->faults);
  show_result (self, &work->result);
  /* Enter imports; not where the window happened to put the focus, on Cancel. */
  if (gtk_widget_get_sensitive (GTK_WIDGET (self->import_button)))
    gtk_widget_grab_focus (GTK_WIDGET (self->import_button));
}

static void
start_preview (SnImportDialog *self)
{
  run_work (self, SN_IMPORT_PREVIEW, self->content == NULL ? _ ("Reading the file…") : _ ("Judging the rows…"), finish_preview);
}

static void
finish_import (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (owner);

  if (error == NULL)
    {
      gtk_window_close (GTK_WINDOW (self));
      return;
    }
  gtk_widget_set_sensitive (GTK_WIDGET (self->choices), TRUE);
  gtk_widget_set_sensitive (GTK_WIDGET (self->import_button), TRUE);
}

static void
handle_import (SnImportDialog *self)
{
  run_work (self, SN_IMPORT_ADMIT, _ ("Importing the roster…"), finish_import);
}

static void
handle_sheet (SnImportDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->sheet_choice);

  if (self->filling || self->content == NULL || selected > self->content->sheet_names->len)
    return;
  g_free (self->sheet);
  self->sheet = selected > 0 ? g_strdup (g_ptr_array_index (self->content->sheet_names, selected - 1)) : NULL;
  g_clear_pointer (&self->content, sn_import_content_unref);
  start_preview (self);
}

static void
handle_rate (SnImportDialog *self)
{
  guint selected = gtk_drop_down_get_selected (self->rate_choice);
  GtkStringList *labels = GTK_STRING_LIST (gtk_drop_down_get_model (self->rate_choice));

  if (self->filling || self->content == NULL)
    return;
  g_free (self->rate_label);
  self->rate_label = selected > 0 ? g_strdup (gtk_string_list_get_string (labels, selected)) : NULL;
  start_preview (self);
}

/* ── The list of faults ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char      *path;
  char      *file_name;
  GPtrArray *faults;
} Report;

static void
free_report (gpointer data)
{
  Report *report = data;

  g_free (report->path);
  g_free (report->file_name);
  g_ptr_array_unref (report->faults);
  g_free (report);
}

static gboolean
run_report (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  const Report *report = data;

  return sn_fault_report_write (report->path, report->file_name, report->faults, error);
}

static void
finish_report (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  g_autofree char *name = g_path_get_basename (((const Report *) data)->path);
  g_autofree char *text = NULL;

  if (error != NULL)
    return;
  text = g_strdup_printf (_ ("Saved as “%s”"), name);
  adw_window_title_set_subtitle (SN_IMPORT_DIALOG (owner)->title, text);
}

static void
take_report_path (const char *path, gpointer owner)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (owner);
  Report *report = g_new0 (Report, 1);
  g_autoptr (SnJob) job = NULL;

  report->path = g_strdup (path);
  report->file_name = g_path_get_basename (self->path);
  report->faults = g_ptr_array_ref (self->faults);
  job = sn_session_run (self->session, _ ("Writing the list of faults…"), run_report, report, free_report, finish_report, G_OBJECT (self));
}

static void
handle_save (SnImportDialog *self)
{
  g_autofree char *name = g_path_get_basename (self->path);
  char *dot = strrchr (name, '.');
  g_autofree char *proposed = NULL;

  if (dot != NULL)
    *dot = '\0';
  /* TRANSLATORS: the name of a file: the roster's name, then that it lists what is wrong with it */
  proposed = g_strdup_printf (_ ("%s faults.xlsx"), name);
  sn_file_dialog_save (GTK_WINDOW (self), _ ("Save the List of Faults"), proposed, SN_FILE_WORKBOOK, take_report_path, G_OBJECT (self));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

SnImportDialog *
sn_import_dialog_present (GtkWindow *parent, SnSession *session, const SnImportTarget *target, const char *path, const char *shown_name)
{
  SnImportDialog *self = g_object_new (SN_TYPE_IMPORT_DIALOG, "transient-for", parent, NULL);
  g_autofree char *name = g_path_get_basename (path);

  self->session = g_object_ref (session);
  self->program_code = g_strdup (target->program_code);
  self->path = g_strdup (path);
  adw_window_title_set_title (self->title, target->program_code);
  adw_window_title_set_subtitle (self->title, shown_name != NULL ? shown_name : name);
  gtk_window_present (GTK_WINDOW (self));
  start_preview (self);
  return self;
}

static void
sn_import_dialog_dispose (GObject *object)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (object);

  /* Closed in the middle of an import: it is rolled back whole. */
  if (self->job != NULL)
    sn_job_cancel (self->job);
  self->filling = TRUE;
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_IMPORT_DIALOG);
  g_clear_object (&self->job);
  g_clear_object (&self->rows);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sn_import_dialog_parent_class)->dispose (object);
}

static void
sn_import_dialog_finalize (GObject *object)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (object);

  g_free (self->program_code);
  g_free (self->path);
  g_free (self->sheet);
  g_free (self->rate_label);
  g_clear_pointer (&self->content, sn_import_content_unref);
  g_clear_pointer (&self->faults, g_ptr_array_unref);
  G_OBJECT_CLASS (sn_import_dialog_parent_class)->finalize (object);
}

static void
sn_import_dialog_class_init (SnImportDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_import_dialog_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_import_dialog_finalize;
  g_type_ensure (SN_TYPE_JOB_BAR);
  g_type_ensure (SN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-import-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, choices);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, sheet_box);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, sheet_choice);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, rate_box);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, rate_choice);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, figures);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, faults_stack);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, faults_view);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, fault_text);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, save_button);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, import_button);
  gtk_widget_class_bind_template_child (widget_class, SnImportDialog, job_bar);
  gtk_widget_class_bind_template_callback (widget_class, handle_import);
  gtk_widget_class_bind_template_callback (widget_class, handle_sheet);
  gtk_widget_class_bind_template_callback (widget_class, handle_rate);
  gtk_widget_class_bind_template_callback (widget_class, handle_save);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_import_dialog_init (SnImportDialog *self)
{
  g_autoptr (GtkSingleSelection) selection = NULL;

  self->filling = TRUE;
  gtk_widget_init_template (GTK_WIDGET (self));
  self->rows = sn_row_list_new ();
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->rows)));
  sn_table_set_columns (self->faults_view, columns, G_N_ELEMENTS (columns));
  sn_table_set_model (self->faults_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (show_fault), self, 0);
  add_figures (self);
  sn_stack_reader_attach (GTK_WIDGET (self));
  self->filling = FALSE;
}
