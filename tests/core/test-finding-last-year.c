/* test-finding-last-year.c: what is otherwise than in the campaigns before, and what must not be taken for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "finding-fixture.h"

#define TOWN 310118102
#define ILL "高额自负医疗费用人员"

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const char *festival = data;
  gint64 id;

  return sn_campaign_copy (transaction, 2025, festival, festival, &id, error);
}

/* The campaign at work is that of 2027; 2026 and 2025 went before it. Households 1 (persons 1, 2), 3 and 4. */
static void
set_up_years (Fixture *fixture, gconstpointer data)
{
  static const char *const festivals[] = { "2026-02-17", "2027-02-06" };

  set_up (fixture, data);
  for (gsize i = 0; i < G_N_ELEMENTS (festivals); i++)
    {
      g_autoptr (GError) error = NULL;

      sn_workspace_write (fixture->workspace, copy_campaign, (gpointer) festivals[i], NULL, &error);
      g_assert_no_error (error);
    }
  add_person (fixture, 1, 1, "1960-01-01", TOWN);
  add_person (fixture, 2, 1, "1961-01-01", TOWN);
  add_person (fixture, 3, 3, "1962-01-01", TOWN);
  add_person (fixture, 4, 4, "1963-01-01", TOWN);
  do_sql (fixture, "INSERT INTO officer (id, name, known_at) VALUES (77, '负责', '2026-01-01T00:00:00Z')");
}

/* A line of a year, in @state. */
static void
list (Fixture *fixture, int year, int id, const char *program, const char *label, int person, int yuan, const char *state)
{
  g_autofree char *sql = g_strdup_printf (
    "UPDATE writer SET undoing = 1;"
    "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, town_id, amount_fen, state, listed_by, submitted_by,"
    "                         approved_by, payee_name, account_number, account_holder, reason)"
    " SELECT %d, g.id, r.id, r.unit, p.id, iif (r.unit = 'household', p.household_id, NULL), p.town_id, %d, '%s', o.id,"
    "        iif ('%s' = 'approved', o.id, NULL), iif ('%s' = 'approved', 77, NULL),"
    "        iif ('%s' = 'approved', p.name, NULL), p.account_number, '', 'x'"
    "   FROM program g JOIN benefit_rate r ON r.program_id = g.id JOIN person p ON p.id = %d"
    "   JOIN officer o ON o.name = '经办甲'"
    "  WHERE g.campaign_id = %d AND g.code = '%s' AND r.label = '%s';"
    "UPDATE writer SET undoing = 0",
    id, yuan * 100, state, state, state, state, person, year, program, label);

  do_sql (fixture, sql);
}

/* The bank's word on an approved line: payment @id of it in @state, on @day. */
static void
pay (Fixture *fixture, int id, int line, const char *account, const char *state, const char *day)
{
  g_autofree char *sql = g_strdup_printf (
    "UPDATE writer SET undoing = 1;"
    "INSERT OR IGNORE INTO payment_batch (id, program_id, number, channel, state, prepared_by, prepared_at, approved_by, issued_by)"
    " SELECT program_id, program_id, 1, 'bank', 'closed', listed_by, 'x', 77, 77 FROM entitlement WHERE id = %d;"
    "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, state, payee_name, payee_document, account_number,"
    "                     failure_reason, settled_on)"
    " SELECT %d, program_id, %d, id, amount_fen, '%s', 'x', 'x', '%s', 'x', '%s' FROM entitlement WHERE id = %d;"
    "UPDATE writer SET undoing = 0",
    line, id, id, state, account, day, line);

  do_sql (fixture, sql);
}

static void
test_amount (Fixture *fixture, gconstpointer data)
{
  list (fixture, 2026, 1, "05.1", ILL, 1, 1200, "approved");
  list (fixture, 2026, 2, "05.1", ILL, 2, 1200, "approved");
  list (fixture, 2026, 3, "05.1", ILL, 3, 2401, "approved");
  list (fixture, 2026, 4, "05.1", ILL, 4, 2500, "approved");
  list (fixture, 2027, 11, "05.1", ILL, 1, 1800, "listed"); /* by half: not more than half */
  list (fixture, 2027, 12, "05.1", ILL, 2, 1801, "listed");
  list (fixture, 2027, 13, "05.1", ILL, 3, 1201, "listed"); /* downwards, by 1200 of 2401 */
  list (fixture, 2027, 14, "05.1", ILL, 4, 1200, "listed");
  assert_findings (fixture, NULL, "amount_changed warning 05.1 [12]; amount_changed warning 05.1 [14]");
  assert_first_message (fixture, NULL, "1,801.00 yuan are listed; in the campaign before it was 1,200.00 yuan."
                                       " Look whether the difference is meant.");
  /* How much is too much is the office's to say; it is no ground of the decision. */
  DO (DECIDE, .id = get_first_id (fixture, NULL), .decision = "allow", .reason = "住院费用增加");
  do_sql (fixture, "UPDATE campaign SET amount_change_percent = 51 WHERE id = 2027");
  assert_findings (fixture, NULL, "amount_changed warning 05.1 [14]; amount_changed warning 05.1 [12] allow");
  assert_first_message (fixture, NULL, "1,200.00 yuan are listed; in the campaign before it was 2,500.00 yuan."
                                       " Look whether the difference is meant.");
  do_sql (fixture, "UPDATE campaign SET amount_change_percent = 49 WHERE id = 2027; UPDATE entitlement SET changed_by = json_array (listed_by), amount_fen = 190000 WHERE id = 12");
  assert_findings (fixture, NULL, "amount_changed warning 05.1 [11]; amount_changed warning 05.1 [12];"
                                  " amount_changed warning 05.1 [13]; amount_changed warning 05.1 [14];"
                                  " amount_changed warning 05.1 [12] allow");
}

/* A person and a household may have the same number: neither answers to the other. */
static void
test_same_number (Fixture *fixture, gconstpointer data)
{
  list (fixture, 2026, 1, "03.3", "老三八红旗手", 3, 1600, "approved");
  list (fixture, 2027, 11, "03.3", "支援外地建设退休回沪人员", 3, 300, "listed");
  assert_findings (fixture, NULL, "");
  list (fixture, 2027, 12, "03.3", "老三八红旗手", 3, 300, "listed");
  assert_findings (fixture, NULL, "person_twice warning 03.3 [11,12]; amount_changed warning 03.3 [12]; amount_outside_rate warning 03.3 [12]");
}

static void
test_amount_compared_with (Fixture *fixture, gconstpointer data)
{
  /* Not approved, an earlier year, another program, another person: nothing to compare with. */
  list (fixture, 2026, 1, "05.1", ILL, 1, 1100, "withdrawn");
  list (fixture, 2026, 2, "05.1", ILL, 2, 1100, "listed");
  list (fixture, 2025, 3, "05.1", ILL, 3, 1100, "approved");
  list (fixture, 2026, 4, "11.1", "困难残疾人家庭", 3, 1000, "approved");
  list (fixture, 2027, 11, "05.1", ILL, 1, 2500, "listed");
  list (fixture, 2027, 12, "05.1", ILL, 2, 2500, "listed");
  list (fixture, 2027, 13, "05.1", ILL, 3, 2500, "listed");
  assert_findings (fixture, NULL, "");
  /* A household's line answers to the household's, whoever is named; of several it is that of the same rate. */
  list (fixture, 2026, 21, "03.4", "政策外困难家庭", 1, 500, "approved");
  list (fixture, 2027, 22, "03.4", "政策外困难家庭", 2, 2000, "listed");
  assert_findings (fixture, "03.4", "programs_meet warning 03.4×05.1 [11,12,22]; amount_changed warning 03.4 [22]");
  list (fixture, 2026, 31, "03.3", "新疆兵团返沪困难人员", 4, 800, "approved");
  list (fixture, 2026, 32, "03.3", "支援外地建设退休回沪人员", 4, 300, "approved");
  list (fixture, 2027, 33, "03.3", "支援外地建设退休回沪人员", 4, 300, "listed");
  assert_findings (fixture, "03.3", "");
  list (fixture, 2027, 34, "03.3", "新疆兵团返沪困难人员", 4, 800, "listed");
  assert_findings (fixture, "03.3", "person_twice warning 03.3 [33,34]");
}

static void
test_account (Fixture *fixture, gconstpointer data)
{
  list (fixture, 2026, 1, "05.1", ILL, 1, 1200, "approved");
  list (fixture, 2026, 2, "11.1", "困难残疾人家庭", 1, 1000, "approved");
  list (fixture, 2025, 3, "05.1", ILL, 3, 1200, "approved");
  list (fixture, 2026, 4, "05.1", ILL, 4, 1200, "approved");
  list (fixture, 2027, 11, "05.1", ILL, 1, 1200, "listed");
  list (fixture, 2027, 13, "05.1", ILL, 3, 1200, "listed");
  list (fixture, 2027, 14, "05.1", ILL, 4, 1200, "listed");
  list (fixture, 2027, 15, "05.1", ILL, 2, 1200, "listed");
  assert_findings (fixture, NULL, "");
  /* The latest counts, whichever program; groups of digits say nothing; what failed or is under way was not paid. */
  pay (fixture, 1, 1, "6217000000000000077", "paid", "2026-02-01");
  pay (fixture, 2, 2, "6217 0000 0000 0000 001", "paid", "2026-02-02");
  pay (fixture, 4, 4, "6217000000000000099", "failed", "2026-02-02");
  assert_findings (fixture, NULL, "");
  pay (fixture, 5, 4, "6217000000000000098", "issued", "2026-02-03");
  assert_findings (fixture, NULL, "");
  /* Who got nothing last year may have the year before. */
  pay (fixture, 3, 3, "6217000000000000055", "paid", "2025-01-20");
  assert_findings (fixture, NULL, "account_changed warning 05.1 [13]");
  assert_first_message (fixture, NULL, "The last payment to this person went to the account 6217 **** **** 0055; this line goes to"
                                       " 6217 **** **** 0003. Make sure that the payee wanted the change.");
}

static void
test_account_decided (Fixture *fixture, gconstpointer data)
{
  list (fixture, 2026, 1, "05.1", ILL, 1, 1200, "approved");
  pay (fixture, 1, 1, "6217000000000000077", "paid", "2026-02-01");
  list (fixture, 2027, 11, "05.1", ILL, 1, 1200, "listed");
  assert_findings (fixture, NULL, "account_changed warning 05.1 [11]");
  DO (DECIDE, .id = get_first_id (fixture, NULL), .decision = "allow", .reason = "本人来换卡");
  do_sql (fixture, "UPDATE person SET phone = '13900000000' WHERE id = 1");
  assert_findings (fixture, NULL, "account_changed warning 05.1 [11] allow");
  do_sql (fixture, "UPDATE person SET account_number = '6217000000000000088' WHERE id = 1");
  assert_findings (fixture, NULL, "account_changed warning 05.1 [11]; account_changed warning 05.1 [11] allow");
  do_sql (fixture, "UPDATE person SET account_number = '' WHERE id = 1");
  assert_findings (fixture, NULL, "account_changed warning 05.1 [11] allow");
  /* In the campaign of last year itself there is nothing to compare with. */
  sn_workspace_set_campaign (fixture->workspace, 2026);
  assert_findings (fixture, NULL, "");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/finding-last-year/" name, Fixture, NULL, set_up_years, function, tear_down)
  ADD ("amount", test_amount);
  ADD ("same-number", test_same_number);
  ADD ("amount-compared-with", test_amount_compared_with);
  ADD ("account", test_account);
  ADD ("account-decided", test_account_decided);
  return g_test_run ();
}
