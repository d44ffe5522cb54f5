/* sn-import-dialog-flow.c: which job is next. One at a time works with what was read; cells are set right between two.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-dialog-private.h"

#include <glib/gi18n.h>

SnImportWork *
sn_import_dialog_make_work (SnImportDialog *self, SnImportAim aim)
{
  SnImportWork *work = sn_import_work_new (aim, self->path, &self->target, &self->choices);

  work->shown_name = g_strdup (self->shown_name);
  if (aim != SN_IMPORT_LOOK && aim != SN_IMPORT_READ)
    work->content = g_atomic_rc_box_acquire (self->content);
  return work;
}

void
sn_import_dialog_start (SnImportDialog *self, SnImportWork *take_work, const char *sentence, SnJobDone done)
{
  g_assert (self->job == NULL);
  g_clear_pointer (&self->refusal, g_free);
  self->aim = take_work->aim;
  self->job = sn_session_run (self->session, sentence, sn_import_work_run, take_work, sn_import_work_free, done, G_OBJECT (self));
  sn_job_bar_watch (self->job_bar, self->job);
  sn_import_dialog_update_bar (self);
}

void
sn_import_dialog_end_job (SnImportDialog *self)
{
  g_clear_object (&self->job);
}

/* ── Cells that were set right ──────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const SnImportContent *content;
  GHashTable            *touched; /* index + 1 */
} Touched;

static gboolean
is_of_judge_and_untouched (const SnFault *fault, gpointer data)
{
  const Touched *touched = data;
  const SnRosterImport *import = &touched->content->import;
  guint sheet = 0;
  int index;

  if (!fault->is_of_judge)
    return FALSE;
  while (import->sheet_names[sheet] != NULL && g_strcmp0 (import->sheet_names[sheet], fault->sheet) != 0)
    sheet++;
  index = sn_roster_import_find_row (import, sheet, fault->row);
  return index < 0 || !g_hash_table_contains (touched->touched, GINT_TO_POINTER (index + 1));
}

static void
move_fault (gpointer fault, gpointer faults)
{
  g_ptr_array_add (faults, fault);
}

/* (transfer full): what is known of the rows until they are judged again */
static GPtrArray *
collect_faults (SnImportDialog *self, GHashTable *touched)
{
  GPtrArray *faults = sn_import_copy_faults (self->content->import.faults, NULL, NULL);
  Touched of_judge = { self->content, touched };

  if (self->judgement != NULL)
    {
      GPtrArray *kept = sn_import_copy_faults (self->judgement->faults, is_of_judge_and_untouched, &of_judge);

      g_ptr_array_set_free_func (kept, NULL);
      g_ptr_array_foreach (kept, move_fault, faults);
      g_ptr_array_unref (kept);
    }
  sn_import_sort_faults (faults);
  return faults;
}

static void
make_edit (SnImportDialog *self, const SnImportEdit *edit, GHashTable *all_touched)
{
  g_autoptr (GArray) touched = NULL;
  g_autoptr (GError) error = NULL;

  if (!sn_roster_import_set_cell (&self->content->import, edit->sheet, edit->row, edit->column, edit->text, &touched, &error))
    {
      sn_session_say (self->session, error->message);
      return;
    }
  for (guint i = 0; i < touched->len; i++)
    g_hash_table_add (all_touched, GUINT_TO_POINTER (g_array_index (touched, guint, i) + 1));
}

/* Those that @content does not have yet. No job is at work. */
static void
make_edits (SnImportDialog *self)
{
  g_autoptr (GHashTable) touched = g_hash_table_new (NULL, NULL);
  g_autoptr (GArray) indices = g_array_new (FALSE, FALSE, sizeof (guint));
  g_autoptr (GPtrArray) faults = NULL;
  GHashTableIter iter;
  gpointer key;

  if (self->content == NULL || self->n_edits_made == self->edits->len)
    return;
  for (; self->n_edits_made < self->edits->len; self->n_edits_made++)
    make_edit (self, g_ptr_array_index (self->edits, self->n_edits_made), touched);
  g_hash_table_iter_init (&iter, touched);
  while (g_hash_table_iter_next (&iter, &key, NULL))
    {
      guint index = GPOINTER_TO_UINT (key) - 1;

      g_array_append_val (indices, index);
    }
  self->is_judged = FALSE;
  faults = collect_faults (self, touched);
  sn_import_rows_update (self->rows, indices, faults);
  self->wishes.judge = TRUE;
}

void
sn_import_dialog_edit (SnImportDialog *self, guint sheet, guint row, guint column, const char *text)
{
  SnImportEdit *edit = g_new0 (SnImportEdit, 1);

  *edit = (SnImportEdit){ sheet, row, column, g_strdup (text) };
  g_ptr_array_add (self->edits, edit);
  sn_import_dialog_advance (self);
}

/* ── Jobs ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
was_cancelled (const GError *error)
{
  return g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static gboolean
is_wished (SnImportDialog *self)
{
  return self->wishes.look || self->wishes.read || self->wishes.judge || self->n_edits_made < self->edits->len;
}

static void
note_refusal (SnImportDialog *self, const GError *error)
{
  if (error == NULL || was_cancelled (error))
    return;
  g_free (self->refusal);
  self->refusal = g_strdup (error->message);
}

static void
finish_judge (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (owner);
  SnImportWork *work = data;

  sn_import_dialog_end_job (self);
  if (error == NULL && !is_wished (self))
    {
      g_clear_pointer (&self->judgement, sn_import_judgement_unref);
      self->judgement = g_steal_pointer (&work->judgement);
      self->is_judged = TRUE;
      sn_import_dialog_show_rows (self);
    }
  else
    note_refusal (self, error);
  sn_import_dialog_advance (self);
}

static guint
count_hidden_rows (const SnImportContent *content)
{
  guint n = 0;

  for (guint i = 0; i < content->import.sheets->len; i++)
    n += ((const SnRosterSheet *) g_ptr_array_index (content->import.sheets, i))->n_hidden_rows;
  return n;
}

static void
take_content (SnImportDialog *self, SnImportWork *work)
{
  sn_import_rows_show (self->rows, NULL, NULL, NULL);
  g_clear_pointer (&self->judgement, sn_import_judgement_unref);
  g_clear_pointer (&self->content, sn_import_content_unref);
  self->content = g_steal_pointer (&work->content);
  self->problem = g_steal_pointer (&work->problem);
  self->n_edits_made = 0;
  self->is_judged = FALSE;
  if (self->content != NULL)
    {
      sn_import_rows_show (self->rows, &self->content->import, self->content->import.faults, NULL);
      sn_import_columns_set_hidden_rows (self->columns, count_hidden_rows (self->content));
      self->wishes.judge = TRUE;
    }
}

static void
finish_read (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (owner);

  sn_import_dialog_end_job (self);
  if (error == NULL && !self->wishes.look && !self->wishes.read)
    take_content (self, data);
  else
    note_refusal (self, error);
  sn_import_dialog_show_rows (self);
  sn_import_dialog_advance (self);
}

static void
finish_look (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (owner);
  SnImportWork *work = data;

  sn_import_dialog_end_job (self);
  if (error != NULL && !self->has_preview)
    {
      /* There is nothing to be shown. Why the file cannot be read is said by the main window. */
      sn_import_dialog_leave (self);
      return;
    }
  if (error == NULL && !self->wishes.look)
    {
      sn_sheet_preview_clear (&self->preview);
      self->preview = work->preview;
      self->has_preview = TRUE;
      work->preview = (SnSheetPreview){ NULL };
      g_clear_pointer (&self->program, sn_program_free);
      self->program = g_steal_pointer (&work->program);
      sn_import_dialog_show_target (self, work->target_name);
      if (self->preview.problem != NULL)
        {
          self->wishes.read = FALSE;
          take_content (self, work);
          self->problem = g_strdup (self->preview.problem);
        }
      sn_import_dialog_show_preview (self);
      sn_import_dialog_show_rows (self);
    }
  sn_import_dialog_advance (self);
}

static void
finish_admit (SnJob *job, gpointer data, const GError *error, gpointer owner)
{
  SnImportDialog *self = SN_IMPORT_DIALOG (owner);

  sn_import_dialog_end_job (self);
  if (error == NULL)
    {
      sn_import_dialog_leave (self);
      return;
    }
  note_refusal (self, error);
  sn_import_dialog_advance (self);
}

void
sn_import_dialog_admit (SnImportDialog *self)
{
  SnImportWork *work;

  if (self->job != NULL || self->content == NULL)
    return;
  work = sn_import_dialog_make_work (self, SN_IMPORT_ADMIT);
  /* An entry that cannot be used any more does not hear that it lost the keyboard. */
  gtk_window_set_focus (GTK_WINDOW (self), NULL);
  sn_import_dialog_take_bar (self, work);
  sn_import_dialog_start (self, work, self->target.kind == SN_IMPORT_ROSTER ? _ ("Importing the roster…") : _ ("Importing the list…"), finish_admit);
}

/* Whether what is at work now will not be wanted when it is done. */
static gboolean
is_in_vain (SnImportDialog *self)
{
  switch (self->aim)
    {
    case SN_IMPORT_LOOK:
      return self->wishes.look;
    case SN_IMPORT_READ:
      return self->wishes.look || self->wishes.read;
    case SN_IMPORT_JUDGE:
      return is_wished (self);
    case SN_IMPORT_ADMIT:
    case SN_IMPORT_SEND_BACK:
    case SN_IMPORT_LIST_FAULTS:
    default:
      return FALSE;
    }
}

void
sn_import_dialog_advance (SnImportDialog *self)
{
  if (self->job != NULL)
    {
      if (is_in_vain (self))
        sn_job_cancel (self->job);
      sn_import_dialog_update_bar (self);
      return;
    }
  if (self->wishes.look)
    {
      self->wishes.look = FALSE;
      sn_import_dialog_start (self, sn_import_dialog_make_work (self, SN_IMPORT_LOOK), _ ("Looking at the sheet…"), finish_look);
      return;
    }
  if (self->wishes.read)
    {
      self->wishes.read = FALSE;
      sn_import_dialog_start (self, sn_import_dialog_make_work (self, SN_IMPORT_READ), _ ("Reading the file…"), finish_read);
      return;
    }
  make_edits (self);
  if (self->wishes.judge && self->content != NULL)
    {
      self->wishes.judge = FALSE;
      sn_import_dialog_start (self, sn_import_dialog_make_work (self, SN_IMPORT_JUDGE), _ ("Judging the rows…"), finish_judge);
      return;
    }
  self->wishes.judge = FALSE;
  sn_import_dialog_update_bar (self);
}
