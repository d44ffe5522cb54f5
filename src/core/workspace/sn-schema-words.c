/* sn-schema-words.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-schema-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ?1: the row's id */
static const struct
{
  const char *table;
  const char *word;
  const char *row_sql; /* (nullable) */
} tables[] = {
  { "attachment", N_ ("Attachment"), "SELECT name FROM attachment WHERE id = ?1" },
  { "benefit_rate", N_ ("Benefit rate"), "SELECT label FROM benefit_rate WHERE id = ?1" },
  { "campaign", N_ ("Campaign"), "SELECT title FROM campaign WHERE id = ?1" },
  { "category", N_ ("Category"), "SELECT name FROM category WHERE id = ?1" },
  { "decision", N_ ("Decision"),
    "SELECT p.name || ' · ' || g.code FROM decision d JOIN entitlement e ON e.id = json_extract (d.entitlements, '$[0]')"
    " JOIN program g ON g.id = e.program_id"
    " JOIN person p ON p.id = coalesce(e.person_id, (SELECT head_id FROM household WHERE id = e.household_id)) WHERE d.id = ?1" },
  { "department", N_ ("Department"), "SELECT name FROM department WHERE id = ?1" },
  { "division", N_ ("Town or village"), "SELECT name FROM division WHERE id = ?1" },
  { "entitlement", N_ ("Entitlement"),
    "SELECT p.name || ' · ' || g.code FROM entitlement e JOIN program g ON g.id = e.program_id"
    " JOIN person p ON p.id = coalesce(e.person_id, (SELECT head_id FROM household WHERE id = e.household_id)) WHERE e.id = ?1" },
  { "funding_line", N_ ("Funding line"),
    "SELECT s.name || ' · ' || g.code FROM funding_line l JOIN funding_source s ON s.id = l.source_id"
    " JOIN program g ON g.id = l.program_id WHERE l.id = ?1" },
  { "funding_source", N_ ("Funding source"), "SELECT name FROM funding_source WHERE id = ?1" },
  { "household", N_ ("Household"), /* one that was merged into another has no members any more */
    "SELECT coalesce (p.name, h.register_number, nullif (h.address, '')) FROM household h LEFT JOIN person p ON p.id = h.head_id WHERE h.id = ?1" },
  { "officer", N_ ("Officer"), "SELECT name FROM officer WHERE id = ?1" },
  { "other_account", N_ ("Another account of a person"),
    "SELECT p.name FROM other_account a JOIN person p ON p.id = a.person_id WHERE a.id = ?1" },
  { "other_document", N_ ("Another document of a person"),
    "SELECT p.name FROM other_document d JOIN person p ON p.id = d.person_id WHERE d.id = ?1" },
  { "pair_rule", N_ ("Rule for two programs"),
    "SELECT a.code || ' × ' || b.code FROM pair_rule r JOIN program a ON a.id = r.first_program_id"
    " JOIN program b ON b.id = r.second_program_id WHERE r.id = ?1" },
  { "payment", N_ ("Payment"),
    "SELECT m.payee_name || ' · ' || g.code || '/' || b.number FROM payment m JOIN payment_batch b ON b.id = m.batch_id"
    " JOIN program g ON g.id = b.program_id WHERE m.id = ?1" },
  { "payment_batch", N_ ("Payment batch"),
    "SELECT g.code || '/' || b.number FROM payment_batch b JOIN program g ON g.id = b.program_id WHERE b.id = ?1" },
  { "person", N_ ("Person"), "SELECT name FROM person WHERE id = ?1" },
  { "person_apart", N_ ("Two people who look alike"),
    "SELECT a.name || ' · ' || b.name FROM person_apart d JOIN person a ON a.id = d.first_id JOIN person b ON b.id = d.second_id WHERE d.id = ?1" },
  { "person_category", N_ ("Category of a person"),
    "SELECT p.name || ' · ' || c.name FROM person_category k JOIN person p ON p.id = k.person_id"
    " JOIN category c ON c.id = k.category_id WHERE k.id = ?1" },
  { "person_score", N_ ("Score of a person"),
    "SELECT p.name || ' · ' || s.source FROM person_score s JOIN person p ON p.id = s.person_id WHERE s.id = ?1" },
  { "procurement", N_ ("Procurement"), "SELECT reference FROM procurement WHERE id = ?1" },
  { "program", N_ ("Program"), "SELECT code || ' ' || title FROM program WHERE id = ?1" },
  { "rate_category", N_ ("Who gets a rate"),
    "SELECT b.label || ' · ' || c.name FROM rate_category r JOIN benefit_rate b ON b.id = r.rate_id"
    " JOIN category c ON c.id = r.category_id WHERE r.rate_id = ?1" },
  { "rate_condition", N_ ("Condition of a rate"),
    "SELECT b.label FROM rate_condition q JOIN benefit_rate b ON b.id = q.rate_id WHERE q.id = ?1" },
  { "rate_tier", N_ ("Amount by a score"), "SELECT b.label FROM rate_tier t JOIN benefit_rate b ON b.id = t.rate_id WHERE t.id = ?1" },
  { "rate_town", N_ ("Amount of a town"),
    "SELECT b.label || ' · ' || d.name FROM rate_town t JOIN benefit_rate b ON b.id = t.rate_id JOIN division d ON d.id = t.town_id WHERE t.id = ?1" },
  { "receipt", N_ ("Receipt"), "SELECT m.payee_name FROM receipt r JOIN payment m ON m.id = r.payment_id WHERE r.id = ?1" },
  { "recipient_view", N_ ("Named view"), "SELECT name FROM recipient_view WHERE id = ?1" },
  { "roster_step", N_ ("Step of a roster"), "SELECT g.code FROM roster_step s JOIN program g ON g.id = s.program_id WHERE s.id = ?1" },
  { "sheet_layout", N_ ("Columns of a sheet"), NULL },
  { "source_file", N_ ("File that was read"), "SELECT name FROM source_file WHERE id = ?1" },
  { "workspace", N_ ("Workspace"), NULL },
};

const char *
sn_schema_table_word (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (strcmp (tables[i].table, table) == 0)
      return g_dgettext (GETTEXT_PACKAGE, tables[i].word);
  return table;
}

/* A code that means another thing in one field stands before its namesakes, as "field.code". */
static const struct
{
  const char *value;
  const char *word;
} values[] = {
  { "level.town", N_ ("town") },
  { "account_changed", N_ ("account changed since last year") },
  { "age", N_ ("age") },
  { "age_not_met", N_ ("age not met") },
  { "allow", N_ ("allow") },
  { "amount_changed", N_ ("amount differs from last year") },
  { "amount_outside_rate", N_ ("amount outside the rate") },
  { "answer", N_ ("answer of the bank") },
  { "approve", N_ ("approve") },
  { "approved", N_ ("approved") },
  { "bank", N_ ("bank") },
  { "budget", N_ ("budget") },
  { "cash", N_ ("cash") },
  { "category_not_held", N_ ("category of the rate not held") },
  { "child_without_guardian", N_ ("child without a guardian's account") },
  { "closed", N_ ("closed") },
  { "collective", N_ ("collective household") },
  { "condition_not_met", N_ ("condition of the rate not met") },
  { "disability_kind", N_ ("kind of disability") },
  { "disability_level", N_ ("level of disability") },
  { "district", N_ ("district") },
  { "draft", N_ ("draft") },
  { "ethnic_group", N_ ("ethnic group") },
  { "failed", N_ ("failed") },
  { "family", N_ ("family household") },
  { "female", N_ ("female") },
  { "forbid", N_ ("forbid") },
  { "foundation", N_ ("foundation") },
  { "funding", N_ ("bears the money of others") },
  { "goods", N_ ("goods") },
  { "held", N_ ("held") },
  { "hold", N_ ("hold") },
  { "holder_differs", N_ ("account in another name") },
  { "household", N_ ("household") },
  { "household_kind", N_ ("kind of household") },
  { "household_size", N_ ("size of the household") },
  { "household_twice", N_ ("household listed twice") },
  { "identity_mismatch", N_ ("document and registry differ") },
  { "institution", N_ ("household of an institution") },
  { "issued", N_ ("issued") },
  { "levy", N_ ("levy") },
  { "listed", N_ ("listed") },
  { "lottery", N_ ("lottery fund") },
  { "male", N_ ("male") },
  { "other", N_ ("other document") },
  { "outside_town", N_ ("listed in another town") },
  { "own", N_ ("own money") },
  { "paid", N_ ("paid") },
  { "party", N_ ("party dues") },
  { "passport", N_ ("passport") },
  { "pending", N_ ("pending") },
  { "permit", N_ ("permit") },
  { "person", N_ ("person") },
  { "person_died", N_ ("person has died") },
  { "person_moved", N_ ("person has moved away") },
  { "person_twice", N_ ("person listed twice") },
  { "programs", N_ ("has programs") },
  { "programs_meet", N_ ("programs meet") },
  { "reconciled", N_ ("reconciled") },
  { "resident", N_ ("resident identity card") },
  { "return", N_ ("return") },
  { "returned", N_ ("returned") },
  { "roster", N_ ("roster") },
  { "same_account", N_ ("one account for several people") },
  { "score", N_ ("score of another office") },
  { "sex", N_ ("sex") },
  { "submit", N_ ("submit") },
  { "submitted", N_ ("submitted") },
  { "town", N_ ("town of the person") },
  { "unknown", N_ ("unknown") },
  { "village", N_ ("village") },
  { "visit", N_ ("visit") },
  { "void", N_ ("void") },
  { "warn", N_ ("warn") },
  { "withdraw", N_ ("withdraw") },
  { "withdrawn", N_ ("withdrawn") },
};

static const char *
find_value (const char *value)
{
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (strcmp (values[i].value, value) == 0)
      return g_dgettext (GETTEXT_PACKAGE, values[i].word);
  return NULL;
}

/* What people typed is never looked up. */
const char *
sn_schema_value_word (const char *column, const char *value)
{
  g_autofree char *own = NULL;
  const char *word;

  if (sn_schema_column_kind ("", column) != SN_SCHEMA_WORD)
    return value;
  own = g_strconcat (column, ".", value, NULL);
  word = find_value (own);
  if (word == NULL)
    word = find_value (value);
  return word != NULL ? word : value;
}

char *
sn_schema_row_word (SnConnection *connection, const char *table, const char *key)
{
  const char *sql = NULL;
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) error = NULL;
  char *word = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (tables) && sql == NULL; i++)
    if (strcmp (tables[i].table, table) == 0)
      sql = tables[i].row_sql;
  if (sql == NULL)
    return NULL;
  statement = sn_connection_query (connection, &error, sql, SN_INT (g_ascii_strtoll (key, NULL, 10)));
  if (statement != NULL && sn_statement_step (statement, &error))
    word = sn_statement_dup_text (statement, 0);
  /* A word is a courtesy: the row is shown without one all the same. */
  if (error != NULL && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_warning ("No word for a row of %s: %s", table, error->message);
  return word;
}
