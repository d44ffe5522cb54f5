/* sn-bank-file.h: the file by which a bank pays a batch.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-payment-batch.h"

G_BEGIN_DECLS

/* What was written and read back. */
typedef struct
{
  char   *path;
  gint64  control_count;
  gint64  control_sum_fen;
  char   *sha256; /* of the whole file, 64 hexadecimal digits */
} SnBankFileResult;

void     sn_bank_file_result_clear (SnBankFileResult      *result);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnBankFileResult, sn_bank_file_result_clear)

/**
 * sn_bank_file_write:
 * @batch: a BANK batch, approved or issued
 * @payments: SnPayment, all lines of the batch in their order
 * @format: "xlsx", "csv" (GB18030, CRLF), or "generic": one of the two by the suffix of @path
 * @path: the target; replaced as a whole, or left as it was
 * @result: (out caller-allocates): cleared with sn_bank_file_result_clear()
 *
 * The generic template: 序号, 户名, 账号, 开户行, 金额, 用途, 证件号 under a heading; below the lines one row 合计 with the
 * number of payments and their sum. There is no common format of banks; this one can be opened, checked and pasted. Accounts
 * and document numbers are text, in .csv too; the payee's interpunct is written as U+00B7. The file is private (0600).
 * 用途 is the same few words for every program: it stands on statements that others see, and some programs' titles tell an
 * illness. Free text that a spreadsheet would take for a formula stands behind an apostrophe in .csv.
 *
 * After writing it is read back by our own reader: every line, count and sum are compared with @payments. Only then it takes
 * its name.
 *
 * Errors: %SN_ERROR_REFUSED for another channel, another state, no lines, or a line without a usable account;
 * %SN_ERROR_INVALID_INPUT for an unknown format, naming those there are; %SN_ERROR_FAILED where the file read back differs;
 * %SN_ERROR_DISK_FULL; %G_IO_ERROR; %G_IO_ERROR_CANCELLED
 */
gboolean sn_bank_file_write        (const SnPaymentBatch  *batch,
                                    GPtrArray             *payments,
                                    const char            *format,
                                    const char            *path,
                                    SnBankFileResult      *result,
                                    GCancellable          *cancellable,
                                    GError               **error);

G_END_DECLS
