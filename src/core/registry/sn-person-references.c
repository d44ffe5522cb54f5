/* sn-person-references.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-references.h"

#include <string.h>

/* The other one of two who are apart, as seen from ?2 */
#define OTHER(apart) "iif (" apart "first_id = ?2, " apart "second_id, " apart "first_id)"

/* ?1: who is referred to from now on; ?2: who was; each names both, for all are bound alike */
static const char *const moves[] = {
  "UPDATE household SET head_id = ?1 WHERE head_id = ?2",
  "UPDATE household SET payee_id = ?1 WHERE payee_id = ?2",
  "UPDATE person SET guardian_id = ?1 WHERE guardian_id = ?2",
  "UPDATE other_document SET person_id = ?1 WHERE person_id = ?2",
  "DELETE FROM other_document WHERE person_id = ?1"
  " AND (document_type, document_number) = (SELECT document_type, document_number FROM person WHERE id = ?1) AND ?1 <> ?2",
  "DELETE FROM other_account WHERE person_id = ?2 AND account_number IN (SELECT account_number FROM other_account WHERE person_id = ?1)",
  "UPDATE other_account SET person_id = ?1 WHERE person_id = ?2",
  "DELETE FROM other_account WHERE person_id = ?1 AND account_number = (SELECT account_number FROM person WHERE id = ?1) AND ?1 <> ?2",
  "UPDATE person_category SET person_id = ?1 WHERE person_id = ?2",
  /* Of two counts of one source the later one holds. */
  "DELETE FROM person_score WHERE person_id IN (?1, ?2) AND EXISTS (SELECT 1 FROM person_score o"
  "   WHERE o.person_id IN (?1, ?2) AND o.person_id <> person_score.person_id AND o.source = person_score.source"
  "     AND (o.counted_on, o.person_id = ?1) > (person_score.counted_on, person_score.person_id = ?1))",
  "UPDATE person_score SET person_id = ?1 WHERE person_id = ?2",
  "DELETE FROM person_apart WHERE ?2 IN (first_id, second_id) AND (" OTHER ("") " = ?1 OR EXISTS (SELECT 1 FROM person_apart o"
  "   WHERE (o.first_id, o.second_id) = (min (?1, " OTHER ("person_apart.") "), max (?1, " OTHER ("person_apart.") "))))",
  "UPDATE person_apart SET first_id = min (?1, " OTHER ("") "), second_id = max (?1, " OTHER ("") ") WHERE ?2 IN (first_id, second_id)",
  "UPDATE entitlement SET person_id = ?1 WHERE person_id = ?2",
};

/* Two rows of the registry may claim one number: it is the owner's. */
gboolean
sn_person_note_document (SnTransaction *transaction, gint64 person_id, gint64 other_id, GError **error)
{
  return sn_connection_run (sn_transaction_get_connection (transaction), error,
                            "INSERT INTO other_document (id, person_id, document_type, document_number)"
                            " SELECT ?3, ?1, document_type, document_number FROM person WHERE id = ?2"
                            " ON CONFLICT (document_number, document_type) DO UPDATE SET person_id = ?1",
                            SN_INT (person_id), SN_INT (other_id), SN_INT (sn_transaction_next_id (transaction, "other_document")));
}

/* ── Categories ─────────────────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  gint64 id;
  gint64 category_id;
  char   from_date[11];
  char   to_date[11];  /* "" while it lasts */
  char  *source;
} Period;

static void
clear_period (gpointer data)
{
  g_clear_pointer (&((Period *) data)->source, g_free);
}

/* (transfer full): Period, the earliest of a category first */
static GArray *
list_periods (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (GArray) periods = g_array_new (FALSE, TRUE, sizeof (Period));
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) rows =
    sn_connection_query (connection, error,
                         "SELECT id, category_id, from_date, to_date, source FROM person_category WHERE person_id = ?1"
                         " ORDER BY category_id, from_date, id",
                         SN_INT (person_id));

  g_array_set_clear_func (periods, clear_period);
  if (rows == NULL)
    return NULL;
  while (sn_statement_step (rows, &step_error))
    {
      Period period = { sn_statement_get_int64 (rows, 0), sn_statement_get_int64 (rows, 1) };

      g_strlcpy (period.from_date, sn_statement_get_text (rows, 2), sizeof period.from_date);
      g_strlcpy (period.to_date, sn_statement_get_text (rows, 3), sizeof period.to_date);
      period.source = g_strdup (sn_statement_get_text (rows, 4));
      g_array_append_val (periods, period);
    }
  if (step_error == NULL)
    return g_steal_pointer (&periods);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gboolean
overlaps (const Period *earlier, const Period *later)
{
  return earlier->category_id == later->category_id && (*earlier->to_date == '\0' || strcmp (later->from_date, earlier->to_date) <= 0);
}

/* The later one goes, and its last day and source, where the earlier has none, stay. */
static gboolean
fold (SnConnection *connection, Period *earlier, const Period *later, GError **error)
{
  if (*earlier->to_date != '\0' && (*later->to_date == '\0' || strcmp (later->to_date, earlier->to_date) > 0))
    g_strlcpy (earlier->to_date, later->to_date, sizeof earlier->to_date);
  if (*earlier->source == '\0')
    {
      g_free (earlier->source);
      earlier->source = g_strdup (later->source);
    }
  return sn_connection_run (connection, error, "DELETE FROM person_category WHERE id = ?1", SN_INT (later->id)) &&
         sn_connection_run (connection, error, "UPDATE person_category SET to_date = nullif (?2, ''), source = ?3 WHERE id = ?1",
                            SN_INT (earlier->id), SN_TEXT (earlier->to_date), SN_TEXT (earlier->source));
}

static gboolean
fold_periods (SnConnection *connection, gint64 person_id, GError **error)
{
  g_autoptr (GArray) periods = list_periods (connection, person_id, error);
  Period *last = NULL;

  for (guint i = 0; periods != NULL && i < periods->len; i++)
    {
      Period *period = &g_array_index (periods, Period, i);

      if (last == NULL || !overlaps (last, period))
        last = period;
      else if (!fold (connection, last, period, error))
        return FALSE;
    }
  return periods != NULL;
}

gboolean
sn_person_move_references (SnTransaction *transaction, gint64 to_id, gint64 from_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);

  for (gsize i = 0; i < G_N_ELEMENTS (moves); i++)
    if (!sn_connection_run (connection, error, moves[i], SN_INT (to_id), SN_INT (from_id)))
      return FALSE;
  return fold_periods (connection, to_id, error);
}
