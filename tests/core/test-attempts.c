/* test-attempts.c: ways to get around the states and the four eyes, by the functions and by SQL. Each is refused by name, and leaves
 * the file as it was. Ways that need several steps are in test-attempts-in-steps.c, those of the command line in tests/cli.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "attempt-fixture.h"

/* One for all: nothing is left of any attempt. */
static Ground ground;

/* ── By SQL: what the schema itself must stop, whoever writes ───────────────────────────────────────────────────── */

#define OTHER "(SELECT id FROM officer WHERE name = '负责人丙')"
#define PAYMENT(line) "(SELECT id FROM payment WHERE entitlement_id = " #line ")"
#define BATCH(line) "(SELECT batch_id FROM payment WHERE entitlement_id = " #line ")"
#define PAY(batch_of, line, amount)                                                                                          \
  "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document)"                         \
  " VALUES (99, " BATCH (batch_of) ", 9, " #line ", " #amount ", 'x', 'x')"

/* Somebody is said to be known by the document of another. */
#define KNOWN_AS(person, owner)                                                                                              \
  "INSERT INTO other_document (id, person_id, document_type, document_number)"                                               \
  " SELECT 99, " #person ", document_type, document_number FROM person WHERE id = " #owner "; "

static const struct
{
  const char *name;
  const char *sql;
  const char *raised;
} sql_attempts[] = {
  /* Lines; their numbers are those of attempt-fixture.h. */
  { "insert-approved", "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, state, submitted_by, approved_by,"
    " payee_name, listed_by) SELECT 99, program_id, rate_id, unit, person_id, 1, 'approved', listed_by, " OTHER ", 'x', listed_by"
    " FROM entitlement WHERE id = 1", "an entitlement starts as listed" },
  { "insert-approved-once", "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, listed_by, first_approved_by)"
    " SELECT 99, program_id, rate_id, unit, person_id, 1, listed_by, " OTHER " FROM entitlement WHERE id = 1", "before it is submitted" },
  { "skip-submission", "UPDATE entitlement SET state = 'approved', submitted_by = listed_by, payee_name = 'x', approved_by = " OTHER
    " WHERE id = 1", "an entitlement may not skip a state" },
  { "delete-line", "DELETE FROM entitlement WHERE id = 1", "never deleted" },
  { "approve-own", "UPDATE entitlement SET state = 'approved', approved_by = submitted_by WHERE id = 2", "approved_by <> submitted_by" },
  { "approve-nobody", "UPDATE entitlement SET state = 'approved' WHERE id = 2", "(state = 'approved') = (approved_by IS NOT NULL)" },
  { "rewrite-lister-then-approve", "UPDATE entitlement SET listed_by = " OTHER " WHERE id = 2", "who listed, submitted or approved" },
  { "rewrite-submitter-then-approve", "UPDATE entitlement SET submitted_by = " OTHER " WHERE id = 2", "who listed, submitted or approved" },
  { "rewrite-lister-after-approval", "UPDATE entitlement SET listed_by = " OTHER " WHERE id = 3", "who listed, submitted or approved" },
  { "rewrite-approver", "UPDATE entitlement SET approved_by = " OTHER " WHERE id = 3", "who listed, submitted or approved" },
  { "approver-becomes-preparer", "UPDATE entitlement SET approved_by = listed_by WHERE id = 3", "may not be rewritten" },
  { "raise-amount-after-submission", "UPDATE entitlement SET amount_fen = 99900 WHERE id = 2", "a submitted entitlement may not be rewritten" },
  { "raise-amount-after-approval", "UPDATE entitlement SET amount_fen = 99900 WHERE id = 3", "a submitted entitlement may not be rewritten" },
  { "other-person-after-approval", "UPDATE entitlement SET person_id = 1 WHERE id = 3", "a submitted entitlement may not be rewritten" },
  { "other-person-by-a-third-document", KNOWN_AS (1, 2) "UPDATE entitlement SET person_id = 1 WHERE id = 3",
    "a submitted entitlement may not be rewritten" },
  { "other-person-than-the-document-says", KNOWN_AS (4, 3) "UPDATE entitlement SET person_id = 1 WHERE id = 3",
    "a submitted entitlement may not be rewritten" },
  { "other-person-under-another-kind-of-document", KNOWN_AS (1, 9) "UPDATE other_document SET document_type = 'other';"
    " UPDATE entitlement SET person_id = 1 WHERE id = 9", "a submitted entitlement may not be rewritten" },
  { "household-for-a-person", "UPDATE entitlement SET household_id = 1 WHERE id = 3", "a submitted entitlement may not be rewritten" },
  { "other-account-after-approval", "UPDATE entitlement SET account_number = '6217009999999999999' WHERE id = 3", "what was submitted of a payee" },
  { "other-name-after-submission", "UPDATE entitlement SET payee_name = '别人' WHERE id = 2", "what was submitted of a payee" },
  { "approved-back-to-submitted", "UPDATE entitlement SET state = 'submitted', approved_by = NULL WHERE id = 3", "may not skip a state" },
  { "held-to-approved", "UPDATE entitlement SET state = 'approved', approved_by = " OTHER " WHERE id = 4", "may not skip a state" },
  { "withdrawn-comes-back", "UPDATE entitlement SET state = 'listed', reason = '' WHERE id = 5", "may not skip a state" },
  { "change-unsigned", "UPDATE entitlement SET amount_fen = 1 WHERE id = 1", "who changes a line is named in it" },
  { "changer-approves", "UPDATE entitlement SET changed_by = (SELECT json_array (id) FROM officer WHERE name = '负责人丙'), state = 'approved',"
    " approved_by = (SELECT id FROM officer WHERE name = '负责人丙') WHERE id = 2", "who prepared or approved a line may not be its other approver" },
  { "withdraw-without-reason", "UPDATE entitlement SET state = 'withdrawn' WHERE id = 2", "length (trim (reason)) > 0" },
  { "hold-under-a-payment", "UPDATE entitlement SET state = 'held', reason = 'x', approved_by = NULL WHERE id = 8",
    "a payment stands on this approval" },
  { "hold-under-a-payment-undoing", "UPDATE writer SET undoing = 1; UPDATE entitlement SET state = 'submitted', approved_by = NULL WHERE id = 9",
    "a payment stands on this approval" },
  /* Two approvers */
  { "large-with-one-approver", "UPDATE entitlement SET state = 'approved', approved_by = " OTHER ", first_approved_by = NULL WHERE id = 13",
    "an amount this large needs a second approver" },
  { "first-approver-twice", "UPDATE entitlement SET state = 'approved', approved_by = first_approved_by WHERE id = 13", "its other approver" },
  { "first-approver-prepared", "UPDATE entitlement SET first_approved_by = listed_by WHERE id = 2", "its other approver" },
  { "first-approver-prepared-undoing", "UPDATE writer SET undoing = 1; UPDATE entitlement SET first_approved_by = submitted_by WHERE id = 2",
    "its other approver" },
  { "first-approver-rewritten", "UPDATE entitlement SET first_approved_by = " OTHER " WHERE id = 13", "a first approval is given" },
  { "first-approver-later", "UPDATE entitlement SET first_approved_by = " OTHER " WHERE id = 3", "the second approval stands on the first" },
  { "first-approver-gone-undoing", "UPDATE writer SET undoing = 1; UPDATE entitlement SET first_approved_by = NULL WHERE id = 14",
    "the second approval stands on the first" },
  { "first-approval-kept-when-held", "UPDATE entitlement SET state = 'held', reason = 'x' WHERE id = 13", "stands on a submitted line" },
  /* Rates */
  { "submit-under-a-waiting-rate", "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by, payee_name = 'x' WHERE id = 17",
    "a rate waits for confirmation" },
  { "rate-amount-under-lines", "UPDATE benefit_rate SET min_fen = 1 WHERE id = (SELECT rate_id FROM entitlement WHERE id = 3)",
    "lines that were handed in stand on this rate" },
  { "rate-word-taken-back", "UPDATE benefit_rate SET confirmed = 0 WHERE id = (SELECT rate_id FROM entitlement WHERE id = 3)",
    "lines that were handed in stand on this rate" },
  /* Steps and decisions */
  { "rewrite-step", "UPDATE roster_step SET officer_id = " OTHER, "a step of a roster may not be rewritten" },
  { "delete-step", "DELETE FROM roster_step WHERE step = 'approve'", "a step of a roster is never deleted" },
  { "step-of-nothing", "INSERT INTO roster_step (id, program_id, step, officer_id, made_at, entitlements, amount_fen)"
    " SELECT 99, program_id, 'approve', " OTHER ", 'x', 0, 0 FROM entitlement WHERE id = 1", "entitlements > 0" },
  { "rewrite-decision", "UPDATE decision SET decision = 'allow'", "a decision may not be rewritten" },
  { "delete-decision", "DELETE FROM decision", "a decision is never deleted" },
  /* Batches */
  { "batch-starts-approved", "INSERT INTO payment_batch (id, program_id, number, channel, state, prepared_by, prepared_at, approved_by)"
    " SELECT 99, program_id, 99, 'bank', 'approved', listed_by, 'x', " OTHER " FROM entitlement WHERE id = 1", "a batch starts as a draft" },
  { "batch-approves-own", "UPDATE payment_batch SET state = 'approved', approved_by = prepared_by WHERE id = " BATCH (6),
    "approved_by <> prepared_by" },
  { "batch-other-preparer", "UPDATE payment_batch SET prepared_by = " OTHER " WHERE id = " BATCH (6), "who prepared a batch" },
  { "batch-skips-approval", "UPDATE payment_batch SET state = 'issued', approved_by = " OTHER ", issued_by = " OTHER " WHERE id = " BATCH (6),
    "a batch may not skip a state" },
  { "batch-other-program", "UPDATE payment_batch SET program_id = (SELECT program_id FROM entitlement WHERE id = 13) WHERE id = " BATCH (6),
    "may not be rewritten" },
  { "batch-control-sum", "UPDATE payment_batch SET control_sum_fen = control_sum_fen + 1 WHERE id = " BATCH (7), "an approved batch" },
  { "batch-reopened", "UPDATE payment_batch SET state = 'reconciled' WHERE id = " BATCH (11), "a batch may not skip a state" },
  { "batch-back-to-draft", "UPDATE payment_batch SET state = 'draft' WHERE id = " BATCH (7), "a batch may not skip a state" },
  { "batch-void-after-issue", "UPDATE payment_batch SET state = 'void', void_reason = 'x' WHERE id = " BATCH (8), "a batch may not skip a state" },
  { "batch-reconciled-unanswered", "UPDATE payment_batch SET state = 'reconciled' WHERE id = " BATCH (8), "once every line is answered" },
  { "batch-deleted", "DELETE FROM payment_batch WHERE id = " BATCH (12), "never deleted" },
  { "visit-without-visitors", "UPDATE payment_batch SET visitors = '' WHERE id = " BATCH (16), "an approved batch may not be rewritten" },
  /* Payments */
  { "pay-unapproved", PAY (6, 2, 75000), "no approval stands under this payment" },
  { "pay-held", PAY (6, 4, 75000), "no approval stands under this payment" },
  { "pay-another-amount", PAY (6, 3, 75001), "no approval stands under this payment" },
  { "pay-from-foreign-program", PAY (6, 14, 250000), "a payment needs an approved entitlement" },
  { "pay-in-approved-batch", PAY (7, 3, 75000), "a payment needs an approved entitlement" },
  { "pay-twice", PAY (6, 9, 75000), "UNIQUE constraint failed: payment.entitlement_id" },
  { "pay-twice-undoing", "UPDATE writer SET undoing = 1; " PAY (6, 8, 75000), "UNIQUE constraint failed: payment.entitlement_id" },
  { "pay-beside-what-failed", PAY (6, 10, 75000), "a new try names the payment that came back" },
  { "pay-unapproved-undoing", "UPDATE writer SET undoing = 1; " PAY (6, 2, 75000), "no approval stands under this payment" },
  { "payment-starts-paid", "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document, state)"
    " VALUES (99, " BATCH (6) ", 9, 3, 75000, 'x', 'x', 'paid')", "a payment starts as pending" },
  { "payment-leaves-alone", "UPDATE payment SET state = 'issued' WHERE entitlement_id = 6", "a payment leaves only with its batch" },
  { "payment-skips-issue", "UPDATE payment SET state = 'paid', settled_on = '2025-01-10' WHERE entitlement_id = 7",
    "a payment leaves only with its batch" },
  { "payment-given-up-alone", "UPDATE payment SET state = 'void' WHERE entitlement_id = 7", "a payment is given up only with its batch" },
  { "failed-becomes-paid", "UPDATE payment SET state = 'paid' WHERE entitlement_id = 10", "a payment may not skip a state" },
  { "paid-becomes-failed", "UPDATE payment SET state = 'failed', failure_reason = 'x' WHERE entitlement_id = 9", "may not skip a state" },
  { "rewrite-payment-amount", "UPDATE payment SET amount_fen = 1 WHERE entitlement_id = 6", "a payment line may not be rewritten" },
  { "rewrite-payment-account", "UPDATE payment SET account_number = '6217009999999999999' WHERE entitlement_id = 7", "may not be rewritten" },
  { "rewrite-answer", "UPDATE payment SET failure_reason = '账户冻结', failure_code = 'AC06' WHERE entitlement_id = 10", "an answer may not be rewritten" },
  { "rewrite-day-of-payment", "UPDATE payment SET settled_on = '2025-01-31' WHERE entitlement_id = 9", "an answer may not be rewritten" },
  { "failed-counts-as-retried", "UPDATE payment SET retried = 1 WHERE entitlement_id = 10", "when another names it" },
  { "delete-payment", "DELETE FROM payment WHERE entitlement_id = 10", "a payment is never deleted" },
  /* Receipts */
  { "sign-for-unpaid", "INSERT INTO receipt (id, payment_id, signed_by, signed_on) VALUES (99, " PAYMENT (16) ", 'x', '2025-01-10')",
    "a signature stands for something handed over" },
  { "sign-twice", "INSERT INTO receipt (id, payment_id, signed_by, signed_on) VALUES (99, " PAYMENT (15) ", 'x', '2025-01-10')",
    "UNIQUE constraint failed: receipt.payment_id" },
  { "sign-in-another-name", "UPDATE receipt SET signed_by = '别人'", "a signature may not be rewritten" },
  { "delete-signature", "DELETE FROM receipt", "a signature is never deleted" },
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

BY_ORDER (approve_jobless, APPROVE, "04.1")
BY_ORDER (approve_part, APPROVE, "04.1", TOWN)
BY_ORDER (approve_medical, APPROVE, "05.1")
BY_ORDER (approve_nothing, APPROVE, "08.1")
BY_ORDER (return_without_reason, RETURN, "04.1", .reason = " \xe3\x80\x80 ")
BY_ORDER (hold_paid, HOLD, .id = PAID, .reason = "x")
BY_ORDER (withdraw_on_its_way, WITHDRAW, .id = IN_ISSUED, .reason = "x")
BY_ORDER (withdraw_without_reason, WITHDRAW, .id = LISTED, .reason = "  ")
BY_ORDER (release_withdrawn, RELEASE, .id = WITHDRAWN)
BY_ORDER (release_approved, RELEASE, .id = APPROVED)
BY_ORDER (hold_withdrawn, HOLD, .id = WITHDRAWN, .reason = "x")
BY_ORDER (decide_unknown, DECIDE, .id = 12345, .decision = "allow", .reason = "x")
BY_ACTION (approve_batch, BATCH_APPROVE, ground.draft)
BY_ACTION (approve_closed_batch, BATCH_APPROVE, ground.closed)
BY_ACTION (issue_draft, BATCH_ISSUE, ground.draft, .text = "sha")
BY_ACTION (issue_closed, BATCH_ISSUE, ground.closed, .text = "sha")
BY_ACTION (void_issued, BATCH_VOID, ground.issued, .text = "x")
BY_ACTION (void_void, BATCH_VOID, ground.voided, .text = "x")
BY_ACTION (void_without_reason, BATCH_VOID, ground.draft, .text = " ")
BY_ACTION (close_unanswered, BATCH_CLOSE, ground.issued)
BY_ACTION (close_with_open_line, BATCH_CLOSE, ground.reconciled)
BY_ACTION (close_twice, BATCH_CLOSE, ground.closed)
BY_ACTION (answer_draft, BATCH_ANSWER, ground.draft, .file = "x.csv", .rows = new_rows ())
BY_ACTION (answer_closed, BATCH_ANSWER, ground.closed, .file = "x.csv", .rows = new_rows ())
BY_ACTION (retry_paid, BATCH_RETRY, ground.closed)
BY_ACTION (pay_cash_by_visit, BATCH_CREATE, .program_code = "04.1", .channel = "visit")
BY_ACTION (pay_visit_twice, BATCH_CREATE, .program_code = "01.1")
BY_ACTION (sign_for_bank, BATCH_SIGN, ground.issued, .text = "2025-01-10")
BY_ACTION (sign_tomorrow, BATCH_SIGN, ground.visit, .text = "2025-01-11")
BY_ACTION (details_after_issue, BATCH_DETAILS, ground.visit, .details = { "别人", "2025-01-20", NULL })
BY_ACTION (undo_approval_under_payment, CHANGE_UNDO, ground.approval)
BY_ACTION (undo_batch_under_approval, CHANGE_UNDO, ground.batch_made)
BY_ACTION (bring_approval_back, CHANGE_UNDO, ground.taken_back)
ATTEMPT (sign_twice, int line = 1; g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (int)); g_array_append_val (lines, line);
         Action action = { BATCH_SIGN, ground.visit, .text = "2025-01-10", .lines = lines };
         return run_action (transaction, &action, NULL, error);)
ATTEMPT (set_rate_under_lines, return sn_benefit_rate_set_amount (transaction, "04.1", "登记失业困难人员", 80000, 80000, error);)
ATTEMPT (set_rate_to_nothing, return sn_benefit_rate_set_amount (transaction, "08.1", "少数民族困难对象", 0, 0, error);)
ATTEMPT (two_from_below_nothing, return sn_campaign_set_checks (transaction, -5, 0, error);)

static const struct
{
  const char *name;
  const char *officer;
  gboolean  (*attempt) (SnTransaction *transaction, GError **error);
  int         code;
  const char *words;
} attempts[] = {
  { "approve-own", "经办甲", approve_jobless, SN_ERROR_REFUSED, "somebody else must approve it" },
  { "approve-own-by-town", "经办甲", approve_part, SN_ERROR_REFUSED, "somebody else must approve it" },
  { "approve-own-blank-in-name", " 经办 甲", approve_jobless, SN_ERROR_REFUSED, "somebody else must approve it" },
  { "approve-own-wide-blank-in-name", "经办甲\xe3\x80\x80", approve_jobless, SN_ERROR_REFUSED, "somebody else must approve it" },
  { "approve-own-invisible-in-name", "经办\xe2\x80\x8b甲", approve_jobless, SN_ERROR_REFUSED, "somebody else must approve it" },
  { "approve-own-compatible-character", "经办㆙", approve_jobless, SN_ERROR_REFUSED, "somebody else" },
  { "batch-approve-own-blank-in-name", "经 办甲", approve_batch, SN_ERROR_REFUSED, "somebody else must approve it" },
  { "second-approver-wide-blank-in-name", "复核\xe3\x80\x80乙", approve_medical, SN_ERROR_REFUSED, "needs another officer as well" },
  { "approve-as-nobody", "\xe3\x80\x80", NULL, SN_ERROR_INVALID_INPUT, "name is empty" },
  { "second-approver-is-the-first", "复核乙", approve_medical, SN_ERROR_REFUSED, "needs another officer as well" },
  { "second-approver-prepared", "经办甲", approve_medical, SN_ERROR_REFUSED, "somebody else must approve it" },
  { "approve-nothing", "复核乙", approve_nothing, SN_ERROR_REFUSED, "Nothing is submitted in 08.1" },
  { "return-without-reason", "复核乙", return_without_reason, SN_ERROR_INVALID_INPUT, "reason" },
  { "hold-paid", "复核乙", hold_paid, SN_ERROR_REFUSED, "stands on this line" },
  { "withdraw-on-its-way", "复核乙", withdraw_on_its_way, SN_ERROR_REFUSED, "stands on this line" },
  { "withdraw-without-reason", "经办甲", withdraw_without_reason, SN_ERROR_INVALID_INPUT, "reason" },
  { "release-withdrawn", "经办甲", release_withdrawn, SN_ERROR_REFUSED, "not held" },
  { "release-approved", "经办甲", release_approved, SN_ERROR_REFUSED, "not held" },
  { "hold-withdrawn", "经办甲", hold_withdrawn, SN_ERROR_REFUSED, "held or withdrawn" },
  { "decide-unknown", "经办甲", decide_unknown, SN_ERROR_NOT_FOUND, "no open finding" },
  { "batch-approve-own", "经办甲", approve_batch, SN_ERROR_REFUSED, "somebody else must approve it" },
  { "batch-approve-closed", "复核乙", approve_closed_batch, SN_ERROR_REFUSED, "only a draft" },
  { "batch-issue-draft", "复核乙", issue_draft, SN_ERROR_REFUSED, "must be approved before it leaves" },
  { "batch-issue-closed", "复核乙", issue_closed, SN_ERROR_REFUSED, "must be approved before it leaves" },
  { "batch-void-issued", "复核乙", void_issued, SN_ERROR_REFUSED, "not left yet" },
  { "batch-void-twice", "复核乙", void_void, SN_ERROR_REFUSED, "not left yet" },
  { "batch-void-without-reason", "复核乙", void_without_reason, SN_ERROR_INVALID_INPUT, "Say why" },
  { "batch-close-unanswered", "复核乙", close_unanswered, SN_ERROR_REFUSED, "once all its lines are answered" },
  { "batch-close-with-open-line", "复核乙", close_with_open_line, SN_ERROR_REFUSED, "still open" },
  { "batch-close-twice", "复核乙", close_twice, SN_ERROR_REFUSED, "once all its lines are answered" },
  { "answer-draft", "经办甲", answer_draft, SN_ERROR_REFUSED, "has left and is not closed" },
  { "answer-closed", "经办甲", answer_closed, SN_ERROR_REFUSED, "has left and is not closed" },
  { "retry-paid", "经办甲", retry_paid, SN_ERROR_REFUSED, "no failed line" },
  { "pay-cash-by-visit", "经办甲", pay_cash_by_visit, SN_ERROR_REFUSED, "money goes through a bank" },
  { "pay-visit-twice", "经办甲", pay_visit_twice, SN_ERROR_REFUSED, "Nothing in 01.1 waits to be paid" },
  { "sign-for-bank", "经办甲", sign_for_bank, SN_ERROR_REFUSED, "goes through the bank" },
  { "sign-tomorrow", "经办甲", sign_tomorrow, SN_ERROR_INVALID_INPUT, "2025-01-11" },
  { "sign-twice", "经办甲", sign_twice, SN_ERROR_REFUSED, "signed for before" },
  { "visitors-after-issue", "经办甲", details_after_issue, SN_ERROR_REFUSED, "not left yet" },
  { "undo-approval-under-payment", "复核乙", undo_approval_under_payment, SN_ERROR_REFUSED, "came later and stands on it" },
  { "undo-batch-under-approval", "经办甲", undo_batch_under_approval, SN_ERROR_REFUSED, "came later and stands on it" },
  { "undo-brings-approval-back", "经办甲", bring_approval_back, SN_ERROR_REFUSED, "an approval that somebody else took away" },
  { "rate-under-lines", "经办甲", set_rate_under_lines, SN_ERROR_REFUSED, "keeps its amount" },
  { "rate-to-nothing", "经办甲", set_rate_to_nothing, SN_ERROR_INVALID_INPUT, "above zero" },
  { "two-from-below-nothing", "经办甲", two_from_below_nothing, SN_ERROR_INVALID_INPUT, "above zero" },
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
  g_autofree char *before = take_picture (fixture);
  g_autofree char *after = NULL;

  if (sn_workspace_set_officer (fixture->workspace, attempts[i].officer, &error))
    g_assert_cmpint (sn_workspace_write (fixture->workspace, run_attempt, (gpointer) data, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, attempts[i].code);
  if (strstr (error->message, attempts[i].words) == NULL)
    g_test_fail_printf ("“%s” is not in “%s”", attempts[i].words, error->message);
  after = take_picture (fixture);
  g_assert_cmpstr (before, ==, after);
  assert_verifies (fixture);
}

int
main (int argc, char **argv)
{
  int result;

  g_test_init (&argc, &argv, NULL);
  set_up_ground (&ground);
  for (gsize i = 0; i < G_N_ELEMENTS (sql_attempts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/attempts/sql/%s", sql_attempts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_sql);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autofree char *path = g_strdup_printf ("/attempts/function/%s", attempts[i].name);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_function);
    }
  result = g_test_run ();
  tear_down (&ground.base, NULL);
  return result;
}
