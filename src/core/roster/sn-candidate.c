/* sn-candidate.c: who of the registry fits a program's rates and stands on no roster of it: 应帮未帮.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-candidate.h"

#include "sn-entitlement-private.h"
#include "sn-fitting-sql.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-rate-due.h"

#include <glib/gi18n-lib.h>

#define FLUSH_ROWS 20000

void
sn_candidate_free (SnCandidate *candidate)
{
  if (candidate == NULL)
    return;
  g_free (candidate->name);
  g_free (candidate->document_number);
  g_free (candidate->birth_date);
  g_free (candidate->town);
  g_free (candidate->rate_label);
  g_free (candidate->due);
  g_free (candidate);
}

/* Everybody who fits one rate, lives and is here, by town and name; a person who qualifies in several ways comes once. */
static const char fitting_sql[] =
  "SELECT p.id, p.household_id, p.name, p.document_number, coalesce (p.birth_date, ''), coalesce (p.town_id, 0),"
  "       coalesce (t.name, ''), h.head_id IS p.id,"
  "       " SN_FITTING_FACT ("?8", "?9", "p.id", "p.household_id", "p.town_id")
  "  FROM (SELECT DISTINCT pk.person_id AS id FROM rate_category w JOIN person_category pk ON pk.category_id = w.category_id"
  "         WHERE w.rate_id = ?1 AND " SN_FITTING_HELD ("pk", "?2")
  "           AND " SN_FITTING_ALSO ("pk.person_id", "w.also_id", "?2") ") f"
  "  JOIN person p ON p.id = f.id JOIN household h ON h.id = p.household_id LEFT JOIN division t ON t.id = p.town_id"
  " WHERE " SN_FITTING_AGE ("p", "?3", "?4") " AND " SN_FITTING_HERE ("p", "?5")
  "   AND " SN_FITTING_CONDITIONS ("p", "?1", "?4")
  "   AND NOT " SN_FITTING_FORBIDDEN ("p", "?6", "?1", "?7")
  " ORDER BY t.position, p.pinyin_key, p.id";

/* Who has a line in the program that counts; a withdrawn one does not. */
static const char taken_sql[] =
  "SELECT e.person_id, coalesce (e.household_id, 0) FROM entitlement e WHERE e.program_id = ?1 AND " SN_FITTING_TAKEN ("e");

typedef struct
{
  GHashTable *persons;    /* gint64* */
  GHashTable *households; /* gint64* → SnCandidate (nullable): the one that stands for it */
  GPtrArray  *candidates; /* SnCandidate */
} Search;

static void
clear_search (Search *search)
{
  g_clear_pointer (&search->persons, g_hash_table_unref);
  g_clear_pointer (&search->households, g_hash_table_unref);
  g_clear_pointer (&search->candidates, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Search, clear_search)

static gint64 *
copy_id (gint64 id)
{
  return g_memdup2 (&id, sizeof id);
}

static gboolean
load_taken (Search *search, SnConnection *connection, gint64 program_id, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) taken = sn_connection_query (connection, error, taken_sql, SN_INT (program_id));

  if (taken == NULL)
    return FALSE;
  while (sn_statement_step (taken, &step_error))
    {
      g_hash_table_add (search->persons, copy_id (sn_statement_get_int64 (taken, 0)));
      if (!sn_statement_is_null (taken, 1) && sn_statement_get_int64 (taken, 1) != 0)
        g_hash_table_insert (search->households, copy_id (sn_statement_get_int64 (taken, 1)), NULL);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static SnCandidate *
read_candidate (SnStatement *statement, const SnBenefitRate *rate)
{
  SnCandidate *candidate = g_new0 (SnCandidate, 1);
  SnRateDue due = sn_rate_due_of_column (rate, statement, 8);

  candidate->person_id = sn_statement_get_int64 (statement, 0);
  candidate->household_id = sn_statement_get_int64 (statement, 1);
  candidate->name = sn_statement_dup_text (statement, 2);
  candidate->document_number = sn_statement_dup_text (statement, 3);
  candidate->birth_date = sn_statement_dup_text (statement, 4);
  candidate->town_id = sn_statement_get_int64 (statement, 5);
  candidate->town = sn_statement_dup_text (statement, 6);
  candidate->rate_id = rate->id;
  candidate->rate_label = g_strdup (rate->label);
  candidate->per_household = rate->per_household;
  candidate->discretionary = due.least_fen == 0;
  candidate->amount_fen = due.least_fen;
  candidate->due = sn_rate_due_say (&due);
  return candidate;
}

/* Puts another member of the same household in the place of the one that stands for it. */
static void
replace_candidate (SnCandidate *standing, SnCandidate *take_other)
{
  SnCandidate copy = *standing;

  *standing = *take_other;
  *take_other = copy;
  sn_candidate_free (take_other);
}

static void
add_candidate (Search *search, SnStatement *statement, const SnBenefitRate *rate)
{
  gint64 person_id = sn_statement_get_int64 (statement, 0);
  gint64 household_id = sn_statement_get_int64 (statement, 1);
  gboolean is_head = sn_statement_get_int64 (statement, 7) != 0;
  SnCandidate *candidate;
  gpointer standing = NULL;

  if (g_hash_table_contains (search->persons, &person_id))
    return;
  if (rate->per_household && g_hash_table_lookup_extended (search->households, &household_id, NULL, &standing))
    {
      /* The head is whom the office knows the household by; but a rate tried before keeps its own. */
      if (standing != NULL && is_head && ((SnCandidate *) standing)->rate_id == rate->id)
        replace_candidate (standing, read_candidate (statement, rate));
      return;
    }
  candidate = read_candidate (statement, rate);
  g_ptr_array_add (search->candidates, candidate);
  if (rate->per_household)
    g_hash_table_insert (search->households, copy_id (household_id), candidate);
}

/* Who is named under a rate is no candidate of a later one. Done after the rate, for its households may change who is named. */
static void
take_persons (Search *search, guint start)
{
  for (guint i = start; i < search->candidates->len; i++)
    g_hash_table_add (search->persons, copy_id (((SnCandidate *) g_ptr_array_index (search->candidates, i))->person_id));
}

static gboolean
search_rate (Search *search, SnConnection *connection, gint64 program_id, const SnBenefitRate *rate, const SnCampaign *campaign, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  guint start = search->candidates->len;
  g_autoptr (SnStatement) fitting =
    sn_connection_query (connection, error, fitting_sql, SN_INT (rate->id), SN_TEXT (rate->as_of), SN_INT (rate->min_age),
                         SN_TEXT (campaign->age_on), SN_TEXT (campaign->delivery_due), SN_INT (program_id),
                         SN_TEXT (rate->per_household ? "household" : "person"), SN_RATE_KIND (rate->basis), SN_RATE_SOURCE (rate->basis));

  if (fitting == NULL)
    return FALSE;
  while (sn_statement_step (fitting, &step_error))
    add_candidate (search, fitting, rate);
  take_persons (search, start);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static GPtrArray *
list_candidates (SnConnection *connection, SnProgram *program, GError **error)
{
  g_auto (Search) search = {
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL),
    g_ptr_array_new_with_free_func ((GDestroyNotify) sn_candidate_free),
  };
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);

  if (campaign == NULL || !load_taken (&search, connection, program->id, error))
    return NULL;
  for (guint i = 0; i < program->rates->len; i++)
    if (!search_rate (&search, connection, program->id, g_ptr_array_index (program->rates, i), campaign, error))
      return NULL;
  return g_steal_pointer (&search.candidates);
}

GPtrArray *
sn_candidate_list (SnConnection *connection, const char *program_code, GError **error)
{
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);

  return program != NULL ? list_candidates (connection, program, error) : NULL;
}

static gboolean
check_amounts (GPtrArray *candidates, const SnProgram *program, GError **error)
{
  for (guint i = 0; i < candidates->len; i++)
    {
      const SnCandidate *candidate = g_ptr_array_index (candidates, i);

      if (!candidate->discretionary)
        continue;
      if (*candidate->due != '\0')
        /* Translators: a person, a rate, a program's code, why: no score of 残联综合困难评分 is known */
        g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                     _("Nothing says how much is due to %s under “%s” of %s: %s. Bring in what is missing, or list the people one by one."),
                     candidate->name, candidate->rate_label, program->code, candidate->due);
      else
        g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                     _("“%s” of %s sets no amount; import a roster with the amount of each line instead."), candidate->rate_label,
                     program->code);
      return FALSE;
    }
  return TRUE;
}

static gboolean
list_line (SnTransaction *transaction, SnStatement *insert, const SnProgram *program, const SnCandidate *candidate, GError **error)
{
  const SnEntitlementLine line = {
    .program_id = program->id,
    .rate_id = candidate->rate_id,
    .person_id = candidate->person_id,
    .household_id = candidate->per_household ? candidate->household_id : 0,
    .town_id = candidate->town_id,
    .amount_fen = candidate->amount_fen,
  };

  return sn_entitlement_insert_found (transaction, insert, &line, error);
}

gboolean
sn_candidate_add (SnTransaction *transaction, const char *program_code, gint64 *lines, gint64 *amount_fen, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autoptr (GPtrArray) candidates = program != NULL ? list_candidates (connection, program, error) : NULL;
  g_autoptr (SnStatement) insert = NULL;
  g_autofree char *count = NULL;
  g_autofree char *amount = NULL;
  gint64 sum_fen = 0;

  if (candidates == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) || !check_amounts (candidates, program, error))
    return FALSE;
  insert = sn_entitlement_prepare_insert (connection, error);
  if (insert == NULL)
    return FALSE;
  for (guint i = 0; i < candidates->len; i++)
    {
      const SnCandidate *candidate = g_ptr_array_index (candidates, i);

      if (!list_line (transaction, insert, program, candidate, error))
        return FALSE;
      if ((i + 1) % FLUSH_ROWS == 0 && !sn_transaction_flush_journal (transaction, error))
        return FALSE;
      sum_fen += candidate->amount_fen;
    }
  if (lines != NULL)
    *lines = candidates->len;
  if (amount_fen != NULL)
    *amount_fen = sum_fen;
  if (candidates->len == 0)
    return TRUE;
  count = g_strdup_printf ("%u", candidates->len);
  amount = sn_money_format (sum_fen);
  sn_transaction_describe (transaction, "candidates-add", program->code, count, amount, NULL);
  return TRUE;
}
