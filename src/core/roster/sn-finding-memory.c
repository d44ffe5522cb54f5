/* sn-finding-memory.c: what was found, and what of it has to be looked at again. The part that hangs together with what was touched is gathered
 * in sn-finding-part.c; what is shown first of a whole look is in sn-finding-first.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-memory.h"

#include "sn-finding-part.h"
#include "sn-finding-private.h"
#include "sn-journal-touched.h"

#include <string.h>

struct _SnFindingMemory
{
  GMutex     mutex;
  gint64     campaign_id;
  gint64     change_id; /* the last change that is in what is known */
  GPtrArray *findings;  /* SnFinding (nullable): nothing is known; of the campaign, without words and decisions, in no order */
  GArray    *accounts;  /* SnLineAccount of all planned lines that have one */
};

SnFindingMemory *
sn_finding_memory_new (void)
{
  SnFindingMemory *self = g_atomic_rc_box_new0 (SnFindingMemory);

  g_mutex_init (&self->mutex);
  return self;
}

SnFindingMemory *
sn_finding_memory_ref (SnFindingMemory *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
forget (SnFindingMemory *self)
{
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  g_clear_pointer (&self->accounts, g_array_unref);
}

static void
clear_memory (gpointer data)
{
  SnFindingMemory *self = data;

  forget (self);
  g_mutex_clear (&self->mutex);
}

void
sn_finding_memory_unref (SnFindingMemory *self)
{
  g_atomic_rc_box_release_full (self, clear_memory);
}

void
sn_finding_memory_forget (SnFindingMemory *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  forget (self);
}

/* ── A part ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
is_of_part (const SnFinding *finding, SnFindingPart *part)
{
  for (guint i = 0; i < finding->entitlements->len; i++)
    if (sn_finding_part_has_line (part, g_array_index (finding->entitlements, gint64, i)))
      return TRUE;
  return FALSE;
}

/* (transfer full): what is known of the other lines stays; what was found of these takes the place of the rest. */
static GPtrArray *
replace_findings (SnFindingMemory *self, SnFindingPart *part, GPtrArray *found)
{
  GPtrArray *findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_finding_free);

  for (guint i = 0; i < self->findings->len; i++)
    {
      SnFinding **place = (SnFinding **) &g_ptr_array_index (self->findings, i);

      if (!is_of_part (*place, part))
        g_ptr_array_add (findings, g_steal_pointer (place));
      else
        g_clear_pointer (place, sn_finding_free);
    }
  g_ptr_array_set_free_func (self->findings, NULL);
  g_ptr_array_extend_and_steal (findings, found);
  return findings;
}

/* Keeps the order of nothing: it is gone through from end to end. */
static void
replace_accounts (SnFindingMemory *self, SnFindingPart *part, GArray *found)
{
  guint n_kept = 0;

  for (guint i = 0; i < self->accounts->len; i++)
    {
      SnLineAccount account = g_array_index (self->accounts, SnLineAccount, i);

      if (!sn_finding_part_has_line (part, account.line_id))
        g_array_index (self->accounts, SnLineAccount, n_kept++) = account;
    }
  g_array_set_size (self->accounts, n_kept);
  g_array_append_vals (self->accounts, found->data, found->len);
}

/* Lines that share an account with one of the part, as it was or as it is, belong to it. */
static guint
add_lines_of_accounts (SnFindingMemory *self, SnFindingPart *part, GArray *found)
{
  g_autoptr (GHashTable) keys = g_hash_table_new (g_int64_hash, g_int64_equal);
  guint n_before = sn_finding_part_count_lines (part);

  for (guint i = 0; i < found->len; i++)
    g_hash_table_add (keys, &g_array_index (found, SnLineAccount, i).key);
  for (guint i = 0; i < self->accounts->len; i++)
    if (sn_finding_part_has_line (part, g_array_index (self->accounts, SnLineAccount, i).line_id))
      g_hash_table_add (keys, &g_array_index (self->accounts, SnLineAccount, i).key);
  for (guint i = 0; g_hash_table_size (keys) > 0 && i < self->accounts->len; i++)
    {
      const SnLineAccount *account = &g_array_index (self->accounts, SnLineAccount, i);

      if (g_hash_table_contains (keys, &account->key))
        sn_finding_part_add (part, SN_FINDING_KEY_LINE, account->line_id);
    }
  return sn_finding_part_count_lines (part) - n_before;
}

/* (transfer full) (nullable): what is found of the lines of the part, which grows until no account leads out of it; %NULL without @error when
 * it has grown too large */
static GPtrArray *
look_at_part (SnFindingMemory *self, SnConnection *connection, SnFindingPart *part, GArray *accounts, GError **error)
{
  for (;;)
    {
      g_autoptr (GPtrArray) found = NULL;
      g_autofree char *lines_json = NULL;
      gboolean is_small;

      if (!sn_finding_part_grow (part, connection, &is_small, error) || !is_small)
        return NULL;
      lines_json = sn_finding_part_build_json (part);
      g_array_set_size (accounts, 0);
      found = sn_finding_compute_lines (connection, self->campaign_id, lines_json, accounts, error);
      if (found == NULL || add_lines_of_accounts (self, part, accounts) == 0)
        return g_steal_pointer (&found);
    }
}

/* @is_done: (out): the memory knows all that is in the file now; %FALSE without @error: it takes a look at everything. So it does where the journal
 * cannot be read: to say so is the business of whoever verifies it. */
static gboolean
renew (SnFindingMemory *self, SnConnection *connection, gint64 last_id, gboolean *is_done, GError **error)
{
  g_autoptr (SnFindingPart) part = sn_finding_part_new ();
  g_autoptr (GArray) accounts = g_array_new (FALSE, FALSE, sizeof (SnLineAccount));
  g_autoptr (GPtrArray) found = NULL;
  g_autoptr (GError) local_error = NULL;
  gboolean is_told = FALSE;

  *is_done = last_id == self->change_id || (sn_finding_part_read (part, connection, self->change_id, &is_told, NULL) && is_told);
  if (!*is_done || sn_finding_part_is_empty (part))
    return TRUE;
  found = look_at_part (self, connection, part, accounts, &local_error);
  *is_done = found != NULL;
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (found == NULL)
    return TRUE;
  replace_accounts (self, part, accounts);
  found = replace_findings (self, part, found);
  g_ptr_array_unref (self->findings);
  self->findings = g_steal_pointer (&found);
  return TRUE;
}

/* ── Looking ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
look_at_all (SnFindingMemory *self, SnConnection *connection, gint64 campaign_id, GError **error)
{
  forget (self);
  self->accounts = g_array_new (FALSE, FALSE, sizeof (SnLineAccount));
  self->findings = sn_finding_compute_lines (connection, campaign_id, NULL, self->accounts, error);
  self->campaign_id = campaign_id;
  return self->findings != NULL;
}

static gpointer
copy_finding (gconstpointer finding, gpointer data)
{
  return sn_finding_copy (finding);
}

static GPtrArray *
tell (SnFindingMemory *self, SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_copy (self->findings, copy_finding, NULL);

  g_ptr_array_set_free_func (findings, (GDestroyNotify) sn_finding_free);
  if (!sn_finding_apply_decisions (connection, self->campaign_id, 0, findings, error))
    return NULL;
  sn_finding_sort (findings);
  return g_steal_pointer (&findings);
}

/* With the lock. @may_be_whole: otherwise nothing is looked at where it would take everything, and %NULL comes without @error */
static GPtrArray *
look (SnFindingMemory *self, SnConnection *connection, gboolean may_be_whole, SnFindingLookExtent *extent, GError **error)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  gint64 last_id = 0;
  gboolean is_done = FALSE;

  if (campaign == NULL || !sn_journal_get_last_id (connection, &last_id, error))
    return NULL;
  *extent = SN_FINDING_LOOK_PART;
  if (self->findings != NULL && self->campaign_id == campaign->id && last_id >= self->change_id &&
      !renew (self, connection, last_id, &is_done, error))
    return NULL;
  if (!is_done)
    {
      *extent = SN_FINDING_LOOK_WHOLE;
      if (!may_be_whole || !look_at_all (self, connection, campaign->id, error))
        return NULL;
    }
  self->change_id = last_id;
  return tell (self, connection, error);
}

GPtrArray *
sn_finding_memory_look (SnFindingMemory *self, SnConnection *connection, SnFindingLookExtent *extent, GError **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  SnFindingLookExtent ignored;

  return look (self, connection, TRUE, extent != NULL ? extent : &ignored, error);
}

GPtrArray *
sn_finding_memory_look_first (SnFindingMemory *self, SnConnection *connection, gboolean *is_whole, GError **error)
{
  SnFindingLookExtent extent;
  g_autoptr (GError) local_error = NULL;
  GPtrArray *findings = NULL;

  if (g_mutex_trylock (&self->mutex))
    {
      findings = look (self, connection, FALSE, &extent, &local_error);
      g_mutex_unlock (&self->mutex);
    }
  *is_whole = findings != NULL;
  if (local_error != NULL)
    g_propagate_error (error, g_steal_pointer (&local_error));
  else if (findings == NULL)
    findings = sn_finding_look_first (connection, error);
  return findings;
}
