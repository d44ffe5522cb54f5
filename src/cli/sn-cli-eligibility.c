/* sn-cli-eligibility.c: what rates ask for, and what another rate would mean.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"
#include "sn-cli-rate-amount.h"

#include "sn-benefit-rate.h"
#include "sn-rate-condition.h"
#include "sn-what-if.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static char *program_code = NULL;
static char *rate_label = NULL;
static char *condition = NULL;
static char *removed = NULL;

static char *amount = NULL, *min_age = NULL, *as_of = NULL, *unit = NULL;
static char **categories = NULL, **drafted = NULL, **dropped = NULL;
static char **tiers = NULL;
static char *score_source = NULL, *member = NULL, *covered = NULL;

static const GOptionEntry what_if_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  { "amount", 0, 0, G_OPTION_ARG_STRING, &amount, NULL, "YUAN[-YUAN]" },
  { "min-age", 0, 0, G_OPTION_ARG_STRING, &min_age, NULL, "YEARS|none" },
  { "as-of", 0, 0, G_OPTION_ARG_STRING, &as_of, NULL, "DATE" },
  { "unit", 0, 0, G_OPTION_ARG_STRING, &unit, NULL, "person|household" },
  { "category", 0, 0, G_OPTION_ARG_STRING_ARRAY, &categories, NULL, "CODE" },
  { "tier", 0, 0, G_OPTION_ARG_STRING_ARRAY, &tiers, NULL, "FROM=YUAN" },
  { "source", 0, 0, G_OPTION_ARG_STRING, &score_source, NULL, "S" },
  { "member", 0, 0, G_OPTION_ARG_STRING, &member, NULL, "YUAN" },
  { "covered", 0, 0, G_OPTION_ARG_STRING, &covered, NULL, "N" },
  { "set", 0, 0, G_OPTION_ARG_STRING_ARRAY, &drafted, NULL, "KIND=VALUE" },
  { "remove", 0, 0, G_OPTION_ARG_STRING_ARRAY, &dropped, NULL, "KIND" },
  G_OPTION_ENTRY_NULL,
};
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

/* ── what-if ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static gpointer
run_draft (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_what_if_run (connection, program_code, data, 1, error);
}

/* @basis: (out) (transfer full): stays %NULL where nothing else is drafted */
static SnCliStatus
read_draft (SnRateDraft *draft, SnRateBasis **basis, GError **error)
{
  gint64 years = 0;

  if (rate_label == NULL)
    return sn_cli_usage_error (error, _ ("Say which rate: --rate LABEL. “rates” lists them."));
  if (amount != NULL && !sn_rate_parse_range (amount, &draft->min_fen, &draft->max_fen, error))
    return SN_CLI_USAGE;
  if (min_age != NULL && strcmp (min_age, "none") != 0 && !g_ascii_string_to_signed (min_age, 10, 1, 120, &years, NULL))
    return sn_cli_usage_error (error, _ ("“%s” is no number from 1 to %d."), min_age, 120);
  if (min_age != NULL)
    draft->min_age = (int) years;
  if ((tiers != NULL && !sn_cli_parse_tiers (score_source, tiers, basis, error)) ||
      (tiers == NULL && member != NULL && !sn_cli_parse_members (member, covered, basis, error)))
    return SN_CLI_USAGE;
  draft->basis = *basis;
  draft->as_of = as_of;
  draft->unit = unit;
  draft->categories = (const char *const *) categories;
  draft->conditions = (const char *const *) drafted;
  draft->removed = (const char *const *) dropped;
  return SN_CLI_DONE;
}

static void
add_side (JsonBuilder *builder, const char *name, const SnEntitled *side)
{
  const struct { const char *key; gint64 value; } fields[] = {
    { "persons", side->persons }, { "households", side->households }, { "open", side->open },
    { "least_fen", side->least_fen }, { "most_fen", side->most_fen },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (fields); i++)
    {
      g_autofree char *key = g_strdup_printf ("%s_%s", name, fields[i].key);

      sn_json_add_int (builder, key, fields[i].value);
    }
}

static void
add_rate (JsonBuilder *builder, const char *label, const SnEntitled *now, const SnEntitled *then)
{
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "rate", label);
  add_side (builder, "now", now);
  add_side (builder, "then", then);
  sn_json_add_int (builder, "difference_fen", then->least_fen - now->least_fen);
  json_builder_end_object (builder);
}

static void
print_what_if (SnCli *cli, const SnWhatIf *what_if)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sn_json_add_string (builder, "program", what_if->program_code);
  sn_json_add_string (builder, "title", what_if->program_title);
  sn_json_add_string (builder, "funding", what_if->funding);
  sn_json_add_int_or_null (builder, "ceiling_fen", what_if->ceiling_fen >= 0, what_if->ceiling_fen);
  sn_json_add_int (builder, "planned_fen", what_if->planned_fen);
  sn_json_add_int (builder, "gained", what_if->gained);
  sn_json_add_int (builder, "lost", what_if->lost);
  sn_json_add_int (builder, "planned_lost", what_if->planned_lost);
  add_side (builder, "now", &what_if->now);
  add_side (builder, "then", &what_if->then);
  sn_json_add_int (builder, "difference_fen", what_if->then.least_fen - what_if->now.least_fen);
  json_builder_set_member_name (builder, "rates");
  json_builder_begin_array (builder);
  for (guint i = 0; i < what_if->rates->len; i++)
    {
      const SnWhatIfRate *rate = g_ptr_array_index (what_if->rates, i);

      add_rate (builder, rate->label, &rate->now, &rate->then);
    }
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
}

static SnCliStatus
run_what_if (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnWhatIf) what_if = NULL;
  SnRateDraft draft = SN_RATE_DRAFT (rate_label);
  g_autoptr (SnRateBasis) basis = NULL;
  SnCliStatus status;

  if (!sn_cli_check_program (program_code, error))
    return SN_CLI_USAGE;
  status = read_draft (&draft, &basis, error);
  if (status != SN_CLI_DONE)
    return status;
  what_if = sn_cli_read (cli, run_draft, &draft, error);
  if (what_if == NULL)
    return SN_CLI_REFUSED;
  print_what_if (cli, what_if);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_eligibility_commands[] = {
  { "what-if", "--program CODE --rate LABEL", N_ ("what another amount or other conditions would mean: people, households, money"),
    what_if_options, 0, 0, run_what_if },
  { "rates conditions", "--program CODE", N_ ("what rates ask for beyond a category: list, set, remove"), conditions_options, 0, 0,
    run_conditions },
  { NULL },
};
