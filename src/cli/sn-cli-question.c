/* sn-cli-question.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-question.h"

#include "sn-disability.h"
#include "sn-population-codes.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_YEARS 200
#define MOST_NAMED 30 /* choices that a refusal lists */

SnCliQuestion sn_cli_question = { NULL };

typedef struct
{
  const char       *text;  /* (nullable) */
  SnRecipientQuery *query; /* out */
} Asking;

/* "80-89", "80-", "-17", "80". @limit: no number is larger, and none has that end */
static gboolean
read_range (const char *text, int limit, int *least, int *most)
{
  const char *dash = strchr (text, '-');
  char *end;

  *least = (int) MIN (g_ascii_strtoull (text, &end, 10), (guint64) limit);
  if (dash == NULL)
    {
      *most = *least;
      return end != text && *end == '\0';
    }
  if (end != dash && *text != '-')
    return FALSE;
  if (*text == '-')
    *least = 0;
  *most = limit;
  if (dash[1] == '\0')
    return *text != '-';
  *most = (int) MIN (g_ascii_strtoull (dash + 1, &end, 10), (guint64) limit);
  return end != dash + 1 && *end == '\0' && *least <= *most;
}

SnCliStatus
sn_cli_question_check (GError **error)
{
  SnRecipientSort sort;
  int least, most;

  if (sn_cli_question.sort_name != NULL && !sn_recipient_sort_from_string (sn_cli_question.sort_name, &sort))
    return sn_cli_usage_error (error, _ ("People are sorted by “pinyin”, “stroke”, “id”, “town” or “total”, or by town or total and then another, as in"
                                         " “town,total”, not by “%s”."),
                               sn_cli_question.sort_name);
  if (sn_cli_question.ascending && sn_cli_question.descending)
    return sn_cli_usage_error (error, _ ("People stand in one direction: --ascending or --descending."));
  for (char **age = sn_cli_question.ages; age != NULL && *age != NULL; age++)
    if (!read_range (*age, MOST_YEARS, &least, &most))
      return sn_cli_usage_error (error, _ ("An age is two numbers of years, for example 80-89 or 60-, not “%s”."), *age);
  for (char **total = sn_cli_question.totals; total != NULL && *total != NULL; total++)
    if (!read_range (*total, SN_RECIPIENT_MOST_YUAN, &least, &most))
      return sn_cli_usage_error (error, _ ("A total is two numbers of whole yuan, for example 500-1000 or 2000-, not “%s”."), *total);
  if (sn_cli_question.departments_at_least < 0)
    return sn_cli_usage_error (error, _ ("--departments-at-least is a number of departments, from 1 on."));
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

/* (transfer full): the code for what a person is, however it is said: 汉, 肢体, 二级, 男. Any other word is given back. */
static char *
dup_code (SnRecipientFilterKind kind, const char *word)
{
  const char *group = kind == SN_RECIPIENT_FILTER_ETHNIC_GROUP ? sn_ethnic_group_normalise (word) : NULL;
  int number = kind == SN_RECIPIENT_FILTER_DISABILITY         ? sn_disability_kind_parse (word)
               : kind == SN_RECIPIENT_FILTER_DISABILITY_LEVEL ? sn_disability_level_parse (word)
                                                              : 0;

  if (kind == SN_RECIPIENT_FILTER_SEX && (strcmp (word, "男") == 0 || strcmp (word, "女") == 0))
    return g_strdup (strcmp (word, "男") == 0 ? "male" : "female");
  return number != 0 ? g_strdup_printf ("%d", number) : g_strdup (group != NULL ? group : word);
}

/* By code or by name. */
static gboolean
add_choice (SnRecipientQuery *query, SnConnection *connection, SnRecipientFilterKind kind, const char *said, GError **error)
{
  g_autofree char *word = dup_code (kind, said);
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
    { SN_RECIPIENT_FILTER_TOWN, sn_cli_question.towns },
    { SN_RECIPIENT_FILTER_VILLAGE, sn_cli_question.villages },
    { SN_RECIPIENT_FILTER_CATEGORY, sn_cli_question.categories },
    { SN_RECIPIENT_FILTER_DEPARTMENT, sn_cli_question.departments },
    { SN_RECIPIENT_FILTER_PROGRAM, sn_cli_question.programs },
    { SN_RECIPIENT_FILTER_STATE, sn_cli_question.states },
    { SN_RECIPIENT_FILTER_UNREACHED, sn_cli_question.unreached },
    { SN_RECIPIENT_FILTER_SEX, sn_cli_question.sexes },
    { SN_RECIPIENT_FILTER_ETHNIC_GROUP, sn_cli_question.ethnic_groups },
    { SN_RECIPIENT_FILTER_DISABILITY, sn_cli_question.disabilities },
    { SN_RECIPIENT_FILTER_DISABILITY_LEVEL, sn_cli_question.disability_levels },
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
add_ranges (SnRecipientQuery *query, SnRecipientFilterKind kind, char **ranges, int limit)
{
  for (; ranges != NULL && *ranges != NULL; ranges++)
    {
      int least, most;

      if (read_range (*ranges, limit, &least, &most))
        add_condition (query, kind, least, most);
    }
}

static void
add_numbers (SnRecipientQuery *query)
{
  add_ranges (query, SN_RECIPIENT_FILTER_AGE, sn_cli_question.ages, MOST_YEARS);
  add_ranges (query, SN_RECIPIENT_FILTER_TOTAL, sn_cli_question.totals, SN_RECIPIENT_MOST_YUAN);
  if (sn_cli_question.departments_at_least > 0)
    add_condition (query, SN_RECIPIENT_FILTER_DEPARTMENTS, sn_cli_question.departments_at_least, 0);
  if (sn_cli_question.nothing)
    add_condition (query, SN_RECIPIENT_FILTER_NOTHING, 0, 0);
}

SnNamedView *
sn_cli_find_view (SnConnection *connection, const char *name, GError **error)
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

  if (sn_cli_question.view_name == NULL)
    return sn_recipient_query_new ("", SN_RECIPIENT_SORT_PINYIN);
  view = sn_cli_find_view (connection, sn_cli_question.view_name, error);
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
  if (sn_cli_question.sort_name != NULL && sn_recipient_sort_from_string (sn_cli_question.sort_name, &query->sort))
    query->descending = sn_recipient_sort_begins_descending (query->sort);
  if (sn_cli_question.ascending || sn_cli_question.descending)
    query->descending = sn_cli_question.descending;
  asking->query = g_steal_pointer (&query);
  return asking;
}

SnRecipientQuery *
sn_cli_question_ask (SnCli *cli, const char *text, GError **error)
{
  Asking asking = { text, NULL };

  return sn_cli_read (cli, make_query, &asking, error) != NULL ? asking.query : NULL;
}
