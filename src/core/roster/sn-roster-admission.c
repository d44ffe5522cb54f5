/* sn-roster-admission.c: a roster comes in: match, judge, write; one Change or none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include "sn-entitlement.h"
#include "sn-officer-duties.h"
#include "sn-sheet-layout.h"

#include <glib/gi18n-lib.h>
#ifdef __GLIBC__
#include <malloc.h>
#endif
#include <string.h>

#define TICK_ROWS 1024
#define MANY_ROWS 20000 /* whose work takes megabytes */

gboolean
sn_admission_tick (AdmissionWork *work, guint done, guint total, double from, double to, GError **error)
{
  if (done % TICK_ROWS != 0)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (work->cancellable, error))
    return FALSE;
  work->admission->rows_done = done;
  if (work->admission->progress != NULL)
    work->admission->progress (from + (to - from) * done / total, work->admission->progress_data);
  return TRUE;
}

static void
start_work (AdmissionWork *work, SnTransaction *transaction, SnAdmission *admission, GCancellable *cancellable)
{
  work->transaction = transaction;
  work->connection = sn_transaction_get_connection (transaction);
  work->admission = admission;
  work->cancellable = cancellable;
  work->texts = g_string_chunk_new (64 * 1024);
  work->rows = g_array_new (FALSE, TRUE, sizeof (AdmissionRow));
  g_array_set_size (work->rows, admission->rows->len);
  work->persons = g_array_new (FALSE, TRUE, sizeof (AdmissionPerson));
  /* At once: a list that grows leaves as much behind as it takes. */
  work->held = g_array_sized_new (FALSE, TRUE, sizeof (AdmissionHeld), admission->rows->len);
  work->lines = g_array_new (FALSE, TRUE, sizeof (AdmissionLine));
  work->households = g_ptr_array_new ();
  work->household_blocks = g_ptr_array_new_with_free_func (g_free);
  work->elsewhere = g_hash_table_new (g_int64_hash, g_int64_equal);
  work->households_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  work->households_by_number = g_hash_table_new (g_str_hash, g_str_equal);
}

/* What the work of a large roster took is given back before the indexes are built, which take as much. */
static void
give_back_memory (guint n_rows)
{
#ifdef __GLIBC__
  if (n_rows >= MANY_ROWS)
    malloc_trim (0);
#endif
}

static void
clear_work (AdmissionWork *work)
{
  guint n_rows = work->rows != NULL ? work->rows->len : 0;

  g_clear_pointer (&work->households_by_number, g_hash_table_unref);
  g_clear_pointer (&work->households_by_id, g_hash_table_unref);
  g_clear_pointer (&work->elsewhere, g_hash_table_unref);
  g_clear_pointer (&work->households, g_ptr_array_unref);
  g_clear_pointer (&work->household_blocks, g_ptr_array_unref);
  g_clear_pointer (&work->lines, g_array_unref);
  g_clear_pointer (&work->gone, g_array_unref);
  g_clear_pointer (&work->held, g_array_unref);
  for (guint i = 0; work->persons != NULL && i < work->persons->len; i++)
    g_free (g_array_index (work->persons, AdmissionPerson, i).details);
  g_clear_pointer (&work->persons, g_array_unref);
  g_clear_pointer (&work->rows, g_array_unref);
  g_clear_pointer (&work->texts, g_string_chunk_free);
  g_clear_pointer (&work->divisions, sn_divisions_free);
  g_clear_pointer (&work->dues, sn_admission_dues_free);
  g_clear_pointer (&work->choice, sn_rate_choice_free);
  g_clear_pointer (&work->program, sn_program_free);
  g_clear_pointer (&work->campaign, sn_campaign_free);
  give_back_memory (n_rows);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (AdmissionWork, clear_work)

static gboolean
load_program (AdmissionWork *work, GError **error)
{
  work->program = sn_program_lookup (work->connection, work->admission->program_code, error);
  if (work->program == NULL)
    return FALSE;
  if (work->program->rates->len == 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _("%s has no rate; a roster needs one."), work->program->code);
      return FALSE;
    }
  if (work->admission->rate_label != NULL)
    {
      work->forced_rate = sn_program_find_rate (work->program, work->admission->rate_label, error);
      if (work->forced_rate == NULL)
        return FALSE;
    }
  work->choice = sn_rate_choice_load (work->connection, work->program, work->campaign, error);
  return work->choice != NULL;
}

static gboolean
load_frame (AdmissionWork *work, GError **error)
{
  work->campaign = sn_campaign_get_current (work->connection, error);
  if (work->campaign == NULL || (work->admission->program_code != NULL && !load_program (work, error)))
    return FALSE;
  work->divisions = sn_divisions_load (work->connection, error);
  return work->divisions != NULL;
}

/* What an earlier judgement of the same admission found. */
static void
forget_judgement (SnAdmission *admission)
{
  guint kept = 0;

  for (guint i = 0; i < admission->faults->len; i++)
    {
      SnFault *fault = g_ptr_array_index (admission->faults, i);

      if (fault->is_of_judge)
        sn_fault_free (fault);
      else
        admission->faults->pdata[kept++] = fault;
    }
  if (kept < admission->faults->len)
    {
      g_ptr_array_set_free_func (admission->faults, NULL);
      g_ptr_array_set_size (admission->faults, (int) kept);
      g_ptr_array_set_free_func (admission->faults, (GDestroyNotify) sn_fault_free);
    }
  admission->result = (SnAdmissionResult){ 0 };
}

static void
count_persons (AdmissionWork *work, SnAdmissionResult *result)
{
  for (guint i = 0; i < work->persons->len; i++)
    {
      const AdmissionPerson *person = &g_array_index (work->persons, AdmissionPerson, i);

      if (!person->is_used)
        continue;
      if (person->exists)
        result->matched_persons++;
      else
        result->new_persons++;
    }
}

static void
count_result (AdmissionWork *work)
{
  g_autoptr (GHashTable) warned = sn_admission_collect_warned (work->admission);
  SnAdmissionResult result = { .rows = work->rows->len, .categories_begun = work->admission->result.categories_begun };

  for (guint i = 0; i < work->rows->len; i++)
    {
      const AdmissionRow *verdict = &g_array_index (work->rows, AdmissionRow, i);

      if (verdict->verdict == ADMISSION_REJECTED)
        {
          result.rejected++;
          continue;
        }
      result.accepted++;
      result.warned += g_hash_table_contains (warned, GUINT_TO_POINTER (i + 1)) ? 1 : 0;
      if (verdict->verdict == ADMISSION_SKIPPED)
        result.skipped++;
      else if (verdict->verdict == ADMISSION_LISTED)
        result.amount_fen += verdict->amount_fen;
      else
        {
          result.changed++;
          result.changed_after_fen += verdict->amount_fen;
        }
    }
  result.changed_before_fen = work->changed_before_fen;
  count_persons (work, &result);
  work->admission->result = result;
}

/* The officer has to know that somebody stays out, before it is done. */
gboolean
sn_admission_check_rejected (const SnAdmission *admission, GError **error)
{
  if (admission->result.rejected == 0 || admission->leave_out_rejected)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE, "%u row cannot be taken. Set it right, or say that it is left out.",
                            "%u rows cannot be taken. Set them right, or say that they are left out.", admission->result.rejected),
               admission->result.rejected);
  return FALSE;
}

static gboolean
judge (AdmissionWork *work, GError **error)
{
  forget_judgement (work->admission);
  if (work->admission->take_changed_reason != NULL && !sn_reason_is_given (work->admission->take_changed_reason, error))
    return FALSE;
  if (!load_frame (work, error) || !sn_admission_match (work, error))
    return FALSE;
  sn_admission_begin_verdicts (work);
  if (!sn_admission_judge (work, error))
    return FALSE;
  count_result (work);
  if (!sn_admission_check_file (work, error) || !sn_admission_compare_delivery (work, error))
    return FALSE;
  sn_admission_settle_verdicts (work);
  return TRUE;
}

gboolean
sn_roster_remember_columns (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const SnAdmission *admission = data;
  gboolean is_new;

  if (admission->layout == NULL || admission->layout_mapping == NULL)
    return TRUE;
  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      !sn_sheet_layout_remember (transaction, admission->layout, admission->layout_mapping, &is_new, error))
    return FALSE;
  if (is_new)
    sn_transaction_describe (transaction, "columns-remember", admission->file_name != NULL ? admission->file_name : "", NULL);
  return TRUE;
}

gboolean
sn_roster_admit (SnTransaction *transaction, SnAdmission *admission, GCancellable *cancellable, GError **error)
{
  g_auto (AdmissionWork) work = { 0, };

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  start_work (&work, transaction, admission, cancellable);
  return judge (&work, error) && sn_admission_check_rejected (admission, error) && sn_admission_hold_gone (&work, error) &&
         sn_admission_write (&work, error);
}

typedef struct
{
  SnWriteFunc func;
  gpointer    data;
  gboolean    judged; /* came to its end, and was rolled back on purpose */
} Preview;

static gboolean
write_and_discard (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Preview *preview = data;

  if (!preview->func (transaction, preview->data, cancellable, error))
    return FALSE;
  preview->judged = TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, "preview");
  return FALSE;
}

gboolean
sn_admission_preview_write (SnWorkspace *workspace, SnWriteFunc func, gpointer data, GCancellable *cancellable, GError **error)
{
  Preview preview = { func, data, FALSE };
  g_autoptr (GError) local_error = NULL;

  sn_workspace_write (workspace, write_and_discard, &preview, cancellable, &local_error);
  if (preview.judged)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

gboolean
sn_roster_preview (SnWorkspace *workspace, SnAdmission *admission, GCancellable *cancellable, GError **error)
{
  gboolean leave_out_rejected = admission->leave_out_rejected, again = admission->again;
  gboolean done;

  admission->leave_out_rejected = TRUE;
  admission->again = TRUE;
  done = sn_admission_preview_write (workspace, admit, admission, cancellable, error);
  admission->leave_out_rejected = leave_out_rejected;
  admission->again = again;
  return done;
}

static const char *
find_refusal (GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    if (((const SnFault *) g_ptr_array_index (faults, i))->level == SN_FAULT_ERROR)
      return ((const SnFault *) g_ptr_array_index (faults, i))->message;
  return _("The line cannot be taken as it is.");
}

/* (nullable): that the line stands with another amount or town */
static const char *
find_other_line (GPtrArray *faults)
{
  for (guint i = 0; i < faults->len; i++)
    if (strcmp (((const SnFault *) g_ptr_array_index (faults, i))->code, "listed_already") == 0)
      return ((const SnFault *) g_ptr_array_index (faults, i))->message;
  return NULL;
}

gboolean
sn_roster_add (SnTransaction *transaction, const char *program_code, const char *rate_label, SnRosterRow *row, GPtrArray *faults,
               GError **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new ();
  SnAdmission admission = { .program_code = program_code, .rate_label = rate_label, .sheet = "", .rows = rows, .faults = faults,
                            .leave_out_rejected = TRUE };

  g_ptr_array_add (rows, row);
  if (!sn_roster_admit (transaction, &admission, NULL, error))
    return FALSE;
  if (admission.result.accepted == 0)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED, find_refusal (faults));
  else if (admission.result.skipped > 0 && find_other_line (faults) != NULL)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_REFUSED, find_other_line (faults));
  else if (admission.result.skipped > 0)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 _("This line stands in %s already: the same person, rate, town and amount."), program_code);
  return admission.result.accepted > 0 && admission.result.skipped == 0;
}
