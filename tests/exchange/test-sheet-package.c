/* test-sheet-package.c: finding the sheet in whatever file is given, and what must be refused.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "package-fixture.h"

/* ── Packages ───────────────────────────────────────────────────────────────────────────────────────────────────── */

#define STRICT "http://purl.oclc.org/ooxml/"
#define NO_TYPES { "[Content_Types].xml", TYPES ("") }
#define TYPED(type) { "[Content_Types].xml", TYPES ("<Override PartName='/xl/workbook.xml' ContentType='" type "'/>") }

static const BookCase package_cases[] = {
  { "absolute-target", { ONE_ROW, PARTS (RELS_TO ("/xl/worksheets/sheet1.xml")) }, ONE_ROW_READ },
  { "dotted-target", { ONE_ROW, PARTS (RELS_TO ("./../xl//worksheets/sheet1.xml")) }, ONE_ROW_READ },
  { "backslash-target", { ONE_ROW, PARTS (RELS_TO ("worksheets\\\\SHEET1.XML")) }, ONE_ROW_READ },
  { "escaped-target", { NULL, PARTS (RELS_TO ("worksheets/sheet%201.xml"),
                                     { "xl/worksheets/sheet 1.xml", WORKSHEET ("<sheetData>" ONE_ROW "</sheetData>") }) },
        ONE_ROW_READ },
  { "backslash-entries", { NULL, PARTS ({ "xl/worksheets/sheet1.xml", NULL },
                                        { "xl\\worksheets\\Sheet1.xml", WORKSHEET ("<sheetData>" ONE_ROW "</sheetData>") }) },
        ONE_ROW_READ },
  { "missing-override", { ONE_ROW, PARTS (NO_TYPES) }, ONE_ROW_READ },
  { "missing-types", { ONE_ROW, PARTS ({ "[Content_Types].xml", NULL }) }, ONE_ROW_READ },
  { "missing-package-relationships", { ONE_ROW, PARTS ({ "_rels/.rels", NULL }) }, ONE_ROW_READ },
  { "default-type-for-xml", { ONE_ROW, PARTS ({ "[Content_Types].xml", XML "<Types xmlns='x'><Default Extension='XML' ContentType='"
                                                WORKBOOK_TYPE "'/></Types>" }) }, ONE_ROW_READ },
  { "template", { ONE_ROW, PARTS (TYPED ("application/vnd.openxmlformats-officedocument.spreadsheetml.template.main+xml")) },
      ONE_ROW_READ },
  { "macros", { ONE_ROW, PARTS (TYPED ("application/vnd.ms-excel.sheet.macroEnabled.main+xml")) }, ONE_ROW_READ },
  { "macro-template", { ONE_ROW, PARTS (TYPED ("application/vnd.ms-excel.template.macroEnabled.main+xml")) }, ONE_ROW_READ },
  { "workbook-elsewhere", { ONE_ROW, PARTS (
    { "_rels/.rels", RELATIONSHIPS (RELATION ("r", "officeDocument", "/wtf/book.xml")) }, { "xl/workbook.xml", NULL },
    { "wtf/book.xml", WORKBOOK ("<sheets>" SHEET_ENTRY ("S", "", "r9") "</sheets>") },
    { "wtf/_rels/book.xml.rels", RELATIONSHIPS (RELATION ("r9", "worksheet", "../xl/worksheets/sheet1.xml")) }, NO_TYPES) },
      ONE_ROW_READ },
  { "workbook-in-root", { ONE_ROW, PARTS (
    { "_rels/.rels", RELATIONSHIPS (RELATION ("r", "officeDocument", "workbook.xml")) }, { "xl/workbook.xml", NULL },
    { "workbook.xml", WORKBOOK ("<sheets>" SHEET_ENTRY ("S", "", "r9") "</sheets>") },
    { "_rels/workbook.xml.rels", RELATIONSHIPS (RELATION ("r9", "worksheet", "xl/worksheets/sheet1.xml")) }, NO_TYPES) },
      ONE_ROW_READ },
  { "strict", { NULL, PARTS (
    { "xl/workbook.xml", XML "<workbook xmlns='" STRICT "spreadsheetml/main' xmlns:r='"
      STRICT "officeDocument/relationships'><sheets>"
      SHEET_ENTRY ("S", "", "rId1") "</sheets></workbook>" },
    { "xl/_rels/workbook.xml.rels", RELATIONSHIPS ("<Relationship Id='rId1' Type='"
      STRICT "officeDocument/relationships/worksheet' "
                                                   "Target='worksheets/sheet1.xml'/>") },
    SHEET_PART (XML "<worksheet xmlns='" STRICT "spreadsheetml/main'><sheetData>" ONE_ROW "</sheetData></worksheet>")) },
      ONE_ROW_READ },
  { "prefixes", { NULL, PARTS (
    { "xl/workbook.xml", "<x:workbook xmlns:x='" MAIN "' xmlns:rel='"
      OFFICE "'><x:sheets><x:sheet name='S' sheetId='1' rel:id='rId1'/>"
      "</x:sheets></x:workbook>" },
    { "xl/sharedStrings.xml", "<y:sst xmlns:y='" MAIN "'><y:si><y:r><y:t>甲</y:t></y:r><y:rPh><y:t>x</y:t></y:rPh></y:si></y:sst>" },
    SHEET_PART ("<z:worksheet xmlns:z='" MAIN "'><z:sheetData><z:row r='1' hidden='1'><z:c r='B1' t='s'><z:v>0</z:v></z:c><z:c>"
                "<z:f>1</z:f></z:c></z:row></z:sheetData></z:worksheet>")) }, "1h|-|t甲|f\n" },
  { "strings-not-related", { "<row><c t='s'><v>0</v></c></row>", "<si><t>甲</t></si>", PARTS (RELS_TO ("worksheets/sheet1.xml")) },
      "1|t甲\n" },
  { "no-sheets", { ONE_ROW, PARTS (SHEETS ("")) }, NULL, "no visible sheet" },
  { "sheet-part-missing", { ONE_ROW, PARTS (RELS_TO ("worksheets/sheet7.xml")) }, NULL, "damaged" },
  { "relationship-missing", { ONE_ROW, PARTS (SHEETS (SHEET_ENTRY ("A", "", "rId8") SHEET_ENTRY ("B", "", "rId1"))) }, NULL,
      "damaged" },
  { "outside", { ONE_ROW, PARTS ({ "xl/_rels/workbook.xml.rels", RELATIONSHIPS ("<Relationship Id='rId1' Type='x/worksheet' "
                                   "Target='http://example.com/sheet1.xml' TargetMode='External'/>") }) }, NULL, "damaged" },
  { "docx", { ONE_ROW, PARTS (
    { "_rels/.rels", RELATIONSHIPS (RELATION ("r", "officeDocument", "word/document2.xml")) }, { "xl/workbook.xml", NULL },
    { "[Content_Types].xml", TYPES ("<Override PartName='/word/document2.xml' ContentType='application/vnd."
                                    "openxmlformats-officedocument.wordprocessingml.document.main+xml'/>") },
    { "word/document2.xml", "<document/>" }) }, NULL, "text document" },
  { "xlsb", { ONE_ROW, PARTS (
    { "_rels/.rels", RELATIONSHIPS (RELATION ("r", "officeDocument", "xl/workbook.bin")) }, { "xl/workbook.xml", NULL },
    { "[Content_Types].xml", TYPES ("<Default Extension='bin' ContentType='application/vnd.ms-excel.sheet.binary."
                                    "macroEnabled.main'/>") },
    { "xl/workbook.bin", "x" }) }, NULL, "binary workbook" },
  { "ods", { ONE_ROW, PARTS ({ "_rels/.rels", NULL }, { "xl/workbook.xml", NULL }, NO_TYPES, { "content.xml", "<x/>" }) }, NULL,
      "damaged" },
  { "other-archive", { ONE_ROW, PARTS ({ "_rels/.rels", NULL }, { "xl/workbook.xml", NULL }, NO_TYPES, { "a.txt", "x" }) }, NULL,
      "archive" },
};

/* ── XML ────────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define SHEET_OF(head) SHEET_PART (head "<worksheet><sheetData>" ONE_ROW "</sheetData></worksheet>")
#define SHEET_IN(head, charset) { "xl/worksheets/sheet1.xml", head "<worksheet><sheetData>" ONE_ROW "</sheetData></worksheet>", \
    charset }
#define UTF16 "<?xml version='1.0' encoding='UTF-16'?>"

static const BookCase xml_cases[] = {
  { "mark", { NULL, PARTS (SHEET_OF ("\xef\xbb\xbf<?xml version='1.0' encoding='UTF-8'?>")) }, ONE_ROW_READ },
  { "utf-16", { NULL, PARTS (SHEET_IN (UTF16, "UTF-16")) }, ONE_ROW_READ },
  { "utf-16be-mark", { NULL, PARTS (SHEET_IN ("\ufeff" UTF16, "UTF-16BE")) }, ONE_ROW_READ },
  { "utf-16le-no-mark", { NULL, PARTS (SHEET_IN (UTF16, "UTF-16LE")) }, ONE_ROW_READ },
  { "utf-16be-no-declaration", { NULL, PARTS (SHEET_IN ("", "UTF-16BE")) }, ONE_ROW_READ },
  { "utf-16-declared-utf-8", { NULL, PARTS (SHEET_IN (XML, "UTF-16")) }, ONE_ROW_READ },
  { "utf-8-declared-utf-16", { NULL, PARTS (SHEET_OF (UTF16)) }, ONE_ROW_READ },
  { "latin-1", { NULL, PARTS ({ "xl/worksheets/sheet1.xml",
      "<?xml version='1.0' encoding='ISO-8859-1'?><worksheet><sheetData><row><c t='str'>"
                                "<v>é</v></c></row></sheetData></worksheet>", "ISO-8859-1" }) }, "1|té\n" },
  { "comments", { "<!-- a --><row r='1'><!-- b --><c r='A1'><v>1<!-- c -->2<?d e?></v></c></row>" }, "1|n12\n" },
  { "doctype", { NULL, PARTS (SHEET_OF ("<!DOCTYPE x [<!ENTITY a 'b'>]>")) }, NULL, "document type" },
  { "doctype-in-strings", { ONE_ROW, PARTS ({ "xl/sharedStrings.xml", "<!DOCTYPE sst SYSTEM 'http://example.com/'><sst/>" }) },
      NULL, "document type" },
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
  { "xl/_rels/workbook.xml.rels", RELATIONSHIPS (RELATION ("r1", "chartsheet", "charts/1.xml") \
    RELATION ("r2", "worksheet", "2.xml") \
    RELATION ("r3", "worksheet", "3.xml") RELATION ("r4", "worksheet", "4.xml") RELATION ("r5", "worksheet", "5.xml")) }, \
  { "xl/2.xml", WORKSHEET ("<sheetData><row><c><v>2</v></c></row></sheetData>") }, \
  { "xl/4.xml", WORKSHEET ("<sheetData><row><c><v>4</v></c></row></sheetData>") }, \
  { "xl/5.xml", WORKSHEET ("<sheetData><row><c><v>5</v></c></row></sheetData>") }

static const BookCase sheet_cases[] = {
  { "first-visible", { NULL, PARTS (THREE_SHEETS) }, "1|n4\n" },
  { "by-name", { NULL, PARTS (THREE_SHEETS) }, "1|n5\n", NULL, "乙" },
  { "by-name-with-entities", { NULL, PARTS (THREE_SHEETS) }, "1|n4\n", NULL, "A&B <甲>" },
  { "hidden-by-name", { NULL, PARTS (THREE_SHEETS) }, "1|n2\n", NULL, "藏" },
  { "unknown-name", { NULL, PARTS (THREE_SHEETS) }, NULL, "no sheet", "丙" },
  { "only-hidden", { NULL, PARTS (SHEETS (SHEET_ENTRY ("藏", "state='hidden'", "rId1"))) }, NULL, "no visible sheet" },
};

/* ── Sheets and limits ──────────────────────────────────────────────────────────────────────────────────────────── */

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
  g_assert_cmpuint (info.hidden_sheet_names->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (info.hidden_sheet_names, 0), ==, "藏");
  g_assert_cmpuint (info.last_row, ==, 1);
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
  { "old.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....W\0o\0r\0k\0b\0o\0o\0k\0", 28, "damaged" },
  { "doc.xls", "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1....W\0o\0r\0d\0D\0o\0c\0u\0m\0e\0n\0t\0\0", 37, "text document" },
  { "older.xls", "\x09\x08\x10\0\0\x06\x05\0", 8, "damaged" },
  { "oldest.xls", "\x09\0\x04\0\x02\0\x10\0", 8, "older than Excel 5" },
  { "page.xls", "\xef\xbb\xbf\n <html><body>", 17, "no table" },
  { "page16.xls", "\xff\xfe<\0h\0t\0m\0l\0>\0", 14, "no table" },
  { "page-mime.xls", "MIME-Version: 1.0\n", 18, "web page" },
  { "flat.xml", "<?xml version='1.0'?><Workbook/>", 32, "no visible sheet" },
  { "other.xml", "<?xml version='1.0'?><rows/>", 28, "web page or XML" },
  { "paper.xlsx", "%PDF-1.4\n", 9, "PDF" },
  { "picture.xlsx", "\x89PNG\r\n", 6, "picture" },
  { "packed.xlsx", "\x1f\x8b\x08", 3, "archive" },
  { "letter.xlsx", "{\\rtf1}", 7, "text document" },
  { "~$roster.xlsx", "\x05" "admin     \0\0", 13, "mark" },
  { ".~lock.roster.xlsx#", ",admin,host,07.01.2025,file;", 28, "mark" },
  { "zeros.xlsx", "\0\0\0\0\0\0\0\0", 8, "holds none" },
  { "random.xlsx", "\x01\x02\x03\x04\x05\x06\x07\x08\x0e\x0f", 10, "holds none" },
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

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add_cases ("sheet-package/package", package_cases, G_N_ELEMENTS (package_cases));
  add_cases ("sheet-package/xml", xml_cases, G_N_ELEMENTS (xml_cases));
  add_cases ("sheet-package/sheet", sheet_cases, G_N_ELEMENTS (sheet_cases));
  g_test_add_func ("/sheet-package/sheet-names", test_sheet_names);
  g_test_add_func ("/sheet-package/depth", test_depth);
  g_test_add_func ("/sheet-package/bomb", test_bomb);
  g_test_add_func ("/sheet-package/strangers", test_strangers);
  g_test_add_func ("/sheet-package/unopenable", test_unopenable);
  g_test_add_func ("/sheet-package/truncated", test_truncated);
  g_test_add_func ("/sheet-package/zips", test_zips);
  return g_test_run ();
}
