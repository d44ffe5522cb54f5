/* test-bank-file.c: what a bank gets is what was approved, and nothing half-written is ever left behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bank-fixture.h"
#include "sn-bank-file-private.h"
#include "sn-error.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUM_FEN (120000 + 19999 + 1)
#define NOBODY 65534
#define OLD_CONTENT "yesterday's"

typedef struct
{
  char           *folder;
  SnPaymentBatch *batch;
  GPtrArray      *payments;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
  fixture->batch = fixture_batch ();
  fixture->payments = fixture_make_payments ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  sn_test_remove_folder (fixture->folder);
  sn_payment_batch_free (fixture->batch);
  g_ptr_array_unref (fixture->payments);
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

static char *
write_file (Fixture *fixture, const char *name, const char *format)
{
  char *path = g_build_filename (fixture->folder, name, NULL);
  g_auto (SnBankFileResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (sn_bank_file_write (fixture->batch, fixture->payments, format, path, &result, NULL, &error));
  g_assert_no_error (error);
  return path;
}

/* ── What is written ───────────────────────────────────────────────────────────────────────────────────────────── */

static const struct
{
  const char *file_name;
  const char *format;
  const char *formula; /* the bank that a spreadsheet would calculate */
} FORMS[] = {
  { "代发 & 第2批.xlsx", "xlsx", "=cmd|' /C calc'!A0" },
  { "代发.csv", "csv", "'=cmd|' /C calc'!A0" },
  { "GENERIC.XLSX.csv", "generic", "'=cmd|' /C calc'!A0" },
  { "代发.xlsx", "generic", "=cmd|' /C calc'!A0" },
};

static void
test_form (Fixture *fixture, gconstpointer data)
{
  guint form = GPOINTER_TO_UINT (data);
  g_autofree char *path = g_build_filename (fixture->folder, FORMS[form].file_name, NULL);
  g_autofree char *expected = g_strdup_printf (
      "1|阿不都·热合曼|6217000000000000014|农商银行青浦支行|1200.00|帮困送温暖|310199194410021236\n"
      "2|陈䶮|6217000000000000022|%s|199.99|帮困送温暖|31019919500311106X\n"
      "3|𬱟小妹|00123456789012345678|农商银行,\"朱家角\"|0.01|帮困送温暖|H12345678\n"
      "合计|3笔|||1400.00||\n", FORMS[form].formula);
  g_autofree char *shown = NULL;
  g_autofree char *content = NULL;
  g_autofree char *sha256 = NULL;
  g_auto (SnBankFileResult) result = { 0 };
  g_autoptr (GError) error = NULL;
  gsize length = 0;
  GStatBuf status;

  g_assert_true (g_file_set_contents (path, OLD_CONTENT, -1, NULL));
  g_assert_true (sn_bank_file_write (fixture->batch, fixture->payments, FORMS[form].format, path, &result, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpstr (result.path, ==, path);
  g_assert_cmpint (result.control_count, ==, 3);
  g_assert_cmpint (result.control_sum_fen, ==, SUM_FEN);
  g_assert_true (g_file_get_contents (path, &content, &length, NULL));
  sha256 = g_compute_checksum_for_data (G_CHECKSUM_SHA256, (const guint8 *) content, length);
  g_assert_cmpstr (result.sha256, ==, sha256);
  g_assert_cmpint (g_stat (path, &status), ==, 0);
  g_assert_cmpint (status.st_mode & 0777, ==, 0600);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);

  shown = fixture_run_script ((const char *const[]) { "show", path, NULL });
  g_assert_cmpstr (shown, ==, expected);
}

/* What people typed may hold line breaks, and characters of old forms of GB18030; a holder may be nobody else. */
static void
test_texts (Fixture *fixture, gconstpointer data)
{
  SnPayment *payment = g_ptr_array_index (fixture->payments, 0);
  g_autofree char *csv = NULL;
  g_autofree char *workbook = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  g_autofree char *shown = NULL;
  gsize length = 0;

  g_free (payment->account_holder);
  payment->account_holder = g_strdup ("");
  g_free (payment->payee_name);
  payment->payee_name = g_strdup ("欧阳 \xee\xa0\x9e\n"); /* U+E81E, since 2022 U+9FB4 */
  g_free (payment->bank_name);
  payment->bank_name = g_strdup ("农商银行\r\n朱家角\x01");

  csv = write_file (fixture, "代发.csv", "csv");
  g_assert_true (g_file_get_contents (csv, &bytes, &length, NULL));
  /* Python's table is older than the move. */
  text = g_convert (bytes, (gssize) length, "UTF-8", "GB18030", NULL, NULL, NULL);
  g_assert_nonnull (strstr (text, "\r\n1,欧阳\xe9\xbe\xb4,6217000000000000014,农商银行  朱家角,1200.00,"));
  workbook = write_file (fixture, "代发.xlsx", "xlsx");
  shown = fixture_run_script ((const char *const[]) { "show", workbook, NULL });
  g_assert_true (g_str_has_prefix (shown, "1|欧阳\xe9\xbe\xb4|6217000000000000014|农商银行  朱家角|1200.00|"));
}

/* ── What is refused ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
assert_fails (Fixture *fixture, const char *format, const char *name, GQuark domain, int code, GCancellable *cancellable)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *content = NULL;
  g_auto (SnBankFileResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (path, OLD_CONTENT, -1, NULL));
  g_assert_false (sn_bank_file_write (fixture->batch, fixture->payments, format, path, &result, cancellable, &error));
  g_assert_error (error, domain, code);
  for (gsize i = 0; i < G_N_ELEMENTS (fixture_payments); i++)
    {
      g_assert_null (strstr (error->message, fixture_payments[i].holder));
      g_assert_null (strstr (error->message, fixture_payments[i].document));
    }
  g_assert_null (result.path);
  g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
  g_assert_cmpstr (content, ==, OLD_CONTENT);
  g_assert_cmpuint (count_files (fixture->folder), ==, 1);
}

static void
assert_refused (Fixture *fixture)
{
  assert_fails (fixture, "csv", "x.csv", SN_ERROR, SN_ERROR_REFUSED, NULL);
}

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  static const char *const channels[] = { "visit", "goods" };
  static const char *const states[] = { "draft", "reconciled", "closed", "void" };
  static const char *const accounts[] = { "", "123456789", "6217A00000000000014" };
  SnPayment *payment = g_ptr_array_index (fixture->payments, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (channels); i++)
    {
      g_free (fixture->batch->channel);
      fixture->batch->channel = g_strdup (channels[i]);
      assert_refused (fixture);
    }
  g_free (fixture->batch->channel);
  fixture->batch->channel = g_strdup ("bank");
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    {
      g_free (fixture->batch->state);
      fixture->batch->state = g_strdup (states[i]);
      assert_refused (fixture);
    }
  g_free (fixture->batch->state);
  fixture->batch->state = g_strdup ("issued");
  for (gsize i = 0; i < G_N_ELEMENTS (accounts); i++)
    {
      g_free (payment->account_number);
      payment->account_number = g_strdup (accounts[i]);
      assert_refused (fixture);
    }
  g_ptr_array_set_size (fixture->payments, 0);
  assert_refused (fixture);
}

static void
test_issued_again (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;

  g_free (fixture->batch->state);
  fixture->batch->state = g_strdup ("issued");
  path = write_file (fixture, "x.csv", "csv");
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_REGULAR));
}

static void
test_unknown_format (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "x.txt", NULL);
  g_auto (SnBankFileResult) result = { 0 };
  g_autoptr (GError) error = NULL;

  assert_fails (fixture, "icbc", "x.txt", SN_ERROR, SN_ERROR_INVALID_INPUT, NULL);
  assert_fails (fixture, "generic", "x.txt", SN_ERROR, SN_ERROR_INVALID_INPUT, NULL);
  g_assert_false (sn_bank_file_write (fixture->batch, fixture->payments, "icbc", path, &result, NULL, &error));
  g_assert_nonnull (strstr (error->message, "xlsx, csv, generic"));
}

/* ── What goes wrong ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_cancelled (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();

  g_cancellable_cancel (cancellable);
  assert_fails (fixture, "csv", "x.csv", G_IO_ERROR, G_IO_ERROR_CANCELLED, cancellable);
  assert_fails (fixture, "xlsx", "x.csv", G_IO_ERROR, G_IO_ERROR_CANCELLED, cancellable);
}

/* No process may write past a few bytes here: what a full disk looks like. */
static void
test_disk_full (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "x", NULL);
  struct rlimit limit;

  g_assert_cmpint (getrlimit (RLIMIT_FSIZE, &limit), ==, 0);
  signal (SIGXFSZ, SIG_IGN);
  for (guint i = 0; i < 2; i++)
    {
      g_auto (SnBankFileResult) result = { 0 };
      g_autoptr (GError) error = NULL;
      g_autofree char *content = NULL;
      struct rlimit small = { 256, limit.rlim_max };

      g_assert_true (g_file_set_contents (path, OLD_CONTENT, -1, NULL));
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &small), ==, 0);
      sn_bank_file_write (fixture->batch, fixture->payments, i == 0 ? "csv" : "xlsx", path, &result, NULL, &error);
      g_assert_cmpint (setrlimit (RLIMIT_FSIZE, &limit), ==, 0);
      g_assert_error (error, SN_ERROR, SN_ERROR_DISK_FULL);
      g_assert_true (g_file_get_contents (path, &content, NULL, NULL));
      g_assert_cmpstr (content, ==, OLD_CONTENT);
      g_assert_cmpuint (count_files (fixture->folder), ==, 1);
    }
}

static void
assert_not_there (Fixture *fixture, const char *path, int code)
{
  static const char *const formats[] = { "csv", "xlsx" };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      g_auto (SnBankFileResult) result = { 0 };
      g_autoptr (GError) error = NULL;

      g_assert_false (sn_bank_file_write (fixture->batch, fixture->payments, formats[i], path, &result, NULL, &error));
      g_assert_error (error, G_IO_ERROR, code);
      g_assert_nonnull (strstr (error->message, "x.csv"));
      g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
    }
}

static void
test_no_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "no-such-folder", "x.csv", NULL);

  assert_not_there (fixture, path, G_IO_ERROR_NOT_FOUND);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
}

/* root may write everywhere, so it is nobody for a while. */
static void
test_unwritable_folder (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = g_build_filename (fixture->folder, "x.csv", NULL);
  gboolean is_root = geteuid () == 0;

  g_assert_cmpint (g_chmod (fixture->folder, 0555), ==, 0);
  if (is_root)
    g_assert_cmpint (seteuid (NOBODY), ==, 0);
  assert_not_there (fixture, path, G_IO_ERROR_PERMISSION_DENIED);
  if (is_root)
    g_assert_cmpint (seteuid (0), ==, 0);
  g_assert_cmpuint (count_files (fixture->folder), ==, 0);
  g_assert_cmpint (g_chmod (fixture->folder, 0700), ==, 0);
}

/* ── The proof ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_proved (Fixture *fixture, const char *path)
{
  g_autoptr (GError) error = NULL;
  gboolean proved = sn_bank_file_prove (path, "代发.csv", fixture->payments, NULL, &error);

  if (!proved)
    g_assert_error (error, SN_ERROR, SN_ERROR_FAILED);
  return proved;
}

static char *
replace_once (const char *text, const char *from, const char *to)
{
  GString *changed = g_string_new (text);

  g_assert_cmpuint (g_string_replace (changed, from, to, 1), ==, 1);
  return g_string_free (changed, FALSE);
}

/* A file that was not there is not forced onto the disk: four hundred of those take a while. */
static void
save_bytes (const char *path, const char *bytes, gsize length)
{
  g_unlink (path);
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length, NULL));
}

static void
save_gb18030 (const char *path, const char *text)
{
  gsize length = 0;
  g_autofree char *bytes = g_convert (text, -1, "GB18030", "UTF-8", NULL, &length, NULL);

  g_assert_nonnull (bytes);
  save_bytes (path, bytes, length);
}

static void
test_tampered_text (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *from;
    const char *to;
  } CHANGES[] = {
    { "6217000000000000014", "6217000000000000015" },                  /* an account */
    { "阿不都·热合曼", "阿不都热合曼" },                               /* a holder */
    { "199.99", "199.98" },                                            /* an amount */
    { "1400.00", "1400.01" },                                          /* the sum */
    { "3笔", "4笔" },                                                  /* the count */
    { "310199194410021236", "310199194410021237" },                    /* a document */
    { "合计,3笔,,,1400.00,,\r\n", "" },                                /* no total */
    { "合计", "3,𬱟小妹,00123456789012345678,x,0.01,x,H12345678\r\n合计" }, /* a line more */
    { "1400.00,,\r\n", "1400.00,,\r\n4,丙,6217000000000000030,x,5.00,x,x\r\n" }, /* one below the total */
    { "户名,账号", "账号,户名" },                                      /* another order */
    { "1,阿不都·热合曼", "2,阿不都·热合曼" },                          /* a line number */
  };
  g_autofree char *path = write_file (fixture, "代发.csv", "csv");
  g_autofree char *bytes = NULL;
  g_autofree char *text = NULL;
  gsize length = 0;

  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  text = g_convert (bytes, (gssize) length, "UTF-8", "GB18030", NULL, NULL, NULL);
  save_gb18030 (path, text);
  g_assert_true (is_proved (fixture, path));
  for (gsize i = 0; i < G_N_ELEMENTS (CHANGES); i++)
    {
      g_autofree char *changed = replace_once (text, CHANGES[i].from, CHANGES[i].to);

      save_gb18030 (path, changed);
      g_test_message ("%s", CHANGES[i].from);
      g_assert_false (is_proved (fixture, path));
    }
  for (gsize cut = 0; cut < length - strlen (",,\r\n"); cut++)
    {
      save_bytes (path, bytes, cut);
      g_assert_false (is_proved (fixture, path));
    }
}

static void
test_tampered_workbook (Fixture *fixture, gconstpointer data)
{
  static const char *const CHANGES[] = {
    "C4=6217000000000000015", /* an account */
    "C6#123456789012345",     /* the same account as a number */
    "C5=",                    /* none */
    "B5=陈龑",                /* a holder */
    "E5#200",                 /* an amount */
    "E7#1401",                /* the sum */
    "B7=2笔",                 /* the count */
    "A7=x",                   /* no total */
    "C9=6217000000000000030", /* an account below the total */
  };
  SnPayment *last = g_ptr_array_index (fixture->payments, 2);
  g_autofree char *path = NULL;
  g_autoptr (GPtrArray) words = g_ptr_array_new ();
  g_autofree char *output = NULL;
  g_autofree char *bytes = NULL;
  gsize length = 0;

  g_free (last->account_number);
  last->account_number = g_strdup ("123456789012345");
  path = write_file (fixture, "代发.xlsx", "xlsx");
  g_assert_true (is_proved (fixture, path));
  g_ptr_array_add (words, (gpointer) "copies");
  g_ptr_array_add (words, path);
  g_ptr_array_add (words, fixture->folder);
  for (gsize i = 0; i < G_N_ELEMENTS (CHANGES); i++)
    g_ptr_array_add (words, (gpointer) CHANGES[i]);
  g_ptr_array_add (words, NULL);
  output = fixture_run_script ((const char *const *) words->pdata);
  for (gsize i = 0; i <= G_N_ELEMENTS (CHANGES); i++)
    {
      g_autofree char *name = g_strdup_printf ("%" G_GSIZE_FORMAT ".xlsx", i);
      g_autofree char *altered = g_build_filename (fixture->folder, name, NULL);

      g_test_message ("%s", i > 0 ? CHANGES[i - 1] : "unchanged");
      g_assert_cmpint (is_proved (fixture, altered), ==, i == 0);
    }
  g_assert_true (g_file_get_contents (path, &bytes, &length, NULL));
  g_assert_true (g_file_set_contents (path, bytes, (gssize) length / 2, NULL));
  g_assert_false (is_proved (fixture, path));
}

/* A file of another batch is no proof of this one. */
static void
test_other_batch (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = write_file (fixture, "代发.csv", "csv");

  g_ptr_array_set_size (fixture->payments, 2);
  g_assert_false (is_proved (fixture, path));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (FORMS); i++)
    {
      g_autofree char *name = g_strdup_printf ("/bank-file/form/%u-%s", i, FORMS[i].format);

      g_test_add (name, Fixture, GUINT_TO_POINTER (i), set_up, test_form, tear_down);
    }
#define ADD(name, function) g_test_add ("/bank-file/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("texts", test_texts);
  ADD ("refused", test_refused);
  ADD ("issued-again", test_issued_again);
  ADD ("unknown-format", test_unknown_format);
  ADD ("cancelled", test_cancelled);
  ADD ("disk-full", test_disk_full);
  ADD ("no-folder", test_no_folder);
  ADD ("unwritable-folder", test_unwritable_folder);
  ADD ("tampered-text", test_tampered_text);
  ADD ("tampered-workbook", test_tampered_workbook);
  ADD ("other-batch", test_other_batch);
  return g_test_run ();
}
