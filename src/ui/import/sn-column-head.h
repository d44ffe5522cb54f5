/* sn-column-head.h: what stands over a column of a sheet: its letter, what it is taken for and who said so, and a sample of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <gtk/gtk.h>

#include "sn-sheet-preview.h"

G_BEGIN_DECLS

#define SN_TYPE_COLUMN_HEAD (sn_column_head_get_type ())
G_DECLARE_FINAL_TYPE (SnColumnHead, sn_column_head, SN, COLUMN_HEAD, GtkWidget)

/* @index: from 0 */
GtkWidget       *sn_column_head_new        (guint           index);
/* @heading: as the sheet has it, for a screen reader; @sample: masked; both "" where there is none */
void             sn_column_head_set_texts  (SnColumnHead   *self,
                                            const char     *heading,
                                            const char     *sample);
/* @doubtful: another column claims the same field */
void             sn_column_head_set        (SnColumnHead   *self,
                                            SnRosterField   field,
                                            SnColumnOrigin  origin,
                                            gboolean        doubtful);
guint            sn_column_head_get_index  (SnColumnHead   *self);
SnRosterField    sn_column_head_get_field  (SnColumnHead   *self);
gboolean         sn_column_head_get_doubtful (SnColumnHead *self);
/* The drop-down, which takes the focus; its list is whoever's listens to "toggled" */
GtkToggleButton *sn_column_head_get_button (SnColumnHead   *self);

G_END_DECLS
