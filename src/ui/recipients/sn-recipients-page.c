/* sn-recipients-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page.h"

#include "sn-error.h"
#include "sn-money.h"
#include "sn-person-reveal.h"
#include "sn-person-steps.h"
#include "sn-recipient-columns.h"
#include "sn-recipient-filters.h"
#include "sn-recipient-list.h"
#include "sn-recipient-pane.h"
#include "sn-recipient-query.h"
#include "sn-recipient-view.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_COPIED 10000 /* rows; what is more belongs in a file */

struct _SnRecipientsPage
{
  SnPage              parent_instance;

  /* Template */
  AdwFlap            *flap;
  GtkSearchEntry     *search_entry;
  GtkLabel           *count_label;
  SnRecipientFilters *filters_bar;
  GtkDropDown        *sort_drop_down;
  GtkStack           *stack;
  AdwStatusPage      *nobody_page;
  SnRecipientView    *view;
  SnRecipientPane    *pane;

  /* Owned */
  SnRecipientList    *list;
  SnRecipientFilter  *filters[SN_RECIPIENT_N_FILTERS]; /* (nullable): of what is chosen, once it was read */
  SnJob              *filter_reading;                  /* (nullable) */
  SnJob              *person_reading;                  /* (nullable) */
  char               *target;    /* (nullable): to be opened once the choices are there */
  gint64              person_id; /* in the pane, or on its way there; 0: nobody */
  gint64              wanted;    /* to be chosen once the list is there; 0: nobody */
  guint               search_tick;
  gboolean            going;     /* the person in the pane is not the one in the list */
};

G_DEFINE_FINAL_TYPE (SnRecipientsPage, sn_recipients_page, SN_TYPE_PAGE)

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

static void
replace_job (SnJob **place, SnJob *take_job)
{
  if (*place != NULL)
    sn_job_cancel (*place);
  g_clear_object (place);
  *place = take_job;
}

static void
show_person (SnRecipientsPage *self, gint64 person_id)
{
  PersonWork *work;

  self->person_id = person_id;
  if (person_id == 0)
    {
      replace_job (&self->person_reading, NULL);
      sn_recipient_pane_show (self->pane, NULL);
      enable_person_actions (self, NULL);
      return;
    }
  work = g_new0 (PersonWork, 1);
  work->person_id = person_id;
  replace_job (&self->person_reading, sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_read_record, work, free_person_work,
                                                      finish_read_record, G_OBJECT (self)));
}

/* Wherever that person stands in the list, if at all. */
static void
go_to_person (SnRecipientsPage *self, gint64 person_id)
{
  self->going = TRUE;
  sn_recipient_view_choose (self->view, person_id);
  self->going = FALSE;
  show_person (self, person_id);
}

static void
handle_chosen (SnRecipientsPage *self)
{
  gint64 person_id = sn_recipient_view_get_chosen (self->view);

  /* While several rows are selected the pane keeps who was there. */
  if (self->going || (person_id == 0 && sn_recipient_view_get_n_selected (self->view) > 1))
    return;
  if (person_id != self->person_id)
    show_person (self, person_id);
}

static void
handle_activated (SnRecipientsPage *self)
{
  adw_flap_set_reveal_flap (self->flap, TRUE);
}

static void
handle_person_wanted (SnRecipientsPage *self, gint64 person_id)
{
  go_to_person (self, person_id);
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

/* ── Search ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full): "150,000" */
static char *
format_count (guint n)
{
  char *amount = sn_money_format ((gint64) n * 100);

  *strchr (amount, '.') = '\0';
  return amount;
}

static void
show_count (SnRecipientsPage *self, guint n)
{
  g_autofree char *number = format_count (n);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person", "%s people", n), number);

  gtk_label_set_label (self->count_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count_label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static const char *
get_text (SnRecipientsPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

static gboolean
is_filtered (SnRecipientsPage *self)
{
  SnRecipientChosen chosen = sn_recipient_filters_get_chosen (self->filters_bar);

  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    if (chosen.ids[i] != 0)
      return TRUE;
  return FALSE;
}

static void
explain_nobody (SnRecipientsPage *self)
{
  gboolean searched = *get_text (self) != '\0';

  adw_status_page_set_title (self->nobody_page, searched ? _ ("Nobody Is Called Like That") : _ ("Nobody Belongs to This Choice"));
  adw_status_page_set_description (
    self->nobody_page,
    is_filtered (self)
      ? _ ("Only those who belong to all that is chosen above are shown.")
      : _ ("Search by name (王建国), pinyin (wangjianguo), initials (wjg), or digits of the ID or phone number."));
}

static const char *
choose_stage (SnRecipientsPage *self, guint n_found)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (SN_PAGE (self)));

  if (n_found > 0)
    return "list";
  return facts != NULL && facts->has_persons ? "nobody" : "empty";
}

/* (transfer full) (nullable): everybody who is asked for, before filters. A question to memory: nothing is read. %NULL while what
 * it takes is not there. */
static GArray *
ask_memory (SnRecipientsPage *self)
{
  SnSession *session = sn_page_get_session (SN_PAGE (self));
  SnRecipientSort sort = (SnRecipientSort) gtk_drop_down_get_selected (self->sort_drop_down);
  SnRecipientOrder *order = sn_session_get_order (session, sort); /* asked for first, as it is there first */
  SnSearchImage *image = sn_session_get_image (session);
  g_autoptr (SnRecipientQuery) query = NULL;

  /* An order is there long before the image, and is all it takes to show everybody. */
  if (image == NULL && (order == NULL || *get_text (self) != '\0'))
    return NULL;
  if (image == NULL)
    return g_array_ref (sn_recipient_order_get_ids (order));
  if (order == NULL && sort != SN_RECIPIENT_SORT_PINYIN)
    return NULL;
  query = sn_recipient_query_new (get_text (self), sort);
  return sn_recipient_query_run (query, NULL, image, order, NULL, NULL);
}

/* (transfer full) (nullable): who is asked for */
static GArray *
find_people (SnRecipientsPage *self)
{
  g_autoptr (GArray) ids = ask_memory (self);

  for (guint i = 0; ids != NULL && i < SN_RECIPIENT_N_FILTERS; i++)
    {
      GArray *kept = self->filters[i] != NULL ? sn_recipient_filter_keep (self->filters[i], ids) : NULL;

      if (kept == NULL)
        continue;
      g_array_unref (ids);
      ids = kept;
    }
  return g_steal_pointer (&ids);
}

static void
search (SnRecipientsPage *self, gboolean anew)
{
  g_autoptr (GArray) ids = find_people (self);
  gint64 wanted = self->wanted;

  if (ids == NULL)
    return;
  show_count (self, ids->len);
  explain_nobody (self);
  gtk_stack_set_visible_child_name (self->stack, choose_stage (self, ids->len));
  self->wanted = 0;
  /* Whom another answer to the same question leaves out stays in the pane: what was just done about him may have led to it. */
  self->going = wanted != 0 || !anew;
  sn_recipient_view_show (self->view, ids, get_text (self), anew);
  self->going = FALSE;
  if (wanted != 0)
    go_to_person (self, wanted);
}

static gboolean
handle_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SnRecipientsPage *self = data;

  self->search_tick = 0;
  search (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* Several letters of one frame, as an input method commits them, are one question. */
static void
handle_text_changed (SnRecipientsPage *self)
{
  if (self->search_tick == 0)
    self->search_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), handle_tick, self, NULL);
}

static void
handle_text_activated (SnRecipientsPage *self)
{
  search (self, TRUE);
  sn_recipient_view_enter (self->view);
}

static void
handle_search_stopped (SnRecipientsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
}

static gboolean
handle_search_key (SnRecipientsPage *self, guint key, guint code, GdkModifierType state)
{
  if (key != GDK_KEY_Down && key != GDK_KEY_KP_Down)
    return GDK_EVENT_PROPAGATE;
  handle_text_activated (self);
  return GDK_EVENT_STOP;
}

static void
handle_sort_changed (SnRecipientsPage *self)
{
  search (self, TRUE);
}

/* ── Filters ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnRecipientChosen  chosen;
  GPtrArray         *choices[SN_RECIPIENT_N_FILTERS];
  SnRecipientFilter *filters[SN_RECIPIENT_N_FILTERS]; /* (nullable) */
  gboolean           anew; /* something else was chosen */
} FilterWork;

static void
free_filter_work (gpointer data)
{
  FilterWork *work = data;

  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    {
      g_clear_pointer (&work->choices[i], g_ptr_array_unref);
      g_clear_pointer (&work->filters[i], sn_recipient_filter_unref);
    }
  g_free (work);
}

static gpointer
load_filters (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  FilterWork *work = data;

  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    {
      work->choices[i] = sn_recipient_choice_list (connection, (SnRecipientFilterKind) i, error);
      if (work->choices[i] == NULL)
        return NULL;
      if (work->chosen.ids[i] == 0)
        continue;
      work->filters[i] = sn_recipient_filter_load (connection, (SnRecipientFilterKind) i, work->chosen.ids[i], error);
      if (work->filters[i] == NULL)
        return NULL;
    }
  return work;
}

static gboolean
run_load_filters (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, load_filters, data, error) != NULL;
}

static void open_target (SnRecipientsPage *self, const char *target);

static void
finish_load_filters (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;
  FilterWork *work = data;
  g_autofree char *target = NULL;

  if (error != NULL)
    return;
  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    {
      g_clear_pointer (&self->filters[i], sn_recipient_filter_unref);
      self->filters[i] = g_steal_pointer (&work->filters[i]);
      sn_recipient_filters_set_choices (self->filters_bar, (SnRecipientFilterKind) i, work->choices[i]);
    }
  search (self, work->anew);
  target = g_steal_pointer (&self->target);
  if (target != NULL)
    open_target (self, target);
}

static void
start_loading_filters (SnRecipientsPage *self, gboolean anew)
{
  FilterWork *work = g_new0 (FilterWork, 1);

  work->chosen = sn_recipient_filters_get_chosen (self->filters_bar);
  work->anew = anew;
  replace_job (&self->filter_reading, sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_load_filters, work, free_filter_work,
                                                      finish_load_filters, G_OBJECT (self)));
}

static void
handle_filters_changed (SnRecipientsPage *self)
{
  start_loading_filters (self, TRUE);
}

static void
handle_show_everyone (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);

  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  sn_recipient_filters_clear (self->filters_bar);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ── Copying ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GArray    *ids;
  GPtrArray *recipients; /* (nullable) SnRecipient */
} CopyWork;

static void
free_copy_work (gpointer data)
{
  CopyWork *work = data;

  g_array_unref (work->ids);
  g_clear_pointer (&work->recipients, g_ptr_array_unref);
  g_free (work);
}

static gpointer
read_recipients (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return sn_recipient_read (connection, (const gint64 *) ids->data, ids->len, error);
}

static gboolean
run_read_recipients (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  CopyWork *work = data;

  work->recipients = sn_job_read (job, read_recipients, work->ids, error);
  return work->recipients != NULL;
}

static void
append_line (GString *text, SnRecipient *recipient)
{
  for (guint i = 0; i < SN_RECIPIENT_N_COLUMNS; i++)
    {
      g_autofree char *field = recipient != NULL ? sn_recipient_column_dup_text ((SnRecipientColumn) i, recipient)
                                                 : g_strdup (sn_recipient_column_get_title ((SnRecipientColumn) i));

      g_strdelimit (field, "\t\r\n", ' ');
      g_string_append_printf (text, "%s%c", field, i + 1 < SN_RECIPIENT_N_COLUMNS ? '\t' : '\n');
    }
}

static void
finish_copy (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  CopyWork *work = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *number = NULL, *said = NULL;

  if (error != NULL)
    return;
  append_line (text, NULL);
  for (guint i = 0; i < work->recipients->len; i++)
    if (g_ptr_array_index (work->recipients, i) != NULL)
      append_line (text, g_ptr_array_index (work->recipients, i));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (owner), text->str);
  number = format_count (work->recipients->len);
  said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Copied %s row, numbers masked.", "Copied %s rows, numbers masked.", work->recipients->len), number);
  sn_session_say (sn_page_get_session (owner), said);
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);
  guint64 n_selected = sn_recipient_view_get_n_selected (self->view);
  CopyWork *work;

  if (n_selected == 0)
    return;
  if (n_selected > MOST_COPIED)
    {
      g_autofree char *number = format_count (MOST_COPIED), *sentence = g_strdup_printf (_ ("At most %s rows can be copied at once. Select fewer rows."), number);

      sn_session_say (sn_page_get_session (SN_PAGE (self)), sentence);
      return;
    }
  work = g_new0 (CopyWork, 1);
  work->ids = sn_recipient_view_dup_selected (self->view, MOST_COPIED);
  sn_page_run (SN_PAGE (self), NULL, run_read_recipients, work, free_copy_work, finish_copy);
}

/* ── The page ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_recipients_page_refresh (SnPage *page)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (page);

  sn_recipient_list_refresh (self->list);
  start_loading_filters (self, FALSE);
  if (self->person_id != 0)
    show_person (self, self->person_id);
}

static void
open_person (SnRecipientsPage *self, gint64 person_id)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  self->wanted = person_id;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  if (is_filtered (self))
    sn_recipient_filters_clear (self->filters_bar); /* which searches when it is done */
  else
    search (self, TRUE);
}

static void
open_choice (SnRecipientsPage *self, const char *kind_name, const char *code)
{
  SnRecipientFilterKind kind;

  if (!sn_recipient_filter_kind_from_string (kind_name, &kind))
    return;
  /* Who comes from a number elsewhere wants to see as many people. */
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  sn_recipient_filters_clear (self->filters_bar);
  sn_recipient_filters_choose (self->filters_bar, kind, code);
}

static void
open_target (SnRecipientsPage *self, const char *target)
{
  g_auto (GStrv) parts = g_strsplit (target, ":", 2);

  if (g_strv_length (parts) != 2)
    return;
  if (strcmp (parts[0], "person") == 0)
    open_person (self, g_ascii_strtoll (parts[1], NULL, 10));
  else if (strcmp (parts[0], "search") == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), parts[1]);
  else
    open_choice (self, parts[0], parts[1]);
}

static void
sn_recipients_page_open (SnPage *page, const char *target)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (page);

  if (sn_recipient_filters_are_ready (self->filters_bar))
    {
      open_target (self, target);
      return;
    }
  g_free (self->target);
  self->target = g_strdup (target);
}

static void
sn_recipients_page_find (SnPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (SN_RECIPIENTS_PAGE (page)->search_entry));
}

static void
handle_image_changed (SnRecipientsPage *self)
{
  search (self, FALSE);
}

static void
sn_recipients_page_constructed (GObject *object)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (object);
  SnSession *session = sn_page_get_session (SN_PAGE (self));

  G_OBJECT_CLASS (sn_recipients_page_parent_class)->constructed (object);
  self->list = sn_recipient_list_new (sn_session_get_workspace (session));
  sn_recipient_view_set_list (self->view, self->list);
  g_signal_connect_object (session, "image-changed", G_CALLBACK (handle_image_changed), self, G_CONNECT_SWAPPED);
  search (self, TRUE);
}

static void
sn_recipients_page_dispose (GObject *object)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (object);

  if (self->search_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->search_tick);
  self->search_tick = 0;
  replace_job (&self->person_reading, NULL);
  replace_job (&self->filter_reading, NULL);
  /* The workspace closes after the page: no row may be read any more. */
  if (self->list != NULL)
    sn_recipient_list_set_ids (self->list, NULL);
  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_RECIPIENTS_PAGE);
  g_clear_object (&self->list);
  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    g_clear_pointer (&self->filters[i], sn_recipient_filter_unref);
  g_clear_pointer (&self->target, g_free);
  G_OBJECT_CLASS (sn_recipients_page_parent_class)->dispose (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-recipients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, flap);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, filters_bar);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, sort_drop_down);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, view);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, pane);
  gtk_widget_class_bind_template_callback (widget_class, handle_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_text_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, handle_search_key);
  gtk_widget_class_bind_template_callback (widget_class, handle_filters_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_sort_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_chosen);
  gtk_widget_class_bind_template_callback (widget_class, handle_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_person_wanted);
}

static void
sn_recipients_page_class_init (SnRecipientsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (SN_TYPE_RECIPIENT_FILTERS);
  g_type_ensure (SN_TYPE_RECIPIENT_PANE);
  g_type_ensure (SN_TYPE_RECIPIENT_VIEW);
  G_OBJECT_CLASS (class)->constructed = sn_recipients_page_constructed;
  G_OBJECT_CLASS (class)->dispose = sn_recipients_page_dispose;
  SN_PAGE_CLASS (class)->refresh = sn_recipients_page_refresh;
  SN_PAGE_CLASS (class)->open = sn_recipients_page_open;
  SN_PAGE_CLASS (class)->find = sn_recipients_page_find;
  bind_template (widget_class);
  gtk_widget_class_install_action (widget_class, "page.reveal", NULL, handle_reveal);
  gtk_widget_class_install_action (widget_class, "page.correct", NULL, handle_correct);
  gtk_widget_class_install_action (widget_class, "page.mark-died", NULL, handle_mark_died);
  gtk_widget_class_install_action (widget_class, "page.mark-moved", NULL, handle_mark_moved);
  gtk_widget_class_install_action (widget_class, "page.mark-here", NULL, handle_mark_here);
  gtk_widget_class_install_action (widget_class, "page.list-in", "s", handle_list_in);
  gtk_widget_class_install_action (widget_class, "page.show-everyone", NULL, handle_show_everyone);
  gtk_widget_class_install_action (widget_class, "page.close-pane", NULL, handle_close_pane);
  gtk_widget_class_install_action (widget_class, "page.copy", NULL, handle_copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "page.copy", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Escape, 0, "page.close-pane", NULL);
}

static void
sn_recipients_page_init (SnRecipientsPage *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  enable_person_actions (self, NULL);
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (sn_recipient_view_get_list_view (self->view)));
}
