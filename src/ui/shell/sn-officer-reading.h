/* sn-officer-reading.h: the officers and what is asked of them, read away from the main thread for the dialogs about them.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-officer.h"
#include "sn-session.h"

G_BEGIN_DECLS

/* What a done function gets as its data. */
typedef struct
{
  gboolean   duties_limited;
  gboolean   reveal_limited;
  gint64     acting_id; /* 0: the first officer */
  GPtrArray *officers;  /* (nullable) SnOfficer: the reader may take it */
} SnOfficerReading;

/* @done: gets an SnOfficerReading; not called once @owner is gone */
void sn_officer_reading_start (SnSession *session,
                               SnJobDone  done,
                               GObject   *owner);

G_END_DECLS
