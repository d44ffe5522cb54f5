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
  { "decision", N_ ("Decision"), NULL },
  { "department", N_ ("Department"), "SELECT name FROM department WHERE id = ?1" },
  { "division", N_ ("Town or village"), "SELECT name FROM division WHERE id = ?1" },
  { "entitlement", N_ ("Entitlement"),
    "SELECT p.name || ' · ' || g.code FROM entitlement e JOIN program g ON g.id = e.program_id"
    " JOIN person p ON p.id = coalesce(e.person_id, (SELECT head_id FROM household WHERE id = e.household_id)) WHERE e.id = ?1" },
  { "funding_line", N_ ("Funding line"),
    "SELECT s.name || ' · ' || g.code FROM funding_line l JOIN funding_source s ON s.id = l.source_id"
    " JOIN program g ON g.id = l.program_id WHERE l.id = ?1" },
  { "funding_source", N_ ("Funding source"), "SELECT name FROM funding_source WHERE id = ?1" },
  { "household", N_ ("Household"), "SELECT p.name FROM household h JOIN person p ON p.id = h.head_id WHERE h.id = ?1" },
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

static const struct
{
  const char *column;
  const char *word;
} columns[] = {
  { "account_holder", N_ ("Account holder") },
  { "account_number", N_ ("Account number") },
  { "account_relation", N_ ("Holder is to the person") },
  { "added_at", N_ ("Added at") },
  { "address", N_ ("Address") },
  { "age_on", N_ ("Age counted on") },
  { "also_id", N_ ("Category as well") },
  { "amount_change_percent", N_ ("Change of an amount that is pointed out (%)") },
  { "amount_fen", N_ ("Amount (yuan)") },
  { "approved_at", N_ ("Approved at") },
  { "approved_by", N_ ("Approved by") },
  { "approximate", N_ ("Approximate") },
  { "as_of", N_ ("As of") },
  { "bank_name", N_ ("Bank") },
  { "batch_id", N_ ("Payment batch") },
  { "birth_date", N_ ("Date of birth") },
  { "budget_holder", N_ ("Budget holder") },
  { "campaign_id", N_ ("Campaign") },
  { "catalogue", N_ ("Catalogue") },
  { "category_id", N_ ("Category") },
  { "ceiling_fen", N_ ("Ceiling (yuan)") },
  { "certificate_kind", N_ ("Kind of certificate") },
  { "certificate_number", N_ ("Number of the certificate") },
  { "changed_by", N_ ("Changed by (numbers of officers)") },
  { "channel", N_ ("Channel") },
  { "choices", N_ ("Any of these") },
  { "clause", N_ ("Clause") },
  { "code", N_ ("Code") },
  { "confirmed", N_ ("Confirmed") },
  { "control_count", N_ ("Control count") },
  { "control_sum_fen", N_ ("Control sum (yuan)") },
  { "copied_from", N_ ("Copied from") },
  { "counted_on", N_ ("Counted on") },
  { "created_at", N_ ("Made at") },
  { "decision", N_ ("Decision") },
  { "delivery_due", N_ ("Delivery due") },
  { "department_id", N_ ("Department") },
  { "description", N_ ("Description") },
  { "died_on", N_ ("Died on") },
  { "disability_certificate", N_ ("Disability certificate") },
  { "disability_kind", N_ ("Kind of disability") },
  { "disability_level", N_ ("Level of disability") },
  { "discretionary", N_ ("Discretionary") },
  { "document_number", N_ ("Document number") },
  { "document_reason", N_ ("Why the number stands") },
  { "document_type", N_ ("Kind of document") },
  { "duties_limited", N_ ("Everybody does what he was named for") },
  { "eligible", N_ ("Who is eligible") },
  { "entitlement_id", N_ ("Entitlement") },
  { "entitlements", N_ ("Entitlements") },
  { "ethnic_group", N_ ("Ethnic group") },
  { "failure_code", N_ ("Failure code") },
  { "failure_reason", N_ ("Reason of failure") },
  { "file_sha256", N_ ("SHA-256 of the file") },
  { "finding_id", N_ ("Finding") },
  { "first_approved_by", N_ ("First approved by") },
  { "first_id", N_ ("First person") },
  { "first_program_id", N_ ("First program") },
  { "first_rate_id", N_ ("Rate of the first program") },
  { "form", N_ ("Form") },
  { "former_names", N_ ("Former names") },
  { "from_date", N_ ("From") },
  { "from_score", N_ ("From a score of (hundredths)") },
  { "guardian_id", N_ ("Guardian in the registry") },
  { "guardian_name", N_ ("Guardian") },
  { "guardian_phone", N_ ("Guardian's phone") },
  { "guardian_relation", N_ ("Guardian is to the person") },
  { "head_id", N_ ("Head of the household") },
  { "household_id", N_ ("Household") },
  { "id", N_ ("Row") },
  { "imported_at", N_ ("Read at") },
  { "issued_at", N_ ("Issued at") },
  { "issued_by", N_ ("Issued by") },
  { "issued_on", N_ ("Date of the notice") },
  { "issuer", N_ ("Issuer") },
  { "kind", N_ ("Kind") },
  { "known_at", N_ ("Known since") },
  { "label", N_ ("Label") },
  { "layout", N_ ("Headings (hash)") },
  { "least", N_ ("At least") },
  { "level", N_ ("Level") },
  { "line", N_ ("Line") },
  { "listed_by", N_ ("Listed by") },
  { "made_at", N_ ("Made at") },
  { "mapping", N_ ("Fields of the columns") },
  { "max_fen", N_ ("At most (yuan)") },
  { "may_approve", N_ ("May approve") },
  { "may_prepare", N_ ("May prepare") },
  { "may_reveal", N_ ("May see numbers in full") },
  { "may_review", N_ ("May review") },
  { "member_fen", N_ ("For each further member (yuan)") },
  { "members_covered", N_ ("Members covered") },
  { "merged_into", N_ ("Merged into") },
  { "min_age", N_ ("Least age") },
  { "min_fen", N_ ("At least (yuan)") },
  { "most", N_ ("At most") },
  { "moved_on", N_ ("Moved away on") },
  { "name", N_ ("Name") },
  { "name_pinyin", N_ ("Pinyin") },
  { "note", N_ ("Note") },
  { "notice_number", N_ ("Number of the notice") },
  { "number", N_ ("Number") },
  { "office", N_ ("Office") },
  { "officer_id", N_ ("Officer") },
  { "parent_id", N_ ("Belongs to") },
  { "path", N_ ("Place of the file") },
  { "payee_category", N_ ("Category when listed") },
  { "payee_document", N_ ("Document number when listed") },
  { "payee_id", N_ ("Payee") },
  { "payee_name", N_ ("Name when listed") },
  { "payment_id", N_ ("Payment") },
  { "person_id", N_ ("Person") },
  { "phone", N_ ("Phone") },
  { "pinyin_key", N_ ("Sort key by pinyin") },
  { "policy", N_ ("Policy") },
  { "position", N_ ("Position") },
  { "prepared_at", N_ ("Prepared at") },
  { "prepared_by", N_ ("Prepared by") },
  { "procurement_id", N_ ("Procurement") },
  { "program_id", N_ ("Program") },
  { "query", N_ ("Question") },
  { "quota", N_ ("Places") },
  { "rate_id", N_ ("Benefit rate") },
  { "reason", N_ ("Reason") },
  { "reference", N_ ("Reference") },
  { "register_number", N_ ("Number of the household register") },
  { "registered_address", N_ ("Registered address") },
  { "relation", N_ ("Relation to the head") },
  { "report_due", N_ ("Report due") },
  { "retried", N_ ("Tried again") },
  { "retry_of", N_ ("New try of") },
  { "returned_fen", N_ ("Amount when it was sent back (yuan)") },
  { "reveal_limited", N_ ("Full numbers only for named officers") },
  { "role", N_ ("Role") },
  { "rows", N_ ("Rows") },
  { "rule", N_ ("Rule") },
  { "score", N_ ("Score (hundredths)") },
  { "score_source", N_ ("Whose count the amounts go by") },
  { "second_approval_fen", N_ ("Two approvers from (yuan)") },
  { "second_id", N_ ("Second person") },
  { "second_program_id", N_ ("Second program") },
  { "second_rate_id", N_ ("Rate of the second program") },
  { "settled_in", N_ ("Answer that settled it") },
  { "settled_on", N_ ("Settled on") },
  { "settlements", N_ ("Answers read") },
  { "sex", N_ ("Sex") },
  { "sha256", N_ ("SHA-256 of the file") },
  { "sheet", N_ ("Sheet") },
  { "short_name", N_ ("Short name") },
  { "signed_by", N_ ("Signed by") },
  { "signed_on", N_ ("Signed on") },
  { "size_bytes", N_ ("Size (bytes)") },
  { "source", N_ ("Source") },
  { "source_file_id", N_ ("File that was read") },
  { "source_id", N_ ("Funding source") },
  { "source_row", N_ ("Row in the file") },
  { "spring_festival", N_ ("Spring Festival") },
  { "state", N_ ("State") },
  { "step", N_ ("Step") },
  { "stroke_key", N_ ("Sort key by strokes") },
  { "submitted_by", N_ ("Submitted by") },
  { "supplier", N_ ("Supplier") },
  { "synonyms", N_ ("Other words") },
  { "theme", N_ ("Theme") },
  { "title", N_ ("Title") },
  { "to_date", N_ ("To") },
  { "town_id", N_ ("Town") },
  { "unit", N_ ("Unit") },
  { "village_id", N_ ("Village") },
  { "visit_date", N_ ("Date of the visit") },
  { "visitors", N_ ("Visitors") },
  { "void_reason", N_ ("Why it was voided") },
  { "without_fitting", N_ ("Without fitting") },
};

const char *
sn_schema_table_word (const char *table)
{
  for (gsize i = 0; i < G_N_ELEMENTS (tables); i++)
    if (strcmp (tables[i].table, table) == 0)
      return g_dgettext (GETTEXT_PACKAGE, tables[i].word);
  return table;
}

const char *
sn_schema_column_word (const char *column)
{
  for (gsize i = 0; i < G_N_ELEMENTS (columns); i++)
    if (strcmp (columns[i].column, column) == 0)
      return g_dgettext (GETTEXT_PACKAGE, columns[i].word);
  return column;
}

/* The fields whose values are codes of the schema; what people typed is never looked up. */
static const char *const coded_columns[] = {
  "channel", "decision", "document_type", "form", "kind", "policy", "role", "rule", "sex", "state", "step", "unit", NULL,
};

static const struct
{
  const char *value;
  const char *word;
} values[] = {
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
  { "submit", N_ ("submit") },
  { "submitted", N_ ("submitted") },
  { "town", N_ ("town of the person") },
  { "visit", N_ ("visit") },
  { "void", N_ ("void") },
  { "warn", N_ ("warn") },
  { "withdraw", N_ ("withdraw") },
  { "withdrawn", N_ ("withdrawn") },
};

const char *
sn_schema_value_word (const char *column, const char *value)
{
  if (!g_strv_contains (coded_columns, column))
    return value;
  for (gsize i = 0; i < G_N_ELEMENTS (values); i++)
    if (strcmp (values[i].value, value) == 0)
      return g_dgettext (GETTEXT_PACKAGE, values[i].word);
  return value;
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
