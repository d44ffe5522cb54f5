/* sn-import-judgement.c: what an import would do, and doing it, for each kind of list.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-import-work-private.h"

#include "sn-category-list.h"

#include <string.h>

static void
clear_judgement (gpointer data)
{
  SnImportJudgement *judgement = data;

  g_clear_pointer (&judgement->faults, g_ptr_array_unref);
  g_clear_pointer (&judgement->verdicts, g_array_unref);
  sn_delivery_clear (&judgement->delivery);
  g_clear_pointer (&judgement->added, g_ptr_array_unref);
  g_clear_pointer (&judgement->towns_after, g_ptr_array_unref);
  g_clear_pointer (&judgement->ended, g_ptr_array_unref);
  g_clear_pointer (&judgement->towns, g_ptr_array_unref);
}

SnImportJudgement *
sn_import_judgement_ref (SnImportJudgement *judgement)
{
  return g_atomic_rc_box_acquire (judgement);
}

void
sn_import_judgement_unref (SnImportJudgement *judgement)
{
  g_atomic_rc_box_release_full (judgement, clear_judgement);
}

/* ── Faults ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

GPtrArray *
sn_import_copy_faults (GPtrArray *faults, gboolean (*is_wanted) (const SnFault *fault, gpointer data), gpointer data)
{
  GPtrArray *copies = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);

  for (guint i = 0; i < faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (faults, i);
      SnFault *copy;

      if (is_wanted != NULL && !is_wanted (fault, data))
        continue;
      copy = sn_fault_new (fault->sheet, fault->row, fault->column, fault->code, fault->level, fault->value, g_strdup (fault->message));
      copy->is_of_judge = fault->is_of_judge;
      copy->otherwise = g_strdup (fault->otherwise);
      g_ptr_array_add (copies, copy);
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

void
sn_import_sort_faults (GPtrArray *faults)
{
  g_ptr_array_sort (faults, compare_faults);
}

/* ── Each kind of list ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnImportWork      *work;
  SnJob             *job;
  SnWorkspace       *workspace;
  SnImportJudgement *judgement;
  SnAdmission        admission;
  SnImportPace       pace;
} Judging;

static void
show_judged_rows (double fraction, gpointer data)
{
  Judging *judging = data;

  sn_import_show_pace (judging->job, &judging->pace, judging->work->aim == SN_IMPORT_ADMIT ? SN_IMPORT_PACE_LISTING : SN_IMPORT_PACE_JUDGING,
                       judging->admission.rows_done, fraction);
}

static gboolean
admit_rows (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static gboolean
judge_rows (Judging *judging, GError **error)
{
  SnAdmission *admission = &judging->admission;
  const SnImportChoices *choices = &judging->work->choices;

  admission->program_code = judging->work->target.program_code;
  admission->rate_label = choices->rate_way == SN_IMPORT_RATE_ONE ? choices->rate_label : NULL;
  admission->rates_by_rule = choices->rate_way == SN_IMPORT_RATE_BY_RULE;
  admission->hold_gone_reason = judging->work->hold_gone_reason;
  admission->take_changed_reason = judging->work->take_changed_reason;
  admission->delivery = &judging->judgement->delivery;
  return judging->work->aim == SN_IMPORT_JUDGE
           ? sn_roster_preview (judging->workspace, admission, sn_job_get_cancellable (judging->job), error)
           : sn_job_write (judging->job, admit_rows, admission, error);
}

static gboolean
admit_category (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_category_list_import (transaction, data, cancellable, error);
}

static gboolean
judge_category (Judging *judging, GError **error)
{
  const SnImportTarget *target = &judging->work->target;
  const char *source = target->source != NULL && *target->source != '\0' ? target->source : NULL;
  SnCategoryList list = { .category_code = target->category_code, .from_date = target->day, .source = source,
                          .end_missing = judging->work->ends_missing, .admission = &judging->admission };
  gboolean done = judging->work->aim == SN_IMPORT_JUDGE
                    ? sn_category_list_preview (judging->workspace, &list, sn_job_get_cancellable (judging->job), error)
                    : sn_job_write (judging->job, admit_category, &list, error);

  judging->judgement->begun = list.begun;
  judging->judgement->held = list.held;
  judging->judgement->ended = g_steal_pointer (&list.ended);
  judging->judgement->towns = g_steal_pointer (&list.towns);
  return done;
}

static gboolean
admit_list (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_registry_list_import (transaction, data, cancellable, error);
}

static gboolean
judge_list (Judging *judging, GError **error)
{
  const SnImportTarget *target = &judging->work->target;
  SnRegistryList list = { .kind = target->kind == SN_IMPORT_SCORES ? SN_REGISTRY_LIST_SCORES : SN_REGISTRY_LIST_DEATHS,
                          .source = target->source, .counted_on = target->day, .admission = &judging->admission };
  gboolean done = judging->work->aim == SN_IMPORT_JUDGE
                    ? sn_registry_list_preview (judging->workspace, &list, sn_job_get_cancellable (judging->job), error)
                    : sn_job_write (judging->job, admit_list, &list, error);

  judging->judgement->unknown = list.unknown;
  return done;
}

/* ── What came of it ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
sum_up_changed (const SnImportContent *content, SnImportJudgement *judgement)
{
  judgement->towns_after = g_ptr_array_new_with_free_func (g_free);
  for (guint i = 0; judgement->delivery.is_second && i < judgement->delivery.changed->len; i++)
    {
      const SnDeliveryLine *line = g_ptr_array_index (judgement->delivery.changed, i);
      gint64 town_id = g_array_index (judgement->verdicts, SnRosterVerdict, line->row).town_id;
      const char *town = town_id != 0 ? sn_divisions_get_name (content->divisions, town_id) : line->town;

      g_ptr_array_add (judgement->towns_after, g_strcmp0 (town, line->town) != 0 ? g_strdup (town) : NULL);
      if (line->obstacle != NULL)
        continue;
      judgement->n_can_change++;
      judgement->before_fen += line->before_fen;
      judgement->after_fen += line->after_fen;
    }
}

static SnDeliveryLine *
make_added (const SnImportContent *content, const SnRosterVerdict *verdict, guint i)
{
  const SnRosterRow *row = g_ptr_array_index (content->import.rows, i);
  SnDeliveryLine *line = g_new0 (SnDeliveryLine, 1);

  line->person_id = verdict->person_id;
  line->name = g_strdup (row->name);
  line->id_number_masked = sn_document_number_mask (row->document_number);
  line->town = g_strdup (sn_divisions_get_name (content->divisions, verdict->town_id));
  line->rate_label = g_strdup (verdict->rate_label);
  line->state = g_strdup ("");
  line->after_fen = verdict->amount_fen;
  line->row = i;
  return line;
}

/* Core counts who is new since the last delivery, or on the category's list; the page names them. */
static void
list_added (const SnImportContent *content, SnImportJudgement *judgement, gboolean is_category)
{
  judgement->added = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_delivery_line_free);
  if (!judgement->delivery.is_second && !is_category)
    return;
  for (guint i = 0; i < judgement->verdicts->len; i++)
    {
      const SnRosterVerdict *verdict = &g_array_index (judgement->verdicts, SnRosterVerdict, i);

      if (is_category ? verdict->begins_category : verdict->is_listed)
        g_ptr_array_add (judgement->added, make_added (content, verdict, i));
    }
}

static void
settle (Judging *judging)
{
  SnImportJudgement *judgement = judging->judgement;

  judgement->result = judging->admission.result;
  judgement->says_taken = judging->work->take_changed_reason != NULL;
  for (guint i = 0; i < judgement->verdicts->len; i++)
    {
      const SnRosterVerdict *verdict = &g_array_index (judgement->verdicts, SnRosterVerdict, i);

      judgement->n_told += verdict->is_listed && verdict->kind != SN_ROSTER_VERDICT_SAME ? 1 : 0;
    }
  for (guint i = 0; i < judgement->faults->len; i++)
    if (strcmp (((const SnFault *) g_ptr_array_index (judgement->faults, i))->code, "file_again") == 0)
      judgement->file_again = g_ptr_array_index (judgement->faults, i);
  sum_up_changed (judging->work->content, judgement);
  list_added (judging->work->content, judgement, judging->work->target.kind == SN_IMPORT_CATEGORY);
  sn_import_sort_faults (judgement->faults);
}

gboolean
sn_import_work_judge (SnImportWork *work, SnJob *job, SnWorkspace *workspace, GError **error)
{
  Judging judging = { .work = work, .job = job, .workspace = workspace };
  SnImportJudgement *judgement = g_atomic_rc_box_new0 (SnImportJudgement);
  gboolean done;

  g_clear_pointer (&work->judgement, sn_import_judgement_unref);
  work->judgement = judging.judgement = judgement;
  /* The judge adds to the faults of the file; these are shown meanwhile. */
  judgement->faults = sn_import_copy_faults (work->content->import.faults, NULL, NULL);
  judgement->verdicts = sn_roster_verdicts_new ();
  sn_roster_import_begin_admission (&work->content->import, &judging.admission);
  judging.admission.faults = judgement->faults;
  judging.admission.verdicts = judgement->verdicts;
  judging.admission.leave_out_rejected = work->leave_out_rejected;
  judging.admission.again = work->again;
  judging.admission.progress = show_judged_rows;
  judging.admission.progress_data = &judging;
  if (work->shown_name != NULL)
    judging.admission.file_name = work->shown_name;
  /* Before the rows: what Ctrl+Z takes back is the last that was done. */
  if (work->aim == SN_IMPORT_ADMIT && !sn_job_write (job, sn_roster_remember_columns, &judging.admission, error))
    return FALSE;
  if (work->target.kind == SN_IMPORT_CATEGORY)
    done = judge_category (&judging, error);
  else if (work->target.kind == SN_IMPORT_SCORES || work->target.kind == SN_IMPORT_DEATHS)
    done = judge_list (&judging, error);
  else
    done = judge_rows (&judging, error);
  if (done)
    settle (&judging);
  return done;
}
