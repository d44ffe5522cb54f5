/* sn-person-story-journal.c: what the journal tells of a person: who listed, approved, edited, looked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-story-private.h"

#include "sn-journal-trace.h"
#include "sn-schema-words.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* Of compressed journal for one person: read through in some tenths of a second. */
#define MOST_BYTES (G_GINT64_CONSTANT (24) * 1024 * 1024)

typedef struct
{
  gint64    id;
  char     *officer;
  char     *made_at;
  char     *action;
  char     *summary;
  gboolean  is_ours;  /* the person's id is its argument */
  gboolean  is_told;
} Change;

static void
free_change (gpointer data)
{
  Change *change = data;

  g_free (change->officer);
  g_free (change->made_at);
  g_free (change->action);
  g_free (change->summary);
  g_free (change);
}

/* ── Where to look ──────────────────────────────────────────────────────────────────────────────────────────────── */

/* A change says by its arguments which person or which program it was about; an undo, of what it took back, after that one's number and
 * action. What says neither is looked into, but for what never touches a person: batches, rates, the demo's registry. */
static const char changes_sql[] =
  "WITH code (code) AS MATERIALIZED ("
  "  SELECT p.code FROM entitlement e JOIN program p ON p.id = e.program_id WHERE e.person_id = ?1"
  "  UNION SELECT p.code FROM entitlement e JOIN program p ON p.id = e.program_id WHERE e.household_id = ?2),"
  " said (id, officer_id, made_at, action, arguments, about, first, second) AS ("
  "  SELECT id, officer_id, made_at, action, arguments, action, arguments ->> 0, arguments ->> 1 FROM change WHERE action <> 'undo'"
  "  UNION ALL SELECT id, officer_id, made_at, action, arguments, arguments ->> 1, arguments ->> 2, arguments ->> 3"
  "    FROM change WHERE action = 'undo')"
  " SELECT s.id, o.name, s.made_at, s.action, s.arguments, s.about GLOB 'person-*' OR s.about GLOB 'account-*' OR s.about GLOB 'category-*'"
  "  FROM said s JOIN officer o ON o.id = s.officer_id"
  " WHERE CASE WHEN s.about GLOB 'person-*' OR s.about GLOB 'account-*' OR s.about GLOB 'category-*' "
  "                 THEN s.first = CAST (?1 AS TEXT) OR s.second = CAST (?1 AS TEXT)"
  "            WHEN s.about GLOB 'roster-*' OR s.about GLOB 'candidates-*' OR s.about GLOB 'entitlement*' OR s.about GLOB 'demo-roster'"
  "                 OR s.about = 'demo-correct' THEN s.first IN (SELECT code FROM code) OR s.second IN (SELECT code FROM code)"
  "            ELSE s.about GLOB 'household-*' OR s.about GLOB 'finding*' OR s.about GLOB 'import-*'"
  "                 OR s.about = 'undo' END"
  " ORDER BY s.id DESC";

static GPtrArray *
list_changes (SnStoryTeller *teller, GError **error)
{
  g_autoptr (GPtrArray) changes = g_ptr_array_new_with_free_func (free_change);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (teller->connection, error, changes_sql, SN_INT (teller->person_id),
                                                           SN_INT (teller->household_id));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      Change *change = g_new0 (Change, 1);

      change->id = sn_statement_get_int64 (statement, 0);
      change->officer = sn_statement_dup_text (statement, 1);
      change->made_at = sn_statement_dup_text (statement, 2);
      change->action = sn_statement_dup_text (statement, 3);
      change->summary = sn_change_summary (change->action, sn_statement_get_text (statement, 4));
      change->is_ours = sn_statement_get_int64 (statement, 5) != 0;
      g_ptr_array_add (changes, change);
    }
  if (step_error == NULL)
    return g_steal_pointer (&changes);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gboolean
add_keys (SnConnection *connection, GArray *keys, const char *table, const char *sql, gint64 id, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, sql, SN_INT (id));

  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &step_error))
    {
      SnJournalKey key = { table, sn_statement_get_int64 (statement, 0) };

      g_array_append_val (keys, key);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static GArray *
list_keys (SnStoryTeller *teller, GError **error)
{
  g_autoptr (GArray) keys = g_array_new (FALSE, FALSE, sizeof (SnJournalKey));
  const SnJournalKey first[] = { { "person", teller->person_id }, { "household", teller->household_id } };

  g_array_append_vals (keys, first, G_N_ELEMENTS (first));
  for (guint i = 0; i < teller->lines->len; i++)
    {
      SnJournalKey key = { "entitlement", ((const SnStoryLine *) g_ptr_array_index (teller->lines, i))->id };

      g_array_append_val (keys, key);
    }
  if (!add_keys (teller->connection, keys, "person_category", "SELECT id FROM person_category WHERE person_id = ?1", teller->person_id, error) ||
      !add_keys (teller->connection, keys, "other_account", "SELECT id FROM other_account WHERE person_id = ?1", teller->person_id, error) ||
      !add_keys (teller->connection, keys, "other_document", "SELECT id FROM other_document WHERE person_id = ?1", teller->person_id, error))
    return NULL;
  return g_steal_pointer (&keys);
}

/* ── What a row says ────────────────────────────────────────────────────────────────────────────────────────────── */

/* (nullable): what was and is in @column; @place (optional) */
static const char *
get_value (const SnChangedRow *row, const char *column, gboolean after)
{
  for (guint i = 0; i < row->columns->len; i++)
    if (strcmp (g_ptr_array_index (row->columns, i), column) == 0)
      return g_ptr_array_index (after ? row->after : row->before, i);
  return NULL;
}

static gboolean
has_column (const SnChangedRow *row, const char *column)
{
  return g_ptr_array_find_with_equal_func (row->columns, column, g_str_equal, NULL);
}

/* Which fields changed: never what stood in them, for they may be protected; before and after are in the history. */
static char *
list_fields (const SnChangedRow *row)
{
  static const char *const unsaid[] = { "name_pinyin", "pinyin_key", "stroke_key", "id", "person_id", NULL };
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < row->columns->len; i++)
    {
      const char *column = g_ptr_array_index (row->columns, i);

      if (g_strv_contains (unsaid, column))
        continue;
      /* TRANSLATORS: between the names of fields in a list */
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ (", ") : "", sn_schema_column_word (column));
    }
  return g_string_free (text, FALSE);
}

static SnStoryEvent *
tell_change (SnStoryTeller *teller, Change *change, SnStoryKind kind, const SnStoryLine *line, char *take_words)
{
  gboolean is_undo = strcmp (change->action, "undo") == 0;
  SnStoryEvent *event = sn_story_tell (teller, is_undo ? SN_STORY_TAKEN_BACK : kind, line, change->made_at);

  change->is_told = TRUE;
  sn_story_set (&event->officer, change->officer);
  g_free (event->words);
  event->words = is_undo ? g_strdup (change->summary) : g_strdup (take_words != NULL ? take_words : "");
  event->change_id = change->id;
  g_free (take_words);
  return event;
}

/* Later rows of the change are about a line that was told already: an undo may touch one twice. */
static const struct
{
  const char  *before; /* "": any */
  const char  *after;
  SnStoryKind  kind;
} moves[] = {
  { "", "submitted", SN_STORY_SUBMITTED },       { "", "approved", SN_STORY_APPROVED },      { "", "held", SN_STORY_HELD },
  { "", "withdrawn", SN_STORY_WITHDRAWN },       { "submitted", "listed", SN_STORY_SENT_BACK }, { "held", "listed", SN_STORY_RELEASED },
};

static void
tell_line_update (SnStoryTeller *teller, Change *change, const SnStoryLine *line, const SnChangedRow *row)
{
  const char *before = get_value (row, "state", FALSE), *after = get_value (row, "state", TRUE), *reason = get_value (row, "reason", TRUE);

  for (gsize i = 0; after != NULL && i < G_N_ELEMENTS (moves); i++)
    if (strcmp (moves[i].after, after) == 0 && (*moves[i].before == '\0' || g_strcmp0 (moves[i].before, before) == 0))
      {
        tell_change (teller, change, moves[i].kind, line, g_strdup (reason));
        return;
      }
  if (get_value (row, "first_approved_by", TRUE) != NULL)
    tell_change (teller, change, SN_STORY_APPROVED_FIRST, line, NULL);
  else if (after == NULL)
    tell_change (teller, change, SN_STORY_LINE_CHANGED, line, list_fields (row));
}

static void
tell_line (SnStoryTeller *teller, Change *change, const SnChangedRow *row)
{
  gint64 id = g_ascii_strtoll (row->row, NULL, 10);
  SnStoryLine *line = g_hash_table_lookup (teller->lines_by_id, &id);
  SnStoryEvent *event;

  if (strcmp (row->operation, "insert") != 0)
    {
      tell_line_update (teller, change, line, row);
      return;
    }
  line->listing_is_told = TRUE;
  event = tell_change (teller, change, SN_STORY_LISTED, line,
                       *line->file != '\0' ? g_strdup_printf (_ ("%s, from “%s”"), line->rate_label, line->file) : g_strdup (line->rate_label));
  event->amount_fen = g_ascii_strtoll (get_value (row, "amount_fen", TRUE), NULL, 10);
}

static void
tell_category (SnStoryTeller *teller, Change *change, const SnChangedRow *row)
{
  g_autofree char *name = sn_schema_row_word (teller->connection, "person_category", row->row);
  const char *own = name != NULL && strstr (name, " · ") != NULL ? strstr (name, " · ") + strlen (" · ") : "";
  const char *from = get_value (row, "from_date", TRUE), *to = get_value (row, "to_date", TRUE);

  if (to != NULL)
    tell_change (teller, change, SN_STORY_CATEGORY, NULL, g_strdup_printf (_ ("%s, until %s"), own, to));
  else if (from != NULL)
    tell_change (teller, change, SN_STORY_CATEGORY, NULL, g_strdup_printf (_ ("%s, since %s"), own, from));
  else
    tell_change (teller, change, SN_STORY_CATEGORY, NULL, g_strdup (own));
}

static void
tell_person (SnStoryTeller *teller, Change *change, const SnChangedRow *row)
{
  if (strcmp (row->operation, "insert") == 0)
    tell_change (teller, change, SN_STORY_ADDED, NULL, g_strdup (g_str_has_prefix (change->action, "person-") ? "" : change->summary));
  else if (has_column (row, "died_on") || has_column (row, "moved_on"))
    tell_change (teller, change, SN_STORY_MARKED, NULL, g_strdup (change->summary));
  else if (has_column (row, "household_id"))
    tell_change (teller, change, SN_STORY_HOUSEHOLD, NULL, g_strdup (change->summary));
  else
    tell_change (teller, change, SN_STORY_EDITED, NULL, list_fields (row));
}

static void
tell_row (SnStoryTeller *teller, Change *change, const SnChangedRow *row)
{
  if (strcmp (row->table, "entitlement") == 0)
    tell_line (teller, change, row);
  else if (strcmp (row->table, "person") == 0)
    tell_person (teller, change, row);
  else if (strcmp (row->table, "person_category") == 0)
    tell_category (teller, change, row);
  else if (strcmp (row->table, "household") != 0)
    tell_change (teller, change, SN_STORY_EDITED, NULL, g_strdup (sn_schema_table_word (row->table)));
  else if (strcmp (row->operation, "update") == 0)
    tell_change (teller, change, SN_STORY_HOUSEHOLD, NULL, list_fields (row));
}

/* A look leaves no row, and a merge may have touched only rows of the other entry. */
static void
tell_without_rows (SnStoryTeller *teller, Change *change)
{
  gboolean is_look = strcmp (change->action, "person-reveal") == 0;

  if (change->is_ours && !change->is_told)
    tell_change (teller, change, is_look ? SN_STORY_REVEALED : SN_STORY_EDITED, NULL, g_strdup (change->summary));
}

gboolean
sn_story_tell_journal (SnStoryTeller *teller, GError **error)
{
  g_autoptr (GPtrArray) changes = list_changes (teller, error);
  g_autoptr (GArray) keys = changes != NULL ? list_keys (teller, error) : NULL;
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GHashTable) by_id = g_hash_table_new (g_int64_hash, g_int64_equal);
  g_autoptr (GPtrArray) traced = NULL;

  if (keys == NULL)
    return FALSE;
  for (guint i = 0; i < changes->len; i++)
    {
      Change *change = g_ptr_array_index (changes, i);

      g_array_append_val (ids, change->id);
      g_hash_table_insert (by_id, &change->id, change);
    }
  traced = sn_journal_trace (teller->connection, ids, keys, MOST_BYTES, &teller->story->is_complete, teller->cancellable, error);
  if (traced == NULL)
    return FALSE;
  for (guint i = 0; i < traced->len; i++)
    {
      const SnTracedRow *row = g_ptr_array_index (traced, i);

      tell_row (teller, g_hash_table_lookup (by_id, &row->change_id), row->row);
    }
  for (guint i = 0; i < changes->len; i++)
    tell_without_rows (teller, g_ptr_array_index (changes, i));
  return TRUE;
}
