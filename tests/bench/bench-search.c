/* bench-search.c: a keystroke in the search: all who match, in the order of names; against LIKE over the same file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-registry.h"

#include "sn-search-image.h"

#include <stdlib.h>
#include <string.h>

#define GOAL "4 ms a million and 0.025"

/* @same: LIKE can say exactly the same, so that both must find the same people in the same order. */
typedef struct
{
  const char *name;
  const char *text;
  const char *condition;
  gboolean    same;
} Kind;

static const Kind kinds[] = {
  { "surname", "王", "name LIKE '%王%'", TRUE },
  { "two characters", "国华", "name LIKE '%国华%'", TRUE },
  { "whole name", "王建国", "name LIKE '%王建国%'", TRUE },
  { "long name", "阿依古丽", "name LIKE '%阿依古丽%'", TRUE },
  { "one initial", "w", "name_pinyin LIKE 'w%'", FALSE },
  { "initials", "wjg", "name_pinyin LIKE 'w% j% g%'", FALSE },
  { "spelling", "zhang", "name_pinyin LIKE 'zhang%'", FALSE },
  { "whole spelling", "wang jian guo", "name_pinyin LIKE 'wang jian guo%'", FALSE },
  { "other reading", "ceng", "name LIKE '曾%'", FALSE },
  { "one digit", "3", "document_number LIKE '3%' OR document_number LIKE '%3'", TRUE },
  { "end of number", "123", "document_number LIKE '123%' OR document_number LIKE '%123'", TRUE },
  { "beginning of number", "310229", "document_number LIKE '%310229%' OR phone LIKE '%310229%' OR account_number LIKE '%310229%'", TRUE },
  { "four digits anywhere", "1234", "document_number LIKE '%1234%' OR phone LIKE '%1234%' OR account_number LIKE '%1234%'", TRUE },
  { "birthday in number", "19630512", "document_number LIKE '%19630512%' OR phone LIKE '%19630512%' OR account_number LIKE '%19630512%'", TRUE },
  { "part of an account", "0000123456", "document_number LIKE '%0000123456%' OR phone LIKE '%0000123456%' OR account_number LIKE '%0000123456%'", TRUE },
  { "name and year", "王 1963", "name LIKE '%王%' AND (document_number LIKE '%1963%' OR phone LIKE '%1963%' OR account_number LIKE '%1963%')", TRUE },
};

typedef struct
{
  SnSearchImage *image;
  sqlite3_stmt  *like;
  const char    *text;
  GArray        *found; /* of the last run */
} Search;

static void
search_image (gpointer data)
{
  Search *search = data;

  g_clear_pointer (&search->found, g_array_unref);
  search->found = sn_search_image_query (search->image, search->text, NULL);
}

static void
search_like (gpointer data)
{
  Search *search = data;

  g_clear_pointer (&search->found, g_array_unref);
  search->found = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (sqlite3_step (search->like) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (search->like, 0);

      g_array_append_val (search->found, id);
    }
  sqlite3_reset (search->like);
}

static gboolean
is_right (const Kind *kind, GArray *like, GArray *ours)
{
  if (!kind->same)
    return ours->len >= like->len;
  return ours->len == like->len && memcmp (ours->data, like->data, ours->len * sizeof (gint64)) == 0;
}

static gboolean
run_kind (BenchRegistry *registry, const Kind *kind, Search *search)
{
  /* The unary plus keeps SQLite from walking the index of names with a look-up for each row, which is slower still. */
  g_autofree char *sql = g_strdup_printf ("SELECT id FROM person WHERE %s ORDER BY +pinyin_key, id", kind->condition);
  g_autoptr (GArray) like = NULL;
  g_autofree char *name = NULL;
  double bare_ms, ours_ms;
  gboolean right;

  search->text = kind->text;
  search->like = bench_registry_prepare (registry, sql);
  bare_ms = bench_measure_ms (search_like, search, 3);
  sqlite3_finalize (search->like);
  like = g_steal_pointer (&search->found);
  ours_ms = bench_measure_ms (search_image, search, 21);
  right = is_right (kind, like, search->found);
  name = g_strdup_printf ("search, %s (%u found)%s", kind->name, search->found->len, right ? "" : " WRONG");
  bench_report (name, bare_ms, ours_ms, GOAL);
  g_clear_pointer (&search->found, g_array_unref);
  return right;
}

int
main (void)
{
  BenchRegistry registry;
  Search search = { NULL };
  gboolean right = TRUE;

  bench_registry_set_up (&registry);
  /* The best that LIKE can do: no copies of pages. */
  if (sqlite3_exec (registry.bare, "COMMIT; PRAGMA mmap_size = 2147418112; BEGIN", NULL, NULL, NULL) != SQLITE_OK)
    g_error ("The file cannot be mapped");
  search.image = sn_search_image_load (registry.ours, NULL, NULL);
  if (search.image == NULL)
    g_error ("The search image cannot be loaded");
  g_print ("%u people\n", registry.n_people);
  for (gsize i = 0; i < G_N_ELEMENTS (kinds); i++)
    right = run_kind (&registry, &kinds[i], &search) && right;
  sn_search_image_unref (search.image);
  bench_registry_tear_down (&registry);
  return right ? EXIT_SUCCESS : EXIT_FAILURE;
}
