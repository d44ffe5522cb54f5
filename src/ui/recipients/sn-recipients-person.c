/* sn-recipients-person.c: the person beside the list: read, looked at in full, set right. Whether it may be done is core's to say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include "sn-error.h"
#include "sn-officer-rights.h"
#include "sn-person-reveal.h"
#include "sn-person-steps.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── One person ─────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64          person_id;
  char           *officer;   /* who wants to look */
  GPtrArray      *findings;  /* (nullable) SnFinding */
  SnPersonRecord *record;    /* (nullable): nobody has that id any more */
  SnPersonStory  *story;     /* (nullable) */
  char           *barred;    /* (nullable): why this officer sees no number in full */
} PersonWork;

static void
free_person_work (gpointer data)
{
  PersonWork *work = data;

  sn_person_record_free (work->record);
  sn_person_story_free (work->story);
  g_clear_pointer (&work->findings, g_ptr_array_unref);
  g_free (work->officer);
  g_free (work->barred);
  g_free (work);
}

/* An officer whom nobody made known yet gets what a workspace gives to newcomers: the right where it is everybody's. */
static gboolean
read_right (SnConnection *connection, PersonWork *work, GError **error)
{
  g_autoptr (GPtrArray) officers = sn_officer_list (connection, error);
  gboolean limited, may;

  if (!sn_officer_get_reveal_limited (connection, &limited, error))
    return FALSE;
  may = !limited;
  for (guint i = 0; officers != NULL && i < officers->len; i++)
    {
      const SnOfficer *officer = g_ptr_array_index (officers, i);

      if (strcmp (officer->name, work->officer) == 0 && !sn_officer_may_reveal (connection, officer->id, &may, error))
        return FALSE;
    }
  if (!may)
    work->barred = g_strdup (_ ("You may not see numbers in full. Who may is set under “Officers and Rights…” in the main menu."));
  return officers != NULL;
}

static gpointer
read_record (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  PersonWork *work = data;

  work->record = sn_person_record_read (connection, work->person_id, error);
  return work->record != NULL && read_right (connection, work, error) ? work : NULL;
}

static gpointer
read_story (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  PersonWork *work = data;

  work->story = sn_person_story_read (connection, work->person_id, work->findings, cancellable, error);
  return work->story;
}

static gboolean
run_read (SnJob *job, SnReadFunc func, gpointer data, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  sn_job_read (job, func, data, &local_error);
  /* An undo may have taken somebody away who is still on the screen. */
  if (local_error == NULL || g_error_matches (local_error, SN_ERROR, SN_ERROR_NOT_FOUND))
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
run_read_record (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return run_read (job, read_record, data, error);
}

static gboolean
run_read_story (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return run_read (job, read_story, data, error);
}

/* What is done to whom the pane shows; of nobody nothing can be done. */
static void
enable_person_actions (SnRecipientsPage *self, const SnPerson *person)
{
  static const char *const always[] = { "page.edit", "page.change-document", "page.new-document", "page.household", "page.category-add", "page.category-end",
                                        "page.account-add", "page.account-use", "page.account-remove" };
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean died = person != NULL && *person->died_on != '\0', moved = person != NULL && *person->moved_on != '\0';

  for (gsize i = 0; i < G_N_ELEMENTS (always); i++)
    gtk_widget_action_set_enabled (widget, always[i], person != NULL);
  gtk_widget_action_set_enabled (widget, "page.reveal", person != NULL);
  gtk_widget_action_set_enabled (widget, "page.mark-died", person != NULL && !died);
  gtk_widget_action_set_enabled (widget, "page.mark-moved", person != NULL && !moved);
  gtk_widget_action_set_enabled (widget, "page.mark-here", died || moved);
}

static PersonWork *
new_person_work (SnRecipientsPage *self, gint64 person_id)
{
  SnSession *session = sn_page_get_session (SN_PAGE (self));
  PersonWork *work = g_new0 (PersonWork, 1);
  GPtrArray *findings = sn_session_get_findings (session);

  work->person_id = person_id;
  work->officer = g_strdup (sn_session_get_officer (session));
  work->findings = findings != NULL ? g_ptr_array_ref (findings) : NULL;
  return work;
}

static void
finish_read_story (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;
  PersonWork *work = data;

  if (error == NULL && work->person_id == self->person_id && work->story != NULL)
    sn_recipient_pane_show_story (self->pane, work->person_id, g_steal_pointer (&work->story));
}

static void
finish_read_record (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;
  PersonWork *work = data;

  /* Somebody may have moved on while it was read. */
  if (error != NULL || work->person_id != self->person_id)
    return;
  enable_person_actions (self, work->record != NULL ? work->record->person : NULL);
  sn_recipient_pane_set_barred (self->pane, work->barred);
  sn_recipient_pane_show (self->pane, g_steal_pointer (&work->record));
  /* The story may take some tenths of a second: who goes through the list by the arrows shall not wait for it. */
  if (sn_recipient_pane_get_person_id (self->pane) != 0)
    sn_recipients_page_replace_job (&self->person_reading,
                                    sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_read_story,
                                                    new_person_work (self, work->person_id), free_person_work, finish_read_story, G_OBJECT (self)));
}

void
sn_recipients_page_show_person (SnRecipientsPage *self, gint64 person_id)
{
  self->person_id = person_id;
  if (person_id == 0)
    {
      sn_recipients_page_replace_job (&self->person_reading, NULL);
      sn_recipient_pane_show (self->pane, NULL);
      enable_person_actions (self, NULL);
      return;
    }
  sn_recipients_page_replace_job (&self->person_reading,
                                  sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_read_record, new_person_work (self, person_id),
                                                  free_person_work, finish_read_record, G_OBJECT (self)));
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

static void
handle_page_wanted (SnRecipientsPage *self, const char *page, const char *target)
{
  sn_page_go (SN_PAGE (self), page, target);
}

/* ── A number in full ───────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64  person_id;
  char   *field; /* "phone", or of another account "other-account:ROW" */
  char   *text;  /* (nullable): in full */
} Look;

static void
free_look (gpointer data)
{
  Look *look = data;

  g_free (look->field);
  g_free (look->text);
  g_free (look);
}

static gboolean
reveal_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Look *look = data;
  g_auto (GStrv) parts = g_strsplit (look->field, ":", 2);
  SnProtectedField field = SN_PROTECTED_DOCUMENT;

  if (!sn_protected_field_from_string (parts[0], &field))
    g_return_val_if_reached (FALSE);
  return sn_person_reveal (transaction, look->person_id, field, parts[1] != NULL ? g_ascii_strtoll (parts[1], NULL, 10) : 0, &look->text, error);
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
  Look *look = data;

  if (error != NULL)
    return;
  sn_recipient_pane_reveal (self->pane, look->person_id, look->field, look->text);
  sn_session_say (sn_page_get_session (SN_PAGE (self)), _ ("The history notes that you looked at this number."));
}

static void
handle_reveal (GtkWidget *widget, const char *action, GVariant *parameter)
{
  Look *look = g_new0 (Look, 1);

  look->person_id = sn_recipient_pane_get_person_id (SN_RECIPIENTS_PAGE (widget)->pane);
  look->field = g_strdup (g_variant_get_string (parameter, NULL));
  sn_page_run (SN_PAGE (widget), _ ("Looking up the number…"), run_reveal, look, free_look, finish_reveal);
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
    { "page.reveal", "s", handle_reveal },          { "page.mark-died", NULL, handle_mark_died },
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
  gtk_widget_class_bind_template_callback (widget_class, handle_page_wanted);
}
