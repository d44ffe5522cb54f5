/* test-ods-reader.c: OpenDocument spreadsheets, packed and flat, as LibreOffice, WPS and Excel write them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "package-fixture.h"

#define NAMESPACES \
  "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:table='urn:oasis:names:tc:opendocument:xmlns:table:1.0' " \
  "xmlns:text='urn:oasis:names:tc:opendocument:xmlns:text:1.0' xmlns:style='urn:oasis:names:tc:opendocument:xmlns:style:1.0' " \
  "xmlns:calcext='urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0' xmlns:dc='urn:dc' xmlns:draw='urn:draw' " \
  "xmlns:manifest='urn:oasis:names:tc:opendocument:xmlns:manifest:1.0'"
#define HIDDEN_STYLES \
  "<office:automatic-styles><style:style style:name='ta1' style:family='table'><style:table-properties table:display='true'/>" \
  "</style:style><style:style style:name='ta2' style:family='table'><style:table-properties table:display='false'/></style:style>" \
  "<style:style style:name='ce1' style:family='table-cell'><style:table-properties table:display='false'/></style:style>" \
  "</office:automatic-styles>"

typedef struct
{
  const char *name;
  const char *inside;   /* of the spreadsheet; of its only table where it begins with a row or a group of rows */
  const char *expected;
  const char *refusal;
  const char *sheet;
} OdsCase;

#define ROW(cells) "<table:table-row>" cells "</table:table-row>"
#define CELL(text) "<table:table-cell office:value-type='string'><text:p>" text "</text:p></table:table-cell>"
#define VALUE(type, attribute, more) "<table:table-cell office:value-type='" type "' office:" attribute more "/>"
#define TABLE(name, style, rows) "<table:table table:name='" name "' table:style-name='" style "'>" rows "</table:table>"
#define NESTED "<table:table table:name='x'>" ROW (CELL ("x")) "</table:table>"

static const OdsCase cases[] = {
  { "numbers", ROW (VALUE ("float", "value='12.50'", "") VALUE ("percentage", "value='0.155'", "")
                    VALUE ("currency", "value='1E+020'", " office:currency='CNY'") VALUE ("float", "value='310118196001011239'", "")
                    VALUE ("float", "value='NaN'", "") VALUE ("float", "x='1'", "")),
    "1|n12.50|n0.155|n1E+020|n310118196001011239|tNaN\n" },
  { "dates", ROW (VALUE ("date", "date-value='2025-01-08'", "") VALUE ("date", "date-value='2025-01-08T12:30:05.5'", "")
                  VALUE ("date", "date-value='2025-01-08T00:00:00'", "") VALUE ("date", "date-value='去年'", "")),
    "1|d2025-01-08|d2025-01-08T12:30:05=2025-01-08T12:30:05.5|d2025-01-08=2025-01-08T00:00:00|t去年\n" },
  { "times", ROW (VALUE ("time", "time-value='PT08H30M00S'", "") VALUE ("time", "time-value='PT36H00M01.5S'", "")
                  VALUE ("time", "time-value='-PT6H'", "") VALUE ("time", "time-value='P1DT12H'", "")
                  VALUE ("time", "time-value='PT07H59M59.99999999S'", "") VALUE ("time", "time-value='8:30'", "")
                  VALUE ("time", "time-value='PT1e9H'", "")),
    "1|d08:30:00=PT08H30M00S|d36:00:01=PT36H00M01.5S|d-06:00:00=-PT6H|d36:00:00=P1DT12H|d08:00:00=PT07H59M59.99999999S"
    "|t8:30|tPT1e9H\n" },
  { "booleans", ROW (VALUE ("boolean", "boolean-value='true'", "") VALUE ("boolean", "boolean-value='false'", "")
                     VALUE ("boolean", "boolean-value='1.5'", "")), "1|bTRUE|bFALSE|bTRUE\n" },
  { "value-over-text", ROW ("<table:table-cell office:value-type='float' office:value='1200.55'><text:p>1,201</text:p></table:table-cell>"
                            "<table:table-cell office:value-type='string' office:string-value='全'><text:p>缩</text:p></table:table-cell>"),
    "1|n1200.55|t全\n" },
  { "text", ROW (CELL ("一 <text:span>二<text:span>三</text:span></text:span><text:s text:c='3'/>四<text:tab/>五<text:line-break/>六")
                 CELL (" \n 前<text:s/>  后  中\n   ") CELL ("一</text:p><text:p/><text:p>三") CELL ("<text:a>链</text:a>&lt;&amp;")
                 CELL ("<text:ruby><text:ruby-base>本田</text:ruby-base><text:ruby-text>ホンダ</text:ruby-text></text:ruby>")),
    "1|t一 二三   四\t五\n六|t前   后  中 |t一\n\n三|t链<&|t本田\n" },
  { "annotation", ROW ("<table:table-cell office:value-type='string'><office:annotation><dc:date>2025</dc:date><text:p>批注</text:p>"
                       "</office:annotation><text:p>甲<office:annotation><text:p>注</text:p></office:annotation></text:p>"
                       "<draw:frame><draw:text-box><text:p>框</text:p></draw:text-box></draw:frame></table:table-cell>"
                       "<table:table-cell><office:annotation><text:p>批注</text:p></office:annotation></table:table-cell>"
                       CELL ("乙")), "1|t甲|-|t乙\n" },
  { "formulas", ROW (
    "<table:table-cell table:formula='of:=1/0' office:value-type='string' office:string-value='' calcext:value-type='error'>"
    "<text:p>#DIV/0!</text:p></table:table-cell>"
    "<table:table-cell table:formula='of:=1/0' office:value-type='float' office:value='0'><text:p>Err:502</text:p></table:table-cell>"
    "<table:table-cell table:formula='of:=NA()' office:value-type='string'><text:p>#N/A</text:p></table:table-cell>"
    "<table:table-cell table:formula='of:=2+2' office:value-type='float' office:value='4'><text:p>4.00</text:p></table:table-cell>"
    "<table:table-cell table:formula='of:=A1'/>"
    "<table:table-cell table:formula='of:=\"\"' office:value-type='string' office:string-value=''/>" CELL ("#N/A") CELL ("#3!")),
    "1|x#DIV/0!|xErr:502|x#N/A|n4|f|t|t#N/A|t#3!\n" },
  { "repeated", "<table:table-row table:number-rows-repeated='2'><table:table-cell table:number-columns-repeated='2'/>"
                "<table:table-cell table:number-columns-repeated='2' office:value-type='date' office:date-value='2025-01-08T08:00:00'/>"
                "<table:table-cell table:number-columns-repeated='16380'/></table:table-row>"
                "<table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='16384'/></table:table-row>"
                ROW (CELL ("末")) "<table:table-row table:number-rows-repeated='1048570'><table:table-cell/></table:table-row>",
    "1|-|-|d2025-01-08T08:00:00|d2025-01-08T08:00:00\n2|-|-|d2025-01-08T08:00:00|d2025-01-08T08:00:00\n6|t末\n" },
  { "beyond-columns", ROW ("<table:table-cell table:number-columns-repeated='16384'/>" CELL ("外")), NULL, "damaged" },
  { "beyond-columns-repeated", ROW (CELL ("一") "<table:table-cell table:number-columns-repeated='4294967295' office:value-type='string'>"
                                    "<text:p>外</text:p></table:table-cell>"), NULL, "damaged" },
  { "beyond-rows", "<table:table-row table:number-rows-repeated='1048576'><table:table-cell/></table:table-row>" ROW (CELL ("外")), NULL,
    "damaged" },
  { "bomb", "<table:table-row table:number-rows-repeated='1048576'><table:table-cell office:value-type='string' "
            "table:number-columns-repeated='100'><text:p>大</text:p></table:table-cell></table:table-row>", NULL, "far more" },
  { "too-long", ROW (CELL ("@131100")), NULL, "32,767" },
  { "too-long-blanks", ROW (CELL ("<text:s text:c='99999999'/><text:s text:c='99999999'/><text:s text:c='99999999'/>"
                                  "<text:s text:c='99999999'/><text:s text:c='99999999'/>")), NULL, "32,767" },
  { "covered", ROW ("<table:table-cell office:value-type='string' table:number-columns-spanned='2' table:number-rows-spanned='2'>"
                    "<text:p>并</text:p></table:table-cell><table:covered-table-cell/>" CELL ("旁"))
               ROW ("<table:covered-table-cell table:number-columns-repeated='2'/>" CELL ("下")), "1|t并|-|t旁\n2|-|-|t下\n" },
  { "hidden-rows", "<table:table-row table:visibility='collapse'>" CELL ("藏") "</table:table-row>"
                   "<table:table-row table:visibility='filter'>" CELL ("筛") "</table:table-row>"
                   "<table:table-row-group table:display='false'><table:table-row-group>" ROW (CELL ("折")) "</table:table-row-group>"
                   ROW (CELL ("叠")) "</table:table-row-group><table:table-row table:visibility='visible'>" CELL ("见") "</table:table-row>",
    "1h|t藏\n2h|t筛\n3h|t折\n4h|t叠\n5|t见\n" },
  { "groups", "<table:table-header-rows>" ROW (CELL ("头")) "</table:table-header-rows><table:table-rows>" ROW (CELL ("身"))
              "</table:table-rows>", "1|t头\n2|t身\n" },
  { "no-cells-elsewhere", "<table:tracked-changes>" NESTED "</table:tracked-changes>"
      TABLE ("表", "ta1", "<table:shapes><draw:frame>" NESTED "</draw:frame></table:shapes><table:table-column/>"
             ROW ("<table:table-cell>" NESTED "</table:table-cell>" CELL ("真"))), "1|-|t真\n" },
  { "first-visible", TABLE ("藏", "ta2", ROW (CELL ("藏"))) TABLE ("显", "ta1", ROW (CELL ("显"))) TABLE ("后", "", ROW (CELL ("后"))), "1|t显\n" },
  { "by-name", TABLE ("显", "ta1", ROW (CELL ("显"))) TABLE ("A&amp;B", "", ROW ("<table:table-cell/>") ROW (CELL ("后"))), "2|t后\n", NULL, "A&B" },
  { "hidden-by-name", TABLE ("藏", "ta2", ROW (CELL ("藏"))) TABLE ("显", "ta1", ROW (CELL ("显"))), "1|t藏\n", NULL, "藏" },
  { "unknown-name", TABLE ("显", "ta1", ROW (CELL ("显"))), NULL, "no sheet", "丙" },
  { "only-hidden", TABLE ("藏", "ta2", ROW (CELL ("藏"))), NULL, "no visible sheet" },
  { "style-of-a-cell", TABLE ("显", "ce1", ROW (CELL ("显"))), "1|t显\n" },
  { "copy-of-a-link", TABLE ("&apos;file:///a.ods&apos;#$Sheet1", "ta1", ROW (CELL ("外"))) TABLE ("显", "ta1", ROW (CELL ("显"))), "1|t显\n" },
  { "empty", "", NULL, "no visible sheet" },
};

static char *
make_spreadsheet (const char *inside)
{
  gboolean is_table = g_str_has_prefix (inside, "<table:table-");

  return g_strconcat (is_table ? "<table:table table:name='Sheet1'>" : "", inside, is_table ? "</table:table>" : "", NULL);
}

static char *
make_content (const char *root, const char *inside)
{
  return g_strconcat (XML "<office:", root, " " NAMESPACES ">" HIDDEN_STYLES "<office:body>", inside, "</office:body></office:", root, ">",
                      NULL);
}

static void
write_package (const char *path, const PackagePart *parts, gsize n_parts)
{
  zip_t *archive = zip_open (path, ZIP_CREATE | ZIP_TRUNCATE, NULL);

  g_assert_nonnull (archive);
  for (gsize i = 0; i < n_parts; i++)
    add_part (archive, &parts[i], FALSE);
  g_assert_cmpint (zip_close (archive), ==, 0);
}

/* Each case packed and flat. */
static void
test_ods_case (gconstpointer data)
{
  const OdsCase *given = data;
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xls", NULL);
  g_autofree char *inside = expand (given->inside, "x", "");
  g_autofree char *tables = make_spreadsheet (inside);
  g_autofree char *spreadsheet = g_strconcat ("<office:spreadsheet>", tables, "</office:spreadsheet>", NULL);
  g_autofree char *content = make_content ("document-content", spreadsheet);
  g_autofree char *flat = make_content ("document", spreadsheet);
  const PackagePart parts[] = { { "mimetype", "application/vnd.oasis.opendocument.spreadsheet" }, { "content.xml", content } };

  write_package (path, parts, G_N_ELEMENTS (parts));
  check_file (path, given->sheet, given->expected, given->refusal);
  g_assert_true (g_file_set_contents (path, flat, -1, NULL));
  check_file (path, given->sheet, given->expected, given->refusal);
  sn_test_remove_folder (folder);
}

static const struct
{
  const char *body;
  const char *manifest;
  const char *refusal;
} packages[] = {
  { "<office:text><text:p>信</text:p></office:text>", NULL, "text document" },
  { "<office:presentation/>", NULL, "presentation" },
  { "<office:drawing/>", NULL, "drawing" },
  { "<office:chart/>", NULL, "damaged" },
  { NULL, "<manifest:manifest " NAMESPACES "><manifest:file-entry/></manifest:manifest>", "damaged" },
  { NULL, "<manifest:manifest " NAMESPACES "><manifest:file-entry manifest:full-path='encrypted-package'><manifest:encryption-data/>"
          "</manifest:file-entry></manifest:manifest>", "password" },
  { "<office:spreadsheet/>", "<manifest:manifest " NAMESPACES "><manifest:file-entry manifest:full-path='content.xml'>"
    "<manifest:encryption-data/></manifest:file-entry></manifest:manifest>", "password" },
  /* A fault of the manifest is none of the content. */
  { "<office:spreadsheet/>", "<!DOCTYPE manifest:manifest SYSTEM 'Manifest.dtd'><manifest:manifest/>", "no visible sheet" },
};

static void
test_packages (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.ods", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (packages); i++)
    {
      g_autofree char *content = packages[i].body != NULL ? make_content ("document-content", packages[i].body) : NULL;
      PackagePart parts[2];
      gsize n_parts = 0;

      if (content != NULL)
        parts[n_parts++] = (PackagePart){ "content.xml", content };
      if (packages[i].manifest != NULL)
        parts[n_parts++] = (PackagePart){ "META-INF/manifest.xml", packages[i].manifest };
      write_package (path, parts, n_parts);
      check_file (path, NULL, NULL, packages[i].refusal);
    }
  sn_test_remove_folder (folder);
}

/* In UTF-16 and in GB2312, which expat does not know. */
static void
test_flat_encodings (void)
{
  static const char *const charsets[] = { "UTF-16", "GB18030" };
  static const char *const names[] = { "UTF-16", "gb2312" };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.fods", NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (charsets); i++)
    {
      g_autofree char *text = g_strconcat ("<?xml version='1.0' encoding='", names[i], "'?><!-- 一 --><office:document " NAMESPACES
                                           "><office:body><office:spreadsheet>" TABLE ("表", "", ROW (CELL ("陈䶮")))
                                           "</office:spreadsheet></office:body></office:document>", NULL);
      gsize length = 0;
      g_autofree char *bytes = g_convert (text, -1, charsets[i], "UTF-8", NULL, &length, NULL);

      g_assert_nonnull (bytes);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
      check_file (path, NULL, "1|t陈䶮\n", NULL);
      g_assert_true (g_file_set_contents (path, bytes, (gssize) length - 9, NULL));
      check_file (path, NULL, NULL, "damaged");
    }
  sn_test_remove_folder (folder);
}

/* ── What is known beside the cells ─────────────────────────────────────────────────────────────────────────────── */

static gboolean
stop_at_once (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  ++*(guint *) data;
  return FALSE;
}

/* Also when it is stopped at its first row, and that one is repeated. */
static void
test_info (void)
{
  static const SnCellRange expected[] = { { 1, 1, 2, 2 } };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.ods", NULL);
  g_autofree char *content = make_content ("document-content", "<office:spreadsheet>"
    TABLE ("甲", "", "<table:table-row table:number-rows-repeated='5'><table:table-cell office:value-type='string' "
           "table:number-columns-spanned='2' table:number-rows-spanned='2'><text:p>一</text:p></table:table-cell></table:table-row>"
           ROW (CELL ("二")))
    TABLE ("藏", "ta2", ROW (CELL ("三"))) TABLE ("乙", "", "") "</office:spreadsheet>");
  const PackagePart parts[] = { { "content.xml", content } };
  g_auto (SnSheetInfo) info = { NULL };
  g_autoptr (GError) error = NULL;
  guint n_rows = 0;

  write_package (path, parts, 1);
  g_assert_true (sn_sheet_read (path, NULL, stop_at_once, &n_rows, &info, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_rows, ==, 1);
  g_assert_cmpstr (info.sheet, ==, "甲");
  g_assert_cmpuint (info.last_row, ==, 1);
  g_assert_cmpuint (info.sheet_names->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (info.sheet_names, 1), ==, "乙");
  g_assert_cmpuint (info.hidden_sheet_names->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (info.hidden_sheet_names, 0), ==, "藏");
  g_assert_cmpuint (info.merges->len, ==, 1);
  g_assert_cmpmem (info.merges->data, sizeof expected, expected, sizeof expected);
  sn_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/ods-reader/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_ods_case);
    }
  g_test_add_func ("/ods-reader/packages", test_packages);
  g_test_add_func ("/ods-reader/flat-encodings", test_flat_encodings);
  g_test_add_func ("/ods-reader/info", test_info);
  return g_test_run ();
}
