/* sn-answer-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-answer-dialog.h"

#include "sn-stack-reader.h"
#include "sn-table.h"
#include "sn-window-layout.h"

#include <glib/gi18n.h>

struct _SnAnswerDialog
{
  AdwWindow      parent_instance;

  /* Template */
  AdwWindowTitle *title;
  GtkLabel       *paid;
  GtkLabel       *failed;
  GtkLabel       *returned;
  GtkLabel       *unmatched;
  GtkLabel       *unanswered;
  GtkLabel       *repeated;
  GtkStack       *fault_stack;  /* "none", "faults" */
  GtkColumnView  *faults_view;
  GtkLabel       *message;      /* the whole sentence of the chosen row */

  /* Owned */
  SnRowList      *faults;       /* SnFault */
};

G_DEFINE_FINAL_TYPE (SnAnswerDialog, sn_answer_dialog, ADW_TYPE_WINDOW)

static char *
get_row (gpointer row)
{
  return g_strdup_printf ("%u", ((SnFault *) row)->row);
}

static char *
get_level (gpointer row)
{
  static const char *const levels[] = {
    [SN_FAULT_FIXED] = N_ ("Set right"),
    [SN_FAULT_WARNING] = N_ ("Taken, have a look"),
    [SN_FAULT_ERROR] = N_ ("Not taken"),
  };

  return g_strdup (_ (levels[((SnFault *) row)->level]));
}

static char *
get_value (gpointer row)
{
  return g_strdup (((SnFault *) row)->value);
}

static char *
get_message (gpointer row)
{
  return g_strdup (((SnFault *) row)->message);
}

static const SnColumn columns[] = {
  { N_ ("Row"), get_row, 4, 0, TRUE, 0, NULL },
  { N_ ("Taken"), get_level, 10, 1, FALSE, 0, NULL },
  { N_ ("Value"), get_value, 12, 1, FALSE, 0, NULL },
  { N_ ("What Is Wrong"), get_message, 24, 4, FALSE, 0, NULL },
};

static void
show_count (GtkLabel *label, gint64 count)
{
  g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, count);

  gtk_label_set_label (label, text);
}

void
sn_answer_dialog_present (GtkWindow *parent, const char *file_name, const SnAnswerResult *result, const SnPaymentBatch *batch,
                          GPtrArray *faults)
{
  SnAnswerDialog *self = g_object_new (SN_TYPE_ANSWER_DIALOG, "transient-for", parent, NULL);

  adw_window_title_set_subtitle (self->title, file_name);
  show_count (self->paid, result->paid);
  show_count (self->failed, result->failed);
  show_count (self->returned, batch->returned);
  show_count (self->unmatched, result->unmatched);
  show_count (self->unanswered, result->unanswered);
  show_count (self->repeated, result->repeated);
  sn_row_list_set (self->faults, faults);
  gtk_stack_set_visible_child_name (self->fault_stack, faults->len > 0 ? "faults" : "none");
  gtk_window_present (GTK_WINDOW (self));
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_table_copy (SN_ANSWER_DIALOG (widget)->faults_view, columns, G_N_ELEMENTS (columns));
}

static void
handle_selected (SnAnswerDialog *self, GParamSpec *pspec, GtkSingleSelection *selection)
{
  SnRow *row = gtk_single_selection_get_selected_item (selection);

  gtk_label_set_label (self->message, row != NULL ? ((SnFault *) sn_row_get (row))->message : "");
}

static void
sn_answer_dialog_dispose (GObject *object)
{
  SnAnswerDialog *self = SN_ANSWER_DIALOG (object);

  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_ANSWER_DIALOG);
  g_clear_object (&self->faults);
  G_OBJECT_CLASS (sn_answer_dialog_parent_class)->dispose (object);
}

static void
sn_answer_dialog_class_init (SnAnswerDialogClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  sn_window_layout_install (widget_class);
  G_OBJECT_CLASS (class)->dispose = sn_answer_dialog_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-answer-dialog.ui");
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, title);
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, paid);
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, failed);
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, returned);
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, unmatched);
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, unanswered);
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, repeated);
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, fault_stack);
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, faults_view);
  gtk_widget_class_bind_template_child (widget_class, SnAnswerDialog, message);
  gtk_widget_class_install_action (widget_class, "answer.copy", NULL, handle_copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "answer.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "window.close", NULL);
}

static void
sn_answer_dialog_init (SnAnswerDialog *self)
{
  g_autoptr (GtkSingleSelection) selection = NULL;

  gtk_widget_init_template (GTK_WIDGET (self));
  sn_stack_reader_attach (GTK_WIDGET (self));
  self->faults = sn_row_list_new ();
  selection = gtk_single_selection_new (g_object_ref (G_LIST_MODEL (self->faults)));
  sn_table_set_columns (self->faults_view, columns, G_N_ELEMENTS (columns));
  sn_table_set_model (self->faults_view, GTK_SELECTION_MODEL (selection));
  g_signal_connect_object (selection, "notify::selected-item", G_CALLBACK (handle_selected), self, G_CONNECT_SWAPPED);
}
