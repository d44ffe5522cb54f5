/* sn-possible-benefit.h: what one person could be put into: the other side of sn-candidate.h.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

typedef struct
{
  char     *program;       /* code */
  char     *program_title;
  char     *department;
  gint64    rate_id;       /* the program's first that fits */
  char     *rate_label;
  gboolean  per_household; /* then the household is the recipient, in the name of the person */
  gboolean  discretionary; /* no amount of its own, and none that is due; both are 0. Else what is due, where the amount follows */
  gint64    min_fen;
  gint64    max_fen;
  char     *ground;        /* the categories by which the person fits, joined by 、, and the age where the rate asks for one;
                            * behind them why it is so much, where the amount follows from something; translated */
} SnPossibleBenefit;

void       sn_possible_benefit_free (SnPossibleBenefit *possible);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnPossibleBenefit, sn_possible_benefit_free)

/**
 * sn_possible_benefit_list:
 *
 * The programs of the campaign at work that have a rate for the person by the conditions of sn_candidate_list(), and where neither
 * the person nor, for a rate for households, the household has a line that is not withdrawn. One for each program.
 *
 * Errors: %SN_ERROR_NOT_FOUND when nobody has that id
 *
 * Returns: (transfer full): SnPossibleBenefit, in the order of programs; empty for who died or is gone by the delivery, and
 * where there is no campaign
 */
GPtrArray *sn_possible_benefit_list (SnConnection  *connection,
                                     gint64         person_id,
                                     GError       **error);
/**
 * sn_possible_benefit_add:
 * @program_code: "03.1" in the campaign at work
 * @amount_fen: (out) (optional): fixed, or the least of a range
 *
 * Lists the person under that rate. One Change, "roster-add".
 *
 * Errors: %SN_ERROR_NOT_FOUND: the person, the program; %SN_ERROR_REFUSED: the rate sets no amount, the person fits none, or is
 * listed meanwhile
 */
gboolean   sn_possible_benefit_add  (SnTransaction *transaction,
                                     gint64         person_id,
                                     const char    *program_code,
                                     gint64        *amount_fen,
                                     GError       **error);

G_END_DECLS
