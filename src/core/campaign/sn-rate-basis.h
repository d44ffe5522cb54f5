/* sn-rate-basis.h: what the amount of a rate follows from, and what is then due to one recipient.
 *
 * A rate without a basis gives the same to everybody, or what an officer decides within a range. With one, what is due follows from a single
 * fact about the recipient: what another office counted, how many live in the household, or which town pays.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <glib.h>

#include "sn-score.h"

G_BEGIN_DECLS

/* The numbers stand in SN_FITTING_FACT as well. */
typedef enum
{
  SN_RATE_BASIS_NONE,
  SN_RATE_BASIS_SCORE,   /* the fact is person_score.score of the source, in hundredths; the highest tier that is reached counts */
  SN_RATE_BASIS_MEMBERS, /* the fact is the number of members of the household who live and are here; of rates for households */
  SN_RATE_BASIS_TOWN,    /* the fact is the town's id; of rates whose amount is decided case by case */
  SN_N_RATE_BASES,
} SnRateBasisKind;

/* "", "score", "members", "town" */
const char *sn_rate_basis_kind_to_string (SnRateBasisKind kind);

/* A tier, or what a town has set */
typedef struct
{
  gint64      key;        /* from this score on, in hundredths; or the town's id */
  gint64      amount_fen;
  const char *name;       /* of the town, interned; "" where it is not read from the file, and of a tier */
} SnRateStep;

typedef struct
{
  SnRateBasisKind kind;
  char           *source;          /* of a score: whose count; else "" */
  gint64          member_fen;      /* of members: for each beyond those covered */
  int             members_covered; /* by the least amount of the rate; up to its largest */
  GArray         *steps;           /* SnRateStep: tiers from the lowest up, or towns in the order of the divisions; else empty */
} SnRateBasis;

/* (transfer full): without steps. @source: (nullable) */
SnRateBasis *sn_rate_basis_new      (SnRateBasisKind    kind,
                                     const char        *source);
/* @name: (nullable) */
void         sn_rate_basis_add_step (SnRateBasis       *basis,
                                     gint64             key,
                                     gint64             amount_fen,
                                     const char        *name);
/* (transfer full) (nullable): of %NULL it is %NULL */
SnRateBasis *sn_rate_basis_copy     (const SnRateBasis *basis);
void         sn_rate_basis_free     (SnRateBasis       *basis);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRateBasis, sn_rate_basis_free)
/* Both (nullable): no basis, which %SN_RATE_BASIS_NONE is as well. The order of steps does not matter. */
gboolean     sn_rate_basis_is_equal (const SnRateBasis *basis,
                                     const SnRateBasis *other);
/* The step of that score or town, (transfer none) (nullable) */
const SnRateStep *sn_rate_basis_find_step (const SnRateBasis *basis,
                                           gint64             key);

/* ── What is due ─────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef enum
{
  SN_RATE_DUE_OPEN,    /* no basis, or the town has set nothing: what the rate itself says holds */
  SN_RATE_DUE_SET,     /* this much */
  SN_RATE_DUE_UNKNOWN, /* the fact is not known: nobody can say what is due */
  SN_RATE_DUE_NOTHING, /* the score is below the lowest tier */
} SnRateDueState;

typedef struct
{
  SnRateDueState  state;
  SnRateBasisKind basis;
  gint64          least_fen;  /* of OPEN: the rate's, 0 where it is decided case by case; of SET both are what is due; else 0 */
  gint64          most_fen;
  gint64          fact;       /* 0 where it is not known */
  gint64          step;       /* of a score: the tier that is reached, or the lowest; of members: how many are covered */
  gint64          each_fen;   /* of members: for each further one */
  gboolean        is_capped;  /* of members: the largest amount of the rate */
  const char     *name;       /* whose count, or the town; interned, may be "" */
} SnRateDue;

/**
 * sn_rate_basis_tell_due:
 * @basis: (nullable)
 * @min_fen, @max_fen: the rate's, fen; both 0 where it is decided case by case
 * @fact: (nullable): %NULL: not known
 *
 * The one place that knows how an amount follows. Thread: any.
 */
SnRateDue    sn_rate_basis_tell_due (const SnRateBasis *basis,
                                     gint64             min_fen,
                                     gint64             max_fen,
                                     const gint64      *fact);
/* (transfer full): why it is this much, translated: "残联综合困难评分: 86.50, which reaches the tier from 80: 2,000.00 yuan"; "" where no
 * basis says anything. No full stop, for it goes into other sentences. */
char        *sn_rate_due_say        (const SnRateDue   *due);
/* (transfer full): the same as a text that no language changes, for a decision that rests on it, and back. FALSE: it is none. */
char        *sn_rate_due_write      (const SnRateDue   *due);
gboolean     sn_rate_due_read_text  (const char        *text,
                                     SnRateDue         *due);

/* ── In words ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full): the amount with what it follows from, in a few words: "1,000.00–2,000.00, by score". @amount: as it is without;
 * @basis: (nullable) */
char        *sn_rate_basis_say_short (const SnRateBasis *basis,
                                      const char        *amount);
/* (transfer full): all of it: "残联综合困难评分: from 60 1,000.00, from 80 2,000.00"; "" of no basis */
char        *sn_rate_basis_say       (const SnRateBasis *basis);

G_END_DECLS
