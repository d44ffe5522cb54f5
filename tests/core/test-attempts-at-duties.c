/* test-attempts-at-duties.c: ways to do what one was not named for, by the functions and by SQL. Each is refused by name, and leaves the
 * file as it was. Those of the command line are in tests/cli.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "attempt-fixture.h"
#include "duty-fixture.h"

#include "sn-candidate.h"
#include "sn-catalogue-edit.h"
#include "sn-funding-line.h"
#include "sn-line-change.h"

/* One for all. 经办甲, who made it, prepares; 复核乙 and 复核戊 review, 负责人丙 approves, 经办己 prepares, 新来丁 is named for nothing. */
static Ground ground;
static gint64 limited, named, given, asked_for_two;

static void
name_everybody (Fixture *fixture)
{
  static const Naming namings[] = {
    { "复核乙", SN_DUTY_REVIEW }, { "复核戊", SN_DUTY_REVIEW }, { "负责人丙", SN_DUTY_APPROVE }, { "经办己", SN_DUTY_PREPARE },
    { "新来丁", SN_DUTY_NONE },   { "经办甲", SN_DUTY_PREPARE },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (namings); i++)
    act_as (fixture, namings[i].name);
  for (gsize i = 0; i < G_N_ELEMENTS (namings); i++)
    named = name_for (fixture, namings[i].name, namings[i].duties);
  limited = limit_duties (fixture, TRUE);
  act_as (fixture, "经办辛");
  act_as (fixture, "经办甲");
  given = name_for (fixture, "经办辛", SN_DUTY_PREPARE);
}

/* ── By SQL ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define WHO(name) "(SELECT id FROM officer WHERE name = '" name "')"
#define BATCH(line) "(SELECT batch_id FROM payment WHERE entitlement_id = " #line ")"
#define UNDOING(who) "UPDATE writer SET undoing = 1, acting_id = " who "; "
#define PREPARES "who prepares has not been named for it"
#define APPROVES "who approves has not been named for it"
#define TAKES_BACK "who takes this back has not been named for it"
#define LINE_OF(who)                                                                                             \
  "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, town_id, amount_fen, listed_by)"           \
  " SELECT 99, program_id, rate_id, unit, 17, town_id, amount_fen, " who " FROM entitlement WHERE id = 1"
#define BATCH_OF(who)                                                                                            \
  "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"                        \
  " SELECT 99, program_id, 99, 'bank', " who ", 'x' FROM entitlement WHERE id = 1"
#define STEP_OF(who, step)                                                                                       \
  "INSERT INTO roster_step (id, program_id, step, officer_id, made_at, reason, entitlements, amount_fen)"        \
  " SELECT 99, program_id, '" step "', " who ", 'x', 'x', 1, 1 FROM entitlement WHERE id = 1"

static const struct
{
  const char *name;
  const char *sql;
  const char *raised;
} sql_attempts[] = {
  { "list", LINE_OF (WHO ("复核乙")), PREPARES },
  { "list-as-one-without-duty", LINE_OF (WHO ("新来丁")), PREPARES },
  { "submit", "UPDATE entitlement SET state = 'submitted', payee_name = 'x', submitted_by = " WHO ("负责人丙") " WHERE id = 1", PREPARES },
  { "approve", "UPDATE entitlement SET state = 'approved', approved_by = " WHO ("经办己") " WHERE id = 2", APPROVES },
  { "approve-as-one-without-duty", "UPDATE entitlement SET state = 'approved', approved_by = " WHO ("新来丁") " WHERE id = 2", APPROVES },
  { "approve-first", "UPDATE entitlement SET first_approved_by = " WHO ("经办己") " WHERE id = 2", APPROVES },
  { "approve-second-as-reviewer", "UPDATE entitlement SET state = 'approved', approved_by = " WHO ("复核戊") " WHERE id = 13", APPROVES },
  { "batch", BATCH_OF (WHO ("复核乙")), PREPARES },
  { "batch-approve-as-reviewer", "UPDATE payment_batch SET state = 'approved', approved_by = " WHO ("复核乙") " WHERE id = " BATCH (6), APPROVES },
  { "batch-approve-as-preparer", "UPDATE payment_batch SET state = 'approved', approved_by = " WHO ("经办己") " WHERE id = " BATCH (6), APPROVES },
  { "batch-issue", "UPDATE payment_batch SET state = 'issued', issued_by = " WHO ("负责人丙") " WHERE id = " BATCH (7), PREPARES },
  { "step-submit", STEP_OF (WHO ("复核乙"), "submit"), "who takes a step of a roster has not been named for it" },
  { "step-return", STEP_OF (WHO ("经办甲"), "return"), "who takes a step of a roster has not been named for it" },
  { "decide", "INSERT INTO decision (id, finding_id, rule, program_id, decision, reason, entitlements, officer_id, made_at)"
    " SELECT 99, 9, 'person_twice', program_id, 'allow', 'x', '[1]', " WHO ("新来丁") ", 'x' FROM entitlement WHERE id = 1",
    "who decides has not been named for it" },
  /* Said to be an undo: then it counts who takes back, and nobody is nobody. */
  { "approve-undoing", "UPDATE writer SET undoing = 1; UPDATE entitlement SET state = 'approved', approved_by = " WHO ("负责人丙")
    " WHERE id = 2", TAKES_BACK },
  { "approve-undoing-as-preparer", UNDOING (WHO ("经办己")) "UPDATE entitlement SET state = 'approved', approved_by = " WHO ("负责人丙")
    " WHERE id = 2", TAKES_BACK },
  { "approve-second-undoing-as-reviewer", UNDOING (WHO ("复核戊")) "UPDATE entitlement SET state = 'approved', approved_by = " WHO ("负责人丙")
    " WHERE id = 13", TAKES_BACK },
  { "approve-first-undoing-as-preparer", UNDOING (WHO ("经办己")) "UPDATE entitlement SET first_approved_by = " WHO ("复核乙") " WHERE id = 2",
    TAKES_BACK },
  { "approval-gone-undoing-as-preparer", UNDOING (WHO ("经办己")) "UPDATE entitlement SET state = 'submitted', approved_by = NULL WHERE id = 3",
    TAKES_BACK },
  { "submission-gone-undoing-as-reviewer", UNDOING (WHO ("复核乙")) "UPDATE entitlement SET state = 'listed', submitted_by = NULL,"
    " payee_name = NULL WHERE id = 2", TAKES_BACK },
  { "line-gone-undoing-as-reviewer", UNDOING (WHO ("复核乙")) "DELETE FROM entitlement WHERE id = 1", TAKES_BACK },
  { "line-comes-undoing-as-reviewer", UNDOING (WHO ("复核乙")) LINE_OF (WHO ("经办甲")), TAKES_BACK },
  { "line-change-gone-undoing-as-reviewer", UNDOING (WHO ("复核乙")) "UPDATE entitlement SET amount_fen = 1, changed_by = '[1]' WHERE id = 1",
    TAKES_BACK },
  { "batch-gone-undoing-as-reviewer", UNDOING (WHO ("复核乙")) "DELETE FROM payment_batch WHERE id = " BATCH (6), TAKES_BACK },
  { "batch-comes-undoing-as-reviewer", UNDOING (WHO ("复核乙")) BATCH_OF (WHO ("经办甲")), PREPARES },
  { "batch-issued-undoing-as-reviewer", UNDOING (WHO ("复核乙")) "UPDATE payment_batch SET state = 'issued', issued_by = " WHO ("经办甲")
    " WHERE id = " BATCH (7), TAKES_BACK },
  { "batch-approve-undoing-as-reviewer", UNDOING (WHO ("复核乙")) "UPDATE payment_batch SET state = 'approved', approved_by = " WHO ("负责人丙")
    " WHERE id = " BATCH (6), TAKES_BACK },
  { "batch-approval-gone-undoing-as-preparer", UNDOING (WHO ("经办己")) "UPDATE payment_batch SET state = 'draft', approved_by = NULL WHERE id = "
    BATCH (7), TAKES_BACK },
  { "one-approves-a-large-one-undoing", UNDOING (WHO ("负责人丙")) "UPDATE entitlement SET state = 'approved', approved_by = " WHO ("负责人丙")
    ", first_approved_by = NULL WHERE id = 13", "an amount this large needs a second approver" },
};

static void
test_sql (gconstpointer data)
{
  Fixture *fixture = &ground.base;
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = take_picture (fixture);
  g_autofree char *after = NULL;

  try_sql (fixture, sql_attempts[i].sql, &error);
  if (error == NULL)
    g_error ("the schema let this pass: %s", sql_attempts[i].sql);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  if (strstr (error->message, sql_attempts[i].raised) == NULL)
    g_test_fail_printf ("“%s” is not in “%s”", sql_attempts[i].raised, error->message);
  after = take_picture (fixture);
  g_assert_cmpstr (before, ==, after);
  assert_verifies (fixture);
}

/* ── By the functions ───────────────────────────────────────────────────────────────────────────────────────────── */

#define ATTEMPT(name, ...) \
  static gboolean name (SnTransaction *transaction, GError **error) { __VA_ARGS__ }
#define BY_ACTION(name, ...) \
  ATTEMPT (name, Action action = { __VA_ARGS__ }; return run_action (transaction, &action, NULL, error);)
#define BY_ORDER(name, ...) \
  ATTEMPT (name, Order order = { __VA_ARGS__ }; return carry_out (transaction, &order, NULL, error);)
#define BY_NAMING(name, ...) \
  ATTEMPT (name, Naming naming = { __VA_ARGS__ }; return write_naming (transaction, &naming, NULL, error);)

BY_ORDER (submit, SUBMIT, "04.1")
BY_ORDER (approve, APPROVE, "04.1")
BY_ORDER (approve_medical, APPROVE, "05.1")
BY_ORDER (send_back, RETURN, "04.1", .reason = "x")
BY_ORDER (hold, HOLD, .id = LISTED, .reason = "x")
BY_ORDER (withdraw, WITHDRAW, .id = LISTED, .reason = "x")
BY_ORDER (release, RELEASE, .id = HELD)
BY_ORDER (decide, DECIDE, .id = 12345, .decision = "allow", .reason = "x")
BY_ACTION (make_batch, BATCH_CREATE, .program_code = "04.1")
BY_ACTION (complete_batch, BATCH_DETAILS, ground.draft, .details = { "x", "2025-01-20", NULL })
BY_ACTION (approve_batch, BATCH_APPROVE, ground.draft)
BY_ACTION (issue_batch, BATCH_ISSUE, ground.approved, .text = "sha")
BY_ACTION (void_batch, BATCH_VOID, ground.draft, .text = "x")
BY_ACTION (close_batch, BATCH_CLOSE, ground.reconciled)
BY_ACTION (answer, BATCH_ANSWER, ground.issued, .file = "x.csv", .rows = new_rows ())
BY_ACTION (retry, BATCH_RETRY, ground.reconciled)
BY_ACTION (sign, BATCH_SIGN, ground.visit, .text = "2025-01-10")
BY_ACTION (correct, PERSON_CORRECT, 1, .edit.texts[SN_PERSON_FIELD_BANK_NAME] = "x")
BY_ACTION (undo_first_yes, CHANGE_UNDO, ground.first_yes)
BY_ACTION (undo_taken_back, CHANGE_UNDO, ground.taken_back)
BY_ACTION (undo_limit, CHANGE_UNDO, limited)
BY_ACTION (undo_naming, CHANGE_UNDO, named)
BY_ACTION (undo_giving, CHANGE_UNDO, given)
BY_ACTION (undo_threshold, CHANGE_UNDO, asked_for_two)
BY_NAMING (name_newcomer, "新来丁", SN_DUTY_ALL)
BY_NAMING (name_first, "经办甲", SN_DUTY_ALL)
BY_NAMING (lift_limit, .limited = FALSE)
ATTEMPT (note_death, return sn_person_mark (transaction, 1, SN_PERSON_DIED, "2025-01-05", error);)
ATTEMPT (change_amount, return sn_line_change_apply (transaction, NULL, "x", NULL, error);)
ATTEMPT (list_candidates, gint64 lines, amount_fen; return sn_candidate_add (transaction, "08.1", &lines, &amount_fen, error);)
ATTEMPT (lower_threshold, return sn_campaign_set_checks (transaction, 100, 0, error);)
ATTEMPT (lift_threshold, return sn_campaign_set_checks (transaction, 0, 0, error);)
ATTEMPT (set_rate, return sn_benefit_rate_set_amount (transaction, "08.1", "少数民族困难对象", 80000, 80000, error);)
ATTEMPT (confirm_rates, return sn_benefit_rate_confirm (transaction, "08.1", NULL, error);)
ATTEMPT (set_ceilings, return sn_funding_line_set (transaction, "08.1", NULL, 0, error);)
ATTEMPT (remove_program, return sn_program_remove (transaction, "08.1", error);)
ATTEMPT (next_campaign, return make_next_year (transaction, NULL, NULL, error);)

#define NOT_PREPARE "You have not been named to prepare"
#define NEITHER "neither to review nor to approve"
#define NOT_APPROVE "You have not been named to approve"
#define NOTHING "You have not been named for any duty"
#define RULES "Programs, rates and rules are changed by those who approve"
#define NAMES "is set by 经办甲"
#define STEP "You have not been named for the step"

static const struct
{
  const char *name;
  const char *officer;
  gboolean  (*attempt) (SnTransaction *transaction, GError **error);
  const char *words;
} attempts[] = {
  { "submit-as-reviewer", "复核乙", submit, NOT_PREPARE },
  { "submit-as-approver", "负责人丙", submit, NOT_PREPARE },
  { "submit-under-a-new-name", "新来庚", submit, NOT_PREPARE },
  { "approve-as-preparer", "经办己", approve, NEITHER },
  { "approve-as-first-officer", "经办甲", approve, NEITHER },
  { "approve-as-newcomer", "新来丁", approve, NEITHER },
  { "approve-second-as-reviewer", "复核戊", approve_medical, NOT_APPROVE },
  { "return-as-preparer", "经办己", send_back, NEITHER },
  { "hold-as-reviewer", "复核乙", hold, NOT_PREPARE },
  { "withdraw-as-approver", "负责人丙", withdraw, NOT_PREPARE },
  { "change-amount-as-approver", "负责人丙", change_amount, NOT_PREPARE },
  { "release-as-newcomer", "新来丁", release, NOT_PREPARE },
  { "decide-as-newcomer", "新来丁", decide, NOTHING },
  { "candidates-as-reviewer", "复核乙", list_candidates, NOT_PREPARE },
  { "batch-as-reviewer", "复核乙", make_batch, NOT_PREPARE },
  { "batch-details-as-approver", "负责人丙", complete_batch, NOT_PREPARE },
  { "batch-approve-as-reviewer", "复核乙", approve_batch, NOT_APPROVE },
  { "batch-approve-as-preparer", "经办己", approve_batch, NOT_APPROVE },
  { "batch-issue-as-approver", "负责人丙", issue_batch, NOT_PREPARE },
  { "batch-void-as-newcomer", "新来丁", void_batch, NOTHING },
  { "batch-close-as-approver", "负责人丙", close_batch, NOT_PREPARE },
  { "answer-as-reviewer", "复核乙", answer, NOT_PREPARE },
  { "retry-as-approver", "负责人丙", retry, NOT_PREPARE },
  { "sign-as-reviewer", "复核乙", sign, NOT_PREPARE },
  { "correct-as-reviewer", "复核乙", correct, NOT_PREPARE },
  { "death-as-newcomer", "新来丁", note_death, NOT_PREPARE },
  { "threshold-lowered-by-preparer", "经办己", lower_threshold, RULES },
  { "threshold-lifted-by-reviewer", "复核乙", lift_threshold, RULES },
  { "threshold-taken-back-by-preparer", "经办己", undo_threshold, RULES },
  { "rate-by-preparer", "经办己", set_rate, RULES },
  { "rate-confirmed-by-reviewer", "复核乙", confirm_rates, RULES },
  { "ceilings-by-preparer", "经办己", set_ceilings, RULES },
  { "program-removed-by-reviewer", "复核乙", remove_program, RULES },
  { "campaign-by-preparer", "经办己", next_campaign, RULES },
  { "name-oneself", "新来丁", name_newcomer, NAMES },
  { "name-another-as-approver", "负责人丙", name_newcomer, NAMES },
  { "first-officer-names-himself", "经办甲", name_first, "Nobody names themselves" },
  { "name-first-officer-as-reviewer", "复核乙", name_first, "you are not one of them" },
  { "lift-limit-as-approver", "负责人丙", lift_limit, NAMES },
  { "undo-limit-as-approver", "负责人丙", undo_limit, NAMES },
  { "undo-giving-as-newcomer", "新来丁", undo_giving, NAMES },
  { "undo-giving-as-approver", "负责人丙", undo_giving, NAMES },
  { "undo-naming-by-the-named", "经办甲", undo_naming, "Nobody names themselves" },
  { "undo-first-approval-as-preparer", "经办己", undo_first_yes, STEP },
  { "bring-approval-back-as-other-preparer", "经办己", undo_taken_back, STEP },
  { "bring-approval-back-as-newcomer", "新来丁", undo_taken_back, STEP },
};

static gboolean
run_attempt (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return attempts[GPOINTER_TO_SIZE (data)].attempt (transaction, error);
}

static void
test_function (gconstpointer data)
{
  Fixture *fixture = &ground.base;
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GError) error = NULL;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  act_as (fixture, attempts[i].officer);
  before = take_picture (fixture);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, run_attempt, (gpointer) data, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  if (strstr (error->message, attempts[i].words) == NULL)
    g_test_fail_printf ("“%s” is not in “%s”", attempts[i].words, error->message);
  after = take_picture (fixture);
  g_assert_cmpstr (before, ==, after);
  assert_verifies (fixture);
}

/* What was refused above was refused for the duty: who has it may. Last of all, for it moves the ground. */
static void
test_those_who_may (void)
{
  Fixture *fixture = &ground.base;

  act_as (fixture, "负责人丙");
  ACT (BATCH_APPROVE, ground.draft);
  DO (APPROVE, "05.1");
  act_as (fixture, "经办甲");
  ACT (BATCH_ISSUE, ground.approved);
  DO (SUBMIT, "04.1");
  act_as (fixture, "复核戊");
  DO (RETURN, "04.1", .reason = "x");
  assert_verifies (fixture);
}

int
main (int argc, char **argv)
{
  g_autofree char *id = NULL;
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up_ground (&ground);
  name_everybody (&ground.base);
  id = sn_workspace_read (ground.base.workspace, read_text, (gpointer) "SELECT id FROM change WHERE action LIKE 'campaign-checks%'", NULL, NULL);
  asked_for_two = g_ascii_strtoll (id, NULL, 10);
  for (gsize i = 0; i < G_N_ELEMENTS (sql_attempts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/attempts-at-duties/sql/%s", sql_attempts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_sql);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/attempts-at-duties/function/%s", attempts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_function);
    }
  g_test_add_func ("/attempts-at-duties/then/those-who-may", test_those_who_may);
  result = g_test_run ();
  tear_down (&ground.base, NULL);
  return result;
}
