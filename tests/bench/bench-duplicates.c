/* bench-duplicates.c: looking through a registry for likely doubles, against a scan that reads the same columns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-registry.h"
#include "bench-util.h"

#include "sn-duplicate.h"

#define PEOPLE "150000"
#define RUNS 3

int
main (void)
{
  BenchRegistry registry;
  g_autoptr (BenchRuns) bare = bench_runs_new ();
  g_autoptr (BenchRuns) ours = bench_runs_new ();
  sqlite3_stmt *scan;
  BenchTime median;
  guint n_pairs = 0;
  gsize n_bytes = 0;

  g_setenv ("SN_BENCH_ROWS", PEOPLE, FALSE);
  bench_registry_set_up (&registry);
  scan = bench_registry_prepare (
    &registry, "SELECT id, name, name_pinyin, document_number, birth_date, sex, phone, account_number FROM person ORDER BY id");
  for (guint i = 0; i < RUNS; i++)
    {
      BenchTime start = bench_now ();
      g_autoptr (GArray) pairs = NULL;

      while (sqlite3_step (scan) == SQLITE_ROW)
        for (int column = 0; column < sqlite3_column_count (scan); column++)
          n_bytes += sqlite3_column_text (scan, column) != NULL;
      sqlite3_reset (scan);
      bench_runs_add (bare, bench_since (start));
      start = bench_now ();
      pairs = sn_duplicate_list (registry.ours, NULL, NULL);
      bench_runs_add (ours, bench_since (start));
      n_pairs = pairs != NULL ? pairs->len : 0;
    }
  median = bench_runs_get (ours, 50);
  g_print ("%u people, %u pairs: %.0f ms, of the processor %.0f ms (goal 1,000 ms of 150,000, 4,000 ms of a million)\n", registry.n_people,
           n_pairs, (double) median.wall_us / 1000, (double) median.cpu_us / 1000);
  bench_print_runs ("against a scan of the same columns", bare, ours, 0);
  sqlite3_finalize (scan);
  bench_registry_tear_down (&registry);
  return n_bytes > 0 ? 0 : 1;
}
