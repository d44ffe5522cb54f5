/* sn-roster-field.c: what a column of a roster can hold, and the words offices head it with.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-field.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "sn-error.h"
#include "sn-text.h"

static const char *const FIELD_KEYS[SN_ROSTER_N_FIELDS] = {
  [SN_ROSTER_FIELD_NONE] = "ignore",
  [SN_ROSTER_FIELD_SEQUENCE] = "seq",
  [SN_ROSTER_FIELD_NAME] = "name",
  [SN_ROSTER_FIELD_DOCUMENT] = "id",
  [SN_ROSTER_FIELD_SEX] = "sex",
  [SN_ROSTER_FIELD_BIRTH] = "birth",
  [SN_ROSTER_FIELD_AGE] = "age",
  [SN_ROSTER_FIELD_ETHNIC_GROUP] = "ethnic_group",
  [SN_ROSTER_FIELD_ADDRESS] = "address",
  [SN_ROSTER_FIELD_REGISTERED_ADDRESS] = "registered_address",
  [SN_ROSTER_FIELD_TOWN] = "town",
  [SN_ROSTER_FIELD_VILLAGE] = "village",
  [SN_ROSTER_FIELD_CATEGORY] = "category",
  [SN_ROSTER_FIELD_DISABILITY_KIND] = "disability_kind",
  [SN_ROSTER_FIELD_DISABILITY_LEVEL] = "disability_level",
  [SN_ROSTER_FIELD_DISABILITY_CERTIFICATE] = "disability_certificate",
  [SN_ROSTER_FIELD_HOUSEHOLD_NUMBER] = "household_number",
  [SN_ROSTER_FIELD_HEAD_NAME] = "head_name",
  [SN_ROSTER_FIELD_HEAD_DOCUMENT] = "head_id",
  [SN_ROSTER_FIELD_RELATION] = "relation",
  [SN_ROSTER_FIELD_BANK] = "bank",
  [SN_ROSTER_FIELD_ACCOUNT] = "account",
  [SN_ROSTER_FIELD_HOLDER] = "holder",
  [SN_ROSTER_FIELD_AMOUNT] = "amount",
  [SN_ROSTER_FIELD_RATE] = "rate",
  [SN_ROSTER_FIELD_PHONE] = "phone",
  [SN_ROSTER_FIELD_NOTE] = "remark",
  [SN_ROSTER_FIELD_DEATH] = "death",
  [SN_ROSTER_FIELD_SCORE] = "score",
};

static const char *const FIELD_LABELS[SN_ROSTER_N_FIELDS] = {
  [SN_ROSTER_FIELD_NONE] = N_("Not read"),
  [SN_ROSTER_FIELD_SEQUENCE] = N_("Sequence number"),
  [SN_ROSTER_FIELD_NAME] = N_("Name"),
  [SN_ROSTER_FIELD_DOCUMENT] = N_("ID number"),
  [SN_ROSTER_FIELD_SEX] = N_("Sex"),
  [SN_ROSTER_FIELD_BIRTH] = N_("Birth date"),
  [SN_ROSTER_FIELD_AGE] = N_("Age"),
  [SN_ROSTER_FIELD_ETHNIC_GROUP] = N_("Ethnic group"),
  [SN_ROSTER_FIELD_ADDRESS] = N_("Address"),
  [SN_ROSTER_FIELD_REGISTERED_ADDRESS] = N_("Registered address"),
  [SN_ROSTER_FIELD_TOWN] = N_("Town"),
  [SN_ROSTER_FIELD_VILLAGE] = N_("Village"),
  [SN_ROSTER_FIELD_CATEGORY] = N_("Category"),
  [SN_ROSTER_FIELD_DISABILITY_KIND] = N_("Kind of disability"),
  [SN_ROSTER_FIELD_DISABILITY_LEVEL] = N_("Level of disability"),
  [SN_ROSTER_FIELD_DISABILITY_CERTIFICATE] = N_("Disability certificate"),
  [SN_ROSTER_FIELD_HOUSEHOLD_NUMBER] = N_("Household number"),
  [SN_ROSTER_FIELD_HEAD_NAME] = N_("Name of the head of the household"),
  [SN_ROSTER_FIELD_HEAD_DOCUMENT] = N_("ID number of the head of the household"),
  [SN_ROSTER_FIELD_RELATION] = N_("Relation to the head of the household"),
  [SN_ROSTER_FIELD_BANK] = N_("Bank"),
  [SN_ROSTER_FIELD_ACCOUNT] = N_("Account number"),
  [SN_ROSTER_FIELD_HOLDER] = N_("Account holder"),
  [SN_ROSTER_FIELD_AMOUNT] = N_("Amount"),
  [SN_ROSTER_FIELD_RATE] = N_("Rate"),
  [SN_ROSTER_FIELD_PHONE] = N_("Telephone"),
  [SN_ROSTER_FIELD_NOTE] = N_("Note"),
  [SN_ROSTER_FIELD_DEATH] = N_("Day of death"),
  [SN_ROSTER_FIELD_SCORE] = N_("Score"),
};

/* Whole headings, folded (sn_roster_heading_fold()), best first within a field: the column 实发金额 is what is paid even
 * where 应发金额 stands beside it. */
static const struct
{
  SnRosterField field;
  const char   *headings; /* separated by blanks */
} SYNONYMS[] = {
  { SN_ROSTER_FIELD_SEQUENCE, "序号 编号 顺序号 行号 序列 序 no number" },
  { SN_ROSTER_FIELD_NAME,
    "姓名 受助人姓名 对象姓名 补助对象姓名 补贴对象姓名 救助对象姓名 帮困对象姓名 慰问对象姓名 保障对象姓名 享受人姓名 "
    "享受对象姓名 受益人姓名 受助对象姓名 发放对象姓名 领取人姓名 人员姓名 本人姓名 个人姓名 申请人姓名 老人姓名 儿童姓名 "
    "职工姓名 党员姓名 参保人姓名 成员姓名 家庭成员姓名 被慰问人姓名 被帮困人姓名 受助人 补助对象 受益人 享受人 name 名字 "
    "申请人 慰问对象 帮困对象 救助对象 发放对象 领取人" },
  { SN_ROSTER_FIELD_DOCUMENT,
    "身份证号码 身份证号 公民身份号码 公民身份证号码 公民身份证号 居民身份证号码 居民身份证号 身份号码 证件号码 证件号 "
    "身份证件号码 身份证件号 身份证 居民身份证 本人身份证号 本人身份证号码 受助人身份证号 受助人身份证号码 对象身份证号 "
    "对象身份证号码 补助对象身份证号 补助对象身份证号码 有效证件号码 有效证件号 二代身份证号 二代身份证号码 18位身份证号 "
    "18位身份证号码 身份证号码18位 身份证号18位 申请人身份证号 申请人身份证号码 idnumber idno idcard id" },
  { SN_ROSTER_FIELD_SEX, "性别 男女 sex gender" },
  { SN_ROSTER_FIELD_BIRTH, "出生日期 出生年月日 出生年月 生日 出生时间 出生 birthday birthdate dateofbirth" },
  { SN_ROSTER_FIELD_AGE, "年龄 周岁 岁数 实足年龄 age" },
  { SN_ROSTER_FIELD_ADDRESS,
    "家庭住址 家庭地址 现住址 住址 地址 居住地址 详细地址 通讯地址 联系地址 现居住地址 现居住地 居住地 实际居住地 "
    "实际居住地址 门牌号 家庭详细地址 address" },
  { SN_ROSTER_FIELD_REGISTERED_ADDRESS, "户籍地址 户籍所在地 户口所在地 户籍所在地址 户口所在地址 户口地址 户籍地 户籍住址 户籍详细地址" },
  { SN_ROSTER_FIELD_TOWN,
    "街镇 所属街镇 所在街镇 街道镇 镇街道 镇街 乡镇 乡镇街道 街道乡镇 街道 所属街道 所属镇 所属乡镇 所在镇 所在街道 所在乡镇 "
    "所属镇街道 所属街道镇 所属镇街 街镇名称 镇名 镇 镇乡街道 户籍街镇 居住街镇 街道办事处 town" },
  { SN_ROSTER_FIELD_VILLAGE,
    "村居 居村委 居村委会 村居委会 村居委 居委会 村委会 居委 村委 村 居村 所属村居 所在村居 所属居村委 所属村居委会 所属居村委会 "
    "居住村居 村居名称 村社区 社区 所属社区 所属村社区 社区村 村居社区 居民区 行政村 所在村 所属村 居村民委员会 村居民委员会 "
    "村民委员会 居民委员会 居委村委 村委居委 village" },
  { SN_ROSTER_FIELD_CATEGORY,
    "对象类别 人员类别 补贴类别 补助类别 救助类别 类别 帮困类别 困难类别 困难类型 对象类型 人员类型 补贴类型 补助类型 救助类型 "
    "身份类别 保障类别 家庭类别 优抚类别 慰问类别 享受类别 人员性质 对象性质 困难对象类别 类型 人员身份 category" },
  { SN_ROSTER_FIELD_HOUSEHOLD_NUMBER,
    "户号 低保证号 低保证编号 户编号 家庭编号 户口簿号 户口簿编号 家庭户号 救助证号 户口本号 低保户号 保障证号" },
  { SN_ROSTER_FIELD_HEAD_NAME, "户主姓名 户主 户主名 户主名字 家庭户主 户主本人姓名 所属户主 低保户主" },
  { SN_ROSTER_FIELD_HEAD_DOCUMENT,
    "户主身份证号码 户主身份证号 户主身份证 户主证件号码 户主证件号 户主公民身份号码 户主身份号码 户主居民身份证号码" },
  { SN_ROSTER_FIELD_RELATION, "与户主关系 与户主的关系 户主关系 同户主关系 家庭关系 关系 与户主之关系 和户主关系" },
  { SN_ROSTER_FIELD_BANK,
    "开户银行 开户行 银行名称 开户行名称 开户银行名称 银行 发放银行 代发银行 所属银行 收款银行 收款人开户行 开户网点 "
    "开户行及网点 开户支行 开户机构 收款行 收款行名称 发卡银行 发卡行 领款银行 金融机构 bank" },
  { SN_ROSTER_FIELD_ACCOUNT,
    "银行账号 银行帐号 银行卡号 银行账户 银行帐户 账号 帐号 卡号 账户号码 帐户号码 账户号 帐户号 银行卡账号 银行卡帐号 "
    "社保卡银行账号 社保卡银行帐号 社保卡银行卡号 社保卡账号 社保卡帐号 社保卡号 社保卡金融账号 存折账号 存折帐号 存折号 存折卡号 "
    "收款账号 收款帐号 收款人账号 收款人帐号 收款账户 收款人账户 发放账号 发放帐号 开户账号 开户帐号 银行卡号存折号 "
    "银行卡存折号 账号卡号 卡号账号 账户 帐户 账卡号 帐卡号 本人银行卡号 本人银行账号 领款账号 一卡通账号 一卡通帐号 一卡通号 "
    "一卡通卡号 银行存折账号 银行卡或存折账号 银行卡号账号 银行卡 account accountnumber" },
  { SN_ROSTER_FIELD_HOLDER,
    "户名 开户名 账户名 帐户名 账户户名 开户人 开户人姓名 开户姓名 持卡人 持卡人姓名 账户名称 帐户名称 银行户名 收款人户名 "
    "收款人姓名 收款人 收款户名 账户姓名 帐户姓名 存折户名 账户所有人 户名持卡人" },
  { SN_ROSTER_FIELD_AMOUNT,
    "实发金额 实发 实际发放金额 实发补助金额 实发合计 实际金额 应发金额合计 合计金额 发放金额 补助金额 补贴金额 救助金额 "
    "帮困金额 慰问金额 金额 慰问金 补助金 补助资金 补贴资金 发放金额合计 补助金额合计 金额合计 总金额 资助金额 享受金额 本次发放金额 "
    "本次补助金额 补助款 帮困金 救助金 节日补助金额 一次性补助金额 一次性补助 资金 应发金额 应发 应发合计 核定金额 拟发金额 "
    "拟发放金额 拨付金额 领取金额 合计 amount" },
  { SN_ROSTER_FIELD_RATE,
    "补助标准 补贴标准 发放标准 帮困标准 救助标准 慰问标准 享受标准 标准 补助项目 补贴项目 帮困项目 发放项目 项目 项目名称 享受项目 "
    "档次 补助档次 分档 rate" },
  { SN_ROSTER_FIELD_PHONE,
    "联系电话 手机号码 手机号 手机 电话 电话号码 联系方式 联系手机 本人电话 本人联系电话 联系电话手机 移动电话 固定电话 "
    "家庭电话 本人手机号 本人手机号码 受助人电话 联系人电话 tel phone mobile" },
  { SN_ROSTER_FIELD_DEATH, "死亡日期 死亡时间 去世日期 去世时间 亡故日期 死亡年月日 身故日期 逝世日期 火化日期 dateofdeath" },
  { SN_ROSTER_FIELD_SCORE,
    "综合困难评分 困难评分 残联综合困难评分 评分 综合评分 得分 总分 分值 综合得分 困难得分 评估得分 困难指数 "
    "自负金额 自负费用 自负医疗费用 自负医疗费 自负额 自付金额 自付费用 自付医疗费用 自付医疗费 自付额 个人自负 个人自负金额 个人自付 个人自付金额 "
    "自负合计 自负自费合计 自负加自费 自负自费金额 自负和自费金额 score" },
  { SN_ROSTER_FIELD_ETHNIC_GROUP, "民族 民族成份 民族成分 民族名称 族别 所属民族 本人民族 ethnicgroup" },
  { SN_ROSTER_FIELD_DISABILITY_KIND,
    "残疾类别 残疾类型 残疾种类 残疾类别等级 残疾类别及等级 残疾类别和等级 残疾类别与等级 残疾类别级别 残疾类别及级别 残疾类型等级 残疾类型及等级 "
    "主要残疾类别 残疾情况 残疾状况 残别 残疾" },
  { SN_ROSTER_FIELD_DISABILITY_LEVEL, "残疾等级 残疾级别 残疾程度 残级 残疾证等级" },
  { SN_ROSTER_FIELD_DISABILITY_CERTIFICATE,
    "残疾证号 残疾证号码 残疾人证号 残疾人证号码 残疾证编号 残疾人证编号 残疾人证件号 残疾人证件号码 残疾证件号 残疾证件号码 残疾证 残疾人证 "
    "第二代残疾人证号 第三代残疾人证号 持证残疾人证号" },
  { SN_ROSTER_FIELD_NOTE, "备注 说明 备注说明 备考 附注 情况说明 困难情况 困难原因 remark remarks note" },
};

/* Over numbers each is an amount, over words the rate or something else. Best first. */
static const char *const WEAK_AMOUNTS[] = { "补助", "补贴", "发放" };

/* Words inside longer headings, tried in this order. NONE ends the search: such a column belongs to somebody else. */
static const struct
{
  const char   *word;
  SnRosterField field;
} PARTS[] = {
  { "与户主", SN_ROSTER_FIELD_RELATION },
  { "户主身份", SN_ROSTER_FIELD_HEAD_DOCUMENT },
  { "户主证件", SN_ROSTER_FIELD_HEAD_DOCUMENT },
  { "户主姓名", SN_ROSTER_FIELD_HEAD_NAME },
  { "户主", SN_ROSTER_FIELD_NONE },
  { "监护人", SN_ROSTER_FIELD_NONE },
  { "代领", SN_ROSTER_FIELD_NONE },
  { "代办", SN_ROSTER_FIELD_NONE },
  { "配偶", SN_ROSTER_FIELD_NONE },
  { "父亲", SN_ROSTER_FIELD_NONE },
  { "母亲", SN_ROSTER_FIELD_NONE },
  { "子女", SN_ROSTER_FIELD_NONE },
  { "经办", SN_ROSTER_FIELD_NONE },
  { "签", SN_ROSTER_FIELD_NONE },
  { "是否", SN_ROSTER_FIELD_NONE },
  { "发证", SN_ROSTER_FIELD_NONE },
  { "有效期", SN_ROSTER_FIELD_NONE },
  { "残疾证号", SN_ROSTER_FIELD_DISABILITY_CERTIFICATE },
  { "残疾人证号", SN_ROSTER_FIELD_DISABILITY_CERTIFICATE },
  { "残疾类别", SN_ROSTER_FIELD_DISABILITY_KIND },
  { "残疾类型", SN_ROSTER_FIELD_DISABILITY_KIND },
  { "残疾等级", SN_ROSTER_FIELD_DISABILITY_LEVEL },
  { "残疾级别", SN_ROSTER_FIELD_DISABILITY_LEVEL },
  { "残疾", SN_ROSTER_FIELD_NONE },
  { "少数民族", SN_ROSTER_FIELD_NONE },
  { "民族", SN_ROSTER_FIELD_ETHNIC_GROUP },
  { "人口", SN_ROSTER_FIELD_NONE },
  { "人数", SN_ROSTER_FIELD_NONE },
  { "户数", SN_ROSTER_FIELD_NONE },
  { "月数", SN_ROSTER_FIELD_NONE },
  { "月份", SN_ROSTER_FIELD_NONE },
  { "大写", SN_ROSTER_FIELD_NONE },
  { "证件类型", SN_ROSTER_FIELD_NONE },
  { "证件种类", SN_ROSTER_FIELD_NONE },
  { "证件名称", SN_ROSTER_FIELD_NONE },
  { "身份证", SN_ROSTER_FIELD_DOCUMENT },
  { "身份号码", SN_ROSTER_FIELD_DOCUMENT },
  { "证件号", SN_ROSTER_FIELD_DOCUMENT },
  { "行号", SN_ROSTER_FIELD_NONE },
  { "联行", SN_ROSTER_FIELD_NONE },
  { "账号", SN_ROSTER_FIELD_ACCOUNT },
  { "帐号", SN_ROSTER_FIELD_ACCOUNT },
  { "卡号", SN_ROSTER_FIELD_ACCOUNT },
  { "户名", SN_ROSTER_FIELD_HOLDER },
  { "开户人", SN_ROSTER_FIELD_HOLDER },
  { "开户", SN_ROSTER_FIELD_BANK },
  { "银行", SN_ROSTER_FIELD_BANK },
  { "电话", SN_ROSTER_FIELD_PHONE },
  { "手机", SN_ROSTER_FIELD_PHONE },
  { "姓名", SN_ROSTER_FIELD_NAME },
  { "出生", SN_ROSTER_FIELD_BIRTH },
  { "性别", SN_ROSTER_FIELD_SEX },
  { "评分", SN_ROSTER_FIELD_SCORE },
  { "自负", SN_ROSTER_FIELD_SCORE },
  { "自付", SN_ROSTER_FIELD_SCORE },
  { "金额", SN_ROSTER_FIELD_AMOUNT },
  { "标准", SN_ROSTER_FIELD_RATE },
  { "类别", SN_ROSTER_FIELD_CATEGORY },
  { "户籍地址", SN_ROSTER_FIELD_REGISTERED_ADDRESS },
  { "住址", SN_ROSTER_FIELD_ADDRESS },
  { "地址", SN_ROSTER_FIELD_ADDRESS },
  { "街镇", SN_ROSTER_FIELD_TOWN },
  { "村居", SN_ROSTER_FIELD_VILLAGE },
  { "居委", SN_ROSTER_FIELD_VILLAGE },
  { "村委", SN_ROSTER_FIELD_VILLAGE },
  { "备注", SN_ROSTER_FIELD_NOTE },
};

/* A heading is short; a note under the table that happens to say 身份证 is not one. */
#define HEADING_MAX_CHARACTERS 16

typedef struct
{
  SnRosterField field;
  guint         strength;
} Synonym;

gboolean
sn_roster_field_from_key (const char    *key,
                          SnRosterField *field)
{
  for (guint i = 0; i < SN_ROSTER_N_FIELDS; i++)
    {
      if (g_ascii_strcasecmp (key, FIELD_KEYS[i]) != 0)
        continue;
      *field = (SnRosterField) i;
      return TRUE;
    }
  return FALSE;
}

const char *
sn_roster_field_to_key (SnRosterField field)
{
  g_return_val_if_fail (field < SN_ROSTER_N_FIELDS, "ignore");
  return FIELD_KEYS[field];
}

const char *
sn_roster_field_get_label (SnRosterField field)
{
  g_return_val_if_fail (field < SN_ROSTER_N_FIELDS, "");
  return _(FIELD_LABELS[field]);
}

char *
sn_roster_field_list_keys (void)
{
  g_autoptr (GString) keys = g_string_new (NULL);

  for (guint i = SN_ROSTER_FIELD_SEQUENCE; i < SN_ROSTER_N_FIELDS; i++)
    g_string_append_printf (keys, "%s, ", FIELD_KEYS[i]);
  g_string_append (keys, FIELD_KEYS[SN_ROSTER_FIELD_NONE]);
  return g_string_free (g_steal_pointer (&keys), FALSE);
}

static gboolean
is_heading_sign (gunichar character)
{
  return g_unichar_ispunct (character) || g_unichar_isspace (character)
         || g_unichar_type (character) == G_UNICODE_MATH_SYMBOL
         || g_unichar_type (character) == G_UNICODE_MODIFIER_SYMBOL;
}

static int
measure_bracket (gunichar character)
{
  switch (character)
    {
    case '(': case '[': case '{': case '<': case 0x3010: case 0x3014: case 0x300A:
      return 1;
    case ')': case ']': case '}': case '>': case 0x3011: case 0x3015: case 0x300B:
      return -1;
    default:
      return 0;
    }
}

static char *
fold (const char *heading,
      gboolean    drop_bracketed)
{
  g_autofree char *squeezed = sn_text_squeeze (heading);
  g_autoptr (GString) folded = g_string_new (NULL);
  int depth = 0;

  for (const char *at = squeezed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      int bracket = measure_bracket (character);

      depth = MAX (0, depth + bracket);
      if (bracket != 0 || is_heading_sign (character) || (drop_bracketed && depth > 0))
        continue;
      g_string_append_unichar (folded, g_unichar_tolower (character));
    }
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

char *
sn_roster_heading_fold (const char *heading)
{
  return fold (heading, FALSE);
}

char *
sn_roster_heading_fold_outside (const char *heading)
{
  return fold (heading, TRUE);
}

static GHashTable *
build_synonyms (void)
{
  GHashTable *synonyms = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  for (guint i = 0; i < G_N_ELEMENTS (WEAK_AMOUNTS); i++)
    {
      Synonym synonym = { SN_ROSTER_FIELD_AMOUNT, SN_ROSTER_MATCH_WEAK + G_N_ELEMENTS (WEAK_AMOUNTS) - i };

      g_hash_table_insert (synonyms, g_strdup (WEAK_AMOUNTS[i]), g_memdup2 (&synonym, sizeof synonym));
    }
  for (guint i = 0; i < G_N_ELEMENTS (SYNONYMS); i++)
    {
      g_auto (GStrv) headings = g_strsplit (SYNONYMS[i].headings, " ", -1);
      guint n_headings = g_strv_length (headings);

      for (guint j = 0; j < n_headings; j++)
        {
          Synonym synonym = { SYNONYMS[i].field, SN_ROSTER_MATCH_SYNONYM + n_headings - j };

          g_hash_table_insert (synonyms, g_strdup (headings[j]), g_memdup2 (&synonym, sizeof synonym));
        }
    }
  return synonyms;
}

static const Synonym *
lookup_synonym (char *folded)
{
  static GHashTable *synonyms;
  static const char *const SUFFIXES[] = { "", "万元", "元", "必填", "选填" };

  if (g_once_init_enter (&synonyms))
    g_once_init_leave (&synonyms, build_synonyms ());

  for (guint i = 0; i < G_N_ELEMENTS (SUFFIXES); i++)
    {
      const Synonym *synonym;

      if (!g_str_has_suffix (folded, SUFFIXES[i]))
        continue;
      g_autofree char *stem = g_strndup (folded, strlen (folded) - strlen (SUFFIXES[i]));
      synonym = g_hash_table_lookup (synonyms, stem);
      if (synonym != NULL)
        return synonym;
    }
  return NULL;
}

SnRosterField
sn_roster_heading_match (const char *heading,
                         gboolean    exact,
                         guint      *strength)
{
  g_autofree char *whole = fold (heading, FALSE);
  g_autofree char *outside = fold (heading, TRUE);
  const Synonym *synonym;

  *strength = SN_ROSTER_MATCH_NONE;
  if (*whole == '\0' || g_utf8_strlen (outside, -1) > HEADING_MAX_CHARACTERS)
    return SN_ROSTER_FIELD_NONE;

  /* 镇（街道） is known as a whole; 金额（元/人） only without what stands in brackets. */
  synonym = lookup_synonym (whole);
  if (synonym == NULL)
    synonym = lookup_synonym (outside);
  if (synonym != NULL)
    {
      *strength = synonym->strength;
      return synonym->field;
    }

  for (guint i = 0; !exact && i < G_N_ELEMENTS (PARTS); i++)
    {
      if (strstr (outside, PARTS[i].word) == NULL)
        continue;
      *strength = PARTS[i].field != SN_ROSTER_FIELD_NONE ? SN_ROSTER_MATCH_PART : SN_ROSTER_MATCH_NONE;
      return PARTS[i].field;
    }
  return SN_ROSTER_FIELD_NONE;
}

GHashTable *
sn_roster_map_fold (GHashTable  *map,
                    GError     **error)
{
  g_autoptr (GHashTable) folded = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  GHashTableIter iter;
  gpointer heading, key;

  g_hash_table_iter_init (&iter, map);
  while (g_hash_table_iter_next (&iter, &heading, &key))
    {
      SnRosterField field;

      if (!sn_roster_field_from_key (key, &field))
        {
          g_autofree char *keys = sn_roster_field_list_keys ();

          g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _("“%s” is not a field of a roster. Choose one of: %s."), (const char *) key, keys);
          return NULL;
        }
      g_hash_table_insert (folded, sn_roster_heading_fold (heading), GUINT_TO_POINTER (field));
    }
  return g_steal_pointer (&folded);
}
