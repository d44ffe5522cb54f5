/* sn-person-category.c: categories and the periods in which they are held.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-person-category.h"

#include "sn-date.h"
#include "sn-officer-duties.h"
#include "sn-person-edit-private.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sn_person_category_free (SnPersonCategory *category)
{
  if (category == NULL)
    return;
  g_free (category->code);
  g_free (category->name);
  g_free (category->from_date);
  g_free (category->to_date);
  g_free (category->source);
  g_free (category);
}

GPtrArray *
sn_person_list_categories (SnConnection *connection, gint64 person_id, const char *on_date, GError **error)
{
  g_autoptr (GPtrArray) categories = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_person_category_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement =
    sn_connection_query (connection, error,
                         "SELECT h.id, h.category_id, c.code, c.name, h.from_date, h.to_date, h.source"
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
      category->source = g_strdup (sn_statement_get_text (statement, 6));
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
sn_person_add_category (SnTransaction *transaction, gint64 person_id, gint64 category_id, const char *from_date, const char *source,
                        GError **error)
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
    return sn_connection_run (connection, error, "UPDATE person_category SET from_date = ?2, source = coalesce (?3, source) WHERE id = ?1",
                              SN_INT (later_id), SN_TEXT (from_date), SN_TEXT (source));
  return sn_connection_run (connection, error,
                            "INSERT INTO person_category (id, person_id, category_id, from_date, source)"
                            " VALUES (?1, ?2, ?3, ?4, coalesce (?5, ''))",
                            SN_INT (sn_transaction_next_id (transaction, "person_category")), SN_INT (person_id),
                            SN_INT (category_id), SN_TEXT (from_date), SN_TEXT (source));
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

/* ── An officer's hand ──────────────────────────────────────────────────────────────────────────────────────────── */

/* (transfer full) (nullable) */
static char *
dup_category_name (SnConnection *connection, gint64 category_id, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, "SELECT name FROM category WHERE id = ?1", SN_INT (category_id));

  if (statement == NULL)
    return NULL;
  if (sn_statement_step (statement, &step_error))
    return g_strdup (sn_statement_get_text (statement, 0));
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no such category. Choose one of the catalogue."));
  return NULL;
}

static gboolean
is_in_order (const char *from_date, const char *to_date, GError **error)
{
  if (from_date == NULL || to_date == NULL || strcmp (from_date, to_date) <= 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("A category cannot end on %s before it begins on %s. Compare both days."), to_date,
               from_date);
  return FALSE;
}

/* The rows that would be written: whether there is anything to describe. */
static gboolean
would_change (SnConnection *connection, gint64 person_id, gint64 category_id, const char *from_date, const char *to_date, gboolean *changes,
              GError **error)
{
  gint64 covering_id = 0, ends_so = 0;

  if ((from_date != NULL && !find_period (connection, person_id, category_id, from_date, &covering_id, error)) ||
      (to_date != NULL && !sn_connection_get_int64 (connection, &ends_so, error,
                                                    "SELECT 1 FROM person_category WHERE person_id = ?1 AND category_id = ?2 AND to_date = ?3",
                                                    SN_INT (person_id), SN_INT (category_id), SN_TEXT (to_date))))
    return FALSE;
  *changes = (from_date != NULL && covering_id == 0) || (to_date != NULL && ends_so == 0);
  return TRUE;
}

gboolean
sn_person_change_category (SnTransaction *transaction, gint64 person_id, gint64 category_id, const char *from_date, const char *to_date,
                           const char *source, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autoptr (SnPerson) person = sn_person_lookup (connection, person_id, error);
  g_autofree char *name = person != NULL ? dup_category_name (connection, category_id, error) : NULL;
  g_autofree char *clean = source != NULL ? sn_text_clean (source) : NULL;
  gboolean changes = FALSE;

  if (from_date == NULL && to_date == NULL)
    from_date = sn_transaction_get_today (transaction);
  if (name == NULL || !sn_officer_check_duty (transaction, SN_STEP_PREPARES, error) ||
      (from_date != NULL && !is_day (from_date, error)) || (to_date != NULL && !is_day (to_date, error)) ||
      !is_in_order (from_date, to_date, error) ||
      !would_change (connection, person_id, category_id, from_date, to_date, &changes, error))
    return FALSE;
  if (!changes)
    return TRUE;
  sn_person_describe_change (transaction, from_date != NULL ? "category-add" : "category-end", person_id, name);
  return (from_date == NULL || sn_person_add_category (transaction, person_id, category_id, from_date, clean, error)) &&
         (to_date == NULL || sn_person_end_category (transaction, person_id, category_id, to_date, error));
}
