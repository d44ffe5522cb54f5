/* sn-ods-content.c: walks through the content of an OpenDocument spreadsheet. Its cells are read by sn-ods-cell.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-ods-content.h"

#include "sn-error.h"
#include "sn-ods-cell.h"
#include "sn-sheet-choice.h"
#include "sn-xml-places.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Repeated rows and columns make much of little: so many cells more than were written. */
#define MOST_REPEATED_CELLS (64u << 20)
#define MOST_BLANKS 32767

/* What an element may hold follows from where it stands; everything else, annotations, drawings and noted changes among it, is
 * left out together with all that it holds. */
typedef enum
{
  AT_ROOT,
  IN_DOCUMENT,
  IN_STYLES,
  IN_STYLE,
  IN_BODY,
  IN_SPREADSHEET,
  IN_TABLE, /* and in groups of its rows */
  IN_ROW,
  IN_CELL,
  IN_PARAGRAPH,
  LEFT_OUT = SN_XML_LEFT_OUT,
} Place;

typedef struct
{
  guint column0;
  guint n_columns;
  guint n_rows;
} RowMerge;

struct _SnOdsContent
{
  const char  *wanted;
  SnSheetSink  sink;

  SnXmlPlaces  places;
  char        *style;         /* the table style being read */
  gboolean     is_cell_style; /* or the cells' one */
  GHashTable  *hidden_styles;
  GHashTable  *struck_styles; /* of cells whose font has a line through it */
  gboolean     is_spreadsheet;

  guint        number;        /* of the row being read */
  guint        n_row_repeated;
  gboolean     row_hidden;
  guint        n_hidden_groups;
  guint        column0;
  guint64      n_repeated_cells;
  gboolean     stopped;       /* by the function; what follows is only looked at for the names of sheets */
  SnSheetRow   row;
  GArray      *merges;        /* RowMerge */
  SnOdsCell    cell;
};

static const struct
{
  const char *element;
  const char *message;
} strangers[] = {
  { "text", N_ ("This is a text document. Copy its table into a spreadsheet and save that as .xlsx.") },
  { "presentation", N_ ("This is a presentation, not a spreadsheet.") },
  { "drawing", N_ ("This is a drawing, not a spreadsheet.") },
};

static gboolean
is (const char *element, const char *name)
{
  return strcmp (element, name) == 0;
}

static gboolean
is_value (const char **attributes, const char *name, const char *value)
{
  return g_strcmp0 (sn_xml_get_attribute (attributes, name), value) == 0;
}

/* ── Down to the table ──────────────────────────────────────────────────────────────────────────────────────────── */

static Place
enter_document (const char *element)
{
  return is (element, "automatic-styles") || is (element, "styles") ? IN_STYLES : is (element, "body") ? IN_BODY : LEFT_OUT;
}

static Place
enter_style (SnOdsContent *content, const char *element, const char **attributes)
{
  content->is_cell_style = is_value (attributes, "family", "table-cell");
  if (!is (element, "style") || (!content->is_cell_style && !is_value (attributes, "family", "table")))
    return LEFT_OUT;
  g_free (content->style);
  content->style = g_strdup (sn_xml_get_attribute (attributes, "name"));
  return IN_STYLE;
}

static Place
note_properties (SnOdsContent *content, const char *element, const char **attributes)
{
  const char *line = sn_xml_get_attribute (attributes, "text-line-through-style");

  if (content->is_cell_style && content->style != NULL && is (element, "text-properties") && line != NULL && !is (line, "none"))
    g_hash_table_add (content->struck_styles, g_strdup (content->style));
  if (!content->is_cell_style && is (element, "table-properties") && is_value (attributes, "display", "false") && content->style != NULL)
    g_hash_table_add (content->hidden_styles, g_strdup (content->style));
  return LEFT_OUT;
}

static Place
enter_body (SnXmlReader *reader, SnOdsContent *content, const char *element)
{
  content->is_spreadsheet = is (element, "spreadsheet");
  if (content->is_spreadsheet)
    return IN_SPREADSHEET;
  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    if (is (element, strangers[i].element))
      sn_xml_fail (reader, g_strdup (_ (strangers[i].message)));
  return LEFT_OUT;
}

/* What other files were linked to is kept beside the sheets, as tables of their own. */
static gboolean
is_link_copy (const char *name)
{
  return name[0] == '\'' && strstr (name, "'#") != NULL;
}

static Place
enter_table (SnOdsContent *content, const char *element, const char **attributes)
{
  const char *name = sn_xml_get_attribute (attributes, "name");
  const char *style = sn_xml_get_attribute (attributes, "style-name");

  if (!is (element, "table") || (name != NULL && is_link_copy (name)))
    return LEFT_OUT;
  if (!sn_sheet_choice_offer (content->sink.info, content->wanted, name != NULL ? name : "",
                              style != NULL && g_hash_table_contains (content->hidden_styles, style)))
    return LEFT_OUT;
  content->number = 0;
  content->n_row_repeated = 1;
  return IN_TABLE;
}

/* ── Rows ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
get_count (const char **attributes, const char *name)
{
  const char *text = sn_xml_get_attribute (attributes, name);
  guint64 count = text != NULL ? g_ascii_strtoull (text, NULL, 10) : 1;

  return (guint) CLAMP (count, 1, G_MAXINT);
}

static Place
enter_row (SnOdsContent *content, const char *element, const char **attributes)
{
  const char *visibility = sn_xml_get_attribute (attributes, "visibility");
  gboolean is_group = is (element, "table-row-group");

  if (content->stopped)
    return LEFT_OUT;
  if (is_group || is (element, "table-rows") || is (element, "table-header-rows"))
    {
      /* Within a group that is folded up, all groups count, so that they need not be told apart at their ends. */
      if (is_group && (content->n_hidden_groups > 0 || is_value (attributes, "display", "false")))
        content->n_hidden_groups++;
      return IN_TABLE;
    }
  if (!is (element, "table-row"))
    return LEFT_OUT;
  content->number = MIN (content->number + content->n_row_repeated, G_MAXINT);
  content->n_row_repeated = get_count (attributes, "number-rows-repeated");
  content->row_hidden = content->n_hidden_groups > 0 || (visibility != NULL && !is (visibility, "visible"));
  content->column0 = 0;
  sn_sheet_row_begin (&content->row);
  g_array_set_size (content->merges, 0);
  return IN_ROW;
}

static void
add_merges (SnOdsContent *content, guint number)
{
  for (guint i = 0; i < content->merges->len; i++)
    {
      const RowMerge *merge = &g_array_index (content->merges, RowMerge, i);

      sn_sheet_add_merge (content->sink.info, (SnCellRange){ number, merge->column0 + 1, number + merge->n_rows - 1,
                                                             merge->column0 + merge->n_columns });
    }
}

static void
leave_row (SnXmlReader *reader, SnOdsContent *content)
{
  guint n_cells = content->row.cells->len;

  if (n_cells == 0 && content->merges->len == 0)
    return;
  if (content->number > SN_SHEET_MOST_ROWS || content->n_row_repeated > SN_SHEET_MOST_ROWS - content->number + 1)
    {
      sn_xml_fail_damaged (reader);
      return;
    }
  content->n_repeated_cells += (guint64) n_cells * (content->n_row_repeated - 1);
  if (content->n_repeated_cells > MOST_REPEATED_CELLS)
    {
      sn_xml_fail (reader, g_strdup (_ ("The file unpacks to far more than a spreadsheet holds; it is not read.")));
      return;
    }
  for (guint i = 0; i < content->n_row_repeated && !content->stopped; i++)
    {
      add_merges (content, content->number + i);
      content->stopped = !sn_sheet_row_emit (&content->row, content->number + i, content->row_hidden, &content->sink);
    }
}

/* ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static Place
enter_cell (SnOdsContent *content, const char *element, const char **attributes)
{
  const char *style;

  if (!is (element, "table-cell") && !is (element, "covered-table-cell"))
    return LEFT_OUT;
  sn_ods_cell_begin (&content->cell, attributes);
  style = g_hash_table_size (content->struck_styles) > 0 ? sn_xml_get_attribute (attributes, "style-name") : NULL;
  content->cell.is_struck = style != NULL && g_hash_table_contains (content->struck_styles, style);
  return IN_CELL;
}

static void
leave_cell (SnXmlReader *reader, SnOdsContent *content)
{
  const SnOdsCell *cell = &content->cell;
  gboolean merged = cell->n_columns > 1 || cell->n_rows > 1;
  RowMerge merge = { content->column0, cell->n_columns, cell->n_rows };

  if (!sn_ods_cell_finish (&content->cell, content->column0, &content->row))
    sn_xml_fail_damaged (reader);
  else if (merged && content->column0 < SN_SHEET_MOST_COLUMNS)
    g_array_append_val (content->merges, merge);
  content->column0 = MIN (content->column0 + cell->n_repeated, G_MAXINT);
}

static Place
enter_paragraph (SnOdsContent *content, const char *element)
{
  if ((!is (element, "p") && !is (element, "h")) || !sn_ods_cell_needs_text (&content->cell))
    return LEFT_OUT;
  sn_ods_cell_begin_paragraph (&content->cell);
  return IN_PARAGRAPH;
}

/* Spans, links and fields show the text they hold; notes and how characters are pronounced are not part of it. */
static Place
enter_text (SnOdsContent *content, const char *element, const char **attributes)
{
  static const char *const beside[] = { "annotation", "annotation-end", "note", "ruby-text", "frame", "custom-shape", "script" };

  if (is (element, "s"))
    sn_ods_cell_append_blanks (&content->cell, ' ', MIN (get_count (attributes, "c"), MOST_BLANKS));
  else if (is (element, "tab"))
    sn_ods_cell_append_blanks (&content->cell, '\t', 1);
  else if (is (element, "line-break"))
    sn_ods_cell_append_blanks (&content->cell, '\n', 1);
  for (gsize i = 0; i < G_N_ELEMENTS (beside); i++)
    if (is (element, beside[i]))
      return LEFT_OUT;
  return IN_PARAGRAPH;
}

/* ── Elements ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static Place
enter (SnXmlReader *reader, SnOdsContent *content, const char *element, const char **attributes)
{
  switch ((Place) sn_xml_places_get (&content->places))
    {
    case AT_ROOT:
      return IN_DOCUMENT;
    case IN_DOCUMENT:
      return enter_document (element);
    case IN_STYLES:
      return enter_style (content, element, attributes);
    case IN_STYLE:
      return note_properties (content, element, attributes);
    case IN_BODY:
      return enter_body (reader, content, element);
    case IN_SPREADSHEET:
      return enter_table (content, element, attributes);
    case IN_TABLE:
      return enter_row (content, element, attributes);
    case IN_ROW:
      return enter_cell (content, element, attributes);
    case IN_CELL:
      return enter_paragraph (content, element);
    case IN_PARAGRAPH:
      return enter_text (content, element, attributes);
    case LEFT_OUT:
    default:
      return LEFT_OUT;
    }
}

static void
check_length (SnXmlReader *reader, SnOdsContent *content)
{
  if (content->cell.text->len > SN_SHEET_LONGEST_TEXT_BYTES || content->cell.value->len > SN_SHEET_LONGEST_TEXT_BYTES ||
      content->row.memory->len > SN_SHEET_LONGEST_ROW_BYTES)
    sn_xml_fail_long_text (reader, content->number);
}

static void
start_element (SnXmlReader *reader, const char *element, const char **attributes, gpointer data)
{
  SnOdsContent *content = data;
  Place place = enter (reader, content, element, attributes);

  sn_xml_places_enter (&content->places, (guint8) place);
  if (place == IN_CELL || place == IN_PARAGRAPH)
    check_length (reader, content);
}

static void
end_element (SnXmlReader *reader, const char *element, gpointer data)
{
  SnOdsContent *content = data;
  Place place = (Place) sn_xml_places_leave (&content->places);

  if (place == IN_CELL)
    leave_cell (reader, content);
  else if (place == IN_ROW)
    leave_row (reader, content);
  else if (place == IN_TABLE && content->n_hidden_groups > 0 && is (element, "table-row-group"))
    content->n_hidden_groups--;
}

static void
handle_text (SnXmlReader *reader, const char *text, int length_bytes, gpointer data)
{
  SnOdsContent *content = data;

  if (sn_xml_places_get (&content->places) != IN_PARAGRAPH)
    return;
  sn_ods_cell_append_text (&content->cell, text, (gsize) length_bytes);
  check_length (reader, content);
}

const SnXmlHandlers sn_ods_package_handlers = { "document-content", start_element, end_element, handle_text };
const SnXmlHandlers sn_ods_flat_handlers = { "document", start_element, end_element, handle_text };

SnOdsContent *
sn_ods_content_new (const char *wanted, const SnSheetSink *sink)
{
  SnOdsContent *content = g_new0 (SnOdsContent, 1);

  content->wanted = wanted;
  content->sink = *sink;
  content->hidden_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  content->struck_styles = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  content->merges = g_array_new (FALSE, FALSE, sizeof (RowMerge));
  content->cell.value = g_string_new (NULL);
  content->cell.text = g_string_new (NULL);
  sn_sheet_row_init (&content->row);
  return content;
}

void
sn_ods_content_free (SnOdsContent *content)
{
  g_hash_table_unref (content->hidden_styles);
  g_hash_table_unref (content->struck_styles);
  g_array_unref (content->merges);
  g_string_free (content->cell.value, TRUE);
  g_string_free (content->cell.text, TRUE);
  g_free (content->style);
  sn_sheet_row_clear (&content->row);
  g_free (content);
}

gboolean
sn_ods_content_finish (const SnOdsContent *content, GError **error)
{
  if (content->is_spreadsheet)
    return sn_sheet_choice_finish (content->sink.info, content->wanted, error);
  sn_set_damaged (error);
  return FALSE;
}
