/* sn-file-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-file-dialog.h"

#include "sn-safety.h"

#include <adwaita.h>
#include <glib/gi18n.h>
#include <string.h>

static const struct
{
  const char *name;
  const char *patterns[4];
  const char *ending;       /* (nullable): of a new file */
} kinds[] = {
  [SN_FILE_WORKSPACE] = { N_ ("Songnuan workspaces"), { "*.songnuan" }, ".songnuan" },
  [SN_FILE_SHEET] = { N_ ("Spreadsheets"), { "*.xlsx", "*.xlsm", "*.csv" }, NULL },
  [SN_FILE_WORKBOOK] = { N_ ("Excel workbooks"), { "*.xlsx" }, ".xlsx" },
  [SN_FILE_CSV] = { N_ ("CSV tables"), { "*.csv" }, ".csv" },
  [SN_FILE_ANY] = { N_ ("All files"), { "*" }, NULL },
};

typedef struct
{
  GtkFileChooserNative *dialog;
  const char           *ending; /* (nullable): that the file's name shall have */
  char                 *path;   /* (nullable): with its ending, while somebody is asked about it */
  SnFileChosen          chosen;
  GWeakRef              owner;
} Choice;

static void
free_choice (Choice *choice)
{
  gtk_native_dialog_destroy (GTK_NATIVE_DIALOG (choice->dialog));
  g_object_unref (choice->dialog);
  g_free (choice->path);
  g_weak_ref_clear (&choice->owner);
  g_free (choice);
}

static void
take_path (Choice *choice, const char *path)
{
  g_autoptr (GObject) owner = g_weak_ref_get (&choice->owner);

  if (path != NULL && owner != NULL)
    choice->chosen (path, owner);
}

/* (transfer full) (nullable): @path with the ending that was not typed; %NULL where nothing is missing */
static char *
add_ending (const Choice *choice, const char *path)
{
  g_autofree char *folded = path != NULL ? g_ascii_strdown (path, -1) : NULL;

  if (folded == NULL || choice->ending == NULL || g_str_has_suffix (folded, choice->ending))
    return NULL;
  return g_strconcat (path, choice->ending, NULL);
}

static void
handle_replace (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Choice *choice = data;

  if (strcmp (response, "replace") == 0)
    take_path (choice, choice->path);
  free_choice (choice);
}

/* The file chooser asked about the name that was typed; with the ending it is another file. */
static void
ask_to_replace (Choice *choice, char *take_path)
{
  GtkWindow *parent = gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (choice->dialog));
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("Replace the File?"), NULL);
  g_autofree char *name = g_path_get_basename (take_path);

  choice->path = take_path;
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog), _ ("There is a “%s” in this folder already. What is in it would be lost."),
                                  name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "replace", _ ("_Replace"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "replace", ADW_RESPONSE_DESTRUCTIVE);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (handle_replace), choice);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
handle_again (AdwMessageDialog *dialog, const char *response, gpointer data)
{
  Choice *choice = data;
  g_autofree char *name = g_path_get_basename (choice->path);

  g_clear_pointer (&choice->path, g_free);
  if (strcmp (response, "again") != 0)
    {
      free_choice (choice);
      return;
    }
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (choice->dialog), name);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->dialog));
}

/* Without its ending neither the bank nor a spreadsheet program takes the file. A lent one has the very name that was chosen: only
 * the portal's dialog can give it another. */
static void
ask_to_choose_again (Choice *choice, char *take_path)
{
  GtkWindow *parent = gtk_native_dialog_get_transient_for (GTK_NATIVE_DIALOG (choice->dialog));
  GtkWidget *dialog = adw_message_dialog_new (parent, _ ("The Ending Is Missing"), NULL);
  g_autofree char *name = g_path_get_basename (take_path);

  choice->path = take_path;
  adw_message_dialog_format_body (ADW_MESSAGE_DIALOG (dialog),
                                  _ ("The file has to be called “%s”. It is asked for once more, with this name filled in."), name);
  adw_message_dialog_add_responses (ADW_MESSAGE_DIALOG (dialog), "cancel", _ ("_Cancel"), "again", _ ("Choose _Again…"), NULL);
  adw_message_dialog_set_response_appearance (ADW_MESSAGE_DIALOG (dialog), "again", ADW_RESPONSE_SUGGESTED);
  adw_message_dialog_set_default_response (ADW_MESSAGE_DIALOG (dialog), "again");
  adw_message_dialog_set_close_response (ADW_MESSAGE_DIALOG (dialog), "cancel");
  g_signal_connect (dialog, "response", G_CALLBACK (handle_again), choice);
  gtk_window_present (GTK_WINDOW (dialog));
}

static void
handle_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Choice *choice = data;
  /* A portal may fail to hand the file over: then there is none although somebody accepted. */
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;
  g_autofree char *completed = add_ending (choice, path);

  gtk_native_dialog_hide (dialog);
  if (completed != NULL && sn_path_is_lent (path))
    {
      ask_to_choose_again (choice, g_steal_pointer (&completed));
      return;
    }
  if (completed != NULL && g_file_test (completed, G_FILE_TEST_EXISTS))
    {
      ask_to_replace (choice, g_steal_pointer (&completed));
      return;
    }
  take_path (choice, completed != NULL ? completed : path);
  free_choice (choice);
}

static void
add_filter (GtkFileChooser *chooser, SnFileKind kind)
{
  g_autoptr (GtkFileFilter) filter = gtk_file_filter_new ();

  gtk_file_filter_set_name (filter, _ (kinds[kind].name));
  for (gsize i = 0; i < G_N_ELEMENTS (kinds[kind].patterns) && kinds[kind].patterns[i] != NULL; i++)
    gtk_file_filter_add_pattern (filter, kinds[kind].patterns[i]);
  gtk_file_chooser_add_filter (chooser, filter);
}

static void
present (GtkWindow *parent, const char *title, const char *name, SnFileKind kind, GtkFileChooserAction action, SnFileChosen chosen,
         GObject *owner)
{
  Choice *choice = g_new0 (Choice, 1);

  choice->dialog = gtk_file_chooser_native_new (title, parent, action,
                                                action == GTK_FILE_CHOOSER_ACTION_SAVE ? _ ("_Save") : _ ("_Open"), _ ("_Cancel"));
  choice->ending = action == GTK_FILE_CHOOSER_ACTION_SAVE ? kinds[kind].ending : NULL;
  choice->chosen = chosen;
  g_weak_ref_init (&choice->owner, owner);
  add_filter (GTK_FILE_CHOOSER (choice->dialog), kind);
  if (name != NULL)
    gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (choice->dialog), name);
  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (choice->dialog), TRUE);
  g_signal_connect (choice->dialog, "response", G_CALLBACK (handle_response), choice);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (choice->dialog));
}

void
sn_file_dialog_open (GtkWindow *parent, const char *title, SnFileKind kind, SnFileChosen chosen, GObject *owner)
{
  present (parent, title, NULL, kind, GTK_FILE_CHOOSER_ACTION_OPEN, chosen, owner);
}

void
sn_file_dialog_save (GtkWindow *parent, const char *title, const char *name, SnFileKind kind, SnFileChosen chosen, GObject *owner)
{
  present (parent, title, name, kind, GTK_FILE_CHOOSER_ACTION_SAVE, chosen, owner);
}
