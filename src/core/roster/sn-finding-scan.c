/* sn-finding-scan.c: one pass over the planned lines of a campaign and the people behind them, for all rules that need every line.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

/* Reading the person's row is most of the cost: hence once. iif() looks at its second part only where the first holds; AND would
 * look up the household of everybody. A minor was born after "adult_born". */
#define FLAG(flag, condition) "iif (" condition ", " G_STRINGIFY (flag) ", 0)"
#define DIGITS_DIFFER \
  "(p.birth_date <> '' AND substr (p.document_number, 7, 8) <> replace (p.birth_date, '-', ''))" \
  " OR (p.sex <> 'unknown' AND (substr (p.document_number, 17, 1) % 2 = 1) <> (p.sex = 'male'))"
static const char scan_sql[] =
  "SELECT e.id, e.program_id, e.rate_id, e.person_id, coalesce (e.household_id, p.household_id), p.household_id, e.unit = 'household',"
  /* SnScanFlags */
  "       iif (r.form = 'cash' AND " SN_HOLDER " NOT IN ('', " SN_PAYEE "),"
  "         " FLAG (1, "NOT EXISTS (SELECT 1 FROM person m WHERE m.household_id = p.household_id AND m.name = " SN_HOLDER ")") ", 0)"
  "       + iif (p.document_type = 'resident' AND (" DIGITS_DIFFER "),"
  "         " FLAG (2, "length (p.document_number) = 18 AND substr (p.document_number, 1, 17) NOT GLOB '*[^0-9]*'") ", 0)"
  "       + " FLAG (4, "p.died_on IS NOT NULL")
  "       + " FLAG (8, "p.moved_on <= c.delivery_due")
  "       + " FLAG (16, "e.town_id <> p.town_id")
  "       + iif (r.form = 'cash' AND p.birth_date > c.adult_born AND " SN_HOLDER " IN ('', " SN_PAYEE "),"
  "         " FLAG (32, "NOT EXISTS (SELECT 1 FROM person m WHERE m.household_id = p.household_id AND m.id <> p.id"
                        " AND m.birth_date <= c.adult_born AND m.birth_date <> '' AND m.died_on IS NULL)") ", 0),"
  "       iif (r.form = 'cash', " SN_ACCOUNT ", '')"
  "  FROM (SELECT id, delivery_due, printf ('%04d', substr (age_on, 1, 4) - 18) || substr (age_on, 5) AS adult_born"
  "          FROM campaign WHERE id = ?1) c"
  "  CROSS JOIN program g ON g.campaign_id = c.id CROSS JOIN entitlement e ON e.program_id = g.id"
  "  CROSS JOIN benefit_rate r ON r.id = e.rate_id CROSS JOIN person p ON p.id = e.person_id"
  " WHERE e.state" SN_PLANNED;

G_STATIC_ASSERT (SN_SCAN_HOLDER == 1 && SN_SCAN_IDENTITY == 2 && SN_SCAN_DIED == 4 && SN_SCAN_MOVED == 8 && SN_SCAN_TOWN == 16 &&
                 SN_SCAN_UNGUARDED == 32);

void
sn_finding_scan_clear (SnFindingScan *scan)
{
  g_clear_pointer (&scan->lines, g_array_unref);
  g_clear_pointer (&scan->accounts, g_string_chunk_free);
}

/* Only the digits count: how a number is parted into groups says nothing. */
static const char *
keep_digits (SnFindingScan *scan, const char *account)
{
  char digits[40];
  gsize length = 0;

  for (const char *p = account; *p != '\0' && length < sizeof digits - 1; p++)
    if (g_ascii_isdigit (*p))
      digits[length++] = *p;
  digits[length] = '\0';
  return length > 0 ? g_string_chunk_insert (scan->accounts, digits) : "";
}

gboolean
sn_finding_scan_read (SnFindingScan *scan, SnConnection *connection, gint64 campaign_id, GError **error)
{
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, scan_sql, SN_INT (campaign_id));
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return FALSE;
  scan->lines = g_array_new (FALSE, FALSE, sizeof (SnScannedLine));
  scan->accounts = g_string_chunk_new (64 * 1024);
  while (sn_statement_step (statement, &step_error))
    {
      SnScannedLine line = {
        .id = sn_statement_get_int64 (statement, 0),
        .program_id = sn_statement_get_int64 (statement, 1),
        .rate_id = sn_statement_get_int64 (statement, 2),
        .person_id = sn_statement_get_int64 (statement, 3),
        .household_id = sn_statement_get_int64 (statement, 4),
        .home_id = sn_statement_get_int64 (statement, 5),
        .per_household = sn_statement_get_int64 (statement, 6) != 0,
        .flags = (SnScanFlags) sn_statement_get_int64 (statement, 7),
        .account = keep_digits (scan, sn_statement_get_text (statement, 8)),
      };

      g_array_append_val (scan->lines, line);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}
