/* sn-xml-spreadsheet.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-xml-spreadsheet.h"

#include "sn-sheet-choice.h"
#include "sn-sheet-row.h"
#include "sn-xlsx-formats.h"
#include "sn-xml-places.h"
#include "sn-xml-reader.h"

#include <string.h>

typedef enum
{
  AT_ROOT,
  IN_WORKBOOK,
  IN_STYLES,
  IN_STYLE,
  IN_PROGRAM,    /* what Excel notes for itself */
  IN_SHEET,
  IN_OPTIONS,
  IN_VISIBILITY,
  IN_TABLE,
  IN_ROW,
  IN_CELL,
  IN_DATA,       /* and in what is written differently within it */
  LEFT_OUT = SN_XML_LEFT_OUT,
} Place;

typedef struct
{
  char    *name;
  gboolean hidden;
} SheetEntry;

typedef struct
{
  SnXmlPlaces  places;
  GArray      *sheets;      /* SheetEntry; of the first reading */
  GHashTable  *styles;      /* id → SnXlsxFormatKind + 1 */
  char        *style;       /* the one being read */
  gboolean     date1904;

  /* the second reading */
  int          chosen;      /* index of the sheet; -1: the first reading */
  int          n_begun;
  SnSheetSink  sink;
  SnSheetRow   row;
  guint        number;      /* of the row */
  guint        next_number;
  gboolean     row_hidden;
  guint        column0;
  guint        next_column0;
  SnXlsxFormatKind format;
  gboolean     has_formula;
  gboolean     has_data;
  char         type;        /* first letter of the data's type */
  GString     *text;
} Document;

static gboolean
is (const char *element, const char *name)
{
  return strcmp (element, name) == 0;
}

/* ── The workbook ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* Formats may go by a name instead of a code, and such names have letters of dates in them. */
static SnXlsxFormatKind
get_format_kind (const char *format)
{
  static const char *const numbers[] = { "General", "General Number", "Currency", "Euro Currency", "Fixed", "Standard", "Percent", "Scientific",
                                         "Yes/No", "True/False", "On/Off" };

  for (gsize i = 0; i < G_N_ELEMENTS (numbers); i++)
    if (g_ascii_strcasecmp (format, numbers[i]) == 0)
      return SN_FORMAT_NUMBER;
  return sn_xlsx_format_code_kind (format);
}

static Place
enter_workbook (Document *document, const char *element, const char **attributes)
{
  SheetEntry entry = { NULL };

  if (is (element, "Styles"))
    return IN_STYLES;
  if (is (element, "ExcelWorkbook"))
    return IN_PROGRAM;
  if (!is (element, "Worksheet"))
    return LEFT_OUT;
  if (document->chosen >= 0)
    return document->n_begun++ == document->chosen ? IN_SHEET : LEFT_OUT;
  entry.name = g_strdup (sn_xml_get_attribute (attributes, "Name"));
  if (entry.name == NULL)
    entry.name = g_strdup ("");
  g_array_append_val (document->sheets, entry);
  return IN_SHEET;
}

static Place
enter_style (Document *document, Place place, const char *element, const char **attributes)
{
  const char *format = is (element, "NumberFormat") ? sn_xml_get_attribute (attributes, "Format") : NULL;

  if (place == IN_STYLES && is (element, "Style"))
    {
      g_free (document->style);
      document->style = g_strdup (sn_xml_get_attribute (attributes, "ID"));
      return IN_STYLE;
    }
  if (place == IN_STYLE && format != NULL && document->style != NULL)
    g_hash_table_insert (document->styles, g_strdup (document->style), GUINT_TO_POINTER (get_format_kind (format) + 1));
  return LEFT_OUT;
}

/* ── The sheet ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
get_count (const char **attributes, const char *name, guint otherwise)
{
  const char *text = sn_xml_get_attribute (attributes, name);
  guint64 count = text != NULL ? g_ascii_strtoull (text, NULL, 10) : otherwise;

  return (guint) MIN (count, G_MAXINT);
}

static Place
enter_row (SnXmlReader *reader, Document *document, const char *element, const char **attributes)
{
  if (!is (element, "Row"))
    return LEFT_OUT;
  document->number = get_count (attributes, "Index", document->next_number);
  if (document->number < document->next_number || document->number > SN_SHEET_MOST_ROWS)
    {
      sn_xml_fail_damaged (reader);
      return LEFT_OUT;
    }
  document->next_number = MIN (document->number + 1 + get_count (attributes, "Span", 0), G_MAXINT);
  document->row_hidden = sn_xml_is_true (sn_xml_get_attribute (attributes, "Hidden"));
  document->next_column0 = 0;
  sn_sheet_row_begin (&document->row);
  return IN_ROW;
}

static void
add_merge (Document *document, const char **attributes)
{
  guint across = get_count (attributes, "MergeAcross", 0), down = get_count (attributes, "MergeDown", 0);
  SnCellRange merge = { document->number, document->column0 + 1, MIN (document->number + down, G_MAXINT),
                        MIN (document->column0 + 1 + across, G_MAXINT) };

  document->next_column0 = MIN (document->column0 + 1 + across, G_MAXINT);
  if (across > 0 || down > 0)
    sn_sheet_add_merge (document->sink.info, merge);
}

static Place
enter_cell (SnXmlReader *reader, Document *document, const char *element, const char **attributes)
{
  const char *style = sn_xml_get_attribute (attributes, "StyleID");
  guint column = get_count (attributes, "Index", document->next_column0 + 1);
  guint format;

  if (!is (element, "Cell"))
    return LEFT_OUT;
  if (column <= document->next_column0 || column > SN_SHEET_MOST_COLUMNS)
    {
      sn_xml_fail_damaged (reader);
      return LEFT_OUT;
    }
  document->column0 = column - 1;
  format = style != NULL ? GPOINTER_TO_UINT (g_hash_table_lookup (document->styles, style)) : 0;
  document->format = format > 0 ? (SnXlsxFormatKind) (format - 1) : SN_FORMAT_NUMBER;
  document->has_formula = sn_xml_get_attribute (attributes, "Formula") != NULL;
  document->has_data = FALSE;
  document->type = '\0';
  g_string_truncate (document->text, 0);
  add_merge (document, attributes);
  return IN_CELL;
}

static Place
enter_data (Document *document, const char *element, const char **attributes)
{
  const char *type = sn_xml_get_attribute (attributes, "Type");

  if (!is (element, "Data") || document->has_data)
    return LEFT_OUT;
  document->has_data = TRUE;
  document->type = type != NULL ? type[0] : 'S';
  return IN_DATA;
}

/* ── Finished cells ─────────────────────────────────────────────────────────────────────────────────────────────── */

/* A time is written as that hour of the day before the first one; a duration goes on from there. */
static gboolean
set_time (const Document *document, char *time)
{
  const char *text = document->text->str;
  GDate first, date;
  g_autofree char *day = g_strndup (text, 10);
  int days, hours;

  if (!sn_xlsx_iso_to_text (text, time))
    return FALSE;
  g_date_clear (&date, 1);
  g_date_set_dmy (&first, 31, G_DATE_DECEMBER, 1899);
  if (strlen (day) == 10 && day[4] == '-')
    g_date_set_parse (&date, day);
  if (!g_date_valid (&date))
    return TRUE;
  days = g_date_days_between (&first, &date);
  if (days != 0 && (document->format != SN_FORMAT_DURATION || days < 0 || days > 59))
    return TRUE;
  hours = text[10] == 'T' ? (int) g_ascii_strtoull (text + 11, NULL, 10) : 0;
  g_snprintf (time, SN_XLSX_TIME_BYTES, "%02d%.6s", days * 24 + hours % 24, text[10] == 'T' && strlen (text) >= 19 ? text + 13 : ":00:00");
  return TRUE;
}

static void
add_date (Document *document)
{
  char time[SN_XLSX_TIME_BYTES];
  gboolean known = set_time (document, time);

  sn_sheet_row_add (&document->row, document->column0, known ? SN_CELL_DATE : SN_CELL_TEXT, known ? time : document->text->str,
                    known && strcmp (time, document->text->str) != 0 ? document->text->str : NULL);
}

static void
add_number (Document *document)
{
  const char *number = g_strstrip (document->text->str);
  char time[SN_XLSX_TIME_BYTES];

  if (!sn_xlsx_is_number (number))
    sn_sheet_row_add (&document->row, document->column0, SN_CELL_TEXT, number, NULL);
  else if (document->format != SN_FORMAT_NUMBER && sn_xlsx_serial_to_text (number, document->format, document->date1904, time))
    sn_sheet_row_add (&document->row, document->column0, SN_CELL_DATE, time, number);
  else
    sn_sheet_row_add (&document->row, document->column0, SN_CELL_NUMBER, number, NULL);
}

static void
leave_cell (Document *document)
{
  SnCellType type = document->type == 'E' ? SN_CELL_ERROR : SN_CELL_TEXT;

  if (document->text->len == 0 && !document->has_formula)
    return;
  if (document->text->len == 0)
    sn_sheet_row_add (&document->row, document->column0, document->type == 'S' ? SN_CELL_TEXT : SN_CELL_FORMULA, "", NULL);
  else if (document->type == 'N')
    add_number (document);
  else if (document->type == 'D')
    add_date (document);
  else if (document->type == 'B')
    sn_sheet_row_add (&document->row, document->column0, SN_CELL_BOOLEAN, sn_xml_is_true (document->text->str) ? "TRUE" : "FALSE", NULL);
  else
    sn_sheet_row_add (&document->row, document->column0, type, document->text->str, NULL);
}

/* ── Elements ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The first reading passes the cells by. */
static Place
enter_sheet (const Document *document, const char *element)
{
  if (document->chosen >= 0)
    return is (element, "Table") ? IN_TABLE : LEFT_OUT;
  return is (element, "WorksheetOptions") ? IN_OPTIONS : LEFT_OUT;
}

static Place
enter (SnXmlReader *reader, Document *document, const char *element, const char **attributes)
{
  Place place = (Place) sn_xml_places_get (&document->places);

  switch (place)
    {
    case AT_ROOT:
      return IN_WORKBOOK;
    case IN_WORKBOOK:
      return enter_workbook (document, element, attributes);
    case IN_STYLES:
    case IN_STYLE:
      return enter_style (document, place, element, attributes);
    case IN_PROGRAM:
      document->date1904 = document->date1904 || is (element, "Date1904");
      return LEFT_OUT;
    case IN_SHEET:
      return enter_sheet (document, element);
    case IN_OPTIONS:
      return is (element, "Visible") ? IN_VISIBILITY : LEFT_OUT;
    case IN_TABLE:
      return enter_row (reader, document, element, attributes);
    case IN_ROW:
      return enter_cell (reader, document, element, attributes);
    case IN_CELL:
      return enter_data (document, element, attributes);
    case IN_DATA:
      return IN_DATA;
    case IN_VISIBILITY:
    case LEFT_OUT:
    default:
      return LEFT_OUT;
    }
}

static void
start_element (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  Document *document = data;

  sn_xml_places_enter (&document->places, (guint8) enter (reader, document, element, attributes));
}

static void
end_element (SnXmlReader *reader, const char *element, gpointer data)
{
  Document *document = data;

  switch ((Place) sn_xml_places_leave (&document->places))
    {
    case IN_CELL:
      leave_cell (document);
      return;
    case IN_ROW:
      if (!sn_sheet_row_emit (&document->row, document->number, document->row_hidden, &document->sink))
        sn_xml_stop (reader);
      return;
    case IN_VISIBILITY:
      g_array_index (document->sheets, SheetEntry, document->sheets->len - 1).hidden = strstr (document->text->str, "Hidden") != NULL;
      g_string_truncate (document->text, 0);
      return;
    case AT_ROOT:
    case IN_WORKBOOK:
    case IN_STYLES:
    case IN_STYLE:
    case IN_PROGRAM:
    case IN_SHEET:
    case IN_OPTIONS:
    case IN_TABLE:
    case IN_DATA:
    case LEFT_OUT:
    default:
      return;
    }
}

static void
handle_text (SnXmlReader *reader, const char *text, int length_bytes, gpointer data)
{
  Document *document = data;
  Place place = (Place) sn_xml_places_get (&document->places);

  if (place != IN_DATA && place != IN_VISIBILITY)
    return;
  g_string_append_len (document->text, text, length_bytes);
  if (document->text->len > SN_SHEET_LONGEST_TEXT_BYTES || document->row.memory->len > SN_SHEET_LONGEST_ROW_BYTES)
    sn_xml_fail_long_text (reader, document->number);
}

static void
free_sheet_entry (gpointer data)
{
  g_free (((SheetEntry *) data)->name);
}

static gboolean
read_twice (const char *path, const char *sheet, Document *document, GCancellable *cancellable, GError **error)
{
  static const SnXmlHandlers handlers = { "Workbook", start_element, end_element, handle_text };

  if (!sn_xml_read_file (path, &handlers, document, cancellable, error))
    return FALSE;
  for (guint i = 0; i < document->sheets->len; i++)
    {
      const SheetEntry *entry = &g_array_index (document->sheets, SheetEntry, i);

      if (sn_sheet_choice_offer (document->sink.info, sheet, entry->name, entry->hidden))
        document->chosen = (int) i;
    }
  if (!sn_sheet_choice_finish (document->sink.info, sheet, error))
    return FALSE;
  document->places = (SnXmlPlaces){ .n_places = 0 };
  return sn_xml_read_file (path, &handlers, document, cancellable, error);
}

gboolean
sn_xml_spreadsheet_read (const char *path, const char *sheet, SnSheetRowFunc func, gpointer data, SnSheetInfo *info,
                         GCancellable *cancellable, GError **error)
{
  Document document = { .chosen = -1, .sink = { func, data, info }, .next_number = 1 };
  gboolean read;

  document.sheets = g_array_new (FALSE, FALSE, sizeof (SheetEntry));
  g_array_set_clear_func (document.sheets, free_sheet_entry);
  document.styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  document.text = g_string_new (NULL);
  sn_sheet_row_init (&document.row);
  read = read_twice (path, sheet, &document, cancellable, error);
  sn_sheet_row_clear (&document.row);
  g_array_unref (document.sheets);
  g_hash_table_unref (document.styles);
  g_string_free (document.text, TRUE);
  g_free (document.style);
  return read;
}
