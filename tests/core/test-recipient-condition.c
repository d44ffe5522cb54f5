/* test-recipient-condition.c: whom each condition means, several together, in words, and what is kept of those loaded last.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "recipient-fixture.h"

static void
add (SnRecipientQuery *query, SnRecipientFilterKind kind, const char *code, int least, int most)
{
  g_autoptr (SnRecipientCondition) condition = sn_recipient_condition_new (kind, code, least, most);

  sn_recipient_query_add (query, condition);
}

static const struct
{
  SnRecipientFilterKind kind;
  const char           *code;
  int                   least;
  int                   most;
  const char           *found;
} vectors[] = {
  { SN_RECIPIENT_FILTER_TOWN, "310118106", 0, 0, "王伟|曾明" },
  { SN_RECIPIENT_FILTER_TOWN, "310118102", 0, 0, "李四" },
  { SN_RECIPIENT_FILTER_TOWN, "310118001", 0, 0, "" },
  /* Held today. */
  { SN_RECIPIENT_FILTER_CATEGORY, NULL, 0, 0, "丁一" },
  /* A birthday counts on its day; who has no birth date is of no age. */
  { SN_RECIPIENT_FILTER_AGE, NULL, 80, 200, "丁一|王伟" },
  { SN_RECIPIENT_FILTER_AGE, NULL, 80, 80, "王伟" },
  { SN_RECIPIENT_FILTER_AGE, NULL, 79, 79, "李四" },
  { SN_RECIPIENT_FILTER_AGE, NULL, 0, 79, "李四|曾明" },
  { SN_RECIPIENT_FILTER_AGE, NULL, 0, 200, "丁一|李四|王伟|曾明" },
  /* Withdrawn lines do not count, held ones do. */
  { SN_RECIPIENT_FILTER_DEPARTMENT, "03", 0, 0, "王伟" },
  { SN_RECIPIENT_FILTER_DEPARTMENT, "04", 0, 0, "丁一|李四" },
  { SN_RECIPIENT_FILTER_PROGRAM, "06.1", 0, 0, "丁一|曾明" },
  { SN_RECIPIENT_FILTER_PROGRAM, "04.1", 0, 0, "丁一|李四" },
  { SN_RECIPIENT_FILTER_STATE, "listed", 0, 0, "王伟|曾明" },
  { SN_RECIPIENT_FILTER_STATE, "submitted", 0, 0, "丁一" },
  { SN_RECIPIENT_FILTER_STATE, "approved", 0, 0, "李四" },
  { SN_RECIPIENT_FILTER_STATE, "held", 0, 0, "丁一" },
  { SN_RECIPIENT_FILTER_STATE, "withdrawn", 0, 0, "王伟" },
  { SN_RECIPIENT_FILTER_STATE, "failed", 0, 0, "李四" },
  { SN_RECIPIENT_FILTER_STATE, "issued", 0, 0, "" },
  { SN_RECIPIENT_FILTER_NOTHING, NULL, 0, 0, "赵六" },
  /* A line of the household is one of each member. */
  { SN_RECIPIENT_FILTER_DEPARTMENTS, NULL, 1, 0, "丁一|李四|王伟|曾明" },
  { SN_RECIPIENT_FILTER_DEPARTMENTS, NULL, 2, 0, "丁一|曾明" },
  { SN_RECIPIENT_FILTER_DEPARTMENTS, NULL, 3, 0, "" },
  /* As the tests set them below. */
  { SN_RECIPIENT_FILTER_SEX, "male", 0, 0, "王伟|赵六" },
  { SN_RECIPIENT_FILTER_SEX, "female", 0, 0, "丁一" },
  { SN_RECIPIENT_FILTER_SEX, "unknown", 0, 0, "李四|曾明" },
  { SN_RECIPIENT_FILTER_ETHNIC_GROUP, "汉族", 0, 0, "李四" },
  { SN_RECIPIENT_FILTER_ETHNIC_GROUP, "回族", 0, 0, "王伟" },
  { SN_RECIPIENT_FILTER_ETHNIC_GROUP, "少数民族", 0, 0, "丁一|王伟" },
  { SN_RECIPIENT_FILTER_ETHNIC_GROUP, "unknown", 0, 0, "曾明|赵六" },
  { SN_RECIPIENT_FILTER_DISABILITY, "any", 0, 0, "丁一|李四|王伟" },
  { SN_RECIPIENT_FILTER_DISABILITY, "4", 0, 0, "丁一|李四" },
  { SN_RECIPIENT_FILTER_DISABILITY, "7", 0, 0, "" },
  { SN_RECIPIENT_FILTER_DISABILITY_LEVEL, "2", 0, 0, "李四|王伟" },
  /* 王伟 1,200, 李四 and 曾明 750, 丁一 300, both ends included; 赵六 has no line. */
  { SN_RECIPIENT_FILTER_TOTAL, NULL, 300, 750, "丁一|李四|曾明" },
  { SN_RECIPIENT_FILTER_TOTAL, NULL, 301, 749, "" },
  { SN_RECIPIENT_FILTER_TOTAL, NULL, 0, 299, "" },
  { SN_RECIPIENT_FILTER_TOTAL, NULL, 751, SN_RECIPIENT_MOST_YUAN, "王伟" },
  { SN_RECIPIENT_FILTER_TOTAL, NULL, 0, SN_RECIPIENT_MOST_YUAN, "丁一|李四|王伟|曾明" },
};

static const char traits_sql[] =
  "UPDATE person SET sex = CASE WHEN name IN ('王伟', '赵六') THEN 'male' WHEN name = '丁一' THEN 'female' ELSE 'unknown' END,"
  " ethnic_group = CASE name WHEN '李四' THEN '汉族' WHEN '王伟' THEN '回族' WHEN '丁一' THEN '其他' ELSE '' END,"
  " disability_kind = CASE WHEN name IN ('丁一', '李四') THEN 4 END, disability_level = CASE WHEN name IN ('李四', '王伟') THEN 2 END;";

static gpointer
list_choices (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_choice_list (connection, (SnRecipientFilterKind) GPOINTER_TO_UINT (data), error);
}

static GPtrArray *
get_choices (Fixture *fixture, SnRecipientFilterKind kind)
{
  return do_read (fixture, list_choices, GUINT_TO_POINTER (kind));
}

/* The code of the first choice, where none is given. */
static char *
get_code (Fixture *fixture, SnRecipientFilterKind kind, const char *code)
{
  g_autoptr (GPtrArray) choices = NULL;

  if (code != NULL || sn_recipient_filter_kind_asks (kind) != SN_RECIPIENT_ASKS_CHOICE)
    return g_strdup (code);
  choices = get_choices (fixture, kind);
  return g_strdup (((SnRecipientChoice *) g_ptr_array_index (choices, 0))->code);
}

static void
test_each (Fixture *fixture, gconstpointer data)
{
  add_five_people (fixture);
  do_sql (fixture, lines_sql);
  do_sql (fixture, traits_sql);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);
      g_autofree char *code = get_code (fixture, vectors[i].kind, vectors[i].code);

      g_test_message ("%s %s %d–%d", sn_recipient_filter_kind_to_string (vectors[i].kind), code, vectors[i].least, vectors[i].most);
      add (query, vectors[i].kind, code, vectors[i].least, vectors[i].most);
      assert_finds (fixture, query, vectors[i].found);
    }
}

static void
test_village (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) villages = get_choices (fixture, SN_RECIPIENT_FILTER_VILLAGE);
  const char *last_town = "";
  guint n_towns = 0, n_found = 0;

  add_five_people (fixture);
  for (guint i = 0; i < villages->len; i++)
    {
      const SnRecipientChoice *village = g_ptr_array_index (villages, i);
      g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);
      g_autoptr (GArray) ids = NULL;

      /* The villages of one town stand together. */
      n_towns += strcmp (village->parent_code, last_town) != 0 ? 1 : 0;
      last_town = village->parent_code;
      g_assert_cmpint (strncmp (village->code, village->parent_code, 9), ==, 0);
      if (strcmp (village->parent_code, "310118106") != 0)
        continue;
      g_assert_cmpstr (village->parent_name, ==, "徐泾");
      add (query, SN_RECIPIENT_FILTER_VILLAGE, village->code, 0, 0);
      ids = do_read (fixture, find_by_query, query);
      n_found += ids->len;
    }
  g_assert_cmpuint (n_towns, ==, 11);
  g_assert_cmpuint (n_found, ==, 2); /* the first and the last village of 徐泾 have one each */
}

/* Several kinds: all of them. Several of one kind: any of them. And what is searched for besides. */
static void
test_together (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);

  add_five_people (fixture);
  do_sql (fixture, lines_sql);
  add (query, SN_RECIPIENT_FILTER_TOWN, "310118106", 0, 0);
  add (query, SN_RECIPIENT_FILTER_TOWN, "310118102", 0, 0);
  assert_finds (fixture, query, "李四|王伟|曾明");
  add (query, SN_RECIPIENT_FILTER_AGE, NULL, 60, 200);
  assert_finds (fixture, query, "李四|王伟");
  add (query, SN_RECIPIENT_FILTER_STATE, "failed", 0, 0);
  assert_finds (fixture, query, "李四");
  add (query, SN_RECIPIENT_FILTER_STATE, "withdrawn", 0, 0);
  assert_finds (fixture, query, "李四|王伟");
  g_free (query->text);
  query->text = g_strdup ("wang");
  assert_finds (fixture, query, "王伟");
}

/* Kind and level are asked for together, as 肢体二级 is written. */
static void
test_disability (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);

  add_five_people (fixture);
  do_sql (fixture, traits_sql);
  add (query, SN_RECIPIENT_FILTER_DISABILITY, "4", 0, 0);
  assert_finds (fixture, query, "丁一|李四");
  add (query, SN_RECIPIENT_FILTER_DISABILITY_LEVEL, "1", 0, 0);
  add (query, SN_RECIPIENT_FILTER_DISABILITY_LEVEL, "2", 0, 0);
  assert_finds (fixture, query, "李四");
}

static gpointer
load_condition (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnRecipientFilter) filter = sn_recipient_condition_load (connection, data, error);

  g_assert_null (filter);
  return NULL;
}

static void
test_unknown_code (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientCondition) condition = sn_recipient_condition_new (SN_RECIPIENT_FILTER_PROGRAM, "99.9", 0, 0);
  g_autoptr (GError) error = NULL;

  sn_workspace_read (fixture->workspace, load_condition, condition, NULL, &error);
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "99.9"));
}

static void
assert_words (Fixture *fixture, SnRecipientFilterKind kind, const char *code, int least, int most, const char *expected)
{
  g_autoptr (GPtrArray) choices = get_choices (fixture, kind);
  g_autoptr (SnRecipientCondition) condition = sn_recipient_condition_new (kind, code, least, most);
  g_autofree char *words = sn_recipient_condition_to_words (condition, choices);

  g_assert_cmpstr (words, ==, expected);
}

static void
test_words (Fixture *fixture, gconstpointer data)
{
  assert_words (fixture, SN_RECIPIENT_FILTER_TOWN, "310118106", 0, 0, "Town: 徐泾");
  assert_words (fixture, SN_RECIPIENT_FILTER_TOWN, "7", 0, 0, "Town: 7");
  assert_words (fixture, SN_RECIPIENT_FILTER_PROGRAM, "04.1", 0, 0, "Program: 04.1 困难失业人员一次性节日补助");
  assert_words (fixture, SN_RECIPIENT_FILTER_STATE, "failed", 0, 0, "State: payment failed");
  assert_words (fixture, SN_RECIPIENT_FILTER_AGE, NULL, 80, 89, "Age: 80–89");
  assert_words (fixture, SN_RECIPIENT_FILTER_AGE, NULL, 80, 80, "Age: 80");
  assert_words (fixture, SN_RECIPIENT_FILTER_AGE, NULL, 80, 999, "Age: 80 and older");
  assert_words (fixture, SN_RECIPIENT_FILTER_AGE, NULL, 61, 120, "Age: 61 and older");
  assert_words (fixture, SN_RECIPIENT_FILTER_AGE, NULL, 0, 60, "Age: 60 and younger");
  assert_words (fixture, SN_RECIPIENT_FILTER_DEPARTMENTS, NULL, 1, 0, "At least 1 department");
  assert_words (fixture, SN_RECIPIENT_FILTER_DEPARTMENTS, NULL, 2, 0, "At least 2 departments");
  assert_words (fixture, SN_RECIPIENT_FILTER_SEX, "female", 0, 0, "Sex: female");
  assert_words (fixture, SN_RECIPIENT_FILTER_ETHNIC_GROUP, "少数民族", 0, 0, "Ethnic group: any minority");
  assert_words (fixture, SN_RECIPIENT_FILTER_ETHNIC_GROUP, "藏族", 0, 0, "Ethnic group: 藏族");
  assert_words (fixture, SN_RECIPIENT_FILTER_DISABILITY, "any", 0, 0, "Disability: any kind");
  assert_words (fixture, SN_RECIPIENT_FILTER_DISABILITY, "4", 0, 0, "Disability: 肢体残疾");
  assert_words (fixture, SN_RECIPIENT_FILTER_DISABILITY_LEVEL, "1", 0, 0, "Level of disability: 一级");
  assert_words (fixture, SN_RECIPIENT_FILTER_TOTAL, NULL, 500, 1000, "This winter: 500–1,000 yuan");
  assert_words (fixture, SN_RECIPIENT_FILTER_TOTAL, NULL, 500, SN_RECIPIENT_MOST_YUAN, "This winter: 500 yuan and more");
  assert_words (fixture, SN_RECIPIENT_FILTER_TOTAL, NULL, 0, 1000, "This winter: up to 1,000 yuan");
  assert_words (fixture, SN_RECIPIENT_FILTER_TOTAL, NULL, 1000, 1000, "This winter: 1,000 yuan");
  assert_words (fixture, SN_RECIPIENT_FILTER_NOTHING, "x", 1, 1, "Gets nothing from anybody");
  for (guint i = 0; i < SN_RECIPIENT_N_FILTER_KINDS; i++)
    {
      SnRecipientFilterKind kind;

      g_assert_cmpstr (sn_recipient_filter_kind_get_title ((SnRecipientFilterKind) i), !=, "");
      g_assert_true (sn_recipient_filter_kind_from_string (sn_recipient_filter_kind_to_string ((SnRecipientFilterKind) i), &kind));
      g_assert_cmpuint (kind, ==, i);
    }
}

/* ── What was loaded last ───────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GPtrArray              *conditions;
  SnRecipientFilterCache *cache;
  guint                   n_people; /* out */
} Loading;

static gpointer
load_conditions (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Loading *loading = data;
  g_autoptr (SnRecipientFilter) filter = NULL;

  if (!sn_recipient_conditions_load (connection, loading->conditions, loading->cache, &filter, error))
    return NULL;
  loading->n_people = filter != NULL ? sn_recipient_filter_get_n_people (filter) : G_MAXUINT;
  return loading;
}

static void
test_cache (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientFilterCache) cache = sn_recipient_filter_cache_new ();
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);
  Loading loading = { query->conditions, cache, 0 };

  add_five_people (fixture);
  do_read (fixture, load_conditions, &loading);
  g_assert_cmpuint (loading.n_people, ==, G_MAXUINT); /* no condition: no filter */
  add (query, SN_RECIPIENT_FILTER_TOWN, "310118106", 0, 0);
  do_read (fixture, load_conditions, &loading);
  g_assert_cmpuint (loading.n_people, ==, 2);
  /* Without being told the cache does not know; told, it reads anew. */
  do_sql (fixture, "UPDATE person SET town_id = 310118106 WHERE name = '赵六'");
  do_read (fixture, load_conditions, &loading);
  g_assert_cmpuint (loading.n_people, ==, 2);
  sn_recipient_filter_cache_clear (cache);
  do_read (fixture, load_conditions, &loading);
  g_assert_cmpuint (loading.n_people, ==, 3);
  /* More than it keeps. */
  for (int age = 0; age < 20; age++)
    add (query, SN_RECIPIENT_FILTER_AGE, NULL, age, age);
  do_read (fixture, load_conditions, &loading);
  g_assert_cmpuint (loading.n_people, ==, 1);
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/recipient-condition/each", test_each },
    { "/recipient-condition/village", test_village },
    { "/recipient-condition/together", test_together },
    { "/recipient-condition/disability", test_disability },
    { "/recipient-condition/unknown-code", test_unknown_code },
    { "/recipient-condition/words", test_words },
    { "/recipient-condition/cache", test_cache },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
