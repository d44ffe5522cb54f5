/* sn-finding-last-year.c: what is otherwise than in the campaigns before: the account that was paid to, and the amount.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-money.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── Sentences ──────────────────────────────────────────────────────────────────────────────────────────────────── */

/* @fact: the account before */
static char *
say_account (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);
  g_autofree char *before = NULL, *now = NULL;

  if (fact == NULL)
    return sn_finding_say_gone ();
  before = sn_account_number_mask (fact);
  now = sn_account_number_mask (line->account_number);
  return g_strdup_printf (_("The last payment to this person went to the account %s; this line goes to %s."
                            " Make sure that the payee wanted the change."), before, now);
}

/* @fact: the amount before, in fen */
static char *
say_amount (GPtrArray *lines, const char *fact)
{
  const SnPlannedLine *line = g_ptr_array_index (lines, 0);
  g_autofree char *before = NULL, *now = NULL;

  if (fact == NULL)
    return sn_finding_say_gone ();
  before = sn_money_format (g_ascii_strtoll (fact, NULL, 10));
  now = sn_money_format (line->amount_fen);
  return g_strdup_printf (_("%s yuan are listed; in the campaign before it was %s yuan. Look whether the difference is meant."), now, before);
}

/* ── Rules ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_accounts (GString *ground, GPtrArray *lines, const char *fact)
{
  g_string_append_printf (ground, "|%s|%s", fact, ((const SnPlannedLine *) g_ptr_array_index (lines, 0))->account_number);
}

static void
add_amounts (GString *ground, GPtrArray *lines, const char *fact)
{
  g_string_append_printf (ground, "|%s|%" G_GINT64_FORMAT, fact, ((const SnPlannedLine *) g_ptr_array_index (lines, 0))->amount_fen);
}

static gboolean recall_account (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error);
static gboolean recall_amount (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error);

enum { ACCOUNT_CHANGED, AMOUNT_CHANGED };

const SnFindingRule sn_finding_last_year_rules[] = {
  [ACCOUNT_CHANGED] = { "account_changed", "warning", say_account, add_accounts, recall_account, .only_before_payment = TRUE },
  [AMOUNT_CHANGED] = { "amount_changed", "warning", say_amount, add_amounts, recall_amount, .only_before_payment = TRUE },
  { NULL },
};

static void
add_draft (GPtrArray *drafts, guint rule, SnScannedLine *line, char *take_fact)
{
  SnFindingDraft *draft = sn_finding_draft_new (&sn_finding_last_year_rules[rule], take_fact);

  g_ptr_array_add (draft->lines, line);
  g_ptr_array_add (drafts, draft);
}

/* ── Amounts ────────────────────────────────────────────────────────────────────────────────────────────────────── */

/* A line that was approved in the campaign before, under the program and rate of this campaign that it answers to. */
typedef struct
{
  gint64 id;
  gint64 person_id;
  gint64 program_id; /* 0: a program that is no more */
  gint64 subject;    /* a person's number or a household's */
  gint64 rate_id;    /* 0: a rate that is no more */
  gint64 amount_fen;
  gboolean per_household;
} PastLine;

static int
compare_past (gconstpointer a, gconstpointer b)
{
  const PastLine *first = a, *second = b;

  if (first->program_id != second->program_id)
    return first->program_id < second->program_id ? -1 : 1;
  /* A person and a household may have the same number. */
  if (first->per_household != second->per_household)
    return first->per_household ? 1 : -1;
  return (first->subject > second->subject) - (first->subject < second->subject);
}

/* (transfer full): rate of the campaign before → rate of this one, by program and label; both gint64* */
static GHashTable *
map_rates (SnConnection *connection, gint64 past_id, gint64 campaign_id, GError **error)
{
  g_autoptr (GHashTable) map = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT r.id, n.id FROM program o JOIN program g ON g.campaign_id = ?2 AND g.code = o.code"
                         " JOIN benefit_rate r ON r.program_id = o.id JOIN benefit_rate n ON n.program_id = g.id AND n.label = r.label"
                         " WHERE o.campaign_id = ?1",
                         SN_INT (past_id), SN_INT (campaign_id));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      gint64 ids[2] = { sn_statement_get_int64 (statement, 0), sn_statement_get_int64 (statement, 1) };

      g_hash_table_insert (map, g_memdup2 (&ids[0], sizeof (gint64)), g_memdup2 (&ids[1], sizeof (gint64)));
    }
  if (step_error == NULL)
    return g_steal_pointer (&map);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static int
compare_past_and_id (gconstpointer a, gconstpointer b)
{
  const PastLine *first = a, *second = b;
  int order = compare_past (a, b);

  return order != 0 ? order : (first->id > second->id) - (first->id < second->id);
}

/* ?1: the campaign before, ?2: this one */
#define PAST_LINES_OF(from) \
  "SELECT coalesce (g.id, 0), coalesce (e.household_id, e.person_id), e.rate_id, e.amount_fen, e.id, e.person_id," \
  "       e.unit = 'household' FROM " from \
  " LEFT JOIN program g ON g.campaign_id = ?2 AND g.code = o.code WHERE e.state = 'approved'"
static const char past_sql[] = PAST_LINES_OF ("program o CROSS JOIN entitlement e ON o.campaign_id = ?1 AND e.program_id = o.id");
/* Those that name one of the persons ?3, or are one of the households' ?4 */
static const char some_past_sql[] =
  PAST_LINES_OF ("(SELECT f.id FROM json_each (?3) j CROSS JOIN entitlement f ON f.person_id = j.value"
                 "  UNION SELECT f.id FROM json_each (?4) j CROSS JOIN entitlement f ON f.household_id = j.value) d"
                 " CROSS JOIN entitlement e ON e.id = d.id CROSS JOIN program o ON o.id = e.program_id AND o.campaign_id = ?1");

static void
append_number (GString *json, gint64 number)
{
  g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 0 ? "," : "[", number);
}

static char *
finish_numbers (GString *take_json)
{
  g_string_append (take_json, take_json->len > 0 ? "]" : "[]");
  return g_string_free (take_json, FALSE);
}

static SnStatement *
query_past_lines (SnConnection *connection, const SnFindingScan *scan, gint64 past_id, char **persons, char **households, GError **error)
{
  GString *person_ids = g_string_new (NULL), *household_ids = g_string_new (NULL);

  for (guint i = 0; scan->only_json != NULL && i < scan->lines->len; i++)
    {
      append_number (person_ids, g_array_index (scan->lines, SnScannedLine, i).person_id);
      append_number (household_ids, g_array_index (scan->lines, SnScannedLine, i).household_id);
    }
  *persons = finish_numbers (person_ids);
  *households = finish_numbers (household_ids);
  if (scan->only_json == NULL)
    return sn_connection_query (connection, error, past_sql, SN_INT (past_id), SN_INT (scan->campaign->id));
  return sn_connection_query (connection, error, some_past_sql, SN_INT (past_id), SN_INT (scan->campaign->id), SN_TEXT (*persons),
                              SN_TEXT (*households));
}

/* (transfer full): PastLine, by program and subject: all, or those that the scan's lines may have to do with */
static GArray *
load_past_lines (SnConnection *connection, const SnFindingScan *scan, gint64 past_id, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (PastLine));
  g_autoptr (GHashTable) rates = map_rates (connection, past_id, scan->campaign->id, error);
  g_autofree char *persons = NULL, *households = NULL; /* borrowed by the statement, which goes first */
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) step_error = NULL;

  if (rates == NULL)
    return NULL;
  statement = query_past_lines (connection, scan, past_id, &persons, &households, error);
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      gint64 rate_id = sn_statement_get_int64 (statement, 2);
      const gint64 *same = g_hash_table_lookup (rates, &rate_id);
      PastLine line = {
        .id = sn_statement_get_int64 (statement, 4),
        .person_id = sn_statement_get_int64 (statement, 5),
        .program_id = sn_statement_get_int64 (statement, 0),
        .subject = sn_statement_get_int64 (statement, 1),
        .rate_id = same != NULL ? *same : 0,
        .amount_fen = sn_statement_get_int64 (statement, 3),
        .per_household = sn_statement_get_int64 (statement, 6) != 0,
      };

      g_array_append_val (lines, line);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return NULL;
    }
  g_array_sort (lines, compare_past_and_id);
  return g_steal_pointer (&lines);
}

static gint64
distance (gint64 amount_fen, gint64 other_fen)
{
  return amount_fen > other_fen ? amount_fen - other_fen : other_fen - amount_fen;
}

/* (nullable): what the line answers to: of the same rate before another, and then the nearest amount */
static const PastLine *
find_past_line (GArray *lines, const SnScannedLine *line)
{
  PastLine wanted = { .program_id = line->program_id, .subject = line->per_household ? line->household_id : line->person_id,
                      .per_household = line->per_household };
  const PastLine *best = NULL;
  guint place;

  if (!g_array_binary_search (lines, &wanted, compare_past, &place))
    return NULL;
  while (place > 0 && compare_past (&g_array_index (lines, PastLine, place - 1), &wanted) == 0)
    place--;
  for (; place < lines->len && compare_past (&g_array_index (lines, PastLine, place), &wanted) == 0; place++)
    {
      const PastLine *past = &g_array_index (lines, PastLine, place);
      gboolean same_rate = past->rate_id == line->rate->id;

      if (best == NULL || (same_rate && best->rate_id != line->rate->id) ||
          (same_rate == (best->rate_id == line->rate->id) &&
           distance (past->amount_fen, line->amount_fen) < distance (best->amount_fen, line->amount_fen)))
        best = past;
    }
  return best;
}

static gboolean
look_at_amounts (SnConnection *connection, const SnFindingScan *scan, GArray *past_lines, GPtrArray *drafts, GError **error)
{
  gint64 percent = 0;

  if (!sn_connection_get_int64 (connection, &percent, error, "SELECT amount_change_percent FROM campaign WHERE id = ?1",
                                SN_INT (scan->campaign->id)))
    return FALSE;
  for (guint i = 0; i < scan->lines->len; i++)
    {
      SnScannedLine *line = &g_array_index (scan->lines, SnScannedLine, i);
      const PastLine *past = find_past_line (past_lines, line);

      /* In two parts, so that no product can overflow. */
      if (past != NULL &&
          distance (line->amount_fen, past->amount_fen) > past->amount_fen / 100 * percent + past->amount_fen % 100 * percent / 100)
        add_draft (drafts, AMOUNT_CHANGED, line, g_strdup_printf ("%" G_GINT64_FORMAT, past->amount_fen));
    }
  return TRUE;
}

/* (transfer full) (nullable): the first column of the only row of a statement; %NULL without @error where there is none */
static gboolean
read_fact (SnStatement *take_statement, char **fact, GError **error)
{
  g_autoptr (SnStatement) statement = take_statement;
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return FALSE;
  *fact = sn_statement_step (statement, &step_error) ? sn_statement_dup_text (statement, 0) : NULL;
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* As find_past_line(), for one line; either way goes through an index. */
#define PAST_LINES(same_subject) \
  "SELECT o.amount_fen, n.label = r.label AS same_rate, abs (o.amount_fen - e.amount_fen) AS distance" \
  "  FROM entitlement e CROSS JOIN entitlement o ON " same_subject \
  "  JOIN program g ON g.id = e.program_id JOIN program h ON h.id = o.program_id AND h.code = g.code" \
  "  JOIN benefit_rate n ON n.id = e.rate_id JOIN benefit_rate r ON r.id = o.rate_id" \
  " WHERE e.id = ?1 AND o.unit = e.unit AND o.state = 'approved' AND h.campaign_id = (SELECT p.id FROM campaign c" \
  "   JOIN campaign p ON p.spring_festival < c.spring_festival WHERE c.id = g.campaign_id ORDER BY p.spring_festival DESC LIMIT 1)"

static gboolean
recall_amount (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error)
{
  return read_fact (sn_connection_query (connection, error,
                                         "SELECT amount_fen FROM ("
                                         PAST_LINES ("e.unit = 'person' AND o.person_id = e.person_id")
                                         " UNION ALL " PAST_LINES ("o.household_id = e.household_id")
                                         ") ORDER BY same_rate DESC, distance LIMIT 1",
                                         SN_INT (((const SnPlannedLine *) g_ptr_array_index (lines, 0))->id)),
                    fact, error);
}

/* ── Accounts ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* The payment of an entitlement that reached its account: by the index of those that live. */
#define PAID " m.state IN ('pending', 'issued', 'paid') AND +m.state = 'paid' AND m.account_number <> ''"

/* Batch by batch, for so the payments lie; or those of the lines ?2. */
#define PAID_BEFORE(from) \
  "SELECT m.entitlement_id, m.account_number, coalesce (m.settled_on, ''), m.id FROM " from \
  " WHERE o.campaign_id = ?1 AND m.state = 'paid' AND m.account_number <> ''"
static const char paid_before_sql[] =
  PAID_BEFORE ("program o CROSS JOIN payment_batch b ON b.program_id = o.id CROSS JOIN payment m ON m.batch_id = b.id");
static const char some_paid_before_sql[] =
  PAID_BEFORE ("json_each (?2) j CROSS JOIN payment m ON m.entitlement_id = j.value CROSS JOIN payment_batch b ON b.id = m.batch_id"
               " CROSS JOIN program o ON o.id = b.program_id");

/* For a person ?1, in campaigns whose festival is before ?2: the latest campaign, and in it the latest payment. */
static const char paid_earlier_sql[] =
  "SELECT m.account_number FROM entitlement e CROSS JOIN program g ON g.id = e.program_id CROSS JOIN campaign c ON c.id = g.campaign_id"
  "  CROSS JOIN payment m ON m.entitlement_id = e.id AND" PAID
  " WHERE e.person_id = ?1 AND c.spring_festival < ?2 ORDER BY c.spring_festival DESC, m.settled_on DESC, m.id DESC LIMIT 1";

typedef struct
{
  gint64      person_id;
  const char *account;    /* digits, owned by the scan; "" when none was paid to */
  char        settled_on[11];
  gint64      payment_id;
} PaidTo;

/* By person, the account that was paid to last first. */
static int
compare_paid (gconstpointer a, gconstpointer b)
{
  const PaidTo *first = a, *second = b;
  int order;

  if (first->person_id != second->person_id)
    return first->person_id < second->person_id ? -1 : 1;
  order = strcmp (second->settled_on, first->settled_on);
  return order != 0 ? order : (first->payment_id < second->payment_id) - (first->payment_id > second->payment_id);
}

static void
add_paid (GArray *paid, SnFindingScan *scan, gint64 person_id, SnStatement *row)
{
  PaidTo to = {
    .person_id = person_id,
    .account = sn_finding_scan_keep_digits (scan, sn_statement_get_text (row, 1)),
    .payment_id = sn_statement_get_int64 (row, 3),
  };

  g_strlcpy (to.settled_on, sn_statement_get_text (row, 2), sizeof to.settled_on);
  g_array_append_val (paid, to);
}

/* (transfer full): PaidTo, sorted: all who were paid through the bank in the campaign before, whose lines @past_lines are */
static GArray *
load_paid (SnConnection *connection, SnFindingScan *scan, gint64 past_id, GArray *past_lines, GError **error)
{
  g_autoptr (GHashTable) persons = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GArray) paid = g_array_new (FALSE, FALSE, sizeof (PaidTo));
  g_autoptr (GError) step_error = NULL;
  g_autofree char *lines_json = NULL; /* borrowed by the statement, which goes first */
  g_autoptr (SnStatement) statement = NULL;
  GString *line_ids = g_string_new (NULL);

  for (guint i = 0; i < past_lines->len; i++)
    {
      g_hash_table_insert (persons, &g_array_index (past_lines, PastLine, i).id, &g_array_index (past_lines, PastLine, i).person_id);
      if (scan->only_json != NULL)
        append_number (line_ids, g_array_index (past_lines, PastLine, i).id);
    }
  lines_json = finish_numbers (line_ids);
  statement = scan->only_json == NULL ? sn_connection_query (connection, error, paid_before_sql, SN_INT (past_id))
                                      : sn_connection_query (connection, error, some_paid_before_sql, SN_INT (past_id), SN_TEXT (lines_json));
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      gint64 line_id = sn_statement_get_int64 (statement, 0);
      const gint64 *person_id = g_hash_table_lookup (persons, &line_id);

      if (person_id != NULL)
        add_paid (paid, scan, *person_id, statement);
    }
  g_array_sort (paid, compare_paid);
  if (step_error == NULL)
    return g_steal_pointer (&paid);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

/* (nullable): the account that the person was paid to last. Who was not paid in the campaign before may have been in an earlier one.
 * @place: how far @paid was gone through; persons are asked for in their order */
static gboolean
find_paid (SnConnection *connection, SnFindingScan *scan, GArray *paid, guint *place, gint64 person_id, const SnCampaign *past,
           const char **found, GError **error)
{
  g_autofree char *account = NULL;

  while (*place < paid->len && g_array_index (paid, PaidTo, *place).person_id < person_id)
    ++*place;
  *found = "";
  if (*place < paid->len && g_array_index (paid, PaidTo, *place).person_id == person_id)
    *found = g_array_index (paid, PaidTo, *place).account;
  else if (past != NULL)
    {
      if (!read_fact (sn_connection_query (connection, error, paid_earlier_sql, SN_INT (person_id), SN_TEXT (past->spring_festival)),
                      &account, error))
        return FALSE;
      *found = account != NULL ? sn_finding_scan_keep_digits (scan, account) : "";
    }
  return TRUE;
}

/* @earlier: (nullable): the campaign before, where there are still earlier ones */
static gboolean
look_at_accounts (SnConnection *connection, SnFindingScan *scan, const SnCampaign *past, const SnCampaign *earlier, GArray *past_lines,
                  GPtrArray *drafts, GError **error)
{
  g_autoptr (GArray) paid = load_paid (connection, scan, past->id, past_lines, error);
  const char *before = "";
  gint64 person_id = 0;
  guint place = 0;

  if (paid == NULL)
    return FALSE;
  for (guint i = 0; i < scan->by_person->len; i++)
    {
      SnScannedLine *line = g_ptr_array_index (scan->by_person, i);

      if (*line->account == '\0')
        continue;
      if (line->person_id != person_id && !find_paid (connection, scan, paid, &place, line->person_id, earlier, &before, error))
        return FALSE;
      person_id = line->person_id;
      if (*before != '\0' && strcmp (before, line->account) != 0)
        add_draft (drafts, ACCOUNT_CHANGED, line, g_strdup (before));
    }
  return TRUE;
}

static gboolean
recall_account (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error)
{
  return read_fact (sn_connection_query (connection, error,
                                         "SELECT m.account_number FROM entitlement l JOIN program p ON p.id = l.program_id"
                                         "  JOIN campaign w ON w.id = p.campaign_id CROSS JOIN entitlement e ON e.person_id = l.person_id"
                                         "  CROSS JOIN program g ON g.id = e.program_id CROSS JOIN campaign c ON c.id = g.campaign_id"
                                         "  CROSS JOIN payment m ON m.entitlement_id = e.id AND" PAID
                                         " WHERE l.id = ?1 AND c.spring_festival < w.spring_festival"
                                         " ORDER BY c.spring_festival DESC, m.settled_on DESC, m.id DESC LIMIT 1",
                                         SN_INT (((const SnPlannedLine *) g_ptr_array_index (lines, 0))->id)),
                    fact, error);
}

/* ── Looking ────────────────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
sn_finding_look_at_last_year (SnConnection *connection, SnFindingScan *scan, GPtrArray *drafts, GError **error)
{
  g_autoptr (GPtrArray) campaigns = sn_campaign_list (connection, error);
  const SnCampaign *past = NULL, *earlier = NULL;
  g_autoptr (GArray) past_lines = NULL;

  if (campaigns == NULL)
    return FALSE;
  /* Newest first. */
  for (guint i = 0; i < campaigns->len && earlier == NULL; i++)
    {
      const SnCampaign *campaign = g_ptr_array_index (campaigns, i);

      if (strcmp (campaign->spring_festival, scan->campaign->spring_festival) >= 0)
        continue;
      if (past == NULL)
        past = campaign;
      else
        earlier = past;
    }
  if (past == NULL)
    return TRUE;
  past_lines = load_past_lines (connection, scan, past->id, error);
  return past_lines != NULL && look_at_amounts (connection, scan, past_lines, drafts, error) &&
         look_at_accounts (connection, scan, past, earlier, past_lines, drafts, error);
}
