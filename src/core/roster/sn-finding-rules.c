/* sn-finding-rules.c: the rules that look at the lines of one program: who stands twice, and what does not fit the rate.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-date.h"
#include "sn-money.h"
#include "sn-rate-choice.h"

#include <glib/gi18n-lib.h>

/* One sort for both levels of person_twice: the lines of everybody who stands more than once in a program. The unary plus keeps
 * SQLite from walking through a whole program where it has the person or the household. */
static const char person_twice_sql[] = SN_PLANNED_LINES (
  "SELECT e.id, e.person_id AS subject"
  "  FROM (SELECT program_id, person_id FROM entitlement WHERE program_id" SN_SCOPE " AND state" SN_PLANNED
  "         GROUP BY program_id, person_id HAVING count(*) > 1) x"
  "  CROSS JOIN entitlement e ON e.person_id = x.person_id AND +e.program_id = x.program_id AND e.state" SN_PLANNED);

static const char household_twice_sql[] = SN_PLANNED_LINES (
  "SELECT e.id, e.household_id AS subject"
  "  FROM (SELECT program_id, household_id FROM entitlement"
  "         WHERE program_id" SN_SCOPE " AND state" SN_PLANNED " AND household_id IS NOT NULL"
  "         GROUP BY program_id, household_id HAVING count(*) > 1) x"
  "  CROSS JOIN entitlement e ON e.household_id = x.household_id AND +e.program_id = x.program_id AND e.state" SN_PLANNED);

/* The bounds are those of sn_benefit_rate_takes_amount(), divided so that no product can overflow. */
static const char amount_outside_rate_sql[] = SN_PLANNED_LINES (
  "SELECT e.id, e.id AS subject FROM entitlement e CROSS JOIN benefit_rate r ON r.id = e.rate_id"
  " WHERE e.program_id" SN_SCOPE " AND e.state" SN_PLANNED " AND r.discretionary = 0"
  "   AND (e.amount_fen < r.min_fen - r.approximate * (r.min_fen * " G_STRINGIFY (SN_RATE_APPROXIMATE_PERCENT) " / 100)"
  "     OR e.amount_fen > r.max_fen + r.approximate * (r.max_fen * " G_STRINGIFY (SN_RATE_APPROXIMATE_PERCENT) " / 100))");

static const char age_not_met_sql[] = SN_PLANNED_LINES (
  "SELECT e.id, e.id AS subject FROM benefit_rate r CROSS JOIN entitlement e ON e.program_id = r.program_id AND e.rate_id = r.id"
  "  CROSS JOIN person p ON p.id = e.person_id JOIN campaign c ON c.id = ?1"
  " WHERE r.min_age IS NOT NULL AND r.program_id" SN_SCOPE " AND e.state" SN_PLANNED
  "   AND (coalesce (p.birth_date, '') = ''"
  "     OR p.birth_date > printf ('%04d', substr (c.age_on, 1, 4) - r.min_age) || substr (c.age_on, 5))");

/* ── Sentences ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
say_person_twice (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The same person stands %u time under “%s” in %s: keep one line and withdraw the others.",
                                    "The same person stands %u times under “%s” in %s: keep one line and withdraw the others.",
                                    lines->len), lines->len, first->rate_label, first->program);
}

static char *
say_several_rates (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const SnPlannedLine *line = g_ptr_array_index (lines, i);

      if (!g_ptr_array_find_with_equal_func (labels, line->rate_label, g_str_equal, NULL))
        g_ptr_array_add (labels, line->rate_label);
    }
  g_ptr_array_add (labels, NULL);
  list = g_strjoinv (_("”, “"), (char **) labels->pdata);
  return g_strdup_printf (_("The same person stands under several rates of %s: “%s”. Check whether one excludes the other."),
                          first->program, list);
}

static char *
say_household_twice (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The same household stands %u time in %s: keep one line and withdraw the others.",
                                    "The same household stands %u times in %s: keep one line and withdraw the others.",
                                    lines->len), lines->len, first->program);
}

static char *
say_amount_outside_rate (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);
  g_autofree char *amount = sn_money_format (line->amount_fen);
  g_autofree char *least = sn_money_format (line->min_fen);
  g_autofree char *most = sn_money_format (line->max_fen);

  if (line->min_fen != line->max_fen)
    return g_strdup_printf (_("%s yuan are listed, but “%s” gives %s to %s yuan."), amount, line->rate_label, least, most);
  if (line->approximate)
    return g_strdup_printf (_("%s yuan are listed, but “%s” gives about %s yuan."), amount, line->rate_label, least);
  return g_strdup_printf (_("%s yuan are listed, but “%s” gives %s yuan."), amount, line->rate_label, least);
}

static char *
say_age_not_met (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);
  GDate birth, day;

  if (line->birth_date == NULL || !sn_date_from_iso (line->birth_date, &birth) || !sn_date_from_iso (line->age_on, &day))
    return g_strdup_printf (_("“%s” asks for an age of %d, but the date of birth is not known."), line->rate_label, line->min_age);
  return g_strdup_printf (_("“%s” asks for an age of %d, but this person is %d on %s."), line->rate_label, line->min_age,
                          sn_date_age_years (&birth, &day), line->age_on);
}

/* ── Rules ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
rates_differ (GPtrArray *lines)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);

  for (guint i = 1; i < lines->len; i++)
    if (((const SnPlannedLine *) g_ptr_array_index (lines, i))->rate_id != first->rate_id)
      return TRUE;
  return FALSE;
}

static void
add_amount (GString *ground, GPtrArray *lines, const char *fact)
{
  g_string_append_printf (ground, "|%" G_GINT64_FORMAT, ((const SnPlannedLine *) g_ptr_array_index (lines, 0))->amount_fen);
}

static void
add_birth (GString *ground, GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0);

  g_string_append_printf (ground, "|%s", first->birth_date != NULL ? first->birth_date : "");
}

enum { PERSON_TWICE, SEVERAL_RATES, HOUSEHOLD_TWICE, AMOUNT_OUTSIDE_RATE, AGE_NOT_MET };

static gboolean
recall_level (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error)
{
  *rule = &sn_finding_program_rules[rates_differ (lines) ? SEVERAL_RATES : PERSON_TWICE];
  return TRUE;
}

const SnFindingRule sn_finding_program_rules[] = {
  [PERSON_TWICE] = { "person_twice", "error", say_person_twice, .recall = recall_level },
  [SEVERAL_RATES] = { "person_twice", "warning", say_several_rates },
  [HOUSEHOLD_TWICE] = { "household_twice", "error", say_household_twice },
  [AMOUNT_OUTSIDE_RATE] = { "amount_outside_rate", "warning", say_amount_outside_rate, add_amount },
  [AGE_NOT_MET] = { "age_not_met", "warning", say_age_not_met, add_birth },
  { NULL },
};

/* The person's own lines under one rate, from the line at @start on; %NULL where an earlier line has that rate. */
static GPtrArray *
collect_same_rate (GPtrArray *lines, guint start)
{
  g_autoptr (GPtrArray) same = g_ptr_array_new ();
  const SnPlannedLine *first = g_ptr_array_index (lines, start);

  for (guint i = 0; i < lines->len; i++)
    {
      SnPlannedLine *line = g_ptr_array_index (lines, i);

      if (line->per_household || line->rate_id != first->rate_id)
        continue;
      if (i < start)
        return NULL;
      g_ptr_array_add (same, line);
    }
  return g_steal_pointer (&same);
}

/* The same rate twice is an error; several rates of one program may be right. Lines of households alone are the business
 * of household_twice. */
static void
judge_person (GPtrArray *lines, GPtrArray *findings)
{
  gboolean any_own = FALSE;

  for (guint i = 0; i < lines->len; i++)
    {
      g_autoptr (GPtrArray) same = NULL;

      if (((const SnPlannedLine *) g_ptr_array_index (lines, i))->per_household)
        continue;
      any_own = TRUE;
      same = collect_same_rate (lines, i);
      if (same != NULL && same->len > 1)
        sn_finding_add (findings, &sn_finding_program_rules[PERSON_TWICE], same, NULL);
    }
  if (any_own && rates_differ (lines))
    sn_finding_add (findings, &sn_finding_program_rules[SEVERAL_RATES], lines, NULL);
}

static void
judge_household (GPtrArray *lines, GPtrArray *findings)
{
  sn_finding_add (findings, &sn_finding_program_rules[HOUSEHOLD_TWICE], lines, NULL);
}

static void
judge_amount (GPtrArray *lines, GPtrArray *findings)
{
  sn_finding_add (findings, &sn_finding_program_rules[AMOUNT_OUTSIDE_RATE], lines, NULL);
}

static void
judge_age (GPtrArray *lines, GPtrArray *findings)
{
  sn_finding_add (findings, &sn_finding_program_rules[AGE_NOT_MET], lines, NULL);
}

/* The looks over the planned lines, in the order in which an officer wants to hear of them. */
static const struct
{
  const char *sql;
  void      (*judge) (GPtrArray *lines, GPtrArray *findings);
} looks[] = {
  { person_twice_sql, judge_person },
  { household_twice_sql, judge_household },
  { amount_outside_rate_sql, judge_amount },
  { age_not_met_sql, judge_age },
};

static void
judge_subjects (GPtrArray *lines, void (*judge) (GPtrArray *lines, GPtrArray *findings), GPtrArray *findings)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      SnPlannedLine *line = g_ptr_array_index (lines, i);
      const SnPlannedLine *next = i + 1 < lines->len ? g_ptr_array_index (lines, i + 1) : NULL;

      g_ptr_array_add (group, line);
      if (next != NULL && next->program_id == line->program_id && next->subject == line->subject)
        continue;
      judge (group, findings);
      g_ptr_array_set_size (group, 0);
    }
}

gboolean
sn_finding_look_at_programs (SnConnection *connection, gint64 campaign_id, gint64 program_id, GPtrArray *findings, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (GPtrArray) lines =
        sn_planned_lines_read (sn_connection_query (connection, error, looks[i].sql, SN_INT (campaign_id), SN_INT (program_id)), error);

      if (lines == NULL)
        return FALSE;
      judge_subjects (lines, looks[i].judge, findings);
    }
  return TRUE;
}
