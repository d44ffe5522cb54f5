/* sn-place-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-place-reading.h"

void
sn_place_reading_free (gpointer data)
{
  SnPlaceReading *reading = data;

  g_clear_pointer (&reading->towns, g_ptr_array_unref);
  g_clear_pointer (&reading->villages, g_ptr_array_unref);
  g_free (reading);
}

static gpointer
read_places (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnPlaceReading *reading = data;

  reading->towns = sn_division_list (connection, "town", error);
  reading->villages = reading->towns != NULL ? sn_division_list (connection, "village", error) : NULL;
  return reading->villages;
}

gboolean
sn_place_reading_run (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_places, data, error) != NULL;
}
