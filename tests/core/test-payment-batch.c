/* test-payment-batch.c: a batch from draft to closed, signatures, and what must never work, through the functions and past them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "batch-fixture.h"

static GArray *
list_numbers (int first, int second)
{
  GArray *lines = g_array_new (FALSE, FALSE, sizeof (int));

  g_array_append_val (lines, first);
  if (second != 0)
    g_array_append_val (lines, second);
  return lines;
}

/* ── Create ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_create (Fixture *fixture, gconstpointer data)
{
  Action action = { BATCH_CREATE, .program_code = "04.1" };

  approve_lines (fixture, 1, 4, JOBLESS, 75000);
  /* What the registry says later does not rewrite what was approved. */
  ACT (PERSON_CORRECT, 1, .edit = { .texts = { [SN_PERSON_FIELD_NAME] = "改名", [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "6217999999999999999" } });
  act (fixture, &action);
  g_assert_cmpuint (action.count, ==, 0);
  assert_last_change (fixture, "batch-create[\"04.1\",\"1\",\"bank\",\"4\",\"3,000.00\"]");
  assert_payments (fixture, "pending pending pending pending");
  assert_sql (fixture, "SELECT payee_name || account_number || payee_document || bank_name FROM payment WHERE entitlement_id = 1",
              "人16217000000000000001310118194001010001上海农商银行");
  assert_sql (fixture, "SELECT number || channel || state || control_count || ',' || control_sum_fen FROM"
                       " payment_batch", "1bankdraft4,300000");
  FORBID (SN_ERROR_REFUSED, "Nothing in 04.1 waits to be paid", BATCH_CREATE, .program_code = "04.1");
  FORBID (SN_ERROR_REFUSED, "Nothing in 04.1 waits to be paid", BATCH_CREATE, .program_code = "04.1", .channel = "bank");
  FORBID (SN_ERROR_NOT_FOUND, "44.1", BATCH_CREATE, .program_code = "44.1");
}

static void
test_create_by_town (Fixture *fixture, gconstpointer data)
{
  Action action = { BATCH_CREATE, .program_code = "04.1", .town_id = TOWN };

  add_person (fixture, 9, 9, "", 310118002);
  add_line (fixture, 9, JOBLESS, 9, 310118002, 75000);
  approve_lines (fixture, 1, 2, JOBLESS, 75000);
  act (fixture, &action);
  assert_sql (fixture, "SELECT group_concat (entitlement_id) FROM payment", "1,2");
  ACT (BATCH_CREATE, .program_code = "04.1");
  assert_sql (fixture, "SELECT group_concat (number || '-' || entitlement_id) FROM payment m JOIN payment_batch b ON b.id ="
                       " m.batch_id"
                       " WHERE b.number = 2", "2-9");
}

static void
test_channels (Fixture *fixture, gconstpointer data)
{
  approve_lines (fixture, 1, 2, JOBLESS, 75000);
  approve_lines (fixture, 11, 12, PARTY, 200000);
  approve_lines (fixture, 21, 22, CARE_HOME, 15000);
  FORBID (SN_ERROR_REFUSED, "money goes through a bank", BATCH_CREATE, .program_code = "04.1", .channel = "visit");
  FORBID (SN_ERROR_REFUSED, "money goes through a bank", BATCH_CREATE, .program_code = "04.1", .channel = "goods");
  FORBID (SN_ERROR_REFUSED, "use “visit”", BATCH_CREATE, .program_code = "01.1", .channel = "bank");
  FORBID (SN_ERROR_REFUSED, "use “goods”", BATCH_CREATE, .program_code = "03.5", .channel = "bank");
  FORBID (SN_ERROR_INVALID_INPUT, "“cheque” is no channel", BATCH_CREATE, .program_code = "04.1", .channel = "cheque");
  FORBID (SN_ERROR_INVALID_INPUT, "is not a day", BATCH_CREATE, .program_code = "01.1", .details = { .visit_date = "2025-02-30" });
  create_batch (fixture, "04.1");
  create_batch (fixture, "01.1");
  create_batch (fixture, "03.5");
  assert_sql (fixture,
              "SELECT group_concat (channel || ':' || visitors || coalesce (visit_date, '-') || coalesce (reference, '-'), '|')"
              " FROM (SELECT * FROM payment_batch b LEFT JOIN procurement q ON q.id = b.procurement_id ORDER BY b.id)",
              "bank:--|visit:区领导走访组2025-01-16-|goods:-青采示〔2025〕018号");
}

/* A program with two forms: each has its own batch, the larger one first where none is named. */
static void
test_two_forms (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 3, 3, "", TOWN);
  add_line (fixture, 3, "13.1", "急难帮困", 3, TOWN, 150000);
  approve_lines (fixture, 1, 2, "13.1", "新春大礼包", 30000);
  create_batch (fixture, "13.1");
  create_batch (fixture, "13.1");
  assert_sql (fixture, "SELECT group_concat (channel || number) FROM (SELECT * FROM payment_batch ORDER BY id)", "goods1,bank2");
  assert_sql (fixture, "SELECT group_concat (entitlement_id) FROM (SELECT * FROM payment ORDER BY id)", "1,2,3");
}

static void
test_left_out (Fixture *fixture, gconstpointer data)
{
  Action action = { BATCH_CREATE, .program_code = "03.4" };

  for (int i = 1; i <= 4; i++)
    add_person (fixture, i, i, "", TOWN);
  do_sql (fixture, "UPDATE person SET account_number = '' WHERE id = 2");
  for (int i = 1; i <= 3; i++)
    add_line (fixture, i, "03.4", "政策外困难家庭", i, TOWN, i == 3 ? 0 : 50000);
  DO (SUBMIT, "03.4");
  act_as (fixture, "复核乙");
  DO (APPROVE, "03.4");
  act (fixture, &action);
  g_assert_cmpuint (action.count, ==, 2);
  assert_sql (fixture, "SELECT group_concat (entitlement_id) FROM payment", "1");
  FORBID (SN_ERROR_REFUSED, "None of the approved lines of 03.4 can be paid", BATCH_CREATE, .program_code = "03.4");
  /* Found out since: the line that had none takes it. That another keeps its own is test_create's. */
  do_sql (fixture, "UPDATE person SET account_number = '6217000000000000002', bank_name = '后来的银行' WHERE id = 2");
  create_batch (fixture, "03.4");
  assert_sql (fixture, "SELECT group_concat (account_number || bank_name) FROM payment WHERE entitlement_id = 2",
              "6217000000000000002后来的银行");
}

/* ── Approve, issue ─────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id;

  approve_lines (fixture, 1, 2, JOBLESS, 75000);
  batch_id = create_batch (fixture, "04.1");
  FORBID (SN_ERROR_REFUSED, "a draft; it must be approved", BATCH_ISSUE, batch_id);
  FORBID (SN_ERROR_REFUSED, "is a draft; only a batch that has left", BATCH_ANSWER, batch_id, .file = "a", .rows = NULL);
  FORBID (SN_ERROR_REFUSED, "is a draft", BATCH_RETRY, batch_id);
  FORBID (SN_ERROR_REFUSED, "is a draft", BATCH_SIGN, batch_id, .text = "2025-01-09");
  FORBID (SN_ERROR_REFUSED, "is a draft; it is closed once", BATCH_CLOSE, batch_id);
  FORBID (SN_ERROR_REFUSED, "You prepared batch", BATCH_APPROVE, batch_id);
  FORBID (SN_ERROR_NOT_FOUND, "There is no batch 99", BATCH_APPROVE, 99);
  act_as (fixture, "复核乙");
  ACT (BATCH_APPROVE, batch_id);
  assert_last_change (fixture, "batch-approve[\"04.1\",\"1\"]");
  FORBID (SN_ERROR_REFUSED, "is approved; only a draft", BATCH_APPROVE, batch_id);
  FORBID (SN_ERROR_REFUSED, "is approved", BATCH_ANSWER, batch_id, .file = "a");
  assert_payments (fixture, "pending pending");
  ACT (BATCH_ISSUE, batch_id, .text = "aa");
  assert_payments (fixture, "issued issued");
  /* Another copy of the bank's file; nothing leaves twice without one. */
  ACT (BATCH_ISSUE, batch_id, .text = "bb");
  assert_sql (fixture, "SELECT file_sha256 || state FROM payment_batch", "bbissued");
  FORBID (SN_ERROR_REFUSED, "has left already", BATCH_ISSUE, batch_id);
  FORBID (SN_ERROR_REFUSED, "is issued", BATCH_APPROVE, batch_id);
  FORBID (SN_ERROR_REFUSED, "is issued; only one that has not left", BATCH_VOID, batch_id, .text = "x");
  FORBID (SN_ERROR_REFUSED, "is issued; it is closed once", BATCH_CLOSE, batch_id);
  FORBID (SN_ERROR_REFUSED, "is issued; only one that has not left yet can be changed", BATCH_DETAILS, batch_id);
  FORBID (SN_ERROR_REFUSED, "goes through the bank", BATCH_SIGN, batch_id, .text = "2025-01-09");
  FORBID (SN_ERROR_REFUSED, "no failed line", BATCH_RETRY, batch_id);
  FORBID (SN_ERROR_REFUSED, "A payment of batch 1", LINE_HOLD, 1, .text = "x");
}

static void
test_void (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id;

  approve_lines (fixture, 1, 2, JOBLESS, 75000);
  batch_id = create_batch (fixture, "04.1");
  FORBID (SN_ERROR_INVALID_INPUT, "Say why", BATCH_VOID, batch_id);
  FORBID (SN_ERROR_INVALID_INPUT, "Say why", BATCH_VOID, batch_id, .text = " \xe3\x80\x80\n");
  ACT (BATCH_VOID, batch_id, .text = "  开户行写错 ");
  assert_sql (fixture, "SELECT state || void_reason FROM payment_batch", "void开户行写错");
  assert_payments (fixture, "void void");
  FORBID (SN_ERROR_REFUSED, "is void", BATCH_VOID, batch_id, .text = "x");
  FORBID (SN_ERROR_REFUSED, "is void", BATCH_APPROVE, batch_id);
  FORBID (SN_ERROR_REFUSED, "is void", BATCH_RETRY, batch_id);
  /* The lines are free again, and an approved batch can be given up as well. */
  batch_id = create_batch (fixture, "04.1");
  act_as (fixture, "复核乙");
  ACT (BATCH_APPROVE, batch_id);
  ACT (BATCH_VOID, batch_id, .text = "x");
  assert_payments (fixture, "void void void void");
  ACT (LINE_HOLD, 1, .text = "x");
  create_batch (fixture, "04.1");
  assert_sql (fixture, "SELECT group_concat (entitlement_id) FROM payment WHERE state = 'pending'", "2");
}

static void
test_details (Fixture *fixture, gconstpointer data)
{
  Action visit = { BATCH_CREATE, .program_code = "01.1" };
  Action goods = { BATCH_CREATE, .program_code = "03.5" };

  approve_lines (fixture, 1, 1, PARTY, 200000);
  approve_lines (fixture, 2, 2, CARE_HOME, 15000);
  act (fixture, &visit);
  act (fixture, &goods);
  act_as (fixture, "复核乙");
  FORBID (SN_ERROR_REFUSED, "say who goes and when", BATCH_APPROVE, visit.batch_id);
  FORBID (SN_ERROR_REFUSED, "government procurement", BATCH_APPROVE, goods.batch_id);
  ACT (BATCH_DETAILS, visit.batch_id, .details = { .visitors = "区领导" });
  FORBID (SN_ERROR_REFUSED, "say who goes and when", BATCH_APPROVE, visit.batch_id);
  FORBID (SN_ERROR_INVALID_INPUT, "is not a day", BATCH_DETAILS, visit.batch_id, .details = { .visit_date = "16日" });
  ACT (BATCH_DETAILS, visit.batch_id, .details = { .visitors = " ", .visit_date = "2025-01-16" });
  ACT (BATCH_DETAILS, goods.batch_id, .details = { .procurement = "  " });
  FORBID (SN_ERROR_REFUSED, "government procurement", BATCH_APPROVE, goods.batch_id);
  ACT (BATCH_DETAILS, goods.batch_id, .details = { .procurement = " 青采1 " });
  assert_sql (fixture, "SELECT visitors || visit_date FROM payment_batch WHERE channel = 'visit'", "区领导2025-01-16");
  assert_sql (fixture, "SELECT group_concat (reference) FROM procurement", "青采1");
  ACT (BATCH_APPROVE, visit.batch_id);
  ACT (BATCH_APPROVE, goods.batch_id);
}

/* ── Sign ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_sign (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id;
  g_autoptr (GArray) two = list_numbers (2, 2);
  g_autoptr (GArray) unknown = list_numbers (1, 7);
  g_autoptr (GArray) again = list_numbers (1, 2);
  Action action;

  approve_lines (fixture, 1, 3, PARTY, 200000);
  batch_id = create_batch (fixture, "01.1");
  send_batch (fixture, batch_id);
  FORBID (SN_ERROR_INVALID_INPUT, "is not a day", BATCH_SIGN, batch_id, .text = "2025-1-9");
  FORBID (SN_ERROR_INVALID_INPUT, "is not a day", BATCH_SIGN, batch_id);
  FORBID (SN_ERROR_INVALID_INPUT, "2025-01-11 has not come yet", BATCH_SIGN, batch_id, .text = "2025-01-11");
  FORBID (SN_ERROR_INVALID_INPUT, "stands to the recipient", BATCH_SIGN, batch_id, .text = "2025-01-10", .collector = "王代");
  FORBID (SN_ERROR_INVALID_INPUT, "Say who"
                                  " collected", BATCH_SIGN, batch_id, .text = "2025-01-10", .collector = " ", .relation = "子女");
  /* All or nothing: line 1 is there, line 7 is not. */
  FORBID (SN_ERROR_NOT_FOUND, "has no line 7", BATCH_SIGN, batch_id, .text = "2025-01-10", .lines = unknown);
  action = (Action){ BATCH_SIGN, batch_id, .text = "2025-01-10", .lines = two, .collector = " 王代 ", .relation = "子女" };
  act (fixture, &action);
  g_assert_cmpuint (action.count, ==, 1);
  assert_last_change (fixture, "batch-sign[\"01.1\",\"1\",\"1\"]");
  assert_payments (fixture, "issued paid issued");
  assert_sql (fixture, "SELECT signed_by || relation || signed_on || settled_on || line FROM receipt r JOIN payment m ON m.id ="
                       " r.payment_id",
              "王代子女2025-01-102025-01-102");
  assert_batches (fixture, "issued");
  FORBID (SN_ERROR_REFUSED, "Line 2 of batch", BATCH_SIGN, batch_id, .text = "2025-01-10", .lines = again);
  action = (Action){ BATCH_SIGN, batch_id, .text = "2025-01-09" };
  act (fixture, &action);
  g_assert_cmpuint (action.count, ==, 2);
  assert_payments (fixture, "paid paid paid");
  assert_sql (fixture, "SELECT group_concat (signed_by || relation, '|') FROM (SELECT * FROM receipt ORDER BY"
                       " payment_id)", "人1|王代子女|人3");
  assert_batches (fixture, "reconciled");
  FORBID (SN_ERROR_REFUSED, "is reconciled", BATCH_SIGN, batch_id, .text = "2025-01-10");
  ACT (BATCH_CLOSE, batch_id);
  assert_last_change (fixture, "batch-close[\"01.1\",\"1\"]");
  FORBID (SN_ERROR_REFUSED, "is closed", BATCH_CLOSE, batch_id);
}

/* A signed sheet that comes as a file: who was not at home, and receipts for the rest. */
static void
test_signed_sheet (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = new_rows ();
  gint64 batch_id;

  approve_lines (fixture, 1, 2, CARE_HOME, 15000);
  batch_id = create_batch (fixture, "03.5");
  send_batch (fixture, batch_id);
  add_row (rows, 1, NULL, "人1", 150, NULL);
  add_row (rows, 2, NULL, "人2", -1, "不在家");
  assert_answer (fixture, batch_id, "签收.xlsx", rows, "1 1 0 0 0", "", NULL);
  assert_sql (fixture, "SELECT group_concat (signed_by || signed_on) FROM receipt", "人12025-01-09");
  FORBID (SN_ERROR_REFUSED, "1 failed line of the batch is still open", BATCH_CLOSE, batch_id);
  ACT (BATCH_RETRY, batch_id);
  assert_sql (fixture, "SELECT channel || (SELECT reference FROM procurement WHERE id = procurement_id) FROM payment_batch WHERE"
                       " number = 2",
              "goods青采示〔2025〕018号");
}

/* ── Past the functions ─────────────────────────────────────────────────────────────────────────────────────────── */

/* Batch 1 of 04.1: a draft; 2: approved; 3: issued, with lines paid, failed, issued and returned; 4: closed; 5: void. */
static void
make_every_state (Fixture *fixture)
{
  do_sql (fixture,
          "INSERT INTO officer (id, name, known_at) VALUES (77, '复核丙', '2026-01-01T00:00:00Z');"
          "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at) SELECT n, (SELECT id FROM"
          " program WHERE"
          " code = '04.1'), n, 'bank', (SELECT id FROM officer WHERE name = '经办甲'), 'x' FROM"
          " (SELECT 1 AS n UNION SELECT 2 UNION SELECT 3 UNION SELECT 4 UNION SELECT 5);"
          "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document) VALUES"
          " (1, 1, 1, 1, 75000, 'x', 'x'), (2, 2, 1, 2, 75000, 'x', 'x'), (3, 3, 1, 3, 75000, 'x', 'x'), (4, 3, 2, 4, 75000,"
          " 'x', 'x'),"
          " (5, 3, 3, 5, 75000, 'x', 'x'), (6, 3, 4, 6, 75000, 'x', 'x'), (7, 4, 1, 7, 75000, 'x', 'x'), (8, 5, 1, 8, 75000,"
          " 'x', 'x');"
          "UPDATE payment_batch SET state = 'approved', approved_by = 77 WHERE id IN (2, 3, 4);"
          "UPDATE payment_batch SET state = 'issued', issued_by = 77 WHERE id IN (3, 4);"
          "UPDATE payment SET state = 'issued' WHERE batch_id IN (3, 4);"
          "UPDATE payment SET state = 'paid', settled_on = '2025-01-09' WHERE id IN (3, 6, 7);"
          "UPDATE payment SET state = 'failed', failure_reason = '户名不符', failure_code = 'BE01' WHERE id = 4;"
          "UPDATE payment SET state = 'returned', failure_reason = '退票' WHERE id = 6;"
          "UPDATE payment_batch SET state = 'reconciled' WHERE id = 4; UPDATE payment_batch SET state = 'closed' WHERE id = 4;"
          "UPDATE payment_batch SET state = 'void', void_reason = 'x' WHERE id = 5;"
          "UPDATE payment SET state = 'void' WHERE batch_id = 5");
}

#define ANOTHER_PAYMENT(batch, entitlement, amount, more_columns, more)                                                    \
  "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document" more_columns ")"        \
  " VALUES (99, " batch ", 9, " entitlement ", " amount ", 'x', 'x'" more ")"

static void
test_raw_sql (Fixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    /* Batches: skip a state, turn back, leave out who or why. */
    "UPDATE payment_batch SET state = 'issued', approved_by = 77, issued_by = 77 WHERE id = 1",
    "UPDATE payment_batch SET state = 'reconciled', approved_by = 77, issued_by = 77 WHERE id = 1",
    "UPDATE payment_batch SET state = 'closed', approved_by = 77, issued_by = 77 WHERE id = 1",
    "UPDATE payment_batch SET state = 'approved' WHERE id = 1",
    "UPDATE payment_batch SET state = 'approved', approved_by = prepared_by WHERE id = 1",
    "UPDATE payment_batch SET state = 'approved', approved_by = prepared_by, prepared_by = 77 WHERE id = 1",
    "UPDATE payment_batch SET state = 'void' WHERE id = 1",
    "UPDATE payment_batch SET state = 'void', void_reason = ' ' WHERE id = 1",
    "UPDATE payment_batch SET state = 'gone' WHERE id = 1",
    "UPDATE payment_batch SET state = 'draft' WHERE id = 2",
    "UPDATE payment_batch SET state = 'issued' WHERE id = 2",
    "UPDATE payment_batch SET state = 'reconciled', issued_by = 77 WHERE id = 2",
    "UPDATE payment_batch SET approved_by = NULL WHERE id = 2",
    "UPDATE payment_batch SET state = 'approved' WHERE id = 3",
    "UPDATE payment_batch SET state = 'void', void_reason = 'x' WHERE id = 3",
    "UPDATE payment_batch SET state = 'reconciled' WHERE id = 3",
    "UPDATE payment_batch SET state = 'closed' WHERE id = 3",
    "UPDATE payment_batch SET state = 'reconciled' WHERE id = 4",
    "UPDATE payment_batch SET state = 'void', void_reason = 'x' WHERE id = 4",
    "UPDATE payment_batch SET state = 'draft', void_reason = '' WHERE id = 5",
    "INSERT INTO payment_batch (id, program_id, number, channel, state, approved_by, prepared_by, prepared_at)"
    " SELECT 9, program_id, 9, 'bank', 'approved', 77, prepared_by, 'x' FROM payment_batch WHERE id = 1",
    "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
    " SELECT 9, program_id, 1, 'bank', prepared_by, 'x' FROM payment_batch WHERE id = 1",
    /* … rewrite, delete. */
    "UPDATE payment_batch SET channel = 'visit' WHERE id = 1",
    "UPDATE payment_batch SET number = 9 WHERE id = 1",
    "UPDATE payment_batch SET program_id = (SELECT id FROM program WHERE code = '09.2') WHERE id = 1",
    "UPDATE payment_batch SET control_sum_fen = control_sum_fen + 1 WHERE id = 2",
    "UPDATE payment_batch SET approved_by = (SELECT id FROM officer WHERE name = '复核乙') WHERE id = 2",
    "UPDATE payment_batch SET issued_by = (SELECT id FROM officer WHERE name = '复核乙') WHERE id = 3",
    "UPDATE payment_batch SET visitors = 'x' WHERE id = 3",
    "DELETE FROM payment_batch WHERE id = 1",
    "DELETE FROM payment_batch WHERE id = 5",
    /* Payments: skip a state, turn back. */
    "UPDATE payment SET state = 'issued' WHERE id = 1",
    "UPDATE payment SET state = 'issued' WHERE id = 2",
    "UPDATE payment SET state = 'paid' WHERE id = 1",
    "UPDATE payment SET state = 'paid' WHERE id = 2",
    "UPDATE payment SET state = 'failed', failure_reason = 'x' WHERE id = 2",
    "UPDATE payment SET state = 'issued' WHERE id = 3",
    "UPDATE payment SET state = 'failed', failure_reason = 'x' WHERE id = 3",
    "UPDATE payment SET state = 'returned' WHERE id = 3",
    "UPDATE payment SET state = 'void' WHERE id = 3",
    "UPDATE payment SET state = 'issued' WHERE id = 4",
    "UPDATE payment SET state = 'paid' WHERE id = 4",
    "UPDATE payment SET state = 'void' WHERE id = 4",
    "UPDATE payment SET state = 'pending' WHERE id = 5",
    "UPDATE payment SET state = 'void' WHERE id = 5",
    "UPDATE payment SET state = 'failed' WHERE id = 5",
    "UPDATE payment SET state = 'failed', failure_reason = '  ' WHERE id = 5",
    "UPDATE payment SET state = 'paid' WHERE id = 6",
    "UPDATE payment SET state = 'pending' WHERE id = 8",
    /* … rewrite, delete. */
    "UPDATE payment SET amount_fen = 1 WHERE id = 1",
    "UPDATE payment SET line = 9 WHERE id = 1",
    "UPDATE payment SET batch_id = 2 WHERE id = 1",
    "UPDATE payment SET entitlement_id = 2 WHERE id = 1",
    "UPDATE payment SET account_number = '6217' WHERE id = 1",
    "UPDATE payment SET payee_name = 'y' WHERE id = 3",
    "UPDATE payment SET settled_on = '2025-01-08' WHERE id = 3",
    "UPDATE payment SET failure_reason = 'y' WHERE id = 4",
    "UPDATE payment SET retried = 1 WHERE id = 3",
    "UPDATE payment SET retried = 1 WHERE id = 4",
    "DELETE FROM payment WHERE id = 1",
    "DELETE FROM payment WHERE id = 8",
    /* Pay twice; pay what is not approved; pay another amount; pay into what has been approved or has left. */
    ANOTHER_PAYMENT ("1", "1", "75000", "", ""),
    ANOTHER_PAYMENT ("1", "3", "75000", "", ""),
    ANOTHER_PAYMENT ("1", "5", "75000", "", ""),
    ANOTHER_PAYMENT ("1", "10", "75000", "", ""),
    ANOTHER_PAYMENT ("1", "8", "75001", "", ""),
    ANOTHER_PAYMENT ("1", "8", "0", "", ""),
    ANOTHER_PAYMENT ("2", "8", "75000", "", ""),
    ANOTHER_PAYMENT ("3", "8", "75000", "", ""),
    ANOTHER_PAYMENT ("1", "8", "75000", ", state", ", 'issued'"),
    ANOTHER_PAYMENT ("1", "8", "75000", ", state", ", 'paid'"),
    /* A new try without naming the old one, naming another's, or one that lives. */
    ANOTHER_PAYMENT ("1", "4", "75000", "", ""),
    ANOTHER_PAYMENT ("1", "4", "75000", ", retry_of", ", 6"),
    ANOTHER_PAYMENT ("1", "8", "75000", ", retry_of", ", 4"),
    ANOTHER_PAYMENT ("1", "3", "75000", ", retry_of", ", 3"),
    ANOTHER_PAYMENT ("1", "4", "75000", ", retry_of, retried", ", 4, 1"),
    /* Cash by a visit, or as goods; another program's line. */
    "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
    " SELECT 9, program_id, 9, 'visit', prepared_by, 'x' FROM payment_batch WHERE id ="
    " 1;" ANOTHER_PAYMENT ("9", "8", "75000", "", ""),
    "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
    " SELECT 9, program_id, 9, 'goods', prepared_by, 'x' FROM payment_batch WHERE id ="
    " 1;" ANOTHER_PAYMENT ("9", "8", "75000", "", ""),
    "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
    " SELECT 9, (SELECT id FROM program WHERE code = '09.2'), 9, 'bank', prepared_by, 'x' FROM payment_batch WHERE id = 1;"
    ANOTHER_PAYMENT ("9", "8", "75000", "", ""),
    /* A visit without visitors or day, goods without procurement. */
    "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
    " SELECT 9, program_id, 9, 'visit', prepared_by, 'x' FROM payment_batch WHERE id = 1;"
    "UPDATE payment_batch SET state = 'approved', approved_by = 77, visitors = 'x' WHERE id = 9",
    "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
    " SELECT 9, program_id, 9, 'goods', prepared_by, 'x' FROM payment_batch WHERE id = 1;"
    "UPDATE payment_batch SET state = 'approved', approved_by = 77 WHERE id = 9",
    /* The approval under a payment that lives. */
    "UPDATE entitlement SET state = 'held', reason = 'x', approved_by = NULL WHERE id = 1",
    "UPDATE entitlement SET state = 'withdrawn', reason = 'x', approved_by = NULL WHERE id = 3",
    /* Signatures. */
    "INSERT INTO receipt (id, payment_id, signed_by, signed_on) VALUES (1, 5, 'x', '2025-01-09')",
    "INSERT INTO receipt (id, payment_id, signed_by, signed_on) VALUES (1, 1, 'x', '2025-01-09')",
    "INSERT INTO receipt (id, payment_id, signed_by, signed_on) VALUES (1, 3, ' ', '2025-01-09')",
    "INSERT INTO receipt (id, payment_id, signed_by, signed_on) VALUES (1, 3, 'x', 'y'), (2, 3, 'y', 'y')",
    "UPDATE receipt SET signed_by = 'y'",
    "DELETE FROM receipt",
    /* Files. */
    "INSERT INTO source_file (id, kind, name, sha256, rows, imported_at) VALUES (1, 'answer', 'x', 'x', 1, 'x')",
    "INSERT INTO source_file (id, kind, name, sha256, rows, imported_at, batch_id) VALUES (1, 'roster', 'x', 'x', 1, 'x', 3)",
  };
  g_autofree char *before = NULL;

  approve_lines (fixture, 1, 8, JOBLESS, 75000);
  add_person (fixture, 10, 10, "", TOWN);
  add_line (fixture, 10, JOBLESS, 10, TOWN, 75000);
  make_every_state (fixture);
  do_sql (fixture, "INSERT INTO receipt (id, payment_id, signed_by, signed_on) VALUES (9, 7, 'x', '2025-01-09')");
  assert_figures (fixture);
  before = dump (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *after = NULL;

      try_sql (fixture, attempts[i], &error);
      if (error == NULL)
        g_error ("the schema let this pass: %s", attempts[i]);
      after = dump (fixture);
      g_assert_cmpstr (before, ==, after);
    }
  /* The same shapes where they are legal, so that the list above fails for its own reasons. */
  do_sql (fixture, ANOTHER_PAYMENT ("1", "8", "75000", "", ""));
  do_sql (fixture, "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document, retry_of)"
                   " VALUES (98, 1, 8, 4, 75000, 'x', 'x', 4); UPDATE payment SET retried = 1 WHERE id = 4");
  do_sql (fixture, "UPDATE payment SET state = 'returned', failure_reason = '退票' WHERE id = 3");
  assert_figures (fixture);
}

/* Lines whose entitlements are on hold block nothing; the rest has to be dealt with before a batch is closed. */
static void
test_close (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = new_rows ();
  gint64 batch_id = issue_jobless (fixture, 3);

  add_row (rows, 1, NULL, NULL, -1, NULL);
  add_row (rows, 2, NULL, NULL, -1, "账户冻结");
  add_row (rows, 3, NULL, NULL, -1, "客户死亡");
  assert_answer (fixture, batch_id, "a.csv", rows, "1 2 0 0 0", "", NULL);
  FORBID (SN_ERROR_REFUSED, "2 failed lines of the batch are still open", BATCH_CLOSE, batch_id);
  ACT (LINE_HOLD, 3, .text = "已死亡");
  FORBID (SN_ERROR_REFUSED, "1 failed line of the batch is still open", BATCH_CLOSE, batch_id);
  ACT (LINE_HOLD, 2, .text = "待核实");
  /* Back on the roster it is open again. */
  ACT (LINE_RELEASE, 2);
  FORBID (SN_ERROR_REFUSED, "1 failed line of the batch is still open", BATCH_CLOSE, batch_id);
  ACT (LINE_HOLD, 2, .text = "待核实");
  ACT (BATCH_CLOSE, batch_id);
  FORBID (SN_ERROR_REFUSED, "is closed", BATCH_ANSWER, batch_id, .file = "b.csv", .rows = rows);
  FORBID (SN_ERROR_REFUSED, "no failed line", BATCH_RETRY, batch_id);
  /* Approved anew after all, it can still be paid. */
  ACT (LINE_RELEASE, 2);
  DO (SUBMIT, "04.1");
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  FORBID (SN_ERROR_REFUSED, "Nothing in 04.1 waits to be paid", BATCH_CREATE, .program_code = "04.1");
  ACT (BATCH_RETRY, batch_id);
  assert_payments (fixture, "paid failed* failed pending");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/payment-batch/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("create", test_create);
  ADD ("create-by-town", test_create_by_town);
  ADD ("channels", test_channels);
  ADD ("two-forms", test_two_forms);
  ADD ("left-out", test_left_out);
  ADD ("steps", test_steps);
  ADD ("void", test_void);
  ADD ("details", test_details);
  ADD ("sign", test_sign);
  ADD ("signed-sheet", test_signed_sheet);
  ADD ("raw-sql", test_raw_sql);
  ADD ("close", test_close);
  return g_test_run ();
}
