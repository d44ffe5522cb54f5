/* sn-campaign.c: the campaigns of a workspace, and a new one made from last year's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-campaign.h"

#include "sn-date.h"
#include "sn-money.h"
#include "sn-officer-duties.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>

/* Moves a day by ?3 years; 29 February becomes the 28th, where SQLite alone would say 1 March. */
#define MOVED_BY_YEARS(day)                                                                                          \
  "min (date (" day ", ?3 || ' years'), date (" day ", 'start of month', ?3 || ' years', '+1 month', '-1 day'))"

void
sn_campaign_free (SnCampaign *campaign)
{
  if (campaign == NULL)
    return;
  g_free (campaign->title);
  g_free (campaign->notice_number);
  g_free (campaign->issued_on);
  g_free (campaign->spring_festival);
  g_free (campaign->as_of);
  g_free (campaign->age_on);
  g_free (campaign->delivery_due);
  g_free (campaign->report_due);
  g_free (campaign);
}

static SnCampaign *
read_campaign (SnStatement *statement)
{
  SnCampaign *campaign = g_new0 (SnCampaign, 1);

  campaign->id = sn_statement_get_int64 (statement, 0);
  campaign->title = sn_statement_dup_text (statement, 1);
  campaign->notice_number = sn_statement_dup_text (statement, 2);
  campaign->issued_on = sn_statement_dup_text (statement, 3);
  campaign->spring_festival = sn_statement_dup_text (statement, 4);
  campaign->as_of = sn_statement_dup_text (statement, 5);
  campaign->age_on = sn_statement_dup_text (statement, 6);
  campaign->delivery_due = sn_statement_dup_text (statement, 7);
  campaign->report_due = sn_statement_dup_text (statement, 8);
  campaign->amount_change_percent = (int) sn_statement_get_int64 (statement, 9);
  campaign->second_approval_fen = sn_statement_get_int64 (statement, 10);
  return campaign;
}

GPtrArray *
sn_campaign_list (SnConnection *connection, GError **error)
{
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT id, title, notice_number, issued_on, spring_festival, as_of, age_on, delivery_due,"
                         "       report_due, amount_change_percent, second_approval_fen FROM campaign ORDER BY spring_festival DESC, id DESC");

  return sn_statement_list (g_steal_pointer (&statement), (SnRowFunc) read_campaign, (GDestroyNotify) sn_campaign_free, error);
}

SnCampaign *
sn_campaign_get_current (SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) campaigns = sn_campaign_list (connection, error);
  gint64 chosen = sn_connection_get_campaign (connection);

  if (campaigns == NULL)
    return NULL;
  for (guint i = 0; i < campaigns->len; i++)
    if (chosen == 0 || ((const SnCampaign *) g_ptr_array_index (campaigns, i))->id == chosen)
      return g_ptr_array_steal_index (campaigns, i);
  if (chosen != 0)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, chosen);

      g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND,
                   _ ("There is no campaign %s in this workspace. Look up its number in the list of campaigns."), number);
      return NULL;
    }
  g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND,
                       _ ("This workspace has no campaign yet. Start a workspace with the 2025 catalogue."));
  return NULL;
}

/* ── A new campaign ──────────────────────────────────────────────────────────────────────────────────────────── */

/* Ids are derived as in sn-catalogue.c, from the year of the festival, so that two offices that each copy last year's
 * campaign still speak of the same programs and rates. ?1: last year's; ?2: the new one; ?3: years between them. What
 * only the next notice can say (number, theme, day of issue, ceilings) stays empty. */
static const char copy_campaign_sql[] =
  "INSERT INTO campaign (id, title, issuer, spring_festival, as_of, age_on, delivery_due, report_due, copied_from,"
  "                      amount_change_percent, second_approval_fen)"
  " SELECT ?2, ?4, issuer, ?5, " MOVED_BY_YEARS ("as_of") ","
  /* The 2025 notice names no day for ages; its catalogue counts them on the delivery day, and so does a copy. */
  " CASE age_on WHEN delivery_due THEN date (?5, '-1 day') ELSE " MOVED_BY_YEARS ("age_on") " END,"
  " date (?5, '-1 day'), date (?5, 'start of month', '+2 months', '-1 day'), id, amount_change_percent, second_approval_fen"
  " FROM campaign WHERE id = ?1";

static const char copy_programs_sql[] =
  "INSERT INTO program (id, campaign_id, department_id, number, code, title, clause, description)"
  " SELECT ?2 * 10000 + department_id * 100 + number, ?2, department_id, number, code, title, clause, description"
  " FROM program WHERE campaign_id = ?1";

/* Nobody has said yet that a rate holds in the new campaign too. */
static const char copy_rates_sql[] =
  "INSERT INTO benefit_rate (id, program_id, position, label, eligible, unit, form, min_fen, max_fen, discretionary,"
  "                          approximate, min_age, as_of, confirmed, score_source, member_fen, members_covered)"
  " SELECT n.id * 100 + row_number () OVER (PARTITION BY r.program_id ORDER BY r.position, r.id), n.id, r.position,"
  "        r.label, r.eligible, r.unit, r.form, r.min_fen, r.max_fen, r.discretionary, r.approximate, r.min_age,"
  "        " MOVED_BY_YEARS ("r.as_of") ", 0, r.score_source, r.member_fen, r.members_covered"
  " FROM benefit_rate r JOIN program o ON o.id = r.program_id AND o.campaign_id = ?1"
  " JOIN program n ON n.campaign_id = ?2 AND n.code = o.code";

static const char copy_rate_categories_sql[] =
  "INSERT INTO rate_category (rate_id, category_id, also_id)"
  " SELECT n.id, c.category_id, c.also_id FROM rate_category c"
  " JOIN benefit_rate r ON r.id = c.rate_id JOIN program o ON o.id = r.program_id AND o.campaign_id = ?1"
  " JOIN program p ON p.campaign_id = ?2 AND p.code = o.code"
  " JOIN benefit_rate n ON n.program_id = p.id AND n.label = r.label";

/* From a row "q" of last year's rate to "n", the rate of the same label in the new campaign */
#define OF_THE_SAME_RATE                                                                                                   \
  " JOIN benefit_rate r ON r.id = q.rate_id JOIN program o ON o.id = r.program_id AND o.campaign_id = ?1"                  \
  " JOIN program p ON p.campaign_id = ?2 AND p.code = o.code"                                                              \
  " JOIN benefit_rate n ON n.program_id = p.id AND n.label = r.label"

static const char copy_rate_conditions_sql[] =
  "INSERT INTO rate_condition (id, rate_id, kind, least, most, choices, source)"
  " SELECT ?3 + row_number () OVER (ORDER BY q.id) - 1, n.id, q.kind, q.least, q.most, q.choices, q.source"
  " FROM rate_condition q" OF_THE_SAME_RATE;

static const char copy_rate_tiers_sql[] =
  "INSERT INTO rate_tier (id, rate_id, from_score, amount_fen)"
  " SELECT ?3 + row_number () OVER (ORDER BY q.id) - 1, n.id, q.from_score, q.amount_fen FROM rate_tier q" OF_THE_SAME_RATE;

static const char copy_rate_towns_sql[] =
  "INSERT INTO rate_town (id, rate_id, town_id, amount_fen)"
  " SELECT ?3 + row_number () OVER (ORDER BY q.id) - 1, n.id, q.town_id, q.amount_fen FROM rate_town q" OF_THE_SAME_RATE;

static const char copy_funding_sql[] =
  "INSERT INTO funding_line (id, program_id, source_id, position, budget_holder, note)"
  " SELECT n.id * 100 + row_number () OVER (PARTITION BY f.program_id ORDER BY f.position, f.id), n.id,"
  "        f.source_id, f.position, f.budget_holder, f.note"
  " FROM funding_line f JOIN program o ON o.id = f.program_id AND o.campaign_id = ?1"
  " JOIN program n ON n.campaign_id = ?2 AND n.code = o.code";

/* A rule names its programs in the order of their ids. */
static const char copy_pair_rules_sql[] =
  "INSERT INTO pair_rule (id, first_program_id, second_program_id, first_rate_id, second_rate_id, policy, note)"
  " SELECT ?2 * 1000 + row_number () OVER (ORDER BY w.id), min (a.id, b.id), max (a.id, b.id),"
  "        iif (a.id < b.id, x.id, y.id), iif (a.id < b.id, y.id, x.id), w.policy, w.note"
  " FROM pair_rule w JOIN program o ON o.id = w.first_program_id AND o.campaign_id = ?1"
  " JOIN program q ON q.id = w.second_program_id"
  " JOIN program a ON a.campaign_id = ?2 AND a.code = o.code JOIN program b ON b.campaign_id = ?2 AND b.code = q.code"
  " LEFT JOIN benefit_rate ox ON ox.id = w.first_rate_id LEFT JOIN benefit_rate x ON x.program_id = a.id AND x.label = ox.label"
  " LEFT JOIN benefit_rate oy ON oy.id = w.second_rate_id LEFT JOIN benefit_rate y ON y.program_id = b.id AND y.label = oy.label";

static gboolean
copy_rows (SnTransaction *transaction, gint64 from_id, gint64 to_id, gint64 years, const char *title,
           const char *festival, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);

  return sn_connection_run (connection, error, copy_campaign_sql, SN_INT (from_id), SN_INT (to_id), SN_INT (years),
                            SN_TEXT (title), SN_TEXT (festival)) &&
         sn_connection_run (connection, error, copy_programs_sql, SN_INT (from_id), SN_INT (to_id)) &&
         sn_connection_run (connection, error, copy_rates_sql, SN_INT (from_id), SN_INT (to_id), SN_INT (years)) &&
         sn_connection_run (connection, error, copy_rate_categories_sql, SN_INT (from_id), SN_INT (to_id)) &&
         sn_connection_run (connection, error, copy_rate_conditions_sql, SN_INT (from_id), SN_INT (to_id),
                            SN_INT (sn_transaction_next_id (transaction, "rate_condition"))) &&
         sn_connection_run (connection, error, copy_rate_tiers_sql, SN_INT (from_id), SN_INT (to_id),
                            SN_INT (sn_transaction_next_id (transaction, "rate_tier"))) &&
         sn_connection_run (connection, error, copy_rate_towns_sql, SN_INT (from_id), SN_INT (to_id),
                            SN_INT (sn_transaction_next_id (transaction, "rate_town"))) &&
         sn_connection_run (connection, error, copy_funding_sql, SN_INT (from_id), SN_INT (to_id)) &&
         sn_connection_run (connection, error, copy_pair_rules_sql, SN_INT (from_id), SN_INT (to_id));
}

static SnCampaign *
find_campaign (GPtrArray *campaigns, gint64 id, gint64 year)
{
  for (guint i = 0; i < campaigns->len; i++)
    {
      SnCampaign *campaign = g_ptr_array_index (campaigns, i);

      if (campaign->id == id || g_ascii_strtoll (campaign->spring_festival, NULL, 10) == year)
        return campaign;
    }
  return NULL;
}

void
sn_campaign_suggest_next (const SnCampaign *campaign, char **title, char **spring_festival)
{
  gint64 year = g_ascii_strtoll (campaign->spring_festival, NULL, 10);
  g_autofree char *this_year = g_strdup_printf ("%" G_GINT64_FORMAT, year);
  g_autofree char *next_year = g_strdup_printf ("%" G_GINT64_FORMAT, year + 1);
  g_auto (GStrv) parts = g_strsplit (campaign->title, this_year, -1);
  char day_iso[11] = "";
  GDate day;

  if (sn_spring_festival ((int) year + 1, &day))
    sn_date_to_iso (&day, day_iso);
  *title = g_strjoinv (next_year, parts);
  *spring_festival = g_strdup (day_iso);
}

/* GB/T 33661-2017: the first day of the first lunar month falls on no other days of the Gregorian calendar. */
static gboolean
is_possible_festival (const GDate *day)
{
  guint month_and_day = (guint) g_date_get_month (day) * 100 + g_date_get_day (day);

  return month_and_day >= 121 && month_and_day <= 221;
}

gboolean
sn_campaign_copy (SnTransaction *transaction, gint64 from_id, const char *title, const char *spring_festival,
                  gint64 *campaign_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autofree char *clean_title = sn_text_clean (title);
  g_autoptr (GPtrArray) campaigns = NULL;
  SnCampaign *from, *same;
  GDate festival;
  gint64 year;

  if (!sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  if (*clean_title == '\0')
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("The new campaign has no title. Give it one."));
      return FALSE;
    }
  if (!sn_date_from_iso (spring_festival, &festival))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                   _ ("“%s” is not a day. Write the first day of the Spring Festival like 2026-02-17."),
                   spring_festival);
      return FALSE;
    }
  if (!is_possible_festival (&festival))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                   _ ("%s cannot be the first day of a Spring Festival, which lies between 21 January and 21 February."),
                   spring_festival);
      return FALSE;
    }
  campaigns = sn_campaign_list (connection, error);
  if (campaigns == NULL)
    return FALSE;
  from = find_campaign (campaigns, from_id, -1);
  if (from == NULL)
    {
      g_autofree char *number = g_strdup_printf ("%" G_GINT64_FORMAT, from_id);

      g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND,
                   _ ("There is no campaign %s to copy from. Look up its number in the list of campaigns."), number);
      return FALSE;
    }
  /* There is one Spring Festival a year, and the year is the campaign's id. */
  year = g_date_get_year (&festival);
  same = find_campaign (campaigns, year, year);
  if (same != NULL)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
                   _ ("A campaign for the Spring Festival of that year exists already: “%s”, %s. Work in that one."),
                   same->title, same->spring_festival);
      return FALSE;
    }
  if (!copy_rows (transaction, from_id, year, year - g_ascii_strtoll (from->spring_festival, NULL, 10), clean_title,
                  spring_festival, error))
    return FALSE;
  sn_transaction_describe (transaction, "campaign-copy", clean_title, NULL);
  *campaign_id = year;
  return TRUE;
}

/* ── What is looked at twice ─────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
check_bounds (gint64 second_approval_fen, int amount_change_percent, GError **error)
{
  if (second_approval_fen < -1)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                           _ ("The amount from which two must approve is above zero, or “none”."));
      return FALSE;
    }
  if (amount_change_percent >= 0 && amount_change_percent <= 1000)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT,
                       _ ("The change of an amount that is pointed out lies between 1 and 1000 percent."));
  return FALSE;
}

gboolean
sn_campaign_set_checks (SnTransaction *transaction, gint64 second_approval_fen, int amount_change_percent, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnCampaign) campaign = NULL;
  g_autofree char *amount = NULL;
  g_autofree char *percent = NULL;

  if (!sn_officer_check_duty (transaction, SN_STEP_SETS_RULES, error))
    return FALSE;
  if (!check_bounds (second_approval_fen, amount_change_percent, error))
    return FALSE;
  campaign = sn_campaign_get_current (connection, error);
  if (campaign == NULL)
    return FALSE;
  if (second_approval_fen == -1)
    second_approval_fen = campaign->second_approval_fen;
  if (amount_change_percent == 0)
    amount_change_percent = campaign->amount_change_percent;
  if (second_approval_fen == campaign->second_approval_fen && amount_change_percent == campaign->amount_change_percent)
    return TRUE;
  if (!sn_connection_run (connection, error,
                          "UPDATE campaign SET second_approval_fen = ?2, amount_change_percent = ?3 WHERE id = ?1", SN_INT (campaign->id),
                          SN_INT_OR_NULL (second_approval_fen), SN_INT (amount_change_percent)))
    return FALSE;
  percent = g_strdup_printf ("%d", amount_change_percent);
  amount = sn_money_format (second_approval_fen);
  if (second_approval_fen != 0)
    sn_transaction_describe (transaction, "campaign-checks", campaign->title, percent, amount, NULL);
  else
    sn_transaction_describe (transaction, "campaign-checks-single", campaign->title, percent, NULL);
  return TRUE;
}
