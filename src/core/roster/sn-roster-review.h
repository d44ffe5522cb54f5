/* sn-roster-review.h: what somebody should know who is about to approve a roster, or one town's part of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-funding-line.h"

G_BEGIN_DECLS

typedef struct
{
  char   *label;
  gint64  lines;
  gint64  amount_fen;
} SnReviewRate;

typedef enum
{
  SN_REVIEW_NEW,     /* was not handed in before */
  SN_REVIEW_CHANGED, /* another amount than when it was sent back */
  SN_REVIEW_GONE,    /* handed in before, held or withdrawn since */
} SnReviewDifference;

/* A line that is not as it was when the roster was sent back. */
typedef struct
{
  SnReviewDifference  difference;
  char               *name;       /* of whom the roster names */
  gint64              before_fen; /* 0 for a new one */
  gint64              after_fen;  /* 0 for one that is gone */
  char               *reason;     /* why it is gone; "" otherwise */
} SnReviewLine;

/* So many differing lines are named; all of them are counted. */
#define SN_ROSTER_REVIEW_NAMED 200

typedef struct
{
  gint64       lines;          /* submitted: the control count */
  gint64       amount_fen;     /* and the control sum */
  gint64       persons;        /* different people among lines for persons */
  gint64       households;     /* different households among lines for households */
  gint64       need_two;       /* lines from the campaign's amount on, which two must approve */
  GPtrArray   *rates;          /* SnReviewRate, in the order of the program */
  GPtrArray   *preparers;      /* char*: who listed, changed or submitted any of the lines */
  gint64       approved;       /* approved before, in the same part of the roster */
  gint64       approved_fen;
  gint64       open_warnings;  /* findings without a decision that touch the program */
  gint64       allowed;        /* findings that were allowed with a reason */
  gboolean     was_returned;   /* it was sent back before; then the three below count */
  char        *return_reason;  /* of the last time; "" otherwise */
  gint64       n_new;
  gint64       n_changed;
  gint64       n_gone;
  GPtrArray   *differences;    /* SnReviewLine: what went, what changed, what is new */
  SnFundingUse use;            /* of the whole program */
  int          quota;          /* 0: no bound */
} SnRosterReview;

void            sn_roster_review_free (SnRosterReview *review);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRosterReview, sn_roster_review_free)

/**
 * sn_roster_review_read:
 * @town_id: 0 for the whole roster
 *
 * One look at the program's lines, and one pass of the findings' rules over the campaign: for a reader.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_REFUSED: nothing is submitted there
 *
 * Returns: (transfer full)
 */
SnRosterReview *sn_roster_review_read (SnConnection   *connection,
                                       const char     *program_code,
                                       gint64          town_id,
                                       GError        **error);

G_END_DECLS
