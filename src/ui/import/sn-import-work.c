/* sn-import-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-work-private.h"

#include "sn-category-list.h"
#include "sn-error.h"
#include "sn-fault-report.h"
#include "sn-returned-workbook.h"

/* Of so many rows all cells are kept, so that each can be repaired and each refused row sent back as it was; of more, only those of the
 * faulty ones. They take about 700 bytes a row. */
#define MOST_ROWS_KEPT_WHOLE 60000

static void
clear_content (gpointer data)
{
  SnImportContent *content = data;

  sn_roster_import_clear (&content->import);
  g_clear_pointer (&content->divisions, sn_divisions_free);
  g_clear_pointer (&content->categories, sn_categories_free);
}

void
sn_import_content_unref (SnImportContent *content)
{
  g_atomic_rc_box_release_full (content, clear_content);
}

SnImportWork *
sn_import_work_new (SnImportAim aim, const char *path, const SnImportTarget *target, const SnImportChoices *choices)
{
  SnImportWork *work = g_new0 (SnImportWork, 1);

  work->aim = aim;
  work->path = g_strdup (path);
  work->memory = sn_memory_file_hold (path);
  sn_import_target_copy (target, &work->target);
  sn_import_choices_copy (choices, &work->choices);
  return work;
}

void
sn_import_work_free (gpointer data)
{
  SnImportWork *work = data;

  g_free (work->path);
  g_clear_pointer (&work->memory, sn_memory_file_unref);
  g_free (work->shown_name);
  sn_import_target_clear (&work->target);
  sn_import_choices_clear (&work->choices);
  g_clear_pointer (&work->content, sn_import_content_unref);
  g_clear_pointer (&work->judgement, sn_import_judgement_unref);
  g_free (work->hold_gone_reason);
  g_free (work->take_changed_reason);
  g_free (work->output_path);
  sn_sheet_preview_clear (&work->preview);
  g_clear_pointer (&work->program, sn_program_free);
  g_free (work->target_name);
  g_free (work->problem);
  g_free (work);
}

void
sn_import_show_pace (SnJob *job, SnImportPace *pace, SnImportStep step, guint rows, double fraction)
{
  g_autofree char *sentence = sn_import_pace_describe (pace, step, rows);

  sn_job_show_sentence (job, sentence);
  sn_job_show_fraction (fraction, job);
}

/* ── The top of the sheet ───────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
look_up_target (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  SnImportWork *work = data;

  if (work->target.kind == SN_IMPORT_ROSTER)
    {
      work->program = sn_program_lookup (connection, work->target.program_code, error);
      if (work->program == NULL)
        return NULL;
      work->target_name = g_strdup (work->program->title);
    }
  else if (work->target.kind == SN_IMPORT_CATEGORY)
    {
      work->target_name = sn_category_list_find_name (connection, work->target.category_code, error);
      if (work->target_name == NULL)
        return NULL;
    }
  else
    work->target_name = g_strdup ("");
  return sn_sheet_layouts_load (connection, error);
}

static void
begin_options (const SnImportWork *work, const SnSheetLayouts *layouts, SnRosterImportOptions *options)
{
  *options = (SnRosterImportOptions){
    .sheet = work->choices.sheet, .mapping = work->choices.mapping, .heading_row = work->choices.heading_row,
    .layouts = layouts, .hidden = work->choices.hidden, .people_only = sn_import_target_is_people_only (&work->target),
  };
}

static gboolean
look (SnImportWork *work, SnJob *job, GError **error)
{
  g_autoptr (SnSheetLayouts) layouts = sn_job_read (job, look_up_target, work, error);
  SnRosterImportOptions options;

  if (layouts == NULL)
    return FALSE;
  begin_options (work, layouts, &options);
  return sn_sheet_preview_read (work->path, &options, &work->preview, sn_job_get_cancellable (job), error);
}

/* ── The whole ──────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnJob           *job;
  SnImportContent *content;
  SnSheetLayouts  *layouts;
  SnImportPace     pace;
  GCancellable    *cancellable; /* ends one try: by the job, or because there are too many rows for all cells */
  gboolean         is_too_long;
} Reading;

static gpointer
load_lookups (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Reading *reading = data;

  reading->content->divisions = sn_divisions_load (connection, error);
  if (reading->content->divisions == NULL)
    return NULL;
  reading->content->categories = sn_categories_load (connection, error);
  if (reading->content->categories == NULL)
    return NULL;
  reading->layouts = sn_sheet_layouts_load (connection, error);
  return reading->layouts;
}

static void
show_read_rows (double fraction, gpointer data)
{
  Reading *reading = data;
  guint rows = reading->content->import.rows != NULL ? reading->content->import.rows->len : 0;

  if (rows > MOST_ROWS_KEPT_WHOLE && !reading->is_too_long)
    {
      reading->is_too_long = TRUE;
      g_cancellable_cancel (reading->cancellable);
    }
  sn_import_show_pace (reading->job, &reading->pace, SN_IMPORT_PACE_READING, rows, fraction);
}

static gboolean
try_to_read (Reading *reading, const char *path, SnRosterImportOptions *options, GError **error)
{
  GCancellable *of_job = sn_job_get_cancellable (reading->job);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  gulong handler;
  gboolean done;

  reading->cancellable = cancellable;
  handler = g_cancellable_connect (of_job, G_CALLBACK (g_cancellable_cancel), g_object_ref (cancellable), g_object_unref);
  done = sn_roster_import_read (path, options, &reading->content->import, cancellable, error);
  g_cancellable_disconnect (of_job, handler);
  return done;
}

static gboolean
read_whole (SnImportWork *work, SnJob *job, GError **error)
{
  Reading reading = { .job = job };
  SnRosterImportOptions options;
  g_autoptr (GError) read_error = NULL;
  gboolean done;

  g_clear_pointer (&work->content, sn_import_content_unref);
  work->content = reading.content = g_atomic_rc_box_new0 (SnImportContent);
  if (sn_job_read (job, load_lookups, &reading, error) == NULL)
    return FALSE;
  begin_options (work, reading.layouts, &options);
  options.divisions = work->content->divisions;
  options.categories = work->content->categories;
  options.progress = show_read_rows;
  options.progress_data = &reading;
  options.keeps_all_cells = TRUE;
  done = try_to_read (&reading, work->path, &options, &read_error);
  if (!done && reading.is_too_long && !g_cancellable_is_cancelled (sn_job_get_cancellable (job)))
    {
      g_clear_error (&read_error);
      options.keeps_all_cells = FALSE;
      done = try_to_read (&reading, work->path, &options, &read_error);
    }
  sn_sheet_layouts_free (reading.layouts);
  if (done)
    return TRUE;
  g_clear_pointer (&work->content, sn_import_content_unref);
  /* What the officer chose does not do: the page of columns says so, and the next choice may. */
  if (g_error_matches (read_error, SN_ERROR, SN_ERROR_INVALID_INPUT))
    {
      work->problem = g_strdup (read_error->message);
      return TRUE;
    }
  g_propagate_error (error, g_steal_pointer (&read_error));
  return FALSE;
}

/* ── All ────────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
send_back (SnImportWork *work, GError **error)
{
  return sn_returned_workbook_write (work->output_path, &work->content->import, work->judgement->faults, work->judgement->verdicts,
                                     &work->n_returned, error);
}

gboolean
sn_import_work_run (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  SnImportWork *work = data;

  switch (work->aim)
    {
    case SN_IMPORT_LOOK:
      return look (work, job, error);
    case SN_IMPORT_READ:
      return read_whole (work, job, error);
    case SN_IMPORT_SEND_BACK:
      return send_back (work, error);
    case SN_IMPORT_LIST_FAULTS:
      return sn_fault_report_write (work->output_path, work->shown_name, work->judgement->faults, error);
    case SN_IMPORT_JUDGE:
    case SN_IMPORT_ADMIT:
    default:
      return sn_import_work_judge (work, job, workspace, error);
    }
}
