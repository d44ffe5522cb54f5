/* bench-sheet-run.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-sheet-run.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include "sn-sheet-reader.h"
#include "sn-test.h"

#define N_RUNS 5

typedef struct
{
  BenchTally tally;
  double     cpu_ms;
  long       peak_kib;
} Run;

void
bench_sheet_get_text (guint row, guint column, char *buffer, gsize n_buffer)
{
  static const char *const formats[BENCH_N_TEXTS] = {
    "沈%u", "3101181950%08u", "街道%u", "居委%u", "青浦路%u号", "低保%u", "农商银行%u", "62170000%011u", "1391%07u", "备注%u",
  };
  /* As in rosters: ids, accounts and addresses are each their own, towns and banks repeat. */
  static const guint distinct[BENCH_N_TEXTS] = { 90000, 0, 11, 300, 0, 9, 20, 0, 0, 50 };

  g_snprintf (buffer, n_buffer, formats[column], distinct[column] > 0 ? row % distinct[column] : row);
}

int
bench_sheet_get_number (guint row, guint column)
{
  return (int) (column == BENCH_N_COLUMNS - 2 ? 1200 + row % 800 : 45000 + row % 365);
}

/* ── Ours ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
count_row (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  BenchTally *tally = data;

  tally->n_rows++;
  for (guint i = 0; i < n_cells; i++)
    tally->n_bytes += strlen (cells[i].text);
  tally->n_cells += n_cells;
  return TRUE;
}

static BenchTally
read_ours (const char *path)
{
  g_autoptr (GError) error = NULL;
  BenchTally tally = { 0 };

  sn_sheet_read (path, NULL, count_row, &tally, NULL, NULL, &error);
  g_assert_no_error (error);
  return tally;
}

/* ── Taking turns ───────────────────────────────────────────────────────────────────────────────────────────────── */

static double
get_cpu_ms (const struct rusage *usage)
{
  return (double) (usage->ru_utime.tv_sec + usage->ru_stime.tv_sec) * 1e3 +
         (double) (usage->ru_utime.tv_usec + usage->ru_stime.tv_usec) / 1e3;
}

static Run
run_apart (BenchTally (*read_workbook) (const char *path), const char *path)
{
  int ends[2], status;
  struct rusage usage;
  Run run = { { 0 } };
  pid_t child;

  g_assert_cmpint (pipe (ends), ==, 0);
  child = fork ();
  g_assert_cmpint (child, >=, 0);
  if (child == 0)
    {
      BenchTally tally = read_workbook (path);

      _exit (write (ends[1], &tally, sizeof tally) == sizeof tally ? 0 : 1);
    }
  g_assert_cmpint (read (ends[0], &run.tally, sizeof run.tally), ==, sizeof run.tally);
  g_assert_cmpint (wait4 (child, &status, 0, &usage), ==, child);
  g_assert_cmpint (status, ==, 0);
  close (ends[0]);
  close (ends[1]);
  run.cpu_ms = get_cpu_ms (&usage);
  run.peak_kib = usage.ru_maxrss;
  return run;
}

static int
compare_runs (const void *a, const void *b)
{
  double first = ((const Run *) a)->cpu_ms, second = ((const Run *) b)->cpu_ms;

  return (first > second) - (first < second);
}

static void
write_apart (const BenchSheet *sheet, const char *path, guint n_rows)
{
  int status;
  pid_t child = fork ();

  if (child == 0)
    {
      sheet->write (path, n_rows);
      _exit (0);
    }
  g_assert_cmpint (waitpid (child, &status, 0), ==, child);
  g_assert_cmpint (status, ==, 0);
}

int
bench_sheet_run (const BenchSheet *sheet)
{
  const char *rows_text = g_getenv ("SN_BENCH_ROWS");
  guint n_rows = rows_text != NULL ? (guint) g_ascii_strtoull (rows_text, NULL, 10) : sheet->n_rows;
  char *folder = sn_test_make_folder ();
  g_autofree char *path = g_build_filename (folder, sheet->file_name, NULL);
  Run bare[N_RUNS], ours[N_RUNS];

  if (sheet->most_rows > 0)
    n_rows = MIN (n_rows, sheet->most_rows);
  write_apart (sheet, path, n_rows);
  for (int i = 0; i < N_RUNS; i++)
    {
      bare[i] = run_apart (sheet->read_bare, path);
      ours[i] = run_apart (read_ours, path);
      g_assert_cmpmem (&bare[i].tally, sizeof (BenchTally), &ours[i].tally, sizeof (BenchTally));
    }
  qsort (bare, N_RUNS, sizeof (Run), compare_runs);
  qsort (ours, N_RUNS, sizeof (Run), compare_runs);
  printf ("%s: bare %.0f ms, ours %.0f ms, ratio %.2f (goal %.2f)\n", sheet->name, bare[N_RUNS / 2].cpu_ms, ours[N_RUNS / 2].cpu_ms,
          ours[N_RUNS / 2].cpu_ms / bare[N_RUNS / 2].cpu_ms, sheet->goal);
  printf ("%s: %u rows, peak memory bare %ld MiB, ours %ld MiB\n", sheet->name, n_rows, bare[N_RUNS / 2].peak_kib / 1024,
          ours[N_RUNS / 2].peak_kib / 1024);
  sn_test_remove_folder (folder);
  return 0;
}
