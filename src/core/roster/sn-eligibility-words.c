/* sn-eligibility-words.c: why somebody does not fit a rate, in a sentence: what is there beside what is asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-eligibility-private.h"

#include "sn-date.h"
#include "sn-disability.h"
#include "sn-entitlement.h"
#include "sn-fitting-sql.h"
#include "sn-money.h"
#include "sn-rate-condition.h"
#include "sn-schema-words.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

typedef struct
{
  SnEligibilityJudge   *judge;
  const SnJudgedPerson *person;
  const SnBenefitRate  *rate;
} Case;

/* The first row of @query: FALSE with @error on failure or, for the file changed under us, without a row. */
static gboolean
read_row (SnStatement *query, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  if (sn_statement_step (query, &step_error))
    return TRUE;
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_FAILED, _ ("What was judged is not there any more. Look again."));
  return FALSE;
}

/* ── The person ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static SnStatement *
query_person (const Case *asked, GError **error)
{
  g_autoptr (SnStatement) row =
    sn_connection_query (asked->judge->connection, error, "SELECT died_on, moved_on, birth_date FROM person WHERE id = ?1",
                         SN_INT (asked->person->person_id));

  return row != NULL && read_row (row, error) ? g_steal_pointer (&row) : NULL;
}

static char *
say_died (const Case *asked, GError **error)
{
  g_autoptr (SnStatement) row = query_person (asked, error);

  return row != NULL ? g_strdup_printf (_ ("The person died on %s."), sn_statement_get_text (row, 0)) : NULL;
}

static char *
say_moved (const Case *asked, GError **error)
{
  g_autoptr (SnStatement) row = query_person (asked, error);

  return row != NULL ? g_strdup_printf (_ ("The person moved out of the district on %s; the delivery is due on %s."), sn_statement_get_text (row, 1),
                                        asked->judge->campaign->delivery_due)
                     : NULL;
}

static char *
say_age (const Case *asked, GError **error)
{
  g_autoptr (SnStatement) row = query_person (asked, error);
  GDate birth, day;

  if (row == NULL)
    return NULL;
  if (!sn_date_from_iso (sn_statement_get_text (row, 2), &birth) || !sn_date_from_iso (asked->judge->campaign->age_on, &day))
    return g_strdup_printf (_ ("“%s” asks for an age of %d, but the date of birth is not known."), asked->rate->label, asked->rate->min_age);
  return g_strdup_printf (_ ("“%s” asks for an age of %d, but this person is %d on %s."), asked->rate->label, asked->rate->min_age,
                          sn_date_age_years (&birth, &day), asked->judge->campaign->age_on);
}

/* ── Categories ─────────────────────────────────────────────────────────────────────────────────────────────────── */

/* Of the rate's categories, the one that the person holds nearest to the day: ended last before it, or else begins first after it. */
static const char nearest_sql[] =
  "SELECT c.name, pk.from_date, coalesce (pk.to_date, ''), pk.from_date <= ?3"
  "  FROM rate_category w CROSS JOIN person_category pk ON pk.person_id = ?1 AND pk.category_id = w.category_id"
  "  JOIN category c ON c.id = w.category_id WHERE w.rate_id = ?2"
  " ORDER BY pk.from_date <= ?3 DESC, iif (pk.from_date <= ?3, pk.to_date, NULL) DESC, pk.from_date LIMIT 1";

static const char asked_sql[] =
  "SELECT coalesce (group_concat (name, '、'), ''), count(*) FROM"
  " (SELECT DISTINCT c.name FROM rate_category w JOIN category c ON c.id = w.category_id WHERE w.rate_id = ?1 ORDER BY c.position)";

static char *
say_none_held (const Case *asked, GError **error)
{
  g_autoptr (SnStatement) row = sn_connection_query (asked->judge->connection, error, asked_sql, SN_INT (asked->rate->id));
  int n;

  if (row == NULL || !read_row (row, error))
    return NULL;
  n = (int) sn_statement_get_int64 (row, 1);
  if (n == 0)
    return g_strdup_printf (_ ("“%s” names no category; whom it is for is decided case by case."), asked->rate->label);
  if (n == 1)
    /* Translators: a category, a date */
    return g_strdup_printf (_ ("“%s” is not held on %s."), sn_statement_get_text (row, 0), asked->rate->as_of);
  /* Translators: several categories, a date */
  return g_strdup_printf (_ ("None of “%s” is held on %s."), sn_statement_get_text (row, 0), asked->rate->as_of);
}

static char *
say_category (const Case *asked, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) row = sn_connection_query (asked->judge->connection, error, nearest_sql, SN_INT (asked->person->person_id),
                                                     SN_INT (asked->rate->id), SN_TEXT (asked->rate->as_of));

  if (row == NULL)
    return NULL;
  if (!sn_statement_step (row, &step_error))
    {
      if (step_error == NULL)
        return say_none_held (asked, error);
      g_propagate_error (error, g_steal_pointer (&step_error));
      return NULL;
    }
  if (sn_statement_get_int64 (row, 3) != 0)
    /* Translators: a category, until when it was held, the day on which it counts */
    return g_strdup_printf (_ ("“%s” was held only until %s; it counts on %s."), sn_statement_get_text (row, 0), sn_statement_get_text (row, 2),
                            asked->rate->as_of);
  /* Translators: a category, from when on it is held, the day on which it counts */
  return g_strdup_printf (_ ("“%s” is held only from %s on; it counts on %s."), sn_statement_get_text (row, 0), sn_statement_get_text (row, 1),
                          asked->rate->as_of);
}

/* What the household would have to bring beside a category that the person does hold. */
static const char household_sql[] =
  "SELECT c.name, a.name FROM rate_category w CROSS JOIN person_category pk ON pk.person_id = ?1 AND pk.category_id = w.category_id"
  "  JOIN category c ON c.id = w.category_id JOIN category a ON a.id = w.also_id"
  " WHERE w.rate_id = ?2 AND " SN_FITTING_HELD ("pk", "?3") " ORDER BY c.position, a.position LIMIT 1";

static char *
say_household_category (const Case *asked, GError **error)
{
  g_autoptr (SnStatement) row = sn_connection_query (asked->judge->connection, error, household_sql, SN_INT (asked->person->person_id),
                                                     SN_INT (asked->rate->id), SN_TEXT (asked->rate->as_of));

  if (row == NULL || !read_row (row, error))
    return NULL;
  /* Translators: the rate asks for both categories, the first of the person, the second of anybody of the household */
  return g_strdup_printf (_ ("Beside “%s” the rate asks for “%s” in the household; nobody there holds it on %s."),
                          sn_statement_get_text (row, 0), sn_statement_get_text (row, 1), asked->rate->as_of);
}

/* ── Further conditions ─────────────────────────────────────────────────────────────────────────────────────────── */

/* What is there, for each condition that does not hold: as the registry has it. */
static const char failing_sql[] =
  "SELECT q.id, q.kind, CASE q.kind WHEN 'age' THEN p.birth_date WHEN 'household_size' THEN " SN_FITTING_MEMBERS ("p")
  "    WHEN 'household_kind' THEN (SELECT o.kind FROM household o WHERE o.id = p.household_id) WHEN 'disability_kind' THEN p.disability_kind"
  "    WHEN 'disability_level' THEN p.disability_level WHEN 'town' THEN (SELECT name FROM division WHERE id = p.town_id)"
  "    WHEN 'ethnic_group' THEN p.ethnic_group WHEN 'sex' THEN p.sex WHEN 'score' THEN " SN_FITTING_SCORE ("p.id", "q.source") " END"
  "  FROM person p CROSS JOIN rate_condition q ON q.rate_id = ?2 WHERE p.id = ?1 AND NOT " SN_FITTING_CONDITION ("p", "?3") " ORDER BY q.id";

/* (transfer full): @value of the registry as people read it */
static char *
name_value (const Case *asked, const char *kind, const char *value)
{
  GDate birth, day;

  if (*value == '\0' || strcmp (value, "unknown") == 0)
    return g_strdup (_ ("not known"));
  if (strcmp (kind, "age") == 0 && sn_date_from_iso (value, &birth) && sn_date_from_iso (asked->judge->campaign->age_on, &day))
    return g_strdup_printf (_ ("%d years old on %s"), sn_date_age_years (&birth, &day), asked->judge->campaign->age_on);
  if (strcmp (kind, "disability_kind") == 0)
    return g_strdup (sn_disability_kind_word (atoi (value)));
  if (strcmp (kind, "score") == 0)
    return sn_score_format (g_ascii_strtoll (value, NULL, 10));
  if (strcmp (kind, "household_kind") == 0)
    return g_strdup (sn_schema_value_word ("kind", value));
  return g_strdup (strcmp (kind, "sex") == 0 ? sn_schema_value_word ("sex", value) : value);
}

static const char *
find_sentence (GPtrArray *conditions, gint64 id)
{
  for (guint i = 0; i < conditions->len; i++)
    if (((const SnRateCondition *) g_ptr_array_index (conditions, i))->id == id)
      return ((const SnRateCondition *) g_ptr_array_index (conditions, i))->sentence;
  return "";
}

static char *
say_condition (const Case *asked, GError **error)
{
  g_autoptr (GPtrArray) conditions = sn_rate_condition_list (asked->judge->connection, asked->judge->program->code, asked->rate->label, error);
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows = NULL;

  if (conditions == NULL)
    return NULL;
  rows = sn_connection_query (asked->judge->connection, error, failing_sql, SN_INT (asked->person->person_id), SN_INT (asked->rate->id),
                              SN_TEXT (asked->judge->campaign->age_on));
  if (rows == NULL)
    return NULL;
  while (sn_statement_step (rows, &step_error))
    {
      g_autofree char *there = name_value (asked, sn_statement_get_text (rows, 1), sn_statement_get_text (rows, 2));

      g_string_append (text, text->len > 0 ? " " : "");
      /* Translators: a condition such as “at most 59 years old” or “Town: 盈浦街道”, and what the registry has */
      g_string_append_printf (text, _ ("The rate asks for this: %s. The registry has: %s."),
                              find_sentence (conditions, sn_statement_get_int64 (rows, 0)), there);
    }
  if (step_error == NULL)
    return g_string_free (g_steal_pointer (&text), FALSE);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

/* ── Lines that stand ───────────────────────────────────────────────────────────────────────────────────────────── */

#define LINE_COLUMNS "g.code, g.title, b.label, e.amount_fen, e.state, n.name"
#define LINE_JOINS \
  " JOIN program g ON g.id = e.program_id JOIN benefit_rate b ON b.id = e.rate_id JOIN person n ON n.id = e.person_id"
enum { CODE, TITLE, LABEL, AMOUNT, STATE, NAME };

static const char own_line_sql[] =
  "SELECT " LINE_COLUMNS " FROM entitlement e" LINE_JOINS
  " WHERE e.person_id = ?1 AND +e.program_id = ?2 AND " SN_FITTING_TAKEN ("e") " ORDER BY e.id LIMIT 1";
static const char household_line_sql[] =
  "SELECT " LINE_COLUMNS " FROM entitlement e" LINE_JOINS
  " WHERE e.household_id = ?1 AND +e.program_id = ?2 AND " SN_FITTING_TAKEN ("e") " ORDER BY e.id LIMIT 1";
static const char forbidding_sql[] =
  "SELECT " LINE_COLUMNS " FROM"
  " (SELECT e.id AS id FROM person p CROSS JOIN " SN_FITTING_OWN_LINES ("p", "?4") " WHERE p.id = ?1 AND " SN_FITTING_MEETS ("?2", "?3")
  "  UNION SELECT e.id FROM person p CROSS JOIN entitlement e ON e.household_id = p.household_id WHERE p.id = ?1 AND " SN_FITTING_MEETS ("?2", "?3")
  "  ORDER BY 1 LIMIT 1) found JOIN entitlement e ON e.id = found.id" LINE_JOINS;

static char *
say_listed (const Case *asked, GError **error)
{
  g_autoptr (SnStatement) row = sn_connection_query (asked->judge->connection, error, own_line_sql, SN_INT (asked->person->person_id),
                                                     SN_INT (asked->judge->program->id));
  g_autofree char *amount = NULL;

  if (row == NULL || !read_row (row, error))
    return NULL;
  amount = sn_money_format (sn_statement_get_int64 (row, AMOUNT));
  /* Translators: a program's code, a rate, yuan, a state such as “submitted” */
  return g_strdup_printf (_ ("The person stands in %s already: “%s”, %s yuan, %s."), sn_statement_get_text (row, CODE),
                          sn_statement_get_text (row, LABEL), amount, sn_entitlement_state_name (sn_statement_get_text (row, STATE)));
}

static char *
say_household_listed (const Case *asked, GError **error)
{
  g_autoptr (SnStatement) row = sn_connection_query (asked->judge->connection, error, household_line_sql, SN_INT (asked->person->household_id),
                                                     SN_INT (asked->judge->program->id));
  g_autofree char *amount = NULL;

  if (row == NULL || !read_row (row, error))
    return NULL;
  amount = sn_money_format (sn_statement_get_int64 (row, AMOUNT));
  /* Translators: a program's code, a person, a rate, yuan, a state such as “submitted” */
  return g_strdup_printf (_ ("The household stands in %s already, through %s: “%s”, %s yuan, %s."), sn_statement_get_text (row, CODE),
                          sn_statement_get_text (row, NAME), sn_statement_get_text (row, LABEL), amount,
                          sn_entitlement_state_name (sn_statement_get_text (row, STATE)));
}

static char *
say_forbidden (const Case *asked, GError **error)
{
  g_autoptr (SnStatement) row =
    sn_connection_query (asked->judge->connection, error, forbidding_sql, SN_INT (asked->person->person_id),
                         SN_INT (asked->judge->program->id), SN_INT (asked->rate->id), SN_TEXT (asked->rate->per_household ? "household" : "person"));
  g_autofree char *amount = NULL;

  if (row == NULL || !read_row (row, error))
    return NULL;
  amount = sn_money_format (sn_statement_get_int64 (row, AMOUNT));
  /* Translators: the code and title of a program, a rate, yuan, a person, a state such as “submitted” */
  return g_strdup_printf (_ ("The office's rules forbid it beside %s %s: “%s”, %s yuan, for %s, %s."), sn_statement_get_text (row, CODE),
                          sn_statement_get_text (row, TITLE), sn_statement_get_text (row, LABEL), amount, sn_statement_get_text (row, NAME),
                          sn_entitlement_state_name (sn_statement_get_text (row, STATE)));
}

char *
sn_eligibility_say_misfit (SnEligibilityJudge *judge, const SnJudgedPerson *person, const SnBenefitRate *rate, SnMisfit misfit, GError **error)
{
  static char *(*const say[SN_N_MISFITS]) (const Case *, GError **) = {
    [SN_MISFIT_FORBIDDEN] = say_forbidden,   [SN_MISFIT_HOUSEHOLD_LISTED] = say_household_listed,
    [SN_MISFIT_CONDITION] = say_condition,
    [SN_MISFIT_AGE] = say_age,               [SN_MISFIT_HOUSEHOLD_CATEGORY] = say_household_category,
    [SN_MISFIT_CATEGORY] = say_category,     [SN_MISFIT_LISTED] = say_listed,
    [SN_MISFIT_MOVED] = say_moved,           [SN_MISFIT_DIED] = say_died,
  };

  g_return_val_if_fail (misfit < SN_N_MISFITS && say[misfit] != NULL, NULL);
  return say[misfit](&(Case){ judge, person, rate }, error);
}
