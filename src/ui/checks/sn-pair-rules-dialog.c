/* sn-pair-rules-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-pair-rules-dialog-private.h"

#include "sn-stack-reader.h"
#include "sn-window-layout.h"
#include "sn-wrap-layout.h"

#include <glib/gi18n.h>

#define UNDO_TOAST_S 10

G_DEFINE_FINAL_TYPE (SnPairRulesDialog, sn_pair_rules_dialog, ADW_TYPE_WINDOW)

/* ── The table ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
get_programs (gpointer row)
{
  const SnPairRule *rule = row;

  return g_strdup_printf ("%s × %s", rule->first_program, rule->second_program);
}

static char *
get_rates (gpointer row)
{
  const SnPairRule *rule = row;
  const char *any = _ ("any rate");

  if (rule->first_rate == NULL && rule->second_rate == NULL)
    return g_strdup (any);
  return g_strdup_printf ("%s × %s", rule->first_rate != NULL ? rule->first_rate : any,
                          rule->second_rate != NULL ? rule->second_rate : any);
}

static char *
get_policy (gpointer row)
{
  return g_strdup (sn_pair_rule_form_name_policy (((SnPairRule *) row)->policy));
}

static char *
get_note (gpointer row)
{
  return g_strdup (((SnPairRule *) row)->note);
}

static const char *
style_policy (gpointer row)
{
  static const char *const styles[] = { "dim-label", "warning", "error" };

  return styles[((SnPairRule *) row)->policy];
}

static const SnColumn columns[] = {
  { N_ ("Both Programs"), get_programs, 11, 0, FALSE, 0, NULL },
  { N_ ("Policy"), get_policy, 5, 0, FALSE, 0, style_policy },
  { N_ ("Rates"), get_rates, 10, 2, FALSE, 0, NULL },
  { N_ ("Why"), get_note, 20, 3, FALSE, 1, NULL },
};

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray *programs; /* SnProgram */
  GPtrArray *rules;    /* SnPairRule */
} Reading;

static void
free_reading (gpointer data)
{
  Reading *reading = data;

  g_clear_pointer (&reading->programs, g_ptr_array_unref);
  g_clear_pointer (&reading->rules, g_ptr_array_unref);
  g_free (reading);
}

static gpointer
read_all (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->programs = sn_program_list (connection, 0, error);
  reading->rules = reading->programs != NULL ? sn_pair_rule_list (connection, error) : NULL;
  return reading->rules;
}

static gboolean
run_read (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_all, data, error) != NULL;
}

static void
show_rules (SnPairRulesDialog *self, GPtrArray *rules)
{
  g_autofree char *count = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u rule", "%u rules", rules->len), rules->len);

  gtk_label_set_label (self->rules_label, count);
  /* The row that is chosen may be another rule now. */
  self->filling = TRUE;
  self->exact = NULL;
  sn_table_update (self->rules, rules, columns, G_N_ELEMENTS (columns), NULL);
  self->filling = FALSE;
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnPairRulesDialog *self = SN_PAIR_RULES_DIALOG (owner);
  const Reading *reading = data;
  gboolean is_first = !self->filled;
  gboolean edited = !is_first && sn_pair_rule_form_is_edited (self);

  /* A later one is under way. */
  if (job != self->reading)
    return;
  if (error != NULL || reading->programs->len < 2)
    {
      if (error != NULL)
        adw_status_page_set_description (self->none_page, error->message);
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  show_rules (self, reading->rules);
  sn_pair_matrix_set (self->matrix, reading->programs, reading->rules);
  sn_pair_rule_form_follow (self, edited);
  gtk_stack_set_visible_child_name (self->stack, "rules");
  if (is_first)
    gtk_widget_grab_focus (GTK_WIDGET (self->matrix));
}

static void
read_again (SnPairRulesDialog *self)
{
  const SnSessionFacts *facts = sn_session_get_facts (self->session);

  if (facts == NULL || facts->campaign == NULL)
    {
      gtk_stack_set_visible_child_name (self->stack, "none");
      return;
    }
  adw_window_title_set_subtitle (self->title, facts->campaign->title);
  g_clear_object (&self->reading);
  self->reading = sn_session_run (self->session, NULL, run_read, g_new0 (Reading, 1), free_reading, finish_read, G_OBJECT (self));
}

/* ── What was done ──────────────────────────────────────────────────────────────────────────────────────────────── */

/* The window says it too, but this dialog lies over it. Only the last change is offered to be undone. */
static void
handle_said (SnPairRulesDialog *self, const char *sentence, gint64 change_id)
{
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (change_id > 0)
    {
      self->last_change_id = change_id;
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "rules.undo");
      adw_toast_set_timeout (toast, UNDO_TOAST_S);
    }
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.undo", self->last_change_id > 0);
  if (self->toast != NULL)
    adw_toast_dismiss (self->toast);
  g_set_weak_pointer (&self->toast, toast);
  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
handle_undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnPairRulesDialog *self = SN_PAIR_RULES_DIALOG (widget);

  sn_session_undo (self->session, self->last_change_id);
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_table_copy (SN_PAIR_RULES_DIALOG (widget)->rules_view, columns, G_N_ELEMENTS (columns));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_pair_rules_dialog_present (GtkWindow *parent, SnSession *session)
{
  SnPairRulesDialog *self = g_object_new (SN_TYPE_PAIR_RULES_DIALOG, "transient-for", parent, NULL);

  self->session = g_object_ref (session);
  g_signal_connect_object (session, "changed", G_CALLBACK (read_again), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (session, "said", G_CALLBACK (handle_said), self, G_CONNECT_SWAPPED);
  read_again (self);
  gtk_window_present (GTK_WINDOW (self));
}

static void
sn_pair_rules_dialog_dispose (GObject *object)
{
  SnPairRulesDialog *self = SN_PAIR_RULES_DIALOG (object);

  self->filling = TRUE;
  g_clear_weak_pointer (&self->toast);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_PAIR_RULES_DIALOG);
  g_clear_object (&self->selection);
  g_clear_object (&self->rules);
  g_clear_object (&self->reading);
  g_clear_object (&self->session);
  G_OBJECT_CLASS (sn_pair_rules_dialog_parent_class)->dispose (object);
}

static void
sn_pair_rules_dialog_class_init (SnPairRulesDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  sn_window_layout_install (widget_class);
  G_OBJECT_CLASS (class)->dispose = sn_pair_rules_dialog_dispose;
  g_type_ensure (SN_TYPE_PAIR_MATRIX);
  g_type_ensure (SN_TYPE_WRAP_LAYOUT);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-pair-rules-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, toasts);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, stack);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, none_page);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, matrix);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, first_rate);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, second_rate);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, policy);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, note);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, basis);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, set_button);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, remove_button);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, rules_label);
  gtk_widget_class_bind_template_child (widget_class, SnPairRulesDialog, rules_view);
  sn_pair_rule_form_install (widget_class);
  gtk_widget_class_install_action (widget_class, "rules.undo", NULL, handle_undo);
  gtk_widget_class_install_action (widget_class, "rules.copy", NULL, handle_copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_z, GDK_CONTROL_MASK, "rules.undo", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "rules.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_pair_rules_dialog_init (SnPairRulesDialog *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_stack_reader_attach (GTK_WIDGET (self));
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "rules.undo", FALSE);
  self->rules = sn_row_list_new ();
  self->selection = gtk_single_selection_new (NULL);
  gtk_single_selection_set_autoselect (self->selection, FALSE);
  gtk_single_selection_set_can_unselect (self->selection, TRUE);
  gtk_single_selection_set_model (self->selection, G_LIST_MODEL (self->rules));
  sn_table_set_columns (self->rules_view, columns, G_N_ELEMENTS (columns));
  sn_table_set_model (self->rules_view, GTK_SELECTION_MODEL (self->selection));
  sn_pair_rule_form_set_up (self);
}
