/* bench-figures.c: the dashboard's figures: how fast they are read, and what keeping them costs.
 *
 * Read: sn_progress_read() of every grouping against one GROUP BY over a covering index of the same payments, which is the
 * best that a recount can do. Kept: the same rows, by the same statements, into two files of the same schema, one of them
 * with a figure keeper on its connection.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-util.h"

#include "sn-figure-keeper.h"
#include "sn-progress.h"

#include <stdlib.h>
#include <string.h>

#define READ_GOAL (1.0 / 1000)
#define FULL_SIZE 5000000.0
#define KEEP_GOAL 1.35
#define READ_RUNS 21
#define CHUNKS 20
#define LINES_A_PERSON 3

/* ── What is written ────────────────────────────────────────────────────────────────────────────────────────────── */

/* ?1 the first number of the chunk, ?2 the one behind the last. Lines of all rates in turn, in all towns, LINES_A_PERSON to a
 * person. */
#define NUMBERS "WITH RECURSIVE number (n) AS (SELECT ?1 UNION ALL SELECT n + 1 FROM number WHERE n + 1 < ?2) "

static const char set_up_sql[] =
  "CREATE TEMP TABLE rate (position INTEGER PRIMARY KEY, id INTEGER, program_id INTEGER, unit TEXT);"
  "INSERT INTO rate SELECT row_number () OVER (ORDER BY id) - 1, id, program_id, unit FROM main.benefit_rate;"
  "CREATE TEMP TABLE town (position INTEGER PRIMARY KEY, id INTEGER);"
  "INSERT INTO town SELECT row_number () OVER (ORDER BY id) - 1, id FROM main.division WHERE level = 'town';"
  "INSERT INTO officer (id, name, known_at) VALUES (101, '甲', '2025-01-10T00:00:00Z'), (102, '乙', '2025-01-10T00:00:00Z'),"
  " (103, '丙', '2025-01-10T00:00:00Z');"
  "INSERT INTO payment_batch (id, program_id, number, channel, prepared_by, prepared_at)"
  " SELECT id, id, 1, 'bank', 101, '2025-01-10T00:00:00Z' FROM program;";

static const char people_sql[] = NUMBERS
  "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, household_id)"
  " SELECT n + 1, '人' || n, 'ren', CAST ('ren' || n AS BLOB), x'00', 'resident', 'B' || n, n / 2 + 1 FROM number";
static const char households_sql[] = NUMBERS "INSERT INTO household (id) SELECT n + 1 FROM number";

static const char entitlements_sql[] = NUMBERS
  "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, town_id, amount_fen, listed_by)"
  " SELECT n + 1, r.program_id, r.id, r.unit, n / ?3 + 1, iif (r.unit = 'household', n / ?3 / 2 + 1, NULL), t.id,"
  " 10000 + n % 900 * 100, 101"
  " FROM number JOIN rate r ON r.position = n % (SELECT count(*) FROM rate) JOIN town t ON t.position = n / 7 % (SELECT count(*) FROM town)";
static const char submit_sql[] =
  "UPDATE entitlement SET state = 'submitted', submitted_by = 101, payee_name = '人', payee_document = 'B' WHERE id > ?1 AND id <= ?2";
static const char approve_sql[] = "UPDATE entitlement SET state = 'approved', approved_by = 102 WHERE id > ?1 AND id <= ?2";
static const char payments_sql[] =
  "INSERT INTO payment (id, batch_id, line, entitlement_id, amount_fen, payee_name, payee_document)"
  " SELECT id, program_id, id, id, amount_fen, payee_name, payee_document FROM entitlement WHERE id > ?1 AND id <= ?2";
static const char approve_batches_sql[] = "UPDATE payment_batch SET state = 'approved', approved_by = 102";
static const char issue_batches_sql[] = "UPDATE payment_batch SET state = 'issued', issued_by = 103";
static const char issue_sql[] = "UPDATE payment SET state = 'issued' WHERE id > ?1 AND id <= ?2";
static const char settle_sql[] =
  "UPDATE payment SET state = iif (id % 50 = 0, 'failed', 'paid'), failure_reason = iif (id % 50 = 0, '账号户名不符', '')"
  " WHERE id > ?1 AND id <= ?2";

/* In this order; each is timed chunk by chunk. */
static const struct
{
  const char *name;
  const char *sql;
  const char *before; /* (nullable): run once, untimed */
} steps[] = {
  { "keeping the figures, entitlements listed", entitlements_sql, NULL },
  { "keeping the figures, submitted", submit_sql, NULL },
  { "keeping the figures, approved", approve_sql, NULL },
  { "keeping the figures, payments made", payments_sql, NULL },
  { "keeping the figures, issued", issue_sql, approve_batches_sql },
  { "keeping the figures, paid or failed", settle_sql, NULL },
};

typedef struct
{
  SnConnection   *connection;
  SnFigureKeeper *keeper; /* (nullable): the bare one */
} Side;

static void
run_chunk (Side *side, const char *sql, guint first, guint end)
{
  g_autoptr (GError) error = NULL;
  gboolean done = strstr (sql, "?3") != NULL
                    ? sn_connection_run (side->connection, &error, sql, SN_INT (first), SN_INT (end), SN_INT (LINES_A_PERSON))
                    : sn_connection_run (side->connection, &error, sql, SN_INT (first), SN_INT (end));

  bench_check (done, error);
}

static BenchTime
time_chunk (Side *side, const char *sql, guint first, guint end)
{
  g_autoptr (GError) error = NULL;
  BenchTime start = bench_now ();

  bench_check (sn_connection_run_script (side->connection, "BEGIN IMMEDIATE", &error), error);
  run_chunk (side, sql, first, end);
  if (side->keeper != NULL)
    bench_check (sn_figure_keeper_flush (side->keeper, &error), error);
  bench_check (sn_connection_run_script (side->connection, "COMMIT", &error), error);
  return bench_since (start);
}

static void
checkpoint (Side *side)
{
  bench_check (sn_connection_run_script (side->connection, "PRAGMA wal_checkpoint (TRUNCATE)", NULL), NULL);
}

static void
run_all (Side *side, const char *sql)
{
  g_autoptr (GError) error = NULL;

  bench_check (sn_connection_run_script (side->connection, sql, &error), error);
}

static void
fill_people (Side *side, guint n_lines)
{
  guint n_people = n_lines / LINES_A_PERSON + 1;

  run_all (side, "BEGIN");
  run_all (side, set_up_sql);
  run_chunk (side, households_sql, 0, n_people / 2 + 1);
  run_chunk (side, people_sql, 0, n_people);
  run_all (side, "COMMIT");
}

static void
measure_keeping (Side *bare, Side *kept, guint n_lines)
{
  guint chunk = MAX (n_lines / CHUNKS, 1);

  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (BenchRuns) bare_runs = bench_runs_new ();
      g_autoptr (BenchRuns) kept_runs = bench_runs_new ();

      if (steps[i].before != NULL)
        {
          run_all (bare, steps[i].before);
          run_all (kept, steps[i].before);
          run_all (bare, issue_batches_sql);
          run_all (kept, issue_batches_sql);
        }
      for (guint first = 0; first < n_lines; first += chunk)
        {
          bench_runs_add (bare_runs, time_chunk (bare, steps[i].sql, first, MIN (first + chunk, n_lines)));
          bench_runs_add (kept_runs, time_chunk (kept, steps[i].sql, first, MIN (first + chunk, n_lines)));
          checkpoint (bare);
          checkpoint (kept);
        }
      bench_print_runs (steps[i].name, bare_runs, kept_runs, KEEP_GOAL);
    }
}

/* ── What is read ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
make_covering_table (Side *bare)
{
  run_all (bare,
           "CREATE TABLE flat (id INTEGER PRIMARY KEY, department INTEGER, town INTEGER, state TEXT, amount_fen INTEGER) STRICT;"
           "INSERT INTO flat SELECT y.id, p.department_id, e.town_id, y.state, y.amount_fen FROM payment y"
           " JOIN entitlement e ON e.id = y.entitlement_id JOIN program p ON p.id = e.program_id;"
           "CREATE INDEX flat_covering ON flat (department, town, state, amount_fen)");
}

static BenchTime
time_covering (Side *bare)
{
  g_autoptr (GError) error = NULL;
  BenchTime start = bench_now ();
  g_autoptr (SnStatement) statement = sn_connection_query (
      bare->connection, &error, "SELECT department, town, state, count(*), sum (amount_fen) FROM flat GROUP BY 1, 2, 3");

  while (sn_statement_step (statement, &error))
    ;
  bench_check (error == NULL, error);
  return bench_since (start);
}

static BenchTime
time_progress (Side *kept, SnProgressGrouping grouping)
{
  g_autoptr (GError) error = NULL;
  BenchTime start = bench_now ();
  g_autoptr (GPtrArray) rows = sn_progress_read (kept->connection, 0, grouping, &error);

  bench_check (rows != NULL && rows->len > 0, error);
  return bench_since (start);
}

static void
measure_reading (Side *bare, Side *kept, guint n_lines)
{
  static const char *const names[] = {
    [SN_PROGRESS_BY_DEPARTMENT] = "figures by department", [SN_PROGRESS_BY_PROGRAM] = "figures by program",
    [SN_PROGRESS_BY_TOWN] = "figures by town", [SN_PROGRESS_BY_FUNDING] = "figures by funding",
    [SN_PROGRESS_BY_RATE] = "figures by rate", [SN_PROGRESS_ALL] = "figures of all",
  };
  gint64 n_figures = 0;

  make_covering_table (bare);
  sn_connection_get_int64 (kept->connection, &n_figures, NULL, "SELECT count(*) FROM figure");
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autoptr (BenchRuns) recounts = bench_runs_new ();
      g_autoptr (BenchRuns) ours = bench_runs_new ();
      BenchTime covering, read;

      for (guint run = 0; run < READ_RUNS; run++)
        {
          bench_runs_add (recounts, time_covering (bare));
          bench_runs_add (ours, time_progress (kept, (SnProgressGrouping) i));
        }
      covering = bench_runs_get (recounts, 50);
      read = bench_runs_get (ours, 50);
      /* A recount grows with the lines, the figures do not: the goal is one at full size. */
      bench_print (names[i], covering, read, READ_GOAL * FULL_SIZE / n_lines);
      g_print ("%s: at %.0f payments that is a ratio of %.5f (goal %.5f)\n", names[i], FULL_SIZE,
               (double) read.wall_us / ((double) covering.wall_us * FULL_SIZE / n_lines), READ_GOAL);
    }
  g_print ("figures: %u entitlements and as many payments, %" G_GINT64_FORMAT " figures\n", n_lines, n_figures);
}

/* ── Both sides ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static Side
open_side (const char *folder, const char *name, gboolean keeps)
{
  g_autofree char *inside = g_build_filename (folder, name, NULL);
  g_autofree char *path = NULL;
  g_autoptr (SnWorkspace) workspace = NULL;
  g_autoptr (GError) error = NULL;
  Side side = { NULL, NULL };

  bench_check (g_mkdir_with_parents (inside, 0700) == 0, NULL);
  workspace = sn_test_new_workspace (inside);
  path = g_strdup (sn_workspace_get_path (workspace));
  sn_workspace_close (workspace);
  side.connection = sn_connection_open (path, SN_CONNECTION_WRITE, &error);
  bench_check (side.connection != NULL, error);
  side.keeper = keeps ? sn_figure_keeper_new (side.connection, &error) : NULL;
  bench_check (!keeps || side.keeper != NULL, error);
  return side;
}

static void
close_side (Side *side)
{
  sn_connection_close (side->connection);
  g_clear_pointer (&side->keeper, sn_figure_keeper_free);
}

int
main (void)
{
  guint n_lines = bench_get_rows (300000);
  char *folder = sn_test_make_folder ();
  g_autofree char *verdict = NULL;
  g_autoptr (GError) error = NULL;
  Side bare, kept;

  sn_test_set_clock ();
  bare = open_side (folder, "bare", FALSE);
  kept = open_side (folder, "kept", TRUE);
  fill_people (&bare, n_lines);
  fill_people (&kept, n_lines);
  measure_keeping (&bare, &kept, n_lines);
  measure_reading (&bare, &kept, n_lines);
  verdict = sn_figures_verify (kept.connection, &error);
  bench_check (g_strcmp0 (verdict, "ok") == 0, error);
  close_side (&bare);
  close_side (&kept);
  sn_test_remove_folder (folder);
  return 0;
}
