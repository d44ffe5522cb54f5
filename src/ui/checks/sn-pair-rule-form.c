/* sn-pair-rule-form.c: the part of the dialog that shows the chosen pair and sets its rule.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-pair-rules-dialog-private.h"

#include "sn-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_CHARS_OF_RATE 30

const char *
sn_pair_rule_form_name_policy (SnPairPolicy policy)
{
  static const char *const names[] = { NC_ ("policy", "Allow"), NC_ ("policy", "Warn"), NC_ ("policy", "Forbid") };

  return g_dpgettext2 (NULL, "policy", names[policy]);
}

/* ── The chosen pair ────────────────────────────────────────────────────────────────────────────────────────────── */

/* (nullable): the label; %NULL for any rate */
static const char *
get_rate (AdwComboRow *row)
{
  GtkStringObject *chosen = adw_combo_row_get_selected_item (row);

  return chosen != NULL && adw_combo_row_get_selected (row) > 0 ? gtk_string_object_get_string (chosen) : NULL;
}

static gboolean
is_whole (SnPairRulesDialog *self)
{
  return get_rate (self->first_rate) == NULL && get_rate (self->second_rate) == NULL;
}

static SnPairPolicy
get_chosen_policy (SnPairRulesDialog *self)
{
  return (SnPairPolicy) MIN (adw_combo_row_get_selected (self->policy), (guint) SN_PAIR_FORBID);
}

static gboolean
is_note_edited (SnPairRulesDialog *self)
{
  const char *kept = self->exact != NULL ? self->exact->note : "";
  g_autofree char *trimmed = sn_text_trim (gtk_editable_get_text (self->note));

  return strcmp (trimmed, kept) != 0;
}

/* Whether what stands in the form is something else than what holds. */
gboolean
sn_pair_rule_form_is_edited (SnPairRulesDialog *self)
{
  SnPairPolicy policy = get_chosen_policy (self);

  if (policy != self->held)
    return TRUE;
  /* Where whole programs are allowed there is no rule that could have a note. */
  return (!is_whole (self) || policy != SN_PAIR_ALLOW) && is_note_edited (self);
}

/* The keyboard goes back to the matrix from what cannot be used any more. */
static void
set_sensitive (SnPairRulesDialog *self, GtkWidget *widget, gboolean sensitive)
{
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));

  if (!sensitive && focus != NULL && (focus == widget || gtk_widget_is_ancestor (focus, widget)))
    gtk_widget_grab_focus (GTK_WIDGET (self->matrix));
  gtk_widget_set_sensitive (widget, sensitive);
}

static void
handle_edited (SnPairRulesDialog *self)
{
  if (self->filling)
    return;
  set_sensitive (self, GTK_WIDGET (self->note), !is_whole (self) || get_chosen_policy (self) != SN_PAIR_ALLOW);
  gtk_widget_set_tooltip_text (GTK_WIDGET (self->note), gtk_editable_get_text (self->note));
  set_sensitive (self, self->set_button, sn_pair_rule_form_is_edited (self));
  set_sensitive (self, self->remove_button, self->exact != NULL);
}

static gboolean
is_exact (const SnPairRule *rule, const char *first, const char *second, const char *first_rate, const char *second_rate)
{
  return strcmp (rule->first_program, first) == 0 && strcmp (rule->second_program, second) == 0 &&
         g_strcmp0 (rule->first_rate, first_rate) == 0 && g_strcmp0 (rule->second_rate, second_rate) == 0;
}

/* The place in the table of the rule about just what is chosen. */
static guint
find_exact (SnPairRulesDialog *self)
{
  const char *first = sn_pair_matrix_get_first (self->matrix)->code, *second = sn_pair_matrix_get_second (self->matrix)->code;
  const char *first_rate = get_rate (self->first_rate), *second_rate = get_rate (self->second_rate);
  GPtrArray *rules = sn_row_list_get_rows (self->rules);

  for (guint i = 0; i < rules->len; i++)
    if (is_exact (g_ptr_array_index (rules, i), first, second, first_rate, second_rate) ||
        is_exact (g_ptr_array_index (rules, i), second, first, second_rate, first_rate))
      return i;
  return GTK_INVALID_LIST_POSITION;
}

/* (nullable): of all rules about the chosen pair the first: the one about both programs, where there is one */
static const SnPairRule *
find_first (SnPairRulesDialog *self)
{
  const char *first = sn_pair_matrix_get_first (self->matrix)->code, *second = sn_pair_matrix_get_second (self->matrix)->code;
  GPtrArray *rules = sn_row_list_get_rows (self->rules);

  for (guint i = 0; i < rules->len; i++)
    {
      const SnPairRule *rule = g_ptr_array_index (rules, i);

      if ((strcmp (rule->first_program, first) == 0 && strcmp (rule->second_program, second) == 0) ||
          (strcmp (rule->first_program, second) == 0 && strcmp (rule->second_program, first) == 0))
        return rule;
    }
  return NULL;
}

static const char *
describe_basis (SnPairRulesDialog *self, const SnPairRule *holding)
{
  if (self->exact != NULL)
    return is_whole (self) ? _ ("A rule about both programs.") : _ ("A rule about just these rates.");
  if (holding == NULL)
    return find_first (self) == NULL ? _ ("No rule: both may be received.") : _ ("No rule about these; only about other rates.");
  return holding->first_rate == NULL && holding->second_rate == NULL ? _ ("No rule about just these rates; the one about both programs holds.")
                                                                      : _ ("No rule about just these rates; the one about one of them holds.");
}

/* What is known of the chosen pair and rates, without touching what stands in the form. */
static void
read_held (SnPairRulesDialog *self)
{
  guint position = find_exact (self);
  const SnPairRule *holding = sn_pair_rule_find_holding (sn_row_list_get_rows (self->rules), sn_pair_matrix_get_first (self->matrix)->code,
                                                         sn_pair_matrix_get_second (self->matrix)->code, get_rate (self->first_rate),
                                                         get_rate (self->second_rate));

  self->exact = position != GTK_INVALID_LIST_POSITION ? sn_row_list_get (self->rules, position) : NULL;
  self->held = holding != NULL ? holding->policy : SN_PAIR_ALLOW;
  gtk_label_set_label (self->basis, describe_basis (self, holding));
}

static void
show_held (SnPairRulesDialog *self)
{
  self->filling = TRUE;
  adw_combo_row_set_selected (self->policy, self->held);
  gtk_editable_set_text (self->note, self->exact != NULL ? self->exact->note : "");
  self->filling = FALSE;
  handle_edited (self);
}

/* The row of the rule that the form shows, if there is one. */
static void
select_exact (SnPairRulesDialog *self)
{
  guint position = find_exact (self);

  self->filling = TRUE;
  gtk_single_selection_set_selected (self->selection, position);
  self->filling = FALSE;
  if (position != GTK_INVALID_LIST_POSITION)
    sn_table_scroll_to (self->rules_view, position);
}

static void
handle_rates (SnPairRulesDialog *self)
{
  if (self->filling || sn_pair_matrix_get_first (self->matrix) == NULL)
    return;
  read_held (self);
  show_held (self);
  select_exact (self);
}

/* @label: (nullable): chosen, if the program still has it */
static void
fill_rates (AdwComboRow *row, const SnProgram *program, const char *label)
{
  g_autoptr (GtkStringList) labels = gtk_string_list_new (NULL);
  g_autofree char *title = g_strdup_printf ("%s %s", program->code, program->title);
  guint selected = 0;

  gtk_string_list_append (labels, _ ("Any rate"));
  for (guint i = 0; i < program->rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (program->rates, i);

      gtk_string_list_append (labels, rate->label);
      selected = g_strcmp0 (rate->label, label) == 0 ? i + 1 : selected;
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  gtk_widget_set_tooltip_text (GTK_WIDGET (row), title);
  adw_combo_row_set_model (row, G_LIST_MODEL (labels));
  adw_combo_row_set_selected (row, selected);
}

/* Labels of the first and the second program of the chosen cell; %NULL: any */
static void
show_pair (SnPairRulesDialog *self, const char *first_rate, const char *second_rate)
{
  self->filling = TRUE;
  fill_rates (self->first_rate, sn_pair_matrix_get_first (self->matrix), first_rate);
  fill_rates (self->second_rate, sn_pair_matrix_get_second (self->matrix), second_rate);
  self->filling = FALSE;
}


static void
show_pair_of (SnPairRulesDialog *self, const SnPairRule *rule)
{
  gboolean in_order = strcmp (sn_pair_matrix_get_first (self->matrix)->code, rule->first_program) == 0;

  show_pair (self, in_order ? rule->first_rate : rule->second_rate, in_order ? rule->second_rate : rule->first_rate);
}

/* What the cell says is what the form shows first. */
static void
handle_chosen (SnPairRulesDialog *self)
{
  const SnPairRule *rule = find_first (self);

  if (rule != NULL)
    show_pair_of (self, rule);
  else
    show_pair (self, NULL, NULL);
  handle_rates (self);
}

static void
handle_activated (SnPairRulesDialog *self)
{
  gtk_widget_grab_focus (GTK_WIDGET (self->policy));
}

static void
handle_selected (SnPairRulesDialog *self)
{
  SnRow *row = gtk_single_selection_get_selected_item (self->selection);
  const SnPairRule *rule = row != NULL ? sn_row_get (row) : NULL;

  if (self->filling || rule == NULL)
    return;
  sn_pair_matrix_choose (self->matrix, rule->first_program, rule->second_program);
  show_pair_of (self, rule);
  read_held (self);
  show_held (self);
}

/* The rates stay chosen, and what somebody is about to set stays in the form. */
void
sn_pair_rule_form_follow (SnPairRulesDialog *self, gboolean keeps_edits)
{
  g_autofree char *first_rate = g_strdup (get_rate (self->first_rate)), *second_rate = g_strdup (get_rate (self->second_rate));

  if (!self->filled)
    {
      handle_chosen (self);
      self->filled = TRUE;
      return;
    }
  show_pair (self, first_rate, second_rate);
  read_held (self);
  if (keeps_edits && sn_pair_rule_form_is_edited (self))
    handle_edited (self);
  else
    show_held (self);
  select_exact (self);
}

/* ── Setting ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char         *programs[2];
  char         *rates[2]; /* (nullable) */
  SnPairPolicy  policy;
  char         *note;     /* (nullable): stays as it is */
  gboolean      removes;
} Setting;

static void
free_setting (gpointer data)
{
  Setting *setting = data;

  for (gsize i = 0; i < G_N_ELEMENTS (setting->programs); i++)
    {
      g_free (setting->programs[i]);
      g_free (setting->rates[i]);
    }
  g_free (setting->note);
  g_free (setting);
}

static gboolean
set_rule (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Setting *setting = data;

  if (setting->removes)
    return sn_pair_rule_remove (transaction, setting->programs[0], setting->programs[1], setting->rates[0], setting->rates[1], error);
  return sn_pair_rule_set (transaction, setting->programs[0], setting->programs[1], setting->rates[0], setting->rates[1], setting->policy,
                           setting->note, error);
}

static gboolean
run_set (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, set_rule, data, error);
}

/* After a success the session says that the workspace changed, and all is read anew. */
static void
finish_set (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  if (error != NULL)
    handle_edited (SN_PAIR_RULES_DIALOG (owner));
}

static void
start_setting (SnPairRulesDialog *self, gboolean removes)
{
  Setting *setting = g_new (Setting, 1);
  g_autoptr (SnJob) job = NULL;

  *setting = (Setting){
    .programs = { g_strdup (sn_pair_matrix_get_first (self->matrix)->code), g_strdup (sn_pair_matrix_get_second (self->matrix)->code) },
    .rates = { g_strdup (get_rate (self->first_rate)), g_strdup (get_rate (self->second_rate)) },
    .policy = get_chosen_policy (self),
    .note = is_note_edited (self) ? g_strdup (gtk_editable_get_text (self->note)) : NULL,
    .removes = removes,
  };
  set_sensitive (self, self->set_button, FALSE);
  set_sensitive (self, self->remove_button, FALSE);
  job = sn_session_run (self->session, removes ? _ ("Removing the rule…") : _ ("Setting the rule…"), run_set, setting, free_setting, finish_set,
                        G_OBJECT (self));
}

static void
handle_set (SnPairRulesDialog *self)
{
  if (gtk_widget_is_sensitive (self->set_button))
    start_setting (self, FALSE);
}

/* What stands in the form is what is taken away, and not something to be set. */
static void
handle_remove (SnPairRulesDialog *self)
{
  show_held (self);
  start_setting (self, TRUE);
}

/* ── Set-up ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The platform's own rows of a drop-down cut a label after 20 letters, and rates are told apart by their ends. */
static void
set_up_rate (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *box = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6);
  GtkWidget *label = gtk_label_new (NULL), *check = gtk_image_new_from_icon_name ("object-select-symbolic");

  gtk_label_set_xalign (GTK_LABEL (label), 0);
  gtk_label_set_wrap (GTK_LABEL (label), TRUE);
  gtk_label_set_max_width_chars (GTK_LABEL (label), MOST_CHARS_OF_RATE);
  gtk_widget_set_hexpand (label, TRUE);
  gtk_box_append (GTK_BOX (box), label);
  gtk_box_append (GTK_BOX (box), check);
  g_object_bind_property (item, "selected", check, "visible", G_BINDING_SYNC_CREATE);
  gtk_list_item_set_child (item, box);
}

static void
bind_rate (GtkSignalListItemFactory *factory, GtkListItem *item)
{
  GtkWidget *label = gtk_widget_get_first_child (gtk_list_item_get_child (item));

  gtk_label_set_label (GTK_LABEL (label), gtk_string_object_get_string (gtk_list_item_get_item (item)));
}

void
sn_pair_rule_form_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, handle_chosen);
  gtk_widget_class_bind_template_callback (widget_class, handle_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_rates);
  gtk_widget_class_bind_template_callback (widget_class, handle_edited);
  gtk_widget_class_bind_template_callback (widget_class, handle_set);
  gtk_widget_class_bind_template_callback (widget_class, handle_remove);
}

void
sn_pair_rule_form_set_up (SnPairRulesDialog *self)
{
  g_autoptr (GtkStringList) policies = gtk_string_list_new (NULL);
  g_autoptr (GtkListItemFactory) factory = gtk_signal_list_item_factory_new ();

  self->filling = TRUE;
  for (guint i = SN_PAIR_ALLOW; i <= SN_PAIR_FORBID; i++)
    gtk_string_list_append (policies, sn_pair_rule_form_name_policy ((SnPairPolicy) i));
  adw_combo_row_set_model (self->policy, G_LIST_MODEL (policies));
  g_signal_connect (factory, "setup", G_CALLBACK (set_up_rate), NULL);
  g_signal_connect (factory, "bind", G_CALLBACK (bind_rate), NULL);
  adw_combo_row_set_list_factory (self->first_rate, factory);
  adw_combo_row_set_list_factory (self->second_rate, factory);
  g_signal_connect_object (self->selection, "notify::selected-item", G_CALLBACK (handle_selected), self, G_CONNECT_SWAPPED);
  self->filling = FALSE;
}
