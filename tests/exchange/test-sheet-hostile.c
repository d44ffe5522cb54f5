/* test-sheet-hostile.c: good files with faults put in at random, always the same ones: each is read or refused with a
 * sentence, and nothing else happens. SN_HOSTILE_CASES sets how many of each kind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <glib/gstdio.h>
#include <stdio.h>

#include "biff-fixture.h"
#include "package-fixture.h"

#define CASES 500
#define MOST_EDITS 6

static const Book seeds[] = {
  { "<row r='1'><c r='A1' t='s'><v>0</v></c><c r='B1' t='s' s='1'><v>1</v></c><c r='C1' t='inlineStr'><is><r><t>甲</t></r>"
    "<rPh><t>x</t></rPh></is></c></row><row r='2' hidden='1'><c r='A2' s='1'><v>45665.25</v></c><c r='B2' s='2'><v>1.5</v></c>"
    "<c r='C2' t='b'><v>1</v></c><c r='D2' t='e'><v>#N/A</v></c><c r='E2' t='str'><f>A1&amp;B1</f><v>a_x000D_b</v></c>"
    "<c r='F2' t='d'><v>2025-01-08T10:00:00Z</v></c></row><row r='40'><c r='XFD40'><v>310118196001011239</v></c></row>",
    "<si><t>姓名</t></si><si><r><t>金</t></r><r><t>额</t></r><phoneticPr/></si><si/>",
    STYLES (FORMAT ("164", "yyyy\"年\"m\"月\";@") FORMAT ("165", "[h]:mm"), STYLE ("164") STYLE ("165")) },
  { NULL, NULL, NULL, {
    { "xl/workbook.xml", WORKBOOK ("<workbookPr date1904='1'/><sheets>" SHEET_ENTRY ("图", "", "r1") SHEET_ENTRY ("藏",
      "state='hidden'", "r2")
      SHEET_ENTRY ("A&amp;B", "", "r3") "</sheets>") },
    { "xl/_rels/workbook.xml.rels", RELATIONSHIPS (RELATION ("r1", "chartsheet", "c.xml") RELATION ("r2", "worksheet", "2.xml")
      RELATION ("r3", "worksheet", "/xl/3.xml")) },
    { "xl/3.xml", WORKSHEET ("<sheetData><row><c><v>1</v></c><c/></row><row><c t='str'><v><![CDATA[<乙>]]></v></c></row></sheetData>"
                             "<mergeCells><mergeCell ref='A1:B2'/></mergeCells>"), "UTF-16" } } },
};

#define BYTES(text) (text), sizeof (text) - 1

static const struct
{
  const char *bytes;
  gsize       length;
} text_seeds[] = {
  { BYTES ("姓名,\"身份证号\n码\",金额\n张三,\"a \"\"b\"\"\",1200.00\n李四,,\n") },
  { BYTES ("\xd0\xd5\xc3\xfb;\xbd\xf0\xb6\xee\r\n\xd5\xc5\xc8\xfd;\x82\x35\x90\x37\x80\r\n\x1a") },
  { BYTES ("\xff\xfe\xd3\x59\t\0\x0d\x54\n\0\x31\0\t\0\x32\0") },
  { BYTES ("sep=|\r\na|b|\"c\r\nd|e") },
  { BYTES ("<?xml version='1.0'?><office:document xmlns:office='o' xmlns:table='t' xmlns:text='x' xmlns:style='s'><office:automatic-styles>"
           "<style:style style:name='h' style:family='table'><style:table-properties table:display='false'/></style:style>"
           "</office:automatic-styles><office:body><office:spreadsheet office:x='opendocument'><table:table table:name='藏' table:style-name='h'/>"
           "<table:table table:name='甲'><table:table-row table:number-rows-repeated='3'><table:table-cell office:value-type='string' "
           "table:number-columns-spanned='2'><text:p>一<text:s text:c='2'/>二</text:p></table:table-cell><table:covered-table-cell/>"
           "<table:table-cell table:number-columns-repeated='5' office:value-type='date' office:date-value='2025-01-08'/></table:table-row>"
           "<table:table-row table:visibility='collapse'><table:table-cell office:value-type='time' office:time-value='PT8H30M'/>"
           "<table:table-cell table:formula='=1/0' office:value-type='float' office:value='0'><text:p>#DIV/0!</text:p></table:table-cell>"
           "</table:table-row></table:table></office:spreadsheet></office:body></office:document>") },
};

static guint
get_n_cases (void)
{
  const char *text = g_getenv ("SN_HOSTILE_CASES");

  return text != NULL ? (guint) g_ascii_strtoull (text, NULL, 10) : CASES;
}

/* ── What must hold, whatever the file ──────────────────────────────────────────────────────────────────────────── */

static gboolean
check_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  guint *last_row = data;

  g_assert_cmpuint (row, >, *last_row);
  g_assert_cmpuint (n_cells, >=, 1);
  g_assert_cmpuint (n_cells, <=, 16384);
  for (guint i = 0; i < n_cells; i++)
    {
      g_assert_true (g_utf8_validate (cells[i].text, -1, NULL));
      g_assert_true (g_utf8_validate (cells[i].lexical, -1, NULL));
      g_assert_cmpint (cells[i].type == SN_CELL_EMPTY, <=, *cells[i].text == '\0');
    }
  *last_row = row;
  return TRUE;
}

static gboolean
check_hostile (const char *path)
{
  g_autoptr (GError) error = NULL;
  g_auto (SnSheetInfo) info = { NULL };
  guint last_row = 0;

  if (sn_sheet_read (path, NULL, check_row, &last_row, &info, NULL, &error))
    {
      g_assert_no_error (error);
      g_assert_cmpuint (info.last_row, ==, last_row);
      return TRUE;
    }
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_cmpstr (error->message, !=, "");
  g_assert_null (strchr (error->message, '\n'));
  g_assert_null (info.sheet_names);
  return FALSE;
}

/* ── Faults ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gsize
pick (GRand *random, gsize n)
{
  return n > 0 ? g_rand_int (random) % n : 0;
}

static void
flip (GRand *random, GString *bytes)
{
  if (bytes->len > 0)
    bytes->str[pick (random, bytes->len)] ^= (char) (1u << pick (random, 8));
}

static void
overwrite (GRand *random, GString *bytes)
{
  static const char values[] = "\x00\xff\x7f\x80\"<>&/=0;'";

  if (bytes->len > 0)
    bytes->str[pick (random, bytes->len)] = values[pick (random, sizeof values - 1)];
}

static void
cut_out (GRand *random, GString *bytes)
{
  gsize at = pick (random, bytes->len);

  g_string_erase (bytes, (gssize) at, (gssize) (pick (random, MIN (64, bytes->len - at) + 1)));
}

static void
repeat (GRand *random, GString *bytes)
{
  gsize at = pick (random, bytes->len);
  gsize length = pick (random, MIN (256, bytes->len - at) + 1);
  g_autofree char *copy = g_memdup2 (bytes->str + at, length + 1);

  g_string_insert_len (bytes, (gssize) pick (random, bytes->len + 1), copy, (gssize) length);
}

static void
insert_word (GRand *random, GString *bytes)
{
  static const char *const words[] = {
    "4294967296", "-1", "99999999999999999999", "XFE1048577", "<row>", "</row>", "<c>", "</c>", "<v>", "<is>", "<sheetData>",
      "<si/>", "&#0;",
    "&#x110000;", "<![CDATA[", "]]>", "<!--", "<?xml version='1.0' encoding='x'?>", "r='A0'", "t='s'", "_xD800_", "..\\..\\",
      "%00", "\xed\xa0\x80",
  };

  g_string_insert (bytes, (gssize) pick (random, bytes->len + 1), words[pick (random, G_N_ELEMENTS (words))]);
}

static void
truncate_at (GRand *random, GString *bytes)
{
  g_string_truncate (bytes, pick (random, bytes->len + 1));
}

static void
put_faults_in (GRand *random, GString *bytes)
{
  /* Most faults are small: a large one is found at once and tests little. */
  static void (*const edits[]) (GRand *random, GString *bytes) = {
    flip, flip, flip, overwrite, overwrite, cut_out, repeat, insert_word, insert_word, truncate_at,
  };

  for (gsize n = 1 + pick (random, MOST_EDITS); n > 0; n--)
    edits[pick (random, G_N_ELEMENTS (edits))](random, bytes);
}

/* ── Files ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  char  *folder;
  char  *path;
  GRand *random;
} Fixture;

/* What the library of containers says of damage is no fault of ours. */
static gboolean
is_fatal (const char *domain, GLogLevelFlags level, const char *message, gpointer data)
{
  return domain == NULL || !g_str_has_prefix (domain, "libgsf");
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sn_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "hostile.xlsx", NULL);
  fixture->random = g_rand_new_with_seed (20250108);
  g_test_log_set_fatal_handler (is_fatal, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_rand_free (fixture->random);
  g_free (fixture->path);
  sn_test_remove_folder (fixture->folder);
}

static gboolean
check_bytes (Fixture *fixture, const char *bytes, gsize length)
{
  g_autoptr (GString) hostile = g_string_new_len (bytes, (gssize) length);
  FILE *file;

  put_faults_in (fixture->random, hostile);
  /* To replace the file, in whatever way, would be to wait for the disk each time. */
  g_remove (fixture->path);
  file = g_fopen (fixture->path, "wb");
  g_assert_nonnull (file);
  g_assert_cmpuint (fwrite (hostile->str, 1, hostile->len, file), ==, hostile->len);
  g_assert_cmpint (fclose (file), ==, 0);
  return check_hostile (fixture->path);
}

/* Of faults put in at random some files must survive, or the test would try the same refusal all the time. */
static void
check_share (guint n_read, guint n_cases)
{
  g_test_message ("%u of %u read", n_read, n_cases);
  g_assert_cmpuint (n_read, >, n_cases / 100);
  g_assert_cmpuint (n_read, <, n_cases);
}

static void
test_package_bytes (Fixture *fixture, gconstpointer data)
{
  guint n_read = 0, n_cases = get_n_cases ();

  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      g_autofree char *bytes = NULL;
      gsize length = 0;

      book_write (&seeds[i], fixture->path);
      g_assert_true (check_hostile (fixture->path));
      g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
      for (guint n = 0; n < n_cases; n++)
        n_read += check_bytes (fixture, bytes, length);
    }
  check_share (n_read, n_cases * G_N_ELEMENTS (seeds));
}

static void
test_text_bytes (Fixture *fixture, gconstpointer data)
{
  guint n_read = 0, n_cases = get_n_cases ();

  for (gsize i = 0; i < G_N_ELEMENTS (text_seeds); i++)
    for (guint n = 0; n < n_cases; n++)
      n_read += check_bytes (fixture, text_seeds[i].bytes, text_seeds[i].length);
  check_share (n_read, n_cases * G_N_ELEMENTS (text_seeds));
}

/* With all that a record can be: texts that go on, formulas, rows out of order. Then bare, in a container, and of Excel 95. */
static GByteArray *
make_old_book (guint version)
{
  g_autoptr (GByteArray) globals = g_byte_array_new (), records = g_byte_array_new ();
  const BiffSheet sheets[BIFF_MOST_SHEETS] = { { "h", 1, records }, { "s", 0, records } };
  const char *name = version == BIFF_VERSION_8 ? "张三" : "\xd5\xc5\xc8\xfd";
  guint n_units = version == BIFF_VERSION_8 ? 2 : 5;

  biff_add (globals, BIFF_CODEPAGE, "w", version == BIFF_VERSION_8 ? 1200u : 936u);
  if (version == BIFF_VERSION_8)
    {
      biff_add (globals, BIFF_FORMAT, "wwba", 164u, 6u, 0u, "[h]:mm");
      biff_add (globals, BIFF_SST, "ll" "wbacbu" "wbwlucwa" "wb", 3u, 3u, 4u, 0u, "ab", 1u, "甲乙", 2u, 13u, 1u, 6u, "金额", 0u, "abphonet", 0u, 0u);
      biff_add (records, BIFF_MERGEDCELLS, "wwwww", 1u, 0u, 2u, 0u, 1u);
    }
  for (guint i = 0; i < 3; i++)
    biff_add (globals, BIFF_XF, "wwn", 0u, (guint[]){ 0, 14, 164 }[i], 16u);
  for (guint i = 0; i < 3 && version == BIFF_VERSION_8; i++)
    biff_add (records, BIFF_LABELSST, "wwwl", 4u, i, 0u, i);
  biff_add (records, BIFF_ROW, "wwwwwwwl", 1u, 0u, 1u, 0u, 0u, 0u, 0x20u, 0u);
  biff_add (records, BIFF_LABEL, version == BIFF_VERSION_8 ? "wwwwbu" : "wwwwba", 1u, 0u, 0u, n_units, 1u, name);
  biff_add (records, BIFF_MULRK, "wwwlwlw", 1u, 1u, 1u, 45665u * 4 | 2u, 2u, 3u, 2u);
  biff_add (records, BIFF_FORMULA, "wwwllwl", 1u, 3u, 0u, 0u, 0xffff0000u, 0u, 0u);
  biff_add (records, BIFF_STRING, version == BIFF_VERSION_8 ? "wbu" : "wba", n_units, 1u, name);
  biff_add (records, BIFF_BOOLERR, "wwwbb", 0u, 0u, 0u, 7u, 1u);
  biff_add (records, BIFF_NUMBER, "wwwf", 3u, 0u, 1u, 45665.25);
  return biff_make_book (version, globals, sheets);
}

static void
test_old_books (Fixture *fixture, gconstpointer data)
{
  static const char *const streams[] = { "Workbook", NULL };
  guint n_read = 0, n_cases = get_n_cases ();

  for (guint i = 0; i < 3; i++)
    {
      g_autoptr (GByteArray) book = make_old_book (i == 1 ? BIFF_VERSION_5 : BIFF_VERSION_8);
      g_autofree char *bytes = NULL;
      gsize length = 0;

      if (i == 2)
        biff_write_container (fixture->path, streams, book);
      else
        biff_write (fixture->path, book);
      g_assert_true (check_hostile (fixture->path));
      g_assert_true (g_file_get_contents (fixture->path, &bytes, &length, NULL));
      for (guint n = 0; n < n_cases; n++)
        n_read += check_bytes (fixture, bytes, length);
    }
  check_share (n_read, n_cases * 3);
}

/* Faults behind the checksums: in the XML of one part, packed anew. */
static gboolean
check_part (Fixture *fixture, const Book *seed)
{
  static const char *const names[] = { "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "xl/worksheets/sheet1.xml",
      "xl/sharedStrings.xml",
                                       "xl/styles.xml", "[Content_Types].xml", "_rels/.rels", "xl/3.xml" };
  const char *name = names[pick (fixture->random, G_N_ELEMENTS (names))];
  g_autoptr (GString) hostile = NULL;
  zip_t *archive;
  zip_file_t *file;
  zip_stat_t stat;

  g_remove (fixture->path);
  book_write (seed, fixture->path);
  archive = zip_open (fixture->path, 0, NULL);
  g_assert_nonnull (archive);
  if (zip_stat (archive, name, 0, &stat) != 0)
    {
      zip_discard (archive);
      return check_hostile (fixture->path);
    }
  hostile = g_string_sized_new (stat.size);
  file = zip_fopen (archive, name, 0);
  g_string_set_size (hostile, stat.size);
  g_assert_cmpint (zip_fread (file, hostile->str, stat.size), ==, (zip_int64_t) stat.size);
  zip_fclose (file);
  put_faults_in (fixture->random, hostile);
  g_assert_cmpint (zip_file_replace (archive, stat.index, zip_source_buffer (archive, hostile->str, hostile->len, 0), 0), ==, 0);
  g_assert_cmpint (zip_close (archive), ==, 0);
  return check_hostile (fixture->path);
}

static void
test_parts (Fixture *fixture, gconstpointer data)
{
  guint n_read = 0, n_cases = get_n_cases ();

  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    for (guint n = 0; n < n_cases; n++)
      n_read += check_part (fixture, &seeds[i]);
  check_share (n_read, n_cases * G_N_ELEMENTS (seeds));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/sheet-hostile/package", Fixture, NULL, set_up, test_package_bytes, tear_down);
  g_test_add ("/sheet-hostile/text", Fixture, NULL, set_up, test_text_bytes, tear_down);
  g_test_add ("/sheet-hostile/old-books", Fixture, NULL, set_up, test_old_books, tear_down);
  g_test_add ("/sheet-hostile/parts", Fixture, NULL, set_up, test_parts, tear_down);
  return g_test_run ();
}
