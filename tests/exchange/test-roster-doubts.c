/* test-roster-doubts.c: cells that read well and are wrong all the same: each is told of at its place, and nothing beside it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "package-fixture.h"

#include "roster-file-fixture.h"

#define HEADING "序号,街镇,姓名,性别,出生日期,身份证号,金额,银行账号,联系电话,备注\n"
#define ACCOUNT "6299982082217987181"
/* One row of it, the cell that is looked at given by its place */
#define NAMED(name) HEADING "1,徐泾镇," name ",男,1960-01-01," ID_MAN ",1200," ACCOUNT ",,\n"
#define BORN(day) HEADING "1,徐泾镇,张三,男," day "," ID_MAN ",1200," ACCOUNT ",,\n"
#define PAID(amount) HEADING "1,徐泾镇,张三,男,1960-01-01," ID_MAN "," amount "," ACCOUNT ",,\n"
#define CALLED(phone) HEADING "1,徐泾镇,张三,男,1960-01-01," ID_MAN ",1200," ACCOUNT "," phone ",\n"
#define LIVES(town) HEADING "1," town ",张三,男,1960-01-01," ID_MAN ",1200," ACCOUNT ",,\n"
#define NOTED(note) HEADING "1,徐泾镇,张三,男,1960-01-01," ID_MAN ",1200," ACCOUNT ",," note "\n"
#define PERMIT(number) HEADING "1,徐泾镇,张三,男,1960-01-01," number ",1200," ACCOUNT ",,\n"
#define UNITS(line, heading, amount) "花名册\n" line "\n姓名,身份证号," heading "\n张三," ID_MAN "," amount "\n"
#define GOOD "2+张三|" ID_MAN "|徐泾镇|120000"

static const struct
{
  const char *name;
  const char *sheet;
  const char *expected;
} DOUBTS[] = {
  /* Names */
  { "nobody", NAMED ("无"), "2-name_lost\n" },
  { "the-one-above", NAMED ("同上"), "2-name_lost\n" },
  { "hidden-letters", NAMED ("张*"), "2-name_lost\n" },
  { "lost-letters", NAMED ("张?"), "2-name_lost\n" },
  { "two-in-one", NAMED ("张三、李四"), "2+张三、李四|" ID_MAN "|徐泾镇|120000 name_unusual\n" },
  { "two-in-one-by-a-line", NAMED ("\"张三丰\n李四光\""), "2+张三丰李四光|" ID_MAN "|徐泾镇|120000 name_cleaned name_unusual\n" },
  { "more-than-a-name", NAMED ("张三（已故）"), "2+张三（已故）|" ID_MAN "|徐泾镇|120000 name_unusual\n" },
  { "compound-surname", NAMED ("欧阳　修文"), "2+欧阳修文|" ID_MAN "|徐泾镇|120000 name_cleaned\n" },

  { "word-of-the-sheet", NAMED ("小计"), "2+小计|" ID_MAN "|徐泾镇|120000 name_unusual\n" },
  { "name-of-the-dead", NAMED ("张三死亡"), "2+张三死亡|" ID_MAN "|徐泾镇|120000 name_unusual\n" },

  /* Eight digits are a permit's, or a day's in the wrong column */
  { "day-for-a-number", PERMIT ("19600101"), "2+张三|19600101|徐泾镇|120000 id_unlikely\n" },
  { "permit", PERMIT ("01234567"), "2+张三|01234567|徐泾镇|120000\n" },

  /* Units of money: told of over the amounts */
  { "wan-over-yuan", UNITS ("单位：万元", "金额（元）", "1200"), "3 unit_unclear\n4+张三|" ID_MAN "||120000\n" },
  { "yuan-over-wan", UNITS ("单位：元", "金额（万元）", "0.12"), "3 unit_unclear unit_wan\n4+张三|" ID_MAN "||120000\n" },
  { "two-lines-of-units", UNITS ("单位：元\n（单位：万元）", "金额", "1200"), "4 unit_unclear\n5+张三|" ID_MAN "||120000\n" },
  { "thousands", UNITS ("单位：千元", "金额", "1.2"), "3 unit_unclear\n4+张三|" ID_MAN "||120\n" },
  { "dollars", UNITS ("", "金额（美元）", "1200"), "3 unit_unclear\n4+张三|" ID_MAN "||120000\n" },
  { "people-and-wan", UNITS ("单位：人、万元", "金额", "0.12"), "3 unit_wan\n4+张三|" ID_MAN "||120000\n" },
  { "yuan-twice", UNITS ("单位：户、元", "金额（元）", "1200"), "4+张三|" ID_MAN "||120000\n" },
  { "yuan-a-person", UNITS ("单位：元", "金额（元/人）", "1200"), "4+张三|" ID_MAN "||120000\n" },
  { "a-village-that-is-no-unit", UNITS ("单位：万寿村", "金额", "1200"), "4+张三|" ID_MAN "||120000\n" },

  /* Error values that became text */
  { "name-of-an-error", NAMED ("#N/A"), "2-name_error_value\n" },
  { "amount-of-an-error", PAID ("#REF!"), "2-amount_error_value\n" },
  { "amount-too-wide-to-show", PAID ("########"), "2-amount_error_value\n" },
  { "phone-of-an-error", CALLED ("#VALUE!"), GOOD " cell_error_value\n" },
  { "note-of-an-error", NOTED ("#N/A"), GOOD " cell_error_value\n" },
  { "note-that-begins-so", NOTED ("#3楼"), GOOD "\n" },

  /* Years and months of birth */
  { "year", BORN ("1960"), GOOD "\n" },
  { "year-with-its-word", BORN ("1960年"), GOOD "\n" },
  { "another-year", BORN ("1961"), GOOD " birth_mismatch\n" },
  { "another-month", BORN ("1960.02"), GOOD " birth_mismatch\n" },
  { "no-month", BORN ("1960.13"), GOOD " birth_invalid\n" },
  { "serial", BORN ("21916"), GOOD " birth_cleaned\n" },

  { "amount-of-another-country", PAID ("\"1.200,00\""), "2-amount_garbage\n" },
  { "mobile-with-a-trunk-prefix", CALLED ("013900000000"), GOOD " phone_cleaned\n" },

  /* Towns */
  { "two-towns", LIVES ("徐泾镇/华新镇"), "2+张三|" ID_MAN "||120000 town_unknown\n" },
  { "one-town-twice", LIVES ("徐泾镇徐泾镇政府"), GOOD "\n" },

  { "town-of-another-kind", LIVES ("徐泾街道"), GOOD " town_read_as\n" },
  { "town-without-its-kind", LIVES ("徐泾"), GOOD "\n" },
  { "town-s-office", LIVES ("青浦区徐泾镇人民政府"), GOOD "\n" },

  /* Notes */
  { "note-died", NOTED ("2024年12月已死亡"), GOOD " note_excludes\n" },
  { "note-stopped", NOTED ("已故，停发"), GOOD " note_excludes\n" },
  { "note-struck-out", NOTED ("作废"), GOOD " note_excludes\n" },
  { "note-of-somebody-else", NOTED ("丈夫已故"), GOOD "\n" },
  { "note-of-another-matter", NOTED ("退出现役军人"), GOOD "\n" },

  /* Accounts */
  { "telephone-for-an-account", "姓名,身份证号,金额,账号\n张三," ID_MAN ",1,13900000000\n", "2+张三|" ID_MAN "||100 account_unlikely\n" },
  { "id-for-an-account", "姓名,身份证号,金额,账号\n张三," ID_MAN ",1," ID_MAN "\n", "2+张三|" ID_MAN "||100 account_unlikely\n" },

  /* Columns: told of over the one that is not read */
  { "two-columns-of-names", "姓名,身份证号,金额,姓名\n张三," ID_MAN ",1,李四\n", "1 column_unread\n2+张三|" ID_MAN "||100\n" },
  { "a-second-one-left-empty", "姓名,身份证号,金额,姓名\n张三," ID_MAN ",1,\n", "2+张三|" ID_MAN "||100\n" },
  { "a-better-name", "姓名,身份证号,金额,领取人姓名\n张三," ID_MAN ",1,李四\n", "2+张三|" ID_MAN "||100\n" },
  { "two-kinds-of-money", "姓名,身份证号,节日补助金额,实物补助金额\n张三," ID_MAN ",1,600\n", "1 column_unread\n2+张三|" ID_MAN "||100\n" },
  { "money-and-its-sum", "姓名,身份证号,节日补助金额,实物补助金额,合计金额\n张三," ID_MAN ",1,600,601\n", "2+张三|" ID_MAN "||60100\n" },
  { "due-and-paid", "姓名,身份证号,应发金额,实发金额\n张三," ID_MAN ",2,1\n", "2+张三|" ID_MAN "||100\n" },

  /* Lines */
  { "account-alone", PAID ("1200") ",,,,,,,6299982082217987181,,\n",
    GOOD "\n3-town_missing name_missing sex_missing id_missing amount_missing\n" },
  { "places-for-stamps", PAID ("1200") "村委会（盖章）：,,,,,镇政府（盖章）：,,,,\n,,,,,领取人签字：,,,,\n", GOOD "\n" },
};

static void
test_doubt (Fixture *fixture, gconstpointer data)
{
  guint i = GPOINTER_TO_UINT (data);
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  g_autoptr (GString) all = g_string_new (NULL);
  guint first;

  read_csv (fixture, DOUBTS[i].sheet, NULL, &import, &error);
  g_assert_no_error (error);
  first = ((SnRosterRow *) g_ptr_array_index (import.rows, 0))->row;
  for (guint row = 1; row < first; row++)
    {
      g_autofree char *of_heading = list_codes (&import, row);

      if (*of_heading != '\0')
        g_string_append_printf (all, "%u %s\n", row, of_heading);
    }
  got = describe (fixture, &import);
  g_string_append (all, got);
  g_assert_cmpstr (all->str, ==, DOUBTS[i].expected);
}

#define CELL(at, text) "<c r='" at "' t='inlineStr'><is><t>" text "</t></is></c>"

/* Whoever looks at the sheet sees a day there; the 45665 behind it is nobody's money. A formula without a result is told of too. */
static void
test_workbook_cells (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "名单.xlsx", NULL);
  SnRosterImportOptions options = { .divisions = fixture->divisions, .categories = fixture->categories };
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  const Book book = {
    .rows = "<row r='1'>" CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") CELL ("D1", "联系电话") CELL ("E1", "备注")
            CELL ("F1", "民族") CELL ("G1", "残疾类别") CELL ("H1", "残疾证号") "</row>"
            "<row r='2'>" CELL ("A2", "张三") CELL ("B2", ID_MAN) "<c r='C2' s='1'><v>45665</v></c></row>"
            "<row r='3'>" CELL ("A3", "李四") CELL ("B3", ID_WOMAN) "<c r='C3'><v>1</v></c><c r='D3'><f>A1</f></c><c r='E3'><f>A1</f></c>"
            "<c r='F3'><f>A1</f></c><c r='G3'><f>A1</f></c><c r='H3'><f>A1</f></c></row>",
    .styles = STYLES ("", STYLE ("14")),
  };

  book_write (&book, path);
  g_assert_true (sn_roster_import_read (path, &options, &import, NULL, &error));
  g_assert_no_error (error);
  got = describe (fixture, &import);
  g_assert_cmpstr (got, ==, "2-amount_garbage\n3+李四|" ID_WOMAN "||100 cell_no_result cell_no_result cell_no_result cell_no_result cell_no_result\n");
}

/* A line through a name is a clerk's way to delete somebody: in the font of its cell, not in those of a conditional format. */
static void
test_struck_out (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "名单.xlsx", NULL);
  SnRosterImportOptions options = { .divisions = fixture->divisions, .categories = fixture->categories };
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  const Book book = {
    .rows = "<row r='1'>" CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") "</row>"
            "<row r='2'><c r='A2' t='inlineStr' s='1'><is><t>张三</t></is></c>" CELL ("B2", ID_MAN) "<c r='C2'><v>1</v></c></row>"
            "<row r='3'><c r='A3' t='inlineStr' s='2'><is><t>李四</t></is></c>" CELL ("B3", ID_WOMAN) "<c r='C3' s='1'><v>1</v></c></row>",
    .styles = XML "<styleSheet xmlns='" MAIN "'><fonts><font/><font><strike/></font><font><strike val='0'/></font></fonts>"
              "<cellXfs><xf fontId='0'/><xf fontId='1'/><xf fontId='2'/></cellXfs>"
              "<dxfs><dxf><font><strike/></font></dxf></dxfs></styleSheet>",
  };

  book_write (&book, path);
  g_assert_true (sn_roster_import_read (path, &options, &import, NULL, &error));
  g_assert_no_error (error);
  got = describe (fixture, &import);
  g_assert_cmpstr (got, ==, "2+张三|" ID_MAN "||100 row_struck_out\n3+李四|" ID_WOMAN "||100\n");
}

/* One sheet a town, and no column for it. */
static void
test_town_of_a_sheet (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "名单.xlsx", NULL);
  SnRosterImportOptions options = { .divisions = fixture->divisions, .categories = fixture->categories };
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  const Book book = {
    .rows = "<row r='1'>" CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") "</row>"
            "<row r='2'>" CELL ("A2", "张三") CELL ("B2", ID_MAN) "<c r='C2'><v>1</v></c></row>"
            "<row r='3'>" CELL ("A3", "华新镇") "</row>"
            "<row r='4'>" CELL ("A4", "李四") CELL ("B4", ID_WOMAN) "<c r='C4'><v>1</v></c></row>",
    .parts = { { "xl/workbook.xml", WORKBOOK ("<sheets>" SHEET_ENTRY ("金泽镇", "", "rId1") "</sheets>") } },
  };

  book_write (&book, path);
  g_assert_true (sn_roster_import_read (path, &options, &import, NULL, &error));
  g_assert_no_error (error);
  got = describe (fixture, &import);
  g_assert_cmpstr (got, ==, "2+张三|" ID_MAN "|金泽镇|100\n4+李四|" ID_WOMAN "|华新镇|100\n");
}

#define ODS_CELL(text) "<table:table-cell office:value-type='string'><text:p>" text "</text:p></table:table-cell>"
#define ODS_SHEET(name, person, number) "<table:table table:name='" name "'><table:table-row>" ODS_CELL ("姓名") ODS_CELL ("身份证号") \
  ODS_CELL ("金额") "</table:table-row><table:table-row>" ODS_CELL (person) ODS_CELL (number) \
  "<table:table-cell office:value-type='float' office:value='1'/></table:table-row></table:table>"

/* In this format a sheet is known where it begins: those behind the first are part of the roster all the same. */
static void
test_sheets_behind_the_first (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "名单.fods", NULL);
  SnRosterImportOptions options = { .divisions = fixture->divisions, .categories = fixture->categories };
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;

  g_assert_true (g_file_set_contents (path,
                                      "<?xml version='1.0'?><office:document xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0'"
                                      " xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0'"
                                      " xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0'"
                                      " office:mimetype='application/vnd.oasis.opendocument.spreadsheet'><office:body><office:spreadsheet>"
                                      ODS_SHEET ("一村", "张三", ID_MAN) ODS_SHEET ("二村", "李四", ID_WOMAN)
                                      ODS_SHEET ("三村", "张三", ID_MAN) "</office:spreadsheet></office:body></office:document>", -1, NULL));
  g_assert_true (sn_roster_import_read (path, &options, &import, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_strv_length (import.sheet_names), ==, 3);
  g_assert_cmpuint (import.rows->len, ==, 3);
  g_assert_cmpstr (((SnRosterRow *) g_ptr_array_index (import.rows, 1))->name, ==, "李四");
  g_assert_true (((SnRosterRow *) g_ptr_array_index (import.rows, 2))->rejected);
  got = list_codes (&import, 2);
  g_assert_nonnull (strstr (got, "id_duplicate"));
}

/* A name is shown in full wherever it stands: somebody's number in it is not. */
static void
test_number_in_a_name (Fixture *fixture, gconstpointer data)
{
  static const char *const sheets[] = { NAMED ("张三" ID_MAN), NAMED ("张三３１０１９９１９６００１０１１２３６") };

  for (guint i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_auto (SnRosterImport) import = { NULL };
      g_autoptr (GError) error = NULL;
      const SnFault *fault;

      read_csv (fixture, sheets[i], NULL, &import, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (import.faults->len, ==, 1);
      fault = g_ptr_array_index (import.faults, 0);
      g_assert_cmpstr (fault->code, ==, "name_lost");
      g_assert_null (strstr (fault->value, "19600101"));
      g_assert_null (strstr (fault->value, "１９６００１０１"));
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (DOUBTS); i++)
    {
      g_autofree char *path = g_strdup_printf ("/roster-doubts/%s", DOUBTS[i].name);

      g_test_add (path, Fixture, GUINT_TO_POINTER (i), set_up, test_doubt, tear_down);
    }
  g_test_add ("/roster-doubts/workbook-cells", Fixture, NULL, set_up, test_workbook_cells, tear_down);
  g_test_add ("/roster-doubts/struck-out", Fixture, NULL, set_up, test_struck_out, tear_down);
  g_test_add ("/roster-doubts/town-of-a-sheet", Fixture, NULL, set_up, test_town_of_a_sheet, tear_down);
  g_test_add ("/roster-doubts/sheets-behind-the-first", Fixture, NULL, set_up, test_sheets_behind_the_first, tear_down);
  g_test_add ("/roster-doubts/number-in-a-name", Fixture, NULL, set_up, test_number_in_a_name, tear_down);
  return g_test_run ();
}
