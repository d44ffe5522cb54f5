/* sn-attention-row.h: one thing that waits for an officer, and the way there.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-attention.h"

G_BEGIN_DECLS

#define SN_TYPE_ATTENTION_ROW (sn_attention_row_get_type ())
G_DECLARE_FINAL_TYPE (SnAttentionRow, sn_attention_row, SN, ATTENTION_ROW, AdwActionRow)

GtkWidget *sn_attention_row_new           (void);
void       sn_attention_row_set           (SnAttentionRow    *self,
                                           const SnAttention *attention,
                                           gboolean           in_wan);
/* Open findings, at least one. */
void       sn_attention_row_set_findings  (SnAttentionRow    *self,
                                           gint64             count);
/* People who get nothing though programs are for them, at least one. */
void       sn_attention_row_set_unreached (SnAttentionRow    *self,
                                           gint64             count);

G_END_DECLS
