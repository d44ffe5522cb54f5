/* test-markup-reader.c: web pages and XML Spreadsheets, which many systems export under the name of .xls; and text under that name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sheet-fixture.h"

typedef struct
{
  const char *name;
  const char *text;
  const char *expected;
  const char *refusal;
  const char *sheet;
} MarkupCase;

/* ── Web pages ──────────────────────────────────────────────────────────────────────────────────────────────────── */

#define PAGE(inside) "<html><head><meta charset=\"utf-8\"><title>题</title><style>td { color: red }</style></head><body>" inside "</body></html>"
#define PAGE_ROWS(inside) PAGE ("<table border=1>" inside "</table>")

static const MarkupCase page_cases[] = {
  { "plain", PAGE_ROWS ("<tr><th>姓名</th><th>号码</th></tr>\n<tr><td>张三</td><td>310118196001011239</td></tr>"), "1|t姓名|t号码\n2|t张三"
    "|t310118196001011239\n" },
  { "no-html", "\xef\xbb\xbf\n<table><tr><td>一</td></tr></table>", "1|t一\n" },
  { "meta-first", "<meta http-equiv='Content-Type' content='text/html; charset=gb2312'><table><tr><td>一", "1|t一\n" },
  { "doctype", "<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML 1.0 Strict//EN\" \"http://x/y.dtd\">\n<HTML><TABLE><TR><TD>一</TD></TR></TABLE>"
    "</HTML>", "1|t一\n" },
  { "xhtml", "<?xml version='1.0' encoding='UTF-8'?><html xmlns='http://www.w3.org/1999/xhtml'><body><table><tbody><tr><td>一</td><td/><td>三"
    "</td></tr></tbody></table></body></html>",
    "1|t一|-|t三\n" },
  { "unclosed", PAGE_ROWS ("<tr><td>一<td>二<tr><td><font color=red>三<td><b>四"), "1|t一|t二\n2|t三|t四\n" },
  { "blanks", PAGE_ROWS ("<tr><td>\n  前  后\t中 \n</td><td> </td><td>&nbsp;</td><td>a&nbsp;b</td><td>&nbsp;<br>&nbsp;</td></tr>"), "1|t前 后 中"
    "|-|-|ta\u00a0b\n" },
  { "lines", PAGE_ROWS ("<tr><td>一<br>二 <br/> 三</td><td><p>四</p><p>五</p></td><td><div>六</div>七<br></td></tr>"), "1|t一\n二\n三|t四\n五|t六\n七\n" },
  { "entities", PAGE_ROWS ("<tr><td>&lt;b&gt; &amp;amp; &#x4e00;&#20108; &yen;5 a & b</td></tr>"), "1|t<b> &amp; 一二 ¥5 a & b\n" },
  { "spans", PAGE_ROWS ("<tr><td rowspan=2>甲</td><td colspan='2'>乙</td><td rowspan='2'>丁</td></tr><tr><td>戊</td><td>己</td><td>庚</td></tr>"
                        "<tr><td>辛</td></tr>"), "1|t甲|t乙|-|t丁\n2|-|t戊|t己|-|t庚\n3|t辛\n" },
  { "spans-odd", PAGE_ROWS ("<tr><td colspan=0 rowspan=-1>甲</td><td colspan=3>乙</td></tr><tr><td>丁</td></tr>"), "1|t甲|t乙\n2|t丁\n" },
  { "tables", PAGE ("外<table><caption>题</caption><tr><td>一</td></tr></table>外<table><tr></tr><tr><td>二</td></tr></table>"), "1|t一\n3|t二\n" },
  { "nested", PAGE_ROWS ("<tr><td>前<table><tr><td>内</td><td>表</td></tr></table>弃</td><td>后</td></tr><tr><td>末</td></tr>"), "1|t前\n2|t内"
    "|t表\n3|t后\n4|t末\n" },
  { "left-out", PAGE_ROWS ("<tr><td>一<script>x = '<td>y</td>'</script><!-- 注 --><comment>批</comment><select><option>选</option></select>"
    "</td></tr>"), "1|t一\n" },
  { "conditional", PAGE_ROWS ("<tr><td>一</td></tr><![if supportMisalignedColumns]><tr height=0 style='display:none'><td width=9></td></tr>"
    "<![endif]>"), "1|t一\n" },
  { "hidden", PAGE_ROWS ("<tr style='mso-height-source:userset; DISPLAY : none'><td>甲</td></tr><tr style='height:9pt;display: none'><td>乙</td></tr>"
                         "<tr style='display:table-row'><td>丙</td></tr>"), "1|t甲\n2h|t乙\n3|t丙\n" },
  { "numbers", PAGE_ROWS ("<tr><td x:num='2.555'>2.56</td><td x:num=\"1200.5\">¥1,200.50 </td><td x:num='45665'>2025/1/8</td><td x:num>7</td>"
                          "<td x:num>1,200</td><td x:str>0012</td><td x:err='#N/A'>#N/A</td><td>0.50</td>"
    "<td sdval='0.155' sdnum='1033;0;0%'>16%</td>"
                          "<td x:num='x'>5</td><td x:num='-3'>(3)</td></tr>"),
    "1|n2.555|n1200.5|t2025/1/8|n7|t1,200|t0012|x#N/A|t0.50|n0.155|n5|n-3\n" },
  { "no-table", PAGE ("<p>请登录</p>"), NULL, "no table" },
  { "frames", "<html xmlns:x='urn'><head><link rel=File-List href='a.files/filelist.xml'></head><frameset>"
    "<frame src='a.files/sheet001.htm'></frameset></html>",
    NULL, "folder" },
  { "empty-table", PAGE_ROWS (""), "" },
  { "no-tag", "<60岁,金额\n1,2\n", "1|t<60岁|t金额\n2|t1|t2\n" },
};

/* ── XML Spreadsheet ────────────────────────────────────────────────────────────────────────────────────────────── */

#define BOOK(inside) \
  "<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?>\n<Workbook xmlns='urn:schemas-microsoft-com:office:spreadsheet' " \
  "xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet' xmlns:x='urn:schemas-microsoft-com:office:excel' " \
  "xmlns:html='http://www.w3.org/TR/REC-html40'>" inside "</Workbook>"
#define SHEET(name, rows, more) "<Worksheet ss:Name='" name "'><Names/><Table ss:ExpandedColumnCount='9'><Column/>" rows "</Table>" more "" \
    "</Worksheet>"
#define HIDDEN "<WorksheetOptions xmlns='urn:schemas-microsoft-com:office:excel'><Visible>SheetHidden</Visible></WorksheetOptions>"
#define ONE(rows) BOOK (SHEET ("Sheet1", rows, ""))
#define DATA(type, text) "<Cell><Data ss:Type='" type "'>" text "</Data></Cell>"
#define STYLES \
  "<Styles><Style ss:ID='Default'/><Style ss:ID='d'><NumberFormat ss:Format='Short Date'/></Style><Style ss:ID='h'>" \
  "<NumberFormat ss:Format='[h]:mm:ss'/></Style><Style ss:ID='m'><NumberFormat ss:Format='Currency'/></Style>" \
  "<Style ss:ID='s'><NumberFormat ss:Format='Standard'/></Style></Styles>"
#define STYLED(style, type, text) "<Cell ss:StyleID='" style "'><Data ss:Type='" type "'>" text "</Data></Cell>"

static const MarkupCase book_cases[] = {
  { "values", ONE ("<Row>" DATA ("String", "张三") DATA ("Number", "12.50") DATA ("Number", "3.1011819600101101E+17") DATA ("Boolean", "1") DATA ("Boolean", "0")
                   DATA ("Error", "#DIV/0!") DATA ("DateTime", "2025-01-08T00:00:00.000") DATA ("DateTime", "2025-01-08T12:30:05.000") DATA ("Number", "x") "</Row>"),
    "1|t张三|n12.50|n3.1011819600101101E+17|bTRUE|bFALSE|x#DIV/0!|d2025-01-08=2025-01-08T00:00:00.000"
    "|d2025-01-08T12:30:05=2025-01-08T12:30:05.000|tx\n" },
  { "times", BOOK (STYLES SHEET ("Sheet1", "<Row>" DATA ("DateTime", "1899-12-31T08:30:00.000") STYLED ("h", "DateTime", "1900-01-01T12:00:05.000")
                                 DATA ("DateTime", "1900-01-01T12:00:00.000") DATA ("DateTime", "1899-12-31T00:00:00.000") DATA ("DateTime", "去年") "</Row>", "")),
    "1|d08:30:00=1899-12-31T08:30:00.000|d36:00:05=1900-01-01T12:00:05.000|d1900-01-01T12:00:00=1900-01-01T12:00:00.000"
    "|d00:00:00=1899-12-31T00:00:00.000|t去年\n" },
  { "styles", BOOK (STYLES SHEET ("Sheet1", "<Row>" STYLED ("d", "Number", "45665") STYLED ("m", "Number", "45665") STYLED ("s", "Number", "45665")
                                  STYLED ("h", "Number", "1.5") STYLED ("zz", "Number", "45665") STYLED ("d", "String", "45665") "</Row>", "")),
    "1|d2025-01-08=45665|n45665|n45665|d36:00:00=1.5|n45665|t45665\n" },
  { "1904", BOOK ("<ExcelWorkbook xmlns='urn:schemas-microsoft-com:office:excel'><Date1904/></ExcelWorkbook>" STYLES
                  SHEET ("Sheet1", "<Row>" STYLED ("d", "Number", "44203") "</Row>", "")), "1|d2025-01-08=44203\n" },
  { "text", ONE ("<Row><Cell><ss:Data ss:Type='String' xmlns='http://www.w3.org/TR/REC-html40'><B>欧</B><Font>阳</Font> 远</ss:Data>"
                 "<Comment ss:Author='a'><ss:Data xmlns='http://www.w3.org/TR/REC-html40'>批注</ss:Data></Comment><NamedCell/></Cell>"
                 DATA ("String", " 前 &#10;后 &lt;") DATA ("String", "") "<Cell/><Cell><Data ss:Type='Number'> 7 </Data></Cell></Row>"),
    "1|t欧阳 远|t 前 \n后 <|-|-|n7\n" },
  { "formulas", ONE ("<Row><Cell ss:Formula='=1'><Data ss:Type='Number'>1</Data></Cell><Cell ss:Formula='=2'/><Cell ss:Formula='=3'>"
    "<Data ss:Type='String'></Data></Cell></Row>"),
    "1|n1|f|t\n" },
  { "indices", ONE ("<Row ss:Index='3'>" DATA ("Number", "1") "<Cell ss:Index='4'><Data ss:Type='Number'>4</Data></Cell></Row>"
    "<Row ss:Span='2'/><Row ss:Hidden='1'>"
                    DATA ("Number", "7") "</Row>"), "3|n1|-|-|n4\n7h|n7\n" },
  { "merges", ONE ("<Row><Cell ss:MergeAcross='2' ss:MergeDown='1'><Data ss:Type='String'>并</Data></Cell>" DATA ("Number", "4") ""
    "</Row>"), "1|t并|-|-|n4\n" },
  { "row-back", ONE ("<Row/><Row/><Row ss:Index='2'>" DATA ("Number", "1") "</Row>"), NULL, "damaged" },
  { "column-back", ONE ("<Row>" DATA ("Number", "1") "<Cell ss:Index='1'/></Row>"), NULL, "damaged" },
  { "column-beyond", ONE ("<Row><Cell ss:Index='16385'/></Row>"), NULL, "damaged" },
  { "row-beyond", ONE ("<Row ss:Index='1048577'/>"), NULL, "damaged" },
  { "prefixed", "<ss:Workbook xmlns:ss='urn:schemas-microsoft-com:office:spreadsheet'><ss:Worksheet ss:Name='a'><ss:Table><ss:Row><ss:Cell>"
    "<ss:Data ss:Type='String'>一</ss:Data>"
    "</ss:Cell></ss:Row></ss:Table></ss:Worksheet></ss:Workbook>", "1|t一\n" },
  { "first-visible", BOOK (SHEET ("藏", "<Row>" DATA ("Number", "1") "</Row>", HIDDEN) SHEET ("显", "<Row>" DATA ("Number", "2") ""
    "</Row>", "")), "1|n2\n" },
  { "hidden-by-name", BOOK (SHEET ("藏", "<Row>" DATA ("Number", "1") "</Row>", HIDDEN) SHEET ("显", "", "")), "1|n1\n", NULL, "藏" },
  { "by-name", BOOK (SHEET ("一", "", "") SHEET ("二", "<Row>" DATA ("Number", "2") "</Row>", "")), "1|n2\n", NULL, "二" },
  { "unknown-name", ONE (""), NULL, "no sheet", "丙" },
  { "none", BOOK (""), NULL, "no visible sheet" },
  { "cut-off", "<?xml version='1.0'?><Workbook><Worksheet ss:Name='a'><Table><Row><Cell><Data ss:Type='String'>一</Data></Cell>"
    "</Row>", NULL, "damaged" },
  { "doctype", "<?xml version='1.0'?><!DOCTYPE Workbook [<!ENTITY a 'b'>]><Workbook/>", NULL, "document type" },
  { "other-xml", "<?xml version='1.0'?><rows><row/></rows>", NULL, "web page or XML" },
};

/* ── In each encoding ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_markup_case (gconstpointer data)
{
  const MarkupCase *given = data;
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xls", NULL);

  g_assert_true (g_file_set_contents (path, given->text, -1, NULL));
  check_file (path, given->sheet, given->expected, given->refusal);
  sn_test_remove_folder (folder);
}

static void
test_encodings (void)
{
  static const char *const texts[] = {
    PAGE_ROWS ("<tr><td>陈䶮</td><td>310118</td></tr>"),
    "<?xml version='1.0' encoding='GBK'?><Workbook><Worksheet ss:Name='a'><Table><Row><Cell><Data ss:Type='String'>陈䶮</Data></Cell>"
    "<Cell><Data ss:Type='String'>310118</Data></Cell></Row></Table></Worksheet></Workbook>",
    "陈䶮\t310118\n",
  };
  static const char *const charsets[] = { "GB18030", "UTF-16", "UTF-16LE" };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xls", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (charsets); j++)
      {
        gsize length = 0;
        g_autofree char *bytes = g_convert (texts[i], -1, charsets[j], "UTF-8", NULL, &length, NULL);

        g_test_message ("%" G_GSIZE_FORMAT " in %s", i, charsets[j]);
        g_assert_nonnull (bytes);
        g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
        check_file (path, NULL, "1|t陈䶮|t310118\n", NULL);
      }
  sn_test_remove_folder (folder);
}

/* ── Limits and what is known beside the cells ──────────────────────────────────────────────────────────────────── */

static void
check_repeated (const char *head, const char *unit, guint n, const char *tail, const char *refusal)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xls", NULL);
  g_autoptr (GString) text = g_string_new (head);

  for (guint i = 0; i < n; i++)
    g_string_append (text, unit);
  g_string_append (text, tail);
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  check_file (path, NULL, NULL, refusal);
  sn_test_remove_folder (folder);
}

static void
test_limits (void)
{
  check_repeated ("<table><tr><td>", "<div>", 100000, "", "nested deeper");
  check_repeated ("<table><tr>", "<td>1</td>", 16385, "", "columns");
  check_repeated ("<table><tr><td>", "xxxxxxxxxx", 13110, "", "32,767");
  check_repeated ("<?xml version='1.0'?><Workbook><Worksheet><Table><Row><Cell><Data>", "xxxxxxxxxx", 13110,
                  "</Data></Cell></Row></Table></Worksheet></Workbook>", "32,767");
  check_repeated ("<?xml version='1.0'?><Workbook>", "<a>", 100000, "", "nested deeper");
}

/* A row that lies in two pieces of what the parser is given at a time. */
static void
test_long_page (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xls", NULL);
  g_autoptr (GString) text = g_string_new ("<table>"), expected = g_string_new (NULL);

  for (guint i = 1; i <= 20000; i++)
    {
      g_string_append_printf (text, "<tr><td>沈大%u</td><td>青浦路%u号&amp;</td></tr>", i, i);
      g_string_append_printf (expected, "%u|t沈大%u|t青浦路%u号&\n", i, i, i);
    }
  g_assert_true (g_file_set_contents (path, text->str, (gssize) text->len, NULL));
  check_file (path, NULL, expected->str, NULL);
  sn_test_remove_folder (folder);
}

static void
test_info (void)
{
  static const SnCellRange expected = { 1, 1, 2, 3 };
  static const char *const texts[] = {
    PAGE_ROWS ("<tr><td rowspan=2 colspan=3>并</td></tr>"),
    BOOK (SHEET ("藏", "", HIDDEN) SHEET ("显", "<Row><Cell ss:MergeAcross='2' ss:MergeDown='1'><Data ss:Type='String'>并</Data></Cell></Row>", "")),
  };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xls", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (GString) rows = g_string_new (NULL);
      g_auto (SnSheetInfo) info = { NULL };

      g_assert_true (g_file_set_contents (path, texts[i], -1, NULL));
      g_assert_true (sn_sheet_read (path, NULL, describe_row, rows, &info, NULL, NULL));
      g_assert_cmpstr (info.sheet, ==, i == 0 ? "" : "显");
      g_assert_cmpuint (info.sheet_names->len, ==, i);
      g_assert_cmpuint (info.hidden_sheet_names->len, ==, i);
      g_assert_cmpuint (info.merges->len, ==, 1);
      g_assert_cmpmem (info.merges->data, sizeof expected, &expected, sizeof expected);
    }
  sn_test_remove_folder (folder);
}

static void
add_markup_cases (const char *group, const MarkupCase *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/markup-reader/%s/%s", group, cases[i].name);

      g_test_add_data_func (path, &cases[i], test_markup_case);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_markup_cases ("page", page_cases, G_N_ELEMENTS (page_cases));
  add_markup_cases ("book", book_cases, G_N_ELEMENTS (book_cases));
  g_test_add_func ("/markup-reader/encodings", test_encodings);
  g_test_add_func ("/markup-reader/limits", test_limits);
  g_test_add_func ("/markup-reader/long-page", test_long_page);
  g_test_add_func ("/markup-reader/info", test_info);
  return g_test_run ();
}
