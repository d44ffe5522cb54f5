/* sn-listing.h: chosen people onto a program's roster: what would come of it, and doing exactly that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-eligibility.h"

G_BEGIN_DECLS

/* What an officer wants. All is borrowed. */
typedef struct
{
  const char *program_code; /* "03.1" in the campaign at work */
  GArray     *person_ids;   /* gint64; who is named twice counts once */
  const char *rate_label;   /* (nullable): under this rate alone; else the first that fits */
  gboolean    has_amount;   /* else what is due, a fixed rate's own, or the least of a range */
  gint64      amount_fen;   /* the same for each line */
  const char *reason;       /* (nullable): also who does not fit @rate_label, for this reason, which becomes the note of their lines.
                             * Not over a line that stands in the program, and not for the dead */
} SnListingRequest;

typedef enum
{
  SN_LISTING_FITS,
  SN_LISTING_ANYWAY,         /* does not fit; is listed for the officer's reason */
  SN_LISTING_COVERED,        /* fits by the household alone, and another of the chosen stands for it: no line of its own */
  SN_LISTING_NO_AMOUNT,      /* fits a rate that sets none, and the officer named none */
  SN_LISTING_OTHER_AMOUNT,   /* fits, but no rate that fits takes the officer's amount */
  SN_LISTING_MISFIT,
  SN_LISTING_NOT_DUE,        /* fits, and the officer named no amount; but what it follows from is not known, or gives nothing */
} SnListingVerdict;

/* One of the chosen. The first two verdicts become a line. */
typedef struct
{
  gint64           person_id;
  SnListingVerdict verdict;
  SnMisfit         misfit;       /* of the rate that is nearest; also with ANYWAY; else NONE */
  gint64           rate_id;      /* 0 with MISFIT */
  gint64           household_id; /* 0 unless the rate is for households */
  gint64           town_id;      /* 0: not known */
  gint64           amount_fen;   /* 0 unless it becomes a line */
} SnListingLine;

/* Who cannot, by reason: "5 people: age not reached". */
typedef struct
{
  SnListingVerdict verdict;
  SnMisfit         misfit;
  guint            people;
  char            *sentence;     /* translated, with the number and what to do */
} SnListingObstacle;

typedef struct
{
  SnProgram *program;    /* with its rates, for their labels */
  GArray    *lines;      /* SnListingLine, one for each of the chosen, in their order */
  guint      n_can;      /* lines that there will be: FITS and ANYWAY */
  guint      n_anyway;   /* of them */
  guint      n_covered;
  guint      n_cannot;
  gint64     amount_fen; /* of n_can */
  GPtrArray *obstacles;  /* SnListingObstacle, most people first */
} SnListing;

void       sn_listing_free  (SnListing *listing);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnListing, sn_listing_free)

/**
 * sn_listing_judge:
 *
 * The dry run: who of the chosen would get a line, under which rate and with which amount, and who would not and why. Nothing is
 * written. Some 30 µs a person; stops by the connection's GCancellable.
 *
 * A household has one line under the first rate that any of its chosen members fits; the head is named if he is one of those.
 *
 * Errors: %SN_ERROR_NOT_FOUND: the program, the rate; %SN_ERROR_INVALID_INPUT: a reason that says nothing or comes without a rate, an
 * amount that is not above zero
 *
 * Returns: (transfer full)
 */
SnListing *sn_listing_judge (SnConnection           *connection,
                             const SnListingRequest *request,
                             GError                **error);
/**
 * sn_listing_add:
 * @listing: (out) (optional) (transfer full): what was done
 *
 * Judges anew and lists whom it can. One Change: "roster-add-many", or "roster-add-anyway" where somebody is listed who does not fit;
 * none, and no error, where nobody can. Errors as above.
 *
 * Thread: the writer's.
 */
gboolean   sn_listing_add   (SnTransaction          *transaction,
                             const SnListingRequest *request,
                             SnListing             **listing,
                             GError                **error);

G_END_DECLS
