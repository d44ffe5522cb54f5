/* sn-journal-touched.h: the rows that changes touched, for whoever keeps something of them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/* A row of a change; valid during the call. */
typedef struct _SnTouchedRow SnTouchedRow;

/* (transfer none) */
const char *sn_touched_row_get_table (const SnTouchedRow *row);
/* The first column of its primary key */
gint64      sn_touched_row_get_id    (const SnTouchedRow *row);
/**
 * sn_touched_row_list_numbers:
 * @column: of the row's table
 * @numbers: gint64: gets what stood there before and what stands there after, as far as the change says it: an update does not of a
 *   column that it left alone
 */
void        sn_touched_row_list_numbers (const SnTouchedRow *row,
                                         const char         *column,
                                         GArray             *numbers);

/* Returns %FALSE to end the reading, which then is not complete. */
typedef gboolean (*SnTouchedFunc) (const SnTouchedRow *row, gpointer data);

/**
 * sn_journal_read_touched:
 * @after_id: the last change that the caller knows; 0: all
 * @most_rows: more are not read
 * @is_complete: (out): every row of every later change was told
 *
 * Errors: %SN_ERROR_CORRUPT when a change cannot be read. Thread: the connection's.
 */
gboolean    sn_journal_read_touched  (SnConnection  *connection,
                                      gint64         after_id,
                                      gint64         most_rows,
                                      SnTouchedFunc  func,
                                      gpointer       data,
                                      gboolean      *is_complete,
                                      GError       **error);
/* The last change; 0 before the first. */
gboolean    sn_journal_get_last_id   (SnConnection  *connection,
                                      gint64        *change_id,
                                      GError       **error);

G_END_DECLS
