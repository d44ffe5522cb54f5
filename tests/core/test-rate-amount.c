/* test-rate-amount.c: amounts that follow from a score, the members of a household or the town: what is due, and that all who ask agree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "category-fixture.h"
#include "finding-fixture.h"

#include "sn-campaign.h"
#include "sn-candidate.h"
#include "sn-catalogue-edit.h"
#include "sn-benefit-rate.h"
#include "sn-eligibility.h"
#include "sn-journal.h"
#include "sn-line-change.h"
#include "sn-listing.h"
#include "sn-possible-benefit.h"
#include "sn-rate-amount.h"
#include "sn-rate-condition.h"
#include "sn-roster-admission.h"
#include "sn-what-if.h"

#define TOWN 310118102
#define OTHER_TOWN 310118001
#define SOURCE "残联综合困难评分"
#define DISABLED "困难残疾人家庭"
#define ALLOWANCE "低保家庭"
#define CASES "政策外困难家庭"

/* ── Setting ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char        *program_code;
  const char        *label;
  const SnRateBasis *basis;
  const SnRateEdit  *edit;  /* instead */
  const char        *town;  /* instead */
  gint64             amount_fen;
} Setting;

static gboolean
set (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Setting *setting = data;

  if (setting->edit != NULL)
    return sn_benefit_rate_edit (transaction, setting->program_code, setting->label, setting->edit, error);
  if (setting->town != NULL)
    return sn_rate_amount_set_town (transaction, setting->program_code, setting->label, setting->town, setting->amount_fen, error);
  return sn_rate_amount_set_basis (transaction, setting->program_code, setting->label, setting->basis, error);
}

static gint64
do_set (Fixture *fixture, Setting setting)
{
  g_autoptr (GError) error = NULL;
  gint64 change = sn_workspace_write (fixture->workspace, set, &setting, NULL, &error);

  g_assert_no_error (error);
  return change;
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static void
do_undo (Fixture *fixture, gint64 change)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, undo, &change, NULL, &error);
  g_assert_no_error (error);
}

static void
refuse (Fixture *fixture, Setting setting, int code, const char *words)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, set, &setting, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
}

/* Two tiers: from 60 on 1,000, from 80 on 2,000 yuan. */
static SnRateBasis *
make_tiers (void)
{
  SnRateBasis *basis = sn_rate_basis_new (SN_RATE_BASIS_SCORE, SOURCE);

  sn_rate_basis_add_step (basis, 8000, 200000, NULL);
  sn_rate_basis_add_step (basis, 6000, 100000, NULL);
  return basis;
}

static SnRateBasis *
make_members (gint64 member_fen, int covered)
{
  SnRateBasis *basis = sn_rate_basis_new (SN_RATE_BASIS_MEMBERS, NULL);

  basis->member_fen = member_fen;
  basis->members_covered = covered;
  return basis;
}

/* The rate for low-income households gives 1,200 for two members, 300 more for each further one, up to 2,000 yuan. */
static void
set_members (Fixture *fixture)
{
  const SnRateEdit edit = { .min_fen = 120000, .max_fen = 200000, .min_age = -1, .approximate = -1 };
  g_autoptr (SnRateBasis) basis = make_members (30000, 2);

  do_set (fixture, (Setting){ "03.1", ALLOWANCE, .edit = &edit });
  do_set (fixture, (Setting){ "03.1", ALLOWANCE, basis });
}

static void
set_tiers (Fixture *fixture)
{
  g_autoptr (SnRateBasis) basis = make_tiers ();

  do_set (fixture, (Setting){ "11.1", DISABLED, basis });
}

static void
add_score (Fixture *fixture, int person, gint64 score)
{
  g_autofree char *sql = g_strdup_printf ("INSERT OR REPLACE INTO person_score (id, person_id, source, score, counted_on)"
                                          " VALUES (%d, %d, '" SOURCE "', %" G_GINT64_FORMAT ", '2024-12-31')", person, person, score);

  do_sql (fixture, sql);
}

/* ── Vectors ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_vectors (void)
{
  static const struct
  {
    SnRateBasisKind kind;
    gint64 fact; /* -1: not known */
    SnRateDueState state;
    gint64 due_fen;
    const char *words;
  } vectors[] = {
    { SN_RATE_BASIS_SCORE, 5999, SN_RATE_DUE_NOTHING, 0, SOURCE ": 59.99, which is below the lowest tier, from 60 on: nothing is due" },
    { SN_RATE_BASIS_SCORE, 6000, SN_RATE_DUE_SET, 100000, SOURCE ": 60, which reaches the tier from 60 on: 1,000.00 yuan" },
    { SN_RATE_BASIS_SCORE, 7999, SN_RATE_DUE_SET, 100000, SOURCE ": 79.99, which reaches the tier from 60 on: 1,000.00 yuan" },
    { SN_RATE_BASIS_SCORE, 8000, SN_RATE_DUE_SET, 200000, SOURCE ": 80, which reaches the tier from 80 on: 2,000.00 yuan" },
    { SN_RATE_BASIS_SCORE, 8650, SN_RATE_DUE_SET, 200000, SOURCE ": 86.50, which reaches the tier from 80 on: 2,000.00 yuan" },
    { SN_RATE_BASIS_SCORE, G_MAXINT64, SN_RATE_DUE_SET, 200000, NULL },
    { SN_RATE_BASIS_SCORE, -1, SN_RATE_DUE_UNKNOWN, 0, "no score of " SOURCE " is known" },
    { SN_RATE_BASIS_MEMBERS, 0, SN_RATE_DUE_SET, 100000, "0 members of the household: 1,000.00 yuan" },
    { SN_RATE_BASIS_MEMBERS, 1, SN_RATE_DUE_SET, 100000, "1 member of the household: 1,000.00 yuan" },
    { SN_RATE_BASIS_MEMBERS, 2, SN_RATE_DUE_SET, 100000, "2 members of the household: 1,000.00 yuan" },
    { SN_RATE_BASIS_MEMBERS, 3, SN_RATE_DUE_SET, 130000, "3 members of the household, 1 of them at 300.00 yuan more each: 1,300.00 yuan" },
    { SN_RATE_BASIS_MEMBERS, 5, SN_RATE_DUE_SET, 190000, NULL },
    { SN_RATE_BASIS_MEMBERS, 6, SN_RATE_DUE_SET, 200000,
      "6 members of the household, 4 of them at 300.00 yuan more each, up to the largest amount: 2,000.00 yuan" },
    { SN_RATE_BASIS_MEMBERS, G_MAXINT64, SN_RATE_DUE_SET, 200000, NULL },
    { SN_RATE_BASIS_MEMBERS, -1, SN_RATE_DUE_UNKNOWN, 0, "the household is not known" },
    { SN_RATE_BASIS_TOWN, TOWN, SN_RATE_DUE_SET, 50000, "朱家角镇 has set 500.00 yuan" },
    { SN_RATE_BASIS_TOWN, OTHER_TOWN, SN_RATE_DUE_OPEN, 0, "the town has set no amount" },
    { SN_RATE_BASIS_TOWN, -1, SN_RATE_DUE_OPEN, 0, "the town is not known" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      g_autoptr (SnRateBasis) basis = vectors[i].kind == SN_RATE_BASIS_SCORE     ? make_tiers ()
                                      : vectors[i].kind == SN_RATE_BASIS_MEMBERS ? make_members (30000, 2)
                                                                                 : sn_rate_basis_new (SN_RATE_BASIS_TOWN, NULL);
      gboolean by_town = vectors[i].kind == SN_RATE_BASIS_TOWN;
      g_autofree char *words = NULL, *text = NULL, *again = NULL;
      SnRateDue due, read;

      if (by_town)
        sn_rate_basis_add_step (basis, TOWN, 50000, "朱家角镇");
      due = sn_rate_basis_tell_due (basis, by_town ? 0 : 100000, by_town ? 0 : 200000, vectors[i].fact == -1 ? NULL : &vectors[i].fact);
      g_test_message ("%d: %" G_GINT64_FORMAT, (int) vectors[i].kind, vectors[i].fact);
      g_assert_cmpint (due.state, ==, vectors[i].state);
      g_assert_cmpint (due.least_fen, ==, vectors[i].due_fen);
      g_assert_cmpint (due.most_fen, ==, vectors[i].due_fen);
      words = sn_rate_due_say (&due);
      if (vectors[i].words != NULL)
        g_assert_cmpstr (words, ==, vectors[i].words);
      text = sn_rate_due_write (&due);
      g_assert_true (sn_rate_due_read_text (text, &read));
      again = sn_rate_due_say (&read);
      g_assert_cmpstr (again, ==, words);
      g_assert_cmpint (read.least_fen, ==, due.least_fen);
    }
  {
    SnRateDue due = sn_rate_basis_tell_due (NULL, 100000, 200000, NULL);

    g_assert_cmpint (due.state, ==, SN_RATE_DUE_OPEN);
    g_assert_cmpint (due.least_fen, ==, 100000);
    g_assert_cmpint (due.most_fen, ==, 200000);
  }
}

static void
test_words (void)
{
  g_autoptr (SnRateBasis) tiers = make_tiers (), members = make_members (30000, 2), spent = sn_rate_basis_new (SN_RATE_BASIS_SCORE, "自负医疗费用");
  g_autoptr (SnRateBasis) towns = sn_rate_basis_new (SN_RATE_BASIS_TOWN, NULL);
  const struct { const SnRateBasis *basis; const char *words; } short_words[] = {
    { NULL, "X" }, { tiers, "X, by score" }, { spent, "X, in tiers" }, { members, "X, and 300.00 for each further member" }, { towns, "set by each town" },
  };
  g_autofree char *all = sn_rate_basis_say (tiers);
  gint64 score = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (short_words); i++)
    {
      g_autofree char *words = sn_rate_basis_say_short (short_words[i].basis, "X");

      g_assert_cmpstr (words, ==, short_words[i].words);
    }
  g_assert_cmpstr (all, ==, SOURCE ": from 60 on 1,000.00, from 80 on 2,000.00");
  g_assert_true (sn_score_parse ("86.5", &score));
  g_assert_cmpint (score, ==, 8650);
  g_assert_true (sn_score_parse ("35,000", &score));
  g_assert_cmpint (score, ==, 3500000);
  g_assert_false (sn_score_parse ("八十", &score));
  g_assert_false (sn_score_parse ("", &score));
  g_assert_false (sn_score_parse ("80.123", &score));
}

/* ── Setting ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRateBasis) tiers = make_tiers (), high = make_tiers (), twice = make_tiers (), members = make_members (30000, 2);
  g_autoptr (SnRateBasis) empty = sn_rate_basis_new (SN_RATE_BASIS_SCORE, SOURCE), nobodys = sn_rate_basis_new (SN_RATE_BASIS_SCORE, " ");
  g_autoptr (SnRateBasis) towns = sn_rate_basis_new (SN_RATE_BASIS_TOWN, NULL), nowhere = sn_rate_basis_new (SN_RATE_BASIS_TOWN, NULL);
  const SnRateEdit narrower = { .min_fen = 100000, .max_fen = 150000, .min_age = -1, .approximate = -1 };
  const SnRateEdit for_persons = { .unit = "person", .min_fen = SN_RATE_AMOUNT_AS_IT_IS, .max_fen = SN_RATE_AMOUNT_AS_IT_IS, .min_age = -1,
                                   .approximate = -1 };
  gint64 change;

  sn_rate_basis_add_step (high, 9000, 200001, NULL);
  sn_rate_basis_add_step (twice, 8000, 150000, NULL);
  sn_rate_basis_add_step (towns, TOWN, 50000, NULL);
  sn_rate_basis_add_step (nowhere, 42, 50000, NULL);
  refuse (fixture, (Setting){ "11.1", DISABLED, high }, SN_ERROR_INVALID_INPUT, "from 90 on gives 2,000.01 yuan");
  refuse (fixture, (Setting){ "11.1", DISABLED, twice }, SN_ERROR_INVALID_INPUT, "Two tiers begin at 80");
  refuse (fixture, (Setting){ "11.1", DISABLED, empty }, SN_ERROR_INVALID_INPUT, "has no tier");
  refuse (fixture, (Setting){ "11.1", DISABLED, nobodys }, SN_ERROR_INVALID_INPUT, "whose scores");
  refuse (fixture, (Setting){ "03.4", CASES, tiers }, SN_ERROR_INVALID_INPUT, "case by case");
  refuse (fixture, (Setting){ "11.1", DISABLED, members }, SN_ERROR_INVALID_INPUT, "is for persons");
  refuse (fixture, (Setting){ "03.1", ALLOWANCE, members }, SN_ERROR_INVALID_INPUT, "the same to every household");
  refuse (fixture, (Setting){ "11.1", DISABLED, towns }, SN_ERROR_INVALID_INPUT, "for all towns");
  refuse (fixture, (Setting){ "03.4", CASES, nowhere }, SN_ERROR_INVALID_INPUT, "not in this workspace");
  refuse (fixture, (Setting){ "03.4", CASES, .town = "月球镇", .amount_fen = 1 }, SN_ERROR_INVALID_INPUT, "月球镇");
  refuse (fixture, (Setting){ "99.9", CASES, towns }, SN_ERROR_NOT_FOUND, "99.9");
  assert_sql (fixture, "SELECT count(*) FROM rate_tier", "0");

  /* The amounts of the rate keep what follows within them. */
  change = do_set (fixture, (Setting){ "11.1", DISABLED, tiers });
  refuse (fixture, (Setting){ "11.1", DISABLED, .edit = &narrower }, SN_ERROR_INVALID_INPUT, "from 80 on gives 2,000.00 yuan");
  g_assert_cmpint (do_set (fixture, (Setting){ "11.1", DISABLED, tiers }), ==, SN_WORKSPACE_UNCHANGED);
  set_members (fixture);
  refuse (fixture, (Setting){ "03.1", ALLOWANCE, .edit = &for_persons }, SN_ERROR_INVALID_INPUT, "is for persons");
  assert_sql (fixture, "SELECT score_source || (SELECT group_concat (from_score || '=' || amount_fen) FROM rate_tier WHERE rate_id = r.id)"
                       " FROM benefit_rate r WHERE label = '" DISABLED "'", SOURCE "6000=100000,8000=200000");
  do_undo (fixture, change);
  assert_sql (fixture, "SELECT score_source || (SELECT count(*) FROM rate_tier) FROM benefit_rate r WHERE label = '" DISABLED "'", "0");
  do_set (fixture, (Setting){ "03.1", ALLOWANCE, NULL });
  assert_sql (fixture, "SELECT member_fen IS NULL AND members_covered = 1 FROM benefit_rate WHERE label = '" ALLOWANCE "' AND min_fen = 120000", "1");
}

/* What was handed in keeps what its amount follows from; of towns each its own. */
static void
test_handed_in (Fixture *fixture, gconstpointer data)
{
  g_autoptr (SnRateBasis) more = make_tiers ();
  g_autoptr (GError) error = NULL;

  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  set_tiers (fixture);
  add_line (fixture, 1, "11.1", DISABLED, 1, TOWN, 100000);
  add_line (fixture, 2, "03.4", CASES, 1, TOWN, 50000);
  do_set (fixture, (Setting){ "03.4", CASES, .town = "朱家角", .amount_fen = 50000 });
  do_sql (fixture, "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by, payee_name = '人1'");
  sn_rate_basis_add_step (more, 9000, 150000, NULL);
  refuse (fixture, (Setting){ "11.1", DISABLED, more }, SN_ERROR_REFUSED, "submitted or approved");
  refuse (fixture, (Setting){ "11.1", DISABLED, NULL }, SN_ERROR_REFUSED, "submitted or approved");
  refuse (fixture, (Setting){ "03.4", CASES, .town = "朱家角", .amount_fen = 60000 }, SN_ERROR_REFUSED, "submitted or approved");
  do_set (fixture, (Setting){ "03.4", CASES, .town = "夏阳街道", .amount_fen = 60000 });
  assert_sql (fixture, "SELECT group_concat (town_id || '=' || amount_fen) FROM rate_town", "310118102=50000,310118001=60000");

  for (guint i = 0; i < 3; i++)
    {
      static const char *const attempts[] = {
        "UPDATE rate_tier SET amount_fen = amount_fen + 1", "DELETE FROM rate_tier",
        "UPDATE rate_town SET amount_fen = amount_fen + 1 WHERE town_id = 310118102",
      };

      g_assert_cmpint (try_sql (fixture, attempts[i], &error), ==, 0);
      g_assert_nonnull (strstr (error->message, "handed in"));
      g_clear_error (&error);
    }
}

/* ── All who ask ────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *program_code;
  gint64      person_id;
} Question;

static gpointer
list_candidates (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_candidate_list (connection, ((Question *) data)->program_code, error);
}

static gpointer
list_possible (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_possible_benefit_list (connection, ((Question *) data)->person_id, error);
}

static gpointer
explain (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_eligibility_explain (connection, ((Question *) data)->program_code, ((Question *) data)->person_id, error);
}

static gpointer
judge_listing (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  g_array_append_val (ids, question->person_id);
  return sn_listing_judge (connection, &(SnListingRequest){ .program_code = question->program_code, .person_ids = ids }, error);
}

static gpointer
run_what_if (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_what_if_run (connection, ((Question *) data)->program_code, NULL, 0, error);
}

/* Everybody says that so much is due to the person, who is the only one that fits the program; 0: nobody can say. */
static void
assert_due (Fixture *fixture, const char *program_code, const char *label, gint64 person_id, gint64 due_fen, const char *why)
{
  Question question = { program_code, person_id };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) candidates = sn_workspace_read (fixture->workspace, list_candidates, &question, NULL, &error);
  g_autoptr (GPtrArray) possible = sn_workspace_read (fixture->workspace, list_possible, &question, NULL, &error);
  g_autoptr (GPtrArray) fits = sn_workspace_read (fixture->workspace, explain, &question, NULL, &error);
  g_autoptr (SnListing) listing = sn_workspace_read (fixture->workspace, judge_listing, &question, NULL, &error);
  g_autoptr (SnWhatIf) what_if = sn_workspace_read (fixture->workspace, run_what_if, &question, NULL, &error);
  const SnCandidate *candidate;
  const SnRateFit *fit = NULL;

  g_assert_no_error (error);
  g_assert_cmpint (candidates->len, ==, 1);
  candidate = g_ptr_array_index (candidates, 0);
  g_assert_cmpint (candidate->amount_fen, ==, due_fen);
  g_assert_cmpint (candidate->discretionary, ==, due_fen == 0);
  g_assert_cmpstr (candidate->due, ==, why);
  for (guint i = 0; i < fits->len; i++)
    if (strcmp (((SnRateFit *) g_ptr_array_index (fits, i))->rate_label, label) == 0)
      fit = g_ptr_array_index (fits, i);
  g_assert_cmpint (fit->min_fen, ==, due_fen);
  g_assert_cmpint (fit->max_fen, ==, due_fen);
  g_assert_cmpstr (fit->due, ==, why);
  for (guint i = 0; i < possible->len; i++)
    {
      const SnPossibleBenefit *benefit = g_ptr_array_index (possible, i);

      if (strcmp (benefit->program, program_code) == 0)
        {
          g_assert_cmpint (benefit->min_fen, ==, due_fen);
          g_assert_true (g_str_has_suffix (benefit->ground, why));
        }
    }
  g_assert_cmpint (listing->n_can, ==, due_fen > 0 ? 1 : 0);
  g_assert_cmpint (listing->amount_fen, ==, due_fen);
  g_assert_cmpint (what_if->now.least_fen, ==, due_fen);
  g_assert_cmpint (what_if->now.most_fen, ==, due_fen);
}

static void
test_everybody_agrees_by_score (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  do_sql (fixture, "INSERT INTO rate_category (rate_id, category_id, also_id) SELECT r.id, c.id, 0 FROM benefit_rate r, category c"
                   " WHERE r.label = '" DISABLED "' AND c.name = '老三八红旗手' ON CONFLICT DO NOTHING");
  hold_category (fixture, 1, "老三八红旗手", "2024-01-01", "");
  set_tiers (fixture);
  assert_due (fixture, "11.1", DISABLED, 1, 0, "no score of " SOURCE " is known");
  add_score (fixture, 1, 5999);
  assert_due (fixture, "11.1", DISABLED, 1, 0, SOURCE ": 59.99, which is below the lowest tier, from 60 on: nothing is due");
  add_score (fixture, 1, 6000);
  assert_due (fixture, "11.1", DISABLED, 1, 100000, SOURCE ": 60, which reaches the tier from 60 on: 1,000.00 yuan");
  add_score (fixture, 1, 8000);
  assert_due (fixture, "11.1", DISABLED, 1, 200000, SOURCE ": 80, which reaches the tier from 80 on: 2,000.00 yuan");
}

/* The dead and who moved away are not counted; other rates of the program keep to themselves. */
static void
test_everybody_agrees_by_members (Fixture *fixture, gconstpointer data)
{
  for (int i = 1; i <= 5; i++)
    add_person (fixture, i, 1, "1980-01-01", TOWN);
  hold_category (fixture, 1, "低保", "2024-01-01", "");
  set_members (fixture);
  assert_due (fixture, "03.1", ALLOWANCE, 1, 200000, "5 members of the household, 3 of them at 300.00 yuan more each, up to the largest amount: 2,000.00 yuan");
  do_sql (fixture, "UPDATE person SET died_on = '2024-11-01' WHERE id = 5");
  assert_due (fixture, "03.1", ALLOWANCE, 1, 180000, "4 members of the household, 2 of them at 300.00 yuan more each: 1,800.00 yuan");
  do_sql (fixture, "UPDATE person SET moved_on = '2024-11-01' WHERE id = 4; UPDATE person SET died_on = '2024-11-01' WHERE id = 3");
  assert_due (fixture, "03.1", ALLOWANCE, 1, 120000, "2 members of the household: 1,200.00 yuan");

  /* The first rate that fits still wins: with a disabled member it is 1,500 yuan, however many they are. */
  hold_category (fixture, 2, "残疾人", "2024-01-01", "");
  {
    Question question = { "03.1", 1 };
    g_autoptr (GError) error = NULL;
    g_autoptr (GPtrArray) candidates = sn_workspace_read (fixture->workspace, list_candidates, &question, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (((SnCandidate *) g_ptr_array_index (candidates, 0))->amount_fen, ==, 150000);
    g_assert_cmpstr (((SnCandidate *) g_ptr_array_index (candidates, 0))->due, ==, "");
  }
}

static void
test_everybody_agrees_by_town (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  do_sql (fixture, "INSERT INTO rate_category (rate_id, category_id, also_id) SELECT r.id, c.id, 0 FROM benefit_rate r, category c"
                   " WHERE r.label = '" CASES "' AND c.name = '老三八红旗手' ON CONFLICT DO NOTHING");
  hold_category (fixture, 1, "老三八红旗手", "2024-01-01", "");
  do_set (fixture, (Setting){ "03.4", CASES, .town = "夏阳街道", .amount_fen = 60000 });
  assert_due (fixture, "03.4", CASES, 1, 0, "the town has set no amount");
  do_set (fixture, (Setting){ "03.4", CASES, .town = "朱家角镇", .amount_fen = 50000 });
  assert_due (fixture, "03.4", CASES, 1, 50000, "朱家角镇 has set 500.00 yuan");
  do_set (fixture, (Setting){ "03.4", CASES, .town = "朱家角镇", .amount_fen = 0 });
  assert_due (fixture, "03.4", CASES, 1, 0, "the town has set no amount");
}

/* Lines that stand when the tiers come are brought up to what is due, by naming their rate once more. */
static gboolean
change_lines (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (SnLineOutlook) outlook = NULL;
  const SnLineChange change = { .program_code = "11.1", .ids = ids, .rate_label = DISABLED };

  for (gint64 id = 1; id <= 2; id++)
    g_array_append_val (ids, id);
  if (!sn_line_change_apply (transaction, &change, "按评分分档核定", &outlook, error))
    return FALSE;
  g_assert_cmpint (outlook->n_can, ==, 1);
  g_assert_cmpint (outlook->n_same, ==, 1);
  g_assert_cmpint (outlook->n_outside, ==, 0);
  return TRUE;
}

static void
test_line_change (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  for (int i = 1; i <= 2; i++)
    {
      add_person (fixture, i, i, "1980-01-01", TOWN);
      add_line (fixture, i, "11.1", DISABLED, i, TOWN, 150000);
    }
  add_score (fixture, 1, 8650);
  set_tiers (fixture);
  sn_workspace_write (fixture->workspace, change_lines, NULL, NULL, &error);
  g_assert_no_error (error);
  /* Of the other nothing is known: the line keeps its amount, and is a finding. */
  assert_sql (fixture, "SELECT group_concat (amount_fen) FROM entitlement", "200000,150000");
  assert_findings (fixture, "11.1", "amount_outside_rate warning 11.1 [2]");
}

/* ── Drafts ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
run_draft (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_what_if_run (connection, "11.1", data, 1, error);
}

static void
test_what_if (Fixture *fixture, gconstpointer data)
{
  SnRateDraft draft = SN_RATE_DRAFT (DISABLED);
  g_autoptr (SnRateBasis) none = sn_rate_basis_new (SN_RATE_BASIS_NONE, NULL), other = sn_rate_basis_new (SN_RATE_BASIS_SCORE, SOURCE);
  static const char *const conditions[] = { "score=" SOURCE ":60-", NULL };
  g_autoptr (GError) error = NULL;

  do_sql (fixture, "INSERT INTO rate_category (rate_id, category_id, also_id) SELECT r.id, c.id, 0 FROM benefit_rate r, category c"
                   " WHERE r.label = '" DISABLED "' AND c.name = '老三八红旗手' ON CONFLICT DO NOTHING");
  for (int i = 1; i <= 4; i++)
    {
      add_person (fixture, i, i, "1980-01-01", TOWN);
      hold_category (fixture, i, "老三八红旗手", "2024-01-01", "");
      if (i < 4)
        add_score (fixture, i, 4000 + 2000 * i - (i == 1 ? 1000 : 0)); /* 50, 80, 100, none */
    }
  set_tiers (fixture);
  sn_rate_basis_add_step (other, 0, 100000, NULL);
  sn_rate_basis_add_step (other, 10000, 150000, NULL);
  {
    g_autoptr (SnWhatIf) what_if = sn_workspace_read (fixture->workspace, run_draft, &draft, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (what_if->now.persons, ==, 4);
    g_assert_cmpint (what_if->now.least_fen, ==, 400000);
    g_assert_cmpint (what_if->now.open, ==, 1);
    g_assert_cmpint (what_if->then.least_fen, ==, 400000);
  }
  draft.basis = other;
  {
    g_autoptr (SnWhatIf) what_if = sn_workspace_read (fixture->workspace, run_draft, &draft, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (what_if->then.least_fen, ==, 350000);
    g_assert_cmpint (what_if->then.most_fen, ==, 350000);
  }
  draft.basis = none;
  {
    g_autoptr (SnWhatIf) what_if = sn_workspace_read (fixture->workspace, run_draft, &draft, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (what_if->then.least_fen, ==, 400000);
    g_assert_cmpint (what_if->then.most_fen, ==, 800000);
    g_assert_cmpint (what_if->then.open, ==, 0);
  }
  draft.basis = NULL;
  draft.conditions = conditions;
  {
    g_autoptr (SnWhatIf) what_if = sn_workspace_read (fixture->workspace, run_draft, &draft, NULL, &error);

    g_assert_no_error (error);
    g_assert_cmpint (what_if->then.persons, ==, 2);
    g_assert_cmpint (what_if->then.least_fen, ==, 400000);
  }
  draft.conditions = NULL;
  draft.min_fen = 100000;
  draft.max_fen = 150000;
  g_assert_null (sn_workspace_read (fixture->workspace, run_draft, &draft, NULL, &error));
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  assert_sql (fixture, "SELECT count(*) FROM rate_tier", "2");
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
decide (Fixture *fixture, const char *program_code)
{
  g_autoptr (GError) error = NULL;
  Order order = { .job = DECIDE, .id = get_first_id (fixture, program_code), .decision = "allow", .reason = "街镇核定过的金额" };

  sn_workspace_write (fixture->workspace, carry_out, &order, NULL, &error);
  g_assert_no_error (error);
}

static void
test_findings (Fixture *fixture, gconstpointer data)
{
  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  add_line (fixture, 1, "11.1", DISABLED, 1, TOWN, 150000);
  assert_findings (fixture, "11.1", "");
  set_tiers (fixture);
  assert_first_message (fixture, "11.1",
                        "1,500.00 yuan are listed under “" DISABLED "”, but nothing says how much is due: no score of " SOURCE " is known."
                        " Bring it in, or say why the amount is right.");
  add_score (fixture, 1, 8650);
  assert_findings (fixture, "11.1", "amount_outside_rate warning 11.1 [1]");
  assert_first_message (fixture, "11.1", "1,500.00 yuan are listed, but “" DISABLED "” gives otherwise: " SOURCE
                                         ": 86.50, which reaches the tier from 80 on: 2,000.00 yuan.");
  decide (fixture, "11.1");
  assert_findings (fixture, "11.1", "amount_outside_rate warning 11.1 [1] allow");
  /* Another score is another doubt; the one decided on stays in sight. */
  add_score (fixture, 1, 4500);
  assert_findings (fixture, "11.1", "amount_outside_rate warning 11.1 [1]; amount_outside_rate warning 11.1 [1] allow");
  do_sql (fixture, "UPDATE entitlement SET amount_fen = 200000, changed_by = json_array ((SELECT officer_id FROM writer))");
  add_score (fixture, 1, 8000);
  assert_findings (fixture, "11.1", "amount_outside_rate warning 11.1 [1] allow");
  assert_first_message (fixture, "11.1", "What was decided on is no longer so.");
}

/* A household's line counts its own household, and a line its own town. */
static void
test_findings_of_lines (Fixture *fixture, gconstpointer data)
{
  for (int i = 1; i <= 3; i++)
    add_person (fixture, i, 1, "1980-01-01", TOWN);
  add_person (fixture, 4, 2, "1980-01-01", OTHER_TOWN);
  set_members (fixture);
  add_line (fixture, 1, "03.1", ALLOWANCE, 1, TOWN, 150000);
  assert_findings (fixture, "03.1", "");
  do_sql (fixture, "UPDATE person SET moved_on = '2024-11-01' WHERE id = 3");
  assert_first_message (fixture, "03.1", "1,500.00 yuan are listed, but “" ALLOWANCE "” gives otherwise: 2 members of the household: 1,200.00 yuan.");
  do_set (fixture, (Setting){ "03.4", CASES, .town = "朱家角镇", .amount_fen = 50000 });
  add_line (fixture, 2, "03.4", CASES, 4, TOWN, 50000);
  add_line (fixture, 3, "03.4", CASES, 1, OTHER_TOWN, 123400);
  {
    g_autoptr (GPtrArray) findings = list_findings (fixture, "03.4");
    g_autofree char *text = picture (findings);

    g_assert_null (strstr (text, "amount_outside_rate"));
  }
  do_sql (fixture, "UPDATE entitlement SET amount_fen = 49900, changed_by = json_array ((SELECT officer_id FROM writer)) WHERE id = 2");
  {
    g_autoptr (GPtrArray) findings = list_findings (fixture, "03.4");
    g_autofree char *text = picture (findings);

    g_assert_nonnull (strstr (text, "amount_outside_rate warning 03.4 [2]"));
  }
}

/* ── Rosters ────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnAdmission  admission;
  GPtrArray   *rows;
  GPtrArray   *faults;
  gint64       change;
} Delivery;

static SnRosterRow *
add_row (Delivery *delivery, const char *number, const char *name, gint64 amount_fen, gint64 score)
{
  SnRosterRow *row = sn_roster_row_new ();

  row->row = delivery->rows->len + 2;
  row->document_type = g_strdup ("resident");
  row->document_number = g_strdup (number);
  row->name = g_strdup (name);
  row->town_id = TOWN;
  row->has_amount = amount_fen >= 0;
  row->amount_fen = MAX (amount_fen, 0);
  row->has_score = score >= 0;
  row->score = MAX (score, 0);
  g_ptr_array_add (delivery->rows, row);
  return row;
}

static gboolean
admit (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_roster_admit (transaction, data, cancellable, error);
}

static void
deliver (Fixture *fixture, Delivery *delivery, const char *program_code)
{
  static guint n_files = 0;
  g_autofree char *sha256 = g_strdup_printf ("%u", n_files++);
  g_autoptr (GError) error = NULL;

  delivery->admission = (SnAdmission){ .program_code = program_code, .sheet = "花名册", .file_name = "名单.xlsx", .file_sha256 = sha256,
                                       .rows = delivery->rows, .faults = delivery->faults, .leave_out_rejected = TRUE };
  delivery->change = sn_workspace_write (fixture->workspace, admit, &delivery->admission, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_faults (Delivery *delivery, const char *expected)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < delivery->faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (delivery->faults, i);

      g_string_append_printf (text, "%s%u %s", i > 0 ? "; " : "", fault->row, fault->code);
      if (strcmp (fault->code, "amount_outside_rate") == 0 || strcmp (fault->code, "amount_missing") == 0)
        g_string_append_printf (text, " (%s)", fault->message);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
begin_delivery (Delivery *delivery)
{
  delivery->rows = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_roster_row_free);
  delivery->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
}

static void
end_delivery (Delivery *delivery)
{
  g_ptr_array_unref (delivery->rows);
  g_ptr_array_unref (delivery->faults);
}

static void
test_roster_with_scores (Fixture *fixture, gconstpointer data)
{
  Delivery delivery = { 0 };

  set_tiers (fixture);
  begin_delivery (&delivery);
  add_row (&delivery, "11010119900307301X", "人1", 100000, 7000);
  deliver (fixture, &delivery, "11.1");
  assert_faults (&delivery, "");
  end_delivery (&delivery);
  begin_delivery (&delivery);
  add_row (&delivery, "11010119900307301X", "人1", -1, 8500); /* known, with another score */
  add_row (&delivery, "110101199003073028", "新人", -1, 6000);
  add_row (&delivery, "110101199003073036", "低分", -1, 5999); /* nothing is due, and no amount: stays out */
  add_row (&delivery, "110101199003073044", "无分", -1, -1);
  add_row (&delivery, "110101199003073052", "另额", 150000, 8000);
  add_row (&delivery, "110101199003073060", "无分有额", 150000, -1);
  deliver (fixture, &delivery, "11.1");
  assert_faults (&delivery,
                 "2 score_changed; 2 listed_already; "
                 "4 amount_missing (The amount is missing, and nothing says how much is due under “" DISABLED "”: " SOURCE ": 59.99, which is below"
                 " the lowest tier, from 60 on: nothing is due. Write it into the file, or bring in what is missing.); "
                 "5 amount_missing (The amount is missing, and nothing says how much is due under “" DISABLED "”: no score of " SOURCE " is known."
                 " Write it into the file, or bring in what is missing.); "
                 "6 amount_outside_rate (1,500.00 yuan were taken, but “" DISABLED "” gives otherwise: " SOURCE ": 80, which reaches the tier from"
                 " 80 on: 2,000.00 yuan. Check the amount.); "
                 "7 amount_outside_rate (1,500.00 yuan were taken under “" DISABLED "”, but nothing says how much is due: no score of " SOURCE
                 " is known. Bring it in, or check the amount.)");
  assert_sql (fixture, "SELECT group_concat (p.name || '=' || e.amount_fen) FROM entitlement e JOIN person p ON p.id = e.person_id",
              "人1=100000,新人=100000,另额=150000,无分有额=150000");
  assert_sql (fixture, "SELECT group_concat (p.name || '=' || s.score || ' ' || s.counted_on) FROM"
                       " (SELECT * FROM person_score ORDER BY score) s JOIN person p ON p.id = s.person_id",
              "新人=6000 2024-12-31,另额=8000 2024-12-31,人1=8500 2024-12-31");
  end_delivery (&delivery);
  do_undo (fixture, delivery.change);
  assert_sql (fixture, "SELECT group_concat (score) || ' ' || (SELECT count(*) FROM entitlement) FROM person_score", "7000 1");
}

/* The members whom the roster brings count with those who are there; the unknown household of a row is its own. */
static void
test_roster_with_members (Fixture *fixture, gconstpointer data)
{
  Delivery delivery = { 0 };

  set_members (fixture);
  begin_delivery (&delivery);
  for (guint i = 0; i < 3; i++)
    {
      static const char *const numbers[] = { "11010119900307301X", "110101199003073028", "110101199003073036" };
      SnRosterRow *row = add_row (&delivery, numbers[i], i == 0 ? "户主" : i == 1 ? "妻子" : "儿子", -1, -1);

      g_free (row->household_number);
      row->household_number = g_strdup ("QP0001");
      g_free (row->rate_text);
      row->rate_text = g_strdup (ALLOWANCE);
    }
  ((SnRosterRow *) g_ptr_array_index (delivery.rows, 1))->rejected = TRUE;
  deliver (fixture, &delivery, "03.1");
  assert_sql (fixture, "SELECT group_concat (DISTINCT amount_fen) FROM entitlement", "120000");
  ((SnRosterRow *) g_ptr_array_index (delivery.rows, 1))->rejected = FALSE;
  deliver (fixture, &delivery, "03.1");
  /* What stands is left so, and what would be due with all three of them is said. */
  assert_sql (fixture, "SELECT count(*) || ':' || group_concat (DISTINCT amount_fen) FROM entitlement", "2:120000");
  g_assert_nonnull (strstr (((const SnFault *) g_ptr_array_index (delivery.faults, delivery.faults->len - 1))->message,
                            "this row says 1,500.00 yuan"));
  end_delivery (&delivery);
}

/* Without an amount the town's own; where it has set none, the row stays out as before. */
static void
test_roster_of_towns (Fixture *fixture, gconstpointer data)
{
  Delivery delivery = { 0 };

  do_set (fixture, (Setting){ "03.4", CASES, .town = "朱家角镇", .amount_fen = 50000 });
  begin_delivery (&delivery);
  add_row (&delivery, "11010119900307301X", "甲", -1, 8500);
  add_row (&delivery, "110101199003073028", "乙", -1, -1)->town_id = OTHER_TOWN;
  add_row (&delivery, "110101199003073036", "丙", 60000, -1);
  deliver (fixture, &delivery, "03.4");
  assert_faults (&delivery, "3 amount_missing (The amount is missing, and nothing says how much is due under “" CASES "”: the town has set no amount."
                            " Write it into the file, or bring in what is missing.); "
                            "4 amount_outside_rate (600.00 yuan were taken, but “" CASES "” gives otherwise: 朱家角镇 has set 500.00 yuan."
                            " Check the amount.)");
  assert_sql (fixture, "SELECT group_concat (amount_fen) FROM entitlement", "50000,60000");
  /* No rate here goes by a score. */
  assert_sql (fixture, "SELECT count(*) FROM person_score", "0");
  end_delivery (&delivery);
}

/* ── Conditions, and next year ──────────────────────────────────────────────────────────────────────────────────── */

static gboolean
set_condition (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_auto (GStrv) choices = NULL;
  int least, most;

  return sn_rate_condition_parse ("score", data, &least, &most, &choices, error) &&
         sn_rate_condition_set (transaction, "04.1", "登记失业困难人员", "score", least, most, (const char *const *) choices, error);
}

static void
do_set_condition (Fixture *fixture, const char *value)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_write (fixture->workspace, set_condition, (gpointer) value, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_fits (Fixture *fixture, const char *sentence)
{
  Question question = { "04.1", 1 };
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) candidates = sn_workspace_read (fixture->workspace, list_candidates, &question, NULL, &error);
  g_autoptr (GPtrArray) fits = sn_workspace_read (fixture->workspace, explain, &question, NULL, &error);
  const SnRateFit *fit = g_ptr_array_index (fits, 0);

  g_assert_no_error (error);
  g_assert_cmpint (candidates->len, ==, sentence == NULL ? 1 : 0);
  g_assert_cmpint (fit->reasons->len, ==, sentence == NULL ? 0 : 1);
  if (sentence != NULL)
    g_assert_cmpstr (((SnMisfitReason *) g_ptr_array_index (fit->reasons, 0))->sentence, ==, sentence);
}

static void
test_condition (Fixture *fixture, gconstpointer data)
{
  static const char *const bad[] = { "80-", ":80-", SOURCE ":", SOURCE ":九十", SOURCE ":90-80", SOURCE ":-5-3", SOURCE ":80.123-" };

  add_person (fixture, 1, 1, "1980-01-01", TOWN);
  hold_category (fixture, 1, "登记失业困难人员", "2024-01-01", "");
  assert_fits (fixture, NULL);
  do_set_condition (fixture, SOURCE "：80-");
  assert_fits (fixture, "The rate asks for this: " SOURCE " at least 80. The registry has: not known.");
  add_score (fixture, 1, 7999);
  assert_fits (fixture, "The rate asks for this: " SOURCE " at least 80. The registry has: 79.99.");
  add_score (fixture, 1, 8000);
  assert_fits (fixture, NULL);
  add_line (fixture, 1, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  assert_findings (fixture, "04.1", "");
  do_set_condition (fixture, SOURCE ":-79.99");
  assert_findings (fixture, "04.1", "condition_not_met warning 04.1 [1]");
  do_set_condition (fixture, SOURCE ":70-80");
  assert_findings (fixture, "04.1", "");
  /* Nobody else's count will do. */
  do_set_condition (fixture, "自负医疗费用:70-80");
  assert_findings (fixture, "04.1", "condition_not_met warning 04.1 [1]");
  assert_sql (fixture, "SELECT source || ' ' || least || ' ' || most || choices FROM rate_condition WHERE kind = 'score'",
              "自负医疗费用 7000 8000[]");
  for (gsize i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (sn_workspace_write (fixture->workspace, set_condition, (gpointer) bad[i], NULL, &error), ==, 0);
      g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
    }
}

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id;

  return sn_campaign_copy (transaction, 2025, "2026年帮困送温暖", "2026-02-17", &id, error);
}

static gboolean
remove_program (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_program_remove (transaction, data, error);
}

static gboolean
remove_rate (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_benefit_rate_remove (transaction, "11.1", DISABLED, error);
}

static const char all_sql[] =
  "SELECT (SELECT group_concat (r.label || ' ' || r.score_source || ' ' || t.from_score || '=' || t.amount_fen || ' ' || r.confirmed, '; ')"
  "          FROM rate_tier t JOIN benefit_rate r ON r.id = t.rate_id JOIN program p ON p.id = r.program_id WHERE p.campaign_id = %d) || ' | ' ||"
  "       (SELECT group_concat (t.town_id || '=' || t.amount_fen) FROM rate_town t JOIN benefit_rate r ON r.id = t.rate_id"
  "          JOIN program p ON p.id = r.program_id WHERE p.campaign_id = %d) || ' | ' ||"
  "       (SELECT r.member_fen || '/' || r.members_covered FROM benefit_rate r JOIN program p ON p.id = r.program_id"
  "         WHERE p.campaign_id = %d AND r.label = '" ALLOWANCE "' AND p.code = '03.1') || ' | ' ||"
  "       (SELECT q.source || q.least FROM rate_condition q JOIN benefit_rate r ON r.id = q.rate_id JOIN program p ON p.id = r.program_id"
  "         WHERE p.campaign_id = %d)";

static void
test_next_year (Fixture *fixture, gconstpointer data)
{
  g_autofree char *last = g_strdup_printf (all_sql, 2025, 2025, 2025, 2025), *next = g_strdup_printf (all_sql, 2026, 2026, 2026, 2026);
  g_autoptr (GError) error = NULL;
  gint64 change;

  set_tiers (fixture);
  set_members (fixture);
  do_set (fixture, (Setting){ "03.4", CASES, .town = "朱家角镇", .amount_fen = 50000 });
  do_set_condition (fixture, SOURCE ":80-");
  assert_sql (fixture, last, DISABLED " " SOURCE " 6000=100000 1; " DISABLED " " SOURCE " 8000=200000 1 | 310118102=50000 | 30000/2 | " SOURCE "8000");
  sn_workspace_write (fixture->workspace, copy_campaign, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_sql (fixture, next, DISABLED " " SOURCE " 6000=100000 0; " DISABLED " " SOURCE " 8000=200000 0 | 310118102=50000 | 30000/2 | " SOURCE "8000");
  change = sn_workspace_write (fixture->workspace, remove_rate, NULL, NULL, &error);
  g_assert_no_error (error);
  sn_workspace_write (fixture->workspace, remove_program, (gpointer) "03.4", NULL, &error);
  g_assert_no_error (error);
  assert_sql (fixture, "SELECT (SELECT count(*) FROM rate_tier) || ' ' || (SELECT count(*) FROM rate_town)", "2 1");
  do_undo (fixture, change);
  assert_sql (fixture, "SELECT count(*) FROM rate_tier", "4");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/rate-amount/vectors", test_vectors);
  g_test_add_func ("/rate-amount/words", test_words);
  ADD ("/rate-amount/refused", test_refused);
  ADD ("/rate-amount/handed-in", test_handed_in);
  ADD ("/rate-amount/by-score", test_everybody_agrees_by_score);
  ADD ("/rate-amount/by-members", test_everybody_agrees_by_members);
  ADD ("/rate-amount/by-town", test_everybody_agrees_by_town);
  ADD ("/rate-amount/line-change", test_line_change);
  ADD ("/rate-amount/what-if", test_what_if);
  ADD ("/rate-amount/findings", test_findings);
  ADD ("/rate-amount/findings-of-lines", test_findings_of_lines);
  ADD ("/rate-amount/roster-with-scores", test_roster_with_scores);
  ADD ("/rate-amount/roster-with-members", test_roster_with_members);
  ADD ("/rate-amount/roster-of-towns", test_roster_of_towns);
  ADD ("/rate-amount/condition", test_condition);
  ADD ("/rate-amount/next-year", test_next_year);
  return g_test_run ();
}
