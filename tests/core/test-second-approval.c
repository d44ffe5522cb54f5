/* test-second-approval.c: from an amount on, two say yes, and neither is who prepared.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-journal.h"
#include "sn-safety.h"

#define TOWN 310118102
#define PROGRAM "05.1"
#define LABEL "高额自负医疗费用人员"
#define STATES "SELECT group_concat (state || iif (first_approved_by IS NULL, '', '+'), '|') FROM (SELECT * FROM entitlement ORDER BY id)"
#define LAST_CHANGE "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1"

typedef struct
{
  gint64 second_approval_fen;
  int    amount_change_percent;
} Checks;

static gboolean
set_checks_in (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Checks *checks = data;

  return sn_campaign_set_checks (transaction, checks->second_approval_fen, checks->amount_change_percent, error);
}

static gint64
set_checks (Fixture *fixture, gint64 second_approval_fen, int amount_change_percent)
{
  g_autoptr (GError) error = NULL;
  Checks checks = { second_approval_fen, amount_change_percent };
  gint64 change_id = sn_workspace_write (fixture->workspace, set_checks_in, &checks, NULL, &error);

  g_assert_no_error (error);
  return change_id;
}

static gboolean
undo_in (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static gint64
undo (Fixture *fixture, gint64 change_id)
{
  g_autoptr (GError) error = NULL;
  gint64 undo_id = sn_workspace_write (fixture->workspace, undo_in, &change_id, NULL, &error);

  g_assert_no_error (error);
  return undo_id;
}

static void
refuse_undo (Fixture *fixture, gint64 change_id, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo_in, &change_id, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
}

static gint64
last_change (Fixture *fixture)
{
  g_autofree char *id = sn_workspace_read (fixture->workspace, read_text, (gpointer) "SELECT max (id) FROM change", NULL, NULL);

  return g_ascii_strtoll (id, NULL, 10);
}

static void
assert_verifies (Fixture *fixture)
{
  g_autoptr (SnVerification) verification = sn_workspace_read (fixture->workspace, sn_verify, NULL, NULL, NULL);

  g_assert_true (sn_verification_is_ok (verification));
}

/* Three lines of 1,100, 2,000 and 2,500 yuan, handed in by 经办甲; two approve from 2,000 on. */
static void
set_up_three (Fixture *fixture, gconstpointer data)
{
  static const gint64 amounts_fen[] = { 110000, 200000, 250000 };

  set_up (fixture, data);
  g_assert_cmpint (set_checks (fixture, 200000, 0), >, 0);
  for (int i = 0; i < 3; i++)
    {
      add_person (fixture, i + 1, i + 1, "1960-01-01", TOWN);
      add_line (fixture, i + 1, PROGRAM, LABEL, i + 1, TOWN, amounts_fen[i]);
    }
  DO (SUBMIT, PROGRAM);
}

static void
approve (Fixture *fixture, const char *officer, gint64 approved, gint64 approved_fen, gint64 waiting)
{
  g_autoptr (GError) error = NULL;
  Order order = { APPROVE, PROGRAM };

  act_as (fixture, officer);
  g_assert_true (try_order (fixture, &order, &error));
  g_assert_no_error (error);
  g_assert_cmpint (order.step.entitlements, ==, approved);
  g_assert_cmpint (order.step.amount_fen, ==, approved_fen);
  g_assert_cmpint (order.step.waiting, ==, waiting);
  g_assert_cmpstr (order.step.state, ==, approved > 0 ? "approved" : "submitted");
}

/* ── Tests ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_checks (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  assert_sql (fixture, "SELECT second_approval_fen || ' ' || amount_change_percent FROM campaign", "200000 50");
  g_assert_cmpint (set_checks (fixture, 200000, 50), ==, SN_WORKSPACE_UNCHANGED);
  g_assert_cmpint (set_checks (fixture, -1, 20), >, 0);
  assert_sql (fixture, LAST_CHANGE, "campaign-checks[\"2025年元旦春节帮困送温暖\",\"20\",\"2,000.00\"]");
  g_assert_cmpint (set_checks (fixture, 0, 0), >, 0);
  assert_sql (fixture, "SELECT coalesce (second_approval_fen, 'none') || ' ' || amount_change_percent FROM campaign", "none 20");
  sn_workspace_write (fixture->workspace, set_checks_in, &(Checks){ -2, 0 }, NULL, &error);
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_clear_error (&error);
  sn_workspace_write (fixture->workspace, set_checks_in, &(Checks){ 0, 1001 }, NULL, &error);
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
}

static gpointer
read_once (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = sn_entitlement_list (connection, PROGRAM, 0, NULL, error);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < lines->len; i++)
    g_string_append_c (text, ((const SnEntitlement *) g_ptr_array_index (lines, i))->approved_once ? '1' : '-');
  return g_string_free (text, FALSE);
}

static void
assert_once (Fixture *fixture, const char *expected)
{
  g_autofree char *once = sn_workspace_read (fixture->workspace, read_once, NULL, NULL, NULL);

  g_assert_cmpstr (once, ==, expected);
}

static void
test_two (Fixture *fixture, gconstpointer data)
{
  approve (fixture, "复核乙", 1, 110000, 2);
  assert_sql (fixture, STATES, "approved|submitted+|submitted+");
  assert_once (fixture, "-11");
  assert_sql (fixture, LAST_CHANGE, "roster-approve-partly[\"05.1\",\"\",\"1\",\"1,100.00\",\"2\"]");
  assert_sql (fixture, "SELECT step || entitlements || ',' || amount_fen FROM roster_step ORDER BY id DESC LIMIT 1", "approve3,560000");
  REFUSE (SN_ERROR_REFUSED, "You approved 2 of these lines first", APPROVE, PROGRAM);
  act_as (fixture, "经办甲");
  REFUSE (SN_ERROR_REFUSED, "You listed, changed or submitted 2 of these lines", APPROVE, PROGRAM);
  approve (fixture, "负责人丙", 2, 450000, 0);
  assert_once (fixture, "---");
  assert_sql (fixture, STATES, "approved|approved+|approved+");
  assert_sql (fixture, "SELECT DISTINCT f.name || s.name FROM entitlement e JOIN officer f ON f.id = e.first_approved_by"
                       " JOIN officer s ON s.id = e.approved_by", "复核乙负责人丙");
  assert_sql (fixture, LAST_CHANGE, "roster-approve[\"05.1\",\"\",\"2\",\"4,500.00\"]");
  assert_verifies (fixture);
}

static void
test_only_large (Fixture *fixture, gconstpointer data)
{
  DO (WITHDRAW, .id = 1, .reason = "x");
  approve (fixture, "复核乙", 0, 0, 2);
  assert_sql (fixture, LAST_CHANGE, "roster-approve-first[\"05.1\",\"\",\"2\",\"4,500.00\"]");
  assert_sql (fixture, STATES, "withdrawn|submitted+|submitted+");
}

/* Each way back takes the first approval along. */
static void
test_ways_back (Fixture *fixture, gconstpointer data)
{
  approve (fixture, "复核乙", 1, 110000, 2);
  DO (HOLD, .id = 2, .reason = "x");
  DO (WITHDRAW, .id = 3, .reason = "x");
  assert_sql (fixture, STATES, "approved|held|withdrawn");
  DO (RELEASE, .id = 2);
  act_as (fixture, "经办甲");
  DO (SUBMIT, PROGRAM);
  approve (fixture, "复核乙", 0, 0, 1);
  DO (RETURN, PROGRAM, .reason = "x");
  assert_sql (fixture, STATES, "approved|listed|withdrawn");
  act_as (fixture, "经办甲");
  DO (SUBMIT, PROGRAM);
  /* Who said yes before the return says it anew, and is one of two again. */
  approve (fixture, "复核乙", 0, 0, 1);
  approve (fixture, "负责人丙", 1, 200000, 0);
  DO (HOLD, .id = 2, .reason = "x");
  assert_sql (fixture, STATES, "approved|held|withdrawn");
  assert_verifies (fixture);
}

/* The amount may be changed while lines wait. */
static void
test_threshold_moves (Fixture *fixture, gconstpointer data)
{
  approve (fixture, "复核乙", 1, 110000, 2);
  set_checks (fixture, 220000, 0);
  /* The second line needs but one: who marked it approves it. */
  approve (fixture, "复核乙", 1, 200000, 1);
  assert_sql (fixture, STATES, "approved|approved|submitted+");
  set_checks (fixture, 0, 0);
  approve (fixture, "负责人丙", 1, 250000, 0);
  assert_sql (fixture, STATES, "approved|approved|approved+");
  assert_verifies (fixture);
}

static void
test_undo (Fixture *fixture, gconstpointer data)
{
  gint64 submit = last_change (fixture), first, second;

  /* Making an officer known is a change of its own, and comes first here. */
  act_as (fixture, "负责人丙");
  approve (fixture, "复核乙", 1, 110000, 2);
  first = last_change (fixture);
  approve (fixture, "负责人丙", 2, 450000, 0);
  second = last_change (fixture);
  act_as (fixture, "经办甲");
  refuse_undo (fixture, submit, "Take that back first");
  refuse_undo (fixture, first, "Take that back first");
  undo (fixture, second);
  assert_sql (fixture, STATES, "approved|submitted+|submitted+");
  refuse_undo (fixture, submit, "Take that back first");
  undo (fixture, first);
  assert_sql (fixture, STATES, "submitted|submitted|submitted");
  undo (fixture, submit);
  assert_sql (fixture, STATES, "listed|listed|listed");
  assert_verifies (fixture);
}

/* An approval that its giver took back, or somebody held, does not come back by the hand of who prepared. */
static void
test_undo_of_undo (Fixture *fixture, gconstpointer data)
{
  gint64 taken_back, first, held;

  approve (fixture, "复核乙", 1, 110000, 2);
  first = last_change (fixture);
  taken_back = undo (fixture, first);
  act_as (fixture, "经办甲");
  refuse_undo (fixture, taken_back, "an approval that somebody else took away");
  assert_sql (fixture, STATES, "submitted|submitted|submitted");
  act_as (fixture, "复核乙");
  undo (fixture, taken_back);
  assert_sql (fixture, STATES, "approved|submitted+|submitted+");
  approve (fixture, "负责人丙", 2, 450000, 0);
  taken_back = undo (fixture, last_change (fixture));
  /* Nor is the first approver the second one this way. */
  act_as (fixture, "复核乙");
  refuse_undo (fixture, taken_back, "an approval that somebody else took away");
  act_as (fixture, "负责人丙");
  undo (fixture, taken_back);
  DO (HOLD, .id = 3, .reason = "x");
  held = last_change (fixture);
  act_as (fixture, "经办甲");
  refuse_undo (fixture, held, "an approval that somebody else took away");
  /* What one held oneself is another matter: the approval was never in doubt. */
  DO (HOLD, .id = 2, .reason = "x");
  undo (fixture, last_change (fixture));
  assert_sql (fixture, STATES, "approved|approved+|held");
  assert_verifies (fixture);
}

static void
test_raw_sql (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sql;
    const char *words;
  } attempts[] = {
    { "UPDATE entitlement SET state = 'approved', approved_by = 78 WHERE id = 2", "needs a second approver" },
    { "UPDATE entitlement SET first_approved_by = listed_by WHERE id = 2", "may not be its other approver" },
    { "UPDATE entitlement SET state = 'approved', first_approved_by = 77, approved_by = 77 WHERE id = 2", "may not be its other approver" },
    { "UPDATE entitlement SET state = 'approved', first_approved_by = 77, approved_by = 78 WHERE id = 2", "first approval" },
    { "UPDATE entitlement SET first_approved_by = 77 WHERE id = 4", "first approval" },
    { "UPDATE entitlement SET first_approved_by = 78 WHERE id = 3", "first approval" },
    { "UPDATE entitlement SET first_approved_by = NULL WHERE id = 3", "first approval" },
    { "UPDATE entitlement SET state = 'approved', approved_by = 77 WHERE id = 3", "may not be its other approver" },
    { "UPDATE entitlement SET state = 'approved', approved_by = 77, first_approved_by = NULL WHERE id = 3", "needs a second approver" },
    { "UPDATE entitlement SET state = 'held', reason = 'x' WHERE id = 3", "stands on a submitted line" },
    { "UPDATE writer SET undoing = 1; UPDATE entitlement SET first_approved_by = submitted_by WHERE id = 2", "its other approver" },
    { "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, listed_by, first_approved_by)"
      " SELECT 9, program_id, rate_id, unit, person_id, amount_fen, listed_by, 77 FROM entitlement WHERE id = 1", "before it is submitted" },
  };

  add_person (fixture, 4, 4, "1960-01-01", TOWN);
  add_line (fixture, 4, PROGRAM, LABEL, 4, TOWN, 250000);
  do_sql (fixture, "INSERT INTO officer (id, name, known_at) VALUES (77, '复核乙', 'x'), (78, '负责人丙', 'x');"
                   "UPDATE entitlement SET first_approved_by = 77 WHERE id = 3");
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;

      try_sql (fixture, attempts[i].sql, &error);
      if (error == NULL || strstr (error->message, attempts[i].words) == NULL)
        g_error ("%s: “%s”, not “%s”", attempts[i].sql, error != NULL ? error->message : "passed", attempts[i].words);
      assert_sql (fixture, STATES, "submitted|submitted|submitted+|listed");
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/second-approval/" name, Fixture, NULL, set_up_three, function, tear_down)
  ADD ("checks", test_checks);
  ADD ("two", test_two);
  ADD ("only-large", test_only_large);
  ADD ("ways-back", test_ways_back);
  ADD ("threshold-moves", test_threshold_moves);
  ADD ("undo", test_undo);
  ADD ("undo-of-undo", test_undo_of_undo);
  ADD ("raw-sql", test_raw_sql);
  return g_test_run ();
}
