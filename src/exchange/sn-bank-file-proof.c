/* sn-bank-file-proof.c: what the lines of the bank's file hold, and reading it back before a bank pays by it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-bank-file-private.h"

#include "sn-csv-reader.h"
#include "sn-csv-writer.h"
#include "sn-error.h"
#include "sn-money.h"
#include "sn-name.h"
#include "sn-resident-id.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Short enough for the remark of any bank. */
#define PURPOSE "帮困送温暖"

const SnWorkbookColumn sn_bank_columns[SN_BANK_N_COLUMNS] = {
  [SN_BANK_COLUMN_LINE] = { "序号", 8, SN_WORKBOOK_CENTRED },
  [SN_BANK_COLUMN_HOLDER] = { "户名", 18, SN_WORKBOOK_TEXT },
  [SN_BANK_COLUMN_ACCOUNT] = { "账号", 25, SN_WORKBOOK_TEXT },
  [SN_BANK_COLUMN_BANK] = { "开户行", 28, SN_WORKBOOK_TEXT },
  [SN_BANK_COLUMN_AMOUNT] = { "金额", 16, SN_WORKBOOK_MONEY },
  [SN_BANK_COLUMN_PURPOSE] = { "用途", 14, SN_WORKBOOK_TEXT },
  [SN_BANK_COLUMN_DOCUMENT] = { "证件号", 22, SN_WORKBOOK_TEXT },
};

/* ── Lines ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* One line a record: a line break inside a cell would be a new record to a bank's reader. */
static char *
make_one_line (const char *text)
{
  g_autofree char *valid = g_utf8_make_valid (text != NULL ? text : "", -1);
  g_autofree char *trimmed = NULL;
  g_autoptr (GString) line = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    g_string_append_unichar (line, g_unichar_iscntrl (g_utf8_get_char (at)) ? ' ' : g_utf8_get_char (at));
  trimmed = sn_text_trim (line->str);
  return sn_csv_move_private (g_steal_pointer (&trimmed));
}

static char *
make_holder (const SnPayment *payment)
{
  gboolean has_holder = payment->account_holder != NULL && *payment->account_holder != '\0';
  g_autofree char *line = make_one_line (has_holder ? payment->account_holder : payment->payee_name);

  return sn_name_normalise (line, NULL);
}

char *
sn_bank_line_text (const SnPayment *payment, SnBankColumn column)
{
  char *account;

  switch (column)
    {
    case SN_BANK_COLUMN_LINE:
      return g_strdup_printf ("%d", payment->line);
    case SN_BANK_COLUMN_HOLDER:
      return make_holder (payment);
    case SN_BANK_COLUMN_ACCOUNT:
      account = sn_account_number_normalise (payment->account_number, NULL, NULL);
      return account != NULL ? account : g_strdup ("");
    case SN_BANK_COLUMN_BANK:
      return make_one_line (payment->bank_name);
    case SN_BANK_COLUMN_AMOUNT:
      return sn_money_format_plain (payment->amount_fen);
    case SN_BANK_COLUMN_PURPOSE:
      return g_strdup (PURPOSE);
    case SN_BANK_COLUMN_DOCUMENT:
      return make_one_line (payment->payee_document);
    case SN_BANK_N_COLUMNS:
    default:
      g_return_val_if_reached (g_strdup (""));
    }
}

char *
sn_bank_count_text (guint n_payments)
{
  return g_strdup_printf ("%u笔", n_payments);
}

gint64
sn_bank_sum_fen (GPtrArray *payments)
{
  gint64 sum_fen = 0;

  for (guint i = 0; i < payments->len; i++)
    sum_fen += ((const SnPayment *) g_ptr_array_index (payments, i))->amount_fen;
  return sum_fen;
}

/* ── Reading back ──────────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  EXPECT_HEADING,
  EXPECT_LINES,
  EXPECT_TOTAL,
  EXPECT_NOTHING, /* more to pay: words and signatures may follow */
} Expectation;

typedef struct
{
  GPtrArray   *payments;
  guint        n_proved;
  Expectation  expectation;
  guint        wrong_row; /* 0: none */
} Proof;

static gboolean
holds_text (const SnCell *cell, const char *text)
{
  g_autofree char *neutral = NULL;

  if (cell->type != SN_CELL_TEXT)
    return cell->type == SN_CELL_EMPTY && *text == '\0';
  if (strcmp (cell->text, text) == 0)
    return TRUE;
  neutral = sn_csv_neutralise (text);
  return strcmp (cell->text, neutral) == 0;
}

/* A number in a workbook; in a text file the very digits, or half a file could end in the middle of its sum. */
static gboolean
holds_amount (const SnCell *cell, gint64 amount_fen)
{
  g_autofree char *plain = sn_money_format_plain (amount_fen);
  gint64 found_fen;

  if (cell->type == SN_CELL_TEXT)
    return strcmp (cell->text, plain) == 0;
  return cell->type == SN_CELL_NUMBER && sn_money_parse (cell->lexical, TRUE, &found_fen, NULL, NULL) && found_fen == amount_fen;
}

static gboolean
is_heading (const SnCell *cells, guint n_cells)
{
  for (guint i = 0; i < SN_BANK_N_COLUMNS; i++)
    if (i >= n_cells || !holds_text (&cells[i], sn_bank_columns[i].heading))
      return FALSE;
  return TRUE;
}

static gboolean
holds_payment (const SnCell *cells, guint n_cells, const SnPayment *payment)
{
  static const SnCell EMPTY = { SN_CELL_EMPTY, "", "" };

  for (guint i = 0; i < SN_BANK_N_COLUMNS; i++)
    {
      const SnCell *cell = i < n_cells ? &cells[i] : &EMPTY;
      g_autofree char *text = sn_bank_line_text (payment, (SnBankColumn) i);

      if (i == SN_BANK_COLUMN_AMOUNT ? !holds_amount (cell, payment->amount_fen) : !holds_text (cell, text))
        return FALSE;
    }
  return TRUE;
}

static gboolean
holds_totals (const SnCell *cells, guint n_cells, GPtrArray *payments)
{
  g_autofree char *count = sn_bank_count_text (payments->len);

  return n_cells > SN_BANK_COLUMN_AMOUNT && holds_text (&cells[SN_BANK_COLUMN_LINE], SN_BANK_TOTAL_LABEL)
         && holds_text (&cells[SN_BANK_COLUMN_HOLDER], count)
         && holds_amount (&cells[SN_BANK_COLUMN_AMOUNT], sn_bank_sum_fen (payments));
}

static gboolean
is_payable (const SnCell *cells, guint n_cells)
{
  return (n_cells > SN_BANK_COLUMN_ACCOUNT && cells[SN_BANK_COLUMN_ACCOUNT].type != SN_CELL_EMPTY)
         || (n_cells > SN_BANK_COLUMN_AMOUNT && cells[SN_BANK_COLUMN_AMOUNT].type != SN_CELL_EMPTY);
}

static gboolean
prove_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  Proof *proof = data;
  gboolean right = TRUE;

  switch (proof->expectation)
    {
    case EXPECT_HEADING:
      if (is_heading (cells, n_cells))
        proof->expectation = proof->payments->len > 0 ? EXPECT_LINES : EXPECT_TOTAL;
      break;
    case EXPECT_LINES:
      right = holds_payment (cells, n_cells, g_ptr_array_index (proof->payments, proof->n_proved));
      if (++proof->n_proved == proof->payments->len)
        proof->expectation = EXPECT_TOTAL;
      break;
    case EXPECT_TOTAL:
      right = holds_totals (cells, n_cells, proof->payments);
      proof->expectation = EXPECT_NOTHING;
      break;
    case EXPECT_NOTHING:
    default:
      right = !is_payable (cells, n_cells);
      break;
    }
  if (!right)
    proof->wrong_row = row;
  return right;
}

gboolean
sn_bank_file_prove (const char *path, const char *display, GPtrArray *payments, GCancellable *cancellable, GError **error)
{
  g_auto (SnSheetInfo) info = { 0 };
  g_autoptr (GError) local_error = NULL;
  Proof proof = { .payments = payments };
  gboolean readable = sn_sheet_read (path, NULL, prove_row, &proof, &info, cancellable, &local_error);

  if (readable && proof.wrong_row == 0 && proof.expectation == EXPECT_NOTHING)
    return TRUE;
  if (!readable && !g_error_matches (local_error, SN_ERROR, SN_ERROR_INVALID_INPUT))
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (proof.wrong_row > 0)
    g_set_error (error, SN_ERROR, SN_ERROR_FAILED,
                 _ ("The bank's file “%s” was read back and differs from the batch in row %u, so it was not kept. Check the disk "
                    "and export again."), display, proof.wrong_row);
  else
    g_set_error (error, SN_ERROR, SN_ERROR_FAILED,
                 _ ("The bank's file “%s” was read back and is not whole, so it was not kept. Check the disk and export again."),
                 display);
  return FALSE;
}
