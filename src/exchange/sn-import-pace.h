/* sn-import-pace.h: how fast a list comes in, as a sentence beside the bar.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-roster-import.h"

G_BEGIN_DECLS

typedef enum
{
  SN_IMPORT_PACE_READING,
  SN_IMPORT_PACE_JUDGING, /* an admission that will be rolled back */
  SN_IMPORT_PACE_LISTING,
} SnImportStep;

/* Zeroed at the beginning; one for a whole import. */
typedef struct
{
  SnImportStep step;
  guint        rows;       /* of the last call */
  gint64       started_us; /* the present pass over the rows */
} SnImportPace;

/* (transfer full): "Reading the file… 12000 rows a second". @rows: that the present step has behind it; a step that passes over the rows
 * several times counts anew each time. Any thread, one at a time. */
char *sn_import_pace_describe (SnImportPace *pace,
                               SnImportStep  step,
                               guint         rows);

G_END_DECLS
