/* sn-department-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-department-reading.h"

#include "sn-officer-duties.h"
#include "sn-payment-batch.h"

#include <string.h>

void
sn_department_reading_free (gpointer data)
{
  SnDepartmentReading *self = data;

  g_free (self->department);
  g_free (self->program_code);
  g_clear_pointer (&self->programs, g_ptr_array_unref);
  g_clear_pointer (&self->progress, g_ptr_array_unref);
  g_clear_pointer (&self->items, g_ptr_array_unref);
  g_clear_pointer (&self->towns, g_ptr_array_unref);
  g_clear_pointer (&self->findings, g_ptr_array_unref);
  for (int i = 0; i < SN_ROSTER_N_DEEDS; i++)
    g_free (self->refusals[i]);
  g_free (self->no_preparing);
  g_free (self->no_setting);
  g_free (self);
}

const SnProgram *
sn_department_reading_get_program (SnDepartmentReading *self)
{
  for (guint i = 0; i < self->programs->len; i++)
    {
      const SnProgram *program = g_ptr_array_index (self->programs, i);

      if (g_strcmp0 (program->code, self->program_code) == 0)
        return program;
    }
  return NULL;
}

const SnProgressRow *
sn_department_reading_find_progress (SnDepartmentReading *self, const char *program_code)
{
  for (guint i = 0; i < self->progress->len; i++)
    {
      const SnProgressRow *row = g_ptr_array_index (self->progress, i);

      if (strcmp (row->key, program_code) == 0)
        return row;
    }
  return NULL;
}

static gboolean
read_programs (SnConnection *connection, SnDepartmentReading *self, GError **error)
{
  g_autoptr (GPtrArray) all = sn_program_list (connection, 0, error);

  if (all == NULL)
    return FALSE;
  self->programs = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_program_free);
  g_ptr_array_set_free_func (all, NULL);
  for (guint i = 0; i < all->len; i++)
    {
      SnProgram *program = g_ptr_array_index (all, i);

      if (strcmp (program->department_code, self->department) == 0)
        g_ptr_array_add (self->programs, program);
      else
        sn_program_free (program);
    }
  /* A program of last year's campaign may not be there any more. */
  if (sn_department_reading_get_program (self) != NULL)
    return TRUE;
  g_clear_pointer (&self->program_code, g_free);
  if (self->programs->len > 0)
    self->program_code = g_strdup (((const SnProgram *) g_ptr_array_index (self->programs, 0))->code);
  return TRUE;
}

static void
note_finding (GHashTable *items, const SnFinding *finding)
{
  if (*finding->decision != '\0')
    return;
  for (guint i = 0; i < finding->entitlements->len; i++)
    {
      SnRosterItem *item = g_hash_table_lookup (items, &g_array_index (finding->entitlements, gint64, i));

      if (item == NULL)
        continue;
      item->n_open++;
      if (item->findings == NULL)
        item->findings = g_strdup (finding->message);
    }
}

/* To look for findings takes as long as all the rest, and the session does it by itself after each change. */
static void
note_findings (SnDepartmentReading *self)
{
  g_autoptr (GHashTable) items = g_hash_table_new (g_int64_hash, g_int64_equal);

  for (guint i = 0; i < self->items->len; i++)
    {
      SnRosterItem *item = g_ptr_array_index (self->items, i);

      g_hash_table_insert (items, &item->entitlement->id, item);
    }
  for (guint i = 0; self->findings != NULL && i < self->findings->len; i++)
    note_finding (items, g_ptr_array_index (self->findings, i));
}

static gboolean
read_others (SnConnection *connection, SnDepartmentReading *self, GError **error)
{
  g_autoptr (GHashTable) others = sn_other_benefit_list (connection, self->program_code, error);

  if (others == NULL)
    return FALSE;
  for (guint i = 0; i < self->items->len; i++)
    {
      SnRosterItem *item = g_ptr_array_index (self->items, i);
      const SnOtherBenefit *other = g_hash_table_lookup (others, &item->entitlement->id);

      if (other != NULL)
        item->other = *other;
    }
  return TRUE;
}

static gboolean
read_items (SnConnection *connection, SnDepartmentReading *self, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) lines = sn_entitlement_list (connection, self->program_code, 0, NULL, error);

  if (lines == NULL)
    return FALSE;
  g_ptr_array_set_free_func (lines, NULL);
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (self->items, sn_roster_item_new (g_ptr_array_index (lines, i)));
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !read_others (connection, self, error))
    return FALSE;
  note_findings (self);
  return TRUE;
}

/* (transfer full) (nullable) */
static char *
find_duty_refusal (SnConnection *connection, SnDutyStep step)
{
  g_autoptr (GError) error = NULL;

  return sn_officer_check_duty_ahead (connection, step, &error) ? NULL : g_strdup (error->message);
}

/* What core says when it is asked whether a thing can be done. A failure of another kind is for the deed itself to tell. */
static void
read_refusals (SnConnection *connection, SnDepartmentReading *self)
{
  static const struct
  {
    SnRosterDeed     deed;
    SnRosterStepKind kind;
  } steps[] = {
    { SN_ROSTER_DEED_SUBMIT, SN_ROSTER_SUBMIT },
    { SN_ROSTER_DEED_APPROVE, SN_ROSTER_APPROVE },
    { SN_ROSTER_DEED_RETURN, SN_ROSTER_RETURN },
  };
  g_autoptr (GError) batch_error = NULL;
  g_autoptr (GArray) offers = sn_payment_batch_list_offers (connection, self->program_code, self->town_id, &batch_error);

  self->no_preparing = find_duty_refusal (connection, SN_STEP_PREPARES);
  self->no_setting = find_duty_refusal (connection, SN_STEP_SETS_RULES);
  if (self->no_preparing != NULL || offers == NULL)
    self->refusals[SN_ROSTER_DEED_BATCH] = g_strdup (self->no_preparing != NULL ? self->no_preparing : batch_error->message);
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (GError) error = NULL;

      if (!sn_roster_check_step (connection, steps[i].kind, self->program_code, self->town_id, &error))
        self->refusals[steps[i].deed] = g_strdup (error->message);
    }
}

static gpointer
read_all (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnDepartmentReading *self = data;

  if (!read_programs (connection, self, error))
    return NULL;
  self->towns = sn_division_list (connection, "town", error);
  if (self->towns == NULL)
    return NULL;
  self->progress = sn_progress_read (connection, 0, SN_PROGRESS_BY_PROGRAM, error);
  if (self->progress == NULL)
    return NULL;
  self->items = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_roster_item_unref);
  if (self->program_code == NULL)
    return self;
  if (!read_items (connection, self, cancellable, error))
    return NULL;
  read_refusals (connection, self);
  return self;
}

gboolean
sn_department_reading_run (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  return sn_job_read (job, read_all, data, error) != NULL;
}
