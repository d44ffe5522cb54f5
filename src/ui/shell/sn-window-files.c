/* sn-window-files.c: making, opening and keeping workspace files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-window-private.h"

#include "sn-demo.h"
#include "sn-file-digest.h"
#include "sn-file-dialog.h"
#include "sn-officer-dialog.h"
#include "sn-safety.h"

#include <glib/gi18n.h>
#include <glib/gstdio.h>

#define DEMO_RECIPIENTS 20000
#define DEMO_SEED 2025
#define DEMO_OFFICE 1

/* Bringing a workspace up: opened, or made with the catalogue, or made and filled with the demo. */
typedef enum
{
  OPENING_FILE,
  OPENING_NEW,
  OPENING_DEMO,
} Kind;

typedef struct
{
  Kind         kind;
  char        *path;
  char        *officer;
  SnWorkspace *workspace; /* out */
  char        *said;      /* out (nullable): what the officer has to know about the file */
} Opening;

static void
free_opening (gpointer data)
{
  Opening *opening = data;

  g_clear_object (&opening->workspace);
  g_free (opening->path);
  g_free (opening->officer);
  g_free (opening->said);
  g_free (opening);
}

static gboolean
install_catalogue (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_catalogue_install (transaction, "qingpu-2025", error);
}

static void
show_demo_progress (double fraction, const char *sentence, gpointer job)
{
  sn_job_show_fraction (fraction, job);
}

static gboolean
make_workspace (SnJob *job, Opening *opening, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (opening->path);
  SnDemoResult result;

  g_mkdir_with_parents (folder, 0700);
  opening->workspace = sn_workspace_create (opening->path, opening->kind == OPENING_DEMO ? DEMO_OFFICE : 0, opening->officer, error);
  if (opening->workspace == NULL)
    return FALSE;
  if (sn_workspace_write (opening->workspace, install_catalogue, NULL, sn_job_get_cancellable (job), error) != 0 &&
      (opening->kind != OPENING_DEMO || sn_demo_fill (opening->workspace, DEMO_RECIPIENTS, DEMO_SEED, show_demo_progress, job, &result,
                                                      sn_job_get_cancellable (job), error)))
    return TRUE;
  /* Half a workspace would stand in the way of the next try. */
  sn_workspace_close (opening->workspace);
  g_clear_object (&opening->workspace);
  g_unlink (opening->path);
  return FALSE;
}

static char *
get_default_path (const char *name)
{
  return g_build_filename (g_get_user_data_dir (), "songnuan", name, NULL);
}

#define DIGITS_OF_A_COPY 12

/* A file that is only lent cannot be worked on: a copy of its own is. The copy is found again by what the file held, so that the same
 * file leads to the work that was done since, and another file of the same name does not. */
static gboolean
take_in (Opening *opening, GCancellable *cancellable, GError **error)
{
  g_autofree char *digest = sn_file_digest (opening->path, NULL, NULL, cancellable, error);
  g_autofree char *name = g_path_get_basename (opening->path);
  g_autofree char *shown = g_filename_display_name (name);
  g_autofree char *folder = NULL;
  g_autofree char *own = NULL;

  if (digest == NULL)
    return FALSE;
  digest[DIGITS_OF_A_COPY] = '\0';
  folder = get_default_path (digest);
  own = g_build_filename (folder, name, NULL);
  if (g_file_test (own, G_FILE_TEST_EXISTS))
    opening->said = g_strdup_printf (_ ("This is the copy of “%s” that was taken in before, with all that was done in it since."), shown);
  else
    {
      g_mkdir_with_parents (folder, 0700);
      if (!sn_backup_restore (opening->path, own, NULL, error))
        {
          g_rmdir (folder);
          return FALSE;
        }
      opening->said = g_strdup_printf (_ ("This is a copy of “%s”; the file itself stays as it is. “Back Up…” hands your work out."), shown);
    }
  g_free (opening->path);
  opening->path = g_steal_pointer (&own);
  return TRUE;
}

static gboolean
run_opening (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Opening *opening = data;

  if (opening->kind != OPENING_FILE && !make_workspace (job, opening, error))
    return FALSE;
  if (opening->kind == OPENING_FILE && sn_path_is_lent (opening->path) && !take_in (opening, sn_job_get_cancellable (job), error))
    return FALSE;
  if (opening->kind == OPENING_FILE)
    opening->workspace = sn_workspace_open (opening->path, error);
  return opening->workspace != NULL &&
         (*opening->officer == '\0' || sn_workspace_set_officer (opening->workspace, opening->officer, error));
}

static void
finish_opening (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnWindow *self = SN_WINDOW (owner);
  Opening *opening = data;

  if (error != NULL)
    {
      sn_window_set_session (self, NULL);
      if (!g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        sn_window_show_refusal (self, error->message);
      return;
    }
  g_settings_set_string (self->settings, "last-workspace", opening->path);
  sn_window_set_session (self, sn_session_new (g_steal_pointer (&opening->workspace), opening->officer));
  if (opening->said != NULL)
    sn_session_say (self->session, opening->said);
}

static void
start_opening (SnWindow *self, Kind kind, const char *path, const char *officer)
{
  static const char *const sentences[] = {
    [OPENING_FILE] = N_ ("Opening the workspace…"),
    [OPENING_NEW] = N_ ("Making the workspace…"),
    [OPENING_DEMO] = N_ ("Making up a district…"),
  };
  Opening *opening = g_new0 (Opening, 1);
  g_autoptr (SnJob) job = NULL;

  opening->kind = kind;
  opening->path = g_strdup (path);
  opening->officer = g_strdup (officer);
  sn_window_drop_toasts (self);
  sn_window_set_session (self, NULL);
  gtk_label_set_label (self->opening_label, _ (sentences[kind]));
  gtk_stack_set_visible_child_name (self->stages, "opening");
  job = sn_job_start (NULL, _ (sentences[kind]), run_opening, opening, free_opening, finish_opening, G_OBJECT (self));
  sn_job_bar_watch (self->opening_bar, job);
}

/* ── Asking first ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* What is to be opened once somebody has said who works. */
typedef struct
{
  SnWindow *window; /* borrowed: the dialog is modal to it */
  Kind      kind;
  char     *path;
} Plan;

static void
free_plan (gpointer data)
{
  Plan *plan = data;

  g_free (plan->path);
  g_free (plan);
}

static void
take_officer (const char *name, const char *department, gpointer data)
{
  Plan *plan = data;

  start_opening (plan->window, plan->kind, plan->path, name);
}

static void
open_as_somebody (SnWindow *self, Kind kind, const char *path)
{
  g_autofree char *officer = g_settings_get_string (self->settings, "officer");
  Plan *plan;

  if (*officer != '\0')
    {
      start_opening (self, kind, path, officer);
      return;
    }
  /* A question needs a window to stand on. */
  gtk_window_present (GTK_WINDOW (self));
  plan = g_new (Plan, 1);
  *plan = (Plan){ self, kind, g_strdup (path) };
  sn_officer_dialog_present (GTK_WINDOW (self), "", NULL, "", take_officer, plan, free_plan);
}

void
sn_window_open (SnWindow *self, const char *path)
{
  open_as_somebody (self, OPENING_FILE, path);
}

void
sn_window_open_last (SnWindow *self)
{
  g_autofree char *path = g_settings_get_string (self->settings, "last-workspace");

  if (*path != '\0' && g_file_test (path, G_FILE_TEST_IS_REGULAR))
    sn_window_open (self, path);
}

static void
take_new_path (const char *path, gpointer data)
{
  g_autofree char *name = g_path_get_basename (path);
  g_autofree char *own = sn_path_is_lent (path) ? get_default_path (name) : g_strdup (path);

  open_as_somebody (data, OPENING_NEW, own);
}

static void
take_path (const char *path, gpointer data)
{
  open_as_somebody (data, OPENING_FILE, path);
}

static void
handle_new (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_file_dialog_save (GTK_WINDOW (widget), _ ("New Workspace"), _ ("Winter Relief.songnuan"), SN_FILE_WORKSPACE, take_new_path,
                       G_OBJECT (widget));
}

static void
handle_open (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_file_dialog_open (GTK_WINDOW (widget), _ ("Open Workspace"), SN_FILE_WORKSPACE, take_path, G_OBJECT (widget));
}

static void
handle_start_catalogue (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *path = get_default_path ("default.songnuan");

  if (g_file_test (path, G_FILE_TEST_EXISTS))
    handle_new (widget, action, parameter);
  else
    open_as_somebody (SN_WINDOW (widget), OPENING_NEW, path);
}

static void
handle_start_demo (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *path = get_default_path ("demo.songnuan");

  open_as_somebody (SN_WINDOW (widget), g_file_test (path, G_FILE_TEST_EXISTS) ? OPENING_FILE : OPENING_DEMO, path);
}

/* ── Safety ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_backup (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_backup_write (workspace, data, sn_job_get_cancellable (job), error);
}

static void
finish_backup (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnWindow *self = SN_WINDOW (owner);

  if (error == NULL && self->session != NULL)
    sn_session_say (self->session, _ ("The copy was written, opened and checked."));
}

static void
take_backup_path (const char *path, gpointer data)
{
  SnWindow *self = data;
  g_autoptr (SnJob) job = NULL;

  if (self->session != NULL)
    job = sn_session_run (self->session, _ ("Writing a checked copy…"), run_backup, g_strdup (path), g_free, finish_backup, G_OBJECT (self));
}

static void
handle_back_up (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnWindow *self = SN_WINDOW (widget);

  if (self->session != NULL)
    sn_file_dialog_save (GTK_WINDOW (widget), _ ("Back Up"), _ ("Copy.songnuan"), SN_FILE_WORKSPACE, take_backup_path, G_OBJECT (widget));
}

static gboolean
run_verify (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  SnVerification **verification = data;

  *verification = sn_job_read (job, sn_verify, NULL, error);
  return *verification != NULL;
}

static void
free_verification (gpointer data)
{
  g_clear_pointer ((SnVerification **) data, sn_verification_free);
  g_free (data);
}

static void
finish_verify (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnWindow *self = SN_WINDOW (owner);
  const SnVerification *verification = *(SnVerification **) data;
  g_autofree char *sentence = NULL;

  if (error != NULL || self->session == NULL)
    return;
  if (sn_verification_is_ok (verification))
    {
      sn_session_say (self->session, _ ("File, journal, figures and references are sound."));
      return;
    }
  sentence = g_strdup_printf (_ ("File: %s\nJournal: %s\nFigures: %s\nReferences: %s\nRestore the newest backup, and keep this file."),
                              verification->integrity, verification->hash_chain, verification->summaries, verification->foreign_keys);
  sn_window_show_refusal (self, sentence);
}

static void
handle_verify (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnWindow *self = SN_WINDOW (widget);
  g_autoptr (SnJob) job = NULL;

  if (self->session != NULL)
    job = sn_session_run (self->session, _ ("Verifying…"), run_verify, g_new0 (SnVerification *, 1), free_verification, finish_verify,
                          G_OBJECT (self));
}

void
sn_window_install_file_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    GtkWidgetActionActivateFunc  activate;
  } actions[] = {
    { "win.new-workspace", handle_new },        { "win.open-workspace", handle_open }, { "win.start-catalogue", handle_start_catalogue },
    { "win.start-demo", handle_start_demo },    { "win.back-up", handle_back_up },     { "win.verify", handle_verify },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
}
