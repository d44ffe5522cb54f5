/* test-category-reach.c: who of a category gets nothing; counted and listed alike.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */
#include "roster-fixture.h"

#include "sn-category-reach.h"
#include "sn-recipient-filter.h"

#define TOWN 310118102

static void
hold (Fixture *fixture, int person, const char *category, const char *from, const char *to)
{
  g_autofree char *sql = g_strdup_printf (
    "INSERT INTO person_category (id, person_id, category_id, from_date, to_date)"
    " SELECT (SELECT coalesce (max (id), 0) + 1 FROM person_category), %d, id, '%s', nullif ('%s', '') FROM category WHERE code = '%s'",
    person, from, to, category);

  do_sql (fixture, sql);
}

static gpointer
read_reaches (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_category_reach_list (connection, error);
}

static gpointer
load_filter (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  return sn_recipient_filter_load (connection, SN_RECIPIENT_FILTER_UNREACHED, *(gint64 *) data, error);
}

/* The people with numbers from 1 to 20 who are in the filter, joined by blanks. */
static char *
list_unreached (Fixture *fixture, gint64 category_id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (SnRecipientFilter) filter = sn_workspace_read (fixture->workspace, load_filter, &category_id, NULL, &error);
  g_autoptr (GArray) ids = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (GArray) kept = NULL;
  GString *text = g_string_new (NULL);

  g_assert_no_error (error);
  for (gint64 id = 1; id <= 20; id++)
    g_array_append_val (ids, id);
  kept = sn_recipient_filter_keep (filter, ids);
  for (guint i = 0; i < kept->len; i++)
    g_string_append_printf (text, "%s%d", i > 0 ? " " : "", (int) g_array_index (kept, gint64, i));
  return g_string_free (text, FALSE);
}

/* "CODE persons/reached: who is not" of each category that anybody holds. What is counted is listed. */
static void
assert_reaches (Fixture *fixture, const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) reaches = sn_workspace_read (fixture->workspace, read_reaches, NULL, NULL, &error);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_no_error (error);
  for (guint i = 0; i < reaches->len; i++)
    {
      const SnCategoryReach *reach = g_ptr_array_index (reaches, i);
      g_autofree char *unreached = list_unreached (fixture, reach->id);
      g_auto (GStrv) each = g_strsplit (unreached, " ", -1);

      g_assert_cmpint (reach->persons - reach->reached, ==, reach->unreached);
      g_assert_cmpint (reach->unreached, ==, *unreached != '\0' ? g_strv_length (each) : 0);
      if (reach->persons > 0)
        g_string_append_printf (text, "%s%s %d/%d: %s", text->len > 0 ? "; " : "", reach->code, (int) reach->persons, (int) reach->reached,
                                unreached);
    }
  g_assert_cmpstr (text->str, ==, expected);
}

static gpointer
count_unreached (SnConnection *connection, gpointer data, GCancellable *cancellable, GError **error)
{
  *(gint64 *) data = sn_category_reach_count_unreached (connection, error);
  return *error == NULL ? data : NULL;
}

static void
assert_unreached (Fixture *fixture, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  gint64 count = -1;

  sn_workspace_read (fixture->workspace, count_unreached, &count, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpint (count, ==, expected);
}

static void
test_reach (Fixture *fixture, gconstpointer data)
{
  for (int i = 1; i <= 6; i++)
    add_person (fixture, i, i <= 2 ? 1 : i, "1960-01-01", TOWN);
  for (int i = 1; i <= 5; i++)
    hold (fixture, i, "subsistence-allowance", "2020-01-01", "");
  hold (fixture, 3, "disabled", "2020-01-01", "");
  hold (fixture, 4, "family-planning-support", "2020-01-01", ""); /* no program is for them */
  assert_reaches (fixture, "subsistence-allowance 5/0: 1 2 3 4 5; disabled 1/0: 3");
  assert_unreached (fixture, 5);

  /* A household's line reaches all of it, a person's own only that person; of whichever department. */
  add_line (fixture, 11, "14.1", "助学、助老、助医、助幼、助困", 1, TOWN, 100000);
  add_line (fixture, 12, "04.1", "登记失业困难人员", 3, TOWN, 75000);
  assert_reaches (fixture, "subsistence-allowance 5/3: 4 5; disabled 1/1: ");
  assert_unreached (fixture, 2);
  do_sql (fixture, "UPDATE person SET household_id = 3 WHERE id = 4");
  assert_reaches (fixture, "subsistence-allowance 5/3: 4 5; disabled 1/1: ");

  /* A held line is thought of; a withdrawn one is not. */
  do_sql (fixture, "UPDATE entitlement SET state = 'held', reason = 'x' WHERE id = 11");
  assert_reaches (fixture, "subsistence-allowance 5/3: 4 5; disabled 1/1: ");
  do_sql (fixture, "UPDATE entitlement SET state = 'withdrawn', reason = 'x'");
  assert_reaches (fixture, "subsistence-allowance 5/0: 1 2 3 4 5; disabled 1/0: 3");
}

/* Who counts: holds it on the campaign's day (2024-12-31), lives, is here on the delivery day. */
static void
test_who_counts (Fixture *fixture, gconstpointer data)
{
  for (int i = 1; i <= 8; i++)
    add_person (fixture, i, i, "1960-01-01", TOWN);
  hold (fixture, 1, "disabled", "2024-12-31", "2024-12-31");
  hold (fixture, 2, "disabled", "2020-01-01", "2024-12-30");
  hold (fixture, 3, "disabled", "2025-01-01", "");
  for (int i = 4; i <= 6; i++)
    hold (fixture, i, "disabled", "2020-01-01", "");
  hold (fixture, 4, "rigid-expense", "2020-01-01", "");
  do_sql (fixture, "UPDATE person SET died_on = '2025-01-02' WHERE id = 4; UPDATE person SET moved_on = '2025-01-28' WHERE id = 5;"
                   "UPDATE person SET moved_on = '2025-01-29' WHERE id = 6");
  assert_reaches (fixture, "disabled 2/0: 1 6");
  assert_unreached (fixture, 2);
  /* Two periods that overlap are one person. */
  hold (fixture, 1, "disabled", "2024-06-01", "2025-06-01");
  assert_reaches (fixture, "disabled 2/0: 1 6");
}

static gboolean
copy_campaign (SnTransaction *transaction, gpointer data, GCancellable *cancellable, GError **error)
{
  gint64 id;

  return sn_campaign_copy (transaction, 2025, "2026年元旦春节帮困送温暖", "2026-02-17", &id, error);
}

/* A roster of last year reaches nobody in this one. */
static void
test_campaign (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  add_person (fixture, 1, 1, "1960-01-01", TOWN);
  hold (fixture, 1, "disabled", "2020-01-01", "");
  add_line (fixture, 11, "04.1", "登记失业困难人员", 1, TOWN, 75000);
  assert_reaches (fixture, "disabled 1/1: ");
  sn_workspace_write (fixture->workspace, copy_campaign, NULL, NULL, &error);
  assert_reaches (fixture, "disabled 1/0: 1");
  sn_workspace_set_campaign (fixture->workspace, 2025);
  assert_reaches (fixture, "disabled 1/1: ");
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
#define ADD(name, function) g_test_add ("/category-reach/" name, Fixture, NULL, set_up, function, tear_down)
  ADD ("reach", test_reach);
  ADD ("who-counts", test_who_counts);
  ADD ("campaign", test_campaign);
  return g_test_run ();
}
