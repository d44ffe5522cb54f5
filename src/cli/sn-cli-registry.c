/* sn-cli-registry.c: who gets nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-person.h"

#include "sn-category-reach.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_LIMIT 50

static int limit = DEFAULT_LIMIT;
static char *category_code = NULL;

static const GOptionEntry unreached_options[] = {
  { "category", 0, 0, G_OPTION_ARG_STRING, &category_code, NULL, "CODE" },
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, "N" },
  G_OPTION_ENTRY_NULL,
};

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

/* The question for who of the category, by code or by name, gets nothing; an error, which names those there are, where there is none. */
static gpointer
make_query (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) choices = sn_recipient_choice_list (connection, SN_RECIPIENT_FILTER_UNREACHED, error);
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const SnRecipientChoice *choice = g_ptr_array_index (choices, i);
      g_autoptr (SnRecipientCondition) condition = sn_recipient_condition_new (SN_RECIPIENT_FILTER_UNREACHED, choice->code, 0, 0);
      SnRecipientQuery *query;

      g_string_append_printf (codes, "%s%s", i > 0 ? _ (", ") : "", choice->code);
      if (strcmp (choice->code, category_code) != 0 && strcmp (choice->name, category_code) != 0)
        continue;
      query = sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);
      sn_recipient_query_add (query, condition);
      return query;
    }
  if (choices != NULL)
    g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("No program is for a category “%s”. There are: %s."), category_code, codes->str);
  return NULL;
}

static SnCliStatus
run_unreached (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnRecipientQuery) query = NULL;

  if (sn_cli_check_limit (limit, error) != SN_CLI_DONE)
    return SN_CLI_USAGE;
  if (category_code == NULL)
    return print_reaches (cli, error);
  query = sn_cli_read (cli, make_query, NULL, error);
  return query != NULL ? sn_cli_print_found (cli, query, limit, error) : SN_CLI_REFUSED;
}

const SnCliCommand sn_cli_registry_commands[] = {
  { "unreached", "", N_ ("who of a category gets nothing from any department"), unreached_options, 0, 0, run_unreached },
  { NULL },
};
