/* sn-bank-file.c: the file by which a bank pays a batch, as text and as a workbook.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-bank-file.h"

#include "sn-bank-file-private.h"
#include "sn-csv-writer.h"
#include "sn-date.h"
#include "sn-error.h"
#include "sn-money.h"
#include "sn-private-file.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define SHEET_NAME "代发清单"
/* How often a long export looks whether it was cancelled. */
#define CHECK_LINES 1024

void
sn_bank_file_result_clear (SnBankFileResult *result)
{
  g_clear_pointer (&result->path, g_free);
  g_clear_pointer (&result->sha256, g_free);
}

/* ── Whether it may leave ──────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
refuse (const char *sentence, GError **error)
{
  g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED, sentence);
  return FALSE;
}

static gboolean
check_accounts (GPtrArray *payments, GError **error)
{
  guint n_missing = 0;
  int first = 0;

  for (guint i = 0; i < payments->len; i++)
    {
      const SnPayment *payment = g_ptr_array_index (payments, i);
      g_autofree char *account = sn_account_number_normalise (payment->account_number, NULL, NULL);

      if (account != NULL)
        continue;
      if (n_missing++ == 0)
        first = payment->line;
    }
  if (n_missing == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE, "%u line of the batch has no account that a bank could pay to: line %d. Void the batch, correct the "
                         "account and make the batch anew.",
                         "%u lines of the batch have no account that a bank could pay to, the first is line %d. Void the batch, "
                         "correct the accounts and make the batch anew.", n_missing),
               n_missing, first);
  return FALSE;
}

static gboolean
check_batch (const SnPaymentBatch *batch, GPtrArray *payments, GError **error)
{
  if (g_strcmp0 (batch->channel, "bank") != 0)
    return refuse (_ ("Only a batch that a bank pays has a bank's file. Print the sign sheet for this one."), error);
  if (g_strcmp0 (batch->state, "approved") != 0 && g_strcmp0 (batch->state, "issued") != 0)
    return refuse (_ ("The bank gets its file once the batch is approved, and no other when it has answered. Approve a draft "
                      "first."), error);
  if (payments->len == 0)
    return refuse (_ ("The batch has no lines, so there is nothing to pay. Make a batch of approved lines."), error);
  return check_accounts (payments, error);
}

/* ── Text ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Digits stay what they are; what people typed must not become a formula. */
static gboolean
is_free_text (guint column)
{
  return column == SN_BANK_COLUMN_HOLDER || column == SN_BANK_COLUMN_BANK || column == SN_BANK_COLUMN_PURPOSE
         || column == SN_BANK_COLUMN_DOCUMENT;
}

static void
append_cell (GString *csv, guint column, const char *text)
{
  g_autofree char *safe = is_free_text (column) ? sn_csv_neutralise (text) : g_strdup (text);

  sn_csv_append_field (csv, safe);
  g_string_append (csv, column + 1 < SN_BANK_N_COLUMNS ? "," : "\r\n");
}

static void
append_total (GString *csv, GPtrArray *payments)
{
  g_autofree char *count = sn_bank_count_text (payments->len);
  g_autofree char *sum = sn_money_format_plain (sn_bank_sum_fen (payments));
  const char *const cells[SN_BANK_N_COLUMNS] = {
    [SN_BANK_COLUMN_LINE] = SN_BANK_TOTAL_LABEL,
    [SN_BANK_COLUMN_HOLDER] = count,
    [SN_BANK_COLUMN_AMOUNT] = sum,
  };

  for (guint i = 0; i < SN_BANK_N_COLUMNS; i++)
    append_cell (csv, i, cells[i] != NULL ? cells[i] : "");
}

/* (transfer full) (nullable): UTF-8 */
static char *
make_csv (GPtrArray *payments, GCancellable *cancellable, GError **error)
{
  g_autoptr (GString) csv = g_string_new (NULL);

  for (guint i = 0; i < SN_BANK_N_COLUMNS; i++)
    append_cell (csv, i, sn_bank_columns[i].heading);
  for (guint i = 0; i < payments->len; i++)
    {
      if (i % CHECK_LINES == 0 && g_cancellable_set_error_if_cancelled (cancellable, error))
        return NULL;
      for (guint column = 0; column < SN_BANK_N_COLUMNS; column++)
        {
          g_autofree char *text = sn_bank_line_text (g_ptr_array_index (payments, i), (SnBankColumn) column);

          append_cell (csv, column, text);
        }
    }
  append_total (csv, payments);
  return g_string_free (g_steal_pointer (&csv), FALSE);
}

static gboolean
write_csv (const SnPaymentBatch *batch, GPtrArray *payments, const char *path, char **sha256, GCancellable *cancellable,
           GError **error)
{
  g_autoptr (SnPrivateFile) file = sn_private_file_new (path, error);
  g_autofree char *text = file != NULL ? make_csv (payments, cancellable, error) : NULL;
  g_autofree char *bytes = NULL;
  gsize length_bytes = 0;

  if (text == NULL)
    return FALSE;
  bytes = g_convert (text, -1, "GB18030", "UTF-8", NULL, &length_bytes, NULL);
  if (bytes == NULL)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED,
                           _ ("The batch holds a character that GB18030 does not have. Export the bank's file as .xlsx."));
      return FALSE;
    }
  return sn_private_file_write (file, bytes, length_bytes, error)
         && sn_bank_file_prove (sn_private_file_get_temporary (file), sn_private_file_get_display (file), payments, cancellable,
                                error)
         && sn_private_file_place (file, sha256, cancellable, error);
}

/* ── Workbook ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_heading (SnWorkbook *workbook, const SnPaymentBatch *batch)
{
  const char *program = batch->program != NULL ? batch->program : "";
  g_autofree char *title = g_strdup_printf ("%s代发清单（第%d批）", batch->program_title != NULL ? batch->program_title : "",
                                            batch->number);
  g_autofree char *left = g_strdup_printf ("帮困项目：%s　批次：%d", program, batch->number);
  g_autofree char *centre = NULL;
  GDate today;

  sn_clock_today (&today);
  centre = g_strdup_printf ("制表日期：%d年%d月%d日", g_date_get_year (&today), g_date_get_month (&today), g_date_get_day (&today));
  sn_workbook_add_sheet (workbook, SHEET_NAME, SN_WORKBOOK_LANDSCAPE, sn_bank_columns, SN_BANK_N_COLUMNS);
  sn_workbook_write_heading (workbook, title, left, centre, "单位：元");
}

static void
write_line (SnWorkbook *workbook, const SnPayment *payment)
{
  for (guint i = 0; i < SN_BANK_N_COLUMNS; i++)
    {
      g_autofree char *text = sn_bank_line_text (payment, (SnBankColumn) i);

      if (i == SN_BANK_COLUMN_AMOUNT)
        sn_workbook_write_fen (workbook, i, sn_bank_columns[i].style, payment->amount_fen);
      else
        sn_workbook_write_text (workbook, i, sn_bank_columns[i].style, text);
    }
}

static void
write_end (SnWorkbook *workbook, GPtrArray *payments, guint first_row)
{
  gint64 sum_fen = sn_bank_sum_fen (payments);
  g_autofree char *count = sn_bank_count_text (payments->len);
  g_autofree char *operands = sn_workbook_range (SN_BANK_COLUMN_AMOUNT, first_row, first_row + payments->len - 1);
  g_autofree char *capitals = sn_money_format_capitals (sum_fen);
  g_autofree char *words = g_strconcat ("合计金额（大写）：人民币", capitals, NULL);

  sn_workbook_next_row (workbook);
  sn_workbook_write_text (workbook, SN_BANK_COLUMN_LINE, SN_WORKBOOK_TOTAL_TEXT, SN_BANK_TOTAL_LABEL);
  sn_workbook_write_text (workbook, SN_BANK_COLUMN_HOLDER, SN_WORKBOOK_TOTAL_TEXT, count);
  sn_workbook_fill_row (workbook, SN_BANK_COLUMN_ACCOUNT, SN_BANK_COLUMN_BANK, SN_WORKBOOK_TOTAL_TEXT);
  sn_workbook_write_sum_formula (workbook, SN_BANK_COLUMN_AMOUNT, SN_WORKBOOK_TOTAL_MONEY, operands, sum_fen);
  sn_workbook_fill_row (workbook, SN_BANK_COLUMN_PURPOSE, SN_BANK_COLUMN_DOCUMENT, SN_WORKBOOK_TOTAL_TEXT);
  sn_workbook_next_row (workbook);
  sn_workbook_write_merged (workbook, 0, SN_BANK_N_COLUMNS - 1, SN_WORKBOOK_TEXT, words);
  sn_workbook_write_signature (workbook);
}

static gboolean
prove_workbook (const char *path, const char *display, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_bank_file_prove (path, display, data, cancellable, error);
}

static gboolean
write_xlsx (const SnPaymentBatch *batch, GPtrArray *payments, const char *path, char **sha256, GCancellable *cancellable,
            GError **error)
{
  g_autoptr (SnWorkbook) workbook = sn_workbook_new (path, cancellable, error);
  g_auto (SnExportResult) exported = { 0 };
  guint first_row;

  if (workbook == NULL)
    return FALSE;
  write_heading (workbook, batch);
  first_row = sn_workbook_get_row (workbook) + 1;
  for (guint i = 0; i < payments->len && sn_workbook_next_row (workbook); i++)
    write_line (workbook, g_ptr_array_index (payments, i));
  write_end (workbook, payments, first_row);
  sn_workbook_set_proof (workbook, prove_workbook, payments);
  if (!sn_workbook_finish (workbook, payments->len, sn_bank_sum_fen (payments), &exported, error))
    return FALSE;
  *sha256 = g_steal_pointer (&exported.sha256);
  return TRUE;
}

/* ── Formats ───────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef gboolean (*WriteFunc) (const SnPaymentBatch *batch, GPtrArray *payments, const char *path, char **sha256,
                               GCancellable *cancellable, GError **error);

static const struct
{
  const char *name;
  const char *suffix;
  WriteFunc   write;
} FORMATS[] = {
  { "xlsx", ".xlsx", write_xlsx },
  { "csv", ".csv", write_csv },
};

static WriteFunc
find_format (const char *format, const char *path, GError **error)
{
  gboolean generic = strcmp (format, "generic") == 0;
  g_autofree char *lower = g_ascii_strdown (path, -1);

  for (gsize i = 0; i < G_N_ELEMENTS (FORMATS); i++)
    if (generic ? g_str_has_suffix (lower, FORMATS[i].suffix) : strcmp (format, FORMATS[i].name) == 0)
      return FORMATS[i].write;
  if (generic)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                         _ ("The name of the bank's file tells no format. Let it end in .xlsx or .csv, or choose one of the "
                            "formats xlsx and csv."));
  else
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                 _ ("“%s” is not a format of a bank's file. Choose one of: xlsx, csv, generic."), format);
  return NULL;
}

gboolean
sn_bank_file_write (const SnPaymentBatch  *batch,
                    GPtrArray             *payments,
                    const char            *format,
                    const char            *path,
                    SnBankFileResult      *result,
                    GCancellable          *cancellable,
                    GError               **error)
{
  WriteFunc write_format;
  char *sha256 = NULL;

  g_return_val_if_fail (batch != NULL && payments != NULL && format != NULL && path != NULL && result != NULL, FALSE);

  write_format = find_format (format, path, error);
  if (write_format == NULL || !check_batch (batch, payments, error)
      || !write_format (batch, payments, path, &sha256, cancellable, error))
    return FALSE;
  *result = (SnBankFileResult) {
    .path = g_strdup (path),
    .control_count = payments->len,
    .control_sum_fen = sn_bank_sum_fen (payments),
    .sha256 = sha256,
  };
  return TRUE;
}
