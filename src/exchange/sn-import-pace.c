/* sn-import-pace.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-pace.h"

#include <glib/gi18n-lib.h>

char *
sn_import_pace_describe (SnImportPace *pace, SnImportStep step, guint rows)
{
  static const char *const sentences[] = {
    [SN_IMPORT_PACE_READING] = N_ ("Reading the file… %.0f rows a second"),
    [SN_IMPORT_PACE_JUDGING] = N_ ("Judging the rows… %.0f rows a second"),
    [SN_IMPORT_PACE_LISTING] = N_ ("Listing… %.0f rows a second"),
  };
  gint64 now = g_get_monotonic_time ();
  double seconds;

  if (pace->started_us == 0 || pace->step != step || rows < pace->rows || rows == 0)
    pace->started_us = now;
  pace->step = step;
  pace->rows = rows;
  seconds = (double) (now - pace->started_us) / G_USEC_PER_SEC;
  return g_strdup_printf (_ (sentences[step]), seconds > 0 ? rows / seconds : 0.0);
}
