/* sn-roster-review.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-review.h"

#include "sn-roster.h"

#include <string.h>

#define OF_PART " program_id = ?1 AND (?2 = 0 OR town_id = ?2)"

static void
free_rate (gpointer data)
{
  g_free (((SnReviewRate *) data)->label);
  g_free (data);
}

static void
free_line (gpointer data)
{
  SnReviewLine *line = data;

  g_free (line->name);
  g_free (line->reason);
  g_free (line);
}

void
sn_roster_review_free (SnRosterReview *review)
{
  if (review == NULL)
    return;
  g_ptr_array_unref (review->rates);
  g_ptr_array_unref (review->preparers);
  g_ptr_array_unref (review->differences);
  g_free (review->return_reason);
  g_free (review);
}

/* ── Reading ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* One row of the query into @review; asked again until there is no more, or an error. */
typedef void (*TakeRow) (SnRosterReview *review, SnStatement *statement);

static gboolean
read_rows (SnConnection *connection, const char *sql, gint64 program_id, gint64 town_id, TakeRow take, SnRosterReview *review, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, sql, SN_INT (program_id), SN_INT (town_id));

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    take (review, statement);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static const char counts_sql[] =
  "SELECT count(*) FILTER (WHERE state = 'submitted'), coalesce (sum (amount_fen) FILTER (WHERE state = 'submitted'), 0),"
  " count(DISTINCT person_id) FILTER (WHERE state = 'submitted' AND household_id IS NULL),"
  " count(DISTINCT household_id) FILTER (WHERE state = 'submitted'),"
  " count(*) FILTER (WHERE state = 'submitted' AND amount_fen >= (SELECT c.second_approval_fen FROM program g"
  "                  JOIN campaign c ON c.id = g.campaign_id WHERE g.id = ?1)),"
  " count(*) FILTER (WHERE state = 'approved'), coalesce (sum (amount_fen) FILTER (WHERE state = 'approved'), 0),"
  " count(*) FILTER (WHERE state = 'submitted' AND returned_fen IS NULL),"
  " count(*) FILTER (WHERE state = 'submitted' AND returned_fen <> amount_fen),"
  " count(*) FILTER (WHERE state IN ('held', 'withdrawn') AND returned_fen IS NOT NULL)"
  " FROM entitlement WHERE" OF_PART;

static void
take_counts (SnRosterReview *review, SnStatement *statement)
{
  gint64 *counts[] = { &review->lines,    &review->amount_fen,   &review->persons, &review->households, &review->need_two,
                       &review->approved, &review->approved_fen, &review->n_new,   &review->n_changed,  &review->n_gone };

  for (gsize i = 0; i < G_N_ELEMENTS (counts); i++)
    *counts[i] = sn_statement_get_int64 (statement, (int) i);
}

static const char rates_sql[] =
  "SELECT r.label, count(*), sum (e.amount_fen) FROM entitlement e JOIN benefit_rate r ON r.id = e.rate_id"
  " WHERE e.program_id = ?1 AND (?2 = 0 OR e.town_id = ?2) AND e.state = 'submitted' GROUP BY r.id ORDER BY r.position, r.id";

static void
take_rate (SnRosterReview *review, SnStatement *statement)
{
  SnReviewRate *rate = g_new0 (SnReviewRate, 1);

  rate->label = sn_statement_dup_text (statement, 0);
  rate->lines = sn_statement_get_int64 (statement, 1);
  rate->amount_fen = sn_statement_get_int64 (statement, 2);
  g_ptr_array_add (review->rates, rate);
}

static const char preparers_sql[] =
  "SELECT name FROM officer WHERE id IN (SELECT listed_by FROM entitlement WHERE" OF_PART " AND state = 'submitted'"
  "  UNION SELECT submitted_by FROM entitlement WHERE" OF_PART " AND state = 'submitted'"
  "  UNION SELECT j.value FROM entitlement, json_each (changed_by) j WHERE" OF_PART " AND state = 'submitted' AND changed_by <> '[]')"
  " ORDER BY id";

static void
take_preparer (SnRosterReview *review, SnStatement *statement)
{
  g_ptr_array_add (review->preparers, sn_statement_dup_text (statement, 0));
}

static const char return_sql[] =
  "SELECT reason FROM roster_step WHERE program_id = ?1 AND step = 'return' AND (?2 = 0 OR town_id IS NULL OR town_id = ?2)"
  " ORDER BY made_at DESC, id DESC LIMIT 1";

static void
take_return (SnRosterReview *review, SnStatement *statement)
{
  g_free (review->return_reason);
  review->return_reason = sn_statement_dup_text (statement, 0);
  review->was_returned = TRUE;
}

/* What went first, then what changed, then what is new. */
static const char differences_sql[] =
  "SELECT CASE WHEN e.state <> 'submitted' THEN 2 WHEN e.returned_fen IS NULL THEN 0 ELSE 1 END AS difference,"
  " coalesce (e.payee_name, p.name), coalesce (e.returned_fen, 0), iif (e.state = 'submitted', e.amount_fen, 0),"
  " iif (e.state = 'submitted', '', e.reason)"
  " FROM entitlement e JOIN person p ON p.id = e.person_id WHERE e.program_id = ?1 AND (?2 = 0 OR e.town_id = ?2)"
  " AND ((e.state = 'submitted' AND e.returned_fen IS NOT e.amount_fen)"
  "      OR (e.state IN ('held', 'withdrawn') AND e.returned_fen IS NOT NULL))"
  " ORDER BY difference DESC, e.id LIMIT " G_STRINGIFY (SN_ROSTER_REVIEW_NAMED);

static void
take_difference (SnRosterReview *review, SnStatement *statement)
{
  SnReviewLine *line = g_new0 (SnReviewLine, 1);

  line->difference = (SnReviewDifference) sn_statement_get_int64 (statement, 0);
  line->name = sn_statement_dup_text (statement, 1);
  line->before_fen = sn_statement_get_int64 (statement, 2);
  line->after_fen = sn_statement_get_int64 (statement, 3);
  line->reason = sn_statement_dup_text (statement, 4);
  g_ptr_array_add (review->differences, line);
}

static gboolean
count_findings (SnConnection *connection, const char *program_code, SnRosterReview *review, GError **error)
{
  g_autoptr (GPtrArray) findings = sn_finding_list (connection, program_code, error);

  if (findings == NULL)
    return FALSE;
  for (guint i = 0; i < findings->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (findings, i);

      review->open_warnings += *finding->decision == '\0';
      review->allowed += strcmp (finding->decision, "allow") == 0;
    }
  return TRUE;
}

SnRosterReview *
sn_roster_review_read (SnConnection *connection, const char *program_code, gint64 town_id, GError **error)
{
  static const struct
  {
    const char *sql;
    TakeRow     take;
    gboolean    only_returned;
  } queries[] = {
    { counts_sql, take_counts, FALSE }, { rates_sql, take_rate, FALSE }, { preparers_sql, take_preparer, FALSE },
    { return_sql, take_return, FALSE }, { differences_sql, take_difference, TRUE },
  };
  g_autoptr (SnProgram) program = NULL;
  g_autoptr (SnRosterReview) review = g_new0 (SnRosterReview, 1);

  review->rates = g_ptr_array_new_with_free_func (free_rate);
  review->preparers = g_ptr_array_new_with_free_func (g_free);
  review->differences = g_ptr_array_new_with_free_func (free_line);
  review->return_reason = g_strdup ("");
  if (!sn_roster_check_step (connection, SN_ROSTER_APPROVE, program_code, town_id, error))
    return NULL;
  program = sn_program_lookup (connection, program_code, error);
  if (program == NULL)
    return NULL;
  for (gsize i = 0; i < G_N_ELEMENTS (queries); i++)
    if ((!queries[i].only_returned || review->was_returned) &&
        !read_rows (connection, queries[i].sql, program->id, town_id, queries[i].take, review, error))
      return NULL;
  /* Where nothing was sent back everything is handed in for the first time, which is no news. */
  if (!review->was_returned)
    review->n_new = 0;
  review->quota = program->quota;
  return sn_funding_read_use (connection, program, &review->use, error) && count_findings (connection, program_code, review, error)
           ? g_steal_pointer (&review) : NULL;
}
