/* bench-copy.h: the rows of a workspace, put into another file by SQLite alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "bench-util.h"

G_BEGIN_DECLS

typedef enum
{
  BENCH_COPY_ROWS = 0,
  BENCH_COPY_INDEXED = 1 << 0,
  BENCH_COPY_RECORDED = 1 << 1,
} BenchCopy;

/**
 * bench_copy_tables:
 * @from: a workspace
 * @to: must not exist; becomes a file with its tables, without triggers
 * @tables: whose rows are copied; %NULL-terminated, names from the schema
 * @how: indexes are built at the end; a recorded copy also keeps what SQLite's session extension makes of it, as the journal
 *   does, in parts of 20,000 rows
 *
 * One transaction, WAL, FULL, a cache as large as the writer's; one prepared INSERT a table, every value bound.
 *
 * Returns: the time of inserting, indexing and committing; not that of reading the rows
 */
BenchTime bench_copy_tables (const char *from, const char *to, const char *const *tables, BenchCopy how);

G_END_DECLS
