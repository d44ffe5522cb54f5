/* sn-program-actions.c: what is done to the programs of a department themselves, not to their rosters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-department-page-private.h"

#include "sn-catalogue-edit.h"
#include "sn-form-dialog.h"
#include "sn-program-dialog.h"
#include "sn-rates-dialog.h"

#include <glib/gi18n.h>

typedef struct
{
  char *department; /* of a new program */
  char *title;
  char *code;       /* of the program that goes; out: of the new one */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->department);
  g_free (work->title);
  g_free (work->code);
  g_free (work);
}

static const SnProgram *
get_program (SnDepartmentPage *self)
{
  return self->reading->programs != NULL ? sn_department_reading_get_program (self->reading) : NULL;
}

static GtkWindow *
get_window (SnDepartmentPage *self)
{
  return GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self)));
}

/* ── One that is there ──────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_edit_program (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const SnProgram *program = get_program (SN_DEPARTMENT_PAGE (widget));

  if (program != NULL)
    sn_program_dialog_present (SN_PAGE (widget), program->code);
}

static void
handle_confirm_rates (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const SnProgram *program = get_program (SN_DEPARTMENT_PAGE (widget));

  if (program != NULL)
    sn_rates_dialog_present (SN_PAGE (widget), program->code, program->title);
}

static gboolean
remove_program (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_program_remove (transaction, ((Work *) data)->code, error);
}

static gboolean
run_remove_program (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, remove_program, data, error);
}

static void
take_removal (const char *const *values, gpointer owner, gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->code = g_strdup (data);
  sn_page_run (SN_PAGE (owner), _ ("Removing the program…"), run_remove_program, work, free_work, NULL);
}

static void
handle_remove_program (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnDepartmentPage *self = SN_DEPARTMENT_PAGE (widget);
  const SnProgram *program = get_program (self);
  g_autofree char *heading = program != NULL ? g_strdup_printf (_ ("Remove %s %s?"), program->code, program->title) : NULL;
  const SnForm form = { .heading = heading,
                        .body = _ ("It goes with its rates and sources. A program on whose roster somebody stood cannot be removed."),
                        .response = _ ("Re_move"),
                        .destructive = TRUE };

  if (program != NULL)
    sn_form_dialog_present (get_window (self), &form, take_removal, G_OBJECT (self), g_strdup (program->code), g_free);
}

/* ── A new one ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_program (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;
  const SnProgramEdit edit = { work->title, NULL, NULL, 0 };

  return sn_program_add (transaction, work->department, &edit, &work->code, error);
}

static gboolean
run_add_program (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, add_program, data, error);
}

/* What is left to say of it (clause, sources, rates) is said in its own dialog. */
static void
finish_add_program (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  const Work *work = data;
  g_autofree char *target = NULL;

  if (error != NULL)
    return;
  target = g_strdup_printf ("program:%s", work->code);
  sn_page_open (SN_PAGE (owner), target);
  sn_program_dialog_present (SN_PAGE (owner), work->code);
}

static void
take_new_program (const char *const *values, gpointer owner, gpointer data)
{
  Work *work = g_new0 (Work, 1);

  work->department = g_strdup (sn_page_get_department (SN_PAGE (owner)));
  work->title = g_strdup (values[0]);
  sn_page_run (SN_PAGE (owner), _ ("Adding the program…"), run_add_program, work, free_work, finish_add_program);
}

static void
handle_new_program (GtkWidget *widget, const char *action, GVariant *parameter)
{
  const SnFormField fields[] = { { _ ("Title"), NULL, TRUE } };
  const SnForm form = { .heading = _ ("New Program"),
                        .body = _ ("As this year's notice has it. Its clause, sources and rates come next."),
                        .response = _ ("_Add"),
                        .fields = fields,
                        .n_fields = G_N_ELEMENTS (fields) };

  sn_form_dialog_present (get_window (SN_DEPARTMENT_PAGE (widget)), &form, take_new_program, G_OBJECT (widget), NULL, NULL);
}

void
sn_department_page_install_program_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.edit-program", NULL, handle_edit_program);
  gtk_widget_class_install_action (widget_class, "page.confirm-rates", NULL, handle_confirm_rates);
  gtk_widget_class_install_action (widget_class, "page.new-program", NULL, handle_new_program);
  gtk_widget_class_install_action (widget_class, "page.remove-program", NULL, handle_remove_program);
}
