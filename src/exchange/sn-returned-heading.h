/* sn-returned-heading.h: the headings of the columns that Songnuan adds behind a roster's own, to say why rows come back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-sheet-line.h"

G_BEGIN_DECLS

/* The reason, the row in the original, the code */
#define SN_RETURNED_HEADINGS 3

/* In the user's language */
const char *sn_returned_heading_get       (guint              index);
/* The columns of a line of a heading without those that were added at its end, in whatever language: it reads as the one that the town sent
 * first. */
guint       sn_returned_heading_count_own (const SnSheetLine *line);

G_END_DECLS
