/* sn-import-work.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-work.h"

#include "sn-sheet-reader.h"

#include <string.h>

static void
clear_content (gpointer data)
{
  SnImportContent *content = data;

  sn_roster_import_clear (&content->import);
  g_clear_pointer (&content->sheet_names, g_ptr_array_unref);
}

void
sn_import_content_unref (SnImportContent *content)
{
  g_atomic_rc_box_release_full (content, clear_content);
}

SnImportWork *
sn_import_work_new (SnImportAim aim, const char *path, const char *program_code, SnImportContent *content)
{
  SnImportWork *work = g_new0 (SnImportWork, 1);

  work->aim = aim;
  work->path = g_strdup (path);
  work->program_code = g_strdup (program_code);
  work->content = content != NULL ? g_atomic_rc_box_acquire (content) : NULL;
  return work;
}

void
sn_import_work_free (gpointer data)
{
  SnImportWork *work = data;

  g_free (work->path);
  g_free (work->sheet);
  g_free (work->program_code);
  g_free (work->rate_label);
  g_clear_pointer (&work->content, sn_import_content_unref);
  g_clear_pointer (&work->faults, g_ptr_array_unref);
  g_free (work);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnDivisions  *divisions;
  SnCategories *categories;
} Lookups;

static void
clear_lookups (Lookups *lookups)
{
  g_clear_pointer (&lookups->divisions, sn_divisions_free);
  g_clear_pointer (&lookups->categories, sn_categories_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Lookups, clear_lookups)

static gpointer
load_lookups (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Lookups *lookups = data;

  lookups->divisions = sn_divisions_load (connection, error);
  if (lookups->divisions == NULL)
    return NULL;
  lookups->categories = sn_categories_load (connection, error);
  return lookups->categories;
}

static gboolean
stop_at_once (guint row, const SnCell *cells, guint n_cells, gboolean hidden, gpointer data)
{
  return FALSE;
}

static gboolean
read_sheet_names (SnImportWork *work, SnImportContent *content, GCancellable *cancellable, GError **error)
{
  g_auto (SnSheetInfo) info = { NULL };

  if (!sn_sheet_read (work->path, NULL, stop_at_once, NULL, &info, cancellable, error))
    return FALSE;
  content->sheet_names = info.sheet_names != NULL ? g_ptr_array_ref (info.sheet_names) : g_ptr_array_new ();
  return TRUE;
}

static gboolean
read_file (SnImportWork *work, SnJob *job, GError **error)
{
  SnImportContent *content = g_atomic_rc_box_new0 (SnImportContent);
  g_auto (Lookups) lookups = { NULL };
  SnRosterImportOptions options = { .sheet = work->sheet, .progress = sn_job_show_fraction, .progress_data = job };

  work->content = content;
  if (sn_job_read (job, load_lookups, &lookups, error) == NULL ||
      !read_sheet_names (work, content, sn_job_get_cancellable (job), error))
    return FALSE;
  options.divisions = lookups.divisions;
  options.categories = lookups.categories;
  return sn_roster_import_read (work->path, &options, &content->import, sn_job_get_cancellable (job), error);
}

/* ── Judging ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The judge adds to the faults: each judgement starts from those of the file. */
static GPtrArray *
copy_faults (GPtrArray *faults)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);

  for (guint i = 0; i < faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (faults, i);

      g_ptr_array_add (copies, sn_fault_new (fault->sheet, fault->row, fault->column, fault->code, fault->level, fault->value,
                                             g_strdup (fault->message)));
    }
  return copies;
}

static int
compare_faults (gconstpointer a, gconstpointer b)
{
  const SnFault *left = *(SnFault *const *) a;
  const SnFault *right = *(SnFault *const *) b;

  if (left->level != right->level)
    return (int) right->level - (int) left->level;
  if (left->row != right->row)
    return left->row < right->row ? -1 : 1;
  return strcmp (left->column, right->column);
}

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

gboolean
sn_import_work_run (SnJob *job, SnWorkspace *workspace, gpointer data, GError **error)
{
  SnImportWork *work = data;
  SnAdmission admission;
  gboolean done;

  if (work->content == NULL && !read_file (work, job, error))
    return FALSE;
  work->faults = copy_faults (work->content->import.faults);
  /* The list of faults says before that rows stay out, and that the file was read before. */
  admission = (SnAdmission){
    .program_code = work->program_code, .rate_label = work->rate_label, .leave_out_rejected = TRUE, .again = TRUE,
    .progress = sn_job_show_fraction, .progress_data = job,
  };
  sn_roster_import_begin_admission (&work->content->import, &admission);
  admission.faults = work->faults;
  done = work->aim == SN_IMPORT_PREVIEW ? sn_roster_preview (workspace, &admission, sn_job_get_cancellable (job), error)
                                        : sn_job_write (job, admit, &admission, error);
  work->result = admission.result;
  g_ptr_array_sort (work->faults, compare_faults);
  return done;
}
