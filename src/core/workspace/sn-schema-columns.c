/* sn-schema-columns.c: each field of the file: its word, and what it holds.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-schema-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* A field of a table that is another than its namesakes stands before them, as "table.field". */
static const struct
{
  const char  *column;
  const char  *word;
  SnSchemaKind kind;
  const char  *refers_to; /* (nullable) */
} columns[] = {
  { "account_holder", N_ ("Account holder"), SN_SCHEMA_TEXT, NULL },
  { "account_number", N_ ("Account number"), SN_SCHEMA_ACCOUNT, NULL },
  { "account_relation", N_ ("Holder is to the person"), SN_SCHEMA_TEXT, NULL },
  { "added_at", N_ ("Added at"), SN_SCHEMA_INSTANT, NULL },
  { "address", N_ ("Address"), SN_SCHEMA_TEXT, NULL },
  { "age_on", N_ ("Age counted on"), SN_SCHEMA_DAY, NULL },
  { "also_id", N_ ("Category as well"), SN_SCHEMA_ROW, "category" },
  { "amount_change_percent", N_ ("Change of an amount that is pointed out (%)"), SN_SCHEMA_NUMBER, NULL },
  { "amount_fen", N_ ("Amount (yuan)"), SN_SCHEMA_MONEY, NULL },
  { "approved_at", N_ ("Approved at"), SN_SCHEMA_INSTANT, NULL },
  { "approved_by", N_ ("Approved by"), SN_SCHEMA_ROW, "officer" },
  { "approximate", N_ ("Approximate"), SN_SCHEMA_YES_NO, NULL },
  { "as_of", N_ ("As of"), SN_SCHEMA_DAY, NULL },
  { "bank_name", N_ ("Bank"), SN_SCHEMA_TEXT, NULL },
  { "batch_id", N_ ("Payment batch"), SN_SCHEMA_ROW, "payment_batch" },
  { "birth_date", N_ ("Date of birth"), SN_SCHEMA_DAY, NULL },
  { "budget_holder", N_ ("Budget holder"), SN_SCHEMA_TEXT, NULL },
  { "campaign_id", N_ ("Campaign"), SN_SCHEMA_ROW, "campaign" },
  { "catalogue", N_ ("Catalogue"), SN_SCHEMA_TEXT, NULL },
  { "category_id", N_ ("Category"), SN_SCHEMA_ROW, "category" },
  { "ceiling_fen", N_ ("Ceiling (yuan)"), SN_SCHEMA_MONEY, NULL },
  { "certificate_kind", N_ ("Kind of certificate"), SN_SCHEMA_TEXT, NULL },
  { "certificate_number", N_ ("Number of the certificate"), SN_SCHEMA_TEXT, NULL },
  { "changed_by", N_ ("Changed by"), SN_SCHEMA_ROWS, "officer" },
  { "channel", N_ ("Channel"), SN_SCHEMA_WORD, NULL },
  { "choices", N_ ("Any of these"), SN_SCHEMA_CHOICES, NULL },
  { "clause", N_ ("Clause"), SN_SCHEMA_TEXT, NULL },
  { "code", N_ ("Code"), SN_SCHEMA_TEXT, NULL },
  { "confirmed", N_ ("Confirmed"), SN_SCHEMA_YES_NO, NULL },
  { "control_count", N_ ("Control count"), SN_SCHEMA_NUMBER, NULL },
  { "control_sum_fen", N_ ("Control sum (yuan)"), SN_SCHEMA_MONEY, NULL },
  { "copied_from", N_ ("Copied from"), SN_SCHEMA_ROW, "campaign" },
  { "counted_on", N_ ("Counted on"), SN_SCHEMA_DAY, NULL },
  { "created_at", N_ ("Made at"), SN_SCHEMA_INSTANT, NULL },
  { "decision", N_ ("Decision"), SN_SCHEMA_WORD, NULL },
  { "delivery_due", N_ ("Delivery due"), SN_SCHEMA_DAY, NULL },
  { "department_id", N_ ("Department"), SN_SCHEMA_ROW, "department" },
  { "description", N_ ("Description"), SN_SCHEMA_TEXT, NULL },
  { "died_on", N_ ("Died on"), SN_SCHEMA_DAY, NULL },
  { "disability_certificate", N_ ("Disability certificate"), SN_SCHEMA_DOCUMENT, NULL },
  { "disability_kind", N_ ("Kind of disability"), SN_SCHEMA_DISABILITY_KIND, NULL },
  { "disability_level", N_ ("Level of disability"), SN_SCHEMA_DISABILITY_LEVEL, NULL },
  { "discretionary", N_ ("Discretionary"), SN_SCHEMA_YES_NO, NULL },
  { "document_number", N_ ("Document number"), SN_SCHEMA_DOCUMENT, NULL },
  { "document_reason", N_ ("Why the number stands"), SN_SCHEMA_TEXT, NULL },
  { "document_type", N_ ("Kind of document"), SN_SCHEMA_WORD, NULL },
  { "duties_limited", N_ ("Everybody does what he was named for"), SN_SCHEMA_YES_NO, NULL },
  { "eligible", N_ ("Who is eligible"), SN_SCHEMA_TEXT, NULL },
  { "entitlement_id", N_ ("Entitlement"), SN_SCHEMA_ROW, "entitlement" },
  { "decision.entitlements", N_ ("Lines concerned"), SN_SCHEMA_ROWS, "entitlement" },
  { "entitlements", N_ ("Entitlements"), SN_SCHEMA_NUMBER, NULL },
  { "ethnic_group", N_ ("Ethnic group"), SN_SCHEMA_TEXT, NULL },
  { "failure_code", N_ ("Failure code"), SN_SCHEMA_TEXT, NULL },
  { "failure_reason", N_ ("Reason of failure"), SN_SCHEMA_TEXT, NULL },
  { "file_sha256", N_ ("SHA-256 of the file"), SN_SCHEMA_TEXT, NULL },
  { "finding_id", N_ ("Finding"), SN_SCHEMA_OWN, NULL },
  { "first_approved_by", N_ ("First approved by"), SN_SCHEMA_ROW, "officer" },
  { "first_id", N_ ("First person"), SN_SCHEMA_ROW, "person" },
  { "first_program_id", N_ ("First program"), SN_SCHEMA_ROW, "program" },
  { "first_rate_id", N_ ("Rate of the first program"), SN_SCHEMA_ROW, "benefit_rate" },
  { "form", N_ ("Form"), SN_SCHEMA_WORD, NULL },
  { "former_names", N_ ("Former names"), SN_SCHEMA_TEXT, NULL },
  { "from_date", N_ ("From"), SN_SCHEMA_DAY, NULL },
  { "from_score", N_ ("From a score of"), SN_SCHEMA_HUNDREDTHS, NULL },
  { "guardian_id", N_ ("Guardian in the registry"), SN_SCHEMA_ROW, "person" },
  { "guardian_name", N_ ("Guardian"), SN_SCHEMA_TEXT, NULL },
  { "guardian_phone", N_ ("Guardian's phone"), SN_SCHEMA_PHONE, NULL },
  { "guardian_relation", N_ ("Guardian is to the person"), SN_SCHEMA_TEXT, NULL },
  { "head_id", N_ ("Head of the household"), SN_SCHEMA_ROW, "person" },
  { "household_id", N_ ("Household"), SN_SCHEMA_ROW, "household" },
  { "id", N_ ("Row"), SN_SCHEMA_OWN, NULL },
  { "imported_at", N_ ("Read at"), SN_SCHEMA_INSTANT, NULL },
  { "issued_at", N_ ("Issued at"), SN_SCHEMA_INSTANT, NULL },
  { "issued_by", N_ ("Issued by"), SN_SCHEMA_ROW, "officer" },
  { "issued_on", N_ ("Date of the notice"), SN_SCHEMA_DAY, NULL },
  { "issuer", N_ ("Issuer"), SN_SCHEMA_TEXT, NULL },
  { "kind", N_ ("Kind"), SN_SCHEMA_WORD, NULL },
  { "known_at", N_ ("Known since"), SN_SCHEMA_INSTANT, NULL },
  { "label", N_ ("Label"), SN_SCHEMA_TEXT, NULL },
  { "layout", N_ ("Headings (hash)"), SN_SCHEMA_OWN, NULL },
  { "least", N_ ("At least"), SN_SCHEMA_BOUND, NULL },
  { "level", N_ ("Level"), SN_SCHEMA_WORD, NULL },
  { "line", N_ ("Line"), SN_SCHEMA_NUMBER, NULL },
  { "listed_by", N_ ("Listed by"), SN_SCHEMA_ROW, "officer" },
  { "made_at", N_ ("Made at"), SN_SCHEMA_INSTANT, NULL },
  { "mapping", N_ ("Fields of the columns"), SN_SCHEMA_COLUMNS, NULL },
  { "max_fen", N_ ("At most (yuan)"), SN_SCHEMA_MONEY, NULL },
  { "may_approve", N_ ("May approve"), SN_SCHEMA_YES_NO, NULL },
  { "may_prepare", N_ ("May prepare"), SN_SCHEMA_YES_NO, NULL },
  { "may_reveal", N_ ("May see numbers in full"), SN_SCHEMA_YES_NO, NULL },
  { "may_review", N_ ("May review"), SN_SCHEMA_YES_NO, NULL },
  { "member_fen", N_ ("For each further member (yuan)"), SN_SCHEMA_MONEY, NULL },
  { "members_covered", N_ ("Members covered"), SN_SCHEMA_NUMBER, NULL },
  { "merged_into", N_ ("Merged into"), SN_SCHEMA_ROW, "household" },
  { "min_age", N_ ("Least age"), SN_SCHEMA_NUMBER, NULL },
  { "min_fen", N_ ("At least (yuan)"), SN_SCHEMA_MONEY, NULL },
  { "most", N_ ("At most"), SN_SCHEMA_BOUND, NULL },
  { "moved_on", N_ ("Moved away on"), SN_SCHEMA_DAY, NULL },
  { "name", N_ ("Name"), SN_SCHEMA_TEXT, NULL },
  { "name_pinyin", N_ ("Pinyin"), SN_SCHEMA_OWN, NULL },
  { "note", N_ ("Note"), SN_SCHEMA_TEXT, NULL },
  { "notice_number", N_ ("Number of the notice"), SN_SCHEMA_TEXT, NULL },
  { "number", N_ ("Number"), SN_SCHEMA_NUMBER, NULL },
  { "office", N_ ("Office"), SN_SCHEMA_NUMBER, NULL },
  { "officer_id", N_ ("Officer"), SN_SCHEMA_ROW, "officer" },
  { "parent_id", N_ ("Belongs to"), SN_SCHEMA_ROW, "division" },
  { "path", N_ ("Place of the file"), SN_SCHEMA_TEXT, NULL },
  { "payee_category", N_ ("Category when listed"), SN_SCHEMA_TEXT, NULL },
  { "payee_document", N_ ("Document number when listed"), SN_SCHEMA_DOCUMENT, NULL },
  { "payee_id", N_ ("Payee"), SN_SCHEMA_ROW, "person" },
  { "payee_name", N_ ("Name when listed"), SN_SCHEMA_TEXT, NULL },
  { "payment_id", N_ ("Payment"), SN_SCHEMA_ROW, "payment" },
  { "person_id", N_ ("Person"), SN_SCHEMA_ROW, "person" },
  { "phone", N_ ("Phone"), SN_SCHEMA_PHONE, NULL },
  { "pinyin_key", N_ ("Sort key by pinyin"), SN_SCHEMA_OWN, NULL },
  { "policy", N_ ("Policy"), SN_SCHEMA_WORD, NULL },
  { "position", N_ ("Position"), SN_SCHEMA_NUMBER, NULL },
  { "prepared_at", N_ ("Prepared at"), SN_SCHEMA_INSTANT, NULL },
  { "prepared_by", N_ ("Prepared by"), SN_SCHEMA_ROW, "officer" },
  { "procurement_id", N_ ("Procurement"), SN_SCHEMA_ROW, "procurement" },
  { "program_id", N_ ("Program"), SN_SCHEMA_ROW, "program" },
  { "query", N_ ("Question"), SN_SCHEMA_SEARCH, NULL },
  { "quota", N_ ("Places"), SN_SCHEMA_NUMBER, NULL },
  { "rate_id", N_ ("Benefit rate"), SN_SCHEMA_ROW, "benefit_rate" },
  { "reason", N_ ("Reason"), SN_SCHEMA_TEXT, NULL },
  { "reference", N_ ("Reference"), SN_SCHEMA_TEXT, NULL },
  { "register_number", N_ ("Number of the household register"), SN_SCHEMA_TEXT, NULL },
  { "registered_address", N_ ("Registered address"), SN_SCHEMA_TEXT, NULL },
  { "relation", N_ ("Relation to the head"), SN_SCHEMA_TEXT, NULL },
  { "report_due", N_ ("Report due"), SN_SCHEMA_DAY, NULL },
  { "retried", N_ ("Tried again"), SN_SCHEMA_YES_NO, NULL },
  { "retry_of", N_ ("New try of"), SN_SCHEMA_ROW, "payment" },
  { "returned_fen", N_ ("Amount when it was sent back (yuan)"), SN_SCHEMA_MONEY, NULL },
  { "reveal_limited", N_ ("Full numbers only for named officers"), SN_SCHEMA_YES_NO, NULL },
  { "role", N_ ("Role"), SN_SCHEMA_WORD, NULL },
  { "rows", N_ ("Rows"), SN_SCHEMA_NUMBER, NULL },
  { "rule", N_ ("Rule"), SN_SCHEMA_WORD, NULL },
  { "score", N_ ("Score"), SN_SCHEMA_HUNDREDTHS, NULL },
  { "score_source", N_ ("Whose count the amounts go by"), SN_SCHEMA_TEXT, NULL },
  { "second_approval_fen", N_ ("Two approvers from (yuan)"), SN_SCHEMA_MONEY, NULL },
  { "second_id", N_ ("Second person"), SN_SCHEMA_ROW, "person" },
  { "second_program_id", N_ ("Second program"), SN_SCHEMA_ROW, "program" },
  { "second_rate_id", N_ ("Rate of the second program"), SN_SCHEMA_ROW, "benefit_rate" },
  { "settled_in", N_ ("Answer that settled it"), SN_SCHEMA_OWN, NULL },
  { "settled_on", N_ ("Settled on"), SN_SCHEMA_DAY, NULL },
  { "sex", N_ ("Sex"), SN_SCHEMA_WORD, NULL },
  { "sha256", N_ ("SHA-256 of the file"), SN_SCHEMA_TEXT, NULL },
  { "sheet", N_ ("Sheet"), SN_SCHEMA_TEXT, NULL },
  { "short_name", N_ ("Short name"), SN_SCHEMA_TEXT, NULL },
  { "signed_by", N_ ("Signed by"), SN_SCHEMA_TEXT, NULL },
  { "signed_on", N_ ("Signed on"), SN_SCHEMA_DAY, NULL },
  { "size_bytes", N_ ("Size (bytes)"), SN_SCHEMA_NUMBER, NULL },
  { "source", N_ ("Source"), SN_SCHEMA_TEXT, NULL },
  { "source_file_id", N_ ("File that was read"), SN_SCHEMA_ROW, "source_file" },
  { "source_id", N_ ("Funding source"), SN_SCHEMA_ROW, "funding_source" },
  { "source_row", N_ ("Row in the file"), SN_SCHEMA_NUMBER, NULL },
  { "spring_festival", N_ ("Spring Festival"), SN_SCHEMA_DAY, NULL },
  { "state", N_ ("State"), SN_SCHEMA_WORD, NULL },
  { "step", N_ ("Step"), SN_SCHEMA_WORD, NULL },
  { "stroke_key", N_ ("Sort key by strokes"), SN_SCHEMA_OWN, NULL },
  { "submitted_by", N_ ("Submitted by"), SN_SCHEMA_ROW, "officer" },
  { "supplier", N_ ("Supplier"), SN_SCHEMA_TEXT, NULL },
  { "synonyms", N_ ("Other words"), SN_SCHEMA_LIST, NULL },
  { "theme", N_ ("Theme"), SN_SCHEMA_TEXT, NULL },
  { "title", N_ ("Title"), SN_SCHEMA_TEXT, NULL },
  { "to_date", N_ ("To"), SN_SCHEMA_DAY, NULL },
  { "town_id", N_ ("Town"), SN_SCHEMA_ROW, "division" },
  { "unit", N_ ("Unit"), SN_SCHEMA_WORD, NULL },
  { "village_id", N_ ("Village"), SN_SCHEMA_ROW, "division" },
  { "visit_date", N_ ("Date of the visit"), SN_SCHEMA_DAY, NULL },
  { "visitors", N_ ("Visitors"), SN_SCHEMA_TEXT, NULL },
  { "void_reason", N_ ("Why it was voided"), SN_SCHEMA_TEXT, NULL },
  { "without_fitting", N_ ("Without fitting"), SN_SCHEMA_YES_NO, NULL },
};

static gsize
find_column (const char *column)
{
  gsize i = 0;

  while (i < G_N_ELEMENTS (columns) && strcmp (columns[i].column, column) != 0)
    i++;
  return i;
}

static gsize
find_column_of (const char *table, const char *column)
{
  g_autofree char *name = g_strconcat (table, ".", column, NULL);
  gsize i = find_column (name);

  return i < G_N_ELEMENTS (columns) ? i : find_column (column);
}

const char *
sn_schema_column_word (const char *column)
{
  gsize i = find_column (column);

  return i < G_N_ELEMENTS (columns) ? g_dgettext (GETTEXT_PACKAGE, columns[i].word) : column;
}

const char *
sn_schema_column_word_in (const char *table, const char *column)
{
  gsize i = find_column_of (table, column);

  return i < G_N_ELEMENTS (columns) ? g_dgettext (GETTEXT_PACKAGE, columns[i].word) : column;
}

SnSchemaKind
sn_schema_column_kind (const char *table, const char *column)
{
  gsize i = find_column_of (table, column);

  return i < G_N_ELEMENTS (columns) ? columns[i].kind : SN_SCHEMA_UNKNOWN;
}

const char *
sn_schema_column_refers_to (const char *table, const char *column)
{
  gsize i = find_column_of (table, column);

  return i < G_N_ELEMENTS (columns) ? columns[i].refers_to : NULL;
}

gboolean
sn_schema_column_is_protected (const char *table, const char *column)
{
  SnSchemaKind kind = sn_schema_column_kind (table, column);

  return kind == SN_SCHEMA_DOCUMENT || kind == SN_SCHEMA_ACCOUNT || kind == SN_SCHEMA_PHONE || kind == SN_SCHEMA_SEARCH;
}
