/* sn-failure-code.c: what a bank's words about a failed line mean, as an ISO 20022 status reason.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-payment-batch.h"

#include "sn-text.h"

#include <string.h>

/* The first words found decide. A death comes first, for a bank freezes that account too and nothing may be tried again; a
 * closed account before a wrong one; 户名 alone last of the data, since banks repeat the holder beside other reasons. The
 * words are those of simplify(). */
static const struct
{
  const char *words;
  const char *code;
} codes[] = {
  { "MD07", "MD07" },         { "死亡", "MD07" },         { "身故", "MD07" },         { "去世", "MD07" },
  { "亡故", "MD07" },         { "AC04", "AC04" },         { "销户", "AC04" },         { "注销", "AC04" },
  { "AC01", "AC01" },         { "账号不存在", "AC01" },   { "账户不存在", "AC01" },   { "卡号不存在", "AC01" },
  { "账号有误", "AC01" },     { "账号错误", "AC01" },     { "卡号有误", "AC01" },     { "卡号错误", "AC01" },
  { "账号无效", "AC01" },     { "无效账号", "AC01" },     { "无此账", "AC01" },       { "BE01", "BE01" },
  { "户名", "BE01" },         { "姓名", "BE01" },         { "名称不符", "BE01" },     { "名称不一致", "BE01" },
  { "AC06", "AC06" },         { "冻结", "AC06" },         { "止付", "AC06" },         { "状态异常", "AC06" },
  { "状态不正常", "AC06" },   { "久悬", "AC06" },         { "非柜面", "AC06" },       { "挂失", "AC06" },
  { "睡眠", "AC06" },         { "不动户", "AC06" },       { "AM02", "AM02" },         { "AM14", "AM02" },
  { "限额", "AM02" },         { "超限", "AM02" },         { "类户", "AM02" },         { "类账户", "AM02" },
  { "AM05", "AM05" },         { "重复", "AM05" },
};

/* Without blanks, half-width, capitals, and with the one of two characters for accounts that the table has. */
static char *
simplify (const char *reason)
{
  g_autofree char *squeezed = sn_text_squeeze (reason);
  g_autofree char *capitals = g_ascii_strup (squeezed, -1);
  g_autoptr (GString) text = g_string_new (capitals);

  g_string_replace (text, "帐", "账", 0);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

const char *
sn_failure_code_for_reason (const char *reason)
{
  g_autofree char *text = simplify (reason != NULL ? reason : "");

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (strstr (text, codes[i].words) != NULL)
      return codes[i].code;
  return "MS03";
}
