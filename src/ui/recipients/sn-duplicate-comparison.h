/* sn-duplicate-comparison.h: two entries that look like one person, side by side, and whose value stays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-person-record.h"

G_BEGIN_DECLS

#define SN_TYPE_DUPLICATE_COMPARISON (sn_duplicate_comparison_get_type ())
G_DECLARE_FINAL_TYPE (SnDuplicateComparison, sn_duplicate_comparison, SN, DUPLICATE_COMPARISON, AdwBin)

GtkWidget   *sn_duplicate_comparison_new      (void);
/* Both are only looked at during the call. The one with more benefits is proposed as the one that stays, and of each field the value that is
 * not empty. */
void         sn_duplicate_comparison_show     (SnDuplicateComparison *self,
                                               const SnPersonRecord  *first,
                                               const SnPersonRecord  *second);
/* Whose number stays. */
gint64       sn_duplicate_comparison_get_keep (SnDuplicateComparison *self);
gint64       sn_duplicate_comparison_get_gone (SnDuplicateComparison *self);
/* (transfer full): the fields whose value is the other's, for sn_person_merge() */
GStrv        sn_duplicate_comparison_dup_take (SnDuplicateComparison *self);

G_END_DECLS
