/* test-roster-layout.c: the shapes that rosters come in: titles, headings of several rows, sections, units, merged cells.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <string.h>
#include <xlsxwriter.h>

#include "roster-file-fixture.h"
#include "sn-date.h"
#include "sn-fault-report.h"
#include "sn-roster-field.h"
#include "sn-roster-import.h"
#include "sn-sheet-reader.h"
#include "sn-test.h"

static const struct
{
  const char *name;
  const char *sheet;
  const char *expected;
} LAYOUTS[] = {
  { "plain",
    "姓名,身份证号,街镇,金额\n张三," ID_MAN ",朱家角,1200\n李四," ID_WOMAN ",夏阳街道,600.50\n",
    "2+张三|" ID_MAN "|朱家角镇|120000\n3+李四|" ID_WOMAN "|夏阳街道|60050\n" },
  { "title-unit-footer",
    "2025年帮困送温暖发放花名册,,,\n填报单位:某某(盖章),,,单位:元\nNo.,补助对象姓名,居民身份证号码,实发金额（元）\n"
    "1,张三," ID_MAN ",1200\n,,,\n小  计,,,1200\n2,李四," ID_WOMAN ",600\n合计,2人,,1800\n制表人:王五,审核人:,,联系电话:59201234\n"
    "注：身份证号须为18位,,,\n",
    "4+张三|" ID_MAN "||120000\n7+李四|" ID_WOMAN "||60000\n" },
  { "two-row-heading",
    "序号,姓名,身份证号,账户信息,,补助金额\n,,,开户行,账号,\n1,张三," ID_MAN ",某行,6299982082217987181,1200\n",
    "3+张三|" ID_MAN "||120000\n" },
  { "group-above",
    "基本情况,,,发放情况,,\n序号,姓名,公民身份号码,开户银行,银行卡号,实发\n1,张三," ID_MAN ",某行,6299982082217987181,1200\n",
    "3+张三|" ID_MAN "||120000\n" },
  { "head-and-member-groups",
    "户主,,本人,,\n姓名,身份证号,姓名,身份证号,金额\n王五," ID_LEAP ",张三," ID_MAN ",1200\n",
    "3+张三|" ID_MAN "||120000\n" },
  { "head-stands-for-person",
    "户主姓名,户主身份证号,金额\n张三," ID_MAN ",1200\n",
    "2+张三|" ID_MAN "||120000\n" },
  { "unit-wan",
    "单位：万元,,\n姓名,身份证号,金额\n张三," ID_MAN ",0.12\n李四," ID_WOMAN ",1.23456\n王五," ID_LEAP ",600元\n",
    "3+张三|" ID_MAN "||120000\n4+李四|" ID_WOMAN "||1234560\n5+王五|" ID_LEAP "||60000 amount_cleaned\n" },
  { "heading-wan", "姓名,身份证号,金额（万元）\n张三," ID_MAN ",0.12\n", "2+张三|" ID_MAN "||120000\n" },
  { "two-amounts-in-a-cell",
    "姓名,身份证号,金额\n张三," ID_MAN ",500 300\n李四," ID_WOMAN ",0.1 2万\n王五," ID_LEAP ",1 200\n",
    "2-amount_garbage\n3-amount_garbage\n4-amount_garbage\n" },
  { "own-wan", "姓名,身份证号,金额\n张三," ID_MAN ",0.12万\n", "2+张三|" ID_MAN "||120000 amount_wan\n" },
  { "sections-name-towns",
    "序号,姓名,身份证号,金额\n一、夏阳街道（2人）,,,\n1,张三," ID_MAN ",1200\n小计,,,1200\n二、重固镇,,,\n1,李四," ID_WOMAN ",600\n",
    "3+张三|" ID_MAN "|夏阳街道|120000\n6+李四|" ID_WOMAN "|重固镇|60000\n" },
  { "section-fills-blank-town",
    "序号,姓名,身份证号,街镇,金额\n夏阳街道,,,,\n1,张三," ID_MAN ",,1200\n",
    "3+张三|" ID_MAN "|夏阳街道|120000 town_missing\n" },
  { "unit-names-town", "填报单位：练塘镇,,\n姓名,身份证号,金额\n张三," ID_MAN ",1200\n", "3+张三|" ID_MAN "|练塘镇|120000\n" },
  { "address-tells-town",
    "姓名,身份证号,街镇,家庭住址,金额\n张三," ID_MAN ",,上海市青浦区金泽镇某路1号,1200\n",
    "2+张三|" ID_MAN "|金泽镇|120000 town_missing\n" },
  { "unknown-town", "姓名,身份证号,街镇,金额\n张三," ID_MAN ",某某镇,1200\n", "2+张三|" ID_MAN "||120000 town_unknown\n" },
  { "blank-first-column-repeated-heading",
    ",姓名,身份证号,金额\n,张三," ID_MAN ",1200\n,姓 名,身份证号,金额\n,李四," ID_WOMAN ",600\n",
    "2+张三|" ID_MAN "||120000\n4+李四|" ID_WOMAN "||60000\n" },
  { "column-numbers-below-heading",
    "序号,姓名,身份证号,金额\n1,2,3,4\n1,张三," ID_MAN ",1200\n",
    "3+张三|" ID_MAN "||120000\n" },
  { "missing-parts-are-refused",
    "序号,姓名,身份证号,住址,金额,备注\n1,张三,,某路1号,1200,\n2,," ID_MAN ",某路1号,1200,\n3,,,某路1号,1200,含上月合计\n4,李四,,,,\n"
    "5,王五," ID_LEAP ",,,小计已核\n",
    "2-id_missing\n3-name_missing\n4-name_missing id_missing\n5-id_missing amount_missing\n6-amount_missing\n" },
  { "first-of-two-stays",
    "姓名,身份证号,金额\n张三," ID_MAN ",很多\n张三," ID_MAN ",1200\n张三," ID_MAN ",600\n",
    "2-amount_garbage\n3+张三|" ID_MAN "||120000\n4-id_duplicate\n" },
  { "weak-amount", "姓名,身份证号,补助\n张三," ID_MAN ",750\n", "2+张三|" ID_MAN "||75000\n" },
  { "weak-amount-beside-another", "姓名,身份证号,补助,春节帮困金额合计\n张三," ID_MAN ",300,1200\n", "2+张三|" ID_MAN "||120000\n" },
  { "weak-heading-over-words", "姓名,身份证号,补助\n张三," ID_MAN ",一次性\n", "2+张三|" ID_MAN "||-1\n" },
  { "weak-heading-twice", "姓名,身份证号,补助,补助\n张三," ID_MAN ",300,400\n", "2+张三|" ID_MAN "||-1\n" },
  { "no-amount-column", "姓名,身份证号\n张三," ID_MAN "\n", "2+张三|" ID_MAN "||-1\n" },
  { "standard-is-amount", "姓名,身份证号,补助标准(元)\n张三," ID_MAN ",1200\n", "2+张三|" ID_MAN "||120000\n" },
  { "months-only",
    "姓名,身份证号,出生年月,金额\n张三," ID_MAN ",1960.01,1\n李四," ID_WOMAN ",1970年1月,1\n王五," ID_LEAP ",2000-03,1\n",
    "2+张三|" ID_MAN "||100\n3+李四|" ID_WOMAN "||100\n4+王五|" ID_LEAP "||100 birth_mismatch\n" },
  { "parts-and-total",
    "姓名,身份证号,补助金额(元),,,备注\n,,元旦,春节,合计,\n张三," ID_MAN ",500,700,1200,\n",
    "3+张三|" ID_MAN "||120000\n" },
  { "due-and-paid", "姓名,身份证号,应发金额,实发金额\n张三," ID_MAN ",1500,1200\n", "2+张三|" ID_MAN "||120000\n" },
  { "age", "姓名,身份证号,年龄,金额\n张三," ID_MAN ",65,1\n李四," ID_WOMAN ",45岁,1\n",
    "2+张三|" ID_MAN "||100\n3+李四|" ID_WOMAN "||100 age_mismatch\n" },
  { "semicolons-and-tabs", "姓名;身份证号;金额\n张三;" ID_MAN ";1200\n", "2+张三|" ID_MAN "||120000\n" },
  { "permit", "姓名,证件号码,金额\n张三,H12345678,1200\n李四,830000194505219300,1\n",
    "2+张三|H12345678||120000\n3+李四|830000194505219300||100\n" },
};

static void
test_layout (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;

  read_csv (fixture, LAYOUTS[i].sheet, NULL, &import, &error);
  g_assert_no_error (error);
  got = describe (fixture, &import);
  g_assert_cmpstr (got, ==, LAYOUTS[i].expected);
}

static void
test_values (Fixture *fixture, gconstpointer data)
{
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  const SnRosterRow *row;

  read_csv (fixture,
            "姓名,身份证号,户号,户主姓名,户主身份证号,与户主关系,类别,补助项目,开户行,账号,户名,联系电话,村居,备注,监护人姓名\n"
            "张三," ID_MAN ",沪-7,李四," ID_WOMAN ",配偶,低保,春节补助,某行,6299982082217987181,李四,021-59201234,新村,说明,1\n",
            NULL, &import, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import.rows->len, ==, 1);
  row = g_ptr_array_index (import.rows, 0);
  g_assert_cmpstr (row->household_number, ==, "沪-7");
  g_assert_cmpstr (row->head_name, ==, "李四");
  g_assert_cmpstr (row->head_document_number, ==, ID_WOMAN);
  g_assert_cmpstr (row->relation, ==, "配偶");
  g_assert_cmpstr (row->category_text, ==, "低保");
  g_assert_cmpstr (row->rate_text, ==, "春节补助");
  g_assert_cmpstr (row->bank_name, ==, "某行");
  g_assert_cmpstr (row->account_number, ==, "6299982082217987181");
  g_assert_cmpstr (row->account_holder, ==, "李四");
  g_assert_cmpstr (row->phone, ==, "021-59201234");
  g_assert_cmpstr (row->address, ==, "新村");
  g_assert_cmpstr (row->note, ==, "说明");
  g_assert_cmpstr (row->birth_date, ==, "1960-01-01");
  g_assert_cmpint (row->sex, ==, SN_SEX_MALE);
  g_assert_false (row->has_amount);
  g_assert_cmpuint (import.faults->len, ==, 0);
}

static void
test_map (Fixture *fixture, gconstpointer data)
{
  static const char *const SHEET = "本人,号,核发\n张三," ID_MAN ",1200\n";
  g_autoptr (GHashTable) map = g_hash_table_new (g_str_hash, g_str_equal);
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;

  g_assert_false (read_csv (fixture, SHEET, NULL, &import, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "身份证号"));
  g_clear_error (&error);

  g_hash_table_insert (map, (gpointer) "本人", (gpointer) "name");
  g_hash_table_insert (map, (gpointer) "号", (gpointer) "id");
  g_hash_table_insert (map, (gpointer) "核发", (gpointer) "amount");
  read_csv (fixture, SHEET, map, &import, &error);
  g_assert_no_error (error);
  got = describe (fixture, &import);
  g_assert_cmpstr (got, ==, "2+张三|" ID_MAN "||120000\n");
  sn_roster_import_clear (&import);

  g_hash_table_insert (map, (gpointer) "没有", (gpointer) "bank");
  g_assert_false (read_csv (fixture, SHEET, map, &import, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "没有"));
  g_clear_error (&error);
  g_hash_table_remove (map, "没有");

  /* One of two amounts, in the lower row of the heading. */
  g_hash_table_remove_all (map);
  g_hash_table_insert (map, (gpointer) "春节", (gpointer) "amount");
  read_csv (fixture, "姓名,身份证号,补助金额,\n,,元旦,春节\n张三," ID_MAN ",500,700\n", map, &import, &error);
  g_assert_no_error (error);
  g_clear_pointer (&got, g_free);
  got = describe (fixture, &import);
  g_assert_cmpstr (got, ==, "3+张三|" ID_MAN "||70000\n");
  sn_roster_import_clear (&import);

  g_hash_table_insert (map, (gpointer) "号", (gpointer) "identity");
  g_assert_false (read_csv (fixture, SHEET, map, &import, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "account"));
}

static void
test_no_heading (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *sheet;
    const char *told;
  } CASES[] = {
    { "姓名,金额\n张三,1200\n", "身份证号" },
    { "甲,乙\n张三," ID_MAN "\n", "30" },
    { "姓名,身份证号,补助金额,\n,,元旦,春节\n张三," ID_MAN ",500,700\n", "春节" },
    { "姓名,身份证号,元旦补助金额,春节补助金额\n张三," ID_MAN ",500,700\n", "春节补助金额" },
    { "??,????,??\n??," ID_MAN ",1200\n", "UTF-8" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_auto (SnRosterImport) import = { NULL };
      g_autoptr (GError) error = NULL;

      g_assert_false (read_csv (fixture, CASES[i].sheet, NULL, &import, &error));
      g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
      g_assert_nonnull (strstr (error->message, CASES[i].told));
    }
}

static void
test_headings (void)
{
  static const struct
  {
    const char   *heading;
    SnRosterField field;
  } CASES[] = {
    { "姓  名", SN_ROSTER_FIELD_NAME },
    { "身份证\n号码", SN_ROSTER_FIELD_DOCUMENT },
    { "*居民身份证号码（18位）", SN_ROSTER_FIELD_DOCUMENT },
    { "居（村）委会", SN_ROSTER_FIELD_VILLAGE },
    { "镇(街道)", SN_ROSTER_FIELD_TOWN },
    { "实发金额\n（元）", SN_ROSTER_FIELD_AMOUNT },
    { "补助金额(元/人)", SN_ROSTER_FIELD_AMOUNT },
    { "社保卡银行账号", SN_ROSTER_FIELD_ACCOUNT },
    { "户主姓名", SN_ROSTER_FIELD_HEAD_NAME },
    { "与户主关系", SN_ROSTER_FIELD_RELATION },
    { "户名", SN_ROSTER_FIELD_HOLDER },
    { "监护人姓名", SN_ROSTER_FIELD_NONE },
    { "民 族", SN_ROSTER_FIELD_ETHNIC_GROUP },
    { "是否少数民族", SN_ROSTER_FIELD_NONE },
    { "残疾类别", SN_ROSTER_FIELD_DISABILITY_KIND },
    { "残疾类别及等级", SN_ROSTER_FIELD_DISABILITY_KIND },
    { "残疾等级（1-4级）", SN_ROSTER_FIELD_DISABILITY_LEVEL },
    { "残疾证号", SN_ROSTER_FIELD_DISABILITY_CERTIFICATE },
    { "残疾人证号（20位）", SN_ROSTER_FIELD_DISABILITY_CERTIFICATE },
    { "残疾证发证日期", SN_ROSTER_FIELD_NONE },
    { "是否残疾", SN_ROSTER_FIELD_NONE },
    { "残疾补贴金额", SN_ROSTER_FIELD_NONE },
    { "配偶民族", SN_ROSTER_FIELD_NONE },
    { "代领人身份证号", SN_ROSTER_FIELD_NONE },
    { "困难职工姓名", SN_ROSTER_FIELD_NAME },
    { "NO.", SN_ROSTER_FIELD_SEQUENCE },
  };

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      guint strength;

      if (sn_roster_heading_match (CASES[i].heading, FALSE, &strength) != CASES[i].field)
        g_error ("“%s” was taken for another field", CASES[i].heading);
    }
}

/* Town cells merged over three rows, a hidden row, a numeric id that lost its digits and one of 15 that did not. */
static char *
write_workbook (Fixture *fixture)
{
  static const char *const HEADINGS[] = { "姓名", "身份证号", "街镇", "金额", "账号" };
  char *path = g_build_filename (fixture->folder, "合并.xlsx", NULL);
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *notes = workbook_add_worksheet (workbook, "说明");
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, "一村");
  lxw_worksheet *other = workbook_add_worksheet (workbook, "二村");
  lxw_row_col_options hidden = { .hidden = LXW_TRUE };

  worksheet_write_string (notes, 0, 0, "姓名不要加空格", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (HEADINGS); i++)
    {
      worksheet_write_string (sheet, 0, (lxw_col_t) i, HEADINGS[i], NULL);
      worksheet_write_string (other, 0, (lxw_col_t) i, HEADINGS[i], NULL);
    }
  for (guint i = 1; i <= 5; i++)
    {
      worksheet_write_string (sheet, i, 0, "张三", NULL);
      worksheet_write_number (sheet, i, 3, 1200, NULL);
    }
  worksheet_write_string (sheet, 1, 1, ID_MAN, NULL);
  worksheet_write_string (sheet, 2, 1, ID_WOMAN, NULL);
  worksheet_write_string (sheet, 3, 1, ID_LEAP, NULL);
  worksheet_write_number (sheet, 4, 1, 310199196001011236.0, NULL);
  worksheet_write_number (sheet, 5, 1, 310199700101007.0, NULL);
  worksheet_merge_range (sheet, 1, 2, 3, 2, "赵巷镇", NULL);
  worksheet_write_string (sheet, 4, 2, "赵巷镇", NULL);
  worksheet_write_string (sheet, 5, 2, "赵巷镇", NULL);
  worksheet_write_string (sheet, 1, 4, "6299982082217987181", NULL);
  worksheet_write_string (sheet, 2, 4, "6299 9820 8221 7987 181", NULL);
  worksheet_write_string (sheet, 3, 4, "6299980748533186805", NULL);
  worksheet_write_string (sheet, 5, 4, "6299980748533186806", NULL);
  worksheet_set_row_opt (sheet, 2, LXW_DEF_ROW_HEIGHT, NULL, &hidden);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);
  return path;
}

static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_workbook (fixture);
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  g_autofree char *others = NULL;
  SnRosterImportOptions options = { .divisions = fixture->divisions };

  sn_roster_import_read (path, &options, &import, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (import.sheet, ==, "一村");
  got = describe (fixture, &import);
  g_assert_cmpstr (got, ==,
                   "2+张三|" ID_MAN "|赵巷镇|120000\n"
                   "3+张三|" ID_WOMAN "|赵巷镇|120000 account_cleaned account_shared\n"
                   "4+张三|" ID_LEAP "|赵巷镇|120000\n"
                   "5-id_digits_lost account_missing\n"
                   "6+张三|310199197001010078|赵巷镇|120000 id_extended account_luhn\n");
  others = list_codes (&import, 0);
  g_assert_cmpstr (others, ==, "hidden_rows");
  g_assert_cmpuint (import.sheets->len, ==, 3);
  g_assert_cmpint (((SnRosterSheet *) g_ptr_array_index (import.sheets, 0))->state, ==, SN_ROSTER_SHEET_NO_HEADING);
  g_assert_cmpint (((SnRosterSheet *) g_ptr_array_index (import.sheets, 2))->state, ==, SN_ROSTER_SHEET_READ);
  sn_roster_import_clear (&import);

  options.sheet = "说明";
  g_assert_false (sn_roster_import_read (path, &options, &import, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = sn_test_data_path ("rosters/dirty-1000.xlsx");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  SnRosterImportOptions options = { NULL };

  g_cancellable_cancel (cancellable);
  g_assert_false (sn_roster_import_read (path, &options, &import, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (import.rows);
}

/* The report, read back by our own reader. */
static gboolean
collect_report (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  GString *text = data;

  g_assert_cmpuint (n_cells, <=, 7);
  for (guint i = 0; i < MIN (n_cells, 6); i++)
    g_string_append_printf (text, "%s%s", i > 0 ? "|" : "", cells[i].text);
  g_string_append_c (text, '\n');
  return TRUE;
}

static void
test_report (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "report.xlsx", NULL);
  g_autofree char *nowhere = g_build_filename (fixture->folder, "no-such-folder", "report.xlsx", NULL);
  g_auto (SnRosterImport) import = { NULL };
  g_auto (SnSheetInfo) info = { NULL };
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  GStatBuf status;

  read_csv (fixture, "姓名,身份证号,金额\n张 三," ID_MAN ",=1+1\n李四,310199196001011237,5\n", NULL, &import, &error);
  g_assert_no_error (error);
  g_assert_true (sn_fault_report_write (path, import.file_name, import.faults, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);

  sn_sheet_read (path, NULL, collect_report, text, &info, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text->str, ==,
                   "Import report: 名单.csv\n"
                   "Sheet|Row|Column|Level|Code|Value\n"
                   "|2|A|Set right|name_cleaned|张 三\n"
                   "|2|C|Left out|amount_garbage|=1+1\n"
                   "|3|B|Left out|id_check_digit|310199********1237\n");

  g_assert_false (sn_fault_report_write (nowhere, import.file_name, import.faults, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (LAYOUTS); i++)
    {
      g_autofree char *name = g_strconcat ("/roster-layout/", LAYOUTS[i].name, NULL);

      g_test_add (name, Fixture, GUINT_TO_POINTER (i), set_up, test_layout, tear_down);
    }
  g_test_add_func ("/roster-layout/headings", test_headings);
  g_test_add ("/roster-layout/values", Fixture, NULL, set_up, test_values, tear_down);
  g_test_add ("/roster-layout/no-heading", Fixture, NULL, set_up, test_no_heading, tear_down);
  g_test_add ("/roster-layout/map", Fixture, NULL, set_up, test_map, tear_down);
  g_test_add ("/roster-layout/workbook", Fixture, NULL, set_up, test_workbook, tear_down);
  g_test_add ("/roster-layout/cancel", Fixture, NULL, set_up, test_cancel, tear_down);
  g_test_add ("/roster-layout/report", Fixture, NULL, set_up, test_report, tear_down);
  return g_test_run ();
}
