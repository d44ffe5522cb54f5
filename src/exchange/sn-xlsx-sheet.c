/* sn-xlsx-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xlsx-sheet.h"

#include "sn-error.h"
#include "sn-sheet-row.h"

#include <string.h>

typedef enum
{
  TYPE_NUMBER,
  TYPE_SHARED,
  TYPE_TEXT,
  TYPE_INLINE,
  TYPE_BOOLEAN,
  TYPE_ERROR,
  TYPE_ISO_DATE,
} CellKind;

static const struct
{
  const char *name;
  CellKind    kind;
} cell_kinds[] = {
  { "n", TYPE_NUMBER }, { "s", TYPE_SHARED }, { "str", TYPE_TEXT }, { "inlineStr", TYPE_INLINE }, { "b", TYPE_BOOLEAN },
  { "e", TYPE_ERROR }, { "d", TYPE_ISO_DATE },
};

typedef struct
{
  SnXlsxStrings  *strings;
  SnXlsxFormats  *formats;
  gboolean        date1904;
  SnSheetSink     sink;

  guint           number;
  gboolean        row_hidden;
  gboolean        row_unnumbered; /* so that its first cell may say which row it is */
  guint           next_column0;
  SnSheetRow      row;

  /* the cell being read */
  gboolean        in_data;
  guint           column0;
  CellKind        kind;
  guint           style;
  gboolean        has_formula;
  gboolean        has_value;
  gboolean        collecting;
  guint           phonetic;
  gsize           start;
} Sheet;

/* "AB12" → 27, 11; rows count from 0 here. FALSE where it is no address. */
static gboolean
parse_address (const char *p, guint *column0, guint *row0)
{
  guint column = 0, row = 0;

  for (; g_ascii_isalpha (*p); p++)
    {
      column = column * 26 + (guint) (g_ascii_toupper (*p) - 'A' + 1);
      if (column > SN_SHEET_MOST_COLUMNS)
        return FALSE;
    }
  for (; g_ascii_isdigit (*p); p++)
    {
      row = row * 10 + (guint) (*p - '0');
      if (row > SN_SHEET_MOST_ROWS)
        return FALSE;
    }
  if (column == 0 || row == 0 || (*p != '\0' && *p != ':'))
    return FALSE;
  *column0 = column - 1;
  *row0 = row - 1;
  return TRUE;
}

/* ── Elements ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Rows are streamed, so what comes too late cannot be put right; no spreadsheet program writes such. */
static gboolean
set_row (SnXmlReader *reader, Sheet *sheet, guint64 row, guint after)
{
  if (row > after && row <= SN_SHEET_MOST_ROWS)
    {
      sheet->number = (guint) row;
      return TRUE;
    }
  sn_xml_fail_damaged (reader);
  return FALSE;
}

/* What stands before the first row is in none. */
static void
tell_row (SnXmlReader *reader, Sheet *sheet)
{
  if (sheet->number > 0 && !sn_sheet_row_emit (&sheet->row, sheet->number, sheet->row_hidden, &sheet->sink))
    sn_xml_stop (reader);
  sn_sheet_row_begin (&sheet->row);
}

/* Some programs write a row in several pieces, each with the row's number; so a row is told when another one begins. */
static void
start_row (SnXmlReader *reader, Sheet *sheet, const char **attributes)
{
  const char *text = sn_xml_get_attribute (attributes, "r");
  gboolean hidden = sn_xml_is_true (sn_xml_get_attribute (attributes, "hidden"));
  guint64 number = text != NULL ? g_ascii_strtoull (text, NULL, 10) : sheet->number + 1u;

  if (number == sheet->number && number > 0)
    {
      sheet->row_hidden = sheet->row_hidden && hidden;
      return;
    }
  tell_row (reader, sheet);
  if (!set_row (reader, sheet, number, sheet->number))
    return;
  sheet->row_hidden = hidden;
  sheet->row_unnumbered = text == NULL;
  sheet->next_column0 = 0;
}

static gboolean
set_kind (Sheet *sheet, const char *name)
{
  sheet->kind = TYPE_NUMBER;
  if (name == NULL)
    return TRUE;
  for (gsize i = 0; i < G_N_ELEMENTS (cell_kinds); i++)
    {
      if (strcmp (cell_kinds[i].name, name) != 0)
        continue;
      sheet->kind = cell_kinds[i].kind;
      return TRUE;
    }
  return FALSE;
}

static void
start_cell (SnXmlReader *reader, Sheet *sheet, const char **attributes)
{
  const char *address = NULL, *type = NULL, *style = NULL;
  guint row0 = 0;

  for (const char **attribute = attributes; *attribute != NULL; attribute += 2)
    {
      const char *name = attribute[0];

      if (name[0] == '\0' || name[1] != '\0')
        continue;
      address = name[0] == 'r' ? attribute[1] : address;
      type = name[0] == 't' ? attribute[1] : type;
      style = name[0] == 's' ? attribute[1] : style;
    }
  sheet->column0 = sheet->next_column0;
  if ((address != NULL && !parse_address (address, &sheet->column0, &row0)) || sheet->column0 >= SN_SHEET_MOST_COLUMNS ||
      !set_kind (sheet, type))
    {
      sn_xml_fail_damaged (reader);
      return;
    }
  if (sheet->row_unnumbered && address != NULL && !set_row (reader, sheet, row0 + 1, sheet->number - 1))
    return;
  sheet->row_unnumbered = FALSE;
  sheet->next_column0 = sheet->column0 + 1;
  sheet->style = style != NULL ? (guint) g_ascii_strtoull (style, NULL, 10) : 0;
  sheet->has_formula = FALSE;
  sheet->has_value = FALSE;
  sheet->start = sheet->row.memory->len;
}

static void
add_merge (SnXmlReader *reader, Sheet *sheet, const char *range)
{
  const char *colon = range != NULL ? strchr (range, ':') : NULL;
  guint first_column0, first_row0, last_column0, last_row0;

  if (range == NULL || !parse_address (range, &first_column0, &first_row0) ||
      !parse_address (colon != NULL ? colon + 1 : range, &last_column0, &last_row0))
    return;
  sn_sheet_add_merge (sheet->sink.info, (SnCellRange){ first_row0 + 1, first_column0 + 1, last_row0 + 1, last_column0 + 1 });
}

static void
start_element (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  Sheet *sheet = data;

  /* One-letter names are nine in ten. */
  if (element[1] == '\0')
    {
      if (element[0] == 'c' && sheet->in_data)
        start_cell (reader, sheet, attributes);
      else if (element[0] == 'v' && sheet->in_data)
        sheet->has_value = sheet->collecting = sheet->kind != TYPE_INLINE;
      else if (element[0] == 't' && sheet->in_data)
        sheet->collecting = sheet->kind == TYPE_INLINE && sheet->phonetic == 0;
      else if (element[0] == 'f')
        sheet->has_formula = TRUE;
      return;
    }
  if (strcmp (element, "row") == 0 && sheet->in_data)
    start_row (reader, sheet, attributes);
  /* An inline string under a cell that forgot to say that it has one. */
  else if (strcmp (element, "is") == 0 && sheet->in_data)
    sheet->kind = sheet->kind == TYPE_NUMBER && !sheet->has_value ? TYPE_INLINE : sheet->kind;
  else if (strcmp (element, "rPh") == 0)
    sheet->phonetic++;
  else if (strcmp (element, "sheetData") == 0)
    sheet->in_data = TRUE;
  else if (strcmp (element, "mergeCell") == 0)
    add_merge (reader, sheet, sn_xml_get_attribute (attributes, "ref"));
}

/* ── Finished cells ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* Puts the text that a date stands for behind what the file has. */
static void
set_date (Sheet *sheet, SnRowCell *cell, const char *text)
{
  cell->type = SN_CELL_DATE;
  cell->text = sheet->row.memory->len + 1;
  g_string_append_c (sheet->row.memory, '\0');
  g_string_append (sheet->row.memory, text);
}

static void
finish_number (Sheet *sheet, SnRowCell *cell)
{
  const char *number = sheet->row.memory->str + sheet->start;
  SnXlsxFormatKind kind = sn_xlsx_formats_get_kind (sheet->formats, sheet->style);
  char text[SN_XLSX_TIME_BYTES];

  cell->type = sn_xlsx_is_number (number) ? SN_CELL_NUMBER : SN_CELL_TEXT;
  if (kind != SN_FORMAT_NUMBER && cell->type == SN_CELL_NUMBER && sn_xlsx_serial_to_text (number, kind, sheet->date1904, text))
    set_date (sheet, cell, text);
}

static void
finish_iso_date (Sheet *sheet, SnRowCell *cell)
{
  const char *text = sheet->row.memory->str + sheet->start;
  char date[SN_XLSX_TIME_BYTES];

  if (sn_xlsx_iso_to_text (text, date) || sn_xlsx_duration_to_text (text, date))
    set_date (sheet, cell, date);
}

static void
finish_boolean (Sheet *sheet, SnRowCell *cell)
{
  gboolean value = sn_xml_is_true (sheet->row.memory->str + sheet->start);

  cell->type = SN_CELL_BOOLEAN;
  g_string_truncate (sheet->row.memory, sheet->start);
  g_string_append (sheet->row.memory, value ? "TRUE" : "FALSE");
}

/* FALSE when it is nothing to show, or failed. */
static gboolean
finish_shared (SnXmlReader *reader, Sheet *sheet, SnRowCell *cell)
{
  const char *index = sheet->row.memory->str + sheet->start;
  gsize n_digits = strspn (index, "0123456789");
  guint number = 0;

  for (gsize i = 0; i < n_digits && n_digits < 10; i++)
    number = number * 10 + (guint) (index[i] - '0');
  if (n_digits > 0 && n_digits < 10 && index[n_digits] == '\0')
    cell->shared = sn_xlsx_strings_get (sheet->strings, number);
  if (cell->shared == NULL)
    sn_xml_fail_damaged (reader);
  return cell->shared != NULL && *cell->shared != '\0';
}

static void
strip_blanks (Sheet *sheet)
{
  char *text = sheet->row.memory->str + sheet->start;

  if (*text == '\0' || (!g_ascii_isspace (*text) && !g_ascii_isspace (sheet->row.memory->str[sheet->row.memory->len - 1])))
    return;
  g_strstrip (text);
  g_string_truncate (sheet->row.memory, sheet->start + strlen (text));
}

/* A cell without a value is nothing, but for one with a formula: that has an empty result, or none was kept. */
static gboolean
finish_empty (Sheet *sheet, SnRowCell *cell)
{
  cell->type = sheet->kind == TYPE_TEXT && sheet->has_value ? SN_CELL_TEXT : SN_CELL_FORMULA;
  return sheet->has_formula;
}

/* FALSE where there is no cell to show. */
static gboolean
finish_value (SnXmlReader *reader, Sheet *sheet, SnRowCell *cell)
{
  if (sheet->kind == TYPE_INLINE || sheet->kind == TYPE_TEXT)
    sn_xlsx_decode_escapes (sheet->row.memory, sheet->start);
  else
    strip_blanks (sheet);
  if (sheet->row.memory->len == sheet->start)
    return finish_empty (sheet, cell);
  switch (sheet->kind)
    {
    case TYPE_SHARED:
      return finish_shared (reader, sheet, cell);
    case TYPE_NUMBER:
      finish_number (sheet, cell);
      return TRUE;
    case TYPE_BOOLEAN:
      finish_boolean (sheet, cell);
      return TRUE;
    case TYPE_ISO_DATE:
      finish_iso_date (sheet, cell);
      return TRUE;
    case TYPE_ERROR:
      cell->type = SN_CELL_ERROR;
      return TRUE;
    case TYPE_TEXT:
    case TYPE_INLINE:
    default:
      return TRUE;
    }
}

static void
finish_cell (SnXmlReader *reader, Sheet *sheet)
{
  SnRowCell cell = { sheet->column0, SN_CELL_TEXT, NULL, sheet->start, sheet->start };

  if (!finish_value (reader, sheet, &cell))
    return;
  /* Cells with one address over and over would take memory without end. */
  if (sheet->row.cells->len == SN_SHEET_MOST_COLUMNS)
    {
      sn_xml_fail_damaged (reader);
      return;
    }
  cell.is_struck = sn_xlsx_formats_is_struck (sheet->formats, sheet->style);
  if (cell.shared == NULL)
    g_string_append_c (sheet->row.memory, '\0');
  else
    g_string_truncate (sheet->row.memory, sheet->start);
  g_array_append_val (sheet->row.cells, cell);
}

static void
end_element (SnXmlReader *reader, const char *element, gpointer data)
{
  Sheet *sheet = data;

  if (element[1] == '\0')
    {
      if (element[0] == 'c' && sheet->in_data)
        finish_cell (reader, sheet);
      else if (element[0] == 'v' || element[0] == 't')
        sheet->collecting = FALSE;
      return;
    }
  if (strcmp (element, "rPh") == 0 && sheet->phonetic > 0)
    {
      sheet->phonetic--;
    }
  else if (strcmp (element, "sheetData") == 0)
    {
      tell_row (reader, sheet);
      sheet->in_data = FALSE;
    }
}

static void
handle_text (SnXmlReader *reader, const char *text, int length_bytes, gpointer data)
{
  Sheet *sheet = data;

  if (!sheet->collecting)
    return;
  g_string_append_len (sheet->row.memory, text, length_bytes);
  if (sheet->row.memory->len - sheet->start > SN_SHEET_LONGEST_TEXT_BYTES || sheet->row.memory->len > SN_SHEET_LONGEST_ROW_BYTES)
    sn_xml_fail_long_text (reader, sheet->number);
}

gboolean
sn_xlsx_sheet_read (SnZipPackage *package, const char *part, SnXlsxStrings *strings, SnXlsxFormats *formats, gboolean date1904,
                    SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { "worksheet", start_element, end_element, handle_text };
  Sheet sheet = { strings, formats, date1904, { func, data, info } };
  gboolean read;

  sn_sheet_row_init (&sheet.row);
  read = sn_zip_package_read_xml (package, part, &handlers, &sheet, cancellable, error);
  sn_sheet_row_clear (&sheet.row);
  return read;
}
