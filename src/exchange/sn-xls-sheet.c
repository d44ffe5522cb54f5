/* sn-xls-sheet.c: the records of a sheet.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xls-sheet.h"

#include "sn-error.h"
#include "sn-xls-cells.h"

#include <glib/gi18n-lib.h>
#include <string.h>

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

typedef struct
{
  SnXlsBook         *book;
  SnBiffStream      *stream;
  const SnSheetSink *sink;
  SnXlsCells         cells;
  gboolean           awaits_text; /* the last cell is a formula whose text follows */
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

/* ── Records ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
add_cell (Sheet *sheet, SnXlsCell cell, GError **error)
{
  const SnXlsCell *last = sheet->cells.cells->len > 0 ? &g_array_index (sheet->cells.cells, SnXlsCell, sheet->cells.cells->len - 1) : NULL;

  if (cell.column0 >= SN_SHEET_MOST_COLUMNS || sheet->cells.cells->len >= SN_XLS_MOST_CELLS)
    return sn_xls_fail_damaged (error);
  sheet->cells.unordered = sheet->cells.unordered || (last != NULL && cell.row0 < last->row0);
  sheet->awaits_text = FALSE;
  g_array_append_val (sheet->cells.cells, cell);
  return TRUE;
}

/* The place that begins nearly every record of a cell. */
static SnXlsCell
read_place (const Sheet *sheet, SnXlsKind kind)
{
  return (SnXlsCell){ .row0 = sn_biff_get_16 (sheet->stream, 0), .column0 = sn_biff_get_16 (sheet->stream, 2),
                    .style = sn_biff_get_16 (sheet->stream, 4), .kind = (guint8) kind };
}

/* Keeps a text of the sheet's own; *index is where. */
static gboolean
keep_text (Sheet *sheet, gsize at, guint32 *index, GError **error)
{
  gsize start = sheet->cells.texts->len;

  if (!sn_biff_text_read (&sheet->book->text, sheet->stream, SN_BIFF_COUNT_16, &at, sheet->cells.texts, error))
    return FALSE;
  if (sheet->cells.texts->len - start > SN_SHEET_LONGEST_TEXT_BYTES || sheet->cells.texts->len > LARGEST_TEXT_BYTES)
    return sn_xls_fail_damaged (error);
  g_string_append_c (sheet->cells.texts, '\0');
  *index = (guint32) start;
  return TRUE;
}

static gboolean
read_label (Sheet *sheet, GError **error)
{
  SnXlsCell cell = read_place (sheet, SN_XLS_TEXT);

  return keep_text (sheet, 6, &cell.index, error) && add_cell (sheet, cell, error);
}

static gboolean
read_rks (Sheet *sheet, GError **error)
{
  /* The last column stands at the end; it follows from the length. */
  guint n = (sheet->stream->length - 6u) / 6;
  SnXlsCell cell = { .row0 = sn_biff_get_16 (sheet->stream, 0), .kind = SN_XLS_NUMBER };

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
  SnXlsCell cell = read_place (sheet, SN_XLS_NUMBER);
  guint32 empty = (guint32) sheet->cells.texts->len;
  gboolean awaits_text = FALSE;

  if (sn_biff_get_16 (sheet->stream, RESULT_AT + 6) != 0xffff)
    {
      cell.number = read_double (result);
      /* Programs that cannot calculate, or have not, write a zero and have Excel calculate when it opens the file. */
      if (cell.number == 0 && (uncalculated || sheet->book->zeros_unsure))
        cell.kind = SN_XLS_FORMULA;
    }
  else if (result[0] == 1 || result[0] == 2)
    {
      cell.kind = result[0] == 1 ? SN_XLS_BOOLEAN : SN_XLS_ERROR;
      cell.index = result[2];
    }
  else if (result[0] == 3)
    {
      cell.kind = SN_XLS_TEXT;
      cell.index = empty;
      g_string_append_c (sheet->cells.texts, '\0');
    }
  else
    {
      cell.kind = SN_XLS_FORMULA;
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
  SnXlsCell *cell;
  guint32 index = 0;

  if (!sheet->awaits_text)
    return TRUE;
  if (!keep_text (sheet, 0, &index, error))
    return FALSE;
  cell = &g_array_index (sheet->cells.cells, SnXlsCell, sheet->cells.cells->len - 1);
  cell->kind = SN_XLS_TEXT;
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
      guint numbers[4]; /* first and last row, first and last column */

      for (guint j = 0; j < G_N_ELEMENTS (numbers); j++)
        numbers[j] = sn_biff_get_16 (sheet->stream, 2 + 8 * (gsize) i + 2 * (gsize) j) + 1u;
      sn_sheet_add_merge (sheet->sink->info, (SnCellRange){ numbers[0], numbers[2], numbers[1], numbers[3] });
    }
}

static void
read_row (Sheet *sheet)
{
  guint row0 = sn_biff_get_16 (sheet->stream, 0);

  if (sn_biff_get_16 (sheet->stream, ROW_FLAGS_AT) & ROW_HIDDEN)
    sheet->cells.hidden[row0 / 8] |= (guint8) (1u << row0 % 8);
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
  SnXlsCell cell;

  if (sheet->stream->length < get_least_length (sheet->stream->type))
    return sn_xls_fail_damaged (error);
  cell = read_place (sheet, SN_XLS_NUMBER);
  switch (sheet->stream->type)
    {
    case RECORD_LABELSST:
      cell.kind = SN_XLS_SHARED;
      cell.index = sn_biff_get_32 (sheet->stream, 6);
      return add_cell (sheet, cell, error);
    case RECORD_NUMBER:
      cell.number = read_double (sheet->stream->data + 6);
      return add_cell (sheet, cell, error);
    case RECORD_RK:
      cell.number = read_rk (sn_biff_get_32 (sheet->stream, 6));
      return add_cell (sheet, cell, error);
    case RECORD_BOOLERR:
      cell.kind = sheet->stream->data[7] != 0 ? SN_XLS_ERROR : SN_XLS_BOOLEAN;
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

gboolean
sn_xls_sheet_read (SnXlsBook *book, SnBiffStream *stream, const SnSheetSink *sink, GCancellable *cancellable, GError **error)
{
  g_autofree Sheet *sheet = g_new0 (Sheet, 1);
  gboolean read;

  sheet->book = book;
  sheet->stream = stream;
  sheet->sink = sink;
  sheet->cells.cells = g_array_new (FALSE, FALSE, sizeof (SnXlsCell));
  sheet->cells.texts = g_string_new (NULL);
  read = gather (sheet, cancellable, error) && sn_xls_cells_tell (&sheet->cells, book, sink, cancellable, error);
  g_array_unref (sheet->cells.cells);
  g_string_free (sheet->cells.texts, TRUE);
  return read;
}
