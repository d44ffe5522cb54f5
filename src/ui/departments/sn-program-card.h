/* sn-program-card.h: one program of a department: what it gives to whom, who pays, and how far it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-progress.h"
#include "sn-campaign.h"

G_BEGIN_DECLS

#define SN_TYPE_PROGRAM_CARD (sn_program_card_get_type ())
G_DECLARE_FINAL_TYPE (SnProgramCard, sn_program_card, SN, PROGRAM_CARD, GtkToggleButton)

SnProgramCard *sn_program_card_new      (void);
/* @progress: (nullable); @delivery_due: (nullable): ISO */
void           sn_program_card_show     (SnProgramCard       *self,
                                         const SnProgram     *program,
                                         const SnProgressRow *progress,
                                         const char          *delivery_due);
const char    *sn_program_card_get_code (SnProgramCard       *self);

/* (transfer full): "1,200.00 a household", "800.00–1,500.00 a person", … */
char          *sn_benefit_rate_describe (const SnBenefitRate *rate);

G_END_DECLS
