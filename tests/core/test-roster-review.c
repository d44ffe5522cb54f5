/* test-roster-review.c: what an approver is told, and that what is approved is what was looked at.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-roster-review.h"

#define TOWN 310118102
#define PROGRAM "05.1"
#define LABEL "高额自负医疗费用人员"

typedef struct
{
  gint64 town_id;
} Question;

static gpointer
read_review (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_review_read (connection, PROGRAM, ((const Question *) data)->town_id, error);
}

static SnRosterReview *
review (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  Question question = { 0 };
  SnRosterReview *result = sn_workspace_read (fixture->workspace, read_review, &question, NULL, &error);

  g_assert_no_error (error);
  return result;
}

static void
set_up_three (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  for (int i = 0; i < 3; i++)
    {
      add_person (fixture, i + 1, i + 1, "1960-01-01", TOWN);
      add_line (fixture, i + 1, PROGRAM, LABEL, i + 1, TOWN, 110000 + i * 10000);
    }
}

static void
test_first_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRosterReview) first = NULL;
  const SnReviewRate *rate;

  DO (SUBMIT, PROGRAM);
  first = review (fixture);
  g_assert_cmpint (first->lines, ==, 3);
  g_assert_cmpint (first->amount_fen, ==, 360000);
  g_assert_cmpint (first->persons + first->households, ==, 3);
  g_assert_cmpint (first->need_two, ==, 0);
  g_assert_cmpuint (first->rates->len, ==, 1);
  rate = g_ptr_array_index (first->rates, 0);
  g_assert_cmpstr (rate->label, ==, LABEL);
  g_assert_cmpint (rate->lines, ==, 3);
  g_assert_cmpint (rate->amount_fen, ==, 360000);
  g_assert_false (first->was_returned);
  g_assert_cmpint (first->n_new + first->n_changed + first->n_gone, ==, 0);
  g_assert_cmpuint (first->differences->len, ==, 0);
  g_assert_cmpint (first->use.planned_fen, ==, 360000);
  g_assert_cmpint (first->use.ceiling_fen, ==, -1);
}

static void
assert_difference (const SnRosterReview *second, guint place, SnReviewDifference difference, const char *name, gint64 before_fen,
                   gint64 after_fen, const char *reason)
{
  const SnReviewLine *line = g_ptr_array_index (second->differences, place);

  g_assert_cmpint (line->difference, ==, difference);
  g_assert_cmpstr (line->name, ==, name);
  g_assert_cmpint (line->before_fen, ==, before_fen);
  g_assert_cmpint (line->after_fen, ==, after_fen);
  g_assert_cmpstr (line->reason, ==, reason);
}

/* Sent back, one line set right, one taken out, one put in: the second look is told of these three, and of nothing else. */
static void
test_second_time (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRosterReview) second = NULL;

  DO (SUBMIT, PROGRAM);
  act_as (fixture, "负责人乙");
  DO (RETURN, PROGRAM, .reason = "金额有误");
  act_as (fixture, "经办甲");
  do_sql (fixture, "UPDATE entitlement SET changed_by = json_array (listed_by), amount_fen = 150000 WHERE id = 2");
  DO (WITHDRAW, .id = 3, .reason = "不符合条件");
  add_person (fixture, 4, 4, "1961-01-01", TOWN);
  add_line (fixture, 4, PROGRAM, LABEL, 4, TOWN, 200000);
  DO (SUBMIT, PROGRAM);
  second = review (fixture);
  g_assert_cmpint (second->lines, ==, 3);
  g_assert_cmpint (second->amount_fen, ==, 110000 + 150000 + 200000);
  g_assert_true (second->was_returned);
  g_assert_cmpstr (second->return_reason, ==, "金额有误");
  g_assert_cmpint (second->n_new, ==, 1);
  g_assert_cmpint (second->n_changed, ==, 1);
  g_assert_cmpint (second->n_gone, ==, 1);
  g_assert_cmpuint (second->differences->len, ==, 3);
  assert_difference (second, 0, SN_REVIEW_GONE, "人3", 130000, 0, "不符合条件");
  assert_difference (second, 1, SN_REVIEW_CHANGED, "人2", 120000, 150000, "");
  assert_difference (second, 2, SN_REVIEW_NEW, "人4", 0, 200000, "");
}

static gboolean
approve_as_seen (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_approve_as_seen (transaction, PROGRAM, 0, data, NULL, error);
}

static void
test_other_than_seen (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnRosterReview) seen = NULL;
  SnRosterControl control;

  DO (SUBMIT, PROGRAM);
  seen = review (fixture);
  control = (SnRosterControl){ seen->lines, seen->amount_fen };
  DO (HOLD, .id = 1, .reason = "待核");
  act_as (fixture, "负责人乙");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, approve_as_seen, &control, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, "3,600.00"));
  g_assert_nonnull (strstr (error->message, "2,500.00"));
  assert_sql (fixture, "SELECT group_concat (state) FROM (SELECT state FROM entitlement ORDER BY id)", "held,submitted,submitted");
  control = (SnRosterControl){ 2, 250000 };
  g_clear_error (&error);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, approve_as_seen, &control, NULL, &error), >, 0);
  g_assert_no_error (error);
  assert_sql (fixture, "SELECT group_concat (state) FROM (SELECT state FROM entitlement ORDER BY id)", "held,approved,approved");
}

static void
test_nothing_there (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Question question = { 0 };

  g_assert_null (sn_workspace_read (fixture->workspace, read_review, &question, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/roster-review/" name, Fixture, NULL, set_up_three, function, tear_down)
  ADD ("first-time", test_first_time);
  ADD ("second-time", test_second_time);
  ADD ("other-than-seen", test_other_than_seen);
  ADD ("nothing-there", test_nothing_there);
  return g_test_run ();
}
