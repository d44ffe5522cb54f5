/* sn-workspace.h: the file an office keeps, and the only door to it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"
#include "sn-transaction.h"

G_BEGIN_DECLS

#define SN_TYPE_WORKSPACE (sn_workspace_get_type ())
G_DECLARE_FINAL_TYPE (SnWorkspace, sn_workspace, SN, WORKSPACE, GObject)

/**
 * SnWorkspace:
 *
 * One *.songnuan file: one writer thread with the only writing connection, three reader threads with a connection each.
 * Work is a function that gets the connection; it runs on the thread and its result comes back to the caller's main
 * context. Any thread may call; nobody but those threads ever enters SQLite.
 *
 * Signal "changed" (guint64 change_id): emitted on the main context in which the workspace was opened, after each
 * committed change.
 */

/* So many may read at the same time: two in the background while a page waits for its rows. */
#define SN_WORKSPACE_READERS 3

/**
 * SnReadFunc:
 * @connection: a reading connection, inside one read transaction (a stable picture)
 * @data: the caller's
 * @error: set it when returning %NULL for a failure
 *
 * Returns: (transfer full) (nullable): the result, freed by the destroy function given with the call
 */
typedef gpointer (*SnReadFunc)  (SnConnection  *connection,
                                 gpointer       data,
                                 GCancellable  *cancellable,
                                 GError       **error);
/**
 * SnWriteFunc:
 *
 * Runs inside BEGIN IMMEDIATE … COMMIT. Returns %FALSE with @error set to roll everything back.
 */
typedef gboolean (*SnWriteFunc) (SnTransaction *transaction,
                                 gpointer       data,
                                 GCancellable  *cancellable,
                                 GError       **error);

/**
 * sn_workspace_create:
 * @path: where; must not exist
 * @office: 1 to 4095, carried in every id made here; 0 draws one
 * @officer_name: who makes it: the workspace's first officer
 *
 * Makes an empty workspace of the newest schema, with its first officer, and opens it. The catalogue is put in by
 * sn_catalogue_install().
 */
SnWorkspace *sn_workspace_create  (const char    *path,
                                   guint         office,
                                   const char   *officer_name,
                                   GError      **error);
/**
 * sn_workspace_open:
 *
 * Opens and, where the file is older than this program, migrates it in one transaction.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_CORRUPT when it is not a workspace; %SN_ERROR_TOO_NEW, naming both versions
 */
SnWorkspace *sn_workspace_open    (const char    *path,
                                   GError      **error);
/* Drains the writer, checkpoints, closes all connections and joins the threads. Safe to call twice. Work that is asked for afterwards,
 * on whichever thread, ends with %G_IO_ERROR_CLOSED. */
void         sn_workspace_close   (SnWorkspace   *self);
const char  *sn_workspace_get_path (SnWorkspace  *self);

/* Who acts from now on: found by name, made known when new (a Change of its own). NULL: the first officer. */
gboolean     sn_workspace_set_officer (SnWorkspace *self,
                                       const char  *name,
                                       GError     **error);

/* Which campaign all work from now on is about; 0: the newest, as after opening. It is not kept in the file: whoever looks at last
 * year's figures is back at this year's with the next start. Work that is on its way may still be about the one before. */
void         sn_workspace_set_campaign (SnWorkspace *self,
                                        gint64       campaign_id);

/* What a write gives back when it succeeded without changing or describing anything. */
#define SN_WORKSPACE_UNCHANGED (-1)

/* Asynchronous doors, for the window. */
void         sn_workspace_read_async   (SnWorkspace         *self,
                                        SnReadFunc           func,
                                        gpointer             data,
                                        GDestroyNotify       data_free,
                                        GDestroyNotify       result_free,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
gpointer     sn_workspace_read_finish  (SnWorkspace         *self,
                                        GAsyncResult        *result,
                                        GError             **error);
void         sn_workspace_write_async  (SnWorkspace         *self,
                                        SnWriteFunc          func,
                                        gpointer             data,
                                        GDestroyNotify       data_free,
                                        GCancellable        *cancellable,
                                        GAsyncReadyCallback  callback,
                                        gpointer             user_data);
/* Returns: the id of the committed Change, %SN_WORKSPACE_UNCHANGED, or 0 with @error set when it was rolled back */
gint64       sn_workspace_write_finish (SnWorkspace         *self,
                                        GAsyncResult        *result,
                                        GError             **error);

/* The same, waiting: for the command line and tests. Never on a main thread that shows a window. */
gpointer     sn_workspace_read         (SnWorkspace         *self,
                                        SnReadFunc           func,
                                        gpointer             data,
                                        GCancellable        *cancellable,
                                        GError             **error);
gint64       sn_workspace_write        (SnWorkspace         *self,
                                        SnWriteFunc          func,
                                        gpointer             data,
                                        GCancellable        *cancellable,
                                        GError             **error);

G_END_DECLS
