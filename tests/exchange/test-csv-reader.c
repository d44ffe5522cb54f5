/* test-csv-reader.c: text files of rows in every encoding and form that comes along.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sheet-fixture.h"

#include "sn-csv-reader.h"
#include "sn-csv-writer.h"

/* Bytes with a length of their own: there are NULs among them. */
#define BYTES(text) (text), sizeof (text) - 1

typedef struct
{
  const char *name;
  const char *bytes;
  gsize       length;
  const char *expected;
  const char *refusal;
} Case;

static const Case cases[] = {
  /* Encodings */
  { "utf-8", BYTES ("姓名,金额\n张三,1200.00\n"), "1|t姓名|t金额\n2|t张三|t1200.00\n" },
  { "utf-8/mark", BYTES ("\xef\xbb\xbf姓名,金额\n"), "1|t姓名|t金额\n" },
  { "utf-8/mark-twice", BYTES ("\xef\xbb\xbf\xef\xbb\xbf\"姓名\",金额\n"), "1|t姓名|t金额\n" },
  { "utf-8/only-mark", BYTES ("\xef\xbb\xbf"), "" },
  { "utf-8/beyond-the-first-plane", BYTES ("𬱟,䶮\n"), "1|t𬱟|t䶮\n" },
  { "utf-8/private-area", BYTES ("\xee\xa0\x9e,\xee\x9f\x87\n"), "1|t龴|tḿ\n" },
  { "utf-8/damaged", BYTES ("姓名,身份证号码,开户银行,补助金额\n张三,李四,王\xe4,赵六\n"), NULL, "Line 2" },
  { "utf-8/damaged-with-mark", BYTES ("\xef\xbb\xbf" "a\n\xd0\xd5\n"), NULL, "Line 2" },
  { "utf-16le", BYTES ("\xff\xfe\xd3\x59\t\0\x0d\x54\n\0"), "1|t姓|t名\n" },
  { "utf-16be", BYTES ("\xfe\xff\x59\xd3\0\t\x54\x0d\0\n"), "1|t姓|t名\n" },
  { "utf-16le/no-mark", BYTES ("\xd3\x59\t\0\x31\0\x32\0\r\0\n\0\0\x4e\t\0\x33\0"), "1|t姓|t12\n2|t一|t3\n" },
  { "utf-16be/no-mark", BYTES ("\x59\xd3\0\t\0\x31\0\x32\0\r\0\n\x4e\0\0\t\0\x33"), "1|t姓|t12\n2|t一|t3\n" },
  { "utf-16/odd-byte", BYTES ("\xff\xfe\x61\0\x62"), NULL, "UTF-16" },
  { "utf-16/lone-surrogate", BYTES ("\xff\xfe\x61\0\x00\xd8\x61\0"), NULL, "UTF-16" },
  { "utf-16/nul", BYTES ("\xff\xfe\x61\0\0\0\x62\0\n\0"), NULL, "neither" },
  { "utf-32le", BYTES ("\xff\xfe\0\0\xd3\x59\0\0\n\0\0\0"), "1|t姓\n" },
  { "utf-32be", BYTES ("\0\0\xfe\xff\0\0\x59\xd3\0\0\0,\0\0\0\x61"), "1|t姓|ta\n" },
  { "utf-32/odd-byte", BYTES ("\xff\xfe\0\0\x61\0\0\0\x61\0"), NULL, "UTF-16" },
  { "gb18030", BYTES ("\xd0\xd5\xc3\xfb,\xbd\xf0\xb6\xee\r\n\xd5\xc5\xc8\xfd,12\r\n"), "1|t姓名|t金额\n2|t张三|t12\n" },
  { "gb18030/dot-in-name", BYTES ("\xb0\xa2\xd2\xc0\xa1\xa4\xc2\xf2\n"), "1|t阿依·买\n" },
  { "gb18030/four-bytes", BYTES ("\xfe\x9f,\x99\x33\xc4\x35\n"), "1|t䶮|t𬱟\n" },
  { "gb18030/second-byte-is-a-bar", BYTES ("\x95\x7c|\xd5\x5c\n\xd0\xd5|\xc3\xfb\n"), "1|t晐|t誠\n2|t姓|t名\n" },
  { "gb18030/older-four-byte-forms", BYTES ("\xd0\xd5\x82\x35\x90\x37\x82\x35\x91\x34,\x84\x31\x82\x36\x84\x31\x83\x35\n"),
    "1|t姓龴龻|t︐︙\n" },
  { "gb18030/older-private-forms", BYTES ("\xd0\xd5\xfe\x59\xa6\xd9\n"), "1|t姓龴︐\n" },
  { "gb18030/euro", BYTES ("\xd0\xd5,\x80" "12\n"), "1|t姓|t€12\n" },
  { "gb18030/undecodable", BYTES ("\xd0\xd5\n\xc3\xfb,\xff\n"), NULL, "Line 2" },
  { "gb18030/cut", BYTES ("\xd0\xd5,\xc3"), NULL, "Line 1" },
  { "nul", BYTES ("a,b\0c\n"), NULL, "neither" },
  { "stray-control", BYTES ("a,b\x02" "c\n"), "1|ta|tb\x02" "c\n" },
  { "many-controls", BYTES ("a,\x02\x03\x04\n"), NULL, "neither" },
  { "control-z", BYTES ("a,b\r\n\x1a"), "1|ta|tb\n" },
  /* Separators */
  { "separator/semicolon", BYTES ("a;b\n\"1,5\";2,5\n"), "1|ta|tb\n2|t1,5|t2,5\n" },
  { "separator/tab", BYTES ("a\tb,c\n1\t2\n"), "1|ta|tb,c\n2|t1|t2\n" },
  { "separator/bar", BYTES ("1|6217|张三|1200.00\n2|6217|李四|1200.00\n"), "1|t1|t6217|t张三|t1200.00\n2|t2|t6217|t李四|t1200.00\n" },
  { "separator/none", BYTES ("甲\n乙\n"), "1|t甲\n2|t乙\n" },
  { "separator/full-width-comma-is-text", BYTES ("甲，乙;丙\n丁，戊;己\n"), "1|t甲，乙|t丙\n2|t丁，戊|t己\n" },
  { "separator/in-quotes", BYTES ("\"a;b;c\",1\n\"d;e;f\",2\n"), "1|ta;b;c|t1\n2|td;e;f|t2\n" },
  { "separator/lone-quote-before", BYTES ("5\" a;b,c\n1;2\n3;4\n"), "1|t5\" a|tb,c\n2|t1|t2\n3|t3|t4\n" },
  { "separator/title-above", BYTES ("2025年花名册\n姓名;金额;备注\n张三;1,200;无\n李四;1,300;无\n"),
    "1|t2025年花名册\n2|t姓名|t金额|t备注\n3|t张三|t1,200|t无\n4|t李四|t1,300|t无\n" },
  { "separator/told", BYTES ("sep=;\r\na,b;c\r\n"), "1|ta,b|tc\n" },
  { "separator/told-in-quotes", BYTES ("\"sep=|\"\na|b,c\n"), "1|ta|tb,c\n" },
  { "separator/not-told", BYTES ("sep=x,y\n"), "1|tsep=x|ty\n" },
  /* Quotes and line ends */
  { "quotes", BYTES ("\"a \"\"b\"\"\",\"c\nd\r\ne\",\"\"\n1,2,3\n"), "1|ta \"b\"|tc\nd\r\ne|-\n2|t1|t2|t3\n" },
  { "quotes/lone-inside", BYTES ("a\"b,c\"\n"), "1|ta\"b|tc\"\n" },
  { "quotes/text-behind", BYTES ("\"阿龙\" 张三,2\n"), "1|t阿龙 张三|t2\n" },
  { "quotes/unclosed-at-the-end", BYTES ("a,b\n1,\"c\n"), "1|ta|tb\n2|t1|tc\n\n" },
  { "quotes/unclosed", BYTES ("a,b\n1,\"c\n2,d\n3,e\n"), NULL, "row 2" },
  { "quotes/only-one", BYTES ("\""), "" },
  { "ends/cr", BYTES ("a,b\rc,d\r"), "1|ta|tb\n2|tc|td\n" },
  { "ends/mixed", BYTES ("a\r\nb\nc\rd"), "1|ta\n2|tb\n3|tc\n4|td\n" },
  { "ends/blank-lines-count", BYTES ("\n\na\n,,\n\nb\n"), "3|ta\n6|tb\n" },
  { "ragged", BYTES ("a,b,c\nd\ne,f,g,h,\n"), "1|ta|tb|tc\n2|td\n3|te|tf|tg|th|-\n" },
  { "blanks-kept", BYTES (" a , b\n"), "1|t a |t b\n" },
  { "numbers-as-written", BYTES ("310118196001011239,007,1.50,3.1E+17\n"), "1|t310118196001011239|t007|t1.50|t3.1E+17\n" },
  { "starts-like-a-tag", BYTES ("<60岁,甲\n"), "1|t<60岁|t甲\n" },
};

static void
test_case (gconstpointer data)
{
  const Case *given = data;
  char *folder = sn_test_make_folder ();
  /* The suffix says nothing, as websites give out text so. */
  g_autofree char *path = g_build_filename (folder, "roster.xls", NULL);

  g_assert_true (g_file_set_contents (path, given->bytes, (gssize) given->length, NULL));
  check_file (path, NULL, given->expected, given->refusal);
  sn_test_remove_folder (folder);
}

static void
test_named_package (void)
{
  static const char *const names[] = { "roster.xlsx", "花名册.XLSM", "roster.ods" };
  char *folder = sn_test_make_folder ();

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (folder, names[i], NULL);

      g_assert_true (g_file_set_contents (path, "姓名,金额\n张三,500\n", -1, NULL));
      check_file (path, NULL, NULL, ".csv");
    }
  sn_test_remove_folder (folder);
}

static char *
write_text (const char *folder, const char *text, gsize length)
{
  char *path = g_build_filename (folder, "roster.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, (gssize) length, NULL));
  return path;
}

typedef struct
{
  guint        n_rows;
  guint        n_cells;
  gsize        n_bytes;
  guint        stop_at;
} Tally;

static gboolean
count_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  Tally *tally = data;

  tally->n_rows++;
  tally->n_cells += n_cells;
  for (guint i = 0; i < n_cells; i++)
    tally->n_bytes += strlen (cells[i].text);
  return tally->n_rows != tally->stop_at;
}

/* A cell of ten megabytes, and then a row of all columns that there are; one more is too many. */
static void
test_long_lines (void)
{
  char *folder = sn_test_make_folder ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  Tally tally = { 0 };

  for (guint i = 0; i < 10 << 20; i++)
    g_string_append_c (text, 'x');
  g_string_append_c (text, '\n');
  for (guint i = 1; i < 16384; i++)
    g_string_append_c (text, ',');
  g_string_append (text, "end\n");
  path = write_text (folder, text->str, text->len);
  g_assert_true (sn_sheet_read (path, NULL, count_row, &tally, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tally.n_rows, ==, 2);
  g_assert_cmpuint (tally.n_cells, ==, 1 + 16384);
  g_assert_cmpuint (tally.n_bytes, ==, (10 << 20) + 3);
  g_free (path);
  g_string_insert_c (text, (gssize) text->len - 1, ',');
  path = write_text (folder, text->str, text->len);
  check_file (path, NULL, NULL, "Row 2");
  sn_test_remove_folder (folder);
}

/* Each refused character once made the rest of the file be converted anew. */
static void
test_many_refused (void)
{
  g_autoptr (GString) bytes = g_string_new ("\xd0\xd5");
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;

  for (guint i = 0; i < 1000000; i++)
    g_string_append (bytes, "\x80,");
  text = sn_csv_decode ((const guint8 *) bytes->str, bytes->len, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (strlen (text), ==, 3 + 1000000 * 4);
}

static void
test_info (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = write_text (folder, "a,b\n\nc\n\n", 8);
  g_autoptr (GError) error = NULL;
  g_auto (SnSheetInfo) info = { NULL };
  Tally tally = { 0 };

  g_assert_true (sn_sheet_read (path, NULL, count_row, &tally, &info, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (info.sheet, ==, "");
  g_assert_cmpuint (info.sheet_names->len, ==, 0);
  g_assert_cmpuint (info.merges->len, ==, 0);
  g_assert_cmpuint (info.last_row, ==, 3);
  sn_test_remove_folder (folder);
}

static void
test_stop (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = write_text (folder, "a\nb\n\"c\nd\ne", 10);
  g_autoptr (GError) error = NULL;
  Tally tally = { .stop_at = 2 };

  g_assert_true (sn_sheet_read (path, NULL, count_row, &tally, NULL, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (tally.n_rows, ==, 2);
  sn_test_remove_folder (folder);
}

static gboolean
cancel_at_once (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  g_cancellable_cancel (data);
  return TRUE;
}

static void
test_cancel (void)
{
  char *folder = sn_test_make_folder ();
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;

  for (guint i = 0; i < 5000; i++)
    g_string_append (text, "a,b\n");
  path = write_text (folder, text->str, text->len);
  g_assert_false (sn_sheet_read (path, NULL, cancel_at_once, cancellable, NULL, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  sn_test_remove_folder (folder);
}

/* What is printed reads as what was read. */
static void
test_print (void)
{
  static const char text[] = "\n\"a,b\",\"c \"\"d\"\"\",\"e\nf\",\n\n姓;名|,g\n";
  char *folder = sn_test_make_folder ();
  g_autofree char *path = write_text (folder, text, sizeof text - 1);
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (sn_sheet_print_csv (path, NULL, csv, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (csv->str, ==, text);
  sn_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/csv-reader/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }
  g_test_add_func ("/csv-reader/named-package", test_named_package);
  g_test_add_func ("/csv-reader/long-lines", test_long_lines);
  g_test_add_func ("/csv-reader/many-refused", test_many_refused);
  g_test_add_func ("/csv-reader/info", test_info);
  g_test_add_func ("/csv-reader/stop", test_stop);
  g_test_add_func ("/csv-reader/cancel", test_cancel);
  g_test_add_func ("/csv-reader/print", test_print);
  return g_test_run ();
}
