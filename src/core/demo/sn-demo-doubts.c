/* sn-demo-doubts.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-demo-doubts.h"

/* Somebody of an open roster, whom no other roster lists: what is doubtful there stands in the way of nothing that was approved. */
typedef struct
{
  gint64 person_id;
  gint64 household_id;
  gint64 line_id;
} Listed;

/* A finding of level error may not fall on a roster that was handed in. Ids of persons are hashes: their order is a shuffled one. */
static const char listed_sql[] =
  "SELECT p.id, p.household_id, min (e.id) FROM entitlement e JOIN person p ON p.id = e.person_id"
  " GROUP BY p.id HAVING sum (e.state <> 'listed') = 0 ORDER BY p.id";

/* One kind of doubt: what is written for whom. ?1: the person, ?2: the line, ?3: another person on the open rosters, of another
 * household. The days lie before the campaign's, whenever the demo is made. */
static const char *const doubts[] = {
  "UPDATE person SET died_on = (SELECT date (as_of, '-' || (?1 % 40) || ' days') FROM campaign) WHERE id = ?1 AND ?2 <> ?3",
  "UPDATE person SET moved_on = (SELECT date (as_of, '-' || (?1 % 90) || ' days') FROM campaign) WHERE id = ?1 AND ?2 <> ?3",
  "UPDATE person SET birth_date = date (birth_date, '+1 day') WHERE id = ?1 AND ?2 <> ?3",
  "UPDATE person SET sex = iif (sex = 'male', 'female', 'male') WHERE id = ?1 AND ?2 <> ?3",
  "UPDATE person SET account_holder = (SELECT name FROM person WHERE id = ?3) WHERE id = ?1 AND ?2 <> ?3",
  "UPDATE person SET account_number = coalesce ((SELECT nullif (account_number, '') FROM person WHERE id = ?3), account_number)"
  " WHERE id = ?1 AND ?2 <> ?3",
  "UPDATE entitlement SET town_id = (SELECT id FROM division WHERE level = 'town' AND id <> (SELECT town_id FROM person WHERE id = ?1)"
  "   ORDER BY (id * 7919 + ?1) % 101 LIMIT 1) WHERE id = ?2 AND ?1 <> ?3",
};
#define STRIDE (20 * G_N_ELEMENTS (doubts)) /* each kind for one person in so many, and for one in the smallest district */

static GArray *
read_listed (SnConnection *connection, GError **error)
{
  g_autoptr (GArray) people = g_array_new (FALSE, FALSE, sizeof (Listed));
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, listed_sql);
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      Listed listed = { sn_statement_get_int64 (statement, 0), sn_statement_get_int64 (statement, 1), sn_statement_get_int64 (statement, 2) };

      g_array_append_val (people, listed);
    }
  if (step_error == NULL)
    return g_steal_pointer (&people);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gboolean
add_doubts (SnConnection *connection, GArray *people, guint *count, GError **error)
{
  for (guint i = 0; i + 1 < people->len; i++)
    {
      const Listed *listed = &g_array_index (people, Listed, i), *other = listed + 1;
      /* Every second one, so that whose account or name is taken has no doubt of his own. */
      guint kind = i % STRIDE / 2;

      if (i % 2 != 0 || kind >= G_N_ELEMENTS (doubts) || listed->household_id == other->household_id)
        continue;
      if (!sn_connection_run (connection, error, doubts[kind], SN_INT (listed->person_id), SN_INT (listed->line_id),
                              SN_INT (other->person_id)))
        return FALSE;
      ++*count;
    }
  return TRUE;
}

/* Children whom the demo's districts have living with their parents: one in twelve lives alone in the register. */
static gboolean
add_children (SnTransaction *transaction, guint *count, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (GArray) children = sn_statement_list_ids (
    sn_connection_query (connection, error,
                         "SELECT DISTINCT e.person_id FROM entitlement e JOIN program g ON g.id = e.program_id JOIN person p ON p.id = e.person_id"
                         "  JOIN household h ON h.id = p.household_id WHERE g.code IN ('10.4', '10.5') AND h.head_id <> p.id ORDER BY 1"), error);

  if (children == NULL)
    return FALSE;
  for (guint i = 0; i < children->len; i += 12, ++*count)
    {
      gint64 household_id = sn_transaction_next_id (transaction, "household");
      gint64 child_id = g_array_index (children, gint64, i);

      if (!sn_connection_run (connection, error,
                              "INSERT INTO household (id, head_id, town_id, village_id, address)"
                              " SELECT ?1, id, town_id, village_id, address FROM person WHERE id = ?2",
                              SN_INT (household_id), SN_INT (child_id)) ||
          !sn_connection_run (connection, error, "UPDATE person SET household_id = ?1, relation = '户主' WHERE id = ?2",
                              SN_INT (household_id), SN_INT (child_id)))
        return FALSE;
    }
  return TRUE;
}

gboolean
sn_demo_add_doubts (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (GArray) people = read_listed (connection, error);
  g_autofree char *count_text = NULL;
  guint count = 0;

  if (people == NULL || !add_doubts (connection, people, &count, error) || !add_children (transaction, &count, error))
    return FALSE;
  count_text = g_strdup_printf ("%u", count);
  if (count > 0)
    sn_transaction_describe (transaction, "demo-doubts", count_text, NULL);
  return TRUE;
}
