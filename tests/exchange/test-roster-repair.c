/* test-roster-repair.c: cells of a roster set right in the program, its rows judged at once, and what is given back for a window.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include <xlsxwriter.h>

#include "roster-file-fixture.h"
#include "sn-error.h"
#include "sn-roster-doubles.h"
#include "sn-roster-fault.h"
#include "sn-roster-show.h"
#include "sn-sheet-preview.h"

#define HEADING "姓名,身份证号,金额,账号\n"
#define CARD "6299982082217987181"

static char *
join (GArray *touched)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < touched->len; i++)
    g_string_append_printf (text, "%s%u", i > 0 ? " " : "", g_array_index (touched, guint, i));
  g_array_unref (touched);
  return g_string_free (g_steal_pointer (&text), FALSE);
}

/* Sets a cell and gives the indices of the rows that it touched. */
static char *
set_cell (SnRosterImport *import, guint row, guint column, const char *text)
{
  g_autoptr (GError) error = NULL;
  GArray *touched = NULL;

  sn_roster_import_set_cell (import, 0, row, column, text, &touched, &error);
  g_assert_no_error (error);
  return join (touched);
}

static void
expect (Fixture *fixture, const SnRosterImport *import, const char *expected)
{
  g_autofree char *got = describe (fixture, import);

  g_assert_cmpstr (got, ==, expected);
}

static void
test_cells (Fixture *fixture, gconstpointer data)
{
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autofree char *third = NULL;

  read_csv (fixture, HEADING "张三," ID_MAN ",很多," CARD "\n合计,,0,\n李四,310199197001010061,600," CARD "\n", NULL, &import, &error);
  g_assert_no_error (error);
  expect (fixture, &import, "2-amount_garbage\n4-id_check_digit\n");

  /* A number typed for an ID is text, not a number that a spreadsheet cut; an amount is a number, and nothing had to be cleaned. */
  first = set_cell (&import, 2, 2, "1200");
  g_assert_cmpstr (first, ==, "0");
  expect (fixture, &import, "2+张三|" ID_MAN "||120000\n4-id_check_digit\n");
  second = set_cell (&import, 4, 1, ID_WOMAN);
  g_assert_cmpstr (second, ==, "1");
  expect (fixture, &import, "2+张三|" ID_MAN "||120000\n4+李四|" ID_WOMAN "||60000 account_shared\n");
  third = set_cell (&import, 4, 3, "");
  g_assert_cmpstr (third, ==, "1");
  expect (fixture, &import, "2+张三|" ID_MAN "||120000\n4+李四|" ID_WOMAN "||60000 account_missing\n");
  g_assert_cmpuint (import.n_edits, ==, 3);
  g_assert_cmpstr (sn_sheet_line_get_text (sn_roster_import_get_line (&import, 1), 1), ==, ID_WOMAN);

  /* A total is no person, and a row that is not there neither. */
  g_assert_false (sn_roster_import_set_cell (&import, 0, 3, 1, ID_LEAP, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
}

/* The double of a row that changes is told with it: once the first is somebody else, the second is taken. */
static void
test_doubles (Fixture *fixture, gconstpointer data)
{
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *apart = NULL;
  g_autofree char *together = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  read_csv (fixture, HEADING "张三," ID_MAN ",1,\n李四," ID_WOMAN ",1,\n王五," ID_MAN ",1,\n", NULL, &import, &error);
  g_assert_no_error (error);
  expect (fixture, &import, "2+张三|" ID_MAN "||100 account_missing\n3+李四|" ID_WOMAN "||100 account_missing\n4-id_duplicate account_missing\n");
  apart = set_cell (&import, 2, 1, ID_LEAP);
  g_assert_cmpstr (apart, ==, "0 2");
  expect (fixture, &import, "2+张三|" ID_LEAP "||100 account_missing\n3+李四|" ID_WOMAN "||100 account_missing\n4+王五|" ID_MAN "||100 account_missing\n");
  together = set_cell (&import, 3, 1, ID_LEAP);
  g_assert_cmpstr (together, ==, "1");
  faults = sn_roster_import_list_faults (&import, 1);
  g_assert_cmpuint (faults->len, ==, 2);
  g_assert_cmpstr (((SnFault *) g_ptr_array_index (faults, 0))->column, ==, "B");
  g_assert_nonnull (strstr (((SnFault *) g_ptr_array_index (faults, 0))->message, "2"));
}

static void
test_merged (Fixture *fixture, gconstpointer data)
{
  static const char *const HEADINGS[] = { "姓名", "身份证号", "街镇", "金额" };
  static const char *const IDS[] = { ID_MAN, ID_WOMAN, ID_LEAP };
  g_autofree char *path = g_build_filename (fixture->folder, "合并.xlsx", NULL);
  lxw_workbook *workbook = workbook_new (path);
  lxw_worksheet *sheet = workbook_add_worksheet (workbook, NULL);
  SnRosterImportOptions options = { .divisions = fixture->divisions };
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  g_autofree char *touched = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (HEADINGS); i++)
    worksheet_write_string (sheet, 0, (lxw_col_t) i, HEADINGS[i], NULL);
  for (guint i = 0; i < G_N_ELEMENTS (IDS); i++)
    {
      worksheet_write_string (sheet, i + 1, 0, "张三", NULL);
      worksheet_write_string (sheet, i + 1, 1, IDS[i], NULL);
      worksheet_write_number (sheet, i + 1, 3, 1, NULL);
    }
  worksheet_merge_range (sheet, 1, 2, 2, 2, "赵港镇", NULL);
  worksheet_write_string (sheet, 3, 2, "练塘镇", NULL);
  g_assert_cmpint (workbook_close (workbook), ==, LXW_NO_ERROR);

  sn_roster_import_read (path, &options, &import, NULL, &error);
  g_assert_no_error (error);
  expect (fixture, &import, "2+张三|" ID_MAN "||100 town_unknown\n3+张三|" ID_WOMAN "||100 town_unknown\n4+张三|" ID_LEAP "|练塘镇|100\n");
  touched = set_cell (&import, 2, 2, "赵巷镇");
  g_assert_cmpstr (touched, ==, "0 1");
  expect (fixture, &import, "2+张三|" ID_MAN "|赵巷镇|100\n3+张三|" ID_WOMAN "|赵巷镇|100\n4+张三|" ID_LEAP "|练塘镇|100\n");
}

/* Judged against the registry again and again, an import holds the faults of the last time only; without a word that rows stay out, it
 * is refused. */
static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static void
test_admission (Fixture *fixture, gconstpointer data)
{
  g_auto (SnRosterImport) import = { NULL };
  SnAdmission admission = { .program_code = "08.1" };
  g_autoptr (GArray) verdicts = sn_roster_verdicts_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *touched = NULL;
  guint n_faults = 0;

  read_csv (fixture, "姓名,身份证号,金额\n张三," ID_MAN ",999999\n李四,,1000\n", NULL, &import, &error);
  g_assert_no_error (error);
  sn_roster_import_begin_admission (&import, &admission);
  admission.verdicts = verdicts;
  for (guint i = 0; i < 2; i++)
    {
      g_assert_true (sn_roster_preview (fixture->workspace, &admission, NULL, &error));
      g_assert_cmpuint (admission.result.rejected, ==, 1);
      g_assert_cmpint (g_array_index (verdicts, SnRosterVerdict, 0).kind, ==, SN_ROSTER_VERDICT_DOUBTFUL);
      g_assert_cmpint (g_array_index (verdicts, SnRosterVerdict, 1).kind, ==, SN_ROSTER_VERDICT_REFUSED);
      n_faults = i == 0 ? import.faults->len : n_faults;
    }
  g_assert_cmpuint (import.faults->len, ==, n_faults);

  g_assert_cmpint (sn_workspace_write (fixture->workspace, admit, &admission, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
  g_clear_error (&error);
  touched = set_cell (&import, 3, 1, ID_WOMAN);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, admit, &admission, NULL, &error), >, 0);
  g_assert_no_error (error);
  g_assert_cmpuint (admission.result.accepted, ==, 2);
  g_assert_cmpint (g_array_index (verdicts, SnRosterVerdict, 1).kind, ==, SN_ROSTER_VERDICT_NEW);
}

/* What a page of columns shows: who said what, samples masked, and a heading that an officer points at. */
static void
test_preview (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "名单.csv", NULL);
  g_auto (SnSheetPreview) found = { NULL };
  g_auto (SnSheetPreview) lost = { NULL };
  g_auto (SnSheetPreview) pointed = { NULL };
  g_autofree char *mapping = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (GError) error = NULL;
  const SnSheetColumn *column;

  g_assert_true (g_file_set_contents (path, "花名册,,,\n填报单位(盖章)：练塘镇 填报日期：2025年1月,,,单位：万元\n姓名,身份证号,卡,金额\n张三," ID_MAN "," CARD ",1\n", -1, NULL));
  g_assert_true (sn_sheet_preview_read (path, &(SnRosterImportOptions){ NULL }, &found, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (found.title, ==, "花名册");
  g_assert_cmpstr (found.reporting_unit, ==, "练塘镇");
  g_assert_true (found.in_wan);
  g_assert_cmpuint (found.n_columns, ==, 4);
  column = g_ptr_array_index (found.columns, 1);
  g_assert_cmpint (column->field, ==, SN_ROSTER_FIELD_DOCUMENT);
  g_assert_cmpint (column->origin, ==, SN_COLUMN_RECOGNISED);
  g_assert_cmpstr (column->sample, ==, "310199********1236");
  column = g_ptr_array_index (found.columns, 2);
  g_assert_cmpint (column->origin, ==, SN_COLUMN_UNKNOWN);
  g_assert_null (strstr (column->sample, "2082217987"));
  mapping = sn_sheet_preview_make_mapping (&found);
  g_assert_cmpstr (mapping, ==, "name,id,,amount");

  g_assert_true (g_file_set_contents (path, "名单,,\n甲,乙,丙\n张三," ID_MAN ",1\n", -1, NULL));
  g_assert_true (sn_sheet_preview_read (path, &(SnRosterImportOptions){ NULL }, &lost, NULL, &error));
  g_assert_nonnull (lost.problem);
  shown = sn_sheet_preview_show_cell (&lost, 2, 1);
  g_assert_cmpstr (shown, ==, "310199********1236");
  g_assert_true (sn_sheet_preview_read (path, &(SnRosterImportOptions){ .mapping = "name,id,amount", .heading_row = 2 }, &pointed, NULL, &error));
  g_assert_null (pointed.problem);
  g_assert_cmpuint (pointed.last_heading_row, ==, 2);
  g_assert_cmpint (((SnSheetColumn *) g_ptr_array_index (pointed.columns, 2))->origin, ==, SN_COLUMN_CHOSEN);
}

/* However cells are set, what is said about doubles is what a reading of the rows as they stand then says. */
static void
test_doubles_again (Fixture *fixture, gconstpointer data)
{
  static const char *const numbers[] = { ID_MAN, ID_WOMAN, ID_LEAP, "1" };
  static const char *const accounts[] = { CARD, "6299982082217987199", "" };
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GRand) random = g_rand_new_with_seed (20250116);
  g_autoptr (GString) text = g_string_new (HEADING);
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 12; i++)
    g_string_append_printf (text, "人%u,%s,1,%s\n", i, numbers[i % 4], accounts[i % 3]);
  read_csv (fixture, text->str, NULL, &import, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 200; i++)
    {
      gboolean is_number = g_rand_boolean (random);
      guint row = (guint) g_rand_int_range (random, 2, 14), value = (guint) g_rand_int_range (random, 0, is_number ? 4 : 3);
      g_autofree char *before = describe (fixture, &import);
      g_autofree char *touched = set_cell (&import, row, is_number ? 1 : 3, is_number ? numbers[value] : accounts[value]);
      g_autofree char *after = describe (fixture, &import);
      g_autofree char *whole = NULL;
      g_auto (GStrv) lines_before = g_strsplit (before, "\n", -1);
      g_auto (GStrv) lines_after = g_strsplit (after, "\n", -1);
      g_auto (GStrv) indices = g_strsplit (touched, " ", -1);

      for (guint k = 0; k < 12; k++)
        {
          g_autofree char *index = g_strdup_printf ("%u", k);

          if (strcmp (lines_before[k], lines_after[k]) != 0)
            g_assert_true (g_strv_contains ((const char *const *) indices, index));
        }
      sn_roster_doubles_settle (&import);
      sn_roster_fault_sort (import.faults, (const char *const *) import.sheet_names);
      whole = describe (fixture, &import);
      g_assert_cmpstr (after, ==, whole);
    }
}

/* What a page of rows shows: the sheet's own headings and cells, and of rows whose cells were not kept what was understood. */
static void
test_showing (Fixture *fixture, gconstpointer data)
{
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  const struct { guint index, column; const char *text; } cells[] = {
    { 0, 0, "张三" }, { 0, 1, "310199********1236" }, { 0, 2, "很多" }, { 0, 3, "6299 **** **** 7181" }, { 0, 4, "?**********1" },
    { 1, 1, "3*********7" }, { 2, 1, "310199********006X" }, { 0, 5, "138****8001" }, { 1, 5, "1" },
  };

  read_csv (fixture, "姓名,身份证号,金额,账号,备注,手机\n张三," ID_MAN ",很多," CARD ",自13800138001,13800138001\n李四,3.10199E+17,1,,,1\n"
            "王五,３１０１９９１９７００１０１００６Ｘ,1,,,\n", NULL, &import, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (sn_roster_import_get_n_columns (&import, 0), ==, 6);
  for (guint i = 0; i < G_N_ELEMENTS (cells); i++)
    {
      g_autofree char *text = sn_roster_import_show_cell (&import, cells[i].index, cells[i].column);

      g_test_message ("%u %u %s", cells[i].index, cells[i].column, text);
      g_assert_cmpstr (text, ==, cells[i].text);
    }
  g_clear_pointer ((SnSheetLine **) &import.lines->pdata[2], sn_sheet_line_free);
  for (guint i = 0; i < 5; i++)
    {
      static const char *const texts[] = { "王五", "310199********006X", "1.00", "", "" };
      static const char *const headings[] = { "姓名", "身份证号", "金额", "账号", "备注" };
      g_autofree char *text = sn_roster_import_show_cell (&import, 2, i);
      g_autofree char *heading = sn_roster_import_dup_heading (&import, 0, i);

      g_assert_cmpstr (text, ==, texts[i]);
      g_assert_cmpstr (heading, ==, headings[i]);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/roster-repair/cells", Fixture, NULL, set_up, test_cells, tear_down);
  g_test_add ("/roster-repair/doubles", Fixture, NULL, set_up, test_doubles, tear_down);
  g_test_add ("/roster-repair/doubles-again", Fixture, NULL, set_up, test_doubles_again, tear_down);
  g_test_add ("/roster-repair/merged", Fixture, NULL, set_up, test_merged, tear_down);
  g_test_add ("/roster-repair/admission", Fixture, NULL, set_up, test_admission, tear_down);
  g_test_add ("/roster-repair/showing", Fixture, NULL, set_up, test_showing, tear_down);
  g_test_add ("/roster-repair/preview", Fixture, NULL, set_up, test_preview, tear_down);
  return g_test_run ();
}
