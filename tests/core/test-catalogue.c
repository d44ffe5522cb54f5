/* test-catalogue.c: the shipped catalogue says what the notice 青民〔2025〕1号 says.
 *
 * The tables below were written from the notice, not from the catalogue's file: a slip in either shows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-campaign.h"
#include "sn-test.h"

#include <locale.h>
#include <string.h>

typedef struct
{
  const char *code;
  const char *department;
  const char *title;
  const char *clause;
  const char *funding;  /* source[@budget holder], joined by + */
  const char *notice;   /* words of the notice that the catalogue must not repeat */
} ExpectedProgram;

typedef struct
{
  const char *program;
  const char *label;
  const char *unit;
  gint64      min_yuan; /* 0: discretionary */
  gint64      max_yuan;
  const char *form;
  gboolean    approximate;
  int         min_age;
  const char *named_as_of;
  const char *words;      /* joined by blanks: each must stand in the label or in who is eligible */
  const char *categories; /* ways to qualify, joined by blanks, in the order of their codes */
} ExpectedRate;

static const char *const expected_departments[] = {
  "区委组织部",   "区财政局", "区民政局", "区人社局", "区医保局", "区退役军人局", "区教育局",
  "区民宗办",     "区总工会", "区妇联",   "区残联",   "区红十字会", "市老年基金会青浦区代表处", "市慈善基金会青浦区代表处",
};

static const ExpectedProgram expected_programs[] = {
  { "01.1", "区委组织部", "走访慰问", "二（一）", "市委组织部下拨+区管党费", "对全区困难党员" },
  { "03.1", "区民政局", "一次性节日补助", "二（二）1", "区财政一般公共预算", "补助标准为" },
  { "03.2", "区民政局", "春节实物补助", "二（二）2", "区财政一般公共预算", "按每户（人）" },
  { "03.3", "区民政局", "特定对象节日补助", "二（二）3", "区财政一般公共预算", "一次性补助每户" },
  { "03.4", "区民政局", "临时补助", "二（二）4", "区财政一般公共预算", "根据各自辖区的情况" },
  { "03.5", "区民政局", "养老机构入住老人节日慰问品", "二（二）5", "区财政彩票公益金", "对全区在养老机构内" },
  { "03.6", "区民政局", "低龄、高龄困难老人节日补助", "二（二）6", "区财政彩票公益金@区民政局", "以资金形式拨付" },
  { "03.7", "区民政局", "社区综合帮扶", "二（二）7", "市帮困互助基金会+区亲民爱心综合帮扶服务社自筹", "开展一次性节日帮扶" },
  { "04.1", "区人社局", "困难失业人员一次性节日补助", "二（三）", "区财政一般公共预算@区人社局", "每位补助对象" },
  { "05.1", "区医保局", "高额自负医疗费用一次性补助", "二（四）", "区财政一般公共预算@各镇、街道", "符合医保支付范围" },
  { "06.1", "区退役军人局", "重点优抚对象节日补助", "二（五）", "区财政一般公共预算@各镇、街道", "享受国家抚恤补助的" },
  { "07.1", "区教育局", "教职工一次性节日补助", "二（六）", "区教育局基金会+慈善基金会青浦区代表机构", "对三年内重大病" },
  { "08.1", "区民宗办", "少数民族困难对象一次性生活补助", "二（七）", "区财政一般公共预算@统战部", "对全区少数民族" },
  { "09.1", "区总工会", "困难职工春节慰问", "二（八）1", "区总工会自筹+慈善基金会青浦区代表机构", "对困难职工进行春节慰问" },
  { "09.2", "区总工会", "特困劳模节日补助", "二（八）2", "区财政一般公共预算@区总工会", "对特困劳模给予" },
  { "10.1", "区妇联", "妇科及乳腺重症特困妇女帮困", "二（九）1", "市妇联统筹+慈善基金会青浦区代表机构", "给予帮困补助" },
  { "10.2", "区妇联", "困难原妇代会主任帮困", "二（九）2", "市妇联统筹+慈善基金会青浦区代表机构", "对体弱多病、家庭困难" },
  { "10.3", "区妇联", "老三八红旗手帮困", "二（九）3", "市妇联统筹+慈善基金会青浦区代表机构", "对卧床不起、年老失智" },
  { "10.4", "区妇联", "散居孤儿帮困", "二（九）4", "市妇联统筹+慈善基金会青浦区代表机构", "对全区的散居孤儿" },
  { "10.5", "区妇联", "监护缺失儿童帮困", "二（九）5", "市妇联统筹+慈善基金会青浦区代表机构", "对监护缺失儿童" },
  { "11.1", "区残联", "困难残疾人家庭帮扶", "二（十）", "区残保金@区、街镇两级", "导致家庭生活特别困难" },
  { "12.1", "区红十字会", "因病致贫与意外灾害困难家庭帮困", "二（十一）", "区红十字会统筹+慈善基金会青浦区代表机构",
    "为社区困难重度失智老人配送" },
  { "13.1", "市老年基金会青浦区代表处", "困难老人帮扶", "二（十二）1", "市老年基金会+市老年基金会青浦区代表处",
    "针对全区因病陷入贫困" },
  { "13.2", "市老年基金会青浦区代表处", "新疆兵团回沪知青大病帮扶", "二（十二）2", "市老年基金会青浦区代表处",
    "对青浦区赴新疆兵团" },
  { "14.1", "市慈善基金会青浦区代表处", "蓝天下的至爱——慈善帮困送温暖", "二（十三）", "慈善基金会青浦区代表机构",
    "帮助他人、阳光自己" },
};

#define CHILDREN "child-in-need dispersed-destitute scattered-orphan"

static const ExpectedRate expected_rates[] = {
  { "01.1", "困难党员、老党员、老干部", "person", 2000, 2000, "visit", TRUE, 0, NULL, "党员 老党员 老干部",
    "party-member-in-hardship veteran-cadre veteran-party-member" },
  { "03.1", "低保家庭（残疾家庭）", "household", 1500, 1500, "cash", FALSE, 0, "2024-12-31", "低保 残疾",
    "subsistence-allowance+disabled" },
  { "03.1", "低保家庭", "household", 1200, 1200, "cash", FALSE, 0, "2024-12-31", "城乡 低保", "subsistence-allowance" },
  { "03.1", "特困供养人员、孤儿、困境儿童", "person", 1200, 1200, "cash", FALSE, 0, "2024-12-31",
    "分散供养 散居孤儿 困境儿童", CHILDREN },
  { "03.2", "低保家庭", "household", 600, 600, "cash", FALSE, 0, NULL, "城乡 低保", "subsistence-allowance" },
  { "03.2", "特困供养人员、孤儿、困境儿童", "person", 600, 600, "cash", FALSE, 0, NULL, "分散供养 散居孤儿 困境儿童", CHILDREN },
  { "03.3", "农村小乡干部", "household", 1600, 1600, "cash", FALSE, 0, NULL, "小乡干部 困难", "rural-cadre" },
  { "03.3", "老三八红旗手", "household", 1600, 1600, "cash", FALSE, 0, NULL, "三八红旗手 困难", "woman-pacesetter" },
  { "03.3", "新疆兵团返沪困难人员", "person", 800, 800, "cash", FALSE, 0, NULL, "新疆兵团 返沪 困难", "xinjiang-corps-returnee" },
  { "03.3", "支援外地建设退休回沪人员", "person", 300, 300, "cash", FALSE, 0, NULL, "退休 退职 回沪定居 分档帮困补助",
    "frontier-builder-returnee" },
  { "03.4", "政策外困难家庭", "household", 0, 0, "cash", FALSE, 0, NULL, "政策 特殊 突发 困难",
    "other-special-hardship sudden-hardship" },
  { "03.5", "养老机构入住老人", "person", 150, 150, "goods", TRUE, 0, NULL, "养老机构 老人", "care-home-resident" },
  { "03.6", "急难帮困", "person", 1500, 1500, "cash", FALSE, 0, NULL, "因病 突发事件 老人家庭",
    "elder-ill-in-hardship elder-living-alone+sudden-hardship elder-only-household+sudden-hardship"
    " senior-elder-in-hardship+sudden-hardship younger-elder-in-hardship+sudden-hardship" },
  { "03.6", "新春大礼包（80周岁及以上）", "person", 600, 600, "cash", FALSE, 80, NULL, "80周岁 高龄困难 独居 纯老",
    "elder-living-alone elder-only-household senior-elder-in-hardship" },
  { "03.6", "低龄特殊困难老人（60周岁及以上）", "person", 600, 600, "cash", FALSE, 60, NULL, "60周岁 特殊困难老人",
    "younger-elder-in-hardship" },
  { "03.7", "困难家庭（因病、因残、因突发事件）", "household", 3000, 3000, "cash", FALSE, 0, NULL,
    "低保 低保边缘 刚性支出困难 其他 病 残 突发事件",
    "low-income-edge+disabled low-income-edge+serious-illness low-income-edge+sudden-hardship"
    " other-special-hardship+disabled other-special-hardship+serious-illness other-special-hardship+sudden-hardship"
    " rigid-expense+disabled rigid-expense+serious-illness rigid-expense+sudden-hardship"
    " subsistence-allowance+disabled subsistence-allowance+serious-illness subsistence-allowance+sudden-hardship" },
  { "04.1", "登记失业困难人员", "person", 750, 750, "cash", FALSE, 0, NULL, "登记失业 家庭 困难", "registered-unemployed" },
  { "05.1", "高额自负医疗费用人员", "person", 1100, 2500, "cash", FALSE, 0, "2024-12-31", "居民医保 自负 自费",
    "high-medical-cost" },
  { "06.1", "重点优抚对象", "person", 1200, 1200, "cash", FALSE, 0, NULL, "国家抚恤补助 优抚对象 农村籍退役士兵",
    "preferential-treatment" },
  { "07.1", "困难教职工", "person", 2500, 2500, "cash", FALSE, 0, NULL, "三年 重大病 自费 家庭困难 在职 退休",
    "school-staff-in-hardship" },
  { "08.1", "少数民族困难对象", "person", 1000, 1000, "cash", FALSE, 0, NULL, "少数民族 困难", "minority-in-hardship" },
  { "09.1", "困难职工", "person", 800, 1500, "cash", FALSE, 0, NULL, "困难职工", "worker-in-hardship" },
  { "09.2", "特困劳模", "person", 1600, 1600, "cash", FALSE, 0, NULL, "困难 劳动模范", "model-worker-in-hardship" },
  { "10.1", "市妇联标准", "person", 2000, 2000, "cash", FALSE, 0, "2024-12-31", "首次 妇科 乳腺 市妇联", "woman-newly-ill" },
  { "10.1", "区妇联标准", "person", 1600, 1600, "cash", FALSE, 0, "2024-12-31", "首次 妇科 乳腺 区妇联", "woman-newly-ill" },
  { "10.2", "困难原妇代会主任", "person", 1000, 1000, "cash", FALSE, 0, NULL, "村（居）妇代会主任 病 困难",
    "former-women-director" },
  { "10.3", "老三八红旗手", "person", 1600, 1600, "cash", FALSE, 0, NULL, "卧床 失智 三八红旗手",
    "woman-pacesetter+bedridden woman-pacesetter+elder-with-dementia" },
  { "10.4", "散居孤儿", "person", 500, 500, "cash", FALSE, 0, NULL, "散居孤儿", "scattered-orphan" },
  { "10.5", "监护缺失儿童", "person", 1000, 1000, "cash", FALSE, 0, NULL, "监护 儿童", "unguarded-child" },
  { "11.1", "困难残疾人家庭", "person", 1000, 2000, "cash", FALSE, 0, NULL,
    "综合困难评分 突发事件 低保 低保边缘 重残无业 一户多残 大病重病 孤残 老养残",
    "disabled+low-income-edge disabled+rigid-expense disabled+serious-illness disabled+subsistence-allowance"
    " disabled+sudden-hardship elder-supporting-disabled multi-disabled-household orphaned-disabled"
    " severe-disability-unemployed" },
  { "12.1", "因病致贫、意外灾害困难家庭", "household", 700, 700, "cash", FALSE, 0, NULL, "肿瘤病 精神病 意外灾害 重度失智",
    "cancer-patient elder-with-dementia mental-illness sudden-hardship" },
  { "13.1", "新春大礼包", "person", 300, 300, "goods", FALSE, 0, NULL, "因病 贫困 困难老人",
    "elder-ill-in-hardship elder-living-alone+serious-illness elder-only-household+serious-illness"
    " senior-elder-in-hardship+serious-illness younger-elder-in-hardship+serious-illness" },
  { "13.1", "急难帮困", "person", 1500, 1500, "cash", FALSE, 0, NULL, "突发事件 灾害 老人 特殊困难对象", "sudden-hardship" },
  { "13.2", "新疆兵团回沪大病知青", "person", 1500, 1500, "cash", FALSE, 0, NULL, "新疆兵团 回沪定居 大病重病 知青",
    "xinjiang-corps-ill-youth xinjiang-corps-returnee+serious-illness" },
  { "14.1", "助学、助老、助医、助幼、助困", "household", 1000, 1000, "cash", FALSE, 0, NULL,
    "贫困学生 困难老人 病 孤残儿童 残障人士 贫困",
    "disabled+low-income-edge disabled+rigid-expense disabled+subsistence-allowance elder-ill-in-hardship"
    " low-income-edge"
    " orphaned-disabled other-special-hardship rigid-expense senior-elder-in-hardship serious-illness student-in-need"
    " subsistence-allowance younger-elder-in-hardship" },
};

/* Towns with how many 居 and 村 they have. */
static const struct
{
  gint64      id;
  const char *name;
  int         n_urban;
  int         n_rural;
} expected_towns[] = {
  { 310118001, "夏阳街道", 24, 8 },   { 310118002, "盈浦街道", 28, 5 },  { 310118003, "香花桥街道", 13, 22 },
  { 310118102, "朱家角镇", 15, 28 },  { 310118103, "练塘镇", 5, 25 },    { 310118104, "金泽镇", 5, 30 },
  { 310118105, "赵巷镇", 17, 8 },     { 310118106, "徐泾镇", 18, 9 },    { 310118107, "华新镇", 12, 19 },
  { 310118109, "重固镇", 4, 9 },      { 310118110, "白鹤镇", 5, 21 },
};

typedef struct
{
  char         *folder;
  SnWorkspace  *workspace;
  SnConnection *connection;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = sn_test_make_folder ();
  fixture->workspace = sn_test_new_workspace (fixture->folder);
  fixture->connection = sn_connection_open (sn_workspace_get_path (fixture->workspace), SN_CONNECTION_READ, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sn_connection_close (fixture->connection);
  sn_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  sn_test_remove_folder (fixture->folder);
}

/* The first column of all rows, joined by @separator. */
#define assert_rows(fixture, expected, sql, ...)                                                                       \
  G_STMT_START                                                                                                         \
  {                                                                                                                    \
    g_autofree char *rows = join_rows (sn_connection_query ((fixture)->connection, NULL, sql, __VA_ARGS__));           \
    g_assert_cmpstr (rows, ==, expected);                                                                              \
  }                                                                                                                    \
  G_STMT_END

static char *
join_rows (SnStatement *statement)
{
  g_autoptr (GError) error = NULL;
  GString *rows = g_string_new (NULL);

  g_assert_nonnull (statement);
  while (sn_statement_step (statement, &error))
    g_string_append_printf (rows, "%s%s", rows->len > 0 ? " " : "", sn_statement_get_text (statement, 0));
  g_assert_no_error (error);
  sn_statement_free (statement);
  return g_string_free (rows, FALSE);
}

static gint64
count (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;
  gint64 number = -1;

  sn_connection_get_int64 (fixture->connection, &number, &error, sql);
  g_assert_no_error (error);
  return number;
}

static void
test_campaign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (fixture->connection, &error);

  g_assert_no_error (error);
  g_assert_cmpint (campaign->id, ==, 2025);
  g_assert_cmpstr (campaign->title, ==, "2025年元旦春节帮困送温暖");
  g_assert_cmpstr (campaign->notice_number, ==, "青民〔2025〕1号");
  g_assert_cmpstr (campaign->issued_on, ==, "2025-01-07");
  g_assert_cmpstr (campaign->spring_festival, ==, "2025-01-29");
  g_assert_cmpstr (campaign->as_of, ==, "2024-12-31");
  g_assert_cmpstr (campaign->age_on, ==, "2025-01-28");
  g_assert_cmpstr (campaign->delivery_due, ==, "2025-01-28");
  g_assert_cmpstr (campaign->report_due, ==, "2025-02-28");
  assert_rows (fixture, "上海市青浦区民政局 听民意、惠民生、暖民心", "SELECT issuer || ' ' || theme FROM campaign WHERE id = ?1",
               SN_INT (2025));
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM campaign"), ==, 1);
}

static void
test_departments (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM department"), ==, 14);
  for (guint i = 0; i < G_N_ELEMENTS (expected_departments); i++)
    {
      g_autofree char *expected = g_strdup_printf ("%02u %s %s", i + 1, expected_departments[i],
                                                   i == 1 ? "funding" : "programs");

      assert_rows (fixture, expected, "SELECT code || ' ' || name || ' ' || role FROM department WHERE id = ?1",
                   SN_INT (i + 1));
    }
  g_assert_cmpint (count (fixture, "SELECT count(DISTINCT department_id) FROM program"), ==, 13);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM program WHERE department_id = 2"), ==, 0);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM department WHERE short_name = ''"), ==, 0);
}

static char *
join_funding (const SnProgram *program)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < program->funding->len; i++)
    {
      const SnFundingLine *line = g_ptr_array_index (program->funding, i);

      g_assert_cmpint (line->ceiling_fen, ==, -1);
      g_string_append_printf (text, "%s%s%s%s", i > 0 ? "+" : "", line->source_name,
                              *line->budget_holder != '\0' ? "@" : "", line->budget_holder);
    }
  return g_string_free (text, FALSE);
}

static void
test_programs (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) programs = sn_program_list (fixture->connection, 0, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (programs->len, ==, 25);
  g_assert_cmpuint (G_N_ELEMENTS (expected_programs), ==, 25);
  for (guint i = 0; i < programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (programs, i);
      const ExpectedProgram *expected = &expected_programs[i];
      g_autofree char *funding = join_funding (program);

      g_assert_cmpstr (program->code, ==, expected->code);
      g_assert_cmpstr (program->department, ==, expected->department);
      g_assert_true (g_str_has_prefix (program->code, program->department_code));
      g_assert_cmpstr (program->title, ==, expected->title);
      g_assert_cmpstr (program->clause, ==, expected->clause);
      g_assert_cmpstr (funding, ==, expected->funding);
      g_assert_cmpint (g_utf8_strlen (program->description, -1), >=, 12);
      g_assert_null (strstr (program->description, expected->notice));
      for (guint k = 0; k < program->rates->len; k++)
        g_assert_null (strstr (((SnBenefitRate *) g_ptr_array_index (program->rates, k))->eligible, expected->notice));
    }
}

static void
assert_words (const SnBenefitRate *rate, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, " ", -1);

  for (guint i = 0; each[i] != NULL; i++)
    if (strstr (rate->label, each[i]) == NULL && strstr (rate->eligible, each[i]) == NULL)
      g_error ("%s: neither “%s” nor “%s” says %s", rate->label, rate->label, rate->eligible, each[i]);
}

static void
assert_rate (Fixture *fixture, const SnBenefitRate *rate, const ExpectedRate *expected)
{
  g_assert_cmpstr (rate->label, ==, expected->label);
  g_assert_cmpstr (rate->per_household ? "household" : "person", ==, expected->unit);
  g_assert_cmpstr (rate->form, ==, expected->form);
  g_assert_cmpint (rate->discretionary, ==, expected->min_yuan == 0);
  g_assert_cmpint (rate->approximate, ==, expected->approximate);
  g_assert_cmpint (rate->min_fen, ==, expected->min_yuan * 100);
  g_assert_cmpint (rate->max_fen, ==, expected->max_yuan * 100);
  g_assert_cmpint (rate->min_age, ==, expected->min_age);
  g_assert_cmpstr (rate->as_of, ==, "2024-12-31"); /* the campaign's, where the clause names none */
  assert_words (rate, expected->words);
  assert_rows (fixture, expected->named_as_of != NULL ? expected->named_as_of : "",
               "SELECT as_of FROM benefit_rate WHERE id = ?1", SN_INT (rate->id));
  assert_rows (fixture, expected->categories,
               "SELECT c.code || coalesce ('+' || a.code, '') AS way FROM rate_category r"
               " JOIN category c ON c.id = r.category_id LEFT JOIN category a ON a.id = r.also_id WHERE r.rate_id = ?1 ORDER BY way",
               SN_INT (rate->id));
}

static void
test_rates (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) programs = sn_program_list (fixture->connection, 0, &error);
  guint n_rates = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (programs, i);

      g_assert_cmpuint (program->rates->len, >, 0);
      for (guint k = 0; k < program->rates->len; k++)
        {
          const SnBenefitRate *rate = g_ptr_array_index (program->rates, k);

          g_assert_cmpuint (n_rates, <, G_N_ELEMENTS (expected_rates));
          g_assert_cmpstr (program->code, ==, expected_rates[n_rates].program);
          g_assert_cmpint (rate->position, ==, k + 1);
          g_assert_cmpint (rate->id, ==, program->id * 100 + k + 1);
          assert_rate (fixture, rate, &expected_rates[n_rates++]);
        }
    }
  g_assert_cmpuint (n_rates, ==, G_N_ELEMENTS (expected_rates));
  g_assert_cmpuint (n_rates, ==, 35);
}

static void
test_categories (Fixture *fixture, gconstpointer data)
{
  /* Every rate leads from a category; no two categories share a name or a synonym. */
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM benefit_rate"
                                   " WHERE id NOT IN (SELECT rate_id FROM rate_category)"),
                   ==, 0);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM (SELECT name AS word FROM category UNION ALL"
                                   " SELECT s.value FROM category c JOIN json_each (c.synonyms) s)"),
                   ==,
                   count (fixture, "SELECT count(*) FROM (SELECT name AS word FROM category UNION"
                                   " SELECT s.value FROM category c JOIN json_each (c.synonyms) s)"));
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM category WHERE code GLOB '*[^a-z-]*' OR description = ''"
                                   " OR json_type (synonyms) <> 'array' OR id <> position"),
                   ==, 0);
  /* Only these have no program: they stand on rosters, and must be known there. */
  assert_rows (fixture, "family-planning-support land-requisition-pension",
               "SELECT code FROM category WHERE id NOT IN (SELECT category_id FROM rate_category"
               " UNION SELECT also_id FROM rate_category) AND id > ?1 ORDER BY code",
               SN_INT (0));
}

static void
test_funding_sources (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM funding_source"), ==, 14);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM funding_source"
                                   " WHERE id NOT IN (SELECT source_id FROM funding_line)"),
                   ==, 0);
  assert_rows (fixture, "慈善基金会青浦区代表机构", "SELECT name FROM funding_source WHERE code = ?1",
               SN_TEXT ("charity-foundation"));
  assert_rows (fixture, "07.1 09.1 10.1 10.2 10.3 10.4 10.5 12.1 14.1",
               "SELECT p.code FROM funding_line f JOIN funding_source s ON s.id = f.source_id"
               " JOIN program p ON p.id = f.program_id WHERE s.code = ?1 ORDER BY p.code",
               SN_TEXT ("charity-foundation"));
  assert_rows (fixture, "市慈善基金会青浦区代表处募集", "SELECT note FROM funding_line WHERE program_id = ?1", SN_INT (20251401));
}

static void
test_divisions (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM division WHERE level = 'district' AND id = 310118"), ==, 1);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM division WHERE level = 'town' AND parent_id = 310118"), ==,
                   11);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM division"
                                   " WHERE level = 'village' AND parent_id = id / 1000"),
                   ==, 330);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM division"), ==, 342);
  g_assert_cmpint (count (fixture, "SELECT count(DISTINCT position) FROM division"), ==, 342);
  for (guint i = 0; i < G_N_ELEMENTS (expected_towns); i++)
    {
      g_autofree char *expected =
        g_strdup_printf ("%s %d/%d", expected_towns[i].name, expected_towns[i].n_urban, expected_towns[i].n_rural);

      assert_rows (fixture, expected,
                   "SELECT t.name || ' ' || sum (v.kind = '居民委员会') || '/' || sum (v.kind = '村民委员会')"
                   " FROM division t JOIN division v ON v.parent_id = t.id WHERE t.id = ?1",
                   SN_INT (expected_towns[i].id));
    }
}

/* The parser of divisions.csv knows no quotes. */
static void
test_divisions_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes =
    g_resources_lookup_data ("/io/github/songnuan/Songnuan/catalogue/divisions.csv", G_RESOURCE_LOOKUP_FLAGS_NONE, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = g_strndup (g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  g_assert_null (strpbrk (text, "\"\r \t"));
  g_assert_true (g_str_has_prefix (text, "code,level,name,short_name,kind,parent_code\n310118,"));
}

static gboolean
install_named (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_catalogue_install (transaction, data, error);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, install_named, (char *) "qingpu-2025", NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_clear_error (&error);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, install_named, (char *) "qingpu-1925", NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "qingpu-2025"));
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM program"), ==, 25);
}

static void
test_change (Fixture *fixture, gconstpointer data)
{
  assert_rows (fixture, "[\"2025年元旦春节帮困送温暖\"]", "SELECT arguments FROM change WHERE action = ?1",
               SN_TEXT ("catalogue-install"));
  assert_rows (fixture, "qingpu-2025", "SELECT catalogue FROM workspace WHERE id = ?1", SN_INT (1));
}

/* Another office starts from the same catalogue: all rows are the same, ids included, and none carries the office. */
static void
test_same_in_every_office (Fixture *fixture, gconstpointer data)
{
  static const char *const tables[] = {
    "division", "department", "category", "campaign", "program", "benefit_rate", "rate_category", "funding_source",
    "funding_line", "pair_rule",
  };
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "other.songnuan", NULL);
  g_autoptr (SnWorkspace) other = sn_workspace_create (path, 1234, "经办乙", &error);
  g_autofree char *attach = NULL;
  g_autoptr (SnConnection) connection = NULL;

  g_assert_no_error (error);
  sn_workspace_write (other, install_named, (char *) "qingpu-2025", NULL, &error);
  g_assert_no_error (error);
  connection = sn_connection_open (path, SN_CONNECTION_READ, &error);
  g_assert_no_error (error);
  attach = g_strdup_printf ("ATTACH '%s' AS first", sn_workspace_get_path (fixture->workspace));
  sn_connection_run_script (connection, attach, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (tables); i++)
    {
      g_autofree char *sql =
        g_strdup_printf ("SELECT (SELECT count(*) FROM (SELECT * FROM main.%1$s EXCEPT SELECT * FROM first.%1$s))"
                         " + abs ((SELECT count(*) FROM main.%1$s) - (SELECT count(*) FROM first.%1$s))",
                         tables[i]);
      gint64 differences = -1;

      sn_connection_get_int64 (connection, &differences, &error, sql);
      g_assert_no_error (error);
      g_assert_cmpint (differences, ==, 0);
    }
  g_assert_cmpint (count (fixture, "SELECT max (id) < (1 << 40) FROM (SELECT id FROM benefit_rate UNION SELECT id"
                                   " FROM funding_line"
                                   " UNION SELECT id FROM program UNION SELECT id FROM category)"),
                   ==, 1);
  sn_workspace_close (other);
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  sn_test_set_clock ();

#define ADD(path, function) g_test_add ("/catalogue/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("campaign", test_campaign);
  ADD ("departments", test_departments);
  ADD ("programs", test_programs);
  ADD ("rates", test_rates);
  ADD ("categories", test_categories);
  ADD ("funding-sources", test_funding_sources);
  ADD ("divisions", test_divisions);
  ADD ("divisions-file", test_divisions_file);
  ADD ("refusals", test_refusals);
  ADD ("change", test_change);
  ADD ("same-in-every-office", test_same_in_every_office);
#undef ADD
  return g_test_run ();
}
