/* sn-finding-pairs.c: where programs meet: one person, or one household, in two programs that a rule says something about.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-private.h"

#include "sn-pair-rule.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* ── The matrix ─────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64       first_program_id; /* smaller than the second's */
  gint64       second_program_id;
  gint64       first_rate_id;    /* 0: any */
  gint64       second_rate_id;
  SnPairPolicy policy;
  char        *note;
} PairRule;

/* Keyed by both programs: a PairRule's first two fields. */
static guint
hash_pair (gconstpointer key)
{
  const PairRule *rule = key;

  return g_int64_hash (&rule->first_program_id) * 31 + g_int64_hash (&rule->second_program_id);
}

static gboolean
is_same_pair (gconstpointer a, gconstpointer b)
{
  const PairRule *first = a, *second = b;

  return first->first_program_id == second->first_program_id && first->second_program_id == second->second_program_id;
}

static void
free_rule (gpointer data)
{
  g_free (((PairRule *) data)->note);
  g_free (data);
}

/* PairRule (the first of its pair) → GPtrArray of PairRule */
typedef GHashTable Matrix;
G_DEFINE_AUTOPTR_CLEANUP_FUNC (Matrix, g_hash_table_unref)

static void
add_rule (Matrix *matrix, SnStatement *statement)
{
  PairRule *rule = g_new0 (PairRule, 1);
  GPtrArray *rules;

  rule->first_program_id = sn_statement_get_int64 (statement, 0);
  rule->second_program_id = sn_statement_get_int64 (statement, 1);
  rule->first_rate_id = sn_statement_get_int64 (statement, 2);
  rule->second_rate_id = sn_statement_get_int64 (statement, 3);
  sn_pair_policy_from_string (sn_statement_get_text (statement, 4), &rule->policy);
  rule->note = sn_statement_dup_text (statement, 5);
  rules = g_hash_table_lookup (matrix, rule);
  if (rules == NULL)
    {
      rules = g_ptr_array_new_with_free_func (free_rule);
      g_hash_table_insert (matrix, rule, rules);
    }
  g_ptr_array_add (rules, rule);
}

/* The most specific first, the stricter first of two that say as much: of a pair's rules the first that fits holds. */
static Matrix *
load_matrix (SnConnection *connection, gint64 campaign_id, GError **error)
{
  g_autoptr (Matrix) matrix = g_hash_table_new_full (hash_pair, is_same_pair, NULL, (GDestroyNotify) g_ptr_array_unref);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT r.first_program_id, r.second_program_id, coalesce (r.first_rate_id, 0), coalesce (r.second_rate_id, 0),"
                         "       r.policy, r.note"
                         "  FROM program g JOIN pair_rule r ON r.first_program_id = g.id WHERE g.campaign_id = ?1"
                         " ORDER BY (r.first_rate_id IS NULL) + (r.second_rate_id IS NULL),"
                         "          CASE r.policy WHEN 'forbid' THEN 0 WHEN 'warn' THEN 1 ELSE 2 END, r.id",
                         SN_INT (campaign_id));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    add_rule (matrix, statement);
  if (step_error == NULL)
    return g_steal_pointer (&matrix);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

/* (nullable): the rule that holds between two lines and does not allow them both */
static const PairRule *
find_rule (Matrix *matrix, gint64 program_id, gint64 rate_id, gint64 other_program_id, gint64 other_rate_id)
{
  gboolean in_order = program_id < other_program_id;
  PairRule wanted = { .first_program_id = in_order ? program_id : other_program_id,
                      .second_program_id = in_order ? other_program_id : program_id };
  gint64 first_rate_id = in_order ? rate_id : other_rate_id;
  gint64 second_rate_id = in_order ? other_rate_id : rate_id;
  GPtrArray *rules = g_hash_table_lookup (matrix, &wanted);

  for (guint i = 0; rules != NULL && i < rules->len; i++)
    {
      const PairRule *rule = g_ptr_array_index (rules, i);

      if ((rule->first_rate_id == 0 || rule->first_rate_id == first_rate_id) &&
          (rule->second_rate_id == 0 || rule->second_rate_id == second_rate_id))
        return rule->policy != SN_PAIR_ALLOW ? rule : NULL;
    }
  return NULL;
}

/* ── Sentences ──────────────────────────────────────────────────────────────────────────────────────────────────── */

static char *
name_program (const SnPlannedLine *line)
{
  return g_strdup_printf ("%s %s", line->program, line->program_title);
}

/* @fact: the notes of the rules */
static char *
say_meeting (GPtrArray *lines, const char *fact, const char *advice)
{
  const SnPlannedLine *first = g_ptr_array_index (lines, 0), *second = first;
  gboolean per_household = FALSE;
  g_autofree char *first_name = NULL, *second_name = NULL, *meeting = NULL;

  for (guint i = 0; i < lines->len; i++)
    {
      const SnPlannedLine *line = g_ptr_array_index (lines, i);

      per_household |= line->per_household;
      first = line->program_id < first->program_id ? line : first;
      second = line->program_id > second->program_id ? line : second;
    }
  first_name = name_program (first);
  second_name = name_program (second);
  meeting = g_strdup_printf (per_household ? _("The same household stands in “%s” and in “%s”.") : _("The same person stands in “%s” and in “%s”."),
                             first_name, second_name);
  if (fact == NULL || *fact == '\0')
    /* TRANSLATORS: two whole sentences, one behind the other */
    return g_strdup_printf (_("%s %s"), meeting, advice);
  /* TRANSLATORS: a whole sentence, the office's note on why, a whole sentence */
  return g_strdup_printf (_("%s (%s) %s"), meeting, fact, advice);
}

static char *
say_warned (GPtrArray *lines, const char *fact)
{
  return say_meeting (lines, fact, _("Look whether both are meant; take one out if not."));
}

static char *
say_forbidden (GPtrArray *lines, const char *fact)
{
  return say_meeting (lines, fact, _("The office's rules forbid both together: take one out, or allow it with a reason."));
}

static gboolean recall_rules (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error);

enum { WARNED, FORBIDDEN };

/* The level is part of what a decision rests on; a note is not. */
const SnFindingRule sn_finding_pair_rules[] = {
  [WARNED] = { "programs_meet", "warning", say_warned, .recall = recall_rules },
  [FORBIDDEN] = { "programs_meet", "error", say_forbidden },
  { NULL },
};

/* ── Meetings ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* One subject in two programs, with all its lines there: one finding, however many of them meet. */
typedef struct
{
  gint64       first_program_id;
  gint64       second_program_id;
  gint64       subject;       /* a household's number, or a person's, which may be the same */
  gboolean     is_household;
  GHashTable  *lines;         /* SnScannedLine */
  GPtrArray   *notes;         /* const char*, into the matrix */
  SnPairPolicy policy;        /* the stricter */
} Meeting;

static guint
hash_meeting (gconstpointer key)
{
  return hash_pair (key) * 31 + g_int64_hash (&((const Meeting *) key)->subject);
}

static gboolean
is_same_meeting (gconstpointer a, gconstpointer b)
{
  const Meeting *first = a, *second = b;

  return is_same_pair (a, b) && first->subject == second->subject && first->is_household == second->is_household;
}

static void
free_meeting (gpointer data)
{
  Meeting *meeting = data;

  g_hash_table_unref (meeting->lines);
  g_ptr_array_unref (meeting->notes);
  g_free (meeting);
}

typedef struct
{
  Matrix     *matrix;
  GHashTable *meetings; /* Meeting → itself */
} Search;

static void
note_rule (GPtrArray *notes, const char *note)
{
  if (*note != '\0' && !g_ptr_array_find_with_equal_func (notes, note, g_str_equal, NULL))
    g_ptr_array_add (notes, (gpointer) note);
}

/* @shared: it is the household that stands in both */
static void
add_meeting (Search *search, SnScannedLine *line, SnScannedLine *other, gboolean shared, const PairRule *rule)
{
  Meeting wanted = { .first_program_id = rule->first_program_id, .second_program_id = rule->second_program_id,
                     .subject = shared ? line->household_id : line->person_id, .is_household = shared };
  Meeting *meeting = g_hash_table_lookup (search->meetings, &wanted);

  if (meeting == NULL)
    {
      meeting = g_memdup2 (&wanted, sizeof wanted);
      meeting->lines = g_hash_table_new (NULL, NULL);
      meeting->notes = g_ptr_array_new ();
      g_hash_table_add (search->meetings, meeting);
    }
  g_hash_table_add (meeting->lines, line);
  g_hash_table_add (meeting->lines, other);
  note_rule (meeting->notes, rule->note);
  meeting->policy = MAX (meeting->policy, rule->policy);
}

/* Two lines of one household: they meet where either is the household's, or both are one person's. */
static void
compare_in_household (Search *search, SnScannedLine *line, SnScannedLine *other)
{
  gboolean shared = line->per_household || other->per_household;
  const PairRule *rule;

  if (line->program_id == other->program_id || (!shared && line->person_id != other->person_id))
    return;
  rule = find_rule (search->matrix, line->program_id, line->rate->id, other->program_id, other->rate->id);
  if (rule != NULL)
    add_meeting (search, line, other, shared, rule);
}

/* Two lines of one person: those of one household were compared before. What is left: a household's line from before the person
 * came to live with others. */
static void
compare_of_person (Search *search, SnScannedLine *line, SnScannedLine *other)
{
  const PairRule *rule;

  if (line->program_id == other->program_id || line->household_id == other->household_id)
    return;
  rule = find_rule (search->matrix, line->program_id, line->rate->id, other->program_id, other->rate->id);
  if (rule != NULL)
    add_meeting (search, line, other, FALSE, rule);
}

static gboolean
is_same_household (const SnScannedLine *line, const SnScannedLine *other)
{
  return line->household_id == other->household_id;
}

static gboolean
is_same_person (const SnScannedLine *line, const SnScannedLine *other)
{
  return line->person_id == other->person_id;
}

/* Every two of the lines that are of the same subject, and that therefore stand side by side. */
static void
visit_pairs (Search *search, GPtrArray *sorted, gboolean (*is_same) (const SnScannedLine *, const SnScannedLine *),
             void (*visit) (Search *, SnScannedLine *, SnScannedLine *))
{
  for (guint i = 0; i < sorted->len; i++)
    for (guint j = i + 1; j < sorted->len && is_same (sorted->pdata[i], sorted->pdata[j]); j++)
      visit (search, sorted->pdata[i], sorted->pdata[j]);
}

static char *
join_notes (GPtrArray *notes)
{
  g_autoptr (GPtrArray) words = g_ptr_array_copy (notes, NULL, NULL);

  g_ptr_array_add (words, NULL);
  return g_strjoinv (_("; "), (char **) words->pdata);
}

static void
add_drafts (Search *search, GPtrArray *drafts)
{
  GHashTableIter iterator, lines;
  gpointer key, line;

  g_hash_table_iter_init (&iterator, search->meetings);
  while (g_hash_table_iter_next (&iterator, &key, NULL))
    {
      const Meeting *meeting = key;
      SnFindingDraft *draft = sn_finding_draft_new (&sn_finding_pair_rules[meeting->policy == SN_PAIR_FORBID ? FORBIDDEN : WARNED],
                                                    join_notes (meeting->notes));

      g_hash_table_iter_init (&lines, meeting->lines);
      while (g_hash_table_iter_next (&lines, &line, NULL))
        g_ptr_array_add (draft->lines, line);
      g_ptr_array_add (drafts, draft);
    }
}

gboolean
sn_finding_look_at_pairs (SnConnection *connection, const SnFindingScan *scan, GPtrArray *drafts, GError **error)
{
  g_autoptr (Matrix) matrix = load_matrix (connection, scan->campaign->id, error);
  g_autoptr (GHashTable) meetings = g_hash_table_new_full (hash_meeting, is_same_meeting, free_meeting, NULL);
  Search search = { matrix, meetings };

  if (matrix == NULL)
    return FALSE;
  if (g_hash_table_size (matrix) == 0)
    return TRUE;
  visit_pairs (&search, scan->by_household, is_same_household, compare_in_household);
  visit_pairs (&search, scan->by_person, is_same_person, compare_of_person);
  add_drafts (&search, drafts);
  return TRUE;
}

/* What the matrix says now of lines that were decided on: the stricter policy, all notes. */
static gboolean
recall_rules (SnConnection *connection, GPtrArray *lines, const SnFindingRule **rule, char **fact, GError **error)
{
  g_autoptr (GPtrArray) notes = g_ptr_array_new ();
  g_autoptr (Matrix) matrix = NULL;
  gint64 campaign_id = 0;

  if (!sn_connection_get_int64 (connection, &campaign_id, error, "SELECT campaign_id FROM program WHERE id = ?1",
                                SN_INT (((const SnPlannedLine *) g_ptr_array_index (lines, 0))->program_id)))
    return FALSE;
  matrix = load_matrix (connection, campaign_id, error);
  if (matrix == NULL)
    return FALSE;
  for (guint i = 0; i < lines->len; i++)
    for (guint j = i + 1; j < lines->len; j++)
      {
        const SnPlannedLine *line = g_ptr_array_index (lines, i), *other = g_ptr_array_index (lines, j);
        const PairRule *found = find_rule (matrix, line->program_id, line->rate_id, other->program_id, other->rate_id);

        if (found == NULL)
          continue;
        note_rule (notes, found->note);
        if (found->policy == SN_PAIR_FORBID)
          *rule = &sn_finding_pair_rules[FORBIDDEN];
      }
  *fact = join_notes (notes);
  return TRUE;
}
