/* test-pasted-sheet.c: what spreadsheets put on a clipboard, and every format read from memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "package-fixture.h"

#include "sn-file-digest.h"
#include "sn-pasted-sheet.h"
#include "sn-roster-import.h"

typedef struct
{
  const char *name;
  const char *html;     /* NULL: none on the clipboard */
  const char *text;     /* NULL: none */
  const char *expected;
  const char *refusal;
} PasteCase;

/* ── As programs write it ───────────────────────────────────────────────────────────────────────────────────────── */

/* Excel up to 2003, and WPS: numbers and texts are marked, styles say what is formatted as text. */
#define MARKED_PAGE(rows) \
  "<html xmlns:v=\"urn:schemas-microsoft-com:vml\" xmlns:o=\"urn:schemas-microsoft-com:office:office\" " \
  "xmlns:x=\"urn:schemas-microsoft-com:office:excel\" xmlns=\"http://www.w3.org/TR/REC-html40\">\n<head>\n" \
  "<meta http-equiv=Content-Type content=\"text/html; charset=utf-8\">\n<meta name=Generator content=\"Microsoft Excel 11\">\n" \
  "<style>\n<!--table\n\t{mso-displayed-decimal-separator:\"\\.\";}\n.xl24\n\t{mso-style-parent:style0;\n\tmso-number-format:\"\\@\";}\n-->\n" \
  "</style>\n</head>\n<body link=blue vlink=purple>\n<table x:str border=0 cellpadding=0 cellspacing=0 width=288>\n" \
  "<!--StartFragment-->\n <col width=72 span=4>\n" rows "<!--EndFragment-->\n</table>\n</body>\n</html>"

/* LibreOffice Calc 7.4 */
#define CALC_PAGE(rows) \
  "<!DOCTYPE html>\n<html>\n<head>\n\t<meta http-equiv=\"content-type\" content=\"text/html; charset=utf-8\"/>\n" \
  "\t<meta name=\"generator\" content=\"LibreOffice 7.4.7.2 (Linux)\"/>\n\t<style type=\"text/css\">\n\t\tbody,div,table,td { font-size:x-small }\n" \
  "\t</style>\n</head>\n<body>\n<table cellspacing=\"0\" border=\"0\">\n\t<colgroup span=\"4\" width=\"80\"></colgroup>\n" rows \
  "</table>\n</body>\n</html>\n"
#define CALC_CELL(attributes, text) "\t\t<td height=\"20\" valign=bottom " attributes "><font color=\"#000000\">" text "</font></td>\n"

static const PasteCase cases[] = {
  { "excel-marked",
    MARKED_PAGE (" <tr height=19 style='height:14.25pt'>\n  <td height=19 class=xl24 width=72>姓名</td>\n  <td class=xl24>证件号码</td>\n"
                 "  <td>金额</td>\n  <td>出生</td>\n </tr>\n"
                 " <tr height=19>\n  <td height=19 x:str=\"王 伟 \">王 伟<span\n  style='mso-spacerun:yes'> </span></td>\n"
                 "  <td class=xl24>310118196001011239</td>\n  <td align=right x:num=\"1200.555\">1,200.56</td>\n"
                 "  <td align=right x:num=\"21916\">1960/1/1</td>\n </tr>\n"
                 " <tr height=19>\n  <td height=19>沈小妹</td>\n  <td align=right x:num=\"310118196001011000\">3.10118E+17</td>\n"
                 "  <td align=right x:num>800</td>\n  <td align=center x:err=\"#N/A\">#N/A</td>\n </tr>\n"),
    NULL,
    "1|t姓名|t证件号码|t金额|t出生\n2|t王 伟 |t310118196001011239|n1200.555|t1960/1/1\n"
    "3|t沈小妹|n310118196001011000|n800|x#N/A\n" },
  /* Excel since 2007 notes no number: what is shown is all there is. */
  { "excel-unmarked",
    "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><style><!--.xl65 {mso-number-format:\"\\@\";}--></style></head>"
    "<body><table border=0><!--StartFragment--><tr height=20><td height=20 class=xl65 width=64>310118196001011239</td>"
    "<td align=right width=64>3.10118E+17</td><td align=right>#DIV/0!</td><td align=right>1,200.50</td></tr><!--EndFragment--></table></body></html>",
    "310118196001011239\t3.10118E+17\t#DIV/0!\t1,200.50\r\n",
    "1|t310118196001011239|t3.10118E+17|x#DIV/0!|t1,200.50\n" },
  { "wps",
    "<html xmlns:x=\"urn:schemas-microsoft-com:office:excel\"><head><meta name=\"Generator\" content=\"WPS Office ET\"></head><body>"
    "<!--StartFragment--><table width=\"288\" border=\"0\" style='width:216pt;border-collapse:collapse;'><col width=\"72\" span=\"4\"/>"
    "<tr height=\"18\"><td class=\"et2\" height=\"18\" x:str>陈䶮</td><td class=\"et3\" x:str>310118196001011239</td>"
    "<td class=\"et2\" align=\"right\" x:num=\"1.1011019900307E+17\">1.10E+17</td><td align=\"right\" x:num=\"500.5\">501元</td>"
    "<td x:num=\"1234567\">####</td></tr></table><!--EndFragment--></body></html>",
    NULL,
    "1|t陈䶮|t310118196001011239|n1.1011019900307E+17|n500.5|n1234567\n" },
  { "calc",
    CALC_PAGE ("\t<tr>\n" CALC_CELL ("align=\"left\"", "多行<br>地址  5号") CALC_CELL ("align=\"left\" sdnum=\"1033;0;@\"", "310118196001011239")
               CALC_CELL ("align=\"right\" sdval=\"3.10118196001011E+017\" sdnum=\"1033;\"", "3.10118196001011E+017")
               CALC_CELL ("align=\"right\" sdval=\"1200.555\" sdnum=\"1033;0;#,##0.00\"", "1,200.56")
               CALC_CELL ("align=\"right\" sdval=\"21916\" sdnum=\"1033;0;YYYY-MM-DD\"", "1960-01-01")
               CALC_CELL ("align=\"right\" sdval=\"0\" sdnum=\"1033;\"", "#DIV/0!") CALC_CELL ("align=\"left\"", "<br>") "\t</tr>\n"
               "\t<tr>\n\t\t<td colspan=2 align=\"left\"><font>合并</font></td>\n" CALC_CELL ("sdval=\"0.155\" sdnum=\"1033;0;0%\"", "16%")
               "\t</tr>\n"),
    NULL,
    "1|t多行\n地址 5号|t310118196001011239|n3.10118196001011E+017|n1200.555|t1960-01-01|x#DIV/0!\n2|t合并|-|n0.155\n" },
  { "online",
    "<meta charset='utf-8'><style type=\"text/css\"><!--td {border: 1px solid #ccc;}--></style><table xmlns=\"http://www.w3.org/1999/xhtml\" "
    "dir=\"ltr\"><tbody><tr><td data-sheets-value=\"{&quot;1&quot;:2,&quot;2&quot;:&quot;310118196001011239&quot;}\">310118196001011239</td>"
    "<td data-sheets-value=\"{&quot;1&quot;:3,&quot;3&quot;:310118196001011200}\">3.10E+17</td>"
    "<td data-sheets-value='{\"1\":3,\"3\":1200.555}' data-sheets-numberformat='{\"1\":2}'>1,200.56</td>"
    "<td data-sheets-value='{\"1\":4,\"4\":1}'>TRUE</td></tr></tbody></table>",
    NULL, "1|t310118196001011239|n310118196001011200|n1200.555|tTRUE\n" },
  { "windows-heading", "Version:1.0\r\nStartHTML:000000097\r\nEndHTML:000000150\r\n<html><body>\r\n"
    "<!--StartFragment--><table><tr><td>一</td></tr></table>",
    NULL, "1|t一\n" },
  { "page-without-table", "<p>3号\t楼</p>", "张三\t310118\n", "1|t张三|t310118\n" },
  { "tabs", NULL, "姓名\t地址\n\"张三\n（户主）\"\t青浦路1号,2号,3号\n李四\t路;4;5;6;7\n", "1|t姓名|t地址\n2|t张三\n（户主）|t青浦路1号,2号,3号\n3|t李四|t路;4;5;6;7\n" },
  { "commas", NULL, "姓名,号码\n张三,310118\n", "1|t姓名|t号码\n2|t张三|t310118\n" },
  { "words", "<p>请登录</p>", "请尽快报送", NULL, "press Ctrl+C" },
  { "nothing", NULL, NULL, NULL, "press Ctrl+C" },
  { "empty", "", "", NULL, "press Ctrl+C" },
};

static GBytes *
get_bytes (const char *text)
{
  return text != NULL ? g_bytes_new_static (text, strlen (text)) : NULL;
}

static void
test_paste_case (gconstpointer data)
{
  const PasteCase *given = data;
  g_autoptr (GBytes) html = get_bytes (given->html);
  g_autoptr (GBytes) text = get_bytes (given->text);
  g_autoptr (GError) error = NULL;
  g_autoptr (SnMemoryFile) file = sn_pasted_sheet_new (html, text, &error);

  if (given->refusal == NULL)
    {
      g_assert_no_error (error);
      check_file (sn_memory_file_get_path (file), NULL, given->expected, NULL);
      return;
    }
  g_assert_null (file);
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, given->refusal));
}

/* A number whose digits a spreadsheet lost is said to be one, whether the clipboard notes what was left of it or not. */
static void
test_lost_digits (void)
{
  static const char *const cells[] = { "<td x:num=\"110101199003070000\">1.10E+17</td>", "<td>1.10E+17</td>",
                                       "<td sdval=\"1.1010119900307E+017\">1.1010119900307E+017</td>" };

  for (gsize i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *page = g_strdup_printf ("<table><tr><td>姓名</td><td>身份证号</td><td>金额</td></tr><tr><td>张三</td>%s<td>100</td></tr></table>",
                                               cells[i]);
      g_autoptr (GBytes) html = get_bytes (page);
      g_autoptr (GError) error = NULL;
      g_autoptr (SnMemoryFile) file = sn_pasted_sheet_new (html, NULL, &error);
      SnRosterImportOptions options = { .shown_name = sn_pasted_sheet_get_name () };
      g_auto (SnRosterImport) import = { NULL };
      gboolean is_told = FALSE;

      g_assert_no_error (error);
      g_assert_true (sn_roster_import_read (sn_memory_file_get_path (file), &options, &import, NULL, &error));
      g_assert_no_error (error);
      g_assert_cmpstr (import.file_name, ==, "pasted cells");
      g_assert_cmpuint (strlen (import.file_sha256), ==, 64);
      for (guint j = 0; j < import.faults->len; j++)
        is_told |= strcmp (((const SnFault *) g_ptr_array_index (import.faults, j))->code, "id_digits_lost") == 0;
      g_test_message ("%s", cells[i]);
      g_assert_true (is_told);
      g_assert_true (((const SnRosterRow *) g_ptr_array_index (import.rows, 0))->rejected);
    }
}

static void
test_limit (void)
{
  gsize length = SN_PASTED_SHEET_MOST_BYTES + 1;
  char *blanks = g_malloc (length);
  g_autoptr (GBytes) text = NULL;
  g_autoptr (GError) error = NULL;

  memset (blanks, '\t', length);
  text = g_bytes_new_take (blanks, length);
  g_assert_null (sn_pasted_sheet_new (NULL, text, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  g_assert_nonnull (strstr (error->message, "64 MB"));
}

/* ── Memory ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Sealed, found by its path while it is held and not longer, and known by the same checksum as a file. */
static void
test_memory (void)
{
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "a.csv", NULL);
  g_autoptr (GBytes) bytes = get_bytes ("姓名,号码\n张三,310118\n");
  g_autoptr (GError) error = NULL;
  SnMemoryFile *file = sn_memory_file_new (bytes, &error);
  g_autofree char *memory_path = g_strdup (sn_memory_file_get_path (file));
  g_autofree char *of_memory = sn_file_digest (memory_path, NULL, NULL, NULL, NULL);
  g_autofree char *of_file = NULL;
  SnMemoryFile *held = sn_memory_file_hold (memory_path);

  g_assert_true (g_file_set_contents (path, g_bytes_get_data (bytes, NULL), (gssize) g_bytes_get_size (bytes), NULL));
  of_file = sn_file_digest (path, NULL, NULL, NULL, NULL);
  g_assert_cmpstr (of_memory, ==, of_file);
  g_assert_true (held == file);
  g_assert_false (g_file_set_contents_full (memory_path, "x", 1, G_FILE_SET_CONTENTS_NONE, 0600, NULL));
  sn_memory_file_unref (file);
  check_file (memory_path, NULL, "1|t姓名|t号码\n2|t张三|t310118\n", NULL);
  sn_memory_file_unref (held);
  g_assert_null (sn_memory_file_hold (memory_path));
  sn_test_remove_folder (folder);
}

static void
test_stream (void)
{
  static const char text[] = "姓名\t号码\n";
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_data (text, sizeof text - 1, NULL);
  g_autoptr (GInputStream) empty = g_memory_input_stream_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (SnMemoryFile) file = sn_memory_file_read (stream, NULL, &error);

  g_assert_no_error (error);
  check_file (sn_memory_file_get_path (file), NULL, "1|t姓名|t号码\n", NULL);
  g_assert_null (sn_memory_file_read (empty, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
}

/* ── Every format ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* What the reader says of a file: its rows, or why not. */
static char *
describe (const char *path)
{
  g_autoptr (GString) rows = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  return sn_sheet_read (path, NULL, describe_row, rows, NULL, NULL, &error) ? g_string_free (g_steal_pointer (&rows), FALSE)
                                                                            : g_strdup (error->message);
}

static void
compare_with_memory (const char *path)
{
  g_autofree char *content = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (SnMemoryFile) file = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *from_disk = describe (path);
  g_autofree char *from_memory = NULL;
  gsize length = 0;

  g_test_message ("%s", path);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  bytes = g_bytes_new (content, length);
  file = sn_memory_file_new (bytes, &error);
  g_assert_no_error (error);
  from_memory = describe (sn_memory_file_get_path (file));
  g_assert_cmpstr (from_memory, ==, from_disk);
}

/* Of text, web pages, XML, old and flat workbooks there are seeds for the fuzzer. */
static void
test_formats (void)
{
  static const char *const kinds[] = { "csv", "html", "ods", "xls", "xml" };

  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      g_autofree char *folder = g_build_filename (g_getenv ("SN_SOURCE_ROOT"), "tests/fuzz/seeds", kinds[i], NULL);
      g_autoptr (GDir) seeds = g_dir_open (folder, 0, NULL);
      const char *name;

      g_assert_nonnull (seeds);
      while ((name = g_dir_read_name (seeds)) != NULL)
        {
          g_autofree char *path = g_build_filename (folder, name, NULL);

          if (!g_str_has_prefix (name, "empty"))
            compare_with_memory (path);
        }
    }
}

static void
test_package (void)
{
  static const Book book = { .rows = ONE_ROW };
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, "book.xlsx", NULL);
  g_autofree char *rows = NULL;

  book_write (&book, path);
  rows = describe (path);
  g_assert_cmpstr (rows, ==, ONE_ROW_READ);
  compare_with_memory (path);
  sn_test_remove_folder (folder);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/pasted-sheet/paste/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_paste_case);
    }
  g_test_add_func ("/pasted-sheet/lost-digits", test_lost_digits);
  g_test_add_func ("/pasted-sheet/limit", test_limit);
  g_test_add_func ("/pasted-sheet/memory", test_memory);
  g_test_add_func ("/pasted-sheet/stream", test_stream);
  g_test_add_func ("/pasted-sheet/formats", test_formats);
  g_test_add_func ("/pasted-sheet/package", test_package);
  return g_test_run ();
}
