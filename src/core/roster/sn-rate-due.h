/* sn-rate-due.h: what is due to somebody under a rate, from what the registry knows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"

G_BEGIN_DECLS

/* What is due to a person, or to his household. The file is not asked where the rate has no basis. */
gboolean sn_rate_due_read         (SnConnection         *connection,
                                   const SnBenefitRate  *rate,
                                   gint64                person_id,
                                   SnRateDue            *due,
                                   GError              **error);
/* What would be due under the rate, its own or another, for a line of a roster, with the line's household and town */
gboolean sn_rate_due_read_under   (SnConnection         *connection,
                                   const SnBenefitRate  *rate,
                                   gint64                entitlement_id,
                                   SnRateDue            *due,
                                   GError              **error);
/* What is due for the line under its own rate, as a text (sn_rate_due_write()). @text: (out) (transfer full) (nullable):
 * %NULL where its rate has no basis */
gboolean sn_rate_due_read_of_line (SnConnection         *connection,
                                   gint64                entitlement_id,
                                   char                **text,
                                   GError              **error);
/* Whether the amount is what is due; where nobody can say or nothing is due, none is. */
gboolean sn_rate_due_takes_amount (const SnRateDue      *due,
                                   const SnBenefitRate  *rate,
                                   gint64                amount_fen);
/* Of a fact of a row: its column, NULL or not */
SnRateDue sn_rate_due_of_column   (const SnBenefitRate  *rate,
                                   SnStatement          *row,
                                   int                   column);
/* For the parameters of SN_FITTING_FACT */
#define SN_RATE_KIND(basis)   SN_INT ((basis) != NULL ? (gint64) (basis)->kind : 0)
#define SN_RATE_SOURCE(basis) SN_TEXT ((basis) != NULL ? (basis)->source : "")

G_END_DECLS
