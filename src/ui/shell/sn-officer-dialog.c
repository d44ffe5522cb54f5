/* sn-officer-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-officer-dialog.h"

#include "sn-name.h"
#include "sn-officer-duties.h"
#include "sn-officer-reading.h"

#include <glib/gi18n.h>
#include <string.h>

#define QUESTION_KEY "sn-question" /* of the dialog */

typedef struct
{
  AdwMessageDialog *dialog;
  GtkEditable      *name;
  AdwComboRow      *department; /* (nullable) */
  GtkListBox       *known;      /* (nullable): who worked here before */
  GtkWidget        *known_area; /* (nullable): what shows them; hidden until there is more than one */
  GPtrArray        *codes;      /* char*; the first is "": no department */
  SnOfficerChosen   chosen;
  gpointer          data;
  GDestroyNotify    data_free;  /* (nullable) */
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  if (question->data_free != NULL)
    question->data_free (question->data);
  g_ptr_array_unref (question->codes);
  g_free (question);
}

/* (transfer full): as the workspace would keep it; a blank of an input method is none of a name */
static char *
get_name (Question *question)
{
  return sn_name_normalise (gtk_editable_get_text (question->name), NULL);
}

static void
handle_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;
  g_autofree char *name = get_name (question);
  guint selected = question->department != NULL ? adw_combo_row_get_selected (question->department) : 0;

  if (strcmp (response, "use") == 0 && *name != '\0')
    question->chosen (name, g_ptr_array_index (question->codes, MIN (selected, question->codes->len - 1)), question->data);
}

static void
handle_text (Question *question)
{
  g_autofree char *name = get_name (question);

  adw_message_dialog_set_response_enabled (question->dialog, "use", *name != '\0');
}

static GtkWidget *
make_department_row (Question *question, SnSession *session, const char *department)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  const SnSessionFacts *facts = sn_session_get_facts (session);
  GtkWidget *row = adw_combo_row_new ();
  guint selected = 0;

  gtk_string_list_append (names, _ ("All departments"));
  for (guint i = 0; facts != NULL && i < facts->departments->len; i++)
    {
      const SnDepartment *each = g_ptr_array_index (facts->departments, i);

      if (strcmp (each->code, department) == 0)
        selected = i + 1;
      gtk_string_list_append (names, each->name);
      g_ptr_array_add (question->codes, g_strdup (each->code));
    }
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), _ ("Department"));
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  adw_combo_row_set_selected (ADW_COMBO_ROW (row), selected);
  question->department = ADW_COMBO_ROW (row);
  return row;
}

/* ── Who worked here before ─────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_known (AdwActionRow *row, Question *question)
{
  gtk_editable_set_text (question->name, adw_preferences_row_get_title (ADW_PREFERENCES_ROW (row)));
  gtk_widget_grab_focus (GTK_WIDGET (question->name));
}

static GtkWidget *
make_known_row (Question *question, const SnOfficer *officer, gboolean duties_limited)
{
  GtkWidget *row = adw_action_row_new ();
  g_autofree char *duties = sn_duty_describe (officer->duties);
  g_autofree char *subtitle = duties_limited ? g_strdup_printf (_ ("Named for: %s"), duties) : NULL;

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), officer->name);
  if (subtitle != NULL)
    adw_action_row_set_subtitle (ADW_ACTION_ROW (row), subtitle);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), TRUE);
  g_signal_connect (row, "activated", G_CALLBACK (handle_known), question);
  return row;
}

/* Presented once it has its size: a window that grows afterwards grows out of a small screen. */
static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Question *question = g_object_get_data (owner, QUESTION_KEY);
  const SnOfficerReading *reading = data;

  if (question == NULL)
    return;
  for (guint i = 0; error == NULL && i < reading->officers->len; i++)
    gtk_list_box_append (question->known, make_known_row (question, g_ptr_array_index (reading->officers, i), reading->duties_limited));
  gtk_widget_set_visible (question->known_area, error == NULL && reading->officers->len > 1);
  gtk_window_present (GTK_WINDOW (question->dialog));
}

static GtkWidget *
make_known_area (Question *question)
{
  GtkWidget *scroller = gtk_scrolled_window_new ();

  question->known = GTK_LIST_BOX (gtk_list_box_new ());
  gtk_list_box_set_selection_mode (question->known, GTK_SELECTION_NONE);
  gtk_widget_add_css_class (GTK_WIDGET (question->known), "boxed-list");
  gtk_widget_set_valign (GTK_WIDGET (question->known), GTK_ALIGN_START);
  gtk_accessible_update_property (GTK_ACCESSIBLE (question->known), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Officers"), -1);
  gtk_scrolled_window_set_policy (GTK_SCROLLED_WINDOW (scroller), GTK_POLICY_NEVER, GTK_POLICY_AUTOMATIC);
  gtk_scrolled_window_set_propagate_natural_height (GTK_SCROLLED_WINDOW (scroller), TRUE);
  gtk_scrolled_window_set_max_content_height (GTK_SCROLLED_WINDOW (scroller), 190);
  gtk_scrolled_window_set_child (GTK_SCROLLED_WINDOW (scroller), GTK_WIDGET (question->known));
  gtk_widget_set_visible (scroller, FALSE);
  question->known_area = scroller;
  return scroller;
}

void
sn_officer_dialog_present (GtkWindow *parent, const char *name, SnSession *session, const char *department, SnOfficerChosen chosen,
                           gpointer take_data, GDestroyNotify data_free)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Who Works Here?"),
                                              _ ("Every change is noted under this name, and who prepared may not approve."));
  GtkWidget *group = adw_preferences_group_new ();
  GtkWidget *entry = adw_entry_row_new ();
  GtkWidget *body = gtk_box_new (GTK_ORIENTATION_VERTICAL, 12);

  question->dialog = ADW_MESSAGE_DIALOG (dialog);
  question->name = GTK_EDITABLE (entry);
  question->codes = g_ptr_array_new_with_free_func (g_free);
  question->chosen = chosen;
  question->data = take_data;
  question->data_free = data_free;
  g_ptr_array_add (question->codes, g_strdup (""));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), C_ ("officer", "Name"));
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_editable_set_text (question->name, name);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  if (session != NULL)
    adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), make_department_row (question, session, department));
  gtk_box_append (GTK_BOX (body), group);
  if (session != NULL)
    gtk_box_append (GTK_BOX (body), make_known_area (question));
  adw_message_dialog_set_extra_child (question->dialog, body);
  adw_message_dialog_add_responses (question->dialog, "cancel", _ ("_Cancel"), "use", _ ("_Work Under This Name"), NULL);
  adw_message_dialog_set_response_appearance (question->dialog, "use", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question->dialog, "use");
  adw_message_dialog_set_close_response (question->dialog, "cancel");
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (handle_text), question);
  g_signal_connect_data (dialog, "response", G_CALLBACK (handle_response), question, free_question, 0);
  handle_text (question);
  g_object_set_data (G_OBJECT (dialog), QUESTION_KEY, question);
  if (session == NULL)
    gtk_window_present (GTK_WINDOW (dialog));
  else
    sn_officer_reading_start (session, finish_read, G_OBJECT (dialog));
}
