/* bench-queries.c: whatever may be asked of the list of recipients, over a registry with ten winters of payments: the first rows, everyone in
 * every order, another order, any place, what holds of people, how many households; against one statement of SQLite that says the same.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-registry.h"
#include "bench-util.h"

#include "sn-recipient-query.h"
#include "sn-recipient-table.h"
#include "sn-recipient.h"

#include <stdlib.h>
#include <string.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#define ROWS 50

#define CAMPAIGN "(SELECT id FROM campaign ORDER BY spring_festival DESC, id DESC LIMIT 1)"
#define PROGRAMS "(SELECT id FROM program WHERE campaign_id = " CAMPAIGN ")"

typedef struct
{
  BenchRegistry          *registry;
  sqlite3_stmt           *bare;
  GArray                 *bare_ids;
  gint64                  bare_count;
  SnSearchImage          *image;
  SnRecipientQuery       *query;
  SnRecipientOrder       *order;  /* (nullable) */
  SnRecipientFilterCache *cache;  /* (nullable) */
  GArray                 *ids;    /* our answer */
  guint                   count;
  gboolean                failed;
} Bench;

/* ── The bare statement ─────────────────────────────────────────────────────────────────────────────────────────── */

static void
run_bare (gpointer data)
{
  Bench *bench = data;

  g_array_set_size (bench->bare_ids, 0);
  while (sqlite3_step (bench->bare) == SQLITE_ROW)
    {
      bench->bare_count = sqlite3_column_int64 (bench->bare, 0);
      g_array_append_val (bench->bare_ids, bench->bare_count);
    }
  sqlite3_reset (bench->bare);
}

static double
measure_bare (Bench *bench, const char *sql, guint n_runs)
{
  double ms;

  bench->bare = bench_registry_prepare (bench->registry, sql);
  ms = bench_measure_ms (run_bare, bench, n_runs);
  sqlite3_finalize (bench->bare);
  return ms;
}

static const char *
judge (Bench *bench)
{
  gboolean same = bench->ids->len == bench->bare_ids->len &&
                  memcmp (bench->ids->data, bench->bare_ids->data, bench->ids->len * sizeof (gint64)) == 0;

  bench->failed |= !same;
  return same ? "" : " WRONG";
}

static void
report (Bench *bench, const char *name, double bare_ms, double ours_ms, const char *goal)
{
  g_autofree char *full = g_strdup_printf ("%s (%u found)%s", name, bench->ids->len, judge (bench));

  bench_report (full, bare_ms, ours_ms, goal);
}

/* ── Ours ───────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
load_order (gpointer data)
{
  Bench *bench = data;

  g_clear_pointer (&bench->order, sn_recipient_order_unref);
  bench->order = sn_recipient_order_load (bench->registry->ours, bench->query->sort, NULL);
}

/* As a window does when it has the image and the order. */
static void
run_query (gpointer data)
{
  Bench *bench = data;

  g_clear_pointer (&bench->ids, g_array_unref);
  bench->ids = sn_recipient_query_run (bench->query, NULL, bench->image, bench->order, NULL, NULL);
}

static void
run_further (gpointer data)
{
  Bench *bench = data;

  g_clear_pointer (&bench->ids, g_array_unref);
  bench->ids = sn_recipient_query_run_further (bench->query, bench->registry->ours, bench->image, bench->order, NULL, NULL);
}

/* With what is kept of filters, or without. */
static void
run_filtered (gpointer data)
{
  Bench *bench = data;
  g_autoptr (SnRecipientFilter) filter = NULL;
  GArray *kept;

  if (!sn_recipient_conditions_load (bench->registry->ours, bench->query->conditions, bench->cache, &filter, NULL))
    bench->failed = TRUE;
  run_query (bench);
  kept = sn_recipient_filter_keep (filter, bench->ids);
  g_array_unref (bench->ids);
  bench->ids = kept;
}

static void
read_rows_of_ids (Bench *bench, guint first)
{
  guint n_rows = MIN (ROWS, bench->ids->len - first);
  g_autoptr (GPtrArray) rows = sn_recipient_read (bench->registry->ours, &g_array_index (bench->ids, gint64, first), n_rows, NULL);

  bench->failed |= rows == NULL;
}

static void
run_first_rows (gpointer data)
{
  run_query (data);
  read_rows_of_ids (data, 0);
}

static void
read_middle (gpointer data)
{
  Bench *bench = data;

  read_rows_of_ids (bench, bench->ids->len / 2);
}

static void
count_households (gpointer data)
{
  Bench *bench = data;

  bench->count = sn_search_image_count_households (bench->image, bench->ids);
}

static void
ask (Bench *bench, const char *text, SnRecipientSort sort)
{
  g_clear_pointer (&bench->query, sn_recipient_query_free);
  bench->query = sn_recipient_query_new (text, sort);
}

static void
add (Bench *bench, SnRecipientFilterKind kind, const char *code, int least, int most)
{
  g_autoptr (SnRecipientCondition) condition = sn_recipient_condition_new (kind, code, least, most);

  sn_recipient_query_add (bench->query, condition);
}

/* ── Orders ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static const struct
{
  SnRecipientSort  sort;
  const char      *sql;
} orders[] = {
  { SN_RECIPIENT_SORT_TOWN,
    "SELECT p.id FROM person p LEFT JOIN division t ON t.id = p.town_id LEFT JOIN division v ON v.id = p.village_id"
    " ORDER BY t.position, t.id, v.position, v.id, p.pinyin_key, p.id" },
  { SN_RECIPIENT_SORT_TOTAL,
    "SELECT p.id FROM person p LEFT JOIN (SELECT person_id, sum (amount_fen) AS total FROM entitlement WHERE program_id IN " PROGRAMS
    " AND state IN ('listed', 'submitted', 'approved') GROUP BY person_id) e ON e.person_id = p.id"
    " ORDER BY coalesce (e.total, 0) DESC, p.pinyin_key, p.id" },
};

static void
measure_orders (Bench *bench)
{
  for (gsize i = 0; i < G_N_ELEMENTS (orders); i++)
    {
      g_autofree char *name = g_strdup_printf ("everyone by %s, read", sn_recipient_sort_to_string (orders[i].sort));
      double bare_ms, ours_ms;

      ask (bench, "", orders[i].sort);
      bare_ms = measure_bare (bench, orders[i].sql, 3);
      ours_ms = bench_measure_ms (load_order, bench, 3);
      run_query (bench);
      report (bench, name, bare_ms, ours_ms, "0.5");
      bench->query->descending = !bench->query->descending;
      g_print ("the other direction: %.3f ms (goal 16)\n", bench_measure_ms (run_query, bench, 5));
      ask (bench, "王", orders[i].sort);
      run_query (bench);
      g_print ("%u found, in this order: %.3f ms (goal 16)\n", bench->ids->len, bench_measure_ms (run_query, bench, 11));
      g_clear_pointer (&bench->order, sn_recipient_order_unref);
    }
}

/* What a second key costs: against the dearer of the two alone. */
static void
measure_two_keys (Bench *bench)
{
  const struct { SnRecipientSort first, second; } pairs[] = {
    { SN_RECIPIENT_SORT_TOWN, SN_RECIPIENT_SORT_PINYIN }, { SN_RECIPIENT_SORT_TOWN, SN_RECIPIENT_SORT_ID },
    { SN_RECIPIENT_SORT_TOWN, SN_RECIPIENT_SORT_TOTAL },  { SN_RECIPIENT_SORT_TOTAL, SN_RECIPIENT_SORT_TOWN },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (pairs); i++)
    {
      SnRecipientSort both = sn_recipient_sort_then (pairs[i].first, pairs[i].second);
      g_autofree char *name = g_strdup_printf ("everyone by %s, against one key", sn_recipient_sort_to_string (both));
      double one_ms, other_ms, both_ms;

      ask (bench, "", pairs[i].first);
      one_ms = bench_measure_ms (load_order, bench, 5);
      ask (bench, "", pairs[i].second);
      other_ms = bench_measure_ms (load_order, bench, 5);
      ask (bench, "", both);
      both_ms = bench_measure_ms (load_order, bench, 5);
      bench_report (name, MAX (one_ms, other_ms), both_ms, "1.3");
      g_clear_pointer (&bench->order, sn_recipient_order_unref);
    }
}

/* ── Searches ───────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
measure_searches (Bench *bench)
{
  double bare_ms, ours_ms;

  ask (bench, "王", SN_RECIPIENT_SORT_PINYIN);
  bare_ms = measure_bare (bench, "SELECT id FROM person WHERE name LIKE '%王%' ORDER BY pinyin_key, id LIMIT 50", 5);
  ours_ms = bench_measure_ms (run_first_rows, bench, 11);
  bench_report ("first fifty rows of a search, with the whole result", bare_ms, ours_ms, "16 ms");
  bare_ms = measure_bare (bench, "SELECT id FROM person WHERE name LIKE '%王%' ORDER BY +pinyin_key, id", 3);
  report (bench, "the whole result of it", bare_ms, bench_measure_ms (run_query, bench, 11), "0.025");

  ask (bench, "", SN_RECIPIENT_SORT_PINYIN);
  bare_ms = measure_bare (bench, "SELECT id FROM person ORDER BY pinyin_key, id LIMIT 50 OFFSET (SELECT count (*) / 2 FROM person)", 5);
  run_query (bench);
  bench_report ("fifty rows in the middle, with what they show", bare_ms, bench_measure_ms (read_middle, bench, 21), "2 ms");

  ask (bench, "123456", SN_RECIPIENT_SORT_PINYIN);
  bare_ms = measure_bare (bench,
                          "SELECT id FROM person WHERE document_number LIKE '%123456%' OR phone LIKE '%123456%' OR account_number LIKE '%123456%'"
                          " ORDER BY +pinyin_key, id", 3);
  ours_ms = bench_measure_ms (run_query, bench, 21);
  report (bench, "digits in document, phone or account", bare_ms, ours_ms, "16 ms");

  ask (bench, "王 128号", SN_RECIPIENT_SORT_PINYIN);
  bare_ms = measure_bare (bench, "SELECT id FROM person WHERE name LIKE '%王%' AND address LIKE '%128号%' ORDER BY +pinyin_key, id", 3);
  ours_ms = bench_measure_ms (run_further, bench, 3);
  report (bench, "the second stage, in addresses", bare_ms, ours_ms, "1,000 ms a million");
}

/* ── What holds of people ───────────────────────────────────────────────────────────────────────────────────────── */

#define LINES_OF "(SELECT person_id FROM entitlement WHERE program_id IN " PROGRAMS
static const struct
{
  SnRecipientFilterKind kind;
  const char           *code;
  int                   least;
  int                   most;
  const char           *condition;
} conditions[] = {
  { SN_RECIPIENT_FILTER_TOWN, "310118102", 0, 0, "town_id = 310118102" },
  { SN_RECIPIENT_FILTER_AGE, NULL, 80, 89, "birth_date BETWEEN '1935-01-11' AND '1945-01-10'" },
  { SN_RECIPIENT_FILTER_DEPARTMENT, "03", 0, 0,
    "id IN (SELECT person_id FROM entitlement WHERE program_id IN (SELECT id FROM program WHERE department_id = 3 AND campaign_id = " CAMPAIGN
    ") AND state <> 'withdrawn')" },
  { SN_RECIPIENT_FILTER_STATE, "held", 0, 0, "id IN " LINES_OF " AND state = 'held')" },
  { SN_RECIPIENT_FILTER_STATE, "failed", 0, 0,
    "id IN (SELECT e.person_id FROM payment y JOIN entitlement e ON e.id = y.entitlement_id WHERE e.program_id IN " PROGRAMS
    " AND y.state = 'failed' AND y.retried = 0)" },
  { SN_RECIPIENT_FILTER_NOTHING, NULL, 0, 0,
    "id NOT IN " LINES_OF " AND state <> 'withdrawn') AND household_id NOT IN (SELECT household_id FROM entitlement WHERE program_id IN " PROGRAMS
    " AND state <> 'withdrawn' AND household_id IS NOT NULL)" },
  { SN_RECIPIENT_FILTER_DEPARTMENTS, NULL, 2, 0,
    "id IN (SELECT m.id FROM person m JOIN entitlement e ON e.person_id = m.id OR e.household_id = m.household_id"
    " JOIN program g ON g.id = e.program_id WHERE g.campaign_id = " CAMPAIGN " AND e.state <> 'withdrawn'"
    " GROUP BY m.id HAVING count (DISTINCT g.department_id) >= 2)" },
};

static void
measure_conditions (Bench *bench)
{
  for (gsize i = 0; i < G_N_ELEMENTS (conditions); i++)
    {
      g_autofree char *sql = g_strdup_printf ("SELECT id FROM person WHERE %s ORDER BY pinyin_key, id", conditions[i].condition);
      g_autofree char *name = g_strdup_printf ("people by %s %s", sn_recipient_filter_kind_to_string (conditions[i].kind),
                                               conditions[i].code != NULL ? conditions[i].code : "");
      double bare_ms, ours_ms;

      ask (bench, "", SN_RECIPIENT_SORT_PINYIN);
      add (bench, conditions[i].kind, conditions[i].code, conditions[i].least, conditions[i].most);
      bare_ms = measure_bare (bench, sql, 1);
      ours_ms = bench_measure_ms (run_filtered, bench, 3);
      report (bench, name, bare_ms, ours_ms, "1");
    }
}

static void
measure_together (Bench *bench)
{
  double bare_ms, ours_ms;

  ask (bench, "王", SN_RECIPIENT_SORT_PINYIN);
  add (bench, SN_RECIPIENT_FILTER_TOWN, "310118102", 0, 0);
  add (bench, SN_RECIPIENT_FILTER_AGE, NULL, 60, 200);
  add (bench, SN_RECIPIENT_FILTER_DEPARTMENT, "03", 0, 0);
  bare_ms = measure_bare (bench,
                          "SELECT id FROM person WHERE name LIKE '%王%' AND town_id = 310118102 AND birth_date <= '1965-01-10' AND id IN"
                          " (SELECT person_id FROM entitlement WHERE program_id IN (SELECT id FROM program WHERE department_id = 3"
                          "   AND campaign_id = " CAMPAIGN ") AND state <> 'withdrawn') ORDER BY pinyin_key, id", 3);
  ours_ms = bench_measure_ms (run_filtered, bench, 3);
  report (bench, "a search with three conditions, nothing kept", bare_ms, ours_ms, "2");
  bench->cache = sn_recipient_filter_cache_new ();
  run_filtered (bench);
  ours_ms = bench_measure_ms (run_filtered, bench, 11);
  report (bench, "the same with what was kept of the conditions", bare_ms, ours_ms, "0.1");
  g_clear_pointer (&bench->cache, sn_recipient_filter_cache_unref);
}

/* ── Counts ─────────────────────────────────────────────────────────────────────────────────────────────────────── */

static void
measure_counts (Bench *bench)
{
  double bare_ms, ours_ms;

  ask (bench, "", SN_RECIPIENT_SORT_PINYIN);
  run_query (bench);
  bare_ms = measure_bare (bench, "SELECT count (DISTINCT household_id) FROM person", 3);
  ours_ms = bench_measure_ms (count_households, bench, 11);
  bench->failed |= bench->count != (guint) bench->bare_count;
  bench_report ("households of everyone", bare_ms, ours_ms, "16 ms");
  ask (bench, "", SN_RECIPIENT_SORT_ID);
  load_order (bench);
  run_query (bench);
  ours_ms = bench_measure_ms (count_households, bench, 11);
  bench->failed |= bench->count != (guint) bench->bare_count;
  bench_report ("households of everyone, in the order of numbers", bare_ms, ours_ms, "16 ms");
  g_clear_pointer (&bench->order, sn_recipient_order_unref);
}

/* ── The clipboard ──────────────────────────────────────────────────────────────────────────────────────────────── */

#define COPIED 100000

static void
copy_rows (gpointer data)
{
  static const SnRecipientField fields[] = {
    SN_RECIPIENT_FIELD_NAME,    SN_RECIPIENT_FIELD_DOCUMENT,   SN_RECIPIENT_FIELD_SEX,   SN_RECIPIENT_FIELD_AGE,   SN_RECIPIENT_FIELD_TOWN,
    SN_RECIPIENT_FIELD_VILLAGE, SN_RECIPIENT_FIELD_CATEGORIES, SN_RECIPIENT_FIELD_PHONE, SN_RECIPIENT_FIELD_TOTAL,
  };
  Bench *bench = data;
  const SnRecipientTable table = { (const gint64 *) bench->ids->data, MIN (bench->ids->len, COPIED), fields, G_N_ELEMENTS (fields), FALSE, NULL,
                                   NULL };
  g_autofree char *tsv = NULL;
  g_autofree char *html = NULL;

  bench->failed |= !sn_recipient_table_copy (bench->registry->ours, &table, &tsv, &html, NULL, NULL);
}

static void
measure_copy (Bench *bench)
{
  ask (bench, "", SN_RECIPIENT_SORT_PINYIN);
  run_query (bench);
  g_print ("%u rows for the clipboard: %.0f ms\n", MIN (bench->ids->len, COPIED), bench_measure_ms (copy_rows, bench, 3));
}

int
main (void)
{
  BenchRegistry registry;
  Bench bench = { .registry = &registry, .bare_ids = g_array_new (FALSE, FALSE, sizeof (gint64)) };
  gint64 before_kib;

  bench_registry_set_up (&registry);
  bench_registry_add_lines (&registry);
  measure_bare (&bench, "SELECT count (*) FROM payment", 1);
  g_print ("%u people, %" G_GINT64_FORMAT " payments\n", registry.n_people, bench.bare_count);
#ifdef __GLIBC__
  malloc_trim (0); /* what making the file took would be used again */
#endif
  before_kib = bench_get_rss_kib ();
  bench.image = sn_search_image_load (registry.ours, NULL, NULL);
  sqlite3_db_release_memory (sn_connection_get_handle (registry.ours));
  g_print ("memory of the image: %.1f MiB\n", (double) (bench_get_rss_kib () - before_kib) / 1024);
  measure_searches (&bench);
  measure_orders (&bench);
  measure_two_keys (&bench);
  measure_conditions (&bench);
  measure_together (&bench);
  measure_counts (&bench);
  measure_copy (&bench);
  sn_search_image_unref (bench.image);
  sn_recipient_query_free (bench.query);
  g_array_unref (bench.ids);
  g_array_unref (bench.bare_ids);
  bench_registry_tear_down (&registry);
  return bench.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
