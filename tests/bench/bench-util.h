/* bench-util.h: what the benchmarks share: clocks, medians, memory, made-up people.
 *
 * A benchmark does the same work with the bare library and with ours, in turns and in one process, and prints one line for
 * each thing it measures: "name: bare X ms, ours Y ms, ratio Z (goal G)". It fails only where the work itself went wrong: a
 * busy machine is no fault of the program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-demo-people.h"
#include "sn-test.h"

G_BEGIN_DECLS

/* The number in SN_BENCH_ROWS, or @otherwise */
guint    bench_get_rows        (guint otherwise);

/* A point in time by two clocks: the wall's, and the processor's for all threads of this process. The wall is what people
 * wait for; on a machine that others use as well only the processor's time can be compared. */
typedef struct
{
  gint64 wall_us;
  gint64 cpu_us;
} BenchTime;

BenchTime bench_now            (void);
BenchTime bench_since          (BenchTime start);
BenchTime bench_add            (BenchTime first, BenchTime second);
BenchTime bench_subtract       (BenchTime first, BenchTime second);

/* Runs of one kind of work; BenchTime */
typedef GArray BenchRuns;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (BenchRuns, g_array_unref)

BenchRuns *bench_runs_new      (void);
void       bench_runs_add      (BenchRuns *runs, BenchTime run);
/* Each clock by itself; @per_cent 50 is the median */
BenchTime  bench_runs_get      (BenchRuns *runs, guint per_cent);

/* The line of a result; a second number behind it is the ratio of processor time. @goal: the most that the ratio may be,
 * 0 for none */
void     bench_print           (const char *name, BenchTime bare, BenchTime ours, double goal);
void     bench_print_runs      (const char *name, BenchRuns *bare, BenchRuns *ours, double goal);

/* Memory of this process in KiB: now, and the most since bench_reset_peak() */
gint64   bench_get_rss_kib     (void);
gint64   bench_get_peak_kib    (void);
void     bench_reset_peak      (void);

/* Somebody made up, with a place to live. */
typedef struct
{
  SnDemoPerson person;
  gint64       id;       /* as sn_person_id_for_document() */
  gint64       town_id;
  gint64       village_id;
  const char  *town;     /* names; static */
  const char  *village;
  char         address[72];
} BenchPerson;

/* (transfer full): @n different BenchPerson, in the order of their ids */
GArray  *bench_make_people     (guint n);

/* The work failed: prints why and ends the process with a failure. */
void     bench_check           (gboolean done, GError *error);

G_END_DECLS
