/* sn-recipient-filter.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-filter.h"

#include "sn-date.h"
#include "sn-id-places.h"
#include "sn-recipient-choice-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

struct _SnRecipientFilter
{
  GArray     *ids; /* gint64, each once */
  SnIdPlaces *places;
};

/* ?1 the choice, ?2 today, ?3 the campaign (0: the newest), ?4 and ?5 least and most, ?6 the choice's code. */
#define ASKED                                                                                                                          \
  "WITH asked (choice, today, campaign, least, born_after, born_by, code, most) AS"                                                    \
  " (SELECT ?1, ?2, coalesce (nullif (?3, 0), (SELECT id FROM campaign ORDER BY spring_festival DESC, id DESC LIMIT 1)), ?4,"          \
  "         printf ('%04d', substr (?2, 1, 4) - ?5 - 1) || substr (?2, 5), printf ('%04d', substr (?2, 1, 4) - ?4) || substr (?2, 5), ?6, ?5)"
/* ?1 the campaign (0: the newest). */
#define LISTED                                                                                                                         \
  "WITH asked (campaign) AS"                                                                                                           \
  " (SELECT coalesce (nullif (?1, 0), (SELECT id FROM campaign ORDER BY spring_festival DESC, id DESC LIMIT 1)))"

/* Each "load" gives every person once, each "list" id, code, name, code and name of what the choice is part of, and its whole names. */
static const struct
{
  const char     *name;
  SnRecipientAsks asks;
  const char     *list; /* (nullable) */
  const char     *load;
} kinds[] = {
  [SN_RECIPIENT_FILTER_TOWN] = {
    "town", SN_RECIPIENT_ASKS_CHOICE,
    LISTED "SELECT id, id, short_name, '', '', name FROM division WHERE level = 'town' ORDER BY position, id",
    ASKED "SELECT p.id FROM asked a CROSS JOIN person p WHERE p.town_id = a.choice",
  },
  [SN_RECIPIENT_FILTER_CATEGORY] = {
    "category", SN_RECIPIENT_ASKS_CHOICE,
    LISTED "SELECT id, code, name, '', '', '' FROM category ORDER BY position, id",
    ASKED "SELECT DISTINCT h.person_id FROM asked a CROSS JOIN person_category h ON h.category_id = a.choice"
          " WHERE h.from_date <= a.today AND (h.to_date IS NULL OR h.to_date >= a.today)",
  },
  [SN_RECIPIENT_FILTER_DEPARTMENT] = {
    "department", SN_RECIPIENT_ASKS_CHOICE,
    LISTED "SELECT id, code, short_name, '', '', name FROM department WHERE role = 'programs' ORDER BY id",
    ASKED "SELECT DISTINCT e.person_id FROM asked a CROSS JOIN program p ON p.department_id = a.choice AND p.campaign_id = a.campaign"
          " CROSS JOIN entitlement e ON e.program_id = p.id WHERE e.state <> 'withdrawn'",
  },
  /* What sn_category_reach_list() counts. */
  [SN_RECIPIENT_FILTER_UNREACHED] = {
    "unreached", SN_RECIPIENT_ASKS_CHOICE,
    LISTED "SELECT id, code, name, '', '', '' FROM category WHERE id IN (SELECT category_id FROM rate_category) ORDER BY position, id",
    ASKED "SELECT DISTINCT h.person_id FROM asked a CROSS JOIN campaign c ON c.id = a.campaign"
          " CROSS JOIN person_category h ON h.category_id = a.choice CROSS JOIN person p ON p.id = h.person_id"
          " WHERE h.from_date <= c.as_of AND (h.to_date IS NULL OR h.to_date >= c.as_of)"
          "   AND p.died_on IS NULL AND (p.moved_on IS NULL OR p.moved_on > c.delivery_due)"
          "   AND NOT EXISTS (SELECT 1 FROM entitlement e CROSS JOIN program g ON g.id = e.program_id"
          "                    WHERE e.person_id = p.id AND g.campaign_id = c.id AND e.state <> 'withdrawn')"
          "   AND NOT EXISTS (SELECT 1 FROM entitlement e CROSS JOIN program g ON g.id = e.program_id"
          "                    WHERE e.household_id = p.household_id AND g.campaign_id = c.id AND e.state <> 'withdrawn')",
  },
  [SN_RECIPIENT_FILTER_VILLAGE] = {
    "village", SN_RECIPIENT_ASKS_CHOICE,
    LISTED "SELECT v.id, v.id, v.short_name, t.id, t.short_name, v.name || ' ' || t.name FROM division t CROSS JOIN division v ON v.parent_id = t.id"
           " WHERE t.level = 'town' AND v.level = 'village' ORDER BY t.position, t.id, v.position, v.id",
    ASKED "SELECT p.id FROM asked a CROSS JOIN person p WHERE p.village_id = a.choice",
  },
  /* In text, so that who was born on 29 February comes of age on 1 March, as sn_date_age_years() counts. */
  [SN_RECIPIENT_FILTER_AGE] = {
    "age", SN_RECIPIENT_ASKS_RANGE, NULL,
    ASKED "SELECT p.id FROM asked a CROSS JOIN person p WHERE p.birth_date <= a.born_by AND p.birth_date > a.born_after",
  },
  [SN_RECIPIENT_FILTER_PROGRAM] = {
    "program", SN_RECIPIENT_ASKS_CHOICE,
    LISTED "SELECT p.id, p.code, p.title, d.code, d.short_name, '' FROM asked a CROSS JOIN program p ON p.campaign_id = a.campaign"
           " CROSS JOIN department d ON d.id = p.department_id ORDER BY d.id, p.number",
    ASKED "SELECT DISTINCT e.person_id FROM asked a CROSS JOIN entitlement e ON e.program_id = a.choice WHERE e.state <> 'withdrawn'",
  },
  /* Of lines; payment_states_sql is for those of payments. */
  [SN_RECIPIENT_FILTER_STATE] = {
    "state", SN_RECIPIENT_ASKS_CHOICE, NULL,
    ASKED "SELECT DISTINCT e.person_id FROM asked a CROSS JOIN program p ON p.campaign_id = a.campaign"
          " CROSS JOIN entitlement e ON e.program_id = p.id WHERE e.state = a.code",
  },
  [SN_RECIPIENT_FILTER_NOTHING] = {
    "nothing", SN_RECIPIENT_ASKS_NONE, NULL,
    ASKED "SELECT p.id FROM person p"
          " WHERE p.id NOT IN (SELECT e.person_id FROM asked a CROSS JOIN program g ON g.campaign_id = a.campaign"
          "                     CROSS JOIN entitlement e ON e.program_id = g.id WHERE e.state <> 'withdrawn')"
          "   AND p.household_id NOT IN (SELECT e.household_id FROM asked a CROSS JOIN program g ON g.campaign_id = a.campaign"
          "                               CROSS JOIN entitlement e ON e.program_id = g.id"
          "                               WHERE e.state <> 'withdrawn' AND e.household_id IS NOT NULL)",
  },
  [SN_RECIPIENT_FILTER_DEPARTMENTS] = {
    "departments", SN_RECIPIENT_ASKS_LEAST, NULL,
    ASKED ", given (person_id, department_id) AS ("
          "SELECT e.person_id, g.department_id FROM asked a CROSS JOIN program g ON g.campaign_id = a.campaign"
          " CROSS JOIN entitlement e ON e.program_id = g.id WHERE e.state <> 'withdrawn'"
          " UNION SELECT m.id, g.department_id FROM asked a CROSS JOIN program g ON g.campaign_id = a.campaign"
          " CROSS JOIN entitlement e ON e.program_id = g.id CROSS JOIN person m ON m.household_id = e.household_id"
          " WHERE e.state <> 'withdrawn' AND e.household_id IS NOT NULL)"
          "SELECT person_id FROM given GROUP BY person_id HAVING count (*) >= (SELECT least FROM asked)",
  },
  [SN_RECIPIENT_FILTER_SEX] = {
    "sex", SN_RECIPIENT_ASKS_CHOICE, NULL,
    ASKED "SELECT p.id FROM asked a CROSS JOIN person p WHERE p.sex = a.code",
  },
  /* As SN_FITTING_CONDITION has it for rates. */
  [SN_RECIPIENT_FILTER_ETHNIC_GROUP] = {
    "ethnic_group", SN_RECIPIENT_ASKS_CHOICE, NULL,
    ASKED "SELECT p.id FROM asked a CROSS JOIN person p WHERE CASE a.code WHEN '" SN_RECIPIENT_MINORITY "'"
          " THEN p.ethnic_group NOT IN ('', '汉族') WHEN 'unknown' THEN p.ethnic_group = '' ELSE p.ethnic_group = a.code END",
  },
  [SN_RECIPIENT_FILTER_DISABILITY] = {
    "disability", SN_RECIPIENT_ASKS_CHOICE, NULL,
    ASKED "SELECT p.id FROM asked a CROSS JOIN person p WHERE iif (a.code = 'any',"
          " p.disability_kind IS NOT NULL OR p.disability_level IS NOT NULL, p.disability_kind = a.choice)",
  },
  [SN_RECIPIENT_FILTER_DISABILITY_LEVEL] = {
    "disability_level", SN_RECIPIENT_ASKS_CHOICE, NULL,
    ASKED "SELECT p.id FROM asked a CROSS JOIN person p WHERE p.disability_level = a.choice",
  },
  /* What sn_recipient_get_total_fen() adds up. */
  [SN_RECIPIENT_FILTER_TOTAL] = {
    "total", SN_RECIPIENT_ASKS_YUAN, NULL,
    ASKED "SELECT e.person_id FROM asked a CROSS JOIN program g ON g.campaign_id = a.campaign CROSS JOIN entitlement e ON e.program_id = g.id"
          " WHERE e.state = 'listed' OR e.state = 'submitted' OR e.state = 'approved' GROUP BY e.person_id"
          " HAVING sum (e.amount_fen) >= (SELECT least FROM asked) * 100 AND ((SELECT most FROM asked) >= " G_STRINGIFY (SN_RECIPIENT_MOST_YUAN)
          "   OR sum (e.amount_fen) <= (SELECT most FROM asked) * 100)",
  },
};
G_STATIC_ASSERT (G_N_ELEMENTS (kinds) == SN_RECIPIENT_N_FILTER_KINDS);

/* A payment that was tried again stands for nothing any more. */
static const char payment_states_sql[] =
  ASKED "SELECT DISTINCT e.person_id FROM asked a CROSS JOIN program g ON g.campaign_id = a.campaign"
        " CROSS JOIN payment_batch b ON b.program_id = g.id CROSS JOIN payment y ON y.batch_id = b.id"
        " CROSS JOIN entitlement e ON e.id = y.entitlement_id WHERE y.state = a.code AND y.retried = 0";

static const struct
{
  const char *code;
  gboolean    of_payment;
  const char *name;
} states[] = {
  { "listed", FALSE, N_ ("listed") },       { "submitted", FALSE, N_ ("submitted") }, { "approved", FALSE, N_ ("approved") },
  { "held", FALSE, N_ ("held") },           { "withdrawn", FALSE, N_ ("withdrawn") }, { "pending", TRUE, N_ ("payment pending") },
  { "issued", TRUE, N_ ("payment issued") }, { "paid", TRUE, N_ ("paid") },           { "failed", TRUE, N_ ("payment failed") },
  { "returned", TRUE, N_ ("payment returned") },
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

SnRecipientAsks
sn_recipient_filter_kind_asks (SnRecipientFilterKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), SN_RECIPIENT_ASKS_NONE);

  return kinds[kind].asks;
}

/* ── Choices ────────────────────────────────────────────────────────────────────────────────────────────────────── */

void
sn_recipient_choice_free (SnRecipientChoice *choice)
{
  if (choice == NULL)
    return;
  g_free (choice->code);
  g_free (choice->name);
  g_free (choice->parent_code);
  g_free (choice->parent_name);
  g_free (choice->whole_names);
  g_free (choice);
}

static SnRecipientChoice *
read_choice (SnStatement *statement)
{
  SnRecipientChoice *choice = g_new (SnRecipientChoice, 1);

  choice->id = sn_statement_get_int64 (statement, 0);
  choice->code = sn_statement_dup_text (statement, 1);
  choice->name = sn_statement_dup_text (statement, 2);
  choice->parent_code = sn_statement_dup_text (statement, 3);
  choice->parent_name = sn_statement_dup_text (statement, 4);
  choice->whole_names = sn_statement_dup_text (statement, 5);
  return choice;
}

static void
list_states (GPtrArray *choices)
{
  for (gsize i = 0; i < G_N_ELEMENTS (states); i++)
    sn_recipient_choice_add (choices, (gint64) i + 1, states[i].code, _ (states[i].name), "");
}

GPtrArray *
sn_recipient_choice_list (SnConnection *connection, SnRecipientFilterKind kind, GError **error)
{
  g_autoptr (GPtrArray) choices = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_recipient_choice_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = NULL;

  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  if (kind == SN_RECIPIENT_FILTER_STATE)
    list_states (choices);
  sn_recipient_choice_add_fixed (choices, kind);
  if (kinds[kind].list == NULL)
    return g_steal_pointer (&choices);
  statement = sn_connection_query (connection, error, kinds[kind].list, SN_INT (sn_connection_get_campaign (connection)));
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    g_ptr_array_add (choices, read_choice (statement));
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

static SnRecipientFilter *
new_filter (GArray *take_ids)
{
  SnRecipientFilter *filter = g_atomic_rc_box_new0 (SnRecipientFilter);

  filter->ids = take_ids;
  filter->places = sn_id_places_new ((const gint64 *) filter->ids->data, filter->ids->len);
  return filter;
}

static const char *
choose_sql (SnRecipientFilterKind kind, const char *code)
{
  for (gsize i = 0; kind == SN_RECIPIENT_FILTER_STATE && i < G_N_ELEMENTS (states); i++)
    if (states[i].of_payment && strcmp (states[i].code, code) == 0)
      return payment_states_sql;
  return kinds[kind].load;
}

SnRecipientFilter *
sn_recipient_filter_load_asked (SnConnection *connection, SnRecipientFilterKind kind, gint64 choice_id, const char *code, int least,
                                int most, GError **error)
{
  SnStatement *statement;
  GArray *ids;
  GDate today;
  char today_iso[11];

  g_return_val_if_fail (kind < G_N_ELEMENTS (kinds), NULL);

  sn_clock_today (&today);
  statement = sn_connection_query (connection, error, choose_sql (kind, code), SN_INT (choice_id), SN_TEXT (sn_date_to_iso (&today, today_iso)),
                                   SN_INT (sn_connection_get_campaign (connection)), SN_INT (least), SN_INT (most), SN_TEXT (code));
  ids = sn_statement_list_ids (statement, error);
  return ids != NULL ? new_filter (ids) : NULL;
}

SnRecipientFilter *
sn_recipient_filter_load (SnConnection *connection, SnRecipientFilterKind kind, gint64 choice_id, GError **error)
{
  return sn_recipient_filter_load_asked (connection, kind, choice_id, "", 0, 0, error);
}

SnRecipientFilter *
sn_recipient_filter_unite (SnRecipientFilter *a, SnRecipientFilter *b)
{
  GArray *ids = g_array_sized_new (FALSE, FALSE, sizeof (gint64), a->ids->len + b->ids->len);

  g_array_append_vals (ids, a->ids->data, a->ids->len);
  for (guint i = 0; i < b->ids->len; i++)
    {
      gint64 id = g_array_index (b->ids, gint64, i);

      if (sn_id_places_find (a->places, id) == SN_NO_PLACE)
        g_array_append_val (ids, id);
    }
  return new_filter (ids);
}

SnRecipientFilter *
sn_recipient_filter_intersect (SnRecipientFilter *a, SnRecipientFilter *b)
{
  gboolean a_is_smaller = a->ids->len < b->ids->len;

  return new_filter (sn_recipient_filter_keep (a_is_smaller ? b : a, (a_is_smaller ? a : b)->ids));
}

guint
sn_recipient_filter_get_n_people (SnRecipientFilter *filter)
{
  return filter->ids->len;
}

GArray *
sn_recipient_filter_keep (SnRecipientFilter *filter, GArray *ids)
{
  GArray *kept = g_array_sized_new (FALSE, FALSE, sizeof (gint64), MIN (ids->len, filter->ids->len));
  g_autofree guint32 *places = sn_id_places_find_all (filter->places, (const gint64 *) ids->data, ids->len);

  for (guint i = 0; i < ids->len; i++)
    if (places[i] != SN_NO_PLACE)
      g_array_append_vals (kept, &g_array_index (ids, gint64, i), 1);
  return kept;
}
