/* sn-roster.c: a program's roster, or one town's part of it, handed in, approved or sent back.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster.h"

#include "sn-catalogue-edit.h"
#include "sn-entitlement.h"
#include "sn-finding-private.h"
#include "sn-fitting-sql.h"
#include "sn-funding-line.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

/* The snapshot: what the registry says on the day of submission is what is approved, paid and printed. */
static const char submit_sql[] =
  "UPDATE entitlement SET state = 'submitted', submitted_by = ?3,"
  "  payee_name = p.name, payee_document = p.document_number, bank_name = p.bank_name,"
  "  account_number = p.account_number, account_holder = p.account_holder,"
  "  payee_category = " SN_FITTING_LINE_NAMES ("entitlement", "r.day")
  " FROM person p,"
  "  (SELECT b.id, coalesce (b.as_of, c.as_of) AS day FROM benefit_rate b JOIN program g ON g.id = b.program_id"
  "    JOIN campaign c ON c.id = g.campaign_id WHERE b.program_id = ?1) r"
  " WHERE p.id = entitlement.person_id AND r.id = entitlement.rate_id AND entitlement.program_id = ?1"
  "   AND (?2 = 0 OR entitlement.town_id = ?2) AND entitlement.state = 'listed'";

/* ?4: the amount from which on two must approve. The first of them marks the line, the second approves it. Who marked a line that
 * needs but one any more, since the campaign's amount was raised, approves it alone. ?5: whether who acts may be the second of two. */
#define NEEDS_TWO "amount_fen >= ?4"
#define MAY_APPROVE                                                                                                          \
  "((NOT " NEEDS_TWO " OR (first_approved_by IS NOT NULL AND first_approved_by <> ?3)) AND (?5 OR nullif (first_approved_by, ?3) IS NULL))"
#define OF_ROSTER " program_id = ?1 AND (?2 = 0 OR town_id = ?2) AND state = 'submitted'"

static const char approve_sql[] =
  "UPDATE entitlement SET state = 'approved', approved_by = ?3, first_approved_by = nullif (first_approved_by, ?3)"
  " WHERE" OF_ROSTER " AND " MAY_APPROVE;
static const char approve_first_sql[] =
  "UPDATE entitlement SET first_approved_by = ?3 WHERE" OF_ROSTER " AND " NEEDS_TWO " AND first_approved_by IS NULL";
static const char approve_count_sql[] =
  "SELECT count(*) FILTER (WHERE " MAY_APPROVE "), coalesce (sum (amount_fen) FILTER (WHERE " MAY_APPROVE "), 0),"
  " count(*) FILTER (WHERE first_approved_by IS NULL AND " NEEDS_TWO "),"
  " coalesce (sum (amount_fen) FILTER (WHERE first_approved_by IS NULL AND " NEEDS_TWO "), 0),"
  " count(*) FILTER (WHERE first_approved_by <> ?3)"
  " FROM entitlement WHERE" OF_ROSTER;

/* A returned line is listed again: it shows the registry, and takes a new snapshot when it is submitted anew. */
static const char return_sql[] =
  "UPDATE entitlement SET state = 'listed', returned_fen = amount_fen, submitted_by = NULL, payee_name = NULL, payee_document = NULL,"
  "  payee_category = NULL, bank_name = NULL, account_number = NULL, account_holder = NULL, first_approved_by = NULL"
  " WHERE program_id = ?1 AND (?2 = 0 OR town_id = ?2) AND state = 'submitted'";

typedef struct
{
  const char *step;    /* in roster_step */
  const char *action;  /* in the journal */
  const char *from;    /* state */
  const char *to;
  const char *sql;     /* program, town, and who signs; NULL: sn_roster_approve() has its own */
  gboolean    signs;   /* whether the officer goes into the lines */
  const char *nothing; /* the refusal when no line is in that state: %s is the program, and the town */
  SnDutyStep  duty;    /* who may take it */
} Step;

static const Step submit_step = { "submit", "roster-submit", "listed", "submitted", submit_sql, TRUE,
                                  N_("Nothing is listed in %s that could be submitted."), SN_STEP_PREPARES };
static const Step approve_step = { "approve", "roster-approve", "submitted", "approved", NULL, TRUE,
                                   N_("Nothing is submitted in %s."), SN_STEP_APPROVES };
static const Step return_step = { "return", "roster-return", "submitted", "listed", return_sql, FALSE,
                                  N_("Nothing is submitted in %s."), SN_STEP_APPROVES };

typedef struct
{
  SnTransaction *transaction;
  SnConnection  *connection;
  const Step    *step;
  SnProgram     *program;
  gint64         town_id;   /* 0: all */
  char          *town;      /* "" for all */
  gint64         lines;
  gint64         amount_fen;
} Passage;

static void
clear_passage (Passage *passage)
{
  g_clear_pointer (&passage->program, sn_program_free);
  g_clear_pointer (&passage->town, g_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Passage, clear_passage)

static gboolean
find_town (Passage *passage, GError **error)
{
  g_autoptr (SnStatement) town = NULL;
  g_autoptr (GError) step_error = NULL;

  if (passage->town_id == 0)
    {
      passage->town = g_strdup ("");
      return TRUE;
    }
  town = sn_connection_query (passage->connection, error, "SELECT name FROM division WHERE id = ?1 AND level = 'town'",
                              SN_INT (passage->town_id));
  if (town == NULL)
    return FALSE;
  if (sn_statement_step (town, &step_error))
    {
      passage->town = sn_statement_dup_text (town, 0);
      return TRUE;
    }
  if (step_error == NULL)
    step_error = g_error_new (SN_ERROR, SN_ERROR_NOT_FOUND, _("There is no town or subdistrict with the code %" PRId64 "."),
                              passage->town_id);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
count_lines (Passage *passage, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) sums =
    sn_connection_query (passage->connection, error,
                         "SELECT count(*), coalesce (sum (amount_fen), 0) FROM entitlement"
                         " WHERE program_id = ?1 AND (?2 = 0 OR town_id = ?2) AND state = ?3",
                         SN_INT (passage->program->id), SN_INT (passage->town_id), SN_TEXT (passage->step->from));

  if (sums == NULL)
    return FALSE;
  if (!sn_statement_step (sums, &step_error))
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  passage->lines = sn_statement_get_int64 (sums, 0);
  passage->amount_fen = sn_statement_get_int64 (sums, 1);
  return TRUE;
}

static gboolean
look_ahead (Passage *passage, SnConnection *connection, const Step *step, const char *program_code, gint64 town_id, GError **error)
{
  g_autofree char *place = NULL;

  passage->connection = connection;
  passage->step = step;
  passage->town_id = town_id;
  passage->program = sn_program_lookup (passage->connection, program_code, error);
  if (passage->program == NULL || !find_town (passage, error) || !count_lines (passage, error))
    return FALSE;
  if (passage->lines > 0)
    return TRUE;
  /* TRANSLATORS: a program's code and a town */
  place = *passage->town != '\0' ? g_strdup_printf (_("%s %s"), passage->program->code, passage->town)
                                 : g_strdup (passage->program->code);
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _(step->nothing), place);
  return FALSE;
}

static gboolean
prepare_passage (Passage *passage, SnTransaction *transaction, const Step *step, const char *program_code, gint64 town_id,
                 GError **error)
{
  passage->transaction = transaction;
  return sn_officer_check_duty (transaction, step->duty, error) &&
         look_ahead (passage, sn_transaction_get_connection (transaction), step, program_code, town_id, error);
}

static gboolean
write_step (Passage *passage, const char *reason, GError **error)
{
  return sn_connection_run (passage->connection, error,
                            "INSERT INTO roster_step (id, program_id, town_id, step, officer_id, made_at, reason, entitlements,"
                            " amount_fen) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                            SN_INT (sn_transaction_next_id (passage->transaction, "roster_step")), SN_INT (passage->program->id),
                            SN_INT_OR_NULL (passage->town_id), SN_TEXT (passage->step->step),
                            SN_INT (sn_transaction_get_officer (passage->transaction)),
                            SN_TEXT (sn_transaction_get_instant (passage->transaction)), SN_TEXT (reason),
                            SN_INT (passage->lines), SN_INT (passage->amount_fen));
}

static gboolean
move_lines (Passage *passage, GError **error)
{
  if (!passage->step->signs)
    return sn_connection_run (passage->connection, error, passage->step->sql, SN_INT (passage->program->id),
                              SN_INT (passage->town_id));
  return sn_connection_run (passage->connection, error, passage->step->sql, SN_INT (passage->program->id),
                            SN_INT (passage->town_id), SN_INT (sn_transaction_get_officer (passage->transaction)));
}

static gboolean
finish_passage (Passage *passage, const char *reason, SnRosterStep *step, GError **error)
{
  g_autofree char *count = NULL;
  g_autofree char *amount = NULL;

  if (!move_lines (passage, error) || !write_step (passage, reason, error))
    return FALSE;
  count = g_strdup_printf ("%" G_GINT64_FORMAT, passage->lines);
  amount = sn_money_format (passage->amount_fen);
  sn_transaction_describe (passage->transaction, passage->step->action, passage->program->code, passage->town, count, amount,
                           NULL);
  if (step != NULL)
    *step = (SnRosterStep){ passage->lines, passage->amount_fen, 0, passage->step->to };
  return TRUE;
}

static gboolean
check_findings (Passage *passage, GError **error)
{
  gint64 n_open = sn_finding_count_blocking (passage->connection, passage->program, passage->town_id, error);

  if (n_open == 0)
    return TRUE;
  if (n_open > 0)
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                 g_dngettext (GETTEXT_PACKAGE, "%d finding in %s must be decided before it can be submitted: allow it with a reason, or hold or"
                           " withdraw its lines.",
                           "%d findings in %s must be decided before it can be submitted: allow them with a reason, or hold or"
                           " withdraw their lines.", (gulong) n_open),
                 (int) n_open, passage->program->code);
  return FALSE;
}

/* The schema holds it as well; here it gets a sentence. */
static gboolean
check_rates (Passage *passage, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rates =
    sn_connection_query (passage->connection, error,
                         "SELECT r.label FROM benefit_rate r WHERE r.program_id = ?1 AND r.confirmed = 0 AND EXISTS"
                         " (SELECT 1 FROM entitlement e WHERE e.program_id = ?1 AND e.rate_id = r.id AND e.state = 'listed'"
                         "  AND (?2 = 0 OR e.town_id = ?2)) ORDER BY r.position, r.id",
                         SN_INT (passage->program->id), SN_INT (passage->town_id));
  g_autoptr (GString) labels = g_string_new (NULL);

  if (rates == NULL)
    return FALSE;
  while (sn_statement_step (rates, &step_error))
    g_string_append_printf (labels, "%s“%s”", labels->len > 0 ? _(", ") : "", sn_statement_get_text (rates, 0));
  if (step_error == NULL && labels->len == 0)
    return TRUE;
  if (step_error == NULL)
    step_error = g_error_new (SN_ERROR, SN_ERROR_REFUSED,
                              _("Rates of %s are taken over from last year, and nobody has confirmed them yet: %s. Confirm them or set this"
                                " year's amounts, then submit."), passage->program->code, labels->str);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

gboolean
sn_roster_submit (SnTransaction *transaction, const char *program_code, gint64 town_id, SnRosterStep *step, GError **error)
{
  g_auto (Passage) passage = { 0, };

  return prepare_passage (&passage, transaction, &submit_step, program_code, town_id, error) &&
         check_rates (&passage, error) && check_findings (&passage, error) && finish_passage (&passage, "", step, error);
}

/* Four eyes. The schema holds it as well; here it gets a sentence. */
static gboolean
check_four_eyes (Passage *passage, GError **error)
{
  gint64 own = 0;

  if (!sn_connection_get_int64 (passage->connection, &own, error,
                                "SELECT count(*) FROM entitlement WHERE program_id = ?1 AND (?2 = 0 OR town_id = ?2)"
                                " AND state = 'submitted' AND (listed_by = ?3 OR submitted_by = ?3"
                                "   OR (changed_by <> '[]' AND ?3 IN (SELECT value FROM json_each (changed_by))))",
                                SN_INT (passage->program->id), SN_INT (passage->town_id),
                                SN_INT (sn_transaction_get_officer (passage->transaction))))
    return FALSE;
  if (own == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE, "You listed, changed or submitted %d of these lines; somebody else must approve it.",
                         "You listed, changed or submitted %d of these lines; somebody else must approve them.", (gulong) own),
               (int) own);
  return FALSE;
}

/* What an approval does with the lines of a roster. */
typedef struct
{
  gint64   threshold_fen; /* from here on two must approve */
  gint64   officer_id;
  gboolean may_be_second;
  gint64   approved;      /* lines that are approved now, the small ones and those that somebody else approved first */
  gint64   approved_fen;
  gint64   marked;        /* lines that are approved for the first of two times */
  gint64   marked_fen;
} Approval;

static gboolean
count_approval (Passage *passage, Approval *approval, GError **error)
{
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (passage->connection, error);
  g_autoptr (GError) step_error = NULL, no_duty = NULL;
  g_autoptr (SnStatement) counts = NULL;

  if (campaign == NULL)
    return FALSE;
  approval->threshold_fen = campaign->second_approval_fen > 0 ? campaign->second_approval_fen : G_MAXINT64;
  approval->officer_id = sn_transaction_get_officer (passage->transaction);
  approval->may_be_second = sn_officer_check_duty (passage->transaction, SN_STEP_APPROVES_LAST, &no_duty);
  if (no_duty != NULL && !g_error_matches (no_duty, SN_ERROR, SN_ERROR_REFUSED))
    {
      g_propagate_error (error, g_steal_pointer (&no_duty));
      return FALSE;
    }
  counts = sn_connection_query (passage->connection, error, approve_count_sql, SN_INT (passage->program->id), SN_INT (passage->town_id),
                                SN_INT (approval->officer_id), SN_INT (approval->threshold_fen), SN_INT (approval->may_be_second));
  if (counts == NULL)
    return FALSE;
  if (!sn_statement_step (counts, &step_error))
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  approval->approved = sn_statement_get_int64 (counts, 0);
  approval->approved_fen = sn_statement_get_int64 (counts, 1);
  approval->marked = sn_statement_get_int64 (counts, 2);
  approval->marked_fen = sn_statement_get_int64 (counts, 3);
  if (approval->approved + approval->marked > 0)
    return TRUE;
  if (no_duty != NULL && sn_statement_get_int64 (counts, 4) > 0)
    {
      g_propagate_error (error, g_steal_pointer (&no_duty));
      return FALSE;
    }
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE, "You approved %d of these lines first; its amount needs another officer as well.",
                            "You approved %d of these lines first; their amounts need another officer as well.", (gulong) passage->lines),
               (int) passage->lines);
  return FALSE;
}

static gboolean
write_approval (Passage *passage, const Approval *approval, GError **error)
{
  return sn_connection_run (passage->connection, error, approve_sql, SN_INT (passage->program->id), SN_INT (passage->town_id),
                            SN_INT (approval->officer_id), SN_INT (approval->threshold_fen), SN_INT (approval->may_be_second)) &&
         sn_connection_run (passage->connection, error, approve_first_sql, SN_INT (passage->program->id), SN_INT (passage->town_id),
                            SN_INT (approval->officer_id), SN_INT (approval->threshold_fen));
}

static void
describe_approval (Passage *passage, const Approval *approval, gint64 n_waiting)
{
  gboolean only_first = approval->approved == 0;
  g_autofree char *count = g_strdup_printf ("%" G_GINT64_FORMAT, only_first ? approval->marked : approval->approved);
  g_autofree char *amount = sn_money_format (only_first ? approval->marked_fen : approval->approved_fen);
  g_autofree char *waiting = g_strdup_printf ("%" G_GINT64_FORMAT, n_waiting);

  if (only_first)
    sn_transaction_describe (passage->transaction, "roster-approve-first", passage->program->code, passage->town, count, amount, NULL);
  else if (n_waiting > 0)
    sn_transaction_describe (passage->transaction, "roster-approve-partly", passage->program->code, passage->town, count, amount, waiting,
                             NULL);
  else
    sn_transaction_describe (passage->transaction, "roster-approve", passage->program->code, passage->town, count, amount, NULL);
}

/* What is approved is what was looked at: between the look and the word somebody may have handed in more, or taken a line out. */
static gboolean
check_control (Passage *passage, const SnRosterControl *control, GError **error)
{
  g_autofree char *seen = NULL, *now = NULL;

  if (control == NULL || (control->lines == passage->lines && control->amount_fen == passage->amount_fen))
    return TRUE;
  seen = sn_money_format (control->amount_fen);
  now = sn_money_format (passage->amount_fen);
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _("The roster of %s has changed since it was looked at: there were %d lines of %s yuan, now there are %d of %s yuan. Look at"
                 " it again."),
               passage->program->code, (int) control->lines, seen, (int) passage->lines, now);
  return FALSE;
}

gboolean
sn_roster_approve (SnTransaction *transaction, const char *program_code, gint64 town_id, SnRosterStep *step, GError **error)
{
  return sn_roster_approve_as_seen (transaction, program_code, town_id, NULL, step, error);
}

gboolean
sn_roster_approve_as_seen (SnTransaction *transaction, const char *program_code, gint64 town_id, const SnRosterControl *control,
                           SnRosterStep *step, GError **error)
{
  g_auto (Passage) passage = { 0, };
  Approval approval = { 0, };
  gint64 n_submitted;

  if (!prepare_passage (&passage, transaction, &approve_step, program_code, town_id, error) || !check_four_eyes (&passage, error) ||
      !check_control (&passage, control, error) ||
      !count_approval (&passage, &approval, error) ||
      !sn_program_check_quota (passage.connection, passage.program, approval.approved, error) ||
      !sn_funding_check_approval (passage.connection, passage.program, approval.approved_fen, error))
    return FALSE;
  n_submitted = passage.lines;
  /* The step is about all that this officer said yes to; what it moved is told apart. */
  passage.lines = approval.approved + approval.marked;
  passage.amount_fen = approval.approved_fen + approval.marked_fen;
  if (!write_approval (&passage, &approval, error) || !write_step (&passage, "", error))
    return FALSE;
  describe_approval (&passage, &approval, n_submitted - approval.approved);
  if (step != NULL)
    *step = (SnRosterStep){ approval.approved, approval.approved_fen, n_submitted - approval.approved,
                            approval.approved > 0 ? "approved" : "submitted" };
  return TRUE;
}

gboolean
sn_roster_return (SnTransaction *transaction, const char *program_code, gint64 town_id, const char *reason, SnRosterStep *step,
                  GError **error)
{
  g_auto (Passage) passage = { 0, };
  g_autofree char *text = NULL;

  if (!sn_reason_is_given (reason, error))
    return FALSE;
  text = sn_text_trim (reason);
  return prepare_passage (&passage, transaction, &return_step, program_code, town_id, error) &&
         finish_passage (&passage, text, step, error);
}

gboolean
sn_roster_check_step (SnConnection *connection, SnRosterStepKind kind, const char *program_code, gint64 town_id, GError **error)
{
  static const Step *const steps[] = {
    [SN_ROSTER_SUBMIT] = &submit_step, [SN_ROSTER_APPROVE] = &approve_step, [SN_ROSTER_RETURN] = &return_step,
  };
  g_auto (Passage) passage = { 0, };

  return sn_officer_check_duty_ahead (connection, steps[kind]->duty, error) &&
         look_ahead (&passage, connection, steps[kind], program_code, town_id, error);
}
