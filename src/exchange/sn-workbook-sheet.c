/* sn-workbook-sheet.c: sheets of a workbook, their headings and signatures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-workbook-private.h"

#include <errno.h>
#include <string.h>

#define SCRATCH_BUFFER_BYTES (256 * 1024)

gboolean
sn_workbook_is_writable (SnWorkbook *self)
{
  return self->error == NULL && self->workbook != NULL && self->worksheet != NULL;
}

/* Ids and accounts are text on purpose; without this every one of them gets a green corner. */
void
sn_workbook_close_sheet (SnWorkbook *self)
{
  g_autofree char *range = NULL;

  if (!sn_workbook_is_writable (self) || self->row < 0)
    return;
  range = sn_workbook_range (self->n_columns - 1, 1, (guint) self->row + 1);
  if (strchr (range, ':') != NULL)
    {
      g_autofree char *whole = g_strconcat ("A1", strchr (range, ':'), NULL);

      sn_workbook_check_result (self, worksheet_ignore_errors (self->worksheet, LXW_IGNORE_NUMBER_STORED_AS_TEXT, whole));
    }
  sn_workbook_check_scratch (self);
}

static void
start_sheet (SnWorkbook *self)
{
  SnWorkbookControl *control = g_new0 (SnWorkbookControl, 1);

  sn_workbook_close_row (self);
  sn_workbook_close_sheet (self);
  control->name = self->part == 1 ? g_strdup (self->base_name) : g_strdup_printf ("%s (%u)", self->base_name, self->part);
  g_ptr_array_add (self->controls, control);
  self->control = control;
  self->row = -1;
  self->worksheet = workbook_add_worksheet (self->workbook, control->name);
  if (self->worksheet == NULL)
    {
      sn_workbook_fail_library (self, LXW_ERROR_CREATING_TMPFILE, errno);
      return;
    }
  /* Before the first row: with the library's 4 KiB a sixth of the time would go into calls of the kernel. */
  if (self->worksheet->optimize_tmpfile != NULL)
    setvbuf (self->worksheet->optimize_tmpfile, NULL, _IOFBF, SCRATCH_BUFFER_BYTES);
  sn_workbook_set_page (self->worksheet, self->orientation);
  for (guint i = 0; i < self->n_columns; i++)
    worksheet_set_column (self->worksheet, i, i, self->columns[i].width, NULL);
}

void
sn_workbook_add_sheet (SnWorkbook             *self,
                       const char             *name,
                       SnWorkbookOrientation   orientation,
                       const SnWorkbookColumn *columns,
                       guint                   n_columns)
{
  g_return_if_fail (n_columns > 0 && n_columns <= 64);

  if (self->error != NULL)
    return;
  g_free (self->base_name);
  self->base_name = g_strdup (name);
  self->part = 1;
  self->orientation = orientation;
  self->columns = columns;
  self->n_columns = n_columns;
  for (gsize i = 0; i < G_N_ELEMENTS (self->heading); i++)
    g_clear_pointer (&self->heading[i], g_free);
  start_sheet (self);
}

/* The column whose right edge is nearest to @share of the table's width. */
static guint
find_column_at (SnWorkbook *self, double share)
{
  double total = 0, edge = 0;
  double nearest = G_MAXDOUBLE;
  guint found = 0;

  for (guint i = 0; i < self->n_columns; i++)
    total += self->columns[i].width;
  for (guint i = 0; i < self->n_columns; i++)
    {
      double distance;

      edge += self->columns[i].width;
      distance = ABS (edge - total * share);
      if (distance >= nearest)
        continue;
      nearest = distance;
      found = i;
    }
  return found;
}

/* Left, centre and right get the columns below which they stand. */
static void
write_line (SnWorkbook *self)
{
  guint last = self->n_columns - 1;
  guint first_end, second_end;

  if (self->n_columns < 3)
    {
      g_autofree char *line = g_strjoin ("　", self->heading[1], self->heading[2], self->heading[3], NULL);

      sn_workbook_write_merged (self, 0, last, SN_WORKBOOK_LINE, line);
      return;
    }
  first_end = MIN (find_column_at (self, 0.42), last - 2);
  second_end = CLAMP (find_column_at (self, 0.72), first_end + 1, last - 1);
  sn_workbook_write_merged (self, 0, first_end, SN_WORKBOOK_LINE, self->heading[1]);
  sn_workbook_write_merged (self, first_end + 1, second_end, SN_WORKBOOK_LINE_CENTRE, self->heading[2]);
  sn_workbook_write_merged (self, second_end + 1, last, SN_WORKBOOK_LINE_RIGHT, self->heading[3]);
}

static void
write_kept_heading (SnWorkbook *self)
{
  if (!sn_workbook_next_row (self))
    return;
  sn_workbook_set_row_height (self, 32);
  sn_workbook_write_merged (self, 0, self->n_columns - 1, SN_WORKBOOK_TITLE, self->heading[0]);
  sn_workbook_next_row (self);
  sn_workbook_set_row_height (self, 20);
  write_line (self);
  sn_workbook_next_row (self);
  sn_workbook_set_row_height (self, 32);
  for (guint i = 0; i < self->n_columns; i++)
    sn_workbook_write_text (self, i, SN_WORKBOOK_HEADER, self->columns[i].heading);
  worksheet_repeat_rows (self->worksheet, 0, (lxw_row_t) self->row);
  worksheet_freeze_panes (self->worksheet, (lxw_row_t) self->row + 1, 0);
}

void
sn_workbook_write_heading (SnWorkbook *self, const char *title, const char *left, const char *centre, const char *right)
{
  const char *const parts[] = { title, left, centre, right };

  if (!sn_workbook_is_writable (self))
    return;
  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    {
      g_free (self->heading[i]);
      self->heading[i] = g_strdup (parts[i] != NULL ? parts[i] : "");
    }
  write_kept_heading (self);
}

void
sn_workbook_write_signature (SnWorkbook *self)
{
  static const char *const places[] = { "单位负责人：", "审核人：", "制表人：", "联系电话：" };
  guint start = 0;

  sn_workbook_next_row (self);
  sn_workbook_next_row (self);
  sn_workbook_set_row_height (self, 24);
  if (!sn_workbook_is_writable (self))
    return;
  if (self->n_columns < 2 * G_N_ELEMENTS (places))
    {
      g_autofree char *line = g_strdup_printf ("%s　　　　%s　　　　%s　　　　%s", places[0], places[1], places[2], places[3]);

      sn_workbook_write_merged (self, 0, self->n_columns - 1, SN_WORKBOOK_LINE, line);
      return;
    }
  for (guint i = 0; i < G_N_ELEMENTS (places); i++)
    {
      guint end = i + 1 == G_N_ELEMENTS (places) ? self->n_columns - 1 : find_column_at (self, (i + 1) / 4.0);

      end = CLAMP (end, start, self->n_columns - (guint) G_N_ELEMENTS (places) + i);
      sn_workbook_write_merged (self, start, end, SN_WORKBOOK_LINE, places[i]);
      start = end + 1;
    }
}

gboolean
sn_workbook_is_full (SnWorkbook *self, guint rows)
{
  return self->row + 1 + rows > self->sheet_rows;
}

void
sn_workbook_continue_sheet (SnWorkbook *self)
{
  if (!sn_workbook_is_writable (self))
    return;
  self->part++;
  start_sheet (self);
  if (self->heading[0] != NULL)
    write_kept_heading (self);
}

void
sn_workbook_set_sheet_rows (SnWorkbook *self, guint rows)
{
  self->sheet_rows = MIN (rows, SN_WORKBOOK_SHEET_ROWS);
}

const char *
sn_workbook_get_sheet_name (SnWorkbook *self)
{
  return self->control != NULL ? self->control->name : "";
}

