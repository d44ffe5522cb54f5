/* sn-journal.h: every change, who made it, and the way back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-insert-recorder.h"
#include "sn-transaction.h"

G_BEGIN_DECLS

/**
 * SnChange:
 *
 * One journalled transaction. Its parts hold what SQLite's session extension recorded: each changed row before and after.
 * "hash" is SHA-256 over the previous change's hash and this change's content, so that no change can be altered, taken out
 * or put in without breaking the chain.
 */
typedef struct
{
  gint64  id;
  char   *officer;
  char   *made_at;    /* UTC */
  char   *action;
  char   *summary;    /* translated sentence */
  gint64  rows;       /* changed, added or removed */
  gint64  undoes;     /* 0: not an undo */
  gint64  undone_by;  /* 0: it stands */
} SnChange;

void       sn_change_free        (SnChange      *change);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnChange, sn_change_free)

/* (transfer full): SnChange, newest first; @limit 0: all */
GPtrArray *sn_journal_list       (SnConnection  *connection,
                                  gint64         limit,
                                  GError       **error);
/* (transfer full): one of them; %SN_ERROR_NOT_FOUND with a sentence */
SnChange  *sn_journal_lookup     (SnConnection  *connection,
                                  gint64         change_id,
                                  GError       **error);
/**
 * sn_journal_undo:
 *
 * Takes a change back as a new Change ("undo"). Refused (%SN_ERROR_REFUSED) when it was taken back already, changed nothing,
 * or later changes stand on the same rows: the message names the latest of them.
 */
gboolean   sn_journal_undo       (SnTransaction *transaction,
                                  gint64         change_id,
                                  GCancellable  *cancellable,
                                  GError       **error);

/* (transfer full): the sentence for an action and its JSON array of strings, in the user's language */
char      *sn_change_summary     (const char    *action,
                                  const char    *arguments_json);

typedef struct
{
  char *table;
  char *operation; /* "insert", "update", "delete" */
  char *row;       /* the primary key, joined by commas */
  GPtrArray *columns;      /* char*: those that changed, or all of them */
  GPtrArray *before;       /* char* (nullable) */
  GPtrArray *after;        /* char* (nullable) */
} SnChangedRow;

void       sn_changed_row_free   (SnChangedRow  *row);
/* (transfer full): SnChangedRow of one change, at most @limit */
GPtrArray *sn_journal_list_rows  (SnConnection  *connection,
                                  gint64         change_id,
                                  guint          limit,
                                  GError       **error);

/* For SnTransaction alone: */

/* Compresses what @session recorded into part @position of change @change_id. @rows gets their number; none: no part. */
gboolean   sn_journal_store_part (SnConnection    *connection,
                                  sqlite3_session *session,
                                  gint64           change_id,
                                  int              position,
                                  gint64          *rows,
                                  GError         **error);
/* The same of what a recorder of insertions has. */
gboolean   sn_journal_store_inserts (SnConnection     *connection,
                                     SnInsertRecorder *recorder,
                                     gint64            change_id,
                                     int               position,
                                     gint64           *rows,
                                     GError          **error);
/* Writes the change itself, after its parts, with the hash that closes it. */
gboolean   sn_journal_close_change (SnConnection  *connection,
                                    gint64         change_id,
                                    gint64         officer_id,
                                    const char    *instant,
                                    const char    *action,
                                    const char    *arguments_json,
                                    gint64         undoes,
                                    GError       **error);
/* Recomputes the chain. (transfer full): "ok", or which change is wrong; %NULL with @error */
char      *sn_journal_verify     (SnConnection  *connection,
                                  GCancellable  *cancellable,
                                  GError       **error);
/* The tables whose rows are journalled. */
gboolean   sn_journal_wants_table (const char   *table);

G_END_DECLS
