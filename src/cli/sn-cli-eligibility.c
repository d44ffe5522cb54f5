/* sn-cli-eligibility.c: what rates ask for, and what another rate would mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-rate-condition.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *program_code = NULL;
static char *rate_label = NULL;
static char *condition = NULL;
static char *removed = NULL;

static const GOptionEntry conditions_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  { "set", 0, 0, G_OPTION_ARG_STRING, &condition, NULL, "KIND=VALUE" },
  { "remove", 0, 0, G_OPTION_ARG_STRING, &removed, NULL, "KIND" },
  G_OPTION_ENTRY_NULL,
};

/* ── rates conditions ───────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
list_conditions (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_rate_condition_list (connection, program_code, rate_label, error);
}

typedef struct
{
  char  *kind;
  int    least;
  int    most;
  char **choices;
} Asked;

static gboolean
set_condition (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Asked *asked = data;

  return sn_rate_condition_set (transaction, program_code, rate_label, asked->kind, asked->least, asked->most,
                                (const char *const *) asked->choices, error);
}

static gboolean
remove_condition (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_rate_condition_remove (transaction, program_code, rate_label, removed, error);
}

static SnCliStatus
change_conditions (SnCli *cli, GError **error)
{
  const char *value = condition != NULL ? strchr (condition, '=') : NULL;
  g_autofree char *kind = value != NULL ? g_strndup (condition, (gsize) (value - condition)) : NULL;
  g_auto (GStrv) choices = NULL;
  Asked asked = { kind, 0, 0, NULL };

  if (rate_label == NULL)
    return sn_cli_usage_error (error, _ ("Say which rate: --rate LABEL. “rates” lists them."));
  if (removed != NULL && !sn_cli_write (cli, remove_condition, NULL, error))
    return SN_CLI_REFUSED;
  if (condition == NULL)
    return SN_CLI_DONE;
  if (value == NULL)
    return sn_cli_usage_error (error, _ ("“%s” is no condition. Write KIND=VALUE: age=-59 or town=盈浦街道,夏阳街道."), condition);
  if (!sn_rate_condition_parse (kind, value + 1, &asked.least, &asked.most, &choices, error))
    return SN_CLI_USAGE;
  asked.choices = choices;
  return sn_cli_write (cli, set_condition, &asked, error) ? SN_CLI_DONE : SN_CLI_REFUSED;
}

static void
add_condition (JsonBuilder *builder, const SnRateCondition *asked)
{
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "rate", asked->rate_label);
  sn_json_add_string (builder, "kind", asked->kind);
  sn_json_add_int (builder, "least", asked->least);
  sn_json_add_int (builder, "most", asked->most);
  json_builder_set_member_name (builder, "choices");
  json_builder_begin_array (builder);
  for (gsize i = 0; asked->choices[i] != NULL; i++)
    json_builder_add_string_value (builder, asked->choices[i]);
  json_builder_end_array (builder);
  sn_json_add_string (builder, "asked", asked->sentence);
  json_builder_end_object (builder);
}

static SnCliStatus
run_conditions (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "rate", "kind", "asked", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) conditions = NULL;
  SnCliStatus status = SN_CLI_DONE;

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  if (condition != NULL || removed != NULL)
    status = change_conditions (cli, error);
  if (status != SN_CLI_DONE)
    return status;
  conditions = sn_cli_read (cli, list_conditions, NULL, error);
  if (conditions == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < conditions->len; i++)
    add_condition (builder, g_ptr_array_index (conditions, i));
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_eligibility_commands[] = {
  { "rates conditions", "--program CODE", N_ ("what rates ask for beyond a category: list, set, remove"), conditions_options, 0, 0,
    run_conditions },
  { NULL },
};
