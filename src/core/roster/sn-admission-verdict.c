/* sn-admission-verdict.c: what becomes of each row of a roster, in words that an officer can check.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include <string.h>

/* Of a telephone number the first and the last digits are shown. */
#define PHONE_HEAD 3
#define PHONE_TAIL 4

static void
free_difference (gpointer data)
{
  SnRosterDifference *difference = data;

  g_free (difference->registry);
  g_free (difference->roster);
  g_free (difference);
}

static void
clear_verdict (gpointer data)
{
  g_clear_pointer (&((SnRosterVerdict *) data)->differences, g_ptr_array_unref);
}

GArray *
sn_roster_verdicts_new (void)
{
  GArray *verdicts = g_array_new (FALSE, TRUE, sizeof (SnRosterVerdict));

  g_array_set_clear_func (verdicts, clear_verdict);
  return verdicts;
}

const char *
sn_roster_verdict_to_string (SnRosterVerdictKind kind)
{
  static const char *const words[] = { "new", "matched", "same", "doubtful", "refused" };

  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (words), "refused");
  return words[kind];
}

char *
sn_admission_mask_phone (const char *phone)
{
  gsize length = strlen (phone);
  g_autoptr (GString) masked = g_string_new (NULL);

  if (length <= PHONE_HEAD + PHONE_TAIL || !g_str_is_ascii (phone))
    return g_strdup (*phone != '\0' ? "***" : "");
  g_string_append_len (masked, phone, PHONE_HEAD);
  for (gsize i = PHONE_HEAD; i < length - PHONE_TAIL; i++)
    g_string_append_c (masked, '*');
  g_string_append (masked, phone + length - PHONE_TAIL);
  return g_string_free (g_steal_pointer (&masked), FALSE);
}

static char *
show_value (const char *field, const char *value)
{
  if (value == NULL || *value == '\0')
    return g_strdup ("");
  if (strcmp (field, "account_number") == 0)
    return sn_account_number_mask (value);
  if (strcmp (field, "phone") == 0)
    return sn_admission_mask_phone (value);
  if (strcmp (field, "disability_certificate") == 0)
    return sn_document_number_mask (value);
  return g_strdup (value);
}

void
sn_admission_begin_verdicts (AdmissionWork *work)
{
  GArray *verdicts = work->admission->verdicts;

  if (verdicts == NULL)
    return;
  g_array_set_size (verdicts, 0);
  g_array_set_size (verdicts, work->rows->len);
}

void
sn_admission_note_difference (AdmissionWork *work, const AdmissionPerson *person, const char *field, const char *registry,
                              const char *roster, gboolean is_taken)
{
  SnRosterVerdict *verdict;
  SnRosterDifference *difference;

  if (work->admission->verdicts == NULL || !person->exists)
    return;
  verdict = &g_array_index (work->admission->verdicts, SnRosterVerdict, work->row);
  difference = g_new0 (SnRosterDifference, 1);
  difference->field = field;
  difference->registry = show_value (field, registry);
  difference->roster = show_value (field, roster);
  difference->is_taken = is_taken;
  if (verdict->differences == NULL)
    verdict->differences = g_ptr_array_new_with_free_func (free_difference);
  g_ptr_array_add (verdict->differences, difference);
}

static SnRosterVerdictKind
choose_kind (AdmissionWork *work, const AdmissionRow *row, const SnRosterVerdict *verdict, gboolean is_warned)
{
  if (row->verdict == ADMISSION_REJECTED)
    return SN_ROSTER_VERDICT_REFUSED;
  if (is_warned)
    return SN_ROSTER_VERDICT_DOUBTFUL;
  if (verdict->differences == NULL && (row->verdict == ADMISSION_SKIPPED || (work->program == NULL && row->person->exists)))
    return SN_ROSTER_VERDICT_SAME;
  return row->person->exists ? SN_ROSTER_VERDICT_MATCHED : SN_ROSTER_VERDICT_NEW;
}

void
sn_admission_settle_verdicts (AdmissionWork *work)
{
  g_autoptr (GHashTable) warned = NULL;

  if (work->admission->verdicts == NULL)
    return;
  warned = sn_admission_collect_warned (work->admission);
  for (guint i = 0; i < work->rows->len; i++)
    {
      const AdmissionRow *row = &g_array_index (work->rows, AdmissionRow, i);
      SnRosterVerdict *verdict = &g_array_index (work->admission->verdicts, SnRosterVerdict, i);

      verdict->kind = choose_kind (work, row, verdict, g_hash_table_contains (warned, GUINT_TO_POINTER (i + 1)));
      verdict->is_known = row->person != NULL && row->person->exists;
      verdict->is_listed = row->verdict == ADMISSION_LISTED;
      verdict->is_changed = row->verdict == ADMISSION_CHANGED;
      verdict->person_id = row->person != NULL ? row->person->id : 0;
      verdict->town_id = row->town_id;
      verdict->rate_label = row->rate != NULL ? g_intern_string (row->rate->label) : NULL;
      verdict->amount_fen = row->amount_fen;
    }
}

/* ── Which rows have a warning ──────────────────────────────────────────────────────────────────────────────────── */

static gint64
find_sheet (const SnAdmission *admission, const char *name)
{
  gint64 sheet = 0;

  while (admission->sheets != NULL && admission->sheets[sheet] != NULL && strcmp (admission->sheets[sheet], name) != 0)
    sheet++;
  return sheet;
}

/* One number for a place: the sheet over the row. */
static gint64
make_key (gint64 sheet, guint row)
{
  return sheet << 32 | row;
}

GHashTable *
sn_admission_collect_warned (const SnAdmission *admission)
{
  GHashTable *warned = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) places = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autofree gint64 *keys = g_new (gint64, admission->faults->len);

  for (guint i = 0; i < admission->faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (admission->faults, i);

      if (fault->level != SN_FAULT_WARNING)
        continue;
      keys[i] = make_key (find_sheet (admission, fault->sheet), fault->row);
      g_hash_table_add (places, &keys[i]);
    }
  for (guint i = 0; i < admission->rows->len && g_hash_table_size (places) > 0; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (admission->rows, i);
      gint64 key = make_key (admission->sheets != NULL ? row->sheet : 0, row->row);

      if (g_hash_table_contains (places, &key))
        g_hash_table_add (warned, GUINT_TO_POINTER (i + 1));
    }
  return warned;
}
