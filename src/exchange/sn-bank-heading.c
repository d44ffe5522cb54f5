/* sn-bank-heading.c: what banks call the columns of their answers.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-bank-heading.h"

#include "sn-roster-field.h"

#include <string.h>

#define MAX_HEADING_ROWS 2

/* Whole headings, folded (sn_roster_heading_fold()), best first within a field: the word beside the code, the amount that was
 * to be paid beside the one that was. What the payer is called (付款账号, 付款户名) is in no list on purpose. */
static const struct
{
  SnBankField field;
  const char *headings; /* separated by blanks */
} SYNONYMS[] = {
  { SN_BANK_FIELD_LINE, "序号 明细序号 顺序号 笔号 行号 序列号 明细编号" },
  { SN_BANK_FIELD_ACCOUNT,
    "收款账号 收款帐号 收款人账号 收款人帐号 收款方账号 收款方帐号 入账账号 入帐帐号 转入账号 转入帐号 对方账号 对方帐号 "
    "客户账号 客户帐号 账号 帐号" },
  { SN_BANK_FIELD_HOLDER,
    "户名 收款户名 收款人户名 收款人名称 收款人姓名 收款方户名 收款方名称 收款账户名称 收款帐户名称 收款账号名称 收款帐号名称 "
    "账号名称 帐号名称 对方户名 客户姓名 客户名称 客户名" },
  { SN_BANK_FIELD_AMOUNT, "金额 交易金额 代发金额 发放金额 转账金额 转帐金额 付款金额 支付金额 发生额 交易额" },
  { SN_BANK_FIELD_RESULT,
    "处理结果 交易结果 代发结果 发放结果 入账结果 入帐结果 付款结果 支付结果 转账结果 转帐结果 记账结果 处理状态 交易状态 "
    "代发状态 发放状态 入账状态 入帐状态 付款状态 支付状态 转账状态 转帐状态 记账状态 明细状态 记录状态 成功标志 成功标识 "
    "处理标志 交易标志 是否成功 结果 状态 返回码 返回代码 响应码 应答码 交易返回码 处理结果代码 处理代码 结果代码 result status" },
  { SN_BANK_FIELD_REASON,
    "失败原因 不成功原因 错误原因 退票原因 退回原因 拒绝原因 原因 失败说明 错误说明 失败信息 错误信息 错误描述 返回信息 返回描述 "
    "响应信息 应答信息 处理信息 处理结果说明 结果说明 结果描述 处理说明 状态说明 交易说明 reason message" },
  { SN_BANK_FIELD_DATE,
    "交易日期 处理日期 入账日期 入帐日期 到账日期 到帐日期 记账日期 发放日期 代发日期 付款日期 完成日期 交易时间 处理时间 "
    "入账时间 入帐时间 到账时间 发放时间 完成时间 日期 date" },
};

/* What rosters call these columns is known already. */
static const struct
{
  SnRosterField roster_field;
  SnBankField   field;
  guint         strength;
} ROSTER_FIELDS[] = {
  { SN_ROSTER_FIELD_SEQUENCE, SN_BANK_FIELD_LINE, 2000 },  { SN_ROSTER_FIELD_ACCOUNT, SN_BANK_FIELD_ACCOUNT, 2000 },
  { SN_ROSTER_FIELD_HOLDER, SN_BANK_FIELD_HOLDER, 2000 },  { SN_ROSTER_FIELD_NAME, SN_BANK_FIELD_HOLDER, 1000 },
  { SN_ROSTER_FIELD_AMOUNT, SN_BANK_FIELD_AMOUNT, 2000 },  { SN_ROSTER_FIELD_NOTE, SN_BANK_FIELD_REASON, 1000 },
};

#define SYNONYM_STRENGTH 4000

typedef struct
{
  SnBankField field;
  guint       strength;
} Synonym;

static GHashTable *
build_synonyms (void)
{
  GHashTable *synonyms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (SYNONYMS); i++)
    {
      g_auto (GStrv) headings = g_strsplit (SYNONYMS[i].headings, " ", -1);

      for (guint j = 0; headings[j] != NULL; j++)
        {
          Synonym synonym = { SYNONYMS[i].field, SYNONYM_STRENGTH - j };

          g_hash_table_insert (synonyms, g_strdup (headings[j]), g_memdup2 (&synonym, sizeof synonym));
        }
    }
  return synonyms;
}

static const Synonym *
lookup_synonym (const char *text)
{
  static GHashTable *synonyms;
  g_autofree char *whole = sn_roster_heading_fold (text);
  g_autofree char *outside = sn_roster_heading_fold_outside (text);
  const Synonym *synonym;

  if (g_once_init_enter (&synonyms))
    g_once_init_leave (&synonyms, build_synonyms ());
  synonym = g_hash_table_lookup (synonyms, whole);
  return synonym != NULL ? synonym : g_hash_table_lookup (synonyms, outside);
}

SnBankField
sn_bank_heading_match (const char *text, guint *strength)
{
  const Synonym *synonym = lookup_synonym (text);
  SnRosterField roster_field;
  guint roster_strength;

  *strength = 0;
  if (synonym != NULL)
    {
      *strength = synonym->strength;
      return synonym->field;
    }
  roster_field = sn_roster_heading_match (text, TRUE, &roster_strength);
  /* 发放 over a bank's columns may as well say whether it was paid. */
  if (roster_strength < SN_ROSTER_MATCH_PART)
    return SN_BANK_N_FIELDS;
  for (guint i = 0; i < G_N_ELEMENTS (ROSTER_FIELDS); i++)
    {
      if (ROSTER_FIELDS[i].roster_field != roster_field)
        continue;
      *strength = ROSTER_FIELDS[i].strength + roster_strength;
      return ROSTER_FIELDS[i].field;
    }
  return SN_BANK_N_FIELDS;
}

/* In merged headings the lowest row that says anything names the column: 收款人 over 账号. */
static const char *
get_lowest_text (SnSheetLine **rows, guint n_rows, guint column)
{
  for (guint i = n_rows; i > 0; i--)
    if (!sn_sheet_line_is_blank (rows[i - 1], column))
      return sn_sheet_line_get_text (rows[i - 1], column);
  return "";
}

/* Returns how many fields were found; 0 where it is no heading of an answer. */
static guint
judge_rows (SnSheetLine **rows, guint n_rows, SnBankHeading *heading)
{
  guint best[SN_BANK_N_FIELDS] = { 0 };
  guint n_columns = 0, n_found = 0;

  *heading = (SnBankHeading) { .last_row = rows[n_rows - 1]->row };
  for (guint i = 0; i < SN_BANK_N_FIELDS; i++)
    heading->columns[i] = -1;
  for (guint i = 0; i < n_rows; i++)
    n_columns = MAX (n_columns, rows[i]->n_cells);
  for (guint column = 0; column < n_columns; column++)
    {
      guint strength;
      SnBankField field = sn_bank_heading_match (get_lowest_text (rows, n_rows, column), &strength);

      if (field == SN_BANK_N_FIELDS || strength <= best[field])
        continue;
      n_found += best[field] == 0;
      best[field] = strength;
      heading->columns[field] = (int) column;
    }
  if (heading->columns[SN_BANK_FIELD_RESULT] < 0
      || (heading->columns[SN_BANK_FIELD_LINE] < 0 && heading->columns[SN_BANK_FIELD_ACCOUNT] < 0))
    return 0;
  return n_found;
}

gboolean
sn_bank_heading_find (GPtrArray *lines, SnBankHeading *heading)
{
  guint best = 0;

  /* One row before two, upper before lower: a title is not taken in, nor the heading of the next page. */
  for (guint n_rows = 1; n_rows <= MAX_HEADING_ROWS; n_rows++)
    for (guint first = 0; first + n_rows <= lines->len; first++)
      {
        SnSheetLine **rows = (SnSheetLine **) lines->pdata + first;
        SnBankHeading candidate;
        guint n_found;

        if (rows[n_rows - 1]->row != rows[0]->row + n_rows - 1)
          continue;
        n_found = judge_rows (rows, n_rows, &candidate);
        if (n_found <= best)
          continue;
        best = n_found;
        *heading = candidate;
      }
  return best > 0;
}
