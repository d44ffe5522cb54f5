/* sn-recipients-person.c: the person beside the list: read, looked at in full, set right. Whether it may be done is core's to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include "sn-error.h"
#include "sn-person-reveal.h"
#include "sn-person-steps.h"

#include <glib/gi18n.h>

/* ── One person ─────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64          person_id;
  SnPersonRecord *record;          /* (nullable): nobody has that id any more */
  char           *document_number; /* (nullable): in full */
} PersonWork;

static void
free_person_work (gpointer data)
{
  PersonWork *work = data;

  sn_person_record_free (work->record);
  g_free (work->document_number);
  g_free (work);
}

static gpointer
read_record (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_record_read (connection, *(gint64 *) data, error);
}

static gboolean
run_read_record (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  PersonWork *work = data;
  g_autoptr (GError) local_error = NULL;

  work->record = sn_job_read (job, read_record, &work->person_id, &local_error);
  /* An undo may have taken somebody away who is still on the screen. */
  if (local_error == NULL || g_error_matches (local_error, SN_ERROR, SN_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

/* @person: (nullable): whom the pane shows */
static void
enable_person_actions (SnRecipientsPage *self, const SnPerson *person)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean died = person != NULL && *person->died_on != '\0', moved = person != NULL && *person->moved_on != '\0';

  gtk_widget_action_set_enabled (widget, "page.reveal", person != NULL);
  gtk_widget_action_set_enabled (widget, "page.correct", person != NULL);
  gtk_widget_action_set_enabled (widget, "page.mark-died", person != NULL && !died);
  gtk_widget_action_set_enabled (widget, "page.mark-moved", person != NULL && !moved);
  gtk_widget_action_set_enabled (widget, "page.mark-here", died || moved);
}

static void
finish_read_record (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;
  PersonWork *work = data;

  /* Somebody may have moved on while it was read. */
  if (error != NULL || work->person_id != self->person_id)
    return;
  sn_recipient_pane_show (self->pane, work->record);
  enable_person_actions (self, work->record != NULL ? work->record->person : NULL);
}

void
sn_recipients_page_show_person (SnRecipientsPage *self, gint64 person_id)
{
  PersonWork *work;

  self->person_id = person_id;
  if (person_id == 0)
    {
      sn_recipients_page_replace_job (&self->person_reading, NULL);
      sn_recipient_pane_show (self->pane, NULL);
      enable_person_actions (self, NULL);
      return;
    }
  work = g_new0 (PersonWork, 1);
  work->person_id = person_id;
  sn_recipients_page_replace_job (&self->person_reading, sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_read_record, work, free_person_work,
                                                      finish_read_record, G_OBJECT (self)));
}

void
sn_recipients_page_go_to_person (SnRecipientsPage *self, gint64 person_id)
{
  self->going = TRUE;
  sn_recipient_view_choose (self->view, person_id);
  self->going = FALSE;
  sn_recipients_page_show_person (self, person_id);
}

static void
handle_chosen (SnRecipientsPage *self)
{
  gint64 person_id = sn_recipient_view_get_chosen (self->view);

  /* While several rows are selected the pane keeps who was there. */
  if (self->going || (person_id == 0 && sn_recipient_view_get_n_selected (self->view) > 1))
    return;
  if (person_id != self->person_id)
    sn_recipients_page_show_person (self, person_id);
}

static void
handle_activated (SnRecipientsPage *self)
{
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
handle_person_wanted (SnRecipientsPage *self, gint64 person_id)
{
  sn_recipients_page_go_to_person (self, person_id);
}

static void
handle_close_pane (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);

  if (!adw_flap_get_folded (self->flap))
    return;
  adw_flap_set_reveal_flap (self->flap, FALSE);
  gtk_widget_grab_focus (GTK_WIDGET (sn_recipient_view_get_list_view (self->view)));
}

/* ── The number in full ─────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
reveal_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  PersonWork *work = data;

  return sn_person_reveal (transaction, work->person_id, SN_PROTECTED_DOCUMENT, 0, &work->document_number, error);
}

static gboolean
run_reveal (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  /* Not sn_job_write(): the window would offer to undo it, and nobody can unsee a number. */
  return sn_workspace_write (workspace, reveal_person, data, sn_job_get_cancellable (job), error) != 0;
}

static void
finish_reveal (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;
  PersonWork *work = data;

  if (error != NULL)
    return;
  sn_recipient_pane_reveal (self->pane, work->person_id, work->document_number);
  sn_session_say (sn_page_get_session (SN_PAGE (self)), _ ("The history notes that you looked at this number."));
}

static void
handle_reveal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  PersonWork *work = g_new0 (PersonWork, 1);

  work->person_id = sn_recipient_pane_get_person_id (SN_RECIPIENTS_PAGE (widget)->pane);
  sn_page_run (SN_PAGE (widget), _ ("Looking up the number…"), run_reveal, work, free_person_work, finish_reveal);
}

static void
handle_correct (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_person_steps_correct (SN_PAGE (widget), sn_recipient_pane_get_person_id (SN_RECIPIENTS_PAGE (widget)->pane), NULL);
}

static void
handle_mark_died (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_person_steps_mark (SN_PAGE (widget), sn_recipient_pane_get_person_id (SN_RECIPIENTS_PAGE (widget)->pane), SN_PERSON_DIED);
}

static void
handle_mark_moved (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_person_steps_mark (SN_PAGE (widget), sn_recipient_pane_get_person_id (SN_RECIPIENTS_PAGE (widget)->pane), SN_PERSON_MOVED);
}

static void
handle_mark_here (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_person_steps_mark (SN_PAGE (widget), sn_recipient_pane_get_person_id (SN_RECIPIENTS_PAGE (widget)->pane), SN_PERSON_HERE);
}

static void
handle_list_in (GtkWidget *widget, const char *action, GVariant *parameter)
{
  gint64 person_id = sn_recipient_pane_get_person_id (SN_RECIPIENTS_PAGE (widget)->pane);

  sn_person_steps_list (SN_PAGE (widget), person_id, g_variant_get_string (parameter, NULL));
}

/* ── For the page ───────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipients_page_install_person_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    const char                  *parameter_type;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "page.reveal", NULL, handle_reveal },         { "page.correct", NULL, handle_correct },     { "page.mark-died", NULL, handle_mark_died },
    { "page.mark-moved", NULL, handle_mark_moved }, { "page.mark-here", NULL, handle_mark_here }, { "page.list-in", "s", handle_list_in },
    { "page.close-pane", NULL, handle_close_pane },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type, actions[i].activate);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.close-pane", NULL);
}

void
sn_recipients_page_bind_person_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, handle_chosen);
  gtk_widget_class_bind_template_callback (widget_class, handle_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_person_wanted);
}
