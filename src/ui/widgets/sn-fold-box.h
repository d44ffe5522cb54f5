/* sn-fold-box.h: two children side by side where there is room, else one below the other.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define SN_TYPE_FOLD_BOX (sn_fold_box_get_type ())
/* Children are those of its <object> in a .ui file: the first gets three fifths of the width. */
G_DECLARE_FINAL_TYPE (SnFoldBox, sn_fold_box, SN, FOLD_BOX, GtkWidget)

G_END_DECLS
