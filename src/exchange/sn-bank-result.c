/* sn-bank-result.c: what a bank's word or code says about a payment.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-bank-result.h"

#include "sn-roster-field.h"
#include "sn-text.h"

#include <string.h>

/* Whole words, folded (sn_roster_heading_fold()). 完成 is missing on purpose: it says that the bank has done its work, not
 * that anybody was paid. */
static const struct
{
  SnBankResult result;
  const char  *words; /* separated by blanks */
} WORDS[] = {
  { SN_BANK_RESULT_PAID,
    "成功 已成功 已发放 发放成功 交易成功 处理成功 已入账 已入帐 入账成功 入帐成功 代发成功 付款成功 支付成功 转账成功 转帐成功 "
    "记账成功 记帐成功 汇款成功 已到账 已到帐 已支付 已付款 是 s y yes true success successful succeeded acsc" },
  { SN_BANK_RESULT_FAILED,
    "失败 不成功 未成功 拒绝 已拒绝 退票 已退票 退回 已退回 交易失败 处理失败 发放失败 入账失败 入帐失败 代发失败 付款失败 支付失败 "
    "转账失败 转帐失败 记账失败 记帐失败 汇款失败 否 f n no false fail failed failure rjct" },
  { SN_BANK_RESULT_OPEN, "处理中 正在处理 银行处理中 交易处理中 待处理 未处理 受理中 已受理 已提交 待发送 已发送 待复核 pending" },
};

static SnBankResult
look_up_word (const char *folded)
{
  for (guint i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      g_auto (GStrv) words = g_strsplit (WORDS[i].words, " ", -1);

      if (g_strv_contains ((const char *const *) words, folded))
        return WORDS[i].result;
    }
  return SN_BANK_RESULT_UNKNOWN;
}

/* A lone 1 is success to one clerk and failure to another: whoever is taken for failed is paid twice, so somebody must say. */
static SnBankResult
judge_code (const char *digits, gsize length)
{
  if (length == 1 && *digits == '1')
    return SN_BANK_RESULT_UNKNOWN;
  return strspn (digits, "0") >= length ? SN_BANK_RESULT_PAID : SN_BANK_RESULT_FAILED;
}

/* 0000成功, 0012-交易失败: code and word must say the same. */
static SnBankResult
judge_code_and_word (const char *folded)
{
  gsize n_digits = strspn (folded, "0123456789");
  SnBankResult by_code = judge_code (folded, n_digits);
  SnBankResult by_word = look_up_word (folded + n_digits);

  return n_digits > 0 && by_code == by_word ? by_code : SN_BANK_RESULT_UNKNOWN;
}

#define SEPARATORS ":,;-([ "
#define CLOSING_SIGNS ")] "

/* 失败：户名不符, 交易失败(账号不存在). Not of short Latin words: "N/A" is no refusal. */
static SnBankResult
judge_word_and_reason (const char *text, char **reason)
{
  g_autofree char *clean = sn_text_clean (text);
  gsize word_length = strcspn (clean, SEPARATORS);
  g_autofree char *word = g_strndup (clean, word_length);
  g_autofree char *folded = sn_roster_heading_fold (word);
  const char *rest = clean + word_length;
  gsize rest_length;

  if (g_ascii_isalpha (*folded) || look_up_word (folded) != SN_BANK_RESULT_FAILED || strstr (rest, "成功") != NULL)
    return SN_BANK_RESULT_UNKNOWN;
  rest += strspn (rest, SEPARATORS);
  rest_length = strlen (rest);
  while (rest_length > 0 && strchr (CLOSING_SIGNS, rest[rest_length - 1]) != NULL)
    rest_length--;
  *reason = rest_length > 0 ? g_strndup (rest, rest_length) : NULL;
  return SN_BANK_RESULT_FAILED;
}

SnBankResult
sn_bank_result_judge (const char *text, char **reason)
{
  g_autofree char *squeezed = sn_text_squeeze (text);
  g_autofree char *folded = sn_roster_heading_fold (text);
  SnBankResult result;

  *reason = NULL;
  if (*squeezed == '\0')
    return SN_BANK_RESULT_OPEN;
  if (*folded == '\0')
    return SN_BANK_RESULT_UNKNOWN;
  if (strspn (folded, "0123456789") == strlen (folded))
    return judge_code (folded, strlen (folded));
  result = look_up_word (folded);
  if (result == SN_BANK_RESULT_UNKNOWN)
    result = judge_code_and_word (folded);
  return result != SN_BANK_RESULT_UNKNOWN ? result : judge_word_and_reason (text, reason);
}
