/* sn-cli-listing.c: chosen people and one program: why somebody does not fit, and listing many.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli-listing.h"

#include "sn-listing.h"
#include "sn-money.h"

#include <string.h>

/* ── Why and why not ────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  const char *program_code;
  gint64      person_id;
} Question;

static gpointer
explain (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Question *question = data;

  return sn_eligibility_explain (connection, question->program_code, question->person_id, error);
}

/* "message" is one line for people; "reasons" has the parts. */
static void
add_reasons (JsonBuilder *builder, GPtrArray *reasons)
{
  g_autoptr (GString) message = g_string_new (NULL);

  json_builder_set_member_name (builder, "reasons");
  json_builder_begin_array (builder);
  for (guint i = 0; i < reasons->len; i++)
    {
      const SnMisfitReason *reason = g_ptr_array_index (reasons, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "reason", sn_misfit_to_string (reason->misfit));
      sn_json_add_string (builder, "message", reason->sentence);
      json_builder_end_object (builder);
      g_string_append_printf (message, "%s%s", i > 0 ? " " : "", reason->sentence);
    }
  json_builder_end_array (builder);
  sn_json_add_string (builder, "message", message->str);
}

SnCliStatus
sn_cli_explain_person (SnCli *cli, const SnCliChosen *chosen, GError **error)
{
  static const char *const columns[] = { "rate", "fits", "min_fen", "max_fen", "due", "ground", "message", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GPtrArray) fits = NULL;
  Question question = { chosen->program_code, 0 };

  if (!sn_cli_parse_id (chosen->persons[0], &question.person_id, error))
    return SN_CLI_USAGE;
  fits = sn_cli_read (cli, explain, &question, error);
  if (fits == NULL)
    return SN_CLI_REFUSED;
  json_builder_begin_array (builder);
  for (guint i = 0; i < fits->len; i++)
    {
      const SnRateFit *fit = g_ptr_array_index (fits, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "rate", fit->rate_label);
      sn_json_add_boolean (builder, "fits", fit->reasons->len == 0);
      sn_json_add_string (builder, "unit", fit->per_household ? "household" : "person");
      sn_json_add_int_or_null (builder, "min_fen", !fit->discretionary, fit->min_fen);
      sn_json_add_int_or_null (builder, "max_fen", !fit->discretionary, fit->max_fen);
      sn_json_add_boolean (builder, "discretionary", fit->discretionary);
      sn_json_add_string (builder, "due", fit->due);
      sn_json_add_string (builder, "ground", fit->ground);
      add_reasons (builder, fit->reasons);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
  sn_cli_print (cli, sn_json_finish (builder), columns);
  return SN_CLI_DONE;
}

/* ── Many ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnListingRequest  request;
  SnListing        *listing; /* (nullable) */
} Listing;

static void
clear_listing (Listing *listing)
{
  g_clear_pointer (&listing->request.person_ids, g_array_unref);
  g_clear_pointer (&listing->listing, sn_listing_free);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Listing, clear_listing)

static gpointer
judge (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_listing_judge (connection, data, error);
}

static gboolean
add (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  Listing *listing = data;

  return sn_listing_add (transaction, &listing->request, &listing->listing, error);
}

static gboolean
take_ids (GArray *ids, char **words, GError **error)
{
  for (guint i = 0; words != NULL && words[i] != NULL; i++)
    {
      gint64 id;

      if (*g_strstrip (words[i]) == '\0')
        continue;
      if (!sn_cli_parse_id (words[i], &id, error))
        return FALSE;
      g_array_append_val (ids, id);
    }
  return TRUE;
}

static SnCliStatus
take_file (GArray *ids, const char *path, GError **error)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;

  if (!g_file_get_contents (strcmp (path, "-") == 0 ? "/dev/stdin" : path, &text, NULL, error))
    return SN_CLI_REFUSED;
  lines = g_strsplit (text, "\n", -1);
  return take_ids (ids, lines, error) ? SN_CLI_DONE : SN_CLI_USAGE;
}

static SnCliStatus
read_request (Listing *listing, const SnCliChosen *chosen, GError **error)
{
  listing->request = (SnListingRequest){ .program_code = chosen->program_code, .rate_label = chosen->rate_label, .reason = chosen->reason,
                                         .has_amount = chosen->amount != NULL,
                                         .person_ids = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  if (chosen->amount != NULL && !sn_money_parse (chosen->amount, FALSE, &listing->request.amount_fen, NULL, error))
    return SN_CLI_USAGE;
  if (!take_ids (listing->request.person_ids, chosen->persons, error))
    return SN_CLI_USAGE;
  return chosen->persons_file != NULL ? take_file (listing->request.person_ids, chosen->persons_file, error) : SN_CLI_DONE;
}

static const char *
name_rate (const SnListing *listing, gint64 rate_id)
{
  for (guint i = 0; i < listing->program->rates->len; i++)
    {
      const SnBenefitRate *rate = g_ptr_array_index (listing->program->rates, i);

      if (rate->id == rate_id)
        return rate->label;
    }
  return "";
}

static const char *const verdicts[] = {
  [SN_LISTING_FITS] = "fits",           [SN_LISTING_ANYWAY] = "anyway",             [SN_LISTING_COVERED] = "covered",
  [SN_LISTING_NO_AMOUNT] = "no_amount", [SN_LISTING_NOT_DUE] = "not_due", [SN_LISTING_OTHER_AMOUNT] = "other_amount", [SN_LISTING_MISFIT] = "misfit",
};

static void
add_lines (JsonBuilder *builder, const SnListing *listing)
{
  json_builder_set_member_name (builder, "lines");
  json_builder_begin_array (builder);
  for (guint i = 0; i < listing->lines->len; i++)
    {
      const SnListingLine *line = &g_array_index (listing->lines, SnListingLine, i);

      json_builder_begin_object (builder);
      sn_json_add_int (builder, "person", line->person_id);
      sn_json_add_string (builder, "verdict", verdicts[line->verdict]);
      sn_json_add_string (builder, "reason", sn_misfit_to_string (line->misfit));
      sn_json_add_string (builder, "rate", name_rate (listing, line->rate_id));
      sn_json_add_int (builder, "amount_fen", line->amount_fen);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_obstacles (JsonBuilder *builder, const SnListing *listing)
{
  json_builder_set_member_name (builder, "obstacles");
  json_builder_begin_array (builder);
  for (guint i = 0; i < listing->obstacles->len; i++)
    {
      const SnListingObstacle *obstacle = g_ptr_array_index (listing->obstacles, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "verdict", verdicts[obstacle->verdict]);
      sn_json_add_string (builder, "reason", sn_misfit_to_string (obstacle->misfit));
      sn_json_add_int (builder, "people", obstacle->people);
      sn_json_add_string (builder, "message", obstacle->sentence);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
print_listing (SnCli *cli, const SnListing *listing, gboolean is_dry_run)
{
  g_autoptr (JsonBuilder) builder = json_builder_new ();

  json_builder_begin_object (builder);
  sn_json_add_string (builder, "program", listing->program->code);
  sn_json_add_int (builder, "can", listing->n_can);
  sn_json_add_int (builder, "amount_fen", listing->amount_fen);
  sn_json_add_int (builder, "anyway", listing->n_anyway);
  sn_json_add_int (builder, "covered", listing->n_covered);
  sn_json_add_int (builder, "cannot", listing->n_cannot);
  sn_json_add_int (builder, "added", is_dry_run ? 0 : listing->n_can);
  add_obstacles (builder, listing);
  if (cli->json)
    add_lines (builder, listing);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
}

SnCliStatus
sn_cli_list_people (SnCli *cli, const SnCliChosen *chosen, GError **error)
{
  g_auto (Listing) listing = { { NULL } };
  SnCliStatus status = read_request (&listing, chosen, error);

  if (status != SN_CLI_DONE)
    return status;
  if (chosen->is_dry_run)
    listing.listing = sn_cli_read (cli, judge, &listing.request, error);
  else
    sn_cli_write (cli, add, &listing, error);
  if (listing.listing == NULL)
    return SN_CLI_REFUSED;
  print_listing (cli, listing.listing, chosen->is_dry_run);
  return listing.listing->n_cannot > 0 ? SN_CLI_REFUSED : SN_CLI_DONE;
}
