/* sn-household-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-household-work.h"

#include <glib/gi18n.h>

SnHouseholdWork *
sn_household_work_new (SnHouseholdStep step, gint64 household_id)
{
  SnHouseholdWork *work = g_new0 (SnHouseholdWork, 1);

  work->step = step;
  work->household_id = household_id;
  work->persons = g_array_new (FALSE, FALSE, sizeof (gint64));
  work->relations = g_array_new (FALSE, FALSE, sizeof (SnHouseholdRelation));
  work->strings = g_ptr_array_new_with_free_func (g_free);
  return work;
}

void
sn_household_work_free (SnHouseholdWork *work)
{
  if (work == NULL)
    return;
  g_array_unref (work->persons);
  g_array_unref (work->relations);
  g_ptr_array_unref (work->strings);
  for (gsize i = 0; i < G_N_ELEMENTS (work->texts); i++)
    g_free (work->texts[i]);
  g_free (work);
}

void
sn_household_work_add_person (SnHouseholdWork *work, gint64 person_id)
{
  g_array_append_val (work->persons, person_id);
}

void
sn_household_work_add_relation (SnHouseholdWork *work, gint64 person_id, const char *relation)
{
  SnHouseholdRelation added = { person_id, g_strdup (relation) };

  g_ptr_array_add (work->strings, (gpointer) added.relation);
  g_array_append_val (work->relations, added);
}

gboolean
sn_household_work_has_person (SnHouseholdWork *work, gint64 person_id)
{
  for (guint i = 0; i < work->persons->len; i++)
    if (g_array_index (work->persons, gint64, i) == person_id)
      return TRUE;
  return FALSE;
}

static gint64
get_first (const SnHouseholdWork *work)
{
  return work->persons->len > 0 ? g_array_index (work->persons, gint64, 0) : 0;
}

static const char *
find_relation (const SnHouseholdWork *work, gint64 person_id)
{
  for (guint i = 0; i < work->relations->len; i++)
    if (g_array_index (work->relations, SnHouseholdRelation, i).person_id == person_id)
      return g_array_index (work->relations, SnHouseholdRelation, i).relation;
  return NULL;
}

static gboolean
edit (SnTransaction *transaction, const SnHouseholdWork *work, GError **error)
{
  SnHouseholdEdit changes = {
    .kind = work->texts[SN_HOUSEHOLD_TEXT_KIND],
    .register_number = work->texts[SN_HOUSEHOLD_TEXT_REGISTER_NUMBER],
    .certificate_kind = work->texts[SN_HOUSEHOLD_TEXT_CERTIFICATE_KIND],
    .certificate_number = work->texts[SN_HOUSEHOLD_TEXT_CERTIFICATE_NUMBER],
    .address = work->texts[SN_HOUSEHOLD_TEXT_ADDRESS],
  };

  return sn_household_edit (transaction, work->household_id, &changes, error);
}

static gboolean
carry_out (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const SnHouseholdWork *work = data;

  switch (work->step)
    {
    case SN_HOUSEHOLD_SPLIT:
      return sn_household_split (transaction, work->household_id, work->persons, work->head_id, work->old_head_id, work->relations, NULL, error);
    case SN_HOUSEHOLD_MOVE:
      return sn_household_move (transaction, get_first (work), work->other_id, find_relation (work, get_first (work)), work->old_head_id, error);
    case SN_HOUSEHOLD_MERGE:
      return sn_household_merge (transaction, work->household_id, work->other_id, work->relations, error);
    case SN_HOUSEHOLD_HEAD:
      return sn_household_change_head (transaction, work->household_id, get_first (work), work->relations, error);
    case SN_HOUSEHOLD_PAYEE:
      return sn_household_set_payee (transaction, work->household_id, get_first (work), error);
    case SN_HOUSEHOLD_EDIT:
    default:
      return edit (transaction, work, error);
    }
}

static gboolean
run (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_write (job, carry_out, data, error);
}

void
sn_household_work_start (SnHouseholdWork *take_work, SnSession *session)
{
  g_autoptr (SnJob) job = sn_session_run (session, _ ("Changing the household…"), run, take_work, (GDestroyNotify) sn_household_work_free, NULL, NULL);
}
