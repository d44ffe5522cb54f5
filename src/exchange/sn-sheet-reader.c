/* sn-sheet-reader.c: tells by a file's first bytes what it is, and who reads it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-reader.h"

#include "sn-csv-reader.h"
#include "sn-error.h"
#include "sn-xlsx-reader.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define HEAD_BYTES 4096

/* First bytes of what is no spreadsheet we read, and what to do about it. */
static const struct
{
  const char *magic;
  gsize       length;
  const char *message;
} refusals[] = {
  { "%PDF", 4, N_ ("This is a PDF. Ask for the spreadsheet it was made from.") },
  { "{\\rtf", 5, N_ ("This is a text document. Copy its table into a spreadsheet and save that as .xlsx.") },
  { "\x89PNG", 4, N_ ("This is a picture. Ask for the spreadsheet.") },
  { "\xff\xd8\xff", 3, N_ ("This is a picture. Ask for the spreadsheet.") },
  { "Rar!", 4, N_ ("This is an archive. Unpack it and choose the spreadsheet inside.") },
  { "7z\xbc\xaf", 4, N_ ("This is an archive. Unpack it and choose the spreadsheet inside.") },
  { "\x1f\x8b", 2, N_ ("This is an archive. Unpack it and choose the spreadsheet inside.") },
  { "\x09\x08", 2, N_ ("This is an old Excel workbook (.xls). Open it in WPS or Excel and save it as .xlsx.") },
};

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, message);
  return FALSE;
}

/* An OLE file: a password-protected .xlsx keeps a stream of that name, anything else is an old .xls. */
static gboolean
refuse_ole (const char *path, GError **error)
{
  static const char stream_name[] = "E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e";
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  if (file == NULL)
    return FALSE;
  if (memmem (g_mapped_file_get_contents (file), g_mapped_file_get_length (file), stream_name, sizeof stream_name - 1) != NULL)
    return refuse (error, _ ("The workbook is protected by a password. Open it in WPS or Excel, remove the password and save it."));
  return refuse (error, _ ("This is an old Excel workbook (.xls). Open it in WPS or Excel and save it as .xlsx."));
}

static gboolean
refuse_markup (const char *head, GError **error)
{
  const char *p = head;

  if (g_str_has_prefix (p, "\xef\xbb\xbf"))
    p += 3;
  while (g_ascii_isspace (*p))
    p++;
  if (*p != '<')
    return TRUE;
  return refuse (error, _ ("This is a web page or XML under the name of a spreadsheet. Open it in WPS or Excel and save it as .xlsx."));
}

static gboolean
read_head (const char *path, char *head, gsize *length, GError **error)
{
  FILE *file = g_fopen (path, "rb");
  int saved_errno = errno;

  if (file == NULL || g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      if (file != NULL)
        fclose (file);
      g_set_error (error, G_IO_ERROR, file == NULL ? (gint) g_io_error_from_errno (saved_errno) : G_IO_ERROR_IS_DIRECTORY,
                   _ ("“%s” cannot be opened: %s."), path, file == NULL ? g_strerror (saved_errno) : _ ("it is a folder"));
      return FALSE;
    }
  *length = fread (head, 1, HEAD_BYTES, file);
  head[*length] = '\0';
  fclose (file);
  return TRUE;
}

static gboolean
dispatch (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable,
          GError **error)
{
  g_autofree char *name = g_path_get_basename (path);
  char head[HEAD_BYTES + 1];
  gsize length = 0;

  if (!read_head (path, head, &length, error))
    return FALSE;
  if (length == 0)
    return refuse (error, _ ("The file is empty. If it is open in WPS or Excel, save and close it there, then try again."));
  if (memcmp (head, "PK\3\4", MIN (length, 4)) == 0 || memcmp (head, "PK\5\6", MIN (length, 4)) == 0)
    return sn_xlsx_read (path, sheet, func, data, info, cancellable, error);
  if (strstr (name, "~$") != NULL || g_str_has_prefix (name, ".~lock."))
    return refuse (error, _ ("This is the mark that a spreadsheet program leaves beside an open workbook. Choose the workbook itself."));
  if (length >= 8 && memcmp (head, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) == 0)
    return refuse_ole (path, error);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (length >= refusals[i].length && memcmp (head, refusals[i].magic, refusals[i].length) == 0)
      return refuse (error, _ (refusals[i].message));
  return refuse_markup (head, error) && sn_csv_read (path, func, data, info, cancellable, error);
}

gboolean
sn_sheet_read (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable,
               GError **error)
{
  g_auto (SnSheetInfo) own_info = { NULL };

  g_return_val_if_fail (path != NULL && func != NULL, FALSE);

  if (info == NULL)
    info = &own_info;
  info->sheet = NULL;
  info->last_row = 0;
  info->sheet_names = g_ptr_array_new_with_free_func (g_free);
  info->merges = g_array_new (FALSE, FALSE, sizeof (SnCellRange));
  if (!dispatch (path, sheet, func, data, info, cancellable, error))
    {
      sn_sheet_info_clear (info);
      return FALSE;
    }
  if (info->sheet == NULL)
    info->sheet = g_strdup ("");
  return TRUE;
}

void
sn_sheet_info_clear (SnSheetInfo *info)
{
  g_clear_pointer (&info->sheet, g_free);
  g_clear_pointer (&info->sheet_names, g_ptr_array_unref);
  g_clear_pointer (&info->merges, g_array_unref);
}

char *
sn_column_name (guint column0, char *buffer)
{
  char reversed[4];
  int n = 0;

  for (guint number = column0 + 1; number > 0 && n < 3; number = (number - 1) / 26)
    reversed[n++] = (char) ('A' + (number - 1) % 26);
  for (int i = 0; i < n; i++)
    buffer[i] = reversed[n - 1 - i];
  buffer[n] = '\0';
  return buffer;
}
