/* sn-file-dialog.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-file-dialog.h"

#include <glib/gi18n.h>

static const struct
{
  const char *name;
  const char *patterns[4];
} kinds[] = {
  [SN_FILE_WORKSPACE] = { N_ ("Songnuan workspaces"), { "*.songnuan" } },
  [SN_FILE_SHEET] = { N_ ("Spreadsheets"), { "*.xlsx", "*.xlsm", "*.csv" } },
  [SN_FILE_WORKBOOK] = { N_ ("Excel workbooks"), { "*.xlsx" } },
  [SN_FILE_CSV] = { N_ ("CSV tables"), { "*.csv" } },
};

typedef struct
{
  GtkFileChooserNative *dialog;
  SnFileChosen          chosen;
  GWeakRef              owner;
} Choice;

static void
free_choice (Choice *choice)
{
  g_object_unref (choice->dialog);
  g_weak_ref_clear (&choice->owner);
  g_free (choice);
}

static void
handle_response (GtkNativeDialog *dialog, int response, gpointer data)
{
  Choice *choice = data;
  g_autoptr (GObject) owner = g_weak_ref_get (&choice->owner);
  /* A portal may fail to hand the file over: then there is none although somebody accepted. */
  g_autoptr (GFile) file = response == GTK_RESPONSE_ACCEPT ? gtk_file_chooser_get_file (GTK_FILE_CHOOSER (dialog)) : NULL;
  g_autofree char *path = file != NULL ? g_file_get_path (file) : NULL;

  if (path != NULL && owner != NULL)
    choice->chosen (path, owner);
  gtk_native_dialog_destroy (dialog);
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
