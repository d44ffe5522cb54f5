/* test-candidate.c: who fits a program and stands on no roster of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-candidate.h"

#define TOWN 310118102
#define YINGPU 310118002

static gpointer
read_candidates (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_candidate_list (connection, data, error);
}

/* "人1 低保家庭 120000" for each, in their order. */
static void
assert_candidates (Fixture *fixture, const char *program_code, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GPtrArray) candidates =
    sn_workspace_read (fixture->workspace, read_candidates, (gpointer) program_code, NULL, &error);

  g_assert_no_error (error);
  for (guint i = 0; i < candidates->len; i++)
    {
      const SnCandidate *candidate = g_ptr_array_index (candidates, i);

      g_string_append_printf (text, "%s%s %s %d", i > 0 ? "; " : "", candidate->name, candidate->rate_label,
                              (int) candidate->amount_fen);
      g_assert_cmpuint (strlen (candidate->document_number), ==, 18);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
hold (Fixture *fixture, int number, const char *category, const char *from_date, const char *to_date)
{
  g_autofree char *sql =
    g_strdup_printf ("INSERT INTO person_category (id, person_id, category_id, from_date, to_date)"
                     " SELECT (SELECT coalesce (max (id), 0) + 1 FROM person_category), %d, id, '%s', nullif ('%s', '')"
                     "   FROM category WHERE name = '%s'",
                     number, from_date, to_date, category);

  do_sql (fixture, sql);
}

typedef struct
{
  const char *program_code;
  gint64      lines;
  gint64      amount_fen;
} Addition;

static gboolean
add_candidates (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Addition *addition = data;

  return sn_candidate_add (transaction, addition->program_code, &addition->lines, &addition->amount_fen, error);
}

static void
test_categories (Fixture *fixture, gconstpointer data)
{
  for (int i = 1; i <= 6; i++)
    add_person (fixture, i, i, "1980-01-01", i == 1 ? TOWN : YINGPU);
  hold (fixture, 1, "登记失业困难人员", "2024-12-31", "");
  hold (fixture, 2, "登记失业困难人员", "2024-01-01", "2024-12-31");
  hold (fixture, 3, "登记失业困难人员", "2024-01-01", "2024-12-30");
  hold (fixture, 4, "登记失业困难人员", "2025-01-01", "");
  hold (fixture, 5, "特困劳模", "2024-01-01", "");
  hold (fixture, 6, "登记失业困难人员", "2024-01-01", "2024-06-30");
  hold (fixture, 6, "登记失业困难人员", "2024-08-01", "");
  assert_candidates (fixture, "04.1", "人2 登记失业困难人员 75000; 人6 登记失业困难人员 75000; 人1 登记失业困难人员 75000");

  /* A planned or held line takes a person out; a withdrawn one does not. */
  add_line (fixture, 1, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  add_line (fixture, 2, "04.1", "登记失业困难人员", 2, TOWN, 75000);
  add_line (fixture, 3, "04.1", "登记失业困难人员", 6, TOWN, 75000);
  do_sql (fixture, "UPDATE entitlement SET state = 'held', reason = 'x' WHERE id = 2;"
                   "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE id = 3");
  assert_candidates (fixture, "04.1", "人6 登记失业困难人员 75000");
  /* Neither the dead nor those who are gone by the delivery. */
  do_sql (fixture, "UPDATE person SET moved_on = '2025-01-29' WHERE id = 6");
  assert_candidates (fixture, "04.1", "人6 登记失业困难人员 75000");
  do_sql (fixture, "UPDATE person SET moved_on = '2025-01-28' WHERE id = 6");
  assert_candidates (fixture, "04.1", "");
  do_sql (fixture, "UPDATE person SET moved_on = NULL, died_on = '2025-01-02' WHERE id = 6");
  assert_candidates (fixture, "04.1", "");
}

static void
test_households (Fixture *fixture, gconstpointer data)
{
  for (int i = 1; i <= 6; i++)
    add_person (fixture, i, (i + 1) / 2, "1980-01-01", TOWN);
  /* Household 1: both members; 2: low income, and a disability of the other; 3: a disability alone. */
  hold (fixture, 1, "低保", "2024-01-01", "");
  hold (fixture, 2, "低保", "2024-01-01", "");
  hold (fixture, 4, "低保", "2024-01-01", "");
  hold (fixture, 3, "残疾人", "2024-01-01", "");
  hold (fixture, 5, "残疾人", "2024-01-01", "");
  do_sql (fixture, "UPDATE household SET head_id = 2 WHERE id = 1");
  assert_candidates (fixture, "03.1", "人4 低保家庭（残疾家庭） 150000; 人2 低保家庭 120000");
  /* The line of another member stands for the household. */
  add_line (fixture, 1, "03.1", "低保家庭", 1, TOWN, 120000);
  assert_candidates (fixture, "03.1", "人4 低保家庭（残疾家庭） 150000");
  /* A child in need of the same household is a recipient of its own. */
  hold (fixture, 2, "困境儿童", "2024-01-01", "");
  assert_candidates (fixture, "03.1", "人4 低保家庭（残疾家庭） 150000; 人2 特困供养人员、孤儿、困境儿童 120000");
}

static void
test_ages (Fixture *fixture, gconstpointer data)
{
  static const char *const births[] = { "1945-01-28", "1945-01-29", "", "1940-05-05" };

  for (int i = 1; i <= 4; i++)
    {
      add_person (fixture, i, i, births[i - 1], TOWN);
      hold (fixture, i, "独居困难老人", "2024-01-01", "");
    }
  hold (fixture, 4, "突发事件困难", "2024-01-01", "");
  /* The first rate that fits wins, and each stands once. */
  assert_candidates (fixture, "03.6", "人4 急难帮困 150000; 人1 新春大礼包（80周岁及以上） 60000");
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Addition addition = { "09.1", -1, -1 };

  for (int i = 1; i <= 3; i++)
    {
      add_person (fixture, i, i, "1980-01-01", TOWN);
      hold (fixture, i, "困难职工", "2024-01-01", "");
      hold (fixture, i, "其他特殊困难家庭", "2024-01-01", "");
      hold (fixture, i, "低保", "2024-01-01", "");
    }
  /* A range gives its least. */
  g_assert_cmpint (sn_workspace_write (fixture->workspace, add_candidates, &addition, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpint (addition.lines, ==, 3);
  g_assert_cmpint (addition.amount_fen, ==, 240000);
  assert_sql (fixture, "SELECT count(*) || '|' || sum (amount_fen) || '|' || min (state) || min (unit) || '|' || min (town_id) FROM entitlement",
              "3|240000|listedperson|310118102");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1",
              "candidates-add[\"09.1\",\"3\",\"2,400.00\"]");

  /* Again: nobody is left, and no Change. */
  g_assert_cmpint (sn_workspace_write (fixture->workspace, add_candidates, &addition, NULL, &error), ==, SN_WORKSPACE_UNCHANGED);
  g_assert_no_error (error);
  g_assert_cmpint (addition.lines, ==, 0);
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'candidates-add'", "1");

  addition.program_code = "03.2";
  sn_workspace_write (fixture->workspace, add_candidates, &addition, NULL, &error);
  g_assert_no_error (error);
  assert_sql (fixture, "SELECT count(*) FROM entitlement e JOIN person p ON p.id = e.person_id AND p.household_id = e.household_id", "3");

  addition.program_code = "03.4";
  sn_workspace_write (fixture->workspace, add_candidates, &addition, NULL, &error);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "政策外困难家庭"));
  assert_sql (fixture, "SELECT count(*) FROM entitlement", "6");
}

/* Who holds the category is what the household fits by; who takes its money is the payee, else the head, else he himself. */
static void
test_payee (Fixture *fixture, gconstpointer data)
{
  static const char *const set_ups[] = {
    "SELECT 1",
    "UPDATE household SET payee_id = 3",
    "UPDATE person SET died_on = '2025-01-01' WHERE id = 3",
    "UPDATE person SET died_on = '2025-01-01' WHERE id = 1",
    "UPDATE household SET payee_id = NULL, head_id = NULL",
  };
  static const char *const named[] = { "1", "3", "1", "2", "2" };

  for (int i = 1; i <= 3; i++)
    add_person (fixture, i, 11, "1980-01-01", TOWN);
  hold (fixture, 2, "低保", "2024-01-01", "");
  assert_candidates (fixture, "03.1", "人2 低保家庭 120000");
  for (gsize i = 0; i < G_N_ELEMENTS (set_ups); i++)
    {
      Addition addition = { "03.1", -1, -1 };

      do_sql (fixture, set_ups[i]);
      g_assert_cmpint (sn_workspace_write (fixture->workspace, add_candidates, &addition, NULL, NULL), >, 0);
      assert_sql (fixture, "SELECT person_id FROM entitlement WHERE state = 'listed'", named[i]);
      if (i + 1 < G_N_ELEMENTS (set_ups))
        do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x'");
    }
  /* The payee holds no category: the paper says what the household has. */
  do_sql (fixture, "UPDATE entitlement SET person_id = 3 WHERE state = 'listed'; UPDATE person SET died_on = NULL");
  DO (SUBMIT, "03.1");
  assert_sql (fixture, "SELECT payee_name || payee_category FROM entitlement WHERE state = 'submitted'", "人3低保");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/candidate/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("categories", test_categories);
  ADD ("households", test_households);
  ADD ("ages", test_ages);
  ADD ("add", test_add);
  ADD ("payee", test_payee);
  return g_test_run ();
}
