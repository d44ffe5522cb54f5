/* sn-window-drop.c: files that are dragged onto the window, and what is said while they hang over it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-window-import.h"

#include "sn-window-private.h"

#include <glib/gi18n.h>

static void
take_list (SnWindow *self, GdkFileList *list)
{
  g_autoptr (GSList) files = gdk_file_list_get_files (list);
  g_autoptr (GPtrArray) array = g_ptr_array_new ();

  for (GSList *link = files; link != NULL; link = link->next)
    g_ptr_array_add (array, link->data);
  sn_window_take_files (self, (GFile *const *) array->pdata, array->len);
}

static void
show_hint (SnWindow *self)
{
  const SnProgram *program = sn_window_get_program (self);
  g_autofree char *into = program != NULL ? g_strdup_printf (_ ("Into %s %s"), program->code, program->title) : NULL;

  gtk_label_set_label (self->drop_target_label, into != NULL                ? into
                                                : self->session != NULL ? _ ("You are asked where the people go")
                                                                        : _ ("It waits until a workspace is open"));
  gtk_widget_set_visible (self->drop_hint, TRUE);
}

static void
hide_hint (SnWindow *self)
{
  gtk_widget_set_visible (self->drop_hint, FALSE);
}

/* What a dialog asks comes first. */
static gboolean
handle_accept (GtkDropTarget *target, GdkDrop *drop, SnWindow *self)
{
  g_autoptr (GtkWindow) dialog = sn_window_find_dialog ();

  return dialog == NULL && gdk_content_formats_contain_gtype (gdk_drop_get_formats (drop), GDK_TYPE_FILE_LIST);
}

static GdkDragAction
handle_enter (GtkDropTarget *target, double x, double y, SnWindow *self)
{
  show_hint (self);
  return GDK_ACTION_COPY;
}

static void
handle_leave (GtkDropTarget *target, SnWindow *self)
{
  hide_hint (self);
}

static gboolean
handle_drop (GtkDropTarget *target, const GValue *value, double x, double y, SnWindow *self)
{
  hide_hint (self);
  if (!G_VALUE_HOLDS (value, GDK_TYPE_FILE_LIST))
    return FALSE;
  take_list (self, g_value_get_boxed (value));
  return TRUE;
}

/* Before the fields get to see it: a file is nothing to be typed. */
void
sn_window_add_drop_target (SnWindow *self)
{
  GtkDropTarget *target = gtk_drop_target_new (GDK_TYPE_FILE_LIST, GDK_ACTION_COPY);

  gtk_event_controller_set_propagation_phase (GTK_EVENT_CONTROLLER (target), GTK_PHASE_CAPTURE);
  g_signal_connect (target, "accept", G_CALLBACK (handle_accept), self);
  g_signal_connect (target, "enter", G_CALLBACK (handle_enter), self);
  g_signal_connect (target, "leave", G_CALLBACK (handle_leave), self);
  g_signal_connect (target, "drop", G_CALLBACK (handle_drop), self);
  gtk_widget_add_controller (GTK_WIDGET (self), GTK_EVENT_CONTROLLER (target));
}
