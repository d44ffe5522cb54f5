/* sn-recipients-search.c: who is asked for, and who that is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include "sn-figure-text.h"
#include "sn-recipient-query.h"

#include <glib/gi18n.h>
#include <string.h>

/* ── Search ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
show_count (SnRecipientsPage *self, guint n)
{
  g_autofree char *number = sn_figure_text_count (n);
  g_autofree char *text = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%s person", "%s people", n), number);

  gtk_label_set_label (self->count_label, text);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->count_label), GTK_ACCESSIBLE_PROPERTY_LABEL, text, -1);
}

static const char *
get_text (SnRecipientsPage *self)
{
  return gtk_editable_get_text (GTK_EDITABLE (self->search_entry));
}

gboolean
sn_recipients_page_is_filtered (SnRecipientsPage *self)
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
    sn_recipients_page_is_filtered (self)
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

void
sn_recipients_page_search (SnRecipientsPage *self, gboolean anew)
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
    sn_recipients_page_go_to_person (self, wanted);
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
handle_text_changed (SnRecipientsPage *self)
{
  if (self->search_tick == 0)
    self->search_tick = gtk_widget_add_tick_callback (GTK_WIDGET (self), handle_tick, self, NULL);
}

static void
handle_text_activated (SnRecipientsPage *self)
{
  sn_recipients_page_search (self, TRUE);
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
  sn_recipients_page_search (self, TRUE);
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
  sn_recipients_page_search (self, work->anew);
  target = g_steal_pointer (&self->target);
  if (target != NULL)
    sn_recipients_page_open_target (self, target);
}

void
sn_recipients_page_load_filters (SnRecipientsPage *self, gboolean anew)
{
  FilterWork *work = g_new0 (FilterWork, 1);

  work->chosen = sn_recipient_filters_get_chosen (self->filters_bar);
  work->anew = anew;
  sn_recipients_page_replace_job (&self->filter_reading, sn_session_run (sn_page_get_session (SN_PAGE (self)), NULL, run_load_filters, work, free_filter_work,
                                                      finish_load_filters, G_OBJECT (self)));
}

static void
handle_filters_changed (SnRecipientsPage *self)
{
  sn_recipients_page_load_filters (self, TRUE);
}

void
sn_recipients_page_show_everyone (SnRecipientsPage *self)
{
  gtk_editable_set_text (GTK_EDITABLE (self->search_entry), "");
  sn_recipient_filters_clear (self->filters_bar);
  gtk_widget_grab_focus (GTK_WIDGET (self->search_entry));
}

/* ── For the page ───────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipients_page_bind_search_callbacks (GtkWidgetClass *widget_class)
{
  gtk_widget_class_bind_template_callback (widget_class, handle_text_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_text_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_search_stopped);
  gtk_widget_class_bind_template_callback (widget_class, handle_search_key);
  gtk_widget_class_bind_template_callback (widget_class, handle_filters_changed);
  gtk_widget_class_bind_template_callback (widget_class, handle_sort_changed);
}
