/* sn-person-story.c: the lines of a person, and the story put together.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-story-private.h"

#include "sn-date.h"
#include "sn-error.h"
#include "sn-person.h"
#include "sn-roster.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define DAY_CHARS 10

void
sn_story_event_free (SnStoryEvent *event)
{
  if (event == NULL)
    return;
  g_free (event->at);
  g_free (event->campaign);
  g_free (event->department);
  g_free (event->program);
  g_free (event->program_title);
  g_free (event->named);
  g_free (event->words);
  g_free (event->officer);
  g_free (event);
}

void
sn_person_story_free (SnPersonStory *story)
{
  if (story == NULL)
    return;
  g_clear_pointer (&story->events, g_ptr_array_unref);
  g_clear_pointer (&story->programs, g_ptr_array_unref);
  g_clear_pointer (&story->members, g_array_unref);
  g_free (story->now.campaign);
  g_free (story->then.campaign);
  g_free (story);
}

static const struct
{
  const char *code;
  const char *words;
} kinds[] = {
  [SN_STORY_ADDED] = { "added", N_ ("Added to the registry") },
  [SN_STORY_EDITED] = { "edited", N_ ("Data changed") },
  [SN_STORY_CATEGORY] = { "category", N_ ("Category") },
  [SN_STORY_HOUSEHOLD] = { "household", N_ ("Household changed") },
  [SN_STORY_MARKED] = { "marked", N_ ("Noted") },
  [SN_STORY_REVEALED] = { "revealed", N_ ("Looked at in full") },
  [SN_STORY_LISTED] = { "listed", N_ ("Listed") },
  [SN_STORY_LINE_CHANGED] = { "line-changed", N_ ("Line changed") },
  [SN_STORY_SUBMITTED] = { "submitted", N_ ("Submitted for approval") },
  [SN_STORY_SENT_BACK] = { "returned", N_ ("Returned") },
  [SN_STORY_APPROVED_FIRST] = { "approved-first", N_ ("Approved once, waits for a second approver") },
  [SN_STORY_APPROVED] = { "approved", N_ ("Approved") },
  [SN_STORY_HELD] = { "held", N_ ("Held") },
  [SN_STORY_RELEASED] = { "released", N_ ("Released") },
  [SN_STORY_WITHDRAWN] = { "withdrawn", N_ ("Withdrawn") },
  [SN_STORY_TAKEN_BACK] = { "taken-back", N_ ("Taken back") },
  [SN_STORY_BATCHED] = { "batched", N_ ("Put into a batch") },
  [SN_STORY_TRIED_AGAIN] = { "tried-again", N_ ("Tried again") },
  [SN_STORY_ISSUED] = { "issued", N_ ("Issued") },
  [SN_STORY_PAID] = { "paid", N_ ("Paid") },
  [SN_STORY_FAILED] = { "failed", N_ ("Payment failed") },
  [SN_STORY_CAME_BACK] = { "came-back", N_ ("Payment came back") },
  [SN_STORY_SIGNED] = { "signed", N_ ("Signed for") },
  [SN_STORY_DECIDED] = { "decided", N_ ("Decided on a finding") },
  [SN_STORY_FINDING] = { "finding", N_ ("Finding, open") },
};

const char *
sn_story_kind_words (SnStoryKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "");

  return _ (kinds[kind].words);
}

const char *
sn_story_kind_code (SnStoryKind kind)
{
  g_return_val_if_fail ((guint) kind < G_N_ELEMENTS (kinds), "");

  return kinds[kind].code;
}

/* ── Events ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

SnStoryEvent *
sn_story_tell (SnStoryTeller *teller, SnStoryKind kind, const SnStoryLine *line, const char *instant)
{
  SnStoryEvent *event = g_new0 (SnStoryEvent, 1);

  event->kind = kind;
  event->at = sn_instant_to_local (instant);
  event->campaign = g_strdup (line != NULL ? line->campaign : "");
  event->department = g_strdup (line != NULL ? line->department : "");
  event->program = g_strdup (line != NULL ? line->program : "");
  event->program_title = g_strdup (line != NULL ? line->program_title : "");
  event->named = g_strdup (line != NULL ? line->named : "");
  event->per_household = line != NULL && line->per_household;
  event->amount_fen = line != NULL ? line->amount_fen : 0;
  event->entitlement_id = line != NULL ? line->id : 0;
  event->words = g_strdup ("");
  event->officer = g_strdup ("");
  g_ptr_array_add (teller->story->events, event);
  return event;
}

/* Open findings first, what has no day last; a mere day is the end of that day, for the bank tells no hours. */
static const char *
get_sort_key (const SnStoryEvent *event, char buffer[DAY_CHARS + 4])
{
  if (event->kind == SN_STORY_FINDING)
    return "9";
  if (strlen (event->at) != DAY_CHARS)
    return event->at;
  g_snprintf (buffer, DAY_CHARS + 4, "%s 24", event->at);
  return buffer;
}

static int
compare_events (gconstpointer a, gconstpointer b)
{
  const SnStoryEvent *first = *(const SnStoryEvent *const *) a, *second = *(const SnStoryEvent *const *) b;
  char first_buffer[DAY_CHARS + 4], second_buffer[DAY_CHARS + 4];
  int order = strcmp (get_sort_key (second, second_buffer), get_sort_key (first, first_buffer));

  if (order == 0)
    order = (int) second->kind - (int) first->kind;
  return order != 0 ? order : strcmp (first->program, second->program);
}

/* ── Lines ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
free_line (gpointer data)
{
  SnStoryLine *line = data;

  g_free (line->campaign);
  g_free (line->department);
  g_free (line->program);
  g_free (line->program_title);
  g_free (line->rate_label);
  g_free (line->named);
  g_free (line->listed_by);
  g_free (line->file);
  g_free (line->read_at);
  g_free (line);
}

/* Both ways to a line go through an index. */
static const char lines_sql[] =
  "SELECT e.id, e.amount_fen, e.unit = 'household', c.title, d.name, p.code, p.title, r.label,"
  "       iif (e.person_id = ?1, '', coalesce (e.payee_name, n.name)), o.name, coalesce (f.name, ''), coalesce (f.imported_at, '')"
  "  FROM (SELECT id FROM entitlement WHERE person_id = ?1 UNION SELECT id FROM entitlement WHERE household_id = ?2) x"
  "  JOIN entitlement e ON e.id = x.id JOIN person n ON n.id = e.person_id JOIN benefit_rate r ON r.id = e.rate_id"
  "  JOIN program p ON p.id = e.program_id JOIN department d ON d.id = p.department_id JOIN campaign c ON c.id = p.campaign_id"
  "  JOIN officer o ON o.id = e.listed_by LEFT JOIN source_file f ON f.id = e.source_file_id ORDER BY e.id";

static gboolean
read_lines (SnStoryTeller *teller, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (teller->connection, error, lines_sql, SN_INT (teller->person_id),
                                                           SN_INT (teller->household_id));

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    {
      SnStoryLine *line = g_new0 (SnStoryLine, 1);
      char **const texts[] = { &line->campaign, &line->department, &line->program, &line->program_title, &line->rate_label,
                               &line->named, &line->listed_by, &line->file, &line->read_at };

      line->id = sn_statement_get_int64 (statement, 0);
      line->amount_fen = sn_statement_get_int64 (statement, 1);
      line->per_household = sn_statement_get_int64 (statement, 2) != 0;
      for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
        *texts[i] = g_strdup (sn_statement_get_text (statement, (int) i + 3));
      g_ptr_array_add (teller->lines, line);
      g_hash_table_insert (teller->lines_by_id, &line->id, line);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* What the journal was not read for: who listed is known, when only of a file. */
static void
tell_untold_listings (SnStoryTeller *teller)
{
  for (guint i = 0; i < teller->lines->len; i++)
    {
      SnStoryLine *line = g_ptr_array_index (teller->lines, i);
      SnStoryEvent *event;

      if (line->listing_is_told)
        continue;
      event = sn_story_tell (teller, SN_STORY_LISTED, line, line->read_at);
      sn_story_set (&event->officer, line->listed_by);
      g_free (event->words);
      event->words = *line->file != '\0' ? g_strdup_printf (_ ("%s, from “%s”"), line->rate_label, line->file) : g_strdup (line->rate_label);
    }
}

/* ── Findings ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* (nullable): the first line of the finding that is of this story */
static const SnStoryLine *
find_line (SnStoryTeller *teller, const SnFinding *finding)
{
  for (guint i = 0; i < finding->entitlements->len; i++)
    {
      const SnStoryLine *line = g_hash_table_lookup (teller->lines_by_id, &g_array_index (finding->entitlements, gint64, i));

      if (line != NULL)
        return line;
    }
  return NULL;
}

static void
tell_findings (SnStoryTeller *teller, GPtrArray *findings)
{
  for (guint i = 0; findings != NULL && i < findings->len; i++)
    {
      const SnFinding *finding = g_ptr_array_index (findings, i);
      const SnStoryLine *line = *finding->decision == '\0' ? find_line (teller, finding) : NULL;
      SnStoryEvent *event;

      if (line == NULL)
        continue;
      event = sn_story_tell (teller, SN_STORY_FINDING, line, NULL);
      sn_story_set (&event->words, finding->message);
      event->amount_fen = 0;
      event->finding_id = finding->id;
    }
}

/* ── The story ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static gboolean
tell (SnStoryTeller *teller, GPtrArray *findings, GError **error)
{
  if (!read_lines (teller, error) || !sn_story_tell_journal (teller, error) || !sn_story_tell_money (teller, error) ||
      !sn_story_add_sums (teller, error))
    return FALSE;
  tell_untold_listings (teller);
  tell_findings (teller, findings);
  g_ptr_array_sort (teller->story->events, compare_events);
  return TRUE;
}

SnPersonStory *
sn_person_story_read (SnConnection *connection, gint64 person_id, GPtrArray *findings, GCancellable *cancellable, GError **error)
{
  g_autoptr (SnPersonStory) story = g_new0 (SnPersonStory, 1);
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (free_line);
  g_autoptr (GHashTable) lines_by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (SnPerson) person = sn_person_lookup (connection, person_id, error);
  SnStoryTeller teller = { connection, cancellable, person_id, 0, story, lines, lines_by_id };

  if (person == NULL)
    return NULL;
  teller.household_id = person->household_id;
  story->events = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_story_event_free);
  return tell (&teller, findings, error) ? g_steal_pointer (&story) : NULL;
}
