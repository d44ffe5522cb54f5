/* sn-roster-reader.c: one sheet of a roster on its way in, and what is needed to judge a row of it once more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-reader.h"

#include <string.h>

#include "sn-date.h"
#include "sn-money.h"
#include "sn-returned-heading.h"

#define ROWS_A_BLOCK 512

/* 补助标准 holds a label in one office and the amount in the next. */
static void
split_rate (const SnSheetHeader *header,
            SnRosterRow         *row)
{
  gint64 amount_fen;

  if (row->rate_text == NULL || !sn_money_parse (row->rate_text, FALSE, &amount_fen, NULL, NULL) || amount_fen < 0)
    return;
  g_clear_pointer (&row->rate_text, g_free);
  if (header->columns[SN_ROSTER_FIELD_AMOUNT] >= 0)
    return;
  row->has_amount = TRUE;
  row->amount_fen = amount_fen;
}

/* A birth column headed 出生年月 holds months, which a spreadsheet turns into the first of them. */
static gboolean
is_month_column (const SnSheetHeader *header)
{
  int column = header->columns[SN_ROSTER_FIELD_BIRTH];

  for (guint i = 0; column >= 0 && i < header->headings->len; i++)
    {
      char **headings = g_ptr_array_index (header->headings, i);

      if (strstr (headings[column], "年月") != NULL && strstr (headings[column], "日") == NULL)
        return TRUE;
    }
  return FALSE;
}

static SnRosterSheet *
get_sheet (SnRosterReader *reader)
{
  return g_ptr_array_index (reader->import->sheets, reader->sheet);
}

static void
describe_sheet (SnRosterReader *reader)
{
  SnRosterSheet *sheet = get_sheet (reader);

  sheet->state = SN_ROSTER_SHEET_READ;
  sheet->title = g_strdup (reader->header.title);
  sheet->reporting_unit = g_strdup (reader->header.reporting_unit);
  sheet->in_wan = reader->header.unit.in_wan;
  sheet->layout = g_strdup (reader->header.layout);
  sheet->mapping = sn_sheet_header_make_mapping (&reader->header);
  sheet->is_remembered = reader->header.is_remembered;
  sheet->first_heading_row = reader->header.first_row;
  sheet->last_heading_row = reader->header.last_row;
}

static void
note_unit (SnRosterReader *reader)
{
  int column = reader->header.columns[SN_ROSTER_FIELD_AMOUNT];
  SnCellPlace place = { reader->cells.sheet, reader->header.last_row, column };

  if (reader->header.unit.in_wan && column >= 0)
    sn_roster_fault_add (reader->import->faults, &place, "unit_wan", "");
  if (reader->header.unit.is_unclear && column >= 0)
    sn_roster_fault_add (reader->import->faults, &place, "unit_unclear", "", reader->header.unit.in_wan ? "万元" : "元");
}

/* A wrong one of two columns is read without any fault in its cells. */
static void
note_passed_over (SnRosterReader *reader)
{
  for (guint i = 0; i < reader->header.passed_over->len; i++)
    {
      SnCellPlace place = { reader->cells.sheet, reader->header.last_row, (int) g_array_index (reader->header.passed_over, guint, i) };

      sn_roster_fault_add (reader->import->faults, &place, "column_unread", "");
    }
}

SnRosterReader *
sn_roster_reader_new (SnRosterImport              *import,
                      guint                        sheet,
                      SnSheetHeader               *take_header,
                      const SnRosterImportOptions *options)
{
  SnRosterReader *reader = g_new0 (SnRosterReader, 1);

  reader->import = import;
  reader->sheet = sheet;
  reader->header = *take_header;
  memset (take_header, 0, sizeof *take_header);
  if (options->today != NULL)
    reader->today = *options->today;
  else
    sn_clock_today (&reader->today);
  reader->keeps_all_cells = options->keeps_all_cells;
  reader->people_only = options->people_only;
  reader->skips_hidden = options->hidden == SN_HIDDEN_NONE;
  reader->first = import->rows->len;
  reader->last_row = reader->header.last_row;
  reader->hidden = g_array_new (FALSE, FALSE, sizeof (guint));
  reader->top = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_sheet_line_free);
  describe_sheet (reader);
  reader->cells = (SnRosterCells) {
    .header = &reader->header,
    .sheet = get_sheet (reader)->name,
    .today = &reader->today,
    .month_only = is_month_column (&reader->header),
    .faults = import->faults,
  };
  reader->settler = sn_roster_settler_new (&reader->cells, import->rows, import->texts, options->divisions, options->categories);
  /* A sheet for each town names it there and nowhere else; a title or a section that names one goes before. */
  sn_roster_settler_add_section (reader->settler, &(SnCell){ SN_CELL_TEXT, reader->cells.sheet, reader->cells.sheet }, 1);
  note_unit (reader);
  note_passed_over (reader);
  return reader;
}

void
sn_roster_reader_free (SnRosterReader *reader)
{
  if (reader == NULL)
    return;
  g_clear_pointer (&reader->settler, sn_roster_settler_free);
  g_clear_pointer (&reader->merges, g_array_unref);
  g_clear_pointer (&reader->hidden, g_array_unref);
  g_clear_pointer (&reader->top, g_ptr_array_unref);
  sn_sheet_header_clear (&reader->header);
  g_free (reader);
}

guint
sn_roster_reader_count_own (const SnRosterReader *reader)
{
  for (guint i = 0; i < reader->top->len; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (reader->top, i);
      guint n_own = sn_returned_heading_count_own (line);

      if (line->row == reader->header.last_row && n_own < line->n_cells)
        return n_own;
    }
  return 0;
}

/* ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
leave_out (SnRosterReader   *reader,
           SnRosterLineKind  kind)
{
  get_sheet (reader)->n_left_out[kind]++;
  reader->import->n_ignored += kind != SN_ROSTER_LINE_BLANK ? 1 : 0;
}

/* What an officer may want to set right, or the town has to: faults beyond the silent repairs, or no amount, which the judge may ask
 * for. */
static gboolean
is_worth_keeping (SnRosterReader    *reader,
                  const SnRosterRow *row,
                  guint              first_fault)
{
  GPtrArray *faults = reader->import->faults;

  if (reader->keeps_all_cells || reader->import->rows->len <= SN_ROSTER_ROWS_WITH_CELLS || row->rejected
      || (!row->has_amount && !reader->people_only))
    return TRUE;
  for (guint i = first_fault; i < faults->len; i++)
    if (((const SnFault *) g_ptr_array_index (faults, i))->level != SN_FAULT_FIXED)
      return TRUE;
  return FALSE;
}

/* A row that was formatted to the edge of the sheet has thousands of cells with nothing in them. */
static SnSheetLine *
keep_cells (guint         row_number,
            const SnCell *cells,
            guint         n_cells)
{
  guint used = MIN (n_cells, SN_ROSTER_MOST_COLUMNS);

  while (used > 0 && cells[used - 1].type == SN_CELL_EMPTY)
    used--;
  return sn_sheet_line_new (row_number, cells, used);
}

/* Rows lie side by side: what the allocator puts between them would be a twelfth of the memory that a large roster takes. */
static SnRosterRow *
new_row (SnRosterImport *import)
{
  guint place = import->rows->len % ROWS_A_BLOCK;
  SnRosterRow *row;

  if (place == 0)
    g_ptr_array_add (import->row_blocks, g_new0 (SnRosterRow, ROWS_A_BLOCK));
  row = (SnRosterRow *) g_ptr_array_index (import->row_blocks, import->row_blocks->len - 1) + place;
  g_ptr_array_add (import->rows, row);
  return row;
}

static void
read_person (SnRosterReader *reader,
             guint           row_number,
             const SnCell   *cells,
             guint           n_cells)
{
  SnRosterRow *row = new_row (reader->import);
  guint first_fault = reader->import->faults->len;

  row->sheet = reader->sheet;
  row->row = row_number;
  sn_roster_cells_read (&reader->cells, cells, n_cells, row);
  split_rate (&reader->header, row);
  sn_roster_row_lend (row, reader->import->texts);
  reader->n_rows++;
  sn_roster_settler_add_row (reader->settler, cells, n_cells);
  g_ptr_array_add (reader->import->lines,
                   is_worth_keeping (reader, row, first_fault) ? keep_cells (row_number, cells, n_cells) : NULL);
}

void
sn_roster_reader_take_row (SnRosterReader *reader,
                           guint           row,
                           const SnCell   *cells,
                           guint           n_cells,
                           gboolean        hidden)
{
  SnRosterSheet *sheet = get_sheet (reader);
  SnRosterLineKind kind;

  if (row <= reader->header.last_row)
    {
      kind = row < reader->header.first_row ? SN_ROSTER_LINE_TITLE : SN_ROSTER_LINE_HEADING;
      leave_out (reader, kind);
      g_ptr_array_add (reader->top, keep_cells (row, cells, n_cells));
      if (kind == SN_ROSTER_LINE_TITLE)
        sn_roster_settler_add_section (reader->settler, cells, n_cells);
      return;
    }
  kind = sn_roster_line_judge (&reader->header, cells, n_cells);
  sheet->n_left_out[SN_ROSTER_LINE_BLANK] += row > reader->last_row + 1 ? row - reader->last_row - 1 : 0;
  reader->last_row = row;
  if (kind == SN_ROSTER_LINE_DATA && hidden && reader->skips_hidden)
    kind = SN_ROSTER_LINE_HIDDEN;
  if (kind == SN_ROSTER_LINE_DATA)
    {
      sheet->n_rows++;
      sheet->n_hidden_rows += hidden ? 1 : 0;
      if (hidden)
        g_array_append_val (reader->hidden, row);
      read_person (reader, row, cells, n_cells);
      return;
    }
  leave_out (reader, kind);
  if (kind == SN_ROSTER_LINE_SECTION)
    sn_roster_settler_add_section (reader->settler, cells, n_cells);
}

static void
note_hidden_rows (SnRosterReader *reader)
{
  SnRosterSheet *sheet = get_sheet (reader);
  SnCellPlace place = { sheet->name, 0, -1 };
  guint left_out = sheet->n_left_out[SN_ROSTER_LINE_HIDDEN];

  if (sheet->n_hidden_rows > 0)
    sn_roster_fault_add (reader->import->faults, &place, "hidden_rows", "", sheet->n_hidden_rows);
  else if (left_out > 0)
    sn_roster_fault_add (reader->import->faults, &place, "hidden_rows_left_out", "", left_out);
}

void
sn_roster_reader_finish (SnRosterReader *reader,
                         GArray         *merges)
{
  reader->merges = merges != NULL && merges->len > 0 ? g_array_ref (merges) : NULL;
  sn_roster_settler_finish (reader->settler, reader->merges);
  note_hidden_rows (reader);
}

/* The row stays the same object: the list and the settler know it by its address. */
void
sn_roster_reader_read_again (SnRosterReader    *reader,
                             guint              index,
                             const SnSheetLine *line)
{
  SnRosterRow *row = g_ptr_array_index (reader->import->rows, index);
  SnRosterRow *fresh = sn_roster_row_new ();
  SnRosterRow old;

  fresh->sheet = row->sheet;
  fresh->row = row->row;
  sn_roster_cells_read (&reader->cells, line->cells, line->n_cells, fresh);
  split_rate (&reader->header, fresh);
  sn_roster_row_lend (fresh, reader->import->texts);
  old = *row;
  *row = *fresh;
  *fresh = old;
  sn_roster_row_free (fresh);
  sn_roster_settler_change_row (reader->settler, index - reader->first, line->cells, line->n_cells, reader->merges);
}
