/* sn-attachment-list.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-attachment-list.h"

#include "sn-attachment-file.h"
#include "sn-file-dialog.h"
#include "sn-words.h"

#include <glib/gi18n.h>

struct _SnAttachmentList
{
  AdwBin               parent_instance;

  /* Template */
  AdwPreferencesGroup *group;

  /* Owned */
  SnSession           *session;      /* (nullable): until it shows a program */
  char                *program_code;
  GPtrArray           *rows;         /* GtkWidget, borrowed */
};

G_DEFINE_FINAL_TYPE (SnAttachmentList, sn_attachment_list, ADW_TYPE_BIN)

typedef struct
{
  char      *program_code;
  char      *path;        /* (nullable): of a file that is to be attached */
  gint64     removed_id;  /* 0: none */
  char      *sha256;
  gint64     size_bytes;
  GPtrArray *attachments; /* out */
  GArray    *states;      /* out: SnAttachmentState of each */
} Work;

static void
free_work (gpointer data)
{
  Work *work = data;

  g_free (work->program_code);
  g_free (work->path);
  g_free (work->sha256);
  g_clear_pointer (&work->attachments, g_ptr_array_unref);
  g_clear_pointer (&work->states, g_array_unref);
  g_free (work);
}

static Work *
make_work (SnAttachmentList *self)
{
  Work *work = g_new0 (Work, 1);

  work->program_code = g_strdup (self->program_code);
  return work;
}

/* ── Writing ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
write_change (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  if (work->removed_id != 0)
    return sn_attachment_remove (transaction, work->removed_id, error);
  return sn_attachment_add (transaction, work->program_code, work->path, work->sha256, work->size_bytes, NULL, error);
}

static gboolean
run_change (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Work *work = data;
  g_autofree char *chosen = g_steal_pointer (&work->path);

  return (work->removed_id != 0 || sn_attachment_measure (chosen, &work->path, &work->sha256, &work->size_bytes,
                                                          sn_job_get_cancellable (job), error)) &&
         sn_job_write (job, write_change, work, error);
}

static void
finish_change (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnAttachmentList *self = SN_ATTACHMENT_LIST (owner);

  if (error == NULL && self->session != NULL)
    sn_attachment_list_show (self, self->session, self->program_code);
}

static void
start_change (SnAttachmentList *self, const char *sentence, Work *work)
{
  g_autoptr (SnJob) job = sn_session_run (self->session, sentence, run_change, work, free_work, finish_change, G_OBJECT (self));
}

static void
take_file (const char *path, gpointer owner)
{
  SnAttachmentList *self = SN_ATTACHMENT_LIST (owner);
  Work *work;

  if (self->session == NULL)
    return;
  work = make_work (self);
  work->path = g_strdup (path);
  start_change (self, _ ("Attaching the file…"), work);
}

static void
handle_attach (SnAttachmentList *self)
{
  if (self->session != NULL)
    sn_file_dialog_open (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), _ ("Attach a File"), SN_FILE_ANY, take_file, G_OBJECT (self));
}

static void
handle_remove (GtkWidget *button, SnAttachmentList *self)
{
  Work *work;

  if (self->session == NULL)
    return;
  work = make_work (self);
  work->removed_id = *(gint64 *) g_object_get_data (G_OBJECT (button), "attachment");
  start_change (self, _ ("Removing the attachment…"), work);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
handle_open (GtkWidget *row, SnAttachmentList *self)
{
  g_autofree char *uri = g_filename_to_uri (g_object_get_data (G_OBJECT (row), "path"), NULL, NULL);

  if (uri != NULL)
    gtk_show_uri (GTK_WINDOW (gtk_widget_get_root (GTK_WIDGET (self))), uri, GDK_CURRENT_TIME);
}

static GtkWidget *
make_state (SnAttachmentState state)
{
  static const struct
  {
    const char *words;
    const char *style;
  } looks[] = {
    [SN_ATTACHMENT_SAME] = { N_ ("unchanged"), "dim-label" },
    [SN_ATTACHMENT_CHANGED] = { N_ ("changed since"), "warning" },
    [SN_ATTACHMENT_MISSING] = { N_ ("file not found"), "error" },
  };
  GtkWidget *label = gtk_label_new (_ (looks[state].words));

  gtk_widget_add_css_class (label, looks[state].style);
  return label;
}

static void
add_row (SnAttachmentList *self, const SnAttachment *attachment, SnAttachmentState state)
{
  GtkWidget *row = adw_action_row_new ();
  GtkWidget *remove = gtk_button_new_from_icon_name ("user-trash-symbolic");
  g_autofree char *day = sn_words_for_day (attachment->added_at);
  g_autofree char *size = g_format_size ((guint64) attachment->size_bytes);
  g_autofree char *words = g_strdup_printf ("%s · %s · %s", attachment->officer, day, size);

  adw_preferences_row_set_use_markup (ADW_PREFERENCES_ROW (row), FALSE);
  adw_preferences_row_set_title (ADW_PREFERENCES_ROW (row), attachment->name);
  adw_action_row_set_subtitle (ADW_ACTION_ROW (row), words);
  gtk_list_box_row_set_activatable (GTK_LIST_BOX_ROW (row), state != SN_ATTACHMENT_MISSING);
  g_object_set_data_full (G_OBJECT (row), "path", g_strdup (attachment->path), g_free);
  g_signal_connect (row, "activated", G_CALLBACK (handle_open), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), make_state (state));
  gtk_widget_set_tooltip_text (remove, _ ("No Longer Attached"));
  gtk_widget_set_valign (remove, GTK_ALIGN_CENTER);
  gtk_widget_add_css_class (remove, "flat");
  g_object_set_data_full (G_OBJECT (remove), "attachment", g_memdup2 (&attachment->id, sizeof attachment->id), g_free);
  g_signal_connect (remove, "clicked", G_CALLBACK (handle_remove), self);
  adw_action_row_add_suffix (ADW_ACTION_ROW (row), remove);
  adw_preferences_group_add (self->group, row);
  g_ptr_array_add (self->rows, row);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_attachments (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  work->attachments = sn_attachment_list (connection, work->program_code, error);
  return work->attachments;
}

/* The files are looked at outside of the workspace: a slow disk keeps no reader. */
static gboolean
run_read (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Work *work = data;

  if (sn_job_read (job, read_attachments, work, error) == NULL)
    return FALSE;
  work->states = g_array_new (FALSE, FALSE, sizeof (SnAttachmentState));
  for (guint i = 0; i < work->attachments->len; i++)
    {
      SnAttachmentState state = sn_attachment_look (g_ptr_array_index (work->attachments, i), sn_job_get_cancellable (job));

      g_array_append_val (work->states, state);
    }
  return TRUE;
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnAttachmentList *self = SN_ATTACHMENT_LIST (owner);
  const Work *work = data;

  if (error != NULL || self->session == NULL)
    return;
  for (guint i = 0; i < self->rows->len; i++)
    adw_preferences_group_remove (self->group, g_ptr_array_index (self->rows, i));
  g_ptr_array_set_size (self->rows, 0);
  for (guint i = 0; i < work->attachments->len; i++)
    add_row (self, g_ptr_array_index (work->attachments, i), g_array_index (work->states, SnAttachmentState, i));
}

void
sn_attachment_list_show (SnAttachmentList *self, SnSession *session, const char *program_code)
{
  g_autofree char *code = g_strdup (program_code); /* may be its own */
  g_autoptr (SnJob) job = NULL;

  g_set_object (&self->session, session);
  g_free (self->program_code);
  self->program_code = g_steal_pointer (&code);
  job = sn_session_run (session, NULL, run_read, make_work (self), free_work, finish_read, G_OBJECT (self));
}

/* ── Object ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sn_attachment_list_dispose (GObject *object)
{
  SnAttachmentList *self = SN_ATTACHMENT_LIST (object);

  g_clear_object (&self->session);
  g_clear_pointer (&self->program_code, g_free);
  g_clear_pointer (&self->rows, g_ptr_array_unref);
  /* The bin lets go first: a child that the template binds by a name would be taken away twice. */
  adw_bin_set_child (ADW_BIN (object), NULL);
  gtk_widget_dispose_template (GTK_WIDGET (object), SN_TYPE_ATTACHMENT_LIST);
  G_OBJECT_CLASS (sn_attachment_list_parent_class)->dispose (object);
}

static void
sn_attachment_list_class_init (SnAttachmentListClass *class)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (class);

  G_OBJECT_CLASS (class)->dispose = sn_attachment_list_dispose;
  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/songnuan/Songnuan/ui/sn-attachment-list.ui");
  gtk_widget_class_bind_template_child (widget_class, SnAttachmentList, group);
  gtk_widget_class_bind_template_callback (widget_class, handle_attach);
}

static void
sn_attachment_list_init (SnAttachmentList *self)
{
  self->rows = g_ptr_array_new ();
  gtk_widget_init_template (GTK_WIDGET (self));
}
