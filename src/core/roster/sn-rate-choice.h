/* sn-rate-choice.h: which of a program's rates a line stands under.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

/* An approximate rate (约150元) allows this much on either side, in per cent. */
#define SN_RATE_APPROXIMATE_PERCENT 20

/* Whether the amount meets the rate: a discretionary rate takes any, a missing amount is met by a fixed rate, and by one whose amount follows
 * from something: how much that is then due is another question (sn-rate-due.h). */
gboolean sn_benefit_rate_takes_amount (const SnBenefitRate *rate,
                                       gboolean             has_amount,
                                       gint64               amount_fen);
gboolean sn_benefit_rate_is_fixed     (const SnBenefitRate *rate);

typedef struct _SnRateChoice SnRateChoice;

/* A program's rates with the categories that lead to them. @program is borrowed. */
SnRateChoice *sn_rate_choice_load (SnConnection  *connection,
                                   SnProgram     *program,
                                   SnCampaign    *campaign,
                                   GError       **error);
void          sn_rate_choice_free (SnRateChoice  *choice);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRateChoice, sn_rate_choice_free)

/* Whether a category is held on @as_of: by the person, or by anybody of the household. */
typedef gboolean (*SnHoldsCategoryFunc) (gint64      category_id,
                                         const char *as_of,
                                         gboolean    by_household,
                                         gpointer    data);

/* Whether the further conditions of a rate hold (sn-rate-condition.h). */
typedef gboolean (*SnMeetsConditionsFunc) (gint64   rate_id,
                                           gpointer data);

typedef struct
{
  const char          *birth_date; /* ISO, may be empty */
  gboolean             has_amount;
  gint64               amount_fen;
  SnHoldsCategoryFunc  holds;
  gpointer             holds_data;
  SnMeetsConditionsFunc meets;     /* (nullable): not known: a rate with conditions is not met. Gets holds_data */
} SnRateQuestion;

typedef struct
{
  SnBenefitRate *rate;
  gboolean       assumed; /* several take the amount and nothing tells them apart */
  gboolean       outside; /* none takes the amount */
} SnRateAnswer;

/* The first whose categories hold and which takes the amount; else the first that takes the amount; else the first. Among
 * equals, one whose least age is reached and whose further conditions hold goes before. */
SnRateAnswer  sn_rate_choice_choose (SnRateChoice         *choice,
                                     const SnRateQuestion *question);
/* Whether any rate asks for a category of the household. */
gboolean      sn_rate_choice_looks_at_household (SnRateChoice *choice);
/* Reached on @age_on; an unknown birth reaches none. */
gboolean      sn_benefit_rate_age_is_met (const SnBenefitRate *rate,
                                          const char          *birth_date,
                                          const char          *age_on);

G_END_DECLS
