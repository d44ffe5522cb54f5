/* sn-cli-person.c: what is done to one person of the registry.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-person.h"

#include "sn-campaign.h"
#include "sn-other-account.h"
#include "sn-person-category.h"
#include "sn-person-edit.h"
#include "sn-person-reveal.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *texts[SN_PERSON_N_FIELDS] = { NULL };
static char *document_text = NULL;
static char *document_family = NULL;
static char *reason = NULL;
static char *town = NULL;
static char *village = NULL;
static char *guardian = NULL;
static gint64 household_id = 0;
static char *on_date = NULL;
static char *from_date = NULL;
static char *to_date = NULL;
static char *source = NULL;
static char *revealed_field = NULL;
static gint64 revealed_row = 0;

#define TEXT_OPTION(name, field, argument) { name, 0, 0, G_OPTION_ARG_STRING, &texts[SN_PERSON_FIELD_##field], NULL, argument }
#define ACCOUNT_OPTIONS \
  TEXT_OPTION ("bank", BANK_NAME, "NAME"), TEXT_OPTION ("account", ACCOUNT_NUMBER, "NUMBER"), \
  TEXT_OPTION ("holder", ACCOUNT_HOLDER, "NAME"), TEXT_OPTION ("holder-relation", ACCOUNT_RELATION, "TEXT")
#define FIELD_OPTIONS \
  TEXT_OPTION ("name", NAME, "NAME"), TEXT_OPTION ("former-names", FORMER_NAMES, "NAMES"), TEXT_OPTION ("sex", SEX, "male|female"), \
  TEXT_OPTION ("birth-date", BIRTH_DATE, "DATE"), TEXT_OPTION ("ethnic-group", ETHNIC_GROUP, "NAME"), \
  TEXT_OPTION ("phone", PHONE, "NUMBER"), TEXT_OPTION ("relation", RELATION, "TEXT"), TEXT_OPTION ("address", ADDRESS, "TEXT"), \
  TEXT_OPTION ("registered-address", REGISTERED_ADDRESS, "TEXT"), ACCOUNT_OPTIONS, \
  TEXT_OPTION ("disability-certificate", DISABILITY_CERTIFICATE, "NUMBER"), \
  TEXT_OPTION ("disability-kind", DISABILITY_KIND, "1-7"), TEXT_OPTION ("disability-level", DISABILITY_LEVEL, "1-4"), \
  { "guardian", 0, 0, G_OPTION_ARG_STRING, &guardian, NULL, "ID" }, TEXT_OPTION ("guardian-name", GUARDIAN_NAME, "NAME"), \
  TEXT_OPTION ("guardian-relation", GUARDIAN_RELATION, "TEXT"), TEXT_OPTION ("guardian-phone", GUARDIAN_PHONE, "NUMBER"), \
  TEXT_OPTION ("note", NOTE, "TEXT"), { "town", 0, 0, G_OPTION_ARG_STRING, &town, NULL, "T" }, \
  { "village", 0, 0, G_OPTION_ARG_STRING, &village, NULL, "V" }

static const GOptionEntry add_options[] = {
  { "id", 0, 0, G_OPTION_ARG_STRING, &document_text, NULL, "NUMBER" },
  { "document", 0, 0, G_OPTION_ARG_STRING, &document_family, NULL, "passport|other" },
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, "R" },
  { "household", 0, 0, G_OPTION_ARG_INT64, &household_id, NULL, "ID" },
  FIELD_OPTIONS,
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry correct_options[] = {
  FIELD_OPTIONS,
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry mark_options[] = {
  { "on", 0, 0, G_OPTION_ARG_STRING, &on_date, NULL, "DATE" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry category_options[] = {
  { "from", 0, 0, G_OPTION_ARG_STRING, &from_date, NULL, "DATE" },
  { "to", 0, 0, G_OPTION_ARG_STRING, &to_date, NULL, "DATE" },
  { "source", 0, 0, G_OPTION_ARG_STRING, &source, NULL, "TEXT" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry account_options[] = {
  ACCOUNT_OPTIONS,
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry reveal_options[] = {
  { "field", 0, 0, G_OPTION_ARG_STRING, &revealed_field, NULL,
    "id|phone|account|guardian-phone|disability-certificate|other-account|other-document" },
  { "row", 0, 0, G_OPTION_ARG_INT64, &revealed_row, NULL, "ID" },
  G_OPTION_ENTRY_NULL,
};

static SnCliStatus
run_show (SnCli *cli, char **words, GError **error)
{
  gint64 person_id;

  if (!sn_cli_parse_id (words[0], &person_id, error))
    return SN_CLI_USAGE;
  return sn_cli_print_person (cli, person_id, error);
}

/* ── recipients add, correct ────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64       person_id; /* 0: somebody new */
  SnPersonEdit edit;
} Edit;

/* By name or by code; a village is looked for in the town that is given, or else in the person's. */
static gpointer
find_place (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Edit *edit = data;
  g_autoptr (SnDivisions) divisions = sn_divisions_load (connection, error);
  g_autoptr (SnPerson) person = NULL;
  gint64 town_id;

  if (divisions == NULL)
    return NULL;
  if (town != NULL && *town != '\0')
    edit->edit.town_id = sn_divisions_find_town (divisions, town);
  if (town != NULL && *town != '\0' && edit->edit.town_id == 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no town “%s”. Write its name, or its nine-digit code."), town);
      return NULL;
    }
  if (village == NULL || *village == '\0')
    return NULL;
  if (edit->person_id != 0)
    person = sn_person_lookup (connection, edit->person_id, error);
  if (edit->person_id != 0 && person == NULL)
    return NULL;
  town_id = edit->edit.town_id > 0 ? edit->edit.town_id : person != NULL && edit->edit.town_id == 0 ? person->town_id : 0;
  edit->edit.village_id = sn_divisions_find_village (divisions, town_id, village);
  if (edit->edit.village_id == 0)
    g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND,
                 _ ("There is no village “%s”, or there are several. Write its name and give the town, or its twelve-digit code."), village);
  return NULL;
}

static SnCliStatus
fill_edit (SnCli *cli, Edit *edit, GError **error)
{
  g_autoptr (GError) local_error = NULL;

  for (guint i = 0; i < SN_PERSON_N_FIELDS; i++)
    edit->edit.texts[i] = texts[i];
  if (guardian != NULL && (*guardian == '\0' || strcmp (guardian, "0") == 0))
    edit->edit.guardian_id = SN_PERSON_EDIT_NONE;
  else if (guardian != NULL && !sn_cli_parse_id (guardian, &edit->edit.guardian_id, error))
    return SN_CLI_USAGE;
  edit->edit.town_id = town != NULL && *town == '\0' ? SN_PERSON_EDIT_NONE : 0;
  edit->edit.village_id = village != NULL && *village == '\0' ? SN_PERSON_EDIT_NONE : 0;
  if (town != NULL || village != NULL)
    sn_cli_read (cli, find_place, edit, &local_error);
  if (local_error == NULL)
    return SN_CLI_DONE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return SN_CLI_REFUSED;
}

static gboolean
add_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Edit *edit = data;
  const SnNewPerson newcomer = { document_text, document_family, reason, household_id, edit->edit };

  return sn_person_create (transaction, &newcomer, &edit->person_id, error);
}

static SnCliStatus
run_add (SnCli *cli, char **words, GError **error)
{
  Edit edit = { 0 };
  SnCliStatus status;

  if (texts[SN_PERSON_FIELD_NAME] == NULL || document_text == NULL)
    return sn_cli_usage_error (error, _ ("Say who: --name NAME --id NUMBER."));
  if (document_family != NULL && strcmp (document_family, "passport") != 0 && strcmp (document_family, "other") != 0)
    return sn_cli_usage_error (error, _ ("--document is “passport” or “other”; all other documents are told by their number."));
  status = fill_edit (cli, &edit, error);
  if (status != SN_CLI_DONE)
    return status;
  if (!sn_cli_write (cli, add_person, &edit, error))
    return SN_CLI_REFUSED;
  return sn_cli_print_person (cli, edit.person_id, error);
}

static gboolean
correct_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Edit *edit = data;

  return sn_person_edit (transaction, edit->person_id, &edit->edit, error);
}

static SnCliStatus
run_correct (SnCli *cli, char **words, GError **error)
{
  Edit edit = { 0 };
  SnCliStatus status;

  if (!sn_cli_parse_id (words[0], &edit.person_id, error))
    return SN_CLI_USAGE;
  status = fill_edit (cli, &edit, error);
  if (status != SN_CLI_DONE)
    return status;
  if (!sn_cli_write (cli, correct_person, &edit, error))
    return SN_CLI_REFUSED;
  return sn_cli_print_person (cli, edit.person_id, error);
}

/* ── recipients mark ────────────────────────────────────────────────────────────────────────────────────────────── */

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
  return sn_cli_print_person (cli, mark.person_id, error);
}

/* ── recipients category ────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64      person_id;
  const char *code;
} Category;

static gboolean
change_category (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Category *category = data;
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnCategories) categories = sn_categories_load (connection, error);
  gint64 category_id = 0;

  if (categories == NULL || !sn_connection_get_int64 (connection, &category_id, error, "SELECT id FROM category WHERE code = ?1",
                                                      SN_TEXT (category->code)))
    return FALSE;
  if (category_id == 0)
    category_id = sn_categories_find (categories, category->code);
  if (category_id != 0)
    return sn_person_change_category (transaction, category->person_id, category_id, from_date, to_date, source, error);
  g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no category “%s”. Write its code or its name as the catalogue has it."),
               category->code);
  return FALSE;
}

static SnCliStatus
run_category (SnCli *cli, char **words, GError **error)
{
  Category category = { 0, words[1] };

  if (!sn_cli_parse_id (words[0], &category.person_id, error))
    return SN_CLI_USAGE;
  if (!sn_cli_check_date (from_date, error) || !sn_cli_check_date (to_date, error))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, change_category, &category, error))
    return SN_CLI_REFUSED;
  return sn_cli_print_person (cli, category.person_id, error);
}

/* ── recipients account ─────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64      person_id;
  const char *what;
  gint64      account_id;
} Account;

static gboolean
is_account_of (SnConnection *connection, const Account *account, GError **error)
{
  g_autoptr (GPtrArray) accounts = sn_other_account_list (connection, account->person_id, error);

  for (guint i = 0; accounts != NULL && i < accounts->len; i++)
    if (((SnOtherAccount *) g_ptr_array_index (accounts, i))->id == account->account_id)
      return TRUE;
  if (accounts != NULL)
    g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("The person has no such account. “recipients account ID list” shows them."));
  return FALSE;
}

static gboolean
change_accounts (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Account *account = data;
  const SnOtherAccount draft = {
    .person_id = account->person_id,
    .bank_name = texts[SN_PERSON_FIELD_BANK_NAME],
    .account_number = texts[SN_PERSON_FIELD_ACCOUNT_NUMBER],
    .account_holder = texts[SN_PERSON_FIELD_ACCOUNT_HOLDER],
    .account_relation = texts[SN_PERSON_FIELD_ACCOUNT_RELATION],
  };

  if (strcmp (account->what, "add") == 0)
    return sn_other_account_add (transaction, &draft, NULL, error);
  if (!is_account_of (sn_transaction_get_connection (transaction), account, error))
    return FALSE;
  return strcmp (account->what, "use") == 0 ? sn_other_account_use (transaction, account->account_id, error)
                                            : sn_other_account_remove (transaction, account->account_id, error);
}

static gpointer
list_accounts (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Account *account = data;
  g_autoptr (SnPerson) person = sn_person_lookup (connection, account->person_id, error);

  return person != NULL ? sn_other_account_list (connection, account->person_id, error) : NULL;
}

static SnCliStatus
print_accounts (SnCli *cli, Account *account, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) accounts = sn_cli_read (cli, list_accounts, account, error);

  if (accounts == NULL)
    return SN_CLI_REFUSED;
  sn_cli_add_accounts (builder, accounts);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

static SnCliStatus
run_account (SnCli *cli, char **words, GError **error)
{
  static const char *const steps[] = { "list", "add", "use", "remove", NULL };
  Account account = { 0, words[1], 0 };
  gboolean names_one = strcmp (words[1], "use") == 0 || strcmp (words[1], "remove") == 0;

  if (!sn_cli_parse_id (words[0], &account.person_id, error))
    return SN_CLI_USAGE;
  if (!g_strv_contains (steps, words[1]) || names_one != (words[2] != NULL))
    return sn_cli_usage_error (error, _ ("Usage: songnuan-cli %s %s"), "recipients account", "ID list|add|use ACCOUNT|remove ACCOUNT");
  if (names_one && !sn_cli_parse_id (words[2], &account.account_id, error))
    return SN_CLI_USAGE;
  if (strcmp (words[1], "list") == 0)
    return print_accounts (cli, &account, error);
  if (!sn_cli_write (cli, change_accounts, &account, error))
    return SN_CLI_REFUSED;
  return sn_cli_print_person (cli, account.person_id, error);
}

/* ── recipients reveal ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64            person_id;
  SnProtectedField  field;
  char             *text;
} Reveal;

static gboolean
reveal_person (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Reveal *reveal = data;

  return sn_person_reveal (transaction, reveal->person_id, reveal->field, revealed_row, &reveal->text, error);
}

static SnCliStatus
run_reveal (SnCli *cli, char **words, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  const char *field = revealed_field != NULL ? revealed_field : "id";
  g_autofree char *text = NULL;
  Reveal reveal = { 0 };

  if (!sn_cli_parse_id (words[0], &reveal.person_id, error))
    return SN_CLI_USAGE;
  if (!sn_protected_field_from_string (field, &reveal.field))
    return sn_cli_usage_error (error, _ ("There is no protected field “%s”. There are: id, phone, account, guardian-phone,"
                                         " disability-certificate, other-account, other-document."), field);
  if (!sn_cli_write (cli, reveal_person, &reveal, error))
    return SN_CLI_REFUSED;
  text = reveal.text;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", reveal.person_id);
  sn_json_add_string (builder, reveal.field == SN_PROTECTED_DOCUMENT ? "id_number" : "value", text);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_person_commands[] = {
  { "recipients show", "ID", N_ ("one person with household, categories and all benefits"), NULL, 1, 1, run_show },
  { "recipients add", "--name NAME --id NUMBER", N_ ("somebody new; --reason where the card bears a wrong check digit"), add_options, 0, 0,
    run_add },
  { "recipients correct", "ID", N_ ("set a person's data right"), correct_options, 1, 1, run_correct },
  { "recipients mark", "ID died|moved|here [--on DATE]", N_ ("who died or left the district; or did not"), mark_options, 2, 2, run_mark },
  { "recipients category", "ID CODE", N_ ("from when to when a person holds a category"), category_options, 2, 2, run_category },
  { "recipients account", "ID list|add|use|remove [ACCOUNT]", N_ ("a person's other accounts; “use” puts one in use"), account_options, 2, 3,
    run_account },
  { "recipients reveal", "ID", N_ ("a protected number in full; the journal notes who looked"), reveal_options, 1, 1, run_reveal },
  { NULL },
};
