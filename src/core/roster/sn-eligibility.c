/* sn-eligibility.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-eligibility.h"

const char *
sn_misfit_to_string (SnMisfit misfit)
{
  return "";
}

const char *
sn_misfit_get_name (SnMisfit misfit)
{
  return "";
}

void
sn_rate_fit_free (SnRateFit *fit)
{
  g_free (fit);
}

GPtrArray *
sn_eligibility_explain (SnConnection *connection, const char *program_code, gint64 person_id, GError **error)
{
  return g_ptr_array_new ();
}
