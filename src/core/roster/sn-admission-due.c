/* sn-admission-due.c: what is due under the rate of a row, where the amount follows from something, and the scores that a roster brings for it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include "sn-fitting-sql.h"
#include "sn-money.h"
#include "sn-rate-due.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _AdmissionDues
{
  SnStatement *known;     /* ?1 person, ?2 source: what the registry has */
  SnStatement *members;   /* ?1 household */
  GHashTable  *newcomers; /* AdmissionHousehold* → how many of this roster join it */
};

void
sn_admission_dues_free (AdmissionDues *dues)
{
  if (dues == NULL)
    return;
  g_clear_pointer (&dues->known, sn_statement_free);
  g_clear_pointer (&dues->members, sn_statement_free);
  g_clear_pointer (&dues->newcomers, g_hash_table_unref);
  g_free (dues);
}

static gboolean
is_asked_for (const SnProgram *program)
{
  for (guint i = 0; program != NULL && i < program->rates->len; i++)
    if (((const SnBenefitRate *) g_ptr_array_index (program->rates, i))->basis != NULL)
      return TRUE;
  return FALSE;
}

static void
count_newcomers (AdmissionWork *work)
{
  for (guint i = 0; i < work->persons->len; i++)
    {
      const AdmissionPerson *person = &g_array_index (work->persons, AdmissionPerson, i);
      guint n;

      if (person->exists || person->household == NULL)
        continue;
      n = GPOINTER_TO_UINT (g_hash_table_lookup (work->dues->newcomers, person->household));
      g_hash_table_insert (work->dues->newcomers, person->household, GUINT_TO_POINTER (n + 1));
    }
}

gboolean
sn_admission_begin_dues (AdmissionWork *work, GError **error)
{
  if (!is_asked_for (work->program))
    return TRUE;
  work->dues = g_new0 (AdmissionDues, 1);
  work->dues->newcomers = g_hash_table_new (NULL, NULL);
  count_newcomers (work);
  work->dues->known = sn_connection_query (work->connection, error, "SELECT score, counted_on FROM person_score WHERE person_id = ?1 AND source = ?2",
                                           SN_NULL, SN_NULL);
  if (work->dues->known == NULL)
    return FALSE;
  work->dues->members = sn_connection_query (work->connection, error, "SELECT " SN_FITTING_MEMBERS_OF ("?1"), SN_NULL);
  return work->dues->members != NULL;
}

/* ── What is due ────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gboolean is_known;
  gint64   value;
} Fact;

static gboolean
read_fact (SnStatement *statement, Fact *fact, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  fact->is_known = sn_statement_step (statement, &step_error);
  if (fact->is_known)
    fact->value = sn_statement_get_int64 (statement, 0);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
read_known_score (AdmissionWork *work, const AdmissionPerson *person, const char *source, Fact *fact, GError **error)
{
  if (!person->exists)
    return TRUE;
  sn_statement_rebind (work->dues->known, SN_INT (person->id), SN_TEXT (source));
  return read_fact (work->dues->known, fact, error);
}

/* The roster's own, for it comes into the registry with its row; else what is there. */
static gboolean
find_score (AdmissionWork *work, const SnRosterRow *row, const AdmissionPerson *person, const char *source, Fact *fact, GError **error)
{
  Fact known = { FALSE, 0 };

  if (!read_known_score (work, person, source, &known, error))
    return FALSE;
  *fact = row->has_score ? (Fact){ TRUE, row->score } : known;
  if (known.is_known && known.value != fact->value)
    {
      g_autofree char *before = sn_score_format (known.value), *after = sn_score_format (row->score);

      sn_admission_add_fault (work, row, "score", SN_FAULT_WARNING, "score_changed", after,
                              g_strdup_printf (_("The registry had %s as %s; the roster's %s was taken. Check which is right."), before, source,
                                               after));
    }
  return TRUE;
}

/* Those whom the registry knows, and those of this roster whom it does not know yet. */
static gboolean
count_members (AdmissionWork *work, AdmissionHousehold *household, Fact *fact, GError **error)
{
  if (household->exists)
    {
      sn_statement_rebind (work->dues->members, SN_INT (household->id));
      if (!read_fact (work->dues->members, fact, error))
        return FALSE;
    }
  fact->is_known = TRUE;
  fact->value += GPOINTER_TO_UINT (g_hash_table_lookup (work->dues->newcomers, household));
  return TRUE;
}

static gboolean
tell_due (AdmissionWork *work, const AdmissionRow *verdict, const SnRosterRow *row, SnRateDue *due, GError **error)
{
  const SnBenefitRate *rate = verdict->rate;
  /* Of a newcomer no other row is known to be right before he is taken. */
  const gboolean is_known = verdict->person->exists || verdict->person->is_used;
  gint64 town_id = row->town_id == 0 && is_known ? sn_admission_get_town (verdict->person) : row->town_id;
  Fact fact = { FALSE, 0 };

  if (rate->basis != NULL && rate->basis->kind == SN_RATE_BASIS_SCORE && !find_score (work, row, verdict->person, rate->basis->source, &fact, error))
    return FALSE;
  if (rate->basis != NULL && rate->basis->kind == SN_RATE_BASIS_MEMBERS && !count_members (work, verdict->person->household, &fact, error))
    return FALSE;
  if (rate->basis != NULL && rate->basis->kind == SN_RATE_BASIS_TOWN)
    fact = (Fact){ town_id != 0, town_id };
  *due = sn_rate_basis_tell_due (rate->basis, rate->min_fen, rate->max_fen, fact.is_known ? &fact.value : NULL);
  return TRUE;
}

static void
refuse_without_amount (AdmissionWork *work, const AdmissionRow *verdict, const SnRosterRow *row, const SnRateDue *due)
{
  g_autofree char *why = sn_rate_due_say (due);

  sn_admission_add_fault (work, row, "amount", SN_FAULT_ERROR, "amount_missing", "",
                          *why != '\0' ? g_strdup_printf (_("The amount is missing, and nothing says how much is due under “%s”: %s. Write it into"
                                                            " the file, or bring in what is missing."), verdict->rate->label, why)
                                       : g_strdup_printf (_("The amount is missing, and “%s” sets none that is the same for all. Write it into the"
                                                            " file."), verdict->rate->label));
}

static void
warn_of_other_amount (AdmissionWork *work, const AdmissionRow *verdict, const SnRosterRow *row, const SnRateDue *due)
{
  g_autofree char *amount = sn_money_format (row->amount_fen), *why = sn_rate_due_say (due);

  sn_admission_add_fault (work, row, "amount", SN_FAULT_WARNING, "amount_outside_rate", amount,
                          due->state == SN_RATE_DUE_UNKNOWN
                            ? g_strdup_printf (_("%s yuan were taken under “%s”, but nothing says how much is due: %s. Bring it in, or check the"
                                                 " amount."), amount, verdict->rate->label, why)
                            : g_strdup_printf (_("%s yuan were taken, but “%s” gives otherwise: %s. Check the amount."), amount,
                                               verdict->rate->label, why));
}

gboolean
sn_admission_settle_amount (AdmissionWork *work, AdmissionRow *verdict, const SnRosterRow *row, gboolean is_said, gboolean *settled, GError **error)
{
  SnRateDue due;

  if (!tell_due (work, verdict, row, &due, error))
    return FALSE;
  *settled = TRUE;
  verdict->amount_fen = row->amount_fen;
  if (row->has_amount)
    {
      if (verdict->rate->basis != NULL && !is_said && !sn_rate_due_takes_amount (&due, verdict->rate, row->amount_fen))
        warn_of_other_amount (work, verdict, row, &due);
      return TRUE;
    }
  verdict->amount_fen = due.least_fen;
  *settled = due.state == SN_RATE_DUE_SET || (due.state == SN_RATE_DUE_OPEN && sn_benefit_rate_is_fixed (verdict->rate));
  if (!*settled)
    refuse_without_amount (work, verdict, row, &due);
  return TRUE;
}

/* ── Scores that come in ────────────────────────────────────────────────────────────────────────────────────────── */

/* (nullable): whose count the row's score is, where it is taken */
static const char *
get_source (const AdmissionWork *work, guint index)
{
  const AdmissionRow *verdict = &g_array_index (work->rows, AdmissionRow, index);
  const SnRosterRow *row = g_ptr_array_index (work->admission->rows, index);

  if (!row->has_score || verdict->verdict == ADMISSION_REJECTED || verdict->rate == NULL || verdict->rate->basis == NULL ||
      verdict->rate->basis->kind != SN_RATE_BASIS_SCORE)
    return NULL;
  return verdict->rate->basis->source;
}

/* Whether the registry learns anything from it */
static gboolean
is_new (AdmissionWork *work, guint index, const char *source, gboolean *new, GError **error)
{
  const SnRosterRow *row = g_ptr_array_index (work->admission->rows, index);
  Fact known = { FALSE, 0 };

  if (!read_known_score (work, g_array_index (work->rows, AdmissionRow, index).person, source, &known, error))
    return FALSE;
  *new = !known.is_known || known.value != row->score ||
         strcmp (sn_statement_get_text (work->dues->known, 1), work->campaign->as_of) != 0;
  return TRUE;
}

gboolean
sn_admission_write_scores (AdmissionWork *work, guint *n_written, GError **error)
{
  g_autoptr (SnStatement) write = NULL;

  *n_written = 0;
  for (guint i = 0; work->dues != NULL && i < work->rows->len; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (work->admission->rows, i);
      const AdmissionPerson *person = g_array_index (work->rows, AdmissionRow, i).person;
      const char *source = get_source (work, i);
      gboolean new = FALSE;

      if (source == NULL)
        continue;
      if (!is_new (work, i, source, &new, error))
        return FALSE;
      if (!new)
        continue;
      if (write == NULL)
        write = sn_connection_query (work->connection, error,
                                     "INSERT INTO person_score (id, person_id, source, score, counted_on) VALUES (?1, ?2, ?3, ?4, ?5)"
                                     " ON CONFLICT (person_id, source) DO UPDATE SET score = excluded.score, counted_on = excluded.counted_on",
                                     SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL);
      if (write == NULL)
        return FALSE;
      sn_statement_rebind (write, SN_INT (sn_transaction_next_id (work->transaction, "person_score")), SN_INT (person->id), SN_TEXT (source),
                           SN_INT (row->score), SN_TEXT (work->campaign->as_of));
      if (!sn_statement_run (write, error))
        return FALSE;
      ++*n_written;
    }
  return TRUE;
}

/* Before anything is written: whether any score will be. */
gboolean
sn_admission_brings_scores (AdmissionWork *work, gboolean *brings, GError **error)
{
  *brings = FALSE;
  for (guint i = 0; work->dues != NULL && !*brings && i < work->rows->len; i++)
    {
      const char *source = get_source (work, i);

      if (source != NULL && !is_new (work, i, source, brings, error))
        return FALSE;
    }
  return TRUE;
}
