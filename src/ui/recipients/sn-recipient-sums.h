/* sn-recipient-sums.h: what a person and the household are due, this winter beside the last.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-person-story.h"

G_BEGIN_DECLS

/**
 * sn_recipient_sums_fill:
 *
 * Replaces what is in @grid: the parts, what they come to in the person's name and for the household, then one row a program. A row of
 * nothing in both winters is left out.
 *
 * Returns: (transfer full): the sum in the person's name this winter, as the list of recipients shows it; "" where there is nothing
 */
char *sn_recipient_sums_fill (GtkGrid             *grid,
                              const SnPersonStory *story);

G_END_DECLS
