/* attempt-fixture.h: a workspace with a line, a batch and a payment in every state, to try the rules on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "batch-fixture.h"

#include "sn-benefit-rate.h"
#include "sn-safety.h"

/* 经办甲 lists and submits, 复核乙 approves, 负责人丙 approves after him. Lines of 04.1 for the person of the same number, 750 yuan each;
 * of 05.1 2,500 yuan, which two must approve; of 01.1 for a visit; and one of 2026 under a rate that nobody confirmed. */
enum
{
  LISTED = 1,
  SUBMITTED = 2,
  APPROVED = 3,
  HELD = 4, /* after it was approved */
  WITHDRAWN = 5,
  IN_DRAFT = 6,
  IN_APPROVED = 7,
  IN_ISSUED = 8,
  PAID = 9,
  FAILED = 10,
  IN_CLOSED = 11,
  IN_VOID = 12,
  ONCE = 13,       /* of 05.1: approved by 复核乙, waits for a second approver */
  TWICE = 14,      /* of 05.1: approved by 复核乙, then by 负责人丙 */
  SIGNED = 15,     /* of 01.1 */
  HANDED_OUT = 16, /* of 01.1: on its way, not signed for */
  NEXT_YEAR = 17,
};

typedef struct
{
  Fixture base;
  gint64  draft, approved, issued, reconciled, closed, voided, visit; /* batches */
  gint64  approval;     /* the change that approved the lines of the draft */
  gint64  batch_made;   /* that made the batch that is approved now */
  gint64  submission;   /* that submitted SUBMITTED */
  gint64  first_yes;    /* that approved ONCE for the first time */
  gint64  taken_back;   /* 复核乙's undo of his approval of SUBMITTED */
} Ground;

static inline gint64
last_change (Fixture *fixture)
{
  g_autofree char *id = sn_workspace_read (fixture->workspace, read_text, (gpointer) "SELECT max (id) FROM change", NULL, NULL);

  return g_ascii_strtoll (id, NULL, 10);
}

static inline void
list_and_submit (Fixture *fixture, int number, const char *program_code, const char *rate_label, gint64 amount_fen)
{
  act_as (fixture, "经办甲");
  add_person (fixture, number, number, "1940-01-01", TOWN);
  add_line (fixture, number, program_code, rate_label, number, TOWN, amount_fen);
  DO (SUBMIT, program_code);
}

static inline void
approve_as (Fixture *fixture, const char *officer, const char *program_code)
{
  act_as (fixture, officer);
  DO (APPROVE, program_code);
  act_as (fixture, "经办甲");
}

static inline gint64
batch_of_one (Fixture *fixture, int number)
{
  list_and_submit (fixture, number, JOBLESS, 75000);
  approve_as (fixture, "复核乙", "04.1");
  return create_batch (fixture, "04.1");
}

static inline gint64
answered_batch (Fixture *fixture, int number, const char *reason)
{
  gint64 batch_id = batch_of_one (fixture, number);
  g_autoptr (GPtrArray) rows = new_rows ();
  g_autofree char *file = g_strdup_printf ("%d.csv", number);
  Action action = { BATCH_ANSWER, batch_id, .file = file, .rows = rows };

  send_batch (fixture, batch_id);
  add_row (rows, 1, NULL, NULL, -1, reason);
  act (fixture, &action);
  g_ptr_array_unref (action.faults);
  return batch_id;
}

static inline void
make_batches (Ground *ground)
{
  Fixture *fixture = &ground->base;

  ground->voided = batch_of_one (fixture, IN_VOID);
  ACT (BATCH_VOID, ground->voided, .text = "x");
  ACT (LINE_HOLD, IN_VOID, .text = "x");
  ground->reconciled = answered_batch (fixture, FAILED, "户名不符");
  ground->closed = answered_batch (fixture, IN_CLOSED, NULL);
  ACT (BATCH_CLOSE, ground->closed);
  answered_batch (fixture, PAID, NULL);
  ground->issued = batch_of_one (fixture, IN_ISSUED);
  send_batch (fixture, ground->issued);
  ground->approved = batch_of_one (fixture, IN_APPROVED);
  ground->batch_made = last_change (fixture);
  act_as (fixture, "复核乙");
  ACT (BATCH_APPROVE, ground->approved);
  list_and_submit (fixture, IN_DRAFT, JOBLESS, 75000);
  approve_as (fixture, "复核乙", "04.1");
  ground->approval = last_change (fixture);
  ground->draft = create_batch (fixture, "04.1");
}

static inline void
make_visit (Ground *ground)
{
  Fixture *fixture = &ground->base;
  g_autoptr (GArray) one = g_array_new (FALSE, FALSE, sizeof (int));
  int line = 1;

  g_array_append_val (one, line);
  approve_lines (fixture, SIGNED, HANDED_OUT, PARTY, 200000);
  ground->visit = create_batch (fixture, "01.1");
  send_batch (fixture, ground->visit);
  ACT (BATCH_SIGN, ground->visit, .text = "2025-01-10", .lines = one);
}

static inline gboolean
make_next_year (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 campaign_id;

  return sn_campaign_copy (transaction, 2025, "2026年元旦春节帮困送温暖", "2026-02-17", &campaign_id, error);
}

static inline gboolean
ask_for_two (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_campaign_set_checks (transaction, 250000, 0, error);
}

static inline void
make_lines (Ground *ground)
{
  Fixture *fixture = &ground->base;

  list_and_submit (fixture, APPROVED, JOBLESS, 75000);
  approve_as (fixture, "复核乙", "04.1");
  list_and_submit (fixture, HELD, JOBLESS, 75000);
  approve_as (fixture, "复核乙", "04.1");
  DO (HOLD, .id = HELD, .reason = "待核实");
  list_and_submit (fixture, WITHDRAWN, JOBLESS, 75000);
  DO (WITHDRAW, .id = WITHDRAWN, .reason = "重复");
  list_and_submit (fixture, SUBMITTED, JOBLESS, 75000);
  ground->submission = last_change (fixture);
  approve_as (fixture, "复核乙", "04.1");
  act_as (fixture, "复核乙");
  ground->taken_back = ACT (CHANGE_UNDO, last_change (fixture));
  act_as (fixture, "经办甲");
  add_person (fixture, LISTED, LISTED, "1940-01-01", TOWN);
  add_line (fixture, LISTED, JOBLESS, LISTED, TOWN, 75000);
  list_and_submit (fixture, TWICE, "05.1", "高额自负医疗费用人员", 250000);
  approve_as (fixture, "复核乙", "05.1");
  approve_as (fixture, "负责人丙", "05.1");
  list_and_submit (fixture, ONCE, "05.1", "高额自负医疗费用人员", 250000);
  approve_as (fixture, "复核乙", "05.1");
  ground->first_yes = last_change (fixture);
}

static inline void
set_up_ground (Ground *ground)
{
  Fixture *fixture = &ground->base;
  g_autoptr (GError) error = NULL;

  set_up (fixture, NULL);
  act_as (fixture, "负责人丙");
  g_assert_cmpint (sn_workspace_write (fixture->workspace, ask_for_two, NULL, NULL, NULL), >, 0);
  make_batches (ground);
  make_visit (ground);
  make_lines (ground);
  g_assert_cmpint (sn_workspace_write (fixture->workspace, make_next_year, NULL, NULL, &error), >, 0);
  g_assert_no_error (error);
  sn_workspace_set_campaign (fixture->workspace, 2025);
  add_person (fixture, NEXT_YEAR, NEXT_YEAR, "1940-01-01", TOWN);
  do_sql (fixture, "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, town_id, amount_fen, listed_by)"
                   " SELECT 17, program_id + 10000, rate_id + 1000000, unit, 17, town_id, amount_fen, listed_by"
                   " FROM entitlement WHERE id = 1;"
                   "INSERT INTO decision (id, finding_id, rule, program_id, decision, reason, entitlements, officer_id, made_at)"
                   " SELECT 1, 7, 'person_twice', program_id, 'hold', '待核实', '[4]', listed_by, 'x' FROM entitlement WHERE id = 4");
  assert_sql (fixture, "SELECT group_concat (state || iif (first_approved_by IS NULL, '', '+'), ' ') FROM (SELECT * FROM entitlement ORDER BY id)",
              "listed submitted approved held withdrawn approved approved approved approved approved approved held submitted+ approved+"
              " approved approved listed");
  assert_sql (fixture, "SELECT group_concat (state, ' ') FROM (SELECT * FROM payment_batch ORDER BY id)",
              "void reconciled closed reconciled issued approved draft issued");
  assert_sql (fixture, "SELECT group_concat (state, ' ') FROM (SELECT * FROM payment ORDER BY entitlement_id)",
              "pending pending issued paid failed paid void paid issued");
}

/* (transfer full): every row of every table, the journal's and the figures' as well */
static inline gpointer
picture_all (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  GString *picture = g_string_new (NULL);
  g_autoptr (SnStatement) tables =
    sn_connection_query (connection, error, "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite%' ORDER BY name");

  while (sn_statement_step (tables, error))
    {
      g_autofree char *sql = g_strdup_printf ("SELECT * FROM %s ORDER BY 1, 2", sn_statement_get_text (tables, 0));
      sqlite3_stmt *rows = NULL;

      g_assert_cmpint (sqlite3_prepare_v2 (sn_connection_get_handle (connection), sql, -1, &rows, NULL), ==, SQLITE_OK);
      g_string_append_printf (picture, "\n%s", sn_statement_get_text (tables, 0));
      while (sqlite3_step (rows) == SQLITE_ROW)
        for (int i = 0; i < sqlite3_column_count (rows); i++)
          if (sqlite3_column_type (rows, i) == SQLITE_BLOB)
            g_string_append_printf (picture, ",%d bytes", sqlite3_column_bytes (rows, i));
          else
            g_string_append_printf (picture, ",%s", (const char *) sqlite3_column_text (rows, i));
      sqlite3_finalize (rows);
    }
  return g_string_free (picture, FALSE);
}

static inline char *
take_picture (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *picture = sn_workspace_read (fixture->workspace, picture_all, NULL, NULL, &error);

  g_assert_no_error (error);
  return picture;
}

static inline void
assert_verifies (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnVerification) verification = sn_workspace_read (fixture->workspace, sn_verify, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_true (sn_verification_is_ok (verification));
}
