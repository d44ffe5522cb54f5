/* test-bank-answer.c: what banks write back, in the shapes they write it in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bank-fixture.h"
#include "sn-bank-answer.h"
#include "sn-bank-result.h"
#include "sn-error.h"

#include <xlsxwriter.h>

#define ACCOUNT_1 "6217000000000000014"
#define ACCOUNT_2 "6217000000000000022"

typedef struct
{
  char *folder;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sn_test_remove_folder (fixture->folder);
}

/* ── Telling what was read ─────────────────────────────────────────────────────────────────────────────────────── */

/* "row line account name amount paid|failed:reason date", one a line; then "row!column code value" of the faults. */
static char *
describe (GPtrArray *rows, GPtrArray *faults)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const SnAnswerRow *row = g_ptr_array_index (rows, i);
      g_autofree char *amount = row->has_amount ? g_strdup_printf ("%" G_GINT64_FORMAT, row->amount_fen) : g_strdup ("-");

      g_string_append_printf (text, "%u|%d|%s|%s|%s|%s%s|%s\n", row->row, row->line, row->account_number, row->name, amount,
                              row->paid ? "paid" : "failed:", row->reason, row->settled_on != NULL ? row->settled_on : "");
    }
  for (guint i = 0; i < faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (faults, i);

      g_assert_cmpint (fault->level, ==, SN_FAULT_ERROR);
      g_assert_cmpstr (fault->message, !=, "");
      g_string_append_printf (text, "%s%u!%s %s %s\n", fault->sheet, fault->row, fault->column, fault->code, fault->value);
    }
  return g_string_free (g_steal_pointer (&text), FALSE);
}

static char *
read_answer (const char *path, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *sha256 = NULL;
  g_autofree char *content = NULL;
  g_autofree char *expected_sha256 = NULL;
  gsize length = 0;

  if (!sn_bank_answer_read (path, &rows, &faults, &sha256, NULL, error))
    {
      g_assert_true (rows == NULL && faults == NULL && sha256 == NULL);
      return NULL;
    }
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  expected_sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) content, length);
  g_assert_cmpstr (sha256, ==, expected_sha256);
  return describe (rows, faults);
}

static char *
save_text (Fixture *fixture, const char *text, const char *charset)
{
  char *path = g_build_filename (fixture->folder, "回单.csv", NULL);
  gsize length = 0;
  g_autofree char *bytes = g_convert (text, -1, charset, "UTF-8", NULL, &length, NULL);

  g_assert_nonnull (bytes);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
  return path;
}

/* ── Layouts ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static const struct
{
  const char *name;
  const char *sheet;
  const char *expected;
} LAYOUTS[] = {
  { "plain",
    "序号,户名,账号,金额,处理结果,失败原因\n1,张三," ACCOUNT_1 ",1200.00,成功,\n2,李四," ACCOUNT_2 ",600.50,失败,户名不符\n",
    "2|1|" ACCOUNT_1 "|张三|120000|paid|\n3|2|" ACCOUNT_2 "|李四|60050|failed:户名不符|\n" },
  { "other-order-under-titles",
    "某某农商银行代发业务处理回单,,,,,,\n付款账号：,6228000000000000001,批次状态：,处理完成,,,\n\n"
    "流水号,交易时间,返回信息,交易状态,交易金额（元）,收款人名称,收款账号\n"
    "A001,2025-01-12 10:11:12,交易成功,交易成功,\"1,200.00\",张三," ACCOUNT_1 "\n"
    "A002,20250112,账户已销户,交易失败,￥600.5,李四," ACCOUNT_2 "\n",
    "5|0|" ACCOUNT_1 "|张三|120000|paid|2025-01-12\n6|0|" ACCOUNT_2 "|李四|60050|failed:账户已销户|2025-01-12\n" },
  { "codes",
    "序号;账号;返回码;错误信息\n1;" ACCOUNT_1 ";0000;\n2;" ACCOUNT_2 ";0012;账号不存在\n3;;00;\n4;;0;\n5;;9;\n",
    "2|1|" ACCOUNT_1 "||-|paid|\n3|2|" ACCOUNT_2 "||-|failed:账号不存在|\n4|3|||-|paid|\n5|4|||-|paid|\n6|5|||-|failed:9|\n" },
  { "word-beside-code",
    "序号,返回码,处理结果\n1,0000,失败\n", "2|1|||-|failed:失败|\n" },
  { "reason-in-result",
    "序号,账号,状态\n1," ACCOUNT_1 ",失败：户名不符\n2," ACCOUNT_2 ",交易失败(账号不存在)\n",
    "2|1|" ACCOUNT_1 "||-|failed:户名不符|\n3|2|" ACCOUNT_2 "||-|failed:账号不存在|\n" },
  { "reason-without-result-word", /* only the result says whether it failed */
    "序号,处理结果,失败原因\n1,成功,户名不符\n2,,户名不符\n", "2|1|||-|paid|\n" },
  { "blank-and-open",
    "序号,账号,处理结果\n1," ACCOUNT_1 ",\n2," ACCOUNT_2 ",　\n3,,处理中\n4,,成功\n", "5|4|||-|paid|\n" },
  { "unknown",
    "序号,账号,处理结果\n1," ACCOUNT_1 ",完成\n2," ACCOUNT_2 ",成功?失败\n3,,N/A\n4,,0000失败\n5,,2025年1月10日成功\n6,,1\n",
    "2!C result_unknown 完成\n3!C result_unknown 成功?失败\n4!C result_unknown N/A\n5!C result_unknown 0000失败\n"
    "6!C result_unknown 2025年1月10日成功\n7!C result_unknown 1\n" },
  { "accounts",
    "序号,账号,处理结果\n1,6.217E+18,成功\n2,6217 0000 0000 0000 022,成功\n3,6217****0014,成功\n4,\"=\"\"" ACCOUNT_1 "\"\"\",成功\n",
    "3|2|" ACCOUNT_2 "||-|paid|\n4|3|||-|paid|\n5|4|" ACCOUNT_1 "||-|paid|\n2!B account_digits_lost 6.21 **** **** E+18\n" },
  { "amounts",
    "序号,金额,处理结果\n1,未知,成功\n2,12.345,成功\n3,-5,成功\n4,,成功\n5,0.00,失败\n6,0.00,成功\n",
    "5|4|||-|paid|\n6|5|||-|failed:失败|\n7|6|||0|paid|\n2!B amount_garbage 未知\n3!B amount_garbage 12.345\n4!B amount_garbage -5\n" },
  { "totals-and-signatures",
    "序号,户名,账号,金额,处理结果\n1,张三," ACCOUNT_1 ",5,成功\n小计,1笔,,5.00,成功\n2,李四," ACCOUNT_2 ",6,成功\n合计,2笔,,11.00,成功\n"
    "合计金额（大写）：人民币壹拾壹元整,,,,成功\n,成功笔数：,2,失败笔数：,0\n单位负责人：,,审核人：,,经办人：王五\n,,,,\n",
    "2|1|" ACCOUNT_1 "|张三|500|paid|\n4|2|" ACCOUNT_2 "|李四|600|paid|\n" },
  { "heading-again",
    "序号,户名,金额,处理结果\n1,张三,5,成功\n序号,户名,金额,处理结果\n2,李四,6,成功\n",
    "2|1||张三|500|paid|\n4|2||李四|600|paid|\n" },
  { "heading-of-two-rows",
    "序号,收款人,,发放,,\n,户名,账号,金额,结果,原因\n1,张三," ACCOUNT_1 ",5,退票,户名不符\n",
    "3|1|" ACCOUNT_1 "|张三|500|failed:户名不符|\n" },
  { "payer-beside-payee",
    "付款户名,付款账号,收款户名,收款账号,交易金额,处理状态\n某区财政局,6228000000000000001,张三," ACCOUNT_1 ",5,S\n",
    "2|0|" ACCOUNT_1 "|张三|500|paid|\n" },
  { "no-line-number", "账号,姓名,实发金额,是否成功,备注\n" ACCOUNT_1 ",张 三,5,否,长期不动户\n",
    "2|0|" ACCOUNT_1 "|张三|500|failed:长期不动户|\n" },
};

static void
test_layout (Fixture *fixture, gconstpointer data)
{
  guint layout = GPOINTER_TO_UINT (data);
  static const char *const charsets[] = { "UTF-8", "GB18030" };

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autofree char *path = save_text (fixture, LAYOUTS[layout].sheet, charsets[i]);
      g_autoptr (GError) error = NULL;
      g_autofree char *answer = read_answer (path, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (answer, ==, LAYOUTS[layout].expected);
    }
}

static void
test_words (void)
{
  static const struct
  {
    SnBankResult result;
    const char  *words;
  } WORDS[] = {
    { SN_BANK_RESULT_PAID, "成功|已发放|交易成功|处理成功|已入账|入账成功|S|s|0|00|0000|０００|0000成功|00-交易成功|【成功】|TRUE| 成 功 " },
    { SN_BANK_RESULT_FAILED, "失败|不成功|拒绝|退票|退回|交易失败|F|0001|0012失败|失败 余额不足|退回-户名不符" },
    { SN_BANK_RESULT_OPEN, "| |处理中|待处理" },
    { SN_BANK_RESULT_UNKNOWN, "1|完成|已处理|E0|成功失败|失败后成功|失败：重发成功|成功（已冲正）|未发放|N/A|n-x|1成功|0000失败|--|部分成功|不详|X" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (WORDS); i++)
    {
      g_auto (GStrv) words = g_strsplit (WORDS[i].words, "|", -1);

      for (guint j = 0; words[j] != NULL; j++)
        {
          g_autofree char *reason = NULL;
          SnBankResult result = sn_bank_result_judge (words[j], &reason);

          if (result != WORDS[i].result)
            g_test_message ("“%s” is %d, not %d", words[j], result, WORDS[i].result);
          g_assert_cmpint (result, ==, WORDS[i].result);
        }
    }
}

/* ── Our own file, with what the bank added ────────────────────────────────────────────────────────────────────── */

static const char OWN_ANSWER[] =
  "%1$u|1|6217000000000000014|阿不都·热合曼|120000|paid|\n"
  "%2$u|2|6217000000000000022|陈䶮|19999|failed:户名不符|\n";

static char *
write_own_file (Fixture *fixture, const char *name)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_autoptr (SnPaymentBatch) batch = fixture_batch ();
  g_autoptr (GPtrArray) payments = fixture_make_payments ();
  g_auto (SnBankFileResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  sn_bank_file_write (batch, payments, "generic", path, &result, NULL, &error);
  g_assert_no_error (error);
  return path;
}

static void
assert_own_answer (const char *path, guint first_row)
{
  g_autofree char *expected = g_strdup_printf (OWN_ANSWER, first_row, first_row + 1);
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = read_answer (path, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==, expected);
}

static void
test_own_text (Fixture *fixture, gconstpointer data)
{
  static const char *const added[] = { ",处理结果,失败原因", ",成功,", ",失败,户名不符", ",,", ",," };
  g_autofree char *path = write_own_file (fixture, "代发.csv");
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *changed_path = NULL;
  g_autoptr (GString) changed = g_string_new (NULL);
  g_auto (GStrv) lines = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  text = g_convert (bytes, (gssize) length, "UTF-8", "GB18030", NULL, NULL, NULL);
  lines = g_strsplit (text, "\r\n", -1);
  g_assert_cmpuint (g_strv_length (lines), ==, G_N_ELEMENTS (added) + 1);
  for (gsize i = 0; i < G_N_ELEMENTS (added); i++)
    g_string_append_printf (changed, "%s%s\r\n", lines[i], added[i]);
  changed_path = save_text (fixture, changed->str, "GB18030");
  assert_own_answer (changed_path, 2);
}

static void
test_own_workbook (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_own_file (fixture, "代发.xlsx");
  g_autofree char *output = fixture_run_script ((const char *const[]) {
      "set", path, "H3=处理结果", "I3=失败原因", "H4=成功", "H5=失败", "I5=户名不符", "H7=成功", "H8=成功", NULL });

  assert_own_answer (path, 4);
}

/* Nothing added: the bank has not answered, and the file says so. */
static void
test_own_unanswered (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_own_file (fixture, "代发.xlsx");
  g_autoptr (GError) error = NULL;

  g_assert_null (read_answer (path, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
}

/* ── Workbooks of banks ────────────────────────────────────────────────────────────────────────────────────────── */

static void
write_row (lxw_worksheet *sheet, lxw_row_t row, const char *const *texts)
{
  for (lxw_col_t column = 0; texts[column] != NULL; column++)
    if (*texts[column] != '\0')
      worksheet_write_string (sheet, row, column, texts[column], NULL);
}

/* Accounts as numbers: 19 digits are damaged, 12 are not. A date is a number with a format, a code one without. */
static void
test_workbook_types (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "回单.xlsx", NULL);
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, "回单");
  lxw_format *date = workbook_add_format (workbook);
  lxw_datetime day = { 2025, 1, 12, 9, 30, 0 };
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  format_set_num_format (date, "yyyy-mm-dd hh:mm");
  write_row (sheet, 0, (const char *const[]) { "代发回单", NULL });
  write_row (sheet, 1, (const char *const[]) { "序号", "账号", "金额", "返回码", "返回信息", "入账日期", NULL });
  for (lxw_row_t row = 2; row <= 5; row++)
    {
      worksheet_write_number (sheet, row, 0, row - 1, NULL);
      worksheet_write_number (sheet, row, 2, 199.99, NULL);
      worksheet_write_number (sheet, row, 3, row == 4 ? 12 : 0, NULL);
      worksheet_write_datetime (sheet, row, 5, &day, date);
    }
  worksheet_write_number (sheet, 2, 1, 6217000000000000014.0, NULL);
  worksheet_write_number (sheet, 3, 1, 123456789012.0, NULL);
  worksheet_write_string (sheet, 4, 1, ACCOUNT_2, NULL);
  worksheet_write_string (sheet, 4, 4, "账号不存在", NULL);
  worksheet_write_number (sheet, 5, 1, 1234567890123456.0, NULL);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);

  answer = read_answer (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==,
                   "4|2|123456789012||19999|paid|2025-01-12\n5|3|" ACCOUNT_2 "||19999|failed:账号不存在|2025-01-12\n"
                   "回单3!B account_digits_lost 6217 **** **** 0000\n回单6!B account_digits_lost 1234 **** **** 3456\n");
}

/* A sheet that explains, what was paid, what was not: the two with a heading are the answer. */
static void
test_workbook_sheets (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "回单.xlsx", NULL);
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *note = workbook_add_worksheet (workbook, "说明");
  lxw_worksheet *paid = workbook_add_worksheet (workbook, "成功");
  lxw_worksheet *failed = workbook_add_worksheet (workbook, "失败");
  g_autoptr (GError) error = NULL;
  g_autofree char *answer = NULL;

  write_row (note, 0, (const char *const[]) { "本回单由系统生成", NULL });
  write_row (paid, 0, (const char *const[]) { "序号", "卡号", "处理结果", NULL });
  write_row (paid, 1, (const char *const[]) { "1", ACCOUNT_1, "成功", NULL });
  write_row (failed, 0, (const char *const[]) { "处理结果", "失败原因", "卡号", "序号", NULL });
  write_row (failed, 1, (const char *const[]) { "失败", "户名不符", ACCOUNT_2, "2", NULL });
  write_row (failed, 2, (const char *const[]) { "不知道", "", "", "3", NULL });
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);

  answer = read_answer (path, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (answer, ==,
                   "2|1|" ACCOUNT_1 "||-|paid|\n2|2|" ACCOUNT_2 "||-|failed:户名不符|\n失败3!A result_unknown 不知道\n");
}

/* An answer of many lines streams past the rows in which the heading is looked for. */
static void
test_many_lines (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GString) text = g_string_new ("序号,账号,处理结果\n");
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (GPtrArray) faults = NULL;
  g_autofree char *sha256 = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 1; i <= 3000; i++)
    g_string_append_printf (text, "%u,6217%015u,%s\n", i, i, i % 3 == 0 ? "失败" : "成功");
  path = save_text (fixture, text->str, "UTF-8");
  g_assert_true (sn_bank_answer_read (path, &rows, &faults, &sha256, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 3000);
  g_assert_cmpuint (faults->len, ==, 0);
  for (guint i = 0; i < rows->len; i++)
    {
      const SnAnswerRow *row = g_ptr_array_index (rows, i);

      g_assert_cmpint (row->line, ==, (int) i + 1);
      g_assert_cmpint (row->paid, ==, (i + 1) % 3 != 0);
    }
}

/* ── What is refused ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const sheets[] = {
    "序号,户名,账号,金额\n1,张三," ACCOUNT_1 ",5\n",             /* no result */
    "户名,金额,处理结果\n张三,5,成功\n",                          /* neither line nor account */
    "序号,户名,账号,失败原因\n1,张三," ACCOUNT_1 ",户名不符\n",   /* a reason is no result */
    "付款账号,处理结果\n6228000000000000001,成功\n",              /* the payer's account is not the payee's */
    "",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autofree char *path = save_text (fixture, sheets[i], "UTF-8");
      g_autoptr (GError) error = NULL;

      g_assert_null (read_answer (path, &error));
      g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
      g_assert_null (strstr (error->message, "张三"));
      if (*sheets[i] != '\0')
        g_assert_nonnull (strstr (error->message, "处理结果"));
    }
}

static void
test_no_file (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no-such-file.csv", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (read_answer (path, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = save_text (fixture, LAYOUTS[0].sheet, "UTF-8");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  GPtrArray *rows = NULL, *faults = NULL;
  char *sha256 = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_false (sn_bank_answer_read (path, &rows, &faults, &sha256, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (LAYOUTS); i++)
    {
      g_autofree char *name = g_strconcat ("/bank-answer/layout/", LAYOUTS[i].name, NULL);

      g_test_add (name, Fixture, GUINT_TO_POINTER (i), set_up, test_layout, tear_down);
    }
  g_test_add_func ("/bank-answer/words", test_words);
#define ADD(name, function) g_test_add ("/bank-answer/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("own-text", test_own_text);
  ADD ("own-workbook", test_own_workbook);
  ADD ("own-unanswered", test_own_unanswered);
  ADD ("workbook-types", test_workbook_types);
  ADD ("workbook-sheets", test_workbook_sheets);
  ADD ("many-lines", test_many_lines);
  ADD ("refused", test_refused);
  ADD ("no-file", test_no_file);
  ADD ("cancelled", test_cancelled);
  return g_test_run ();
}
