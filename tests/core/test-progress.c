/* test-progress.c: every figure against a recount that this file does by itself, over a small set with lines in all states.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-campaign.h"
#include "sn-journal.h"
#include "sn-progress.h"
#include "sn-stage-reach.h"

#define ZHUJIAJIAO 310118102
#define YINGPU 310118002
#define LOW_INCOME "低保家庭"
#define JOBLESS "登记失业困难人员"

/* ── The recount ────────────────────────────────────────────────────────────────────────────────────────────────── */

/* It knows nothing of "figure" and "reach". @groups gives key and position of every group of campaign C; @key is a line's
 * group. Lines: e with its program g; a payment counts unless it is void or another took its place. */
#define CAMPAIGN "(SELECT id FROM campaign WHERE spring_festival LIKE '%s%%')"
#define PLANNED "state IN ('listed', 'submitted', 'approved')"
#define LEFT "state IN ('issued', 'paid', 'failed', 'returned')"
#define SUM(table, columns, where) \
  "(SELECT " columns " FROM " table " t WHERE t.key = k.key AND " where ") || '|' || "
#define LINES_AND_MONEY(table, where) SUM (table, "count(*) || '|' || coalesce (sum (amount_fen), 0)", where)

#define RECOUNT(groups, key_of_line)                                                                                          \
  "WITH fund AS (SELECT program_id, group_concat (code, '+') AS sources FROM (SELECT l.program_id, s.code FROM funding_line l"  \
  "   JOIN funding_source s ON s.id = l.source_id ORDER BY l.program_id, l.position) GROUP BY program_id),"                    \
  " line AS (SELECT CAST (" key_of_line " AS TEXT) AS key, e.* FROM entitlement e JOIN program g ON g.id = e.program_id"       \
  "   LEFT JOIN fund f ON f.program_id = g.id WHERE g.campaign_id = " CAMPAIGN "),"                                            \
  " pay AS (SELECT line.key, p.state, p.amount_fen FROM payment p JOIN line ON line.id = p.entitlement_id"                     \
  "   WHERE p.state <> 'void' AND NOT EXISTS (SELECT 1 FROM payment q WHERE q.retry_of = p.id)),"                              \
  " groups AS (" groups ")"                                                                                                    \
  " SELECT group_concat (row, char (10)) FROM (SELECT k.key || '|' || "                                                        \
  SUM ("line", "count (DISTINCT person_id)", PLANNED " AND household_id IS NULL")                                              \
  SUM ("line", "count (DISTINCT household_id)", PLANNED)                                                                       \
  LINES_AND_MONEY ("line", PLANNED)                                                                                            \
  LINES_AND_MONEY ("line", "state = 'approved'")                                                                               \
  LINES_AND_MONEY ("pay", LEFT)                                                                                                \
  LINES_AND_MONEY ("pay", "state = 'paid'")                                                                                    \
  LINES_AND_MONEY ("pay", "state IN ('failed', 'returned')")                                                                   \
  LINES_AND_MONEY ("line", "state = 'held'")                                                                                   \
  "'' AS row FROM (SELECT CAST (key AS TEXT) AS key, position FROM groups) k ORDER BY k.position)"

static const struct
{
  SnProgressGrouping grouping;
  const char        *sql; /* %s, once or twice, is the year */
} recounts[] = {
  { SN_PROGRESS_BY_DEPARTMENT, RECOUNT ("SELECT code AS key, id AS position FROM department",
                                        "(SELECT code FROM department d WHERE d.id = g.department_id)") },
  { SN_PROGRESS_BY_PROGRAM, RECOUNT ("SELECT code AS key, code AS position FROM program WHERE campaign_id = " CAMPAIGN, "g.code") },
  { SN_PROGRESS_BY_TOWN, RECOUNT ("SELECT id AS key, position FROM division WHERE level = 'town'"
                                  " UNION ALL SELECT DISTINCT 0, 999999 FROM line WHERE key = '0'", "coalesce (e.town_id, 0)") },
  { SN_PROGRESS_BY_FUNDING, RECOUNT ("SELECT coalesce (f.sources, '') AS key, min (g.code) AS position FROM program g"
                                     " LEFT JOIN fund f ON f.program_id = g.id WHERE g.campaign_id = " CAMPAIGN " GROUP BY 1",
                                     "coalesce (f.sources, '')") },
  { SN_PROGRESS_BY_RATE, RECOUNT ("SELECT r.id AS key, g.code || char (65 + r.position) AS position FROM benefit_rate r"
                                  " JOIN program g ON g.id = r.program_id WHERE g.campaign_id = " CAMPAIGN, "e.rate_id") },
  { SN_PROGRESS_ALL, RECOUNT ("SELECT '' AS key, 0 AS position", "''") },
};

typedef struct
{
  gint64             campaign_id;
  SnProgressGrouping grouping;
} Question;

static gpointer
read_progress (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return sn_progress_read (connection, question->campaign_id, question->grouping, error);
}

static GPtrArray *
ask (Fixture *fixture, gint64 campaign_id, SnProgressGrouping grouping)
{
  g_autoptr (GError) error = NULL;
  Question question = { campaign_id, grouping };
  GPtrArray *rows = sn_workspace_read (fixture->workspace, read_progress, &question, NULL, &error);

  g_assert_no_error (error);
  return rows;
}

static char *
print_rows (GPtrArray *rows)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      const SnProgressRow *row = g_ptr_array_index (rows, i);
      const gint64 numbers[] = {
        row->persons, row->households, row->entitlements, row->planned_fen, row->approved, row->approved_fen, row->issued,
        row->issued_fen, row->paid, row->paid_fen, row->failed, row->failed_fen, row->held, row->held_fen,
      };

      g_string_append_printf (text, "%s%s|", i > 0 ? "\n" : "", row->key);
      for (gsize j = 0; j < G_N_ELEMENTS (numbers); j++)
        g_string_append_printf (text, "%" G_GINT64_FORMAT "|", numbers[j]);
      g_assert_cmpstr (row->label, !=, "");
    }
  return g_string_free (text, FALSE);
}

/* Of all but people, the groups add up to the whole: every yuan counts once. */
static void
assert_sums (GPtrArray *rows, GPtrArray *all)
{
  const SnProgressRow *whole = g_ptr_array_index (all, 0);
  SnProgressRow sum = { NULL };

  for (guint i = 0; i < rows->len; i++)
    {
      const SnProgressRow *row = g_ptr_array_index (rows, i);

      sum.persons += row->persons;
      sum.households += row->households;
      sum.entitlements += row->entitlements;
      sum.planned_fen += row->planned_fen;
      sum.approved += row->approved;
      sum.approved_fen += row->approved_fen;
      sum.issued += row->issued;
      sum.issued_fen += row->issued_fen;
      sum.paid += row->paid;
      sum.paid_fen += row->paid_fen;
      sum.failed += row->failed;
      sum.failed_fen += row->failed_fen;
      sum.held += row->held;
      sum.held_fen += row->held_fen;
    }
  g_assert_cmpint (sum.persons, >=, whole->persons);
  g_assert_cmpint (sum.households, >=, whole->households);
  g_assert_cmpint (sum.entitlements, ==, whole->entitlements);
  g_assert_cmpint (sum.planned_fen, ==, whole->planned_fen);
  g_assert_cmpint (sum.approved, ==, whole->approved);
  g_assert_cmpint (sum.approved_fen, ==, whole->approved_fen);
  g_assert_cmpint (sum.issued, ==, whole->issued);
  g_assert_cmpint (sum.issued_fen, ==, whole->issued_fen);
  g_assert_cmpint (sum.paid, ==, whole->paid);
  g_assert_cmpint (sum.paid_fen, ==, whole->paid_fen);
  g_assert_cmpint (sum.failed, ==, whole->failed);
  g_assert_cmpint (sum.failed_fen, ==, whole->failed_fen);
  g_assert_cmpint (sum.held, ==, whole->held);
  g_assert_cmpint (sum.held_fen, ==, whole->held_fen);
}

/* Every grouping of the campaign of that year equals the recount. */
static void
assert_recounted (Fixture *fixture, const char *year, gint64 campaign_id)
{
  g_autoptr (GPtrArray) all = ask (fixture, campaign_id, SN_PROGRESS_ALL);

  g_assert_cmpuint (all->len, ==, 1);
  for (gsize i = 0; i < G_N_ELEMENTS (recounts); i++)
    {
      g_autoptr (GPtrArray) rows = ask (fixture, campaign_id, recounts[i].grouping);
      g_autofree char *printed = print_rows (rows);
      g_autofree char *sql = g_strdup_printf (recounts[i].sql, year, year);

      g_test_message ("grouping %d of %s", (int) recounts[i].grouping, year);
      assert_sql (fixture, sql, printed);
      assert_sums (rows, all);
    }
}

static const SnProgressRow *
find_row (GPtrArray *rows, const char *key)
{
  for (guint i = 0; i < rows->len; i++)
    if (g_str_equal (((SnProgressRow *) g_ptr_array_index (rows, i))->key, key))
      return g_ptr_array_index (rows, i);
  g_error ("no group %s", key);
}

/* ── The set ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const struct
{
  int         person;
  const char *program;
  const char *rate;
  gint64      town_id;
  gint64      amount_fen;
  const char *state;
} lines[] = { /* ids from 1 */
  { 1, "04.1", JOBLESS, ZHUJIAJIAO, 75000, "listed" },
  { 2, "04.1", JOBLESS, ZHUJIAJIAO, 75000, "submitted" },
  { 3, "04.1", JOBLESS, YINGPU, 75000, "approved" },
  { 4, "04.1", JOBLESS, YINGPU, 75000, "held" },
  { 5, "04.1", JOBLESS, 0, 75000, "withdrawn" },
  { 6, "04.1", JOBLESS, 0, 75000, "approved" },
  { 8, "04.1", JOBLESS, YINGPU, 75000, "approved" },
  { 9, "04.1", JOBLESS, YINGPU, 75000, "approved" },
  { 1, "03.1", LOW_INCOME, ZHUJIAJIAO, 120000, "approved" },
  { 2, "03.2", LOW_INCOME, ZHUJIAJIAO, 60000, "listed" }, /* the same household, by its other member */
  { 3, "03.1", "低保家庭（残疾家庭）", YINGPU, 150000, "approved" },
  { 1, "03.1", "特困供养人员、孤儿、困境儿童", ZHUJIAJIAO, 120000, "listed" }, /* a person, though its household is counted too */
  { 3, "09.1", "困难职工", YINGPU, 80000, "approved" },
  { 4, "09.1", "困难职工", YINGPU, 100000, "held" },
  { 7, "10.1", "市妇联标准", ZHUJIAJIAO, 200000, "listed" }, /* twice the same two sources */
  { 7, "10.2", "困难原妇代会主任", ZHUJIAJIAO, 100000, "listed" },
  { 6, "12.1", "因病致贫、意外灾害困难家庭", 0, 70000, "listed" },
  { 8, "01.1", "困难党员、老党员、老干部", YINGPU, 200000, "withdrawn" },
};

static void
move_line (Fixture *fixture, int id, const char *state)
{
  g_autofree char *reason = g_strdup_printf ("UPDATE entitlement SET state = '%s', reason = 'x' WHERE id = %d;", state, id);
  g_autofree char *steps = g_strdup_printf (
    "UPDATE entitlement SET state = 'submitted', submitted_by = listed_by, payee_name = '人' WHERE id = %d;"
    "UPDATE entitlement SET state = 'approved', approved_by = 77 WHERE id = %d AND '%s' = 'approved';", id, id, state);

  if (strcmp (state, "held") == 0 || strcmp (state, "withdrawn") == 0)
    do_sql (fixture, reason);
  else if (strcmp (state, "listed") != 0)
    do_sql (fixture, steps);
}

/* Batch @id with one payment of the same id for line @line. */
static void
add_payment (Fixture *fixture, int id, int line, int retry_of)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
    " SELECT %d, program_id, %d, 'bank', listed_by, 'x' FROM entitlement WHERE id = %d;"
    "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document, retry_of)"
    " SELECT %d, %d, 1, id, amount_fen, '人', 'x', nullif (%d, 0) FROM entitlement WHERE id = %d;"
    "UPDATE payment SET retried = 1 WHERE id = %d;",
    id, id, line, id, id, retry_of, line, retry_of);

  do_sql (fixture, sql);
}

static void
move_payment (Fixture *fixture, int id, const char *state)
{
  g_autofree char *issue = g_strdup_printf (
    "UPDATE payment_batch SET state = 'approved', approved_by = 77 WHERE id = %d AND state = 'draft';"
    "UPDATE payment_batch SET state = 'issued', issued_by = 77 WHERE id = %d AND state = 'approved';"
    "UPDATE payment SET state = 'issued' WHERE id = %d AND state = 'pending';", id, id, id);
  g_autofree char *give_up = g_strdup_printf ("UPDATE payment_batch SET state = 'void', void_reason = 'x' WHERE id = %d;", id);
  g_autofree char *move = g_strdup_printf ("UPDATE payment SET state = '%s', failure_reason = 'x' WHERE id = %d;", state, id);

  do_sql (fixture, strcmp (state, "void") != 0 ? issue : give_up);
  if (strcmp (state, "issued") != 0)
    do_sql (fixture, move);
}

static void
set_up_lines (Fixture *fixture, gconstpointer data)
{
  static const gint64 towns[] = { ZHUJIAJIAO, ZHUJIAJIAO, YINGPU, YINGPU, YINGPU, YINGPU, ZHUJIAJIAO, YINGPU, YINGPU };

  set_up (fixture, data);
  /* One program that no source bears. */
  do_sql (fixture, "INSERT INTO officer (id, name, known_at) VALUES (77, '复核乙', '2025-01-01T00:00:00Z');"
                   "DELETE FROM funding_line WHERE program_id = (SELECT id FROM program WHERE code = '14.1')");
  for (int i = 0; i < (int) G_N_ELEMENTS (towns); i++)
    add_person (fixture, i + 1, i / 2 + 1, "1960-01-01", towns[i]);
  for (int i = 0; i < (int) G_N_ELEMENTS (lines); i++)
    {
      add_line (fixture, i + 1, lines[i].program, lines[i].rate, lines[i].person, lines[i].town_id, lines[i].amount_fen);
      move_line (fixture, i + 1, lines[i].state);
    }
  assert_sql (fixture, "SELECT group_concat (state || n, ' ') FROM (SELECT state, count(*) AS n FROM entitlement GROUP BY 1)",
              "approved7 held2 listed6 submitted1 withdrawn2");
}

/* Line 3 paid; 6 failed and tried again, on its way; 7 void; 8 waits; 9 on its way; 11 failed; 13 returned after it was paid. */
static void
pay (Fixture *fixture)
{
  static const struct
  {
    int         line;
    const char *state;
  } payments[] = { { 3, "paid" }, { 6, "failed" }, { 7, "void" }, { 9, "issued" }, { 11, "failed" }, { 13, "paid" } };

  for (gsize i = 0; i < G_N_ELEMENTS (payments); i++)
    {
      add_payment (fixture, payments[i].line, payments[i].line, 0);
      move_payment (fixture, payments[i].line, payments[i].state);
    }
  move_payment (fixture, 13, "returned");
  add_payment (fixture, 20, 6, 6);
  move_payment (fixture, 20, "issued");
  add_payment (fixture, 8, 8, 0);
}

/* ── Tests ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
test_empty (Fixture *fixture, gconstpointer data)
{
  static const guint sizes[] = {
    [SN_PROGRESS_BY_DEPARTMENT] = 14, [SN_PROGRESS_BY_PROGRAM] = 25, [SN_PROGRESS_BY_TOWN] = 11, [SN_PROGRESS_BY_RATE] = 35,
    [SN_PROGRESS_ALL] = 1,
  };

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (GPtrArray) rows = ask (fixture, 0, (SnProgressGrouping) i);

      if (i != SN_PROGRESS_BY_FUNDING)
        g_assert_cmpuint (rows->len, ==, sizes[i]);
      g_assert_cmpuint (rows->len, >, 0);
      for (guint j = 0; j < rows->len; j++)
        {
          const SnProgressRow *row = g_ptr_array_index (rows, j);

          g_assert_cmpint (row->persons + row->households + row->entitlements + row->planned_fen + row->approved + row->issued +
                           row->paid + row->failed + row->held, ==, 0);
        }
    }
  assert_recounted (fixture, "2025", 0);
}

static void
test_recount (Fixture *fixture, gconstpointer data)
{
  assert_recounted (fixture, "2025", 0);
  pay (fixture);
  assert_recounted (fixture, "2025", 0);
}

/* The figures by hand, where the recount could share a mistake. */
static void
test_by_hand (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GPtrArray) all = NULL;
  g_autoptr (GPtrArray) departments = NULL;
  g_autoptr (GPtrArray) towns = NULL;
  g_autoptr (GPtrArray) funding = NULL;
  const SnProgressRow *row;

  pay (fixture);
  all = ask (fixture, 0, SN_PROGRESS_ALL);
  row = g_ptr_array_index (all, 0);
  g_assert_cmpint (row->persons, ==, 7);    /* 1 2 3 6 7 8 9 */
  g_assert_cmpint (row->households, ==, 3); /* 1 2 3 */
  g_assert_cmpint (row->entitlements, ==, 14);
  g_assert_cmpint (row->planned_fen, ==, 6 * 75000 + 120000 + 60000 + 150000 + 120000 + 80000 + 200000 + 100000 + 70000);
  g_assert_cmpint (row->approved, ==, 7);
  g_assert_cmpint (row->approved_fen, ==, 4 * 75000 + 120000 + 150000 + 80000);
  g_assert_cmpint (row->issued, ==, 5);     /* 3 6 9 11 13 */
  g_assert_cmpint (row->issued_fen, ==, 2 * 75000 + 120000 + 150000 + 80000);
  g_assert_cmpint (row->paid, ==, 1);
  g_assert_cmpint (row->paid_fen, ==, 75000);
  g_assert_cmpint (row->failed, ==, 2);     /* 11 13 */
  g_assert_cmpint (row->failed_fen, ==, 150000 + 80000);
  g_assert_cmpint (row->held, ==, 2);
  g_assert_cmpint (row->held_fen, ==, 175000);

  departments = ask (fixture, 0, SN_PROGRESS_BY_DEPARTMENT);
  row = find_row (departments, "03");
  g_assert_cmpstr (row->label, ==, "区民政局");
  g_assert_cmpint (row->households, ==, 2); /* two programs reach household 1 */
  g_assert_cmpint (row->persons, ==, 1);
  g_assert_cmpint (row->entitlements, ==, 4);
  row = find_row (departments, "02");
  g_assert_cmpstr (row->label, ==, "区财政局");

  towns = ask (fixture, 0, SN_PROGRESS_BY_TOWN);
  row = g_ptr_array_index (towns, towns->len - 1);
  g_assert_cmpuint (towns->len, ==, 12);
  g_assert_cmpstr (row->key, ==, "0");
  g_assert_cmpstr (row->label, ==, "No town given");
  g_assert_cmpint (row->persons, ==, 1);
  g_assert_cmpint (row->households, ==, 1);

  funding = ask (fixture, 0, SN_PROGRESS_BY_FUNDING);
  row = find_row (funding, "municipal-women+charity-foundation");
  g_assert_cmpint (row->persons, ==, 1); /* two programs of one combination reach person 7 */
  g_assert_cmpint (row->entitlements, ==, 2);
  g_assert_cmpint (row->planned_fen, ==, 300000);
  g_assert_nonnull (strstr (row->label, "、"));
  row = find_row (funding, "");
  g_assert_cmpstr (row->label, ==, "No source named");
}

static gpointer
read_reach (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_stage_reach_read (connection, 0, data, error) ? data : NULL;
}

static void
assert_reach (SnReach reach, int persons, int households)
{
  g_assert_cmpint (reach.persons, ==, persons);
  g_assert_cmpint (reach.households, ==, households);
}

static void
test_reach (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  SnStageReach reach;

  pay (fixture);
  g_assert_nonnull (sn_workspace_read (fixture->workspace, read_reach, &reach, NULL, &error));
  g_assert_no_error (error);
  assert_reach (reach.approved, 4, 2); /* 3, twice, 6 8 9; the households of 1 and 3 */
  assert_reach (reach.issued, 2, 2);   /* 3, twice, and 6 by its second try; 8 still waits */
  assert_reach (reach.paid, 1, 0);
  assert_reach (reach.failed, 1, 1);
}

/* Each move by itself, and its undo, keeps every figure true. */
static gboolean
undo_latest (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 change_id = 0;

  return sn_connection_get_int64 (sn_transaction_get_connection (transaction), &change_id, error,
                                  "SELECT id FROM change WHERE undoes IS NULL"
                                  " AND id NOT IN (SELECT undoes FROM change WHERE undoes IS NOT NULL)"
                                  " ORDER BY id DESC LIMIT 1") &&
         sn_journal_undo (transaction, change_id, cancellable, error);
}

static void
test_moves (Fixture *fixture, gconstpointer data)
{
  static const char *const moves[] = {
    "UPDATE entitlement SET changed_by = json_array (listed_by), amount_fen = 70000 WHERE id = 1",
    "UPDATE entitlement SET town_id = " G_STRINGIFY (YINGPU) " WHERE id = 1",
    "UPDATE entitlement SET town_id = NULL WHERE id = 15",
    "UPDATE entitlement SET person_id = 2, household_id = 2 WHERE id = 10",
    "UPDATE entitlement SET state = 'withdrawn', reason = 'x' WHERE id = 10",
    "UPDATE entitlement SET state = 'listed', reason = '' WHERE id IN (4, 14)",
    "UPDATE entitlement SET state = 'held', reason = 'x', approved_by = NULL WHERE id IN (8, 9)",
    "UPDATE entitlement SET changed_by = json_array (listed_by), rate_id = (SELECT r.id FROM benefit_rate r JOIN program p ON p.id = r.program_id"
    " WHERE p.code = '10.1' AND r.label = '区妇联标准') WHERE id = 15",
  };

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_test_message ("%s", moves[i]);
      do_sql (fixture, moves[i]);
      assert_recounted (fixture, "2025", 0);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      g_autoptr (GError) error = NULL;

      sn_workspace_write (fixture->workspace, undo_latest, NULL, NULL, &error);
      g_assert_no_error (error);
      assert_recounted (fixture, "2025", 0);
    }
  assert_sql (fixture, "SELECT group_concat (state || n, ' ') FROM (SELECT state, count(*) AS n FROM entitlement GROUP BY 1)",
              "approved7 held2 listed6 submitted1 withdrawn2");
}

/* ── Two campaigns ──────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 from_id = 0;

  return sn_connection_get_int64 (sn_transaction_get_connection (transaction), &from_id, error, "SELECT max (id) FROM campaign") &&
         sn_campaign_copy (transaction, from_id, "2026", "2026-02-17", data, error);
}

static gpointer
get_old_campaign (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  if (!sn_connection_get_int64 (connection, data, error, "SELECT id FROM campaign WHERE spring_festival LIKE '2025%'"))
    return NULL;
  return data;
}

static void
test_campaigns (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) towns = NULL;
  gint64 new_id = 0, old_id = 0;

  pay (fixture);
  sn_workspace_write (fixture->workspace, copy_campaign, &new_id, NULL, &error);
  g_assert_no_error (error);
  sn_workspace_read (fixture->workspace, get_old_campaign, &old_id, NULL, &error);
  g_assert_no_error (error);
  /* The new one is the current one, and empty. */
  towns = ask (fixture, 0, SN_PROGRESS_BY_TOWN);
  g_assert_cmpuint (towns->len, ==, 11);
  assert_recounted (fixture, "2026", 0);
  assert_recounted (fixture, "2025", old_id);
  do_sql (fixture, "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, town_id, amount_fen, listed_by)"
                   " SELECT 50, g.id, r.id, r.unit, 1, 310118102, 75000, 77"
                   " FROM program g JOIN benefit_rate r ON r.program_id = g.id"
                   " JOIN campaign c ON c.id = g.campaign_id WHERE g.code = '04.1' AND c.spring_festival LIKE '2026%'");
  assert_recounted (fixture, "2026", new_id);
  assert_recounted (fixture, "2025", old_id);
}

static void
test_names (void)
{
  static const struct
  {
    const char        *name;
    SnProgressGrouping grouping;
  } names[] = {
    { "department", SN_PROGRESS_BY_DEPARTMENT }, { "program", SN_PROGRESS_BY_PROGRAM }, { "town", SN_PROGRESS_BY_TOWN },
    { "funding", SN_PROGRESS_BY_FUNDING },       { "rate", SN_PROGRESS_BY_RATE },
  };
  static const char *const others[] = { "", "all", "Department", "towns", "month" };
  SnProgressGrouping grouping;

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_assert_true (sn_progress_grouping_from_string (names[i].name, &grouping));
      g_assert_cmpint (grouping, ==, names[i].grouping);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (others); i++)
    g_assert_false (sn_progress_grouping_from_string (others[i], &grouping));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/progress/" name, Fixture, NULL, set_up_lines, function, tear_down)
  g_test_add ("/progress/empty", Fixture, NULL, set_up, test_empty, tear_down);
  ADD ("recount", test_recount);
  ADD ("by-hand", test_by_hand);
  ADD ("reach", test_reach);
  ADD ("moves", test_moves);
  ADD ("campaigns", test_campaigns);
  g_test_add_func ("/progress/names", test_names);
  return g_test_run ();
}
