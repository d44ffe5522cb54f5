/* sn-cli-registry.c: finding people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-person.h"

#include "sn-campaign.h"
#include "sn-category-reach.h"
#include "sn-recipient-filter.h"
#include "sn-recipient-query.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_LIMIT 50

static char *sort_name = NULL;
static int limit = DEFAULT_LIMIT;
static char *category_code = NULL;

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
      sn_cli_add_recipient (builder, g_ptr_array_index (recipients, i));
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

const SnCliCommand sn_cli_registry_commands[] = {
  { "recipients find", "TEXT", N_ ("people by name, pinyin, initials, document or phone"), find_options, 1, 1, run_find },
  { "unreached", "", N_ ("who of a category gets nothing from any department"), unreached_options, 0, 0, run_unreached },
  { NULL },
};
