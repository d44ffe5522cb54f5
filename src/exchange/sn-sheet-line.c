/* sn-sheet-line.c: a row of a sheet, kept after its callback.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-sheet-line.h"

#include "sn-text.h"

SnSheetLine *
sn_sheet_line_new (guint         row,
                   const SnCell *cells,
                   guint         n_cells)
{
  SnSheetLine *line = g_new0 (SnSheetLine, 1);

  line->row = row;
  line->n_cells = n_cells;
  line->cells = g_new0 (SnCell, MAX (n_cells, 1));
  for (guint i = 0; i < n_cells; i++)
    {
      line->cells[i].type = cells[i].type;
      line->cells[i].text = g_strdup (cells[i].text);
      line->cells[i].lexical = g_strdup (cells[i].lexical != NULL ? cells[i].lexical : cells[i].text);
    }
  return line;
}

void
sn_sheet_line_free (SnSheetLine *line)
{
  if (line == NULL)
    return;
  for (guint i = 0; i < line->n_cells; i++)
    {
      g_free ((char *) line->cells[i].text);
      g_free ((char *) line->cells[i].lexical);
    }
  g_free (line->cells);
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
