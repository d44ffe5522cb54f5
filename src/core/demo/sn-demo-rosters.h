/* sn-demo-rosters.h: rosters in every program, and batches in every state.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-workspace.h"

G_BEGIN_DECLS

/* Lists, submits, approves and pays by the demo's officers, program by program: early programs are done, late ones have
 * only just begun. */
gboolean sn_demo_fill_rosters (SnWorkspace   *workspace,
                               guint64        seed,
                               void         (*progress) (double fraction, const char *sentence, gpointer data),
                               gpointer       progress_data,
                               GCancellable  *cancellable,
                               GError       **error);

G_END_DECLS
