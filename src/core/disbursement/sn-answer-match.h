/* sn-answer-match.h: which line of a batch a row of an answer is about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-payment-batch.h"

G_BEGIN_DECLS

typedef struct _SnAnswerMatcher SnAnswerMatcher;

typedef enum
{
  SN_ANSWER_MATCHES,
  SN_ANSWER_NAME_DIFFERS,   /* the line, for its account agrees; somebody should look at the name */
  SN_ANSWER_AMOUNT_DIFFERS, /* about this line, but another amount: not to be settled */
  SN_ANSWER_AMBIGUOUS,      /* several lines */
  SN_ANSWER_FITS_NOTHING,
} SnAnswerMatch;

/* @payments: SnPayment, kept alive by the caller */
SnAnswerMatcher *sn_answer_matcher_new  (GPtrArray       *payments);
void             sn_answer_matcher_free (SnAnswerMatcher *matcher);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnAnswerMatcher, sn_answer_matcher_free)

/**
 * sn_answer_matcher_find:
 * @payment: (out): the line; %NULL where there is none or more than one
 *
 * The states of the lines have no part in it: the same row finds the same line, however often it is read.
 */
SnAnswerMatch    sn_answer_matcher_find (SnAnswerMatcher   *matcher,
                                         const SnAnswerRow *row,
                                         const SnPayment  **payment);

G_END_DECLS
