/* sn-what-if.h: what other rates or conditions would mean, before anybody decides: people, households and money, now and then.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-catalogue-edit.h"

G_BEGIN_DECLS

/* One rate as it might be. %NULL, and -1 of a number, leave a field as it is. All is borrowed. */
typedef struct
{
  const char         *rate_label;
  gint64              min_fen;    /* fen; both 0: decided case by case; %SN_RATE_AMOUNT_AS_IT_IS */
  gint64              max_fen;
  int                 min_age;    /* years; 0 for none */
  const char         *as_of;      /* ISO */
  const char         *unit;       /* "person", "household" */
  const char *const  *categories; /* codes: one way each, in the place of all there are */
  const char *const  *conditions; /* "kind=value" as sn_rate_condition_parse() reads the value; in the place of one of that kind */
  const char *const  *removed;    /* kinds of conditions that fall away */
  const SnRateBasis  *basis;      /* what the amount follows from; kind %SN_RATE_BASIS_NONE: nothing any more */
} SnRateDraft;
#define SN_RATE_DRAFT(label) { .rate_label = (label), .min_fen = SN_RATE_AMOUNT_AS_IT_IS, .max_fen = SN_RATE_AMOUNT_AS_IT_IS, .min_age = -1 }

/* Who of the registry is entitled, whether he stands on the roster or not. */
typedef struct
{
  gint64 persons;    /* under rates for persons */
  gint64 households; /* under rates for households, each once */
  gint64 open;       /* of both: under rates that set no amount, or where what it follows from is not known: the sums leave them out */
  gint64 least_fen;
  gint64 most_fen;
} SnEntitled;

typedef struct
{
  char       *label;
  SnEntitled  now;
  SnEntitled  then;
} SnWhatIfRate;

typedef struct
{
  char       *program_code;
  char       *program_title;
  char       *funding;       /* the names of its sources, joined by 、: what they bear together has no shares */
  gint64      ceiling_fen;   /* of all of them together; -1: none is set */
  gint64      planned_fen;   /* on the roster: listed, submitted and approved */
  GPtrArray  *rates;         /* SnWhatIfRate, in their order; the first that fits wins */
  SnEntitled  now;           /* of all rates */
  SnEntitled  then;
  gint64      gained;        /* persons and households entitled then and not now */
  gint64      lost;          /* and the other way round */
  gint64      planned_lost;  /* planned lines whose person or household fits no rate then */
} SnWhatIf;

void       sn_what_if_free (SnWhatIf *what_if);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnWhatIf, sn_what_if_free)

/**
 * sn_what_if_run:
 * @program_code: "03.1" in the campaign at work
 * @drafts: of some of its rates, at most one each
 *
 * Judges the registry twice, by the conditions of sn_candidate_list(); only who stands on a roster already, and what the rules for pairs
 * say of him, makes no difference. Nothing is written, and the writer is not held up. Less than a second for 150,000 people; stops by
 * the connection's GCancellable.
 *
 * Errors: %SN_ERROR_NOT_FOUND: program, rate, category; %SN_ERROR_INVALID_INPUT: an amount or a condition that no rate can have
 *
 * Returns: (transfer full)
 */
SnWhatIf  *sn_what_if_run  (SnConnection       *connection,
                            const char         *program_code,
                            const SnRateDraft  *drafts,
                            guint               n_drafts,
                            GError            **error);

G_END_DECLS
