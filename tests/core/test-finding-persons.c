/* test-finding-persons.c: the person behind a line, and the account the money goes to. Each rule beside what must stay silent.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "finding-fixture.h"

#define TOWN 310118102

#define JOBLESS "登记失业困难人员"

/* Households 1 (persons 1, 2), 3 and 4. One cash line for each of 1, 3 and 4, all in order. */
static void
set_up_lines (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  add_person (fixture, 1, 1, "1960-01-01", TOWN);
  add_person (fixture, 2, 1, "1985-03-04", TOWN);
  add_person (fixture, 3, 3, "1970-05-06", TOWN);
  add_person (fixture, 4, 4, "1980-07-08", TOWN);
  add_line (fixture, 1, "04.1", JOBLESS, 1, TOWN, 75000);
  add_line (fixture, 3, "04.1", JOBLESS, 3, TOWN, 75000);
  add_line (fixture, 4, "04.1", JOBLESS, 4, TOWN, 75000);
  assert_findings (fixture, NULL, "");
}

static void
test_died (Fixture *fixture, gconstpointer data)
{
  do_sql (fixture, "UPDATE person SET died_on = '2024-12-24' WHERE id IN (2, 3)");
  assert_findings (fixture, NULL, "person_died error 04.1 [3]");
  assert_first_message (fixture, NULL, "This person died on 2024-12-24. Withdraw the line, or say why it is due all the same.");
  REFUSE (SN_ERROR_REFUSED, "1 finding in 04.1", SUBMIT, "04.1");
  DO (DECIDE, .id = get_first_id (fixture, NULL), .decision = "allow", .reason = "丧葬补助");
  DO (SUBMIT, "04.1");
  /* Another day is another doubt: somebody looked it up. */
  do_sql (fixture, "UPDATE person SET died_on = '2025-01-02' WHERE id = 3");
  assert_findings (fixture, NULL, "person_died error 04.1 [3]; person_died error 04.1 [3] allow");
  DO (DECIDE, .id = get_first_id (fixture, NULL), .decision = "withdraw", .reason = "已去世");
  assert_sql (fixture, "SELECT state FROM entitlement WHERE id = 3", "withdrawn");
}

/* What has been paid cannot be kept back; what only waits to be sent can. */
static void
test_paid (Fixture *fixture, gconstpointer data)
{
  do_sql (fixture, "UPDATE person SET died_on = '2024-12-24' WHERE id IN (1, 3)");
  assert_findings (fixture, NULL, "person_died error 04.1 [1]; person_died error 04.1 [3]");
  do_sql (fixture, "UPDATE writer SET undoing = 1;"
                   "INSERT INTO officer (id, name, known_at) VALUES (77, '乙', '2025-01-01T00:00:00Z'), (78, '丙', '2025-01-01T00:00:00Z');"
                   "UPDATE entitlement SET state = 'approved', submitted_by = 77, approved_by = 78, payee_name = 'x' WHERE id IN (1, 3);"
                   "INSERT INTO payment_batch (id, program_id, number, channel, state, prepared_by, prepared_at, approved_by, issued_by)"
                   " SELECT 5, id, 1, 'bank', 'issued', 77, '2025-01-01T00:00:00Z', 78, 78 FROM program WHERE code = '04.1';"
                   "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, state, payee_name, payee_document)"
                   " VALUES (6, 5, 1, 1, 75000, 'paid', 'x', 'x'), (7, 5, 2, 3, 75000, 'pending', 'x', 'x');"
                   "UPDATE writer SET undoing = 0");
  assert_findings (fixture, NULL, "person_died error 04.1 [3]");
}

static void
test_moved (Fixture *fixture, gconstpointer data)
{
  /* Who moves the day after the delivery is still here for it. */
  do_sql (fixture, "UPDATE person SET moved_on = '2025-01-28' WHERE id = 3; UPDATE person SET moved_on = '2025-01-29' WHERE id = 4");
  assert_findings (fixture, NULL, "person_moved warning 04.1 [3]");
  assert_first_message (fixture, NULL, "This person moved out of the district on 2025-01-28, before the delivery."
                                       " Look whether the benefit is still due.");
  DO (SUBMIT, "04.1");
}

static void
test_outside_town (Fixture *fixture, gconstpointer data)
{
  do_sql (fixture, "UPDATE person SET town_id = 310118105 WHERE id = 3; UPDATE person SET town_id = NULL WHERE id = 4;"
                   "UPDATE entitlement SET town_id = NULL WHERE id = 1");
  assert_findings (fixture, NULL, "outside_town warning 04.1 [3]");
  assert_first_message (fixture, NULL, "The line stands in the list of 朱家角镇, but the person lives in 赵巷镇."
                                       " Look which of the two is responsible.");
  DO (DECIDE, .id = get_first_id (fixture, NULL), .decision = "allow", .reason = "人户分离");
  do_sql (fixture, "UPDATE person SET town_id = 310118103 WHERE id = 3");
  assert_findings (fixture, NULL, "outside_town warning 04.1 [3]; outside_town warning 04.1 [3] allow");
}

static void
test_identity (Fixture *fixture, gconstpointer data)
{
  /* The documents end in 0001, 0003, 0004: the last digit but one, 0, is a woman's. */
  do_sql (fixture, "UPDATE person SET sex = 'female'");
  assert_findings (fixture, NULL, "");
  do_sql (fixture, "UPDATE person SET birth_date = '1960-01-02' WHERE id = 1; UPDATE person SET sex = 'male' WHERE id = 3;"
                   "UPDATE person SET birth_date = '1981-07-08', sex = 'male' WHERE id = 4");
  assert_findings (fixture, NULL, "identity_mismatch warning 04.1 [1]; identity_mismatch warning 04.1 [3]; identity_mismatch warning 04.1 [4]");
  assert_first_message (fixture, NULL, "The document number says born on 1960-01-01, but the registry says 1960-01-02.");
  do_sql (fixture, "UPDATE person SET birth_date = NULL WHERE id IN (1, 4); UPDATE person SET sex = 'unknown' WHERE id = 4");
  assert_findings (fixture, NULL, "identity_mismatch warning 04.1 [3]");
  assert_first_message (fixture, NULL, "The document number is a woman's, but the registry says male.");
  do_sql (fixture, "UPDATE person SET birth_date = '1970-05-07' WHERE id = 3");
  assert_first_message (fixture, NULL, "The document number says born on 1970-05-06, but the registry says 1970-05-07."
                                       " The document number is a woman's, but the registry says male.");
  /* Other documents say neither, nor does what was let pass that is no number. */
  do_sql (fixture, "UPDATE person SET document_type = 'passport' WHERE id = 3;"
                   "UPDATE person SET document_number = '31011819800708000X4', birth_date = '1999-09-09' WHERE id = 4;"
                   "UPDATE person SET document_number = '3101181960010A0001', birth_date = '1999-09-09' WHERE id = 1");
  assert_findings (fixture, NULL, "");
}

static void
test_same_account (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;

  /* One household shares an account rightly; an empty one is nobody's. */
  add_line (fixture, 2, "04.1", JOBLESS, 2, TOWN, 75000);
  do_sql (fixture, "UPDATE person SET account_number = '6217000000000000001' WHERE id IN (1, 2);"
                   "UPDATE person SET account_number = '' WHERE id IN (3, 4)");
  assert_findings (fixture, NULL, "");
  /* Groups of digits say nothing; every line of the account is in the finding, of whichever program. */
  add_line (fixture, 5, "11.1", "困难残疾人家庭", 1, TOWN, 100000);
  do_sql (fixture, "UPDATE person SET account_number = '6217 0000-0000 0000 001' WHERE id = 4");
  assert_findings (fixture, NULL, "same_account warning 04.1×11.1 [1,2,4,5]");
  assert_findings (fixture, "11.1", "same_account warning 04.1×11.1 [1,2,4,5]");
  assert_first_message (fixture, NULL, "The account 6217 **** **** 0001 takes the money of 3 people of different households. Look whose it is.");
  /* Goods and visits go to no account. */
  add_line (fixture, 6, "03.5", "养老机构入住老人", 3, TOWN, 15000);
  add_line (fixture, 7, "01.1", "困难党员、老党员、老干部", 3, TOWN, 200000);
  do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE id = 3;"
                   "UPDATE person SET account_number = '6217000000000000001' WHERE id = 3");
  assert_findings (fixture, NULL, "same_account warning 04.1×11.1 [1,2,4,5]");
}

/* What was submitted counts, not what the registry says since. */
static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  do_sql (fixture, "UPDATE person SET account_number = '6217000000000000001' WHERE id = 3");
  assert_findings (fixture, NULL, "same_account warning 04.1 [1,3]");
  DO (SUBMIT, "04.1");
  do_sql (fixture, "UPDATE person SET account_number = '6217000000000000077', account_holder = '不相干' WHERE id = 3");
  assert_findings (fixture, NULL, "same_account warning 04.1 [1,3]");
  DO (RETURN, "04.1", .reason = "更正账户");
  assert_findings (fixture, NULL, "holder_differs warning 04.1 [3]");
}

static void
test_holder (Fixture *fixture, gconstpointer data)
{
  /* The payee's own name, one of the household, and both as people type them. */
  do_sql (fixture, "UPDATE person SET account_holder = '人1' WHERE id = 1; UPDATE person SET account_holder = ' 人 3 ' WHERE id = 3");
  assert_findings (fixture, NULL, "");
  do_sql (fixture, "UPDATE person SET account_holder = '人2' WHERE id = 1; UPDATE person SET name = '阿依古丽·买买提' WHERE id = 2");
  assert_findings (fixture, NULL, "holder_differs warning 04.1 [1]");
  do_sql (fixture, "UPDATE person SET account_holder = '阿依古丽•买买提' WHERE id = 1");
  assert_findings (fixture, NULL, "");
  do_sql (fixture, "UPDATE person SET account_holder = '人1' WHERE id = 3");
  assert_findings (fixture, NULL, "holder_differs warning 04.1 [3]");
  assert_first_message (fixture, NULL, "The account is in the name of “人1”, who is neither the payee nor known in the payee's household."
                                       " Find out whose it is.");
  DO (DECIDE, .id = get_first_id (fixture, NULL), .decision = "allow", .reason = "村委会代管");
  do_sql (fixture, "UPDATE person SET phone = '13900000000' WHERE id = 3");
  assert_findings (fixture, NULL, "holder_differs warning 04.1 [3] allow");
  do_sql (fixture, "UPDATE person SET account_number = '6217000000000000099' WHERE id = 3");
  assert_findings (fixture, NULL, "holder_differs warning 04.1 [3]; holder_differs warning 04.1 [3] allow");
}

static void
test_unguarded (Fixture *fixture, gconstpointer data)
{
  /* Born on 2007-01-28 is 18 on the campaign's day, a day later is not. Person 6 lives with an adult; 7 with another child. */
  add_person (fixture, 5, 5, "2007-01-28", TOWN);
  add_person (fixture, 6, 3, "2015-01-01", TOWN);
  add_person (fixture, 7, 7, "2007-01-29", TOWN);
  add_person (fixture, 8, 7, "2010-01-01", TOWN);
  for (int i = 5; i <= 7; i++)
    add_line (fixture, i, "10.4", "散居孤儿", i, TOWN, 50000);
  assert_findings (fixture, NULL, "child_without_guardian warning 10.4 [7]");
  do_sql (fixture, "UPDATE person SET account_holder = '人7' WHERE id = 7");
  assert_findings (fixture, NULL, "child_without_guardian warning 10.4 [7]");
  assert_first_message (fixture, NULL, "The payee is under 18, no adult of the household is known, and no other account holder is given."
                                       " Note the guardian's account.");
  /* A guardian outside the household is one doubt, not two; one who died is none. */
  do_sql (fixture, "UPDATE person SET account_holder = '祖母' WHERE id = 7");
  assert_findings (fixture, NULL, "holder_differs warning 10.4 [7]");
  do_sql (fixture, "UPDATE person SET account_holder = '' WHERE id = 7; UPDATE person SET birth_date = '1980-01-01',"
                   " document_number = '310118198001010008' WHERE id = 8");
  assert_findings (fixture, NULL, "");
  do_sql (fixture, "UPDATE person SET died_on = '2024-01-01' WHERE id = 8");
  assert_findings (fixture, NULL, "child_without_guardian warning 10.4 [7]");
  do_sql (fixture, "UPDATE person SET died_on = NULL, birth_date = NULL WHERE id = 8");
  assert_findings (fixture, NULL, "child_without_guardian warning 10.4 [7]");
  /* Goods are handed to whoever brings the child. */
  do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE id = 7");
  add_line (fixture, 9, "03.5", "养老机构入住老人", 7, TOWN, 15000);
  assert_findings (fixture, NULL, "");
}

/* What was set right is not said of as if it still were. */
static void
test_set_right (Fixture *fixture, gconstpointer data)
{
  do_sql (fixture, "UPDATE person SET died_on = '2024-12-24' WHERE id = 3");
  DO (DECIDE, .id = get_first_id (fixture, NULL), .decision = "hold", .reason = "核实");
  assert_first_message (fixture, NULL, "This person died on 2024-12-24. Withdraw the line, or say why it is due all the same.");
  do_sql (fixture, "UPDATE person SET died_on = NULL WHERE id = 3");
  assert_findings (fixture, NULL, "person_died error 04.1 [3] hold");
  assert_first_message (fixture, NULL, "What was decided on is no longer so.");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/finding-persons/" name, Fixture, NULL, set_up_lines, function, tear_down)
  ADD ("died", test_died);
  ADD ("paid", test_paid);
  ADD ("moved", test_moved);
  ADD ("outside-town", test_outside_town);
  ADD ("identity", test_identity);
  ADD ("same-account", test_same_account);
  ADD ("snapshot", test_snapshot);
  ADD ("holder", test_holder);
  ADD ("unguarded", test_unguarded);
  ADD ("set-right", test_set_right);
  return g_test_run ();
}
