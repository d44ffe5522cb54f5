/* sn-listing-private.h: what the parts of a listing share, and writing one for those who describe the Change themselves.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-listing.h"

G_BEGIN_DECLS

/* The lines of @listing that shall be, with the note on those that do not fit. Does not describe the Change. */
gboolean sn_listing_write (SnTransaction   *transaction,
                           const SnListing *listing,
                           const char      *note,
                           GError         **error);

/* Puts the sentences into SnListingObstacle that were counted, and most people first. */
void     sn_listing_say_obstacles (GPtrArray *obstacles);
void     sn_listing_free_obstacle (gpointer   obstacle);

G_END_DECLS
