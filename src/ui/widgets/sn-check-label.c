/* sn-check-label.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-check-label.h"

void
sn_check_label_set (GtkCheckButton *check, const char *label)
{
  g_auto (GStrv) parts = g_strsplit (label, "_", 2);
  g_autofree char *spoken = g_strjoinv ("", parts);

  gtk_check_button_set_use_underline (check, TRUE);
  gtk_check_button_set_label (check, label);
  gtk_accessible_update_property (GTK_ACCESSIBLE (check), GTK_ACCESSIBLE_PROPERTY_LABEL, spoken, -1);
}
