/* sn-roster-import.c: a roster file, read into rows that can be admitted and faults that can be shown.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-import.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-date.h"
#include "sn-error.h"
#include "sn-file-digest.h"
#include "sn-money.h"
#include "sn-roster-cells.h"
#include "sn-roster-line.h"
#include "sn-roster-settle.h"

/* Of the whole: the time of the checksum beside that of reading. */
#define HASH_SHARE 0.05
#define ROWS_BETWEEN_PROGRESS 2048
/* Half of the bar for so many. */
#define ROWS_AT_HALF 20000.0

/* One sheet on its way in. */
typedef struct
{
  const SnRosterImportOptions *options;
  SnRosterImport              *import;
  SnSheetInfo                 *info;
  GPtrArray                   *top;     /* SnSheetLine, until the heading is found */
  gboolean                     found;
  gboolean                     probing; /* only whether there is a heading */
  SnSheetHeader                header;
  SnRosterCells                cells;
  GDate                        today;
  SnRosterSettler             *settler;
  guint                        n_rows;
  GError                      *error;
} Reading;

static void
report_progress (const SnRosterImportOptions *options,
                 double                       fraction)
{
  if (options->progress != NULL)
    options->progress (MIN (fraction, 1.0), options->progress_data);
}

/* ── Rows ────────────────────────────────────────────────────────────────────────────────────────────────────── */

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

static void
read_row (Reading      *reading,
          guint         row_number,
          const SnCell *cells,
          guint         n_cells)
{
  SnRosterLineKind kind = sn_roster_line_judge (&reading->header, cells, n_cells);
  SnRosterRow *row;

  if (kind != SN_ROSTER_LINE_DATA)
    {
      reading->import->n_ignored++;
      if (kind == SN_ROSTER_LINE_SECTION)
        sn_roster_settler_add_section (reading->settler, cells, n_cells);
      return;
    }
  row = sn_roster_row_new ();
  row->row = row_number;
  sn_roster_cells_read (&reading->cells, cells, n_cells, row);
  split_rate (&reading->header, row);
  g_ptr_array_add (reading->import->rows, row);
  sn_roster_settler_add_row (reading->settler, row, cells, n_cells);
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

/* With the top of the sheet at hand: finds the heading, then reads what came below it. */
static gboolean
settle_top (Reading *reading)
{
  if (!sn_sheet_header_find (reading->top, reading->options->map, &reading->header, &reading->error))
    return FALSE;
  reading->found = TRUE;
  if (reading->probing)
    return FALSE;

  reading->cells = (SnRosterCells) {
    .header = &reading->header,
    .sheet = reading->import->sheet,
    .today = &reading->today,
    .month_only = is_month_column (&reading->header),
    .faults = reading->import->faults,
  };
  reading->settler = sn_roster_settler_new (&reading->cells, reading->options->divisions, reading->options->categories);
  if (reading->header.in_wan)
    {
      int column = reading->header.columns[SN_ROSTER_FIELD_AMOUNT];
      SnCellPlace place = { reading->import->sheet, reading->header.last_row, column };

      if (place.column >= 0)
        sn_roster_fault_add (reading->import->faults, &place, "unit_wan", "");
    }

  for (guint i = 0; i < reading->top->len; i++)
    {
      SnSheetLine *line = g_ptr_array_index (reading->top, i);

      if (line->row > reading->header.last_row)
        {
          read_row (reading, line->row, line->cells, line->n_cells);
          continue;
        }
      reading->import->n_ignored++;
      if (line->row < reading->header.first_row)
        sn_roster_settler_add_section (reading->settler, line->cells, line->n_cells);
    }
  g_ptr_array_set_size (reading->top, 0);
  return TRUE;
}

/* How many rows a file has is known at its end: the bar slows down towards it instead of guessing. */
static void
report_rows (Reading *reading)
{
  double done = reading->n_rows / (reading->n_rows + ROWS_AT_HALF);

  report_progress (reading->options, HASH_SHARE + (1.0 - HASH_SHARE) * done);
}

static gboolean
take_sheet_row (guint         row,
                const SnCell *cells,
                guint         n_cells,
                gboolean      hidden,
                gpointer      data)
{
  Reading *reading = data;

  /* Hidden rows are people like all others: a filter that was left on must not cost anybody the money. */
  if (reading->n_rows++ % ROWS_BETWEEN_PROGRESS == 0 && !reading->probing)
    report_rows (reading);
  if (reading->found)
    {
      read_row (reading, row, cells, n_cells);
      return TRUE;
    }
  if (reading->import->sheet == NULL)
    reading->import->sheet = g_strdup (reading->info->sheet != NULL ? reading->info->sheet : "");
  g_ptr_array_add (reading->top, sn_sheet_line_new (row, cells, n_cells));
  return reading->top->len < SN_SHEET_HEADER_SEARCH_ROWS || settle_top (reading);
}

static void
clear_reading (Reading *reading)
{
  g_clear_pointer (&reading->top, g_ptr_array_unref);
  g_clear_pointer (&reading->settler, sn_roster_settler_free);
  g_clear_error (&reading->error);
  if (reading->found)
    sn_sheet_header_clear (&reading->header);
}

static void
reset_import (SnRosterImport *import)
{
  g_clear_pointer (&import->sheet, g_free);
  g_ptr_array_set_size (import->rows, 0);
  g_ptr_array_set_size (import->faults, 0);
  import->n_ignored = 0;
}

/* ── Sheets ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Reads one sheet, or tells whether it has a heading. @no_heading: the error is only that it has none. */
static gboolean
read_sheet (const char                   *path,
            const char                   *sheet,
            gboolean                      probing,
            const SnRosterImportOptions  *options,
            SnRosterImport               *import,
            SnSheetInfo                  *info,
            gboolean                     *no_heading,
            GCancellable                 *cancellable,
            GError                      **error)
{
  Reading reading = { .options = options, .import = import, .info = info, .probing = probing };
  gboolean done;

  *no_heading = FALSE;
  if (options->today != NULL)
    reading.today = *options->today;
  else
    sn_clock_today (&reading.today);
  reading.top = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_sheet_line_free);

  done = sn_sheet_read (path, sheet, take_sheet_row, &reading, info, cancellable, error);
  if (done && !reading.found && reading.error == NULL)
    {
      if (import->sheet == NULL)
        import->sheet = g_strdup (info->sheet != NULL ? info->sheet : "");
      settle_top (&reading);
    }
  if (done && !reading.found)
    {
      g_propagate_error (error, g_steal_pointer (&reading.error));
      *no_heading = TRUE;
      done = FALSE;
    }
  if (done && !probing)
    {
      sn_roster_settler_finish (reading.settler, info->merges);
      sn_roster_fault_sort (import->faults);
    }
  clear_reading (&reading);
  return done;
}

/* A workbook with one sheet for each village: the others are not read, so say so. */
static gboolean
note_other_sheets (const char                   *path,
                   GPtrArray                    *sheet_names,
                   const SnRosterImportOptions  *options,
                   SnRosterImport               *import,
                   GCancellable                 *cancellable,
                   GError                      **error)
{
  gboolean passed = FALSE;

  for (guint i = 0; i < sheet_names->len; i++)
    {
      const char *name = g_ptr_array_index (sheet_names, i);
      SnRosterImport other = { .faults = import->faults };
      SnCellPlace place = { name, 0, -1 };
      g_auto (SnSheetInfo) info = { NULL };
      g_autoptr (GError) ignored = NULL;
      gboolean no_heading, is_roster;

      if (!passed || strcmp (name, import->sheet) == 0)
        {
          passed |= strcmp (name, import->sheet) == 0;
          continue;
        }
      is_roster = read_sheet (path, name, TRUE, options, &other, &info, &no_heading, cancellable, &ignored);
      g_free (other.sheet);
      if (g_error_matches (ignored, G_IO_ERROR, G_IO_ERROR_CANCELLED))
        {
          g_propagate_error (error, g_steal_pointer (&ignored));
          return FALSE;
        }
      if (is_roster)
        sn_roster_fault_add (import->faults, &place, "other_sheet", name);
    }
  return TRUE;
}

/* The named sheet; or the first visible one that is a roster, past the page that explains how to fill it in. */
static gboolean
read_sheets (const char                   *path,
             const SnRosterImportOptions  *options,
             SnRosterImport               *import,
             GCancellable                 *cancellable,
             GError                      **error)
{
  g_autoptr (GPtrArray) names = NULL;
  g_autoptr (GError) first_error = NULL;
  gboolean no_heading, done;

  {
    g_auto (SnSheetInfo) info = { NULL };

    done = read_sheet (path, options->sheet, FALSE, options, import, &info, &no_heading, cancellable, &first_error);
    names = info.sheet_names != NULL ? g_ptr_array_ref (info.sheet_names) : NULL;
  }
  for (guint i = 1; !done && no_heading && options->sheet == NULL && names != NULL && i < names->len; i++)
    {
      g_auto (SnSheetInfo) info = { NULL };
      g_autoptr (GError) next_error = NULL;

      reset_import (import);
      done = read_sheet (path, g_ptr_array_index (names, i), FALSE, options, import, &info, &no_heading, cancellable,
                         &next_error);
      if (!done && !no_heading)
        {
          g_propagate_error (error, g_steal_pointer (&next_error));
          return FALSE;
        }
    }
  if (!done)
    {
      g_propagate_error (error, g_steal_pointer (&first_error));
      return FALSE;
    }
  if (options->sheet != NULL || names == NULL || names->len < 2)
    return TRUE;
  return note_other_sheets (path, names, options, import, cancellable, error);
}

static void
report_hashed (double   fraction,
               gpointer data)
{
  report_progress (data, HASH_SHARE * fraction);
}

gboolean
sn_roster_import_read (const char                   *path,
                       const SnRosterImportOptions  *options,
                       SnRosterImport               *import,
                       GCancellable                 *cancellable,
                       GError                      **error)
{
  g_return_val_if_fail (path != NULL && options != NULL && import != NULL, FALSE);

  memset (import, 0, sizeof *import);
  import->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_roster_row_free);
  import->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  import->file_name = g_path_get_basename (path);
  import->file_sha256 = sn_file_digest (path, report_hashed, (gpointer) options, cancellable, error);
  if (import->file_sha256 == NULL || !read_sheets (path, options, import, cancellable, error))
    {
      sn_roster_import_clear (import);
      return FALSE;
    }
  report_progress (options, 1.0);
  return TRUE;
}

void
sn_roster_import_clear (SnRosterImport *import)
{
  g_clear_pointer (&import->sheet, g_free);
  g_clear_pointer (&import->file_name, g_free);
  g_clear_pointer (&import->file_sha256, g_free);
  g_clear_pointer (&import->rows, g_ptr_array_unref);
  g_clear_pointer (&import->faults, g_ptr_array_unref);
  import->n_ignored = 0;
}
