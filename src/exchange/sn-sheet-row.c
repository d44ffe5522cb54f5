/* sn-sheet-row.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-sheet-row.h"

static const SnCell empty_cell = { SN_CELL_EMPTY, "", "" };

void
sn_sheet_row_init (SnSheetRow *row)
{
  row->memory = g_string_new (NULL);
  row->cells = g_array_new (FALSE, FALSE, sizeof (SnRowCell));
  row->output = g_array_new (FALSE, FALSE, sizeof (SnCell));
}

void
sn_sheet_row_clear (SnSheetRow *row)
{
  if (row->memory != NULL)
    g_string_free (row->memory, TRUE);
  g_clear_pointer (&row->cells, g_array_unref);
  g_clear_pointer (&row->output, g_array_unref);
  row->memory = NULL;
}

void
sn_sheet_row_begin (SnSheetRow *row)
{
  g_string_truncate (row->memory, 0);
  g_array_set_size (row->cells, 0);
}

static gsize
keep_text (SnSheetRow *row, const char *text)
{
  gsize start = row->memory->len;

  g_string_append (row->memory, text);
  g_string_append_c (row->memory, '\0');
  return start;
}

void
sn_sheet_row_add (SnSheetRow *row, guint column0, SnCellType type, const char *text, const char *lexical)
{
  SnRowCell cell = { column0, type };

  cell.text = cell.lexical = keep_text (row, text);
  if (lexical != NULL)
    cell.lexical = keep_text (row, lexical);
  g_array_append_val (row->cells, cell);
}

void
sn_sheet_row_strike (SnSheetRow *row)
{
  if (row->cells->len > 0)
    g_array_index (row->cells, SnRowCell, row->cells->len - 1).is_struck = TRUE;
}

static void
set_output (SnSheetRow *row, const SnRowCell *cell)
{
  const char *text = cell->shared != NULL ? cell->shared : row->memory->str + cell->text;
  const char *lexical = cell->shared != NULL ? cell->shared : row->memory->str + cell->lexical;

  g_array_index (row->output, SnCell, cell->column0) = (SnCell){ cell->type, text, lexical, cell->is_struck };
}

/* Only now does the row's memory no longer move. */
gboolean
sn_sheet_row_emit (SnSheetRow *row, guint number, gboolean hidden, const SnSheetSink *sink)
{
  const SnRowCell *cells = (const SnRowCell *) row->cells->data;
  guint n_cells = 0;
  gboolean go_on;

  if (row->cells->len == 0)
    return TRUE;
  for (guint i = 0; i < row->cells->len; i++)
    n_cells = MAX (n_cells, cells[i].column0 + 1);
  while (row->output->len < n_cells)
    g_array_append_val (row->output, empty_cell);
  for (guint i = 0; i < row->cells->len; i++)
    set_output (row, &cells[i]);
  sink->info->last_row = number;
  go_on = sink->func (number, (const SnCell *) row->output->data, n_cells, hidden, sink->data);
  for (guint i = 0; i < row->cells->len; i++)
    g_array_index (row->output, SnCell, cells[i].column0) = empty_cell;
  return go_on;
}

void
sn_sheet_add_merge (SnSheetInfo *info, SnCellRange merge)
{
  if (info->merges->len < SN_SHEET_MOST_MERGES && merge.last_row >= merge.first_row && merge.last_column >= merge.first_column)
    g_array_append_val (info->merges, merge);
}
