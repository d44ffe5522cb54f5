/* test-sheet-reader.c: the cells, dates and rows of a sheet, as the programs of this world write them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "package-fixture.h"

#include "sn-csv-writer.h"
#include "sn-xlsx-formats.h"

/* ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const BookCase cell_cases[] = {
  { "number/as-written", { "<row r='1'><c r='A1'><v>12.50</v></c><c r='B1'><v>1E3</v></c><c r='C1'><v>310118196001011239</v></c>"
                           "<c r='D1'><v>-0.10</v></c><c r='E1'><v>3.1011819600101101E+17</v></c><c r='F1'><v>.5</v></c></row>" },
    "1|n12.50|n1E3|n310118196001011239|n-0.10|n3.1011819600101101E+17|n.5\n" },
  { "number/not-one", { "<row r='1'><c><v>NaN</v></c><c><v>INF</v></c><c><v>0x1F</v></c><c><v>1,5</v></c><c><v>1e</v></c></row>" },
    "1|tNaN|tINF|t0x1F|t1,5|t1e\n" },
  { "number/blanks-about", { "<row r='1'><c><v> 7\n</v></c><c t='s'><v> 0 </v></c></row>", "<si><t>甲</t></si>" }, "1|n7|t甲\n" },
  { "number/beyond-double", { "<row r='1'><c s='1'><v>1E400</v></c></row>", NULL, STYLES ("", STYLE ("14")) }, "1|n1E400\n" },
  { "boolean", { "<row r='1'><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='b'><v>true</v></c></row>" },
    "1|bTRUE|bFALSE|bTRUE\n" },
  { "error", { "<row r='1'><c t='e'><v>#N/A</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c></row>" }, "1|x#N/A|x#DIV/0!\n" },
  { "formula", { "<row r='1'><c t='str'><f>A2&amp;B2</f><v>3101_x000D_x</v></c><c><f>1+1</f><v>2</v></c><c><f>TODAY()</f></c>"
                 "<c t='str'><f>B9</f><v></v></c><c t='str'><f>B9</f></c></row>" },
    "1|t3101\rx|n2|f|t|f\n" },
  { "shared/rich-and-phonetic", {
    "<row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>3</v></c></row>",
    "<si><r><t>欧阳</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 志远</t></r></si>"
    "<si><t>本田</t><rPh sb='0' eb='2'><t>ホンダ</t></rPh><phoneticPr fontId='1'/></si><si/><si><t/><t>丁</t></si>" },
    "1|t欧阳 志远|t本田|-|t丁\n" },
  { "shared/escapes", { "<row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>3</v></c></row>",
    "<si><t>a_x000D_\nb</t></si><si><t>_x005F_x000D_</t></si><si><t>x_x12_ _xD800_ _x0000_</t></si>"
    "<si><t>_x4E00__x4e8c_</t></si>" },
    "1|ta\r\nb|t_x000D_|tx_x12_ _xD800_ _x0000_|t一二\n" },
  { "shared/entities", { "<row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c></row>",
    "<si><t>&lt;b&gt; &amp;amp; &quot;&#x4e00;&#20108;</t></si><si><t><![CDATA[<a&b>]]>后</t></si>" },
    "1|t<b> &amp; \"一二|t<a&b>后\n" },
  { "shared/out-of-range", { "<row r='1'><c t='s'><v>1</v></c></row>", "<si><t>甲</t></si>" }, NULL, "damaged" },
  { "shared/no-strings", { "<row r='1'><c t='s'><v>0</v></c></row>" }, NULL, "damaged" },
  { "shared/negative", { "<row r='1'><c t='s'><v>-1</v></c></row>", "<si><t>甲</t></si>" }, NULL, "damaged" },
  { "inline/with-value", { "<row r='1'><c t='inlineStr'><is><t>甲</t></is><v>9</v></c><c t='inlineStr'><is><r><t>乙</t></r>"
                           "<rPh><t>イ</t></rPh><r><t> 丙 </t></r></is></c><c><is><t>丁</t></is></c></row>" },
    "1|t甲|t乙 丙 |t丁\n" },
  { "unknown-type", { "<row r='1'><c t='zz'><v>1</v></c></row>" }, NULL, "damaged" },
  { "iso-duration", { "<row r='1'><c t='d'><v>PT24H0M0.000S</v></c><c t='d'><v>P1DT8H</v></c></row>" },
    "1|d24:00:00=PT24H0M0.000S|d32:00:00=P1DT8H\n" },
  { "iso-date", { "<row r='1'><c t='d'><v>2021-01-01</v></c><c t='d'><v>2021-01-01T10:10:10Z</v></c><c t='d'><v>10:10:10</v></c>"
                  "<c t='d'><v>2021-01-01T00:00:00.000</v></c><c t='d'><v>2021-01-01 08:30</v></c><c t='d'><v>去年</v></c></row>" },
    "1|d2021-01-01|d2021-01-01T10:10:10=2021-01-01T10:10:10Z|d10:10:10|d2021-01-01=2021-01-01T00:00:00.000"
    "|d2021-01-01T08:30:00=2021-01-01 08:30|t去年\n" },
  { "style-out-of-range", { "<row r='1'><c s='99'><v>45665</v></c></row>", NULL, STYLES ("", STYLE ("14")) }, "1|n45665\n" },
  { "too-long", { "<row r='1'><c t='str'><v>@131100</v></c></row>" }, NULL, "32,767" },
  { "too-long-shared", { "<row r='1'><c t='s'><v>0</v></c></row>", "<si><t>@131100</t></si>" }, NULL, "32,767" },
};

/* ── Dates ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define DATES "<row r='1'><c s='1'><v>45665</v></c><c s='1'><v>45665.5</v></c><c s='1'><v>0.25</v></c><c s='1'><v>60</v></c>" \
  "<c s='1'><v>59</v></c><c s='1'><v>61</v></c><c s='1'><v>1</v></c><c s='1'><v>-1</v></c><c s='1'><v>2958465</v></c>" \
  "<c s='1'><v>2958466</v></c></row>"
#define WORKBOOK_1904 { "xl/workbook.xml", WORKBOOK ("<workbookPr date1904='1'/><sheets>" \
    SHEET_ENTRY ("Sheet1", "", "rId1") "</sheets>" \
  "<extLst><ext><x:workbookPr xmlns:x='urn:x' chartTrackingRefBase='1'/></ext></extLst>") }

static const BookCase date_cases[] = {
  { "1900", { DATES, NULL, STYLES ("", STYLE ("14")) },
    "1|d2025-01-08=45665|d2025-01-08T12:00:00=45665.5|d06:00:00=0.25|n60|d1900-02-28=59|d1900-03-01=61|d1900-01-01=1|n-1"
    "|d9999-12-31=2958465|n2958466\n" },
  { "1904", { "<row r='1'><c s='1'><v>0</v></c><c s='1'><v>60</v></c><c s='1'><v>44203</v></c></row>", NULL,
              STYLES ("", STYLE ("14")), PARTS (WORKBOOK_1904) },
    "1|d1904-01-01=0|d1904-03-01=60|d2025-01-08=44203\n" },
  { "seconds", { "<row r='1'><c s='1'><v>45664.999999999</v></c><c s='1'><v>45664.9999965278</v></c>"
                 "<c s='1'><v>45664.7083333333</v></c><c s='1'><v>45664.0000057870</v></c></row>", NULL,
                 STYLES ("", STYLE ("22")) },
    "1|d2025-01-08=45664.999999999|d2025-01-07T23:59:59=45664.9999965278|d2025-01-07T17:00:00=45664.7083333333"
    "|d2025-01-07=45664.0000057870\n" },
  { "duration", { "<row r='1'><c s='1'><v>1.5</v></c><c s='2'><v>0.5</v></c><c s='1'><v>-0.25</v></c></row>", NULL,
                  STYLES (FORMAT ("164", "[h]:mm"), STYLE ("164") STYLE ("46")) },
    "1|d36:00:00=1.5|d12:00:00=0.5|d-06:00:00=-0.25\n" },
  { "text-and-empty", { "<row r='1'><c s='1' t='s'><v>0</v></c><c s='1'/><c s='1' t='str'><v>45665</v></c></row>",
      "<si><t>2025.1.8</t></si>",
                        STYLES ("", STYLE ("14")) }, "1|t2025.1.8|-|t45665\n" },
  { "builtin-undefined", { "<row r='1'><c s='1'><v>45665</v></c><c s='2'><v>45665</v></c><c s='3'><v>45665</v></c></row>", NULL,
                           STYLES ("", STYLE ("58") STYLE ("31") STYLE ("49")) },
    "1|d2025-01-08=45665|d2025-01-08=45665|n45665\n" },
  { "definition-wins", { "<row r='1'><c s='1'><v>45665</v></c></row>", NULL, STYLES (FORMAT ("14", "0.00"), STYLE ("14")) },
      "1|n45665\n" },
};

static void
test_format_codes (void)
{
  static const struct
  {
    const char       *code;
    SnXlsxFormatKind  kind;
  } codes[] = {
    { "General", SN_FORMAT_NUMBER },
    { "G/通用格式", SN_FORMAT_NUMBER },
    { "General\"日\"", SN_FORMAT_NUMBER },
    { "0.00E+00", SN_FORMAT_NUMBER },
    { "##0.0E-0", SN_FORMAT_NUMBER },
    { "#,##0.00 \"days\"", SN_FORMAT_NUMBER },
    { "0\\d", SN_FORMAT_NUMBER },
    { "_-* #,##0_-;\\-* #,##0_-", SN_FORMAT_NUMBER },
    { "[Red]0;[Blue]-0", SN_FORMAT_NUMBER },
    { "[DBNum2][$-804]General", SN_FORMAT_NUMBER },
    { "[$￥-804]#,##0.00", SN_FORMAT_NUMBER },
    { "0;yyyy", SN_FORMAT_NUMBER },
    { "@", SN_FORMAT_NUMBER },
    { ";;;", SN_FORMAT_NUMBER },
    { "", SN_FORMAT_NUMBER },
    { "\"yyyy", SN_FORMAT_NUMBER },
    { "yyyy-mm-dd", SN_FORMAT_DATE },
    { "yyyy\"年\"m\"月\"d\"日\";@", SN_FORMAT_DATE },
    { "[$-804]yyyy年m月d日", SN_FORMAT_DATE },
    { "[$-F800]dddd\\,\\ mmmm\\ dd\\,\\ yyyy", SN_FORMAT_DATE },
    { "[DBNum1][$-804]yyyy\"年\"m\"月\"", SN_FORMAT_DATE },
    { "h:mm AM/PM", SN_FORMAT_DATE },
    { "上午/下午h\"时\"mm\"分\"", SN_FORMAT_DATE },
    { "mm:ss.0", SN_FORMAT_DATE },
    { "[$-804]aaaa;@", SN_FORMAT_DATE },
    { "[=0]\"\";yyyy-mm-dd", SN_FORMAT_DATE },
    { "[>43831][GREEN]YYYY/M/D", SN_FORMAT_DATE },
    { "[h]:mm:ss", SN_FORMAT_DURATION },
    { "[$-804][mm]:ss", SN_FORMAT_DURATION },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    if (sn_xlsx_format_code_kind (codes[i].code) != codes[i].kind)
      g_error ("%s: %d", codes[i].code, sn_xlsx_format_code_kind (codes[i].code));
}

/* ── Rows and columns ───────────────────────────────────────────────────────────────────────────────────────────── */

static const BookCase row_cases[] = {
  { "no-addresses", { "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>" }, "1|n1|n2\n2|n3\n" },
  { "addresses-of-cells-only", { "<row><c r='B3'><v>1</v></c></row><row><c r='A7'><v>2</v></c></row>" }, "3|-|n1\n7|n2\n" },
  { "some-addresses", { "<row r='2'><c r='C2'><v>1</v></c><c><v>2</v></c></row><row><c r='b3'><v>3</v></c></row>" },
    "2|-|-|n1|n2\n3|-|n3\n" },
  { "cells-unordered", { "<row r='1'><c r='C1'><v>3</v></c><c r='A1'><v>1</v></c></row>" }, "1|n1|-|n3\n" },
  { "gaps", { "<row r='5'/><row r='9'><c r='A9' s='1'/></row><row r='1048576'><c r='A1048576'><v>1</v></c></row>" },
      "1048576|n1\n" },
  { "last-column", { "<row r='1'><c r='AAA1'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>" }, "@702|n1\n2|n2\n" },
  { "hidden", { "<row r='1' hidden='1'><c><v>1</v></c></row><row r='2' hidden='true'><c><v>2</v></c></row><row r='3' hidden='0'>"
                "<c><v>3</v></c></row>" }, "1h|n1\n2h|n2\n3|n3\n" },
  { "unordered", { "<row r='2'><c><v>1</v></c></row><row r='1'><c><v>2</v></c></row>" }, NULL, "damaged" },
  { "pieces", { "<row r='1'><c r='A1'><v>1</v></c></row><row r='1'><c r='B1'/></row><row r='1'><c r='C1'><v>3</v></c></row><row r='1'/>"
                "<row r='3' hidden='1'><c><v>1</v></c></row><row r='3'><c><v>2</v></c></row><row><c><v>4</v></c></row>" },
    "1|n1|-|n3\n3|n1|n2\n4|n4\n" },
  { "outside-of-rows", { NULL, PARTS (SHEET_PART (WORKSHEET ("<sheetData><c r='A1'><v>9</v></c>" ONE_ROW "</sheetData>"))) }, "1|t一\n" },
  { "outside-of-rows-alone", { NULL, PARTS (SHEET_PART (WORKSHEET ("<sheetData><c r='A1'><v>9</v></c></sheetData>"))) }, "" },
  { "zeroth", { "<row r='0'><c><v>1</v></c></row>" }, NULL, "damaged" },
  { "row-0", { "<row r='0'><c><v>1</v></c></row>" }, NULL, "damaged" },
  { "row-too-far", { "<row r='1048577'><c><v>1</v></c></row>" }, NULL, "damaged" },
  { "column-too-far", { "<row r='1'><c r='XFE1'><v>1</v></c></row>" }, NULL, "damaged" },
  { "no-address-at-all", { "<row r='1'><c r='?'><v>1</v></c></row>" }, NULL, "damaged" },
  { "wrong-dimension", { NULL, PARTS (SHEET_PART (WORKSHEET ("<dimension ref='A1:A1'/><sheetData>"
      ONE_ROW "<row r='2'><c r='C2'><v>5</v></c>"
                                                               "</row></sheetData>"))) }, "1|t一\n2|-|-|n5\n" },
  { "no-data", { NULL, PARTS (SHEET_PART (WORKSHEET ("<sheetViews/>"))) }, "" },
};

static void
test_merges (void)
{
  static const Book book = { NULL, PARTS (SHEET_PART (WORKSHEET (
    "<sheetData>" ONE_ROW "</sheetData><mergeCells count='3'><mergeCell ref='A1:B3'/><mergeCell ref='XFD9'/><mergeCell ref='A:A'/>"
    "</mergeCells>"))) };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (SnSheetInfo) info = { NULL };
  const SnCellRange first = { 1, 1, 3, 2 }, second = { 9, 16384, 9, 16384 };

  book_write (&book, path);
  g_assert_true (sn_sheet_read (path, NULL, describe_row, rows, &info, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (info.merges->len, ==, 2);
  g_assert_cmpmem (&g_array_index (info.merges, SnCellRange, 0), sizeof first, &first, sizeof first);
  g_assert_cmpmem (&g_array_index (info.merges, SnCellRange, 1), sizeof second, &second, sizeof second);
  sn_test_remove_folder (folder);
}

/* A row formatted to its end is as wide as its cells. */
static void
test_styled_blanks (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autoptr (GString) rows = g_string_new ("<row r='1'><c r='A1'><v>1</v></c>");
  Book book = { NULL };

  for (guint i = 1; i < 16384; i++)
    g_string_append (rows, "<c s='1'/>");
  g_string_append (rows, "</row><row r='2'>");
  for (guint i = 0; i < 16384; i++)
    g_string_append (rows, "<c s='1'/>");
  g_string_append (rows, "</row>");
  book.rows = rows->str;
  book_write (&book, path);
  check_file (path, NULL, "1|n1\n", NULL);
  sn_test_remove_folder (folder);
}

/* One address over and over is nobody's row. */
static void
test_endless_row (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autoptr (GString) rows = g_string_new ("<row r='1'>");
  Book book = { NULL };

  for (guint i = 0; i < 16385; i++)
    g_string_append (rows, "<c r='A1'><v>1</v></c>");
  g_string_append (rows, "</row>");
  book.rows = rows->str;
  book_write (&book, path);
  check_file (path, NULL, NULL, "damaged");
  sn_test_remove_folder (folder);
}

static gboolean
stop_after_two (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  return ++*(guint *) data < 2;
}

static gboolean
cancel_at_once (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  g_cancellable_cancel (data);
  return TRUE;
}

static char *
make_long_rows (guint n_rows)
{
  GString *rows = g_string_new (NULL);

  for (guint i = 1; i <= n_rows; i++)
    g_string_append_printf (rows, "<row r='%u'><c r='A%u'><v>%u</v></c></row>", i, i, i);
  return g_string_free (rows, FALSE);
}

static void
test_stop (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autofree char *rows = make_long_rows (5);
  g_autoptr (GError) error = NULL;
  g_auto (SnSheetInfo) info = { NULL };
  Book book = { rows };
  guint n_rows = 0;

  book_write (&book, path);
  g_assert_true (sn_sheet_read (path, NULL, stop_after_two, &n_rows, &info, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 2);
  g_assert_cmpuint (info.last_row, ==, 2);
  sn_test_remove_folder (folder);
}

static void
test_cancel (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autofree char *rows = make_long_rows (100000);
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  Book book = { rows };

  book_write (&book, path);
  g_assert_false (sn_sheet_read (path, NULL, cancel_at_once, cancellable, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);
  g_assert_false (sn_sheet_read (path, NULL, cancel_at_once, cancellable, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sn_test_remove_folder (folder);
}

/* ── Printing ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_print (void)
{
  static const Book book = { "<row r='2'><c r='B2' t='str'><v>a,\"b\"</v></c></row><row r='3'><c><v>1.50</v></c></row>" };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autoptr (GString) csv = g_string_new ("before\n");
  g_autoptr (GError) error = NULL;

  book_write (&book, path);
  g_assert_true (sn_sheet_print_csv (path, NULL, csv, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (csv->str, ==, "before\n\n,\"a,\"\"b\"\"\"\n1.50\n");
  g_string_assign (csv, "before\n");
  g_assert_false (sn_sheet_print_csv (path, "other", csv, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_cmpstr (csv->str, ==, "before\n");
  sn_test_remove_folder (folder);
}

/* A few megabytes that would print as sixteen gigabytes of commas. */
static void
test_print_wide (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  Book book = { NULL };

  for (guint i = 1; i <= 50000; i++)
    g_string_append_printf (rows, "<row r='%u'><c r='XFD%u'><v>1</v></c></row>", i, i);
  book.rows = rows->str;
  book_write (&book, path);
  g_assert_false (sn_sheet_print_csv (path, NULL, csv, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "not printed"));
  g_assert_cmpuint (csv->len, ==, 0);
  sn_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ("sheet-reader/cell", cell_cases, G_N_ELEMENTS (cell_cases));
  add_cases ("sheet-reader/date", date_cases, G_N_ELEMENTS (date_cases));
  add_cases ("sheet-reader/row", row_cases, G_N_ELEMENTS (row_cases));
  g_test_add_func ("/sheet-reader/format-codes", test_format_codes);
  g_test_add_func ("/sheet-reader/merges", test_merges);
  g_test_add_func ("/sheet-reader/styled-blanks", test_styled_blanks);
  g_test_add_func ("/sheet-reader/endless-row", test_endless_row);
  g_test_add_func ("/sheet-reader/stop", test_stop);
  g_test_add_func ("/sheet-reader/cancel", test_cancel);
  g_test_add_func ("/sheet-reader/print", test_print);
  g_test_add_func ("/sheet-reader/print-wide", test_print_wide);
  return g_test_run ();
}
