/* sn-insert-recorder.h: what the journal keeps of rows that only come.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/**
 * SnInsertRecorder:
 *
 * SQLite's session extension remembers the keys of new rows, and reads each of them again to make a changeset. Where rows only come, as in
 * a roster of many people, that is a third of the whole import. This recorder writes each row down once, as SQLite hands it over; the
 * result is a changeset like any other, with the rows in the order in which they came. A change or removal of a row of a journalled table
 * is not for it: it makes sn_insert_recorder_list() fail, so that nothing goes unrecorded.
 *
 * Takes SQLite's preupdate hook for as long as it lives: no session may be there at the same time. Thread: the connection's.
 */
typedef struct _SnInsertRecorder SnInsertRecorder;

SnInsertRecorder *sn_insert_recorder_new  (SnConnection      *connection);
void              sn_insert_recorder_free (SnInsertRecorder  *recorder);
/**
 * sn_insert_recorder_list:
 * @rows: (out): how many rows there are
 *
 * What came since the beginning or sn_insert_recorder_clear(), as a changeset in pieces: there is much of it, and it lies in memory
 * once. %SN_ERROR_FAILED where something else than an insertion happened.
 *
 * Returns: (transfer full) (nullable): GByteArray, valid until rows come or the recorder is cleared; %NULL: failed
 */
GPtrArray        *sn_insert_recorder_list (SnInsertRecorder  *recorder,
                                           gint64            *rows,
                                           GError           **error);
/* Begins anew */
void              sn_insert_recorder_clear (SnInsertRecorder *recorder);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnInsertRecorder, sn_insert_recorder_free)

G_END_DECLS
