/* sn-categories.c: categories by the names that offices write.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-campaign.h"

#include "sn-text.h"

#include <string.h>

struct _SnCategories
{
  GHashTable *by_key; /* name or synonym, folded → id (gint64, owned) */
};

/* People write 老“三八”红旗手 and 老三八红旗手. */
static char *
fold (const char *text)
{
  static const char *const quotes[] = { "“", "”", "‘", "’", "\"", "'", "「", "」", "《", "》" };
  g_autofree char *squeezed = sn_text_squeeze (text);
  g_autoptr (GString) folded = g_string_new (squeezed);

  for (gsize i = 0; i < G_N_ELEMENTS (quotes); i++)
    g_string_replace (folded, quotes[i], "", 0);
  return g_string_free (g_steal_pointer (&folded), FALSE);
}

void
sn_categories_free (SnCategories *categories)
{
  if (categories == NULL)
    return;
  g_hash_table_unref (categories->by_key);
  g_free (categories);
}

SnCategories *
sn_categories_load (SnConnection *connection, GError **error)
{
  g_autoptr (SnCategories) categories = g_new0 (SnCategories, 1);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = NULL;

  categories->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  /* Names go in first: a synonym never hides another category's own name. */
  statement = sn_connection_query (connection, error,
                                   "SELECT id, name, 0 AS rank FROM category"
                                   " UNION ALL SELECT c.id, s.value, 1 FROM category c JOIN json_each (c.synonyms) s"
                                   " ORDER BY rank, id");
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      g_autofree char *key = fold (sn_statement_get_text (statement, 1));
      gint64 id = sn_statement_get_int64 (statement, 0);

      if (!g_hash_table_contains (categories->by_key, key))
        g_hash_table_insert (categories->by_key, g_steal_pointer (&key), g_memdup2 (&id, sizeof id));
    }
  if (step_error == NULL)
    return g_steal_pointer (&categories);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gint64
find_key (SnCategories *categories, const char *key)
{
  const gint64 *id = g_hash_table_lookup (categories->by_key, key);

  return id != NULL ? *id : 0;
}

/* What offices hang on a category's name without meaning another one. */
static gint64
find_without_ending (SnCategories *categories, const char *key)
{
  static const char *const endings[] = { "家庭成员", "人员", "对象", "家庭", "群众", "户" };

  for (gsize i = 0; i < G_N_ELEMENTS (endings); i++)
    {
      g_autofree char *bare = NULL;

      if (!g_str_has_suffix (key, endings[i]))
        continue;
      bare = g_strndup (key, strlen (key) - strlen (endings[i]));
      return find_key (categories, bare);
    }
  return 0;
}

gint64
sn_categories_find (SnCategories *categories, const char *text)
{
  g_autofree char *key = fold (text);
  gint64 found = find_key (categories, key);
  char *bracket;

  if (found == 0)
    found = find_without_ending (categories, key);
  if (found != 0)
    return found;
  /* 低保（2024年12月）: the remark in brackets is not part of the name. Squeezing made the brackets half-width. */
  bracket = strchr (key, '(');
  if (bracket == NULL || bracket == key || !g_str_has_suffix (key, ")"))
    return 0;
  *bracket = '\0';
  found = find_key (categories, key);
  return found != 0 ? found : find_without_ending (categories, key);
}
