/* sn-officer-rights.h: who may look at numbers in full.
 *
 * As long as the workspace is not limited everybody may, and each look stands in the journal. Once it is limited only officers with the
 * right may, and one who is made known from then on has it not. Who names for it, and sets and lifts the limit, is who names for duties: the
 * first officer (sn_officer_check_naming()), who keeps the right himself: so nobody ever gives it to himself.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-officer.h"

G_BEGIN_DECLS

/* Whether only officers with the right may look. %FALSE is returned only on failure. */
gboolean   sn_officer_get_reveal_limited (SnConnection  *connection,
                                          gboolean      *limited,
                                          GError       **error);
/**
 * sn_officer_may_reveal:
 * @officer_id: 0: the first officer
 * @may: (out)
 *
 * For a window that greys out what would be refused.
 */
gboolean   sn_officer_may_reveal         (SnConnection  *connection,
                                          gint64         officer_id,
                                          gboolean      *may,
                                          GError       **error);
/* Whether who acts may look now: %FALSE with %SN_ERROR_REFUSED and a sentence where not. */
gboolean   sn_officer_check_reveal       (SnTransaction *transaction,
                                          GError       **error);
/**
 * sn_officer_set_may_reveal:
 *
 * One Change, "officer-reveal-allow" or "officer-reveal-forbid"; none where it is so already.
 *
 * Errors: %SN_ERROR_NOT_FOUND; %SN_ERROR_REFUSED: who acts is not the first officer, or the first officer would lose it
 */
gboolean   sn_officer_set_may_reveal     (SnTransaction *transaction,
                                          gint64         officer_id,
                                          gboolean       may_reveal,
                                          GError       **error);
/**
 * sn_officer_set_reveal_limited:
 *
 * One Change, "reveal-limit" or "reveal-open"; none where it is so already.
 *
 * Errors: %SN_ERROR_REFUSED: who acts is not the first officer
 */
gboolean   sn_officer_set_reveal_limited (SnTransaction *transaction,
                                          gboolean       limited,
                                          GError       **error);

G_END_DECLS
