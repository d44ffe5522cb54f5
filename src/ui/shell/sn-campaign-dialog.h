/* sn-campaign-dialog.h: a campaign's title, notice and days, and what is looked at twice in it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-session.h"

G_BEGIN_DECLS

#define SN_TYPE_CAMPAIGN_DIALOG (sn_campaign_dialog_get_type ())
G_DECLARE_FINAL_TYPE (SnCampaignDialog, sn_campaign_dialog, SN, CAMPAIGN_DIALOG, AdwWindow)

/* About the campaign at work. */
void sn_campaign_dialog_present (GtkWindow *parent,
                                 SnSession *session);

G_END_DECLS
