/* sn-cli-registry.c: people: finding them, and one of them with everything.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-campaign.h"
#include "sn-category-reach.h"
#include "sn-person-record.h"
#include "sn-recipient-filter.h"
#include "sn-recipient-query.h"
#include "sn-resident-id.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_LIMIT 50

static char *sort_name = NULL;
static int limit = DEFAULT_LIMIT;
static char *category_code = NULL;
static char *on_date = NULL;
static char *new_name = NULL;
static char *new_phone = NULL;
static char *new_address = NULL;
static char *new_bank = NULL;
static char *new_account = NULL;
static char *new_holder = NULL;

static const GOptionEntry find_options[] = {
  { "sort", 0, 0, G_OPTION_ARG_STRING, &sort_name, NULL, "pinyin|stroke|id" },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, "N" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry unreached_options[] = {
  { "category", 0, 0, G_OPTION_ARG_STRING, &category_code, NULL, "CODE" },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, "N" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry mark_options[] = {
  { "on", 0, 0, G_OPTION_ARG_STRING, &on_date, NULL, "DATE" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry correct_options[] = {
  { "name", 0, 0, G_OPTION_ARG_STRING, &new_name, NULL, "NAME" },
  { "phone", 0, 0, G_OPTION_ARG_STRING, &new_phone, NULL, "NUMBER" },
  { "address", 0, 0, G_OPTION_ARG_STRING, &new_address, NULL, "TEXT" },
  { "bank", 0, 0, G_OPTION_ARG_STRING, &new_bank, NULL, "NAME" },
  { "account", 0, 0, G_OPTION_ARG_STRING, &new_account, NULL, "NUMBER" },
  { "holder", 0, 0, G_OPTION_ARG_STRING, &new_holder, NULL, "NAME" },
  G_OPTION_ENTRY_NULL,
};

/* ── recipients find ────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char      *text;
  SnRecipientSort  sort;
  guint            total;
} Search;

static gpointer
search_people (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_new (search->text, search->sort);
  g_autoptr (GArray) ids = sn_recipient_query_run (query, connection, NULL, NULL, cancellable, error);

  if (ids == NULL)
    return NULL;
  search->total = ids->len;
  return sn_recipient_read (connection, (const gint64 *) ids->data, MIN (ids->len, (guint) limit), error);
}

/* Where the keys of "find" and "show" agree. */
static void
add_recipient (JsonBuilder *builder, SnRecipient *recipient)
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

static const char *const found_columns[] = { "id", "name", "id_number_masked", "town", "village", "categories", "total_fen", NULL };

/* People found, of @total, as "find" prints them. */
static void
print_found (SnCli *cli, GPtrArray *recipients, guint total)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sn_json_add_int (builder, "total", total);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < recipients->len; i++)
    {
      json_builder_begin_object (builder);
      add_recipient (builder, g_ptr_array_index (recipients, i));
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), found_columns);
}

static SnCliStatus
check_limit (GError **error)
{
  return limit < 1 ? sn_cli_usage_error (error, _ ("--limit is a number of people, from 1 on.")) : SN_CLI_DONE;
}

static SnCliStatus
run_find (SnCli *cli, char **words, GError **error)
{
  g_autoptr (GPtrArray) recipients = NULL;
  Search search = { words[0], SN_RECIPIENT_SORT_PINYIN, 0 };

  if (sort_name != NULL && !sn_recipient_sort_from_string (sort_name, &search.sort))
    return sn_cli_usage_error (error, _ ("People are sorted by “pinyin”, “stroke” or “id”, not by “%s”."), sort_name);
  if (check_limit (error) != SN_CLI_DONE)
    return SN_CLI_USAGE;
  recipients = sn_cli_read (cli, search_people, &search, error);
  if (recipients == NULL)
    return SN_CLI_REFUSED;
  print_found (cli, recipients, search.total);
  return SN_CLI_DONE;
}

/* ── unreached ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
list_reaches (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_category_reach_list (connection, error);
}

static SnCliStatus
print_reaches (SnCli *cli, GError **error)
{
  static const char *const columns[] = { "category", "name", "persons", "reached", "unreached", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) reaches = sn_cli_read (cli, list_reaches, NULL, error);

  if (reaches == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < reaches->len; i++)
    {
      const SnCategoryReach *reach = g_ptr_array_index (reaches, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "category", reach->code);
      sn_json_add_string (builder, "name", reach->name);
      sn_json_add_int (builder, "persons", reach->persons);
      sn_json_add_int (builder, "reached", reach->reached);
      sn_json_add_int (builder, "unreached", reach->unreached);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

/* By code or by name; 0 with @error, which names those there are, where there is none. */
static gint64
find_category (SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) choices = sn_recipient_choice_list (connection, SN_RECIPIENT_FILTER_UNREACHED, error);
  g_autoptr (GString) codes = g_string_new (NULL);

  if (choices == NULL)
    return 0;
  for (guint i = 0; i < choices->len; i++)
    {
      const SnRecipientChoice *choice = g_ptr_array_index (choices, i);

      if (strcmp (choice->code, category_code) == 0 || strcmp (choice->name, category_code) == 0)
        return choice->id;
      g_string_append_printf (codes, "%s%s", i > 0 ? _ (", ") : "", choice->code);
    }
  g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("No program is for a category “%s”. There are: %s."), category_code, codes->str);
  return 0;
}

static gpointer
list_unreached (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 category_id = find_category (connection, error);
  g_autoptr (SnRecipientFilter) filter = NULL;
  g_autoptr (SnRecipientOrder) order = NULL;
  g_autoptr (GArray) ids = NULL;

  if (category_id == 0)
    return NULL;
  filter = sn_recipient_filter_load (connection, SN_RECIPIENT_FILTER_UNREACHED, category_id, error);
  order = filter != NULL ? sn_recipient_order_load (connection, SN_RECIPIENT_SORT_PINYIN, error) : NULL;
  if (order == NULL)
    return NULL;
  ids = sn_recipient_filter_keep (filter, sn_recipient_order_get_ids (order));
  *(guint *) data = ids->len;
  return sn_recipient_read (connection, (const gint64 *) ids->data, MIN (ids->len, (guint) limit), error);
}

static SnCliStatus
run_unreached (SnCli *cli, char **words, GError **error)
{
  g_autoptr (GPtrArray) recipients = NULL;
  guint total = 0;

  if (check_limit (error) != SN_CLI_DONE)
    return SN_CLI_USAGE;
  if (category_code == NULL)
    return print_reaches (cli, error);
  recipients = sn_cli_read (cli, list_unreached, &total, error);
  if (recipients == NULL)
    return SN_CLI_REFUSED;
  print_found (cli, recipients, total);
  return SN_CLI_DONE;
}

/* ── recipients show ────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
read_record (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_record_read (connection, *(gint64 *) data, error);
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
      const SnPerson *member = g_ptr_array_index (record->members, i);
      g_autofree char *masked = sn_document_number_mask (member->document_number);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "id", member->id);
      sn_json_add_string (builder, "name", member->name);
      sn_json_add_string (builder, "id_number_masked", masked);
      sn_json_add_string (builder, "relation", member->relation);
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

static SnCliStatus
print_person (SnCli *cli, gint64 person_id, GError **error)
{
  static const char *const columns[] = { "program", "department", "title", "rate", "amount_fen", "state", "payment_state", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnPersonRecord) record = sn_cli_read (cli, read_record, &person_id, error);
  g_autofree char *account = NULL;

  if (record == NULL)
    return SN_CLI_REFUSED;
  account = sn_account_number_mask (record->person->account_number);
  json_builder_begin_object (builder);
  add_recipient (builder, record->recipient);
  sn_json_add_string (builder, "document_type", record->person->document_type);
  sn_json_add_string (builder, "birth_date", record->person->birth_date);
  sn_json_add_string (builder, "died_on", record->person->died_on);
  sn_json_add_string (builder, "moved_on", record->person->moved_on);
  sn_json_add_string (builder, "relation", record->person->relation);
  sn_json_add_string (builder, "address", record->person->address);
  sn_json_add_string (builder, "bank", record->person->bank_name);
  sn_json_add_string (builder, "account_masked", account);
  sn_json_add_string (builder, "account_holder", record->person->account_holder);
  sn_json_add_string (builder, "note", record->person->note);
  add_household (builder, record);
  add_periods (builder, record->categories);
  add_benefits (builder, record->benefits);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

static SnCliStatus
run_show (SnCli *cli, char **words, GError **error)
{
  gint64 person_id;

  if (!sn_cli_parse_id (words[0], &person_id, error))
    return SN_CLI_USAGE;
  return print_person (cli, person_id, error);
}

/* ── recipients correct, reveal ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
correct_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const SnPersonCorrection correction = { new_name, new_phone, new_address, new_bank, new_account, new_holder };

  return sn_person_correct (transaction, *(gint64 *) data, &correction, error);
}

static SnCliStatus
run_correct (SnCli *cli, char **words, GError **error)
{
  gint64 person_id;

  if (!sn_cli_parse_id (words[0], &person_id, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, correct_person, &person_id, error))
    return SN_CLI_REFUSED;
  return print_person (cli, person_id, error);
}

typedef struct
{
  gint64       person_id;
  SnPersonMark mark;
} Mark;

static gboolean
mark_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Mark *mark = data;

  return sn_person_mark (transaction, mark->person_id, mark->mark, on_date, error);
}

static SnCliStatus
run_mark (SnCli *cli, char **words, GError **error)
{
  Mark mark;

  if (!sn_cli_parse_id (words[0], &mark.person_id, error))
    return SN_CLI_USAGE;
  if (!sn_person_mark_from_string (words[1], &mark.mark))
    return sn_cli_usage_error (error, _ ("A person is marked “died”, “moved” or “here”, not “%s”."), words[1]);
  if (!sn_cli_write (cli, mark_person, &mark, error))
    return SN_CLI_REFUSED;
  return print_person (cli, mark.person_id, error);
}

typedef struct
{
  gint64 person_id;
  char  *document_number;
} Reveal;

static gboolean
reveal_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Reveal *reveal = data;

  return sn_person_reveal (transaction, reveal->person_id, &reveal->document_number, error);
}

static SnCliStatus
run_reveal (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autofree char *document_number = NULL;
  Reveal reveal = { 0, NULL };

  if (!sn_cli_parse_id (words[0], &reveal.person_id, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, reveal_person, &reveal, error))
    return SN_CLI_REFUSED;
  document_number = reveal.document_number;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", reveal.person_id);
  sn_json_add_string (builder, "id_number", document_number);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_registry_commands[] = {
  { "recipients find", "TEXT", N_ ("people by name, pinyin, initials, document or phone"), find_options, 1, 1, run_find },
  { "unreached", "", N_ ("who of a category gets nothing from any department"), unreached_options, 0, 0, run_unreached },
  { "recipients show", "ID", N_ ("one person with household, categories and all benefits"), NULL, 1, 1, run_show },
  { "recipients correct", "ID", N_ ("set a person's data right"), correct_options, 1, 1, run_correct },
  { "recipients mark", "ID died|moved|here [--on DATE]", N_ ("who died or left the district; or did not"), mark_options, 2, 2, run_mark },
  { "recipients reveal", "ID", N_ ("a document number in full; the journal notes who looked"), NULL, 1, 1, run_reveal },
  { NULL },
};
