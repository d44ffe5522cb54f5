/* sn-xls-reader.c: the container, and what a workbook says of all its sheets. Their cells are read by sn-xls-sheet.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xls-reader.h"

#include "sn-error.h"
#include "sn-sheet-choice.h"
#include "sn-xls-sheet.h"
#include "sn-xml-reader.h"

#include <glib/gi18n-lib.h>
#include <gsf/gsf-infile-impl.h>
#include <gsf/gsf-infile-msole.h>
#include <gsf/gsf-input-stdio.h>
#include <gsf/gsf-utils.h>
#include <string.h>

enum
{
  RECORD_EOF = 0x000a,
  RECORD_DATEMODE = 0x0022,
  RECORD_FILEPASS = 0x002f,
  RECORD_FONT = 0x0031,
  RECORD_CODEPAGE = 0x0042,
  RECORD_BOUNDSHEET = 0x0085,
  RECORD_XF = 0x00e0,
  RECORD_SST = 0x00fc,
  RECORD_RECALCID = 0x01c1,
  RECORD_FORMAT = 0x041e,
  RECORD_BOF = 0x0809,
};

enum
{
  STREAM_WORKBOOK = 0x0005,
  STREAM_SHEET = 0x0010,
};

#define FONT_CHARSET_AT 12
#define FONT_STRUCK 0x0008

#define VERSION_8 0x0600
#define VERSION_5 0x0500
/* LibreOffice notes an engine of 2002 in a workbook that it gives out for one of Excel 97, which noted none; Excel calculates such a
 * workbook when it opens it. */
#define ENGINE_2002 101716
#define YEAR_97 1996

typedef struct
{
  SnXlsBook     book;
  SnBiffStream  stream;
  SnBiffKey     key;
  GPtrArray    *sheets; /* SheetEntry */
  GString      *buffer;
  guint16       year;   /* whose Excel it was written by, or as if it were */
} Workbook;

typedef struct
{
  guint32  position;
  gboolean hidden;
  guint8   kind;   /* 0: cells; charts, macros and modules are no sheets here */
  char    *name;
} SheetEntry;

static void
free_sheet_entry (gpointer data)
{
  SheetEntry *entry = data;

  g_free (entry->name);
  g_free (entry);
}

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, message);
  return FALSE;
}

/* ── What a workbook says of itself ─────────────────────────────────────────────────────────────────────────────── */

/* A text of the current record, in the workbook's buffer. */
static const char *
read_text (Workbook *workbook, SnBiffCount count, gsize at, GError **error)
{
  g_string_truncate (workbook->buffer, 0);
  return sn_biff_text_read (&workbook->book.text, &workbook->stream, count, &at, workbook->buffer, error) ? workbook->buffer->str : NULL;
}

static gboolean
read_sheet_entry (Workbook *workbook, GError **error)
{
  guint32 position = sn_biff_get_32 (&workbook->stream, 0);
  guint16 flags = sn_biff_get_16 (&workbook->stream, 4);
  const char *name = read_text (workbook, SN_BIFF_COUNT_8, 6, error);
  SheetEntry *entry;

  if (name == NULL)
    return FALSE;
  entry = g_new0 (SheetEntry, 1);
  entry->position = position;
  entry->hidden = (flags & 3) != 0;
  entry->kind = (guint8) (flags >> 8);
  entry->name = g_strdup (name);
  g_ptr_array_add (workbook->sheets, entry);
  return TRUE;
}

/* Of a code that was cut off the beginning is enough. */
static gboolean
read_format (Workbook *workbook, GError **error)
{
  gboolean is_8 = workbook->book.text.version == SN_BIFF_8;
  guint16 id = sn_biff_get_16 (&workbook->stream, 0);
  const char *code = is_8 ? read_text (workbook, SN_BIFF_COUNT_16, 2, NULL) : read_text (workbook, SN_BIFF_COUNT_8, 2, error);

  if (code != NULL || is_8)
    sn_xlsx_formats_define (workbook->book.formats, id, workbook->buffer->str);
  return code != NULL || is_8;
}

/* There may be fewer texts than are counted; those that are there are told by the end of the records. */
static gboolean
read_shared_texts (Workbook *workbook, GCancellable *cancellable, GError **error)
{
  guint32 n_texts = sn_biff_get_32 (&workbook->stream, 4);
  gsize at = 8;

  for (guint32 i = 0; i < n_texts; i++)
    {
      if (i % 4096 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (at >= workbook->stream.length)
        {
          if (!sn_biff_stream_continue (&workbook->stream))
            return TRUE;
          at = 0;
        }
      g_string_truncate (workbook->buffer, 0);
      if (!sn_biff_text_read (&workbook->book.text, &workbook->stream, SN_BIFF_COUNT_16, &at, workbook->buffer, error) ||
          !sn_xlsx_strings_add (workbook->book.strings, workbook->buffer->str, error))
        return FALSE;
    }
  return TRUE;
}

/* A workbook whose structure is protected is encrypted, but not against being read. */
static gboolean
read_password (Workbook *workbook, GError **error)
{
  if (workbook->stream.key != NULL || !sn_biff_key_init (&workbook->key, workbook->stream.data, workbook->stream.length))
    return sn_xls_refuse_password (error);
  workbook->stream.key = &workbook->key;
  return TRUE;
}

/* Fonts are numbered 0 to 3, then from 5. */
static guint
get_font (guint number)
{
  return number > 4 ? number - 1 : number;
}

static gboolean
read_global (Workbook *workbook, GCancellable *cancellable, GError **error)
{
  SnBiffStream *stream = &workbook->stream;

  switch (stream->type)
    {
    case RECORD_FILEPASS:
      return read_password (workbook, error);
    case RECORD_CODEPAGE:
      workbook->book.text.code_page = sn_biff_get_16 (stream, 0);
      return TRUE;
    case RECORD_FONT: /* of Excel 5; newer ones do not take their texts from code pages */
      if (workbook->book.text.font_page == 0)
        workbook->book.text.font_page = sn_biff_text_get_charset_page (sn_biff_get_16 (stream, FONT_CHARSET_AT) & 0xff);
      sn_xlsx_formats_add_font (workbook->book.formats, (sn_biff_get_16 (stream, 2) & FONT_STRUCK) != 0);
      return TRUE;
    case RECORD_DATEMODE:
      workbook->book.date1904 = sn_biff_get_16 (stream, 0) == 1;
      return TRUE;
    case RECORD_RECALCID:
      workbook->book.zeros_unsure = workbook->year == YEAR_97 && sn_biff_get_32 (stream, 4) <= ENGINE_2002;
      return TRUE;
    case RECORD_BOUNDSHEET:
      return read_sheet_entry (workbook, error);
    case RECORD_FORMAT:
      return read_format (workbook, error);
    case RECORD_XF:
      sn_xlsx_formats_add_style (workbook->book.formats, sn_biff_get_16 (stream, 2), get_font (sn_biff_get_16 (stream, 0)));
      return TRUE;
    case RECORD_SST:
      return read_shared_texts (workbook, cancellable, error);
    default:
      return TRUE;
    }
}

static gboolean
read_globals (Workbook *workbook, GCancellable *cancellable, GError **error)
{
  do
    {
      if (!sn_biff_stream_next (&workbook->stream, error) || !read_global (workbook, cancellable, error))
        return FALSE;
    }
  while (workbook->stream.type != RECORD_EOF);
  return TRUE;
}

/* ── Which sheet ────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
read_begin (Workbook *workbook, guint32 position, GError **error)
{
  if (!sn_biff_stream_seek (&workbook->stream, position, error) || !sn_biff_stream_next (&workbook->stream, error))
    return FALSE;
  if (workbook->stream.type == RECORD_BOF && workbook->stream.length >= 4)
    return TRUE;
  sn_set_damaged (error);
  return FALSE;
}

static gboolean
skip_sheet (Workbook *workbook, GError **error)
{
  for (guint depth = 1; depth > 0;)
    {
      if (!sn_biff_stream_next (&workbook->stream, error))
        return FALSE;
      depth += workbook->stream.type == RECORD_BOF;
      depth -= workbook->stream.type == RECORD_EOF;
    }
  return TRUE;
}

/* Some programs note wrong places; but the sheets come in their order behind what is said of all of them, which ends at @position. */
static gboolean
begin_sheet (Workbook *workbook, const SheetEntry *entry, guint32 position, GError **error)
{
  if (read_begin (workbook, entry->position, NULL))
    return TRUE;
  if (!read_begin (workbook, position, error))
    return FALSE;
  for (guint i = 0; g_ptr_array_index (workbook->sheets, i) != entry; i++)
    {
      if (!skip_sheet (workbook, error) || !sn_biff_stream_next (&workbook->stream, error))
        return FALSE;
      if (workbook->stream.type != RECORD_BOF)
        {
          sn_set_damaged (error);
          return FALSE;
        }
    }
  return TRUE;
}

static const SheetEntry *
choose_sheet (Workbook *workbook, const char *wanted, SnSheetInfo *info, GError **error)
{
  const SheetEntry *chosen = NULL;

  for (guint i = 0; i < workbook->sheets->len; i++)
    {
      const SheetEntry *entry = g_ptr_array_index (workbook->sheets, i);

      if (entry->kind == 0 && sn_sheet_choice_offer (info, wanted, entry->name, entry->hidden))
        chosen = entry;
    }
  return sn_sheet_choice_finish (info, wanted, error) ? chosen : NULL;
}

/* Programs that write bare records leave out that there is a workbook, and so the sheet's name. */
static gboolean
read_workbook (Workbook *workbook, const char *wanted, const SnSheetSink *sink, GCancellable *cancellable, GError **error)
{
  const SheetEntry *entry;
  guint32 position;
  guint16 version;

  if (!read_begin (workbook, 0, error))
    return FALSE;
  /* The lower byte is of no meaning, and not always the same. */
  version = sn_biff_get_16 (&workbook->stream, 0) & 0xff00;
  if (version != VERSION_8 && version != VERSION_5 && version != 0)
    return refuse (error, _ ("This workbook is in a form older than Excel 5. Open it in WPS or Excel and save it as .xlsx."));
  workbook->year = sn_biff_get_16 (&workbook->stream, 6);
  workbook->book.text.version = version == VERSION_8 ? SN_BIFF_8 : SN_BIFF_5;
  if (sn_biff_get_16 (&workbook->stream, 2) == STREAM_SHEET)
    return (sn_sheet_choice_offer (sink->info, wanted, "", FALSE) || sn_sheet_choice_finish (sink->info, wanted, error)) &&
           sn_xls_sheet_read (&workbook->book, &workbook->stream, sink, cancellable, error);
  if (!read_globals (workbook, cancellable, error))
    return FALSE;
  position = (guint32) (workbook->stream.start + workbook->stream.next);
  entry = choose_sheet (workbook, wanted, sink->info, error);
  return entry != NULL && begin_sheet (workbook, entry, position, error) &&
         sn_xls_sheet_read (&workbook->book, &workbook->stream, sink, cancellable, error);
}

static gboolean
read_stream (GsfInput *input, const char *wanted, const SnSheetSink *sink, GCancellable *cancellable, GError **error)
{
  Workbook workbook = { { { SN_BIFF_5 } } };
  gboolean read;

  workbook.book.strings = sn_xlsx_strings_new ();
  workbook.book.formats = sn_xlsx_formats_new ();
  workbook.sheets = g_ptr_array_new_with_free_func (free_sheet_entry);
  workbook.buffer = g_string_new (NULL);
  sn_biff_stream_init (&workbook.stream, input);
  read = read_workbook (&workbook, wanted, sink, cancellable, error);
  sn_biff_stream_clear (&workbook.stream);
  sn_biff_text_clear (&workbook.book.text);
  sn_xlsx_strings_free (workbook.book.strings);
  sn_xlsx_formats_free (workbook.book.formats);
  g_ptr_array_unref (workbook.sheets);
  g_string_free (workbook.buffer, TRUE);
  return read;
}

/* ── The container ──────────────────────────────────────────────────────────────────────────────────────────────── */

/* What else a container of this kind may hold. */
static const struct
{
  const char *stream;
  const char *message;
} strangers[] = {
  { "EncryptedPackage", N_ ("The workbook is protected by a password. Open it in WPS or Excel, remove the password and save it.") },
  { "WordDocument", N_ ("This is a text document. Copy its table into a spreadsheet and save that as .xlsx.") },
  { "PowerPoint Document", N_ ("This is a presentation, not a spreadsheet.") },
};

/* In a container whose directory cannot be read the names of its streams are still there. */
static gboolean
has_name (GMappedFile *file, const char *name)
{
  gsize length = 0;
  g_autofree char *utf16 = g_convert (name, -1, "UTF-16LE", "UTF-8", NULL, &length, NULL);

  return utf16 != NULL && memmem (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), utf16, length) != NULL;
}

static gboolean
refuse_container (const char *path, gboolean is_whole, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  if (file == NULL)
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    if (has_name (file, strangers[i].stream))
      return refuse (error, _ (strangers[i].message));
  if (is_whole)
    return refuse (error, _ ("This is neither a spreadsheet nor a text table. Choose an .xlsx or .csv file."));
  sn_set_damaged (error);
  return FALSE;
}

/* Where there are both, the newer one is what Excel shows. Some programs write the name in letters of their own liking. The class's
 * own function, as the public one prints what is wrong with a damaged file. */
static GsfInput *
open_workbook (GsfInfile *container)
{
  static const char *const names[] = { "Workbook", "Book" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    for (int j = 0; j < gsf_infile_num_children (container); j++)
      {
        const char *name = gsf_infile_name_by_index (container, j);

        if (name != NULL && g_ascii_strcasecmp (name, names[i]) == 0)
          return G_TYPE_INSTANCE_GET_CLASS (container, GSF_INFILE_TYPE, GsfInfileClass)->child_by_index (container, j, NULL);
      }
  return NULL;
}

/* What it has to say of a damaged file is said in a sentence of ours. */
static void
ignore_message (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
}

static void
init_container_library (void)
{
  static gsize done = 0;

  if (!g_once_init_enter (&done))
    return;
  gsf_init ();
  g_log_set_handler ("libgsf:msole", G_LOG_LEVEL_WARNING | G_LOG_LEVEL_CRITICAL | G_LOG_FLAG_FATAL | G_LOG_FLAG_RECURSION, ignore_message, NULL);
  g_once_init_leave (&done, 1);
}

static gboolean
is_container (GsfInput *input)
{
  const guint8 *head = gsf_input_size (input) >= 8 ? gsf_input_read (input, 8, NULL) : NULL;
  gboolean is_ole = head != NULL && memcmp (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0;

  return !gsf_input_seek (input, 0, G_SEEK_SET) && is_ole;
}

gboolean
sn_xls_read (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable,
             GError **error)
{
  const SnSheetSink sink = { func, data, info };
  GsfInput *input, *workbook = NULL;
  GsfInfile *container = NULL;
  gboolean read;

  init_container_library ();
  input = gsf_input_stdio_new (path, error);
  if (input == NULL)
    return FALSE;
  if (is_container (input))
    {
      container = gsf_infile_msole_new (input, NULL);
      workbook = container != NULL ? open_workbook (container) : NULL;
    }
  else
    {
      workbook = g_object_ref (input);
    }
  read = workbook != NULL ? read_stream (workbook, sheet, &sink, cancellable, error)
                          : refuse_container (path, container != NULL, error);
  g_clear_object (&workbook);
  g_clear_object (&container);
  g_object_unref (input);
  return read;
}
