/* sn-transaction.h: one journalled write, as the functions inside it see it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/**
 * SnTransaction:
 *
 * What a write function works with: the connection, who acts, when, and the next free ids. Everything it changes is
 * recorded and becomes one Change when the function returns %TRUE; nothing of it remains when it returns %FALSE.
 * A transaction that changed no journalled row and called no sn_transaction_describe() leaves no Change.
 *
 * Thread: the writer's.
 */
typedef struct _SnTransaction SnTransaction;

SnConnection *sn_transaction_get_connection (SnTransaction *transaction);
gint64        sn_transaction_get_officer    (SnTransaction *transaction);
/* The instant of the transaction, UTC, "yyyy-mm-ddThh:mm:ssZ"; the same for all its rows */
const char   *sn_transaction_get_instant    (SnTransaction *transaction);
/* Local date, yyyy-mm-dd, by sn_clock_today() */
const char   *sn_transaction_get_today      (SnTransaction *transaction);

/* A free row id of @table with the office's number in its high bits. @table is a name from the schema, never input. */
gint64        sn_transaction_next_id        (SnTransaction *transaction,
                                             const char    *table);

/**
 * sn_transaction_describe:
 * @action: a key of the table in sn-change-summary.c, e.g. "roster-import"
 * @...: (nullable): strings that fill the translated sentence, ended by %NULL; never personal data
 *
 * Says what the Change is. Call it once. Called without any changed row it still leaves a Change: for a look at
 * protected data.
 */
void          sn_transaction_describe       (SnTransaction *transaction,
                                             const char    *action,
                                             ...) G_GNUC_NULL_TERMINATED;

/* For a Change of several steps that describe themselves, before the first of them: this is what the Change is called, and what the
 * steps say is left out. Where none of them changed a row there is no Change. */
void          sn_transaction_describe_whole (SnTransaction *transaction,
                                             const char    *action,
                                             ...) G_GNUC_NULL_TERMINATED;
/* Call after every few thousand rows of bulk work: stores what was recorded so far as one part of the Change and frees
 * the memory. Still one transaction. */
gboolean      sn_transaction_flush_journal  (SnTransaction *transaction,
                                             GError       **error);

/**
 * sn_transaction_begin_inserts:
 *
 * From here to sn_transaction_end_inserts() rows only come: nothing of a journalled table is changed or removed, nor by a trigger, or the
 * next sn_transaction_flush_journal(), and with it the transaction, fails. Whoever meets an error in between has to fail as well: of a
 * statement that SQLite took back the rows stay recorded. It is recorded in half the time then, and what of it was not flushed lies in
 * memory once: worth it from some thousand rows on. An end without a beginning does nothing; a transaction that ends meanwhile needs none.
 */
gboolean      sn_transaction_begin_inserts  (SnTransaction *transaction,
                                             GError       **error);
gboolean      sn_transaction_end_inserts    (SnTransaction *transaction,
                                             GError       **error);

/* Drops the secondary indexes of @table, but those between households and people, and has them built again before the
 * commit: three times faster when most rows of the table are new. @table is a name from the schema. Does nothing when the
 * table already holds more than @expected_rows rows. Whether unique values are unique shows at the commit only. */
gboolean      sn_transaction_begin_bulk     (SnTransaction *transaction,
                                             const char    *table,
                                             gint64         expected_rows,
                                             GError       **error);

G_END_DECLS
