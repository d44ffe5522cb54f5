/* sn-recipient-condition.c
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-recipient-condition.h"

#include "sn-money.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#define MOST_YEARS 200
#define OLDEST_YEARS 120 /* nobody is older: a range up to there has no end */
#define MOST_KEPT 16

/* ── A condition ────────────────────────────────────────────────────────────────────────────────────────────────── */

SnRecipientCondition *
sn_recipient_condition_new (SnRecipientFilterKind kind, const char *code, int least, int most)
{
  SnRecipientCondition *condition = g_new0 (SnRecipientCondition, 1);
  SnRecipientAsks asks = sn_recipient_filter_kind_asks (kind);
  int limit = asks == SN_RECIPIENT_ASKS_YUAN ? SN_RECIPIENT_MOST_YUAN : MOST_YEARS;

  condition->kind = kind;
  condition->code = g_strdup (asks == SN_RECIPIENT_ASKS_CHOICE && code != NULL ? code : "");
  if (asks == SN_RECIPIENT_ASKS_RANGE || asks == SN_RECIPIENT_ASKS_YUAN || asks == SN_RECIPIENT_ASKS_LEAST)
    condition->least = CLAMP (least, 0, limit);
  if (asks == SN_RECIPIENT_ASKS_RANGE || asks == SN_RECIPIENT_ASKS_YUAN)
    condition->most = CLAMP (most, 0, limit);
  return condition;
}

SnRecipientCondition *
sn_recipient_condition_copy (const SnRecipientCondition *condition)
{
  return sn_recipient_condition_new (condition->kind, condition->code, condition->least, condition->most);
}

void
sn_recipient_condition_free (SnRecipientCondition *condition)
{
  if (condition == NULL)
    return;
  g_free (condition->code);
  g_free (condition);
}

gboolean
sn_recipient_condition_equal (gconstpointer a, gconstpointer b)
{
  const SnRecipientCondition *first = a, *second = b;

  return first->kind == second->kind && first->least == second->least && first->most == second->most &&
         strcmp (first->code, second->code) == 0;
}

guint
sn_recipient_condition_hash (gconstpointer data)
{
  const SnRecipientCondition *condition = data;

  return g_str_hash (condition->code) * 31 + (guint) condition->kind * 7919 + (guint) condition->least * 251 + (guint) condition->most;
}

/* ── In words ───────────────────────────────────────────────────────────────────────────────────────────────────── */

/* "chip" has a %s for the choice. */
static const struct
{
  const char *title;
  const char *chip; /* (nullable) */
} words[] = {
  [SN_RECIPIENT_FILTER_TOWN] = { N_ ("Town"), N_ ("Town: %s") },
  [SN_RECIPIENT_FILTER_CATEGORY] = { N_ ("Category"), N_ ("Category: %s") },
  [SN_RECIPIENT_FILTER_DEPARTMENT] = { N_ ("Department that lists them"), N_ ("Listed by: %s") },
  [SN_RECIPIENT_FILTER_UNREACHED] = { N_ ("Who gets nothing, though of this category"), N_ ("Gets nothing: %s") },
  [SN_RECIPIENT_FILTER_VILLAGE] = { N_ ("Village"), N_ ("Village: %s") },
  [SN_RECIPIENT_FILTER_AGE] = { N_ ("Age"), NULL },
  [SN_RECIPIENT_FILTER_PROGRAM] = { N_ ("Program"), N_ ("Program: %s") },
  [SN_RECIPIENT_FILTER_STATE] = { N_ ("State of a line or payment"), N_ ("State: %s") },
  [SN_RECIPIENT_FILTER_NOTHING] = { N_ ("Gets nothing from anybody"), N_ ("Gets nothing from anybody") },
  [SN_RECIPIENT_FILTER_DEPARTMENTS] = { N_ ("Number of departments that give"), NULL },
  [SN_RECIPIENT_FILTER_SEX] = { N_ ("Sex"), N_ ("Sex: %s") },
  [SN_RECIPIENT_FILTER_ETHNIC_GROUP] = { N_ ("Ethnic group"), N_ ("Ethnic group: %s") },
  [SN_RECIPIENT_FILTER_DISABILITY] = { N_ ("Disability"), N_ ("Disability: %s") },
  [SN_RECIPIENT_FILTER_DISABILITY_LEVEL] = { N_ ("Level of disability"), N_ ("Level of disability: %s") },
  [SN_RECIPIENT_FILTER_TOTAL] = { N_ ("Amount of this winter"), NULL },
};
G_STATIC_ASSERT (G_N_ELEMENTS (words) == SN_RECIPIENT_N_FILTER_KINDS);

const char *
sn_recipient_filter_kind_get_title (SnRecipientFilterKind kind)
{
  g_return_val_if_fail (kind < G_N_ELEMENTS (words), NULL);

  return _ (words[kind].title);
}

static const SnRecipientChoice *
find_choice (GPtrArray *choices, const char *code)
{
  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const SnRecipientChoice *choice = g_ptr_array_index (choices, i);

      if (strcmp (choice->code, code) == 0)
        return choice;
    }
  return NULL;
}

static char *
say_age (const SnRecipientCondition *condition)
{
  if (condition->least == condition->most)
    return g_strdup_printf (_ ("Age: %d"), condition->least);
  if (condition->most >= OLDEST_YEARS)
    return g_strdup_printf (_ ("Age: %d and older"), condition->least);
  if (condition->least <= 0)
    return g_strdup_printf (_ ("Age: %d and younger"), condition->most);
  return g_strdup_printf (_ ("Age: %d–%d"), condition->least, condition->most);
}

/* (transfer full): 1,200 */
static char *
say_yuan (int yuan)
{
  char *text = sn_money_format ((gint64) yuan * 100);

  *strchr (text, '.') = '\0';
  return text;
}

static char *
say_total (const SnRecipientCondition *condition)
{
  g_autofree char *least = say_yuan (condition->least);
  g_autofree char *most = say_yuan (condition->most);

  if (condition->least == condition->most)
    return g_strdup_printf (_ ("This winter: %s yuan"), least);
  if (condition->most >= SN_RECIPIENT_MOST_YUAN)
    return g_strdup_printf (_ ("This winter: %s yuan and more"), least);
  if (condition->least <= 0)
    return g_strdup_printf (_ ("This winter: up to %s yuan"), most);
  return g_strdup_printf (_ ("This winter: %s–%s yuan"), least, most);
}

char *
sn_recipient_condition_to_words (const SnRecipientCondition *condition, GPtrArray *choices)
{
  const SnRecipientChoice *choice = find_choice (choices, condition->code);
  const char *name = choice != NULL ? choice->name : condition->code;
  g_autofree char *numbered = NULL;
  g_auto (GStrv) parts = NULL;

  if (condition->kind == SN_RECIPIENT_FILTER_AGE)
    return say_age (condition);
  if (condition->kind == SN_RECIPIENT_FILTER_TOTAL)
    return say_total (condition);
  if (condition->kind == SN_RECIPIENT_FILTER_DEPARTMENTS)
    return g_strdup_printf (g_dngettext (GETTEXT_PACKAGE, "At least %d department", "At least %d departments", (gulong) condition->least),
                            condition->least);
  if (condition->kind == SN_RECIPIENT_FILTER_PROGRAM && choice != NULL)
    name = numbered = g_strdup_printf ("%s %s", choice->code, choice->name);
  parts = g_strsplit (_ (words[condition->kind].chip), "%s", 2);
  return parts[1] != NULL ? g_strconcat (parts[0], name, parts[1], NULL) : g_strdup (parts[0]);
}

/* ── Who meets it ───────────────────────────────────────────────────────────────────────────────────────────────── */

SnRecipientFilter *
sn_recipient_condition_load (SnConnection *connection, const SnRecipientCondition *condition, GError **error)
{
  g_autoptr (GPtrArray) choices = NULL;
  const SnRecipientChoice *choice = NULL;

  if (sn_recipient_filter_kind_asks (condition->kind) == SN_RECIPIENT_ASKS_CHOICE)
    {
      choices = sn_recipient_choice_list (connection, condition->kind, error);
      if (choices == NULL)
        return NULL;
      choice = find_choice (choices, condition->code);
      if (choice == NULL)
        {
          g_set_error (error, SN_ERROR, SN_ERROR_NOT_FOUND, _ ("There is no “%s” to choose people by (%s). Take that condition away."),
                       condition->code, sn_recipient_filter_kind_get_title (condition->kind));
          return NULL;
        }
    }
  return sn_recipient_filter_load_asked (connection, condition->kind, choice != NULL ? choice->id : 0, condition->code, condition->least,
                                         condition->most, error);
}

/* ── What was loaded last ───────────────────────────────────────────────────────────────────────────────────────── */

typedef struct
{
  SnRecipientCondition *condition;
  SnRecipientFilter    *filter;
} Kept;

struct _SnRecipientFilterCache
{
  GMutex   lock;
  GPtrArray *kept;       /* Kept, the last used at the end; under lock */
  guint    generation; /* moves on with each clear; under lock */
};

static void
free_kept (gpointer data)
{
  Kept *kept = data;

  sn_recipient_condition_free (kept->condition);
  sn_recipient_filter_unref (kept->filter);
  g_free (kept);
}

SnRecipientFilterCache *
sn_recipient_filter_cache_new (void)
{
  SnRecipientFilterCache *cache = g_atomic_rc_box_new0 (SnRecipientFilterCache);

  g_mutex_init (&cache->lock);
  cache->kept = g_ptr_array_new_with_free_func (free_kept);
  return cache;
}

SnRecipientFilterCache *
sn_recipient_filter_cache_ref (SnRecipientFilterCache *cache)
{
  return g_atomic_rc_box_acquire (cache);
}

static void
clear_cache (gpointer data)
{
  SnRecipientFilterCache *cache = data;

  g_mutex_clear (&cache->lock);
  g_ptr_array_unref (cache->kept);
}

void
sn_recipient_filter_cache_unref (SnRecipientFilterCache *cache)
{
  if (cache != NULL)
    g_atomic_rc_box_release_full (cache, clear_cache);
}

void
sn_recipient_filter_cache_clear (SnRecipientFilterCache *cache)
{
  g_mutex_lock (&cache->lock);
  cache->generation++;
  g_ptr_array_set_size (cache->kept, 0);
  g_mutex_unlock (&cache->lock);
}

/* (transfer full) (nullable) */
static SnRecipientFilter *
look_up (SnRecipientFilterCache *cache, const SnRecipientCondition *condition, guint *generation)
{
  SnRecipientFilter *filter = NULL;

  g_mutex_lock (&cache->lock);
  *generation = cache->generation;
  for (guint i = 0; i < cache->kept->len && filter == NULL; i++)
    {
      Kept *kept = g_ptr_array_index (cache->kept, i);

      if (!sn_recipient_condition_equal (kept->condition, condition))
        continue;
      filter = sn_recipient_filter_ref (kept->filter);
      g_ptr_array_add (cache->kept, g_ptr_array_steal_index (cache->kept, i));
    }
  g_mutex_unlock (&cache->lock);
  return filter;
}

static void
keep (SnRecipientFilterCache *cache, const SnRecipientCondition *condition, SnRecipientFilter *filter, guint generation)
{
  g_mutex_lock (&cache->lock);
  if (cache->generation == generation)
    {
      Kept *kept = g_new (Kept, 1);

      *kept = (Kept){ sn_recipient_condition_copy (condition), sn_recipient_filter_ref (filter) };
      if (cache->kept->len == MOST_KEPT)
        g_ptr_array_remove_index (cache->kept, 0);
      g_ptr_array_add (cache->kept, kept);
    }
  g_mutex_unlock (&cache->lock);
}

static SnRecipientFilter *
load (SnConnection *connection, const SnRecipientCondition *condition, SnRecipientFilterCache *cache, GError **error)
{
  guint generation = 0;
  SnRecipientFilter *filter = cache != NULL ? look_up (cache, condition, &generation) : NULL;

  if (filter != NULL)
    return filter;
  filter = sn_recipient_condition_load (connection, condition, error);
  if (filter != NULL && cache != NULL)
    keep (cache, condition, filter, generation);
  return filter;
}

/* ── Several of them ────────────────────────────────────────────────────────────────────────────────────────────── */

static void
take_united (SnRecipientFilter **united, SnRecipientFilter *take_more)
{
  SnRecipientFilter *before = *united;

  *united = before == NULL ? sn_recipient_filter_ref (take_more) : sn_recipient_filter_unite (before, take_more);
  sn_recipient_filter_unref (before);
  sn_recipient_filter_unref (take_more);
}

/* Who meets any of the conditions of that kind. (out) @any: %NULL without one */
static gboolean
load_kind (SnConnection *connection, GPtrArray *conditions, SnRecipientFilterKind kind, SnRecipientFilterCache *cache,
           SnRecipientFilter **any, GError **error)
{
  g_autoptr (SnRecipientFilter) united = NULL;

  for (guint i = 0; i < conditions->len; i++)
    {
      const SnRecipientCondition *condition = g_ptr_array_index (conditions, i);
      SnRecipientFilter *filter;

      if (condition->kind != kind)
        continue;
      filter = load (connection, condition, cache, error);
      if (filter == NULL)
        return FALSE;
      take_united (&united, filter);
    }
  *any = g_steal_pointer (&united);
  return TRUE;
}

gboolean
sn_recipient_conditions_load (SnConnection *connection, GPtrArray *conditions, SnRecipientFilterCache *cache, SnRecipientFilter **filter,
                              GError **error)
{
  g_autoptr (SnRecipientFilter) all = NULL;

  for (guint kind = 0; kind < SN_RECIPIENT_N_FILTER_KINDS; kind++)
    {
      g_autoptr (SnRecipientFilter) any = NULL;
      SnRecipientFilter *both;

      if (!load_kind (connection, conditions, (SnRecipientFilterKind) kind, cache, &any, error))
        return FALSE;
      if (any == NULL)
        continue;
      both = all != NULL ? sn_recipient_filter_intersect (all, any) : sn_recipient_filter_ref (any);
      sn_recipient_filter_unref (all);
      all = both;
    }
  *filter = g_steal_pointer (&all);
  return TRUE;
}
