/* test-recipient-query.c: orders of display, results put in them, and queries.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "registry-fixture.h"

#include "sn-recipient-query.h"

/* Strokes: 丁 2, 王 4, 仇 4, 李 7, 单 8, 曾 12. Numbers: the other way round than the lines. */
static Newcomer people[] = {
  { "曾明", "310118196001010098", "" },
  { "丁一", "310118196001010087", "" },
  { "王伟", "310118196001010076", "" },
  { "单方", "310118196001010065", "" },
  { "李四", "310118196001010054", "" },
  { "王伟", "310118196001010043", "" },
  { "仇英", "310118196001010032", "" },
  { "王", "310118196001010021", "" },
  { "王", "310118196001010021", "", "other" },
};

static const char *const orders[] = {
  [SN_RECIPIENT_SORT_PINYIN] = "丁一|李四|仇英|单方|王|王|王伟|王伟|曾明",
  [SN_RECIPIENT_SORT_STROKE] = "丁一|王|王|王伟|王伟|仇英|李四|单方|曾明",
  [SN_RECIPIENT_SORT_ID] = "王|王|仇英|王伟|李四|单方|王伟|丁一|曾明",
};

static void
add_people (Fixture *fixture)
{
  for (gsize i = 0; i < G_N_ELEMENTS (people); i++)
    do_write (fixture, insert_newcomer, &people[i]);
}

static gpointer
load_order (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_order_load (connection, (SnRecipientSort) GPOINTER_TO_INT (data), error);
}

static gpointer
load_image (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_search_image_load (connection, cancellable, error);
}

static void
assert_names (Fixture *fixture, GArray *ids, const char *expected)
{
  g_autofree char *names = NULL;

  g_assert_nonnull (ids);
  names = do_read (fixture, join_names, ids);
  g_assert_cmpstr (names, ==, expected);
}

static void
test_sort_names (void)
{
  static const char *const names[] = { "pinyin", "stroke", "id" };
  SnRecipientSort sort = SN_RECIPIENT_SORT_STROKE;

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_cmpstr (sn_recipient_sort_to_string ((SnRecipientSort) i), ==, names[i]);
      g_assert_true (sn_recipient_sort_from_string (names[i], &sort));
      g_assert_cmpuint (sort, ==, i);
    }
  g_assert_false (sn_recipient_sort_from_string ("Pinyin", &sort));
  g_assert_false (sn_recipient_sort_from_string ("", &sort));
  g_assert_false (sn_recipient_sort_from_string (NULL, &sort));
  g_assert_cmpuint (sort, ==, SN_RECIPIENT_SORT_ID);
}

static void
test_orders (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autoptr (SnRecipientOrder) order = do_read (fixture, load_order, GINT_TO_POINTER (i));
      GArray *ids = sn_recipient_order_get_ids (order);

      g_assert_cmpuint (sn_recipient_order_get_sort (order), ==, i);
      assert_names (fixture, ids, orders[i]);
      /* Equal names in the order of their ids. */
      if (i == SN_RECIPIENT_SORT_PINYIN)
        g_assert_cmpint (g_array_index (ids, gint64, 6), <, g_array_index (ids, gint64, 7));
    }
}

static gpointer
explain (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const plans[] = {
    "EXPLAIN QUERY PLAN SELECT id FROM person ORDER BY pinyin_key, id",
    "EXPLAIN QUERY PLAN SELECT id FROM person ORDER BY stroke_key, id",
    "EXPLAIN QUERY PLAN SELECT id FROM person ORDER BY document_number, document_type, id",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (plans); i++)
    {
      g_autoptr (SnStatement) plan =
        sn_connection_query_values (connection, plans[i], (SnValue[]){ { SN_VALUE_END, 0, NULL } }, error);

      g_assert_true (sn_statement_step (plan, error));
      g_assert_nonnull (strstr (sn_statement_get_text (plan, 3), "USING COVERING INDEX"));
      g_assert_false (sn_statement_step (plan, error));
    }
  return NULL;
}

/* Nothing is sorted and no row of the table is looked at. */
static void
test_covering_indexes (Fixture *fixture, gconstpointer data)
{
  do_read (fixture, explain, NULL);
}

static void
test_arrange (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientOrder) order = NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) nobody = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) arranged = NULL;
  g_autoptr (GArray) none = NULL;
  gint64 late, later;

  add_people (fixture);
  order = do_read (fixture, load_order, GINT_TO_POINTER (SN_RECIPIENT_SORT_STROKE));
  later = add_person (fixture, "赵后", "310118196001010010", "");
  late = add_person (fixture, "钱早", "310118196001010001", "");
  g_array_append_val (ids, later);
  g_array_append_val (ids, people[0].id);
  g_array_append_val (ids, people[4].id);
  g_array_append_val (ids, late);
  g_array_append_val (ids, people[1].id);
  arranged = sn_recipient_order_arrange (order, ids);
  assert_names (fixture, arranged, "丁一|李四|曾明|赵后|钱早");
  g_assert_cmpuint (ids->len, ==, 5);
  none = sn_recipient_order_arrange (order, nobody);
  g_assert_cmpuint (none->len, ==, 0);
}

/* Against sorting by place, with so many ids that they meet in the hash, and ids that are near each other. */
static void
test_arrange_many (void)
{
  enum { N = 20000 };
  g_autofree char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "many.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (SnRecipientOrder) order = NULL;
  g_autoptr (GArray) chosen = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) arranged = NULL;
  SnConnection *connection = sn_connection_open (path, SN_CONNECTION_CREATE, &error);
  GArray *ids;

  g_assert_no_error (error);
  sn_connection_run_script (connection,
                            "CREATE TABLE person (id INTEGER PRIMARY KEY, pinyin_key);"
                            "CREATE INDEX person_pinyin ON person (pinyin_key);"
                            "INSERT INTO person WITH RECURSIVE n (i) AS (SELECT 0 UNION ALL SELECT i + 1 FROM n WHERE i < 19999)"
                            " SELECT i + (i % 2) * 4503599627370496, (i * 7919) % 1000 FROM n;",
                            &error);
  g_assert_no_error (error);
  order = sn_recipient_order_load (connection, SN_RECIPIENT_SORT_PINYIN, &error);
  g_assert_no_error (error);
  ids = sn_recipient_order_get_ids (order);
  g_assert_cmpuint (ids->len, ==, N);
  for (guint i = N; i-- > 0;)
    if (i % 3 != 1)
      g_array_append_val (chosen, g_array_index (ids, gint64, i));
  arranged = sn_recipient_order_arrange (order, chosen);
  g_assert_cmpuint (arranged->len, ==, chosen->len);
  for (guint i = 0; i < arranged->len; i++)
    g_assert_cmpint (g_array_index (arranged, gint64, i), ==, g_array_index (chosen, gint64, chosen->len - 1 - i));
  sn_connection_close (connection);
  sn_test_remove_folder (g_steal_pointer (&folder));
}

static void
test_query_values (void)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("王", SN_RECIPIENT_SORT_STROKE);
  g_autoptr (SnRecipientQuery) copy = sn_recipient_query_copy (query);
  g_autoptr (SnRecipientQuery) other_text = sn_recipient_query_new (NULL, SN_RECIPIENT_SORT_STROKE);
  g_autoptr (SnRecipientQuery) other_sort = sn_recipient_query_new ("王", SN_RECIPIENT_SORT_ID);

  g_assert_true (copy != query);
  g_assert_cmpstr (other_text->text, ==, "");
  g_assert_true (sn_recipient_query_equal (query, copy));
  g_assert_false (sn_recipient_query_equal (query, other_text));
  g_assert_false (sn_recipient_query_equal (query, other_sort));
  g_assert_false (sn_recipient_query_equal (query, NULL));
  g_assert_true (sn_recipient_query_equal (NULL, NULL));
  g_assert_null (sn_recipient_query_copy (NULL));
}

static const struct
{
  const char      *text;
  SnRecipientSort  sort;
  const char      *names;
} queries[] = {
  { "", SN_RECIPIENT_SORT_PINYIN, "丁一|李四|仇英|单方|王|王|王伟|王伟|曾明" },
  { " ", SN_RECIPIENT_SORT_STROKE, "丁一|王|王|王伟|王伟|仇英|李四|单方|曾明" },
  { "", SN_RECIPIENT_SORT_ID, "王|王|仇英|王伟|李四|单方|王伟|丁一|曾明" },
  { "0032", SN_RECIPIENT_SORT_PINYIN, "仇英" },
  { "王", SN_RECIPIENT_SORT_PINYIN, "王|王|王伟|王伟" },
  { "c", SN_RECIPIENT_SORT_STROKE, "仇英|单方|曾明" },
  { "c", SN_RECIPIENT_SORT_ID, "仇英|单方|曾明" },
  { "c", SN_RECIPIENT_SORT_PINYIN, "仇英|单方|曾明" },
  { "310118", SN_RECIPIENT_SORT_STROKE, "丁一|王|王|王伟|王伟|仇英|李四|单方|曾明" },
  { "赵", SN_RECIPIENT_SORT_STROKE, "" },
};

static gpointer
run_query (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_query_run (data, connection, NULL, NULL, cancellable, error);
}

/* The command line's way: with a connection only. And the window's: with all in memory, and no connection. */
static void
test_queries (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnSearchImage) image = NULL;
  g_autoptr (GError) error = NULL;
  SnRecipientOrder *loaded[G_N_ELEMENTS (orders)];

  add_people (fixture);
  image = do_read (fixture, load_image, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    loaded[i] = do_read (fixture, load_order, GINT_TO_POINTER (i));
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    {
      g_autoptr (SnRecipientQuery) query = sn_recipient_query_new (queries[i].text, queries[i].sort);
      g_autoptr (GArray) read = do_read (fixture, run_query, query);
      g_autoptr (GArray) in_memory = sn_recipient_query_run (query, NULL, image, loaded[queries[i].sort], NULL, &error);

      g_assert_no_error (error);
      assert_names (fixture, read, queries[i].names);
      assert_names (fixture, in_memory, queries[i].names);
      if (queries[i].sort != SN_RECIPIENT_SORT_PINYIN)
        continue;
      /* The image alone is enough. */
      g_array_unref (in_memory);
      in_memory = sn_recipient_query_run (query, NULL, image, NULL, NULL, &error);
      assert_names (fixture, in_memory, queries[i].names);
    }
  for (guint i = 0; i < G_N_ELEMENTS (orders); i++)
    sn_recipient_order_unref (loaded[i]);
}

static gpointer
run_with_wrong_order (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnRecipientOrder) order = sn_recipient_order_load (connection, SN_RECIPIENT_SORT_STROKE, error);
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("", SN_RECIPIENT_SORT_ID);

  return sn_recipient_query_run (query, connection, NULL, order, cancellable, error);
}

static void
test_wrong_order (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = NULL;

  add_people (fixture);
  ids = do_read (fixture, run_with_wrong_order, NULL);
  assert_names (fixture, ids, orders[SN_RECIPIENT_SORT_ID]);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnSearchImage) image = NULL;
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("王", SN_RECIPIENT_SORT_PINYIN);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  add_people (fixture);
  image = do_read (fixture, load_image, NULL);
  g_cancellable_cancel (cancellable);
  g_assert_null (sn_recipient_query_run (query, NULL, image, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipient-query/sort-names", test_sort_names);
  g_test_add ("/recipient-query/orders", Fixture, NULL, set_up, test_orders, tear_down);
  g_test_add ("/recipient-query/covering-indexes", Fixture, NULL, set_up, test_covering_indexes, tear_down);
  g_test_add ("/recipient-query/arrange", Fixture, NULL, set_up, test_arrange, tear_down);
  g_test_add_func ("/recipient-query/arrange-many", test_arrange_many);
  g_test_add_func ("/recipient-query/values", test_query_values);
  g_test_add ("/recipient-query/queries", Fixture, NULL, set_up, test_queries, tear_down);
  g_test_add ("/recipient-query/wrong-order", Fixture, NULL, set_up, test_wrong_order, tear_down);
  g_test_add ("/recipient-query/cancelled", Fixture, NULL, set_up, test_cancelled, tear_down);
  return g_test_run ();
}
