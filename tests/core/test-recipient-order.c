/* test-recipient-order.c: by town and by total, in both directions.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "recipient-fixture.h"

static void
assert_order (Fixture *fixture, const char *text, SnRecipientSort sort, gboolean descending, const char *expected)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new (text, sort);

  query->descending = descending;
  assert_finds (fixture, query, expected);
}

static void
test_town (Fixture *fixture, gconstpointer data)
{
  add_five_people (fixture);
  /* 朱家角 comes before 徐泾 in the notice; in 徐泾 the first village before the last; without a town at the end, by pinyin. */
  assert_order (fixture, "", SN_RECIPIENT_SORT_TOWN, FALSE, "李四|王伟|曾明|丁一|赵六");
  assert_order (fixture, "", SN_RECIPIENT_SORT_TOWN, TRUE, "赵六|丁一|曾明|王伟|李四");
  assert_order (fixture, "310118", SN_RECIPIENT_SORT_TOWN, FALSE, "李四|王伟|曾明|丁一|赵六");
  assert_order (fixture, "9999", SN_RECIPIENT_SORT_TOWN, TRUE, "");
  /* Without a village before those with one. */
  do_sql (fixture, "UPDATE person SET village_id = NULL WHERE name = '曾明'");
  assert_order (fixture, "", SN_RECIPIENT_SORT_TOWN, FALSE, "李四|曾明|王伟|丁一|赵六");
}

static void
test_total (Fixture *fixture, gconstpointer data)
{
  add_five_people (fixture);
  /* Before there are lines: all are equal. */
  assert_order (fixture, "", SN_RECIPIENT_SORT_TOTAL, TRUE, "丁一|李四|王伟|曾明|赵六");
  do_sql (fixture, lines_sql);
  /* 王伟 1,200, 李四 and 曾明 750, 丁一 300: what is held or withdrawn is not planned. */
  assert_order (fixture, "", SN_RECIPIENT_SORT_TOTAL, TRUE, "王伟|李四|曾明|丁一|赵六");
  /* Equal totals stay by pinyin the other way round, too. */
  assert_order (fixture, "", SN_RECIPIENT_SORT_TOTAL, FALSE, "赵六|丁一|李四|曾明|王伟");
  assert_order (fixture, "31011819", SN_RECIPIENT_SORT_TOTAL, FALSE, "赵六|丁一|李四|王伟");
  assert_order (fixture, "31011819", SN_RECIPIENT_SORT_TOTAL, TRUE, "王伟|李四|丁一|赵六");
}

static void
test_directions (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientQuery) by_name = sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);
  g_autoptr (SnRecipientQuery) by_total = sn_recipient_query_new ("", SN_RECIPIENT_SORT_TOTAL);

  g_assert_false (by_name->descending);
  g_assert_true (by_total->descending); /* the largest is asked for first */
  add_five_people (fixture);
  assert_order (fixture, "", SN_RECIPIENT_SORT_PINYIN, TRUE, "赵六|曾明|王伟|李四|丁一");
  assert_order (fixture, "z", SN_RECIPIENT_SORT_PINYIN, TRUE, "赵六|曾明|丁一"); /* 丁 is also read zheng */
  assert_order (fixture, "", SN_RECIPIENT_SORT_STROKE, TRUE, "曾明|赵六|李四|王伟|丁一");
  assert_order (fixture, "", SN_RECIPIENT_SORT_ID, TRUE, "曾明|赵六|李四|王伟|丁一");
}

/* The first key may be turned round; the second stays as it begins. */
static void
test_two_keys (Fixture *fixture, gconstpointer data)
{
  SnRecipientSort town_name = sn_recipient_sort_then (SN_RECIPIENT_SORT_TOWN, SN_RECIPIENT_SORT_PINYIN);
  SnRecipientSort town_total = sn_recipient_sort_then (SN_RECIPIENT_SORT_TOWN, SN_RECIPIENT_SORT_TOTAL);
  SnRecipientSort town_id = sn_recipient_sort_then (SN_RECIPIENT_SORT_TOWN, SN_RECIPIENT_SORT_ID);
  SnRecipientSort total_town = sn_recipient_sort_then (SN_RECIPIENT_SORT_TOTAL, SN_RECIPIENT_SORT_TOWN);

  add_five_people (fixture);
  do_sql (fixture, lines_sql);
  /* 李四 in 朱家角; 王伟, whose village comes last now, and 曾明 in 徐泾; 丁一 and 赵六 in no town. */
  do_sql (fixture, "UPDATE person SET village_id = (SELECT max (id) FROM division WHERE parent_id = 310118106) WHERE name = '王伟';"
                   "UPDATE person SET village_id = (SELECT min (id) FROM division WHERE parent_id = 310118106) WHERE name = '曾明'");
  assert_order (fixture, "", SN_RECIPIENT_SORT_TOWN, FALSE, "李四|曾明|王伟|丁一|赵六");
  assert_order (fixture, "", town_name, FALSE, "李四|王伟|曾明|丁一|赵六");
  assert_order (fixture, "", town_name, TRUE, "丁一|赵六|王伟|曾明|李四");
  assert_order (fixture, "", town_id, FALSE, "李四|王伟|曾明|丁一|赵六");
  /* 曾明 and 李四 750, nothing for the others. */
  do_sql (fixture, "UPDATE entitlement SET state = 'held', reason = 'x' WHERE id IN (2, 3)");
  assert_order (fixture, "", town_total, FALSE, "李四|曾明|王伟|丁一|赵六");
  assert_order (fixture, "", town_total, TRUE, "丁一|赵六|曾明|王伟|李四");
  assert_order (fixture, "31011819", town_total, TRUE, "丁一|赵六|王伟|李四");
  assert_order (fixture, "", SN_RECIPIENT_SORT_TOTAL, TRUE, "李四|曾明|丁一|王伟|赵六");
  assert_order (fixture, "", total_town, TRUE, "李四|曾明|王伟|丁一|赵六");
  assert_order (fixture, "", total_town, FALSE, "王伟|丁一|赵六|李四|曾明");
  assert_order (fixture, "", sn_recipient_sort_then (SN_RECIPIENT_SORT_TOTAL, SN_RECIPIENT_SORT_ID), TRUE, "李四|曾明|丁一|王伟|赵六");
}

static void
test_keys (void)
{
  SnRecipientSort town_name = sn_recipient_sort_then (SN_RECIPIENT_SORT_TOWN, SN_RECIPIENT_SORT_PINYIN), sort, second;

  /* Nothing comes of a second key after one that tells everybody apart. */
  g_assert_cmpint (sn_recipient_sort_then (SN_RECIPIENT_SORT_ID, SN_RECIPIENT_SORT_TOWN), ==, SN_RECIPIENT_SORT_ID);
  g_assert_cmpint (sn_recipient_sort_then (SN_RECIPIENT_SORT_TOTAL, SN_RECIPIENT_SORT_PINYIN), ==, SN_RECIPIENT_SORT_TOTAL);
  /* Added to names, the town goes before them; added once more, a second key goes. */
  g_assert_cmpint (sn_recipient_sort_add (SN_RECIPIENT_SORT_PINYIN, SN_RECIPIENT_SORT_TOWN), ==, town_name);
  g_assert_cmpint (sn_recipient_sort_add (SN_RECIPIENT_SORT_TOWN, SN_RECIPIENT_SORT_PINYIN), ==, town_name);
  g_assert_cmpint (sn_recipient_sort_add (town_name, SN_RECIPIENT_SORT_PINYIN), ==, SN_RECIPIENT_SORT_TOWN);
  g_assert_cmpint (sn_recipient_sort_add (town_name, SN_RECIPIENT_SORT_TOTAL), ==, sn_recipient_sort_then (SN_RECIPIENT_SORT_TOWN, SN_RECIPIENT_SORT_TOTAL));
  g_assert_cmpint (sn_recipient_sort_get_first (town_name), ==, SN_RECIPIENT_SORT_TOWN);
  g_assert_true (sn_recipient_sort_get_second (town_name, &second));
  g_assert_cmpint (second, ==, SN_RECIPIENT_SORT_PINYIN);
  g_assert_false (sn_recipient_sort_get_second (SN_RECIPIENT_SORT_TOTAL, &second));
  g_assert_cmpstr (sn_recipient_sort_to_string (town_name), ==, "town,pinyin");
  g_assert_true (sn_recipient_sort_from_string ("total,town", &sort));
  g_assert_true (sn_recipient_sort_follows_lines (sort));
  g_assert_true (sn_recipient_sort_begins_descending (sort));
  g_assert_false (sn_recipient_sort_follows_lines (town_name));
  g_assert_true (sn_recipient_sort_from_string ("total,pinyin", &sort));
  g_assert_cmpint (sort, ==, SN_RECIPIENT_SORT_TOTAL);
  g_assert_false (sn_recipient_sort_from_string ("id,town", &sort));
  g_assert_false (sn_recipient_sort_from_string ("town,town", &sort));
  g_assert_false (sn_recipient_sort_from_string ("town,", &sort));
}

/* A list in memory is as the order was read; whom a search finds since then stands at the end. */
static gpointer
load_order (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_order_load (connection, (SnRecipientSort) GPOINTER_TO_UINT (data), error);
}

static void
test_strangers (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRecipientOrder) order = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GArray) ascending = NULL;
  g_autoptr (GArray) descending = NULL;
  gint64 stranger = 4711;

  add_five_people (fixture);
  do_sql (fixture, lines_sql);
  order = do_read (fixture, load_order, GUINT_TO_POINTER (SN_RECIPIENT_SORT_TOTAL));
  ids = g_array_copy (sn_recipient_order_get_ids (order));
  g_array_prepend_val (ids, stranger);
  ascending = sn_recipient_order_arrange (order, ids);
  descending = sn_recipient_order_arrange_descending (order, ids);
  g_assert_cmpuint (ascending->len, ==, 6);
  g_assert_cmpint (g_array_index (ascending, gint64, 5), ==, stranger);
  g_assert_cmpint (g_array_index (descending, gint64, 5), ==, stranger);
  g_assert_cmpint (g_array_index (descending, gint64, 0), ==, g_array_index (ascending, gint64, 4));
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/recipient-order/town", test_town },
    { "/recipient-order/total", test_total },
    { "/recipient-order/directions", test_directions },
    { "/recipient-order/strangers", test_strangers },
    { "/recipient-order/two-keys", test_two_keys },
  };

  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/recipient-order/keys", test_keys);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
