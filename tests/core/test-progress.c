/* test-progress.c: the dashboard's figures: every stage in its column, every grouping adds up to the whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-progress.h"

#define XIAYANG 310118001
#define ZHUJIAJIAO 310118102

/* Lines 1 to 8: listed, submitted, approved, held, withdrawn; and approved with a payment issued, paid, failed. 8 fails twice:
 * the first try is history. Line 3 is a household's; line 4 has no town. */
static void
fill (Fixture *fixture)
{
  for (int i = 1; i <= 8; i++)
    add_person (fixture, i, (i + 1) / 2, "1960-01-01", i < 5 ? XIAYANG : ZHUJIAJIAO);
  add_line (fixture, 1, "04.1", "登记失业困难人员", 1, XIAYANG, 75000);
  add_line (fixture, 2, "04.1", "登记失业困难人员", 2, XIAYANG, 75000);
  add_line (fixture, 3, "03.1", "低保家庭", 3, XIAYANG, 120000);
  add_line (fixture, 4, "04.1", "登记失业困难人员", 4, 0, 75000);
  add_line (fixture, 5, "04.1", "登记失业困难人员", 5, ZHUJIAJIAO, 75000);
  add_line (fixture, 6, "05.1", "高额自负医疗费用人员", 6, ZHUJIAJIAO, 110001);
  add_line (fixture, 7, "05.1", "高额自负医疗费用人员", 7, ZHUJIAJIAO, 110020);
  add_line (fixture, 8, "05.1", "高额自负医疗费用人员", 8, ZHUJIAJIAO, 110300);
  do_sql (fixture,
          "INSERT INTO officer (id, name, known_at) VALUES (91, '乙', '2025-01-10T00:00:00Z'), (92, '丙', '2025-01-10T00:00:00Z');"
          "UPDATE entitlement SET state = 'submitted', submitted_by = 91, payee_name = '人', payee_document = 'x'"
          " WHERE id IN (2, 3, 6, 7, 8);"
          "UPDATE entitlement SET state = 'approved', approved_by = 92 WHERE id IN (3, 6, 7, 8);"
          "UPDATE entitlement SET state = 'held', reason = '待核实' WHERE id = 4;"
          "UPDATE entitlement SET state = 'withdrawn', reason = '已迁出' WHERE id = 5;");
  do_sql (fixture,
          "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
          " SELECT n, id, n, 'bank', 91, '2025-01-10T00:00:00Z' FROM program, (SELECT 1 AS n UNION SELECT 2) WHERE code = '05.1';"
          "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document)"
          " SELECT id, 1, id, id, amount_fen, '人', 'x' FROM entitlement WHERE id IN (6, 7, 8);"
          "UPDATE payment_batch SET state = 'approved', approved_by = 92 WHERE id = 1;"
          "UPDATE payment_batch SET state = 'issued', issued_by = 92 WHERE id = 1;"
          "UPDATE payment SET state = 'issued';"
          "UPDATE payment SET state = 'paid' WHERE id = 7;"
          "UPDATE payment SET state = 'failed', failure_reason = '账号户名不符' WHERE id = 8;"
          "UPDATE payment SET retried = 1 WHERE id = 8;"
          "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document, retry_of)"
          " VALUES (9, 2, 1, 8, 110300, '人', 'x', 8);"
          "UPDATE payment_batch SET state = 'approved', approved_by = 92 WHERE id = 2;"
          "UPDATE payment_batch SET state = 'issued', issued_by = 92 WHERE id = 2;"
          "UPDATE payment SET state = 'issued' WHERE id = 9;"
          "UPDATE payment SET state = 'failed', failure_reason = '账号户名不符' WHERE id = 9;");
}

static gpointer
read_progress (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_progress_read (connection, 0, *(SnProgressGrouping *) data, error);
}

static GPtrArray *
read_rows (Fixture *fixture, SnProgressGrouping grouping)
{
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = sn_workspace_read (fixture->workspace, read_progress, &grouping, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

static char *
describe_row (const SnProgressRow *row)
{
  return g_strdup_printf ("planned %d %d, approved %d %d, issued %d %d, paid %d %d, failed %d %d, held %d %d; reaches %d, %d",
                          (int) row->entitlements, (int) row->planned_fen, (int) row->approved, (int) row->approved_fen,
                          (int) row->issued, (int) row->issued_fen, (int) row->paid, (int) row->paid_fen, (int) row->failed,
                          (int) row->failed_fen, (int) row->held, (int) row->held_fen, (int) row->persons, (int) row->households);
}

static void
assert_row (Fixture *fixture, SnProgressGrouping grouping, const char *key, const char *expected)
{
  g_autoptr (GPtrArray) rows = read_rows (fixture, grouping);

  for (guint i = 0; i < rows->len; i++)
    {
      const SnProgressRow *row = g_ptr_array_index (rows, i);
      g_autofree char *text = describe_row (row);

      if (strcmp (row->key, key) != 0)
        continue;
      g_assert_cmpstr (text, ==, expected);
      return;
    }
  g_error ("there is no group “%s”", key);
}

#define THE_WHOLE "planned 6 600321, approved 4 450321, issued 3 330321, paid 1 110020, failed 1 110300, held 1 75000; reaches 5, 1"

static void
test_stages (Fixture *fixture, gconstpointer data)
{
  fill (fixture);
  assert_row (fixture, SN_PROGRESS_ALL, "", THE_WHOLE);
  assert_row (fixture, SN_PROGRESS_BY_DEPARTMENT, "04",
              "planned 2 150000, approved 0 0, issued 0 0, paid 0 0, failed 0 0, held 1 75000; reaches 2, 0");
  assert_row (fixture, SN_PROGRESS_BY_PROGRAM, "05.1",
              "planned 3 330321, approved 3 330321, issued 3 330321, paid 1 110020, failed 1 110300, held 0 0; reaches 3, 0");
  assert_row (fixture, SN_PROGRESS_BY_TOWN, "310118001",
              "planned 3 270000, approved 1 120000, issued 0 0, paid 0 0, failed 0 0, held 0 0; reaches 2, 1");
  assert_row (fixture, SN_PROGRESS_BY_TOWN, "0",
              "planned 0 0, approved 0 0, issued 0 0, paid 0 0, failed 0 0, held 1 75000; reaches 0, 0");
  assert_row (fixture, SN_PROGRESS_BY_DEPARTMENT, "07",
              "planned 0 0, approved 0 0, issued 0 0, paid 0 0, failed 0 0, held 0 0; reaches 0, 0");
}

static void
test_groupings_add_up (Fixture *fixture, gconstpointer data)
{
  static const SnProgressGrouping groupings[] = {
    SN_PROGRESS_BY_DEPARTMENT, SN_PROGRESS_BY_PROGRAM, SN_PROGRESS_BY_TOWN, SN_PROGRESS_BY_FUNDING, SN_PROGRESS_BY_RATE,
  };

#define NUMBER(member) G_STRUCT_OFFSET (SnProgressRow, member)
  static const gsize numbers[] = {
    NUMBER (persons), NUMBER (households), NUMBER (entitlements), NUMBER (planned_fen), NUMBER (approved), NUMBER (approved_fen),
    NUMBER (issued), NUMBER (issued_fen), NUMBER (paid), NUMBER (paid_fen), NUMBER (failed), NUMBER (failed_fen), NUMBER (held),
    NUMBER (held_fen),
  };
#undef NUMBER

  fill (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (groupings); i++)
    {
      g_autoptr (GPtrArray) rows = read_rows (fixture, groupings[i]);
      SnProgressRow sum = { NULL };
      g_autofree char *text = NULL;

      for (guint j = 0; j < rows->len; j++)
        for (gsize k = 0; k < G_N_ELEMENTS (numbers); k++)
          G_STRUCT_MEMBER (gint64, &sum, numbers[k]) += G_STRUCT_MEMBER (gint64, g_ptr_array_index (rows, j), numbers[k]);
      text = describe_row (&sum);
      g_assert_cmpstr (text, ==, THE_WHOLE);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/progress/stages", Fixture, NULL, set_up, test_stages, tear_down);
  g_test_add ("/progress/groupings-add-up", Fixture, NULL, set_up, test_groupings_add_up, tear_down);
  return g_test_run ();
}
