/* test-roster.c: handing in, approving, returning; holding and withdrawing; and what must never work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#define YINGPU 310118002
#define ZHUJIAJIAO 310118102

/* Three lines of 04.1: two in 朱家角, one in 盈浦. */
static void
list_three (Fixture *fixture)
{
  for (int i = 1; i <= 3; i++)
    {
      gint64 town_id = i < 3 ? ZHUJIAJIAO : YINGPU;

      add_person (fixture, i, i, "1960-01-01", town_id);
      add_line (fixture, i, "04.1", "登记失业困难人员", i, town_id, 75000);
    }
}

#define STATES "SELECT group_concat (state, '|') FROM (SELECT state FROM entitlement ORDER BY id)"

static void
test_steps (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Order order = { SUBMIT, "04.1", ZHUJIAJIAO };

  list_three (fixture);
  do_sql (fixture, "INSERT INTO person_category (id, person_id, category_id, from_date)"
                   " SELECT 1, 1, id, '2024-01-01' FROM category WHERE name = '登记失业困难人员'");
  g_assert_true (try_order (fixture, &order, &error));
  g_assert_no_error (error);
  g_assert_cmpint (order.step.entitlements, ==, 2);
  g_assert_cmpint (order.step.amount_fen, ==, 150000);
  g_assert_cmpstr (order.step.state, ==, "submitted");
  assert_sql (fixture, STATES, "submitted|submitted|listed");
  assert_sql (fixture,
              "SELECT payee_name || '|' || payee_document || '|' || payee_category || '|' || bank_name || '|' || account_number || '|'"
              " || account_holder || '|' || (submitted_by = listed_by) FROM entitlement WHERE id = 1",
              "人1|310118196001010001|登记失业困难人员|上海农商银行|6217000000000000001||1");
  assert_sql (fixture, "SELECT payee_category || payee_name FROM entitlement WHERE id = 2", "人2");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1",
              "roster-submit[\"04.1\",\"朱家角镇\",\"2\",\"1,500.00\"]");

  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1", ZHUJIAJIAO);
  assert_sql (fixture, STATES, "approved|approved|listed");
  assert_sql (fixture, "SELECT DISTINCT o.name FROM entitlement e JOIN officer o ON o.id = e.approved_by", "复核乙");

  act_as (fixture, "经办甲");
  DO (SUBMIT, "04.1");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "roster-submit[\"04.1\",\"\",\"1\",\"750.00\"]");
  act_as (fixture, "复核乙");
  DO (RETURN, "04.1", .reason = "  账号不清  ");
  assert_sql (fixture, STATES, "approved|approved|listed");
  assert_sql (fixture,
              "SELECT coalesce (submitted_by, payee_name, payee_document, payee_category, bank_name, account_number, account_holder, 'clear')"
              " FROM entitlement WHERE id = 3", "clear");
  assert_sql (fixture,
              "SELECT group_concat (step || ',' || coalesce (town_id, '') || ',' || entitlements || ',' || amount_fen || ',' || reason, '|')"
              " FROM (SELECT * FROM roster_step ORDER BY id)",
              "submit,310118102,2,150000,|approve,310118102,2,150000,|submit,,1,75000,|return,,1,75000,账号不清");
}

static void
test_refused_steps (Fixture *fixture, gconstpointer data)
{
  REFUSE (SN_ERROR_REFUSED, "Nothing is submitted in 04.1.", APPROVE, "04.1");
  REFUSE (SN_ERROR_REFUSED, "Nothing is listed in 04.1", SUBMIT, "04.1");
  REFUSE (SN_ERROR_REFUSED, "Nothing is submitted in 04.1 盈浦街道.", RETURN, "04.1", YINGPU, .reason = "x");
  REFUSE (SN_ERROR_NOT_FOUND, "310118999", SUBMIT, "04.1", 310118999);
  REFUSE (SN_ERROR_NOT_FOUND, "44.1", SUBMIT, "44.1");
  list_three (fixture);
  REFUSE (SN_ERROR_REFUSED, "Nothing is submitted", APPROVE, "04.1");
  DO (SUBMIT, "04.1");
  REFUSE (SN_ERROR_REFUSED, "Nothing is listed", SUBMIT, "04.1");
  REFUSE (SN_ERROR_INVALID_INPUT, "reason", RETURN, "04.1", .reason = " \xe3\x80\x80 ");
  REFUSE (SN_ERROR_INVALID_INPUT, "reason", RETURN, "04.1", .reason = NULL);
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  REFUSE (SN_ERROR_REFUSED, "Nothing is submitted", RETURN, "04.1", .reason = "x");
  REFUSE (SN_ERROR_REFUSED, "Nothing is submitted", APPROVE, "04.1");
  assert_sql (fixture, STATES, "approved|approved|approved");
  assert_sql (fixture, "SELECT count(*) FROM roster_step", "2");
}

static void
test_four_eyes (Fixture *fixture, gconstpointer data)
{
  list_three (fixture);
  add_person (fixture, 4, 4, "1960-01-01", YINGPU);
  do_sql (fixture, "INSERT INTO officer (id, name, known_at) VALUES (77, '经办丙', '2026-01-01T00:00:00Z');"
                   "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, town_id, amount_fen, listed_by)"
                   " SELECT 4, program_id, rate_id, unit, 4, town_id, amount_fen, 77 FROM entitlement WHERE id = 3");
  DO (SUBMIT, "04.1");
  REFUSE (SN_ERROR_REFUSED, "You listed, changed or submitted 4 of these lines; somebody else must approve them.", APPROVE, "04.1");
  /* Who listed a single line may not approve the roster either; the other town's part he may. */
  act_as (fixture, "经办丙");
  REFUSE (SN_ERROR_REFUSED, "You listed, changed or submitted 1 of these lines", APPROVE, "04.1");
  DO (APPROVE, "04.1", ZHUJIAJIAO);
  assert_sql (fixture, STATES, "approved|approved|submitted|submitted");
}

/* What the schema itself must stop, whoever writes. */
static void
test_raw_sql (Fixture *fixture, gconstpointer data)
{
  static const char *const attempts[] = {
    "UPDATE entitlement SET state = 'approved', submitted_by = listed_by, payee_name = 'x', approved_by = 77 WHERE id = 1",
    "UPDATE entitlement SET state = 'submitted' WHERE id = 1",
    "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by WHERE id = 1",
    "UPDATE entitlement SET state = 'held' WHERE id = 1",
    "UPDATE entitlement SET state = 'held', reason = '  ' WHERE id = 1",
    "UPDATE entitlement SET state = 'withdrawn' WHERE id = 1",
    "UPDATE entitlement SET state = 'gone', reason = 'x' WHERE id = 1",
    "UPDATE entitlement SET approved_by = 77 WHERE id = 1",
    "UPDATE entitlement SET changed_by = json_array (listed_by), amount_fen = -1 WHERE id = 1",
    "UPDATE entitlement SET unit = 'household' WHERE id = 1",
    "DELETE FROM entitlement WHERE id = 1",
    "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, state, reason, listed_by)"
    " SELECT 9, program_id, rate_id, unit, person_id, 1, 'held', 'x', listed_by FROM entitlement WHERE id = 1",
    "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, amount_fen, listed_by)"
    " SELECT 9, (SELECT id FROM program WHERE code = '09.2'), rate_id, unit, person_id, 1, listed_by FROM entitlement WHERE id = 1",
    /* 2 is submitted. */
    "UPDATE entitlement SET changed_by = json_array (listed_by), amount_fen = 99 WHERE id = 2",
    "UPDATE entitlement SET person_id = 1 WHERE id = 2",
    "UPDATE entitlement SET town_id = NULL WHERE id = 2",
    "UPDATE entitlement SET changed_by = json_array (listed_by), rate_id = (SELECT min (id) FROM benefit_rate) WHERE id = 2",
    "UPDATE entitlement SET state = 'approved' WHERE id = 2",
    "UPDATE entitlement SET state = 'approved', approved_by = listed_by WHERE id = 2",
    "UPDATE entitlement SET state = 'approved', approved_by = submitted_by WHERE id = 2",
    "UPDATE entitlement SET payee_name = NULL WHERE id = 2",
    "DELETE FROM entitlement WHERE id = 2",
    /* 3 is approved. */
    "UPDATE entitlement SET state = 'listed', approved_by = NULL WHERE id = 3",
    "UPDATE entitlement SET state = 'submitted', approved_by = NULL WHERE id = 3",
    "UPDATE entitlement SET changed_by = json_array (listed_by), amount_fen = 99 WHERE id = 3",
    "UPDATE entitlement SET listed_by = 77 WHERE id = 3",
    "UPDATE entitlement SET approved_by = NULL WHERE id = 3",
    "DELETE FROM entitlement WHERE id = 3",
    /* 4 is withdrawn: nothing leads back. */
    "UPDATE entitlement SET state = 'listed', reason = '' WHERE id = 4",
    "UPDATE entitlement SET state = 'held', reason = 'x' WHERE id = 4",
    "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by, payee_name = 'x' WHERE id = 4",
    "DELETE FROM entitlement WHERE id = 4",
    /* 5 is held: only release or withdrawal. */
    "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by, payee_name = 'x' WHERE id = 5",
    "UPDATE entitlement SET state = 'approved', submitted_by = listed_by, payee_name = 'x', approved_by = 77 WHERE id = 5",
    "UPDATE entitlement SET reason = '' WHERE id = 5",
    /* A person or household that a line names cannot go. */
    "DELETE FROM person WHERE id = 1",
    "INSERT INTO roster_step (id, program_id, step, officer_id, made_at, entitlements, amount_fen)"
    " SELECT 9, program_id, 'return', 77, 'x', 1, 1 FROM entitlement WHERE id = 1",
    "INSERT INTO roster_step (id, program_id, step, officer_id, made_at, entitlements, amount_fen)"
    " SELECT 9, program_id, 'submit', 77, 'x', 0, 0 FROM entitlement WHERE id = 1",
  };
  const char *picture = "SELECT group_concat (id || state || amount_fen || coalesce (payee_name, '') || coalesce (town_id, '')"
                        " || coalesce (approved_by, '') || reason, '|') FROM (SELECT * FROM entitlement ORDER BY id)";
  g_autoptr (GError) read_error = NULL;
  g_autofree char *before = NULL;

  list_three (fixture);
  add_line (fixture, 4, "04.1", "登记失业困难人员", 1, YINGPU, 75000);
  add_line (fixture, 5, "04.1", "登记失业困难人员", 2, YINGPU, 75000);
  do_sql (fixture, "INSERT INTO officer (id, name, known_at) VALUES (77, '复核乙', '2026-01-01T00:00:00Z');"
                   "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by, payee_name = '人' WHERE id IN (2, 3);"
                   "UPDATE entitlement SET state = 'approved', approved_by = 77 WHERE id = 3;"
                   "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE id = 4;"
                   "UPDATE entitlement SET state = 'held', reason = 'x' WHERE id = 5;");
  assert_sql (fixture, STATES, "listed|submitted|approved|withdrawn|held");
  before = sn_workspace_read (fixture->workspace, read_text, (gpointer) picture, NULL, &read_error);
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;

      try_sql (fixture, attempts[i], &error);
      if (error == NULL)
        g_error ("the schema let this pass: %s", attempts[i]);
      assert_sql (fixture, picture, before);
    }
}

/* (transfer full): the first line of the roster as sn_entitlement_list() has it */
static gpointer
read_list (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Order *order = data;

  return sn_entitlement_list (connection, order->program_code, order->town_id, order->decision, error);
}

static GPtrArray *
list_lines (Fixture *fixture, gint64 town_id, const char *state)
{
  g_autoptr (GError) error = NULL;
  Order order = { .program_code = "04.1", .town_id = town_id, .decision = state };
  GPtrArray *list = sn_workspace_read (fixture->workspace, read_list, &order, NULL, &error);

  g_assert_no_error (error);
  return list;
}

static void
test_snapshot (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) lines = NULL;
  const SnEntitlement *line;

  list_three (fixture);
  DO (SUBMIT, "04.1", ZHUJIAJIAO);
  do_sql (fixture, "UPDATE person SET name = '改名', account_number = '6217999999999999999', document_number = 'X' || id WHERE id IN (1, 3)");
  lines = list_lines (fixture, 0, NULL);
  g_assert_cmpuint (lines->len, ==, 3);
  line = g_ptr_array_index (lines, 1);
  g_assert_cmpint (line->id, ==, 1);
  g_assert_cmpstr (line->name, ==, "人1");
  g_assert_cmpstr (line->document_number, ==, "310118196001010001");
  g_assert_cmpstr (line->account_number, ==, "6217000000000000001");
  g_assert_cmpstr (line->state, ==, "submitted");
  g_assert_cmpstr (line->town, ==, "朱家角镇");
  g_assert_cmpstr (line->rate_label, ==, "登记失业困难人员");
  g_assert_cmpstr (line->form, ==, "cash");
  g_assert_cmpint (line->amount_fen, ==, 75000);
  g_assert_cmpint (line->household_members, ==, 1);
  g_assert_false (line->per_household);
  /* 盈浦 comes first among the towns; its line is not submitted yet and shows the registry. */
  line = g_ptr_array_index (lines, 0);
  g_assert_cmpint (line->id, ==, 3);
  g_assert_cmpstr (line->name, ==, "改名");
  g_assert_cmpstr (line->account_number, ==, "6217999999999999999");

  /* Returned, the first line shows the registry too, and takes it when it is submitted anew. */
  DO (RETURN, "04.1", .reason = "改名");
  DO (SUBMIT, "04.1");
  assert_sql (fixture, "SELECT payee_name || account_number FROM entitlement WHERE id = 1", "改名6217999999999999999");
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) town = NULL;
  g_autoptr (GPtrArray) held = NULL;
  const SnEntitlement *line;

  list_three (fixture);
  add_person (fixture, 4, 1, "", ZHUJIAJIAO);
  do_sql (fixture, "INSERT INTO person_category (id, person_id, category_id, from_date, to_date) VALUES"
                   " (1, 1, 1, '2024-01-01', NULL), (2, 1, 11, '2024-12-31', NULL), (3, 1, 12, '2024-01-01', '2024-12-30'),"
                   " (4, 1, 13, '2025-01-01', NULL), (5, 1, 11, '2024-06-01', NULL)");
  DO (HOLD, .id = 2, .reason = "待核实");
  town = list_lines (fixture, ZHUJIAJIAO, NULL);
  g_assert_cmpuint (town->len, ==, 2);
  line = g_ptr_array_index (town, 0);
  g_assert_cmpstr (line->category, ==, "低保、残疾人");
  g_assert_cmpint (line->household_members, ==, 2);
  held = list_lines (fixture, 0, "held");
  g_assert_cmpuint (held->len, ==, 1);
  line = g_ptr_array_index (held, 0);
  g_assert_cmpint (line->id, ==, 2);
  g_assert_cmpstr (line->reason, ==, "待核实");
}

static gpointer
list_all_lines (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_entitlement_list (connection, data, 0, NULL, error);
}

/* Known before anybody types a reason, from what the list tells. */
static void
assert_line_refused (Fixture *fixture, gint64 id, const char *state, const char *words)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = sn_workspace_read (fixture->workspace, list_all_lines, (gpointer) "04.1", NULL, NULL);

  for (guint i = 0; i < lines->len; i++)
    {
      const SnEntitlement *line = g_ptr_array_index (lines, i);

      if (line->id == id)
        g_assert_false (sn_entitlement_check_line (line, "04.1", state, &error));
    }
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_assert_nonnull (strstr (error->message, words));
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  list_three (fixture);
  REFUSE (SN_ERROR_INVALID_INPUT, "reason", HOLD, .id = 1, .reason = "");
  REFUSE (SN_ERROR_INVALID_INPUT, "reason", WITHDRAW, .id = 1, .reason = NULL);
  REFUSE (SN_ERROR_NOT_FOUND, "99", HOLD, .id = 99, .reason = "x");
  REFUSE (SN_ERROR_REFUSED, "not held", RELEASE, .id = 1);
  DO (SUBMIT, "04.1");
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  DO (HOLD, .id = 1, .reason = "待核实");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "entitlement-hold[\"04.1\"]");
  REFUSE (SN_ERROR_REFUSED, "held or withdrawn", HOLD, .id = 1, .reason = "x");
  DO (RELEASE, .id = 1);
  assert_sql (fixture, "SELECT state || reason || coalesce (payee_name, '') || coalesce (submitted_by, '') FROM entitlement WHERE id = 1", "listed");
  DO (HOLD, .id = 1, .reason = "待核实");
  DO (WITHDRAW, .id = 1, .reason = "已死亡");
  REFUSE (SN_ERROR_REFUSED, "withdrawn before", WITHDRAW, .id = 1, .reason = "x");
  REFUSE (SN_ERROR_REFUSED, "not held", RELEASE, .id = 1);
  DO (WITHDRAW, .id = 2, .reason = "重复");
  assert_sql (fixture, STATES, "withdrawn|withdrawn|approved");
  assert_sql (fixture, "SELECT reason || payee_name FROM entitlement WHERE id = 2", "重复人2");

  /* 3 is on its way. */
  do_sql (fixture, "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
                   " SELECT 1, program_id, 4, 'bank', listed_by, 'x' FROM entitlement WHERE id = 3;"
                   "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document)"
                   " VALUES (1, 1, 1, 3, 75000, 'x', 'x')");
  REFUSE (SN_ERROR_REFUSED, "A payment of batch 4 stands on this line of 04.1", HOLD, .id = 3, .reason = "x");
  REFUSE (SN_ERROR_REFUSED, "A payment of batch 4", WITHDRAW, .id = 3, .reason = "x");
  assert_line_refused (fixture, 3, "held", "waits to be sent");
  assert_line_refused (fixture, 1, "held", "held or withdrawn");
  assert_line_refused (fixture, 3, "listed", "not held");
  assert_sql (fixture, STATES, "withdrawn|withdrawn|approved");
}

static void
test_blocked_by_finding (Fixture *fixture, gconstpointer data)
{
  list_three (fixture);
  add_line (fixture, 4, "04.1", "登记失业困难人员", 1, ZHUJIAJIAO, 75000);
  REFUSE (SN_ERROR_REFUSED, "1 finding in 04.1 must be decided", SUBMIT, "04.1");
  REFUSE (SN_ERROR_REFUSED, "1 finding in 04.1 must be decided", SUBMIT, "04.1", ZHUJIAJIAO);
  DO (SUBMIT, "04.1", YINGPU);
  DO (WITHDRAW, .id = 4, .reason = "重复");
  DO (SUBMIT, "04.1");
  assert_sql (fixture, STATES, "submitted|submitted|submitted|withdrawn");
}

static gboolean
hold_three (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (gint64 id = 1; id <= 3; id++)
    g_array_append_val (ids, id);
  return sn_entitlement_move_lines (transaction, ids, "held", "待核实", error);
}

static void
test_several_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) again = NULL;

  list_three (fixture);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, hold_three, NULL, NULL, NULL), >, 0);
  assert_sql (fixture, STATES, "held|held|held");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "entitlements-hold[\"04.1\",\"3\"]");
  DO (RELEASE, .id = 2);
  /* One that cannot move keeps the others where they are. */
  g_assert_cmpint (sn_workspace_write (fixture->workspace, hold_three, NULL, NULL, &again), ==, 0);
  g_assert_error (again, SN_ERROR, SN_ERROR_REFUSED);
  assert_sql (fixture, STATES, "held|listed|held");
}

static gpointer
check_steps (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GString *text = g_string_new (NULL);

  for (int kind = SN_ROSTER_SUBMIT; kind <= SN_ROSTER_RETURN; kind++)
    g_string_append_c (text, sn_roster_check_step (connection, (SnRosterStepKind) kind, "04.1", 0, NULL) ? '+' : '-');
  return g_string_free (text, FALSE);
}

static void
assert_steps (Fixture *fixture, const char *expected)
{
  g_autofree char *text = sn_workspace_read (fixture->workspace, check_steps, NULL, NULL, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_possible_steps (Fixture *fixture, gconstpointer data)
{
  assert_steps (fixture, "---");
  list_three (fixture);
  assert_steps (fixture, "+--");
  DO (SUBMIT, "04.1", YINGPU);
  assert_steps (fixture, "+++");
  DO (SUBMIT, "04.1");
  assert_steps (fixture, "-++");
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  assert_steps (fixture, "---");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/roster/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("steps", test_steps);
  ADD ("refused-steps", test_refused_steps);
  ADD ("four-eyes", test_four_eyes);
  ADD ("raw-sql", test_raw_sql);
  ADD ("snapshot", test_snapshot);
  ADD ("list", test_list);
  ADD ("moves", test_moves);
  ADD ("blocked-by-finding", test_blocked_by_finding);
  ADD ("several-lines", test_several_lines);
  ADD ("possible-steps", test_possible_steps);
  return g_test_run ();
}
