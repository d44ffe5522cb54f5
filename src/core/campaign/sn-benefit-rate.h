/* sn-benefit-rate.h: rates taken over from last year, and an officer's word that they hold.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

/* A rate beside the one of the same label in the campaign that this one was copied from. */
typedef struct
{
  char     *label;
  gboolean  per_household;
  char     *form;          /* "cash", "goods", "visit" */
  gboolean  discretionary; /* then min_fen and max_fen are 0 */
  gint64    min_fen;
  gint64    max_fen;
  gboolean  has_last;      /* whether there is such a rate, with an amount */
  gint64    last_min_fen;
  gint64    last_max_fen;
  gboolean  confirmed;
} SnRateReview;

void       sn_rate_review_free  (SnRateReview *review);
G_DEFINE_AUTOPTR_CLEANUP_FUNC (SnRateReview, sn_rate_review_free)

/* (transfer full): SnRateReview of the program, in the order in which its rates are tried. %SN_ERROR_NOT_FOUND. */
GPtrArray *sn_rate_review_list  (SnConnection  *connection,
                                 const char    *program_code,
                                 GError       **error);
/* (transfer full): the amount as people write it: "1,000.00", or "1,100.00–2,500.00" */
char      *sn_rate_format_range (gint64         min_fen,
                                 gint64         max_fen);
/**
 * sn_rate_parse_range:
 * @text: "1000", "1100-2500", also with – or ～ and whatever sn_money_parse() reads
 * @min_fen, @max_fen: (out): equal where @text is one amount
 *
 * Errors: %SN_ERROR_INVALID_INPUT; whether the amounts are in order is judged by sn_benefit_rate_set_amount()
 */
gboolean   sn_rate_parse_range  (const char    *text,
                                 gint64        *min_fen,
                                 gint64        *max_fen,
                                 GError       **error);

/**
 * sn_benefit_rate_confirm:
 * @label: (nullable): one rate; %NULL: all of the program
 *
 * Says that rates taken over from last year hold in this one. One Change, "rates-confirm" or "rate-confirm"; none where all are
 * confirmed. Errors: %SN_ERROR_NOT_FOUND, with the codes or labels there are. Thread: the writer's.
 */
gboolean   sn_benefit_rate_confirm    (SnTransaction *transaction,
                                       const char    *program_code,
                                       const char    *label,
                                       GError       **error);
/**
 * sn_benefit_rate_set_amount:
 * @min_fen, @max_fen: fen; equal for a fixed amount
 *
 * Gives a rate this year's amount and confirms it. Listed lines keep their amount, and are findings where it no longer fits.
 * One Change, "rate-set"; none where all is as it was.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_INVALID_INPUT: an amount that is not above zero, or a range from large to small;
 *   %SN_ERROR_REFUSED: a rate whose amount is decided case by case, or lines of it that were submitted, approved or paid.
 *   Thread: the writer's.
 */
gboolean   sn_benefit_rate_set_amount (SnTransaction *transaction,
                                       const char    *program_code,
                                       const char    *label,
                                       gint64         min_fen,
                                       gint64         max_fen,
                                       GError       **error);

typedef struct
{
  const char *label;
  gint64      min_fen;
  gint64      max_fen;
} SnRateAmount;

/**
 * sn_benefit_rate_confirm_with:
 * @amounts: this year's amounts of some rates of the program, also those that stay
 *
 * sn_benefit_rate_set_amount() for each of them, and the word for all rates of the program, in one Change: "rates-set" with the number
 * of new amounts, or "rates-confirm". All of it or nothing; errors are those of the two functions.
 */
gboolean   sn_benefit_rate_confirm_with (SnTransaction       *transaction,
                                         const char          *program_code,
                                         const SnRateAmount  *amounts,
                                         guint                n_amounts,
                                         GError             **error);

G_END_DECLS
