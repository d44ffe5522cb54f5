/* sn-admission-delivery.c: a file that comes once more, and what a second file for the same program and towns changes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include "sn-entitlement.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static void
add_file_fault (AdmissionWork *work, const char *code, char *take_message)
{
  const SnAdmission *admission = work->admission;
  SnFault *fault = sn_fault_new (admission->sheet, 0, "", code, SN_FAULT_WARNING, admission->file_name, take_message);

  fault->is_of_judge = TRUE;
  g_ptr_array_add (admission->faults, fault);
}

/* ── The same file again ────────────────────────────────────────────────────────────────────────────────────────── */

/* "2025-01-10 09:30" of an instant in UTC */
static char *
show_instant (const char *instant)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (instant, NULL);
  g_autoptr (GDateTime) local = time != NULL ? g_date_time_to_local (time) : NULL;

  return local != NULL ? g_date_time_format (local, "%Y-%m-%d %H:%M") : g_strdup (instant);
}

/* (transfer full) (nullable): who read this very file into the program, and when, as a sentence. An import that was taken back left
 * nothing behind. */
static char *
find_earlier_reading (AdmissionWork *work, GError **error)
{
  g_autoptr (SnStatement) files =
    sn_connection_query (work->connection, error,
                         "SELECT id, imported_at FROM source_file WHERE kind = 'roster' AND sha256 = ?1 ORDER BY id DESC",
                         SN_TEXT (work->admission->file_sha256));
  g_autoptr (SnStatement) officer =
    files == NULL ? NULL
                  : sn_connection_query (work->connection, error,
                                         "SELECT o.name FROM entitlement e JOIN officer o ON o.id = e.listed_by"
                                         " WHERE e.program_id = ?1 AND e.source_file_id = ?2 LIMIT 1", SN_NULL, SN_NULL);
  g_autoptr (GError) step_error = NULL;

  if (officer == NULL)
    return NULL;
  while (sn_statement_step (files, &step_error))
    {
      g_autofree char *when = show_instant (sn_statement_get_text (files, 1));

      sn_statement_rebind (officer, SN_INT (work->program->id), SN_INT (sn_statement_get_int64 (files, 0)));
      if (sn_statement_step (officer, &step_error))
        return g_strdup_printf (_("This file was read into %s before, by %s at %s."), work->program->code,
                                sn_statement_get_text (officer, 0), when);
      if (step_error != NULL)
        break;
    }
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gboolean
writes_lines (AdmissionWork *work)
{
  for (guint i = 0; i < work->rows->len; i++)
    if (g_array_index (work->rows, AdmissionRow, i).verdict >= ADMISSION_CHANGED)
      return TRUE;
  return FALSE;
}

gboolean
sn_admission_check_file (AdmissionWork *work, GError **error)
{
  const SnAdmission *admission = work->admission;
  g_autoptr (GError) local_error = NULL;
  g_autofree char *sentence = NULL;

  if (work->program == NULL || admission->file_name == NULL || !is_given (admission->file_sha256))
    return TRUE;
  sentence = find_earlier_reading (work, &local_error);
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  if (sentence == NULL)
    return TRUE;
  if (!admission->again && writes_lines (work))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                   _("%s Lines that were changed or withdrawn since would come back; say so if it shall be read again."), sentence);
      return FALSE;
    }
  add_file_fault (work, "file_again", g_steal_pointer (&sentence));
  return TRUE;
}

/* ── The difference ─────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_delivery_line_free (SnDeliveryLine *line)
{
  g_free (line->name);
  g_free (line->id_number_masked);
  g_free (line->town);
  g_free (line->rate_label);
  g_free (line->state);
  g_free (line->obstacle);
  g_free (line);
}

void
sn_delivery_clear (SnDelivery *delivery)
{
  g_clear_pointer (&delivery->changed, g_ptr_array_unref);
  g_clear_pointer (&delivery->gone, g_ptr_array_unref);
  memset (delivery, 0, sizeof *delivery);
}

/* Whom and where the file names. Keys are gint64 that live as long as the rows. */
typedef struct
{
  GHashTable *persons;
  GHashTable *households;
  GHashTable *towns;
  guint       n_nameless; /* rejected rows without a number that can be read: they may be anybody */
} Named;

static void
add_key (GHashTable *keys, gint64 key)
{
  if (!g_hash_table_contains (keys, &key))
    g_hash_table_add (keys, g_memdup2 (&key, sizeof key));
}

static void
name_row (Named *named, const AdmissionRow *verdict, const SnRosterRow *row)
{
  add_key (named->towns, verdict->person != NULL ? verdict->town_id : row->town_id);
  if (verdict->person != NULL)
    {
      add_key (named->persons, verdict->person->id);
      if (verdict->person->household != NULL && verdict->person->household->id != 0)
        add_key (named->households, verdict->person->household->id);
    }
  else if (is_given (row->document_number))
    add_key (named->persons, sn_person_id_for_document (sn_admission_get_document_type (row), row->document_number));
  else
    named->n_nameless++;
}

static void
clear_named (Named *named)
{
  g_clear_pointer (&named->persons, g_hash_table_unref);
  g_clear_pointer (&named->households, g_hash_table_unref);
  g_clear_pointer (&named->towns, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Named, clear_named)

static void
collect_named (AdmissionWork *work, Named *named)
{
  named->persons = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  named->households = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  named->towns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  for (guint i = 0; i < work->rows->len; i++)
    name_row (named, &g_array_index (work->rows, AdmissionRow, i), g_ptr_array_index (work->admission->rows, i));
}

/* (transfer full): the lines of earlier files in these towns whose people this one does not name. What was listed by hand is in no file,
 * and so it is not gone from one. */
static GArray *
list_gone (AdmissionWork *work, const Named *named, gboolean *is_second, GError **error)
{
  g_autoptr (GArray) gone = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) lines =
    sn_connection_query (work->connection, error,
                         "SELECT id, person_id, coalesce (household_id, 0), coalesce (town_id, 0) FROM entitlement"
                         " WHERE program_id = ?1 AND source_file_id IS NOT NULL"
                         "   AND (state = 'listed' OR state = 'submitted' OR state = 'approved') ORDER BY id",
                         SN_INT (work->program->id));

  *is_second = FALSE;
  if (lines == NULL)
    return NULL;
  while (sn_statement_step (lines, &step_error))
    {
      gint64 id = sn_statement_get_int64 (lines, 0);
      gint64 person_id = sn_statement_get_int64 (lines, 1);
      gint64 household_id = sn_statement_get_int64 (lines, 2);
      gint64 town_id = sn_statement_get_int64 (lines, 3);

      if (!g_hash_table_contains (named->towns, &town_id))
        continue;
      *is_second = TRUE;
      if (!g_hash_table_contains (named->persons, &person_id)
          && (household_id == 0 || !g_hash_table_contains (named->households, &household_id)))
        g_array_append_val (gone, id);
    }
  if (step_error == NULL)
    return g_steal_pointer (&gone);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static SnDeliveryLine *
read_line (AdmissionWork *work, gint64 entitlement_id, GError **error)
{
  g_autoptr (SnStatement) statement =
    sn_connection_query (work->connection, error,
                         "SELECT e.person_id, coalesce (e.payee_name, p.name), coalesce (e.payee_document, p.document_number),"
                         "       coalesce (t.name, ''), b.label, e.state, e.amount_fen"
                         "  FROM entitlement e JOIN person p ON p.id = e.person_id JOIN benefit_rate b ON b.id = e.rate_id"
                         "  LEFT JOIN division t ON t.id = e.town_id WHERE e.id = ?1",
                         SN_INT (entitlement_id));
  SnDeliveryLine *line;

  if (statement == NULL || !sn_statement_step (statement, error))
    return NULL;
  line = g_new0 (SnDeliveryLine, 1);
  line->entitlement_id = entitlement_id;
  line->person_id = sn_statement_get_int64 (statement, 0);
  line->name = sn_statement_dup_text (statement, 1);
  line->id_number_masked = sn_document_number_mask (sn_statement_get_text (statement, 2));
  line->town = sn_statement_dup_text (statement, 3);
  line->rate_label = sn_statement_dup_text (statement, 4);
  line->state = sn_statement_dup_text (statement, 5);
  line->before_fen = sn_statement_get_int64 (statement, 6);
  return line;
}

static gboolean
changes_anything (AdmissionWork *work)
{
  for (guint i = 0; i < work->rows->len; i++)
    if (g_array_index (work->rows, AdmissionRow, i).changes != 0)
      return TRUE;
  return FALSE;
}

static gboolean
add_changed (AdmissionWork *work, SnDelivery *delivery, GError **error)
{
  for (guint i = 0; i < work->rows->len; i++)
    {
      const AdmissionRow *row = &g_array_index (work->rows, AdmissionRow, i);
      SnDeliveryLine *line;

      if (row->changes == 0)
        {
          delivery->same += row->verdict == ADMISSION_SKIPPED ? 1 : 0;
          delivery->added += row->verdict == ADMISSION_LISTED ? 1 : 0;
          continue;
        }
      line = read_line (work, row->changes, error);
      if (line == NULL)
        return FALSE;
      line->after_fen = row->amount_fen;
      line->obstacle = g_strdup (sn_admission_describe_obstacle (row->obstacle));
      line->row = i;
      g_ptr_array_add (delivery->changed, line);
    }
  return TRUE;
}

static gboolean
add_gone (AdmissionWork *work, SnDelivery *delivery, GArray *gone, GError **error)
{
  for (guint i = 0; i < gone->len; i++)
    {
      SnDeliveryLine *line = read_line (work, g_array_index (gone, gint64, i), error);

      if (line == NULL)
        return FALSE;
      g_ptr_array_add (delivery->gone, line);
    }
  return TRUE;
}

static gboolean
check_may_hold (const SnAdmission *admission, const Named *named, GError **error)
{
  if (admission->hold_gone_reason == NULL)
    return TRUE;
  if (!sn_reason_is_given (admission->hold_gone_reason, error))
    return FALSE;
  if (named->n_nameless == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE,
                            "%u row has no ID number that can be read, so that it may be anybody. Set it right before lines are held"
                            " that this file does not name.",
                            "%u rows have no ID number that can be read, so that they may be anybody. Set them right before lines are held"
                            " that this file does not name.", named->n_nameless),
               named->n_nameless);
  return FALSE;
}

gboolean
sn_admission_compare_delivery (AdmissionWork *work, GError **error)
{
  const SnAdmission *admission = work->admission;
  g_auto (Named) named = { NULL };
  g_autoptr (GArray) gone = NULL;
  gboolean is_second;

  if (work->program == NULL || admission->file_name == NULL || (admission->delivery == NULL && admission->hold_gone_reason == NULL))
    return TRUE;
  collect_named (work, &named);
  gone = list_gone (work, &named, &is_second, error);
  if (gone == NULL || !check_may_hold (admission, &named, error))
    return FALSE;
  if (admission->is_returned)
    g_array_set_size (gone, 0);
  /* Somebody may have come from a town that the file does not name, or have been listed by hand. */
  is_second = is_second || changes_anything (work);
  if (admission->delivery != NULL)
    {
      sn_delivery_clear (admission->delivery);
      admission->delivery->is_second = is_second;
      admission->delivery->changed = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_delivery_line_free);
      admission->delivery->gone = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_delivery_line_free);
      if (is_second && (!add_changed (work, admission->delivery, error) || !add_gone (work, admission->delivery, gone, error)))
        return FALSE;
    }
  work->gone = g_steal_pointer (&gone);
  return TRUE;
}

gboolean
sn_admission_hold_gone (AdmissionWork *work, GError **error)
{
  guint n_paid = 0;

  for (guint i = 0; work->admission->hold_gone_reason != NULL && work->gone != NULL && i < work->gone->len; i++)
    {
      g_autoptr (GError) line_error = NULL;

      if (sn_entitlement_move (work->transaction, g_array_index (work->gone, gint64, i), "held", work->admission->hold_gone_reason,
                               &line_error))
        {
          work->n_held++;
          continue;
        }
      /* Money that is on its way is for its batch to settle. */
      if (!g_error_matches (line_error, SN_ERROR, SN_ERROR_REFUSED))
        {
          g_propagate_error (error, g_steal_pointer (&line_error));
          return FALSE;
        }
      n_paid++;
    }
  if (n_paid > 0)
    add_file_fault (work, "gone_is_paid",
                    g_strdup_printf (g_dngettext (GETTEXT_PACKAGE,
                                                  "%u line that this file does not name any more stands in a batch, and was not held. Look"
                                                  " at it under Disbursement.",
                                                  "%u lines that this file does not name any more stand in a batch, and were not held. Look"
                                                  " at them under Disbursement.", n_paid),
                                     n_paid));
  return TRUE;
}
