/* sn-new-person-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-new-person-dialog.h"

#include "sn-person-form.h"

#include <glib/gi18n.h>

/* What the dialog knows; it goes with its window. */
typedef struct
{
  GtkWindow    *window;
  SnPage       *page; /* outlives the modal window, or takes it along */
  SnPersonForm *form;
  GtkWidget    *add_button;
  gint64        household_id;
} Dialog;

#define DIALOG_KEY "sn-new-person"

typedef struct
{
  SnPersonTyped *typed;
  gint64         person_id;
} Addition;

static void
free_addition (gpointer data)
{
  sn_person_typed_free (((Addition *) data)->typed);
  g_free (data);
}

static gboolean
add_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Addition *addition = data;

  return sn_person_create (transaction, &addition->typed->newcomer, &addition->person_id, error);
}

static gboolean
run_add (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, add_person, data, error);
}

static void
go_to_person (Dialog *dialog, gint64 person_id)
{
  g_autofree char *target = g_strdup_printf ("person:%" G_GINT64_FORMAT, person_id);
  SnPage *page = dialog->page;

  gtk_window_close (dialog->window); /* the dialog is gone from here on */
  sn_page_go (page, "recipients", target);
}

static void
handle_changed (Dialog *dialog)
{
  const char *refusal = sn_person_form_get_refusal (dialog->form);

  gtk_widget_set_sensitive (dialog->add_button, refusal == NULL);
  gtk_widget_set_tooltip_text (dialog->add_button, refusal);
}

static void
finish_add (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Dialog *dialog = g_object_get_data (G_OBJECT (owner), DIALOG_KEY);

  if (error == NULL)
    go_to_person (dialog, ((Addition *) data)->person_id);
  else
    handle_changed (dialog); /* the window in front says why, in its toast; the form stays as it was typed */
}

static void
handle_add (Dialog *dialog)
{
  Addition *addition = g_new0 (Addition, 1);
  g_autoptr (SnJob) job = NULL;

  addition->typed = sn_person_form_dup_typed (dialog->form);
  addition->typed->newcomer.household_id = dialog->household_id;
  gtk_widget_set_sensitive (dialog->add_button, FALSE);
  job = sn_session_run (sn_page_get_session (dialog->page), _ ("Adding the person…"), run_add, addition, free_addition, finish_add,
                        G_OBJECT (dialog->window));
}

static void
handle_person_wanted (Dialog *dialog, gint64 person_id)
{
  go_to_person (dialog, person_id);
}

static GtkWidget *
make_header (Dialog *dialog)
{
  GtkWidget *header = adw_header_bar_new (), *cancel = gtk_button_new_with_mnemonic (_ ("_Cancel"));

  dialog->add_button = gtk_button_new_with_mnemonic (_ ("_Add"));
  gtk_widget_add_css_class (dialog->add_button, "suggested-action");
  adw_header_bar_set_show_start_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_set_show_end_title_buttons (ADW_HEADER_BAR (header), FALSE);
  adw_header_bar_pack_start (ADW_HEADER_BAR (header), cancel);
  adw_header_bar_pack_end (ADW_HEADER_BAR (header), dialog->add_button);
  g_signal_connect_swapped (cancel, "clicked", G_CALLBACK (gtk_window_close), dialog->window);
  g_signal_connect_swapped (dialog->add_button, "clicked", G_CALLBACK (handle_add), dialog);
  return header;
}

void
sn_new_person_dialog_present (SnPage *page, gint64 household_id)
{
  Dialog *dialog = g_new0 (Dialog, 1);
  GtkWidget *content = gtk_box_new (GTK_ORIENTATION_VERTICAL, 0), *form = sn_person_form_new (sn_page_get_session (page), NULL);

  dialog->window = g_object_new (ADW_TYPE_WINDOW, "modal", TRUE, "destroy-with-parent", TRUE, "title", _ ("New Person"), "transient-for",
                                 gtk_widget_get_root (GTK_WIDGET (page)), "default-width", 540, "default-height", 640, NULL);
  dialog->page = page;
  dialog->form = SN_PERSON_FORM (form);
  dialog->household_id = household_id;
  g_object_set_data_full (G_OBJECT (dialog->window), DIALOG_KEY, dialog, g_free);
  gtk_box_append (GTK_BOX (content), make_header (dialog));
  gtk_box_append (GTK_BOX (content), form);
  adw_window_set_content (ADW_WINDOW (dialog->window), content);
  g_signal_connect_swapped (form, "changed", G_CALLBACK (handle_changed), dialog);
  g_signal_connect_swapped (form, "submitted", G_CALLBACK (handle_add), dialog);
  g_signal_connect_swapped (form, "cancelled", G_CALLBACK (gtk_window_close), dialog->window);
  g_signal_connect_swapped (form, "person-wanted", G_CALLBACK (handle_person_wanted), dialog);
  handle_changed (dialog);
  gtk_window_present (dialog->window);
  sn_person_form_take_focus (dialog->form);
}
