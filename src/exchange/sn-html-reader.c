/* sn-html-reader.c: libxml2's parser forgives what browsers forgive; what is a table of it is said here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-html-reader.h"

#include "sn-csv-reader.h"
#include "sn-error.h"
#include "sn-html-cell.h"
#include "sn-sheet-row.h"
#include "sn-xml-reader.h"

#include <glib/gi18n-lib.h>
#include <libxml/HTMLparser.h>
#include <string.h>

#define LARGEST_BYTES (256u << 20)
#define PIECE_BYTES 65536
#define DEEPEST_ELEMENT 1000
/* As browsers do it. */
#define MOST_SPANNED_COLUMNS 1000
#define MOST_SPANNED_ROWS 65534

typedef struct
{
  guint   row;          /* from 1, within the table */
  GArray *covered_until; /* guint by column: the last row that a cell above reaches down to */
} Table;

typedef struct
{
  SnSheetSink     sink;
  htmlParserCtxt *parser;
  guint           depth;
  guint           n_left_out;  /* within scripts, styles and lists to choose from */
  GArray         *tables;      /* Table: from the outermost to the one being read */
  gboolean        has_table;
  SnSheetRow      row;
  gboolean        in_row;
  gboolean        row_hidden;
  gboolean        in_cell;
  guint           number;      /* of the row, over all tables */
  guint           column0;
  guint           next_column0;
  SnHtmlCell      cell;
  gboolean        stopped;
  GError         *error;
} Page;

static void
stop (Page *page, GError *take_error)
{
  if (page->error == NULL)
    page->error = take_error;
  else
    g_clear_error (&take_error);
  page->stopped = TRUE;
  xmlStopParser (page->parser);
}

static Table *
get_table (const Page *page)
{
  return page->tables->len > 0 ? &g_array_index (page->tables, Table, page->tables->len - 1) : NULL;
}

static void
clear_table (gpointer data)
{
  g_array_unref (((Table *) data)->covered_until);
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
end_cell (Page *page)
{
  if (!page->in_cell)
    return;
  page->in_cell = FALSE;
  sn_html_cell_finish (&page->cell, page->column0, &page->row);
  if (page->row.memory->len > SN_SHEET_LONGEST_ROW_BYTES)
    stop (page, g_error_new (SN_ERROR, SN_ERROR_INVALID_INPUT,
                             _ ("A cell of row %u holds more text than a spreadsheet can (32,767 characters)."), page->number));
}

static void
end_row (Page *page)
{
  end_cell (page);
  if (!page->in_row)
    return;
  page->in_row = FALSE;
  if (!page->stopped && !sn_sheet_row_emit (&page->row, page->number, page->row_hidden, &page->sink))
    stop (page, NULL);
  sn_sheet_row_begin (&page->row);
}

static void
begin_row (Page *page, const char **attributes)
{
  const char *style = sn_html_get_attribute (attributes, "style");
  g_autofree char *plain = style != NULL ? g_ascii_strdown (style, -1) : NULL;
  const char *display = plain != NULL ? strstr (plain, "display:") : NULL;

  end_row (page);
  if (get_table (page) == NULL)
    return;
  if (page->number >= SN_SHEET_MOST_ROWS)
    {
      stop (page, g_error_new_literal (SN_ERROR, SN_ERROR_INVALID_INPUT,
                                       _ ("The file unpacks to far more than a spreadsheet holds; it is not read.")));
      return;
    }
  page->in_row = TRUE;
  page->number++;
  get_table (page)->row++;
  page->next_column0 = 0;
  page->row_hidden = display != NULL && g_str_has_prefix (display + strlen ("display:") + strspn (display + strlen ("display:"), " "), "none");
  sn_sheet_row_begin (&page->row);
}

/* ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
get_span (const char **attributes, const char *name, guint most)
{
  const char *text = sn_html_get_attribute (attributes, name);
  guint64 span = text != NULL && g_ascii_isdigit (*text) ? g_ascii_strtoull (text, NULL, 10) : 1;

  return (guint) CLAMP (span, 1, most);
}

static gboolean
is_covered (const Table *table, guint column0)
{
  return column0 < table->covered_until->len && g_array_index (table->covered_until, guint, column0) >= table->row;
}

static void
cover (Table *table, guint column0, guint n_columns, guint n_rows)
{
  if (n_rows > 1 && table->covered_until->len < column0 + n_columns)
    g_array_set_size (table->covered_until, column0 + n_columns);
  for (guint i = 0; i < n_columns && n_rows > 1; i++)
    g_array_index (table->covered_until, guint, column0 + i) = table->row + n_rows - 1;
}

static void
begin_cell (Page *page, const char **attributes)
{
  guint n_columns = get_span (attributes, "colspan", MOST_SPANNED_COLUMNS);
  guint n_rows = get_span (attributes, "rowspan", MOST_SPANNED_ROWS);
  Table *table = get_table (page);

  end_cell (page);
  if (table == NULL)
    return;
  if (!page->in_row)
    begin_row (page, NULL);
  while (is_covered (table, page->next_column0))
    page->next_column0++;
  if (page->stopped || page->next_column0 + n_columns > SN_SHEET_MOST_COLUMNS)
    {
      stop (page, g_error_new (SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("Row %u has more than %d columns. Choose a table of fewer columns."),
                               page->number, SN_SHEET_MOST_COLUMNS));
      return;
    }
  page->column0 = page->next_column0;
  page->next_column0 += n_columns;
  cover (table, page->column0, n_columns, n_rows);
  if (n_columns > 1 || n_rows > 1)
    sn_sheet_add_merge (page->sink.info, (SnCellRange){ page->number, page->column0 + 1, page->number + n_rows - 1,
                                                        page->column0 + n_columns });
  page->in_cell = TRUE;
  sn_html_cell_begin (&page->cell, attributes);
}

/* ── Elements ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_left_out (const char *element)
{
  static const char *const names[] = { "script", "style", "select", "noscript", "template", "comment" };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i], element) == 0)
      return TRUE;
  return FALSE;
}

static gboolean
is_block (const char *element)
{
  return strcmp (element, "p") == 0 || strcmp (element, "div") == 0 || strcmp (element, "li") == 0;
}

static void
begin_table (Page *page)
{
  Table table = { 0, g_array_new (FALSE, TRUE, sizeof (guint)) };

  end_row (page);
  page->has_table = TRUE;
  g_array_append_val (page->tables, table);
}

static void
end_table (Page *page)
{
  end_row (page);
  if (page->tables->len > 0)
    g_array_set_size (page->tables, page->tables->len - 1);
}

static void
begin_element (Page *page, const char *element, const char **attributes)
{
  if (strcmp (element, "table") == 0)
    begin_table (page);
  else if (strcmp (element, "tr") == 0)
    begin_row (page, attributes);
  else if (strcmp (element, "td") == 0 || strcmp (element, "th") == 0)
    begin_cell (page, attributes);
  else if (page->in_cell && strcmp (element, "br") == 0)
    sn_html_cell_append_line_end (&page->cell);
  else if (page->in_cell && is_block (element))
    sn_html_cell_begin_line (&page->cell);
}

static void
start_element (void *data, const xmlChar *name, const xmlChar **attributes)
{
  Page *page = data;
  const char *element = (const char *) name;

  if (page->stopped)
    return;
  if (++page->depth > DEEPEST_ELEMENT)
    stop (page, g_error_new_literal (SN_ERROR, SN_ERROR_INVALID_INPUT,
                                     _ ("The file is nested deeper than any spreadsheet; it is not read.")));
  else if (page->n_left_out > 0 || is_left_out (element))
    page->n_left_out++;
  else
    begin_element (page, element, (const char **) attributes);
}

static void
end_element (void *data, const xmlChar *name)
{
  Page *page = data;
  const char *element = (const char *) name;

  page->depth -= page->depth > 0;
  if (page->stopped)
    return;
  if (page->n_left_out > 0)
    page->n_left_out--;
  else if (strcmp (element, "table") == 0)
    end_table (page);
  else if (strcmp (element, "tr") == 0)
    end_row (page);
  else if (strcmp (element, "td") == 0 || strcmp (element, "th") == 0)
    end_cell (page);
  else if (page->in_cell && is_block (element))
    sn_html_cell_begin_line (&page->cell);
}

static void
handle_text (void *data, const xmlChar *text, int length_bytes)
{
  Page *page = data;

  if (page->stopped || page->n_left_out > 0 || !page->in_cell)
    return;
  sn_html_cell_append (&page->cell, (const char *) text, (gsize) length_bytes);
  if (page->cell.text->len > SN_SHEET_LONGEST_TEXT_BYTES)
    stop (page, g_error_new (SN_ERROR, SN_ERROR_INVALID_INPUT,
                             _ ("A cell of row %u holds more text than a spreadsheet can (32,767 characters)."), page->number));
}

/* ── The file ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Whatever the page declares: as for CSV, what the bytes are decides. */
static char *
read_file (const char *path, GError **error)
{
  g_autoptr (GMappedFile) file = g_mapped_file_new (path, FALSE, error);

  if (file == NULL)
    return NULL;
  if (g_mapped_file_get_length (file) > LARGEST_BYTES)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The text file is larger than 256 MB; split it."));
      return NULL;
    }
  return sn_csv_decode ((const guint8 *) g_mapped_file_get_contents (file), g_mapped_file_get_length (file), error);
}

/* Up to the end of a tag, so that no character and no tag is cut in two; but not for ever. */
static gsize
get_piece_length (const char *text, gsize length)
{
  gsize n = MIN (length, PIECE_BYTES);

  while (n < length && text[n - 1] != '>' && n < 2 * PIECE_BYTES)
    n++;
  while (n < length && ((guchar) text[n] & 0xc0) == 0x80)
    n++;
  return n;
}

static gboolean
parse (Page *page, const char *text, GCancellable *cancellable, GError **error)
{
  gsize length = strlen (text);

  while (length > 0 && !page->stopped)
    {
      gsize n = get_piece_length (text, length);

      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      htmlParseChunk (page->parser, text, (int) n, 0);
      text += n;
      length -= n;
    }
  if (!page->stopped)
    htmlParseChunk (page->parser, NULL, 0, 1);
  if (!page->stopped)
    end_row (page);
  if (page->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&page->error));
      return FALSE;
    }
  if (page->has_table)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("This web page holds no table. If it came with a folder of files, its sheets are in there: open it in WPS or "
                          "Excel and save it as .xlsx."));
  return FALSE;
}

gboolean
sn_html_read (const char *path, SnSheetRowFunc func, gpointer data, SnSheetInfo *info, GCancellable *cancellable, GError **error)
{
  xmlSAXHandler handlers = { .startElement = start_element, .endElement = end_element, .characters = handle_text,
                             .cdataBlock = handle_text, .ignorableWhitespace = handle_text };
  g_autofree char *text = read_file (path, error);
  Page page = { { func, data, info } };
  gboolean read;

  if (text == NULL)
    return FALSE;
  page.tables = g_array_new (FALSE, FALSE, sizeof (Table));
  g_array_set_clear_func (page.tables, clear_table);
  page.cell.text = g_string_new (NULL);
  page.cell.number = g_string_new (NULL);
  page.cell.string = g_string_new (NULL);
  sn_sheet_row_init (&page.row);
  page.parser = htmlCreatePushParserCtxt (&handlers, &page, NULL, 0, NULL, XML_CHAR_ENCODING_UTF8);
  htmlCtxtUseOptions (page.parser, HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING | HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
  read = parse (&page, text, cancellable, error);
  htmlFreeParserCtxt (page.parser);
  g_array_unref (page.tables);
  g_string_free (page.cell.text, TRUE);
  g_string_free (page.cell.number, TRUE);
  g_string_free (page.cell.string, TRUE);
  sn_sheet_row_clear (&page.row);
  g_clear_error (&page.error);
  return read;
}
