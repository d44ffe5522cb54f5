/* bench-registry.h: a registry of made-up people for the benchmarks of search and list, and how they measure and report.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

typedef struct
{
  char         *folder;
  char         *path;
  guint         n_people; /* SN_BENCH_ROWS, 200,000 without it */
  sqlite3      *bare;     /* SQLite itself, set up as our reading connections are */
  SnConnection *ours;
} BenchRegistry;

/* Every third person holds a category, every fourth is on a roster. */
void     bench_registry_set_up    (BenchRegistry *registry);
/* Ten campaigns over these people, half of them on a roster of each: five lines a person, and a payment for nearly every line. In bulk, so
 * that a million people with five million payments are there in a few minutes. Before anything is measured. */
void     bench_registry_add_lines (BenchRegistry *registry);
void     bench_registry_tear_down (BenchRegistry *registry);
/* (transfer full): a statement of the bare connection */
sqlite3_stmt *bench_registry_prepare (BenchRegistry *registry,
                                      const char    *sql);

typedef void (*BenchFunc) (gpointer data);

/* The median of @n_runs, in milliseconds */
double   bench_measure_ms         (BenchFunc      func,
                                   gpointer       data,
                                   guint          n_runs);
/* "NAME: bare X ms, ours Y ms, ratio Z (goal G)" */
void     bench_report             (const char    *name,
                                   double         bare_ms,
                                   double         ours_ms,
                                   const char    *goal);

G_END_DECLS
