/* test-benefit-rate.c: next year's rates wait for a word, and nothing is handed in before it is said.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-benefit-rate.h"
#include "sn-journal.h"
#include "sn-safety.h"

#define TOWN 310118102
#define JOBLESS "登记失业困难人员"

typedef struct
{
  gboolean    sets;
  const char *program_code;
  const char *label;
  gint64      min_fen;
  gint64      max_fen;
} RateOrder;

static gboolean
run_rate_order (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const RateOrder *order = data;

  return order->sets ? sn_benefit_rate_set_amount (transaction, order->program_code, order->label, order->min_fen, order->max_fen, error)
                     : sn_benefit_rate_confirm (transaction, order->program_code, order->label, error);
}

static gint64
try_rate (Fixture *fixture, RateOrder order, GError **error)
{
  return sn_workspace_write (fixture->workspace, run_rate_order, &order, NULL, error);
}

/* The change, or SN_WORKSPACE_UNCHANGED */
static gint64
confirm (Fixture *fixture, const char *program_code, const char *label)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = try_rate (fixture, (RateOrder){ FALSE, program_code, label, 0, 0 }, &error);

  g_assert_no_error (error);
  return change_id;
}

static gint64
set_amount (Fixture *fixture, const char *program_code, const char *label, gint64 min_fen, gint64 max_fen)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = try_rate (fixture, (RateOrder){ TRUE, program_code, label, min_fen, max_fen }, &error);

  g_assert_no_error (error);
  return change_id;
}

static void
refuse_rate (Fixture *fixture, int code, const char *words, RateOrder order)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (try_rate (fixture, order, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
}

static gboolean
undo (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_journal_undo (transaction, *(gint64 *) data, cancellable, error);
}

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 year = *(gint64 *) data, campaign_id = 0;
  g_autofree char *title = g_strdup_printf ("%" G_GINT64_FORMAT "年元旦春节帮困送温暖", year);

  return sn_campaign_copy (transaction, year - 1, title, year == 2026 ? "2026-02-17" : "2027-02-06", &campaign_id, error);
}

static void
prepare_year (Fixture *fixture, gint64 year)
{
  g_autoptr (GError) error = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, copy_campaign, &year, NULL, &error), >, 0);
  g_assert_no_error (error);
}

static void
set_up_next_year (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  prepare_year (fixture, 2026);
}

/* One line of the campaign at work. */
static void
list_line (Fixture *fixture, int id, gint64 amount_fen)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, town_id, amount_fen, listed_by)"
    " SELECT %d, g.id, r.id, 'person', %d, %d, %" G_GINT64_FORMAT ", (SELECT id FROM officer WHERE name = '经办甲')"
    " FROM program g JOIN benefit_rate r ON r.program_id = g.id WHERE g.campaign_id = 2026 AND g.code = '04.1' AND r.label = '" JOBLESS "'",
    id, id, TOWN, amount_fen);

  add_person (fixture, id, id, "1960-01-01", TOWN);
  do_sql (fixture, sql);
}

static void
assert_verifies (Fixture *fixture)
{
  g_autoptr (SnVerification) verification = sn_workspace_read (fixture->workspace, sn_verify, NULL, NULL, NULL);

  g_assert_true (sn_verification_is_ok (verification));
}

/* ── Tests ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_years (Fixture *fixture, gconstpointer data)
{
  prepare_year (fixture, 2027);
  assert_sql (fixture, "SELECT group_concat (id || ' ' || delivery_due || ' ' || report_due, ', ') FROM (SELECT * FROM campaign ORDER BY id)",
              "2025 2025-01-28 2025-02-28, 2026 2026-02-16 2026-03-31, 2027 2027-02-05 2027-03-31");
  assert_sql (fixture, "SELECT group_concat (n, ' ') FROM (SELECT g.campaign_id || ':' || sum (r.confirmed) || '/' || count(*) AS n"
                       " FROM benefit_rate r JOIN program g ON g.id = r.program_id GROUP BY g.campaign_id ORDER BY g.campaign_id)",
              "2025:35/35 2026:0/35 2027:0/35");
}

static void
test_confirm (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (confirm (fixture, "03.1", NULL), >, 0);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "rates-confirm[\"03.1\"]");
  assert_sql (fixture, "SELECT group_concat (DISTINCT g.code) FROM benefit_rate r JOIN program g ON g.id = r.program_id"
                       " WHERE g.campaign_id = 2026 AND r.confirmed", "03.1");
  g_assert_cmpint (confirm (fixture, "03.1", NULL), ==, SN_WORKSPACE_UNCHANGED);
  /* One of three */
  g_assert_cmpint (confirm (fixture, "03.6", " 急 难帮困"), >, 0);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "rate-confirm[\"03.6\",\"急难帮困\"]");
  g_assert_cmpint (confirm (fixture, "03.6", "急难帮困"), ==, SN_WORKSPACE_UNCHANGED);
  assert_sql (fixture, "SELECT sum (confirmed) || '/' || count(*) FROM benefit_rate WHERE program_id = 20260306", "1/3");
  refuse_rate (fixture, SN_ERROR_NOT_FOUND, "rates are", (RateOrder){ FALSE, "03.6", "没有", 0, 0 });
  refuse_rate (fixture, SN_ERROR_NOT_FOUND, "programs are", (RateOrder){ FALSE, "99.9", NULL, 0, 0 });
  assert_verifies (fixture);
}

static void
test_submit_waits (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) raw = NULL;
  g_autoptr (GError) too_late = NULL;
  gint64 word;

  list_line (fixture, 1, 75000);
  REFUSE (SN_ERROR_REFUSED, "nobody has confirmed them yet: “" JOBLESS "”", SUBMIT, "04.1");
  try_sql (fixture, "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by, payee_name = '人' WHERE id = 1", &raw);
  g_assert_error (raw, SN_ERROR, SN_ERROR_REFUSED);
  g_assert_nonnull (strstr (raw->message, "a rate waits for confirmation"));
  word = confirm (fixture, "04.1", NULL);
  DO (SUBMIT, "04.1");
  /* The word stays as long as something stands on it. */
  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo, &word, NULL, &too_late), ==, 0);
  g_assert_error (too_late, SN_ERROR, SN_ERROR_REFUSED);
  DO (RETURN, "04.1", .reason = "x");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, undo, &word, NULL, NULL), >, 0);
  REFUSE (SN_ERROR_REFUSED, "Confirm them or set this year's amounts", SUBMIT, "04.1");
  assert_verifies (fixture);
}

/* A rate that nobody is listed under holds nobody up. */
static void
test_other_rates_may_wait (Fixture *fixture, gconstpointer data)
{
  list_line (fixture, 1, 75000);
  confirm (fixture, "04.1", JOBLESS);
  do_sql (fixture, "INSERT INTO benefit_rate (id, program_id, position, label, eligible, unit, form, min_fen, max_fen, confirmed)"
                   " VALUES (2026040199, 20260401, 99, '另一标准', '', 'person', 'cash', 100, 100, 0)");
  DO (SUBMIT, "04.1");
}

static void
test_set_amount (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (set_amount (fixture, "04.1", JOBLESS, 80000, 80000), >, 0);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1",
              "rate-set[\"04.1\",\"" JOBLESS "\",\"800.00\"]");
  assert_sql (fixture, "SELECT group_concat (min_fen || max_fen || confirmed, ' ') FROM (SELECT * FROM benefit_rate"
                       " WHERE label = '" JOBLESS "' ORDER BY id)", "75000750001 80000800001");
  g_assert_cmpint (set_amount (fixture, "04.1", JOBLESS, 80000, 80000), ==, SN_WORKSPACE_UNCHANGED);
  /* The amount of last year again is a word as well. */
  g_assert_cmpint (set_amount (fixture, "08.1", "少数民族困难对象", 100000, 100000), >, 0);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "rate-confirm[\"08.1\",\"少数民族困难对象\"]");
  assert_verifies (fixture);
}

static void
test_set_amount_refused (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) raw = NULL;

  refuse_rate (fixture, SN_ERROR_INVALID_INPUT, "above zero", (RateOrder){ TRUE, "04.1", JOBLESS, 0, 100 });
  refuse_rate (fixture, SN_ERROR_INVALID_INPUT, "above zero", (RateOrder){ TRUE, "04.1", JOBLESS, -5, -5 });
  refuse_rate (fixture, SN_ERROR_INVALID_INPUT, "below the smallest", (RateOrder){ TRUE, "04.1", JOBLESS, 200, 100 });
  refuse_rate (fixture, SN_ERROR_NOT_FOUND, "rates are", (RateOrder){ TRUE, "04.1", "没有", 100, 100 });
  refuse_rate (fixture, SN_ERROR_REFUSED, "case by case", (RateOrder){ TRUE, "03.4", "政策外困难家庭", 100, 100 });
  list_line (fixture, 1, 75000);
  confirm (fixture, "04.1", NULL);
  /* Listed lines keep their amount; the rate may still change under them. */
  g_assert_cmpint (set_amount (fixture, "04.1", JOBLESS, 76000, 76000), >, 0);
  g_assert_cmpint (set_amount (fixture, "04.1", JOBLESS, 75000, 75000), >, 0);
  DO (SUBMIT, "04.1");
  refuse_rate (fixture, SN_ERROR_REFUSED, "1 line under", (RateOrder){ TRUE, "04.1", JOBLESS, 80000, 80000 });
  act_as (fixture, "复核乙");
  DO (APPROVE, "04.1");
  refuse_rate (fixture, SN_ERROR_REFUSED, "keeps its amount", (RateOrder){ TRUE, "04.1", JOBLESS, 80000, 80000 });
  try_sql (fixture, "UPDATE benefit_rate SET min_fen = 1 WHERE program_id = 20260401", &raw);
  g_assert_nonnull (strstr (raw->message, "lines that were handed in stand on this rate"));
  DO (HOLD, .id = 1, .reason = "x");
  g_assert_cmpint (set_amount (fixture, "04.1", JOBLESS, 80000, 80000), >, 0);
  assert_verifies (fixture);
}

static gboolean
confirm_with (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_benefit_rate_confirm_with (transaction, "03.1", data, 2, error);
}

/* A form with several amounts is one Change, or none. */
static void
test_confirm_with (Fixture *fixture, gconstpointer data)
{
  SnRateAmount amounts[] = { { "低保家庭", 120000, 120000 }, { "低保家庭（残疾家庭）", 160000, 160000 } };
  g_autoptr (GError) error = NULL;

  amounts[1].max_fen = 1;
  g_assert_cmpint (sn_workspace_write (fixture->workspace, confirm_with, amounts, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
  assert_sql (fixture, "SELECT sum (confirmed) FROM benefit_rate WHERE program_id = 20260301", "0");
  amounts[1].max_fen = 160000;
  g_assert_cmpint (sn_workspace_write (fixture->workspace, confirm_with, amounts, NULL, NULL), >, 0);
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", "rates-set[\"03.1\",\"1\"]");
  assert_sql (fixture, "SELECT group_concat (min_fen || ':' || confirmed, ' ') FROM (SELECT * FROM benefit_rate"
                       " WHERE program_id = 20260301 ORDER BY position)", "160000:1 120000:1 120000:1");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, confirm_with, amounts, NULL, NULL), ==, SN_WORKSPACE_UNCHANGED);
}

static gpointer
describe_reviews (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) reviews = sn_rate_review_list (connection, data, error);
  GString *text = g_string_new (NULL);

  g_assert_no_error (*error);
  for (guint i = 0; i < reviews->len; i++)
    {
      const SnRateReview *review = g_ptr_array_index (reviews, i);
      g_autofree char *now = sn_rate_format_range (review->min_fen, review->max_fen);
      g_autofree char *last = review->has_last ? sn_rate_format_range (review->last_min_fen, review->last_max_fen) : g_strdup ("-");

      g_string_append_printf (text, "%s%s %s %s %s", i > 0 ? "; " : "", now, last, review->discretionary ? "free" : review->form,
                              review->confirmed ? "confirmed" : "waits");
    }
  return g_string_free (text, FALSE);
}

static void
assert_reviews (Fixture *fixture, const char *program_code, const char *expected)
{
  g_autofree char *text = sn_workspace_read (fixture->workspace, describe_reviews, (gpointer) program_code, NULL, NULL);

  g_assert_cmpstr (text, ==, expected);
}

static void
test_reviews (Fixture *fixture, gconstpointer data)
{
  assert_reviews (fixture, "04.1", "750.00 750.00 cash waits");
  set_amount (fixture, "04.1", JOBLESS, 80000, 90000);
  assert_reviews (fixture, "04.1", "800.00–900.00 750.00 cash confirmed");
  assert_reviews (fixture, "05.1", "1,100.00–2,500.00 1,100.00–2,500.00 cash waits");
  assert_reviews (fixture, "03.4", "0.00 - free waits");
  sn_workspace_set_campaign (fixture->workspace, 2025);
  assert_reviews (fixture, "04.1", "750.00 - cash confirmed");
}

static void
test_ranges (void)
{
  static const struct
  {
    const char *text;
    gint64      min_fen, max_fen; /* both 0: not an amount */
  } cases[] = {
    { "1000", 100000, 100000 },     { "1,100.00–2,500.00", 110000, 250000 }, { "1100-2500", 110000, 250000 },
    { "１１００～２５００元", 110000, 250000 }, { "1100 — 2500", 110000, 250000 },      { "-5", -500, -500 },
    { "", 0, 0 },                   { "1000-", 0, 0 },                       { "many", 0, 0 },
    { "1-2-3", 0, 0 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      gint64 min_fen = 0, max_fen = 0;
      g_autoptr (GError) error = NULL;
      gboolean is_range = sn_rate_parse_range (cases[i].text, &min_fen, &max_fen, &error);

      g_test_message ("%s", cases[i].text);
      g_assert_cmpint (is_range, ==, cases[i].min_fen != 0);
      if (!is_range)
        {
          g_assert_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT);
          continue;
        }
      g_assert_cmpint (min_fen, ==, cases[i].min_fen);
      g_assert_cmpint (max_fen, ==, cases[i].max_fen);
    }
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/benefit-rate/" name, Fixture, NULL, set_up_next_year, function, tear_down)
  ADD ("years", test_years);
  ADD ("confirm", test_confirm);
  ADD ("submit-waits", test_submit_waits);
  ADD ("other-rates-may-wait", test_other_rates_may_wait);
  ADD ("set-amount", test_set_amount);
  ADD ("set-amount-refused", test_set_amount_refused);
  ADD ("confirm-with", test_confirm_with);
  ADD ("reviews", test_reviews);
  g_test_add_func ("/benefit-rate/ranges", test_ranges);
  return g_test_run ();
}
