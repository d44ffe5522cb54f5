/* sn-registry-list.c: lists that say something about people whom the registry knows: another office's scores, who died.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-registry-list.h"

#include "sn-date.h"
#include "sn-officer-duties.h"
#include "sn-roster-admission-private.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define FLUSH_ROWS 5000
#define TICK_ROWS 1024

typedef struct
{
  SnTransaction  *transaction;
  SnConnection   *connection;
  SnRegistryList *list;
  char           *source;     /* of scores: as it is kept, whatever blanks were typed */
  SnStatement    *find;       /* ?1 number, ?2 type */
  SnStatement    *find_other;
  SnStatement    *find_score; /* ?1 person, ?2 source */
  SnStatement    *write;
} Work;

static void
clear_work (Work *work)
{
  g_free (work->source);
  g_clear_pointer (&work->find, sn_statement_free);
  g_clear_pointer (&work->find_other, sn_statement_free);
  g_clear_pointer (&work->find_score, sn_statement_free);
  g_clear_pointer (&work->write, sn_statement_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Work, clear_work)

static gboolean
prepare (Work *work, GError **error)
{
  static const char *const writes[] = {
    [SN_REGISTRY_LIST_SCORES] =
      "INSERT INTO person_score (id, person_id, source, score, counted_on) VALUES (?1, ?2, ?3, ?4, ?5)"
      " ON CONFLICT (person_id, source) DO UPDATE SET score = excluded.score, counted_on = excluded.counted_on",
    [SN_REGISTRY_LIST_DEATHS] = "UPDATE person SET died_on = ?2 WHERE id = ?1",
  };

  work->find = sn_connection_query (work->connection, error,
                                    "SELECT id, name, coalesce (died_on, ''), coalesce (birth_date, '') FROM person"
                                    " WHERE document_number = ?1 AND document_type = ?2", SN_NULL, SN_NULL);
  if (work->find == NULL)
    return FALSE;
  work->find_other = sn_connection_query (work->connection, error,
                                          "SELECT p.id, p.name, coalesce (p.died_on, ''), coalesce (p.birth_date, '')"
                                          "  FROM other_document d JOIN person p ON p.id = d.person_id"
                                          " WHERE d.document_number = ?1 AND d.document_type = ?2", SN_NULL, SN_NULL);
  if (work->find_other == NULL)
    return FALSE;
  work->find_score = sn_connection_query (work->connection, error,
                                          "SELECT score, counted_on FROM person_score WHERE person_id = ?1 AND source = ?2", SN_NULL,
                                          SN_NULL);
  if (work->find_score == NULL)
    return FALSE;
  work->write = work->list->kind == SN_REGISTRY_LIST_SCORES
                  ? sn_connection_query (work->connection, error, writes[SN_REGISTRY_LIST_SCORES], SN_NULL, SN_NULL, SN_NULL, SN_NULL,
                                         SN_NULL)
                  : sn_connection_query (work->connection, error, writes[SN_REGISTRY_LIST_DEATHS], SN_NULL, SN_NULL);
  return work->write != NULL;
}

static void
add_fault (Work *work, const SnRosterRow *row, const char *field, SnFaultLevel level, const char *code, const char *value,
           char *take_message)
{
  const SnAdmission *admission = work->list->admission;
  g_autofree char *column = admission->find_column != NULL
                              ? admission->find_column (row->sheet, field, admission->find_column_data) : NULL;
  SnFault *fault = sn_fault_new (sn_admission_get_sheet (admission, row), row->row, column, code, level, value, take_message);

  fault->is_of_judge = TRUE;
  g_ptr_array_add (admission->faults, fault);
}

/* FALSE: the row says nothing that can be used, and a fault says why. */
static gboolean
check_row (Work *work, const SnRosterRow *row)
{
  const char *today = sn_transaction_get_today (work->transaction);

  if (row->rejected)
    return FALSE;
  if (work->list->kind == SN_REGISTRY_LIST_SCORES && !row->has_score)
    add_fault (work, row, "score", SN_FAULT_ERROR, "score_missing", "",
               g_strdup (_("The score is missing or no number. Enter it, with two decimals at most.")));
  else if (work->list->kind == SN_REGISTRY_LIST_DEATHS && !is_given (row->died_on))
    add_fault (work, row, "died_on", SN_FAULT_ERROR, "death_missing", "",
               g_strdup (_("The day of death is missing or no day. Write it as 2025-01-31.")));
  else if (work->list->kind == SN_REGISTRY_LIST_DEATHS && strcmp (row->died_on, today) > 0)
    add_fault (work, row, "died_on", SN_FAULT_ERROR, "death_invalid", row->died_on,
               g_strdup_printf (_("%s is still to come. Note it when it has happened."), row->died_on));
  else
    return TRUE;
  return FALSE;
}

/* The statement that has found the person, or %NULL. */
static SnStatement *
find_person (Work *work, const SnRosterRow *row, GError **error)
{
  SnStatement *statements[] = { work->find, work->find_other };

  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    {
      g_autoptr (GError) step_error = NULL;

      sn_statement_rebind (statements[i], SN_TEXT (row->document_number), SN_TEXT (sn_admission_get_document_type (row)));
      if (sn_statement_step (statements[i], &step_error))
        return statements[i];
      if (step_error != NULL)
        {
          g_propagate_error (error, g_steal_pointer (&step_error));
          return NULL;
        }
    }
  return NULL;
}

static gboolean
write_score (Work *work, gint64 person_id, const SnRosterRow *row, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  gboolean found;

  sn_statement_rebind (work->find_score, SN_INT (person_id), SN_TEXT (work->source));
  found = sn_statement_step (work->find_score, &step_error);
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  if (found && sn_statement_get_int64 (work->find_score, 0) == row->score
      && strcmp (sn_statement_get_text (work->find_score, 1), work->list->counted_on) == 0)
    {
      work->list->admission->result.skipped++;
      return TRUE;
    }
  sn_statement_rebind (work->write, SN_INT (sn_transaction_next_id (work->transaction, "person_score")), SN_INT (person_id),
                       SN_TEXT (work->source), SN_INT (row->score), SN_TEXT (work->list->counted_on));
  work->list->changed++;
  return sn_statement_run (work->write, error);
}

/* @known: the day that the registry has, or "" */
static gboolean
write_death (Work *work, gint64 person_id, const char *known, const SnRosterRow *row, GError **error)
{
  if (strcmp (known, row->died_on) == 0)
    {
      work->list->admission->result.skipped++;
      return TRUE;
    }
  if (*known != '\0')
    add_fault (work, row, "died_on", SN_FAULT_WARNING, "death_differs", row->died_on,
               g_strdup_printf (_("The registry had %s as the day of death; the list's was taken. Check which is right."), known));
  sn_statement_rebind (work->write, SN_INT (person_id), SN_TEXT (row->died_on));
  work->list->changed++;
  return sn_statement_run (work->write, error);
}

/* What the registry learns; the kinds are settled when all warnings are known. */
static void
note_verdict (SnRosterVerdict *verdict, SnStatement *person, gboolean is_changed)
{
  verdict->kind = is_changed ? SN_ROSTER_VERDICT_MATCHED : SN_ROSTER_VERDICT_SAME;
  verdict->is_known = TRUE;
  verdict->is_listed = is_changed;
  verdict->person_id = sn_statement_get_int64 (person, 0);
}

static gboolean
take_row (Work *work, const SnRosterRow *row, SnRosterVerdict *verdict, GError **error)
{
  SnAdmissionResult *result = &work->list->admission->result;
  g_autoptr (GError) find_error = NULL;
  g_autofree char *known = NULL;
  SnStatement *person;
  gint64 person_id;
  guint changed = work->list->changed;

  verdict->kind = SN_ROSTER_VERDICT_REFUSED;
  if (!check_row (work, row))
    {
      result->rejected++;
      return TRUE;
    }
  person = find_person (work, row, &find_error);
  if (find_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&find_error));
      return FALSE;
    }
  if (person == NULL)
    {
      work->list->unknown++;
      verdict->kind = SN_ROSTER_VERDICT_DOUBTFUL;
      add_fault (work, row, "document_number", SN_FAULT_WARNING, "person_unknown", row->name,
                 g_strdup (_("The registry knows nobody with this number; the row was passed over.")));
      return TRUE;
    }
  if (work->list->kind == SN_REGISTRY_LIST_DEATHS && strcmp (row->died_on, sn_statement_get_text (person, 3)) < 0)
    {
      result->rejected++;
      add_fault (work, row, "died_on", SN_FAULT_ERROR, "death_invalid", row->died_on,
                 g_strdup_printf (_("%s is before the person was born, on %s. Compare both days."), row->died_on,
                                  sn_statement_get_text (person, 3)));
      return TRUE;
    }
  if (is_given (row->name) && strcmp (row->name, sn_statement_get_text (person, 1)) != 0)
    add_fault (work, row, "name", SN_FAULT_WARNING, "name_differs", row->name,
               g_strdup_printf (_("The registry knows the person with this document as “%s”; that name was kept. Check which is right."),
                                sn_statement_get_text (person, 1)));
  result->accepted++;
  result->matched_persons++;
  person_id = sn_statement_get_int64 (person, 0);
  known = sn_statement_dup_text (person, 2);
  if (work->list->kind == SN_REGISTRY_LIST_SCORES ? !write_score (work, person_id, row, error)
                                                  : !write_death (work, person_id, known, row, error))
    return FALSE;
  note_verdict (verdict, person, work->list->changed > changed);
  return TRUE;
}

static void
settle_verdicts (const SnAdmission *admission, GHashTable *warned)
{
  for (guint i = 0; i < admission->verdicts->len; i++)
    {
      SnRosterVerdict *verdict = &g_array_index (admission->verdicts, SnRosterVerdict, i);

      if (verdict->kind != SN_ROSTER_VERDICT_REFUSED && g_hash_table_contains (warned, GUINT_TO_POINTER (i + 1)))
        verdict->kind = SN_ROSTER_VERDICT_DOUBTFUL;
    }
}

static gboolean
check_list (const SnRegistryList *list, GError **error)
{
  g_autofree char *source = list->source != NULL ? sn_text_squeeze (list->source) : NULL;
  GDate day = { 0 };

  if (list->kind != SN_REGISTRY_LIST_SCORES)
    return TRUE;
  if (source == NULL || *source == '\0')
    g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _("Say whose scores these are."));
  else if (list->counted_on == NULL || !sn_date_from_iso (list->counted_on, &day))
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _("“%s” is not a day. Write it as 2025-01-31."),
                 list->counted_on != NULL ? list->counted_on : "");
  else
    return TRUE;
  return FALSE;
}

static void
describe (Work *work)
{
  const SnRegistryList *list = work->list;
  const char *file_name = list->admission->file_name != NULL ? list->admission->file_name : "";
  g_autofree char *count = g_strdup_printf ("%u", list->changed);

  if (list->changed == 0)
    return;
  if (list->kind == SN_REGISTRY_LIST_SCORES)
    sn_transaction_describe (work->transaction, "scores-import", file_name, work->source, count, NULL);
  else
    sn_transaction_describe (work->transaction, "deaths-import", file_name, count, NULL);
}

static void
forget_judgement (SnRegistryList *list)
{
  list->changed = 0;
  list->unknown = 0;
  list->admission->result = (SnAdmissionResult){ .rows = list->admission->rows->len };
  for (guint i = list->admission->faults->len; i > 0; i--)
    if (((const SnFault *) g_ptr_array_index (list->admission->faults, i - 1))->is_of_judge)
      g_ptr_array_remove_index (list->admission->faults, i - 1);
}

gboolean
sn_registry_list_import (SnTransaction *transaction, SnRegistryList *list, GCancellable *cancellable, GError **error)
{
  g_auto (Work) work = { .transaction = transaction, .connection = sn_transaction_get_connection (transaction), .list = list };
  SnAdmission *admission = list->admission;
  g_autoptr (GHashTable) warned = NULL;
  SnRosterVerdict nobody = { 0 };

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (!check_list (list, error) || !prepare (&work, error))
    return FALSE;
  work.source = sn_text_clean (list->source != NULL ? list->source : "");
  forget_judgement (list);
  if (admission->verdicts != NULL)
    {
      g_array_set_size (admission->verdicts, 0);
      g_array_set_size (admission->verdicts, admission->rows->len);
    }
  for (guint i = 0; i < admission->rows->len; i++)
    {
      SnRosterVerdict *verdict = admission->verdicts != NULL ? &g_array_index (admission->verdicts, SnRosterVerdict, i) : &nobody;

      if (!take_row (&work, g_ptr_array_index (admission->rows, i), verdict, error) ||
          ((i + 1) % FLUSH_ROWS == 0 && !sn_transaction_flush_journal (transaction, error)))
        return FALSE;
      if (i % TICK_ROWS != 0)
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      admission->rows_done = i;
      if (admission->progress != NULL)
        admission->progress ((double) i / admission->rows->len, admission->progress_data);
    }
  warned = sn_admission_collect_warned (admission);
  admission->result.warned = g_hash_table_size (warned);
  if (admission->verdicts != NULL)
    settle_verdicts (admission, warned);
  if (!sn_admission_check_rejected (admission, error))
    return FALSE;
  describe (&work);
  return TRUE;
}

static gboolean
import (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_registry_list_import (transaction, data, cancellable, error);
}

gboolean
sn_registry_list_preview (SnWorkspace *workspace, SnRegistryList *list, GCancellable *cancellable, GError **error)
{
  gboolean leave_out_rejected = list->admission->leave_out_rejected;
  gboolean done;

  list->admission->leave_out_rejected = TRUE;
  done = sn_admission_preview_write (workspace, import, list, cancellable, error);
  list->admission->leave_out_rejected = leave_out_rejected;
  return done;
}
