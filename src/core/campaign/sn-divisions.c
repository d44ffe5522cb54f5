/* sn-divisions.c: towns and villages by the names that offices write.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "config.h"

#include "sn-campaign.h"

#include "sn-text.h"

#include <string.h>

typedef enum
{
  KIND_ANY,
  KIND_RURAL, /* 村 */
  KIND_URBAN, /* 居委会, 社区 */
} Kind;

typedef struct
{
  gint64   id;
  gint64   parent_id;
  gboolean is_town;
  Kind     kind; /* of a village */
  char    *name;
} Division;

struct _SnDivisions
{
  GHashTable *by_id;  /* gint64 → Division; owns them */
  GHashTable *by_key; /* name, short name, bare name → GPtrArray of Division */
  GPtrArray  *towns;  /* Division */
};

/* What is asked for. */
typedef struct
{
  gboolean is_town;
  gint64   parent_id; /* 0: any */
  Kind     kind;
} Wanted;

typedef struct
{
  const char *text;
  Kind        kind;
} Ending;

/* The longer stand before the shorter. */
static const Ending town_endings[] = {
  { "街道办事处", KIND_ANY }, { "镇人民政府", KIND_ANY }, { "街道办", KIND_ANY }, { "镇政府", KIND_ANY },
  { "街道", KIND_ANY },       { "镇", KIND_ANY },         { NULL, KIND_ANY },
};
static const Ending committee_endings[] = {
  { "村民委员会", KIND_RURAL }, { "居民委员会", KIND_URBAN }, { "村委会", KIND_RURAL }, { "居委会", KIND_URBAN },
  { "村委", KIND_RURAL },       { "居委", KIND_URBAN },       { NULL, KIND_ANY },
};
static const Ending village_endings[] = {
  { "社区", KIND_URBAN },
  { "村", KIND_RURAL },
  { NULL, KIND_ANY },
};

static void
free_division (gpointer data)
{
  Division *division = data;

  g_free (division->name);
  g_free (division);
}

void
sn_divisions_free (SnDivisions *divisions)
{
  if (divisions == NULL)
    return;
  g_hash_table_unref (divisions->by_key);
  g_ptr_array_unref (divisions->towns);
  g_hash_table_unref (divisions->by_id);
  g_free (divisions);
}

/* Cuts the first ending that fits, unless nothing would be left. Returns which, or NULL. */
static const Ending *
cut_ending (char *text, const Ending *endings)
{
  for (const Ending *ending = endings; ending->text != NULL; ending++)
    {
      gsize length = strlen (text), ending_length = strlen (ending->text);

      if (length <= ending_length || !g_str_has_suffix (text, ending->text))
        continue;
      text[length - ending_length] = '\0';
      return ending;
    }
  return NULL;
}

static void
add_key (SnDivisions *divisions, const char *text, Division *division)
{
  g_autofree char *key = sn_text_squeeze (text);
  GPtrArray *same = g_hash_table_lookup (divisions->by_key, key);

  if (same == NULL)
    {
      same = g_ptr_array_new ();
      g_hash_table_insert (divisions->by_key, g_steal_pointer (&key), same);
    }
  if (!g_ptr_array_find (same, division, NULL))
    g_ptr_array_add (same, division);
}

static void
add_division (SnDivisions *divisions, SnStatement *statement)
{
  Division *division = g_new0 (Division, 1);
  g_autofree char *bare = sn_statement_dup_text (statement, 4);

  division->id = sn_statement_get_int64 (statement, 0);
  division->parent_id = sn_statement_get_int64 (statement, 1);
  division->is_town = strcmp (sn_statement_get_text (statement, 2), "town") == 0;
  division->name = sn_statement_dup_text (statement, 3);
  division->kind = g_str_has_prefix (sn_statement_get_text (statement, 5), "村") ? KIND_RURAL : KIND_URBAN;
  g_hash_table_insert (divisions->by_id, &division->id, division);
  if (strcmp (sn_statement_get_text (statement, 2), "district") == 0)
    return;

  add_key (divisions, division->name, division);
  add_key (divisions, bare, division);
  if (division->is_town)
    g_ptr_array_add (divisions->towns, division);
  else if (cut_ending (bare, village_endings) != NULL)
    add_key (divisions, bare, division);
}

SnDivisions *
sn_divisions_load (SnConnection *connection, GError **error)
{
  g_autoptr (SnDivisions) divisions = g_new0 (SnDivisions, 1);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = NULL;

  divisions->by_id = g_hash_table_new_full (g_int64_hash, g_int64_equal, NULL, free_division);
  divisions->by_key = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify) g_ptr_array_unref);
  divisions->towns = g_ptr_array_new ();
  statement = sn_connection_query (connection, error,
                                   "SELECT id, coalesce (parent_id, 0), level, name, short_name, kind FROM division"
                                   " ORDER BY position, id");
  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    add_division (divisions, statement);
  if (step_error == NULL)
    return g_steal_pointer (&divisions);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}

static gboolean
is_wanted (const Division *division, const Wanted *wanted)
{
  return division->is_town == wanted->is_town && (wanted->parent_id == 0 || division->parent_id == wanted->parent_id) &&
         (wanted->kind == KIND_ANY || division->kind == wanted->kind);
}

/* The one division of that key; 0 when there is none, or more than one. @ambiguous tells the two apart. */
static gint64
find_key (SnDivisions *divisions, const char *key, const Wanted *wanted, gboolean *ambiguous)
{
  GPtrArray *same = g_hash_table_lookup (divisions->by_key, key);
  gint64 found = 0;

  for (guint i = 0; same != NULL && i < same->len; i++)
    {
      const Division *division = g_ptr_array_index (same, i);

      if (!is_wanted (division, wanted))
        continue;
      if (found != 0)
        {
          *ambiguous = TRUE;
          return 0;
        }
      found = division->id;
    }
  return found;
}

/* A code of 9 digits is a town's, of 12 a village's; towns also come filled up to 12 with zeros. */
static gint64
find_code (SnDivisions *divisions, const char *text, const Wanted *wanted)
{
  gsize length = strspn (text, "0123456789");
  gint64 code;
  const Division *division;

  if (text[length] != '\0' || (length != 9 && length != 12))
    return 0;
  code = g_ascii_strtoll (text, NULL, 10);
  if (length == 12 && code % 1000 == 0)
    code /= 1000;
  division = g_hash_table_lookup (divisions->by_id, &code);
  return division != NULL && code != 0 && is_wanted (division, wanted) ? code : 0;
}

static const char *
skip_prefix (const char *text, const char *prefix)
{
  return g_str_has_prefix (text, prefix) ? text + strlen (prefix) : text;
}

static const char *
skip_district (const char *text)
{
  return skip_prefix (skip_prefix (text, "上海市"), "青浦区");
}

gint64
sn_divisions_find_town (SnDivisions *divisions, const char *text)
{
  Wanted wanted = { .is_town = TRUE };
  g_autofree char *squeezed = sn_text_squeeze (text);
  g_autofree char *key = g_strdup (skip_district (squeezed));
  gboolean ambiguous = FALSE;
  gint64 found = find_code (divisions, key, &wanted);

  if (found == 0)
    found = find_key (divisions, key, &wanted, &ambiguous);
  if (found == 0 && !ambiguous && cut_ending (key, town_endings) != NULL)
    found = find_key (divisions, key, &wanted, &ambiguous);
  return found;
}

/* 莲湖村村委会, 莲湖村委会, 莲湖村, 莲湖: as written, then without the committee, then without 村 or 社区. What is cut off
 * says which kind is meant: 盈中居委会 is not 盈中村. */
static gint64
find_village_key (SnDivisions *divisions, const char *text, Wanted wanted)
{
  g_autofree char *key = g_strdup (text);
  gboolean ambiguous = FALSE;
  gint64 found = find_key (divisions, key, &wanted, &ambiguous);
  const Ending *ending;

  if (found != 0 || ambiguous)
    return found;
  ending = cut_ending (key, committee_endings);
  if (ending != NULL)
    {
      wanted.kind = ending->kind;
      found = find_key (divisions, key, &wanted, &ambiguous);
      if (found != 0 || ambiguous)
        return found;
    }
  ending = cut_ending (key, village_endings);
  if (ending == NULL || (wanted.kind != KIND_ANY && wanted.kind != ending->kind))
    return 0;
  wanted.kind = ending->kind;
  return find_key (divisions, key, &wanted, &ambiguous);
}

/* 金泽镇莲湖村: the town before the village. It must be the town that is asked for, where one is. */
static gint64
find_village_behind_town (SnDivisions *divisions, const char *text, gint64 town_id)
{
  for (guint i = 0; i < divisions->towns->len; i++)
    {
      const Division *town = g_ptr_array_index (divisions->towns, i);
      const char *village = skip_prefix (text, town->name);

      if (village != text && *village != '\0' && (town_id == 0 || town_id == town->id))
        return find_village_key (divisions, village, (Wanted){ .parent_id = town->id });
    }
  return 0;
}

gint64
sn_divisions_find_village (SnDivisions *divisions, gint64 town_id, const char *text)
{
  Wanted wanted = { .parent_id = town_id };
  g_autofree char *squeezed = sn_text_squeeze (text);
  const char *key = skip_district (squeezed);
  gint64 found = find_code (divisions, key, &wanted);

  if (found == 0)
    found = find_village_key (divisions, key, wanted);
  if (found == 0)
    found = find_village_behind_town (divisions, key, town_id);
  return found;
}

const char *
sn_divisions_get_name (SnDivisions *divisions, gint64 division_id)
{
  const Division *division = g_hash_table_lookup (divisions->by_id, &division_id);

  return division != NULL ? division->name : "";
}

gint64
sn_divisions_get_parent (SnDivisions *divisions, gint64 division_id)
{
  const Division *division = g_hash_table_lookup (divisions->by_id, &division_id);

  return division != NULL ? division->parent_id : 0;
}

void
sn_division_free (SnDivision *division)
{
  if (division == NULL)
    return;
  g_free (division->name);
  g_free (division);
}

GPtrArray *
sn_division_list (SnConnection *connection, const char *level, GError **error)
{
  g_autoptr (GPtrArray) list = g_ptr_array_new_with_free_func ((GDestroyNotify) sn_division_free);
  g_autoptr (GError) step_error = NULL;
  g_autoptr (SnStatement) statement = sn_connection_query (
      connection, error, "SELECT id, coalesce (parent_id, 0), name FROM division WHERE level = ?1 ORDER BY parent_id, position", SN_TEXT (level));

  if (statement == NULL)
    return NULL;
  while (sn_statement_step (statement, &step_error))
    {
      SnDivision *division = g_new (SnDivision, 1);

      *division = (SnDivision){ sn_statement_get_int64 (statement, 0), sn_statement_get_int64 (statement, 1),
                                sn_statement_dup_text (statement, 2) };
      g_ptr_array_add (list, division);
    }
  if (step_error == NULL)
    return g_steal_pointer (&list);
  g_propagate_error (error, g_steal_pointer (&step_error));
  return NULL;
}
