/* sn-bank-result.h: what a bank's word or code says about a payment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  SN_BANK_RESULT_UNKNOWN, /* somebody must look: a paid line taken for a failed one would be paid twice */
  SN_BANK_RESULT_OPEN,    /* blank, or 处理中: no answer yet */
  SN_BANK_RESULT_PAID,
  SN_BANK_RESULT_FAILED,
} SnBankResult;

/**
 * sn_bank_result_judge:
 * @text: 成功, 失败, 失败：户名不符, 0000, 0012 …
 * @reason: (out) (transfer full) (nullable): what stands behind the word, as in 失败：户名不符
 *
 * Only words that are known as a whole; codes of digits: all zeros are paid, others failed.
 */
SnBankResult sn_bank_result_judge (const char  *text,
                                   char       **reason);

G_END_DECLS
