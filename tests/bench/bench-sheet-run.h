/* bench-sheet-run.h: a sheet read by us and by the bare libraries, in turns.
 *
 * Each run is a process of its own, so that its memory is its own; the two take turns, so that a busy machine is busy
 * for both. What is compared is processor time. SN_BENCH_ROWS sets the size.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define BENCH_N_COLUMNS 12
#define BENCH_N_TEXTS 10

/* What a reader saw: the two must have seen the same. */
typedef struct
{
  guint64 n_rows;
  guint64 n_cells;
  guint64 n_bytes;
} BenchTally;

typedef struct
{
  const char *name;      /* before what is printed */
  const char *file_name; /* "roster.xlsx" */
  guint       n_rows;    /* where SN_BENCH_ROWS says nothing */
  guint       most_rows; /* 0: no limit */
  double      goal;
  void       (*write) (const char *path, guint n_rows);
  BenchTally (*read_bare) (const char *path);
} BenchSheet;

/* One text of the roster, into @buffer. */
void bench_sheet_get_text   (guint       row,
                             guint       column,
                             char       *buffer,
                             gsize       n_buffer);
/* The two numbers behind them. */
int  bench_sheet_get_number (guint       row,
                             guint       column);
int  bench_sheet_run        (const BenchSheet *sheet);

G_END_DECLS
