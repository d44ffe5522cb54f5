/* test-payment-answer.c: what the bank answers: which line a row is about, what it does to it, and trying again.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "batch-fixture.h"

#define ACCOUNT(n) "62170000000000000" n

static void
test_failure_codes (void)
{
  static const struct { const char *reason; const char *code; } vectors[] = {
    { "户名不符", "BE01" },         { "户名与账号不一致", "BE01" }, { "帐号户名不符", "BE01" },       { "姓名或证件号不符", "BE01" },
    { "账号不存在", "AC01" },       { "帐号 有误", "AC01" },       { "账户不存在", "AC01" },         { "账户已销户", "AC04" },
    { "该卡已注销", "AC04" },       { "账户冻结", "AC06" },         { "止付", "AC06" },               { "账户状态异常", "AC06" },
    { "久悬户", "AC06" },           { "已中止非柜面业务", "AC06" }, { "II类户限额", "AM02" },         { "超限额", "AM02" },
    { "客户死亡", "MD07" },         { "客户死亡，账户已冻结", "MD07" }, { "重复入账", "AM05" },       { "其他", "MS03" },
    { "", "MS03" },                 { NULL, "MS03" },               { "ａｃ０４", "AC04" },           { "RJCT/ac01", "AC01" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      const char *code = sn_failure_code_for_reason (vectors[i].reason);

      if (strcmp (code, vectors[i].code) != 0)
        g_error ("“%s” is %s, not %s", vectors[i].reason, code, vectors[i].code);
    }
}

/* One row against ten lines of 750.00, persons 人1 to 人10 with their own accounts: which line it settles, or which fault. */
static void
test_matching (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *what;
    int         line;
    const char *account;
    const char *name;
    int         yuan;
    int         settles; /* 0: none */
    const char *faults;
  } cases[] = {
    { "all", 1, ACCOUNT ("01"), "人1", 750, 1, "" },
    { "number alone", 1, NULL, NULL, -1, 1, "" },
    { "number and amount", 1, NULL, NULL, 750, 1, "" },
    { "number and account", 1, ACCOUNT ("01"), NULL, -1, 1, "" },
    { "number and name", 1, NULL, "人1", -1, 1, "" },
    { "an account written otherwise", 1, "6217 0000-0000 0000 001", "人1", 750, 1, "" },
    { "a masked account", 1, "6217****0001", "人1", 750, 1, "" },
    { "a masked account, full width", 1, "6217＊＊＊＊0001", NULL, 750, 1, "" },
    { "a name with a blank", 1, NULL, "人 1", 750, 1, "" },
    { "another name, the account agrees", 1, ACCOUNT ("01"), "仁1", 750, 1, "2 name_differs warning" },
    { "another name, no account", 1, NULL, "仁1", 750, 0, "2 unmatched error" },
    { "another name, nothing else", 1, NULL, "仁1", -1, 0, "2 unmatched error" },
    { "another amount", 1, ACCOUNT ("01"), "人1", 751, 0, "2 amount_differs error" },
    { "another amount, name", 1, NULL, "人1", 751, 0, "2 amount_differs error" },
    { "another amount, number", 1, NULL, NULL, 751, 0, "2 amount_differs error" },
    { "another amount, account", 0, ACCOUNT ("01"), NULL, 751, 0, "2 amount_differs error" },
    { "another batch's line", 1, ACCOUNT ("99"), "人99", 750, 0, "2 unmatched error" },
    { "another batch's line, no account", 1, NULL, "人99", 750, 0, "2 unmatched error" },
    { "number of one, account of another", 1, ACCOUNT ("02"), NULL, 750, 2, "" },
    { "number of one, account and name of another", 1, ACCOUNT ("02"), "人2", 750, 2, "" },
    { "number of one, name of another", 1, NULL, "人2", 750, 2, "" },
    { "number of one, mask of another", 1, "6217****0002", NULL, 750, 0, "2 unmatched error" },
    { "number of one, mask and name of another", 1, "6217****0002", "人2", 750, 2, "" },
    { "a number there is not", 88, ACCOUNT ("03"), "人3", 750, 3, "" },
    { "account and amount", 0, ACCOUNT ("04"), NULL, 750, 4, "" },
    { "account and amount, another name", 0, ACCOUNT ("04"), "仁4", 750, 4, "2 name_differs warning" },
    { "account alone", 0, ACCOUNT ("04"), NULL, -1, 0, "2 unmatched error" },
    { "name and amount", 0, NULL, "人5", 750, 5, "" },
    { "name alone", 0, NULL, "人5", -1, 0, "2 unmatched error" },
    { "amount alone", 0, NULL, NULL, 750, 0, "2 unmatched error" },
    { "name and amount against the account", 0, ACCOUNT ("99"), "人5", 750, 0, "2 unmatched error" },
    { "name and amount against the mask", 0, "6217****0099", "人5", 750, 0, "2 unmatched error" },
    { "nothing", 0, NULL, NULL, -1, 0, "2 unmatched error" },
    { "a mask of nothing", 0, "****", "人5", 750, 0, "2 unmatched error" },
    /* 7 and 8 share an account; 9 and 10 a name. */
    { "a shared account", 0, ACCOUNT ("07"), NULL, 750, 0, "2 unmatched error" },
    { "a shared account, told apart by name", 0, ACCOUNT ("07"), "人8", 750, 8, "" },
    { "a shared account, by number", 8, ACCOUNT ("07"), NULL, 750, 8, "" },
    { "a shared name", 0, NULL, "人9", 750, 0, "2 unmatched error" },
    { "a shared name, by account", 0, ACCOUNT ("10"), "人9", 750, 10, "" },
    { "a shared name, by mask", 0, "6217****0010", "人9", 750, 10, "" },
    { "the holder's name", 6, NULL, "户6", 750, 6, "" },
    { "the holder's name and amount", 0, NULL, "户6", 750, 6, "" },
    { "the payee's name where there is a holder", 6, NULL, "人6", 750, 6, "" },
    { "number zero of a negative line", -1, ACCOUNT ("04"), NULL, 750, 4, "" },
  };
  gint64 batch_id;

  for (int i = 1; i <= 10; i++)
    {
      add_person (fixture, i, i, "", TOWN);
      add_line (fixture, i, JOBLESS, i, TOWN, 75000);
    }
  do_sql (fixture, "UPDATE person SET account_holder = '户6' WHERE id = 6; UPDATE person SET name = '人9' WHERE id = 10;"
                   "UPDATE person SET account_number = (SELECT account_number FROM person WHERE id = 7) WHERE id = 8");
  DO (SUBMIT, "04.1");
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  act_as (fixture, "经办甲");
  batch_id = create_batch (fixture, "04.1");
  send_batch (fixture, batch_id);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GPtrArray) rows = new_rows ();
      g_autofree char *line = g_strdup_printf ("%d", cases[i].settles);
      Action action = { BATCH_ANSWER, batch_id, .file = cases[i].what, .rows = rows };
      g_autofree char *faults = NULL;
      gint64 change_id;

      add_row (rows, cases[i].line, cases[i].account, cases[i].name, cases[i].yuan, NULL);
      g_test_message ("%s", cases[i].what);
      change_id = act (fixture, &action);
      faults = list_faults (&action);
      g_assert_cmpstr (faults, ==, cases[i].faults);
      g_assert_cmpuint (action.result.paid, ==, cases[i].settles != 0);
      g_assert_cmpuint (action.result.unmatched, ==, cases[i].settles == 0);
      assert_sql (fixture, "SELECT coalesce (group_concat (line), '0') FROM payment WHERE state = 'paid'", line);
      if (change_id != SN_WORKSPACE_UNCHANGED)
        ACT (CHANGE_UNDO, change_id);
      g_ptr_array_unref (action.faults);
    }
  assert_sql (fixture, "SELECT count(*) FROM source_file", "0");
}

static void
test_answer (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) first = new_rows ();
  g_autoptr (GPtrArray) second = new_rows ();
  g_autoptr (GPtrArray) third = new_rows ();
  gint64 batch_id = issue_jobless (fixture, 5);

  add_row (first, 1, ACCOUNT ("01"), "人1", 750, NULL);
  add_row (first, 2, ACCOUNT ("02"), "人2", 0, " 户名　不符 ");
  add_row (first, 3, ACCOUNT ("03"), "人3", 750, "");
  assert_answer (fixture, batch_id, "答一.xlsx", first, "1 2 0 0 2", "", NULL);
  assert_last_change (fixture, "batch-answer[\"答一.xlsx\",\"1\",\"2\"]");
  assert_payments (fixture, "paid failed failed issued issued");
  assert_batches (fixture, "issued");
  assert_sql (fixture, "SELECT group_concat (failure_code || failure_reason || settled_on, '|') FROM (SELECT * FROM payment"
                       " WHERE line < 4 ORDER BY line)",
              "2025-01-09|BE01户名　不符2025-01-09|MS03The bank gave no reason.2025-01-09");
  assert_sql (fixture, "SELECT kind || name || rows || length (sha256) || (batch_id = (SELECT id FROM payment_batch)) FROM"
                       " source_file",
              "answer答一.xlsx3641");

  /* The same file again: nothing, and no Change. The same words in another file: nothing either. */
  assert_answer (fixture, batch_id, "答一.xlsx", first, "0 0 3 0 2", "", NULL);
  assert_answer (fixture, batch_id, "答一 副本.xlsx", first, "0 0 3 0 2", "", NULL);
  assert_sql (fixture, "SELECT count(*) FROM source_file", "1");

  /* The rest, with the first three repeated. */
  add_row (second, 1, ACCOUNT ("01"), "人1", 750, NULL);
  add_row (second, 2, ACCOUNT ("02"), "人2", 750, "户名不符");
  add_row (second, 4, ACCOUNT ("04"), "人4", 750, NULL);
  add_row (second, 5, ACCOUNT ("05"), "人5", 750, NULL);
  assert_answer (fixture, batch_id, "答二.xlsx", second, "2 0 2 0 0", "", NULL);
  assert_payments (fixture, "paid failed failed paid paid");
  assert_batches (fixture, "reconciled");

  /* 4 came back after all: a reconciled batch hears it. 5 is only contradicted, and so is 2. */
  add_row (third, 4, ACCOUNT ("04"), "人4", 750, "退票：账户已销户");
  add_row (third, 5, ACCOUNT ("05"), "人5", 750, "账户已销户");
  add_row (third, 2, ACCOUNT ("02"), "人2", 750, NULL);
  assert_answer (fixture, batch_id, "答三.xlsx", third, "0 1 0 0 0", "3 contradicts error; 4 contradicts error", NULL);
  assert_payments (fixture, "paid failed failed returned paid");
  assert_sql (fixture, "SELECT failure_code || failure_reason FROM payment WHERE line = 4", "AC04退票：账户已销户");
  assert_batches (fixture, "reconciled");
  /* Read again, the second file does not quarrel about 4; any other that says so does. */
  assert_answer (fixture, batch_id, "答二.xlsx", second, "0 0 4 0 0", "", NULL);
  assert_answer (fixture, batch_id, "答四.xlsx", second, "0 0 3 0 0", "4 contradicts error", NULL);
  assert_answer (fixture, batch_id, "答三.xlsx", third, "0 0 1 0 0", "3 contradicts error; 4 contradicts error", NULL);
}

static void
test_row_twice (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = new_rows ();
  gint64 batch_id = issue_jobless (fixture, 3);

  add_row (rows, 1, ACCOUNT ("01"), "人1", 750, NULL);
  add_row (rows, 0, ACCOUNT ("01"), "人1", 750, NULL);
  add_row (rows, 2, ACCOUNT ("02"), "人2", 750, NULL);
  add_row (rows, 2, ACCOUNT ("02"), "人2", 750, "账户冻结");
  add_row (rows, 0, NULL, "人2", 750, NULL);
  assert_answer (fixture, batch_id, "a.csv", rows, "1 0 0 4 2", "3 row_twice error; 5 row_twice error; 6 row_twice error; 4"
                                                                " row_twice error",
                 NULL);
  assert_payments (fixture, "paid issued issued");
}

/* What the faults show of a row: no account in full, no name in the sentence. */
static void
test_masked (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = new_rows ();
  gint64 batch_id = issue_jobless (fixture, 1);
  Action action = { BATCH_ANSWER, batch_id, .file = "a.csv", .rows = rows };

  add_row (rows, 1, ACCOUNT ("01"), "人1", 751, NULL);
  add_row (rows, 0, "6217 0000 0000 0009 999", "人1", 750, NULL);
  add_row (rows, 9, NULL, NULL, 750, NULL);
  add_row (rows, 1, ACCOUNT ("01"), "仁1", 750, NULL);
  act (fixture, &action);
  g_assert_cmpuint (action.faults->len, ==, 4);
  for (guint i = 0; i < action.faults->len; i++)
    {
      static const char *const values[] = { "751.00", "6217 **** **** 9999", "9", "仁1" };
      const SnFault *fault = g_ptr_array_index (action.faults, i);

      g_assert_cmpstr (fault->value, ==, values[i]);
      g_assert_null (strstr (fault->message, "6217"));
      g_assert_null (strstr (fault->message, "人1"));
    }
  g_ptr_array_unref (action.faults);
}

/* ── Trying again ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* Lines 1 paid, 2 wrong name, 3 wrong account, 4 closed account, 5 frozen, 6 dead, 7 returned. */
static gint64
answer_seven (Fixture *fixture)
{
  static const char *const reasons[] = { NULL, "户名不符", "账号不存在", "账户已销户", "账户冻结", "客户死亡", NULL };
  g_autoptr (GPtrArray) rows = new_rows ();
  g_autoptr (GPtrArray) later = new_rows ();
  gint64 batch_id = issue_jobless (fixture, 7);

  for (int i = 0; i < 7; i++)
    add_row (rows, i + 1, NULL, NULL, -1, reasons[i]);
  add_row (later, 7, NULL, NULL, -1, "退回");
  assert_answer (fixture, batch_id, "a.csv", rows, "2 5 0 0 0", "", NULL);
  assert_answer (fixture, batch_id, "b.csv", later, "0 1 0 0 0", "", NULL);
  return batch_id;
}

static gpointer
read_outlook (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_payment_batch_read_outlook (connection, *(gint64 *) data, error);
}

/* How many of the lines that came back have that outlook. */
static void
assert_outlook (Fixture *fixture, gint64 batch_id, SnRetryOutlook outlook, guint expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GHashTable) outlooks = sn_workspace_read (fixture->workspace, read_outlook, &batch_id, NULL, &error);
  GHashTableIter iterator;
  gpointer value;
  guint count = 0;

  g_assert_no_error (error);
  g_hash_table_iter_init (&iterator, outlooks);
  while (g_hash_table_iter_next (&iterator, NULL, &value))
    count += GPOINTER_TO_INT (value) == (int) outlook;
  g_assert_cmpuint (count, ==, expected);
}

static void
test_retry (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id = answer_seven (fixture);
  Action action = { BATCH_RETRY, batch_id };

  assert_outlook (fixture, batch_id, SN_RETRY_WAITS, 4);
  ACT (PERSON_CORRECT, 3,
       .edit = { .texts = { [SN_PERSON_FIELD_BANK_NAME] = "建设银行", [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "6217000000000000333",
                            [SN_PERSON_FIELD_ACCOUNT_HOLDER] = "户3", [SN_PERSON_FIELD_ACCOUNT_RELATION] = "配偶" } });
  assert_outlook (fixture, batch_id, SN_RETRY_READY, 3);
  act (fixture, &action);
  g_assert_cmpuint (action.count, ==, 3);
  assert_outlook (fixture, batch_id, SN_RETRY_DONE, 3);
  assert_outlook (fixture, batch_id, SN_RETRY_WAITS, 3);
  assert_last_change (fixture, "batch-retry[\"04.1\",\"2\",\"1\",\"3\"]");
  assert_payments (fixture, "paid failed failed* failed failed* failed returned* pending pending pending");
  assert_sql (fixture,
              "SELECT group_concat (line || '-' || entitlement_id || payee_name || bank_name || substr (account_number, -3) ||"
              " account_holder, '|')"
              " FROM (SELECT * FROM payment WHERE state = 'pending' ORDER BY line)",
              "1-3人3建设银行333户3|2-5人5上海农商银行005|3-7人7上海农商银行007");
  assert_sql (fixture, "SELECT group_concat (entitlement_id = (SELECT entitlement_id FROM payment o WHERE o.id = m.retry_of))"
                       " FROM payment m"
                       " WHERE retry_of IS NOT NULL", "1,1,1");
  assert_sql (fixture, "SELECT account_number || payee_name FROM entitlement WHERE id = 3", "6217000000000000003人3");
  assert_sql (fixture, "SELECT control_count || ',' || control_sum_fen || state FROM payment_batch WHERE number"
                       " = 2", "3,225000draft");
  /* What waits is said; nothing is tried twice. */
  FORBID (SN_ERROR_REFUSED, "3 failed lines wait", BATCH_RETRY, batch_id);
  FORBID (SN_ERROR_REFUSED, "3 failed lines of the batch are still open", BATCH_CLOSE, batch_id);
  /* Who retried has prepared. */
  FORBID (SN_ERROR_REFUSED, "You prepared batch", BATCH_APPROVE, action.batch_id);

  /* A corrected name, and an account that is as it was, on demand; never the dead. */
  ACT (PERSON_CORRECT, 2, .edit = { .texts = { [SN_PERSON_FIELD_NAME] = "任二" } });
  action = (Action){ BATCH_RETRY, batch_id };
  act (fixture, &action);
  g_assert_cmpuint (action.count, ==, 2);
  action = (Action){ BATCH_RETRY, batch_id, .include_unchanged = TRUE };
  act (fixture, &action);
  g_assert_cmpuint (action.count, ==, 1);
  assert_sql (fixture, "SELECT group_concat (entitlement_id || payee_name) FROM (SELECT * FROM payment WHERE state = 'pending'"
                       " ORDER BY id)",
              "3人3,5人5,7人7,2任二,4人4");
  FORBID (SN_ERROR_REFUSED, "1 failed line waits", BATCH_RETRY, batch_id, .include_unchanged = TRUE);
  ACT (LINE_HOLD, 6, .text = "已死亡");
  FORBID (SN_ERROR_REFUSED, "no failed line", BATCH_RETRY, batch_id, .include_unchanged = TRUE);
  ACT (BATCH_CLOSE, batch_id);
}

/* An account that was taken away is no account to try; a holder that says what the name says is no correction. */
static void
test_retry_waits (Fixture *fixture, gconstpointer data)
{
  gint64 batch_id = answer_seven (fixture);
  Action action = { BATCH_RETRY, batch_id };

  ACT (PERSON_CORRECT, 5, .edit = { .texts = { [SN_PERSON_FIELD_ACCOUNT_NUMBER] = "" } });
  ACT (PERSON_CORRECT, 2, .edit = { .texts = { [SN_PERSON_FIELD_ACCOUNT_HOLDER] = "人2" } });
  ACT (PERSON_CORRECT, 4, .edit = { .texts = { [SN_PERSON_FIELD_PHONE] = "13900000000", [SN_PERSON_FIELD_ADDRESS] = "x" } });
  act (fixture, &action);
  g_assert_cmpuint (action.count, ==, 5);
  assert_sql (fixture, "SELECT group_concat (entitlement_id) FROM payment WHERE state = 'pending'", "7");
  FORBID (SN_ERROR_REFUSED, "5 failed lines wait", BATCH_RETRY, batch_id);
  /* A correction made before the bank said no counts as one: the payment had the old account. */
  ACT (PERSON_CORRECT, 4, .edit = { .texts = { [SN_PERSON_FIELD_ACCOUNT_HOLDER] = "女4", [SN_PERSON_FIELD_ACCOUNT_RELATION] = "女儿" } });
  act (fixture, &action);
  assert_sql (fixture, "SELECT group_concat (entitlement_id || account_holder) FROM payment WHERE state = 'pending'", "7,4女4");
}

/* A retry that is given up leaves the old lines failed; a retry that fails is tried again in its turn. */
static void
test_retry_chain (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = new_rows ();
  g_autoptr (GPtrArray) good = new_rows ();
  gint64 batch_id = issue_jobless (fixture, 2);
  Action action = { BATCH_RETRY, batch_id };

  add_row (rows, 1, NULL, NULL, -1, "账户冻结");
  add_row (rows, 2, NULL, NULL, -1, "止付");
  assert_answer (fixture, batch_id, "a.csv", rows, "0 2 0 0 0", "", NULL);
  act (fixture, &action);
  assert_payments (fixture, "failed* failed* pending pending");
  ACT (BATCH_VOID, action.batch_id, .text = "x");
  assert_payments (fixture, "failed failed void void");
  assert_batches (fixture, "reconciled void");
  FORBID (SN_ERROR_REFUSED, "2 failed lines of the batch are still open", BATCH_CLOSE, batch_id);

  act (fixture, &action);
  assert_payments (fixture, "failed* failed* void void pending pending");
  send_batch (fixture, action.batch_id);
  assert_answer (fixture, action.batch_id, "b.csv", rows, "0 2 0 0 0", "", NULL);
  ACT (BATCH_CLOSE, batch_id);
  action.id = action.batch_id;
  act (fixture, &action);
  send_batch (fixture, action.batch_id);
  add_row (good, 1, NULL, NULL, -1, NULL);
  add_row (good, 2, NULL, NULL, -1, NULL);
  assert_answer (fixture, action.batch_id, "c.csv", good, "2 0 0 0 0", "", NULL);
  assert_payments (fixture, "failed* failed* void void failed* failed* paid paid");
  ACT (BATCH_CLOSE, action.batch_id);
  assert_sql (fixture, "SELECT group_concat (stage || lines || ',' || amount_fen, '|') FROM (SELECT * FROM figure ORDER BY stage)",
              "entitlement.approved2,150000|payment.paid2,150000");
}

/* Failed lines need not wait for the rest of the answer. The visit has to be dated anew. */
static void
test_retry_early (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) rows = new_rows ();
  gint64 batch_id;
  Action action;

  approve_lines (fixture, 1, 2, PARTY, 200000);
  batch_id = create_batch (fixture, "01.1");
  send_batch (fixture, batch_id);
  add_row (rows, 2, NULL, "人2", -1, "户名不符");
  assert_answer (fixture, batch_id, "a.csv", rows, "0 1 0 0 1", "", NULL);
  action = (Action){ BATCH_RETRY, batch_id };
  act (fixture, &action);
  assert_sql (fixture, "SELECT channel || visitors || coalesce (visit_date, '-') FROM payment_batch WHERE number"
                       " = 2", "visit区领导走访组-");
  act_as (fixture, "复核乙");
  FORBID (SN_ERROR_REFUSED, "say who goes and when", BATCH_APPROVE, action.batch_id);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/payment-answer/" name, Fixture, NULL, set_up, function, tear_down)
  g_test_add_func ("/payment-answer/failure-codes", test_failure_codes);
  ADD ("matching", test_matching);
  ADD ("answer", test_answer);
  ADD ("row-twice", test_row_twice);
  ADD ("masked", test_masked);
  ADD ("retry", test_retry);
  ADD ("retry-waits", test_retry_waits);
  ADD ("retry-chain", test_retry_chain);
  ADD ("retry-early", test_retry_early);
  return g_test_run ();
}
