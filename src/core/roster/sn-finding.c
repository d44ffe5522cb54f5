/* sn-finding.c: the rules that look over the planned lines of rosters. Findings are computed, never stored.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-date.h"
#include "sn-money.h"
#include "sn-rate-choice.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sn_finding_free (SnFinding *finding)
{
  if (finding == NULL)
    return;
  g_free (finding->rule);
  g_free (finding->level);
  g_free (finding->program);
  g_clear_pointer (&finding->entitlements, g_array_unref);
  g_clear_pointer (&finding->persons, g_ptr_array_unref);
  g_free (finding->message);
  g_free (finding->decision);
  g_free (finding->reason);
  g_free (finding);
}

/* One entitlement as a rule sees it. */
typedef struct
{
  char    *program; /* code */
  gint64   program_id;
  gint64   subject; /* lines of one subject are judged together */
  gint64   id;
  gint64   rate_id;
  gboolean per_household;
  char    *person;  /* name (masked document), town */
  char    *rate_label;
  gint64   amount_fen;
  gint64   min_fen;
  gint64   max_fen;
  gboolean approximate;
  char    *birth_date;
  int      min_age;
  char    *age_on;
} Line;

/* A rule's SQL says which lines concern it ("found": id and subject); the rest is the same for all. Finding them must be
 * cheap, for it runs over all planned lines: the wide columns are read only for those that were found. The unary plus keeps
 * SQLite from walking through a whole program where it has the person or the household. */
#define PLANNED " IN ('listed', 'submitted', 'approved')"
#define SCOPE " IN (SELECT id FROM program WHERE campaign_id = ?1 AND (?2 = 0 OR id = ?2))"
#define LINES(found) \
  "SELECT g.code, e.program_id, d.subject, e.id, e.rate_id, e.unit = 'household', coalesce (e.payee_name, p.name)," \
  "       p.document_number, coalesce (t.name, ''), r.label, e.amount_fen, r.min_fen, r.max_fen, r.approximate," \
  "       p.birth_date, r.min_age, c.age_on" \
  "  FROM (" found ") d CROSS JOIN entitlement e ON e.id = d.id" \
  "  JOIN program g ON g.id = e.program_id JOIN campaign c ON c.id = g.campaign_id" \
  "  JOIN benefit_rate r ON r.id = e.rate_id JOIN person p ON p.id = e.person_id LEFT JOIN division t ON t.id = e.town_id" \
  " ORDER BY e.program_id, d.subject, e.id"

/* One sort for both levels of person_twice: the lines of everybody who stands more than once in a program. */
static const char person_twice_sql[] = LINES (
  "SELECT e.id, e.person_id AS subject"
  "  FROM (SELECT program_id, person_id FROM entitlement WHERE program_id" SCOPE " AND state" PLANNED
  "         GROUP BY program_id, person_id HAVING count(*) > 1) x"
  "  CROSS JOIN entitlement e ON e.person_id = x.person_id AND +e.program_id = x.program_id AND e.state" PLANNED);

static const char household_twice_sql[] = LINES (
  "SELECT e.id, e.household_id AS subject"
  "  FROM (SELECT program_id, household_id FROM entitlement"
  "         WHERE program_id" SCOPE " AND state" PLANNED " AND household_id IS NOT NULL"
  "         GROUP BY program_id, household_id HAVING count(*) > 1) x"
  "  CROSS JOIN entitlement e ON e.household_id = x.household_id AND +e.program_id = x.program_id AND e.state" PLANNED);

/* The bounds are those of sn_benefit_rate_takes_amount(), divided so that no product can overflow. */
static const char amount_outside_rate_sql[] = LINES (
  "SELECT e.id, e.id AS subject FROM entitlement e CROSS JOIN benefit_rate r ON r.id = e.rate_id"
  " WHERE e.program_id" SCOPE " AND e.state" PLANNED " AND r.discretionary = 0"
  "   AND (e.amount_fen < r.min_fen - r.approximate * (r.min_fen * " G_STRINGIFY (SN_RATE_APPROXIMATE_PERCENT) " / 100)"
  "     OR e.amount_fen > r.max_fen + r.approximate * (r.max_fen * " G_STRINGIFY (SN_RATE_APPROXIMATE_PERCENT) " / 100))");

static const char age_not_met_sql[] = LINES (
  "SELECT e.id, e.id AS subject FROM benefit_rate r CROSS JOIN entitlement e ON e.program_id = r.program_id AND e.rate_id = r.id"
  "  CROSS JOIN person p ON p.id = e.person_id JOIN campaign c ON c.id = ?1"
  " WHERE r.min_age IS NOT NULL AND r.program_id" SCOPE " AND e.state" PLANNED
  "   AND (coalesce (p.birth_date, '') = ''"
  "     OR p.birth_date > printf ('%04d', substr (c.age_on, 1, 4) - r.min_age) || substr (c.age_on, 5))");

/* The lines of a decision, whatever became of them. */
static const char decided_sql[] = LINES ("SELECT value AS id, 0 AS subject FROM json_each (?1)");

static void
clear_line (gpointer data)
{
  Line *line = data;

  g_free (line->program);
  g_free (line->person);
  g_free (line->rate_label);
  g_free (line->birth_date);
  g_free (line->age_on);
}

static char *
describe_person (const char *name, const char *document_number, const char *town)
{
  g_autofree char *masked = sn_document_number_mask (document_number);

  /* TRANSLATORS: name (document number), town */
  return *town != '\0' ? g_strdup_printf (_("%s (%s), %s"), name, masked, town) : g_strdup_printf (_("%s (%s)"), name, masked);
}

static Line
read_line (SnStatement *statement)
{
  return (Line){
    .program = sn_statement_dup_text (statement, 0),
    .program_id = sn_statement_get_int64 (statement, 1),
    .subject = sn_statement_get_int64 (statement, 2),
    .id = sn_statement_get_int64 (statement, 3),
    .rate_id = sn_statement_get_int64 (statement, 4),
    .per_household = sn_statement_get_int64 (statement, 5) != 0,
    .person = describe_person (sn_statement_get_text (statement, 6), sn_statement_get_text (statement, 7),
                               sn_statement_get_text (statement, 8)),
    .rate_label = sn_statement_dup_text (statement, 9),
    .amount_fen = sn_statement_get_int64 (statement, 10),
    .min_fen = sn_statement_get_int64 (statement, 11),
    .max_fen = sn_statement_get_int64 (statement, 12),
    .approximate = sn_statement_get_int64 (statement, 13) != 0,
    .birth_date = sn_statement_dup_text (statement, 14),
    .min_age = (int) sn_statement_get_int64 (statement, 15),
    .age_on = sn_statement_dup_text (statement, 16),
  };
}

/* ── Sentences ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
say_person_twice (GPtrArray *lines)
{
  const Line *first = g_ptr_array_index (lines, 0);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The same person stands %u time under “%s” in %s: keep one line and withdraw the others.",
                                    "The same person stands %u times under “%s” in %s: keep one line and withdraw the others.",
                                    lines->len), lines->len, first->rate_label, first->program);
}

static char *
say_several_rates (GPtrArray *lines)
{
  const Line *first = g_ptr_array_index (lines, 0);
  g_autoptr (GPtrArray) labels = g_ptr_array_new ();
  g_autofree char *list = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      if (!g_ptr_array_find_with_equal_func (labels, line->rate_label, g_str_equal, NULL))
        g_ptr_array_add (labels, line->rate_label);
    }
  g_ptr_array_add (labels, NULL);
  list = g_strjoinv (_("”, “"), (char **) labels->pdata);
  return g_strdup_printf (_("The same person stands under several rates of %s: “%s”. Check whether one excludes the other."),
                          first->program, list);
}

static char *
say_household_twice (GPtrArray *lines)
{
  const Line *first = g_ptr_array_index (lines, 0);

  return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "The same household stands %u time in %s: keep one line and withdraw the others.",
                                    "The same household stands %u times in %s: keep one line and withdraw the others.",
                                    lines->len), lines->len, first->program);
}

static char *
say_amount_outside_rate (GPtrArray *lines)
{
  const Line *line = g_ptr_array_index (lines, 0);
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
say_age_not_met (GPtrArray *lines)
{
  const Line *line = g_ptr_array_index (lines, 0);
  GDate birth, day;

  if (line->birth_date == NULL || !sn_date_from_iso (line->birth_date, &birth) || !sn_date_from_iso (line->age_on, &day))
    return g_strdup_printf (_("“%s” asks for an age of %d, but the date of birth is not known."), line->rate_label, line->min_age);
  return g_strdup_printf (_("“%s” asks for an age of %d, but this person is %d on %s."), line->rate_label, line->min_age,
                          sn_date_age_years (&birth, &day), line->age_on);
}

/* ── Rules ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* What else a decision rests on besides the lines: when it changes, the decision no longer covers the finding. */
typedef enum
{
  RESTS_ON_LINES,
  RESTS_ON_AMOUNT,
  RESTS_ON_BIRTH,
} Ground;

typedef struct
{
  const char *id;
  const char *level;
  Ground      ground;
  char     *(*say) (GPtrArray *lines);
} Rule;

enum { PERSON_TWICE, SEVERAL_RATES, HOUSEHOLD_TWICE, AMOUNT_OUTSIDE_RATE, AGE_NOT_MET };

static const Rule rules[] = {
  [PERSON_TWICE] = { "person_twice", "error", RESTS_ON_LINES, say_person_twice },
  [SEVERAL_RATES] = { "person_twice", "warning", RESTS_ON_LINES, say_several_rates },
  [HOUSEHOLD_TWICE] = { "household_twice", "error", RESTS_ON_LINES, say_household_twice },
  [AMOUNT_OUTSIDE_RATE] = { "amount_outside_rate", "warning", RESTS_ON_AMOUNT, say_amount_outside_rate },
  [AGE_NOT_MET] = { "age_not_met", "warning", RESTS_ON_BIRTH, say_age_not_met },
};

/* 53 bits of SHA-256, so that it is the same in every office that has the same lines. Entitlement ids carry the office. */
static gint64
compute_finding_id (const Rule *rule, GPtrArray *lines)
{
  const Line *first = g_ptr_array_index (lines, 0);
  g_autoptr (GChecksum) checksum = g_checksum_new (G_CHECKSUM_SHA256);
  g_autoptr (GString) text = g_string_new (NULL);
  guint8 digest[32];
  gsize length = sizeof digest;
  guint64 bits = 0;

  g_string_append_printf (text, "%s|%s|%s", rule->id, rule->level, first->program);
  for (guint i = 0; i < lines->len; i++)
    g_string_append_printf (text, "|%" G_GINT64_FORMAT, ((const Line *) g_ptr_array_index (lines, i))->id);
  if (rule->ground == RESTS_ON_AMOUNT)
    g_string_append_printf (text, "|%" G_GINT64_FORMAT, first->amount_fen);
  if (rule->ground == RESTS_ON_BIRTH)
    g_string_append_printf (text, "|%s", first->birth_date != NULL ? first->birth_date : "");
  g_checksum_update (checksum, (const guchar *) text->str, (gssize) text->len);
  g_checksum_get_digest (checksum, digest, &length);
  for (guint i = 0; i < 8; i++)
    bits = bits << 8 | digest[i];
  return (gint64) (bits >> 11);
}

static SnFinding *
build_finding (const Rule *rule, GPtrArray *lines)
{
  const Line *first = g_ptr_array_index (lines, 0);
  SnFinding *finding = g_new0 (SnFinding, 1);

  finding->id = compute_finding_id (rule, lines);
  finding->rule = g_strdup (rule->id);
  finding->level = g_strdup (rule->level);
  finding->program = g_strdup (first->program);
  finding->entitlements = g_array_sized_new (FALSE, FALSE, sizeof (gint64), lines->len);
  finding->persons = g_ptr_array_new_full (lines->len, g_free);
  for (guint i = 0; i < lines->len; i++)
    {
      const Line *line = g_ptr_array_index (lines, i);

      g_array_append_val (finding->entitlements, line->id);
      g_ptr_array_add (finding->persons, g_strdup (line->person));
    }
  finding->message = rule->say (lines);
  finding->decision = g_strdup ("");
  finding->reason = g_strdup ("");
  return finding;
}

static gboolean
rates_differ (GPtrArray *lines)
{
  const Line *first = g_ptr_array_index (lines, 0);

  for (guint i = 1; i < lines->len; i++)
    if (((const Line *) g_ptr_array_index (lines, i))->rate_id != first->rate_id)
      return TRUE;
  return FALSE;
}

/* The person's own lines under one rate, from the line at @start on; %NULL where an earlier line has that rate. */
static GPtrArray *
collect_same_rate (GPtrArray *lines, guint start)
{
  g_autoptr (GPtrArray) same = g_ptr_array_new ();
  const Line *first = g_ptr_array_index (lines, start);

  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = g_ptr_array_index (lines, i);

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

      if (((const Line *) g_ptr_array_index (lines, i))->per_household)
        continue;
      any_own = TRUE;
      same = collect_same_rate (lines, i);
      if (same != NULL && same->len > 1)
        g_ptr_array_add (findings, build_finding (&rules[PERSON_TWICE], same));
    }
  if (any_own && rates_differ (lines))
    g_ptr_array_add (findings, build_finding (&rules[SEVERAL_RATES], lines));
}

static void
judge_household (GPtrArray *lines, GPtrArray *findings)
{
  g_ptr_array_add (findings, build_finding (&rules[HOUSEHOLD_TWICE], lines));
}

static void
judge_amount (GPtrArray *lines, GPtrArray *findings)
{
  g_ptr_array_add (findings, build_finding (&rules[AMOUNT_OUTSIDE_RATE], lines));
}

static void
judge_age (GPtrArray *lines, GPtrArray *findings)
{
  g_ptr_array_add (findings, build_finding (&rules[AGE_NOT_MET], lines));
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

static gboolean
read_lines (SnStatement *statement, GArray *lines, GError **error)
{
  g_autoptr (GError) step_error = NULL;

  while (sn_statement_step (statement, &step_error))
    {
      Line line = read_line (statement);

      g_array_append_val (lines, line);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static void
judge_subjects (GArray *lines, void (*judge) (GPtrArray *lines, GPtrArray *findings), GPtrArray *findings)
{
  g_autoptr (GPtrArray) group = g_ptr_array_new ();

  for (guint i = 0; i < lines->len; i++)
    {
      Line *line = &g_array_index (lines, Line, i);
      const Line *next = i + 1 < lines->len ? line + 1 : NULL;

      g_ptr_array_add (group, line);
      if (next != NULL && next->program_id == line->program_id && next->subject == line->subject)
        continue;
      judge (group, findings);
      g_ptr_array_set_size (group, 0);
    }
}

GPtrArray *
sn_finding_compute (SnConnection *connection, gint64 campaign_id, gint64 program_id, GError **error)
{
  g_autoptr (GPtrArray) findings = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_finding_free);

  for (gsize i = 0; i < G_N_ELEMENTS (looks); i++)
    {
      g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
      g_autoptr (SnStatement) statement =
        sn_connection_query (connection, error, looks[i].sql, SN_INT (campaign_id), SN_INT (program_id));

      g_array_set_clear_func (lines, clear_line);
      if (statement == NULL || !read_lines (statement, lines, error))
        return NULL;
      judge_subjects (lines, looks[i].judge, findings);
    }
  return g_steal_pointer (&findings);
}

static const Rule *
find_rule (const char *id, GPtrArray *lines)
{
  for (gsize i = 0; i < G_N_ELEMENTS (rules); i++)
    if (strcmp (rules[i].id, id) == 0)
      return i == PERSON_TWICE && rates_differ (lines) ? &rules[SEVERAL_RATES] : &rules[i];
  return NULL;
}

SnFinding *
sn_finding_rebuild (SnConnection *connection, gint64 finding_id, const char *rule_id, const char *entitlements_json,
                    GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (Line));
  g_autoptr (GPtrArray) group = g_ptr_array_new ();
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, decided_sql, SN_TEXT (entitlements_json));
  const Rule *rule;
  SnFinding *finding;

  g_array_set_clear_func (lines, clear_line);
  if (statement == NULL || !read_lines (statement, lines, error))
    return NULL;
  for (guint i = 0; i < lines->len; i++)
    g_ptr_array_add (group, &g_array_index (lines, Line, i));
  rule = group->len > 0 ? find_rule (rule_id, group) : NULL;
  if (rule == NULL)
    return NULL;
  finding = build_finding (rule, group);
  finding->id = finding_id;
  return finding;
}
