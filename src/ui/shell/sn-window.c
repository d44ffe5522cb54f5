/* sn-window.c: sidebar and pages, toasts and refusals. Files are the business of sn-window-files.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-window-private.h"

#include "sn-officer-dialog.h"
#include "sn-officers-dialog.h"
#include "sn-page-registry.h"
#include "sn-sidebar-row.h"
#include "sn-stack-reader.h"
#include "sn-tab-stop.h"
#include "sn-watchdog.h"
#include "sn-window-import.h"
#include "sn-window-layout.h"
#include "sn-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define DEPARTMENT_PAGE "department"
#define UNDO_TOAST_S 8
#define TOAST_LEAVES_MS 500 /* twice as long as its animation */
#define FRAMES_OF_START 10
#define PRESENT_AFTER_MS 400 /* what opens within that time is seen at once, without a page that only says that it opens */

G_DEFINE_FINAL_TYPE (SnWindow, sn_window, ADW_TYPE_APPLICATION_WINDOW)

/* ── Pages ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static SnPage *
build_page (SnWindow *self, const SnPageEntry *entry, const char *page_id)
{
  const char *dot = strchr (page_id, '.');
  GtkWidget *page = g_object_new (entry->get_type (), "session", self->session, "department", dot != NULL ? dot + 1 : NULL, NULL);

  gtk_stack_add_named (self->pages, page, page_id);
  return SN_PAGE (page);
}

static SnSidebarRow *
find_row (SnWindow *self, const char *page_id)
{
  GtkListBoxRow *row;

  for (int i = 0; (row = gtk_list_box_get_row_at_index (self->sidebar, i)) != NULL; i++)
    if (strcmp (sn_sidebar_row_get_page_id (SN_SIDEBAR_ROW (row)), page_id) == 0)
      return SN_SIDEBAR_ROW (row);
  return NULL;
}

static SnPage *
get_page (SnWindow *self)
{
  GtkWidget *page = self->session != NULL ? gtk_stack_get_visible_child (self->pages) : NULL;

  return page != NULL ? SN_PAGE (page) : NULL;
}

void
sn_window_go (SnWindow *self, const char *page_id, const char *target)
{
  const SnPageEntry *entry = sn_page_registry_find (page_id);
  GtkWidget *child = gtk_stack_get_child_by_name (self->pages, page_id);
  SnSidebarRow *row = find_row (self, page_id);
  SnPage *page;

  if (entry == NULL || self->session == NULL)
    return;
  page = child != NULL ? SN_PAGE (child) : build_page (self, entry, page_id);
  if (child == NULL && !gtk_widget_get_mapped (GTK_WIDGET (self)))
    sn_page_prepare (page);
  gtk_stack_set_visible_child (self->pages, GTK_WIDGET (page));
  adw_leaflet_set_visible_child (self->leaflet, self->page_side);
  adw_window_title_set_title (self->page_title, row != NULL ? sn_sidebar_row_get_title (row) : _ (entry->title));
  if (row != NULL)
    gtk_list_box_select_row (self->sidebar, GTK_LIST_BOX_ROW (row));
  g_settings_set_string (self->settings, "last-page", page_id);
  if (target != NULL && *target != '\0')
    sn_page_open (page, target);
  sn_page_take_focus (page);
}

static void
handle_row_activated (SnWindow *self, GtkListBoxRow *row)
{
  sn_window_go (self, sn_sidebar_row_get_page_id (SN_SIDEBAR_ROW (row)), NULL);
}

/* The arrows choose rows without opening them: whoever leaves the list finds the page marked that is in view. */
static void
handle_sidebar_left (SnWindow *self)
{
  const char *page_id = self->session != NULL ? gtk_stack_get_visible_child_name (self->pages) : NULL;
  SnSidebarRow *row = page_id != NULL ? find_row (self, page_id) : NULL;

  if (row != NULL)
    gtk_list_box_select_row (self->sidebar, GTK_LIST_BOX_ROW (row));
}

static void
add_row (SnWindow *self, const char *page_id, const char *title, const char *icon_name)
{
  gtk_list_box_append (self->sidebar, GTK_WIDGET (sn_sidebar_row_new (page_id, title, icon_name)));
}

static void
add_department_rows (SnWindow *self, const SnPageEntry *entry, const SnSessionFacts *facts)
{
  for (guint i = 0; i < facts->departments->len; i++)
    {
      const SnDepartment *department = g_ptr_array_index (facts->departments, i);
      g_autofree char *page_id = g_strdup_printf ("%s.%s", entry->id, department->code);

      add_row (self, page_id, department->name, department->funds ? "x-office-spreadsheet-symbolic" : entry->icon_name);
    }
}

static void
build_sidebar (SnWindow *self, const SnSessionFacts *facts)
{
  for (const SnPageEntry *entry = sn_page_registry; entry->id != NULL; entry++)
    {
      if (strcmp (entry->id, DEPARTMENT_PAGE) == 0)
        add_department_rows (self, entry, facts);
      else
        add_row (self, entry->id, _ (entry->title), entry->icon_name);
    }
}

static void
clear_work (SnWindow *self)
{
  GtkWidget *child;
  GtkListBoxRow *row;

  while ((child = gtk_widget_get_first_child (GTK_WIDGET (self->pages))) != NULL)
    gtk_stack_remove (self->pages, child);
  while ((row = gtk_list_box_get_row_at_index (self->sidebar, 0)) != NULL)
    gtk_list_box_remove (self->sidebar, GTK_WIDGET (row));
}

static void present_now (SnWindow *self);

/* ── What the session says ──────────────────────────────────────────────────────────────────────────────────────── */

static void
show_facts (SnWindow *self, const SnSessionFacts *facts)
{
  sn_window_show_campaign (self, facts);
  for (guint i = 0; i < facts->departments->len; i++)
    {
      const SnDepartment *department = g_ptr_array_index (facts->departments, i);
      g_autofree char *page_id = g_strdup_printf ("%s.%s", DEPARTMENT_PAGE, department->code);
      SnSidebarRow *row = find_row (self, page_id);

      if (row != NULL)
        sn_sidebar_row_set_progress (row, department->paid_fen, department->planned_fen);
    }
}

static void
show_findings (SnWindow *self)
{
  SnSidebarRow *findings = find_row (self, "findings");

  if (findings != NULL)
    sn_sidebar_row_set_count (findings, MAX (sn_session_get_n_findings (self->session), 0));
}

static gboolean
start_watching (GtkWidget *widget, GdkFrameClock *clock, gpointer data)
{
  guint *n_frames = data;

  if (--*n_frames > 0)
    return G_SOURCE_CONTINUE;
  sn_watchdog_start_if_asked ();
  return G_SOURCE_REMOVE;
}

/* The start, to the frames that show the first page, may take as long as it does. */
static void
watch_from_next_frame (SnWindow *self)
{
  guint *n_frames = g_new (guint, 1);

  *n_frames = FRAMES_OF_START;
  gtk_widget_add_tick_callback (GTK_WIDGET (self), start_watching, n_frames, g_free);
}

static void
handle_changed (SnWindow *self)
{
  const SnSessionFacts *facts = sn_session_get_facts (self->session);
  const char *officer = sn_session_get_officer (self->session);

  /* Kept once the workspace has taken the name: one that it refuses would stand in the way of every start. */
  if (*officer != '\0')
    g_settings_set_string (self->settings, "officer", officer);
  adw_button_content_set_label (self->officer_content, *officer != '\0' ? officer : _ ("Who Works Here?"));
  if (facts == NULL)
    return;
  if (gtk_list_box_get_row_at_index (self->sidebar, 0) == NULL)
    {
      g_autofree char *last_page = g_settings_get_string (self->settings, "last-page");

      build_sidebar (self, facts);
      gtk_stack_set_visible_child_name (self->stages, "work");
      sn_window_go (self, find_row (self, last_page) != NULL ? last_page : sn_page_registry[0].id, NULL);
      watch_from_next_frame (self);
    }
  show_facts (self, facts);
  show_findings (self);
  sn_window_import_next (self);
}

static void
note_toast_left (SnWindow *self)
{
  self->toast_left_us = g_get_monotonic_time ();
}

/* At once, and in place of an earlier one of its kind: the overlay would keep each waiting for those before it, and an older change that
 * is still offered to be undone is not the last one any more. */
static void
show_toast (SnWindow *self, AdwToast *take_toast, gboolean offers_undo)
{
  AdwToast *earlier = self->toast_shown[offers_undo];

  g_signal_connect_object (take_toast, "dismissed", G_CALLBACK (note_toast_left), self, G_CONNECT_SWAPPED);
  g_set_weak_pointer (&self->toast_shown[offers_undo], take_toast);
  if (earlier != NULL)
    adw_toast_dismiss (earlier);
  adw_toast_set_priority (take_toast, ADW_TOAST_PRIORITY_HIGH);
  adw_toast_overlay_add_toast (self->toasts, take_toast);
}

/* A change is offered to be undone in its own workspace only. */
void
sn_window_drop_toasts (SnWindow *self)
{
  for (gsize i = 0; i < G_N_ELEMENTS (self->toast_shown); i++)
    if (self->toast_shown[i] != NULL)
      adw_toast_dismiss (self->toast_shown[i]);
}

/* What somebody did is offered to be undone to nobody else; whoever comes next finds it in the history, with its name. */
static void
handle_officer_changed (SnWindow *self)
{
  self->last_change_id = 0;
  if (self->toast_shown[TRUE] != NULL)
    adw_toast_dismiss (self->toast_shown[TRUE]);
}

static void
handle_said (SnWindow *self, const char *sentence, gint64 change_id)
{
  /* A toast takes markup, and names of files and programs may hold an ampersand. */
  g_autofree char *markup = g_markup_escape_text (sentence, -1);
  AdwToast *toast = adw_toast_new (markup);

  if (change_id > 0)
    {
      self->last_change_id = change_id;
      adw_toast_set_button_label (toast, _ ("_Undo"));
      adw_toast_set_action_name (toast, "win.undo");
      adw_toast_set_action_target (toast, "x", change_id);
      adw_toast_set_timeout (toast, UNDO_TOAST_S);
    }
  show_toast (self, toast, change_id > 0);
}

void
sn_window_show_refusal (SnWindow *self, const char *sentence)
{
  GtkWidget *dialog = adw_message_dialog_new (GTK_WINDOW (self), _ ("That Was Not Done"), sentence);

  adw_message_dialog_add_response (ADW_MESSAGE_DIALOG (dialog), "close", _ ("_Close"));
  present_now (self);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
handle_job (SnWindow *self, SnJob *job)
{
  sn_job_bar_watch (self->job_bar, job);
}

void
sn_window_set_session (SnWindow *self, SnSession *take_session)
{
  clear_work (self);
  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      sn_session_close (self->session);
    }
  g_clear_object (&self->session);
  self->session = take_session;
  self->last_change_id = 0;
  sn_import_target_clear (&self->last_target);
  self->has_last_target = FALSE;
  if (self->session == NULL)
    {
      gtk_stack_set_visible_child_name (self->stages, "start");
      gtk_widget_grab_focus (self->start_button);
      return;
    }
  g_signal_connect_swapped (self->session, "changed", G_CALLBACK (handle_changed), self);
  g_signal_connect_swapped (self->session, "officer-changed", G_CALLBACK (handle_officer_changed), self);
  g_signal_connect_swapped (self->session, "calm", G_CALLBACK (present_now), self);
  g_signal_connect_swapped (self->session, "findings-counted", G_CALLBACK (show_findings), self);
  g_signal_connect_swapped (self->session, "said", G_CALLBACK (handle_said), self);
  g_signal_connect_swapped (self->session, "refused", G_CALLBACK (sn_window_show_refusal), self);
  g_signal_connect_swapped (self->session, "job-started", G_CALLBACK (handle_job), self);
}

SnSession *
sn_window_get_session (SnWindow *self)
{
  return self->session;
}

/* ── Coming up ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
present_now (SnWindow *self)
{
  if (self->present_source == 0)
    return;
  g_clear_handle_id (&self->present_source, g_source_remove);
  gtk_window_present (GTK_WINDOW (self));
}

static gboolean
present_anyway (gpointer data)
{
  SnWindow *self = data;

  self->present_source = 0;
  gtk_window_present (GTK_WINDOW (self));
  return G_SOURCE_REMOVE;
}

gboolean
sn_window_is_opening (SnWindow *self)
{
  return strcmp (gtk_stack_get_visible_child_name (self->stages), "opening") == 0;
}

void
sn_window_present_soon (SnWindow *self)
{
  if (gtk_widget_get_visible (GTK_WIDGET (self)) || !sn_window_is_opening (self))
    gtk_window_present (GTK_WINDOW (self));
  else if (self->present_source == 0)
    self->present_source = g_timeout_add (PRESENT_AFTER_MS, present_anyway, self);
}

/* ── Actions ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_go (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const char *page_id, *target;

  g_variant_get (parameter, "(&s&s)", &page_id, &target);
  sn_window_go (SN_WINDOW (widget), page_id, target);
}

static void
handle_show_sidebar (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnWindow *self = SN_WINDOW (widget);
  SnPage *page = get_page (self);

  if (page != NULL)
    sn_page_leave_focus (page);

  adw_leaflet_set_visible_child (self->leaflet, self->sidebar_side);
  if (gtk_list_box_get_selected_row (self->sidebar) != NULL)
    gtk_widget_grab_focus (GTK_WIDGET (gtk_list_box_get_selected_row (self->sidebar)));
}

static void
handle_find (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnPage *page = get_page (SN_WINDOW (widget));

  if (page != NULL)
    sn_page_find (page);
}

static void
handle_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnPage *page = get_page (SN_WINDOW (widget));

  if (page != NULL)
    sn_page_export (page);
}

static void
handle_refresh (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnPage *page = get_page (SN_WINDOW (widget));

  if (page != NULL)
    sn_page_refresh (page);
}

static void
handle_undo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnWindow *self = SN_WINDOW (widget);

  if (self->session != NULL)
    sn_session_undo (self->session, g_variant_get_int64 (parameter));
}

static void
handle_undo_last (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnWindow *self = SN_WINDOW (widget);
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (widget));

  /* The window hears the key before the field does; whoever is typing means the typing. */
  if (self->session == NULL || (focus != NULL && gtk_widget_activate_action (focus, "text.undo", NULL)))
    return;
  if (self->last_change_id == 0)
    sn_session_say (self->session, _ ("You have changed nothing since you began to work here. History shows what was done before."));
  else
    sn_session_undo (self->session, self->last_change_id);
}

static void
take_officer (const char *name, const char *department, gpointer data)
{
  SnWindow *self = data;

  if (self->session == NULL)
    return;
  g_settings_set_string (self->settings, "department", department);
  sn_session_set_officer (self->session, name);
}

static void
handle_rights (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnWindow *self = SN_WINDOW (widget);

  if (self->session != NULL)
    sn_officers_dialog_present (GTK_WINDOW (self), self->session);
}

static void
handle_choose_officer (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnWindow *self = SN_WINDOW (widget);
  g_autofree char *department = g_settings_get_string (self->settings, "department");

  if (self->session != NULL)
    sn_officer_dialog_present (GTK_WINDOW (self), sn_session_get_officer (self->session), self->session, department, take_officer, self,
                               NULL);
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

SnWindow *
sn_window_new (AdwApplication *application, GSettings *settings)
{
  SnWindow *self = g_object_new (SN_TYPE_WINDOW, "application", application, NULL);

  self->settings = g_object_ref (settings);
  gtk_window_set_default_size (GTK_WINDOW (self), g_settings_get_int (settings, "window-width"),
                               g_settings_get_int (settings, "window-height"));
  if (g_settings_get_boolean (settings, "is-maximized"))
    gtk_window_maximize (GTK_WINDOW (self));
  return self;
}

static void
save_state (SnWindow *self)
{
  int width, height;

  gtk_window_get_default_size (GTK_WINDOW (self), &width, &height);
  g_settings_set_int (self->settings, "window-width", width);
  g_settings_set_int (self->settings, "window-height", height);
  g_settings_set_boolean (self->settings, "is-maximized", gtk_window_is_maximized (GTK_WINDOW (self)));
}

static void
close_later (gpointer data)
{
  gtk_window_close (data);
  g_object_unref (data);
}

/* libadwaita 1.2 crashes when a window goes in whose overlay a toast is just leaving: it frees what it still uses. */
static gboolean
wait_for_toast (SnWindow *self)
{
  gint64 left_ms = (g_get_monotonic_time () - self->toast_left_us) / 1000;

  if (self->toast_left_us == 0 || left_ms >= TOAST_LEAVES_MS)
    return FALSE;
  g_timeout_add_once ((guint) (TOAST_LEAVES_MS - left_ms), close_later, g_object_ref (self));
  return TRUE;
}

static gboolean
sn_window_close_request (GtkWindow *window)
{
  SnWindow *self = SN_WINDOW (window);

  if (wait_for_toast (self))
    return GDK_EVENT_STOP;
  save_state (self);
  sn_window_set_session (self, NULL);
  return GTK_WINDOW_CLASS (sn_window_parent_class)->close_request (window);
}

static void
sn_window_dispose (GObject *object)
{
  SnWindow *self = SN_WINDOW (object);

  if (self->session != NULL)
    {
      g_signal_handlers_disconnect_by_data (self->session, self);
      sn_session_close (self->session);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (self->toast_shown); i++)
    g_clear_weak_pointer (&self->toast_shown[i]);
  g_clear_handle_id (&self->present_source, g_source_remove);
  g_clear_object (&self->session);
  g_clear_object (&self->settings);
  if (self->waiting_imports != NULL)
    sn_window_drop_imports (self);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_WINDOW);
  G_OBJECT_CLASS (sn_window_parent_class)->dispose (object);
}

static const struct
{
  const char                  *name;
  const char                  *parameter_type;
  GtkWidgetActionActivateFunc  activate;
} actions[] = {
  { "win.go", "(ss)", handle_go },
  { "win.show-sidebar", NULL, handle_show_sidebar },
  { "win.find", NULL, handle_find },
  { "win.export", NULL, handle_export },
  { "win.refresh", NULL, handle_refresh },
  { "win.undo", "x", handle_undo },
  { "win.undo-last", NULL, handle_undo_last },
  { "win.choose-officer", NULL, handle_choose_officer },
  { "win.rights", NULL, handle_rights },
};

static void
sn_window_class_init (SnWindowClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  sn_window_layout_install (widget_class);
  G_OBJECT_CLASS (class)->dispose = sn_window_dispose;
  GTK_WINDOW_CLASS (class)->close_request = sn_window_close_request;
  g_type_ensure (SN_TYPE_JOB_BAR);
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-window.ui");
  gtk_widget_class_bind_template_child (widget_class, SnWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, stages);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, start_button);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, waiting_box);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, waiting_label);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, drop_hint);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, drop_target_label);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, opening_label);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, opening_bar);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, leaflet);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, sidebar_side);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, page_side);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, pages);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, job_bar);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, campaign_button);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, campaign_label);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, page_title);
  gtk_widget_class_bind_template_child (widget_class, SnWindow, officer_content);
  gtk_widget_class_bind_template_callback (widget_class, handle_row_activated);
  gtk_widget_class_bind_template_callback (widget_class, handle_sidebar_left);
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, actions[i].parameter_type, actions[i].activate);
  sn_window_install_file_actions (widget_class);
  sn_window_install_import_actions (widget_class);
}

static void
sn_window_init (SnWindow *self)
{
  gtk_widget_init_template (GTK_WIDGET (self));
  sn_window_add_campaign_actions (self);
  sn_window_add_import (self);
  gtk_list_box_set_header_func (self->sidebar, sn_sidebar_row_update_header, NULL, NULL);
  sn_stack_reader_attach (GTK_WIDGET (self));
  sn_tab_stop_make (GTK_WIDGET (self->sidebar));
  sn_words_keep_tooltip (gtk_widget_get_parent (GTK_WIDGET (self->officer_content)));
  gtk_widget_grab_focus (self->start_button);
}
