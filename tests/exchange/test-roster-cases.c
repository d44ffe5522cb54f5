/* test-roster-cases.c: the 48 things that offices do to a list of people, by their number in the collection, and what becomes of each.
 *
 * A good importer survives all of them. What only the registry tells (13, 42, 46, 47) is judged in a preview. Formats (32–35) are the
 * reader's own tests; here stands that such a file is a roster or a sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "package-fixture.h"

#include "roster-file-fixture.h"

#define H "姓名,身份证号,金额\n"
#define CELL(at, text) "<c r='" at "' t='inlineStr'><is><t>" text "</t></is></c>"
#define NUMBER(at, value) "<c r='" at "'><v>" value "</v></c>"
#define STYLED(at, style, value) "<c r='" at "' s='" style "'><v>" value "</v></c>"
#define ROW(number, cells) "<row r='" number "'>" cells "</row>"
#define HEADING3 ROW ("1", CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额"))
#define MAN(number, amount) CELL ("A" number, "张三") CELL ("B" number, ID_MAN) amount
#define DATES STYLES ("", STYLE ("14"))

typedef struct
{
  guint       number;   /* of the collection */
  const char *name;
  const char *csv;      /* or: */
  Book        book;
  const char *expected; /* "row+name|number|town|fen codes", "row-codes"; or with @refusal: part of the sentence */
  const char *refusal;
  const char *program;  /* (nullable): judged for it: @judged tells the codes beyond those of the file */
  const char *judged;   /* "row code\n" */
  gboolean    may_be_refused; /* with a sentence: the reader decides */
  const char *told;     /* (nullable): part of the first fault's sentence */
} Case;

static const Case CASES[] = {
  /* ── Numbers and ids ── */
  { 1, "id-stored-as-a-number",
    .book = { .rows = HEADING3 ROW ("2", CELL ("A2", "张三") NUMBER ("B2", "3.10118196001011E+017") NUMBER ("C2", "1200")) },
    .expected = "2-id_digits_lost\n" },
  { 2, "id-with-all-digits-in-a-number",
    .book = { .rows = HEADING3 ROW ("2", CELL ("A2", "张三") NUMBER ("B2", "310199196001011236") NUMBER ("C2", "1200")) },
    .expected = "2-id_digits_lost\n" },
  { 3, "id-ending-in-zeros", H "张三,310199196001011000,1200\n", .expected = "2-id_check_digit\n", .told = "15 digits" },
  { 4, "numbers-and-texts-in-one-column",
    .book = { .rows = HEADING3 ROW ("2", CELL ("A2", "李四") CELL ("B2", ID_WOMAN) NUMBER ("C2", "600"))
                ROW ("3", CELL ("A3", "张三") NUMBER ("B3", "310199196001011000") NUMBER ("C3", "600")) },
    .expected = "2+李四|" ID_WOMAN "||60000\n3-id_digits_lost\n" },
  { 5, "card-of-19-digits-as-a-number",
    .book = { .rows = ROW ("1", CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") CELL ("D1", "银行卡号"))
                ROW ("2", MAN ("2", NUMBER ("C2", "1200")) NUMBER ("D2", "6.29998208221798E+018")) },
    .expected = "2-account_digits_lost\n" },
  { 6, "guards-of-web-exports",
    H "张三,\"=\"\"" ID_MAN "\"\"\",1200\n李四,'" ID_WOMAN ",600\n王五,\"" ID_LEAP "\t\",600\n",
    .expected = "2+张三|" ID_MAN "||120000 id_cleaned\n3+李四|" ID_WOMAN "||60000 id_cleaned\n4+王五|" ID_LEAP "||60000 id_cleaned\n" },
  { 7, "signs-that-nobody-sees",
    "\xef\xbb\xbf" H "张三,３１０１９９１９６００１０１１２３６,1200\n李四,31019919700101006x,600\n王五,\xe2\x80\xad" ID_LEAP "\xe2\x80\xac\xe2\x80\x8b,600\n",
    .expected = "2+张三|" ID_MAN "||120000 id_cleaned\n3+李四|" ID_WOMAN "||60000 id_cleaned\n4+王五|" ID_LEAP "||60000 id_cleaned\n" },
  { 7, "other-letters-for-x", H "李四,31019919700101006×,600\n王五,31019919700101006Х,600\n",
    .expected = "2+李四|" ID_WOMAN "||60000 id_cleaned\n3-id_cleaned id_duplicate\n" },
  { 7, "blanks-inside", H "张三,310199 19600101　1236,1200\n李四,310199\xc2\xa0" "19700101 006X,600\n",
    .expected = "2+张三|" ID_MAN "||120000 id_cleaned\n3+李四|" ID_WOMAN "||60000 id_cleaned\n" },
  { 8, "id-of-15-digits", H "张三,310199600101123,1200\n", .expected = "2+张三|310199196001011236||120000 id_extended\n" },
  { 9, "other-documents", H "张三,H12345678,1200\n李四,830000194505219300,600\n王五,E12345678,600\n",
    .expected = "2+张三|H12345678||120000\n3+李四|830000194505219300||60000\n4+王五|E12345678||60000\n" },
  { 10, "amounts-as-people-write-them",
    H "张三," ID_MAN ",\"1,200.00\"\n李四," ID_WOMAN ",￥1200\n王五," ID_LEAP ",1200元\n",
    .expected = "2+张三|" ID_MAN "||120000 amount_cleaned\n3+李四|" ID_WOMAN "||120000 amount_cleaned\n4+王五|" ID_LEAP
                "||120000 amount_cleaned\n" },
  { 10, "amounts-in-words-and-units",
    H "张三," ID_MAN ",壹仟贰佰元整\n李四," ID_WOMAN ",0.12万\n王五," ID_LEAP ",\"1,200.00元\"\n",
    .expected = "2+张三|" ID_MAN "||120000 amount_cleaned\n3+李四|" ID_WOMAN "||120000 amount_wan\n4+王五|" ID_LEAP
                "||120000 amount_cleaned\n" },
  { 10, "amounts-with-a-stray-point-or-unit", H "张三," ID_MAN ",1200.\n李四," ID_WOMAN ",1200/人\n王五," ID_LEAP ",1200元/户\n",
    .expected = "2+张三|" ID_MAN "||120000\n3+李四|" ID_WOMAN "||120000 amount_cleaned\n4+王五|" ID_LEAP
                "||120000 amount_cleaned\n" },
  { 11, "decimals-beyond-the-fen",
    .book = { .rows = HEADING3 ROW ("2", MAN ("2", NUMBER ("C2", "12345.332")))
                ROW ("3", CELL ("A3", "李四") CELL ("B3", ID_WOMAN) NUMBER ("C3", "199.99999999999997")) },
    .expected = "2-amount_decimals\n3+李四|" ID_WOMAN "||20000 amount_cleaned\n" },
  { 12, "no-amount-below-zero-or-missing", H "张三," ID_MAN ",-5\n李四," ID_WOMAN ",0\n王五," ID_LEAP ",\n",
    .expected = "2-amount_negative\n3+李四|" ID_WOMAN "||0 amount_zero\n4-amount_missing\n" },
  { 13, "amount-outside-the-rate", H "张三," ID_MAN ",999999\n", .expected = "2+张三|" ID_MAN "||99999900\n", .program = "08.1",
    .judged = "2 amount_outside_rate\n" },

  /* ── Dates ── */
  { 14, "days-in-all-spellings",
    "姓名,身份证号,金额,出生日期\n张三," ID_MAN ",1,1960/1/1\n李四," ID_WOMAN ",1,1970.1.1\n王五," ID_LEAP ",1,2000年2月29日\n",
    .expected = "2+张三|" ID_MAN "||100 birth_cleaned\n3+李四|" ID_WOMAN "||100 birth_cleaned\n4+王五|" ID_LEAP
                "||100 birth_cleaned\n" },
  { 14, "days-without-a-year-are-none",
    "姓名,身份证号,金额,出生日期\n张三," ID_MAN ",1,1月1日\n李四," ID_WOMAN ",1,19700101\n王五," ID_LEAP ",1,45.3\n",
    .expected = "2+张三|" ID_MAN "||100 birth_invalid\n3+李四|" ID_WOMAN "||100 birth_cleaned\n4+王五|" ID_LEAP "||100 birth_invalid\n" },
  { 14, "serial-days",
    .book = { .rows = ROW ("1", CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") CELL ("D1", "出生日期"))
                ROW ("2", MAN ("2", NUMBER ("C2", "1")) NUMBER ("D2", "21916"))
                  ROW ("3", CELL ("A3", "李四") CELL ("B3", ID_WOMAN) NUMBER ("C3", "1") STYLED ("D3", "1", "25569")),
              .styles = DATES },
    .expected = "2+张三|" ID_MAN "||100 birth_cleaned\n3+李四|" ID_WOMAN "||100\n" },
  { 15, "serial-days-of-1904",
    .book = { .rows = ROW ("1", CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") CELL ("D1", "出生日期"))
                ROW ("2", MAN ("2", NUMBER ("C2", "1")) STYLED ("D2", "1", "20454"))
                  ROW ("3", CELL ("A3", "李四") CELL ("B3", ID_WOMAN) NUMBER ("C3", "1") NUMBER ("D3", "24107")),
              .styles = DATES,
              .parts = { { "xl/workbook.xml", WORKBOOK ("<workbookPr date1904='1'/><sheets>" SHEET_ENTRY ("Sheet1", "", "rId1") "</sheets>") } } },
    .expected = "2+张三|" ID_MAN "||100\n3+李四|" ID_WOMAN "||100 birth_cleaned\n" },
  { 16, "months-only",
    "姓名,身份证号,金额,出生年月\n张三," ID_MAN ",1,1960.1\n李四," ID_WOMAN ",1,1970年1月\n王五,310199194410010016,1,1944.10\n",
    .expected = "2+张三|" ID_MAN "||100\n3+李四|" ID_WOMAN "||100\n4+王五|310199194410010016||100\n" },
  { 16, "october-became-one-tenth",
    .book = { .rows = ROW ("1", CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") CELL ("D1", "出生年月"))
                ROW ("2", CELL ("A2", "张三") CELL ("B2", "310199194410010016") NUMBER ("C2", "1") NUMBER ("D2", "1944.1")) },
    .expected = "2+张三|310199194410010016||100\n" },

  /* ── Structure ── */
  { 17, "titles-and-instructions-above",
    "2025年帮困送温暖花名册,,\n说明：身份证号须为18位,,\n,,\n经办：王五,,2025年1月\n" H "张三," ID_MAN ",1200\n",
    .expected = "6+张三|" ID_MAN "||120000\n" },
  { 18, "three-rows-of-heading",
    "基本情况,,发放情况,,\n姓名,身份证号,账户信息,,补助金额\n,,开户行,账号,\n张三," ID_MAN ",某行,6299982082217987181,1200\n",
    .expected = "4+张三|" ID_MAN "||120000\n" },
  { 19, "unit-of-ten-thousand", "填报单位：练塘镇,,单位:万元\n" H "张三," ID_MAN ",0.12\n", .expected = "3+张三|" ID_MAN "|练塘镇|120000\n" },
  { 20, "totals-inside-and-behind",
    "序号,姓名,身份证号,金额\n1,张三," ID_MAN ",1200\n,小计,1人,1200\n2,李四," ID_WOMAN ",600\n,合  计,2人,1800\n总计（大写）：壹仟捌佰元整,,,1800\n",
    .expected = "2+张三|" ID_MAN "||120000\n4+李四|" ID_WOMAN "||60000\n" },
  { 21, "signatures", H "张三," ID_MAN ",1200\n单位负责人：,审核人：,制表人：赵六\n联系电话：59201234,,\n2025年1月8日,,\n",
    .expected = "2+张三|" ID_MAN "||120000\n" },
  { 22, "blank-rows-and-headings-of-pages", H "张三," ID_MAN ",1200\n,,\n,,\n姓 名,身份证号,金额\n李四," ID_WOMAN ",600\n",
    .expected = "2+张三|" ID_MAN "||120000\n6+李四|" ID_WOMAN "||60000\n" },
  { 23, "merged-places",
    .book = { .rows = ROW ("1", CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") CELL ("D1", "街镇"))
                ROW ("2", MAN ("2", NUMBER ("C2", "1")) CELL ("D2", "练塘镇"))
                  ROW ("3", CELL ("A3", "李四") CELL ("B3", ID_WOMAN) NUMBER ("C3", "1")),
              .parts = { { "xl/worksheets/sheet1.xml",
                           WORKSHEET ("<sheetData>" ROW ("1", CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") CELL ("D1", "街镇"))
                                        ROW ("2", MAN ("2", NUMBER ("C2", "1")) CELL ("D2", "练塘镇"))
                                          ROW ("3", CELL ("A3", "李四") CELL ("B3", ID_WOMAN) NUMBER ("C3", "1"))
                                            "</sheetData><mergeCells count='1'><mergeCell ref='D2:D3'/></mergeCells>") } } },
    .expected = "2+张三|" ID_MAN "|练塘镇|100\n3+李四|" ID_WOMAN "|练塘镇|100\n" },
  { 24, "hidden-rows-are-people",
    .book = { .rows = HEADING3 ROW ("2", MAN ("2", NUMBER ("C2", "1")))
                "<row r='3' hidden='1'>" CELL ("A3", "李四") CELL ("B3", ID_WOMAN) NUMBER ("C3", "1") "</row>" },
    .expected = "0 hidden_rows\n2+张三|" ID_MAN "||100\n3+李四|" ID_WOMAN "||100\n" },
  { 25, "sequence-begins-anew", "序号,姓名,身份证号,金额\n1,张三," ID_MAN ",1\n1,李四," ID_WOMAN ",1\n,王五," ID_LEAP ",1\n",
    .expected = "2+张三|" ID_MAN "||100\n3+李四|" ID_WOMAN "||100\n4+王五|" ID_LEAP "||100\n" },
  { 26, "helper-columns-and-pictures",
    .book = { .rows = ROW ("1", CELL ("A1", "姓名") CELL ("B1", "身份证号") CELL ("C1", "金额") CELL ("D1", "照片") CELL ("E1", "辅助列1"))
                ROW ("2", MAN ("2", NUMBER ("C2", "1"))
                  "<c r='D2' t='str'><f>_xlfn.DISPIMG(\"ID_1\",1)</f><v>=DISPIMG(\"ID_1\",1)</v></c>" NUMBER ("E2", "310199196001011236")) },
    .expected = "2+张三|" ID_MAN "||100\n" },
  { 27, "formulas-without-result-and-errors",
    .book = { .rows = HEADING3 ROW ("2", MAN ("2", "<c r='C2'><f>[1]Sheet1!A1</f></c>"))
                ROW ("3", CELL ("A3", "李四") CELL ("B3", ID_WOMAN) "<c r='C3' t='e'><f>X!A1</f><v>#REF!</v></c>")
                  ROW ("4", CELL ("A4", "王五") "<c r='B4' t='e'><v>#N/A</v></c>" NUMBER ("C4", "1")) },
    .expected = "2-amount_no_result\n3-amount_error_value\n4-id_error_value\n" },
  { 28, "runs-of-text-and-readings",
    .book = { .rows = HEADING3 ROW ("2", "<c r='A2' t='s'><v>0</v></c>" CELL ("B2", ID_MAN) NUMBER ("C2", "1")),
              .strings = "<si><r><t>张</t></r><r><rPr><b/></rPr><t>三</t></r><rPh sb='0' eb='1'><t>zhang san</t></rPh></si>" },
    .expected = "2+张三|" ID_MAN "||100\n" },
  { 29, "a-dimension-that-lies",
    .book = { .rows = "",
              .parts = { { "xl/worksheets/sheet1.xml",
                           WORKSHEET ("<dimension ref='A1:A1'/><sheetData>" HEADING3 ROW ("2", MAN ("2", NUMBER ("C2", "1")))
                                        "<row r='1048576' ht='20'/></sheetData>") } } },
    .expected = "2+张三|" ID_MAN "||100\n" },
  { 30, "texts-in-the-cells-themselves",
    .book = { .rows = HEADING3 ROW ("2", "<c r='A2' t='str'><v>张三</v></c><c r='B2' t='str'><v>" ID_MAN "</v></c>" NUMBER ("C2", "1")) },
    .expected = "2+张三|" ID_MAN "||100\n" },
  { 30, "strict-namespaces",
    .book = { .rows = "",
              .parts = { { "xl/worksheets/sheet1.xml",
                           XML "<worksheet xmlns='http://purl.oclc.org/ooxml/spreadsheetml/main'><sheetData>" HEADING3
                             ROW ("2", MAN ("2", NUMBER ("C2", "1"))) "</sheetData></worksheet>" } } },
    .expected = "2+张三|" ID_MAN "||100\n" },
  { 31, "properties-that-break-others",
    .book = { .rows = HEADING3 ROW ("2", MAN ("2", NUMBER ("C2", "1"))),
              .parts = { { "docProps/core.xml", "<cp:broken" }, { "docProps/custom.xml", "" } } },
    .expected = "2+张三|" ID_MAN "||100\n" },

  /* ── Files: what they are is told by what is in them ── */
  { 32, "an-old-workbook-that-is-none", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 nothing behind it", .refusal = "." },
  { 33, "a-web-page-called-xls",
    "<html><body><table><tr><td>姓名</td><td>身份证号</td><td>金额</td></tr><tr><td>张三</td><td>" ID_MAN "</td><td>1</td></tr></table></body></html>",
    .expected = "2+张三|" ID_MAN "||100\n", .may_be_refused = TRUE },
  { 33, "tabs-called-xls", "姓名\t身份证号\t金额\n张三\t" ID_MAN "\t1\n", .expected = "2+张三|" ID_MAN "||100\n" },
  { 34, "a-sheet-of-wps-that-is-none", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1W\0o\0r\0k\0b\0o\0o\0k", .refusal = "." },
  { 35, "a-password", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0", .refusal = "." },
  { 36, "gb18030-without-a-mark", "\xd0\xd5\xc3\xfb,\xc9\xed\xb7\xdd\xd6\xa4\xba\xc5,\xbd\xf0\xb6\xee\n\xd5\xc5\xc8\xfd," ID_MAN ",1\n",
    .expected = "2+张三|" ID_MAN "||100\n" },
  { 36, "chinese-that-is-lost", "??,????,??\n??," ID_MAN ",1\n", .refusal = "UTF-8" },
  { 37, "ids-that-became-powers-of-ten", H "张三,3.10118E+17,1\n", .expected = "2-id_digits_lost\n" },
  { 38, "quotes-line-ends-and-other-separators", "姓名;身份证号;金额;地址\n\"张三\";" ID_MAN ";1;\"某路1号\n2室\"\n",
    .expected = "2+张三|" ID_MAN "||100\n" },
  { 38, "bars", "姓名|身份证号|金额\n张三|" ID_MAN "|1\n", .expected = "2+张三|" ID_MAN "||100\n" },
  { 39, "an-empty-file", "", .refusal = "empty" },
  { 40, "an-archive-that-is-no-workbook", "PK\3\4 and so on", .refusal = "." },

  /* ── Content ── */
  { 41, "words-for-the-same-column",
    "所属街镇,居住村居,受助人姓名,公民身份号码,社保卡银行账号,账户名,发放金额（元）\n练塘镇,某村,张三," ID_MAN ",6299982082217987181,张三,1\n",
    .expected = "2+张三|" ID_MAN "|练塘镇|100\n" },
  { 41, "the-head-is-another-role", "户主姓名,姓名,居民身份证,应发\n李四,张三," ID_MAN ",1\n", .expected = "2+张三|" ID_MAN "||100\n" },
  { 42, "twice-in-one-list", H "张三," ID_MAN ",1\n张三,310199600101123,1\n",
    .expected = "2+张三|" ID_MAN "||100\n3-id_duplicate id_extended\n" },
  { 43, "one-account-for-two", "姓名,身份证号,金额,账号\n张三," ID_MAN ",1,6299982082217987181\n李四," ID_WOMAN ",1,6299982082217987181\n",
    .expected = "2+张三|" ID_MAN "||100\n3+李四|" ID_WOMAN "||100 account_shared\n" },
  { 44, "one-name-for-two", H "张三," ID_MAN ",1\n张三," ID_WOMAN ",1\n",
    .expected = "2+张三|" ID_MAN "||100\n3+张三|" ID_WOMAN "||100\n" },
  { 45, "a-note-says-more", "姓名,身份证号,金额,备注\n张三," ID_MAN ",1,2024年12月已去世\n李四," ID_WOMAN ",1,丈夫已故\n",
    .expected = "2+张三|" ID_MAN "||100 note_excludes\n3+李四|" ID_WOMAN "||100\n" },
  { 46, "known-by-another-spelling", H "阿卜杜热合曼・买买提," ID_MAN ",1000\n", .program = "08.1",
    .expected = "2+阿卜杜热合曼·买买提|" ID_MAN "||100000 name_cleaned\n", .judged = "2 name_differs\n" },
  { 47, "households-by-their-members", "户号,户主姓名,姓名,身份证号,金额\n沪1,张三,张三," ID_MAN ",1200\n沪1,张三,李四," ID_WOMAN ",1200\n",
    .expected = "2+张三|" ID_MAN "||120000\n3+李四|" ID_WOMAN "||120000\n", .program = "03.1", .judged = "2 name_differs\n3 listed_already\n" },
  { 48, "the-number-tells-who-it-is", H "张三," ID_MAN ",1\n张叁,310199１９６００１０１1236,1\n",
    .expected = "2+张三|" ID_MAN "||100\n3-id_cleaned id_duplicate\n" },
};

static char *
write_case (Fixture *fixture, const Case *given)
{
  char *path = g_build_filename (fixture->folder, given->csv != NULL ? "名单.xls" : "名单.xlsx", NULL);

  if (given->csv != NULL)
    g_assert_true (g_file_set_contents (path, given->csv, (gssize) strlen (given->csv), NULL));
  else
    book_write (&given->book, path);
  return path;
}

/* Somebody is known by the number of the man, under a name of his own. */
static gboolean
insert_known (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_insert (transaction, &(SnPerson){ .name = (char *) "热合曼", .document_type = (char *) "resident",
                                                     .document_number = (char *) ID_MAN }, NULL, error);
}

static char *
list_judged (const SnRosterImport *import)
{
  g_autoptr (GString) judged = g_string_new (NULL);

  for (guint i = 0; i < import->faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (import->faults, i);

      if (fault->is_of_judge && strcmp (fault->code, "rate_assumed") != 0)
        g_string_append_printf (judged, "%u %s\n", fault->row, fault->code);
    }
  return g_string_free (g_steal_pointer (&judged), FALSE);
}

static void
judge (Fixture *fixture, const Case *given, SnRosterImport *import)
{
  SnAdmission admission = { .program_code = given->program };
  g_autoptr (GError) error = NULL;
  g_autofree char *judged = NULL;

  if (strstr (given->judged, "name_differs") != NULL)
    sn_workspace_write (fixture->workspace, insert_known, NULL, NULL, &error);
  g_assert_no_error (error);
  sn_roster_import_begin_admission (import, &admission);
  sn_roster_preview (fixture->workspace, &admission, NULL, &error);
  g_assert_no_error (error);
  judged = list_judged (import);
  g_assert_cmpstr (judged, ==, given->judged);
}

static void
test_collected (Fixture *fixture, gconstpointer data)
{
  const Case *given = data;
  g_autofree char *path = write_case (fixture, given);
  SnRosterImportOptions options = { .divisions = fixture->divisions, .categories = fixture->categories };
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *got = NULL;
  g_autofree char *of_sheet = NULL;
  g_autofree char *all = NULL;

  if (given->refusal != NULL)
    {
      g_assert_false (sn_roster_import_read (path, &options, &import, NULL, &error));
      g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
      g_assert_nonnull (strstr (error->message, given->refusal));
      return;
    }
  if (!sn_roster_import_read (path, &options, &import, NULL, &error) && given->may_be_refused)
    {
      g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
      return;
    }
  g_assert_no_error (error);
  of_sheet = list_codes (&import, 0);
  got = describe (fixture, &import);
  all = *of_sheet != '\0' ? g_strdup_printf ("0 %s\n%s", of_sheet, got) : g_strdup (got);
  g_assert_cmpstr (all, ==, given->expected);
  if (given->told != NULL)
    g_assert_nonnull (strstr (((SnFault *) g_ptr_array_index (import.faults, 0))->message, given->told));
  if (given->program != NULL)
    judge (fixture, given, &import);
}

/* Every number of the collection has its test. */
static void
test_complete (void)
{
  for (guint number = 1; number <= 48; number++)
    {
      gboolean found = FALSE;

      for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
        found |= CASES[i].number == number;
      if (!found)
        g_error ("case %u has no test", number);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (CASES); i++)
    {
      g_autofree char *path = g_strdup_printf ("/roster-cases/%02u-%s", CASES[i].number, CASES[i].name);

      g_test_add (path, Fixture, &CASES[i], set_up, test_collected, tear_down);
    }
  g_test_add_func ("/roster-cases/complete", test_complete);
  return g_test_run ();
}
