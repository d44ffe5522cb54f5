/* test-line-change.c: another rate or amount for listed lines.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "attempt-fixture.h"

#include "sn-line-change.h"

typedef struct
{
  const SnLineChange *change;
  const char         *reason;
  SnLineOutlook      *outlook;
} Deed;

static gpointer
judge (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_line_change_judge (connection, data, error);
}

static gboolean
apply (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Deed *deed = data;

  return sn_line_change_apply (transaction, deed->change, deed->reason, &deed->outlook, error);
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static GArray *
choose (gint64 first, gint64 last)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = first; id <= last; id++)
    g_array_append_val (ids, id);
  return ids;
}

static char *
tell (const SnLineOutlook *outlook)
{
  GString *text = g_string_new (NULL);

  g_string_append_printf (text, "%u can (%u outside), %u same, %u cannot, %d > %d", outlook->n_can, outlook->n_outside, outlook->n_same,
                          outlook->n_cannot, (int) outlook->before_fen, (int) outlook->after_fen);
  for (guint i = 0; i < outlook->obstacles->len; i++)
    g_string_append_printf (text, "; %s", ((const SnLineObstacle *) g_ptr_array_index (outlook->obstacles, i))->sentence);
  return g_string_free (text, FALSE);
}

static void
assert_judged (Fixture *fixture, const SnLineChange *change, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnLineOutlook) outlook = sn_workspace_read (fixture->workspace, judge, (gpointer) change, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = tell (outlook);
  g_assert_cmpstr (text, ==, expected);
}

/* Returns: the change it made, or %SN_WORKSPACE_UNCHANGED. It does what was judged. */
static gint64
do_apply (Fixture *fixture, const SnLineChange *change)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnLineOutlook) judged = sn_workspace_read (fixture->workspace, judge, (gpointer) change, NULL, &error);
  Deed deed = { change, "核实后调整", NULL };
  gint64 change_id = sn_workspace_write (fixture->workspace, apply, &deed, NULL, &error);
  g_autofree char *before = NULL, *after = NULL;

  g_assert_no_error (error);
  before = tell (judged);
  after = tell (deed.outlook);
  g_assert_cmpstr (before, ==, after);
  sn_line_outlook_free (deed.outlook);
  return change_id;
}

static void
refuse (Fixture *fixture, const SnLineChange *change, const char *reason, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  Deed deed = { change, reason, NULL };
  g_autofree char *before = take_picture (fixture);
  g_autofree char *after = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, apply, &deed, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
  after = take_picture (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
refuse_sql (Fixture *fixture, const char *sql, const char *raised)
{
  g_autoptr (GError) error = NULL;

  try_sql (fixture, sql, &error);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, raised));
}

static void
refuse_undo (Fixture *fixture, const char *officer, gint64 change_id)
{
  g_autoptr (GError) error = NULL;

  act_as (fixture, officer);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo, &change_id, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  act_as (fixture, "经办甲");
}

static void
set_up_lines (Ground *ground, gconstpointer data)
{
  set_up_ground (ground);
  act_as (&ground->base, "经办甲");
}

static void
tear_down_lines (Ground *ground, gconstpointer data)
{
  tear_down (&ground->base, NULL);
}

/* Of many chosen, those that can are changed, and the others are told by reason. */
static void
test_many (Ground *ground, gconstpointer data)
{
  Fixture *fixture = &ground->base;
  g_autoptr (GArray) ids = choose (LISTED, IN_DRAFT);
  SnLineChange change = { .program_code = "04.1", .ids = ids, .has_amount = TRUE, .amount_fen = 70000 };
  gint64 change_id;

  g_array_append_val (ids, g_array_index (ids, gint64, 0)); /* named twice */
  assert_judged (fixture, &change,
                 "1 can (1 outside), 0 same, 5 cannot, 75000 > 70000;"
                 " 2 lines are approved. Hold and release them first; they are then approved anew.;"
                 " 1 line is submitted. Return the roster first.; 1 line is held. Release it first.; 1 line was withdrawn for good.");
  change_id = do_apply (fixture, &change);
  g_assert_cmpint (change_id, >, 0);
  assert_sql (fixture, "SELECT group_concat (amount_fen, ' ') FROM (SELECT * FROM entitlement WHERE id <= 6 ORDER BY id)",
              "70000 75000 75000 75000 75000 75000");
  assert_sql (fixture, "SELECT changed_by = json_array (listed_by) FROM entitlement WHERE id = 1", "1");
  assert_verifies (fixture);
  change.ids = choose (LISTED, LISTED);
  assert_judged (fixture, &change, "0 can (0 outside), 1 same, 0 cannot, 0 > 0");
  g_assert_cmpint (do_apply (fixture, &change), ==, SN_WORKSPACE_UNCHANGED);
  ACT (CHANGE_UNDO, change_id);
  assert_sql (fixture, "SELECT amount_fen || changed_by FROM entitlement WHERE id = 1", "75000[]");
  assert_verifies (fixture);
  g_array_unref (change.ids);
}

/* A fixed rate brings its amount; one with a range keeps the line's where it takes it; units do not mix. */
static void
test_rate (Ground *ground, gconstpointer data)
{
  Fixture *fixture = &ground->base;
  g_autoptr (GArray) ids = choose (20, 20);
  SnLineChange change = { .program_code = "03.1", .ids = ids, .rate_label = "低保家庭" };

  add_person (fixture, 20, 20, "1950-01-01", TOWN);
  add_line (fixture, 20, "03.1", "特困供养人员、孤儿、困境儿童", 20, TOWN, 120000);
  assert_judged (fixture, &change,
                 "0 can (0 outside), 0 same, 1 cannot, 0 > 0; 1 line counts persons where the rate counts households, or the other way round."
                 " Withdraw it and list it anew.");
  refuse (fixture, &change, "x", SN_ERROR_REFUSED, "counts persons where");

  add_person (fixture, 21, 21, "1950-01-01", TOWN);
  add_line (fixture, 21, "10.1", "市妇联标准", 21, TOWN, 200000);
  change = (SnLineChange){ .program_code = "10.1", .ids = ids, .rate_label = "区妇联标准" };
  refuse (fixture, &change, "x", SN_ERROR_NOT_FOUND, "There is no line of 10.1 with the number 20");
  g_array_index (ids, gint64, 0) = 21;
  assert_judged (fixture, &change, "1 can (0 outside), 0 same, 0 cannot, 200000 > 160000");
  g_assert_cmpint (do_apply (fixture, &change), >, 0);
  assert_sql (fixture, "SELECT b.label || e.amount_fen FROM entitlement e JOIN benefit_rate b ON b.id = e.rate_id WHERE e.id = 21",
              "区妇联标准160000");
  assert_verifies (fixture);
}

/* Whoever changed a line is one of its preparers, also after others changed it again. */
static void
test_four_eyes (Ground *ground, gconstpointer data)
{
  Fixture *fixture = &ground->base;
  g_autoptr (GArray) ids = choose (LISTED, LISTED);
  SnLineChange change = { .program_code = "04.1", .ids = ids, .has_amount = TRUE, .amount_fen = 70000 };

  DO (RETURN, "04.1", .reason = "另行核对");
  DO (WITHDRAW, .id = SUBMITTED, .reason = "另行核对");
  act_as (fixture, "复核乙");
  do_apply (fixture, &change);
  act_as (fixture, "负责人丙");
  change.amount_fen = 71000;
  do_apply (fixture, &change);
  act_as (fixture, "经办甲");
  DO (SUBMIT, "04.1");
  act_as (fixture, "复核乙");
  REFUSE (SN_ERROR_REFUSED, "You listed, changed or submitted 1 of these lines", APPROVE, "04.1");
  refuse_sql (fixture, "UPDATE entitlement SET state = 'approved', approved_by = (SELECT id FROM officer WHERE name = '复核乙') WHERE id = 1",
              "may not be its other approver");
  act_as (fixture, "负责人丙");
  REFUSE (SN_ERROR_REFUSED, "You listed, changed or submitted 1 of these lines", APPROVE, "04.1");
  refuse_sql (fixture, "UPDATE entitlement SET changed_by = '[]' WHERE id = 1", "may not be rewritten");
  approve_as (fixture, "局长丁", "04.1");
  assert_sql (fixture, "SELECT state FROM entitlement WHERE id = 1", "approved");
  assert_verifies (fixture);
}

/* What was handed in or approved is not rewritten by taking an earlier change back, whoever does. */
static void
test_undo_later (Ground *ground, gconstpointer data)
{
  Fixture *fixture = &ground->base;
  g_autoptr (GArray) ids = choose (LISTED, LISTED);
  SnLineChange change = { .program_code = "04.1", .ids = ids, .has_amount = TRUE, .amount_fen = 10000 };
  gint64 change_id = do_apply (fixture, &change);

  DO (WITHDRAW, .id = SUBMITTED, .reason = "另行核对");
  DO (SUBMIT, "04.1");
  refuse_undo (fixture, "经办甲", change_id);
  refuse_undo (fixture, "复核乙", change_id);
  approve_as (fixture, "复核乙", "04.1");
  refuse_undo (fixture, "经办甲", change_id);
  assert_sql (fixture, "SELECT state || amount_fen FROM entitlement WHERE id = 1", "approved10000");
  refuse_sql (fixture, "UPDATE writer SET undoing = 1; UPDATE entitlement SET amount_fen = 75000 WHERE id = 1", "may not be rewritten");
  assert_verifies (fixture);
}

/* The first of two changes is not taken back from under the second, and whoever takes one back is one of the preparers. */
static void
test_undo_names (Ground *ground, gconstpointer data)
{
  Fixture *fixture = &ground->base;
  g_autoptr (GArray) ids = choose (LISTED, LISTED);
  SnLineChange change = { .program_code = "04.1", .ids = ids, .has_amount = TRUE, .amount_fen = 70000 };
  gint64 first, second;

  DO (WITHDRAW, .id = SUBMITTED, .reason = "另行核对");
  act_as (fixture, "复核乙");
  first = do_apply (fixture, &change);
  change.amount_fen = 71000;
  second = do_apply (fixture, &change);
  refuse_undo (fixture, "复核乙", first);
  act_as (fixture, "负责人丙");
  ACT (CHANGE_UNDO, second);
  assert_sql (fixture, "SELECT amount_fen FROM entitlement WHERE id = 1", "70000");
  assert_verifies (fixture);
  act_as (fixture, "经办甲");
  DO (SUBMIT, "04.1");
  act_as (fixture, "负责人丙");
  REFUSE (SN_ERROR_REFUSED, "You listed, changed or submitted 1 of these lines", APPROVE, "04.1");
  approve_as (fixture, "局长丁", "04.1");
}

/* Where nothing says how much is due under the new rate, none is made up; and who holds no category of it is pointed out for the reason. */
static void
test_not_due (Ground *ground, gconstpointer data)
{
  Fixture *fixture = &ground->base;
  g_autoptr (GArray) ids = choose (21, 21);
  SnLineChange change = { .program_code = "10.1", .ids = ids, .rate_label = "区妇联标准" };

  add_person (fixture, 21, 21, "1950-01-01", TOWN);
  add_line (fixture, 21, "10.1", "市妇联标准", 21, TOWN, 200000);
  do_sql (fixture, "UPDATE benefit_rate SET score_source = '评分' WHERE label = '区妇联标准' AND program_id IN (SELECT id FROM program WHERE campaign_id = 2025);"
                   "INSERT INTO rate_tier (id, rate_id, from_score, amount_fen)"
                   " SELECT 1, id, 6000, 160000 FROM benefit_rate WHERE label = '区妇联标准' AND program_id IN (SELECT id FROM program WHERE campaign_id = 2025)");
  assert_judged (fixture, &change,
                 "0 can (0 outside), 0 same, 1 cannot, 0 > 0; 1 line has an amount that the new rate does not foresee, and the rate has none of its"
                 " own. Say how much it is.");
  change.has_amount = TRUE;
  change.amount_fen = 160000;
  do_apply (fixture, &change);
  assert_sql (fixture, "SELECT amount_fen || without_fitting || note FROM entitlement WHERE id = 21", "1600001核实后调整");
  refuse_sql (fixture, "UPDATE entitlement SET amount_fen = 0, changed_by = '[1]' WHERE id = 1", "gives it an amount");
}

static void
test_refusals (Ground *ground, gconstpointer data)
{
  Fixture *fixture = &ground->base;
  g_autoptr (GArray) ids = choose (LISTED, LISTED);
  g_autoptr (GArray) none = choose (2, 1);
  SnLineChange change = { .program_code = "04.1", .ids = ids };

  refuse (fixture, &change, "x", SN_ERROR_INVALID_INPUT, "Say which rate or amount");
  change.has_amount = TRUE;
  refuse (fixture, &change, "x", SN_ERROR_INVALID_INPUT, "above zero");
  change.amount_fen = 70000;
  refuse (fixture, &change, "  ", SN_ERROR_INVALID_INPUT, "A reason is needed");
  change.rate_label = "没有的标准";
  refuse (fixture, &change, "x", SN_ERROR_NOT_FOUND, "没有的标准");
  change.rate_label = NULL;
  change.ids = none;
  refuse (fixture, &change, "x", SN_ERROR_INVALID_INPUT, "No line is chosen");
  refuse_sql (fixture, "UPDATE entitlement SET amount_fen = 1 WHERE id = 1", "who changes a line is named in it");
}

int
main (int argc, char **argv)
{
  static const struct
  {
    const char *path;
    void (*test) (Ground *ground, gconstpointer data);
  } tests[] = {
    { "/line-change/many", test_many }, { "/line-change/rate", test_rate }, { "/line-change/four-eyes", test_four_eyes },
    { "/line-change/undo-later", test_undo_later }, { "/line-change/undo-names", test_undo_names },
    { "/line-change/not-due", test_not_due },       { "/line-change/refusals", test_refusals },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Ground, NULL, set_up_lines, tests[i].test, tear_down_lines);
  return g_test_run ();
}
