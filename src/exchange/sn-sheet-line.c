/* sn-sheet-line.c: a row of a sheet, kept after its callback.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-sheet-line.h"

#include <string.h>

#include "sn-text.h"

static gboolean
has_own_lexical (const SnCell *cell)
{
  return cell->lexical != NULL && cell->lexical != cell->text && strcmp (cell->lexical, cell->text) != 0;
}

/* One piece of memory for the row, its cells and their texts: a faulty roster keeps many of them. */
SnSheetLine *
sn_sheet_line_new (guint         row,
                   const SnCell *cells,
                   guint         n_cells)
{
  gsize length = sizeof (SnSheetLine) + sizeof (SnCell) * n_cells;
  SnSheetLine *line;
  char *at;

  for (guint i = 0; i < n_cells; i++)
    length += strlen (cells[i].text) + 1 + (has_own_lexical (&cells[i]) ? strlen (cells[i].lexical) + 1 : 0);
  line = g_malloc (length);
  line->row = row;
  line->n_cells = n_cells;
  line->cells = (SnCell *) (line + 1);
  at = (char *) (line->cells + n_cells);
  for (guint i = 0; i < n_cells; i++)
    {
      line->cells[i] = (SnCell){ cells[i].type, at, at, cells[i].is_struck };
      at = stpcpy (at, cells[i].text) + 1;
      if (!has_own_lexical (&cells[i]))
        continue;
      line->cells[i].lexical = at;
      at = stpcpy (at, cells[i].lexical) + 1;
    }
  return line;
}

SnSheetLine *
sn_sheet_line_replace (const SnSheetLine *line,
                       guint              column,
                       const SnCell      *cell)
{
  guint n_cells = MAX (line->n_cells, column + 1);
  g_autofree SnCell *cells = g_new (SnCell, n_cells);

  for (guint i = 0; i < n_cells; i++)
    cells[i] = i < line->n_cells ? line->cells[i] : (SnCell){ SN_CELL_EMPTY, "", "" };
  cells[column] = *cell;
  return sn_sheet_line_new (line->row, cells, n_cells);
}

void
sn_sheet_line_free (SnSheetLine *line)
{
  g_free (line);
}

const char *
sn_sheet_line_get_text (const SnSheetLine *line,
                        guint              column)
{
  return column < line->n_cells ? line->cells[column].text : "";
}

gboolean
sn_sheet_line_is_blank (const SnSheetLine *line,
                        guint              column)
{
  g_autofree char *squeezed = sn_text_squeeze (sn_sheet_line_get_text (line, column));

  return *squeezed == '\0';
}

const char *
sn_sheet_line_get_group (const SnSheetLine *line,
                         guint              column)
{
  for (guint i = MIN (column + 1, line->n_cells); i > 0; i--)
    {
      if (!sn_sheet_line_is_blank (line, i - 1))
        return line->cells[i - 1].text;
    }
  return "";
}

char *
sn_sheet_lines_join_column (GPtrArray *lines,
                            guint      first_row,
                            guint      last_row,
                            guint      column)
{
  g_autoptr (GString) heading = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (lines, i);
      g_autofree char *text = NULL;

      if (line->row < first_row || line->row > last_row)
        continue;
      /* A name over several columns lies in the first of them. */
      text = sn_text_clean (line->row < last_row ? sn_sheet_line_get_group (line, column) : sn_sheet_line_get_text (line, column));
      if (*text != '\0' && strcmp (text, heading->str) != 0)
        g_string_append_printf (heading, "%s%s", heading->len > 0 ? " " : "", text);
    }
  return g_string_free (g_steal_pointer (&heading), FALSE);
}
