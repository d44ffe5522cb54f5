/* sn-job-bar.h: what runs at the moment, how far it is, and a way to stop it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include <adwaita.h>

#include "sn-job.h"

G_BEGIN_DECLS

#define SN_TYPE_JOB_BAR (sn_job_bar_get_type ())
G_DECLARE_FINAL_TYPE (SnJobBar, sn_job_bar, SN, JOB_BAR, AdwBin)

/* Work shorter than this is not worth a look. */
#define SN_JOB_BAR_DELAY_MS 300

/* Shows @job once it has run for %SN_JOB_BAR_DELAY_MS, until it is done. A later job takes its place. */
void sn_job_bar_watch (SnJobBar *self,
                       SnJob    *job);

G_END_DECLS
