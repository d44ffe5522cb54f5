/* sn-search-load.h: the columns of everyone, read from the file. For the search image alone.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"
#include "sn-search-columns.h"

G_BEGIN_DECLS

/* (transfer full): as sn_search_image_load() */
SnSearchColumns *sn_search_columns_load (SnConnection  *connection,
                                         GCancellable  *cancellable,
                                         GError       **error);

G_END_DECLS
