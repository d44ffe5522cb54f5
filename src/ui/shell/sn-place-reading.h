/* sn-place-reading.h: towns and villages for a form's drop-downs, read with a job.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-campaign.h"
#include "sn-job.h"

G_BEGIN_DECLS

/* Zeroed, it is the data of the job; both are %NULL until it is done. */
typedef struct
{
  GPtrArray *towns;    /* SnDivision, in the order of the catalogue */
  GPtrArray *villages; /* of all towns */
} SnPlaceReading;

/* As the destroy function of the job's data. */
void     sn_place_reading_free (gpointer      data);
/* A SnJobFunc; @data: SnPlaceReading */
gboolean sn_place_reading_run  (SnJob        *job,
                                SnWorkspace  *workspace,
                                gpointer      data,
                                GError      **error);

G_END_DECLS
