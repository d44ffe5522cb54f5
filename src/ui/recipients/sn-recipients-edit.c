/* sn-recipients-edit.c: what is changed about the person beside the list: data in place; and the dialogs. What may be written is
 * core's to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include "sn-duplicates-dialog.h"
#include "sn-household-dialog.h"
#include "sn-new-person-dialog.h"
#include "sn-person-form.h"

#include <glib/gi18n.h>

#define SAVE_KEY "sn-save-button"

static gint64
get_person_id (SnRecipientsPage *self)
{
  return sn_recipient_pane_get_person_id (self->pane);
}

/* ── In place ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
edit_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  SnPersonTyped *typed = data;

  return sn_person_edit (transaction, typed->person_id, &typed->newcomer.fields, error);
}

static gboolean
run_edit (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, edit_person, data, error);
}

static void
leave_form (SnRecipientsPage *self)
{
  sn_recipient_pane_set_form (self->pane, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (sn_recipient_view_get_list_view (self->view)));
}

static void
finish_edit (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;

  /* What was refused stays as it was typed. */
  if (error == NULL && ((SnPersonTyped *) data)->person_id == get_person_id (self))
    leave_form (self);
}

static void
handle_submitted (SnRecipientsPage *self, SnPersonForm *form)
{
  sn_page_run (SN_PAGE (self), _ ("Saving the person…"), run_edit, sn_person_form_dup_typed (form), (GDestroyNotify) sn_person_typed_free,
               finish_edit);
}

static void
handle_save (GtkButton *button, SnPersonForm *form)
{
  g_signal_emit_by_name (form, "submitted");
}

static void
handle_form_changed (SnPersonForm *form)
{
  GtkWidget *save = g_object_get_data (G_OBJECT (form), SAVE_KEY);
  const char *refusal = sn_person_form_get_refusal (form);

  gtk_widget_set_sensitive (save, refusal == NULL);
  gtk_widget_set_tooltip_text (save, refusal);
}

static GtkWidget *
make_edit_bar (SnRecipientsPage *self, SnPersonForm *form)
{
  GtkWidget *bar = gtk_box_new (GTK_ORIENTATION_HORIZONTAL, 6), *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel")),
            *save = gtk_button_new_with_mnemonic (_ ("_Save")), *title = gtk_label_new (_ ("Edit"));

  gtk_widget_add_css_class (bar, "sn-toolbar");
  gtk_widget_add_css_class (title, "heading");
  gtk_widget_add_css_class (save, "suggested-action");
  gtk_widget_set_hexpand (title, TRUE);
  gtk_box_append (GTK_BOX (bar), cancel);
  gtk_box_append (GTK_BOX (bar), title);
  gtk_box_append (GTK_BOX (bar), save);
  g_object_set_data (G_OBJECT (form), SAVE_KEY, save);
  g_signal_connect_object (cancel, "clicked", G_CALLBACK (leave_form), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (save, "clicked", G_CALLBACK (handle_save), form, 0);
  return bar;
}

static void
handle_edit (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);
  const SnPersonRecord *record = sn_recipient_pane_get_record (self->pane);
  GtkWidget *box, *form;

  if (record == NULL || sn_recipient_pane_has_form (self->pane))
    return;
  form = sn_person_form_new (sn_page_get_session (SN_PAGE (self)), record);
  box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0);
  gtk_box_append (GTK_BOX (box), make_edit_bar (self, SN_PERSON_FORM (form)));
  gtk_box_append (GTK_BOX (box), form);
  g_signal_connect (form, "changed", G_CALLBACK (handle_form_changed), NULL);
  g_signal_connect_object (form, "submitted", G_CALLBACK (handle_submitted), self, G_CONNECT_SWAPPED);
  g_signal_connect_object (form, "cancelled", G_CALLBACK (leave_form), self, G_CONNECT_SWAPPED);
  handle_form_changed (SN_PERSON_FORM (form));
  adw_flap_set_reveal_flap (self->flap, TRUE);
  sn_recipient_pane_set_form (self->pane, box);
  sn_person_form_take_focus (SN_PERSON_FORM (form));
}

static void
handle_new_person (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_new_person_dialog_present (SN_PAGE (widget), 0);
}

static void
handle_household (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_household_dialog_present (SN_PAGE (widget), get_person_id (SN_RECIPIENTS_PAGE (widget)));
}

static void
handle_duplicates (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_duplicates_dialog_present (SN_PAGE (widget));
}

/* ── For the page ───────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipients_page_install_edit_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    const char                  *parameter_type;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "page.edit", NULL, handle_edit },
    { "page.new-person", NULL, handle_new_person },
    { "page.household", NULL, handle_household },
    { "page.duplicates", NULL, handle_duplicates },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type, actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_F2, 0, "page.edit", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_n, GDK_CONTROL_MASK, "page.new-person", NULL);
}
