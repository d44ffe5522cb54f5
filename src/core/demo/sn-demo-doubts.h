/* sn-demo-doubts.h: what came to the office's knowledge after the lists were made: something for every rule of the findings.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-workspace.h"

G_BEGIN_DECLS

/* An SnWriteFunc; no data. After sn_demo_fill_rosters(). About one person in twenty of those whom open rosters alone list, and a few
 * children; the same ones for the same district. One Change. The rules about last year find nothing: a demo has one campaign. */
gboolean sn_demo_add_doubts (SnTransaction  *transaction,
                             gpointer        data,
                             GCancellable   *cancellable,
                             GError        **error);

G_END_DECLS
