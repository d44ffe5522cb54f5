/* sn-recipient-actions.c: what can be done with the rows of the list of recipients.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include "sn-add-to-program-dialog.h"
#include "sn-figure-text.h"
#include "sn-file-dialog.h"
#include "sn-recipient-workbook.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_COPIED 100000 /* rows; what is more belongs in a file */

/* Rows that leave the list, for the clipboard or a file. */
typedef struct
{
  GArray           *ids;
  SnRecipientField  fields[SN_RECIPIENT_N_FIELDS];
  guint             n_fields;
  gboolean          full_numbers;
  SnJob            *job;  /* (borrowed) */
  char             *tsv;  /* (nullable) */
  char             *html; /* (nullable) */
  char             *path; /* (nullable): of the workbook */
  SnExportResult    result;
} RowsWork;

static void
free_rows_work (gpointer data)
{
  RowsWork *work = data;

  g_array_unref (work->ids);
  g_free (work->tsv);
  g_free (work->html);
  g_free (work->path);
  sn_export_result_clear (&work->result);
  g_free (work);
}

/* Who is selected; everybody in the list where nobody is. */
static RowsWork *
make_rows_work (SnRecipientsPage *self)
{
  RowsWork *work = g_new0 (RowsWork, 1);
  GArray *all = sn_recipient_list_get_ids (self->list);

  if (sn_recipient_view_get_n_selected (self->view) > 0)
    work->ids = sn_recipient_view_dup_selected (self->view);
  else
    work->ids = all != NULL ? g_array_ref (all) : g_array_new (FALSE, FALSE, sizeof (gint64));
  sn_recipient_view_get_fields (self->view, work->fields, &work->n_fields);
  return work;
}

static SnRecipientTable
describe_table (RowsWork *work)
{
  return (SnRecipientTable){ .ids = (const gint64 *) work->ids->data,
                             .n_ids = work->ids->len,
                             .fields = work->fields,
                             .n_fields = work->n_fields,
                             .full_numbers = work->full_numbers,
                             .progress = sn_job_show_fraction,
                             .progress_data = work->job };
}

/* ── Copying ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
copy_table (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  RowsWork *work = data;
  SnRecipientTable table = describe_table (work);

  return sn_recipient_table_copy (connection, &table, &work->tsv, &work->html, cancellable, error) ? data : NULL;
}

static gboolean
run_copy (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  ((RowsWork *) data)->job = job;
  return sn_job_read (job, copy_table, data, error) != NULL;
}

static GdkContentProvider *
make_provider (const char *type, char **take_text)
{
  gsize length = strlen (*take_text);
  g_autoptr (GBytes) bytes = g_bytes_new_take (g_steal_pointer (take_text), length);

  return gdk_content_provider_new_for_bytes (type, bytes);
}

static void
finish_copy (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  RowsWork *work = data;
  GdkContentProvider *providers[4];
  g_autoptr (GdkContentProvider) all = NULL;
  g_autofree char *number = sn_figure_text_count (work->ids->len), *said = NULL;
  g_autofree char *plain = NULL, *utf8 = NULL;

  if (error != NULL)
    return;
  plain = g_strdup (work->tsv);
  utf8 = g_strdup (work->tsv);
  providers[0] = make_provider ("text/html", &work->html);
  providers[1] = make_provider ("text/plain;charset=utf-8", &utf8);
  providers[2] = make_provider ("UTF8_STRING", &plain); /* what programs on X ask for */
  providers[3] = make_provider ("text/plain", &work->tsv);
  all = gdk_content_provider_new_union (providers, G_N_ELEMENTS (providers));
  gdk_clipboard_set_content (gtk_widget_get_clipboard (owner), all);
  said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Copied %s row, numbers masked.", "Copied %s rows, numbers masked.", work->ids->len), number);
  sn_session_say (sn_page_get_session (owner), said);
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);
  guint64 n_selected = sn_recipient_view_get_n_selected (self->view);
  g_autofree char *number = sn_figure_text_count (MOST_COPIED), *sentence = NULL;

  if (n_selected == 0)
    return;
  if (n_selected <= MOST_COPIED)
    {
      sn_page_run (SN_PAGE (self), _ ("Copying the rows…"), run_copy, make_rows_work (self), free_rows_work, finish_copy);
      return;
    }
  sentence = g_strdup_printf (_ ("At most %s rows can be copied at once. Select fewer rows, or export them to a workbook (Ctrl+S)."), number);
  sn_session_say (sn_page_get_session (SN_PAGE (self)), sentence);
}

static void
handle_copy_cell (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autofree char *text = sn_recipient_view_dup_cell (SN_RECIPIENTS_PAGE (widget)->view);

  if (text == NULL)
    {
      sn_session_say (sn_page_get_session (SN_PAGE (widget)), _ ("Go to a cell with the Left and Right keys first."));
      return;
    }
  gdk_clipboard_set_text (gtk_widget_get_clipboard (widget), text);
  sn_session_say (sn_page_get_session (SN_PAGE (widget)), _ ("Copied what the cell shows."));
}

static void
handle_select_all (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_recipient_view_select_all (SN_RECIPIENTS_PAGE (widget)->view);
}

/* ── Export ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
note_full (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_table_note_full (transaction, ((const RowsWork *) data)->ids->len, error);
}

static gpointer
write_workbook (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  RowsWork *work = data;
  SnRecipientTable table = describe_table (work);

  return sn_recipient_workbook_write (connection, &table, work->path, &work->result, cancellable, error) ? data : NULL;
}

/* Taking full numbers out of the house is noted before it happens: a file without a note would be worse than the reverse. */
static gboolean
run_export (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  RowsWork *work = data;

  work->job = job;
  if (work->full_numbers && sn_workspace_write (workspace, note_full, work, sn_job_get_cancellable (job), error) == 0)
    return FALSE;
  return sn_job_read (job, write_workbook, work, error) != NULL;
}

static void
finish_export (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  const RowsWork *work = data;
  g_autofree char *name = g_path_get_basename (work->path), *number = sn_figure_text_count (work->result.rows), *said = NULL;

  if (error != NULL)
    return;
  said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Exported %s person to “%s”", "Exported %s people to “%s”",
                                       (gulong) work->result.rows), number, name);
  sn_session_say (sn_page_get_session (owner), said);
}

static void
take_path (const char *path, SnRecipientsPage *self, gboolean full_numbers)
{
  RowsWork *work = make_rows_work (self);

  work->path = g_strdup (path);
  work->full_numbers = full_numbers;
  sn_page_run (SN_PAGE (self), _ ("Writing the workbook…"), run_export, work, free_rows_work, finish_export);
}

static void
take_masked_path (const char *path, gpointer owner)
{
  take_path (path, owner, FALSE);
}

static void
take_full_path (const char *path, gpointer owner)
{
  take_path (path, owner, TRUE);
}

static void
ask_for_path (SnRecipientsPage *self, gboolean full_numbers)
{
  const char *name = full_numbers ? _ ("recipients with full numbers") : _ ("recipients");
  const char *title = full_numbers ? _ ("Export Recipients With Full Numbers") : _ ("Export Recipients");
  g_autofree char *file = g_strdup_printf ("%s.xlsx", name);

  sn_file_dialog_save (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), title, file, SN_FILE_WORKBOOK,
                       full_numbers ? take_full_path : take_masked_path, G_OBJECT (self));
}

static void
handle_export (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_for_path (SN_RECIPIENTS_PAGE (widget), FALSE);
}

static void
handle_export_full (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ask_for_path (SN_RECIPIENTS_PAGE (widget), TRUE);
}

/* ── Onto a roster ──────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_add_to_program (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);
  g_autoptr (GArray) ids = sn_recipient_view_dup_selected (self->view);

  if (ids->len > 0)
    sn_add_to_program_dialog_present (GTK_WINDOW (gtk_widget_get_root (widget)), sn_page_get_session (SN_PAGE (self)), ids);
}

/* ── The page's own ─────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_columns (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_recipient_header_choose (sn_recipient_view_get_header (SN_RECIPIENTS_PAGE (widget)->view));
}

static void
handle_show_everyone (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_recipients_page_show_everyone (SN_RECIPIENTS_PAGE (widget));
}

void
sn_recipients_page_update_row_actions (SnRecipientsPage *self)
{
  GtkWidget *widget = GTK_WIDGET (self);
  gboolean selected = sn_recipient_view_get_n_selected (self->view) > 0;
  GArray *ids = sn_recipient_list_get_ids (self->list);
  gboolean any = ids != NULL && ids->len > 0;

  gtk_widget_action_set_enabled (widget, "page.copy", selected);
  gtk_widget_action_set_enabled (widget, "page.copy-cell", any);
  gtk_widget_action_set_enabled (widget, "page.select-all", any);
  gtk_widget_action_set_enabled (widget, "page.add-to-program", selected);
  gtk_widget_action_set_enabled (widget, "page.export-rows", any);
  gtk_widget_action_set_enabled (widget, "page.export-full", any);
  gtk_widget_action_set_enabled (widget, "page.columns", any);
}

void
sn_recipients_page_install_row_actions (GtkWidgetClass *widget_class)
{
  static const struct
  {
    const char                  *name;
    GtkWidgetActionActivateFunc  activate;
    guint                        key; /* 0: none */
    GdkModifierType              state;
  } actions[] = {
    { "page.copy", handle_copy, GDK_KEY_c, GDK_CONTROL_MASK },
    { "page.copy-cell", handle_copy_cell, GDK_KEY_c, GDK_CONTROL_MASK | GDK_SHIFT_MASK },
    { "page.select-all", handle_select_all, 0, 0 }, /* the list's own Ctrl+A, which an entry has as well */
    { "page.add-to-program", handle_add_to_program, GDK_KEY_l, GDK_CONTROL_MASK }, /* not Shift+A, by which a list selects nothing */
    { "page.export-rows", handle_export, 0, 0 },    /* the window's Ctrl+S */
    { "page.export-full", handle_export_full, 0, 0 },
    { "page.columns", handle_columns, 0, 0 },
    { "page.show-everyone", handle_show_everyone, 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    {
      gtk_widget_class_install_action (widget_class, actions[i].name, NULL, actions[i].activate);
      if (actions[i].key != 0)
        gtk_widget_class_add_binding_action (widget_class, actions[i].key, actions[i].state, actions[i].name, NULL);
    }
}
