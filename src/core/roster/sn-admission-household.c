/* sn-admission-household.c: which household each new person of a roster belongs to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-roster-admission-private.h"

#include <string.h>

/* Somebody's head may himself name a head, and so on in a hostile file: nobody follows further than this. */
#define LONGEST_CHAIN 8

typedef struct
{
  AdmissionWork    *work;
  GHashTable       *by_name; /* char* "town name" → AdmissionPerson, or NULL where several have it */
  AdmissionPerson **heads;   /* for each person: whose household he joins, or NULL */
} Matching;

/* (transfer full): people are told apart by name within a town only */
static char *
build_name_key (const char *name, gint64 town_id)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT " %s", town_id, name);
}

static GHashTable *
index_names (AdmissionWork *work)
{
  GHashTable *by_name = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  gboolean is_needed = FALSE;

  for (guint i = 0; i < work->persons->len && !is_needed; i++)
    is_needed = is_given (g_array_index (work->persons, AdmissionPerson, i).row->head_name);
  for (guint i = 0; i < work->persons->len && is_needed; i++)
    {
      AdmissionPerson *person = &g_array_index (work->persons, AdmissionPerson, i);
      char *key = build_name_key (person->row->name, person->row->town_id);

      g_hash_table_insert (by_name, key, g_hash_table_contains (by_name, key) ? NULL : person);
    }
  return by_name;
}

static void
join (AdmissionPerson *person, AdmissionHousehold *household)
{
  const SnRosterRow *row = person->row;
  gboolean is_head = g_strcmp0 (row->relation, "户主") == 0 || g_strcmp0 (row->relation, "本人") == 0 ||
                     (is_given (row->head_document_number) && strcmp (row->head_document_number, row->document_number) == 0) ||
                     (!is_given (row->head_document_number) && g_strcmp0 (row->head_name, row->name) == 0);

  person->household = household;
  household->n_joined++;
  if (household->exists || (household->head != NULL && !(is_head && !household->head_is_said)))
    return;
  household->head = person;
  household->head_is_said = is_head;
}

/* (nullable): the household that carries the number, in this roster or in the registry */
static gboolean
find_numbered (AdmissionWork *work, const char *number, AdmissionHousehold **household, GError **error)
{
  gint64 id = 0;

  *household = g_hash_table_lookup (work->households_by_number, number);
  if (*household != NULL)
    return TRUE;
  if (!sn_connection_get_int64 (work->connection, &id, error, "SELECT coalesce (merged_into, id) FROM household WHERE register_number = ?1",
                                SN_TEXT (number)))
    return FALSE;
  if (id == 0)
    return TRUE;
  *household = sn_admission_take_household (work, id);
  (*household)->register_number = number;
  g_hash_table_insert (work->households_by_number, (gpointer) number, *household);
  return TRUE;
}

static AdmissionHousehold *
plan_household (AdmissionWork *work, const char *number)
{
  AdmissionHousehold *household = sn_admission_take_household (work, 0);

  if (!is_given (number))
    return household;
  household->register_number = number;
  g_hash_table_insert (work->households_by_number, (gpointer) number, household);
  return household;
}

/* Known people stay in their household; but one that has no number yet takes the roster's, so that the next member finds it. */
static gboolean
match_known (AdmissionWork *work, AdmissionPerson *person, GError **error)
{
  AdmissionHousehold *numbered;
  gint64 has_number = 0;

  if (!is_given (person->row->household_number) || *person->household->register_number != '\0')
    return TRUE;
  if (!find_numbered (work, person->row->household_number, &numbered, error))
    return FALSE;
  if (numbered != NULL)
    return TRUE;
  if (!sn_connection_get_int64 (work->connection, &has_number, error,
                                "SELECT register_number IS NOT NULL FROM household WHERE id = ?1",
                                SN_INT (person->household->id)))
    return FALSE;
  if (has_number)
    return TRUE;
  person->household->register_number = person->row->household_number;
  person->household->adopts_number = TRUE;
  g_hash_table_insert (work->households_by_number, person->row->household_number, person->household);
  return TRUE;
}

static gboolean
match_by_document (Matching *matching, AdmissionPerson *person, AdmissionPerson **head, GError **error)
{
  gint64 household_id = 0;

  *head = sn_admission_find_document (matching->work, person->row->head_document_number);
  if (*head != NULL)
    return TRUE;
  if (!sn_connection_get_int64 (matching->work->connection, &household_id, error,
                                "SELECT household_id FROM person WHERE id = coalesce ("
                                " (SELECT id FROM person WHERE document_number = ?1 LIMIT 1),"
                                " (SELECT person_id FROM other_document WHERE document_number = ?1 LIMIT 1))",
                                SN_TEXT (person->row->head_document_number)))
    return FALSE;
  if (household_id != 0)
    join (person, sn_admission_take_household (matching->work, household_id));
  return TRUE;
}

static gboolean
match_new (Matching *matching, guint index, GError **error)
{
  AdmissionPerson *person = &g_array_index (matching->work->persons, AdmissionPerson, index);
  const SnRosterRow *row = person->row;
  AdmissionPerson *head = NULL;

  if (is_given (row->household_number))
    {
      AdmissionHousehold *numbered;

      if (!find_numbered (matching->work, row->household_number, &numbered, error))
        return FALSE;
      join (person, numbered != NULL ? numbered : plan_household (matching->work, row->household_number));
      return TRUE;
    }
  if (is_given (row->head_document_number))
    {
      if (!match_by_document (matching, person, &head, error))
        return FALSE;
    }
  else if (is_given (row->head_name))
    {
      g_autofree char *key = build_name_key (row->head_name, row->town_id);

      head = g_hash_table_lookup (matching->by_name, key);
    }
  if (person->household != NULL)
    return TRUE;
  if (head == NULL || head == person)
    join (person, plan_household (matching->work, NULL));
  else
    matching->heads[index] = head;
  return TRUE;
}

static void
join_head (Matching *matching, guint index)
{
  AdmissionPerson *first = &g_array_index (matching->work->persons, AdmissionPerson, 0);
  AdmissionPerson *person = first + index;
  AdmissionPerson *head = matching->heads[index];

  for (guint steps = 0; steps < LONGEST_CHAIN && head->household == NULL && matching->heads[head - first] != NULL; steps++)
    head = matching->heads[head - first];
  if (head->household == NULL)
    {
      head->household = plan_household (matching->work, NULL);
      head->household->n_joined++;
      head->household->head = head;
      head->household->head_is_said = TRUE;
    }
  if (person->household == NULL)
    join (person, head->household);
}

gboolean
sn_admission_match_households (AdmissionWork *work, GError **error)
{
  g_autoptr (GHashTable) by_name = index_names (work);
  g_autofree AdmissionPerson **heads = g_new0 (AdmissionPerson *, work->persons->len);
  Matching matching = { work, by_name, heads };

  for (guint i = 0; i < work->persons->len; i++)
    {
      AdmissionPerson *person = &g_array_index (work->persons, AdmissionPerson, i);

      if (person->exists && !match_known (work, person, error))
        return FALSE;
    }
  for (guint i = 0; i < work->persons->len; i++)
    {
      AdmissionPerson *person = &g_array_index (work->persons, AdmissionPerson, i);

      if (!person->exists && !match_new (&matching, i, error))
        return FALSE;
    }
  for (guint i = 0; i < work->persons->len; i++)
    if (heads[i] != NULL)
      join_head (&matching, i);
  return TRUE;
}
