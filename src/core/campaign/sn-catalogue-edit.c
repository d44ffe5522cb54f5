/* sn-catalogue-edit.c: a campaign's days and its programs. Rates are in sn-rate-edit.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-catalogue-edit-private.h"

#include "sn-date.h"
#include "sn-error.h"
#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

gboolean
sn_edit_take_text (char **field, const char *text)
{
  g_autofree char *clean = text != NULL ? sn_text_trim (text) : NULL;

  if (clean == NULL || g_strcmp0 (*field, clean) == 0)
    return FALSE;
  g_free (*field);
  *field = g_steal_pointer (&clean);
  return TRUE;
}

/* ── The campaign ───────────────────────────────────────────────────────────────────────────────────────────────── */

/* A day that may be left out stands as "" or %NULL. */
static gboolean
check_day (const char *what, const char *text, gboolean required, GError **error)
{
  GDate day;

  if ((text == NULL || *text == '\0') ? !required : sn_date_from_iso (text, &day))
    return TRUE;
  /* TRANSLATORS: the name of a date, and what was written there */
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s: “%s” is no day. Write year, month and day: 2025-01-28."), what,
               text != NULL ? text : "");
  return FALSE;
}

static gboolean
check_days (const SnCampaign *campaign, GError **error)
{
  if (!check_day (_ ("Day of the notice"), campaign->issued_on, FALSE, error) ||
      !check_day (_ ("Day on which a category is held"), campaign->as_of, TRUE, error) ||
      !check_day (_ ("Day on which ages are counted"), campaign->age_on, TRUE, error) ||
      !check_day (_ ("Day of delivery"), campaign->delivery_due, TRUE, error) ||
      !check_day (_ ("Day of the report"), campaign->report_due, TRUE, error))
    return FALSE;
  /* ISO days compare as text. */
  if (strcmp (campaign->delivery_due, campaign->spring_festival) >= 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                   _ ("Delivery is due on %s, but the Spring Festival is on %s. Everything is to be delivered before it."),
                   campaign->delivery_due, campaign->spring_festival);
      return FALSE;
    }
  if (strcmp (campaign->report_due, campaign->delivery_due) > 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The report is due on %s, but delivery only on %s. The report comes after it."),
               campaign->report_due, campaign->delivery_due);
  return FALSE;
}

static gboolean
take_campaign (SnCampaign *campaign, const SnCampaignEdit *edit)
{
  gboolean differs = sn_edit_take_text (&campaign->title, edit->title);

  differs |= sn_edit_take_text (&campaign->notice_number, edit->notice_number);
  /* No day of issue is NULL, in the file and here. */
  differs |= !(campaign->issued_on == NULL && edit->issued_on != NULL && *edit->issued_on == '\0') &&
             sn_edit_take_text (&campaign->issued_on, edit->issued_on);
  differs |= sn_edit_take_text (&campaign->as_of, edit->as_of);
  differs |= sn_edit_take_text (&campaign->age_on, edit->age_on);
  differs |= sn_edit_take_text (&campaign->delivery_due, edit->delivery_due);
  differs |= sn_edit_take_text (&campaign->report_due, edit->report_due);
  return differs;
}

gboolean
sn_campaign_edit (SnTransaction *transaction, const SnCampaignEdit *edit, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);

  if (campaign == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  if (!take_campaign (campaign, edit))
    return TRUE;
  if (*campaign->title == '\0')
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The campaign needs a title, as the notice has it."));
      return FALSE;
    }
  if (!check_days (campaign, error))
    return FALSE;
  sn_transaction_describe (transaction, "campaign-edit", campaign->title, NULL);
  return sn_connection_run (connection, error,
                            "UPDATE campaign SET title = ?2, notice_number = ?3, issued_on = nullif (?4, ''), as_of = ?5, age_on = ?6,"
                            " delivery_due = ?7, report_due = ?8 WHERE id = ?1",
                            SN_INT (campaign->id), SN_TEXT (campaign->title), SN_TEXT (campaign->notice_number),
                            SN_TEXT (campaign->issued_on != NULL ? campaign->issued_on : ""), SN_TEXT (campaign->as_of),
                            SN_TEXT (campaign->age_on), SN_TEXT (campaign->delivery_due), SN_TEXT (campaign->report_due));
}

/* ── Programs ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_title (const char *title, GError **error)
{
  if (*title != '\0')
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The program needs a title, as the notice has it."));
  return FALSE;
}

static gboolean
find_department (SnConnection *connection, const char *code, gint64 *department_id, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error, "SELECT id, name, role = 'programs' FROM department WHERE code = ?1", SN_TEXT (code));

  if (statement == NULL)
    return FALSE;
  if (!sn_statement_step (statement, &step_error))
    {
      if (step_error == NULL)
        step_error = g_error_new (SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no department with the code “%s”."), code);
      g_propagate_error (error, g_steal_pointer (&step_error));
      return FALSE;
    }
  *department_id = sn_statement_get_int64 (statement, 0);
  if (sn_statement_get_int64 (statement, 2) != 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("%s bears the money of others and has no programs of its own."),
               sn_statement_get_text (statement, 1));
  return FALSE;
}

gboolean
sn_program_add (SnTransaction *transaction, const char *department_code, const SnProgramEdit *edit, char **code, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnCampaign) campaign = sn_campaign_get_current (connection, error);
  g_autofree char *title = sn_text_trim (edit->title != NULL ? edit->title : "");
  g_autofree char *clause = sn_text_trim (edit->clause != NULL ? edit->clause : "");
  g_autofree char *description = sn_text_trim (edit->description != NULL ? edit->description : "");
  g_autofree char *new_code = NULL;
  gint64 department_id, number;

  if (campaign == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) ||
      !find_department (connection, department_code, &department_id, error) || !check_title (title, error) ||
      !sn_connection_get_int64 (connection, &number, error,
                                "SELECT coalesce (max (number), 0) + 1 FROM program WHERE campaign_id = ?1 AND department_id = ?2",
                                SN_INT (campaign->id), SN_INT (department_id)))
    return FALSE;
  new_code = g_strdup_printf ("%s.%d", department_code, (int) number);
  if (!sn_connection_run (connection, error,
                          "INSERT INTO program (id, campaign_id, department_id, number, code, title, clause, description, quota)"
                          " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                          SN_INT (sn_transaction_next_id (transaction, "program")), SN_INT (campaign->id), SN_INT (department_id),
                          SN_INT (number), SN_TEXT (new_code), SN_TEXT (title), SN_TEXT (clause), SN_TEXT (description),
                          SN_INT_OR_NULL (MAX (edit->quota, 0))))
    return FALSE;
  sn_transaction_describe (transaction, "program-add", new_code, title, NULL);
  if (code != NULL)
    *code = g_steal_pointer (&new_code);
  return TRUE;
}

static gboolean
count_lines (SnConnection *connection, const SnProgram *program, gboolean only_approved, gint64 *n_lines, GError **error)
{
  return sn_connection_get_int64 (connection, n_lines, error,
                                  "SELECT count(*) FROM entitlement WHERE program_id = ?1 AND (?2 = 0 OR state = 'approved')",
                                  SN_INT (program->id), SN_INT (only_approved));
}

gboolean
sn_program_check_quota (SnConnection *connection, const SnProgram *program, gint64 more_lines, GError **error)
{
  gint64 n_approved;

  if (program->quota == 0)
    return TRUE;
  if (!count_lines (connection, program, TRUE, &n_approved, error))
    return FALSE;
  if (n_approved + more_lines <= program->quota)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("%s has places for %d. %d are approved, and with these there would be %d. Hold or withdraw lines, or have the number of"
                  " places raised."),
               program->code, program->quota, (int) n_approved, (int) (n_approved + more_lines));
  return FALSE;
}

gboolean
sn_program_edit (SnTransaction *transaction, const char *program_code, const SnProgramEdit *edit, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  gboolean differs;

  if (program == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  differs = sn_edit_take_text (&program->title, edit->title);
  differs |= sn_edit_take_text (&program->clause, edit->clause);
  differs |= sn_edit_take_text (&program->description, edit->description);
  if (edit->quota >= 0 && edit->quota != program->quota)
    {
      program->quota = edit->quota;
      differs = TRUE;
      if (!sn_program_check_quota (connection, program, 0, error))
        return FALSE;
    }
  if (!differs)
    return TRUE;
  if (!check_title (program->title, error))
    return FALSE;
  sn_transaction_describe (transaction, "program-edit", program->code, program->title, NULL);
  return sn_connection_run (connection, error,
                            "UPDATE program SET title = ?2, clause = ?3, description = ?4, quota = ?5 WHERE id = ?1", SN_INT (program->id),
                            SN_TEXT (program->title), SN_TEXT (program->clause), SN_TEXT (program->description),
                            SN_INT_OR_NULL (program->quota));
}

gboolean
sn_program_remove (SnTransaction *transaction, const char *program_code, GError **error)
{
  static const char *const statements[] = {
    "DELETE FROM pair_rule WHERE first_program_id = ?1 OR second_program_id = ?1",
    "DELETE FROM rate_category WHERE rate_id IN (SELECT id FROM benefit_rate WHERE program_id = ?1)",
    "DELETE FROM rate_condition WHERE rate_id IN (SELECT id FROM benefit_rate WHERE program_id = ?1)",
    "DELETE FROM rate_tier WHERE rate_id IN (SELECT id FROM benefit_rate WHERE program_id = ?1)",
    "DELETE FROM rate_town WHERE rate_id IN (SELECT id FROM benefit_rate WHERE program_id = ?1)",
    "DELETE FROM benefit_rate WHERE program_id = ?1",
    "DELETE FROM attachment WHERE program_id = ?1",
    "DELETE FROM funding_line WHERE program_id = ?1",
    "DELETE FROM program WHERE id = ?1",
  };
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnProgram) program = sn_program_lookup (connection, program_code, error);
  gint64 n_lines;

  if (program == NULL || !sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error) ||
      !count_lines (connection, program, FALSE, &n_lines, error))
    return FALSE;
  if (n_lines > 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                   g_dngettext (GETTEXT_PACKAGE, "%d line stands or stood on the roster of %s; the program stays, for that is history.",
                                "%d lines stand or stood on the roster of %s; the program stays, for that is history.", (gulong) n_lines),
                   (int) n_lines, program->code);
      return FALSE;
    }
  for (gsize i = 0; i < G_N_ELEMENTS (statements); i++)
    if (!sn_connection_run (connection, error, statements[i], SN_INT (program->id)))
      return FALSE;
  sn_transaction_describe (transaction, "program-remove", program->code, program->title, NULL);
  return TRUE;
}
