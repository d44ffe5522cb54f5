/* test-search-further.c: what an officer types, found: names in any reading, former names, numbers, accounts, birth dates, addresses;
 * and in how many households those are who were found.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "recipient-fixture.h"

static const struct
{
  const char *text;
  const char *found; /* by both stages, in the order of names */
} texts[] = {
  /* Former names, as characters, as initials, in any reading. */
  { "丁小花", "丁一" },
  { "小花", "丁一" },
  { "dingxiaohua", "丁一" },
  { "dxh", "丁一" },
  { "单雪", "丁一" },
  { "shanxue", "丁一" },
  { "danxue", "丁一" },
  { "sx", "丁一" },
  /* Accounts: any four digits or more, also across what does not fit one word of the image; whole. */
  { "6222021001122334455", "李四" },
  { "62220210011223344", "李四" },
  { "6222", "李四" },
  { "2220210011223344", "李四" },
  { "222021001122334455", "李四" },
  { "3344", "李四" },
  { "4455", "李四" },
  { "455", "" }, /* three digits: the ends of documents alone */
  { "62220210011223344551", "" },
  { "16222", "" },
  { "620000123456", "丁一" },
  { "0123456", "丁一" },
  { "7788", "赵六" },
  { "NRA7788", "赵六" },
  { "nra-7788", "赵六" },
  /* A birth date in every way of writing. */
  { "19450110", "王伟" },
  { "1945-01-10", "王伟" },
  { "1945-1-10", "王伟" },
  { "1945.1.10", "王伟" },
  { "1945/01/10", "王伟" },
  { "1945年1月10日", "王伟" },
  { "194501", "李四|王伟" },
  { "1945-01", "李四|王伟" },
  { "1945年1月", "李四|王伟" },
  { "1945.13.1", "" },
  /* Addresses, villages and towns, beside the names. */
  { "徐泾", "李四|王伟|曾明" },
  { "徐泾镇", "王伟|曾明" },
  { "徐泾老街", "李四" },
  { "明珠路12号", "王伟" },
  { "12号", "王伟" },
  { "王 徐泾", "王伟" },
  { "明 徐泾", "曾明" },
  { "徐泾 曾", "曾明" },
  { "wang 明珠", "王伟" },
  { "徐泾 明珠", "王伟" },
  { "青浦", "" }, /* where everybody lives */
  { "路", "" },   /* one character is looked for in names alone */
  { "张 徐泾", "" },
};

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  add_five_people (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (SnRecipientQuery) query = sn_recipient_query_new (texts[i].text, SN_RECIPIENT_SORT_PINYIN);

      g_test_message ("%s", texts[i].text);
      assert_finds (fixture, query, texts[i].found);
    }
}

/* What a list of officers' habits asks for. */
static Newcomer habits[] = {
  { "张伟", "310118196001011234", "13812345678" }, { "曾明", "310118196502020011", "" }, { "单方", "310118196503030019", "" },
  { "吕布", "310118196504040017", "" },           { "张文", "E55667788", "", "passport" },
};
static const struct
{
  const char *text;
  const char *found;
} habit_texts[] = {
  { "张伟", "张伟" },         { "zhangwei", "张伟" },     { "zw", "张伟|张文" },    { "zhang w", "张伟|张文" }, { "zhang wei", "张伟" },
  { "1234", "张伟" },         { "19600101", "张伟" },     { "1960-01-01", "张伟" }, { "1960.1.1", "张伟" },     { "196001", "张伟" },
  { "1234567", "张伟" },      { "8123", "张伟" },         { "138-1234", "张伟" },   { "zeng", "曾明" },         { "ceng", "曾明" },
  { "shan", "单方" },         { "dan", "单方" },          { "lv", "吕布" },         { "lü", "吕布" },           { "lu\xcc\x88", "吕布" },
  { "lyu", "吕布" },          { "lu", "吕布" },           { "lvbu", "吕布" },       { "ＺＷ", "张伟|张文" },    { "张 1960", "张伟" },
  /* Whose document does not say it: by the birth date that stands in the registry. */
  { "19500101", "张文" },     { "1950-1-1", "张文" },     { "5566", "张文" },
};

static void
test_habits (Fixture *fixture, gconstpointer data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (habits); i++)
    do_write (fixture, insert_newcomer, &habits[i]);
  for (gsize i = 0; i < G_N_ELEMENTS (habit_texts); i++)
    {
      g_autoptr (SnRecipientQuery) query = sn_recipient_query_new (habit_texts[i].text, SN_RECIPIENT_SORT_PINYIN);

      g_test_message ("%s", habit_texts[i].text);
      assert_finds (fixture, query, habit_texts[i].found);
    }
}

static void
test_stages (void)
{
  static const struct { const char *text; gboolean further; } vectors[] = {
    { "", FALSE },        { "张", FALSE },    { "zhang", FALSE }, { "1234", FALSE }, { "张 1234", FALSE }, { "徐泾", TRUE },
    { "张 徐泾", TRUE }, { "12号", TRUE }, { "·-", FALSE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (SnRecipientQuery) query = sn_recipient_query_new (vectors[i].text, SN_RECIPIENT_SORT_PINYIN);

      g_test_message ("%s", vectors[i].text);
      g_assert_cmpint (sn_recipient_query_looks_further (query), ==, vectors[i].further);
    }
}

/* ── An image that is kept current ──────────────────────────────────────────────────────────────────────────────── */

static gpointer
load_image (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_search_image_load (connection, cancellable, error);
}

typedef struct
{
  SnSearchImage *image;
  gint64         ids[3];
  guint          n_ids;
  const char    *text;
} Applying;

static gpointer
apply (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Applying *applying = data;

  return sn_search_image_apply (applying->image, connection, applying->ids, applying->n_ids, error);
}

static gpointer
query_further (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Applying *applying = data;
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new (applying->text, SN_RECIPIENT_SORT_PINYIN);

  return sn_recipient_query_run_further (query, connection, applying->image, NULL, cancellable, error);
}

static void
assert_image (Fixture *fixture, SnSearchImage *image, const char *text, const char *expected)
{
  Applying applying = { .image = image, .text = text };
  g_autoptr (GArray) ids = do_read (fixture, query_further, &applying);
  g_autofree char *names = do_read (fixture, join_names, ids);

  g_assert_cmpstr (names, ==, expected);
}

static guint
count_households (SnSearchImage *image, const char *text)
{
  g_autoptr (GArray) ids = sn_search_image_query (image, text, NULL);

  return sn_search_image_count_households (image, ids);
}

static void
take_newer (Fixture *fixture, SnSearchImage **image, gint64 first, gint64 second)
{
  Applying applying = { .image = *image, .ids = { first, second }, .n_ids = second != 0 ? 2 : 1 };
  SnSearchImage *newer = do_read (fixture, apply, &applying);

  sn_search_image_unref (*image);
  *image = newer;
}

static void
test_households (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnSearchImage) image = NULL;
  g_autoptr (SnSearchImage) fresh = NULL;
  gint64 zeng, zhao, ding, newcomer;

  add_five_people (fixture);
  zhao = five_people[0].id;
  zeng = five_people[1].id;
  ding = five_people[4].id;
  image = do_read (fixture, load_image, NULL);
  g_assert_cmpuint (count_households (image, ""), ==, 4);
  g_assert_cmpuint (count_households (image, "明"), ==, 1);
  g_assert_cmpuint (count_households (image, "nobody"), ==, 0);

  /* "z" are 曾明, 赵六 and 丁一, whose name is also read zheng. 曾明 moves to 赵六, whose row of the base stays; and then both to a
   * household that nobody of the base belongs to. */
  do_sql (fixture, "UPDATE person SET household_id = (SELECT household_id FROM person WHERE name = '赵六') WHERE name = '曾明'");
  take_newer (fixture, &image, zeng, 0);
  g_assert_cmpuint (count_households (image, ""), ==, 4);
  g_assert_cmpuint (count_households (image, "z"), ==, 2);
  do_sql (fixture, "INSERT INTO household (id) VALUES (77); UPDATE person SET household_id = 77 WHERE name IN ('赵六', '曾明')");
  take_newer (fixture, &image, zeng, zhao);
  g_assert_cmpuint (count_households (image, ""), ==, 4);
  g_assert_cmpuint (count_households (image, "z"), ==, 2);
  /* A newcomer alone, and 丁一 with the newcomer. */
  newcomer = add_person (fixture, "新人", "310118199001010010", "");
  take_newer (fixture, &image, newcomer, 0);
  g_assert_cmpuint (count_households (image, ""), ==, 5);
  do_sql (fixture, "UPDATE person SET household_id = (SELECT household_id FROM person WHERE name = '新人') WHERE name = '丁一'");
  take_newer (fixture, &image, ding, 0);
  g_assert_cmpuint (count_households (image, ""), ==, 4);
  fresh = do_read (fixture, load_image, NULL);
  g_assert_cmpuint (count_households (fresh, ""), ==, 4);
  g_assert_cmpuint (count_households (fresh, "z"), ==, 2);
}

/* The second stage and the new columns see what was applied. */
static void
test_applied (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnSearchImage) image = NULL;

  add_five_people (fixture);
  image = do_read (fixture, load_image, NULL);
  do_sql (fixture, "UPDATE person SET former_names = '赵七', account_number = '6217009999', address = '徐泾新街' WHERE name = '赵六'");
  assert_image (fixture, image, "赵七", "");
  take_newer (fixture, &image, five_people[0].id, 0);
  assert_image (fixture, image, "赵七", "赵六");
  assert_image (fixture, image, "zq", "赵六");
  assert_image (fixture, image, "700999", "赵六");
  assert_image (fixture, image, "7788", "");
  assert_image (fixture, image, "徐泾", "李四|王伟|曾明|赵六");
  assert_image (fixture, image, "zhao 徐泾", "赵六");
}

/* By another order, and cancelled. */
static void
test_further_in_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("徐泾", SN_RECIPIENT_SORT_ID);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_five_people (fixture);
  assert_finds (fixture, query, "王伟|李四|曾明");
  g_cancellable_cancel (cancellable);
  g_assert_null (sn_workspace_read (fixture->workspace, find_by_query, query, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/search-further/texts", test_texts },
    { "/search-further/habits", test_habits },
    { "/search-further/households", test_households },
    { "/search-further/applied", test_applied },
    { "/search-further/order", test_further_in_order },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/search-further/stages", test_stages);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
