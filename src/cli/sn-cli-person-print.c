/* sn-cli-person-print.c: one person with everything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-person.h"

#include "sn-disability.h"
#include "sn-identity-document.h"
#include "sn-person-record.h"
#include "sn-phone.h"

void
sn_cli_add_recipient (JsonBuilder *builder, SnRecipient *recipient)
{
  static const char *const sexes[] = { [SN_SEX_UNKNOWN] = "unknown", [SN_SEX_MALE] = "male", [SN_SEX_FEMALE] = "female" };
  g_auto (GStrv) categories = g_strsplit (sn_recipient_get_categories (recipient), "、", -1);

  sn_json_add_int (builder, "id", sn_recipient_get_id (recipient));
  sn_json_add_string (builder, "name", sn_recipient_get_name (recipient));
  sn_json_add_string (builder, "id_number_masked", sn_recipient_get_document_masked (recipient));
  sn_json_add_string (builder, "sex", sexes[sn_recipient_get_sex (recipient)]);
  sn_json_add_int (builder, "age", sn_recipient_get_age_years (recipient));
  sn_json_add_string (builder, "town", sn_recipient_get_town (recipient));
  sn_json_add_string (builder, "village", sn_recipient_get_village (recipient));
  json_builder_set_member_name (builder, "categories");
  json_builder_begin_array (builder);
  for (char **category = categories; *category != NULL; category++)
    if (**category != '\0')
      json_builder_add_string_value (builder, *category);
  json_builder_end_array (builder);
  sn_json_add_string (builder, "phone_masked", sn_recipient_get_phone_masked (recipient));
  sn_json_add_int (builder, "total_fen", sn_recipient_get_total_fen (recipient));
}

static gpointer
read_record (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_record_read (connection, *(gint64 *) data, error);
}

void
sn_cli_add_member (JsonBuilder *builder, const SnPerson *member)
{
  g_autofree char *masked = sn_document_number_mask (member->document_number);

  sn_json_add_int (builder, "id", member->id);
  sn_json_add_string (builder, "name", member->name);
  sn_json_add_string (builder, "id_number_masked", masked);
  sn_json_add_string (builder, "relation", member->relation);
}

static void
add_household (JsonBuilder *builder, const SnPersonRecord *record)
{
  json_builder_set_member_name (builder, "household");
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", record->household->id);
  sn_json_add_string (builder, "register_number", record->household->register_number);
  sn_json_add_int (builder, "head", record->household->head_id);
  json_builder_set_member_name (builder, "members");
  json_builder_begin_array (builder);
  for (guint i = 0; i < record->members->len; i++)
    {
      json_builder_begin_object (builder);
      sn_cli_add_member (builder, g_ptr_array_index (record->members, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static void
add_periods (JsonBuilder *builder, GPtrArray *categories)
{
  json_builder_set_member_name (builder, "category_periods");
  json_builder_begin_array (builder);
  for (guint i = 0; i < categories->len; i++)
    {
      const SnPersonCategory *category = g_ptr_array_index (categories, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "code", category->code);
      sn_json_add_string (builder, "name", category->name);
      sn_json_add_string (builder, "from", category->from_date);
      sn_json_add_string (builder, "to", category->to_date);
      sn_json_add_string (builder, "source", category->source);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_benefits (JsonBuilder *builder, GPtrArray *benefits)
{
  json_builder_set_member_name (builder, "benefits");
  json_builder_begin_array (builder);
  for (guint i = 0; i < benefits->len; i++)
    {
      const SnBenefit *benefit = g_ptr_array_index (benefits, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "entitlement", benefit->entitlement_id);
      sn_json_add_string (builder, "campaign", benefit->campaign);
      sn_json_add_string (builder, "department", benefit->department);
      sn_json_add_string (builder, "program", benefit->program);
      sn_json_add_string (builder, "title", benefit->program_title);
      sn_json_add_string (builder, "rate", benefit->rate_label);
      sn_json_add_string (builder, "unit", benefit->per_household ? "household" : "person");
      sn_json_add_string (builder, "named", benefit->named);
      sn_json_add_int (builder, "amount_fen", benefit->amount_fen);
      sn_json_add_string (builder, "state", benefit->state);
      sn_json_add_string (builder, "reason", benefit->reason);
      sn_json_add_string (builder, "payment_state", benefit->payment_state);
      sn_json_add_string (builder, "channel", benefit->channel);
      sn_json_add_string (builder, "failure_reason", benefit->failure_reason);
      sn_json_add_string (builder, "settled_on", benefit->settled_on);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_words (JsonBuilder *builder, const char *key, const char *joined)
{
  g_auto (GStrv) words = g_strsplit (joined, "、", -1);

  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (char **word = words; *word != NULL; word++)
    if (**word != '\0')
      json_builder_add_string_value (builder, *word);
  json_builder_end_array (builder);
}

static void
add_identity (JsonBuilder *builder, const SnPerson *person)
{
  SnDocumentKind kind = sn_identity_document_get_kind (person->document_type, person->document_number);
  g_autofree char *certificate = sn_document_number_mask (person->disability_certificate);

  sn_json_add_string (builder, "document_type", person->document_type);
  sn_json_add_string (builder, "document_kind", sn_identity_document_kind_key (kind));
  sn_json_add_string (builder, "document_reason", person->document_reason);
  sn_json_add_string (builder, "birth_date", person->birth_date);
  sn_json_add_string (builder, "died_on", person->died_on);
  sn_json_add_string (builder, "moved_on", person->moved_on);
  add_words (builder, "former_names", person->former_names);
  sn_json_add_string (builder, "ethnic_group", person->ethnic_group);
  sn_json_add_string (builder, "relation", person->relation);
  sn_json_add_string (builder, "address", person->address);
  sn_json_add_string (builder, "registered_address", person->registered_address);
  sn_json_add_string (builder, "disability_certificate_masked", certificate);
  sn_json_add_int (builder, "disability_kind", person->disability_kind);
  sn_json_add_string (builder, "disability_kind_name", sn_disability_kind_word ((int) person->disability_kind));
  sn_json_add_int (builder, "disability_level", person->disability_level);
}

static void
add_account (JsonBuilder *builder, const char *bank, const char *number, const char *holder, const char *relation)
{
  g_autofree char *masked = sn_account_number_mask (number);

  sn_json_add_string (builder, "bank", bank);
  sn_json_add_string (builder, "account_masked", masked);
  sn_json_add_string (builder, "account_holder", holder);
  sn_json_add_string (builder, "account_relation", relation);
}

void
sn_cli_add_accounts (JsonBuilder *builder, GPtrArray *accounts)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < accounts->len; i++)
    {
      const SnOtherAccount *account = g_ptr_array_index (accounts, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "id", account->id);
      add_account (builder, account->bank_name, account->account_number, account->account_holder, account->account_relation);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_documents (JsonBuilder *builder, GPtrArray *documents)
{
  json_builder_set_member_name (builder, "other_documents");
  json_builder_begin_array (builder);
  for (guint i = 0; i < documents->len; i++)
    {
      const SnOtherDocument *document = g_ptr_array_index (documents, i);
      g_autofree char *masked = sn_document_number_mask (document->document_number);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "id", document->id);
      sn_json_add_string (builder, "document_type", document->document_type);
      sn_json_add_string (builder, "id_number_masked", masked);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_guardian (JsonBuilder *builder, const SnPersonRecord *record)
{
  g_autofree char *phone = sn_phone_mask (record->person->guardian_phone);

  json_builder_set_member_name (builder, "guardian");
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", record->person->guardian_id);
  sn_json_add_string (builder, "name", record->guardian != NULL ? record->guardian->name : record->person->guardian_name);
  sn_json_add_string (builder, "relation", record->person->guardian_relation);
  sn_json_add_string (builder, "phone_masked", phone);
  json_builder_end_object (builder);
}

SnCliStatus
sn_cli_print_person (SnCli *cli, gint64 person_id, GError **error)
{
  static const char *const columns[] = { "program", "department", "title", "rate", "amount_fen", "state", "payment_state", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnPersonRecord) record = sn_cli_read (cli, read_record, &person_id, error);
  const SnPerson *person;

  if (record == NULL)
    return SN_CLI_REFUSED;
  person = record->person;
  json_builder_begin_object (builder);
  sn_cli_add_recipient (builder, record->recipient);
  add_identity (builder, person);
  add_account (builder, person->bank_name, person->account_number, person->account_holder, person->account_relation);
  sn_json_add_string (builder, "note", person->note);
  add_guardian (builder, record);
  json_builder_set_member_name (builder, "other_accounts");
  sn_cli_add_accounts (builder, record->accounts);
  add_documents (builder, record->documents);
  add_household (builder, record);
  add_periods (builder, record->categories);
  add_benefits (builder, record->benefits);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}
