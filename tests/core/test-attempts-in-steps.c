/* test-attempts-in-steps.c: ways around the four eyes that lead through several allowed steps.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "attempt-fixture.h"

#define MEDICAL "05.1", "高额自负医疗费用人员"
#define STATES "SELECT group_concat (state || iif (first_approved_by IS NULL, '', '+'), ' ') FROM (SELECT * FROM entitlement ORDER BY id)"

static void
refuse_approval (Fixture *fixture, const char *officer, const char *program_code, const char *words)
{
  g_autofree char *before = NULL, *after = NULL;

  act_as (fixture, officer);
  before = take_picture (fixture);
  REFUSE (SN_ERROR_REFUSED, words, APPROVE, program_code);
  after = take_picture (fixture);
  g_assert_cmpstr (before, ==, after);
  assert_verifies (fixture);
}

/* Who listed a line stays who listed it, whatever it goes through. */
static void
test_hold_and_release (Fixture *fixture, gconstpointer data)
{
  list_and_submit (fixture, 1, JOBLESS, 75000);
  approve_as (fixture, "复核乙", "04.1");
  DO (HOLD, .id = 1, .reason = "待核实");
  act_as (fixture, "复核乙");
  DO (RELEASE, .id = 1);
  DO (SUBMIT, "04.1");
  refuse_approval (fixture, "经办甲", "04.1", "You listed, changed or submitted 1 of these lines");
  /* Who approved it before is now who submitted it. */
  refuse_approval (fixture, "复核乙", "04.1", "You listed, changed or submitted 1 of these lines");
  approve_as (fixture, "负责人丙", "04.1");
  assert_sql (fixture, STATES, "approved");
}

static void
test_return_and_resubmit (Fixture *fixture, gconstpointer data)
{
  list_and_submit (fixture, 1, JOBLESS, 75000);
  act_as (fixture, "复核乙");
  DO (RETURN, "04.1", .reason = "账号不清");
  DO (SUBMIT, "04.1");
  refuse_approval (fixture, "复核乙", "04.1", "You listed, changed or submitted 1 of these lines");
  refuse_approval (fixture, "经办甲", "04.1", "You listed, changed or submitted 1 of these lines");
}

static void
test_undo_and_resubmit (Fixture *fixture, gconstpointer data)
{
  list_and_submit (fixture, 1, JOBLESS, 75000);
  act_as (fixture, "复核乙");
  ACT (CHANGE_UNDO, last_change (fixture) - 1);
  DO (SUBMIT, "04.1");
  refuse_approval (fixture, "经办甲", "04.1", "You listed, changed or submitted 1 of these lines");
  refuse_approval (fixture, "复核乙", "04.1", "You listed, changed or submitted 1 of these lines");
}

/* An approval that was taken back lies in the journal; who prepared does not get it from there. */
static void
test_redo_approval (Fixture *fixture, gconstpointer data)
{
  gint64 undo;

  list_and_submit (fixture, 1, JOBLESS, 75000);
  approve_as (fixture, "复核乙", "04.1");
  act_as (fixture, "复核乙");
  undo = ACT (CHANGE_UNDO, last_change (fixture));
  act_as (fixture, "经办甲");
  FORBID (SN_ERROR_REFUSED, "an approval that somebody else took away", CHANGE_UNDO, undo);
  assert_sql (fixture, STATES, "submitted");
  assert_verifies (fixture);
}

/* The same with a batch: voided by another, or its approval taken back. */
static void
test_redo_batch_approval (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id, undo, given_up;

  approve_lines (fixture, 1, 2, JOBLESS, 75000);
  batch_id = create_batch (fixture, "04.1");
  act_as (fixture, "复核乙");
  undo = ACT (CHANGE_UNDO, ACT (BATCH_APPROVE, batch_id));
  act_as (fixture, "经办甲");
  FORBID (SN_ERROR_REFUSED, "an approval that somebody else took away", CHANGE_UNDO, undo);
  act_as (fixture, "复核乙");
  ACT (CHANGE_UNDO, undo);
  given_up = ACT (BATCH_VOID, batch_id, .text = "x");
  act_as (fixture, "经办甲");
  FORBID (SN_ERROR_REFUSED, "an approval that somebody else took away", CHANGE_UNDO, given_up);
  assert_batches (fixture, "void");
  assert_verifies (fixture);
}

static gboolean
ask_for_two_from_here (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_campaign_set_checks (transaction, *(gint64 *) data, 0, error);
}

/* A first yes is not carried through a hold: its giver would be both approvers. */
static void
test_first_approver_again (Fixture *fixture, gconstpointer data)
{
  gint64 from_fen = 200000;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, ask_for_two_from_here, &from_fen, NULL, NULL), >, 0);
  list_and_submit (fixture, 1, MEDICAL, 250000);
  approve_as (fixture, "复核乙", "05.1");
  act_as (fixture, "复核乙");
  DO (HOLD, .id = 1, .reason = "x");
  DO (RELEASE, .id = 1);
  act_as (fixture, "经办甲");
  DO (SUBMIT, "05.1");
  approve_as (fixture, "复核乙", "05.1");
  assert_sql (fixture, STATES, "submitted+");
  refuse_approval (fixture, "复核乙", "05.1", "another officer as well");
}

/* The first of two approvals cannot be taken out from under the second. */
static void
test_first_approval_taken_out (Fixture *fixture, gconstpointer data)
{
  gint64 from_fen = 200000, first;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, ask_for_two_from_here, &from_fen, NULL, NULL), >, 0);
  list_and_submit (fixture, 1, MEDICAL, 250000);
  act_as (fixture, "负责人丙");
  approve_as (fixture, "复核乙", "05.1");
  first = last_change (fixture);
  approve_as (fixture, "负责人丙", "05.1");
  act_as (fixture, "复核乙");
  FORBID (SN_ERROR_REFUSED, "came later and stands on it", CHANGE_UNDO, first);
  assert_sql (fixture, STATES, "approved+");
  assert_verifies (fixture);
}

/* A draft that was made when its lines were approved leaves no more once they are held; nor is the hold possible beside it. */
static void
test_hold_beside_draft (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id, given_up;

  approve_lines (fixture, 1, 1, JOBLESS, 75000);
  batch_id = create_batch (fixture, "04.1");
  FORBID (SN_ERROR_REFUSED, "stands on this line", LINE_HOLD, 1, .text = "x");
  given_up = ACT (BATCH_VOID, batch_id, .text = "x");
  ACT (LINE_HOLD, 1, .text = "x");
  FORBID (SN_ERROR_REFUSED, "cannot be taken back", CHANGE_UNDO, given_up);
  assert_verifies (fixture);
}

/* A line of a household that was handed in goes to the household that its own was merged into, and to no other. */
static void
test_household_of_a_line (Fixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE entitlement SET household_id = 2 WHERE id = 1",
    "UPDATE household SET merged_into = 3 WHERE id = 1; UPDATE entitlement SET household_id = 2 WHERE id = 1",
    "UPDATE household SET merged_into = 1 WHERE id = 2; UPDATE entitlement SET household_id = 2 WHERE id = 1",
    "UPDATE household SET merged_into = 2 WHERE id = 3; UPDATE entitlement SET household_id = 2 WHERE id = 1",
  };

  act_as (fixture, "经办甲");
  for (int number = 2; number <= 3; number++)
    add_person (fixture, number, number, "1940-01-01", TOWN);
  list_and_submit (fixture, 1, "03.1", "低保家庭", 120000);
  approve_as (fixture, "复核乙", "03.1");
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (try_sql (fixture, attempts[i], &error), ==, 0);
      g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
      g_assert_nonnull (strstr (error->message, "a submitted entitlement may not be rewritten"));
    }
  do_sql (fixture, "UPDATE household SET merged_into = 2 WHERE id = 1; UPDATE entitlement SET household_id = 2 WHERE id = 1");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/attempts-in-steps/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("hold-and-release", test_hold_and_release);
  ADD ("return-and-resubmit", test_return_and_resubmit);
  ADD ("undo-and-resubmit", test_undo_and_resubmit);
  ADD ("redo-approval", test_redo_approval);
  ADD ("redo-batch-approval", test_redo_batch_approval);
  ADD ("first-approver-again", test_first_approver_again);
  ADD ("first-approval-taken-out", test_first_approval_taken_out);
  ADD ("hold-beside-draft", test_hold_beside_draft);
  ADD ("household-of-a-line", test_household_of_a_line);
  return g_test_run ();
}
