/* test-rate-condition.c: what a rate asks for beyond a category: kept, said, and judged alike wherever somebody is judged.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "category-fixture.h"

#include "sn-candidate.h"
#include "sn-eligibility.h"
#include "sn-possible-benefit.h"
#include "sn-rate-condition.h"
#include "sn-roster-admission.h"

#define TOWN 310118102
#define UNEMPLOYED "登记失业困难人员"

typedef struct
{
  const char *program_code;
  const char *label;
  const char *kind;
  const char *value; /* %NULL: take it away */
} Setting;

static gboolean
set (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Setting *setting = data;
  g_auto (GStrv) choices = NULL;
  int least, most;

  if (setting->value == NULL)
    return sn_rate_condition_remove (transaction, setting->program_code, setting->label, setting->kind, error);
  return sn_rate_condition_parse (setting->kind, setting->value, &least, &most, &choices, error) &&
         sn_rate_condition_set (transaction, setting->program_code, setting->label, setting->kind, least, most, (const char *const *) choices, error);
}

static gint64
do_set (Fixture *fixture, const char *program_code, const char *label, const char *kind, const char *value)
{
  g_autoptr (GError) error = NULL;
  gint64 change = sn_workspace_write (fixture->workspace, set, &(Setting){ program_code, label, kind, value }, NULL, &error);

  g_assert_no_error (error);
  return change;
}

static void
refuse (Fixture *fixture, const char *label, const char *kind, const char *value, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, set, &(Setting){ "04.1", label, kind, value }, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
}

static gpointer
list_candidates (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_candidate_list (connection, data, error);
}

static gpointer
list_possible (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_possible_benefit_list (connection, *(gint64 *) data, error);
}

static gpointer
explain (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_eligibility_explain (connection, "04.1", *(gint64 *) data, error);
}

/* Whether person 1 fits 04.1, by all who say so; what is said where he does not. */
static void
assert_fits (Fixture *fixture, gboolean expected, const char *words)
{
  g_autoptr (GError) error = NULL;
  gint64 person_id = 1;
  g_autoptr (GPtrArray) candidates = sn_workspace_read (fixture->workspace, list_candidates, (gpointer) "04.1", NULL, &error);
  g_autoptr (GPtrArray) possible = sn_workspace_read (fixture->workspace, list_possible, &person_id, NULL, &error);
  g_autoptr (GPtrArray) fits = sn_workspace_read (fixture->workspace, explain, &person_id, NULL, &error);
  const SnRateFit *fit = g_ptr_array_index (fits, 0);

  g_assert_no_error (error);
  g_assert_cmpint (candidates->len, ==, expected ? 1 : 0);
  g_assert_cmpint (possible->len, ==, expected ? 1 : 0);
  g_assert_cmpint (fit->reasons->len, ==, expected ? 0 : 1);
  if (!expected)
    {
      const SnMisfitReason *reason = g_ptr_array_index (fit->reasons, 0);

      g_assert_cmpint (reason->misfit, ==, SN_MISFIT_CONDITION);
      g_assert_cmpstr (reason->sentence, ==, words);
    }
}

/* Each kind from both sides; what is not known meets nothing. */
static void
test_kinds (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *kind;
    const char *value;
    const char *sql; /* makes it fit */
    const char *other; /* makes it not fit, before */
    const char *words;
  } cases[] = {
    /* 59 on 2025-01-28: born after 1965-01-28. */
    { "age", "-59", "UPDATE person SET birth_date = '1965-01-29' WHERE id = 1", "UPDATE person SET birth_date = '1965-01-28' WHERE id = 1",
      "The rate asks for this: at most 59 years old. The registry has: 60 years old on 2025-01-28." },
    { "age", "59", "UPDATE person SET birth_date = '1980-01-01' WHERE id = 1", "UPDATE person SET birth_date = NULL WHERE id = 1",
      "The rate asks for this: at most 59 years old. The registry has: not known." },
    { "sex", "女", "UPDATE person SET sex = 'female' WHERE id = 1", "UPDATE person SET sex = 'male' WHERE id = 1",
      "The rate asks for this: Sex: female. The registry has: male." },
    { "household_size", "3-", "UPDATE person SET died_on = NULL", "UPDATE person SET died_on = '2024-01-01' WHERE id = 3",
      "The rate asks for this: at least 3 members of the household. The registry has: 2." },
    { "household_size", "-2", "UPDATE person SET moved_on = '2024-01-01' WHERE id = 3", "UPDATE person SET moved_on = NULL",
      "The rate asks for this: at most 2 members of the household. The registry has: 3." },
    { "household_kind", "集体户,institution", "UPDATE household SET kind = 'collective'", "UPDATE household SET kind = 'family'",
      "The rate asks for this: Kind of household: collective household、household of an institution. The registry has: family household." },
    { "disability_kind", "视力、听力", "UPDATE person SET disability_kind = 2", "UPDATE person SET disability_kind = 4",
      "The rate asks for this: Kind of disability: 视力残疾、听力残疾. The registry has: 肢体残疾." },
    { "disability_level", "-2", "UPDATE person SET disability_level = 2", "UPDATE person SET disability_level = NULL",
      "The rate asks for this: disability of level 1 to 2. The registry has: not known." },
    { "town", "朱家角,盈浦街道", "UPDATE person SET town_id = 310118102", "UPDATE person SET town_id = 310118001",
      "The rate asks for this: Town: 朱家角镇、盈浦街道. The registry has: 夏阳街道." },
    { "ethnic_group", "回", "UPDATE person SET ethnic_group = '回族'", "UPDATE person SET ethnic_group = '汉族'",
      "The rate asks for this: Ethnic group: 回族. The registry has: 汉族." },
    { "ethnic_group", "少数民族", "UPDATE person SET ethnic_group = '满族'", "UPDATE person SET ethnic_group = ''",
      "The rate asks for this: Ethnic group: 少数民族. The registry has: not known." },
  };

  for (int i = 1; i <= 3; i++)
    add_person (fixture, i, 1, "1980-01-01", TOWN);
  hold_category (fixture, 1, UNEMPLOYED, "2024-01-01", "");
  assert_fits (fixture, TRUE, NULL);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_test_message ("%s=%s", cases[i].kind, cases[i].value);
      do_set (fixture, "04.1", UNEMPLOYED, cases[i].kind, cases[i].value);
      do_sql (fixture, cases[i].other);
      assert_fits (fixture, FALSE, cases[i].words);
      do_sql (fixture, cases[i].sql);
      assert_fits (fixture, TRUE, NULL);
      do_set (fixture, "04.1", UNEMPLOYED, cases[i].kind, NULL);
    }
  assert_sql (fixture, "SELECT count(*) FROM rate_condition", "0");
}

/* One of a kind; the same again leaves no trace; it can be taken back. */
static void
test_set (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (do_set (fixture, "04.1", UNEMPLOYED, "age", "-59"), >, 0);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1",
              "rate-condition-set[\"04.1\",\"" UNEMPLOYED "\",\"at most 59 years old\"]");
  g_assert_cmpint (do_set (fixture, "04.1", UNEMPLOYED, "age", "59"), ==, SN_WORKSPACE_UNCHANGED);
  do_set (fixture, "04.1", UNEMPLOYED, "age", "-54");
  do_set (fixture, "04.1", UNEMPLOYED, "town", "夏阳街道,310118102,练塘");
  assert_sql (fixture, "SELECT group_concat (kind || ifnull (least, '') || ifnull (most, '') || choices, ';') FROM rate_condition",
              "age54[];town[310118001,310118102,310118103]");
  do_set (fixture, "04.1", UNEMPLOYED, "age", NULL);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1",
              "rate-condition-remove[\"04.1\",\"" UNEMPLOYED "\",\"at most 54 years old\"]");
  g_assert_cmpint (do_set (fixture, "04.1", UNEMPLOYED, "age", NULL), ==, SN_WORKSPACE_UNCHANGED);

  refuse (fixture, UNEMPLOYED, "shoe_size", "1", SN_ERROR_INVALID_INPUT, "household_size");
  refuse (fixture, UNEMPLOYED, "age", "60-70", SN_ERROR_INVALID_INPUT, "least age");
  refuse (fixture, UNEMPLOYED, "age", "-121", SN_ERROR_INVALID_INPUT, "120");
  refuse (fixture, UNEMPLOYED, "household_size", "5-3", SN_ERROR_INVALID_INPUT, "smaller number first");
  refuse (fixture, UNEMPLOYED, "household_size", "-", SN_ERROR_INVALID_INPUT, "at least or at most");
  refuse (fixture, UNEMPLOYED, "household_size", "many", SN_ERROR_INVALID_INPUT, "1-3");
  refuse (fixture, UNEMPLOYED, "disability_level", "1-5", SN_ERROR_INVALID_INPUT, "4");
  refuse (fixture, UNEMPLOYED, "town", "某镇", SN_ERROR_INVALID_INPUT, "某镇");
  refuse (fixture, UNEMPLOYED, "town", "", SN_ERROR_INVALID_INPUT, "which will do");
  refuse (fixture, UNEMPLOYED, "sex", "f\"m", SN_ERROR_INVALID_INPUT, "not known");
  refuse (fixture, "没有的标准", "age", "59", SN_ERROR_NOT_FOUND, UNEMPLOYED);
}

static gpointer
list_findings (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_finding_list (connection, "04.1", error);
}

/* Set when lines were handed in: they stay, and who does not fit is pointed out. */
static void
test_finding (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  const SnFinding *finding;

  add_person (fixture, 1, 1, "1960-01-01", TOWN);
  add_person (fixture, 2, 2, "1980-01-01", TOWN);
  add_line (fixture, 1, "04.1", UNEMPLOYED, 1, TOWN, 75000);
  add_line (fixture, 2, "04.1", UNEMPLOYED, 2, TOWN, 75000);
  DO (SUBMIT, "04.1");
  do_set (fixture, "04.1", UNEMPLOYED, "age", "-59");
  findings = sn_workspace_read (fixture->workspace, list_findings, NULL, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (findings->len, ==, 1);
  finding = g_ptr_array_index (findings, 0);
  g_assert_cmpstr (finding->rule, ==, "condition_not_met");
  g_assert_cmpstr (finding->level, ==, "warning");
  g_assert_cmpint (g_array_index (finding->entitlements, gint64, 0), ==, 1);
  DO (DECIDE, .id = finding->id, .decision = "allow", .reason = "镇里核实过");
}

typedef struct
{
  const char  *program_code;
  SnRosterRow *row;
} Addition;

static gboolean
add_row (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  const Addition *addition = data;

  return sn_roster_add (transaction, addition->program_code, NULL, addition->row, faults, error);
}

static void
do_add (Fixture *fixture, const char *program_code, SnRosterRow *row)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, add_row, &(Addition){ program_code, row }, NULL, &error);
  g_assert_no_error (error);
}

/* A line that comes in without an amount stands under the first rate that fits whole. */
static void
test_admission (Fixture *fixture, gconstpointer data)
{
  SnRosterRow *row = sn_roster_row_new ();

  row->name = g_strdup ("王一");
  row->document_type = g_strdup ("resident");
  row->document_number = g_strdup ("310118198001010012");
  do_add (fixture, "04.1", row);
  do_sql (fixture, "INSERT INTO person_category (id, person_id, category_id, from_date)"
                   " SELECT c.id, p.id, c.id, '2024-01-01' FROM person p JOIN category c ON c.name IN ('低保', '残疾人')");
  do_set (fixture, "03.1", "低保家庭（残疾家庭）", "household_size", "2-");
  do_add (fixture, "03.1", row);
  assert_sql (fixture, "SELECT label || amount_fen FROM entitlement e JOIN benefit_rate r ON r.id = e.rate_id ORDER BY e.id DESC", "低保家庭120000");
  do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x'");
  do_set (fixture, "03.1", "低保家庭（残疾家庭）", "household_size", "1-");
  do_add (fixture, "03.1", row);
  assert_sql (fixture, "SELECT label || amount_fen FROM entitlement e JOIN benefit_rate r ON r.id = e.rate_id WHERE state = 'listed'",
              "低保家庭（残疾家庭）150000");
  sn_roster_row_free (row);
}

typedef struct
{
  gint64 from_id;
} Copy;

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id;

  return sn_campaign_copy (transaction, ((Copy *) data)->from_id, "二〇二六", "2026-02-17", &id, error);
}

static void
test_next_year (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  do_set (fixture, "04.1", UNEMPLOYED, "age", "-59");
  do_set (fixture, "03.1", "低保家庭", "household_size", "3-");
  sn_workspace_write (fixture->workspace, copy_campaign, &(Copy){ 2025 }, NULL, &error);
  g_assert_no_error (error);
  assert_sql (fixture,
              "SELECT group_concat (line, ';') FROM (SELECT g.code || r.label || q.kind || ifnull (q.least, '') || ifnull (q.most, '') AS line"
              " FROM rate_condition q JOIN benefit_rate r ON r.id = q.rate_id JOIN program g ON g.id = r.program_id WHERE g.campaign_id = 2026"
              " ORDER BY g.code)",
              "03.1低保家庭household_size3;04.1" UNEMPLOYED "age59");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/rate-condition/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("kinds", test_kinds);
  ADD ("set", test_set);
  ADD ("finding", test_finding);
  ADD ("admission", test_admission);
  ADD ("next-year", test_next_year);
  return g_test_run ();
}
