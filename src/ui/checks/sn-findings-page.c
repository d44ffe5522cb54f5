/* sn-findings-page.c: the findings, filtered and chosen. How they come is in sn-findings-reading.c, the rows around them in sn-findings-rows.c,
 * deciding in sn-finding-decisions.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-findings-page-private.h"

#include "sn-accessible-label.h"
#include "sn-finding-line.h"
#include "sn-money.h"
#include "sn-pair-rules-dialog.h"
#include "sn-words.h"

#include <glib/gi18n.h>
#include <string.h>

enum { SHOW_OPEN, SHOW_DECIDED, SHOW_ALL };

/* Any odd number with bits far apart. */
#define LINE_FACTOR G_GUINT64_CONSTANT (0x100000001b3)

G_DEFINE_FINAL_TYPE (SnFindingsPage, sn_findings_page, SN_TYPE_PAGE)

/* ── Filters ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
fits_decision_and_program (SnFindingsPage *self, const SnFinding *finding)
{
  guint shown = gtk_drop_down_get_selected (self->decision_filter);
  gboolean open = *finding->decision == '\0';

  return (shown == SHOW_ALL || open == (shown == SHOW_OPEN)) &&
         (self->program == NULL || g_ptr_array_find_with_equal_func (finding->programs, self->program, g_str_equal, NULL));
}

static gboolean
fits_rule (SnFindingsPage *self, const SnFinding *finding)
{
  const char *rule = sn_rule_list_get_chosen (self->rule_list);

  return rule == NULL || strcmp (rule, finding->rule) == 0;
}

static gboolean
fits_filters (gpointer item, gpointer data)
{
  const SnFinding *finding = sn_row_get (item);

  return fits_decision_and_program (data, finding) && fits_rule (data, finding);
}

/* The counts beside the rules follow the other filters. */
static void
show_counts (SnFindingsPage *self)
{
  GPtrArray *findings = sn_row_list_get_rows (self->findings);
  g_autoptr (GPtrArray) fitting = g_ptr_array_new ();

  for (guint i = 0; findings != NULL && i < findings->len; i++)
    if (fits_decision_and_program (self, g_ptr_array_index (findings, i)))
      g_ptr_array_add (fitting, g_ptr_array_index (findings, i));
  sn_rule_list_count (self->rule_list, fitting,
                      self->is_partial ? SN_FINDING_N_FIRST_RULES : g_strv_length ((char **) sn_finding_rule_list ()));
}

static void
show_program (SnFindingsPage *self)
{
  g_autofree char *label = self->program != NULL ? g_strdup_printf (_ ("Only %s ✕"), self->program) : NULL;

  gtk_widget_set_visible (GTK_WIDGET (self->program_button), self->program != NULL);
  if (label != NULL)
    gtk_button_set_label (self->program_button, label);
}

/* ── What is chosen ─────────────────────────────────────────────────────────────────────────────── */

GPtrArray *
sn_findings_page_get_chosen (SnFindingsPage *self)
{
  g_autoptr (GtkBitset) selected = gtk_selection_model_get_selection (GTK_SELECTION_MODEL (self->selection));
  GPtrArray *chosen = g_ptr_array_new ();

  for (guint64 i = 0; i < gtk_bitset_get_size (selected); i++)
    {
      g_autoptr (SnRow) row = g_list_model_get_item (G_LIST_MODEL (self->selection), gtk_bitset_get_nth (selected, (guint) i));

      if (row != NULL)
        g_ptr_array_add (chosen, sn_row_get (row));
    }
  return chosen;
}

/* ── Keeping the place ──────────────────────────────────────────────────────────────────────────────────────────── */

/* What was not worded yet has no number, here or in the list that comes: its rule and its lines stand for one. */
static gint64
make_number_of_lines (const SnFinding *finding)
{
  guint64 number = g_str_hash (finding->rule);

  for (guint i = 0; i < finding->entitlements->len; i++)
    number = (number ^ (guint64) g_array_index (finding->entitlements, gint64, i)) * LINE_FACTOR;
  return (gint64) number;
}

GHashTable *
sn_findings_page_collect_chosen_ids (SnFindingsPage *self)
{
  g_autoptr (GPtrArray) chosen = sn_findings_page_get_chosen (self);
  GHashTable *ids = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < chosen->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (chosen, i);
      gint64 id = make_number_of_lines (finding);

      g_hash_table_add (ids, g_memdup2 (&id, sizeof id));
    }
  return ids;
}

/* The first open one from @start on; before it, where none follows. */
static guint
find_open (SnFindingsPage *self, guint start)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n_items = g_list_model_get_n_items (model);

  for (guint i = 0; i < n_items; i++)
    {
      guint position = (start + i) % n_items;
      g_autoptr (SnRow) row = g_list_model_get_item (model, position);

      if (*((SnFinding *) sn_row_get (row))->decision == '\0')
        return position;
    }
  return n_items > 0 ? MIN (start, n_items - 1) : GTK_INVALID_LIST_POSITION;
}

static gboolean
choose_ids (SnFindingsPage *self, GHashTable *ids)
{
  GListModel *model = G_LIST_MODEL (self->selection);
  guint n_items = g_list_model_get_n_items (model);
  g_autoptr (GtkBitset) mask = gtk_bitset_new_range (0, n_items);
  g_autoptr (GtkBitset) selected = gtk_bitset_new_empty ();

  for (guint i = 0; i < n_items && g_hash_table_size (ids) > 0; i++)
    {
      g_autoptr (SnRow) row = g_list_model_get_item (model, i);
      gint64 id = make_number_of_lines (sn_row_get (row));

      if (g_hash_table_contains (ids, &id))
        gtk_bitset_add (selected, i);
    }
  if (gtk_bitset_is_empty (selected))
    return FALSE;
  gtk_selection_model_set_selection (GTK_SELECTION_MODEL (self->selection), selected, mask);
  return TRUE;
}

void
sn_findings_page_restore_selection (SnFindingsPage *self, GHashTable *ids)
{
  gboolean goes_on = self->next_position != GTK_INVALID_LIST_POSITION;
  guint n_items = g_list_model_get_n_items (G_LIST_MODEL (self->selection));
  guint position;

  /* Before all were looked for nobody can say that there are none. */
  gtk_stack_set_visible_child_name (self->finding_stack, n_items > 0 || self->is_partial ? "table" : "none");
  if (goes_on || !choose_ids (self, ids))
    {
      position = find_open (self, goes_on && n_items > 0 ? MIN (self->next_position, n_items - 1) : 0);
      if (position != GTK_INVALID_LIST_POSITION)
        {
          gtk_selection_model_select_item (GTK_SELECTION_MODEL (self->selection), position, TRUE);
          sn_table_scroll_to (self->findings_view, position);
        }
    }
  self->next_position = GTK_INVALID_LIST_POSITION;
  self->filling = FALSE;
  show_counts (self);
  sn_findings_page_show_chosen (self);
}

static void
handle_filter (SnFindingsPage *self)
{
  g_autoptr (GHashTable) ids = NULL;

  if (self->filling || self->filter == NULL)
    return;
  ids = sn_findings_page_collect_chosen_ids (self);
  self->filling = TRUE;
  gtk_filter_changed (GTK_FILTER (self->filter), GTK_FILTER_CHANGE_DIFFERENT);
  sn_findings_page_restore_selection (self, ids);
}

static void
handle_rules (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_pair_rules_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), sn_page_get_session (SN_PAGE (widget)));
}

/* ── What the keyboard, the buttons and other pages ask for ─────────────────────────────────────────────────────── */

static void
set_program (SnFindingsPage *self, const char *program)
{
  g_free (self->program);
  self->program = g_strdup (program);
  show_program (self);
  handle_filter (self);
}

static void
sn_findings_page_open (SnPage *page, const char *target)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (page);

  if (strcmp (target, "unreached") == 0)
    self->shows_unreached = TRUE;
  if (self->shows_unreached && sn_rule_list_show_unreached (self->rule_list))
    self->shows_unreached = FALSE;
  if (!g_str_has_prefix (target, "program:"))
    return;
  sn_rule_list_choose (self->rule_list, NULL);
  set_program (self, target + strlen ("program:"));
}

static void
sn_findings_page_find (SnPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (SN_FINDINGS_PAGE (page)->decision_filter));
}

static void
handle_all_programs (GtkWidget *widget, const char *action, GVariant *parameter)
{
  set_program (SN_FINDINGS_PAGE (widget), NULL);
}

static void
handle_show_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (widget);

  sn_rule_list_choose (self->rule_list, NULL);
  gtk_drop_down_set_selected (self->decision_filter, SHOW_ALL);
  set_program (self, NULL);
}

static void
show_person (SnFindingsPage *self, guint position)
{
  const SnFindingLine *line = sn_row_list_get (self->lines, position);
  g_autofree char *target = line != NULL ? g_strdup_printf ("person:%" G_GINT64_FORMAT, line->person_id) : NULL;

  if (target != NULL)
    sn_page_go (SN_PAGE (self), "recipients", target);
}

static void
handle_line_activated (SnFindingsPage *self, guint position)
{
  show_person (self, position);
}

static void
handle_show_person (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (widget);

  show_person (self, gtk_single_selection_get_selected (self->line_selection));
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (widget);
  GtkWidget *focus = gtk_root_get_focus (gtk_widget_get_root (widget));

  if (focus != NULL && gtk_widget_is_ancestor (focus, GTK_WIDGET (self->lines_view)))
    sn_table_copy (self->lines_view, sn_finding_line_columns, sn_finding_line_n_columns);
  else
    sn_table_copy (self->findings_view, sn_finding_columns, sn_finding_n_columns);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_findings_page_constructed (GObject *object)
{
  G_OBJECT_CLASS (sn_findings_page_parent_class)->constructed (object);
  g_signal_connect_object (sn_page_get_session (SN_PAGE (object)), "findings-counted", G_CALLBACK (sn_findings_reading_note_counted), object,
                           G_CONNECT_SWAPPED);
}

static void
sn_findings_page_dispose (GObject *object)
{
  SnFindingsPage *self = SN_FINDINGS_PAGE (object);

  if (self->lines_job != NULL)
    sn_job_cancel (self->lines_job);
  g_clear_object (&self->lines_job);
  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_FINDINGS_PAGE);
  g_clear_object (&self->selection);
  g_clear_object (&self->shown_findings);
  g_clear_object (&self->filter);
  g_clear_object (&self->findings);
  g_clear_object (&self->line_selection);
  g_clear_object (&self->lines);
  g_clear_pointer (&self->program, g_free);
  G_OBJECT_CLASS (sn_findings_page_parent_class)->dispose (object);
}

static void
sn_findings_page_class_init (SnFindingsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (SN_TYPE_RULE_LIST);
  G_OBJECT_CLASS (class)->constructed = sn_findings_page_constructed;
  G_OBJECT_CLASS (class)->dispose = sn_findings_page_dispose;
  SN_PAGE_CLASS (class)->refresh = sn_findings_page_refresh;
  SN_PAGE_CLASS (class)->open = sn_findings_page_open;
  SN_PAGE_CLASS (class)->find = sn_findings_page_find;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-findings-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, stages);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, empty_page);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, rule_list);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, result_stack);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, decision_filter);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, program_button);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, checked_label);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, finding_stack);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, findings_view);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, message);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, decision_label);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, lines_view);
  gtk_widget_class_bind_template_child (widget_class, SnFindingsPage, lines_sum);
  gtk_widget_class_bind_template_callback (widget_class, handle_line_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_filter);
  gtk_widget_class_install_action (widget_class, "page.rules", NULL, handle_rules);
  gtk_widget_class_install_action (widget_class, "page.copy", NULL, handle_copy);
  gtk_widget_class_install_action (widget_class, "page.show-all", NULL, handle_show_all);
  gtk_widget_class_install_action (widget_class, "page.all-programs", NULL, handle_all_programs);
  gtk_widget_class_install_action (widget_class, "page.show-person", NULL, handle_show_person);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "page.copy", NULL);
  sn_finding_decisions_install (widget_class);
  sn_findings_reading_install (widget_class);
}

static void
build_decision_filter (SnFindingsPage *self)
{
  /* In the order of the enumeration. */
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  gtk_string_list_append (names, _ ("Open Ones"));
  gtk_string_list_append (names, _ ("Decided Ones"));
  gtk_string_list_append (names, _ ("All Findings"));
  gtk_drop_down_set_model (self->decision_filter, G_LIST_MODEL (names));
}

static void
sn_findings_page_init (SnFindingsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_accessible_label_keep (GTK_WIDGET (self->decision_filter));
  self->next_position = GTK_INVALID_LIST_POSITION;
  self->filling = TRUE;
  build_decision_filter (self);
  self->findings = sn_row_list_new ();
  self->lines = sn_row_list_new ();
  self->filter = gtk_custom_filter_new (fits_filters, self, NULL);
  self->shown_findings = gtk_filter_list_model_new (g_object_ref (G_LIST_MODEL (self->findings)), g_object_ref (GTK_FILTER (self->filter)));
  self->selection = gtk_multi_selection_new (g_object_ref (G_LIST_MODEL (self->shown_findings)));
  self->line_selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->lines)));
  sn_table_set_columns (self->findings_view, sn_finding_columns, sn_finding_n_columns);
  sn_table_set_columns (self->lines_view, sn_finding_line_columns, sn_finding_line_n_columns);
  sn_table_set_model (self->findings_view, GTK_SELECTION_MODEL (self->selection));
  sn_table_set_model (self->lines_view, GTK_SELECTION_MODEL (self->line_selection));
  g_signal_connect_object (self->selection, "selection-changed", G_CALLBACK (sn_findings_page_show_chosen), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (self->decision_filter, "notify::selected", G_CALLBACK (handle_filter), self, G_CONNECT_SWAPPED);
  self->filling = FALSE;
  show_counts (self);
  show_program (self);
  sn_finding_decisions_update (self);
}
