/* sn-figure-keeper.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-figure-keeper.h"

#include <string.h>

struct _SnFigureKeeper
{
  SnConnection *connection; /* borrowed */
  GHashTable   *figures;    /* FigureKey → FigureSum */
  GArray       *moves;      /* ReachMove: recipients whose planned lines came or went */
  GHashTable   *gone;       /* entitlement id → FigureKey: deleted in this transaction, before their payments */
  GHashTable   *rates;      /* rate id → RateGroups; forgotten when the transaction ends */
};

typedef struct
{
  gint64      rate_id;
  gint64      town_id;
  const char *stage; /* of the table of stages */
} FigureKey;

typedef struct
{
  gint64 lines;
  gint64 amount_fen;
} FigureSum;

typedef struct
{
  gint64 recipient_id;
  gint64 rate_id;
  gint64 town_id;
  gint8  household; /* 1: the recipient is a household */
  gint8  sign;
} ReachMove;

/* The groups a rate belongs to. */
typedef struct
{
  gint64 campaign_id;
  char  *department;
  char  *program;
  char  *funding;
} RateGroups;

typedef struct
{
  gint64      campaign_id;
  const char *grouping; /* static */
  char       *key;      /* owned */
} ReachKey;

typedef struct
{
  gint64 persons;
  gint64 households;
} ReachSum;

/* One recipient's planned lines under one rate in one town, before and after the transaction. */
typedef struct
{
  gint64 rate_id;
  gint64 town_id;
  gint64 before;
  gint64 after;
} PlannedLines;

static guint
hash_figure_key (gconstpointer data)
{
  const FigureKey *key = data;

  return g_int64_hash (&key->rate_id) * 31 + g_int64_hash (&key->town_id) * 17 + GPOINTER_TO_UINT (key->stage);
}

static gboolean
equal_figure_keys (gconstpointer a, gconstpointer b)
{
  const FigureKey *left = a, *right = b;

  return left->rate_id == right->rate_id && left->town_id == right->town_id && left->stage == right->stage;
}

static guint
hash_reach_key (gconstpointer data)
{
  const ReachKey *key = data;

  return g_int64_hash (&key->campaign_id) * 31 + g_str_hash (key->grouping) * 17 + g_str_hash (key->key);
}

static gboolean
equal_reach_keys (gconstpointer a, gconstpointer b)
{
  const ReachKey *left = a, *right = b;

  return left->campaign_id == right->campaign_id && strcmp (left->grouping, right->grouping) == 0 &&
         strcmp (left->key, right->key) == 0;
}

static void
free_reach_key (gpointer data)
{
  ReachKey *key = data;

  g_free (key->key);
  g_free (key);
}

static void
free_rate_groups (gpointer data)
{
  RateGroups *groups = data;

  g_free (groups->department);
  g_free (groups->program);
  g_free (groups->funding);
  g_free (groups);
}

/* The stages of a figure: the first part says whose state it is. */
#define ENTITLEMENT_STAGE "entitlement."
#define PAYMENT_STAGE "payment."
static const char *const stages[] = {
  ENTITLEMENT_STAGE "listed", ENTITLEMENT_STAGE "submitted", ENTITLEMENT_STAGE "approved", ENTITLEMENT_STAGE "held",
  ENTITLEMENT_STAGE "withdrawn", PAYMENT_STAGE "pending", PAYMENT_STAGE "issued", PAYMENT_STAGE "paid", PAYMENT_STAGE "failed",
  PAYMENT_STAGE "returned",
};

/* The one text for a stage, so that it can be compared by its address. The schema knows no other states. */
static const char *
find_stage (const char *prefix, const char *state)
{
  gsize length = strlen (prefix);

  for (gsize i = 0; i < G_N_ELEMENTS (stages); i++)
    if (strcmp (stages[i] + MIN (length, strlen (stages[i])), state) == 0 && strncmp (stages[i], prefix, length) == 0)
      return stages[i];
  g_assert_not_reached ();
}

static void
add_to_figure (SnFigureKeeper *keeper, gint64 rate_id, gint64 town_id, const char *prefix, const char *state, gint64 sign,
               gint64 amount_fen)
{
  FigureKey key = { rate_id, town_id, find_stage (prefix, state) };
  FigureSum *sum = g_hash_table_lookup (keeper->figures, &key);

  if (sum == NULL)
    {
      sum = g_new0 (FigureSum, 1);
      g_hash_table_insert (keeper->figures, g_memdup2 (&key, sizeof key), sum);
    }
  sum->lines += sign;
  sum->amount_fen += sign * amount_fen;
}

static gboolean
is_planned (const char *state)
{
  return strcmp (state, "listed") == 0 || strcmp (state, "submitted") == 0 || strcmp (state, "approved") == 0;
}

/* One side of an entitlement's move, as the trigger hands it over. */
typedef struct
{
  gint64      rate_id;
  gint64      town_id;
  gint64      person_id;
  gint64      household_id; /* 0: a person's benefit */
  const char *state;
  gint64      amount_fen;
} EntitlementSide;

#define SIDE_ARGUMENTS 6
#define PAYMENT_SIDE_ARGUMENTS 4

static EntitlementSide
read_side (sqlite3_value **values)
{
  return (EntitlementSide){
    sqlite3_value_int64 (values[0]), sqlite3_value_int64 (values[1]), sqlite3_value_int64 (values[2]),
    sqlite3_value_int64 (values[3]), (const char *) sqlite3_value_text (values[4]), sqlite3_value_int64 (values[5]),
  };
}

static void
note_move (SnFigureKeeper *keeper, const EntitlementSide *side, gint8 sign)
{
  ReachMove move = { side->household_id != 0 ? side->household_id : side->person_id, side->rate_id, side->town_id,
                     side->household_id != 0, sign };

  g_array_append_val (keeper->moves, move);
}

static gboolean
reaches_the_same (const EntitlementSide *before, const EntitlementSide *after)
{
  return is_planned (before->state) == is_planned (after->state) && before->rate_id == after->rate_id &&
         before->town_id == after->town_id && before->person_id == after->person_id &&
         before->household_id == after->household_id;
}

/* sn_entitlement_came (rate, town, person, household, state, amount) */
static void
handle_entitlement_came (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  SnFigureKeeper *keeper = sqlite3_user_data (context);
  EntitlementSide side = read_side (values);

  add_to_figure (keeper, side.rate_id, side.town_id, ENTITLEMENT_STAGE, side.state, 1, side.amount_fen);
  if (is_planned (side.state))
    note_move (keeper, &side, 1);
}

/* sn_entitlement_went (rate, town, person, household, state, amount, id) */
static void
handle_entitlement_went (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  SnFigureKeeper *keeper = sqlite3_user_data (context);
  EntitlementSide side = read_side (values);
  FigureKey key = { side.rate_id, side.town_id, NULL };
  gint64 *id = g_new (gint64, 1);

  *id = sqlite3_value_int64 (values[SIDE_ARGUMENTS]);
  g_hash_table_replace (keeper->gone, id, g_memdup2 (&key, sizeof key));
  add_to_figure (keeper, side.rate_id, side.town_id, ENTITLEMENT_STAGE, side.state, -1, side.amount_fen);
  if (is_planned (side.state))
    note_move (keeper, &side, -1);
}

/* sn_entitlement_moved (the six before, the six after) */
static void
handle_entitlement_moved (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  SnFigureKeeper *keeper = sqlite3_user_data (context);
  EntitlementSide before = read_side (values);
  EntitlementSide after = read_side (values + SIDE_ARGUMENTS);

  add_to_figure (keeper, before.rate_id, before.town_id, ENTITLEMENT_STAGE, before.state, -1, before.amount_fen);
  add_to_figure (keeper, after.rate_id, after.town_id, ENTITLEMENT_STAGE, after.state, 1, after.amount_fen);
  if (reaches_the_same (&before, &after))
    return;
  if (is_planned (before.state))
    note_move (keeper, &before, -1);
  if (is_planned (after.state))
    note_move (keeper, &after, 1);
}

/* sn_payment_counted (entitlement id, rate, town, and for each side sign, state, retried, amount); rate is NULL once the
 * entitlement is gone */
static void
handle_payment_counted (sqlite3_context *context, int n_values, sqlite3_value **values)
{
  SnFigureKeeper *keeper = sqlite3_user_data (context);
  gint64 entitlement_id = sqlite3_value_int64 (values[0]);
  FigureKey place = { sqlite3_value_int64 (values[1]), sqlite3_value_int64 (values[2]), NULL };

  if (sqlite3_value_type (values[1]) == SQLITE_NULL)
    {
      const FigureKey *gone = g_hash_table_lookup (keeper->gone, &entitlement_id);

      if (gone == NULL)
        {
          sqlite3_result_error (context, "a payment without its entitlement", -1);
          return;
        }
      place = *gone;
    }
  for (sqlite3_value **side = values + 3; side < values + n_values; side += PAYMENT_SIDE_ARGUMENTS)
    {
      const char *state = (const char *) sqlite3_value_text (side[1]);

      /* A payment that was tried again, or voided, is history: its successor is the one that counts. */
      if (sqlite3_value_int (side[2]) == 0 && strcmp (state, "void") != 0)
        add_to_figure (keeper, place.rate_id, place.town_id, PAYMENT_STAGE, state, sqlite3_value_int64 (side[0]),
                       sqlite3_value_int64 (side[3]));
    }
}

#define SIDE(row) row ".rate_id, coalesce (" row ".town_id, 0), " row ".person_id, coalesce (" row ".household_id, 0), " \
                  row ".state, " row ".amount_fen"
#define PAYMENT_SIDE(sign, row) ", " sign ", " row ".state, " row ".retried, " row ".amount_fen"
#define PAYMENT(row, sides) "SELECT sn_payment_counted (" row ".entitlement_id, e.rate_id, coalesce (e.town_id, 0)" sides ")" \
                            " FROM (SELECT 1) LEFT JOIN main.entitlement e ON e.id = " row ".entitlement_id;"

static const char triggers_sql[] =
  "CREATE TEMP TRIGGER figure_entitlement_came AFTER INSERT ON main.entitlement BEGIN"
  " SELECT sn_entitlement_came (" SIDE ("NEW") "); END;"
  "CREATE TEMP TRIGGER figure_entitlement_went AFTER DELETE ON main.entitlement BEGIN"
  " SELECT sn_entitlement_went (" SIDE ("OLD") ", OLD.id); END;"
  "CREATE TEMP TRIGGER figure_entitlement_moved"
  " AFTER UPDATE OF rate_id, town_id, person_id, household_id, state, amount_fen ON main.entitlement BEGIN"
  " SELECT sn_entitlement_moved (" SIDE ("OLD") ", " SIDE ("NEW") "); END;"
  "CREATE TEMP TRIGGER figure_payment_came AFTER INSERT ON main.payment BEGIN " PAYMENT ("NEW", PAYMENT_SIDE ("1", "NEW")) " END;"
  "CREATE TEMP TRIGGER figure_payment_went AFTER DELETE ON main.payment BEGIN " PAYMENT ("OLD", PAYMENT_SIDE ("-1", "OLD")) " END;"
  "CREATE TEMP TRIGGER figure_payment_moved AFTER UPDATE OF state, retried, amount_fen ON main.payment BEGIN "
  PAYMENT ("NEW", PAYMENT_SIDE ("-1", "OLD") PAYMENT_SIDE ("1", "NEW")) " END;";

static const struct
{
  const char *name;
  int         n_values;
  void      (*handler) (sqlite3_context *, int, sqlite3_value **);
} functions[] = {
  { "sn_entitlement_came", SIDE_ARGUMENTS, handle_entitlement_came },
  { "sn_entitlement_went", SIDE_ARGUMENTS + 1, handle_entitlement_went },
  { "sn_entitlement_moved", 2 * SIDE_ARGUMENTS, handle_entitlement_moved },
  { "sn_payment_counted", 3 + PAYMENT_SIDE_ARGUMENTS, handle_payment_counted },
  { "sn_payment_counted", 3 + 2 * PAYMENT_SIDE_ARGUMENTS, handle_payment_counted },
};

SnFigureKeeper *
sn_figure_keeper_new (SnConnection *connection, GError **error)
{
  SnFigureKeeper *keeper = g_new0 (SnFigureKeeper, 1);

  keeper->connection = connection;
  keeper->figures = g_hash_table_new_full (hash_figure_key, equal_figure_keys, g_free, g_free);
  keeper->moves = g_array_new (FALSE, FALSE, sizeof (ReachMove));
  keeper->gone = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  keeper->rates = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, free_rate_groups);
  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    sqlite3_create_function_v2 (sn_connection_get_handle (connection), functions[i].name, functions[i].n_values, SQLITE_UTF8,
                                keeper, functions[i].handler, NULL, NULL, NULL);
  if (sn_connection_run_script (connection, triggers_sql, error))
    return keeper;
  sn_figure_keeper_free (keeper);
  return NULL;
}

void
sn_figure_keeper_free (SnFigureKeeper *keeper)
{
  if (keeper == NULL)
    return;
  g_hash_table_unref (keeper->figures);
  g_array_unref (keeper->moves);
  g_hash_table_unref (keeper->gone);
  g_hash_table_unref (keeper->rates);
  g_free (keeper);
}

void
sn_figure_keeper_discard (SnFigureKeeper *keeper)
{
  g_hash_table_remove_all (keeper->figures);
  g_array_set_size (keeper->moves, 0);
  g_hash_table_remove_all (keeper->gone);
  g_hash_table_remove_all (keeper->rates);
}

static gboolean
write_figures (SnFigureKeeper *keeper, GError **error)
{
  GHashTableIter iterator;
  gpointer key, value;

  g_hash_table_iter_init (&iterator, keeper->figures);
  while (g_hash_table_iter_next (&iterator, &key, &value))
    {
      const FigureKey *figure = key;
      const FigureSum *sum = value;

      if (sum->lines == 0 && sum->amount_fen == 0)
        continue;
      if (!sn_connection_run (keeper->connection, error,
                              "INSERT INTO figure (rate_id, town_id, stage, lines, amount_fen) VALUES (?1, ?2, ?3, ?4, ?5)"
                              " ON CONFLICT DO UPDATE SET lines = lines + excluded.lines, amount_fen = amount_fen + excluded.amount_fen",
                              SN_INT (figure->rate_id), SN_INT (figure->town_id), SN_TEXT (figure->stage), SN_INT (sum->lines),
                              SN_INT (sum->amount_fen)))
        return FALSE;
    }
  /* A figure of nothing is no row: after an undo the table is as it was before. */
  return sn_connection_run (keeper->connection, error, "DELETE FROM figure WHERE lines = 0 AND amount_fen = 0");
}

/* The combination of sources that bear a program, as one key: shares are not stated, and every yuan counts once. */
#define FUNDING_KEY "(SELECT coalesce (group_concat (code, '+'), '') FROM (SELECT s.code FROM funding_line l" \
                    " JOIN funding_source s ON s.id = l.source_id WHERE l.program_id = p.id ORDER BY l.position))"

static RateGroups *
look_up_rate (SnFigureKeeper *keeper, gint64 rate_id, GError **error)
{
  RateGroups *groups = g_hash_table_lookup (keeper->rates, &rate_id);
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 *key;

  if (groups != NULL)
    return groups;
  statement = sn_connection_query (keeper->connection, error,
                                   "SELECT p.campaign_id, d.code, p.code, " FUNDING_KEY
                                   " FROM benefit_rate r JOIN program p ON p.id = r.program_id"
                                   " JOIN department d ON d.id = p.department_id WHERE r.id = ?1",
                                   SN_INT (rate_id));
  if (statement == NULL)
    return NULL;
  if (!sn_statement_step (statement, &local_error))
    {
      if (local_error != NULL)
        g_propagate_error (error, g_steal_pointer (&local_error));
      else
        g_set_error (error, SN_ERROR, SN_ERROR_CORRUPT, "rate %" G_GINT64_FORMAT " is missing", rate_id);
      return NULL;
    }
  groups = g_new (RateGroups, 1);
  groups->campaign_id = sn_statement_get_int64 (statement, 0);
  groups->department = sn_statement_dup_text (statement, 1);
  groups->program = sn_statement_dup_text (statement, 2);
  groups->funding = sn_statement_dup_text (statement, 3);
  key = g_new (gint64, 1);
  *key = rate_id;
  g_hash_table_insert (keeper->rates, key, groups);
  return groups;
}

static int
compare_moves (gconstpointer a, gconstpointer b)
{
  const ReachMove *left = a, *right = b;

  if (left->household != right->household)
    return left->household - right->household;
  return (left->recipient_id > right->recipient_id) - (left->recipient_id < right->recipient_id);
}

static PlannedLines *
find_lines (GArray *lines, gint64 rate_id, gint64 town_id)
{
  PlannedLines fresh = { rate_id, town_id, 0, 0 };

  for (guint i = 0; i < lines->len; i++)
    {
      PlannedLines *line = &g_array_index (lines, PlannedLines, i);

      if (line->rate_id == rate_id && line->town_id == town_id)
        return line;
    }
  g_array_append_val (lines, fresh);
  return &g_array_index (lines, PlannedLines, lines->len - 1);
}

/* Not grouped: SQLite would build a sorter for the handful of rows of each recipient. */
#define PLANNED_LINES(where) "SELECT rate_id, coalesce (town_id, 0) FROM entitlement WHERE " where \
                             " AND (state = 'listed' OR state = 'submitted' OR state = 'approved')"

/* From so many moves on the planned lines are read in one go, unless the table is so many times larger. */
#define MANY_MOVES 5000
#define MOST_LINES_A_MOVE 6

static gboolean
has_recipient (GArray *moves, const ReachMove *probe)
{
  return g_array_binary_search (moves, probe, compare_moves, NULL);
}

/* (nullable) @planned: (transfer full): all planned lines of those who have moves, as moves without a sign, in the moves' order; %NULL where it
 * is better to ask for each recipient. The moves are in order. */
static gboolean
read_planned_lines (SnFigureKeeper *keeper, GArray **planned, GError **error)
{
  g_autoptr (GArray) found = g_array_sized_new (FALSE, FALSE, sizeof (ReachMove), keeper->moves->len);
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) local_error = NULL;
  gint64 most = (gint64) keeper->moves->len * MOST_LINES_A_MOVE, n_lines = 0;

  if (!sn_connection_get_int64 (keeper->connection, &n_lines, error, "SELECT count(*) FROM (SELECT 1 FROM entitlement LIMIT ?1)",
                                SN_INT (most + 1)))
    return FALSE;
  if (n_lines > most)
    return TRUE;
  statement = sn_connection_query (keeper->connection, error,
                                   "SELECT rate_id, coalesce (town_id, 0), coalesce (household_id, person_id), household_id IS NOT NULL"
                                   " FROM entitlement NOT INDEXED WHERE state = 'listed' OR state = 'submitted' OR state = 'approved'");
  while (statement != NULL && sn_statement_step (statement, &local_error))
    {
      ReachMove line = { sn_statement_get_int64 (statement, 2), sn_statement_get_int64 (statement, 0),
                         sn_statement_get_int64 (statement, 1), sn_statement_get_int64 (statement, 3) != 0, 0 };

      if (has_recipient (keeper->moves, &line))
        g_array_append_val (found, line);
    }
  if (local_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&local_error));
      return FALSE;
    }
  g_array_sort (found, compare_moves);
  *planned = g_steal_pointer (&found);
  return statement != NULL;
}

static void
add_planned_line (GArray *lines, gint64 rate_id, gint64 town_id)
{
  PlannedLines *line = find_lines (lines, rate_id, town_id);

  line->after++;
  line->before++;
}

/* @next: where in @planned those of the recipients before end */
static void
take_planned_lines (GArray *planned, guint *next, const ReachMove *recipient, GArray *lines)
{
  for (; *next < planned->len; *next += 1)
    {
      const ReachMove *line = &g_array_index (planned, ReachMove, *next);

      if (compare_moves (line, recipient) != 0)
        break;
      add_planned_line (lines, line->rate_id, line->town_id);
    }
}

static gboolean
query_planned_lines (SnFigureKeeper *keeper, const ReachMove *moves, GArray *lines, GError **error)
{
  g_autoptr (GError) local_error = NULL;
  g_autoptr (SnStatement) statement = NULL;

  if (moves->household)
    statement = sn_connection_query (keeper->connection, error, PLANNED_LINES ("household_id = ?1"), SN_INT (moves->recipient_id));
  else
    statement = sn_connection_query (keeper->connection, error, PLANNED_LINES ("person_id = ?1 AND household_id IS NULL"),
                                     SN_INT (moves->recipient_id));
  if (statement == NULL)
    return FALSE;
  while (sn_statement_step (statement, &local_error))
    add_planned_line (lines, sn_statement_get_int64 (statement, 0), sn_statement_get_int64 (statement, 1));
  if (local_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&local_error));
  return FALSE;
}

static void
add_to_reach (GHashTable *reach, gint64 campaign_id, const char *grouping, const char *key, gboolean household, gint64 difference)
{
  ReachKey probe = { campaign_id, grouping, (char *) key };
  ReachSum *sum = g_hash_table_lookup (reach, &probe);

  if (sum == NULL)
    {
      ReachKey *stored = g_new (ReachKey, 1);

      *stored = (ReachKey){ campaign_id, grouping, g_strdup (key) };
      sum = g_new0 (ReachSum, 1);
      g_hash_table_insert (reach, stored, sum);
    }
  if (household)
    sum->households += difference;
  else
    sum->persons += difference;
}

typedef struct
{
  gint64      campaign_id;
  const char *key;
  char        buffer[24];
} GroupKey;

typedef enum { BY_ALL, BY_DEPARTMENT, BY_PROGRAM, BY_RATE, BY_TOWN, BY_FUNDING, N_GROUPINGS } Grouping;

static const char *const grouping_names[N_GROUPINGS] = { "all", "department", "program", "rate", "town", "funding" };

static void
make_group_key (Grouping grouping, const PlannedLines *line, const RateGroups *groups, GroupKey *key)
{
  key->campaign_id = groups->campaign_id;
  key->key = key->buffer;
  switch (grouping)
    {
    case BY_DEPARTMENT:
      key->key = groups->department;
      break;
    case BY_PROGRAM:
      key->key = groups->program;
      break;
    case BY_FUNDING:
      key->key = groups->funding;
      break;
    case BY_RATE:
      g_snprintf (key->buffer, sizeof key->buffer, "%" G_GINT64_FORMAT, line->rate_id);
      break;
    case BY_TOWN:
      g_snprintf (key->buffer, sizeof key->buffer, "%" G_GINT64_FORMAT, line->town_id);
      break;
    case BY_ALL:
    case N_GROUPINGS:
    default:
      key->buffer[0] = '\0';
      break;
    }
}

/* Adds what one recipient's lines change in the groups of one grouping. A recipient has a handful of lines: the square of
 * that is nothing. */
static gboolean
count_recipient (SnFigureKeeper *keeper, GArray *lines, Grouping grouping, gboolean household, GHashTable *reach, GError **error)
{
  g_autofree GroupKey *keys = g_new (GroupKey, lines->len);

  for (guint i = 0; i < lines->len; i++)
    {
      const PlannedLines *line = &g_array_index (lines, PlannedLines, i);
      const RateGroups *groups = look_up_rate (keeper, line->rate_id, error);

      if (groups == NULL)
        return FALSE;
      make_group_key (grouping, line, groups, &keys[i]);
    }
  for (guint i = 0; i < lines->len; i++)
    {
      gint64 before = 0, after = 0;
      gboolean first = TRUE;

      for (guint j = 0; j < lines->len; j++)
        {
          if (keys[i].campaign_id != keys[j].campaign_id || strcmp (keys[i].key, keys[j].key) != 0)
            continue;
          first = first && j >= i;
          before += g_array_index (lines, PlannedLines, j).before;
          after += g_array_index (lines, PlannedLines, j).after;
        }
      if (first && (before > 0) != (after > 0))
        add_to_reach (reach, keys[i].campaign_id, grouping_names[grouping], keys[i].key, household, after > 0 ? 1 : -1);
    }
  return TRUE;
}

static gboolean
count_moves (SnFigureKeeper *keeper, GHashTable *reach, GError **error)
{
  g_autoptr (GArray) lines = g_array_new (FALSE, FALSE, sizeof (PlannedLines));
  g_autoptr (GArray) planned = NULL;
  guint end, next = 0;

  g_array_sort (keeper->moves, compare_moves);
  if (keeper->moves->len >= MANY_MOVES && !read_planned_lines (keeper, &planned, error))
    return FALSE;
  for (guint start = 0; start < keeper->moves->len; start = end)
    {
      const ReachMove *first = &g_array_index (keeper->moves, ReachMove, start);

      for (end = start + 1; end < keeper->moves->len; end++)
        if (compare_moves (first, &g_array_index (keeper->moves, ReachMove, end)) != 0)
          break;
      g_array_set_size (lines, 0);
      if (planned != NULL)
        take_planned_lines (planned, &next, first, lines);
      else if (!query_planned_lines (keeper, first, lines, error))
        return FALSE;
      for (guint i = start; i < end; i++)
        {
          const ReachMove *move = &g_array_index (keeper->moves, ReachMove, i);

          find_lines (lines, move->rate_id, move->town_id)->before -= move->sign;
        }
      for (Grouping grouping = BY_ALL; grouping < N_GROUPINGS; grouping++)
        if (!count_recipient (keeper, lines, grouping, first->household, reach, error))
          return FALSE;
    }
  return TRUE;
}

static gboolean
write_reach (SnFigureKeeper *keeper, GError **error)
{
  g_autoptr (GHashTable) reach = g_hash_table_new_full (hash_reach_key, equal_reach_keys, free_reach_key, g_free);
  GHashTableIter iterator;
  gpointer key, value;

  if (!count_moves (keeper, reach, error))
    return FALSE;
  g_hash_table_iter_init (&iterator, reach);
  while (g_hash_table_iter_next (&iterator, &key, &value))
    {
      const ReachKey *group = key;
      const ReachSum *sum = value;

      if (sum->persons == 0 && sum->households == 0)
        continue;
      if (!sn_connection_run (keeper->connection, error,
                              "INSERT INTO reach (campaign_id, grouping, key, persons, households) VALUES (?1, ?2, ?3, ?4, ?5)"
                              " ON CONFLICT DO UPDATE SET persons = persons + excluded.persons,"
                              " households = households + excluded.households",
                              SN_INT (group->campaign_id), SN_TEXT (group->grouping), SN_TEXT (group->key), SN_INT (sum->persons),
                              SN_INT (sum->households)))
        return FALSE;
    }
  return sn_connection_run (keeper->connection, error, "DELETE FROM reach WHERE persons = 0 AND households = 0");
}

gboolean
sn_figure_keeper_flush (SnFigureKeeper *keeper, GError **error)
{
  if (g_hash_table_size (keeper->figures) == 0 && keeper->moves->len == 0)
    return TRUE;
  if (!write_figures (keeper, error) || !write_reach (keeper, error))
    return FALSE;
  sn_figure_keeper_discard (keeper);
  return TRUE;
}

/* ── Proof ──────────────────────────────────────────────────────────────────────────────────────────────────────── */

#define RECOUNTED_FIGURES                                                                                                \
  "SELECT rate_id, coalesce (town_id, 0), 'entitlement.' || state, count(*), sum (amount_fen) FROM entitlement"          \
  " GROUP BY 1, 2, 3"                                                                                                    \
  " UNION ALL SELECT e.rate_id, coalesce (e.town_id, 0), 'payment.' || p.state, count(*), sum (p.amount_fen)"            \
  " FROM payment p JOIN entitlement e ON e.id = p.entitlement_id WHERE p.retried = 0 AND p.state <> 'void' GROUP BY 1, 2, 3"

#define DIFFERENCES(stored, counted) \
  "SELECT count(*) FROM (SELECT * FROM (" stored " EXCEPT " counted ") UNION ALL SELECT * FROM (" counted " EXCEPT " stored "))"

#define PLANNED_WITH_GROUPS                                                                                              \
  "WITH funding AS (SELECT p.id, " FUNDING_KEY " AS key FROM program p),"                                                \
  " planned AS (SELECT p.campaign_id AS campaign_id, d.code AS department, p.code AS program, e.rate_id AS rate,"        \
  " coalesce (e.town_id, 0) AS town, f.key AS funding, CASE WHEN e.household_id IS NULL THEN e.person_id END AS person,"  \
  " e.household_id AS household FROM entitlement e JOIN program p ON p.id = e.program_id"                                \
  " JOIN department d ON d.id = p.department_id JOIN funding f ON f.id = p.id"                                           \
  " WHERE e.state IN ('listed', 'submitted', 'approved')) "
#define RECOUNTED_REACH(grouping, key)                                                                                   \
  "SELECT campaign_id, '" grouping "', " key ", count (DISTINCT person), count (DISTINCT household) FROM planned GROUP BY 1, 3"
#define RECOUNTED_REACHES                                                                                                \
  RECOUNTED_REACH ("all", "''") " UNION ALL " RECOUNTED_REACH ("department", "department")                               \
  " UNION ALL " RECOUNTED_REACH ("program", "program") " UNION ALL " RECOUNTED_REACH ("rate", "CAST (rate AS TEXT)")     \
  " UNION ALL " RECOUNTED_REACH ("town", "CAST (town AS TEXT)") " UNION ALL " RECOUNTED_REACH ("funding", "funding")

char *
sn_figures_verify (SnConnection *connection, GError **error)
{
  gint64 wrong_figures = 0, wrong_reaches = 0;

  if (!sn_connection_get_int64 (connection, &wrong_figures, error,
                                DIFFERENCES ("SELECT rate_id, town_id, stage, lines, amount_fen FROM figure",
                                             "SELECT * FROM (" RECOUNTED_FIGURES ")")) ||
      !sn_connection_get_int64 (connection, &wrong_reaches, error,
                                PLANNED_WITH_GROUPS ", recounted AS (" RECOUNTED_REACHES ") "
                                DIFFERENCES ("SELECT campaign_id, grouping, key, persons, households FROM reach",
                                             "SELECT * FROM recounted")))
    return NULL;
  if (wrong_figures == 0 && wrong_reaches == 0)
    return g_strdup ("ok");
  return g_strdup_printf ("%" G_GINT64_FORMAT " figures and %" G_GINT64_FORMAT " counts of people differ from a recount",
                          wrong_figures, wrong_reaches);
}
