/* sn-window-paste.c: what is on the clipboard, on its way in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-window-private.h"

#include "sn-job.h"
#include "sn-pasted-sheet.h"
#include "sn-window-import.h"

#include <glib/gi18n.h>
#include <string.h>

#define BLOCK_BYTES (256 * 1024)
#define FILE_NAMES "text/uri-list"
#define PORTAL_FILES "application/vnd.portal.filetransfer"
#define OLD_PORTAL_FILES "application/vnd.portal.files"

typedef struct
{
  SnWindow      *window; /* owned */
  GdkClipboard  *clipboard;
  GInputStream  *stream; /* (nullable): of what is being read */
  GByteArray    *html;
  GBytes        *text;   /* (nullable) */
  GtkWidget     *entry;  /* (nullable) (owned): where it goes unless it is cells */
  SnMemoryFile  *file;   /* out */
} Paste;


static void
free_paste (gpointer data)
{
  Paste *paste = data;

  g_object_unref (paste->window);
  g_object_unref (paste->clipboard);
  g_clear_object (&paste->stream);
  g_byte_array_unref (paste->html);
  g_clear_pointer (&paste->text, g_bytes_unref);
  g_clear_object (&paste->entry);
  g_clear_pointer (&paste->file, sn_memory_file_unref);
  g_free (paste);
}

/* ── An entry ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
has_tab (GBytes *text)
{
  gsize length_bytes = 0;
  gconstpointer bytes = text != NULL ? g_bytes_get_data (text, &length_bytes) : NULL;

  return length_bytes > 0 && memchr (bytes, '\t', length_bytes) != NULL;
}

/* An entry has one line: whatever is of several comes with spaces between them. */
static void
write_into_entry (GtkEditable *entry, const char *text)
{
  g_autofree char *line = g_strdup (text);
  int place;

  g_strdelimit (g_strstrip (line), "\r\n", ' ');
  gtk_editable_delete_selection (entry);
  place = gtk_editable_get_position (entry);
  gtk_editable_insert_text (entry, line, -1, &place);
  gtk_editable_set_position (entry, place);
}

/* ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
run_make (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  Paste *paste = data;
  g_autoptr (GBytes) html = g_bytes_new_static (paste->html->data, paste->html->len);

  /* Commas do not make cells of what is pasted into an entry: an address has them. */
  paste->file = sn_pasted_sheet_new (html, paste->entry == NULL || has_tab (paste->text) ? paste->text : NULL, error);
  return paste->file != NULL;
}

static void
finish_make (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  Paste *paste = data;

  if (error != NULL && paste->entry != NULL && paste->text != NULL)
    write_into_entry (GTK_EDITABLE (paste->entry), g_bytes_get_data (paste->text, NULL));
  else if (error != NULL)
    sn_window_show_refusal (owner, error->message);
  else
    sn_window_take_memory (owner, paste->file, sn_pasted_sheet_get_name ());
}

static void
make_sheet (Paste *take_paste)
{
  g_object_unref (sn_job_start (NULL, NULL, run_make, take_paste, free_paste, finish_make, G_OBJECT (take_paste->window)));
}

static void
take_text (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;
  char *text = gdk_clipboard_read_text_finish (paste->clipboard, result, NULL);

  if (text != NULL)
    paste->text = g_bytes_new_take (text, strlen (text)); /* ends with a zero all the same */
  make_sheet (paste);
}

static void
read_text (Paste *paste)
{
  gdk_clipboard_read_text_async (paste->clipboard, NULL, take_text, paste);
}

static void read_html (Paste *paste);

/* No further than one byte too many: whatever is on the clipboard is not ours. */
static void
take_block (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;
  g_autoptr (GBytes) block = g_input_stream_read_bytes_finish (G_INPUT_STREAM (source), result, NULL);
  gsize length_bytes = 0;
  gconstpointer bytes = block != NULL ? g_bytes_get_data (block, &length_bytes) : NULL;

  if (length_bytes > 0)
    g_byte_array_append (paste->html, bytes, (guint) length_bytes);
  if (length_bytes > 0 && paste->html->len <= SN_PASTED_SHEET_MOST_BYTES)
    read_html (paste);
  else
    read_text (paste);
}

static void
read_html (Paste *paste)
{
  g_input_stream_read_bytes_async (paste->stream, BLOCK_BYTES, G_PRIORITY_DEFAULT, NULL, take_block, paste);
}

static void
take_stream (GObject *source, GAsyncResult *result, gpointer data)
{
  Paste *paste = data;

  paste->stream = gdk_clipboard_read_finish (paste->clipboard, result, NULL, NULL);
  if (paste->stream != NULL)
    read_html (paste);
  else
    read_text (paste);
}

static void
read_cells (SnWindow *self, GdkClipboard *clipboard, GtkWidget *entry)
{
  static const char *const page[] = { "text/html", NULL };
  Paste *paste = g_new0 (Paste, 1);

  paste->window = g_object_ref (self);
  paste->clipboard = g_object_ref (clipboard);
  paste->html = g_byte_array_new ();
  if (entry != NULL)
    paste->entry = g_object_ref (entry);
  if (gdk_content_formats_contain_mime_type (gdk_clipboard_get_formats (clipboard), page[0]))
    gdk_clipboard_read_async (clipboard, (const char **) page, G_PRIORITY_DEFAULT, NULL, take_stream, paste);
  else
    read_text (paste);
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* As they are advertised: GTK asks for a portal's first, and there are programs that answer with the names to whatever they are asked. */
static gboolean
lists_files_plainly (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_mime_type (formats, FILE_NAMES) && !gdk_content_formats_contain_mime_type (formats, PORTAL_FILES) &&
         !gdk_content_formats_contain_mime_type (formats, OLD_PORTAL_FILES);
}

static void
take_file_array (SnWindow *self, GPtrArray *files, const GError *error)
{
  if (error != NULL)
    sn_window_show_refusal (self, error->message);
  else
    sn_window_take_files (self, (GFile *const *) files->pdata, files->len);
}

static void
take_files (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SnWindow) self = data;
  g_autoptr (GError) error = NULL;
  const GValue *value = gdk_clipboard_read_value_finish (GDK_CLIPBOARD (source), result, &error);
  g_autoptr (GSList) files = value != NULL ? gdk_file_list_get_files (g_value_get_boxed (value)) : NULL;
  g_autoptr (GPtrArray) array = g_ptr_array_new ();

  for (GSList *link = files; link != NULL; link = link->next)
    g_ptr_array_add (array, link->data);
  take_file_array (self, array, error);
}

static void
take_names (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SnWindow) self = data;
  g_autoptr (GError) error = NULL;
  gsize length_bytes = 0;
  gssize n = g_output_stream_splice_finish (G_OUTPUT_STREAM (source), result, &error);
  g_autofree char *names = NULL;
  g_auto (GStrv) uris = NULL;
  g_autoptr (GPtrArray) array = g_ptr_array_new_with_free_func (g_object_unref);

  length_bytes = n >= 0 ? g_memory_output_stream_get_data_size (G_MEMORY_OUTPUT_STREAM (source)) : 0;
  names = g_strndup (length_bytes > 0 ? g_memory_output_stream_get_data (G_MEMORY_OUTPUT_STREAM (source)) : "", length_bytes);
  uris = g_uri_list_extract_uris (names);
  for (gsize i = 0; uris[i] != NULL; i++)
    g_ptr_array_add (array, g_file_new_for_uri (uris[i]));
  take_file_array (self, array, error);
}

static void
take_names_stream (GObject *source, GAsyncResult *result, gpointer data)
{
  g_autoptr (SnWindow) self = data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GInputStream) stream = gdk_clipboard_read_finish (GDK_CLIPBOARD (source), result, NULL, &error);
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();

  if (stream == NULL)
    sn_window_show_refusal (self, error->message);
  else
    g_output_stream_splice_async (memory, stream, G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                  G_PRIORITY_DEFAULT, NULL, take_names, g_object_ref (self));
}

static void
read_files (SnWindow *self, GdkClipboard *clipboard)
{
  static const char *const names[] = { FILE_NAMES, NULL };

  if (lists_files_plainly (gdk_clipboard_get_formats (clipboard)))
    gdk_clipboard_read_async (clipboard, (const char **) names, G_PRIORITY_DEFAULT, NULL, take_names_stream, g_object_ref (self));
  else
    gdk_clipboard_read_value_async (clipboard, GDK_TYPE_FILE_LIST, G_PRIORITY_DEFAULT, NULL, take_files, g_object_ref (self));
}

static gboolean
has_text (GdkContentFormats *formats)
{
  return gdk_content_formats_contain_mime_type (formats, "text/html") || gdk_content_formats_contain_mime_type (formats, "text/plain") ||
         gdk_content_formats_contain_mime_type (formats, "text/plain;charset=utf-8") || gdk_content_formats_contain_gtype (formats, G_TYPE_STRING);
}

/* A spreadsheet puts a picture of the cells beside them; a file manager, the names of the files. */
void
sn_window_paste (SnWindow *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GdkContentFormats *formats = gdk_clipboard_get_formats (clipboard);
  g_autoptr (GdkContentFormats) readable = gdk_content_formats_union_deserialize_gtypes (gdk_content_formats_ref (formats));

  if (!gdk_content_formats_contain_mime_type (formats, "text/html") && gdk_content_formats_contain_gtype (readable, GDK_TYPE_FILE_LIST))
    read_files (self, clipboard);
  else if (!has_text (formats) && gdk_content_formats_contain_gtype (readable, GDK_TYPE_TEXTURE))
    sn_window_show_refusal (self, _ ("A picture was copied. Mark the cells themselves in WPS or Excel, press Ctrl+C there, and paste again."));
  else
    read_cells (self, clipboard, NULL);
}

/* ── Keys in an entry ───────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnWindow  *window; /* owned */
  GtkWidget *entry;  /* owned */
} EntryPaste;

/* One line is the entry's own affair; a spreadsheet ends a single cell with a line feed. */
static void
take_entry_text (GObject *source, GAsyncResult *result, gpointer data)
{
  EntryPaste *paste = data;
  g_autofree char *text = gdk_clipboard_read_text_finish (GDK_CLIPBOARD (source), result, NULL);
  const char *end = text != NULL ? text + strcspn (text, "\t\r\n") : "";

  if (*end == '\0')
    gtk_widget_activate_action (paste->entry, "clipboard.paste", NULL);
  else if (end[strspn (end, "\r\n")] == '\0')
    write_into_entry (GTK_EDITABLE (paste->entry), text);
  else
    read_cells (paste->window, GDK_CLIPBOARD (source), paste->entry);
  g_object_unref (paste->window);
  g_object_unref (paste->entry);
  g_free (paste);
}

gboolean
sn_window_paste_into_entry (SnWindow *self)
{
  GdkClipboard *clipboard = gtk_widget_get_clipboard (GTK_WIDGET (self));
  GtkWidget *focus = gtk_window_get_focus (GTK_WINDOW (self));
  EntryPaste *paste;

  if (!GTK_IS_TEXT (focus) || !gtk_editable_get_editable (GTK_EDITABLE (focus)) || !has_text (gdk_clipboard_get_formats (clipboard)))
    return FALSE;
  paste = g_new (EntryPaste, 1);
  *paste = (EntryPaste){ g_object_ref (self), g_object_ref (focus) };
  gdk_clipboard_read_text_async (clipboard, NULL, take_entry_text, paste);
  return TRUE;
}
