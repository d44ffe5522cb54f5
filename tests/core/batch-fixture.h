/* batch-fixture.h: approved lines, the steps of a batch, and the figures checked after each. For the tests of disbursement.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "roster-fixture.h"

#include "sn-figure-keeper.h"
#include "sn-journal.h"
#include "sn-payment-batch.h"
#include "sn-person-edit.h"
#include "sn-progress.h"

#define TOWN 310118102
#define JOBLESS "04.1", "登记失业困难人员" /* cash, 750.00 */
#define PARTY "01.1", "困难党员、老党员、老干部" /* visits */
#define CARE_HOME "03.5", "养老机构入住老人" /* goods */

typedef enum
{
  BATCH_CREATE,
  BATCH_DETAILS,
  BATCH_APPROVE,
  BATCH_ISSUE,
  BATCH_VOID,
  BATCH_CLOSE,
  BATCH_ANSWER,
  BATCH_RETRY,
  BATCH_SIGN,
  PERSON_CORRECT,
  LINE_HOLD,
  LINE_RELEASE,
  CHANGE_UNDO,
} Kind;

typedef struct
{
  Kind                  kind;
  gint64                id; /* of the batch, the person, the line or the change */
  const char           *program_code;
  const char           *channel;
  gint64                town_id;
  SnPaymentBatchDetails details;
  const char           *text; /* reason, SHA-256, day */
  const char           *collector;
  const char           *relation;
  const char           *file;
  GPtrArray            *rows;
  GArray               *lines;
  gboolean              include_unchanged;
  SnPersonEdit          edit;
  /* What came of it. */
  gint64                batch_id;
  guint                 count; /* left out, left behind, signed */
  SnAnswerResult        result;
  GPtrArray            *faults;
} Action;

static inline gboolean
answer_batch (SnTransaction *transaction, Action *action, GError **error)
{
  g_autofree char *sha256 = g_compute_checksum_for_string (G_CHECKSUM_SHA256, action->file, -1);

  g_clear_pointer (&action->faults, g_ptr_array_unref);
  action->faults = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_fault_free);
  return sn_payment_batch_answer (transaction, action->id, action->file, sha256, action->rows, action->faults, &action->result,
                                  error);
}

static inline gboolean
run_action (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Action *action = data;

  switch (action->kind)
    {
    case BATCH_CREATE:
      return sn_payment_batch_create (transaction, action->program_code, action->channel, action->town_id, &action->details,
                                      &action->batch_id, &action->count, error);
    case BATCH_DETAILS:
      return sn_payment_batch_set_details (transaction, action->id, &action->details, error);
    case BATCH_APPROVE:
      return sn_payment_batch_approve (transaction, action->id, error);
    case BATCH_ISSUE:
      return sn_payment_batch_issue (transaction, action->id, action->text, error);
    case BATCH_VOID:
      return sn_payment_batch_void (transaction, action->id, action->text, error);
    case BATCH_CLOSE:
      return sn_payment_batch_close (transaction, action->id, error);
    case BATCH_ANSWER:
      return answer_batch (transaction, action, error);
    case BATCH_RETRY:
      return sn_payment_batch_retry (transaction, action->id, action->include_unchanged, &action->batch_id, &action->count, error);
    case BATCH_SIGN:
      return sn_payment_batch_sign (transaction, action->id, action->lines, action->text, action->collector, action->relation,
                                    &action->count, error);
    case PERSON_CORRECT:
      return sn_person_edit (transaction, action->id, &action->edit, error);
    case LINE_HOLD:
      return sn_entitlement_hold (transaction, action->id, action->text, error);
    case LINE_RELEASE:
      return sn_entitlement_release (transaction, action->id, action->text, error);
    case CHANGE_UNDO:
    default:
      return sn_journal_undo (transaction, action->id, cancellable, error);
    }
}

/* (transfer full): verify's word on the figures, then the dashboard's beside a count of the payments themselves */
static inline gpointer
compare_figures (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autofree char *verified = sn_figures_verify (connection, error);
  g_autoptr (GPtrArray) rows = sn_progress_read (connection, 0, SN_PROGRESS_ALL, error);
  g_autoptr (SnStatement) sums = sn_connection_query (
    connection, error,
    "SELECT count(*) FILTER (WHERE state IN ('issued', 'paid', 'failed', 'returned')),"
    " coalesce (sum (amount_fen) FILTER (WHERE state IN ('issued', 'paid', 'failed', 'returned')), 0),"
    " count(*) FILTER (WHERE state = 'paid'), coalesce (sum (amount_fen) FILTER (WHERE state = 'paid'), 0),"
    " count(*) FILTER (WHERE state IN ('failed', 'returned')),"
    " coalesce (sum (amount_fen) FILTER (WHERE state IN ('failed', 'returned')), 0) FROM payment WHERE retried = 0");
  const SnProgressRow *row;

  g_assert_true (verified != NULL && rows != NULL && sums != NULL);
  g_assert_cmpstr (verified, ==, "ok");
  g_assert_true (sn_statement_step (sums, error));
  row = g_ptr_array_index (rows, 0);
  g_assert_cmpint (row->issued, ==, sn_statement_get_int64 (sums, 0));
  g_assert_cmpint (row->issued_fen, ==, sn_statement_get_int64 (sums, 1));
  g_assert_cmpint (row->paid, ==, sn_statement_get_int64 (sums, 2));
  g_assert_cmpint (row->paid_fen, ==, sn_statement_get_int64 (sums, 3));
  g_assert_cmpint (row->failed, ==, sn_statement_get_int64 (sums, 4));
  g_assert_cmpint (row->failed_fen, ==, sn_statement_get_int64 (sums, 5));
  return g_strdup ("ok");
}

static inline void
assert_figures (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *word = sn_workspace_read (fixture->workspace, compare_figures, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (word, ==, "ok");
  /* Never more than one payment of a line that lives. */
  assert_sql (fixture,
              "SELECT coalesce (max (n), 0) <= 1 FROM (SELECT count(*) AS n FROM payment WHERE state IN ('pending', 'issued',"
              " 'paid')"
              " GROUP BY entitlement_id)", "1");
}

/* Does it; gives back the Change, or SN_WORKSPACE_UNCHANGED. */
static inline gint64
act (Fixture *fixture, Action *action)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = sn_workspace_write (fixture->workspace, run_action, action, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (change_id, !=, 0);
  assert_figures (fixture);
  return change_id;
}

#define ACT(...) act (fixture, &(Action){ __VA_ARGS__ })

/* (transfer full): the content of the tables, as text; without what only the journal sees */
static inline gpointer
dump_tables (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  static const char *const columns[] = {
    "SELECT id || state || control_count || ',' || control_sum_fen || ',' || coalesce (approved_by, '') || coalesce (issued_by, '')"
    " || coalesce (file_sha256, '') || visitors || coalesce (visit_date, '') || coalesce (procurement_id, '') || void_reason"
    " || settled_in FROM payment_batch ORDER BY id",
    "SELECT id || ',' || batch_id || ',' || line || state || amount_fen || payee_name || bank_name || account_number ||"
    " account_holder"
    " || failure_code || failure_reason || coalesce (settled_on, '') || coalesce (retry_of, '') || ',' || retried FROM payment"
    " ORDER BY id",
    "SELECT id || signed_by || relation || signed_on || payment_id FROM receipt ORDER BY id",
    "SELECT id || kind || name || sha256 || coalesce (batch_id, '') FROM source_file ORDER BY id",
    "SELECT id || state || reason || coalesce (approved_by, '') FROM entitlement ORDER BY id",
    "SELECT id || reference FROM procurement ORDER BY id",
    "SELECT rate_id || ',' || town_id || stage || lines || ',' || amount_fen FROM figure ORDER BY rate_id, town_id, stage",
  };
  GString *dump = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    {
      g_autoptr (SnStatement) rows = sn_connection_query (connection, error, columns[i]);

      g_assert_nonnull (rows);
      while (sn_statement_step (rows, NULL))
        g_string_append_printf (dump, "%" G_GSIZE_FORMAT " %s\n", i, sn_statement_get_text (rows, 0));
    }
  return g_string_free (dump, FALSE);
}

static inline char *
dump (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  char *text = sn_workspace_read (fixture->workspace, dump_tables, NULL, NULL, &error);

  g_assert_no_error (error);
  return text;
}

/* It is refused with that code and a sentence that has @words in it, and nothing is left of it. */
static inline void
forbid (Fixture *fixture, int code, const char *words, Action *action)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *before = dump (fixture);
  g_autofree char *after = NULL;

  g_assert_cmpint (sn_workspace_write (fixture->workspace, run_action, action, NULL, &error), ==, 0);
  g_assert_error (error, SN_ERROR, code);
  if (strstr (error->message, words) == NULL)
    g_error ("“%s” is not in “%s”", words, error->message);
  g_clear_pointer (&action->faults, g_ptr_array_unref);
  after = dump (fixture);
  g_assert_cmpstr (before, ==, after);
}

#define FORBID(code, words, ...) forbid (fixture, code, words, &(Action){ __VA_ARGS__ })

/* Lines @first to @last for people of these numbers, listed, submitted and approved. */
static inline void
approve_lines (Fixture *fixture, int first, int last, const char *program_code, const char *rate_label, gint64 amount_fen)
{
  for (int i = first; i <= last; i++)
    {
      add_person (fixture, i, i, "1940-01-01", TOWN);
      add_line (fixture, i, program_code, rate_label, i, TOWN, amount_fen);
    }
  DO (SUBMIT, program_code);
  act_as (fixture, "复核乙");
  DO (APPROVE, program_code);
  act_as (fixture, "经办甲");
}

static inline gint64
create_batch (Fixture *fixture, const char *program_code)
{
  Action action = { BATCH_CREATE, .program_code = program_code,
                    .details = { "区领导走访组", "2025-01-16", "青采示〔2025〕018号" } };

  act (fixture, &action);
  return action.batch_id;
}

static inline void
send_batch (Fixture *fixture, gint64 batch_id)
{
  act_as (fixture, "复核乙");
  ACT (BATCH_APPROVE, batch_id);
  ACT (BATCH_ISSUE, batch_id);
  act_as (fixture, "经办甲");
}

/* A batch of @n lines of 04.1 that has left; line N pays person N 750.00. */
static inline gint64
issue_jobless (Fixture *fixture, int n)
{
  gint64 batch_id;

  approve_lines (fixture, 1, n, JOBLESS, 75000);
  batch_id = create_batch (fixture, "04.1");
  send_batch (fixture, batch_id);
  return batch_id;
}

/* ── Answers ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static inline GPtrArray *
new_rows (void)
{
  return g_ptr_array_new_with_free_func ((GDestroyNotify) sn_answer_row_free);
}

/* @yuan -1: no amount; @reason %NULL: paid */
static inline void
add_row (GPtrArray *rows, int line, const char *account_number, const char *name, int yuan, const char *reason)
{
  SnAnswerRow *row = g_new0 (SnAnswerRow, 1);

  row->row = rows->len + 2;
  row->line = line;
  row->account_number = g_strdup (account_number);
  row->name = g_strdup (name);
  row->has_amount = yuan >= 0;
  row->amount_fen = yuan >= 0 ? yuan * 100 : 0;
  row->paid = reason == NULL;
  row->reason = g_strdup (reason);
  row->settled_on = g_strdup ("2025-01-09");
  g_ptr_array_add (rows, row);
}

/* (transfer full): "row code level; …" */
static inline char *
list_faults (const Action *action)
{
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < action->faults->len; i++)
    {
      const SnFault *fault = g_ptr_array_index (action->faults, i);

      g_assert_true (*fault->message != '\0');
      g_string_append_printf (text, "%s%u %s"
                                    " %s", i > 0 ? "; " : "", fault->row, fault->code, sn_fault_level_to_string (fault->level));
    }
  return g_string_free (text, FALSE);
}

/* Reads the answer and says "paid failed repeated unmatched unanswered" and the faults; @change_id (nullable). */
static inline void
assert_answer (Fixture *fixture, gint64 batch_id, const char *file, GPtrArray *rows, const char *counts, const char *faults,
               gint64 *change_id)
{
  Action action = { BATCH_ANSWER, batch_id, .file = file, .rows = rows };
  gint64 id = act (fixture, &action);
  g_autofree char *found = list_faults (&action);
  g_autofree char *text = g_strdup_printf ("%u %u %u %u %u", action.result.paid, action.result.failed, action.result.repeated,
                                           action.result.unmatched, action.result.unanswered);

  g_assert_cmpstr (text, ==, counts);
  g_assert_cmpstr (found, ==, faults);
  g_assert_cmpint (id == SN_WORKSPACE_UNCHANGED, ==, action.result.paid + action.result.failed == 0);
  if (change_id != NULL)
    *change_id = id;
  g_ptr_array_unref (action.faults);
}

/* The payments of all batches in the order of their making, as "state" or "state*" where they were tried again. */
static inline void
assert_payments (Fixture *fixture, const char *expected)
{
  assert_sql (fixture, "SELECT group_concat (state || iif (retried, '*', ''), ' ') FROM (SELECT * FROM payment ORDER BY"
                       " id)", expected);
}

static inline void
assert_batches (Fixture *fixture, const char *expected)
{
  assert_sql (fixture, "SELECT group_concat (state, ' ') FROM (SELECT state FROM payment_batch ORDER BY id)", expected);
}

static inline void
assert_last_change (Fixture *fixture, const char *expected)
{
  assert_sql (fixture, "SELECT action || arguments FROM change ORDER BY id DESC LIMIT 1", expected);
}
