/* sn-workbook-cell.c: rows and cells of a workbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-workbook-private.h"

#include "sn-date.h"
#include "sn-error.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Fifteen digits pass through a double unchanged, and programs show no more. */
#define MAX_FEN G_GINT64_CONSTANT (999999999999999)
#define MAX_COUNT G_GINT64_CONSTANT (999999999999999)
/* How often a long export looks whether it was cancelled. */
#define CHECK_ROWS 256

/* ── Exact decimals ────────────────────────────────────────────────────────────────────────────────────────────────
 * libxlsxwriter prints numbers with "%.16G". A double does not carry sixteen digits everywhere: 84,699,100.01 comes out as
 * 84699100.01000001. Programs that take the text at its word then see fractions of a fen, so these digits are set to 0 in
 * the row's text before the next row follows. */

static void
note_noise (SnWorkbook *self, double number, gint64 amount_fen)
{
  char printed[32], exact[32];
  gsize length;

  if (amount_fen % 100 == 0)
    return;
  g_snprintf (printed, sizeof printed, ">%.16G<", number);
  g_snprintf (exact, sizeof exact, ">%s%" G_GINT64_FORMAT ".%02d", amount_fen < 0 ? "-" : "", ABS (amount_fen) / 100,
              (int) (ABS (amount_fen) % 100));
  length = strlen (printed);
  if (length <= strlen (exact) + 1)
    return;
  while (strlen (exact) < length - 1)
    strcat (exact, "0");
  strcat (exact, "<");
  if (self->noisy == NULL)
    self->noisy = g_ptr_array_new_with_free_func (g_free);
  g_ptr_array_add (self->noisy, g_strdup (printed));
  g_ptr_array_add (self->noisy, g_strdup (exact));
}

static void
replace_in_place (char *text, const char *from, const char *to)
{
  for (char *place = strstr (text, from); place != NULL; place = strstr (place, from))
    memcpy (place, to, strlen (to));
}

/* Writes the row out and takes its text back for a moment. Should a later libxlsxwriter print otherwise, nothing is found
 * and nothing changed; the proof of the finished file judges. */
static void
silence_noise (SnWorkbook *self)
{
  FILE *file = self->worksheet->optimize_tmpfile;
  g_autofree char *text = NULL;
  long start, end;

  if (self->noisy == NULL || self->noisy->len == 0)
    return;
  start = ftell (file);
  lxw_worksheet_write_single_row (self->worksheet);
  end = ftell (file);
  if (start >= 0 && end > start && fseek (file, start, SEEK_SET) == 0)
    {
      text = g_malloc0 ((gsize) (end - start) + 1);
      if (fread (text, 1, (gsize) (end - start), file) == (gsize) (end - start))
        {
          for (guint i = 0; i < self->noisy->len; i += 2)
            replace_in_place (text, self->noisy->pdata[i], self->noisy->pdata[i + 1]);
          fseek (file, start, SEEK_SET);
          fwrite (text, 1, (gsize) (end - start), file);
        }
      fseek (file, end, SEEK_SET);
    }
  g_ptr_array_set_size (self->noisy, 0);
}

/* ── Rows ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
set_height (SnWorkbook *self)
{
  double needed = self->row_lines > 1 ? self->row_lines * SN_WORKBOOK_LINE_POINTS + 5.5 : 0;
  double points = MAX (needed, self->row_points);

  if (points > 0)
    sn_workbook_check_result (self, worksheet_set_row (self->worksheet, (lxw_row_t) self->row, points, NULL));
  self->row_lines = 0;
  self->row_points = 0;
}

void
sn_workbook_close_row (SnWorkbook *self)
{
  if (sn_workbook_is_writable (self) && self->row >= 0)
    {
      set_height (self);
      silence_noise (self);
    }
  if (self->control != NULL && self->row_filled)
    self->control->filled_rows++;
  self->row_filled = FALSE;
}

gboolean
sn_workbook_next_row (SnWorkbook *self)
{
  if (!sn_workbook_is_writable (self))
    return FALSE;
  sn_workbook_close_row (self);
  self->row++;
  if (self->row >= SN_WORKBOOK_SHEET_ROWS)
    sn_workbook_take_error (self, g_error_new (SN_ERROR, SN_ERROR_FAILED, _ ("“%s” needs more rows than a sheet has. Export it in parts."),
                                   sn_private_file_get_display (self->file)));
  if (self->row % CHECK_ROWS != 0)
    return self->error == NULL;
  sn_workbook_check_scratch (self);
  if (self->error == NULL)
    g_cancellable_set_error_if_cancelled (self->cancellable, &self->error);
  return self->error == NULL;
}

guint
sn_workbook_get_row (SnWorkbook *self)
{
  return (guint) (self->row + 1);
}

void
sn_workbook_set_row_height (SnWorkbook *self, double points)
{
  self->row_points = points;
}

/* ── Cells ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_string (SnWorkbook *self, guint column, SnWorkbookStyle style, const char *text)
{
  g_autofree char *valid = NULL;

  if (!sn_workbook_is_writable (self))
    return;
  if (text == NULL || *text == '\0')
    {
      sn_workbook_check_result (self, worksheet_write_blank (self->worksheet, (lxw_row_t) self->row, (lxw_col_t) column, self->formats[style]));
      return;
    }
  if (!g_utf8_validate (text, -1, NULL))
    text = valid = g_utf8_make_valid (text, -1);
  self->row_filled = TRUE;
  sn_workbook_check_result (self, worksheet_write_string (self->worksheet, (lxw_row_t) self->row, (lxw_col_t) column, text, self->formats[style]));
}

void
sn_workbook_write_text (SnWorkbook *self, guint column, SnWorkbookStyle style, const char *text)
{
  write_string (self, column, style, text);
  if (text == NULL || column >= self->n_columns)
    return;
  if (style == SN_WORKBOOK_TEXT || style == SN_WORKBOOK_CENTRED || style == SN_WORKBOOK_TOTAL_TEXT)
    self->row_lines = MAX (self->row_lines, sn_workbook_count_lines (text, self->columns[column].width));
}

static gboolean
check_size (SnWorkbook *self, gint64 value, gint64 limit)
{
  if (value <= limit && value >= -limit)
    return TRUE;
  sn_workbook_take_error (self, g_error_new (SN_ERROR, SN_ERROR_FAILED,
                                 _ ("A number in row %u of “%s” is too large for a spreadsheet to hold it exactly."),
                                 sn_workbook_get_row (self), sn_private_file_get_display (self->file)));
  return FALSE;
}

/* A cell holds a double whether one likes it or not. The division gives the double nearest to the decimal, and up to MAX_FEN
 * that double means no other decimal of two places. Nothing computes with it: sums are made from fen. */
static double
cell_number_from_fen (gint64 amount_fen)
{
  return (double) amount_fen / 100;
}

static gboolean
note_money (SnWorkbook *self, guint column, gint64 amount_fen)
{
  if (!check_size (self, amount_fen, MAX_FEN))
    return FALSE;
  self->row_filled = TRUE;
  self->control->money_columns |= G_GUINT64_CONSTANT (1) << column;
  self->control->money_fen += amount_fen;
  note_noise (self, cell_number_from_fen (amount_fen), amount_fen);
  return TRUE;
}

void
sn_workbook_write_fen (SnWorkbook *self, guint column, SnWorkbookStyle style, gint64 amount_fen)
{
  if (!sn_workbook_is_writable (self) || !note_money (self, column, amount_fen))
    return;
  sn_workbook_check_result (self, worksheet_write_number (self->worksheet, (lxw_row_t) self->row, (lxw_col_t) column,
                                              cell_number_from_fen (amount_fen), self->formats[style]));
}

void
sn_workbook_write_count (SnWorkbook *self, guint column, SnWorkbookStyle style, gint64 count)
{
  if (!sn_workbook_is_writable (self) || !check_size (self, count, MAX_COUNT))
    return;
  self->row_filled = TRUE;
  sn_workbook_check_result (self, worksheet_write_number (self->worksheet, (lxw_row_t) self->row, (lxw_col_t) column, (double) count,
                                              self->formats[style]));
}

void
sn_workbook_write_date (SnWorkbook *self, guint column, SnWorkbookStyle style, const char *iso)
{
  lxw_datetime day = { 0 };
  GDate date;

  if (!sn_workbook_is_writable (self))
    return;
  if (iso == NULL || !sn_date_from_iso (iso, &date) || g_date_get_year (&date) < 1901)
    {
      sn_workbook_write_text (self, column, style, iso);
      return;
    }
  day.year = g_date_get_year (&date);
  day.month = g_date_get_month (&date);
  day.day = g_date_get_day (&date);
  self->row_filled = TRUE;
  sn_workbook_check_result (self, worksheet_write_datetime (self->worksheet, (lxw_row_t) self->row, (lxw_col_t) column, &day,
                                                self->formats[style]));
}

void
sn_workbook_write_sum_formula (SnWorkbook *self, guint column, SnWorkbookStyle style, const char *operands, gint64 value)
{
  gboolean money = style == SN_WORKBOOK_MONEY || style == SN_WORKBOOK_TOTAL_MONEY;
  g_autofree char *formula = NULL;

  if (!sn_workbook_is_writable (self) || !(money ? note_money (self, column, value) : check_size (self, value, MAX_COUNT)))
    return;
  self->row_filled = TRUE;
  formula = g_strdup_printf ("=SUM(%s)", operands);
  sn_workbook_check_result (self, worksheet_write_formula_num (self->worksheet, (lxw_row_t) self->row, (lxw_col_t) column, formula,
                                                   self->formats[style], money ? cell_number_from_fen (value) : (double) value));
}

void
sn_workbook_fill_row (SnWorkbook *self, guint first_column, guint last_column, SnWorkbookStyle style)
{
  for (guint i = first_column; i <= last_column; i++)
    sn_workbook_write_text (self, i, style, NULL);
}

void
sn_workbook_write_merged (SnWorkbook *self, guint first_column, guint last_column, SnWorkbookStyle style, const char *text)
{
  if (!sn_workbook_is_writable (self))
    return;
  /* The merge itself writes only blanks; the text follows, so that an empty one is no special case. */
  if (first_column < last_column)
    sn_workbook_check_result (self, worksheet_merge_range (self->worksheet, (lxw_row_t) self->row, (lxw_col_t) first_column,
                                               (lxw_row_t) self->row, (lxw_col_t) last_column, "", self->formats[style]));
  write_string (self, first_column, style, text);
}

char *
sn_workbook_range (guint column, guint first_row, guint last_row)
{
  char name[LXW_MAX_COL_NAME_LENGTH];

  lxw_col_to_name (name, (lxw_col_t) column, FALSE);
  return first_row == last_row ? g_strdup_printf ("%s%u", name, first_row)
                               : g_strdup_printf ("%s%u:%s%u", name, first_row, name, last_row);
}

