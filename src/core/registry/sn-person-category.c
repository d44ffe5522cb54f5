/* sn-person-category.c: categories and the periods in which they are held.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-category.h"

#include "sn-date.h"

#include <glib/gi18n-lib.h>

void
sn_person_category_free (SnPersonCategory *category)
{
  if (category == NULL)
    return;
  g_free (category->code);
  g_free (category->name);
  g_free (category->from_date);
  g_free (category->to_date);
  g_free (category);
}

GPtrArray *
sn_person_list_categories (SnConnection *connection, gint64 person_id, const char *on_date, GError **error)
{
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_person_category_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT h.id, h.category_id, c.code, c.name, h.from_date, h.to_date"
                         " FROM person_category h JOIN category c ON c.id = h.category_id"
                         " WHERE h.person_id = ?1"
                         " AND (?2 IS NULL OR (h.from_date <= ?2 AND (h.to_date IS NULL OR h.to_date >= ?2)))"
                         " ORDER BY c.position, h.from_date, h.id",
                         SN_INT (person_id), SN_TEXT (on_date));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnPersonCategory *category = g_new0 (SnPersonCategory, 1);

      category->id = sn_statement_get_int64 (statement, 0);
      category->category_id = sn_statement_get_int64 (statement, 1);
      category->code = g_strdup (sn_statement_get_text (statement, 2));
      category->name = g_strdup (sn_statement_get_text (statement, 3));
      category->from_date = g_strdup (sn_statement_get_text (statement, 4));
      category->to_date = g_strdup (sn_statement_get_text (statement, 5));
      g_ptr_array_add (categories, category);
    }
  if (step_error == NULL)
    return g_steal_pointer (&categories);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gboolean
is_day (const char *text, GError **error)
{
  GDate day;

  if (text != NULL && sn_date_from_iso (text, &day))
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("“%s” is not a day. Write it as 2025-01-31."), text != NULL ? text : "");
  return FALSE;
}

/* The period that covers @day; 0 when there is none. */
static gboolean
find_period (SnConnection *connection, gint64 person_id, gint64 category_id, const char *day, gint64 *period_id, GError **error)
{
  *period_id = 0;
  return sn_connection_get_int64 (connection, period_id, error,
                                  "SELECT id FROM person_category WHERE person_id = ?1 AND category_id = ?2"
                                  " AND from_date <= ?3 AND (to_date IS NULL OR to_date >= ?3) ORDER BY from_date, id LIMIT 1",
                                  SN_INT (person_id), SN_INT (category_id), SN_TEXT (day));
}

gboolean
sn_person_add_category (SnTransaction *transaction, gint64 person_id, gint64 category_id, const char *from_date, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 covering_id, later_id = 0;

  if (!is_day (from_date, error) || !find_period (connection, person_id, category_id, from_date, &covering_id, error))
    return FALSE;
  if (covering_id != 0)
    return TRUE;
  if (!sn_connection_get_int64 (connection, &later_id, error,
                                "SELECT id FROM person_category WHERE person_id = ?1 AND category_id = ?2 AND from_date > ?3"
                                " ORDER BY from_date, id LIMIT 1",
                                SN_INT (person_id), SN_INT (category_id), SN_TEXT (from_date)))
    return FALSE;
  if (later_id != 0)
    return sn_connection_run (connection, error, "UPDATE person_category SET from_date = ?2 WHERE id = ?1", SN_INT (later_id),
                              SN_TEXT (from_date));
  return sn_connection_run (connection, error,
                            "INSERT INTO person_category (id, person_id, category_id, from_date) VALUES (?1, ?2, ?3, ?4)",
                            SN_INT (sn_transaction_next_id (transaction, "person_category")), SN_INT (person_id),
                            SN_INT (category_id), SN_TEXT (from_date));
}

gboolean
sn_person_end_category (SnTransaction *transaction, gint64 person_id, gint64 category_id, const char *to_date, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  gint64 period_id;

  if (!is_day (to_date, error) || !find_period (connection, person_id, category_id, to_date, &period_id, error))
    return FALSE;
  if (period_id == 0)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("The person does not hold this category on %s. Look at its first day."), to_date);
      return FALSE;
    }
  return sn_connection_run (connection, error, "UPDATE person_category SET to_date = ?2 WHERE id = ?1", SN_INT (period_id),
                            SN_TEXT (to_date));
}
