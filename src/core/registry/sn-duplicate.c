/* sn-duplicate.c: entries of the registry that look like one person, and an officer's word that they are not.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-duplicate.h"

#include "sn-duplicate-scan.h"
#include "sn-officer-duties.h"
#include "sn-person.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

static const struct
{
  SnDuplicateGround ground;
  guint             weight;
  const char       *code;
  const char       *word;
} grounds_known[] = {
  { SN_DUPLICATE_NUMBER, 100, "number", N_ ("the same document number") },
  { SN_DUPLICATE_NUMBER_TYPO, 60, "number_typo", N_ ("numbers that differ by a slip, and a like name") },
  { SN_DUPLICATE_NAME_BIRTH, 40, "name_birth", N_ ("the same name and date of birth") },
  { SN_DUPLICATE_ACCOUNT, 30, "account", N_ ("the same account and name") },
  { SN_DUPLICATE_PHONE, 20, "phone", N_ ("the same phone and name") },
};

char *
sn_duplicate_say_grounds (guint grounds)
{
  GString *text = g_string_new (NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (grounds_known); i++)
    if ((grounds & grounds_known[i].ground) != 0)
      g_string_append_printf (text, "%s%s", text->len > 0 ? _ ("; ") : "", _ (grounds_known[i].word));
  return g_string_free (text, FALSE);
}

const char *
sn_duplicate_ground_code (SnDuplicateGround ground)
{
  for (gsize i = 0; i < G_N_ELEMENTS (grounds_known); i++)
    if (grounds_known[i].ground == ground)
      return grounds_known[i].code;
  g_return_val_if_reached ("");
}

/* ── The list ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static int
compare_duplicates (gconstpointer a, gconstpointer b)
{
  const SnDuplicate *first = a, *second = b;

  if (first->score != second->score)
    return first->score < second->score ? 1 : -1;
  if (first->first_id != second->first_id)
    return first->first_id < second->first_id ? -1 : 1;
  return (first->second_id > second->second_id) - (first->second_id < second->second_id);
}

static guint
hash_pair (gconstpointer key)
{
  const SnDuplicate *pair = key;

  return g_int64_hash (&pair->first_id) * 31 + g_int64_hash (&pair->second_id);
}

static gboolean
equal_pairs (gconstpointer a, gconstpointer b)
{
  const SnDuplicate *first = a, *second = b;

  return first->first_id == second->first_id && first->second_id == second->second_id;
}

/* (transfer full): a set of SnDuplicate */
static GHashTable *
load_apart (SnConnection *connection, GError **error)
{
  g_autoptr (GHashTable) apart = g_hash_table_new_full (hash_pair, equal_pairs, g_free, NULL);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows = sn_connection_query (connection, error, "SELECT first_id, second_id FROM person_apart");

  if (rows == NULL)
    return NULL;
  while (sn_statement_step (rows, &step_error))
    {
      SnDuplicate pair = { sn_statement_get_int64 (rows, 0), sn_statement_get_int64 (rows, 1) };

      g_hash_table_add (apart, g_memdup2 (&pair, sizeof pair));
    }
  if (step_error == NULL)
    return g_steal_pointer (&apart);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

GArray *
sn_duplicate_list (SnConnection *connection, GCancellable *cancellable, GError **error)
{
  g_autoptr (GHashTable) apart = load_apart (connection, error);
  g_autoptr (GArray) found = apart != NULL ? sn_duplicate_scan (connection, cancellable, error) : NULL;
  GArray *kept;

  if (found == NULL)
    return NULL;
  kept = g_array_sized_new (FALSE, FALSE, sizeof (SnDuplicate), found->len);
  for (guint i = 0; i < found->len; i++)
    {
      SnDuplicate pair = g_array_index (found, SnDuplicate, i);

      if (g_hash_table_contains (apart, &pair))
        continue;
      for (gsize j = 0; j < G_N_ELEMENTS (grounds_known); j++)
        pair.score += (pair.grounds & grounds_known[j].ground) != 0 ? grounds_known[j].weight : 0;
      g_array_append_val (kept, pair);
    }
  g_array_sort (kept, compare_duplicates);
  return kept;
}

/* ── Two people ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
describe (SnTransaction *transaction, const char *action, gint64 first_id, gint64 second_id)
{
  g_autofree char *first = g_strdup_printf ("%" G_GINT64_FORMAT, first_id);
  g_autofree char *second = g_strdup_printf ("%" G_GINT64_FORMAT, second_id);

  sn_transaction_describe (transaction, action, first, second, NULL);
}

gboolean
sn_duplicate_apart (SnTransaction *transaction, gint64 first_id, gint64 second_id, const char *reason, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autofree char *text = reason != NULL ? sn_text_trim (reason) : g_strdup ("");
  g_autoptr (SnPerson) first = NULL;
  g_autoptr (SnPerson) second = NULL;

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (first_id == second_id)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("This is one entry, not two. Choose two different ones."));
      return FALSE;
    }
  first = sn_person_lookup (connection, MIN (first_id, second_id), error);
  second = first != NULL ? sn_person_lookup (connection, MAX (first_id, second_id), error) : NULL;
  if (second == NULL)
    return FALSE;
  describe (transaction, "person-apart", first->id, second->id);
  return sn_connection_run (connection, error,
                            "INSERT INTO person_apart (id, first_id, second_id, reason, officer_id, made_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                            " ON CONFLICT (first_id, second_id) DO UPDATE SET reason = ?4, officer_id = ?5, made_at = ?6",
                            SN_INT (sn_transaction_next_id (transaction, "person_apart")), SN_INT (first->id), SN_INT (second->id),
                            SN_TEXT (text), SN_INT (sn_transaction_get_officer (transaction)),
                            SN_TEXT (sn_transaction_get_instant (transaction)));
}

gboolean
sn_duplicate_apart_back (SnTransaction *transaction, gint64 first_id, gint64 second_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 id = 0;

  if (!sn_officer_check_duty (transaction, SN_STEP_PREPARES, error))
    return FALSE;
  if (!sn_connection_get_int64 (connection, &id, error, "SELECT id FROM person_apart WHERE first_id = ?1 AND second_id = ?2",
                                SN_INT (MIN (first_id, second_id)), SN_INT (MAX (first_id, second_id))))
    return FALSE;
  if (id == 0)
    {
      g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("Nobody said that these two are two people; there is nothing to take back."));
      return FALSE;
    }
  describe (transaction, "person-apart-back", MIN (first_id, second_id), MAX (first_id, second_id));
  return sn_connection_run (connection, error, "DELETE FROM person_apart WHERE id = ?1", SN_INT (id));
}

void
sn_person_apart_free (SnPersonApart *apart)
{
  if (apart == NULL)
    return;
  g_free (apart->reason);
  g_free (apart->officer);
  g_free (apart->made_at);
  g_free (apart);
}

GPtrArray *
sn_person_apart_list (SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_person_apart_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows =
    sn_connection_query (connection, error,
                         "SELECT a.first_id, a.second_id, a.reason, o.name, a.made_at FROM person_apart a JOIN officer o ON o.id = a.officer_id"
                         " ORDER BY a.made_at DESC, a.id DESC");

  if (rows == NULL)
    return NULL;
  while (sn_statement_step (rows, &step_error))
    {
      SnPersonApart *apart = g_new0 (SnPersonApart, 1);

      apart->first_id = sn_statement_get_int64 (rows, 0);
      apart->second_id = sn_statement_get_int64 (rows, 1);
      apart->reason = sn_statement_dup_text (rows, 2);
      apart->officer = sn_statement_dup_text (rows, 3);
      apart->made_at = sn_statement_dup_text (rows, 4);
      g_ptr_array_add (list, apart);
    }
  if (step_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}
