/* sn-eligibility-private.h: the judge itself: one statement that says of a person what keeps him from each rate of a program.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-eligibility.h"

G_BEGIN_DECLS

/* A set of SnMisfit */
typedef guint16 SnMisfitSet;
#define SN_MISFIT_SET(misfit) ((SnMisfitSet) (1u << (misfit)))
/* No rate of the program changes anything about these. */
#define SN_MISFITS_OF_PERSON \
  (SN_MISFIT_SET (SN_MISFIT_LISTED) | SN_MISFIT_SET (SN_MISFIT_MOVED) | SN_MISFIT_SET (SN_MISFIT_DIED) | SN_MISFIT_SET (SN_MISFIT_UNKNOWN))

/* SN_MISFIT_NONE of an empty set */
SnMisfit sn_misfit_set_get_furthest (SnMisfitSet set);

/* What somebody needs who puts the person on a roster. */
typedef struct
{
  gint64   person_id;
  gint64   household_id;
  gint64   town_id;    /* 0: not known */
  gboolean is_head;
} SnJudgedPerson;

typedef struct
{
  SnConnection *connection; /* borrowed */
  SnProgram    *program;
  SnCampaign   *campaign;
  SnStatement  *statement;
} SnEligibilityJudge;

/* %SN_ERROR_NOT_FOUND: the program */
gboolean sn_eligibility_judge_init   (SnEligibilityJudge  *judge,
                                      SnConnection        *connection,
                                      const char          *program_code,
                                      GError             **error);
void     sn_eligibility_judge_clear  (SnEligibilityJudge  *judge);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (SnEligibilityJudge, sn_eligibility_judge_clear)
/* @misfits: (out): one set for each rate of the program, in their order. A person whom nobody knows is no error. */
gboolean sn_eligibility_judge_person (SnEligibilityJudge  *judge,
                                      gint64               person_id,
                                      SnJudgedPerson      *person,
                                      SnMisfitSet         *misfits,
                                      GError             **error);

/* (transfer full) (nullable): the sentence for one misfit of the person under the rate; %NULL with @error on failure */
char    *sn_eligibility_say_misfit   (SnEligibilityJudge   *judge,
                                      const SnJudgedPerson *person,
                                      const SnBenefitRate  *rate,
                                      SnMisfit              misfit,
                                      GError              **error);
/* (transfer full): how people read by what somebody fits. @names: char*, categories, each once; @min_age: 0 for none */
char    *sn_eligibility_join_ground  (GPtrArray            *names,
                                      int                   min_age);

G_END_DECLS
