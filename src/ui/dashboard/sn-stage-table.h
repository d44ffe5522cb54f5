/* sn-stage-table.h: planned, approved, issued, paid, failed: people, households, lines and money of each.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-progress.h"
#include "sn-stage-reach.h"

G_BEGIN_DECLS

#define SN_TYPE_STAGE_TABLE (sn_stage_table_get_type ())
G_DECLARE_FINAL_TYPE (SnStageTable, sn_stage_table, SN, STAGE_TABLE, GtkWidget)

/* @reach: (nullable): not counted yet
 * @in_wan: sums in 万元 */
void sn_stage_table_set (SnStageTable        *self,
                         const SnProgressRow *progress,
                         const SnStageReach  *reach,
                         gboolean             in_wan);

G_END_DECLS
