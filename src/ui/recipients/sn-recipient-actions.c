/* sn-recipient-actions.c: what can be done with the rows of the list of recipients.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipients-page-private.h"

#include "sn-figure-text.h"
#include "sn-recipient-columns.h"

#include <glib/gi18n.h>
#include <string.h>

#define MOST_COPIED 10000 /* rows; what is more belongs in a file */

/* ── Copying ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GArray    *ids;
  GPtrArray *recipients; /* (nullable) SnRecipient */
} CopyWork;

static void
free_copy_work (gpointer data)
{
  CopyWork *work = data;

  g_array_unref (work->ids);
  g_clear_pointer (&work->recipients, g_ptr_array_unref);
  g_free (work);
}

static gpointer
read_recipients (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GArray *ids = data;

  return sn_recipient_read (connection, (const gint64 *) ids->data, ids->len, error);
}

static gboolean
run_read_recipients (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  CopyWork *work = data;

  work->recipients = sn_job_read (job, read_recipients, work->ids, error);
  return work->recipients != NULL;
}

static void
append_line (GString *text, SnRecipient *recipient)
{
  for (guint i = 0; i < SN_RECIPIENT_N_FIELDS; i++)
    {
      g_autofree char *field = recipient != NULL ? sn_recipient_column_dup_text ((SnRecipientField) i, recipient)
                                                 : g_strdup (sn_recipient_field_get_title ((SnRecipientField) i));

      g_strdelimit (field, "\t\r\n", ' ');
      g_string_append_printf (text, "%s%c", field, i + 1 < SN_RECIPIENT_N_FIELDS ? '\t' : '\n');
    }
}

static void
finish_copy (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  CopyWork *work = data;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *number = NULL, *said = NULL;

  if (error != NULL)
    return;
  append_line (text, NULL);
  for (guint i = 0; i < work->recipients->len; i++)
    if (g_ptr_array_index (work->recipients, i) != NULL)
      append_line (text, g_ptr_array_index (work->recipients, i));
  gdk_clipboard_set_text (gtk_widget_get_clipboard (owner), text->str);
  number = sn_figure_text_count (work->recipients->len);
  said = g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "Copied %s row, numbers masked.", "Copied %s rows, numbers masked.", work->recipients->len), number);
  sn_session_say (sn_page_get_session (owner), said);
}

static void
handle_copy (GtkWidget *widget, const char *action, GVariant *parameter)
{
  SnRecipientsPage *self = SN_RECIPIENTS_PAGE (widget);
  guint64 n_selected = sn_recipient_view_get_n_selected (self->view);
  CopyWork *work;

  if (n_selected == 0)
    return;
  if (n_selected > MOST_COPIED)
    {
      g_autofree char *number = sn_figure_text_count (MOST_COPIED), *sentence = g_strdup_printf (_ ("At most %s rows can be copied at once. Select fewer rows."), number);

      sn_session_say (sn_page_get_session (SN_PAGE (self)), sentence);
      return;
    }
  work = g_new0 (CopyWork, 1);
  work->ids = sn_recipient_view_dup_selected (self->view, MOST_COPIED);
  sn_page_run (SN_PAGE (self), NULL, run_read_recipients, work, free_copy_work, finish_copy);
}

static void
handle_show_everyone (GtkWidget *widget, const char *action, GVariant *parameter)
{
  sn_recipients_page_show_everyone (SN_RECIPIENTS_PAGE (widget));
}

void
sn_recipients_page_install_row_actions (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "page.show-everyone", NULL, handle_show_everyone);
  gtk_widget_class_install_action (widget_class, "page.copy", NULL, handle_copy);
  gtk_widget_class_add_binding_action (widget_class, GDK_KEY_c, GDK_CONTROL_MASK, "page.copy", NULL);
}
