/* sn-rate-terms.h: a rate as parameters of a question: as it is, or as a draft has it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-what-if.h"

G_BEGIN_DECLS

/* What a rate asks for and gives: as it is, or as a draft has it. */
typedef struct
{
  gint64   min_fen;
  gint64   max_fen;
  gboolean discretionary;
  gboolean per_household;
  int      min_age;
  char    *as_of;
  char    *ways;       /* JSON: [[category, also], …] */
  char    *conditions; /* JSON: [{kind, least, most, choices, source}, …] */
  SnRateBasis *basis;  /* (nullable) */
} SnRateTerms;

/* @draft: (nullable): as it is. Errors: those of sn_what_if_run(). @terms is to be cleared, also after an error. */
gboolean sn_rate_terms_read  (SnConnection         *connection,
                              const SnBenefitRate  *rate,
                              const SnRateDraft    *draft,
                              SnRateTerms          *terms,
                              GError              **error);
void     sn_rate_terms_clear (SnRateTerms          *terms);

G_END_DECLS
