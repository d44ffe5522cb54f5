/* test-workbook.c: cells, sheets, and that nothing half-written is ever left behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-error.h"
#include "sn-sheet-reader.h"
#include "sn-test.h"
#include "sn-workbook-private.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

static const SnWorkbookColumn columns[] = {
  { "姓名", 12, SN_WORKBOOK_TEXT },
  { "身份证号", 21, SN_WORKBOOK_TEXT },
  { "金额", 16, SN_WORKBOOK_MONEY },
  { "笔数", 8, SN_WORKBOOK_COUNT },
  { "日期", 12, SN_WORKBOOK_DATE },
};

typedef struct
{
  char        *folder;
  char        *path;
  SnWorkbook  *workbook;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->folder = sn_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "汇总 & 表.xlsx", NULL);
  fixture->workbook = sn_workbook_new (fixture->path, NULL, &error);
  g_assert_no_error (error);
  sn_workbook_add_sheet (fixture->workbook, "汇总", SN_WORKBOOK_LANDSCAPE, columns, G_N_ELEMENTS (columns));
  sn_workbook_write_heading (fixture->workbook, "发放情况汇总表", "填报单位（盖章）：区民政局", "填报日期：2025年1月10日", "单位：元");
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  g_clear_pointer (&fixture->workbook, sn_workbook_free);
  sn_test_remove_folder (fixture->folder);
  g_free (fixture->path);
}

static guint
count_files (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

/* ── Reading back ──────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
keep_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  GPtrArray *lines = data;
  g_autoptr (GString) line = g_string_new (NULL);
  static const char signs[] = "-TN-D";

  for (guint i = 0; i < n_cells; i++)
    g_string_append_printf (line, "%s%c:%s", i > 0 ? "|" : "",
                            cells[i].type == SN_CELL_EMPTY ? '-' : cells[i].type == SN_CELL_TEXT ? 'T'
                            : cells[i].type == SN_CELL_NUMBER ? 'N' : cells[i].type == SN_CELL_DATE ? 'D' : signs[0],
                            cells[i].text);
  g_ptr_array_add (lines, g_strdup_printf ("%u %s", row, line->str));
  return TRUE;
}

static GPtrArray *
read_lines (const char *path, const char *sheet)
{
  g_autoptr (GError) error = NULL;
  g_auto (SnSheetInfo) info = { 0 };
  GPtrArray *lines = g_ptr_array_new_with_free_func (g_free);

  sn_sheet_read (path, sheet, keep_row, lines, &info, NULL, &error);
  g_assert_no_error (error);
  return lines;
}

static void
test_cells (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    gint64      fen;
    const char *number;
  } amounts[] = {
    { 0, "0" },
    { 1, "0.01" },
    { 10, "0.1" },
    { 29, "0.29" },
    { 937, "9.370000000000000" }, /* the noise that libxlsxwriter prints is zeros */
    { 100, "1" },
    { 19999, "199.99" },
    { 120000, "1200" },
    { -12345, "-123.45" },
    { 9999999999, "99999999.99000000" },
    { 8469910001, "84699100.01000000" },
    { 900000000000001, "9000000000000.01" },
  };
  g_autoptr (GError) error = NULL;
  g_auto (SnExportResult) result = { 0 };
  g_autoptr (GPtrArray) lines = NULL;
  g_autofree char *operands = NULL;
  g_autofree char *expected_total = NULL;
  gint64 total = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_assert_true (sn_workbook_next_row (fixture->workbook));
      sn_workbook_write_text (fixture->workbook, 0, SN_WORKBOOK_TEXT, "=1+1");
      sn_workbook_write_text (fixture->workbook, 1, SN_WORKBOOK_TEXT, "310118196001011239");
      sn_workbook_write_fen (fixture->workbook, 2, SN_WORKBOOK_MONEY, amounts[i].fen);
      sn_workbook_write_count (fixture->workbook, 3, SN_WORKBOOK_COUNT, 1234567);
      sn_workbook_write_date (fixture->workbook, 4, SN_WORKBOOK_DATE, "2025-01-28");
      total += amounts[i].fen;
    }
  operands = sn_workbook_range (2, 4, sn_workbook_get_row (fixture->workbook));
  g_assert_cmpstr (operands, ==, "C4:C15");
  g_assert_true (sn_workbook_next_row (fixture->workbook));
  sn_workbook_write_merged (fixture->workbook, 0, 1, SN_WORKBOOK_TOTAL_TEXT, "合计");
  sn_workbook_write_sum_formula (fixture->workbook, 2, SN_WORKBOOK_TOTAL_MONEY, operands, total);
  sn_workbook_finish (fixture->workbook, 12, total, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (result.rows, ==, 12);
  g_assert_cmpint (result.amount_fen, ==, total);
  g_assert_cmpstr (result.path, ==, fixture->path);

  lines = read_lines (fixture->path, "汇总");
  g_assert_cmpuint (lines->len, ==, 3 + 12 + 1);
  g_assert_true (g_str_has_prefix (g_ptr_array_index (lines, 0), "1 T:发放情况汇总表"));
  g_assert_cmpstr (g_ptr_array_index (lines, 2), ==, "3 T:姓名|T:身份证号|T:金额|T:笔数|T:日期");
  for (gsize i = 0; i < G_N_ELEMENTS (amounts); i++)
    {
      g_autofree char *expected = g_strdup_printf ("%u T:=1+1|T:310118196001011239|N:%s|N:1234567|D:2025-01-28", (guint) i + 4,
                                                   amounts[i].number);

      g_assert_cmpstr (g_ptr_array_index (lines, i + 3), ==, expected);
    }
  expected_total = g_strdup_printf ("|N:%" G_GINT64_FORMAT ".%02" G_GINT64_FORMAT, total / 100, total % 100);
  g_assert_nonnull (strstr (g_ptr_array_index (lines, 15), expected_total));
}

static void
test_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_auto (SnExportResult) result = { 0 };
  g_autofree char *old = NULL;
  g_autofree char *content = NULL;
  g_autofree char *hash = NULL;
  gsize length;
  struct stat status;

  g_assert_true (g_file_set_contents (fixture->path, "yesterday's", -1, NULL));
  sn_workbook_next_row (fixture->workbook);
  sn_workbook_write_text (fixture->workbook, 0, SN_WORKBOOK_TEXT, "沈阿大");
  g_assert_true (g_file_get_contents (fixture->path, &old, NULL, NULL));
  g_assert_cmpstr (old, ==, "yesterday's");

  sn_workbook_finish (fixture->workbook, 1, 0, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_stat (fixture->path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_true (g_file_get_contents (fixture->path, &content, &length, NULL));
  hash = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) content, length);
  g_assert_cmpstr (result.sha256, ==, hash);
  g_clear_pointer (&fixture->workbook, sn_workbook_free);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

/* ── Failures ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint n_descriptors;
  guint n_rows = 0;

  g_clear_pointer (&fixture->workbook, sn_workbook_free);
  n_descriptors = count_files ("/proc/self/fd");
  fixture->workbook = sn_workbook_new (fixture->path, cancellable, &error);
  sn_workbook_add_sheet (fixture->workbook, "名单", SN_WORKBOOK_LANDSCAPE, columns, G_N_ELEMENTS (columns));
  while (sn_workbook_next_row (fixture->workbook))
    {
      sn_workbook_write_text (fixture->workbook, 0, SN_WORKBOOK_TEXT, "沈阿大");
      if (++n_rows == 1000)
        g_cancellable_cancel (cancellable);
      g_assert_cmpuint (n_rows, <, 3000);
    }
  g_assert_false (sn_workbook_finish (fixture->workbook, n_rows, 0, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_pointer (&fixture->workbook, sn_workbook_free);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
  g_assert_cmpuint (count_files ("/proc/self/fd"), ==, n_descriptors);
}

static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpuint (count_files (fixture->folder), >, 0);
  g_clear_pointer (&fixture->workbook, sn_workbook_free);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_no_folder (void)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sn_workbook_new ("/nowhere/at/all/x.xlsx", NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND);
  g_assert_nonnull (strstr (error->message, "x.xlsx"));
}

static void
test_folder_as_target (void)
{
  g_autoptr (GError) error = NULL;
  char *folder = sn_test_make_folder ();

  g_assert_null (sn_workbook_new (folder, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY);
  sn_test_remove_folder (folder);
}

static void
test_too_large (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sn_workbook_next_row (fixture->workbook);
  sn_workbook_write_fen (fixture->workbook, 2, SN_WORKBOOK_MONEY, G_GINT64_CONSTANT (1000000000000000));
  g_assert_false (sn_workbook_next_row (fixture->workbook));
  g_assert_false (sn_workbook_finish (fixture->workbook, 1, 0, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_FAILED);
  g_clear_pointer (&fixture->workbook, sn_workbook_free);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

static void
test_long_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = g_strnfill (32768, 'x');

  sn_workbook_next_row (fixture->workbook);
  sn_workbook_write_text (fixture->workbook, 0, SN_WORKBOOK_TEXT, text);
  g_assert_false (sn_workbook_finish (fixture->workbook, 1, 0, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_FAILED);
  g_assert_nonnull (strstr (error->message, "row 4"));
}

/* No process may write past 64 kB here: what a full disk looks like to libxlsxwriter. */
static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  struct rlimit limit, small;
  g_autoptr (GError) error = NULL;
  gint64 n_rows = 0;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  small = (struct rlimit){ 65536, limit.rlim_max };
  signal (SIGXFSZ, SIG_IGN);
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
  while (n_rows < 20000 && sn_workbook_next_row (fixture->workbook))
    {
      g_autofree char *text = g_strdup_printf ("%" G_GINT64_FORMAT, ++n_rows);

      sn_workbook_write_text (fixture->workbook, 0, SN_WORKBOOK_TEXT, text);
      sn_workbook_write_fen (fixture->workbook, 2, SN_WORKBOOK_MONEY, n_rows);
    }
  g_assert_false (sn_workbook_finish (fixture->workbook, n_rows, 0, NULL, &error));
  g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_DISK_FULL);
  g_assert_cmpint (n_rows, <, 20000);
  g_clear_pointer (&fixture->workbook, sn_workbook_free);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

/* What the reader finds must be what was written: one row or one fen less is told. */
static void
test_proof (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) controls = g_ptr_array_new ();
  SnWorkbookControl control = { .name = (char *) "汇总", .filled_rows = 4, .money_fen = 19999, .money_columns = 1 << 2 };

  g_ptr_array_add (controls, &control);
  sn_workbook_next_row (fixture->workbook);
  sn_workbook_write_fen (fixture->workbook, 2, SN_WORKBOOK_MONEY, 19999);
  sn_workbook_finish (fixture->workbook, 1, 19999, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (sn_workbook_prove (fixture->path, "x", controls, NULL, &error));
  g_assert_no_error (error);

  control.money_fen = 20000;
  g_assert_false (sn_workbook_prove (fixture->path, "x", controls, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_FAILED);
  g_clear_error (&error);
  control.money_fen = 19999;
  control.filled_rows = 5;
  g_assert_false (sn_workbook_prove (fixture->path, "x", controls, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_FAILED);
}

/* The caller's proof sees the whole file, still under another name, and decides. */
static gboolean
judge_file (const char *path, const char *display, gpointer data, GCancellable *cancellable, GError **error)
{
  Fixture *fixture = data;
  g_autoptr (GPtrArray) lines = read_lines (path, "汇总");

  g_assert_cmpuint (lines->len, ==, 4);
  g_assert_cmpstr (path, !=, fixture->path);
  g_assert_cmpstr (display, ==, "汇总 & 表.xlsx");
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "not what the caller meant");
  return FALSE;
}

static void
test_own_proof (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  sn_workbook_next_row (fixture->workbook);
  sn_workbook_write_fen (fixture->workbook, 2, SN_WORKBOOK_MONEY, 19999);
  sn_workbook_set_proof (fixture->workbook, judge_file, fixture);
  g_assert_false (sn_workbook_finish (fixture->workbook, 1, 19999, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_FAILED);
  g_assert_cmpstr (error->message, ==, "not what the caller meant");
  g_clear_pointer (&fixture->workbook, sn_workbook_free);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

/* ── Sheets ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_split (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  static const char *const sheets[] = { "汇总", "汇总 (2)", "汇总 (3)" };
  static const guint rows[] = { 10, 10, 3 + 6 };

  sn_workbook_set_sheet_rows (fixture->workbook, 10);
  for (guint i = 0; i < 20; i++)
    {
      if (sn_workbook_is_full (fixture->workbook, 1))
        sn_workbook_continue_sheet (fixture->workbook);
      g_assert_true (sn_workbook_next_row (fixture->workbook));
      sn_workbook_write_fen (fixture->workbook, 2, SN_WORKBOOK_MONEY, i);
    }
  g_assert_cmpstr (sn_workbook_get_sheet_name (fixture->workbook), ==, "汇总 (3)");
  sn_workbook_finish (fixture->workbook, 20, 190, NULL, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (sheets); i++)
    {
      g_autoptr (GPtrArray) lines = read_lines (fixture->path, sheets[i]);

      g_assert_cmpuint (lines->len, ==, rows[i]);
      g_assert_true (g_str_has_prefix (g_ptr_array_index (lines, 2), "3 T:姓名"));
    }
}

static void
test_broken_text (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) lines = NULL;

  sn_workbook_next_row (fixture->workbook);
  sn_workbook_write_text (fixture->workbook, 0, SN_WORKBOOK_TEXT, "a\xff<&\x01" "b");
  sn_workbook_finish (fixture->workbook, 1, 0, NULL, &error);
  g_assert_no_error (error);
  lines = read_lines (fixture->path, "汇总");
  g_assert_nonnull (strstr (g_ptr_array_index (lines, 3), "a\xef\xbf\xbd<&"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/workbook/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("cells", test_cells);
  ADD ("place", test_place);
  ADD ("cancel", test_cancel);
  ADD ("dropped", test_dropped);
  ADD ("too-large", test_too_large);
  ADD ("long-text", test_long_text);
  ADD ("disk-full", test_disk_full);
  ADD ("proof", test_proof);
  ADD ("own-proof", test_own_proof);
  ADD ("split", test_split);
  ADD ("broken-text", test_broken_text);
  g_test_add_func ("/workbook/no-folder", test_no_folder);
  g_test_add_func ("/workbook/folder-as-target", test_folder_as_target);
  return g_test_run ();
}
