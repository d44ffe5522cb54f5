/* test-finding.c: what the rules notice on a roster, and what an officer's decision does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "finding-fixture.h"

#include "sn-finding-line.h"

#define TOWN 310118102

static void
add_people (Fixture *fixture)
{
  add_person (fixture, 1, 1, "1940-01-01", TOWN);
  add_person (fixture, 2, 1, "1945-01-28", TOWN);
  add_person (fixture, 3, 3, "1945-01-29", TOWN);
  add_person (fixture, 4, 4, "", TOWN);
}

static void
test_person_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  const SnFinding *finding;

  add_people (fixture);
  add_line (fixture, 11, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  add_line (fixture, 12, "04.1", "登记失业困难人员", 2, TOWN, 75000);
  assert_findings (fixture, "04.1", "");
  add_line (fixture, 13, "04.1", "登记失业困难人员", 1, 0, 75000);
  findings = list_findings (fixture, NULL);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->rule, ==, "person_twice");
  g_assert_cmpstr (finding->level, ==, "error");
  g_assert_cmpstr (finding->program, ==, "04.1");
  g_assert_cmpstr (finding->decision, ==, "");
  g_assert_cmpstr (g_ptr_array_index (finding->persons, 0), ==, "人1 (310118********0001), 朱家角镇");
  g_assert_cmpstr (g_ptr_array_index (finding->persons, 1), ==, "人1 (310118********0001)");
  g_assert_nonnull (strstr (finding->message, "stands 2 times under “登记失业困难人员” in 04.1"));

  /* Another program is none of this one's business; a withdrawn line is out. */
  add_line (fixture, 14, "09.2", "特困劳模", 2, TOWN, 160000);
  assert_findings (fixture, "09.2", "");
  do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE id = 13");
  assert_findings (fixture, NULL, "");
}

static void
test_several_rates (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  add_line (fixture, 11, "03.3", "新疆兵团返沪困难人员", 1, TOWN, 80000);
  add_line (fixture, 12, "03.3", "支援外地建设退休回沪人员", 1, TOWN, 30000);
  assert_findings (fixture, "03.3", "person_twice warning 03.3 [11,12]");
  add_line (fixture, 13, "03.3", "支援外地建设退休回沪人员", 1, TOWN, 30000);
  assert_findings (fixture, "03.3", "person_twice error 03.3 [12,13]; person_twice warning 03.3 [11,12,13]");
  /* A household's line and an own one: a warning. Two of households: that is household_twice alone. */
  add_line (fixture, 21, "03.3", "农村小乡干部", 3, TOWN, 160000);
  add_line (fixture, 22, "03.3", "新疆兵团返沪困难人员", 3, TOWN, 80000);
  add_line (fixture, 23, "03.3", "农村小乡干部", 4, TOWN, 160000);
  add_line (fixture, 24, "03.3", "老三八红旗手", 4, TOWN, 160000);
  assert_findings (fixture, "03.3",
                   "person_twice error 03.3 [12,13]; household_twice error 03.3 [23,24];"
                   " person_twice warning 03.3 [11,12,13]; person_twice warning 03.3 [21,22]");
}

static void
test_household_twice (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  add_line (fixture, 11, "03.1", "低保家庭", 1, TOWN, 120000);
  add_line (fixture, 12, "03.1", "低保家庭", 3, TOWN, 120000);
  assert_findings (fixture, "03.1", "");
  add_line (fixture, 13, "03.1", "低保家庭", 2, TOWN, 120000);
  assert_findings (fixture, "03.1", "household_twice error 03.1 [11,13]");
  /* The same household in another program is right. */
  add_line (fixture, 14, "03.2", "低保家庭", 2, TOWN, 60000);
  assert_findings (fixture, NULL, "household_twice error 03.1 [11,13]");
}

static void
test_amounts (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *program;
    const char *label;
    gint64      amount_fen;
    gboolean    found;
  } cases[] = {
    { "04.1", "登记失业困难人员", 75000, FALSE },
    { "04.1", "登记失业困难人员", 74999, TRUE },
    { "04.1", "登记失业困难人员", 75001, TRUE },
    { "04.1", "登记失业困难人员", 0, TRUE },
    { "05.1", "高额自负医疗费用人员", 110000, FALSE },
    { "05.1", "高额自负医疗费用人员", 250000, FALSE },
    { "05.1", "高额自负医疗费用人员", 109999, TRUE },
    { "05.1", "高额自负医疗费用人员", 250001, TRUE },
    { "03.5", "养老机构入住老人", 12000, FALSE }, /* about 150 */
    { "03.5", "养老机构入住老人", 18000, FALSE },
    { "03.5", "养老机构入住老人", 11999, TRUE },
    { "03.5", "养老机构入住老人", 18001, TRUE },
    { "03.4", "政策外困难家庭", 1, FALSE },
    { "03.4", "政策外困难家庭", 99999900, FALSE },
  };
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GHashTable) found = g_hash_table_new (NULL, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      add_person (fixture, (int) i + 1, (int) i + 1, "1950-01-01", TOWN);
      add_line (fixture, (int) i + 1, cases[i].program, cases[i].label, (int) i + 1, TOWN, cases[i].amount_fen);
    }
  all = list_findings (fixture, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (all, i);

      g_assert_cmpstr (finding->rule, ==, "amount_outside_rate");
      g_assert_cmpstr (finding->level, ==, "warning");
      g_assert_cmpuint (finding->entitlements->len, ==, 1);
      g_hash_table_add (found, GINT_TO_POINTER ((int) g_array_index (finding->entitlements, gint64, 0)));
    }
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_assert_cmpint (g_hash_table_contains (found, GINT_TO_POINTER ((int) i + 1)), ==, cases[i].found);
}

static void
test_ages (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  for (int i = 1; i <= 4; i++)
    add_line (fixture, i, "03.6", "新春大礼包（80周岁及以上）", i, TOWN, 60000);
  /* 80 on 2025-01-28: born that day is enough, a day later is not; an unknown birth is noticed. */
  assert_findings (fixture, "03.6", "age_not_met warning 03.6 [3]; age_not_met warning 03.6 [4]");
}

static void
test_allow (Fixture *fixture, gconstpointer data)
{
  gint64 finding_id;

  add_people (fixture);
  add_line (fixture, 11, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  add_line (fixture, 12, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  finding_id = get_first_id (fixture, "04.1");
  g_assert_cmpint (get_first_id (fixture, NULL), ==, finding_id);
  REFUSE (SN_ERROR_INVALID_INPUT, "reason", DECIDE, .id = finding_id, .decision = "allow", .reason = " ");
  REFUSE (SN_ERROR_INVALID_INPUT, "maybe", DECIDE, .id = finding_id, .decision = "maybe", .reason = "x");
  REFUSE (SN_ERROR_NOT_FOUND, "12345", DECIDE, .id = 12345, .decision = "allow", .reason = "x");
  REFUSE (SN_ERROR_REFUSED, "1 finding in 04.1", SUBMIT, "04.1");
  DO (DECIDE, .id = finding_id, .decision = "allow", .reason = "两次失业");
  assert_findings (fixture, "04.1", "person_twice error 04.1 [11,12] allow");
  assert_sql (fixture, "SELECT rule || decision || reason || entitlements FROM decision", "person_twiceallow两次失业[11,12]");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "finding-decide[\"04.1\",\"allow\"]");

  /* A third line makes another finding, which the old word does not cover. */
  add_line (fixture, 13, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  assert_findings (fixture, "04.1", "person_twice error 04.1 [11,12,13]; person_twice error 04.1 [11,12] allow");
  REFUSE (SN_ERROR_REFUSED, "1 finding in 04.1", SUBMIT, "04.1");
  REFUSE (SN_ERROR_NOT_FOUND, "open finding", DECIDE, .id = finding_id, .decision = "withdraw", .reason = "x");
  do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE id = 13");
  DO (SUBMIT, "04.1");
  assert_findings (fixture, "04.1", "person_twice error 04.1 [11,12] allow");
}

static void
test_changed_amount (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  add_line (fixture, 11, "04.1", "登记失业困难人员", 1, TOWN, 80000);
  DO (DECIDE, .id = get_first_id (fixture, "04.1"), .decision = "allow", .reason = "特批");
  assert_findings (fixture, "04.1", "amount_outside_rate warning 04.1 [11] allow");
  do_sql (fixture, "UPDATE entitlement SET changed_by = json_array (listed_by), amount_fen = 8000000 WHERE id = 11");
  assert_findings (fixture, "04.1", "amount_outside_rate warning 04.1 [11]; amount_outside_rate warning 04.1 [11] allow");
}

static void
test_hold (Fixture *fixture, gconstpointer data)
{
  gint64 finding_id;

  add_people (fixture);
  add_line (fixture, 11, "03.1", "低保家庭", 1, TOWN, 120000);
  add_line (fixture, 12, "03.1", "低保家庭", 2, TOWN, 120000);
  finding_id = get_first_id (fixture, "03.1");
  DO (DECIDE, .id = finding_id, .decision = "hold", .reason = "核实户籍");
  assert_sql (fixture, "SELECT group_concat (state || reason, '|') FROM (SELECT * FROM entitlement ORDER BY id)", "held核实户籍|held核实户籍");
  assert_findings (fixture, "03.1", "household_twice error 03.1 [11,12] hold");
  /* Released, they are as doubtful as before. */
  DO (RELEASE, .id = 11);
  assert_findings (fixture, "03.1", "household_twice error 03.1 [11,12] hold");
  DO (RELEASE, .id = 12);
  assert_findings (fixture, "03.1", "household_twice error 03.1 [11,12]");
  g_assert_cmpint (get_first_id (fixture, "03.1"), ==, finding_id);
  REFUSE (SN_ERROR_REFUSED, "1 finding", SUBMIT, "03.1");
}

static void
test_withdraw (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  add_line (fixture, 11, "03.1", "低保家庭", 1, TOWN, 120000);
  add_line (fixture, 12, "03.1", "低保家庭", 2, TOWN, 120000);
  add_line (fixture, 13, "03.1", "低保家庭", 2, TOWN, 120000);
  DO (DECIDE, .id = get_first_id (fixture, "03.1"), .decision = "withdraw", .reason = "重复");
  assert_sql (fixture, "SELECT group_concat (state, '|') FROM (SELECT state FROM entitlement ORDER BY id)", "listed|withdrawn|withdrawn");
  assert_findings (fixture, "03.1", "household_twice error 03.1 [11,12,13] withdraw");
  DO (SUBMIT, "03.1");

  /* A finding over one line withdraws that one. */
  add_line (fixture, 21, "04.1", "登记失业困难人员", 4, TOWN, 1);
  DO (DECIDE, .id = get_first_id (fixture, "04.1"), .decision = "withdraw", .reason = "有误");
  assert_sql (fixture, "SELECT state || reason FROM entitlement WHERE id = 21", "withdrawn有误");
  assert_findings (fixture, NULL, "household_twice error 03.1 [11,12,13] withdraw; amount_outside_rate warning 04.1 [21] withdraw");
}

/* A decision that cannot be carried out whole leaves nothing. */
static void
test_paid_line (Fixture *fixture, gconstpointer data)
{
  add_people (fixture);
  add_line (fixture, 11, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  do_sql (fixture, "INSERT INTO officer (id, name, known_at) VALUES (77, '复核乙', '2026-01-01T00:00:00Z');"
                   "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by, payee_name = 'x' WHERE id = 11;"
                   "UPDATE entitlement SET state = 'approved', approved_by = 77 WHERE id = 11;"
                   "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
                   " SELECT 1, program_id, 1, 'bank', listed_by, 'x' FROM entitlement WHERE id = 11;"
                   "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document)"
                   " VALUES (1, 1, 1, 11, 75000, 'x', 'x')");
  add_line (fixture, 12, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  REFUSE (SN_ERROR_REFUSED, "batch 1", DECIDE, .id = get_first_id (fixture, "04.1"), .decision = "hold", .reason = "x");
  assert_sql (fixture, "SELECT group_concat (state, '|') FROM (SELECT state FROM entitlement ORDER BY id)", "approved|listed");
  assert_sql (fixture, "SELECT count(*) FROM decision", "0");
  DO (DECIDE, .id = get_first_id (fixture, "04.1"), .decision = "withdraw", .reason = "重复");
  assert_sql (fixture, "SELECT group_concat (state, '|') FROM (SELECT state FROM entitlement ORDER BY id)", "approved|withdrawn");
}

typedef struct
{
  GArray     *ids;
  const char *decision;
} Several;

static gboolean
decide_several (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Several *several = data;

  return sn_finding_decide_all (transaction, several->ids, several->decision, "一并核实", error);
}

static GArray *
collect_ids (GPtrArray *findings)
{
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < findings->len; i++)
    g_array_append_val (ids, ((SnFinding *) g_ptr_array_index (findings, i))->id);
  return ids;
}

/* Two findings share line 12: it is moved once, and the line that is left of each stays. All in one change, or nothing. */
static void
test_decide_all (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  gint64 unknown = 12345;

  add_people (fixture);
  add_line (fixture, 11, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  add_line (fixture, 12, "04.1", "登记失业困难人员", 1, TOWN, 80000);
  add_line (fixture, 13, "03.1", "低保家庭", 1, TOWN, 120000);
  add_line (fixture, 14, "03.1", "低保家庭", 2, TOWN, 120000);
  findings = list_findings (fixture, NULL);
  g_assert_cmpuint (findings->len, ==, 3);
  ids = collect_ids (findings);
  g_array_append_val (ids, unknown);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, decide_several, &(Several){ ids, "withdraw" }, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  assert_sql (fixture, "SELECT count(*) FROM decision", "0");
  g_array_set_size (ids, 3);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, decide_several, &(Several){ ids, "withdraw" }, NULL, &error), >, 0);
  g_assert_no_error (error);
  assert_sql (fixture, "SELECT group_concat (id || state) FROM (SELECT * FROM entitlement ORDER BY id)",
              "11listed,12withdrawn,13listed,14withdrawn");
  assert_sql (fixture, "SELECT count(*) || group_concat (DISTINCT reason) FROM decision", "3一并核实");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "findings-decide[\"withdraw\",\"3\"]");
}

static gpointer
read_lines (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_finding_line_list (connection, data, error);
}

/* Beside a line stand those of the same person and household from other departments, and nobody else's. */
static void
test_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  g_autoptr (GPtrArray) lines = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  add_people (fixture);
  add_line (fixture, 11, "04.1", "登记失业困难人员", 1, TOWN, 80000);
  add_line (fixture, 12, "03.1", "低保家庭", 2, TOWN, 120000);
  add_line (fixture, 13, "04.1", "登记失业困难人员", 3, TOWN, 75000);
  add_line (fixture, 14, "03.1", "低保家庭", 1, TOWN, 120000);
  findings = list_findings (fixture, "04.1");
  g_assert_cmpuint (findings->len, ==, 1);
  lines = sn_workspace_read (fixture->workspace, read_lines, ((SnFinding *) g_ptr_array_index (findings, 0))->entitlements, NULL,
                             &error);
  g_assert_no_error (error);
  for (guint i = 0; i < lines->len; i++)
    {
      const SnFindingLine *line = g_ptr_array_index (lines, i);

      g_string_append_printf (text, "%d:%d %s %s %d|", (int) line->entitlement_id, (int) line->person_id, line->program,
                              line->state, line->link);
    }
  g_assert_cmpstr (text->str, ==, "11:1 04.1 listed 0|14:1 03.1 listed 1|12:2 03.1 listed 2|");
}

/* The whole campaign at the size of a district. Not a benchmark: it only must not be off by an order. */
static void
test_many (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) findings = NULL;
  gint64 start;

  do_sql (fixture,
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000)"
          " INSERT INTO household (id) SELECT i FROM n;"
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000)"
          " INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, birth_date, household_id)"
          " SELECT i, '人', 'ren', X'00', X'00', 'resident', i, '1940-01-01', i FROM n;"
          "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 120000)"
          " INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, amount_fen, listed_by)"
          " SELECT i, r.program_id, r.id, r.unit, (i * 7919) % 120000 + 1,"
          "        iif (r.unit = 'household', (i * 7919) % 120000 + 1, NULL), r.min_fen, (SELECT min (id) FROM officer)"
          "   FROM n JOIN (SELECT *, row_number () OVER (ORDER BY id) AS place FROM benefit_rate WHERE min_fen IS NOT NULL) r"
          "     ON r.place = (i / 6000) % 20 + 1;"
          "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, amount_fen, listed_by)"
          " SELECT id + 200000, program_id, rate_id, unit, person_id, household_id, amount_fen, listed_by FROM entitlement"
          "  WHERE id % 1000 = 0");
  start = g_get_monotonic_time ();
  findings = list_findings (fixture, NULL);
  g_test_message ("all rules over 120,120 lines: %d ms", (int) ((g_get_monotonic_time () - start) / 1000));
  g_assert_cmpuint (findings->len, ==, 120);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/finding/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("person-twice", test_person_twice);
  ADD ("several-rates", test_several_rates);
  ADD ("household-twice", test_household_twice);
  ADD ("amounts", test_amounts);
  ADD ("ages", test_ages);
  ADD ("allow", test_allow);
  ADD ("changed-amount", test_changed_amount);
  ADD ("hold", test_hold);
  ADD ("withdraw", test_withdraw);
  ADD ("paid-line", test_paid_line);
  ADD ("decide-all", test_decide_all);
  ADD ("lines", test_lines);
  ADD ("many", test_many);
  return g_test_run ();
}
