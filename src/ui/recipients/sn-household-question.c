/* sn-household-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-household-question.h"

#include "sn-population-codes.h"

#include <glib/gi18n.h>
#include <string.h>

typedef struct
{
  SnSession       *session;
  SnHouseholdWork *work;      /* (nullable): once it was started */
  gboolean         head_is_old;
  AdwComboRow     *head;      /* (nullable) */
  GArray          *heads;     /* gint64 */
  GPtrArray       *rows;      /* AdwComboRow: relations, one for each of @members */
  GArray          *members;   /* gint64 */
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_object_unref (question->session);
  g_clear_pointer (&question->work, sn_household_work_free);
  g_array_unref (question->heads);
  g_array_unref (question->members);
  g_ptr_array_unref (question->rows);
  g_free (question);
}

static gint64
get_head (const Question *question)
{
  guint selected = question->head != NULL ? adw_combo_row_get_selected (question->head) : GTK_INVALID_LIST_POSITION;

  return selected < question->heads->len ? g_array_index (question->heads, gint64, selected) : 0;
}

static void
handle_response (AdwMessageDialog *dialog, const char *response, Question *question)
{
  gint64 head_id = get_head (question);

  if (strcmp (response, "take") != 0)
    return;
  if (head_id != 0)
    *(question->head_is_old ? &question->work->old_head_id : &question->work->head_id) = head_id;
  for (guint i = 0; i < question->rows->len; i++)
    {
      guint selected = adw_combo_row_get_selected (g_ptr_array_index (question->rows, i));
      gint64 person_id = g_array_index (question->members, gint64, i);

      /* The first is: not known. The head's own is core's to set. */
      if (selected > 0 && person_id != head_id)
        sn_household_work_add_relation (question->work, person_id, sn_relation_list ()[selected - 1]);
    }
  sn_household_work_start (g_steal_pointer (&question->work), question->session);
}

static GtkWidget *
make_combo (const char *title, GtkStringList *names)
{
  GtkWidget *row = adw_combo_row_new ();

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), title);
  adw_combo_row_set_model (ADW_COMBO_ROW (row), G_LIST_MODEL (names));
  return row;
}

static void
add_head (Question *question, AdwPreferencesGroup *group, const SnHouseholdQuestion *asked)
{
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);

  if (asked->head_title == NULL)
    return;
  for (guint i = 0; i < asked->heads->len; i++)
    {
      const SnPerson *person = g_ptr_array_index (asked->heads, i);

      gtk_string_list_append (names, person->name);
      g_array_append_val (question->heads, person->id);
    }
  question->head = ADW_COMBO_ROW (make_combo (asked->head_title, names));
  adw_preferences_group_add (group, GTK_WIDGET (question->head));
}

static void
add_relations (Question *question, AdwPreferencesGroup *group, GPtrArray *persons)
{
  for (guint i = 0; persons != NULL && i < persons->len; i++)
    {
      const SnPerson *person = g_ptr_array_index (persons, i);
      g_autoptr (GtkStringList) words = gtk_string_list_new (NULL);
      g_autofree char *title = g_strdup_printf (_ ("%s is to the head"), person->name);
      GtkWidget *row;

      gtk_string_list_append (words, _ ("not known"));
      for (guint j = 0; sn_relation_list ()[j] != NULL; j++)
        gtk_string_list_append (words, sn_relation_list ()[j]);
      row = make_combo (title, words);
      adw_preferences_group_add (group, row);
      g_ptr_array_add (question->rows, row);
      g_array_append_val (question->members, person->id);
    }
}

void
sn_household_question_present (GtkWindow *parent, SnSession *session, const SnHouseholdQuestion *asked, SnHouseholdWork *take_work)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, asked->heading, asked->body), *group = adw_preferences_group_new ();

  question->session = g_object_ref (session);
  question->work = take_work;
  question->head_is_old = asked->head_is_old;
  question->heads = g_array_new (FALSE, FALSE, sizeof (gint64));
  question->members = g_array_new (FALSE, FALSE, sizeof (gint64));
  question->rows = g_ptr_array_new ();
  add_head (question, ADW_PREFERENCES_GROUP (group), asked);
  add_relations (question, ADW_PREFERENCES_GROUP (group), asked->relations_of);
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "take", asked->response, NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "take", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "take");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect_data (dialog, "response", G_CALLBACK (handle_response), question, free_question, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}
