/* sn-cli-recipients.c: which people: finding them, exporting them, and questions that have a name.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-person.h"

#include "sn-cli-export.h"
#include "sn-named-view.h"
#include "sn-recipient-workbook.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DEFAULT_LIMIT 50
#define MOST_YEARS 200
#define MOST_NAMED 30 /* choices that a refusal lists */

static char *sort_name = NULL;
static gboolean ascending = FALSE;
static gboolean descending = FALSE;
static int limit = DEFAULT_LIMIT;
static char **towns = NULL;
static char **villages = NULL;
static char **categories = NULL;
static char **departments = NULL;
static char **programs = NULL;
static char **states = NULL;
static char **unreached = NULL;
static char **ages = NULL;
static int departments_at_least = 0;
static gboolean nothing = FALSE;
static char *view_name = NULL;
static char *field_keys = NULL;
static gboolean full_ids = FALSE;

#define QUERY_OPTIONS                                                                                                  \
  { "sort", 0, 0, G_OPTION_ARG_STRING, &sort_name, NULL, "pinyin|stroke|id|town|total" },                              \
  { "ascending", 0, 0, G_OPTION_ARG_NONE, &ascending, NULL, NULL },                                                    \
  { "descending", 0, 0, G_OPTION_ARG_NONE, &descending, NULL, NULL },                                                  \
  { "town", 0, 0, G_OPTION_ARG_STRING_ARRAY, &towns, NULL, "T" },                                                      \
  { "village", 0, 0, G_OPTION_ARG_STRING_ARRAY, &villages, NULL, "V" },                                                \
  { "category", 0, 0, G_OPTION_ARG_STRING_ARRAY, &categories, NULL, "CODE" },                                          \
  { "age", 0, 0, G_OPTION_ARG_STRING_ARRAY, &ages, NULL, "A-B" },                                                      \
  { "department", 0, 0, G_OPTION_ARG_STRING_ARRAY, &departments, NULL, "CODE" },                                       \
  { "program", 0, 0, G_OPTION_ARG_STRING_ARRAY, &programs, NULL, "CODE" },                                             \
  { "state", 0, 0, G_OPTION_ARG_STRING_ARRAY, &states, NULL, "STATE" },                                                \
  { "unreached", 0, 0, G_OPTION_ARG_STRING_ARRAY, &unreached, NULL, "CODE" },                                          \
  { "nothing", 0, 0, G_OPTION_ARG_NONE, &nothing, NULL, NULL },                                                        \
  { "departments-at-least", 0, 0, G_OPTION_ARG_INT, &departments_at_least, NULL, "N" },                                \
  { "view", 0, 0, G_OPTION_ARG_STRING, &view_name, NULL, "NAME" }

static const GOptionEntry find_options[] = {
  QUERY_OPTIONS,
  { "limit", 0, 0, G_OPTION_ARG_INT, &limit, NULL, "N" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry export_options[] = {
  QUERY_OPTIONS,
  { "columns", 0, 0, G_OPTION_ARG_STRING, &field_keys, NULL, "NAME,NAME…" },
  { "full-ids", 0, 0, G_OPTION_ARG_NONE, &full_ids, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry view_options[] = {
  QUERY_OPTIONS,
  G_OPTION_ENTRY_NULL,
};

/* ── The question, from the options ─────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char       *text;  /* (nullable) */
  SnRecipientQuery *query; /* out */
} Asking;

/* "80-89", "80-", "-17", "80" */
static gboolean
read_age (const char *text, int *least, int *most)
{
  const char *dash = strchr (text, '-');
  char *end;

  *least = (int) MIN (g_ascii_strtoull (text, &end, 10), MOST_YEARS);
  if (dash == NULL)
    {
      *most = *least;
      return end != text && *end == '\0';
    }
  if (end != dash && *text != '-')
    return FALSE;
  if (*text == '-')
    *least = 0;
  *most = MOST_YEARS;
  if (dash[1] == '\0')
    return *text != '-';
  *most = (int) MIN (g_ascii_strtoull (dash + 1, &end, 10), MOST_YEARS);
  return end != dash + 1 && *end == '\0' && *least <= *most;
}

static SnCliStatus
check_options (GError **error)
{
  SnRecipientSort sort;
  int least, most;

  if (sort_name != NULL && !sn_recipient_sort_from_string (sort_name, &sort))
    return sn_cli_usage_error (error, _ ("People are sorted by “pinyin”, “stroke”, “id”, “town” or “total”, not by “%s”."), sort_name);
  if (ascending && descending)
    return sn_cli_usage_error (error, _ ("People stand in one direction: --ascending or --descending."));
  for (char **age = ages; age != NULL && *age != NULL; age++)
    if (!read_age (*age, &least, &most))
      return sn_cli_usage_error (error, _ ("An age is two numbers of years, for example 80-89 or 60-, not “%s”."), *age);
  if (departments_at_least < 0)
    return sn_cli_usage_error (error, _ ("--departments-at-least is a number of departments, from 1 on."));
  if (limit < 1)
    return sn_cli_usage_error (error, _ ("--limit is a number of people, from 1 on."));
  return SN_CLI_DONE;
}

static void
refuse_choice (SnRecipientFilterKind kind, const char *word, GPtrArray *choices, GError **error)
{
  g_autoptr (GString) codes = g_string_new (NULL);

  for (guint i = 0; i < MIN (choices->len, MOST_NAMED); i++)
    g_string_append_printf (codes, "%s%s", i > 0 ? _ (", ") : "", ((const SnRecipientChoice *) g_ptr_array_index (choices, i))->code);
  if (choices->len > MOST_NAMED)
    g_string_append (codes, " …");
  g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no “%s” to choose people by (%s). There are: %s."), word,
               sn_recipient_filter_kind_get_title (kind), codes->str);
}

/* By code or by name. */
static gboolean
add_choice (SnRecipientQuery *query, SnConnection *connection, SnRecipientFilterKind kind, const char *word, GError **error)
{
  g_autoptr (GPtrArray) choices = sn_recipient_choice_list (connection, kind, error);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const SnRecipientChoice *choice = g_ptr_array_index (choices, i);
      g_autoptr (SnRecipientCondition) condition = NULL;

      /* 徐泾 and 徐泾镇 alike; a code is a whole one. */
      if (strcmp (choice->code, word) != 0 && strcmp (choice->name, word) != 0 &&
          (kind != SN_RECIPIENT_FILTER_TOWN || !g_str_has_prefix (word, choice->name)))
        continue;
      condition = sn_recipient_condition_new (kind, choice->code, 0, 0);
      sn_recipient_query_add (query, condition);
      return TRUE;
    }
  if (choices != NULL)
    refuse_choice (kind, word, choices, error);
  return FALSE;
}

static gboolean
add_choices (SnRecipientQuery *query, SnConnection *connection, GError **error)
{
  const struct
  {
    SnRecipientFilterKind   kind;
    char                  **words;
  } given[] = {
    { SN_RECIPIENT_FILTER_TOWN, towns },           { SN_RECIPIENT_FILTER_VILLAGE, villages }, { SN_RECIPIENT_FILTER_CATEGORY, categories },
    { SN_RECIPIENT_FILTER_DEPARTMENT, departments }, { SN_RECIPIENT_FILTER_PROGRAM, programs }, { SN_RECIPIENT_FILTER_STATE, states },
    { SN_RECIPIENT_FILTER_UNREACHED, unreached },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (given); i++)
    for (char **word = given[i].words; word != NULL && *word != NULL; word++)
      if (!add_choice (query, connection, given[i].kind, *word, error))
        return FALSE;
  return TRUE;
}

static void
add_condition (SnRecipientQuery *query, SnRecipientFilterKind kind, int least, int most)
{
  g_autoptr (SnRecipientCondition) condition = sn_recipient_condition_new (kind, NULL, least, most);

  sn_recipient_query_add (query, condition);
}

static void
add_numbers (SnRecipientQuery *query)
{
  for (char **age = ages; age != NULL && *age != NULL; age++)
    {
      int least, most;

      if (read_age (*age, &least, &most))
        add_condition (query, SN_RECIPIENT_FILTER_AGE, least, most);
    }
  if (departments_at_least > 0)
    add_condition (query, SN_RECIPIENT_FILTER_DEPARTMENTS, departments_at_least, 0);
  if (nothing)
    add_condition (query, SN_RECIPIENT_FILTER_NOTHING, 0, 0);
}

/* (transfer full) (nullable): of that name, or an error */
static SnNamedView *
find_view (SnConnection *connection, const char *name, GError **error)
{
  g_autoptr (GPtrArray) views = sn_named_view_list (connection, error);

  for (guint i = 0; views != NULL && i < views->len; i++)
    if (strcmp (((const SnNamedView *) g_ptr_array_index (views, i))->name, name) == 0)
      return g_ptr_array_steal_index (views, i);
  if (views != NULL)
    g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no view “%s”. “views” lists them."), name);
  return NULL;
}

/* (transfer full) (nullable): the view's question, or an empty one */
static SnRecipientQuery *
begin_query (SnConnection *connection, GError **error)
{
  g_autoptr (SnNamedView) view = NULL;

  if (view_name == NULL)
    return sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);
  view = find_view (connection, view_name, error);
  return view != NULL ? g_steal_pointer (&view->query) : NULL;
}

/* What the options say is added to the view, if one is named. */
static gpointer
make_query (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Asking *asking = data;
  g_autoptr (SnRecipientQuery) query = begin_query (connection, error);

  if (query == NULL || !add_choices (query, connection, error))
    return NULL;
  add_numbers (query);
  if (asking->text != NULL)
    {
      g_free (query->text);
      query->text = g_strdup (asking->text);
    }
  if (sort_name != NULL && sn_recipient_sort_from_string (sort_name, &query->sort))
    query->descending = sn_recipient_sort_begins_descending (query->sort);
  if (ascending || descending)
    query->descending = descending;
  asking->query = g_steal_pointer (&query);
  return asking;
}

/* (transfer full) (nullable) */
static SnRecipientQuery *
ask (SnCli *cli, const char *text, GError **error)
{
  Asking asking = { text, NULL };

  return sn_cli_read (cli, make_query, &asking, error) != NULL ? asking.query : NULL;
}

/* ── recipients find ────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const SnRecipientQuery *query;
  guint                   total;
  guint                   households;
} Search;

static gpointer
search_people (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Search *search = data;
  g_autoptr (SnSearchImage) image = sn_search_image_load (connection, cancellable, error);
  g_autoptr (GArray) ids = image != NULL ? sn_recipient_query_find (search->query, connection, image, cancellable, error) : NULL;

  if (ids == NULL)
    return NULL;
  search->total = ids->len;
  search->households = sn_search_image_count_households (image, ids);
  return sn_recipient_read (connection, (const gint64 *) ids->data, MIN (ids->len, (guint) limit), error);
}

SnCliStatus
sn_cli_print_found (SnCli *cli, const SnRecipientQuery *query, int most, GError **error)
{
  static const char *const columns[] = { "id", "name", "id_number_masked", "town", "village", "categories", "total_fen", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) recipients = NULL;
  Search search = { query, 0, 0 };

  limit = most;
  recipients = sn_cli_read (cli, search_people, &search, error);
  if (recipients == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "total", search.total);
  sn_json_add_int (builder, "households", search.households);
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
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

static SnCliStatus
run_find (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnRecipientQuery) query = NULL;

  if (check_options (error) != SN_CLI_DONE)
    return SN_CLI_USAGE;
  query = ask (cli, words[0], error);
  return query != NULL ? sn_cli_print_found (cli, query, limit, error) : SN_CLI_REFUSED;
}

/* ── recipients export ──────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const SnRecipientQuery *query;
  const char             *path;
  GArray                 *ids;    /* gint64 */
  GArray                 *fields; /* SnRecipientField */
  SnExportResult          result;
} Export;

static void
clear_export (Export *export)
{
  g_clear_pointer (&export->ids, g_array_unref);
  g_clear_pointer (&export->fields, g_array_unref);
  sn_export_result_clear (&export->result);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Export, clear_export)

static SnCliStatus
read_fields (GArray *fields, GError **error)
{
  g_auto (GStrv) keys = g_strsplit (field_keys != NULL ? field_keys : "name,id_number,sex,age,town,village,address,categories,phone,total", ",", -1);
  guint64 seen = 0;

  for (char **key = keys; *key != NULL; key++)
    {
      SnRecipientField field;

      if (!sn_recipient_field_from_key (g_strstrip (*key), &field))
        return sn_cli_usage_error (error, _ ("There is no column “%s”."), *key);
      if ((seen & SN_RECIPIENT_FIELD_BIT (field)) == 0)
        g_array_append_val (fields, field);
      seen |= SN_RECIPIENT_FIELD_BIT (field);
    }
  return SN_CLI_DONE;
}

static gpointer
find_for_export (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;

  export->ids = sn_recipient_query_find (export->query, connection, NULL, cancellable, error);
  return export->ids != NULL ? export : NULL;
}

static gboolean
note_full (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_table_note_full (transaction, ((Export *) data)->ids->len, error);
}

static gpointer
write_workbook (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  Export *export = data;
  const SnRecipientTable table = {
    .ids = (const gint64 *) export->ids->data,
    .n_ids = export->ids->len,
    .fields = (const SnRecipientField *) export->fields->data,
    .n_fields = export->fields->len,
    .full_numbers = full_ids,
    .progress = sn_cli_show_progress,
    .progress_data = _ ("Writing"),
  };

  return sn_recipient_workbook_write (connection, &table, export->path, &export->result, cancellable, error) ? export : NULL;
}

static SnCliStatus
run_export (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnRecipientQuery) query = NULL;
  g_auto (Export) export = { .path = words[0], .fields = g_array_new (FALSE, FALSE, sizeof (SnRecipientField)) };

  if (check_options (error) != SN_CLI_DONE || read_fields (export.fields, error) != SN_CLI_DONE)
    return SN_CLI_USAGE;
  query = ask (cli, words[1], error);
  export.query = query;
  if (query == NULL || sn_cli_read (cli, find_for_export, &export, error) == NULL)
    return SN_CLI_REFUSED;
  if (full_ids && !sn_cli_write (cli, note_full, &export, error))
    return SN_CLI_REFUSED;
  if (sn_cli_read (cli, write_workbook, &export, error) == NULL)
    return SN_CLI_REFUSED;
  return sn_cli_print_export (cli, &export.result);
}

/* ── views ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

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
  g_autoptr (SnNamedView) view = find_view (sn_transaction_get_connection (transaction), given->name, error);

  return view != NULL && sn_named_view_rename (transaction, view->id, given->new_name, error);
}

static gboolean
delete_view (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnNamedView) view = find_view (sn_transaction_get_connection (transaction), ((const View *) data)->name, error);

  return view != NULL && sn_named_view_delete (transaction, view->id, error);
}

static SnCliStatus
run_save (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnRecipientQuery) query = NULL;
  View view = { .name = words[0] };

  if (check_options (error) != SN_CLI_DONE)
    return SN_CLI_USAGE;
  query = ask (cli, words[1], error);
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

const SnCliCommand sn_cli_recipients_commands[] = {
  { "recipients find", "[TEXT]", N_ ("people by name, pinyin, number or address, and by what holds of them"), find_options, 0, 1, run_find },
  { "recipients export", "OUT.xlsx [TEXT]", N_ ("the people found, as a workbook; numbers masked unless --full-ids"), export_options, 1, 2,
    run_export },
  { "views save", "NAME [TEXT]", N_ ("give a question a name; the options are those of “recipients find”"), view_options, 1, 2, run_save },
  { "views rename", "NAME NEW", N_ ("another name for a view"), NULL, 2, 2, run_rename },
  { "views delete", "NAME", N_ ("take a view away"), NULL, 1, 1, run_delete },
  { "views", "", N_ ("questions about people that have a name"), NULL, 0, 0, run_views },
  { NULL },
};
