/* sn-xlsx-sheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xlsx-sheet.h"

#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_COLUMNS 16384
#define MOST_ROWS 1048576
#define LONGEST_CELL_BYTES (32767 * 4)
#define MOST_MERGES 200000

typedef enum { TYPE_NUMBER, TYPE_SHARED, TYPE_TEXT, TYPE_INLINE, TYPE_BOOLEAN, TYPE_ERROR, TYPE_ISO_DATE } CellKind;

static const struct
{
  const char *name;
  CellKind    kind;
} cell_kinds[] = {
  { "n", TYPE_NUMBER }, { "s", TYPE_SHARED }, { "str", TYPE_TEXT }, { "inlineStr", TYPE_INLINE }, { "b", TYPE_BOOLEAN },
  { "e", TYPE_ERROR }, { "d", TYPE_ISO_DATE },
};

/* A finished cell: where its text lies in the row's memory, or in the shared strings. */
typedef struct
{
  guint       column0;
  SnCellType  type;
  const char *shared;
  gsize       text;
  gsize       lexical;
} RowCell;

typedef struct
{
  SnXlsxStrings  *strings;
  SnXlsxFormats  *formats;
  gboolean        date1904;
  SnSheetRowFunc  func;
  gpointer        data;
  SnSheetInfo    *info;

  guint           row;
  gboolean        row_hidden;
  guint           next_column0;
  GString        *memory;   /* the texts of the row's cells */
  GArray         *cells;    /* RowCell */
  GArray         *output;   /* SnCell */

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
      if (column > MOST_COLUMNS)
        return FALSE;
    }
  for (; g_ascii_isdigit (*p); p++)
    {
      row = row * 10 + (guint) (*p - '0');
      if (row > MOST_ROWS)
        return FALSE;
    }
  if (column == 0 || row == 0 || (*p != '\0' && *p != ':'))
    return FALSE;
  *column0 = column - 1;
  *row0 = row - 1;
  return TRUE;
}

static void
fail_damaged (SnXmlReader *reader)
{
  sn_xml_fail (reader, g_strdup (_ ("The sheet is damaged. Open it in WPS or Excel, save it again as .xlsx, and try that.")));
}

/* ── Elements ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
start_row (SnXmlReader *reader, Sheet *sheet, const char **attributes)
{
  const char *number = sn_xml_get_attribute (attributes, "r");
  const char *hidden = sn_xml_get_attribute (attributes, "hidden");
  guint64 row = number != NULL ? g_ascii_strtoull (number, NULL, 10) : sheet->row + 1;

  if (row <= sheet->row || row > MOST_ROWS)
    {
      fail_damaged (reader);
      return;
    }
  sheet->row = (guint) row;
  sheet->row_hidden = hidden != NULL && (*hidden == '1' || *hidden == 't');
  sheet->next_column0 = 0;
  g_string_truncate (sheet->memory, 0);
  g_array_set_size (sheet->cells, 0);
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
  guint row0;

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
  if ((address != NULL && !parse_address (address, &sheet->column0, &row0)) || sheet->column0 >= MOST_COLUMNS || !set_kind (sheet, type))
    {
      fail_damaged (reader);
      return;
    }
  sheet->next_column0 = sheet->column0 + 1;
  sheet->style = style != NULL ? (guint) g_ascii_strtoull (style, NULL, 10) : 0;
  sheet->has_formula = FALSE;
  sheet->has_value = FALSE;
  sheet->start = sheet->memory->len;
}

static void
add_merge (SnXmlReader *reader, Sheet *sheet, const char *range)
{
  const char *colon = range != NULL ? strchr (range, ':') : NULL;
  guint first_column0, first_row0, last_column0, last_row0;
  SnCellRange merge;

  if (sheet->info->merges->len >= MOST_MERGES || range == NULL || !parse_address (range, &first_column0, &first_row0) ||
      !parse_address (colon != NULL ? colon + 1 : range, &last_column0, &last_row0))
    return;
  merge = (SnCellRange){ first_row0 + 1, first_column0 + 1, last_row0 + 1, last_column0 + 1 };
  g_array_append_val (sheet->info->merges, merge);
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
  else if (strcmp (element, "rPh") == 0)
    sheet->phonetic++;
  else if (strcmp (element, "sheetData") == 0)
    sheet->in_data = TRUE;
  else if (strcmp (element, "mergeCell") == 0)
    add_merge (reader, sheet, sn_xml_get_attribute (attributes, "ref"));
}

/* ── Finished cells ─────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_number (const char *text)
{
  char *end;

  g_ascii_strtod (text, &end);
  return end != text && *end == '\0';
}

/* Puts the text that a date stands for behind the number that the file has. */
static void
finish_number (Sheet *sheet, RowCell *cell)
{
  const char *number = sheet->memory->str + sheet->start;
  SnXlsxFormatKind kind = sn_xlsx_formats_get_kind (sheet->formats, sheet->style);
  char text[32];

  cell->type = is_number (number) ? SN_CELL_NUMBER : SN_CELL_TEXT;
  if (kind == SN_FORMAT_NUMBER || cell->type == SN_CELL_TEXT || !sn_xlsx_serial_to_text (number, kind, sheet->date1904, text))
    return;
  cell->type = SN_CELL_DATE;
  cell->text = sheet->memory->len + 1;
  g_string_append_c (sheet->memory, '\0');
  g_string_append (sheet->memory, text);
}

/* "2021-01-01T10:10:10Z" and "2021-01-01 10:10" become our form; a midnight is a day. */
static void
finish_iso_date (Sheet *sheet, RowCell *cell)
{
  char *text = sheet->memory->str + sheet->start;
  gsize length = strlen (text);

  cell->type = SN_CELL_DATE;
  if (length > 0 && text[length - 1] == 'Z')
    text[--length] = '\0';
  if (length > 10 && text[10] == ' ')
    text[10] = 'T';
  if (length >= 19 && g_str_has_prefix (text + 10, "T00:00:00"))
    text[10] = '\0';
}

static gboolean
finish_shared (SnXmlReader *reader, Sheet *sheet, RowCell *cell)
{
  const char *index = sheet->memory->str + sheet->start;
  char *end;
  guint64 number = g_ascii_strtoull (index, &end, 10);

  cell->shared = end != index && *end == '\0' && number < G_MAXUINT ? sn_xlsx_strings_get (sheet->strings, (guint) number) : NULL;
  cell->type = SN_CELL_TEXT;
  if (cell->shared != NULL)
    return TRUE;
  fail_damaged (reader);
  return FALSE;
}

static void
strip_blanks (Sheet *sheet)
{
  char *text = sheet->memory->str + sheet->start;

  if (*text == '\0' || (!g_ascii_isspace (*text) && !g_ascii_isspace (text[strlen (text) - 1])))
    return;
  g_strstrip (text);
  g_string_truncate (sheet->memory, sheet->start + strlen (text));
}

static void
finish_cell (SnXmlReader *reader, Sheet *sheet)
{
  RowCell cell = { sheet->column0, SN_CELL_TEXT, NULL, sheet->start, sheet->start };
  gboolean empty;

  if (sheet->kind != TYPE_INLINE && sheet->kind != TYPE_TEXT)
    strip_blanks (sheet);
  else
    sn_xlsx_decode_escapes (sheet->memory, sheet->start);
  empty = sheet->memory->len == sheet->start;
  if (empty && sheet->kind != TYPE_TEXT && sheet->kind != TYPE_INLINE)
    {
      if (!sheet->has_formula)
        return;
      cell.type = SN_CELL_FORMULA;
    }
  else if (empty)
    {
      if (!sheet->has_formula)
        return;
      cell.type = sheet->has_value ? SN_CELL_TEXT : SN_CELL_FORMULA;
    }
  else if (sheet->kind == TYPE_SHARED)
    {
      if (!finish_shared (reader, sheet, &cell))
        return;
    }
  else if (sheet->kind == TYPE_NUMBER)
    {
      finish_number (sheet, &cell);
    }
  else if (sheet->kind == TYPE_BOOLEAN)
    {
      gboolean value = sheet->memory->str[sheet->start] == '1' || g_ascii_strcasecmp (sheet->memory->str + sheet->start, "true") == 0;

      cell.type = SN_CELL_BOOLEAN;
      g_string_truncate (sheet->memory, sheet->start);
      g_string_append (sheet->memory, value ? "TRUE" : "FALSE");
    }
  else if (sheet->kind == TYPE_ERROR)
    {
      cell.type = SN_CELL_ERROR;
    }
  else if (sheet->kind == TYPE_ISO_DATE)
    {
      finish_iso_date (sheet, &cell);
    }
  g_string_append_c (sheet->memory, '\0');
  g_array_append_val (sheet->cells, cell);
}

static void
finish_row (SnXmlReader *reader, Sheet *sheet)
{
  guint n_cells = 0;

  if (sheet->cells->len == 0)
    return;
  for (guint i = 0; i < sheet->cells->len; i++)
    n_cells = MAX (n_cells, g_array_index (sheet->cells, RowCell, i).column0 + 1);
  g_array_set_size (sheet->output, n_cells);
  for (guint i = 0; i < n_cells; i++)
    g_array_index (sheet->output, SnCell, i) = (SnCell){ SN_CELL_EMPTY, "", "" };
  /* Only now does the row's memory no longer move. */
  for (guint i = 0; i < sheet->cells->len; i++)
    {
      const RowCell *cell = &g_array_index (sheet->cells, RowCell, i);
      const char *text = cell->shared != NULL ? cell->shared : sheet->memory->str + cell->text;
      const char *lexical = cell->shared != NULL ? cell->shared : sheet->memory->str + cell->lexical;

      g_array_index (sheet->output, SnCell, cell->column0) = (SnCell){ cell->type, text, lexical };
    }
  sheet->info->last_row = sheet->row;
  if (!sheet->func (sheet->row, (const SnCell *) sheet->output->data, n_cells, sheet->row_hidden, sheet->data))
    sn_xml_stop (reader);
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
  if (strcmp (element, "row") == 0 && sheet->in_data)
    finish_row (reader, sheet);
  else if (strcmp (element, "rPh") == 0 && sheet->phonetic > 0)
    sheet->phonetic--;
  else if (strcmp (element, "sheetData") == 0)
    sheet->in_data = FALSE;
}

static void
handle_text (SnXmlReader *reader, const char *text, int length_bytes, gpointer data)
{
  Sheet *sheet = data;

  if (!sheet->collecting)
    return;
  g_string_append_len (sheet->memory, text, length_bytes);
  if (sheet->memory->len - sheet->start > LONGEST_CELL_BYTES)
    sn_xml_fail (reader, g_strdup_printf (_ ("A cell of row %u holds more text than a spreadsheet can (32,767 characters)."), sheet->row));
}

gboolean
sn_xlsx_sheet_read (SnZipPackage *package, const char *part, SnXlsxStrings *strings, SnXlsxFormats *formats, gboolean date1904,
                    SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { start_element, end_element, handle_text };
  Sheet sheet = { strings, formats, date1904, func, data, info };
  gboolean read;

  sheet.memory = g_string_new (NULL);
  sheet.cells = g_array_new (FALSE, FALSE, sizeof (RowCell));
  sheet.output = g_array_new (FALSE, FALSE, sizeof (SnCell));
  read = sn_zip_package_read_xml (package, part, &handlers, &sheet, cancellable, error);
  g_string_free (sheet.memory, TRUE);
  g_array_unref (sheet.cells);
  g_array_unref (sheet.output);
  return read;
}
