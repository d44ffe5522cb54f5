/* sn-window-import.c: every way in leads here: files that are dropped, pasted, chosen or opened with the program, and pasted cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-window-import.h"

#include "sn-window-private.h"

#include "sn-file-dialog.h"
#include "sn-import-dialog.h"
#include "sn-import-target-dialog.h"
#include "sn-page.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

/* One list of people on its way in; counted. */
typedef struct
{
  SnWindow     *window;       /* weak */
  char         *path;
  char         *shown_name;
  SnMemoryFile *memory;       /* (nullable): of @path */
  char         *program_code; /* (nullable): where it goes, if that is known */
  gboolean      for_people;   /* the registry is proposed */
} WaitingImport;

static void
clear_import (gpointer data)
{
  WaitingImport *import = data;

  g_clear_weak_pointer (&import->window);
  g_free (import->path);
  g_free (import->shown_name);
  g_free (import->program_code);
  g_clear_pointer (&import->memory, sn_memory_file_unref);
}

static void
unref_import (gpointer data)
{
  g_atomic_rc_box_release_full (data, clear_import);
}

GtkWindow *
sn_window_find_dialog (void)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) window = g_list_model_get_item (windows, i);

      if (gtk_window_get_modal (window) && gtk_widget_get_mapped (GTK_WIDGET (window)))
        return g_steal_pointer (&window);
    }
  return NULL;
}

/* ── What waits ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* On the start page: what is kept until a workspace is open. */
static void
show_waiting (SnWindow *self)
{
  guint n = g_queue_get_length (self->waiting_imports);
  const WaitingImport *first = g_queue_peek_head (self->waiting_imports);
  g_autofree char *text = NULL;

  gtk_widget_set_visible (self->waiting_box, n > 0);
  if (n == 0)
    return;
  text = n == 1 ? g_strdup_printf (_ ("“%s” is imported as soon as a workspace is open."), first->shown_name)
                : g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u file is imported as soon as a workspace is open.",
                                                "%u files are imported as soon as a workspace is open.", n), n);
  gtk_label_set_label (self->waiting_label, text);
}

static void
add_import (SnWindow *self, WaitingImport *take_import)
{
  g_queue_push_tail (self->waiting_imports, take_import);
  show_waiting (self);
  sn_window_import_next (self);
}

static WaitingImport *
new_import (SnWindow *self, const char *path, const char *shown_name, const char *program_code)
{
  WaitingImport *import = g_atomic_rc_box_new0 (WaitingImport);

  g_set_weak_pointer (&import->window, self);
  import->path = g_strdup (path);
  import->shown_name = shown_name != NULL ? g_strdup (shown_name) : g_filename_display_basename (path);
  import->program_code = g_strdup (program_code);
  return import;
}

const SnProgram *
sn_window_get_program (SnWindow *self)
{
  GtkWidget *page = self->session != NULL ? gtk_stack_get_visible_child (self->pages) : NULL;

  return page != NULL ? sn_page_get_program (SN_PAGE (page)) : NULL;
}

static const char *
get_program_code (SnWindow *self)
{
  const SnProgram *program = sn_window_get_program (self);

  return program != NULL ? program->code : NULL;
}

/* ── One after the other ────────────────────────────────────────────────────────────────────────────────────────── */

static void
go_on (gpointer data)
{
  WaitingImport *import = data;

  if (import->window != NULL)
    {
      import->window->imports = FALSE;
      sn_window_import_next (import->window);
    }
  unref_import (import);
}

/* The end of one, wherever it came to it. Later: a window may just be going. */
static void
finish_import (gpointer data)
{
  g_idle_add_once (go_on, data);
}

static void
present_import (WaitingImport *take_import, const SnImportTarget *target)
{
  SnWindow *self = take_import->window;
  const char *shown_name = take_import->memory != NULL ? take_import->shown_name : NULL;
  SnImportDialog *dialog = sn_import_dialog_present (GTK_WINDOW (self), self->session, target, take_import->path, shown_name);

  g_object_set_data_full (G_OBJECT (dialog), "sn-import", take_import, finish_import);
}

/* A question that was not answered, or the end of one that was. */
typedef struct
{
  WaitingImport *import; /* (nullable): it went on to its window */
} Question;

static void
free_question (gpointer data)
{
  Question *question = data;

  if (question->import != NULL)
    finish_import (question->import);
  g_free (question);
}

static void
take_target (const SnImportTarget *target, gpointer owner, gpointer data)
{
  SnWindow *self = owner;
  Question *question = data;

  if (self->session == NULL)
    return;
  sn_import_target_clear (&self->last_target);
  sn_import_target_copy (target, &self->last_target);
  self->has_last_target = TRUE;
  present_import (g_steal_pointer (&question->import), target);
}

static void
ask_for_target (SnWindow *self, WaitingImport *take_import)
{
  static const SnImportTarget registry = { .kind = SN_IMPORT_REGISTRY };
  Question *question = g_new (Question, 1);

  question->import = take_import;
  sn_import_target_dialog_present (GTK_WINDOW (self), self->session, take_import->path, take_import->shown_name,
                                   take_import->for_people ? &registry : self->has_last_target ? &self->last_target : NULL, take_target,
                                   G_OBJECT (self), question, free_question);
}

static void
import_after_dialog (gpointer data)
{
  g_autoptr (SnWindow) self = data;

  sn_window_import_next (self);
}

/* One dialog may follow another. */
static void
handle_dialog_gone (GtkWidget *dialog, SnWindow *self)
{
  g_signal_handlers_disconnect_by_func (dialog, handle_dialog_gone, self);
  g_idle_add_once (import_after_dialog, g_object_ref (self));
}

void
sn_window_import_next (SnWindow *self)
{
  g_autoptr (GtkWindow) dialog = sn_window_find_dialog ();
  WaitingImport *import;

  if (self->imports || g_queue_is_empty (self->waiting_imports) || self->session == NULL || sn_session_get_facts (self->session) == NULL ||
      !gtk_widget_get_mapped (GTK_WIDGET (self)))
    return;
  if (dialog != NULL)
    {
      g_signal_handlers_disconnect_by_func (dialog, handle_dialog_gone, self);
      g_signal_connect_object (dialog, "unmap", G_CALLBACK (handle_dialog_gone), self, 0);
      return;
    }
  import = g_queue_pop_head (self->waiting_imports);
  show_waiting (self);
  self->imports = TRUE;
  if (import->program_code != NULL)
    present_import (import, &(SnImportTarget){ .kind = SN_IMPORT_ROSTER, .program_code = import->program_code });
  else
    ask_for_target (self, import);
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define SQLITE_HEAD "SQLite format 3"

gboolean
sn_window_is_workspace (const char *path)
{
  char head[sizeof SQLITE_HEAD] = "";
  g_autofree char *folded = g_ascii_strdown (path, -1);
  FILE *file;

  if (g_str_has_suffix (folded, ".songnuan"))
    return TRUE;
  file = g_file_test (path, G_FILE_TEST_IS_REGULAR) ? fopen (path, "rbe") : NULL;
  if (file == NULL)
    return FALSE;
  if (fread (head, 1, sizeof head, file) < sizeof head)
    head[0] = '\0';
  fclose (file);
  return memcmp (head, SQLITE_HEAD, sizeof head) == 0;
}

static void
take_file (SnWindow *self, GFile *file, const char *program_code)
{
  g_autofree char *path = g_file_get_path (file);
  g_autofree char *name = g_file_get_parse_name (file);
  g_autofree char *sentence = NULL;

  if (path != NULL && sn_window_is_workspace (path))
    {
      sn_window_open (self, path);
      return;
    }
  if (path != NULL)
    {
      add_import (self, new_import (self, path, NULL, program_code));
      return;
    }
  sentence = g_strdup_printf (_ ("“%s” does not lie on this computer. Copy it here first, then import it."), name);
  sn_window_show_refusal (self, sentence);
}

/* Where the page in view is that of a program, all of them go there: that is what the officer saw when they were dropped. */
void
sn_window_take_files (SnWindow *self, GFile *const *files, guint n_files)
{
  g_autofree char *program_code = g_strdup (get_program_code (self));

  for (guint i = 0; i < n_files; i++)
    take_file (self, files[i], program_code);
}

void
sn_window_take_memory (SnWindow *self, SnMemoryFile *file, const char *shown_name)
{
  WaitingImport *import = new_import (self, sn_memory_file_get_path (file), shown_name, get_program_code (self));

  import->memory = sn_memory_file_ref (file);
  add_import (self, import);
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
handle_entry_paste (GtkWidget *widget, GVariant *arguments, gpointer data)
{
  return sn_window_paste_into_entry (SN_WINDOW (widget));
}

/* Before the entry that has the keyboard: it would take several lines of cells for a text. */
static void
watch_entries (SnWindow *self)
{
  GtkEventController *shortcuts = gtk_shortcut_controller_new ();

  gtk_event_controller_set_propagation_phase (shortcuts, GTK_PHASE_CAPTURE);
  gtk_shortcut_controller_add_shortcut (GTK_SHORTCUT_CONTROLLER (shortcuts),
                                        gtk_shortcut_new (gtk_shortcut_trigger_parse_string ("<Control>v|<Shift>Insert"),
                                                          gtk_callback_action_new (handle_entry_paste, NULL, NULL)));
  gtk_widget_add_controller (GTK_WIDGET (self), shortcuts);
}

void
sn_window_add_import (SnWindow *self)
{
  self->waiting_imports = g_queue_new ();
  sn_window_add_drop_target (self);
  watch_entries (self);
  g_signal_connect (self, "map", G_CALLBACK (sn_window_import_next), NULL);
}

void
sn_window_drop_imports (SnWindow *self)
{
  sn_import_target_clear (&self->last_target);
  g_queue_free_full (g_steal_pointer (&self->waiting_imports), unref_import);
}

/* ── Chosen ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
take_path (const char *path, gpointer owner)
{
  add_import (owner, new_import (owner, path, NULL, get_program_code (owner)));
}

static void
take_people_path (const char *path, gpointer owner)
{
  WaitingImport *import = new_import (owner, path, NULL, NULL);

  import->for_people = TRUE;
  add_import (owner, import);
}

static void
handle_import (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_file_dialog_open (GTK_WINDOW (widget), _ ("Import a File"), SN_FILE_SHEET, take_path, G_OBJECT (widget));
}

static void
handle_import_people (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_file_dialog_open (GTK_WINDOW (widget), _ ("Import People"), SN_FILE_SHEET, take_people_path, G_OBJECT (widget));
}

static void
handle_forget (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnWindow *self = SN_WINDOW (widget);

  g_queue_clear_full (self->waiting_imports, unref_import);
  show_waiting (self);
  gtk_widget_grab_focus (self->start_button);
}

static void
handle_paste (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_window_paste (SN_WINDOW (widget));
}

void
sn_window_install_import_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.import", NULL, handle_import);
  gtk_widget_class_install_action (widget_class, "win.import-people", NULL, handle_import_people);
  gtk_widget_class_install_action (widget_class, "win.forget-imports", NULL, handle_forget);
  gtk_widget_class_install_action (widget_class, "win.paste", NULL, handle_paste);
  /* After whatever has the keyboard: a field takes it for itself. */
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_v, GDK_CONTROL_MASK, "win.paste", NULL);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_Insert, GDK_SHIFT_MASK, "win.paste", NULL);
}
