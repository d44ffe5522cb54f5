/* test-sheet-preview.c: the top of a sheet with what its columns are taken for, and what is to be said of that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-file-fixture.h"
#include "sn-column-doubt.h"
#include "sn-sheet-preview.h"

static char *
write_csv (Fixture *fixture, const char *text)
{
  char *path = g_build_filename (fixture->folder, "名单.csv", NULL);

  g_assert_true (g_file_set_contents (path, text, -1, NULL));
  return path;
}

/* Reads it with @mapping (nullable); "" or the fields of the columns, each with its origin's first letter */
static char *
read_fields (const char *path, const char *mapping, SnSheetPreview *preview)
{
  SnRosterImportOptions options = { .mapping = mapping };
  g_autoptr (GString) fields = g_string_new (NULL);
  g_autoptr (GError) error = NULL;

  sn_sheet_preview_read (path, &options, preview, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < preview->columns->len; i++)
    {
      const SnSheetColumn *column = g_ptr_array_index (preview->columns, i);

      g_string_append_printf (fields, "%s%s:%c", i > 0 ? "," : "", sn_roster_field_to_key (column->field),
                              *sn_column_origin_to_string (column->origin));
    }
  return g_string_free (g_steal_pointer (&fields), FALSE);
}

/* 元旦 and 春节 without a total: only the office knows which is paid. All else is shown as it was recognised, and one word settles it. */
static void
test_parts_of_an_amount (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_csv (fixture, "序号,姓名,身份证号,补助金额\n,,,元旦,春节\n1,张三," ID_MAN ",500,700\n2,李四," ID_WOMAN ",500,600\n");
  g_auto (SnSheetPreview) before = { NULL };
  g_auto (SnSheetPreview) after = { NULL };
  g_autofree char *fields = read_fields (path, NULL, &before);
  g_autofree char *settled = read_fields (path, ",,,,amount", &after);
  g_auto (SnRosterImport) import = { NULL };
  g_autoptr (GError) error = NULL;
  SnRosterImportOptions options = { .mapping = ",,,,amount" };

  g_assert_nonnull (before.problem);
  g_assert_cmpstr (fields, ==, "seq:r,name:r,id:r,ignore:u,ignore:u");
  g_assert_cmpuint (before.first_heading_row, ==, 1);
  g_assert_cmpuint (before.last_heading_row, ==, 2);
  g_assert_null (after.problem);
  g_assert_cmpstr (settled, ==, "seq:r,name:r,id:r,ignore:u,amount:c");
  g_assert_cmpuint (after.last_heading_row, ==, 2);
  sn_roster_import_read (path, &options, &import, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (import.rows->len, ==, 2);
  g_assert_cmpint (((const SnRosterRow *) g_ptr_array_index (import.rows, 1))->amount_fen, ==, 60000);
}

static void
test_two_amounts (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_csv (fixture, "姓名,身份证号,补助金额,补助金额\n张三," ID_MAN ",500,700\n");
  g_auto (SnSheetPreview) before = { NULL };
  g_auto (SnSheetPreview) after = { NULL };
  g_auto (SnSheetPreview) both = { NULL };
  g_autofree char *fields = read_fields (path, NULL, &before);
  g_autofree char *settled = read_fields (path, ",,amount,", &after);
  g_autofree char *unsettled = read_fields (path, ",,amount,amount", &both);

  g_assert_nonnull (before.problem);
  g_assert_cmpstr (fields, ==, "name:r,id:r,ignore:u,ignore:u");
  g_assert_null (after.problem);
  g_assert_cmpstr (settled, ==, "name:r,id:r,amount:c,ignore:u");
  g_assert_nonnull (both.problem);
}

static void
test_no_heading (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_csv (fixture, "张三," ID_MAN ",500\n");
  g_auto (SnSheetPreview) preview = { NULL };
  g_autofree char *fields = read_fields (path, NULL, &preview), *shown = NULL;

  g_assert_nonnull (preview.problem);
  g_assert_cmpuint (preview.first_heading_row, ==, 0);
  g_assert_cmpstr (fields, ==, "ignore:u,ignore:u,ignore:u");
  shown = sn_sheet_preview_show_cell (&preview, 0, 1);
  g_assert_null (strstr (shown, "19600101"));
}

/* ── What is to be said ─────────────────────────────────────────────────────────────────────────────────────────── */

/* The fields of the doubts and the columns of each: "name:0,2 id" */
static char *
list_doubts (const char *mapping, GPtrArray *rates, const char *rate_label, SnRosterField needed)
{
  g_auto (GStrv) keys = g_strsplit (mapping, ",", -1);
  g_autofree SnRosterField *fields = g_new0 (SnRosterField, g_strv_length (keys));
  g_autoptr (GPtrArray) doubts = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; keys[i] != NULL; i++)
    sn_roster_field_from_key (keys[i], &fields[i]);
  doubts = sn_column_doubts_list (fields, g_strv_length (keys), rates, rate_label, needed);
  for (guint i = 0; i < doubts->len; i++)
    {
      const SnColumnDoubt *doubt = g_ptr_array_index (doubts, i);

      g_assert_nonnull (strstr (doubt->message, sn_roster_field_get_label (doubt->field)));
      g_string_append_printf (words, "%s%s", i > 0 ? " " : "", sn_roster_field_to_key (doubt->field));
      for (guint k = 0; k < doubt->columns->len; k++)
        g_string_append_printf (words, "%c%u", k > 0 ? ',' : ':', g_array_index (doubt->columns, guint, k));
    }
  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
assert_doubts (const char *mapping, GPtrArray *rates, const char *rate_label, const char *expected)
{
  g_autofree char *doubts = list_doubts (mapping, rates, rate_label, SN_ROSTER_FIELD_NONE);

  g_assert_cmpstr (doubts, ==, expected);
}

static void
test_doubts (void)
{
  SnBenefitRate fixed = { .label = (char *) "低保", .min_fen = 120000, .max_fen = 120000 };
  SnBenefitRate open = { .label = (char *) "临时困难", .min_fen = 100000, .max_fen = 250000 };
  g_autoptr (GPtrArray) rates = g_ptr_array_new ();
  g_autofree char *scores = NULL;

  assert_doubts ("seq,name,id,ignore,ignore", NULL, NULL, "");
  assert_doubts ("seq,ignore", NULL, NULL, "name id");
  assert_doubts ("name,id,name,phone,phone", NULL, NULL, "name:0,2 phone:3,4");
  /* Where nobody else is listed, the head of the household is. */
  assert_doubts ("head_name,head_id", NULL, NULL, "");
  assert_doubts ("name,head_id", NULL, NULL, "id");
  g_ptr_array_add (rates, &fixed);
  assert_doubts ("name,id", rates, NULL, "");
  g_ptr_array_add (rates, &open);
  assert_doubts ("name,id", rates, NULL, "amount");
  assert_doubts ("name,id,amount", rates, NULL, "");
  assert_doubts ("name,id", rates, "低保", "");
  assert_doubts ("name,id", rates, "临时困难", "amount");
  scores = list_doubts ("name,id", NULL, NULL, SN_ROSTER_FIELD_SCORE);
  g_assert_cmpstr (scores, ==, "score");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, func) g_test_add ("/sheet-preview/" name, Fixture, NULL, set_up, func, tear_down)
  ADD ("parts-of-an-amount", test_parts_of_an_amount);
  ADD ("two-amounts", test_two_amounts);
  ADD ("no-heading", test_no_heading);
  g_test_add_func ("/sheet-preview/doubts", test_doubts);
  return g_test_run ();
}
