/* sn-pair-rule.h: what a benefit of one program means for a benefit of another.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

typedef enum
{
  SN_PAIR_ALLOW,
  SN_PAIR_WARN,   /* a finding, to be looked at */
  SN_PAIR_FORBID, /* a finding without whose decision no roster is handed in */
} SnPairPolicy;

/* "allow", "warn", "forbid" and back; %FALSE when @text is none of them */
const char *sn_pair_policy_to_string   (SnPairPolicy   policy);
gboolean    sn_pair_policy_from_string (const char    *text,
                                        SnPairPolicy  *policy);

/**
 * SnPairRule:
 *
 * A cell of the matrix of programs. Two programs without a rule are allowed. Of several rules about two lines the most specific holds:
 * one that names both rates before one that names one, and that before one about the programs.
 */
typedef struct
{
  gint64        id;
  char         *first_program;  /* code; the first in the order of programs */
  char         *second_program;
  char         *first_rate;     /* label; %NULL: any */
  char         *second_rate;
  SnPairPolicy  policy;
  char         *note;           /* why, in the office's words; may be empty */
} SnPairRule;

void       sn_pair_rule_free (SnPairRule    *rule);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPairRule, sn_pair_rule_free)

/* (transfer full): SnPairRule of the campaign at work, in the order of programs, those about rates behind those about programs */
GPtrArray *sn_pair_rule_list (SnConnection  *connection,
                              GError       **error);
/**
 * sn_pair_rule_find_holding:
 * @rules: SnPairRule, as listed
 * @first_program, @second_program: codes, in either order
 * @first_rate, @second_rate: (nullable): labels as they are kept; %NULL: what is said of that program whatever the rate
 *
 * Returns: (transfer none) (nullable): the rule that holds between the two: the most specific, of two that say as much the stricter, as the
 *   findings have it. %NULL: none, which allows both.
 */
const SnPairRule *sn_pair_rule_find_holding (GPtrArray  *rules,
                                             const char *first_program,
                                             const char *second_program,
                                             const char *first_rate,
                                             const char *second_rate);
/**
 * sn_pair_rule_set:
 * @first_program, @second_program: codes of the campaign at work, in either order
 * @first_rate, @second_rate: (nullable): labels; %NULL: any rate of that program
 * @note: (nullable): why; %NULL keeps the note of a rule that is there
 *
 * Sets one cell of the matrix. Between whole programs, to allow is to have no rule: the row is removed. A rule that allows two rates
 * stays, for it takes them out of a stricter one; sn_pair_rule_remove() takes it away. One Change, "pair-rule-set"; none where all is as it was.
 *
 * Errors: %SN_ERROR_NOT_FOUND: an unknown code or label, with those there are; %SN_ERROR_INVALID_INPUT: a program with itself
 */
gboolean   sn_pair_rule_set  (SnTransaction *transaction,
                              const char    *first_program,
                              const char    *second_program,
                              const char    *first_rate,
                              const char    *second_rate,
                              SnPairPolicy   policy,
                              const char    *note,
                              GError       **error);
/**
 * sn_pair_rule_remove:
 * @first_program, @second_program: codes of the campaign at work, in either order
 * @first_rate, @second_rate: (nullable): labels; %NULL: any rate of that program
 *
 * Takes away the rule about just these: what is said of them more generally holds again, or nothing, which allows both. One Change,
 * "pair-rule-remove".
 *
 * Errors: those of sn_pair_rule_set(); %SN_ERROR_NOT_FOUND as well where there is no such rule
 */
gboolean   sn_pair_rule_remove (SnTransaction *transaction,
                                const char    *first_program,
                                const char    *second_program,
                                const char    *first_rate,
                                const char    *second_rate,
                                GError       **error);

G_END_DECLS
