/* roster-fixture.h: a workspace with made-up people, and short ways to ask it and to change it. For the tests of the roster.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#pragma once

#include "sn-date.h"
#include "sn-entitlement.h"
#include "sn-roster.h"
#include "sn-test.h"

#include <string.h>

typedef struct
{
  char        *folder;
  SnWorkspace *workspace;
} Fixture;

static inline gboolean
run_script (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_connection_run_script (sn_transaction_get_connection (transaction), data, error);
}

/* Statements as they would come from outside the program; the schema has to hold by itself. */
static inline gint64
try_sql (Fixture *fixture, const char *sql, GError **error)
{
  return sn_workspace_write (fixture->workspace, run_script, (gpointer) sql, NULL, error);
}

static inline void
do_sql (Fixture *fixture, const char *sql)
{
  g_autoptr (GError) error = NULL;

  try_sql (fixture, sql, &error);
  g_assert_no_error (error);
}

static inline gpointer
read_text (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query_values (connection, data, (SnValue[]){ { SN_VALUE_END, 0, NULL } }, error);

  if (statement == NULL)
    return NULL;
  return sn_statement_step (statement, error) ? g_strdup (sn_statement_get_text (statement, 0)) : g_strdup ("(none)");
}

static inline void
assert_sql (Fixture *fixture, const char *sql, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = sn_workspace_read (fixture->workspace, read_text, (gpointer) sql, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static inline void
act_as (Fixture *fixture, const char *officer)
{
  g_autoptr (GError) error = NULL;

  sn_workspace_set_officer (fixture->workspace, officer, &error);
  g_assert_no_error (error);
}

/* Person @number lives in household @household of the town, is known as 人N and born as given ("" for unknown). The document says the
 * same birth. */
static inline void
add_person (Fixture *fixture, int number, int household, const char *birth_date, gint64 town_id)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT OR IGNORE INTO household (id, town_id) VALUES (%d, %" G_GINT64_FORMAT ");"
    "INSERT INTO person (id, name, name_pinyin, pinyin_key, stroke_key, document_type, document_number, birth_date, household_id,"
    " town_id, bank_name, account_number)"
    " VALUES (%d, '人%d', 'ren', X'%04d', X'%04d', 'resident',"
    " '310118' || coalesce (nullif (replace ('%s', '-', ''), ''), '19600101') || '00%02d', nullif ('%s', ''), %d, %" G_GINT64_FORMAT ","
    " '上海农商银行', '62170000000000000%02d');"
    "UPDATE household SET head_id = %d WHERE id = %d AND head_id IS NULL;",
    household, town_id, number, number, number, number, birth_date, number, birth_date, household, town_id, number, number,
    household);

  do_sql (fixture, sql);
}

/* Line @id for person @number under the rate of that label; a household rate takes the person's household. */
static inline void
add_line (Fixture *fixture, int id, const char *program_code, const char *rate_label, int number, gint64 town_id, gint64 amount_fen)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, town_id, amount_fen, listed_by)"
    " SELECT %d, g.id, r.id, r.unit, p.id, iif (r.unit = 'household', p.household_id, NULL), nullif (%" G_GINT64_FORMAT ", 0),"
    " %" G_GINT64_FORMAT ", (SELECT id FROM officer WHERE name = '经办甲')"
    " FROM program g JOIN benefit_rate r ON r.program_id = g.id JOIN person p ON p.id = %d"
    " WHERE g.campaign_id = (SELECT min (id) FROM campaign) AND g.code = '%s' AND r.label = '%s'",
    id, town_id, amount_fen, number, program_code, rate_label);

  do_sql (fixture, sql);
}

static inline void
set_up (Fixture *fixture, gconstpointer data)
{
  sn_test_set_clock ();
  fixture->folder = sn_test_make_folder ();
  fixture->workspace = sn_test_new_workspace (fixture->folder);
}

static inline void
tear_down (Fixture *fixture, gconstpointer data)
{
  sn_workspace_close (fixture->workspace);
  g_object_unref (fixture->workspace);
  sn_test_remove_folder (fixture->folder);
  sn_clock_set_today (NULL);
}

typedef enum
{
  SUBMIT,
  APPROVE,
  RETURN,
  WITHDRAW,
  HOLD,
  RELEASE,
  DECIDE,
} Job;

typedef struct
{
  Job          job;
  const char  *program_code;
  gint64       town_id;
  gint64       id; /* of a line or a finding */
  const char  *decision;
  const char  *reason;
  SnRosterStep step;
} Order;

static inline gboolean
carry_out (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Order *order = data;

  switch (order->job)
    {
    case SUBMIT:
      return sn_roster_submit (transaction, order->program_code, order->town_id, &order->step, error);
    case APPROVE:
      return sn_roster_approve (transaction, order->program_code, order->town_id, &order->step, error);
    case RETURN:
      return sn_roster_return (transaction, order->program_code, order->town_id, order->reason, &order->step, error);
    case WITHDRAW:
      return sn_entitlement_withdraw (transaction, order->id, order->reason, error);
    case HOLD:
      return sn_entitlement_hold (transaction, order->id, order->reason, error);
    case RELEASE:
      return sn_entitlement_release (transaction, order->id, order->reason, error);
    case DECIDE:
    default:
      return sn_finding_decide (transaction, order->id, order->decision, order->reason, error);
    }
}

static inline gboolean
try_order (Fixture *fixture, Order *order, GError **error)
{
  return sn_workspace_write (fixture->workspace, carry_out, order, NULL, error) != 0;
}

#define DO(...) \
  G_STMT_START \
    { \
      g_autoptr (GError) order_error = NULL; \
      Order asked = { __VA_ARGS__ }; \
      gboolean done = try_order (fixture, &asked, &order_error); \
      g_assert_no_error (order_error); \
      g_assert_true (done); \
    } \
  G_STMT_END

/* The order is refused with that code, a sentence that has @words in it, and nothing is left of it. */
#define REFUSE(code, words, ...) \
  G_STMT_START \
    { \
      g_autoptr (GError) order_error = NULL; \
      Order asked = { __VA_ARGS__ }; \
      gboolean done = try_order (fixture, &asked, &order_error); \
      g_assert_error (order_error, SN_ERROR, code); \
      g_assert_false (done); \
      if (strstr (order_error->message, words) == NULL) \
        g_error ("“%s” is not in “%s”", words, order_error->message); \
    } \
  G_STMT_END
