/* bench-copy.h: the rows of a workspace, put into another file by SQLite alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "bench-util.h"

G_BEGIN_DECLS

/**
 * bench_copy_tables:
 * @from: a workspace
 * @to: must not exist; becomes a file with its tables, without triggers
 * @tables: whose rows are copied; %NULL-terminated, names from the schema
 * @with_indexes: build the tables' indexes at the end
 *
 * One transaction, WAL, FULL, a cache as large as the writer's; one prepared INSERT a table, every value bound.
 *
 * Returns: the time of inserting, indexing and committing; not that of reading the rows
 */
BenchTime bench_copy_tables (const char *from, const char *to, const char *const *tables, gboolean with_indexes);

G_END_DECLS
