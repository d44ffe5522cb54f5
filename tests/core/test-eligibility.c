/* test-eligibility.c: who fits a rate, and what keeps somebody from it, in sentences that name what is there and what is asked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "category-fixture.h"
#include "pair-rule-fixture.h"

#include "sn-candidate.h"
#include "sn-eligibility.h"
#include "sn-possible-benefit.h"

#define TOWN 310118102

typedef struct
{
  const char *program_code;
  gint64      person_id;
} Question;

static gpointer
explain (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return sn_eligibility_explain (connection, question->program_code, question->person_id, error);
}

/* One line a rate: "label: fits (ground)" or "label: code: sentence; code: sentence". */
static char *
tell (Fixture *fixture, const char *program_code, gint64 person_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) fits = sn_workspace_read (fixture->workspace, explain, &(Question){ program_code, person_id }, NULL, &error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < fits->len; i++)
    {
      const SnRateFit *fit = g_ptr_array_index (fits, i);

      g_string_append_printf (text, "%s%s:", i > 0 ? "\n" : "", fit->rate_label);
      if (fit->reasons->len == 0)
        g_string_append_printf (text, " fits (%s)", fit->ground);
      for (guint j = 0; j < fit->reasons->len; j++)
        {
          const SnMisfitReason *reason = g_ptr_array_index (fit->reasons, j);

          g_string_append_printf (text, " %s: %s", sn_misfit_to_string (reason->misfit), reason->sentence);
        }
    }
  return g_string_free (text, FALSE);
}

static void
assert_told (Fixture *fixture, const char *program_code, gint64 person_id, const char *expected)
{
  g_autofree char *text = tell (fixture, program_code, person_id);

  g_assert_cmpstr (text, ==, expected);
}

#define UNEMPLOYED "登记失业困难人员"

/* The day on which a category counts, from both sides; what is said of it. */
static void
test_category (Fixture *fixture, gconstpointer data)
{
  static const char *const spans[][3] = {
    { "2024-12-31", "", UNEMPLOYED ": fits (" UNEMPLOYED ")" },
    { "2024-01-01", "2024-12-31", UNEMPLOYED ": fits (" UNEMPLOYED ")" },
    { "2024-01-01", "2024-12-30", UNEMPLOYED ": category: “" UNEMPLOYED "” was held only until 2024-12-30; it counts on 2024-12-31." },
    { "2025-01-01", "", UNEMPLOYED ": category: “" UNEMPLOYED "” is held only from 2025-01-01 on; it counts on 2024-12-31." },
  };

  for (int i = 0; i < (int) G_N_ELEMENTS (spans); i++)
    {
      add_person (fixture, i + 1, i + 1, "1980-01-01", TOWN);
      hold_category (fixture, i + 1, UNEMPLOYED, spans[i][0], spans[i][1]);
      assert_told (fixture, "04.1", i + 1, spans[i][2]);
    }
  add_person (fixture, 9, 9, "1980-01-01", TOWN);
  assert_told (fixture, "04.1", 9, UNEMPLOYED ": category: “" UNEMPLOYED "” is not held on 2024-12-31.");
  /* Held twice, with a gap on the day: what ended last says more than what began later. */
  hold_category (fixture, 9, UNEMPLOYED, "2025-01-02", "");
  hold_category (fixture, 9, UNEMPLOYED, "2023-01-01", "2023-06-30");
  hold_category (fixture, 9, UNEMPLOYED, "2024-01-01", "2024-11-30");
  assert_told (fixture, "04.1", 9, UNEMPLOYED ": category: “" UNEMPLOYED "” was held only until 2024-11-30; it counts on 2024-12-31.");
}

static void
test_household (Fixture *fixture, gconstpointer data)
{
  g_autofree char *text = NULL;

  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  add_person (fixture, 2, 1, "1980-01-01", TOWN);
  hold_category (fixture, 1, "低保", "2024-01-01", "");
  text = tell (fixture, "03.1", 1);
  g_assert_true (g_str_has_prefix (text, "低保家庭（残疾家庭）: household_category: Beside “低保” the rate asks for “残疾人” in the household;"
                                         " nobody there holds it on 2024-12-31.\n低保家庭: fits (低保)\n"));
  hold_category (fixture, 2, "残疾人", "2024-01-01", "");
  g_free (text);
  text = tell (fixture, "03.1", 1);
  g_assert_true (g_str_has_prefix (text, "低保家庭（残疾家庭）: fits (低保、残疾人)\n"));

  /* The household's line, through another member; the other's own line is said once. */
  add_line (fixture, 1, "03.2", "低保家庭", 2, TOWN, 60000);
  hold_category (fixture, 1, "困境儿童", "2024-01-01", "");
  assert_told (fixture, "03.2", 1,
               "低保家庭: household_listed: The household stands in 03.2 already, through 人2: “低保家庭”, 600.00 yuan, listed.\n"
               "特困供养人员、孤儿、困境儿童: fits (困境儿童)");
  g_free (text);
  text = tell (fixture, "03.2", 2);
  g_assert_nonnull (strstr (text, "低保家庭: listed: The person stands in 03.2 already: “低保家庭”, 600.00 yuan, listed. category: "));
  g_assert_null (strstr (text, "household_listed"));
  do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x'");
  assert_told (fixture, "03.2", 1, "低保家庭: fits (低保)\n特困供养人员、孤儿、困境儿童: fits (困境儿童)");
}

static void
test_person (Fixture *fixture, gconstpointer data)
{
  static const char *const births[] = { "1945-01-28", "1945-01-29", "" };
  static const char *const said[] = {
    "新春大礼包（80周岁及以上）: fits (独居困难老人; aged 80 or more)",
    "新春大礼包（80周岁及以上）: age: “新春大礼包（80周岁及以上）” asks for an age of 80, but this person is 79 on 2025-01-28.",
    "新春大礼包（80周岁及以上）: age: “新春大礼包（80周岁及以上）” asks for an age of 80, but the date of birth is not known.",
  };

  for (int i = 0; i < 3; i++)
    {
      g_autofree char *text = NULL;

      add_person (fixture, i + 1, i + 1, births[i], TOWN);
      hold_category (fixture, i + 1, "独居困难老人", "2024-01-01", "");
      text = tell (fixture, "03.6", i + 1);
      if (strstr (text, said[i]) == NULL)
        g_error ("“%s” is not in “%s”", said[i], text);
    }

  add_person (fixture, 4, 4, "1980-01-01", TOWN);
  hold_category (fixture, 4, UNEMPLOYED, "2024-01-01", "");
  do_sql (fixture, "UPDATE person SET moved_on = '2025-01-29' WHERE id = 4");
  assert_told (fixture, "04.1", 4, UNEMPLOYED ": fits (" UNEMPLOYED ")");
  do_sql (fixture, "UPDATE person SET moved_on = '2025-01-28' WHERE id = 4");
  assert_told (fixture, "04.1", 4,
               UNEMPLOYED ": moved: The person moved out of the district on 2025-01-28; the delivery is due on 2025-01-28.");
  do_sql (fixture, "UPDATE person SET died_on = '2025-01-02' WHERE id = 4");
  assert_told (fixture, "04.1", 4,
               UNEMPLOYED ": died: The person died on 2025-01-02. moved: The person moved out of the district on 2025-01-28;"
                          " the delivery is due on 2025-01-28.");
}

static void
forbid (Fixture *fixture, const char *first, const char *second, const char *first_rate, const char *second_rate, SnPairPolicy policy)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, set_rule, &(Setting){ first, second, first_rate, second_rate, policy, NULL }, NULL, &error);
  g_assert_no_error (error);
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

/* Whether all who say so say that the person fits the program. */
static gboolean
is_candidate (Fixture *fixture, const char *program_code, gint64 person_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) candidates = sn_workspace_read (fixture->workspace, list_candidates, (gpointer) program_code, NULL, &error);
  g_autoptr (GPtrArray) possible = sn_workspace_read (fixture->workspace, list_possible, &person_id, NULL, &error);
  g_autofree char *text = tell (fixture, program_code, person_id);
  gboolean is_one = FALSE, is_possible = FALSE;

  g_assert_no_error (error);
  for (guint i = 0; i < candidates->len; i++)
    is_one |= ((SnCandidate *) g_ptr_array_index (candidates, i))->person_id == person_id;
  for (guint i = 0; i < possible->len; i++)
    is_possible |= strcmp (((SnPossibleBenefit *) g_ptr_array_index (possible, i))->program, program_code) == 0;
  g_assert_cmpint (is_one, ==, is_possible);
  g_assert_cmpint (is_one, ==, strstr (text, " fits (") != NULL);
  return is_one;
}

/* A rule that forbids: as the findings see it, and alike for candidates, one person's programs and the reasons. */
static void
test_forbidden (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  add_person (fixture, 2, 1, "1980-01-01", TOWN);
  hold_category (fixture, 1, UNEMPLOYED, "2024-01-01", "");
  hold_category (fixture, 2, "低保", "2024-01-01", "");
  add_line (fixture, 1, "09.1", "困难职工", 1, TOWN, 80000);
  g_assert_true (is_candidate (fixture, "04.1", 1));
  forbid (fixture, "09.1", "04.1", NULL, NULL, SN_PAIR_WARN);
  g_assert_true (is_candidate (fixture, "04.1", 1));
  forbid (fixture, "09.1", "04.1", NULL, NULL, SN_PAIR_FORBID);
  g_assert_false (is_candidate (fixture, "04.1", 1));
  assert_told (fixture, "04.1", 1,
               UNEMPLOYED ": forbidden: The office's rules forbid it beside 09.1 困难职工春节慰问: “困难职工”, 800.00 yuan, for 人1, listed.");
  /* What two rates are allowed goes before what their programs are forbidden. */
  forbid (fixture, "09.1", "04.1", "困难职工", UNEMPLOYED, SN_PAIR_ALLOW);
  g_assert_true (is_candidate (fixture, "04.1", 1));

  /* Another member's own line means nothing to a person, but to the household. */
  forbid (fixture, "09.1", "03.1", NULL, NULL, SN_PAIR_FORBID);
  g_assert_false (is_candidate (fixture, "03.1", 2));
  do_sql (fixture, "UPDATE entitlement SET state = 'held', reason = 'x'");
  g_assert_true (is_candidate (fixture, "03.1", 2));
  add_line (fixture, 2, "03.1", "低保家庭", 2, TOWN, 120000);
  forbid (fixture, "03.1", "04.1", NULL, NULL, SN_PAIR_FORBID);
  g_assert_false (is_candidate (fixture, "04.1", 1));
}

static void
test_nobody (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (sn_workspace_read (fixture->workspace, explain, &(Question){ "04.1", 77 }, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
  g_clear_error (&error);
  g_assert_null (sn_workspace_read (fixture->workspace, explain, &(Question){ "99.9", 77 }, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/eligibility/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("category", test_category);
  ADD ("household", test_household);
  ADD ("person", test_person);
  ADD ("forbidden", test_forbidden);
  ADD ("nobody", test_nobody);
  return g_test_run ();
}
