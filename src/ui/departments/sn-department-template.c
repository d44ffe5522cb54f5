/* sn-department-template.c: an empty workbook for the towns to fill in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-department-page-private.h"

#include "sn-file-dialog.h"
#include "sn-roster-template.h"

#include <glib/gi18n.h>

typedef struct
{
  char *program_code;
  char *path;
} Template;

static void
free_template (gpointer data)
{
  Template *template = data;

  g_free (template->program_code);
  g_free (template->path);
  g_free (template);
}

static gpointer
write_template (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Template *template = data;

  return sn_roster_template_write (connection, template->program_code, template->path, NULL, error) ? data : NULL;
}

static gboolean
run_template (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, write_template, data, error) != NULL;
}

static void
finish_template (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  g_autofree char *name = g_path_get_basename (((const Template *) data)->path);
  g_autofree char *sentence = NULL;

  if (error != NULL)
    return;
  sentence = g_strdup_printf (_ ("“%s” can go to the towns"), name);
  sn_session_say (sn_page_get_session (SN_PAGE (owner)), sentence);
}

static void
take_template_path (const char *path, gpointer owner)
{
  Template *template = g_new0 (Template, 1);

  template->program_code = g_strdup (SN_DEPARTMENT_PAGE (owner)->program_code);
  template->path = g_strdup (path);
  sn_page_run (SN_PAGE (owner), _ ("Writing the workbook…"), run_template, template, free_template, finish_template);
}

void
sn_department_page_export_template (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  /* TRANSLATORS: the name of a file: the program's code, then that it is an empty roster to be filled in */
  g_autofree char *name = self->program_code != NULL ? g_strdup_printf (_ ("%s roster to fill in.xlsx"), self->program_code) : NULL;

  if (name != NULL)
    sn_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (widget)), _ ("Save a Template for Towns"), name, SN_FILE_WORKBOOK, take_template_path, G_OBJECT (self));
}
