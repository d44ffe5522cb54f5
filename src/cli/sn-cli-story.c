/* sn-cli-story.c: everything that happened to one person, and what it came to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-cli.h"

#include "sn-person-story.h"
#include "sn-roster.h"

#include <glib/gi18n-lib.h>

static gpointer
read_story (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  g_autoptr (GPtrArray) findings = sn_finding_list (connection, NULL, error);

  return findings != NULL ? sn_person_story_read (connection, *(gint64 *) data, findings, cancellable, error) : NULL;
}

static void
add_sum (JsonBuilder *builder, const char *key, SnStorySum sum)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "due_fen", sum.due_fen);
  sn_json_add_int (builder, "paid_fen", sum.paid_fen);
  sn_json_add_int (builder, "failed_fen", sum.failed_fen);
  json_builder_end_object (builder);
}

static void
add_year (JsonBuilder *builder, const char *key, const SnStoryYear *year)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "campaign", year->campaign);
  add_sum (builder, "by_person", year->parts[SN_STORY_OWN]);
  add_sum (builder, "by_household_named", year->parts[SN_STORY_HOUSEHOLD_NAMED]);
  add_sum (builder, "named", sn_story_year_sum (year, SN_STORY_OWN, SN_STORY_HOUSEHOLD_NAMED));
  add_sum (builder, "by_household_other", year->parts[SN_STORY_HOUSEHOLD_OTHER]);
  add_sum (builder, "members", year->parts[SN_STORY_MEMBERS]);
  add_sum (builder, "household", sn_story_year_sum (year, SN_STORY_OWN, SN_STORY_MEMBERS));
  json_builder_end_object (builder);
}

static void
add_programs (JsonBuilder *builder, const SnPersonStory *story)
{
  json_builder_set_member_name (builder, "programs");
  json_builder_begin_array (builder);
  for (guint i = 0; i < story->programs->len; i++)
    {
      const SnStoryProgram *program = g_ptr_array_index (story->programs, i);

      json_builder_begin_object (builder);
      sn_json_add_string (builder, "program", program->program);
      sn_json_add_string (builder, "title", program->title);
      add_sum (builder, "now", program->now);
      add_sum (builder, "last", program->then);
      json_builder_end_object (builder);
    }
  json_builder_end_array (builder);
}

static void
add_event (JsonBuilder *builder, const SnStoryEvent *event, gboolean in_words)
{
  json_builder_begin_object (builder);
  sn_json_add_string (builder, "made_at", event->at);
  sn_json_add_string (builder, "step", in_words ? sn_story_kind_words (event->kind) : sn_story_kind_code (event->kind));
  sn_json_add_string (builder, "program", event->program);
  sn_json_add_string (builder, "department", event->department);
  sn_json_add_int (builder, "amount_fen", event->amount_fen);
  sn_json_add_string (builder, "officer", event->officer);
  sn_json_add_string (builder, "note", event->words);
  sn_json_add_string (builder, "named", event->named);
  sn_json_add_boolean (builder, "per_household", event->per_household);
  sn_json_add_int (builder, "entitlement", event->entitlement_id);
  sn_json_add_int (builder, "change", event->change_id);
  sn_json_add_int (builder, "batch", event->batch_id);
  sn_json_add_int (builder, "finding", event->finding_id);
  json_builder_end_object (builder);
}

static void
add_events (JsonBuilder *builder, const SnPersonStory *story, gboolean in_words)
{
  json_builder_begin_array (builder);
  for (guint i = 0; i < story->events->len; i++)
    add_event (builder, g_ptr_array_index (story->events, i), in_words);
  json_builder_end_array (builder);
}

static SnCliStatus
run_story (SnCli *cli, char **words, GError **error)
{
  static const char *const columns[] = { "made_at", "step", "program", "amount_fen", "officer", "note", NULL };
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (SnPersonStory) story = NULL;
  gint64 person_id;

  if (!sn_cli_parse_id (words[0], &person_id, error))
    return SN_CLI_USAGE;
  story = sn_cli_read (cli, read_story, &person_id, error);
  if (story == NULL)
    return SN_CLI_REFUSED;
  if (!cli->json)
    {
      add_events (builder, story, TRUE);
      sn_cli_print (cli, sn_json_finish (builder), columns);
      return SN_CLI_DONE;
    }
  json_builder_begin_object (builder);
  sn_json_add_int (builder, "id", person_id);
  sn_json_add_boolean (builder, "complete", story->is_complete);
  add_year (builder, "now", &story->now);
  add_year (builder, "last", &story->then);
  add_programs (builder, story);
  json_builder_set_member_name (builder, "events");
  add_events (builder, story, FALSE);
  json_builder_end_object (builder);
  sn_cli_print (cli, sn_json_finish (builder), NULL);
  return SN_CLI_DONE;
}

const SnCliCommand sn_cli_story_commands[] = {
  { "recipients story", "ID", N_ ("everything that happened to one person, and sums that add up, beside last winter's"), NULL, 1, 1, run_story },
  { NULL },
};
