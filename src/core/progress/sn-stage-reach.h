/* sn-stage-reach.h: how many different people and households each step of a campaign reaches.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-connection.h"

G_BEGIN_DECLS

typedef struct
{
  gint64 persons;    /* by benefits for persons */
  gint64 households; /* by benefits for households */
} SnReach;

/* The stages of SnProgressRow. What is planned is there: the summary tables keep it. */
typedef struct
{
  SnReach approved;
  SnReach issued;
  SnReach paid;
  SnReach failed;
} SnStageReach;

/* Counts over all lines of the campaign: for a reader that nobody waits for. @campaign_id 0: the current one. */
gboolean sn_stage_reach_read (SnConnection  *connection,
                              gint64         campaign_id,
                              SnStageReach  *reach,
                              GError       **error);

G_END_DECLS
