/* sn-xls-cells.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xls-cells.h"

#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>

#define ROWS_BETWEEN_LOOKS 1024 /* at the cancellable */

gboolean
sn_xls_fail_damaged (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The sheet is damaged. Open it in WPS or Excel, save it again as .xlsx, and try that."));
  return FALSE;
}

/* The shortest form that is the same number again. */
static void
print_number (double number, char *buffer)
{
  if (fabs (number) < 1e15 && number == trunc (number))
    {
      g_snprintf (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%" G_GINT64_FORMAT, (gint64) number);
      return;
    }
  g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.15G", number);
  if (g_ascii_strtod (buffer, NULL) != number)
    g_ascii_formatd (buffer, G_ASCII_DTOSTR_BUF_SIZE, "%.17G", number);
}

static const char *
get_error_text (guint code)
{
  static const struct
  {
    guint       code;
    const char *text;
  } errors[] = {
    { 0x00, "#NULL!" }, { 0x07, "#DIV/0!" }, { 0x0f, "#VALUE!" }, { 0x17, "#REF!" }, { 0x1d, "#NAME?" }, { 0x24, "#NUM!" }, { 0x2a, "#N/A" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (errors); i++)
    if (errors[i].code == code)
      return errors[i].text;
  return "#VALUE!";
}

static void
tell_number (const SnXlsBook *book, const SnXlsCell *cell, SnSheetRow *row)
{
  SnXlsxFormatKind kind = sn_xlsx_formats_get_kind (book->formats, cell->style);
  char number[G_ASCII_DTOSTR_BUF_SIZE], time[SN_XLSX_TIME_BYTES];

  if (!isfinite (cell->number))
    {
      sn_sheet_row_add (row, cell->column0, SN_CELL_ERROR, "#NUM!", NULL);
      return;
    }
  print_number (cell->number, number);
  if (kind != SN_FORMAT_NUMBER && sn_xlsx_serial_to_text (number, kind, book->date1904, time))
    sn_sheet_row_add (row, cell->column0, SN_CELL_DATE, time, number);
  else
    sn_sheet_row_add (row, cell->column0, SN_CELL_NUMBER, number, NULL);
}

/* A text that is kept beside the row. An empty one shows only where a formula made it, and those are of the sheet's own. */
static void
tell_text (const SnXlsCell *cell, const char *text, SnSheetRow *row)
{
  SnRowCell told = { cell->column0, SN_CELL_TEXT, text };

  if (*text != '\0' || cell->kind == SN_XLS_TEXT)
    g_array_append_val (row->cells, told);
}

static gboolean
tell_cell (const SnXlsCells *cells, const SnXlsBook *book, const SnXlsCell *cell, SnSheetRow *row, GError **error)
{
  const char *shared;

  switch ((SnXlsKind) cell->kind)
    {
    case SN_XLS_NUMBER:
      tell_number (book, cell, row);
      return TRUE;
    case SN_XLS_SHARED:
      shared = sn_xlsx_strings_get (book->strings, cell->index);
      if (shared == NULL)
        return sn_xls_fail_damaged (error);
      tell_text (cell, shared, row);
      return TRUE;
    case SN_XLS_TEXT:
      tell_text (cell, cells->texts->str + cell->index, row);
      return TRUE;
    case SN_XLS_BOOLEAN:
      sn_sheet_row_add (row, cell->column0, SN_CELL_BOOLEAN, cell->index != 0 ? "TRUE" : "FALSE", NULL);
      return TRUE;
    case SN_XLS_ERROR:
      sn_sheet_row_add (row, cell->column0, SN_CELL_ERROR, get_error_text (cell->index), NULL);
      return TRUE;
    case SN_XLS_FORMULA:
    default:
      sn_sheet_row_add (row, cell->column0, SN_CELL_FORMULA, "", NULL);
      return TRUE;
    }
}

static int
compare_rows (const void *a, const void *b)
{
  return (int) ((const SnXlsCell *) a)->row0 - (int) ((const SnXlsCell *) b)->row0;
}

gboolean
sn_xls_cells_tell (SnXlsCells *cells, const SnXlsBook *book, const SnSheetSink *sink, GCancellable *cancellable, GError **error)
{
  g_auto (SnSheetRow) row = { NULL };

  sn_sheet_row_init (&row);
  if (cells->unordered)
    g_array_sort (cells->cells, compare_rows);
  for (guint i = 0, next; i < cells->cells->len; i = next)
    {
      const SnXlsCell *first = &g_array_index (cells->cells, SnXlsCell, i);
      gboolean hidden = (cells->hidden[first->row0 / 8] >> first->row0 % 8 & 1) != 0;

      if (first->row0 % ROWS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      sn_sheet_row_begin (&row);
      for (next = i; next < cells->cells->len && g_array_index (cells->cells, SnXlsCell, next).row0 == first->row0; next++)
        {
          const SnXlsCell *cell = &g_array_index (cells->cells, SnXlsCell, next);
          guint n_told = row.cells->len;

          if (!tell_cell (cells, book, cell, &row, error))
            return FALSE;
          if (row.cells->len > n_told && sn_xlsx_formats_is_struck (book->formats, cell->style))
            sn_sheet_row_strike (&row);
        }
      if (!sn_sheet_row_emit (&row, first->row0 + 1u, hidden, sink))
        return TRUE;
    }
  return TRUE;
}
