/* sn-recipient-possible.h: what somebody could be put into, each with the button that does it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/**
 * sn_recipient_possible_fill:
 * @possible: (element-type SnPossibleBenefit): as core gives them
 *
 * Replaces the rows of @list. The button of a row activates "page.list-in" with the program's code; where a rate sets no amount there is
 * none, and the row says where to go. A keyboard that was in the list stays in it while a row is left.
 *
 * Returns: %FALSE when the keyboard was in the list and has to go elsewhere
 */
gboolean sn_recipient_possible_fill (GtkListBox *list,
                                     GPtrArray  *possible);

G_END_DECLS
