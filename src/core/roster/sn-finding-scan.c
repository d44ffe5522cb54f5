/* sn-finding-scan.c: one pass over the planned lines of a campaign, and one over the people behind them, for all rules.
 *
 * Looking up each line's person would be most of the cost, so the registry is gone through in its order instead. The comparisons are made here and not by SQLite, whose machine takes
 * ten times as long for each of them; with a rate the same functions judge that judge a roster on its way in.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-rate-choice.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <stdlib.h>
#include <string.h>

#define OF_AGE_YEARS 18

enum { ID, PROGRAM, RATE, PERSON, HOUSEHOLD, AMOUNT, TOWN, PAYEE, ACCOUNT, HOLDER };
#define LINES(from) \
  "SELECT e.id, g.id, e.rate_id, e.person_id, e.household_id, e.amount_fen, e.town_id, e.payee_name, e.account_number," \
  "       e.account_holder FROM " from " WHERE g.campaign_id = ?1 AND e.state" SN_PLANNED
static const char lines_sql[] = LINES ("program g CROSS JOIN entitlement e ON e.program_id = g.id");
static const char some_lines_sql[] =
  LINES ("json_each (?2) j CROSS JOIN entitlement e ON e.id = j.value CROSS JOIN program g ON g.id = e.program_id");

enum { WHO, HOME, HOME_TOWN, NAME, DOCUMENT_TYPE, DOCUMENT, BIRTH, SEX, DIED, MOVED, HOME_ACCOUNT, HOME_HOLDER };
static const char persons_sql[] =
  "SELECT id, household_id, town_id, name, document_type, document_number, birth_date, sex, died_on, moved_on, account_number, account_holder"
  "  FROM person WHERE id >= ?1 ORDER BY id";
/* So many rows are passed by before the next person is looked up: each costs a tenth of that. */
#define MOST_PASSED 10

void
sn_finding_scan_clear (SnFindingScan *scan)
{
  g_clear_pointer (&scan->campaign, sn_campaign_free);
  g_clear_pointer (&scan->programs, g_ptr_array_unref);
  g_clear_pointer (&scan->by_person, g_ptr_array_unref);
  g_clear_pointer (&scan->by_household, g_ptr_array_unref);
  g_clear_pointer (&scan->lines, g_array_unref);
  g_clear_pointer (&scan->accounts, g_string_chunk_free);
  g_clear_pointer (&scan->dues, g_hash_table_unref);
}

const char *
sn_finding_scan_keep_digits (SnFindingScan *scan, const char *account)
{
  char digits[40];
  gsize length = 0;

  for (const char *p = account; *p != '\0' && length < sizeof digits - 1; p++)
    if (g_ascii_isdigit (*p))
      digits[length++] = *p;
  digits[length] = '\0';
  return length > 0 ? g_string_chunk_insert (scan->accounts, digits) : "";
}

/* ── One line ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* A number that an officer let pass may be none: only digits say anything. */
static gboolean
identity_differs (const char *document_type, const char *document, const char *birth_date, const char *sex)
{
  SnSex said;

  if (strcmp (document_type, "resident") != 0 || strlen (document) != SN_RESIDENT_ID_LENGTH ||
      strspn (document, "0123456789") < SN_RESIDENT_ID_LENGTH - 1)
    return FALSE;
  if (strlen (birth_date) == 10 &&
      (strncmp (document + 6, birth_date, 4) != 0 || strncmp (document + 10, birth_date + 5, 2) != 0 ||
       strncmp (document + 12, birth_date + 8, 2) != 0))
    return TRUE;
  said = sn_resident_id_get_sex (document);
  return strcmp (sex, said == SN_SEX_MALE ? "female" : "male") == 0;
}

/* What is the same for all lines of the person. */
static SnScanFlags
look_at_person (const SnFindingScan *scan, SnStatement *row)
{
  SnScanFlags flags = 0;

  if (!sn_statement_is_null (row, DIED))
    flags |= SN_SCAN_DIED;
  if (!sn_statement_is_null (row, MOVED) && strcmp (sn_statement_get_text (row, MOVED), scan->campaign->delivery_due) <= 0)
    flags |= SN_SCAN_MOVED;
  if (identity_differs (sn_statement_get_text (row, DOCUMENT_TYPE), sn_statement_get_text (row, DOCUMENT),
                        sn_statement_get_text (row, BIRTH), sn_statement_get_text (row, SEX)))
    flags |= SN_SCAN_IDENTITY;
  return flags;
}

static gboolean
is_cash (const SnScannedLine *line)
{
  return strcmp (line->rate->form, "cash") == 0;
}

static gboolean
holder_differs (const char *holder, const char *payee)
{
  return *holder != '\0' && strcmp (holder, payee) != 0;
}

/* Whose account it is: what was submitted, and until then the registry. */
static void
take_account (SnFindingScan *scan, SnScannedLine *line, SnStatement *row)
{
  if (!line->is_submitted)
    {
      line->account = sn_finding_scan_keep_digits (scan, sn_statement_get_text (row, HOME_ACCOUNT));
      if (holder_differs (sn_statement_get_text (row, HOME_HOLDER), sn_statement_get_text (row, NAME)))
        line->flags |= SN_SCAN_HOLDER;
    }
  /* An unknown birth, "", is before every day. */
  if ((line->flags & SN_SCAN_HOLDER) == 0 && strcmp (sn_statement_get_text (row, BIRTH), scan->adult_born) > 0)
    line->flags |= SN_SCAN_MINOR;
}

static void
take_person (SnFindingScan *scan, SnScannedLine *line, SnStatement *row, SnScanFlags flags)
{
  line->home_id = sn_statement_get_int64 (row, HOME);
  if (!line->per_household)
    line->household_id = line->home_id;
  line->flags |= flags;
  if (line->town_id != 0 && !sn_statement_is_null (row, HOME_TOWN) && line->town_id != sn_statement_get_int64 (row, HOME_TOWN))
    line->flags |= SN_SCAN_TOWN;
  if (line->rate->min_age > 0 && !sn_benefit_rate_age_is_met (line->rate, sn_statement_get_text (row, BIRTH), scan->campaign->age_on))
    line->flags |= SN_SCAN_AGE;
  if (is_cash (line))
    take_account (scan, line, row);
}

static void
add_line (SnFindingScan *scan, SnStatement *row, const SnBenefitRate *rate)
{
  SnScannedLine line = {
    .id = sn_statement_get_int64 (row, ID),
    .program_id = sn_statement_get_int64 (row, PROGRAM),
    .rate = rate,
    .person_id = sn_statement_get_int64 (row, PERSON),
    .household_id = sn_statement_get_int64 (row, HOUSEHOLD),
    .town_id = sn_statement_get_int64 (row, TOWN),
    .amount_fen = sn_statement_get_int64 (row, AMOUNT),
    .per_household = !sn_statement_is_null (row, HOUSEHOLD),
    .is_submitted = !sn_statement_is_null (row, PAYEE),
    .account = "",
  };

  if (rate->basis == NULL && !sn_benefit_rate_takes_amount (rate, TRUE, line.amount_fen))
    line.flags |= SN_SCAN_AMOUNT;
  if (line.is_submitted && is_cash (&line))
    {
      line.account = sn_finding_scan_keep_digits (scan, sn_statement_get_text (row, ACCOUNT));
      if (holder_differs (sn_statement_get_text (row, HOLDER), sn_statement_get_text (row, PAYEE)))
        line.flags |= SN_SCAN_HOLDER;
    }
  g_array_append_val (scan->lines, line);
}

/* ── All lines ──────────────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
sn_finding_scan_begin (SnFindingScan *scan, SnConnection *connection, gint64 campaign_id, GError **error)
{
  g_autoptr (GPtrArray) campaigns = sn_campaign_list (connection, error);

  for (guint i = 0; campaigns != NULL && scan->campaign == NULL && i < campaigns->len; i++)
    if (((const SnCampaign *) g_ptr_array_index (campaigns, i))->id == campaign_id)
      scan->campaign = g_ptr_array_steal_index (campaigns, i);
  if (scan->campaign == NULL)
    {
      if (campaigns != NULL)
        g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _("This campaign is not in the workspace any more."));
      return FALSE;
    }
  g_snprintf (scan->adult_born, sizeof scan->adult_born, "%04d%s", atoi (scan->campaign->age_on) - OF_AGE_YEARS,
              scan->campaign->age_on + 4);
  scan->lines = g_array_new (FALSE, FALSE, sizeof (SnScannedLine));
  scan->accounts = g_string_chunk_new (64 * 1024);
  scan->programs = sn_program_list (connection, campaign_id, error);
  return scan->programs != NULL;
}

const SnBenefitRate *
sn_finding_scan_find_rate (SnFindingScan *scan, gint64 program_id, gint64 rate_id)
{
  if (scan->last_program == NULL || scan->last_program->id != program_id)
    for (guint i = 0; i < scan->programs->len; i++)
      if (((const SnProgram *) g_ptr_array_index (scan->programs, i))->id == program_id)
        scan->last_program = g_ptr_array_index (scan->programs, i);
  for (guint i = 0; i < scan->last_program->rates->len; i++)
    if (((const SnBenefitRate *) g_ptr_array_index (scan->last_program->rates, i))->id == rate_id)
      return g_ptr_array_index (scan->last_program->rates, i);
  return NULL;
}

/* ── The people behind them ─────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
read_lines (SnFindingScan *scan, SnConnection *connection, GError **error)
{
  g_autoptr (SnStatement) statement =
    scan->only_json == NULL ? sn_connection_query (connection, error, lines_sql, SN_INT (scan->campaign->id))
                            : sn_connection_query (connection, error, some_lines_sql, SN_INT (scan->campaign->id), SN_TEXT (scan->only_json));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    add_line (scan, statement,
              sn_finding_scan_find_rate (scan, sn_statement_get_int64 (statement, PROGRAM), sn_statement_get_int64 (statement, RATE)));
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* A walk over the registry in the order of its numbers. */
typedef struct
{
  SnStatement *row;
  gboolean     is_bound;
} Walk;

/* Goes on to a person; wherever many lie between, by looking the person up. @found: whether the walk stands there now */
static gboolean
walk_to (Walk *walk, gint64 person_id, gboolean *found, GError **error)
{
  GError *step_error = NULL;

  *found = FALSE;
  for (guint n_passed = 0;; n_passed++)
    {
      if (!walk->is_bound || n_passed == MOST_PASSED)
        sn_statement_rebind (walk->row, SN_INT (person_id));
      walk->is_bound = sn_statement_step (walk->row, &step_error);
      if (!walk->is_bound || sn_statement_get_int64 (walk->row, WHO) >= person_id)
        break;
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, step_error);
      return FALSE;
    }
  *found = walk->is_bound && sn_statement_get_int64 (walk->row, WHO) == person_id;
  /* Who comes behind may be the next that is asked for. */
  walk->is_bound = *found;
  return TRUE;
}

/* The registry's pages are each read once, for lines and people go in one order. */
static gboolean
read_persons (SnFindingScan *scan, SnConnection *connection, GError **error)
{
  g_autoptr (SnStatement) row = sn_connection_query (connection, error, persons_sql, SN_INT (0));
  Walk walk = { row, FALSE };
  SnScannedLine **lines = (SnScannedLine **) scan->by_person->pdata;

  if (row == NULL)
    return FALSE;
  for (guint i = 0, end = 0; i < scan->by_person->len; i = end)
    {
      SnScanFlags flags;
      gboolean found;

      while (end < scan->by_person->len && lines[end]->person_id == lines[i]->person_id)
        end++;
      if (!walk_to (&walk, lines[i]->person_id, &found, error))
        return FALSE;
      flags = found ? look_at_person (scan, row) : 0;
      for (guint j = i; found && j < end; j++)
        take_person (scan, lines[j], row, flags);
    }
  return TRUE;
}

gboolean
sn_finding_scan_read (SnFindingScan *scan, SnConnection *connection, gint64 campaign_id, GError **error)
{
  if (!sn_finding_scan_begin (scan, connection, campaign_id, error) || !read_lines (scan, connection, error))
    return FALSE;
  sn_finding_scan_sort_by_person (scan);
  if (!read_persons (scan, connection, error))
    return FALSE;
  sn_finding_scan_sort_by_household (scan);
  return sn_finding_scan_flag (scan, connection, error);
}
