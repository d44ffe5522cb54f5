/* sn-cli-duplicate.c: entries that may be one person: finding, comparing, merging them, and a person's number.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-person.h"

#include "sn-duplicate.h"
#include "sn-person-comparison.h"
#include "sn-person-merge.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_LIMIT 50

static int limit = DEFAULT_LIMIT;
static char *reason = NULL;
static gboolean back = FALSE;
static char **take = NULL;
static char *family = NULL;
static gboolean was_valid = FALSE;

static const GOptionEntry list_options[] = {
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, "N" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry apart_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, "R" },
  { "back", 0, 0, G_OPTION_ARG_NONE, &back, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry merge_options[] = {
  { "take", 0, 0, G_OPTION_ARG_STRING_ARRAY, &take, NULL, "FIELD" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry document_options[] = {
  { "reason", 0, 0, G_OPTION_ARG_STRING, &reason, NULL, "R" },
  { "kind", 0, 0, G_OPTION_ARG_STRING, &family, NULL, "passport|other" },
  { "was-valid", 0, 0, G_OPTION_ARG_NONE, &was_valid, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

static gboolean
parse_two (char **words, gint64 *ids, GError **error)
{
  return sn_cli_parse_id (words[0], &ids[0], error) && sn_cli_parse_id (words[1], &ids[1], error);
}

/* ── The list ───────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  GArray    *pairs;   /* SnDuplicate */
  GPtrArray *people;  /* SnRecipient: first and second of each shown pair */
} Found;

static void
free_found (Found *found)
{
  g_clear_pointer (&found->pairs, g_array_unref);
  g_clear_pointer (&found->people, g_ptr_array_unref);
  g_free (found);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Found, free_found)

static gpointer
find_pairs (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (Found) found = g_new0 (Found, 1);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  found->pairs = sn_duplicate_list (connection, cancellable, error);
  if (found->pairs == NULL)
    return NULL;
  for (guint i = 0; i < found->pairs->len && i < (guint) limit; i++)
    {
      const SnDuplicate *pair = &g_array_index (found->pairs, SnDuplicate, i);

      g_array_append_val (ids, pair->first_id);
      g_array_append_val (ids, pair->second_id);
    }
  found->people = sn_recipient_read (connection, (const gint64 *) ids->data, ids->len, error);
  return found->people != NULL ? g_steal_pointer (&found) : NULL;
}

static void
add_half (JsonBuilder *builder, const char *half, SnRecipient *recipient)
{
  g_autofree char *name = g_strdup_printf ("%s_name", half);
  g_autofree char *number = g_strdup_printf ("%s_id_number_masked", half);
  g_autofree char *town = g_strdup_printf ("%s_town", half);

  sn_json_add_int (builder, half, sn_recipient_get_id (recipient));
  sn_json_add_string (builder, name, sn_recipient_get_name (recipient));
  sn_json_add_string (builder, number, sn_recipient_get_document_masked (recipient));
  sn_json_add_string (builder, town, sn_recipient_get_town (recipient));
}

static void
add_pair (JsonBuilder *builder, const Found *found, guint index)
{
  const SnDuplicate *pair = &g_array_index (found->pairs, SnDuplicate, index);
  g_autofree char *words = sn_duplicate_say_grounds (pair->grounds);

  json_builder_begin_object (builder);
  add_half (builder, "person_1", g_ptr_array_index (found->people, index * 2));
  add_half (builder, "person_2", g_ptr_array_index (found->people, index * 2 + 1));
  sn_json_add_int (builder, "score", pair->score);
  sn_json_add_string (builder, "ground", words);
  json_builder_set_member_name (builder, "grounds");
  json_builder_begin_array (builder);
  for (guint ground = 1; ground < 1u << SN_DUPLICATE_N_GROUNDS; ground <<= 1)
    if ((pair->grounds & ground) != 0)
      json_builder_add_string_value (builder, sn_duplicate_ground_code (ground));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static SnCliStatus
run_list (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "person_1", "person_1_name", "person_2", "person_2_name", "score", "ground", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (Found) found = NULL;

  if (limit < 1)
    return sn_cli_usage_error (error, _ ("--limit is a number of people, from 1 on."));
  found = sn_cli_read (cli, find_pairs, NULL, error);
  if (found == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "total", found->pairs->len);
  json_builder_set_member_name (builder, "items");
  json_builder_begin_array (builder);
  for (guint i = 0; i < found->people->len / 2; i++)
    add_pair (builder, found, i);
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

/* ── Side by side ───────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
compare (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *ids = data;

  return sn_person_comparison_read (connection, ids[0], ids[1], error);
}

static SnCliStatus
run_compare (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "label", "value_1", "value_2", "same", "take", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) rows = NULL;
  gint64 ids[2];

  if (!parse_two (words, ids, error))
    return SN_CLI_USAGE;
  rows = sn_cli_read (cli, compare, ids, error);
  if (rows == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < rows->len; i++)
    {
      const SnComparedField *row = g_ptr_array_index (rows, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "field", row->key);
      sn_json_add_string (builder, "label", row->word);
      sn_json_add_string (builder, "value_1", row->first);
      sn_json_add_string (builder, "value_2", row->second);
      sn_json_add_boolean (builder, "same", row->same);
      sn_json_add_string (builder, "take", row->merge_field);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

/* ── Apart ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
give_word (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *ids = data;

  return back ? sn_duplicate_apart_back (transaction, ids[0], ids[1], error) : sn_duplicate_apart (transaction, ids[0], ids[1], reason, error);
}

static gpointer
list_words (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_apart_list (connection, error);
}

/* All that were said, the last first: the one just given is on top. */
static SnCliStatus
print_words (SnCli *cli, GError **error)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) said = sn_cli_read (cli, list_words, NULL, error);

  if (said == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < said->len; i++)
    {
      const SnPersonApart *apart = g_ptr_array_index (said, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "person_1", apart->first_id);
      sn_json_add_int (builder, "person_2", apart->second_id);
      sn_json_add_string (builder, "reason", apart->reason);
      sn_json_add_string (builder, "officer", apart->officer);
      sn_json_add_string (builder, "made_at", apart->made_at);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

static SnCliStatus
run_apart (SnCli *cli, char **words, GError **error)
{
  gint64 ids[2];

  if (words[0] == NULL)
    return print_words (cli, error);
  if (words[1] == NULL)
    return sn_cli_usage_error (error, _ ("Say which two: duplicates apart PERSON PERSON."));
  if (!parse_two (words, ids, error))
    return SN_CLI_USAGE;
  return sn_cli_write (cli, give_word, ids, error) ? print_words (cli, error) : SN_CLI_REFUSED;
}

/* ── One person ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
merge_people (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const gint64 *ids = data;

  return sn_person_merge (transaction, ids[0], ids[1], (const char *const *) take, error);
}

static SnCliStatus
run_merge (SnCli *cli, char **words, GError **error)
{
  gint64 ids[2];

  if (!parse_two (words, ids, error))
    return SN_CLI_USAGE;
  return sn_cli_write (cli, merge_people, ids, error) ? sn_cli_print_person (cli, ids[0], error) : SN_CLI_REFUSED;
}

typedef struct
{
  gint64      person_id;
  const char *text;
} Number;

static gboolean
change_number (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Number *number = data;

  return sn_person_change_document (transaction, number->person_id, number->text, family, reason, was_valid, &number->person_id, error);
}

static SnCliStatus
run_document (SnCli *cli, char **words, GError **error)
{
  Number number = { 0, words[1] };

  if (!sn_cli_parse_id (words[0], &number.person_id, error))
    return SN_CLI_USAGE;
  return sn_cli_write (cli, change_number, &number, error) ? sn_cli_print_person (cli, number.person_id, error) : SN_CLI_REFUSED;
}

const SnCliCommand sn_cli_duplicate_commands[] = {
  { "recipients merge", "KEEP GONE", N_ ("make two entries of one person one; --take says of which fields GONE's value stays"), merge_options, 2, 2,
    run_merge },
  { "recipients document", "PERSON NUMBER", N_ ("correct a person's number; --was-valid: the old one was a document too"), document_options, 2, 2,
    run_document },
  { "duplicates compare", "PERSON PERSON", N_ ("two entries field by field"), NULL, 2, 2, run_compare },
  { "duplicates apart", "[PERSON PERSON]", N_ ("note that two entries are two people; --back takes it back"), apart_options, 0, 2, run_apart },
  { "duplicates", "", N_ ("entries that look like one person, the surest first"), list_options, 0, 0, run_list },
  { NULL },
};
