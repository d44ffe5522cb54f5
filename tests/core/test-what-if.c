/* test-what-if.c: what other rates would mean is what they then do mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "category-fixture.h"

#include "sn-candidate.h"
#include "sn-rate-condition.h"
#include "sn-what-if.h"

#define TOWN 310118102
#define WITH_DISABLED "低保家庭（残疾家庭）"
#define ALLOWANCE "低保家庭"

static gpointer
ask (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_what_if_run (connection, "03.1", data, 1, error);
}

static gpointer
list_candidates (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_candidate_list (connection, "03.1", error);
}

/* "persons households open least-most" */
static char *
tell (const SnEntitled *side)
{
  return g_strdup_printf ("%d %d %d %d-%d", (int) side->persons, (int) side->households, (int) side->open, (int) side->least_fen,
                          (int) side->most_fen);
}

/* The same of the candidates, which are all who are entitled where nobody is listed. */
static char *
tell_candidates (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) candidates = sn_workspace_read (fixture->workspace, list_candidates, NULL, NULL, &error);
  SnEntitled side = { 0 };

  g_assert_no_error (error);
  for (guint i = 0; i < candidates->len; i++)
    {
      const SnCandidate *candidate = g_ptr_array_index (candidates, i);

      side.persons += candidate->per_household ? 0 : 1;
      side.households += candidate->per_household ? 1 : 0;
      side.open += candidate->discretionary ? 1 : 0;
      side.least_fen += candidate->amount_fen;
      side.most_fen += candidate->amount_fen;
    }
  return tell (&side);
}

/* Households 1 to 8 of three people; one or two of low income in each, a disabled person in some, children in need. */
static void
fill (Fixture *fixture)
{
  for (int i = 1; i <= 24; i++)
    {
      add_person (fixture, i, (i + 2) / 3, i % 4 == 0 ? "1950-03-01" : "2012-03-01", i > 12 ? TOWN : 310118001);
      if (i % 3 == 1)
        hold_category (fixture, i, "低保", "2024-01-01", i == 7 ? "2024-11-30" : "");
      if (i % 6 == 2)
        hold_category (fixture, i, "残疾人", "2024-01-01", "");
      if (i % 6 == 3 || i == 1)
        hold_category (fixture, i, "困境儿童", "2024-01-01", "");
    }
  do_sql (fixture, "UPDATE person SET died_on = '2024-12-01' WHERE id = 22; UPDATE person SET moved_on = '2024-12-01' WHERE id = 5");
}

typedef struct
{
  const char *name;
  SnRateDraft draft;
  const char *applied; /* what makes it so */
} Case;

static void
assert_case (Fixture *fixture, const Case *asked)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnWhatIf) what_if = sn_workspace_read (fixture->workspace, ask, (gpointer) &asked->draft, NULL, &error);
  g_autofree char *now = NULL, *then = NULL, *before = tell_candidates (fixture), *after = NULL;

  g_assert_no_error (error);
  g_test_message ("%s", asked->name);
  now = tell (&what_if->now);
  then = tell (&what_if->then);
  g_assert_cmpstr (now, ==, before);
  do_sql (fixture, asked->applied);
  after = tell_candidates (fixture);
  g_assert_cmpstr (then, ==, after);
  g_assert_cmpstr (before, !=, after);
}

/* Each change by itself, and each on top of those before: what was foretold of it is what the candidates say when it is made. */
static void
test_foretold (Fixture *fixture, gconstpointer data)
{
  static const char *const size[] = { "household_size=3-", NULL }, *const town[] = { "town=朱家角", NULL }, *const kinds[] = { "household_size", NULL };
  static const char *const categories[] = { "subsistence-allowance", "child-in-need", NULL };
#define ONLY(label) "WHERE rate_id = (SELECT id FROM benefit_rate WHERE program_id = 20250301 AND label = '" label "')"
#define RATE(label) "WHERE program_id = 20250301 AND label = '" label "'"
  Case cases[] = {
    { "amount", SN_RATE_DRAFT (ALLOWANCE), "UPDATE benefit_rate SET min_fen = 130000, max_fen = 130000 " RATE (ALLOWANCE) },
    { "least age", SN_RATE_DRAFT (ALLOWANCE), "UPDATE benefit_rate SET min_age = 60 " RATE (ALLOWANCE) },
    { "no age", SN_RATE_DRAFT (ALLOWANCE), "UPDATE benefit_rate SET min_age = NULL " RATE (ALLOWANCE) },
    { "day", SN_RATE_DRAFT (ALLOWANCE), "UPDATE benefit_rate SET as_of = '2024-11-30' " RATE (ALLOWANCE) },
    { "size", SN_RATE_DRAFT (ALLOWANCE),
      "INSERT INTO rate_condition (id, rate_id, kind, least) SELECT 1, id, 'household_size', 3 FROM benefit_rate " RATE (ALLOWANCE) },
    { "town for size", SN_RATE_DRAFT (ALLOWANCE),
      "DELETE FROM rate_condition; INSERT INTO rate_condition (id, rate_id, kind, choices)"
      " SELECT 2, id, 'town', '[310118102]' FROM benefit_rate " RATE (ALLOWANCE) },
    { "unit", SN_RATE_DRAFT (ALLOWANCE), "UPDATE benefit_rate SET unit = 'person' " RATE (ALLOWANCE) },
    { "categories", SN_RATE_DRAFT (WITH_DISABLED),
      "DELETE FROM rate_category " ONLY (WITH_DISABLED) "; INSERT INTO rate_category (rate_id, category_id) SELECT r.id, c.id"
      " FROM benefit_rate r JOIN category c ON c.code IN ('subsistence-allowance', 'child-in-need') WHERE r.program_id = 20250301"
      " AND r.label = '" WITH_DISABLED "'" },
  };

  cases[0].draft.min_fen = cases[0].draft.max_fen = 130000;
  cases[1].draft.min_age = 60;
  cases[2].draft.min_age = 0;
  cases[3].draft.as_of = "2024-11-30";
  cases[4].draft.conditions = size;
  cases[5].draft.conditions = town;
  cases[5].draft.removed = kinds;
  cases[6].draft.unit = "person";
  cases[7].draft.categories = categories;
  fill (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    assert_case (fixture, &cases[i]);
}

/* Who gains, who loses, who stands on the roster in vain; the roster makes no difference to who is entitled; nothing is written. */
static void
test_roster (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnWhatIf) what_if = NULL;
  SnRateDraft draft = SN_RATE_DRAFT (ALLOWANCE);
  g_autofree char *now = NULL, *then = NULL;

  for (int i = 1; i <= 4; i++)
    {
      add_person (fixture, i, i, i <= 2 ? "1950-01-01" : "1990-01-01", TOWN);
      if (i <= 3)
        hold_category (fixture, i, "低保", "2024-01-01", "");
    }
  add_line (fixture, 1, "03.1", ALLOWANCE, 1, TOWN, 120000);
  add_line (fixture, 2, "03.1", ALLOWANCE, 3, TOWN, 120000);
  DO (SUBMIT, "03.1");
  do_sql (fixture, "UPDATE funding_line SET ceiling_fen = 200000 WHERE program_id = 20250301");
  draft.min_age = 60;
  draft.min_fen = draft.max_fen = 150000;
  what_if = sn_workspace_read (fixture->workspace, ask, &draft, NULL, &error);
  g_assert_no_error (error);
  now = tell (&what_if->now);
  then = tell (&what_if->then);
  g_assert_cmpstr (now, ==, "0 3 0 360000-360000");
  g_assert_cmpstr (then, ==, "0 2 0 300000-300000");
  g_assert_cmpint (what_if->gained, ==, 0);
  g_assert_cmpint (what_if->lost, ==, 1);
  g_assert_cmpint (what_if->planned_lost, ==, 1);
  g_assert_cmpint (what_if->planned_fen, ==, 240000);
  g_assert_cmpint (what_if->ceiling_fen, ==, 200000);
  g_assert_cmpstr (what_if->funding, !=, "");
  assert_sql (fixture, "SELECT count(*) FROM benefit_rate WHERE min_age = 60 AND program_id = 20250301", "0");
}

static void
refuse (Fixture *fixture, const SnRateDraft *draft, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sn_workspace_read (fixture->workspace, ask, (gpointer) draft, NULL, &error));
  g_assert_error (error, SN_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const char *const wrong[] = { "age", NULL }, *const town[] = { "town=某镇", NULL }, *const codes[] = { "nobody", NULL };
  SnRateDraft unknown = SN_RATE_DRAFT ("没有的标准"), amount = SN_RATE_DRAFT (ALLOWANCE), day = SN_RATE_DRAFT (ALLOWANCE),
              condition = SN_RATE_DRAFT (ALLOWANCE), choice = SN_RATE_DRAFT (ALLOWANCE), category = SN_RATE_DRAFT (ALLOWANCE);

  amount.min_fen = 100;
  amount.max_fen = 50;
  day.as_of = "yesterday";
  condition.conditions = wrong;
  choice.conditions = town;
  category.categories = codes;
  refuse (fixture, &unknown, SN_ERROR_NOT_FOUND, ALLOWANCE);
  refuse (fixture, &amount, SN_ERROR_INVALID_INPUT, "above zero");
  refuse (fixture, &day, SN_ERROR_INVALID_INPUT, "yesterday");
  refuse (fixture, &condition, SN_ERROR_INVALID_INPUT, "KIND=VALUE");
  refuse (fixture, &choice, SN_ERROR_INVALID_INPUT, "某镇");
  refuse (fixture, &category, SN_ERROR_NOT_FOUND, "nobody");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/what-if/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("foretold", test_foretold);
  ADD ("roster", test_roster);
  ADD ("refusals", test_refusals);
  return g_test_run ();
}
