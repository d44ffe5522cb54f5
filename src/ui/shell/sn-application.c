/* sn-application.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-application.h"

#include "sn-window-import.h"
#include "sn-window-private.h"

#include <glib/gi18n.h>
#include <string.h>

#define APPLICATION_ID "io.github.songnuan.Songnuan"

struct _SnApplication
{
  AdwApplication parent_instance;

  GSettings     *settings;
};

G_DEFINE_FINAL_TYPE (SnApplication, sn_application, ADW_TYPE_APPLICATION)

/* The shortcuts that officers know from their spreadsheets. Pages add their own in their templates. */
static const struct
{
  const char *action;
  const char *accelerators[3];
} shortcuts[] = {
  { "app.quit", { "<Control>q" } },
  { "win.new-workspace", { "<Control><Shift>n" } },
  { "win.open-workspace", { "<Control>o" } },
  { "win.find", { "<Control>f" } },
  { "win.export", { "<Control>s" } },
  { "win.undo-last", { "<Control>z" } },
  { "win.refresh", { "F5" } },
  { "win.show-sidebar", { "F9" } },
  { "win.show-help-overlay", { "<Control>question", "F1" } },
  { "win.go(('dashboard',''))", { "<Alt>1" } },
  { "win.go(('recipients',''))", { "<Alt>2" } },
  { "win.go(('disbursement',''))", { "<Alt>3" } },
  { "win.go(('findings',''))", { "<Alt>4" } },
  { "win.go(('reports',''))", { "<Alt>5" } },
  { "win.go(('history',''))", { "<Alt>6" } },
};

static void
handle_about (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  GtkApplication *application = data;

  adw_show_about_window (gtk_application_get_active_window (application), "application-name", _ ("Songnuan"), "application-icon",
                         APPLICATION_ID, "version", SN_VERSION, "developer-name", _ ("The Songnuan developers"), "license-type",
                         GTK_LICENSE_GPL_3_0, "comments",
                         _ ("See before the money leaves who gets what from whom, who gets it twice, and who gets nothing."),
                         "translator-credits", _ ("translator-credits"), NULL);
}

/* (nullable): the one window */
static SnWindow *
find_window (GtkApplication *application)
{
  for (GList *link = gtk_application_get_windows (application); link != NULL; link = link->next)
    if (SN_IS_WINDOW (link->data))
      return link->data;
  return NULL;
}

static void
handle_quit (GSimpleAction *action, GVariant *parameter, gpointer data)
{
  SnWindow *window = find_window (data);

  /* The window saves its state and lets go of the workspace; when it goes the program ends. */
  if (window != NULL)
    gtk_window_close (GTK_WINDOW (window));
}

static SnWindow *
get_window (SnApplication *self)
{
  SnWindow *window = find_window (GTK_APPLICATION (self));

  return window != NULL ? window : sn_window_new (ADW_APPLICATION (self), self->settings);
}

/* A window that came in front of its own dialog would not take a key. */
static void
present_dialog (void)
{
  g_autoptr (GtkWindow) dialog = sn_window_find_dialog ();

  if (dialog != NULL)
    gtk_window_present (dialog);
}

static void
sn_application_activate (GApplication *application)
{
  SnApplication *self = SN_APPLICATION (application);
  SnWindow *window = get_window (self);

  if (sn_window_get_session (window) == NULL && !sn_window_is_opening (window))
    sn_window_open_last (window);
  sn_window_present_soon (window);
  present_dialog ();
}

typedef struct
{
  SnApplication *application;
  char          *path;
} Opening;

static void open_path (SnApplication *self, const char *path);

static void
open_later (gpointer data)
{
  Opening *opening = data;

  /* Without a window the program is ending. */
  if (find_window (GTK_APPLICATION (opening->application)) != NULL)
    open_path (opening->application, opening->path);
  g_object_unref (opening->application);
  g_free (opening->path);
  g_free (opening);
}

/* One dialog may follow another. */
static void
handle_dialog_gone (GtkWindow *dialog, Opening *opening)
{
  g_signal_handlers_disconnect_by_data (dialog, opening);
  g_idle_add_once (open_later, opening);
}

/* What a dialog asks is about the workspace that is open, so that the other one waits for its answer. */
static void
open_path (SnApplication *self, const char *path)
{
  g_autoptr (GtkWindow) dialog = sn_window_find_dialog ();
  SnWindow *window = get_window (self);

  if (dialog != NULL)
    {
      Opening *opening = g_new (Opening, 1);

      *opening = (Opening){ g_object_ref (self), g_strdup (path) };
      g_signal_connect (dialog, "unmap", G_CALLBACK (handle_dialog_gone), opening);
      gtk_window_present (dialog);
      return;
    }
  sn_window_open (window, path);
  sn_window_present_soon (window);
}

/* A roster goes into the workspace that is open, or into the one that was open last. */
static void
import_files (SnApplication *self, GPtrArray *files)
{
  SnWindow *window = get_window (self);

  sn_window_take_files (window, (GFile *const *) files->pdata, files->len);
  sn_application_activate (G_APPLICATION (self));
}

static void
sn_application_open (GApplication *application, GFile **files, int n_files, const char *hint)
{
  g_autoptr (GPtrArray) lists = g_ptr_array_new ();
  g_autofree char *workspace = NULL;

  for (int i = 0; i < n_files; i++)
    {
      g_autofree char *path = g_file_get_path (files[i]);

      if (path == NULL || !sn_window_is_workspace (path))
        g_ptr_array_add (lists, files[i]);
      else if (workspace == NULL)
        workspace = g_steal_pointer (&path);
    }
  if (workspace != NULL)
    open_path (SN_APPLICATION (application), workspace);
  if (lists->len > 0 || workspace == NULL)
    import_files (SN_APPLICATION (application), lists);
}

static void
sn_application_startup (GApplication *application)
{
  static const GActionEntry entries[] = { { "about", handle_about }, { "quit", handle_quit } };

  G_APPLICATION_CLASS (sn_application_parent_class)->startup (application);
  sn_connection_forbid_thread (g_thread_self ());
  g_action_map_add_action_entries (G_ACTION_MAP (application), entries, G_N_ELEMENTS (entries), application);
  for (gsize i = 0; i < G_N_ELEMENTS (shortcuts); i++)
    gtk_application_set_accels_for_action (GTK_APPLICATION (application), shortcuts[i].action,
                                           (const char **) shortcuts[i].accelerators);
}

static void
sn_application_dispose (GObject *object)
{
  g_clear_object (&SN_APPLICATION (object)->settings);
  G_OBJECT_CLASS (sn_application_parent_class)->dispose (object);
}

static void
sn_application_class_init (SnApplicationClass *class)
{
  G_OBJECT_CLASS (class)->dispose = sn_application_dispose;
  G_APPLICATION_CLASS (class)->startup = sn_application_startup;
  G_APPLICATION_CLASS (class)->activate = sn_application_activate;
  G_APPLICATION_CLASS (class)->open = sn_application_open;
}

static void
sn_application_init (SnApplication *self)
{
  self->settings = g_settings_new (APPLICATION_ID);
}

/* GTK learnt the second word in 4.16, and forgot the first. */
#define FIRST_GTK_WITH_GDK_DISABLE 16

void
sn_application_choose_renderer (void)
{
  if (g_file_test ("/dev/dri", G_FILE_TEST_EXISTS) || (g_getenv ("GSK_RENDERER") != NULL && strcmp (g_getenv ("GSK_RENDERER"), "cairo") != 0))
    return;
  g_setenv ("GSK_RENDERER", "cairo", TRUE);
  if (gtk_get_minor_version () >= FIRST_GTK_WITH_GDK_DISABLE)
    g_setenv ("GDK_DISABLE", "gl,vulkan", FALSE);
  else
    g_setenv ("GDK_DEBUG", "gl-disable", FALSE);
}

SnApplication *
sn_application_new (void)
{
  return g_object_new (SN_TYPE_APPLICATION, "application-id", APPLICATION_ID, "flags", G_APPLICATION_HANDLES_OPEN,
                       "resource-base-path", "/io/github/songnuan/Songnuan", NULL);
}
