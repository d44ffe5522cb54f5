/* sn-wrap-layout.h: children one after the other, and on in the next line where there is no more room.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SN_TYPE_WRAP_LAYOUT (sn_wrap_layout_get_type ())
G_DECLARE_FINAL_TYPE (SnWrapLayout, sn_wrap_layout, SN, WRAP_LAYOUT, GtkLayoutManager)

/* Children get their natural width; those with hexpand share what is left of their line. Property "spacing". */

G_END_DECLS
