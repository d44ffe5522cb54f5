/* sn-sheet-reader.c: tells by a file's first bytes what it is, and who reads it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-reader.h"

#include "sn-csv-reader.h"
#include "sn-error.h"
#include "sn-html-reader.h"
#include "sn-markup-kind.h"
#include "sn-ods-reader.h"
#include "sn-xls-reader.h"
#include "sn-xlsx-reader.h"
#include "sn-xml-spreadsheet.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>

#define HEAD_BYTES 4096
#define LONGEST_OWNER_FILE 1024

#define OLD_WORKBOOK N_ ("This workbook is in a form older than Excel 5. Open it in WPS or Excel and save it as .xlsx.")
#define TEXT_DOCUMENT N_ ("This is a text document. Copy its table into a spreadsheet and save that as .xlsx.")
#define WEB_PAGE N_ ("This is a web page or XML under the name of a spreadsheet. Open it in WPS or Excel and save it as .xlsx.")
#define PICTURE N_ ("This is a picture. Ask for the spreadsheet.")
#define ARCHIVE N_ ("This is an archive. Unpack it and choose the spreadsheet inside.")

/* First bytes of what is no spreadsheet we read, and what to do about it. */
static const struct
{
  const char *magic;
  gsize       length;
  const char *message;
} refusals[] = {
  { "%PDF", 4, N_ ("This is a PDF. Ask for the spreadsheet it was made from.") },
  { "{\\rtf", 5, TEXT_DOCUMENT },
  { "\x89PNG", 4, PICTURE },
  { "\xff\xd8\xff", 3, PICTURE },
  { "GIF8", 4, PICTURE },
  { "Rar!", 4, ARCHIVE },
  { "7z\xbc\xaf", 4, ARCHIVE },
  { "\x1f\x8b", 2, ARCHIVE },
  { "\x09\x00\x04\x00", 4, OLD_WORKBOOK },
  { "\x09\x02\x06\x00", 4, OLD_WORKBOOK },
  { "\x09\x04\x06\x00", 4, OLD_WORKBOOK },
  { "ID;PWXL", 7, N_ ("This is a table in the SYLK format. Open it in WPS or Excel and save it as .xlsx.") },
  { "MIME-Version:", 13, WEB_PAGE },
};

static gboolean
refuse (GError **error, const char *message)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, message);
  return FALSE;
}

static gboolean
read_head (const char *path, char *head, gsize *length, GError **error)
{
  gboolean is_other = g_file_test (path, G_FILE_TEST_EXISTS) && !g_file_test (path, G_FILE_TEST_IS_REGULAR);
  FILE *file = is_other ? NULL : g_fopen (path, "rb");
  int saved_errno = errno;

  if (is_other)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE, _ ("“%s” is no file. Choose an .xlsx or .csv file."), path);
      return FALSE;
    }
  if (file == NULL)
    {
      g_set_error (error, G_IO_ERROR, (gint) g_io_error_from_errno (saved_errno), _ ("“%s” cannot be opened: %s."), path,
                   g_strerror (saved_errno));
      return FALSE;
    }
  *length = fread (head, 1, HEAD_BYTES, file);
  head[*length] = '\0';
  fclose (file);
  return TRUE;
}

/* The mark of Excel and WPS is a name padded to a fixed length; that of LibreOffice a line of text. */
static gboolean
is_owner_file (const char *path, gsize length)
{
  g_autofree char *name = g_path_get_basename (path);

  return length < LONGEST_OWNER_FILE && (strstr (name, "~$") != NULL || g_str_has_prefix (name, ".~lock."));
}

/* Excel and LibreOffice refuse what is no package under such a name, too: it is a download or a conversion that failed. Under .xls there
 * is text often enough, as websites give it out so. */
static gboolean
is_named_package (const char *path)
{
  static const char *const suffixes[] = { ".xlsx", ".xlsm", ".xltx", ".xltm", ".ods", ".ots" };
  gsize length = strlen (path);

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (length > strlen (suffixes[i]) && g_ascii_strcasecmp (path + length - strlen (suffixes[i]), suffixes[i]) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
has_magic (const char *head, gsize length, const char *magic, gsize magic_length)
{
  return length >= magic_length && memcmp (head, magic, magic_length) == 0;
}

static gboolean
read_package (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable,
              GError **error)
{
  g_autoptr (SnZipPackage) package = sn_zip_package_open (path, error);

  if (package == NULL)
    return FALSE;
  if (sn_ods_is_package (package))
    return sn_ods_read (package, sheet, func, data, info, cancellable, error);
  return sn_xlsx_read (package, sheet, func, data, info, cancellable, error);
}

static gboolean
read_markup (SnMarkupKind kind, const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info,
             GCancellable *cancellable, GError **error)
{
  switch (kind)
    {
    case SN_MARKUP_OPEN_DOCUMENT:
      return sn_ods_read_flat (path, sheet, func, data, info, cancellable, error);
    case SN_MARKUP_SPREADSHEET_2003:
      return sn_xml_spreadsheet_read (path, sheet, func, data, info, cancellable, error);
    case SN_MARKUP_PAGE:
      return sn_html_read (path, func, data, info, cancellable, error);
    case SN_MARKUP_OTHER:
    case SN_MARKUP_NONE:
    default:
      return refuse (error, _ (WEB_PAGE));
    }
}

static gboolean
dispatch (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable,
          GError **error)
{
  char head[HEAD_BYTES + 1];
  gsize length = 0;
  SnMarkupKind kind;

  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !read_head (path, head, &length, error))
    return FALSE;
  if (length == 0)
    return refuse (error, _ ("The file is empty. If it is open in WPS or Excel, save and close it there, then try again."));
  if (has_magic (head, length, "PK\3\4", 4) || has_magic (head, length, "PK\5\6", 4))
    return read_package (path, sheet, func, data, info, cancellable, error);
  if (is_owner_file (path, length))
    return refuse (error, _ ("This is the mark that a spreadsheet program leaves beside an open workbook. "
                             "Choose the workbook itself."));
  /* A container, and bare records of the same. */
  if (has_magic (head, length, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) || has_magic (head, length, "\x09\x08", 2))
    return sn_xls_read (path, sheet, func, data, info, cancellable, error);
  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (has_magic (head, length, refusals[i].magic, refusals[i].length))
      return refuse (error, _ (refusals[i].message));
  kind = sn_markup_kind_tell (head, length);
  if (kind != SN_MARKUP_NONE)
    return read_markup (kind, path, sheet, func, data, info, cancellable, error);
  if (is_named_package (path))
    return refuse (error, _ ("The file's name says that it is a workbook, but it holds none. Ask for it again; if it is a text table, give "
                             "its name the ending .csv."));
  return sn_csv_read (path, func, data, info, cancellable, error);
}

gboolean
sn_sheet_read (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info,
               GCancellable *cancellable, GError **error)
{
  g_auto (SnSheetInfo) own_info = { NULL };

  g_return_val_if_fail (path != NULL && func != NULL, FALSE);

  if (info == NULL)
    info = &own_info;
  info->sheet = NULL;
  info->last_row = 0;
  info->sheet_names = g_ptr_array_new_with_free_func (g_free);
  info->hidden_sheet_names = g_ptr_array_new_with_free_func (g_free);
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
  g_clear_pointer (&info->hidden_sheet_names, g_ptr_array_unref);
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
