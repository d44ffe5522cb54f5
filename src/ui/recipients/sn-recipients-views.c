/* sn-recipients-views.c: questions that an officer gave a name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include "sn-form-dialog.h"

#include <glib/gi18n.h>

/* (nullable): the one that was taken, while it is still there */
static const SnNamedView *
find_view (SnRecipientsPage *self, gint64 view_id)
{
  for (guint i = 0; view_id != 0 && i < self->views->len; i++)
    {
      const SnNamedView *view = g_ptr_array_index (self->views, i);

      if (view->id == view_id)
        return view;
    }
  return NULL;
}

/* ── What is shown ──────────────────────────────────────────────────────────────────────────────────────────────── */

static void
append_taken (SnRecipientsPage *self, const SnNamedView *view, gboolean changed)
{
  if (changed)
    {
      /* TRANSLATORS: a menu item; “%s” is the name of a view */
      g_autofree char *label = g_strdup_printf (_ ("Save Changes to “%s”"), view->name);

      g_menu_append (self->view_section, label, "page.save-view");
    }
  g_menu_append (self->view_section, _ ("Save _As…"), "page.save-view-as");
  g_menu_append (self->view_section, _ ("_Rename…"), "page.rename-view");
  g_menu_append (self->view_section, _ ("_Delete"), "page.delete-view");
}

static gboolean
asks_for_everyone (const SnRecipientQuery *query)
{
  return *query->text == '\0' && query->conditions->len == 0;
}

/* (nullable): where all people are shown, no view of some is any more: who cleared its question is done with it. */
static const SnNamedView *
find_shown_view (SnRecipientsPage *self)
{
  const SnNamedView *view = find_view (self, self->view_id);

  if (view == NULL || !asks_for_everyone (self->query) || asks_for_everyone (view->query))
    return view;
  self->view_id = 0;
  return NULL;
}

void
sn_recipients_page_show_view (SnRecipientsPage *self)
{
  const SnNamedView *view = find_shown_view (self);
  gboolean changed = view != NULL && !sn_recipient_query_equal (view->query, self->query);
  /* TRANSLATORS: the button of the view “%s”, whose search or filters are no longer those that were saved */
  g_autofree char *label = changed ? g_strdup_printf (_ ("%s (changed)"), view->name) : g_strdup (view != NULL ? view->name : _ ("Views"));

  gtk_label_set_label (self->view_label, view != NULL ? view->name : _ ("Views"));
  gtk_widget_set_visible (self->view_mark, changed);
  gtk_accessible_update_property (GTK_ACCESSIBLE (self->views_button), GTK_ACCESSIBLE_PROPERTY_LABEL, label, -1);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.save-view", changed);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.rename-view", view != NULL);
  gtk_widget_action_set_enabled (GTK_WIDGET (self), "page.delete-view", view != NULL);
  g_menu_remove_all (self->view_section);
  append_taken (self, view, changed);
}

void
sn_recipients_page_set_views (SnRecipientsPage *self, GPtrArray *views)
{
  g_ptr_array_ref (views);
  g_clear_pointer (&self->views, g_ptr_array_unref);
  self->views = views;
  g_menu_remove_all (self->views_section);
  for (guint i = 0; i < views->len; i++)
    {
      const SnNamedView *view = g_ptr_array_index (views, i);
      g_autoptr (GMenuItem) item = g_menu_item_new (view->name, NULL);

      g_menu_item_set_action_and_target (item, "page.take-view", "x", view->id);
      g_menu_append_item (self->views_section, item);
    }
  sn_recipients_page_show_view (self);
}

static void
handle_take (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);
  const SnNamedView *view = find_view (self, g_variant_get_int64 (parameter));

  if (view == NULL)
    return;
  self->view_id = view->id;
  sn_recipients_page_ask (self, view->query);
}

/* ── Save, rename, delete ───────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char             *name;
  SnRecipientQuery *query; /* (nullable): none to be saved */
  gint64            view_id;
} ViewWork;

static void
free_view_work (gpointer data)
{
  ViewWork *work = data;

  g_free (work->name);
  g_clear_pointer (&work->query, sn_recipient_query_free);
  g_free (work);
}

static gboolean
save_view (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  ViewWork *work = data;

  return sn_named_view_save (transaction, work->name, work->query, &work->view_id, error);
}

static gboolean
run_save_view (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, save_view, data, error);
}

static void
finish_save_view (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnRecipientsPage *self = owner;

  if (error != NULL)
    return;
  self->view_id = ((const ViewWork *) data)->view_id;
  sn_recipients_page_show_view (self);
}

static void
start_saving (SnRecipientsPage *self, const char *name)
{
  ViewWork *work = g_new0 (ViewWork, 1);

  work->name = g_strdup (name);
  work->query = sn_recipient_query_copy (self->query);
  sn_page_run (SN_PAGE (self), _ ("Saving the view…"), run_save_view, work, free_view_work, finish_save_view);
}

static void
handle_save (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const SnNamedView *view = find_view (SN_RECIPIENTS_PAGE (widget), SN_RECIPIENTS_PAGE (widget)->view_id);

  if (view != NULL)
    start_saving (SN_RECIPIENTS_PAGE (widget), view->name);
}

static void
take_new_name (const char *const *values, gpointer owner, gpointer data)
{
  start_saving (owner, values[0]);
}

static void
handle_save_as (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const SnFormField fields[] = { { _ ("Name of the view"), NULL, TRUE } };
  const SnForm form = { _ ("Save This View"),
                        _ ("The search, the filters and the order get a name. A view of the same name is replaced."), _ ("_Save"),
                        FALSE, fields, G_N_ELEMENTS (fields) };

  sn_form_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), &form, take_new_name, G_OBJECT (widget), NULL, NULL);
}

static gboolean
rename_view (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  ViewWork *work = data;

  return sn_named_view_rename (transaction, work->view_id, work->name, error);
}

static gboolean
run_rename_view (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, rename_view, data, error);
}

static void
take_other_name (const char *const *values, gpointer owner, gpointer data)
{
  ViewWork *work = g_new0 (ViewWork, 1);

  work->view_id = SN_RECIPIENTS_PAGE (owner)->view_id;
  work->name = g_strdup (values[0]);
  sn_page_run (SN_PAGE (owner), _ ("Saving the view…"), run_rename_view, work, free_view_work, NULL);
}

static void
handle_rename (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const SnNamedView *view = find_view (SN_RECIPIENTS_PAGE (widget), SN_RECIPIENTS_PAGE (widget)->view_id);
  const SnFormField fields[] = { { _ ("Name of the view"), view != NULL ? view->name : NULL, TRUE } };
  const SnForm form = { _ ("Rename the View"), NULL, _ ("_Rename"), FALSE, fields, G_N_ELEMENTS (fields) };

  if (view != NULL)
    sn_form_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), &form, take_other_name, G_OBJECT (widget), NULL, NULL);
}

static gboolean
delete_view (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_named_view_delete (transaction, ((const ViewWork *) data)->view_id, error);
}

static gboolean
run_delete_view (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, delete_view, data, error);
}

/* Not asked for first: the toast takes it back. */
static void
handle_delete (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ViewWork *work = g_new0 (ViewWork, 1);

  work->view_id = SN_RECIPIENTS_PAGE (widget)->view_id;
  sn_page_run (SN_PAGE (widget), _ ("Deleting the view…"), run_delete_view, work, free_view_work, NULL);
}

void
sn_recipients_page_install_view_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.take-view", "x", handle_take);
  gtk_widget_class_install_action (widget_class, "page.save-view", NULL, handle_save);
  gtk_widget_class_install_action (widget_class, "page.save-view-as", NULL, handle_save_as);
  gtk_widget_class_install_action (widget_class, "page.rename-view", NULL, handle_rename);
  gtk_widget_class_install_action (widget_class, "page.delete-view", NULL, handle_delete);
}
