/* sn-cli-view.c: questions about people that have a name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-question.h"

#include <glib/gi18n-lib.h>

static const GOptionEntry view_options[] = {
  SN_CLI_QUESTION_OPTIONS,
  G_OPTION_ENTRY_NULL,
};

static gpointer
list_views (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_named_view_list (connection, error);
}

static void
add_view_condition (JsonBuilder *builder, const SnRecipientCondition *condition)
{
  g_autofree char *words = sn_recipient_condition_to_words (condition, NULL);

  json_builder_begin_object (builder);
  sn_json_add_string (builder, "kind", sn_recipient_filter_kind_to_string (condition->kind));
  sn_json_add_string (builder, "code", condition->code);
  sn_json_add_int (builder, "least", condition->least);
  sn_json_add_int (builder, "most", condition->most);
  sn_json_add_string (builder, "words", words);
  json_builder_end_object (builder);
}

static void
add_view (JsonBuilder *builder, const SnNamedView *view)
{
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", view->id);
  sn_json_add_string (builder, "name", view->name);
  sn_json_add_string (builder, "text", view->query->text);
  sn_json_add_string (builder, "sort", sn_recipient_sort_to_string (view->query->sort));
  sn_json_add_boolean (builder, "descending", view->query->descending);
  json_builder_set_member_name (builder, "conditions");
  json_builder_begin_array (builder);
  for (guint i = 0; i < view->query->conditions->len; i++)
    add_view_condition (builder, g_ptr_array_index (view->query->conditions, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
}

static SnCliStatus
run_views (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "id", "name", "text", "sort", "descending", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) views = sn_cli_read (cli, list_views, NULL, error);

  if (views == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < views->len; i++)
    add_view (builder, g_ptr_array_index (views, i));
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

typedef struct
{
  const char             *name;
  const char             *new_name;
  const SnRecipientQuery *query;
} View;

static gboolean
save_view (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const View *view = data;

  return sn_named_view_save (transaction, view->name, view->query, NULL, error);
}

static gboolean
rename_view (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const View *given = data;
  g_autoptr (SnNamedView) view = sn_cli_find_view (sn_transaction_get_connection (transaction), given->name, error);

  return view != NULL && sn_named_view_rename (transaction, view->id, given->new_name, error);
}

static gboolean
delete_view (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnNamedView) view = sn_cli_find_view (sn_transaction_get_connection (transaction), ((const View *) data)->name, error);

  return view != NULL && sn_named_view_delete (transaction, view->id, error);
}

static SnCliStatus
run_save (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnRecipientQuery) query = NULL;
  View view = { .name = words[0] };

  if (sn_cli_question_check (error) != SN_CLI_DONE)
    return SN_CLI_USAGE;
  query = sn_cli_question_ask (cli, words[1], error);
  view.query = query;
  if (query == NULL || !sn_cli_write (cli, save_view, &view, error))
    return SN_CLI_REFUSED;
  return run_views (cli, words, error);
}

static SnCliStatus
run_rename (SnCli *cli, char **words, GError **error)
{
  View view = { .name = words[0], .new_name = words[1] };

  return sn_cli_write (cli, rename_view, &view, error) ? run_views (cli, words, error) : SN_CLI_REFUSED;
}

static SnCliStatus
run_delete (SnCli *cli, char **words, GError **error)
{
  View view = { .name = words[0] };

  return sn_cli_write (cli, delete_view, &view, error) ? run_views (cli, words, error) : SN_CLI_REFUSED;
}

const SnCliCommand sn_cli_view_commands[] = {
  { "views save", "NAME [TEXT]", N_ ("give a question a name; the options are those of “recipients find”"), view_options, 1, 2, run_save },
  { "views rename", "NAME NEW", N_ ("another name for a view"), NULL, 2, 2, run_rename },
  { "views delete", "NAME", N_ ("take a view away"), NULL, 1, 1, run_delete },
  { "views", "", N_ ("questions about people that have a name"), NULL, 0, 0, run_views },
  { NULL },
};
