/* sn-dashboard-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-dashboard-page.h"

#include "sn-attention-row.h"
#include "sn-bar-row.h"
#include "sn-category-reach.h"
#include "sn-date.h"
#include "sn-fold-box.h"
#include "sn-progress-parts.h"
#include "sn-report.h"
#include "sn-stage-table.h"
#include "sn-tab-stop.h"
#include "sn-wrap-layout.h"

#include <glib/gi18n.h>
#include <string.h>

#define N_BAR_GROUPINGS 3
#define SOON_DAYS 7
#define NEW_ROWS_A_FRAME 6

struct _SnDashboardPage
{
  SnPage           parent_instance;

  /* Template */
  GtkStack        *stages;
  SnStageTable    *table;
  GtkToggleButton *wan_button;
  GtkToggleButton *grouping_buttons[N_BAR_GROUPINGS];
  GtkListBox      *bars;
  SnStackedBar    *whole_bar;
  GtkBox          *legend;
  GtkWidget       *name_caption;
  GtkWidget       *paid_caption;
  GtkWidget       *planned_caption;
  GtkWidget       *share_caption;
  GtkLabel        *delivery_left;
  GtkLabel        *delivery_day;
  GtkLabel        *report_left;
  GtkLabel        *report_day;
  GtkListBox      *attention_list;
  AdwStatusPage   *empty_page;
  GtkWidget       *empty_button;

  /* Owned */
  SnBarColumns     columns;
  SnProgressRow   *whole;                      /* (nullable): until it was read */
  GPtrArray       *progress[N_BAR_GROUPINGS];  /* (nullable): SnProgressRow */
  SnStageReach    *reach;                      /* (nullable): until it was counted */
  GPtrArray       *attention;                  /* (nullable): SnAttention */
  gint64           n_unreached;
  guint            attention_tick;             /* 0: all that waits is shown */
  gboolean        waiting_is_old;             /* attention and reach are still to be counted */
};

G_DEFINE_FINAL_TYPE (SnDashboardPage, sn_dashboard_page, SN_TYPE_PAGE)

static const SnProgressGrouping bar_groupings[N_BAR_GROUPINGS] = {
  SN_PROGRESS_BY_DEPARTMENT, SN_PROGRESS_BY_TOWN, SN_PROGRESS_BY_FUNDING,
};

static gboolean
is_in_wan (SnDashboardPage *self)
{
  return gtk_toggle_button_get_active (self->wan_button);
}

/* ── Rows of a list box: those that are there are used again, so that focus and scrolling stay ──────────────────── */

static GtkWidget *
take_row (GtkListBox *list, guint index, GtkWidget *(*build) (SnDashboardPage *self), SnDashboardPage *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (list, (int) index);

  if (row != NULL)
    return GTK_WIDGET (row);
  gtk_list_box_append (list, build (self));
  return GTK_WIDGET (gtk_list_box_get_row_at_index (list, (int) index));
}

static void
drop_rows (GtkListBox *list, guint n_kept)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (list, (int) n_kept)) != NULL)
    gtk_list_box_remove (list, GTK_WIDGET (row));
}

/* ── Bars ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
build_bar_row (SnDashboardPage *self)
{
  return sn_bar_row_new (&self->columns);
}

/* The department that bears the money keeps the ledger of all sources. */
static const char *
find_funder (SnDashboardPage *self)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (SN_PAGE (self)));

  for (guint i = 0; facts != NULL && i < facts->departments->len; i++)
    {
      const SnDepartment *department = g_ptr_array_index (facts->departments, i);

      if (department->funds)
        return department->code;
    }
  return NULL;
}

static void
set_destination (SnDashboardPage *self, GtkWidget *row, SnProgressGrouping grouping, const char *key)
{
  /* Lines without a town have no list of their own. */
  const char *code = grouping == SN_PROGRESS_BY_FUNDING ? find_funder (self) : strcmp (key, "0") != 0 ? key : NULL;
  g_autofree char *page = g_strdup_printf ("department.%s", code);
  g_autofree char *town = g_strdup_printf ("town:%s", key);

  if (grouping == SN_PROGRESS_BY_TOWN && code != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", "recipients", town);
  else if (code != NULL)
    gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", page, "");
  /* After the target, which it has to fit. */
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), code != NULL ? "win.go" : NULL);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), code != NULL);
}

/* A department without programs of its own has nothing to be behind with. */
static gboolean
is_shown (SnDashboardPage *self, SnProgressGrouping grouping, const SnProgressRow *progress)
{
  const SnDepartment *department = NULL;

  if (grouping == SN_PROGRESS_BY_DEPARTMENT)
    department = sn_session_find_department (sn_page_get_session (SN_PAGE (self)), progress->key);
  return department == NULL || !department->funds || progress->entitlements > 0;
}

static int
get_grouping (SnDashboardPage *self)
{
  for (int i = 0; i < N_BAR_GROUPINGS; i++)
    if (gtk_toggle_button_get_active (self->grouping_buttons[i]))
      return i;
  return 0;
}

static void
show_bars (SnDashboardPage *self)
{
  int chosen = get_grouping (self);
  guint n_rows = 0;

  for (guint i = 0; self->progress[chosen] != NULL && i < self->progress[chosen]->len; i++)
    {
      const SnProgressRow *progress = g_ptr_array_index (self->progress[chosen], i);
      GtkWidget *row;

      if (!is_shown (self, bar_groupings[chosen], progress))
        continue;
      row = take_row (self->bars, n_rows++, build_bar_row, self);
      sn_bar_row_set (SN_BAR_ROW (row), progress, is_in_wan (self));
      set_destination (self, row, bar_groupings[chosen], progress->key);
    }
  drop_rows (self->bars, n_rows);
}

/* ── Dates ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full): in words how long it is to @days from now */
static char *
describe_days (int days)
{
  g_autofree char *number = g_strdup_printf ("%d", ABS (days));

  if (days == 0)
    return g_strdup (_ ("Today"));
  if (days > 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s day left", "%s days left", (gulong) days), number);
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s day late", "%s days late", (gulong) -days), number);
}

static void
mark (GtkLabel *label, const char *style, gboolean marked)
{
  (marked ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (GTK_WIDGET (label), style);
}

/* @done: nothing is left to do, so that nobody is late */
static void
show_date (GtkLabel *label, GtkLabel *day_label, const char *iso, gboolean done)
{
  g_autofree char *words = NULL;
  GDate day, today;
  int days;

  gtk_label_set_label (day_label, iso != NULL ? iso : "–");
  if (iso == NULL || !sn_date_from_iso (iso, &day))
    return;
  sn_clock_today (&today);
  days = g_date_days_between (&today, &day);
  words = describe_days (days);
  gtk_label_set_label (label, done ? _ ("Everything is paid") : words);
  mark (label, "error", days < 0 && !done);
  mark (label, "warning", days >= 0 && days <= SOON_DAYS && !done);
}

static void
show_dates (SnDashboardPage *self, const SnCampaign *campaign)
{
  show_date (self->delivery_left, self->delivery_day, campaign->delivery_due,
             self->whole->planned_fen > 0 && self->whole->paid_fen == self->whole->planned_fen);
  show_date (self->report_left, self->report_day, campaign->report_due, FALSE);
}

/* ── What waits ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static GtkWidget *
build_attention_row (SnDashboardPage *self)
{
  return sn_attention_row_new ();
}

/* (nullable): the row for what waits at @index, one of those that are there or a new one; %NULL: nothing does */
static GtkWidget *
show_waiting (SnDashboardPage *self, guint index)
{
  gint64 n_findings = sn_session_get_n_findings (sn_page_get_session (SN_PAGE (self)));
  guint n_counted = (n_findings > 0) + (self->n_unreached > 0);
  guint n_rows = n_counted + (self->attention != NULL ? self->attention->len : 0);
  GtkWidget *row = index < n_rows ? take_row (self->attention_list, index, build_attention_row, self) : NULL;

  if (row == NULL)
    return NULL;
  if (index >= n_counted)
    sn_attention_row_set (SN_ATTENTION_ROW (row), g_ptr_array_index (self->attention, index - n_counted), is_in_wan (self));
  else if (index == 0 && n_findings > 0)
    sn_attention_row_set_findings (SN_ATTENTION_ROW (row), n_findings);
  else
    sn_attention_row_set_unreached (SN_ATTENTION_ROW (row), self->n_unreached);
  return row;
}

static gboolean show_more_attention (GtkWidget *list, GdkFrameClock *clock, gpointer self);

/* Some dozens of new rows in one frame would be 50 ms of measuring their words: a few come with each. */
static void
show_attention (SnDashboardPage *self)
{
  guint n_rows = 0, n_new = 0;

  for (gboolean is_new = FALSE; n_new < NEW_ROWS_A_FRAME; n_new += is_new, n_rows++)
    {
      is_new = gtk_list_box_get_row_at_index (self->attention_list, (int) n_rows) == NULL;
      if (show_waiting (self, n_rows) == NULL)
        break;
    }
  drop_rows (self->attention_list, n_rows);
  if (n_new == NEW_ROWS_A_FRAME && self->attention_tick == 0)
    self->attention_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self->attention_list), show_more_attention, self, NULL);
}

static gboolean
show_more_attention (GtkWidget *list, GdkFrameClock *clock, gpointer self)
{
  SN_DASHBOARD_PAGE (self)->attention_tick = 0;
  show_attention (SN_DASHBOARD_PAGE (self));
  return G_SOURCE_REMOVE;
}

/* ── The page ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_empty (SnDashboardPage *self, gboolean has_campaign)
{
  adw_status_page_set_title (self->empty_page, has_campaign ? _ ("No Rosters Yet") : _ ("No Campaign Yet"));
  adw_status_page_set_description (
    self->empty_page,
    has_campaign ? _ ("Open a department, choose one of its programs and import its roster. The figures appear here by themselves.")
                 : _ ("Make a new workspace from the catalogue: it brings the campaign with its departments and programs."));
  gtk_widget_set_visible (self->empty_button, has_campaign);
  gtk_stack_set_visible_child_name (self->stages, "empty");
}

static void
show (SnDashboardPage *self)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (SN_PAGE (self)));
  g_autofree char *whole = NULL;

  if (facts == NULL || self->whole == NULL)
    return;
  if (facts->campaign == NULL || self->whole->entitlements + self->whole->held == 0)
    {
      show_empty (self, facts->campaign != NULL);
      return;
    }
  whole = sn_progress_parts_show (self->whole_bar, self->whole, is_in_wan (self));
  sn_stage_table_set (self->table, self->whole, self->reach, is_in_wan (self));
  show_bars (self);
  show_dates (self, facts->campaign);
  show_attention (self);
  gtk_stack_set_visible_child_name (self->stages, "figures");
}

static void
handle_view_changed (SnDashboardPage *self)
{
  show (self);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray    *whole;                     /* one SnProgressRow */
  GPtrArray    *progress[N_BAR_GROUPINGS];
  SnStageReach  reach;
  GPtrArray    *attention;
  gint64        n_unreached;
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->whole, g_ptr_array_unref);
  for (int i = 0; i < N_BAR_GROUPINGS; i++)
    g_clear_pointer (&reading->progress[i], g_ptr_array_unref);
  g_clear_pointer (&reading->attention, g_ptr_array_unref);
  g_free (reading);
}

static gpointer
count_waiting (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->attention = sn_attention_list (connection, 0, error);
  if (reading->attention == NULL || !sn_stage_reach_read (connection, 0, &reading->reach, error))
    return NULL;
  reading->n_unreached = sn_category_reach_count_unreached (connection, error);
  return reading->n_unreached >= 0 ? data : NULL;
}

static gboolean
run_count_waiting (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, count_waiting, data, error) != NULL;
}

static void
finish_count_waiting (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnDashboardPage *self = SN_DASHBOARD_PAGE (owner);
  Reading *reading = data;

  if (error != NULL)
    return;
  g_free (self->reach);
  self->reach = g_memdup2 (&reading->reach, sizeof reading->reach);
  g_clear_pointer (&self->attention, g_ptr_array_unref);
  self->attention = g_steal_pointer (&reading->attention);
  self->n_unreached = reading->n_unreached;
  show (self);
}

static gpointer
read_progress (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->whole = sn_progress_read (connection, 0, SN_PROGRESS_ALL, error);
  for (int i = 0; reading->whole != NULL && i < N_BAR_GROUPINGS; i++)
    {
      reading->progress[i] = sn_progress_read (connection, 0, bar_groupings[i], error);
      if (reading->progress[i] == NULL)
        return NULL;
    }
  return reading->whole != NULL ? data : NULL;
}

static gboolean
run_read_progress (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_progress, data, error) != NULL;
}

static void
finish_read_progress (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnDashboardPage *self = SN_DASHBOARD_PAGE (owner);
  Reading *reading = data;

  if (error != NULL)
    return;
  sn_progress_row_free (self->whole);
  self->whole = g_ptr_array_steal_index (reading->whole, 0);
  for (int i = 0; i < N_BAR_GROUPINGS; i++)
    {
      g_clear_pointer (&self->progress[i], g_ptr_array_unref);
      self->progress[i] = g_steal_pointer (&reading->progress[i]);
    }
  show (self);
  self->waiting_is_old = TRUE;
}

/* The summary tables answer at once; what has to be counted line by line comes after, and does not hold the figures up. */
static void
handle_calm (SnDashboardPage *self)
{
  if (!self->waiting_is_old)
    return;
  self->waiting_is_old = FALSE;
  sn_page_run (SN_PAGE (self), NULL, run_count_waiting, g_new0 (Reading, 1), free_reading, finish_count_waiting);
}

static void
sn_dashboard_page_refresh (SnPage *page)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (page));

  if (facts != NULL && facts->campaign == NULL)
    show_empty (SN_DASHBOARD_PAGE (page), FALSE);
  else if (facts != NULL)
    sn_page_run (page, NULL, run_read_progress, g_new0 (Reading, 1), free_reading, finish_read_progress);
}

static void
sn_dashboard_page_export (SnPage *page)
{
  g_autoptr (SnReport) report = sn_report_new (SN_REPORT_SUMMARY, NULL, _ ("District"), NULL, 0, FALSE);

  sn_report_export (report, page);
}

static void
handle_open_department (SnDashboardPage *self)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (SN_PAGE (self)));

  for (guint i = 0; facts != NULL && i < facts->departments->len; i++)
    {
      const SnDepartment *department = g_ptr_array_index (facts->departments, i);
      g_autofree char *page = g_strdup_printf ("department.%s", department->code);

      if (department->funds)
        continue;
      sn_page_go (SN_PAGE (self), page, NULL);
      return;
    }
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_dashboard_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (sn_dashboard_page_parent_class)->constructed (object);
  g_signal_connect_object (sn_page_get_session (SN_PAGE (object)), "calm", G_CALLBACK (handle_calm), object, G_CONNECT_SWAPPED);
  g_signal_connect_object (sn_page_get_session (SN_PAGE (object)), "findings-counted", G_CALLBACK (show), object, G_CONNECT_SWAPPED);
}

static void
sn_dashboard_page_dispose (GObject *object)
{
  SnDashboardPage *self = SN_DASHBOARD_PAGE (object);

  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_DASHBOARD_PAGE);
  g_clear_object (&self->columns.names);
  g_clear_object (&self->columns.paid);
  g_clear_object (&self->columns.planned);
  g_clear_object (&self->columns.share);
  g_clear_pointer (&self->whole, sn_progress_row_free);
  for (int i = 0; i < N_BAR_GROUPINGS; i++)
    g_clear_pointer (&self->progress[i], g_ptr_array_unref);
  g_clear_pointer (&self->reach, g_free);
  g_clear_pointer (&self->attention, g_ptr_array_unref);
  G_OBJECT_CLASS (sn_dashboard_page_parent_class)->dispose (object);
}

static void
sn_dashboard_page_class_init (SnDashboardPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->constructed = sn_dashboard_page_constructed;
  G_OBJECT_CLASS (class)->dispose = sn_dashboard_page_dispose;
  SN_PAGE_CLASS (class)->refresh = sn_dashboard_page_refresh;
  SN_PAGE_CLASS (class)->export = sn_dashboard_page_export;
  g_type_ensure (SN_TYPE_FOLD_BOX);
  g_type_ensure (SN_TYPE_STACKED_BAR);
  g_type_ensure (SN_TYPE_STAGE_TABLE);
  g_type_ensure (SN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-dashboard-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, stages);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, table);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, wan_button);
  gtk_widget_class_bind_template_child_full (widget_class, "department_button", FALSE,
                                             G_STRUCT_OFFSET (SnDashboardPage, grouping_buttons[0]));
  gtk_widget_class_bind_template_child_full (widget_class, "town_button", FALSE,
                                             G_STRUCT_OFFSET (SnDashboardPage, grouping_buttons[1]));
  gtk_widget_class_bind_template_child_full (widget_class, "funding_button", FALSE,
                                             G_STRUCT_OFFSET (SnDashboardPage, grouping_buttons[2]));
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, bars);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, whole_bar);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, legend);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, name_caption);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, paid_caption);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, planned_caption);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, share_caption);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, delivery_left);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, delivery_day);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, report_left);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, report_day);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, attention_list);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SnDashboardPage, empty_button);
  gtk_widget_class_bind_template_callback (widget_class, handle_view_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_open_department);
}

static void
sn_dashboard_page_init (SnDashboardPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_tab_stop_make (GTK_WIDGET (self->bars));
  sn_tab_stop_make (GTK_WIDGET (self->attention_list));
  self->columns.names = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.paid = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.planned = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  self->columns.share = gtk_size_group_new (GTK_SIZE_GROUP_HORIZONTAL);
  gtk_size_group_add_widget (self->columns.names, self->name_caption);
  gtk_size_group_add_widget (self->columns.paid, self->paid_caption);
  gtk_size_group_add_widget (self->columns.planned, self->planned_caption);
  gtk_size_group_add_widget (self->columns.share, self->share_caption);
  sn_progress_parts_add_legend (self->legend);
}
