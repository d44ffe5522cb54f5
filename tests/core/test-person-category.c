/* test-person-category.c: which categories a person holds, from which day to which.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-person-category.h"

#define TOWN 310118102
#define FIRST 1
#define SECOND 2

typedef struct
{
  gint64      category_id;
  const char *day;
  gboolean    end;
} Work;

static gboolean
change (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  const Work *work = data;

  return work->end ? sn_person_end_category (transaction, 1, work->category_id, work->day, error)
                   : sn_person_add_category (transaction, 1, work->category_id, work->day, NULL, error);
}

static gint64
try_change (Fixture *fixture, gint64 category_id, const char *day, gboolean end, GError **error)
{
  Work work = { category_id, day, end };

  return sn_workspace_write (fixture->workspace, change, &work, NULL, error);
}

static gint64
add (Fixture *fixture, gint64 category_id, const char *day)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = try_change (fixture, category_id, day, FALSE, &error);

  g_assert_no_error (error);
  return change_id;
}

static gint64
end (Fixture *fixture, gint64 category_id, const char *day)
{
  g_autoptr (GError) error = NULL;
  gint64 change_id = try_change (fixture, category_id, day, TRUE, &error);

  g_assert_no_error (error);
  return change_id;
}

/* "1:2024-01-01–2024-06-30 2:2024-02-01–" */
#define PERIODS "SELECT coalesce (group_concat (category_id || ':' || from_date || '–' || coalesce (to_date, ''), ' '), '')" \
                " FROM (SELECT * FROM person_category WHERE person_id = 1 ORDER BY category_id, from_date)"

static gpointer
list (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_person_list_categories (connection, 1, data, error);
}

static void
assert_held (Fixture *fixture, const char *on_date, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) held = sn_workspace_read (fixture->workspace, list, (gpointer) on_date, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < held->len; i++)
    {
      const SnPersonCategory *category = g_ptr_array_index (held, i);

      g_string_append_printf (text, "%s%s %s–%s", i > 0 ? "; " : "", category->name, category->from_date, category->to_date);
      g_assert_cmpint (category->id, !=, 0);
      g_assert_cmpstr (category->code, !=, "");
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static void
set_up_person (Fixture *fixture, gconstpointer data)
{
  set_up (fixture, data);
  add_person (fixture, 1, 1, "1960-01-01", TOWN);
  do_sql (fixture, "UPDATE category SET name = '甲', position = 20 WHERE id = 1;"
                   "UPDATE category SET name = '乙', position = 10 WHERE id = 2");
}

static void
test_add (Fixture *fixture, gconstpointer data)
{
  g_assert_cmpint (add (fixture, FIRST, "2024-03-01"), >, 0);
  assert_sql (fixture, PERIODS, "1:2024-03-01–");
  /* Held on that day already, the first day and a later one. */
  g_assert_cmpint (add (fixture, FIRST, "2024-03-01"), ==, SN_WORKSPACE_UNCHANGED);
  g_assert_cmpint (add (fixture, FIRST, "2025-01-01"), ==, SN_WORKSPACE_UNCHANGED);
  /* Earlier: the period begins earlier. */
  add (fixture, FIRST, "2024-01-15");
  assert_sql (fixture, PERIODS, "1:2024-01-15–");
  /* Another category, and another person, are others. */
  add (fixture, SECOND, "2024-06-01");
  add_person (fixture, 2, 2, "1960-01-01", TOWN);
  do_sql (fixture, "INSERT INTO person_category (id, person_id, category_id, from_date) VALUES (1, 2, 1, '2023-01-01')");
  add (fixture, FIRST, "2024-01-01");
  assert_sql (fixture, PERIODS, "1:2024-01-01– 2:2024-06-01–");
  assert_sql (fixture, "SELECT from_date FROM person_category WHERE person_id = 2", "2023-01-01");
}

static void
test_end (Fixture *fixture, gconstpointer data)
{
  add (fixture, FIRST, "2024-01-01");
  g_assert_cmpint (end (fixture, FIRST, "2024-06-30"), >, 0);
  assert_sql (fixture, PERIODS, "1:2024-01-01–2024-06-30");
  g_assert_cmpint (end (fixture, FIRST, "2024-06-30"), ==, SN_WORKSPACE_UNCHANGED);
  /* It still covers its last day; the day after begins anew. */
  g_assert_cmpint (add (fixture, FIRST, "2024-06-30"), ==, SN_WORKSPACE_UNCHANGED);
  add (fixture, FIRST, "2024-07-01");
  assert_sql (fixture, PERIODS, "1:2024-01-01–2024-06-30 1:2024-07-01–");
  end (fixture, FIRST, "2024-07-01"); /* one day */
  end (fixture, FIRST, "2024-03-31"); /* the earlier one ends earlier */
  assert_sql (fixture, PERIODS, "1:2024-01-01–2024-03-31 1:2024-07-01–2024-07-01");
}

/* Between two periods: the later one begins earlier, and neither touches the earlier one. */
static void
test_gap (Fixture *fixture, gconstpointer data)
{
  add (fixture, FIRST, "2024-01-01");
  end (fixture, FIRST, "2024-03-31");
  add (fixture, FIRST, "2024-09-01");
  end (fixture, FIRST, "2024-12-31");
  add (fixture, FIRST, "2024-05-01");
  assert_sql (fixture, PERIODS, "1:2024-01-01–2024-03-31 1:2024-05-01–2024-12-31");
  add (fixture, FIRST, "2025-01-01");
  add (fixture, FIRST, "2023-01-01");
  assert_sql (fixture, PERIODS, "1:2023-01-01–2024-03-31 1:2024-05-01–2024-12-31 1:2025-01-01–");
}

static void
test_refusals (Fixture *fixture, gconstpointer data)
{
  static const struct
  {
    const char *day;
    gboolean    end;
    SnError     code;
  } attempts[] = {
    { "2024-1-1", FALSE, SN_ERROR_INVALID_INPUT },
    { "2023-02-29", FALSE, SN_ERROR_INVALID_INPUT },
    { "", FALSE, SN_ERROR_INVALID_INPUT },
    { NULL, FALSE, SN_ERROR_INVALID_INPUT },
    { "2024/06/30", TRUE, SN_ERROR_INVALID_INPUT },
    { NULL, TRUE, SN_ERROR_INVALID_INPUT },
    { "2023-12-31", TRUE, SN_ERROR_NOT_FOUND }, /* the day before the first */
    { "2024-07-01", TRUE, SN_ERROR_NOT_FOUND }, /* the day after the last */
  };

  add (fixture, FIRST, "2024-01-01");
  end (fixture, FIRST, "2024-06-30");
  for (gsize i = 0; i < G_N_ELEMENTS (attempts); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_cmpint (try_change (fixture, FIRST, attempts[i].day, attempts[i].end, &error), ==, 0);
      g_assert_error (error, SN_ERROR, (int) attempts[i].code);
    }
  assert_sql (fixture, PERIODS, "1:2024-01-01–2024-06-30");
}

static void
test_list (Fixture *fixture, gconstpointer data)
{
  assert_held (fixture, NULL, "");
  add (fixture, FIRST, "2024-01-01");
  end (fixture, FIRST, "2024-06-30");
  add (fixture, FIRST, "2025-01-01");
  add (fixture, SECOND, "2024-06-30");
  assert_held (fixture, NULL, "乙 2024-06-30–; 甲 2024-01-01–2024-06-30; 甲 2025-01-01–"); /* by the position of the category */
  assert_held (fixture, "2023-12-31", "");
  assert_held (fixture, "2024-01-01", "甲 2024-01-01–2024-06-30");
  assert_held (fixture, "2024-06-30", "乙 2024-06-30–; 甲 2024-01-01–2024-06-30");
  assert_held (fixture, "2024-07-01", "乙 2024-06-30–");
  assert_held (fixture, "2025-01-01", "乙 2024-06-30–; 甲 2025-01-01–");
}

/* A thousand additions and ends in any order, against a calendar of days: what was added is held, what was ended ends, and
 * periods never overlap. */
static void
test_property (Fixture *fixture, gconstpointer data)
{
  for (int i = 0; i < 1000; i++)
    {
      g_autofree char *day = g_strdup_printf ("2024-%02d-%02d", g_test_rand_int_range (1, 4), g_test_rand_int_range (1, 29));
      g_autoptr (GError) error = NULL;
      gboolean is_end = g_test_rand_int_range (0, 3) > 0;
      g_autofree char *covered = g_strdup_printf (
        "SELECT count(*) FROM person_category WHERE from_date <= '%s' AND coalesce (to_date, '9999') >= '%s'", day, day);
      g_autofree char *next_day_open = g_strdup_printf (
        "SELECT count(*) FROM person_category WHERE from_date <= '%s' AND coalesce (to_date, '9999') > '%s'", day, day);

      if (try_change (fixture, FIRST, day, is_end, &error) == 0)
        {
          g_assert_true (is_end);
          g_assert_error (error, SN_ERROR, SN_ERROR_NOT_FOUND);
          assert_sql (fixture, covered, "0");
          continue;
        }
      assert_sql (fixture, covered, "1");
      if (is_end)
        assert_sql (fixture, next_day_open, "0");
    }
  assert_sql (fixture,
              "SELECT count(*) FROM person_category a JOIN person_category b ON a.id < b.id"
              " AND a.from_date <= coalesce (b.to_date, '9999') AND b.from_date <= coalesce (a.to_date, '9999')", "0");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/person-category/" name, Fixture, NULL, set_up_person, function, tear_down)
  ADD ("add", test_add);
  ADD ("end", test_end);
  ADD ("gap", test_gap);
  ADD ("refusals", test_refusals);
  ADD ("list", test_list);
  ADD ("property", test_property);
  return g_test_run ();
}
