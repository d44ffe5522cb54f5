/* test-payment-undo.c: taking back what was done with payments, in the right order only; and chance at work.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "batch-fixture.h"

/* One row for each line from @first to @last; @reason %NULL: paid */
static GPtrArray *
answer_lines (int first, int last, const char *reason)
{
  GPtrArray *rows = new_rows ();

  for (int i = first; i <= last; i++)
    add_row (rows, i, NULL, NULL, -1, reason);
  return rows;
}

static gint64
answer (Fixture *fixture, gint64 batch_id, const char *file, int first, int last, const char *reason)
{
  g_autoptr (GPtrArray) rows = answer_lines (first, last, reason);
  Action action = { BATCH_ANSWER, batch_id, .file = file, .rows = rows };
  gint64 change_id = act (fixture, &action);

  g_assert_cmpuint (action.faults->len, ==, 0);
  g_ptr_array_unref (action.faults);
  return change_id;
}

static void
assert_restored (Fixture *fixture, gint64 change_id, const char *before)
{
  g_autofree char *after = NULL;

  ACT (CHANGE_UNDO, change_id);
  after = dump (fixture);
  g_assert_cmpstr (before, ==, after);
}

static void
test_undo_answer (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id = issue_jobless (fixture, 4), first, second, retry, undo;
  g_autofree char *issued = dump (fixture);
  g_autofree char *partial = NULL, *reconciled = NULL;

  first = answer (fixture, batch_id, "a.csv", 1, 2, "账户冻结");
  partial = dump (fixture);
  assert_restored (fixture, first, issued);
  /* Taken back, the same file can be read again; the undo itself can be taken back no longer. */
  undo = first + 1;
  first = answer (fixture, batch_id, "a.csv", 1, 2, "账户冻结");
  FORBID (SN_ERROR_REFUSED, "came later and stands on it", CHANGE_UNDO, undo);
  second = answer (fixture, batch_id, "b.csv", 3, 4, NULL);
  assert_batches (fixture, "reconciled");
  /* The first has a later one on it, though not a single line is in both: the batch would be reconciled with open lines. */
  FORBID (SN_ERROR_REFUSED, "Read the answer “b.csv”", CHANGE_UNDO, first);
  reconciled = dump (fixture);
  retry = ACT (BATCH_RETRY, batch_id);
  assert_payments (fixture, "failed* failed* paid paid pending pending");
  assert_restored (fixture, retry, reconciled);
  assert_restored (fixture, second, partial);
  retry = ACT (BATCH_RETRY, batch_id);
  FORBID (SN_ERROR_REFUSED, "to try 2 failed payments again", CHANGE_UNDO, first);
  ACT (CHANGE_UNDO, retry);
  assert_restored (fixture, first, issued);
}

static void
test_undo_retry (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id = issue_jobless (fixture, 2), void_change, retry;
  Action action = { BATCH_RETRY, batch_id };
  g_autofree char *retried = NULL;

  answer (fixture, batch_id, "a.csv", 1, 2, "账户冻结");
  retry = act (fixture, &action);
  retried = dump (fixture);
  void_change = ACT (BATCH_VOID, action.batch_id, .text = "x");
  FORBID (SN_ERROR_REFUSED, "Voided batch 2", CHANGE_UNDO, retry);
  assert_restored (fixture, void_change, retried);
  /* A voided retry cannot come back beside another one. */
  void_change = ACT (BATCH_VOID, action.batch_id, .text = "x");
  act (fixture, &action);
  FORBID (SN_ERROR_REFUSED, "cannot be taken back", CHANGE_UNDO, void_change);
  send_batch (fixture, action.batch_id);
  assert_payments (fixture, "failed* failed* void void issued issued");
}

/* No undo brings a payment to life whose approval has gone in the meantime. */
static void
test_undo_over_hold (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id = issue_jobless (fixture, 2);
  gint64 failed = answer (fixture, batch_id, "a.csv", 1, 2, "账户冻结");
  gint64 hold = ACT (LINE_HOLD, 1, .text = "待核实");

  FORBID (SN_ERROR_REFUSED, "cannot be taken back", CHANGE_UNDO, failed);
  ACT (CHANGE_UNDO, hold);
  ACT (CHANGE_UNDO, failed);
  assert_payments (fixture, "issued issued");
}

/* The undo of an undo puts the draft back, unless its lines were taken off the roster. */
static void
test_redo_create (Fixture *fixture, gconstpointer data)
{
  Action action = { BATCH_CREATE, .program_code = "04.1" };
  gint64 create, undo, hold;

  approve_lines (fixture, 1, 2, JOBLESS, 75000);
  create = act (fixture, &action);
  undo = ACT (CHANGE_UNDO, create);
  hold = ACT (LINE_HOLD, 2, .text = "待核实");
  FORBID (SN_ERROR_REFUSED, "cannot be taken back", CHANGE_UNDO, undo);
  ACT (CHANGE_UNDO, hold);
  ACT (CHANGE_UNDO, undo);
  assert_payments (fixture, "pending pending");
}

static void
test_undo_sign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (int));
  g_autofree char *issued = NULL, *signed_one = NULL;
  int line = 1;
  gint64 batch_id, first, second, close;

  g_array_append_val (one, line);
  approve_lines (fixture, 1, 2, PARTY, 200000);
  batch_id = create_batch (fixture, "01.1");
  send_batch (fixture, batch_id);
  issued = dump (fixture);
  first = ACT (BATCH_SIGN, batch_id, .text = "2025-01-10", .lines = one);
  signed_one = dump (fixture);
  second = ACT (BATCH_SIGN, batch_id, .text = "2025-01-10");
  FORBID (SN_ERROR_REFUSED, "Noted 1 signature in batch 1 of 01.1", CHANGE_UNDO, first);
  close = ACT (BATCH_CLOSE, batch_id);
  FORBID (SN_ERROR_REFUSED, "Closed batch 1 of 01.1", CHANGE_UNDO, second);
  ACT (CHANGE_UNDO, close);
  assert_restored (fixture, second, signed_one);
  assert_restored (fixture, first, issued);
}

/* ── Chance ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define LINES 40
#define STEPS 150

/* A batch of the wanted state, drawn; 0 where there is none. */
static gpointer
draw_batch (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) batches = sn_payment_batch_list (connection, error);

  g_assert_nonnull (batches);
  if (batches->len == 0)
    return NULL;
  return GINT_TO_POINTER (g_rand_int_range (data, 0, (gint32) batches->len) + 1);
}

static gpointer
read_batch (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) batches = sn_payment_batch_list (connection, error);

  return g_ptr_array_steal_index (batches, (guint) GPOINTER_TO_INT (data) - 1);
}

static GPtrArray *
draw_rows (GRand *chance)
{
  static const char *const reasons[] = { "户名不符", "账户冻结", "客户死亡", "退票", "" };
  GPtrArray *rows = new_rows ();
  int n = g_rand_int_range (chance, 1, LINES);

  for (int i = 0; i < n; i++)
    {
      int line = g_rand_int_range (chance, 0, LINES + 3);
      gboolean paid = g_rand_int_range (chance, 0, 3) != 0;

      add_row (rows, line, NULL, NULL, g_rand_boolean (chance) ? 750 : -1,
               paid ? NULL : reasons[g_rand_int_range (chance, 0, G_N_ELEMENTS (reasons))]);
    }
  return rows;
}

/* Draws a step; whether it is legal now is for the functions to say, and that nothing is wrong afterwards for the figures. */
static void
take_step (Fixture *fixture, GRand *chance, int number)
{
  static const Kind kinds[] = {
    BATCH_CREATE, BATCH_APPROVE, BATCH_APPROVE, BATCH_ISSUE,    BATCH_ISSUE, BATCH_VOID,   BATCH_CLOSE, BATCH_ANSWER,
    BATCH_ANSWER, BATCH_ANSWER,  BATCH_RETRY,   PERSON_CORRECT, LINE_HOLD,   LINE_RELEASE, CHANGE_UNDO,
  };
  static const char *const officers[] = { "经办甲", "复核乙" };
  g_autoptr (GPtrArray) rows = draw_rows (chance);
  g_autofree char *file = g_strdup_printf ("%d.csv", g_rand_int_range (chance, 0, number + 1));
  g_autofree char *account = g_strdup_printf ("62170000000%06d", number);
  g_autoptr (GError) error = NULL;
  g_autoptr (SnPaymentBatch) batch = NULL;
  gpointer drawn = sn_workspace_read (fixture->workspace, draw_batch, chance, NULL, &error);
  Action action = { kinds[g_rand_int_range (chance, 0, G_N_ELEMENTS (kinds))], .program_code = "04.1", .text = "x", .file = file,
                    .rows = rows, .include_unchanged = g_rand_boolean (chance), .correction = { .account_number = account } };

  g_assert_no_error (error);
  act_as (fixture, officers[g_rand_int_range (chance, 0, 2)]);
  if (drawn != NULL)
    batch = sn_workspace_read (fixture->workspace, read_batch, drawn, NULL, &error);
  g_assert_no_error (error);
  action.id = batch != NULL ? batch->id : 1;
  if (action.kind == PERSON_CORRECT || action.kind == LINE_HOLD || action.kind == LINE_RELEASE)
    action.id = g_rand_int_range (chance, 1, LINES + 1);
  if (action.kind == CHANGE_UNDO)
    action.id = g_rand_int_range (chance, 1, number + 120);
  sn_workspace_write (fixture->workspace, run_action, &action, NULL, &error);
  g_clear_pointer (&action.faults, g_ptr_array_unref);
  if (error != NULL)
    {
      /* A refusal of ours, with a sentence of ours: the schema is the second wall, not the first. */
      if (error->domain != SN_ERROR || (action.kind != CHANGE_UNDO && strstr (error->message, "The workspace refused") != NULL))
        g_error ("step %d, kind %d: %s", number, action.kind, error->message);
    }
  assert_figures (fixture);
  /* What must hold across the tables. */
  assert_sql (fixture, "SELECT count(*) FROM payment m JOIN entitlement e ON e.id = m.entitlement_id"
                       " WHERE m.state IN ('pending', 'issued', 'paid') AND (e.state <> 'approved' OR e.amount_fen <> m.amount_fen)", "0");
  assert_sql (fixture, "SELECT count(*) FROM payment m JOIN payment_batch b ON b.id = m.batch_id WHERE"
                       " (m.state = 'pending') <> (b.state IN ('draft', 'approved')) OR (m.state = 'void') <> (b.state = 'void')"
                       " OR (m.state = 'issued' AND b.state <> 'issued')", "0");
  assert_sql (fixture, "SELECT count(*) FROM payment o WHERE o.retried <>"
                       " EXISTS (SELECT 1 FROM payment WHERE retry_of = o.id AND state <> 'void')", "0");
  assert_sql (fixture, "SELECT count(*) FROM payment_batch b WHERE (control_count, control_sum_fen) <>"
                       " (SELECT count(*), sum (amount_fen) FROM payment WHERE batch_id = b.id)", "0");
}

static void
test_chance (Fixture *fixture, gconstpointer data)
{
  guint32 seed = (guint32) g_test_rand_int ();
  g_autoptr (GRand) chance = g_rand_new_with_seed (seed);

  g_test_message ("seed %u", seed);
  approve_lines (fixture, 1, LINES, JOBLESS, 75000);
  for (int i = 0; i < STEPS; i++)
    take_step (fixture, chance, i);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/payment-undo/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("answer", test_undo_answer);
  ADD ("retry", test_undo_retry);
  ADD ("over-hold", test_undo_over_hold);
  ADD ("redo-create", test_redo_create);
  ADD ("sign", test_undo_sign);
  ADD ("chance", test_chance);
  return g_test_run ();
}
