/* test-recipient-table.c: people copied for the clipboard and written as a workbook: numbers stay text, masked unless in full.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "../core/recipient-fixture.h"

#include "sn-csv-writer.h"
#include "sn-officer-rights.h"
#include "sn-recipient-workbook.h"

#include <glib/gstdio.h>

typedef struct
{
  SnRecipientTable  table;
  GArray           *ids;
  GCancellable     *cancellable; /* (nullable): cancelled at the first progress */
  const char       *path;
  char             *tsv;
  char             *html;
  SnExportResult    result;
  guint             n_progress;
} Work;

static const SnRecipientField fields[] = {
  SN_RECIPIENT_FIELD_NAME,    SN_RECIPIENT_FIELD_DOCUMENT, SN_RECIPIENT_FIELD_AGE,         SN_RECIPIENT_FIELD_BIRTH_DATE,
  SN_RECIPIENT_FIELD_ACCOUNT, SN_RECIPIENT_FIELD_PHONE,    SN_RECIPIENT_FIELD_DEPARTMENTS, SN_RECIPIENT_FIELD_LINES,
  SN_RECIPIENT_FIELD_TOTAL,   SN_RECIPIENT_FIELD_NOTE,
};

static void
note_progress (double fraction, gpointer data)
{
  Work *work = data;

  g_assert_cmpfloat (fraction, >, 0);
  g_assert_cmpfloat (fraction, <=, 1);
  work->n_progress++;
  if (work->cancellable != NULL)
    g_cancellable_cancel (work->cancellable);
}

static gpointer
find_everyone (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);

  return sn_recipient_query_find (query, connection, NULL, cancellable, error);
}

static void
begin (Fixture *fixture, Work *work, gboolean full_numbers)
{
  work->ids = do_read (fixture, find_everyone, NULL);
  work->table = (SnRecipientTable){ (const gint64 *) work->ids->data, work->ids->len, fields, G_N_ELEMENTS (fields), full_numbers,
                                    note_progress, work };
}

static void
clear_work (Work *work)
{
  g_clear_pointer (&work->ids, g_array_unref);
  g_clear_object (&work->cancellable);
  g_free (work->tsv);
  g_free (work->html);
  sn_export_result_clear (&work->result);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

static gpointer
copy_table (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return sn_recipient_table_copy (connection, &work->table, &work->tsv, &work->html, cancellable, error) ? work : NULL;
}

static gpointer
write_table (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Work *work = data;

  return sn_recipient_workbook_write (connection, &work->table, work->path, &work->result, cancellable, error) ? work : NULL;
}

static void
add_everybody (Fixture *fixture)
{
  add_five_people (fixture);
  do_sql (fixture, lines_sql);
  do_sql (fixture, "UPDATE person SET note = '=1+1' WHERE name = '丁一'; UPDATE person SET note = '<b>a&\"b' || char (9) || 'c' || char (10) || 'd'"
                   " WHERE name = '李四'; UPDATE person SET phone = '+8613800001111' WHERE name = '曾明'");
}

/* ── The clipboard ──────────────────────────────────────────────────────────────────────────────────────────────── */

#define CAPTIONS "Name\tID number\tAge\tBorn\tAccount\tPhone\tDepartments that give\tLines\tThis winter\tNote\n"

static void
test_text (Fixture *fixture, gconstpointer data)
{
  g_auto (Work) masked = { 0 }, full = { 0 };

  add_everybody (fixture);
  begin (fixture, &masked, FALSE);
  do_read (fixture, copy_table, &masked);
  g_assert_cmpstr (masked.tsv, ==,
                   CAPTIONS "丁一\t310118********0014\t84\t1940-02-29\t6200 **** **** 3456\t\t人社局、退役军人局\t2\t300.00\t'=1+1\n"
                            "李四\t310118********0019\t79\t1945-01-11\t6222 **** **** 4455\t\t人社局\t1\t750.00\t<b>a&\"b c d\n"
                            "王伟\t310118********0011\t80\t1945-01-10\t\t\t民政局\t1\t1,200.00\t\n"
                            "曾明\t310118********0013\t10\t2015-01-01\t\t+861******1111\t民政局、退役军人局\t2\t750.00\t\n"
                            "赵六\t310118********0019\t\t\t********\t139****0001\t\t\t\t\n");
  g_assert_cmpuint (masked.n_progress, ==, 1);
  g_assert_null (strstr (masked.html, "310118194501110019"));
  g_assert_nonnull (strstr (masked.html, "&lt;b&gt;a&amp;&quot;b"));

  begin (fixture, &full, TRUE);
  do_read (fixture, copy_table, &full);
  g_assert_nonnull (strstr (full.tsv, "李四\t310118194501110019\t79\t1945-01-11\t6222021001122334455\t"));
  g_assert_nonnull (strstr (full.tsv, "\t+8613800001111\t"));
}

/* What LibreOffice makes of the table when it is pasted: it reads the same HTML. */
static void
test_office (Fixture *fixture, gconstpointer data)
{
  g_autofree char *office = g_find_program_in_path ("soffice");
  g_autofree char *page = g_build_filename (fixture->folder, "page.html", NULL);
  g_autofree char *sheet = g_build_filename (fixture->folder, "page.xlsx", NULL);
  g_autofree char *profile = g_strdup_printf ("-env:UserInstallation=file://%s/office", fixture->folder);
  const char *call[] = { "soffice", profile, "--headless", "--infilter=HTML (StarCalc)", "--convert-to", "xlsx", "--outdir",
                         fixture->folder, page, NULL };
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (Work) work = { 0 };
  int status;

  if (office == NULL)
    {
      g_test_skip ("LibreOffice is not installed");
      return;
    }
  add_everybody (fixture);
  begin (fixture, &work, TRUE);
  do_read (fixture, copy_table, &work);
  g_file_set_contents (page, work.html, -1, &error);
  g_assert_no_error (error);
  g_spawn_sync (NULL, (char **) call, NULL, G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, NULL));
  sn_sheet_print_csv (sheet, NULL, csv, NULL, &error);
  g_assert_no_error (error);
  /* Whole numbers, leading signs, a note that is no formula; amounts and ages are numbers. */
  g_assert_nonnull (strstr (csv->str, "李四,310118194501110019,79,1945-01-11,6222021001122334455,,"));
  g_assert_nonnull (strstr (csv->str, "=1+1"));
  g_assert_nonnull (strstr (csv->str, ",1,1200\n"));
  g_assert_nonnull (strstr (csv->str, "+8613800001111"));
}

static void
test_cancelled_copy (Fixture *fixture, gconstpointer data)
{
  g_auto (Work) work = { .cancellable = g_cancellable_new () };
  g_autoptr (GArray) many = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) error = NULL;

  add_everybody (fixture);
  begin (fixture, &work, FALSE);
  for (int i = 0; i < 1000; i++)
    g_array_append_vals (many, work.ids->data, work.ids->len);
  work.table.ids = (const gint64 *) many->data;
  work.table.n_ids = many->len;
  g_assert_null (sn_workspace_read (fixture->workspace, copy_table, &work, work.cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (work.n_progress, ==, 1);
  g_assert_null (work.tsv);
  g_assert_null (work.html);
}

/* ── The workbook ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_workbook (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "people.xlsx", NULL);
  g_autoptr (GString) csv = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_auto (Work) work = { .path = path };

  add_everybody (fixture);
  begin (fixture, &work, TRUE);
  do_read (fixture, write_table, &work);
  g_assert_cmpint (work.result.rows, ==, 5);
  g_assert_cmpint (work.result.amount_fen, ==, 30000 + 75000 + 120000 + 75000);
  g_assert_cmpuint (strlen (work.result.sha256), ==, 64);
  sn_sheet_print_csv (path, NULL, csv, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (csv->str, "帮困对象名单"));
  g_assert_nonnull (strstr (csv->str, "姓名,证件号码,年龄,出生日期,银行账号,联系电话,帮困部门,项目笔数,本次应发（元）,备注\n"));
  g_assert_nonnull (strstr (csv->str, "丁一,310118194002290014,84,1940-02-29,620000123456,,人社局、退役军人局,2,300,=1+1\n"));
  g_assert_nonnull (strstr (csv->str, "赵六,310118196001010019,,,NRA-7788,13900000001\n"));
}

static void
test_cancelled_workbook (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "people.xlsx", NULL);
  g_auto (Work) work = { .path = path, .cancellable = g_cancellable_new () };
  g_autoptr (GError) error = NULL;
  g_autoptr (GDir) folder = NULL;
  const char *name;

  add_everybody (fixture);
  begin (fixture, &work, FALSE);
  g_assert_null (sn_workspace_read (fixture->workspace, write_table, &work, work.cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  folder = g_dir_open (fixture->folder, 0, NULL);
  while ((name = g_dir_read_name (folder)) != NULL)
    g_assert_null (strstr (name, "xlsx"));
}

/* ── Who may ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
note_full (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_table_note_full (transaction, 5, error);
}

static gboolean
limit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_officer_set_reveal_limited (transaction, TRUE, error);
}

static void
test_rights (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, note_full, NULL, NULL, &error), >, 0);
  g_assert_no_error (error);
  do_write (fixture, limit, NULL);
  g_assert_true (sn_workspace_set_officer (fixture->workspace, "后来的人", &error));
  g_assert_cmpint (sn_workspace_write (fixture->workspace, note_full, NULL, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_REFUSED);
}

int
main (int argc, char **argv)
{
  static const struct { const char *path; void (*test) (Fixture *, gconstpointer); } tests[] = {
    { "/recipient-table/text", test_text },
    { "/recipient-table/office", test_office },
    { "/recipient-table/cancelled-copy", test_cancelled_copy },
    { "/recipient-table/workbook", test_workbook },
    { "/recipient-table/cancelled-workbook", test_cancelled_workbook },
    { "/recipient-table/rights", test_rights },
  };

  g_test_init (&argc, &argv, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].path, Fixture, NULL, set_up, tests[i].test, tear_down);
  return g_test_run ();
}
