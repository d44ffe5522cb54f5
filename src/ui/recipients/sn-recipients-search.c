/* sn-recipients-search.c: who is asked for, and who that is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include "sn-figure-text.h"

#include <glib/gi18n.h>
#include <string.h>

#define SORT_KEY "recipient-sort"
#define DESCENDING_KEY "recipient-sort-descending"

/* ── How many ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
describe_count (SnRecipientsPage *self)
{
  GArray *ids = sn_recipient_list_get_ids (self->list);
  SnSearchImage *image = sn_session_get_image (sn_page_get_session (SN_PAGE (self)));
  guint n_people = ids != NULL ? ids->len : 0, n_households = image != NULL && ids != NULL ? sn_search_image_count_households (image, ids) : 0;
  g_autofree char *people = sn_figure_text_count (n_people), *households = sn_figure_text_count (n_households);
  g_autofree char *household_words = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s household", "%s households", n_households), households);

  if (n_households == 0)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person", "%s people", n_people), people);
  /* TRANSLATORS: “1,204 people in 863 households”; the second is the message “%s households” */
  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person in %s", "%s people in %s", n_people), people, household_words);
}

static void
show_selected (SnRecipientsPage *self)
{
  guint64 n_selected = sn_recipient_view_get_n_selected (self->view);
  g_autofree char *number = sn_figure_text_count ((gint64) n_selected);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s selected", "%s selected", n_selected), number);

  gtk_label_set_label (self->selected_label, text);
  gtk_widget_set_visible (GTK_WIDGET (self->selected_label), n_selected > 1);
  sn_recipients_page_update_row_actions (self);
}

void
sn_recipients_page_show_counts (SnRecipientsPage *self)
{
  g_autofree char *text = describe_count (self);

  gtk_label_set_label (self->count_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count_label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
  show_selected (self);
}

static void
handle_selected (SnRecipientsPage *self)
{
  show_selected (self);
}

/* ── The answer ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
explain_nobody (SnRecipientsPage *self, gboolean looking)
{
  gboolean searched = *self->query->text != '\0';

  if (looking)
    adw_status_page_set_title (self->nobody_page, _ ("Looking in the Addresses…"));
  else
    adw_status_page_set_title (self->nobody_page, searched ? _ ("Nobody Is Called Like That") : _ ("Nobody Belongs to This Choice"));
  adw_status_page_set_description (
    self->nobody_page,
    self->query->conditions->len > 0
      ? _ ("Only those who belong to all that is chosen above are shown.")
      : _ ("Search by name (王建国), pinyin (wangjianguo), initials (wjg), a place (徐泾), or digits of the ID, phone or account number."));
}

static const char *
choose_stage (SnRecipientsPage *self, guint n_found)
{
  const SnSessionFacts *facts = sn_session_get_facts (sn_page_get_session (SN_PAGE (self)));

  if (n_found > 0)
    return "list";
  return facts != NULL && facts->has_persons ? "nobody" : "empty";
}

/* Without an image: an order is there long before it, and is all it takes to show everybody. (transfer full) (nullable) */
static GArray *
ask_order (SnRecipientsPage *self, SnRecipientOrder *order)
{
  if (order == NULL || *self->query->text != '\0')
    return NULL;
  return sn_recipient_order_dup_ids (order, self->query->descending);
}

/* (transfer full) (nullable): everybody who is asked for, before filters. A question to memory: nothing is read. %NULL while what
 * it takes is not there. */
static GArray *
ask_memory (SnRecipientsPage *self)
{
  SnSession *session = sn_page_get_session (SN_PAGE (self));
  SnRecipientOrder *order = sn_session_get_order (session, self->query->sort); /* asked for first, as it is there first */
  SnSearchImage *image = sn_session_get_image (session);

  if (image == NULL)
    return ask_order (self, order);
  if (order == NULL && self->query->sort != SN_RECIPIENT_SORT_PINYIN)
    return NULL;
  return sn_recipient_query_run (self->query, NULL, image, order, NULL, NULL);
}

/* (transfer full) (nullable): who is asked for */
static GArray *
find_people (SnRecipientsPage *self)
{
  g_autoptr (GArray) ids = ask_memory (self);

  return ids != NULL && self->filter != NULL ? sn_recipient_filter_keep (self->filter, ids) : g_steal_pointer (&ids);
}

static void
show_people (SnRecipientsPage *self, GArray *ids, gboolean anew, gboolean looking)
{
  gint64 wanted = self->wanted;

  explain_nobody (self, looking);
  gtk_stack_set_visible_child_name (self->stack, choose_stage (self, ids->len));
  self->wanted = 0;
  /* Whom another answer to the same question leaves out stays in the pane: what was just done about him may have led to it. */
  self->going = wanted != 0 || !anew;
  sn_recipient_view_show (self->view, ids, self->query->text, anew);
  self->going = FALSE;
  sn_recipients_page_show_counts (self);
  if (wanted != 0)
    sn_recipients_page_go_to_person (self, wanted);
}

/* ── Who is found in addresses, a moment later ──────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnRecipientQuery  *query;
  SnSearchImage     *image;
  SnRecipientOrder  *order;  /* (nullable) */
  SnRecipientFilter *filter; /* (nullable) */
  GArray            *ids;    /* (nullable): the answer */
  guint64            serial;
} FurtherWork;

static void
free_further_work (gpointer data)
{
  FurtherWork *work = data;

  sn_recipient_query_free (work->query);
  sn_search_image_unref (work->image);
  g_clear_pointer (&work->order, sn_recipient_order_unref);
  g_clear_pointer (&work->filter, sn_recipient_filter_unref);
  g_clear_pointer (&work->ids, g_array_unref);
  g_free (work);
}

static gpointer
look_further (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  FurtherWork *work = data;
  g_autoptr (GArray) ids = sn_recipient_query_run_further (work->query, connection, work->image, work->order, cancellable, error);

  if (ids == NULL)
    return NULL;
  work->ids = work->filter != NULL ? sn_recipient_filter_keep (work->filter, ids) : g_array_ref (ids);
  return work;
}

static gboolean
run_look_further (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, look_further, data, error) != NULL;
}

static void
finish_look_further (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;
  FurtherWork *work = data;

  if (error == NULL && work->serial == self->further_serial)
    show_people (self, work->ids, FALSE, FALSE);
}

static void
start_looking_further (SnRecipientsPage *self)
{
  SnSession *session = sn_page_get_session (SN_PAGE (self));
  SnRecipientOrder *order = sn_session_get_order (session, self->query->sort);
  FurtherWork *work = g_new0 (FurtherWork, 1);

  work->query = sn_recipient_query_copy (self->query);
  work->image = sn_search_image_ref (sn_session_get_image (session));
  work->order = order != NULL ? sn_recipient_order_ref (order) : NULL;
  work->filter = self->filter != NULL ? sn_recipient_filter_ref (self->filter) : NULL;
  work->serial = ++self->further_serial;
  sn_recipients_page_replace_job (&self->further_reading, sn_session_run (session, NULL, run_look_further, work, free_further_work,
                                                                          finish_look_further, G_OBJECT (self)));
}

/* ── The question ───────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipients_page_search (SnRecipientsPage *self, gboolean anew)
{
  g_autoptr (GArray) ids = find_people (self);
  gboolean further = sn_recipient_query_looks_further (self->query) && sn_session_get_image (sn_page_get_session (SN_PAGE (self))) != NULL;

  sn_recipients_page_replace_job (&self->further_reading, NULL);
  self->further_serial++;
  if (ids == NULL)
    return;
  /* Where the question is the same, those found in addresses do not go only to come back. */
  if (anew || !further)
    show_people (self, ids, anew, further);
  if (further)
    start_looking_further (self);
}

static gboolean
handle_tick (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  SnRecipientsPage *self = data;

  self->search_tick = 0;
  sn_recipients_page_search (self, TRUE);
  return G_SOURCE_REMOVE;
}

/* Several letters of one frame, as an input method commits them, are one question. */
static void
search_soon (SnRecipientsPage *self)
{
  if (self->search_tick == 0)
    self->search_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), handle_tick, self, NULL);
}

static void
handle_text_changed (SnRecipientsPage *self)
{
  const char *text = gtk_editable_get_text (GTK_EDITABLE (self->search_entry));

  if (self->asking || strcmp (self->query->text, text) == 0)
    return;
  g_free (self->query->text);
  self->query->text = g_strdup (text);
  sn_recipients_page_show_view (self);
  search_soon (self);
}

static void
handle_text_activated (SnRecipientsPage *self)
{
  if (self->search_tick != 0)
    {
      gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->search_tick);
      handle_tick (GTK_WIDGET (self), NULL, self);
    }
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
handle_sort (SnRecipientsPage *self, guint sort, gboolean descending)
{
  self->query->sort = (SnRecipientSort) sort;
  self->query->descending = descending;
  g_settings_set_string (self->settings, SORT_KEY, sn_recipient_sort_to_string (self->query->sort));
  g_settings_set_boolean (self->settings, DESCENDING_KEY, descending);
  sn_recipient_header_set_sorted (sn_recipient_view_get_header (self->view), self->query->sort, descending);
  sn_recipients_page_show_view (self);
  sn_recipients_page_search (self, TRUE);
}

void
sn_recipients_page_restore_sort (SnRecipientsPage *self)
{
  g_autofree char *name = g_settings_get_string (self->settings, SORT_KEY);

  if (!sn_recipient_sort_from_string (name, &self->query->sort))
    return;
  self->query->descending = g_settings_get_boolean (self->settings, DESCENDING_KEY);
  sn_recipient_header_set_sorted (sn_recipient_view_get_header (self->view), self->query->sort, self->query->descending);
}

/* ── Conditions ─────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnRecipientQuery       *query;
  SnRecipientFilterCache *cache;
  SnRecipientFilter      *filter; /* (nullable) */
  GPtrArray              *choices[SN_RECIPIENT_N_FILTER_KINDS]; /* (nullable) */
  GPtrArray              *views;  /* (nullable) */
  gboolean                anew;   /* something else is asked for */
} FilterWork;

static void
free_filter_work (gpointer data)
{
  FilterWork *work = data;

  sn_recipient_query_free (work->query);
  sn_recipient_filter_cache_unref (work->cache);
  g_clear_pointer (&work->filter, sn_recipient_filter_unref);
  for (guint i = 0; i < SN_RECIPIENT_N_FILTER_KINDS; i++)
    g_clear_pointer (&work->choices[i], g_ptr_array_unref);
  g_clear_pointer (&work->views, g_ptr_array_unref);
  g_free (work);
}

static gpointer
load_filters (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  FilterWork *work = data;

  for (guint i = 0; i < SN_RECIPIENT_N_FILTER_KINDS; i++)
    {
      work->choices[i] = sn_recipient_choice_list (connection, (SnRecipientFilterKind) i, error);
      if (work->choices[i] == NULL)
        return NULL;
    }
  work->views = sn_named_view_list (connection, error);
  if (work->views == NULL || !sn_recipient_conditions_load (connection, work->query->conditions, work->cache, &work->filter, error))
    return NULL;
  return work;
}

static gboolean
run_load_filters (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, load_filters, data, error) != NULL;
}

static void
take_choices (SnRecipientsPage *self, FilterWork *work)
{
  for (guint i = 0; i < SN_RECIPIENT_N_FILTER_KINDS; i++)
    {
      g_clear_pointer (&self->choices[i], g_ptr_array_unref);
      self->choices[i] = g_steal_pointer (&work->choices[i]);
      sn_recipient_filter_choice_set_choices (self->filter_choice, (SnRecipientFilterKind) i, self->choices[i]);
    }
  sn_recipients_page_set_views (self, work->views);
}

/* What cannot be read, as a program of another year, is not asked for: the question before stays. */
static void
take_back (SnRecipientsPage *self)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_copy (self->loaded);

  if (sn_recipient_query_equal (query, self->query))
    return;
  self->view_id = 0;
  sn_recipients_page_ask (self, query);
}

static void
finish_load_filters (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;
  FilterWork *work = data;

  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    take_back (self);
  if (error != NULL)
    return;
  take_choices (self, work);
  g_clear_pointer (&self->filter, sn_recipient_filter_unref);
  self->filter = g_steal_pointer (&work->filter);
  sn_recipient_query_free (self->loaded);
  self->loaded = sn_recipient_query_copy (work->query);
  sn_recipient_filters_show (self->filters_bar, self->query->conditions, self->choices);
  sn_recipients_page_search (self, work->anew);
}

void
sn_recipients_page_load_filters (SnRecipientsPage *self, gboolean anew)
{
  FilterWork *work = g_new0 (FilterWork, 1);

  if (!anew)
    sn_recipient_filter_cache_clear (self->cache);
  work->query = sn_recipient_query_copy (self->query);
  work->cache = sn_recipient_filter_cache_ref (self->cache);
  work->anew = anew;
  sn_recipients_page_replace_job (&self->filter_reading, sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_load_filters, work,
                                                                         free_filter_work, finish_load_filters, G_OBJECT (self)));
}

void
sn_recipients_page_ask (SnRecipientsPage *self, const SnRecipientQuery *query)
{
  g_autoptr (SnRecipientQuery) old = g_steal_pointer (&self->query);

  self->query = sn_recipient_query_copy (query);
  self->asking = TRUE;
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), self->query->text);
  self->asking = FALSE;
  sn_recipient_header_set_sorted (sn_recipient_view_get_header (self->view), self->query->sort, self->query->descending);
  /* The chips are there at once, who meets them a moment later. */
  sn_recipient_filters_show (self->filters_bar, self->query->conditions, self->choices);
  sn_recipients_page_show_view (self);
  sn_recipients_page_load_filters (self, TRUE);
}

static void
handle_filter_added (SnRecipientsPage *self, const SnRecipientCondition *condition)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_copy (self->query);

  sn_recipient_query_add (query, condition);
  sn_recipients_page_ask (self, query);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

static void
handle_filter_removed (SnRecipientsPage *self, int index)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_copy (self->query);

  if (index < 0)
    g_ptr_array_set_size (query->conditions, 0);
  else
    g_ptr_array_remove_index (query->conditions, (guint) index);
  if (query->conditions->len == 0)
    gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
  sn_recipients_page_ask (self, query);
}

static void
ask_afresh (SnRecipientsPage *self, const SnRecipientCondition *condition)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("", self->query->sort);

  query->descending = self->query->descending;
  if (condition != NULL)
    sn_recipient_query_add (query, condition);
  self->view_id = 0;
  sn_recipients_page_ask (self, query);
}

void
sn_recipients_page_show_everyone (SnRecipientsPage *self)
{
  ask_afresh (self, NULL);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

void
sn_recipients_page_ask_for_choice (SnRecipientsPage *self, const char *kind_name, const char *code)
{
  g_autoptr (SnRecipientCondition) condition = NULL;
  SnRecipientFilterKind kind;

  if (!sn_recipient_filter_kind_from_string (kind_name, &kind))
    return;
  /* Who comes from a number elsewhere wants to see as many people. */
  condition = sn_recipient_condition_new (kind, code, 0, 0);
  ask_afresh (self, condition);
}

/* ── For the page ───────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipients_page_bind_search_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, handle_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_text_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, handle_search_key);
  gtk_widget_class_bind_template_callback (widget_class, handle_filter_added);
  gtk_widget_class_bind_template_callback (widget_class, handle_filter_removed);
  gtk_widget_class_bind_template_callback (widget_class, handle_selected);
  gtk_widget_class_bind_template_callback (widget_class, handle_sort);
}
