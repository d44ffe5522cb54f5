/* sn-recipient-timeline.h: what somebody was due and got, from all departments, as one list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sn_recipient_timeline_fill:
 * @benefits: (element-type SnBenefit): as core gives them, newest campaign first
 *
 * Replaces all that is in @box: a heading for each campaign, which says so where more than one department gives, and below it
 * the lines, the newest first. Lines that are not in a batch yet have no day and stand before the others.
 */
void sn_recipient_timeline_fill (GtkBox    *box,
                                 GPtrArray *benefits);

G_END_DECLS
