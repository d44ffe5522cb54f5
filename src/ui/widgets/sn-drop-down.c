/* sn-drop-down.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-drop-down.h"

void
sn_drop_down_keep_label (GtkDropDown *drop_down)
{
  gtk_accessible_reset_relation (GTK_ACCESSIBLE (drop_down), GTK_ACCESSIBLE_RELATION_LABELLED_BY);
}
