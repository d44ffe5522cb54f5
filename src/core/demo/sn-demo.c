/* sn-demo.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-demo.h"

#include "sn-campaign.h"
#include "sn-date.h"
#include "sn-demo-registry.h"
#include "sn-demo-rosters.h"

#include <glib/gi18n-lib.h>

typedef struct
{
  void   (*progress) (double fraction, const char *sentence, gpointer data);
  gpointer data;
  double   from;
  double   share;
} Portion;

static void
show_portion (double fraction, const char *sentence, gpointer data)
{
  Portion *portion = data;

  if (portion->progress != NULL)
    portion->progress (portion->from + fraction * portion->share, sentence, portion->data);
}

/* Ages are made on the campaign's own day, whatever today is: a seed makes the same people in any year. */
static gpointer
read_age_day (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  gint64 n_persons = 0;

  if (campaign == NULL || !sn_connection_get_int64 (connection, &n_persons, error, "SELECT count(*) FROM (SELECT 1 FROM person LIMIT 1)"))
    return NULL;
  if (n_persons > 0)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED,
                           _ ("There are people in this workspace already. The demo needs a new one."));
      return NULL;
    }
  sn_date_from_iso (campaign->age_on, data);
  return data;
}

static gpointer
count_rows (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnDemoResult *result = data;

  return sn_connection_get_int64 (connection, &result->persons, error, "SELECT count(*) FROM person") &&
             sn_connection_get_int64 (connection, &result->households, error, "SELECT count(*) FROM household") &&
             sn_connection_get_int64 (connection, &result->entitlements, error, "SELECT count(*) FROM entitlement") &&
             sn_connection_get_int64 (connection, &result->payments, error, "SELECT count(*) FROM payment")
           ? data : NULL;
}

gboolean
sn_demo_fill (SnWorkspace *workspace, gint64 recipients, guint64 seed,
              void (*progress) (double fraction, const char *sentence, gpointer data), gpointer progress_data, SnDemoResult *result,
              GCancellable *cancellable, GError **error)
{
  g_autoptr (SnDemoPopulation) population = NULL;
  Portion people = { progress, progress_data, 0, 0.7 };
  Portion rosters = { progress, progress_data, 0.7, 0.3 };
  SnDemoRegistry registry = { .progress = show_portion, .progress_data = &people };
  GDate age_day;

  g_return_val_if_fail (recipients >= 1 && recipients <= 2000000, FALSE);

  if (sn_workspace_read (workspace, read_age_day, &age_day, cancellable, error) == NULL)
    return FALSE;
  population = sn_demo_population_new (seed, recipients, &age_day);
  registry.population = population;
  if (sn_workspace_write (workspace, sn_demo_fill_registry, &registry, cancellable, error) == 0 ||
      !sn_demo_fill_rosters (workspace, seed, show_portion, &rosters, cancellable, error))
    return FALSE;
  if (progress != NULL)
    progress (1, _ ("The demo is ready."), progress_data);
  return sn_workspace_read (workspace, count_rows, result, cancellable, error) != NULL;
}
