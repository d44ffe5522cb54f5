/* test-summary-workbook.c: the summary says what the store says, to the fen, in openpyxl and in LibreOffice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "sn-summary-workbook.h"
#include "workbook-fixture.h"

#define TITLE "2025年元旦春节帮困送温暖专项活动发放情况汇总表"
#define LEDGER_TITLE "2025年元旦春节帮困送温暖专项活动资金来源汇总表"
#define PLANNED "e.state IN ('listed', 'submitted', 'approved')"
#define ENTITLEMENTS(what, where)                                                                                          \
  "SELECT coalesce (" what ", 0) FROM entitlement e JOIN program p ON p.id = e.program_id WHERE " where
/* Programs that the same sources bear are one row of the ledger. */
#define FUNDING_GROUPS                                                                                                     \
  "SELECT count (DISTINCT (SELECT group_concat (source_id) FROM (SELECT source_id FROM funding_line WHERE program_id = p.id" \
  " ORDER BY position))) FROM program p"
#define PAYMENTS(where) "SELECT coalesce (sum (amount_fen), 0) FROM payment WHERE " where

typedef struct
{
  char        *folder;
  char        *path;
  SnWorkspace *workspace;
} Fixture;

typedef struct
{
  Fixture        *fixture;
  const char     *department;
  SnExportResult *result;
} Job;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = sn_test_make_folder ();
  fixture->path = g_build_filename (fixture->folder, "summary.xlsx", NULL);
  fixture->workspace = fixture_new (fixture->folder);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sn_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  sn_test_remove_folder (fixture->folder);
  g_free (fixture->path);
}

static gpointer
write_summary (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Job *job = data;

  return sn_summary_workbook_write (connection, job->department, job->fixture->path, job->result, cancellable, error)
           ? GINT_TO_POINTER (1) : NULL;
}

static void
export_summary (Fixture *fixture, const char *department, SnExportResult *result)
{
  g_autoptr (GError) error = NULL;
  Job job = { fixture, department, result };

  sn_workspace_read (fixture->workspace, write_summary, &job, NULL, &error);
  g_assert_no_error (error);
}

static void
run_reader (Fixture *fixture, const char *arguments, ...)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *script = sn_test_source_path ("tests/exchange/read-summary.py");
  g_autoptr (GError) error = NULL;
  const char *word = arguments;
  int status = 0;
  va_list list;

  g_ptr_array_add (words, (gpointer) "/usr/bin/python3");
  g_ptr_array_add (words, script);
  va_start (list, arguments);
  for (; word != NULL; word = va_arg (list, const char *))
    {
      g_ptr_array_add (words, (gpointer) word);
      if (words->len == 3)
        g_ptr_array_add (words, fixture->path);
    }
  va_end (list);
  g_ptr_array_add (words, NULL);
  g_spawn_sync (NULL, (char **) words->pdata, NULL, G_SPAWN_STDOUT_TO_DEV_NULL, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_spawn_check_wait_status (status, &error);
  g_assert_no_error (error);
}

static gboolean
has_office (void)
{
  g_autofree char *program = g_find_program_in_path ("soffice");

  if (program == NULL)
    g_test_skip ("LibreOffice is not installed");
  return program != NULL;
}

/* (transfer full): "应发金额=120029" */
static char *
expect (const char *heading, gint64 number)
{
  return g_strdup_printf ("%s=%" G_GINT64_FORMAT, heading, number);
}

static void
test_district (Fixture *fixture, gconstpointer data)
{
  g_auto (SnExportResult) result = { 0 };
  gint64 planned = fixture_ask (fixture->workspace, ENTITLEMENTS ("sum (e.amount_fen)", PLANNED));
  gint64 rates = fixture_ask (fixture->workspace, "SELECT count (*) FROM benefit_rate");
  g_autofree char *rows = g_strdup_printf ("%" G_GINT64_FORMAT, rates);
  g_autofree char *sources = g_strdup_printf ("%" G_GINT64_FORMAT, fixture_ask (fixture->workspace, FUNDING_GROUPS));
  g_autofree char *lines = expect ("应发笔数", fixture_ask (fixture->workspace, ENTITLEMENTS ("count (*)", PLANNED)));
  g_autofree char *money = expect ("应发金额", planned);
  g_autofree char *approved = expect ("已批金额", fixture_ask (fixture->workspace,
                                                              ENTITLEMENTS ("sum (e.amount_fen)", "e.state = 'approved'")));
  g_autofree char *paid = expect ("已发金额", fixture_ask (fixture->workspace, PAYMENTS ("state = 'paid'")));
  g_autofree char *failed = expect ("失败金额", fixture_ask (fixture->workspace, PAYMENTS ("state = 'failed' AND retried = 0")));

  export_summary (fixture, NULL, &result);
  g_assert_cmpint (result.rows, ==, rates);
  g_assert_cmpint (result.amount_fen, ==, planned);
  /* The figures themselves, so that the store and the sheet cannot be wrong together. */
  g_assert_cmpint (planned, ==, 120000 + 150000 + 120000 + 120000 + 120000 + 19999 + 29 + 123457 + 249999 + 80001);
  g_assert_cmpstr (lines, ==, "应发笔数=10");
  g_assert_cmpstr (paid, ==, "已发金额=490028");
  g_assert_cmpstr (failed, ==, "失败金额=150000");
  run_reader (fixture, "check", "汇总", TITLE, rows, "全区合计", lines, money, approved, paid, failed, NULL);
  run_reader (fixture, "check", "资金来源", LEDGER_TITLE, sources, "合　计", lines, money, approved, paid, NULL);
  run_reader (fixture, "text", "汇总", "标准（元）", NULL);
  if (has_office ())
    run_reader (fixture, "calculate", "汇总", "全区合计", lines, money, approved, paid, failed, NULL);
}

static void
test_department (Fixture *fixture, gconstpointer data)
{
  g_auto (SnExportResult) result = { 0 };
  gint64 planned = fixture_ask (fixture->workspace, ENTITLEMENTS ("sum (e.amount_fen)", PLANNED " AND p.code LIKE '03.%'"));
  gint64 rates = fixture_ask (fixture->workspace,
                              "SELECT count (*) FROM benefit_rate r JOIN program p ON p.id = r.program_id WHERE p.code LIKE '03.%'");
  g_autofree char *rows = g_strdup_printf ("%" G_GINT64_FORMAT, rates);
  g_autofree char *money = expect ("应发金额", planned);

  export_summary (fixture, "03", &result);
  g_assert_cmpint (result.rows, ==, rates);
  g_assert_cmpint (result.amount_fen, ==, planned);
  /* Seven lines of households; two households get two of them. One person of each of the others. */
  run_reader (fixture, "check", "汇总", TITLE, rows, "合　计", money, "户数=6", "人数=1", "失败金额=150000", NULL);
  if (has_office ())
    run_reader (fixture, "calculate", "汇总", "合　计", money, "户数=6", "失败金额=150000", NULL);
}

/* 区财政局 has no programs: its summary is the ledger. */
static void
test_finance (Fixture *fixture, gconstpointer data)
{
  g_auto (SnExportResult) result = { 0 };
  gint64 planned = fixture_ask (fixture->workspace, ENTITLEMENTS ("sum (e.amount_fen)", PLANNED));
  g_autofree char *money = expect ("应发金额", planned);
  g_autofree char *rows = NULL;

  export_summary (fixture, "02", &result);
  g_assert_cmpint (result.amount_fen, ==, planned);
  g_assert_cmpint (result.rows, >, 5);
  rows = g_strdup_printf ("%" G_GINT64_FORMAT, result.rows);
  run_reader (fixture, "check", "资金来源", LEDGER_TITLE, rows, "合　计", money, "已发金额=490028", NULL);
}

static void
test_unknown (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  Job job = { fixture, "99", NULL };

  g_assert_null (sn_workspace_read (fixture->workspace, write_summary, &job, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/summary-workbook/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("district", test_district);
  ADD ("department", test_department);
  ADD ("finance", test_finance);
  ADD ("unknown", test_unknown);
  return g_test_run ();
}
