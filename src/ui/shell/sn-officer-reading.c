/* sn-officer-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-officer-reading.h"

#include "sn-officer-duties.h"
#include "sn-officer-rights.h"

static void
free_reading (gpointer data)
{
  g_clear_pointer (&((SnOfficerReading *) data)->officers, g_ptr_array_unref);
  g_free (data);
}

static gpointer
read_officers (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnOfficerReading *reading = data;

  reading->acting_id = sn_connection_get_officer (connection);
  if (!sn_officer_get_duties_limited (connection, &reading->duties_limited, error) ||
      !sn_officer_get_reveal_limited (connection, &reading->reveal_limited, error))
    return NULL;
  reading->officers = sn_officer_list (connection, error);
  return reading->officers;
}

static gboolean
run_read (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_officers, data, error) != NULL;
}

void
sn_officer_reading_start (SnSession *session, SnJobDone done, GObject *owner)
{
  g_autoptr (SnJob) job = sn_session_run (session, NULL, run_read, g_new0 (SnOfficerReading, 1), free_reading, done, owner);
}
