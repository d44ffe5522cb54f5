/* sn-bar-row.h: how far one department, town or source is: its name, a bar, what is paid of what is planned.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-progress.h"

G_BEGIN_DECLS

#define SN_TYPE_BAR_ROW (sn_bar_row_get_type ())
G_DECLARE_FINAL_TYPE (SnBarRow, sn_bar_row, SN, BAR_ROW, GtkListBoxRow)

/* Names, sums paid and sums planned of all rows stand in columns. */
typedef struct
{
  GtkSizeGroup *names;
  GtkSizeGroup *paid;
  GtkSizeGroup *planned;
  GtkSizeGroup *share;
} SnBarColumns;

GtkWidget *sn_bar_row_new (const SnBarColumns  *columns);
/* @in_wan: sums in 万元 */
void       sn_bar_row_set (SnBarRow            *self,
                           const SnProgressRow *progress,
                           gboolean             in_wan);

G_END_DECLS
