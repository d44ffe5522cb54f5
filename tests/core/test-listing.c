/* test-listing.c: chosen people onto a roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "category-fixture.h"

#include "sn-listing.h"
#include "sn-figure-keeper.h"

#define TOWN 310118102
#define UNEMPLOYED "登记失业困难人员"
#define ALLOWANCE "低保家庭"

static gpointer
judge (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_listing_judge (connection, data, error);
}

typedef struct
{
  const SnListingRequest *request;
  SnListing              *listing;
} Addition;

static gboolean
add (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Addition *addition = data;

  return sn_listing_add (transaction, addition->request, &addition->listing, error);
}

static const char *
name_rate (const SnListing *listing, gint64 rate_id)
{
  for (guint i = 0; i < listing->program->rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (listing->program->rates, i);

      if (rate->id == rate_id)
        return rate->label;
    }
  return "";
}

/* "1 fits RATE 120000; 2 covered; 3 misfit category" and the sums. */
static char *
tell (const SnListing *listing)
{
  static const char *const verdicts[] = { "fits", "anyway", "covered", "no-amount", "other-amount", "misfit" };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < listing->lines->len; i++)
    {
      const SnListingLine *line = &g_array_index (listing->lines, SnListingLine, i);

      g_string_append_printf (text, "%s%d %s", i > 0 ? "; " : "", (int) line->person_id, verdicts[line->verdict]);
      if (line->rate_id != 0)
        g_string_append_printf (text, " %s", name_rate (listing, line->rate_id));
      if (line->amount_fen != 0)
        g_string_append_printf (text, " %d", (int) line->amount_fen);
      if (line->misfit != SN_MISFIT_NONE)
        g_string_append_printf (text, " %s", sn_misfit_to_string (line->misfit));
    }
  g_string_append_printf (text, " = %u (%u) %d, %u covered, %u not", listing->n_can, listing->n_anyway, (int) listing->amount_fen,
                          listing->n_covered, listing->n_cannot);
  return g_string_free (text, FALSE);
}

#define REQUEST(...) { .person_ids = g_array_new (FALSE, FALSE, sizeof (gint64)), __VA_ARGS__ }

static void
choose (SnListingRequest *request, gint64 first, gint64 last)
{
  for (gint64 id = first; id <= last; id++)
    g_array_append_val (request->person_ids, id);
}

static void
assert_judged (Fixture *fixture, SnListingRequest *request, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnListing) listing = sn_workspace_read (fixture->workspace, judge, request, NULL, &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  text = tell (listing);
  g_assert_cmpstr (text, ==, expected);
}

/* Does exactly what it judged. */
static void
do_add (Fixture *fixture, SnListingRequest *request)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnListing) judged = sn_workspace_read (fixture->workspace, judge, request, NULL, &error);
  Addition addition = { request, NULL };
  g_autofree char *before = NULL, *after = NULL;

  g_assert_no_error (error);
  sn_workspace_write (fixture->workspace, add, &addition, NULL, &error);
  g_assert_no_error (error);
  before = tell (judged);
  after = tell (addition.listing);
  g_assert_cmpstr (before, ==, after);
  sn_listing_free (addition.listing);
}

static gpointer
verify (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_figures_verify (connection, error);
}

static void
assert_figures (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *verdict = sn_workspace_read (fixture->workspace, verify, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (verdict, ==, "ok");
}

static void
test_persons (Fixture *fixture, gconstpointer data)
{
  SnListingRequest request = REQUEST (.program_code = "04.1");

  for (int i = 1; i <= 6; i++)
    {
      add_person (fixture, i, i, "1980-01-01", TOWN);
      if (i != 2)
        hold_category (fixture, i, UNEMPLOYED, "2024-01-01", "");
    }
  add_line (fixture, 1, "04.1", UNEMPLOYED, 3, TOWN, 75000);
  do_sql (fixture, "UPDATE person SET died_on = '2025-01-02' WHERE id = 4; UPDATE person SET moved_on = '2025-01-02' WHERE id = 5");
  choose (&request, 6, 6);
  choose (&request, 1, 7);
  choose (&request, 77, 77);
  assert_judged (fixture, &request,
                 "6 fits " UNEMPLOYED " 75000; 1 fits " UNEMPLOYED " 75000; 2 misfit category; 3 misfit listed; 4 misfit died; 5 misfit moved;"
                 " 7 misfit unknown; 77 misfit unknown = 2 (0) 150000, 0 covered, 6 not");
  do_add (fixture, &request);
  assert_sql (fixture, "SELECT group_concat (person_id || unit || state || amount_fen || town_id || note || ifnull (source_file_id, ''), ';')"
                       " FROM entitlement WHERE id <> 1",
              "6personlisted75000310118102;1personlisted75000310118102");
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "roster-add-many[\"04.1\",\"2\",\"1,500.00\"]");
  assert_figures (fixture);
  /* Once more: all stand, and nothing is changed. */
  do_add (fixture, &request);
  assert_sql (fixture, "SELECT count(*) FROM change WHERE action = 'roster-add-many'", "1");
  g_array_unref (request.person_ids);
}

/* Who cannot, by reason, most people first, each with a sentence. */
static void
test_obstacles (Fixture *fixture, gconstpointer data)
{
  SnListingRequest request = REQUEST (.program_code = "04.1");
  g_autoptr (GError) error = NULL;
  g_autoptr (SnListing) listing = NULL;
  const SnListingObstacle *obstacle;

  for (int i = 1; i <= 4; i++)
    add_person (fixture, i, i, "1980-01-01", TOWN);
  do_sql (fixture, "UPDATE person SET died_on = '2025-01-02' WHERE id = 1");
  choose (&request, 1, 4);
  listing = sn_workspace_read (fixture->workspace, judge, &request, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (listing->obstacles->len, ==, 2);
  obstacle = g_ptr_array_index (listing->obstacles, 0);
  g_assert_cmpstr (obstacle->sentence, ==, "3 people hold no category of a rate on the day on which it counts.");
  obstacle = g_ptr_array_index (listing->obstacles, 1);
  g_assert_cmpstr (obstacle->sentence, ==, "1 person has died.");
  g_array_unref (request.person_ids);
}

/* One line a household, under the first rate that any of them fits, in the name of the head where he fits it; who fits only by the
 * household is covered, who fits in person gets his own. */
static void
test_households (Fixture *fixture, gconstpointer data)
{
  SnListingRequest request = REQUEST (.program_code = "03.1");

  for (int i = 1; i <= 7; i++)
    add_person (fixture, i, i <= 3 ? 1 : i <= 5 ? 2 : 3, "1980-01-01", TOWN);
  do_sql (fixture, "UPDATE household SET head_id = 2 WHERE id = 1");
  hold_category (fixture, 1, "低保", "2024-01-01", "");
  hold_category (fixture, 2, "低保", "2024-01-01", "");
  hold_category (fixture, 3, "低保", "2024-01-01", "");
  hold_category (fixture, 3, "困境儿童", "2024-01-01", "");
  hold_category (fixture, 4, "低保", "2024-01-01", "");
  hold_category (fixture, 5, "残疾人", "2024-01-01", "");
  hold_category (fixture, 6, "低保", "2024-01-01", "");
  add_line (fixture, 1, "03.1", ALLOWANCE, 7, TOWN, 120000);
  choose (&request, 1, 6);
  assert_judged (fixture, &request,
                 "1 covered; 2 fits " ALLOWANCE " 120000; 3 fits 特困供养人员、孤儿、困境儿童 120000; 4 fits 低保家庭（残疾家庭） 150000;"
                 " 5 misfit category; 6 misfit household_listed = 3 (0) 390000, 1 covered, 2 not");
  do_add (fixture, &request);
  assert_sql (fixture, "SELECT group_concat (person_id || unit || ifnull (household_id, '-'), ';') FROM entitlement WHERE id <> 1",
              "2household1;3person-;4household2");
  assert_figures (fixture);
  g_array_unref (request.person_ids);
}

/* A rate without an amount needs one; a range gives its least, or what the officer says within it. */
static void
test_amounts (Fixture *fixture, gconstpointer data)
{
  SnListingRequest request = REQUEST (.program_code = "03.4"), range = REQUEST (.program_code = "09.1");

  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  hold_category (fixture, 1, "突发事件困难", "2024-01-01", "");
  hold_category (fixture, 1, "困难职工", "2024-01-01", "");
  choose (&request, 1, 1);
  choose (&range, 1, 1);
  assert_judged (fixture, &request, "1 no-amount 政策外困难家庭 = 0 (0) 0, 0 covered, 1 not");
  request.has_amount = TRUE;
  request.amount_fen = 123400;
  assert_judged (fixture, &request, "1 fits 政策外困难家庭 123400 = 1 (0) 123400, 0 covered, 0 not");

  assert_judged (fixture, &range, "1 fits 困难职工 80000 = 1 (0) 80000, 0 covered, 0 not");
  range.has_amount = TRUE;
  range.amount_fen = 90000;
  assert_judged (fixture, &range, "1 fits 困难职工 90000 = 1 (0) 90000, 0 covered, 0 not");
  range.amount_fen = 99999999;
  assert_judged (fixture, &range, "1 other-amount 困难职工 = 0 (0) 0, 0 covered, 1 not");
  g_array_unref (request.person_ids);
  g_array_unref (range.person_ids);
}

static void
refuse (Fixture *fixture, SnListingRequest *request, int code, const char *words)
{
  g_autoptr (GError) error = NULL;
  Addition addition = { request, NULL };

  g_assert_cmpint (sn_workspace_write (fixture->workspace, add, &addition, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  g_assert_nonnull (strstr (error->message, words));
}

static gpointer
list_findings (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_finding_list (connection, "04.1", error);
}

/* That person 2 stands under a rate without its category. */
static void
assert_finding (Fixture *fixture, gboolean expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = sn_workspace_read (fixture->workspace, list_findings, NULL, NULL, &error);
  guint n = 0;

  g_assert_no_error (error);
  for (guint i = 0; i < findings->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (findings, i);

      if (strcmp (finding->rule, "category_not_held") != 0 || strstr (g_ptr_array_index (finding->persons, 0), "人2") == NULL)
        continue;
      g_assert_cmpstr (finding->level, ==, "warning");
      n++;
    }
  g_assert_cmpuint (n, ==, expected ? 1 : 0);
}

/* An officer's reason lists who does not fit, under a named rate; never a second line, never the dead. */
static void
test_anyway (Fixture *fixture, gconstpointer data)
{
  SnListingRequest request = REQUEST (.program_code = "04.1", .reason = "街道已核实");

  for (int i = 1; i <= 5; i++)
    add_person (fixture, i, i, "1980-01-01", TOWN);
  hold_category (fixture, 1, UNEMPLOYED, "2024-01-01", "");
  add_line (fixture, 1, "04.1", UNEMPLOYED, 3, TOWN, 75000);
  do_sql (fixture, "UPDATE person SET died_on = '2025-01-02' WHERE id = 4; UPDATE person SET moved_on = '2025-01-02' WHERE id = 5");
  choose (&request, 1, 5);
  refuse (fixture, &request, SN_ERROR_INVALID_INPUT, "rate");
  request.rate_label = "没有的标准";
  refuse (fixture, &request, SN_ERROR_NOT_FOUND, UNEMPLOYED);
  request.rate_label = UNEMPLOYED;
  request.reason = "  ";
  refuse (fixture, &request, SN_ERROR_INVALID_INPUT, "reason");
  request.reason = "街道已核实";
  request.has_amount = TRUE;
  refuse (fixture, &request, SN_ERROR_INVALID_INPUT, "above zero");
  request.has_amount = FALSE;
  assert_judged (fixture, &request,
                 "1 fits " UNEMPLOYED " 75000; 2 anyway " UNEMPLOYED " 75000 category; 3 misfit listed; 4 misfit died;"
                 " 5 anyway " UNEMPLOYED " 75000 moved = 3 (2) 225000, 0 covered, 2 not");
  do_add (fixture, &request);
  assert_sql (fixture, "SELECT group_concat (person_id || note, ';') FROM entitlement WHERE id <> 1", "1;2街道已核实;5街道已核实");
  /* It is pointed out, and no longer once the category is known. */
  assert_finding (fixture, TRUE);
  hold_category (fixture, 2, UNEMPLOYED, "2024-01-01", "");
  assert_finding (fixture, FALSE);
  assert_sql (fixture, "SELECT action || arguments FROM change WHERE action LIKE 'roster-add%' ORDER BY id DESC LIMIT 1",
              "roster-add-anyway[\"04.1\",\"3\",\"2,250.00\",\"2\"]");
  g_array_unref (request.person_ids);
}

static gpointer
judge_cancelled (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_cancellable_cancel (cancellable);
  return sn_listing_judge (connection, data, error);
}

static void
test_cancel (Fixture *fixture, gconstpointer data)
{
  SnListingRequest request = REQUEST (.program_code = "03.1");
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= 60; i++)
    add_person (fixture, i, i, "1980-01-01", TOWN);
  choose (&request, 1, 60);
  g_assert_null (sn_workspace_read (fixture->workspace, judge_cancelled, &request, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_array_unref (request.person_ids);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/listing/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("persons", test_persons);
  ADD ("obstacles", test_obstacles);
  ADD ("households", test_households);
  ADD ("amounts", test_amounts);
  ADD ("anyway", test_anyway);
  ADD ("cancel", test_cancel);
  return g_test_run ();
}
