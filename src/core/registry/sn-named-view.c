/* sn-named-view.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-named-view.h"

#include "sn-name.h"
#include "sn-text.h"

#include <glib/gi18n-lib.h>
#include <string.h>

void
sn_named_view_free (SnNamedView *view)
{
  if (view == NULL)
    return;
  g_free (view->name);
  sn_recipient_query_free (view->query);
  g_free (view);
}

static void
free_view (gpointer view)
{
  sn_named_view_free (view);
}

/* (nullable): a question that cannot be read any more is left alone in the file: a later version may have written it. */
static SnNamedView *
read_view (SnStatement *statement, SnConnection *connection)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnRecipientQuery) query = sn_recipient_query_from_json (sn_statement_get_text (statement, 2), connection, &error);
  SnNamedView *view;

  if (query == NULL)
    {
      g_message ("View %" G_GINT64_FORMAT " cannot be read: %s", sn_statement_get_int64 (statement, 0), error->message);
      return NULL;
    }
  view = g_new (SnNamedView, 1);
  view->id = sn_statement_get_int64 (statement, 0);
  view->name = sn_statement_dup_text (statement, 1);
  view->query = g_steal_pointer (&query);
  return view;
}

static int
compare_views (gconstpointer a, gconstpointer b)
{
  const SnNamedView *first = *(const SnNamedView *const *) a, *second = *(const SnNamedView *const *) b;
  g_autoptr (GBytes) first_key = sn_name_pinyin_key (first->name);
  g_autoptr (GBytes) second_key = sn_name_pinyin_key (second->name);

  return g_bytes_compare (first_key, second_key);
}

GPtrArray *
sn_named_view_list (SnConnection *connection, GError **error)
{
  g_autoptr (GPtrArray) views = g_ptr_array_new_with_free_func (free_view);
  g_autoptr (SnStatement) statement = sn_connection_query (connection, error, "SELECT id, name, query FROM recipient_view ORDER BY id");
  g_autoptr (GError) step_error = NULL;

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnNamedView *view = read_view (statement, connection);

      if (view != NULL)
        g_ptr_array_add (views, view);
    }
  if (step_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&step_error));
      return NULL;
    }
  g_ptr_array_sort (views, compare_views);
  return g_steal_pointer (&views);
}

/* (transfer full) (nullable) */
static char *
clean_name (const char *name, GError **error)
{
  g_autofree char *clean = sn_text_trim (name != NULL ? name : "");

  if (*clean != '\0')
    return g_steal_pointer (&clean);
  g_set_error_literal (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _ ("A view needs a name. Type one."));
  return NULL;
}

/* 0 where there is none of that name. */
static gboolean
find_by_name (SnConnection *connection, const char *name, gint64 *view_id, GError **error)
{
  *view_id = 0;
  return sn_connection_get_int64 (connection, view_id, error, "SELECT id FROM recipient_view WHERE name = ?1", SN_TEXT (name));
}

gboolean
sn_named_view_save (SnTransaction *transaction, const char *name, const SnRecipientQuery *query, gint64 *view_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autofree char *clean = clean_name (name, error);
  g_autofree char *json = clean != NULL ? sn_recipient_query_to_json (query, connection, error) : NULL;
  gint64 id;

  if (json == NULL || !find_by_name (connection, clean, &id, error))
    return FALSE;
  if (id == 0)
    id = sn_transaction_next_id (transaction, "recipient_view");
  if (!sn_connection_run (connection, error,
                          "INSERT INTO recipient_view (id, name, query) VALUES (?1, ?2, ?3)"
                          " ON CONFLICT (id) DO UPDATE SET query = excluded.query WHERE query <> excluded.query",
                          SN_INT (id), SN_TEXT (clean), SN_TEXT (json)))
    return FALSE;
  if (sqlite3_changes (sn_connection_get_handle (connection)) > 0)
    sn_transaction_describe (transaction, "view-save", NULL);
  if (view_id != NULL)
    *view_id = id;
  return TRUE;
}

static gboolean
check_exists (SnConnection *connection, gint64 view_id, GError **error)
{
  gint64 n_views = 0;

  if (!sn_connection_get_int64 (connection, &n_views, error, "SELECT count (*) FROM recipient_view WHERE id = ?1", SN_INT (view_id)))
    return FALSE;
  if (n_views > 0)
    return TRUE;
  g_set_error_literal (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("That view is not there any more."));
  return FALSE;
}

gboolean
sn_named_view_rename (SnTransaction *transaction, gint64 view_id, const char *name, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  g_autofree char *clean = clean_name (name, error);
  gint64 other_id;

  if (clean == NULL || !check_exists (connection, view_id, error) || !find_by_name (connection, clean, &other_id, error))
    return FALSE;
  if (other_id != 0 && other_id != view_id)
    {
      g_set_error (error, SN_ERROR, SN_ERROR_REFUSED, _ ("There is a view “%s” already. Take another name."), clean);
      return FALSE;
    }
  if (!sn_connection_run (connection, error, "UPDATE recipient_view SET name = ?2 WHERE id = ?1 AND name <> ?2", SN_INT (view_id),
                          SN_TEXT (clean)))
    return FALSE;
  if (sqlite3_changes (sn_connection_get_handle (connection)) > 0)
    sn_transaction_describe (transaction, "view-rename", NULL);
  return TRUE;
}

gboolean
sn_named_view_delete (SnTransaction *transaction, gint64 view_id, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);

  if (!check_exists (connection, view_id, error) ||
      !sn_connection_run (connection, error, "DELETE FROM recipient_view WHERE id = ?1", SN_INT (view_id)))
    return FALSE;
  sn_transaction_describe (transaction, "view-delete", NULL);
  return TRUE;
}
