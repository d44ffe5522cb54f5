/* sn-reports-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-reports-page.h"

#include "sn-figure-text.h"
#include "sn-fold-box.h"
#include "sn-progress.h"
#include "sn-report-card.h"

#include <glib/gi18n.h>
#include <string.h>

struct _SnReportsPage
{
  SnPage          parent_instance;

  /* Template */
  GtkCheckButton *kind_buttons[SN_REPORT_N_KINDS];
  AdwComboRow    *department_row;
  AdwComboRow    *program_row;
  AdwComboRow    *town_row;
  AdwActionRow   *full_ids_row;
  GtkSwitch      *full_ids_switch;
  GtkLabel       *forecast;
  GtkStack       *results;
  GtkListBox     *result_list;

  /* Owned */
  GPtrArray      *department_codes;
  GPtrArray      *program_codes;
  GPtrArray      *town_codes;
  GPtrArray      *programs;  /* (nullable): SnProgressRow */
  GPtrArray      *towns;     /* (nullable): SnProgressRow */
  gboolean        offering;  /* new choices select something by themselves */
};

G_DEFINE_FINAL_TYPE (SnReportsPage, sn_reports_page, SN_TYPE_PAGE)

/* ── Choices ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static SnReportKind
get_kind (SnReportsPage *self)
{
  for (int i = 0; i < SN_REPORT_N_KINDS; i++)
    if (gtk_check_button_get_active (self->kind_buttons[i]))
      return (SnReportKind) i;
  return SN_REPORT_SUMMARY;
}

/* (nullable): %NULL where nothing, or all of them, is chosen */
static const char *
get_code (AdwComboRow *row, GPtrArray *codes)
{
  guint chosen = adw_combo_row_get_selected (row);
  const char *code = chosen < codes->len ? g_ptr_array_index (codes, chosen) : "";

  return *code != '\0' ? code : NULL;
}

/* (transfer full): as it is shown */
static char *
get_text (AdwComboRow *row)
{
  GtkStringObject *item = adw_combo_row_get_selected_item (row);

  return g_strdup (item != NULL ? gtk_string_object_get_string (item) : "");
}

static gboolean
holds_same (GPtrArray *codes, GPtrArray *others)
{
  if (codes->len != others->len)
    return FALSE;
  for (guint i = 0; i < codes->len; i++)
    if (strcmp (g_ptr_array_index (codes, i), g_ptr_array_index (others, i)) != 0)
      return FALSE;
  return TRUE;
}

/* Puts new choices into a row; what was chosen stays chosen where it is still there. */
static void
set_choices (AdwComboRow *row, GPtrArray **codes, GPtrArray *take_codes, GtkStringList *take_texts)
{
  g_autoptr (GtkStringList) texts = take_texts;
  g_autoptr (GPtrArray) old_codes = *codes;
  const char *chosen = get_code (row, old_codes);
  guint position = 0;

  *codes = take_codes;
  if (holds_same (old_codes, take_codes))
    return;
  if (chosen == NULL || !g_ptr_array_find_with_equal_func (take_codes, chosen, g_str_equal, &position))
    position = 0;
  adw_combo_row_set_model (row, G_LIST_MODEL (texts));
  adw_combo_row_set_selected (row, position);
}

static void
add_choice (GPtrArray *codes, GtkStringList *texts, const char *code, const char *text)
{
  g_ptr_array_add (codes, g_strdup (code));
  gtk_string_list_append (texts, text);
}

/* A summary is there for every department; lists of people only where there are programs. */
static void
offer_departments (SnReportsPage *self)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (SN_PAGE (self)));
  gboolean summary = get_kind (self) == SN_REPORT_SUMMARY;
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *texts = gtk_string_list_new (NULL);

  if (summary)
    add_choice (codes, texts, "", _ ("The whole district"));
  for (guint i = 0; facts != NULL && i < facts->departments->len; i++)
    {
      const SnDepartment *department = g_ptr_array_index (facts->departments, i);

      if (summary || !department->funds)
        add_choice (codes, texts, department->code, department->name);
    }
  set_choices (self->department_row, &self->department_codes, codes, texts);
}

static void
offer_programs (SnReportsPage *self)
{
  const char *department = get_code (self->department_row, self->department_codes);
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *texts = gtk_string_list_new (NULL);

  for (guint i = 0; self->programs != NULL && department != NULL && i < self->programs->len; i++)
    {
      const SnProgressRow *program = g_ptr_array_index (self->programs, i);
      g_autofree char *text = g_strdup_printf ("%s %s", program->key, program->label);

      /* A program's code begins with its department's. */
      if (g_str_has_prefix (program->key, department) && program->key[strlen (department)] == '.')
        add_choice (codes, texts, program->key, text);
    }
  set_choices (self->program_row, &self->program_codes, codes, texts);
}

static void
offer_towns (SnReportsPage *self)
{
  GPtrArray *codes = g_ptr_array_new_with_free_func (g_free);
  GtkStringList *texts = gtk_string_list_new (NULL);

  add_choice (codes, texts, "", _ ("All towns"));
  for (guint i = 0; self->towns != NULL && i < self->towns->len; i++)
    {
      const SnProgressRow *town = g_ptr_array_index (self->towns, i);

      /* Lines without a town have no list of their own. */
      if (strcmp (town->key, "0") != 0)
        add_choice (codes, texts, town->key, town->label);
    }
  set_choices (self->town_row, &self->town_codes, codes, texts);
}

/* ── What will be in it ─────────────────────────────────────────────────────────────────────────────────────────── */

/* (nullable) */
static const SnProgressRow *
find_program (SnReportsPage *self)
{
  const char *code = get_code (self->program_row, self->program_codes);

  for (guint i = 0; self->programs != NULL && code != NULL && i < self->programs->len; i++)
    {
      const SnProgressRow *program = g_ptr_array_index (self->programs, i);

      if (strcmp (program->key, code) == 0)
        return program;
    }
  return NULL;
}

/* (transfer full): of a program's lists */
static char *
forecast_list (const SnProgressRow *program)
{
  g_autofree char *count = NULL;
  g_autofree char *counted = NULL;
  g_autofree char *sum = NULL;

  if (program == NULL)
    return g_strdup ("");
  if (program->entitlements == 0)
    return g_strdup (_ ("This program has no lines yet: import its roster first."));
  count = sn_figure_text_count (program->entitlements);
  counted = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s line on the roster", "%s lines on the roster", (gulong) program->entitlements), count);
  sum = sn_figure_text_yuan (program->planned_fen, FALSE);
  return g_strdup_printf (_ ("%s, %s"), counted, sum);
}

static void
show_forecast (SnReportsPage *self)
{
  gboolean summary = get_kind (self) == SN_REPORT_SUMMARY;
  const SnProgressRow *program = find_program (self);
  g_autofree char *words = summary ? g_strdup (_ ("Rates with nothing on them are in it too.")) : forecast_list (program);

  gtk_label_set_label (self->forecast, words);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export",
                                 summary ? self->programs != NULL : program != NULL && program->entitlements > 0);
}

static void
handle_chosen (SnReportsPage *self)
{
  SnReportKind kind = get_kind (self);
  gboolean list = kind != SN_REPORT_SUMMARY;

  if (self->offering)
    return;
  self->offering = TRUE;
  offer_departments (self);
  offer_programs (self);
  offer_towns (self);
  self->offering = FALSE;
  gtk_widget_set_visible (GTK_WIDGET (self->program_row), list);
  gtk_widget_set_visible (GTK_WIDGET (self->town_row), list);
  gtk_widget_set_visible (GTK_WIDGET (self->full_ids_row), kind == SN_REPORT_ROSTER);
  show_forecast (self);
}

/* ── Export ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
export (SnReportsPage *self)
{
  SnReportKind kind = get_kind (self);
  gboolean list = kind != SN_REPORT_SUMMARY;
  const char *town = list ? get_code (self->town_row, self->town_codes) : NULL;
  const char *code = list ? get_code (self->program_row, self->program_codes) : get_code (self->department_row, self->department_codes);
  g_autofree char *subject = get_text (list ? self->program_row : self->department_row);
  g_autofree char *town_name = get_text (self->town_row);
  g_autoptr (SnReport) report = NULL;

  if (list && code == NULL)
    return;
  report = sn_report_new (kind, code, code != NULL ? subject : _ ("District"), town != NULL ? town_name : NULL,
                          town != NULL ? g_ascii_strtoll (town, NULL, 10) : 0, gtk_switch_get_active (self->full_ids_switch));
  sn_report_export (report, SN_PAGE (self));
  /* Full numbers are asked for each time: not by leaving a switch as it was. */
  gtk_switch_set_active (self->full_ids_switch, FALSE);
}

static void
handle_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  export (SN_REPORTS_PAGE (widget));
}

/* Ctrl+S; the action says whether there is anything to export. */
static void
sn_reports_page_export (SnPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "page.export", NULL);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray *programs;
  GPtrArray *towns;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->programs, g_ptr_array_unref);
  g_clear_pointer (&reading->towns, g_ptr_array_unref);
  g_free (reading);
}

static gpointer
read_choices (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->programs = sn_progress_read (connection, 0, SN_PROGRESS_BY_PROGRAM, error);
  if (reading->programs != NULL)
    reading->towns = sn_progress_read (connection, 0, SN_PROGRESS_BY_TOWN, error);
  return reading->towns != NULL ? data : NULL;
}

static gboolean
run_read_choices (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_choices, data, error) != NULL;
}

static void
finish_read_choices (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnReportsPage *self = SN_REPORTS_PAGE (owner);
  Reading *reading = data;

  if (error != NULL)
    return;
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  g_clear_pointer (&self->towns, g_ptr_array_unref);
  self->programs = g_steal_pointer (&reading->programs);
  self->towns = g_steal_pointer (&reading->towns);
  handle_chosen (self);
}

static void
sn_reports_page_refresh (SnPage *page)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (page));

  handle_chosen (SN_REPORTS_PAGE (page));
  if (facts != NULL && facts->campaign != NULL)
    sn_page_run (page, NULL, run_read_choices, g_new0 (Reading, 1), free_reading, finish_read_choices);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
build_card (gpointer item, gpointer data)
{
  return sn_report_card_new (SN_REPORT (item));
}

static void
handle_results_changed (SnReportsPage *self, guint position, guint removed, guint added, GListModel *list)
{
  gtk_stack_set_visible_child_name (self->results, g_list_model_get_n_items (list) > 0 ? "list" : "none");
}

static void
sn_reports_page_constructed (GObject *object)
{
  SnReportsPage *self = SN_REPORTS_PAGE (object);
  GListModel *list = sn_report_list (sn_page_get_session (SN_PAGE (self)));

  G_OBJECT_CLASS (sn_reports_page_parent_class)->constructed (object);
  gtk_list_box_bind_model (self->result_list, list, build_card, NULL, NULL);
  g_signal_connect_object (list, "items-changed", G_CALLBACK (handle_results_changed), self, G_CONNECT_SWAPPED);
  handle_results_changed (self, 0, 0, 0, list);
}

static void
sn_reports_page_dispose (GObject *object)
{
  SnReportsPage *self = SN_REPORTS_PAGE (object);

  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_REPORTS_PAGE);
  g_clear_pointer (&self->department_codes, g_ptr_array_unref);
  g_clear_pointer (&self->program_codes, g_ptr_array_unref);
  g_clear_pointer (&self->town_codes, g_ptr_array_unref);
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  g_clear_pointer (&self->towns, g_ptr_array_unref);
  G_OBJECT_CLASS (sn_reports_page_parent_class)->dispose (object);
}

static void
sn_reports_page_class_init (SnReportsPageClass *class)
{
  static const char *const kind_buttons[SN_REPORT_N_KINDS] = {
    [SN_REPORT_SUMMARY] = "summary_button", [SN_REPORT_ROSTER] = "roster_button",
    [SN_REPORT_SIGNSHEET] = "signsheet_button", [SN_REPORT_PUBLICATION] = "publication_button",
  };
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->constructed = sn_reports_page_constructed;
  G_OBJECT_CLASS (class)->dispose = sn_reports_page_dispose;
  SN_PAGE_CLASS (class)->refresh = sn_reports_page_refresh;
  SN_PAGE_CLASS (class)->export = sn_reports_page_export;
  g_type_ensure (SN_TYPE_FOLD_BOX);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-reports-page.ui");
  for (gsize i = 0; i < SN_REPORT_N_KINDS; i++)
    gtk_widget_class_bind_template_child_full (widget_class, kind_buttons[i], FALSE,
                                               G_STRUCT_OFFSET (SnReportsPage, kind_buttons) + (gssize) (i * sizeof (GtkCheckButton *)));
  gtk_widget_class_bind_template_child (widget_class, SnReportsPage, department_row);
  gtk_widget_class_bind_template_child (widget_class, SnReportsPage, program_row);
  gtk_widget_class_bind_template_child (widget_class, SnReportsPage, town_row);
  gtk_widget_class_bind_template_child (widget_class, SnReportsPage, full_ids_row);
  gtk_widget_class_bind_template_child (widget_class, SnReportsPage, full_ids_switch);
  gtk_widget_class_bind_template_child (widget_class, SnReportsPage, forecast);
  gtk_widget_class_bind_template_child (widget_class, SnReportsPage, results);
  gtk_widget_class_bind_template_child (widget_class, SnReportsPage, result_list);
  gtk_widget_class_bind_template_callback (widget_class, handle_chosen);
  gtk_widget_class_install_action (widget_class, "page.export", NULL, handle_export);
}

static void
sn_reports_page_init (SnReportsPage *self)
{
  self->department_codes = g_ptr_array_new_with_free_func (g_free);
  self->program_codes = g_ptr_array_new_with_free_func (g_free);
  self->town_codes = g_ptr_array_new_with_free_func (g_free);
  gtk_widget_init_template (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.export", FALSE);
}
