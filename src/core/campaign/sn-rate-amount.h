/* sn-rate-amount.h: setting what the amount of a rate follows from.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

/**
 * sn_rate_amount_set_basis:
 * @basis: in the place of the one there is; %SN_RATE_BASIS_NONE takes it away
 *
 * Tiers lie within the rate's amounts and need not rise; further members raise the least amount up to the largest; towns set amounts of a rate
 * that is decided case by case. One Change, "rate-tiers", "rate-members", "rate-towns" or "rate-basis-remove"; none where it is as it was.
 * Listed lines keep their amount, and are findings where it is not what is due any more.
 *
 * Errors: %SN_ERROR_NOT_FOUND: program, rate; %SN_ERROR_INVALID_INPUT: no tier, an amount outside the rate, a rate that it does not suit, no such
 * town; %SN_ERROR_REFUSED: lines of it (of a town that changes: its lines) were handed in. Thread: the writer's.
 */
gboolean sn_rate_amount_set_basis (SnTransaction       *transaction,
                                   const char          *program_code,
                                   const char          *label,
                                   const SnRateBasis   *basis,
                                   GError             **error);
/**
 * sn_rate_amount_set_town:
 * @town: a name or a code
 * @amount_fen: what it has set for itself; 0: it decides case by case again
 *
 * One town among others. One Change, "rate-town" or "rate-town-remove"; errors as above.
 */
gboolean sn_rate_amount_set_town  (SnTransaction       *transaction,
                                   const char          *program_code,
                                   const char          *label,
                                   const char          *town,
                                   gint64               amount_fen,
                                   GError             **error);

/* (transfer full): a basis with a step for each town of the workspace, in their order, and no amounts: for a form */
SnRateBasis *sn_rate_amount_list_towns (SnConnection     *connection,
                                        GError          **error);
/* Whether the basis suits the rate as it stands there, whatever basis that has itself. %SN_ERROR_INVALID_INPUT. @basis: (nullable) */
gboolean sn_rate_amount_check     (const SnBenefitRate *rate,
                                   const SnRateBasis   *basis,
                                   GError             **error);
/* For what is changed together with the rate (sn_benefit_rate_edit()): no sentence for the history, and no check of the rate's amounts.
 * @changed: (out) (optional) */
gboolean sn_rate_amount_write     (SnTransaction       *transaction,
                                   const SnProgram     *program,
                                   const SnBenefitRate *rate,
                                   const SnRateBasis   *basis,
                                   gboolean            *changed,
                                   GError             **error);

G_END_DECLS
