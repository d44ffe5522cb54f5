/* sn-ods-cell.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-ods-cell.h"

#include "sn-xlsx-formats.h"

#include <string.h>

/* Each with the attribute that holds its value. */
static const struct
{
  const char *name;
  SnOdsKind   kind;
  const char *attribute;
} kinds[] = {
  { "string", SN_ODS_STRING, "string-value" }, { "float", SN_ODS_NUMBER, "value" },         { "date", SN_ODS_DATE, "date-value" },
  { "currency", SN_ODS_NUMBER, "value" },      { "percentage", SN_ODS_NUMBER, "value" },    { "time", SN_ODS_TIME, "time-value" },
  { "boolean", SN_ODS_BOOLEAN, "boolean-value" },
};

/* ── Attributes ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static guint
read_count (const char *text, guint most)
{
  guint64 count = g_ascii_strtoull (text, NULL, 10);

  return (guint) CLAMP (count, 1, most);
}

/* LibreOffice says the kind a second time in a namespace of its own, where it says of errors what they are. */
static const char *
set_kind (SnOdsCell *cell, const char *name)
{
  if (strcmp (name, "error") == 0)
    {
      cell->is_error = TRUE;
      return NULL;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (kinds) && cell->kind == SN_ODS_NO_VALUE; i++)
    {
      if (strcmp (kinds[i].name, name) != 0)
        continue;
      cell->kind = kinds[i].kind;
      return kinds[i].attribute;
    }
  return NULL;
}

static const char *
get_local_name (const char *name)
{
  const char *colon = strchr (name, ':');

  return colon != NULL ? colon + 1 : name;
}

static void
set_count (SnOdsCell *cell, const char *name, const char *count)
{
  if (strcmp (name, "number-columns-repeated") == 0)
    cell->n_repeated = read_count (count, G_MAXINT);
  else if (strcmp (name, "number-columns-spanned") == 0)
    cell->n_columns = read_count (count, SN_SHEET_MOST_COLUMNS);
  else if (strcmp (name, "number-rows-spanned") == 0)
    cell->n_rows = read_count (count, SN_SHEET_MOST_ROWS);
}

/* Cells are nearly all there is of a file, so that each attribute is looked at once, and by its first letter. */
void
sn_ods_cell_begin (SnOdsCell *cell, const char **attributes)
{
  const char *value_attribute = NULL, *value;

  cell->n_repeated = cell->n_columns = cell->n_rows = 1;
  cell->kind = SN_ODS_NO_VALUE;
  cell->is_error = cell->has_formula = FALSE;
  cell->n_paragraphs = 0;
  g_string_truncate (cell->value, 0);
  g_string_truncate (cell->text, 0);
  for (const char **attribute = attributes; *attribute != NULL; attribute += 2)
    {
      const char *name = get_local_name (attribute[0]);

      if (name[0] == 'v' && strcmp (name, "value-type") == 0)
        {
          const char *found = set_kind (cell, attribute[1]);

          value_attribute = found != NULL ? found : value_attribute;
        }
      else if (name[0] == 'n')
        {
          set_count (cell, name, attribute[1]);
        }
      else if (name[0] == 'f' && strcmp (name, "formula") == 0)
        {
          cell->has_formula = TRUE;
        }
    }
  value = value_attribute != NULL ? sn_xml_get_attribute (attributes, value_attribute) : NULL;
  cell->has_value = value != NULL;
  if (value != NULL)
    g_string_append (cell->value, value);
}

gboolean
sn_ods_cell_needs_text (const SnOdsCell *cell)
{
  return !cell->has_value || cell->has_formula || cell->is_error;
}

/* ── Text ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_ods_cell_begin_paragraph (SnOdsCell *cell)
{
  if (cell->n_paragraphs++ > 0)
    g_string_append_c (cell->text, '\n');
  cell->after_blank = TRUE;
}

static gsize
count_blanks (const char *text, const char *end, const char *blanks)
{
  gsize n = 0;

  while (text + n < end && strchr (blanks, text[n]) != NULL)
    n++;
  return n;
}

/* Blanks with ends of lines of the XML are one blank at most; those that are meant are elements. Of blanks alone the standard would
 * have one left, too, but LibreOffice shows them all, and those who write such files expect it. */
void
sn_ods_cell_append_text (SnOdsCell *cell, const char *text, gsize length_bytes)
{
  const char *end = text + length_bytes;

  while (text < end)
    {
      const char *start = text;
      gsize n_blanks, n_spaces;

      while (text < end && strchr (" \t\n\r", *text) == NULL)
        text++;
      if (text > start)
        {
          g_string_append_len (cell->text, start, text - start);
          cell->after_blank = FALSE;
        }
      if (text == end)
        return;
      n_blanks = count_blanks (text, end, " \t\n\r");
      n_spaces = count_blanks (text, end, " ");
      for (gsize i = 0; i < (n_spaces == n_blanks ? n_spaces : 1) && !cell->after_blank; i++)
        g_string_append_c (cell->text, ' ');
      cell->after_blank = TRUE;
      text += n_blanks;
    }
}

void
sn_ods_cell_append_blanks (SnOdsCell *cell, char blank, guint n_blanks)
{
  for (guint i = 0; i < n_blanks; i++)
    g_string_append_c (cell->text, blank);
  cell->after_blank = FALSE;
}

/* ── Finished cells ─────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnCellType  type;
  const char *text;
  const char *lexical;
  char        time[SN_XLSX_TIME_BYTES];
} Value;

/* As they are shown; programs differ in how they mark them. */
static gboolean
is_error_text (const char *text)
{
  gsize length = strlen (text);

  if (g_str_has_prefix (text, "Err:") || strcmp (text, "#N/A") == 0)
    return TRUE;
  return length > 2 && text[0] == '#' && g_ascii_isalpha (text[1]) && (text[length - 1] == '!' || text[length - 1] == '?');
}

static void
set_time (Value *value, const SnOdsCell *cell, gboolean known)
{
  value->type = known ? SN_CELL_DATE : SN_CELL_TEXT;
  value->lexical = cell->value->str;
  value->text = known ? value->time : cell->text->len > 0 ? cell->text->str : cell->value->str;
  if (!known || strcmp (value->text, value->lexical) == 0)
    value->lexical = NULL;
}

static void
set_typed (Value *value, const SnOdsCell *cell)
{
  const char *text = cell->value->str;

  switch (cell->kind)
    {
    case SN_ODS_NUMBER:
      value->type = sn_xlsx_is_number (text) ? SN_CELL_NUMBER : SN_CELL_TEXT;
      value->text = text;
      return;
    case SN_ODS_DATE:
      set_time (value, cell, sn_xlsx_iso_to_text (text, value->time));
      return;
    case SN_ODS_TIME:
      set_time (value, cell, sn_xlsx_duration_to_text (text, value->time));
      return;
    case SN_ODS_BOOLEAN:
      value->type = SN_CELL_BOOLEAN;
      value->text = sn_xml_is_true (text) || (sn_xlsx_is_number (text) && g_ascii_strtod (text, NULL) != 0) ? "TRUE" : "FALSE";
      return;
    case SN_ODS_STRING:
    case SN_ODS_NO_VALUE:
    default:
      value->text = text;
      return;
    }
}

/* %FALSE where there is nothing to show. */
static gboolean
get_value (Value *value, const SnOdsCell *cell)
{
  value->type = SN_CELL_TEXT;
  value->text = cell->text->str;
  if (cell->text->len > 0 && (cell->is_error || (cell->has_formula && is_error_text (cell->text->str))))
    {
      value->type = SN_CELL_ERROR;
      return TRUE;
    }
  if (cell->has_value)
    set_typed (value, cell);
  if (*value->text != '\0')
    return TRUE;
  /* A text that a formula makes may be empty; any other formula without a value has not been calculated. */
  value->type = cell->kind == SN_ODS_STRING ? SN_CELL_TEXT : SN_CELL_FORMULA;
  return cell->has_formula;
}

gboolean
sn_ods_cell_finish (SnOdsCell *cell, guint column0, SnSheetRow *row)
{
  Value value = { SN_CELL_EMPTY };
  SnRowCell first;

  if (!get_value (&value, cell))
    return TRUE;
  if (column0 >= SN_SHEET_MOST_COLUMNS || cell->n_repeated > SN_SHEET_MOST_COLUMNS - column0)
    return FALSE;
  sn_sheet_row_add (row, column0, value.type, value.text, value.lexical);
  if (cell->is_struck)
    sn_sheet_row_strike (row);
  first = g_array_index (row->cells, SnRowCell, row->cells->len - 1);
  for (guint i = 1; i < cell->n_repeated; i++)
    {
      first.column0++;
      g_array_append_val (row->cells, first);
    }
  return TRUE;
}
