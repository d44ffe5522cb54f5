/* sn-journal-trace.h: which of some changes touched a few rows, and how.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-journal.h"

G_BEGIN_DECLS

typedef struct
{
  const char *table; /* static */
  gint64      id;
} SnJournalKey;

typedef struct
{
  gint64        change_id;
  SnChangedRow *row;
} SnTracedRow;

void       sn_traced_row_free (SnTracedRow   *traced);

/**
 * sn_journal_trace:
 * @changes: (element-type gint64): where to look; the caller knows which can matter
 * @keys: (element-type SnJournalKey): the rows that are looked for
 * @most_bytes: of compressed journal that may be read in all: a changeset has no index, so it is read through
 * @is_complete: (out): %FALSE when changes were left out for their size
 *
 * Reads each change that still fits into @most_bytes; a large one that does not is left out, smaller ones after it are read.
 *
 * Returns: (transfer full) (element-type SnTracedRow): in the order of @changes
 *
 * Thread: the connection's.
 */
GPtrArray *sn_journal_trace   (SnConnection  *connection,
                               GArray        *changes,
                               GArray        *keys,
                               gint64         most_bytes,
                               gboolean      *is_complete,
                               GCancellable  *cancellable,
                               GError       **error);

G_END_DECLS
