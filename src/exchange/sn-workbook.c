/* sn-workbook.c: a workbook from its first byte to its place; failures.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-workbook-private.h"

#include "sn-error.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <glib/gstdio.h>

void
sn_export_result_clear (SnExportResult *result)
{
  g_clear_pointer (&result->path, g_free);
  g_clear_pointer (&result->sha256, g_free);
}

/* ── Failures ──────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_workbook_take_error (SnWorkbook *self, GError *error)
{
  if (self->error == NULL)
    self->error = error;
  else
    g_error_free (error);
}

void
sn_workbook_fail_errno (SnWorkbook *self, int number)
{
  sn_workbook_take_error (self, sn_private_file_error (self->file, number));
}

void
sn_workbook_fail_library (SnWorkbook *self, lxw_error result, int number)
{
  static const int disk_errors[] = { ENOSPC, EDQUOT, EFBIG, EACCES, EPERM, EROFS };

  for (gsize i = 0; i < G_N_ELEMENTS (disk_errors); i++)
    if (number == disk_errors[i])
      {
        sn_workbook_fail_errno (self, number);
        return;
      }
  if (result == LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED)
    sn_workbook_take_error (self, g_error_new (SN_ERROR, SN_ERROR_FAILED,
                                   _ ("A text in row %u of “%s” is longer than a cell may be (32,767 characters). Shorten it."),
                                   sn_workbook_get_row (self), sn_private_file_get_display (self->file)));
  else
    sn_workbook_take_error (self, g_error_new (SN_ERROR, SN_ERROR_FAILED, _ ("“%s” could not be written: %s"),
                                   sn_private_file_get_display (self->file), lxw_strerror (result)));
}

void
sn_workbook_check_result (SnWorkbook *self, lxw_error result)
{
  if (result != LXW_NO_ERROR)
    sn_workbook_fail_library (self, result, 0);
}

void
sn_workbook_check_scratch (SnWorkbook *self)
{
  FILE *file = self->worksheet != NULL ? self->worksheet->optimize_tmpfile : NULL;

  if (file == NULL || !ferror (file))
    return;
  errno = 0;
  fflush (file);
  sn_workbook_fail_errno (self, errno != 0 ? errno : ENOSPC);
}

/* ── Coming and going ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Beside the target there is room for what the target needs; a document portal allows no folders there, though. */
static char *
make_scratch_folder (SnWorkbook *self, const char *folder)
{
  char *path = g_build_filename (folder, ".songnuan-export-XXXXXX", NULL);
  GError *error = NULL;

  if (g_mkdtemp_full (path, 0700) != NULL)
    return path;
  g_free (path);
  path = g_dir_make_tmp ("songnuan-export-XXXXXX", &error);
  if (path == NULL)
    sn_workbook_take_error (self, error);
  return path;
}

static void
remove_scratch_folder (const char *scratch)
{
  g_autoptr (GDir) folder = g_dir_open (scratch, 0, NULL);
  const char *name;

  while (folder != NULL && (name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (scratch, name, NULL);

      g_unlink (path);
    }
  g_rmdir (scratch);
}

static void
open_workbook (SnWorkbook *self, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  lxw_workbook_options options = { .constant_memory = LXW_TRUE };

  self->file = sn_private_file_new (path, &self->error);
  if (self->file == NULL)
    return;
  self->scratch = make_scratch_folder (self, folder);
  if (self->scratch == NULL)
    return;
  options.tmpdir = self->scratch;
  self->workbook = workbook_new_opt (sn_private_file_get_temporary (self->file), &options);
  if (self->workbook == NULL)
    sn_workbook_fail_library (self, LXW_ERROR_MEMORY_MALLOC_FAILED, 0);
  else
    sn_workbook_make_styles (self->workbook, self->formats);
}

SnWorkbook *
sn_workbook_new (const char *path, GCancellable *cancellable, GError **error)
{
  SnWorkbook *self;

  g_return_val_if_fail (path != NULL && *path != '\0', NULL);

  self = g_new0 (SnWorkbook, 1);
  self->cancellable = cancellable != NULL ? g_object_ref (cancellable) : NULL;
  self->controls = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_workbook_control_free);
  self->sheet_rows = SN_WORKBOOK_SHEET_ROWS;
  self->row = -1;
  self->own_locale = newlocale (LC_NUMERIC_MASK, "C", duplocale (uselocale ((locale_t) 0)));
  self->previous_locale = uselocale (self->own_locale);
  open_workbook (self, path);
  if (self->error == NULL)
    return self;

  g_propagate_error (error, g_steal_pointer (&self->error));
  sn_workbook_free (self);
  return NULL;
}

/* libxlsxwriter closes the files of its sheets only while it assembles the workbook. */
static void
discard_workbook (lxw_workbook *workbook)
{
  lxw_worksheet *worksheet;

  STAILQ_FOREACH (worksheet, workbook->worksheets, list_pointers)
    if (worksheet->optimize_tmpfile != NULL)
      fclose (worksheet->optimize_tmpfile);
  lxw_workbook_free (workbook);
}

void
sn_workbook_free (SnWorkbook *self)
{
  if (self == NULL)
    return;
  g_clear_pointer (&self->workbook, discard_workbook);
  if (self->scratch != NULL)
    remove_scratch_folder (self->scratch);
  uselocale (self->previous_locale);
  freelocale (self->own_locale);
  for (gsize i = 0; i < G_N_ELEMENTS (self->heading); i++)
    g_free (self->heading[i]);
  g_ptr_array_unref (self->controls);
  g_clear_pointer (&self->noisy, g_ptr_array_unref);
  g_clear_object (&self->cancellable);
  g_clear_error (&self->error);
  g_free (self->base_name);
  g_clear_pointer (&self->file, sn_private_file_free);
  g_free (self->scratch);
  g_free (self);
}

/* ── The end ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
close_file (SnWorkbook *self)
{
  lxw_error result;

  sn_workbook_close_row (self);
  sn_workbook_close_sheet (self);
  if (self->error != NULL)
    return;
  errno = 0;
  result = workbook_close (g_steal_pointer (&self->workbook));
  self->worksheet = NULL;
  if (result != LXW_NO_ERROR)
    sn_workbook_fail_library (self, result, errno);
}

static gboolean
prove_file (SnWorkbook *self, GError **error)
{
  const char *path = sn_private_file_get_temporary (self->file);
  const char *display = sn_private_file_get_display (self->file);

  return sn_workbook_prove (path, display, self->controls, self->cancellable, error)
         && (self->proof == NULL || self->proof (path, display, self->proof_data, self->cancellable, error));
}

void
sn_workbook_set_proof (SnWorkbook *self, SnWorkbookProofFunc func, gpointer data)
{
  self->proof = func;
  self->proof_data = data;
}

gboolean
sn_workbook_finish (SnWorkbook *self, gint64 rows, gint64 amount_fen, SnExportResult *result, GError **error)
{
  g_autofree char *sha256 = NULL;

  g_return_val_if_fail (self->workbook != NULL, FALSE);

  close_file (self);
  if (self->error == NULL)
    g_cancellable_set_error_if_cancelled (self->cancellable, &self->error);
  if (self->error == NULL && prove_file (self, &self->error))
    sn_private_file_place (self->file, &sha256, self->cancellable, &self->error);
  if (self->error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&self->error));
      g_clear_pointer (&self->workbook, discard_workbook);
      return FALSE;
    }
  if (result != NULL)
    *result = (SnExportResult){ g_strdup (sn_private_file_get_path (self->file)), rows, amount_fen, g_steal_pointer (&sha256) };
  return TRUE;
}
