/* test-campaign.c: campaigns are listed and copied; programs, rates, divisions, categories are found as people write.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-campaign.h"
#include "sn-test.h"

#include <locale.h>
#include <string.h>

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

typedef struct
{
  gint64      from_id;
  const char *title;
  const char *festival;
  gint64      id;
} Copy;

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Copy *copy = data;

  return sn_campaign_copy (transaction, copy->from_id, copy->title, copy->festival, &copy->id, error);
}

static gint64
try_copy (Fixture *fixture, gint64 from_id, const char *title, const char *festival, GError **error)
{
  Copy copy = { from_id, title, festival, 0 };

  return sn_workspace_write (fixture->workspace, copy_campaign, &copy, NULL, error) > 0 ? copy.id : 0;
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

static gboolean
change_catalogue (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_connection_run (sn_transaction_get_connection (transaction), error, (const char *) data);
}

static void
write_sql (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, change_catalogue, (char *) sql, NULL, &error), >, 0);
  g_assert_no_error (error);
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) campaigns = NULL;
  g_autoptr (SnCampaign) current = NULL;

  g_assert_cmpint (try_copy (fixture, 2025, "2024年", "2024-02-10", &error), ==, 2024);
  g_assert_no_error (error);
  g_assert_cmpint (try_copy (fixture, 2025, "2026年", "2026-02-17", &error), ==, 2026);
  g_assert_no_error (error);
  campaigns = sn_campaign_list (fixture->connection, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (campaigns->len, ==, 3);
  for (guint i = 0; i < campaigns->len; i++)
    g_assert_cmpint (((SnCampaign *) g_ptr_array_index (campaigns, i))->id, ==, 2026 - i);
  current = sn_campaign_get_current (fixture->connection, &error);
  g_assert_no_error (error);
  g_assert_cmpint (current->id, ==, 2026);
}

static void
test_no_campaign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *path = g_build_filename (fixture->folder, "empty.songnuan", NULL);
  g_autoptr (SnWorkspace) empty = sn_workspace_create (path, 8, "经办甲", &error);
  g_autoptr (SnConnection) connection = sn_connection_open (path, SN_CONNECTION_READ, &error);
  g_autoptr (GPtrArray) campaigns = NULL;

  g_assert_no_error (error);
  campaigns = sn_campaign_list (connection, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (campaigns->len, ==, 0);
  g_assert_null (sn_campaign_get_current (connection, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (sn_program_list (connection, 0, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (sn_program_lookup (connection, "03.1", &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  sn_workspace_close (empty);
}

/* Festivals of egov.md §8 and the days that follow from them. */
static const struct
{
  const char *festival;
  const char *delivery_due;
  const char *report_due;
  const char *as_of;
} copied_dates[] = {
  { "2026-02-17", "2026-02-16", "2026-03-31", "2025-12-31" },
  { "2027-02-06", "2027-02-05", "2027-03-31", "2026-12-31" },
  { "2028-01-26", "2028-01-25", "2028-02-29", "2027-12-31" },
  { "2031-01-23", "2031-01-22", "2031-02-28", "2030-12-31" },
};

static void
test_copy_dates (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (copied_dates); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (SnCampaign) campaign = NULL;

      g_assert_cmpint (try_copy (fixture, 2025, " 新的  活动 ", copied_dates[i].festival, &error), >, 0);
      g_assert_no_error (error);
      campaign = sn_campaign_get_current (fixture->connection, &error);
      g_assert_no_error (error);
      g_assert_cmpstr (campaign->title, ==, "新的 活动");
      g_assert_cmpstr (campaign->notice_number, ==, "");
      g_assert_null (campaign->issued_on);
      g_assert_cmpstr (campaign->spring_festival, ==, copied_dates[i].festival);
      g_assert_cmpstr (campaign->delivery_due, ==, copied_dates[i].delivery_due);
      g_assert_cmpstr (campaign->age_on, ==, copied_dates[i].delivery_due);
      g_assert_cmpstr (campaign->report_due, ==, copied_dates[i].report_due);
      g_assert_cmpstr (campaign->as_of, ==, copied_dates[i].as_of);
    }
}

static void
test_copy_impossible_festival (Fixture *fixture, gconstpointer data)
{
  static const char *const days[] = { "2026-07-01", "2026-01-20", "2026-02-22" };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (try_copy (fixture, 2025, "2026年", days[i], &error), ==, 0);
      g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
      g_assert_nonnull (strstr (error->message, "cannot be the first day of a Spring Festival"));
    }
}

/* A day of ages that somebody set apart from the delivery, and a leap day, move by years. */
static void
test_copy_moves_days (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnCampaign) campaign = NULL;

  write_sql (fixture, "UPDATE campaign SET age_on = '2024-12-31', as_of = '2024-02-29'");
  g_assert_cmpint (try_copy (fixture, 2025, "2026年", "2026-02-17", &error), ==, 2026);
  g_assert_no_error (error);
  campaign = sn_campaign_get_current (fixture->connection, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (campaign->age_on, ==, "2025-12-31");
  g_assert_cmpstr (campaign->as_of, ==, "2025-02-28");
}

/* The copy differs from its model in nothing but ids, the campaign, as-of days and ceilings. */
static void
test_copy_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) programs = NULL;

  write_sql (fixture, "UPDATE funding_line SET ceiling_fen = 5000000 WHERE program_id = 20250301");
  g_assert_cmpint (try_copy (fixture, 2025, "2026年元旦春节帮困送温暖", "2026-02-17", &error), ==, 2026);
  g_assert_no_error (error);

  programs = sn_program_list (fixture->connection, 0, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (programs->len, ==, 25);
  for (guint i = 0; i < programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (programs, i);

      g_assert_cmpint (program->campaign_id, ==, 2026);
      for (guint k = 0; k < program->rates->len; k++)
        g_assert_cmpstr (((SnBenefitRate *) g_ptr_array_index (program->rates, k))->as_of, ==, "2025-12-31");
      for (guint k = 0; k < program->funding->len; k++)
        g_assert_cmpint (((SnFundingLine *) g_ptr_array_index (program->funding, k))->ceiling_fen, ==, -1);
    }
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM program n JOIN program o ON n.id = o.id + 10000"
                                   " AND (o.code, o.department_id, o.number, o.title, o.clause, o.description)"
                                   "   = (n.code, n.department_id, n.number, n.title, n.clause, n.description)"),
                   ==, 25);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM benefit_rate n JOIN benefit_rate o ON n.id = o.id + 1000000"
                                   " AND n.program_id = o.program_id + 10000"
                                   " AND (o.position, o.label, o.eligible, o.unit, o.form, o.min_fen, o.max_fen,"
                                   "      o.discretionary, o.approximate, o.min_age)"
                                   "  IS (n.position, n.label, n.eligible, n.unit, n.form, n.min_fen, n.max_fen,"
                                   "      n.discretionary, n.approximate, n.min_age)"),
                   ==, 35);
  /* Where the clause named a day, that day moved; where it named none, none is made up. */
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM benefit_rate"
                                   " WHERE id > 2026000000 AND as_of = '2025-12-31'"),
                   ==, 6);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM benefit_rate WHERE id > 2026000000 AND as_of IS NULL"), ==,
                   29);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM rate_category n JOIN rate_category o"
                                   " ON (o.rate_id + 1000000, o.category_id, o.also_id)"
                                   "  = (n.rate_id, n.category_id, n.also_id)"),
                   ==, count (fixture, "SELECT count(*) FROM rate_category WHERE rate_id < 2026000000"));
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM rate_category WHERE rate_id > 2026000000"), ==,
                   count (fixture, "SELECT count(*) FROM rate_category WHERE rate_id < 2026000000"));
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM funding_line n JOIN funding_line o ON n.id = o.id + 1000000"
                                   " AND n.program_id = o.program_id + 10000"
                                   " AND (o.source_id, o.position, o.budget_holder, o.note)"
                                   "   = (n.source_id, n.position, n.budget_holder, n.note)"),
                   ==, count (fixture, "SELECT count(*) FROM funding_line WHERE id < 2026000000"));
  g_assert_cmpint (count (fixture, "SELECT copied_from FROM campaign WHERE id = 2026"), ==, 2025);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM change WHERE action = 'campaign-copy'"
                                   " AND arguments ->> 0 = '2026年元旦春节帮困送温暖'"),
                   ==, 1);
}

static const struct
{
  gint64      from_id;
  const char *title;
  const char *festival;
  int         code;
} refused_copies[] = {
  { 2025, "再来一次", "2025-01-29", SN_ERROR_REFUSED },       /* the same festival */
  { 2025, "写错了日", "2025-01-30", SN_ERROR_REFUSED },       /* there is one a year */
  { 1999, "没有这一年", "2026-02-17", SN_ERROR_NOT_FOUND },
  { 2025, "没有这一天", "2026-02-30", SN_ERROR_INVALID_INPUT },
  { 2025, "写法不对", "2026年2月17日", SN_ERROR_INVALID_INPUT },
  { 2025, " 　", "2026-02-17", SN_ERROR_INVALID_INPUT },
};

static void
test_copy_refused (Fixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < G_N_ELEMENTS (refused_copies); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (
        try_copy (fixture, refused_copies[i].from_id, refused_copies[i].title, refused_copies[i].festival, &error), ==, 0);
      g_assert_error (error, SN_ERROR, refused_copies[i].code);
    }
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM campaign"), ==, 1);
  g_assert_cmpint (count (fixture, "SELECT count(*) FROM program"), ==, 25);
}

static void
test_program_lookup (Fixture *fixture, gconstpointer data)
{
  static const char *const unknown[] = { "02.1", "03.8", "3.1.", "", "03", "社区综合帮扶" };
  g_autoptr (GError) error = NULL;
  g_autoptr (SnProgram) program = sn_program_lookup (fixture->connection, "13.2", &error);
  g_autoptr (SnProgram) loose = sn_program_lookup (fixture->connection, " ０３．１　", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (program->title, ==, "新疆兵团回沪知青大病帮扶");
  g_assert_cmpint (program->id, ==, 20251302);
  g_assert_cmpint (program->department_id, ==, 13);
  g_assert_cmpint (loose->id, ==, 20250301);
  g_assert_cmpuint (loose->rates->len, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (unknown); i++)
    {
      g_assert_null (sn_program_lookup (fixture->connection, unknown[i], &error));
      g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, "01.1, 03.1, 03.2"));
      g_assert_nonnull (strstr (error->message, "14.1"));
      g_clear_error (&error);
    }
}

static void
test_find_rate (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *text;
    int         position; /* 0: unknown */
  } vectors[] = {
    { "低保家庭（残疾家庭）", 1 }, { "低保家庭(残疾家庭)", 1 }, { " 低保家庭 ( 残疾家庭 ) ", 1 }, { "低保家庭", 2 },
    { "低保　家庭", 2 },           { "低保\n家庭", 2 },         { "特困供养人员、孤儿、困境儿童", 3 }, { "低保", 0 },
    { "", 0 },                     { "低保家庭1500", 0 },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (SnProgram) program = sn_program_lookup (fixture->connection, "03.1", &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      SnBenefitRate *rate = sn_program_find_rate (program, vectors[i].text, &error);

      g_test_message ("%s", vectors[i].text);
      if (vectors[i].position > 0)
        {
          g_assert_no_error (error);
          g_assert_cmpint (rate->position, ==, vectors[i].position);
          continue;
        }
      g_assert_null (rate);
      g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
      g_assert_nonnull (strstr (error->message, "低保家庭（残疾家庭）"));
      g_clear_error (&error);
    }
}

static const struct
{
  const char *text;
  gint64      id;
} towns[] = {
  { "朱家角镇", 310118102 },
  { "朱家角", 310118102 },
  { " 朱 家　角 ", 310118102 },
  { "朱家角镇人民政府", 310118102 },
  { "青浦区朱家角镇", 310118102 },
  { "上海市青浦区金泽镇", 310118104 },
  { "盈浦", 310118002 },
  { "盈浦街道", 310118002 },
  { "香花桥街道办", 310118003 },
  { "香花桥街道办事处", 310118003 },
  { "夏阳", 310118001 },
  { "重固镇", 310118109 },
  { "310118102", 310118102 },
  { "３１０１１８１０２", 310118102 },
  { "310118102000", 310118102 },
  { "310118108", 0 },
  { "310118", 0 },
  { "310118001001", 0 },
  { "", 0 },
  { "镇", 0 },
  { "街道", 0 },
  { "青浦区", 0 },
  { "朱家", 0 },
  { "枫泾镇", 0 },
  { "莲湖村", 0 },
};

static const struct
{
  gint64      town_id;
  const char *text;
  const char *found; /* the name of the village, NULL for none */
} villages[] = {
  { 310118104, "莲湖村村委会", "莲湖村村委会" },
  { 310118104, "莲湖村", "莲湖村村委会" },
  { 310118104, "莲湖村委会", "莲湖村村委会" },
  { 310118104, "莲湖村村民委员会", "莲湖村村委会" },
  { 310118104, "莲湖村委", "莲湖村村委会" },
  { 310118104, "莲湖", "莲湖村村委会" },
  { 310118104, "莲 湖　村", "莲湖村村委会" },
  { 0, "莲湖村", "莲湖村村委会" },
  { 0, "金泽镇莲湖村", "莲湖村村委会" },
  { 0, "上海市青浦区金泽镇莲湖村村委会", "莲湖村村委会" },
  { 310118104, "金泽镇莲湖村", "莲湖村村委会" },
  { 310118104, "金泽村", "金泽村村委会" },
  { 310118102, "莲湖村", NULL },       /* of another town */
  { 310118102, "金泽镇莲湖村", NULL }, /* town and column disagree */
  { 310118104, "莲湖居委会", NULL },   /* a village has no 居委会 */
  { 310118104, "莲湖社区", NULL },
  { 0, "盈中居委会", "盈中社区居委会" },
  { 0, "盈中社区居民委员会", "盈中社区居委会" },
  { 0, "盈中村", "盈中村村委会" },
  { 0, "盈中", NULL }, /* which? */
  { 310118002, "盈中", "盈中社区居委会" },
  { 310118003, "盈中", "盈中村村委会" },
  { 310118002, "贺桥", NULL }, /* 社区 and 村 in one town */
  { 310118002, "贺桥居委", "贺桥社区居委会" },
  { 310118002, "贺桥村委会", "贺桥村村委会" },
  { 310118102, "沈巷", NULL },
  { 310118102, "沈巷居委会", "沈巷居委会" },
  { 310118102, "沈巷社区", "沈巷居委会" },
  { 310118102, "沈巷村", "沈巷村村委会" },
  { 310118110, "杜村", "杜村村委会" },
  { 310118110, "杜村村", "杜村村委会" },
  { 310118110, "杜村村村委会", "杜村村委会" },
  { 0, "西湖新村居委会", "西湖新村居委会" },
  { 0, "西湖新村", "西湖新村居委会" },
  { 0, "310118001001", "东盛社区居委会" },
  { 310118001, "310118001001", "东盛社区居委会" },
  { 310118002, "310118001001", NULL },
  { 0, "310118102", NULL },
  { 0, "", NULL },
  { 0, "村", NULL },
  { 0, "居委会", NULL },
  { 0, "金泽镇", NULL },
  { 0, "没有村", NULL },
};

static void
test_divisions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnDivisions) divisions = sn_divisions_load (fixture->connection, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (towns); i++)
    {
      g_test_message ("town %s", towns[i].text);
      g_assert_cmpint (sn_divisions_find_town (divisions, towns[i].text), ==, towns[i].id);
    }
  for (guint i = 0; i < G_N_ELEMENTS (villages); i++)
    {
      gint64 id = sn_divisions_find_village (divisions, villages[i].town_id, villages[i].text);

      g_test_message ("village %s", villages[i].text);
      g_assert_cmpstr (sn_divisions_get_name (divisions, id), ==, villages[i].found != NULL ? villages[i].found : "");
      if (id != 0)
        g_assert_cmpint (sn_divisions_get_parent (divisions, id), ==, id / 1000);
    }
  g_assert_cmpstr (sn_divisions_get_name (divisions, 310118105), ==, "赵巷镇");
  g_assert_cmpstr (sn_divisions_get_name (divisions, 310118), ==, "青浦区");
  g_assert_cmpstr (sn_divisions_get_name (divisions, 42), ==, "");
  g_assert_cmpint (sn_divisions_get_parent (divisions, 310118105), ==, 310118);
  g_assert_cmpint (sn_divisions_get_parent (divisions, 310118), ==, 0);
  g_assert_cmpint (sn_divisions_get_parent (divisions, 0), ==, 0);
}

/* Every division is found by each of the forms it has in the list itself. */
static void
test_every_division (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnDivisions) divisions = sn_divisions_load (fixture->connection, &error);
  g_autoptr (SnStatement) statement =
    sn_connection_query (fixture->connection, &error, "SELECT id, parent_id, level, name FROM division WHERE level"
                                                      " <> 'district'");
  guint n = 0;

  g_assert_no_error (error);
  while (sn_statement_step (statement, &error))
    {
      gint64 id = sn_statement_get_int64 (statement, 0);
      const char *name = sn_statement_get_text (statement, 3);

      n++;
      if (strcmp (sn_statement_get_text (statement, 2), "town") == 0)
        g_assert_cmpint (sn_divisions_find_town (divisions, name), ==, id);
      else
        {
          g_assert_cmpint (sn_divisions_find_village (divisions, sn_statement_get_int64 (statement, 1), name), ==, id);
          g_assert_cmpint (sn_divisions_find_village (divisions, 0, name), ==, id);
        }
    }
  g_assert_no_error (error);
  g_assert_cmpuint (n, ==, 341);
}

/* An officer added a village: it is found like the shipped ones. */
static void
test_added_village (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnDivisions) divisions = NULL;

  write_sql (fixture, "INSERT INTO division (id, parent_id, level, name, short_name, kind, position) VALUES"
                      " (7696581394433, 310118105, 'village', '佳福社区居委会', '佳福社区', '居民委员会', 400)");
  divisions = sn_divisions_load (fixture->connection, &error);
  g_assert_no_error (error);
  g_assert_cmpint (sn_divisions_find_village (divisions, 310118105, "佳福居委会"), ==, 7696581394433);
  g_assert_cmpint (sn_divisions_find_village (divisions, 310118106, "佳福居委会"), ==, 0);
}

static const struct
{
  const char *text;
  const char *code; /* "" when unknown */
} category_words[] = {
  { "低保", "subsistence-allowance" },
  { "低保对象", "subsistence-allowance" },
  { "低保户", "subsistence-allowance" },
  { " 低 保　户 ", "subsistence-allowance" },
  { "低保家庭成员", "subsistence-allowance" },
  { "低保（2024年12月）", "subsistence-allowance" },
  { "低保户(城镇)", "subsistence-allowance" },
  { "低收入困难家庭", "low-income-edge" },
  { "低保边缘家庭", "low-income-edge" },
  { "支出型贫困家庭", "rigid-expense" },
  { "特困供养人员", "dispersed-destitute" },
  { "孤儿", "scattered-orphan" },
  { "困境儿童", "child-in-need" },
  { "优抚对象", "preferential-treatment" },
  { "重度残疾人", "disabled" },
  { "残疾人", "disabled" },
  { "重残无业人员", "severe-disability-unemployed" },
  { "高龄老人", "senior-elder-in-hardship" },
  { "老“三八”红旗手", "woman-pacesetter" },
  { "老三八红旗手", "woman-pacesetter" },
  { "新疆兵团返沪困难人员", "xinjiang-corps-returnee" },
  { "困难党员", "party-member-in-hardship" },
  { "少数民族困难群众", "minority-in-hardship" },
  { "计划生育特别扶助", "family-planning-support" },
  { "征地养老人员", "land-requisition-pension" },
  { "", "" },
  { "人员", "" },
  { "户", "" },
  { "（低保）", "" },
  { "低保、残疾人", "" }, /* two at once are for the officer */
  { "不详", "" },
};

static void
test_categories (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnCategories) categories = sn_categories_load (fixture->connection, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < G_N_ELEMENTS (category_words); i++)
    {
      gint64 id = sn_categories_find (categories, category_words[i].text);
      g_autoptr (SnStatement) statement =
        sn_connection_query (fixture->connection, &error, "SELECT coalesce (max (code), '') FROM category WHERE id ="
                                                          " ?1", SN_INT (id));

      g_test_message ("%s", category_words[i].text);
      g_assert_no_error (error);
      g_assert_true (sn_statement_step (statement, &error));
      g_assert_cmpstr (sn_statement_get_text (statement, 0), ==, category_words[i].code);
    }
}

/* Every name and synonym leads to its own category, also through the folding. */
static void
test_every_category (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnCategories) categories = sn_categories_load (fixture->connection, &error);
  g_autoptr (SnStatement) statement =
    sn_connection_query (fixture->connection, &error,
                         "SELECT id, name FROM category UNION ALL"
                         " SELECT c.id, s.value FROM category c JOIN json_each (c.synonyms) s");
  guint n = 0;

  g_assert_no_error (error);
  for (; sn_statement_step (statement, &error); n++)
    g_assert_cmpint (sn_categories_find (categories, sn_statement_get_text (statement, 1)), ==,
                     sn_statement_get_int64 (statement, 0));
  g_assert_no_error (error);
  g_assert_cmpuint (n, >, 200);
}

static void
test_suggest_next (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *title, *festival, *next_title, *next_festival;
  } vectors[] = {
    { "2025年元旦春节帮困送温暖", "2025-01-29", "2026年元旦春节帮困送温暖", "2026-02-17" },
    { "2026年元旦春节帮困送温暖", "2026-02-17", "2027年元旦春节帮困送温暖", "2027-02-06" },
    { "元旦春节帮困", "2026-02-17", "元旦春节帮困", "2027-02-06" },
    { "2035年", "2035-02-08", "2036年", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const SnCampaign campaign = { .title = (char *) vectors[i].title, .spring_festival = (char *) vectors[i].festival };
      g_autofree char *title = NULL, *festival = NULL;

      sn_campaign_suggest_next (&campaign, &title, &festival);
      g_assert_cmpstr (title, ==, vectors[i].next_title);
      g_assert_cmpstr (festival, ==, vectors[i].next_festival);
    }
}

/* ── Which campaign is at work ──────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_current (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_campaign_get_current (connection, error);
}

static void
assert_current (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnCampaign) campaign = sn_workspace_read (fixture->workspace, read_current, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (campaign->id, ==, id);
}

static gpointer
read_program (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_program_lookup (connection, data, error);
}

static gboolean
find_in_write (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (sn_transaction_get_connection (transaction), error);

  *(gint64 *) data = campaign != NULL ? campaign->id : 0;
  return campaign != NULL;
}

static void
test_choose_campaign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnProgram) program = NULL;
  gint64 written_about = 0;

  g_assert_cmpint (try_copy (fixture, 2025, "2026", "2026-02-17", &error), ==, 2026);
  assert_current (fixture, 2026);

  /* Reading and writing are about the chosen one, whichever thread does them. */
  sn_workspace_set_campaign (fixture->workspace, 2025);
  assert_current (fixture, 2025);
  program = sn_workspace_read (fixture->workspace, read_program, (gpointer) "03.1", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (program->campaign_id, ==, 2025);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, find_in_write, &written_about, NULL, &error), !=, 0);
  g_assert_cmpint (written_about, ==, 2025);

  sn_workspace_set_campaign (fixture->workspace, 0);
  assert_current (fixture, 2026);
}

static void
test_choose_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_set_campaign (fixture->workspace, 1999);
  g_assert_null (sn_workspace_read (fixture->workspace, read_current, NULL, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "1999"));
}

int
main (int argc, char **argv)
{
  setlocale (LC_ALL, "");
  g_test_init (&argc, &argv, NULL);
  sn_test_set_clock ();

#define ADD(path, function) g_test_add ("/campaign/" path, Fixture, NULL, set_up, function, tear_down)
  ADD ("list", test_list);
  ADD ("none", test_no_campaign);
  ADD ("copy/dates", test_copy_dates);
  ADD ("copy/moves-days", test_copy_moves_days);
  ADD ("copy/impossible-festival", test_copy_impossible_festival);
  ADD ("copy/rows", test_copy_rows);
  ADD ("copy/refused", test_copy_refused);
  ADD ("suggest-next", test_suggest_next);
  ADD ("choose", test_choose_campaign);
  ADD ("choose/unknown", test_choose_unknown);
  ADD ("program/lookup", test_program_lookup);
  ADD ("program/find-rate", test_find_rate);
  ADD ("divisions/vectors", test_divisions);
  ADD ("divisions/every", test_every_division);
  ADD ("divisions/added", test_added_village);
  ADD ("categories/vectors", test_categories);
  ADD ("categories/every", test_every_category);
#undef ADD
  return g_test_run ();
}
