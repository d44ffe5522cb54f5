/* test-attention.c: what waits, along the way of a roster to the money, and that it waits no more once it is done.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "batch-fixture.h"

#include "sn-attention.h"

static gpointer
read_attention (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_attention_list (connection, 0, error);
}

/* "kind department items lines yuan; …" */
static void
assert_waiting (Fixture *fixture, const char *expected)
{
  static const char *const names[] = {
    [SN_ATTENTION_ROSTER_SUBMITTED] = "submitted", [SN_ATTENTION_ROSTER_APPROVED] = "unbatched", [SN_ATTENTION_BATCH_DRAFT] = "draft",
    [SN_ATTENTION_BATCH_APPROVED] = "approved",    [SN_ATTENTION_BATCH_ISSUED] = "issued",       [SN_ATTENTION_PAYMENT_FAILED] = "failed",
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) list = sn_workspace_read (fixture->workspace, read_attention, NULL, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < list->len; i++)
    {
      const SnAttention *attention = g_ptr_array_index (list, i);

      g_string_append_printf (text, "%s%s %s %d %d %d", i > 0 ? "; " : "", names[attention->kind],
                              attention->department != NULL ? attention->department : "all", (int) attention->items,
                              (int) attention->lines, (int) (attention->amount_fen / 100));
      g_assert_cmpint (attention->department == NULL, ==, attention->department_name == NULL);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_rosters (Fixture *fixture, gconstpointer data)
{
  assert_waiting (fixture, "");
  for (int i = 1; i <= 3; i++)
    {
      add_person (fixture, i, i, "1940-01-01", TOWN);
      add_line (fixture, i, JOBLESS, i, TOWN, 75000);
    }
  add_line (fixture, 4, PARTY, 1, TOWN, 100000);
  assert_waiting (fixture, ""); /* what is only listed waits for nobody else */
  DO (SUBMIT, "04.1");
  DO (SUBMIT, "01.1");
  assert_waiting (fixture, "submitted 01 1 1 1000; submitted 04 1 3 2250");
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  assert_waiting (fixture, "submitted 01 1 1 1000; unbatched 04 1 3 2250");
  DO (RETURN, "01.1", .reason = "x");
  ACT (LINE_HOLD, 2, .text = "x");
  assert_waiting (fixture, "unbatched 04 1 2 1500");
}

static void
test_batches (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = new_rows ();
  gint64 batch_id;

  approve_lines (fixture, 1, 3, JOBLESS, 75000);
  batch_id = create_batch (fixture, "04.1");
  assert_waiting (fixture, "draft all 1 3 2250");
  act_as (fixture, "复核乙");
  ACT (BATCH_APPROVE, batch_id);
  assert_waiting (fixture, "approved all 1 3 2250");
  ACT (BATCH_VOID, batch_id, .text = "x");
  assert_waiting (fixture, "unbatched 04 1 3 2250");
  act_as (fixture, "经办甲");
  batch_id = create_batch (fixture, "04.1");
  send_batch (fixture, batch_id);
  assert_waiting (fixture, "issued all 1 3 2250");
  add_row (rows, 1, NULL, NULL, 750, NULL);
  add_row (rows, 2, NULL, NULL, 750, "账号错误");
  add_row (rows, 3, NULL, NULL, 750, "账户已销户");
  assert_answer (fixture, batch_id, "answer", rows, "1 2 0 0 0", "", NULL);
  assert_waiting (fixture, "failed all 1 2 1500");
  /* A held line is settled; a retried one goes its way in its new batch. */
  ACT (LINE_HOLD, 2, .text = "x");
  assert_waiting (fixture, "failed all 1 1 750");
  ACT (BATCH_RETRY, batch_id, .include_unchanged = TRUE);
  assert_waiting (fixture, "draft all 1 1 750");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/attention/rosters", Fixture, NULL, set_up, test_rosters, tear_down);
  g_test_add ("/attention/batches", Fixture, NULL, set_up, test_batches, tear_down);
  return g_test_run ();
}
