/* sn-bank-answer.c: the rows of a bank's answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-bank-answer.h"

#include "sn-bank-heading.h"
#include "sn-bank-result.h"
#include "sn-date.h"
#include "sn-error.h"
#include "sn-file-digest.h"
#include "sn-money.h"
#include "sn-name.h"
#include "sn-resident-id.h"
#include "sn-roster-cells.h"
#include "sn-roster-fault.h"
#include "sn-roster-line.h"
#include "sn-sheet-reader.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define LINE_MAX_DIGITS 9
/* What is left of an account that the bank hides. */
#define SHOWN_ACCOUNT_DIGITS 4

typedef struct
{
  SnSheetInfo  *info;
  char         *sheet; /* "" for csv */
  GPtrArray    *top;   /* SnSheetLine, until the heading is found */
  gboolean      found;
  SnBankHeading heading;
  GPtrArray    *rows;
  GPtrArray    *faults;
} Reading;

/* ── Cells ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const SnCell *
get_cell (const Reading *reading, SnBankField field, const SnCell *cells, guint n_cells)
{
  static const SnCell EMPTY = { SN_CELL_EMPTY, "", "" };
  int column = reading->heading.columns[field];

  return column >= 0 && (guint) column < n_cells ? &cells[column] : &EMPTY;
}

static void
add_fault (Reading *reading, guint row, SnBankField field, const char *code, const char *value)
{
  static const struct
  {
    const char *code;
    const char *message;
  } KINDS[] = {
    { "result_unknown", N_("This does not say whether the bank paid, so the row was left out and the payment stays open. Ask the "
                           "bank, write 成功 or 失败 and read the answer again.") },
    { "amount_garbage", N_("This is not an amount, so the row was left out and the payment stays open. Correct it and read the "
                           "answer again.") },
    { "account_digits_lost", N_("The account was stored as a number and its last digits are lost, so the row was left out and the "
                                "payment stays open. Ask the bank for a file with accounts as text.") },
  };
  SnCellPlace place = { reading->sheet, row, reading->heading.columns[field] };

  for (guint i = 0; i < G_N_ELEMENTS (KINDS); i++)
    if (strcmp (KINDS[i].code, code) == 0)
      sn_cell_fault_add (reading->faults, &place, code, SN_FAULT_ERROR, value, _ (KINDS[i].message));
}

/* 0: none */
static int
read_line_number (const SnCell *cell)
{
  g_autofree char *text = sn_roster_cell_text (cell);
  g_autofree char *squeezed = sn_text_squeeze (text);
  gsize length = strlen (squeezed);

  if (length == 0 || length > LINE_MAX_DIGITS || strspn (squeezed, "0123456789") != length)
    return 0;
  return (int) g_ascii_strtoll (squeezed, NULL, 10);
}

static gboolean
read_account (Reading *reading, const SnCell *cell, SnAnswerRow *row)
{
  g_autofree char *text = sn_roster_cell_text (cell);

  if (sn_roster_cell_lost_digits (cell))
    {
      g_autofree char *masked = sn_roster_mask_account (text);

      add_fault (reading, row->row, SN_BANK_FIELD_ACCOUNT, "account_digits_lost", masked);
      return FALSE;
    }
  row->account_number = sn_account_number_normalise (text, NULL, NULL);
  /* 6217****0014: banks hide what they need not say again; the line number finds the payment. */
  if (row->account_number == NULL)
    row->account_number = g_strdup ("");
  return TRUE;
}

/* A failed line's amount is often given as what was paid of it: nothing. No payment of a batch is of 0. */
static gboolean
read_amount (Reading *reading, const SnCell *cell, SnAnswerRow *row)
{
  gboolean is_number = cell->type == SN_CELL_NUMBER;
  g_autofree char *squeezed = sn_text_squeeze (cell->text);

  if (*squeezed == '\0' && cell->type != SN_CELL_FORMULA)
    return TRUE;
  if (!sn_money_parse (is_number ? cell->lexical : cell->text, is_number, &row->amount_fen, NULL, NULL) || row->amount_fen < 0)
    {
      add_fault (reading, row->row, SN_BANK_FIELD_AMOUNT, "amount_garbage", cell->text);
      return FALSE;
    }
  row->has_amount = row->amount_fen != 0 || row->paid;
  return TRUE;
}

static char *
read_date (const SnCell *cell)
{
  char iso[16];
  GDate date;

  return sn_date_parse_loose (cell->text, &date, NULL) ? g_strdup (sn_date_to_iso (&date, iso)) : NULL;
}

/* A failure is never without a reason: where the bank gives none, its result is all it said. */
static char *
make_reason (const SnCell *reason, const SnCell *result, const char *behind_result)
{
  g_autofree char *text = sn_roster_cell_text (reason);

  if (*text != '\0')
    return g_steal_pointer (&text);
  return behind_result != NULL ? g_strdup (behind_result) : sn_roster_cell_text (result);
}

/* ── Rows ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_blank (const SnCell *cell)
{
  g_autofree char *squeezed = sn_text_squeeze (cell->text);

  return *squeezed == '\0';
}

static guint
count_digits (const SnCell *cell)
{
  g_autofree char *squeezed = sn_text_squeeze (cell->text);
  guint n_digits = 0;

  for (const char *at = squeezed; *at != '\0'; at++)
    n_digits += g_ascii_isdigit (*at) ? 1 : 0;
  return n_digits;
}

/* 合计, 制表人: or 成功笔数: in the row's first filled cell. */
static gboolean
is_label_row (const SnCell *cells, guint n_cells)
{
  for (guint i = 0; i < n_cells; i++)
    {
      g_autofree char *squeezed = sn_text_squeeze (cells[i].text);

      if (*squeezed != '\0')
        return sn_roster_line_is_label (squeezed) || strstr (squeezed, "笔数") != NULL || strstr (squeezed, "金额") != NULL;
    }
  return TRUE;
}

/* Whether the row can be somebody's: line, account, or name and amount. What was filled down into totals and signatures is not. */
static gboolean
names_payment (const Reading *reading, const SnCell *cells, guint n_cells)
{
  if (read_line_number (get_cell (reading, SN_BANK_FIELD_LINE, cells, n_cells)) > 0)
    return TRUE;
  if (is_label_row (cells, n_cells))
    return FALSE;
  return count_digits (get_cell (reading, SN_BANK_FIELD_ACCOUNT, cells, n_cells)) >= SHOWN_ACCOUNT_DIGITS
         || (!is_blank (get_cell (reading, SN_BANK_FIELD_HOLDER, cells, n_cells))
             && !is_blank (get_cell (reading, SN_BANK_FIELD_AMOUNT, cells, n_cells)));
}

static SnBankResult
judge_result (const SnCell *cell, char **reason)
{
  g_autofree char *text = NULL;

  *reason = NULL;
  if (cell->type == SN_CELL_ERROR || cell->type == SN_CELL_FORMULA)
    return SN_BANK_RESULT_UNKNOWN;
  text = sn_roster_cell_text (cell);
  return sn_bank_result_judge (text, reason);
}

static void
take_row (Reading *reading, guint number, const SnCell *cells, guint n_cells, gboolean paid, const char *behind_result)
{
  g_autofree char *name = sn_roster_cell_text (get_cell (reading, SN_BANK_FIELD_HOLDER, cells, n_cells));
  SnAnswerRow *row = g_new0 (SnAnswerRow, 1);

  row->row = number;
  row->line = read_line_number (get_cell (reading, SN_BANK_FIELD_LINE, cells, n_cells));
  row->paid = paid;
  row->name = sn_name_normalise (name, NULL);
  row->reason = paid ? g_strdup ("")
                     : make_reason (get_cell (reading, SN_BANK_FIELD_REASON, cells, n_cells),
                                    get_cell (reading, SN_BANK_FIELD_RESULT, cells, n_cells), behind_result);
  row->settled_on = read_date (get_cell (reading, SN_BANK_FIELD_DATE, cells, n_cells));
  if (read_account (reading, get_cell (reading, SN_BANK_FIELD_ACCOUNT, cells, n_cells), row)
      && read_amount (reading, get_cell (reading, SN_BANK_FIELD_AMOUNT, cells, n_cells), row))
    g_ptr_array_add (reading->rows, row);
  else
    sn_answer_row_free (row);
}

/* The heading printed once more, on the next page. */
static gboolean
is_heading_again (const SnCell *result)
{
  guint strength;

  return sn_bank_heading_match (result->text, &strength) == SN_BANK_FIELD_RESULT;
}

static void
read_row (Reading *reading, guint number, const SnCell *cells, guint n_cells)
{
  const SnCell *cell = get_cell (reading, SN_BANK_FIELD_RESULT, cells, n_cells);
  g_autofree char *behind_result = NULL;
  SnBankResult result = judge_result (cell, &behind_result);

  if (result == SN_BANK_RESULT_OPEN || !names_payment (reading, cells, n_cells))
    return;
  if (result != SN_BANK_RESULT_UNKNOWN)
    take_row (reading, number, cells, n_cells, result == SN_BANK_RESULT_PAID, behind_result);
  else if (!is_heading_again (cell))
    add_fault (reading, number, SN_BANK_FIELD_RESULT, "result_unknown", cell->text);
}

/* ── Sheets ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* With the top of the sheet at hand: finds the heading, then reads what came below it. */
static gboolean
settle_top (Reading *reading)
{
  reading->found = sn_bank_heading_find (reading->top, &reading->heading);
  for (guint i = 0; reading->found && i < reading->top->len; i++)
    {
      const SnSheetLine *line = g_ptr_array_index (reading->top, i);

      if (line->row > reading->heading.last_row)
        read_row (reading, line->row, line->cells, line->n_cells);
    }
  g_ptr_array_set_size (reading->top, 0);
  return reading->found;
}

static gboolean
take_sheet_row (guint number, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  Reading *reading = data;

  if (reading->found)
    {
      read_row (reading, number, cells, n_cells);
      return TRUE;
    }
  if (reading->sheet == NULL)
    reading->sheet = g_strdup (reading->info->sheet != NULL ? reading->info->sheet : "");
  g_ptr_array_add (reading->top, sn_sheet_line_new (number, cells, n_cells));
  return reading->top->len < SN_SHEET_HEADER_SEARCH_ROWS || settle_top (reading);
}

/* @found: (inout): set where the sheet has a heading */
static gboolean
read_sheet (const char *path, const char *sheet, GPtrArray *rows, GPtrArray *faults, gboolean *found, SnSheetInfo *info,
            GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) top = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_sheet_line_free);
  Reading reading = { .info = info, .top = top, .rows = rows, .faults = faults };
  gboolean done = sn_sheet_read (path, sheet, take_sheet_row, &reading, info, cancellable, error);

  if (done && !reading.found && top->len > 0)
    settle_top (&reading);
  *found |= reading.found;
  g_free (reading.sheet);
  return done;
}

/* Every visible sheet with a heading: some banks put what failed on a sheet of its own. */
static gboolean
read_sheets (const char *path, GPtrArray *rows, GPtrArray *faults, GCancellable *cancellable, GError **error)
{
  g_auto (SnSheetInfo) first = { 0 };
  gboolean found = FALSE;

  if (!read_sheet (path, NULL, rows, faults, &found, &first, cancellable, error))
    return FALSE;
  for (guint i = 1; i < first.sheet_names->len; i++)
    {
      g_auto (SnSheetInfo) info = { 0 };

      if (!read_sheet (path, g_ptr_array_index (first.sheet_names, i), rows, faults, &found, &info, cancellable, error))
        return FALSE;
    }
  if (found)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
               _ ("No heading of a bank's answer was found in the first %d rows. It needs a column for the result, e.g. 处理结果, and "
                  "one for the line or the account, e.g. 序号 or 账号. Add the column and read the file again."),
               SN_SHEET_HEADER_SEARCH_ROWS);
  return FALSE;
}

gboolean
sn_bank_answer_read (const char    *path,
                     GPtrArray    **rows,
                     GPtrArray    **faults,
                     char         **sha256,
                     GCancellable  *cancellable,
                     GError       **error)
{
  g_autoptr (GPtrArray) found_rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_answer_row_free);
  g_autoptr (GPtrArray) found_faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  g_autofree char *digest = NULL;

  g_return_val_if_fail (path != NULL && rows != NULL && faults != NULL && sha256 != NULL, FALSE);

  digest = sn_file_digest (path, NULL, NULL, cancellable, error);
  if (digest == NULL || !read_sheets (path, found_rows, found_faults, cancellable, error))
    return FALSE;
  *rows = g_steal_pointer (&found_rows);
  *faults = g_steal_pointer (&found_faults);
  *sha256 = g_steal_pointer (&digest);
  return TRUE;
}
