/* sn-person-story-sums.c: what it all came to: the person's, the household's, this year and last.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-story-private.h"

/* The campaign at work and the one before it. ?1: which is at work; 0: the newest */
#define YEARS \
  "now (id, title, spring_festival) AS (SELECT id, title, spring_festival FROM campaign" \
  "  WHERE id = coalesce (nullif (?1, 0), (SELECT id FROM campaign ORDER BY spring_festival DESC, id DESC LIMIT 1)))," \
  " year (id, title, is_now) AS (SELECT id, title, 1 FROM now UNION ALL SELECT * FROM (SELECT c.id, c.title, 0 FROM campaign c JOIN now n" \
  "   ON c.spring_festival < n.spring_festival ORDER BY c.spring_festival DESC LIMIT 1))"

/* Every planned line of the household's members and of the household itself: once, whichever way leads to it. ?2: the person, ?3: the
 * household. A payment that was tried again is not the last one. */
#define LINES \
  "line (id, person_id, is_household, program_id, is_now, due_fen, state) AS MATERIALIZED ("                                          \
  " SELECT e.id, e.person_id, e.unit = 'household', e.program_id, y.is_now, e.amount_fen,"                                               \
  "        coalesce ((SELECT m.state FROM payment m WHERE m.entitlement_id = e.id AND m.state <> 'void' ORDER BY m.id DESC LIMIT 1), '')" \
  "   FROM (SELECT e.id FROM person m CROSS JOIN entitlement e ON e.person_id = m.id WHERE m.household_id = ?3"                         \
  "         UNION SELECT id FROM entitlement WHERE person_id = ?2"                                                                          \
  "         UNION SELECT id FROM entitlement WHERE household_id = ?3) x"                                                                    \
  "   CROSS JOIN entitlement e ON e.id = x.id CROSS JOIN program p ON p.id = e.program_id JOIN year y ON y.id = p.campaign_id"        \
  "  WHERE e.state IN ('listed', 'submitted', 'approved')"                                                                              \
  /* Of other members, lines for a household that they have left since are that household's. */                                          \
  "    AND (e.unit = 'person' OR e.household_id = ?3 OR e.person_id = ?2))"

#define SUMS \
  "coalesce (sum (due_fen), 0), coalesce (sum (due_fen) FILTER (WHERE state = 'paid'), 0)," \
  " coalesce (sum (due_fen) FILTER (WHERE state IN ('failed', 'returned')), 0)"

/* As SnStoryPart */
#define PART \
  "CASE WHEN is_household THEN iif (person_id = ?2, 1, 2) ELSE iif (person_id = ?2, 0, 3) END"

static SnStorySum
read_sum (SnStatement *statement, int first)
{
  return (SnStorySum){ sn_statement_get_int64 (statement, first), sn_statement_get_int64 (statement, first + 1),
                       sn_statement_get_int64 (statement, first + 2) };
}

static gboolean
end_reading (GError *take_step_error, GError **error)
{
  if (take_step_error == NULL)
    return TRUE;
  g_propagate_error (error, take_step_error);
  return FALSE;
}

#define QUERY(teller, error, sql)                                                                                         \
  sn_connection_query ((teller)->connection, (error), sql, SN_INT (sn_connection_get_campaign ((teller)->connection)),    \
                       SN_INT ((teller)->person_id), SN_INT ((teller)->household_id))

static gboolean
read_years (SnStoryTeller *teller, GError **error)
{
  g_autoptr (SnStatement) statement = QUERY (teller, error, "WITH " YEARS "SELECT is_now, title FROM year WHERE ?2 + ?3 <> 0");
  g_autoptr (SnStatement) sums = NULL;
  GError *step_error = NULL;

  if (statement == NULL)
    return FALSE;
  teller->story->now.campaign = g_strdup ("");
  teller->story->then.campaign = g_strdup ("");
  while (sn_statement_step (statement, &step_error))
    sn_story_set (sn_statement_get_int64 (statement, 0) != 0 ? &teller->story->now.campaign : &teller->story->then.campaign,
                  sn_statement_get_text (statement, 1));
  if (!end_reading (step_error, error))
    return FALSE;
  sums = QUERY (teller, error, "WITH " YEARS ", " LINES " SELECT is_now, " PART ", " SUMS " FROM line GROUP BY 1, 2");
  if (sums == NULL)
    return FALSE;
  while (sn_statement_step (sums, &step_error))
    {
      SnStoryYear *year = sn_statement_get_int64 (sums, 0) != 0 ? &teller->story->now : &teller->story->then;

      year->parts[sn_statement_get_int64 (sums, 1)] = read_sum (sums, 2);
    }
  return end_reading (step_error, error);
}

static void
free_program (gpointer data)
{
  SnStoryProgram *program = data;

  g_free (program->program);
  g_free (program->title);
  g_free (program);
}

/* The same program of two campaigns is the one with the same code; it is called what it is called now. */
static gboolean
read_programs (SnStoryTeller *teller, GError **error)
{
  g_autoptr (SnStatement) statement = QUERY (
    teller, error,
    "WITH " YEARS ", " LINES " SELECT p.code, p.title, is_now, " SUMS " FROM line JOIN program p ON p.id = program_id WHERE " PART " < 3"
    " GROUP BY p.code, is_now ORDER BY p.department_id, p.number, p.code, is_now DESC");
  GError *step_error = NULL;

  if (statement == NULL)
    return FALSE;
  teller->story->programs = g_ptr_array_new_with_free_func (free_program);
  while (sn_statement_step (statement, &step_error))
    {
      guint n = teller->story->programs->len;
      SnStoryProgram *program = n > 0 ? g_ptr_array_index (teller->story->programs, n - 1) : NULL;

      if (program == NULL || !g_str_equal (program->program, sn_statement_get_text (statement, 0)))
        {
          program = g_new0 (SnStoryProgram, 1);
          program->program = sn_statement_dup_text (statement, 0);
          program->title = sn_statement_dup_text (statement, 1);
          g_ptr_array_add (teller->story->programs, program);
        }
      *(sn_statement_get_int64 (statement, 2) != 0 ? &program->now : &program->then) = read_sum (statement, 3);
    }
  return end_reading (step_error, error);
}

static gboolean
read_members (SnStoryTeller *teller, GError **error)
{
  g_autoptr (SnStatement) statement = QUERY (
    teller, error,
    "WITH " YEARS ", " LINES " SELECT m.id, " SUMS " FROM person m LEFT JOIN line l ON l.person_id = m.id AND l.is_now = 1"
    " WHERE m.household_id = ?3 GROUP BY m.id ORDER BY m.id");
  GError *step_error = NULL;

  if (statement == NULL)
    return FALSE;
  teller->story->members = g_array_new (FALSE, FALSE, sizeof (SnStoryMember));
  while (sn_statement_step (statement, &step_error))
    {
      SnStoryMember member = { sn_statement_get_int64 (statement, 0), read_sum (statement, 1) };

      g_array_append_val (teller->story->members, member);
    }
  return end_reading (step_error, error);
}

gboolean
sn_story_add_sums (SnStoryTeller *teller, GError **error)
{
  return read_years (teller, error) && read_programs (teller, error) && read_members (teller, error);
}

SnStorySum
sn_story_year_sum (const SnStoryYear *year, SnStoryPart first, SnStoryPart last)
{
  SnStorySum sum = { 0 };

  for (guint i = first; i <= (guint) last && i < SN_STORY_N_PARTS; i++)
    {
      sum.due_fen += year->parts[i].due_fen;
      sum.paid_fen += year->parts[i].paid_fen;
      sum.failed_fen += year->parts[i].failed_fen;
    }
  return sum;
}
