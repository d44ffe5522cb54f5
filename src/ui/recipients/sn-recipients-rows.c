/* sn-recipients-rows.c: what stands in rows of their own with the person beside the list: categories, accounts; and the number, which makes
 * another row of the person. What may be written is core's to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include "sn-date.h"
#include "sn-form-dialog.h"
#include "sn-person-merge.h"

#include <glib/gi18n.h>
#include <string.h>

static gint64
get_person_id (SnRecipientsPage *self)
{
  return sn_recipient_pane_get_person_id (self->pane);
}

static GtkWindow *
get_window (SnRecipientsPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ── Rows of the person ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  CATEGORY_ADD,
  CATEGORY_END,
  ACCOUNT_ADD,
  ACCOUNT_USE,
  ACCOUNT_REMOVE,
  DOCUMENT_CHANGE,
} Step;

typedef struct
{
  Step     step;
  gint64   person_id;
  gint64   row_id;    /* of the category or the account */
  char    *texts[4];  /* (nullable): as the step asks for them */
  gboolean was_valid;
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  for (gsize i = 0; i < G_N_ELEMENTS (work->texts); i++)
    g_free (work->texts[i]);
  g_free (work);
}

static gboolean
carry_out (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  SnOtherAccount account = { 0, work->person_id, work->texts[0], work->texts[1], work->texts[2], work->texts[3] };

  switch (work->step)
    {
    case CATEGORY_ADD:
      return sn_person_change_category (transaction, work->person_id, work->row_id, work->texts[0], NULL, work->texts[1], error);
    case CATEGORY_END:
      return sn_person_change_category (transaction, work->person_id, work->row_id, NULL, work->texts[0], NULL, error);
    case ACCOUNT_ADD:
      return sn_other_account_add (transaction, &account, NULL, error);
    case ACCOUNT_USE:
      return sn_other_account_use (transaction, work->row_id, error);
    case ACCOUNT_REMOVE:
      return sn_other_account_remove (transaction, work->row_id, error);
    case DOCUMENT_CHANGE:
    default:
      return sn_person_change_document (transaction, work->person_id, work->texts[0], NULL, work->texts[1], work->was_valid, &work->row_id, error);
    }
}

static gboolean
run_work (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, carry_out, data, error);
}

/* A corrected number makes another row of the person. */
static void
finish_work (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Work *work = data;

  if (error == NULL && work->step == DOCUMENT_CHANGE && work->row_id != 0)
    sn_recipients_page_go_to_person (owner, work->row_id);
}

static Work *
new_work (SnRecipientsPage *self, Step step, gint64 row_id)
{
  Work *work = g_new0 (Work, 1);

  work->step = step;
  work->person_id = get_person_id (self);
  work->row_id = row_id;
  return work;
}

static void
start_work (SnRecipientsPage *self, Work *take_work)
{
  sn_page_run (SN_PAGE (self), _ ("Noting it in the registry…"), run_work, take_work, free_work, finish_work);
}

/* The values of a form, in the order of its fields, are the step's texts. */
static void
take_values (const char *const *values, gpointer owner, gpointer data)
{
  const Work *asked = data;
  Work *work = g_memdup2 (asked, sizeof *asked);

  for (gsize i = 0; i < G_N_ELEMENTS (work->texts); i++)
    work->texts[i] = NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (work->texts) && values[i] != NULL; i++)
    work->texts[i] = g_strdup (values[i]);
  start_work (owner, work);
}

static const SnPersonCategory *
find_category (SnRecipientsPage *self, gint64 row_id)
{
  const SnPersonRecord *record = sn_recipient_pane_get_record (self->pane);

  for (guint i = 0; record != NULL && i < record->categories->len; i++)
    {
      const SnPersonCategory *category = g_ptr_array_index (record->categories, i);

      if (category->id == row_id)
        return category;
    }
  return NULL;
}

static char *
dup_today (void)
{
  GDate today;
  char text[11];

  sn_clock_today (&today);
  return g_strdup (sn_date_to_iso (&today, text));
}

static void
handle_category_end (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);
  const SnPersonCategory *category = find_category (self, g_variant_get_int64 (parameter));
  g_autofree char *today = dup_today (), *heading = NULL;

  if (category == NULL)
    return;
  heading = g_strdup_printf (_ ("End “%s”"), category->name);
  sn_form_dialog_present (get_window (self),
                          &(SnForm){ heading, _ ("The last day on which it is held. What was listed on this ground stays listed; findings point it out."),
                                     _ ("_End"), FALSE, (const SnFormField[]){ { _ ("Last day, as 2025-01-28"), today, TRUE } }, 1 },
                          take_values, G_OBJECT (self), new_work (self, CATEGORY_END, category->category_id), free_work);
}

/* Before the form closes: what was typed would be gone. */
static char *
check_account (const char *const *values, gpointer owner, gpointer data)
{
  const SnPersonRecord *record = sn_recipient_pane_get_record (SN_RECIPIENTS_PAGE (owner)->pane);
  const SnOtherAccount draft = { 0, record != NULL ? record->person->id : 0, (char *) values[0], (char *) values[1], (char *) values[2],
                                 (char *) values[3] };
  g_autoptr (GError) error = NULL;

  if (record == NULL || draft.person_id != ((const Work *) data)->person_id || sn_other_account_check (record->person, record->accounts, &draft, &error))
    return NULL;
  return g_strdup (error->message);
}

static void
handle_account_add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);
  const SnFormField fields[] = {
    { _ ("Bank"), NULL, FALSE },
    { _ ("Account number"), NULL, TRUE },
    { _ ("Account holder; empty: the person"), NULL, FALSE },
    { _ ("How another holder stands to the person"), NULL, FALSE },
  };

  sn_form_dialog_present (get_window (self),
                          &(SnForm){ _ ("Add an Account"), _ ("It stands beside the one in use. Payments go there once you press “Use”."), _ ("_Add"), FALSE,
                                     fields, G_N_ELEMENTS (fields), check_account },
                          take_values, G_OBJECT (self), new_work (self, ACCOUNT_ADD, 0), free_work);
}

static void
handle_account_use (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);

  start_work (self, new_work (self, ACCOUNT_USE, g_variant_get_int64 (parameter)));
}

static void
handle_account_remove (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);

  start_work (self, new_work (self, ACCOUNT_REMOVE, g_variant_get_int64 (parameter)));
}

/* ── The number ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The first letters of the answer say whether the old number was one of this person. */
static void
take_document (const char *const *values, gpointer owner, gpointer data)
{
  const Work *asked = data;
  Work *work = new_work (owner, DOCUMENT_CHANGE, 0);

  work->person_id = asked->person_id;
  work->was_valid = asked->was_valid;
  work->texts[0] = g_strdup (values[0]);
  work->texts[1] = *values[1] != '\0' ? g_strdup (values[1]) : NULL;
  start_work (owner, work);
}

static void
ask_document (SnRecipientsPage *self, gboolean was_valid)
{
  const SnFormField fields[] = {
    { _ ("Number as it should be"), NULL, TRUE },
    { _ ("Reason"), NULL, FALSE },
  };
  Work *work = new_work (self, DOCUMENT_CHANGE, 0);

  work->was_valid = was_valid;
  sn_form_dialog_present (get_window (self),
                          &(SnForm){ was_valid ? _ ("New Document") : _ ("Correct the Number"),
                                     was_valid ? _ ("The person is found by the old number as well. Birth and sex follow a resident number.")
                                               : _ ("The wrong number is forgotten. Birth and sex follow a resident number; what was submitted keeps "
                                                    "the number it was submitted with."),
                                     _ ("_Change"), FALSE, fields, G_N_ELEMENTS (fields) },
                          take_document, G_OBJECT (self), work, free_work);
}

static void
handle_change_document (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_document (SN_RECIPIENTS_PAGE (widget), FALSE);
}

static void
handle_new_document (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_document (SN_RECIPIENTS_PAGE (widget), TRUE);
}

/* ── A category more ────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray *choices; /* (nullable) SnRecipientChoice */
} Choices;

static void
free_choices (gpointer data)
{
  g_clear_pointer (&((Choices *) data)->choices, g_ptr_array_unref);
  g_free (data);
}

static gpointer
read_choices (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_choice_list (connection, SN_RECIPIENT_FILTER_CATEGORY, error);
}

static gboolean
run_read_choices (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Choices *choices = data;

  choices->choices = sn_job_read (job, read_choices, NULL, error);
  return choices->choices != NULL;
}

#define CATEGORY_KEY "sn-category"
#define CHOICES_KEY "sn-choices"

static void
handle_category_answer (AdwMessageDialog *dialog, const char *response, SnRecipientsPage *self)
{
  AdwComboRow *combo = g_object_get_data (G_OBJECT (dialog), CATEGORY_KEY);
  GPtrArray *choices = g_object_get_data (G_OBJECT (dialog), CHOICES_KEY);
  GtkEditable *from = g_object_get_data (G_OBJECT (dialog), "from"), *source = g_object_get_data (G_OBJECT (dialog), "source");
  guint selected = adw_combo_row_get_selected (combo);
  Work *work;

  if (strcmp (response, "add") != 0 || selected >= choices->len)
    return;
  work = new_work (self, CATEGORY_ADD, ((const SnRecipientChoice *) g_ptr_array_index (choices, selected))->id);
  work->texts[0] = g_strstrip (g_strdup (gtk_editable_get_text (from)));
  work->texts[1] = g_strstrip (g_strdup (gtk_editable_get_text (source)));
  start_work (self, work);
}

static GtkWidget *
add_entry (GtkWidget *group, AdwMessageDialog *dialog, const char *key, const char *title, const char *text)
{
  GtkWidget *entry = adw_entry_row_new ();

  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (entry), title);
  adw_entry_row_set_activates_default (ADW_ENTRY_ROW (entry), TRUE);
  gtk_editable_set_text (GTK_EDITABLE (entry), text);
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), entry);
  g_object_set_data (G_OBJECT (dialog), key, entry);
  return entry;
}

static void
finish_read_choices (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;
  GPtrArray *choices = ((Choices *) data)->choices;
  g_autoptr (GtkStringList) names = gtk_string_list_new (NULL);
  g_autofree char *today = dup_today ();
  GtkWidget *dialog, *group = adw_preferences_group_new (), *combo = adw_combo_row_new ();

  if (error != NULL)
    return;
  for (guint i = 0; i < choices->len; i++)
    gtk_string_list_append (names, ((const SnRecipientChoice *) g_ptr_array_index (choices, i))->name);
  dialog = adw_message_dialog_new (get_window (self), _ ("Add a Category"), _ ("What the person holds from that day on."));
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (combo), _ ("Category"));
  adw_combo_row_set_model (ADW_COMBO_ROW (combo), G_LIST_MODEL (names));
  adw_preferences_group_add (ADW_PREFERENCES_GROUP (group), combo);
  add_entry (group, ADW_MESSAGE_DIALOG (dialog), "from", _ ("First day, as 2025-01-28"), today);
  add_entry (group, ADW_MESSAGE_DIALOG (dialog), "source", _ ("Where it is known from"), "");
  adw_message_dialog_set_extra_child (ADW_MESSAGE_DIALOG (dialog), group);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "add", _ ("_Add"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "add", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "add");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_object_set_data (G_OBJECT (dialog), CATEGORY_KEY, combo);
  g_object_set_data_full (G_OBJECT (dialog), CHOICES_KEY, g_ptr_array_ref (choices), (GDestroyNotify) g_ptr_array_unref);
  g_signal_connect_object (dialog, "response", G_CALLBACK (handle_category_answer), self, 0);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
handle_category_add (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);
  /* Not sn_page_run(): a refresh of the page shall not take the question away. */
  g_autoptr (SnJob) job = sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_read_choices, g_new0 (Choices, 1), free_choices,
                                          finish_read_choices, G_OBJECT (self));
}

/* ── For the page ───────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipients_page_install_holding_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    const char                  *parameter_type;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "page.change-document", NULL, handle_change_document },
    { "page.new-document", NULL, handle_new_document },
    { "page.category-add", NULL, handle_category_add },
    { "page.category-end", "x", handle_category_end },
    { "page.account-add", NULL, handle_account_add },
    { "page.account-use", "x", handle_account_use },
    { "page.account-remove", "x", handle_account_remove },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type, actions[i].activate);
}
