/* sn-xls-sheet.c: the cells are gathered before they are told, as hidden rows, merged cells and the order of rows are only known at
 * the sheet's end; there are 65,536 rows at most.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xls-sheet.h"

#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#define MOST_ROWS 65536
#define MOST_CELLS (MOST_ROWS * 256u)
#define LARGEST_TEXT_BYTES (400u << 20)
#define RECORDS_BETWEEN_LOOKS 4096 /* at the cancellable */

enum
{
  RECORD_EOF = 0x000a,
  RECORD_FORMULA = 0x0006,
  RECORD_FORMULA_3 = 0x0206,
  RECORD_FORMULA_4 = 0x0406,
  RECORD_FILEPASS = 0x002f,
  RECORD_MULRK = 0x00bd,
  RECORD_RSTRING = 0x00d6,
  RECORD_MERGEDCELLS = 0x00e5,
  RECORD_LABELSST = 0x00fd,
  RECORD_NUMBER = 0x0203,
  RECORD_LABEL = 0x0204,
  RECORD_BOOLERR = 0x0205,
  RECORD_STRING = 0x0207,
  RECORD_ROW = 0x0208,
  RECORD_RK = 0x027e,
  RECORD_BOF = 0x0809,
};

#define ROW_FLAGS_AT 12
#define ROW_HIDDEN 0x20

typedef enum
{
  KIND_NUMBER,
  KIND_SHARED,  /* index: of the workbook's texts */
  KIND_TEXT,    /* index: where it begins in the sheet's texts */
  KIND_BOOLEAN,
  KIND_ERROR,
  KIND_FORMULA, /* its result is not there */
} CellKind;

typedef struct
{
  guint16 row0;
  guint16 column0;
  guint16 style;
  guint8  kind;
  union
  {
    double  number;
    guint32 index;
  };
} XlsCell;

G_STATIC_ASSERT (sizeof (XlsCell) == 16);

typedef struct
{
  SnXlsBook         *book;
  SnBiffStream      *stream;
  const SnSheetSink *sink;
  GArray            *cells;         /* XlsCell */
  gboolean           unordered;
  gboolean           awaits_text;   /* the last cell is a formula whose text follows */
  GString           *texts;         /* each with its NUL */
  guint8             hidden[MOST_ROWS / 8];
} Sheet;

gboolean
sn_xls_refuse_password (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The workbook is protected by a password. Open it in WPS or Excel, remove the password and save it."));
  return FALSE;
}

/* ── Numbers ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static double
read_double (const guint8 *bytes)
{
  guint64 bits;
  double number;

  memcpy (&bits, bytes, sizeof bits);
  bits = GUINT64_FROM_LE (bits);
  memcpy (&number, &bits, sizeof number);
  return number;
}

/* Thirty bits of a whole number, or of the front of a double; and maybe a hundredth of that. */
static double
read_rk (guint32 rk)
{
  guint64 bits = (guint64) (rk & ~3u) << 32;
  double number;

  if (rk & 2)
    number = (double) ((gint32) rk >> 2);
  else
    memcpy (&number, &bits, sizeof number);
  return rk & 1 ? number / 100 : number;
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

/* ── Records ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
fail_damaged (GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The sheet is damaged. Open it in WPS or Excel, save it again as .xlsx, and try that."));
  return FALSE;
}

static gboolean
add_cell (Sheet *sheet, XlsCell cell, GError **error)
{
  const XlsCell *last = sheet->cells->len > 0 ? &g_array_index (sheet->cells, XlsCell, sheet->cells->len - 1) : NULL;

  if (cell.column0 >= SN_SHEET_MOST_COLUMNS || sheet->cells->len >= MOST_CELLS)
    return fail_damaged (error);
  sheet->unordered = sheet->unordered || (last != NULL && cell.row0 < last->row0);
  sheet->awaits_text = FALSE;
  g_array_append_val (sheet->cells, cell);
  return TRUE;
}

/* The place that begins nearly every record of a cell. */
static XlsCell
read_place (const Sheet *sheet, CellKind kind)
{
  return (XlsCell){ .row0 = sn_biff_get_16 (sheet->stream, 0), .column0 = sn_biff_get_16 (sheet->stream, 2),
                    .style = sn_biff_get_16 (sheet->stream, 4), .kind = (guint8) kind };
}

/* Keeps a text of the sheet's own; *index is where. */
static gboolean
keep_text (Sheet *sheet, gsize at, guint32 *index, GError **error)
{
  gsize start = sheet->texts->len;

  if (!sn_biff_text_read (&sheet->book->text, sheet->stream, SN_BIFF_COUNT_16, &at, sheet->texts, error))
    return FALSE;
  if (sheet->texts->len - start > SN_SHEET_LONGEST_TEXT_BYTES || sheet->texts->len > LARGEST_TEXT_BYTES)
    return fail_damaged (error);
  g_string_append_c (sheet->texts, '\0');
  *index = (guint32) start;
  return TRUE;
}

static gboolean
read_label (Sheet *sheet, GError **error)
{
  XlsCell cell = read_place (sheet, KIND_TEXT);

  return keep_text (sheet, 6, &cell.index, error) && add_cell (sheet, cell, error);
}

static gboolean
read_rks (Sheet *sheet, GError **error)
{
  /* The last column stands at the end; it follows from the length. */
  guint n = (sheet->stream->length - 6u) / 6;
  XlsCell cell = { .row0 = sn_biff_get_16 (sheet->stream, 0), .kind = KIND_NUMBER };

  for (guint i = 0; i < n; i++)
    {
      guint column0 = sn_biff_get_16 (sheet->stream, 2) + i;

      cell.column0 = (guint16) MIN (column0, G_MAXUINT16);
      cell.style = sn_biff_get_16 (sheet->stream, 4 + 6 * (gsize) i);
      cell.number = read_rk (sn_biff_get_32 (sheet->stream, 6 + 6 * (gsize) i));
      if (!add_cell (sheet, cell, error))
        return FALSE;
    }
  return TRUE;
}

#define RESULT_AT 6
#define FORMULA_FLAGS_AT 14
#define FORMULA_NOT_CALCULATED 2

/* What is no number is marked by two bytes that no number ends with. */
static gboolean
read_formula (Sheet *sheet, GError **error)
{
  const guint8 *result = sheet->stream->data + RESULT_AT;
  gboolean uncalculated = (sn_biff_get_16 (sheet->stream, FORMULA_FLAGS_AT) & FORMULA_NOT_CALCULATED) != 0;
  XlsCell cell = read_place (sheet, KIND_NUMBER);
  guint32 empty = (guint32) sheet->texts->len;
  gboolean awaits_text = FALSE;

  if (sn_biff_get_16 (sheet->stream, RESULT_AT + 6) != 0xffff)
    {
      cell.number = read_double (result);
      /* Programs that cannot calculate write a zero and have Excel calculate when it opens the file. */
      if (cell.number == 0 && uncalculated)
        cell.kind = KIND_FORMULA;
    }
  else if (result[0] == 1 || result[0] == 2)
    {
      cell.kind = result[0] == 1 ? KIND_BOOLEAN : KIND_ERROR;
      cell.index = result[2];
    }
  else if (result[0] == 3)
    {
      cell.kind = KIND_TEXT;
      cell.index = empty;
      g_string_append_c (sheet->texts, '\0');
    }
  else
    {
      cell.kind = KIND_FORMULA;
      awaits_text = result[0] == 0;
    }
  if (!add_cell (sheet, cell, error))
    return FALSE;
  sheet->awaits_text = awaits_text;
  return TRUE;
}

static gboolean
read_formula_text (Sheet *sheet, GError **error)
{
  XlsCell *cell;
  guint32 index = 0;

  if (!sheet->awaits_text)
    return TRUE;
  if (!keep_text (sheet, 0, &index, error))
    return FALSE;
  cell = &g_array_index (sheet->cells, XlsCell, sheet->cells->len - 1);
  cell->kind = KIND_TEXT;
  cell->index = index;
  sheet->awaits_text = FALSE;
  return TRUE;
}

static void
read_merges (Sheet *sheet)
{
  guint n = sn_biff_get_16 (sheet->stream, 0);

  for (guint i = 0; i < n && 2 + 8 * (i + 1) <= sheet->stream->length; i++)
    {
      gsize at = 2 + 8 * (gsize) i;

      sn_sheet_add_merge (sheet->sink->info, (SnCellRange){ sn_biff_get_16 (sheet->stream, at) + 1u, sn_biff_get_16 (sheet->stream, at + 4) + 1u,
                                                            sn_biff_get_16 (sheet->stream, at + 2) + 1u, sn_biff_get_16 (sheet->stream, at + 6) + 1u });
    }
}

static void
read_row (Sheet *sheet)
{
  guint row0 = sn_biff_get_16 (sheet->stream, 0);

  if (sn_biff_get_16 (sheet->stream, ROW_FLAGS_AT) & ROW_HIDDEN)
    sheet->hidden[row0 / 8] |= (guint8) (1u << row0 % 8);
}

/* Records shorter than what they must hold are damage; longer ones have been seen. */
static guint
get_least_length (guint16 type)
{
  switch (type)
    {
    case RECORD_LABELSST:
    case RECORD_RK:
      return 10;
    case RECORD_NUMBER:
      return 14;
    case RECORD_FORMULA:
    case RECORD_FORMULA_3:
    case RECORD_FORMULA_4:
      return 16;
    case RECORD_BOOLERR:
    case RECORD_LABEL:
    case RECORD_RSTRING:
      return 8;
    case RECORD_MULRK:
      return 12;
    case RECORD_ROW:
      return 14;
    default:
      return 0;
    }
}

static gboolean
read_record (Sheet *sheet, GError **error)
{
  XlsCell cell;

  if (sheet->stream->length < get_least_length (sheet->stream->type))
    return fail_damaged (error);
  cell = read_place (sheet, KIND_NUMBER);
  switch (sheet->stream->type)
    {
    case RECORD_LABELSST:
      cell.kind = KIND_SHARED;
      cell.index = sn_biff_get_32 (sheet->stream, 6);
      return add_cell (sheet, cell, error);
    case RECORD_NUMBER:
      cell.number = read_double (sheet->stream->data + 6);
      return add_cell (sheet, cell, error);
    case RECORD_RK:
      cell.number = read_rk (sn_biff_get_32 (sheet->stream, 6));
      return add_cell (sheet, cell, error);
    case RECORD_BOOLERR:
      cell.kind = sheet->stream->data[7] != 0 ? KIND_ERROR : KIND_BOOLEAN;
      cell.index = sheet->stream->data[6];
      return add_cell (sheet, cell, error);
    case RECORD_MULRK:
      return read_rks (sheet, error);
    case RECORD_LABEL:
    case RECORD_RSTRING:
      return read_label (sheet, error);
    case RECORD_FORMULA:
    case RECORD_FORMULA_3:
    case RECORD_FORMULA_4:
      return read_formula (sheet, error);
    case RECORD_STRING:
      return read_formula_text (sheet, error);
    case RECORD_MERGEDCELLS:
      read_merges (sheet);
      return TRUE;
    case RECORD_ROW:
      read_row (sheet);
      return TRUE;
    case RECORD_FILEPASS:
      return sn_xls_refuse_password (error);
    default:
      return TRUE;
    }
}

/* Charts that lie on the sheet are streams of records within it. */
static gboolean
gather (Sheet *sheet, GCancellable *cancellable, GError **error)
{
  guint depth = 1;

  for (guint64 n = 0; depth > 0; n++)
    {
      if (n % RECORDS_BETWEEN_LOOKS == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      if (!sn_biff_stream_next (sheet->stream, error))
        return FALSE;
      if (sheet->stream->type == RECORD_BOF)
        depth++;
      else if (sheet->stream->type == RECORD_EOF)
        depth--;
      else if (depth == 1 && !read_record (sheet, error))
        return FALSE;
    }
  return TRUE;
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

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
tell_number (const Sheet *sheet, const XlsCell *cell, SnSheetRow *row)
{
  SnXlsxFormatKind kind = sn_xlsx_formats_get_kind (sheet->book->formats, cell->style);
  char number[G_ASCII_DTOSTR_BUF_SIZE], time[SN_XLSX_TIME_BYTES];

  if (!isfinite (cell->number))
    {
      sn_sheet_row_add (row, cell->column0, SN_CELL_ERROR, "#NUM!", NULL);
      return;
    }
  print_number (cell->number, number);
  if (kind != SN_FORMAT_NUMBER && sn_xlsx_serial_to_text (number, kind, sheet->book->date1904, time))
    sn_sheet_row_add (row, cell->column0, SN_CELL_DATE, time, number);
  else
    sn_sheet_row_add (row, cell->column0, SN_CELL_NUMBER, number, NULL);
}

/* A text that is kept beside the row. An empty one shows only where a formula made it, and those are of the sheet's own. */
static void
tell_text (const XlsCell *cell, const char *text, SnSheetRow *row)
{
  SnRowCell told = { cell->column0, SN_CELL_TEXT, text };

  if (*text != '\0' || cell->kind == KIND_TEXT)
    g_array_append_val (row->cells, told);
}

static gboolean
tell_cell (const Sheet *sheet, const XlsCell *cell, SnSheetRow *row, GError **error)
{
  const char *shared;

  switch ((CellKind) cell->kind)
    {
    case KIND_NUMBER:
      tell_number (sheet, cell, row);
      return TRUE;
    case KIND_SHARED:
      shared = sn_xlsx_strings_get (sheet->book->strings, cell->index);
      if (shared == NULL)
        return fail_damaged (error);
      tell_text (cell, shared, row);
      return TRUE;
    case KIND_TEXT:
      tell_text (cell, sheet->texts->str + cell->index, row);
      return TRUE;
    case KIND_BOOLEAN:
      sn_sheet_row_add (row, cell->column0, SN_CELL_BOOLEAN, cell->index != 0 ? "TRUE" : "FALSE", NULL);
      return TRUE;
    case KIND_ERROR:
      sn_sheet_row_add (row, cell->column0, SN_CELL_ERROR, get_error_text (cell->index), NULL);
      return TRUE;
    case KIND_FORMULA:
    default:
      sn_sheet_row_add (row, cell->column0, SN_CELL_FORMULA, "", NULL);
      return TRUE;
    }
}

static int
compare_rows (const void *a, const void *b)
{
  return (int) ((const XlsCell *) a)->row0 - (int) ((const XlsCell *) b)->row0;
}

static gboolean
tell (Sheet *sheet, GCancellable *cancellable, GError **error)
{
  g_auto (SnSheetRow) row = { NULL };

  sn_sheet_row_init (&row);
  if (sheet->unordered)
    g_array_sort (sheet->cells, compare_rows);
  for (guint i = 0, next; i < sheet->cells->len; i = next)
    {
      const XlsCell *first = &g_array_index (sheet->cells, XlsCell, i);
      gboolean hidden = (sheet->hidden[first->row0 / 8] >> first->row0 % 8 & 1) != 0;

      if (first->row0 % 1024 == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      sn_sheet_row_begin (&row);
      for (next = i; next < sheet->cells->len && g_array_index (sheet->cells, XlsCell, next).row0 == first->row0; next++)
        if (!tell_cell (sheet, &g_array_index (sheet->cells, XlsCell, next), &row, error))
          return FALSE;
      if (!sn_sheet_row_emit (&row, first->row0 + 1u, hidden, sheet->sink))
        return TRUE;
    }
  return TRUE;
}

gboolean
sn_xls_sheet_read (SnXlsBook *book, SnBiffStream *stream, const SnSheetSink *sink, GCancellable *cancellable, GError **error)
{
  g_autofree Sheet *sheet = g_new0 (Sheet, 1);
  gboolean read;

  sheet->book = book;
  sheet->stream = stream;
  sheet->sink = sink;
  sheet->cells = g_array_new (FALSE, FALSE, sizeof (XlsCell));
  sheet->texts = g_string_new (NULL);
  read = gather (sheet, cancellable, error) && tell (sheet, cancellable, error);
  g_array_unref (sheet->cells);
  g_string_free (sheet->texts, TRUE);
  return read;
}
