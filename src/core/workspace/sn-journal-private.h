/* sn-journal-private.h: shared by the journal's own files.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-transaction.h"

G_BEGIN_DECLS

/* (transfer full): the changeset of a part; %SN_ERROR_CORRUPT */
GBytes *sn_journal_decompress (gconstpointer data, gsize length_bytes, GError **error);

/* The rows of a changeset as SQLite makes it; -1 where it is none. */
gint64  sn_changeset_count_rows (gconstpointer changeset, gsize length_bytes);

/* The row's id: the first column of its primary key. */
gint64  sn_journal_read_key   (sqlite3_changeset_iter *iterator, int operation, unsigned char *is_key, int n_columns);

/* What SQLite says of reading a changeset; %SN_ERROR_CORRUPT names the change. */
gboolean sn_journal_check_read (int result, gint64 change_id, GError **error);

/* For undo, which is the one writer that speaks for another change. @take_arguments: (transfer full): char*: the change's number, its action,
 * and all that its summary says */
void    sn_transaction_describe_undo (SnTransaction *transaction, gint64 change_id, GPtrArray *take_arguments);

G_END_DECLS
