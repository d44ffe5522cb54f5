/* sn-figure-keeper.h: keeps the tables "figure" and "reach" in step with every write.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

/**
 * SnFigureKeeper:
 *
 * Temporary triggers on the writing connection tell it of each entitlement and payment that comes, goes or moves; it adds up
 * the differences in memory and writes one row per touched figure before the commit. (A trigger that itself updates the
 * figures costs three to ten times as much, and the preupdate hook is taken by the journal.) It works alike for a first
 * write, an import and an undo. sn_figure_keeper_verify() proves the result against a full recount.
 *
 * A figure counts lines and money by rate, town and stage; "reach" counts different persons and households by group.
 *
 * Thread: the writer's.
 */
typedef struct _SnFigureKeeper SnFigureKeeper;

SnFigureKeeper *sn_figure_keeper_new     (SnConnection    *connection,
                                          GError         **error);
void            sn_figure_keeper_free    (SnFigureKeeper  *keeper);
/* Writes the differences; call before the commit, with all indexes in place. */
gboolean        sn_figure_keeper_flush   (SnFigureKeeper  *keeper,
                                          GError         **error);
/* Forgets them: after a rollback. */
void            sn_figure_keeper_discard (SnFigureKeeper  *keeper);

/* Recounts everything. (transfer full): "ok", or which figure differs; %NULL with @error. Works on a reading connection. */
char           *sn_figures_verify        (SnConnection    *connection,
                                          GError         **error);

G_END_DECLS
