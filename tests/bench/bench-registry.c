/* bench-registry.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-registry.h"
#include "bench-util.h"

#include "sn-demo-people.h"
#include "sn-name.h"
#include "sn-resident-id.h"
#include "sn-test.h"

#include <stdlib.h>
#include <string.h>

#define DEFAULT_PEOPLE 200000
#define SEED 1944

static void
run_bare (sqlite3 *handle, const char *sql)
{
  if (sqlite3_exec (handle, sql, NULL, NULL, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (handle));
}

sqlite3_stmt *
bench_registry_prepare (BenchRegistry *registry, const char *sql)
{
  sqlite3_stmt *statement;

  if (sqlite3_prepare_v3 (registry->bare, sql, -1, SQLITE_PREPARE_PERSISTENT, &statement, NULL) != SQLITE_OK)
    g_error ("%s: %s", sql, sqlite3_errmsg (registry->bare));
  return statement;
}

/* ── People ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Indexes are made again at the end, as sn_transaction_begin_bulk() does. */
static GPtrArray *
drop_indexes (BenchRegistry *registry)
{
  GPtrArray *definitions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *indexes = bench_registry_prepare (
    registry, "SELECT sql, 'DROP INDEX ' || name FROM sqlite_schema WHERE type = 'index' AND sql IS NOT NULL"
              " AND tbl_name IN ('person', 'household', 'person_category', 'entitlement')");

  while (sqlite3_step (indexes) == SQLITE_ROW)
    {
      g_ptr_array_add (definitions, g_strdup ((const char *) sqlite3_column_text (indexes, 0)));
      g_ptr_array_add (drops, g_strdup ((const char *) sqlite3_column_text (indexes, 1)));
    }
  sqlite3_finalize (indexes);
  for (guint i = 0; i < drops->len; i++)
    run_bare (registry->bare, g_ptr_array_index (drops, i));
  return definitions;
}

/* The early ones of each list come more often. */
static const char *const surnames[] = {
  "王", "李", "张", "刘", "陈", "杨", "黄", "赵", "吴", "周", "徐", "孙", "马", "朱", "胡", "郭", "何", "林", "罗", "高",
  "郑", "梁", "谢", "宋", "唐", "许", "邓", "冯", "韩", "曹", "曾", "彭", "萧", "蔡", "潘", "田", "董", "袁", "于", "余",
  "叶", "蒋", "杜", "苏", "魏", "程", "吕", "丁", "沈", "任", "姚", "卢", "傅", "钟", "姜", "崔", "谭", "廖", "范", "汪",
  "陆", "金", "石", "戴", "贾", "韦", "夏", "邱", "方", "侯", "邹", "熊", "孟", "秦", "白", "江", "阎", "薛", "尹", "段",
  "雷", "黎", "史", "龙", "陶", "贺", "顾", "毛", "郝", "龚", "邵", "万", "钱", "严", "覃", "武", "单", "仇", "解", "翟",
  "欧阳", "上官", "诸葛",
};
static const char *const characters[] = {
  "明", "国", "华", "建", "文", "志", "伟", "军", "强", "平", "英", "秀", "芳", "丽", "珍", "兰", "美", "玉", "红", "梅",
  "杰", "林", "勇", "海", "峰", "德", "永", "辉", "祥", "生", "霞", "燕", "琴", "萍", "敏", "娟", "静", "芬", "妹", "凤",
  "金", "荣", "根", "龙", "宝", "忠", "良", "新", "庆", "涛", "云", "月", "洁", "婷", "雪", "莉", "慧", "佳", "怡", "欣",
  "斌", "超", "宇", "浩", "晨", "俊", "鹏", "康", "仁", "义", "琳", "雯", "娥", "巧", "桂", "香", "翠", "勤", "囡", "春",
  "东", "福", "光", "贵", "弘", "继", "家", "景", "克", "乐", "立", "民", "宁", "启", "清", "泉", "瑞", "善", "盛", "思",
  "天", "旺", "维", "先", "晓", "兴", "学", "彦", "宜", "友", "远", "月", "长", "正", "朝", "重", "晟", "子", "宗", "祖",
};
static const char *const long_names[] = { "阿依古丽·买买提", "阿卜杜热合曼·买买提", "扎西次仁", "古丽娜尔·艾力", "巴特尔" };

typedef struct
{
  gint64 id;
  char   name[48];
  char   number[19];
  char   birth[11];
  char   phone[12];
  char   account[20];
} MadeUp;

static const char *
draw (const char *const *list, guint n, SnDice *dice)
{
  guint first = sn_dice_below (dice, n), second = sn_dice_below (dice, n);

  return list[MIN (first, second)];
}

static void
make_name (char *name, gsize size, SnDice *dice)
{
  guint n_characters = sn_dice_below (dice, 100) < 78 ? 2 : 1;

  if (sn_dice_below (dice, 500) == 0)
    {
      g_strlcpy (name, draw (long_names, G_N_ELEMENTS (long_names), dice), size);
      return;
    }
  g_strlcpy (name, draw (surnames, G_N_ELEMENTS (surnames), dice), size);
  for (guint i = 0; i < n_characters; i++)
    g_strlcat (name, draw (characters, G_N_ELEMENTS (characters), dice), size);
}

static void
make_number (MadeUp *made, SnDice *dice)
{
  static const char *const prefixes[] = { "310229", "310118", "310227", "341225", "652301", "320583" };
  guint year = 1925 + sn_dice_below (dice, 95), month = 1 + sn_dice_below (dice, 12), day = 1 + sn_dice_below (dice, 28);
  char digits[18];

  g_snprintf (made->birth, sizeof made->birth, "%04u-%02u-%02u", year, month, day);
  g_snprintf (digits, sizeof digits, "%s%04u%02u%02u%03u", draw (prefixes, G_N_ELEMENTS (prefixes), dice), year, month, day,
              sn_dice_below (dice, 1000));
  g_snprintf (made->number, sizeof made->number, "%s%c", digits, sn_resident_id_check_character (digits));
}

static void
make_up (GHashTable *taken, guint32 number, MadeUp *made)
{
  SnDice dice = sn_dice_for (SEED, 0, number);

  make_name (made->name, sizeof made->name, &dice);
  do
    {
      make_number (made, &dice);
      made->id = sn_person_id_for_document ("resident", made->number);
    }
  while (!g_hash_table_add (taken, GSIZE_TO_POINTER (made->id)));
  g_snprintf (made->phone, sizeof made->phone, "100%08u", sn_dice_below (&dice, 100000000));
  g_snprintf (made->account, sizeof made->account, "6200000%012u", sn_dice_below (&dice, 1000000000));
}

static void
insert_person (sqlite3_stmt *insert, const MadeUp *made, gint64 household_id)
{
  g_autofree char *pinyin = sn_name_pinyin (made->name);
  g_autoptr (GBytes) pinyin_key = sn_name_pinyin_key (made->name);
  g_autoptr (GBytes) stroke_key = sn_name_stroke_key (made->name);

  sqlite3_bind_int64 (insert, 1, made->id);
  sqlite3_bind_text (insert, 2, made->name, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 3, pinyin, -1, SQLITE_STATIC);
  sqlite3_bind_blob64 (insert, 4, g_bytes_get_data (pinyin_key, NULL), g_bytes_get_size (pinyin_key), SQLITE_STATIC);
  sqlite3_bind_blob64 (insert, 5, g_bytes_get_data (stroke_key, NULL), g_bytes_get_size (stroke_key), SQLITE_STATIC);
  sqlite3_bind_text (insert, 6, made->number, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 7, made->birth, -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 8, sn_resident_id_get_sex (made->number) == SN_SEX_MALE ? "male" : "female", -1, SQLITE_STATIC);
  sqlite3_bind_text (insert, 9, made->phone, -1, SQLITE_STATIC);
  sqlite3_bind_int64 (insert, 10, household_id);
  sqlite3_bind_text (insert, 11, made->account, -1, SQLITE_STATIC);
  if (sqlite3_step (insert) != SQLITE_DONE)
    g_error ("A made-up person cannot be written");
  sqlite3_reset (insert);
}

static void
insert_people (BenchRegistry *registry)
{
  g_autoptr (GHashTable) taken = g_hash_table_new (NULL, NULL);
  sqlite3_stmt *insert = bench_registry_prepare (
    registry, "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, birth_date, sex,"
              " phone, household_id, town_id, village_id, address, bank_name, account_number)"
              " SELECT ?1, ?2, ?3, ?4, ?5, 'resident', ?6, ?7, ?8, ?9, ?10, v.parent_id, v.id, t.name || v.name || '128号',"
              " '上海农商银行青浦支行', ?11 FROM village v JOIN division t ON t.id = v.parent_id WHERE v.number = ?10 % 200");

  for (guint32 i = 0; i < registry->n_people; i++)
    {
      MadeUp made;

      make_up (taken, i, &made);
      insert_person (insert, &made, 1 + i / 2);
    }
  sqlite3_finalize (insert);
}

static void
fill (BenchRegistry *registry)
{
  g_autoptr (GPtrArray) indexes = NULL;

  run_bare (registry->bare, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1048576");
  indexes = drop_indexes (registry);
  run_bare (registry->bare,
            "BEGIN;"
            "CREATE TEMP TABLE village (number INTEGER PRIMARY KEY, id, parent_id, name);"
            "INSERT INTO village SELECT row_number () OVER (ORDER BY id) - 1, id, parent_id, name FROM division"
            " WHERE level = 'village' ORDER BY id LIMIT 200;");
  insert_people (registry);
  run_bare (registry->bare,
            "INSERT INTO household (id, head_id, town_id, village_id)"
            " SELECT household_id, min (id), town_id, village_id FROM person GROUP BY household_id;"
            "INSERT INTO person_category (id, person_id, category_id, from_date)"
            " SELECT row_number () OVER (), id, (SELECT min (id) FROM category) + id % 5, '2020-01-01' FROM person"
            " WHERE id % 3 = 0;"
            "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, town_id, amount_fen, listed_by)"
            " SELECT row_number () OVER (), r.program_id, r.id, 'person', p.id, p.town_id, 75000, (SELECT min (id) FROM officer)"
            " FROM person p, (SELECT min (id) AS id, program_id FROM benefit_rate WHERE unit = 'person') r"
            " WHERE p.id % 4 = 0;"
            "DROP TABLE temp.village;");
  for (guint i = 0; i < indexes->len; i++)
    run_bare (registry->bare, g_ptr_array_index (indexes, i));
  run_bare (registry->bare, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE);");
}

/* ── Life ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
open_bare (BenchRegistry *registry)
{
  if (sqlite3_open_v2 (registry->path, &registry->bare, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK)
    g_error ("%s cannot be opened", registry->path);
}

static void
open_both (BenchRegistry *registry)
{
  g_autoptr (GError) error = NULL;

  open_bare (registry);
  run_bare (registry->bare, "PRAGMA query_only = ON; PRAGMA cache_size = -16384; BEGIN");
  registry->ours = sn_connection_open (registry->path, SN_CONNECTION_READ, &error);
  if (error != NULL || !sn_connection_run_script (registry->ours, "BEGIN", &error))
    g_error ("%s", error->message);
}

void
bench_registry_set_up (BenchRegistry *registry)
{
  const char *n_people = g_getenv ("SN_BENCH_ROWS");
  SnWorkspace *workspace;

  sn_test_set_clock ();
  registry->n_people = n_people != NULL ? (guint) g_ascii_strtoull (n_people, NULL, 10) : DEFAULT_PEOPLE;
  registry->folder = sn_test_make_folder ();
  workspace = sn_test_new_workspace (registry->folder);
  registry->path = g_strdup (sn_workspace_get_path (workspace));
  sn_workspace_close (workspace);
  g_object_unref (workspace);

  open_bare (registry);
  fill (registry);
  sqlite3_close (registry->bare);
  open_both (registry);
}

/* ── Lines and payments ─────────────────────────────────────────────────────────────────────────────────────────── */

/* What guards single lines costs more than writing them, and what stands here is as it would let it stand. */
static GPtrArray *
drop_guards (BenchRegistry *registry)
{
  GPtrArray *definitions = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) drops = g_ptr_array_new_with_free_func (g_free);
  sqlite3_stmt *guards = bench_registry_prepare (
    registry, "SELECT sql, 'DROP ' || type || ' ' || name FROM sqlite_schema WHERE type IN ('trigger', 'index') AND sql IS NOT NULL"
              " AND tbl_name IN ('entitlement', 'payment', 'payment_batch')");

  while (sqlite3_step (guards) == SQLITE_ROW)
    {
      g_ptr_array_add (definitions, g_strdup ((const char *) sqlite3_column_text (guards, 0)));
      g_ptr_array_add (drops, g_strdup ((const char *) sqlite3_column_text (guards, 1)));
    }
  sqlite3_finalize (guards);
  for (guint i = 0; i < drops->len; i++)
    run_bare (registry->bare, g_ptr_array_index (drops, i));
  return definitions;
}

/* Nine winters before the one at work, with its programs and the first rate of each. */
static const char campaigns_sql[] =
  "INSERT INTO officer (id, name, known_at) VALUES (4000000000000000, '审批', '2016-01-01T00:00:00Z');"
  "CREATE TEMP TABLE now AS SELECT * FROM campaign ORDER BY spring_festival DESC LIMIT 1;"
  "CREATE TEMP TABLE past (year INTEGER PRIMARY KEY);"
  "INSERT INTO past WITH RECURSIVE y (year) AS (SELECT 2016 UNION ALL SELECT year + 1 FROM y WHERE year < 2024) SELECT year FROM y;"
  "INSERT INTO campaign (id, title, spring_festival, as_of, age_on, delivery_due, report_due)"
  " SELECT 90000 + year, year, year || '-02-10', year || '-01-01', year || '-01-01', year || '-02-09', year || '-03-31' FROM past;"
  "INSERT INTO program (id, campaign_id, department_id, number, code, title, clause, description)"
  " SELECT year * 100000 + p.number + p.department_id * 100, 90000 + year, department_id, number, code, title, clause, description"
  "   FROM past, program p WHERE p.campaign_id = (SELECT id FROM now);"
  "INSERT INTO benefit_rate (id, program_id, position, label, eligible, unit, form, min_fen, max_fen)"
  " SELECT p.id, p.id, 1, 'x', 'x', 'person', 'cash', 1, 999999 FROM program p WHERE p.campaign_id > 90000;"
  /* Which program a person is on in which winter. */
  "CREATE TEMP TABLE choice (campaign_id, number, program_id, rate_id, unit, PRIMARY KEY (campaign_id, number)) WITHOUT ROWID;"
  "INSERT INTO choice SELECT p.campaign_id, row_number () OVER (PARTITION BY p.campaign_id ORDER BY p.id) - 1, p.id, r.id, r.unit"
  "   FROM program p JOIN benefit_rate r ON r.id = (SELECT min (id) FROM benefit_rate WHERE program_id = p.id);";

/* In the winter at work one line in eight is listed, submitted or held, and as many are withdrawn. */
static const char lines_sql[] =
  "DELETE FROM entitlement;"
  "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, town_id, amount_fen, state, reason, listed_by, submitted_by,"
  "                         approved_by, payee_name)"
  " SELECT NULL, c.program_id, c.rate_id, c.unit, p.id, iif (c.unit = 'household', p.household_id, NULL), p.town_id,"
  "        10000 + p.id % 50 * 1000, s.state, 'x', o.id, o.id, iif (s.state = 'approved', 4000000000000000, NULL), p.name"
  "   FROM campaign w CROSS JOIN person p"
  "   CROSS JOIN choice c ON c.campaign_id = w.id AND c.number = (p.id / 97 + w.id) % 25"
  "   CROSS JOIN (SELECT 0 AS part, 'listed' AS state UNION ALL SELECT 1, 'submitted' UNION ALL SELECT 2, 'held'"
  "               UNION ALL SELECT 3, 'withdrawn' UNION ALL SELECT 4, 'approved') s"
  "     ON s.part = iif (w.id > 90000, 4, min (4, p.id / 11 % 32))"
  "   CROSS JOIN (SELECT min (id) AS id FROM officer) o"
  "  WHERE (p.id / 7 + w.id) % 2 = 0 ORDER BY c.campaign_id, c.number;"; /* roster after roster, as they come in */

static const char payments_sql[] =
  "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at, state, approved_by, issued_by)"
  " SELECT id, id, 1, 'bank', (SELECT min (id) FROM officer), 'x', 'reconciled', 4000000000000000, 4000000000000000 FROM program;"
  "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, state, payee_name, payee_document, failure_reason)"
  " SELECT id, program_id, id, id, amount_fen, iif (id % 40 = 0, 'failed', 'paid'), payee_name, '', iif (id % 40 = 0, 'x', '')"
  "   FROM entitlement WHERE state = 'approved';";

void
bench_registry_add_lines (BenchRegistry *registry)
{
  g_autoptr (GPtrArray) guards = NULL;

  sqlite3_close (registry->bare);
  sn_connection_close (registry->ours);
  open_bare (registry);
  run_bare (registry->bare, "PRAGMA synchronous = OFF; PRAGMA cache_size = -1048576; PRAGMA foreign_keys = OFF; BEGIN");
  guards = drop_guards (registry);
  run_bare (registry->bare, campaigns_sql);
  run_bare (registry->bare, lines_sql);
  run_bare (registry->bare, payments_sql);
  for (guint i = 0; i < guards->len; i++)
    run_bare (registry->bare, g_ptr_array_index (guards, i));
  run_bare (registry->bare, "COMMIT; PRAGMA wal_checkpoint (TRUNCATE);");
  sqlite3_close (registry->bare);
  open_both (registry);
}

void
bench_registry_tear_down (BenchRegistry *registry)
{
  sqlite3_close (registry->bare);
  sn_connection_close (registry->ours);
  g_free (registry->path);
  sn_test_remove_folder (registry->folder);
}

/* ── Measuring ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double first = *(const double *) a, second = *(const double *) b;

  return (first > second) - (first < second);
}

/* SN_BENCH_CPU: by the processor's time instead of the wall's, on a machine that others use as well. */
static gint64
get_time_us (void)
{
  BenchTime now = bench_now ();

  return g_getenv ("SN_BENCH_CPU") != NULL ? now.cpu_us : now.wall_us;
}

double
bench_measure_ms (BenchFunc func, gpointer data, guint n_runs)
{
  g_autoptr (GArray) times = g_array_new (FALSE, FALSE, sizeof (double));

  for (guint i = 0; i < n_runs; i++)
    {
      gint64 start = get_time_us ();
      double ms;

      func (data);
      ms = (double) (get_time_us () - start) / 1000;
      g_array_append_val (times, ms);
    }
  g_array_sort (times, compare_doubles);
  return g_array_index (times, double, n_runs / 2);
}

void
bench_report (const char *name, double bare_ms, double ours_ms, const char *goal)
{
  g_print ("%s: bare %.3f ms, ours %.3f ms, ratio %.4f (goal %s)\n", name, bare_ms, ours_ms, ours_ms / bare_ms, goal);
}
