/* sn-bank-answer.h: what the bank sent back: which lines were paid, and why the others were not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-payment-batch.h"

G_BEGIN_DECLS

/**
 * sn_bank_answer_read:
 * @path: .xlsx or .csv, told by its content
 * @rows: (out) (transfer full): SnAnswerRow, for sn_payment_batch_answer()
 * @faults: (out) (transfer full): SnFault of rows that could not be read (codes "result_unknown", "amount_garbage",
 *   "account_digits_lost"); such rows are not in @rows. sn_payment_batch_answer() adds to it.
 * @sha256: (out) (transfer full): of the file
 *
 * The heading is found under title rows by what banks call their columns: 序号, 账号, 户名, 金额, 处理结果, 失败原因, 交易日期
 * and their like; columns of other names (流水号) are not read. 处理结果 is required; it reads 成功 / 失败 and their like, or a code
 * (0000 and all zeros: paid, other digits: failed, a lone 1: nobody knows). What is not known as a whole word is a fault, never a guess: a paid line taken
 * for a failed one would be paid twice. A row whose result is blank or 处理中 is no answer yet and is left out without a fault;
 * totals, blank and signature rows are passed over, as is the heading of the next page. Accounts never pass through a double;
 * where the bank hides part of one, it is "". A reason without a result column's word is a failure only where the result says
 * so; a failure without one has the result's own words as its reason. Of a workbook every visible sheet with a heading is read.
 *
 * Errors: those of sn_sheet_read(); %SN_ERROR_INVALID_INPUT where no heading with a result and with line number or account is found
 */
gboolean sn_bank_answer_read (const char    *path,
                              GPtrArray    **rows,
                              GPtrArray    **faults,
                              char         **sha256,
                              GCancellable  *cancellable,
                              GError       **error);

G_END_DECLS
