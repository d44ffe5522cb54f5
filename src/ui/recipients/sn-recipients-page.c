/* sn-recipients-page.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include <string.h>

G_DEFINE_FINAL_TYPE (SnRecipientsPage, sn_recipients_page, SN_TYPE_PAGE)

/* ── The page ───────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipients_page_replace_job (SnJob **place, SnJob *take_job)
{
  if (*place != NULL)
    sn_job_cancel (*place);
  g_clear_object (place);
  *place = take_job;
}

static void
sn_recipients_page_refresh (SnPage *page)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (page);

  sn_recipient_list_refresh (self->list);
  sn_recipients_page_load_filters (self, FALSE);
  if (self->person_id != 0)
    sn_recipients_page_show_person (self, self->person_id);
}

static void
open_person (SnRecipientsPage *self, gint64 person_id)
{
  self->wanted = person_id;
  adw_flap_set_reveal_flap (self->flap, TRUE);
  if (self->query->conditions->len > 0 || *self->query->text != '\0')
    sn_recipients_page_show_everyone (self); /* which searches when it is done */
  else
    sn_recipients_page_search (self, TRUE);
}

static void
sn_recipients_page_open (SnPage *page, const char *target)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (page);
  g_auto (GStrv) parts = g_strsplit (target, ":", 2);

  if (g_strv_length (parts) != 2)
    return;
  if (strcmp (parts[0], "person") == 0)
    open_person (self, g_ascii_strtoll (parts[1], NULL, 10));
  else if (strcmp (parts[0], "search") == 0)
    gtk_editable_set_text (GTK_EDITABLE (self->search_entry), parts[1]);
  else
    sn_recipients_page_ask_for_choice (self, parts[0], parts[1]);
}

static void
sn_recipients_page_export (SnPage *page)
{
  gtk_widget_activate_action (GTK_WIDGET (page), "page.export-rows", NULL);
}

static void
sn_recipients_page_find (SnPage *page)
{
  gtk_widget_grab_focus (GTK_WIDGET (SN_RECIPIENTS_PAGE (page)->search_entry));
}

static void
handle_image_changed (SnRecipientsPage *self)
{
  sn_recipients_page_search (self, FALSE);
}

static void
sn_recipients_page_constructed (GObject *object)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (object);
  SnSession *session = sn_page_get_session (SN_PAGE (self));

  G_OBJECT_CLASS (sn_recipients_page_parent_class)->constructed (object);
  self->list = sn_recipient_list_new (sn_session_get_workspace (session));
  sn_recipient_view_set_list (self->view, self->list);
  sn_recipients_page_restore_sort (self);
  g_signal_connect_object (session, "image-changed", G_CALLBACK (handle_image_changed), self, G_CONNECT_SWAPPED);
  sn_recipients_page_search (self, TRUE);
}

static void
sn_recipients_page_dispose (GObject *object)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (object);

  if (self->search_tick != 0)
    gtk_widget_remove_tick_callback (GTK_WIDGET (self), self->search_tick);
  self->search_tick = 0;
  sn_recipients_page_replace_job (&self->person_reading, NULL);
  sn_recipients_page_replace_job (&self->filter_reading, NULL);
  sn_recipients_page_replace_job (&self->further_reading, NULL);
  /* The workspace closes after the page: no row may be read any more. */
  if (self->list != NULL)
    sn_recipient_list_set_ids (self->list, NULL);
  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_RECIPIENTS_PAGE);
  g_clear_object (&self->list);
  G_OBJECT_CLASS (sn_recipients_page_parent_class)->dispose (object);
}

static void
sn_recipients_page_finalize (GObject *object)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (object);

  g_object_unref (self->settings);
  sn_recipient_query_free (self->query);
  sn_recipient_query_free (self->loaded);
  g_clear_pointer (&self->filter, sn_recipient_filter_unref);
  sn_recipient_filter_cache_unref (self->cache);
  for (guint i = 0; i < SN_RECIPIENT_N_FILTER_KINDS; i++)
    g_clear_pointer (&self->choices[i], g_ptr_array_unref);
  g_ptr_array_unref (self->views);
  G_OBJECT_CLASS (sn_recipients_page_parent_class)->finalize (object);
}

static void
bind_template (GtkWidgetClass *widget_class)
{
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-recipients-page.ui");
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, flap);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, search_entry);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, count_label);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, selected_label);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, filters_bar);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, filter_choice);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, views_button);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, view_label);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, view_mark);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, views_section);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, view_section);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, rows_menu);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, stack);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, nobody_page);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, view);
  gtk_widget_class_bind_template_child (widget_class, SnRecipientsPage, pane);
  sn_recipients_page_bind_search_callbacks (widget_class);
  sn_recipients_page_bind_person_callbacks (widget_class);
}

static void
sn_recipients_page_class_init (SnRecipientsPageClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  g_type_ensure (SN_TYPE_RECIPIENT_FILTER_CHOICE);
  g_type_ensure (SN_TYPE_RECIPIENT_FILTERS);
  g_type_ensure (SN_TYPE_RECIPIENT_PANE);
  g_type_ensure (SN_TYPE_RECIPIENT_VIEW);
  G_OBJECT_CLASS (class)->constructed = sn_recipients_page_constructed;
  G_OBJECT_CLASS (class)->dispose = sn_recipients_page_dispose;
  G_OBJECT_CLASS (class)->finalize = sn_recipients_page_finalize;
  SN_PAGE_CLASS (class)->refresh = sn_recipients_page_refresh;
  SN_PAGE_CLASS (class)->open = sn_recipients_page_open;
  SN_PAGE_CLASS (class)->find = sn_recipients_page_find;
  SN_PAGE_CLASS (class)->export = sn_recipients_page_export;
  bind_template (widget_class);
  sn_recipients_page_install_person_actions (widget_class);
  sn_recipients_page_install_edit_actions (widget_class);
  sn_recipients_page_install_holding_actions (widget_class);
  sn_recipients_page_install_row_actions (widget_class);
  sn_recipients_page_install_view_actions (widget_class);
}

static void
sn_recipients_page_init (SnRecipientsPage *self)
{
  self->settings = g_settings_new ("io.github.songnuan.Songnuan");
  self->query = sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);
  self->loaded = sn_recipient_query_copy (self->query);
  self->cache = sn_recipient_filter_cache_new ();
  self->views = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_recipient_view_set_menu (self->view, self->rows_menu);
  sn_recipients_page_show_view (self);
  sn_recipients_page_show_person (self, 0);
  gtk_search_entry_set_key_capture_widget (self->search_entry, GTK_WIDGET (sn_recipient_view_get_list_view (self->view)));
}
