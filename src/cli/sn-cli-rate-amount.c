/* sn-cli-rate-amount.c: what the amount of a rate follows from: tiers of a score, members of a household, towns.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"
#include "sn-cli-rate-amount.h"

#include "sn-money.h"
#include "sn-rate-amount.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define USUAL_SOURCE "残联综合困难评分"
#define HUNDREDTHS 100.0

static char *program_code = NULL;
static char *rate_label = NULL;
static char *source = NULL;
static char *covered = NULL;

static const GOptionEntry tiers_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  { "source", 0, 0, G_OPTION_ARG_STRING, &source, NULL, "S" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry members_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  { "covered", 0, 0, G_OPTION_ARG_STRING, &covered, NULL, "N" },
  G_OPTION_ENTRY_NULL,
};
static const GOptionEntry town_options[] = {
  { "program", 0, 0, G_OPTION_ARG_STRING, &program_code, NULL, "CODE" },
  { "rate", 0, 0, G_OPTION_ARG_STRING, &rate_label, NULL, "LABEL" },
  G_OPTION_ENTRY_NULL,
};

/* ── Out ────────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
add_steps (JsonBuilder *builder, const char *name, const SnRateBasis *basis, SnRateBasisKind kind)
{
  json_builder_set_member_name (builder, name);
  json_builder_begin_array (builder);
  for (guint i = 0; basis != NULL && basis->kind == kind && i < basis->steps->len; i++)
    {
      const SnRateStep *step = &g_array_index (basis->steps, SnRateStep, i);

      json_builder_begin_object (builder);
      if (kind == SN_RATE_BASIS_TOWN)
        sn_json_add_string (builder, "town", step->name);
      else
        json_builder_add_double_value (json_builder_set_member_name (builder, "from_score"), (double) step->key / HUNDREDTHS);
      sn_json_add_int (builder, "amount_fen", step->amount_fen);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

void
sn_cli_add_rate_basis (JsonBuilder *builder, const SnRateBasis *basis)
{
  const gboolean by_members = basis != NULL && basis->kind == SN_RATE_BASIS_MEMBERS;
  g_autofree char *words = sn_rate_basis_say (basis);

  sn_json_add_string (builder, "basis", sn_rate_basis_kind_to_string (basis != NULL ? basis->kind : SN_RATE_BASIS_NONE));
  sn_json_add_string (builder, "basis_words", words);
  sn_json_add_string (builder, "score_source", basis != NULL ? basis->source : "");
  add_steps (builder, "tiers", basis, SN_RATE_BASIS_SCORE);
  sn_json_add_int_or_null (builder, "member_fen", by_members, by_members ? basis->member_fen : 0);
  sn_json_add_int (builder, "members_covered", by_members ? basis->members_covered : 1);
  add_steps (builder, "towns", basis, SN_RATE_BASIS_TOWN);
}

static gpointer
read_program (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_program_lookup (connection, program_code, error);
}

static SnCliStatus
print_rate (SnCli *cli, GError **error)
{
  static const char *const columns[] = { "label", "min_fen", "max_fen", "basis", "basis_words", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnProgram) program = sn_cli_read (cli, read_program, NULL, error);
  const SnBenefitRate *rate = program != NULL ? sn_program_find_rate (program, rate_label, error) : NULL;

  if (rate == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "label", rate->label);
  sn_json_add_int (builder, "min_fen", rate->min_fen);
  sn_json_add_int (builder, "max_fen", rate->max_fen);
  sn_cli_add_rate_basis (builder, rate->basis);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

/* ── In ─────────────────────────────────────────────────────────────────────────────────────────────────────────── */

gboolean
sn_cli_parse_tiers (const char *score_source, char **words, SnRateBasis **basis, GError **error)
{
  g_autoptr (SnRateBasis) tiers = sn_rate_basis_new (SN_RATE_BASIS_SCORE, score_source != NULL ? score_source : USUAL_SOURCE);

  for (gsize i = 0; words[i] != NULL; i++)
    {
      const char *amount = strchr (words[i], '=');
      g_autofree char *from = g_strndup (words[i], amount != NULL ? (gsize) (amount - words[i]) : 0);
      gint64 score, amount_fen;

      if (amount == NULL || !sn_score_parse (from, &score) || !sn_money_parse (amount + 1, FALSE, &amount_fen, NULL, NULL))
        {
          sn_cli_usage_error (error, _ ("“%s” is no tier. Write FROM=YUAN: 80=2000 gives 2,000 yuan from a score of 80 on."), words[i]);
          return FALSE;
        }
      sn_rate_basis_add_step (tiers, score, amount_fen, NULL);
    }
  *basis = g_steal_pointer (&tiers);
  return TRUE;
}

gboolean
sn_cli_parse_members (const char *member, const char *members_covered, SnRateBasis **basis, GError **error)
{
  g_autoptr (SnRateBasis) members = sn_rate_basis_new (SN_RATE_BASIS_MEMBERS, NULL);
  gint64 n = 1;

  if (!sn_money_parse (member, FALSE, &members->member_fen, NULL, NULL))
    {
      sn_cli_usage_error (error, _ ("“%s” is no amount. Write yuan, or “none”."), member);
      return FALSE;
    }
  if (members_covered != NULL && !g_ascii_string_to_signed (members_covered, 10, 1, 99, &n, NULL))
    {
      sn_cli_usage_error (error, _ ("“%s” is no number from 1 to %d."), members_covered, 99);
      return FALSE;
    }
  members->members_covered = (int) n;
  *basis = g_steal_pointer (&members);
  return TRUE;
}

static gboolean
check_rate (GError **error)
{
  if (!sn_cli_check_program (program_code, error))
    return FALSE;
  if (rate_label != NULL)
    return TRUE;
  sn_cli_usage_error (error, _ ("Say which rate: --rate LABEL. “rates” lists them."));
  return FALSE;
}

/* ── rates tiers, members, town ─────────────────────────────────────────────────────────────────────────────────── */

static gboolean
set_basis (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_rate_amount_set_basis (transaction, program_code, rate_label, data, error);
}

static gboolean
is_none (char **words)
{
  return words[0] != NULL && strcmp (words[0], "none") == 0 && words[1] == NULL;
}

/* Without words it only shows what there is. */
static SnCliStatus
run_tiers (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnRateBasis) basis = NULL;

  if (!check_rate (error) || (!is_none (words) && !sn_cli_parse_tiers (source, words, &basis, error)))
    return SN_CLI_USAGE;
  if (words[0] != NULL && !sn_cli_write (cli, set_basis, basis, error))
    return SN_CLI_REFUSED;
  return print_rate (cli, error);
}

static SnCliStatus
run_members (SnCli *cli, char **words, GError **error)
{
  g_autoptr (SnRateBasis) basis = NULL;

  if (!check_rate (error) || (!is_none (words) && !sn_cli_parse_members (words[0], covered, &basis, error)))
    return SN_CLI_USAGE;
  if (!sn_cli_write (cli, set_basis, basis, error))
    return SN_CLI_REFUSED;
  return print_rate (cli, error);
}

typedef struct
{
  const char *town;
  gint64      amount_fen;
} TownOrder;

static gboolean
set_town (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const TownOrder *order = data;

  return sn_rate_amount_set_town (transaction, program_code, rate_label, order->town, order->amount_fen, error);
}

static SnCliStatus
run_town (SnCli *cli, char **words, GError **error)
{
  TownOrder order = { words[0], 0 };

  if (!check_rate (error))
    return SN_CLI_USAGE;
  if (strcmp (words[1], "none") != 0 && (!sn_money_parse (words[1], FALSE, &order.amount_fen, NULL, NULL) || order.amount_fen <= 0))
    return sn_cli_usage_error (error, _ ("“%s” is no amount. Write yuan, or “none”."), words[1]);
  return sn_cli_write (cli, set_town, &order, error) ? print_rate (cli, error) : SN_CLI_REFUSED;
}

/* The longer name first: the first that fits is taken. */
const SnCliCommand sn_cli_rate_amount_commands[] = {
  { "rates tiers", "[FROM=YUAN … | none] --program CODE --rate LABEL", N_ ("amounts by another office's score, in tiers"), tiers_options, 0, 99,
    run_tiers },
  { "rates members", "YUAN|none --program CODE --rate LABEL", N_ ("how much more for each further member of a household"), members_options, 1, 1,
    run_members },
  { "rates town", "TOWN YUAN|none --program CODE --rate LABEL", N_ ("what a town has set, where amounts are decided case by case"), town_options,
    2, 2, run_town },
  { NULL },
};
