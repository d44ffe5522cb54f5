/* sn-check-label.h: the label of a check button.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

/* @label: with its mnemonic, which GTK would tell a screen reader with the underline */
void sn_check_label_set (GtkCheckButton *check,
                         const char     *label);

G_END_DECLS
