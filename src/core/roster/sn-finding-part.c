/* sn-finding-part.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-finding-part.h"

#include "sn-journal-touched.h"

#include <string.h>

/* A look at everything takes as long as looking at some tens of thousands one by one. */
#define MOST_TOUCHED_ROWS 4000
#define MOST_REACHED 6000

struct _SnFindingPart
{
  GHashTable *ids[SN_FINDING_N_KEYS]; /* gint64 → itself */
  GArray     *next[SN_FINDING_N_KEYS]; /* gint64: those of them that were not gone on from yet */
};

SnFindingPart *
sn_finding_part_new (void)
{
  SnFindingPart *self = g_new0 (SnFindingPart, 1);

  for (guint key = 0; key < SN_FINDING_N_KEYS; key++)
    {
      self->ids[key] = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
      self->next[key] = g_array_new (FALSE, FALSE, sizeof (gint64));
    }
  return self;
}

void
sn_finding_part_free (SnFindingPart *self)
{
  if (self == NULL)
    return;
  for (guint key = 0; key < SN_FINDING_N_KEYS; key++)
    {
      g_hash_table_unref (self->ids[key]);
      g_array_unref (self->next[key]);
    }
  g_free (self);
}

void
sn_finding_part_add (SnFindingPart *self, SnFindingKey key, gint64 id)
{
  if (id != 0 && g_hash_table_add (self->ids[key], g_memdup2 (&id, sizeof id)))
    g_array_append_val (self->next[key], id);
}

gboolean
sn_finding_part_is_empty (SnFindingPart *self)
{
  for (guint key = 0; key < SN_FINDING_N_KEYS; key++)
    if (g_hash_table_size (self->ids[key]) > 0)
      return FALSE;
  return TRUE;
}

gboolean
sn_finding_part_has_line (SnFindingPart *self, gint64 line_id)
{
  return g_hash_table_contains (self->ids[SN_FINDING_KEY_LINE], &line_id);
}

guint
sn_finding_part_count_lines (SnFindingPart *self)
{
  return g_hash_table_size (self->ids[SN_FINDING_KEY_LINE]);
}

char *
sn_finding_part_build_json (SnFindingPart *self)
{
  GString *json = g_string_new ("[");
  GHashTableIter iterator;
  gpointer id;

  g_hash_table_iter_init (&iterator, self->ids[SN_FINDING_KEY_LINE]);
  while (g_hash_table_iter_next (&iterator, &id, NULL))
    g_string_append_printf (json, "%s%" G_GINT64_FORMAT, json->len > 1 ? "," : "", *(gint64 *) id);
  g_string_append_c (json, ']');
  return g_string_free (json, FALSE);
}

/* ── What was touched ───────────────────────────────────────────────────────────────────────────────────────────── */

#define NO_KEY SN_FINDING_N_KEYS

/* @column: what stands in it was touched as well, before and after. An update that leaves it alone does not say what it is: then the row is
 * asked by @sql; where it is gone since, its deletion has said it. */
typedef struct
{
  const char  *table;
  SnFindingKey own_key; /* of its id; or %NO_KEY */
  struct { const char *name; SnFindingKey key; } columns[2];
  const char  *sql;     /* (nullable) */
} Source;

static const Source sources[] = {
  { "entitlement", SN_FINDING_KEY_LINE, { { "person_id", SN_FINDING_KEY_PERSON }, { "household_id", SN_FINDING_KEY_HOUSEHOLD } } },
  { "person", SN_FINDING_KEY_PERSON, { { "household_id", SN_FINDING_KEY_HOUSEHOLD } } },
  { "household", SN_FINDING_KEY_HOUSEHOLD },
  { "person_category", NO_KEY, { { "person_id", SN_FINDING_KEY_PERSON } }, "SELECT person_id FROM person_category WHERE id = ?1" },
  { "person_score", NO_KEY, { { "person_id", SN_FINDING_KEY_PERSON } }, "SELECT person_id FROM person_score WHERE id = ?1" },
  { "payment", NO_KEY, { { "entitlement_id", SN_FINDING_KEY_LINE } }, "SELECT entitlement_id FROM payment WHERE id = ?1" },
};

/* No rule looks at these. Decisions are put on what was found each time anew, and sentences are made when they are read. */
static const char *const indifferent_tables[] = {
  "attachment", "decision", "funding_line", "officer", "other_account", "other_document", "payment_batch", "person_apart", "procurement", "receipt",
  "recipient_view", "roster_step", "sheet_layout", "source_file", NULL,
};

typedef struct
{
  SnFindingPart *part;
  SnConnection  *connection;
  GError        *error; /* (nullable) */
} Reading;

static gboolean
note_source (Reading *reading, const Source *source, const SnTouchedRow *row)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  gint64 id = sn_touched_row_get_id (row);
  guint n_columns = 0;

  if (source->own_key != NO_KEY)
    sn_finding_part_add (reading->part, source->own_key, id);
  for (; n_columns < G_N_ELEMENTS (source->columns) && source->columns[n_columns].name != NULL; n_columns++)
    {
      g_array_set_size (numbers, 0);
      sn_touched_row_list_numbers (row, source->columns[n_columns].name, numbers);
      for (guint i = 0; i < numbers->len; i++)
        sn_finding_part_add (reading->part, source->columns[n_columns].key, g_array_index (numbers, gint64, i));
    }
  if (source->sql != NULL && numbers->len == 0)
    {
      gint64 found = 0;

      if (!sn_connection_get_int64_values (reading->connection, &found, source->sql, (SnValue[]){ SN_INT (id), { SN_VALUE_END, 0, NULL } },
                                           &reading->error))
        return FALSE;
      sn_finding_part_add (reading->part, source->columns[0].key, found);
    }
  return TRUE;
}

static gboolean
note_row (const SnTouchedRow *row, gpointer data)
{
  const char *table = sn_touched_row_get_table (row);

  for (gsize i = 0; i < G_N_ELEMENTS (sources); i++)
    if (strcmp (sources[i].table, table) == 0)
      return note_source (data, &sources[i], row);
  return g_strv_contains (indifferent_tables, table);
}

gboolean
sn_finding_part_read (SnFindingPart *self, SnConnection *connection, gint64 after_id, gboolean *is_told, GError **error)
{
  Reading reading = { self, connection, NULL };

  if (!sn_journal_read_touched (connection, after_id, MOST_TOUCHED_ROWS, note_row, &reading, is_told, error))
    {
      g_clear_error (&reading.error);
      return FALSE;
    }
  if (reading.error == NULL)
    return TRUE;
  g_propagate_error (error, reading.error);
  return FALSE;
}

/* ── What is reached from there ─────────────────────────────────────────────────────────────────────────────────── */

/* One step: from an id ?1 of the one kind to those of another. */
static const struct
{
  SnFindingKey from;
  SnFindingKey to;
  const char  *sql;
} steps[] = {
  { SN_FINDING_KEY_LINE, SN_FINDING_KEY_PERSON, "SELECT person_id FROM entitlement WHERE id = ?1" },
  { SN_FINDING_KEY_LINE, SN_FINDING_KEY_HOUSEHOLD, "SELECT household_id FROM entitlement WHERE id = ?1 AND household_id IS NOT NULL" },
  { SN_FINDING_KEY_PERSON, SN_FINDING_KEY_LINE, "SELECT id FROM entitlement WHERE person_id = ?1" },
  { SN_FINDING_KEY_PERSON, SN_FINDING_KEY_HOUSEHOLD, "SELECT household_id FROM person WHERE id = ?1" },
  { SN_FINDING_KEY_HOUSEHOLD, SN_FINDING_KEY_LINE, "SELECT id FROM entitlement WHERE household_id = ?1" },
  { SN_FINDING_KEY_HOUSEHOLD, SN_FINDING_KEY_PERSON, "SELECT id FROM person WHERE household_id = ?1" },
};

static guint
count_all (SnFindingPart *self)
{
  guint n = 0;

  for (guint key = 0; key < SN_FINDING_N_KEYS; key++)
    n += g_hash_table_size (self->ids[key]);
  return n;
}

static gboolean
step_from (SnFindingPart *self, SnConnection *connection, SnFindingKey from, gint64 id, GError **error)
{
  for (gsize i = 0; i < G_N_ELEMENTS (steps); i++)
    {
      g_autoptr (SnStatement) statement = NULL;
      g_autoptr (GError) step_error = NULL;

      if (steps[i].from != from)
        continue;
      statement = sn_connection_query (connection, error, steps[i].sql, SN_INT (id));
      while (statement != NULL && sn_statement_step (statement, &step_error))
        sn_finding_part_add (self, steps[i].to, sn_statement_get_int64 (statement, 0));
      if (step_error != NULL)
        g_propagate_error (error, g_steal_pointer (&step_error));
      else if (statement != NULL)
        continue;
      return FALSE;
    }
  return TRUE;
}

gboolean
sn_finding_part_grow (SnFindingPart *self, SnConnection *connection, gboolean *is_small, GError **error)
{
  gboolean goes_on = TRUE;

  *is_small = TRUE;
  while (goes_on && *is_small)
    {
      goes_on = FALSE;
      for (guint key = 0; key < SN_FINDING_N_KEYS; key++)
        while (self->next[key]->len > 0 && *is_small)
          {
            gint64 id = g_array_index (self->next[key], gint64, self->next[key]->len - 1);

            g_array_set_size (self->next[key], self->next[key]->len - 1);
            if (!step_from (self, connection, key, id, error))
              return FALSE;
            *is_small = count_all (self) <= MOST_REACHED;
            goes_on = TRUE;
          }
    }
  return TRUE;
}
