/* sn-rule-list.h: the side of the findings page: the rules with how many findings each has, and of each category who gets nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define SN_TYPE_RULE_LIST (sn_rule_list_get_type ())
G_DECLARE_FINAL_TYPE (SnRuleList, sn_rule_list, SN, RULE_LIST, AdwBin)

/* Emits "chosen" when another rule is chosen. A category leads to the recipients by "win.go". */

/* (nullable): the rule that is chosen; %NULL: all of them */
const char *sn_rule_list_get_chosen  (SnRuleList *self);
/* @rule: (nullable) */
void        sn_rule_list_choose      (SnRuleList *self,
                                      const char *rule);
/* @findings: SnFinding: those to be counted. @n_known: so many rules at the head of the list have been looked at; the others have no number
 * yet, nor has the list as a whole before all have */
void        sn_rule_list_count       (SnRuleList *self,
                                      GPtrArray  *findings,
                                      guint       n_known);
/* @categories: SnCategoryReach */
void        sn_rule_list_set_reach   (SnRuleList *self,
                                      GPtrArray  *categories);
/* Gives the keyboard to the first category, so that it is in sight; %FALSE when there is none (yet). */
gboolean    sn_rule_list_show_unreached (SnRuleList *self);

/* (translated): what the rule is about, in a few words */
const char *sn_finding_rule_name     (const char *rule);

G_END_DECLS
