/* sn-form-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-form-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  AdwMessageDialog *dialog;
  GPtrArray        *entries;   /* GtkEditable */
  GArray           *required;  /* gboolean */
  GtkLabel         *fault;     /* why it was not taken */
  SnFormCheck       check;     /* (nullable) */
  SnFormFilled      filled;
  GWeakRef          owner;
  gpointer          data;
  GDestroyNotify    data_free;
} Question;

static void
free_question (gpointer data, GClosure *closure)
{
  Question *question = data;

  g_ptr_array_unref (question->entries);
  g_array_unref (question->required);
  g_weak_ref_clear (&question->owner);
  if (question->data_free != NULL)
    question->data_free (question->data);
  g_free (question);
}

/* (transfer full): without blanks at the ends */
static char *
get_text (Question *question, guint i)
{
  return g_strstrip (g_strdup (gtk_editable_get_text (g_ptr_array_index (question->entries, i))));
}

static Question *present (GtkWindow *parent, const SnForm *form, SnFormFilled filled, GObject *owner, gpointer take_data, GDestroyNotify data_free);

/* The dialog closes by itself, in some versions of the platform before it says the answer: another one takes its place, with what was typed. */
static void
present_again (Question *question, GObject *owner, const char *sentence)
{
  g_autofree SnFormField *fields = g_new0 (SnFormField, question->entries->len);
  AdwMessageDialog *dialog = question->dialog;
  SnForm form = {
    .heading = adw_message_dialog_get_heading (dialog),
    .body = adw_message_dialog_get_body (dialog),
    .response = adw_message_dialog_get_response_label (dialog, "take"),
    .destructive = adw_message_dialog_get_response_appearance (dialog, "take") == ADW_RESPONSE_DESTRUCTIVE,
    .fields = fields,
    .n_fields = question->entries->len,
    .check = question->check,
  };
  Question *again;

  for (guint i = 0; i < question->entries->len; i++)
    {
      AdwPreferencesRow *entry = g_ptr_array_index (question->entries, i);

      fields[i] = (SnFormField){ adw_preferences_row_get_title (entry), gtk_editable_get_text (GTK_EDITABLE (entry)),
                                 g_array_index (question->required, gboolean, i) };
    }
  again = present (gtk_window_get_transient_for (GTK_WINDOW (dialog)), &form, question->filled, owner, question->data, question->data_free);
  question->data = NULL;
  question->data_free = NULL;
  gtk_label_set_label (again->fault, sentence);
  gtk_widget_set_visible (GTK_WIDGET (again->fault), TRUE);
}

static void
handle_response (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Question *question = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&question->owner);
  g_autoptr (GPtrArray) values = NULL;
  g_autofree char *sentence = NULL;

  if (g_strcmp0 (response, "take") != 0 || owner == NULL)
    return;
  values = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; i < question->entries->len; i++)
    g_ptr_array_add (values, get_text (question, i));
  sentence = question->check != NULL ? question->check ((const char *const *) values->pdata, owner, question->data) : NULL;
  if (sentence != NULL)
    present_again (question, owner, sentence);
  else
    question->filled ((const char *const *) values->pdata, owner, question->data);
}

static void
handle_text (Question *question)
{
  gboolean complete = TRUE;

  for (guint i = 0; i < question->entries->len; i++)
    {
      g_autofree char *text = get_text (question, i);

      complete = complete && (*text != '\0' || !g_array_index (question->required, gboolean, i));
    }
  adw_message_dialog_set_response_enabled (question->dialog, "take", complete);
  gtk_widget_set_visible (GTK_WIDGET (question->fault), FALSE);
}

static GtkWidget *
make_fault (void)
{
  GtkWidget *label = g_object_new (GTK_TYPE_LABEL, "wrap", TRUE, "xalign", 0.0, "visible", FALSE, "accessible-role", GTK_ACCESSIBLE_ROLE_ALERT, NULL);

  gtk_widget_add_css_class (label, "error");
  return label;
}

static void
add_entry (Question *question, AdwPreferencesGroup *group, const SnFormField *field)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), field->title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  if (field->text != NULL)
    gtk_editable_set_text (GTK_EDITABLE (entry), field->text);
  g_ptr_array_add (question->entries, entry);
  g_array_append_val (question->required, field->required);
  g_signal_connect_swapped (entry, "changed", G_CALLBACK (handle_text), question);
  adw_preferences_group_add (group, entry);
}

static Question *
present (GtkWindow *parent, const SnForm *form, SnFormFilled filled, GObject *owner, gpointer take_data, GDestroyNotify data_free)
{
  Question *question = g_new0 (Question, 1);
  GtkWidget *dialog = adw_message_dialog_new (parent, form->heading, form->body);
  GtkWidget *group = adw_preferences_group_new (), *box = gtk_box_new (GTK_ORIENTATION_VERTICAL, 9), *fault = make_fault ();

  question->fault = GTK_LABEL (fault);
  question->check = form->check;
  question->dialog = ADW_MESSAGE_DIALOG (dialog);
  question->entries = g_ptr_array_new ();
  question->required = g_array_new (FALSE, FALSE, sizeof (gboolean));
  question->filled = filled;
  question->data = take_data;
  question->data_free = data_free;
  g_weak_ref_init (&question->owner, owner);
  adw_message_dialog_add_responses (question->dialog, "cancel", _ ("_Cancel"), "take", form->response, NULL);
  adw_message_dialog_set_response_appearance (question->dialog, "take",
                                              form->destructive ? ADW_RESPONSE_DESTRUCTIVE : ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (question->dialog, "take");
  adw_message_dialog_set_close_response (question->dialog, "cancel");
  for (guint i = 0; i < form->n_fields; i++)
    add_entry (question, ADW_PREFERENCES_GROUP (group), &form->fields[i]);
  gtk_box_append (GTK_BOX (box), group);
  gtk_box_append (GTK_BOX (box), fault);
  adw_message_dialog_set_extra_child (question->dialog, box);
  g_signal_connect_data (dialog, "response", G_CALLBACK (handle_response), question, free_question, 0);
  handle_text (question);
  gtk_window_present (GTK_WINDOW (dialog));
  if (question->entries->len > 0)
    gtk_widget_grab_focus (g_ptr_array_index (question->entries, 0));
  return question;
}

void
sn_form_dialog_present (GtkWindow *parent, const SnForm *form, SnFormFilled filled, GObject *owner, gpointer take_data,
                        GDestroyNotify data_free)
{
  present (parent, form, filled, owner, take_data, data_free);
}
