/* sn-rule-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rule-list.h"

#include "sn-category-reach.h"
#include "sn-figure-text.h"
#include "sn-roster.h"
#include "sn-tab-stop.h"

#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *rule;
  const char *name;
} names[] = {
  { "person_twice", N_ ("Person twice") },
  { "household_twice", N_ ("Household twice") },
  { "programs_meet", N_ ("Programs meet") },
  { "person_died", N_ ("Person died") },
  { "person_moved", N_ ("Person moved away") },
  { "identity_mismatch", N_ ("Document differs") },
  { "outside_town", N_ ("Another town") },
  { "same_account", N_ ("Shared account") },
  { "holder_differs", N_ ("Another holder") },
  { "child_without_guardian", N_ ("Child's own account") },
  { "account_changed", N_ ("Account changed") },
  { "amount_outside_rate", N_ ("Amount off the rate") },
  { "amount_changed", N_ ("Amount changed") },
  { "age_not_met", N_ ("Age not met") },
  { "condition_not_met", N_ ("Condition not met") },
  { "category_not_held", N_ ("Category not held") },
};

struct _SnRuleList
{
  AdwBin      parent_instance;

  GtkListBox *rules;
  GtkLabel   *reach_title;
  GtkListBox *categories;
  char       *chosen; /* (nullable) */
};

enum { CHOSEN, N_SIGNALS };
static guint signals[N_SIGNALS];

G_DEFINE_FINAL_TYPE (SnRuleList, sn_rule_list, ADW_TYPE_BIN)

const char *
sn_finding_rule_name (const char *rule)
{
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].rule, rule) == 0)
      return _ (names[i].name);
  return rule;
}

/* ── Rows: a name and a number ──────────────────────────────────────────────────────────────────────────────────── */

static GtkListBoxRow *
add_row (GtkListBox *list, const char *name)
{
  GtkWidget *row = gtk_list_box_row_new ();
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (name);
  GtkWidget *count = gtk_label_new (NULL);

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_ellipsize (GTK_LABEL (label), PANGO_ELLIPSIZE_END);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_widget_set_tooltip_text (label, name);
  gtk_widget_add_css_class (count, "numeric");
  gtk_widget_add_css_class (count, "dim-label");
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), count);
  gtk_list_box_row_set_child (GTK_LIST_BOX_ROW (row), box);
  g_object_set_data (G_OBJECT (row), "count", count);
  g_object_set_data_full (G_OBJECT (row), "name", g_strdup (name), g_free);
  gtk_list_box_append (list, row);
  return GTK_LIST_BOX_ROW (row);
}

/* Where there is nothing, the name steps back too. */
static void
set_count (GtkListBoxRow *row, gint64 count)
{
  GtkWidget *name = gtk_widget_get_first_child (gtk_list_box_row_get_child (row));
  g_autofree char *number = sn_figure_text_count (count);
  /* TRANSLATORS: a rule or category, and how many findings or people */
  g_autofree char *told = g_strdup_printf (_ ("%s: %s"), (const char *) g_object_get_data (G_OBJECT (row), "name"), number);

  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "count"), number);
  (count == 0 ? gtk_widget_add_css_class : gtk_widget_remove_css_class) (name, "dim-label");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, told, -1);
}

/* It is being counted. */
static void
clear_count (GtkListBoxRow *row)
{
  gtk_label_set_label (g_object_get_data (G_OBJECT (row), "count"), "…");
  gtk_accessible_update_property (GTK_ACCESSIBLE (row), GTK_ACCESSIBLE_PROPERTY_LABEL, g_object_get_data (G_OBJECT (row), "name"), -1);
}

/* ── Rules ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

const char *
sn_rule_list_get_chosen (SnRuleList *self)
{
  return self->chosen;
}

void
sn_rule_list_choose (SnRuleList *self, const char *rule)
{
  const char *const *rules = sn_finding_rule_list ();
  int position = 0;

  for (int i = 0; rule != NULL && rules[i] != NULL; i++)
    if (strcmp (rules[i], rule) == 0)
      position = i + 1;
  gtk_list_box_select_row (self->rules, gtk_list_box_get_row_at_index (self->rules, position));
}

static void
handle_selected (SnRuleList *self, GtkListBoxRow *row)
{
  int position = row != NULL ? gtk_list_box_row_get_index (row) : 0;
  const char *rule = position > 0 ? sn_finding_rule_list ()[position - 1] : NULL;

  if (g_strcmp0 (rule, self->chosen) == 0)
    return;
  g_free (self->chosen);
  self->chosen = g_strdup (rule);
  g_signal_emit (self, signals[CHOSEN], 0);
}

static gint64
count_rule (GPtrArray *findings, const char *rule)
{
  gint64 count = 0;

  for (guint i = 0; i < findings->len; i++)
    count += strcmp (((const SnFinding *) g_ptr_array_index (findings, i))->rule, rule) == 0;
  return count;
}

void
sn_rule_list_count (SnRuleList *self, GPtrArray *findings, guint n_known)
{
  const char *const *rules = sn_finding_rule_list ();

  for (guint i = 0; rules[i] != NULL; i++)
    {
      GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->rules, (int) i + 1);

      if (i < n_known)
        set_count (row, count_rule (findings, rules[i]));
      else
        clear_count (row);
    }
  if (n_known < g_strv_length ((char **) rules))
    clear_count (gtk_list_box_get_row_at_index (self->rules, 0));
  else
    set_count (gtk_list_box_get_row_at_index (self->rules, 0), findings->len);
}

/* ── Who gets nothing ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_category (SnRuleList *self, const SnCategoryReach *category)
{
  GtkListBoxRow *row = add_row (self->categories, category->name);
  g_autofree char *target = g_strdup_printf ("unreached:%s", category->code);
  g_autofree char *holders = sn_figure_text_count (category->persons);
  g_autofree char *reached = sn_figure_text_count (category->reached);
  g_autofree char *told = g_strdup_printf (_ ("%s people of this category; %s get something"), holders, reached);

  set_count (row, category->unreached);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), told);
  gtk_actionable_set_action_target (GTK_ACTIONABLE (row), "(ss)", "recipients", target);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (row), "win.go");
}

void
sn_rule_list_set_reach (SnRuleList *self, GPtrArray *categories)
{
  GtkListBoxRow *row;

  while ((row = gtk_list_box_get_row_at_index (self->categories, 0)) != NULL)
    gtk_list_box_remove (self->categories, GTK_WIDGET (row));
  for (guint i = 0; i < categories->len; i++)
    if (((const SnCategoryReach *) g_ptr_array_index (categories, i))->unreached > 0)
      add_category (self, g_ptr_array_index (categories, i));
  gtk_widget_set_visible (GTK_WIDGET (self->reach_title), gtk_list_box_get_row_at_index (self->categories, 0) != NULL);
  gtk_widget_set_visible (GTK_WIDGET (self->categories), gtk_list_box_get_row_at_index (self->categories, 0) != NULL);
}

gboolean
sn_rule_list_show_unreached (SnRuleList *self)
{
  GtkListBoxRow *row = gtk_list_box_get_row_at_index (self->categories, 0);

  return row != NULL && gtk_widget_grab_focus (GTK_WIDGET (row));
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_rule_list_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_RULE_LIST);
  G_OBJECT_CLASS (sn_rule_list_parent_class)->dispose (object);
}

static void
sn_rule_list_finalize (GObject *object)
{
  g_free (SN_RULE_LIST (object)->chosen);
  G_OBJECT_CLASS (sn_rule_list_parent_class)->finalize (object);
}

static void
sn_rule_list_class_init (SnRuleListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_rule_list_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_rule_list_finalize;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-rule-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SnRuleList, rules);
  gtk_widget_class_bind_template_child (widget_class, SnRuleList, reach_title);
  gtk_widget_class_bind_template_child (widget_class, SnRuleList, categories);
  gtk_widget_class_bind_template_callback (widget_class, handle_selected);
  signals[CHOSEN] = g_signal_new ("chosen", SN_TYPE_RULE_LIST, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 0);
}

static void
sn_rule_list_init (SnRuleList *self)
{
  const char *const *rules = sn_finding_rule_list ();

  gtk_widget_init_template (GTK_WIDGET (self));
  add_row (self->rules, _ ("All Rules"));
  for (int i = 0; rules[i] != NULL; i++)
    add_row (self->rules, sn_finding_rule_name (rules[i]));
  sn_tab_stop_make (GTK_WIDGET (self->rules));
  sn_tab_stop_make (GTK_WIDGET (self->categories));
  sn_rule_list_choose (self, NULL);
}
