/* sn-import-dialog-save.c: what goes back to the town: the refused rows as it wrote them, or the list of all faults.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-dialog-private.h"

#include "sn-file-dialog.h"

#include <glib/gi18n.h>
#include <string.h>

static void
finish (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (owner);
  const SnImportWork *work = data;
  g_autofree char *name = g_path_get_basename (work->output_path);
  g_autofree char *sentence = NULL;

  sn_import_dialog_end_job (self);
  if (error == NULL)
    {
      sentence = work->aim == SN_IMPORT_SEND_BACK
                   ? g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "%u refused row is in “%s”", "%u refused rows are in “%s”", work->n_returned),
                                      work->n_returned, name)
                   : g_strdup_printf (_ ("Saved as “%s”"), name);
      sn_import_dialog_say (self, sentence);
    }
  else
    {
      g_free (self->refusal);
      self->refusal = g_strdup (error->message);
    }
  sn_import_dialog_advance (self);
}

static void
save (SnImportDialog *self, SnImportAim aim, const char *path, const char *sentence)
{
  SnImportWork *work;

  /* It may have been judged anew while the dialog asked for a name. */
  if (self->job != NULL || !self->is_judged)
    {
      sn_session_say (self->session, _ ("The rows are being compared. Save them when that is done."));
      return;
    }
  work = sn_import_dialog_make_work (self, aim);
  work->judgement = sn_import_judgement_ref (self->judgement);
  work->output_path = g_strdup (path);
  if (work->shown_name == NULL)
    work->shown_name = g_path_get_basename (self->path);
  sn_import_dialog_start (self, work, sentence, finish);
}

static void
take_return_path (const char *path, gpointer owner)
{
  save (SN_IMPORT_DIALOG (owner), SN_IMPORT_SEND_BACK, path, _ ("Writing the refused rows…"));
}

static void
take_list_path (const char *path, gpointer owner)
{
  save (SN_IMPORT_DIALOG (owner), SN_IMPORT_LIST_FAULTS, path, _ ("Writing the list of faults…"));
}

#define LONGEST_ENDING 5 /* ".xlsx" */

/* (transfer full): @pattern with the list's name without its ending */
static char *
propose_name (SnImportDialog *self, const char *pattern)
{
  g_autofree char *name = self->shown_name != NULL ? g_strdup (self->shown_name) : g_path_get_basename (self->path);
  char *dot = strrchr (name, '.');

  if (dot != NULL && strlen (dot) <= LONGEST_ENDING)
    *dot = '\0';
  return g_strdup_printf (pattern, name);
}

static void
handle_send_back (GtkWidget *widget, const char *action, GVariant *parameter)
{
  /* TRANSLATORS: the name of a file: the roster's name, then that it holds the rows that were refused */
  g_autofree char *name = propose_name (SN_IMPORT_DIALOG (widget), _ ("%s to correct.xlsx"));

  sn_file_dialog_save (GTK_WINDOW (widget), _ ("Save the Refused Rows"), name, SN_FILE_WORKBOOK, take_return_path, G_OBJECT (widget));
}

static void
handle_list_faults (GtkWidget *widget, const char *action, GVariant *parameter)
{
  /* TRANSLATORS: the name of a file: the roster's name, then that it lists what is wrong with it */
  g_autofree char *name = propose_name (SN_IMPORT_DIALOG (widget), _ ("%s faults.xlsx"));

  sn_file_dialog_save (GTK_WINDOW (widget), _ ("Save the List of Faults"), name, SN_FILE_WORKBOOK, take_list_path, G_OBJECT (widget));
}

void
sn_import_dialog_install_files (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "import.send-back", NULL, handle_send_back);
  gtk_widget_class_install_action (widget_class, "import.list-faults", NULL, handle_list_faults);
}
