/* sn-recipient-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-filter.h"

#include "sn-date.h"
#include "sn-id-places.h"

struct _SnRecipientFilter
{
  GArray     *ids; /* gint64, each once */
  SnIdPlaces *places;
};

/* Each "load" gives every person once; ?1 is the choice, ?2 today, ?3 the campaign (0: the newest). */
static const struct
{
  const char *name;
  const char *list;
  const char *load;
} kinds[] = {
  [SN_RECIPIENT_FILTER_TOWN] = {
    "town",
    "SELECT id, id, short_name FROM division WHERE level = 'town' ORDER BY position, id",
    "SELECT id FROM person WHERE town_id = ?1 AND ?2 <> '' AND ?3 >= 0",
  },
  [SN_RECIPIENT_FILTER_CATEGORY] = {
    "category",
    "SELECT id, code, name FROM category ORDER BY position, id",
    "SELECT DISTINCT person_id FROM person_category WHERE category_id = ?1 AND from_date <= ?2"
    " AND (to_date IS NULL OR to_date >= ?2) AND ?3 >= 0",
  },
  [SN_RECIPIENT_FILTER_DEPARTMENT] = {
    "department",
    "SELECT id, code, short_name FROM department WHERE role = 'programs' ORDER BY id",
    "SELECT DISTINCT e.person_id FROM program p CROSS JOIN entitlement e ON e.program_id = p.id"
    " WHERE p.department_id = ?1 AND e.state <> 'withdrawn' AND ?2 <> ''"
    "   AND p.campaign_id = coalesce (nullif (?3, 0),"
    "                                 (SELECT id FROM campaign ORDER BY spring_festival DESC, id DESC LIMIT 1))",
  },
  /* What sn_category_reach_list() counts. */
  [SN_RECIPIENT_FILTER_UNREACHED] = {
    "unreached",
    "SELECT id, code, name FROM category WHERE id IN (SELECT category_id FROM rate_category) ORDER BY position, id",
    "SELECT DISTINCT h.person_id FROM campaign c CROSS JOIN person_category h ON h.category_id = ?1 CROSS JOIN person p ON p.id = h.person_id"
    " WHERE c.id = coalesce (nullif (?3, 0), (SELECT id FROM campaign ORDER BY spring_festival DESC, id DESC LIMIT 1)) AND ?2 <> ''"
    "   AND h.from_date <= c.as_of AND (h.to_date IS NULL OR h.to_date >= c.as_of)"
    "   AND p.died_on IS NULL AND (p.moved_on IS NULL OR p.moved_on > c.delivery_due)"
    "   AND NOT EXISTS (SELECT 1 FROM entitlement e CROSS JOIN program g ON g.id = e.program_id"
    "                    WHERE e.person_id = p.id AND g.campaign_id = c.id AND e.state <> 'withdrawn')"
    "   AND NOT EXISTS (SELECT 1 FROM entitlement e CROSS JOIN program g ON g.id = e.program_id"
    "                    WHERE e.household_id = p.household_id AND g.campaign_id = c.id AND e.state <> 'withdrawn')",
  },
};

const char *
sn_recipient_filter_kind_to_string (SnRecipientFilterKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  return kinds[kind].name;
}

gboolean
sn_recipient_filter_kind_from_string (const char *text, SnRecipientFilterKind *kind)
{
  for (guint i = 0; i < G_N_ELEMENTS (kinds); i++)
    {
      if (g_strcmp0 (text, kinds[i].name) != 0)
        continue;
      *kind = (SnRecipientFilterKind) i;
      return TRUE;
    }
  return FALSE;
}

/* ── Choices ────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipient_choice_free (SnRecipientChoice *choice)
{
  if (choice == NULL)
    return;
  g_free (choice->code);
  g_free (choice->name);
  g_free (choice);
}

GPtrArray *
sn_recipient_choice_list (SnConnection *connection, SnRecipientFilterKind kind, GError **error)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_recipient_choice_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = NULL;

  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  statement = sn_connection_query (connection, error, kinds[kind].list);
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnRecipientChoice *choice = g_new (SnRecipientChoice, 1);

      choice->id = sn_statement_get_int64 (statement, 0);
      choice->code = sn_statement_dup_text (statement, 1);
      choice->name = sn_statement_dup_text (statement, 2);
      g_ptr_array_add (choices, choice);
    }
  if (step_error == NULL)
    return g_steal_pointer (&choices);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

/* ── Filters ────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
clear_filter (gpointer data)
{
  SnRecipientFilter *filter = data;

  sn_id_places_free (filter->places);
  g_array_unref (filter->ids);
}

SnRecipientFilter *
sn_recipient_filter_ref (SnRecipientFilter *filter)
{
  return g_atomic_rc_box_acquire (filter);
}

void
sn_recipient_filter_unref (SnRecipientFilter *filter)
{
  if (filter != NULL)
    g_atomic_rc_box_release_full (filter, clear_filter);
}

SnRecipientFilter *
sn_recipient_filter_load (SnConnection *connection, SnRecipientFilterKind kind, gint64 choice_id, GError **error)
{
  g_autoptr (SnRecipientFilter) filter = NULL;
  g_autoptr (SnStatement) statement = NULL;
  g_autoptr (GError) step_error = NULL;
  GDate today;
  char today_iso[11];

  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  sn_clock_today (&today);
  statement = sn_connection_query (connection, error, kinds[kind].load, SN_INT (choice_id), SN_TEXT (sn_date_to_iso (&today, today_iso)),
                                   SN_INT (sn_connection_get_campaign (connection)));
  if (statement == NULL)
    return NULL;
  filter = g_atomic_rc_box_new0 (SnRecipientFilter);
  filter->ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (sn_statement_step (statement, &step_error))
    {
      gint64 id = sn_statement_get_int64 (statement, 0);

      g_array_append_val (filter->ids, id);
    }
  filter->places = sn_id_places_new ((const gint64 *) filter->ids->data, filter->ids->len);
  if (step_error == NULL)
    return g_steal_pointer (&filter);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

GArray *
sn_recipient_filter_keep (SnRecipientFilter *filter, GArray *ids)
{
  GArray *kept = g_array_sized_new (FALSE, FALSE, sizeof (gint64), MIN (ids->len, filter->ids->len));

  for (guint i = 0; i < ids->len; i++)
    {
      gint64 id = g_array_index (ids, gint64, i);

      if (sn_id_places_find (filter->places, id) != SN_NO_PLACE)
        g_array_append_val (kept, id);
    }
  return kept;
}
