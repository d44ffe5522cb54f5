/* sn-fold-box.h: children in two columns where there is room, else one below the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SN_TYPE_FOLD_BOX (sn_fold_box_get_type ())
/* Children are those of its <object> in a .ui file: the second stands beside the others, which get three fifths of the width. */
G_DECLARE_FINAL_TYPE (SnFoldBox, sn_fold_box, SN, FOLD_BOX, GtkWidget)

G_END_DECLS
