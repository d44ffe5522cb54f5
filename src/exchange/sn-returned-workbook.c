/* sn-returned-workbook.c: the rows of a roster that could not be taken, as the town wrote them, to send back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-returned-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-fault-report-private.h"
#include "sn-returned-heading.h"
#include "sn-roster-reader.h"

/* Beyond so many rows the workbook is streamed, and merged cells above the heading are given up for it. */
#define MOST_ROWS_IN_MEMORY 20000
#define NARROWEST 6
#define WIDEST 32
#define REASON_WIDTH 60
#define FAULTY_FILL 0xFFC7CE
#define HEADING_FILL 0xE6E6E6
/* A number of a spreadsheet is exact up to here; longer ones are text. */
#define EXACT_DIGITS 15

/* The faults of a row, found by sheet and row. */
typedef struct
{
  const SnRosterImport *import;
  GPtrArray            *faults;
  GArray               *verdicts;
  GHashTable           *by_place;  /* gint64: sheet and row → GPtrArray of SnFault */
  lxw_workbook         *workbook;
  lxw_format           *text;
  lxw_format           *faulty;
  lxw_format           *heading;
  lxw_format           *reason;
  gboolean              is_streamed;
  guint                 n_returned;
} Returning;

static gboolean
is_refused (const Returning *returning, guint index)
{
  if (returning->verdicts != NULL && index < returning->verdicts->len)
    return g_array_index (returning->verdicts, SnRosterVerdict, index).kind == SN_ROSTER_VERDICT_REFUSED;
  return ((const SnRosterRow *) g_ptr_array_index (returning->import->rows, index))->rejected;
}

static gint64
make_key (guint sheet, guint row)
{
  return (gint64) sheet << 32 | row;
}

static gint64
find_place (const Returning *returning, const SnFault *fault)
{
  guint sheet = 0;

  while (returning->import->sheet_names[sheet] != NULL && strcmp (returning->import->sheet_names[sheet], fault->sheet) != 0)
    sheet++;
  return make_key (sheet, fault->row);
}

static void
index_faults (Returning *returning)
{
  returning->by_place = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  for (guint i = 0; i < returning->faults->len; i++)
    {
      SnFault *fault = g_ptr_array_index (returning->faults, i);
      gint64 key = find_place (returning, fault);
      GPtrArray *here;

      if (fault->level != SN_FAULT_ERROR)
        continue;
      here = g_hash_table_lookup (returning->by_place, &key);
      if (here == NULL)
        {
          here = g_ptr_array_new ();
          g_hash_table_insert (returning->by_place, g_memdup2 (&key, sizeof key), here);
        }
      g_ptr_array_add (here, fault);
    }
}

static void
make_formats (Returning *returning)
{
  returning->text = workbook_add_format (returning->workbook);
  format_set_num_format (returning->text, "@");
  returning->faulty = workbook_add_format (returning->workbook);
  format_set_num_format (returning->faulty, "@");
  format_set_bg_color (returning->faulty, FAULTY_FILL);
  returning->heading = workbook_add_format (returning->workbook);
  format_set_bold (returning->heading);
  format_set_text_wrap (returning->heading);
  format_set_align (returning->heading, LXW_ALIGN_VERTICAL_CENTER);
  format_set_bg_color (returning->heading, HEADING_FILL);
  returning->reason = workbook_add_format (returning->workbook);
  format_set_text_wrap (returning->reason);
  format_set_align (returning->reason, LXW_ALIGN_VERTICAL_TOP);
}

/* ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Whether a number stays what it was when a spreadsheet holds it as one. */
static gboolean
is_exact (const SnCell *cell)
{
  guint digits = 0;

  if (cell->type != SN_CELL_NUMBER || strpbrk (cell->lexical, "eE") != NULL)
    return FALSE;
  for (const char *at = cell->lexical; *at != '\0'; at++)
    digits += g_ascii_isdigit (*at) ? 1 : 0;
  return digits <= EXACT_DIGITS;
}

static void
write_cell (lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const SnCell *cell, lxw_format *format, gboolean is_marked)
{
  if (cell->type == SN_CELL_EMPTY || (*cell->text == '\0' && *cell->lexical == '\0'))
    {
      if (is_marked)
        worksheet_write_blank (sheet, row, column, format);
      return;
    }
  if (is_exact (cell))
    worksheet_write_number (sheet, row, column, g_ascii_strtod (cell->lexical, NULL), is_marked ? format : NULL);
  else
    worksheet_write_string (sheet, row, column, cell->text, format);
}

static gboolean
is_faulty_column (GPtrArray *faults, guint column)
{
  char name[4];

  sn_column_name (column, name);
  for (guint i = 0; faults != NULL && i < faults->len; i++)
    if (strcmp (((const SnFault *) g_ptr_array_index (faults, i))->column, name) == 0)
      return TRUE;
  return FALSE;
}

static guint
count_columns (const SnRosterReader *reader)
{
  guint n_columns = reader->header.n_columns;
  guint n_own = sn_roster_reader_count_own (reader);

  /* What came back before: its reasons give way to those of today. */
  if (n_own > 0 && n_own >= n_columns)
    return n_own;
  for (guint i = reader->first; i < reader->first + reader->n_rows; i++)
    {
      const SnSheetLine *line = sn_roster_import_get_line (reader->import, i);

      if (line != NULL && line->n_cells > n_columns && line->n_cells <= SN_ROSTER_MOST_COLUMNS)
        n_columns = line->n_cells;
    }
  return n_columns;
}

/* ── One sheet ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static int
measure (const char *text)
{
  int cells = 0;

  for (const char *at = text; *at != '\0' && *at != '\n'; at = g_utf8_next_char (at))
    cells += g_unichar_iswide (g_utf8_get_char (at)) ? 2 : 1;
  return cells;
}

/* The codes are for programs: a town reads the reasons. */
static void
set_widths (Returning *returning, const SnRosterReader *reader, lxw_worksheet *sheet, guint n_columns)
{
  lxw_row_col_options hidden = { .hidden = LXW_TRUE };

  for (guint column = 0; column < n_columns; column++)
    {
      int width = NARROWEST;

      for (guint i = 0; i < reader->n_rows; i++)
        {
          const SnSheetLine *line = is_refused (returning, reader->first + i)
                                      ? sn_roster_import_get_line (reader->import, reader->first + i) : NULL;

          if (line != NULL)
            width = MAX (width, measure (sn_sheet_line_get_text (line, column)) + 2);
        }
      worksheet_set_column (sheet, (lxw_col_t) column, (lxw_col_t) column, MIN (width, WIDEST), NULL);
    }
  worksheet_set_column (sheet, (lxw_col_t) n_columns, (lxw_col_t) n_columns, REASON_WIDTH, NULL);
  worksheet_set_column_opt (sheet, (lxw_col_t) (n_columns + 2), (lxw_col_t) (n_columns + 2), LXW_DEF_COL_WIDTH, NULL, &hidden);
}

/* Title and heading stand in the rows in which they stood; so do the cells that were merged there. */
static void
write_top (Returning *returning, const SnRosterReader *reader, lxw_worksheet *sheet, guint n_columns)
{
  for (guint i = 0; i < reader->top->len; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (reader->top, i);
      gboolean is_heading = line->row >= reader->header.first_row;

      for (guint column = 0; column < MIN (line->n_cells, n_columns); column++)
        write_cell (sheet, line->row - 1, (lxw_col_t) column, &line->cells[column], is_heading ? returning->heading : NULL, is_heading);
      if (line->row != reader->header.last_row)
        continue;
      for (guint j = 0; j < SN_RETURNED_HEADINGS; j++)
        worksheet_write_string (sheet, line->row - 1, (lxw_col_t) (n_columns + j), sn_returned_heading_get (j), returning->heading);
    }
  for (guint i = 0; !returning->is_streamed && reader->merges != NULL && i < reader->merges->len; i++)
    {
      const SnCellRange *range = &g_array_index (reader->merges, SnCellRange, i);
      const SnSheetLine *line = NULL;
      gboolean is_heading = range->first_row >= reader->header.first_row;

      for (guint j = 0; j < reader->top->len; j++)
        if (((const SnSheetLine *) g_ptr_array_index (reader->top, j))->row == range->first_row)
          line = g_ptr_array_index (reader->top, j);
      if (line == NULL || range->last_row > reader->header.last_row || range->last_column > n_columns || range->first_column == 0)
        continue;
      worksheet_merge_range (sheet, range->first_row - 1, (lxw_col_t) (range->first_column - 1), range->last_row - 1,
                             (lxw_col_t) (range->last_column - 1), sn_sheet_line_get_text (line, range->first_column - 1),
                             is_heading ? returning->heading : NULL);
    }
}

static char *
join_faults (GPtrArray *faults, gboolean codes)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; faults != NULL && i < faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (faults, i);

      g_string_append_printf (text, "%s%s", text->len == 0 ? "" : codes ? " " : "\n", codes ? fault->code : fault->message);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static void
write_row (Returning *returning, lxw_worksheet *sheet, lxw_row_t at, guint index, guint n_columns)
{
  const SnRosterRow *row = g_ptr_array_index (returning->import->rows, index);
  const SnSheetLine *line = sn_roster_import_get_line (returning->import, index);
  gint64 key = make_key (row->sheet, row->row);
  GPtrArray *faults = g_hash_table_lookup (returning->by_place, &key);
  g_autofree char *reason = join_faults (faults, FALSE);
  g_autofree char *codes = join_faults (faults, TRUE);

  for (guint column = 0; line != NULL && column < n_columns; column++)
    {
      static const SnCell EMPTY = { SN_CELL_EMPTY, "", "" };
      gboolean is_marked = is_faulty_column (faults, column);

      write_cell (sheet, at, (lxw_col_t) column, column < line->n_cells ? &line->cells[column] : &EMPTY,
                  is_marked ? returning->faulty : returning->text, is_marked);
    }
  worksheet_write_string (sheet, at, (lxw_col_t) n_columns, reason, returning->reason);
  worksheet_write_number (sheet, at, (lxw_col_t) (n_columns + 1), row->row, NULL);
  worksheet_write_string (sheet, at, (lxw_col_t) (n_columns + 2), codes, NULL);
}

static void
add_sheet (Returning *returning, const SnRosterReader *reader)
{
  const SnRosterSheet *original = g_ptr_array_index (returning->import->sheets, reader->sheet);
  guint n_columns = count_columns (reader);
  lxw_row_t at = reader->header.last_row;
  lxw_worksheet *sheet = NULL;

  for (guint i = reader->first; i < reader->first + reader->n_rows; i++)
    {
      if (!is_refused (returning, i))
        continue;
      if (sheet == NULL)
        {
          sheet = *original->name != '\0' ? workbook_add_worksheet (returning->workbook, original->name) : NULL;
          if (sheet == NULL)
            sheet = workbook_add_worksheet (returning->workbook, NULL); /* a name that only other programs allow */
          set_widths (returning, reader, sheet, n_columns);
          write_top (returning, reader, sheet, n_columns);
          worksheet_freeze_panes (sheet, at, 0);
          worksheet_ignore_errors (sheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, "A1:XFD1048576");
        }
      write_row (returning, sheet, at++, i, n_columns);
      returning->n_returned++;
    }
}

/* What was noticed of the rows that go back: the others are none of the reader's business. */
static GPtrArray *
list_faults_of_refused (const Returning *returning)
{
  GPtrArray *list = g_ptr_array_new ();

  for (guint i = 0; i < returning->faults->len; i++)
    {
      SnFault *fault = g_ptr_array_index (returning->faults, i);
      gint64 key = find_place (returning, fault);

      if (g_hash_table_contains (returning->by_place, &key))
        g_ptr_array_add (list, fault);
    }
  return list;
}

static guint
count_refused (const Returning *returning)
{
  guint n_refused = 0;

  for (guint i = 0; i < returning->import->rows->len; i++)
    n_refused += is_refused (returning, i) ? 1 : 0;
  return n_refused;
}

gboolean
sn_returned_workbook_write (const char *path, const SnRosterImport *import, GPtrArray *faults, GArray *verdicts, guint *n_returned,
                            GError **error)
{
  g_autoptr (SnPrivateFile) file = sn_private_file_new (path, error);
  Returning returning = { .import = import, .faults = faults, .verdicts = verdicts };
  lxw_workbook_options options = { 0 };
  g_autoptr (GPtrArray) noticed = NULL;

  if (file == NULL)
    return FALSE;
  returning.is_streamed = count_refused (&returning) > MOST_ROWS_IN_MEMORY;
  options.constant_memory = returning.is_streamed ? LXW_TRUE : LXW_FALSE;
  returning.workbook = workbook_new_opt (sn_private_file_get_temporary (file), &options);
  make_formats (&returning);
  index_faults (&returning);
  for (guint i = 0; i < import->readers->len; i++)
    if (g_ptr_array_index (import->readers, i) != NULL)
      add_sheet (&returning, g_ptr_array_index (import->readers, i));
  noticed = list_faults_of_refused (&returning);
  g_hash_table_unref (returning.by_place);
  sn_fault_report_add_sheet (returning.workbook, _("What was noticed"), import->file_name, noticed);
  if (n_returned != NULL)
    *n_returned = returning.n_returned;
  return sn_workbook_close_into (returning.workbook, file, NULL, error);
}
