/* test-possible-benefit.c: what one person could be put into, and putting one there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "category-fixture.h"

#include "sn-possible-benefit.h"

#define TOWN 310118102

static gpointer
read_possible (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_possible_benefit_list (connection, *(gint64 *) data, error);
}

/* "03.1 低保家庭 120000-120000 (低保)" for each, in their order. */
static void
assert_possible (Fixture *fixture, gint64 person_id, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) found = sn_workspace_read (fixture->workspace, read_possible, &person_id, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < found->len; i++)
    {
      const SnPossibleBenefit *possible = g_ptr_array_index (found, i);

      g_assert_cmpint (possible->rate_id, >, 0);
      g_assert_cmpstr (possible->department, !=, "");
      g_assert_cmpstr (possible->program_title, !=, "");
      g_string_append_printf (text, "%s%s %s %d-%d (%s)", i > 0 ? "; " : "", possible->program, possible->rate_label,
                              (int) possible->min_fen, (int) possible->max_fen, possible->ground);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

typedef struct
{
  gint64      person_id;
  const char *program_code;
  gint64      amount_fen;
} Addition;

static gboolean
add_possible (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Addition *addition = data;

  return sn_possible_benefit_add (transaction, addition->person_id, addition->program_code, &addition->amount_fen, error);
}

/* The addition is refused with that code and a sentence that has @words in it; no line and no Change comes of it. */
static void
refuse (Fixture *fixture, gint64 person_id, const char *program_code, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  Addition addition = { person_id, program_code, -1 };

  g_assert_cmpint (sn_workspace_write (fixture->workspace, add_possible, &addition, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
  g_assert_cmpint (addition.amount_fen, ==, -1);
}

/* The day on which a category counts, from both sides; the dead and the gone; lines that count and one that does not. */
static void
test_person (Fixture *fixture, gconstpointer data)
{
  static const char possible[] = "04.1 登记失业困难人员 75000-75000 (登记失业困难人员)";

  for (int i = 1; i <= 5; i++)
    add_person (fixture, i, i, "1980-01-01", TOWN);
  hold_category (fixture, 1, "登记失业困难人员", "2024-12-31", "");
  hold_category (fixture, 2, "登记失业困难人员", "2024-01-01", "2024-12-31");
  hold_category (fixture, 3, "登记失业困难人员", "2024-01-01", "2024-12-30");
  hold_category (fixture, 4, "登记失业困难人员", "2025-01-01", "");
  assert_possible (fixture, 1, possible);
  assert_possible (fixture, 2, possible);
  assert_possible (fixture, 3, "");
  assert_possible (fixture, 4, "");
  assert_possible (fixture, 5, "");

  add_line (fixture, 1, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  assert_possible (fixture, 1, "");
  do_sql (fixture, "UPDATE entitlement SET state = 'held', reason = 'x'");
  assert_possible (fixture, 1, "");
  do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x'");
  assert_possible (fixture, 1, possible);

  do_sql (fixture, "UPDATE person SET moved_on = '2025-01-29' WHERE id = 1");
  assert_possible (fixture, 1, possible);
  do_sql (fixture, "UPDATE person SET moved_on = '2025-01-28' WHERE id = 1");
  assert_possible (fixture, 1, "");
  do_sql (fixture, "UPDATE person SET moved_on = NULL, died_on = '2025-01-02' WHERE id = 1");
  assert_possible (fixture, 1, "");
}

/* A rate's own day goes before the campaign's: moved here, so that the one program fits and the other does not. */
static void
test_day_of_rate (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  hold_category (fixture, 1, "特困劳模", "2025-01-10", "");
  hold_category (fixture, 1, "登记失业困难人员", "2025-01-10", "");
  assert_possible (fixture, 1, "");
  do_sql (fixture, "UPDATE benefit_rate SET as_of = '2025-01-10' WHERE label = '特困劳模'");
  assert_possible (fixture, 1, "09.2 特困劳模 160000-160000 (特困劳模)");
}

/* The other category may be anybody's of the household, and on its day; a line of the household takes its rates away, not the person's. */
static void
test_household (Fixture *fixture, gconstpointer data)
{
  static const char both[] = "03.1 低保家庭（残疾家庭） 150000-150000 (低保、残疾人); 03.2 低保家庭 60000-60000 (低保); "
                             "03.7 困难家庭（因病、因残、因突发事件） 300000-300000 (低保、残疾人); "
                             "14.1 助学、助老、助医、助幼、助困 100000-100000 (低保)",
                    alone[] = "03.1 低保家庭 120000-120000 (低保); 03.2 低保家庭 60000-60000 (低保); "
                              "14.1 助学、助老、助医、助幼、助困 100000-100000 (低保)";

  for (int i = 1; i <= 3; i++)
    add_person (fixture, i, i == 3 ? 2 : 1, "1980-01-01", TOWN);
  hold_category (fixture, 1, "低保", "2024-01-01", "");
  hold_category (fixture, 3, "残疾人", "2024-01-01", "");
  assert_possible (fixture, 1, alone);
  hold_category (fixture, 2, "残疾人", "2024-01-01", "2024-12-30");
  assert_possible (fixture, 1, alone);
  do_sql (fixture, "UPDATE person_category SET to_date = NULL WHERE person_id = 2");
  assert_possible (fixture, 1, both);

  /* What another member gets in person is another matter; what the household gets is not. */
  add_line (fixture, 1, "03.1", "特困供养人员、孤儿、困境儿童", 2, TOWN, 120000);
  assert_possible (fixture, 1, both);
  add_line (fixture, 2, "03.1", "低保家庭", 2, TOWN, 120000);
  assert_possible (fixture, 1, strchr (both, ';') + 2);
  hold_category (fixture, 1, "困境儿童", "2024-01-01", "");
  add_line (fixture, 3, "03.2", "低保家庭", 1, TOWN, 60000);
  assert_possible (fixture, 1,
                   "03.1 特困供养人员、孤儿、困境儿童 120000-120000 (困境儿童); "
                   "03.7 困难家庭（因病、因残、因突发事件） 300000-300000 (低保、残疾人); "
                   "14.1 助学、助老、助医、助幼、助困 100000-100000 (低保)");
}

/* The first rate that fits wins, whichever ways there are into later ones. */
static void
test_age (Fixture *fixture, gconstpointer data)
{
  static const char *const births[] = { "1945-01-28", "1945-01-29", "" };

  for (int i = 1; i <= 3; i++)
    {
      add_person (fixture, i, i, births[i - 1], TOWN);
      hold_category (fixture, i, "独居困难老人", "2024-01-01", "");
    }
  assert_possible (fixture, 1, "03.6 新春大礼包（80周岁及以上） 60000-60000 (独居困难老人; aged 80 or more)");
  assert_possible (fixture, 2, "");
  assert_possible (fixture, 3, "");
  hold_category (fixture, 1, "突发事件困难", "2024-01-01", "");
  assert_possible (fixture, 1,
                   "03.4 政策外困难家庭 0-0 (突发事件困难); 03.6 急难帮困 150000-150000 (独居困难老人、突发事件困难); "
                   "12.1 因病致贫、意外灾害困难家庭 70000-70000 (突发事件困难); 13.1 急难帮困 150000-150000 (突发事件困难)");
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gint64 nobody = 77;

  g_assert_null (sn_workspace_read (fixture->workspace, read_possible, &nobody, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Addition addition = { 1, "09.1", -1 };

  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  add_person (fixture, 2, 1, "1980-01-01", TOWN);
  hold_category (fixture, 1, "困难职工", "2024-01-01", "");
  hold_category (fixture, 1, "低保", "2024-01-01", "");
  hold_category (fixture, 2, "低保", "2024-01-01", "");
  hold_category (fixture, 1, "其他特殊困难家庭", "2024-01-01", "");

  /* A range gives its least. */
  g_assert_cmpint (sn_workspace_write (fixture->workspace, add_possible, &addition, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (addition.amount_fen, ==, 80000);
  assert_sql (fixture, "SELECT person_id || unit || state || '|' || amount_fen || '|' || town_id || ifnull (household_id, '') FROM entitlement",
              "1personlisted|80000|310118102");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "roster-add[\"09.1\",\"800.00\"]");
  refuse (fixture, 1, "09.1", SN_ERROR_REFUSED, "already");

  /* In the household's name; then no other member can be. */
  addition.program_code = "03.2";
  sn_workspace_write (fixture->workspace, add_possible, &addition, NULL, &error);
  g_assert_no_error (error);
  assert_sql (fixture, "SELECT person_id || unit || household_id || '|' || amount_fen FROM entitlement ORDER BY id DESC LIMIT 1",
              "1household1|60000");
  refuse (fixture, 2, "03.2", SN_ERROR_REFUSED, "already");

  refuse (fixture, 1, "03.4", SN_ERROR_REFUSED, "sets no amount");
  refuse (fixture, 1, "04.1", SN_ERROR_REFUSED, "not held on");
  refuse (fixture, 1, "99.9", SN_ERROR_NOT_FOUND, "99.9");
  refuse (fixture, 77, "09.1", SN_ERROR_NOT_FOUND, "");
  assert_sql (fixture, "SELECT count(*) FROM entitlement", "2");
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'roster-add'", "2");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/possible-benefit/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("person", test_person);
  ADD ("day-of-rate", test_day_of_rate);
  ADD ("household", test_household);
  ADD ("age", test_age);
  ADD ("nobody", test_nobody);
  ADD ("add", test_add);
  return g_test_run ();
}
