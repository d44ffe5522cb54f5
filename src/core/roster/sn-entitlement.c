/* sn-entitlement.c: one benefit due to one person or household: the lines of a roster, and taking one out of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-entitlement-private.h"

#include "sn-fitting-sql.h"
#include "sn-household.h"
#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <inttypes.h>
#include <string.h>

void
sn_entitlement_free (SnEntitlement *entitlement)
{
  if (entitlement == NULL)
    return;
  g_free (entitlement->name);
  g_free (entitlement->document_number);
  g_free (entitlement->account_number);
  g_free (entitlement->bank_name);
  g_free (entitlement->account_holder);
  g_free (entitlement->category);
  g_free (entitlement->town);
  g_free (entitlement->village);
  g_free (entitlement->address);
  g_free (entitlement->phone);
  g_free (entitlement->rate_label);
  g_free (entitlement->form);
  g_free (entitlement->state);
  g_free (entitlement->payment_state);
  g_free (entitlement->reason);
  g_free (entitlement->note);
  g_free (entitlement);
}

/* Until a line is submitted it shows the registry of today; from then on what was submitted. Withdrawn and held lines that
 * were submitted before keep their snapshot. */
static const char list_sql[] =
  "SELECT e.id, e.person_id, coalesce (e.payee_name, p.name), coalesce (e.payee_document, p.document_number),"
  "       iif (e.payee_name IS NULL, p.account_number, coalesce (e.account_number, '')),"
  "       iif (e.payee_name IS NULL, p.bank_name, coalesce (e.bank_name, '')),"
  "       iif (e.payee_name IS NULL, p.account_holder, coalesce (e.account_holder, '')),"
  "       coalesce (e.payee_category, " SN_FITTING_LINE_NAMES ("e", "r.day") "),"
  "       coalesce (e.town_id, 0), coalesce (t.name, ''), coalesce (v.name, ''), p.address, p.phone, r.label, r.form,"
  "       e.unit = 'household',"
  "       (SELECT count(*) FROM person m WHERE m.household_id = coalesce (e.household_id, p.household_id)),"
  "       e.amount_fen, e.state,"
  "       coalesce ((SELECT m.state FROM payment m WHERE m.entitlement_id = e.id AND m.retried = 0 AND m.state <> 'void'), ''),"
  "       e.reason, e.note, coalesce (e.source_row, 0), e.state = 'submitted' AND e.first_approved_by IS NOT NULL"
  "  FROM entitlement e JOIN person p ON p.id = e.person_id"
  "  JOIN (SELECT b.id, b.label, b.form, coalesce (b.as_of, c.as_of) AS day"
  "          FROM benefit_rate b JOIN program g ON g.id = b.program_id JOIN campaign c ON c.id = g.campaign_id"
  "         WHERE b.program_id = ?1) r ON r.id = e.rate_id"
  "  LEFT JOIN division t ON t.id = e.town_id LEFT JOIN division v ON v.id = p.village_id"
  " WHERE e.program_id = ?1 AND (?2 = 0 OR e.town_id = ?2) AND (?3 IS NULL OR e.state = ?3)"
  " ORDER BY t.position, e.id";

static SnEntitlement *
read_entitlement (SnStatement *statement)
{
  SnEntitlement *entitlement = g_new0 (SnEntitlement, 1);
  int column = 0;

  entitlement->id = sn_statement_get_int64 (statement, column++);
  entitlement->person_id = sn_statement_get_int64 (statement, column++);
  entitlement->name = sn_statement_dup_text (statement, column++);
  entitlement->document_number = sn_statement_dup_text (statement, column++);
  entitlement->account_number = sn_statement_dup_text (statement, column++);
  entitlement->bank_name = sn_statement_dup_text (statement, column++);
  entitlement->account_holder = sn_statement_dup_text (statement, column++);
  entitlement->category = sn_statement_dup_text (statement, column++);
  entitlement->town_id = sn_statement_get_int64 (statement, column++);
  entitlement->town = sn_statement_dup_text (statement, column++);
  entitlement->village = sn_statement_dup_text (statement, column++);
  entitlement->address = sn_statement_dup_text (statement, column++);
  entitlement->phone = sn_statement_dup_text (statement, column++);
  entitlement->rate_label = sn_statement_dup_text (statement, column++);
  entitlement->form = sn_statement_dup_text (statement, column++);
  entitlement->per_household = sn_statement_get_int64 (statement, column++) != 0;
  entitlement->household_members = (int) sn_statement_get_int64 (statement, column++);
  entitlement->amount_fen = sn_statement_get_int64 (statement, column++);
  entitlement->state = sn_statement_dup_text (statement, column++);
  entitlement->payment_state = sn_statement_dup_text (statement, column++);
  entitlement->reason = sn_statement_dup_text (statement, column++);
  entitlement->note = sn_statement_dup_text (statement, column++);
  entitlement->source_row = (guint) sn_statement_get_int64 (statement, column++);
  entitlement->approved_once = sn_statement_get_int64 (statement, column++) != 0;
  return entitlement;
}

GPtrArray *
sn_entitlement_list (SnConnection *connection, const char *program_code, gint64 town_id, const char *state, GError **error)
{
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  g_autoptr (SnStatement) statement = NULL;

  if (program == NULL)
    return NULL;
  statement = sn_connection_query (connection, error, list_sql, SN_INT (program->id), SN_INT (town_id), SN_TEXT (state));
  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_entitlement, (GDestroyNotify) sn_entitlement_free, error);
}

const char *
sn_entitlement_state_name (const char *state)
{
  static const struct
  {
    const char *state;
    const char *name;
  } names[] = {
    { "listed", N_("listed") }, { "submitted", N_("submitted") }, { "approved", N_("approved") },
    { "held", N_("held") },     { "withdrawn", N_("withdrawn") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (strcmp (names[i].state, state) == 0)
      return _(names[i].name);
  return state;
}

SnStatement *
sn_entitlement_prepare_insert (SnConnection *connection, GError **error)
{
  return sn_connection_query (connection, error,
                              "INSERT INTO entitlement (id, program_id, rate_id, unit, person_id, household_id, town_id, amount_fen,"
                              " listed_by, source_file_id, source_row, note, without_fitting)"
                              " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
                              SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL, SN_NULL,
                              SN_NULL, SN_NULL);
}

gboolean
sn_entitlement_insert (SnTransaction *transaction, SnStatement *insert, const SnEntitlementLine *line, GError **error)
{
  sn_statement_rebind (insert, SN_INT (sn_transaction_next_id (transaction, "entitlement")), SN_INT (line->program_id),
                       SN_INT (line->rate_id), SN_TEXT (line->household_id != 0 ? "household" : "person"),
                       SN_INT (line->person_id), SN_INT_OR_NULL (line->household_id), SN_INT_OR_NULL (line->town_id),
                       SN_INT (line->amount_fen), SN_INT (sn_transaction_get_officer (transaction)),
                       SN_INT_OR_NULL (line->source_file_id), SN_INT_OR_NULL (line->source_row),
                       SN_TEXT (line->note != NULL ? line->note : ""), SN_INT (line->without_fitting ? 1 : 0));
  return sn_statement_run (insert, error);
}

gboolean
sn_entitlement_insert_found (SnTransaction *transaction, SnStatement *insert, const SnEntitlementLine *line, GError **error)
{
  SnEntitlementLine named = *line;

  return (line->household_id == 0 || sn_household_find_payee (sn_transaction_get_connection (transaction), line->household_id,
                                                              line->person_id, &named.person_id, error)) &&
         sn_entitlement_insert (transaction, insert, &named, error);
}

gboolean
sn_reason_is_given (const char *reason, GError **error)
{
  g_autofree char *text = reason != NULL ? sn_text_clean (reason) : NULL;

  if (text != NULL && *text != '\0')
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _("A reason is needed; write a short sentence."));
  return FALSE;
}

/* The edges of the schema that lead out of a roster and back, with the sentence where there is none. */
static const struct
{
  const char *state;  /* to */
  const char *from;   /* any of these */
  const char *refusal;
} moves[] = {
  { "withdrawn", "listed submitted approved held", N_("This line of %s was withdrawn before.") },
  { "held", "listed submitted approved", N_("This line of %s is held or withdrawn; only a line that is planned can be held.") },
  { "listed", "held", N_("This line of %s is not held; only a held line can be released.") },
};

gboolean
sn_entitlement_check_move (const char *program_code, const char *from, const char *state, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    {
      if (strcmp (moves[i].state, state) != 0)
        continue;
      if (strstr (moves[i].from, from) != NULL)
        return TRUE;
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _(moves[i].refusal), program_code);
      return FALSE;
    }
  g_return_val_if_reached (FALSE);
}

static gboolean
check_payments (SnConnection *connection, gint64 entitlement_id, const char *program_code, GError **error)
{
  gint64 batch = 0;

  if (!sn_connection_get_int64 (connection, &batch, error,
                                "SELECT b.number FROM payment y JOIN payment_batch b ON b.id = y.batch_id"
                                " WHERE y.entitlement_id = ?1 AND y.state IN ('pending', 'issued', 'paid')",
                                SN_INT (entitlement_id)))
    return FALSE;
  if (batch == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _("A payment of batch %" PRId64 " stands on this line of %s; void the batch or settle the payment first."),
               batch, program_code);
  return FALSE;
}

/* A payment that lives stands on the line; what to do first depends on how far it has come. */
static gboolean
check_payment_state (const char *payment_state, const char *program_code, GError **error)
{
  static const struct
  {
    const char *state;
    const char *refusal;
  } refusals[] = {
    { "pending", N_("A payment that waits to be sent stands on this line of %s; void its batch first.") },
    { "issued", N_("The money of this line of %s is on its way; wait for the bank's answer first.") },
    { "paid", N_("This line of %s is paid: it can no longer be held or withdrawn.") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refusals); i++)
    if (strcmp (refusals[i].state, payment_state) == 0)
      {
        g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _(refusals[i].refusal), program_code);
        return FALSE;
      }
  return TRUE;
}

gboolean
sn_entitlement_check_line (const SnEntitlement *line, const char *program_code, const char *state, GError **error)
{
  return sn_entitlement_check_move (program_code, line->state, state, error) && check_payment_state (line->payment_state, program_code, error);
}

/* (transfer full): the program's code; %NULL with @error where the line is unknown or may not move. */
static char *
prepare_move (SnConnection *connection, gint64 entitlement_id, const char *state, GError **error)
{
  g_autofree char *code = NULL;
  g_autofree char *from = NULL;
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) line =
    sn_connection_query (connection, error,
                         "SELECT g.code, e.state FROM entitlement e JOIN program g ON g.id = e.program_id WHERE e.id = ?1",
                         SN_INT (entitlement_id));

  if (line == NULL)
    return NULL;
  if (!sn_statement_step (line, &step_error))
    {
      if (step_error == NULL)
        step_error = g_error_new (SN_ERROR, SN_ERROR_NOT_FOUND, _("There is no roster line with the number %" PRId64 "."),
                                  entitlement_id);
      g_propagate_error (error, g_steal_pointer (&step_error));
      return NULL;
    }
  code = sn_statement_dup_text (line, 0);
  from = sn_statement_dup_text (line, 1);
  if (!sn_entitlement_check_move (code, from, state, error) || !check_payments (connection, entitlement_id, code, error))
    return NULL;
  return g_steal_pointer (&code);
}

/* A line that comes back as listed starts over: who submitted it and its snapshot go. A line taken out keeps them as the
 * trace of what was once submitted; who approved it, once or twice, goes, as the schema has it. */
static gboolean
write_move (SnConnection *connection, gint64 entitlement_id, const char *state, const char *reason, GError **error)
{
  if (strcmp (state, "listed") == 0)
    return sn_connection_run (connection, error,
                              "UPDATE entitlement SET state = 'listed', reason = '', submitted_by = NULL, first_approved_by = NULL, payee_name = NULL,"
                              " payee_document = NULL, payee_category = NULL, bank_name = NULL, account_number = NULL,"
                              " account_holder = NULL WHERE id = ?1",
                              SN_INT (entitlement_id));
  return sn_connection_run (connection, error,
                            "UPDATE entitlement SET state = ?2, reason = ?3, approved_by = NULL, first_approved_by = NULL WHERE id = ?1",
                            SN_INT (entitlement_id), SN_TEXT (state), SN_TEXT (reason));
}

static char *
move_and_tell_program (SnTransaction *transaction, gint64 entitlement_id, const char *state, const char *reason, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gboolean needs_reason = strcmp (state, "listed") != 0;
  g_autofree char *text = NULL;
  g_autofree char *code = NULL;

  if (needs_reason && !sn_reason_is_given (reason, error))
    return NULL;
  code = prepare_move (connection, entitlement_id, state, error);
  if (code == NULL)
    return NULL;
  text = needs_reason ? sn_text_trim (reason) : NULL;
  return write_move (connection, entitlement_id, state, text, error) ? g_steal_pointer (&code) : NULL;
}

gboolean
sn_entitlement_move (SnTransaction *transaction, gint64 entitlement_id, const char *state, const char *reason, GError **error)
{
  g_autofree char *code = move_and_tell_program (transaction, entitlement_id, state, reason, error);

  return code != NULL;
}

static gboolean
move_described (SnTransaction *transaction, gint64 entitlement_id, const char *state, const char *action, const char *reason,
                GError **error)
{
  g_autofree char *code = NULL;

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  code = move_and_tell_program (transaction, entitlement_id, state, reason, error);
  if (code == NULL)
    return FALSE;
  sn_transaction_describe (transaction, action, code, NULL);
  return TRUE;
}

gboolean
sn_entitlement_withdraw (SnTransaction *transaction, gint64 entitlement_id, const char *reason, GError **error)
{
  return move_described (transaction, entitlement_id, "withdrawn", "entitlement-withdraw", reason, error);
}

gboolean
sn_entitlement_hold (SnTransaction *transaction, gint64 entitlement_id, const char *reason, GError **error)
{
  return move_described (transaction, entitlement_id, "held", "entitlement-hold", reason, error);
}

gboolean
sn_entitlement_release (SnTransaction *transaction, gint64 entitlement_id, const char *reason, GError **error)
{
  return move_described (transaction, entitlement_id, "listed", "entitlement-release", reason, error);
}

gboolean
sn_entitlement_move_lines (SnTransaction *transaction, GArray *ids, const char *state, const char *reason, GError **error)
{
  static const struct
  {
    const char *state;
    const char *action;
  } actions[] = { { "held", "entitlements-hold" }, { "withdrawn", "entitlements-withdraw" }, { "listed", "entitlements-release" } };
  g_autofree char *count = g_strdup_printf ("%u", ids->len);
  g_autofree char *code = NULL;

  g_return_val_if_fail (ids->len > 0, FALSE);

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  for (guint i = 0; i < ids->len; i++)
    {
      g_free (code);
      code = move_and_tell_program (transaction, g_array_index (ids, gint64, i), state, reason, error);
      if (code == NULL)
        return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (actions); i++)
    if (strcmp (actions[i].state, state) == 0)
      sn_transaction_describe (transaction, actions[i].action, code, count, NULL);
  return TRUE;
}
