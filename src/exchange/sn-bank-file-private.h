/* sn-bank-file-private.h: what the bank's file holds, for those who write it and for its proof.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-bank-file.h"
#include "sn-workbook.h"

G_BEGIN_DECLS

typedef enum
{
  SN_BANK_COLUMN_LINE,
  SN_BANK_COLUMN_HOLDER,
  SN_BANK_COLUMN_ACCOUNT,
  SN_BANK_COLUMN_BANK,
  SN_BANK_COLUMN_AMOUNT,
  SN_BANK_COLUMN_PURPOSE,
  SN_BANK_COLUMN_DOCUMENT,
  SN_BANK_N_COLUMNS,
} SnBankColumn;

/* In the order of SnBankColumn */
extern const SnWorkbookColumn sn_bank_columns[SN_BANK_N_COLUMNS];

#define SN_BANK_TOTAL_LABEL "合计"

/* (transfer full): what the cell holds; amounts as 1200.00 */
char     *sn_bank_line_text       (const SnPayment  *payment,
                                   SnBankColumn      column);
/* (transfer full): the number of payments as the row 合计 has it */
char     *sn_bank_count_text      (guint             n_payments);
gint64    sn_bank_sum_fen         (GPtrArray        *payments);

/**
 * sn_bank_file_prove:
 * @path: .xlsx or .csv
 * @display: the name for sentences
 * @payments: SnPayment
 *
 * Reads the file and compares every cell of every line, count and sum with @payments.
 *
 * Errors: %SN_ERROR_FAILED where it differs in anything or is no such file; %G_IO_ERROR; %G_IO_ERROR_CANCELLED
 */
gboolean  sn_bank_file_prove      (const char       *path,
                                   const char       *display,
                                   GPtrArray        *payments,
                                   GCancellable     *cancellable,
                                   GError          **error);

G_END_DECLS
