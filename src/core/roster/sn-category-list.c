/* sn-category-list.c: this month's list of who holds a category: who is new on it, and who is on it no more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-category-list.h"

#include "sn-date.h"
#include "sn-person-category.h"
#include "sn-roster-admission-private.h"

#include <glib/gi18n-lib.h>

static void
free_end (gpointer data)
{
  SnCategoryEnd *end = data;

  g_free (end->name);
  g_free (end->id_number_masked);
  g_free (end->town);
  g_free (end->since);
  g_free (end);
}

void
sn_category_list_clear (SnCategoryList *list)
{
  g_clear_pointer (&list->ended, g_ptr_array_unref);
  g_clear_pointer (&list->towns, g_ptr_array_unref);
}

static gboolean
find_category (SnConnection *connection, const char *code, gint64 *id, char **name, GError **error)
{
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) category = sn_connection_query (connection, error, "SELECT id, name FROM category WHERE code = ?1", SN_TEXT (code));

  if (category == NULL)
    return FALSE;
  if (sn_statement_step (category, &step_error))
    {
      *id = sn_statement_get_int64 (category, 0);
      *name = sn_statement_dup_text (category, 1);
      return TRUE;
    }
  if (step_error != NULL)
    g_propagate_error (error, g_steal_pointer (&step_error));
  else
    g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _("There is no category with the code “%s”."), code);
  return FALSE;
}

char *
sn_category_list_find_name (SnConnection *connection, const char *category_code, GError **error)
{
  char *name = NULL;
  gint64 id;

  return find_category (connection, category_code, &id, &name, error) ? name : NULL;
}

/* The people on the list, rejected rows with a number too. */
static GHashTable *
collect_named (const SnAdmission *admission)
{
  GHashTable *named = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);

  for (guint i = 0; i < admission->rows->len; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (admission->rows, i);
      gint64 id = g_array_index (admission->verdicts, SnRosterVerdict, i).person_id;

      if (id == 0 && is_given (row->document_number))
        id = sn_person_id_for_document (sn_admission_get_document_type (row), row->document_number);
      if (id != 0 && !g_hash_table_contains (named, &id))
        g_hash_table_add (named, g_memdup2 (&id, sizeof id));
    }
  return named;
}

/* ── Of which towns the list speaks ─────────────────────────────────────────────────────────────────────────────── */

static void
add_town (GHashTable *towns, gint64 town_id)
{
  if (!g_hash_table_contains (towns, &town_id))
    g_hash_table_add (towns, g_memdup2 (&town_id, sizeof town_id));
}

/* What the registry knows of the people on the list; 0 for somebody of no town. */
static gboolean
collect_known_towns (SnConnection *connection, GHashTable *named, GHashTable *towns, GError **error)
{
  g_autoptr (SnStatement) town =
    sn_connection_query (connection, error, "SELECT coalesce (town_id, 0) FROM person WHERE id = ?1", SN_NULL);
  g_autoptr (GError) step_error = NULL;
  GHashTableIter iter;
  gpointer id;

  if (town == NULL)
    return FALSE;
  g_hash_table_iter_init (&iter, named);
  while (step_error == NULL && g_hash_table_iter_next (&iter, &id, NULL))
    {
      sn_statement_rebind (town, SN_INT (*(gint64 *) id));
      if (sn_statement_step (town, &step_error))
        add_town (towns, sn_statement_get_int64 (town, 0));
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* Names those of @towns; @is_all: (out): there are no others */
static gboolean
name_towns (SnConnection *connection, SnCategoryList *list, GHashTable *towns, gboolean *is_all, GError **error)
{
  g_autoptr (SnStatement) all = sn_connection_query (connection, error, "SELECT id, name FROM division WHERE level = 'town' ORDER BY position");
  g_autoptr (GError) step_error = NULL;

  if (all == NULL)
    return FALSE;
  *is_all = TRUE;
  list->towns = g_ptr_array_new_with_free_func (g_free);
  while (sn_statement_step (all, &step_error))
    {
      gint64 id = sn_statement_get_int64 (all, 0);

      if (g_hash_table_contains (towns, &id))
        g_ptr_array_add (list->towns, sn_statement_dup_text (all, 1));
      else
        *is_all = FALSE;
    }
  if (*is_all)
    g_clear_pointer (&list->towns, g_ptr_array_unref);
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

/* @towns_out: (out) (transfer full) (nullable): their ids, with 0 for people of no town; %NULL: of all */
static gboolean
collect_towns (SnConnection *connection, SnCategoryList *list, GHashTable *named, GHashTable **towns_out, GError **error)
{
  g_autoptr (GHashTable) towns = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, NULL);
  gboolean is_all;

  for (guint i = 0; i < list->admission->rows->len; i++)
    {
      const SnRosterRow *row = g_ptr_array_index (list->admission->rows, i);

      if (row->town_id != 0)
        add_town (towns, row->town_id);
    }
  if ((g_hash_table_size (towns) == 0 && !collect_known_towns (connection, named, towns, error)) ||
      !name_towns (connection, list, towns, &is_all, error))
    return FALSE;
  *towns_out = is_all ? NULL : g_steal_pointer (&towns);
  return TRUE;
}

/* ── Who is on it no more ───────────────────────────────────────────────────────────────────────────────────────── */

/* Held on the day before, and longer: what begins with the list is the list's own. */
static gboolean
list_missing (SnConnection *connection, SnCategoryList *list, gint64 category_id, GError **error)
{
  g_autoptr (GHashTable) named = collect_named (list->admission);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (GHashTable) towns = NULL;
  g_autoptr (SnStatement) holders =
    sn_connection_query (connection, error,
                         "SELECT p.id, p.name, p.document_number, coalesce (t.name, ''), k.from_date, coalesce (p.town_id, 0)"
                         "  FROM person_category k JOIN person p ON p.id = k.person_id LEFT JOIN division t ON t.id = p.town_id"
                         " WHERE k.category_id = ?1 AND k.from_date < ?2 AND (k.to_date IS NULL OR k.to_date >= ?2)"
                         " ORDER BY t.position, p.pinyin_key",
                         SN_INT (category_id), SN_TEXT (list->from_date));

  if (holders == NULL || !collect_towns (connection, list, named, &towns, error))
    return FALSE;
  /* Rows that were sent back and come again are not the whole list. */
  if (list->admission->is_returned)
    return TRUE;
  while (sn_statement_step (holders, &step_error))
    {
      gint64 id = sn_statement_get_int64 (holders, 0), town_id = sn_statement_get_int64 (holders, 5);
      SnCategoryEnd *end;

      if (g_hash_table_contains (named, &id) || (towns != NULL && !g_hash_table_contains (towns, &town_id)))
        continue;
      end = g_new0 (SnCategoryEnd, 1);
      end->person_id = id;
      end->name = sn_statement_dup_text (holders, 1);
      end->id_number_masked = sn_document_number_mask (sn_statement_get_text (holders, 2));
      end->town = sn_statement_dup_text (holders, 3);
      end->since = sn_statement_dup_text (holders, 4);
      g_ptr_array_add (list->ended, end);
    }
  if (step_error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&step_error));
  return FALSE;
}

static guint
count_begun (GArray *verdicts)
{
  guint begun = 0;

  for (guint i = 0; i < verdicts->len; i++)
    begun += g_array_index (verdicts, SnRosterVerdict, i).begins_category ? 1 : 0;
  return begun;
}

static gboolean
end_missing (SnTransaction *transaction, SnCategoryList *list, gint64 category_id, const GDate *from_date, GError **error)
{
  GDate last = *from_date;
  char last_day[11];

  g_date_subtract_days (&last, 1);
  sn_date_to_iso (&last, last_day);
  for (guint i = 0; i < list->ended->len; i++)
    {
      const SnCategoryEnd *end = g_ptr_array_index (list->ended, i);

      if (!sn_person_end_category (transaction, end->person_id, category_id, last_day, error))
        return FALSE;
    }
  return TRUE;
}

static gboolean
check_rejected (const SnCategoryList *list, GError **error)
{
  guint rejected = list->admission->result.rejected;

  if (!list->end_missing || rejected == 0)
    return TRUE;
  g_set_error (error, SN_ERROR, SN_ERROR_REFUSED,
               g_dngettext (GETTEXT_PACKAGE,
                            "%u row cannot be taken, and who stands there would lose the category. Set it right before others are ended.",
                            "%u rows cannot be taken, and who stands there would lose the category. Set them right before others are"
                            " ended.", rejected),
               rejected);
  return FALSE;
}

gboolean
sn_category_list_import (SnTransaction *transaction, SnCategoryList *list, GCancellable *cancellable, GError **error)
{
  SnConnection *connection = sn_transaction_get_connection (transaction);
  SnAdmission *admission = list->admission;
  g_autoptr (GArray) own_verdicts = admission->verdicts == NULL ? sn_roster_verdicts_new () : NULL;
  g_autofree char *name = NULL;
  g_autofree char *begun = NULL;
  g_autofree char *ended = NULL;
  SnCategoryOfAll category = { .from_date = list->from_date, .source = list->source != NULL ? list->source : admission->file_name };
  GDate from_date = { 0 };
  gboolean done;

  sn_category_list_clear (list);
  list->ended = g_ptr_array_new_with_free_func (free_end);
  if (!sn_date_from_iso (list->from_date, &from_date))
    {
      g_set_error (error, SN_ERROR, SN_ERROR_INVALID_INPUT, _("“%s” is not a day. Write it as 2025-01-31."), list->from_date);
      return FALSE;
    }
  if (!find_category (connection, list->category_code, &category.category_id, &name, error))
    return FALSE;
  admission->program_code = NULL;
  admission->category = &category;
  if (own_verdicts != NULL)
    admission->verdicts = own_verdicts;
  done = sn_roster_admit (transaction, admission, cancellable, error) && list_missing (connection, list, category.category_id, error);
  admission->category = NULL;
  list->begun = done ? count_begun (admission->verdicts) : 0;
  if (own_verdicts != NULL)
    admission->verdicts = NULL;
  if (!done || !check_rejected (list, error) ||
      (list->end_missing && !end_missing (transaction, list, category.category_id, &from_date, error)))
    return FALSE;

  list->held = admission->result.accepted - list->begun;
  if (admission->result.categories_begun == 0 && admission->result.new_persons == 0 && (!list->end_missing || list->ended->len == 0))
    return TRUE;
  begun = g_strdup_printf ("%u", list->begun);
  ended = g_strdup_printf ("%u", list->end_missing ? list->ended->len : 0);
  sn_transaction_describe (transaction, "category-import", admission->file_name != NULL ? admission->file_name : "", name, begun, ended,
                           NULL);
  return TRUE;
}

static gboolean
import (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_category_list_import (transaction, data, cancellable, error);
}

gboolean
sn_category_list_preview (SnWorkspace *workspace, SnCategoryList *list, GCancellable *cancellable, GError **error)
{
  gboolean leave_out_rejected = list->admission->leave_out_rejected, ends = list->end_missing;
  gboolean done;

  list->admission->leave_out_rejected = TRUE;
  list->end_missing = FALSE;
  done = sn_admission_preview_write (workspace, import, list, cancellable, error);
  list->admission->leave_out_rejected = leave_out_rejected;
  list->end_missing = ends;
  return done;
}
