/* sn-reason-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-reason-dialog.h"

#include "sn-entitlement.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  AdwMessageDialog *dialog;
  GtkEditable      *reason;
  SnReasonGiven     given;
  GWeakRef          owner;
  gpointer          data;
  GDestroyNotify    data_free;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->data_free != NULL)
    question->data_free (question->data);
  g_weak_ref_clear (&question->owner);
  g_free (question);
}

static void
handle_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&question->owner);

  if (strcmp (response, "accept") == 0 && owner != NULL)
    question->given (gtk_editable_get_text (question->reason), owner, question->data);
}

static void
handle_text (Question *question)
{
  adw_message_dialog_set_response_enabled (question->dialog, "accept",
                                           sn_reason_is_given (gtk_editable_get_text (question->reason), NULL));
}

void
sn_reason_dialog_present (GtkWindow *parent, const char *heading, const char *body, const char *accept, SnReasonGiven given,
                          GObject *owner, gpointer take_data, GDestroyNotify data_free)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, heading, body);
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();

  question->dialog = ADW_MESSAGE_DIALOG (dialog);
  question->reason = GTK_EDITABLE (entry);
  question->given = given;
  question->data = take_data;
  question->data_free = data_free;
  g_weak_ref_init (&question->owner, owner);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), _ ("Reason"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  adw_message_dialog_set_extra_child (question->dialog, group);
  adw_message_dialog_add_responses (question->dialog, "cancel", _ ("_Cancel"), "accept", accept, NULL);
  adw_message_dialog_set_response_appearance (question->dialog, "accept", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question->dialog, "accept");
  adw_message_dialog_set_close_response (question->dialog, "cancel");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (handle_text), question);
  g_signal_connect_data (dialog, "response", G_CALLBACK (handle_response), question, free_question, 0);
  handle_text (question);
  gtk_window_present (GTK_WINDOW (dialog));
  gtk_widget_grab_focus (entry);
}
