/* sn-household-move.c: people who go from one household into another, and what becomes of the one they leave.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-household-private.h"

#include <glib/gi18n-lib.h>

SnPerson *
sn_household_look_up_member (SnConnection *connection, gint64 household_id, gint64 person_id, GError **error)
{
  g_autoptr (SnPerson) person = sn_person_lookup (connection, person_id, error);

  if (person == NULL)
    return NULL;
  if (person->household_id != household_id)
    g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("%s does not belong to this household. Choose one of its members."), person->name);
  else if (*person->died_on != '\0')
    g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("%s died on %s. Choose another member of the household."), person->name, person->died_on);
  else
    return g_steal_pointer (&person);
  return NULL;
}

gboolean
sn_household_set_head (SnConnection *connection, gint64 household_id, gint64 head_id, GError **error)
{
  g_autoptr (SnPerson) head = sn_household_look_up_member (connection, household_id, head_id, error);

  return head != NULL &&
         sn_connection_run (connection, error, "UPDATE household SET head_id = ?2 WHERE id = ?1", SN_INT (household_id), SN_INT (head_id)) &&
         sn_connection_run (connection, error, "UPDATE person SET relation = iif (id = ?2, '户主', '') WHERE household_id = ?1",
                            SN_INT (household_id), SN_INT (head_id));
}

gboolean
sn_household_follow_payee (SnConnection *connection, gint64 household_id, gint64 former_id, GError **error)
{
  gint64 payee_id;

  if (!sn_household_find_payee (connection, household_id, 0, &payee_id, error))
    return FALSE;
  return former_id == 0 || payee_id == 0 || payee_id == former_id ||
         sn_connection_run (connection, error,
                            "UPDATE entitlement SET person_id = ?3 WHERE household_id = ?1 AND person_id = ?2 AND state = 'listed'"
                            " AND source_file_id IS NULL",
                            SN_INT (household_id), SN_INT (former_id), SN_INT (payee_id));
}

gboolean
sn_household_replace_named (SnConnection *connection, gint64 household_id, gint64 person_id, GError **error)
{
  gint64 payee_id;

  if (!sn_household_find_payee (connection, household_id, 0, &payee_id, error))
    return FALSE;
  return payee_id == 0 ||
         sn_connection_run (connection, error,
                            "UPDATE entitlement SET person_id = ?3 WHERE household_id = ?1 AND person_id = ?2 AND state = 'listed'",
                            SN_INT (household_id), SN_INT (person_id), SN_INT (payee_id));
}

/* ── A household that nobody is left in ─────────────────────────────────────────────────────────────────────────── */

/* The number goes first, for no two households may carry it. Where the other has one of its own, the old one stays on the emptied row:
 * a roster that still carries it finds the household all the same. */
static const char *const absorb_sql[] = {
  "UPDATE household SET head_id = NULL, payee_id = NULL, merged_into = ?1 WHERE id = ?2",
  "UPDATE household SET merged_into = ?1 WHERE merged_into = ?2",
  "UPDATE entitlement SET household_id = ?1 WHERE household_id = ?2",
  "UPDATE household SET (certificate_kind, certificate_number)"
  " = (SELECT certificate_kind, certificate_number FROM household WHERE id = ?2)"
  " WHERE id = ?1 AND certificate_kind = '' AND certificate_number = ''",
  "UPDATE household SET (town_id, village_id) = (SELECT town_id, village_id FROM household WHERE id = ?2) WHERE id = ?1 AND town_id IS NULL",
  "UPDATE household SET address = (SELECT address FROM household WHERE id = ?2) WHERE id = ?1 AND address = ''",
};

static gboolean
hand_over_number (SnConnection *connection, gint64 keep_id, gint64 gone_id, GError **error)
{
  g_autoptr (SnHousehold) keep = sn_household_lookup (connection, keep_id, error);
  g_autoptr (SnHousehold) gone = keep != NULL ? sn_household_lookup (connection, gone_id, error) : NULL;

  if (gone == NULL)
    return FALSE;
  if (*keep->register_number != '\0' || *gone->register_number == '\0')
    return TRUE;
  return sn_connection_run (connection, error, "UPDATE household SET register_number = NULL WHERE id = ?1", SN_INT (gone_id)) &&
         sn_connection_run (connection, error, "UPDATE household SET register_number = ?2 WHERE id = ?1", SN_INT (keep_id),
                            SN_TEXT (gone->register_number));
}

gboolean
sn_household_absorb (SnTransaction *transaction, gint64 keep_id, gint64 gone_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 former_id;

  if (!sn_household_find_payee (connection, gone_id, 0, &former_id, error) || !hand_over_number (connection, keep_id, gone_id, error))
    return FALSE;
  for (gsize i = 0; i < G_N_ELEMENTS (absorb_sql); i++)
    if (!sn_connection_run (connection, error, absorb_sql[i], SN_INT (keep_id), SN_INT (gone_id)))
      return FALSE;
  return sn_household_follow_payee (connection, keep_id, former_id, error);
}

/* ── A household that others stay in ────────────────────────────────────────────────────────────────────────────── */

/* Whether the head is somebody who is no member (any more); @name (out) (transfer full) (nullable): who */
static gboolean
head_is_away (SnConnection *connection, gint64 household_id, char **name, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) away =
    sn_connection_query (connection, error,
                         "SELECT p.name FROM household h JOIN person p ON p.id = h.head_id WHERE h.id = ?1 AND p.household_id <> h.id",
                         SN_INT (household_id));

  *name = NULL;
  if (away == NULL)
    return FALSE;
  if (sn_statement_step (away, &step_error))
    *name = sn_statement_dup_text (away, 0);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static gboolean
settle_head (SnConnection *connection, gint64 household_id, gint64 new_head_id, GError **error)
{
  g_autofree char *away = NULL;
  gint64 head_id = 0;

  if (!head_is_away (connection, household_id, &away, error) ||
      !sn_connection_get_int64 (connection, &head_id, error, "SELECT head_id FROM household WHERE id = ?1", SN_INT (household_id)))
    return FALSE;
  if (new_head_id != 0)
    return new_head_id == head_id || sn_household_set_head (connection, household_id, new_head_id, error);
  if (away == NULL)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               _ ("%s is the head of a household in which others stay. Say who is its head from now on."), away);
  return FALSE;
}

static gboolean
settle_rest (SnConnection *connection, const SnHouseholdMove *move, gint64 household_id, GError **error)
{
  gint64 former_id;

  if (!sn_household_find_payee (connection, household_id, 0, &former_id, error) ||
      !settle_head (connection, household_id, move->old_head_id, error) ||
      !sn_connection_run (connection, error,
                          "UPDATE household SET payee_id = NULL WHERE id = ?1"
                          " AND EXISTS (SELECT 1 FROM person p WHERE p.id = household.payee_id AND p.household_id <> ?1)",
                          SN_INT (household_id)))
    return FALSE;
  for (guint i = 0; i < move->person_ids->len; i++)
    if (!sn_household_replace_named (connection, household_id, g_array_index (move->person_ids, gint64, i), error))
      return FALSE;
  return sn_household_follow_payee (connection, household_id, former_id, error);
}

static gboolean
settle_source (SnTransaction *transaction, const SnHouseholdMove *move, gint64 household_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 n_left = 0;

  if (!sn_connection_get_int64 (connection, &n_left, error, "SELECT count(*) FROM person WHERE household_id = ?1", SN_INT (household_id)))
    return FALSE;
  return n_left > 0 ? settle_rest (connection, move, household_id, error)
                    : sn_household_absorb (transaction, move->target_id, household_id, error);
}

gboolean
sn_household_move_people (SnTransaction *transaction, const SnHouseholdMove *move, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (GHashTable) sources = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  GHashTableIter iterator;
  gpointer source;

  for (guint i = 0; i < move->person_ids->len; i++)
    {
      g_autoptr (SnPerson) person = sn_person_lookup (connection, g_array_index (move->person_ids, gint64, i), error);

      if (person == NULL)
        return FALSE;
      if (person->household_id == move->target_id)
        continue;
      g_hash_table_add (sources, g_memdup2 (&person->household_id, sizeof person->household_id));
      if (!sn_connection_run (connection, error, "UPDATE person SET household_id = ?2, relation = '' WHERE id = ?1", SN_INT (person->id),
                              SN_INT (move->target_id)))
        return FALSE;
    }
  g_hash_table_iter_init (&iterator, sources);
  while (g_hash_table_iter_next (&iterator, &source, NULL))
    if (!settle_source (transaction, move, *(gint64 *) source, error))
      return FALSE;
  return TRUE;
}
