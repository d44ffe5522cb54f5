/* test-sheet-reader.c: workbooks as the programs of this world write them, cell by cell, and what must be refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "package-fixture.h"

#include "sn-csv-writer.h"
#include "sn-xlsx-formats.h"

typedef struct
{
  const char *name;
  Book        book;
  const char *expected;
  const char *refusal;
  const char *sheet;
} Case;

#define ONE_ROW "<row r='1'><c r='A1' t='inlineStr'><is><t>一</t></is></c></row>"
#define ONE_ROW_READ "1|t一\n"
#define PARTS(...) .parts = { __VA_ARGS__ }
#define RELS_TO(target) { "xl/_rels/workbook.xml.rels", RELATIONSHIPS (RELATION ("rId1", "worksheet", target)) }
#define SHEET_PART(inside) { "xl/worksheets/sheet1.xml", inside }
#define SHEETS(entries) { "xl/workbook.xml", WORKBOOK ("<sheets>" entries "</sheets>") }

/* ── Cells ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const Case cell_cases[] = {
  { "number/as-written", { "<row r='1'><c r='A1'><v>12.50</v></c><c r='B1'><v>1E3</v></c><c r='C1'><v>310118196001011239</v></c>"
                           "<c r='D1'><v>-0.10</v></c><c r='E1'><v>3.1011819600101101E+17</v></c><c r='F1'><v>.5</v></c></row>" },
    "1|n12.50|n1E3|n310118196001011239|n-0.10|n3.1011819600101101E+17|n.5\n" },
  { "number/not-one", { "<row r='1'><c><v>NaN</v></c><c><v>INF</v></c><c><v>0x1F</v></c><c><v>1,5</v></c><c><v>1e</v></c></row>" },
    "1|tNaN|tINF|t0x1F|t1,5|t1e\n" },
  { "number/blanks-about", { "<row r='1'><c><v> 7\n</v></c><c t='s'><v> 0 </v></c></row>", "<si><t>甲</t></si>" }, "1|n7|t甲\n" },
  { "number/beyond-double", { "<row r='1'><c s='1'><v>1E400</v></c></row>", NULL, STYLES ("", STYLE ("14")) }, "1|n1E400\n" },
  { "boolean", { "<row r='1'><c t='b'><v>1</v></c><c t='b'><v>0</v></c><c t='b'><v>true</v></c></row>" }, "1|bTRUE|bFALSE|bTRUE\n" },
  { "error", { "<row r='1'><c t='e'><v>#N/A</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c></row>" }, "1|x#N/A|x#DIV/0!\n" },
  { "formula", { "<row r='1'><c t='str'><f>A2&amp;B2</f><v>3101_x000D_x</v></c><c><f>1+1</f><v>2</v></c><c><f>TODAY()</f></c>"
                 "<c t='str'><f>B9</f><v></v></c><c t='str'><f>B9</f></c></row>" },
    "1|t3101\rx|n2|f|t|f\n" },
  { "shared/rich-and-phonetic", { "<row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>3</v></c></row>",
    "<si><r><t>欧阳</t></r><r><rPr><b/></rPr><t xml:space='preserve'> 志远</t></r></si>"
    "<si><t>本田</t><rPh sb='0' eb='2'><t>ホンダ</t></rPh><phoneticPr fontId='1'/></si><si/><si><t/><t>丁</t></si>" },
    "1|t欧阳 志远|t本田|-|t丁\n" },
  { "shared/escapes", { "<row r='1'><c t='s'><v>0</v></c><c t='s'><v>1</v></c><c t='s'><v>2</v></c><c t='s'><v>3</v></c></row>",
    "<si><t>a_x000D_\nb</t></si><si><t>_x005F_x000D_</t></si><si><t>x_x12_ _xD800_ _x0000_</t></si><si><t>_x4E00__x4e8c_</t></si>" },
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
#define WORKBOOK_1904 { "xl/workbook.xml", WORKBOOK ("<workbookPr date1904='1'/><sheets>" SHEET_ENTRY ("Sheet1", "", "rId1") "</sheets>" \
  "<extLst><ext><x:workbookPr xmlns:x='urn:x' chartTrackingRefBase='1'/></ext></extLst>") }

static const Case date_cases[] = {
  { "1900", { DATES, NULL, STYLES ("", STYLE ("14")) },
    "1|d2025-01-08=45665|d2025-01-08T12:00:00=45665.5|d06:00:00=0.25|n60|d1900-02-28=59|d1900-03-01=61|d1900-01-01=1|n-1"
    "|d9999-12-31=2958465|n2958466\n" },
  { "1904", { "<row r='1'><c s='1'><v>0</v></c><c s='1'><v>60</v></c><c s='1'><v>44203</v></c></row>", NULL,
              STYLES ("", STYLE ("14")), PARTS (WORKBOOK_1904) },
    "1|d1904-01-01=0|d1904-03-01=60|d2025-01-08=44203\n" },
  { "seconds", { "<row r='1'><c s='1'><v>45664.999999999</v></c><c s='1'><v>45664.9999965278</v></c><c s='1'><v>45664.7083333333</v></c>"
                 "<c s='1'><v>45664.0000057870</v></c></row>", NULL, STYLES ("", STYLE ("22")) },
    "1|d2025-01-08=45664.999999999|d2025-01-07T23:59:59=45664.9999965278|d2025-01-07T17:00:00=45664.7083333333"
    "|d2025-01-07=45664.0000057870\n" },
  { "duration", { "<row r='1'><c s='1'><v>1.5</v></c><c s='2'><v>0.5</v></c><c s='1'><v>-0.25</v></c></row>", NULL,
                  STYLES (FORMAT ("164", "[h]:mm"), STYLE ("164") STYLE ("46")) },
    "1|d36:00:00=1.5|d12:00:00=0.5|d-06:00:00=-0.25\n" },
  { "text-and-empty", { "<row r='1'><c s='1' t='s'><v>0</v></c><c s='1'/><c s='1' t='str'><v>45665</v></c></row>", "<si><t>2025.1.8</t></si>",
                        STYLES ("", STYLE ("14")) }, "1|t2025.1.8|-|t45665\n" },
  { "builtin-undefined", { "<row r='1'><c s='1'><v>45665</v></c><c s='2'><v>45665</v></c><c s='3'><v>45665</v></c></row>", NULL,
                           STYLES ("", STYLE ("58") STYLE ("31") STYLE ("49")) }, "1|d2025-01-08=45665|d2025-01-08=45665|n45665\n" },
  { "definition-wins", { "<row r='1'><c s='1'><v>45665</v></c></row>", NULL, STYLES (FORMAT ("14", "0.00"), STYLE ("14")) }, "1|n45665\n" },
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

static const Case row_cases[] = {
  { "no-addresses", { "<row><c><v>1</v></c><c><v>2</v></c></row><row><c><v>3</v></c></row>" }, "1|n1|n2\n2|n3\n" },
  { "addresses-of-cells-only", { "<row><c r='B3'><v>1</v></c></row><row><c r='A7'><v>2</v></c></row>" }, "3|-|n1\n7|n2\n" },
  { "some-addresses", { "<row r='2'><c r='C2'><v>1</v></c><c><v>2</v></c></row><row><c r='b3'><v>3</v></c></row>" },
    "2|-|-|n1|n2\n3|-|n3\n" },
  { "cells-unordered", { "<row r='1'><c r='C1'><v>3</v></c><c r='A1'><v>1</v></c></row>" }, "1|n1|-|n3\n" },
  { "gaps", { "<row r='5'/><row r='9'><c r='A9' s='1'/></row><row r='1048576'><c r='A1048576'><v>1</v></c></row>" }, "1048576|n1\n" },
  { "last-column", { "<row r='1'><c r='AAA1'><v>1</v></c></row><row r='2'><c r='A2'><v>2</v></c></row>" }, "@702|n1\n2|n2\n" },
  { "hidden", { "<row r='1' hidden='1'><c><v>1</v></c></row><row r='2' hidden='true'><c><v>2</v></c></row><row r='3' hidden='0'>"
                "<c><v>3</v></c></row>" }, "1h|n1\n2h|n2\n3|n3\n" },
  { "unordered", { "<row r='2'><c><v>1</v></c></row><row r='1'><c><v>2</v></c></row>" }, NULL, "damaged" },
  { "twice", { "<row r='1'><c><v>1</v></c></row><row r='1'/>" }, NULL, "damaged" },
  { "row-0", { "<row r='0'><c><v>1</v></c></row>" }, NULL, "damaged" },
  { "row-too-far", { "<row r='1048577'><c><v>1</v></c></row>" }, NULL, "damaged" },
  { "column-too-far", { "<row r='1'><c r='XFE1'><v>1</v></c></row>" }, NULL, "damaged" },
  { "no-address-at-all", { "<row r='1'><c r='?'><v>1</v></c></row>" }, NULL, "damaged" },
  { "wrong-dimension", { NULL, PARTS (SHEET_PART (WORKSHEET ("<dimension ref='A1:A1'/><sheetData>" ONE_ROW "<row r='2'><c r='C2'><v>5</v></c>"
                                                               "</row></sheetData>"))) }, "1|t一\n2|-|-|n5\n" },
  { "no-data", { NULL, PARTS (SHEET_PART (WORKSHEET ("<sheetViews/>"))) }, "" },
};

/* ── Packages ───────────────────────────────────────────────────────────────────────────────────────────────────── */

#define STRICT "http://purl.oclc.org/ooxml/"
#define NO_TYPES { "[Content_Types].xml", TYPES ("") }
#define TYPED(type) { "[Content_Types].xml", TYPES ("<Override PartName='/xl/workbook.xml' ContentType='" type "'/>") }

static const Case package_cases[] = {
  { "absolute-target", { ONE_ROW, PARTS (RELS_TO ("/xl/worksheets/sheet1.xml")) }, ONE_ROW_READ },
  { "dotted-target", { ONE_ROW, PARTS (RELS_TO ("./../xl//worksheets/sheet1.xml")) }, ONE_ROW_READ },
  { "backslash-target", { ONE_ROW, PARTS (RELS_TO ("worksheets\\\\SHEET1.XML")) }, ONE_ROW_READ },
  { "escaped-target", { NULL, PARTS (RELS_TO ("worksheets/sheet%201.xml"),
                                     { "xl/worksheets/sheet 1.xml", WORKSHEET ("<sheetData>" ONE_ROW "</sheetData>") }) }, ONE_ROW_READ },
  { "backslash-entries", { NULL, PARTS ({ "xl/worksheets/sheet1.xml", NULL },
                                        { "xl\\worksheets\\Sheet1.xml", WORKSHEET ("<sheetData>" ONE_ROW "</sheetData>") }) }, ONE_ROW_READ },
  { "missing-override", { ONE_ROW, PARTS (NO_TYPES) }, ONE_ROW_READ },
  { "missing-types", { ONE_ROW, PARTS ({ "[Content_Types].xml", NULL }) }, ONE_ROW_READ },
  { "missing-package-relationships", { ONE_ROW, PARTS ({ "_rels/.rels", NULL }) }, ONE_ROW_READ },
  { "default-type-for-xml", { ONE_ROW, PARTS ({ "[Content_Types].xml", XML "<Types xmlns='x'><Default Extension='XML' ContentType='"
                                                WORKBOOK_TYPE "'/></Types>" }) }, ONE_ROW_READ },
  { "template", { ONE_ROW, PARTS (TYPED ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml")) }, ONE_ROW_READ },
  { "macros", { ONE_ROW, PARTS (TYPED ("application/vnd.ms-excel.sheet.macroEnabled.main+xml")) }, ONE_ROW_READ },
  { "macro-template", { ONE_ROW, PARTS (TYPED ("application/vnd.ms-excel.template.macroEnabled.main+xml")) }, ONE_ROW_READ },
  { "workbook-elsewhere", { ONE_ROW, PARTS (
    { "_rels/.rels", RELATIONSHIPS (RELATION ("r", "officeDocument", "/wtf/book.xml")) }, { "xl/workbook.xml", NULL },
    { "wtf/book.xml", WORKBOOK ("<sheets>" SHEET_ENTRY ("S", "", "r9") "</sheets>") },
    { "wtf/_rels/book.xml.rels", RELATIONSHIPS (RELATION ("r9", "worksheet", "../xl/worksheets/sheet1.xml")) }, NO_TYPES) }, ONE_ROW_READ },
  { "workbook-in-root", { ONE_ROW, PARTS (
    { "_rels/.rels", RELATIONSHIPS (RELATION ("r", "officeDocument", "workbook.xml")) }, { "xl/workbook.xml", NULL },
    { "workbook.xml", WORKBOOK ("<sheets>" SHEET_ENTRY ("S", "", "r9") "</sheets>") },
    { "_rels/workbook.xml.rels", RELATIONSHIPS (RELATION ("r9", "worksheet", "xl/worksheets/sheet1.xml")) }, NO_TYPES) }, ONE_ROW_READ },
  { "strict", { NULL, PARTS (
    { "xl/workbook.xml", XML "<workbook xmlns='" STRICT "spreadsheetml/main' xmlns:r='" STRICT "officeDocument/relationships'><sheets>"
      SHEET_ENTRY ("S", "", "rId1") "</sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels", RELATIONSHIPS ("<Relationship Id='rId1' Type='" STRICT "officeDocument/relationships/worksheet' "
                                                   "Target='worksheets/sheet1.xml'/>") },
    SHEET_PART (XML "<worksheet xmlns='" STRICT "spreadsheetml/main'><sheetData>" ONE_ROW "</sheetData></worksheet>")) }, ONE_ROW_READ },
  { "prefixes", { NULL, PARTS (
    { "xl/workbook.xml", "<x:workbook xmlns:x='" MAIN "' xmlns:rel='" OFFICE "'><x:sheets><x:sheet name='S' sheetId='1' rel:id='rId1'/>"
      "</x:sheets></x:workbook>" },
    { "xl/sharedStrings.xml", "<y:sst xmlns:y='" MAIN "'><y:si><y:r><y:t>甲</y:t></y:r><y:rPh><y:t>x</y:t></y:rPh></y:si></y:sst>" },
    SHEET_PART ("<z:worksheet xmlns:z='" MAIN "'><z:sheetData><z:row r='1' hidden='1'><z:c r='B1' t='s'><z:v>0</z:v></z:c><z:c>"
                "<z:f>1</z:f></z:c></z:row></z:sheetData></z:worksheet>")) }, "1h|-|t甲|f\n" },
  { "strings-not-related", { "<row><c t='s'><v>0</v></c></row>", "<si><t>甲</t></si>", PARTS (RELS_TO ("worksheets/sheet1.xml")) }, "1|t甲\n" },
  { "no-sheets", { ONE_ROW, PARTS (SHEETS ("")) }, NULL, "no visible sheet" },
  { "sheet-part-missing", { ONE_ROW, PARTS (RELS_TO ("worksheets/sheet7.xml")) }, NULL, "damaged" },
  { "relationship-missing", { ONE_ROW, PARTS (SHEETS (SHEET_ENTRY ("A", "", "rId8") SHEET_ENTRY ("B", "", "rId1"))) }, NULL, "damaged" },
  { "outside", { ONE_ROW, PARTS ({ "xl/_rels/workbook.xml.rels", RELATIONSHIPS ("<Relationship Id='rId1' Type='x/worksheet' "
                                   "Target='http://example.com/sheet1.xml' TargetMode='External'/>") }) }, NULL, "damaged" },
  { "docx", { ONE_ROW, PARTS (
    { "_rels/.rels", RELATIONSHIPS (RELATION ("r", "officeDocument", "word/document2.xml")) }, { "xl/workbook.xml", NULL },
    { "[Content_Types].xml", TYPES ("<Override PartName='/word/document2.xml' ContentType='application/vnd.openxmlformats-officedocument."
                                    "wordprocessingml.document.main+xml'/>") }, { "word/document2.xml", "<document/>" }) }, NULL, "text document" },
  { "xlsb", { ONE_ROW, PARTS (
    { "_rels/.rels", RELATIONSHIPS (RELATION ("r", "officeDocument", "xl/workbook.bin")) }, { "xl/workbook.xml", NULL },
    { "[Content_Types].xml", TYPES ("<Default Extension='bin' ContentType='application/vnd.ms-excel.sheet.binary.macroEnabled.main'/>") },
    { "xl/workbook.bin", "x" }) }, NULL, "binary workbook" },
  { "ods", { ONE_ROW, PARTS ({ "_rels/.rels", NULL }, { "xl/workbook.xml", NULL }, NO_TYPES, { "content.xml", "<x/>" }) }, NULL, "OpenDocument" },
  { "other-archive", { ONE_ROW, PARTS ({ "_rels/.rels", NULL }, { "xl/workbook.xml", NULL }, NO_TYPES, { "a.txt", "x" }) }, NULL, "archive" },
};

/* ── XML ────────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define SHEET_OF(head) SHEET_PART (head "<worksheet><sheetData>" ONE_ROW "</sheetData></worksheet>")
#define SHEET_IN(head, charset) { "xl/worksheets/sheet1.xml", head "<worksheet><sheetData>" ONE_ROW "</sheetData></worksheet>", charset }
#define UTF16 "<?xml version='1.0' encoding='UTF-16'?>"

static const Case xml_cases[] = {
  { "mark", { NULL, PARTS (SHEET_OF ("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>")) }, ONE_ROW_READ },
  { "utf-16", { NULL, PARTS (SHEET_IN (UTF16, "UTF-16")) }, ONE_ROW_READ },
  { "utf-16be-mark", { NULL, PARTS (SHEET_IN ("\ufeff" UTF16, "UTF-16BE")) }, ONE_ROW_READ },
  { "utf-16le-no-mark", { NULL, PARTS (SHEET_IN (UTF16, "UTF-16LE")) }, ONE_ROW_READ },
  { "utf-16be-no-declaration", { NULL, PARTS (SHEET_IN ("", "UTF-16BE")) }, ONE_ROW_READ },
  { "utf-16-declared-utf-8", { NULL, PARTS (SHEET_IN (XML, "UTF-16")) }, ONE_ROW_READ },
  { "utf-8-declared-utf-16", { NULL, PARTS (SHEET_OF (UTF16)) }, ONE_ROW_READ },
  { "latin-1", { NULL, PARTS ({ "xl/worksheets/sheet1.xml", "<?xml version='1.0' encoding='ISO-8859-1'?><worksheet><sheetData><row><c t='str'>"
                                "<v>é</v></c></row></sheetData></worksheet>", "ISO-8859-1" }) }, "1|té\n" },
  { "comments", { "<!-- a --><row r='1'><!-- b --><c r='A1'><v>1<!-- c -->2<?d e?></v></c></row>" }, "1|n12\n" },
  { "doctype", { NULL, PARTS (SHEET_OF ("<!DOCTYPE x [<!ENTITY a 'b'>]>")) }, NULL, "document type" },
  { "doctype-in-strings", { ONE_ROW, PARTS ({ "xl/sharedStrings.xml", "<!DOCTYPE sst SYSTEM 'http://example.com/'><sst/>" }) }, NULL, "document type" },
  { "not-well-formed", { "<row r='1'><c r='A1'><v>1</c></row>" }, NULL, "damaged" },
  { "cut", { NULL, PARTS (SHEET_PART ("<worksheet><sheetData>" ONE_ROW)) }, NULL, "damaged" },
  { "empty-part", { NULL, PARTS (SHEET_PART ("")) }, NULL, "damaged" },
  { "other-root", { NULL, PARTS (SHEET_PART ("<html><body/></html>")) }, NULL, "damaged" },
  { "bad-utf-8", { "<row><c t='str'><v>\xff\xfe</v></c></row>" }, NULL, "damaged" },
  { "unknown-entity", { "<row><c t='str'><v>&nbsp;</v></c></row>" }, NULL, "damaged" },
};

/* ── Sheets ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define THREE_SHEETS \
  { "xl/workbook.xml", WORKBOOK ("<sheets>" SHEET_ENTRY ("图", "", "r1") SHEET_ENTRY ("藏", "state='hidden'", "r2") \
    SHEET_ENTRY ("深", "state='veryHidden'", "r3") SHEET_ENTRY ("A&amp;B &lt;甲&gt;", "state='visible'", "r4") \
    SHEET_ENTRY ("乙", "", "r5") SHEET_ENTRY ("模块", "state='veryHidden'", "") "</sheets>") }, \
  { "xl/_rels/workbook.xml.rels", RELATIONSHIPS (RELATION ("r1", "chartsheet", "charts/1.xml") RELATION ("r2", "worksheet", "2.xml") \
    RELATION ("r3", "worksheet", "3.xml") RELATION ("r4", "worksheet", "4.xml") RELATION ("r5", "worksheet", "5.xml")) }, \
  { "xl/2.xml", WORKSHEET ("<sheetData><row><c><v>2</v></c></row></sheetData>") }, \
  { "xl/4.xml", WORKSHEET ("<sheetData><row><c><v>4</v></c></row></sheetData>") }, \
  { "xl/5.xml", WORKSHEET ("<sheetData><row><c><v>5</v></c></row></sheetData>") }

static const Case sheet_cases[] = {
  { "first-visible", { NULL, PARTS (THREE_SHEETS) }, "1|n4\n" },
  { "by-name", { NULL, PARTS (THREE_SHEETS) }, "1|n5\n", NULL, "乙" },
  { "by-name-with-entities", { NULL, PARTS (THREE_SHEETS) }, "1|n4\n", NULL, "A&B <甲>" },
  { "hidden-by-name", { NULL, PARTS (THREE_SHEETS) }, NULL, "is hidden", "藏" },
  { "unknown-name", { NULL, PARTS (THREE_SHEETS) }, NULL, "no sheet", "丙" },
  { "only-hidden", { NULL, PARTS (SHEETS (SHEET_ENTRY ("藏", "state='hidden'", "rId1"))) }, NULL, "no visible sheet" },
};

/* ── Running them ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* "@131100" in a test's XML stands for so many letters, "@702" in what is expected for so many empty cells behind row 1. */
static char *
expand (const char *text, const char *unit, const char *before)
{
  const char *at = text != NULL ? strchr (text, '@') : NULL;
  GString *expanded;

  if (at == NULL || !g_ascii_isdigit (at[1]))
    return g_strdup (text);
  expanded = g_string_new_len (text, at - text);
  g_string_append (expanded, before);
  for (guint64 n = g_ascii_strtoull (at + 1, (char **) &at, 10); n > 0; n--)
    g_string_append (expanded, unit);
  g_string_append (expanded, at);
  return g_string_free (expanded, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *given = data;
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autofree char *rows = expand (given->book.rows, "x", "");
  g_autofree char *strings = expand (given->book.strings, "x", "");
  g_autofree char *expected = expand (given->expected, "|-", "1");
  Book book = given->book;

  book.rows = rows;
  book.strings = strings;
  book_write (&book, path);
  check_file (path, given->sheet, expected, given->refusal);
  sn_test_remove_folder (folder);
}

static void
add_cases (const char *group, const Case *cases, gsize n_cases)
{
  for (gsize i = 0; i < n_cases; i++)
    {
      g_autofree char *path = g_strdup_printf ("/sheet-reader/%s/%s", group, cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
}

static void
test_sheet_names (void)
{
  static const Book book = { NULL, PARTS (THREE_SHEETS) };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (SnSheetInfo) info = { NULL };

  book_write (&book, path);
  g_assert_true (sn_sheet_read (path, NULL, describe_row, rows, &info, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (info.sheet, ==, "A&B <甲>");
  g_assert_cmpuint (info.sheet_names->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (info.sheet_names, 1), ==, "乙");
  g_assert_cmpuint (info.last_row, ==, 1);
  sn_test_remove_folder (folder);
}

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

static void
test_depth (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  Book book = { NULL };

  for (guint i = 0; i < 100000; i++)
    g_string_append (rows, "<a>");
  book.rows = rows->str;
  book_write (&book, path);
  check_file (path, NULL, NULL, "nested deeper");
  sn_test_remove_folder (folder);
}

/* A hundred and thirty megabytes of nothing in as many kilobytes. */
static void
test_bomb (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  gsize length = 130u << 20;
  g_autofree char *blanks = g_malloc (length + 1);
  Book book = { NULL };

  memset (blanks, ' ', length);
  blanks[length] = '\0';
  book.rows = blanks;
  book_write (&book, path);
  check_file (path, NULL, NULL, "far more");
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

/* ── Files ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const struct
{
  const char *name;
  const char *bytes;
  gsize       length;
  const char *refusal;
} strangers[] = {
  { "empty.xlsx", "", 0, "empty" },
  { "protected.xlsx", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....E\0n\0c\0r\0y\0p\0t\0e\0d\0P\0a\0c\0k\0a\0g\0e\0\0", 46, "password" },
  { "old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....W\0o\0r\0k\0b\0o\0o\0k\0", 28, ".xls" },
  { "doc.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0\0", 37, "text document" },
  { "older.xls", "\x09\x08\x10\0\0\x06\x05\0", 8, ".xls" },
  { "page.xls", "\xef\xbb\xbf\n <html><table>", 18, "web page" },
  { "page16.xls", "\xff\xfe<\0h\0t\0m\0l\0>\0", 14, "web page" },
  { "page-mime.xls", "MIME-Version: 1.0\n", 18, "web page" },
  { "flat.xml", "<?xml version='1.0'?><Workbook/>", 32, "web page" },
  { "paper.xlsx", "%PDF-1.4\n", 9, "PDF" },
  { "picture.xlsx", "\x89PNG\r\n", 6, "picture" },
  { "packed.xlsx", "\x1f\x8b\x08", 3, "archive" },
  { "letter.xlsx", "{\\rtf1}", 7, "text document" },
  { "~$roster.xlsx", "\x05" "admin     \0\0", 13, "mark" },
  { ".~lock.roster.xlsx#", ",admin,host,07.01.2025,file;", 28, "mark" },
  { "zeros.xlsx", "\0\0\0\0\0\0\0\0", 8, "neither" },
  { "random.xlsx", "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f", 10, "neither" },
  { "begun.xlsx", "PK\3\4", 4, "damaged" },
  { "no-entries.zip", "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 22, "archive" },
};

static void
test_strangers (void)
{
  char *folder = sn_test_make_folder ();

  for (gsize i = 0; i < G_N_ELEMENTS (strangers); i++)
    {
      g_autofree char *path = g_build_filename (folder, strangers[i].name, NULL);

      g_test_message ("%s", strangers[i].name);
      g_assert_true (g_file_set_contents (path, strangers[i].bytes, (gssize) strangers[i].length, NULL));
      check_file (path, NULL, NULL, strangers[i].refusal);
    }
  sn_test_remove_folder (folder);
}

static void
test_unopenable (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "nowhere.xlsx", NULL);
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_false (sn_sheet_read (path, NULL, describe_row, rows, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_false (sn_sheet_read (folder, NULL, describe_row, rows, NULL, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_REGULAR_FILE);
  sn_test_remove_folder (folder);
}

/* Each cut of a good file is refused: its table of contents stands at the end. */
static void
test_truncated (void)
{
  static const Book book = { ONE_ROW };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autofree char *bytes = NULL;
  gsize length = 0;

  book_write (&book, path);
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  for (gsize cut = 4; cut < length; cut += 1 + length / 50)
    {
      g_assert_true (g_file_set_contents (path, bytes, (gssize) cut, NULL));
      check_file (path, NULL, NULL, "damaged");
    }
  sn_test_remove_folder (folder);
}

/* ── Zips ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define LOCAL_HEADER "PK\3\4"
#define CENTRAL_HEADER "PK\1\2"
#define HEADER_LENGTH 4

/* Sets bits in the flags of all entries, which stand at another place in each of their two headers. */
static void
set_flags (char *bytes, gsize length, char flag)
{
  for (char *p = bytes; p + 10 < bytes + length; p++)
    {
      if (memcmp (p, LOCAL_HEADER, HEADER_LENGTH) == 0)
        p[6] |= flag;
      else if (memcmp (p, CENTRAL_HEADER, HEADER_LENGTH) == 0)
        p[8] |= flag;
    }
}

static void
lock (char *bytes, gsize length)
{
  set_flags (bytes, length, 1);
}

/* As programs write that do not know checksum and length beforehand. */
static void
leave_lengths_to_the_end (char *bytes, gsize length)
{
  set_flags (bytes, length, 8);
  for (char *p = bytes; p + 26 < bytes + length; p++)
    if (memcmp (p, LOCAL_HEADER, HEADER_LENGTH) == 0)
      memset (p + 14, 0, 12);
}

static void
replace_all (char *bytes, gsize length, const char *from, const char *to)
{
  for (char *p = bytes; (p = memmem (p, length - (gsize) (p - bytes), from, strlen (from))) != NULL; p++)
    memcpy (p, to, strlen (to));
}

static void
damage_cell (char *bytes, gsize length)
{
  replace_all (bytes, length, "一", "二");
}

static void
name_twice (char *bytes, gsize length)
{
  replace_all (bytes, length, "sheets/sheet2.xml", "sheets/sheet1.xml");
}

static const struct
{
  const char *name;
  void      (*edit) (char *bytes, gsize length);
  const char *refusal;
} zip_cases[] = {
  { "untouched", NULL, NULL },
  { "checksum", damage_cell, "damaged" },
  { "password", lock, "password" },
  { "data-descriptors", leave_lengths_to_the_end, NULL },
  { "duplicate-names", name_twice, NULL },
};

static void
test_zips (void)
{
  static const Book book = { ONE_ROW, PARTS ({ "xl/worksheets/sheet2.xml", WORKSHEET ("<sheetData/>") }), .stored = TRUE };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (zip_cases); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length = 0;

      g_test_message ("%s", zip_cases[i].name);
      book_write (&book, path);
      g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
      if (zip_cases[i].edit != NULL)
        zip_cases[i].edit (bytes, length);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      check_file (path, NULL, ONE_ROW_READ, zip_cases[i].refusal);
    }
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
  add_cases ("cell", cell_cases, G_N_ELEMENTS (cell_cases));
  add_cases ("date", date_cases, G_N_ELEMENTS (date_cases));
  add_cases ("row", row_cases, G_N_ELEMENTS (row_cases));
  add_cases ("package", package_cases, G_N_ELEMENTS (package_cases));
  add_cases ("xml", xml_cases, G_N_ELEMENTS (xml_cases));
  add_cases ("sheet", sheet_cases, G_N_ELEMENTS (sheet_cases));
  g_test_add_func ("/sheet-reader/format-codes", test_format_codes);
  g_test_add_func ("/sheet-reader/sheet-names", test_sheet_names);
  g_test_add_func ("/sheet-reader/merges", test_merges);
  g_test_add_func ("/sheet-reader/styled-blanks", test_styled_blanks);
  g_test_add_func ("/sheet-reader/depth", test_depth);
  g_test_add_func ("/sheet-reader/bomb", test_bomb);
  g_test_add_func ("/sheet-reader/stop", test_stop);
  g_test_add_func ("/sheet-reader/cancel", test_cancel);
  g_test_add_func ("/sheet-reader/strangers", test_strangers);
  g_test_add_func ("/sheet-reader/unopenable", test_unopenable);
  g_test_add_func ("/sheet-reader/truncated", test_truncated);
  g_test_add_func ("/sheet-reader/zips", test_zips);
  g_test_add_func ("/sheet-reader/print", test_print);
  g_test_add_func ("/sheet-reader/print-wide", test_print_wide);
  return g_test_run ();
}
