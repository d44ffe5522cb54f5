/* sn-import-target-reading.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-target-reading.h"

#include "sn-error.h"
#include "sn-sheet-preview.h"

#include <string.h>

static void
clear_targets (gpointer data)
{
  SnImportTargets *targets = data;

  g_clear_pointer (&targets->programs, g_ptr_array_unref);
  g_clear_pointer (&targets->categories, g_ptr_array_unref);
}

void
sn_import_targets_unref (SnImportTargets *targets)
{
  g_atomic_rc_box_release_full (targets, clear_targets);
}

/* ── What there is ──────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_import_targets_reading_free (gpointer data)
{
  SnImportTargetsReading *reading = data;

  g_clear_pointer (&reading->targets, sn_import_targets_unref);
  g_free (reading);
}

/* A workspace without a campaign has a registry all the same. */
static gpointer
read_targets (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnImportTargets *targets = data;
  g_autoptr (GError) no_campaign = NULL;

  targets->programs = sn_program_list (connection, 0, &no_campaign);
  if (targets->programs == NULL && !g_error_matches (no_campaign, SN_ERROR, SN_ERROR_NOT_FOUND))
    {
      g_propagate_error (error, g_steal_pointer (&no_campaign));
      return NULL;
    }
  if (targets->programs == NULL)
    targets->programs = g_ptr_array_new ();
  targets->categories = sn_recipient_choice_list (connection, SN_RECIPIENT_FILTER_CATEGORY, error);
  return targets->categories;
}

gboolean
sn_import_targets_run (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  SnImportTargetsReading *reading = data;

  reading->targets = g_atomic_rc_box_new0 (SnImportTargets);
  return sn_job_read (job, read_targets, reading->targets, error) != NULL;
}

/* ── What the file says ─────────────────────────────────────────────────────────────────────────────────────────── */

SnImportGuessing *
sn_import_guessing_new (SnImportTargets *targets, const char *path, const char *shown_name)
{
  SnImportGuessing *guessing = g_new0 (SnImportGuessing, 1);

  guessing->targets = g_atomic_rc_box_acquire (targets);
  guessing->path = g_strdup (path);
  guessing->shown_name = g_strdup (shown_name);
  /* The dialog may go before the job does. */
  guessing->memory = sn_memory_file_hold (path);
  return guessing;
}

void
sn_import_guessing_free (gpointer data)
{
  SnImportGuessing *guessing = data;

  sn_import_targets_unref (guessing->targets);
  g_free (guessing->path);
  g_free (guessing->shown_name);
  g_clear_pointer (&guessing->memory, sn_memory_file_unref);
  g_free (guessing);
}

/* Lists of people are not read for amounts: their headings are asked. */
static gboolean
has_amounts (const SnSheetPreview *preview)
{
  for (guint i = 0; preview->columns != NULL && i < preview->columns->len; i++)
    {
      const SnSheetColumn *column = g_ptr_array_index (preview->columns, i);
      guint strength;

      if (sn_roster_heading_match (column->heading, TRUE, &strength) == SN_ROSTER_FIELD_AMOUNT)
        return TRUE;
    }
  return FALSE;
}

gboolean
sn_import_guessing_run (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  SnImportGuessing *guessing = data;
  SnRosterImportOptions options = { .people_only = TRUE };
  g_auto (SnSheetPreview) preview = { NULL };
  const char *texts[] = { guessing->shown_name, "", "", "", NULL };

  if (!sn_sheet_preview_read (guessing->path, &options, &preview, sn_job_get_cancellable (job), error))
    return FALSE;
  texts[1] = preview.sheet != NULL ? preview.sheet : "";
  texts[2] = preview.title != NULL ? preview.title : "";
  texts[3] = preview.reporting_unit != NULL ? preview.reporting_unit : "";
  /* Who is told what each is given is told of a program, not of who holds a category. */
  guessing->guess = sn_import_guess (guessing->targets->programs, has_amounts (&preview) ? NULL : guessing->targets->categories, texts);
  return TRUE;
}
