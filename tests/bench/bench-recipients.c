/* bench-recipients.c: the whole list in an order of display, any fifty rows of it, and loading the search image.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "bench-registry.h"

#include "sn-recipient-order.h"
#include "sn-recipient.h"
#include "sn-search-image.h"

#include <stdlib.h>
#include <string.h>

#define ROWS 50

typedef struct
{
  BenchRegistry    *registry;
  SnRecipientSort   sort;
  sqlite3_stmt     *bare;
  GArray           *bare_ids;
  SnRecipientOrder *order;
  SnSearchImage    *image;
  GArray           *found;
  gint64            wanted[ROWS];
  sqlite3_stmt     *row_statements[3];
  gsize             n_bytes; /* what the bare look-ups read, so that nothing is left out */
  gboolean          failed;
} Bench;

/* ── Ids in order ───────────────────────────────────────────────────────────────────────────────────────────────── */

static void
read_order_bare (gpointer data)
{
  Bench *bench = data;

  g_clear_pointer (&bench->bare_ids, g_array_unref);
  bench->bare_ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  while (sqlite3_step (bench->bare) == SQLITE_ROW)
    {
      gint64 id = sqlite3_column_int64 (bench->bare, 0);

      g_array_append_val (bench->bare_ids, id);
    }
  sqlite3_reset (bench->bare);
}

static void
read_order (gpointer data)
{
  Bench *bench = data;

  g_clear_pointer (&bench->order, sn_recipient_order_unref);
  bench->order = sn_recipient_order_load (bench->registry->ours, bench->sort, NULL);
}

static void
measure_order (Bench *bench, SnRecipientSort sort, const char *sql)
{
  g_autofree char *name = g_strdup_printf ("ids by %s", sn_recipient_sort_to_string (sort));
  double bare_ms, ours_ms;
  GArray *ids;

  bench->sort = sort;
  bench->bare = bench_registry_prepare (bench->registry, sql);
  read_order_bare (bench);
  read_order (bench);
  bare_ms = bench_measure_ms (read_order_bare, bench, 7);
  ours_ms = bench_measure_ms (read_order, bench, 7);
  bench_report (name, bare_ms, ours_ms, "1.3");
  sqlite3_finalize (bench->bare);

  ids = sn_recipient_order_get_ids (bench->order);
  if (ids->len != bench->registry->n_people || memcmp (ids->data, bench->bare_ids->data, ids->len * sizeof (gint64)) != 0)
    bench->failed = TRUE;
}

/* ── Fifty rows ─────────────────────────────────────────────────────────────────────────────────────────────────── */

static const char *const row_sql[] = {
  "SELECT p.name, p.document_number, p.birth_date, p.sex, p.phone, t.short_name, v.short_name"
  "  FROM person p LEFT JOIN division t ON t.id = p.town_id LEFT JOIN division v ON v.id = p.village_id WHERE p.id = ?1",
  "SELECT c.name FROM person_category h CROSS JOIN category c ON c.id = h.category_id"
  " WHERE h.person_id = ?1 AND h.from_date <= '2025-01-10' AND (h.to_date IS NULL OR h.to_date >= '2025-01-10')"
  " ORDER BY c.position, h.from_date, h.id",
  "SELECT sum (e.amount_fen) FROM entitlement e CROSS JOIN program g ON g.id = e.program_id"
  " WHERE e.person_id = ?1 AND g.campaign_id = 2025 AND e.state IN ('listed', 'submitted', 'approved')",
};

static void
read_rows_bare (gpointer data)
{
  Bench *bench = data;

  for (guint i = 0; i < ROWS; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (row_sql); j++)
      {
        sqlite3_stmt *statement = bench->row_statements[j];

        sqlite3_reset (statement);
        sqlite3_bind_int64 (statement, 1, bench->wanted[i]);
        while (sqlite3_step (statement) == SQLITE_ROW)
          for (int column = 0; column < sqlite3_column_count (statement); column++)
            bench->n_bytes += sqlite3_column_text (statement, column) != NULL;
      }
}

static void
read_rows (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GPtrArray) rows = sn_recipient_read (bench->registry->ours, bench->wanted, ROWS, NULL);

  if (rows == NULL || g_ptr_array_find (rows, NULL, NULL))
    bench->failed = TRUE;
}

static void
choose (Bench *bench, GRand *rand)
{
  GArray *ids = sn_recipient_order_get_ids (bench->order);

  for (guint i = 0; i < ROWS; i++)
    bench->wanted[i] = g_array_index (ids, gint64, (guint) g_rand_int_range (rand, 0, (gint32) ids->len));
}

static void
measure_rows (Bench *bench)
{
  enum { SAMPLES = 101 };
  g_autoptr (GRand) rand = g_rand_new_with_seed (7);
  double bare_ms = 0, ours_ms = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (row_sql); i++)
    bench->row_statements[i] = bench_registry_prepare (bench->registry, row_sql[i]);
  for (guint i = 0; i < SAMPLES; i++)
    {
      /* Rows of their own for each, so that neither finds them warmed by the other. */
      choose (bench, rand);
      bare_ms += bench_measure_ms (read_rows_bare, bench, 1) / SAMPLES;
      choose (bench, rand);
      ours_ms += bench_measure_ms (read_rows, bench, 1) / SAMPLES;
    }
  bench_report ("any 50 rows by id", bare_ms, ours_ms, "2");
  for (gsize i = 0; i < G_N_ELEMENTS (row_sql); i++)
    sqlite3_finalize (bench->row_statements[i]);
}

/* ── The search image ───────────────────────────────────────────────────────────────────────────────────────────── */

static void
read_searched_bare (gpointer data)
{
  Bench *bench = data;

  while (sqlite3_step (bench->bare) == SQLITE_ROW)
    for (int column = 0; column < 8; column++)
      bench->n_bytes += sqlite3_column_text (bench->bare, column) != NULL;
  sqlite3_reset (bench->bare);
}

static void
load_image (gpointer data)
{
  Bench *bench = data;

  g_clear_pointer (&bench->image, sn_search_image_unref);
  bench->image = sn_search_image_load (bench->registry->ours, NULL, NULL);
  bench->failed |= bench->image == NULL;
}

static void
apply_one (gpointer data)
{
  Bench *bench = data;
  g_autoptr (SnSearchImage) newer = sn_search_image_apply (bench->image, bench->registry->ours, bench->wanted, 1, NULL);

  bench->failed |= newer == NULL || sn_search_image_get_n_people (newer) != bench->registry->n_people;
}

static void
arrange_found (gpointer data)
{
  Bench *bench = data;
  g_autoptr (GArray) arranged = sn_recipient_order_arrange (bench->order, bench->found);

  bench->failed |= arranged->len != bench->found->len;
}

static void
measure_image (Bench *bench)
{
  double bare_ms, ours_ms;

  bench->bare = bench_registry_prepare (bench->registry, "SELECT id, name, name_pinyin, document_number, phone, account_number, former_names, birth_date FROM person");
  bare_ms = bench_measure_ms (read_searched_bare, bench, 3);
  ours_ms = bench_measure_ms (load_image, bench, 3);
  sqlite3_finalize (bench->bare);
  bench_report ("load of the search image, against a scan of its columns", bare_ms, ours_ms, "1,000 ms a million");
  g_print ("one change applied to the search image: %.3f ms\n", bench_measure_ms (apply_one, bench, 11));
  bench->found = sn_search_image_query (bench->image, "王", NULL);
  g_print ("%u found put in another order: %.3f ms\n", bench->found->len, bench_measure_ms (arrange_found, bench, 11));
  g_clear_pointer (&bench->found, g_array_unref);
}

int
main (void)
{
  BenchRegistry registry;
  Bench bench = { .registry = &registry };

  bench_registry_set_up (&registry);
  g_print ("%u people\n", registry.n_people);
  measure_order (&bench, SN_RECIPIENT_SORT_PINYIN, "SELECT id FROM person ORDER BY pinyin_key, id");
  measure_order (&bench, SN_RECIPIENT_SORT_STROKE, "SELECT id FROM person ORDER BY stroke_key, id");
  measure_order (&bench, SN_RECIPIENT_SORT_ID, "SELECT id FROM person ORDER BY document_number, document_type");
  measure_rows (&bench);
  measure_image (&bench);
  g_array_unref (bench.bare_ids);
  sn_recipient_order_unref (bench.order);
  sn_search_image_unref (bench.image);
  bench_registry_tear_down (&registry);
  return bench.failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
