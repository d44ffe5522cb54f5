/* sn-population-codes.h: the words of two national lists: ethnic groups (GB/T 3304) and family relations (GB/T 4761).
 *
 * The file keeps words, not codes: they are what stands on paper.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* (transfer none): 汉族 first, then as the list has them, then the two that offices add; ended by %NULL */
const char *const *sn_ethnic_group_list      (void);
/* (transfer none) (nullable): the list's word for 汉, 汉族, 01, 1, 01汉族, 维族, 未识别 …; %NULL where it is none of the list */
const char        *sn_ethnic_group_normalise (const char *text);

/* (transfer none): relations to the head of a household, the close ones first; ended by %NULL */
const char *const *sn_relation_list          (void);
/* (transfer full): the list's word for a way of saying it (儿子, 老伴, 02 …); others as they were typed, without odd blanks: people stand
 * to each other in more ways than a list has. */
char              *sn_relation_normalise     (const char *text);

G_END_DECLS
