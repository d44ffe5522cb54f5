/* test-recipient-filter.c: only the people of a town, of a category, on a department's rosters.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "registry-fixture.h"

#include "sn-recipient-filter.h"

static const char town_sql[] =
  "UPDATE person SET town_id = (SELECT min (id) FROM division WHERE level = 'town') WHERE name IN ('丁一', '王伟');"
  "UPDATE person SET town_id = (SELECT max (id) FROM division WHERE level = 'town') WHERE name = '李四';";

/* The clock of the tests stands at 10 January 2025. */
static const char category_sql[] =
  "INSERT INTO person_category (person_id, category_id, from_date, to_date)"
  " SELECT p.id, (SELECT min (id) FROM category), v.from_date, v.to_date FROM person p"
  " JOIN (SELECT '丁一' AS name, '2020-01-01' AS from_date, NULL AS to_date UNION ALL SELECT '王伟', '2020-01-01', '2024-12-31'"
  "       UNION ALL SELECT '李四', '2024-01-01', '2025-01-10' UNION ALL SELECT '曾明', '2025-01-11', NULL) v ON v.name = p.name;";

static const char roster_sql[] =
  "INSERT INTO entitlement (program_id, rate_id, unit, person_id, amount_fen, listed_by)"
  " SELECT r.program_id, r.id, 'person', p.id, 75000, (SELECT min (id) FROM officer)"
  " FROM person p, (SELECT min (r.id) AS id, r.program_id FROM benefit_rate r JOIN program g ON g.id = r.program_id"
  "                 WHERE g.department_id = 3 AND r.unit = 'person') r WHERE p.name <> '曾明';"
  "UPDATE entitlement SET state = 'held', reason = 'look again' WHERE person_id = (SELECT id FROM person WHERE name = '李四');"
  "UPDATE entitlement SET state = 'withdrawn', reason = 'moved' WHERE person_id = (SELECT id FROM person WHERE name = '王伟');";

typedef struct
{
  SnRecipientFilterKind kind;
  gboolean              last; /* the last choice, otherwise the first */
  gint64                choice_id;
} Wanted;

static gpointer
list_choices (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_choice_list (connection, ((Wanted *) data)->kind, error);
}

static gpointer
load_filter (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  const Wanted *wanted = data;

  return sn_recipient_filter_load (connection, wanted->kind, wanted->choice_id, error);
}

/* All four, in the order of @ids. */
static char *
keep (Fixture *fixture, Wanted *wanted, GArray *ids)
{
  g_autoptr (SnRecipientFilter) filter = do_read (fixture, load_filter, wanted);
  g_autoptr (GArray) kept = sn_recipient_filter_keep (filter, ids);

  return do_read (fixture, join_names, kept);
}

static GArray *
add_people (Fixture *fixture)
{
  static const char *const names[] = { "王伟", "李四", "丁一", "曾明" };
  GArray *ids = g_array_new (FALSE, FALSE, sizeof (gint64));

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *number = g_strdup_printf ("31011819600101%04u", i);
      gint64 id = add_person (fixture, names[i], number, "");

      g_array_append_val (ids, id);
    }
  return ids;
}

static void
test_kept (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    SnRecipientFilterKind kind;
    gboolean              last;
    const char           *kept;
  } vectors[] = {
    { SN_RECIPIENT_FILTER_TOWN, FALSE, "王伟|丁一" },
    { SN_RECIPIENT_FILTER_TOWN, TRUE, "李四" },
    /* Held on the day, its last day included; not before the first, not after the last. */
    { SN_RECIPIENT_FILTER_CATEGORY, FALSE, "李四|丁一" },
    { SN_RECIPIENT_FILTER_CATEGORY, TRUE, "" },
  };
  g_autoptr (GArray) ids = add_people (fixture);

  do_sql (fixture, town_sql);
  do_sql (fixture, category_sql);
  for (gsize i = 0; i < G_N_ELEMENTS (vectors); i++)
    {
      Wanted wanted = { vectors[i].kind, vectors[i].last, 0 };
      g_autoptr (GPtrArray) choices = do_read (fixture, list_choices, &wanted);
      gint64 least = G_MAXINT64, most = 0;
      g_autofree char *kept = NULL;

      for (guint j = 0; j < choices->len; j++)
        {
          least = MIN (least, ((SnRecipientChoice *) g_ptr_array_index (choices, j))->id);
          most = MAX (most, ((SnRecipientChoice *) g_ptr_array_index (choices, j))->id);
        }
      wanted.choice_id = wanted.last ? most : least;
      kept = keep (fixture, &wanted, ids);
      g_assert_cmpstr (kept, ==, vectors[i].kept);
    }
}

/* Held lines count, withdrawn ones do not; another department's do not. */
static void
test_department (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GArray) ids = add_people (fixture);
  Wanted third = { SN_RECIPIENT_FILTER_DEPARTMENT, FALSE, 3 }, fourth = { SN_RECIPIENT_FILTER_DEPARTMENT, FALSE, 4 };
  g_autofree char *kept = NULL, *none = NULL;

  do_sql (fixture, roster_sql);
  kept = keep (fixture, &third, ids);
  none = keep (fixture, &fourth, ids);
  g_assert_cmpstr (kept, ==, "李四|丁一");
  g_assert_cmpstr (none, ==, "");
}

static void
test_choices (Fixture *fixture, gconstpointer data)
{
  Wanted wanted = { SN_RECIPIENT_FILTER_TOWN, FALSE, 0 };
  g_autoptr (GPtrArray) towns = do_read (fixture, list_choices, &wanted);
  SnRecipientFilterKind kind;

  g_assert_cmpuint (towns->len, ==, 11);
  g_assert_cmpuint (strlen (((SnRecipientChoice *) g_ptr_array_index (towns, 0))->code), ==, 9);
  for (guint i = 0; i < SN_RECIPIENT_N_FILTERS; i++)
    {
      g_assert_true (sn_recipient_filter_kind_from_string (sn_recipient_filter_kind_to_string ((SnRecipientFilterKind) i), &kind));
      g_assert_cmpuint (kind, ==, i);
    }
  g_assert_false (sn_recipient_filter_kind_from_string ("Town", &kind));
  g_assert_false (sn_recipient_filter_kind_from_string (NULL, &kind));
}

#define ADD(path, func) g_test_add (path, Fixture, NULL, set_up, func, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/recipient-filter/kept", test_kept);
  ADD ("/recipient-filter/department", test_department);
  ADD ("/recipient-filter/choices", test_choices);
  return g_test_run ();
}
