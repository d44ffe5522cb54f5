/* sn-duplicate-scan.h: the pass over the registry that finds likely doubles.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-duplicate.h"

G_BEGIN_DECLS

/* (transfer full): SnDuplicate in no order, those that are apart among them */
GArray *sn_duplicate_scan (SnConnection  *connection,
                           GCancellable  *cancellable,
                           GError       **error);

G_END_DECLS
