/* sn-what-if.c: what other rates or conditions would mean: drafts that are parameters of the question, and never rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-rate-terms.h"

#include "sn-fitting-sql.h"
#include "sn-funding-line.h"
#include "sn-rate-due.h"

static void
free_rate (gpointer data)
{
  g_free (((SnWhatIfRate *) data)->label);
  g_free (data);
}

void
sn_what_if_free (SnWhatIf *what_if)
{
  if (what_if == NULL)
    return;
  g_free (what_if->program_code);
  g_free (what_if->program_title);
  g_free (what_if->funding);
  g_clear_pointer (&what_if->rates, g_ptr_array_unref);
  g_free (what_if);
}

/* ── Judging ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Everybody who fits the terms, heads first: they stand for their households, as among the candidates. */
static const char fitting_sql[] =
  "SELECT p.id, p.household_id, " SN_FITTING_FACT ("?7", "?8", "p.id", "p.household_id", "p.town_id")
  "  FROM (SELECT DISTINCT pk.person_id AS id"
  "          FROM (SELECT value ->> 0 AS category_id, value ->> 1 AS also_id FROM json_each (?1)) w"
  "          CROSS JOIN person_category pk ON pk.category_id = w.category_id"
  "         WHERE " SN_FITTING_HELD ("pk", "?2") " AND " SN_FITTING_ALSO ("pk.person_id", "w.also_id", "?2") ") f"
  "  JOIN person p ON p.id = f.id JOIN household h ON h.id = p.household_id"
  " WHERE " SN_FITTING_AGE ("p", "?3", "?4") " AND " SN_FITTING_HERE ("p", "?5") " AND " SN_FITTING_CONDITIONS_IN ("p", "?6", "?4")
  " ORDER BY h.head_id IS NOT p.id, p.id";

typedef struct
{
  GHashTable *persons;    /* gint64*: entitled in person */
  GHashTable *households; /* gint64*: entitled as a household */
  GHashTable *named;      /* gint64*: whoever got a line, which is his only one */
} Reach;

static void
clear_reach (Reach *reach)
{
  g_clear_pointer (&reach->persons, g_hash_table_unref);
  g_clear_pointer (&reach->households, g_hash_table_unref);
  g_clear_pointer (&reach->named, g_hash_table_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Reach, clear_reach)

static GHashTable *
new_ids (void)
{
  return g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
}

static void
take (Reach *reach, const SnRateTerms *terms, SnStatement *row, SnEntitled *entitled)
{
  gint64 person_id = sn_statement_get_int64 (row, 0), household_id = sn_statement_get_int64 (row, 1), fact = sn_statement_get_int64 (row, 2);
  GHashTable *recipients = terms->per_household ? reach->households : reach->persons;
  gint64 recipient = terms->per_household ? household_id : person_id;
  SnRateDue due;

  if (g_hash_table_contains (reach->named, &person_id) || g_hash_table_contains (recipients, &recipient))
    return;
  g_hash_table_add (reach->named, g_memdup2 (&person_id, sizeof person_id));
  g_hash_table_add (recipients, g_memdup2 (&recipient, sizeof recipient));
  entitled->persons += terms->per_household ? 0 : 1;
  entitled->households += terms->per_household ? 1 : 0;
  due = sn_rate_basis_tell_due (terms->basis, terms->min_fen, terms->max_fen, sn_statement_is_null (row, 2) ? NULL : &fact);
  entitled->open += due.least_fen == 0 && due.state != SN_RATE_DUE_NOTHING ? 1 : 0;
  entitled->least_fen += due.least_fen;
  entitled->most_fen += due.most_fen;
}

static gboolean
judge_rate (SnConnection *connection, const SnCampaign *campaign, const SnRateTerms *terms, Reach *reach, SnEntitled *entitled, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) fitting =
    sn_connection_query (connection, error, fitting_sql, SN_TEXT (terms->ways), SN_TEXT (terms->as_of), SN_INT (terms->min_age),
                         SN_TEXT (campaign->age_on), SN_TEXT (campaign->delivery_due), SN_TEXT (terms->conditions),
                         SN_RATE_KIND (terms->basis), SN_RATE_SOURCE (terms->basis));

  if (fitting == NULL)
    return FALSE;
  while (sn_statement_step (fitting, &step_error))
    take (reach, terms, fitting, entitled);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static void
add_up (SnEntitled *sum, const SnEntitled *part)
{
  sum->persons += part->persons;
  sum->households += part->households;
  sum->open += part->open;
  sum->least_fen += part->least_fen;
  sum->most_fen += part->most_fen;
}

/* @drafts: (nullable): none, for what is now */
static gboolean
judge_program (SnConnection *connection, SnProgram *program, const SnCampaign *campaign, const SnRateDraft *const *drafts, Reach *reach,
               SnWhatIf *what_if, GError **error)
{
  reach->persons = new_ids ();
  reach->households = new_ids ();
  reach->named = new_ids ();
  for (guint i = 0; i < program->rates->len; i++)
    {
      SnWhatIfRate *rate = g_ptr_array_index (what_if->rates, i);
      SnEntitled *entitled = drafts != NULL ? &rate->then : &rate->now;
      SnRateTerms terms = { 0 };
      gboolean judged = sn_rate_terms_read (connection, g_ptr_array_index (program->rates, i), drafts != NULL ? drafts[i] : NULL, &terms, error) &&
                        judge_rate (connection, campaign, &terms, reach, entitled, error);

      sn_rate_terms_clear (&terms);
      if (!judged)
        return FALSE;
      add_up (drafts != NULL ? &what_if->then : &what_if->now, entitled);
    }
  return TRUE;
}

/* ── The roster and the money ───────────────────────────────────────────────────────────────────────────────────── */

static gint64
count_missing (GHashTable *of, GHashTable *in)
{
  GHashTableIter iterator;
  gpointer id;
  gint64 n = 0;

  g_hash_table_iter_init (&iterator, of);
  while (g_hash_table_iter_next (&iterator, &id, NULL))
    n += g_hash_table_contains (in, id) ? 0 : 1;
  return n;
}

static gboolean
count_planned_lost (SnConnection *connection, const SnProgram *program, const Reach *then, gint64 *n, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) lines =
    sn_connection_query (connection, error,
                         "SELECT e.person_id, coalesce (e.household_id, p.household_id) FROM entitlement e JOIN person p ON p.id = e.person_id"
                         " WHERE e.program_id = ?1 AND e.state IN ('listed', 'submitted', 'approved')",
                         SN_INT (program->id));

  if (lines == NULL)
    return FALSE;
  while (sn_statement_step (lines, &step_error))
    {
      gint64 person_id = sn_statement_get_int64 (lines, 0), household_id = sn_statement_get_int64 (lines, 1);

      if (!g_hash_table_contains (then->persons, &person_id) && !g_hash_table_contains (then->households, &household_id))
        ++*n;
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
read_funding (SnConnection *connection, const SnProgram *program, SnWhatIf *what_if, GError **error)
{
  g_autoptr (GString) names = g_string_new (NULL);
  SnFundingUse use;

  for (guint i = 0; i < program->funding->len; i++)
    g_string_append_printf (names, "%s%s", i > 0 ? "、" : "", ((const SnFundingLine *) g_ptr_array_index (program->funding, i))->source_name);
  what_if->funding = g_string_free (g_steal_pointer (&names), FALSE);
  if (!sn_funding_read_use (connection, program, &use, error))
    return FALSE;
  what_if->ceiling_fen = use.ceiling_fen;
  what_if->planned_fen = use.planned_fen;
  return TRUE;
}

static SnWhatIf *
start (const SnProgram *program)
{
  SnWhatIf *what_if = g_new0 (SnWhatIf, 1);

  what_if->program_code = g_strdup (program->code);
  what_if->program_title = g_strdup (program->title);
  what_if->rates = g_ptr_array_new_with_free_func (free_rate);
  for (guint i = 0; i < program->rates->len; i++)
    {
      SnWhatIfRate *rate = g_new0 (SnWhatIfRate, 1);

      rate->label = g_strdup (((const SnBenefitRate *) g_ptr_array_index (program->rates, i))->label);
      g_ptr_array_add (what_if->rates, rate);
    }
  return what_if;
}

SnWhatIf *
sn_what_if_run (SnConnection *connection, const char *program_code, const SnRateDraft *drafts, guint n_drafts, GError **error)
{
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autoptr (SnCampaign) campaign = program != NULL ? sn_campaign_get_current (connection, error) : NULL;
  g_autofree const SnRateDraft **by_rate = NULL;
  g_autoptr (SnWhatIf) what_if = NULL;
  g_auto (Reach) now = { NULL }, then = { NULL };

  if (campaign == NULL)
    return NULL;
  by_rate = g_new0 (const SnRateDraft *, program->rates->len + 1);
  for (guint i = 0; i < n_drafts; i++)
    {
      SnBenefitRate *rate = sn_program_find_rate (program, drafts[i].rate_label, error);
      guint place;

      if (rate == NULL)
        return NULL;
      if (g_ptr_array_find (program->rates, rate, &place))
        by_rate[place] = &drafts[i];
    }
  what_if = start (program);
  if (!judge_program (connection, program, campaign, NULL, &now, what_if, error) ||
      !judge_program (connection, program, campaign, by_rate, &then, what_if, error) ||
      !count_planned_lost (connection, program, &then, &what_if->planned_lost, error) || !read_funding (connection, program, what_if, error))
    return NULL;
  what_if->gained = count_missing (then.persons, now.persons) + count_missing (then.households, now.households);
  what_if->lost = count_missing (now.persons, then.persons) + count_missing (now.households, then.households);
  return g_steal_pointer (&what_if);
}
