/* bench-util.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-util.h"

#include "sn-date.h"

#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

guint
bench_get_rows (guint otherwise)
{
  const char *text = g_getenv ("SN_BENCH_ROWS");
  guint64 rows = otherwise;

  if (text != NULL && !g_ascii_string_to_unsigned (text, 10, 100, 5000000, &rows, NULL))
    g_error ("SN_BENCH_ROWS is a number from 100 to 5000000");
  return (guint) rows;
}

static gint64
read_clock_us (clockid_t id)
{
  struct timespec now;

  clock_gettime (id, &now);
  return (gint64) now.tv_sec * G_USEC_PER_SEC + now.tv_nsec / 1000;
}

BenchTime
bench_now (void)
{
  return (BenchTime){ read_clock_us (CLOCK_MONOTONIC), read_clock_us (CLOCK_PROCESS_CPUTIME_ID) };
}

BenchTime
bench_since (BenchTime start)
{
  return bench_subtract (bench_now (), start);
}

BenchTime
bench_add (BenchTime first, BenchTime second)
{
  return (BenchTime){ first.wall_us + second.wall_us, first.cpu_us + second.cpu_us };
}

BenchTime
bench_subtract (BenchTime first, BenchTime second)
{
  return (BenchTime){ first.wall_us - second.wall_us, first.cpu_us - second.cpu_us };
}

BenchRuns *
bench_runs_new (void)
{
  return g_array_new (FALSE, FALSE, sizeof (BenchTime));
}

void
bench_runs_add (BenchRuns *runs, BenchTime run)
{
  g_array_append_val (runs, run);
}

static int
compare_wall (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const BenchTime *) a)->wall_us, right = ((const BenchTime *) b)->wall_us;

  return (left > right) - (left < right);
}

static int
compare_cpu (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const BenchTime *) a)->cpu_us, right = ((const BenchTime *) b)->cpu_us;

  return (left > right) - (left < right);
}

BenchTime
bench_runs_get (BenchRuns *runs, guint per_cent)
{
  guint place = MIN (runs->len * per_cent / 100, runs->len - 1);
  BenchTime result;

  g_array_sort (runs, compare_cpu);
  result.cpu_us = g_array_index (runs, BenchTime, place).cpu_us;
  g_array_sort (runs, compare_wall);
  result.wall_us = g_array_index (runs, BenchTime, place).wall_us;
  return result;
}

void
bench_print (const char *name, BenchTime bare, BenchTime ours, double goal)
{
  char goal_text[32] = "none";

  if (goal > 0)
    g_snprintf (goal_text, sizeof goal_text, "%.4g", goal);
  g_print ("%s: bare %.3f ms, ours %.3f ms, ratio %.4g (goal %s); processor %.3f, %.3f, %.4g\n", name, bare.wall_us / 1e3,
           ours.wall_us / 1e3, (double) ours.wall_us / (double) MAX (bare.wall_us, 1), goal_text, bare.cpu_us / 1e3,
           ours.cpu_us / 1e3, (double) ours.cpu_us / (double) MAX (bare.cpu_us, 1));
}

void
bench_print_runs (const char *name, BenchRuns *bare, BenchRuns *ours, double goal)
{
  bench_print (name, bench_runs_get (bare, 50), bench_runs_get (ours, 50), goal);
}

/* ── Memory ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gint64
read_status_kib (const char *field)
{
  g_autofree char *status = NULL;
  const char *line;

  if (!g_file_get_contents ("/proc/self/status", &status, NULL, NULL))
    return 0;
  line = strstr (status, field);
  return line != NULL ? g_ascii_strtoll (line + strlen (field), NULL, 10) : 0;
}

gint64
bench_get_rss_kib (void)
{
  return read_status_kib ("VmRSS:");
}

gint64
bench_get_peak_kib (void)
{
  return read_status_kib ("VmHWM:");
}

void
bench_reset_peak (void)
{
  FILE *file;

  malloc_trim (0); /* what earlier work freed is not this work's */
  file = fopen ("/proc/self/clear_refs", "w");
  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

/* ── People ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const struct
{
  gint64      town_id;
  const char *town;
  gint64      village_id;
  const char *village;
} places[] = {
  { 310118001, "夏阳街道", 310118001001, "东盛社区居委会" },   { 310118001, "夏阳街道", 310118001004, "青城社区居委会" },
  { 310118002, "盈浦街道", 310118002001, "庆华社区居委会" },   { 310118002, "盈浦街道", 310118002004, "龙威社区居委会" },
  { 310118003, "香花桥街道", 310118003001, "香花桥居委会" },   { 310118003, "香花桥街道", 310118003006, "金巷社区居委会" },
  { 310118102, "朱家角镇", 310118102001, "大新街居委会" },     { 310118102, "朱家角镇", 310118102004, "西湖新村居委会" },
  { 310118107, "华新镇", 310118107001, "华新居委会" },         { 310118107, "华新镇", 310118107004, "西郊半岛社区居委会" },
};

static int
compare_people (gconstpointer a, gconstpointer b)
{
  gint64 left = ((const BenchPerson *) a)->id, right = ((const BenchPerson *) b)->id;

  return (left > right) - (left < right);
}

static void
make_person (const SnDemoPopulation *population, guint32 number, guint attempt, BenchPerson *made)
{
  guint32 household = g_array_index (population->household_of, guint32, number);
  guint place = sn_demo_village_of (population, household, G_N_ELEMENTS (places));

  sn_demo_make_person (population, number, attempt, &made->person);
  made->id = sn_person_id_for_document ("resident", made->person.number);
  made->town_id = places[place].town_id;
  made->town = places[place].town;
  made->village_id = places[place].village_id;
  made->village = places[place].village;
  sn_demo_make_address (population, household, made->town, made->address, sizeof made->address);
}

GArray *
bench_make_people (guint n)
{
  GArray *people = g_array_sized_new (FALSE, TRUE, sizeof (BenchPerson), n);
  g_autoptr (GHashTable) taken = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (SnDemoPopulation) population = NULL;
  GDate today;

  sn_test_set_clock ();
  sn_clock_today (&today);
  population = sn_demo_population_new (1, n, &today);
  g_array_set_size (people, n);
  for (guint32 i = 0; i < n; i++)
    {
      BenchPerson *person = &g_array_index (people, BenchPerson, i);

      for (guint attempt = 0; attempt == 0 || g_hash_table_contains (taken, &person->id); attempt++)
        make_person (population, i, attempt, person);
      g_hash_table_add (taken, &person->id);
    }
  g_array_sort (people, compare_people);
  return people;
}

void
bench_check (gboolean done, GError *error)
{
  if (done)
    return;
  g_printerr ("the work failed: %s\n", error != NULL ? error->message : "no reason given");
  exit (EXIT_FAILURE);
}
