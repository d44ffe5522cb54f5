/* sn-eligibility.h: whether a person fits a rate, and if not, why: what is there beside what is asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

/* Why a person does not fit a rate. In the order of how far away that is: the least is what an officer wants to hear of when there are
 * several. The last four are the same for all rates of a program. */
typedef enum
{
  SN_MISFIT_NONE,
  SN_MISFIT_FORBIDDEN,          /* a pair rule forbids it beside a line of another program */
  SN_MISFIT_HOUSEHOLD_LISTED,   /* the rate is for households, and this one stands in the program by another member */
  SN_MISFIT_CONDITION,          /* something else that the rate asks of the person or the household */
  SN_MISFIT_AGE,                /* too young, or the birth is not known */
  SN_MISFIT_HOUSEHOLD_CATEGORY, /* the household lacks the other category that the rate asks for */
  SN_MISFIT_CATEGORY,           /* none of the rate's categories is held on its day */
  SN_MISFIT_LISTED,             /* the person stands in the program */
  SN_MISFIT_MOVED,              /* out of the district by the day of the delivery */
  SN_MISFIT_DIED,
  SN_MISFIT_UNKNOWN,            /* nobody has that id: of a list that is older than the registry */
  SN_N_MISFITS,
} SnMisfit;

/* "age", "household_category", …; "" for none */
const char *sn_misfit_to_string (SnMisfit misfit);
/* A few words for a column or a sum, translated: "age not reached"; "" for none. (transfer none) */
const char *sn_misfit_get_name  (SnMisfit misfit);

typedef struct
{
  SnMisfit  misfit;
  char     *sentence; /* what is there and what is asked, translated; other people by name, no numbers */
} SnMisfitReason;

typedef struct
{
  gint64     rate_id;
  char      *rate_label;
  gboolean   per_household;
  gboolean   discretionary; /* no amount of its own, and none that is due; both are 0 */
  gint64     min_fen;       /* of an amount that follows: what is due, as max_fen */
  gint64     max_fen;
  char      *due;           /* why it is this much, or why nobody can say; "" where the amount follows from nothing */
  char      *ground;        /* where it fits: the categories by which, joined by 、, and the age where the rate asks for one; else "" */
  GPtrArray *reasons;       /* SnMisfitReason, all of them, what is furthest away first; empty: the person fits */
} SnRateFit;

void       sn_rate_fit_free       (SnRateFit *fit);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRateFit, sn_rate_fit_free)

/**
 * sn_eligibility_explain:
 * @program_code: "03.1" in the campaign at work
 *
 * Each rate of the program for one person, by the same conditions as sn_candidate_list(), sn_possible_benefit_list() and
 * sn_listing_judge(). A few milliseconds.
 *
 * Errors: %SN_ERROR_NOT_FOUND: the program, the person
 *
 * Returns: (transfer full): SnRateFit, in the order in which the rates are tried: the first without reasons is what the person gets
 */
GPtrArray *sn_eligibility_explain (SnConnection  *connection,
                                   const char    *program_code,
                                   gint64         person_id,
                                   GError       **error);

G_END_DECLS
